//! `no-hardcoded-secret`: no password, key or token stands in the template.
//!
//! # What it checks
//! Three places. Properties that are secrets by their name (`MasterUserPassword`, `SecretString`, `AuthToken`, `Password`, ...). Environment
//! variables and other pairs of `Name` and `Value` whose name says PASSWORD, SECRET, TOKEN, API_KEY or PRIVATE_KEY (but not what only
//! points at one: `SECRET_ARN`, `TOKEN_URL`). And any text, `UserData` too, with an AWS access key (`AKIA...`), a private key or a GitHub or Slack
//! token in it. A secret may come from a dynamic reference `{{resolve:...}}`, from another resource, or from a parameter with `NoEcho: true` and no
//! `Default`. A template without any of these passes.
//!
//! # Why it matters
//! A template is kept in version control, copied and shown in the console. Whoever can read it has every secret in it, for ever: a
//! secret that was once committed has to be changed.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No secret in the template, preset: no-hardcoded-secret, tag: security}
//! ```
//!
//! # Fix
//! A secret lives in Secrets Manager, and the template only says where. Use `{{resolve:secretsmanager:...}}`, or
//! `ManageMasterUserPassword: true` for a database, or a parameter with `NoEcho: true` and no `Default`.

use cfn::{Data, Node, Value};
use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix, remove, set},
    subject::{Spot, Subject, all, mentioned, texts, written},
};
use crate::{decimal::is_number, expected, remedy::Change, world::World};

/// Properties that hold a secret wherever they stand.
const SECRET_KEYS: &[&str] = &[
    "AccessToken",
    "AdminUserPassword",
    "AuthToken",
    "MasterUserPassword",
    "OAuthToken",
    "OauthToken",
    "Password",
    "Passwords",
    "SecretAccessKey",
    "SecretString",
    "SecretToken",
    "TdeCredentialPassword",
    "client_secret",
];

/// What a variable's name has in it, without `_` and `-`, when it holds a secret.
const SECRET_WORDS: &[&str] = &[
    "PASSWORD",
    "PASSWD",
    "SECRET",
    "TOKEN",
    "APIKEY",
    "PRIVATEKEY",
];

/// The last word of a variable that only says something about a secret.
const HARMLESS_ENDINGS: &[&str] = &[
    "ALGORITHM",
    "ARN",
    "AUDIENCE",
    "BUCKET",
    "ENABLED",
    "ENDPOINT",
    "EXPIRATION",
    "EXPIRY",
    "FIELD",
    "FILE",
    "HEADER",
    "ID",
    "ISSUER",
    "LENGTH",
    "LIFETIME",
    "LIMIT",
    "NAME",
    "PARAM",
    "PARAMETER",
    "PATH",
    "POLICY",
    "PREFIX",
    "REGION",
    "TABLE",
    "TIMEOUT",
    "TTL",
    "TYPE",
    "URI",
    "URL",
    "USER",
    "VALIDITY",
    "VERSION",
];

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    all(world)
        .iter()
        .filter_map(|subject| one(world, subject))
        .collect()
}

fn one(world: &World<'_>, subject: &Subject<'_>) -> Option<Finding> {
    let root = &subject.resource.properties;
    let mut bad = None;
    let mut good = None;
    let mut path = String::new();
    let names = pair_names(root);
    let mut visit = |path: &str, spot: Spot<'_>| {
        if bad.is_some() {
            return;
        }
        if let Some(what) = leaked(spot.value) {
            let sentence = format!("`{}` has {what} in `{path}`.", subject.id());
            bad = Some(subject.bad(At::Property(path, spot.mark), sentence, in_text()));
        } else if let Some(holder) = holder(path, spot.value, &names) {
            match source(world, spot.value) {
                Source::Elsewhere => {
                    let sentence = format!(
                        "`{}` takes `{path}` from outside the template.",
                        subject.id()
                    );
                    good.get_or_insert_with(|| {
                        subject.good(At::Property(path, spot.mark), sentence)
                    });
                }
                Source::Nothing => {}
                Source::Here(why) => {
                    let sentence = format!("`{}` has a secret in `{path}`: {why}.", subject.id());
                    let fix = fix(subject, path, holder);
                    bad = Some(subject.bad(At::Property(path, spot.mark), sentence, fix));
                }
            }
        }
    };
    texts(root, subject.resource.id_span, &mut path, &mut visit);
    bad.or(good)
}

