//! What is missing is drawn where it belongs, once; sealed and locked criteria tell nothing.

use std::collections::BTreeSet;

use cfn::Parameters;
use diagram::{ItemKind, State};

use crate::support::{described, drawn, drawn_with, rubric};

fn check(resources: &str, criteria: &str, expected: &str) {
    let text = format!("Resources:\n{resources}");
    let rubric = rubric(criteria);
    let picture = drawn(&text, Some(&rubric), &Parameters::new());
    assert_eq!(
        described(&picture).trim(),
        expected.trim(),
        "{text}\n{criteria}"
    );
}

const SET_ASIDE: &str = "
- id: aside
  kind: graph
  label: What fails is set aside
  nodes: {queue: {type: AWS::SQS::Queue}, dead: {type: AWS::SQS::Queue}}
  edges: [[queue, deadLettersTo, dead]]
";

#[test]
fn a_missing_node_is_dashed_beside_its_counterpart() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n",
        SET_ASIDE,
        "
Jobs (SQS queue) ✗
dead-letter queue ░
Jobs deadLettersTo dead-letter queue ░
",
    );
}

#[test]
fn a_missing_edge_joins_two_that_are_there() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n  Dead: {Type: AWS::SQS::Queue}\n",
        SET_ASIDE,
        "
Jobs (SQS queue) ✗
Dead (SQS queue)
Jobs deadLettersTo Dead ░
",
    );
}

#[test]
fn what_is_there_passes() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}}\n  Dead: {Type: AWS::SQS::Queue}\n",
        SET_ASIDE,
        "
Jobs (SQS queue) ✓
Dead (SQS queue) ✓
Jobs deadLettersTo Dead ✓
",
    );
}

#[test]
fn a_resource_with_a_wrong_value_is_not_a_missing_one() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}\n",
        "
- id: aside
  kind: graph
  label: What fails is set aside
  nodes:
    queue: {type: AWS::SQS::Queue, where: [{property: VisibilityTimeout, op: gte, value: 180}]}
    dead: {type: AWS::SQS::Queue}
  edges: [[queue, deadLettersTo, dead]]
",
        "
Jobs (SQS queue) ✗
dead-letter queue ░
Jobs deadLettersTo dead-letter queue ░
",
    );
}

#[test]
fn criteria_that_miss_the_same_share_one_ghost() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n  Duty: {Type: AWS::SNS::Topic}\n",
        &format!(
            "{SET_ASIDE}
- {{id: kept, kind: preset, label: No message gets lost, preset: sqs-has-dlq}}
- id: alarm
  kind: graph
  label: Somebody is woken
  nodes: {{alarm: {{type: AWS::CloudWatch::Alarm}}, topic: {{type: AWS::SNS::Topic}}}}
  edges: [[alarm, notifies, topic]]
- id: threshold
  resourceType: AWS::CloudWatch::Alarm
  property: Threshold
  expected: 1
  label: It rings at the first
"
        ),
        "
Jobs (SQS queue) ✗
Duty (SNS topic)
dead-letter queue ░
an alarm ░
Jobs deadLettersTo dead-letter queue ░
an alarm notifies Duty ░
",
    );
    let rubric = rubric(&format!(
        "{SET_ASIDE}- {{id: kept, kind: preset, label: No message gets lost, preset: sqs-has-dlq}}\n"
    ));
    let text = "Resources: {Jobs: {Type: AWS::SQS::Queue}}";
    let picture = drawn(text, Some(&rubric), &Parameters::new());
    let ghost = picture
        .items
        .iter()
        .find(|item| item.kind == ItemKind::Ghost);
    assert_eq!(
        ghost.map(|ghost| (ghost.id.as_str(), ghost.criteria.join(","), ghost.place)),
        Some((
            "ghost:AWS::SQS::Queue:Jobs.deadLettersTo",
            "aside,kept".to_owned(),
            Some((1, 13))
        )),
        "it is named for what it is, linked with both, and leads to its counterpart"
    );
}

