//! The bundled missions: a solution has nothing missing and nothing wrong, and a value that changes moves nothing.

use std::collections::BTreeMap;

use cfn::Parameters;
use diagram::{ItemKind, Picture, Scene, State, lay_out};
use grader::{Subject, Verdict, grade, sketch};

use crate::support::{described, drawn, missions, rubric};

#[test]
fn a_solution_has_no_ghost_and_nothing_that_fails() {
    for mission in missions() {
        let picture = drawn(
            &mission.solution,
            Some(&mission.rubric),
            &mission.parameters,
        );
        let said = described(&picture);
        for item in &picture.items {
            assert!(
                matches!(item.state, State::None | State::Pass),
                "{}: {} stands well\n{said}",
                mission.name,
                item.id
            );
            assert!(
                item.badges
                    .iter()
                    .all(|badge| matches!(badge.state, State::None | State::Pass)),
                "{}: what is drawn on {} stands well\n{said}",
                mission.name,
                item.id
            );
        }
        for connection in &picture.connections {
            let is_asked_for = !connection.criteria.is_empty();
            assert_eq!(
                connection.state,
                if is_asked_for {
                    State::Pass
                } else {
                    State::None
                },
                "{}: {} is met where a criterion asks for it\n{said}",
                mission.name,
                connection.id
            );
        }
    }
}

#[test]
fn every_edge_that_a_solution_was_asked_for_is_drawn_or_said_by_nesting_or_a_badge() {
    for mission in missions() {
        let subject = Subject {
            mission: "test",
            template: "template.yaml",
            text: mission.solution.as_bytes(),
            parameters: &mission.parameters,
        };
        let picture = drawn(
            &mission.solution,
            Some(&mission.rubric),
            &mission.parameters,
        );
        let marked: BTreeMap<&str, usize> = picture
            .items
            .iter()
            .flat_map(|item| &item.criteria)
            .chain(
                picture
                    .items
                    .iter()
                    .flat_map(|item| item.badges.iter().flat_map(|badge| &badge.criteria)),
            )
            .chain(
                picture
                    .connections
                    .iter()
                    .flat_map(|connection| &connection.criteria),
            )
            .fold(BTreeMap::new(), |mut counts, id| {
                *counts.entry(id.as_str()).or_default() += 1;
                counts
            });
        for sketch in sketch(subject, &mission.rubric) {
            assert!(
                marked.contains_key(sketch.criterion.as_str()),
                "{}: something is marked for {}",
                mission.name,
                sketch.criterion
            );
            for edge in &sketch.edges {
                assert_eq!(
                    edge.verdict,
                    Verdict::Pass,
                    "{}: an edge of {} is met by the solution",
                    mission.name,
                    sketch.criterion
                );
                let id = |place: usize| sketch.nodes[place].resource.as_deref();
                let item = |place: usize| {
                    picture
                        .items
                        .iter()
                        .position(|item| Some(item.id.as_str()) == id(place))
                };
                let (Some(from), Some(to)) = (item(edge.from), item(edge.to)) else {
                    // One of them is a badge, or a part of something.
                    continue;
                };
                let is_drawn = picture.connections.iter().any(|connection| {
                    [
                        (connection.from, connection.to),
                        (connection.to, connection.from),
                    ]
                    .contains(&(from, to))
                        && connection.criteria.contains(&sketch.criterion)
                });
                let mut around = picture.items[from].parent;
                while around.is_some_and(|outer| outer != to) {
                    around = around.and_then(|outer| picture.items[outer].parent);
                }
                assert!(
                    is_drawn || around == Some(to),
                    "{}: {:?} {} {:?} of {} is in the picture\n{}",
                    mission.name,
                    id(edge.from),
                    edge.relation.name(),
                    id(edge.to),
                    sketch.criterion,
                    described(&picture)
                );
            }
        }
    }
}

/// Criteria of starters that show nothing though they are not met: mission, criterion, and why.
const SHOWN_NOWHERE: &[(&str, &str, &str)] = &[];

#[test]
fn a_starter_shows_what_is_not_met() {
    let mut hidden: Vec<String> = Vec::new();
    let mut count = 0;
    for mission in missions() {
        let subject = Subject {
            mission: "test",
            template: "template.yaml",
            text: mission.starter.as_bytes(),
            parameters: &mission.parameters,
        };
        let report = grade(subject, &mission.rubric);
        assert!(
            !report.passed_all(),
            "{}: a starter is not met",
            mission.name
        );
        let picture = drawn(&mission.starter, Some(&mission.rubric), &mission.parameters);
        for result in &report.results {
            // What is locked tells nothing yet.
            if matches!(result.verdict, Verdict::Pass | Verdict::Locked) {
                continue;
            }
            count += 1;
            let is_excepted = SHOWN_NOWHERE
                .iter()
                .any(|(name, id, _)| mission.name.ends_with(name) && result.id == *id);
            if shows(&picture, &result.id) == is_excepted {
                hidden.push(format!(
                    "{} {}: {}",
                    mission.name, result.id, result.message
                ));
            }
        }
    }
    assert!(count >= 200, "criteria that starters do not meet: {count}");
    assert!(
        hidden.is_empty(),
        "each criterion that is not met is on a box, a sign or a line that says so, but for those that are excepted: {hidden:#?}"
    );
}

