//! How far the learner is: with a mission, with all of them, over time.

use std::collections::{BTreeMap, HashMap, HashSet};

use grader::{Report, Verdict};
use missions::{Level, Mission, MissionOrigin};
use store::{AttemptSummary, GeneratedState, StartedMission};

use crate::{
    Engine, EngineError, MissionKind, MissionMake, MissionOverview, MissionSource, PackOverview,
    Progress, SkillProgress, Standing, attempts::parse_report, generate::level_named,
    offline::made_by,
};

/// 53 weeks, so that a calendar of a year has no torn first column.
const ACTIVITY_MS: i64 = 371 * 24 * 60 * 60 * 1000;

/// Generated missions in the overview; the rest is in [`Engine::generations`], page by page.
const MOST_GENERATED: u32 = 200;

impl Engine {
    /// Every mission with how far the learner is, packs in order. Missions that were started and that no pack has any more come last.
    pub fn overview(&self) -> Result<Vec<PackOverview>, EngineError> {
        let mut started: HashMap<String, StartedMission> =
            (self.inner.store.all_started()?.into_iter())
                .map(|started| (started.mission_id.clone(), started))
                .collect();
        let newest: HashMap<String, AttemptSummary> =
            (self.inner.store.latest_attempts()?.into_iter())
                .map(|attempt| (attempt.mission_id.clone(), attempt))
                .collect();
        let mut packs = Vec::new();
        for pack in &self.inner.catalogue.packs {
            let missions = pack.missions.iter().map(|mission| {
                let begun = started.remove(&mission.id);
                self.mission_overview(mission, begun, newest.get(&mission.id))
            });
            packs.push(PackOverview {
                id: pack.id.clone(),
                title: pack.title.clone(),
                summary: pack.summary.clone(),
                missions: missions.collect::<Result<_, _>>()?,
            });
        }
        packs.extend(self.generated_pack(&mut started, &newest)?);
        packs.extend(self.no_longer_bundled(started, &newest)?);
        Ok(packs)
    }

    fn mission_overview(
        &self,
        mission: &Mission,
        begun: Option<StartedMission>,
        newest: Option<&AttemptSummary>,
    ) -> Result<MissionOverview, EngineError> {
        Ok(MissionOverview {
            id: mission.id.clone(),
            title: mission.title.clone(),
            summary: mission.summary.clone(),
            level: mission.level,
            services: mission.services.clone(),
            skills: mission.skills.clone(),
            minutes: mission.minutes,
            criteria: mission.rubric.criteria.len(),
            kind: kind(mission),
            source: source(mission),
            standing: self.standing_of(begun, newest.cloned())?,
        })
    }

    /// The newest missions that were written for the learner, and those of the older ones that were started.
    fn generated_pack(
        &self,
        started: &mut HashMap<String, StartedMission>,
        newest: &HashMap<String, AttemptSummary>,
    ) -> Result<Option<PackOverview>, EngineError> {
        let store = &self.inner.store;
        let mut cards = store.generated(None, Some(GeneratedState::Ready), MOST_GENERATED)?;
        let mut listed: HashSet<String> =
            cards.iter().map(|card| card.mission_id.clone()).collect();
        let mut older: Vec<&String> = started.keys().filter(|id| !listed.contains(*id)).collect();
        older.sort_unstable();
        for id in older {
            if let Some(found) = store.generated_mission(id)?
                && found.card.state == GeneratedState::Ready
                && listed.insert(id.clone())
            {
                cards.push(found.card);
            }
        }
        let mut missions = Vec::with_capacity(cards.len());
        for card in cards {
            let begun = started.remove(&card.mission_id);
            let latest = newest.get(&card.mission_id).cloned();
            let (kind, source) = made_by(&card.request);
            missions.push(MissionOverview {
                standing: self.standing_of(begun, latest)?,
                criteria: usize::try_from(card.criteria).unwrap_or(usize::MAX),
                level: level_named(&card.level).unwrap_or(Level::Associate),
                id: card.mission_id,
                title: card.title,
                summary: card.summary,
                services: card.services,
                skills: card.skills,
                minutes: card.minutes,
                kind,
                source,
            });
        }
        Ok((!missions.is_empty()).then(|| PackOverview {
            id: "generated".to_owned(),
            title: "Made for you".to_owned(),
            summary: "Missions that were made at your wish, the newest first.".to_owned(),
            missions,
        }))
    }

