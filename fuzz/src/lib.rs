//! What always holds, one function a fuzz target: each takes any bytes and panics when a law is broken. The fuzzers call them, and so
//! does a plain test of `grader`, which includes this folder, so that both hold the same laws. Nothing here makes up inputs.

pub mod house_rubric;
mod places;

use std::collections::BTreeSet;

use cfn::{Decision, Document, Graph, Model, Node, NodeKind, Parameters, Relation, Severity};
use grader::{Change, Report, Rubric, Subject, Verdict};

use places::Places;

/// A line that divides an input: above it the template, below it what it is held against.
pub const DIVIDER: &str = "\n#=====\n";

/// Any bytes are a tree or a located error; places are inside of the text and in order; the same bytes are the same tree.
pub fn parse(input: &[u8]) {
    let document = cfn::parse(input);
    let places = Places::of(input);
    let errors = document
        .diagnostics
        .iter()
        .filter(|remark| remark.severity == Severity::Error)
        .count();
    assert!(
        document.root.is_some() || errors > 0,
        "no tree, and no error that says why"
    );
    for remark in &document.diagnostics {
        places.hold(remark.span, &remark.message);
        assert!(
            !remark.message.is_empty(),
            "a remark says something: {remark:?}"
        );
    }
    assert!(
        document
            .diagnostics
            .is_sorted_by_key(|remark| remark.span.start),
        "remarks stand in the order of their places: {:?}",
        document.diagnostics
    );
    assert_eq!(document.size_bytes, input.len(), "the size is the text's");
    if let Some(root) = &document.root {
        places.hold_tree(root);
    }
    let again = cfn::parse(input);
    assert_eq!(again.root, document.root, "the same bytes, the same tree");
    assert_eq!(
        again.diagnostics, document.diagnostics,
        "the same bytes, the same remarks"
    );
}

/// A template, and parameters as lines of `Name=Value` below the divider: a model whose places are inside of the text, the same each
/// time, and a graph that names only what is in the model.
pub fn resolve(input: &[u8]) {
    let (template, below) = divided(input);
    let parameters = parameters(below);
    let document = cfn::parse(template);
    let model = cfn::resolve(&document, &parameters);
    let places = Places::of(template);
    for remark in &model.diagnostics {
        places.hold(remark.span, &remark.message);
    }
    let mut ids = BTreeSet::new();
    for resource in &model.resources {
        places.hold(resource.id_span, resource.id);
        places.hold_value(&resource.properties);
        places.hold_value(&resource.attributes);
        assert!(ids.insert(resource.id), "`{}` is one resource", resource.id);
    }
    assert_eq!(
        format!("{model:?}"),
        format!("{:?}", cfn::resolve(&document, &parameters)),
        "the same template and parameters, the same model"
    );
    graph(&model, &places);
}

fn graph(model: &Model<'_>, places: &Places<'_>) {
    let graph = Graph::of(model);
    let count = model.resources.len();
    let key = |edge: &cfn::Edge| (edge.from, edge.relation, edge.to);
    assert!(
        graph.edges().is_sorted_by_key(key),
        "edges have a fixed order: {:?}",
        graph.edges()
    );
    for edge in graph.edges() {
        places.hold(edge.span, edge.relation.name());
        assert!(
            edge.from < count && edge.to < count && edge.via.is_none_or(|via| via < count),
            "an edge joins resources of the model: {edge:?}"
        );
        assert!(
            edge.relation != Relation::Reaches && edge.certainty != Decision::False,
            "only what may be there, and ways are asked for: {edge:?}"
        );
        for end in [edge.from, edge.to] {
            assert_ne!(
                model.resources[end].presence,
                Decision::False,
                "what is not there has no edges: {edge:?}"
            );
        }
    }
    for end in graph.open_ends() {
        places.hold(end.span, &end.reason);
        assert!(end.resource < count, "an open end is a resource's: {end:?}");
    }
    assert_eq!(
        format!("{graph:?}"),
        format!("{:?}", Graph::of(model)),
        "the same model, the same graph"
    );
    // Every pair of the first few: ways of several edges, and what is said of those that are missing.
    let few = count.min(5);
    for (from, to) in (0..few).flat_map(|from| (0..few).map(move |to| (from, to))) {
        for relation in Relation::all() {
            let edge = graph.edge(from, relation, to);
            let is_listed = graph
                .edges()
                .iter()
                .any(|edge| key(edge) == (from, relation, to));
            assert!(
                relation == Relation::Reaches || edge.is_some() == is_listed,
                "what is asked for is what is listed: {from} {relation:?} {to}"
            );
            if let Some(advice) = graph.advice(model, from, relation, to) {
                assert!(
                    advice.resource.is_none_or(|resource| resource < count),
                    "advice is about a resource of the model: {advice:?}"
                );
            }
        }
    }
}

