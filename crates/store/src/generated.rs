//! Generated missions: from `generating` to `ready` or `failed`. What a mission is is not known here; its document is text.

use crate::{JobId, Store, StoreError, tables::generated_missions};

/// Where a generated mission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratedState {
    /// Its job is in the queue.
    Generating,
    /// It can be started.
    Ready,
    /// Its job is dead; the reason says why.
    Failed,
    /// The learner took it back.
    Cancelled,
}

/// What makes a mission ready.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadyMission {
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// `foundation`, `associate`, `professional`.
    pub level: String,
    /// Service names.
    pub services: Vec<String>,
    /// Skill names.
    pub skills: Vec<String>,
    /// How long it takes.
    pub minutes: u32,
    /// How many criteria it has.
    pub criteria: u32,
    /// Its single-file form.
    pub document: String,
    /// The document's version.
    pub version: String,
    /// Where it came from, as JSON: model, prompt version, schema version, repairs; or blueprint and seed.
    pub origin: String,
}

/// A generated mission as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct GeneratedCard {
    /// Its id.
    pub mission_id: String,
    /// Its newest job; absent for one that needed none.
    pub job: Option<JobId>,
    /// Where it stands.
    pub state: GeneratedState,
    /// Its title, or what was asked for.
    pub title: String,
    /// One sentence; empty until it is ready.
    pub summary: String,
    /// `foundation`, `associate`, `professional`; empty until it is ready.
    pub level: String,
    /// Service names.
    pub services: Vec<String>,
    /// Skill names.
    pub skills: Vec<String>,
    /// How long it takes.
    pub minutes: u32,
    /// How many criteria it has.
    pub criteria: u32,
    /// What was asked for, as JSON.
    pub request: String,
    /// The model.
    pub model: String,
    /// Why it failed, a sentence.
    pub reason: Option<String>,
    /// When it was asked for.
    pub created_at_ms: i64,
    /// When it last changed.
    pub changed_at_ms: i64,
    /// What the calls that wrote and mended it were charged at so far, in billionths of a USD. Hints about it are not part of that.
    pub cost_nusd: i64,
    /// And in tokens.
    pub tokens: i64,
}

/// A generated mission, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct GeneratedMission {
    /// As it is listed.
    pub card: GeneratedCard,
    /// Its single-file form, when it is ready.
    pub document: Option<String>,
    /// The document's version, when it is ready.
    pub version: Option<String>,
    /// Where it came from, as JSON.
    pub origin: Option<String>,
}

/// Where a page of a list begins: after this mission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When it was asked for.
    pub created_at_ms: i64,
    /// Its id.
    pub mission_id: String,
}

impl Store {
    /// A page of generated missions, the newest first; discarded ones are left out. Fast for any number of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn generated(
        &self,
        after: Option<Cursor>,
        state: Option<GeneratedState>,
        limit: u32,
    ) -> Result<Vec<GeneratedCard>, StoreError> {
        self.read("reading the generated missions", move |connection| {
            generated_missions::page(connection, after.as_ref(), state, limit)
        })
    }

    /// How many there are in each state: generating, ready, failed, cancelled.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn generated_counts(&self) -> Result<[u64; 4], StoreError> {
        self.read("counting the generated missions", |connection| {
            let mut counts = [0; 4];
            for (state, count) in generated_missions::counts(connection)? {
                let place = match state {
                    GeneratedState::Generating => 0,
                    GeneratedState::Ready => 1,
                    GeneratedState::Failed => 2,
                    GeneratedState::Cancelled => 3,
                };
                counts[place] = count;
            }
            Ok(counts)
        })
    }

    /// One generated mission, unless it was discarded.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn generated_mission(
        &self,
        mission_id: &str,
    ) -> Result<Option<GeneratedMission>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading a generated mission", move |connection| {
            generated_missions::get(connection, &id)
        })
    }

    /// The newest ready titles, for "not these again".
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn generated_titles(&self, limit: u32) -> Result<Vec<String>, StoreError> {
        self.read(
            "reading the titles of generated missions",
            move |connection| generated_missions::titles(connection, limit),
        )
    }

    /// Keeps a mission that needed no model (the offline generator, an import). False when the id is taken.
    ///
    /// # Errors
    /// When it cannot be written, or the request or the origin is no JSON.
    pub fn put_ready(
        &self,
        mission_id: &str,
        request: &str,
        mission: ReadyMission,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let (id, request) = (mission_id.to_owned(), request.to_owned());
        self.write("keeping a mission", move |transaction| {
            Ok(generated_missions::insert_ready(
                transaction,
                &id,
                &request,
                &mission,
                now_ms,
            )?)
        })
    }
}
