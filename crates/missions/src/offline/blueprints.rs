//! All blueprints: those inside the binary, or a folder's, for who writes them.

use std::{fs, path::Path, sync::OnceLock};

use include_dir::{Dir, include_dir};

use crate::{Mission, prove};

use super::{
    NoBlueprint, Wishes,
    blueprint::Blueprint,
    plan::Plan,
    random::Draws,
    survey::{self, Made},
    wish::{Wished, none_together},
    write,
};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/blueprints");

/// How many seeds are looked at for one that meets the wishes. Looking takes some microseconds.
const MOST_PLANS: usize = 20_000;

/// How many missions are written and proved before giving up. Tests show that the first one is always proved.
const MOST_PROOFS: usize = 8;

/// Blueprints, in the order of their ids.
#[derive(Debug)]
pub struct Blueprints {
    all: Vec<Blueprint>,
}

impl Blueprints {
    /// Those inside the binary, read once a process. One that cannot be read is left out; tests read all of them.
    pub fn embedded() -> &'static Self {
        static ALL: OnceLock<Blueprints> = OnceLock::new();
        ALL.get_or_init(|| {
            let files = EMBEDDED.files().filter_map(|file| {
                let name = file.path().file_name()?.to_str()?;
                Some((name.to_owned(), file.contents_utf8()?.to_owned()))
            });
            Self::of_files(files.collect()).0
        })
    }

    /// Those of a folder, and a sentence for each file that cannot be read.
    pub fn of_folder(folder: &Path) -> (Self, Vec<String>) {
        let mut files = Vec::new();
        let mut problems = Vec::new();
        match fs::read_dir(folder) {
            Ok(entries) => {
                for path in entries.flatten().map(|entry| entry.path()) {
                    let name = path
                        .file_name()
                        .map(|name| name.to_string_lossy().into_owned());
                    match fs::read_to_string(&path) {
                        Ok(text) => files.push((name.unwrap_or_default(), text)),
                        Err(error) => problems.push(format!("{}: {error}", path.display())),
                    }
                }
            }
            Err(error) => problems.push(format!("{}: {error}", folder.display())),
        }
        let (all, more) = Self::of_files(files);
        problems.extend(more);
        (all, problems)
    }

    pub(super) fn of_files(mut files: Vec<(String, String)>) -> (Self, Vec<String>) {
        files.sort();
        let (mut all, mut problems) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let Some(id) = name.strip_suffix(".yaml") else {
                continue;
            };
            match Blueprint::read(&text) {
                Ok(blueprint) if blueprint.id == id => all.push(blueprint),
                Ok(blueprint) => problems.push(format!(
                    "{name}: its id is `{}`, and has to be its file's name",
                    blueprint.id
                )),
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        }
        (Self { all }, problems)
    }

    /// Id and title of each.
    pub fn titles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all
            .iter()
            .map(|one| (one.id.as_str(), one.title.as_str()))
    }

    /// Whether a mission of one of them can practise a skill.
    pub fn teach(&self, skill: &str) -> bool {
        let mut lessons = self.all.iter().flat_map(|one| &one.lessons);
        lessons.any(|lesson| lesson.skill == skill)
    }

    /// As [`super::make`], from these.
    ///
    /// # Errors
    /// When none of them meets the wishes.
    pub fn make(&self, seed: u64, wishes: &Wishes) -> Result<Mission, NoBlueprint> {
        let wished = Wished::of(wishes, &self.all)?;
        let mut proofs = 0;
        for plan in self.plans_for(seed, &wished) {
            match proved(&plan) {
                Ok(mission) => return Ok(mission),
                // A fault of the blueprint: learners get another mission.
                Err(_) => proofs += 1,
            }
            if proofs == MOST_PROOFS {
                break;
            }
        }
        let leaves_some = |rest: &Wishes| {
            let wished = Wished::of(rest, &self.all);
            wished.is_ok_and(|wished| self.plans_for(seed, &wished).next().is_some())
        };
        Err(none_together(wishes, &self.all, leaves_some))
    }

    /// The plans among many drawn seeds, the given one first, that meet wishes.
    fn plans_for<'p>(
        &'p self,
        seed: u64,
        wished: &'p Wished<'_>,
    ) -> impl Iterator<Item = Plan<'p>> {
        let most = if wished.may_be_met() { MOST_PLANS } else { 0 };
        seeds(seed).take(most).filter_map(move |seed| {
            let blueprint = self.drawn(seed).filter(|one| wished.may_meet(one))?;
            Plan::draw(blueprint, seed).filter(|plan| wished.meets(plan))
        })
    }

    /// A mission of one blueprint, with everything that is known about it; for who writes blueprints.
    ///
    /// # Errors
    /// Sentences about what is wrong with the blueprint.
    pub fn make_from(&self, blueprint: &str, seed: u64) -> Result<Made, Vec<String>> {
        let blueprint = self
            .named(blueprint)
            .ok_or_else(|| vec![format!("there is no blueprint `{blueprint}`")])?;
        let plan = Plan::draw(blueprint, seed)
            .ok_or_else(|| vec!["the blueprint has no story".to_owned()])?;
        survey::made(&plan)
    }

    /// As [`Blueprints::make_from`], with the blueprint that the seed says.
    ///
    /// # Errors
    /// Sentences about what is wrong with the blueprint.
    pub fn make_of_seed(&self, seed: u64) -> Result<Made, Vec<String>> {
        let plan = self
            .plan(seed)
            .ok_or_else(|| vec!["there are no blueprints".to_owned()])?;
        survey::made(&plan)
    }

    pub(super) fn all(&self) -> &[Blueprint] {
        &self.all
    }

    pub(super) fn named(&self, id: &str) -> Option<&Blueprint> {
        self.all.iter().find(|one| one.id == id)
    }

    /// What a seed gives.
    pub(super) fn plan(&self, seed: u64) -> Option<Plan<'_>> {
        Plan::draw(self.drawn(seed)?, seed)
    }

    /// The blueprint that a seed says.
    fn drawn(&self, seed: u64) -> Option<&Blueprint> {
        Draws::new("blueprint", seed).one(&self.all)
    }
}

/// The seed itself, then others that follow from it.
fn seeds(seed: u64) -> impl Iterator<Item = u64> {
    let mut draws = Draws::new("seeds", seed);
    std::iter::once(seed).chain(std::iter::from_fn(move || Some(draws.seed())))
}

/// Writes a mission and proves it.
///
/// # Errors
/// Sentences about what is wrong with the blueprint: a mission of it is as right as a bundled one, warnings included.
pub(super) fn proved(plan: &Plan<'_>) -> Result<Mission, Vec<String>> {
    let mission = write::mission(plan)?;
    let proof = prove(&mission);
    if proof.problems.is_empty() {
        return Ok(mission);
    }
    let sentence = |problem: &crate::Problem| {
        format!(
            "{}:{}: {}",
            problem.file.display(),
            problem.line,
            problem.message
        )
    };
    Err(proof.problems.iter().map(sentence).collect())
}
