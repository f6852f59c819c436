//! `mission history`: the graded saves of a mission, looked at, compared, exported, deleted.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use clap::Args;
use engine::{
    AttemptId, Engine,
    calendar::date_and_time,
    history::{History, Strip},
};
use grader::Verdict;
use ipc::{AttemptListDto, AttemptSummaryDto};
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    prompt,
    shell::Shell,
    text::{Ink, columns, counted, percent, safe, safe_lines, shorten},
};

/// Labels are cut to so many columns beside their strips.
const LABEL: usize = 40;

/// List the graded saves of a mission, oldest first
///
/// Below the list stands a strip a criterion: how it stood in each save. Times are in UTC.
#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    /// Print the template of this save, as `mission history` numbers it
    #[arg(long, value_name = "SAVE", group = "what")]
    at: Option<i64>,
    /// Print what changed from one save to another
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], group = "what")]
    compare: Option<Vec<i64>>,
    /// Write every save with its report into a new folder below this one
    #[arg(long, value_name = "DIR", group = "what")]
    export: Option<PathBuf>,
    /// Delete every save but the newest; the template stays as it is
    #[arg(long, group = "what")]
    delete: bool,
    /// Delete without asking
    #[arg(long, requires = "delete")]
    yes: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &HistoryArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let as_json = args.output.is_json();
    if let Some(at) = args.at {
        return template(&engine, &args.mission, AttemptId(at), shell, as_json);
    }
    if let Some([from, to]) = args.compare.as_deref() {
        let saves = [*from, *to].map(AttemptId);
        return compare(&engine, &args.mission, saves, shell, as_json);
    }
    if let Some(folder) = &args.export {
        return export(&engine, &args.mission, folder, shell, as_json);
    }
    if args.delete {
        return delete(&engine, args, shell);
    }
    list(&engine, &args.mission, shell, as_json)
}

fn list(engine: &Engine, id: &str, shell: &Shell, as_json: bool) -> Result<Exit, Failure> {
    let history = engine.saves(id)?;
    if as_json {
        let list = AttemptListDto::from(history);
        shell.print_json(&json!({
            "missionId": id,
            "attempts": list.attempts,
            "strips": list.strips,
            "lastGreenId": list.last_green_id,
            "sizeBytes": list.size_bytes,
        }))?;
        return Ok(Exit::Passed);
    }
    if history.saves.is_empty() {
        shell.say(&format!(
            "nothing was graded yet; `mission start {id}` starts the mission"
        ));
        return Ok(Exit::Passed);
    }
    let mut out = String::new();
    for save in &history.saves {
        let save = AttemptSummaryDto::from(save.clone());
        let number = shell.paint.ink(Ink::Code, &format!("{:>5}", save.id));
        let score = format!(
            "{:>5}  {} of {}",
            percent(save.score),
            save.passed,
            save.total
        );
        let origin = serde_json::to_value(save.origin).unwrap_or_default();
        let _ = writeln!(
            out,
            "{number}  {}  {score}  {}{}",
            date_and_time(save.at_ms),
            origin.as_str().unwrap_or_default(),
            hints(save.hints_used)
        );
    }
    out.push_str(&strips(&history, shell));
    shell.print(&out)?;
    Ok(Exit::Passed)
}

/// A line a criterion: its label, and an icon a save, the newest ones where there are more than fit.
fn strips(history: &History, shell: &Shell) -> String {
    let labels: Vec<String> = history
        .strips
        .iter()
        .map(|strip| shorten(&safe(&strip.label), LABEL))
        .collect();
    let widest = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
    let room = shell.width.saturating_sub(widest + 3).max(8);
    let left_out = history.saves.len().saturating_sub(room);
    let mut out = String::from("\n");
    for (strip, label) in history.strips.iter().zip(&labels) {
        let padding = " ".repeat(widest - columns(label) + 2);
        let more = if left_out > 0 { "…" } else { "" };
        let _ = writeln!(
            out,
            "{label}{padding}{more}{}",
            icons(strip, left_out, shell)
        );
    }
    if left_out > 0 {
        let _ = writeln!(out, "… {} before those", counted(left_out, "save", "saves"));
    }
    out
}

