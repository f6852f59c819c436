//! Two hundred secrets of all kinds, planted in real templates at all the places where people leave them.

use missions::Catalogue;
use serde_json::json;

use crate::scrub::{SecretKind, scrub};

/// A text with one secret in it.
pub(super) struct Sample {
    pub(super) text: String,
    secret: String,
    kind: SecretKind,
    place: &'static str,
}

/// How many are planted.
const PLANTED: usize = 200;

/// Of a hundred, at least so many have to be found.
const RECALL: usize = 99;

#[test]
fn nearly_all_of_two_hundred_planted_secrets_are_found() {
    let samples = samples();
    assert_eq!(samples.len(), PLANTED, "the figure is about this many");
    let missed: Vec<String> = samples
        .iter()
        .filter(|sample| !is_gone(sample))
        .map(|sample| format!("{:?} {}: {}", sample.kind, sample.place, sample.secret))
        .collect();
    println!("planted {PLANTED}, found {}", PLANTED - missed.len());
    assert!(
        (PLANTED - missed.len()) * 100 >= PLANTED * RECALL,
        "missed {}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn what_was_planted_is_told_with_its_kind_and_line() {
    for sample in samples() {
        if !is_gone(&sample) {
            continue;
        }
        let at = sample
            .text
            .find(sample.secret.lines().next().unwrap())
            .unwrap();
        let line = sample.text[..at].matches('\n').count() + 1;
        let found = scrub(&sample.text).found;
        // A key that is also the value of a password is told as either.
        assert!(
            found
                .iter()
                .any(|found| (found.line as usize).abs_diff(line) <= 1
                    && (found.kind == sample.kind || is_named(sample.place))),
            "{:?} {} in line {line}: {found:?}",
            sample.kind,
            sample.place
        );
    }
}

fn is_named(place: &str) -> bool {
    place.contains("named")
}

/// Whether nothing of a secret is left: no ten characters of it in a row.
fn is_gone(sample: &Sample) -> bool {
    let left = scrub(&sample.text).text;
    sample.secret.lines().all(|line| {
        // The domain of documentation stands in templates too.
        let own = line.trim().trim_end_matches(".example.com");
        let characters: Vec<char> = own.chars().collect();
        let length = characters.len().min(10);
        length == 0
            || characters
                .windows(length)
                .all(|window| !left.contains(&window.iter().collect::<String>()))
    })
}

struct Random(fastrand::Rng);

impl Random {
    fn text(&mut self, alphabet: &str, length: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..length)
            .map(|_| alphabet[self.0.usize(..alphabet.len())])
            .collect()
    }

    fn alphanumeric(&mut self, length: usize) -> String {
        self.text(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            length,
        )
    }

    fn base64(&mut self, length: usize) -> String {
        self.text(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            length,
        )
    }

    /// A password as people and machines make them.
    fn password(&mut self) -> String {
        match self.0.usize(..5) {
            0 => format!(
                "{}{}",
                self.text("abcdefghijklmnoprstuvw", 9),
                self.0.usize(10..99)
            ),
            1 => self.text(
                "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!@%^*_+-",
                16,
            ),
            2 => format!(
                "{}-{}-{}",
                self.alphanumeric(5),
                self.alphanumeric(5),
                self.0.usize(100..999)
            ),
            3 => format!("P@ss{}w0rd!", self.0.usize(1000..9999)),
            _ => {
                format!(
                    "{}{}",
                    self.text("BCDFGHJKLM", 1),
                    self.text("abcdefghijklmnop", 11)
                ) + "7"
            }
        }
    }

    fn private_key(&mut self, header: &str) -> String {
        let lines: Vec<String> = (0..6).map(|_| self.base64(64)).collect();
        let last = self.base64(22);
        format!(
            "-----BEGIN {header}-----\n{}\n{last}==\n-----END {header}-----",
            lines.join("\n")
        )
    }
}

/// A secret of the nth kind that is known by its form.
fn by_form(random: &mut Random, n: usize) -> (SecretKind, String) {
    use SecretKind::{
        AccessKeyId, AccountId, BedrockKey, Email, SecretAccessKey, SessionToken, Token,
    };
    let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    match n % 16 {
        0 => (AccessKeyId, format!("AKIA{}", random.text(upper, 16))),
        1 => (SecretAccessKey, random.base64(40)),
        2 => (AccessKeyId, format!("ASIA{}", random.text(upper, 16))),
        3 => (
            SessionToken,
            format!("IQoJb3JpZ2luX2Vj{}", random.base64(400)) + "==",
        ),
        4 => (
            BedrockKey,
            format!("ABSKQmVkcm9ja0FQSUtleS{}", random.base64(110)) + "=",
        ),
        5 => (
            BedrockKey,
            format!(
                "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{}",
                random.base64(300)
            ),
        ),
        6 => (Token, format!("ghp_{}", random.alphanumeric(36))),
        7 => (
            Token,
            format!(
                "github_pat_{}_{}",
                random.alphanumeric(22),
                random.alphanumeric(59)
            ),
        ),
        8 => (
            Token,
            format!(
                "xoxb-{}-{}-{}",
                random.text("0123456789", 12),
                random.text("0123456789", 12),
                random.alphanumeric(24)
            ),
        ),
        9 => (Token, format!("sk_live_{}", random.alphanumeric(24))),
        10 => (
            Token,
            format!(
                "eyJhbGciOiJIUzI1NiJ9.eyJ{}.{}",
                random.alphanumeric(40),
                random.alphanumeric(43)
            ),
        ),
        11 => (Token, format!("AIza{}", random.alphanumeric(35))),
        12 => (AccountId, random.text("123456789", 12)),
        13 => (
            Email,
            format!(
                "{}.{}@{}.example.com",
                random.text("abcdefgh", 5),
                random.text("ijklmnop", 6),
                random.text("qrstuv", 5)
            ),
        ),
        14 => (Token, format!("glpat-{}", random.alphanumeric(20))),
        _ => (SecretAccessKey, random.base64(40)),
    }
}

