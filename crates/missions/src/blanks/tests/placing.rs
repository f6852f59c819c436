//! Where a blank stands, whatever a learner did around it.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{STARTER, mission, with_blanks};
use crate::{
    Mission,
    blanks::{State, place},
};

fn shown(mission: &Mission, text: &[u8]) -> String {
    let mut out = String::new();
    for placed in place(mission, text) {
        let resource = placed.resource.unwrap_or_default();
        let state = match &placed.state {
            State::Empty(place) => format!(
                "empty at {}:{}-{}",
                place.line, place.column, place.end_column
            ),
            State::Filled { answer, place } => {
                format!(
                    "{answer:?} at {}:{}-{}",
                    place.line, place.column, place.end_column
                )
            }
            State::Lost(why) => format!("lost: {why}"),
        };
        let _ = writeln!(out, "{} ({resource} {}) {state}", placed.id, placed.path);
    }
    out
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&shown(&mission(STARTER), text.as_bytes()));
}

/// The starter with some of it replaced.
fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = STARTER.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is in the starter");
        text = text.replace(from, to);
    }
    text
}

#[test]
fn in_the_starter_all_are_empty() {
    check(
        STARTER,
        &expect![[r#"
            wait (Jobs VisibilityTimeout) empty at 6:26-34
            target (Jobs RedrivePolicy.deadLetterTargetArn) empty at 8:38-48
            property (Photos __property__) empty at 15:7-19
            status (Photos __property__.Status) empty at 16:18-28
            action (Worker Policies[0].PolicyDocument.Statement[0].Action[1]) empty at 25:45-55
            bucket (Worker Policies[0].PolicyDocument.Statement[1].Resource) empty at 29:35-45
        "#]],
    );
}

#[test]
fn answers_are_what_stands_in_their_place() {
    let answered = changed(&[
        ("__wait__", "180"),
        ("__target__", "SetAside"),
        ("__property__", "VersioningConfiguration"),
        ("__status__", "Enabled"),
        ("__action__", "sqs:ReceiveMessage"),
        ("__bucket__", "Photos"),
    ]);
    check(
        &answered,
        &expect![[r#"
            wait (Jobs VisibilityTimeout) "180" at 6:26-29
            target (Jobs RedrivePolicy.deadLetterTargetArn) "SetAside" at 8:38-46
            property (Photos VersioningConfiguration) "VersioningConfiguration" at 15:7-30
            status (Photos VersioningConfiguration.Status) "Enabled" at 16:18-25
            action (Worker Policies[0].PolicyDocument.Statement[0].Action[1]) "sqs:ReceiveMessage" at 25:45-63
            bucket (Worker Policies[0].PolicyDocument.Statement[1].Resource) "Photos" at 29:35-41
        "#]],
    );
}

#[test]
fn other_spellings_of_the_same_are_followed() {
    let text = changed(&[
        ("__wait__", "\"180\""),
        (
            "!GetAtt __target__.Arn",
            "{\"Fn::GetAtt\": [SetAside, Arn]}",
        ),
        ("\"__status__\"", "Enabled"),
        (
            "[sqs:DeleteMessage, __action__]",
            "\n                  - sqs:ReceiveMessage\n                  - 'sqs:DeleteMessage'",
        ),
        (
            "!Sub \"${__bucket__.Arn}/*\"",
            "\n                  Fn::Sub: |-\n                    ${Photos.Arn}/*",
        ),
    ]);
    check(
        &text,
        &expect![[r#"
            wait (Jobs VisibilityTimeout) "180" at 6:27-30
            target (Jobs RedrivePolicy.deadLetterTargetArn) "SetAside" at 8:46-54
            property (Photos __property__) empty at 15:7-19
            status (Photos __property__.Status) "Enabled" at 16:17-24
            action (Worker Policies[0].PolicyDocument.Statement[0].Action[0]) "sqs:ReceiveMessage" at 26:21-39
            bucket (Worker Policies[0].PolicyDocument.Statement[1].Resource) "Photos" at 33:23-29
        "#]],
    );
}

#[test]
fn what_moved_is_found_where_only_one_can_be_meant() {
    let text = changed(&[
        // Another statement first, another name of a resource, a property more beside the key that is a blank.
        (
            "              - Effect: Allow\n                Action: [",
            "              - Effect: Deny\n                Action: sqs:PurgeQueue\n                Resource: \"*\"\n              - Effect: Allow\n                Action: [",
        ),
        ("__action__", "sqs:ReceiveMessage"),
        ("__bucket__", "Photos"),
        ("  Photos:", "  Pictures:"),
        (
            "      __property__:",
            "      BucketName: p\n      VersioningConfiguration:",
        ),
        ("__status__", "Suspended"),
    ]);
    check(
        &text,
        &expect![[r#"
            wait (Jobs VisibilityTimeout) empty at 6:26-34
            target (Jobs RedrivePolicy.deadLetterTargetArn) empty at 8:38-48
            property (Pictures VersioningConfiguration) "VersioningConfiguration" at 16:7-30
            status (Pictures VersioningConfiguration.Status) "Suspended" at 17:18-27
            action (Worker Policies[0].PolicyDocument.Statement[1].Action[1]) "sqs:ReceiveMessage" at 29:45-63
            bucket (Worker Policies[0].PolicyDocument.Statement[2].Resource) "Photos" at 33:35-41
        "#]],
    );
}

#[test]
fn what_is_gone_is_lost_and_says_what_to_do() {
    let text = changed(&[
        (
            "      VisibilityTimeout: __wait__ # six times the function's\n",
            "",
        ),
        ("!Sub \"${__bucket__.Arn}/*\"", "\"*\""),
        (
            "      __property__:\n        Status: \"__status__\"\n",
            "      Tags: []\n",
        ),
    ]);
    check(
        &text,
        &expect![[r#"
            wait (Jobs VisibilityTimeout) lost: `VisibilityTimeout` of `Jobs` is not where it was, or is written in another way. Answer it in the file, or write `__wait__` where it belongs.
            target (Jobs RedrivePolicy.deadLetterTargetArn) empty at 7:38-48
            property (Photos __property__) lost: `__property__` of `Photos` is not where it was, or is written in another way. Answer it in the file, or write `__property__` where it belongs.
            status (Photos __property__.Status) lost: `__property__.Status` of `Photos` is not where it was, or is written in another way. Answer it in the file, or write `__status__` where it belongs.
            action (Worker Policies[0].PolicyDocument.Statement[0].Action[1]) empty at 23:45-55
            bucket (Worker Policies[0].PolicyDocument.Statement[1].Resource) lost: `Policies[0].PolicyDocument.Statement[1].Resource` of `Worker` is not where it was, or is written in another way. Answer it in the file, or write `__bucket__` where it belongs.
        "#]],
    );
}

#[test]
fn a_text_that_cannot_be_read_says_where_and_still_shows_markers() {
    let text = changed(&[("  SetAside:", "  SetAside: ["), ("__wait__", "180")]);
    check(
        &text,
        &expect![[r#"
            wait (Jobs VisibilityTimeout) lost: The template cannot be read as it is. Line 12: Inside of `{ }` a comma or the closing bracket is missing before this. (the parser says: while parsing a flow mapping, did not find expected ',' or '}')
            target (Jobs RedrivePolicy.deadLetterTargetArn) empty at 8:38-48
            property (Photos __property__) empty at 15:7-19
            status (Photos __property__.Status) empty at 16:18-28
            action (Worker Policies[0].PolicyDocument.Statement[0].Action[1]) empty at 25:45-55
            bucket (Worker Policies[0].PolicyDocument.Statement[1].Resource) empty at 29:35-45
        "#]],
    );
}

#[test]
fn a_marker_is_found_wherever_it_was_moved_to() {
    let text = changed(&[
        (
            "    Properties:\n      VisibilityTimeout: __wait__ # six times the function's\n",
            "    Properties:\n",
        ),
        (
            "  SetAside:\n    Type: AWS::SQS::Queue\n",
            "  SetAside:\n    Type: AWS::SQS::Queue\n    Properties:\n      MessageRetentionPeriod: __wait__\n",
        ),
    ]);
    let first = shown(&mission(STARTER), text.as_bytes());
    assert!(
        first.contains("wait (SetAside MessageRetentionPeriod) empty"),
        "the marker says where it is: {first}"
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_move_nothing() {
    let plain = shown(&mission(STARTER), STARTER.as_bytes());
    let windows = format!("\u{feff}{}", STARTER.replace('\n', "\r\n"));
    assert_eq!(
        shown(&mission(STARTER), windows.as_bytes()),
        plain,
        "CRLF and a mark"
    );
    let old = STARTER.replace('\n', "\r");
    assert_eq!(
        shown(&mission(STARTER), old.as_bytes()),
        plain,
        "lines that end with CR alone"
    );
}

#[test]
fn two_keys_with_the_same_value_are_told_by_their_order() {
    let starter = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      P:\n        __property__: true\n        IgnorePublicAcls: true\n        __target__: true\n";
    let mission = with_blanks(starter, "property target");
    let text = starter
        .replace("__property__", "BlockPublicAcls")
        .replace("__target__", "RestrictPublicBuckets");
    expect![[r#"
        property (B P.BlockPublicAcls) "BlockPublicAcls" at 6:9-24
        target (B P.RestrictPublicBuckets) "RestrictPublicBuckets" at 8:9-30
    "#]]
    .assert_eq(&shown(&mission, text.as_bytes()));
    let half = starter.replace("__target__", "RestrictPublicBuckets");
    expect![[r#"
        property (B P.__property__) empty at 6:9-21
        target (B P.RestrictPublicBuckets) "RestrictPublicBuckets" at 8:9-30
    "#]]
    .assert_eq(&shown(&mission, half.as_bytes()));
}

#[test]
fn blanks_in_blocks_and_values_that_were_emptied() {
    let starter = "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: |\n\n          const wait = __wait__;\n          done();\n      Runtime: __status__\n";
    let mission = with_blanks(starter, "wait status");
    let text = starter.replace("__wait__", "30").replace(" __status__", "");
    expect![[r#"
        wait (F Code.ZipFile) "30" at 8:24-26
        status (F Runtime) empty at 10:15-15
    "#]]
    .assert_eq(&shown(&mission, text.as_bytes()));
}
