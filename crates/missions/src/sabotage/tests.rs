//! Broken templates: each bundled mission's solution can be broken, each change is seen and can be mended alone, and what was not changed
//! stays as the learner wrote it.

#![allow(clippy::panic, reason = "a test that cannot go on says why")]

use std::{collections::BTreeSet, ops::Range};

use super::{CannotSabotage, MOST_CHANGES, Sabotaged, graded, sabotage, told::mission_id};
use crate::{Catalogue, Mission, MissionOrigin, bundled_mission, parse_mission};

/// Enough that each mission is broken in several ways, and few enough for a debug build.
const SEEDS: Range<u64> = 0..2;

/// A stretch of lines that differs: those of the learner's text, and what stands there now.
struct Hunk {
    lines: Range<usize>,
    now: Vec<String>,
}

/// The differences of two texts by lines: a longest common subsequence, which is enough for templates.
fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = match old[i] == new[j] {
                true => longest[i + 1][j + 1] + 1,
                false => longest[i + 1][j].max(longest[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut all) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (from, start) = (i, j);
        while !(i < old.len() && j < new.len() && old[i] == new[j])
            && (i < old.len() || j < new.len())
        {
            if j == new.len() || (i < old.len() && longest[i + 1][j] >= longest[i][j + 1]) {
                i += 1;
            } else {
                j += 1;
            }
        }
        all.push(Hunk {
            lines: from..i,
            now: new[start..j]
                .iter()
                .map(|line| (*line).to_owned())
                .collect(),
        });
    }
    all
}

/// The learner's text with some of the hunks.
fn with_hunks(old: &[&str], hunks: &[Hunk], kept: impl Fn(usize) -> bool) -> String {
    let mut text = String::new();
    let mut at = 0;
    for (index, hunk) in hunks.iter().enumerate() {
        text.extend(old[at..hunk.lines.start].iter().copied());
        match kept(index) {
            true => text.extend(hunk.now.iter().map(String::as_str)),
            false => text.extend(old[hunk.lines.clone()].iter().copied()),
        }
        at = hunk.lines.end;
    }
    text.extend(old[at..].iter().copied());
    text
}

fn verdicts(mission: &Mission, text: &str) -> Vec<(String, bool)> {
    let report = graded(mission, text.as_bytes());
    let results = report.results.into_iter();
    results
        .map(|result| (result.id, result.verdict == grader::Verdict::Pass))
        .collect()
}

/// Everything that a broken template promises, held against its text alone.
fn check(of: &Mission, text: &str, sabotaged: &Sabotaged) {
    let id = &sabotaged.mission.id;
    let broken = sabotaged.mission.starter.as_deref().unwrap_or_default();
    let old: Vec<&str> = text.split_inclusive('\n').collect();
    let new: Vec<&str> = broken.split_inclusive('\n').collect();
    let hunks = hunks(&old, &new);
    let changes = sabotaged.changes.len();
    assert!(
        (1..=MOST_CHANGES).contains(&changes),
        "{id}: {changes} changes"
    );
    assert!(
        !hunks.is_empty() && hunks.len() <= 2 * changes,
        "{id}: nothing else is touched, {} stretches differ",
        hunks.len()
    );
    let failed = verdicts(of, broken);
    let met: Vec<&String> = failed
        .iter()
        .filter(|(_, met)| *met)
        .map(|(id, _)| id)
        .collect();
    assert_eq!(
        sabotaged.mission.given.iter().collect::<Vec<_>>(),
        met,
        "{id}: what is met still is given"
    );
    for change in &sabotaged.changes {
        assert!(!change.fails.is_empty(), "{id}: {} is seen", change.what);
        for criterion in &change.fails {
            assert!(
                !met.contains(&criterion),
                "{id}: {} fails {criterion}",
                change.what
            );
        }
    }
    // A change may be two stretches for the lines' sake, so that this is asked only where each stretch is a change.
    if hunks.len() == changes {
        for index in 0..hunks.len() {
            let mended = with_hunks(&old, &hunks, |hunk| hunk != index);
            let back = verdicts(of, &mended);
            let came_back = back
                .iter()
                .zip(&failed)
                .any(|(now, before)| now.1 && !before.1);
            assert!(
                came_back,
                "{id}: mending stretch {index} alone is seen:\n{mended}"
            );
        }
    }
}

fn is_readable(sabotaged: &Sabotaged, of: &Mission) {
    let (read, problems) = parse_mission("mission.yaml", sabotaged.mission.document.as_bytes());
    let read = read.unwrap_or_else(|| panic!("{}: {problems:?}", sabotaged.mission.id));
    assert_eq!(
        read.version, sabotaged.mission.version,
        "its document is all of it"
    );
    assert_eq!(
        read.starter, sabotaged.mission.starter,
        "the broken text is as it was"
    );
    let origin = MissionOrigin::Sabotage {
        mission: of.id.clone(),
        changes: u32::try_from(sabotaged.changes.len()).expect("few"),
    };
    assert_eq!(read.origin, Some(origin), "where it came from is kept");
    assert!(
        read.scenario.contains(of.scenario.trim_end()),
        "what the customer asked for is there"
    );
}

