//! Which region, endpoint and credentials are in force, and what is said when something is missing. Files are in folders of their own, variables are
//! given: the process's environment and the home folder are never looked at. What needs a home folder is in `child.rs`.

use std::time::{Duration, SystemTime};

use fake_bedrock::{Authorization, Script, Server};
use llm::{
    Access, Bedrock, Credentials, Environment, Failure, FailureKind, KeySource, ProfileKind,
    profiles_of,
};
use tempfile::TempDir;

use crate::support::{PATIENT, ask, question};

/// Configuration files and variables.
pub(crate) struct Files {
    folder: TempDir,
}

impl Files {
    pub(crate) fn new(config: &str, credentials: &str) -> Files {
        let folder = tempfile::tempdir().expect("a folder for the files");
        std::fs::write(folder.path().join("config"), config).expect("a config file");
        std::fs::write(folder.path().join("credentials"), credentials).expect("a credentials file");
        Files { folder }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// These files, and the variables.
    pub(crate) fn environment(&self, variables: &[(&str, &str)]) -> Environment {
        Environment::of(
            [
                ("AWS_CONFIG_FILE".to_owned(), self.path("config")),
                (
                    "AWS_SHARED_CREDENTIALS_FILE".to_owned(),
                    self.path("credentials"),
                ),
                ("HOME".to_owned(), self.path("home")),
            ]
            .into_iter()
            .chain(
                variables
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
            ),
        )
    }
}

pub(crate) fn profile(name: &str) -> Credentials {
    Credentials::Chain {
        profile: Some(name.to_owned()),
    }
}

pub(crate) async fn reach(
    environment: Environment,
    credentials: Credentials,
) -> Result<Bedrock, Failure> {
    Bedrock::connect(Access {
        credentials,
        environment,
        region: None,
    })
    .await
    .map(|bedrock| bedrock.with_timers(PATIENT))
}

const CONFIG: &str = "\
[default]
region = eu-central-1
[profile plain]
region = eu-west-1
[profile sso]
sso_session = learning
sso_account_id = 111122223333
sso_role_name = Learner
region = us-west-2
[sso-session learning]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile program]
credential_process = /nowhere/to/be/found --now
region = us-east-2
[profile role]
role_arn = arn:aws:iam::111122223333:role/learner
source_profile = plain
region = eu-west-3
[profile nothing]
region = us-east-1
[profile somewhere]
region = us-east-1
services = mine
endpoint_url = http://127.0.0.1:9/all
[services mine]
bedrock_runtime =
  endpoint_url = http://127.0.0.1:9/bedrock
";

const CREDENTIALS: &str = "\
[default]
aws_access_key_id = AKIADEFAULTDEFAULTDE
aws_secret_access_key = made-up
[plain]
aws_access_key_id = AKIAPLAINPLAINPLAINP
aws_secret_access_key = made-up
[somewhere]
aws_access_key_id = AKIASOMEWHERESOMEWHE
aws_secret_access_key = made-up
";

#[tokio::test]
async fn profiles_are_listed_by_name_with_region_and_kind_and_without_secrets() {
    let files = Files::new(CONFIG, CREDENTIALS);
    let profiles = profiles_of(&files.environment(&[])).await;
    let shown: Vec<_> = profiles
        .iter()
        .map(|profile| (profile.name.as_str(), profile.kind))
        .collect();
    assert_eq!(
        shown,
        [
            ("default", ProfileKind::Keys),
            ("nothing", ProfileKind::Other),
            ("plain", ProfileKind::Keys),
            ("program", ProfileKind::Process),
            ("role", ProfileKind::Role),
            ("somewhere", ProfileKind::Keys),
            ("sso", ProfileKind::Sso),
        ],
        "a person chooses from these"
    );
    assert_eq!(
        profiles[2].region.as_deref(),
        Some("eu-west-1"),
        "both files make one profile"
    );
    let text = format!("{profiles:?}");
    assert!(
        !text.contains("AKIA") && !text.contains("made-up"),
        "keys stay in the file: {text}"
    );
    let broken = Files::new("[profile\nthis is no profile", "");
    assert_eq!(
        profiles_of(&broken.environment(&[])).await,
        [],
        "a broken file has no profiles, and is no reason to fail"
    );
}

