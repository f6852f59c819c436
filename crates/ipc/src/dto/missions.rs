//! Missions: how they are listed, how far the learner is, their criteria and hints.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AttemptDto, LaunchedDto, MissionKindDto, MissionMakeDto, MissionSourceDto, SuggestionDto,
    VerdictDto,
};

dto! {
    /// Starts or resumes a mission.
    struct StartMission {
        /// The mission.
        mission_id: String,
        /// Where its folder goes, absolute; otherwise below the workspace folder.
        folder: Option<String>,
    }

    /// Every pack.
    struct MissionListDto {
        /// In order.
        packs: Vec<PackDto>,
        /// The mission to go on with: the last one touched that is not passed.
        resume: Option<MissionCardDto>,
    }

    /// A pack.
    struct PackDto {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// One sentence.
        summary: String,
        /// In order.
        missions: Vec<MissionCardDto>,
    }

    /// A mission as it is listed.
    struct MissionCardDto {
        /// Its id.
        id: String,
        /// The pack's title.
        pack_title: String,
        /// Its place in the pack, from 1.
        position: u32,
        /// How many missions the pack has.
        pack_size: u32,
        /// Its title.
        title: String,
        /// One sentence.
        summary: String,
        /// How much it asks for.
        level: LevelDto,
        /// Lower-case service names.
        services: Vec<String>,
        /// Dotted skill names.
        skills: Vec<String>,
        /// How long it takes.
        minutes: u32,
        /// What kind of mission it is.
        kind: MissionKindDto,
        /// Who made it.
        source: MissionSourceDto,
        /// How far the learner is.
        standing: StandingDto,
    }

    /// How far the learner is.
    struct StandingDto {
        /// The state.
        state: StandingStateDto,
        /// Criteria passed in the newest attempt.
        passed: u32,
        /// Criteria in all.
        total: u32,
        /// 0 to 1.
        score: f64,
        /// The verdicts of the newest attempt in the rubric's order; empty before the start.
        verdicts: Vec<VerdictDto>,
        /// The label of the first criterion that is not met.
        next: Option<String>,
        /// When it was last graded or opened.
        #[ts(type = "number | null")]
        touched_at_ms: Option<i64>,
        /// When every criterion first passed.
        #[ts(type = "number | null")]
        passed_at_ms: Option<i64>,
        /// The bundled mission has changed since it was started.
        outdated: bool,
    }

    /// A mission, whole.
    struct MissionDto {
        /// As it is listed.
        card: MissionCardDto,
        /// Markdown.
        scenario: String,
        /// The criteria in order.
        criteria: Vec<CriterionDto>,
        /// The starter, to read before starting.
        starter: String,
        /// Titles of AWS documentation pages.
        sources: Vec<String>,
        /// What it is besides its criteria.
        make: MissionMakeDto,
        /// The template's absolute path, once started.
        workspace: Option<String>,
        /// The newest attempt, once started.
        attempt: Option<AttemptDto>,
        /// Whether the reference solution may be compared with.
        solution_unlocked: bool,
        /// Whether a restore can be taken back.
        can_undo_restore: bool,
        /// Said once after `start_mission`: what happened to the workspace and the editor.
        started: Option<StartedDto>,
    }

    /// What starting did.
    struct StartedDto {
        /// Whether the starter was copied now; false when a file was already there and was kept.
        created: bool,
        /// The editor that was opened.
        editor: Option<LaunchedDto>,
        /// Why no editor was opened, when one should have been.
        editor_problem: Option<String>,
    }

    /// A criterion, without what it expects.
    struct CriterionDto {
        /// Its id.
        id: String,
        /// What a learner reads.
        label: String,
        /// Points.
        weight: f64,
        /// function, security, cost, reliability, bonus.
        tag: Option<String>,
        /// Labels of the criteria that unlock it.
        requires: Vec<String>,
        /// The skills that it practises.
        skills: Vec<String>,
        /// Whether the starter meets it on purpose: it guards what must not be broken.
        given: bool,
        /// Its hints.
        hints: CriterionHintsDto,
    }

    /// A criterion's hints.
    struct CriterionHintsDto {
        /// The criterion.
        criterion_id: String,
        /// Those revealed, first level first.
        revealed: Vec<String>,
        /// How many there are.
        available: u32,
        /// Who gives them.
        source: HintSourceDto,
        /// Why there are none; absent when there are.
        none: Option<NoHintsDto>,
        /// What the edit that the last hint tells would do to the template as it is; absent while none has been told.
        proof: Option<SuggestionDto>,
    }

    /// The hints of a mission's criteria.
    struct HintListDto {
        /// In the rubric's order.
        hints: Vec<CriterionHintsDto>,
    }
}

words! {
    /// How much a mission asks for.
    enum LevelDto {
        /// First steps.
        Foundation,
        /// Several services together.
        Associate,
        /// Trade-offs under constraints.
        Professional,
    }

    /// How far the learner is.
    enum StandingStateDto {
        /// Not started.
        New,
        /// Started, never passed.
        Started,
        /// Passed at least once.
        Passed,
    }

    /// Who gives a hint.
    enum HintSourceDto {
        /// The mission's author.
        Author,
        /// The grader, from the template as it is now.
        Grader,
    }

    /// Why a criterion without an author's hints has none now.
    enum NoHintsDto {
        /// It is met.
        Met,
        /// It cannot be decided on this template.
        Undecided,
        /// The template cannot be read as one.
        Unreadable,
        /// No single edit would do.
        NoEdit,
        /// It is part of a test: what it expects is not told.
        Sealed,
    }
}