/// Any text as a rubric: a rubric exactly when no problem is an error; every problem has a place in the text, in order; what is
/// compiled is within its limits.
pub fn rubric(input: &[u8]) {
    let document = cfn::parse(input);
    let Some(root) = &document.root else {
        return;
    };
    let places = Places::of(input);
    let (rubric, problems) = Rubric::compile(root);
    let (again, problems_again) = Rubric::compile(root);
    assert_eq!(problems, problems_again, "the same text, the same problems");
    assert_eq!(
        format!("{rubric:?}"),
        format!("{again:?}"),
        "the same text, the same rubric"
    );
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    assert_eq!(
        rubric.is_none(),
        has_error,
        "no rubric exactly when something is wrong: {problems:?}"
    );
    for problem in &problems {
        places.hold(problem.span, &problem.message);
        assert!(
            !problem.message.is_empty(),
            "a problem says something: {problem:?}"
        );
    }
    assert!(
        problems.is_sorted_by_key(|problem| problem.span),
        "problems stand in the order of their places: {problems:?}"
    );
    if let Some(rubric) = rubric {
        compiled(&rubric, &places);
    }
}

fn compiled(rubric: &Rubric, places: &Places<'_>) {
    assert!(
        (1..=grader::MAX_CRITERIA).contains(&rubric.criteria.len()),
        "a rubric has criteria, and not too many"
    );
    let mut ids = BTreeSet::new();
    for criterion in &rubric.criteria {
        places.hold(criterion.span, &criterion.label);
        assert!(
            ids.insert(criterion.id.as_str()),
            "`{}` is one criterion",
            criterion.id
        );
        assert!(
            criterion.weight > 0.0 && criterion.weight.is_finite(),
            "every criterion weighs something: {}",
            criterion.weight
        );
        assert!(
            criterion
                .requires
                .iter()
                .all(|id| *id != criterion.id && rubric.criterion(id).is_some()),
            "it requires others of the rubric: {:?}",
            criterion.requires
        );
    }
}

/// A template, and a rubric below the divider; without one, one of the house's, by the template's length. Of a rubric that has errors,
/// the criteria that have none are taken. What is graded is within its bounds and the same each time, points into the text, and every
/// criterion that is not met can be asked for its remedy.
pub fn grade(input: &[u8]) {
    let (template, below) = divided(input);
    if below.is_empty() {
        house_rubric::with(template.len(), |rubric| graded(template, rubric));
    } else if let Some(rubric) = usable(below) {
        graded(template, &rubric);
    }
}

/// The rubric, or what of it compiles alone.
fn usable(text: &[u8]) -> Option<Rubric> {
    let document = cfn::parse(text);
    let root = document.root?;
    if let (Some(rubric), _) = Rubric::compile(&root) {
        return Some(rubric);
    }
    let items = root.as_list()?;
    let list = |items: Vec<Node>| Node {
        kind: NodeKind::List(items),
        span: root.span,
    };
    let alone: Vec<Node> = items
        .iter()
        .take(grader::MAX_CRITERIA)
        .filter(|item| Rubric::compile(&list(vec![(*item).clone()])).0.is_some())
        .cloned()
        .collect();
    Rubric::compile(&list(alone)).0
}

