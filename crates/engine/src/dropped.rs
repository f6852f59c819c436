//! A file that was dropped on the window: what it is, and using it. A mission file becomes a mission of the list, a template the
//! learner's own as a new save.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use cfn::{Document, Node, Severity};
use missions::{Mission, Problem};
use serde_json::json;

use crate::{
    Engine, EngineError, MissionKind, Restored,
    files::{self, Content},
    keep::KeptAs,
    standing::kind,
};

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A mission in its single-file form, or a folder with one; proved.
    Mission {
        /// Its id.
        mission_id: String,
        /// Its title.
        title: String,
        /// Whether a mission of this id is in the list already.
        known: bool,
    },
    /// A CloudFormation template.
    Template {
        /// How many resources it has.
        resources: usize,
    },
    /// Something else, or one that is not in order.
    Neither {
        /// Sentences with file, line and the next step.
        problems: Vec<String>,
    },
}

/// More problems than this are counted, not told.
const MOST_PROBLEMS: usize = 20;

impl Engine {
    /// Looks at a file or folder; nothing is changed. A mission is proved, which can take some seconds.
    ///
    /// # Errors
    /// When what the program keeps cannot be read.
    pub fn look_at_dropped(&self, file: &Path) -> Result<Dropped, EngineError> {
        Ok(match look(file) {
            Look::Mission(mission) => Dropped::Mission {
                known: self.standing_under(&mission)? != Standing::Free,
                mission_id: mission.id,
                title: mission.title,
            },
            Look::Template { resources, .. } => Dropped::Template { resources },
            Look::Neither(problems) => Dropped::Neither { problems },
        })
    }

    /// Takes a mission that was proved into the list; gives its id. One that is there already, the same to the byte, is found again.
    ///
    /// # Errors
    /// [`EngineError::Request`]: it is no mission, cannot be proved, or another mission has its id.
    pub fn add_mission(&self, file: &Path) -> Result<String, EngineError> {
        let mission = match look(file) {
            Look::Mission(mission) => mission,
            Look::Template { .. } => {
                return Err(EngineError::Request(format!(
                    "{} is a template, not a mission; open a mission, and use the template there",
                    name(file)
                )));
            }
            Look::Neither(problems) => return Err(EngineError::Request(problems.join("\n"))),
        };
        match self.standing_under(&mission)? {
            Standing::Same => return Ok(mission.id),
            Standing::Other => return Err(taken(&mission)),
            Standing::Free => {}
        }
        let kind = match kind(&mission) {
            MissionKind::Build => "build",
            MissionKind::Blanks => "blanks",
            MissionKind::Sabotage => "sabotage",
        };
        let request = json!({"file": name(file), "kind": kind});
        match self.keep_ready(&mission, &request, &json!({"kind": "file"}))? {
            KeptAs::New | KeptAs::Same => Ok(mission.id),
            KeptAs::Other => Err(taken(&mission)),
        }
    }

    /// Writes a template file's text over the learner's, as a new save that can be taken back like a restore.
    ///
    /// # Errors
    /// [`EngineError::Request`]: it is no template, or the mission's own one.
    pub fn use_template(&self, id: &str, file: &Path) -> Result<Restored, EngineError> {
        let started = self.started(id)?;
        let bytes = match look(file) {
            Look::Template { bytes, .. } => bytes,
            Look::Mission(mission) => {
                return Err(EngineError::Request(format!(
                    "{} is a mission (`{}`), not a template; it can be added to the list",
                    name(file),
                    mission.id
                )));
            }
            Look::Neither(problems) => return Err(EngineError::Request(problems.join("\n"))),
        };
        let is_own = |path: &Path| fs::canonicalize(path).ok();
        if is_own(file).is_some_and(|file| Some(file) == is_own(&started.template)) {
            return Err(EngineError::Request(format!(
                "{} is this mission's template already",
                name(file)
            )));
        }
        self.put_over(id, &bytes)
    }

    /// Whether something has a mission's id.
    fn standing_under(&self, mission: &Mission) -> Result<Standing, EngineError> {
        let id = &mission.id;
        let bundled = self.inner.catalogue.mission(id);
        let kept = self.inner.store.generated_mission(id)?;
        let started = self.inner.store.started(id)?;
        if let Some(bundled) = bundled {
            return Ok(Standing::of(bundled.version == mission.version));
        }
        if let Some(kept) = kept {
            return Ok(Standing::of(
                kept.version.as_deref() == Some(&mission.version),
            ));
        }
        // One that left the list: its saves are of that mission, and of no other.
        Ok(match started {
            Some(started) if started.mission_version != mission.version => Standing::Other,
            Some(_) | None => Standing::Free,
        })
    }
}

/// What has a mission's id.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Free,
    Same,
    Other,
}

impl Standing {
    fn of(is_same: bool) -> Standing {
        if is_same {
            Standing::Same
        } else {
            Standing::Other
        }
    }
}

fn taken(mission: &Mission) -> EngineError {
    EngineError::Request(format!(
        "a mission `{0}` is there already with other content, and stays; give this one another `id` in its file, then add it again",
        mission.id
    ))
}

enum Look {
    Mission(Box<Mission>),
    Template { resources: usize, bytes: Vec<u8> },
    Neither(Vec<String>),
}

fn neither(problem: String) -> Look {
    Look::Neither(vec![problem])
}

/// A file as a person knows it.
fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    name.to_string_lossy().into_owned()
}

const WHAT_WILL_DO: &str = "a mission file, a mission's folder with its `mission.yaml`, or a CloudFormation template will do";

