//! `mission diagram`: forms, exit codes, and what is drawn of a mission's saves.

use std::fs;

use crate::support::{GOOD, HALF, MISSION, Place, Ran};

const FAN_OUT: &str = r#"Resources:
  Orders:
    Type: AWS::SNS::Topic
  ToJobs:
    Type: AWS::SNS::Subscription
    Properties: {Protocol: sqs, TopicArn: !Ref Orders, Endpoint: !GetAtt Jobs.Arn}
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
  Dead:
    Type: AWS::SQS::Queue
"#;

const FAN_OUT_JSON: &str = r#"{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}}"#;

const NETS: &str = "Resources:
  Net:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Sub:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Net, CidrBlock: 10.0.0.0/24}
  Server:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !Ref Sub}
";

#[test]
fn every_form_has_every_box_and_line() {
    let place = Place::new();
    place.write("t.yaml", FAN_OUT);
    for (format, begins) in [
        ("svg", "<svg "),
        ("svg --dark", "<svg "),
        ("mermaid", "flowchart LR\n"),
        ("dot", "digraph "),
        ("text", "4 resources"),
        ("json", "{\"nodes\":["),
    ] {
        let drawn = place
            .run(&format!("diagram t.yaml --format {format}"))
            .exits(0, "it is drawn");
        assert!(
            drawn.stdout.starts_with(begins),
            "{format}: {}",
            drawn.stdout
        );
        for name in ["Orders", "Jobs", "Dead", "delivers", "deadLettersTo"] {
            assert!(
                drawn.stdout.contains(name),
                "{format} has {name}: {}",
                drawn.stdout
            );
        }
        assert_eq!(drawn.stderr, "", "{format}: nothing to say beside it");
    }
    assert_eq!(
        place.run("diagram t.yaml").stdout,
        place.run("diagram t.yaml --format text").stdout,
        "text is the default"
    );
}

#[test]
fn json_is_the_published_scene() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    let drawn = place
        .run("diagram good.yaml -m criteria.json --format json")
        .exits(0, "it is drawn");
    assert_eq!(drawn.stdout.lines().count(), 1, "one line");
    let scene = drawn.json();
    let node = &scene["nodes"][0];
    assert_eq!(
        (
            node["id"].as_str(),
            node["type"].as_str(),
            node["state"].as_str()
        ),
        (Some("Bucket"), Some("AWS::S3::Bucket"), Some("pass")),
        "a box as it stands: {node}"
    );
    for figure in ["x", "y", "width", "height"] {
        assert!(node[figure].is_number(), "{figure}: {node}");
    }
    assert!(scene["edges"].is_array(), "and lines: {scene}");
    place.write("half.yaml", HALF);
    let scene = place
        .run("diagram half.yaml -m criteria.json --format json")
        .exits(0, "a failing template is drawn too")
        .json();
    assert_eq!(scene["nodes"][0]["state"], "fail", "as failing");
}

