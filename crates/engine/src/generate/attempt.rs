//! One attempt at a mission: a call, what the grader says of the answer, and one repair. What follows from its outcome is the queue's.

use std::sync::Arc;

use llm::{FailureKind, Model, Output, Reply, Request, StopReason, Usage};
use missions::{
    Mission,
    generated::{AnswerProblems, SCHEMA_VERSION, read_answer},
};
use serde::Serialize;
use store::{Cause, Exceeded, Lease, Purpose, ReadyMission};
use tokio_util::sync::CancellationToken;

use super::{Phase, prompt, request::Kept};
use crate::{
    Engine,
    access::Problem,
    calls::{Called, Plan},
    queue::Progress,
};

/// What came of an attempt.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A mission that is proved.
    Ready(Box<ReadyMission>),
    /// The call gave no reply.
    Failed(llm::Failure),
    /// There was an answer, and it is no mission; the kept answers are forgotten, so that another attempt asks anew.
    NotAccepted(Cause),
    /// No attempt at this will ever work.
    Hopeless(Cause),
    /// A budget is in the way.
    OverBudget(Exceeded),
    /// The model cannot be reached until a person does something.
    NotConnected(Problem),
    /// The database or the machine, not the mission.
    Trouble(String),
    /// It was broken off, or the lease is somebody else's.
    Ended,
}

/// The largest answer that is handed back for a repair: a real one is bounded by its tokens.
const MOST_REPAIRABLE_BYTES: usize = 128 * 1024;

/// The attempt under a lease.
pub(crate) struct Attempt<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) lease: &'a Lease,
    pub(crate) progress: &'a Progress,
    pub(crate) cancel: &'a CancellationToken,
}

/// A whole answer, the key under which it is kept, and what was asked.
struct Answer {
    request: Request,
    reply: Reply,
    key: Option<[u8; 32]>,
}

