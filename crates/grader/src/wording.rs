//! Words for what a report talks about: nouns for resource types, and values short enough for a sentence. Whole sentences are
//! built where their facts are known.

use std::borrow::Cow;

use cfn::{Data, Value};

use crate::{
    decimal,
    expected::{self, Expected},
    fields::shorten,
};

/// What people call the common resource types: one, many.
const NOUNS: &[(&str, &str, &str)] = &[
    ("AWS::ApiGateway::Method", "API method", "API methods"),
    ("AWS::ApiGateway::Resource", "API resource", "API resources"),
    ("AWS::ApiGateway::RestApi", "REST API", "REST APIs"),
    ("AWS::ApiGateway::Stage", "API stage", "API stages"),
    ("AWS::ApiGatewayV2::Api", "HTTP API", "HTTP APIs"),
    ("AWS::ApiGatewayV2::Route", "API route", "API routes"),
    ("AWS::ApiGatewayV2::Stage", "API stage", "API stages"),
    ("AWS::AppSync::GraphQLApi", "GraphQL API", "GraphQL APIs"),
    (
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "scalable target",
        "scalable targets",
    ),
    (
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "scaling policy",
        "scaling policies",
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        "Auto Scaling group",
        "Auto Scaling groups",
    ),
    (
        "AWS::AutoScaling::LaunchConfiguration",
        "launch configuration",
        "launch configurations",
    ),
    (
        "AWS::AutoScaling::ScalingPolicy",
        "scaling policy",
        "scaling policies",
    ),
    ("AWS::Backup::BackupPlan", "backup plan", "backup plans"),
    (
        "AWS::Backup::BackupSelection",
        "backup selection",
        "backup selections",
    ),
    ("AWS::Backup::BackupVault", "backup vault", "backup vaults"),
    (
        "AWS::CertificateManager::Certificate",
        "certificate",
        "certificates",
    ),
    (
        "AWS::CloudFormation::Stack",
        "nested stack",
        "nested stacks",
    ),
    (
        "AWS::CloudFront::Distribution",
        "distribution",
        "distributions",
    ),
    (
        "AWS::CloudFront::OriginAccessControl",
        "origin access control",
        "origin access controls",
    ),
    ("AWS::CloudTrail::Trail", "trail", "trails"),
    ("AWS::CloudWatch::Alarm", "alarm", "alarms"),
    ("AWS::CloudWatch::Dashboard", "dashboard", "dashboards"),
    ("AWS::CodeBuild::Project", "build project", "build projects"),
    ("AWS::CodePipeline::Pipeline", "pipeline", "pipelines"),
    (
        "AWS::Cognito::IdentityPool",
        "identity pool",
        "identity pools",
    ),
    ("AWS::Cognito::UserPool", "user pool", "user pools"),
    (
        "AWS::Cognito::UserPoolClient",
        "user pool client",
        "user pool clients",
    ),
    (
        "AWS::DynamoDB::GlobalTable",
        "global table",
        "global tables",
    ),
    ("AWS::DynamoDB::Table", "table", "tables"),
    (
        "AWS::EC2::EIP",
        "elastic IP address",
        "elastic IP addresses",
    ),
    ("AWS::EC2::FlowLog", "flow log", "flow logs"),
    ("AWS::EC2::Instance", "instance", "instances"),
    (
        "AWS::EC2::InternetGateway",
        "internet gateway",
        "internet gateways",
    ),
    (
        "AWS::EC2::LaunchTemplate",
        "launch template",
        "launch templates",
    ),
    ("AWS::EC2::NatGateway", "NAT gateway", "NAT gateways"),
    ("AWS::EC2::Route", "route", "routes"),
    ("AWS::EC2::RouteTable", "route table", "route tables"),
    (
        "AWS::EC2::SecurityGroup",
        "security group",
        "security groups",
    ),
    (
        "AWS::EC2::SecurityGroupEgress",
        "egress rule",
        "egress rules",
    ),
    (
        "AWS::EC2::SecurityGroupIngress",
        "ingress rule",
        "ingress rules",
    ),
    ("AWS::EC2::Subnet", "subnet", "subnets"),
    ("AWS::EC2::VPC", "VPC", "VPCs"),
    ("AWS::EC2::VPCEndpoint", "VPC endpoint", "VPC endpoints"),
    ("AWS::EC2::Volume", "volume", "volumes"),
    (
        "AWS::ECR::Repository",
        "image repository",
        "image repositories",
    ),
    ("AWS::ECS::Cluster", "ECS cluster", "ECS clusters"),
    ("AWS::ECS::Service", "ECS service", "ECS services"),
    (
        "AWS::ECS::TaskDefinition",
        "task definition",
        "task definitions",
    ),
    ("AWS::EFS::FileSystem", "file system", "file systems"),
    ("AWS::EFS::MountTarget", "mount target", "mount targets"),
    ("AWS::EKS::Cluster", "EKS cluster", "EKS clusters"),
    (
        "AWS::ElastiCache::CacheCluster",
        "cache cluster",
        "cache clusters",
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        "replication group",
        "replication groups",
    ),
    (
        "AWS::ElastiCache::ServerlessCache",
        "serverless cache",
        "serverless caches",
    ),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        "listener",
        "listeners",
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "load balancer",
        "load balancers",
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "target group",
        "target groups",
    ),
    ("AWS::Events::EventBus", "event bus", "event buses"),
    ("AWS::Events::Rule", "event rule", "event rules"),
    ("AWS::Glue::Job", "Glue job", "Glue jobs"),
    ("AWS::IAM::AccessKey", "access key", "access keys"),
    ("AWS::IAM::Group", "group of users", "groups of users"),
    ("AWS::IAM::GroupPolicy", "group policy", "group policies"),
    (
        "AWS::IAM::InstanceProfile",
        "instance profile",
        "instance profiles",
    ),
    (
        "AWS::IAM::ManagedPolicy",
        "managed policy",
        "managed policies",
    ),
    ("AWS::IAM::Policy", "policy", "policies"),
    ("AWS::IAM::Role", "role", "roles"),
    ("AWS::IAM::RolePolicy", "role policy", "role policies"),
    ("AWS::IAM::User", "user", "users"),
    ("AWS::IAM::UserPolicy", "user policy", "user policies"),
    ("AWS::KMS::Alias", "key alias", "key aliases"),
    ("AWS::KMS::Key", "key", "keys"),
    ("AWS::Kinesis::Stream", "stream", "streams"),
    (
        "AWS::KinesisFirehose::DeliveryStream",
        "delivery stream",
        "delivery streams",
    ),
    ("AWS::Lambda::Alias", "function alias", "function aliases"),
    (
        "AWS::Lambda::EventSourceMapping",
        "event source mapping",
        "event source mappings",
    ),
    ("AWS::Lambda::Function", "function", "functions"),
    ("AWS::Lambda::LayerVersion", "layer", "layers"),
    ("AWS::Lambda::Permission", "permission", "permissions"),
    ("AWS::Lambda::Url", "function URL", "function URLs"),
    (
        "AWS::Lambda::Version",
        "function version",
        "function versions",
    ),
    ("AWS::Logs::LogGroup", "log group", "log groups"),
    ("AWS::Logs::MetricFilter", "metric filter", "metric filters"),
    (
        "AWS::Logs::SubscriptionFilter",
        "subscription filter",
        "subscription filters",
    ),
    (
        "AWS::OpenSearchService::Domain",
        "search domain",
        "search domains",
    ),
    ("AWS::Pipes::Pipe", "pipe", "pipes"),
    (
        "AWS::RDS::DBCluster",
        "database cluster",
        "database clusters",
    ),
    ("AWS::RDS::DBInstance", "database", "databases"),
    (
        "AWS::RDS::DBSubnetGroup",
        "database subnet group",
        "database subnet groups",
    ),
    (
        "AWS::Redshift::Cluster",
        "Redshift cluster",
        "Redshift clusters",
    ),
    ("AWS::Route53::HealthCheck", "health check", "health checks"),
    ("AWS::Route53::HostedZone", "hosted zone", "hosted zones"),
    ("AWS::Route53::RecordSet", "record set", "record sets"),
    ("AWS::S3::Bucket", "bucket", "buckets"),
    ("AWS::S3::BucketPolicy", "bucket policy", "bucket policies"),
    ("AWS::SNS::Subscription", "subscription", "subscriptions"),
    ("AWS::SNS::Topic", "topic", "topics"),
    ("AWS::SNS::TopicPolicy", "topic policy", "topic policies"),
    ("AWS::SQS::Queue", "queue", "queues"),
    ("AWS::SQS::QueuePolicy", "queue policy", "queue policies"),
    (
        "AWS::SSM::Parameter",
        "parameter in Parameter Store",
        "parameters in Parameter Store",
    ),
    ("AWS::Scheduler::Schedule", "schedule", "schedules"),
    (
        "AWS::Scheduler::ScheduleGroup",
        "schedule group",
        "schedule groups",
    ),
    ("AWS::SecretsManager::Secret", "secret", "secrets"),
    ("AWS::Serverless::Api", "API", "APIs"),
    ("AWS::Serverless::Function", "function", "functions"),
    ("AWS::Serverless::HttpApi", "HTTP API", "HTTP APIs"),
    ("AWS::Serverless::SimpleTable", "table", "tables"),
    (
        "AWS::Serverless::StateMachine",
        "state machine",
        "state machines",
    ),
    (
        "AWS::StepFunctions::StateMachine",
        "state machine",
        "state machines",
    ),
    ("AWS::WAFv2::WebACL", "web ACL", "web ACLs"),
    (
        "AWS::WAFv2::WebACLAssociation",
        "web ACL association",
        "web ACL associations",
    ),
];