#[tokio::test]
async fn region_and_source_are_found_in_their_order() {
    let files = Files::new(CONFIG, CREDENTIALS);
    let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENTENVIR"),
        ("AWS_SECRET_ACCESS_KEY", "made-up"),
    ];
    let bearer = ("AWS_BEARER_TOKEN_BEDROCK", "ABSKmade-up");
    let of_profile = |name: &str, kind| KeySource::Profile {
        name: name.to_owned(),
        kind,
    };
    let default = || Credentials::default();
    for (why, variables, credentials, region, source, overrides) in [
        (
            "the default profile",
            vec![],
            default(),
            "eu-central-1",
            of_profile("default", ProfileKind::Keys),
            None,
        ),
        (
            "AWS_PROFILE",
            vec![("AWS_PROFILE", "plain")],
            default(),
            "eu-west-1",
            of_profile("plain", ProfileKind::Keys),
            None,
        ),
        (
            "a name that was given",
            vec![("AWS_PROFILE", "plain")],
            profile("sso"),
            "us-west-2",
            of_profile("sso", ProfileKind::Sso),
            None,
        ),
        (
            "AWS_REGION",
            vec![
                ("AWS_REGION", "ap-south-1"),
                ("AWS_DEFAULT_REGION", "sa-east-1"),
            ],
            default(),
            "ap-south-1",
            of_profile("default", ProfileKind::Keys),
            None,
        ),
        (
            "an empty variable is none",
            vec![("AWS_REGION", ""), ("AWS_PROFILE", " ")],
            default(),
            "eu-central-1",
            of_profile("default", ProfileKind::Keys),
            None,
        ),
        (
            "keys of the environment",
            keys.to_vec(),
            default(),
            "eu-central-1",
            KeySource::Environment,
            Some("AWS_ACCESS_KEY_ID is set and wins over the profile default."),
        ),
        (
            "a name goes before them",
            keys.to_vec(),
            profile("plain"),
            "eu-west-1",
            of_profile("plain", ProfileKind::Keys),
            None,
        ),
        (
            "a bearer key",
            vec![bearer],
            default(),
            "eu-central-1",
            KeySource::BearerFromEnvironment,
            Some("AWS_BEARER_TOKEN_BEDROCK is set and wins over the profile default."),
        ),
        (
            "over a name too",
            vec![bearer],
            profile("plain"),
            "eu-west-1",
            KeySource::BearerFromEnvironment,
            Some("AWS_BEARER_TOKEN_BEDROCK is set and wins over the profile plain."),
        ),
        (
            "over keys too",
            vec![bearer, keys[0], keys[1]],
            default(),
            "eu-central-1",
            KeySource::BearerFromEnvironment,
            Some("AWS_BEARER_TOKEN_BEDROCK is set and wins over AWS_ACCESS_KEY_ID."),
        ),
    ] {
        let bedrock = reach(files.environment(&variables), credentials)
            .await
            .expect(why);
        let in_force = bedrock.in_force();
        assert_eq!(in_force.region, region, "{why}");
        assert_eq!(in_force.source, source, "{why}");
        assert_eq!(in_force.overrides_in_words().as_deref(), overrides, "{why}");
        assert_eq!(
            in_force.endpoint,
            format!("https://bedrock-runtime.{region}.amazonaws.com"),
            "{why}"
        );
        assert!(in_force.endpoint_is_aws, "{why}");
    }
}