impl Attempt<'_> {
    /// Makes it. Whatever it comes to is an outcome.
    pub(crate) async fn make(&self) -> Outcome {
        self.try_to_make().await.unwrap_or_else(|outcome| outcome)
    }

    async fn try_to_make(&self) -> Result<Outcome, Outcome> {
        let asked: Kept = serde_json::from_str(&self.lease.request).map_err(|_| {
            Outcome::Hopeless(cause(
                "damaged",
                "What was asked for cannot be read any more. Discard this one and ask again.",
            ))
        })?;
        let model = self.engine.model().await.map_err(Outcome::NotConnected)?;
        let first = self.first(&model, &asked).await?;
        let problems = match self.read(&first).await? {
            Ok(mission) => return Ok(self.ready(&mission, &asked, &[&first])),
            Err(problems) => problems,
        };
        let repaired = self.repair(&model, &first, &problems).await?;
        match self.read(&repaired).await? {
            Ok(mission) => Ok(self.ready(&mission, &asked, &[&first, &repaired])),
            Err(problems) => {
                self.forget(&[&first, &repaired]).await?;
                Ok(Outcome::NotAccepted(not_accepted(&problems)))
            }
        }
    }

    /// The first call. A model that does not take one way of structured output is asked in the next one at once: it was not paid.
    async fn first(&self, model: &Arc<dyn Model>, asked: &Kept) -> Result<Answer, Outcome> {
        loop {
            let way = self.engine.inner.queue.way(&self.lease.model);
            let request = prompt::mission(&self.lease.model, &self.lease.mission_id, asked, way);
            let version = prompt::mission_version();
            self.progress.phase(Phase::Writing);
            let answered = self.ask(model, Purpose::Mission, version, request).await;
            match answered {
                Err(Outcome::Failed(failure))
                    if failure.kind == FailureKind::UnsupportedOutput
                        && self.engine.inner.queue.refuse_way(&self.lease.model, way) =>
                {
                    tracing::info!(
                        model = self.lease.model,
                        ?way,
                        "the next way of output is taken"
                    );
                }
                other => return other,
            }
        }
    }

    async fn repair(
        &self,
        model: &Arc<dyn Model>,
        first: &Answer,
        problems: &AnswerProblems,
    ) -> Result<Answer, Outcome> {
        let text = first.reply.text.trim();
        if text.is_empty() || text.len() > MOST_REPAIRABLE_BYTES {
            self.forget(&[first]).await?;
            return Err(Outcome::NotAccepted(not_accepted(problems)));
        }
        let request = prompt::repair(&first.request, text, problems);
        self.progress.phase(Phase::Repairing);
        let version = prompt::repair_version();
        self.ask(model, Purpose::Repair, version, request).await
    }

    async fn ask(
        &self,
        model: &Arc<dyn Model>,
        purpose: Purpose,
        prompt_version: String,
        request: Request,
    ) -> Result<Answer, Outcome> {
        let plan = Plan {
            purpose,
            mission_id: Some(self.lease.mission_id.clone()),
            job: Some((self.lease.job, self.lease.receipt.clone())),
            prompt_version,
            request: request.clone(),
            cached: true,
        };
        let meter = self.progress.call_begins();
        let called = self
            .engine
            .call(
                model.as_ref(),
                plan,
                &mut |delta| self.progress.received(delta),
                self.cancel,
            )
            .await;
        self.progress.call_ended(&meter, &called);
        match called {
            Ok(Called::Reply { reply, key, .. }) => match cut(&reply.stop, &request) {
                None => Ok(Answer {
                    request,
                    reply,
                    key,
                }),
                Some(outcome) => Err(outcome),
            },
            Ok(Called::Failed { failure, .. }) => Err(Outcome::Failed(failure)),
            Ok(Called::OverBudget(exceeded)) => Err(Outcome::OverBudget(exceeded)),
            Ok(Called::Cancelled { .. } | Called::Stale) => Err(Outcome::Ended),
            Err(error) => Err(Outcome::Trouble(error.to_string())),
        }
    }

    /// The grader's word on an answer. A panic of the grader is a fault of ours: the answer counts as not accepted.
    async fn read(&self, answer: &Answer) -> Result<Result<Mission, AnswerProblems>, Outcome> {
        self.progress.phase(Phase::Proving);
        let id = self.lease.mission_id.clone();
        let text = answer.reply.text.clone();
        let read = tokio::task::spawn_blocking(move || read_answer(&id, &text));
        let read = tokio::select! {
            biased;
            () = self.cancel.cancelled() => return Err(Outcome::Ended),
            read = read => read,
        };
        match read {
            Ok(read) => Ok(read),
            Err(error) if error.is_panic() => {
                self.forget(&[answer]).await?;
                Err(Outcome::NotAccepted(cause(
                    "grader-fault",
                    "The grader failed on the model's mission; the program's log says more. Another attempt may give another mission.",
                )))
            }
            Err(_) => Err(Outcome::Ended),
        }
    }

    /// Kept answers that were not good enough would be the same again.
    async fn forget(&self, answers: &[&Answer]) -> Result<(), Outcome> {
        let keys: Vec<[u8; 32]> = answers.iter().filter_map(|answer| answer.key).collect();
        if keys.is_empty() {
            return Ok(());
        }
        self.engine
            .blocking(move |engine| engine.inner.store.forget_cached(keys))
            .await
            .map_err(|error| Outcome::Trouble(error.to_string()))
    }

    fn ready(&self, mission: &Mission, asked: &Kept, answers: &[&Answer]) -> Outcome {
        let repairs = answers.len().saturating_sub(1);
        let structured = answers
            .last()
            .map(|answer| structured_word(&answer.request))
            .unwrap_or_default();
        let origin = OriginOfMission {
            kind: "model",
            model: &self.lease.model,
            prompt_version: if repairs > 0 {
                prompt::repair_version()
            } else {
                prompt::mission_version()
            },
            schema_version: SCHEMA_VERSION,
            structured,
            request: asked,
            request_text: answers
                .first()
                .and_then(|answer| answer.request.turns.first())
                .map(|turn| turn.text.as_str())
                .unwrap_or_default(),
            usage: used(answers),
            repairs,
            attempt: self.lease.receive_count,
        };
        match serde_json::to_string(&origin) {
            Ok(origin) => Outcome::Ready(Box::new(ready_mission(mission, origin))),
            Err(error) => Outcome::Trouble(error.to_string()),
        }
    }
}

