//! Where paths lead in templates.

use expect_test::expect;

use crate::support::{check, check_with, one};

const TEMPLATE: &str = r#"Parameters:
  Stage: {Type: String, Default: prod}
  Unset: {Type: String}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Resources:
  Machine:
    Type: X::Y::Z
    DeletionPolicy: Retain
    DependsOn: [Other, Another]
    Metadata:
      x: {y: 1}
    Properties:
      A:
        B:
          - C: first
          - C: second
      Matrix: [[1, 2], [3, 4]]
      Tags:
        - Key: Team
          Value: orders
        - {Key: Stage, Value: !Ref Stage}
        - Key: Hidden
          Value: !Ref Unset
      a.b: dotted
      Chosen: !If [Prod, {Inner: yes}, {Inner: no}]
      Arn: !GetAtt Other.Arn
      Name: !Sub '${Stage}-machine'
      Definition: |
        {"StartAt": "First", "States": {"First": {"Type": "Task", "Resource": "${Other.Arn}"}}}
      Broken: '{"StartAt": '
      Templated: !Sub '{"Stage": "${Unset}", "Fixed": 5}'
      AsYaml: {StartAt: First}
      AsFunction:
        Fn::ToJsonString: {StartAt: First}
  Other: {Type: X::Y::Other}
  Another: {Type: X::Y::Other}
"#;

fn at(property: &str, expected: &str, shown: &expect_test::Expect) {
    check(TEMPLATE, &one("X::Y::Z", property, expected), shown);
}

#[test]
fn keys_and_elements() {
    at(
        "A.B[0].C",
        "first",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `A.B[0].C` of `Machine` is `first`.
          16:13-16:21 in "Machine" at "A.B[0].C" found "first" expected "first""#]],
    );
    at(
        "A.B[1].C",
        "first",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `A.B[1].C` of `Machine` is `second`, needs `first`.
          17:13-17:22 in "Machine" at "A.B[1].C" found "second" expected "first""#]],
    );
    at(
        "A.B[*].C",
        "second",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `A.B[1].C` of `Machine` is `second`.
          17:13-17:22 in "Machine" at "A.B[1].C" found "second" expected "second""#]],
    );
    at(
        "A.B[*].C",
        "third",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `A.B[1].C` of `Machine` is `second`, needs `third`.
          17:13-17:22 in "Machine" at "A.B[1].C" found "second" expected "third""#]],
    );
    at(
        "A.B[7].C",
        "first",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `A.B[7].C` yet; it needs `first`.
          7:3-7:10 in "Machine" at "A.B[7].C" expected "first""#]],
    );
    at(
        "A.B[*].D",
        "first",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `A.B[*].D` yet; it needs `first`.
          7:3-7:10 in "Machine" at "A.B[*].D" expected "first""#]],
    );
    at(
        "Matrix[1][0]",
        "3",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Matrix[1][0]` of `Machine` is 3.
          18:25-18:26 in "Machine" at "Matrix[1][0]" found "3" expected "3""#]],
    );
    at(
        "['a.b']",
        "dotted",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `['a.b']` of `Machine` is `dotted`.
          25:7-25:18 in "Machine" at "['a.b']" found "dotted" expected "dotted""#]],
    );
    at(
        "Tags.0.Value",
        "orders",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Tags.0.Value` of `Machine` is `orders`.
          21:11-21:24 in "Machine" at "Tags.0.Value" found "orders" expected "orders""#]],
    );
    at(
        "A.B.C",
        "first",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `A.B.C` yet; it needs `first`. `A.B` is a list of 2 values.
          7:3-7:10 in "Machine" at "A.B.C" expected "first""#]],
    );
    at(
        "A.B",
        "first",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `A.B` of `Machine` is a list of 2 values, needs `first`.
          15:9-15:10 in "Machine" at "A.B" found "a list of 2 values" expected "first""#]],
    );
}

#[test]
fn filters() {
    at(
        "Tags[?Key=Team].Value",
        "orders",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Tags[0].Value` of `Machine` is `orders`.
          21:11-21:24 in "Machine" at "Tags[0].Value" found "orders" expected "orders""#]],
    );
    at(
        "Tags[?Key='Stage'].Value",
        "prod",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Tags[1].Value` of `Machine` is `${Stage}`, here `prod`.
          22:24-22:41 in "Machine" at "Tags[1].Value" found "${Stage}" expected "prod""#]],
    );
    at(
        "Tags[?Key=Nobody].Value",
        "orders",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `Tags[?Key=Nobody].Value` yet; it needs `orders`.
          7:3-7:10 in "Machine" at "Tags[?Key=Nobody].Value" expected "orders""#]],
    );
    at(
        "Tags[?Value=payments].Key",
        "Team",
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Unknown 0/1: `Tags[2]` of `Machine` cannot be decided: the parameter `Unset` has no value.
              23:11-23:12 in "Machine" at "Tags[2]" expected "Team""#]],
    );
}

