//! The published JSON schemas, which editors check missions with: they are schemas, and they say of a mission what the reader here says.

use std::{fs, path::PathBuf};

use jsonschema::{Registry, Validator};
use serde_json::{Value as Json, json};
use serde_yaml::Value as Yaml;

use super::MISSION;
use crate::parse_mission;

const OF_MISSIONS: &str = include_str!("../../../../docs/formats/mission.schema.json");
const OF_CRITERIA: &str = include_str!("../../../../docs/formats/criteria.schema.json");
const EXAMPLES: &str = include_str!("../../../grader/tests/fixtures/criteria.examples.json");
const LANGUAGE: &str = include_str!("../../../../docs/formats/criteria.md");

fn parsed(schema: &str) -> Json {
    serde_json::from_str(schema).expect("a schema is JSON")
}

/// Where an editor finds them: side by side.
fn registry() -> Registry<'static> {
    Registry::new()
        .add("file:///formats/criteria.schema.json", parsed(OF_CRITERIA))
        .and_then(jsonschema::RegistryBuilder::prepare)
        .expect("the schema of criteria can be named by others")
}

fn of_missions(registry: &Registry<'_>) -> Validator {
    jsonschema::options()
        .with_base_uri("file:///formats/mission.schema.json")
        .with_registry(registry)
        .build(&parsed(OF_MISSIONS))
        .expect("it is a schema")
}

fn of_criteria() -> Validator {
    jsonschema::validator_for(&parsed(OF_CRITERIA)).expect("it is a schema")
}

/// YAML as an editor's language server hands it to a schema; a tag such as `!Ref` is the function in its long form.
fn to_json(yaml: Yaml) -> Json {
    match yaml {
        Yaml::Sequence(items) => items.into_iter().map(to_json).collect(),
        Yaml::Mapping(members) => Json::Object(
            members
                .into_iter()
                .map(|(key, value)| (key.as_str().expect("a text").to_owned(), to_json(value)))
                .collect(),
        ),
        Yaml::Tagged(tagged) => json!({tagged.tag.to_string(): to_json(tagged.value)}),
        Yaml::Null | Yaml::Bool(_) | Yaml::Number(_) | Yaml::String(_) => {
            serde_json::to_value(yaml).expect("a scalar is JSON")
        }
    }
}

