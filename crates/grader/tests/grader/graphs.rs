//! The kind `graph`: what is found, what is missing, and what would make it.

use expect_test::expect;

use super::support::{check, check_with, verdict};

/// The example of the criterion language: a topic fans out to a function and to a queue that has a dead-letter queue and feeds a worker.
const FAN_OUT: &str = "
- kind: graph
  label: Orders fan out
  weight: 4
  partial: true
  nodes:
    topic: {type: AWS::SNS::Topic}
    fn: {type: [AWS::Lambda::Function, AWS::Serverless::Function]}
    queue: {type: AWS::SQS::Queue}
    worker: {type: [AWS::Lambda::Function, AWS::Serverless::Function]}
    dead: {type: AWS::SQS::Queue}
  edges: [[topic, delivers, fn], [topic, delivers, queue], [queue, delivers, worker], [queue, deadLettersTo, dead]]
";

const TEMPLATE: &str = "
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - {Protocol: lambda, Endpoint: !GetAtt Mail.Arn}
  ToJobs:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: !GetAtt Jobs.Arn
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadJobs.Arn
        maxReceiveCount: 5
  DeadJobs:
    Type: AWS::SQS::Queue
  Work:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: !Ref Worker
  Mail:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x}
";

#[test]
fn a_fan_out_is_found_with_each_edge_in_its_place() {
    check(
        TEMPLATE,
        FAN_OUT,
        &expect![[r#"
        4/4 points, 1 of 1 passed
        c1 Pass 4/4: `Orders` delivers to `Mail`; `Orders` delivers to `Jobs`; `Jobs` delivers to `Worker`; `Jobs` sends what fails to `DeadJobs`.
          7:30-7:56 in "Orders"
          13:7-13:33 in "ToJobs"
          26:7-26:32 in "Work"
          18:9-18:50 in "Jobs""#]],
    );
}

#[test]
fn the_longest_part_and_the_missing_edge_are_told() {
    let without_policy = TEMPLATE.replace(
        "    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadJobs.Arn
        maxReceiveCount: 5
",
        "",
    );
    check(
        &without_policy,
        FAN_OUT,
        &expect![[r#"
            3/4 points, 0 of 1 passed
            c1 Partial 3/4: `Orders` delivers to `Mail`; `Orders` delivers to `Jobs`; `Jobs` delivers to `Worker`; no dead-letter queue on `Jobs`: add `RedrivePolicy` to `Jobs`, line 14.
              14:3-14:7 in "Jobs" at "RedrivePolicy""#]],
    );
    let without_mapping = TEMPLATE.replace("AWS::Lambda::EventSourceMapping", "Custom::Nothing");
    check(
        &without_mapping,
        FAN_OUT,
        &expect![[r#"
            3/4 points, 0 of 1 passed
            c1 Partial 3/4: `Orders` delivers to `Mail`; `Orders` delivers to `Jobs`; `Jobs` sends what fails to `DeadJobs`; `Jobs` does not deliver to `Worker`: add an event source mapping from `Jobs` to `Worker`.
              14:3-14:7 in "Jobs" expected "AWS::Lambda::EventSourceMapping""#]],
    );
    let nothing = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n";
    check(
        nothing,
        FAN_OUT,
        &expect![[r#"
            0/4 points, 0 of 1 passed
            c1 Fail 0/4: There is no topic yet. 3 more things are missing.
              1:1-1:10 expected "AWS::SNS::Topic"
              1:1-1:10 expected "AWS::Lambda::Function"
              2:3-2:4 in "Q""#]],
    );
}

#[test]
fn what_depends_on_something_unknown_is_unknown() {
    let open = TEMPLATE.replace(
        "EventSourceArn: !GetAtt Jobs.Arn",
        "EventSourceArn: !ImportValue jobs",
    );
    check(
        &open,
        FAN_OUT,
        &expect![[r#"
        0/4 points, 0 of 1 passed
        c1 Unknown 0/4: Whether `Jobs` delivers to `Worker` cannot be decided: `Fn::ImportValue` is only known when the stack is made.
          25:7-25:40 in "Worker""#]],
    );
    let conditional = format!(
        "Parameters: {{Stage: {{Type: String}}}}\nConditions: {{Prod: !Equals [!Ref Stage, prod]}}\n{}",
        TEMPLATE.trim_start().replace(
            "  Work:\n    Type",
            "  Work:\n    Condition: Prod\n    Type"
        )
    );
    for (stage, expected) in [
        (
            &[][..],
            expect![[r#"
                0/4 points, 0 of 1 passed
                c1 Unknown 0/4: Whether `Jobs` delivers to `Worker` cannot be decided: the condition of `Work` depends on something that is not known.
                  28:7-28:32 in "Work""#]],
        ),
        (
            &[("Stage", "prod")],
            expect![[r#"
            4/4 points, 1 of 1 passed
            c1 Pass 4/4: `Orders` delivers to `Mail`; `Orders` delivers to `Jobs`; `Jobs` delivers to `Worker`; `Jobs` sends what fails to `DeadJobs`.
              8:30-8:56 in "Orders"
              14:7-14:33 in "ToJobs"
              28:7-28:32 in "Work"
              19:9-19:50 in "Jobs""#]],
        ),
        (
            &[("Stage", "test")],
            expect![[r#"
                3/4 points, 0 of 1 passed
                c1 Partial 3/4: `Orders` delivers to `Mail`; `Orders` delivers to `Jobs`; `Jobs` sends what fails to `DeadJobs`; `Jobs` does not deliver to `Worker`: add an event source mapping from `Jobs` to `Worker`.
                  15:3-15:7 in "Jobs" expected "AWS::Lambda::EventSourceMapping""#]],
        ),
    ] {
        check_with(&conditional, FAN_OUT, stage, &expected);
    }
}

#[test]
fn subnets_differ_in_their_zones() {
    let criteria = "
- kind: graph
  label: two zones
  nodes: {vpc: {type: AWS::EC2::VPC}, a: {type: AWS::EC2::Subnet}, b: {type: AWS::EC2::Subnet}}
  edges: [[a, containedIn, vpc], [b, containedIn, vpc]]
  differ: [[a, b, AvailabilityZone]]
";
    let template = |one: &str, two: &str| {
        format!(
            "Parameters: {{ZoneA: {{Type: String}}, ZoneB: {{Type: String}}}}
Resources:
  Net: {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: 10.0.0.0/16}}}}
  A: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref Net, AvailabilityZone: {one}}}}}
  B: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref Net, AvailabilityZone: {two}}}}}
"
        )
    };
    for (one, two, expected) in [
        ("eu-west-1a", "eu-west-1b", "pass"),
        ("eu-west-1a", "eu-west-1a", "fail"),
        ("!Select [0, !GetAZs '']", "!Select [1, !GetAZs '']", "pass"),
        ("!Select [1, !GetAZs '']", "!Select [1, !GetAZs '']", "fail"),
        ("!Sub '${AWS::Region}a'", "!Sub '${AWS::Region}b'", "pass"),
        ("!Sub '${AWS::Region}a'", "eu-west-1a", "unknown"),
        ("!Ref ZoneA", "!Ref ZoneB", "unknown"),
        ("!Ref ZoneA", "!Ref ZoneA", "fail"),
        ("eu-west-1a", "!Ref AWS::NoValue", "fail"),
    ] {
        assert_eq!(
            verdict(&template(one, two), criteria),
            expected,
            "{one} and {two}"
        );
    }
}

#[test]
fn different_names_are_different_resources() {
    let criteria = |edges: &str| {
        format!(
            "- {{kind: graph, label: two queues, nodes: {{a: {{type: AWS::SQS::Queue}}, b: {{type: AWS::SQS::Queue}}}}, edges: {edges}}}"
        )
    };
    let one = "Resources:\n  Q: {Type: AWS::SQS::Queue}\n";
    let two = "Resources:\n  Q: {Type: AWS::SQS::Queue}\n  R: {Type: AWS::SQS::Queue}\n";
    assert_eq!(
        verdict(one, &criteria("[]")),
        "fail",
        "one queue is not two"
    );
    assert_eq!(
        verdict(two, &criteria("[]")),
        "pass",
        "two queues without an edge"
    );
    assert_eq!(
        verdict(two, &criteria("[[a, references, b]]")),
        "fail",
        "no edge"
    );
}

#[test]
fn a_search_without_end_is_too_complex() {
    // Every queue refers to every other in one ring of 40, and six are asked for in a way that no six are.
    let mut template = String::from("Resources:\n");
    for one in 0..40 {
        let others: Vec<String> = (0..40)
            .filter(|other| *other != one)
            .map(|other| format!("!Ref Q{other}"))
            .collect();
        template.push_str(&format!(
            "  Q{one}: {{Type: AWS::SQS::Queue, Properties: {{Tags: [{}]}}}}\n",
            others.join(", ")
        ));
    }
    let criteria = "
- kind: graph
  label: six with a dead-letter queue each
  nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SQS::Queue}, c: {type: AWS::SQS::Queue}, d: {type: AWS::SQS::Queue}, e: {type: AWS::SQS::Queue}, f: {type: AWS::SQS::Queue}}
  edges: [[a, references, b], [b, references, c], [c, references, d], [d, references, e], [e, references, f], [f, deadLettersTo, a]]
";
    check(
        &template,
        criteria,
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Unknown 0/1: This is too complex to decide: too many resources could be meant.
          1:1-1:10"#]],
    );
}

/// A `not` repeats what the graph says, so a graph that only compares says what it found.
#[test]
fn a_graph_that_only_compares_says_what_differs() {
    check(
        "Resources:
  Near: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}
  Far: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b}}
",
        "
- kind: not
  label: One zone
  of:
    - {kind: graph, label: two zones, nodes: {a: {type: AWS::EC2::Subnet}, b: {type: AWS::EC2::Subnet}}, differ: [[a, b, AvailabilityZone]]}
",
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: This must not be so: `AvailabilityZone` of `Near` and `Far` differs: `eu-west-1a` and `eu-west-1b`.
              3:46-3:74 in "Far" at "AvailabilityZone" found "eu-west-1b""#]],
    );
}

