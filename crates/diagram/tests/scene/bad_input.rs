//! Whatever the text is, there is a picture, and it keeps what every picture keeps.

use std::{collections::BTreeSet, fmt::Write as _, path::PathBuf};

use cfn::Parameters;
use diagram::lay_out;
use proptest::prelude::*;

use crate::support::{described, drawn, drawn_with, missions, rubric};

#[test]
fn a_text_without_resources_is_an_empty_picture() {
    let asked = rubric("- {id: a, kind: preset, label: No message gets lost, preset: sqs-has-dlq}");
    for text in [
        "",
        "\n\n",
        "just words",
        "- a\n- list\n",
        "{\"not\": [\"a\", \"template\"}",
        "\u{feff}",
        "a: &a [*a, *a]",
        "\t- broken: [",
    ] {
        let picture = drawn(text, Some(&asked), &Parameters::new());
        assert!(
            picture.items.is_empty(),
            "{text:?} has nothing to draw:\n{}",
            described(&picture)
        );
    }
    for text in [
        "Resources: {}",
        "Resources:",
        "Resources: []",
        "Resources: 5",
    ] {
        drawn(text, Some(&asked), &Parameters::new());
        let picture = drawn(text, None, &Parameters::new());
        assert!(picture.items.is_empty(), "{text:?} has no resources");
    }
}

#[test]
fn circles_self_references_and_dangling_ones_are_drawn() {
    let text = "
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt B.Arn}}}
  B: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt A.Arn}}}
  C: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt C.Arn}}}
  D: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Nowhere.Arn}}}
  Net: {Type: AWS::EC2::VPC, Properties: {VpcId: !Ref Net}}
  In: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref In}}
  Alias: {Type: AWS::KMS::Alias, Properties: {TargetKeyId: !Ref Alias}}
  One: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref Two]}}
  Two: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: !Ref One}}
  Odd: {Type: Nobody::Knows::This}
  Own: {Type: Custom::Thing, Properties: {ServiceToken: !GetAtt A.Arn}}
  Nothing: {Type: ''}
  List: {Type: [a]}
  Text: words
";
    let picture = drawn(text, None, &Parameters::new());
    let said = described(&picture);
    for id in ["A", "B", "C", "D", "Net", "In", "Alias", "Odd", "Own"] {
        assert!(
            picture.items.iter().any(|item| item.id == id),
            "{id} is in the picture\n{said}"
        );
    }
    assert!(
        said.contains("A deadLettersTo B") && said.contains("B deadLettersTo A"),
        "circles are drawn both ways\n{said}"
    );
    assert!(
        said.contains("C deadLettersTo C"),
        "a queue that sets its failures aside in itself has a line of its own\n{said}"
    );
}

#[test]
fn long_and_foreign_names_are_names() {
    let long = "N".repeat(255);
    let names = [
        long.as_str(),
        "طلبات",
        "הזמנות",
        "🎟️🎭",
        "a b",
        "a>delivers>b",
        "ghost:a:b",
        "é",
    ];
    let mut text = "Resources:\n".to_owned();
    for name in names {
        let _ = writeln!(text, "  \"{name}\": {{Type: AWS::SQS::Queue}}");
    }
    let picture = drawn(&text, None, &Parameters::new());
    let ids: Vec<&str> = picture.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, names, "each name as it is written");
}

#[test]
fn five_hundred_resources_are_drawn() {
    let mut text = "Resources:\n".to_owned();
    for index in 0..500 {
        let next = (index + 1) % 500;
        let _ = match index % 4 {
            0 => writeln!(
                text,
                "  R{index}: {{Type: AWS::SQS::Queue, Properties: {{RedrivePolicy: {{deadLetterTargetArn: !GetAtt R{}.Arn}}}}}}",
                (index + 4) % 500
            ),
            1 => writeln!(
                text,
                "  R{index}: {{Type: AWS::Lambda::EventSourceMapping, Properties: {{EventSourceArn: !GetAtt R{}.Arn, FunctionName: !Ref R{next}}}}}",
                index - 1
            ),
            2 => writeln!(
                text,
                "  R{index}: {{Type: AWS::Lambda::Function, Properties: {{Role: !GetAtt R{next}.Arn}}}}"
            ),
            _ => writeln!(text, "  R{index}: {{Type: AWS::IAM::Role}}"),
        };
    }
    let picture = drawn(&text, None, &Parameters::new());
    assert_eq!(
        (picture.items.len(), picture.connections.len()),
        (250, 250),
        "queues and functions, with a dead-letter arrow and a mapping each"
    );
}