/// Why a text may hold a secret.
#[derive(Clone, Copy)]
enum Holder {
    Property,
    Variable,
}

/// Paths of `Value`s beside a secret's `Name`: containers, CodeBuild, SSM parameters.
fn pair_names(root: &Value<'_>) -> Vec<String> {
    let mut pairs = Vec::new();
    let mut path = String::new();
    collect_pairs(root, &mut path, &mut pairs);
    pairs.sort();
    pairs
}

fn collect_pairs(value: &Value<'_>, path: &mut String, pairs: &mut Vec<String>) {
    match &value.data {
        Data::Map(members) => {
            let points_elsewhere = value
                .get("Type")
                .and_then(Value::as_text)
                .is_some_and(|text| matches!(text, "SECRETS_MANAGER" | "PARAMETER_STORE"));
            let name = value.get("Name").and_then(Value::as_text);
            if !points_elsewhere && name.is_some_and(is_secret_name) && value.get("Value").is_some()
            {
                let dot = if path.is_empty() { "" } else { "." };
                pairs.push(format!("{path}{dot}Value"));
            }
            for member in members {
                let length = path.len();
                super::subject::push_key(path, &member.key);
                collect_pairs(&member.value, path, pairs);
                path.truncate(length);
            }
        }
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let length = path.len();
                path.push_str(&format!("[{index}]"));
                collect_pairs(item, path, pairs);
                path.truncate(length);
            }
        }
        Data::Text(_) | Data::Unknown(_) | Data::Absent => {}
    }
}

fn holder(path: &str, value: &Value<'_>, pairs: &[String]) -> Option<Holder> {
    let last = path.rsplit('.').next().unwrap_or(path);
    let key = last.split('[').next().unwrap_or(last);
    if SECRET_KEYS.contains(&key) {
        return Some(Holder::Property);
    }
    let is_variable = path.starts_with("Environment.Variables.") && is_secret_name(key)
        || pairs
            .binary_search_by(|pair| pair.as_str().cmp(path))
            .is_ok();
    // A switch or a size is no secret, and neither is what says where the secret is.
    let says_nothing = value.as_text().is_some_and(|text| {
        expected::boolean_word(text).is_some()
            || is_number(text)
            || text.starts_with("arn:")
            || text.starts_with('/')
    });
    (is_variable && !says_nothing).then_some(Holder::Variable)
}

fn is_secret_name(name: &str) -> bool {
    let upper = words(name);
    let joined = upper.concat();
    let ending = upper.last().map_or("", String::as_str);
    SECRET_WORDS.iter().any(|word| joined.contains(word)) && !HARMLESS_ENDINGS.contains(&ending)
}

/// The words of `DB_PASSWORD`, `dbPassword` or `/app/db-password`, in capitals.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for char in name.chars() {
        let starts = !char.is_alphanumeric() || (after_small && char.is_uppercase());
        if starts {
            words.push(String::new());
        }
        if let (true, Some(word)) = (char.is_alphanumeric(), words.last_mut()) {
            word.push(char.to_ascii_uppercase());
        }
        after_small = char.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Where a secret comes from.
enum Source {
    /// Not from the template.
    Elsewhere,
    /// It is empty.
    Nothing,
    /// From the template; why, as the end of a sentence that does not say what it is.
    Here(String),
}

fn source(world: &World<'_>, value: &Value<'_>) -> Source {
    let Some(text) = written(value) else {
        return Source::Elsewhere;
    };
    if text.is_empty() || text == "{}" {
        return Source::Nothing;
    }
    if text.contains("{{resolve:") {
        return Source::Elsewhere;
    }
    let is_function = value.canonical().is_some();
    for name in mentioned(&text).filter(|_| is_function) {
        if let Some(declared) = world.parameter(name)
            && let Some(why) = shown_by(name, declared)
        {
            return Source::Here(why);
        }
    }
    if is_function && text.contains("${") {
        return Source::Elsewhere;
    }
    Source::Here("it is written out".to_owned())
}

