//! Both ways, over every bundled mission: the solution in any spelling is stopped, everything else is not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails, in its helpers too"
)]

use cfn::{Node, NodeKind};
use missions::{Catalogue, Mission};
use regex::Regex;
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::{Leak, LeakGuard, Reference, Verdict, leaks};

fn missions() -> Vec<(&'static Mission, Reference<'static>)> {
    let all: Vec<_> = Catalogue::bundled()
        .missions()
        .map(|mission| {
            let starter = mission.starter.as_deref().unwrap();
            let reference = Reference {
                solution: mission.solution.as_deref().unwrap(),
                starter,
                learner: starter,
            };
            (mission, reference)
        })
        .collect();
    assert!(all.len() >= 10, "the bundled missions are there");
    all
}

/// Every mission's solution, written in some way, is stopped.
fn every_solution_trips(how: &str, write: impl Fn(&Reference<'_>) -> String) {
    for (mission, reference) in missions() {
        let answer = write(&reference);
        let leak = leaks(&answer, &reference);
        assert!(
            leak.is_some(),
            "{}: its solution {how} must not be shown:\n{answer}",
            mission.id
        );
    }
}

fn fenced(code: &str) -> String {
    format!("Here is how it is done:\n\n```yaml\n{code}\n```\n\nDeploy it and try again.\n")
}

/// The lines that the solution has and the starter has not.
fn added(reference: &Reference<'_>) -> Vec<String> {
    TextDiff::from_lines(reference.starter, reference.solution)
        .iter_all_changes()
        .filter(|change| change.tag() == ChangeTag::Insert)
        .map(|change| change.value().trim_end().to_owned())
        .collect()
}

/// A template as JSON, with the long names of functions.
fn as_json(template: &str) -> Value {
    to_json(cfn::parse(template.as_bytes()).root.as_ref().unwrap())
}

fn to_json(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Scalar(scalar) => json!(scalar.text.as_str()),
        NodeKind::List(items) => items.iter().map(to_json).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.to_string(), to_json(&entry.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        NodeKind::Function(function) => {
            json!({ function.name.long_name(): to_json(&function.argument) })
        }
    }
}

/// A template whose logical ids are all others.
fn renamed(template: &str) -> String {
    let document = cfn::parse(template.as_bytes());
    let root = document.root.unwrap();
    let mut text = template.to_owned();
    for section in ["Resources", "Parameters", "Conditions", "Outputs"] {
        for entry in root.get(section).and_then(Node::as_map).unwrap_or_default() {
            let word = Regex::new(&format!(r"\b{}\b", regex::escape(&entry.key))).unwrap();
            let other = format!("My{}Two", entry.key.chars().rev().collect::<String>());
            text = word.replace_all(&text, other.as_str()).into_owned();
        }
    }
    text
}

#[test]
fn the_solution_is_stopped_in_any_spelling() {
    every_solution_trips("in a block", |reference| fenced(reference.solution));
    every_solution_trips("without a block", |reference| reference.solution.to_owned());
    every_solution_trips("in a quotation", |reference| {
        let lines = reference.solution.lines();
        lines.map(|line| format!("> {line}\n")).collect()
    });
    every_solution_trips("without its comments", |reference| {
        let lines = reference.solution.lines();
        let code: Vec<&str> = lines
            .filter(|line| !line.trim_start().starts_with('#'))
            .collect();
        fenced(&code.join("\n"))
    });
}

#[test]
fn the_lines_that_the_solution_adds_are_stopped_wherever_they_stand() {
    every_solution_trips("as added lines", |reference| {
        fenced(&added(reference).join("\n"))
    });
    every_solution_trips("as added lines, indented by 17", |reference| {
        let lines = added(reference).into_iter();
        let lines: Vec<String> = lines.map(|line| format!("{:17}{line}", "")).collect();
        fenced(&lines.join("\n"))
    });
    every_solution_trips("as added lines, flush left, with remarks", |reference| {
        let lines = added(reference).into_iter();
        let lines: Vec<String> = lines
            .map(|line| format!("# now this one\n{}", line.trim()))
            .collect();
        fenced(&lines.join("\n"))
    });
    every_solution_trips("as a difference", |reference| {
        let lines = added(reference).into_iter();
        let lines: Vec<String> = lines.map(|line| format!("+{line}")).collect();
        format!("```diff\n{}\n```", lines.join("\n"))
    });
    every_solution_trips("with line numbers", |reference| {
        let lines = added(reference).into_iter().enumerate();
        let lines: Vec<String> = lines
            .map(|(number, line)| format!("{number:3} | {line}").trim_start().to_owned())
            .collect();
        fenced(&lines.join("\n"))
    });
    every_solution_trips("as a list of code between backticks", |reference| {
        let lines = added(reference).into_iter();
        lines
            .map(|line| format!("1. Then write `{}` there.\n", line.trim()))
            .collect()
    });
}

#[test]
fn the_solution_in_json_is_stopped() {
    every_solution_trips("in JSON", |reference| {
        fenced(&serde_json::to_string_pretty(&as_json(reference.solution)).unwrap())
    });
    every_solution_trips("in JSON on one line", |reference| {
        as_json(reference.solution).to_string()
    });
}

#[test]
fn the_solution_with_other_logical_ids_is_stopped() {
    every_solution_trips("with other ids", |reference| {
        fenced(&renamed(reference.solution))
    });
    every_solution_trips("with other ids in JSON", |reference| {
        fenced(&serde_json::to_string_pretty(&as_json(&renamed(reference.solution))).unwrap())
    });
}

#[test]
fn the_starter_and_the_learners_own_template_may_be_quoted() {
    for (mission, reference) in missions() {
        assert_eq!(
            leaks(&fenced(reference.starter), &reference),
            None,
            "{}: the starter is no secret",
            mission.id
        );
        // Half of what the solution adds has been found out by the learner.
        let found = half_solved(&reference);
        let reference = Reference {
            learner: &found,
            ..reference
        };
        assert_eq!(
            leaks(&fenced(&found), &reference),
            None,
            "{}: what the learner wrote is no secret to the learner",
            mission.id
        );
        assert!(
            leaks(&fenced(reference.solution), &reference).is_some(),
            "{}: the other half still is",
            mission.id
        );
    }
}

/// The starter with the first half of the differences to the solution.
fn half_solved(reference: &Reference<'_>) -> String {
    let difference = TextDiff::from_lines(reference.starter, reference.solution);
    let changes: Vec<_> = difference.iter_all_changes().collect();
    let all = changes
        .iter()
        .filter(|change| change.tag() == ChangeTag::Insert)
        .count();
    let mut taken = 0;
    let mut text = String::new();
    for change in changes {
        let keep = match change.tag() {
            ChangeTag::Equal => true,
            ChangeTag::Delete => taken * 2 >= all,
            ChangeTag::Insert => {
                taken += 1;
                (taken - 1) * 2 < all
            }
        };
        if keep {
            text.push_str(change.value());
        }
    }
    text
}

#[test]
fn the_solution_of_another_mission_may_be_shown() {
    for (mission, reference) in missions() {
        for (other, of_other) in missions() {
            // A second part begins with the solution of the first, so that its own gives that away.
            if other.id != mission.id && other.follows.as_ref() != Some(&mission.id) {
                assert_eq!(
                    leaks(&fenced(of_other.solution), &reference),
                    None,
                    "the solution of {} is none of {}",
                    other.id,
                    mission.id
                );
            }
        }
    }
}

#[test]
fn a_broken_template_of_the_learner_is_no_obstacle() {
    let (mission, reference) = missions().remove(0);
    for learner in [
        "",
        "Resources: [",
        "\u{feff}{\"a\": \"",
        "- - - -",
        "\"",
        "x: !Sub",
    ] {
        let reference = Reference {
            learner,
            ..reference
        };
        assert!(
            leaks(&fenced(reference.solution), &reference).is_some(),
            "{}: the solution is stopped beside the template {learner:?}",
            mission.id
        );
    }
}

/// Worked examples as a mentor gives them: the same mechanism, another customer.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "orders-survive-a-crash",
        "A queue for photos that a worker of 60 seconds reads could look like this:\n\n```yaml\nPhotos:\n  Type: AWS::SQS::Queue\n  Properties:\n    VisibilityTimeout: 360\n    RedrivePolicy:\n      deadLetterTargetArn: !GetAtt BrokenPhotos.Arn\n      maxReceiveCount: 3\n```\n\nSix times the worker's timeout is AWS's own advice. See `VisibilityTimeout` and `RedrivePolicy`.",
    ),
    (
        "private-photo-bucket",
        "For a bucket of invoices:\n\n```yaml\nVersioningConfiguration:\n  Status: Enabled\nPublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  BlockPublicPolicy: true\n```\n",
    ),
    (
        "role-with-just-enough",
        "For a function that reads one table of guests:\n\n```yaml\n- Effect: Allow\n  Action: dynamodb:GetItem\n  Resource: !GetAtt GuestTable.Arn\n- Effect: Allow\n  Action: sqs:SendMessage\n  Resource: !GetAtt Doorbell.Arn\n```",
    ),
    (
        "close-the-ssh-door",
        "A database's group could let in its application only:\n\n```yaml\nIngress:\n  - IpProtocol: tcp\n    FromPort: 5432\n    ToPort: 5432\n    SourceSecurityGroupId: !GetAtt WebGroup.GroupId\n```\nand an office `198.51.100.0/24`.",
    ),
    (
        "alarm-before-customers-call",
        "An alarm on the age of messages:\n\n```yaml\nMetricName: ApproximateAgeOfOldestMessage\nStatistic: Maximum\nPeriod: 300\nThreshold: 900\nTreatMissingData: notBreaching\nAlarmActions:\n  - !Ref Pager\n```",
    ),
    (
        "bookings-over-http",
        "An API of a library could have:\n\n```yaml\nIntegrationType: AWS_PROXY\nIntegrationUri: !GetAtt LoansFunction.Arn\nPayloadFormatVersion: \"2.0\"\nRouteKey: POST /loans\n```",
    ),
    (
        "orders-to-every-team",
        "For a topic of parcels:\n\n```yaml\nParcelsToDepot:\n  Type: AWS::SNS::Subscription\n  Properties:\n    TopicArn: !Ref Parcels\n    Protocol: sqs\n    Endpoint: !GetAtt DepotQueue.Arn\n```",
    ),
    (
        "report-that-finishes",
        "A function that resizes images could have:\n\n```yaml\nMemorySize: 512\nTimeout: 45\nArchitectures: [arm64]\nEnvironment:\n  Variables:\n    TARGET: !Ref Thumbnails\n```",
    ),
    (
        "refunds-that-finish",
        "A machine that ships parcels:\n\n```yaml\nStateMachineType: STANDARD\nLoggingConfiguration:\n  Level: ALL\n  Destinations:\n    - CloudWatchLogsLogGroup:\n        LogGroupArn: !GetAtt ParcelLog.Arn\n```",
    ),
];

