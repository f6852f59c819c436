//! How a resource type is called in words, and which glyph stands for it. No AWS artwork: its licence allows no changes.

/// A service in words with its glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// `SQS queue`, `Lambda function`; for a type without a row the words of its last part.
    pub name: String,
    /// The Lucide icon's name in kebab case, one of [`glyphs`]: `inbox`, `square-function`.
    pub icon: &'static str,
}

/// What is not of AWS.
const CUSTOM: &str = "puzzle";
/// What nobody knows.
const UNKNOWN: &str = "box";
/// Longest words made of a type's name, in characters; types may be 255 long, boxes may not.
const LONGEST_NAME: usize = 40;

/// The name and glyph of a resource type; for one that nobody knows its own words and a plain box. A text without words, as a ghost of
/// several types has, is a resource.
pub fn service(type_name: &str) -> Glyph {
    if let Some(row) = TYPES
        .binary_search_by_key(&type_name, |row| row.type_name)
        .ok()
        .and_then(|place| TYPES.get(place))
    {
        return Glyph {
            name: row.name.to_owned(),
            icon: row.icon,
        };
    }
    Glyph {
        name: words(type_name),
        icon: icon(type_name),
    }
}

/// Every glyph that [`service`] can give, in alphabetical order.
pub fn glyphs() -> &'static [&'static str] {
    GLYPHS
}

/// The glyph of a type without a row: its service's.
fn icon(type_name: &str) -> &'static str {
    let mut parts = type_name.split("::");
    match (parts.next(), parts.next()) {
        (Some("AWS" | "Alexa"), Some(service)) => SERVICES
            .binary_search_by_key(&service, |(known, _)| known)
            .ok()
            .and_then(|place| SERVICES.get(place))
            .map_or(UNKNOWN, |(_, icon)| icon),
        (Some("Custom"), Some(_)) => CUSTOM,
        (_, Some(_)) => CUSTOM,
        (_, None) => UNKNOWN,
    }
}

/// The words of a type's last part: `Endpoint service` of `AWS::EC2::EndpointService`.
fn words(type_name: &str) -> String {
    let last = type_name
        .rsplit("::")
        .find(|part| !part.trim().is_empty() && *part != "MODULE")
        .unwrap_or("Resource");
    let chars: Vec<char> = last.chars().collect();
    let is_upper = |at: usize| chars.get(at).is_some_and(|char| char.is_uppercase());
    let is_lower = |at: usize| chars.get(at).is_some_and(|char| char.is_lowercase());
    let mut name = String::new();
    for (at, char) in chars.iter().enumerate().take(LONGEST_NAME) {
        let starts = at > 0 && is_upper(at) && (is_lower(at - 1) || is_lower(at + 1));
        if starts {
            name.push(' ');
        }
        // `VPC` and the first letter stay as they are.
        if starts && is_lower(at + 1) {
            name.extend(char.to_lowercase());
        } else {
            name.push(*char);
        }
    }
    if chars.len() > LONGEST_NAME {
        name.push('…');
    }
    name
}

struct Row {
    type_name: &'static str,
    name: &'static str,
    icon: &'static str,
}

const fn row(type_name: &'static str, name: &'static str, icon: &'static str) -> Row {
    Row {
        type_name,
        name,
        icon,
    }
}

