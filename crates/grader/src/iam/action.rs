//! Actions: what a criterion asks for, and which part of a resource an action is on. Whether it is allowed is not known here.

use super::{
    arn::{Arn, Reach},
    arn_types::RefGives,
    names::Names,
    text::{Fit, Steps, Token, fit, pattern},
};

/// The table of service prefixes; its notes are at its top.
const SERVICES: &str = include_str!("tables/services.txt");

/// An action that a criterion asks for, or a pattern of them.
///
/// A pattern is one thing: `s3:Get*` is allowed only by a statement that reaches over all of it, such as `s3:Get*` or `s3:*`, and
/// not by one that lists some of its actions.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    /// As it was written.
    pub(crate) text: String,
    tokens: Vec<Token>,
}

impl Action {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            tokens: pattern(&text.to_ascii_lowercase()),
        }
    }

    /// The part before the colon; nothing for `*`.
    pub(crate) fn service(&self) -> Option<&str> {
        self.text.split_once(':').map(|(service, _)| service)
    }

    /// The part after the colon, in lower case.
    fn name(&self) -> String {
        let name = self.text.split_once(':').map_or("*", |(_, name)| name);
        name.to_ascii_lowercase()
    }

    /// `*` or `s3:*`: full access. Asked for as a whole, it is lacking as soon as something is lacking.
    pub(crate) fn is_full_access(&self) -> bool {
        self.name() == "*"
    }

    /// How far a statement's action reaches over it. Neither minds upper and lower case.
    pub(crate) fn reached_by(&self, statement: &[Token], steps: &Steps) -> Fit {
        fit(statement, &self.tokens, steps)
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names.contains(&self.name().as_str())
    }
}

/// Whether there is a service with this prefix.
pub(crate) fn is_service(prefix: &str) -> bool {
    services().any(|service| service == prefix)
}

/// Every service prefix.
pub(crate) fn services() -> impl Iterator<Item = &'static str> {
    SERVICES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
}

/// What an action is on.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// `*`: everything.
    Everything,
    /// Something of one resource, or an ARN that is written out.
    Arns(Vec<Need>),
    /// Nothing that can be compared; why, as the end of a sentence.
    Unknown(String),
}

/// One thing that must be reached.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    /// In any of these forms.
    pub(crate) any_of: Vec<Arn>,
    /// As a template would write it: `${Data.Arn}/*`.
    pub(crate) text: String,
}

/// What `action` means on a resource.
pub(crate) fn target(names: &Names<'_>, index: usize, action: &Action) -> Target {
    let id = names.resource(index).map_or("", |resource| resource.id);
    let Some(arn) = names.arn(index) else {
        return Target::Unknown(format!("the ARN of `{id}` cannot be told"));
    };
    let Some(known) = names.arn_type(index) else {
        return Target::Arns(vec![Need {
            any_of: vec![arn],
            text: format!("${{{id}.Arn}}"),
        }]);
    };
    let own = own_text(names, index);
    let need = |any_of: Vec<Arn>, text: String| Need { any_of, text };
    let whole = || vec![need(vec![arn.clone()], own.clone())];
    let below = |text: &str| need(vec![arn.followed_by(text)], format!("{own}{text}"));
    let needs = match known.service {
        "s3" => match part_of_bucket(action) {
            Part::Objects => vec![below("/*")],
            Part::Bucket => whole(),
            Part::Both => vec![need(vec![arn.clone()], own.clone()), below("/*")],
        },
        "dynamodb" if action.is_one_of(STREAM_ACTIONS) => {
            let mut rest = arn.rest.clone();
            rest.extend(pattern("/stream/"));
            rest.push(Token::Made(format!("{id}.StreamLabel")));
            vec![need(
                vec![arn.with_rest(rest)],
                format!("${{{id}.StreamArn}}"),
            )]
        }
        "logs" => {
            let group = names.log_group(index);
            if action.is_one_of(LOG_STREAM_ACTIONS) {
                let streams = group.followed_by(":log-stream:*");
                vec![need(vec![streams], own)]
            } else {
                vec![need(vec![arn.clone(), group], own)]
            }
        }
        "states" if action.is_one_of(EXECUTION_ACTIONS) => {
            let mut rest = pattern("execution:");
            rest.extend(names.name_tokens(index));
            rest.extend(pattern(":*"));
            let text = format!(
                "arn:${{AWS::Partition}}:states:${{AWS::Region}}:${{AWS::AccountId}}:execution:${{{id}.Name}}:*"
            );
            vec![need(vec![arn.with_rest(rest)], text)]
        }
        "ecs" if known.rest.starts_with("task-definition/") => {
            let family = names.task_family(index, &arn);
            vec![need(
                vec![arn.clone(), family.followed_by(":*"), family],
                own,
            )]
        }
        "appsync" => vec![below("/*")],
        _ => whole(),
    };
    Target::Arns(needs)
}

/// What `on` means when it is written out.
pub(crate) fn written_target(names: &Names<'_>, text: &str) -> Target {
    match Reach::of(&names.tokens_of_pattern(text)) {
        Reach::Everything => Target::Everything,
        Reach::Arn(arn) => Target::Arns(vec![Need {
            any_of: vec![arn],
            text: text.to_owned(),
        }]),
        Reach::Unknown(reason) => Target::Unknown(reason),
        Reach::Nothing => Target::Unknown(format!("`{text}` is no ARN")),
    }
}

