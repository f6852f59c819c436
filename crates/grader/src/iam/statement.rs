//! A policy document as statements: read from resolved values with their places, nothing decided. Which policies there are is in
//! `policies`.

use cfn::{Data, Decision, Node, NodeKind, Span, Value};

use super::{
    action::Action,
    arn::Reach,
    names::Names,
    principal::Principals,
    text::{Fit, Steps, Token, pattern},
};
use crate::walk::Place;

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    Allow,
    Deny,
    /// It cannot be told which, or whether the statement is there at all; why, as the end of a sentence.
    Unknown(String),
}

/// One statement of a policy.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) effect: Effect,
    /// Whether it may be a Deny although its effect cannot be told.
    pub(crate) may_deny: bool,
    pub(crate) actions: Actions,
    pub(crate) resources: Resources,
    /// `None` in a policy of an identity.
    pub(crate) principals: Option<Principals>,
    pub(crate) conditions: Vec<Condition>,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) sid: Option<String>,
    /// Where it stands; absent for what AWS or SAM wrote.
    pub(crate) span: Option<Span>,
    /// From the `Properties` of the resource that it is written in.
    pub(crate) path: String,
}

/// `Action` or `NotAction`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actions {
    pub(crate) is_negated: bool,
    pub(crate) items: Vec<(Vec<Token>, String)>,
    pub(crate) unknown: Option<String>,
}

/// `Resource` or `NotResource`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resources {
    pub(crate) is_negated: bool,
    pub(crate) items: Vec<(Reach, String)>,
    /// Where the list stands, for who wants to change it.
    pub(crate) path: String,
    /// Whether there was neither `Resource` nor `NotResource`.
    pub(crate) is_missing: bool,
    /// Whether a statement that names none says nothing, as in the policy of a queue. Where it may be left out, it is what the policy
    /// is on.
    pub(crate) is_needed: bool,
}

/// One test of a `Condition`: `ArnLike`, `aws:SourceArn` and what it is compared with.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) operator: String,
    /// In lower case.
    pub(crate) key: String,
    pub(crate) values: Vec<Result<Vec<Token>, String>>,
    /// Whether nothing stands where keys or values belong: CloudFormation takes no template with a value that is null.
    pub(crate) is_empty: bool,
}

impl Actions {
    pub(crate) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>, is_negated: bool) -> Self {
        let items = texts
            .into_iter()
            .map(|text| (pattern(&text.to_ascii_lowercase()), text.to_owned()))
            .collect();
        Self {
            is_negated,
            items,
            unknown: None,
        }
    }

    /// How far it reaches over an action.
    pub(crate) fn fit(&self, action: &Action, steps: &Steps) -> Fit {
        if self.items.is_empty() && self.unknown.is_none() {
            return Fit::None;
        }
        let start = match self.unknown {
            Some(_) => Fit::Unknown,
            None => Fit::None,
        };
        let listed = self.items.iter().fold(start, |best, (item, _)| {
            best.or(action.reached_by(item, steps))
        });
        if self.is_negated {
            listed.inverted()
        } else {
            listed
        }
    }
}

impl Actions {
    /// Whether one of them is of the action's service.
    pub(crate) fn name_service_of(&self, action: &Action) -> bool {
        let service = action.service().unwrap_or_default();
        self.items.iter().any(|(_, text)| {
            text.split(':')
                .next()
                .is_some_and(|theirs| theirs.eq_ignore_ascii_case(service))
        })
    }
}

impl Resources {
    /// For a policy of one resource that names none.
    pub(crate) fn everything() -> Self {
        Self {
            items: vec![(Reach::Everything, "*".to_owned())],
            ..Self::default()
        }
    }
}

impl Statement {
    /// What to call it: `ReadOrders`, or its number.
    pub(crate) fn name(&self) -> String {
        match &self.sid {
            Some(sid) => format!("`{}`", crate::fields::shorten(sid)),
            None => format!("statement {}", self.number),
        }
    }

    /// Its actions, for a sentence.
    pub(crate) fn shown_actions(&self) -> String {
        let all = self.actions.items.iter().map(|(_, text)| text.as_str());
        let list = listed(all);
        if self.actions.is_negated {
            format!("everything but {list}")
        } else {
            list
        }
    }

