//! Verdicts, what they earn, and what is said.

use expect_test::expect;

use crate::support::{check, check_with, grade_with, one};

const QUEUES: &str = "Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 5
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
";

#[test]
fn one_resource_of_the_type_is_enough() {
    check(
        QUEUES,
        &one("AWS::SQS::Queue", "VisibilityTimeout", "30"),
        &expect![[r#"
            1/1 points, 1 of 1 passed
            c1 Pass 1/1: `VisibilityTimeout` of `Jobs` is 30.
              9:7-9:28 in "Jobs" at "VisibilityTimeout" found "30" expected "30""#]],
    );
}

#[test]
fn the_nearest_candidate_is_named() {
    check(
        QUEUES,
        &one("AWS::SQS::Queue", "VisibilityTimeout", "180"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: 2 queues; `Jobs` is the nearest and only `VisibilityTimeout` is wrong: 30, needs 180.
              9:7-9:28 in "Jobs" at "VisibilityTimeout" found "30" expected "180""#]],
    );
    check(
        QUEUES,
        &one("AWS::SQS::Queue", "KmsMasterKeyId", "alias/aws/sqs"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: 2 queues; `Orders` is the nearest and has no `KmsMasterKeyId` yet; it needs `alias/aws/sqs`.
              2:3-2:9 in "Orders" at "KmsMasterKeyId" expected "alias/aws/sqs""#]],
    );
    check(
        "Resources:
  A: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
  B: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs18.x}}
  C: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs18.x}}
",
        &one("AWS::Lambda::Function", "Runtime", "nodejs22.x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: 3 functions; `B` is the nearest and only `Runtime` is wrong: `nodejs18.x`, needs `nodejs22.x`.
              3:49-3:68 in "B" at "Runtime" found "nodejs18.x" expected "nodejs22.x""#]],
    );
}

#[test]
fn wrong_values_are_shown_where_they_stand() {
    let template = "Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: 'nodejs18.x'
      Code:
        ZipFile: |
          exports.handler = 1
      Layers:
        - a
        - b
      Environment:
        Variables: {DEBUG: \"True\", STAGE: Prod, EMPTY: '', SPACE: 'x '}
      Role: !GetAtt Role.Arn
  Role: {Type: AWS::IAM::Role}
";
    for (property, expected, shown) in [
        (
            "Runtime",
            "nodejs22.x",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Runtime` of `Fn` is `nodejs18.x`, needs `nodejs22.x`.
              5:7-5:28 in "Fn" at "Runtime" found "nodejs18.x" expected "nodejs22.x""#]],
        ),
        (
            "Code.ZipFile",
            "x",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Code.ZipFile` of `Fn` is `exports.handler = 1 `, needs `x`.
              7:9-7:16 in "Fn" at "Code.ZipFile" found "exports.handler = 1 " expected "x""#]],
        ),
        (
            "Layers",
            "a",
            expect![[r#"
                0/1 points, 0 of 1 passed
                c1 Fail 0/1: `Layers` of `Fn` is the list `[a, b]`, needs `a`.
                  9:7-9:13 in "Fn" at "Layers" found "the list `[a, b]`" expected "a""#]],
        ),
        (
            "Layers[1]",
            "a",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Layers[1]` of `Fn` is `b`, needs `a`.
              11:11-11:12 in "Fn" at "Layers[1]" found "b" expected "a""#]],
        ),
        (
            "Environment.Variables",
            "x",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Environment.Variables` of `Fn` is a mapping with 4 keys, needs `x`.
              13:9-13:18 in "Fn" at "Environment.Variables" found "a mapping with 4 keys" expected "x""#]],
        ),
        (
            "Environment.Variables.DEBUG",
            "true",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Environment.Variables.DEBUG` of `Fn` is `True`, needs true. In quotes it is text: write it without quotes.
              13:21-13:34 in "Fn" at "Environment.Variables.DEBUG" found "True" expected "true""#]],
        ),
        (
            "Environment.Variables.STAGE",
            "prod",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Environment.Variables.STAGE` of `Fn` is `Prod`, needs `prod`. Upper and lower case count.
              13:36-13:47 in "Fn" at "Environment.Variables.STAGE" found "Prod" expected "prod""#]],
        ),
        (
            "Environment.Variables.EMPTY",
            "'*x'",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Environment.Variables.EMPTY` of `Fn` is empty, needs text like `*x`.
              13:49-13:58 in "Fn" at "Environment.Variables.EMPTY" found "" expected "*x""#]],
        ),
        (
            "Environment.Variables.SPACE",
            "x",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Environment.Variables.SPACE` of `Fn` is `x `, needs `x`. There is a space or a line end too many.
              13:60-13:71 in "Fn" at "Environment.Variables.SPACE" found "x " expected "x""#]],
        ),
        (
            "Role",
            "'${Other.Arn}'",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Role` of `Fn` is `${Role.Arn}`, needs `${Other.Arn}`.
              14:7-14:29 in "Fn" at "Role" found "${Role.Arn}" expected "${Other.Arn}""#]],
        ),
        (
            "Role.Name",
            "x",
            expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Fn` has no `Role.Name` yet; it needs `x`. `Role` is `${Role.Arn}`.
              2:3-2:5 in "Fn" at "Role.Name" expected "x""#]],
        ),
    ] {
        check(
            template,
            &one("AWS::Lambda::Function", property, expected),
            &shown,
        );
    }
}

#[test]
fn missing_properties_are_shown_at_the_name() {
    let template = "Resources:
  Fn:
    Type: AWS::Lambda::Function
    Timeout: 10
    Properties:
      Runtme: nodejs22.x
";
    check(
        template,
        &one("AWS::Lambda::Function", "Runtime", "nodejs22.x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Fn` has no `Runtime` yet; it needs `nodejs22.x`. It has `Runtme` on line 6: did you mean `Runtime`?
              2:3-2:5 in "Fn" at "Runtime" expected "nodejs22.x""#]],
    );
    check(
        template,
        &one("AWS::Lambda::Function", "Timeout", "10"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Fn` has no `Timeout` yet; it needs 10. `Timeout` on line 4 stands beside `Properties` of `Fn`, not in it: move it there.
              2:3-2:5 in "Fn" at "Timeout" expected "10""#]],
    );
    check(
        template,
        &one("AWS::Lambda::Function", "Tags[*].Key", "'*'"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Fn` has no `Tags[*].Key` yet; it needs any value.
              2:3-2:5 in "Fn" at "Tags[*].Key" expected "*""#]],
    );
}

#[test]
fn missing_resources_are_shown_at_the_section() {
    check(
        QUEUES,
        &one("AWS::SNS::Topic", "TopicName", "x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: There is no AWS::SNS::Topic in this template yet.
              1:1-1:10 at "TopicName" expected "x""#]],
    );
    check(
        "Parameters: {}\n",
        &one("AWS::SNS::Topic", "TopicName", "x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: There is no AWS::SNS::Topic in this template yet.
              1:1-1:2 at "TopicName" expected "x""#]],
    );
    check(
        "Resources:\n  Jobs:\n    Type: AWS::SQS:Queue\n",
        &one("AWS::SQS::Queue", "QueueName", "x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: There is no AWS::SQS::Queue in this template yet. `AWS::SQS:Queue` on line 3 is not a type; did you mean `AWS::SQS::Queue`?
              1:1-1:10 at "QueueName" expected "x"
              3:11-3:25 in "Jobs" at "@Type" found "AWS::SQS:Queue" expected "AWS::SQS::Queue""#]],
    );
    check(
        "Resources:\n  Jobs:\n    Type: AWS::SQSS::Queue\n",
        &one("AWS::SQS::Queue", "QueueName", "x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: There is no AWS::SQS::Queue in this template yet. Did you mean `AWS::SQS::Queue` where line 3 says `AWS::SQSS::Queue`?
              1:1-1:10 at "QueueName" expected "x"
              3:11-3:27 in "Jobs" at "@Type" found "AWS::SQSS::Queue" expected "AWS::SQS::Queue""#]],
    );
    check(
        "Resources:\n  Jobs:\n    Type: AWS::EKS::Cluster\n",
        &one("AWS::ECS::Cluster", "ClusterName", "x"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: There is no AWS::ECS::Cluster in this template yet.
              1:1-1:10 at "ClusterName" expected "x""#]],
    );
}

#[test]
fn conditions_take_resources_away() {
    let template = "Parameters:
  Stage: {Type: String}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Condition: Prod
    Properties: {DelaySeconds: 5}
";
    let criteria = one("AWS::SQS::Queue", "DelaySeconds", "5");
    check_with(
        template,
        &criteria,
        &[("Stage", "prod")],
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `DelaySeconds` of `Jobs` is 5.
          9:18-9:33 in "Jobs" at "DelaySeconds" found "5" expected "5""#]],
    );
    check_with(
        template,
        &criteria,
        &[("Stage", "dev")],
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Jobs` is the only queue, and it is not created: its condition is false.
          6:3-6:7 in "Jobs" at "DelaySeconds" expected "5""#]],
    );
    check_with(
        template,
        &criteria,
        &[],
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Unknown 0/1: `DelaySeconds` of `Jobs` is right, but whether `Jobs` is created at all cannot be decided: its condition depends on something that is not known.
          9:18-9:33 in "Jobs" at "DelaySeconds" found "5" expected "5""#]],
    );
    // Wrong whether it is created or not.
    check_with(
        template,
        &one("AWS::SQS::Queue", "DelaySeconds", "9"),
        &[],
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `DelaySeconds` of `Jobs` is 5, needs 9.
              9:18-9:33 in "Jobs" at "DelaySeconds" found "5" expected "9""#]],
    );
}

const UNKNOWN: &str = "Parameters:
  Delay: {Type: Number}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Ref Delay
      QueueName: jobs
";

#[test]
fn what_cannot_be_known_is_unknown() {
    check(
        UNKNOWN,
        &one("AWS::SQS::Queue", "DelaySeconds", "5"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value.
              7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5""#]],
    );
    check(
        UNKNOWN,
        &one("AWS::SQS::Queue", "DelaySeconds.Inner", "5"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value.
              7:7-7:31 in "Jobs" at "DelaySeconds" expected "5""#]],
    );
}

#[test]
fn if_unknown_decides_what_it_earns() {
    let criterion = |if_unknown: &str| {
        format!(
            "- {{label: {if_unknown} it, ifUnknown: {if_unknown}, weight: 2, resourceType: 'AWS::SQS::Queue', property: DelaySeconds, expected: 5}}\n"
        )
    };
    let all = ["fail", "pass", "skip"].map(criterion).concat();
    check(
        UNKNOWN,
        &all,
        &expect![[r#"
        2/4 points, 1 of 2 passed
        c1 Unknown 0/2: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value.
          7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5"
        c2 Pass 2/2: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value. The mission counts that as met.
          7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5"
        c3 Unknown 0/0: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value. The mission leaves it out of the score.
          7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5""#]],
    );
    // Skipped alone, nothing counts; and what requires a skipped criterion is open.
    check(
        UNKNOWN,
        &criterion("skip"),
        &expect![[r#"
            0/0 points, 0 of 0 passed
            c1 Unknown 0/0: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value. The mission leaves it out of the score.
              7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5""#]],
    );
    let dependent = "- {label: dependent, requires: [c1], resourceType: 'AWS::SQS::Queue', property: QueueName, expected: jobs}\n";
    check(
        UNKNOWN,
        &(criterion("skip") + dependent),
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Unknown 0/0: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value. The mission leaves it out of the score.
          7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5"
        c2 Pass 1/1: `QueueName` of `Jobs` is `jobs`.
          8:7-8:22 in "Jobs" at "QueueName" found "jobs" expected "jobs""#]],
    );
    check(
        UNKNOWN,
        &(criterion("fail") + dependent),
        &expect![[r#"
        0/3 points, 0 of 2 passed
        c1 Unknown 0/2: `DelaySeconds` of `Jobs` cannot be decided: the parameter `Delay` has no value.
          7:7-7:31 in "Jobs" at "DelaySeconds" found "${Delay}" expected "5"
        c2 Locked 0/1: Locked: first comes “fail it”."#]],
    );
}

#[test]
fn loops_and_macros_leave_it_open() {
    let template = "Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic${Name}: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Name}}
  Jobs: {Type: AWS::SQS::Queue}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}
      BucketName: mine
";
    check(
        template,
        &one("AWS::SNS::Topic", "TopicName", "A"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: Whether some AWS::SNS::Topic meets this cannot be decided: `Fn::ForEach::Topics` makes its resources only when the template is deployed.
              3:3-3:22 at "TopicName" expected "A""#]],
    );
    check(
        template,
        &one("AWS::SQS::Queue", "QueueName", "A"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Jobs` has no `QueueName` yet; it needs `A`.
              7:3-7:7 in "Jobs" at "QueueName" expected "A""#]],
    );
    check(
        template,
        &one("AWS::S3::Bucket", "BucketName", "mine"),
        &expect![[r#"
            1/1 points, 1 of 1 passed
            c1 Pass 1/1: `BucketName` of `Bucket` is `mine`.
              12:7-12:23 in "Bucket" at "BucketName" found "mine" expected "mine""#]],
    );
    check(
        template,
        &one("AWS::S3::Bucket", "AccessControl", "Private"),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: `AccessControl` of `Bucket` cannot be decided: `Fn::Transform` is not expanded here.
              11:7-11:20 in "Bucket" at "AccessControl" expected "Private""#]],
    );
}

#[test]
fn weights_and_requirements() {
    let criterion = |id: &str, requires: &str, weight: &str, expected: &str| {
        format!(
            "- {{id: {id}, label: The {id}, requires: [{requires}], weight: {weight}, resourceType: 'AWS::SQS::Queue', property: VisibilityTimeout, expected: {expected}}}\n"
        )
    };
    // Requirements come after what requires them, and locks go on.
    let criteria = [
        criterion("last", "middle", "3", "30"),
        criterion("middle", "first", "2", "30"),
        criterion("first", "", "0.1", "180"),
        criterion("free", "other", "0.2", "30"),
        criterion("other", "", "0.1", "30"),
    ]
    .concat();
    check(
        QUEUES,
        &criteria,
        &expect![[r#"
        0.3/5.4 points, 2 of 5 passed
        last Locked 0/3: Locked: first comes “The middle”.
        middle Locked 0/2: Locked: first comes “The first”.
        first Fail 0/0.1: 2 queues; `Jobs` is the nearest and only `VisibilityTimeout` is wrong: 30, needs 180.
          9:7-9:28 in "Jobs" at "VisibilityTimeout" found "30" expected "180"
        free Pass 0.2/0.2: `VisibilityTimeout` of `Jobs` is 30.
          9:7-9:28 in "Jobs" at "VisibilityTimeout" found "30" expected "30"
        other Pass 0.1/0.1: `VisibilityTimeout` of `Jobs` is 30.
          9:7-9:28 in "Jobs" at "VisibilityTimeout" found "30" expected "30""#]],
    );
}

#[test]
fn sam_counts_as_what_it_makes() {
    check(
        "Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x}}
Resources:
  Fn: {Type: AWS::Serverless::Function, Properties: {Timeout: 10}}
",
        &[
            one("AWS::Lambda::Function", "Runtime", "nodejs22.x"),
            one("AWS::Serverless::Function", "Timeout", "10"),
            one("AWS::Lambda::Function", "Timeout", "20"),
        ]
        .concat(),
        &expect![[r#"
            2/3 points, 2 of 3 passed
            c1 Pass 1/1: `Runtime` of `Fn` is `nodejs22.x`.
              2:22-2:41 in "Fn" at "Runtime" found "nodejs22.x" expected "nodejs22.x"
            c2 Pass 1/1: `Timeout` of `Fn` is 10.
              4:54-4:65 in "Fn" at "Timeout" found "10" expected "10"
            c3 Fail 0/1: `Timeout` of `Fn` is 10, needs 20.
              4:54-4:65 in "Fn" at "Timeout" found "10" expected "20""#]],
    );
}

#[test]
fn a_property_of_the_type_is_no_slip_for_another() {
    let criterion = one(
        "AWS::EC2::SecurityGroup",
        "SecurityGroupIngress[*].CidrIp",
        "10.0.0.0/8",
    );
    let message = |key: &str| {
        let template = format!(
            "Resources:\n  Web:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n        - {{IpProtocol: tcp, {key}: x}}\n"
        );
        let report = grade_with(&template, &criterion, &[]);
        report.results[0].message.clone()
    };
    assert!(
        !message("CidrIpv6").contains("did you mean"),
        "a rule may have it: {}",
        message("CidrIpv6")
    );
    assert!(
        message("CidrIpv").contains("did you mean `CidrIp`"),
        "no rule has it: {}",
        message("CidrIpv")
    );
}

#[test]
fn common_types_have_nouns() {
    for (type_name, expected) in [
        ("AWS::Pipes::Pipe", "There is no pipe in this template yet."),
        (
            "AWS::KinesisFirehose::DeliveryStream",
            "There is no delivery stream in this template yet.",
        ),
        (
            "AWS::Unheard::Of",
            "There is no AWS::Unheard::Of in this template yet.",
        ),
    ] {
        let criterion =
            format!("- {{kind: check, label: the criterion, select: {{type: '{type_name}'}}}}");
        let report = grade_with("Resources: {}", &criterion, &[]);
        assert_eq!(report.results[0].message, expected, "{type_name}");
    }
}
