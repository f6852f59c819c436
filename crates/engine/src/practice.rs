//! Spaced return: what was hard comes back in later missions, at growing intervals (FSRS). How well a skill was known is in `rating`, how it
//! is remembered in `memory`.

mod memory;
mod rating;

use std::collections::{BTreeMap, HashSet};

use cfn::suggest::did_you_mean;
use missions::{Mission, offline::Blueprints};
use store::{AttemptId, Origin, Review, StartedMission};

use crate::{
    Engine, EngineError, MissionKind, MissionOverview, attempts::parse_report,
    offline::OfflineRequest,
};
use memory::Scheduler;

/// A mission that was not touched for so long, and not passed, was left.
const LEFT_AFTER_MS: i64 = 24 * 60 * 60 * 1000;

/// How a skill is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillMemory {
    /// Dotted name.
    pub skill: String,
    /// When it should come back.
    pub due_at_ms: i64,
    /// When it was last practised.
    pub practised_at_ms: i64,
    /// How often it was practised.
    pub reviews: u32,
    /// Of those, how often it went wrong.
    pub lapses: u32,
    /// The chance that it is still known, 0 to 1, now.
    pub retrievability: f64,
    /// The days until the chance has fallen to nine in ten.
    pub stability_days: f64,
}

/// What comes back and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// Whether skills come back at all.
    pub enabled: bool,
    /// Skills that were practised, those due first, then by when they are.
    pub skills: Vec<SkillMemory>,
    /// How many are due now.
    pub due: usize,
    /// What would be offered for what is due.
    pub next: Option<Practised>,
}

/// A mission that practises something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practised {
    /// The mission, bundled or made just now; absent while one would have to be made.
    pub mission_id: Option<String>,
    /// Its title, when there is one.
    pub title: Option<String>,
    /// The due skills that it practises.
    pub skills: Vec<String>,
}

