//! `mission hint`: the hints of a criterion, one level at a time.

use clap::Args;
use engine::{CriterionHints, Engine, HintSource, NoHints, mentor::MentorRequest};
use grader::Verdict;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    markdown,
    shell::Shell,
    text::{Ink, safe},
};

/// Reveal the next hint
///
/// The first hint is the idea, the second one the place, the third one the value. What you have revealed is remembered. Where the
/// mission has no hints, the grader gives them: about your template as it is now, and with the value what it would fix and break. With Amazon Bedrock connected, the mentor answers too.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission hint private-photo-bucket
  mission hint private-photo-bucket --criterion versioning
  mission hint private-photo-bucket --criterion versioning --level 2
  mission hint private-photo-bucket --mentor --level 3
  mission hint private-photo-bucket --ask \"Why does the bucket need a policy as well?\"

The mentor's reply goes to stdout as it comes; Ctrl-C stops it and keeps what came. Below each block of
code stderr says what it would do to your template, or why that is not known. With --ask or
--mentor, exits with 6 when Bedrock is not connected or refuses, 7 when a budget would be exceeded,
and 8 when the reply failed.")]
pub(crate) struct HintArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    /// The criterion's id, as `mission show` lists it [default: the first one that is not met]
    #[arg(short, long, value_name = "C")]
    criterion: Option<String>,
    /// Show the hints up to this level again, or reveal as far [default: one more than before]
    #[arg(short, long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=4))]
    level: Option<u8>,
    /// Ask the mentor in your own words; the reply streams, and costs what is said first
    #[arg(short, long, value_name = "QUESTION", conflicts_with_all = ["criterion", "level", "mentor"])]
    ask: Option<String>,
    /// Let the mentor give the hint: 1 a nudge, 2 where, 3 a similar case, 4 everything
    #[arg(short, long)]
    mentor: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &HintArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let id = &args.mission;
    if let Some(request) = asked_of_the_mentor(args) {
        return super::mentor::ask(&engine, id, request, args.output.is_json(), shell);
    }
    let criterion = match &args.criterion {
        Some(criterion) => criterion.clone(),
        None => first_open(&engine, id)?,
    };
    let before = revealed_before(&engine, id, &criterion)?;
    let hints = reveal(&engine, id, &criterion, before, args.level)?;
    let shown = match args.level {
        Some(level) => &hints.revealed[..hints.revealed.len().min(usize::from(level))],
        // Only what is new; the last one again when there is nothing new.
        None => &hints.revealed[before.min(hints.revealed.len().saturating_sub(1))..],
    };
    if args.output.is_json() {
        shell.print_json(&json!({
            "missionId": id,
            "criterionId": criterion,
            "hints": shown,
            "revealed": hints.revealed.len(),
            "available": hints.available,
            "source": source(&hints),
            "reason": hints.none.map(no_hints),
            "proof": hints.proof.map(|proof| super::mentor::suggestion(proof.into(), None)),
        }))?;
        return Ok(Exit::Passed);
    }
    let label = engine
        .mission(id)?
        .rubric
        .criterion(&criterion)
        .map(|found| found.label.clone())
        .unwrap_or_default();
    let mut out = format!("{}\n", shell.paint.ink(Ink::Strong, &safe(&label)));
    for hint in shown {
        out.push_str(&markdown::render(hint, shell.paint, shell.width));
    }
    shell.print(&out)?;
    let is_last_shown = args
        .level
        .is_none_or(|level| usize::from(level) >= hints.available);
    if let Some(proof) = hints.proof.as_ref().filter(|_| is_last_shown) {
        shell.say(&format!("this edit: {}", safe(&proof.summary())));
    }
    shell.say(&remaining(&hints, args.level));
    Ok(Exit::Passed)
}

fn asked_of_the_mentor(args: &HintArgs) -> Option<MentorRequest> {
    if let Some(text) = &args.ask {
        return Some(MentorRequest::Question { text: text.clone() });
    }
    args.mentor.then(|| MentorRequest::Hint {
        criterion_id: args.criterion.clone(),
        level: args.level.unwrap_or(1),
    })
}

