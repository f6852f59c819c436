//! The JSON schema, for editors: draft 2020-12, with what the documentation says as descriptions.

use grader::language;
use serde_json::{Value, json};

/// The schema of a list of criteria.
pub(crate) fn criteria() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Success criteria of a Mission Architect mission",
        "description": "A list of criteria. Made by scripts/docs from the grader's own tables.",
        "type": "array",
        "minItems": 1,
        "maxItems": 200,
        "items": { "$ref": "#/$defs/criterion" },
        "$defs": definitions()
    })
}

fn definitions() -> Value {
    let mut properties = serde_json::Map::new();
    for (name, schema) in common() {
        properties.insert(name.to_owned(), schema);
    }
    for (name, schema) in own() {
        properties.insert(name.to_owned(), schema);
    }
    let rules: Vec<Value> = language::kinds()
        .map(|kind| {
            let required: Vec<&str> = match kind.name {
                "property" => vec!["resourceType", "property", "expected"],
                "check" => vec!["select"],
                "graph" => vec!["nodes"],
                "iam" => vec!["who", "action", "on", "expect"],
                "preset" => vec!["preset"],
                "guard" => vec!["rules"],
                _ => vec!["of"],
            };
            let is_it = if kind.name == "property" {
                // What a criterion is that names no kind.
                json!({ "properties": { "kind": { "const": "property" } } })
            } else {
                json!({ "properties": { "kind": { "const": kind.name } }, "required": ["kind"] })
            };
            let others: serde_json::Map<String, Value> = language::kinds()
                .flat_map(|other| other.fields)
                .filter(|field| !kind.fields.contains(field))
                .map(|field| ((*field).to_owned(), json!(false)))
                .collect();
            json!({ "if": is_it, "then": { "required": required, "properties": others } })
        })
        .collect();
    json!({
        "criterion": {
            "type": "object",
            "required": ["label"],
            "properties": properties,
            "additionalProperties": false,
            "allOf": rules
        },
        "scalar": { "type": ["string", "number", "boolean"] },
        "select": {
            "type": "object",
            "description": "Which resources are meant.",
            "required": ["type"],
            "additionalProperties": false,
            "properties": {
                "type": {
                    "description": "A resource type, or a list of them.",
                    "anyOf": [
                        { "type": "string" },
                        { "type": "array", "minItems": 1, "items": { "type": "string" } }
                    ]
                },
                "name": { "type": "string", "maxLength": 256, "description": "A pattern for the logical id." },
                "where": { "type": "array", "items": { "$ref": "#/$defs/condition" }, "description": "Conditions that all hold." }
            }
        },
        "condition": {
            "type": "object",
            "description": "A condition on one resource.",
            "required": ["property"],
            "additionalProperties": false,
            "properties": {
                "property": { "type": "string", "minLength": 1, "description": "A path from the resource's Properties; `@` for an attribute of the resource itself." },
                "op": {
                    "description": "How the value is compared.",
                    "oneOf": language::OPERATORS.iter().map(|operator| json!({ "const": operator.name, "description": operator.says })).collect::<Vec<_>>()
                },
                "value": { "description": "What it is compared with." },
                "measure": { "description": "What of the found value is compared.", "oneOf": words(language::measures()) },
                "each": { "enum": ["any", "all", "none"], "default": "any", "description": "Which of the places that `[*]` leads to have to pass." }
            },
            "allOf": [{
                "if": { "properties": { "op": { "const": "refersTo" } }, "required": ["op"] },
                "then": { "properties": { "value": { "$ref": "#/$defs/select" } }, "required": ["value"] }
            }]
        }
    })
}

fn common() -> Vec<(&'static str, Value)> {
    let kinds: Vec<&str> = language::kinds().map(|kind| kind.name).collect();
    vec![
        (
            "kind",
            json!({ "enum": kinds, "default": "property", "description": "Which kind of criterion it is." }),
        ),
        (
            "id",
            json!({ "type": "string", "minLength": 1, "description": "What `requires` and hints name it by." }),
        ),
        (
            "label",
            json!({ "type": "string", "minLength": 3, "description": "What has to be true, in the learner's words." }),
        ),
        (
            "weight",
            json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000, "default": 1, "description": "Points." }),
        ),
        (
            "requires",
            json!({ "type": "array", "items": { "type": "string" }, "description": "Ids of criteria that must pass first." }),
        ),
        (
            "hint",
            json!({ "type": "string", "description": "One static hint." }),
        ),
        (
            "tag",
            json!({ "enum": ["function", "security", "cost", "reliability", "bonus"], "description": "What it is about." }),
        ),
        (
            "partial",
            json!({ "type": "boolean", "default": false, "description": "Whether a share earns its share." }),
        ),
        (
            "ifUnknown",
            json!({ "enum": ["fail", "pass", "skip"], "default": "fail", "description": "What is made of it when it cannot be decided." }),
        ),
        (
            "sealed",
            json!({ "type": "boolean", "default": false, "description": "In a test: nothing says what is expected." }),
        ),
    ]
}

