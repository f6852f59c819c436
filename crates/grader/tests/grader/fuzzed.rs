//! The laws of the fuzzers, held for their seeds and for a few thousand changed ones: what `scripts/fuzz` does for hours, in seconds and
//! without its tools. The changes are the same in every run.

use std::{fs, path::PathBuf};

use crate::targets;

/// A fuzz target, its seeds' folder, and how many changed seeds are tried: as many as take a few seconds without optimisation.
type Target = (&'static str, fn(&[u8]), usize);

const TARGETS: &[Target] = &[
    ("parse", targets::parse, 1_500),
    ("resolve", targets::resolve, 400),
    ("rubric", targets::rubric, 600),
    ("grade", targets::grade, 150),
];

#[test]
fn laws_hold_for_what_is_parsed() {
    hold("parse");
}

#[test]
fn laws_hold_for_what_is_resolved() {
    hold("resolve");
}

#[test]
fn laws_hold_for_rubrics() {
    hold("rubric");
}

#[test]
fn laws_hold_for_what_is_graded() {
    hold("grade");
}

/// Without this, a criterion of the fuzzers that no longer compiles would be left out in silence.
#[test]
fn every_rubric_of_the_house_compiles() {
    let rubrics = targets::house_rubric::compiled();
    assert!(rubrics.len() > 10, "there are rubrics: {}", rubrics.len());
    for (rubric, problems) in rubrics {
        assert!(rubric.is_some(), "a rubric of the house: {problems:?}");
    }
}

fn hold(name: &str) {
    let (_, target, changes) = TARGETS
        .iter()
        .find(|(target, ..)| *target == name)
        .expect("it is in the table");
    let seeds = seeds(name);
    for (file, seed) in &seeds {
        held(*target, seed, file);
    }
    let words = words();
    let mut random = Random(0x5EED);
    for _ in 0..*changes {
        let (file, seed) = &seeds[random.below(seeds.len())];
        let mut input = seed.clone();
        for _ in 0..=random.below(4) {
            change(&mut input, &seeds, &words, &mut random);
        }
        input.truncate(4096);
        held(*target, &input, file);
    }
}

/// Says what was handed in when a law is broken, since the panic does not.
fn held(target: fn(&[u8]), input: &[u8], file: &str) {
    let held = std::panic::catch_unwind(|| target(input));
    assert!(
        held.is_ok(),
        "a law is broken by this, made of {file}: {:?}",
        String::from_utf8_lossy(input)
    );
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz"))
}

/// A target's seeds, by name, so that every machine tries them in the same order.
pub(crate) fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = folder().join("seeds").join(target);
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(&folder)
        .expect("the seeds are there")
        .map(|entry| {
            let path = entry.expect("a folder can be listed").path();
            let name = path.file_name().expect("a file has a name");
            (
                name.to_string_lossy().into_owned(),
                fs::read(&path).expect("a seed can be read"),
            )
        })
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{} has seeds", folder.display());
    seeds
}

/// The words of the fuzzers' dictionary that are plain text.
fn words() -> Vec<String> {
    let text =
        fs::read_to_string(folder().join("dictionary/words.dict")).expect("the words are there");
    text.lines()
        .filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'))
        .filter(|word| !word.contains('\\'))
        .map(str::to_owned)
        .collect()
}

fn change(input: &mut Vec<u8>, seeds: &[(String, Vec<u8>)], words: &[String], random: &mut Random) {
    let at = random.below(input.len() + 1);
    let end = input.len().min(at + random.below(24));
    match random.below(8) {
        0 => drop(input.drain(at..end)),
        1 => drop(input.splice(at..at, words[random.below(words.len())].bytes())),
        2 => drop(input.splice(at..end, words[random.below(words.len())].bytes())),
        3 => {
            let piece = input[at..end].to_vec();
            let to = random.below(input.len() + 1);
            input.splice(to..to, piece);
        }
        4 => {
            const SIGNS: &[u8] = b"\n\r\t :-?,[]{}\"'!&*#|>%@\\0.";
            input.insert(at, SIGNS[random.below(SIGNS.len())]);
        }
        5 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        6 => {
            let (_, other) = &seeds[random.below(seeds.len())];
            let from = random.below(other.len() + 1);
            let until = other.len().min(from + 200);
            input.splice(at..at, other[from..until].iter().copied());
        }
        _ => input.truncate(at),
    }
}

/// A small generator of numbers that are the same on every machine (xorshift); nothing here needs a better one.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}
