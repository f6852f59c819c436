//! Missions that the model writes, what they cost, and the queue.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LevelDto, ProblemDto};

dto! {
    /// What a learner asks for.
    struct MissionRequestDto {
        /// In their words; may be empty.
        topic: String,
        /// Lower-case service names; may be empty.
        services: Vec<String>,
        /// Otherwise the model chooses.
        level: Option<LevelDto>,
        /// Another model than the settings'.
        model: Option<String>,
    }

    /// What something costs before it is paid. Amounts are billionths of a USD.
    struct QuoteDto {
        /// The model.
        model: String,
        /// What people call it.
        model_label: String,
        /// What is likely.
        #[ts(type = "number")]
        likely_nusd: i64,
        /// At most, and what is reserved.
        #[ts(type = "number")]
        most_nusd: i64,
        /// At most.
        #[ts(type = "number")]
        most_tokens: i64,
        /// `YYYY-MM-DD`.
        prices_as_of: String,
        /// Whether the model is in the price list; otherwise the dearest price is used.
        price_known: bool,
        /// The limit that stands in the way.
        exceeds: Option<ExceededDto>,
    }

    /// A limit that stands in the way.
    struct ExceededDto {
        /// A sentence with the amounts.
        message: String,
        /// When enough will have passed.
        #[ts(type = "number | null")]
        fits_at_ms: Option<i64>,
    }

    /// What asking for a mission came to: one of the three.
    struct AskedMissionDto {
        /// It is in the queue.
        queued: Option<GenerationDto>,
        /// A budget would be exceeded; nothing was written.
        over_budget: Option<QuoteDto>,
        /// Bedrock cannot be reached; nothing was written.
        not_connected: Option<ProblemDto>,
    }

    /// Asks for a page of generated missions.
    struct ListGenerations {
        /// Where it begins; otherwise with the newest.
        after: Option<CursorDto>,
        /// Only those in this state.
        state: Option<GeneratedStateDto>,
        /// At most.
        limit: u32,
    }

    /// After which mission a page begins.
    struct CursorDto {
        /// When it was asked for.
        #[ts(type = "number")]
        created_at_ms: i64,
        /// Its id.
        mission_id: String,
    }

    /// A page of generated missions.
    struct GenerationListDto {
        /// The newest first.
        generations: Vec<GenerationDto>,
        /// Where the next page begins; nothing when this is the last.
        next: Option<CursorDto>,
        /// How many there are in all.
        counts: GenerationCountsDto,
    }

    /// How many generated missions stand where.
    struct GenerationCountsDto {
        /// In the queue.
        #[ts(type = "number")]
        generating: u64,
        /// To be started.
        #[ts(type = "number")]
        ready: u64,
        /// Failed for good.
        #[ts(type = "number")]
        failed: u64,
        /// Taken back.
        #[ts(type = "number")]
        cancelled: u64,
    }

    /// A generated mission and how it stands.
    struct GenerationDto {
        /// Its id.
        mission_id: String,
        /// Its newest job.
        #[ts(type = "number | null")]
        job_id: Option<i64>,
        /// Where it stands.
        state: GeneratedStateDto,
        /// What happens now.
        phase: PhaseDto,
        /// Its title, or what was asked for.
        title: String,
        /// One sentence; empty until it is ready.
        summary: String,
        /// Once it is ready, or as it was asked for.
        level: Option<LevelDto>,
        /// Service names.
        services: Vec<String>,
        /// How long it takes; 0 until it is ready.
        minutes: u32,
        /// How many criteria it has; 0 until it is ready.
        criteria: u32,
        /// What was asked for.
        topic: String,
        /// The model.
        model: String,
        /// Why it failed.
        reason: Option<String>,
        /// The last thing that went wrong.
        last_error: Option<String>,
        /// Characters received in this call.
        #[ts(type = "number")]
        received: u64,
        /// When it was asked for.
        #[ts(type = "number")]
        created_at_ms: i64,
        /// When it last changed.
        #[ts(type = "number")]
        changed_at_ms: i64,
        /// When the next attempt is due.
        #[ts(type = "number | null")]
        due_at_ms: Option<i64>,
        /// What it cost so far.
        #[ts(type = "number")]
        cost_nusd: i64,
        /// And in tokens.
        #[ts(type = "number")]
        tokens: i64,
    }

    /// The queue.
    struct QueueDto {
        /// Whether this program runs it; otherwise another one does, or nobody.
        runs_here: bool,
        /// Who runs it, a sentence.
        runner: String,
        /// Why nothing is leased.
        pause: Option<PauseDto>,
        /// Why the runner waits although nothing is paused.
        trouble: Option<String>,
        /// The circuit breaker, when it is open.
        breaker: Option<BreakerDto>,
        /// Waiting.
        #[ts(type = "number")]
        ready: u64,
        /// Being worked on.
        #[ts(type = "number")]
        leased: u64,
        /// Dead letters.
        #[ts(type = "number")]
        dead: u64,
        /// Calls under way.
        calls: u32,
        /// How many may be under way at once now.
        call_limit: u32,
        /// The newest 200 that are neither done nor discarded, and besides those that are worked on and the dead letters, 200 of each at most; the
        /// newest first. `ready`, `leased` and `dead` count all.
        jobs: Vec<JobDto>,
    }

    /// Why nothing is leased.
    struct PauseDto {
        /// Stable.
        code: String,
        /// A sentence with the next step.
        message: String,
        /// Since when.
        #[ts(type = "number")]
        since_ms: i64,
        /// When it ends by itself.
        #[ts(type = "number | null")]
        until_ms: Option<i64>,
    }

    /// An open circuit breaker.
    struct BreakerDto {
        /// Failures in a row.
        failures: u32,
        /// The last one, a sentence.
        message: String,
        /// When one call tries again.
        #[ts(type = "number")]
        until_ms: i64,
    }

    /// A job.
    struct JobDto {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
        /// The mission.
        mission_id: String,
        /// What is shown.
        title: String,
        /// The model.
        model: String,
        /// Where it stands.
        state: JobStateDto,
        /// How often it was received.
        receive_count: u32,
        /// How often it was snoozed.
        snoozes: u32,
        /// When it is due, or when its lease ends.
        #[ts(type = "number")]
        visible_at_ms: i64,
        /// When it was enqueued.
        #[ts(type = "number")]
        created_at_ms: i64,
        /// When it last changed.
        #[ts(type = "number")]
        changed_at_ms: i64,
        /// The last thing that went wrong.
        last_error: Option<String>,
        /// Its stable code.
        last_code: Option<String>,
    }

    /// Names a job.
    struct JobRef {
        /// Its number.
        #[ts(type = "number")]
        job_id: i64,
    }

    /// A job with its history.
    struct JobDetailDto {
        /// The job.
        job: JobDto,
        /// Oldest first.
        history: Vec<JobEventDto>,
    }

    /// A line of a job's history.
    struct JobEventDto {
        /// When.
        #[ts(type = "number")]
        at_ms: i64,
        /// What, a stable word.
        event: String,
        /// Why, a sentence; may be empty.
        detail: String,
    }
}

words! {
    /// Where a generated mission stands.
    enum GeneratedStateDto {
        /// In the queue.
        Generating,
        /// To be started.
        Ready,
        /// Failed for good.
        Failed,
        /// Taken back.
        Cancelled,
    }

    /// What happens with a generated mission.
    enum PhaseDto {
        /// It waits for its turn.
        Waiting,
        /// It waits because the model was throttled or out of reach.
        Snoozed,
        /// The queue is paused.
        Paused,
        /// A budget has to free up first.
        WaitsForBudget,
        /// The model writes.
        Writing,
        /// The answer is checked and proved.
        Proving,
        /// The model mends what was not accepted.
        Repairing,
        /// Another program works on it.
        Elsewhere,
        /// It is ready.
        Ready,
        /// It failed for good.
        Failed,
        /// It was cancelled.
        Cancelled,
    }

    /// Where a job stands.
    enum JobStateDto {
        /// Waits.
        Ready,
        /// Is worked on.
        Leased,
        /// Its mission is ready.
        Done,
        /// Failed for good.
        Dead,
        /// Taken back.
        Cancelled,
    }
}