    /// Its resources, for a sentence.
    pub(crate) fn shown_resources(&self) -> String {
        let list = listed(self.resources.items.iter().map(|(_, text)| text.as_str()));
        if self.resources.is_negated {
            format!("everything but {list}")
        } else {
            list
        }
    }
}

/// At most three texts of a list, in marks.
pub(crate) fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut shown: Vec<String> = texts
        .map(|text| format!("`{}`", crate::fields::shorten(text)))
        .collect();
    let more = shown.len().saturating_sub(3);
    shown.truncate(3);
    match (shown.len(), more) {
        (0, _) => "nothing".to_owned(),
        (_, 0) => shown.join(", "),
        (_, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Reads the statements of a policy document; `path` is where the document is.
pub(crate) fn read_document(
    names: &Names<'_>,
    document: &Value<'_>,
    path: &str,
    of_resource: bool,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    match &document.data {
        Data::Map(_) => match document.get("Statement") {
            Some(value) => {
                read_statements(
                    names,
                    value,
                    &format!("{path}.Statement"),
                    of_resource,
                    &mut statements,
                );
            }
            None => {
                if let Some(unexpanded) = document.as_map().and_then(|members| {
                    members
                        .iter()
                        .find(|member| crate::walk::is_unexpanded(&member.key))
                }) {
                    statements.push(unknown_statement(&unexpanded.value, path, 1, of_resource));
                }
            }
        },
        Data::Unknown(_) => statements.push(unknown_statement(document, path, 1, of_resource)),
        Data::Text(_) | Data::List(_) | Data::Absent => {}
    }
    statements
}

/// Reads `Statement`: a list of statements, or a single one.
pub(crate) fn read_statements(
    names: &Names<'_>,
    value: &Value<'_>,
    path: &str,
    of_resource: bool,
    statements: &mut Vec<Statement>,
) {
    match &value.data {
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = format!("{path}[{index}]");
                statements.extend(read_statement(names, item, &path, index + 1, of_resource));
            }
        }
        Data::Map(_) | Data::Unknown(_) => {
            statements.extend(read_statement(names, value, path, 1, of_resource));
        }
        Data::Text(_) | Data::Absent => {}
    }
}

fn read_statement(
    names: &Names<'_>,
    value: &Value<'_>,
    path: &str,
    number: usize,
    of_resource: bool,
) -> Option<Statement> {
    if let Data::Unknown(_) = value.data {
        return Some(unknown_statement(value, path, number, of_resource));
    }
    value.as_map()?;
    let effect = match value.get("Effect") {
        Some(effect) => match (&effect.data, effect.as_text()) {
            (_, Some("Allow")) => Effect::Allow,
            (_, Some("Deny")) => Effect::Deny,
            (Data::Unknown(unknown), _) => Effect::Unknown(unknown.reason.clone()),
            // AWS refuses any other word, `allow` included.
            _ => return None,
        },
        None => return None,
    };
    Some(Statement {
        may_deny: effect != Effect::Allow,
        effect,
        actions: read_actions(value),
        resources: read_resources(names, value, path),
        principals: of_resource.then(|| Principals::read(names, value)),
        conditions: read_conditions(names, value),
        number,
        sid: value
            .get("Sid")
            .and_then(Value::as_text)
            .filter(|sid| !sid.is_empty())
            .map(str::to_owned),
        span: Some(Place::of(None, value.node).mark()),
        path: path.to_owned(),
    })
}

/// A statement of which nothing is known: it may do anything.
fn unknown_statement(value: &Value<'_>, path: &str, number: usize, of_resource: bool) -> Statement {
    let reason = value
        .as_unknown()
        .map_or("a part of the policy is not known", |unknown| {
            &unknown.reason
        });
    let span = Place::of(None, value.node).mark();
    Statement {
        may_deny: mentions_deny(value.node),
        ..unknown_policy(reason, Some(span), path, number, of_resource)
    }
}

/// Whether `Deny` is written in one of the branches that cannot be decided between.
fn mentions_deny(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text == "Deny",
        NodeKind::List(items) => items.iter().any(mentions_deny),
        NodeKind::Map(entries) => entries.iter().any(|entry| mentions_deny(&entry.value)),
        NodeKind::Function(function) => mentions_deny(&function.argument),
    }
}