/// The first criterion that the newest attempt does not meet.
fn first_open(engine: &Engine, id: &str) -> Result<String, Failure> {
    let newest = engine.attempts(id)?.pop();
    let Some(newest) = newest else {
        return Err(engine::EngineError::NotStarted { id: id.to_owned() }.into());
    };
    let report = engine.attempt(newest.id)?.report;
    let open = report
        .results
        .into_iter()
        .find(|result| result.verdict != Verdict::Pass && result.verdict != Verdict::Locked);
    open.map(|result| result.id).ok_or_else(|| {
        Failure::usage("every criterion is met; name one with --criterion to see its hints")
    })
}

fn revealed_before(engine: &Engine, id: &str, criterion: &str) -> Result<usize, Failure> {
    let all = engine.hints(id)?;
    Ok(all
        .iter()
        .find(|hints| hints.criterion_id == criterion)
        .map_or(0, |hints| hints.revealed.len()))
}

/// Reveals one more, or up to a level; the engine counts them one by one.
fn reveal(
    engine: &Engine,
    id: &str,
    criterion: &str,
    before: usize,
    level: Option<u8>,
) -> Result<CriterionHints, Failure> {
    let wanted = level.map_or(before + 1, usize::from);
    let shown_already = engine
        .hints(id)?
        .into_iter()
        .find(|hints| hints.criterion_id == criterion);
    if let Some(hints) = shown_already.filter(|_| before >= wanted) {
        return Ok(hints);
    }
    let mut hints = engine.reveal_hint(id, criterion)?;
    while hints.revealed.len() < wanted.min(hints.available) {
        hints = engine.reveal_hint(id, criterion)?;
    }
    Ok(hints)
}

fn source(hints: &CriterionHints) -> &'static str {
    match hints.source {
        HintSource::Author => "author",
        HintSource::Grader => "grader",
    }
}

/// Why there are no hints, a sentence that goes on after a name.
pub(crate) fn no_hints(none: NoHints) -> &'static str {
    match none {
        NoHints::Met => {
            "this criterion is met by your template as it is now; there is nothing left to hint at"
        }
        NoHints::Undecided => {
            "this criterion cannot be decided on your template, so no edit can be suggested; its message says what is missing for that"
        }
        NoHints::Unreadable => {
            "your template cannot be read as it is now; mend the error that grading names, then ask again"
        }
        NoHints::Sealed => "this criterion is part of a test; what it expects is not told",
        NoHints::NoEdit => {
            "the mission has no hints for this criterion, and no single edit would meet it; its message says what is missing"
        }
    }
}

fn remaining(hints: &CriterionHints, level: Option<u8>) -> String {
    let revealed = hints.revealed.len();
    let from = match hints.source {
        HintSource::Author => "",
        HintSource::Grader => " from the grader, for your template as it is now",
    };
    match hints.available {
        0 => hints
            .none
            .map_or("there are no hints for this criterion", no_hints)
            .to_owned(),
        available if level.is_some_and(|level| usize::from(level) > available) => {
            format!("level {available} is the last one; with --mentor the mentor goes on")
        }
        available if revealed < available => {
            format!("hint {revealed} of {available}{from}; ask again for the next one")
        }
        available => format!("hint {revealed} of {available}{from}, the last one"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_whose_hints_they_are_and_what_is_left() {
        let hints = |revealed: usize, available, source, none| CriterionHints {
            criterion_id: "c".to_owned(),
            revealed: vec![String::new(); revealed],
            available,
            source,
            none,
            proof: None,
        };
        let table = [
            (
                hints(1, 3, HintSource::Author, None),
                None,
                "hint 1 of 3; ask again for the next one",
            ),
            (
                hints(3, 3, HintSource::Grader, None),
                None,
                "hint 3 of 3 from the grader, for your template as it is now, the last one",
            ),
            (
                hints(0, 0, HintSource::Grader, Some(NoHints::Met)),
                Some(2),
                no_hints(NoHints::Met),
            ),
        ];
        for (hints, level, expected) in table {
            assert_eq!(remaining(&hints, level), expected, "{hints:?}");
        }
    }
}
