//! Reports for the tests of all formats.

use std::collections::BTreeMap;

use grader::{
    CriterionResult, Evidence, Part, Report, ReportDiagnostic, Rubric, SCHEMA_VERSION, Verdict,
};
use missions::{Level, Mission};

use super::Batch;

/// A template's name with all that is special somewhere: CSV, XML, JSON, URIs, Markdown, workflow commands, terminals.
pub(super) const HOSTILE_NAME: &str = "=a \"b\",file=x::%0A<c>|\u{1b}[31m.yaml";
const HOSTILE_VALUE: &str = "=HYPERLINK(\"x\"),\n|%:`<b>@team\u{1b}[2J";

pub(super) struct Sample {
    mission: Mission,
    reports: Vec<Report>,
}

impl Sample {
    pub(super) fn batch(&self) -> Batch<'_> {
        Batch {
            mission: &self.mission,
            reports: &self.reports,
        }
    }

    pub(super) fn rename(&mut self, template: &str) {
        for report in &mut self.reports {
            report.template = template.to_owned();
        }
    }

    pub(super) fn without_evidence(&mut self) {
        for result in self
            .reports
            .iter_mut()
            .flat_map(|report| &mut report.results)
        {
            result.evidence.clear();
            for part in &mut result.parts {
                part.evidence = None;
            }
        }
    }
}

pub(super) fn all_verdicts() -> Sample {
    let evidence = Evidence {
        resource: Some("Bucket".to_owned()),
        path: Some("Versioning.Status".to_owned()),
        line: 12,
        column: 7,
        end_line: 12,
        end_column: 16,
        found: Some("Suspended".to_owned()),
        expected: Some("Enabled".to_owned()),
    };
    let several_lines = Evidence {
        end_line: 14,
        found: None,
        expected: None,
        ..evidence.clone()
    };
    let results = vec![
        CriterionResult {
            parts: vec![part(Verdict::Pass, "Both ends are there.", Some(&evidence))],
            ..result("encrypted", Verdict::Pass, 1.0, Vec::new())
        },
        result(
            "versioned",
            Verdict::Fail,
            0.0,
            vec![evidence.clone(), several_lines.clone()],
        ),
        CriterionResult {
            parts: of_several(&evidence),
            ..result("rules", Verdict::Partial, 0.5, vec![several_lines])
        },
        CriterionResult {
            parts: vec![part(
                Verdict::Unknown,
                "The statement hangs on a condition.",
                Some(&Evidence {
                    found: None,
                    expected: None,
                    ..evidence.clone()
                }),
            )],
            ..result("stage", Verdict::Unknown, 0.0, vec![evidence])
        },
        result("cheap", Verdict::Locked, 0.0, Vec::new()),
    ];
    let remark = |severity: &str, code: &str, line| ReportDiagnostic {
        severity: severity.to_owned(),
        code: code.to_owned(),
        message: "`Key` is there twice; the last one counts.".to_owned(),
        line,
        column: 3,
    };
    let diagnostics = vec![
        remark("warning", "duplicate-key", 3),
        remark("info", "unused-parameter", 4),
    ];
    let report = report("photos/template.yaml", results, diagnostics);
    let mission = mission(&["encrypted", "versioned", "rules", "stage", "cheap"]);
    Sample {
        mission,
        reports: vec![report],
    }
}

/// What is met, what is not, what cannot be decided; with a place, without one, twice at one place.
fn of_several(evidence: &Evidence) -> Vec<Part> {
    let at = |line| Evidence {
        line,
        end_line: line,
        ..evidence.clone()
    };
    let named = |line| Evidence {
        path: None,
        found: None,
        expected: None,
        ..at(line)
    };
    vec![
        part(
            Verdict::Pass,
            "`Orders` delivers to `Jobs`.",
            Some(&named(31)),
        ),
        part(
            Verdict::Fail,
            "`Jobs` has no dead-letter queue: `RedrivePolicy` is missing.",
            Some(&named(17)),
        ),
        part(
            Verdict::Fail,
            "`Status` of `Bucket` is wrong.",
            Some(&at(20)),
        ),
        part(Verdict::Fail, "There is no topic yet.", None),
        part(
            Verdict::Unknown,
            "It hangs on a parameter.",
            Some(&named(17)),
        ),
    ]
}

