//! 500 seeds, each proved and looked at, in four tests so that they run at once; `MISSION_SEEDS=10000` makes it that many. `scripts/soak` makes
//! 10,000 with the example `make` and not with these: optimised, and held to a number of rubrics and a time.

use std::time::Instant;

use crate::offline::{Blueprints, Survey};

/// How many seeds there are in all four.
fn seeds() -> u64 {
    let asked = std::env::var("MISSION_SEEDS").ok();
    asked.map_or(500, |count| {
        count.parse().expect("MISSION_SEEDS is a number")
    })
}

/// Every fourth seed from `first` on.
#[allow(
    clippy::print_stdout,
    reason = "figures of the long run are read by a person"
)]
fn prove_every_fourth(first: u64) {
    let mut survey = Survey::default();
    let mut times_us = Vec::new();
    for seed in (first..seeds()).step_by(4) {
        let start = Instant::now();
        match Blueprints::embedded().make_of_seed(seed) {
            Ok(made) => survey.note(&made),
            Err(faults) => panic!(
                "the first mission of every seed is right, seed {seed}: {}",
                faults.join("\n")
            ),
        }
        times_us.push(start.elapsed().as_micros());
    }
    times_us.sort_unstable();
    println!(
        "every fourth seed from {first}: {} missions, {} different rubrics, {} whatever their names and numbers, {:?}, median {} µs",
        times_us.len(),
        survey.rubrics(),
        survey.shapes(),
        survey.levels,
        times_us
            .get(times_us.len() / 2)
            .copied()
            .unwrap_or_default()
    );
    assert!(
        survey.rubrics() * 10 >= times_us.len() * 9,
        "nine of ten missions ask for something that no other one asks for"
    );
    assert_eq!(
        survey.levels.len(),
        3,
        "every level occurs: {:?}",
        survey.levels
    );
}

#[test]
fn seeds_of_the_first_quarter_are_proved() {
    prove_every_fourth(0);
}

#[test]
fn seeds_of_the_second_quarter_are_proved() {
    prove_every_fourth(1);
}

#[test]
fn seeds_of_the_third_quarter_are_proved() {
    prove_every_fourth(2);
}

#[test]
fn seeds_of_the_last_quarter_are_proved() {
    prove_every_fourth(3);
}