#[tokio::test]
async fn another_endpoint_is_honoured_and_shown_from_wherever_it_is_set() {
    let files = Files::new(CONFIG, CREDENTIALS);
    for (why, variables, name, endpoint) in [
        (
            "for Bedrock",
            vec![
                ("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:1/"),
                ("AWS_ENDPOINT_URL", "http://127.0.0.1:2"),
            ],
            "plain",
            "http://127.0.0.1:1",
        ),
        (
            "for all services",
            vec![("AWS_ENDPOINT_URL", "http://127.0.0.1:2")],
            "plain",
            "http://127.0.0.1:2",
        ),
        (
            "of the profile's services",
            vec![],
            "somewhere",
            "http://127.0.0.1:9/bedrock",
        ),
        (
            "the environment goes before the profile",
            vec![("AWS_ENDPOINT_URL", "http://127.0.0.1:2")],
            "somewhere",
            "http://127.0.0.1:2",
        ),
    ] {
        let bedrock = reach(files.environment(&variables), profile(name))
            .await
            .expect(why);
        assert_eq!(bedrock.in_force().endpoint, endpoint, "{why}");
        assert!(
            !bedrock.in_force().endpoint_is_aws,
            "{why}: keys go to somebody else, which has to be shown"
        );
    }
    let ignored = [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:2"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
    ];
    let bedrock = reach(files.environment(&ignored), profile("somewhere"))
        .await
        .expect("ignored");
    assert!(
        bedrock.in_force().endpoint_is_aws,
        "somebody said that they are to be ignored"
    );
    let fips = [("AWS_USE_FIPS_ENDPOINT", "true")];
    let bedrock = reach(files.environment(&fips), profile("plain"))
        .await
        .expect("fips");
    assert!(
        bedrock.in_force().endpoint.contains("bedrock-runtime-fips"),
        "{}",
        bedrock.in_force().endpoint
    );
    let failure = reach(
        files.environment(&[("AWS_ENDPOINT_URL", "not a url")]),
        profile("plain"),
    )
    .await
    .expect_err("no URL");
    assert!(failure.message.contains("endpoint"), "{failure}");
}

#[tokio::test]
async fn what_is_missing_is_said_in_words() {
    let files = Files::new(CONFIG, CREDENTIALS);
    let empty = Files::new("", "");
    let broken = Files::new("[default]\nregion = us-east-1\n[profile", "");
    let region = ("AWS_REGION", "us-east-1");
    for (environment, credentials, kind, words) in [
        (
            empty.environment(&[region]),
            Credentials::default(),
            FailureKind::NoCredentials,
            "No AWS credentials were found",
        ),
        (
            files.environment(&[]),
            profile("nobody"),
            FailureKind::NoCredentials,
            "There is no profile nobody",
        ),
        (
            files.environment(&[("AWS_PROFILE", "nobody")]),
            Credentials::default(),
            FailureKind::NoCredentials,
            "There is no profile nobody",
        ),
        (
            files.environment(&[]),
            profile("nothing"),
            FailureKind::NoCredentials,
            "says nothing about credentials",
        ),
        (
            broken.environment(&[]),
            Credentials::default(),
            FailureKind::NoCredentials,
            "cannot be read",
        ),
        (
            empty.environment(&[]),
            Credentials::Bearer("ABSKx".into()),
            FailureKind::NoRegion,
            "No AWS region is set",
        ),
        (
            empty.environment(&[("AWS_REGION", "us east/1")]),
            Credentials::Bearer("ABSKx".into()),
            FailureKind::NoRegion,
            "should look like us-east-1",
        ),
    ] {
        let failure = reach(environment, credentials).await.expect_err(words);
        assert_eq!(failure.kind, kind, "{failure}");
        assert!(failure.message.contains(words), "{failure}");
    }
    let with_key = reach(
        broken.environment(&[region]),
        Credentials::Bearer("ABSKx".into()),
    )
    .await;
    assert!(
        with_key.is_ok(),
        "who brings a key does not need the files: {with_key:?}"
    );
}

