//! What `--mission` and `show` take: a file, a folder, or the id of a mission, bundled or the learner's own.

use std::path::Path;

use cfn::Severity;
use missions::{Catalogue, Mission, Problem};

use crate::{commands::phase_line, data, failure::Failure, shell::Shell};

/// Loads a mission. A file, or a folder with a `mission.yaml`, wins over a bundled mission of that name, so that an author grades
/// with what is on disk. Remarks that do not stop it go to stderr.
pub(crate) fn load(wanted: &str, shell: &Shell) -> Result<Mission, Failure> {
    let path = Path::new(wanted);
    if path.is_file() || path.join("mission.yaml").is_file() {
        return from_disk(path, shell);
    }
    // Only this one is read: grading once has to be quick.
    if let Some(mission) = missions::bundled_mission(wanted) {
        return Ok(mission);
    }
    if path.exists() {
        return from_disk(path, shell);
    }
    if let Some(found) = of_the_learner(wanted, shell) {
        return found;
    }
    let nearest = Catalogue::bundled().nearest(wanted);
    let suggestion = nearest.map_or_else(String::new, |id| format!("; did you mean `{id}`?"));
    Err(Failure::mission(format!(
        "there is no mission file and no bundled mission `{wanted}`{suggestion}"
    ))
    .with_detail("`mission list` shows the bundled ones"))
}

/// A mission that was written for this learner, or one that was started and is in no pack any more; why not, when it is not written yet. Where
/// there is no data yet, none is made.
fn of_the_learner(id: &str, shell: &Shell) -> Option<Result<Mission, Failure>> {
    data::home().ok()?.database().is_file().then_some(())?;
    let engine = data::open(shell).ok()?;
    if let Ok(mission) = engine.mission(id) {
        return Some(Ok((*mission).clone()));
    }
    let generation = engine.generation(id).ok()?;
    let how = phase_line(&generation);
    Some(Err(Failure::mission(format!(
        "`{id}` is not there yet: {how}"
    ))
    .with_detail("`mission queue list` shows how it stands")))
}

fn from_disk(path: &Path, shell: &Shell) -> Result<Mission, Failure> {
    let (mission, problems) = missions::load_mission(path);
    let Some(mission) = mission else {
        return Err(invalid(path, &problems));
    };
    for problem in &problems {
        shell.warn(&located(path, problem));
    }
    Ok(mission)
}

fn invalid(path: &Path, problems: &[Problem]) -> Failure {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| located(path, problem))
        .collect();
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    let found = crate::text::counted(errors.max(1), "problem", "problems");
    Failure::mission(format!(
        "the mission {} cannot be used: {found}",
        path.display()
    ))
    .with_detail(lines.join("\n"))
}

/// `folder/mission.yaml:3:1: sentence`. A problem's file is relative to what was loaded where that is a folder.
pub(crate) fn located(root: &Path, problem: &Problem) -> String {
    let file = if root.is_dir() {
        root.join(&problem.file)
    } else {
        problem.file.clone()
    };
    let severity = match problem.severity {
        Severity::Error => "",
        Severity::Warning => "warning: ",
        Severity::Info => "note: ",
    };
    format!(
        "{}:{}:{}: {severity}{}",
        file.display(),
        problem.line,
        problem.column,
        problem.message
    )
}
