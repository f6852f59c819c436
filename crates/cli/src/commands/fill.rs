//! `mission fill`: the blanks of a fill-in-the-blank mission, listed or answered.

use std::fmt::Write as _;

use cfn::suggest::did_you_mean;
use clap::Args;
use engine::{
    Engine,
    blanks::{BlankStanding, BlankState, Correction, Filled},
};
use ipc::{BlankDto, BlankSheetDto, CorrectionDto};
use serde_json::{Value, json};

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    formats::{self, Batch, Format},
    shell::Shell,
    text::{Ink, Paint, columns, safe, wrap},
};

/// List the blanks of a mission, or answer them
///
/// An answer is written into your template, in the place of the blank, and graded. Spelling and form are corrected where they can only mean
/// one thing (`5min` is 300 seconds), and you are told; what an answer says is never changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission fill ID                          what the blanks ask for, and your answers so far
  mission fill ID wait=5min queue=SetAside
  mission fill ID wait=5min --as-written   writes 5min, whatever it means
  mission fill ID wait=                    takes an answer back

What a criterion needs is said once all blanks are answered.

Exits with 2 when an answer has the wrong form, with a sentence that says which; no answer is written then.")]
pub(crate) struct FillArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    /// A blank and the answer to it
    #[arg(value_name = "BLANK=ANSWER", value_parser = answer)]
    answers: Vec<(String, String)>,
    /// Write the answers as they are, without a correction, of the wrong form too
    #[arg(long, requires = "answers")]
    as_written: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

fn answer(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((blank, answer)) if !blank.trim().is_empty() => {
            Ok((blank.trim().to_owned(), answer.to_owned()))
        }
        _ => Err(
            "an answer is BLANK=ANSWER, as in `wait=5min`; without answers, the blanks are listed"
                .to_owned(),
        ),
    }
}

pub(crate) fn run(args: &FillArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let sheet = engine.blanks(&args.mission)?;
    if sheet.blanks.is_empty() {
        return Err(Failure::usage(format!(
            "the mission `{}` has no blanks; its template is edited as a whole",
            args.mission
        )));
    }
    if args.answers.is_empty() {
        if args.output.is_json() {
            let blanks = BlankSheetDto::from(sheet).blanks;
            shell.print_json(&json!({ "missionId": args.mission, "blanks": blanks }))?;
        } else {
            shell.print(&table(&sheet.blanks, shell.paint, shell.width))?;
        }
        return Ok(Exit::Passed);
    }
    for (blank, _) in &args.answers {
        known(&sheet.blanks, blank)?;
    }
    well_formed(args, &engine)?;
    let filled = fill(args, &engine, shell)?;
    score(args, &engine, &filled, shell)
}

/// Before anything is written, so that a slip in the last name does not leave half of it done.
fn known(blanks: &[BlankStanding], wanted: &str) -> Result<(), Failure> {
    let ids = || blanks.iter().map(|standing| standing.blank.id.as_str());
    if ids().any(|id| id == wanted) {
        return Ok(());
    }
    let near = did_you_mean(wanted, ids());
    let all: Vec<&str> = ids().collect();
    Err(
        Failure::usage(format!("there is no blank `{wanted}`{near}"))
            .with_detail(format!("the blanks are {}", all.join(", "))),
    )
}

/// Before anything is written too. Each answer of the wrong form is told, a line each.
fn well_formed(args: &FillArgs, engine: &Engine) -> Result<(), Failure> {
    let malformed = engine.malformed_answers(&args.mission, &args.answers, args.as_written)?;
    if malformed.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = malformed
        .iter()
        .map(|(blank, message)| format!("{blank}: {message}"))
        .collect();
    Err(Failure::usage(lines.join("\n"))
        .with_detail("no answer was written; --as-written writes them all the same"))
}

/// What was written for each blank.
struct Written<'a> {
    blank: &'a str,
    answer: String,
    correction: Option<Correction>,
}