fn part(verdict: Verdict, text: &str, evidence: Option<&Evidence>) -> Part {
    Part {
        verdict,
        text: text.to_owned(),
        evidence: evidence.cloned(),
    }
}

/// Values that try to leave the format they are in.
pub(super) fn hostile() -> Sample {
    let evidence = Evidence {
        resource: Some("R,\"r\"".to_owned()),
        path: Some("A::B".to_owned()),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 2,
        found: Some(HOSTILE_VALUE.to_owned()),
        expected: Some("]]>&amp;\u{0}".to_owned()),
    };
    let mut failed = result("encrypted", Verdict::Fail, 0.0, vec![evidence.clone()]);
    failed.parts = vec![
        part(Verdict::Fail, HOSTILE_VALUE, Some(&evidence)),
        part(
            Verdict::Fail,
            "[a link](https://example.com)\r\n::error::pwned\n- item",
            Some(&Evidence {
                line: 2,
                end_line: 2,
                ..evidence
            }),
        ),
        part(Verdict::Pass, "]]></failure>\u{1b}[2J", None),
    ];
    failed.label = format!("@label {HOSTILE_VALUE}");
    failed.message = format!("Found {HOSTILE_VALUE}\r\n::error::pwned");
    let diagnostics = vec![ReportDiagnostic {
        severity: "error".to_owned(),
        code: "syntax".to_owned(),
        message: HOSTILE_VALUE.to_owned(),
        line: 1,
        column: 1,
    }];
    let passed = result("encrypted", Verdict::Pass, 1.0, Vec::new());
    let reports = vec![
        report(HOSTILE_NAME, vec![failed], diagnostics),
        report("-", vec![passed], Vec::new()),
    ];
    Sample {
        mission: mission(&["encrypted"]),
        reports,
    }
}

fn report(
    template: &str,
    results: Vec<CriterionResult>,
    diagnostics: Vec<ReportDiagnostic>,
) -> Report {
    let earned: f64 = results.iter().map(|result| result.earned).sum();
    let possible: f64 = results.iter().map(|result| result.weight).sum();
    Report {
        schema_version: SCHEMA_VERSION,
        grader_version: "0.0.0".to_owned(),
        mission: "photos".to_owned(),
        template: template.to_owned(),
        score: earned / possible,
        earned,
        possible,
        passed: results
            .iter()
            .filter(|result| result.verdict == Verdict::Pass)
            .count(),
        total: results.len(),
        results,
        diagnostics,
    }
}

fn result(id: &str, verdict: Verdict, earned: f64, evidence: Vec<Evidence>) -> CriterionResult {
    CriterionResult {
        id: id.to_owned(),
        label: format!("The criterion {id}"),
        kind: "property".to_owned(),
        verdict,
        earned,
        weight: 1.0,
        message: format!("A sentence about {id}."),
        evidence,
        parts: Vec::new(),
    }
}

fn mission(criteria: &[&str]) -> Mission {
    let list: String = criteria
        .iter()
        .map(|id| {
            format!("- {{id: {id}, label: The criterion {id}, tag: cost, resourceType: A::B::C, property: P, expected: x}}\n")
        })
        .collect();
    let document = cfn::parse(list.as_bytes());
    let (rubric, problems) = Rubric::compile(document.root.as_ref().expect("the list parses"));
    let rubric = rubric.unwrap_or_else(|| panic!("the criteria compile: {problems:?}"));
    Mission {
        id: "photos".to_owned(),
        title: "Photos & *videos*".to_owned(),
        summary: String::new(),
        level: Level::Foundation,
        services: Vec::new(),
        skills: Vec::new(),
        criterion_skills: BTreeMap::new(),
        minutes: 1,
        scenario: String::new(),
        parameters: BTreeMap::new(),
        rubric,
        hints: BTreeMap::from([(
            "versioned".to_owned(),
            vec!["Think of versions.".to_owned()],
        )]),
        starter: None,
        solution: None,
        given: Vec::new(),
        follows: None,
        blanks: Vec::new(),
        origin: None,
        sources: Vec::new(),
        version: String::new(),
        document: String::new(),
    }
}
