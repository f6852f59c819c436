//! One edge, however it is written: short and long functions, YAML and JSON, text put together.

use cfn::Relation::{Delivers, References};

use crate::kit::found;

const YAML_HEAD: &str = "Resources:\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}\n  Orders: {Type: AWS::SNS::Topic}\n  Sub:\n    Type: AWS::SNS::Subscription\n    Properties:\n      Protocol: sqs\n      TopicArn: !Ref Orders\n";

#[test]
fn every_spelling_of_an_end() {
    for (endpoint, is_there) in [
        ("!GetAtt Jobs.Arn", true),
        ("!GetAtt [Jobs, Arn]", true),
        ("{'Fn::GetAtt': [Jobs, Arn]}", true),
        ("{'Fn::GetAtt': Jobs.Arn}", true),
        ("Fn::GetAtt: Jobs.Arn", false),
        ("!Sub '${Jobs.Arn}'", true),
        ("!Sub '${ Jobs.Arn }'", true),
        ("{'Fn::Sub': '${Jobs.Arn}'}", true),
        ("!Sub ['${Queue}', {Queue: !GetAtt Jobs.Arn}]", true),
        ("!Sub ['${Queue}', {Other: !GetAtt Jobs.Arn}]", false),
        (
            "!Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs.QueueName}'",
            true,
        ),
        (
            "!Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs'",
            true,
        ),
        (
            "!Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:job'",
            false,
        ),
        (
            "!Sub 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:jobs'",
            false,
        ),
        (
            "!Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Orders.TopicName}'",
            false,
        ),
        (
            "!Join [':', [arn, aws, sqs, !Ref AWS::Region, !Ref AWS::AccountId, jobs]]",
            true,
        ),
        (
            "!Join [':', [arn, aws, sqs, !Ref AWS::Region, !Ref AWS::AccountId, jobs, x]]",
            false,
        ),
        ("!Join ['', [!GetAtt Jobs.Arn]]", true),
        ("!Select [1, [a, !GetAtt Jobs.Arn]]", true),
        ("!Select [0, [a, !GetAtt Jobs.Arn]]", false),
        ("'arn:aws:sqs:eu-west-1:123456789012:jobs'", true),
        ("'arn:aws:sqs:eu-west-1:123456789012:Jobs'", false),
        ("'${Jobs.Arn}'", false),
        ("jobs", false),
        ("!GetAtt Job.Arn", false),
        ("!Ref AWS::NoValue", false),
        ("[!GetAtt Jobs.Arn]", true),
    ] {
        let text = format!("{YAML_HEAD}      Endpoint: {endpoint}\n");
        let text = if endpoint.starts_with("Fn::") {
            // A mapping among the properties is a property, not a function.
            text.replace("      Endpoint: Fn", "      Fn")
        } else {
            text
        };
        let expected = if is_there {
            "Orders -> Jobs by Sub"
        } else {
            ""
        };
        assert_eq!(found(&text, Delivers), expected, "{endpoint}");
    }
}

#[test]
fn json_says_the_same() {
    let json = |endpoint: &str| {
        format!(
            r#"{{"Resources": {{"Jobs": {{"Type": "AWS::SQS::Queue"}}, "Orders": {{"Type": "AWS::SNS::Topic"}},
"Sub": {{"Type": "AWS::SNS::Subscription", "DependsOn": ["Jobs"], "Properties": {{"TopicArn": {{"Ref": "Orders"}}, "Protocol": "sqs", "Endpoint": {endpoint}}}}}}}}}"#
        )
    };
    for (endpoint, delivers, references) in [
        (
            r#"{"Fn::GetAtt": ["Jobs", "Arn"]}"#,
            "Orders -> Jobs by Sub",
            "Sub -> Jobs; Sub -> Orders",
        ),
        (
            r#"{"Fn::Sub": "${Jobs.Arn}"}"#,
            "Orders -> Jobs by Sub",
            "Sub -> Jobs; Sub -> Orders",
        ),
        (
            r#"{"Fn::If": ["Unsaid", {"Fn::GetAtt": ["Jobs", "Arn"]}, "x"]}"#,
            "Orders -> Jobs by Sub perhaps",
            "Sub -> Jobs; Sub -> Orders",
        ),
        (r#""${Jobs.Arn}""#, "", "Sub -> Jobs; Sub -> Orders"),
        (
            r#"{"Fn::GetAtt": ["Orders", "Arn"]}"#,
            "",
            "Sub -> Jobs; Sub -> Orders",
        ),
    ] {
        let text = json(endpoint);
        assert_eq!(found(&text, Delivers), delivers, "{endpoint}");
        assert_eq!(
            found(&text, References),
            references,
            "{endpoint}, with DependsOn"
        );
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for text in [
        "Resources: {}",
        "a: b",
        "Resources: {A: {}}",
        "Resources: {A: {Type: AWS::SNS::Subscription}}",
        "[]",
    ] {
        assert_eq!(found(text, References), "", "{text}");
        assert_eq!(found(text, Delivers), "", "{text}");
    }
}
