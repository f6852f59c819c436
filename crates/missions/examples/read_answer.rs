//! Reads a model's answer from a file and says what becomes of it, and how long it took: for people who write prompts.
#![allow(
    clippy::print_stdout,
    reason = "an example speaks on its standard output"
)]

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let start = Instant::now();
        let read = missions::generated::read_answer("generated-mission", &text);
        let took_ms = start.elapsed().as_secs_f64() * 1000.0;
        match read {
            Ok(mission) => println!("{path}: `{}` is proved, {took_ms:.1} ms", mission.title),
            Err(problems) => println!(
                "{path}: {}, {took_ms:.1} ms\n{problems}",
                problems.stage.as_str()
            ),
        }
    }
    Ok(())
}