/// In alphabetical order of types.
const TYPES: &[Row] = &[
    row("AWS::ACMPCA::CertificateAuthority", "Private CA", "lock"),
    row("AWS::AmazonMQ::Broker", "MQ broker", "inbox"),
    row("AWS::Amplify::App", "Amplify app", "globe"),
    row("AWS::ApiGateway::Account", "API Gateway account", "webhook"),
    row("AWS::ApiGateway::ApiKey", "API key", "key-round"),
    row("AWS::ApiGateway::Authorizer", "API authorizer", "lock"),
    row("AWS::ApiGateway::DomainName", "API domain name", "globe"),
    row("AWS::ApiGateway::Method", "API method", "webhook"),
    row("AWS::ApiGateway::Resource", "API resource", "webhook"),
    row("AWS::ApiGateway::RestApi", "REST API", "webhook"),
    row("AWS::ApiGateway::Stage", "API stage", "webhook"),
    row("AWS::ApiGateway::UsagePlan", "API usage plan", "chart-line"),
    row("AWS::ApiGateway::VpcLink", "VPC link", "plug"),
    row("AWS::ApiGatewayV2::Api", "HTTP API", "webhook"),
    row("AWS::ApiGatewayV2::Authorizer", "API authorizer", "lock"),
    row("AWS::ApiGatewayV2::DomainName", "API domain name", "globe"),
    row(
        "AWS::ApiGatewayV2::Integration",
        "API integration",
        "webhook",
    ),
    row("AWS::ApiGatewayV2::Route", "API route", "webhook"),
    row("AWS::ApiGatewayV2::Stage", "API stage", "webhook"),
    row("AWS::ApiGatewayV2::VpcLink", "VPC link", "plug"),
    row("AWS::AppRunner::Service", "App Runner service", "container"),
    row("AWS::AppSync::DataSource", "AppSync data source", "webhook"),
    row("AWS::AppSync::GraphQLApi", "GraphQL API", "webhook"),
    row(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "Scalable target",
        "chart-line",
    ),
    row(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "Scaling policy",
        "chart-line",
    ),
    row("AWS::Athena::WorkGroup", "Athena workgroup", "search"),
    row(
        "AWS::AutoScaling::AutoScalingGroup",
        "Auto Scaling group",
        "layers",
    ),
    row(
        "AWS::AutoScaling::LaunchConfiguration",
        "Launch configuration",
        "server",
    ),
    row(
        "AWS::AutoScaling::LifecycleHook",
        "Lifecycle hook",
        "layers",
    ),
    row(
        "AWS::AutoScaling::ScalingPolicy",
        "Scaling policy",
        "chart-line",
    ),
    row(
        "AWS::AutoScaling::ScheduledAction",
        "Scheduled scaling",
        "calendar-clock",
    ),
    row("AWS::Backup::BackupPlan", "Backup plan", "archive"),
    row(
        "AWS::Backup::BackupSelection",
        "Backup selection",
        "archive",
    ),
    row("AWS::Backup::BackupVault", "Backup vault", "archive"),
    row("AWS::Batch::ComputeEnvironment", "Batch compute", "server"),
    row("AWS::Batch::JobDefinition", "Batch job", "server"),
    row("AWS::Batch::JobQueue", "Batch queue", "inbox"),
    row("AWS::Bedrock::Agent", "Bedrock agent", "bot"),
    row("AWS::Bedrock::Guardrail", "Bedrock guardrail", "shield"),
    row("AWS::Bedrock::KnowledgeBase", "Knowledge base", "bot"),
    row("AWS::Budgets::Budget", "Budget", "wallet"),
    row("AWS::CE::AnomalyMonitor", "Cost monitor", "wallet"),
    row("AWS::CE::AnomalySubscription", "Cost alert", "wallet"),
    row(
        "AWS::CertificateManager::Certificate",
        "Certificate",
        "lock",
    ),
    row(
        "AWS::CloudFormation::CustomResource",
        "Custom resource",
        "puzzle",
    ),
    row("AWS::CloudFormation::Stack", "Nested stack", "boxes"),
    row("AWS::CloudFront::CachePolicy", "CloudFront policy", "globe"),
    row("AWS::CloudFront::Distribution", "CloudFront", "globe"),
    row(
        "AWS::CloudFront::Function",
        "CloudFront function",
        "square-function",
    ),
    row(
        "AWS::CloudFront::OriginAccessControl",
        "Origin access",
        "lock",
    ),
    row("AWS::CloudTrail::Trail", "CloudTrail", "scroll-text"),
    row("AWS::CloudWatch::Alarm", "CloudWatch alarm", "bell"),
    row("AWS::CloudWatch::CompositeAlarm", "Composite alarm", "bell"),
    row("AWS::CloudWatch::Dashboard", "Dashboard", "chart-line"),
    row("AWS::CodeBuild::Project", "CodeBuild project", "cog"),
    row("AWS::CodeCommit::Repository", "CodeCommit repo", "workflow"),
    row("AWS::CodeDeploy::Application", "CodeDeploy app", "cog"),
    row(
        "AWS::CodeDeploy::DeploymentGroup",
        "Deployment group",
        "cog",
    ),
    row("AWS::CodePipeline::Pipeline", "CodePipeline", "workflow"),
    row("AWS::Cognito::IdentityPool", "Identity pool", "users"),
    row("AWS::Cognito::UserPool", "User pool", "users"),
    row("AWS::Cognito::UserPoolClient", "User pool client", "users"),
    row("AWS::Config::ConfigRule", "Config rule", "eye"),
    row(
        "AWS::Config::ConfigurationRecorder",
        "Config recorder",
        "eye",
    ),
    row("AWS::Config::DeliveryChannel", "Config channel", "eye"),
    row("AWS::DAX::Cluster", "DAX cluster", "zap"),
    row("AWS::DMS::ReplicationInstance", "DMS instance", "split"),
    row("AWS::DMS::ReplicationTask", "DMS task", "split"),
    row("AWS::DocDB::DBCluster", "DocumentDB cluster", "database"),
    row("AWS::DocDB::DBInstance", "DocumentDB", "database"),
    row("AWS::DynamoDB::GlobalTable", "DynamoDB table", "table-2"),
    row("AWS::DynamoDB::Table", "DynamoDB table", "table-2"),
    row("AWS::EC2::CustomerGateway", "Customer gateway", "router"),
    row("AWS::EC2::EIP", "Elastic IP", "plug"),
    row(
        "AWS::EC2::EgressOnlyInternetGateway",
        "Egress gateway",
        "router",
    ),
    row("AWS::EC2::FlowLog", "VPC flow log", "scroll-text"),
    row("AWS::EC2::Instance", "EC2 instance", "server"),
    row("AWS::EC2::InternetGateway", "Internet gateway", "router"),
    row("AWS::EC2::LaunchTemplate", "Launch template", "server"),
    row("AWS::EC2::NatGateway", "NAT gateway", "router"),
    row("AWS::EC2::NetworkAcl", "Network ACL", "shield"),
    row("AWS::EC2::NetworkInterface", "Network interface", "plug"),
    row("AWS::EC2::Route", "Route", "waypoints"),
    row("AWS::EC2::RouteTable", "Route table", "waypoints"),
    row("AWS::EC2::SecurityGroup", "Security group", "shield"),
    row("AWS::EC2::Subnet", "Subnet", "network"),
    row("AWS::EC2::TransitGateway", "Transit gateway", "router"),
    row(
        "AWS::EC2::TransitGatewayAttachment",
        "Gateway attachment",
        "plug",
    ),
    row(
        "AWS::EC2::TransitGatewayVpcAttachment",
        "Gateway attachment",
        "plug",
    ),
    row("AWS::EC2::VPC", "VPC", "network"),
    row("AWS::EC2::VPCEndpoint", "VPC endpoint", "plug"),
    row("AWS::EC2::VPCPeeringConnection", "VPC peering", "plug"),
    row("AWS::EC2::VPNConnection", "VPN connection", "plug"),
    row("AWS::EC2::VPNGateway", "VPN gateway", "router"),
    row("AWS::EC2::Volume", "EBS volume", "hard-drive"),
    row("AWS::ECR::Repository", "ECR repository", "boxes"),
    row("AWS::ECS::Cluster", "ECS cluster", "boxes"),
    row("AWS::ECS::Service", "ECS service", "container"),
    row("AWS::ECS::TaskDefinition", "ECS task", "container"),
    row("AWS::EFS::AccessPoint", "EFS access point", "hard-drive"),
    row("AWS::EFS::FileSystem", "EFS file system", "hard-drive"),
    row("AWS::EKS::Addon", "EKS add-on", "boxes"),
    row("AWS::EKS::Cluster", "EKS cluster", "boxes"),
    row("AWS::EKS::FargateProfile", "Fargate profile", "container"),
    row("AWS::EKS::Nodegroup", "EKS node group", "server"),
    row("AWS::EMR::Cluster", "EMR cluster", "server"),
    row("AWS::ElastiCache::CacheCluster", "ElastiCache", "zap"),
    row("AWS::ElastiCache::ReplicationGroup", "ElastiCache", "zap"),
    row("AWS::ElastiCache::ServerlessCache", "ElastiCache", "zap"),
    row("AWS::ElastiCache::User", "ElastiCache user", "users"),
    row("AWS::ElastiCache::UserGroup", "ElastiCache users", "users"),
    row(
        "AWS::ElasticBeanstalk::Environment",
        "Elastic Beanstalk",
        "server",
    ),
    row(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "Classic balancer",
        "split",
    ),
    row("AWS::ElasticLoadBalancingV2::Listener", "Listener", "split"),
    row(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Listener rule",
        "split",
    ),
    row(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Load balancer",
        "split",
    ),
    row(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Target group",
        "split",
    ),
    row("AWS::Elasticsearch::Domain", "Elasticsearch", "search"),
    row("AWS::Events::ApiDestination", "API destination", "webhook"),
    row("AWS::Events::Archive", "Event archive", "archive"),
    row("AWS::Events::Connection", "Event connection", "plug"),
    row("AWS::Events::EventBus", "Event bus", "radio"),
    row("AWS::Events::Rule", "EventBridge rule", "radio"),
    row("AWS::FSx::FileSystem", "FSx file system", "hard-drive"),
    row(
        "AWS::GlobalAccelerator::Accelerator",
        "Global accelerator",
        "globe",
    ),
    row("AWS::Glue::Crawler", "Glue crawler", "search"),
    row("AWS::Glue::Database", "Glue database", "table-2"),
    row("AWS::Glue::Job", "Glue job", "cog"),
    row("AWS::Glue::Table", "Glue table", "table-2"),
    row("AWS::Glue::Trigger", "Glue trigger", "calendar-clock"),
    row("AWS::GuardDuty::Detector", "GuardDuty", "eye"),
    row("AWS::IAM::AccessKey", "Access key", "key-round"),
    row("AWS::IAM::Group", "IAM group", "users"),
    row("AWS::IAM::InstanceProfile", "Instance profile", "id-card"),
    row("AWS::IAM::ManagedPolicy", "IAM policy", "id-card"),
    row("AWS::IAM::OIDCProvider", "OIDC provider", "id-card"),
    row("AWS::IAM::Policy", "IAM policy", "id-card"),
    row("AWS::IAM::Role", "IAM role", "id-card"),
    row("AWS::IAM::User", "IAM user", "users"),
    row("AWS::IoT::TopicRule", "IoT rule", "radio"),
    row("AWS::KMS::Alias", "KMS alias", "key-round"),
    row("AWS::KMS::Key", "KMS key", "key-round"),
    row("AWS::Kinesis::Stream", "Kinesis stream", "waves"),
    row("AWS::Kinesis::StreamConsumer", "Stream consumer", "waves"),
    row(
        "AWS::KinesisAnalyticsV2::Application",
        "Flink application",
        "waves",
    ),
    row(
        "AWS::KinesisFirehose::DeliveryStream",
        "Firehose stream",
        "waves",
    ),
    row("AWS::Lambda::Alias", "Lambda alias", "square-function"),
    row("AWS::Lambda::EventSourceMapping", "Event source", "plug"),
    row(
        "AWS::Lambda::Function",
        "Lambda function",
        "square-function",
    ),
    row("AWS::Lambda::LayerVersion", "Lambda layer", "layers"),
    row("AWS::Lambda::Url", "Function URL", "webhook"),
    row("AWS::Lambda::Version", "Lambda version", "square-function"),
    row("AWS::Logs::Destination", "Logs destination", "scroll-text"),
    row("AWS::Logs::LogGroup", "Log group", "scroll-text"),
    row("AWS::Logs::MetricFilter", "Metric filter", "chart-line"),
    row(
        "AWS::Logs::SubscriptionFilter",
        "Log subscription",
        "scroll-text",
    ),
    row("AWS::MSK::Cluster", "MSK cluster", "waves"),
    row("AWS::MSK::ServerlessCluster", "MSK cluster", "waves"),
    row("AWS::MWAA::Environment", "Airflow", "workflow"),
    row("AWS::MemoryDB::Cluster", "MemoryDB", "zap"),
    row("AWS::Neptune::DBCluster", "Neptune cluster", "database"),
    row("AWS::Neptune::DBInstance", "Neptune", "database"),
    row(
        "AWS::NetworkFirewall::Firewall",
        "Network firewall",
        "shield",
    ),
    row(
        "AWS::OpenSearchServerless::Collection",
        "OpenSearch",
        "search",
    ),
    row("AWS::OpenSearchService::Domain", "OpenSearch", "search"),
    row("AWS::Pipes::Pipe", "EventBridge pipe", "plug"),
    row("AWS::RDS::DBCluster", "Aurora cluster", "database"),
    row("AWS::RDS::DBInstance", "RDS database", "database"),
    row("AWS::RDS::DBParameterGroup", "DB parameters", "database"),
    row("AWS::RDS::DBProxy", "RDS proxy", "database"),
    row("AWS::RDS::DBSubnetGroup", "DB subnet group", "network"),
    row("AWS::RDS::GlobalCluster", "Global database", "database"),
    row("AWS::Redshift::Cluster", "Redshift cluster", "database"),
    row("AWS::RedshiftServerless::Workgroup", "Redshift", "database"),
    row("AWS::ResourceGroups::Group", "Resource group", "boxes"),
    row("AWS::Route53::HealthCheck", "Health check", "eye"),
    row("AWS::Route53::HostedZone", "Hosted zone", "globe"),
    row("AWS::Route53::RecordSet", "DNS record", "globe"),
    row("AWS::Route53::RecordSetGroup", "DNS records", "globe"),
    row("AWS::S3::AccessPoint", "S3 access point", "archive"),
    row("AWS::S3::Bucket", "S3 bucket", "archive"),
    row("AWS::S3::BucketPolicy", "Bucket policy", "scroll-text"),
    row(
        "AWS::SES::ConfigurationSet",
        "SES configuration",
        "megaphone",
    ),
    row("AWS::SES::EmailIdentity", "SES identity", "megaphone"),
    row("AWS::SNS::Subscription", "SNS subscription", "megaphone"),
    row("AWS::SNS::Topic", "SNS topic", "megaphone"),
    row("AWS::SNS::TopicPolicy", "Topic policy", "scroll-text"),
    row("AWS::SQS::Queue", "SQS queue", "inbox"),
    row("AWS::SQS::QueuePolicy", "Queue policy", "scroll-text"),
    row("AWS::SSM::Association", "SSM association", "cog"),
    row("AWS::SSM::Document", "SSM document", "scroll-text"),
    row("AWS::SSM::Parameter", "SSM parameter", "cog"),
    row("AWS::SageMaker::Endpoint", "SageMaker endpoint", "bot"),
    row("AWS::SageMaker::Model", "SageMaker model", "bot"),
    row(
        "AWS::SageMaker::NotebookInstance",
        "SageMaker notebook",
        "bot",
    ),
    row("AWS::Scheduler::Schedule", "Schedule", "calendar-clock"),
    row(
        "AWS::Scheduler::ScheduleGroup",
        "Schedule group",
        "calendar-clock",
    ),
    row(
        "AWS::SecretsManager::RotationSchedule",
        "Secret rotation",
        "calendar-clock",
    ),
    row("AWS::SecretsManager::Secret", "Secret", "lock"),
    row("AWS::Serverless::Api", "REST API", "webhook"),
    row(
        "AWS::Serverless::Application",
        "Nested application",
        "boxes",
    ),
    row(
        "AWS::Serverless::Function",
        "Lambda function",
        "square-function",
    ),
    row("AWS::Serverless::GraphQLApi", "GraphQL API", "webhook"),
    row("AWS::Serverless::HttpApi", "HTTP API", "webhook"),
    row("AWS::Serverless::LayerVersion", "Lambda layer", "layers"),
    row("AWS::Serverless::SimpleTable", "DynamoDB table", "table-2"),
    row("AWS::Serverless::StateMachine", "State machine", "workflow"),
    row(
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
        "Private namespace",
        "globe",
    ),
    row(
        "AWS::ServiceDiscovery::Service",
        "Discovery service",
        "globe",
    ),
    row("AWS::StepFunctions::Activity", "Activity", "workflow"),
    row(
        "AWS::StepFunctions::StateMachine",
        "State machine",
        "workflow",
    ),
    row("AWS::Synthetics::Canary", "Canary", "eye"),
    row("AWS::Timestream::Table", "Timestream table", "table-2"),
    row("AWS::Transfer::Server", "Transfer server", "server"),
    row("AWS::WAFv2::IPSet", "WAF address set", "shield"),
    row("AWS::WAFv2::WebACL", "Web ACL", "shield"),
];

