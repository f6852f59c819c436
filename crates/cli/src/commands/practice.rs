//! `mission practice`: what comes back and when, and a mission that practises it.

use std::fmt::Write as _;

use clap::Args;
use engine::{Engine, practice::Practice};

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, counted, safe},
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// See what comes back and when, or choose a mission that practises it
///
/// What was hard in a mission comes back in later ones, at growing intervals. `practice.spaced_return` and `practice.retention_percent` in
/// config.toml turn it off, and say how well a skill should still be known when it comes back.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission practice
  mission start \"$(mission practice --next)\"
  mission practice --next --skill storage.versioning

With --next, prints the id of the mission: one that you have not passed, else one made on this
machine, without a model.")]
pub(crate) struct PracticeArgs {
    /// Choose a mission that practises what is due; one is made when none is left
    #[arg(short, long)]
    next: bool,
    /// Practise this skill, due or not
    #[arg(short, long, value_name = "SKILL", requires = "next")]
    skill: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &PracticeArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    match args.next {
        true => next(&engine, args, shell),
        false => list(&engine, args, shell),
    }
}

fn next(engine: &Engine, args: &PracticeArgs, shell: &Shell) -> Result<Exit, Failure> {
    let practised = engine.practise(args.skill.as_deref())?;
    if args.output.is_json() {
        shell.print_json(&ipc::PractisedDto::from(practised))?;
        return Ok(Exit::Passed);
    }
    let id = practised.mission_id.unwrap_or_default();
    shell.print(&format!("{id}\n"))?;
    shell.say(&format!(
        "{}: practises {}; `mission start {id}` begins it",
        safe(&practised.title.unwrap_or_default()),
        practised.skills.join(", ")
    ));
    Ok(Exit::Passed)
}

fn list(engine: &Engine, args: &PracticeArgs, shell: &Shell) -> Result<Exit, Failure> {
    let practice = engine.practice()?;
    let now = engine.now_ms();
    if args.output.is_json() {
        shell.print_json(&ipc::PracticeDto::at(practice, now))?;
        return Ok(Exit::Passed);
    }
    say(&practice, shell);
    let mut out = String::new();
    for memory in &practice.skills {
        let when = when(memory.due_at_ms.saturating_sub(now));
        let ink = match memory.due_at_ms <= now {
            true => Ink::Warning,
            false => Ink::Quiet,
        };
        let _ = writeln!(
            out,
            "{}  {:>4.0} %  {}  {}",
            shell.paint.ink(ink, &format!("{when:<12}")),
            (memory.retrievability * 100.0).round(),
            safe(&memory.skill),
            shell.paint.ink(
                Ink::Quiet,
                &format!("practised {}", counted_times(memory.reviews))
            ),
        );
    }
    shell.print(&out)?;
    Ok(Exit::Passed)
}

fn say(practice: &Practice, shell: &Shell) {
    if !practice.enabled {
        shell.say(
            "spaced return is switched off; `practice.spaced_return = true` in config.toml turns it on",
        );
    } else if practice.skills.is_empty() {
        shell.say("nothing was practised yet; pass a mission, and what was hard in it comes back");
    } else if practice.due > 0 {
        let due = counted(practice.due, "skill is", "skills are");
        shell.say(&format!(
            "{due} due; `mission practice --next` chooses a mission"
        ));
    }
}

fn when(ms: i64) -> String {
    match ms {
        ..=0 => "due".to_owned(),
        _ => match ms.saturating_add(DAY_MS - 1) / DAY_MS {
            1 => "in a day".to_owned(),
            days => format!("in {days} days"),
        },
    }
}

fn counted_times(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}
