//! Remedies: three steps in whole sentences, the first of which gives nothing away, and edits that make the criterion pass.

use cfn::Parameters;
use grader::{Change, Remedy, Subject, Verdict, remedy};
use serde_json::Value as Json;

use crate::{
    edits::changed,
    presets::FIXTURES,
    support::{grade_with, rubric},
};

/// A template that fails a criterion, and in how many steps the remedies mend it: 0 where only a person can.
struct Case {
    why: &'static str,
    resources: &'static str,
    criterion: &'static str,
    steps: usize,
}

const fn case(
    why: &'static str,
    resources: &'static str,
    criterion: &'static str,
    steps: usize,
) -> Case {
    Case {
        why,
        resources,
        criterion,
        steps,
    }
}

fn told(template: &str, criterion: &str) -> Option<Remedy> {
    let rubric = rubric(criterion);
    let criterion = rubric.criteria.first().expect("one criterion");
    let parameters = Parameters::new();
    let subject = Subject {
        mission: "m",
        template: "t.yaml",
        text: template.as_bytes(),
        parameters: &parameters,
    };
    remedy(subject, criterion)
}

fn verdict(template: &str, criterion: &str) -> Verdict {
    grade_with(template, criterion, &[]).results[0].verdict
}

/// The texts that a first step must not have: the resources' names and the values that are to be written.
fn given_away(template: &str, changes: &[Change]) -> Vec<String> {
    let document = cfn::parse(template.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let mut secrets: Vec<String> = model
        .resources
        .iter()
        .map(|resource| format!("`{}`", resource.id))
        .collect();
    for change in changes {
        match change {
            Change::Set { value, .. } => leaves(value, &mut secrets),
            Change::AddResource { properties, .. } => leaves(properties, &mut secrets),
            Change::Remove { .. } | Change::RemoveResource { .. } => {}
        }
    }
    secrets
}

/// Texts and numbers long enough not to be in a sentence by chance.
fn leaves(value: &Json, texts: &mut Vec<String>) {
    match value {
        // The effect of a statement is the idea itself.
        Json::String(text) if matches!(text.as_str(), "Allow" | "Deny") => {}
        Json::String(text) if text.len() > 3 => texts.push(text.clone()),
        Json::Number(number) => texts.push(format!(" {number}")),
        Json::Array(items) => items.iter().for_each(|item| leaves(item, texts)),
        Json::Object(members) => members.values().for_each(|member| leaves(member, texts)),
        Json::String(_) | Json::Bool(_) | Json::Null => {}
    }
}

/// Follows the remedies until the criterion passes, and checks each; what is wrong is told for all cases at once.
fn follow(why: &str, template: &str, criterion: &str, steps: usize) -> Result<(), String> {
    let mut template = template.to_owned();
    let wrong = |text: String| Err(format!("{why}: {text}"));
    for step in 0..=steps.max(1) {
        let verdict = verdict(&template, criterion);
        let Some(remedy) = told(&template, criterion) else {
            return if verdict != Verdict::Pass {
                wrong(format!("{verdict:?} without a remedy in {template}"))
            } else if step == steps && step > 0 {
                Ok(())
            } else {
                wrong(format!("passes after {step} steps, not {steps}"))
            };
        };
        for sentences in [&remedy.concept, &remedy.place, &remedy.value] {
            let whole = sentences.starts_with(|first: char| first.is_uppercase() || first == '`')
                && (sentences.ends_with('.') || sentences.contains(":\n"));
            if !whole {
                return wrong(format!("not whole sentences: {sentences:?}"));
            }
        }
        for secret in given_away(&template, &remedy.changes) {
            if remedy.concept.contains(&secret) {
                return wrong(format!("gives {secret:?} away: {}", remedy.concept));
            }
        }
        if steps == 0 {
            return if remedy.changes.is_empty() {
                Ok(())
            } else {
                wrong(format!("has edits after all: {:?}", remedy.changes))
            };
        }
        if remedy.changes.is_empty() {
            return wrong(format!("no edits after {step} steps: {remedy:?}"));
        }
        template = changed(&template, &remedy.changes);
    }
    wrong(format!("not mended in {steps} steps: {template}"))
}

fn follow_all(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let template = format!("Resources:\n{}", case.resources);
            let criterion = format!("- {{label: the criterion, {}}}", case.criterion);
            follow(case.why, &template, &criterion, case.steps).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const QUEUE: &str =
    "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 30\n";
const OTHER: &str = "  Alerts:\n    Type: AWS::SNS::Topic\n";

#[test]
fn property() {
    follow_all(&[
        case(
            "wrong",
            QUEUE,
            "resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180",
            1,
        ),
        case(
            "missing",
            QUEUE,
            "resourceType: AWS::SQS::Queue, property: RedrivePolicy.maxReceiveCount, expected: 5",
            1,
        ),
        case(
            "no resource",
            OTHER,
            "resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180",
            1,
        ),
        case(
            "an attribute",
            QUEUE,
            "resourceType: AWS::SQS::Queue, property: '@DeletionPolicy', expected: Retain",
            1,
        ),
        case(
            "an element",
            "  Photos:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms'}}]}\n",
            "resourceType: AWS::S3::Bucket, property: 'BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm', expected: AES256",
            1,
        ),
        case(
            "the first form's text of a reference",
            "  Jobs:\n    Type: AWS::SQS::Queue\n  Work:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: {FunctionName: f}\n",
            "resourceType: AWS::Lambda::EventSourceMapping, property: EventSourceArn, expected: '${Jobs.Arn}'",
            1,
        ),
        case(
            "a pattern has no one value",
            QUEUE,
            "resourceType: AWS::SQS::Queue, property: QueueName, expected: 'jobs-*'",
            0,
        ),
        case(
            "a key with a dot",
            "  Web:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Statement: [{Condition: {StringEquals: {'a.b': x}}}]}\n",
            r#"resourceType: AWS::IAM::Role, property: "AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['a.b']", expected: main"#,
            1,
        ),
    ]);
}

/// A criterion on the queue's properties.
macro_rules! queue {
    ($assert:literal) => {
        concat!(
            "kind: check, select: {type: AWS::SQS::Queue}, assert: [",
            $assert,
            "]"
        )
    };
}

#[test]
fn check_with_each_operator() {
    follow_all(&[
        case(
            "equals",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: equals, value: 180}"),
            1,
        ),
        case(
            "equals text",
            QUEUE,
            queue!("{property: QueueName, op: equals, value: jobs}"),
            1,
        ),
        case(
            "equals a boolean",
            QUEUE,
            queue!("{property: FifoQueue, op: equals, value: true}"),
            1,
        ),
        case(
            "equals a reference",
            "  Jobs:\n    Type: AWS::SQS::Queue\n  Key:\n    Type: AWS::KMS::Key\n    Properties: {KeyPolicy: {}}\n",
            queue!("{property: KmsMasterKeyId, op: equals, value: !Ref Key}"),
            1,
        ),
        case(
            "equals a list",
            "  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Architectures: [x86_64]}\n",
            "kind: check, select: {type: AWS::Lambda::Function}, assert: [{property: Architectures, op: equals, value: [arm64]}]",
            1,
        ),
        case(
            "equals an amount",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: equals, value: 180, measure: seconds}"),
            1,
        ),
        case(
            "notEquals a boolean",
            "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: {FifoQueue: true}\n",
            queue!("{property: FifoQueue, op: notEquals, value: true}"),
            1,
        ),
        case(
            "notEquals leaves a choice",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: notEquals, value: 30}"),
            0,
        ),
        case(
            "glob leaves a choice",
            QUEUE,
            queue!("{property: QueueName, op: glob, value: 'jobs-*'}"),
            0,
        ),
        case(
            "regex leaves a choice",
            QUEUE,
            queue!("{property: QueueName, op: regex, value: '^jobs-'}"),
            0,
        ),
        case(
            "oneOf takes the first",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: oneOf, value: [180, 360]}"),
            1,
        ),
        case(
            "exists leaves a choice",
            QUEUE,
            queue!("{property: QueueName, op: exists}"),
            0,
        ),
        case(
            "absent",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: absent}"),
            1,
        ),
        case(
            "gt",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: gt, value: 30}"),
            1,
        ),
        case(
            "gte",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: gte, value: 180}"),
            1,
        ),
        case(
            "gte of what is missing",
            QUEUE,
            queue!("{property: DelaySeconds, op: gte, value: 5}"),
            1,
        ),
        case(
            "lt",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: lt, value: 30}"),
            1,
        ),
        case(
            "lte",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: lte, value: 29}"),
            1,
        ),
        case(
            "gte of a fraction",
            QUEUE,
            queue!("{property: VisibilityTimeout, op: gte, value: 30.5}"),
            1,
        ),
        case(
            "an amount of time",
            "  Rule:\n    Type: AWS::Events::Rule\n    Properties: {ScheduleExpression: rate(1 minute)}\n",
            "kind: check, select: {type: AWS::Events::Rule}, assert: [{property: ScheduleExpression, op: gte, value: 5 minutes, measure: seconds}]",
            1,
        ),
        case(
            "a number of elements leaves a choice",
            "  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Layers: [a]}\n",
            "kind: check, select: {type: AWS::Lambda::Function}, assert: [{property: Layers, op: gte, value: 2, measure: length}]",
            0,
        ),
        case(
            "contains, no list yet",
            "  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Runtime: nodejs22.x}\n",
            "kind: check, select: {type: AWS::Lambda::Function}, assert: [{property: Architectures, op: contains, value: arm64}]",
            1,
        ),
        case(
            "contains, an element more",
            "  Net:\n    Type: AWS::Lambda::Function\n    Properties: {VpcConfig: {SecurityGroupIds: [sg-1]}}\n",
            "kind: check, select: {type: AWS::Lambda::Function}, assert: [{property: VpcConfig.SecurityGroupIds, op: contains, value: sg-2222}]",
            0,
        ),
        case(
            "refersTo an ARN",
            "  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Runtime: nodejs22.x}\n  Unsent:\n    Type: AWS::SQS::Queue\n",
            "kind: check, select: {type: AWS::Lambda::Function}, assert: [{property: DeadLetterConfig.TargetArn, op: refersTo, value: {type: AWS::SQS::Queue}}]",
            1,
        ),
        case(
            "refersTo a topic",
            "  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {DeadLetterConfig: {TargetArn: 'arn:aws:sns:eu-west-1:111122223333:x'}}\n  Alerts:\n    Type: AWS::SNS::Topic\n",
            "kind: check, select: {type: AWS::Lambda::Function}, assert: [{property: DeadLetterConfig.TargetArn, op: refersTo, value: {type: AWS::SNS::Topic}}]",
            1,
        ),
        case(
            "refersTo what is not there",
            QUEUE,
            queue!("{property: KmsMasterKeyId, op: refersTo, value: {type: AWS::KMS::Key}}"),
            0,
        ),
        case(
            "cidrWithin",
            "  Net:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: vpc-1, CidrBlock: 10.1.0.0/24}\n",
            "kind: check, select: {type: AWS::EC2::Subnet}, assert: [{property: CidrBlock, op: cidrWithin, value: 10.0.0.0/16}]",
            1,
        ),
        case(
            "two at once",
            QUEUE,
            queue!(
                "{property: VisibilityTimeout, op: gte, value: 180}, {property: QueueName, op: equals, value: jobs}"
            ),
            1,
        ),
        case(
            "one of the two leaves a choice",
            QUEUE,
            queue!(
                "{property: VisibilityTimeout, op: gte, value: 180}, {property: QueueName, op: exists}"
            ),
            0,
        ),
    ]);
}

