//! Changes made in memory: what each form of a suggestion is read as, and what is refused with which words.

use grader::Change;
use serde_json::{Value as Json, json};

use super::{Readings, changes, read};

const TEMPLATE: &str = "# mine\r
Parameters:
  Stage: {Type: String}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30 # seconds
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
  Dead:
    Type: AWS::SQS::Queue
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs18.x
      Layers: [a, b]
      Code:
        ZipFile: |
          exports.handler = 012
";

/// A template as JSON, whatever it is written in.
fn tree(text: &str) -> Json {
    fn value(node: &cfn::Node) -> Json {
        use cfn::NodeKind;
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.is_missing() => Json::Null,
            NodeKind::Scalar(scalar) => json!(scalar.text.as_str()),
            NodeKind::List(items) => items.iter().map(value).collect(),
            NodeKind::Map(entries) => Json::Object(
                entries
                    .iter()
                    .map(|entry| (entry.key.to_string(), value(&entry.value)))
                    .collect(),
            ),
            NodeKind::Function(function) => {
                json!({ function.name.long_name(): value(&function.argument) })
            }
        }
    }
    value(&cfn::parse(text.as_bytes()).root.expect("it is a tree"))
}

/// The template with a value at a pointer; nothing takes it away.
fn with(pointers: &[(&str, Option<Json>)]) -> Json {
    let mut whole = tree(TEMPLATE);
    for (pointer, value) in pointers {
        let (holder, key) = pointer.rsplit_once('/').expect("a pointer");
        let holder = whole.pointer_mut(holder).expect("it is there");
        let members = holder.as_object_mut().expect("a mapping");
        match value {
            Some(value) => members.insert(key.to_owned(), value.clone()),
            None => members.remove(key),
        };
    }
    whole
}

fn certain(block: &str) -> Result<Json, String> {
    let Readings { certain, possible } = read(TEMPLATE.as_bytes(), block);
    if let Ok(text) = &certain {
        assert!(
            possible.contains(text),
            "what is certain is possible: {block}"
        );
    }
    certain.map(|text| tree(&text)).map_err(|error| error.0)
}

fn timeout(seconds: &str) -> Json {
    with(&[(
        "/Resources/Jobs/Properties/VisibilityTimeout",
        Some(json!(seconds)),
    )])
}