/// Puts lines under `Resources:` of a template.
fn under_resources(template: &str, lines: &str) -> String {
    let (head, tail) = template.split_once("\nResources:\n").unwrap();
    format!("{head}\nResources:\n{lines}{tail}")
}

/// Puts a remark after a line of a template, indented as that line is.
fn as_remark(template: &str, remark: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = template.lines().collect();
    let at = random.0.usize(1..lines.len());
    let indent = lines[at].len() - lines[at].trim_start().len();
    let mut text = lines[..at].join("\n");
    text += &format!("\n{:indent$}# {remark}\n", "");
    text + &lines[at..].join("\n")
}

fn indented(text: &str, by: usize) -> String {
    text.lines()
        .map(|line| format!("{:by$}{line}\n", ""))
        .collect()
}

/// Every planted secret, the same each time.
pub(super) fn samples() -> Vec<Sample> {
    let mut random = Random(fastrand::Rng::with_seed(2026));
    let templates: Vec<&str> = Catalogue::bundled()
        .missions()
        .filter_map(|mission| mission.solution.as_deref())
        .filter(|solution| solution.contains("\nResources:\n"))
        .collect();
    (0..PLANTED)
        .map(|n| {
            let template = templates[n % templates.len()];
            match n % 5 {
                0 | 1 => form_in(&mut random, template, n),
                2 | 3 => password_in(&mut random, template, n),
                _ => other_in(&mut random, template, n),
            }
        })
        .collect()
}

