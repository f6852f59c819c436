//! `mission pack check`: every problem of a pack, and the proof of its missions. How a page of it looks is in `page`.

mod page;

use std::path::{Path, PathBuf};

use cfn::Severity;
use clap::{Args, Subcommand};
use missions::{PackCheck, Problem, Proof};
use serde::Serialize;

use crate::{
    args::Output,
    failure::{Exit, Failure},
    shell::Shell,
};

use page::Rows;

/// Work on packs of missions
#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[command(subcommand)]
    command: PackCommand,
}

#[derive(Debug, Subcommand)]
enum PackCommand {
    Check(CheckArgs),
}

/// Check packs or missions: every problem with its place, and whether solutions pass, starters fail and each criterion can fail on its own
#[derive(Debug, Args)]
#[command(after_help = "\
Each mission's solution is changed in small ways, one at a time, until each criterion has failed without all the others. The table says
by which change, and on which line of the solution. A pack shows one line a mission; a mission alone, or --table, one line a criterion:

  starter  whether the starter meets it already: no, given (the mission says so) or YES
  alone    whether the change fails this criterion only; `+2` fails two others too, ALL leaves no other one

Exits with 4 when a pack is not valid or a mission is not proved; warnings are no failure.")]
struct CheckArgs {
    /// Folders of packs (with a pack.yaml) or of single missions, or mission files
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// One line a criterion, for packs too
    #[arg(long)]
    table: bool,
    #[command(flatten)]
    output: Output,
}

impl PackArgs {
    pub(crate) fn is_json(&self) -> bool {
        let PackCommand::Check(args) = &self.command;
        args.output.is_json()
    }
}

/// What was found in one folder; `--format json` prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Checked {
    folder: String,
    /// The pack's id; absent for a single mission.
    pack: Option<String>,
    valid: bool,
    /// Loading first, then the proofs.
    problems: Vec<ProblemLine>,
    missions: Vec<ProvedMission>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProvedMission {
    id: String,
    /// False for a mission that the pack names and that could not be read, so that nothing was proved.
    loaded: bool,
    starter_score: Option<f64>,
    solution_score: Option<f64>,
    valid: bool,
    /// How many mutations of the solution were graded.
    mutations: usize,
    criteria: Vec<ProvedCriterion>,
    /// What the proof found, which is among the problems of the folder too.
    problems: Vec<ProblemLine>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProvedCriterion {
    id: String,
    met_by_starter: bool,
    /// Whether the mission says that the starter meets it.
    given: bool,
    /// The mutation of the solution that fails it; absent when none was found.
    failed_by: Option<String>,
    /// The file that holds the solution.
    file: Option<String>,
    /// Where that mutation changes the solution.
    line: Option<u32>,
    column: Option<u32>,
    /// Whether that mutation fails no other criterion.
    alone: Option<bool>,
    /// Whether it leaves another criterion whole.
    leaves_another: Option<bool>,
    /// The other criteria that it fails.
    also_fails: Option<Vec<String>>,
}

#[derive(Clone, Serialize)]
struct ProblemLine {
    severity: &'static str,
    code: &'static str,
    file: String,
    line: u32,
    column: u32,
    message: String,
    /// The mutation that showed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation: Option<String>,
    #[serde(skip)]
    path: String,
}

pub(crate) fn run(args: PackArgs, shell: &Shell) -> Result<Exit, Failure> {
    let PackCommand::Check(args) = args.command;
    let checked: Vec<Checked> = args.folders.iter().map(|folder| check(folder)).collect();
    if args.output.is_json() {
        shell.print_json(&serde_json::json!({ "packs": checked }))?;
    } else {
        let rows = match args.table {
            true => Rows::Criteria,
            false => Rows::AsFits,
        };
        shell.print(&page::page(&checked, rows, shell.paint, shell.width))?;
    }
    let valid = checked.iter().all(|checked| checked.valid);
    Ok(if valid { Exit::Passed } else { Exit::Mission })
}

fn check(folder: &Path) -> Checked {
    if folder.is_file() || folder.join("mission.yaml").is_file() {
        return check_mission(folder);
    }
    let check = missions::check_pack(folder);
    Checked {
        folder: folder.display().to_string(),
        valid: check.passed(),
        pack: check.pack.as_ref().map(|pack| pack.id.clone()),
        problems: lines(folder, &check.problems),
        missions: named(folder, check),
    }
}

/// A mission for each that the pack names: one that could not be read must not be missing from the count.
fn named(folder: &Path, mut check: PackCheck) -> Vec<ProvedMission> {
    let mut proofs = std::mem::take(&mut check.proofs).into_iter().peekable();
    let of_id = |id: &String| match proofs.next_if(|proof| proof.mission == *id) {
        Some(proof) => proved(folder, proof),
        None => not_loaded(folder, id, check.problems_of(id)),
    };
    check.named.iter().map(of_id).collect()
}

fn not_loaded<'p>(
    root: &Path,
    id: &str,
    problems: impl Iterator<Item = &'p Problem>,
) -> ProvedMission {
    ProvedMission {
        id: id.to_owned(),
        loaded: false,
        starter_score: None,
        solution_score: None,
        valid: false,
        mutations: 0,
        criteria: Vec::new(),
        problems: lines(root, problems),
    }
}

fn check_mission(path: &Path) -> Checked {
    let check = missions::check_mission(path);
    Checked {
        folder: path.display().to_string(),
        pack: None,
        valid: check.passed(),
        problems: lines(path, &check.problems),
        missions: check
            .found
            .into_iter()
            .map(|(_, proof)| proved(path, proof))
            .collect(),
    }
}

fn proved(root: &Path, proof: Proof) -> ProvedMission {
    ProvedMission {
        loaded: true,
        valid: proof
            .problems
            .iter()
            .all(|problem| problem.severity != Severity::Error),
        mutations: proof.mutations,
        problems: lines(root, &proof.problems),
        criteria: proof
            .criteria
            .into_iter()
            .map(|criterion| {
                let by = criterion.failed_by.as_ref();
                ProvedCriterion {
                    id: criterion.id,
                    met_by_starter: criterion.met_by_starter,
                    given: criterion.given,
                    file: by.map(|by| by.file.display().to_string()),
                    line: by.map(|by| by.line),
                    column: by.map(|by| by.column),
                    alone: by.map(|by| by.also_fails.is_empty()),
                    leaves_another: by.map(|by| by.alone),
                    also_fails: by.map(|by| by.also_fails.clone()),
                    failed_by: criterion.failed_by.map(|by| by.mutation),
                }
            })
            .collect(),
        id: proof.mission,
        starter_score: proof.starter_score,
        solution_score: proof.solution_score,
    }
}

fn lines<'p>(root: &Path, problems: impl IntoIterator<Item = &'p Problem>) -> Vec<ProblemLine> {
    problems
        .into_iter()
        .map(|problem| ProblemLine {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            },
            code: problem.code,
            file: problem.file.display().to_string(),
            line: problem.line,
            column: problem.column,
            message: problem.message.clone(),
            mutation: problem.mutation.clone(),
            path: match root.is_dir() {
                true => root.join(&problem.file).display().to_string(),
                false => problem.file.display().to_string(),
            },
        })
        .collect()
}
