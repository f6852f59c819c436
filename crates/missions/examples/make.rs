//! Makes missions of blueprints, proves them and looks at them: for people who write blueprints.
//!
//! `make --blueprint X --seeds 0..200` says what is wrong with each seed; `make --blueprint X --show 7` prints a mission. Without
//! `--blueprint` each seed says its own. `--from DIR` reads the blueprints of a folder and not those inside the binary.
//! `--least-rubrics N` and `--most-median-ms N` fail a run that has fewer different rubrics, or whose median mission takes longer.
#![allow(
    clippy::print_stdout,
    reason = "an example speaks on its standard output"
)]

use std::{path::Path, time::Instant};

use missions::offline::{Blueprints, Made, Survey, Wishes};

/// Failures that are printed; more of them say the same.
const MOST_SHOWN: usize = 10;

#[derive(Default)]
struct Asked {
    blueprint: Option<String>,
    from: Option<String>,
    show: Option<u64>,
    seeds: std::ops::Range<u64>,
    least_rubrics: Option<usize>,
    most_median_ms: Option<u128>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = asked()?;
    let of_folder;
    let blueprints = match &asked.from {
        Some(folder) => {
            let (read, problems) = Blueprints::of_folder(Path::new(folder));
            for problem in &problems {
                println!("! {problem}");
            }
            of_folder = read;
            &of_folder
        }
        None => Blueprints::embedded(),
    };
    let mut faults = 0;
    for fault in blueprints.lint() {
        let is_meant = asked
            .blueprint
            .as_ref()
            .is_none_or(|id| fault.starts_with(&format!("{id}: ")));
        if is_meant {
            println!("! {fault}");
            faults += 1;
        }
    }
    match asked.show {
        Some(seed) => show(&make(blueprints, &asked, seed)),
        None => faults += survey(blueprints, &asked),
    }
    match faults {
        0 => Ok(()),
        _ => Err("not all of it is right".into()),
    }
}

fn asked() -> Result<Asked, Box<dyn std::error::Error>> {
    let mut asked = Asked {
        seeds: 0..200,
        ..Asked::default()
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or("each option has a value")?;
        match word.as_str() {
            "--blueprint" => asked.blueprint = Some(value),
            "--from" => asked.from = Some(value),
            "--show" => asked.show = Some(value.parse()?),
            "--least-rubrics" => asked.least_rubrics = Some(value.parse()?),
            "--most-median-ms" => asked.most_median_ms = Some(value.parse()?),
            "--seeds" => {
                let (from, to) = value
                    .split_once("..")
                    .ok_or("seeds are written as in 0..200")?;
                asked.seeds = from.parse()?..to.parse()?;
            }
            _ => return Err(format!("`{word}` is not known").into()),
        }
    }
    Ok(asked)
}

fn make(blueprints: &Blueprints, asked: &Asked, seed: u64) -> Result<Made, Vec<String>> {
    match &asked.blueprint {
        Some(id) => blueprints.make_from(id, seed),
        None => blueprints.make_of_seed(seed),
    }
}

fn show(made: &Result<Made, Vec<String>>) {
    match made {
        Ok(made) => println!("# {}\n{}", made.plan, made.mission.document),
        Err(faults) => println!("{}", faults.join("\n")),
    }
}

/// Makes all of them; how many were not right, and how many figures fell short.
fn survey(blueprints: &Blueprints, asked: &Asked) -> usize {
    let mut survey = Survey::default();
    let mut times_us: Vec<u128> = Vec::new();
    let mut failed = 0;
    for seed in asked.seeds.clone() {
        let start = Instant::now();
        // What a learner waits for; what is looked at beyond the proof comes on top of it.
        let asked_alone = match &asked.blueprint {
            Some(_) => None,
            None => Some(blueprints.make(seed, &Wishes::default())),
        };
        let alone_us = start.elapsed().as_micros();
        let made = make(blueprints, asked, seed);
        times_us.push(match asked_alone {
            Some(_) => alone_us,
            None => start.elapsed().as_micros(),
        });
        match made {
            Ok(made) => survey.note(&made),
            Err(faults) => {
                failed += 1;
                if failed <= MOST_SHOWN {
                    println!("seed {seed}:\n  {}", faults.join("\n  "));
                }
            }
        }
    }
    times_us.sort_unstable();
    let at = |percent: usize| {
        times_us
            .get((times_us.len().saturating_sub(1)) * percent / 100)
            .copied()
            .unwrap_or(0)
    };
    println!(
        "{} seeds: {failed} failed, {} different rubrics ({} whatever their names and numbers), {:?}; median {} µs, 95 % {} µs, longest {} µs",
        times_us.len(),
        survey.rubrics(),
        survey.shapes(),
        survey.levels,
        at(50),
        at(95),
        at(100)
    );
    failed + short_of(asked, survey.rubrics(), at(50))
}

/// Says which figures are not what was asked for; how many.
fn short_of(asked: &Asked, rubrics: usize, median_us: u128) -> usize {
    let mut short = 0;
    if let Some(least) = asked.least_rubrics.filter(|least| rubrics < *least) {
        println!("! {rubrics} different rubrics, and at least {least} were asked for");
        short += 1;
    }
    if let Some(most) = asked.most_median_ms.filter(|most| median_us > most * 1_000) {
        println!("! a median of {median_us} µs, and at most {most} ms were asked for");
        short += 1;
    }
    short
}
