//! Blanks by what is done with them; the mission that they share is here.

#![allow(
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on says why"
)]

mod bundled;
mod correcting;
mod filling;
mod findings;
mod placing;

use crate::{Mission, parse_mission};

/// Seven blanks of all shapes: whole, within, two in a text, as a key, below a key that is one.
pub(super) const STARTER: &str = "\
# Whose template this is.
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: __wait__ # six times the function's
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt __target__.Arn
        maxReceiveCount: 5
  SetAside:
    Type: AWS::SQS::Queue
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      __property__:
        Status: \"__status__\"
  Worker:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [sqs:DeleteMessage, __action__]
                Resource: !GetAtt Jobs.Arn
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Sub \"${__bucket__.Arn}/*\"
";

const MISSION: &str = r#"
format: 1
id: blanks
title: Blanks
level: foundation
services: [sqs]
skills: [messaging.visibility]
minutes: 10
scenario: Fill the blanks.
criteria:
  - id: wait
    label: Jobs stay hidden
    resourceType: AWS::SQS::Queue
    property: VisibilityTimeout
    expected: 180
blanks:
  action: {type: action, example: "dynamodb:Query", ask: What it may do}
  bucket: {type: logical-id, example: Table, ask: Which bucket}
  property: {type: property, example: Tags, ask: What keeps versions}
  status: {type: enum, values: [Enabled, Suspended, "on"], example: Suspended, ask: Whether}
  target: {type: logical-id, example: Orders, ask: Where to}
  wait: {type: duration, unit: seconds, min: 0, max: 43200, example: 45, ask: How long}
"#;

/// The mission with [`STARTER`], or another one.
pub(super) fn mission(starter: &str) -> Mission {
    let mut document = MISSION.to_owned();
    for (name, text) in [
        ("starter", starter),
        (
            "solution",
            "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n",
        ),
    ] {
        document.push_str(&format!("{name}: |\n"));
        for line in text.lines() {
            document.push_str(&format!("  {line}\n"));
        }
    }
    let (mission, problems) = parse_mission("mission.yaml", document.as_bytes());
    mission.unwrap_or_else(|| panic!("it is a mission: {problems:?}"))
}

/// A mission with only the blanks that are named.
pub(super) fn with_blanks(starter: &str, blanks: &str) -> Mission {
    let whole = mission(STARTER);
    let mut mission = whole.clone();
    mission.starter = Some(starter.to_owned());
    mission.blanks = whole
        .blanks
        .into_iter()
        .filter(|blank| blanks.split(' ').any(|id| id == blank.id))
        .collect();
    mission
}
