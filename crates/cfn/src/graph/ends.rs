//! Follows a connector's path to what it names. Which edge comes of it is the caller's.

use crate::{Data, Intrinsic, Node, NodeKind, Span, Text, Value};

use super::{
    connectors::fits_protocol,
    names::{Form, Names},
};

/// What stands at the end of a path.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub(super) named: Named,
    /// Where it is written: from the key to the end of the value on the same line.
    pub(super) span: Span,
    /// Whether a condition that cannot be decided takes part.
    pub(super) uncertain: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Named {
    /// Place in the model.
    Resource(usize),
    /// It cannot be followed; why, as the end of a sentence.
    Open(String),
}

/// The ends of `path` from a value, in document order.
pub(super) fn ends(names: &Names, root: &Value<'_>, path: &str, services: &[&str]) -> Vec<End> {
    let mut ends = Vec::new();
    let keys: Vec<&str> = path
        .split('.')
        .map(|key| key.trim_end_matches("[]"))
        .collect();
    let mut walk = Walk {
        names,
        services,
        wanted: wanted(keys.last().copied().unwrap_or_default(), services),
        takes_folder: keys.last() == Some(&"LogDestination"),
        protocol: Protocol::NotAsked,
        ends: &mut ends,
    };
    walk.step(root, &keys, root.span(), false);
    ends
}

/// What a property takes: AWS refuses a queue's URL or a role's name where an ARN belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Arn,
    /// An ARN; of a table, its stream's.
    Source,
    /// An id, and no other attribute.
    Id,
    Any,
}

/// Keys that take an ARN though their name does not say so; where a property takes a name too, its rule names the service.
const ARN_KEYS: &[&str] = &[
    "AlarmActions",
    "AuthorizerCredentials",
    "Broker",
    "Credentials",
    "Destination",
    "Endpoint",
    "Enrichment",
    "ExecutionRole",
    "Function",
    "IamRoles",
    "Identifier",
    "InsufficientDataActions",
    "IntegrationUri",
    "KmsKeyId",
    "LogDestination",
    "LogDestinationConfigs",
    "LoggingRole",
    "NodeRole",
    "OKActions",
    "Queue",
    "Role",
    "Target",
    "Topic",
];

/// The triggers of a user pool take an ARN each.
const TRIGGERS: &[&str] = &[
    "CreateAuthChallenge",
    "CustomMessage",
    "DefineAuthChallenge",
    "PostAuthentication",
    "PostConfirmation",
    "PreAuthentication",
    "PreSignUp",
    "PreTokenGeneration",
    "UserMigration",
    "VerifyAuthChallengeResponse",
];

fn wanted(key: &str, services: &[&str]) -> Wanted {
    let ends = |end: &str| key.ends_with(end);
    if matches!(key, "EventSourceArn" | "Source" | "Stream") {
        Wanted::Source
    } else if key.contains("Subnet") || ends("VpcId") {
        Wanted::Id
    } else if services.is_empty()
        && (["Arn", "ARN", "Arns", "ARNs"].iter().any(|end| ends(end))
            || ARN_KEYS.contains(&key)
            || TRIGGERS.contains(&key))
    {
        Wanted::Arn
    } else {
        Wanted::Any
    }
}

/// How a subscription delivers.
enum Protocol {
    /// The path has no `Endpoint`.
    NotAsked,
    /// SNS refuses a subscription without one.
    Missing,
    NotKnown,
    Named(String),
}

impl Protocol {
    fn of(written: Option<&Value<'_>>) -> Self {
        match written.map(|value| &value.data) {
            Some(Data::Text(text)) if !text.resolved.is_empty() => {
                Self::Named(text.resolved.clone().into_owned())
            }
            Some(Data::Unknown(_)) => Self::NotKnown,
            Some(Data::Text(_) | Data::List(_) | Data::Map(_) | Data::Absent) | None => {
                Self::Missing
            }
        }
    }
}

struct Walk<'w> {
    names: &'w Names,
    services: &'w [&'w str],
    wanted: Wanted,
    /// Whether a folder may follow a bucket's ARN: `${Logs.Arn}/network`.
    takes_folder: bool,
    /// What stands beside an `Endpoint`.
    protocol: Protocol,
    ends: &'w mut Vec<End>,
}

