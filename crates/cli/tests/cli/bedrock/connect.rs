//! `mission connect`: where credentials come from, where they are kept, and what is said when they do not work.

use std::{fs, process::Command};

use fake_bedrock::Authorization;
use serde_json::Value;

use super::Cloud;
use crate::support::Ran;

const BEARER: &str = "bedrock-api-key-0123456789-tail";
const PASSPHRASE: &str = "correct horse battery";

/// Runs without keys in the environment, with this on standard input and this passphrase.
fn run(cloud: &Cloud, line: &str, typed: &str, passphrase: Option<&str>) -> Ran {
    cloud.place.write("typed", typed);
    let mut command = cloud.without_keys(line);
    command.stdin(fs::File::open(cloud.place.work().join("typed")).unwrap());
    if let Some(passphrase) = passphrase {
        command.env("MISSION_ARCHITECT_PASSPHRASE", passphrase);
    }
    Ran::of(command.output().unwrap())
}

fn last_authorization(cloud: &Cloud) -> Authorization {
    let calls = cloud.server.calls();
    calls.last().expect("a call arrived").authorization.clone()
}

#[test]
fn a_pasted_key_is_kept_under_a_passphrase() {
    let cloud = Cloud::named("bedrock");
    let typed = format!("{BEARER}\n");
    let ran = run(
        &cloud,
        "connect --bearer --keep file",
        &typed,
        Some(PASSPHRASE),
    );
    let ran = ran.exits(0, "kept, and tried");
    assert!(
        ran.stdout.contains("Bedrock API key is in force"),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("connected"), "{}", ran.stderr);
    assert_eq!(
        last_authorization(&cloud),
        Authorization::Bearer {
            ends_with: "tail".to_owned()
        },
        "the key was used"
    );
    let calls = cloud.server.call_count();

    // Another process does not have it.
    let ran = run(&cloud, "connect --format json", "", None).exits(6, "it is locked");
    let error = ran.json_error();
    assert_eq!(error["code"], "locked", "{error}");
    assert!(
        error["detail"]
            .as_str()
            .unwrap()
            .contains("MISSION_ARCHITECT_PASSPHRASE"),
        "what to do: {error}"
    );
    run(&cloud, "new --wait", "", None).exits(6, "nor can missions be asked for");
    let wrong = run(&cloud, "connect", "", Some("another horse battery"));
    let wrong = wrong.exits(6, "a passphrase that does not open it");
    assert!(wrong.stderr.contains("does not open"), "{}", wrong.stderr);
    assert_eq!(cloud.server.call_count(), calls, "nothing was sent");

    run(&cloud, "new --wait", "", Some(PASSPHRASE)).exits(0, "with it, all works");
    run(&cloud, "queue list", "", None).exits(0, "what needs no model needs no passphrase");

    let ran = run(&cloud, "connect --forget file --format json", "", None);
    assert_eq!(
        ran.exits(0, "forgotten").json()["forgotten"],
        true,
        "it was there"
    );
    let ran = run(&cloud, "connect --forget file --format json", "", None);
    assert_eq!(
        ran.exits(0, "again").json()["forgotten"],
        false,
        "now it is not"
    );
    let ran = run(&cloud, "connect --format json", "", Some(PASSPHRASE));
    let error = ran
        .exits(6, "there is nothing to connect with")
        .json_error();
    assert_eq!(error["code"], "no-credentials", "{error}");
}

#[test]
fn access_keys_are_pasted_line_by_line() {
    let cloud = Cloud::named("bedrock");
    let line = "connect --access-key-id AKIAPASTEDPASTEDPAST --session --keep file";
    run(
        &cloud,
        line,
        "secret-of-it\ntoken-of-it\n",
        Some(PASSPHRASE),
    )
    .exits(0, "kept and tried");
    assert_eq!(
        last_authorization(&cloud),
        Authorization::SigV4 {
            access_key_id: "AKIAPASTEDPASTEDPAST".to_owned(),
            region: "us-east-1".to_owned(),
            service: "bedrock".to_owned(),
            session: true,
        },
        "signed with them"
    );
}

#[test]
fn what_is_missing_on_standard_input_is_said() {
    let cloud = Cloud::named("bedrock");
    let ran = run(
        &cloud,
        "connect --bearer --keep file",
        "\n",
        Some(PASSPHRASE),
    );
    let ran = ran.exits(2, "an empty key");
    assert!(
        ran.stderr.contains("Bedrock API key is empty"),
        "{}",
        ran.stderr
    );
    let ran = run(
        &cloud,
        "connect --bearer --keep file",
        &format!("{BEARER}\n"),
        None,
    );
    ran.exits(2, "no passphrase");
    let ran = run(
        &cloud,
        "connect --bearer --keep file",
        &format!("{BEARER}\n"),
        Some("short"),
    );
    let ran = ran.exits(2, "a passphrase that protects nothing");
    assert!(ran.stderr.contains("too short"), "{}", ran.stderr);
    assert!(
        !cloud.place.home().join("config/credentials.age").exists(),
        "nothing was kept"
    );
    assert_eq!(cloud.server.call_count(), 0, "nothing was sent");
}

#[test]
fn a_keyring_that_cannot_be_reached_is_no_place() {
    let cloud = Cloud::named("bedrock");
    for (line, typed) in [
        ("connect --bearer", "key-for-the-keyring\n"),
        ("connect --forget keyring", ""),
    ] {
        let ran = run(&cloud, line, typed, None).exits(6, line);
        assert!(
            ran.stderr.contains("no session bus") && ran.stderr.contains("dbus-run-session"),
            "{line}: why, and what to do: {}",
            ran.stderr
        );
    }
    let config = fs::read_to_string(cloud.place.home().join("config/config.toml"));
    assert!(
        !config.unwrap_or_default().contains("pasted"),
        "nothing is set to what could not be kept"
    );
}

