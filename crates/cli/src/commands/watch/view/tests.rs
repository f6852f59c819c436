//! What the screen shows, at several sizes.

use expect_test::{Expect, expect};
use grader::{Evidence, Part, SCHEMA_VERSION};

use super::*;

fn state(verdicts: &[Verdict]) -> State {
    let results: Vec<CriterionResult> = verdicts
        .iter()
        .enumerate()
        .map(|(index, verdict)| CriterionResult {
            id: format!("c{index}"),
            label: format!("The criterion number {index} with a label that says what is wanted"),
            kind: "property".to_owned(),
            verdict: *verdict,
            earned: 0.0,
            weight: 1.0,
            message: "`Status` is Suspended, and it should be another word. Versions keep what was there before.".to_owned(),
            evidence: vec![Evidence {
                resource: Some("Bucket".to_owned()),
                path: Some("Status".to_owned()),
                line: 7,
                column: 3,
                end_line: 7,
                end_column: 9,
                found: Some("Suspended\u{1b}[2J".to_owned()),
                expected: None,
            }],
            parts: Vec::new(),
        })
        .collect();
    let passed = verdicts
        .iter()
        .filter(|verdict| **verdict == Verdict::Pass)
        .count();
    let report = Report {
        schema_version: SCHEMA_VERSION,
        grader_version: String::new(),
        mission: "m".to_owned(),
        template: "template.yaml".to_owned(),
        score: passed as f64 / verdicts.len() as f64,
        earned: 0.0,
        possible: 1.0,
        passed,
        total: verdicts.len(),
        results,
        diagnostics: Vec::new(),
    };
    let mut state = State {
        title: "Keep the wedding photos private".to_owned(),
        template: "/home/ada/photos/template.yaml".to_owned(),
        phase: WatchPhase::Watching,
        polling: None,
        report: Some(report),
        grade_us: Some(1_234),
        focus: None,
        hints: Some(CriterionHints {
            criterion_id: "c1".to_owned(),
            revealed: vec!["Think of versions, and of what was there before them.".to_owned()],
            available: 3,
            source: HintSource::Author,
            none: None,
            proof: None,
        }),
        listed: false,
        said: None,
    };
    state.keep_focus_open();
    state
}

fn check(state: &State, expected: &Expect) {
    expected.assert_eq(&lines(state, Paint::new(false), 60, 24).join("\n"));
}

#[test]
fn the_criterion_that_is_open_is_explained() {
    check(
        &state(&[Verdict::Pass, Verdict::Fail, Verdict::Locked]),
        &expect![[r#"
            Keep the wedding photos private                 33 %  1 of 3
            /home/ada/photos/template.yaml
            2/3 ✗ fail    The criterion number 1 with a label that says…
              `Status` is Suspended, and it should be another word.
              Versions keep what was there before.
              template.yaml:7:3  Bucket.Status  found “Suspended\u{1b}[…
              hint 1 of 3: Think of versions, and of what was there
              before them.
            h hint  n next  l list  o open  r restore  u undo  q quit  …"#]],
    );
}

#[test]
fn parts_and_hints_of_the_grader_are_shown() {
    let mut state = state(&[Verdict::Fail]);
    let result = &mut state.report.as_mut().expect("there is a report").results[0];
    let place = result.evidence[0].clone();
    let part = |verdict, text: &str, evidence| Part {
        verdict,
        text: text.to_owned(),
        evidence,
    };
    result.parts = vec![
        part(
            Verdict::Pass,
            "`Orders` delivers to `Jobs`.",
            Some(place.clone()),
        ),
        part(
            Verdict::Fail,
            "`Jobs` has no dead-letter queue, and that is said at some length.",
            Some(Evidence {
                line: 9,
                found: None,
                ..place
            }),
        ),
        part(Verdict::Unknown, "Who knows.", None),
    ];
    state.hints = Some(CriterionHints {
        source: HintSource::Grader,
        revealed: vec![
            "One property decides.".to_owned(),
            "It needs arn:\\*. For example:\n\n```yaml\nA:\n  B: 1\n```".to_owned(),
        ],
        ..state.hints.expect("there are hints")
    });
    check(
        &state,
        &expect![[r#"
        Keep the wedding photos private                  0 %  0 of 1
        /home/ada/photos/template.yaml
        1/1 ✗ fail    The criterion number 0 with a label that says…
          `Status` is Suspended, and it should be another word.
          Versions keep what was there before.
          ✓ `Orders` delivers to `Jobs`.  line 7
          ✗ `Jobs` has no dead-letter queue, and that is said at so…
            template.yaml:9:3  Bucket.Status
          ? Who knows.
          hint 2 of 3 from the grader: It needs arn:*. For example:
            A:
              B: 1
          hint 1 of 3 from the grader: One property decides.
        h hint  n next  l list  o open  r restore  u undo  q quit  …"#]],
    );
}

#[test]
fn all_criteria_are_listed() {
    let mut state = state(&[Verdict::Pass, Verdict::Fail, Verdict::Unknown]);
    state.listed = true;
    state.said = Some("opened in vim".to_owned());
    check(
        &state,
        &expect![[r#"
        Keep the wedding photos private                 33 %  1 of 3
        /home/ada/photos/template.yaml
          ✓ pass    The criterion number 0 with a label that says w…
        ▸ ✗ fail    The criterion number 1 with a label that says w…
          ? unknown The criterion number 2 with a label that says w…
        opened in vim
        h hint  n next  l list  o open  r restore  u undo  q quit  …"#]],
    );
}

#[test]
fn trouble_and_success_are_said() {
    let mut state = state(&[Verdict::Pass]);
    state.phase = WatchPhase::Missing;
    check(
        &state,
        &expect![[r#"
        Keep the wedding photos private                100 %  1 of 1
        /home/ada/photos/template.yaml
        the template is not there; save it again and it goes on
        every criterion is met; `mission solution` has ours to
        compare with
        h hint  n next  l list  o open  r restore  u undo  q quit  …"#]],
    );
}

#[test]
fn nothing_is_wider_or_longer_than_the_terminal() {
    for (width, height) in [(20, 6), (40, 10), (80, 24)] {
        for listed in [false, true] {
            let mut state = state(&[Verdict::Fail; 30]);
            state.listed = listed;
            let lines = lines(&state, Paint::new(true), width, height);
            assert!(
                lines.len() <= height,
                "{} lines in {height} rows",
                lines.len()
            );
            for line in &lines {
                assert!(
                    columns(line) <= width,
                    "{line:?} is wider than {width} columns"
                );
                assert!(
                    !line.contains("\u{1b}[2J"),
                    "a template must not clear the screen"
                );
            }
        }
    }
}

#[test]
fn the_next_key_goes_around_open_criteria() {
    let mut state = state(&[Verdict::Fail, Verdict::Pass, Verdict::Locked]);
    let mut visited = Vec::new();
    for _ in 0..3 {
        visited.push(state.focus.clone().expect("one is open"));
        state.focus_next();
    }
    assert_eq!(
        visited,
        ["c0", "c2", "c0"],
        "what is met is left out, and the end is followed by the beginning"
    );
}
