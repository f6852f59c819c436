//! The time machine: every graded save of a mission, taken along or deleted. Putting one back is in `restore`, comparing in `compare`,
//! writing them into a folder in `export`.

mod export;
pub(crate) mod letters;

use grader::{Report, Verdict};
use missions::Mission;
use store::{AttemptId, AttemptSummary};

use crate::{Engine, EngineError, Event, attempts::parse_report, engine::lock};

/// Every save of a mission, and how each criterion stood in it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Oldest first.
    pub saves: Vec<AttemptSummary>,
    /// One a criterion, in the rubric's order.
    pub strips: Vec<Strip>,
    /// The newest save that met every criterion.
    pub last_green: Option<AttemptId>,
    /// What the saves take in the database, compressed, in bytes; shared content counted once.
    pub size_bytes: u64,
}

/// A criterion through the saves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The criterion.
    pub criterion_id: String,
    /// Its label.
    pub label: String,
    /// One a save; nothing where a save did not have the criterion.
    pub verdicts: Vec<Option<Verdict>>,
}

impl Engine {
    /// The saves of a mission with a strip a criterion.
    ///
    /// # Errors
    /// [`EngineError::UnknownMission`], or when the database cannot be read. A report that is damaged leaves gaps in the strips.
    pub fn saves(&self, id: &str) -> Result<History, EngineError> {
        let saves = self.inner.store.attempts_with_verdicts(id)?;
        let criteria = self.criteria_of(id, saves.last())?;
        let ids = || criteria.iter().map(|(id, _)| id.as_str());
        let mark = letters::mark(ids());
        let mut rows: Vec<Vec<Option<Verdict>>> = Vec::with_capacity(saves.len());
        let mut unknown = Vec::new();
        for (place, (_, text)) in saves.iter().enumerate() {
            let known = text
                .as_deref()
                .and_then(|text| letters::read(text, &mark, criteria.len()));
            if known.is_none() {
                unknown.push(place);
            }
            rows.push(known.map_or_else(Vec::new, |known| known.into_iter().map(Some).collect()));
        }
        let saves: Vec<AttemptSummary> = saves.into_iter().map(|(save, _)| save).collect();
        self.read_verdicts(id, &saves, &unknown, |place, report| {
            rows[place] = ids().map(|id| verdict_of(report, id)).collect();
        })?;
        let strip = |(at, (criterion_id, label)): (usize, &(String, String))| Strip {
            criterion_id: criterion_id.clone(),
            label: label.clone(),
            verdicts: rows
                .iter()
                .map(|row| row.get(at).copied().flatten())
                .collect(),
        };
        Ok(History {
            strips: criteria.iter().enumerate().map(strip).collect(),
            last_green: saves
                .iter()
                .rfind(|save| is_green(save))
                .map(|save| save.id),
            size_bytes: self.inner.store.history_bytes(id)?,
            saves,
        })
    }

    /// The criteria with their labels, as the mission has them; as the newest report has them when the mission cannot be understood any more.
    fn criteria_of(
        &self,
        id: &str,
        newest: Option<&(AttemptSummary, Option<String>)>,
    ) -> Result<Vec<(String, String)>, EngineError> {
        let of_mission = |mission: &Mission| {
            let criteria = mission.rubric.criteria.iter();
            criteria
                .map(|criterion| (criterion.id.clone(), criterion.label.clone()))
                .collect()
        };
        match (self.mission(id), newest) {
            (Ok(mission), _) => Ok(of_mission(&mission)),
            (Err(error), None) => Err(error),
            (Err(error), Some((newest, _))) => {
                tracing::warn!(mission = id, %error, "criteria are taken from the newest report");
                let report = self.inner.store.report(newest.id)?.unwrap_or_default();
                let results = parse_report(&report)?.results.into_iter();
                Ok(results.map(|result| (result.id, result.label)).collect())
            }
        }
    }

    /// The reports of saves whose letters are not known, from before there were any: read once, since their letters are kept then.
    fn read_verdicts(
        &self,
        id: &str,
        saves: &[AttemptSummary],
        unknown: &[usize],
        mut take: impl FnMut(usize, &Report),
    ) -> Result<(), EngineError> {
        let mut learnt = Vec::new();
        for &place in unknown {
            let attempt = saves[place].id;
            let report = self.inner.store.report(attempt).map_err(EngineError::from);
            let report = report.and_then(|json| parse_report(&json.unwrap_or_default()));
            match report {
                Ok(report) => {
                    take(place, &report);
                    learnt.push((attempt, letters::write(&report)));
                }
                Err(error) => {
                    tracing::warn!(mission = id, attempt = attempt.0, %error, "a save's verdicts are not shown");
                }
            }
        }
        if !learnt.is_empty()
            && let Err(error) = self.inner.store.put_verdicts(learnt)
        {
            // Then they are read again next time.
            tracing::warn!(mission = id, %error, "the verdicts of earlier saves are not kept");
        }
        Ok(())
    }

    /// Deletes every save but the newest; the mission stays started, its file untouched. Gives how many went. How well the skills of a passed
    /// mission were known is worked out before; that saves were made stays in the calendar. Of a mission that is not passed yet, tries before
    /// the deletion count no more. A restore before it cannot be taken back.
    ///
    /// # Errors
    /// [`EngineError::NotStarted`], or when the database cannot be written: then nothing is deleted.
    pub fn delete_history(&self, id: &str) -> Result<usize, EngineError> {
        let started = self.started(id)?;
        if started.passed_at_ms.is_some() {
            self.all_reviews()?;
        }
        let recording = lock(&self.inner.recording);
        let deleted = self.inner.store.delete_older_attempts(id)?;
        drop(recording);
        self.emit(Event::MissionChanged {
            mission_id: id.to_owned(),
        });
        Ok(deleted)
    }
}

/// Whether a save met every criterion.
pub(crate) fn is_green(save: &AttemptSummary) -> bool {
    save.total > 0 && save.passed == save.total
}

fn verdict_of(report: &Report, criterion: &str) -> Option<Verdict> {
    let results = &report.results;
    let result = results.iter().find(|result| result.id == criterion)?;
    Some(result.verdict)
}
