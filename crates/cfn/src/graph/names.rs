//! Which resource a text means: a symbol (`${Jobs.Arn}`), an ARN put together or written out, a URL, a literal name. What is done
//! with that is not known here.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use crate::{Decision, Model, Text, Value};

use super::kinds::{NAMED, Named, table_entry};

/// What a reference says of the resource that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Arn,
    /// The ARN of a table's stream of changes, which is not the table's.
    Stream,
    /// A name or an id.
    Name,
    /// A queue's `Ref`.
    Url,
    /// Another attribute: `CidrBlock`, `DNSName`.
    Other,
    /// It may be any of them: `Ref` of a type whose names are not known here, or no reference alone.
    Any,
}

/// The ways in which the resources of a model are named.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_id: BTreeMap<SmolStr, usize>,
    /// By service and prefix, then by name; `None` for a name that two resources share, which therefore joins nothing. A role and an
    /// instance profile may have the same name, so that the service alone would not do.
    by_name: BTreeMap<Kind, BTreeMap<SmolStr, Option<usize>>>,
    kinds: Vec<Option<&'static Named>>,
}

/// Service and prefix.
type Kind = (&'static str, &'static str);

impl Names {
    /// The names of every resource that a condition does not take away.
    pub fn of(model: &Model<'_>) -> Self {
        let mut names = Self::default();
        for (index, resource) in model.resources.iter().enumerate() {
            let named = table_entry(resource.type_name);
            names.kinds.push(named);
            if resource.presence == Decision::False {
                continue;
            }
            names.by_id.insert(SmolStr::new(resource.id), index);
            let Some(named) = named else {
                continue;
            };
            // A name that depends on a parameter without a value is the same name wherever it is put together the same way.
            let value = resource.properties.get(named.property);
            let written = value.and_then(Value::as_text);
            let canonical = value.and_then(Value::canonical);
            let literal = written
                .or(canonical.as_deref())
                .filter(|name| !name.is_empty());
            if let Some(name) = literal {
                let name = name
                    .strip_prefix('/')
                    .filter(|_| named.service == "ssm")
                    .unwrap_or(name);
                names
                    .by_name
                    .entry((named.service, named.prefix))
                    .or_default()
                    .entry(SmolStr::new(name))
                    .and_modify(|shared| *shared = None)
                    .or_insert(Some(index));
            }
        }
        names
    }

    /// The resource with this logical id.
    pub fn id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The resource that a text means as a whole: `${Jobs.Arn}`, `arn:aws:sqs:eu-west-1:123456789012:jobs`, a queue's URL, the invocation
    /// path of a function. A bare literal name means a resource only where `services` says which ones may be meant: a service
    /// (`iam`), or one kind of its resources (`iam:role/`).
    pub fn resource(&self, text: &str, services: &[&str]) -> Option<usize> {
        let text = text.trim();
        if only_symbol(text).is_some() {
            return self.name(text, services);
        }
        if let Some(inner) = between(text, "/functions/", "/invocations") {
            return match inner.strip_prefix("arn:") {
                Some(rest) => self.arn(rest),
                None => self.name(inner, &["lambda"]),
            };
        }
        if let Some(rest) = text.strip_prefix("arn:") {
            return self.arn(rest);
        }
        if let Some(rest) = text.strip_prefix("https://sqs.") {
            return self.name(rest.rsplit('/').next()?, &["sqs"]);
        }
        // The names of origins: `${Site}.s3.amazonaws.com`, `${Site}.s3.${AWS::Region}.amazonaws.com`.
        if let Some((bucket, rest)) = text.split_once(".s3")
            && rest.starts_with(['.', '-'])
        {
            return self.name(bucket, &["s3"]);
        }
        if text.starts_with("https://cognito-idp.") {
            return self.name(text.rsplit('/').next()?, &[]);
        }
        // Where something listens: `http://${Balancer.DNSName}/products`, `https://${Api}.execute-api.eu-west-1.amazonaws.com`.
        let host = text
            .strip_prefix("http://")
            .or_else(|| text.strip_prefix("https://"))
            .unwrap_or(text);
        if let Some((api, _)) = host.split_once(".execute-api.") {
            return self.name(api, &[]);
        }
        if host.len() < text.len()
            && let Some((symbol, _)) = host
                .strip_prefix("${")
                .and_then(|rest| rest.split_once('}'))
        {
            return self.symbol(symbol);
        }
        self.name(text, services)
    }

    /// As [`Names::resource`], for a text of the model. What looks like a symbol in a text that no function made is none: somebody
    /// forgot `!Sub`.
    pub(super) fn of_text(&self, text: &Text<'_>, services: &[&str]) -> Option<usize> {
        (text.is_symbolic() || !text.resolved.contains("${"))
            .then(|| self.resource(&text.resolved, services))
            .flatten()
    }