fn fill<'a>(
    args: &'a FillArgs,
    engine: &Engine,
    shell: &Shell,
) -> Result<Vec<Written<'a>>, Failure> {
    let mut all = Vec::with_capacity(args.answers.len());
    for (blank, answer) in &args.answers {
        match engine.fill_blank(&args.mission, blank, answer, args.as_written)? {
            Filled::Written { answer, correction } => {
                if let Some(correction) = &correction
                    && !args.output.is_json()
                {
                    shell.say(&correction_line(blank, correction));
                }
                all.push(Written {
                    blank,
                    answer,
                    correction,
                });
            }
            Filled::Malformed { message } => {
                // The file was changed by somebody since all were looked at.
                return Err(Failure::usage(format!("{blank}: {message}")).with_detail(
                    "nothing was written for it; --as-written writes it all the same",
                ));
            }
        }
    }
    Ok(all)
}

/// `wait: 5min is 300 seconds; --as-written keeps yours`.
fn correction_line(blank: &str, correction: &Correction) -> String {
    let why = correction.why.trim_end_matches('.').replace('`', "");
    format!("{blank}: {}; --as-written keeps yours", safe(&why))
}

fn score(
    args: &FillArgs,
    engine: &Engine,
    filled: &[Written<'_>],
    shell: &Shell,
) -> Result<Exit, Failure> {
    let mission = engine.mission(&args.mission)?;
    let sheet = engine.blanks(&args.mission)?;
    let report = sheet.told(&mission, engine.grade_now(&args.mission)?.report);
    let exit = if report.passed_all() {
        Exit::Passed
    } else {
        Exit::Below
    };
    if args.output.is_json() {
        let blanks: Vec<BlankDto> = BlankSheetDto::from(sheet).blanks;
        let filled: Vec<Value> = filled
            .iter()
            .map(|one| {
                let correction = one.correction.clone().map(CorrectionDto::from);
                json!({ "blank": one.blank, "written": one.answer, "correction": correction })
            })
            .collect();
        shell.print_json(&json!({
            "missionId": args.mission,
            "filled": filled,
            "blanks": blanks,
            "report": report,
        }))?;
        return Ok(exit);
    }
    let batch = Batch {
        mission: &mission,
        reports: std::slice::from_ref(&report),
    };
    shell.print(&formats::render(Format::Human, batch, shell.paint)?)?;
    Ok(exit)
}

/// Each blank: its line and what it asks, the form with the example, the answer.
fn table(blanks: &[BlankStanding], paint: Paint, width: usize) -> String {
    let ids = blanks.iter().map(|standing| columns(&standing.blank.id));
    let widest = ids.max().unwrap_or(0);
    let mut out = String::new();
    for standing in blanks {
        let blank = &standing.blank;
        let room = " ".repeat(widest.saturating_sub(columns(&blank.id)));
        let (icon, ink) = match &standing.state {
            BlankState::Empty(_) => ("○", Ink::Quiet),
            BlankState::Filled { .. } => ("✓", Ink::Pass),
            BlankState::Lost(_) => ("✗", Ink::Fail),
        };
        let first = format!(
            "{} {}{room}  ",
            paint.ink(ink, icon),
            paint.ink(Ink::Code, &safe(&blank.id))
        );
        let rest = " ".repeat(columns(&first));
        out.push_str(&wrap(&safe(&blank.ask), width, &first, &rest));
        out.push('\n');
        let form = format!("{}, as in {}", standing.form, blank.example);
        out.push_str(&paint.ink(Ink::Quiet, &wrap(&safe(&form), width, &rest, &rest)));
        out.push('\n');
        let answer = match &standing.state {
            BlankState::Empty(place) => {
                format!("line {}: {}", place.line, blank.marker())
            }
            BlankState::Filled { answer, place } => format!("line {}: {answer}", place.line),
            BlankState::Lost(why) => why.clone(),
        };
        let _ = writeln!(out, "{}", wrap(&safe(&answer), width, &rest, &rest));
    }
    out
}
