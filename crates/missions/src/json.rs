//! A mission in its single-file form as JSON, for programs. Criteria stay as they were written; JSON has types, so a scalar without quotes
//! gets the one that YAML's plain rules (and the grader) read in it.

use cfn::{Node, NodeKind, Scalar};
use serde_json::{Map, Number, Value};

use crate::Mission;

impl Mission {
    /// The fields of the single-file form (`id`, `title`, `criteria`, `starter`, `solution` ...) as a JSON object. Written out, it is a
    /// mission file again.
    pub fn to_single_file_json(&self) -> Value {
        let parsed = cfn::parse(self.document.as_bytes());
        let mut object = Map::new();
        for entry in parsed.root.iter().filter_map(Node::as_map).flatten() {
            object.insert(entry.key.clone(), value(&entry.key, &entry.value));
        }
        // Of the first form only the file's name says it.
        object
            .entry("id")
            .or_insert_with(|| Value::String(self.id.clone()));
        Value::Object(object)
    }
}

fn value(key: &str, node: &Node) -> Value {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.is_plain() => plain(key, scalar),
        NodeKind::Scalar(scalar) => Value::String(scalar.text.clone()),
        NodeKind::List(items) => items.iter().map(|item| value(key, item)).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), value(&entry.key, &entry.value)))
            .collect(),
        NodeKind::Function(function) => {
            let name = function.name.long_name();
            let argument = value(name, &function.argument);
            Value::Object(Map::from_iter([(name.to_owned(), argument)]))
        }
    }
}

fn plain(key: &str, scalar: &Scalar) -> Value {
    let text = scalar.text.as_str();
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" | "~" | "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        // What YAML 1.1 calls a boolean, an expected value without quotes is to the grader too.
        "yes" | "on" if key == "expected" => Value::Bool(true),
        "no" | "off" if key == "expected" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
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
