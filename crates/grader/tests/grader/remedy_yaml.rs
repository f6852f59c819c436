//! What the YAML of a remedy looks like: it reads back, and nothing in it is a value that is not there. That it mends is tested with
//! each kind.

use cfn::Parameters;
use expect_test::{Expect, expect};
use grader::{Subject, remedy};

use super::support::{reads_back, rubric};

fn value(template: &str, criterion: &str) -> String {
    let rubric = rubric(&format!("- {criterion}"));
    let parameters = Parameters::new();
    let subject = Subject {
        mission: "m",
        template: "t",
        text: template.as_bytes(),
        parameters: &parameters,
    };
    let remedy = remedy(subject, &rubric.criteria[0]).expect("there is something to mend");
    reads_back(&remedy);
    remedy.value
}

fn check_values(template: &str, criteria: &[(&str, Expect)]) {
    for (criterion, expected) in criteria {
        expected.assert_eq(&value(template, criterion));
    }
}

#[test]
fn the_yaml_of_a_remedy_reads_back() {
    check_values(
        "
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {Timeout: 3}}
  Bucket: {Type: AWS::S3::Bucket}
  Nightly: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 minute)}}
  News: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::SQS::Queue}
",
        &[
            (
                "{kind: check, label: asked, select: {type: AWS::Lambda::Function}, assert: [{property: Environment.Variables.PREVIEWS, op: refersTo, value: {type: AWS::S3::Bucket}}]}",
                expect![[r#"
                    What has to be there: `Environment.Variables.PREVIEWS`: a reference to a bucket. For example:
                    Environment:
                      Variables:
                        PREVIEWS: !Ref Bucket"#]],
            ),
            (
                "{kind: check, label: asked, select: {type: AWS::Events::Rule}, assert: [{property: ScheduleExpression, op: gte, value: 300, measure: seconds}]}",
                expect![[r#"
                    What has to be there: `ScheduleExpression`: at least 300 seconds. For example:
                    ScheduleExpression: "rate(5 minutes)""#]],
            ),
            (
                "{kind: check, label: asked, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: equals, value: 5 minutes, measure: seconds}]}",
                expect![[r#"
                    What has to be there: `VisibilityTimeout`: 5 minutes. For example:
                    VisibilityTimeout: 300"#]],
            ),
            (
                "{kind: check, label: asked, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: gte, value: 30}, {property: VisibilityTimeout, op: lte, value: 60}]}",
                expect![[r#"
                    What has to be there: `VisibilityTimeout`: at least 30 and at most 60. For example:
                    VisibilityTimeout: 60"#]],
            ),
            (
                "{kind: check, label: asked, select: {type: AWS::CloudWatch::Alarm}, assert: [{property: MetricName, op: equals, value: Errors}, {property: \"Dimensions[?Name=FunctionName].Value\", op: refersTo, value: {type: AWS::Lambda::Function}}]}",
                expect![[r#"
                    A resource of the type `AWS::CloudWatch::Alarm` with `MetricName`: `Errors`; `Dimensions[?Name=FunctionName].Value`: a reference to a function. For example:
                    NewAlarm:
                      Type: AWS::CloudWatch::Alarm
                      Properties:
                        MetricName: Errors"#]],
            ),
            (
                "{kind: check, label: asked, select: {type: AWS::S3::Bucket}, assert: [{property: '@DeletionPolicy', op: equals, value: Retain}, {property: 'LifecycleConfiguration.Rules[*].Status', op: equals, value: Enabled}]}",
                expect![[r#"
                    What has to be there: `@DeletionPolicy`: `Retain`; `LifecycleConfiguration.Rules[*].Status`: `Enabled`. For example:
                    Bucket:
                      DeletionPolicy: Retain
                      Properties:
                        LifecycleConfiguration:
                          Rules:
                            - Status: Enabled"#]],
            ),
            (
                "{kind: graph, label: asked, nodes: {topic: {type: AWS::SNS::Topic}, queue: {type: AWS::SQS::Queue}}, edges: [[topic, delivers, queue]]}",
                expect![[r#"
                    Add a subscription of `Jobs` to `News`. For example:
                    NewSubscription:
                      Type: AWS::SNS::Subscription
                      Properties:
                        Endpoint: !GetAtt Jobs.Arn
                        Protocol: sqs
                        TopicArn: !Ref News"#]],
            ),
        ],
    );
}
