//! Answers and what becomes of them: each table starts from the good answer and changes one thing.

mod schema;
mod values;

use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};

use super::{AnswerProblems, Stage, problems, read_answer};
use crate::{Mission, parse_mission};

const GOOD: &str = include_str!("../../../../../tests/bedrock/answers/good-mission.json");

fn good() -> Json {
    serde_json::from_str(GOOD).expect("the good answer is JSON")
}

fn refused(answer: &Json) -> AnswerProblems {
    read_answer("a-mission", &answer.to_string()).expect_err("the answer is refused")
}

/// The good answer with a change is refused with these words: the stage, then a line a message.
fn check(change: impl Fn(&mut Json), expect: &Expect) {
    let mut answer = good();
    change(&mut answer);
    let found = refused(&answer);
    assert_eq!(
        found,
        refused(&answer),
        "the same answer gives the same words"
    );
    expect.assert_eq(&format!("{}\n{found}\n", found.stage.as_str()));
}

#[test]
fn an_answer_cut_anywhere_is_refused_in_words() {
    for end in (0..GOOD.trim_end().len()).step_by(37) {
        let Some(cut) = GOOD.get(..end) else {
            continue;
        };
        let found = read_answer("a-mission", cut).expect_err("half an answer is none");
        assert_eq!(found.stage, Stage::Shape, "cut after {end} bytes");
        assert!(!found.messages.is_empty(), "and something is said of it");
    }
}

#[test]
fn odd_values_are_refused_in_words() {
    let mut places = Vec::new();
    texts(&good(), "", &mut places);
    assert!(
        places.len() > 60,
        "every text of the answer: {}",
        places.len()
    );
    let odd = [
        "",
        "\u{0}",
        "*",
        "${}",
        "!Ref ",
        "a\nb: [",
        "\u{202e}",
        "'",
        "AWS::SQS::Queue",
    ];
    for (index, place) in places.iter().enumerate() {
        // Two a place, another two at the next, since each of them is a whole proof.
        for odd in [odd[index % odd.len()], odd[(index + 4) % odd.len()]] {
            let mut answer = good();
            *answer.pointer_mut(place).expect("the place is there") = json!(odd);
            // Some are good answers still: a hint may be anything. None may be lost on the way.
            match read_answer("a-mission", &answer.to_string()) {
                Ok(mission) => {
                    let again = parse_mission("kept.yaml", mission.document.as_bytes()).0;
                    let again =
                        again.unwrap_or_else(|| panic!("{place} = {odd:?} does not read back"));
                    assert_eq!(again.version, mission.version, "{place} = {odd:?}");
                }
                Err(found) => assert!(!found.messages.is_empty(), "{place} = {odd:?}"),
            }
        }
    }
}

/// The pointers of all texts outside of the templates and the scenario.
fn texts(value: &Json, at: &str, places: &mut Vec<String>) {
    match value {
        Json::String(_) if at != "/scenario" => places.push(at.to_owned()),
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, &format!("{at}/{index}"), places);
            }
        }
        Json::Object(fields) => {
            for (name, value) in fields {
                texts(value, &format!("{at}/{name}"), places);
            }
        }
        _ => {}
    }
}

/// What a change makes of the first criterion of a kind.
fn first<'a>(answer: &'a mut Json, kind: &str) -> &'a mut Json {
    &mut answer["criteria"][kind][0]
}

fn proved(answer: &Json) -> Mission {
    read_answer("a-mission", &answer.to_string())
        .unwrap_or_else(|problems| panic!("the answer is good, but {problems}"))
}

#[test]
fn a_good_answer_is_a_mission() {
    let mission = read_answer("orders-to-packing", GOOD).expect("the good answer is a mission");
    assert_eq!(mission.id, "orders-to-packing", "the id is the caller's");
    assert_eq!(
        mission.title, "Orders that reach the packing station",
        "the title is the answer's"
    );
    assert_eq!(
        mission.summary, "Tern & Tide sells sea charts.",
        "the card has the scenario's first sentence"
    );
    assert!(
        mission.sources.is_empty(),
        "a model's sources would be invented"
    );
    let ids: Vec<&str> = mission
        .rubric
        .criteria
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["runtime", "patience", "way", "set-aside", "take", "logs"],
        "the arrays are merged by `order`"
    );
    for id in ids {
        assert_eq!(
            mission.hints.get(id).map(Vec::len),
            Some(3),
            "the hints of `{id}` are kept"
        );
    }
}

