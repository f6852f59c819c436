//! The authored hints, one level at a time, and the reference solution behind the first full pass.

use missions::Mission;
use store::HintLevel;

use crate::{CriterionHints, Engine, EngineError, Event};

/// Concept, where, kind of value.
const LEVELS: usize = 3;

impl Engine {
    /// The hints of each criterion that have been revealed, in the rubric's order.
    pub fn hints(&self, id: &str) -> Result<Vec<CriterionHints>, EngineError> {
        let mission = self.mission(id)?;
        let levels = self.inner.store.hint_levels(id)?;
        let criteria = mission.rubric.criteria.iter();
        Ok(criteria
            .map(|criterion| revealed(&mission, &criterion.id, &levels))
            .collect())
    }

    /// Reveals the next hint of a criterion. When all are revealed, or there is none, nothing changes.
    pub fn reveal_hint(&self, id: &str, criterion: &str) -> Result<CriterionHints, EngineError> {
        let mission = self.mission_as_started(&self.started(id)?)?;
        if !mission
            .rubric
            .criteria
            .iter()
            .any(|known| known.id == criterion)
        {
            return Err(EngineError::Unknown {
                what: "criterion",
                id: criterion.to_owned(),
            });
        }
        let standing = revealed(&mission, criterion, &self.inner.store.hint_levels(id)?);
        let next = standing.revealed.len() + 1;
        if next > standing.available {
            return Ok(standing);
        }
        let level =
            self.inner
                .store
                .reveal_hint(id, criterion, u8::try_from(next).unwrap_or(u8::MAX))?;
        self.emit(Event::MissionChanged {
            mission_id: id.to_owned(),
        });
        let levels = [HintLevel {
            criterion_id: criterion.to_owned(),
            level,
        }];
        Ok(revealed(&mission, criterion, &levels))
    }

    /// The reference solution; locked before the first full pass.
    pub fn solution(&self, id: &str) -> Result<String, EngineError> {
        let mission = self.mission(id)?;
        let passed = self
            .inner
            .store
            .started(id)?
            .is_some_and(|started| started.passed_at_ms.is_some());
        if !passed {
            return Err(EngineError::SolutionLocked);
        }
        let solution = mission.solution.clone();
        solution.ok_or_else(|| EngineError::Unknown {
            what: "reference solution of",
            id: id.to_owned(),
        })
    }
}

fn revealed(mission: &Mission, criterion: &str, levels: &[HintLevel]) -> CriterionHints {
    let hints = mission.hints.get(criterion).map_or(&[][..], Vec::as_slice);
    let available = hints.len().min(LEVELS);
    let level = levels
        .iter()
        .find(|level| level.criterion_id == criterion)
        .map_or(0, |level| usize::from(level.level));
    CriterionHints {
        criterion_id: criterion.to_owned(),
        revealed: hints[..level.min(available)].to_vec(),
        available,
    }
}
