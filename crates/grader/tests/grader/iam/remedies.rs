//! That a remedy mends what it is for: its edits are made on the template as JSON, and then the criterion is met.

use cfn::{Node, NodeKind, Parameters};
use expect_test::expect;
use grader::{Change, Remedy, Subject, Verdict, grade, remedy};
use serde_json::{Value as Json, json};

use super::{criterion, template};
use crate::support::{reads_back, rubric};

/// A template as JSON, functions in their long form.
fn json_of(node: &Node) -> Json {
    match &node.kind {
        NodeKind::Scalar(scalar) => Json::from(scalar.text.as_str()),
        NodeKind::List(items) => items.iter().map(json_of).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.to_string(), json_of(&entry.value)))
            .collect(),
        NodeKind::Function(function) => {
            json!({function.name.long_name(): json_of(&function.argument)})
        }
    }
}

/// The value that a path leads to, made on the way; and its last step.
fn place<'j>(properties: &'j mut Json, path: &str) -> (&'j mut Json, String) {
    let steps: Vec<String> = path
        .replace('[', ".[")
        .split('.')
        .map(str::to_owned)
        .collect();
    let (last, before) = steps.split_last().expect("a path has a step");
    let mut at = properties;
    for step in before {
        at = enter(at, step);
    }
    (at, last.clone())
}

fn enter<'j>(at: &'j mut Json, step: &str) -> &'j mut Json {
    match step.strip_prefix('[') {
        Some(index) => {
            let index: usize = index.trim_end_matches(']').parse().expect("an index");
            if at.is_null() {
                *at = json!([]);
            }
            let items = at.as_array_mut().expect("a list");
            if index == items.len() {
                items.push(Json::Null);
            }
            &mut items[index]
        }
        None => {
            if at.is_null() {
                *at = json!({});
            }
            at.as_object_mut()
                .expect("a mapping")
                .entry(step)
                .or_insert(Json::Null)
        }
    }
}

fn apply(template: &mut Json, change: &Change) {
    match change {
        Change::Set {
            resource,
            path,
            value,
        } => {
            let properties = enter(&mut template["Resources"][resource], "Properties");
            let (at, last) = place(properties, path);
            *enter(at, &last) = value.clone();
        }
        Change::Remove { resource, path } => {
            let properties = enter(&mut template["Resources"][resource], "Properties");
            let (at, last) = place(properties, path);
            match last.strip_prefix('[') {
                Some(index) => {
                    let index: usize = index.trim_end_matches(']').parse().expect("an index");
                    at.as_array_mut().expect("a list").remove(index);
                }
                None => {
                    at.as_object_mut().expect("a mapping").remove(&last);
                }
            }
        }
        Change::AddResource {
            id,
            type_name,
            properties,
        } => {
            let resource = json!({"Type": type_name, "Properties": properties});
            assert!(
                template["Resources"].get(id).is_none(),
                "{id} is a free name"
            );
            template["Resources"][id] = resource;
        }
        Change::RemoveResource { id } => {
            template["Resources"]
                .as_object_mut()
                .expect("a mapping")
                .remove(id);
        }
    }
}

fn verdict_and_remedy(text: &str, question: &str) -> (Verdict, Option<Remedy>) {
    let rubric = rubric(&criterion(question));
    let parameters = Parameters::new();
    let subject = Subject {
        mission: "m",
        template: "t",
        text: text.as_bytes(),
        parameters: &parameters,
    };
    let verdict = grade(subject, &rubric).results[0].verdict;
    let remedy = remedy(subject, &rubric.criteria[0]);
    remedy.iter().for_each(reads_back);
    (verdict, remedy)
}

