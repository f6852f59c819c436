//! What is known in one world: parameters, mappings, conditions; and how a written value becomes a [`Value`].

use std::{borrow::Cow, cell::Cell, collections::BTreeMap};

use crate::{
    Data, Decision, Entry, FunctionUse, Intrinsic, Member, Node, NodeKind, Parameters, Template,
    Text, Unknown, Value, limits,
};

/// Pseudo parameters, which stay symbolic unless they are given.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
pub(super) const PSEUDO_PARAMETERS: &[&str] = &[
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// Two levels of keys below a mapping's name.
type MappingIndex<'t> = BTreeMap<&'t str, BTreeMap<&'t str, BTreeMap<&'t str, &'t Node>>>;

pub(super) struct World<'m, 't> {
    template: &'m Template<'t>,
    parameters: BTreeMap<Cow<'t, str>, Parameter<'t>>,
    mappings: MappingIndex<'t>,
    conditions: BTreeMap<&'t str, Decision>,
    /// What may still be spent on folded texts and copied values.
    budget: Cell<usize>,
}

/// What a parameter is worth.
pub(super) enum Parameter<'t> {
    Text { text: Cow<'t, str>, plain: bool },
    List(Vec<Cow<'t, str>>),
    Unknown(String),
}

impl<'m, 't> World<'m, 't> {
    pub(super) fn new(template: &'m Template<'t>, given: &Parameters) -> Self {
        Self {
            template,
            parameters: parameters(template, given),
            mappings: mappings(template),
            conditions: BTreeMap::new(),
            budget: Cell::new(limits::RESOLVE_COST),
        }
    }

    pub(super) fn template(&self) -> &'m Template<'t> {
        self.template
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&Parameter<'t>> {
        self.parameters.get(name)
    }

    /// A mapping's value, or as the end of a sentence why there is none.
    pub(super) fn mapped(&self, name: &str, first: &str, second: &str) -> Result<&'t Node, String> {
        let mapping = self
            .mappings
            .get(name)
            .ok_or_else(|| format!("there is no mapping `{name}`"))?;
        mapping
            .get(first)
            .and_then(|keys| keys.get(second).copied())
            .ok_or_else(|| format!("the mapping `{name}` has no `{first}` with `{second}`"))
    }

    pub(super) fn condition(&self, name: &str) -> Decision {
        self.conditions
            .get(name)
            .copied()
            .unwrap_or(Decision::Unknown)
    }

    pub(super) fn record_condition(&mut self, name: &'t str, decision: Decision) {
        self.conditions.insert(name, decision);
    }

    /// Whether this much may still be spent. A template that says ten times over what it cannot be worked out for is hostile.
    pub(super) fn spend(&self, cost: usize) -> bool {
        match self.budget.get().checked_sub(cost) {
            Some(rest) => {
                self.budget.set(rest);
                true
            }
            None => {
                self.budget.set(0);
                false
            }
        }
    }

    /// Works out a written value.
    pub(super) fn value(&self, node: &'t Node) -> Value<'t> {
        let data = match &node.kind {
            NodeKind::Function(function) => {
                return match function.name {
                    Intrinsic::If => self.choose(node, function),
                    _ => self.call(node, function),
                };
            }
            NodeKind::Scalar(scalar) => Data::Text(Text {
                resolved: Cow::Borrowed(&scalar.text),
                canonical: None,
                first_form: None,
                plain: scalar.is_plain(),
            }),
            // Almost every element is there, and a filtered iterator cannot tell how much room it needs.
            NodeKind::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                values.extend(items.iter().map(|item| self.value(item)).filter(is_there));
                Data::List(values)
            }
            NodeKind::Map(entries) => {
                let member = |entry: &'t Entry| Member {
                    key: Cow::Borrowed(entry.key.as_str()),
                    key_span: entry.key_span,
                    value: self.member(&entry.key, &entry.value),
                };
                let mut members = Vec::with_capacity(entries.len());
                members.extend(
                    entries
                        .iter()
                        .map(member)
                        .filter(|member| is_there(&member.value)),
                );
                Data::Map(members)
            }
        };
        Value {
            data,
            node,
            function: None,
        }
    }

    /// A loop or transform beside other keys is no value.
    fn member(&self, key: &str, node: &'t Node) -> Value<'t> {
        if !crate::template::is_expanded_later(key) {
            return self.value(node);
        }
        Value {
            data: unknown(format!("`{key}` is not expanded here")),
            node,
            function: None,
        }
    }

    /// `Fn::If` is its chosen branch, and nothing of it is left: a decided one is transparent, and a path through it
    /// (`Timeout.Fn::If[1]`) leads nowhere, as if the branch had been written alone. Undecided, it is unknown with the condition
    /// and both branches as its argument, which such a path can follow.
    fn choose(&self, node: &'t Node, function: &'t crate::Function) -> Value<'t> {
        let arguments = function.argument.as_list().unwrap_or_default();
        let [condition, yes, no] = arguments else {
            return self.call(node, function);
        };
        match self.decide_choice(condition) {
            Decision::True => self.value(yes),
            Decision::False => self.value(no),
            Decision::Unknown => {
                let reason = match condition.as_text() {
                    Some(name) => format!("the condition `{name}` cannot be decided"),
                    None => "its condition cannot be decided".to_owned(),
                };
                // Absent branches stay, so that the places of the others do.
                let branches = arguments.iter().map(|node| self.value(node)).collect();
                let argument = Value {
                    data: Data::List(branches),
                    node: &function.argument,
                    function: None,
                };
                Value {
                    data: unknown(reason),
                    node,
                    function: Some(FunctionUse {
                        name: Intrinsic::If,
                        argument: Box::new(argument),
                    }),
                }
            }
        }
    }

    fn call(&self, node: &'t Node, function: &'t crate::Function) -> Value<'t> {
        let argument = self.value(&function.argument);
        let data = self.fold(node, function.name, &argument);
        Value {
            data,
            node,
            function: Some(FunctionUse {
                name: function.name,
                argument: Box::new(argument),
            }),
        }
    }
}

