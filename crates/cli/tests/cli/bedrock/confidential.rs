//! Secrets reach neither a terminal nor a file, however much is logged.

use std::{fs, path::Path};

use super::{Cloud, files_below};
use crate::support::{MISSION, Ran};

const SECRET_KEY: &str = "CanaryCanaryCanarySecretKey0123456789abc";
const SESSION: &str = "CanarySessionTokenCanarySessionTokenCanary";
const BEARER: &str = "bedrock-api-key-CanaryCanaryCanaryBearer42";
const PASSPHRASE: &str = "canary passphrase of eight words and more";

const CANARIES: [&str; 4] = [SECRET_KEY, SESSION, BEARER, PASSPHRASE];

fn assert_silent(bytes: &[u8], place: &str) {
    let text = String::from_utf8_lossy(bytes);
    for canary in CANARIES {
        assert!(!text.contains(canary), "{place} has a secret: {canary}");
    }
}

fn assert_no_file_has_one(folder: &Path) {
    let files = files_below(folder);
    assert!(
        files
            .iter()
            .any(|file| file.ends_with("mission-architect.db")),
        "what is looked at is the program's data: {files:?}"
    );
    for file in files {
        assert_silent(&fs::read(&file).unwrap(), &file.display().to_string());
    }
}

#[test]
fn keys_of_the_environment_are_in_no_log_and_no_file() {
    let cloud = Cloud::named("throttle-half");
    for arguments in [
        vec!["-vvv", "connect"],
        vec!["-vvv", "new", "--wait", "--topic", "queues"],
        vec!["-vvv", "hint", MISSION, "--ask", "Why?"],
        vec!["-vvv", "doctor", "--online"],
        vec!["-vvv", "usage"],
    ] {
        let output = cloud
            .command(arguments.iter().copied())
            .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
            .env("AWS_SESSION_TOKEN", SESSION)
            .output()
            .unwrap();
        assert_silent(&output.stdout, &format!("stdout of {arguments:?}"));
        assert_silent(&output.stderr, &format!("stderr of {arguments:?}"));
    }
    assert!(
        cloud.server.call_count() > 3,
        "the keys were used: {}",
        cloud.server.call_count()
    );
    assert_no_file_has_one(cloud.place.home());
}

#[test]
fn pasted_keys_are_in_no_log_and_no_file() {
    let cloud = Cloud::named("bedrock");
    cloud.place.write("key", format!("{BEARER}\n"));
    let run = |line: &str| {
        let key = fs::File::open(cloud.place.work().join("key")).unwrap();
        let output = cloud
            .without_keys(line)
            .env("MISSION_ARCHITECT_PASSPHRASE", PASSPHRASE)
            .stdin(key)
            .output()
            .unwrap();
        assert_silent(&output.stdout, &format!("stdout of {line}"));
        assert_silent(&output.stderr, &format!("stderr of {line}"));
        Ran::of(output).exits(0, line)
    };
    let ran = run("-vvv connect --bearer --keep file");
    assert!(
        ran.stderr.lines().count() > 5,
        "much is logged, so that something could leak: {}",
        ran.stderr
    );
    run("-vvv new --wait");
    run("-vvv doctor --online");
    run("-vvv hint private-photo-bucket --ask why");
    run("-vvv connect --format json");
    assert_no_file_has_one(cloud.place.home());
}

#[test]
fn what_a_template_holds_is_not_sent() {
    let cloud = Cloud::named("bedrock");
    let started = cloud
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "started")
        .json();
    let template = started["template"].as_str().unwrap();
    let starter = fs::read_to_string(template).unwrap();
    let key = "AKIAQ3EGRZ7XJ5N4T2MV";
    fs::write(template, format!("# my key is {key}\n{starter}")).unwrap();
    let ran = cloud
        .run_all(["hint", MISSION, "--ask", "What is missing?"])
        .exits(0, "it answers");
    assert!(
        ran.stderr.contains("left out of what is sent") && ran.stderr.contains("line 1"),
        "that something was left out is said: {}",
        ran.stderr
    );
    assert!(!ran.stderr.contains(key), "not what: {}", ran.stderr);
    let sent = cloud.server.calls()[0].body.to_string();
    assert!(
        sent.contains("AWS::S3::Bucket") && !sent.contains(key),
        "the template went out without the key: {sent}"
    );
}
