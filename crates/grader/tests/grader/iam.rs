//! What principals may do, case by case: each mechanism where it works and where it nearly does. How a case is written is said at
//! [`Case`].

mod cases;
mod compile;
mod properties;
mod remedies;
mod telling;

use grader::{CriterionResult, Verdict};

use crate::support::grade_with;

/// Resources that every case has.
const BASE: &str = "
Parameters:
  Stage: {Type: String}
  Name: {Type: String, Default: data}
  BucketArn: {Type: String}
Conditions:
  Unsure: !Equals [!Ref Stage, prod]
  Never: !Equals [a, b]
Resources:
  Data: {Type: AWS::S3::Bucket}
  Other: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::S3::Bucket, Properties: {BucketName: my-data}}
  Staged: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub '${Stage}-data'}}
  Jobs: {Type: AWS::SQS::Queue}
  Slow: {Type: AWS::SQS::Queue, Properties: {QueueName: slow-jobs}}
  News: {Type: AWS::SNS::Topic}
  Orders: {Type: AWS::DynamoDB::Table}
  Fn: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/resize}}
  Password: {Type: AWS::SecretsManager::Secret, Properties: {Name: db-password}}
  Setting: {Type: AWS::SSM::Parameter, Properties: {Name: /app/setting, Type: String, Value: x}}
  Flow: {Type: AWS::StepFunctions::StateMachine}
  Key: {Type: AWS::KMS::Key}
  Nightly: {Type: AWS::Events::Rule}
  Custom: {Type: 'AWS::Unheard::Of'}
";

/// The types that a short name in a question may have.
const TYPES: &str = "[AWS::S3::Bucket, AWS::SQS::Queue, AWS::SNS::Topic, AWS::DynamoDB::Table, AWS::Lambda::Function, \
AWS::Serverless::Function, AWS::Logs::LogGroup, AWS::SecretsManager::Secret, AWS::SSM::Parameter, AWS::StepFunctions::StateMachine, \
AWS::KMS::Key, AWS::Events::Rule, AWS::IAM::Role, AWS::IAM::User, AWS::IAM::Group, AWS::IAM::InstanceProfile, \
AWS::ApiGateway::RestApi, AWS::Unheard::Of, AWS::EFS::FileSystem, AWS::AutoScaling::AutoScalingGroup, \
AWS::RDS::DBInstance, AWS::Budgets::Budget, AWS::ElastiCache::ReplicationGroup, AWS::Glue::Table, AWS::Pipes::Pipe, AWS::Scheduler::Schedule]";

/// One question about one template.
struct Case {
    /// Why it comes out as it does.
    why: &'static str,
    /// Statements of the role `Worker`, or whole resources when it begins with a new line. A line that ends in `#<-` is the one
    /// that the evidence shows.
    text: &'static str,
    /// `who action on expect maxScope`, the last may be left out.
    ask: &'static str,
    verdict: Verdict,
    /// In the message.
    says: &'static str,
}

/// A case in one line.
const fn case(
    why: &'static str,
    text: &'static str,
    ask: &'static str,
    verdict: Verdict,
    says: &'static str,
) -> Case {
    Case {
        why,
        text,
        ask,
        verdict,
        says,
    }
}

/// The template of a case.
fn template(text: &str) -> String {
    if text.starts_with('\n') {
        return format!("{BASE}{}", text.trim_start_matches('\n'));
    }
    let statements: String = text
        .lines()
        .map(|line| format!("              {line}\n"))
        .collect();
    format!(
        "{BASE}  Worker:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: Work
          PolicyDocument:
            Statement:
{statements}"
    )
}

/// The criterion of a question.
fn criterion(ask: &str) -> String {
    let words: Vec<&str> = ask.split_whitespace().collect();
    let [who, action, on, expect, rest @ ..] = words.as_slice() else {
        panic!("a question has at least four words: {ask}");
    };
    let select = |name: &str| format!("{{type: {TYPES}, name: '{name}'}}");
    let on = if *on == "*" || on.starts_with('$') || on.starts_with("arn:") {
        format!("'{on}'")
    } else {
        select(on)
    };
    let scope = rest
        .first()
        .map_or(String::new(), |scope| format!("  maxScope: {scope}\n"));
    let actions: Vec<String> = action
        .split('+')
        .map(|action| format!("'{action}'"))
        .collect();
    format!(
        "- label: asked\n  kind: iam\n  who: {}\n  action: [{}]\n  on: {on}\n  expect: {expect}\n{scope}",
        select(who),
        actions.join(", ")
    )
}

fn ask(template: &str, question: &str) -> CriterionResult {
    let report = grade_with(template, &criterion(question), &[]);
    report
        .results
        .into_iter()
        .next()
        .expect("one criterion, one result")
}

fn check_all(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let template = template(case.text);
        let result = ask(&template, case.ask);
        let marked = template
            .lines()
            .position(|line| line.ends_with("#<-"))
            .map(|index| index + 1);
        let shown = result
            .evidence
            .first()
            .map(|evidence| evidence.line as usize);
        if result.verdict != case.verdict
            || !result.message.contains(case.says)
            || marked.is_some_and(|line| shown != Some(line))
        {
            wrong.push(format!(
                "{} [{}]\n  is {:?} at line {shown:?} (marked {marked:?}), should be {:?} and say `{}`:\n  {}\n  {:#?}",
                case.why, case.ask, result.verdict, case.verdict, case.says, result.message,
                result.parts.iter().map(|part| &part.text).collect::<Vec<_>>()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
