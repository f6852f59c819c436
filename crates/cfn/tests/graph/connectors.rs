//! `assumes`, `containedIn`, `protects`, `notifies`, `logsTo` and `encryptsWith`: each connector, and what comes near it.

use cfn::Relation::{Assumes, ContainedIn, EncryptsWith, LogsTo, Notifies, Protects};

use crate::kit::check;

#[test]
fn roles() {
    check(
        Assumes,
        &[
            (
                "a function",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}",
                "Resize -> Role",
            ),
            (
                "a role's name in an ARN",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !Sub 'arn:aws:iam::${AWS::AccountId}:role/work/worker'}}\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: worker}}",
                "Resize -> Role",
            ),
            (
                "a role's name in an ARN, one character away",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !Sub 'arn:aws:iam::${AWS::AccountId}:role/workers'}}\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: worker}}",
                "",
            ),
            (
                "a policy of the same name is no role",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !Sub 'arn:aws:iam::${AWS::AccountId}:policy/worker'}}\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: worker}}",
                "",
            ),
            (
                "a queue is no role",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Jobs.Arn}}",
                "",
            ),
            (
                "the property of another type",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {RoleArn: !GetAtt Role.Arn}}",
                "",
            ),
            (
                "an instance by its profile",
                "  Server: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: !Ref Profile}}\n  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}",
                "Server -> Profile; Server -> Role by Profile; Profile -> Role",
            ),
            (
                "an instance by a profile of the same literal name as its role",
                "  Server: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: server}}\n  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {InstanceProfileName: server, Roles: [server]}}\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: server}}",
                "Server -> Profile; Server -> Role by Profile; Profile -> Role",
            ),
            (
                "an instance takes no role itself",
                "  Server: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: !Ref Role}}",
                "",
            ),
            (
                "a fleet by its launch template",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Start, Version: '1'}}}\n  Start: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {IamInstanceProfile: {Arn: !GetAtt Profile.Arn}}}}\n  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}",
                "Fleet -> Profile by Start; Fleet -> Role by Profile; Start -> Profile; Start -> Role by Profile; Profile -> Role",
            ),
            (
                "a task and its service",
                "  Task: {Type: AWS::ECS::TaskDefinition, Properties: {TaskRoleArn: !GetAtt Role.Arn, ExecutionRoleArn: !Ref Open}}\n  Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task}}",
                "Service -> Role by Task; Task -> Role; Task -> ? (the parameter `Open` has no value)",
            ),
            (
                "a state machine",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Role.Arn}}",
                "Flow -> Role",
            ),
            (
                "a role that a false condition takes away",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Role.Arn}}\n  Role: {Type: AWS::IAM::Role, Condition: No}",
                "",
            ),
            (
                "a policy is attached to a role, and does not run with it",
                "  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role]}}",
                "",
            ),
            (
                "a pipe, a schedule and the target of a rule",
                "  Pipe: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role.Arn}}\n  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {Target: {RoleArn: !GetAtt Role.Arn}}}\n  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{RoleArn: !GetAtt Role.Arn}]}}",
                "Pipe -> Role; Nightly -> Role; Rule -> Role",
            ),
        ],
    );
}