#[test]
fn exit_codes_are_the_contract() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place.write("empty.yaml", "");
    place.write("list.yaml", "[1, 2]");
    place.write("numbers.yaml", "Resources: [1, 2]");
    place.write("good.json", FAN_OUT_JSON);
    place.write("sub/x.txt", "");
    let table = [
        ("diagram good.yaml", 0, "a template alone"),
        ("diagram empty.yaml", 3, "nothing in it"),
        ("diagram list.yaml", 3, "no template"),
        ("diagram none.yaml", 3, "no such file"),
        ("diagram good.yaml -m nothing", 4, "no such mission"),
        ("diagram no-such-mission", 4, "no such mission"),
        ("diagram", 2, "nothing is started"),
        ("diagram good.yaml --format gif", 2, "no such format"),
        ("diagram good.yaml --dark", 2, "text has no page"),
        ("diagram good.yaml --attempt 1", 2, "a file has no saves"),
        (
            "diagram private-photo-bucket --attempt 1",
            4,
            "nor has what is not started",
        ),
        (
            "diagram private-photo-bucket --param A=b",
            2,
            "values are the mission's",
        ),
        (
            "diagram good.yaml --param A",
            2,
            "a parameter without a value",
        ),
        ("diagram -m criteria.json", 2, "criteria have no starter"),
        (
            "diagram good.yaml --format svg -o good.yaml",
            2,
            "the template is not overwritten",
        ),
        (
            "diagram good.json -o good.json",
            2,
            "nor is one whose name a picture may have",
        ),
        (
            "diagram good.json -o ./sub/../good.json",
            2,
            "however it is named",
        ),
        (
            "diagram good.yaml -m criteria.json -o criteria.json",
            2,
            "nor are the criteria",
        ),
        ("diagram numbers.yaml", 3, "resources that are none"),
        ("diagram good.yaml -o a.png", 2, "no ending of a format"),
        ("diagram good.yaml --collapse Nope", 2, "no such group"),
    ];
    for (line, code, why) in table {
        let ran = place.run(line).exits(code, why);
        assert!(
            code == 0 || !ran.stderr.is_empty(),
            "{line}: says what is wrong"
        );
    }
    assert_eq!(
        fs::read_to_string(place.work().join("good.yaml")).unwrap(),
        GOOD,
        "the template is as it was"
    );
    assert_eq!(
        fs::read_to_string(place.work().join("good.json")).unwrap(),
        FAN_OUT_JSON,
        "and so is one of JSON"
    );
    for (line, says) in [
        ("diagram good.yaml -o a.png", ".svg, .mmd"),
        ("diagram nets.yaml --collapse Nope", "there are Net, Sub"),
        ("diagram numbers.yaml", "numbers.yaml:1:"),
    ] {
        place.write("nets.yaml", NETS);
        let ran = place.run(line);
        assert!(ran.stderr.contains(says), "{line}: {}", ran.stderr);
    }
    let folded = place
        .run("diagram nets.yaml --collapse Net --collapse Sub --format json")
        .exits(0, "one in the other");
    assert_eq!(
        folded.json()["nodes"][0]["holds"],
        2,
        "is folded: {}",
        folded.stdout
    );
    let error = place
        .run("diagram empty.yaml --format json")
        .exits(3, "unparsable")
        .json_error();
    assert_eq!(error["code"], "unparsable", "programs can branch on it");
}

#[test]
fn a_started_mission_is_drawn_as_it_was_saved() {
    let place = Place::new();
    let before = place
        .run(&format!("diagram {MISSION}"))
        .exits(0, "its starter");
    assert!(
        !before.stdout.contains("[x]"),
        "nothing was graded: {}",
        before.stdout
    );
    assert!(
        fs::read_dir(place.home()).unwrap().next().is_none(),
        "and nothing was written"
    );
    let started = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "it starts")
        .json();
    let save = place
        .run(&format!("history {MISSION} --format json"))
        .exits(0, "the first save")
        .json()["attempts"][0]["id"]
        .clone();
    let newest = place.run("diagram").exits(0, "the mission worked on last");
    assert!(
        newest.stdout.contains("[x]"),
        "as it was graded: {}",
        newest.stdout
    );
    let then = place
        .run(&format!("diagram -m {MISSION} --attempt {save}"))
        .exits(0, "that save");
    assert_eq!(then.stdout, newest.stdout, "there is only one");
    place
        .run(&format!("diagram {MISSION} --attempt 987654"))
        .exits(2, "no such save");
    assert!(started["template"].is_string(), "the template is there");
}

#[test]
fn an_id_is_the_mission_whatever_lies_beside_it() {
    let place = Place::new();
    let starter = place.run(&format!("diagram {MISSION}"));
    place.write(MISSION, FAN_OUT);
    let drawn = place.run(&format!("diagram {MISSION}")).exits(0, "drawn");
    assert_eq!(drawn.stdout, starter.stdout, "not the file");
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "it starts");
    let drawn = place.run(&format!("diagram {MISSION}")).exits(0, "drawn");
    assert!(
        drawn.stdout.contains("[x]"),
        "nor once it is started: {}",
        drawn.stdout
    );
    let file = place.run(&format!("diagram ./{MISSION}")).exits(0, "drawn");
    assert!(
        file.stdout.contains("Orders"),
        "a path is the file: {}",
        file.stdout
    );
}

