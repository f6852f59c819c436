//! The table.

use grader::Verdict::{Fail, Pass, Unknown};

use super::{case, check_all};

const READ: &str = "Worker s3:GetObject Data allow";

#[test]
fn actions() {
    check_all(&[
        case(
            "the same action",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            READ,
            Pass,
            "`Worker` may `s3:GetObject` on `${Data.Arn}/*`: statement 1 of `Work` (line 33) allows it.",
        ),
        case(
            "another action",
            "- {Effect: Allow, Action: 's3:PutObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            READ,
            Fail,
            "is the nearest and allows only `s3:PutObject` there",
        ),
        case(
            "a list holds it",
            "- {Effect: Allow, Action: ['s3:PutObject', 's3:GetObject'], Resource: !Sub '${Data.Arn}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "case does not count",
            "- {Effect: Allow, Action: 'S3:getobject', Resource: !Sub '${Data.Arn}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "a wildcard covers it",
            "- {Effect: Allow, Action: 's3:Get*', Resource: !Sub '${Data.Arn}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "a question mark covers one character",
            "- {Effect: Allow, Action: 's3:GetObjec?', Resource: !Sub '${Data.Arn}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "a question mark is not two",
            "- {Effect: Allow, Action: 's3:GetObje?', Resource: !Sub '${Data.Arn}/*'}",
            READ,
            Fail,
            "",
        ),
        case(
            "the star alone covers all services",
            "- {Effect: Allow, Action: '*', Resource: !Sub '${Data.Arn}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "another service's star does not",
            "- {Effect: Allow, Action: 'sqs:*', Resource: '*'}",
            READ,
            Fail,
            "has no statement that allows",
        ),
        case(
            "NotAction allows what it does not list",
            "- {Effect: Allow, NotAction: 'iam:*', Resource: '*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "NotAction does not allow what it lists",
            "- {Effect: Allow, NotAction: 's3:*', Resource: '*'}",
            READ,
            Fail,
            "",
        ),
        case(
            "all actions of a list are needed",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'}",
            "Worker s3:GetObject+s3:PutObject Data allow",
            Fail,
            "`s3:PutObject`",
        ),
        case(
            "two statements give both",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'}\n- {Effect: Allow, Action: 's3:PutObject', Resource: !Sub '${Data.Arn}/*'}",
            "Worker s3:GetObject+s3:PutObject Data allow",
            Pass,
            "may `s3:GetObject` on `${Data.Arn}/*` (statement 1",
        ),
        case(
            "an asked pattern needs a pattern",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            "Worker s3:GetObject* Data allow",
            Fail,
            "may do only a part of `s3:GetObject*`",
        ),
        case(
            "an asked pattern is covered",
            "- {Effect: Allow, Action: 's3:Get*', Resource: !Sub '${Data.Arn}/*'}",
            "Worker s3:GetObject* Data allow",
            Pass,
            "",
        ),
        case(
            "an action that is not known",
            "- {Effect: Allow, Action: !Ref Stage, Resource: !Sub '${Data.Arn}/*'} #<-",
            READ,
            Unknown,
            "the parameter `Stage` has no value",
        ),
        case(
            "a statement without an action",
            "- {Effect: Allow, Resource: '*'}",
            READ,
            Fail,
            "has no statement",
        ),
        case(
            "an effect in the wrong case is refused by AWS",
            "- {Effect: allow, Action: 's3:*', Resource: '*'}",
            READ,
            Fail,
            "has no statement",
        ),
    ]);
}

#[test]
fn resources() {
    check_all(&[
        case(
            "the bucket's ARN without /* holds no objects",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Data.Arn} #<-",
            READ,
            Fail,
            "The ARN of the objects in a bucket ends in `/*`.",
        ),
        case(
            "a bucket action is on the bucket",
            "- {Effect: Allow, Action: 's3:ListBucket', Resource: !GetAtt Data.Arn}",
            "Worker s3:ListBucket Data allow",
            Pass,
            "",
        ),
        case(
            "a bucket action is not on the objects",
            "- {Effect: Allow, Action: 's3:ListBucket', Resource: !Sub '${Data.Arn}/*'} #<-",
            "Worker s3:ListBucket Data allow",
            Fail,
            "has no `/*`",
        ),
        case(
            "all of S3 on a bucket needs both",
            "- {Effect: Allow, Action: 's3:*', Resource: !Sub '${Data.Arn}/*'}",
            "Worker s3:* Data allow",
            Fail,
            "",
        ),
        case(
            "all of S3 on both",
            "- {Effect: Allow, Action: 's3:*', Resource: [!GetAtt Data.Arn, !Sub '${Data.Arn}/*']}",
            "Worker s3:* Data allow thisResource",
            Pass,
            "",
        ),
        case(
            "the ARN put together from Ref",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::${Data}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "the ARN put together by Join",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Join ['', ['arn:', !Ref 'AWS::Partition', ':s3:::', !Ref Data, '/*']]}",
            READ,
            Pass,
            "",
        ),
        case(
            "another partition's name is taken for ours",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws-cn:s3:::${Data}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "a written name",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-data/*'}",
            "Worker s3:GetObject Named allow thisResource",
            Pass,
            "",
        ),
        case(
            "a written name for a bucket without one",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-data/*'} #<-",
            READ,
            Fail,
            "and not on `${Data.Arn}/*`",
        ),
        case(
            "a symbol without Sub is only text",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '${Data.Arn}/*'} #<-",
            READ,
            Fail,
            "put `!Sub` before it",
        ),
        case(
            "a symbol without Sub in an ARN is only text",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::${Data}/*'} #<-",
            READ,
            Fail,
            "put `!Sub` before it",
        ),
        case(
            "a parameter's value beside a symbol is no lack of Sub",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::${Other}/${Name}/*'} #<-",
            READ,
            Fail,
            "and not on `${Data.Arn}/*`.",
        ),
        case(
            "a bucket's name is not the ARN of its objects",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Ref Data} #<-",
            READ,
            Fail,
            "`!Ref Data` is not its ARN: write `!Sub \"${Data.Arn}/*\"`.",
        ),
        case(
            "a prefix is only a part",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/public/*'} #<-",
            READ,
            Fail,
            "only on a part",
        ),
        case(
            "a prefix that is asked for",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/public/*'}",
            "Worker s3:GetObject ${Data.Arn}/public/* allow",
            Pass,
            "",
        ),
        case(
            "a text asked for by its ARN",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-data/*'}",
            "Worker s3:GetObject arn:aws:s3:::my-data/* allow",
            Pass,
            "",
        ),
        case(
            "a wildcard in the middle",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-d?ta/*'}",
            "Worker s3:GetObject Named allow",
            Pass,
            "",
        ),
        case(
            "NotResource reaches what it does not list",
            "- {Effect: Allow, Action: 's3:GetObject', NotResource: !Sub '${Other.Arn}/*'}",
            READ,
            Pass,
            "",
        ),
        case(
            "NotResource does not reach what it lists",
            "- {Effect: Allow, Action: 's3:GetObject', NotResource: !Sub '${Data.Arn}/*'}",
            READ,
            Fail,
            "",
        ),
        case(
            "a queue's Ref is its URL",
            "- {Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: !Ref Jobs} #<-",
            "Worker sqs:ReceiveMessage Jobs allow",
            Fail,
            "write `!GetAtt Jobs.Arn`",
        ),
        case(
            "a queue's ARN",
            "- {Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: !GetAtt Jobs.Arn}",
            "Worker sqs:ReceiveMessage Jobs allow thisResource",
            Pass,
            "on `Jobs`: statement 1",
        ),
        case(
            "a queue's name in an ARN",
            "- {Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs:eu-west-1:123456789012:slow-jobs'}",
            "Worker sqs:SendMessage Slow allow",
            Pass,
            "",
        ),
        case(
            "nearly its name",
            "- {Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs:eu-west-1:123456789012:slow-job'}",
            "Worker sqs:SendMessage Slow allow",
            Fail,
            "",
        ),
        case(
            "its name attribute",
            "- {Effect: Allow, Action: 'sqs:*', Resource: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs.QueueName}'}",
            "Worker sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "an ARN that stops early is open at its end",
            "- {Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs'}",
            "Worker sqs:SendMessage Jobs allow service",
            Pass,
            "",
        ),
        case(
            "an ARN without region and account",
            "- {Effect: Allow, Action: 'sqs:*', Resource: !Sub 'arn:aws:sqs:::${Jobs.QueueName}'}",
            "Worker sqs:SendMessage Jobs allow",
            Fail,
            "",
        ),
        case(
            "a topic's Ref is its ARN",
            "- {Effect: Allow, Action: 'sns:Publish', Resource: !Ref News}",
            "Worker sns:Publish News allow thisResource",
            Pass,
            "",
        ),
        case(
            "a table",
            "- {Effect: Allow, Action: ['dynamodb:Query'], Resource: [!GetAtt Orders.Arn, !Sub '${Orders.Arn}/index/*']}",
            "Worker dynamodb:Query Orders allow thisResource",
            Pass,
            "",
        ),
        case(
            "only the table's indexes",
            "- {Effect: Allow, Action: ['dynamodb:Query'], Resource: !Sub '${Orders.Arn}/index/*'}",
            "Worker dynamodb:Query Orders allow",
            Fail,
            "",
        ),
        case(
            "the table is not its stream",
            "- {Effect: Allow, Action: 'dynamodb:GetRecords', Resource: !GetAtt Orders.Arn}",
            "Worker dynamodb:GetRecords Orders allow",
            Fail,
            "${Orders.StreamArn}",
        ),
        case(
            "the stream",
            "- {Effect: Allow, Action: 'dynamodb:GetRecords', Resource: !GetAtt Orders.StreamArn}",
            "Worker dynamodb:GetRecords Orders allow thisResource",
            Pass,
            "",
        ),
        case(
            "a function's name in an ARN",
            "- {Effect: Allow, Action: 'lambda:InvokeFunction', Resource: !Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:resize'}",
            "Worker lambda:InvokeFunction Fn allow",
            Pass,
            "",
        ),
        case(
            "a function and its versions",
            "- {Effect: Allow, Action: 'lambda:InvokeFunction', Resource: [!GetAtt Fn.Arn, !Sub '${Fn.Arn}:*']}",
            "Worker lambda:InvokeFunction Fn allow thisResource",
            Pass,
            "",
        ),
        case(
            "a log group by its ARN",
            "- {Effect: Allow, Action: 'logs:PutLogEvents', Resource: !GetAtt Logs.Arn}",
            "Worker logs:PutLogEvents Logs allow thisResource",
            Pass,
            "",
        ),
        case(
            "a log group by its name",
            "- {Effect: Allow, Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda/resize:*'}",
            "Worker logs:PutLogEvents Logs allow",
            Pass,
            "",
        ),
        case(
            "a log group without its streams",
            "- {Effect: Allow, Action: 'logs:PutLogEvents', Resource: !Sub 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}'}",
            "Worker logs:PutLogEvents Logs allow",
            Fail,
            "",
        ),
        case(
            "a secret by its name and six unknown characters",
            "- {Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Sub 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:db-password-??????'}",
            "Worker secretsmanager:GetSecretValue Password allow thisResource",
            Pass,
            "",
        ),
        case(
            "a secret without the characters at its end",
            "- {Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Sub 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:db-password'}",
            "Worker secretsmanager:GetSecretValue Password allow",
            Fail,
            "",
        ),
        case(
            "a parameter with a slash",
            "- {Effect: Allow, Action: 'ssm:GetParameter', Resource: !Sub 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/*'}",
            "Worker ssm:GetParameter Setting allow",
            Pass,
            "",
        ),
        case(
            "a state machine's execution",
            "- {Effect: Allow, Action: 'states:StopExecution', Resource: !Sub 'arn:aws:states:${AWS::Region}:${AWS::AccountId}:execution:${Flow.Name}:*'}",
            "Worker states:StopExecution Flow allow",
            Pass,
            "",
        ),
        case(
            "a state machine is not its executions",
            "- {Effect: Allow, Action: 'states:StopExecution', Resource: !Ref Flow}",
            "Worker states:StopExecution Flow allow",
            Fail,
            "",
        ),
        case(
            "a type without a known ARN by GetAtt",
            "- {Effect: Allow, Action: 'unheard:Of', Resource: !GetAtt Custom.Arn}",
            "Worker unheard:Of Custom allow",
            Pass,
            "",
        ),
        case(
            "a type without a known ARN by text",
            "- {Effect: Allow, Action: 'unheard:Of', Resource: 'arn:aws:unheard:::x'}",
            "Worker unheard:Of Custom allow",
            Unknown,
            "",
        ),
        case(
            "a parameter without a value",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Ref BucketArn} #<-",
            READ,
            Unknown,
            "`BucketArn`",
        ),
        case(
            "a parameter without a value in a text",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${BucketArn}/*'}",
            READ,
            Unknown,
            "",
        ),
        case(
            "the stack's name with a star",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::${AWS::StackName}-*/*'}",
            "Worker s3:GetObject Data allow",
            Pass,
            "",
        ),
        case(
            "what may be the stack's name with a star",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-*/*'}",
            "Worker s3:GetObject Data allow",
            Unknown,
            "",
        ),
        case(
            "the same parameter in both",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::${Stage}-data/*'}",
            "Worker s3:GetObject Staged allow",
            Pass,
            "",
        ),
        case(
            "a parameter with a value",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::my-${Name}/*'}",
            "Worker s3:GetObject Named allow",
            Pass,
            "",
        ),
        case(
            "everything is only reached by the star",
            "- {Effect: Allow, Action: '*', Resource: !GetAtt Data.Arn}",
            "Worker * * allow",
            Fail,
            "only on a part",
        ),
        case(
            "everything",
            "- {Effect: Allow, Action: '*', Resource: '*'}",
            "Worker * * allow",
            Pass,
            "",
        ),
        case(
            "no Resource at all",
            "- {Effect: Allow, Action: 's3:GetObject'} #<-",
            READ,
            Fail,
            "has no `Resource`",
        ),
    ]);
}

#[test]
fn denies_and_conditions() {
    const ALLOW: &str = "- {Effect: Allow, Action: 's3:*', Resource: '*'}\n";
    let with =
        |deny: &str| -> &'static str { Box::leak(format!("{ALLOW}{deny}").into_boxed_str()) };
    check_all(&[
        case(
            "a Deny wins",
            with("- {Sid: NoRead, Effect: Deny, Action: 's3:GetObject', Resource: '*'} #<-"),
            READ,
            Fail,
            "`NoRead` of `Work` (line 34) denies it, and a Deny wins",
        ),
        case(
            "a Deny before the Allow wins too",
            "- {Effect: Deny, Action: 's3:Get*', Resource: '*'} #<-\n- {Effect: Allow, Action: 's3:*', Resource: '*'}",
            READ,
            Fail,
            "denies it",
        ),
        case(
            "a Deny of something else",
            with("- {Effect: Deny, Action: 's3:PutObject', Resource: '*'}"),
            READ,
            Pass,
            "",
        ),
        case(
            "a Deny elsewhere",
            with("- {Effect: Deny, Action: 's3:*', Resource: !Sub '${Other.Arn}/*'}"),
            READ,
            Pass,
            "",
        ),
        case(
            "a Deny of a part",
            with("- {Effect: Deny, Action: 's3:*', Resource: !Sub '${Data.Arn}/secret/*'} #<-"),
            READ,
            Fail,
            "denies it",
        ),
        case(
            "a Deny by NotAction",
            with("- {Effect: Deny, NotAction: 's3:List*', Resource: '*'} #<-"),
            READ,
            Fail,
            "denies it",
        ),
        case(
            "a Deny by NotResource",
            with("- {Effect: Deny, Action: 's3:*', NotResource: !Sub '${Other.Arn}/*'} #<-"),
            READ,
            Fail,
            "denies it",
        ),
        case(
            "a Deny that spares it",
            with("- {Effect: Deny, Action: 's3:*', NotResource: !Sub '${Data.Arn}/*'}"),
            READ,
            Pass,
            "",
        ),
        case(
            "a Deny with a condition is a note",
            with(
                "- {Sid: Tls, Effect: Deny, Action: 's3:*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': false}}}",
            ),
            READ,
            Pass,
            "Note that `Tls` of `Work` (line 34) denies it under a condition.",
        ),
        case(
            "a Deny of something unknown",
            with("- {Effect: Deny, Action: 's3:*', Resource: !Ref BucketArn} #<-"),
            READ,
            Unknown,
            "BucketArn",
        ),
        case(
            "an effect that is unknown",
            with("- {Effect: !Ref Stage, Action: 's3:*', Resource: '*'} #<-"),
            READ,
            Unknown,
            "Stage",
        ),
        case(
            "a statement that may be there",
            with(
                "- !If [Unsure, {Effect: Deny, Action: 's3:*', Resource: '*'}, !Ref 'AWS::NoValue'] #<-",
            ),
            READ,
            Unknown,
            "`Unsure` cannot be decided",
        ),
        case(
            "a statement that is not there",
            with(
                "- !If [Never, {Effect: Deny, Action: 's3:*', Resource: '*'}, !Ref 'AWS::NoValue']",
            ),
            READ,
            Pass,
            "",
        ),
        case(
            "an Allow with a condition",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: {StringEquals: {'aws:PrincipalTag/team': a}}} #<-",
            READ,
            Pass,
            "only under the condition",
        ),
        case(
            "an Allow that may be there",
            "- !If [Unsure, {Effect: Allow, Action: 's3:*', Resource: '*'}, !Ref 'AWS::NoValue'] #<-",
            READ,
            Unknown,
            "`Unsure` cannot be decided",
        ),
        case(
            "a single statement needs no list",
            "  {Effect: Allow, Action: 's3:*', Resource: '*'} #<-",
            READ,
            Pass,
            "",
        ),
    ]);
}

#[test]
fn not_allow_and_explicit_deny() {
    const DELETE: &str = "Worker s3:DeleteObject Data notAllow";
    const DENY: &str = "Worker s3:DeleteObject Data explicitDeny";
    check_all(&[
        case(
            "nothing allows it",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}",
            DELETE,
            Pass,
            "no statement allows it",
        ),
        case(
            "something allows it",
            "- {Effect: Allow, Action: 's3:*', Resource: '*'} #<-",
            DELETE,
            Fail,
            "statement 1 of `Work` (line 33) allows it",
        ),
        case(
            "something allows a part of it",
            "- {Effect: Allow, Action: 's3:*', Resource: !Sub '${Data.Arn}/tmp/*'} #<-",
            DELETE,
            Fail,
            "on a part of",
        ),
        case(
            "something allows it under a condition",
            "- {Effect: Allow, Action: 's3:*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': true}}} #<-",
            DELETE,
            Fail,
            "whenever the condition of",
        ),
        case(
            "it is denied",
            "- {Effect: Allow, Action: 's3:*', Resource: '*'}\n- {Effect: Deny, Action: 's3:Delete*', Resource: '*'} #<-",
            DELETE,
            Pass,
            "denies it",
        ),
        case(
            "it is denied in part",
            "- {Effect: Allow, Action: 's3:*', Resource: '*'} #<-\n- {Effect: Deny, Action: 's3:Delete*', Resource: !Sub '${Data.Arn}/keep/*'}",
            DELETE,
            Fail,
            "does not reach over all of it",
        ),
        case(
            "what is allowed is denied",
            "- {Effect: Allow, Action: 's3:*', Resource: !Sub '${Data.Arn}/tmp/*'}\n- {Effect: Deny, Action: 's3:Delete*', Resource: !Sub '${Data.Arn}/tmp/*'}",
            DELETE,
            Pass,
            "",
        ),
        case(
            "more is allowed than is denied",
            "- {Effect: Allow, Action: 's3:*', Resource: [!Sub '${Data.Arn}/tmp/*', !Sub '${Data.Arn}/old/*']} #<-\n- {Effect: Deny, Action: 's3:Delete*', Resource: !Sub '${Data.Arn}/tmp/*'}",
            DELETE,
            Fail,
            "does not reach over all of it",
        ),
        case(
            "a Deny with a condition is not enough",
            "- {Effect: Allow, Action: 's3:*', Resource: '*'} #<-\n- {Effect: Deny, Action: 's3:Delete*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': false}}}",
            DELETE,
            Fail,
            "allows it",
        ),
        case(
            "a pattern is allowed as soon as a part is",
            "- {Effect: Allow, Action: 's3:DeleteObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            "Worker s3:Delete* Data notAllow",
            Fail,
            "on a part",
        ),
        case(
            "full access is more than one action",
            "- {Effect: Allow, Action: 's3:DeleteObject', Resource: !Sub '${Data.Arn}/*'}",
            "Worker s3:* Data notAllow",
            Pass,
            "",
        ),
        case(
            "full access",
            "- {Effect: Allow, Action: 's3:*', Resource: [!GetAtt Data.Arn, !Sub '${Data.Arn}/*']}",
            "Worker s3:* Data notAllow",
            Fail,
            "",
        ),
        case(
            "everything is not meant by something",
            "- {Effect: Allow, Action: 's3:*', Resource: !GetAtt Data.Arn}",
            "Worker * * notAllow",
            Pass,
            "",
        ),
        case(
            "every action of a list",
            "- {Effect: Allow, Action: 's3:PutObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            "Worker s3:DeleteObject+s3:PutObject Data notAllow",
            Fail,
            "`s3:PutObject`",
        ),
        case(
            "an unknown resource",
            "- {Effect: Allow, Action: 's3:*', Resource: !Ref BucketArn} #<-",
            DELETE,
            Unknown,
            "",
        ),
        case(
            "every pair must hold",
            "- {Effect: Allow, Action: 's3:*', Resource: !Sub '${Other.Arn}/*'} #<-",
            "Worker s3:DeleteObject * notAllow",
            Pass,
            "",
        ),
        case(
            "every bucket must hold",
            "- {Effect: Allow, Action: 's3:DeleteObject', Resource: !Sub '${Other.Arn}/*'} #<-",
            "Worker s3:DeleteObject *a* notAllow",
            Pass,
            "",
        ),
        case(
            "there is no such role",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}",
            "Nobody s3:DeleteObject Data notAllow",
            Fail,
            "There is no",
        ),
        case(
            "denied in so many words",
            "- {Sid: Keep, Effect: Deny, Action: 's3:Delete*', Resource: '*'} #<-",
            DENY,
            Pass,
            "`Keep` of `Work` (line 33) denies `Worker` `s3:DeleteObject`",
        ),
        case(
            "not allowed is not denied",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}",
            DENY,
            Fail,
            "No statement denies `Worker` `s3:DeleteObject`",
        ),
        case(
            "denied in part",
            "- {Effect: Deny, Action: 's3:Delete*', Resource: !Sub '${Data.Arn}/keep/*'} #<-",
            DENY,
            Fail,
            "only a part",
        ),
        case(
            "denied under a condition",
            "- {Effect: Deny, Action: 's3:Delete*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': false}}} #<-",
            DENY,
            Pass,
            "only under the condition",
        ),
        case(
            "a Deny of something unknown",
            "- {Effect: Deny, Action: 's3:Delete*', Resource: !Ref BucketArn} #<-",
            DENY,
            Unknown,
            "",
        ),
        case(
            "denied by what is not listed",
            "- {Effect: Deny, NotAction: 's3:Get*', Resource: '*'} #<-",
            DENY,
            Pass,
            "",
        ),
        case(
            "not denied by what is listed",
            "- {Effect: Deny, NotAction: 's3:*', Resource: '*'}",
            DENY,
            Fail,
            "",
        ),
    ]);
}

#[test]
fn how_far_a_statement_may_reach_beyond_a_folder() {
    const PLANS: &str = "Worker s3:GetObject ${Data.Arn}/plans/* allow thisResource";
    check_all(&[
        case(
            "only the folder",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/plans/*'}",
            PLANS,
            Pass,
            "",
        ),
        case(
            "the whole bucket is more than its folder",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            PLANS,
            Fail,
            "reaches further: `${Data.Arn}/*`. Name only `${Data.Arn}/plans/*` there.",
        ),
        case(
            "another folder beside it",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: [!Sub '${Data.Arn}/plans/*', !Sub '${Data.Arn}/bills/*']} #<-",
            PLANS,
            Fail,
            "reaches further: `${Data.Arn}/bills/*`",
        ),
        case(
            "the bucket itself beside it gives no object",
            "- {Effect: Allow, Action: ['s3:GetObject', 's3:ListBucket'], Resource: [!GetAtt Data.Arn, !Sub '${Data.Arn}/plans/*']}",
            PLANS,
            Pass,
            "",
        ),
        case(
            "all objects, written out, with the bucket itself",
            "- {Effect: Allow, Action: 's3:*', Resource: [!GetAtt Data.Arn, !Sub '${Data.Arn}/*']}",
            "Worker s3:GetObject ${Data.Arn}/* allow thisResource",
            Pass,
            "",
        ),
    ]);
}

#[test]
fn how_far_a_statement_may_reach() {
    check_all(&[
        case(
            "only this bucket",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Pass,
            "",
        ),
        case(
            "the star",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Fail,
            "reaches further: `*`. Name only `${Data.Arn}/*` there.",
        ),
        case(
            "every bucket",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::*'} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Fail,
            "`arn:aws:s3:::*`",
        ),
        case(
            "another bucket too",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: [!Sub '${Data.Arn}/*', !Sub '${Other.Arn}/*']} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Fail,
            "reaches further: `${Other.Arn}/*`",
        ),
        case(
            "a bucket whose name begins alike",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}*'} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Fail,
            "reaches further",
        ),
        case(
            "another service's ARN in the same statement",
            "- {Effect: Allow, Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: [!Sub '${Data.Arn}/*', !GetAtt Jobs.Arn]}",
            "Worker s3:GetObject Data allow thisResource",
            Pass,
            "",
        ),
        case(
            "a second, wide statement",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'}\n- {Effect: Allow, Action: 's3:*', Resource: '*'} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Fail,
            "statement 2",
        ),
        case(
            "everything but",
            "- {Effect: Allow, Action: 's3:GetObject', NotResource: !Sub '${Other.Arn}/*'} #<-",
            "Worker s3:GetObject Data allow thisResource",
            Fail,
            "everything but",
        ),
        case(
            "an unknown one beside",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: [!Sub '${Data.Arn}/*', !Ref BucketArn]}",
            "Worker s3:GetObject Data allow thisResource",
            Unknown,
            "",
        ),
        case(
            "one service, every bucket",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::*'}",
            "Worker s3:GetObject Data allow service",
            Pass,
            "",
        ),
        case(
            "one service, not the star",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'} #<-",
            "Worker s3:GetObject Data allow service",
            Fail,
            "reaches further: `*`",
        ),
        case(
            "any",
            "- {Effect: Allow, Action: 's3:GetObject', Resource: '*'}",
            "Worker s3:GetObject Data allow any",
            Pass,
            "",
        ),
    ]);
}

/// A role with these properties.
fn role(properties: &str) -> &'static str {
    Box::leak(
        format!("\n  Worker:\n    Type: AWS::IAM::Role\n    Properties:\n{properties}")
            .into_boxed_str(),
    )
}

#[test]
fn where_policies_come_from() {
    const SEND: &str = "Worker sqs:SendMessage Jobs allow";
    const DOCUMENT: &str = "PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}}";
    let with = |text: &str| -> &'static str {
        Box::leak(
            format!(
                "\n  Worker: {{Type: AWS::IAM::Role, Properties: {{RoleName: the-worker}}}}\n{}",
                text.replace("DOCUMENT", DOCUMENT)
            )
            .into_boxed_str(),
        )
    };
    check_all(&[
        case(
            "a policy resource by Ref",
            with(
                "  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref Worker], DOCUMENT}} #<-",
            ),
            SEND,
            Pass,
            "statement 1 of `P`",
        ),
        case(
            "a policy resource by name",
            with(
                "  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [the-worker], DOCUMENT}}",
            ),
            SEND,
            Pass,
            "",
        ),
        case(
            "a policy resource for another role",
            with(
                "  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [another], DOCUMENT}}",
            ),
            SEND,
            Fail,
            "has no statement",
        ),
        case(
            "a policy resource for users",
            with(
                "  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Users: [!Ref Worker], DOCUMENT}}",
            ),
            "Worker sqs:SendMessage Other allow",
            Fail,
            "",
        ),
        case(
            "a policy that is not created",
            with(
                "  P: {Type: AWS::IAM::Policy, Condition: Never, Properties: {PolicyName: p, Roles: [!Ref Worker], DOCUMENT}}",
            ),
            SEND,
            Fail,
            "",
        ),
        case(
            "a policy that may be created",
            with(
                "  P: {Type: AWS::IAM::Policy, Condition: Unsure, Properties: {PolicyName: p, Roles: [!Ref Worker], DOCUMENT}}",
            ),
            SEND,
            Unknown,
            "whether `P` is created",
        ),
        case(
            "a role policy",
            with(
                "  P: {Type: AWS::IAM::RolePolicy, Properties: {PolicyName: p, RoleName: !Ref Worker, DOCUMENT}}",
            ),
            SEND,
            Pass,
            "",
        ),
        case(
            "a managed policy by its Roles",
            with(
                "  P: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref Worker], DOCUMENT}}",
            ),
            SEND,
            Pass,
            "",
        ),
        case(
            "a managed policy by Ref",
            role(
                "      ManagedPolicyArns: [!Ref P]\n  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Jobs.Arn}}}} #<-",
            ),
            SEND,
            Pass,
            "statement 1 of `P`",
        ),
        case(
            "a managed policy that nobody has",
            role(
                "      Path: /\n  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Jobs.Arn}}}}",
            ),
            SEND,
            Fail,
            "has no statement",
        ),
        case(
            "an AWS managed policy",
            role(
                "      ManagedPolicyArns:\n        - arn:aws:iam::aws:policy/AmazonSQSFullAccess #<-",
            ),
            SEND,
            Pass,
            "the AWS managed policy `AmazonSQSFullAccess`",
        ),
        case(
            "an AWS managed policy in whichever partition",
            role(
                "      ManagedPolicyArns:\n        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole #<-",
            ),
            "Worker sqs:ReceiveMessage+sqs:DeleteMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "an AWS managed policy that only reads",
            role(
                "      ManagedPolicyArns:\n        - arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess #<-",
            ),
            SEND,
            Fail,
            "is the nearest",
        ),
        case(
            "an AWS managed policy reaches too far",
            role(
                "      ManagedPolicyArns:\n        - arn:aws:iam::aws:policy/AmazonSQSFullAccess #<-",
            ),
            "Worker sqs:SendMessage Jobs allow thisResource",
            Fail,
            "reaches further: `*`",
        ),
        case(
            "an AWS managed policy that is not in the table",
            role(
                "      ManagedPolicyArns:\n        - arn:aws:iam::aws:policy/SomethingVeryNew #<-",
            ),
            SEND,
            Unknown,
            "what the AWS managed policy `SomethingVeryNew` allows is not known here",
        ),
        case(
            "what a long AWS managed policy surely allows",
            role("      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']"),
            "Worker s3:GetObject Data allow",
            Pass,
            "",
        ),
        case(
            "what it perhaps allows",
            role("      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']"),
            SEND,
            Unknown,
            "not all that the AWS managed policy `ReadOnlyAccess` allows",
        ),
        case(
            "everything but identities",
            role("      ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess']"),
            "Worker iam:PassRole * notAllow",
            Pass,
            "",
        ),
        case(
            "administrators",
            role("      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']"),
            "Worker * * allow",
            Pass,
            "",
        ),
        case(
            "a policy outside of the template",
            role("      ManagedPolicyArns: [!ImportValue shared-policy]"),
            SEND,
            Unknown,
            "is a policy outside of this template",
        ),
        case(
            "a policy outside does not take away",
            role(
                "      ManagedPolicyArns: [!ImportValue shared-policy]\n      Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Jobs.Arn}]}}]",
            ),
            SEND,
            Pass,
            "",
        ),
        case(
            "a user through a group",
            "\n  Worker: {Type: AWS::IAM::User, Properties: {Groups: [!Ref Team]}}\n  Team: {Type: AWS::IAM::Group, Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}}]}} #<-",
            SEND,
            Pass,
            "",
        ),
        case(
            "a user added to a group",
            "\n  Worker: {Type: AWS::IAM::User}\n  Add: {Type: AWS::IAM::UserToGroupAddition, Properties: {GroupName: !Ref Team, Users: [!Ref Worker]}}\n  Team: {Type: AWS::IAM::Group, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']}}",
            SEND,
            Pass,
            "",
        ),
        case(
            "a user outside of the group",
            "\n  Worker: {Type: AWS::IAM::User}\n  Team: {Type: AWS::IAM::Group, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']}}",
            SEND,
            Fail,
            "",
        ),
        case(
            "a group's own policies",
            "\n  Worker: {Type: AWS::IAM::Group}\n  P: {Type: AWS::IAM::GroupPolicy, Properties: {PolicyName: p, GroupName: !Ref Worker, PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:*', Resource: '*'}}}}",
            SEND,
            Pass,
            "",
        ),
        case(
            "an instance profile's role",
            "\n  Worker: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}\n  Role: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']}}",
            SEND,
            Pass,
            "`Worker` (through `Role`) may",
        ),
        case(
            "no policy at all",
            "\n  Worker: {Type: AWS::IAM::Role} #<-",
            SEND,
            Fail,
            "`Worker` has no statement that allows `sqs:SendMessage` on `Jobs`: add one to its `Policies`.",
        ),
        case(
            "no role at all",
            "\n  Unrelated: {Type: AWS::SNS::Topic}",
            SEND,
            Fail,
            "There is no",
        ),
        case(
            "no queue",
            role("      Path: /"),
            "Worker sqs:SendMessage Nothing allow",
            Fail,
            "There is no",
        ),
        case(
            "the role may not be there",
            "\n  Worker: {Type: AWS::IAM::Role, Condition: Unsure, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']}}",
            SEND,
            Unknown,
            "",
        ),
    ]);
}

#[test]
fn loops_may_make_policies() {
    let role = "\n  Worker: {Type: AWS::IAM::Role}\n  Fn::ForEach::Rights: [X, [a, b], {'P${X}': {Type: AWS::IAM::Policy}}]";
    let other = "\n  Worker: {Type: AWS::IAM::Role}\n  Fn::ForEach::Topics: [X, [a, b], {'P${X}': {Type: AWS::SNS::Topic}}]";
    let roles = "\n  Fn::ForEach::Roles: [X, [a, b], {'Worker${X}': {Type: AWS::IAM::Role}}]";
    check_all(&[
        case(
            "what is lacking may come",
            role,
            READ,
            Unknown,
            "`Fn::ForEach::Rights` may make a policy",
        ),
        case(
            "what should not be may come",
            role,
            "Worker s3:GetObject Data notAllow",
            Unknown,
            "may make a policy",
        ),
        case(
            "topics bring no rights",
            other,
            READ,
            Fail,
            "has no statement",
        ),
        case(
            "the role itself may come",
            roles,
            READ,
            Unknown,
            "makes its resources only when the template is deployed",
        ),
    ]);
}

#[test]
fn boundaries() {
    const SEND: &str = "Worker sqs:SendMessage Jobs allow";
    let bounded = |boundary: &str| {
        role(&format!(
            "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess']\n      PermissionsBoundary: {boundary}\n  B:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Statement:\n          - {{Effect: Allow, Action: ['sqs:Send*', 's3:*'], Resource: '*'}}\n          - {{Effect: Deny, Action: 'sqs:DeleteQueue', Resource: '*'}} "
        ))
    };
    check_all(&[
        case(
            "the boundary allows it too",
            bounded("!Ref B"),
            SEND,
            Pass,
            "",
        ),
        case(
            "the boundary does not allow it",
            bounded("!Ref B"),
            "Worker sqs:ReceiveMessage Jobs allow",
            Fail,
            "but its permission boundary does not",
        ),
        case(
            "the boundary allows what no policy does",
            bounded("!Ref B"),
            "Worker s3:GetObject Data allow",
            Fail,
            "has no statement",
        ),
        case(
            "the boundary keeps it from being allowed",
            bounded("!Ref B"),
            "Worker sqs:ReceiveMessage Jobs notAllow",
            Pass,
            "the permission boundary does not allow it",
        ),
        case(
            "the boundary denies",
            bounded("!Ref B"),
            "Worker sqs:DeleteQueue Jobs explicitDeny",
            Pass,
            "of `B`",
        ),
        case(
            "an AWS managed policy as boundary",
            bounded("arn:aws:iam::aws:policy/PowerUserAccess"),
            SEND,
            Pass,
            "",
        ),
        case(
            "a boundary outside of the template",
            bounded("!ImportValue boundary"),
            SEND,
            Unknown,
            "outside of this template",
        ),
    ]);
}

#[test]
fn policies_of_resources() {
    let queue_policy = |statement: &str| -> &'static str {
        Box::leak(format!("\n  P:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      Queues: [!Ref Jobs]\n      PolicyDocument:\n        Statement:\n          - {statement} #<-\n  Worker: {{Type: AWS::IAM::Role, Properties: {{RoleName: the-worker}}}}\n  Api: {{Type: AWS::ApiGateway::RestApi}}").into_boxed_str())
    };
    let unmarked = |statement: &str| -> &'static str {
        Box::leak(queue_policy(statement).replace("#<-", "").into_boxed_str())
    };
    const NEWS: &str = "News sqs:SendMessage Jobs allow";
    check_all(&[
        case(
            "a topic by its service and ARN",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'SQS:SendMessage', Resource: !GetAtt Jobs.Arn, Condition: {ArnEquals: {'aws:SourceArn': !Ref News}}}",
            ),
            NEWS,
            Pass,
            "SNS for `News` may `sqs:SendMessage` on `Jobs`",
        ),
        case(
            "a topic by its service alone",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}",
            ),
            NEWS,
            Pass,
            "",
        ),
        case(
            "everyone, for the topic",
            queue_policy(
                "{Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnLike: {'AWS:SourceArn': !Ref News}}}",
            ),
            NEWS,
            Pass,
            "",
        ),
        case(
            "everyone of AWS, for the topic",
            queue_policy(
                "{Effect: Allow, Principal: {AWS: '*'}, Action: 'sqs:*', Resource: '*', Condition: {StringEquals: {'aws:SourceArn': [!Ref News]}}}",
            ),
            NEWS,
            Pass,
            "",
        ),
        case(
            "another topic",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnEquals: {'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:other'}}}",
            ),
            NEWS,
            Fail,
            "only for another source",
        ),
        case(
            "another service",
            unmarked(
                "{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*'}",
            ),
            "News sqs:ReceiveMessage Jobs allow",
            Fail,
            "No policy of `Jobs` allows `sqs:ReceiveMessage` to SNS for `News`: add one.",
        ),
        case(
            "a resource that is another queue",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: !GetAtt Slow.Arn}",
            ),
            NEWS,
            Fail,
            "",
        ),
        case(
            "a statement that names no queue, which SQS refuses",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage'}",
            ),
            NEWS,
            Fail,
            "allows the action, but has no `Resource`, and does not count without one",
        ),
        case(
            "a Deny that names no queue, which denies nothing",
            unmarked("{Effect: Deny, Principal: '*', Action: 'sqs:*'}"),
            "Worker sqs:SendMessage Jobs explicitDeny",
            Fail,
            "",
        ),
        case(
            "a key's statement without a resource, which KMS takes and ignores",
            "\n  Worker: {Type: AWS::IAM::Role}\n  Own: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: {Effect: Allow, Principal: {AWS: !GetAtt Worker.Arn}, Action: 'kms:*'}}}}",
            "Worker kms:Decrypt Own allow",
            Fail,
            "has no `Resource`",
        ),
        case(
            "a file system's statement without a resource, which is on that file system",
            "\n  Worker: {Type: AWS::IAM::Role}\n  Files: {Type: AWS::EFS::FileSystem, Properties: {FileSystemPolicy: {Statement: {Effect: Allow, Principal: {AWS: !GetAtt Worker.Arn}, Action: 'elasticfilesystem:ClientMount'}}}}",
            "Worker elasticfilesystem:ClientMount Files allow",
            Pass,
            "",
        ),
        case(
            "a condition with nothing below its operator, as CloudFormation takes no null",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnEquals: }}",
            ),
            NEWS,
            Fail,
            "its `Condition` has nothing in it",
        ),
        case(
            "a condition key without a value",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnEquals: {'aws:SourceArn': }}}",
            ),
            NEWS,
            Fail,
            "its `Condition` has nothing in it",
        ),
        case(
            "an empty mapping is a condition without a test, which always holds",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnEquals: {}}}",
            ),
            NEWS,
            Pass,
            "",
        ),
        case(
            "a Deny with an empty condition denies nothing",
            unmarked("{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*', Condition: }"),
            "Worker sqs:SendMessage Jobs explicitDeny",
            Fail,
            "",
        ),
        case(
            "the account as a condition",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {StringEquals: {'aws:SourceAccount': !Ref 'AWS::AccountId'}}}",
            ),
            NEWS,
            Pass,
            "",
        ),
        case(
            "a condition on something else",
            queue_policy(
                "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {StringEquals: {'aws:PrincipalOrgID': o-1}}}",
            ),
            NEWS,
            Pass,
            "only under the condition",
        ),
        case(
            "a rule",
            queue_policy(
                "{Effect: Allow, Principal: {Service: [events.amazonaws.com]}, Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnEquals: {'aws:SourceArn': !GetAtt Nightly.Arn}}}",
            ),
            "Nightly sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "a bucket",
            queue_policy(
                "{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*', Condition: {ArnLike: {'aws:SourceArn': !Sub 'arn:aws:s3:*:*:${Data}'}}}",
            ),
            "Data sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "a role by its ARN",
            queue_policy(
                "{Effect: Allow, Principal: {AWS: !GetAtt Worker.Arn}, Action: 'sqs:SendMessage', Resource: '*'}",
            ),
            "Worker sqs:SendMessage Jobs allow thisResource",
            Pass,
            "",
        ),
        case(
            "a role by its written ARN",
            queue_policy(
                "{Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:role/the-worker'}, Action: 'sqs:SendMessage', Resource: '*'}",
            ),
            "Worker sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "the account leaves it to its own policies",
            unmarked(
                "{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, Action: 'sqs:*', Resource: '*'}",
            ),
            "Worker sqs:SendMessage Slow allow",
            Fail,
            "",
        ),
        case(
            "everyone but the role is denied",
            queue_policy(
                "{Effect: Deny, NotPrincipal: {AWS: !GetAtt Worker.Arn}, Action: 'sqs:*', Resource: '*'}",
            ),
            "News sqs:SendMessage Jobs explicitDeny",
            Pass,
            "",
        ),
        case(
            "the role is denied by the queue",
            queue_policy("{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*'}"),
            "Worker sqs:SendMessage Jobs explicitDeny",
            Pass,
            "",
        ),
        case(
            "a principal that is not known",
            queue_policy(
                "{Effect: Allow, Principal: {AWS: !Ref Stage}, Action: 'sqs:*', Resource: '*'}",
            ),
            "Worker sqs:SendMessage Jobs allow",
            Unknown,
            "",
        ),
        case(
            "another queue's policy",
            "\n  P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Slow], PolicyDocument: {Statement: {Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:*', Resource: '*'}}}}",
            NEWS,
            Fail,
            "No policy of `Jobs`",
        ),
        case(
            "a topic's policy",
            "\n  P: {Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref News], PolicyDocument: {Statement: {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: 'sns:Publish', Resource: !Ref News}}}} #<-",
            "Nightly sns:Publish News allow",
            Pass,
            "",
        ),
        case(
            "a bucket's policy",
            "\n  Worker: {Type: AWS::IAM::Role}\n  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Data, PolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: !GetAtt Worker.Arn}, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'}}}} #<-",
            READ,
            Pass,
            "",
        ),
        case(
            "a bucket's policy without /*",
            "\n  Worker: {Type: AWS::IAM::Role}\n  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Data, PolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: !GetAtt Worker.Arn}, Action: 's3:GetObject', Resource: !GetAtt Data.Arn}}}} #<-",
            READ,
            Fail,
            "ends in `/*`",
        ),
        case(
            "a bucket's policy that denies",
            "\n  Worker: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess']}}\n  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Data, PolicyDocument: {Statement: {Effect: Deny, Principal: '*', Action: 's3:*', Resource: !Sub '${Data.Arn}/*'}}}} #<-",
            READ,
            Fail,
            "denies it",
        ),
        case(
            "a permission",
            "\n  P: #<-\n    {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Fn, Action: 'lambda:InvokeFunction', Principal: events.amazonaws.com, SourceArn: !GetAtt Nightly.Arn}}",
            "Nightly lambda:InvokeFunction Fn allow",
            Pass,
            "`P`",
        ),
        case(
            "a permission by the function's name",
            "\n  P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: resize, Action: 'lambda:InvokeFunction', Principal: sns.amazonaws.com}}",
            "News lambda:InvokeFunction Fn allow",
            Pass,
            "",
        ),
        case(
            "a permission for another rule",
            "\n  P: #<-\n    {Type: AWS::Lambda::Permission, Properties: {FunctionName: !GetAtt Fn.Arn, Action: 'lambda:InvokeFunction', Principal: events.amazonaws.com, SourceArn: 'arn:aws:events:eu-west-1:123456789012:rule/other'}}",
            "Nightly lambda:InvokeFunction Fn allow",
            Fail,
            "another source",
        ),
        case(
            "a permission for one method of an API",
            "\n  Api: {Type: AWS::ApiGateway::RestApi}\n  P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Fn, Action: 'lambda:*', Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders'}}",
            "Api lambda:InvokeFunction Fn allow",
            Pass,
            "",
        ),
        case(
            "no permission",
            "\n  Unrelated: {Type: AWS::SNS::Topic}",
            "Nightly lambda:InvokeFunction Fn allow",
            Fail,
            "No policy of `Fn` allows `lambda:InvokeFunction` to EventBridge for `Nightly`",
        ),
    ]);
}

#[test]
fn what_the_arns_of_other_types_look_like() {
    let worker = |statement: &str, resources: &str| -> &'static str {
        Box::leak(format!("\n  Worker: {{Type: AWS::IAM::Role, Properties: {{Policies: [{{PolicyName: p, PolicyDocument: {{Statement: [{statement}]}}}}]}}}}\n{resources}").into_boxed_str())
    };
    const GROUP: &str = "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: '1', MaxSize: '2'}}";
    const DB: &str = "  Db: {Type: AWS::RDS::DBInstance, Properties: {ManageMasterUserPassword: true}}\n  Db2: {Type: AWS::RDS::DBInstance, Properties: {ManageMasterUserPassword: true}}";
    const SECRET: &str =
        "Worker secretsmanager:GetSecretValue ${Db.MasterUserSecret.SecretArn} allow thisResource";
    check_all(&[
        case(
            "a group by its name, as its ARN has an id that only AWS knows",
            worker(
                "{Effect: Allow, Action: 'autoscaling:SetDesiredCapacity', Resource: !Sub 'arn:aws:autoscaling:${AWS::Region}:${AWS::AccountId}:autoScalingGroup:*:autoScalingGroupName/${Web}'}",
                GROUP,
            ),
            "Worker autoscaling:SetDesiredCapacity Web allow thisResource",
            Pass,
            "",
        ),
        case(
            "a group by its attribute",
            worker(
                "{Effect: Allow, Action: 'autoscaling:SetDesiredCapacity', Resource: !GetAtt Web.AutoScalingGroupARN}",
                GROUP,
            ),
            "Worker autoscaling:SetDesiredCapacity Web allow",
            Pass,
            "",
        ),
        case(
            "another group",
            worker(
                "{Effect: Allow, Action: 'autoscaling:SetDesiredCapacity', Resource: !Sub 'arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/other'}",
                GROUP,
            ),
            "Worker autoscaling:SetDesiredCapacity Web allow",
            Fail,
            "",
        ),
        case(
            "the secret that RDS makes is named by its attribute on both sides",
            worker(
                "{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !GetAtt Db.MasterUserSecret.SecretArn}",
                DB,
            ),
            SECRET,
            Pass,
            "on `${Db.MasterUserSecret.SecretArn}`",
        ),
        case(
            "and by Sub it is the same secret",
            worker(
                "{Effect: Allow, Action: 'secretsmanager:*', Resource: !Sub '${Db.MasterUserSecret.SecretArn}'}",
                DB,
            ),
            SECRET,
            Pass,
            "",
        ),
        case(
            "the secret of another database",
            worker(
                "{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !GetAtt Db2.MasterUserSecret.SecretArn}",
                DB,
            ),
            SECRET,
            Fail,
            "and not on `${Db.MasterUserSecret.SecretArn}`",
        ),
        case(
            "every secret is further than this one",
            worker(
                "{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Sub 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*'}",
                DB,
            ),
            SECRET,
            Fail,
            "reaches further",
        ),
        case(
            "the database is not its secret",
            worker(
                "{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !GetAtt Db.DBInstanceArn}",
                DB,
            ),
            SECRET,
            Fail,
            "",
        ),
        case(
            "a cache by the id that it is given",
            worker(
                "{Effect: Allow, Action: 'elasticache:Connect', Resource: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions'}",
                "  Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {ReplicationGroupId: sessions}}",
            ),
            "Worker elasticache:Connect Cache allow",
            Pass,
            "",
        ),
        case(
            "a table below its database",
            worker(
                "{Effect: Allow, Action: 'glue:GetTable', Resource: !Sub 'arn:aws:glue:${AWS::Region}:${AWS::AccountId}:table/${Lake}/visits'}",
                "  Lake: {Type: AWS::Glue::Database}\n  Visits: {Type: AWS::Glue::Table, Properties: {DatabaseName: !Ref Lake, TableInput: {Name: visits}}}",
            ),
            "Worker glue:GetTable Visits allow thisResource",
            Pass,
            "",
        ),
        case(
            "a table of another database",
            worker(
                "{Effect: Allow, Action: 'glue:GetTable', Resource: !Sub 'arn:aws:glue:*:*:table/other/visits'}",
                "  Lake: {Type: AWS::Glue::Database}\n  Visits: {Type: AWS::Glue::Table, Properties: {DatabaseName: !Ref Lake, TableInput: {Name: visits}}}",
            ),
            "Worker glue:GetTable Visits allow",
            Fail,
            ":table/${Lake}/${Visi…`",
        ),
        case(
            "a schedule lies in the default group when it names none",
            worker(
                "{Effect: Allow, Action: 'scheduler:UpdateSchedule', Resource: 'arn:aws:scheduler:eu-west-1:123456789012:schedule/default/nightly'}",
                "  Plan: {Type: AWS::Scheduler::Schedule, Properties: {Name: nightly}}",
            ),
            "Worker scheduler:UpdateSchedule Plan allow",
            Pass,
            "",
        ),
        case(
            "a pipe",
            worker(
                "{Effect: Allow, Action: 'pipes:StopPipe', Resource: !GetAtt Carry.Arn}",
                "  Carry: {Type: AWS::Pipes::Pipe}",
            ),
            "Worker pipes:StopPipe Carry allow thisResource",
            Pass,
            "",
        ),
        case(
            "a budget speaks as its service, and for itself",
            "\n  Costs: {Type: AWS::Budgets::Budget, Properties: {Budget: {BudgetName: all}}}\n  P: {Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref News], PolicyDocument: {Statement: {Effect: Allow, Principal: {Service: budgets.amazonaws.com}, Action: 'sns:Publish', Resource: !Ref News, Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:budgets::123456789012:budget/all'}}}}}}",
            "Costs sns:Publish News allow",
            Pass,
            "AWS Budgets for `Costs` may `sns:Publish`",
        ),
        case(
            "what cannot be compared has a name all the same",
            worker(
                "{Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}",
                DB,
            ),
            "Worker sqs:SendMessage ${Db.Endpoint.Address} allow",
            Unknown,
            "on `Db` cannot be decided: `${Db.Endpoint.Address}` is no ARN",
        ),
    ]);
}

#[test]
fn keys_have_the_last_word() {
    let key = |principal: &str| -> &'static str {
        Box::leak(format!("\n  Worker: {{Type: AWS::IAM::Role, Properties: {{Policies: [{{PolicyName: p, PolicyDocument: {{Statement: {{Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt Own.Arn}}}}}}]}}}}\n  Own: {{Type: AWS::KMS::Key, Properties: {{KeyPolicy: {{Statement: {{Effect: Allow, Principal: {principal}, Action: 'kms:*', Resource: '*'}}}}}}}}").into_boxed_str())
    };
    const DECRYPT: &str = "Worker kms:Decrypt Own allow";
    check_all(&[
        case(
            "the key leaves it to the account",
            key("{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}"),
            DECRYPT,
            Pass,
            "",
        ),
        case(
            "the key names the role",
            key("{AWS: !GetAtt Worker.Arn}"),
            DECRYPT,
            Pass,
            "",
        ),
        case(
            "the key is for a service alone",
            key("{Service: logs.amazonaws.com}"),
            DECRYPT,
            Fail,
            "the key's own policy",
        ),
        case(
            "a key without a policy",
            "\n  Worker: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: {Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt Key.Arn}}}]}}",
            "Worker kms:Decrypt Key allow thisResource",
            Pass,
            "",
        ),
    ]);
}

#[test]
fn sam() {
    let function = |properties: &str| -> &'static str {
        Box::leak(
            format!(
                "\n  Worker:\n    Type: AWS::Serverless::Function\n    Properties:\n{properties}"
            )
            .into_boxed_str(),
        )
    };
    check_all(&[
        case(
            "a policy template",
            function(
                "      Policies:\n        - SQSPollerPolicy: {QueueName: !GetAtt Jobs.QueueName} #<-",
            ),
            "Worker sqs:ReceiveMessage+sqs:DeleteMessage Jobs allow thisResource",
            Pass,
            "`SQSPollerPolicy`",
        ),
        case(
            "a policy template with the wrong value",
            function(
                "      Policies:\n        - SQSPollerPolicy: {QueueName: !GetAtt Jobs.Arn} #<-",
            ),
            "Worker sqs:ReceiveMessage Jobs allow",
            Fail,
            "",
        ),
        case(
            "a policy template for something else",
            function(
                "      Policies:\n        - SQSPollerPolicy: {QueueName: !GetAtt Jobs.QueueName}",
            ),
            "Worker sqs:SendMessage Jobs allow",
            Fail,
            "",
        ),
        case(
            "a table",
            function("      Policies:\n        - DynamoDBCrudPolicy: {TableName: !Ref Orders}"),
            "Worker dynamodb:PutItem+dynamodb:Query Orders allow thisResource",
            Pass,
            "",
        ),
        case(
            "a table to read",
            function("      Policies:\n        - DynamoDBReadPolicy: {TableName: !Ref Orders} #<-"),
            "Worker dynamodb:PutItem Orders allow",
            Fail,
            "the nearest",
        ),
        case(
            "a bucket",
            function("      Policies: [S3ReadPolicy: {BucketName: !Ref Data}]"),
            "Worker s3:GetObject Data allow thisResource",
            Pass,
            "",
        ),
        case(
            "another bucket",
            function("      Policies: [S3ReadPolicy: {BucketName: !Ref Other}]"),
            "Worker s3:GetObject Data allow",
            Fail,
            "",
        ),
        case(
            "a function with a star at its end",
            function("      Policies: [LambdaInvokePolicy: {FunctionName: !Ref Fn}]"),
            "Worker lambda:InvokeFunction Fn allow thisResource",
            Pass,
            "",
        ),
        case(
            "a secret by its ARN",
            function(
                "      Policies: [AWSSecretsManagerGetSecretValuePolicy: {SecretArn: !Ref Password}]",
            ),
            "Worker secretsmanager:GetSecretValue Password allow thisResource",
            Pass,
            "",
        ),
        case(
            "a parameter without its slash",
            function("      Policies: [SSMParameterReadPolicy: {ParameterName: app/setting}]"),
            "Worker ssm:GetParameter Setting allow",
            Pass,
            "",
        ),
        case(
            "a topic",
            function(
                "      Policies: [SNSPublishMessagePolicy: {TopicName: !GetAtt News.TopicName}]",
            ),
            "Worker sns:Publish News allow thisResource",
            Pass,
            "",
        ),
        case(
            "a managed policy's name",
            function("      Policies: AmazonSQSFullAccess #<-"),
            "Worker sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "a statement of its own",
            function(
                "      Policies:\n        - Version: '2012-10-17'\n          Statement:\n            - {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn} #<-",
            ),
            "Worker sqs:SendMessage Jobs allow thisResource",
            Pass,
            "statement 1 of `Policies[0]`",
        ),
        case(
            "logs come of themselves",
            function("      Handler: a.b"),
            "Worker logs:PutLogEvents Logs allow",
            Pass,
            "that SAM adds",
        ),
        case(
            "a queue's event brings what the poller needs",
            function(
                "      Events:\n        Job: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}",
            ),
            "Worker sqs:ReceiveMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "a topic's event does not",
            function("      Events:\n        Job: {Type: SNS, Properties: {Topic: !Ref News}}"),
            "Worker sqs:ReceiveMessage Jobs allow",
            Fail,
            "",
        ),
        case(
            "a topic's event lets the topic in",
            function("      Events:\n        Job: {Type: SNS, Properties: {Topic: !Ref News}}"),
            "News lambda:InvokeFunction Worker allow",
            Pass,
            "",
        ),
        case(
            "and no bucket",
            function("      Events:\n        Job: {Type: SNS, Properties: {Topic: !Ref News}}"),
            "Data lambda:InvokeFunction Worker allow",
            Fail,
            "",
        ),
        case(
            "a dead letter queue may be sent to",
            function("      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Jobs.Arn}"),
            "Worker sqs:SendMessage Jobs allow thisResource",
            Pass,
            "",
        ),
        case(
            "a role of its own takes the policies' place",
            function(
                "      Role: arn:aws:iam::123456789012:role/x\n      Policies: AmazonSQSFullAccess",
            ),
            "Worker sqs:SendMessage Jobs notAllow",
            Fail,
            "",
        ),
        case(
            "a policy for the generated role",
            "\n  Worker: {Type: AWS::Serverless::Function}\n  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref WorkerRole], PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:*', Resource: '*'}}}}",
            "Worker sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "a boundary",
            function(
                "      Policies: AmazonSQSFullAccess\n      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3FullAccess",
            ),
            "Worker sqs:SendMessage Jobs allow",
            Fail,
            "boundary",
        ),
    ]);
}

#[test]
fn whoever_runs_with_a_role() {
    let runs = |resource: &str| -> &'static str {
        Box::leak(format!("\n  Role: {{Type: AWS::IAM::Role, Properties: {{RoleName: the-role, Policies: [{{PolicyName: p, PolicyDocument: {{Statement: [{{Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}}]}}}}]}}}} #<-\n{resource}").into_boxed_str())
    };
    const SEND: &str = "Worker sqs:SendMessage Jobs allow thisResource";
    check_all(&[
        case(
            "a function",
            runs("  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}"),
            SEND,
            Pass,
            "`Worker` (through `Role`) may",
        ),
        case(
            "a function by its role's name",
            runs(
                "  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !Sub 'arn:aws:iam::${AWS::AccountId}:role/the-role'}}",
            ),
            SEND,
            Pass,
            "",
        ),
        case(
            "a SAM function with a role",
            runs(
                "  Worker: {Type: AWS::Serverless::Function, Properties: {Role: !GetAtt Role.Arn}}",
            ),
            SEND,
            Pass,
            "(through `Role`)",
        ),
        case(
            "a state machine",
            runs(
                "  Worker: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Role.Arn}}",
            ),
            SEND,
            Pass,
            "",
        ),
        case(
            "what the role may not",
            runs("  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}"),
            "Worker sqs:ReceiveMessage Jobs allow",
            Fail,
            "`Worker` (through `Role`) may not",
        ),
        case(
            "what the role may not, as asked",
            runs("  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}")
                .replace("#<-", "")
                .leak(),
            "Worker sqs:ReceiveMessage Jobs notAllow",
            Pass,
            "",
        ),
        case(
            "a role outside of the template",
            "\n  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !ImportValue role}}",
            SEND,
            Unknown,
            "the role of `Worker` is not in this template",
        ),
        case(
            "no role yet",
            "\n  Worker: {Type: AWS::Lambda::Function} #<-",
            SEND,
            Fail,
            "`Worker` has no role yet, and so no rights: give it one with `Role`.",
        ),
        case(
            "no role yet, and nothing denied",
            "\n  Worker: {Type: AWS::Lambda::Function}",
            "Worker sqs:SendMessage Jobs explicitDeny",
            Fail,
            "no role yet",
        ),
        case(
            "one of two functions may",
            runs(
                "  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}\n  Worse: {Type: AWS::Lambda::Function}",
            ),
            "Wor* sqs:SendMessage Jobs allow",
            Pass,
            "",
        ),
        case(
            "not every function may not",
            runs(
                "  Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}\n  Worst: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Other2.Arn}}\n  Other2: {Type: AWS::IAM::Role}",
            ),
            "Wor* sqs:SendMessage Jobs notAllow",
            Fail,
            "`Worker`",
        ),
    ]);
}

#[test]
fn a_role_that_is_not_there_is_no_harm() {
    let star = "- kind: not
  label: No IAM policy allows every action on every resource
  of:
    - {kind: iam, label: star-star, who: {type: AWS::IAM::Role}, action: '*', on: '*', expect: allow}
";
    for (statement, expected) in [
        ("", "pass"),
        ("{Effect: Allow, Action: '*', Resource: '*'}", "fail"),
        ("{Effect: Allow, Action: 's3:*', Resource: '*'}", "pass"),
        (
            "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::*'}",
            "pass",
        ),
        ("{Effect: Allow, NotAction: 'iam:*', Resource: '*'}", "pass"),
    ] {
        let text = match statement {
            "" => "\n  Unrelated: {Type: AWS::SNS::Topic}".to_owned(),
            statement => format!("- {statement}"),
        };
        assert_eq!(
            crate::support::verdict(&super::template(&text), star),
            expected,
            "not everything everywhere: {statement}"
        );
    }
}