fn graded(template: &[u8], rubric: &Rubric) {
    let parameters = Parameters::new();
    let subject = Subject {
        mission: "mission",
        template: "template.yaml",
        text: template,
        parameters: &parameters,
    };
    let report = grader::grade(subject, rubric);
    let json = report.to_json();
    assert_eq!(
        json,
        grader::grade(subject, rubric).to_json(),
        "the same text and rubric, the same bytes"
    );
    let read: Report = serde_json::from_str(&json).expect("a report can be read back");
    assert_eq!(json, read.to_json(), "read back, it is the same report");
    totals(&report, rubric);
    let places = Places::of(template);
    for result in &report.results {
        for evidence in result.evidence.iter().chain(
            result
                .parts
                .iter()
                .filter_map(|part| part.evidence.as_ref()),
        ) {
            places.hold_evidence(evidence);
        }
        for part in &result.parts {
            assert!(
                !matches!(part.verdict, Verdict::Locked | Verdict::Partial),
                "a part is met or not: {part:?}"
            );
        }
        assert!(
            !result.message.is_empty(),
            "`{}` says something",
            result.label
        );
    }
    for remark in &report.diagnostics {
        places.hold_point(remark.line, remark.column, &remark.message);
    }
    remedies(subject, rubric, &report);
}

fn totals(report: &Report, rubric: &Rubric) {
    let counted = |verdict: Verdict| {
        report
            .results
            .iter()
            .filter(|result| result.verdict == verdict)
            .count()
    };
    let left_out = report
        .results
        .iter()
        .filter(|result| result.weight == 0.0)
        .count();
    assert!(
        (0.0..=1.0).contains(&report.score),
        "a score is a share: {}",
        report.score
    );
    assert_eq!(
        report.results.len(),
        rubric.criteria.len(),
        "a result for each criterion"
    );
    assert_eq!(
        report.passed,
        counted(Verdict::Pass),
        "as many passed as there are passes"
    );
    assert_eq!(
        report.total + left_out,
        report.results.len(),
        "what is left out and what counts are all"
    );
    for (result, criterion) in report.results.iter().zip(&rubric.criteria) {
        assert_eq!(
            result.id, criterion.id,
            "results stand in the rubric's order"
        );
        let earned = match result.verdict {
            Verdict::Pass => result.earned == result.weight,
            Verdict::Partial => {
                criterion.partial && result.earned > 0.0 && result.earned < result.weight
            }
            Verdict::Fail | Verdict::Unknown | Verdict::Locked => result.earned == 0.0,
        };
        assert!(earned, "what a verdict earns: {result:?}");
    }
}

fn remedies(subject: Subject<'_>, rubric: &Rubric, report: &Report) {
    let document = cfn::parse(subject.text);
    let model = cfn::resolve(&document, subject.parameters);
    for (index, (result, criterion)) in report.results.iter().zip(&rubric.criteria).enumerate() {
        let remedy = grader::remedy(subject, criterion);
        // A remedy is as dear as grading, and there are as many as criteria.
        assert!(
            index > 0 || remedy == grader::remedy(subject, criterion),
            "the same text, the same remedy: {remedy:?}"
        );
        let Some(remedy) = remedy else {
            continue;
        };
        assert!(
            matches!(
                result.verdict,
                Verdict::Fail | Verdict::Partial | Verdict::Locked
            ),
            "only what is not met has a remedy: {result:?}"
        );
        for change in &remedy.changes {
            possible(change, &document, &model);
        }
    }
}

/// An edit names resources that are there, and adds ones that are not.
fn possible(change: &Change, document: &Document, model: &Model<'_>) {
    let is_there = |id: &str| model.resource(id).is_some();
    match change {
        Change::Set { resource, .. } | Change::Remove { resource, .. } => {
            assert!(is_there(resource), "it edits what is there: {change:?}");
        }
        Change::RemoveResource { id } => assert!(is_there(id), "it removes what is there: {id}"),
        Change::AddResource { id, .. } => {
            let root = document.root.as_ref();
            let taken = root
                .and_then(|root| root.get("Resources"))
                .is_some_and(|section| section.get(id).is_some());
            assert!(!taken, "it adds under a name that is free: {id}");
        }
    }
}

/// What stands above the divider, and what below; all of it is above when there is none.
fn divided(input: &[u8]) -> (&[u8], &[u8]) {
    let divider = DIVIDER.as_bytes();
    let at = input
        .windows(divider.len())
        .position(|window| window == divider);
    match at {
        // The line end before the divider is the template's own.
        Some(at) => (&input[..=at], &input[at + divider.len()..]),
        None => (input, &[]),
    }
}

fn parameters(lines: &[u8]) -> Parameters {
    String::from_utf8_lossy(lines)
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
