//! Facts of the criterion language that no other file is about: the world a template is read in, SAM's short forms in every kind, what
//! joins two resources, and the limits with what is said past them.

use expect_test::{Expect, expect};

use crate::support::{compiled, grade_with, verdict};

/// Why, the resources, the criterion, and the verdict.
type Fact = (&'static str, &'static str, &'static str, &'static str);

fn hold(facts: &[Fact]) {
    let wrong: Vec<String> = facts
        .iter()
        .filter_map(|(why, template, criterion, expected)| {
            let criteria = format!("- {{label: asked, {criterion}}}");
            let found = verdict(template, &criteria);
            (found != *expected).then(|| {
                let report = grade_with(template, &criteria, &[]);
                format!(
                    "{why}: {found}, not {expected}: {}",
                    report.results[0].message
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_world_of_parameters_mappings_and_conditions() {
    const TEMPLATE: &str = "Parameters:
  Given: {Type: Number, Default: 30}
  Open: {Type: Number}
Mappings:
  Waits: {prod: {seconds: 180}}
Conditions:
  Never: !Equals [a, b]
  Perhaps: !Equals [!Ref Open, 1]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: !Ref Given
      DelaySeconds: !Ref Open
      MessageRetentionPeriod: !FindInMap [Waits, prod, seconds]
      QueueName: !If [Never, a, !Ref AWS::NoValue]
  Gone:
    Type: AWS::SNS::Topic
    Condition: Never
  Maybe:
    Type: AWS::KMS::Key
    Condition: Perhaps
";
    hold(&[
        (
            "a default",
            TEMPLATE,
            "resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 30",
            "pass",
        ),
        (
            "no value at all",
            TEMPLATE,
            "resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 30",
            "unknown",
        ),
        (
            "a mapping",
            TEMPLATE,
            "resourceType: AWS::SQS::Queue, property: MessageRetentionPeriod, expected: 180",
            "pass",
        ),
        (
            "no value by choice",
            TEMPLATE,
            "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: QueueName, op: absent}]",
            "pass",
        ),
        (
            "no value by choice is nothing",
            TEMPLATE,
            "resourceType: AWS::SQS::Queue, property: QueueName, expected: '*'",
            "fail",
        ),
        (
            "taken away",
            TEMPLATE,
            "kind: check, select: {type: AWS::SNS::Topic}",
            "fail",
        ),
        (
            "taken away is not counted",
            TEMPLATE,
            "kind: check, select: {type: AWS::SNS::Topic}, count: {exactly: 0}",
            "pass",
        ),
        (
            "perhaps taken away",
            TEMPLATE,
            "kind: check, select: {type: AWS::KMS::Key}",
            "unknown",
        ),
        (
            "perhaps taken away, in a graph",
            TEMPLATE,
            "kind: graph, nodes: {a: {type: AWS::KMS::Key}}",
            "unknown",
        ),
    ]);
    let criteria = "- {label: asked, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 60}";
    let report = grade_with(TEMPLATE, criteria, &[("Given", "60")]);
    assert!(
        report.passed_all(),
        "a given value is before the default: {report:?}"
    );
}

#[test]
fn sam_in_every_kind() {
    const TEMPLATE: &str = "Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: nodejs22.x, MemorySize: 256, Environment: {Variables: {STAGE: prod}}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Environment: {Variables: {NAME: fn}}
      Policies: [S3ReadPolicy: {BucketName: !Ref Data}]
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
        Orders: {Type: Api, Properties: {Path: /orders, Method: get}}
  Small:
    Type: AWS::Serverless::Function
    Properties: {Handler: small.handler, MemorySize: 128}
  Jobs: {Type: AWS::SQS::Queue}
  Data: {Type: AWS::S3::Bucket}
  Other: {Type: AWS::S3::Bucket}
  Users: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: users}}
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {Name: flow}}
  Http: {Type: AWS::Serverless::HttpApi, Properties: {Name: http}}
  Rest: {Type: AWS::Serverless::Api, Properties: {Name: rest, StageName: prod}}
";
    hold(&[
        (
            "a global",
            TEMPLATE,
            "kind: check, select: {type: AWS::Lambda::Function, name: Fn}, assert: [{property: Runtime, op: equals, value: nodejs22.x}, {property: MemorySize, op: equals, value: 256}]",
            "pass",
        ),
        (
            "its own before a global",
            TEMPLATE,
            "kind: check, select: {type: AWS::Lambda::Function, name: Small}, assert: [{property: MemorySize, op: equals, value: 128}]",
            "pass",
        ),
        (
            "mappings of both together",
            TEMPLATE,
            "kind: check, select: {type: AWS::Lambda::Function, name: Fn}, assert: [{property: Environment.Variables.STAGE, op: equals, value: prod}, {property: Environment.Variables.NAME, op: equals, value: fn}]",
            "pass",
        ),
        (
            "both functions count",
            TEMPLATE,
            "kind: check, select: {type: AWS::Lambda::Function}, count: {exactly: 2}",
            "pass",
        ),
        (
            "by its own name too",
            TEMPLATE,
            "kind: check, select: {type: AWS::Serverless::Function}, count: {exactly: 2}",
            "pass",
        ),
        (
            "both names are one resource",
            TEMPLATE,
            "kind: check, select: {type: [AWS::Lambda::Function, AWS::Serverless::Function]}, count: {exactly: 2}",
            "pass",
        ),
        (
            "a table",
            TEMPLATE,
            "resourceType: AWS::DynamoDB::Table, property: TableName, expected: users",
            "pass",
        ),
        (
            "a REST API",
            TEMPLATE,
            "resourceType: AWS::ApiGateway::RestApi, property: Name, expected: rest",
            "pass",
        ),
        (
            "an HTTP API",
            TEMPLATE,
            "resourceType: AWS::ApiGatewayV2::Api, property: Name, expected: http",
            "pass",
        ),
        (
            "a state machine",
            TEMPLATE,
            "kind: check, select: {type: AWS::StepFunctions::StateMachine}",
            "pass",
        ),
        (
            "an event delivers",
            TEMPLATE,
            "kind: graph, nodes: {q: {type: AWS::SQS::Queue}, f: {type: AWS::Lambda::Function}}, edges: [[q, delivers, f]]",
            "pass",
        ),
        (
            "not to the other function",
            TEMPLATE,
            "kind: graph, nodes: {q: {type: AWS::SQS::Queue}, f: {type: AWS::Lambda::Function, name: Small}}, edges: [[q, delivers, f]]",
            "fail",
        ),
        (
            "a policy template",
            TEMPLATE,
            "kind: iam, who: {type: AWS::Lambda::Function, name: Fn}, action: 's3:GetObject', on: {type: AWS::S3::Bucket, name: Data}, expect: allow",
            "pass",
        ),
        (
            "a policy template of another bucket",
            TEMPLATE,
            "kind: iam, who: {type: AWS::Lambda::Function, name: Fn}, action: 's3:GetObject', on: {type: AWS::S3::Bucket, name: Other}, expect: allow",
            "fail",
        ),
        (
            "a policy template that only reads",
            TEMPLATE,
            "kind: iam, who: {type: AWS::Lambda::Function, name: Fn}, action: 's3:PutObject', on: {type: AWS::S3::Bucket, name: Data}, expect: allow",
            "fail",
        ),
        (
            "a preset",
            TEMPLATE,
            "kind: preset, preset: lambda-memory-max, args: {mb: 256}",
            "pass",
        ),
        (
            "a preset and a global",
            TEMPLATE,
            "kind: preset, preset: lambda-memory-max, args: {mb: 255}",
            "fail",
        ),
    ]);
}

#[test]
fn what_joins_two_resources() {
    const CHAIN: &str = "Resources:
  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref B}}
  B: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub 'x-${C}'}}
  C: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt D.TopicName}}
  D: {Type: AWS::SNS::Topic, DependsOn: E}
  E: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref F}}
  F: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref G}}
  G: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref H}}
  H: {Type: AWS::KMS::Key, Properties: {Description: last}}