/// The packs, each tried in a test of its own, so that they are tried side by side.
const PACKS: &[&str] = &[
    "foundations",
    "event-driven",
    "data",
    "networking",
    "security-and-iam",
    "resilience-and-cost",
];

/// Each mission of a pack is broken with each seed, as it promises, and not always in the same way.
fn check_pack(id: &str) {
    let mut packs = Catalogue::bundled().packs.iter();
    let pack = packs.find(|pack| pack.id == id);
    let pack = pack.unwrap_or_else(|| panic!("there is a pack {id}"));
    for mission in &pack.missions {
        let text = mission.solution.as_deref().unwrap_or_default();
        let mut ways = BTreeSet::new();
        for seed in SEEDS {
            let sabotaged = sabotage(mission, text.as_bytes(), seed)
                .unwrap_or_else(|error| panic!("{} {seed}: {error}", mission.id));
            check(mission, text, &sabotaged);
            is_readable(&sabotaged, mission);
            ways.extend(sabotaged.changes.into_iter().map(|change| change.what));
        }
        let id = &mission.id;
        assert!(
            ways.len() >= 2,
            "{id} is broken in more than one way: {ways:?}"
        );
    }
}

#[test]
fn each_mission_of_foundations_can_be_broken() {
    check_pack("foundations");
}

#[test]
fn each_mission_of_event_driven_can_be_broken() {
    check_pack("event-driven");
}

#[test]
fn each_mission_of_data_can_be_broken() {
    check_pack("data");
}

#[test]
fn each_mission_of_networking_can_be_broken() {
    check_pack("networking");
}

#[test]
fn each_mission_of_security_and_iam_can_be_broken() {
    check_pack("security-and-iam");
}

#[test]
fn each_mission_of_resilience_and_cost_can_be_broken() {
    check_pack("resilience-and-cost");
}

#[test]
fn no_pack_is_left_out() {
    let bundled = Catalogue::bundled().packs.iter().map(|pack| &pack.id);
    let left_out: Vec<_> = bundled.filter(|id| !PACKS.contains(&id.as_str())).collect();
    assert!(
        left_out.is_empty(),
        "a new pack needs a test above: {left_out:?}"
    );
}

#[test]
fn missions_of_the_offline_generator_can_be_broken_too() {
    for seed in 0..2 {
        let mission = crate::offline::make(seed, &crate::offline::Wishes::default());
        let mission = mission.unwrap_or_else(|error| panic!("{seed}: {error}"));
        let text = mission.solution.clone().unwrap_or_default();
        let sabotaged = sabotage(&mission, text.as_bytes(), seed)
            .unwrap_or_else(|error| panic!("{}: {error}", mission.id));
        check(&mission, &text, &sabotaged);
        is_readable(&sabotaged, &mission);
    }
}

fn mission() -> Mission {
    bundled_mission("close-the-ssh-door").expect("it is bundled")
}

#[test]
fn the_same_seed_breaks_the_same_way() {
    let mission = mission();
    let text = mission.solution.clone().unwrap_or_default();
    let broken = |seed| {
        let sabotaged = sabotage(&mission, text.as_bytes(), seed).expect("it can be broken");
        sabotaged.mission
    };
    assert_eq!(broken(7).document, broken(7).document, "the same bytes");
    let different = (0..8).any(|seed| broken(seed).starter != broken(7).starter);
    assert!(different, "another seed breaks it in another way");
}

#[test]
fn comments_and_line_ends_stay() {
    let mission = mission();
    let solution = mission.solution.clone().unwrap_or_default();
    let mut text = String::from("# Mine, from the first line.\r\n");
    for (number, line) in solution.lines().enumerate() {
        text.push_str(line);
        // A comment after what is no list of parameters, no text over several lines and no empty line.
        let can_have_one = line.contains(": ") && !line.ends_with(['|', '>', '-']);
        if can_have_one && number % 2 == 0 {
            text.push_str("  # as the customer wants it");
        }
        text.push_str("\r\n");
    }
    for seed in 0..6 {
        let sabotaged = sabotage(&mission, text.as_bytes(), seed).expect("it can be broken");
        check(&mission, &text, &sabotaged);
        let broken = sabotaged.mission.starter.clone().unwrap_or_default();
        assert!(
            broken
                .split_inclusive('\n')
                .all(|line| line.ends_with("\r\n")),
            "line ends are as they were"
        );
        assert!(
            broken.starts_with("# Mine, from the first line.\r\n"),
            "and so is the head"
        );
    }
}

