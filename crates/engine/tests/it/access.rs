//! The way to the model: what is in force, what the test says, what happens when credentials change.

use engine::{
    CheckState, Settings,
    access::{CredentialChoice, doctor_model},
    mentor::MentorAnswer,
    vault::{FileState, Place, Secrets},
};
use fake_bedrock::{Authorization, Script};
use llm::KeySource;
use store::Pause;

use crate::wire::{NOON, Wire, aws_config, hint, open, variables};

fn without_keys(variables: &mut Vec<(String, String)>) {
    variables.retain(|(name, _)| !name.contains("KEY") && !name.contains("TOKEN"));
}

#[test]
fn what_is_in_force_is_said_without_a_call() {
    let wire = Wire::to("bedrock");
    let access = wire
        .wait(wire.engine.model_access())
        .expect("it is looked at");
    assert_eq!(access.choice, CredentialChoice::Aws, "the default");
    assert_eq!(access.problem, None, "everything is there");
    let in_force = access.in_force.as_ref().expect("something is in force");
    assert_eq!(
        (in_force.region.as_str(), &in_force.source),
        ("us-east-1", &KeySource::Environment),
        "what the environment says"
    );
    assert!(
        in_force.endpoint == wire.server.endpoint() && !in_force.endpoint_is_aws,
        "the endpoint is not AWS's, and that is told: {in_force:?}"
    );
    assert!(
        access.model.ends_with("claude-sonnet-4-6") && access.mentor_model == access.model,
        "one model for both: {access:?}"
    );
    assert_eq!(wire.server.call_count(), 0, "looking costs nothing");
}

#[test]
fn a_test_looks_at_one_thing_after_another() {
    let wire = Wire::to("bedrock");
    let test = wire.wait(wire.engine.test_model()).expect("it is tested");
    let steps: Vec<_> = test.steps.iter().map(|step| (step.id, step.good)).collect();
    assert_eq!(
        steps,
        ["region", "credentials", "endpoint", "clock", "model"].map(|id| (id, true)),
        "all is good: {test:#?}"
    );
    assert!(
        test.steps[2].message.contains("not AWS's"),
        "an endpoint of somebody else is said: {:?}",
        test.steps[2]
    );
    assert!(
        test.problem.is_none() && test.first_ms.is_some() && test.cost_nusd > 0,
        "it answered, and that had a price: {test:?}"
    );
    let calls = wire.server.calls();
    assert_eq!(calls.len(), 1, "one tiny call");
    assert_eq!(
        calls[0].body["inferenceConfig"]["maxTokens"], 16,
        "with a bound that makes it tiny"
    );
    let used: i64 = used(&wire);
    assert_eq!(used, test.cost_nusd, "it is in the ledger");
}

fn used(wire: &Wire) -> i64 {
    let report = wire
        .engine
        .usage(engine::usage::UsageRange::All)
        .expect("the usage");
    assert_eq!(report.disagreements, [""; 0], "the ledger adds up");
    report.rows.iter().map(|row| row.nusd).sum()
}

#[test]
fn what_is_wrong_is_said_in_words() {
    // The script, the step that it is about, the code, and what a person is told to do.
    let table = [
        (
            "access-denied",
            "model",
            "access-denied",
            "bedrock:InvokeModel",
        ),
        (
            "no-model-access",
            "model",
            "access-denied",
            "Ask whoever runs the account",
        ),
        (
            "expired-token",
            "credentials",
            "expired-credentials",
            "AWS_ACCESS_KEY_ID",
        ),
        (
            "unrecognized-client",
            "credentials",
            "invalid-credentials",
            "AWS_ACCESS_KEY_ID",
        ),
        (
            "bad-signature",
            "credentials",
            "invalid-credentials",
            "AWS_ACCESS_KEY_ID",
        ),
        ("clock-skew", "clock", "clock-skew", "clock"),
        ("on-demand", "model", "needs-profile", "inference profile"),
        ("access-form", "model", "access-form", "form"),
        ("zero-quota", "model", "zero-quota", "Service Quotas"),
        ("daily-quota", "model", "daily-quota", "next day"),
        ("marketplace", "model", "marketplace", "Marketplace"),
        ("payment", "model", "marketplace", "payment method"),
        ("no-such-model", "model", "no-such-model", "model id"),
        ("throttled", "model", "throttled", "again by itself"),
        ("not-bedrock", "endpoint", "unknown", "endpoint"),
    ];
    for (script, step, code, next) in table {
        let wire = Wire::to(script);
        let test = wire.wait(wire.engine.test_model()).expect("it is tested");
        let problem = test
            .problem
            .clone()
            .unwrap_or_else(|| panic!("{script} fails: {test:?}"));
        assert_eq!(problem.code, code, "{script}: {problem:?}");
        assert!(
            problem.next_step.contains(next),
            "{script} has a next step: {problem:?}"
        );
        let last = test.steps.last().expect("something was looked at");
        assert_eq!(
            (last.id, last.good),
            (step, false),
            "{script}: {:?}",
            test.steps
        );
        assert!(
            test.steps.iter().rev().skip(1).all(|step| step.good),
            "{script}: the first that failed is the last: {:?}",
            test.steps
        );
        assert_eq!(
            test.cost_nusd > 0,
            script == "not-bedrock",
            "{script}: what AWS refused costs nothing; what somebody else said is not believed"
        );
    }
}

