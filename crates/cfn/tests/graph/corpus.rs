//! Real templates, when `MISSION_CORPUS` names a folder of them.

use std::{collections::BTreeMap, fs, path::PathBuf};

use cfn::{Decision, Graph, Parameters, Relation};

/// Each file of the corpus with its edges as lines `A relation B`, or nothing after a line that says so.
fn corpus() -> BTreeMap<String, Vec<String>> {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        println!("skipped: MISSION_CORPUS is not set");
        return BTreeMap::new();
    };
    let index = fs::read(folder.join("index.json")).expect("the corpus has an index.json");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let entries = index.as_array().expect("the index is a list");
    entries
        .iter()
        .map(|entry| {
            let path = entry["path"].as_str().expect("path").to_owned();
            let bytes = fs::read(folder.join(&path)).expect("a file of the index can be read");
            let lines = edges(&bytes);
            assert_eq!(lines, edges(&bytes), "{path} has the same edges twice");
            (path, lines)
        })
        .collect()
}

fn edges(bytes: &[u8]) -> Vec<String> {
    let document = cfn::parse(bytes);
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    graph
        .edges()
        .iter()
        .map(|edge| {
            let id = |index: usize| model.resources[index].id;
            let via = edge
                .via
                .map_or(String::new(), |via| format!(" by {}", id(via)));
            let doubt = if edge.certainty == Decision::True {
                ""
            } else {
                " perhaps"
            };
            format!(
                "{} {} {}{via}{doubt}",
                id(edge.from),
                edge.relation.name(),
                id(edge.to)
            )
        })
        .collect()
}

#[test]
fn counts_of_every_relation() {
    let corpus = corpus();
    if let Some(file) = std::env::var_os("MISSION_CORPUS_EDGES") {
        let lines: Vec<String> = corpus
            .iter()
            .flat_map(|(path, lines)| lines.iter().map(move |line| format!("{path}\t{line}")))
            .collect();
        fs::write(file, lines.join("\n")).expect("the list of edges can be written");
    }
    for relation in Relation::all().filter(|relation| *relation != Relation::Reaches) {
        let word = format!(" {} ", relation.name());
        let count = corpus
            .values()
            .flatten()
            .filter(|line| line.contains(&word))
            .count();
        println!("{:14} {count}", relation.name());
        assert!(
            corpus.is_empty() || count > 0,
            "{} is found in real templates",
            relation.name()
        );
    }
}