#[tokio::test]
async fn keys_of_a_profile_sign_and_are_read_anew_after_they_were_refused() {
    let server = Server::start(Script::named("unrecognized-client"));
    let endpoint = server.endpoint();
    let files = Files::new(CONFIG, CREDENTIALS);
    let environment = files.environment(&[("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", &endpoint)]);
    let bedrock = reach(environment, profile("plain"))
        .await
        .expect("the profile is there");
    let failure = ask(&bedrock, &question()).await.0.expect_err("refused");
    assert_eq!(failure.kind, FailureKind::InvalidCredentials, "{failure}");
    std::fs::write(
        files.path("credentials"),
        "[plain]\naws_access_key_id = AKIANEWNEWNEWNEWNEWN\naws_secret_access_key = made-up\n",
    )
    .expect("the file is written");
    server.set_script(Script::default());
    ask(&bedrock, &question()).await.0.expect("an answer");
    let keys: Vec<_> = server
        .calls()
        .into_iter()
        .map(|call| match call.authorization {
            Authorization::SigV4 { access_key_id, .. } => access_key_id,
            other => panic!("signed by keys, not {other:?}"),
        })
        .collect();
    assert_eq!(
        keys,
        ["AKIAPLAINPLAINPLAINP", "AKIANEWNEWNEWNEWNEWN"],
        "a long-lived app sees that somebody mended their file"
    );
}

/// The SDK looks for the services of the profile's own file, so that no variable has to be set.
pub(crate) fn with_endpoint(server: &Server, profile: &str) -> String {
    format!(
        "{profile}\nregion = us-east-1\nendpoint_url = {}\n",
        server.endpoint()
    )
}

#[tokio::test]
async fn a_role_is_assumed_at_the_endpoint_of_the_profile() {
    let server = Server::start(Script::default());
    let config = with_endpoint(
        &server,
        "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/learner\nsource_profile = plain",
    );
    let files = Files::new(&config, CREDENTIALS);
    let bedrock = reach(files.environment(&[]), profile("role"))
        .await
        .expect("the profile is there");
    let expiry = bedrock
        .check_credentials()
        .await
        .expect("the role is assumed");
    assert!(
        expiry.is_some_and(|expiry| expiry > SystemTime::now() + Duration::from_secs(3600)),
        "the end of a session is told: {expiry:?}"
    );
    ask(&bedrock, &question()).await.0.expect("an answer");
    assert!(
        matches!(&server.calls()[0].authorization, Authorization::SigV4 { access_key_id, session: true, .. } if access_key_id == "ASIAFAKEASSUMEDROLE0"),
        "the role's keys sign: {:?}",
        server.calls()[0].authorization
    );
}

#[tokio::test]
async fn a_role_without_a_network_is_offline_and_one_on_an_instance_asks_nobody() {
    let server = Server::start(Script::default());
    let role = "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/learner\n";
    let files = Files::new(
        &with_endpoint(&server, &format!("{role}source_profile = plain")),
        CREDENTIALS,
    );
    drop(server);
    let bedrock = reach(files.environment(&[]), profile("role"))
        .await
        .expect("the profile is there");
    let failure = bedrock
        .check_credentials()
        .await
        .expect_err("nobody listens");
    assert_eq!(failure.kind, FailureKind::Offline, "{failure}");

    let config = format!("{role}credential_source = Ec2InstanceMetadata\nregion = us-east-1\n");
    let files = Files::new(&config, "");
    let bedrock = reach(files.environment(&[]), profile("role"))
        .await
        .expect("the profile is there");
    let began = std::time::Instant::now();
    let failure = bedrock
        .check_credentials()
        .await
        .expect_err("there is no instance");
    assert_eq!(failure.kind, FailureKind::NoCredentials, "{failure}");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "the metadata service would be seconds of silence: {:?}",
        began.elapsed()
    );
}
