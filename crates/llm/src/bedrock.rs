//! Amazon Bedrock behind the port: one call of `ConverseStream` a request, with all retries of the SDK switched off.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

use aws_sdk_bedrockruntime::{
    Client,
    config::{
        AppName, BehaviorVersion, Config, IdentityCache, Region, StalledStreamProtectionConfig,
        Token, retry::RetryConfig, timeout::TimeoutConfig,
    },
};
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use tokio::time::Instant;

use crate::{
    Access, Charge, Failure, FailureKind, InForce, Output, SendGate, Structured, Timers,
    access::{self, Resolved},
    capabilities, classify,
    classify::Progress,
    keys::{ForSdk, Keys},
    outgoing::Watch,
    port::{Model, Reply, Request},
    request,
    stream::{self, Deadlines},
};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// How much longer the first event may take when a schema is used: Bedrock compiles one that it has not seen for minutes
/// (<https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html>).
const SCHEMA_IS_COMPILED: Duration = Duration::from_secs(180);

/// Amazon Bedrock. Credentials are asked for at each call and renewed by their providers when they expire.
#[derive(Clone)]
pub struct Bedrock {
    shared: Arc<Shared>,
    timers: Option<Timers>,
}

struct Shared {
    client: Client,
    keys: Arc<Keys>,
    in_force: InForce,
}

impl Bedrock {
    /// Finds region, endpoint and credential source. Makes no call to Bedrock, and none to anybody else.
    ///
    /// # Errors
    /// [`FailureKind::NoRegion`], [`FailureKind::NoCredentials`]: what is missing, in words. [`FailureKind::Unknown`] for an endpoint that is no URL.
    pub async fn connect(access: Access) -> Result<Bedrock, Failure> {
        let Resolved {
            in_force,
            source,
            endpoint_url,
            use_fips,
        } = access::resolve(&access).await?;
        let keys = Arc::new(Keys::new(source, in_force.region.clone()));
        let client = client(&keys, &in_force, endpoint_url, use_fips);
        Ok(Bedrock {
            shared: Arc::new(Shared {
                client,
                keys,
                in_force,
            }),
            timers: None,
        })
    }

    /// The same with these timers instead of those of each model.
    #[must_use]
    pub fn with_timers(mut self, timers: Timers) -> Bedrock {
        self.timers = Some(timers);
        self
    }

    /// What is in force.
    #[must_use]
    pub fn in_force(&self) -> &InForce {
        &self.shared.in_force
    }

    /// Asks for credentials without calling Bedrock: reads the profile anew, runs its program, asks SSO or STS. Says when they expire, if they do.
    ///
    /// # Errors
    /// What a person has to do, in words: no credentials, a sign-in that has expired, no network.
    pub async fn check_credentials(&self) -> Result<Option<SystemTime>, Failure> {
        self.shared.keys.check().await
    }

    /// The timers of a request.
    fn timers(&self, request: &Request) -> Timers {
        if let Some(timers) = self.timers {
            return timers;
        }
        let timers = capabilities(&request.model).timers;
        let is_compiled = matches!(
            &request.output,
            Output::Json {
                structured: Structured::JsonSchema,
                ..
            }
        );
        if is_compiled {
            Timers {
                first_event: timers.first_event + SCHEMA_IS_COMPILED,
                whole: timers.whole + SCHEMA_IS_COMPILED,
                ..timers
            }
        } else {
            timers
        }
    }

    async fn call(
        &self,
        request: &Request,
        gate: &SendGate,
        on_delta: &mut (dyn FnMut(&str) + Send),
    ) -> Result<Reply, Failure> {
        self.shared.keys.ready().await?;
        let call = request::build(&self.shared.client, request, &capabilities(&request.model))?;
        let deadlines = Deadlines {
            began: Instant::now(),
            timers: self.timers(request),
        };
        let tool = matches!(
            &request.output,
            Output::Json {
                structured: Structured::ForcedTool,
                ..
            }
        );
        let sent = deadlines
            .wait(
                deadlines.began,
                deadlines.timers.first_event,
                Box::pin(call.customize().interceptor(Watch(gate.clone())).send()),
            )
            .await;
        match sent {
            Ok(Ok(output)) => stream::read(output, deadlines, tool, on_delta).await,
            Ok(Err(error)) => Err(classify::refused(&error)),
            Err(late) => Err(late.failure(Progress::default())),
        }
    }
}

impl Model for Bedrock {
    fn converse<'a>(
        &'a self,
        request: &'a Request,
        gate: &'a SendGate,
        on_delta: &'a mut (dyn FnMut(&str) + Send),
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>> {
        Box::pin(async move {
            let called = self.call(request, gate, on_delta).await;
            // What did not go out costs nothing, whatever it is that was in the way.
            let result = called.map_err(|failure| Failure {
                charge: if gate.shut() {
                    Charge::Nothing
                } else {
                    failure.charge
                },
                ..failure
            });
            match &result {
                Ok(reply) => tracing::debug!(
                    model = %request.model,
                    whole_ms = reply.whole.as_millis(),
                    "Bedrock answered"
                ),
                Err(failure) => {
                    if matches!(
                        failure.kind,
                        FailureKind::ExpiredCredentials | FailureKind::InvalidCredentials
                    ) {
                        self.shared.keys.forget().await;
                    }
                    tracing::debug!(
                        model = %request.model,
                        kind = failure.kind.code(),
                        request_id = failure.request_id.as_deref().unwrap_or_default(),
                        "Bedrock gave no answer"
                    );
                }
            }
            result
        })
    }
}

impl fmt::Debug for Bedrock {
    /// What is in force; the client and the keys are nobody's business.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Bedrock")
            .field("in_force", &self.shared.in_force)
            .finish_non_exhaustive()
    }
}

fn client(
    keys: &Arc<Keys>,
    in_force: &InForce,
    endpoint_url: Option<String>,
    use_fips: bool,
) -> Client {
    let mut config = Config::builder()
        // A date, so that an update of the SDK changes nothing by itself.
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(in_force.region.clone()))
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .timeout_config(TimeoutConfig::builder().connect_timeout(CONNECT).build())
        // `Keys` holds them itself, so that they can be forgotten.
        .identity_cache(IdentityCache::no_cache())
        .use_fips(use_fips && endpoint_url.is_none());
    if let Ok(name) = AppName::new("mission-architect") {
        config = config.app_name(name);
    }
    if let Some(url) = endpoint_url {
        config = config.endpoint_url(url);
    }
    config = match keys.bearer() {
        Some(key) => config
            .auth_scheme_preference([HTTP_BEARER_AUTH_SCHEME_ID])
            .bearer_token(Token::new(key, None)),
        None => config.credentials_provider(ForSdk(Arc::clone(keys))),
    };
    Client::from_conf(config.build())
}