#[test]
fn a_mission_reads_back_from_its_document() {
    let mission = proved(&good());
    let (again, problems) = parse_mission("kept.yaml", mission.document.as_bytes());
    assert!(
        problems.is_empty(),
        "the document has no problem: {problems:?}"
    );
    let again = again.expect("the document is a mission");
    assert_eq!(again.document, mission.document, "the same text again");
    assert_eq!(again.version, mission.version, "and so the same version");
    assert_eq!(
        format!("{again:?}"),
        format!("{mission:?}"),
        "nothing else differs"
    );
}

#[test]
fn only_white_space_and_one_fence_are_taken_off() {
    let whole = |text: &str| read_answer("a-mission", text).map(|mission| mission.title);
    assert!(
        whole(&format!("\n  {GOOD}\n\n")).is_ok(),
        "white space says nothing"
    );
    assert!(
        whole(&format!("```json\n{GOOD}\n```\n")).is_ok(),
        "models that are asked for JSON add a fence"
    );
    for around in [
        format!("Here it is: {GOOD}"),
        format!("{GOOD} Enjoy!"),
        format!("```json\n{GOOD}"),
    ] {
        let problems = whole(&around).expect_err("anything else is not the object alone");
        assert_eq!(problems.stage, Stage::Shape, "that is a matter of shape");
    }
}

#[test]
fn text_that_is_no_object() {
    for text in [
        "",
        "   ",
        "null",
        "[]",
        "{",
        "I cannot help with that.",
        "{\"title\": \"x\"",
    ] {
        let problems = read_answer("a-mission", text).expect_err("it is no mission");
        assert_eq!(problems.stage, Stage::Shape, "`{text}` has no shape");
        assert!(
            !problems.messages.is_empty(),
            "and something is said about `{text}`"
        );
    }
    let twice = GOOD.replacen("\"minutes\": 30,", "\"minutes\": 30, \"minutes\": 31,", 1);
    let problems = read_answer("a-mission", &twice).expect_err("a field that is there twice");
    assert!(
        problems.to_string().contains("duplicate field `minutes`"),
        "which of them is meant? {problems}"
    );
}

