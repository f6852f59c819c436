//! `mission grade`: exit codes, formats, parameters, determinism.

use std::{fs, io::Write, process::Stdio};

use crate::support::{GOOD, HALF, MISSION, Place, Ran, solution};

const FORMATS: [&str; 8] = [
    "human", "json", "jsonl", "junit", "sarif", "markdown", "github", "csv",
];

#[test]
fn exit_codes_are_the_contract() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place.write("half.yaml", HALF);
    place.write("empty.yaml", "");
    let table = [
        ("grade good.yaml -m criteria.json", 0, "all passed"),
        (
            "grade half.yaml -m criteria.json",
            1,
            "below the default of 1.0",
        ),
        (
            "grade half.yaml -m criteria.json --fail-under 0.5",
            0,
            "not below a half",
        ),
        (
            "grade half.yaml -m criteria.json --fail-under 0.51",
            1,
            "below a little more",
        ),
        (
            "grade good.yaml half.yaml -m criteria.json",
            1,
            "one of two",
        ),
        (
            "grade half.yaml empty.yaml -m criteria.json",
            3,
            "unparsable is worse than failed",
        ),
        (
            "grade empty.yaml -m nothing",
            4,
            "an invalid mission is worse still",
        ),
        ("grade good.yaml", 2, "no mission"),
        ("grade -m criteria.json", 2, "no template"),
        (
            "grade good.yaml -m criteria.json --fail-under 2",
            2,
            "no score",
        ),
        (
            "grade good.yaml -m criteria.json --param Stage",
            2,
            "a parameter without a value",
        ),
        (
            "grade good.yaml -m criteria.json --jobs 0",
            2,
            "nobody to work",
        ),
        (
            "grade good.yaml -m criteria.json --format xml",
            2,
            "no such format",
        ),
        (
            "grade good.yaml half.yaml -m criteria.json --format json",
            2,
            "json is one report",
        ),
        (
            "grade - - -m criteria.json",
            2,
            "the standard input can be read once",
        ),
        ("nonsense", 2, "no such command"),
    ];
    for (line, code, why) in table {
        place.run(line).exits(code, &format!("{line}: {why}"));
    }
}

#[test]
fn usage_errors_are_json_too() {
    let place = Place::new();
    let error = place
        .run("grade --format json")
        .exits(2, "no template")
        .json_error();
    assert_eq!(error["code"], "usage", "front ends branch on the code");
    place.write("good.yaml", GOOD);
    let ran = place
        .run("grade good.yaml good.yaml -m criteria.json --format json")
        .exits(2, "two");
    assert!(
        ran.json_error()["message"]
            .as_str()
            .unwrap_or_default()
            .contains("jsonl"),
        "the way out is said: {}",
        ran.stderr
    );
}

#[test]
fn a_bundled_mission_passes_with_its_solution() {
    let place = Place::new();
    place.write("solution.yaml", solution(&place));
    let report = place
        .run(&format!("grade solution.yaml -m {MISSION} --format json"))
        .exits(0, "the reference")
        .json();
    assert_eq!(report["mission"], MISSION, "the report says which mission");
    assert_eq!(
        (&report["score"], &report["passed"]),
        (&1.into(), &report["total"]),
        "all of it: {report}"
    );
}