#[test]
fn what_is_missing_is_said_without_a_call() {
    let no_region = Wire::with(
        Script::named("bedrock"),
        |variables, _| variables.retain(|(name, _)| name != "AWS_REGION"),
        |_| {},
    );
    let test = no_region
        .wait(no_region.engine.test_model())
        .expect("it is tested");
    assert_eq!(
        test.steps.iter().map(|step| step.id).collect::<Vec<_>>(),
        ["region"],
        "the region comes first: {test:?}"
    );
    assert_eq!(
        test.problem.expect("it fails").code,
        "no-region",
        "and it is missing"
    );

    let nobody = Wire::with(
        Script::named("bedrock"),
        |variables, _| without_keys(variables),
        |_| {},
    );
    let test = nobody
        .wait(nobody.engine.test_model())
        .expect("it is tested");
    let problem = test.problem.expect("it fails");
    assert_eq!(
        problem.code, "no-credentials",
        "nobody is there: {problem:?}"
    );
    let answer = nobody.ask(hint(1)).1;
    assert!(
        matches!(&answer, MentorAnswer::NotConnected(problem) if problem.code == "no-credentials")
            || matches!(&answer, MentorAnswer::Ended(exchange) if exchange.reason.is_some()),
        "the mentor says so too: {answer:?}"
    );
    assert_eq!(nobody.server.call_count(), 0, "nothing was sent");

    let off = Wire::with(
        Script::named("bedrock"),
        |_, _| {},
        |settings| settings.bedrock.credentials = CredentialChoice::Off,
    );
    let test = off.wait(off.engine.test_model()).expect("it is tested");
    assert_eq!(
        test.problem.expect("it is off").code,
        "off",
        "as it was chosen"
    );
    assert!(
        matches!(off.ask(hint(1)).1, MentorAnswer::NotConnected(problem) if problem.code == "off"),
        "nothing is asked then"
    );
    assert_eq!(off.server.call_count(), 0, "nothing was sent");
}

#[test]
fn a_sign_in_that_has_run_out_names_its_command() {
    let wire = Wire::with(
        Script::named("bedrock"),
        |variables, folder| {
            without_keys(variables);
            aws_config(
                folder,
                "[profile learning-lab]\nregion = eu-central-1\nsso_session = lab\nsso_account_id = 123456789012\nsso_role_name = Learner\n\n[sso-session lab]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\n",
            );
        },
        |settings| settings.bedrock.profile = Some("learning-lab".to_owned()),
    );
    let test = wire.wait(wire.engine.test_model()).expect("it is tested");
    let problem = test.problem.as_ref().expect("there is no token");
    assert!(
        problem
            .next_step
            .contains("aws sso login --profile learning-lab")
            || problem.message.contains("aws sso login --profile"),
        "the very command: {problem:?}"
    );
    assert_eq!(
        test.steps
            .iter()
            .map(|step| (step.id, step.good))
            .collect::<Vec<_>>(),
        [("region", true), ("credentials", false)],
        "the profile's region is known, its token is not: {test:?}"
    );
}

