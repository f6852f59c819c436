//! Changes in a reply that would complete the mission: held back below the last level, whatever they are written as and however they come.

use engine::{
    Engine,
    mentor::{MentorAnswer, MentorMessage, MentorRequest},
};
use fake_bedrock::{Answer, Content, Pace, Script, Split, Step, Then};
use store::ReplyState;

use crate::{
    desk::{ID, roomy_catalogue, write},
    wire::{Wire, hint, listener, question, well_told},
};

const SENTENCE: &str =
    "(A change that would finish the mission is held back until the last level.)\n";

/// A reply around a block of code.
fn around(block: &str) -> String {
    format!("Look at the queue.\n\n{block}\nThat `is` all.\n")
}

fn block(code: &str) -> String {
    format!("```yaml\n{code}\n```\n")
}

fn answer(text: &str, split: Split, delta_chars: u32) -> Step {
    Step::Answer(Answer {
        content: Content::Text(text.to_owned()),
        split,
        pace: Pace {
            delta_chars,
            ..Pace::default()
        },
        ..Answer::default()
    })
}

fn ask(wire: &Wire, engine: &Engine, request: MentorRequest) -> String {
    let (sink, heard) = listener();
    let answer = wire
        .wait(engine.ask_mentor(ID, request, sink))
        .expect("asking is possible");
    let MentorAnswer::Ended(exchange) = answer else {
        panic!("it was asked: {answer:?}");
    };
    let heard: Vec<MentorMessage> = heard.try_iter().collect();
    well_told(&heard, &exchange);
    assert_eq!(
        exchange.state,
        ReplyState::Done,
        "it ends well: {exchange:?}"
    );
    let stored = engine.conversation(ID).expect("the conversation");
    assert_eq!(
        stored.last().map(|last| last.reply.clone()),
        Some(exchange.reply.clone()),
        "what is kept is what was shown"
    );
    exchange.reply
}

/// The reply to each request, in turn, on a template.
fn replies(
    is_test: bool,
    template: Option<&str>,
    steps: Vec<Step>,
    requests: Vec<MentorRequest>,
) -> Vec<String> {
    let wire = Wire::playing(Script::of("a test's own", steps, Then::Cycle));
    let engine = wire.again(roomy_catalogue(is_test));
    let started = engine.start(ID, None).expect("the mission starts");
    if let Some(template) = template {
        write(&started.template, template);
    }
    requests
        .into_iter()
        .map(|request| ask(&wire, &engine, request))
        .collect()
}

/// What the mission's starter lacks is one number now.
const NEARLY: &str = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 200\n";

#[test]
fn a_change_that_completes_is_held_back_until_the_last_level() {
    let finishing = around(&block("MessageRetentionPeriod: 90000"));
    for (split, delta_chars) in [(Split::Frames, 14), (Split::Bytes, 1), (Split::Frames, 400)] {
        let told = replies(
            false,
            Some(NEARLY),
            vec![answer(&finishing, split, delta_chars)],
            vec![
                hint(1),
                hint(2),
                hint(3),
                question("Which line is it?"),
                hint(4),
                hint(1),
            ],
        );
        let held = around(SENTENCE);
        for reply in &told[..4] {
            assert_eq!(*reply, held, "what stands around it is shown");
        }
        assert_eq!(told[4], finishing, "the last level tells everything");
        assert_eq!(
            told[5], finishing,
            "what was told once is no secret any more"
        );
    }
}

#[test]
fn it_is_held_back_in_whatever_form_it_comes() {
    for code in [
        "Jobs:\n  Properties:\n    MessageRetentionPeriod: 90000",
        "Jobs:\n  Type: AWS::SQS::Queue\n  Properties:\n    MessageRetentionPeriod: 90000",
        "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 300\n      MessageRetentionPeriod: 90000",
        "{\"MessageRetentionPeriod\": 90000}",
        "+      MessageRetentionPeriod: 90000\n       VisibilityTimeout: 200",
        "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  J: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 300, MessageRetentionPeriod: 90000}}",
    ] {
        let told = replies(
            false,
            Some(NEARLY),
            vec![answer(&around(&block(code)), Split::Frames, 14)],
            vec![hint(3)],
        );
        assert_eq!(told, [around(SENTENCE)], "{code}");
    }
    let unclosed = "So:\n\n~~~\nMessageRetentionPeriod: 90000";
    let told = replies(
        false,
        Some(NEARLY),
        vec![answer(unclosed, Split::Frames, 5)],
        vec![hint(3)],
    );
    assert_eq!(
        told,
        [format!("So:\n\n{}", SENTENCE.trim_end())],
        "a block that ends with the reply"
    );
}

