//! The report's published form.

use expect_test::expect;
use grader::{Report, Subject, grade};

use crate::support::{check, grade_with, one, rubric, show};

#[test]
fn the_published_json() {
    let template = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 30\n      VisibilityTimeout: 60\n";
    let criteria = one("AWS::SQS::Queue", "VisibilityTimeout", "60")
        + "- {label: Half, weight: 0.5, resourceType: 'AWS::SQS::Queue', property: DelaySeconds, expected: 5}";
    let report = grade_with(template, &criteria, &[]);
    let json = report.to_json();
    expect![[r#"
        {"schemaVersion":1,"graderVersion":"0.1.0","mission":"m","template":"t.yaml","score":0.6666666666666666,"earned":1,"possible":1.5,"passed":1,"total":2,"results":[{"id":"c1","label":"the criterion","kind":"property","verdict":"pass","earned":1,"weight":1,"message":"`VisibilityTimeout` of `Jobs` is 60.","evidence":[{"resource":"Jobs","path":"VisibilityTimeout","line":6,"column":7,"endLine":6,"endColumn":28,"found":"60","expected":"60"}]},
        {"id":"c2","label":"Half","kind":"property","verdict":"fail","earned":0,"weight":0.5,"message":"`Jobs` has no `DelaySeconds` yet; it needs 5.","evidence":[{"resource":"Jobs","path":"DelaySeconds","line":2,"column":3,"endLine":2,"endColumn":7,"expected":"5"}]}],"diagnostics":[{"severity":"warning","code":"duplicate-key","message":"The key `VisibilityTimeout` is here twice: line 5 has it already. The last one counts.","line":6,"column":7}]}"#]].assert_eq(&json.replace("},{", "},\n{"));
    assert!(!report.passed_all(), "one of two is not all");
    let back: Report = serde_json::from_str(&json).expect("the report reads its own form");
    assert_eq!(back, report, "there and back");
}

#[test]
fn all_passed_needs_something_that_counts() {
    let template = "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5}}}";
    let passed = |criteria: &str| grade_with(template, criteria, &[]).passed_all();
    assert!(
        passed(&one("AWS::SQS::Queue", "DelaySeconds", "5")),
        "one of one"
    );
    assert!(
        !passed(&one("AWS::SQS::Queue", "DelaySeconds", "6")),
        "none of one"
    );
}

#[test]
fn what_cannot_be_read_scores_nothing_and_says_why() {
    let criteria = one("AWS::SQS::Queue", "DelaySeconds", "5");
    check(
        "",
        &criteria,
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: The template cannot be read: The file is empty. A template starts with `Resources:`.
          1:1-1:1"#]],
    );
    check(
        "Resources:\n  A: [\n",
        &criteria,
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: The template cannot be read: The bracket `[` is never closed. Is the file complete? (the parser says: unclosed bracket '[')
          2:6-2:6"#]],
    );
    check(
        "just text",
        &criteria,
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: The template cannot be read: A template is a mapping with `Resources:`, but this file is text.
          1:1-1:1"#]],
    );
    check(
        "- a\n- b\n",
        &criteria,
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: The template cannot be read: A template is a mapping with `Resources:`, but this file is a list.
          1:1-1:1"#]],
    );
    let report = grade(
        Subject {
            mission: "m",
            template: "t",
            text: b"\xff\xfe\x00",
            parameters: &cfn::Parameters::new(),
        },
        &rubric(&criteria),
    );
    expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: The template cannot be read: The file is saved as UTF-16. Save it as UTF-8.
          1:1-1:1"#]]
    .assert_eq(&show(&report));
    assert!(
        report
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == "error"),
        "the diagnostics carry the error"
    );
}

#[test]
fn remarks_come_in_the_order_of_their_places() {
    let template = "Parameters:\n  Unused: {Type: String}\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: 1\n      DelaySeconds: 2\n      QueueName: !Ref Nobody\n";
    let report = grade_with(template, &one("AWS::SQS::Queue", "DelaySeconds", "2"), &[]);
    let places: Vec<(u32, u32)> = report
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.line, diagnostic.column))
        .collect();
    assert!(
        places.len() >= 3,
        "of the text and of the model: {:?}",
        report.diagnostics
    );
    assert!(
        places.is_sorted(),
        "in the order of their places: {places:?}"
    );
}