#[test]
fn a_configuration_that_is_mended_outside_is_noticed() {
    let wire = Wire::with(
        Script::named("bedrock"),
        |variables, _| without_keys(variables),
        |settings| settings.bedrock.profile = Some("later".to_owned()),
    );
    let before = wire.ask(hint(1)).1;
    assert!(
        matches!(before, MentorAnswer::NotConnected(_)),
        "there is no such profile: {before:?}"
    );
    aws_config(
        wire.folder.path(),
        "[profile later]\naws_access_key_id = AKIAFIRSTFIRSTFIRST1\naws_secret_access_key = first\n",
    );
    wire.exchange(hint(1));
    aws_config(
        wire.folder.path(),
        "[profile later]\naws_access_key_id = AKIASECONDSECONDSEC2\naws_secret_access_key = second\n",
    );
    wire.exchange(hint(1));
    let keys: Vec<String> = wire
        .server
        .calls()
        .into_iter()
        .map(|call| match call.authorization {
            Authorization::SigV4 { access_key_id, .. } => access_key_id,
            other => panic!("it is signed: {other:?}"),
        })
        .collect();
    assert_eq!(
        keys,
        ["AKIAFIRSTFIRSTFIRST1", "AKIASECONDSECONDSEC2"],
        "each call with the keys that stood in the file then"
    );
}

#[test]
fn pasted_credentials_win_and_are_forgotten() {
    let wire = Wire::to("bedrock");
    let paused = Pause {
        code: "no-credentials".to_owned(),
        message: "No credentials.".to_owned(),
        since_ms: NOON,
        until_ms: None,
    };
    store(&wire).pause_queue(paused).expect("it is paused");
    wire.engine
        .save_credentials(
            Secrets::BearerKey("bedrock-api-key-of-a-test-0042".into()),
            Place::Memory,
            None,
        )
        .expect("they are kept");
    assert_eq!(
        wire.engine.settings().bedrock.credentials,
        CredentialChoice::Pasted,
        "what was pasted is used"
    );
    assert_eq!(
        store(&wire).queue_pause().expect("it is read"),
        None,
        "the queue tries again"
    );
    wire.exchange(hint(1));
    assert_eq!(
        wire.server.calls()[0].authorization,
        Authorization::Bearer {
            ends_with: "0042".to_owned()
        },
        "with the pasted key, although the environment has others"
    );
    assert!(
        wire.engine
            .forget_credentials(Place::Memory)
            .expect("they go"),
        "there were some"
    );
    let answer = wire.ask(hint(1)).1;
    assert!(
        matches!(&answer, MentorAnswer::NotConnected(problem) if problem.code == "no-credentials" || problem.code == "locked"),
        "nothing is left to ask with, and the chain is not taken instead: {answer:?}"
    );
    assert_eq!(wire.server.call_count(), 1, "nothing more was sent");
}

/// Another handle on the same database.
fn store(wire: &Wire) -> store::Store {
    store::Store::open(&wire.home.database())
        .expect("it opens")
        .0
}

#[test]
fn an_encrypted_file_is_unlocked_once_a_run() {
    let wire = Wire::to("bedrock");
    let keys = Secrets::AccessKeys {
        access_key_id: "AKIAPASTEDPASTED0007".to_owned(),
        secret_access_key: "canary-of-the-encrypted-file".into(),
        session_token: None,
    };
    wire.engine
        .save_credentials(keys, Place::File, Some("open sesame, please".into()))
        .expect("they are kept");
    let again = open(
        &wire.home,
        &wire.clock,
        variables(&wire.server, wire.folder.path()),
    )
    .0;
    let access = wire.wait(again.model_access()).expect("it is looked at");
    assert_eq!(
        access.vault.file,
        FileState::Locked,
        "another run does not know the passphrase"
    );
    let problem = access.problem.expect("nothing can be asked");
    assert_eq!(problem.code, "locked", "and says so: {problem:?}");
    assert!(
        again.unlock_credentials("something else".into()).is_err(),
        "another passphrase does not open it"
    );
    again
        .unlock_credentials("open sesame, please".into())
        .expect("the passphrase opens it");
    let access = wire.wait(again.model_access()).expect("it is looked at");
    assert_eq!(
        access.in_force.map(|in_force| in_force.source),
        Some(KeySource::Keys),
        "the pasted keys are in force"
    );
    for file in files_below(&wire.home.data).chain(files_below(&wire.home.config)) {
        let bytes = std::fs::read(&file).expect("it is read");
        let found = bytes.windows(10).any(|window| window == b"canary-of-");
        assert!(
            !found,
            "no secret is written down plainly: {}",
            file.display()
        );
    }
}