/// What the two kinds of files have in them, for whoever has neither.
const WHAT_IT_NEEDS: &str = "a mission file needs `format`, `id`, `title`, `level`, `services`, `skills`, `minutes`, `scenario`, `criteria`, `starter` and \
                             `solution`; a template needs `Resources`";

fn look(file: &Path) -> Look {
    // A link is followed: whoever drops one means what it leads to.
    let place = match fs::canonicalize(file) {
        Ok(place) => place,
        Err(error) => {
            return neither(format!(
                "{} cannot be opened: {error}; {WHAT_WILL_DO}",
                name(file)
            ));
        }
    };
    if place.is_dir() {
        return look_at_folder(file, &place);
    }
    let bytes = match files::read(&place) {
        Content::Bytes(bytes) => bytes,
        Content::Unreadable(reason) => {
            return neither(format!("{} cannot be read: {reason}", name(file)));
        }
        Content::Missing | Content::LinkElsewhere(_) => {
            return neither(format!(
                "{} is not there any more; {WHAT_WILL_DO}",
                name(file)
            ));
        }
    };
    if bytes.contains(&0) || std::str::from_utf8(&bytes).is_err() {
        return neither(format!(
            "{} is not text in UTF-8 but something else, an image or an archive perhaps; {WHAT_WILL_DO}",
            name(file)
        ));
    }
    if bytes.trim_ascii().is_empty() {
        return neither(format!(
            "{}:1:1: the file is empty; {WHAT_IT_NEEDS}",
            name(file)
        ));
    }
    let document = cfn::parse(&bytes);
    let Some(root) = &document.root else {
        let mut problems = errors(file, &document);
        problems.push(format!("mend that first; {WHAT_IT_NEEDS}"));
        return Look::Neither(problems);
    };
    if is_mission(root) {
        return look_at_mission(file, &place);
    }
    look_at_template(file, root, &document, &bytes)
}

fn look_at_folder(file: &Path, place: &Path) -> Look {
    if place.join("mission.yaml").is_file() {
        return look_at_mission(file, place);
    }
    let is_pack = place.join("pack.yaml").is_file();
    neither(match is_pack {
        true => format!(
            "{} is a pack's folder; take one of the missions' folders in it",
            name(file)
        ),
        false => format!(
            "{} is a folder without a `mission.yaml`; {WHAT_WILL_DO}",
            name(file)
        ),
    })
}

/// Whether a text says that it is a mission: criteria are what no template has.
fn is_mission(root: &Node) -> bool {
    const MISSIONS_ONLY: &[&str] = &["criteria", "successCriteria", "scenario", "format"];
    root.as_list().is_some()
        || (root.get("Resources").is_none()
            && MISSIONS_ONLY.iter().any(|field| root.get(field).is_some()))
}

fn look_at_template(file: &Path, root: &Node, document: &Document, bytes: &[u8]) -> Look {
    let Some(entry) = root.entry("Resources") else {
        return neither(format!(
            "{} has neither `Resources`, as a template, nor `criteria`, as a mission; {WHAT_WILL_DO}",
            name(file)
        ));
    };
    match entry.value.as_map() {
        Some(resources) => Look::Template {
            resources: resources.len(),
            bytes: bytes.to_vec(),
        },
        None if entry.value.as_scalar().is_some_and(cfn::Scalar::is_missing) => Look::Template {
            resources: 0,
            bytes: bytes.to_vec(),
        },
        None => {
            let at = entry.key_span.start;
            let mut problems = errors(file, document);
            problems.insert(
                0,
                format!(
                    "{}:{}:{}: `Resources` must be a mapping of logical ids to resources",
                    name(file),
                    at.line,
                    at.column
                ),
            );
            Look::Neither(problems)
        }
    }
}

/// What keeps a text from being read.
fn errors(file: &Path, document: &Document) -> Vec<String> {
    let errors = document
        .diagnostics
        .iter()
        .filter(|remark| remark.severity == Severity::Error);
    let told = errors.map(|remark| {
        let at = remark.span.start;
        format!(
            "{}:{}:{}: {}",
            name(file),
            at.line,
            at.column,
            remark.message
        )
    });
    bounded(told.collect())
}

/// Loads and proves; a fault of the program in it is said, and ends nothing.
fn look_at_mission(file: &Path, place: &Path) -> Look {
    let looked = catch_unwind(AssertUnwindSafe(|| {
        let (mission, mut problems) = missions::load_mission(place);
        if let Some(mission) = &mission {
            problems.extend(missions::prove(mission).problems);
        }
        (mission, problems)
    }));
    let Ok((mission, problems)) = looked else {
        return neither(format!(
            "{} could not be proved because of a fault of the program; please report it",
            name(file)
        ));
    };
    let wrong: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| told(file, place, problem))
        .collect();
    match mission {
        Some(mission) if wrong.is_empty() => Look::Mission(Box::new(mission)),
        Some(_) | None => Look::Neither(bounded(wrong)),
    }
}

fn told(file: &Path, place: &Path, problem: &Problem) -> String {
    // Of a file alone, problems name the path that it was loaded from, or the part of it.
    let within = match place.is_dir() {
        true => problem.file.display().to_string(),
        false if problem.file == place => name(file),
        false => format!("{} ({})", name(file), problem.file.display()),
    };
    format!(
        "{within}:{}:{}: {}",
        problem.line, problem.column, problem.message
    )
}

fn bounded(mut problems: Vec<String>) -> Vec<String> {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        problems.truncate(MOST_PROBLEMS);
        problems.push(format!("{more} more; `mission pack check` tells all"));
    }
    problems
}
