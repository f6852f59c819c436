//! What looks at the process's own environment and home folder: run in a child of this very program, whose environment is its own. The parent says
//! which case it is in `LLM_CHILD`; without it the child's test does nothing but say so.

use std::{collections::BTreeMap, path::Path, process::Command};

use fake_bedrock::{Authorization, Script, Server};
use llm::{Access, Bedrock};

use crate::support::{PATIENT, ask, question};

/// In the child: connects by the process's environment, checks the credentials, asks; prints each as a line.
#[tokio::test]
async fn in_a_child() {
    if std::env::var_os("LLM_CHILD").is_none() {
        println!("this is the other half of the tests beside it");
        return;
    }
    let bedrock = match Bedrock::connect(Access::default()).await {
        Ok(bedrock) => bedrock.with_timers(PATIENT),
        Err(failure) => {
            println!("connect: {} {failure}", failure.kind.code());
            return;
        }
    };
    println!("in force: {:?}", bedrock.in_force());
    match bedrock.check_credentials().await {
        Ok(expiry) => println!(
            "check: good, {}",
            if expiry.is_some() { "ends" } else { "no end" }
        ),
        Err(failure) => println!("check: {} {failure}", failure.kind.code()),
    }
    match ask(&bedrock, &question()).await.0 {
        Ok(reply) => println!("asked: {}", reply.text.lines().next().unwrap_or_default()),
        Err(failure) => println!("asked: {} {failure}", failure.kind.code()),
    }
}

/// Runs the child with this environment and no other; gives what it printed.
fn child(home: &Path, config: &str, variables: &BTreeMap<&str, String>) -> String {
    std::fs::create_dir_all(home.join(".aws")).expect("a folder");
    std::fs::write(home.join(".aws/config"), config).expect("a config file");
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["--exact", "child::in_a_child", "--nocapture"])
        .env_clear()
        .env("LLM_CHILD", "1")
        .env("HOME", home)
        .env("USERPROFILE", home)
        .envs(variables);
    // Windows finds no socket library without it.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    let output = command.output().expect("the child runs");
    assert!(
        output.status.success(),
        "the child did not fail by itself: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// SHA-1 of `learning`, the session's name: what the AWS CLI calls the file of its token.
const TOKEN_FILE: &str = "ea9ffb6eb4a5f167f6a29e1140b39165d47734fd.json";

const SSO: &str = "\
[profile sso]
sso_session = learning
sso_account_id = 111122223333
sso_role_name = Learner
region = us-west-2
[sso-session learning]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
";

fn sign_in(home: &Path, expires_at: &str) {
    let cache = home.join(".aws/sso/cache");
    std::fs::create_dir_all(&cache).expect("a folder");
    let token = format!(
        "{{\"accessToken\":\"made-up\",\"expiresAt\":\"{expires_at}\",\"region\":\"us-east-1\",\"startUrl\":\"https://example.awsapps.com/start\"}}"
    );
    std::fs::write(cache.join(TOKEN_FILE), token).expect("a token");
}

#[test]
fn sso_is_used_when_signed_in_and_told_how_to_sign_in_when_not() {
    let server = Server::start(Script::default());
    let variables = BTreeMap::from([
        ("AWS_PROFILE", "sso".to_owned()),
        ("AWS_ENDPOINT_URL", server.endpoint()),
    ]);
    let step = "run `aws sso login --profile sso`";
    let home = tempfile::tempdir().expect("a home");
    let printed = child(home.path(), SSO, &variables);
    assert!(
        printed.contains("check: expired-credentials") && printed.contains(step),
        "never signed in: {printed}"
    );
    assert!(
        printed.contains("asked: expired-credentials"),
        "and asking says the same: {printed}"
    );
    assert_eq!(server.call_count(), 0, "without keys nothing is sent");

    sign_in(home.path(), "2020-01-01T00:00:00Z");
    let printed = child(home.path(), SSO, &variables);
    assert!(
        printed.contains("check: expired-credentials") && printed.contains(step),
        "the sign-in is over: {printed}"
    );

    sign_in(home.path(), "2099-01-01T00:00:00Z");
    let printed = child(home.path(), SSO, &variables);
    assert!(
        printed.contains("check: good, ends"),
        "signed in: {printed}"
    );
    assert!(printed.contains("asked: Think"), "and answered: {printed}");
    assert!(
        matches!(&server.calls()[0].authorization, Authorization::SigV4 { access_key_id, session: true, .. } if access_key_id == "ASIAFAKESSOROLE00000"),
        "by the role of the account: {:?}",
        server.calls()[0].authorization
    );
}

#[test]
fn the_environment_of_the_process_is_used_as_awss_own_tools_use_it() {
    let server = Server::start(Script::default());
    let home = tempfile::tempdir().expect("a home");
    let printed = child(home.path(), "", &server.environment());
    assert!(
        printed.contains("source: Environment") && printed.contains("endpoint_is_aws: false"),
        "{printed}"
    );
    assert!(
        printed.contains("check: good, no end") && printed.contains("asked: Think"),
        "{printed}"
    );

    let role = "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/learner\ncredential_source = Environment\nregion = us-east-1\n";
    let mut variables = server.environment();
    variables.insert("AWS_PROFILE", "role".to_owned());
    variables.insert("AWS_ENDPOINT_URL_STS", server.endpoint());
    // A profile that was named by the environment gives way to keys of the environment; without a key id there is none.
    variables.remove("AWS_ACCESS_KEY_ID");
    let printed = child(home.path(), role, &variables);
    assert!(
        printed.contains("check: no-credentials") && printed.contains("could not assume its role"),
        "its source is missing: {printed}"
    );
}

#[test]
fn without_anything_it_says_so_at_once_and_asks_no_metadata_service() {
    let home = tempfile::tempdir().expect("a home");
    let began = std::time::Instant::now();
    let printed = child(
        home.path(),
        "[default]\n",
        &BTreeMap::from([("AWS_REGION", "us-east-1".to_owned())]),
    );
    assert!(printed.contains("connect: no-credentials"), "{printed}");
    let printed_region = child(
        home.path(),
        "[default]\n",
        &BTreeMap::from([("AWS_BEARER_TOKEN_BEDROCK", "ABSKx".to_owned())]),
    );
    assert!(
        printed_region.contains("connect: no-region"),
        "{printed_region}"
    );
    assert!(
        began.elapsed() < std::time::Duration::from_secs(5),
        "IMDS would take seconds: {:?}",
        began.elapsed()
    );
}

#[test]
fn the_proxy_of_the_environment_is_used_unless_it_says_not_to() {
    let proxy = Server::start(Script::default());
    let home = tempfile::tempdir().expect("a home");
    let mut variables = proxy.environment();
    variables.insert("HTTP_PROXY", proxy.endpoint());
    variables.insert(
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
        "http://bedrock.invalid".to_owned(),
    );
    let printed = child(home.path(), "", &variables);
    assert!(
        printed.contains("asked: Think"),
        "no such host exists, so that only the proxy can have answered: {printed}"
    );
    assert_eq!(
        proxy.calls()[0].headers["host"],
        "bedrock.invalid",
        "it was asked for that host"
    );
    variables.insert("NO_PROXY", "bedrock.invalid".to_owned());
    let printed = child(home.path(), "", &variables);
    assert!(
        printed.contains("asked: offline"),
        "somebody said not to: {printed}"
    );
}