#[test]
fn a_worked_example_of_a_similar_case_may_be_shown() {
    let all = missions();
    for (id, example) in EXAMPLES {
        let (_, reference) = all.iter().find(|(mission, _)| mission.id == *id).unwrap();
        assert_eq!(
            leaks(example, reference),
            None,
            "{id}: other names and values give nothing away:\n{example}"
        );
    }
}

/// A small case, with a template that lacks one line.
const STARTER: &str = "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 30\n";
const SOLUTION: &str = "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 180\n";

#[test]
fn the_one_line_that_is_missing_is_all_of_it() {
    let reference = Reference {
        solution: SOLUTION,
        starter: STARTER,
        learner: STARTER,
    };
    for (answer, stopped) in [
        ("```\nVisibilityTimeout: 180\n```", true),
        ("Write `VisibilityTimeout: 180` there.", true),
        ("Set `VisibilityTimeout` to `180`.", true),
        ("{\"VisibilityTimeout\": \"180\"}", true),
        ("VisibilityTimeout: 180 # six times", true),
        ("```\nVisibilityTimeout: 360\n```", false),
        (
            "Look at `VisibilityTimeout`: it is 30, and the function takes 30 seconds.",
            false,
        ),
        (
            "It has to be at least six times the function's `Timeout`, which is `30`.",
            false,
        ),
    ] {
        assert_eq!(
            leaks(answer, &reference).is_some(),
            stopped,
            "the whole solution is one line, and this prints it or not: {answer}"
        );
    }
}