#[test]
fn a_ghost_keeps_its_id_when_one_of_those_that_miss_it_is_met() {
    let ids = |criteria: &str| -> Vec<String> {
        let text = "Resources: {Jobs: {Type: AWS::SQS::Queue}, Duty: {Type: AWS::SNS::Topic}}";
        let picture = drawn(text, Some(&rubric(criteria)), &Parameters::new());
        let ghosts = picture.items.iter();
        ghosts
            .filter(|item| item.kind == ItemKind::Ghost)
            .map(|item| item.id.clone())
            .collect()
    };
    const THRESHOLD: &str = "- {id: threshold, resourceType: AWS::CloudWatch::Alarm, property: Threshold, expected: 1, label: It rings at the first}\n";
    const RINGS: &str = "
- id: rings
  kind: graph
  label: Somebody is woken
  nodes: {alarm: {type: AWS::CloudWatch::Alarm}, topic: {type: AWS::SNS::Topic}}
  edges: [[alarm, notifies, topic]]
";
    let both = ids(&format!("{THRESHOLD}{RINGS}"));
    assert_eq!(
        both,
        ["ghost:AWS::CloudWatch::Alarm:notifies.Duty"],
        "one alarm"
    );
    assert_eq!(ids(RINGS), both, "the second alone names it as both do");
    let kept = "- {id: kept, kind: preset, label: No message gets lost, preset: sqs-has-dlq}\n";
    assert_eq!(
        ids(&format!("{SET_ASIDE}{kept}")),
        ids(kept),
        "which of two misses it is not in its id"
    );
}

const TABLE_AND_GATE: &str = "
  Net: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Net}}
  Gate: {Type: AWS::EC2::InternetGateway}
";

#[test]
fn a_missing_part_is_the_line_that_it_would_make() {
    const ROUTED: &str = "
- id: routed
  kind: check
  label: The subnet knows the way
  select: {type: AWS::EC2::SubnetRouteTableAssociation, where: [{property: RouteTableId, op: refersTo, value: {type: AWS::EC2::RouteTable}}]}
  assert: [{property: SubnetId, op: refersTo, value: {type: AWS::EC2::Subnet}}]
- id: out
  kind: check
  label: The table knows the way out
  select: {type: AWS::EC2::Route, where: [{property: RouteTableId, op: refersTo, value: {type: AWS::EC2::RouteTable}}]}
  assert: [{property: GatewayId, op: refersTo, value: {type: AWS::EC2::InternetGateway}}]
";
    check(
        TABLE_AND_GATE,
        ROUTED,
        "
Net (VPC)
  A (Subnet)
  Table (Route table)
Gate (Internet gateway)
A references Table ░
Table references Gate ░
",
    );
    check(
        &format!(
            "{TABLE_AND_GATE}  Bound: {{Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {{SubnetId: !Ref A, RouteTableId: !Ref Table}}}}\n  Out: {{Type: AWS::EC2::Route, Properties: {{RouteTableId: !Ref Table, GatewayId: !Ref Gate}}}}\n"
        ),
        ROUTED,
        "
Net (VPC)
  A (Subnet)
  Table (Route table)
Gate (Internet gateway)
A references Table ✓ via Bound
Table references Gate ✓ via Out
",
    );
}

#[test]
fn a_missing_part_without_ends_is_said_of_its_host_or_a_ghost() {
    check(
        TABLE_AND_GATE,
        "
- id: out
  kind: check
  label: The table knows a way
  select: {type: AWS::EC2::Route, where: [{property: RouteTableId, op: refersTo, value: {type: AWS::EC2::RouteTable}}]}
",
        "
Net (VPC)
  A (Subnet)
  Table (Route table) ✗
Gate (Internet gateway)
",
    );
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n",
        "- {id: sealed, kind: check, label: There is a key, select: {type: AWS::KMS::Key}}",
        "
Jobs (SQS queue)
a key ░
",
    );
}