/// `2 queues`, or `2 resources of type X` for a type without a noun.
pub(crate) fn counted(count: usize, type_name: &str) -> String {
    match NOUNS.iter().find(|(name, _, _)| *name == type_name) {
        Some((_, one, _)) if count == 1 => format!("1 {one}"),
        Some((_, _, many)) => format!("{count} {many}"),
        None if count == 1 => format!("1 resource of type {type_name}"),
        None => format!("{count} resources of type {type_name}"),
    }
}

/// `queue`, or `X` for a type without a noun.
pub(crate) fn noun(type_name: &str) -> String {
    match NOUNS.iter().find(|(name, _, _)| *name == type_name) {
        Some((_, one, _)) => (*one).to_owned(),
        None => type_name.to_owned(),
    }
}

/// `queues`, or `resources of type X` for a type without a noun.
pub(crate) fn plural(type_name: &str) -> String {
    match NOUNS.iter().find(|(name, _, _)| *name == type_name) {
        Some((_, _, many)) => (*many).to_owned(),
        None => format!("resources of type {type_name}"),
    }
}

/// `a queue`, `an alarm`, by the sound of the first letter.
pub(crate) fn with_article(noun: &str) -> String {
    let vowel =
        noun.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) || noun.starts_with("HTTP");
    let one = if vowel { "an" } else { "a" };
    format!("{one} {noun}")
}

