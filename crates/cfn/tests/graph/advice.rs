//! What is told to somebody whose edge is missing: the words, and that doing what they say makes the edge.

use std::fmt::Write as _;

use cfn::{Advice, Graph, Parameters, Relation};
use expect_test::{Expect, expect};

use crate::kit::template;

/// The advice for some pairs, in a template with all of them.
fn check(relation: Relation, resources: &str, pairs: &[[&str; 2]], expected: &Expect) {
    let text = template(resources);
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    let mut out = String::new();
    for [from, to] in pairs {
        let place = |id: &str| graph.names().id(id).expect("the case has this resource");
        match graph.advice(&model, place(from), relation, place(to)) {
            Some(advice) => {
                let on = advice
                    .resource
                    .map_or("new", |index| model.resources[index].id);
                let _ = writeln!(out, "{from} -> {to}: {}", advice.text);
                let _ = writeln!(out, "  {on}: {}: {}", advice.property, advice.value);
            }
            None => {
                let _ = writeln!(out, "{from} -> {to}: none");
            }
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn deliveries() {
    check(
        Relation::Delivers,
        "  Work: {Type: AWS::Serverless::Function}\n  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !Ref Orders}]}}\n  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: example.com}]}}}",
        &[
            ["Orders", "Jobs"],
            ["Orders", "Work"],
            ["Jobs", "Resize"],
            ["Dishes", "Resize"],
            ["Dishes", "Work"],
            ["Photos", "Resize"],
            ["Photos", "Work"],
            ["Rule", "Resize"],
            ["Rule", "Logs"],
            ["Rule", "Photos"],
            ["Bus", "Rule"],
            ["Flow", "Charge"],
            ["Api", "Resize"],
            ["Http", "Resize"],
            ["Logs", "Resize"],
            ["Balancer", "Group"],
            ["Site", "Photos"],
            ["Site", "Balancer"],
            ["Role", "Jobs"],
            ["Jobs", "Role"],
        ],
        &expect![[r#"
            Orders -> Jobs: add a subscription of `Jobs` to `Orders`
              new: AWS::SNS::Subscription: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}
            Orders -> Work: add an event of the type `SNS` to `Work`
              Work: Events.Orders: {Type: SNS, Properties: {Topic: !Ref Orders}}
            Jobs -> Resize: add an event source mapping from `Jobs` to `Resize`
              new: AWS::Lambda::EventSourceMapping: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Resize}
            Dishes -> Resize: add an event source mapping from the stream of `Dishes` to `Resize` (a table has a stream when it has `StreamSpecification`)
              new: AWS::Lambda::EventSourceMapping: {EventSourceArn: !GetAtt Dishes.StreamArn, FunctionName: !Ref Resize, StartingPosition: LATEST}
            Dishes -> Work: add an event of the type `DynamoDB` to `Work`
              Work: Events.Dishes: {Type: DynamoDB, Properties: {Stream: !GetAtt Dishes.StreamArn, StartingPosition: LATEST}}
            Photos -> Resize: add a notification for `Resize` to `Photos`
              Photos: NotificationConfiguration.LambdaConfigurations: [{Event: "s3:ObjectCreated:*", Function: !GetAtt Resize.Arn}]
            Photos -> Work: add an event of the type `S3` to `Work`
              Work: Events.Photos: {Type: S3, Properties: {Bucket: !Ref Photos, Events: "s3:ObjectCreated:*"}}
            Rule -> Resize: add `Resize` to the targets of `Rule`
              Rule: Targets[1]: {Id: Resize, Arn: !GetAtt Resize.Arn}
            Rule -> Logs: add `Logs` to the targets of `Rule`
              Rule: Targets[1]: {Id: Logs, Arn: !Sub "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}"}
            Rule -> Photos: none
            Bus -> Rule: name `Bus` in `EventBusName` of `Rule`
              Rule: EventBusName: !Ref Bus
            Flow -> Charge: add a task that calls `Charge` to the definition of `Flow`
              Flow: DefinitionSubstitutions.Charge: !GetAtt Charge.Arn
            Api -> Resize: add a method of `Api` that is integrated with `Resize`
              new: AWS::ApiGateway::Method: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: POST, AuthorizationType: AWS_IAM, Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Resize.Arn}/invocations"}}
            Http -> Resize: add an integration of `Http` with `Resize`
              new: AWS::ApiGatewayV2::Integration: {ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Resize.Arn, PayloadFormatVersion: "2.0"}
            Logs -> Resize: add a subscription filter from `Logs` to `Resize`
              new: AWS::Logs::SubscriptionFilter: {LogGroupName: !Ref Logs, FilterPattern: "", DestinationArn: !GetAtt Resize.Arn}
            Balancer -> Group: add a listener that forwards from `Balancer` to `Group`
              new: AWS::ElasticLoadBalancingV2::Listener: {LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
            Site -> Photos: name `Photos` in `DomainName` of `Site`
              Site: DistributionConfig.Origins[1].DomainName: !GetAtt Photos.RegionalDomainName
            Site -> Balancer: name `Balancer` in `DomainName` of `Site`
              Site: DistributionConfig.Origins[1].DomainName: !GetAtt Balancer.DNSName
            Role -> Jobs: none
            Jobs -> Role: none
        "#]],
    );
}

#[test]
fn everything_else() {
    check(
        Relation::DeadLettersTo,
        "  Work: {Type: AWS::Serverless::Function}\n  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !Ref Orders}]}}\n  Nightly: {Type: AWS::Scheduler::Schedule}",
        &[
            ["Jobs", "DeadJobs"],
            ["Resize", "DeadJobs"],
            ["Resize", "Orders"],
            ["Work", "DeadJobs"],
            ["Rule", "DeadJobs"],
            ["Nightly", "DeadJobs"],
            ["Jobs", "Orders"],
        ],
        &expect![[r#"
            Jobs -> DeadJobs: add `RedrivePolicy` to `Jobs`
              Jobs: RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadJobs.Arn, maxReceiveCount: 5}
            Resize -> DeadJobs: add `DeadLetterConfig` to `Resize`
              Resize: DeadLetterConfig: {TargetArn: !GetAtt DeadJobs.Arn}
            Resize -> Orders: add `DeadLetterConfig` to `Resize`
              Resize: DeadLetterConfig: {TargetArn: !Ref Orders}
            Work -> DeadJobs: add `DeadLetterQueue` to `Work`
              Work: DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt DeadJobs.Arn}
            Rule -> DeadJobs: name `DeadJobs` in `Arn` of `Rule`
              Rule: Targets[0].DeadLetterConfig.Arn: !GetAtt DeadJobs.Arn
            Nightly -> DeadJobs: add `DeadLetterConfig` to the target of `Nightly`
              Nightly: Target.DeadLetterConfig: {Arn: !GetAtt DeadJobs.Arn}
            Jobs -> Orders: none
        "#]],
    );
    check(
        Relation::Assumes,
        "  Server: {Type: AWS::EC2::Instance}\n  Task: {Type: AWS::ECS::TaskDefinition}",
        &[
            ["Resize", "Role"],
            ["Flow", "Role"],
            ["Server", "Profile"],
            ["Profile", "Role"],
            ["Task", "Role"],
            ["Server", "Role"],
            ["Resize", "Jobs"],
        ],
        &expect![[r#"
            Resize -> Role: name `Role` in `Role` of `Resize`
              Resize: Role: !GetAtt Role.Arn
            Flow -> Role: name `Role` in `RoleArn` of `Flow`
              Flow: RoleArn: !GetAtt Role.Arn
            Server -> Profile: name `Profile` in `IamInstanceProfile` of `Server`
              Server: IamInstanceProfile: !Ref Profile
            Profile -> Role: name `Role` in `Roles` of `Profile`
              Profile: Roles: [!Ref Role]
            Task -> Role: name `Role` in `TaskRoleArn` of `Task`
              Task: TaskRoleArn: !GetAtt Role.Arn
            Server -> Role: none
            Resize -> Jobs: none
        "#]],
    );
    check(
        Relation::ContainedIn,
        "  Server: {Type: AWS::EC2::Instance}\n  Gate: {Type: AWS::EC2::InternetGateway}\n  Other: {Type: AWS::EC2::Subnet}\n  Charge: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Other]}}}",
        &[
            ["Inside", "Network"],
            ["Server", "Inside"],
            ["Resize", "Inside"],
            ["Charge", "Inside"],
            ["Gate", "Network"],
            ["Network", "Inside"],
        ],
        &expect![[r#"
            Inside -> Network: name `Network` in `VpcId` of `Inside`
              Inside: VpcId: !Ref Network
            Server -> Inside: name `Inside` in `SubnetId` of `Server`
              Server: SubnetId: !Ref Inside
            Resize -> Inside: name `Inside` in `SubnetIds` of `Resize`
              Resize: VpcConfig.SubnetIds: [!Ref Inside]
            Charge -> Inside: name `Inside` in `SubnetIds` of `Charge`
              Charge: VpcConfig.SubnetIds[1]: !Ref Inside
            Gate -> Network: attach `Gate` to `Network`
              new: AWS::EC2::VPCGatewayAttachment: {InternetGatewayId: !Ref Gate, VpcId: !Ref Network}
            Network -> Inside: none
        "#]],
    );
    check(
        Relation::Protects,
        "  Server: {Type: AWS::EC2::Instance}\n  Door: {Type: AWS::ApiGateway::Authorizer}",
        &[
            ["Guard", "Server"],
            ["Guard", "Resize"],
            ["Firewall", "Balancer"],
            ["Door", "Api"],
            ["Door", "Http"],
            ["Guard", "Jobs"],
        ],
        &expect![[r#"
            Guard -> Server: name `Guard` in `SecurityGroupIds` of `Server`
              Server: SecurityGroupIds: [!GetAtt Guard.GroupId]
            Guard -> Resize: name `Guard` in `SecurityGroupIds` of `Resize`
              Resize: VpcConfig.SecurityGroupIds: [!GetAtt Guard.GroupId]
            Firewall -> Balancer: associate `Firewall` with `Balancer`
              new: AWS::WAFv2::WebACLAssociation: {WebACLArn: !GetAtt Firewall.Arn, ResourceArn: !Ref Balancer}
            Door -> Api: name `Api` in `RestApiId` of `Door`
              Door: RestApiId: !Ref Api
            Door -> Http: none
            Guard -> Jobs: none
        "#]],
    );
    check(
        Relation::Notifies,
        "  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!Ref Foreign]}}\n  Budget: {Type: AWS::Budgets::Budget}",
        &[["Alarm", "Orders"], ["Budget", "Orders"], ["Alarm", "Jobs"]],
        &expect![[r#"
            Alarm -> Orders: name `Orders` in `AlarmActions` of `Alarm`
              Alarm: AlarmActions[1]: !Ref Orders
            Budget -> Orders: make `Orders` a subscriber of `Budget`
              Budget: NotificationsWithSubscribers: [{Notification: {NotificationType: ACTUAL, ComparisonOperator: GREATER_THAN, Threshold: 80}, Subscribers: [{SubscriptionType: SNS, Address: !Ref Orders}]}]
            Alarm -> Jobs: none
        "#]],
    );
    check(
        Relation::LogsTo,
        "  Trail: {Type: AWS::CloudTrail::Trail}",
        &[
            ["Resize", "Logs"],
            ["Network", "Photos"],
            ["Inside", "Photos"],
            ["Trail", "Photos"],
            ["Trail", "Logs"],
            ["Balancer", "Photos"],
            ["Flow", "Logs"],
            ["Jobs", "Logs"],
        ],
        &expect![[r#"
            Resize -> Logs: name `Logs` in the `LoggingConfig` of `Resize`, or name the group after the function
              Resize: LoggingConfig: {LogGroup: !Ref Logs}
            Network -> Photos: add a flow log from `Network` to `Photos`
              new: AWS::EC2::FlowLog: {ResourceId: !Ref Network, ResourceType: VPC, TrafficType: ALL, LogDestinationType: s3, LogDestination: !GetAtt Photos.Arn}
            Inside -> Photos: add a flow log from `Inside` to `Photos`
              new: AWS::EC2::FlowLog: {ResourceId: !Ref Inside, ResourceType: Subnet, TrafficType: ALL, LogDestinationType: s3, LogDestination: !GetAtt Photos.Arn}
            Trail -> Photos: name `Photos` in `S3BucketName` of `Trail`
              Trail: S3BucketName: !Ref Photos
            Trail -> Logs: name `Logs` in `CloudWatchLogsLogGroupArn` of `Trail`
              Trail: CloudWatchLogsLogGroupArn: !GetAtt Logs.Arn
            Balancer -> Photos: switch the access logs of `Balancer` on, to `Photos`
              Balancer: LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: "true"}, {Key: access_logs.s3.bucket, Value: !Ref Photos}]
            Flow -> Logs: add `LoggingConfiguration` to `Flow`
              Flow: LoggingConfiguration: {Level: ALL, Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]}
            Jobs -> Logs: none
        "#]],
    );
    check(
        Relation::EncryptsWith,
        "  Secret: {Type: AWS::SecretsManager::Secret}\n  Base: {Type: AWS::RDS::DBInstance}",
        &[
            ["Photos", "Key"],
            ["Base", "Key"],
            ["Jobs", "Key"],
            ["Dishes", "Key"],
            ["Secret", "Key"],
            ["Key", "Jobs"],
        ],
        &expect![[r#"
            Photos -> Key: add `BucketEncryption` to `Photos`
              Photos: BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: "aws:kms", KMSMasterKeyID: !GetAtt Key.Arn}}]}
            Base -> Key: name `Key` in `KmsKeyId` of `Base`, with `StorageEncrypted: true`
              Base: KmsKeyId: !GetAtt Key.Arn
            Jobs -> Key: name `Key` in `KmsMasterKeyId` of `Jobs`
              Jobs: KmsMasterKeyId: !Ref Key
            Dishes -> Key: add `SSESpecification` to `Dishes`
              Dishes: SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn}
            Secret -> Key: name `Key` in `KmsKeyId` of `Secret`
              Secret: KmsKeyId: !Ref Key
            Key -> Jobs: none
        "#]],
    );
    check(
        Relation::References,
        "  Task: {Type: AWS::SSM::Parameter}\n  Access: {Type: AWS::SQS::QueuePolicy}\n  Errors: {Type: AWS::Logs::MetricFilter}\n  Logs: {Type: AWS::Logs::LogGroup}\n  More: {Type: AWS::IAM::Policy, Properties: {Roles: [other]}}",
        &[
            ["Resize", "Role"],
            ["Access", "Jobs"],
            ["Errors", "Logs"],
            ["More", "Role"],
            ["Resize", "Jobs"],
            ["Jobs", "Access"],
            ["Task", "Jobs"],
        ],
        &expect![[r#"
            Resize -> Role: name `Role` in `Role` of `Resize`
              Resize: Role: !GetAtt Role.Arn
            Access -> Jobs: name `Jobs` in `Queues` of `Access`
              Access: Queues: [!Ref Jobs]
            Errors -> Logs: name `Logs` in `LogGroupName` of `Errors`
              Errors: LogGroupName: !Ref Logs
            More -> Role: name `Role` in `Roles` of `More`
              More: Roles[1]: !Ref Role
            Resize -> Jobs: name `Jobs` in an environment variable of `Resize`
              Resize: Environment.Variables.JOBS: !Ref Jobs
            Jobs -> Access: name `Access` in a property of `Jobs`, as `!Ref Access`, or add `DependsOn: Access`
              Jobs: @DependsOn: Access
            Task -> Jobs: name `Jobs` in a property of `Task`, as `!Ref Jobs`, or add `DependsOn: Jobs`
              Task: @DependsOn: Jobs
        "#]],
    );
    check(
        Relation::DependsOn,
        "",
        &[["Jobs", "Orders"], ["Orders", "Role"]],
        &expect![[r#"
            Jobs -> Orders: add `DependsOn: Orders` to `Jobs`
              Jobs: @DependsOn: Orders
            Orders -> Role: add `DependsOn: Role` to `Orders`
              Orders: @DependsOn: Role
        "#]],
    );
}

/// Types between which advice is asked for: all that the tables know, as far as this test is told.
const TYPES: &[&str] = &[
    "AWS::AmazonMQ::Broker",
    "AWS::Amplify::App",
    "AWS::ApiGateway::Account",
    "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGateway::VpcLink",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Authorizer",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::ApiGatewayV2::VpcLink",
    "AWS::AppRunner::Service",
    "AWS::AppRunner::VpcConnector",
    "AWS::AppSync::DataSource",
    "AWS::AppSync::GraphQLApi",
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::Athena::WorkGroup",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AutoScaling::LaunchConfiguration",
    "AWS::AutoScaling::LifecycleHook",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::Backup::BackupSelection",
    "AWS::Backup::BackupVault",
    "AWS::Batch::ComputeEnvironment",
    "AWS::Batch::JobDefinition",
    "AWS::Batch::JobQueue",
    "AWS::Budgets::Budget",
    "AWS::Budgets::BudgetsAction",
    "AWS::CE::AnomalySubscription",
    "AWS::Chatbot::SlackChannelConfiguration",
    "AWS::Cloud9::EnvironmentEC2",
    "AWS::CloudFormation::Stack",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::Function",
    "AWS::CloudTrail::Trail",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::CodeArtifact::Domain",
    "AWS::CodeBuild::Project",
    "AWS::CodeCommit::Repository",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::CodePipeline::Pipeline",
    "AWS::CodeStarNotifications::NotificationRule",
    "AWS::Cognito::IdentityPoolRoleAttachment",
    "AWS::Cognito::UserPool",
    "AWS::Config::ConfigRule",
    "AWS::Config::ConfigurationAggregator",
    "AWS::Config::ConfigurationRecorder",
    "AWS::Config::DeliveryChannel",
    "AWS::DAX::Cluster",
    "AWS::DAX::SubnetGroup",
    "AWS::DMS::Endpoint",
    "AWS::DMS::ReplicationInstance",
    "AWS::DMS::ReplicationSubnetGroup",
    "AWS::DMS::ReplicationTask",
    "AWS::DirectoryService::MicrosoftAD",
    "AWS::DirectoryService::SimpleAD",
    "AWS::DocDB::DBCluster",
    "AWS::DocDB::DBInstance",
    "AWS::DocDB::DBSubnetGroup",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::EC2::ClientVpnEndpoint",
    "AWS::EC2::EgressOnlyInternetGateway",
    "AWS::EC2::FlowLog",
    "AWS::EC2::Instance",
    "AWS::EC2::InstanceConnectEndpoint",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::NatGateway",
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::NetworkAclEntry",
    "AWS::EC2::NetworkInterface",
    "AWS::EC2::Route",
    "AWS::EC2::RouteTable",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Subnet",
    "AWS::EC2::SubnetNetworkAclAssociation",
    "AWS::EC2::TransitGatewayAttachment",
    "AWS::EC2::TransitGatewayVpcAttachment",
    "AWS::EC2::VPC",
    "AWS::EC2::VPCEndpoint",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::ECS::Cluster",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
    "AWS::EFS::FileSystem",
    "AWS::EFS::MountTarget",
    "AWS::EKS::Cluster",
    "AWS::EKS::FargateProfile",
    "AWS::EKS::Nodegroup",
    "AWS::EMR::Cluster",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::ElastiCache::SubnetGroup",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::Elasticsearch::Domain",
    "AWS::Events::ApiDestination",
    "AWS::Events::Archive",
    "AWS::Events::EventBus",
    "AWS::Events::Rule",
    "AWS::FSx::FileSystem",
    "AWS::GlobalAccelerator::Accelerator",
    "AWS::GlobalAccelerator::EndpointGroup",
    "AWS::GlobalAccelerator::Listener",
    "AWS::Glue::Crawler",
    "AWS::Glue::Job",
    "AWS::Glue::Trigger",
    "AWS::Greengrass::Group",
    "AWS::IAM::Group",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Role",
    "AWS::IAM::User",
    "AWS::ImageBuilder::InfrastructureConfiguration",
    "AWS::IoT::TopicRule",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::KMS::ReplicaKey",
    "AWS::Kendra::DataSource",
    "AWS::Kendra::Index",
    "AWS::Kinesis::Stream",
    "AWS::Kinesis::StreamConsumer",
    "AWS::KinesisAnalyticsV2::Application",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
    "AWS::Lambda::Version",
    "AWS::Logs::Destination",
    "AWS::Logs::LogGroup",
    "AWS::Logs::SubscriptionFilter",
    "AWS::MSK::Cluster",
    "AWS::MSK::ServerlessCluster",
    "AWS::MWAA::Environment",
    "AWS::MemoryDB::Cluster",
    "AWS::MemoryDB::SubnetGroup",
    "AWS::Neptune::DBCluster",
    "AWS::Neptune::DBInstance",
    "AWS::Neptune::DBSubnetGroup",
    "AWS::NetworkFirewall::Firewall",
    "AWS::OpenSearchServerless::Collection",
    "AWS::OpenSearchService::Domain",
    "AWS::Pipes::Pipe",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBProxy",
    "AWS::RDS::DBProxyTargetGroup",
    "AWS::RDS::DBSubnetGroup",
    "AWS::RDS::EventSubscription",
    "AWS::Redshift::Cluster",
    "AWS::Redshift::ClusterSubnetGroup",
    "AWS::RedshiftServerless::Namespace",
    "AWS::RedshiftServerless::Workgroup",
    "AWS::Route53::HostedZone",
    "AWS::Route53Resolver::ResolverEndpoint",
    "AWS::S3::Bucket",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SES::ReceiptRule",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SSM::MaintenanceWindowTask",
    "AWS::SSM::Parameter",
    "AWS::SageMaker::Domain",
    "AWS::SageMaker::EndpointConfig",
    "AWS::SageMaker::Model",
    "AWS::SageMaker::NotebookInstance",
    "AWS::Scheduler::Schedule",
    "AWS::SecretsManager::RotationSchedule",
    "AWS::SecretsManager::Secret",
    "AWS::Serverless::Api",
    "AWS::Serverless::Function",
    "AWS::Serverless::HttpApi",
    "AWS::Serverless::SimpleTable",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::Activity",
    "AWS::StepFunctions::StateMachine",
    "AWS::Synthetics::Canary",
    "AWS::Timestream::Database",
    "AWS::Transfer::Server",
    "AWS::Transfer::User",
    "AWS::WAFRegional::WebACLAssociation",
    "AWS::WAFv2::LoggingConfiguration",
    "AWS::WAFv2::WebACL",
    "AWS::WAFv2::WebACLAssociation",
];

/// A template with two resources and what the advice says.
fn applied(ids: [&str; 2], types: [&str; 2], on: Option<usize>, advice: &Advice) -> String {
    let mut text = String::from("Resources:\n");
    for (index, (id, type_name)) in ids.into_iter().zip(types).enumerate() {
        let own = on == Some(index);
        let _ = write!(text, "  {id}:\n    Type: {type_name}\n");
        match advice.property.strip_prefix('@') {
            Some(attribute) if own => {
                let _ = writeln!(text, "    {attribute}: {}", advice.value);
            }
            None if own => {
                let properties = nested(&advice.property, &advice.value);
                let _ = writeln!(text, "    Properties: {properties}");
            }
            _ => {}
        }
    }
    if advice.resource.is_none() {
        let _ = write!(
            text,
            "  Between:\n    Type: {}\n    Properties: {}\n",
            advice.property, advice.value
        );
    }
    text
}

/// `A[0].B` and a value as a flow mapping.
fn nested(path: &str, value: &str) -> String {
    path.rsplit('.').fold(value.to_owned(), |inner, key| {
        match key.strip_suffix("[0]") {
            Some(key) => format!("{{{key}: [{inner}]}}"),
            None => format!("{{{key}: {inner}}}"),
        }
    })
}

#[test]
fn doing_what_it_says_makes_the_edge() {
    let mut all = String::from("Resources:\n");
    for end in ["Here", "There"] {
        for (index, type_name) in TYPES.iter().enumerate() {
            let _ = writeln!(all, "  {end}{index}: {{Type: {type_name}}}");
        }
    }
    let document = cfn::parse(all.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    let mut counts = String::new();
    let mut wrong = String::new();
    for relation in Relation::all() {
        // Anything can refer to anything: some pairs will do.
        let step = match relation {
            Relation::References | Relation::Reaches | Relation::DependsOn => 97,
            _ => 1,
        };
        let mut count = 0;
        for pair in (0..TYPES.len() * TYPES.len()).step_by(step) {
            let (from, to) = (pair / TYPES.len(), TYPES.len() + pair % TYPES.len());
            let Some(advice) = graph.advice(&model, from, relation, to) else {
                continue;
            };
            count += 1;
            let ends = [from, to].map(|index| &model.resources[index]);
            let on = advice.resource.map(|index| usize::from(index == to));
            let text = applied(
                ends.map(|end| end.id),
                ends.map(|end| end.type_name),
                on,
                &advice,
            );
            let document = cfn::parse(text.as_bytes());
            let model = cfn::resolve(&document, &Parameters::new());
            if Graph::of(&model).edge(0, relation, 1).is_none() {
                let _ = writeln!(wrong, "{} of\n{text}", relation.name());
            }
        }
        let _ = writeln!(counts, "{:14} {count}", relation.name());
    }
    println!("{counts}");
    assert!(wrong.is_empty(), "no edge comes of\n{wrong}");
    assert!(
        counts.lines().all(|line| !line.ends_with(" 0")),
        "every relation has advice:\n{counts}"
    );
}

#[test]
fn fleets_are_told_of_the_property_that_takes_nothing_but_target_groups() {
    check(
        Relation::Delivers,
        "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup}",
        &[["Group", "Fleet"]],
        &expect![[r#"
            Group -> Fleet: name `Group` in `TargetGroupARNs` of `Fleet`
              Fleet: TargetGroupARNs: [!Ref Group]
        "#]],
    );
}