#[test]
fn every_miss_of_the_shape_at_once() {
    check(
        |answer| {
            answer["level"] = json!("expert");
            answer["minutes"] = json!("thirty");
            answer["extra"] = json!(1);
            answer["criteria"]["check"][0]["assert"][0]["op"] = json!("regex");
            answer["criteria"]["graph"][0]["edges"][0]["relation"] = json!("notifies");
            answer["criteria"]["property"][0]["expcted"] = json!("x");
            let property = answer["criteria"]["property"][0]
                .as_object_mut()
                .expect("an object");
            property.remove("expected");
            answer["criteria"]["preset"] = json!({});
        },
        &expect![[r#"
            shape
            `criteria.check[0].assert[0].op` must be one of equals, glob, oneOf, exists, absent, gte, lte, contains, refersTo, not `regex`.
            `criteria.graph[0].edges[0].relation` must be one of references, delivers, deadLettersTo, assumes, containedIn, protects, not `notifies`.
            `criteria.preset` must be an array, not an object.
            `criteria.property[0].expected` is missing.
            `criteria.property[0].expcted` is not a field of the answer, did you mean `expected`?
            `extra` is not a field of the answer.
            `level` must be one of foundation, associate, professional, not `expert`.
            `minutes` must be a whole number, not the text `thirty`.
        "#]],
    );
}

#[test]
fn limits() {
    check(
        |answer| {
            answer["title"] = json!("t".repeat(121));
            answer["scenario"] = json!("s".repeat(8 * 1024 + 1));
            answer["starter"] = json!("#".repeat(64 * 1024 + 1));
            answer["solution"] = json!("  ");
            answer["minutes"] = json!(0);
            answer["services"] = json!(["SQS"]);
            answer["skills"] = json!(["fan-out"]);
            answer["parameters"] =
                json!([{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]);
            first(answer, "check")["id"] = json!("runtime");
            first(answer, "check")["min"] = json!(-1);
            first(answer, "graph")["weight"] = json!(4);
            first(answer, "graph")["nodes"][1]["name"] = json!("topic");
            first(answer, "iam")["label"] = json!("");
            first(answer, "preset")["hints"] = json!(["a", "b", "c", "d"]);
        },
        &expect![[r#"
            limits
            `title` has 121 characters; 120 are the most.
            `scenario` has 8193 bytes; 8192 are the most.
            `starter` has 65537 bytes; 65536 are the most.
            `solution` is empty.
            `minutes` must be from 1 to 600, not 0.
            `services[0]` must be lower case, as in `api-gateway`, not `SQS`.
            `skills[0]` must be lower case with a dot, as in `messaging.dead-letter`, not `fan-out`.
            `parameters[1].name`: `A` is taken already by `parameters[0].name`.
            `criteria.check[0].id`: `runtime` is taken already by `criteria.property[0].id`.
            `criteria.graph[0].weight` must be 1 to 3, not 4.
            `criteria.iam[0].label` is empty.
            `criteria.preset[0].hints` has 4 hints; 3 are wanted: concept, where, kind of value.
            `criteria.check[0].min` must be 0 to 50, not -1.
            `criteria.graph[0].nodes[1].name`: `topic` is taken already by `criteria.graph[0].nodes[0].name`.
        "#]],
    );
}

#[test]
fn too_few_and_too_many_criteria() {
    check(
        |answer| {
            for kind in ["property", "check", "graph", "iam"] {
                answer["criteria"][kind] = json!([]);
            }
        },
        &expect![[r#"
            limits
            `criteria` has 2 criteria in all; a mission has 3 to 8.
        "#]],
    );
    check(
        |answer| {
            let one = answer["criteria"]["property"][0].clone();
            for index in 0..3 {
                let mut another = one.clone();
                another["id"] = json!(format!("again-{index}"));
                answer["criteria"]["property"]
                    .as_array_mut()
                    .expect("an array")
                    .push(another);
            }
        },
        &expect![[r#"
            limits
            `criteria` has 9 criteria in all; a mission has 3 to 8.
        "#]],
    );
}

#[test]
fn what_the_grader_refuses() {
    check(
        |answer| {
            first(answer, "property")["property"] = json!("Runtme");
            first(answer, "check")["resourceType"] = json!("AWS::SQS::Queu");
            first(answer, "check")["assert"][0]["value"] = json!("three minutes");
            first(answer, "graph")["edges"][1]["to"] = json!("unbound");
            first(answer, "iam")["action"] = json!("read it");
            first(answer, "preset")["preset"] = json!("sqs-has-dql");
            answer["criteria"]["preset"][1]["args"][0]["value"] = json!("many");
            answer["solution"] = json!("Resources: [");
        },
        &expect![[r#"
            rubric
            `criteria.property[0].property`: AWS::Lambda::Function has no `Runtme`, did you mean `Runtime`?
            `criteria.check[0].resourceType`: AWS has no resource type `AWS::SQS::Queu`, did you mean `AWS::SQS::Queue`?
            `criteria.check[0].assert[0].value`: `value` of `gte` must be a number, not the text `three minutes`.
            `criteria.graph[0].edges[1].to`: `unbound` is not one of `nodes`.
            `criteria.preset[0].preset`: unknown preset `sqs-has-dql`, did you mean `sqs-has-dlq`?
            `criteria.iam[0].action`: `action` must be a service and an action such as s3:GetObject, or `*`, not `read it`.
            `criteria.preset[1].args[0].value`: `maxDays` must be a number, not the text `many`.
            In `solution`, line 1: The bracket `[` is never closed. Is the file complete? (the parser says: unclosed bracket '[')
        "#]],
    );
    check(
        |answer| first(answer, "property")["property"] = json!("Tags[?Key=a].Value"),
        &expect![[r#"
            rubric
            `criteria.property[0]`: a path with `[?..]` (`Tags[?Key=a].Value`) may not be used in a generated mission.
        "#]],
    );
}

#[test]
fn a_check_for_nothing() {
    check(
        |answer| {
            first(answer, "check")["min"] = json!(0);
            first(answer, "check")["assert"] = json!([]);
        },
        &expect![[r#"
            limits
            `criteria.check[0]` asks for nothing, since there are always 0 or more: give `min` 1 or more or an `assert`, or `match` none for an absence.
        "#]],
    );
}

#[test]
fn a_solution_that_fails() {
    let answer = include_str!("../../../../../tests/bedrock/answers/unsolvable.json");
    let answer: Json = serde_json::from_str(answer).expect("it is JSON");
    check(
        |good| *good = answer.clone(),
        &expect![[r#"
        proof
        In `solution`, line 13: the solution does not meet `patience` (An order stays hidden while it is being packed): 2 queues; `PackingQueue` is the nearest and only `VisibilityTimeout` is wrong: 60, needs at least 180.
        In `solution`, line 67: the solution does not meet `take` (The packer may take orders from its own queue, and from no other): `Packer` (through `PackerRole`) may not `sqs:ReceiveMessage` on `PackingQueue`: statement 1 of `take-orders` (line 67) is the nearest and allows only `sqs:DeleteMessage`, `sqs:GetQueueAttributes` there.
    "#]],
    );
}

#[test]
fn a_starter_that_is_good_already() {
    let answer = include_str!("../../../../../tests/bedrock/answers/starter-passes.json");
    let answer: Json = serde_json::from_str(answer).expect("it is JSON");
    check(
        |good| *good = answer.clone(),
        &expect![[r#"
            proof
            In `starter`, line 1: the starter scores 0.90 already, and must stay below 0.60; it meets `runtime`, `way`, `set-aside`, `take`, `logs`.
        "#]],
    );
}

#[test]
fn a_criterion_that_cannot_fail() {
    let answer = include_str!("../../../../../tests/bedrock/answers/cannot-fail.json");
    let answer: Json = serde_json::from_str(answer).expect("it is JSON");
    check(
        |good| *good = answer.clone(),
        &expect![[r#"
            proof
            `hurry` (No queue hides orders for too long and too short a time) cannot fail: none of 456 mutations of the solution fails it, so it asks for nothing; ask for something that can be wrong or missing.
        "#]],
    );
}

#[test]
fn criteria_that_only_fail_together() {
    check(
        |answer| {
            let one = answer["criteria"]["property"][0].clone();
            answer["criteria"] =
                json!({"property": [], "check": [], "graph": [], "iam": [], "preset": []});
            for id in ["a", "b", "c"] {
                let mut same = one.clone();
                same["id"] = json!(id);
                answer["criteria"]["property"]
                    .as_array_mut()
                    .expect("an array")
                    .push(same);
            }
        },
        &expect![[r#"
            proof
            `a` (The packer runs on a supported runtime) fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out.
            `b` (The packer runs on a supported runtime) fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out.
            `c` (The packer runs on a supported runtime) fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out.
        "#]],
    );
}

#[test]
fn hints_may_be_missing() {
    let mut answer = good();
    first(&mut answer, "property")["hints"] = json!(["", "", ""]);
    first(&mut answer, "graph")["hints"] = json!(["Only the concept.", " ", "lost"]);
    first(&mut answer, "iam")["hints"] = json!([]);
    let mission = proved(&answer);
    assert_eq!(
        mission.hints.get("runtime"),
        None,
        "three blanks are no hints"
    );
    assert_eq!(
        mission.hints.get("way").map(Vec::as_slice),
        Some(&["Only the concept.".to_owned()][..]),
        "a hint keeps its level, so what comes after a gap is left out"
    );
    assert_eq!(mission.hints.get("take"), None, "none is none");
}

#[test]
fn parameters_and_templates_of_any_kind() {
    let mut answer = good();
    answer["parameters"] =
        json!([{"name": "Stage", "value": "prod"}, {"name": "Account", "value": "012345678901"}]);
    // As JSON, with every spelling of a function in its long form.
    let solution = answer["solution"].as_str().expect("a text").to_owned();
    let parsed = cfn::parse(solution.as_bytes());
    let flat = crate::prove::flat_text(parsed.root.as_ref().expect("a template"));
    let as_json: Json =
        serde_json::from_str(&flat).expect("the flow form of this template is JSON");
    answer["solution"] = json!(serde_json::to_string_pretty(&as_json).expect("it is written"));
    answer["starter"] = json!(
        answer["starter"]
            .as_str()
            .expect("a text")
            .replace('\n', "\r\n")
    );
    let mission = proved(&answer);
    assert_eq!(
        mission.parameters.get("Account").map(String::as_str),
        Some("012345678901"),
        "text stays text"
    );
    assert!(
        mission.starter.is_some_and(|text| text.contains("\r\n")),
        "line ends are kept"
    );
}

#[test]
fn messages_stay_small() {
    let mut answer = good();
    for index in 0..500 {
        answer[format!("field-{index}-{}", "x".repeat(500))] = json!(index);
    }
    let found = refused(&answer);
    let bytes: usize = found.messages.iter().map(String::len).sum();
    assert!(bytes < 7_000, "they go into the next prompt: {bytes} bytes");
    assert!(found.messages.len() > 10, "but as many as fit are said");
    let long = problems::AnswerProblems::new(
        Stage::Proof,
        vec!["ä".repeat(5_000), String::from("after it")],
    );
    assert!(long.messages[0].len() <= 700, "one long message is cut");
    assert_eq!(
        long.messages[1], "after it.",
        "and does not push out the next"
    );
    assert!(
        !AnswerProblems::new(Stage::Shape, Vec::new())
            .messages
            .is_empty(),
        "there is always something to say"
    );
}
