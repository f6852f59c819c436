//! The packs inside the binary: content is tested like code.

use std::collections::BTreeSet;

use cfn::Severity;

use super::lines;
use crate::{
    Catalogue, Mission, Pack,
    catalogue::bundled_packs,
    parse_mission,
    prove::{needed, prove},
};

/// Missions that were written before this was asked of them, and only ask for values: still to be brought up to the others.
const ONLY_VALUES: [&str; 1] = ["private-photo-bucket"];

fn missions() -> impl Iterator<Item = &'static Mission> {
    Catalogue::bundled().missions()
}

/// Each mission with its pack.
fn in_packs() -> impl Iterator<Item = (&'static Pack, &'static Mission)> {
    let packs = Catalogue::bundled().packs.iter();
    packs.flat_map(|pack| pack.missions.iter().map(move |mission| (pack, mission)))
}

#[test]
fn every_pack_loads_without_a_remark() {
    for read in bundled_packs(true) {
        assert_eq!(
            lines(&read.problems),
            "",
            "each file is whole, and so is each template"
        );
        let pack = read.pack.expect("a pack without problems");
        assert!(!pack.missions.is_empty(), "`{}` has missions", pack.id);
    }
}

#[test]
fn every_mission_is_proved() {
    let mut found = String::new();
    for mission in missions() {
        let proof = prove(mission);
        for line in lines(&proof.problems).lines() {
            found.push_str(&format!("{}/{line}\n", mission.id));
        }
        assert_eq!(
            proof.solution_score,
            Some(1.0),
            "`{}`: the solution passes",
            mission.id
        );
        for criterion in &proof.criteria {
            assert!(
                criterion.failed_by.as_ref().is_some_and(|by| by.alone),
                "`{}` of `{}`: a mutation fails it and leaves another whole",
                criterion.id,
                mission.id
            );
        }
    }
    assert_eq!(found, "", "neither errors nor warnings: all may be shown");
}

/// What a proof costs on every machine: how many templates it grades. A typical one has to take less than 50 ms in a release build, which
/// `cargo run --release --package missions --example prove` shows.
#[test]
fn a_proof_needs_few_mutations() {
    let mut counts: Vec<(usize, &str)> = missions()
        .map(|mission| (prove(mission).mutations, mission.id.as_str()))
        .collect();
    counts.sort_unstable();
    let (median, _) = counts[counts.len() / 2];
    assert!(median <= 40, "the typical mission: {counts:?}");
    let (most, id) = counts[counts.len() - 1];
    assert!(most <= 300, "`{id}` of all: {counts:?}");
}

#[test]
fn there_are_forty_missions_in_six_paths() {
    assert!(
        missions().count() >= 40,
        "weeks of learning, not {} missions",
        missions().count()
    );
    let packs: Vec<&str> = Catalogue::bundled()
        .packs
        .iter()
        .map(|pack| pack.id.as_str())
        .collect();
    assert_eq!(
        packs,
        [
            "foundations",
            "event-driven",
            "data",
            "networking",
            "security-and-iam",
            "resilience-and-cost"
        ],
        "in this order"
    );
    let second_parts: Vec<&Mission> = missions().filter(|one| one.follows.is_some()).collect();
    assert!(
        second_parts.len() >= 2,
        "two missions go on where another ended"
    );
    for second in second_parts {
        let first = second.follows.as_deref().unwrap_or_default();
        assert!(
            Catalogue::bundled().mission(first).is_some(),
            "`{}` follows `{first}`, which is there",
            second.id
        );
    }
}

#[test]
fn every_criterion_has_three_hints() {
    for mission in missions() {
        for criterion in &mission.rubric.criteria {
            let hints = mission.hints.get(&criterion.id).map_or(0, Vec::len);
            assert_eq!(
                hints, 3,
                "`{}` of `{}`: concept, where, kind of value",
                criterion.id, mission.id
            );
        }
    }
}