/// As [`unknown_statement`], for a policy that is not in the template.
pub(crate) fn unknown_policy(
    reason: &str,
    span: Option<Span>,
    path: &str,
    number: usize,
    of_resource: bool,
) -> Statement {
    Statement {
        effect: Effect::Unknown(reason.to_owned()),
        may_deny: false,
        actions: Actions {
            unknown: Some(reason.to_owned()),
            ..Actions::default()
        },
        resources: Resources {
            items: vec![(Reach::Unknown(reason.to_owned()), String::new())],
            ..Resources::default()
        },
        principals: of_resource.then(|| Principals::Unknown(reason.to_owned())),
        conditions: Vec::new(),
        number,
        sid: None,
        span,
        path: path.to_owned(),
    }
}

fn read_actions(statement: &Value<'_>) -> Actions {
    let (value, is_negated) = match (statement.get("Action"), statement.get("NotAction")) {
        (Some(value), _) => (value, false),
        (None, Some(value)) => (value, true),
        (None, None) => return Actions::default(),
    };
    let mut actions = Actions {
        is_negated,
        ..Actions::default()
    };
    for item in one_or_many(value) {
        match &item.data {
            Data::Text(text) => actions.items.push((
                pattern(&text.resolved.to_ascii_lowercase()),
                text.resolved.to_string(),
            )),
            Data::Unknown(unknown) => actions.unknown = Some(unknown.reason.clone()),
            Data::List(_) | Data::Map(_) | Data::Absent => {}
        }
    }
    actions
}

fn read_resources(names: &Names<'_>, statement: &Value<'_>, path: &str) -> Resources {
    let (key, value) = match (statement.get("Resource"), statement.get("NotResource")) {
        (Some(value), _) => ("Resource", value),
        (None, Some(value)) => ("NotResource", value),
        (None, None) => {
            return Resources {
                is_missing: true,
                path: format!("{path}.Resource"),
                ..Resources::default()
            };
        }
    };
    let items = one_or_many(value)
        .iter()
        .map(|item| (names.reach(item), shown(item)))
        .collect();
    Resources {
        is_negated: key == "NotResource",
        items,
        path: format!("{path}.{key}"),
        ..Resources::default()
    }
}

/// A text as its author wrote it, functions in one spelling.
pub(crate) fn shown(value: &Value<'_>) -> String {
    match (value.canonical(), value.as_text()) {
        (Some(text), _) => text.into_owned(),
        (None, Some(text)) => text.to_owned(),
        (None, None) => "a value that is not known".to_owned(),
    }
}

fn read_conditions(names: &Names<'_>, statement: &Value<'_>) -> Vec<Condition> {
    let Some(value) = statement.get("Condition") else {
        return Vec::new();
    };
    let anything = |operator: &str, key: &str| Condition {
        operator: operator.to_owned(),
        key: key.to_ascii_lowercase(),
        values: Vec::new(),
        is_empty: false,
    };
    let Some(operators) = value.as_map() else {
        return vec![Condition {
            is_empty: is_nothing(value),
            ..anything("", "")
        }];
    };
    let mut conditions = Vec::new();
    for operator in operators {
        let Some(keys) = operator.value.as_map() else {
            conditions.push(Condition {
                is_empty: is_nothing(&operator.value),
                ..anything(&operator.key, "")
            });
            continue;
        };
        for key in keys {
            let values = one_or_many(&key.value)
                .iter()
                .map(|value| names.tokens(value));
            conditions.push(Condition {
                values: values.collect(),
                is_empty: is_nothing(&key.value),
                ..anything(&operator.key, &key.key)
            });
        }
    }
    conditions
}

/// Whether nothing was written: `ArnEquals:` with no key below. `{}` is something: a condition without a test, which always holds.
fn is_nothing(value: &Value<'_>) -> bool {
    matches!(&value.node.kind, NodeKind::Scalar(scalar) if scalar.is_missing())
}

/// A list's elements, or the single value that may stand for it.
pub(crate) fn one_or_many<'v, 't>(value: &'v Value<'t>) -> &'v [Value<'t>] {
    value.as_list().unwrap_or(std::slice::from_ref(value))
}

/// Whether a resource that holds a policy is there.
pub(crate) fn presence_reason(presence: Decision, id: &str) -> Option<String> {
    (presence == Decision::Unknown)
        .then(|| format!("whether `{id}` is created depends on something that is not known"))
}