fn files_below(folder: &std::path::Path) -> impl Iterator<Item = std::path::PathBuf> {
    std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
}

#[test]
fn a_test_that_works_ends_a_pause_but_not_that_of_a_budget() {
    let wire = Wire::to("bedrock");
    let pause = |code: &str| Pause {
        code: code.to_owned(),
        message: "Why.".to_owned(),
        since_ms: NOON,
        until_ms: None,
    };
    store(&wire)
        .pause_queue(pause("access-denied"))
        .expect("it is paused");
    wire.wait(wire.engine.test_model()).expect("it is tested");
    assert_eq!(
        store(&wire).queue_pause().expect("it is read"),
        None,
        "it works again"
    );
    store(&wire)
        .pause_queue(pause("budget"))
        .expect("it is paused");
    wire.wait(wire.engine.test_model()).expect("it is tested");
    assert!(
        store(&wire).queue_pause().expect("it is read").is_some(),
        "that the model answers frees no budget"
    );
}

#[test]
fn another_model_of_the_mentor_is_tested_too() {
    let wire = Wire::with(
        Script::named("bedrock"),
        |_, _| {},
        |settings: &mut Settings| {
            settings.bedrock.mentor_model = Some("eu.amazon.nova-micro-v1:0".to_owned());
        },
    );
    let test = wire.wait(wire.engine.test_model()).expect("it is tested");
    assert_eq!(test.problem, None, "both answer");
    let asked: Vec<String> = wire
        .server
        .calls()
        .into_iter()
        .map(|call| call.model)
        .collect();
    assert_eq!(
        asked,
        [
            "global.anthropic.claude-sonnet-4-6",
            "eu.amazon.nova-micro-v1:0"
        ],
        "each with a call of its own"
    );
}

#[test]
fn doctor_says_how_the_model_is_reached() {
    let wire = Wire::to("bedrock");
    let checks = wire.wait(doctor_model(&wire.engine, false));
    let states: Vec<_> = checks.iter().map(|check| (check.id, check.state)).collect();
    assert_eq!(
        states,
        [
            ("bedrock", CheckState::Ok),
            ("bedrock-region", CheckState::Ok),
            ("bedrock-endpoint", CheckState::Warning),
            ("bedrock-model", CheckState::Ok),
            ("bedrock-prices", CheckState::Ok),
            ("pasted-credentials", CheckState::Ok),
        ],
        "an endpoint that is not AWS's is worth a warning: {checks:#?}"
    );
    assert_eq!(wire.server.call_count(), 0, "without a call");
    let checks = wire.wait(doctor_model(&wire.engine, true));
    assert_eq!(
        checks.last().map(|check| (check.id, check.state)),
        Some(("bedrock-test", CheckState::Ok)),
        "with one when that is asked for"
    );
    wire.server.set_script(Script::named("zero-quota"));
    let checks = wire.wait(doctor_model(&wire.engine, true));
    let test = checks.last().expect("the test");
    assert!(
        test.state == CheckState::Failed && test.message.contains("quota"),
        "what is wrong is said: {test:?}"
    );
    let mut settings = wire.engine.settings();
    settings.bedrock.credentials = CredentialChoice::Off;
    settings.bedrock.model = "something-of-tomorrow".to_owned();
    wire.engine
        .put_settings(settings.clone())
        .expect("it is off");
    let checks = wire.wait(doctor_model(&wire.engine, true));
    assert_eq!(
        checks
            .iter()
            .map(|check| (check.id, check.state))
            .collect::<Vec<_>>(),
        [("bedrock", CheckState::Ok)],
        "that it is off is in order"
    );
    settings.bedrock.credentials = CredentialChoice::Aws;
    wire.engine.put_settings(settings).expect("it is on");
    let checks = wire.wait(doctor_model(&wire.engine, false));
    let warned: Vec<_> = checks
        .iter()
        .filter(|check| check.state == CheckState::Warning)
        .map(|check| check.id)
        .collect();
    assert_eq!(
        warned,
        ["bedrock-endpoint", "bedrock-model", "bedrock-prices"],
        "an unknown model and its unknown price are said: {checks:#?}"
    );
}
