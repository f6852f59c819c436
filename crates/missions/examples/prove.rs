//! Proves the bundled missions and says what fails each criterion, and how long each proof took.
#![allow(
    clippy::print_stdout,
    reason = "an example speaks on its standard output"
)]

use std::time::Instant;

fn main() {
    for mission in missions::Catalogue::bundled().missions() {
        let start = Instant::now();
        let proof = missions::prove(mission);
        let took_ms = start.elapsed().as_secs_f64() * 1000.0;
        println!(
            "{}: {} mutations, {took_ms:.1} ms",
            proof.mission, proof.mutations
        );
        for criterion in &proof.criteria {
            let by = criterion.failed_by.as_ref();
            let by = by.map_or("nothing", |by| by.mutation.as_str());
            println!("  {}: {by}", criterion.id);
        }
        for problem in &proof.problems {
            println!("  ! {}", problem.message);
        }
    }
}