/// The glyph of each service, the second part of a type, for types without a row. In alphabetical order.
const SERVICES: &[(&str, &str)] = &[
    ("ApiGateway", "webhook"),
    ("ApiGatewayV2", "webhook"),
    ("AppMesh", "waypoints"),
    ("AppRunner", "container"),
    ("AppSync", "webhook"),
    ("Athena", "search"),
    ("AutoScaling", "layers"),
    ("Backup", "archive"),
    ("Batch", "server"),
    ("Bedrock", "bot"),
    ("Budgets", "wallet"),
    ("CE", "wallet"),
    ("CertificateManager", "lock"),
    ("Chatbot", "bell"),
    ("CloudFormation", "boxes"),
    ("CloudFront", "globe"),
    ("CloudTrail", "scroll-text"),
    ("CloudWatch", "chart-line"),
    ("CodeArtifact", "boxes"),
    ("CodeBuild", "cog"),
    ("CodeCommit", "workflow"),
    ("CodeDeploy", "cog"),
    ("CodePipeline", "workflow"),
    ("Cognito", "users"),
    ("Config", "eye"),
    ("DAX", "zap"),
    ("DMS", "split"),
    ("DataSync", "split"),
    ("DocDB", "database"),
    ("DynamoDB", "table-2"),
    ("EC2", "network"),
    ("ECR", "boxes"),
    ("ECS", "container"),
    ("EFS", "hard-drive"),
    ("EKS", "boxes"),
    ("EMR", "server"),
    ("ElastiCache", "zap"),
    ("ElasticLoadBalancing", "split"),
    ("ElasticLoadBalancingV2", "split"),
    ("Elasticsearch", "search"),
    ("Events", "radio"),
    ("FSx", "hard-drive"),
    ("GlobalAccelerator", "globe"),
    ("Glue", "table-2"),
    ("GuardDuty", "eye"),
    ("IAM", "id-card"),
    ("ImageBuilder", "cog"),
    ("Inspector", "eye"),
    ("IoT", "radio"),
    ("KMS", "key-round"),
    ("Kendra", "search"),
    ("Kinesis", "waves"),
    ("KinesisAnalyticsV2", "waves"),
    ("KinesisFirehose", "waves"),
    ("LakeFormation", "table-2"),
    ("Lambda", "square-function"),
    ("Lex", "bot"),
    ("Logs", "scroll-text"),
    ("MSK", "waves"),
    ("Macie", "eye"),
    ("MemoryDB", "zap"),
    ("Neptune", "database"),
    ("NetworkFirewall", "shield"),
    ("OpenSearchServerless", "search"),
    ("OpenSearchService", "search"),
    ("Organizations", "users"),
    ("QuickSight", "chart-line"),
    ("RAM", "users"),
    ("RDS", "database"),
    ("Redshift", "database"),
    ("RedshiftServerless", "database"),
    ("Route53", "globe"),
    ("Route53Resolver", "globe"),
    ("S3", "archive"),
    ("SES", "megaphone"),
    ("SNS", "megaphone"),
    ("SQS", "inbox"),
    ("SSM", "cog"),
    ("SSO", "users"),
    ("SageMaker", "bot"),
    ("Scheduler", "calendar-clock"),
    ("SecretsManager", "lock"),
    ("SecurityHub", "eye"),
    ("Serverless", "square-function"),
    ("ServiceDiscovery", "globe"),
    ("StepFunctions", "workflow"),
    ("Synthetics", "eye"),
    ("Timestream", "table-2"),
    ("Transfer", "server"),
    ("WAF", "shield"),
    ("WAFRegional", "shield"),
    ("WAFv2", "shield"),
    ("XRay", "eye"),
];

