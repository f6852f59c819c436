//! The smallest edit that would make a criterion pass, told in three steps. How it is found is each kind's own; how it is put into
//! a text is in `edit`.

use cfn::Resource;
use serde_json::{Map, Value as Json};

use crate::{assert::Assert, expected::Expected, wording, world::World};

/// What to change, from idea to value: the steps are disclosed one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What it is about, and why: neither where nor what. Whole sentences.
    pub concept: String,
    /// Which resource and which property, with its line where there is one. Whole sentences.
    pub place: String,
    /// What to write there, in words and YAML. Whole sentences.
    pub value: String,
    /// The same as edits; empty when it cannot be said as edits (a resource to be taken away in another way, a choice of several).
    pub changes: Vec<Change>,
}

/// One edit of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Gives a property a value, making what is missing on the way. Functions are in their long form: `{"Fn::GetAtt": [..]}`.
    Set {
        /// The resource's logical id.
        resource: String,
        /// As in criteria: `A.B[0].C`, `@DeletionPolicy`; an index one past the end appends.
        path: String,
        /// What to write.
        value: Json,
    },
    /// Takes a property or a list's element away.
    Remove {
        /// The resource's logical id.
        resource: String,
        /// As in criteria.
        path: String,
    },
    /// Adds a resource.
    AddResource {
        /// A logical id that the template does not have.
        id: String,
        /// `Type`.
        type_name: String,
        /// `Properties`, a mapping.
        properties: Json,
    },
    /// Takes a resource away.
    RemoveResource {
        /// Its logical id.
        id: String,
    },
}

impl Remedy {
    /// Properties of a resource that is there: `needs` says of each what it has to be, `line` where the first is or would be.
    pub(crate) fn of_properties(
        noun: &str,
        resource: &Resource<'_>,
        line: u32,
        paths: &[String],
        needs: &[String],
        changes: Vec<Change>,
    ) -> Self {
        let id = resource.id;
        let several = paths.len() > 1;
        let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
        let written = written(&changes);
        Self {
            concept: format!(
                "This is decided by {} of {noun}. Say to yourself what the customer needs there, then look up what AWS calls it.",
                if several {
                    "a few properties"
                } else {
                    "one property"
                }
            ),
            place: format!(
                "Look at `{id}`, line {line}: {} {}.",
                names.join(", "),
                if several { "are meant" } else { "is meant" }
            ),
            value: if written.is_empty() {
                format!("What has to be there: {}.", needs.join("; "))
            } else {
                format!(
                    "What has to be there: {}. For example:\n{written}",
                    needs.join("; ")
                )
            },
            changes,
        }
    }

    /// A resource that is not there yet, with what is asked of it.
    pub(crate) fn of_new_resource(
        world: &World<'_>,
        type_name: &str,
        name: Option<&Expected>,
        conditions: &[&Assert],
    ) -> Self {
        let id = name
            .and_then(Expected::only_text)
            .unwrap_or_else(|| free_id(world, type_name));
        let needs = conditions
            .iter()
            .map(|condition| Need {
                path: &condition.path.text,
                needed: condition.needed(),
                value: condition.example(world),
                // What is left out anyway needs no value.
                may_be_left_out: condition.operator.passes_missing(),
            })
            .collect();
        Self::of_new(world, type_name, id, needs)
    }

    /// As [`Remedy::of_new_resource`], for one property.
    pub(crate) fn of_new_resource_with(
        world: &World<'_>,
        type_name: &str,
        path: &str,
        needed: &str,
        value: Option<Json>,
    ) -> Self {
        let need = Need {
            path,
            needed: needed.to_owned(),
            value,
            may_be_left_out: false,
        };
        Self::of_new(world, type_name, free_id(world, type_name), vec![need])
    }

    fn of_new(world: &World<'_>, type_name: &str, id: String, needs: Vec<Need<'_>>) -> Self {
        let noun = wording::noun(type_name);
        let mut properties = Json::Object(Map::new());
        let mut complete = true;
        let mut texts = Vec::new();
        for need in needs {
            complete &= match need.value {
                Some(value) => put(&mut properties, need.path, value),
                None => need.may_be_left_out,
            };
            texts.push(format!("`{}`: {}", need.path, need.needed));
        }
        let with = if texts.is_empty() {
            String::new()
        } else {
            format!(" with {}", texts.join("; "))
        };
        let change = Change::AddResource {
            id,
            type_name: type_name.to_owned(),
            properties,
        };
        Self {
            concept: format!(
                "Something is missing that the template does not have yet: {}.",
                wording::with_article(&noun)
            ),
            place: format!(
                "Add a resource under `Resources`, line {}.",
                world.resources_span().start.line
            ),
            value: format!(
                "A resource of the type `{type_name}`{with}. For example:\n{}",
                written(std::slice::from_ref(&change))
            ),
            changes: if complete { vec![change] } else { Vec::new() },
        }
    }
}

/// What a new resource has to have.
struct Need<'n> {
    path: &'n str,
    needed: String,
    /// What could stand there.
    value: Option<Json>,
    may_be_left_out: bool,
}

