//! The way to the model, generated missions and the queue, as front ends see them.

use engine::{
    BedrockSettings, InForce, JobRunner, KeySource, Overridden, Profile, ProfileKind,
    access::{CredentialChoice, ModelAccess, ModelTest, Problem},
    budget::Quote,
    generate::{Generation, MissionRequest, Phase},
    queue::QueueState,
};
use missions::Level;
use store::{Cursor, Exceeded, GeneratedState, Job, JobEvent, JobState, Purpose, Window};

use crate::dto::*;

pub(crate) fn access(access: ModelAccess, settings: BedrockSettings) -> ModelAccessDto {
    ModelAccessDto {
        settings: settings.into(),
        model_label: access.model_label,
        mentor_model_label: access.mentor_model_label,
        in_force: access.in_force.map(Into::into),
        problem: access.problem.map(Into::into),
        vault: access.vault.into(),
        profiles: access.profiles.into_iter().map(Into::into).collect(),
    }
}

impl From<BedrockSettings> for ModelSettingsDto {
    fn from(settings: BedrockSettings) -> ModelSettingsDto {
        ModelSettingsDto {
            credentials: match settings.credentials {
                CredentialChoice::Aws => CredentialChoiceDto::Aws,
                CredentialChoice::Pasted => CredentialChoiceDto::Pasted,
                CredentialChoice::Off => CredentialChoiceDto::Off,
            },
            profile: settings.profile,
            region: settings.region,
            model: settings.model,
            mentor_model: settings.mentor_model,
            calls_at_once: settings.calls_at_once,
            sqs_strict: settings.sqs_strict,
            visibility_minutes: settings.visibility_minutes,
        }
    }
}