/// Why a parameter's value can be read, when it can.
fn shown_by(name: &str, declared: &Node) -> Option<String> {
    let text = |key| declared.get(key).and_then(Node::as_text);
    if text("Type").is_some_and(|kind| kind.starts_with("AWS::SSM::Parameter::")) {
        return None;
    }
    if text("Default").is_some_and(|default| !default.is_empty() && !default.contains("{{resolve:"))
    {
        return Some(format!(
            "the parameter `{name}` has a `Default`, which is written out"
        ));
    }
    let hidden = text("NoEcho").and_then(expected::boolean_word) == Some(true);
    (!hidden)
        .then(|| format!("the parameter `{name}` shows its value, as it has no `NoEcho: true`"))
}

/// What a text gives away, whatever it is for.
fn leaked(value: &Value<'_>) -> Option<&'static str> {
    let text = written(value)?;
    let after = |prefix: &str, least: usize, fits: fn(char) -> bool| {
        text.match_indices(prefix).any(|(at, _)| {
            let rest = text.get(at + prefix.len()..).unwrap_or_default();
            rest.chars().take(least).filter(|char| fits(*char)).count() == least
        })
    };
    let capital = |char: char| char.is_ascii_uppercase() || char.is_ascii_digit();
    let letter = |char: char| char.is_ascii_alphanumeric();
    if after("AKIA", 16, capital) || after("ASIA", 16, capital) {
        Some("an AWS access key")
    } else if text.contains("-----BEGIN") && text.contains("PRIVATE KEY-----") {
        Some("a private key")
    } else if after("ghp_", 36, letter) || after("github_pat_", 22, letter) {
        Some("a GitHub token")
    } else if after("xoxb-", 10, |char| char.is_ascii_digit()) {
        Some("a Slack token")
    } else {
        None
    }
}

/// How a text with a key in it is mended: only a person knows what it is for.
fn in_text() -> Fix {
    Fix::advice(
        "Take the key out of the text, change it, since others may have read it, and give the resource a role or a secret instead.",
    )
}

fn fix(subject: &Subject<'_>, path: &str, holder: Holder) -> Fix {
    let id = subject.id();
    let managed = [
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBCluster",
        "AWS::Redshift::Cluster",
    ];
    match holder {
        Holder::Property if path == "MasterUserPassword" && managed.iter().any(|name| subject.is(name)) => {
            let switch = if subject.is("AWS::Redshift::Cluster") {
                "ManageMasterPassword"
            } else {
                "ManageMasterUserPassword"
            };
            Fix::advice(format!(
                "Take `{path}` away and write `{switch}: true`: AWS makes a password and keeps it in Secrets Manager."
            ))
            .and([remove(id, path), set(id, switch, json!(true))])
        }
        Holder::Property if path == "SecretString" => Fix::advice(
            "Take `SecretString` away and write `GenerateSecretString: {PasswordLength: 32}`: AWS makes the secret.",
        )
        .and([
            remove(id, path),
            set(id, "GenerateSecretString", json!({"PasswordLength": 32})),
        ]),
        Holder::Property | Holder::Variable => {
            let secret = format!("{id}Secret");
            let reference = format!("{{{{resolve:secretsmanager:${{{secret}}}}}}}");
            Fix::advice(format!(
                "Write `!Sub \"{reference}\"` at `{path}`, with `{secret}` an `AWS::SecretsManager::Secret`."
            ))
            .and([
                Change::AddResource {
                    id: secret,
                    type_name: "AWS::SecretsManager::Secret".to_owned(),
                    properties: json!({"GenerateSecretString": {"PasswordLength": 32, "ExcludePunctuation": true}}),
                },
                set(id, path, json!({"Fn::Sub": reference})),
            ])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn names_of_secrets_are_told_from_names_about_secrets() {
        for (name, expected) in [
            ("DB_PASSWORD", true),
            ("dbPassword", true),
            ("/app/db-password", true),
            ("CLIENT_SECRET", true),
            ("STRIPE_API_KEY", true),
            ("TOKEN", true),
            ("SECRET_ARN", false),
            ("SecretName", false),
            ("TOKEN_URL", false),
            ("PASSWORD_LENGTH", false),
            ("TABLE_NAME", false),
            ("KEY", false),
        ] {
            assert_eq!(is_secret_name(name), expected, "{name}");
        }
    }
}