    /// What a text that is one symbol says of its resource.
    pub(super) fn form(&self, text: &str) -> Form {
        let Some(symbol) = only_symbol(text.trim()) else {
            return Form::Any;
        };
        if let Some((_, attribute)) = symbol.split_once('.') {
            return attribute_form(attribute);
        }
        match self.kind(self.symbol(symbol)) {
            Some(kind) if kind.service == "sqs" => Form::Url,
            Some(kind) if kind.ref_is_arn => Form::Arn,
            Some(_) => Form::Name,
            None => Form::Any,
        }
    }

    /// The service of a resource's ARN, if it is known.
    pub(super) fn service(&self, resource: usize) -> Option<&'static str> {
        self.kind(Some(resource)).map(|kind| kind.service)
    }

    fn kind(&self, resource: Option<usize>) -> Option<&'static Named> {
        self.kinds.get(resource?).copied().flatten()
    }

    /// Every resource that is named somewhere in a text: symbols first, then ARNs, each in the order of the text.
    pub fn resources_in(&self, text: &str) -> Vec<usize> {
        let symbols = symbols_in(text).filter_map(|symbol| self.symbol(symbol));
        let arns = arns_in(text).filter_map(|arn| self.arn(arn));
        let mut seen = BTreeSet::new();
        symbols
            .chain(arns)
            .filter(|index| seen.insert(*index))
            .collect()
    }

    /// As [`Names::resources_in`], for a text in which symbols mean nothing.
    pub(super) fn arns_named_in(&self, text: &str) -> Vec<usize> {
        let written = arns_in(text).filter(|arn| !arn.contains("${"));
        let mut seen = BTreeSet::new();
        written
            .filter_map(|arn| self.arn(arn))
            .filter(|index| seen.insert(*index))
            .collect()
    }

    /// `Jobs` or `Jobs.Arn`.
    fn symbol(&self, symbol: &str) -> Option<usize> {
        let id = symbol.split_once('.').map_or(symbol, |(id, _)| id);
        self.id(id)
    }

    /// What stands after `arn:`.
    fn arn(&self, rest: &str) -> Option<usize> {
        let mut parts = Parts(rest);
        let _partition = parts.next()?;
        let service = parts.next()?;
        let _region = parts.next()?;
        let account = parts.next()?;
        let resource = parts.0;
        if service == "apigateway" {
            // An integration with a service, whose name stands for the account; its path names what it calls. Or an API's own stage.
            return symbols_in(resource)
                .filter_map(|symbol| self.symbol(symbol))
                .last()
                .or_else(|| self.name(resource.rsplit('/').next()?, &[account]));
        }
        if service == "execute-api" {
            return self.name(resource.split('/').next()?, &[]);
        }
        let first = NAMED.iter().filter(|named| named.service == service);
        first
            .filter_map(|named| self.by_arn(named, resource))
            .next()
    }

    /// A resource of one kind by what stands last in its ARN.
    fn by_arn(&self, named: &'static Named, resource: &str) -> Option<usize> {
        let name = resource.strip_prefix(named.prefix)?;
        let name = match named.service {
            // Roles and policies have a path before their name; a rule's bus stands before it.
            "iam" | "events" => name.rsplit('/').next().unwrap_or(name),
            "s3" | "dynamodb" | "ssm" | "kinesis" => name.split('/').next().unwrap_or(name),
            // Log streams, function versions, and secrets' random ends.
            "logs" | "lambda" | "sns" | "secretsmanager" => before_colon(name),
            _ => name,
        };
        let by_symbol = only_symbol(name)
            .and_then(|symbol| self.symbol(symbol))
            .filter(|index| match self.kinds.get(*index) {
                // A topic's name in the ARN of a queue is no queue.
                Some(Some(kind)) => kind.service == named.service && kind.prefix == named.prefix,
                _ => true,
            });
        by_symbol.or_else(|| self.of_kind((named.service, named.prefix), name))
    }

    fn of_kind(&self, kind: Kind, name: &str) -> Option<usize> {
        self.by_name.get(&kind)?.get(name).copied().flatten()
    }

    /// A name, which may be a symbol itself; one that several kinds of resources have is nobody's.
    fn name(&self, name: &str, services: &[&str]) -> Option<usize> {
        if let Some(index) = only_symbol(name).and_then(|symbol| self.symbol(symbol)) {
            return Some(index);
        }
        let wanted = |kind: &Kind| {
            services
                .iter()
                .any(|service| match service.split_once(':') {
                    Some(pair) => pair == *kind,
                    None => *service == kind.0,
                })
        };
        if services.is_empty() {
            return None;
        }
        let mut found = self
            .by_name
            .iter()
            .filter(|(kind, _)| wanted(kind))
            .filter_map(|(_, names)| names.get(name));
        let first = found.next().copied().flatten();
        first.filter(|_| found.next().is_none())
    }
}

