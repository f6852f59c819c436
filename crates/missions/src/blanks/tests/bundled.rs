//! The blanks of the bundled missions: each is found, takes its right answer as it is, and does not show it as an example.

use std::collections::BTreeSet;

use crate::{
    Catalogue, Mission,
    blanks::{State, findings::findings, place},
};

fn missions() -> impl Iterator<Item = &'static Mission> {
    let all = Catalogue::bundled().missions();
    all.filter(|mission| !mission.blanks.is_empty())
}

#[test]
fn each_path_has_a_mission_with_blanks() {
    const PATHS: usize = 6;
    let packs = &Catalogue::bundled().packs;
    let without: BTreeSet<&str> = packs
        .iter()
        .filter(|pack| (pack.missions.iter()).all(|mission| mission.blanks.is_empty()))
        .map(|pack| pack.id.as_str())
        .collect();
    assert_eq!(without, BTreeSet::new(), "paths without one");
    assert_eq!(packs.len(), PATHS, "all paths are looked at");
}

#[test]
fn blanks_take_their_answers_which_pass_and_are_no_examples() {
    for mission in missions() {
        assert_eq!(findings(mission), [], "the blanks of {}", mission.id);
        let starter = mission.starter.as_deref().unwrap_or_default();
        for placed in place(mission, starter.as_bytes()) {
            assert!(
                matches!(placed.state, State::Empty(_)),
                "{}: `{}` is empty in the starter: {:?}",
                mission.id,
                placed.id,
                placed.state
            );
        }
    }
}

/// A template that was passed is sabotaged, and keeps its hints: there is no blank in it any more.
#[test]
fn hints_read_right_where_there_are_no_blanks() {
    for mission in missions() {
        for hint in mission.hints.values().flatten() {
            let lower = hint.to_lowercase();
            let told = ["blank", "gap", "__"]
                .into_iter()
                .find(|word| lower.contains(word));
            assert_eq!(told, None, "{}: {hint}", mission.id);
        }
    }
}
