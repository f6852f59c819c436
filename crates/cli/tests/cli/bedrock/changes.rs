//! Blocks of code in a mentor's reply: what each would do to the template is said below it, and one that would finish the mission is not
//! shown.

use fake_bedrock::{Answer, Content, Script, Step};

use super::Cloud;
use crate::bad_missions::VALID;

const REPLY: &str = "First:\n\n```yaml\nOther:\n  Type: AWS::SNS::Topic\n```\n\nOr:\n\n```sh\naws s3 ls\n```\n\nThen:\n\n```yaml\nVersioningConfiguration: {Status: Enabled}\n```\n";

#[test]
fn changes_are_tried_and_the_last_step_is_held_back() {
    let cloud = Cloud::playing(Script::repeat(
        "changes",
        Step::Answer(Answer {
            content: Content::Text(REPLY.to_owned()),
            ..Answer::default()
        }),
    ));
    // It is graded by the criterion alone: without a solution of the same words nothing else would hold the change back.
    let mission = VALID.replace(
        "  Resources:\n    Bucket:\n      Type: AWS::S3::Bucket\n      Properties:",
        "  Resources:\n    Bucket:\n      Type: AWS::S3::Bucket\n      Properties:\n        BucketName: photos\n        AccessControl: Private\n        ObjectLockEnabled: true",
    );
    cloud.place.write("mission.yaml", &mission);
    cloud.run("add mission.yaml").exits(0, "it is added");
    cloud
        .run("start a-bucket --no-editor")
        .exits(0, "it is started");
    let ran = cloud
        .run_all(["hint", "a-bucket", "--ask", "What now?"])
        .exits(0, "the mentor answers");
    assert!(
        ran.stdout.contains("AWS::SNS::Topic") && ran.stdout.contains("aws s3 ls"),
        "what leaves something to do is shown: {}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("is held back until the last level")
            && !ran.stdout.contains("Status: Enabled"),
        "what finishes the mission is not: {}",
        ran.stdout
    );
    let said: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|line| line.contains("fixes") || line.contains("not verified"))
        .collect();
    assert!(
        said.len() == 2
            && said[0] == "fixes 0, breaks 0"
            && said[1].starts_with("not verified: It is no template"),
        "one line a block, in order: {said:?}"
    );
    let whole = cloud
        .run("hint a-bucket --mentor --level 4 --format json")
        .exits(0, "the last level")
        .json();
    let suggestions = whole["suggestions"].as_array().expect("a list");
    let last = suggestions.last().expect("one a block");
    assert_eq!(
        (suggestions.len(), &last["verified"], &last["completes"]),
        (3, &true.into(), &true.into()),
        "all of it, with what it would do: {whole}"
    );
    assert_eq!(
        last["change"], "VersioningConfiguration: {Status: Enabled}\n",
        "and which block it is"
    );
    assert_eq!(whole["reply"], REPLY, "word for word");
}
