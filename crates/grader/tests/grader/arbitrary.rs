//! Nothing that people or machines write makes the grader panic, and the same input gives the same bytes.

use grader::{Rubric, Subject, grade};
use proptest::prelude::*;

use crate::support::rubric;

const CRITERIA: &str = "
- {label: plain, resourceType: 'AWS::SQS::Queue', property: 'A.B', expected: 5}
- {label: star, resourceType: 'AWS::SQS::Queue', property: 'A[*].B', expected: '*x*'}
- {label: filter, resourceType: 'AWS::SQS::Queue', property: 'A[?B=x].C', expected: true}
- {label: json, resourceType: 'AWS::SQS::Queue', property: 'A(json).B', expected: 5}
- {label: attribute, resourceType: 'AWS::SQS::Queue', property: '@Type', expected: 'AWS::SQS::Queue', requires: [c1]}
- {label: function, resourceType: 'AWS::SQS::Queue', property: 'A.Fn::Sub', expected: x, ifUnknown: skip}
";

/// Fragments that meet grammar more often than letters would.
fn fragments(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.concat())
}

const TEMPLATE_WORDS: &[&str] = &[
    "Resources:\n",
    "  Q:\n",
    "    Type: AWS::SQS::Queue\n",
    "    Properties:\n",
    "      A:",
    " {B: x, C: yes}\n",
    " [{B: x}]\n",
    " !Sub '{\"B\": 5}'\n",
    " '{\"B\": 5}'\n",
    " !Ref X\n",
    " !If [C, 1, 2]\n",
    "\n",
    "    Condition: C\n",
    "Parameters: {X: {Type: String}}\n",
    "Conditions: {C: !Equals [!Ref X, 1]}\n",
    "  Fn::ForEach::L: [a, [b], {}]\n",
    "é: 🦀\n",
    "\t",
    "---\n",
    "&a",
    "*a",
];

const RUBRIC_WORDS: &[&str] = &[
    "- ",
    "\n",
    "  ",
    "label: abc\n",
    "  resourceType: A::B\n",
    "  property: ",
    "A[0]\n",
    "A[?x=",
    "'a.b'\n",
    "  expected: ",
    "5\n",
    "'*'\n",
    "[]\n",
    "  requires: [c1, c2]\n",
    "  id: c1\n",
    "  weight: ",
    "1e999\n",
    "kind: ",
    "graph\n",
    "{",
    "}",
    "!Ref x\n",
    "successCriteria:\n",
];

fn grades_alike(text: &[u8]) -> Result<(), TestCaseError> {
    let parameters = cfn::Parameters::new();
    let rubric = rubric(CRITERIA);
    let subject = Subject {
        mission: "m",
        template: "t",
        text,
        parameters: &parameters,
    };
    let report = grade(subject, &rubric);
    prop_assert_eq!(
        report.results.len(),
        rubric.criteria.len(),
        "a result for each criterion"
    );
    prop_assert!(
        (0.0..=1.0).contains(&report.score),
        "a share: {}",
        report.score
    );
    for evidence in report.results.iter().flat_map(|result| &result.evidence) {
        let (start, end) = (
            (evidence.line, evidence.column),
            (evidence.end_line, evidence.end_column),
        );
        prop_assert!(
            evidence.line >= 1 && evidence.column >= 1,
            "from 1: {evidence:?}"
        );
        prop_assert!(start <= end, "it ends after it starts: {evidence:?}");
    }
    prop_assert_eq!(
        report.to_json(),
        grade(subject, &rubric).to_json(),
        "twice the same"
    );
    Ok(())
}

fn compiles_or_says_why(text: &[u8]) -> Result<(), TestCaseError> {
    let Some(root) = cfn::parse(text).root else {
        return Ok(());
    };
    let (rubric, problems) = Rubric::compile(&root);
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == cfn::Severity::Error);
    prop_assert_eq!(
        rubric.is_none(),
        has_error,
        "no rubric exactly when something is wrong"
    );
    prop_assert!(
        problems.iter().all(|problem| problem.span.start.line >= 1),
        "every problem has a place"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_template(text in prop::collection::vec(any::<u8>(), 0..200)) {
        grades_alike(&text)?;
    }

    #[test]
    fn template_like_text(text in fragments(TEMPLATE_WORDS)) {
        grades_alike(text.as_bytes())?;
    }

    #[test]
    fn any_text_as_rubric(text in any::<String>()) {
        compiles_or_says_why(text.as_bytes())?;
    }

    #[test]
    fn rubric_like_text(text in fragments(RUBRIC_WORDS)) {
        compiles_or_says_why(text.as_bytes())?;
    }

    #[test]
    fn any_path_and_value(path in any::<String>(), value in any::<String>()) {
        let item = serde_json::json!([{"label": "any", "resourceType": "AWS::SQS::Queue", "property": path, "expected": value}]);
        compiles_or_says_why(item.to_string().as_bytes())?;
    }
}
