//! Breaks the solution of each bundled mission, and says how: `sabotage [SEEDS] [MISSION]`. For looking at what learners get to mend.
#![allow(
    clippy::print_stdout,
    reason = "an example speaks on its standard output"
)]

use std::{collections::BTreeMap, time::Instant};

use missions::{Catalogue, sabotage::sabotage};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seeds: u64 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(3);
    let only = arguments.next();
    let mut times = Vec::new();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for mission in Catalogue::bundled().missions() {
        if only.as_ref().is_some_and(|only| *only != mission.id) {
            continue;
        }
        let text = mission.solution.as_deref().unwrap_or_default();
        for seed in 0..seeds {
            let began = Instant::now();
            let sabotaged = sabotage(mission, text.as_bytes(), seed);
            times.push(began.elapsed());
            match sabotaged {
                Ok(sabotaged) => {
                    println!("{} {seed}", mission.id);
                    *counts.entry(sabotaged.changes.len()).or_default() += 1;
                    for change in sabotaged.changes {
                        println!(
                            "  {}: {} [{}]",
                            change.line,
                            change.what,
                            change.fails.join(", ")
                        );
                    }
                }
                Err(error) => println!("{} {seed}: {error}", mission.id),
            }
        }
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2);
    println!(
        "{} broken, by number of changes {counts:?}, median {median:?}, longest {:?}",
        times.len(),
        times.last()
    );
}
