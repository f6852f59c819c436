//! The test of the way to the model: what is in force, then a tiny call whose failure says what is wrong.

use llm::{
    Bedrock, Failure, FailureKind, InForce, KeySource, Model, Output, ProfileKind, Request,
    Speaker, Turn,
};
use store::Purpose;
use tokio_util::sync::CancellationToken;

use super::{CredentialChoice, ModelTest, Problem, TestStep};
use crate::{
    BedrockSettings, Engine, EngineError,
    calls::{Called, Plan},
};

/// Enough for a word; Bedrock reserves quota for it when the call starts.
const MOST_TOKENS: u32 = 16;

/// What is asked, and under which name it is in the ledger.
const ASKED: &str = "This tests a connection. Answer with the one word: ok";
const PROMPT_VERSION: &str = "test.v1";

impl Engine {
    /// Tries the way to the model with a tiny call, which is entered in the ledger; the mentor's model, when it is another one, with a second. A
    /// queue that was paused for something that works now is resumed.
    pub async fn test_model(&self) -> Result<ModelTest, EngineError> {
        let settings = self.off_thread(Engine::settings).await?.bedrock;
        let mut test = ModelTest {
            steps: Vec::new(),
            problem: None,
            first_ms: None,
            cost_nusd: 0,
        };
        if settings.credentials == CredentialChoice::Off {
            test.problem = Some(Problem::off());
            return Ok(test);
        }
        // A person who asks has changed something: nothing is taken from before.
        self.forget_client();
        let (model, in_force) = match self.prepare(&settings, &mut test).await {
            Ok(prepared) => prepared,
            Err(problem) => {
                test.problem = Some(problem);
                return Ok(test);
            }
        };
        self.ask(&settings, &*model, in_force.as_ref(), &mut test)
            .await?;
        if test.problem.is_none() {
            self.off_thread(Engine::access_changed).await??;
        }
        Ok(test)
    }

    /// Everything that can be looked at without a call to Bedrock.
    async fn prepare(
        &self,
        settings: &BedrockSettings,
        test: &mut ModelTest,
    ) -> Result<(std::sync::Arc<dyn Model>, Option<InForce>), Problem> {
        if self.inner.access.is_given() {
            return Ok((self.model().await?, None));
        }
        let bedrock = self.bedrock(settings).await.inspect_err(|problem| {
            let step = if problem.code == FailureKind::NoRegion.code() {
                "region"
            } else {
                "credentials"
            };
            test.steps.push(bad(step, problem));
        })?;
        let in_force = Bedrock::in_force(&bedrock).clone();
        test.steps.push(good(
            "region",
            format!("Calls go to the region {}.", in_force.region),
        ));
        let checked = bedrock.check_credentials().await;
        if let Err(failure) = checked {
            let problem = Problem::of(&failure, Some(&in_force));
            test.steps.push(bad("credentials", &problem));
            return Err(problem);
        }
        test.steps.push(good("credentials", who_asks(&in_force)));
        Ok((bedrock, Some(in_force)))
    }

    /// The calls. What failed says which step it is about.
    async fn ask(
        &self,
        settings: &BedrockSettings,
        model: &dyn Model,
        in_force: Option<&InForce>,
        test: &mut ModelTest,
    ) -> Result<(), EngineError> {
        let mut models = vec![settings.model.as_str()];
        if settings.for_mentor() != settings.model {
            models.push(settings.for_mentor());
        }
        let mut answered = Vec::new();
        for id in models {
            match self.ask_one(id, model, test).await? {
                Ok(()) => answered.push(llm::capabilities(id).label),
                Err(Refused::Budget(problem)) => {
                    test.steps.push(bad("model", &problem));
                    test.problem = Some(problem);
                    return Ok(());
                }
                Err(Refused::Failed(failure)) => {
                    let mut problem = Problem::of(&failure, in_force);
                    if id != settings.model {
                        problem.message = format!("The mentor's model `{id}`: {}", problem.message);
                    }
                    say_where(failure.kind, in_force, &problem, &mut test.steps);
                    test.problem = Some(problem);
                    return Ok(());
                }
            }
        }
        if let Some(in_force) = in_force {
            test.steps.push(good("endpoint", where_to(in_force)));
            test.steps.push(good(
                "clock",
                "This machine's clock is right enough for AWS.".to_owned(),
            ));
        }
        test.steps.push(good(
            "model",
            format!("{} answered.", answered.join(" and ")),
        ));
        Ok(())
    }

