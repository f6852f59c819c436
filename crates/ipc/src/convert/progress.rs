//! What was done when. No decisions here.

use engine::Progress;

use super::{count, practice};
use crate::dto::*;

pub(crate) fn progress(progress: Progress, now_ms: i64) -> ProgressDto {
    ProgressDto {
        missions: count(progress.missions),
        started: count(progress.started),
        passed: count(progress.passed),
        criteria_passed: count(progress.criteria_passed),
        passed_missions: progress
            .passed_missions
            .into_iter()
            .map(|(id, title, at_ms)| PassedMissionDto { id, title, at_ms })
            .collect(),
        skills: progress
            .skills
            .into_iter()
            .map(|skill| SkillDto {
                skill: skill.skill,
                missions: count(skill.missions),
                passed: count(skill.passed),
                memory: skill
                    .memory
                    .map(|memory| practice::skill_memory(memory, now_ms)),
            })
            .collect(),
        activity: progress
            .activity
            .into_iter()
            .map(|bucket| ActivityDto {
                start_ms: bucket.start_ms,
                saves: bucket.saves,
                passes: bucket.passes,
            })
            .collect(),
    }
}
