//! What is said about mission files that are wrong, and which forms are taken.

use std::{fs, path::Path};

use expect_test::{Expect, expect};

use super::{MISSION, SOLUTION, STARTER, lines, write};
use crate::{Level, load_mission, parse_mission};

/// Loads a mission's folder `slow-jobs` with these files.
fn check_files(files: &[(&str, &str)], expect: &Expect) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("slow-jobs");
    fs::create_dir(&folder).expect("the folder is made");
    write(&folder, files);
    let (mission, problems) = load_mission(&folder);
    expect.assert_eq(&lines(&problems));
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == cfn::Severity::Error);
    assert_eq!(
        mission.is_none(),
        has_error,
        "there is a mission only without errors"
    );
}

/// As [`check_files`], with good templates and the good mission changed: each pair is what stands there and what comes in its place.
fn check(changes: &[(&str, &str)], expect: &Expect) {
    let mut text = MISSION.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is in the good mission");
        text = text.replacen(from, to, 1);
    }
    check_files(
        &[
            ("mission.yaml", &text),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
        expect,
    );
}

#[test]
fn a_good_mission_has_no_problems() {
    check(&[], &expect![""]);
}

#[test]
fn a_mission_is_read_as_it_was_written() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("slow-jobs");
    write(
        &folder,
        &[
            ("mission.yaml", MISSION),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
    );
    let mission = load_mission(&folder).0.expect("a mission");
    assert_eq!(mission.id, "slow-jobs", "the id");
    assert_eq!(mission.title, "Slow jobs", "the title");
    assert_eq!(
        mission.summary, "Jobs come back before they are done.",
        "the summary"
    );
    assert_eq!(mission.level, Level::Foundation, "the level");
    assert_eq!(mission.services, ["sqs"], "the services");
    assert_eq!(mission.skills, ["messaging.visibility"], "the skills");
    assert_eq!(mission.minutes, 10, "the minutes");
    assert_eq!(
        mission.scenario, "Jobs take **three minutes**.\n\nFix the queue.\n",
        "the scenario"
    );
    assert_eq!(
        mission.parameters["Account"], "012345678901",
        "a parameter keeps its leading zero"
    );
    assert_eq!(mission.rubric.criteria[0].id, "timeout", "the criteria");
    assert_eq!(
        mission.hints["timeout"][2], "A number of seconds.",
        "the hints"
    );
    assert_eq!(
        mission.sources,
        ["Amazon SQS visibility timeout"],
        "the sources"
    );
    assert_eq!(mission.starter.as_deref(), Some(STARTER), "the starter");
    assert_eq!(mission.solution.as_deref(), Some(SOLUTION), "the solution");
}