/// What belongs to a resource and to nothing else: itself and what is below it.
pub(crate) fn own_scope(names: &Names<'_>, index: usize) -> Vec<Arn> {
    let Some(arn) = names.arn(index) else {
        return Vec::new();
    };
    let mut scope = vec![arn.followed_by("/*"), arn.followed_by(":*"), arn.clone()];
    match names.arn_type(index).map(|known| known.service) {
        Some("logs") => {
            let group = names.log_group(index);
            scope.extend([group.followed_by(":*"), group]);
        }
        Some("secretsmanager") => {
            // People leave the six characters at the end to a wildcard.
            let mut rest = pattern("secret:");
            rest.extend(names.name_tokens(index));
            let name = arn.with_rest(rest);
            scope.extend([name.followed_by("-*"), name.followed_by("*"), name]);
        }
        Some("ecs") => {
            let family = names.task_family(index, &arn);
            scope.extend([family.followed_by(":*"), family]);
        }
        Some("states") => {
            let mut rest = pattern("execution:");
            rest.extend(names.name_tokens(index));
            scope.push(arn.with_rest(rest).followed_by(":*"));
        }
        _ => {}
    }
    scope
}

/// A resource's ARN as a template writes it.
pub(crate) fn own_text(names: &Names<'_>, index: usize) -> String {
    let id = names.resource(index).map_or("", |resource| resource.id);
    let Some(known) = names.arn_type(index) else {
        return format!("${{{id}.Arn}}");
    };
    if known.reference == RefGives::Arn {
        return format!("${{{id}}}");
    }
    if !known.arn_attribute.is_empty() {
        return format!("${{{id}.{}}}", known.arn_attribute);
    }
    let mut rest = names.rest_text(index, known);
    // The name of a parameter brings its own slash.
    if known.service == "ssm" && names.name_tokens(index).first() == Some(&Token::Char('/')) {
        rest = rest.replace('/', "");
    }
    format!(
        "arn:${{AWS::Partition}}:{}:${{AWS::Region}}:${{AWS::AccountId}}:{rest}",
        known.service
    )
}

impl Names<'_> {
    /// A log group's ARN without the `:*` at its end.
    fn log_group(&self, index: usize) -> Arn {
        let mut rest = pattern("log-group:");
        rest.extend(self.name_tokens(index));
        self.arn(index).unwrap_or_default().with_rest(rest)
    }

    /// A task definition's ARN without its revision.
    fn task_family(&self, index: usize, arn: &Arn) -> Arn {
        let mut rest = pattern("task-definition/");
        rest.extend(self.name_tokens(index));
        arn.with_rest(rest)
    }
}

enum Part {
    Objects,
    Bucket,
    Both,
}

/// Which part of a bucket an action is on. A pattern is on both unless it is plainly about objects.
fn part_of_bucket(action: &Action) -> Part {
    let name = action.name();
    if !name.contains(['*', '?']) {
        return if OBJECT_ACTIONS.contains(&name.as_str()) {
            Part::Objects
        } else {
            Part::Bucket
        };
    }
    let start = name.split(['*', '?']).next().unwrap_or_default();
    let about_objects = ["getobject", "putobject", "deleteobject", "restoreobject"];
    if about_objects.iter().any(|verb| start.starts_with(verb)) {
        Part::Objects
    } else if start.contains("bucket") || start.starts_with("list") {
        Part::Bucket
    } else {
        Part::Both
    }
}

/// The S3 actions on objects, in lower case; all others are on buckets. Source: "Actions, resources, and condition keys for Amazon
/// S3" in the Service Authorization Reference, the actions with the resource type `object`.
const OBJECT_ACTIONS: &[&str] = &[
    "abortmultipartupload",
    "bypassgovernanceretention",
    "deleteobject",
    "deleteobjecttagging",
    "deleteobjectversion",
    "deleteobjectversiontagging",
    "getobject",
    "getobjectacl",
    "getobjectattributes",
    "getobjectlegalhold",
    "getobjectretention",
    "getobjecttagging",
    "getobjecttorrent",
    "getobjectversion",
    "getobjectversionacl",
    "getobjectversionattributes",
    "getobjectversionforreplication",
    "getobjectversiontagging",
    "getobjectversiontorrent",
    "initiatereplication",
    "listmultipartuploadparts",
    "objectowneroverridetobucketowner",
    "putobject",
    "putobjectacl",
    "putobjectlegalhold",
    "putobjectretention",
    "putobjecttagging",
    "putobjectversionacl",
    "putobjectversiontagging",
    "replicatedelete",
    "replicateobject",
    "replicatetags",
    "restoreobject",
    "updateobjectencryption",
];

/// As above, for DynamoDB and the resource type `stream`.
const STREAM_ACTIONS: &[&str] = &["describestream", "getrecords", "getsharditerator"];

/// As above, for CloudWatch Logs and the resource type `log-stream`.
const LOG_STREAM_ACTIONS: &[&str] = &[
    "createlogstream",
    "deletelogstream",
    "getlogevents",
    "putlogevents",
];

/// As above, for Step Functions and the resource type `execution`.
const EXECUTION_ACTIONS: &[&str] = &[
    "describeexecution",
    "describestatemachineforexecution",
    "getexecutionhistory",
    "redriveexecution",
    "stopexecution",
];