const GLYPHS: &[&str] = &[
    "archive",
    "bell",
    "bot",
    "box",
    "boxes",
    "calendar-clock",
    "chart-line",
    "cog",
    "container",
    "database",
    "eye",
    "globe",
    "hard-drive",
    "id-card",
    "inbox",
    "key-round",
    "layers",
    "lock",
    "megaphone",
    "network",
    "plug",
    "puzzle",
    "radio",
    "router",
    "scroll-text",
    "search",
    "server",
    "shield",
    "split",
    "square-function",
    "table-2",
    "users",
    "wallet",
    "waves",
    "waypoints",
    "webhook",
    "workflow",
    "zap",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_each_glyph_is_listed() {
        assert!(
            TYPES
                .windows(2)
                .all(|pair| pair[0].type_name < pair[1].type_name)
                && SERVICES.windows(2).all(|pair| pair[0].0 < pair[1].0)
                && GLYPHS.windows(2).all(|pair| pair[0] < pair[1]),
            "types and services are looked up by binary search, and lists read best in order"
        );
        let used = TYPES
            .iter()
            .map(|row| row.icon)
            .chain(SERVICES.iter().map(|(_, icon)| *icon))
            .chain([CUSTOM, UNKNOWN]);
        let mut used: Vec<&str> = used.collect();
        used.sort_unstable();
        used.dedup();
        assert_eq!(used, GLYPHS, "the front end imports exactly these");
    }

    #[test]
    fn types_are_called_by_words() {
        for (type_name, name, icon) in [
            ("AWS::SQS::Queue", "SQS queue", "inbox"),
            (
                "AWS::Serverless::Function",
                "Lambda function",
                "square-function",
            ),
            ("AWS::EC2::VPCCidrBlock", "VPC cidr block", "network"),
            ("AWS::EC2::DHCPOptions", "DHCP options", "network"),
            ("AWS::SQS::Brandnew", "Brandnew", "inbox"),
            ("AWS::Nothing::Thing", "Thing", UNKNOWN),
            ("Custom::SeedData", "Seed data", CUSTOM),
            ("My::Own::Thing::MODULE", "Thing", CUSTOM),
            ("", "Resource", UNKNOWN),
            ("::", "Resource", CUSTOM),
            ("صف", "صف", UNKNOWN),
        ] {
            let glyph = service(type_name);
            assert_eq!(
                (glyph.name.as_str(), glyph.icon),
                (name, icon),
                "how {type_name} is called"
            );
        }
        let long = service(&format!("AWS::SQS::{}", "A".repeat(255)));
        assert!(
            long.name.chars().count() <= LONGEST_NAME + 1,
            "a name fits a box: {}",
            long.name
        );
    }
}
