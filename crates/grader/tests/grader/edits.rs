//! The changes of a remedy, made on a template: as JSON, where every value has one place. Putting them into a person's text, with its
//! comments and its order, is another matter.

use cfn::{Node, NodeKind};
use grader::Change;
use serde_json::{Map, Value as Json, json};

/// The template with the changes made, as JSON.
pub(crate) fn changed(template: &str, changes: &[Change]) -> String {
    let document = cfn::parse(template.as_bytes());
    let mut root = to_json(&document.root.expect("the template is readable"));
    for change in changes {
        let resources = &mut root["Resources"];
        match change {
            Change::AddResource {
                id,
                type_name,
                properties,
            } => {
                assert!(resources.get(id).is_none(), "{id} is new");
                resources[id] = json!({"Type": type_name, "Properties": properties});
            }
            Change::RemoveResource { id } => {
                let removed = resources.as_object_mut().and_then(|all| all.remove(id));
                assert!(removed.is_some(), "{id} was there");
            }
            Change::Set {
                resource,
                path,
                value,
            } => put(existing(resources, resource), path, Some(value)),
            Change::Remove { resource, path } => put(existing(resources, resource), path, None),
        }
    }
    root.to_string()
}

fn existing<'j>(resources: &'j mut Json, id: &str) -> &'j mut Json {
    resources
        .get_mut(id)
        .unwrap_or_else(|| panic!("{id} is in the template"))
}

/// A step of a path that a change may have.
#[derive(Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// The steps of `A.B[0]['a.b']`: what names one place, and nothing else of the language of paths.
fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = path.trim_start_matches('@');
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("['") {
            let (key, after) = quoted.split_once("']").expect("the quotes end");
            steps.push(Step::Key(key.to_owned()));
            rest = after;
        } else if let Some(bracket) = rest.strip_prefix('[') {
            let (index, after) = bracket.split_once(']').expect("the bracket ends");
            let index = index
                .parse()
                .unwrap_or_else(|_| panic!("{path} names one place"));
            steps.push(Step::Index(index));
            rest = after;
        } else {
            let key = rest.strip_prefix('.').unwrap_or(rest);
            let end = key.find(['.', '[']).unwrap_or(key.len());
            assert!(!key[..end].contains('('), "{path} names one place");
            steps.push(Step::Key(key[..end].to_owned()));
            rest = &key[end..];
        }
    }
    steps
}

fn put(resource: &mut Json, path: &str, value: Option<&Json>) {
    let mut place = if path.starts_with('@') {
        resource
    } else {
        &mut resource["Properties"]
    };
    let mut steps = steps(path);
    let last = steps.pop().expect("a path has steps");
    for step in steps {
        place = match step {
            Step::Key(key) => &mut place[key],
            Step::Index(index) => {
                if place.is_null() && index == 0 {
                    *place = json!([{}]);
                }
                &mut place[index]
            }
        };
    }
    match (last, value) {
        (Step::Key(key), Some(value)) => place[key] = value.clone(),
        (Step::Key(key), None) => {
            let members = place.as_object_mut().expect("a mapping");
            members.remove(&key).expect("it was there");
        }
        (Step::Index(index), value) => {
            if place.is_null() {
                *place = json!([]);
            }
            let items = place.as_array_mut().expect("a list");
            match value {
                Some(value) if index == items.len() => items.push(value.clone()),
                Some(value) => items[index] = value.clone(),
                None => {
                    items.remove(index);
                }
            }
        }
    }
}

/// Functions in their long form; numbers and booleans only where they are written as JSON would write them back.
fn to_json(node: &Node) -> Json {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.is_plain() => {
            let same = |json: &Json| {
                matches!(json, Json::Bool(_) | Json::Number(_)) && json.to_string() == scalar.text
            };
            serde_json::from_str(&scalar.text)
                .ok()
                .filter(same)
                .unwrap_or_else(|| json!(scalar.text.as_str()))
        }
        NodeKind::Scalar(scalar) => json!(scalar.text.as_str()),
        NodeKind::List(items) => items.iter().map(to_json).collect(),
        NodeKind::Map(entries) => {
            let members: Map<String, Json> = entries
                .iter()
                .map(|entry| (entry.key.to_string(), to_json(&entry.value)))
                .collect();
            Json::Object(members)
        }
        NodeKind::Function(function) => {
            json!({function.name.long_name(): to_json(&function.argument)})
        }
    }
}