";
    const NAMES: &str = "Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x}
  FnLogs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: !Sub '/aws/lambda/${Fn}'}
  Named:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: named, DeadLetterConfig: {TargetArn: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:unsent'}}
  NamedLogs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: /aws/lambda/named}
  OtherLogs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: /aws/lambda/nobody}
  Unsent:
    Type: AWS::SQS::Queue
    Properties: {QueueName: unsent}
  Nearly:
    Type: AWS::SQS::Queue
    Properties: {QueueName: unsent2}
";
    hold(&[
        (
            "a Ref",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SNS::Topic, name: B}}, edges: [[a, references, b]]",
            "pass",
        ),
        (
            "in the other direction",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SNS::Topic, name: B}}, edges: [[b, references, a]]",
            "fail",
        ),
        (
            "a DependsOn is a reference",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SNS::Topic, name: D}, b: {type: AWS::SNS::Topic, name: E}}, edges: [[a, references, b], [a, dependsOn, b]]",
            "pass",
        ),
        (
            "a Ref is no DependsOn",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SNS::Topic, name: B}}, edges: [[a, dependsOn, b]]",
            "fail",
        ),
        (
            "two in a row are no reference",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SNS::Topic, name: C}}, edges: [[a, references, b]]",
            "fail",
        ),
        (
            "six in a row",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::S3::Bucket}}, edges: [[a, reaches, b]]",
            "pass",
        ),
        (
            "seven in a row are too far",
            CHAIN,
            "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::KMS::Key}}, edges: [[a, reaches, b]]",
            "fail",
        ),
        (
            "a log group by the function's reference",
            NAMES,
            "kind: graph, nodes: {f: {type: AWS::Lambda::Function, name: Fn}, l: {type: AWS::Logs::LogGroup, name: FnLogs}}, edges: [[f, logsTo, l]]",
            "pass",
        ),
        (
            "a log group by the function's name",
            NAMES,
            "kind: graph, nodes: {f: {type: AWS::Lambda::Function, name: Named}, l: {type: AWS::Logs::LogGroup, name: NamedLogs}}, edges: [[f, logsTo, l]]",
            "pass",
        ),
        (
            "a log group of nobody here",
            NAMES,
            "kind: graph, nodes: {f: {type: AWS::Lambda::Function}, l: {type: AWS::Logs::LogGroup, name: OtherLogs}}, edges: [[f, logsTo, l]]",
            "fail",
        ),
        (
            "a queue by its name in an ARN",
            NAMES,
            "kind: graph, nodes: {f: {type: AWS::Lambda::Function, name: Named}, q: {type: AWS::SQS::Queue, name: Unsent}}, edges: [[f, deadLettersTo, q]]",
            "pass",
        ),
        (
            "a queue whose name only starts so",
            NAMES,
            "kind: graph, nodes: {f: {type: AWS::Lambda::Function, name: Named}, q: {type: AWS::SQS::Queue, name: Nearly}}, edges: [[f, deadLettersTo, q]]",
            "fail",
        ),
    ]);
}

