//! Proves the bundled missions and says what fails each criterion, and how long each proof took: the shortest of a few, since other
//! programs want the processor too; and how many times as long as grading the solution once, which is the same on every machine. The last
//! line sums them up.
#![allow(
    clippy::print_stdout,
    reason = "an example speaks on its standard output"
)]

use std::time::Instant;

/// How often each mission is proved.
const RUNS: usize = 5;

/// What a run gives, and its shortest time in milliseconds.
fn shortest<T>(mut run: impl FnMut() -> T) -> (T, f64) {
    let mut timed = || {
        let start = Instant::now();
        let value = std::hint::black_box(run());
        (value, start.elapsed().as_secs_f64() * 1000.0)
    };
    let (mut value, mut shortest_ms) = timed();
    for _ in 1..RUNS {
        let (again, ms) = timed();
        value = again;
        shortest_ms = shortest_ms.min(ms);
    }
    (value, shortest_ms)
}

fn grade(mission: &missions::Mission) -> grader::Report {
    let subject = grader::Subject {
        mission: &mission.id,
        template: "",
        text: mission.solution.as_deref().unwrap_or_default().as_bytes(),
        parameters: &mission.parameters,
    };
    grader::grade(subject, &mission.rubric)
}

fn main() {
    let mut all_ms = Vec::new();
    for mission in missions::Catalogue::bundled().missions() {
        let (proof, proof_ms) = shortest(|| missions::prove(mission));
        let (_, grading_ms) = shortest(|| grade(mission));
        all_ms.push(proof_ms);
        println!(
            "{}: {} mutations, {proof_ms:.1} ms, {:.0} gradings",
            proof.mission,
            proof.mutations,
            proof_ms / grading_ms
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