#[test]
fn everything_named_everywhere_stays_bounded() {
    let mut text = "Resources:\n  Key: {Type: AWS::KMS::Key}\n".to_owned();
    let all: Vec<String> = (0..150).map(|index| format!("!Ref F{index}")).collect();
    for index in 0..150 {
        let _ = writeln!(
            text,
            "  F{index}: {{Type: AWS::Lambda::Function, Properties: {{KmsKeyArn: !GetAtt Key.Arn, Environment: {{Variables: {{A: [{}]}}}}}}}}",
            all.join(", ")
        );
    }
    let picture = drawn(&text, None, &Parameters::new());
    assert_eq!(picture.items.len(), 150, "every function");
}

/// Real templates, when `MISSION_CORPUS` names a folder of them, drawn with every bundled rubric of which they have something.
#[test]
fn the_corpus_is_drawn() {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        println!("skipped: MISSION_CORPUS is not set");
        return;
    };
    let missions = missions();
    let mut count = 0;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the corpus can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a template can be read");
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            let mission = &missions[count % missions.len()];
            let picture = drawn(&text, Some(&mission.rubric), &mission.parameters);
            let groups: BTreeSet<String> = picture
                .items
                .iter()
                .filter(|item| item.kind == diagram::ItemKind::Group)
                .map(|item| item.id.clone())
                .collect();
            drawn_with(&text, Some(&mission.rubric), &mission.parameters, &groups);
            count += 1;
        }
    }
    assert!(count > 0, "the corpus has templates");
}

/// Types that fold, hold and connect in every way.
const TYPES: &[&str] = &[
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
    "AWS::SNS::Subscription",
    "AWS::Lambda::Function",
    "AWS::Lambda::Permission",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventSourceMapping",
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::InstanceProfile",
    "AWS::Logs::LogGroup",
    "AWS::KMS::Key",
    "AWS::KMS::Alias",
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::Instance",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::RouteTable",
    "AWS::EC2::Route",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::ECS::Cluster",
    "AWS::ECS::Service",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::ApiGateway::Method",
    "AWS::CloudWatch::Alarm",
    "Custom::Thing",
];

/// Properties in which one names another.
const PLACES: &[&str] = &[
    "VpcId",
    "SubnetId",
    "SubnetIds",
    "Cluster",
    "DBClusterIdentifier",
    "Role",
    "Roles",
    "TopicArn",
    "Endpoint",
    "FunctionName",
    "EventSourceArn",
    "TargetKeyId",
    "KmsKeyId",
    "KmsKeyArn",
    "SecurityGroupIds",
    "RouteTableId",
    "GatewayId",
    "AlarmActions",
    "IamInstanceProfile",
    "RestApiId",
    "LogGroupName",
    "ManagedPolicyArns",
];