/// Cases that fail, and are mended by the edits of their remedies, one or two of them.
const MENDED: &[(&str, &str, &str)] = &[
    (
        "a new inline policy",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker s3:GetObject Data allow thisResource",
    ),
    (
        "a new inline policy beside attached ones",
        "\n  Worker: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess']}}",
        "Worker sqs:SendMessage Jobs allow thisResource",
    ),
    (
        "one more statement",
        "- {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}",
        "Worker s3:GetObject+s3:ListBucket Data allow thisResource",
    ),
    (
        "one more statement beside a single one",
        "  {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}",
        "Worker s3:GetObject Data allow",
    ),
    (
        "the ARN of the objects",
        "- {Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Data.Arn}",
        "Worker s3:GetObject Data allow thisResource",
    ),
    (
        "an ARN and no URL",
        "- {Effect: Allow, Action: 'sqs:SendMessage', Resource: !Ref Jobs}",
        "Worker sqs:SendMessage Jobs allow thisResource",
    ),
    (
        "the whole and not a part",
        "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/public/*'}",
        "Worker s3:GetObject Data allow",
    ),
    (
        "less than everything",
        "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}",
        "Worker s3:GetObject Data allow thisResource",
    ),
    (
        "less than everything for two",
        "- {Effect: Allow, Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*'}",
        "Worker s3:GetObject+s3:ListBucket Data allow thisResource",
    ),
    (
        "a Deny taken away",
        "- {Effect: Allow, Action: 's3:*', Resource: '*'}\n- {Effect: Deny, Action: 's3:GetObject', Resource: '*'}",
        "Worker s3:GetObject Data allow",
    ),
    (
        "an Allow taken away",
        "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}\n- {Effect: Allow, Action: 's3:DeleteObject', Resource: '*'}",
        "Worker s3:DeleteObject Data notAllow",
    ),
    (
        "an action taken out of its list",
        "- {Effect: Allow, Action: ['s3:GetObject', 's3:DeleteObject'], Resource: '*'}",
        "Worker s3:DeleteObject Data notAllow",
    ),
    (
        "an AWS managed policy detached",
        "\n  Worker: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']}}",
        "Worker sqs:SendMessage Jobs notAllow",
    ),
    (
        "a Deny added",
        "- {Effect: Allow, Action: 's3:*', Resource: '*'}",
        "Worker s3:DeleteObject Data explicitDeny",
    ),
    (
        "a statement of SAM",
        "\n  Worker: {Type: AWS::Serverless::Function}",
        "Worker s3:GetObject Data allow thisResource",
    ),
    (
        "one more of SAM",
        "\n  Worker: {Type: AWS::Serverless::Function, Properties: {Policies: [SQSPollerPolicy: {QueueName: !GetAtt Jobs.QueueName}]}}",
        "Worker s3:GetObject Data allow thisResource",
    ),
    (
        "beside a single name of SAM",
        "\n  Worker: {Type: AWS::Serverless::Function, Properties: {Policies: AmazonSQSFullAccess}}",
        "Worker s3:GetObject Data allow thisResource",
    ),
    (
        "a queue that lets a topic in",
        "\n  Unrelated: {Type: AWS::SNS::Topic}",
        "News sqs:SendMessage Jobs allow thisResource",
    ),
    (
        "a function that lets a rule in",
        "\n  Unrelated: {Type: AWS::SNS::Topic}",
        "Nightly lambda:InvokeFunction Fn allow",
    ),
    (
        "through a function's role",
        "\n  Role: {Type: AWS::IAM::Role}\n  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}",
        "Worker dynamodb:Query Orders allow thisResource",
    ),
    (
        "a log group's streams",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker logs:PutLogEvents Logs allow thisResource",
    ),
    (
        "a secret",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker secretsmanager:GetSecretValue Password allow thisResource",
    ),
    (
        "a parameter",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker ssm:GetParameter Setting allow thisResource",
    ),
    (
        "an execution",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker states:StopExecution Flow allow thisResource",
    ),
    (
        "a stream",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker dynamodb:GetRecords Orders allow thisResource",
    ),
    (
        "a state machine",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker states:StartExecution Flow allow thisResource",
    ),
    (
        "a key",
        "\n  Worker: {Type: AWS::IAM::Role}",
        "Worker kms:Decrypt Key allow thisResource",
    ),
];

