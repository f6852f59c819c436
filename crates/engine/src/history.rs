//! The time machine: every graded save of a mission, taken along or deleted. Putting one back is in `restore`, comparing in `compare`,
//! writing them into a folder in `export`.

mod export;
pub(crate) mod letters;

use std::collections::HashMap;

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
        let rows = self.rows(id, &criteria, &saves)?;
        let saves: Vec<AttemptSummary> = saves.into_iter().map(|(save, _)| save).collect();
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

    /// How each criterion stood in each save. Letters say of which criteria they are by a mark only, so that of all saves with other criteria
    /// than the mission's one report is read; and those of saves without letters, from before there were any: once, since their letters are kept
    /// then.
    fn rows(
        &self,
        id: &str,
        criteria: &[(String, String)],
        saves: &[(AttemptSummary, Option<String>)],
    ) -> Result<Vec<Vec<Option<Verdict>>>, EngineError> {
        let ids: Vec<String> = criteria.iter().map(|(id, _)| id.clone()).collect();
        let mut known = HashMap::from([(letters::mark(&ids), Order::of(&ids, &ids))]);
        let mut learnt = Vec::new();
        let mut rows = Vec::with_capacity(saves.len());
        for (save, text) in saves {
            let letters = text.as_deref().and_then(letters::read);
            let read = |(mark, verdicts): (&str, Vec<Verdict>)| known.get(mark)?.row(&verdicts);
            if let Some(row) = letters.and_then(read) {
                rows.push(row);
                continue;
            }
            let Some(report) = self.report_of(id, save.id) else {
                rows.push(Vec::new());
                continue;
            };
            let of: Vec<String> = report.results.iter().map(|one| one.id.clone()).collect();
            let verdicts: Vec<Verdict> = report.results.iter().map(|one| one.verdict).collect();
            let order = Order::of(&of, &ids);
            rows.push(order.row(&verdicts).unwrap_or_default());
            known.insert(letters::mark(&of), order);
            let written = letters::write(&report);
            if text.as_ref() != Some(&written) {
                learnt.push((save.id, written));
            }
        }
        if !learnt.is_empty()
            && let Err(error) = self.inner.store.put_verdicts(learnt)
        {
            // Then they are read again next time.
            tracing::warn!(mission = id, %error, "the verdicts of earlier saves are not kept");
        }
        Ok(rows)
    }

    /// Nothing for one that is damaged.
    fn report_of(&self, id: &str, save: AttemptId) -> Option<Report> {
        let report = self.inner.store.report(save).map_err(EngineError::from);
        let report = report.and_then(|json| parse_report(&json.unwrap_or_default()));
        if let Err(error) = &report {
            tracing::warn!(mission = id, attempt = save.0, %error, "a save's verdicts are not shown");
        }
        report.ok()
    }

    /// Deletes every save but the newest for good: no file of the data folder has them after it, and the copies that migrations made go too. The
    /// mission stays started, its file untouched. Gives how many went. How well the skills of a passed mission were known is worked out before;
    /// that saves were made stays in the calendar. Of a mission that is not passed yet, tries before the deletion count no more. A restore
    /// before it cannot be taken back.
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

/// Where the verdicts of some criteria stand among those of a report.
struct Order {
    places: Vec<Option<usize>>,
    /// How many criteria the report has.
    of: usize,
}

impl Order {
    fn of(report: &[String], wanted: &[String]) -> Order {
        let place = |id: &String| report.iter().position(|other| other == id);
        Order {
            places: wanted.iter().map(place).collect(),
            of: report.len(),
        }
    }

    /// The verdicts in the order that is wanted; nothing when they are not of that report's criteria.
    fn row(&self, verdicts: &[Verdict]) -> Option<Vec<Option<Verdict>>> {
        let verdict = |place: &Option<usize>| Some(*verdicts.get((*place)?)?);
        (verdicts.len() == self.of).then(|| self.places.iter().map(verdict).collect())
    }
}