/// What an attribute is, by its name. Outputs of stacks and SAM's `Resize.Alias` may be anything.
fn attribute_form(attribute: &str) -> Form {
    let ends = |end: &str| attribute.ends_with(end);
    match attribute {
        "Alias" | "Version" => Form::Any,
        "StreamArn" => Form::Stream,
        "QueueUrl" => Form::Url,
        "DomainName" | "RegionalDomainName" | "DNSName" => Form::Other,
        _ if attribute.contains('.') => Form::Any,
        _ if ends("Arn") || ends("ARN") => Form::Arn,
        _ if ends("Name") || ends("Id") || ends("ID") => Form::Name,
        _ => Form::Other,
    }
}

/// What stands between `${` and `}`. Linear, whatever is left open.
fn symbols_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("${")
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(symbol, _)| symbol.trim())
}

/// What stands behind each `arn:`, up to where a text around it goes on.
fn arns_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("arn:").skip(1).map(|rest| {
        let end = rest.find(['"', '\'', ' ', '\n', ',', '\\']);
        end.map_or(rest, |end| &rest[..end])
    })
}

/// `X.Arn` of a text that is `${X.Arn}` and nothing else.
fn only_symbol(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("${")?.strip_suffix('}')?;
    (!inner.contains(['$', '{', '}', '(', ')'])).then_some(inner)
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(inner, _)| inner)
}

/// The text up to a colon that is not inside of a symbol (`${AWS::Region}` has two).
fn before_colon(text: &str) -> &str {
    let mut parts = Parts(text);
    parts.next().unwrap_or(text)
}

/// The parts of an ARN, between colons outside of symbols.
struct Parts<'t>(&'t str);

impl<'t> Parts<'t> {
    fn next(&mut self) -> Option<&'t str> {
        let text = self.0;
        if text.is_empty() {
            return None;
        }
        let mut depth = 0_usize;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b':' if depth == 0 => {
                    self.0 = &text[at + 1..];
                    return Some(&text[..at]);
                }
                _ => {}
            }
        }
        self.0 = "";
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_name_resources() {
        let template = "
Parameters: {Stage: {Type: String, Default: prod}}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'jobs-${Stage}'}}
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: photos}}
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: worker}}
  Fn: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: dishes}}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/resize}}
  One: {Type: AWS::SQS::Queue, Properties: {QueueName: shared}}
  Two: {Type: AWS::SQS::Queue, Properties: {QueueName: shared}}
";
        let document = crate::parse(template.as_bytes());
        let model = crate::resolve(&document, &crate::Parameters::new());
        let names = Names::of(&model);
        for (text, services, expected) in [
            ("${Jobs.Arn}", &[][..], Some("Jobs")),
            ("${Jobs}", &[], Some("Jobs")),
            ("${Nothing}", &[], None),
            ("${AWS::Region}", &[], None),
            (
                "arn:aws:sqs:eu-west-1:123456789012:jobs-prod",
                &[],
                Some("Jobs"),
            ),
            (
                "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs-prod",
                &[],
                Some("Jobs"),
            ),
            (
                "arn:aws:sqs:eu-west-1:123456789012:${Jobs.QueueName}",
                &[],
                Some("Jobs"),
            ),
            ("arn:aws:sqs:eu-west-1:123456789012:jobs-test", &[], None),
            ("arn:aws:sns:eu-west-1:123456789012:jobs-prod", &[], None),
            (
                "arn:aws:sns:eu-west-1:123456789012:news",
                &[],
                Some("Topic"),
            ),
            (
                "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs-prod",
                &[],
                Some("Jobs"),
            ),
            ("arn:aws:s3:::photos", &[], Some("Bucket")),
            ("arn:aws:s3:::photos/dishes/*", &[], Some("Bucket")),
            ("arn:aws:s3:::${Bucket}/*", &[], Some("Bucket")),
            ("${Bucket}.s3.amazonaws.com", &[], Some("Bucket")),
            ("photos.s3.eu-west-1.amazonaws.com", &[], Some("Bucket")),
            (
                "arn:aws:iam::123456789012:role/service/worker",
                &[],
                Some("Role"),
            ),
            (
                "arn:aws:lambda:eu-west-1:123456789012:function:resize:live",
                &[],
                Some("Fn"),
            ),
            (
                "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations",
                &[],
                Some("Fn"),
            ),
            (
                "arn:aws:apigateway:eu-west-1:sqs:path/${AWS::AccountId}/${Jobs.QueueName}",
                &[],
                Some("Jobs"),
            ),
            (
                "arn:aws:dynamodb:eu-west-1:123456789012:table/dishes/index/*",
                &[],
                Some("Table"),
            ),
            (
                "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/resize:*",
                &[],
                Some("Logs"),
            ),
            ("arn:aws:sqs:eu-west-1:123456789012:shared", &[], None),
            ("resize", &[], None),
            ("resize", &["lambda"], Some("Fn")),
            ("resize", &["sqs"], None),
        ] {
            let found = names
                .resource(text, services)
                .map(|index| model.resources[index].id);
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(
            names.resources_in(
                "{\"a\": \"${Fn.Arn}\", \"b\": \"arn:aws:sns:x:1:news\", \"c\": \"${Fn}\"}"
            ),
            [4, 1],
            "symbols first, then ARNs, each once"
        );
    }
}