#[test]
fn who_is_missing_for_a_right_is_a_ghost() {
    const SENDS: &str = "
- id: sends
  kind: iam
  label: The topic may send to the queue
  who: {type: AWS::SNS::Topic}
  action: sqs:SendMessage
  on: {type: AWS::SQS::Queue, name: Jobs}
  expect: EXPECTED
";
    check(
        "  Duty: {Type: AWS::SNS::Topic}\n",
        &SENDS.replace("EXPECTED", "allow"),
        "
Duty (SNS topic)
Jobs ░
",
    );
    check(
        "  Duty: {Type: AWS::SNS::Topic}\n",
        &SENDS.replace("EXPECTED", "notAllow"),
        "Duty (SNS topic)",
    );
}

#[test]
fn a_line_that_is_there_stays_beside_one_that_is_missing() {
    check(
        "
  Gate: {Type: AWS::EC2::InternetGateway}
  Rule: {Type: AWS::Config::ConfigRule, Properties: {Scope: {ComplianceResourceId: !Ref Gate}}}
  Duty: {Type: AWS::SNS::Topic}
",
        "
- id: woken
  kind: graph
  label: Somebody is woken
  nodes: {rule: {type: AWS::Config::ConfigRule}, topic: {type: AWS::SNS::Topic}}
  edges: [[rule, notifies, topic]]
",
        "
Gate (Internet gateway)
Rule (Config rule) ✗
Duty (SNS topic)
Rule references Gate
Rule notifies Duty ░
",
    );
}

#[test]
fn two_queues_miss_a_dead_letter_queue_each() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n  Mails: {Type: AWS::SQS::Queue}\n",
        "- {id: kept, kind: preset, label: No message gets lost, preset: sqs-has-dlq}",
        "
Jobs (SQS queue) ✗
Mails (SQS queue) ✗
dead-letter queue ░
dead-letter queue ░
Jobs deadLettersTo dead-letter queue ░
Mails deadLettersTo dead-letter queue ░
",
    );
}

#[test]
fn a_ghost_lies_in_the_group_of_its_counterpart() {
    check(
        "
  Net: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
",
        "
- id: nat
  kind: graph
  label: There is a way out
  nodes: {nat: {type: AWS::EC2::NatGateway}, subnet: {type: AWS::EC2::Subnet}}
  edges: [[nat, containedIn, subnet]]
- id: web
  kind: graph
  label: A balancer stands before the servers
  nodes: {front: {type: AWS::ElasticLoadBalancingV2::LoadBalancer}, group: {type: AWS::AutoScaling::AutoScalingGroup}}
  edges: [[front, delivers, group]]
",
        "
Net (VPC)
  A (Subnet)
    a NAT gateway ░
a load balancer ░
an Auto Scaling group ░
a load balancer delivers an Auto Scaling group ░
",
    );
}

#[test]
fn a_missing_connector_is_a_missing_line() {
    check(
        "
  Table: {Type: AWS::EC2::RouteTable}
  Gate: {Type: AWS::EC2::InternetGateway}
",
        "
- id: out
  kind: graph
  label: The table knows the way out
  nodes: {route: {type: AWS::EC2::Route}, table: {type: AWS::EC2::RouteTable}, gate: {type: AWS::EC2::InternetGateway}}
  edges: [[route, containedIn, table], [route, references, gate]]
",
        "
Table (Route table)
Gate (Internet gateway)
Table references Gate ░
",
    );
}

#[test]
fn a_role_that_a_criterion_misses_on_a_function_gets_a_box() {
    let assumes = "
- id: own
  kind: graph
  label: The function has its own role
  nodes: {fn: {type: AWS::Lambda::Function, name: Two}, role: {type: AWS::IAM::Role}}
  edges: [[fn, assumes, role]]
";
    check(
        "
  One: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Two: {Type: AWS::Lambda::Function}
  Role: {Type: AWS::IAM::Role}
",
        assumes,
        "
One (Lambda function)
Two (Lambda function) ✗
Role (IAM role)
One assumes Role
Two assumes Role ░
",
    );
    check(
        "
  Two: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Role: {Type: AWS::IAM::Role}
",
        assumes,
        "Two (Lambda function) ✓ +role Role ✓",
    );
}