#[test]
fn places() {
    check(
        ContainedIn,
        &[
            (
                "a subnet in a VPC, an instance in both",
                "  Inside: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Network}}\n  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Inside}}",
                "Inside -> Network; Server -> Inside; Server -> Network by Inside",
            ),
            (
                "an attribute of the subnet is the VPC's id, not the VPC",
                "  Guard: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !GetAtt Inside.VpcId}}",
                "",
            ),
            (
                "a subnet in a VPC from elsewhere",
                "  Inside: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-0123}}",
                "",
            ),
            (
                "a subnet in a VPC that is not known",
                "  Inside: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Open}}",
                "Inside -> ? (the parameter `Open` has no value)",
            ),
            (
                "a function in two subnets",
                "  Other: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Network}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Inside, !Ref Other], SecurityGroupIds: [!Ref Guard]}}}",
                "Other -> Network; Resize -> Inside; Resize -> Other; Resize -> Network by Other",
            ),
            (
                "a function whose subnets have another name",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {Subnets: [!Ref Inside]}}}",
                "",
            ),
            (
                "a database by its group",
                "  Inside: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Network}}\n  Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref Inside]}}\n  Base: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref Subnets}}",
                "Inside -> Network; Subnets -> Inside; Subnets -> Network by Inside; Base -> Inside by Subnets; Base -> Network by Inside",
            ),
            (
                "an instance of a cluster of databases",
                "  Inside: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Network}}\n  Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref Inside]}}\n  Cluster: {Type: AWS::RDS::DBCluster, Properties: {DBSubnetGroupName: !Ref Subnets}}\n  Base: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref Cluster}}",
                "Inside -> Network; Subnets -> Inside; Subnets -> Network by Inside; Cluster -> Inside by Subnets; Cluster -> Network by Inside; Base -> Cluster; Base -> Inside by Cluster; Base -> Network by Inside",
            ),
            (
                "a route in a table, a table in a VPC",
                "  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Network}}\n  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, GatewayId: !Ref Gate}}\n  Gate: {Type: AWS::EC2::InternetGateway}",
                "Table -> Network; Route -> Table",
            ),
            (
                "a gateway by its attachment",
                "  Gate: {Type: AWS::EC2::InternetGateway}\n  Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {InternetGatewayId: !Ref Gate, VpcId: !Ref Network}}",
                "Gate -> Network by Attached",
            ),
            (
                "a NAT gateway, an endpoint, a balancer, a listener",
                "  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Inside}}\n  End: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Network}}\n  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [!Ref Inside]}}\n  Listener: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Balancer}}",
                "Nat -> Inside; End -> Network; Balancer -> Inside; Listener -> Balancer",
            ),
            (
                "a service in its cluster and in a subnet",
                "  Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: main}}\n  Service: {Type: AWS::ECS::Service, Properties: {Cluster: main, NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Inside]}}}}",
                "Service -> Cluster; Service -> Inside",
            ),
            (
                "a fleet",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [!Ref Inside]}}",
                "Fleet -> Inside",
            ),
            (
                "a file system by its mount target",
                "  Files: {Type: AWS::EFS::FileSystem}\n  Mount: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref Inside, SecurityGroups: [!Ref Guard]}}",
                "Files -> Inside by Mount; Mount -> Inside",
            ),
            (
                "subnets of which one may not be there",
                "  Other: {Type: AWS::EC2::Subnet}\n  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [!Ref Inside, !If [Perhaps, !Ref Other, !Ref AWS::NoValue]]}}",
                "Fleet -> Inside; Fleet -> Other perhaps",
            ),
        ],
    );
}

#[test]
fn guards() {
    check(
        Protects,
        &[
            (
                "a security group of an instance",
                "  Server: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!GetAtt Guard.GroupId]}}",
                "Guard -> Server",
            ),
            (
                "the group that a VPC has by itself is not the VPC",
                "  Server: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!GetAtt Network.DefaultSecurityGroup]}}",
                "",
            ),
            (
                "a rule of a group guards nothing by itself",
                "  In: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Guard, SourceSecurityGroupId: !Ref Guard}}",
                "",
            ),
            (
                "a function, a database, a balancer",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: [!Ref Guard]}}}\n  Base: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!Ref Guard]}}\n  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {SecurityGroups: [!Ref Guard]}}",
                "Guard -> Resize; Guard -> Base; Guard -> Balancer",
            ),
            (
                "the old groups of a database are others",
                "  Base: {Type: AWS::RDS::DBInstance, Properties: {DBSecurityGroups: [!Ref Guard]}}",
                "",
            ),
            (
                "a fleet by its launch template",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Start}}}\n  Start: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {SecurityGroupIds: [!Ref Guard]}}}",
                "Guard -> Fleet by Start; Guard -> Start",
            ),
            (
                "a firewall by its association",
                "  Joined: {Type: AWS::WAFv2::WebACLAssociation, Properties: {WebACLArn: !GetAtt Firewall.Arn, ResourceArn: !Ref Balancer}}",
                "Firewall -> Balancer by Joined",
            ),
            (
                "a firewall in front of a stage, and so of its API",
                "  Front: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: prod}}\n  Joined: {Type: AWS::WAFv2::WebACLAssociation, Properties: {WebACLArn: !GetAtt Firewall.Arn, ResourceArn: !Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Front}'}}",
                "Firewall -> Front by Joined; Firewall -> Api by Joined",
            ),
            (
                "a firewall in front of a site",
                "  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {WebACLId: !GetAtt Firewall.Arn}}}",
                "Firewall -> Site",
            ),
            (
                "an authorizer, the API that it belongs to, and the method that asks it",
                "  Door: {Type: AWS::ApiGateway::Authorizer, Properties: {RestApiId: !Ref Api, Type: COGNITO_USER_POOLS, ProviderARNs: [!GetAtt Pool.Arn]}}\n  Pool: {Type: AWS::Cognito::UserPool}\n  Post: {Type: AWS::ApiGateway::Method, Properties: {AuthorizerId: !Ref Door}}",
                "Door -> Api; Door -> Post; Pool -> Api by Door",
            ),
            (
                "a method that asks nobody",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {AuthorizationType: NONE}}",
                "",
            ),
            (
                "an authorizer of an HTTP API with a user pool",
                "  Door: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Http, JwtConfiguration: {Issuer: !Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}'}}}\n  Pool: {Type: AWS::Cognito::UserPool}",
                "Door -> Http; Pool -> Http by Door",
            ),
            (
                "a network ACL by its association",
                "  Acl: {Type: AWS::EC2::NetworkAcl}\n  Joined: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {NetworkAclId: !Ref Acl, SubnetId: !Ref Inside}}",
                "Acl -> Inside by Joined",
            ),
            (
                "groups that are not known",
                "  Server: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Open]}}",
                "? -> Server (the parameter `Open` has no value)",
            ),
        ],
    );
}