/// As JSON on one line for each member, which is how programs write it.
fn json(node: &cfn::Node, indent: usize, out: &mut String) {
    let pad = "  ".repeat(indent + 1);
    let end = "  ".repeat(indent);
    match &node.kind {
        cfn::NodeKind::Scalar(scalar) => {
            let is_bare = scalar.is_plain()
                && (matches!(scalar.text.as_str(), "true" | "false")
                    || scalar.text.parse::<i64>().is_ok());
            match is_bare {
                true => out.push_str(&scalar.text),
                false => out.push_str(&serde_json::to_string(scalar.text.as_str()).expect("JSON")),
            }
        }
        cfn::NodeKind::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ",\n" } else { "\n" });
                out.push_str(&pad);
                json(item, indent + 1, out);
            }
            out.push_str(&format!("\n{end}]"));
        }
        cfn::NodeKind::Map(entries) => {
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ",\n" } else { "\n" });
                out.push_str(&format!("{pad}\"{}\": ", entry.key));
                json(&entry.value, indent + 1, out);
            }
            out.push_str(&format!("\n{end}}}"));
        }
        cfn::NodeKind::Function(function) => {
            out.push_str(&format!("{{\"{}\": ", function.name.long_name()));
            json(&function.argument, indent, out);
            out.push('}');
        }
    }
}

/// A template of some ten kilobytes in which a criterion looks at next to nothing: what the report names is tried first, and the bytes that are
/// graded have a bound.
#[test]
fn much_that_no_criterion_looks_at_costs_little() {
    let mission = mission();
    let mut queues = String::new();
    for number in 0..400 {
        queues.push_str(&format!(
            "  Extra{number}:\n    Type: AWS::SQS::Queue\n    Properties:\n      KmsMasterKeyId: alias/aws/sqs\n      MessageRetentionPeriod: 1209600\n"
        ));
    }
    let solution = mission.solution.clone().unwrap_or_default();
    let text = solution.replace("\nOutputs:", &format!("{queues}\nOutputs:"));
    assert!(text.len() > 40_000, "the queues are resources");
    for seed in 0..4 {
        let sabotaged = sabotage(&mission, text.as_bytes(), seed).expect("it can be broken");
        let changes = sabotaged.changes;
        assert!(
            !changes.iter().any(|change| change.what.contains("Extra")),
            "seed {seed}: what a criterion looks at is broken: {changes:?}"
        );
    }
}

#[test]
fn a_json_template_stays_json() {
    for id in [
        "close-the-ssh-door",
        "orders-survive-a-crash",
        "role-with-just-enough",
    ] {
        let mission = bundled_mission(id).expect("it is bundled");
        let solution = cfn::parse(mission.solution.clone().unwrap_or_default().as_bytes());
        let mut text = String::new();
        json(solution.root.as_ref().expect("a template"), 0, &mut text);
        text.push('\n');
        for seed in 0..4 {
            let sabotaged = sabotage(&mission, text.as_bytes(), seed)
                .unwrap_or_else(|error| panic!("{id} {seed}: {error}"));
            check(&mission, &text, &sabotaged);
            let broken = sabotaged.mission.starter.clone().unwrap_or_default();
            let read: Result<serde_json::Value, _> = serde_json::from_str(&broken);
            assert!(
                read.is_ok(),
                "{id} {seed}: it is JSON still: {read:?}\n{broken}"
            );
        }
    }
}

#[test]
fn what_is_not_passed_or_broken_already_is_not_broken() {
    let mission = mission();
    let starter = mission.starter.clone().unwrap_or_default();
    let refused = sabotage(&mission, starter.as_bytes(), 1).map(|_| ());
    assert_eq!(refused, Err(CannotSabotage::NotPassed), "the starter fails");
    let refused = sabotage(&mission, b"Resources: [", 1).map(|_| ());
    assert_eq!(refused, Err(CannotSabotage::NotPassed), "it cannot be read");
    let solution = mission.solution.clone().unwrap_or_default();
    let sabotaged = sabotage(&mission, solution.as_bytes(), 1).expect("it can be broken");
    let again = sabotage(&sabotaged.mission, solution.as_bytes(), 1).map(|_| ());
    assert_eq!(again, Err(CannotSabotage::Sabotage), "once is enough");
}

#[test]
fn ids_are_kebab_case_and_short_enough() {
    let table = [
        ("close-the-ssh-door", 71, "close-the-ssh-door-sabotage-1z-"),
        ("a", 0, "a-sabotage-0-"),
    ];
    for (mission, seed, head) in table {
        let id = mission_id(mission, "Resources: {}", seed);
        assert!(
            id.starts_with(head) && id.len() == head.len() + 6,
            "mission, seed and a hash: {id}"
        );
        assert!(crate::fields::is_kebab_case(&id), "{id}");
    }
    for seed in [0, 1 << 53, u64::MAX] {
        let long = mission_id(&"ab-".repeat(21), "Resources: {}", seed);
        assert!(
            crate::fields::is_kebab_case(&long) && long.len() <= 64,
            "a long one is cut: {long}"
        );
    }
}

#[test]
fn ids_of_other_texts_and_of_long_missions_do_not_meet() {
    let long = "ab-".repeat(20);
    let (one, other) = (format!("{long}one"), format!("{long}two"));
    assert_ne!(
        mission_id(&one, "Resources: {}", 7),
        mission_id(&other, "Resources: {}", 7),
        "two long ids with one head"
    );
    assert_ne!(
        mission_id("a", "Resources: {}", 7),
        mission_id("a", "Resources: {}\n", 7),
        "another text of the learner's"
    );
}
