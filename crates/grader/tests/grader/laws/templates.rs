//! Templates as data: what they say. How they are written is in `writing`, and what they may be in `made`.

/// A value of a property.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A number or a boolean: without quotes in every form.
    Plain(&'static str),
    Text(&'static str),
    /// `!Ref` of a resource.
    Ref(String),
    /// `!GetAtt` of a resource.
    Att(String, &'static str),
    /// `!Ref` of a parameter, by its place in [`PARAMETERS`].
    Parameter(usize),
    /// A text with a resource's `Ref` in it: before, resource, after.
    Around(&'static str, String, &'static str),
    /// `!If` on the condition `Production`.
    If(Box<Value>, Box<Value>),
    /// `AWS::NoValue`.
    Absent,
    List(Vec<Value>),
    Map(Vec<(&'static str, Value)>),
}

/// A resource.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) id: String,
    pub(super) type_name: &'static str,
    /// Beside its properties.
    pub(super) attributes: Vec<(&'static str, Value)>,
    pub(super) properties: Vec<(&'static str, Value)>,
}

/// Parameters of every template: name and default, which is written as it stands here.
pub(super) const PARAMETERS: &[(&str, &str)] = &[
    ("Stage", "\"prod\""),
    ("Patience", "180"),
    ("Engine", "\"nodejs22.x\""),
    ("Paying", "\"PAY_PER_REQUEST\""),
];

/// The members that are there.
pub(super) type Members = Vec<(&'static str, Value)>;

/// Gives every resource another logical id, in its own place and wherever it is named.
pub(super) fn renamed(resources: &[Resource], name: &dyn Fn(&str) -> String) -> Vec<Resource> {
    let members = |members: &Members| -> Members {
        members
            .iter()
            .map(|(key, value)| (*key, renamed_value(value, name)))
            .collect()
    };
    resources
        .iter()
        .map(|resource| Resource {
            id: name(&resource.id),
            type_name: resource.type_name,
            attributes: members(&resource.attributes),
            properties: members(&resource.properties),
        })
        .collect()
}

fn renamed_value(value: &Value, name: &dyn Fn(&str) -> String) -> Value {
    let again = |value: &Value| renamed_value(value, name);
    match value {
        Value::Ref(id) => Value::Ref(name(id)),
        Value::Att(id, attribute) => Value::Att(name(id), attribute),
        Value::Around(before, id, after) => Value::Around(before, name(id), after),
        Value::If(yes, no) => Value::If(Box::new(again(yes)), Box::new(again(no))),
        Value::List(items) => Value::List(items.iter().map(again).collect()),
        Value::Map(members) => Value::Map(
            members
                .iter()
                .map(|(key, value)| (*key, again(value)))
                .collect(),
        ),
        Value::Plain(_) | Value::Text(_) | Value::Parameter(_) | Value::Absent => value.clone(),
    }
}