#[test]
fn every_mission_is_of_a_size_and_says_what_it_teaches() {
    for (pack, mission) in in_packs() {
        let id = format!("{}/{}", pack.id, mission.id);
        let criteria = mission.rubric.criteria.len();
        assert!(
            (5..=10).contains(&criteria),
            "{id}: enough to do and not too much, not {criteria} criteria"
        );
        assert!(
            (15..=60).contains(&mission.minutes),
            "{id}: a sitting, not {} minutes",
            mission.minutes
        );
        assert!(
            !mission.sources.is_empty(),
            "{id}: facts about AWS have a page behind them"
        );
        // What was failed comes back by its skill.
        for criterion in &mission.rubric.criteria {
            assert!(
                mission.criterion_skills.contains_key(&criterion.id),
                "{id}: `{}` practises a skill",
                criterion.id
            );
        }
    }
}

/// A mission that only asks for values is a form to fill in.
#[test]
fn every_mission_uses_a_richer_kind() {
    const RICHER: &[&str] = &["graph", "iam", "preset", "anyOf", "allOf", "not", "check"];
    for (pack, mission) in in_packs() {
        if ONLY_VALUES.contains(&mission.id.as_str()) {
            continue;
        }
        let criteria = &mission.rubric.criteria;
        let is_rich = criteria.iter().any(|one| RICHER.contains(&one.kind));
        assert!(
            is_rich,
            "{}/{}: a relation, a permission, a practice, a choice or a condition",
            pack.id, mission.id
        );
    }
}

/// An asserted property is a place with a path that the report of the solution rests a met criterion on (its evidence, and that of its met
/// parts). Without any one of them the solution scores less. What is spared is said at [`needed`]: what a criterion only forbids, a
/// resource of which the solution has another that the criterion takes, and what a preset takes another setting for.
#[test]
fn no_asserted_property_can_be_left_out() {
    let mut kept = String::new();
    let mut tried = 0;
    for (pack, mission) in in_packs() {
        let found = needed(mission);
        tried += found.tried;
        for one in found.not_needed {
            kept.push_str(&format!(
                "{}/{}: `{}` is met without `{}` of `{}`\n",
                pack.id, mission.id, one.criterion, one.path, one.resource
            ));
        }
    }
    assert_eq!(kept, "", "what is asserted is needed");
    assert!(
        tried > 3 * missions().count(),
        "the reports name properties: {tried} were left out"
    );
}

#[test]
fn ids_are_unique_in_the_whole_catalogue() {
    let mut seen = BTreeSet::new();
    for mission in missions() {
        assert!(seen.insert(&mission.id), "`{}` is there once", mission.id);
        assert_eq!(
            Catalogue::bundled()
                .mission(&mission.id)
                .map(|found| &found.version),
            Some(&mission.version),
            "and is found by its id"
        );
    }
}

#[test]
fn every_document_gives_its_mission_again() {
    for mission in missions() {
        let (again, problems) = parse_mission("document.yaml", mission.document.as_bytes());
        assert!(
            problems
                .iter()
                .all(|problem| problem.severity != Severity::Error),
            "`{}`: the document is a whole mission: {}",
            mission.id,
            lines(&problems)
        );
        let again = again.expect("a mission without problems");
        assert_eq!(
            again.document, mission.document,
            "`{}`: the same text again",
            mission.id
        );
        assert_eq!(
            again.version, mission.version,
            "`{}`: the same version",
            mission.id
        );
    }
}

#[test]
fn a_slip_finds_its_mission() {
    let catalogue = Catalogue::bundled();
    let first = missions().next().expect("there is a mission");
    let slip = format!("{}s", first.id);
    assert_eq!(
        catalogue.nearest(&slip),
        Some(first.id.as_str()),
        "one letter too many"
    );
    assert_eq!(
        catalogue.nearest("nothing-like-any-of-them"),
        None,
        "no guess is better than a wild one"
    );
    assert!(
        catalogue.mission("nothing-like-any-of-them").is_none(),
        "and it is not there"
    );
}

#[test]
fn one_mission_read_alone_is_the_one_of_the_catalogue() {
    for mission in Catalogue::bundled().missions() {
        let alone = crate::bundled_mission(&mission.id).expect("it is there");
        assert_eq!(
            alone.version, mission.version,
            "{} has to be the same mission by either way",
            mission.id
        );
    }
    assert!(
        crate::bundled_mission("no-such-mission").is_none(),
        "nothing comes of a name that is not there"
    );
    assert!(
        crate::bundled_mission("../foundations/private-photo-bucket").is_none(),
        "an id is not a path"
    );
}