impl Walk<'_> {
    fn step(&mut self, value: &Value<'_>, keys: &[&str], span: Span, uncertain: bool) {
        match (&value.data, keys) {
            (Data::List(items), _) => {
                for item in items {
                    self.step(item, keys, element(item, span), uncertain);
                }
            }
            (Data::Map(members), [key, rest @ ..]) => {
                for member in members {
                    if *key == "*" || member.key == *key {
                        if *key == "Endpoint" {
                            self.protocol = Protocol::of(value.get("Protocol"));
                        }
                        let span = mark(member.key_span, member.value.node);
                        self.step(&member.value, rest, span, uncertain);
                    }
                }
            }
            (Data::Unknown(unknown), _) => match &value.function {
                Some(function) if function.name == Intrinsic::If => {
                    let branches = function.argument.as_list().unwrap_or_default();
                    for branch in branches.iter().skip(1) {
                        self.step(branch, keys, span, true);
                    }
                }
                _ => {
                    let canonical = value.canonical().filter(|_| keys.is_empty());
                    if canonical.as_deref().is_some_and(|text| !self.takes(text)) {
                        return;
                    }
                    let known = canonical
                        .and_then(|text| self.names.resource(&text, self.services))
                        .or_else(|| self.picked(value, keys));
                    let named = match known {
                        Some(index) => Named::Resource(index),
                        None if unknown.is_dangling() => return,
                        None => Named::Open(unknown.reason.clone()),
                    };
                    self.push(named, span, uncertain);
                }
            },
            (Data::Text(text), []) if self.takes(&text.resolved) => {
                let found = self
                    .names
                    .of_text(text, self.services)
                    .or_else(|| self.bucket_of(text));
                if let Some(index) = found {
                    self.push(Named::Resource(index), span, uncertain);
                }
            }
            (Data::Text(_), []) => {}
            (Data::Text(text), keys) => {
                // JSON written as a text: `RedrivePolicy: '{"deadLetterTargetArn": ...}'`.
                let symbols = text.is_symbolic() || !text.resolved.contains("${");
                if symbols
                    && text.resolved.trim_start().starts_with('{')
                    && let Some(inner) = in_json(&text.resolved, keys)
                    && self.takes(&inner)
                    && let Some(index) = self.names.resource(&inner, self.services)
                {
                    self.push(Named::Resource(index), span, uncertain);
                }
            }
            (Data::Map(_) | Data::Absent, _) => {}
        }
    }

    /// The bucket of `${Logs.Arn}/network`, where a property takes that.
    fn bucket_of(&self, text: &Text<'_>) -> Option<usize> {
        let (symbol, _) = text
            .resolved
            .split_once("}/")
            .filter(|_| self.takes_folder)?;
        if !text.is_symbolic() || !symbol.ends_with(".Arn") {
            return None;
        }
        let index = self.names.resource(&format!("{symbol}}}"), &[])?;
        (self.names.service(index) == Some("s3")).then_some(index)
    }

    /// What `!Select [2, !Split ["/", !GetAtt Site.WebsiteURL]]` picks a piece of.
    fn picked(&self, value: &Value<'_>, keys: &[&str]) -> Option<usize> {
        let function = value.function.as_ref()?;
        if !keys.is_empty() || !matches!(function.name, Intrinsic::Select | Intrinsic::Split) {
            return None;
        }
        let last = function.argument.as_list()?.last()?;
        match &last.data {
            Data::Text(text) => self.names.of_text(text, &[]),
            _ => self.picked(last, keys),
        }
    }

    /// Whether AWS takes what a text says of its resource.
    fn takes(&self, text: &str) -> bool {
        let form = self.names.form(text);
        match self.wanted {
            Wanted::Any => true,
            Wanted::Id => form != Form::Other,
            Wanted::Arn => !matches!(form, Form::Name | Form::Url),
            Wanted::Source => {
                let is_table = || {
                    self.names
                        .resource(text, &[])
                        .and_then(|index| self.names.service(index))
                        == Some("dynamodb")
                };
                !(matches!(form, Form::Name | Form::Url) || form == Form::Arn && is_table())
            }
        }
    }

    fn push(&mut self, named: Named, span: Span, uncertain: bool) {
        let fits = match (&self.protocol, &named) {
            (Protocol::Missing, _) => false,
            (Protocol::Named(protocol), Named::Resource(index)) => {
                fits_protocol(protocol, self.names.service(*index))
            }
            (Protocol::NotAsked | Protocol::NotKnown | Protocol::Named(_), _) => true,
        };
        if !fits {
            return;
        }
        self.ends.push(End {
            named,
            span,
            uncertain,
        });
    }
}

fn in_json(text: &str, keys: &[&str]) -> Option<String> {
    let document = crate::parse(text.as_bytes());
    let mut node = document.root.as_ref()?;
    for key in keys {
        node = node.get(key)?;
    }
    node.as_text().map(str::to_owned)
}

/// What an editor marks: from the key to the end of its value on the same line, else the key alone.
pub(super) fn mark(key: Span, node: &Node) -> Span {
    let inline = matches!(node.kind, NodeKind::Scalar(_) | NodeKind::Function(_));
    let one_line =
        node.span.start.line == node.span.end.line && node.span.end.line == key.start.line;
    if inline && one_line && node.span.end > key.start {
        Span {
            start: key.start,
            end: node.span.end,
        }
    } else {
        key
    }
}

/// The place of a list's element: its own when it stands on one line.
pub(super) fn element(item: &Value<'_>, otherwise: Span) -> Span {
    let span = item.node.span;
    let own = matches!(item.node.kind, NodeKind::Scalar(_) | NodeKind::Function(_))
        && span.start.line == span.end.line;
    if own { span } else { otherwise }
}
