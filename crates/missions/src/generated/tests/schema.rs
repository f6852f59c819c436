//! The schema of the answer, held against the types, against what providers take, and against the criterion language.

use std::collections::BTreeSet;

use grader::Rubric;
use serde_json::{Value as Json, json};

use super::good;
use crate::generated::{answer::Answer, answer_schema, criteria::merge};

/// Every object of a schema with its path.
fn objects<'s>(schema: &'s Json, path: &str, all: &mut Vec<(String, &'s Json)>) {
    match schema["type"].as_str() {
        Some("object") => {
            all.push((path.to_owned(), schema));
            for (name, of_value) in schema["properties"]
                .as_object()
                .expect("an object has properties")
            {
                objects(of_value, &format!("{path}.{name}"), all);
            }
        }
        Some("array") => objects(&schema["items"], path, all),
        _ => {}
    }
}

/// The keys of every object of a value, by its path.
fn keys(value: &Json, path: &str, all: &mut Vec<(String, BTreeSet<String>)>) {
    match value {
        Json::Object(fields) => {
            all.push((path.to_owned(), fields.keys().cloned().collect()));
            fields
                .iter()
                .for_each(|(name, value)| keys(value, &format!("{path}.{name}"), all));
        }
        Json::Array(items) => items.iter().for_each(|item| keys(item, path, all)),
        _ => {}
    }
}

#[test]
fn the_schema_is_what_the_types_say() {
    let schema: Json = serde_json::from_str(answer_schema()).expect("the schema is JSON");
    let mut of_schema = Vec::new();
    objects(&schema, "", &mut of_schema);
    let mut sample = good();
    sample["parameters"] = json!([{"name": "Stage", "value": "prod"}]);
    let answer: Answer = serde_json::from_value(sample).expect("the good answer is of the types");
    let mut of_types = Vec::new();
    keys(
        &serde_json::to_value(&answer).expect("it is written again"),
        "",
        &mut of_types,
    );
    let paths = |all: &BTreeSet<String>| all.iter().cloned().collect::<Vec<_>>();
    let types: BTreeSet<String> = of_types.iter().map(|(path, _)| path.clone()).collect();
    let schemas: BTreeSet<String> = of_schema.iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(
        paths(&types),
        paths(&schemas),
        "the good answer has one of every object"
    );
    for (path, schema) in of_schema {
        let properties: BTreeSet<String> = schema["properties"]
            .as_object()
            .expect("properties")
            .keys()
            .cloned()
            .collect();
        let required: BTreeSet<String> = schema["required"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|name| name.as_str().expect("a text").to_owned())
            .collect();
        assert_eq!(properties, required, "`{path}`: every field is required");
        assert_eq!(
            schema["additionalProperties"],
            json!(false),
            "`{path}`: and no other is taken"
        );
        for (_, written) in of_types.iter().filter(|(of, _)| *of == path) {
            assert_eq!(*written, properties, "`{path}`: the fields of the type");
        }
    }
}

#[test]
fn the_schema_has_only_what_providers_take() {
    let schema: Json = serde_json::from_str(answer_schema()).expect("the schema is JSON");
    fn words(value: &Json, inside_properties: bool, all: &mut BTreeSet<String>) {
        match value {
            Json::Object(fields) => {
                for (name, value) in fields {
                    if !inside_properties {
                        all.insert(name.clone());
                    }
                    words(value, !inside_properties && name == "properties", all);
                }
            }
            Json::Array(items) => items.iter().for_each(|item| words(item, false, all)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    words(&schema, false, &mut all);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(
        all,
        [
            "additionalProperties",
            "enum",
            "items",
            "properties",
            "required",
            "type"
        ],
        "no bounds, patterns, alternatives or descriptions"
    );
    assert!(
        answer_schema().len() < 5_000,
        "large schemas are refused: {} bytes",
        answer_schema().len()
    );
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    assert!(
        validator.is_valid(&good()),
        "the good answer is valid by another reader"
    );
    let mut bad = good();
    bad["level"] = json!("expert");
    assert!(!validator.is_valid(&bad), "and a bad one is not");
}

#[test]
fn the_schema_names_the_words_that_a_model_may_use() {
    let schema: Json = serde_json::from_str(answer_schema()).expect("the schema is JSON");
    let of = |kind: &str, list: &str, field: &str| -> BTreeSet<String> {
        let items = &schema["properties"]["criteria"]["properties"][kind]["items"]["properties"]
            [list]["items"];
        let words = items["properties"][field]["enum"]
            .as_array()
            .expect("a closed set");
        words
            .iter()
            .map(|word| word.as_str().expect("a text").to_owned())
            .collect()
    };
    let operators: BTreeSet<String> = grader::language::OPERATORS
        .iter()
        .filter(|operator| operator.for_models)
        .map(|operator| operator.name.to_owned())
        .collect();
    assert_eq!(
        of("check", "assert", "op"),
        operators,
        "the operators of the criterion language for models"
    );
    // Each relation of the schema is taken by the grader, and each other one is refused by it.
    let relations = of("graph", "edges", "relation");
    for word in grader::language::relations() {
        let mut answer = good();
        answer["criteria"]["graph"][0]["edges"] =
            json!([{"from": "topic", "relation": word.name, "to": "queue"}]);
        let mut typed: Answer = serde_json::from_value(answer).expect("of the shape");
        typed.criteria.graph[0].nodes.truncate(2);
        let (rubric, _) = Rubric::compile_generated(&merge(&typed.criteria).node);
        assert_eq!(
            rubric.is_some(),
            relations.contains(word.name),
            "the relation `{}`",
            word.name
        );
    }
}