#[test]
fn check_with_places_and_resources() {
    const TWO: &str = "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: {VisibilityTimeout: 30}\n  More:\n    Type: AWS::SQS::Queue\n    Properties: {VisibilityTimeout: 40}\n";
    const LAYERS: &str = "  Web:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: web\n      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80}, {IpProtocol: udp, FromPort: 53}]\n";
    follow_all(&[
        case(
            "each any",
            LAYERS,
            "kind: check, select: {type: AWS::EC2::SecurityGroup}, assert: [{property: 'SecurityGroupIngress[*].FromPort', op: equals, value: 443}]",
            1,
        ),
        case(
            "each all, one after the other",
            LAYERS,
            "kind: check, select: {type: AWS::EC2::SecurityGroup}, assert: [{property: 'SecurityGroupIngress[*].FromPort', op: equals, value: 443, each: all}]",
            2,
        ),
        case(
            "each none",
            LAYERS,
            "kind: check, select: {type: AWS::EC2::SecurityGroup}, assert: [{property: 'SecurityGroupIngress[*].FromPort', op: equals, value: 80, each: none}]",
            1,
        ),
        case(
            "an element of a list that is missing",
            "  Web:\n    Type: AWS::EC2::SecurityGroup\n    Properties: {GroupDescription: web}\n",
            "kind: check, select: {type: AWS::EC2::SecurityGroup}, assert: [{property: 'SecurityGroupIngress[*].FromPort', op: equals, value: 443}]",
            1,
        ),
        case(
            "a filtered element that is there",
            LAYERS,
            "kind: check, select: {type: AWS::EC2::SecurityGroup}, assert: [{property: 'SecurityGroupIngress[?IpProtocol=tcp].FromPort', op: equals, value: 443}]",
            1,
        ),
        case(
            "a filtered element that is not there",
            LAYERS,
            "kind: check, select: {type: AWS::EC2::SecurityGroup}, assert: [{property: 'SecurityGroupIngress[?IpProtocol=icmp].FromPort', op: equals, value: 8}]",
            0,
        ),
        case(
            "in a JSON text",
            "  Flow:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {RoleArn: r, DefinitionString: '{\"StartAt\": \"A\"}'}\n",
            "kind: check, select: {type: AWS::StepFunctions::StateMachine}, assert: [{property: DefinitionString(json).StartAt, op: equals, value: Begin}]",
            0,
        ),
        case(
            "out of a JSON text",
            "  Flow:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {RoleArn: r, DefinitionString: '{\"Comment\": \"A\"}'}\n",
            "kind: check, select: {type: AWS::StepFunctions::StateMachine}, assert: [{property: DefinitionString(json).Comment, op: absent}]",
            0,
        ),
        case(
            "match all, one after the other",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue}, match: all, count: {min: 1}, assert: [{property: VisibilityTimeout, op: gte, value: 180}]",
            2,
        ),
        case(
            "match all of none",
            OTHER,
            "kind: check, select: {type: AWS::SQS::Queue}, match: all, count: {min: 1}, assert: [{property: VisibilityTimeout, op: gte, value: 180}]",
            1,
        ),
        case(
            "match none",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue}, match: none",
            2,
        ),
        case(
            "count min",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue}, count: {min: 3}",
            1,
        ),
        case(
            "count max",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue}, count: {max: 1}",
            1,
        ),
        case(
            "count exactly",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue}, count: {exactly: 4}",
            2,
        ),
        case(
            "a name",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue, name: Dead}",
            1,
        ),
        case(
            "a where",
            TWO,
            "kind: check, select: {type: AWS::SQS::Queue, where: [{property: FifoQueue, op: equals, value: true}]}",
            1,
        ),
        case(
            "the nearest of two types",
            OTHER,
            "kind: check, select: {type: [AWS::SQS::Queue, AWS::Kinesis::Stream]}",
            1,
        ),
    ]);
}

