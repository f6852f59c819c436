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

use cfn::{Data, Node, Span, Value};
use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix, remove, set},
    subject::{Subject, all, mentioned, push_key, written},
};
use crate::{decimal::is_number, expected, remedy::Change, walk::Place, world::World};

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

/// Bytes of the shortest text that [`leaked`] finds something in: `xoxb-` and ten digits.
const SHORTEST_TOKEN: usize = 15;

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    all(world)
        .iter()
        .filter_map(|subject| one(world, subject))
        .collect()
}

fn one(world: &World<'_>, subject: &Subject<'_>) -> Option<Finding> {
    let mut search = Search {
        world,
        subject,
        route: Vec::new(),
        bad: None,
        good: None,
    };
    search.walk(
        &subject.resource.properties,
        subject.resource.id_span,
        false,
    );
    search.bad.or(search.good)
}

/// One walk over a resource's properties. Most resources hold no secret, so the way to a text is written out only for what is found.
struct Search<'s, 'm> {
    world: &'s World<'m>,
    subject: &'s Subject<'m>,
    route: Vec<Step<'m>>,
    bad: Option<Finding>,
    good: Option<Finding>,
}

#[derive(Clone, Copy)]
enum Step<'m> {
    Key(&'m str),
    Index(usize),
}

impl<'m> Search<'_, 'm> {
    /// `is_pair` says that the value stands beside a `Name` that says that it is a secret.
    fn walk(&mut self, value: &'m Value<'m>, mark: Span, is_pair: bool) {
        if self.bad.is_some() {
            return;
        }
        match &value.data {
            Data::Text(_) | Data::Unknown(_) => self.look(value, mark, is_pair),
            Data::Absent => {}
            Data::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.route.push(Step::Index(index));
                    self.walk(item, Place::of(None, item.node).mark(), false);
                    self.route.pop();
                }
            }
            Data::Map(members) => {
                let names_secret = names_secret(value);
                for member in members {
                    let mark = Place::of(Some(member.key_span), member.value.node).mark();
                    self.route.push(Step::Key(&member.key));
                    let is_pair = names_secret && member.key == "Value";
                    self.walk(&member.value, mark, is_pair);
                    self.route.pop();
                }
            }
        }
    }

    fn look(&mut self, value: &'m Value<'m>, mark: Span, is_pair: bool) {
        let id = self.subject.id();
        if let Some(what) = leaked(value) {
            let path = self.path();
            let sentence = format!("`{id}` has {what} in `{path}`.");
            self.bad = Some(
                self.subject
                    .bad(At::Property(&path, mark), sentence, in_text()),
            );
            return;
        }
        let Some(holder) = self.holder(value, is_pair) else {
            return;
        };
        match source(self.world, value) {
            Source::Nothing => {}
            Source::Elsewhere => {
                if self.good.is_none() {
                    let path = self.path();
                    let sentence = format!("`{id}` takes `{path}` from outside the template.");
                    self.good = Some(self.subject.good(At::Property(&path, mark), sentence));
                }
            }
            Source::Here(why) => {
                let path = self.path();
                let sentence = format!("`{id}` has a secret in `{path}`: {why}.");
                let fix = fix(self.subject, &path, holder);
                self.bad = Some(self.subject.bad(At::Property(&path, mark), sentence, fix));
            }
        }
    }

    fn holder(&self, value: &Value<'_>, is_pair: bool) -> Option<Holder> {
        let key = self.route.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::Index(_) => None,
        })?;
        if SECRET_KEYS.contains(&key) {
            return Some(Holder::Property);
        }
        let is_variable = matches!(
            self.route.as_slice(),
            [Step::Key("Environment"), Step::Key("Variables"), _, ..]
        );
        if !(is_pair || is_variable && is_secret_name(key)) {
            return None;
        }
        // A switch or a size is no secret, and neither is what says where the secret is.
        let says_nothing = value.as_text().is_some_and(|text| {
            expected::boolean_word(text).is_some()
                || is_number(text)
                || text.starts_with("arn:")
                || text.starts_with('/')
        });
        (!says_nothing).then_some(Holder::Variable)
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.route {
            match step {
                Step::Key(key) => push_key(&mut path, key),
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

/// Whether a mapping is a pair of a secret's `Name` and its value: containers, CodeBuild, SSM parameters.
fn names_secret(value: &Value<'_>) -> bool {
    let text = |key| value.get(key).and_then(Value::as_text);
    text("Name").is_some_and(is_secret_name)
        && !text("Type").is_some_and(|kind| matches!(kind, "SECRETS_MANAGER" | "PARAMETER_STORE"))
}

/// Why a text may hold a secret.
#[derive(Clone, Copy)]
enum Holder {
    Property,
    Variable,
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
    if text.len() < SHORTEST_TOKEN {
        return None;
    }
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