#[test]
fn limits_are_said() {
    let nodes = |count: usize| {
        let nodes: Vec<String> = (0..count)
            .map(|node| format!("n{node}: {{type: AWS::SQS::Queue}}"))
            .collect();
        format!("kind: graph, nodes: {{{}}}", nodes.join(", "))
    };
    let nested = |depth: usize| {
        let inner = "kind: check, label: inner, select: {type: AWS::SQS::Queue}".to_owned();
        (0..depth)
            .fold(inner, |inner, _| {
                format!("kind: not, label: some, of: [{{{inner}}}]")
            })
            .replacen("label: some, ", "", 1)
    };
    let path = |steps: usize| {
        format!(
            "kind: check, select: {{type: AWS::SQS::Queue}}, assert: [{{property: {}, op: exists}}]",
            vec!["a"; steps].join(".")
        )
    };
    let pattern = |operator: &str, length: usize| {
        format!(
            "kind: check, select: {{type: AWS::SQS::Queue}}, assert: [{{property: QueueName, op: {operator}, value: '{}'}}]",
            "a".repeat(length)
        )
    };
    let cases: [(String, String, Expect); 6] = [
        (
            nodes(6),
            nodes(7),
            expect!["7 nodes are too many: at most 6"],
        ),
        (
            nested(3),
            nested(4),
            expect!["combinations go at most 3 deep"],
        ),
        (
            path(32),
            path(33),
            expect!["`property`: the path has more than 32 steps"],
        ),
        (
            pattern("glob", 256),
            pattern("glob", 257),
            expect!["`value` is a pattern of more than 256 characters"],
        ),
        // Its length says little of what an expression costs: what is made of it has the limit.
        (
            pattern("regex", 300),
            pattern("regex", 1).replace("'a'", "'(a{1000}){1000}'"),
            expect![
                "`value` is not a regular expression: Compiled regex exceeds size limit of 1048576 bytes."
            ],
        ),
        (
            format!(
                "kind: check, select: {{type: AWS::SQS::Queue, name: '{}'}}",
                "a".repeat(256)
            ),
            format!(
                "kind: check, select: {{type: AWS::SQS::Queue, name: '{}*'}}",
                "a".repeat(256)
            ),
            expect!["`name` is a pattern of more than 256 characters"],
        ),
    ];
    for (within, past, expected) in cases {
        let (rubric, problems) = compiled(&format!("- {{label: asked, {within}}}"));
        assert!(rubric.is_some(), "within its limit: {problems:?}");
        let (rubric, problems) = compiled(&format!("- {{label: asked, {past}}}"));
        assert!(rubric.is_none(), "past its limit: {past}");
        let errors: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.severity == cfn::Severity::Error)
            .map(|problem| problem.message.as_str())
            .collect();
        expected.assert_eq(&errors.join("\n"));
    }
}