fn template() -> impl Strategy<Value = (String, Vec<usize>)> {
    let properties = prop::collection::vec((0..PLACES.len(), 0..14_usize, any::<bool>()), 0..5);
    let resource = (0..TYPES.len(), properties);
    let resources = prop::collection::vec(resource, 0..14);
    (resources, prop::collection::vec(0..14_usize, 0..3)).prop_map(|(resources, folded)| {
        let mut text = "Resources:\n".to_owned();
        for (index, (type_name, properties)) in resources.iter().enumerate() {
            let _ = writeln!(
                text,
                "  R{index}:\n    Type: {}\n    Properties:\n      Protocol: sqs",
                TYPES[*type_name]
            );
            let mut seen = BTreeSet::new();
            for (place, target, by_arn) in properties {
                if seen.insert(place) {
                    let value = if *by_arn {
                        format!("!GetAtt R{target}.Arn")
                    } else {
                        format!("[!Ref R{target}, !Ref R{}]", target / 2)
                    };
                    let _ = writeln!(text, "      {}: {value}", PLACES[*place]);
                }
            }
        }
        (text, folded)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 300 } else { 3_000 }))]

    /// Any tangle of resources: nothing panics, the invariants hold, twice the same, and every resource is somewhere.
    #[test]
    fn any_tangle_is_drawn((text, folded) in template()) {
        let asked = rubric(CRITERIA);
        let open = drawn(&text, Some(&asked), &Parameters::new());
        prop_assert_eq!(&open, &drawn(&text, Some(&asked), &Parameters::new()), "the same twice");
        let folded = folded.iter().map(|index| format!("R{index}")).collect();
        let picture = drawn_with(&text, Some(&asked), &Parameters::new(), &folded);
        let boxes = open.items.iter().filter(|item| item.kind != diagram::ItemKind::Ghost).count();
        let left = picture.items.iter().filter(|item| item.kind != diagram::ItemKind::Ghost).count();
        let held: usize = picture.items.iter().map(|item| item.holds).sum();
        prop_assert_eq!(left + held, boxes, "what is folded is counted");
    }

    /// Any text at all.
    #[test]
    fn any_text_is_drawn(text in "(Resources:\n( {2}[A-Za-zא-ת🎭]{1,4}:\n( {4}(Type|Properties|Condition|DependsOn): ?[A-Za-z:!&*\\[\\]{}\"']{0,12}\n){0,4}){0,4}|.{0,80})") {
        drawn(&text, Some(&rubric(CRITERIA)), &Parameters::new());
    }
}

const CRITERIA: &str = "
- id: chain
  kind: graph
  label: A topic feeds a queue that sets aside
  nodes: {topic: {type: AWS::SNS::Topic}, queue: {type: AWS::SQS::Queue}, dead: {type: AWS::SQS::Queue}}
  edges: [[topic, delivers, queue], [queue, deadLettersTo, dead]]
- id: role
  kind: graph
  label: The function has a role, and a key
  nodes: {fn: {type: AWS::Lambda::Function}, role: {type: AWS::IAM::Role}, key: {type: AWS::KMS::Key}}
  edges: [[fn, assumes, role], [fn, encryptsWith, key], [role, references, key]]
- id: inside
  kind: graph
  label: The instance lies in a network
  nodes: {one: {type: AWS::EC2::Instance}, subnet: {type: AWS::EC2::Subnet}, net: {type: AWS::EC2::VPC}, table: {type: AWS::EC2::RouteTable}, route: {type: AWS::EC2::Route}}
  edges: [[one, containedIn, subnet], [subnet, containedIn, net], [route, containedIn, table], [route, references, one]]
- {id: kept, kind: preset, label: No message gets lost, preset: sqs-has-dlq}
- {id: alarm, kind: check, label: There is an alarm, select: {type: AWS::CloudWatch::Alarm}}
";

#[test]
fn what_is_too_much_to_draw_is_said_in_one_box() {
    let mut text = String::from("Resources:\n  Topic: {Type: AWS::SNS::Topic}\n");
    for number in 0..1200 {
        text.push_str(&format!(
            "  Q{number}: {{Type: AWS::SQS::Queue}}\n  S{number}: {{Type: AWS::SNS::Subscription, Properties: {{TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Q{number}.Arn}}}}\n"
        ));
    }
    let picture = drawn(&text, None, &Parameters::new());
    assert_eq!(picture.items.len(), 1000, "no more boxes than that");
    let last = picture.items.last().expect("boxes");
    assert_eq!(
        last.label, "202 more, too many to draw",
        "the last one says how many are left out"
    );
    assert_eq!(last.holds, 202, "and holds as many");
    assert!(
        picture
            .connections
            .iter()
            .filter(|line| line.to == 999)
            .count()
            == 1,
        "what leads to those leads to it, once"
    );
    let (scene, _) = lay_out(&picture, None);
    let said = diagram::to_text(&scene, 100);
    assert!(
        said.contains("202 more, too many to draw"),
        "it is in every form"
    );
    assert!(
        said.contains("holds 202") && said.contains("2200 resources"),
        "1201 boxes and the 999 subscriptions of the lines that are drawn: {}",
        said.lines().next().unwrap_or_default()
    );
}
