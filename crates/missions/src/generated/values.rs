//! What a model's text means in the criterion language.
//!
//! A model writes every value as text, and the language tells `180` from `"180"`: only the first compares as a number. So the type of
//! the property decides, as far as the table of types knows it: what may not be text there is written without quotes. `true` and
//! `false` are booleans in any case. A number where text may stand stays text, so that `1.10` is not `1.1`.

use cfn::types::{Kinds, resource_type};

/// The items of a list in a text: a JSON array of texts, or texts with commas between them.
pub(super) fn items(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(items) = serde_json::from_str::<Vec<serde_json::Value>>(text) {
        return items
            .into_iter()
            .map(|item| match item {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            })
            .collect();
    }
    let items = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

/// What a text of a model is in the criterion language.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A number or a boolean: without quotes.
    Plain,
    /// Text; a reference in YAML's spelling as its canonical text.
    Text(String),
}

pub(super) fn meaning(text: &str, kinds: Option<Kinds>) -> Meaning {
    const NUMERIC: Kinds = Kinds::NUMBER.or(Kinds::INTEGER);
    if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
        return Meaning::Plain;
    }
    let is_number_there = match kinds {
        Some(kinds) => kinds.has(NUMERIC) && !kinds.has(Kinds::TEXT),
        // Whole numbers read the same as text; of the others, versions are the more frequent ones.
        None => !text.contains(['.', 'e', 'E']),
    };
    if is_number_there && is_number(text) {
        return Meaning::Plain;
    }
    let canonical = [("!Ref ", ""), ("!GetAtt ", "")]
        .into_iter()
        .find_map(|(tag, _)| text.strip_prefix(tag))
        .map(|name| format!("${{{}}}", name.trim()));
    let format = text
        .strip_prefix("!Sub ")
        .map(|rest| rest.trim().trim_matches(['"', '\'']).to_owned());
    Meaning::Text(canonical.or(format).unwrap_or_else(|| text.to_owned()))
}

/// A decimal number without a leading zero, which is how account ids are told apart.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut chars = digits.chars();
    let starts_well = match (chars.next(), chars.next()) {
        (Some('0'), second) => second.is_none_or(|second| second == '.'),
        (Some(first), _) => first.is_ascii_digit(),
        (None, _) => false,
    };
    starts_well
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && digits
            .chars()
            .all(|char| char.is_ascii_digit() || char == '.')
        && digits.matches('.').count() <= 1
}

/// What may stand at a property path, when the table of types knows it.
pub(super) fn kinds(type_name: &str, path: &str) -> Option<Kinds> {
    if path.starts_with('@') || path.contains("(json)") || path.contains("['") {
        return None;
    }
    let keys: Vec<&str> = path
        .split('.')
        .map(|step| step.split('[').next().unwrap_or_default())
        .collect();
    let kinds = resource_type(type_name)?.kinds(&keys)?;
    // A path to a whole list is compared element by element or not at all.
    let scalars = Kinds::TEXT
        .or(Kinds::NUMBER)
        .or(Kinds::INTEGER)
        .or(Kinds::BOOLEAN);
    kinds.has(scalars).then_some(kinds)
}