fn form_in(random: &mut Random, template: &str, n: usize) -> Sample {
    let (kind, secret) = by_form(random, n / 5 * 2 + n % 5);
    let (place, text) = match (n / 5) % 8 {
        0 => ("as a value", under_resources(template, &format!("  Planted:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: {secret}\n"))),
        1 => ("in a list, quoted", under_resources(template, &format!("  Planted:\n    Type: Custom::Thing\n    Properties:\n      Settings:\n        - first\n        - \"{secret}\"\n"))),
        2 => ("inside !Sub", under_resources(template, &format!("  Planted:\n    Type: Custom::Thing\n    Properties:\n      Call: !Sub \"https://${{AWS::Region}}.example.com/?key={secret}&stack=${{AWS::StackName}}\"\n"))),
        3 => ("in a script", under_resources(template, &format!("  Planted:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n          #!/bin/bash\n          echo {secret} > /etc/app.conf\n          systemctl start app\n"))),
        4 => ("in a remark", as_remark(template, &format!("this is the old one: {secret}"), random)),
        5 => ("in JSON", serde_json::to_string_pretty(&json!({"Resources": {"Planted": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": secret, "Tags": [template]}}}})).unwrap()),
        6 => ("in JSON on one line", json!({"Resources": {"Planted": {"Type": "AWS::EC2::Instance", "Properties": {"UserData": format!("#!/bin/bash\n{secret}\n"), "Text": template}}}}).to_string()),
        _ => ("in a description", format!("Description: ask for {secret}, please\n{template}")),
    };
    Sample {
        text,
        secret,
        kind,
        place,
    }
}

fn password_in(random: &mut Random, template: &str, n: usize) -> Sample {
    let secret = random.password();
    let quoted = format!("'{secret}'");
    let (place, text) = match (n / 5 * 2 + n % 5) % 14 {
        0 => ("as a value", under_resources(template, &format!("  Planted:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: {quoted}\n"))),
        1 => ("as a variable", under_resources(template, &format!("  Planted:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          DB_PASSWORD: {quoted}\n"))),
        2 => ("in a script", under_resources(template, &format!("  Planted:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n          #!/bin/bash\n          export MYSQL_ROOT_PASSWORD={secret}\n          run\n"))),
        3 => ("in an address, inside !Sub", under_resources(template, &format!("  Planted:\n    Type: Custom::Thing\n    Properties:\n      Url: !Sub \"postgres://admin:{}@${{AWS::StackName}}.example.com/app\"\n", secret.replace(['@', '/'], "_")))),
        4 => ("in a remark", as_remark(template, &format!("password: {secret}"), random)),
        5 => ("in JSON", serde_json::to_string_pretty(&json!({"Resources": {"Planted": {"Type": "AWS::RDS::DBInstance", "Properties": {"MasterUserPassword": secret, "Text": template}}}})).unwrap()),
        6 => ("in JSON on one line", json!({"Resources": {"Planted": {"Properties": {"Environment": [{"Name": "ADMIN_PASSWORD", "Value": secret}, {"Name": "TEXT", "Value": template}]}}}}).to_string()),
        7 => ("as a pair", under_resources(template, &format!("  Planted:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: app\n          Environment:\n            - Name: DB_PASSWORD\n              Value: {quoted}\n            - Name: STAGE\n              Value: prod\n"))),
        8 => ("as a hidden default", template.replacen("\nResources:\n", &format!("\nParameters:\n  PlantedPin:\n    Type: String\n    Default: {quoted}\n    NoEcho: true\n\nResources:\n"), 1)),
        9 => ("as a default of JSON", json!({"Parameters": {"PlantedPin": {"Type": "String", "NoEcho": true, "MinLength": 1, "Default": secret}}, "Text": template}).to_string()),
        10 => ("as an option", under_resources(template, &format!("  Planted:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Command:\n        - --password={secret}\n"))),
        11 => ("in a connection string", under_resources(template, &format!("  Planted:\n    Type: Custom::Thing\n    Properties:\n      Connection: \"Server=db.example.com;User Id=sa;Password={secret};Encrypt=true\"\n"))),
        12 => ("in a secret's JSON", under_resources(template, &format!("  Planted:\n    Type: AWS::SecretsManager::Secret\n    Properties:\n      SecretString: '{{\"username\": \"admin\", \"password\": \"{secret}\"}}'\n"))),
        _ => ("in code", under_resources(template, &format!("  Planted:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: |\n          const client = connect({{ user: \"app\", password: \"{secret}\" }});\n"))),
    };
    let secret = if place.starts_with("in an address") {
        secret.replace(['@', '/'], "_")
    } else {
        secret
    };
    let kind = if place.contains("default") {
        SecretKind::HiddenDefault
    } else {
        SecretKind::Password
    };
    Sample {
        text,
        secret,
        kind,
        place,
    }
}

fn other_in(random: &mut Random, template: &str, n: usize) -> Sample {
    let headers = [
        "RSA PRIVATE KEY",
        "PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "EC PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
    ];
    let (kind, place, secret, text) = match (n / 5) % 8 {
        0 => {
            let key = random.private_key(headers[n % headers.len()]);
            let text = under_resources(
                template,
                &format!(
                    "  Planted:\n    Type: Custom::Thing\n    Properties:\n      Key: |\n{}",
                    indented(&key, 8)
                ),
            );
            (SecretKind::PrivateKey, "as a block", body(&key), text)
        }
        1 => {
            let key = random.private_key(headers[n / 5 % headers.len()]);
            let text =
                json!({"Resources": {"Planted": {"Properties": {"Key": key}}, "Text": template}})
                    .to_string();
            (SecretKind::PrivateKey, "in JSON", body(&key), text)
        }
        2 => {
            let key = random.private_key(headers[n / 5 % headers.len()]);
            let script = format!("#!/bin/bash\ncat > /root/.ssh/id <<'END'\n{key}\nEND\n");
            let text = under_resources(
                template,
                &format!(
                    "  Planted:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n{}",
                    indented(&script, 10)
                ),
            );
            (SecretKind::PrivateKey, "in a script", body(&key), text)
        }
        3 => {
            let key = random.private_key(headers[n / 5 % headers.len()]);
            let remark: String = key.lines().map(|line| format!("# {line}\n")).collect();
            (
                SecretKind::PrivateKey,
                "in remarks",
                body(&key),
                format!("{remark}{template}"),
            )
        }
        4 => {
            let secret = random.text("0123456789abcdef", 32);
            let text = under_resources(
                template,
                &format!(
                    "  Planted:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          DATADOG_API_KEY: {secret}\n"
                ),
            );
            (SecretKind::Token, "as a named variable", secret, text)
        }
        5 => {
            let secret = random.alphanumeric(40) + "1a";
            let text = json!({"Resources": {"Planted": {"Properties": {"ClientSecret": secret, "Text": template}}}}).to_string();
            (SecretKind::Token, "named in JSON", secret, text)
        }
        6 => {
            let secret = random.base64(40);
            let text = under_resources(
                template,
                &format!(
                    "  Planted:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n          #!/bin/bash\n          aws configure set aws_secret_access_key {secret}\n"
                ),
            );
            (SecretKind::SecretAccessKey, "in a script", secret, text)
        }
        _ => {
            let secret = random.alphanumeric(30) + "9z";
            let text = under_resources(
                template,
                &format!(
                    "  Planted:\n    Type: AWS::CodePipeline::Webhook\n    Properties:\n      AuthenticationConfiguration:\n        SecretToken: {secret}\n"
                ),
            );
            (SecretKind::Token, "as a named value", secret, text)
        }
    };
    Sample {
        text,
        secret,
        kind,
        place,
    }
}

/// A key without the lines that say where it begins and ends.
fn body(key: &str) -> String {
    let lines: Vec<&str> = key.lines().collect();
    lines[1..lines.len() - 1].join("\n")
}
