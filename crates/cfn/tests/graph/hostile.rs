//! Templates that nobody writes: nothing panics, and twice the text takes about twice the work.

use std::{fmt::Write as _, time::Instant};

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
            "  A: {{Type: AWS::SNS::Subscription, Properties: {{TopicArn: [{}], Endpoint: [{}]}}}}",
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

#[test]
fn takes_time_in_proportion() {
    for (title, text) in CASES {
        let took = |size: usize| {
            let text = text(size);
            let start = Instant::now();
            edges(&text);
            start.elapsed().as_secs_f64()
        };
        // Ten times the text may take sixty times as long, for a noisy machine and logarithms; quadratic would be a hundred.
        let (short, long) = (took(300).min(took(300)), took(3000));
        println!("{title}: {:.1} ms, {:.1} ms", short * 1e3, long * 1e3);
        assert!(
            long < 0.3 || long < 60.0 * short,
            "{title}: {short} s for 300, {long} s for 3000"
        );
    }
}

#[test]
fn the_same_template_has_the_same_edges() {
    for (title, text) in CASES {
        let text = text(50);
        assert_eq!(edges(&text), edges(&text), "{title}");
    }
}
