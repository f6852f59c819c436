//! `mission pack check`: loading and proof of everything in a pack's folder.

use std::path::Path;

use cfn::Severity;

use crate::{
    Pack, Problem, Proof,
    load::read_pack,
    prove::{in_folder, prove},
};

/// What was found in a pack's folder.
#[derive(Clone, Debug)]
pub struct PackCheck {
    /// The pack, with the missions that could be loaded; absent when `pack.yaml` itself could not.
    pub pack: Option<Pack>,
    /// One for each mission that could be loaded, in the pack's order. Their problems are among `problems` too.
    pub proofs: Vec<Proof>,
    /// Everything that is wrong: loading first, then the proofs. Files are relative to the folder.
    pub problems: Vec<Problem>,
}

impl PackCheck {
    /// Whether the pack may be shown to learners.
    pub fn passed(&self) -> bool {
        self.pack.is_some()
            && !self
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Error)
    }
}

/// Loads a pack's folder and proves each mission that could be loaded.
pub fn check_pack(folder: &Path) -> PackCheck {
    let read = read_pack(folder);
    let missions = read.pack.iter().flat_map(|pack| &pack.missions);
    let proofs: Vec<Proof> = missions
        .map(|mission| in_folder(prove(mission), Path::new(&mission.id)))
        .collect();
    let mut problems = read.problems;
    problems.extend(proofs.iter().flat_map(|proof| proof.problems.clone()));
    PackCheck {
        pack: read.pack,
        proofs,
        problems,
    }
}
