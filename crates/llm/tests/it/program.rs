//! Profiles with a program (`credential_process`): when it is run, how long its keys are held, and what is said when it fails.

use fake_bedrock::{Script, Server};
use llm::{Bedrock, FailureKind};

use crate::{
    access::{Files, profile, reach, with_endpoint},
    support::{ask, question},
};

/// A profile whose program prints this.
pub(crate) async fn of_program(server: &Server, script: &str) -> (Files, Bedrock) {
    let files = Files::new("", "");
    let program = files.path("program");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a program");
    std::fs::set_permissions(
        &program,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .expect("it can be run");
    let config = with_endpoint(
        server,
        &format!("[profile program]\ncredential_process = {program}"),
    );
    std::fs::write(files.path("config"), config).expect("a config file");
    let bedrock = reach(files.environment(&[]), profile("program"))
        .await
        .expect("the profile is there");
    (files, bedrock)
}

fn prints(id: &str, expiration: &str) -> String {
    format!(
        "echo '{{\"Version\":1,\"AccessKeyId\":\"{id}\",\"SecretAccessKey\":\"made-up\",\"SessionToken\":\"made-up\",\"Expiration\":\"{expiration}\"}}'"
    )
}

#[tokio::test]
async fn the_program_of_a_profile_is_run_once_until_its_keys_end() {
    let server = Server::start(Script::default());
    let files = Files::new("", "");
    let count = files.path("count");
    let script = format!(
        "echo run >> {count}\n{}",
        prints("ASIAPROGRAMPROGRAMPR", "2099-01-01T00:00:00Z")
    );
    let (_files, bedrock) = of_program(&server, &script).await;
    for _ in 0..3 {
        ask(&bedrock, &question()).await.0.expect("an answer");
    }
    let runs = std::fs::read_to_string(&count)
        .expect("it ran")
        .lines()
        .count();
    assert_eq!(runs, 1, "keys are held until shortly before they end");
    bedrock.check_credentials().await.expect("good keys");
    let runs = std::fs::read_to_string(&count)
        .expect("it ran")
        .lines()
        .count();
    assert_eq!(runs, 2, "a check asks anew");
}

#[tokio::test]
async fn keys_that_end_soon_are_asked_for_again_at_each_call() {
    let server = Server::start(Script::default());
    let files = Files::new("", "");
    let count = files.path("count");
    // A minute from now: still good, and too short to be held.
    let script = format!(
        "echo run >> {count}\nat=$(date -u -d '+60 seconds' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v+60S +%Y-%m-%dT%H:%M:%SZ)\n{}",
        prints("ASIAPROGRAMPROGRAMPR", "'$at'")
    );
    let (_files, bedrock) = of_program(&server, &script).await;
    for _ in 0..2 {
        ask(&bedrock, &question()).await.0.expect("an answer");
    }
    let runs = std::fs::read_to_string(&count)
        .expect("it ran")
        .lines()
        .count();
    assert!(
        runs >= 2,
        "a long-lived app renews what is about to end: {runs}"
    );
}

#[tokio::test]
async fn a_program_that_fails_or_gives_old_keys_is_named_and_not_quoted() {
    let server = Server::start(Script::default());
    for (script, kind, words) in [
        (
            "echo canary-secret >&2; exit 3".to_owned(),
            FailureKind::NoCredentials,
            "failed or gave no credentials",
        ),
        (
            "echo canary-secret".to_owned(),
            FailureKind::NoCredentials,
            "failed or gave no credentials",
        ),
        (
            prints("ASIAOLDOLDOLDOLDOLDO", "2020-01-01T00:00:00Z"),
            FailureKind::ExpiredCredentials,
            "have expired",
        ),
    ] {
        let (_files, bedrock) = of_program(&server, &script).await;
        let failure = ask(&bedrock, &question()).await.0.expect_err(words);
        assert_eq!(failure.kind, kind, "{failure}");
        assert!(
            failure.message.contains("profile program") && failure.message.contains(words),
            "{failure}"
        );
        assert!(
            !failure.message.contains("canary"),
            "what a program prints may be a secret: {failure}"
        );
    }
    assert_eq!(server.call_count(), 0, "without keys nothing is sent");
}