#[test]
fn news() {
    check(
        Notifies,
        &[
            (
                "an alarm",
                "  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!Ref Orders], OKActions: [!Ref Orders]}}",
                "Alarm -> Orders",
            ),
            (
                "an alarm about a topic tells it nothing",
                "  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: TopicName, Value: !GetAtt Orders.TopicName}]}}",
                "",
            ),
            (
                "what an alarm does to an instance is no news",
                "  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!Sub 'arn:aws:automate:${AWS::Region}:ec2:recover']}}",
                "",
            ),
            (
                "an alarm that may tell",
                "  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!If [Perhaps, !Ref Orders, !Ref AWS::NoValue]]}}",
                "Alarm -> Orders perhaps",
            ),
            (
                "a budget",
                "  Budget: {Type: AWS::Budgets::Budget, Properties: {NotificationsWithSubscribers: [{Notification: {Threshold: 80}, Subscribers: [{SubscriptionType: SNS, Address: !Ref Orders}]}]}}",
                "Budget -> Orders",
            ),
            (
                "a budget that writes letters",
                "  Budget: {Type: AWS::Budgets::Budget, Properties: {NotificationsWithSubscribers: [{Notification: {Threshold: 80}, Subscribers: [{SubscriptionType: EMAIL, Address: cook@example.com}]}]}}",
                "",
            ),
            (
                "a lifecycle hook, and the fleet that it hangs on",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup}\n  Hook: {Type: AWS::AutoScaling::LifecycleHook, Properties: {AutoScalingGroupName: !Ref Fleet, NotificationTargetARN: !GetAtt Jobs.Arn, RoleARN: !GetAtt Role.Arn}}",
                "Hook -> Jobs; Fleet -> Jobs by Hook",
            ),
            (
                "a hook without target",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup}\n  Hook: {Type: AWS::AutoScaling::LifecycleHook, Properties: {AutoScalingGroupName: !Ref Fleet, RoleARN: !GetAtt Role.Arn}}",
                "",
            ),
            (
                "a fleet",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {NotificationConfigurations: [{TopicARN: !Ref Orders, NotificationTypes: []}]}}",
                "Fleet -> Orders",
            ),
            (
                "a vault",
                "  Vault: {Type: AWS::Backup::BackupVault, Properties: {Notifications: {SNSTopicArn: !Ref Orders}}}",
                "Vault -> Orders",
            ),
        ],
    );
}