#[test]
fn attributes_of_the_resource() {
    at(
        "@DeletionPolicy",
        "Retain",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `@DeletionPolicy` of `Machine` is `Retain`.
          9:5-9:27 in "Machine" at "@DeletionPolicy" found "Retain" expected "Retain""#]],
    );
    at(
        "@Metadata.x.y",
        "1",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `@Metadata.x.y` of `Machine` is 1.
          12:11-12:15 in "Machine" at "@Metadata.x.y" found "1" expected "1""#]],
    );
    at(
        "@DependsOn[*]",
        "Another",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `@DependsOn[1]` of `Machine` is `Another`.
          10:24-10:31 in "Machine" at "@DependsOn[1]" found "Another" expected "Another""#]],
    );
    at(
        "@UpdatePolicy",
        "x",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `@UpdatePolicy` yet; it needs `x`.
          7:3-7:10 in "Machine" at "@UpdatePolicy" expected "x""#]],
    );
    at(
        "DeletionPolicy",
        "Retain",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `DeletionPolicy` yet; it needs `Retain`. `DeletionPolicy` on line 9 stands beside `Properties` of `Machine`, not in it: move it there.
          7:3-7:10 in "Machine" at "DeletionPolicy" expected "Retain""#]],
    );
}

#[test]
fn functions_and_their_arguments() {
    at(
        "Chosen.Inner",
        "true",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Chosen.Inner` of `Machine` is yes.
          26:27-26:37 in "Machine" at "Chosen.Inner" found "yes" expected "true""#]],
    );
    at(
        "Arn.Fn::GetAtt[0]",
        "Other",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Arn.Fn::GetAtt[0]` of `Machine` is `Other`.
          27:20-27:25 in "Machine" at "Arn.Fn::GetAtt[0]" found "Other" expected "Other""#]],
    );
    at(
        "Arn.Fn::GetAtt",
        "Other.Arn",
        &expect![[r#"
            1/1 points, 1 of 1 passed
            c1 Pass 1/1: `Arn.Fn::GetAtt` of `Machine` is `Other.Arn`.
              27:7-27:10 in "Machine" at "Arn.Fn::GetAtt" found "Other.Arn" expected "Other.Arn""#]],
    );
    at(
        "Name.Fn::Sub",
        "'${Stage}-machine'",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Name.Fn::Sub` of `Machine` is `${Stage}-machine`.
          28:7-28:36 in "Machine" at "Name.Fn::Sub" found "${Stage}-machine" expected "${Stage}-machine""#]],
    );
    at(
        "Name.Ref",
        "Stage",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `Name.Ref` yet; it needs `Stage`. `Name` is `${Stage}-machine`, here `prod-machine`.
          7:3-7:10 in "Machine" at "Name.Ref" expected "Stage""#]],
    );
}

#[test]
fn json_in_text() {
    at(
        "Definition(json).StartAt",
        "First",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Definition(json).StartAt` of `Machine` is `First`.
          29:7-29:17 in "Machine" at "Definition(json).StartAt" found "First" expected "First""#]],
    );
    at(
        "Definition(json).States.First.Type",
        "Pass",
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `Definition(json).States.First.Type` of `Machine` is `Task`, needs `Pass`.
              29:7-29:17 in "Machine" at "Definition(json).States.First.Type" found "Task" expected "Pass""#]],
    );
    at(
        "Broken(json).StartAt",
        "First",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `Broken(json).StartAt` yet; it needs `First`. `Broken` is not JSON text.
          7:3-7:10 in "Machine" at "Broken(json).StartAt" expected "First""#]],
    );
    at(
        "Templated(json).Fixed",
        "5",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `Templated(json).Fixed` of `Machine` is 5.
          32:7-32:58 in "Machine" at "Templated(json).Fixed" found "5" expected "5""#]],
    );
    at(
        "Templated(json).Fixed",
        "6",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Unknown 0/1: `Templated(json).Fixed` of `Machine` cannot be decided: a part of the text around it is not known.
          32:7-32:58 in "Machine" at "Templated(json).Fixed" found "5" expected "6""#]],
    );
    at(
        "AsYaml(json).StartAt",
        "First",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `AsYaml(json).StartAt` of `Machine` is `First`.
          33:16-33:30 in "Machine" at "AsYaml(json).StartAt" found "First" expected "First""#]],
    );
    at(
        "AsFunction(json).StartAt",
        "First",
        &expect![[r#"
        1/1 points, 1 of 1 passed
        c1 Pass 1/1: `AsFunction(json).StartAt` of `Machine` is `First`.
          35:28-35:42 in "Machine" at "AsFunction(json).StartAt" found "First" expected "First""#]],
    );
    check_with(
        TEMPLATE,
        &one("X::Y::Z", "Templated(json).Stage", "qa"),
        &[("Unset", "qa")],
        &expect![[r#"
            1/1 points, 1 of 1 passed
            c1 Pass 1/1: `Templated(json).Stage` of `Machine` is `qa`.
              32:7-32:58 in "Machine" at "Templated(json).Stage" found "qa" expected "qa""#]],
    );
}

#[test]
fn a_decided_choice_is_transparent() {
    // What is deployed is the branch; which branch was taken is nothing that a mission can ask for.
    at(
        "Chosen.Fn::If[0]",
        "Prod",
        &expect![[r#"
        0/1 points, 0 of 1 passed
        c1 Fail 0/1: `Machine` has no `Chosen.Fn::If[0]` yet; it needs `Prod`.
          7:3-7:10 in "Machine" at "Chosen.Fn::If[0]" expected "Prod""#]],
    );
    check(
        &TEMPLATE.replace("[!Ref Stage, prod]", "[!Ref Unset, prod]"),
        &one("X::Y::Z", "Chosen.Fn::If[0]", "Prod"),
        &expect![[r#"
            1/1 points, 1 of 1 passed
            c1 Pass 1/1: `Chosen.Fn::If[0]` of `Machine` is `Prod`.
              26:20-26:24 in "Machine" at "Chosen.Fn::If[0]" found "Prod" expected "Prod""#]],
    );
}

/// IAM takes one statement, one action and one service without a list around it, and so do paths through a policy; nowhere else.
#[test]
fn in_a_policy_one_value_is_a_list_of_one() {
    const ROLES: &str = "Resources:
  One:
    Type: AWS::IAM::Role
    Properties:
      Tags: {Key: Team, Value: orders}
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}
      Policies:
        - PolicyName: work
          PolicyDocument:
            Statement:
              Effect: Allow
              Action: ['s3:GetObject', 's3:PutObject']
              Resource: '*'
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - Statement: {Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}
";
    for (resource_type, property, expected, verdict, why) in [
        (
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement[*].Principal.Service",
            "lambda.amazonaws.com",
            "pass",
            "one statement",
        ),
        (
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement[0].Principal.Service[*]",
            "lambda.amazonaws.com",
            "pass",
            "one service, and the first statement",
        ),
        (
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement[1].Effect",
            "Allow",
            "fail",
            "there is no second statement",
        ),
        (
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement[?Effect=Allow].Action[0]",
            "'sts:AssumeRole'",
            "pass",
            "a filter takes the only statement",
        ),
        (
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement[?Effect=Deny].Action[0]",
            "'sts:AssumeRole'",
            "fail",
            "and leaves it when it is another",
        ),
        (
            "AWS::IAM::Role",
            "Policies[*].PolicyDocument.Statement[?Action='s3:PutObject'].Effect",
            "Allow",
            "pass",
            "a list has the action that it holds",
        ),
        (
            "AWS::IAM::Role",
            "Policies[*].PolicyDocument.Statement[?Action='s3:DeleteObject'].Effect",
            "Allow",
            "fail",
            "and no other",
        ),
        (
            "AWS::Serverless::Function",
            "Policies[*].Statement[*].Action[*]",
            "'sqs:SendMessage'",
            "pass",
            "SAM's statements have no document around them",
        ),
        (
            "AWS::IAM::Role",
            "Tags[*].Value",
            "orders",
            "fail",
            "a list of CloudFormation is a list",
        ),
    ] {
        assert_eq!(
            crate::support::verdict(ROLES, &one(resource_type, property, expected)),
            verdict,
            "{property}: {why}"
        );
    }
    // The place is written as it stands, so that an edit there is one of this template.
    check(
        ROLES,
        &one(
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement[*].Principal.Service[*]",
            "ec2.amazonaws.com",
        ),
        &expect![[r#"
            0/1 points, 0 of 1 passed
            c1 Fail 0/1: `AssumeRolePolicyDocument.Statement.Principal.Service` of `One` is `lambda.amazonaws.com`, needs `ec2.amazonaws.com`.
              7:48-7:77 in "One" at "AssumeRolePolicyDocument.Statement.Principal.Service" found "lambda.amazonaws.com" expected "ec2.amazonaws.com""#]],
    );
}