#[test]
fn what_must_not_be_said_is_not_drawn() {
    let sealed = SET_ASIDE.replace("  kind: graph", "  kind: graph\n  sealed: true");
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n",
        &sealed,
        // The report names the queue too; what it lacks stays unsaid.
        "Jobs (SQS queue) ✗",
    );
    let locked = format!(
        "- {{id: topic, kind: check, label: A topic is there, select: {{type: AWS::SNS::Topic}}}}\n{}",
        SET_ASIDE.replace("  kind: graph", "  kind: graph\n  requires: [topic]")
    );
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n",
        &locked,
        "
Jobs (SQS queue)
a topic ░
",
    );
    let never = "
- id: never
  kind: not
  label: Nothing is set aside
  of:
    - kind: graph
      label: What fails is set aside
      nodes: {queue: {type: AWS::SQS::Queue}, dead: {type: AWS::SQS::Queue}}
      edges: [[queue, deadLettersTo, dead]]
";
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n",
        never,
        "Jobs (SQS queue)",
    );
}

#[test]
fn of_several_ways_only_the_nearest_is_drawn() {
    check(
        "  Jobs: {Type: AWS::SQS::Queue}\n  Fn: {Type: AWS::Lambda::Function}\n  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Fn}}\n",
        "
- id: kept
  kind: anyOf
  label: Failures are kept
  of:
    - kind: graph
      label: By the function
      nodes: {fn: {type: AWS::Lambda::Function}, topic: {type: AWS::SNS::Topic}}
      edges: [[fn, deadLettersTo, topic]]
    - kind: graph
      label: By the queue
      nodes: {queue: {type: AWS::SQS::Queue}, fn: {type: AWS::Lambda::Function}, dead: {type: AWS::SQS::Queue}}
      edges: [[queue, delivers, fn], [queue, deadLettersTo, dead]]
",
        "
Jobs (SQS queue) ✗
Fn (Lambda function) ✓
dead-letter queue ░
Jobs delivers Fn ✓ via Map
Jobs deadLettersTo dead-letter queue ░
",
    );
}

#[test]
fn folding_a_group_keeps_what_goes_in_and_out() {
    let text = "
Resources:
  Net: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A, IamInstanceProfile: !Ref Profile}}
  Other: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A, UserData: !Ref Files}}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: !GetAtt Files.Arn}]}}]}}
  Files: {Type: AWS::S3::Bucket}
  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: InstanceId, Value: !Ref Web}]}}
";
    let rubric = rubric(
        "
- {id: size, resourceType: AWS::EC2::Instance, property: InstanceType, expected: t4g.small, label: It is small}
- id: nat
  kind: graph
  label: There is a way out
  nodes: {nat: {type: AWS::EC2::NatGateway}, subnet: {type: AWS::EC2::Subnet}}
  edges: [[nat, containedIn, subnet]]
",
    );
    let collapsed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let open = drawn(text, Some(&rubric), &Parameters::new());
    for (names, expected) in [
        (
            vec!["Net"],
            "
Net (VPC) ✗ holds 3
Files (S3 bucket)
Alarm (CloudWatch alarm)
Net references Files
Alarm references Net
",
        ),
        (
            vec!["A"],
            "
Net (VPC)
  A (Subnet) ✗ holds 2
Files (S3 bucket)
Alarm (CloudWatch alarm)
A references Files
Alarm references A
",
        ),
        (
            vec!["A", "Net", "nothing of this name"],
            "
Net (VPC) ✗ holds 3
Files (S3 bucket)
Alarm (CloudWatch alarm)
Net references Files
Alarm references Net
",
        ),
    ] {
        let folded: BTreeSet<String> = collapsed(&names);
        let picture = drawn_with(text, Some(&rubric), &Parameters::new(), &folded);
        assert_eq!(
            described(&picture).trim(),
            expected.trim(),
            "{names:?} folded"
        );
        assert_ne!(picture.topology(), open.topology(), "folding moves things");
        let net = &picture.items[0];
        assert_ne!(
            net.state,
            State::Ghost,
            "a group is no ghost for what is missing in it"
        );
    }
    let files: BTreeSet<String> = collapsed(&["Files"]);
    let same = drawn_with(text, Some(&rubric), &Parameters::new(), &files);
    assert_eq!(same, open, "only groups fold");
}
