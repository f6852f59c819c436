//! The smallest edit that would make a criterion pass, told in three steps. How it is found is each kind's own; how it is put into
//! a text is in `edit`.

use std::collections::BTreeMap;

use cfn::Resource;
use serde_json::{Map, Value as Json};

use crate::{
    assert::Assert,
    expected::Expected,
    path::{Path, Step, StepKind},
    wording,
    world::World,
};

/// What to change, from idea to value: the steps are disclosed one at a time. A step is sentences up to its first line end; what
/// follows that is YAML to copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What it is about, and why: neither where nor what. Whole sentences.
    pub concept: String,
    /// Which resource and which property, with its line where there is one. Whole sentences.
    pub place: String,
    /// What to write there: whole sentences, and behind the first line end the same as YAML.
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
        let mut names: Vec<String> = Vec::new();
        for path in paths {
            let name = format!("`{path}`");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let several = names.len() > 1;
        let needs = merged(needs);
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
                format!("What has to be there: {needs}.")
            } else {
                format!("What has to be there: {needs}. For example:\n{written}")
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
            format!(" with {}", merged(&texts))
        };
        // Where a value could not be put, nothing was left on the way to it.
        let properties = without_nulls(&properties).unwrap_or_else(|| Json::Object(Map::new()));
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

/// What is needed, each path once: "`Timeout`: at least 3 and at most 9; `Runtime`: a value".
fn merged(needs: &[String]) -> String {
    let mut all: Vec<(&str, String)> = Vec::new();
    for need in needs {
        let (path, needed) = need.split_once("`: ").unwrap_or((need, ""));
        match all.iter_mut().find(|(other, _)| *other == path) {
            Some((_, more)) if more == needed => {}
            Some((_, more)) => {
                more.push_str(" and ");
                more.push_str(needed);
            }
            None => all.push((path, needed.to_owned())),
        }
    }
    let texts: Vec<String> = all
        .into_iter()
        .map(|(path, needed)| match needed.as_str() {
            "" => path.to_owned(),
            needed => format!("{path}`: {needed}"),
        })
        .collect();
    texts.join("; ")
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

/// The edits as YAML to read, without line end: the properties of one resource, or resources with their ids. Of a list only the
/// elements that are written are shown.
pub(crate) fn written(changes: &[Change]) -> String {
    let mut owners: Vec<(&str, Option<&str>, Tree)> = Vec::new();
    for change in changes {
        let (owner, type_name, path, value) = match change {
            Change::Set {
                resource,
                path,
                value,
            } => (resource, None, path.as_str(), value),
            Change::AddResource {
                id,
                type_name,
                properties,
            } => (id, Some(type_name.as_str()), "", properties),
            Change::Remove { .. } | Change::RemoveResource { .. } => continue,
        };
        let value = without_nulls(value);
        // A new resource may have nothing but its type.
        if value.is_none() && type_name.is_none() {
            continue;
        }
        let place = match owners.iter().position(|(id, _, _)| id == owner) {
            Some(place) => place,
            None => {
                owners.push((owner, None, Tree::Empty));
                owners.len() - 1
            }
        };
        if let Some((_, known, tree)) = owners.get_mut(place) {
            *known = known.or(type_name);
            if let Some(value) = value {
                tree.put(path, value);
            }
        }
    }
    // What stands beside the properties cannot be told from them without the resource around both.
    if let [(_, None, tree)] = owners.as_slice()
        && tree.attributes().is_null()
    {
        return lines(&tree.properties()).join("\n");
    }
    let blocks = owners.iter().map(|(id, type_name, tree)| {
        let mut block = vec![format!("{}:", key_text(id))];
        block.extend(type_name.map(|name| format!("  Type: {}", key_text(name))));
        block.extend(
            lines(&tree.attributes())
                .iter()
                .map(|line| format!("  {line}")),
        );
        let properties = tree.properties();
        if properties
            .as_object()
            .is_some_and(|members| !members.is_empty())
        {
            block.push("  Properties:".to_owned());
            block.extend(lines(&properties).iter().map(|line| format!("    {line}")));
        }
        block.join("\n")
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// What is written below `Properties`, or at `@` of a resource, put together from paths.
#[derive(Debug)]
enum Tree {
    Empty,
    Value(Json),
    Keys(BTreeMap<String, Tree>),
    Items(BTreeMap<usize, Tree>),
}

/// What no property is called, so that the attributes of a resource have a place beside its properties.
const ATTRIBUTES: &str = "@";

impl Tree {
    /// A path that says more than where something is written, such as a filter, is left out.
    fn put(&mut self, path: &str, value: Json) {
        if path.is_empty() {
            *self = Self::of(value);
            return;
        }
        let Ok(path) = Path::parse(path) else {
            return;
        };
        let plain = |step: &Step| !matches!(step.kind, StepKind::Where(_) | StepKind::Json);
        if !path.steps.iter().all(plain) {
            return;
        }
        let mut place = if path.of_attributes {
            self.key(ATTRIBUTES)
        } else {
            self
        };
        for step in &path.steps {
            place = match &step.kind {
                StepKind::Key(key) => place.key(&key.name),
                StepKind::Index(index) => place.item(*index),
                StepKind::Every | StepKind::Where(_) | StepKind::Json => place.item(0),
            };
        }
        *place = Self::of(value);
    }

    /// A mapping opened up, so that more can be put into it.
    fn of(value: Json) -> Self {
        match value {
            Json::Object(members) if short_function(&members).is_none() => Self::Keys(
                members
                    .into_iter()
                    .map(|(key, value)| (key, Self::of(value)))
                    .collect(),
            ),
            value => Self::Value(value),
        }
    }

    fn key(&mut self, name: &str) -> &mut Self {
        if !matches!(self, Self::Keys(_)) {
            *self = Self::Keys(BTreeMap::new());
        }
        match self {
            Self::Keys(members) => members.entry(name.to_owned()).or_insert(Self::Empty),
            other => other,
        }
    }

    fn item(&mut self, index: usize) -> &mut Self {
        if !matches!(self, Self::Items(_)) {
            *self = Self::Items(BTreeMap::new());
        }
        match self {
            Self::Items(items) => items.entry(index).or_insert(Self::Empty),
            other => other,
        }
    }

    fn json(&self) -> Json {
        match self {
            Self::Empty => Json::Null,
            Self::Value(value) => value.clone(),
            Self::Keys(members) => members
                .iter()
                .map(|(key, value)| (key.clone(), value.json()))
                .collect(),
            Self::Items(items) => items.values().map(Self::json).collect(),
        }
    }

    fn properties(&self) -> Json {
        let mut all = self.json();
        if let Some(members) = all.as_object_mut() {
            members.remove(ATTRIBUTES);
        }
        all
    }

    fn attributes(&self) -> Json {
        match self {
            Self::Keys(members) => members.get(ATTRIBUTES).map_or(Json::Null, Self::json),
            Self::Empty | Self::Value(_) | Self::Items(_) => Json::Null,
        }
    }
}

/// The value without what is not there, and without what is empty for that; `None` when nothing is left.
fn without_nulls(value: &Json) -> Option<Json> {
    match value {
        Json::Null => None,
        Json::Object(members) => {
            let rest: Map<String, Json> = members
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), without_nulls(value)?)))
                .collect();
            (members.is_empty() || !rest.is_empty()).then_some(Json::Object(rest))
        }
        Json::Array(items) => {
            let rest: Vec<Json> = items.iter().filter_map(without_nulls).collect();
            (items.is_empty() || !rest.is_empty()).then_some(Json::Array(rest))
        }
        Json::Bool(_) | Json::Number(_) | Json::String(_) => Some(value.clone()),
    }
}

