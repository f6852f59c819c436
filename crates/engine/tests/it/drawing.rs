//! The picture of a mission: of the newest save or an older one, with places that stay, and taken along into files.

use std::{collections::BTreeSet, fs};

use diagram::{ItemKind, Scene, State};
use engine::{
    EngineError,
    diagram::{DiagramFormat, ExportedDiagram},
};
use missions::{Catalogue, Pack};

use crate::desk::{Desk, ID, half, home, whole, write};

fn draw(desk: &Desk, id: &str) -> Scene {
    desk.engine
        .diagram(id, None, &BTreeSet::new())
        .expect("it is drawn")
}

fn states(scene: &Scene) -> Vec<(&str, State)> {
    let nodes = scene.nodes.iter();
    nodes.map(|node| (node.id.as_str(), node.state)).collect()
}

/// A desk with one mission of its own.
fn desk_of(home: &engine::Home, document: &str) -> Desk {
    let (mission, problems) = missions::parse_mission("mission.yaml", document.as_bytes());
    let mission = mission.unwrap_or_else(|| panic!("the mission is understood: {problems:?}"));
    let pack = Pack {
        id: "tests".to_owned(),
        title: "Tests".to_owned(),
        summary: "For tests.".to_owned(),
        missions: vec![mission],
    };
    let catalogue = Box::leak(Box::new(Catalogue { packs: vec![pack] }));
    Desk::try_open(home, catalogue).expect("the engine opens")
}

const QUEUES: &str = r"
format: 1
id: queues
title: Queues
summary: A queue to put right.
level: foundation
services: [sqs]
skills: [messaging.dead-letter]
minutes: 5
scenario: Set aside what fails.
criteria:
  - id: aside
    label: What fails is set aside
    kind: graph
    nodes:
      jobs: {type: AWS::SQS::Queue}
      dead: {type: AWS::SQS::Queue}
    edges:
      - [jobs, deadLettersTo, dead]
starter: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
solution: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
    Dead:
      Type: AWS::SQS::Queue
";

#[test]
fn the_newest_save_is_drawn_or_the_one_that_is_asked_for() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    assert_eq!(
        states(&draw(&desk, ID)),
        [("Bucket", State::None)],
        "before the start there is the starter, and no verdict"
    );
    let template = desk.start();
    assert_eq!(
        states(&draw(&desk, ID)),
        [("Bucket", State::Fail)],
        "the starter was graded"
    );
    let first = desk.attempts()[0].id;
    write(&template, whole("green"));
    desk.engine.grade_now(ID).expect("it is graded");
    assert_eq!(
        states(&draw(&desk, ID)),
        [("Bucket", State::Pass)],
        "the newest save"
    );
    let then = desk.engine.diagram(ID, Some(first), &BTreeSet::new());
    assert_eq!(
        states(&then.expect("it is kept")),
        [("Bucket", State::Fail)],
        "how it stood then"
    );
    let strange = desk
        .engine
        .diagram(ID, Some(store::AttemptId(999)), &BTreeSet::new());
    assert!(
        matches!(strange, Err(EngineError::Unknown { .. })),
        "no such save"
    );
    assert!(
        matches!(
            desk.engine.diagram("no-such", None, &BTreeSet::new()),
            Err(EngineError::UnknownMission { .. })
        ),
        "no such mission"
    );
}

#[test]
fn a_ghost_stands_beside_its_counterpart_and_becomes_real_without_moving_it() {
    let (_folder, home) = home();
    let desk = desk_of(&home, QUEUES);
    let started = desk.engine.start("queues", None).expect("it starts");
    let before = draw(&desk, "queues");
    let jobs = before.nodes.iter().find(|node| node.id == "Jobs").unwrap();
    let ghost = before
        .nodes
        .iter()
        .find(|node| node.kind == ItemKind::Ghost)
        .expect("what is missing is drawn");
    assert_eq!(ghost.state, State::Ghost, "as missing");
    assert!(ghost.y > jobs.y, "dead letters are below their queue");
    let mission = desk.engine.mission("queues").unwrap();
    write(&started.template, mission.solution.as_deref().unwrap());
    desk.engine.grade_now("queues").expect("it is graded");
    let after = draw(&desk, "queues");
    assert!(
        after.nodes.iter().all(|node| node.kind != ItemKind::Ghost),
        "nothing is missing"
    );
    let same = after.nodes.iter().find(|node| node.id == "Jobs").unwrap();
    assert_eq!([same.x, same.y], [jobs.x, jobs.y], "what was there stays");
}

