//! How rubrics are compiled: the forms that are read, and every problem with its place.

use expect_test::{Expect, expect};
use grader::{IfUnknown, MAX_CRITERIA, MAX_CRITERIA_IN_PACK, Rubric, Tag};

use crate::support::{compiled, rubric};

fn check(criteria: &str, expected: &Expect) {
    let (rubric, problems) = compiled(criteria);
    let mut lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {:?}: {}",
                problem.span.start.line,
                problem.span.start.column,
                problem.severity,
                problem.message
            )
        })
        .collect();
    lines.push(match rubric {
        Some(rubric) => format!("{} criteria", rubric.criteria.len()),
        None => "no rubric".to_owned(),
    });
    expected.assert_eq(&lines.join("\n"));
}

const GOOD: &str = "resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 30";

#[test]
fn the_first_form_is_a_bare_list_or_an_object() {
    let item = r#"{"resourceType": "AWS::Lambda::Function", "property": "Runtime", "expected": "nodejs22.x", "label": "Node.js 22"}"#;
    check(&format!("[{item}, {item}]"), &expect!["2 criteria"]);
    check(
        &format!(r#"{{"title": "x", "successCriteria": [{item}]}}"#),
        &expect!["1 criteria"],
    );
    check(
        "- resourceType: AWS::Lambda::Function\n  property: Runtime\n  expected: nodejs22.x\n  label: Node.js 22\n",
        &expect!["1 criteria"],
    );
}

#[test]
fn what_is_no_list_of_criteria_is_said() {
    check(
        "title: x",
        &expect![[r#"
        1:1 Error: criteria are a list, or an object with a list in `successCriteria`
        no rubric"#]],
    );
    check(
        "successCriteria: 5",
        &expect![[r#"
        1:18 Error: `successCriteria` must be a list, not the number 5
        no rubric"#]],
    );
    check(
        "hello",
        &expect![[r#"
        1:1 Error: the criteria must be a list, not the text `hello`
        no rubric"#]],
    );
    check(
        "[]",
        &expect![[r#"
        1:1 Error: there are no criteria: at least one is needed
        no rubric"#]],
    );
    check(
        "[5, [], !Ref x, null]",
        &expect![[r#"
        1:2 Error: a criterion is a mapping with fields, not the number 5
        1:5 Error: a criterion is a mapping with fields, not a list
        1:9 Error: a criterion is a mapping with fields, not the function `Ref`
        1:17 Error: a criterion is a mapping with fields, not nothing
        no rubric"#]],
    );
}

#[test]
fn every_field_of_every_kind_is_read() {
    let rubric = rubric(&format!(
        "- {{id: a, label: The first, {GOOD}}}\n- {{label: The other, kind: property, weight: 2.5, requires: [a], hint: look, tag: cost, partial: true, ifUnknown: skip, {GOOD}}}"
    ));
    let other = &rubric.criteria[1];
    assert_eq!(
        rubric.criteria[0].weight, 1.0,
        "the weight when none is given"
    );
    assert_eq!(
        rubric.criteria[0].if_unknown,
        IfUnknown::Fail,
        "the default"
    );
    assert_eq!(
        (other.id.as_str(), other.kind, other.weight, other.partial),
        ("c2", "property", 2.5, true),
        "as written, with an id from the position"
    );
    assert_eq!(other.requires, ["a"], "the requirement's id");
    assert_eq!(other.hint.as_deref(), Some("look"), "the hint");
    assert_eq!(other.tag, Some(Tag::Cost), "the tag");
    assert_eq!(other.if_unknown, IfUnknown::Skip, "ifUnknown");
    assert_eq!(other.span.start.line, 2, "the place in the file");
}

#[test]
fn every_problem_is_told_at_once_with_its_place() {
    check(
        "
- labell: Typo
  resourceType: AWS::SQS::Queue
  property: A[0
  expected: [30]
  weight: 0
- label: ab
  kind: proprety
- label: Wrong types
  resourceType: 5
  property: [A]
  expected:
  weight: heavy
  tag: costs
  ifUnknown: maybe
  partial: maybe
  hint: {a: b}
  requires: c1
- id: c9
  label: true
  resourceType: Queue
  property: 'A..B'
  expected: x
  select: {type: x}
  requires: [c8, c1, 5]
",
        &expect![[r#"
            2:3 Error: unknown field `labell`, did you mean `label`?
            2:3 Error: `label` is missing
            4:14 Error: `property`: this `[` is not closed
            5:13 Error: `expected` must be text, a number or a boolean, not a list
            6:11 Error: `weight` must be more than 0 and at most 1000000
            7:10 Error: `label` is too short: at least 3 characters
            8:9 Error: unknown kind `proprety`, did you mean `property`?
            10:17 Error: `resourceType` must be text, not the number 5; put it in quotes
            11:13 Error: `property` must be text, not a list
            12:12 Error: `expected` is empty; for empty text write ""
            13:11 Error: `weight` must be a number more than 0, not the text `heavy`
            14:8 Error: `tag` must be one of function, security, cost, reliability, bonus, not `costs`; did you mean `cost`?
            15:14 Error: `ifUnknown` must be one of fail, pass, skip, not `maybe`
            16:12 Error: `partial` must be true or false, not the text `maybe`
            17:9 Error: `hint` must be text, not a mapping
            18:13 Error: `requires` must be a list of ids, not the text `c1`
            20:10 Error: `label` must be text, not the boolean true; put it in quotes
            21:17 Warning: `Queue` does not look like a resource type such as AWS::S3::Bucket
            22:16 Error: `property`: a key is missing here
            24:3 Error: `select` is a field of kind `check`, not of `property`
            25:14 Error: `requires` names `c8`, which no criterion has as its id, did you mean `c1`?
            25:22 Error: `requires` must be text, not the number 5; put it in quotes
            no rubric"#]],
    );
}

#[test]
fn kinds_are_known_by_name() {
    for (kind, missing) in [
        ("check", "select"),
        ("graph", "nodes"),
        ("iam", "who"),
        ("preset", "preset"),
        ("allOf", "of"),
        ("anyOf", "of"),
        ("not", "of"),
    ] {
        let (rubric, problems) = compiled(&format!("- {{kind: {kind}, label: Some label}}"));
        assert!(rubric.is_none(), "{kind} needs its own fields");
        assert!(
            problems
                .iter()
                .any(|problem| problem.message == format!("`{missing}` is missing")),
            "{kind} asks for `{missing}`: {problems:?}"
        );
    }
    check(
        "- {kind: guard, label: A rule, rules: x}\n- {kind: check, label: A check, select: {type: x}, match: all, typo: 1}",
        &expect![[r#"
            1:10 Error: kind `guard` is reserved and not supported yet
            2:48 Warning: `x` does not look like a resource type such as AWS::S3::Bucket
            2:59 Error: `match: all` needs an `assert`: all of them are what?
            2:64 Error: unknown field `typo`
            no rubric"#]],
    );
}

#[test]
fn ids_are_unique_and_made_ones_never_clash() {
    check(
        &format!("- {{id: a, label: One one, {GOOD}}}\n- {{id: a, label: Two two, {GOOD}}}"),
        &expect![[r#"
            2:8 Error: the id `a` is already taken on line 1
            no rubric"#]],
    );
    let rubric = rubric(&format!(
        "- {{label: One one, {GOOD}}}\n- {{id: c1, label: Two two, {GOOD}}}\n- {{id: c1x, label: Six six, {GOOD}}}\n- {{label: Ten ten, {GOOD}}}"
    ));
    let ids: Vec<&str> = rubric
        .criteria
        .iter()
        .map(|criterion| criterion.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["c1xx", "c1", "c1x", "c4"],
        "by position, given ids untouched"
    );
}

#[test]
fn circles_are_refused() {
    check(
        &format!(
            "- {{id: a, label: One one, requires: [b], {GOOD}}}\n- {{id: b, label: Two two, requires: [c], {GOOD}}}\n- {{id: c, label: Six six, requires: [a], {GOOD}}}\n- {{id: d, label: Ten ten, requires: [d, a], {GOOD}}}"
        ),
        &expect![[r#"
            1:37 Error: `requires` goes in a circle: `a` needs `b` needs `c` needs `a`
            4:37 Error: `requires` goes in a circle: `d` needs `d`
            no rubric"#]],
    );
}

#[test]
fn lengths_have_limits() {
    let many = |count: usize| format!("- {{label: Some label, {GOOD}}}\n").repeat(count);
    check(&many(MAX_CRITERIA), &expect!["40 criteria"]);
    check(
        &many(MAX_CRITERIA + 1),
        &expect![[r#"
        41:3 Error: 41 criteria are too many: at most 40
        no rubric"#]],
    );
    let document = cfn::parse(many(MAX_CRITERIA_IN_PACK).as_bytes());
    let root = document.root.expect("it is readable");
    let (rubric, _) = Rubric::compile_with_limit(&root, MAX_CRITERIA_IN_PACK);
    assert!(rubric.is_some(), "a pack may have 200");

    let pattern = |stars: usize| {
        format!(
            "- {{label: A pattern, resourceType: 'A::B', property: P, expected: '*{}'}}",
            "x".repeat(stars - 1)
        )
    };
    check(&pattern(256), &expect!["1 criteria"]);
    check(
        &pattern(257),
        &expect![[r#"
        1:67 Error: `expected` is a pattern of more than 256 characters
        no rubric"#]],
    );
    check(
        &format!(
            "- {{label: Plain text, resourceType: 'A::B', property: {}, expected: {}}}",
            vec!["a"; 33].join("."),
            "x".repeat(300)
        ),
        &expect![[r#"
            1:118 Error: `property`: the path has more than 32 steps
            no rubric"#]],
    );
    check(
        &format!(
            "- {{label: Weight, weight: 1e300, {GOOD}}}\n- {{label: Weight, weight: .inf, {GOOD}}}\n- {{label: Weight, weight: -1, {GOOD}}}\n- {{label: Weight, weight: \"1\", {GOOD}}}"
        ),
        &expect![[r#"
            1:27 Error: `weight` must be more than 0 and at most 1000000
            2:27 Error: `weight` must be a number more than 0, not the text `.inf`
            3:27 Error: `weight` must be more than 0 and at most 1000000
            4:27 Error: `weight` must be a number more than 0, not the text `1`
            no rubric"#]],
    );
}

#[test]
fn a_kind_that_is_not_there_yet_is_not_suggested() {
    check(
        "- label: Any of them\n  kind: graphs\n",
        &expect![[r#"
            2:9 Error: unknown kind `graphs`, did you mean `graph`?
            no rubric"#]],
    );
}