#[test]
fn a_change_that_leaves_something_to_do_is_shown() {
    for code in [
        "VisibilityTimeout: 200",
        "MessageRetentionPeriod: 90000",
        "Other:\n  Type: AWS::SNS::Topic",
        "aws sqs list-queues",
    ] {
        let reply = around(&block(code));
        let told = replies(
            false,
            None,
            vec![answer(&reply, Split::Frames, 3)],
            vec![hint(3)],
        );
        assert_eq!(told, [reply], "word for word");
    }
}

#[test]
fn pieces_that_complete_together_are_one_change() {
    let first = block("VisibilityTimeout: 200");
    let second = block("MessageRetentionPeriod: 90000");
    let told = replies(
        false,
        None,
        vec![answer(
            &format!("{first}\nAnd:\n\n{second}"),
            Split::Frames,
            14,
        )],
        vec![hint(3)],
    );
    assert_eq!(
        told,
        [format!("{first}\nAnd:\n\n{SENTENCE}")],
        "the last of them is held back"
    );
}

#[test]
fn words_in_a_block_do_not_part_what_completes_together() {
    let apart = block(
        "Set these in turn\nVisibilityTimeout: 200\nand in the end\nMessageRetentionPeriod: 90000",
    );
    let told = replies(
        false,
        None,
        vec![answer(&around(&apart), Split::Frames, 14)],
        vec![hint(3)],
    );
    assert_eq!(told, [around(SENTENCE)], "each alone leaves the other");
}

#[test]
fn a_test_has_no_level_at_which_it_is_told() {
    let finishing = around(&block(
        "MessageRetentionPeriod: 90000\nVisibilityTimeout: 200",
    ));
    let told = replies(
        true,
        None,
        vec![answer(&finishing, Split::Frames, 14)],
        vec![hint(4), question("Print it.")],
    );
    for reply in told {
        assert!(
            reply.contains("this is a test") && !reply.contains("90000"),
            "held back at every level: {reply}"
        );
    }
}

#[test]
fn what_is_whole_already_needs_no_holding_back() {
    let reply = around(&block("Jobs:\n  Properties:\n    QueueName: jobs"));
    let done = format!("{NEARLY}      MessageRetentionPeriod: 90000\n");
    let told = replies(
        false,
        Some(&done),
        vec![answer(&reply, Split::Frames, 14)],
        vec![question("What is left?")],
    );
    assert_eq!(told, [reply], "the template passes already");
}

/// What would complete the mission, in a reply around it, and the sentence in its place.
fn is_held_back(why: &str, before: &str, change: &str, after: &str) {
    for (split, delta_chars) in [(Split::Bytes, 1), (Split::Frames, 14), (Split::Frames, 400)] {
        let reply = format!("{before}{change}{after}");
        let told = replies(
            false,
            Some(NEARLY),
            vec![answer(&reply, split, delta_chars)],
            vec![hint(3)],
        );
        let sentence = if change.ends_with('\n') {
            SENTENCE
        } else {
            SENTENCE.trim_end()
        };
        assert_eq!(
            told,
            [format!("{before}{sentence}{after}")],
            "{why}, {delta_chars} characters at a time: {reply:?}"
        );
    }
}

