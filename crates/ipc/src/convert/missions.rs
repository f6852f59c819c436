//! Missions, criteria and hints. No decisions here.

use engine::{CriterionHints, HintSource, MissionOverview, NoHints, PackOverview, Standing};
use missions::{Level, Mission};

use super::count;
use crate::dto::*;

impl From<PackOverview> for PackDto {
    fn from(pack: PackOverview) -> PackDto {
        let pack_size = count(pack.missions.len());
        let missions = pack
            .missions
            .into_iter()
            .enumerate()
            .map(|(index, mission)| card(mission, &pack.title, count(index + 1), pack_size))
            .collect();
        PackDto {
            id: pack.id,
            title: pack.title,
            summary: pack.summary,
            missions,
        }
    }
}

fn card(
    mission: MissionOverview,
    pack_title: &str,
    position: u32,
    pack_size: u32,
) -> MissionCardDto {
    MissionCardDto {
        id: mission.id,
        pack_title: pack_title.to_owned(),
        position,
        pack_size,
        title: mission.title,
        summary: mission.summary,
        level: mission.level.into(),
        services: mission.services,
        skills: mission.skills,
        minutes: mission.minutes,
        kind: mission.kind.into(),
        source: mission.source.into(),
        standing: standing(mission.standing, mission.criteria),
    }
}

fn standing(standing: Standing, criteria: usize) -> StandingDto {
    let state = match (&standing.template, standing.passed_at_ms) {
        (_, Some(_)) => StandingStateDto::Passed,
        (Some(_), None) => StandingStateDto::Started,
        (None, None) => StandingStateDto::New,
    };
    StandingDto {
        state,
        passed: standing.latest.as_ref().map_or(0, |latest| latest.passed),
        total: standing
            .latest
            .as_ref()
            .map_or(count(criteria), |latest| latest.total),
        score: standing.latest.as_ref().map_or(0.0, |latest| latest.score),
        verdicts: standing.verdicts.into_iter().map(Into::into).collect(),
        next: standing.next,
        touched_at_ms: standing.touched_at_ms,
        passed_at_ms: standing.passed_at_ms,
        outdated: standing.outdated,
    }
}

pub(crate) fn criteria(mission: &Mission, hints: &[CriterionHints]) -> Vec<CriterionDto> {
    let criteria = &mission.rubric.criteria;
    let label_of = |id: &String| {
        criteria
            .iter()
            .find(|criterion| criterion.id == *id)
            .map(|criterion| criterion.label.clone())
    };
    criteria
        .iter()
        .map(|criterion| CriterionDto {
            id: criterion.id.clone(),
            label: criterion.label.clone(),
            weight: criterion.weight,
            tag: criterion.tag.map(|tag| tag.as_str().to_owned()),
            requires: criterion.requires.iter().filter_map(label_of).collect(),
            skills: mission.skills_of(&criterion.id).to_vec(),
            given: mission.given.contains(&criterion.id),
            hints: hints
                .iter()
                .find(|hints| hints.criterion_id == criterion.id)
                .cloned()
                .map_or_else(
                    || CriterionHintsDto {
                        criterion_id: criterion.id.clone(),
                        revealed: Vec::new(),
                        available: 0,
                        source: HintSourceDto::Grader,
                        none: Some(NoHintsDto::NoEdit),
                        proof: None,
                    },
                    Into::into,
                ),
        })
        .collect()
}

impl From<Level> for LevelDto {
    fn from(level: Level) -> LevelDto {
        match level {
            Level::Foundation => LevelDto::Foundation,
            Level::Associate => LevelDto::Associate,
            Level::Professional => LevelDto::Professional,
        }
    }
}

impl From<CriterionHints> for CriterionHintsDto {
    fn from(hints: CriterionHints) -> CriterionHintsDto {
        CriterionHintsDto {
            criterion_id: hints.criterion_id,
            revealed: hints.revealed,
            available: count(hints.available),
            source: match hints.source {
                HintSource::Author => HintSourceDto::Author,
                HintSource::Grader => HintSourceDto::Grader,
            },
            none: hints.none.map(|none| match none {
                NoHints::Met => NoHintsDto::Met,
                NoHints::Undecided => NoHintsDto::Undecided,
                NoHints::Unreadable => NoHintsDto::Unreadable,
                NoHints::NoEdit => NoHintsDto::NoEdit,
                NoHints::Sealed => NoHintsDto::Sealed,
            }),
            proof: hints.proof.map(Into::into),
        }
    }
}
