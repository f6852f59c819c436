//! A mission in its single-file form as JSON, for programs. Criteria stay as they were written; JSON has types, so a scalar without quotes
//! gets the one that YAML's plain rules (and the grader) read in it.

use std::fmt;

use cfn::{Entry, Node, NodeKind, Scalar};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

use crate::Mission;

/// A mission as JSON, its fields in the order of the single-file form. Displayed it is one line, without a line end.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleFileJson(Json);

#[derive(Clone, Debug, PartialEq)]
enum Json {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    /// `serde_json`'s own object would sort its keys.
    Object(Vec<(String, Json)>),
}

impl Mission {
    /// The fields of the single-file form (`id`, `title`, `criteria`, `starter`, `solution` ...) as a JSON object. Written out, it is a
    /// mission file again.
    pub fn to_single_file_json(&self) -> SingleFileJson {
        let parsed = cfn::parse(self.document.as_bytes());
        let entries = parsed.root.as_ref().and_then(Node::as_map);
        let mut fields = object(entries.unwrap_or_default());
        if !fields.iter().any(|(name, _)| name == "id") {
            // Of the first form only the file's name says it.
            fields.insert(0, ("id".to_owned(), Json::Text(self.id.clone())));
        }
        SingleFileJson(Json::Object(fields))
    }
}

impl Serialize for SingleFileJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl fmt::Display for SingleFileJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(&self.0).map_err(|_| fmt::Error)?;
        formatter.write_str(&text)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Json::Number(number) => number.serialize(serializer),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

fn object(entries: &[Entry]) -> Vec<(String, Json)> {
    entries
        .iter()
        .map(|entry| (entry.key.to_string(), value(&entry.key, &entry.value)))
        .collect()
}

fn value(key: &str, node: &Node) -> Json {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.is_plain() => plain(key, scalar),
        NodeKind::Scalar(scalar) => Json::Text(scalar.text.to_string()),
        NodeKind::List(items) => Json::List(items.iter().map(|item| value(key, item)).collect()),
        NodeKind::Map(entries) => Json::Object(object(entries)),
        NodeKind::Function(function) => {
            let name = function.name.long_name();
            let argument = value(name, &function.argument);
            Json::Object(vec![(name.to_owned(), argument)])
        }
    }
}

fn plain(key: &str, scalar: &Scalar) -> Json {
    let text = scalar.text.as_str();
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" | "~" | "null" => Json::Null,
        "true" => Json::Boolean(true),
        "false" => Json::Boolean(false),
        // What YAML 1.1 calls a boolean, an expected value without quotes is to the grader too.
        "yes" | "on" if key == "expected" => Json::Boolean(true),
        "no" | "off" if key == "expected" => Json::Boolean(false),
        _ => number(text).map_or_else(|| Json::Text(text.to_owned()), Json::Number),
    }
}

/// A decimal number that JSON can hold without loss. `012345670123`, `0x1F` and forty digits stay text.
fn number(text: &str) -> Option<Number> {
    /// Every decimal of so many digits survives an `f64`.
    const EXACT_DIGITS: usize = 15;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero =
        digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit());
    if leading_zero || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let is_decimal = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    if count > EXACT_DIGITS || !is_decimal {
        return None;
    }
    Number::from_f64(text.parse().ok()?)
}