#[test]
fn a_reply_is_measured_and_located() {
    let reference = Reference {
        solution: SOLUTION,
        starter: STARTER,
        learner: STARTER,
    };
    assert_eq!(
        leaks("So:\n```\n\nVisibilityTimeout: 180\nmore\n```", &reference),
        Some(Leak {
            printed: 1,
            of: 1,
            line: 4
        }),
        "the fourth line is too much"
    );
}

/// Streams an answer in pieces and gives what was shown and whether it was stopped.
fn stream(answer: &str, reference: &Reference<'_>, piece: usize) -> (String, Option<Leak>) {
    let mut guard = LeakGuard::new(reference);
    let mut shown = String::new();
    let characters: Vec<char> = answer.chars().collect();
    for delta in characters.chunks(piece) {
        let verdict = guard.push(&delta.iter().collect::<String>());
        shown.push_str(verdict.show());
        if verdict.leak().is_some() {
            let after = guard.push("VisibilityTimeout: 180\n");
            assert!(
                after.show().is_empty() && after.leak().is_some(),
                "nothing follows a stop"
            );
            return (shown, verdict.leak());
        }
    }
    let verdict = guard.finish();
    shown.push_str(verdict.show());
    (shown, verdict.leak())
}

#[test]
fn a_stream_stops_before_the_line_that_is_too_much() {
    for (mission, reference) in missions() {
        let answer = fenced(reference.solution);
        let whole = leaks(&answer, &reference).unwrap();
        let before: String = answer
            .split_inclusive('\n')
            .take(whole.line as usize - 1)
            .collect();
        for piece in [1, 7, 200] {
            let (shown, leak) = stream(&answer, &reference, piece);
            assert_eq!(
                leak,
                Some(whole),
                "{}: pieces of {piece} make no difference",
                mission.id
            );
            assert_eq!(
                shown, before,
                "{}: all before that line is shown, and nothing of it",
                mission.id
            );
        }
    }
}

