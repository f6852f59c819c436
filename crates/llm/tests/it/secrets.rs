//! That no secret gets out: not by `Debug` or `Display` of anything public, and not into a log at any level.

use std::sync::{Arc, Mutex};

use fake_bedrock::{Authorization, Script, Server};
use llm::{Access, Bedrock, Credentials, Environment, Failure, KeySource};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{PATIENT, ask, question};

const BEARER: &str = "ABSKcanaryBearer0123456789abcdefABCDEF=";
const SECRET: &str = "canarySecret/0123456789abcdefABCDEFxyzXYZ";
const TOKEN: &str = "canaryToken//0123456789abcdefABCDEFxyzXYZ==";

fn assert_clean(what: &str, text: &str) {
    for canary in [BEARER, SECRET, TOKEN] {
        assert!(
            !text.contains(canary),
            "{what} tells a secret: {text:.2000}"
        );
        assert!(
            !text.contains(&canary[..12]),
            "{what} tells the beginning of a secret: {text:.2000}"
        );
    }
}

fn both() -> [Credentials; 2] {
    [
        Credentials::Bearer(BEARER.into()),
        Credentials::Keys {
            access_key_id: "AKIACANARYCANARYCANA".to_owned(),
            secret_access_key: SECRET.into(),
            session_token: Some(TOKEN.into()),
        },
    ]
}

/// An environment that holds all three secrets.
fn full(server: &Server) -> Environment {
    let mut variables = server.environment();
    variables.insert("AWS_BEARER_TOKEN_BEDROCK", BEARER.to_owned());
    variables.insert("AWS_SECRET_ACCESS_KEY", SECRET.to_owned());
    variables.insert("AWS_SESSION_TOKEN", TOKEN.to_owned());
    Environment::of(variables)
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn no_public_type_shows_a_secret() {
    let server = Server::start(Script::named("bearer-invalid"));
    let environment = full(&server);
    assert_clean("Environment", &format!("{environment:?}"));
    for credentials in both() {
        let access = Access {
            credentials,
            environment: environment.clone(),
            ..Access::default()
        };
        assert_clean("Access", &format!("{access:?}"));
        let bedrock = Bedrock::connect(access)
            .await
            .expect("all is there")
            .with_timers(PATIENT);
        assert_clean("Bedrock", &format!("{bedrock:?}"));
        assert_clean("InForce", &format!("{:?}", bedrock.in_force()));
        let failure: Failure = ask(&bedrock, &question()).await.0.expect_err("refused");
        assert_clean("Failure", &format!("{failure:?} {failure}"));
    }
}

/// On one thread, so that the log sees the tasks of the HTTP client too.
#[tokio::test(flavor = "current_thread")]
async fn no_log_at_any_level_holds_a_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let server = Server::start(Script::default());
    let environment = full(&server);
    for credentials in both().into_iter().chain([Credentials::default()]) {
        for script in ["bedrock", "bearer-invalid", "cut-in-frame", "hang-up"] {
            server.set_script(Script::named(script));
            let bedrock = Bedrock::connect(Access {
                credentials: credentials.clone(),
                environment: environment.clone(),
                ..Access::default()
            })
            .await
            .expect("all is there")
            .with_timers(PATIENT);
            let _ = ask(&bedrock, &question()).await;
        }
    }
    drop(guard);
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(
        logged.contains("Bedrock answered"),
        "the log was really written: {} bytes",
        logged.len()
    );
    assert!(
        logged.contains("TRACE aws_smithy") && logged.contains("TRACE hyper_util"),
        "the SDK and its HTTP client wrote into it as well"
    );
    let leaking: Vec<&str> = logged
        .lines()
        .filter(|line| {
            [BEARER, SECRET, TOKEN]
                .iter()
                .any(|canary| line.contains(canary))
        })
        .collect();
    assert!(
        leaking.is_empty(),
        "{} lines tell a secret, the first: {:.600}",
        leaking.len(),
        leaking[0]
    );
    assert!(
        server.calls().iter().any(|call| matches!(&call.authorization, Authorization::Bearer { ends_with } if ends_with == "DEF=")),
        "the canary was really used"
    );
}

#[tokio::test]
async fn a_key_that_was_given_is_the_one_that_is_sent() {
    let server = Server::start(Script::default());
    for (credentials, source) in both().into_iter().zip([KeySource::Bearer, KeySource::Keys]) {
        let bedrock = Bedrock::connect(Access {
            credentials,
            environment: full(&server),
            ..Access::default()
        })
        .await
        .expect("all is there")
        .with_timers(PATIENT);
        assert_eq!(
            bedrock.in_force().source,
            source,
            "what was given wins over the environment"
        );
        assert!(
            bedrock
                .in_force()
                .overrides_in_words()
                .as_deref()
                .is_some_and(|sentence| sentence.contains("AWS_BEARER_TOKEN_BEDROCK")),
            "and that is said: {:?}",
            bedrock.in_force().overrides
        );
        ask(&bedrock, &question()).await.0.expect("an answer");
    }
    let calls = server.calls();
    assert!(
        matches!(calls[0].authorization, Authorization::Bearer { .. }),
        "{:?}",
        calls[0].authorization
    );
    assert!(
        matches!(&calls[1].authorization, Authorization::SigV4 { access_key_id, session: true, .. } if access_key_id == "AKIACANARYCANARYCANA"),
        "the keys of the environment and its bearer key are left alone: {:?}",
        calls[1].authorization
    );
}
