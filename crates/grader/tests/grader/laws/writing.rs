//! Templates as text, in every form and spelling that says the same.

use std::fmt::Write as _;

use super::templates::{PARAMETERS, Resource, Value};

/// How a template is written; what it says stays the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) form: Form,
    /// `{"Ref": ..}` for `!Ref ..`, and so on; JSON has nothing else.
    pub(super) long: bool,
    /// `!Sub "${X}"` for `!Ref X`.
    pub(super) sub_for_ref: bool,
    /// `!Sub "${X.Arn}"` for `!GetAtt X.Arn`.
    pub(super) sub_for_att: bool,
    /// A parameter's default in the place of its name.
    pub(super) inlined: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Block,
    Flow,
    Json,
}

impl Style {
    pub(super) const PLAIN: Self = Self {
        form: Form::Block,
        long: false,
        sub_for_ref: false,
        sub_for_att: false,
        inlined: false,
    };
}

/// The template as text.
pub(super) fn written(resources: &[Resource], style: Style) -> String {
    let mut parameters: Vec<(String, Tree)> = Vec::new();
    for (name, default) in PARAMETERS {
        let declaration = vec![
            ("Type".to_owned(), Tree::Leaf("\"String\"".to_owned())),
            ("Default".to_owned(), Tree::Leaf((*default).to_owned())),
        ];
        parameters.push(((*name).to_owned(), Tree::Map(declaration)));
    }
    let stage = tree(&Value::Parameter(0), style);
    let production = call(
        "Equals",
        Tree::List(vec![stage, Tree::Leaf("\"prod\"".into())]),
        style,
    );
    let resources = resources
        .iter()
        .map(|resource| {
            let mut members = vec![(
                "Type".to_owned(),
                tree(&Value::Text(resource.type_name), style),
            )];
            for (key, value) in &resource.attributes {
                members.push(((*key).to_owned(), attribute(value, style)));
            }
            if !resource.properties.is_empty() {
                members.push(("Properties".to_owned(), map(&resource.properties, style)));
            }
            (resource.id.clone(), Tree::Map(members))
        })
        .collect();
    let root = Tree::Map(vec![
        ("Parameters".to_owned(), Tree::Map(parameters)),
        (
            "Conditions".to_owned(),
            Tree::Map(vec![("Production".to_owned(), production)]),
        ),
        ("Resources".to_owned(), Tree::Map(resources)),
    ]);
    let mut text = String::new();
    match style.form {
        Form::Block => block(&mut text, &root, 0),
        Form::Flow | Form::Json => flow(&mut text, &root, style.form),
    }
    text
}

/// What is written, functions spelled out.
enum Tree {
    /// As it stands, quotes included.
    Leaf(String),
    Tagged(&'static str, Box<Tree>),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

fn map(members: &[(&'static str, Value)], style: Style) -> Tree {
    Tree::Map(
        members
            .iter()
            .map(|(key, value)| ((*key).to_owned(), tree(value, style)))
            .collect(),
    )
}

/// Names in `DependsOn` are plain texts.
fn attribute(value: &Value, style: Style) -> Tree {
    match value {
        Value::Ref(id) => quoted(id),
        Value::List(items) => Tree::List(items.iter().map(|item| attribute(item, style)).collect()),
        other => tree(other, style),
    }
}

fn quoted(text: &str) -> Tree {
    Tree::Leaf(serde_json::Value::from(text).to_string())
}

fn call(name: &'static str, argument: Tree, style: Style) -> Tree {
    if style.long || style.form == Form::Json {
        let name = if name == "Ref" {
            name.to_owned()
        } else {
            format!("Fn::{name}")
        };
        Tree::Map(vec![(name, argument)])
    } else {
        Tree::Tagged(name, Box::new(argument))
    }
}

fn tree(value: &Value, style: Style) -> Tree {
    let reference = |name: &str| {
        if style.sub_for_ref {
            call("Sub", quoted(&format!("${{{name}}}")), style)
        } else {
            call("Ref", quoted(name), style)
        }
    };
    match value {
        Value::Plain(text) => Tree::Leaf((*text).to_owned()),
        Value::Text(text) => quoted(text),
        Value::Ref(id) => reference(id),
        Value::Att(id, attribute) if style.sub_for_att => {
            call("Sub", quoted(&format!("${{{id}.{attribute}}}")), style)
        }
        Value::Att(id, attribute) if style.long || style.form == Form::Json => call(
            "GetAtt",
            Tree::List(vec![quoted(id), quoted(attribute)]),
            style,
        ),
        Value::Att(id, attribute) => call("GetAtt", Tree::Leaf(format!("{id}.{attribute}")), style),
        Value::Parameter(place) if style.inlined => Tree::Leaf(PARAMETERS[*place].1.to_owned()),
        Value::Parameter(place) => reference(PARAMETERS[*place].0),
        Value::Around(before, id, after) => {
            let end = if after.contains('}') { "" } else { "}" };
            call(
                "Sub",
                quoted(&format!("{before}${{{id}{end}{after}")),
                style,
            )
        }
        Value::If(yes, no) => {
            let arguments = vec![quoted("Production"), tree(yes, style), tree(no, style)];
            call("If", Tree::List(arguments), style)
        }
        Value::Absent => call("Ref", quoted("AWS::NoValue"), style),
        Value::List(items) => Tree::List(items.iter().map(|item| tree(item, style)).collect()),
        Value::Map(members) => map(members, style),
    }
}

fn flow(text: &mut String, tree: &Tree, form: Form) {
    let separated = |text: &mut String, index: usize| {
        if index > 0 {
            text.push_str(", ");
        }
    };
    match tree {
        Tree::Leaf(leaf) => text.push_str(leaf),
        Tree::Tagged(name, argument) => {
            let _ = write!(text, "!{name} ");
            flow(text, argument, form);
        }
        Tree::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separated(text, index);
                flow(text, item, form);
            }
            text.push(']');
        }
        Tree::Map(members) => {
            text.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                separated(text, index);
                if form == Form::Json || key.contains(':') {
                    let _ = write!(text, "\"{key}\": ");
                } else {
                    let _ = write!(text, "{key}: ");
                }
                flow(text, value, form);
            }
            text.push('}');
        }
    }
}

/// What stands after a key or a dash, line end included.
fn block(text: &mut String, tree: &Tree, depth: usize) {
    let indent = "  ".repeat(depth);
    match tree {
        Tree::Leaf(leaf) => {
            let _ = writeln!(text, " {leaf}");
        }
        Tree::Tagged(name, argument) => {
            let _ = write!(text, " !{name}");
            block(text, argument, depth);
        }
        Tree::List(items) if items.is_empty() => text.push_str(" []\n"),
        Tree::Map(members) if members.is_empty() => text.push_str(" {}\n"),
        Tree::List(items) => {
            text.push('\n');
            for item in items {
                let _ = write!(text, "{indent}-");
                block(text, item, depth + 1);
            }
        }
        Tree::Map(members) => {
            text.push('\n');
            for (key, value) in members {
                let _ = write!(text, "{indent}{key}:");
                block(text, value, depth + 1);
            }
        }
    }
}