/// Where a mission came from, as it is kept with it. What it cost is in the ledger, by the mission's id.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OriginOfMission<'a> {
    kind: &'static str,
    model: &'a str,
    prompt_version: String,
    schema_version: u32,
    structured: &'static str,
    request: &'a Kept,
    request_text: &'a str,
    usage: Used,
    repairs: usize,
    attempt: u32,
}

/// Tokens as the provider counted them; answers that were kept from before a crash have none here, and stand in the ledger all the same.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Used {
    input: u64,
    output: u64,
    cache_read: u64,
    cache_write: u64,
}

fn used(answers: &[&Answer]) -> Used {
    answers.iter().filter_map(|answer| answer.reply.usage).fold(
        Used::default(),
        |sum, usage: Usage| Used {
            input: sum.input.saturating_add(usage.input),
            output: sum.output.saturating_add(usage.output),
            cache_read: sum.cache_read.saturating_add(usage.cache_read),
            cache_write: sum.cache_write.saturating_add(usage.cache_write),
        },
    )
}

fn structured_word(request: &Request) -> &'static str {
    match &request.output {
        Output::Text => "text",
        Output::Json { structured, .. } => match structured {
            llm::Structured::JsonSchema => "json-schema",
            llm::Structured::ForcedTool => "forced-tool",
            llm::Structured::Prompt => "prompt",
        },
    }
}

/// A mission as the store keeps it.
pub(crate) fn ready_mission(mission: &Mission, origin: String) -> ReadyMission {
    ReadyMission {
        title: mission.title.clone(),
        summary: mission.summary.clone(),
        level: mission.level.as_str().to_owned(),
        services: mission.services.clone(),
        skills: mission.skills.clone(),
        minutes: mission.minutes,
        criteria: u32::try_from(mission.rubric.criteria.len()).unwrap_or(u32::MAX),
        document: mission.document.clone(),
        version: mission.version.clone(),
        origin,
    }
}

/// What follows when a reply is not all that the model wanted to say.
fn cut(stop: &StopReason, request: &Request) -> Option<Outcome> {
    let (code, message) = match stop {
        StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence => return None,
        StopReason::MaxTokens => (
            "max-tokens",
            format!(
                "The model's answer was longer than {} tokens and was cut. Another attempt may be shorter; a narrower topic helps.",
                request.max_tokens
            ),
        ),
        StopReason::ContextWindow => {
            return Some(Outcome::Hopeless(cause(
                "context-window",
                "The request is too long for this model. Choose another model in Settings, or a shorter topic.",
            )));
        }
        StopReason::Guardrail => (
            "guardrail",
            "A guardrail of your AWS account stopped the answer. Another topic may pass, or look at the guardrail in the Bedrock console.".to_owned(),
        ),
        StopReason::ContentFiltered => (
            "content-filtered",
            "The provider's content filter stopped the answer. Say the topic in other words.".to_owned(),
        ),
        StopReason::Malformed => (
            "malformed",
            "The model's answer broke off as malformed. Another attempt usually works.".to_owned(),
        ),
        StopReason::Other(reason) => (
            "stopped",
            format!(
                "The model stopped for a reason that this version does not know (`{}`).",
                plain(reason)
            ),
        ),
    };
    Some(Outcome::NotAccepted(Cause {
        code: code.to_owned(),
        message,
    }))
}

/// A word of the provider's, fit to be shown.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-'))
        .take(60)
        .collect()
}

/// The reasons, as they are kept with the mission: the first ones say most.
fn not_accepted(problems: &AnswerProblems) -> Cause {
    const MOST_REASONS: usize = 4;
    let mut reasons: Vec<String> = problems
        .messages
        .iter()
        .take(MOST_REASONS)
        .cloned()
        .collect();
    let left = problems.messages.len().saturating_sub(MOST_REASONS);
    if left > 0 {
        reasons.push(format!("And {left} more."));
    }
    cause(
        &format!("not-accepted-{}", problems.stage.as_str()),
        &format!(
            "The model's mission was not accepted by the grader: {}",
            reasons.join(" ")
        ),
    )
}

fn cause(code: &str, message: &str) -> Cause {
    Cause {
        code: code.to_owned(),
        message: message.to_owned(),
    }
}
