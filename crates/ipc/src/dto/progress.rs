//! Missions done, skills, and what happened when.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SkillMemoryDto;

dto! {
    /// Missions done and what happened when.
    struct ProgressDto {
        /// Missions in all.
        missions: u32,
        /// Missions started.
        started: u32,
        /// Missions passed.
        passed: u32,
        /// Criteria that pass in the newest attempts.
        criteria_passed: u32,
        /// Newest first.
        passed_missions: Vec<PassedMissionDto>,
        /// Skills in order of their names.
        skills: Vec<SkillDto>,
        /// The last 371 days in quarters of an hour, oldest first; empty quarters left out.
        activity: Vec<ActivityDto>,
    }

    /// A passed mission.
    struct PassedMissionDto {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// When every criterion first passed.
        #[ts(type = "number")]
        at_ms: i64,
    }

    /// A skill and how far the learner is with it.
    struct SkillDto {
        /// Dotted name.
        skill: String,
        /// Missions that teach it.
        missions: u32,
        /// Of those, passed.
        passed: u32,
        /// How it is remembered; absent when it was never practised, and while nothing comes back.
        memory: Option<SkillMemoryDto>,
    }

    /// What happened in a quarter of an hour.
    struct ActivityDto {
        /// When the quarter begins.
        #[ts(type = "number")]
        start_ms: i64,
        /// Graded saves.
        saves: u32,
        /// Missions passed for the first time.
        passes: u32,
    }
}