    async fn ask_one(
        &self,
        id: &str,
        model: &dyn Model,
        test: &mut ModelTest,
    ) -> Result<Result<(), Refused>, EngineError> {
        let plan = Plan {
            purpose: Purpose::Test,
            mission_id: None,
            job: None,
            prompt_version: PROMPT_VERSION.to_owned(),
            request: request(id),
            cached: false,
        };
        let mut hear = |_: &str| {};
        let called = self
            .call(model, plan, &mut hear, &CancellationToken::new())
            .await?;
        let (call, result) = match called {
            Called::Reply { reply, call, .. } => {
                let first = reply.first_delta.unwrap_or(reply.whole);
                let first = i64::try_from(first.as_millis()).unwrap_or(i64::MAX);
                test.first_ms.get_or_insert(first);
                (call, Ok(()))
            }
            Called::Failed { failure, call } => (Some(call), Err(Refused::Failed(failure))),
            Called::OverBudget(exceeded) => {
                (None, Err(Refused::Budget(Problem::budget(&exceeded))))
            }
            // Nobody cancels it, and it is made under no lease.
            Called::Cancelled { call } => (Some(call), Ok(())),
            Called::Stale => (None, Ok(())),
        };
        if let Some(call) = call {
            test.cost_nusd += self
                .off_thread(move |engine| engine.cost_of(call))
                .await??;
        }
        Ok(result)
    }
}

enum Refused {
    Failed(Failure),
    Budget(Problem),
}

fn request(model: &str) -> Request {
    Request {
        model: model.to_owned(),
        system: Vec::new(),
        turns: vec![Turn {
            speaker: Speaker::User,
            text: ASKED.to_owned(),
            cache: false,
        }],
        output: Output::Text,
        max_tokens: MOST_TOKENS,
    }
}

/// The steps that a failure tells something of: all before the one that it is about are good.
fn say_where(
    kind: FailureKind,
    in_force: Option<&InForce>,
    problem: &Problem,
    steps: &mut Vec<TestStep>,
) {
    let step = about(kind);
    let Some(in_force) = in_force else {
        steps.push(bad(step, problem));
        return;
    };
    match step {
        "region" | "credentials" => {
            // It looked good until the call.
            let at = steps.iter().position(|known| known.id == step);
            steps.truncate(at.unwrap_or(steps.len()));
        }
        "endpoint" => {}
        "clock" => steps.push(good("endpoint", where_to(in_force))),
        _ => {
            steps.push(good("endpoint", where_to(in_force)));
            steps.push(good(
                "clock",
                "This machine's clock is right enough for AWS.".to_owned(),
            ));
        }
    }
    steps.push(bad(step, problem));
}

/// The step that a failure is about.
fn about(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::NoRegion => "region",
        FailureKind::NoCredentials
        | FailureKind::ExpiredCredentials
        | FailureKind::InvalidCredentials => "credentials",
        FailureKind::Offline | FailureKind::Garbled | FailureKind::Unknown => "endpoint",
        FailureKind::ClockSkew => "clock",
        FailureKind::Throttled
        | FailureKind::Unavailable
        | FailureKind::ModelNotReady
        | FailureKind::ModelTimeout
        | FailureKind::ModelStream
        | FailureKind::Internal
        | FailureKind::Interrupted
        | FailureKind::Stalled
        | FailureKind::AccessDenied
        | FailureKind::AccessForm
        | FailureKind::Marketplace
        | FailureKind::DailyQuota
        | FailureKind::ZeroQuota
        | FailureKind::NeedsProfile
        | FailureKind::NoSuchModel
        | FailureKind::UnsupportedOutput
        | FailureKind::Invalid => "model",
    }
}

/// Who signs or authorises the calls, a sentence; with what is overridden by it.
pub(super) fn who_asks(in_force: &InForce) -> String {
    let who = match &in_force.source {
        KeySource::BearerFromEnvironment => {
            "The Bedrock API key in AWS_BEARER_TOKEN_BEDROCK is in force.".to_owned()
        }
        KeySource::Bearer => "The pasted Bedrock API key is in force.".to_owned(),
        KeySource::Keys => "The pasted access keys are in force.".to_owned(),
        KeySource::Environment => {
            "The access keys of the environment (AWS_ACCESS_KEY_ID) are in force.".to_owned()
        }
        KeySource::Profile { name, kind } => {
            let how = match kind {
                ProfileKind::Keys => ", keys in the file,",
                ProfileKind::Sso => ", IAM Identity Center,",
                ProfileKind::Process => ", `credential_process`,",
                ProfileKind::Role => ", an assumed role,",
                ProfileKind::Other => "",
            };
            format!("The AWS profile `{name}`{how} is in force.")
        }
    };
    match in_force.overrides_in_words() {
        Some(overrides) => format!("{who} {overrides}"),
        None => who,
    }
}

/// The endpoint, a sentence; one that is not AWS's is said.
pub(super) fn where_to(in_force: &InForce) -> String {
    if in_force.endpoint_is_aws {
        format!("Calls go to {}.", in_force.endpoint)
    } else {
        format!(
            "Calls go to {}, which is not AWS's: an endpoint in the environment or in the AWS profile says so.",
            in_force.endpoint
        )
    }
}

fn good(id: &'static str, message: String) -> TestStep {
    TestStep {
        id,
        good: true,
        message,
    }
}

fn bad(id: &'static str, problem: &Problem) -> TestStep {
    TestStep {
        id,
        good: false,
        message: format!("{} {}", problem.message, problem.next_step),
    }
}
