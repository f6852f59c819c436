//! How the graph is asked: from, to, edge, targets, and input that is not meant well.

use cfn::{Graph, Parameters, Relation};

use crate::support::with;

const TEMPLATE: &str = "
Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}}
More: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}}
Dead: {Type: AWS::SQS::Queue}
Hub:
  Type: AWS::Lambda::Function
  Properties:
    One: !Ref Jobs
    Two: [!GetAtt Dead.Arn, !Sub '${Jobs}-${More}']
    Three: {a: 'arn:aws:sqs:eu-west-1:1:jobs', b: !Ref Nobody}
    Four: jobs
    Five: nobody";

#[test]
fn edges_are_found_from_both_ends() {
    with(TEMPLATE, |_, graph| {
        let relation = Relation::DeadLettersTo;
        let to: Vec<usize> = graph.to(2, relation).map(|edge| edge.from).collect();
        assert_eq!(to, [0, 1], "both queues, in order");
        let from: Vec<usize> = graph.from(0, relation).map(|edge| edge.to).collect();
        assert_eq!(from, [2], "one");
        assert!(graph.edge(0, relation, 2).is_some(), "the edge itself");
        assert_eq!(graph.edge(2, relation, 0), None, "not backwards");
        assert_eq!(
            graph.edge(0, Relation::Delivers, 2),
            None,
            "not another relation"
        );
        assert_eq!(graph.from(99, relation).count(), 0, "no such resource");
        for edge in graph.edges() {
            assert!(
                graph
                    .from(edge.from, edge.relation)
                    .any(|found| found == edge)
                    && graph.to(edge.to, edge.relation).any(|found| found == edge),
                "{edge:?} is found from both of its ends"
            );
        }
    });
}

#[test]
fn a_value_refers_to_resources_by_function_by_arn_and_by_name() {
    with(TEMPLATE, |model, graph| {
        let targets = |property: &str| -> Vec<String> {
            let value = model.resources[3].properties.get(property).expect("there");
            graph
                .targets(model, value)
                .into_iter()
                .map(|(index, span)| {
                    format!("{} @{}", model.resources[index].id, span.start.line - 1)
                })
                .collect()
        };
        assert_eq!(targets("One"), ["Jobs @7"], "a reference");
        assert_eq!(
            targets("Two"),
            ["Dead @8", "Jobs @8", "More @8"],
            "in a list, each once"
        );
        assert_eq!(targets("Three"), ["Jobs @9"], "an ARN");
        assert_eq!(targets("Four"), ["Jobs @10"], "a literal name");
        assert_eq!(targets("Five"), Vec::<String>::new(), "nobody's name");
    });
}

#[test]
fn hostile_templates_cost_time_in_proportion() {
    let mut text = String::from("Resources:\n");
    for index in 0..3000 {
        text += &format!(
            "  S{index}: {{Type: AWS::RDS::DBSubnetGroup, Properties: {{SubnetIds: [!Ref S{}, !Ref S{}]}}}}\n",
            (index * 7 + 1) % 3000,
            (index * 13 + 5) % 3000
        );
    }
    text += "  Policy: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: '";
    text += &"{\"a\": [".repeat(5000);
    text += "'}}\n";
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    assert!(
        graph.edges().len() < 100_000,
        "{} edges of 3000 resources",
        graph.edges().len()
    );
}

/// Little text that would be much: pairs of long lists, aliases in JSON text, placeholders of placeholders.
#[test]
fn small_texts_that_mean_much_are_cut_off() {
    let many = vec!["!Ref A"; 2000].join(", ");
    let bomb = "{a: &a [1,1,1,1,1,1,1,1], b: &b [*a,*a,*a,*a,*a,*a,*a,*a], c: [*b,*b,*b,*b,*b,*b]}";
    let long = "${x}".repeat(400);
    let mut text = String::from("Resources:\n  A: {Type: AWS::EC2::Subnet}\n");
    for index in 0..50 {
        text += &format!(
            "  M{index}: {{Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {{SubnetId: [{many}], RouteTableId: [{many}]}}}}\n  Q{index}: {{Type: AWS::SQS::Queue, Properties: {{RedrivePolicy: '{bomb}'}}}}\n"
        );
    }
    text += &format!(
        "  Flow: {{Type: AWS::StepFunctions::StateMachine, Properties: {{DefinitionSubstitutions: {{x: {}}}, Definition: {{States: {{S: {{Type: Task, Resource: '{long}'}}}}}}}}}}\n",
        "y".repeat(2000)
    );
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    assert_eq!(
        graph
            .edges()
            .iter()
            .filter(|edge| edge.relation != Relation::References)
            .count(),
        0,
        "a subnet is no route table, and the rest is nobody's name"
    );
}

#[test]
fn whatever_stands_in_a_property_is_no_reason_to_panic() {
    for value in [
        "",
        "~",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "!Ref",
        "!Ref ''",
        "!GetAtt A",
        "!Sub ''",
        "!Sub '${'",
        "!Sub '${}'",
        "!Sub []",
        "!If [a]",
        "!If []",
        "'{'",
        "'arn:'",
        "'arn:::::'",
        "!Sub '${A.}'",
        "'/functions/'",
        "!GetAtt [A, !Ref B]",
        "https://sqs./",
        "!Select [9, []]",
        "'}'",
        "!Sub '}:${'",
    ] {
        for type_and_path in [
            ("AWS::SQS::Queue", "RedrivePolicy"),
            ("AWS::SNS::Topic", "Subscription"),
            ("AWS::SNS::Subscription", "Endpoint"),
            ("AWS::ApiGateway::Method", "Integration"),
            ("AWS::ApiGateway::RestApi", "Body"),
            ("AWS::StepFunctions::StateMachine", "DefinitionString"),
            (
                "AWS::StepFunctions::StateMachine",
                "DefinitionSubstitutions",
            ),
            ("AWS::Serverless::Function", "Events"),
            ("AWS::Logs::LogGroup", "LogGroupName"),
            ("AWS::SSM::Parameter", "Name"),
            ("AWS::IAM::Role", "Path"),
        ] {
            let (type_name, property) = type_and_path;
            let text = format!(
                "Resources:\n  A:\n    Type: {type_name}\n    Properties:\n      {property}: {value}\n      TopicArn: {value}\n"
            );
            let document = cfn::parse(text.as_bytes());
            let model = cfn::resolve(&document, &Parameters::new());
            let graph = Graph::of(&model);
            assert_eq!(
                graph.edges(),
                Graph::of(&model).edges(),
                "`{property}: {value}` of {type_name} has the same edges twice"
            );
        }
    }
}
