//! Mutations inside of a JSON text that is one scalar to CloudFormation: the definition of a state machine, the body of a dashboard. A
//! criterion can look into it (`DefinitionString(json).StartAt`), so it has to be able to fail there.

use cfn::Intrinsic;
use serde_json::Value;

use crate::{document::quoted, fields::shorten};

use super::{
    flat::{Flat, Shape},
    mutation::{Mutation, edited, place},
};

/// Changes of one text, at most.
const MOST: usize = 200;

/// Each member and element in the text removed, and each value in it changed.
pub(super) fn json_text(flat: &Flat, part: usize, all: &mut Vec<Mutation>) {
    let Some((text, is_sub)) = text_of(flat, part) else {
        return;
    };
    let Ok(whole) = serde_json::from_str::<Value>(&text) else {
        return;
    };
    let mut pointers = Vec::new();
    collect(&whole, "", &mut pointers);
    for pointer in pointers.iter().take(MOST) {
        let name = pointer.trim_start_matches('/').replace('/', ".");
        for (value, how) in changed(&whole, pointer) {
            let text = quoted(&value.to_string());
            let text = match is_sub {
                true => format!("{{\"Fn::Sub\":{text}}}"),
                false => text,
            };
            let what = format!("`{}` in {} {how}", shorten(&name), place(flat, part));
            all.push(edited(flat, part, what, |one| {
                (one.value.clone(), text.clone())
            }));
        }
    }
}

/// The text of a part that looks like JSON, and whether it is the argument of `Fn::Sub`.
fn text_of(flat: &Flat, part: usize) -> Option<(String, bool)> {
    let one = flat.parts.get(part)?;
    let text = match &one.shape {
        Shape::Scalar { text, .. } => (text.clone(), false),
        Shape::Function(Intrinsic::Sub) => {
            let written = flat.text.get(one.value.clone())?;
            let argument = serde_json::from_str::<Value>(written).ok()?;
            (argument.get("Fn::Sub")?.as_str()?.to_owned(), true)
        }
        Shape::List | Shape::Map | Shape::Function(_) => return None,
    };
    text.0.trim_start().starts_with(['{', '[']).then_some(text)
}

/// The way to each member and element, those that hold others before what they hold.
fn collect(value: &Value, at: &str, all: &mut Vec<String>) {
    if !at.is_empty() {
        all.push(at.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (key, inside) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(inside, &format!("{at}/{key}"), all);
            }
        }
        Value::Array(elements) => {
            for (index, inside) in elements.iter().enumerate() {
                collect(inside, &format!("{at}/{index}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The text without the value at a pointer, and with another one there.
fn changed(whole: &Value, pointer: &str) -> Vec<(Value, &'static str)> {
    let mut all = Vec::new();
    let mut without = whole.clone();
    if remove(&mut without, pointer).is_some() {
        all.push((without, "removed"));
    }
    let other = whole.pointer(pointer).and_then(|value| match value {
        Value::Bool(is) => Some(Value::Bool(!is)),
        Value::Number(_) => Some(Value::from(1_000_000_007)),
        Value::String(_) => Some(Value::from("changed")),
        Value::Null | Value::Object(_) | Value::Array(_) => None,
    });
    if let Some(other) = other {
        let mut with = whole.clone();
        if let Some(place) = with.pointer_mut(pointer) {
            *place = other;
            all.push((with, "changed"));
        }
    }
    all
}

fn remove(whole: &mut Value, pointer: &str) -> Option<()> {
    let (holder, last) = pointer.rsplit_once('/')?;
    match whole.pointer_mut(holder)? {
        Value::Object(members) => {
            let key = last.replace("~1", "/").replace("~0", "~");
            members.remove(&key)?;
        }
        Value::Array(elements) => {
            let index: usize = last.parse().ok()?;
            (index < elements.len()).then(|| elements.remove(index))?;
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    }
    Some(())
}