#[test]
fn the_report_has_the_published_shape() {
    let place = Place::new();
    place.write("half.yaml", HALF);
    let ran = place
        .run("grade half.yaml -m criteria.json --format json")
        .exits(1, "half");
    let version = ran.json()["graderVersion"]
        .as_str()
        .expect("the grader's version")
        .to_owned();
    expect_test::expect![[r#"
        {"schemaVersion":1,"graderVersion":"VERSION","mission":"criteria","template":"half.yaml","score":0.5,"earned":1,"possible":2,"passed":1,"total":2,"results":[{"id":"c1","label":"Versions are kept","kind":"property","verdict":"fail","earned":0,"weight":1,"message":"`VersioningConfiguration.Status` of `Bucket` is `Suspended`, needs `Enabled`.","evidence":[{"resource":"Bucket","path":"VersioningConfiguration.Status","line":7,"column":9,"endLine":7,"endColumn":26,"found":"Suspended","expected":"Enabled"}]},{"id":"c2","label":"The bucket has its name","kind":"property","verdict":"pass","earned":1,"weight":1,"message":"`BucketName` of `Bucket` is `photos`.","evidence":[{"resource":"Bucket","path":"BucketName","line":5,"column":7,"endLine":5,"endColumn":25,"found":"photos","expected":"photos"}]}],"diagnostics":[]}
    "#]].assert_eq(&ran.stdout.replace(&version, "VERSION"));
}

#[test]
fn every_format_is_printed_and_exits_alike() {
    let place = Place::new();
    place.write("half.yaml", HALF);
    for format in FORMATS {
        let ran = place
            .run(&format!(
                "grade half.yaml -m criteria.json --format {format}"
            ))
            .exits(1, format);
        assert!(
            ran.stdout.contains("half.yaml"),
            "{format} names the template: {}",
            ran.stdout
        );
        assert!(ran.stdout.ends_with('\n'), "{format} ends its last line");
        assert_eq!(
            ran.stderr, "",
            "{format}: what failed is data, not an error"
        );
    }
}

/// A combination, a connection and conditions, of which some are met.
const SEVERAL: &str = "
- kind: graph
  label: The topic feeds a queue with a dead-letter queue
  nodes: {t: {type: AWS::SNS::Topic}, q: {type: AWS::SQS::Queue}, d: {type: AWS::SQS::Queue}}
  edges: [[t, delivers, q], [q, deadLettersTo, d]]
- kind: check
  label: The queue is patient
  select: {type: AWS::SQS::Queue}
  assert:
    - {property: VisibilityTimeout, op: gte, value: 180}
    - {property: MessageRetentionPeriod, op: gte, value: 60}
- kind: allOf
  label: Both are there
  of:
    - {kind: check, label: A topic, select: {type: AWS::SNS::Topic}}
    - {kind: check, label: A table, select: {type: AWS::DynamoDB::Table}}
";

const TWO_OF_THREE: &str = "Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription: [{Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}]
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
      MessageRetentionPeriod: 600
";

#[test]
fn what_is_met_and_what_is_missing_is_told_by_each_format() {
    let place = Place::new();
    place.write("several.yaml", SEVERAL);
    place.write("t.yaml", TWO_OF_THREE);
    let missing = "VisibilityTimeout";
    for format in FORMATS {
        let line = format!("grade t.yaml -m several.yaml --format {format}");
        let ran = place.run(&line).exits(1, format);
        assert!(ran.stdout.contains(missing), "{format}: {}", ran.stdout);
        // A row is the whole criterion, and an annotation is about what is wrong.
        let lists_all = !matches!(format, "csv" | "github");
        let told = ran.stdout.matches("MessageRetentionPeriod").count();
        assert_eq!(
            told > 0,
            lists_all,
            "{format} and what is met: {}",
            ran.stdout
        );
    }
    let human = place.run("grade t.yaml -m several.yaml").exits(1, "human");
    let lines: Vec<&str> = human.stdout.lines().map(str::trim).collect();
    let has = |begin: &str| lines.iter().any(|line| line.starts_with(begin));
    assert!(
        has("✓ `Orders` delivers to `Jobs`") && has("✗ ") && has("t.yaml:9:7"),
        "each with its sign, and the line of what is wrong: {}",
        human.stdout
    );
}

#[test]
fn same_input_same_bytes() {
    let place = Place::new();
    let names = ["good.yaml", "missing.yaml", "half.yaml", "broken.yaml"];
    let elsewhere = Place::new();
    for place in [&place, &elsewhere] {
        place.write("good.yaml", GOOD);
        place.write("half.yaml", HALF);
        place.write("broken.yaml", "a: [");
    }
    let many: Vec<&str> = names.iter().copied().cycle().take(40).collect();
    for format in FORMATS.into_iter().filter(|format| *format != "json") {
        let line = format!(
            "grade {} -m criteria.json --format {format}",
            many.join(" ")
        );
        let first = place
            .run(&format!("{line} --jobs 1"))
            .exits(3, "some are bad")
            .stdout;
        assert_eq!(
            first,
            place.run(&format!("{line} --jobs 8")).stdout,
            "{format}: threads change nothing"
        );
        assert_eq!(
            first,
            elsewhere.run(&line).stdout,
            "{format}: the folder is not in it"
        );
        let own = place
            .work()
            .to_str()
            .expect("a temporary folder's path is UTF-8");
        assert!(!first.contains(own), "{format}: no path that was not given");
    }
}

#[test]
fn the_standard_input_is_a_template() {
    let place = Place::new();
    let mut child = place
        .command("grade - -m criteria.json --format json".split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(GOOD.as_bytes())
        .unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap()).exits(0, "it passes");
    assert_eq!(ran.json()["template"], "-", "its name is what was given");
}

#[test]
fn parameters_come_from_the_mission_then_the_command_line_then_the_default() {
    let place = Place::new();
    let template = "Parameters:
  Name: {Type: String}
  Other: {Type: String, Default: photos}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Ref Name
      VersioningConfiguration: {Status: Enabled}
";
    place.write("t.yaml", template);
    let grade = |more: &str| {
        place.run(&format!(
            "grade t.yaml -m criteria.json --format json {more}"
        ))
    };
    let verdict = |ran: &Ran| ran.json()["results"][1]["verdict"].clone();
    let ran = grade("").exits(1, "nobody knows the name");
    assert_eq!(verdict(&ran), "unknown", "what is not known is not wrong");
    let ran = grade("--param Name=photos").exits(0, "given on the command line");
    assert_eq!(ran.stderr, "", "nothing to warn of");
    grade("--param Name=other").exits(1, "another value");
    let ran = grade("--param Nmae=photos").exits(1, "a typo");
    assert!(
        ran.stderr.contains("Nmae"),
        "it is warned of: {}",
        ran.stderr
    );
    let ran =
        grade("--param AWS::Region=eu-west-1 --param Name=photos").exits(0, "a pseudo parameter");
    assert_eq!(ran.stderr, "", "every template has those");
}

#[test]
fn the_missions_parameters_win() {
    let place = Place::new();
    let shown = place.run(&format!("show {MISSION} --format json")).json();
    let mut mission = shown;
    mission["parameters"] = serde_json::json!({ "Stage": "prod" });
    place.write("mission.json", mission.to_string());
    place.write("t.yaml", GOOD);
    let ran = place
        .run("grade t.yaml -m mission.json --param Stage=dev")
        .exits(1, "graded");
    assert!(
        ran.stderr.contains("`Stage`"),
        "that the mission's value is used is said: {}",
        ran.stderr
    );
}

#[test]
fn names_with_everything_in_them() {
    let place = Place::new();
    let name = if cfg!(windows) {
        "a b,c'd%.yaml"
    } else {
        "a b,:c\"d%\n.yaml"
    };
    fs::write(place.work().join(name), HALF).unwrap();
    for format in FORMATS {
        place
            .run_all(["grade", name, "-m", "criteria.json", "--format", format])
            .exits(1, format);
    }
    let ran = place.run_all(["grade", name, "-m", "criteria.json", "--format", "json"]);
    assert_eq!(ran.json()["template"], name, "the name as it was given");
}
