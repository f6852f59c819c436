//! How the tests of the resource graph write templates and show edges.

use std::fmt::Write as _;

use cfn::{Decision, Graph, Model, Parameters, Relation};

/// Resources without any relation, so that a case says only what it is about. A case that has one of its own replaces it.
const KIT: &[(&str, &str)] = &[
    ("Jobs", "{Type: AWS::SQS::Queue}"),
    ("DeadJobs", "{Type: AWS::SQS::Queue}"),
    ("Orders", "{Type: AWS::SNS::Topic}"),
    ("Resize", "{Type: AWS::Lambda::Function}"),
    ("Charge", "{Type: AWS::Lambda::Function}"),
    ("Photos", "{Type: AWS::S3::Bucket}"),
    ("Dishes", "{Type: AWS::DynamoDB::Table}"),
    ("Clicks", "{Type: AWS::Kinesis::Stream}"),
    ("Flow", "{Type: AWS::StepFunctions::StateMachine}"),
    ("Bus", "{Type: AWS::Events::EventBus}"),
    ("Role", "{Type: AWS::IAM::Role}"),
    ("Profile", "{Type: AWS::IAM::InstanceProfile}"),
    ("Key", "{Type: AWS::KMS::Key}"),
    ("Network", "{Type: AWS::EC2::VPC}"),
    ("Inside", "{Type: AWS::EC2::Subnet}"),
    ("Guard", "{Type: AWS::EC2::SecurityGroup}"),
    ("Logs", "{Type: AWS::Logs::LogGroup}"),
    ("Api", "{Type: AWS::ApiGateway::RestApi}"),
    ("Http", "{Type: AWS::ApiGatewayV2::Api}"),
    (
        "Balancer",
        "{Type: AWS::ElasticLoadBalancingV2::LoadBalancer}",
    ),
    ("Group", "{Type: AWS::ElasticLoadBalancingV2::TargetGroup}"),
    ("Firewall", "{Type: AWS::WAFv2::WebACL}"),
];

/// What stands before `Resources`: one of everything that a world is made of.
const WORLD: &str = "
Parameters:
  Stage: {Type: String, Default: prod}
  Open: {Type: String}
  Foreign: {Type: String, Default: 'arn:aws:sqs:eu-west-1:123456789012:elsewhere'}
  Home: {Type: String, Default: 'arn:aws:sqs:eu-west-1:123456789012:jobs-prod'}
Mappings:
  Names: {prod: {queue: jobs-prod, other: jobs-test}}
Conditions:
  Yes: !Equals [!Ref Stage, prod]
  No: !Equals [!Ref Stage, test]
  Perhaps: !Equals [!Ref Open, a]
";

/// A whole template around some resources in YAML.
pub(crate) fn template(resources: &str) -> String {
    let mut text = format!("{WORLD}Resources:\n{resources}\n");
    for (id, body) in KIT {
        let own = format!("{id}:");
        if !resources
            .lines()
            .any(|line| line.trim().starts_with(&own) && indent(line) == 2)
        {
            let _ = writeln!(text, "  {id}: {body}");
        }
    }
    text
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What a test looks at: the edges and open ends of the relation, one after the other.
pub(crate) fn found(text: &str, relation: Relation) -> String {
    let document = cfn::parse(text.as_bytes());
    assert!(
        document.root.is_some(),
        "the template of a case can be read: {:?}\n{text}",
        document.diagnostics
    );
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    let mut out: Vec<String> = graph
        .edges()
        .iter()
        .filter(|edge| edge.relation == relation)
        .map(|edge| edge_text(&model, edge))
        .collect();
    out.extend(
        graph
            .open_ends()
            .iter()
            .filter(|open| open.relation == relation)
            .map(|open| {
                let id = id(&model, open.resource);
                let ends = if open.is_from {
                    format!("{id} -> ?")
                } else {
                    format!("? -> {id}")
                };
                format!("{ends} ({})", open.reason)
            }),
    );
    out.join("; ")
}

pub(crate) fn id<'m>(model: &'m Model<'_>, index: usize) -> &'m str {
    model.resources[index].id
}

pub(crate) fn edge_text(model: &Model<'_>, edge: &cfn::Edge) -> String {
    let mut text = format!("{} -> {}", id(model, edge.from), id(model, edge.to));
    if let Some(via) = edge.via {
        let _ = write!(text, " by {}", id(model, via));
    }
    if edge.certainty == Decision::Unknown {
        text.push_str(" perhaps");
    }
    text
}

/// In whatever order.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text.split("; ").collect();
    parts.sort_unstable();
    parts
}

/// Checks every row of a table, and says all that are wrong at once. A row is a title, resources in YAML (indented by two), and what
/// is found.
pub(crate) fn check(relation: Relation, rows: &[(&str, &str, &str)]) {
    let mut wrong = String::new();
    for (title, resources, expected) in rows {
        let found = found(&template(resources), relation);
        if parts(&found) != parts(expected) {
            let _ = writeln!(wrong, "{title}\n  expected {expected}\n  found    {found}");
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong}", relation.name());
}
