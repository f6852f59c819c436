//! `mission pack check`: loading and proof of everything in a pack's folder, or of one mission, with each finding at its place in the
//! author's files.

use std::path::{Path, PathBuf};

use cfn::{Document, Node, Position, Severity, Span};

use crate::{
    Mission, Pack, Problem, Proof, blanks, bundled_mission,
    fields::{is_kebab_case, shorten},
    load::{load_mission, read_pack},
    problems::{Problems, codes, has_error},
    prove::{Bounds, MISSION, SOLUTION, STARTER, needed, prove_within},
    template::Inline,
};

/// What was found in a pack's folder.
#[derive(Clone, Debug)]
pub struct PackCheck {
    /// The pack, with the missions that could be loaded; absent when `pack.yaml` itself could not.
    pub pack: Option<Pack>,
    /// Every mission that the pack names, in its order: those without a proof could not be loaded.
    pub named: Vec<String>,
    /// One for each mission that could be loaded, in the pack's order. Their problems are among `problems` too.
    pub proofs: Vec<Proof>,
    /// Everything that is wrong: loading first, then the proofs. Files are relative to the folder.
    pub problems: Vec<Problem>,
}

impl PackCheck {
    /// Every problem of one of its missions: those of files in the mission's folder, or of its single file.
    pub fn problems_of(&self, id: &str) -> impl Iterator<Item = &Problem> {
        let alone = format!("{id}.yaml");
        // What is no id is no folder either: `..` or nothing would hold everything.
        let is_id = is_kebab_case(id);
        let is_of = move |problem: &&Problem| {
            is_id && (problem.file == Path::new(&alone) || problem.file.starts_with(id))
        };
        self.problems.iter().filter(is_of)
    }

    /// Whether the pack may be shown to learners.
    pub fn passed(&self) -> bool {
        self.pack.is_some() && !has_error(&self.problems)
    }
}

/// Loads a pack's folder and proves each mission that could be loaded.
pub fn check_pack(folder: &Path) -> PackCheck {
    let read = read_pack(folder);
    let mut problems = read.problems;
    let missions = read.pack.as_ref().map_or(&[][..], |pack| &pack.missions);
    let mut proofs = Vec::new();
    for mission in missions {
        let file = MissionFile::in_pack(folder, &mission.id);
        let mut proof = file.place(proved(mission));
        let is_known = |id: &str| missions.iter().any(|other| other.id == id);
        proof.problems.extend(file.blanks(mission));
        proof.problems.extend(file.follows(mission, is_known));
        problems.extend(proof.problems.clone());
        proofs.push(proof);
    }
    PackCheck {
        pack: read.pack,
        named: read.named,
        proofs,
        problems,
    }
}

/// What was found of one mission outside of a pack, or by itself.
#[derive(Clone, Debug)]
pub struct MissionCheck {
    /// The mission, when it could be loaded, and its proof.
    pub found: Option<(Mission, Proof)>,
    /// Everything that is wrong. Files are relative to the folder, where it is one.
    pub problems: Vec<Problem>,
}

impl MissionCheck {
    /// Whether the mission may be shown to learners.
    pub fn passed(&self) -> bool {
        self.found.is_some() && !has_error(&self.problems)
    }
}

/// Loads a mission's folder or file and proves it.
pub fn check_mission(path: &Path) -> MissionCheck {
    let (mission, mut problems) = load_mission(path);
    let found = mission.map(|mission| {
        let file = MissionFile::at(path);
        let mut proof = file.place(proved(&mission));
        let around = path.canonicalize().ok();
        let around = around.as_deref().and_then(Path::parent);
        let is_beside = |id: &str| {
            around.is_some_and(|around| {
                around.join(id).join(MISSION).is_file()
                    || around.join(format!("{id}.yaml")).is_file()
            })
        };
        proof.problems.extend(file.blanks(&mission));
        proof.problems.extend(file.follows(&mission, is_beside));
        problems.extend(proof.problems.clone());
        (mission, proof)
    });
    MissionCheck { found, problems }
}

/// A mission's proof, and a warning for each property that its criteria are met by and that can be left out. That takes a grading for each
/// of them, so only who checks a pack asks for it. Blanks are left to the file, which knows their places.
fn proved(mission: &Mission) -> Proof {
    let mut proof = prove_within(mission, Bounds::OF_A_PROOF);
    if has_error(&proof.problems) {
        return proof;
    }
    let mut problems = Problems::of(SOLUTION);
    for one in needed(mission).not_needed {
        let message = format!(
            "`{}` is met without `{}` of `{}` too, so a learner may leave it out: let a criterion ask for it, or leave it out of the solution",
            one.criterion,
            shorten(&one.path),
            shorten(&one.resource)
        );
        problems.found(codes::NOT_NEEDED, Severity::Warning, one.at, message);
        let mutation = format!(
            "`{}` of `{}` removed",
            shorten(&one.path),
            shorten(&one.resource)
        );
        problems.shown_by(Some(mutation));
    }
    proof.problems.extend(problems.into_sorted());
    proof
}

