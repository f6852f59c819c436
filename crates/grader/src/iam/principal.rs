//! Who a statement of a resource's policy is about. Whose policies are looked at is in `policies`.

use cfn::{Data, Value};

use super::{
    arn::{Arn, Reach},
    names::Names,
    statement::{Condition, one_or_many},
    text::{Fit, Steps, Token, pattern},
};

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub(crate) enum Principals {
    /// `*` or `{AWS: *}`.
    Everyone,
    Listed {
        is_negated: bool,
        /// ARNs, account ids.
        aws: Vec<Result<Vec<Token>, String>>,
        /// Service names such as `sns.amazonaws.com`.
        services: Vec<Result<String, String>>,
    },
    Unknown(String),
}

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) enum Asker {
    /// A role, user or group; its ARN.
    Identity(Arn),
    /// A service on behalf of a resource.
    Service {
        /// `sns.amazonaws.com`.
        name: &'static str,
        /// The resource's ARN.
        source: Option<Arn>,
    },
}

/// Whether a statement is about someone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meant {
    Yes,
    /// The account as a whole: its own policies decide.
    ByAccount,
    No,
    Unknown(String),
}

impl Principals {
    pub(crate) fn read(names: &Names<'_>, statement: &Value<'_>) -> Self {
        let (value, is_negated) = match (statement.get("Principal"), statement.get("NotPrincipal"))
        {
            (Some(value), _) => (value, false),
            (None, Some(value)) => (value, true),
            (None, None) => (statement, false),
        };
        let (mut aws, mut services) = (Vec::new(), Vec::new());
        match &value.data {
            Data::Text(text) if text.resolved == "*" => return Self::Everyone,
            Data::Unknown(unknown) => return Self::Unknown(unknown.reason.clone()),
            Data::Map(members) => {
                for member in members {
                    let items = one_or_many(&member.value);
                    match member.key.as_ref() {
                        "AWS" => aws.extend(items.iter().map(|item| names.tokens(item))),
                        "Service" => services.extend(items.iter().map(service)),
                        _ => {}
                    }
                }
            }
            Data::Text(_) | Data::List(_) | Data::Absent => {}
        }
        let everyone =
            |item: &Result<Vec<Token>, String>| matches!(item.as_deref(), Ok([Token::AnyRun]));
        if !is_negated && aws.iter().any(everyone) {
            return Self::Everyone;
        }
        Self::Listed {
            is_negated,
            aws,
            services,
        }
    }

    /// `Principal` of a `AWS::Lambda::Permission`: a service, an account, an ARN or `*`.
    pub(crate) fn of_permission(names: &Names<'_>, value: Option<&Value<'_>>) -> Self {
        let Some(value) = value else {
            return Self::of_service("");
        };
        match &value.data {
            Data::Unknown(unknown) => Self::Unknown(unknown.reason.clone()),
            Data::Text(text) if text.resolved == "*" => Self::Everyone,
            Data::Text(text) if text.resolved.contains('.') && !text.resolved.contains(':') => {
                Self::of_service(&text.resolved.to_ascii_lowercase())
            }
            Data::Text(_) | Data::List(_) | Data::Map(_) | Data::Absent => Self::Listed {
                is_negated: false,
                aws: vec![names.tokens(value)],
                services: Vec::new(),
            },
        }
    }

    /// A statement about one service.
    pub(crate) fn of_service(name: &str) -> Self {
        Self::Listed {
            is_negated: false,
            aws: Vec::new(),
            services: vec![Ok(name.to_owned())],
        }
    }

    pub(crate) fn mean(&self, asker: &Asker, steps: &Steps) -> Meant {
        match self {
            Self::Everyone => Meant::Yes,
            Self::Unknown(reason) => Meant::Unknown(reason.clone()),
            Self::Listed {
                is_negated,
                aws,
                services,
            } => {
                let listed = match asker {
                    Asker::Identity(arn) => identity(aws, arn, steps),
                    Asker::Service { name, .. } => of_service(services, name),
                };
                match (listed, is_negated) {
                    (listed, false) => listed,
                    (Meant::Yes | Meant::ByAccount, true) => Meant::No,
                    (Meant::No, true) => Meant::Yes,
                    (Meant::Unknown(reason), true) => Meant::Unknown(reason),
                }
            }
        }
    }
}

fn service(value: &Value<'_>) -> Result<String, String> {
    match &value.data {
        Data::Text(text) => Ok(text.resolved.to_ascii_lowercase()),
        Data::Unknown(unknown) => Err(unknown.reason.clone()),
        Data::List(_) | Data::Map(_) | Data::Absent => Ok(String::new()),
    }
}

