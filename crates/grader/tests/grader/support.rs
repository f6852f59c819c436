//! From texts to reports, and reports as short texts.

use cfn::Parameters;
use expect_test::Expect;
use grader::{Problem, Remedy, Report, Rubric, Subject, grade};

/// Compiles a rubric written as YAML or JSON.
pub(crate) fn compiled(rubric: &str) -> (Option<Rubric>, Vec<Problem>) {
    let document = cfn::parse(rubric.as_bytes());
    let root = document
        .root
        .unwrap_or_else(|| panic!("the rubric is readable: {:?}", document.diagnostics));
    Rubric::compile(&root)
}

/// A rubric without problems.
pub(crate) fn rubric(rubric: &str) -> Rubric {
    let (compiled, problems) = compiled(rubric);
    compiled.unwrap_or_else(|| panic!("the rubric has no problem: {problems:?}"))
}

pub(crate) fn grade_with(template: &str, criteria: &str, parameters: &[(&str, &str)]) -> Report {
    let parameters: Parameters = parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let subject = Subject {
        mission: "m",
        template: "t.yaml",
        text: template.as_bytes(),
        parameters: &parameters,
    };
    grade(subject, &rubric(criteria))
}

/// The score, then each criterion: its verdict and points, what is said, and where.
pub(crate) fn show(report: &Report) -> String {
    let mut lines = vec![format!(
        "{}/{} points, {} of {} passed",
        report.earned, report.possible, report.passed, report.total
    )];
    for result in &report.results {
        lines.push(format!(
            "{} {:?} {}/{}: {}",
            result.id, result.verdict, result.earned, result.weight, result.message
        ));
        for evidence in &result.evidence {
            let part = |name: &str, text: &Option<String>| {
                text.as_ref()
                    .map_or_else(String::new, |text| format!(" {name} {text:?}"))
            };
            lines.push(format!(
                "  {}:{}-{}:{}{}{}{}{}",
                evidence.line,
                evidence.column,
                evidence.end_line,
                evidence.end_column,
                part("in", &evidence.resource),
                part("at", &evidence.path),
                part("found", &evidence.found),
                part("expected", &evidence.expected),
            ));
        }
    }
    lines.join("\n")
}

/// Grades a template against criteria and compares what [`show`] says.
pub(crate) fn check(template: &str, criteria: &str, expected: &Expect) {
    expected.assert_eq(&show(&grade_with(template, criteria, &[])));
}

/// As [`check`], with parameter values.
pub(crate) fn check_with(
    template: &str,
    criteria: &str,
    parameters: &[(&str, &str)],
    expected: &Expect,
) {
    expected.assert_eq(&show(&grade_with(template, criteria, parameters)));
}

/// A list of one criterion; `expected` is YAML.
pub(crate) fn one(resource_type: &str, property: &str, expected: &str) -> String {
    format!(
        "- label: the criterion\n  resourceType: {resource_type}\n  property: {property:?}\n  expected: {expected}\n"
    )
}

/// The verdict's word for one criterion.
pub(crate) fn verdict(template: &str, criteria: &str) -> String {
    let report = grade_with(template, criteria, &[]);
    let result = report.results.first().expect("one criterion, one result");
    format!("{:?}", result.verdict).to_lowercase()
}

/// What stands behind the first line end of each step is YAML without a problem, and writes no `null`.
pub(crate) fn reads_back(remedy: &Remedy) {
    for step in [&remedy.concept, &remedy.place, &remedy.value] {
        let Some((_, yaml)) = step.split_once('\n') else {
            continue;
        };
        let document = cfn::parse(yaml.as_bytes());
        assert!(
            document.diagnostics.is_empty(),
            "{yaml}\nhas problems: {:?}",
            document.diagnostics
        );
        let root = document.root.expect("YAML has a root");
        assert!(root.as_map().is_some(), "keys and values, not {yaml}");
        assert!(!yaml.lines().any(|line| line.ends_with(" null")), "{yaml}");
        assert!(!yaml.lines().any(|line| line.ends_with(' ')), "{yaml}");
    }
}