impl From<ModelSettingsDto> for BedrockSettings {
    fn from(dto: ModelSettingsDto) -> BedrockSettings {
        let some = |text: Option<String>| {
            text.map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        BedrockSettings {
            credentials: match dto.credentials {
                CredentialChoiceDto::Aws => CredentialChoice::Aws,
                CredentialChoiceDto::Pasted => CredentialChoice::Pasted,
                CredentialChoiceDto::Off => CredentialChoice::Off,
            },
            profile: some(dto.profile),
            region: some(dto.region),
            model: some(Some(dto.model)).unwrap_or_else(|| BedrockSettings::default().model),
            mentor_model: some(dto.mentor_model),
            calls_at_once: dto.calls_at_once,
            sqs_strict: dto.sqs_strict,
            visibility_minutes: dto.visibility_minutes,
        }
    }
}

impl From<InForce> for InForceDto {
    fn from(in_force: InForce) -> InForceDto {
        let (source, profile) = match in_force.source {
            KeySource::BearerFromEnvironment => (KeySourceDto::BearerFromEnvironment, None),
            KeySource::Bearer => (KeySourceDto::Bearer, None),
            KeySource::Keys => (KeySourceDto::Keys, None),
            KeySource::Environment => (KeySourceDto::Environment, None),
            KeySource::Profile { name, kind } => {
                let kind = kind.into();
                (KeySourceDto::Profile, Some(KeyProfileDto { name, kind }))
            }
        };
        InForceDto {
            region: in_force.region,
            endpoint: in_force.endpoint,
            endpoint_is_aws: in_force.endpoint_is_aws,
            source,
            profile,
            overrides: in_force.overrides.map(Into::into),
        }
    }
}

impl From<Overridden> for OverriddenDto {
    fn from(overridden: Overridden) -> OverriddenDto {
        let (variable, profile) = match overridden {
            Overridden::Variable(name) => (Some(name.to_owned()), None),
            Overridden::Profile(name) => (None, Some(name)),
        };
        OverriddenDto { variable, profile }
    }
}

impl From<ProfileKind> for ProfileKindDto {
    fn from(kind: ProfileKind) -> ProfileKindDto {
        match kind {
            ProfileKind::Keys => ProfileKindDto::Keys,
            ProfileKind::Sso => ProfileKindDto::Sso,
            ProfileKind::Process => ProfileKindDto::Process,
            ProfileKind::Role => ProfileKindDto::Role,
            ProfileKind::Other => ProfileKindDto::Other,
        }
    }
}

impl From<Profile> for ProfileDto {
    fn from(profile: Profile) -> ProfileDto {
        ProfileDto {
            name: profile.name,
            region: profile.region,
            kind: profile.kind.into(),
        }
    }
}

impl From<Problem> for ProblemDto {
    fn from(problem: Problem) -> ProblemDto {
        ProblemDto {
            code: problem.code,
            message: problem.message,
            next_step: problem.next_step,
            step: problem.step.code.to_owned(),
            profile: problem.step.profile,
        }
    }
}

impl From<ModelTest> for ModelTestDto {
    fn from(test: ModelTest) -> ModelTestDto {
        ModelTestDto {
            steps: test
                .steps
                .into_iter()
                .map(|step| TestStepDto {
                    id: step.id.to_owned(),
                    state: if step.good {
                        CheckStateDto::Ok
                    } else {
                        CheckStateDto::Failed
                    },
                    message: step.message,
                })
                .collect(),
            problem: test.problem.map(Into::into),
            first_ms: test.first_ms,
            cost_nusd: test.cost_nusd,
        }
    }
}

impl From<&MissionRequestDto> for MissionRequest {
    fn from(dto: &MissionRequestDto) -> MissionRequest {
        MissionRequest {
            topic: dto.topic.trim().to_owned(),
            services: dto.services.clone(),
            level: dto.level.map(Into::into),
            model: dto.model.clone().filter(|model| !model.trim().is_empty()),
        }
    }
}

impl From<LevelDto> for Level {
    fn from(level: LevelDto) -> Level {
        match level {
            LevelDto::Foundation => Level::Foundation,
            LevelDto::Associate => Level::Associate,
            LevelDto::Professional => Level::Professional,
        }
    }
}

impl From<Quote> for QuoteDto {
    fn from(quote: Quote) -> QuoteDto {
        QuoteDto {
            model: quote.model,
            model_label: quote.model_label,
            likely_nusd: quote.likely_nusd,
            most_nusd: quote.most_nusd,
            most_tokens: quote.most_tokens,
            prices_as_of: quote.prices_as_of,
            price_known: quote.price_known,
            exceeds: quote.exceeds.map(Into::into),
        }
    }
}

impl From<Exceeded> for ExceededDto {
    fn from(exceeded: Exceeded) -> ExceededDto {
        ExceededDto {
            message: exceeded_sentence(&exceeded),
            fits_at_ms: exceeded.fits_at_ms,
        }
    }
}

/// Which limit stands in the way, with its amounts.
#[must_use]
pub fn exceeded_sentence(exceeded: &Exceeded) -> String {
    let limit = &exceeded.limit;
    let scope = match limit.purposes.first() {
        None | Some(Purpose::Test) => "",
        Some(Purpose::Mission | Purpose::Repair) => " for missions",
        Some(Purpose::Hint | Purpose::Question) => " for the mentor",
    };
    let window = match limit.window {
        Window::TenMinutes => "of ten minutes",
        Window::Day => "of a day",
        Window::Month => "of a month",
    };
    let (usd, tokens) = (
        limit.nusd.map(|limit| {
            format!(
                "{} of {} USD",
                dollars(exceeded.used_nusd.saturating_add(exceeded.reserved_nusd)),
                dollars(limit)
            )
        }),
        limit.tokens.map(|limit| {
            format!(
                "{} of {limit} tokens",
                exceeded
                    .used_tokens
                    .saturating_add(exceeded.reserved_tokens)
            )
        }),
    );
    let amounts: Vec<String> = [usd, tokens].into_iter().flatten().collect();
    format!(
        "the budget {window}{scope} would be exceeded: {} are spent or reserved",
        amounts.join(" and ")
    )
}

/// Billionths of a USD with as many decimals as make sense: `3.00`, `0.042`.
#[must_use]
pub fn dollars(nusd: i64) -> String {
    let digits = match nusd.unsigned_abs() {
        0 => 2,
        1..10_000_000 => 4,
        10_000_000..1_000_000_000 => 3,
        _ => 2,
    };
    #[allow(
        clippy::cast_precision_loss,
        reason = "shown with a few digits; exact amounts are sums of integers"
    )]
    let usd = nusd as f64 / 1e9;
    format!("{usd:.digits$}")
}

impl From<&ListGenerations> for Option<Cursor> {
    fn from(dto: &ListGenerations) -> Option<Cursor> {
        dto.after.as_ref().map(|after| Cursor {
            created_at_ms: after.created_at_ms,
            mission_id: after.mission_id.clone(),
        })
    }
}

impl From<GeneratedStateDto> for GeneratedState {
    fn from(state: GeneratedStateDto) -> GeneratedState {
        match state {
            GeneratedStateDto::Generating => GeneratedState::Generating,
            GeneratedStateDto::Ready => GeneratedState::Ready,
            GeneratedStateDto::Failed => GeneratedState::Failed,
            GeneratedStateDto::Cancelled => GeneratedState::Cancelled,
        }
    }
}

