//! From a text to an [`Answer`]: JSON of the schema, every miss at once with its path. What the values say is not looked at.

use cfn::suggest::did_you_mean;
use serde_json::{Map, Value};

use crate::fields::shorten;

use super::{answer::Answer, answer_schema};

/// The largest text that is looked at, in bytes: two templates and a scenario at their limits, with every line end escaped, and more.
const MOST_BYTES: usize = 1 << 20;

/// A hostile answer may be wrong in a million places.
const MOST_PROBLEMS: usize = 100;

pub(super) fn read(text: &str) -> Result<Answer, Vec<String>> {
    let object = unfenced(text);
    if object.is_empty() {
        return Err(vec![
            "The answer is empty; one JSON object is wanted.".to_owned(),
        ]);
    }
    if object.len() > MOST_BYTES {
        return Err(vec![format!(
            "The answer has {} bytes; more than {MOST_BYTES} are not read.",
            object.len()
        )]);
    }
    let value: Value = serde_json::from_str(object).map_err(|error| {
        vec![format!(
            "The answer is not one JSON object: {error}. Give the whole object and nothing around it."
        )]
    })?;
    let mut found = Vec::new();
    if let Ok(schema) = serde_json::from_str::<Value>(answer_schema()) {
        check(&value, &schema, "", &mut found);
    }
    if !found.is_empty() {
        return Err(found);
    }
    // Only what a tree of values cannot show is left: a field that is there twice, a number too large.
    serde_json::from_str(object).map_err(|error| {
        vec![format!(
            "The answer is not of the shape that is asked for: {error}."
        )]
    })
}

/// Without white space and one fence around it.
fn unfenced(text: &str) -> &str {
    let text = text.trim();
    let inside = text
        .strip_prefix("```json")
        .and_then(|rest| rest.strip_suffix("```"));
    inside.map_or(text, str::trim)
}

/// Holds a value against the few words of JSON schema that the answer's schema has.
fn check(value: &Value, schema: &Value, path: &str, found: &mut Vec<String>) {
    if found.len() >= MOST_PROBLEMS {
        return;
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => match value {
            Value::Object(fields) => check_object(fields, schema, path, found),
            other => found.push(wrong(path, "an object", other)),
        },
        Some("array") => match value {
            Value::Array(items) => {
                let of_item = schema.get("items").unwrap_or(&Value::Null);
                for (index, item) in items.iter().enumerate() {
                    check(item, of_item, &format!("{path}[{index}]"), found);
                }
            }
            other => found.push(wrong(path, "an array", other)),
        },
        Some("integer") if !(value.is_i64() || value.is_u64()) => {
            found.push(wrong(path, "a whole number", value));
        }
        Some("string") => match value {
            Value::String(text) => check_word(text, schema, path, found),
            other => found.push(wrong(path, "text", other)),
        },
        _ => {}
    }
}

fn check_object(fields: &Map<String, Value>, schema: &Value, path: &str, found: &mut Vec<String>) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    for name in schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if let Some(name) = name.as_str()
            && !fields.contains_key(name)
        {
            found.push(format!("`{}` is missing.", below(path, name)));
        }
    }
    for (name, value) in fields {
        let inside = below(path, &shorten(name));
        match properties.get(name) {
            Some(of_value) => check(value, of_value, &inside, found),
            None => {
                let near = did_you_mean(name, properties.keys().map(String::as_str));
                found.push(format!("`{inside}` is not a field of the answer{near}"));
            }
        }
    }
}

fn check_word(text: &str, schema: &Value, path: &str, found: &mut Vec<String>) {
    let Some(words) = schema.get("enum").and_then(Value::as_array) else {
        return;
    };
    let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
    if !words.contains(&text) {
        found.push(format!(
            "`{path}` must be one of {}, not `{}`.",
            words.join(", "),
            shorten(text)
        ));
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn wrong(path: &str, wanted: &str, value: &Value) -> String {
    let what = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text `{}`", shorten(text)),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    if path.is_empty() {
        format!("The answer must be {wanted}, not {what}.")
    } else {
        format!("`{path}` must be {wanted}, not {what}.")
    }
}
