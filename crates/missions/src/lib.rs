//! Mission and pack formats, the bundled catalogue, a model's answer as a mission, mission proof. Reads mission files; knows nothing of
//! learners, of models or of SQLite.
//!
//! Nothing here fails on what people write: loading gives a value when there can be one, and every problem at once with its place.
//! Criteria themselves are the grader's; starters and solutions are `cfn`'s.

pub mod apply;
pub mod blanks;
mod catalogue;
mod check;
mod criteria;
mod document;
mod edit;
mod fields;
pub mod generated;
mod json;
mod load;
mod mission;
pub mod offline;
mod origin;
mod pack;
mod problems;
mod prove;
pub mod sabotage;
mod seeded;
mod single;
mod skills;
mod source;
mod template;
#[cfg(test)]
mod tests;

pub use blanks::{Blank, BlankKind, DurationUnit};
pub use catalogue::{Catalogue, bundled_mission};
pub use check::{MissionCheck, PackCheck, check_mission, check_pack};
pub use json::SingleFileJson;
pub use load::{load_mission, load_pack, parse_mission};
pub use mission::{FORMAT, Level, Mission, Pack, Problem};
pub use origin::{MOST_SEED, MissionOrigin};
pub use prove::{
    CriterionProof, FailedBy, Needed, NotNeeded, Proof, STARTER_SCORE_LIMIT, needed, prove,
};