/// A logical id that the template does not have: the noun of the type, numbered when it is taken.
pub(crate) fn free_id(world: &World<'_>, type_name: &str) -> String {
    let base: String = type_name
        .rsplit("::")
        .next()
        .unwrap_or("New")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let taken = |id: &str| {
        world
            .model
            .resources
            .iter()
            .any(|resource| resource.id == id)
    };
    let first = format!("New{base}");
    if !taken(&first) {
        return first;
    }
    (2..)
        .map(|number| format!("New{base}{number}"))
        .find(|id| !taken(id))
        .unwrap_or_default()
}

/// Puts a value at a path of plain keys and indices; `false` where the path says more than that.
fn put(properties: &mut Json, path: &str, value: Json) -> bool {
    use crate::path::{Path, StepKind};
    let Ok(path) = Path::parse(path) else {
        return false;
    };
    if path.of_attributes {
        return false;
    }
    let mut place = properties;
    for step in &path.steps {
        place = match &step.kind {
            StepKind::Key(key) => {
                if place.is_null() {
                    *place = Json::Object(Map::new());
                }
                match place {
                    Json::Object(map) => map.entry(key.name.clone()).or_insert(Json::Null),
                    _ => return false,
                }
            }
            StepKind::Index(0) | StepKind::Every => {
                if place.is_null() {
                    *place = Json::Array(vec![Json::Null]);
                }
                match place {
                    Json::Array(items) => match items.first_mut() {
                        Some(first) => first,
                        None => return false,
                    },
                    _ => return false,
                }
            }
            StepKind::Index(_) | StepKind::Where(_) | StepKind::Json => return false,
        };
    }
    *place = value;
    true
}

/// The edits as YAML to read.
pub(crate) fn written(changes: &[Change]) -> String {
    let blocks: Vec<String> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Set { path, value, .. } => Some(format!("{path}: {}", yaml(value, 1))),
            Change::AddResource {
                id,
                type_name,
                properties,
            } => {
                let head = format!("{id}:\n  Type: {type_name}");
                match properties.as_object() {
                    Some(map) if map.is_empty() => Some(head),
                    _ => Some(format!("{head}\n  Properties:{}", yaml(properties, 2))),
                }
            }
            Change::Remove { .. } | Change::RemoveResource { .. } => None,
        })
        .collect();
    blocks.join("\n")
}

/// A value as block YAML; functions in their short form. What follows a key: a space and a scalar, or lines below it.
fn yaml(value: &Json, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Json::Object(map) => {
            if let Some(short) = short_function(map) {
                return format!(" {short}").trim_start_matches("  ").to_owned();
            }
            map.iter()
                .map(|(key, value)| {
                    let text = yaml(value, depth + 1);
                    let space = if text.starts_with('\n') || text.starts_with(' ') {
                        ""
                    } else {
                        " "
                    };
                    format!("\n{indent}{key}:{space}{text}")
                })
                .collect()
        }
        Json::Array(items) => items
            .iter()
            .map(|item| {
                let text = yaml(item, depth + 1);
                let text = text.trim_start();
                format!("\n{indent}- {text}")
            })
            .collect(),
        Json::String(text) => scalar(text),
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

/// `!Ref X`, `!GetAtt X.Y`, `!Sub "..."`.
fn short_function(map: &Map<String, Json>) -> Option<String> {
    let (name, argument) = map.iter().next().filter(|_| map.len() == 1)?;
    match (name.as_str(), argument) {
        ("Ref", Json::String(id)) => Some(format!("!Ref {id}")),
        ("Fn::GetAtt", Json::Array(parts)) => {
            let parts: Vec<&str> = parts.iter().filter_map(Json::as_str).collect();
            Some(format!("!GetAtt {}", parts.join(".")))
        }
        ("Fn::Sub", Json::String(text)) => Some(format!("!Sub {}", Json::from(text.as_str()))),
        _ => None,
    }
}

/// A text as YAML would read it back: in quotes unless it is plainly a word.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|char: char| char.is_ascii_alphabetic())
        && text
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | '/'))
        && crate::expected::boolean_word(text).is_none()
        && !text.eq_ignore_ascii_case("null");
    if plain {
        text.to_owned()
    } else {
        Json::from(text).to_string()
    }
}

/// A written value as JSON, functions in their long form.
pub(crate) fn json_of(node: &cfn::Node) -> Json {
    use cfn::NodeKind;
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.is_missing() => Json::Null,
        NodeKind::Scalar(scalar) if scalar.is_plain() => match scalar.text.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            text => serde_json::from_str::<serde_json::Number>(text)
                .map_or_else(|_| Json::from(text), Json::Number),
        },
        NodeKind::Scalar(scalar) => Json::from(scalar.text.as_str()),
        NodeKind::List(items) => Json::Array(items.iter().map(json_of).collect()),
        NodeKind::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|entry| (entry.key.to_string(), json_of(&entry.value)))
                .collect(),
        ),
        NodeKind::Function(function) => Json::Object(
            [(
                function.name.long_name().to_owned(),
                json_of(&function.argument),
            )]
            .into_iter()
            .collect(),
        ),
    }
}
