//! `references`, `reaches` and `dependsOn`.

use std::fmt::Write as _;

use cfn::{
    Decision, Graph, Parameters,
    Relation::{DependsOn, Reaches, References},
};

use crate::kit::{check, template};

#[test]
fn functions_refer() {
    check(
        References,
        &[
            (
                "Ref, GetAtt in both spellings, Sub with and without attribute",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref Jobs}}\n  B: {Type: AWS::SSM::Parameter, Properties: {Value: !GetAtt Jobs.Arn}}\n  C: {Type: AWS::SSM::Parameter, Properties: {Value: !GetAtt [Jobs, Arn]}}\n  D: {Type: AWS::SSM::Parameter, Properties: {Value: !Sub '${Jobs}-${Orders.TopicName}'}}",
                "A -> Jobs; B -> Jobs; C -> Jobs; D -> Jobs; D -> Orders",
            ),
            (
                "a variable of Sub hides a resource, and may name one itself",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Sub ['${Jobs}', {Jobs: !Ref Orders}]}}",
                "A -> Orders",
            ),
            (
                "an escaped name, a forgotten Sub, a parameter and a pseudo parameter are none",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Sub '${!Jobs} ${Stage} ${AWS::Region}', Name: '${Jobs}', Description: !Ref Stage}}",
                "",
            ),
            (
                "deep in Join, Select, Split and a list",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Select [0, !Split [',', !Join [',', [!Ref Jobs, x]]]], Tags: [a, [!Ref Orders]]}}",
                "A -> Jobs; A -> Orders",
            ),
            (
                "the branch that is taken",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !If [Yes, !Ref Jobs, !Ref Orders]}}",
                "A -> Jobs",
            ),
            (
                "both branches, when nobody knows",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !If [Perhaps, !Ref Jobs, !Ref Orders]}}",
                "A -> Jobs perhaps; A -> Orders perhaps",
            ),
            (
                "certain in one place is certain",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !If [Perhaps, !Ref Jobs, x], Name: !Ref Jobs}}",
                "A -> Jobs",
            ),
            (
                "a resource refers to itself, and that is no edge",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref A}}",
                "",
            ),
            (
                "a literal name in an ARN, found in a mapping",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs-prod}}\n  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Sub ['arn:aws:sqs:eu-west-1:123456789012:${Name}', {Name: !FindInMap [Names, prod, queue]}]}}",
                "A -> Jobs",
            ),
            (
                "a literal name in an ARN, the other in the mapping",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs-prod}}\n  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Sub ['arn:aws:sqs:eu-west-1:123456789012:${Name}', {Name: !FindInMap [Names, prod, other]}]}}",
                "",
            ),
            (
                "a literal name that is not in an ARN",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs-prod}}\n  A: {Type: AWS::SSM::Parameter, Properties: {Value: jobs-prod}}",
                "",
            ),
            (
                "what is not there",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref Nobody, Name: !Ref Gone}}\n  Gone: {Type: AWS::SQS::Queue, Condition: No}",
                "",
            ),
            (
                "from what is not there",
                "  A: {Type: AWS::SSM::Parameter, Condition: No, Properties: {Value: !Ref Jobs}}",
                "",
            ),
            (
                "DependsOn refers too",
                "  A: {Type: AWS::SSM::Parameter, DependsOn: Jobs}",
                "A -> Jobs",
            ),
            (
                "an import and a transform refer to nothing here",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !ImportValue Jobs, Name: {'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: s3}}}}}",
                "",
            ),
            (
                "SAM's alias of a function",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref Resize.Alias}}",
                "A -> Resize",
            ),
        ],
    );
}

#[test]
fn explicit_dependence() {
    check(
        DependsOn,
        &[
            (
                "a text",
                "  A: {Type: AWS::SSM::Parameter, DependsOn: Jobs}",
                "A -> Jobs",
            ),
            (
                "a list",
                "  A: {Type: AWS::SSM::Parameter, DependsOn: [Jobs, Orders]}",
                "A -> Jobs; A -> Orders",
            ),
            (
                "on what is not there",
                "  A: {Type: AWS::SSM::Parameter, DependsOn: [Nobody, Gone]}\n  Gone: {Type: AWS::SQS::Queue, Condition: No}",
                "",
            ),
            (
                "on what may be there",
                "  A: {Type: AWS::SSM::Parameter, DependsOn: May}\n  May: {Type: AWS::SQS::Queue, Condition: Perhaps}",
                "A -> May perhaps",
            ),
            (
                "among the properties it means nothing",
                "  A: {Type: AWS::SSM::Parameter, Properties: {DependsOn: Jobs}}",
                "",
            ),
            (
                "a reference is none",
                "  A: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref Jobs}}",
                "",
            ),
        ],
    );
}

/// A row of parameters, each of which refers to the next; `last` says what the last one refers to.
fn row(length: usize, last: &str) -> String {
    let mut text = String::new();
    for index in 0..length {
        let _ = writeln!(
            text,
            "  S{index}: {{Type: AWS::SSM::Parameter, Properties: {{Value: !Ref S{}}}}}",
            index + 1
        );
    }
    let _ = writeln!(
        text,
        "  S{length}: {{Type: AWS::SSM::Parameter, Properties: {{Value: {last}}}}}"
    );
    text
}

#[test]
fn reaches_at_most_six() {
    let rows = [
        (
            "one reference",
            row(7, "x"),
            ["S0", "S1"],
            Some(Decision::True),
        ),
        (
            "six references",
            row(7, "x"),
            ["S0", "S6"],
            Some(Decision::True),
        ),
        ("seven references", row(7, "x"), ["S0", "S7"], None),
        ("backwards", row(7, "x"), ["S6", "S0"], None),
        (
            "a circle, from itself to itself",
            row(2, "!Ref S0"),
            ["S1", "S1"],
            Some(Decision::True),
        ),
        (
            "a circle never left",
            row(2, "!Ref S0"),
            ["S1", "Jobs"],
            None,
        ),
        (
            "a way that nobody knows",
            row(3, "!If [Perhaps, !Ref Jobs, x]"),
            ["S0", "Jobs"],
            Some(Decision::Unknown),
        ),
        (
            "a longer way that is certain counts more than a shorter one that is not",
            format!(
                "{}  S: {{Type: AWS::SSM::Parameter, Properties: {{Value: !If [Perhaps, !Ref Jobs, x], Name: !Ref S0}}}}\n",
                row(3, "!Ref Jobs")
            ),
            ["S", "Jobs"],
            Some(Decision::True),
        ),
    ];
    for (title, resources, [from, to], expected) in rows {
        let text = template(&resources);
        let document = cfn::parse(text.as_bytes());
        let model = cfn::resolve(&document, &Parameters::new());
        let graph = Graph::of(&model);
        let place = |id: &str| graph.names().id(id).expect("the case has this resource");
        let edge = graph.edge(place(from), Reaches, place(to));
        assert_eq!(edge.map(|edge| edge.certainty), expected, "{title}");
    }
}