#[test]
fn a_broken_save_says_what_is_broken() {
    let place = Place::new();
    let started = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "it starts")
        .json();
    let template = started["template"].as_str().expect("a path").to_owned();
    for (text, says) in [
        (&b"Resources: ["[..], ":1:"),
        (&b""[..], "is empty"),
        (&b"\x00\xff\x00"[..], ":1:"),
    ] {
        fs::write(&template, text).unwrap();
        place
            .run(&format!("start {MISSION} --no-editor"))
            .exits(0, "graded");
        let ran = place
            .run(&format!("diagram {MISSION}"))
            .exits(3, "there is nothing to draw");
        assert!(
            ran.stderr.contains(says) && ran.stderr.contains("--attempt"),
            "where, and what next: {}",
            ran.stderr
        );
    }
    let ran = place
        .run(&format!("diagram {MISSION} --attempt 99"))
        .exits(2, "no such save");
    assert!(
        ran.stderr
            .contains(&format!("there is no save 99 of `{MISSION}`")),
        "{}",
        ran.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_started_missions_template_is_not_drawn_over() {
    let place = Place::new();
    let started = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "it starts")
        .json();
    let template = started["template"].as_str().expect("a path");
    // The learner's template is the neighbour that a link names, and could be a picture by its name.
    let real = std::path::Path::new(template).with_file_name("mine.json");
    fs::write(&real, FAN_OUT_JSON).unwrap();
    fs::remove_file(template).unwrap();
    std::os::unix::fs::symlink("mine.json", template).unwrap();
    place.write("t.yaml", FAN_OUT);
    for subject in [MISSION, "t.yaml"] {
        let ran = Ran::of(
            place
                .command(["diagram", subject, "-o", real.to_str().expect("UTF-8")])
                .output()
                .unwrap(),
        )
        .exits(2, "it is the template of a started mission");
        assert!(
            ran.stderr.contains("choose another name"),
            "{subject}: {}",
            ran.stderr
        );
        assert_eq!(
            fs::read_to_string(&real).unwrap(),
            FAN_OUT_JSON,
            "{subject}: it is as it was"
        );
    }
}

#[test]
fn a_file_is_written_whole_and_its_name_says_the_form() {
    let place = Place::new();
    place.write("t.yaml", FAN_OUT);
    for (name, begins) in [
        ("a.svg", "<svg "),
        ("a.md", "flowchart"),
        ("a.gv", "digraph"),
        ("a.json", "{"),
        ("a.txt", "4 "),
    ] {
        let ran = place
            .run(&format!("diagram t.yaml -o {name}"))
            .exits(0, "it is written");
        assert_eq!(ran.stdout, "", "not to stdout as well");
        let content = fs::read_to_string(place.work().join(name)).unwrap();
        assert!(content.starts_with(begins), "{name}: {content}");
    }
    let ran = place
        .run("diagram t.yaml -o no/such/folder/a.svg")
        .exits(2, "a folder that is not there");
    assert!(
        ran.stderr.contains("choose another folder") && !ran.stderr.contains(".mission-architect-"),
        "what next, and no name of our own: {}",
        ran.stderr
    );
}

#[test]
fn hostile_names_reach_no_terminal() {
    let place = Place::new();
    place.write(
        "t.json",
        r#"{"Resources": {"A\u001b[31m\"<script>\u202e": {"Type": "AWS::SQS::Queue"}, "": {"Type": "x"}}}"#,
    );
    for format in ["text", "svg", "mermaid", "dot"] {
        let drawn = place
            .run(&format!("diagram t.json --format {format}"))
            .exits(0, "it is drawn");
        assert!(
            !drawn.stdout.contains(['\u{1b}', '\u{202e}']),
            "{format}: no control sequences: {}",
            drawn.stdout
        );
        let is_markup = format == "svg" || format == "mermaid";
        assert!(
            !is_markup || !drawn.stdout.contains("<script"),
            "{format}: no markup: {}",
            drawn.stdout
        );
    }
}
