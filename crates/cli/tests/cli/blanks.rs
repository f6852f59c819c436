//! `mission fill` and `mission sabotage`: blanks answered in a terminal, a passing template broken.

use std::fs;

use crate::support::{MISSION, Place, Ran, solution};

const BLANKS: &str = "frost-before-dawn";

/// Starts the mission and gives the place of its template.
fn started(place: &Place, mission: &str) -> String {
    let started = place
        .run(&format!("start {mission} --no-editor --format json"))
        .exits(0, "started")
        .json();
    started["template"].as_str().expect("its place").to_owned()
}

/// Answers that have spaces in them.
fn fill(place: &Place, arguments: &[&str]) -> Ran {
    let all = ["fill", BLANKS].iter().chain(arguments).copied();
    place.run_all(all)
}

#[test]
fn blanks_are_listed_with_what_they_ask_for() {
    let place = Place::new();
    let ran = place.run(&format!("fill {BLANKS}")).exits(2, "not started");
    assert!(
        ran.stderr.contains(&format!("mission start {BLANKS}")),
        "the next step: {}",
        ran.stderr
    );
    let begun = place
        .run(&format!("start {BLANKS} --no-editor"))
        .exits(0, "started");
    assert!(
        begun.stderr.contains(&format!("mission fill {BLANKS}")),
        "the start says how blanks are answered: {}",
        begun.stderr
    );
    let ran = place.run(&format!("fill {BLANKS}")).exits(0, "listed");
    for part in [
        "hidden",
        "a whole number of seconds from 0 to 43200, as in 45",
        "__hidden__",
        "line ",
    ] {
        assert!(ran.stdout.contains(part), "{part} is shown: {}", ran.stdout);
    }
    assert!(
        ran.stdout.lines().all(|line| line.chars().count() <= 100),
        "it fits a terminal: {}",
        ran.stdout
    );
    let listed = place
        .run(&format!("fill {BLANKS} --format json"))
        .exits(0, "as JSON")
        .json();
    let blanks = listed["blanks"].as_array().expect("a list");
    assert_eq!(blanks.len(), 7, "all of them: {listed}");
    assert!(
        blanks
            .iter()
            .all(|blank| blank["state"] == "empty" && blank["place"]["line"].is_u64()),
        "none is answered: {listed}"
    );
    let ran = place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "another mission");
    assert_eq!(ran.code, 0, "it starts");
    let ran = place
        .run(&format!("fill {MISSION}"))
        .exits(2, "it has no blanks");
    assert!(
        ran.stderr.contains("no blanks"),
        "which is said: {}",
        ran.stderr
    );
}

