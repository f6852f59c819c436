//! Packs: what is said about bad ones, and the proof of their missions.

use expect_test::{Expect, expect};

use super::{MISSION, SOLUTION, STARTER, lines, write};
use crate::{check_pack, load_pack};

const PACK: &str = "format: 1\nid: course\ntitle: Course\nsummary: One.\nmissions: [slow-jobs]\n";

/// Checks a pack's folder `course` with these files, in which the mission `slow-jobs` is whole unless they say otherwise.
fn check(files: &[(&str, &str)], expect: &Expect) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("course");
    write(
        &folder,
        &[
            ("pack.yaml", PACK),
            ("slow-jobs/mission.yaml", MISSION),
            ("slow-jobs/starter.yaml", STARTER),
            ("slow-jobs/solution.yaml", SOLUTION),
        ],
    );
    write(&folder, files);
    let checked = check_pack(&folder);
    let mut text = lines(&checked.problems);
    for proof in &checked.proofs {
        text.push_str(&format!(
            "{}: starter {:?}, solution {:?}\n",
            proof.mission, proof.starter_score, proof.solution_score
        ));
    }
    expect.assert_eq(&text);
    let (pack, problems) = load_pack(&folder);
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == cfn::Severity::Error);
    assert_eq!(
        pack.is_none(),
        has_error,
        "there is a pack only without errors"
    );
    let is_bad = checked
        .problems
        .iter()
        .any(|problem| problem.severity == cfn::Severity::Error);
    assert_eq!(checked.passed(), !is_bad, "it passes only without errors");
}

#[test]
fn a_good_pack_passes() {
    check(
        &[],
        &expect![[r#"
        slow-jobs: starter Some(0.0), solution Some(1.0)
    "#]],
    );
}

#[test]
fn a_mission_of_a_pack_may_be_a_single_file() {
    let single = MISSION.replace("id: slow-jobs", "id: other")
        + "starter: |\n  Resources: {Q: {Type: AWS::SQS::Queue}}\nsolution: |\n  Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 180}}}\n";
    check(
        &[
            (
                "pack.yaml",
                &PACK.replace("[slow-jobs]", "[slow-jobs, other]"),
            ),
            ("other.yaml", &single),
        ],
        &expect![[r#"
            slow-jobs: starter Some(0.0), solution Some(1.0)
            other: starter Some(0.0), solution Some(1.0)
        "#]],
    );
}

#[test]
fn every_problem_of_a_pack_at_once() {
    check(
        &[
            (
                "pack.yaml",
                "format: one\nid: cuorse\ntitle: Course\nsumary: One.\nmissions:\n  - slow-jobs\n  - slow-jobs\n  - ../outside\n  - not-there\n  - renamed\n",
            ),
            ("renamed/mission.yaml", MISSION),
            ("renamed/starter.yaml", STARTER),
            ("renamed/solution.yaml", SOLUTION),
            ("forgotten/mission.yaml", MISSION),
        ],
        &expect![[r#"
            pack.yaml:1:1: error: `summary` is missing
            pack.yaml:1:9: error: `format` must be 1, the only one that this program knows, not the text `one`
            pack.yaml:2:5: error: the id `cuorse` must be `course`, its folder's name
            pack.yaml:4:1: error: unknown field `sumary`, did you mean `summary`?
            pack.yaml:6:3: warning: the mission in the folder `forgotten` is not in the list, so nobody will see it
            pack.yaml:7:5: error: `slow-jobs` is in the list already, on line 6
            pack.yaml:8:5: error: `../outside` is no mission's id, which is kebab case
            not-there/mission.yaml:1:1: error: the file is missing
            renamed/mission.yaml:2:5: error: the id `slow-jobs` must be `renamed`, its folder's name
        "#]],
    );
    check(
        &[(
            "pack.yaml",
            "format: 1\nid: course\ntitle: T\nsummary: S\nmissions: []\n",
        )],
        &expect![[r#"
        pack.yaml:5:11: warning: the mission in the folder `slow-jobs` is not in the list, so nobody will see it
        pack.yaml:5:11: error: the pack has no missions
    "#]],
    );
    check(
        &[("pack.yaml", "- a\n")],
        &expect![[r#"
        pack.yaml:1:1: error: a pack must be a mapping, not a list
    "#]],
    );
}

#[test]
fn a_folder_that_is_no_pack() {
    let home = tempfile::tempdir().expect("a temporary folder");
    write(home.path(), &[("file", "x")]);
    for (name, wanted) in [
        ("nothing", "there is no such folder"),
        ("file", "this is a file, and a pack's folder is wanted"),
        ("", "the file is missing"),
    ] {
        let found = lines(&load_pack(&home.path().join(name)).1);
        assert!(found.contains(wanted), "`{wanted}` is said, not {found}");
    }
}

#[test]
fn a_starter_that_is_too_good_is_refused() {
    check(
        &[("slow-jobs/starter.yaml", SOLUTION)],
        &expect![[r#"
        slow-jobs/starter.yaml:1:1: error: the starter scores 1.00 already, and must stay below 0.60; it meets `timeout`
        slow-jobs: starter Some(1.0), solution Some(1.0)
    "#]],
    );
}

#[test]
fn a_solution_that_falls_short_is_refused_at_the_line() {
    check(
        &[("slow-jobs/solution.yaml", &SOLUTION.replace("180", "30"))],
        &expect![[r#"
            slow-jobs/solution.yaml:5:7: error: the solution does not meet `timeout` (Jobs stay hidden for three minutes): `VisibilityTimeout` of `Jobs` is 30, needs 180.
            slow-jobs: starter Some(0.0), solution Some(0.0)
        "#]],
    );
}

#[test]
fn a_solution_that_cloudformation_would_refuse_is_refused() {
    check(
        &[(
            "slow-jobs/solution.yaml",
            &format!("{SOLUTION}Outputs:\n  Url:\n    Value: !Ref Job\n"),
        )],
        &expect![[r#"
            slow-jobs/solution.yaml:8:17: error: The template has no parameter or resource `Job`, did you mean `Jobs`?
            slow-jobs: starter Some(0.0), solution Some(1.0)
        "#]],
    );
}