fn identity(aws: &[Result<Vec<Token>, String>], arn: &Arn, steps: &Steps) -> Meant {
    let mut best = Meant::No;
    for item in aws {
        let tokens = match item {
            Ok(tokens) => tokens,
            Err(reason) => {
                best = Meant::Unknown(reason.clone());
                continue;
            }
        };
        if is_account(tokens) {
            best = Meant::ByAccount;
            continue;
        }
        match Reach::of(tokens) {
            Reach::Everything => return Meant::Yes,
            Reach::Arn(listed) if listed.rest == pattern("root") => {
                best = Meant::ByAccount;
            }
            Reach::Arn(listed) => match listed.fit(arn, steps) {
                Fit::Whole => return Meant::Yes,
                Fit::Unknown => best = Meant::Unknown("a principal is not known".to_owned()),
                Fit::Part | Fit::None => {}
            },
            Reach::Unknown(reason) => best = Meant::Unknown(reason),
            Reach::Nothing => {}
        }
    }
    best
}

/// `123456789012` or `${AWS::AccountId}`.
fn is_account(tokens: &[Token]) -> bool {
    match tokens {
        [Token::Open(name)] => name == "AWS::AccountId",
        tokens => {
            tokens.len() == 12
                && tokens
                    .iter()
                    .all(|token| matches!(token, Token::Char(char) if char.is_ascii_digit()))
        }
    }
}

fn of_service(services: &[Result<String, String>], asked: &str) -> Meant {
    let mut best = Meant::No;
    for service in services {
        match service {
            Ok(name) if name == "*" || same_service(name, asked) => return Meant::Yes,
            Ok(_) => {}
            Err(reason) => best = Meant::Unknown(reason.clone()),
        }
    }
    best
}

/// `logs.amazonaws.com`, and the same with a region or another suffix: `logs.eu-west-1.amazonaws.com`,
/// `sns.${aws::urlsuffix}`.
fn same_service(written: &str, asked: &str) -> bool {
    if written == asked {
        return true;
    }
    let Some(name) = asked.strip_suffix(".amazonaws.com") else {
        return false;
    };
    let Some(rest) = written
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix('.'))
    else {
        return false;
    };
    rest.ends_with("amazonaws.com")
        || rest.ends_with("amazonaws.com.cn")
        || rest.ends_with("${aws::urlsuffix}")
}

/// What the conditions of a statement say of who asks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Conditional {
    /// They hold, or there are none.
    Holds,
    /// One names another source.
    OtherSource,
    /// One asks where a service speaks from, which a request of a role does not say.
    OnlyServices,
    /// One has nothing in it, so that the statement says nothing.
    Empty,
    /// They depend on the request.
    Depends,
}

/// Conditions on where a request comes from can be decided: a service that speaks for a resource says it, and a role that calls
/// by itself does not. All others depend on the request.
pub(crate) fn conditional(conditions: &[Condition], asker: &Asker, steps: &Steps) -> Conditional {
    let mut all = Conditional::Holds;
    for condition in conditions {
        match one_condition(condition, asker, steps) {
            never @ (Conditional::Empty | Conditional::OtherSource | Conditional::OnlyServices) => {
                return never;
            }
            Conditional::Depends => all = Conditional::Depends,
            Conditional::Holds => {}
        }
    }
    all
}

fn one_condition(condition: &Condition, asker: &Asker, steps: &Steps) -> Conditional {
    if condition.is_empty {
        return Conditional::Empty;
    }
    let operator = condition.operator.to_ascii_lowercase();
    let Asker::Service { source, .. } = asker else {
        return without_source(&operator, &condition.key);
    };
    let is_positive = matches!(
        operator.trim_end_matches("ifexists"),
        "arnequals" | "arnlike" | "stringequals" | "stringlike" | "stringequalsignorecase"
    );
    if !is_positive {
        return Conditional::Depends;
    }
    match (condition.key.as_str(), source) {
        ("aws:sourcearn", Some(source)) => {
            let mut all = Conditional::OtherSource;
            for value in &condition.values {
                let Ok(tokens) = value else {
                    all = Conditional::Depends;
                    continue;
                };
                match Reach::of(tokens).fit(source, steps) {
                    // An API's ARN is narrowed to a stage or method: still the same API.
                    Fit::Whole | Fit::Part => return Conditional::Holds,
                    Fit::Unknown => all = Conditional::Depends,
                    Fit::None => {}
                }
            }
            all
        }
        ("aws:sourceaccount" | "aws:sourceowner", _) => {
            let own = |value: &Result<Vec<Token>, String>| value.as_deref().is_ok_and(is_account);
            if condition.values.iter().any(own) {
                Conditional::Holds
            } else {
                Conditional::Depends
            }
        }
        _ => Conditional::Depends,
    }
}