#[test]
fn a_save_that_cannot_be_read_moves_nothing() {
    let (_folder, home) = home();
    let desk = desk_of(&home, QUEUES);
    let template = desk
        .engine
        .start("queues", None)
        .expect("it starts")
        .template;
    let two = "Resources:\n  Lone: {Type: AWS::SNS::Topic}\n  Jobs: {Type: AWS::SQS::Queue}\n";
    write(&template, two);
    desk.engine.grade_now("queues").expect("it is graded");
    let before = draw(&desk, "queues");
    write(&template, "Resources: [");
    desk.engine.grade_now("queues").expect("it is graded");
    let broken = draw(&desk, "queues");
    assert!(broken.nodes.is_empty(), "there is no template to draw");
    write(&template, format!("# mended\n{two}"));
    desk.engine.grade_now("queues").expect("it is graded");
    let places = |scene: &Scene| -> Vec<(String, f64, f64)> {
        let nodes = scene.nodes.iter();
        nodes
            .map(|node| (node.id.clone(), node.x, node.y))
            .collect()
    };
    assert_eq!(
        places(&draw(&desk, "queues")),
        places(&before),
        "as it was before the slip"
    );
}

#[test]
fn open_blanks_are_not_answered_by_the_picture() {
    let document = QUEUES
        .replacen(
            "starter: |\n  Resources:\n    Jobs:\n      Type: AWS::SQS::Queue\n",
            "blanks:\n  target: {type: logical-id, example: Orders, ask: Where to}\nstarter: |\n  Resources:\n    Jobs:\n      Type: AWS::SQS::Queue\n      Properties:\n        RedrivePolicy: {deadLetterTargetArn: !GetAtt __target__.Arn, maxReceiveCount: 3}\n    Dead:\n      Type: AWS::SQS::Queue\n",
            1,
        );
    let (_folder, home) = home();
    let desk = desk_of(&home, &document);
    desk.engine.start("queues", None).expect("it starts");
    let scene = draw(&desk, "queues");
    assert!(
        scene.edges.is_empty()
            && states(&scene)
                .iter()
                .all(|(_, state)| *state == State::None),
        "neither a ghost of the answer nor what fails: {scene:?}"
    );
    desk.engine
        .fill_blank("queues", "target", "Dead", false)
        .expect("it is answered");
    let scene = draw(&desk, "queues");
    assert_eq!(
        scene.edges.first().map(|edge| edge.state),
        Some(State::Pass),
        "once it is answered everything is told"
    );
}

#[test]
fn a_picture_is_taken_along_whole() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    write(&template, half("half"));
    desk.engine.grade_now(ID).expect("it is graded");
    let export = |format, file: Option<&str>, png: Option<&[u8]>| {
        let file = file.map(|file| folder.path().join(file));
        desk.engine.export_diagram(
            ID,
            None,
            &BTreeSet::new(),
            format,
            file,
            png.map(<[u8]>::to_vec),
        )
    };
    for (format, name, begins) in [
        (DiagramFormat::Svg, "a.svg", "<svg "),
        (DiagramFormat::SvgDark, "dark.SVG", "<svg "),
        (DiagramFormat::Mermaid, "a.mmd", "flowchart LR"),
        (DiagramFormat::Dot, "a.dot", "digraph"),
        (DiagramFormat::Json, "a.json", "{\"nodes\":["),
        (DiagramFormat::Text, "a.txt", "1 resource"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, "an older one").unwrap();
        let written = export(format, Some(name), None).expect("it is written");
        assert_eq!(written, ExportedDiagram::Written(file.clone()), "{name}");
        let content = fs::read_to_string(&file).unwrap();
        assert!(content.starts_with(begins), "{name}: {content}");
        let copied = export(format, None, None).expect("it is copied");
        assert_eq!(copied, ExportedDiagram::Text(content), "{name}: the same");
    }
    let png = [&b"\x89PNG\r\n\x1a\n"[..], b"....IEND\xaeB`\x82"].concat();
    export(DiagramFormat::Png, Some("a.png"), Some(&png)).expect("pixels are written");
    assert_eq!(
        fs::read(folder.path().join("a.png")).unwrap(),
        png,
        "as they came"
    );

    fs::create_dir(folder.path().join("folder.svg")).unwrap();
    type Case<'a> = (DiagramFormat, Option<&'a str>, Option<&'a [u8]>, &'a str);
    let refused: [Case; 6] = [
        (
            DiagramFormat::Svg,
            Some("template.yaml"),
            None,
            "does not end in .svg",
        ),
        (
            DiagramFormat::Svg,
            Some("folder.svg"),
            None,
            "not a plain file",
        ),
        (DiagramFormat::Png, Some("b.png"), None, "no pixels"),
        (
            DiagramFormat::Png,
            Some("b.png"),
            Some(b"GIF89a"),
            "no whole PNG",
        ),
        (
            DiagramFormat::Png,
            Some("b.png"),
            Some(&png[..12]),
            "no whole PNG",
        ),
        (DiagramFormat::Png, None, Some(&png), "written to a file"),
    ];
    for (format, file, png, says) in refused {
        let error = export(format, file, png).expect_err("it is refused");
        assert!(
            matches!(&error, EngineError::Request(reason) if reason.contains(says)),
            "{error}"
        );
    }
    let nowhere = export(DiagramFormat::Svg, Some("no/such/folder/a.svg"), None);
    assert!(
        matches!(nowhere, Err(EngineError::Unwritable { .. })),
        "a folder that is not there is said"
    );
    assert!(
        !folder.path().join("b.png").exists(),
        "nothing was left behind"
    );
}
