//! The packs inside the binary: content is tested like code.

use std::collections::BTreeSet;

use super::lines;
use crate::{Catalogue, Mission, catalogue::bundled_packs, parse_mission, prove};

fn missions() -> impl Iterator<Item = &'static Mission> {
    Catalogue::bundled().missions()
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
    for mission in missions() {
        let proof = prove(mission);
        assert_eq!(lines(&proof.problems), "", "`{}` may be shown", mission.id);
        assert_eq!(
            proof.solution_score,
            Some(1.0),
            "`{}`: the solution passes",
            mission.id
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
    assert!(
        seen.len() >= 10,
        "ten missions at least, not {}",
        seen.len()
    );
}

#[test]
fn every_document_gives_its_mission_again() {
    for mission in missions() {
        let (again, problems) = parse_mission("document.yaml", mission.document.as_bytes());
        assert_eq!(
            lines(&problems),
            "",
            "`{}`: the document is a whole mission",
            mission.id
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