    fn no_longer_bundled(
        &self,
        started: HashMap<String, StartedMission>,
        newest: &HashMap<String, AttemptSummary>,
    ) -> Result<Option<PackOverview>, EngineError> {
        let mut rest: Vec<StartedMission> = started.into_values().collect();
        rest.sort_by(|one, other| one.mission_id.cmp(&other.mission_id));
        let mut missions = Vec::new();
        for begun in rest {
            match self.mission_as_started(&begun) {
                Ok(mission) => {
                    let latest = newest.get(&mission.id);
                    missions.push(self.mission_overview(&mission, Some(begun), latest)?);
                }
                Err(error) => {
                    tracing::warn!(mission = begun.mission_id, %error, "a started mission is not listed");
                }
            }
        }
        Ok((!missions.is_empty()).then(|| PackOverview {
            id: "started-earlier".to_owned(),
            title: "Started earlier".to_owned(),
            summary: "Missions that you started and that are no longer part of a pack.".to_owned(),
            missions,
        }))
    }

    /// How far the learner is with a mission.
    pub fn standing(&self, id: &str) -> Result<Standing, EngineError> {
        let Some(started) = self.inner.store.started(id)? else {
            self.mission_in_catalogue(id)?;
            return Ok(Standing::default());
        };
        let newest = self.newest_attempt(id)?;
        self.standing_of(Some(started), newest)
    }

    fn standing_of(
        &self,
        started: Option<StartedMission>,
        latest: Option<AttemptSummary>,
    ) -> Result<Standing, EngineError> {
        let Some(started) = started else {
            return Ok(Standing::default());
        };
        let report = match &latest {
            Some(latest) => self.report(latest)?,
            None => None,
        };
        let results = report.map(|report| report.results).unwrap_or_default();
        let bundled = self.inner.catalogue.mission(&started.mission_id);
        Ok(Standing {
            outdated: bundled.is_some_and(|mission| mission.version != started.mission_version),
            verdicts: results.iter().map(|result| result.verdict).collect(),
            next: results
                .into_iter()
                .find(|result| result.verdict != Verdict::Pass)
                .map(|result| result.label),
            template: Some(started.template),
            started_at_ms: Some(started.started_at_ms),
            touched_at_ms: Some(started.touched_at_ms),
            passed_at_ms: started.passed_at_ms,
            latest,
        })
    }

    /// A stored report; one that cannot be read must not keep a whole list from being shown.
    fn report(&self, attempt: &AttemptSummary) -> Result<Option<Report>, EngineError> {
        let stored = self.inner.store.report(attempt.id);
        let report = match stored.map_err(EngineError::from) {
            Ok(None) => return Ok(None),
            Ok(Some(json)) => parse_report(&json),
            Err(error) => Err(error),
        };
        match report {
            Ok(report) => Ok(Some(report)),
            Err(error) => {
                tracing::warn!(attempt = attempt.id.0, %error, "verdicts are not shown");
                Ok(None)
            }
        }
    }