#[test]
fn each_form_is_read_as_what_it_means() {
    let runtime = || {
        with(&[(
            "/Resources/Fn/Properties/Runtime",
            Some(json!("nodejs22.x")),
        )])
    };
    let table = [
        (
            "a piece of a resource",
            "Jobs:\n  Properties:\n    VisibilityTimeout: 180\n",
            timeout("180"),
        ),
        (
            "the same below Resources, indented as in a list",
            "   Resources:\n     Jobs:\n       Properties:\n         VisibilityTimeout: 180\n",
            timeout("180"),
        ),
        (
            "properties right below an id",
            "Jobs:\n  VisibilityTimeout: 180\n",
            timeout("180"),
        ),
        (
            "properties alone, of which only one resource can have all",
            "Runtime: nodejs22.x",
            runtime(),
        ),
        (
            "the same as JSON",
            "{\"Runtime\": \"nodejs22.x\"}",
            runtime(),
        ),
        (
            "the same without the braces",
            "\"Runtime\": \"nodejs22.x\",",
            runtime(),
        ),
        (
            "the body of the only one of its type",
            "Type: AWS::Lambda::Function\nProperties:\n  Runtime: nodejs22.x\n",
            runtime(),
        ),
        (
            "a resource of its own",
            "Alerts:\n  Type: AWS::SNS::Topic\n",
            with(&[(
                "/Resources/Alerts",
                Some(json!({"Type": "AWS::SNS::Topic"})),
            )]),
        ),
        (
            "a whole resource in the place of one",
            "Jobs:\n  Type: AWS::SQS::Queue\n  Properties:\n    VisibilityTimeout: 180\n",
            with(&[(
                "/Resources/Jobs/Properties",
                Some(json!({"VisibilityTimeout": "180"})),
            )]),
        ),
        (
            "a resource that says it is not whole",
            "Jobs:\n  Type: AWS::SQS::Queue\n  Properties:\n    # ... what you have\n    VisibilityTimeout: 180\n",
            timeout("180"),
        ),
        (
            "mappings are laid over, lists replaced",
            "Fn:\n  Properties:\n    Layers: [c]\n    Code: {S3Key: k}\n  DependsOn: Jobs\n",
            with(&[
                ("/Resources/Fn/Properties/Layers", Some(json!(["c"]))),
                ("/Resources/Fn/Properties/Code/S3Key", Some(json!("k"))),
                ("/Resources/Fn/DependsOn", Some(json!("Jobs"))),
            ]),
        ),
        (
            "other sections",
            "Parameters:\n  Name: {Type: String}\nOutputs:\n  Queue: {Value: !Ref Jobs}\n",
            with(&[
                ("/Parameters/Name", Some(json!({"Type": "String"}))),
                (
                    "/Outputs",
                    Some(json!({"Queue": {"Value": {"Ref": "Jobs"}}})),
                ),
            ]),
        ),
        (
            "a whole template",
            "AWSTemplateFormatVersion: '2010-09-09'\nResources: {A: {Type: AWS::SNS::Topic}}\n",
            json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "AWS::SNS::Topic"}}}),
        ),
        (
            "a difference",
            "--- a/template.yaml\n+++ b/template.yaml\n@@ -7,2 +7,2 @@\n     Properties:\n-      VisibilityTimeout: 30 # seconds\n+      VisibilityTimeout: 180\n",
            timeout("180"),
        ),
        (
            "a difference without a place",
            "-      VisibilityTimeout: 30 # seconds\n+      VisibilityTimeout: 180\n",
            timeout("180"),
        ),
    ];
    for (why, block, expected) in table {
        assert_eq!(certain(block), Ok(expected), "{why}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_in_words() {
    let table = [
        ("two queues", "VisibilityTimeout: 180", "`Jobs` or `Dead`"),
        ("no such property", "Colour: red", "no change of a resource"),
        (
            "a piece of nothing",
            "Resources:\n  Other:\n    Properties: {A: 1}",
            "does not say its `Type`",
        ),
        ("no YAML", "Jobs: [", "cannot be read as YAML or JSON"),
        ("prose", "Set it to 180.", "nothing to try"),
        ("nothing", "\n", "cannot be read"),
        (
            "left out",
            "Jobs:\n  Properties:\n    ...\n",
            "leaves something out",
        ),
        ("no mapping", "Resources: [a]", "is not a mapping"),
        (
            "a difference of another text",
            "@@ -1 +1 @@\n-a\n+b\n",
            "does not fit",
        ),
        (
            "a difference in two places",
            "-    Type: AWS::SQS::Queue\n+    Type: AWS::SNS::Topic\n",
            "several places",
        ),
        ("a difference that only adds", "@@ @@\n+a: 1\n", "only adds"),
        (
            "a difference of two files",
            "--- a\n+++ a\n@@ -1 +1 @@\n-a\n+b\n--- b\n+++ b\n",
            "several files",
        ),
        (
            "a difference that changes nothing",
            "@@ -1 +1 @@\n a\n",
            "changes nothing",
        ),
    ];
    for (why, block, says) in table {
        let refused = certain(block).expect_err(why);
        assert!(refused.contains(says), "{why}: {refused}");
    }
    let large = "a".repeat(super::MOST_BYTES + 1);
    assert!(certain(&large).is_err(), "a suggestion has its bounds");
    let broken = read(b"Resources: [", "Jobs:\n  Type: AWS::SQS::Queue");
    assert!(
        matches!(&broken.certain, Err(error) if error.0.contains("cannot be read as it is now")),
        "{broken:?}"
    );
    let whole = read(
        b"Resources: [",
        "AWSTemplateFormatVersion: 2010-09-09\nResources: {}",
    );
    assert!(whole.certain.is_ok(), "a whole template needs no other one");
}

#[test]
fn who_has_to_be_careful_gets_every_reading() {
    let both = read(TEMPLATE.as_bytes(), "VisibilityTimeout: 180");
    assert_eq!(both.possible.len(), 2, "of each queue");
    let typed = read(
        TEMPLATE.as_bytes(),
        "Jobs:\n  Type: AWS::SQS::Queue\n  Properties: {VisibilityTimeout: 180}",
    );
    assert!(
        typed
            .possible
            .iter()
            .any(|text| tree(text) == timeout("180")),
        "a resource that may not be whole is laid over too: {typed:?}"
    );
}

#[test]
fn the_stated_line_tells_two_places_apart() {
    let template = "a:\n  - x\nb:\n  - x\n";
    let changed = read(template.as_bytes(), "@@ -4,1 +4,1 @@\n-  - x\n+  - y\n");
    assert_eq!(
        changed.certain.as_deref(),
        Ok("a:\n  - x\nb:\n  - y\n"),
        "the second is meant"
    );
}

#[test]
fn edits_of_the_grader_are_made() {
    let set = |path: &str, value: Json| Change::Set {
        resource: "Fn".to_owned(),
        path: path.to_owned(),
        value,
    };
    let made = |edits: &[Change]| changes(TEMPLATE.as_bytes(), edits).map(|text| tree(&text));
    let edits = [
        set("Timeout", json!(9)),
        set("Layers[2]", json!({"Ref": "Jobs"})),
        set("Environment.Variables['a.b']", json!("c")),
        set("@DeletionPolicy", json!("Retain")),
        set("Tags[0].Key", json!("k")),
        set("Runtime.Name", json!("other")),
        Change::Remove {
            resource: "Jobs".to_owned(),
            path: "RedrivePolicy.maxReceiveCount".to_owned(),
        },
        Change::RemoveResource {
            id: "Dead".to_owned(),
        },
        Change::AddResource {
            id: "Alerts".to_owned(),
            type_name: "AWS::SNS::Topic".to_owned(),
            properties: json!({"TopicName": "a"}),
        },
    ];
    let expected = with(&[
        ("/Resources/Fn/Properties/Timeout", Some(json!("9"))),
        (
            "/Resources/Fn/Properties/Layers",
            Some(json!(["a", "b", {"Ref": "Jobs"}])),
        ),
        (
            "/Resources/Fn/Properties/Environment",
            Some(json!({"Variables": {"a.b": "c"}})),
        ),
        ("/Resources/Fn/DeletionPolicy", Some(json!("Retain"))),
        ("/Resources/Fn/Properties/Tags", Some(json!([{"Key": "k"}]))),
        (
            "/Resources/Fn/Properties/Runtime",
            Some(json!({"Name": "other"})),
        ),
        (
            "/Resources/Jobs/Properties/RedrivePolicy/maxReceiveCount",
            None,
        ),
        ("/Resources/Dead", None),
        (
            "/Resources/Alerts",
            Some(json!({"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "a"}})),
        ),
    ]);
    assert_eq!(made(&edits), Ok(expected), "each in its place");
    for (why, edit) in [
        ("a filter names no place", set("A[?B=c].D", json!(1))),
        ("nor does JSON in text", set("A(json).B", json!(1))),
        ("nothing is below a list's name", set("Layers.A", json!(1))),
        ("a list has no hole", set("Layers[7]", json!(1))),
        (
            "it is gone",
            Change::RemoveResource {
                id: "Gone".to_owned(),
            },
        ),
    ] {
        assert!(made(&[edit]).is_err(), "{why}");
    }
}

/// Texts and numbers of a value that are in a sentence only to tell it.
fn leaves(value: &Json, texts: &mut Vec<String>) {
    match value {
        Json::String(text) if matches!(text.as_str(), "Allow" | "Deny") => {}
        Json::String(text) if text.len() > 3 => texts.push(text.clone()),
        Json::Number(number) => texts.push(format!(" {number}.")),
        Json::Array(items) => items.iter().for_each(|item| leaves(item, texts)),
        // Which call is to be allowed is said with the place that needs it.
        Json::Object(members) => members
            .iter()
            .filter(|(key, _)| *key != "Action")
            .for_each(|(_, member)| leaves(member, texts)),
        Json::String(_) | Json::Bool(_) | Json::Null => {}
    }
}

fn subject<'s>(mission: &'s crate::Mission, text: &'s str) -> grader::Subject<'s> {
    grader::Subject {
        mission: &mission.id,
        template: "template.yaml",
        text: text.as_bytes(),
        parameters: &mission.parameters,
    }
}

/// What is wrong with the grader's edit for a criterion: it cannot be made, or nothing comes of it, or a step before the last tells its
/// value.
fn faults(
    mission: &crate::Mission,
    starter: &str,
    before: &grader::CriterionResult,
    criterion: &grader::Criterion,
    remedy: &grader::Remedy,
) -> Vec<String> {
    let place = format!("{} {}", mission.id, criterion.id);
    let changed = match changes(starter.as_bytes(), &remedy.changes) {
        Ok(changed) => changed,
        Err(error) => return vec![format!("{place}: {error}")],
    };
    let mut wrong = Vec::new();
    let after = grader::grade(subject(mission, &changed), &mission.rubric);
    let now = after.results.iter().find(|now| now.id == criterion.id);
    let passes =
        now.is_some_and(|now| now.verdict == grader::Verdict::Pass || now.earned > before.earned);
    // Of several steps it is the first.
    let goes_on = || grader::remedy(subject(mission, &changed), criterion).as_ref() != Some(remedy);
    if !passes && !goes_on() {
        wrong.push(format!("{place}: nothing came of {:?}", remedy.changes));
    }
    let mut told = Vec::new();
    for change in &remedy.changes {
        match change {
            Change::Set { value, .. } => leaves(value, &mut told),
            Change::AddResource { properties, .. } => leaves(properties, &mut told),
            Change::Remove { .. } | Change::RemoveResource { .. } => {}
        }
    }
    let early = format!("{} {}", remedy.concept, remedy.place).replace("line ", "line:");
    for value in told {
        let is_known = starter.contains(&value) || criterion.label.contains(&value);
        if !is_known && early.contains(&value) {
            wrong.push(format!("{place}: tells {value:?} too early: {remedy:?}"));
        }
    }
    wrong
}

#[test]
fn every_edit_that_the_grader_finds_in_the_bundled_missions_is_good() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for mission in crate::Catalogue::bundled().missions() {
        let Some(starter) = &mission.starter else {
            continue;
        };
        let report = grader::grade(subject(mission, starter), &mission.rubric);
        for (result, criterion) in report.results.iter().zip(&mission.rubric.criteria) {
            let open = matches!(
                result.verdict,
                grader::Verdict::Fail | grader::Verdict::Partial
            );
            let remedy = open
                .then(|| grader::remedy(subject(mission, starter), criterion))
                .flatten();
            if let Some(remedy) = remedy.filter(|remedy| !remedy.changes.is_empty()) {
                tried += 1;
                wrong.extend(faults(mission, starter, result, criterion, &remedy));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 50, "there are enough of them: {tried}");
}
