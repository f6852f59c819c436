//! That what a remedy says mends the template: its edits are made on the template as JSON, again and again until nothing is bad.

use cfn::{Node, NodeKind, Parameters};
use serde_json::{Map, Value as Json, json};

use super::PRESETS;
use crate::{
    fields::Problems,
    kinds::KindInfo,
    path::{Path, StepKind},
    remedy::{Change, Remedy},
    report::Verdict,
    rubric,
    world::World,
};

/// Fixtures that only a person can mend.
const WITHOUT_EDITS: &[&str] = &["iam-no-star"];

fn fixture(name: &str) -> &'static str {
    macro_rules! fixtures {
        ($($name:literal)*) => {
            match name {
                $($name => include_str!(concat!("../../tests/fixtures/presets/", $name, ".fail.yaml")),)*
                other => panic!("{other} has no fixture"),
            }
        };
    }
    fixtures!("s3-encrypted" "s3-public-blocked" "sg-not-open" "iam-no-star" "rds-encrypted" "rds-not-public"
        "logs-retention-set" "no-hardcoded-secret" "ddb-on-demand" "no-nat-gateway" "lambda-memory-max"
        "no-hardcoded-arn" "sqs-has-dlq" "lambda-has-dlq" "multi-az" "backup-enabled" "tls-only" "versioning-on"
        "deletion-protected")
}

fn judge(template: &str, preset: &str) -> (Verdict, Option<Remedy>) {
    let criterion = cfn::parse(format!("{{kind: preset, preset: {preset}}}").as_bytes());
    let root = criterion.root.expect("the criterion is readable");
    let fields = rubric::mapping(&root).expect("the criterion is a mapping");
    let mut problems = Problems::default();
    let check = KindInfo::named("preset")
        .and_then(|kind| kind.compile(&fields, root.span, &mut problems))
        .expect("the criterion compiles");
    let document = cfn::parse(template.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let world = World::new(&document, &model);
    (check.evaluate(&world).verdict, check.remedy(&world))
}

#[test]
fn a_remedy_mends_what_is_bad() {
    for info in PRESETS {
        let mut template = fixture(info.name).to_owned();
        let mut steps = 0;
        loop {
            let (verdict, remedy) = judge(&template, info.name);
            let Some(remedy) = remedy else {
                assert_eq!(
                    verdict,
                    Verdict::Pass,
                    "{}: nothing is left to mend in {template}",
                    info.name
                );
                assert!(steps > 0, "{}: the fixture needed mending", info.name);
                break;
            };
            for sentences in [&remedy.concept, &remedy.place, &remedy.value] {
                assert!(
                    sentences.ends_with('.') && sentences.len() > 10,
                    "{}: whole sentences, not {sentences:?}",
                    info.name
                );
            }
            if WITHOUT_EDITS.contains(&info.name) {
                assert!(
                    remedy.changes.is_empty(),
                    "{}: only a person can mend it",
                    info.name
                );
                break;
            }
            assert!(
                !remedy.changes.is_empty(),
                "{}: an edit mends it: {remedy:?}",
                info.name
            );
            template = changed(&template, &remedy.changes);
            steps += 1;
            assert!(steps < 10, "{}: its edits mend it: {remedy:?}", info.name);
        }
    }
}

fn changed(template: &str, changes: &[Change]) -> String {
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
            } => {
                put(&mut resources[resource], path, Some(value));
            }
            Change::Remove { resource, path } => put(&mut resources[resource], path, None),
        }
    }
    root.to_string()
}

fn put(resource: &mut Json, path: &str, value: Option<&Json>) {
    let parsed = Path::parse(path).unwrap_or_else(|error| panic!("{path}: {}", error.message));
    let mut place = if parsed.of_attributes {
        resource
    } else {
        &mut resource["Properties"]
    };
    let (last, before) = parsed.steps.split_last().expect("a path has steps");
    for step in before {
        place = match &step.kind {
            StepKind::Key(key) => &mut place[&key.name],
            StepKind::Index(index) => &mut place[*index],
            other => panic!("{path} has {other:?}"),
        };
    }
    match (&last.kind, value) {
        (StepKind::Key(key), Some(value)) => place[&key.name] = value.clone(),
        (StepKind::Key(key), None) => {
            place
                .as_object_mut()
                .and_then(|members| members.remove(&key.name))
                .expect("it was there");
        }
        (StepKind::Index(index), value) => {
            let items = place.as_array_mut().expect("a list");
            match value {
                Some(value) if *index == items.len() => items.push(value.clone()),
                Some(value) => items[*index] = value.clone(),
                None => {
                    items.remove(*index);
                }
            }
        }
        (other, _) => panic!("{path} ends in {other:?}"),
    }
}

fn to_json(node: &Node) -> Json {
    match &node.kind {
        NodeKind::Scalar(scalar) => match scalar.text.as_str() {
            "true" if scalar.is_plain() => json!(true),
            "false" if scalar.is_plain() => json!(false),
            text => json!(text),
        },
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