    /// What a mission is besides its criteria: what it comes from, what comes after it.
    pub fn make(&self, id: &str) -> Result<MissionMake, EngineError> {
        let mission = self.mission(id)?;
        let titled = |id: &String| {
            let title = self.mission(id).map(|mission| mission.title.clone()).ok()?;
            Some((id.clone(), title))
        };
        let next_part = self.inner.catalogue.missions();
        let next_part = next_part
            .filter(|next| next.follows.as_deref() == Some(id))
            .map(|next| (next.id.clone(), next.title.clone()))
            .next();
        let (seed, sabotaged, changes) = match &mission.origin {
            Some(MissionOrigin::Blueprint { seed, .. }) => (Some(*seed), None, None),
            Some(MissionOrigin::Sabotage { mission, changes }) => {
                (None, titled(mission), Some(*changes))
            }
            None => (None, None, None),
        };
        let passed = self
            .inner
            .store
            .started(id)?
            .is_some_and(|started| started.passed_at_ms.is_some());
        Ok(MissionMake {
            seed,
            follows: mission.follows.as_ref().and_then(titled),
            next_part,
            can_sabotage: passed && kind(&mission) != MissionKind::Sabotage,
            sabotaged,
            changes,
        })
    }

    /// Missions done and what happened when.
    pub fn progress(&self) -> Result<Progress, EngineError> {
        let missions: Vec<MissionOverview> = (self.overview()?.into_iter())
            .flat_map(|pack| pack.missions)
            .collect();
        let mut passed_missions: Vec<(String, String, i64)> = missions
            .iter()
            .filter_map(|mission| {
                let at = mission.standing.passed_at_ms?;
                Some((mission.id.clone(), mission.title.clone(), at))
            })
            .collect();
        passed_missions.sort_by(|one, other| (other.2, &one.0).cmp(&(one.2, &other.0)));
        let since = self.inner.clock.now_ms().saturating_sub(ACTIVITY_MS);
        Ok(Progress {
            missions: missions.len(),
            started: missions
                .iter()
                .filter(|mission| mission.standing.template.is_some())
                .count(),
            passed: passed_missions.len(),
            criteria_passed: missions
                .iter()
                .map(|mission| passing(&mission.standing))
                .sum(),
            passed_missions,
            skills: self.with_memory(skills(&missions))?,
            activity: self.inner.store.activity(since)?,
        })
    }
}

impl Engine {
    /// Skills with how they are remembered; as they are while nothing comes back.
    fn with_memory(
        &self,
        mut skills: Vec<SkillProgress>,
    ) -> Result<Vec<SkillProgress>, EngineError> {
        let settings = self.settings().practice;
        if !settings.spaced_return {
            return Ok(skills);
        }
        for memory in self.memories(settings.retention_percent)? {
            if let Some(skill) = skills.iter_mut().find(|skill| skill.skill == memory.skill) {
                skill.memory = Some(memory);
            }
        }
        Ok(skills)
    }
}

/// What kind of mission it is.
pub(crate) fn kind(mission: &Mission) -> MissionKind {
    match &mission.origin {
        Some(MissionOrigin::Sabotage { .. }) => MissionKind::Sabotage,
        Some(MissionOrigin::Blueprint { .. }) | None if mission.blanks.is_empty() => {
            MissionKind::Build
        }
        Some(MissionOrigin::Blueprint { .. }) | None => MissionKind::Blanks,
    }
}

/// Who made a mission of the catalogue, or one that left it.
fn source(mission: &Mission) -> MissionSource {
    match &mission.origin {
        Some(MissionOrigin::Sabotage { .. }) => MissionSource::Sabotage,
        Some(MissionOrigin::Blueprint { .. }) => MissionSource::Offline,
        None => MissionSource::Bundled,
    }
}

fn passing(standing: &Standing) -> usize {
    standing
        .verdicts
        .iter()
        .filter(|verdict| **verdict == Verdict::Pass)
        .count()
}

fn skills(missions: &[MissionOverview]) -> Vec<SkillProgress> {
    let mut by_name: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for mission in missions {
        for skill in &mission.skills {
            let (taught, passed) = by_name.entry(skill).or_default();
            *taught += 1;
            *passed += usize::from(mission.standing.passed_at_ms.is_some());
        }
    }
    let rows = by_name.into_iter();
    rows.map(|(skill, (missions, passed))| SkillProgress {
        skill: skill.to_owned(),
        missions,
        passed,
        memory: None,
    })
    .collect()
}