#[test]
fn the_edits_of_a_remedy_mend_the_template() {
    for (what, text, question) in MENDED {
        let template = template(text);
        let (verdict, remedy) = verdict_and_remedy(&template, question);
        assert_eq!(verdict, Verdict::Fail, "{what}: there is something to mend");
        let remedy = remedy.unwrap_or_else(|| panic!("{what}: there is a remedy"));
        assert!(
            !remedy.changes.is_empty(),
            "{what}: it is said as edits: {remedy:?}"
        );
        let mut tree = json_of(&cfn::parse(template.as_bytes()).root.expect("a tree"));
        for change in &remedy.changes {
            apply(&mut tree, change);
        }
        let (verdict, after) = verdict_and_remedy(&tree.to_string(), question);
        assert_eq!(
            verdict,
            Verdict::Pass,
            "{what}: {remedy:#?}\n{after:#?}\n{tree:#}"
        );
        assert_eq!(after, None, "{what}: nothing is left to mend");
    }
}

#[test]
fn a_remedy_is_told_in_three_steps() {
    let told = |text: &str, question: &str| {
        let (_, remedy) = verdict_and_remedy(&template(text), question);
        let remedy = remedy.expect("there is a remedy");
        format!("{}\n{}\n{}", remedy.concept, remedy.place, remedy.value)
    };
    expect![[r#"
        What no statement allows is forbidden. A role needs one Allow with the action and with the ARN it is done on.
        Look at `Policies` of `Worker`, line 29.
        Add this statement:
        Policies:
          - PolicyDocument:
              Statement:
                - Action: "s3:GetObject"
                  Effect: Allow
                  Resource: !Sub "${Data.Arn}/*""#]].assert_eq(&told(
        "- {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}",
        "Worker s3:GetObject Data allow",
    ));
    expect![[r#"
        A statement reaches exactly as far as its `Resource`. Give each statement what its actions need, and no more.
        Look at statement 1 of `Work`, line 33.
        Its `Resource` has to be `${Data.Arn}/*`."#]].assert_eq(&told(
        "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}",
        "Worker s3:GetObject Data allow thisResource",
    ));
    expect![[r#"
        Least privilege: a role has the permissions that its work needs, and no others.
        Look at line 26: the AWS managed policy `AmazonSQSFullAccess`.
        Detach the AWS managed policy `AmazonSQSFullAccess` there, and write a narrower policy instead."#]].assert_eq(&told(
        "\n  Worker: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']}}",
        "Worker sqs:SendMessage Jobs notAllow",
    ));
    expect![[r#"
        An explicit Deny wins over every Allow: as long as it stands, nothing else helps.
        Look at statement 1 of `Work`, line 33.
        Take this statement away."#]]
    .assert_eq(&told(
        "- {Effect: Deny, Action: 's3:*', Resource: '*'}",
        "Worker s3:GetObject Data allow",
    ));
    expect![[r#"
        A service has no role here: what it calls has to let it in, by a policy of its own.
        `Jobs` (line 14) needs a queue policy (AWS::SQS::QueuePolicy) that allows `sqs:SendMessage`.
        Add this resource:
        NewQueuePolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            PolicyDocument:
              Statement:
                - Action: "sqs:SendMessage"
                  Condition:
                    ArnEquals:
                      aws:SourceArn: !Ref News
                  Effect: Allow
                  Principal:
                    Service: sns.amazonaws.com
                  Resource: !GetAtt Jobs.Arn
              Version: "2012-10-17"
            Queues:
              - !Ref Jobs"#]]
    .assert_eq(&told(
        "\n  Unrelated: {Type: AWS::SNS::Topic}",
        "News sqs:SendMessage Jobs allow",
    ));
}
