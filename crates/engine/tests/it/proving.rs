//! Suggestions that prove themselves: what a change would do to the template as it is, and what is said when that is not known.

use engine::suggest::Suggestion;

use crate::desk::{Desk, ID, half, home, read, sealed_catalogue, starter, whole, write};

const VERSIONING: &str = "Versions are kept";
const NAME: &str = "The bucket has its name";

/// What it says: labels, and whether it completes the mission.
fn said(suggestion: &Suggestion) -> (Vec<&str>, Vec<&str>, bool) {
    (
        suggestion.fixes.iter().map(String::as_str).collect(),
        suggestion.breaks.iter().map(String::as_str).collect(),
        suggestion.completes,
    )
}

#[test]
fn a_hint_proves_itself_when_its_value_is_told() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    for level in 1..=3 {
        let hints = desk.engine.reveal_hint(ID, "name").expect("a hint");
        match (level, &hints.proof) {
            (3, Some(proof)) => {
                assert!(proof.verified, "it was tried: {proof:?}");
                assert_eq!(
                    said(proof),
                    (vec![NAME], vec![], false),
                    "it fixes its own criterion, and another one is left"
                );
                assert_eq!(proof.summary(), "fixes 1, breaks 0", "in one line");
            }
            (_, None) if level < 3 => {}
            (_, other) => panic!("level {level}: {other:?}"),
        }
    }
    write(&template, half("one is met"));
    let name = desk.engine.hints(ID).expect("the hints").remove(1);
    assert_eq!(
        name.proof.as_ref().map(said),
        Some((vec![NAME], vec![], true)),
        "now it would complete the mission, and says so"
    );
    for _ in 0..3 {
        desk.engine.reveal_hint(ID, "versioning").expect("a hint");
    }
    let authored = desk.engine.hints(ID).expect("the hints").remove(0);
    assert_eq!(
        (authored.revealed.len(), authored.proof),
        (3, None),
        "what an author says in words cannot be tried"
    );
    assert_eq!(desk.history(), ["Start 0/2"], "nothing of it is a save");
    assert_eq!(read(&template), half("one is met"), "nor is it written");
}

#[test]
fn a_change_says_what_it_fixes_and_breaks() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let before_the_start = desk
        .engine
        .check_suggestion(ID, "BucketName: kept")
        .expect("it is tried on the starter");
    assert_eq!(
        said(&before_the_start),
        (vec![NAME], vec![], false),
        "{before_the_start:?}"
    );
    let template = desk.start();
    write(&template, half("mine"));
    let table = [
        ("a property", "BucketName: kept", (vec![NAME], vec![], true)),
        (
            "another value",
            "BucketName: other",
            (vec![], vec![], false),
        ),
        (
            "a resource in the place of mine",
            "Bucket:\n  Type: AWS::S3::Bucket\n  Properties:\n    BucketName: kept\n",
            (vec![NAME], vec![VERSIONING], false),
        ),
        (
            "one beside it, which has not what is asked of every bucket",
            "Resources:\n  Other:\n    Type: AWS::SNS::Topic\n",
            (vec![], vec![], false),
        ),
        (
            "JSON",
            r#"{"Resources": {"Bucket": {"Properties": {"BucketName": "kept"}}}}"#,
            (vec![NAME], vec![], true),
        ),
        (
            "a difference",
            "@@ -5,3 +5,3 @@\n     Properties:\n       VersioningConfiguration:\n-        Status: Enabled\n+        Status: Suspended\n",
            (vec![], vec![VERSIONING], false),
        ),
        (
            "a whole template",
            "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n",
            (vec![], vec![VERSIONING], false),
        ),
    ];
    for (why, change, expected) in table {
        let suggestion = desk.engine.check_suggestion(ID, change).expect(why);
        assert!(suggestion.verified, "{why}: {suggestion:?}");
        assert_eq!(said(&suggestion), expected, "{why}");
    }
    assert_eq!(read(&template), half("mine"), "nothing of it is written");
}

#[test]
fn what_cannot_be_tried_is_not_verified_and_says_why() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let reason = |change: &str| {
        let suggestion = desk.engine.check_suggestion(ID, change).expect("an answer");
        assert!(
            !suggestion.verified && suggestion.fixes.is_empty() && suggestion.breaks.is_empty(),
            "{change:?}: {suggestion:?}"
        );
        assert!(
            suggestion.summary().starts_with("not verified: "),
            "{suggestion:?}"
        );
        suggestion.reason.expect("a reason")
    };
    for (change, says) in [
        ("aws s3 ls", "nothing to try"),
        ("Colour: red", "no change of a resource"),
        ("Bucket: [", "cannot be read as YAML or JSON"),
        ("@@ -1 +1 @@\n-not there\n+b\n", "does not fit"),
        ("\u{0}\u{7f}", "cannot be read"),
        ("", "empty"),
    ] {
        let reason = reason(change);
        assert!(reason.contains(says), "{change:?}: {reason}");
    }
    let deep = format!("A: {}1{}", "[".repeat(100_000), "]".repeat(100_000));
    reason(&deep);
    reason(&"a: 1\n".repeat(300_000));
    write(&template, "Resources: [");
    let broken = reason("BucketName: kept");
    assert!(
        broken.contains("cannot be read as it is now"),
        "what is tried on has to be a template: {broken}"
    );
    let mended = desk
        .engine
        .check_suggestion(
            ID,
            &format!("AWSTemplateFormatVersion: '2010-09-09'\n{}", whole("x")),
        )
        .expect("an answer");
    assert!(
        mended.verified && mended.completes,
        "a whole template stands for itself: {mended:?}"
    );
}

#[test]
fn what_is_sealed_is_told_neither_way() {
    let (_folder, home) = home();
    let desk = Desk::try_open(&home, sealed_catalogue()).expect("it opens");
    let template = desk.start();
    for (standing, change, expected) in [
        (
            starter(),
            "Bucket:\n  VersioningConfiguration: {Status: Enabled}\n  BucketName: kept\n",
            (vec![VERSIONING], vec![], false),
        ),
        (
            whole("all"),
            "Bucket:\n  BucketName: other\n",
            (vec![], vec![], false),
        ),
    ] {
        write(&template, standing);
        let suggestion = desk.engine.check_suggestion(ID, change).expect("an answer");
        assert!(suggestion.verified, "{suggestion:?}");
        assert_eq!(
            said(&suggestion),
            expected,
            "guessing what a test asks for is no use"
        );
    }
}
