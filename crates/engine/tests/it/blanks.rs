//! Answering blanks in a learner's file: nothing that stood there is lost, and each answer is one save.

use std::{fs, path::PathBuf};

use engine::{
    EngineError,
    blanks::{BlankState, Filled},
};
use missions::{Catalogue, Pack};

use crate::desk::{Desk, home, read, write};

const ID: &str = "two-blanks";

const MISSION: &str = r#"
format: 1
id: two-blanks
title: Two blanks
summary: A queue to put right.
level: foundation
services: [sqs]
skills: [messaging.visibility]
minutes: 5
scenario: Fill them in.
criteria:
  - id: wait
    label: Jobs stay hidden
    resourceType: AWS::SQS::Queue
    property: VisibilityTimeout
    expected: 300
  - id: aside
    label: What fails is set aside
    resourceType: AWS::SQS::Queue
    property: RedrivePolicy.deadLetterTargetArn
    expected: ${Aside.Arn}
blanks:
  wait: {type: duration, unit: seconds, min: 0, max: 43200, example: 45, ask: How long}
  target: {type: logical-id, example: Orders, ask: Where to}
starter: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: __wait__ # how long?
        RedrivePolicy:
          deadLetterTargetArn: !GetAtt __target__.Arn
    Aside:
      Type: AWS::SQS::Queue
solution: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 300
        RedrivePolicy:
          deadLetterTargetArn: !GetAtt Aside.Arn
    Aside:
      Type: AWS::SQS::Queue
"#;

fn open(home: &engine::Home) -> Desk {
    let (mission, problems) = missions::parse_mission("mission.yaml", MISSION.as_bytes());
    let mission = mission.unwrap_or_else(|| panic!("the mission is understood: {problems:?}"));
    let pack = Pack {
        id: "tests".to_owned(),
        title: "Tests".to_owned(),
        summary: "For tests.".to_owned(),
        missions: vec![mission],
    };
    let catalogue = Box::leak(Box::new(Catalogue { packs: vec![pack] }));
    Desk::try_open(home, catalogue).expect("the engine opens")
}

fn start(desk: &Desk) -> PathBuf {
    let started = desk.engine.start(ID, None).expect("the mission starts");
    started.template
}

fn history(desk: &Desk) -> Vec<String> {
    let attempts = desk.engine.attempts(ID).expect("the attempts can be read");
    attempts
        .iter()
        .map(|one| format!("{:?} {}/{}", one.origin, one.passed, one.total))
        .collect()
}

/// `id: answer`, or `id` alone when it is empty.
fn standing(desk: &Desk) -> Vec<String> {
    let sheet = desk.engine.blanks(ID).expect("the blanks are found");
    sheet
        .blanks
        .into_iter()
        .map(|standing| match standing.state {
            BlankState::Empty(_) => standing.blank.id,
            BlankState::Filled { answer, .. } => format!("{}: {answer}", standing.blank.id),
            BlankState::Lost(why) => format!("{} is lost: {why}", standing.blank.id),
        })
        .collect()
}

#[test]
fn answers_are_corrected_written_and_graded() {
    let (_folder, home) = home();
    let desk = open(&home);
    let template = start(&desk);
    let starter = read(&template);
    assert_eq!(
        standing(&desk),
        ["wait", "target"],
        "in the order of the template"
    );

    let filled = desk
        .engine
        .fill_blank(ID, "wait", "5min", false)
        .expect("answered");
    let Filled::Written { answer, correction } = filled else {
        panic!("five minutes are a length of time: {filled:?}");
    };
    assert_eq!(answer, "300", "in the unit of the property");
    assert_eq!(
        correction.expect("it is told").why,
        "`5min` is 300 seconds.",
        "and why"
    );
    assert_eq!(
        read(&template),
        starter.replace("__wait__", "300"),
        "the comment and all else stay"
    );
    desk.engine
        .fill_blank(ID, "target", "Aside", false)
        .expect("answered");
    assert_eq!(
        history(&desk),
        ["Start 0/2", "Save 1/2", "Save 2/2"],
        "each answer is a save"
    );
    assert_eq!(
        standing(&desk),
        ["wait: 300", "target: Aside"],
        "and stands there"
    );
    desk.engine
        .fill_blank(ID, "target", "Aside", false)
        .expect("answered again");
    assert_eq!(history(&desk).len(), 3, "the same answer is no other save");
    desk.engine
        .fill_blank(ID, "wait", "", false)
        .expect("taken back");
    assert_eq!(
        standing(&desk),
        ["wait", "target: Aside"],
        "the blank is a blank again"
    );
}