#[test]
fn a_harmless_reply_comes_through_whole_whatever_its_pieces() {
    let all = missions();
    for (id, example) in EXAMPLES {
        let (_, reference) = all.iter().find(|(mission, _)| mission.id == *id).unwrap();
        for piece in [1, 3, 50] {
            assert_eq!(
                stream(example, reference, piece),
                ((*example).to_owned(), None),
                "{id}: not a character is lost"
            );
        }
    }
}

#[test]
fn prose_flows_word_by_word_and_code_line_by_line() {
    let reference = Reference {
        solution: SOLUTION,
        starter: STARTER,
        learner: STARTER,
    };
    let mut guard = LeakGuard::new(&reference);
    let mut push = |text: &str| guard.push(text);
    let show = |text: &str| Verdict::Show(text.to_owned());
    assert_eq!(push("Look "), show(""), "one word could begin anything");
    assert_eq!(
        push("at the que"),
        show("Look at the "),
        "words are shown whole"
    );
    assert_eq!(
        push("ue, and set `Visib"),
        show("queue, and set "),
        "code waits for its end"
    );
    assert_eq!(
        push("ilityTimeout` well.\n```yaml\nVisib"),
        show("`VisibilityTimeout` well.\n```yaml\n"),
        "it was harmless"
    );
    assert_eq!(
        push("ilityTimeout: 36"),
        show(""),
        "a line of code waits for its end"
    );
    assert_eq!(
        push("0\n"),
        show("VisibilityTimeout: 360\n"),
        "it was harmless too"
    );
    let stop = push("VisibilityTimeout: 180\nmore\n");
    assert_eq!(stop.show(), "", "nothing of the line that is too much");
    assert!(stop.leak().is_some(), "it is the solution");
}

#[test]
fn a_conversation_that_gives_it_away_piece_by_piece_is_noticed() {
    let (mission, reference) = missions().remove(0);
    let lines: Vec<String> = added(&reference);
    let mut guard = LeakGuard::new(&reference);
    let mut stopped = false;
    for line in &lines {
        let reply = format!("```yaml\n{line}\n```\n");
        stopped |= guard.push(&reply).leak().is_some();
    }
    assert!(
        stopped,
        "{}: earlier replies count when the guard has seen them",
        mission.id
    );
}

#[test]
fn other_code_between_its_lines_does_not_hide_the_solution() {
    every_solution_trips("between other lines", |reference| {
        let lines = added(reference).into_iter();
        let lines: Vec<String> = lines
            .map(|line| format!("{line}\nNothing: of it\nOther: words\nAnd: more"))
            .collect();
        fenced(&lines.join("\n"))
    });
}

#[test]
fn a_long_hostile_reply_is_read_in_linear_time() {
    let (_, reference) = missions().remove(0);
    let began = std::time::Instant::now();
    for text in ["a ` ", "```\n", "\"", "- ", "{[", "x: !GetAtt ", "${"] {
        let answer = text.repeat(200_000 / text.len());
        let _ = stream(&answer, &reference, 4);
    }
    assert!(
        began.elapsed().as_secs() < 20,
        "seven times 200 KB in tiny pieces took {:?}",
        began.elapsed()
    );
}