impl Engine {
    /// What comes back and when.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn practice(&self) -> Result<Practice, EngineError> {
        let settings = self.settings().practice;
        if !settings.spaced_return {
            return Ok(Practice {
                enabled: false,
                skills: Vec::new(),
                due: 0,
                next: None,
            });
        }
        let skills = self.memories(settings.retention_percent)?;
        let now = self.now_ms();
        let due: Vec<String> = skills
            .iter()
            .take_while(|memory| memory.due_at_ms <= now)
            .map(|memory| memory.skill.clone())
            .collect();
        let next = match self.choose(&due)? {
            Some(found) => Some(found),
            None => makeable(&due).map(|skill| Practised {
                mission_id: None,
                title: None,
                skills: vec![skill.clone()],
            }),
        };
        Ok(Practice {
            enabled: true,
            skills,
            due: due.len(),
            next,
        })
    }

    /// A mission that practises a skill, or what is due: one of the catalogue that was not passed yet, else one of the offline generator,
    /// which is made and kept.
    ///
    /// # Errors
    /// [`EngineError::Request`]: nothing is due, or no mission practises the skill.
    pub fn practise(&self, skill: Option<&str>) -> Result<Practised, EngineError> {
        let wanted = match skill {
            Some(skill) => vec![skill.to_owned()],
            None => self.due_skills()?,
        };
        if let Some(found) = self.choose(&wanted)? {
            return Ok(found);
        }
        match makeable(&wanted) {
            Some(skill) => self.make_for(skill),
            None => Err(self.nothing_practises(&wanted)?),
        }
    }

    fn make_for(&self, skill: &str) -> Result<Practised, EngineError> {
        let made = self.make_offline(&OfflineRequest {
            skills: vec![skill.to_owned()],
            ..OfflineRequest::default()
        })?;
        Ok(Practised {
            mission_id: Some(made.mission_id),
            title: Some(made.title),
            skills: vec![skill.to_owned()],
        })
    }

    /// Why no mission can be given, with the next step.
    fn nothing_practises(&self, skills: &[String]) -> Result<EngineError, EngineError> {
        let [skill] = skills else {
            return Ok(EngineError::Request(
                "every mission that practises what is due is passed, and none can be made offline; `mission new` has a model write one"
                    .to_owned(),
            ));
        };
        let overview = self.every_mission()?;
        let practises = |mission: &&MissionOverview| mission.skills.contains(skill);
        if !overview.iter().any(|mission| practises(&mission)) {
            let known = overview.iter().flat_map(|mission| &mission.skills);
            let near = did_you_mean(skill, known.map(String::as_str));
            return Ok(EngineError::Request(format!(
                "no mission practises `{skill}`{near}"
            )));
        }
        let locked = overview.iter().filter(practises).find_map(|mission| {
            let is_open = mission.standing.passed_at_ms.is_some();
            let first = self.inner.catalogue.mission(&mission.id)?.follows.clone()?;
            (!is_open).then_some((mission, first))
        });
        Ok(EngineError::Request(match locked {
            Some((second, first)) => format!(
                "`{skill}` is practised by `{}`, the second part of `{first}`: pass that one first",
                second.id
            ),
            None => format!(
                "every mission that practises `{skill}` is passed, and none can be made offline; `mission new --topic {skill}` has a model write one"
            ),
        }))
    }

    fn every_mission(&self) -> Result<Vec<MissionOverview>, EngineError> {
        let packs = self.overview()?.into_iter();
        Ok(packs.flat_map(|pack| pack.missions).collect())
    }

    fn due_skills(&self) -> Result<Vec<String>, EngineError> {
        let practice = self.practice()?;
        if !practice.enabled {
            return Err(EngineError::Request(
                "spaced return is switched off; `practice.spaced_return` in config.toml, or Settings, turns it on"
                    .to_owned(),
            ));
        }
        if practice.due == 0 {
            return Err(EngineError::Request(
                "nothing is due; what you practised comes back here when it is about to fade"
                    .to_owned(),
            ));
        }
        let due = practice.skills.into_iter().take(practice.due);
        Ok(due.map(|memory| memory.skill).collect())
    }

    /// How each practised skill is remembered, the soonest due first.
    pub(crate) fn memories(&self, retention_percent: u32) -> Result<Vec<SkillMemory>, EngineError> {
        let scheduler = Scheduler::new(retention_percent)?;
        let now = self.now_ms();
        let mut by_skill: BTreeMap<String, Vec<Review>> = BTreeMap::new();
        for review in self.all_reviews()? {
            by_skill
                .entry(review.skill.clone())
                .or_default()
                .push(review);
        }
        let mut memories = Vec::with_capacity(by_skill.len());
        for reviews in by_skill.values_mut() {
            reviews.sort_by_key(|review| review.at_ms);
            memories.extend(scheduler.memory(reviews, now)?);
        }
        memories.sort_by(|one, other| {
            (one.due_at_ms, &one.skill).cmp(&(other.due_at_ms, &other.skill))
        });
        Ok(memories)
    }

    /// The reviews that are kept, those of missions passed since, and what was left unfinished.
    pub(crate) fn all_reviews(&self) -> Result<Vec<Review>, EngineError> {
        let mut reviews = self.inner.store.reviews()?;
        let reviewed: HashSet<String> = self.inner.store.reviewed()?.into_iter().collect();
        let now = self.now_ms();
        for started in self.inner.store.all_started()? {
            match started.passed_at_ms {
                Some(at_ms) if !reviewed.contains(&started.mission_id) => {
                    let news = self.reviews_of_passed(&started, at_ms);
                    let id = &started.mission_id;
                    self.inner.store.put_reviews(id, news.clone())?;
                    reviews.extend(news);
                }
                None if now.saturating_sub(started.touched_at_ms) >= LEFT_AFTER_MS => {
                    // Not kept: it may still be passed, and then that counts.
                    reviews.extend(self.reviews_of_left(&started)?);
                }
                Some(_) | None => {}
            }
        }
        Ok(reviews)
    }

    /// A mission that cannot be understood any more must not keep the others from coming back.
    fn reviews_of_passed(&self, started: &StartedMission, at_ms: i64) -> Vec<Review> {
        match self.rated(started, at_ms) {
            Ok(reviews) => reviews,
            Err(error) => {
                tracing::warn!(mission = started.mission_id, %error, "a passed mission is not reviewed");
                Vec::new()
            }
        }
    }

    fn rated(&self, started: &StartedMission, at_ms: i64) -> Result<Vec<Review>, EngineError> {
        let mission = self.mission_as_started(started)?;
        let mut reports = Vec::new();
        let mut hints = Vec::new();
        for (attempt, report) in self.inner.store.attempts_with_reports(&mission.id)? {
            let report = parse_report(&report)?;
            let is_whole = report.total > 0 && report.passed == report.total;
            if reports.is_empty() || is_whole || self.is_answered(&mission, attempt.id)? {
                reports.push(report);
            }
            if is_whole {
                hints = self.inner.store.hints_of_attempt(attempt.id)?;
                break;
            }
        }
        let ratings = rating::of_skills(&mission, &reports, &hints);
        let review = |(skill, rating)| Review {
            mission_id: mission.id.clone(),
            skill,
            at_ms,
            rating: rating as u32,
        };
        Ok(ratings.into_iter().map(review).collect())
    }

    /// Whether no blank of a mission was open in a save: while one is, what is not met says nothing yet.
    fn is_answered(&self, mission: &Mission, attempt: AttemptId) -> Result<bool, EngineError> {
        if mission.blanks.is_empty() {
            return Ok(true);
        }
        let snapshot = self.stored_attempt(attempt)?.snapshot;
        let placed = missions::blanks::place(mission, &snapshot);
        Ok(!placed
            .iter()
            .any(|blank| matches!(blank.state, missions::blanks::State::Empty(_))))
    }

    fn reviews_of_left(&self, started: &StartedMission) -> Result<Vec<Review>, EngineError> {
        let Some(newest) = self.newest_attempt(&started.mission_id)? else {
            return Ok(Vec::new());
        };
        // A starter that was never touched says nothing about anybody.
        if newest.origin == Origin::Start {
            return Ok(Vec::new());
        }
        let (Ok(mission), Some(attempt)) = (
            self.mission_as_started(started),
            self.inner.store.attempt(newest.id)?,
        ) else {
            return Ok(Vec::new());
        };
        let Ok(report) = parse_report(&attempt.report) else {
            return Ok(Vec::new());
        };
        let review = |skill| Review {
            mission_id: mission.id.clone(),
            skill,
            at_ms: started.touched_at_ms,
            rating: rating::Rating::Again as u32,
        };
        Ok(rating::unmet(&mission, &report)
            .into_iter()
            .map(review)
            .collect())
    }

    /// The mission not passed yet that practises most of the skills; the earlier one of two.
    fn choose(&self, skills: &[String]) -> Result<Option<Practised>, EngineError> {
        if skills.is_empty() {
            return Ok(None);
        }
        let overview = self.every_mission()?;
        let passed: HashSet<&str> = overview
            .iter()
            .filter(|mission| mission.standing.passed_at_ms.is_some())
            .map(|mission| mission.id.as_str())
            .collect();
        let is_open = |mission: &&MissionOverview| {
            let first_part = self.inner.catalogue.mission(&mission.id);
            let first_part = first_part.and_then(|mission: &Mission| mission.follows.as_deref());
            !passed.contains(mission.id.as_str())
                && first_part.is_none_or(|first| passed.contains(first))
        };
        let best = overview
            .iter()
            .filter(is_open)
            .map(|mission| (self.asked_of(mission, skills), mission))
            .filter(|(practised, _)| !practised.is_empty())
            // The last of the largest is taken, so the order is turned round.
            .rev()
            .max_by_key(|(practised, mission)| {
                // Another customer's trouble says more than one's own template once more.
                (practised.len(), mission.kind != MissionKind::Sabotage)
            });
        Ok(best.map(|(skills, mission)| Practised {
            mission_id: Some(mission.id.clone()),
            title: Some(mission.title.clone()),
            skills,
        }))
    }

    /// The skills that a mission asks for: those of criteria that its starter does not meet on purpose.
    fn asked_of(&self, overview: &MissionOverview, skills: &[String]) -> Vec<String> {
        if !skills.iter().any(|skill| overview.skills.contains(skill)) {
            return Vec::new();
        }
        let Ok(mission) = self.mission(&overview.id) else {
            return Vec::new();
        };
        let criteria = mission
            .rubric
            .criteria
            .iter()
            .map(|criterion| &criterion.id);
        let asked: HashSet<&String> = criteria
            .filter(|id| !mission.given.contains(*id))
            .flat_map(|id| mission.skills_of(id))
            .collect();
        let found = skills.iter().filter(|skill| asked.contains(*skill));
        found.cloned().collect()
    }
}

/// The first skill that a mission made offline can practise.
fn makeable(skills: &[String]) -> Option<&String> {
    let blueprints = Blueprints::embedded();
    skills.iter().find(|skill| blueprints.teach(skill))
}
