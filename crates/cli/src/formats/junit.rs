//! `junit`: a suite a template, a case a criterion. What cannot be decided is an error, what is locked was not run.

use grader::{CriterionResult, Report, Verdict};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{Batch, evidence_line, other_places, part_lines, told_parts};
use crate::{
    failure::Failure,
    text::{Paint, safe, word},
};

pub(super) fn render(batch: Batch<'_>) -> Result<String, Failure> {
    let mut out = quick_junit::Report::new(safe(&batch.mission.id));
    for report in batch.reports {
        out.add_test_suite(suite(report));
    }
    let xml = out
        .to_string()
        .map_err(|error| Failure::internal(format!("the XML could not be written: {error}")))?;
    Ok(xml)
}

fn suite(report: &Report) -> TestSuite {
    let mut suite = TestSuite::new(allowed(&report.template));
    for result in &report.results {
        let mut case = TestCase::new(
            allowed(&format!("{}: {}", result.id, result.label)),
            status(&report.template, result),
        );
        case.set_classname(allowed(&format!("{}.{}", report.mission, report.template)));
        suite.add_test_case(case);
    }
    let remarks: Vec<String> = report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            format!(
                "{}:{}:{}: {}: {} [{}]",
                report.template,
                diagnostic.line,
                diagnostic.column,
                diagnostic.severity,
                diagnostic.message,
                diagnostic.code
            )
        })
        .collect();
    if !remarks.is_empty() {
        suite.set_system_out(allowed(&remarks.join("\n")));
    }
    suite
}

fn status(template: &str, result: &CriterionResult) -> TestCaseStatus {
    let mut status = match result.verdict {
        Verdict::Pass => return TestCaseStatus::success(),
        Verdict::Fail | Verdict::Partial => TestCaseStatus::non_success(NonSuccessKind::Failure),
        // Left out of the score by the mission: not run.
        Verdict::Unknown if result.weight == 0.0 => TestCaseStatus::skipped(),
        Verdict::Unknown => TestCaseStatus::non_success(NonSuccessKind::Error),
        Verdict::Locked => TestCaseStatus::skipped(),
    };
    let parts = told_parts(result)
        .iter()
        .flat_map(|part| part_lines(template, part, Paint::default()));
    let places = other_places(result)
        .map(|evidence| evidence_line(template, evidence, "", Paint::default()));
    let lines: Vec<String> = parts.chain(places).collect();
    status
        .set_message(allowed(&result.message))
        .set_type(word(result.verdict));
    if !lines.is_empty() {
        status.set_description(allowed(&lines.join("\n")));
    }
    status
}

/// Without the characters that XML 1.0 has no way to write (<https://www.w3.org/TR/xml/#charsets>).
fn allowed(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => c,
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c if c < ' ' => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use quick_junit::{NonSuccessKind, TestCaseStatus};

    use super::super::samples;

    #[test]
    fn a_suite_a_template_and_a_case_a_criterion() {
        let sample = samples::all_verdicts();
        let xml = super::render(sample.batch()).expect("plain values can be written");
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="photos" tests="5" skipped="1" failures="2" errors="1">
                <testsuite name="photos/template.yaml" tests="5" skipped="1" errors="1" failures="2">
                    <testcase name="encrypted: The criterion encrypted" classname="photos.photos/template.yaml"/>
                    <testcase name="versioned: The criterion versioned" classname="photos.photos/template.yaml">
                        <failure message="A sentence about versioned." type="fail">photos/template.yaml:12:7  Bucket.Versioning.Status  found “Suspended”, expected “Enabled”
            photos/template.yaml:12:7  Bucket.Versioning.Status</failure>
                    </testcase>
                    <testcase name="rules: The criterion rules" classname="photos.photos/template.yaml">
                        <failure message="A sentence about rules." type="partial">✓ `Orders` delivers to `Jobs`.  line 31
            ✗ `Jobs` has no dead-letter queue: `RedrivePolicy` is missing.
              photos/template.yaml:17:7  Bucket
            ✗ `Status` of `Bucket` is wrong.
              photos/template.yaml:20:7  Bucket.Versioning.Status  found “Suspended”, expected “Enabled”
            ✗ There is no topic yet.
            ? It hangs on a parameter.
              photos/template.yaml:17:7  Bucket
            photos/template.yaml:12:7  Bucket.Versioning.Status</failure>
                    </testcase>
                    <testcase name="stage: The criterion stage" classname="photos.photos/template.yaml">
                        <error message="A sentence about stage." type="unknown">? The statement hangs on a condition.
              photos/template.yaml:12:7  Bucket.Versioning.Status
            photos/template.yaml:12:7  Bucket.Versioning.Status  found “Suspended”, expected “Enabled”</error>
                    </testcase>
                    <testcase name="cheap: The criterion cheap" classname="photos.photos/template.yaml">
                        <skipped message="A sentence about cheap." type="locked"/>
                    </testcase>
                    <system-out>photos/template.yaml:3:3: warning: `Key` is there twice; the last one counts. [duplicate-key]
            photos/template.yaml:4:3: info: `Key` is there twice; the last one counts. [unused-parameter]</system-out>
                </testsuite>
            </testsuites>
        "#]].assert_eq(&xml);
    }

    /// What the schema of the servers that read this asks for (the xUnit plugin's `junit-10.xsd`): counts that are true, and in a case
    /// at most one outcome, each with a type.
    #[test]
    fn counts_and_outcomes_are_as_servers_read_them() {
        for sample in [samples::all_verdicts(), samples::hostile()] {
            let xml = super::render(sample.batch()).expect("any value can be written");
            let report = quick_junit::Report::deserialize_from_str(&xml).expect("well formed");
            for (suite, graded) in report.test_suites.iter().zip(sample.batch().reports) {
                assert_eq!(suite.tests, graded.results.len(), "a case a criterion");
                let mut counted = [0, 0, 0];
                for case in &suite.test_cases {
                    let outcome = match &case.status {
                        TestCaseStatus::NonSuccess { kind, ty, .. } => {
                            assert!(ty.is_some(), "a failure without a type is refused");
                            Some(usize::from(*kind == NonSuccessKind::Error))
                        }
                        TestCaseStatus::Skipped { .. } => Some(2),
                        TestCaseStatus::Success { .. } => None,
                    };
                    if let Some(outcome) = outcome {
                        counted[outcome] += 1;
                    }
                    assert!(case.classname.is_some(), "servers group by it");
                }
                assert_eq!(
                    counted,
                    [suite.failures, suite.errors, suite.skipped],
                    "what the suite says of its cases is true"
                );
            }
            let order: Vec<usize> = ["<testsuites", "<testsuite ", "<testcase", "<system-out>"]
                .iter()
                .map(|element| xml.find(element).unwrap_or(usize::MAX))
                .collect();
            assert!(order.is_sorted(), "the schema has an order: {order:?}");
        }
    }

    #[test]
    fn hostile_values_read_back() {
        let sample = samples::hostile();
        let xml = super::render(sample.batch()).expect("any value can be written");
        let report =
            quick_junit::Report::deserialize_from_str(&xml).expect("the XML has to be well formed");
        assert_eq!(report.test_suites.len(), 2, "one suite a template");
        assert_eq!(report.tests, 2, "one case a criterion");
        let TestCaseStatus::NonSuccess { description, .. } =
            &report.test_suites[0].test_cases[0].status
        else {
            panic!("the first criterion fails");
        };
        let description = description.as_ref().map_or("", |text| text.as_str());
        assert!(
            description.contains("=HYPERLINK(\"x\")"),
            "the value survives: {description}"
        );
    }
}