/// The words of a type's name, for one that has no noun: `endpoint service` of `AWS::EC2::EndpointService`, `DB proxy`.
pub(crate) fn words(type_name: &str) -> String {
    let last = type_name.rsplit("::").next().unwrap_or(type_name);
    let chars: Vec<char> = last.chars().collect();
    let mut words: Vec<String> = Vec::new();
    for (at, char) in chars.iter().enumerate() {
        let is_upper = |at: usize| chars.get(at).is_some_and(|char| char.is_uppercase());
        let starts = at == 0
            || is_upper(at)
                && (!is_upper(at - 1) || chars.get(at + 1).is_some_and(|next| next.is_lowercase()));
        match words.last_mut() {
            Some(word) if !starts => word.push(*char),
            _ => words.push(char.to_string()),
        }
    }
    for word in &mut words {
        // `DB` and `VPC` stay as they are.
        if word.chars().skip(1).any(char::is_lowercase) {
            *word = word.to_lowercase();
        }
    }
    words.join(" ")
}

/// As [`words`], for several.
pub(crate) fn words_for_many(type_name: &str) -> String {
    let one = words(type_name);
    match one.strip_suffix('y') {
        Some(start) if !start.ends_with(['a', 'e', 'o', 'u']) => format!("{start}ies"),
        _ if one.ends_with('s') => one,
        _ if one.ends_with('x') => format!("{one}es"),
        _ => format!("{one}s"),
    }
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn or(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

/// `the only queue`.
pub(crate) fn the_only(type_name: &str) -> String {
    match NOUNS.iter().find(|(name, _, _)| *name == type_name) {
        Some((_, one, _)) => format!("the only {one}"),
        None => format!("the only {type_name}"),
    }
}

/// Whether the type is one that exists for certain.
pub(crate) fn is_well_known(type_name: &str) -> bool {
    NOUNS.iter().any(|(name, _, _)| *name == type_name)
}

/// A value as a report shows it.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// For evidence: the source text of a scalar, the canonical text of a function, a summary of anything larger.
    pub(crate) text: String,
    /// For a sentence.
    pub(crate) phrase: String,
}

impl Shown {
    /// For a place without a value.
    pub(crate) fn nothing() -> Self {
        Self {
            text: String::new(),
            phrase: String::new(),
        }
    }
}

/// A found value: a function by its canonical text, a list or mapping by its size.
pub(crate) fn found(value: &Value<'_>) -> Shown {
    let summary = |text: String| Shown {
        phrase: text.clone(),
        text,
    };
    match &value.data {
        Data::Text(text) => {
            let canonical = value.canonical();
            let written = canonical.as_deref().unwrap_or(&text.resolved);
            let phrase = if written == text.resolved {
                scalar(written, text.plain)
            } else {
                format!(
                    "{}, here {},",
                    scalar(written, false),
                    scalar(&text.resolved, text.plain)
                )
            };
            Shown {
                text: shorten(written),
                phrase,
            }
        }
        Data::List(items) => summary(match (short_list(items), items.len()) {
            (Some(texts), _) => format!("the list {texts}"),
            (None, 1) => "a list of 1 value".to_owned(),
            (None, count) => format!("a list of {count} values"),
        }),
        Data::Map(members) => summary(match members.len() {
            1 => "a mapping with 1 key".to_owned(),
            count => format!("a mapping with {count} keys"),
        }),
        Data::Absent => summary("nothing".to_owned()),
        Data::Unknown(_) => match value.canonical() {
            Some(text) => found_text(&text),
            None => summary("not known".to_owned()),
        },
    }
}

/// The texts of a list that is short enough for a sentence.
fn short_list(items: &[Value<'_>]) -> Option<String> {
    const MOST: usize = 3;
    if items.is_empty() || items.len() > MOST {
        return None;
    }
    let texts: Option<Vec<String>> = items
        .iter()
        .map(|item| match &item.data {
            Data::Text(_) | Data::Unknown(_) => {
                Some(found(item).text).filter(|text| text.chars().count() <= 40 && !text.is_empty())
            }
            Data::List(_) | Data::Map(_) | Data::Absent => None,
        })
        .collect();
    texts.map(|texts| format!("`[{}]`", texts.join(", ")))
}

/// A found text that is no value of its own.
pub(crate) fn found_text(text: &str) -> Shown {
    Shown {
        text: shorten(text),
        phrase: scalar(text, false),
    }
}

/// An expected scalar, for the end of `needs ...`.
pub(crate) fn needed(expected: &Expected) -> Cow<'_, str> {
    if expected.text == "*" && expected.is_wild() {
        "any value".into()
    } else if expected.is_wild() {
        format!("text like `{}`", shorten(&expected.text)).into()
    } else if expected.text.is_empty() {
        "empty text".into()
    } else if expected.is_bare() {
        Cow::Borrowed(&expected.text)
    } else {
        format!("`{}`", shorten(&expected.text)).into()
    }
}

/// Numbers and booleans stand bare, other texts in marks, so that spaces and full stops are seen.
fn scalar(text: &str, plain: bool) -> String {
    if text.is_empty() {
        "empty".to_owned()
    } else if plain && (decimal::is_number(text) || expected::boolean_word(text).is_some()) {
        text.to_owned()
    } else {
        format!("`{}`", shorten(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_sorted_and_single() {
        assert!(
            NOUNS.windows(2).all(|pair| pair[0].0 < pair[1].0),
            "in alphabetical order, each once"
        );
    }

    #[test]
    fn types_without_a_noun_are_called_by_their_words() {
        for (type_name, one, many) in [
            ("AWS::IAM::OIDCProvider", "OIDC provider", "OIDC providers"),
            ("AWS::RDS::DBProxy", "DB proxy", "DB proxies"),
            ("AWS::EC2::VPNGateway", "VPN gateway", "VPN gateways"),
            ("AWS::EC2::DHCPOptions", "DHCP options", "DHCP options"),
            ("Custom::Thing", "thing", "things"),
        ] {
            assert_eq!(words(type_name), one, "{type_name} in words");
            assert_eq!(words_for_many(type_name), many, "several of {type_name}");
        }
    }

    #[test]
    fn counts_read_well() {
        for (count, type_name, expected) in [
            (1, "AWS::SQS::Queue", "1 queue"),
            (2, "AWS::IAM::Policy", "2 policies"),
            (1, "Custom::Thing", "1 resource of type Custom::Thing"),
            (3, "Custom::Thing", "3 resources of type Custom::Thing"),
        ] {
            assert_eq!(counted(count, type_name), expected, "{count} {type_name}");
        }
    }
}