/// Whether something that does not stand well is linked with a criterion.
fn shows(picture: &Picture, id: &str) -> bool {
    let says = |state: State, criteria: &[String]| {
        matches!(state, State::Fail | State::Ghost | State::Unknown)
            && criteria.iter().any(|criterion| criterion == id)
    };
    let items = picture.items.iter().any(|item| {
        says(item.state, &item.criteria)
            || item
                .badges
                .iter()
                .any(|badge| says(badge.state, &badge.criteria))
    });
    let mut connections = picture.connections.iter();
    items || connections.any(|connection| says(connection.state, &connection.criteria))
}

#[test]
fn values_do_not_change_what_a_layout_depends_on() {
    for mission in missions() {
        let rubric = Some(&mission.rubric);
        let before = drawn(&mission.solution, rubric, &mission.parameters);
        let text = mission
            .solution
            .replace("Description: ", "Description: Another ");
        let text = format!("# Written by somebody\n\n{text}");
        let after = drawn(&text, rubric, &mission.parameters);
        let (scene, _) = lay_out(&before, None);
        let (moved, is_anew) = lay_out(&after, Some((&before, &scene)));
        assert!(!is_anew, "{}: nothing is laid out again", mission.name);
        let places = |scene: &Scene| -> Vec<[f64; 4]> {
            let nodes = scene.nodes.iter();
            nodes
                .map(|node| [node.x, node.y, node.width, node.height])
                .collect()
        };
        assert_eq!(
            places(&scene),
            places(&moved),
            "{}: no box moves",
            mission.name
        );
        let moved = before
            .items
            .iter()
            .zip(&after.items)
            .filter(|(_, item)| item.kind != ItemKind::Ghost)
            .all(|(before, after)| {
                before.place.map(|(line, _)| line + 2) == after.place.map(|(line, _)| line)
            });
        assert!(
            moved,
            "{}: places in the text are those of the new text",
            mission.name
        );
    }
}

#[test]
fn what_moves_boxes_changes_the_topology_and_what_colours_them_does_not() {
    const TEXT: &str = "
Resources:
  Orders: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}
  ToJobs: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
";
    let asked = rubric(
        "- {id: a, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180, label: It waits}",
    );
    let before = drawn(TEXT, Some(&asked), &Parameters::new());
    let (scene, _) = lay_out(&before, None);
    for (what, from, to, is_same) in [
        ("a value that now passes", "30", "180", true),
        ("another name", "Jobs", "Tasks", false),
        (
            "another type of the same glyph",
            "AWS::SNS::Topic",
            "AWS::SNS::Thing",
            false,
        ),
        ("a line less", "!Ref Orders", "!ImportValue orders", false),
        (
            "a box more",
            "Resources:",
            "Resources:\n  Files: {Type: AWS::S3::Bucket}",
            false,
        ),
        (
            "a sign more",
            "Resources:",
            "Resources:\n  Policy: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Jobs]}}",
            true,
        ),
    ] {
        let changed = TEXT.replace(from, to);
        assert_ne!(changed, TEXT, "the change is one");
        let after = drawn(&changed, Some(&asked), &Parameters::new());
        assert_ne!(after, before, "{what} is seen in the picture");
        let (_, is_anew) = lay_out(&after, Some((&before, &scene)));
        assert_eq!(!is_anew, is_same, "{what}");
        assert_eq!(
            after.topology() == before.topology(),
            is_same,
            "{what}: what is compared is what the topology says"
        );
    }
}

#[test]
fn a_line_that_a_criterion_is_met_by_stays_well_when_a_second_one_is_missing() {
    let missions = missions();
    let mission = missions
        .iter()
        .find(|mission| mission.name.ends_with("two-zone-network"))
        .expect("the mission with two subnets at one table");
    let (before, rest) = mission
        .solution
        .split_once("  WebSubnetBRoutes:")
        .expect("the second association");
    let (_, after) = rest.split_once("\nOutputs:").expect("what follows it");
    let text = format!("{before}\nOutputs:{after}");
    let picture = drawn(&text, Some(&mission.rubric), &mission.parameters);
    let said = described(&picture);
    assert!(
        said.contains("WebSubnetA references WebRouteTable ✓"),
        "the first association is as it should be:\n{said}"
    );
    let table = picture.items.iter().find(|item| item.id == "WebRouteTable");
    let table = table.expect("the table");
    assert!(
        table.state == State::Fail && table.criteria.iter().any(|id| id == "second-subnet-routed"),
        "the table says that an association is missing:\n{said}"
    );
}
