//! The learner's template in the window, as front ends see it.

use engine::{dropped::Dropped, edit_here::TemplateText, history::History, suggest::Suggestion};

use super::{attempts::flips_of, count};
use crate::dto::*;

impl From<TemplateText> for TemplateDto {
    fn from(template: TemplateText) -> TemplateDto {
        TemplateDto {
            text: template.text,
            hash: template.hash,
            locked: template.locked,
        }
    }
}

impl From<History> for AttemptListDto {
    fn from(history: History) -> AttemptListDto {
        let strips: Vec<StripDto> = history
            .strips
            .into_iter()
            .map(|strip| StripDto {
                criterion_id: strip.criterion_id,
                label: strip.label,
                verdicts: strip
                    .verdicts
                    .into_iter()
                    .map(|verdict| verdict.map(Into::into))
                    .collect(),
            })
            .collect();
        AttemptListDto {
            flips: flips_of(&strips, history.saves.len()),
            attempts: history.saves.into_iter().map(Into::into).collect(),
            strips,
            last_green_id: history.last_green.map(|id| id.0),
            size_bytes: history.size_bytes,
        }
    }
}

impl From<Suggestion> for SuggestionDto {
    fn from(suggestion: Suggestion) -> SuggestionDto {
        SuggestionDto {
            verified: suggestion.verified,
            fixes: suggestion.fixes,
            breaks: suggestion.breaks,
            completes: suggestion.completes,
            reason: suggestion.reason,
        }
    }
}

impl From<Dropped> for DroppedDto {
    fn from(dropped: Dropped) -> DroppedDto {
        let none = DroppedDto {
            kind: DroppedKindDto::Neither,
            mission_id: None,
            title: None,
            known: false,
            resources: 0,
            problems: Vec::new(),
        };
        match dropped {
            Dropped::Mission {
                mission_id,
                title,
                known,
            } => DroppedDto {
                kind: DroppedKindDto::Mission,
                mission_id: Some(mission_id),
                title: Some(title),
                known,
                ..none
            },
            Dropped::Template { resources } => DroppedDto {
                kind: DroppedKindDto::Template,
                resources: count(resources),
                ..none
            },
            Dropped::Neither { problems } => DroppedDto { problems, ..none },
        }
    }
}