/// A mapping's lines.
fn lines(value: &Json) -> Vec<String> {
    match value {
        Json::Object(members) if !members.is_empty() => yaml(value, 0)
            .trim_start()
            .lines()
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// A value as block YAML, functions in their short form: what follows the colon of a key, a space and a scalar or the lines below.
fn yaml(value: &Json, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Json::Object(members) => match short_function(members) {
            Some(short) => format!(" {short}"),
            None if members.is_empty() => " {}".to_owned(),
            None => members
                .iter()
                .map(|(key, value)| {
                    format!("\n{indent}{}:{}", key_text(key), yaml(value, depth + 1))
                })
                .collect(),
        },
        Json::Array(items) if items.is_empty() => " []".to_owned(),
        Json::Array(items) => items
            .iter()
            .map(|item| format!("\n{indent}- {}", yaml(item, depth + 1).trim_start()))
            .collect(),
        Json::String(text) => format!(" {}", scalar_text(text)),
        Json::Null | Json::Bool(_) | Json::Number(_) => format!(" {value}"),
    }
}

/// `!Ref X`, `!GetAtt X.Y`, `!Sub "..."`.
fn short_function(map: &Map<String, Json>) -> Option<String> {
    let (name, argument) = map.iter().next().filter(|_| map.len() == 1)?;
    match (name.as_str(), argument) {
        ("Ref", Json::String(id)) => Some(format!("!Ref {}", key_text(id))),
        ("Fn::GetAtt", Json::Array(parts)) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Json::as_str).collect();
            Some(format!("!GetAtt {}", key_text(&parts?.join("."))))
        }
        ("Fn::Sub", Json::String(text)) => Some(format!("!Sub {}", Json::from(text.as_str()))),
        _ => None,
    }
}

/// A text as YAML would read it back: in quotes unless it is plainly a word.
fn scalar_text(text: &str) -> String {
    quoted_unless(text, |char| matches!(char, '_' | '-' | '.' | '/'))
}

/// As [`scalar_text`], for a key or a name, in which a colon says nothing: `AWS::Region`, `aws:SourceArn`.
fn key_text(text: &str) -> String {
    quoted_unless(text, |char| matches!(char, '_' | '-' | '.' | '/' | ':'))
}

fn quoted_unless(text: &str, is_plain: fn(char) -> bool) -> String {
    let plain = text.starts_with(|char: char| char.is_ascii_alphabetic())
        && text
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || is_plain(char))
        && !text.ends_with(':')
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