#[test]
fn marks_do_not_matter() {
    let key = "MessageRetentionPeriod: 90000";
    for (change, why) in [
        (format!("~~~yaml\n{key}\n~~~\n"), "tildes"),
        (
            format!("````markdown\n```yaml\n{key}\n```\n````\n"),
            "a block in a block",
        ),
        (
            format!("~~~~\nPut this there:\n~~~\n{key}\n~~~\n~~~~\n"),
            "the same with tildes and words",
        ),
        (format!("1. ```yaml\n   {key}\n   ```\n"), "in a list"),
        (
            format!("> - ```\n>   {key}\n>   ```\n"),
            "in a list in a quote",
        ),
        (
            format!("  Jobs:\n    Properties:\n      {key}\n"),
            "none at all",
        ),
        (format!("    {key}\n"), "an indented block"),
        (format!("\t{key}\n"), "a tab"),
        (
            format!("    Jobs:\n\n      Properties:\n\n        {key}\n"),
            "an indented block with blank lines",
        ),
        (format!("{key}\n"), "a bare line"),
        (format!("> {key}\n"), "in a quote"),
        (format!("- `{key}`\n"), "an item with code in it"),
        (
            "1. **MessageRetentionPeriod:** 90000\n2. **VisibilityTimeout:** 300\n".to_owned(),
            "items in bold",
        ),
        (
            "{\"MessageRetentionPeriod\": 90000}\n".to_owned(),
            "bare JSON",
        ),
        (
            format!("+      {key}\n       VisibilityTimeout: 200\n"),
            "a bare difference",
        ),
        (format!("Add:\n\n    {key}\n"), "with a word above it"),
        (
            format!("{key}\nWhy: a day is what they ask for\n"),
            "with words below it",
        ),
    ] {
        is_held_back(why, "Look at the queue.\n\n", &change, "\nThat is all.\n");
    }
    is_held_back("at the end", "So it is:\n\n", &format!("```\n{key}"), "");
    is_held_back("at the end", "So it is:\n\n", &format!("    {key}"), "");
    is_held_back("at the end", "So it is:\n\n", key, "");
}

/// The reply to a hint on a template that lacks one number.
fn told(reply: &str) -> String {
    let steps = vec![answer(reply, Split::Frames, 400)];
    replies(false, Some(NEARLY), steps, vec![hint(3)]).remove(0)
}

#[test]
fn nothing_is_hidden_in_a_crowd() {
    let key = "MessageRetentionPeriod: 90000";
    // One key so often is no template, so that each line is tried by itself.
    let notes = |most: usize| -> String {
        (1..=most)
            .map(|at| format!("- Note: line {at} is fine\n"))
            .collect()
    };
    let nested = |most: usize| -> String {
        (0..most)
            .map(|at| format!("{}Below:\n", " ".repeat(at)))
            .collect()
    };
    for (change, why) in [
        (format!("{}- {key}\n", notes(70)), "behind notes"),
        (
            format!("{}- {key}\n", notes(700)),
            "behind more of them than are tried",
        ),
        (
            block(&format!("{}{}{key}", nested(8), " ".repeat(8))),
            "below words",
        ),
        (
            block(&format!("{}{}{key}", nested(40), " ".repeat(40))),
            "below more of them than are looked at",
        ),
        (
            block(&format!(
                "{}and then\n{key}",
                (0..120)
                    .map(|at| format!("say it so\nNote{at}: it is fine\n"))
                    .collect::<String>()
            )),
            "between words",
        ),
    ] {
        let reply = format!("Look at the queue.\n\n{change}\nThat is all.\n");
        assert_eq!(
            told(&reply),
            format!("Look at the queue.\n\n{SENTENCE}\nThat is all.\n"),
            "{why}"
        );
    }
}

#[test]
fn long_and_deep_words_are_shown() {
    let notes: String = (1..=70)
        .map(|at| format!("- Note: line {at} is fine\n"))
        .collect();
    let policy = r#"```json
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "sns.amazonaws.com"
      },
      "Action": [
        "sqs:SendMessage"
      ],
      "Condition": {
        "ArnEquals": {
          "aws:SourceArn": [
            "arn:aws:sns:eu-west-1:111122223333:Told"
          ]
        }
      }
    }
  ]
}
```
"#;
    for reply in [format!("Look here.\n\n{notes}\nEnd."), around(policy)] {
        assert_eq!(told(&reply), reply, "there is nothing to hold back");
    }
}

#[test]
fn words_are_shown_as_they_are() {
    let reply = "Note: the queue is what matters.\n\n- Where: line 3\n- Why: it forgets\n\n1. Look there.\n    It is one number.\n2. Ask: is a day\n   enough?\n\nVisibilityTimeout: 200\n\n    aws sqs list-queues\n\n# A heading\n> A word: of somebody\n\nEnd: ok";
    for (split, delta_chars) in [(Split::Bytes, 1), (Split::Frames, 14), (Split::Frames, 400)] {
        let told = replies(
            false,
            None,
            vec![answer(reply, split, delta_chars)],
            vec![hint(3)],
        );
        assert_eq!(told, [reply], "word for word, {delta_chars} at a time");
    }
}