/// For a role, user or group: its requests have no `aws:SourceArn` and no `aws:SourceAccount`. A key that a request does not have
/// equals nothing, and differs from everything.
fn without_source(operator: &str, key: &str) -> Conditional {
    if !matches!(key, "aws:sourcearn" | "aws:sourceaccount") {
        return Conditional::Depends;
    }
    match operator {
        "arnequals" | "arnlike" | "stringequals" | "stringlike" | "stringequalsignorecase" => {
            Conditional::OnlyServices
        }
        "arnnotequals"
        | "arnnotlike"
        | "stringnotequals"
        | "stringnotlike"
        | "stringnotequalsignorecase" => Conditional::Holds,
        operator
            if operator.ends_with("ifexists")
                && (operator.starts_with("arn") || operator.starts_with("string")) =>
        {
            Conditional::Holds
        }
        _ => Conditional::Depends,
    }
}

/// The service that acts for resources of a type, as resource policies name it. Source: each service's page in the Service
/// Authorization Reference and the examples of the services' guides for a "service principal".
const SERVICES_OF_TYPES: &[(&str, &str)] = &[
    ("AWS::ApiGateway::RestApi", "apigateway.amazonaws.com"),
    ("AWS::ApiGatewayV2::Api", "apigateway.amazonaws.com"),
    ("AWS::Budgets::Budget", "budgets.amazonaws.com"),
    ("AWS::CloudFront::Distribution", "cloudfront.amazonaws.com"),
    ("AWS::CloudTrail::Trail", "cloudtrail.amazonaws.com"),
    ("AWS::CloudWatch::Alarm", "cloudwatch.amazonaws.com"),
    ("AWS::CodeCommit::Repository", "codecommit.amazonaws.com"),
    ("AWS::Cognito::UserPool", "cognito-idp.amazonaws.com"),
    ("AWS::Config::ConfigRule", "config.amazonaws.com"),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "elasticloadbalancing.amazonaws.com",
    ),
    ("AWS::Events::Rule", "events.amazonaws.com"),
    ("AWS::IoT::TopicRule", "iot.amazonaws.com"),
    ("AWS::Logs::LogGroup", "logs.amazonaws.com"),
    ("AWS::Logs::SubscriptionFilter", "logs.amazonaws.com"),
    ("AWS::S3::Bucket", "s3.amazonaws.com"),
    ("AWS::SES::ReceiptRule", "ses.amazonaws.com"),
    ("AWS::SNS::Topic", "sns.amazonaws.com"),
    ("AWS::SQS::Queue", "sqs.amazonaws.com"),
    (
        "AWS::SecretsManager::Secret",
        "secretsmanager.amazonaws.com",
    ),
    ("AWS::Serverless::Api", "apigateway.amazonaws.com"),
    ("AWS::Serverless::HttpApi", "apigateway.amazonaws.com"),
];

/// What people call the services of [`SERVICES_OF_TYPES`].
const SERVICE_NAMES: &[(&str, &str)] = &[
    ("apigateway.amazonaws.com", "API Gateway"),
    ("budgets.amazonaws.com", "AWS Budgets"),
    ("cloudfront.amazonaws.com", "CloudFront"),
    ("cloudtrail.amazonaws.com", "CloudTrail"),
    ("cloudwatch.amazonaws.com", "CloudWatch"),
    ("codecommit.amazonaws.com", "CodeCommit"),
    ("cognito-idp.amazonaws.com", "Cognito"),
    ("config.amazonaws.com", "AWS Config"),
    (
        "elasticloadbalancing.amazonaws.com",
        "Elastic Load Balancing",
    ),
    ("events.amazonaws.com", "EventBridge"),
    ("iot.amazonaws.com", "AWS IoT"),
    ("logs.amazonaws.com", "CloudWatch Logs"),
    ("s3.amazonaws.com", "S3"),
    ("secretsmanager.amazonaws.com", "Secrets Manager"),
    ("ses.amazonaws.com", "SES"),
    ("sns.amazonaws.com", "SNS"),
    ("sqs.amazonaws.com", "SQS"),
];

/// The name of a service for a sentence, by how policies name it.
pub(crate) fn service_name(principal: &'static str) -> &'static str {
    SERVICE_NAMES
        .iter()
        .find(|(known, _)| *known == principal)
        .map_or(principal, |(_, name)| name)
}

/// The service that acts for resources of this type.
pub(crate) fn service_of(type_name: &str) -> Option<&'static str> {
    SERVICES_OF_TYPES
        .iter()
        .find(|(known, _)| *known == type_name)
        .map(|(_, service)| *service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_service_has_a_name() {
        for (type_name, principal) in SERVICES_OF_TYPES {
            assert!(
                SERVICE_NAMES.iter().any(|(known, _)| known == principal),
                "sentences about {type_name} name {principal} as people do"
            );
        }
    }
}