/// Writes an AWS profile whose keys come from a program.
fn process_profile(cloud: &Cloud, script: &str) {
    let program = cloud.place.write("keys.sh", script);
    let config = format!(
        "[profile work]\nregion = eu-central-1\ncredential_process = sh {}\n",
        program.display()
    );
    cloud.place.write("aws-config", config);
}

/// With the profile's own region and no keys of the environment.
fn with_profile(cloud: &Cloud, line: &str) -> Command {
    let mut command = cloud.without_keys(line);
    command.env_remove("AWS_REGION");
    command
}

#[test]
fn a_profile_with_a_credential_process() {
    let cloud = Cloud::named("bedrock");
    process_profile(
        &cloud,
        r#"echo '{"Version": 1, "AccessKeyId": "AKIAPROCESSPROCESSPR", "SecretAccessKey": "made up", "SessionToken": "made up", "Expiration": "2124-01-01T00:00:00Z"}'"#,
    );
    let line = "connect --profile work --format json";
    let ran = Ran::of(with_profile(&cloud, line).output().unwrap()).exits(0, "it works");
    let said = ran.json()["steps"].to_string();
    assert!(
        said.contains("`work`")
            && said.contains("credential_process")
            && said.contains("eu-central-1"),
        "who asks, and where: {said}"
    );
    assert_eq!(
        last_authorization(&cloud),
        Authorization::SigV4 {
            access_key_id: "AKIAPROCESSPROCESSPR".to_owned(),
            region: "eu-central-1".to_owned(),
            service: "bedrock".to_owned(),
            session: true,
        },
        "signed with the process's keys"
    );
    Ran::of(with_profile(&cloud, "new --wait").output().unwrap())
        .exits(0, "the profile is remembered");

    let calls = cloud.server.call_count();
    process_profile(&cloud, "echo 'you are not signed in' >&2; exit 3");
    for line in ["connect", "new --wait", "doctor --online"] {
        let ran = Ran::of(with_profile(&cloud, line).output().unwrap());
        let code = if line.starts_with("doctor") { 1 } else { 6 };
        let ran = ran.exits(code, line);
        let said: String = (ran.stdout + &ran.stderr)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(
            said.contains("`credential_process` of the profile `work`"),
            "{line}: what to do: {said}"
        );
    }
    process_profile(
        &cloud,
        r#"echo '{"Version": 1, "AccessKeyId": "AKIAPROCESSPROCESSPR", "SecretAccessKey": "made up", "SessionToken": "made up", "Expiration": "2021-01-01T00:00:00Z"}'"#,
    );
    let ran = Ran::of(
        with_profile(&cloud, "connect --format json")
            .output()
            .unwrap(),
    );
    let error = ran.exits(6, "keys of yesterday").json_error();
    assert_eq!(error["code"], "expired-credentials", "{error}");
    assert_eq!(cloud.server.call_count(), calls, "nothing was sent");
}

#[test]
fn a_profile_that_is_not_there_is_said() {
    let cloud = Cloud::named("bedrock");
    let ran = Ran::of(
        with_profile(&cloud, "connect --profile nobody --region eu-west-1")
            .output()
            .unwrap(),
    );
    let ran = ran.exits(6, "there is no such profile");
    assert!(ran.stderr.contains("nobody"), "it is named: {}", ran.stderr);
    let ran = Ran::of(with_profile(&cloud, "connect --profile").output().unwrap());
    ran.exits(6, "back to the default one, which is not there either");
    let mut without_region = cloud.command(["connect", "--region", "", "--format", "json"]);
    without_region.env_remove("AWS_REGION");
    let error = Ran::of(without_region.output().unwrap())
        .exits(6, "no region")
        .json_error();
    assert_eq!(error["code"], "no-region", "{error}");
}

#[test]
fn what_aws_refuses_is_told_in_words() {
    let cloud = Cloud::named("bedrock");
    for (script, code) in [
        ("access-denied", "access-denied"),
        ("no-model-access", "access-denied"),
        ("access-form", "access-form"),
        ("marketplace", "marketplace"),
        ("expired-token", "expired-credentials"),
        ("unrecognized-client", "invalid-credentials"),
        ("clock-skew", "clock-skew"),
        ("on-demand", "needs-profile"),
        ("zero-quota", "zero-quota"),
        ("no-such-model", "no-such-model"),
    ] {
        cloud.server.set_script(fake_bedrock::Script::named(script));
        let ran = cloud.run("connect --format json").exits(6, script);
        assert_eq!(ran.json_error()["code"], code, "{script}");
        let test = ran.json();
        assert_eq!(test["problem"]["code"], code, "{script}: {test}");
        assert!(
            test["problem"]["nextStep"]
                .as_str()
                .is_some_and(|step| step.len() > 10),
            "{script}: there is something to do: {test}"
        );
        let doctor = cloud
            .run("doctor --online --format json")
            .exits(1, script)
            .json();
        let checks = doctor["checks"].as_array().unwrap();
        let tried = checks.iter().find(|check| check["id"] == "bedrock-test");
        assert_eq!(
            tried.map(|check| &check["state"]),
            Some(&Value::from("failed")),
            "{script}: the doctor sees it too: {doctor}"
        );
    }
    cloud
        .server
        .set_script(fake_bedrock::Script::named("bedrock"));
    cloud
        .run("doctor --online")
        .exits(0, "and that it works again");
}
