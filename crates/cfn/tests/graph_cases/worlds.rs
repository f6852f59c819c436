//! Conditions, parameters, names, and what cannot be known.

use cfn::{
    Decision,
    Relation::{self, References},
};

use crate::support::{Case, check, with};

const CASES: &[Case] = &[
    (
        "what a false condition takes away has no edges; nor has its connector",
        "
Conditions: {Never: !Equals [a, b], Always: !Equals [a, a]}
Resources:
  Orders: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::SQS::Queue}
  Gone: {Type: AWS::SQS::Queue, Condition: Never}
  A: {Type: AWS::SNS::Subscription, Condition: Never, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
  B: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Gone.Arn}}
  C: {Type: AWS::SNS::Subscription, Condition: Always, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
        &["Orders delivers Jobs via C @9"],
    ),
    (
        "the chosen branch of a decided choice",
        "
Conditions: {Prod: !Equals [a, a]}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !If [Prod, !GetAtt Dead.Arn, !GetAtt Other.Arn]}}}
  Dead: {Type: AWS::SQS::Queue}
  Other: {Type: AWS::SQS::Queue}",
        &["Jobs deadLettersTo Dead @4"],
    ),
    (
        "both branches of one that cannot be decided",
        "
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: !If [Prod, {deadLetterTargetArn: !GetAtt Dead.Arn}, !Ref AWS::NoValue]}}
  Dead: {Type: AWS::SQS::Queue}",
        &["Jobs deadLettersTo Dead @5 ?"],
    ),
    (
        "of two connectors the certain one is kept",
        "
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  Orders: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::SQS::Queue}
  A: {Type: AWS::SNS::Subscription, Condition: Prod, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
  B: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
        &["Orders delivers Jobs via B @8"],
    ),
    (
        "a parameter with the ARN of a queue of the template, and one with another's",
        "
Parameters:
  Own: {Type: String, Default: 'arn:aws:sqs:eu-west-1:123456789012:dead'}
  Foreign: {Type: String, Default: 'arn:aws:sqs:eu-west-1:123456789012:elsewhere'}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Ref Own}}}
  Other: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Ref Foreign}}}
  Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}",
        &["Jobs deadLettersTo Dead @6"],
    ),
    (
        "an ARN put together of the queue's name, with and without a value",
        "
Parameters: {Name: {Type: String}}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Name}-dead'}}}
  Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${Name}-dead'}}",
        &["Jobs deadLettersTo Dead @4"],
    ),
    (
        "a name that two queues share means neither; one that is taken away does not count",
        "
Conditions: {Never: !Equals [a, b]}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:1:twin'}}}
  More: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:1:dead'}}}
  One: {Type: AWS::SQS::Queue, Properties: {QueueName: twin}}
  Two: {Type: AWS::SQS::Queue, Properties: {QueueName: twin}}
  Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}
  Gone: {Type: AWS::SQS::Queue, Condition: Never, Properties: {QueueName: dead}}",
        &["More deadLettersTo Dead @5"],
    ),
    (
        "the same name on two types: the place says which",
        "
Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
Rule: {Type: AWS::IoT::TopicRule, Properties: {TopicRulePayload: {Actions: [{DynamoDBv2: {PutItem: {TableName: orders}}}]}}}",
        &["Rule delivers Table @3"],
    ),
    (
        "a switch that cannot be decided",
        "
Parameters: {On: {Type: String}}
Resources:
  Rule: {Type: AWS::Events::Rule, Properties: {State: !Ref On, Targets: [{Id: a, Arn: !GetAtt Worker.Arn}]}}
  Worker: {Type: AWS::Lambda::Function}",
        &["Rule delivers Worker @4 ?"],
    ),
];

#[test]
fn conditions_and_names_decide_who_is_joined() {
    check(CASES, &[References]);
}

/// `Jobs deadLettersTo ... @5: why` for each open end.
fn open_ends(text: &str) -> Vec<String> {
    with(text, |model, graph| {
        graph
            .open_ends()
            .iter()
            .map(|end| {
                let id = model.resources[end.resource].id;
                let side = if end.is_from { "from" } else { "to" };
                let line = end.span.start.line;
                format!(
                    "{side} {id} {} @{line}: {}",
                    end.relation.name(),
                    end.reason
                )
            })
            .collect()
    })
}

#[test]
fn an_end_that_cannot_be_known_is_said_with_its_reason() {
    let text = "
Parameters: {Topic: {Type: String}}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !ImportValue dead}}}
  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: flow.json}}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {'Fn::Transform': {Name: AWS::Include}}}}";
    assert_eq!(
        open_ends(text),
        [
            "to Jobs delivers @5: the parameter `Topic` has no value",
            "from Jobs deadLettersTo @4: `Fn::ImportValue` is only known when the stack is made",
            "from Flow delivers @6: its definition is in another file",
            "from Api delivers @7: `Fn::Transform` is not expanded here",
        ],
        "each has its reason and its side"
    );
}

#[test]
fn what_is_known_has_no_open_end() {
    let text = "
Parameters: {Foreign: {Type: String, Default: 'arn:aws:sqs:eu-west-1:1:elsewhere'}}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Ref Foreign}}}
  More: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Jobs.Arn}}}";
    assert_eq!(
        open_ends(text),
        Vec::<String>::new(),
        "a literal ARN of nobody here is known"
    );
}

#[test]
fn what_a_condition_may_take_away_is_not_certain() {
    let text = "
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}}
  Dead: {Type: AWS::SQS::Queue, Condition: Prod}";
    with(text, |_, graph| {
        let edge = graph.edge(0, Relation::DeadLettersTo, 1);
        assert_eq!(
            edge.map(|edge| edge.certainty),
            Some(Decision::Unknown),
            "the other end may not be there"
        );
    });
}
