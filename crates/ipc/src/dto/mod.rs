//! What crosses to a front end. Shapes only; conversions from the engine's types are in `convert.rs`. Times are milliseconds since the
//! Unix epoch, lines and columns count from 1.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares DTOs with the attributes that all of them share.
macro_rules! dto {
    ($($(#[$meta:meta])* struct $name:ident { $($(#[$field_meta:meta])* $field:ident : $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase", deny_unknown_fields)]
            pub struct $name { $($(#[$field_meta])* pub $field : $type,)* }
        )*
    };
}

/// Declares enums of words with the attributes that all of them share.
macro_rules! words {
    ($($(#[$meta:meta])* enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            pub enum $name { $($(#[$variant_meta])* $variant,)* }
        )*
    };
}

mod bedrock;
mod diagram;
mod mentor;
mod pasted;
mod practice;
mod template;
mod usage;

pub use bedrock::*;
pub use diagram::*;
pub use mentor::*;
pub use pasted::*;
pub use practice::*;
pub use template::*;
pub use usage::*;

dto! {
    /// No fields.
    struct Nothing {}

    /// Names a mission.
    struct MissionRef {
        /// Its id.
        mission_id: String,
    }

    /// Names a criterion of a mission.
    struct CriterionRef {
        /// The mission.
        mission_id: String,
        /// The criterion.
        criterion_id: String,
    }

    /// Names an attempt.
    struct AttemptRef {
        /// Its number.
        #[ts(type = "number")]
        attempt_id: i64,
    }

    /// Names a folder.
    struct FolderRef {
        /// Absolute.
        path: String,
    }

    /// Starts or resumes a mission.
    struct StartMission {
        /// The mission.
        mission_id: String,
        /// Where its folder goes, absolute; otherwise below the workspace folder.
        folder: Option<String>,
    }

    /// Asks for a place in the editor.
    struct OpenEditor {
        /// The mission.
        mission_id: String,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
    }

    /// Asks for a template and its diff.
    struct CompareTemplate {
        /// The mission.
        mission_id: String,
        /// The attempt whose text is shown; otherwise the newest.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
        /// What it is compared with.
        against: AgainstDto,
        /// The save that it is compared with, for `attempt`.
        #[ts(type = "number | null")]
        against_id: Option<i64>,
    }

    /// What the program is and how its data stands.
    struct AppInfoDto {
        /// The program's version.
        version: String,
        /// Where the database is.
        data_folder: String,
        /// The settings file.
        config_file: String,
        /// Where workspaces are made.
        workspace_folder: String,
        /// Where logs are.
        log_folder: String,
        /// How the data stands.
        data: DataDto,
        /// The platform: `linux`, `macos`, `windows`.
        platform: String,
        /// The settings in force; the defaults when the data is refused.
        settings: SettingsDto,
    }

    /// How the data stands.
    struct DataDto {
        /// The state.
        state: DataStateDto,
        /// Sentences to show.
        notices: Vec<String>,
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

    /// An attempt, as a dot on the line.
    struct AttemptSummaryDto {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
        /// When it was saved.
        #[ts(type = "number")]
        at_ms: i64,
        /// Where the text came from.
        origin: OriginDto,
        /// 0 to 1.
        score: f64,
        /// Criteria passed.
        passed: u32,
        /// Criteria in all.
        total: u32,
        /// From reading to the report, in microseconds.
        #[ts(type = "number")]
        grade_us: u64,
        /// How many hints had been revealed, all criteria together.
        hints_used: u32,
    }

    /// A mission's attempts.
    struct AttemptListDto {
        /// Oldest first.
        attempts: Vec<AttemptSummaryDto>,
        /// The ids of the criteria that changed their verdict with each attempt, in the same order as `attempts`.
        flips: Vec<Vec<FlipDto>>,
        /// One a criterion.
        strips: Vec<StripDto>,
        /// The newest save that met every criterion.
        #[ts(type = "number | null")]
        last_green_id: Option<i64>,
        /// What the saves take, in bytes.
        #[ts(type = "number")]
        size_bytes: u64,
    }

    /// A criterion that changed its verdict.
    struct FlipDto {
        /// The criterion.
        criterion_id: String,
        /// Its label.
        label: String,
        /// What it is now.
        verdict: VerdictDto,
    }

    /// An attempt with its report.
    struct AttemptDto {
        /// The mission.
        mission_id: String,
        /// The dot.
        summary: AttemptSummaryDto,
        /// Points earned.
        earned: f64,
        /// Points in all.
        possible: f64,
        /// In the rubric's order.
        results: Vec<CriterionResultDto>,
        /// Remarks about the text.
        diagnostics: Vec<DiagnosticDto>,
        /// The hints that had been revealed when it was graded.
        hints: Vec<HintUsedDto>,
    }

    /// What came of a criterion.
    struct CriterionResultDto {
        /// The criterion.
        id: String,
        /// Its label.
        label: String,
        /// Its kind.
        kind: String,
        /// The verdict.
        verdict: VerdictDto,
        /// Points earned.
        earned: f64,
        /// Points in all.
        weight: f64,
        /// Sentences.
        message: String,
        /// Where it shows.
        evidence: Vec<EvidenceDto>,
        /// What it is made of, when it is about several things.
        parts: Vec<PartDto>,
    }

    /// One of several things that a criterion is about: a condition, a connection, a statement of a policy, a resource.
    struct PartDto {
        /// `pass`, `fail` or `unknown`.
        verdict: VerdictDto,
        /// A sentence.
        text: String,
        /// Where it shows; absent for what is nowhere.
        evidence: Option<EvidenceDto>,
    }

    /// A place that a verdict rests on.
    struct EvidenceDto {
        /// The resource's logical id.
        resource: Option<String>,
        /// The path from its properties.
        path: Option<String>,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// From 1, included.
        end_line: u32,
        /// From 1, excluded.
        end_column: u32,
        /// What stands there.
        found: Option<String>,
        /// What was asked for.
        expected: Option<String>,
    }

    /// A remark about the text.
    struct DiagnosticDto {
        /// How bad it is.
        severity: SeverityDto,
        /// A stable code.
        code: String,
        /// A sentence.
        message: String,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
    }

    /// A text with its line diff.
    struct ComparisonDto {
        /// In order; removed lines stand where they stood.
        lines: Vec<ComparedLineDto>,
        /// The text was not UTF-8, and is shown with replacement characters.
        lossy: bool,
        /// Only the first lines are shown; there are too many to read.
        truncated: bool,
    }

    /// A line of a comparison.
    struct ComparedLineDto {
        /// What became of it.
        change: LineChangeDto,
        /// In the older text.
        old_line: Option<u32>,
        /// In the newer text.
        new_line: Option<u32>,
        /// Without its line ending.
        text: String,
    }

    /// A snapshot that was put back.
    struct RestoredDto {
        /// The attempt that stands now.
        attempt: AttemptDto,
        /// Whether it can be taken back.
        can_undo: bool,
    }

    /// An editor that was started.
    struct LaunchedDto {
        /// What people call it.
        label: String,
        /// The program and its arguments.
        command: Vec<String>,
    }

    /// What is watched.
    struct WatchDto {
        /// Nothing when no mission is watched.
        watch: Option<WatchStateDto>,
    }

    /// A watch.
    struct WatchStateDto {
        /// The mission.
        mission_id: String,
        /// The template, absolute.
        path: String,
        /// How it stands.
        phase: WatchPhaseDto,
        /// Why, when it does not stand well.
        reason: Option<String>,
        /// Why saves are noticed only every two seconds, when the system's own file events cannot be had.
        polling: Option<String>,
        /// When the content last changed.
        #[ts(type = "number | null")]
        saved_at_ms: Option<i64>,
        /// From reading to the report, in microseconds.
        #[ts(type = "number | null")]
        grade_us: Option<u64>,
        /// The newest attempt.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
    }

    /// Missions done and what happened when.
    struct ProgressDto {
        /// Missions in all.
        missions: u32,
        /// Missions started.
        started: u32,
        /// Missions passed.
        passed: u32,
        /// Criteria that pass in the newest attempts.
        criteria_passed: u32,
        /// Newest first.
        passed_missions: Vec<PassedMissionDto>,
        /// Skills in order of their names.
        skills: Vec<SkillDto>,
        /// The last 371 days in quarters of an hour, oldest first; empty quarters left out.
        activity: Vec<ActivityDto>,
    }

    /// A passed mission.
    struct PassedMissionDto {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// When every criterion first passed.
        #[ts(type = "number")]
        at_ms: i64,
    }

    /// A skill and how far the learner is with it.
    struct SkillDto {
        /// Dotted name.
        skill: String,
        /// Missions that teach it.
        missions: u32,
        /// Of those, passed.
        passed: u32,
        /// How it is remembered; absent when it was never practised, and while nothing comes back.
        memory: Option<SkillMemoryDto>,
    }

    /// What happened in a quarter of an hour.
    struct ActivityDto {
        /// When the quarter begins.
        #[ts(type = "number")]
        start_ms: i64,
        /// Graded saves.
        saves: u32,
        /// Missions passed for the first time.
        passes: u32,
    }

    /// The settings and what they can be set to.
    struct SettingsViewDto {
        /// In force.
        settings: SettingsDto,
        /// The editors, found ones first.
        editors: Vec<EditorDto>,
        /// The folder used when `workspaces` is not set.
        default_workspaces: String,
    }

    /// The settings.
    struct SettingsDto {
        /// Light, dark, or what the system says.
        theme: ThemeDto,
        /// An [`EditorDto::id`]; otherwise the first one found.
        editor: Option<String>,
        /// The program and arguments of `custom`, with `{file}` `{line}` `{column}`.
        custom_editor: Vec<String>,
        /// Whether starting a mission opens the editor.
        open_editor_on_start: bool,
        /// Where workspaces are made; otherwise the default.
        workspaces: Option<String>,
        /// Whether Progress shows a streak.
        show_streak: bool,
        /// May be empty.
        learner_name: String,
        /// Whether the welcome screen was left.
        welcomed: bool,
        /// Whether what was hard comes back.
        spaced_return: bool,
        /// How well it should still be known when it comes back, in percent: 70 to 97.
        retention_percent: u32,
        /// The window's language, as `en` or `de`; otherwise what the system says.
        language: Option<String>,
        /// How large the window's text is, in percent: 80 to 200.
        zoom_percent: u32,
        /// The learner's own folder of service icons.
        icons: Option<String>,
        /// Whether the desktop is told of what happens while the window is not in front.
        notify: bool,
    }

    /// An editor.
    struct EditorDto {
        /// What settings name it by.
        id: String,
        /// What people call it.
        label: String,
        /// The program that would run; nothing when it was not found.
        program: Option<String>,
    }

    /// Everything the program needs, looked at.
    struct DoctorDto {
        /// In order.
        checks: Vec<CheckDto>,
    }

    /// A finding.
    struct CheckDto {
        /// Stable.
        id: String,
        /// What was looked at.
        label: String,
        /// How it stands.
        state: CheckStateDto,
        /// A sentence; when it is not good, with the next step.
        message: String,
    }

    /// An event: ids only, a front end asks again for what it shows.
    struct EventDto {
        /// What changed.
        kind: EventKind,
        /// The mission, when one did.
        mission_id: Option<String>,
        /// The attempt, when one was recorded.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
    }

    /// An error as a front end sees it.
    struct ErrorDto {
        /// What a front end may branch on.
        code: ErrorCode,
        /// A sentence.
        message: String,
        /// More, for the curious.
        detail: Option<String>,
    }
}

words! {
    /// How the data stands.
    enum DataStateDto {
        /// Everything is kept.
        Kept,
        /// The folder cannot be written: everything works, nothing is kept.
        Temporary,
        /// A newer version wrote it: nothing is touched, it can be exported.
        Newer,
        /// It cannot be opened at all.
        Refused,
    }

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

    /// The five verdicts.
    enum VerdictDto {
        /// Met.
        Pass,
        /// Met in part.
        Partial,
        /// Not met.
        Fail,
        /// Not decidable.
        Unknown,
        /// What it requires is not met.
        Locked,
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

    /// How bad a remark is.
    enum SeverityDto {
        /// CloudFormation would refuse it.
        Error,
        /// Probably not meant.
        Warning,
        /// Worth knowing.
        Info,
    }

    /// Where a graded text came from.
    enum OriginDto {
        /// The starter.
        Start,
        /// The editor.
        Save,
        /// A snapshot, put back.
        Restore,
        /// A restore, taken back.
        Undo,
    }

    /// What a template is compared with.
    enum AgainstDto {
        /// The starter.
        Starter,
        /// The save before.
        Previous,
        /// The last save that met every criterion.
        LastGreen,
        /// A save of the same mission: `against_id`.
        Attempt,
        /// The reference solution.
        Solution,
    }

    /// What became of a line.
    enum LineChangeDto {
        /// In both.
        Same,
        /// Only in the newer text.
        Added,
        /// Only in the older text.
        Removed,
    }

    /// How a watch stands.
    enum WatchPhaseDto {
        /// Waiting for the next save.
        Watching,
        /// The file is not there.
        Missing,
        /// The file cannot be read.
        Unreadable,
        /// The file became a link to somewhere else.
        LinkElsewhere,
    }

    /// The window's colours.
    enum ThemeDto {
        /// What the system says.
        System,
        /// Paper.
        Light,
        /// Blueprint.
        Dark,
    }

    /// How a check stands.
    enum CheckStateDto {
        /// Works.
        Ok,
        /// Something optional is missing.
        Warning,
        /// Does not work.
        Failed,
    }

    /// What changed.
    enum EventKind {
        /// A save was graded and recorded.
        AttemptGraded,
        /// What is watched, or how the watch stands.
        WatchChanged,
        /// A mission's standing, or how its generation stands.
        MissionChanged,
        /// The queue: a job, a pause, the breaker.
        QueueChanged,
        /// A mission failed for good.
        DeadLetter,
        /// Something was charged, or a budget changed.
        UsageChanged,
    }

    /// What a front end may branch on.
    enum ErrorCode {
        /// No such mission, attempt or criterion.
        NotFound,
        /// The mission has not been started.
        NotStarted,
        /// The solution is still locked.
        SolutionLocked,
        /// There is nothing to take back.
        NothingToUndo,
        /// The template cannot be read.
        Unreadable,
        /// A file or folder cannot be written.
        Unwritable,
        /// No editor, or it did not start.
        Editor,
        /// A setting is wrong.
        Setting,
        /// Credentials could not be kept, opened or forgotten.
        Credentials,
        /// The data cannot be used.
        Data,
        /// The request was malformed.
        BadRequest,
        /// Everything else.
        Internal,
    }
}
