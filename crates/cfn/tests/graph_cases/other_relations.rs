//! The relations beside `delivers` and `deadLettersTo`: present and nearly present.

use cfn::Relation::{Delivers, References};

use crate::support::{Case, check};

const CASES: &[Case] = &[
    // assumes
    (
        "a role's name is not its ARN",
        "
Worker: {Type: AWS::Lambda::Function, Properties: {Role: !Ref Role}}
Role: {Type: AWS::IAM::Role}",
        &["-"],
    ),
    (
        "a role by its literal ARN, and by another's",
        "
Worker: {Type: AWS::Lambda::Function, Properties: {Role: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/work'}}
Other: {Type: AWS::Lambda::Function, Properties: {Role: 'arn:aws:iam::123456789012:role/works'}}
Role: {Type: AWS::IAM::Role, Properties: {RoleName: work}}",
        &["Worker assumes Role @1"],
    ),
    (
        "a task has two roles",
        "
Task: {Type: AWS::ECS::TaskDefinition, Properties: {TaskRoleArn: !GetAtt Run.Arn, ExecutionRoleArn: !GetAtt Start.Arn}}
Run: {Type: AWS::IAM::Role}
Start: {Type: AWS::IAM::Role}",
        &["Task assumes Run @1", "Task assumes Start @1"],
    ),
    // containedIn
    (
        "a VPC's attribute that is not its id",
        "
Net: {Type: AWS::EC2::VPC}
Near: {Type: AWS::EC2::Subnet, Properties: {VpcId: !GetAtt Net.CidrBlock}}",
        &["-"],
    ),
    (
        "a function and a database, by way of a group of subnets",
        "
Near: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
Net: {Type: AWS::EC2::VPC}
Worker: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Near]}}}
Group: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref Near]}}
Data: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref Group}}",
        &["Near containedIn Net @1", "Worker containedIn Near @3", "Worker containedIn Net via Near @3", "Group containedIn Near @4", "Group containedIn Net via Near @4", "Data containedIn Near via Group @5", "Data containedIn Net via Near @5"],
    ),
    (
        "an attachment that names one VPC lies there, wherever the subnets that it names lie",
        "
Shop: {Type: AWS::EC2::VPC}
Office: {Type: AWS::EC2::VPC}
Near: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Shop}}
Hang: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {VpcId: !Ref Office, SubnetIds: [!Ref Near]}}
Fits: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {VpcId: !Ref Shop, SubnetIds: [!Ref Near]}}",
        &["Near containedIn Shop @3", "Hang containedIn Office @4", "Hang containedIn Near @4", "Fits containedIn Shop @5", "Fits containedIn Near @5"],
    ),
    (
        "a route in its table, a subnet with it, a gateway on its VPC",
        "
Net: {Type: AWS::EC2::VPC}
Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Net}}
Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, GatewayId: !Ref Door}}
Door: {Type: AWS::EC2::InternetGateway}
Hang: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Net, InternetGatewayId: !Ref Door}}
Near: {Type: AWS::EC2::Subnet}
Join: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Near, RouteTableId: !Ref Table}}",
        &["Table containedIn Net @2", "Out containedIn Table @3", "Door containedIn Net via Hang @5"],
    ),
    (
        "a service in its cluster, a listener on its balancer",
        "
Cluster: {Type: AWS::ECS::Cluster}
App: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref Cluster}}
Web: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
Port: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Web}}
Wrong: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !GetAtt Web.LoadBalancerName}}",
        &["App containedIn Cluster @2", "Port containedIn Web @4"],
    ),
    // protects
    (
        "a security group",
        "
Wall: {Type: AWS::EC2::SecurityGroup}
Box: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!GetAtt Wall.GroupId]}}
Worker: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: !Ref Wall}}}
Data: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!Ref Wall]}}
Open: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Wall}}",
        &[
            "Wall protects Box @2",
            "Wall protects Worker @3",
            "Wall protects Data @4",
        ],
    ),
    (
        "a web ACL by its association, and on a distribution",
        "
Acl: {Type: AWS::WAFv2::WebACL}
Web: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
Stage: {Type: AWS::ApiGateway::Stage}
Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {WebACLId: !GetAtt Acl.Arn}}}
One: {Type: AWS::WAFv2::WebACLAssociation, Properties: {WebACLArn: !GetAtt Acl.Arn, ResourceArn: !Ref Web}}
Two: {Type: AWS::WAFv2::WebACLAssociation, Properties: {WebACLArn: !GetAtt Acl.Arn, ResourceArn: !Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/x/stages/${Stage}'}}
Wrong: {Type: AWS::WAFv2::WebACLAssociation, Properties: {WebACLArn: !Ref Acl, ResourceArn: !Ref Web}}",
        &[
            "Acl protects Web via One @5",
            "Acl protects Stage via Two @6",
            "Acl protects Site @4",
        ],
    ),
    (
        "an authorizer that a method uses, and one that none does",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Guard: {Type: AWS::ApiGateway::Authorizer}
Idle: {Type: AWS::ApiGateway::Authorizer}
Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, AuthorizationType: CUSTOM, AuthorizerId: !Ref Guard}}",
        &["Guard protects Post @4"],
    ),
    (
        "an authorizer of an HTTP API",
        "
Api: {Type: AWS::ApiGatewayV2::Api}
Guard: {Type: AWS::ApiGatewayV2::Authorizer}
Get: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, AuthorizerId: !Ref Guard}}",
        &["Guard protects Get @3"],
    ),
    // notifies
    (
        "an alarm, and one that watches the topic",
        "
Late: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!Ref Ops]}}
Watch: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: TopicName, Value: !GetAtt Ops.TopicName}]}}
Ops: {Type: AWS::SNS::Topic}",
        &["Late notifies Ops @1"],
    ),
    (
        "a budget, a lifecycle hook",
        "
Spend: {Type: AWS::Budgets::Budget, Properties: {NotificationsWithSubscribers: [{Subscribers: [{SubscriptionType: SNS, Address: !Ref Ops}]}]}}
Fleet: {Type: AWS::AutoScaling::AutoScalingGroup}
Hook: {Type: AWS::AutoScaling::LifecycleHook, Properties: {AutoScalingGroupName: !Ref Fleet, NotificationTargetARN: !GetAtt Jobs.Arn}}
Ops: {Type: AWS::SNS::Topic}
Jobs: {Type: AWS::SQS::Queue}",
        &[
            "Spend notifies Ops @1",
            "Fleet notifies Jobs via Hook @3",
            "Hook notifies Jobs @3",
        ],
    ),
    // logsTo
    (
        "a group named after its function",
        "
Worker: {Type: AWS::Lambda::Function}
Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Worker}'}}",
        &["Worker logsTo Logs @2"],
    ),
    (
        "a group with the literal name of a function, by Join, and one letter off",
        "
Worker: {Type: AWS::Lambda::Function, Properties: {FunctionName: work}}
Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Join ['/', ['', aws, lambda, work]]}}
Wrong: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/works}}",
        &["Worker logsTo Logs @2"],
    ),
    (
        "a function that logs elsewhere",
        "
Worker: {Type: AWS::Lambda::Function, Properties: {LoggingConfig: {LogGroup: !Ref Own}}}
Own: {Type: AWS::Logs::LogGroup}
Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Worker}'}}",
        &["Worker logsTo Own @1"],
    ),
    (
        "a flow log, from the VPC and of its own",
        "
Net: {Type: AWS::EC2::VPC}
Flow: {Type: AWS::EC2::FlowLog, Properties: {ResourceId: !Ref Net, LogGroupName: !Ref Logs}}
Logs: {Type: AWS::Logs::LogGroup}",
        &["Net logsTo Logs via Flow @2", "Flow logsTo Logs @2"],
    ),
    (
        "a trail, a bucket's access log, a balancer's",
        "
Trail: {Type: AWS::CloudTrail::Trail, Properties: {S3BucketName: !Ref Kept, CloudWatchLogsLogGroupArn: !GetAtt Logs.Arn}}
Files: {Type: AWS::S3::Bucket, Properties: {LoggingConfiguration: {DestinationBucketName: !Ref Kept}}}
Web: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: 'true'}, {Key: access_logs.s3.bucket, Value: !Ref Kept}]}}
Off: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {LoadBalancerAttributes: [{Key: access_logs.s3.bucket, Value: !Ref Kept}]}}
Kept: {Type: AWS::S3::Bucket}
Logs: {Type: AWS::Logs::LogGroup}",
        &[
            "Trail logsTo Kept @1",
            "Trail logsTo Logs @1",
            "Files logsTo Kept @2",
            "Web logsTo Kept @3",
        ],
    ),
    (
        "a stage's access log is its API's; a container's group",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, AccessLogSetting: {DestinationArn: !GetAtt Logs.Arn}}}
Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Logs}}}]}}
Logs: {Type: AWS::Logs::LogGroup}",
        &["Api logsTo Logs via Stage @2", "Stage logsTo Logs @2", "Task logsTo Logs @3"],
    ),
    // encryptsWith
    (
        "a key by its id, its ARN and its alias",
        "
Key: {Type: AWS::KMS::Key}
Also: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/shop, TargetKeyId: !Ref Key}}
Jobs: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key}}
Files: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn}}]}}}
Orders: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: !Ref Also}}
Table: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !Ref Key}}}",
        &["Jobs encryptsWith Key @3", "Files encryptsWith Key @4", "Orders encryptsWith Key via Also @5", "Orders encryptsWith Also @5", "Table encryptsWith Key @6"],
    ),
    (
        "an alias by its literal name, and AWS's own",
        "
Key: {Type: AWS::KMS::Key}
Also: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/shop, TargetKeyId: !Ref Key}}
Jobs: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/shop}}
Other: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/aws/sqs}}",
        &["Jobs encryptsWith Key via Also @3", "Jobs encryptsWith Also @3"],
    ),
    (
        "a log group wants the key's ARN",
        "
Key: {Type: AWS::KMS::Key}
Good: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !GetAtt Key.Arn}}
Wrong: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !Ref Key}}",
        &["Good encryptsWith Key @2"],
    ),
    // dependsOn
    (
        "waiting, one and several",
        "
First: {Type: AWS::SQS::Queue}
Second: {Type: AWS::SQS::Queue, DependsOn: First}
Third: {Type: AWS::SQS::Queue, DependsOn: [First, Second, Nobody]}
Fourth: {Type: AWS::SQS::Queue, Properties: {DependsOn: First}}",
        &[
            "Second dependsOn First @2",
            "Third dependsOn First @3",
            "Third dependsOn Second @3",
        ],
    ),
];

#[test]
fn each_relation_is_seen_and_nearly_one_is_not() {
    check(CASES, &[References, Delivers]);
}