/// Where no condition takes part, the value is named that is not known.
#[test]
fn the_value_that_is_not_known_is_named() {
    let template = |resources: &str| {
        format!("Parameters: {{Mode: {{Type: String}}}}\nResources:\n{resources}")
    };
    const CRITERIA: &str = "
- kind: graph
  label: Jobs are worked on
  nodes:
    jobs: {type: AWS::SQS::Queue, where: [{property: QueueName, op: equals, value: jobs}]}
    worker: {type: AWS::Lambda::Function}
  edges: [[jobs, delivers, worker]]
";
    const WORK: &str = "  Worker: {Type: AWS::Lambda::Function}
  Work: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}}
";
    check(
        &template(&format!(
            "  Jobs: {{Type: AWS::SQS::Queue, Properties: {{QueueName: !Ref Mode}}}}\n{WORK}"
        )),
        CRITERIA,
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: This cannot be decided: `QueueName` of `Jobs` is not known, as the parameter `Mode` has no value.
              3:46-3:66 in "Jobs" at "QueueName" found "${Mode}" expected "jobs""#]],
    );
    check(
        &template(&format!(
            "  Jobs: {{Type: AWS::SQS::Queue, Properties: {{QueueName: jobs}}}}\n{}",
            WORK.replace("{EventSourceArn", "{Enabled: !Ref Mode, EventSourceArn")
        )),
        CRITERIA,
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: Whether `Jobs` delivers to `Worker` cannot be decided: `Enabled` of `Work` is not known, as the parameter `Mode` has no value.
              5:116-5:141 in "Work""#]],
    );
    // Rights are asked of who is selected, and so is why it is not known who is.
    check(
        &template(
            "  Work: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Mode}}\n  Jobs: {Type: AWS::SQS::Queue}\n",
        ),
        "
- kind: iam
  label: The worker may not send
  who: {type: AWS::IAM::Role, where: [{property: RoleName, op: equals, value: worker}]}
  action: sqs:SendMessage
  on: {type: AWS::SQS::Queue}
  expect: notAllow
",
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: Whether `Work` may `sqs:SendMessage` on `Jobs` cannot be decided: `RoleName` of `Work` is not known, as the parameter `Mode` has no value.
              3:3-3:7 in "Work""#]],
    );
}
