//! What the criteria speak of: resource types, and values at paths. From it comes what is added to a solution, so that a criterion
//! that forbids something can be failed.

use cfn::{Node, NodeKind};

use crate::document::{as_written, quoted};

/// What a criterion speaks of.
#[derive(Default)]
pub(super) struct Wants {
    /// Resource types, in the order of the criteria.
    pub(super) types: Vec<String>,
    /// Those of each criterion.
    pub(super) types_of: Vec<Vec<String>>,
    /// Conditions that belong together: those of one `select`, or of one `check`.
    pub(super) groups: Vec<Group>,
    /// The actions that a criterion says nobody may do, with its place in the rubric; only criteria that say such.
    pub(super) forbidden_actions: Vec<(usize, Vec<String>)>,
}

/// Conditions on one resource.
pub(super) struct Group {
    pub(super) types: Vec<String>,
    /// A path of keys from `Properties`, and a value that meets the condition, as it is written in flow style.
    pub(super) values: Vec<(Vec<String>, String)>,
}

impl Wants {
    /// Of a mission's document.
    pub(super) fn of(document: &str) -> Self {
        let parsed = cfn::parse(document.as_bytes());
        let mut wants = Self::default();
        if let Some(criteria) = parsed.root.as_ref().and_then(|root| root.get("criteria")) {
            for (index, criterion) in criteria.as_list().unwrap_or_default().iter().enumerate() {
                let mut of_one = Self::default();
                of_one.look(criterion);
                for name in &of_one.types {
                    wants.note_type(name);
                }
                wants.types_of.push(of_one.types);
                wants.groups.extend(of_one.groups);
                let mut actions = Vec::new();
                forbidden_actions(criterion, &mut actions);
                if !actions.is_empty() {
                    wants.forbidden_actions.push((index, actions));
                }
            }
        }
        wants
    }

    fn look(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::List(items) => items.iter().for_each(|item| self.look(item)),
            NodeKind::Map(entries) => {
                self.group(node);
                entries.iter().for_each(|entry| self.look(&entry.value));
            }
            NodeKind::Scalar(scalar) => self.note_type(&scalar.text),
            NodeKind::Function(function) => self.look(&function.argument),
        }
    }

    fn note_type(&mut self, text: &str) {
        if text.starts_with("AWS::") && !self.types.iter().any(|known| known == text) {
            self.types.push(text.to_owned());
        }
    }

    /// The conditions of a `property`, a `check`, or a select.
    fn group(&mut self, node: &Node) {
        let select = node.get("select").unwrap_or(node);
        let types: Vec<String> = match node.get("resourceType").or_else(|| select.get("type")) {
            Some(types) => match types.as_list() {
                Some(items) => items
                    .iter()
                    .filter_map(Node::as_text)
                    .map(str::to_owned)
                    .collect(),
                None => types.as_text().map(str::to_owned).into_iter().collect(),
            },
            None => Vec::new(),
        };
        if types.is_empty() {
            return;
        }
        let mut values: Vec<(Vec<String>, String)> = Vec::new();
        if let Some(expected) = node.get("expected") {
            values.extend(condition(node, "equals", Some(expected)));
        }
        let lists = [select.get("where"), node.get("assert")];
        for assert in lists
            .into_iter()
            .flatten()
            .filter_map(Node::as_list)
            .flatten()
        {
            let op = assert.get("op").and_then(Node::as_text).unwrap_or("equals");
            values.extend(condition(assert, op, assert.get("value")));
        }
        if !values.is_empty() {
            self.groups.push(Group { types, values });
        }
    }
}

/// The actions of every `iam` in a criterion that does not ask for them.
fn forbidden_actions(node: &Node, actions: &mut Vec<String>) {
    match &node.kind {
        NodeKind::List(items) => items
            .iter()
            .for_each(|item| forbidden_actions(item, actions)),
        NodeKind::Map(entries) => {
            let is_forbidden = node.get("expect").and_then(Node::as_text) != Some("allow");
            if let Some(action) = node.get("action").filter(|_| is_forbidden) {
                let listed = action.as_list().unwrap_or(std::slice::from_ref(action));
                let texts = listed.iter().filter_map(Node::as_text);
                actions.extend(texts.map(str::to_owned));
            }
            entries
                .iter()
                .for_each(|entry| forbidden_actions(&entry.value, actions));
        }
        NodeKind::Scalar(_) | NodeKind::Function(_) => {}
    }
}

/// The path of a condition, and a value that meets it; of `absent`, a value all the same, as it is what breaks it.
fn condition(node: &Node, op: &str, value: Option<&Node>) -> Option<(Vec<String>, String)> {
    let path = keys(node.get("property")?.as_text()?)?;
    let written = |node: &Node| match &node.kind {
        NodeKind::Scalar(scalar) => Some(as_written(scalar)),
        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => None,
    };
    let value = match op {
        "oneOf" => written(value?.as_list()?.first()?)?,
        "contains" => format!("[{}]", written(value?)?),
        "glob" | "equals" if value?.as_text()?.contains('*') => {
            quoted(&value?.as_text()?.replace('*', ""))
        }
        "equals" | "gte" | "lte" | "glob" => written(value?)?,
        "gt" => "1000000007".to_owned(),
        "lt" => "-1".to_owned(),
        _ => quoted("added"),
    };
    Some((path, value))
}

/// The keys of a path that only goes through mappings and lists; an element of a list is `[]`.
fn keys(path: &str) -> Option<Vec<String>> {
    if path.contains(['@', '(', '\'', '?']) {
        return None;
    }
    let mut keys = Vec::new();
    for step in path.split('.') {
        let (key, element) = match step.split_once('[') {
            Some((key, _)) => (key, true),
            None => (step, false),
        };
        if !key.is_empty() {
            keys.push(key.to_owned());
        }
        if element {
            keys.push("[]".to_owned());
        }
    }
    (!keys.is_empty()).then_some(keys)
}
