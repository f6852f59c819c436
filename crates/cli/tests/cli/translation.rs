//! A YAML template and its JSON translation get the same verdicts.

use std::fs;

use cfn::{Node, NodeKind, Scalar};
use missions::Catalogue;

use crate::{
    corpus,
    support::{Place, Ran},
};

/// JSON that says the same: functions in their long form, plain numbers and booleans as such, everything else as text.
fn to_json(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar_to_json(scalar, out),
        NodeKind::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                to_json(item, out);
            }
            out.push(']');
        }
        NodeKind::Map(entries) => {
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(&serde_json::Value::from(entry.key.as_str()).to_string());
                out.push(':');
                to_json(&entry.value, out);
            }
            out.push('}');
        }
        NodeKind::Function(function) => {
            out.push_str(&format!("{{\"{}\":", function.name.long_name()));
            to_json(&function.argument, out);
            out.push('}');
        }
    }
}

fn scalar_to_json(scalar: &Scalar, out: &mut String) {
    let is_typed = scalar.is_plain()
        && !scalar.text.starts_with('"')
        && serde_json::from_str::<serde_json::Value>(&scalar.text)
            .is_ok_and(|value| value.is_number() || value.is_boolean());
    if is_typed {
        out.push_str(&scalar.text);
    } else if scalar.is_missing() {
        out.push_str("null");
    } else {
        out.push_str(&serde_json::Value::from(scalar.text.as_str()).to_string());
    }
}

fn translated(yaml: &[u8]) -> Option<String> {
    let document = cfn::parse(yaml);
    let mut json = String::new();
    to_json(document.root.as_ref()?, &mut json);
    Some(json)
}

/// Every criterion's verdict in each report, the templates' names left out.
fn verdicts(ran: &Ran) -> Vec<Vec<String>> {
    let reports = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON"));
    reports
        .map(|report| {
            let results = report["results"].as_array().expect("results").iter();
            results
                .map(|result| format!("{} {}", result["id"], result["verdict"]))
                .collect()
        })
        .collect()
}

#[test]
fn bundled_missions_grade_alike_in_both() {
    let place = Place::new();
    for mission in Catalogue::bundled()
        .packs
        .iter()
        .flat_map(|pack| &pack.missions)
    {
        for (what, text) in [
            ("starter", &mission.starter),
            ("solution", &mission.solution),
        ] {
            let yaml = text.as_ref().expect("a bundled mission has both");
            place.write("t.yaml", yaml);
            place.write("t.json", translated(yaml.as_bytes()).expect("it parses"));
            let ran = place.run(&format!(
                "grade t.yaml t.json -m {} --format jsonl",
                mission.id
            ));
            let [of_yaml, of_json] = verdicts(&ran).try_into().expect("two reports");
            assert_eq!(of_yaml, of_json, "{} {what}", mission.id);
        }
    }
}

#[test]
fn public_templates_grade_alike_in_both() {
    let Some((folder, paths)) = corpus::templates() else {
        return;
    };
    let place = Place::new();
    let mut compared = 0;
    for part in paths.chunks(100) {
        let mut names = Vec::new();
        for path in part {
            let yaml = fs::read(folder.join(path)).expect("a template of the corpus can be read");
            let Some(json) = translated(&yaml) else {
                continue;
            };
            let name = format!("{compared}");
            place.write(&format!("{name}.yaml"), yaml);
            place.write(&format!("{name}.json"), json);
            names.push(name);
            compared += 1;
        }
        let grade = |ending: &str| {
            let names: Vec<String> = names
                .iter()
                .map(|name| format!("{name}.{ending}"))
                .collect();
            let arguments = ["grade", "-m", "criteria.json", "--format", "jsonl"];
            verdicts(
                &place.run_all(
                    arguments
                        .into_iter()
                        .chain(names.iter().map(String::as_str)),
                ),
            )
        };
        assert_eq!(
            grade("yaml"),
            grade("json"),
            "the spelling of a template changes no verdict"
        );
    }
    assert!(compared > 0, "something was compared");
}