#[test]
fn all_problems_come_at_once() {
    check(
        &[
            ("format: 1", "format: 2"),
            ("id: slow-jobs", "id: Slow Jobs"),
            ("title:", "titel:"),
            ("level: foundation", "level: fundation"),
            ("[sqs]", "[SQS, {a: b}]"),
            ("[messaging.visibility]", "visibility"),
            ("minutes: 10", "minutes: ten"),
            ("Account: 012345678901", "Account: [1, 2]"),
            ("expected: 180", "expected: 180\n    expectd: 1"),
            ("hints:\n  timeout:", "hints:\n  timeuot:"),
            (
                "sources: [Amazon SQS visibility timeout]",
                "sources: Amazon SQS",
            ),
        ],
        &expect![[r#"
            mission.yaml:1:1: error: `title` is missing
            mission.yaml:1:9: error: `format` must be 1, the only one that this program knows, not the text `2`
            mission.yaml:2:5: error: the id `Slow Jobs` must be kebab case: lower-case letters, digits and single hyphens, at most 64 of them
            mission.yaml:3:1: error: unknown field `titel`, did you mean `title`?
            mission.yaml:5:8: error: `level` must be one of foundation, associate, professional, not `fundation`, did you mean `foundation`?
            mission.yaml:6:12: error: the service `SQS` must be lower case, as in `api-gateway`
            mission.yaml:6:17: error: an item of `services` must be text, not a mapping
            mission.yaml:7:9: error: `skills` must be a list of texts, not the text `visibility`
            mission.yaml:8:10: error: `minutes` must be a whole number from 1 to 600, not the text `ten`
            mission.yaml:13:36: error: the parameter `Account` must be text, a number or a boolean, not a list
            mission.yaml:20:5: error: unknown field `expectd`, did you mean `expected`?
            mission.yaml:22:3: error: hints for `timeuot`, which is no criterion's id, did you mean `timeout`?
            mission.yaml:23:10: error: `sources` must be a list of texts, not the text `Amazon SQS`
        "#]],
    );
}

#[test]
fn what_is_missing() {
    check_files(
        &[],
        &expect![[r#"
        mission.yaml:1:1: error: the file is missing
    "#]],
    );
    check_files(
        &[("mission.yaml", "format: 1\n")],
        &expect![[r#"
            mission.yaml:1:1: error: `criteria` is missing
            mission.yaml:1:1: error: `id` is missing
            mission.yaml:1:1: error: `level` is missing
            mission.yaml:1:1: error: `minutes` is missing
            mission.yaml:1:1: error: `scenario` is missing
            mission.yaml:1:1: error: `services` is missing
            mission.yaml:1:1: error: `skills` is missing
            mission.yaml:1:1: error: `title` is missing
            starter.yaml:1:1: error: the file is missing
            solution.yaml:1:1: error: the file is missing
        "#]],
    );
    check_files(
        &[("mission.yaml", MISSION), ("solution.yaml/inner", "x")],
        &expect![[r#"
            starter.yaml:1:1: error: the file is missing
            solution.yaml:1:1: error: this is a folder, and a file is wanted
        "#]],
    );
}

#[test]
fn values_out_of_range() {
    for minutes in ["0", "601", "-5", "1.5", "", "[1]", "99999999999"] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let text = MISSION.replace("minutes: 10", &format!("minutes: {minutes}"));
        write(home.path(), &[("slow-jobs.yaml", &text)]);
        let problems = load_mission(&home.path().join("slow-jobs.yaml")).1;
        assert!(
            lines(&problems).contains(":8:")
                && lines(&problems).contains("`minutes` must be a whole number from 1 to 600"),
            "`{minutes}` is refused on its line: {problems:?}"
        );
    }
    check(
        &[(
            "\"A number of seconds.\"]",
            "\"A number of seconds.\", four, \"\"]",
        )],
        &expect![[r#"
            mission.yaml:21:99: error: `timeout` has 5 hints; 3 are the most
            mission.yaml:21:105: error: an item of the hints of `timeout` is empty
        "#]],
    );
    check(
        &[("title: Slow jobs", "title: \"  \"")],
        &expect![[r#"
        mission.yaml:3:8: error: `title` is empty
    "#]],
    );
    check(
        &[("messaging.visibility", "Messaging")],
        &expect![[r#"
        mission.yaml:7:10: error: the skill `Messaging` must be lower case with a dot, as in `messaging.dead-letter`
    "#]],
    );
}

#[test]
fn keys_that_are_there_twice_and_tags() {
    check(
        &[
            ("minutes: 10", "minutes: 10\nminutes: 20"),
            ("title: Slow", "title: !Title Slow"),
        ],
        &expect![[r#"
            mission.yaml:3:8: error: `title` must be text, not the function `Fn::Other`
            mission.yaml:3:8: error: a `!` tag has no meaning here; put the text into quotes
            mission.yaml:9:1: error: The key `minutes` is here twice: line 8 has it already. The last one counts.
        "#]],
    );
}

#[test]
fn criteria_problems_have_their_place_in_the_file() {
    check(
        &[(
            "property: VisibilityTimeout",
            "propertey: VisibilityTimeout",
        )],
        &expect![[r#"
            mission.yaml:15:5: error: `property` is missing
            mission.yaml:18:5: error: unknown field `propertey`, did you mean `property`?
        "#]],
    );
    check(
        &[("criteria:\n", "criteria: {successCriteria: []}\nunused:\n")],
        &expect![[r#"
            mission.yaml:14:11: error: `criteria` must be a list, not a mapping
            mission.yaml:15:1: error: unknown field `unused`
        "#]],
    );
}

#[test]
fn templates_that_cannot_be_parsed_are_located_in_their_own_file() {
    check_files(
        &[
            ("mission.yaml", MISSION),
            ("starter.yaml", "Resources:\n\tJobs: {}\n"),
            ("solution.yaml", "Resources:\n  Jobs: {a: [1}\n"),
        ],
        &expect![[r#"
            starter.yaml:2:1: error: This line is indented with a tab. YAML takes only spaces: replace each tab with two spaces.
            solution.yaml:2:13: error: The bracket `[` is closed by `}`. (the parser says: mismatched bracket '[' closed by '}')
        "#]],
    );
}

#[test]
fn inline_templates_are_located_in_the_mission_file() {
    let inline = format!("{MISSION}starter: |\n\n  Resources:\n    Jobs: [\nsolution: \"a: [\"\n");
    check_files(
        &[("mission.yaml", &inline)],
        &expect![[r#"
            mission.yaml:26:11: error: in `starter`: The bracket `[` is never closed. Is the file complete? (the parser says: unclosed bracket '[')
            mission.yaml:27:11: error: in `solution`: The bracket `[` is never closed. Is the file complete? (the parser says: unclosed bracket '[')
        "#]],
    );
    check_files(
        &[
            ("mission.yaml", &format!("{MISSION}starter: \"{{}}\"\n")),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
        &expect![[r#"
            mission.yaml:23:10: error: `starter` is written here and in starter.yaml: keep one of them
        "#]],
    );
}

#[test]
fn files_that_are_no_text() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let file = home.path().join("m.yaml");
    let cases: &[(&[u8], &str)] = &[
        (b"", "1:1: error: the file is empty"),
        (b"# only a remark\n", "1:1: error: the file is empty"),
        (
            b"format: 1\ntitle: \xff\n",
            "2:8: error: Line 2 has bytes that are not UTF-8",
        ),
        (b"a\0b", "1:2: error: Line 1 has a NUL character"),
        (
            b"just words",
            "1:1: error: a mission must be a mapping, not the text `just words`",
        ),
        (b"a: [", "error: "),
    ];
    for (bytes, wanted) in cases {
        fs::write(&file, bytes).expect("written");
        let (mission, problems) = load_mission(&file);
        let found = lines(&problems);
        assert!(
            mission.is_none() && found.contains(wanted),
            "`{wanted}` is said, not {found}"
        );
    }
    let found = lines(&load_mission(&home.path().join("nothing.yaml")).1);
    assert!(
        found.ends_with("nothing.yaml:1:1: error: the file is missing\n"),
        "{found}"
    );
}

#[test]
fn oversized_files_are_not_read() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("slow-jobs");
    let large = format!("{MISSION}# {}\n", "x".repeat(1_000_000));
    write(&folder, &[("mission.yaml", &large)]);
    let found = lines(&load_mission(&folder).1);
    assert_eq!(
        found,
        "mission.yaml:1:1: error: the file is too large: more than 1000000 bytes are not read\n",
        "one problem, and none about its content"
    );
    write(
        &folder,
        &[
            ("mission.yaml", MISSION),
            ("starter.yaml", &large),
            ("solution.yaml", SOLUTION),
        ],
    );
    let found = lines(&load_mission(&folder).1);
    assert_eq!(
        found,
        "starter.yaml:1:1: error: the file is too large: more than 1000000 bytes are not read\n",
        "the same for a template"
    );
}

#[test]
fn the_first_form_is_taken_bare_and_in_an_object() {
    let list = r#"[{"resourceType": "AWS::SQS::Queue", "property": "VisibilityTimeout", "expected": 180, "label": "Three minutes"}]"#;
    for text in [
        list.to_owned(),
        format!("{{\"title\": \"Seed\", \"other\": 1, \"successCriteria\": {list}}}"),
    ] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let file = home.path().join("My_Seed.json");
        fs::write(&file, &text).expect("written");
        let (mission, problems) = load_mission(&file);
        assert_eq!(lines(&problems), "", "the first form has no problems");
        let mission = mission.expect("a mission");
        assert_eq!(mission.id, "My_Seed", "the id is the file's name");
        assert_eq!(mission.rubric.criteria.len(), 1, "the criteria");
        assert_eq!(mission.level, Level::Foundation, "first steps");
        assert!(
            mission.starter.is_none() && mission.solution.is_none(),
            "no templates"
        );
        let (again, _) = parse_mission("My_Seed.yaml", mission.document.as_bytes());
        let again = again.expect("its document is a mission too");
        assert_eq!(
            (again.version, again.title),
            (mission.version, mission.title),
            "the same one"
        );
    }
}

#[test]
fn first_form_problems_have_places() {
    let (mission, problems) = parse_mission(
        "seed.yaml",
        b"- resourceType: AWS::SQS::Queue\n  expected: 1\n- 5\n",
    );
    assert!(mission.is_none(), "it cannot be used");
    expect![[r#"
        seed.yaml:1:3: error: `label` is missing
        seed.yaml:1:3: error: `property` is missing
        seed.yaml:3:3: error: a criterion is a mapping with fields, not the number 5
    "#]]
    .assert_eq(&lines(&problems));
}

#[test]
fn windows_line_endings_and_a_byte_order_mark_change_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (unix, windows) = (
        home.path().join("unix/slow-jobs"),
        home.path().join("windows/slow-jobs"),
    );
    write(
        &unix,
        &[
            ("mission.yaml", MISSION),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
    );
    let mission = format!("\u{feff}{}", MISSION.replace('\n', "\r\n"));
    write(
        &windows,
        &[
            ("mission.yaml", &mission),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
    );
    let load = |folder: &Path| {
        let (mission, problems) = load_mission(folder);
        assert_eq!(lines(&problems), "", "no problems in {}", folder.display());
        mission.expect("a mission").version
    };
    assert_eq!(load(&windows), load(&unix), "it is the same mission");
}

#[test]
fn a_mission_file_may_be_named_itself() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("slow-jobs");
    write(
        &folder,
        &[
            ("mission.yaml", MISSION),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
    );
    let (mission, problems) = load_mission(&folder.join("mission.yaml"));
    assert_eq!(lines(&problems), "", "its templates are found beside it");
    assert_eq!(
        mission.expect("a mission").starter.as_deref(),
        Some(STARTER),
        "as they are"
    );
}

#[test]
fn a_lone_mission_has_at_most_forty_criteria_and_one_of_a_pack_two_hundred() {
    let many = |count: usize| -> String {
        let item = "  - {label: Three minutes, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180}\n";
        let (head, rest) = MISSION.split_once("criteria:\n").expect("criteria");
        let (_, tail) = rest.split_once("hints:").expect("hints");
        let tail = tail.split_once("sources:").expect("sources").1;
        format!("{head}criteria:\n{}sources:{tail}", item.repeat(count))
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let load = |folder: &str, count: usize| {
        let folder = home.path().join(folder).join("slow-jobs");
        write(
            &folder,
            &[
                ("mission.yaml", &many(count)),
                ("starter.yaml", STARTER),
                ("solution.yaml", SOLUTION),
            ],
        );
        load_mission(&folder).0.is_some()
    };
    assert!(load("alone", 40), "forty are taken");
    assert!(!load("alone", 41), "more are not");
    write(home.path(), &[("pack/pack.yaml", "")]);
    assert!(
        load("pack", 200),
        "two hundred are taken beside a pack.yaml"
    );
    assert!(!load("pack", 201), "more are not");
}

#[test]
fn a_lone_mission_may_stand_in_any_folder_and_needs_no_summary() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("a copy");
    let without: String = MISSION
        .lines()
        .filter(|line| !line.starts_with("summary:"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_ne!(without, MISSION, "the summary was there");
    write(
        &folder,
        &[
            ("mission.yaml", &without),
            ("starter.yaml", STARTER),
            ("solution.yaml", SOLUTION),
        ],
    );
    let (mission, problems) = load_mission(&folder);
    assert_eq!(
        lines(&problems),
        "",
        "its folder's name is nobody's business"
    );
    let mission = mission.expect("a mission");
    assert!(
        !mission.summary.is_empty()
            && mission
                .scenario
                .starts_with(mission.summary.trim_end_matches('…').trim_end()),
        "the card says how the scenario begins: {}",
        mission.summary
    );

    // In a pack the name is how the mission is found.
    write(home.path(), &[("pack.yaml", "format: 1\n")]);
    let (_, problems) = load_mission(&folder);
    assert!(
        lines(&problems).contains("its folder's name"),
        "in a pack the folder has the mission's name: {}",
        lines(&problems)
    );
}