#[test]
fn logs() {
    check(
        LogsTo,
        &[
            (
                "a group with the name of a function",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Resize}'}}",
                "Resize -> Logs",
            ),
            (
                "a group with the name of a function, put together",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Join ['', [/aws/lambda/, !Ref Resize]]}}",
                "Resize -> Logs",
            ),
            (
                "a group with the literal name of a function",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/resize}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}",
                "Resize -> Logs",
            ),
            (
                "a group with nearly the name of a function",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/resizes}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}",
                "",
            ),
            (
                "both names made of a parameter without a value",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Open}-resize'}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub '${Open}-resize'}}",
                "Resize -> Logs",
            ),
            (
                "names made differently",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Open}-resize'}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub 'resize-${Open}'}}",
                "",
            ),
            (
                "a group under another path",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/logs/${Resize}'}}",
                "",
            ),
            (
                "a forgotten Sub",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: '/aws/lambda/${Resize}'}}",
                "",
            ),
            (
                "a function that names its group",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {LoggingConfig: {LogGroup: !Ref Logs}}}",
                "Resize -> Logs",
            ),
            (
                "a flow log, and the VPC that it is about",
                "  Flows: {Type: AWS::EC2::FlowLog, Properties: {ResourceId: !Ref Network, LogDestination: !GetAtt Photos.Arn}}",
                "Flows -> Photos; Network -> Photos by Flows",
            ),
            (
                "a flow log into a folder of a bucket, as AWS takes it",
                "  Flows: {Type: AWS::EC2::FlowLog, Properties: {ResourceId: !Ref Network, LogDestination: !Sub '${Photos.Arn}/network'}}",
                "Flows -> Photos; Network -> Photos by Flows",
            ),
            (
                "a folder below something that is no bucket is nowhere",
                "  Logs: {Type: AWS::Logs::LogGroup}\n  Flows: {Type: AWS::EC2::FlowLog, Properties: {ResourceId: !Ref Network, LogDestination: !Sub '${Logs.Arn}/network'}}",
                "",
            ),
            (
                "a folder in a text that no function made is only text",
                "  Flows: {Type: AWS::EC2::FlowLog, Properties: {ResourceId: !Ref Network, LogDestination: '${Photos.Arn}/network'}}",
                "",
            ),
            (
                "a flow log with a literal name",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: flows}}\n  Flows: {Type: AWS::EC2::FlowLog, Properties: {ResourceId: !Ref Network, LogGroupName: flows}}",
                "Flows -> Logs; Network -> Logs by Flows",
            ),
            (
                "a bucket's accesses",
                "  Other: {Type: AWS::S3::Bucket}\n  Photos: {Type: AWS::S3::Bucket, Properties: {LoggingConfiguration: {DestinationBucketName: !Ref Other}}}",
                "Photos -> Other",
            ),
            (
                "a bucket's accesses, to a bucket with nearly that name",
                "  Other: {Type: AWS::S3::Bucket, Properties: {BucketName: access-log}}\n  Photos: {Type: AWS::S3::Bucket, Properties: {LoggingConfiguration: {DestinationBucketName: access-logs}}}",
                "",
            ),
            (
                "a trail",
                "  Trail: {Type: AWS::CloudTrail::Trail, Properties: {S3BucketName: !Ref Photos, CloudWatchLogsLogGroupArn: !GetAtt Logs.Arn, SnsTopicName: !GetAtt Orders.TopicName}}",
                "Trail -> Photos; Trail -> Logs",
            ),
            (
                "a balancer",
                "  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: 'true'}, {Key: access_logs.s3.bucket, Value: !Ref Photos}]}}",
                "Balancer -> Photos",
            ),
            (
                "another attribute of a balancer",
                "  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {LoadBalancerAttributes: [{Key: access_logs.s3.prefix, Value: !Ref Photos}]}}",
                "",
            ),
            (
                "a task and its service",
                "  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Logs}}}]}}\n  Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task}}",
                "Task -> Logs; Service -> Logs by Task",
            ),
            (
                "a stage, and so its API",
                "  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Http, AccessLogSettings: {DestinationArn: !GetAtt Logs.Arn, Format: a}}}",
                "Stage -> Logs; Http -> Logs by Stage",
            ),
            (
                "a state machine",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {LoggingConfiguration: {Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]}}}",
                "Flow -> Logs",
            ),
            (
                "a firewall",
                "  Kept: {Type: AWS::WAFv2::LoggingConfiguration, Properties: {ResourceArn: !GetAtt Firewall.Arn, LogDestinationConfigs: [!GetAtt Logs.Arn]}}",
                "Firewall -> Logs by Kept",
            ),
            (
                "a site",
                "  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Logging: {Bucket: !Sub '${Photos}.s3.amazonaws.com'}}}}",
                "Site -> Photos",
            ),
        ],
    );
}

#[test]
fn keys() {
    check(
        EncryptsWith,
        &[
            (
                "a bucket",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn}}]}}}",
                "Photos -> Key",
            ),
            (
                "a bucket with the key of Amazon S3",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}]}}}",
                "",
            ),
            (
                "a queue by an alias",
                "  Name: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/jobs, TargetKeyId: !Ref Key}}\n  Jobs: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/jobs}}",
                "Jobs -> Name; Jobs -> Key by Name",
            ),
            (
                "the key that AWS has for a service",
                "  Name: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/jobs, TargetKeyId: !Ref Key}}\n  Jobs: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/aws/sqs}}",
                "",
            ),
            (
                "a key's ARN put together",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !Sub 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}'}}",
                "Logs -> Key",
            ),
            (
                "what is no key",
                "  Logs: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !GetAtt Role.Arn}}",
                "",
            ),
            (
                "a table, a stream, a topic, a function",
                "  Dishes: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !Ref Key}}}\n  Clicks: {Type: AWS::Kinesis::Stream, Properties: {StreamEncryption: {EncryptionType: KMS, KeyId: !Ref Key}}}\n  Orders: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: !Ref Key}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {KmsKeyArn: !GetAtt Key.Arn}}",
                "Dishes -> Key; Clicks -> Key; Orders -> Key; Resize -> Key",
            ),
            (
                "the property of a table on a queue",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {SSESpecification: {KMSMasterKeyId: !Ref Key}}}",
                "",
            ),
            (
                "a database and a volume",
                "  Base: {Type: AWS::RDS::DBInstance, Properties: {KmsKeyId: !Ref Key}}\n  Disk: {Type: AWS::EC2::Volume, Properties: {KmsKeyId: !If [Yes, !Ref Key, !Ref AWS::NoValue]}}",
                "Base -> Key; Disk -> Key",
            ),
            (
                "a policy about a key encrypts nothing",
                "  Policy: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt Key.Arn}]}}}",
                "",
            ),
        ],
    );
}