/// The template of an edge: its two resources, and nothing that joins them; and the criterion that asks for it.
fn edge(edge: &str) -> (String, String) {
    let words: Vec<&str> = edge.split_whitespace().collect();
    let [from, relation, to] = words.as_slice() else {
        panic!("an edge is three words: {edge}");
    };
    let template = format!("Resources:\n  From:\n    Type: {from}\n  To:\n    Type: {to}\n");
    let criterion = format!(
        "- {{kind: graph, label: the criterion, nodes: {{a: {{type: {from}}}, b: {{type: {to}}}}}, edges: [[a, {relation}, b]]}}"
    );
    (template, criterion)
}

#[test]
fn graph_with_each_relation() {
    let mut wrong = Vec::new();
    for asked in [
        "AWS::SNS::Topic delivers AWS::Lambda::Function",
        "AWS::SNS::Topic delivers AWS::SQS::Queue",
        "AWS::SNS::Topic delivers AWS::Serverless::Function",
        "AWS::SQS::Queue delivers AWS::Lambda::Function",
        "AWS::SQS::Queue delivers AWS::Serverless::Function",
        "AWS::DynamoDB::Table delivers AWS::Lambda::Function",
        "AWS::Kinesis::Stream delivers AWS::Lambda::Function",
        "AWS::S3::Bucket delivers AWS::Lambda::Function",
        "AWS::S3::Bucket delivers AWS::SQS::Queue",
        "AWS::S3::Bucket delivers AWS::SNS::Topic",
        "AWS::Events::Rule delivers AWS::Lambda::Function",
        "AWS::Events::Rule delivers AWS::SQS::Queue",
        "AWS::Scheduler::Schedule delivers AWS::Lambda::Function",
        "AWS::SQS::Queue deadLettersTo AWS::SQS::Queue",
        "AWS::Lambda::Function deadLettersTo AWS::SQS::Queue",
        "AWS::Lambda::Function assumes AWS::IAM::Role",
        "AWS::StepFunctions::StateMachine assumes AWS::IAM::Role",
        "AWS::EC2::Subnet containedIn AWS::EC2::VPC",
        "AWS::EC2::Instance containedIn AWS::EC2::Subnet",
        "AWS::Lambda::Function containedIn AWS::EC2::Subnet",
        "AWS::EC2::Route containedIn AWS::EC2::RouteTable",
        "AWS::ElasticLoadBalancingV2::Listener containedIn AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::EC2::SecurityGroup protects AWS::EC2::Instance",
        "AWS::EC2::SecurityGroup protects AWS::RDS::DBInstance",
        "AWS::WAFv2::WebACL protects AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::CloudWatch::Alarm notifies AWS::SNS::Topic",
        "AWS::Lambda::Function logsTo AWS::Logs::LogGroup",
        "AWS::S3::Bucket logsTo AWS::S3::Bucket",
        "AWS::CloudTrail::Trail logsTo AWS::S3::Bucket",
        "AWS::EC2::VPC logsTo AWS::S3::Bucket",
        "AWS::SQS::Queue encryptsWith AWS::KMS::Key",
        "AWS::SNS::Topic encryptsWith AWS::KMS::Key",
        "AWS::SQS::Queue dependsOn AWS::KMS::Key",
        "AWS::StepFunctions::StateMachine delivers AWS::Lambda::Function",
        "AWS::ApiGatewayV2::Api delivers AWS::Lambda::Function",
        "AWS::ApiGateway::RestApi delivers AWS::Lambda::Function",
        "AWS::Serverless::Api delivers AWS::Serverless::Function",
        "AWS::Serverless::HttpApi delivers AWS::Serverless::Function",
        "AWS::Logs::LogGroup delivers AWS::Lambda::Function",
        "AWS::ElasticLoadBalancingV2::LoadBalancer delivers AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::Lambda::Function deadLettersTo AWS::SNS::Topic",
        "AWS::Serverless::Function deadLettersTo AWS::SQS::Queue",
        "AWS::Serverless::Function deadLettersTo AWS::SNS::Topic",
        "AWS::Scheduler::Schedule deadLettersTo AWS::SQS::Queue",
        "AWS::Serverless::Function logsTo AWS::Logs::LogGroup",
        "AWS::EC2::Subnet logsTo AWS::S3::Bucket",
    ] {
        let (template, criterion) = edge(asked);
        wrong.extend(follow(asked, &template, &criterion, 1).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever two types and a relation are asked for: an edge that can be told as edits is there once they are made.
#[test]
fn graph_with_any_two_types() {
    const TYPES: &[&str] = &[
        "AWS::ApiGateway::RestApi",
        "AWS::CloudWatch::Alarm",
        "AWS::DynamoDB::Table",
        "AWS::EC2::Instance",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::Subnet",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::Events::Rule",
        "AWS::IAM::Role",
        "AWS::KMS::Key",
        "AWS::Kinesis::Stream",
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
        "AWS::Pipes::Pipe",
        "AWS::S3::Bucket",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
        "AWS::Serverless::Function",
        "AWS::StepFunctions::StateMachine",
        "AWS::WAFv2::WebACL",
    ];
    let mut wrong = Vec::new();
    let mut mended = 0;
    for relation in grader::language::relations() {
        if ["references", "reaches", "dependsOn"].contains(&relation.name) {
            continue;
        }
        for from in TYPES {
            for to in TYPES {
                let asked = format!("{from} {} {to}", relation.name);
                let (template, criterion) = edge(&asked);
                let Some(remedy) = told(&template, &criterion) else {
                    continue;
                };
                if !remedy.changes.is_empty() {
                    mended += 1;
                    wrong.extend(follow(&asked, &template, &criterion, 1).err());
                }
            }
        }
    }
    assert!(mended > 60, "there is advice: for {mended} edges");
    assert!(
        wrong.is_empty(),
        "{} of {mended}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn iam() {
    const ROLE: &str = "  Data:\n    Type: AWS::S3::Bucket\n  Reader:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Statement: []}\n";
    const POLICIES: &str = "  Data:\n    Type: AWS::S3::Bucket\n  Reader:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Statement: []}\n      Policies:\n        - PolicyName: read\n          PolicyDocument:\n            Statement:\n";
    const ALLOWED: &str = "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: {type: AWS::S3::Bucket}, expect: allow";
    const ONLY_THERE: &str = "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: {type: AWS::S3::Bucket}, expect: allow, maxScope: thisResource";
    const NOT: &str = "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: {type: AWS::S3::Bucket}, expect: notAllow";
    const DENIED: &str = "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: {type: AWS::S3::Bucket}, expect: explicitDeny";
    let with = |statement: &str| format!("Resources:\n{POLICIES}              - {statement}\n");
    let mut wrong = Vec::new();
    for (why, template, criterion, steps) in [
        ("no policy at all", format!("Resources:\n{ROLE}"), ALLOWED, 1),
        ("a statement more", with("{Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}"), ALLOWED, 1),
        ("one more action", with("{Effect: Allow, Action: 's3:PutObject', Resource: !Sub '${Data.Arn}/*'}"), ALLOWED, 1),
        ("the bucket's own ARN", with("{Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Data.Arn}"), ALLOWED, 1),
        ("a deny above it", with("{Effect: Allow, Action: 's3:*', Resource: '*'}\n              - {Effect: Deny, Action: 's3:GetObject', Resource: '*'}"), ALLOWED, 1),
        ("too far", with("{Effect: Allow, Action: 's3:GetObject', Resource: '*'}"), ONLY_THERE, 1),
        ("too far, with another beside it", with("{Effect: Allow, Action: 's3:GetObject', Resource: [!Sub '${Data.Arn}/*', 'arn:aws:s3:::other/*']}"), ONLY_THERE, 1),
        ("an allow that must not be", with("{Effect: Allow, Action: 's3:GetObject', Resource: '*'}"), NOT, 1),
        ("one action of two that must not be", with("{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: '*'}"), NOT, 1),
        ("a wild action that must not be", with("{Effect: Allow, Action: 's3:*', Resource: '*'}"), NOT, 1),
        ("nothing denies it", with("{Effect: Allow, Action: 's3:PutObject', Resource: '*'}"), DENIED, 1),
        ("a service that no policy lets in", "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Runtime: nodejs22.x}\n  Data:\n    Type: AWS::S3::Bucket\n".to_owned(),
            "kind: iam, who: {type: AWS::S3::Bucket}, action: 'lambda:InvokeFunction', on: {type: AWS::Lambda::Function}, expect: allow", 1),
        ("a rule that may not send", "Resources:\n  Rule:\n    Type: AWS::Events::Rule\n    Properties: {ScheduleExpression: rate(5 minutes)}\n  Jobs:\n    Type: AWS::SQS::Queue\n".to_owned(),
            "kind: iam, who: {type: AWS::Events::Rule}, action: 'sqs:SendMessage', on: {type: AWS::SQS::Queue}, expect: allow", 1),
    ] {
        let criterion = format!("- {{label: the criterion, {criterion}}}");
        wrong.extend(follow(why, &template, &criterion, steps).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn combinations() {
    const TWO_PARTS: &str = "{kind: check, label: slow, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: gte, value: 180}]}, {kind: check, label: topic, select: {type: AWS::SNS::Topic}}";
    let mut wrong = Vec::new();
    for (kind, steps) in [("allOf", 2), ("anyOf", 1)] {
        let criterion = format!("- {{kind: {kind}, label: the criterion, of: [{TWO_PARTS}]}}");
        wrong.extend(follow(kind, &format!("Resources:\n{QUEUE}"), &criterion, steps).err());
    }
    let not = "- {kind: not, label: the criterion, of: [{kind: check, label: a queue, select: {type: AWS::SQS::Queue}}]}";
    wrong.extend(follow("not", &format!("Resources:\n{QUEUE}"), not, 0).err());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn presets() {
    /// How many resources are to be mended, one after the other, where it is not one.
    const STEPS: &[(&str, usize)] = &[
        // Only a person knows what is needed.
        ("iam-no-star", 0),
        ("s3-encrypted", 2),
        ("sg-not-open", 2),
        ("rds-encrypted", 2),
        ("rds-not-public", 2),
        ("logs-retention-set", 2),
        ("no-hardcoded-secret", 3),
        ("no-hardcoded-arn", 2),
        ("lambda-has-dlq", 2),
        ("multi-az", 3),
        ("backup-enabled", 3),
        ("deletion-protected", 2),
    ];
    let wrong: Vec<String> = FIXTURES
        .iter()
        .filter_map(|(preset, passing, failing)| {
            let criterion = format!("- {{kind: preset, label: the criterion, preset: {preset}}}");
            assert!(
                told(passing, &criterion).is_none(),
                "{preset}: nothing is to be mended"
            );
            let steps = STEPS
                .iter()
                .find(|(name, _)| name == preset)
                .map_or(1, |(_, steps)| *steps);
            follow(preset, failing, &criterion, steps).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_told_of_what_passes_is_unknown_or_cannot_be_read() {
    let criterion = |more: &str| {
        format!(
            "- {{label: the criterion, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180{more}}}"
        )
    };
    let queue = |value: &str| {
        format!(
            "Parameters: {{Wait: {{Type: Number}}}}\nResources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: {{VisibilityTimeout: {value}}}\n"
        )
    };
    for (why, template, more) in [
        ("passes", queue("180"), ""),
        ("unknown", queue("!Ref Wait"), ""),
        ("sealed", queue("30"), ", sealed: true"),
        ("not a template", "Resources: [".to_owned(), ""),
    ] {
        assert_eq!(told(&template, &criterion(more)), None, "{why}");
    }
    assert!(
        told(&queue("30"), &criterion("")).is_some(),
        "and else it is"
    );
}