#[test]
fn a_correction_can_be_refused_and_a_wrong_form_is_not_written() {
    let (_folder, home) = home();
    let desk = open(&home);
    let template = start(&desk);
    let before = read(&template);
    let filled = desk
        .engine
        .fill_blank(ID, "wait", "soon", false)
        .expect("answered");
    let Filled::Malformed { message } = filled else {
        panic!("soon is no number: {filled:?}");
    };
    assert!(
        message.contains("from 0 to 43200") && !message.contains("300"),
        "the form is said, and not the answer: {message}"
    );
    assert_eq!(read(&template), before, "nothing is written");
    assert_eq!(history(&desk), ["Start 0/2"], "and nothing is recorded");
    let filled = desk
        .engine
        .fill_blank(ID, "wait", "5min", true)
        .expect("answered");
    assert!(
        matches!(&filled, Filled::Written { answer, correction: None } if answer == "5min"),
        "as it was written: {filled:?}"
    );
    assert_eq!(
        read(&template),
        before.replace("__wait__", "5min"),
        "in the file too"
    );
}

#[test]
fn what_stood_there_is_an_attempt_first() {
    let (_folder, home) = home();
    let desk = open(&home);
    let template = start(&desk);
    let mine = read(&template).replace("__target__", "Aside");
    write(&template, &mine);
    desk.engine
        .fill_blank(ID, "wait", "300", false)
        .expect("answered");
    assert_eq!(
        history(&desk),
        ["Start 0/2", "Save 1/2", "Save 2/2"],
        "an edit that nobody graded is kept before it is changed"
    );
    let attempts = desk.engine.attempts(ID).expect("the attempts can be read");
    let kept = desk
        .engine
        .attempt(attempts[1].id)
        .expect("it is kept")
        .snapshot;
    assert_eq!(
        String::from_utf8(kept).unwrap(),
        mine,
        "as the learner left it"
    );
}

#[test]
fn a_watched_answer_is_one_attempt() {
    let (_folder, home) = home();
    let (desk, other) = (open(&home), open(&home));
    let template = start(&desk);
    for desk in [&desk, &other] {
        desk.watch_mission(ID);
    }
    desk.engine
        .fill_blank(ID, "wait", "300", false)
        .expect("answered");
    let first = desk.next_attempt().summary.id;
    assert_eq!(
        other.next_attempt().summary.id,
        first,
        "both watches hear of the same attempt"
    );
    write(&template, read(&template).replace("__target__", "Aside"));
    desk.next_attempt();
    other.next_attempt();
    assert_eq!(
        history(&desk),
        ["Start 0/2", "Save 1/2", "Save 2/2"],
        "no watch takes the answer for a save of its own"
    );
}

#[test]
fn what_cannot_be_answered_says_why() {
    let (_folder, home) = home();
    let desk = open(&home);
    let unstarted = desk.engine.blanks(ID);
    assert!(
        matches!(unstarted, Err(EngineError::NotStarted { .. })),
        "{unstarted:?}"
    );
    let template = start(&desk);
    let unknown = desk.engine.fill_blank(ID, "weight", "1", false);
    assert!(
        matches!(&unknown, Err(EngineError::Unknown { what: "blank", id }) if id == "weight"),
        "{unknown:?}"
    );
    let before = read(&template);
    let refused = desk.engine.fill_blank(ID, "target", "A.B", true);
    assert!(
        matches!(refused, Err(EngineError::Request(_))),
        "{refused:?}"
    );
    assert_eq!(read(&template), before, "nothing is written");
    write(
        &template,
        "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n",
    );
    let lost = desk.engine.fill_blank(ID, "wait", "300", false);
    assert!(
        matches!(&lost, Err(EngineError::Request(why)) if why.contains("`__wait__`")),
        "what to do is said: {lost:?}"
    );
    write(&template, "Resources: [\n");
    let unreadable = desk.engine.fill_blank(ID, "wait", "300", false);
    assert!(
        matches!(&unreadable, Err(EngineError::Request(why)) if why.contains("Line")),
        "the line is said: {unreadable:?}"
    );
    fs::remove_file(&template).unwrap();
    let gone = desk.engine.blanks(ID);
    assert!(
        matches!(gone, Err(EngineError::Unreadable { .. })),
        "{gone:?}"
    );
}

