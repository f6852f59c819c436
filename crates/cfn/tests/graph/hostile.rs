//! Templates that nobody writes: nothing panics, and all of them end.

use std::fmt::Write as _;

use cfn::{Graph, Parameters};

use crate::kit::template;

fn edges(text: &str) -> usize {
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    let all: Vec<(usize, usize)> = graph
        .edges()
        .iter()
        .map(|edge| (edge.from, edge.to))
        .collect();
    for (from, to) in all.iter().take(200) {
        for relation in cfn::Relation::all() {
            let _ = graph.edge(*from, relation, *to);
            let _ = graph.advice(&model, *from, relation, *to);
        }
    }
    for resource in model.resources.iter().take(200) {
        let _ = graph.targets(&model, &resource.properties);
    }
    all.len()
}

/// A list of one thing many times.
fn many(item: &str, count: usize) -> String {
    vec![item; count].join(", ")
}

/// What the text of each case is, for a size.
type Case = (&'static str, fn(usize) -> String);

const CASES: &[Case] = &[
    ("names that are never closed", |size| {
        template(&format!(
            "  A: {{Type: AWS::StepFunctions::StateMachine, Properties: {{DefinitionString: !Sub '${{Jobs}}{}'}}}}",
            "${".repeat(size)
        ))
    }),
    ("names in the text of a workflow", |size| {
        template(&format!(
            "  A: {{Type: AWS::StepFunctions::StateMachine, Properties: {{DefinitionString: !Sub '{}'}}}}",
            "${Jobs.Arn} ".repeat(size)
        ))
    }),
    ("ARNs in ARNs", |size| {
        template(&format!(
            "  A: {{Type: AWS::StepFunctions::StateMachine, Properties: {{DefinitionString: '{}'}}}}",
            "arn:a:apigateway:r:a:".repeat(size)
        ))
    }),
    ("functions in functions", |size| {
        template(&format!(
            "  A: {{Type: AWS::ApiGateway::Method, Properties: {{RestApiId: !Ref Api, Integration: {{Uri: 'arn:aws:apigateway:r:a:{}/invocations'}}}}}}",
            "/functions/".repeat(size)
        ))
    }),
    ("the same reference", |size| {
        template(&format!(
            "  A: {{Type: AWS::SSM::Parameter, Properties: {{Value: [{}]}}}}",
            many("!Ref Jobs", size)
        ))
    }),
    ("a connector with many ends on both sides", |size| {
        template(&format!(
            "  A: {{Type: AWS::SNS::Subscription, Properties: {{TopicArn: [{}], Protocol: sqs, Endpoint: [{}]}}}}",
            many("!Ref Orders", size),
            many("!GetAtt Jobs.Arn", size)
        ))
    }),
    ("many in many", |size| {
        let mut text = String::new();
        let groups: Vec<String> = (0..size).map(|index| format!("!Ref N{index}")).collect();
        let _ = writeln!(
            text,
            "  S: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: [{}]}}}}",
            groups.join(", ")
        );
        for index in 0..size {
            let _ = writeln!(
                text,
                "  N{index}: {{Type: AWS::EC2::VPC}}\n  I{index}: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref S}}}}"
            );
        }
        template(&text)
    }),
    ("a policy of JSON in JSON", |size| {
        template(&format!(
            "  A: {{Type: AWS::SQS::Queue, Properties: {{RedrivePolicy: '{}'}}}}",
            "{\"deadLetterTargetArn\":".repeat(size)
        ))
    }),
    ("queues in a circle", |size| {
        let mut text = String::new();
        for index in 0..size {
            let _ = writeln!(
                text,
                "  Q{index}: {{Type: AWS::SQS::Queue, Properties: {{QueueName: !Ref Q{}, RedrivePolicy: {{deadLetterTargetArn: !GetAtt Q{}.Arn}}}}}}",
                (index + 1) % size,
                (index + 1) % size
            );
        }
        template(&text)
    }),
    ("subnets within subnets", |size| {
        let mut text = String::new();
        for index in 0..size {
            let _ = writeln!(
                text,
                "  S{index}: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref S{}}}}}",
                index + 1
            );
        }
        template(&text)
    }),
    ("variables of Sub", |size| {
        let names: String = (0..size).map(|index| format!("${{V{index}}}")).collect();
        let values: Vec<String> = (0..size)
            .map(|index| format!("V{index}: !Ref Jobs"))
            .collect();
        template(&format!(
            "  A: {{Type: AWS::SSM::Parameter, Properties: {{Value: !Sub ['{names}', {{{}}}]}}}}",
            values.join(", ")
        ))
    }),
    ("other letters", |size| {
        template(&format!(
            "  A: {{Type: AWS::StepFunctions::StateMachine, Properties: {{DefinitionString: !Sub '{}'}}}}",
            "ärn:${ö}arn:ü:ß".repeat(size)
        ))
    }),
];

/// Not timed: work that grew with the square of the text would run into the test runner's own limit.
#[test]
fn large_texts_end() {
    for (title, text) in CASES {
        let (short, long) = (edges(&text(300)), edges(&text(3_000)));
        assert!(short <= long, "{title}: more text does not take edges away");
    }
}

#[test]
fn the_same_template_has_the_same_edges() {
    for (title, text) in CASES {
        let text = text(50);
        assert_eq!(edges(&text), edges(&text), "{title}");
    }
}