impl From<Generation> for GenerationDto {
    fn from(generation: Generation) -> GenerationDto {
        let card = generation.card;
        // What was asked for is JSON of the engine's own; one of another version shows no topic.
        let request: serde_json::Value =
            serde_json::from_str(&card.request).unwrap_or(serde_json::Value::Null);
        let word = |level: &str| match level {
            "foundation" => Some(LevelDto::Foundation),
            "associate" => Some(LevelDto::Associate),
            "professional" => Some(LevelDto::Professional),
            _ => None,
        };
        let asked_level = request.get("level").and_then(serde_json::Value::as_str);
        GenerationDto {
            mission_id: card.mission_id,
            job_id: card.job.map(|job| job.0),
            state: match card.state {
                GeneratedState::Generating => GeneratedStateDto::Generating,
                GeneratedState::Ready => GeneratedStateDto::Ready,
                GeneratedState::Failed => GeneratedStateDto::Failed,
                GeneratedState::Cancelled => GeneratedStateDto::Cancelled,
            },
            phase: generation.phase.into(),
            title: card.title,
            summary: card.summary,
            level: word(&card.level).or_else(|| asked_level.and_then(word)),
            services: card.services,
            minutes: card.minutes,
            criteria: card.criteria,
            topic: request
                .get("topic")
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            model: card.model,
            reason: card.reason,
            last_error: generation.last_error,
            received: generation.received,
            created_at_ms: card.created_at_ms,
            changed_at_ms: card.changed_at_ms,
            due_at_ms: generation.due_at_ms,
            cost_nusd: card.cost_nusd,
            tokens: card.tokens,
        }
    }
}

impl From<Phase> for PhaseDto {
    fn from(phase: Phase) -> PhaseDto {
        match phase {
            Phase::Waiting => PhaseDto::Waiting,
            Phase::Snoozed => PhaseDto::Snoozed,
            Phase::Paused => PhaseDto::Paused,
            Phase::WaitsForBudget => PhaseDto::WaitsForBudget,
            Phase::Writing => PhaseDto::Writing,
            Phase::Proving => PhaseDto::Proving,
            Phase::Repairing => PhaseDto::Repairing,
            Phase::Elsewhere => PhaseDto::Elsewhere,
            Phase::Ready => PhaseDto::Ready,
            Phase::Failed => PhaseDto::Failed,
            Phase::Cancelled => PhaseDto::Cancelled,
        }
    }
}

pub(crate) fn queue(state: QueueState, jobs: Vec<Job>) -> QueueDto {
    QueueDto {
        runs_here: state.running && state.runner == JobRunner::ThisEngine,
        runner: runner(&state),
        pause: state.pause.map(|pause| PauseDto {
            code: pause.code,
            message: pause.message,
            since_ms: pause.since_ms,
            until_ms: pause.until_ms,
        }),
        trouble: state.trouble,
        breaker: state.breaker.map(|breaker| BreakerDto {
            failures: breaker.failures,
            message: breaker.message,
            until_ms: breaker.until_ms,
        }),
        ready: state.counts.ready,
        leased: state.counts.leased,
        dead: state.counts.dead,
        calls: state.calls,
        call_limit: state.call_limit,
        jobs: jobs.into_iter().map(Into::into).collect(),
    }
}

fn runner(state: &QueueState) -> String {
    match (state.runner, state.running) {
        (JobRunner::ThisEngine, true) => "this program works on the queue".to_owned(),
        (JobRunner::ThisEngine, false) => {
            "nobody works on the queue; the window does while it is open, and so does `mission queue run`"
                .to_owned()
        }
        (JobRunner::Other { pid: Some(pid) }, _) => {
            format!("another program (process {pid}) works on the queue")
        }
        (JobRunner::Other { pid: None }, _) => "another program works on the queue".to_owned(),
    }
}

impl From<Job> for JobDto {
    fn from(job: Job) -> JobDto {
        JobDto {
            id: job.id.0,
            mission_id: job.mission_id,
            title: job.title,
            model: job.model,
            state: match job.state {
                JobState::Ready => JobStateDto::Ready,
                JobState::Leased => JobStateDto::Leased,
                JobState::Done => JobStateDto::Done,
                JobState::Dead => JobStateDto::Dead,
                JobState::Cancelled => JobStateDto::Cancelled,
            },
            receive_count: job.receive_count,
            snoozes: job.snoozes,
            visible_at_ms: job.visible_at_ms,
            created_at_ms: job.created_at_ms,
            changed_at_ms: job.changed_at_ms,
            last_error: job.last_error,
            last_code: job.last_code,
        }
    }
}

impl From<JobEvent> for JobEventDto {
    fn from(event: JobEvent) -> JobEventDto {
        JobEventDto {
            at_ms: event.at_ms,
            event: event.event,
            detail: event.detail,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_amounts_are_never_shown_as_nothing() {
        let table = [
            (0, "0.00"),
            (50_000, "0.0001"),
            (4_200_000, "0.0042"),
            (42_000_000, "0.042"),
            (3_000_000_000, "3.00"),
        ];
        for (nusd, shown) in table {
            assert_eq!(dollars(nusd), shown, "{nusd} billionths of a USD");
        }
    }
}