#[test]
fn answers_are_corrected_out_loud_and_graded() {
    let place = Place::new();
    let template = started(&place, BLANKS);
    let starter = fs::read_to_string(&template).unwrap();
    let ran = fill(&place, &["hidden=3 min"]).exits(1, "one answer does not pass it all");
    assert!(
        ran.stderr
            .contains("3 min is 180 seconds; --as-written keeps yours"),
        "the correction is told beside the data: {}",
        ran.stderr
    );
    assert!(
        ran.stdout.contains("Score"),
        "and the score is data: {}",
        ran.stdout
    );
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        starter.replace("__hidden__", "180"),
        "nothing else of the file changed"
    );
    let all = [
        "event=frost",
        "target=frostcalls",
        "tries=3",
        "kept=14 days",
        "action=sqs:SendMesage",
        "sender=FrostRule",
        "--format",
        "json",
    ];
    let answered = fill(&place, &all).exits(0, "all of them pass").json();
    assert_eq!(
        answered["report"]["score"], 1.0,
        "the report is there: {answered}"
    );
    let filled = answered["filled"].as_array().expect("a list");
    let written: Vec<_> = filled
        .iter()
        .map(|one| one["written"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(
        written,
        [
            "frost",
            "FrostCalls",
            "3",
            "1209600",
            "sqs:SendMessage",
            "FrostRule"
        ],
        "in the order of the answers"
    );
    assert_eq!(
        filled[3]["correction"]["why"], "`14 days` is 1209600 seconds.",
        "why it was changed"
    );
    assert!(
        filled[0]["correction"].is_null(),
        "what is right is left alone"
    );
}

/// The right answers, in the order of the template's criteria.
const RIGHT: [&str; 7] = [
    "hidden=180",
    "event=frost",
    "target=FrostCalls",
    "tries=3",
    "kept=1209600",
    "action=sqs:SendMessage",
    "sender=FrostRule",
];

#[test]
fn what_a_criterion_needs_is_kept_back_until_all_blanks_are_answered() {
    let place = Place::new();
    let template = started(&place, BLANKS);
    let ran = fill(&place, &["tries=7"]).exits(1, "a wrong answer");
    let is_told = |line: &str| line.contains("expected") || line.contains("needs");
    assert!(
        !ran.stdout.lines().any(is_told),
        "nothing says what is right: {}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("What is missing is said once all blanks are answered.")
            && ran.stdout.contains("Score"),
        "why it is not said, and the score: {}",
        ran.stdout
    );
    let json = ["tries=6", "--format", "json"];
    let report = fill(&place, &json).exits(1, "a wrong answer").json()["report"].clone();
    let results = report["results"].as_array().expect("a list");
    assert!(
        results.iter().any(|one| one["verdict"] == "fail"),
        "verdicts are told: {report}"
    );
    for one in results.iter().filter(|one| one["verdict"] == "fail") {
        assert!(
            one["evidence"].as_array().is_some_and(Vec::is_empty) && one["parts"].is_null(),
            "scripts get no more than people: {one}"
        );
    }
    let whole = place
        .run(&format!(
            "grade {template} --mission {BLANKS} --format json"
        ))
        .stdout;
    assert!(
        whole.contains("\"expected\""),
        "the grader's own command tells all: {whole}"
    );
    let mut all = RIGHT.to_vec();
    all[3] = "tries=7";
    let ran = fill(&place, &all).exits(1, "all answered, one wrongly");
    assert!(
        ran.stdout.contains("7, needs 3") && !ran.stdout.contains("is said once all blanks"),
        "now it is said: {}",
        ran.stdout
    );
}

#[test]
fn what_is_wrong_with_an_answer_is_said_and_nothing_is_written() {
    let place = Place::new();
    let template = started(&place, BLANKS);
    let starter = fs::read_to_string(&template).unwrap();
    let ran = fill(&place, &["hidden=soon"]).exits(2, "no number");
    assert!(
        ran.stderr.contains("seconds from 0 to 43200") && ran.stderr.contains("--as-written"),
        "the form and the way out: {}",
        ran.stderr
    );
    let ran = fill(&place, &["tries=3", "hiden=180"]).exits(2, "no such blank");
    assert!(
        ran.stderr.contains("did you mean `hidden`?"),
        "the near one: {}",
        ran.stderr
    );
    let ran = fill(&place, &["tries"]).exits(2, "no answer");
    assert!(
        ran.stderr.contains("as in `wait=5min`") && ran.stderr.contains("the blanks are listed"),
        "an example, and what goes without answers: {}",
        ran.stderr
    );
    let several = ["tries=3", "hidden=soon", "event=frost", "kept=for long"];
    let ran = fill(&place, &several).exits(2, "two of four");
    for part in [
        "hidden: `soon`",
        "kept: `for long`",
        "no answer was written",
    ] {
        assert!(
            ran.stderr.contains(part),
            "each malformed one is told, so that all can be mended at once: {part}: {}",
            ran.stderr
        );
    }
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        starter,
        "the good ones are not written either, also what stands before the first bad one"
    );
    let ran = fill(&place, &["hidden=soon", "--format", "json"]).exits(2, "as JSON");
    ran.json_error();
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        starter,
        "the file is as it was"
    );
    fill(&place, &["hidden=5min", "--as-written"]).exits(1, "as it is");
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        starter.replace("__hidden__", "5min"),
        "word for word"
    );
    let ran = place
        .run(&format!("undo {BLANKS}"))
        .exits(1, "an answer is no restore");
    assert!(
        ran.stderr.contains("`mission fill ID BLANK=`") && ran.stderr.contains("`mission restore`"),
        "how to take an answer back: {}",
        ran.stderr
    );
    fill(&place, &["hidden="]).exits(1, "taken back");
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        starter,
        "the blank is there again"
    );
}

#[test]
fn a_template_that_passed_is_broken_and_mended() {
    let place = Place::new();
    let template = started(&place, MISSION);
    let ran = place
        .run(&format!("sabotage {MISSION}"))
        .exits(2, "not passed yet");
    assert!(
        ran.stderr.contains("pass it first"),
        "the next step: {}",
        ran.stderr
    );
    let mine = format!("# mine\n{}", solution(&place));
    fs::write(&template, &mine).unwrap();
    let ran = place
        .run(&format!("sabotage {MISSION} --seed 71"))
        .exits(0, "broken");
    let id = ran.stdout.trim_end().to_owned();
    assert!(
        id.starts_with(&format!("{MISSION}-sabotage-1z-")) && ran.stdout == format!("{id}\n"),
        "the new mission's id, of mission, seed and text, is the data: {id}"
    );
    let refused = place.run(&format!("sabotage {MISSION} --seed 9007199254740992"));
    assert!(
        refused
            .exits(2, "the window could not show it")
            .stderr
            .contains("9007199254740991"),
        "the largest seed is named"
    );
    assert!(
        ran.stderr.contains(&format!("mission start {id}")),
        "the next step: {}",
        ran.stderr
    );
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        mine,
        "the file stays as it is"
    );
    let again = place
        .run(&format!("sabotage {MISSION} --seed 71 --format json"))
        .exits(0, "the same again")
        .json();
    assert_eq!(again["missionId"], id, "the same mission");

    let broken = started(&place, &id);
    let text = fs::read_to_string(&broken).unwrap();
    assert!(
        text.starts_with("# mine\n") && text != mine,
        "the learner's text, broken"
    );
    let shown = place.run(&format!("show {id}")).exits(0, "it can be read");
    assert!(
        shown.stdout.contains("This template is yours"),
        "whose it is: {}",
        shown.stdout
    );
    fs::write(&broken, &mine).unwrap();
    let history = |id: &str| {
        place
            .run(&format!("start {id} --no-editor"))
            .exits(0, "graded");
        let listed = place
            .run(&format!("history {id} --format json"))
            .exits(0, "listed")
            .json();
        let attempts = listed["attempts"].as_array().cloned().unwrap_or_default();
        attempts
            .iter()
            .map(|one| one["score"] == 1.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(history(&id), [false, true], "broken at first, then mended");
    place
        .run(&format!("sabotage {id}"))
        .exits(2, "once is enough");
}