fn from_yaml(text: &str) -> Json {
    to_json(serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

fn wrong(validator: &Validator, value: &Json) -> Vec<String> {
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn both_are_schemas_of_their_draft() {
    for (name, schema) in [("mission", OF_MISSIONS), ("criteria", OF_CRITERIA)] {
        let schema = parsed(schema);
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{name} says which draft it is of"
        );
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{name}: {error}");
        }
        // Editors that are older read it as one of draft 7.
        if let Err(error) = jsonschema::draft7::meta::validate(&schema) {
            panic!("{name}: {error}");
        }
    }
}

/// The `mission.yaml` of every bundled mission.
fn files() -> Vec<PathBuf> {
    let packs = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../missions"));
    let folders = |folder: &PathBuf| -> Vec<PathBuf> {
        fs::read_dir(folder)
            .expect("a folder can be listed")
            .map(|entry| entry.expect("an entry can be read").path())
            .filter(|path| path.is_dir())
            .collect()
    };
    let mut files: Vec<PathBuf> = folders(&packs)
        .iter()
        .flat_map(folders)
        .map(|mission| mission.join("mission.yaml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_bundled_mission_is_valid_and_names_its_schema() {
    let files = files();
    let bundled = crate::Catalogue::bundled().missions().count();
    assert_eq!(files.len(), bundled, "all that is bundled: {files:?}");
    let registry = registry();
    let validator = of_missions(&registry);
    for file in files {
        let text = fs::read_to_string(&file).expect("a mission can be read");
        let file = file.display();
        assert_eq!(
            text.lines().next(),
            Some("# yaml-language-server: $schema=../../../docs/formats/mission.schema.json"),
            "{file}: an editor finds the schema"
        );
        let wrong = wrong(&validator, &from_yaml(&text));
        assert!(wrong.is_empty(), "{file}: {wrong:#?}");
    }
}

#[test]
fn the_examples_are_valid() {
    let validator = of_criteria();
    let examples: Json = serde_json::from_str(EXAMPLES).expect("the examples are JSON");
    assert_eq!(
        wrong(&validator, &examples),
        [""; 0],
        "the examples of the language"
    );
    let blocks = LANGUAGE
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let mut count = 0;
    for block in blocks {
        let block = from_yaml(block);
        let list = if block.is_array() {
            block
        } else {
            json!([block])
        };
        assert_eq!(wrong(&validator, &list), [""; 0], "{list:#}");
        count += 1;
    }
    assert!(
        count >= 28,
        "each kind and preset has one on the page: {count}"
    );
}

/// Fields of one criterion beside its label.
const WRONG_CRITERIA: &[(&str, &str)] = &[
    (
        "unknown field",
        "resourceType: AWS::SQS::Queue, property: QueueName, expected: x, expects: y",
    ),
    (
        "unknown kind",
        "kind: checks, select: {type: AWS::SQS::Queue}",
    ),
    (
        "no expected value",
        "resourceType: AWS::SQS::Queue, property: QueueName",
    ),
    (
        "an expected list",
        "resourceType: AWS::SQS::Queue, property: QueueName, expected: [x]",
    ),
    ("no select", "kind: check, match: all"),
    ("an empty select", "kind: check, select: {}"),
    (
        "unknown field of a select",
        "kind: check, select: {type: AWS::SQS::Queue, called: x}",
    ),
    (
        "unknown operator",
        "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: QueueName, op: equal, value: x}]",
    ),
    (
        "a condition without a property",
        "kind: check, select: {type: AWS::SQS::Queue}, assert: [{op: exists}]",
    ),
    (
        "refersTo without a select",
        "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: KmsMasterKeyId, op: refersTo, value: Key}]",
    ),
    (
        "unknown measure",
        "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: DelaySeconds, op: gte, value: 1, measure: minutes}]",
    ),
    (
        "unknown match",
        "kind: check, select: {type: AWS::SQS::Queue}, match: some",
    ),
    (
        "an empty count",
        "kind: check, select: {type: AWS::SQS::Queue}, count: {}",
    ),
    (
        "a negative count",
        "kind: check, select: {type: AWS::SQS::Queue}, count: {min: -1}",
    ),
    (
        "a count with a fraction",
        "kind: check, select: {type: AWS::SQS::Queue}, count: {min: 1.5}",
    ),
    (
        "a count that is two",
        "kind: check, select: {type: AWS::SQS::Queue}, count: {exactly: 1, min: 1}",
    ),
    (
        "fields of two kinds",
        "kind: check, select: {type: AWS::SQS::Queue}, nodes: {a: {type: AWS::SQS::Queue}}",
    ),
    (
        "fields of the default kind",
        "kind: preset, preset: s3-encrypted, expected: x",
    ),
    ("no nodes", "kind: graph, nodes: {}"),
    (
        "seven nodes",
        "kind: graph, nodes: {a: {type: A::B::C}, b: {type: A::B::C}, c: {type: A::B::C}, d: {type: A::B::C}, e: {type: A::B::C}, f: {type: A::B::C}, g: {type: A::B::C}}",
    ),
    (
        "unknown relation",
        "kind: graph, nodes: {a: {type: A::B::C}, b: {type: A::B::C}}, edges: [[a, deliver, b]]",
    ),
    (
        "an edge of two words",
        "kind: graph, nodes: {a: {type: A::B::C}, b: {type: A::B::C}}, edges: [[a, b]]",
    ),
    (
        "unknown expectation",
        "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: '*', expect: deny",
    ),
    (
        "nobody",
        "kind: iam, action: 's3:GetObject', on: '*', expect: allow",
    ),
    (
        "unknown scope",
        "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: '*', expect: allow, maxScope: here",
    ),
    ("unknown preset", "kind: preset, preset: s3-encryption"),
    ("nothing in it", "kind: anyOf, of: []"),
    (
        "something wrong in it",
        "kind: not, of: [{kind: check, label: inner}]",
    ),
    (
        "no points",
        "weight: 0, resourceType: AWS::SQS::Queue, property: QueueName, expected: x",
    ),
    (
        "unknown tag",
        "tag: safety, resourceType: AWS::SQS::Queue, property: QueueName, expected: x",
    ),
    (
        "one requirement without its list",
        "requires: other, resourceType: AWS::SQS::Queue, property: QueueName, expected: x",
    ),
    (
        "unknown ifUnknown",
        "ifUnknown: maybe, resourceType: AWS::SQS::Queue, property: QueueName, expected: x",
    ),
];

#[test]
fn wrong_criteria_are_refused_by_the_schema_and_by_the_reader() {
    let validator = of_criteria();
    for (why, fields) in WRONG_CRITERIA {
        let text = format!("- {{label: Some label, {fields}}}");
        assert!(!validator.is_valid(&from_yaml(&text)), "{why}: {fields}");
        let (mission, _) = parse_mission("criteria.yaml", text.as_bytes());
        assert!(mission.is_none(), "{why}, for the reader: {fields}");
    }
    let right =
        "- {label: Some label, resourceType: AWS::SQS::Queue, property: QueueName, expected: x}";
    assert_eq!(
        wrong(&validator, &from_yaml(right)),
        [""; 0],
        "and what is right is not"
    );
    let (mission, problems) = parse_mission("criteria.yaml", right.as_bytes());
    assert!(mission.is_some(), "nor by the reader: {problems:?}");
}

#[test]
fn wrong_missions_are_refused_by_the_schema_and_by_the_reader() {
    let registry = registry();
    let validator = of_missions(&registry);
    let whole = format!(
        "{MISSION}starter: |\n  Resources: {{A: {{Type: AWS::SQS::Queue}}}}\nsolution: |\n  Resources: {{A: {{Type: AWS::SQS::Queue}}}}\n"
    );
    assert_eq!(
        wrong(&validator, &from_yaml(&whole)),
        [""; 0],
        "it is right before"
    );
    let (mission, problems) = parse_mission("mission.yaml", whole.as_bytes());
    assert!(mission.is_some(), "for the reader too: {problems:?}");
    for (from, to) in [
        ("format: 1", "format: 2"),
        ("id: slow-jobs", "id: Slow Jobs"),
        ("title: Slow jobs\n", ""),
        ("level: foundation", "level: beginner"),
        ("services: [sqs]", "services: sqs"),
        ("minutes: 10", "minutes: ten"),
        ("minutes: 10", "minutes: 601"),
        ("minutes: 10", "minuets: 10"),
        ("parameters: {Stage: prod", "parameters: {Stage: [prod]"),
        ("    expected: 180", "    expects: 180"),
        ("timeout: [A message", "timeout: [Four, more, A message"),
        ("hints:\n", "hints: none\nsources2:\n"),
    ] {
        assert!(whole.contains(from), "{from} is in the mission");
        let text = whole.replacen(from, to, 1);
        assert!(!validator.is_valid(&from_yaml(&text)), "{to}");
        let (mission, _) = parse_mission("mission.yaml", text.as_bytes());
        assert!(mission.is_none(), "for the reader: {to}");
    }
}