fn is_there(value: &Value<'_>) -> bool {
    !matches!(value.data, Data::Absent)
}

pub(super) fn unknown<'t>(reason: impl Into<String>) -> Data<'t> {
    Data::Unknown(Unknown {
        reason: reason.into(),
        canonical: None,
        first_form: None,
    })
}

fn parameters<'t>(
    template: &Template<'t>,
    given: &Parameters,
) -> BTreeMap<Cow<'t, str>, Parameter<'t>> {
    let declared = template.parameters.entries().iter().map(|entry| {
        let value = given.get(entry.key.as_str()).map(String::as_str);
        (
            Cow::Borrowed(entry.key.as_str()),
            parameter(&entry.key, &entry.value, value),
        )
    });
    let pseudo = given
        .iter()
        .filter(|(name, _)| PSEUDO_PARAMETERS.contains(&name.as_str()) && *name != "AWS::NoValue")
        .map(|(name, value)| {
            let text = Cow::Owned(value.clone());
            (
                Cow::Owned(name.clone()),
                Parameter::Text { text, plain: false },
            )
        });
    declared.chain(pseudo).collect()
}

/// The value given, else the default, else unknown. A default of an SSM parameter type is the name of a stored value, not a value.
fn parameter<'t>(name: &str, declaration: &'t Node, given: Option<&str>) -> Parameter<'t> {
    let type_name = declaration
        .get("Type")
        .and_then(Node::as_text)
        .unwrap_or("String");
    let stored = type_name.starts_with("AWS::SSM::Parameter::Value<");
    let default = declaration.get("Default").and_then(Node::as_scalar);
    let (text, plain) = match (given, default) {
        (Some(given), _) => (Cow::Owned(given.to_owned()), true),
        (None, Some(_)) if stored => {
            return Parameter::Unknown(format!(
                "the parameter `{name}` is read from SSM when the stack is made"
            ));
        }
        (None, Some(default)) => (Cow::Borrowed(default.text.as_str()), default.is_plain()),
        (None, None) => {
            return Parameter::Unknown(format!("the parameter `{name}` has no value"));
        }
    };
    if !type_name.contains("List<") && !type_name.contains("CommaDelimitedList") {
        return Parameter::Text { text, plain };
    }
    Parameter::List(match text {
        Cow::Borrowed(text) => elements(text).map(Cow::Borrowed).collect(),
        Cow::Owned(text) => elements(&text)
            .map(|element| Cow::Owned(element.to_owned()))
            .collect(),
    })
}

/// A list parameter's text is cut at commas, and white space around its elements is dropped; an empty one has none.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    text.split(',')
        .map(str::trim)
        .filter(move |_| !text.is_empty())
}

fn mappings<'t>(template: &Template<'t>) -> MappingIndex<'t> {
    let keys = |node: &'t Node| node.as_map().unwrap_or_default().iter();
    template
        .mappings
        .entries()
        .iter()
        .map(|mapping| {
            let first = keys(&mapping.value)
                .map(|first| {
                    let second = keys(&first.value)
                        .map(|second| (second.key.as_str(), &second.value))
                        .collect();
                    (first.key.as_str(), second)
                })
                .collect();
            (mapping.key.as_str(), first)
        })
        .collect()
}
