//! `mission pack check`: every problem of a pack, and the proof of its missions.

use std::path::{Path, PathBuf};

use cfn::Severity;
use clap::{Args, Subcommand};
use missions::{Problem, Proof};
use serde::Serialize;

use crate::{
    args::Output,
    failure::{Exit, Failure},
    shell::Shell,
    source::located,
    text::{Ink, Paint, counted, percent, safe},
};

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

/// Check packs or missions: every problem with its place, and whether solutions pass and starters fail
#[derive(Debug, Args)]
#[command(after_help = "\
Exits with 4 when a pack is not valid or a mission is not proved; warnings are no failure.")]
struct CheckArgs {
    /// Folders of packs (with a pack.yaml) or of single missions, or mission files
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
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
    starter_score: Option<f64>,
    solution_score: Option<f64>,
    valid: bool,
    /// How many mutations of the solution were graded.
    mutations: usize,
    criteria: Vec<ProvedCriterion>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProvedCriterion {
    id: String,
    met_by_starter: bool,
    /// The mutation of the solution that fails it; absent when none was found.
    failed_by: Option<String>,
    /// Where that mutation changes the solution.
    line: Option<u32>,
}

#[derive(Serialize)]
struct ProblemLine {
    severity: &'static str,
    file: String,
    line: u32,
    column: u32,
    message: String,
    #[serde(skip)]
    located: String,
}

pub(crate) fn run(args: PackArgs, shell: &Shell) -> Result<Exit, Failure> {
    let PackCommand::Check(args) = args.command;
    let checked: Vec<Checked> = args.folders.iter().map(|folder| check(folder)).collect();
    if args.output.is_json() {
        shell.print_json(&serde_json::json!({ "packs": checked }))?;
    } else {
        let text: String = checked
            .iter()
            .map(|checked| page(checked, shell.paint))
            .collect();
        shell.print(&text)?;
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
        pack: check.pack.map(|pack| pack.id),
        problems: check
            .problems
            .iter()
            .map(|problem| line(folder, problem))
            .collect(),
        missions: check.proofs.into_iter().map(proved).collect(),
    }
}

fn check_mission(path: &Path) -> Checked {
    let (mission, mut problems) = missions::load_mission(path);
    let loaded = mission.is_some();
    let proof = mission.as_ref().map(missions::prove);
    problems.extend(proof.iter().flat_map(|proof| proof.problems.clone()));
    Checked {
        folder: path.display().to_string(),
        pack: None,
        valid: loaded
            && problems
                .iter()
                .all(|problem| problem.severity != Severity::Error),
        problems: problems.iter().map(|problem| line(path, problem)).collect(),
        missions: proof.into_iter().map(proved).collect(),
    }
}

fn proved(proof: Proof) -> ProvedMission {
    ProvedMission {
        valid: proof
            .problems
            .iter()
            .all(|problem| problem.severity != Severity::Error),
        mutations: proof.mutations,
        criteria: proof
            .criteria
            .into_iter()
            .map(|criterion| ProvedCriterion {
                id: criterion.id,
                met_by_starter: criterion.met_by_starter,
                line: criterion.failed_by.as_ref().map(|failed| failed.line),
                failed_by: criterion.failed_by.map(|failed| failed.mutation),
            })
            .collect(),
        id: proof.mission,
        starter_score: proof.starter_score,
        solution_score: proof.solution_score,
    }
}

fn line(folder: &Path, problem: &Problem) -> ProblemLine {
    ProblemLine {
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        file: problem.file.display().to_string(),
        line: problem.line,
        column: problem.column,
        message: problem.message.clone(),
        located: located(folder, problem),
    }
}

fn page(checked: &Checked, paint: Paint) -> String {
    let mut out = format!("{}\n", paint.ink(Ink::Strong, &safe(&checked.folder)));
    for problem in &checked.problems {
        out.push_str(&format!("  {}\n", safe(&problem.located)));
    }
    for mission in &checked.missions {
        let mark = if mission.valid {
            paint.ink(Ink::Pass, "✓ proved")
        } else {
            paint.ink(Ink::Fail, "✗ failed")
        };
        let score = |score: Option<f64>| score.map_or_else(|| "none".to_owned(), percent);
        out.push_str(&format!(
            "  {mark}  {}  starter {}, solution {}; {} of {} can fail, by {}\n",
            safe(&mission.id),
            score(mission.starter_score),
            score(mission.solution_score),
            mission
                .criteria
                .iter()
                .filter(|criterion| criterion.failed_by.is_some())
                .count(),
            counted(mission.criteria.len(), "criterion", "criteria"),
            counted(mission.mutations, "mutation", "mutations")
        ));
    }
    let proved = checked
        .missions
        .iter()
        .filter(|mission| mission.valid)
        .count();
    let all = counted(checked.missions.len(), "mission", "missions");
    let (ink, word) = if checked.valid {
        (Ink::Pass, "valid")
    } else {
        (Ink::Fail, "not valid")
    };
    out.push_str(&format!(
        "{}: {proved} of {all} proved\n",
        paint.ink(ink, word)
    ));
    out
}