/// A mission file as its author wrote it, to say where in it something is. A mission that was loaded knows nothing of its file.
struct MissionFile {
    /// As problems are to name it.
    name: PathBuf,
    text: String,
    parsed: Document,
    /// The folder, as problems are to name it, of the templates that are not in the file.
    beside: PathBuf,
}

impl MissionFile {
    fn in_pack(folder: &Path, id: &str) -> Self {
        let name = Path::new(id).join(MISSION);
        if folder.join(&name).is_file() {
            Self::read(&folder.join(&name), name, PathBuf::from(id))
        } else {
            let name = PathBuf::from(format!("{id}.yaml"));
            Self::read(&folder.join(&name), name, PathBuf::new())
        }
    }

    fn at(path: &Path) -> Self {
        if path.is_dir() {
            Self::read(&path.join(MISSION), PathBuf::from(MISSION), PathBuf::new())
        } else {
            let beside = path.parent().unwrap_or(Path::new("")).to_owned();
            Self::read(path, path.to_owned(), beside)
        }
    }

    /// It was read before; should it be gone since, places are those of an empty file.
    fn read(file: &Path, name: PathBuf, beside: PathBuf) -> Self {
        let bytes = std::fs::read(file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            name,
            parsed: cfn::parse(text.as_bytes()),
            text: text
                .strip_prefix('\u{feff}')
                .map(str::to_owned)
                .unwrap_or(text),
            beside,
        }
    }

    fn field(&self, name: &str) -> Option<&Node> {
        self.parsed.root.as_ref()?.get(name)
    }

    /// Names the files of a proof as they are on disk, with the lines of templates that are written into the mission file.
    fn place(&self, proof: Proof) -> Proof {
        let mut proof = proof;
        for problem in &mut proof.problems {
            let name = match problem.file.to_str() {
                Some(STARTER) => "starter",
                Some(SOLUTION) => "solution",
                _ => {
                    problem.file.clone_from(&self.name);
                    continue;
                }
            };
            let at = Position {
                line: problem.line,
                column: problem.column,
            };
            let (file, at) = self.template(name, at);
            problem.file = file;
            (problem.line, problem.column) = (at.line, at.column);
        }
        for by in proof
            .criteria
            .iter_mut()
            .filter_map(|one| one.failed_by.as_mut())
        {
            let at = Position {
                line: by.line,
                column: by.column,
            };
            let (file, at) = self.template("solution", at);
            by.file = file;
            (by.line, by.column) = (at.line, at.column);
        }
        proof
    }

    fn template(&self, name: &str, at: Position) -> (PathBuf, Position) {
        let inline = self
            .field(name)
            .and_then(|node| Some((node, node.as_text()?)));
        match inline {
            Some((node, text)) => {
                let inside = Span { start: at, end: at };
                let place = Inline::new(text, node, &self.text).place(inside);
                (self.name.clone(), place)
            }
            None => (self.beside.join(format!("{name}.yaml")), at),
        }
    }

    /// What is wrong with the blanks, each at its name.
    fn blanks(&self, mission: &Mission) -> Vec<Problem> {
        let mut problems = Problems::of(&self.name);
        let entry = |node: Option<&Node>, key: &str| {
            let mut entries = node?.as_map()?.iter();
            let found = entries.find(|entry| entry.key == key)?;
            Some(found.key_span.start)
        };
        let field = entry(self.parsed.root.as_ref(), "blanks");
        for finding in blanks::findings(mission) {
            let named = finding.blank.as_deref();
            let at = named
                .and_then(|id| entry(self.field("blanks"), id))
                .or(field)
                .unwrap_or(Position::START);
            problems.found(finding.code, Severity::Error, at, finding.message);
        }
        problems.into_sorted()
    }

    /// A warning when the first part of a mission is neither beside it nor in the catalogue.
    fn follows(&self, mission: &Mission, is_beside: impl Fn(&str) -> bool) -> Vec<Problem> {
        let mut problems = Problems::of(&self.name);
        if let Some(first) = &mission.follows {
            let at = self
                .field("follows")
                .map_or(Position::START, |node| node.span.start);
            if *first == mission.id {
                let message = "the mission follows itself: name the one whose second part it is";
                problems.found(codes::FOLLOWS, Severity::Warning, at, message);
            } else if !is_beside(first) && bundled_mission(first).is_none() {
                let message = format!(
                    "the mission follows `{}`, which is neither beside it nor among the bundled missions",
                    shorten(first)
                );
                problems.found(codes::FOLLOWS, Severity::Warning, at, message);
            }
        }
        problems.into_sorted()
    }
}
