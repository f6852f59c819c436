//! Speed of `parse`, `resolve` and the resource graph: the median template and the largest of a corpus (`MISSION_CORPUS`), and a generated one of
//! 1.2 MB with 500 resources, in two sizes so that anything worse than linear shows. Prints the median of each file's own time,
//! which criterion's averages do not show.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    missing_docs,
    reason = "a benchmark reads files, measures time and reports to whoever runs it, and criterion's macros make undocumented items"
)]

use std::{fmt::Write as _, fs, hint::black_box, path::PathBuf, time::Instant};

use cfn::{Document, Graph, Parameters};
use criterion::{Criterion, criterion_group, criterion_main};

fn both(bytes: &[u8]) -> usize {
    let document = cfn::parse(bytes);
    cfn::resolve(&document, &Parameters::new()).resources.len()
}

/// Functions with long inline code, environment variables and references to each other.
fn generated(resources: usize) -> String {
    let mut text = String::from(
        "Parameters:\n  Stage:\n    Type: String\n    Default: prod\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n",
    );
    for index in 0..resources {
        let _ = write!(
            text,
            "  Function{index}:\n    Type: AWS::Lambda::Function\n    Properties:\n      FunctionName: !Sub \"${{AWS::StackName}}-function-{index}\"\n      Runtime: nodejs22.x\n      Timeout: !If [IsProd, 30, 3]\n      Role: !GetAtt Role.Arn\n      Environment:\n        Variables:\n"
        );
        for variable in 0..6 {
            let _ = writeln!(
                text,
                "          VARIABLE_{variable}: !Join [\"-\", [!Ref Stage, value, \"{variable}\"]]"
            );
        }
        text.push_str("      Code:\n        ZipFile: |\n");
        for line in 0..34 {
            let _ = writeln!(text, "          exports.handler{line} = async () => 'ok';");
        }
    }
    text.push_str("  Role:\n    Type: AWS::IAM::Role\n");
    text
}

fn speed(criterion: &mut Criterion) {
    for resources in [250, 499] {
        let text = generated(resources);
        let name = format!(
            "generated, {} resources, {} KB",
            resources + 1,
            text.len() / 1024
        );
        criterion.bench_function(&name, |bencher| {
            bencher.iter(|| both(black_box(text.as_bytes())));
        });
    }
    let files = corpus();
    let Some(largest) = files.last() else { return };
    say_medians(&files);
    let median = &files[files.len() / 2];
    for (name, bytes) in [("median", median), ("largest", largest)] {
        let name = format!("corpus, {name} file, {} KB", bytes.len() / 1024);
        criterion.bench_function(&name, |bencher| bencher.iter(|| both(black_box(bytes))));
    }
    criterion.bench_function("corpus, all files", |bencher| {
        bencher.iter(|| {
            files
                .iter()
                .map(|bytes| both(black_box(bytes)))
                .sum::<usize>()
        });
    });
}

/// The graph alone, of models that are there already.
fn graph(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("graph");
    for resources in [250, 499] {
        let text = generated(resources);
        let document = cfn::parse(text.as_bytes());
        let model = cfn::resolve(&document, &Parameters::new());
        let name = format!("generated, {} resources", resources + 1);
        group.bench_function(&name, |bencher| {
            bencher.iter(|| Graph::of(black_box(&model)));
        });
    }
    let documents: Vec<Document> = corpus().iter().map(|bytes| cfn::parse(bytes)).collect();
    if documents.is_empty() {
        return;
    }
    say_graph_median(&documents);
    let models: Vec<_> = documents
        .iter()
        .map(|document| cfn::resolve(document, &Parameters::new()))
        .collect();
    group.bench_function("corpus, all files", |bencher| {
        bencher.iter(|| {
            models
                .iter()
                .map(|model| Graph::of(black_box(model)).edges().len())
                .sum::<usize>()
        });
    });
}

/// The median over the templates of each one's median of eleven runs.
fn say_graph_median(documents: &[Document]) {
    let each = documents.iter().map(|document| {
        let model = cfn::resolve(document, &Parameters::new());
        let runs = (0..11).map(|_| {
            let start = Instant::now();
            black_box(Graph::of(black_box(&model)));
            start.elapsed().as_nanos()
        });
        median_of(runs.collect())
    });
    let median = median_of(each.collect());
    eprintln!(
        "graph, {} files: median of a file {:.1} µs",
        documents.len(),
        median as f64 / 1000.0
    );
}

fn median_of(mut nanos: Vec<u128>) -> u128 {
    nanos.sort_unstable();
    nanos.get(nanos.len() / 2).copied().unwrap_or_default()
}

/// Every file of the corpus, the shortest first; none without `MISSION_CORPUS`.
fn corpus() -> Vec<Vec<u8>> {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        return Vec::new();
    };
    let index = fs::read(folder.join("index.json")).unwrap_or_default();
    let index: Vec<serde_json::Value> = serde_json::from_slice(&index).unwrap_or_default();
    let mut files: Vec<Vec<u8>> = index
        .iter()
        .filter_map(|entry| fs::read(folder.join(entry["path"].as_str()?)).ok())
        .collect();
    files.sort_by_key(Vec::len);
    files
}

/// The median over the files of each one's median of eleven runs, for reading alone and with resolving.
fn say_medians(files: &[Vec<u8>]) {
    let parse = |bytes: &[u8]| cfn::parse(bytes).size_bytes;
    type Work = fn(&[u8]) -> usize;
    for (what, work) in [("parse", parse as Work), ("parse + resolve", both as Work)] {
        let each = files.iter().map(|bytes| {
            let runs = (0..11).map(|_| {
                let start = Instant::now();
                black_box(work(black_box(bytes)));
                start.elapsed().as_nanos()
            });
            median_of(runs.collect())
        });
        let median = median_of(each.collect());
        eprintln!(
            "{what}, {} files: median of a file {} µs",
            files.len(),
            median / 1000
        );
    }
}

criterion_group!(benches, speed, graph);
criterion_main!(benches);