fn icons(strip: &Strip, left_out: usize, shell: &Shell) -> String {
    let icon = |verdict: &Option<Verdict>| match verdict {
        Some(verdict) => shell.paint.icon(*verdict),
        None => " ".to_owned(),
    };
    strip.verdicts.iter().skip(left_out).map(icon).collect()
}

/// How many hints had been revealed by then; nothing for none.
fn hints(used: u32) -> String {
    match used {
        0 => String::new(),
        1 => "  1 hint".to_owned(),
        used => format!("  {used} hints"),
    }
}

fn template(
    engine: &Engine,
    id: &str,
    save: AttemptId,
    shell: &Shell,
    as_json: bool,
) -> Result<Exit, Failure> {
    // A mission that there is none of is missed as that, and not as a save.
    engine.attempts(id)?;
    let stored = engine
        .save_of(id, save)
        .map_err(|error| Failure::of_save(error, Some(id)))?;
    if !as_json {
        shell.print_bytes(&stored.snapshot)?;
        return Ok(Exit::Passed);
    }
    let report = engine.told_report(id, &stored)?;
    shell.print_json(&json!({
        "missionId": id,
        "attempt": AttemptSummaryDto::from(stored.summary),
        "template": String::from_utf8_lossy(&stored.snapshot),
        "report": report,
    }))?;
    Ok(Exit::Passed)
}

fn compare(
    engine: &Engine,
    id: &str,
    [from, to]: [AttemptId; 2],
    shell: &Shell,
    as_json: bool,
) -> Result<Exit, Failure> {
    engine.attempts(id)?;
    let diff = engine
        .unified(id, from, to)
        .map_err(|error| Failure::of_save(error, Some(id)))?;
    if as_json {
        shell.print_json(&json!({ "missionId": id, "from": from.0, "to": to.0, "diff": diff }))?;
        return Ok(Exit::Passed);
    }
    if diff.is_empty() {
        shell.say(&format!("saves {} and {} are the same", from.0, to.0));
    }
    let mut out = String::with_capacity(diff.len());
    for line in diff.split_inclusive('\n') {
        let ink = match line.as_bytes().first() {
            Some(b'+') => Some(Ink::Pass),
            Some(b'-') => Some(Ink::Fail),
            Some(b'@') => Some(Ink::Code),
            _ => None,
        };
        let text = line.trim_end_matches(['\n', '\r']);
        let shown = safe_lines(text);
        match ink {
            Some(ink) => out.push_str(&shell.paint.ink(ink, &shown)),
            None => out.push_str(&shown),
        }
        out.push_str(&line[text.len()..]);
    }
    shell.print(&out)?;
    Ok(Exit::Passed)
}

fn export(
    engine: &Engine,
    id: &str,
    folder: &Path,
    shell: &Shell,
    as_json: bool,
) -> Result<Exit, Failure> {
    let written = engine
        .export_history(id, folder)
        .map_err(Failure::of_output)?;
    if as_json {
        shell.print_json(&json!({ "missionId": id, "folder": written }))?;
    } else {
        shell.say(&format!("✓ every save of `{id}` with its report is in"));
        shell.print(&format!("{}\n", written.display()))?;
    }
    Ok(Exit::Passed)
}

fn delete(engine: &Engine, args: &HistoryArgs, shell: &Shell) -> Result<Exit, Failure> {
    let id = &args.mission;
    let older = engine.saves(id)?.saves.len().saturating_sub(1);
    if !args.yes && older > 0 {
        let question = format!(
            "Delete {} of `{id}` for good? The newest stays, and so does the template.",
            counted(older, "save", "saves")
        );
        match prompt::confirm_loss(&question) {
            Some(true) => {}
            Some(false) => {
                shell.say("nothing was deleted");
                return Ok(Exit::Passed);
            }
            None => {
                return Err(Failure::usage(
                    "nobody can be asked here; `--yes` deletes the saves without asking",
                ));
            }
        }
    }
    let deleted = engine.delete_history(id)?;
    if args.output.is_json() {
        shell.print_json(&json!({ "missionId": id, "deleted": deleted }))?;
    } else {
        shell.say(&format!(
            "✓ {} deleted; the newest stays",
            counted(deleted, "save", "saves")
        ));
    }
    Ok(Exit::Passed)
}
