//! Missions that need no model, and what comes back when, as front ends see them.

use engine::{
    MissionKind, MissionMake, MissionSource,
    blanks::{BlankPlace, BlankSheet, BlankStanding, BlankState, Correction, Filled},
    offline::{OfflineMission, OfflineRequest},
    practice::{Practice, Practised, SkillMemory},
    sabotage::Sabotaged,
};
use missions::BlankKind;

use super::count;
use crate::dto::*;

impl From<OfflineRequestDto> for OfflineRequest {
    fn from(dto: OfflineRequestDto) -> OfflineRequest {
        OfflineRequest {
            topic: dto.topic,
            services: dto.services,
            level: dto.level.map(Into::into),
            skills: dto.skills,
            seed: dto.seed,
        }
    }
}

impl From<OfflineMission> for OfflineMissionDto {
    fn from(mission: OfflineMission) -> OfflineMissionDto {
        OfflineMissionDto {
            mission_id: mission.mission_id,
            title: mission.title,
            seed: mission.seed,
            version: mission.version,
            existed: mission.existed,
        }
    }
}

impl From<MissionKind> for MissionKindDto {
    fn from(kind: MissionKind) -> MissionKindDto {
        match kind {
            MissionKind::Build => MissionKindDto::Build,
            MissionKind::Blanks => MissionKindDto::Blanks,
            MissionKind::Sabotage => MissionKindDto::Sabotage,
        }
    }
}

impl From<MissionSource> for MissionSourceDto {
    fn from(source: MissionSource) -> MissionSourceDto {
        match source {
            MissionSource::Bundled => MissionSourceDto::Bundled,
            MissionSource::Model => MissionSourceDto::Model,
            MissionSource::Offline => MissionSourceDto::Offline,
            MissionSource::Sabotage => MissionSourceDto::Sabotage,
            MissionSource::File => MissionSourceDto::File,
        }
    }
}

pub(crate) fn make(make: MissionMake, card: &MissionCardDto) -> MissionMakeDto {
    let link = |(mission_id, title)| MissionLinkDto { mission_id, title };
    MissionMakeDto {
        kind: card.kind,
        source: card.source,
        seed: make.seed,
        follows: make.follows.map(link),
        next_part: make.next_part.map(link),
        sabotaged: make.sabotaged.map(link),
        changes: make.changes,
        can_sabotage: make.can_sabotage,
    }
}

impl From<BlankSheet> for BlankSheetDto {
    fn from(sheet: BlankSheet) -> BlankSheetDto {
        BlankSheetDto {
            text: sheet.text,
            blanks: sheet.blanks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<BlankStanding> for BlankDto {
    fn from(standing: BlankStanding) -> BlankDto {
        let (state, answer, place, lost) = match standing.state {
            BlankState::Empty(place) => (BlankStateDto::Empty, None, Some(place), None),
            BlankState::Filled { answer, place } => {
                (BlankStateDto::Filled, Some(answer), Some(place), None)
            }
            BlankState::Lost(why) => (BlankStateDto::Lost, None, None, Some(why)),
        };
        let (kind, values) = kind(standing.blank.kind);
        BlankDto {
            id: standing.blank.id,
            kind,
            ask: standing.blank.ask,
            example: standing.blank.example,
            form: standing.form,
            values,
            resource: standing.resource,
            path: standing.path,
            state,
            answer,
            place: place.map(Into::into),
            lost,
        }
    }
}

fn kind(kind: BlankKind) -> (BlankKindDto, Vec<String>) {
    let kind = match kind {
        BlankKind::Enum { values } => return (BlankKindDto::Enum, values),
        BlankKind::Cidr => BlankKindDto::Cidr,
        BlankKind::Arn => BlankKindDto::Arn,
        BlankKind::Runtime => BlankKindDto::Runtime,
        BlankKind::Integer { .. } => BlankKindDto::Integer,
        BlankKind::Duration { .. } => BlankKindDto::Duration,
        BlankKind::LogicalId => BlankKindDto::LogicalId,
        BlankKind::Property => BlankKindDto::Property,
        BlankKind::Action => BlankKindDto::Action,
    };
    (kind, Vec::new())
}

impl From<BlankPlace> for BlankPlaceDto {
    fn from(place: BlankPlace) -> BlankPlaceDto {
        BlankPlaceDto {
            line: place.line,
            column: place.column,
            end_column: place.end_column,
        }
    }
}

impl From<Correction> for CorrectionDto {
    fn from(correction: Correction) -> CorrectionDto {
        CorrectionDto {
            from: correction.from,
            to: correction.to,
            why: correction.why,
        }
    }
}

pub(crate) fn filled(filled: Filled, sheet: BlankSheet) -> FilledBlankDto {
    let (written, correction, malformed) = match filled {
        Filled::Written { answer, correction } => (Some(answer), correction.map(Into::into), None),
        Filled::Malformed { message } => (None, None, Some(message)),
    };
    FilledBlankDto {
        written,
        correction,
        malformed,
        sheet: sheet.into(),
    }
}

impl From<Sabotaged> for SabotagedDto {
    fn from(sabotaged: Sabotaged) -> SabotagedDto {
        SabotagedDto {
            mission_id: sabotaged.mission_id,
            title: sabotaged.title,
            changes: sabotaged.changes,
        }
    }
}

impl PracticeDto {
    /// What comes back, as it is at a time.
    #[must_use]
    pub fn at(practice: Practice, now_ms: i64) -> PracticeDto {
        let skills = practice.skills.into_iter();
        PracticeDto {
            enabled: practice.enabled,
            skills: skills.map(|memory| skill_memory(memory, now_ms)).collect(),
            due: count(practice.due),
            next: practice.next.map(Into::into),
        }
    }
}

pub(crate) fn skill_memory(memory: SkillMemory, now_ms: i64) -> SkillMemoryDto {
    SkillMemoryDto {
        due: memory.due_at_ms <= now_ms,
        skill: memory.skill,
        due_at_ms: memory.due_at_ms,
        practised_at_ms: memory.practised_at_ms,
        reviews: memory.reviews,
        lapses: memory.lapses,
        retrievability: memory.retrievability,
        stability_days: memory.stability_days,
    }
}

impl From<Practised> for PractisedDto {
    fn from(practised: Practised) -> PractisedDto {
        PractisedDto {
            mission_id: practised.mission_id,
            title: practised.title,
            skills: practised.skills,
        }
    }
}
