//! Proves the bundled missions and says what fails each criterion, and how long each proof took: the shortest of a few, since other
//! programs want the processor too. The last line sums them up.
#![allow(
    clippy::print_stdout,
    reason = "an example speaks on its standard output"
)]

use std::time::Instant;

/// How often each mission is proved.
const RUNS: usize = 5;

fn main() {
    let mut all_ms = Vec::new();
    for mission in missions::Catalogue::bundled().missions() {
        let mut shortest_ms = f64::INFINITY;
        for _ in 0..RUNS {
            let start = Instant::now();
            let proof = missions::prove(mission);
            shortest_ms = shortest_ms.min(start.elapsed().as_secs_f64() * 1000.0);
            std::hint::black_box(proof);
        }
        let proof = missions::prove(mission);
        all_ms.push(shortest_ms);
        println!(
            "{}: {} mutations, {shortest_ms:.1} ms",
            proof.mission, proof.mutations
        );
        for criterion in &proof.criteria {
            let by = criterion.failed_by.as_ref();
            let said = by.map_or("nothing", |by| by.mutation.as_str());
            let others = by.map_or(String::new(), |by| by.also_fails.join(", "));
            let others = if others.is_empty() {
                others
            } else {
                format!(" (and {others})")
            };
            println!("  {}: {said}{others}", criterion.id);
        }
        for problem in &proof.problems {
            println!("  ! {}", problem.message);
        }
    }
    all_ms.sort_by(f64::total_cmp);
    let median_ms = all_ms.get(all_ms.len() / 2).copied().unwrap_or_default();
    let longest_ms = all_ms.last().copied().unwrap_or_default();
    println!(
        "{} missions: median {median_ms:.1} ms, longest {longest_ms:.1} ms",
        all_ms.len()
    );
}