fn own() -> Vec<(&'static str, Value)> {
    let relations = words(language::relations());
    let presets: Vec<Value> = language::presets()
        .iter()
        .map(|preset| json!({ "const": preset.name, "description": first_sentences(&preset.documentation) }))
        .collect();
    vec![
        (
            "resourceType",
            json!({ "type": "string", "description": "A resource type, such as AWS::S3::Bucket." }),
        ),
        (
            "property",
            json!({ "type": "string", "minLength": 1, "description": "A path from the resource's Properties." }),
        ),
        (
            "expected",
            json!({ "$ref": "#/$defs/scalar", "description": "The value; `*` and `?` make it a pattern." }),
        ),
        ("select", json!({ "$ref": "#/$defs/select" })),
        (
            "match",
            json!({ "enum": ["any", "all", "none"], "default": "any", "description": "For which of the resources the conditions have to hold." }),
        ),
        (
            "count",
            json!({
                "type": "object", "additionalProperties": false, "minProperties": 1,
                "description": "How many of them there have to be.",
                "properties": {
                    "min": { "type": "integer", "minimum": 0 },
                    "max": { "type": "integer", "minimum": 0 },
                    "exactly": { "type": "integer", "minimum": 0 }
                },
                "dependentSchemas": { "exactly": { "properties": { "min": false, "max": false } } }
            }),
        ),
        (
            "assert",
            json!({ "type": "array", "items": { "$ref": "#/$defs/condition" }, "description": "Conditions that hold together." }),
        ),
        (
            "nodes",
            json!({
                "type": "object", "minProperties": 1, "maxProperties": 6,
                "additionalProperties": { "$ref": "#/$defs/select" },
                "description": "Names for resources; different names are different resources."
            }),
        ),
        (
            "edges",
            json!({
                "type": "array", "description": "What the nodes have to do with each other.",
                "items": {
                    "type": "array", "minItems": 3, "maxItems": 3,
                    "prefixItems": [{ "type": "string" }, { "oneOf": relations }, { "type": "string" }]
                }
            }),
        ),
        (
            "differ",
            json!({
                "type": "array", "description": "Two nodes whose property is not the same: [a, b, property].",
                "items": { "type": "array", "minItems": 3, "maxItems": 3, "items": { "type": "string" } }
            }),
        ),
        ("who", json!({ "$ref": "#/$defs/select" })),
        (
            "action",
            json!({
                "description": "An IAM action, such as s3:GetObject, or a list of them.",
                "anyOf": [{ "type": "string" }, { "type": "array", "minItems": 1, "items": { "type": "string" } }]
            }),
        ),
        (
            "on",
            json!({
                "description": "The resource, as a select, or a text with an ARN pattern.",
                "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/select" }]
            }),
        ),
        (
            "expect",
            json!({ "enum": ["allow", "notAllow", "explicitDeny"], "description": "What the policies have to come to." }),
        ),
        (
            "maxScope",
            json!({ "enum": ["thisResource", "service", "any"], "description": "How far the allowing statement may reach." }),
        ),
        (
            "preset",
            json!({ "description": "A named check.", "oneOf": presets }),
        ),
        (
            "args",
            json!({ "type": "object", "description": "What the preset takes." }),
        ),
        (
            "of",
            json!({ "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/criterion" }, "description": "The criteria inside." }),
        ),
        (
            "rules",
            json!({ "type": "string", "description": "Reserved." }),
        ),
    ]
}

fn words(words: impl Iterator<Item = language::Word>) -> Vec<Value> {
    words
        .map(|word| json!({ "const": word.name, "description": word.says }))
        .collect()
}

/// What stands below the first heading.
fn first_sentences(doc: &str) -> String {
    let after = doc.split("# What it checks").nth(1).unwrap_or(doc);
    let paragraph: Vec<&str> = after
        .lines()
        .map(str::trim)
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    paragraph.join(" ")
}

/// As it is written into the file.
pub(crate) fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default()
}