#[test]
fn several_answers_are_looked_at_without_writing_one() {
    let (_folder, home) = home();
    let desk = open(&home);
    let template = start(&desk);
    let starter = read(&template);
    let answers = [("target", "Aside"), ("wait", "soon")];
    let answers = answers.map(|(blank, answer)| (blank.to_owned(), answer.to_owned()));
    let malformed = desk
        .engine
        .malformed_answers(ID, &answers, false)
        .expect("they are looked at");
    let blanks: Vec<&str> = malformed.iter().map(|(blank, _)| blank.as_str()).collect();
    assert_eq!(blanks, ["wait"], "only what has the wrong form is named");
    assert_eq!(read(&template), starter, "nothing is written");
    let malformed = desk.engine.malformed_answers(ID, &answers, true);
    assert_eq!(
        malformed.expect("they are looked at"),
        [],
        "as written, every form is taken"
    );
    let two_lines = [("wait".to_owned(), "1\n2".to_owned())];
    assert!(
        desk.engine.malformed_answers(ID, &two_lines, true).is_err(),
        "what can stand nowhere is refused before anything is written"
    );
}

#[test]
fn a_report_says_what_is_needed_when_no_blank_is_empty_or_lost() {
    let (_folder, home) = home();
    let desk = open(&home);
    let template = start(&desk);
    let told = || {
        let mission = desk.engine.mission(ID).expect("it is in the catalogue");
        let whole = desk.engine.grade_now(ID).expect("it is graded").report;
        let sheet = desk.engine.blanks(ID).expect("the blanks are found");
        (sheet.told(&mission, whole.clone()), whole)
    };
    desk.engine
        .fill_blank(ID, "wait", "45", false)
        .expect("answered");
    let (kept_back, whole) = told();
    assert!(
        whole.to_json().contains("300") && !kept_back.to_json().contains("300"),
        "the whole report has the answer, and what is told has not: {}",
        kept_back.to_json()
    );
    assert!(
        !kept_back.to_json().contains("Aside"),
        "of no criterion: {}",
        kept_back.to_json()
    );
    assert_eq!(
        (kept_back.score, kept_back.passed),
        (whole.score, whole.passed),
        "the score is told always"
    );
    let standing = read(&template);
    let policy = "      RedrivePolicy:\n        deadLetterTargetArn: !GetAtt __target__.Arn\n";
    let lost = standing.replace(policy, "");
    assert_ne!(lost, standing, "the blank is taken out");
    write(&template, &lost);
    assert!(
        !told().0.to_json().contains("300"),
        "a blank that was taken out is not an answer"
    );
    let answered = standing.replace("__target__", "Jobs");
    write(&template, &answered);
    let (told, whole) = told();
    assert_eq!(told, whole, "all are answered, so all is said");
}

#[test]
fn exported_saves_say_no_more_than_the_window_while_blanks_are_open() {
    let (folder, home) = home();
    let desk = open(&home);
    let template = start(&desk);
    let told = |at: usize| {
        let exported = desk
            .engine
            .export_history(ID, &folder.path().join(format!("out-{at}")))
            .expect("the saves are exported");
        let mut reports: Vec<PathBuf> = fs::read_dir(&exported)
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be listed").path())
            .filter(|file| file.to_string_lossy().ends_with(".report.json"))
            .collect();
        reports.sort();
        read(reports.last().expect("there is a report"))
    };
    assert!(
        !told(0).contains("Aside"),
        "the answer is not in a report of open blanks: {}",
        told(1)
    );
    let text = read(&template).replace("__wait__", "300");
    write(&template, text.replace("__target__", "Jobs"));
    desk.engine.grade_now(ID).expect("it is graded");
    assert!(
        told(2).contains("Aside"),
        "once all are answered, it is said what is wrong"
    );
}
