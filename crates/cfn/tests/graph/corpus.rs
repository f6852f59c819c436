//! Real templates, when `MISSION_CORPUS` names a folder of them.

use std::{collections::BTreeMap, fs, path::PathBuf};

use cfn::{Graph, Parameters, Relation};

/// Each file of the corpus with its edges as lines `A relation B in line 7`, or nothing after a line that says so.
fn corpus() -> BTreeMap<String, Vec<String>> {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        println!("skipped: MISSION_CORPUS is not set");
        return BTreeMap::new();
    };
    let index = fs::read(folder.join("index.json")).expect("the corpus has an index.json");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let entries = index.as_array().expect("the index is a list");
    entries
        .iter()
        .map(|entry| {
            let path = entry["path"].as_str().expect("path").to_owned();
            let bytes = fs::read(folder.join(&path)).expect("a file of the index can be read");
            let lines = edges(&bytes);
            assert_eq!(lines, edges(&bytes), "{path} has the same edges twice");
            (path, lines)
        })
        .collect()
}

fn edges(bytes: &[u8]) -> Vec<String> {
    let document = cfn::parse(bytes);
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    graph
        .edges()
        .iter()
        .map(|edge| {
            let id = |index: usize| model.resources[index].id;
            format!(
                "{} {} {} in line {}",
                id(edge.from),
                edge.relation.name(),
                id(edge.to),
                edge.span.start.line
            )
        })
        .collect()
}

#[test]
fn counts_of_every_relation() {
    let corpus = corpus();
    for relation in Relation::all().filter(|relation| *relation != Relation::Reaches) {
        let word = format!(" {} ", relation.name());
        let count = corpus
            .values()
            .flatten()
            .filter(|line| line.contains(&word))
            .count();
        println!("{:14} {count}", relation.name());
        assert!(
            corpus.is_empty() || count > 0,
            "{} is found in real templates",
            relation.name()
        );
    }
}

#[test]
fn edges_that_were_checked_by_hand() {
    let corpus = corpus();
    if corpus.is_empty() {
        return;
    }
    let wrong: Vec<String> = CHECKED
        .iter()
        .map(|(path, edge, line)| (path, format!("{edge} in line {line}")))
        .filter(|(path, edge)| !corpus[**path].contains(edge))
        .map(|(path, edge)| format!("{path}: {edge}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "a reader of these templates finds these edges:\n{}",
        wrong.join("\n")
    );
}

/// Drawn by lot from every relation and repository, and each looked up in its template: the file, the edge, and the line that says it.
const CHECKED: &[(&str, &str, u32)] = &[
    (
        "aws-cloudformation__aws-cloudformation-templates/CloudFormation/StackSets/log-setup-management-pkg.json",
        "CentralEventBus deadLettersTo DeadLetterQueue",
        34,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/CloudFormation/StackSets/log-setup-management.json",
        "CentralEventBus deadLettersTo DeadLetterQueue",
        34,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/Config/Config.json",
        "DeliveryChannel logsTo ConfigBucket",
        97,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/DataFirehose/DataFirehoseDeliveryStream.yaml",
        "DeliveryStream assumes DeliveryRole",
        74,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/ECS/EC2LaunchType/clusters/private-vpc.json",
        "PublicLoadBalancer references PublicSubnetTwo",
        630,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/ECS/ECS_Schedule_Example.json",
        "EcsSecurityGroup protects ECSALB",
        282,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/Solutions/CloudFormationEndpointSignals/cfn-endpoint-waitcondition.json",
        "BastionInstance containedIn VPC",
        421,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/Solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.json",
        "OriginALBHttpsListener delivers OriginALBTG",
        799,
    ),
    (
        "aws-cloudformation__aws-cloudformation-templates/Solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.yaml",
        "LoggingBucket encryptsWith LoggingBucketKMSKey",
        431,
    ),
    (
        "aws-cloudformation__cfn-lint/test/fixtures/templates/integration/getatt-types.yaml",
        "TestTaskDefinitionWithGetAtt logsTo TestLogGroup",
        62,
    ),
    (
        "aws-cloudformation__cfn-lint/test/fixtures/templates/quickstart/cis_benchmark.yaml",
        "ConfigPermissionToCallEvaluateCloudTrailLogIntegrityLambda dependsOn FunctionForEvaluateCloudTrailLogIntegrityRule",
        1184,
    ),
    (
        "aws-cloudformation__cfn-lint/test/fixtures/templates/quickstart/cis_benchmark.yaml",
        "ConfigRuleForEvaluateCloudTrailBucket delivers FunctionForEvaluateCloudTrailBucketRule",
        1107,
    ),
    (
        "aws-cloudformation__cfn-lint/test/fixtures/templates/quickstart/nist_application.yaml",
        "rSecurityGroupApp protects rELBApp",
        747,
    ),
    (
        "aws-cloudformation__cfn-lint/test/fixtures/templates/quickstart/vpc-management.json",
        "rManagementPrivateSubnetA containedIn rVPCManagement",
        510,
    ),
    (
        "aws-cloudformation__cloudformation-guard/guard/assets/cfn-template.json",
        "EnableSnapshot assumes IamRoleLambda",
        398,
    ),
    (
        "aws-cloudformation__cloudformation-guard/guard/assets/cfn-template.json",
        "PublicSubnetBRouteTableAssociation references PublicInternetRouteTable",
        164,
    ),
    (
        "aws-cloudformation__cloudformation-guard/guard/assets/cfn-template.json",
        "RedisSubnetGroup containedIn PublicSubnetB",
        183,
    ),
    (
        "aws-cloudformation__rain/internal/cmd/build/tmpl/ec2/autoscaling.yaml",
        "WebServerGroup notifies NotificationTopic",
        179,
    ),
    (
        "aws-cloudformation__rain/internal/cmd/build/tmpl/webapp/webapp.yaml",
        "SiteDistribution delivers SiteContentBucket",
        93,
    ),
    (
        "aws-cloudformation__rain/test/templates/build/webapp/webapp.yaml",
        "RestApiDeployment dependsOn JwtResourceGet",
        843,
    ),
    (
        "aws-cloudformation__rain/test/webapp/webapp-pkl-eval.yaml",
        "SiteCloudFrontLogsBucket assumes SiteCloudFrontLogsReplicationRole",
        817,
    ),
    (
        "aws-quickstart__quickstart-aws-vpc/templates/aws-vpc.template.yaml",
        "PrivateSubnet1ARoute references PrivateSubnet1ARouteTable",
        914,
    ),
    (
        "aws-quickstart__quickstart-linux-bastion/templates/linux-bastion-entrypoint-existing-vpc.template.yaml",
        "BastionSecurityGroup protects BastionLaunchTemplate",
        860,
    ),
    (
        "aws-quickstart__quickstart-linux-bastion/templates/linux-bastion-entrypoint-existing-vpc.template.yaml",
        "SSHMetricFilter references BastionMainLogGroup",
        654,
    ),
    (
        "aws-samples__serverless-patterns/activemq-private-lambda-java-sam/ActiveMQAndClientEC2.yaml",
        "PrivateSubnetActiveMQThree containedIn VPC",
        152,
    ),
    (
        "aws-samples__serverless-patterns/apigw-cache-invalidation-eventbridge/template.yaml",
        "CacheInvalidationRule deadLettersTo CacheInvalidationTargetDeadLetterQueue",
        154,
    ),
    (
        "aws-samples__serverless-patterns/apigw-cache-invalidation-eventbridge/template.yaml",
        "CacheInvalidationRule delivers Api",
        144,
    ),
    (
        "aws-samples__serverless-patterns/apigw-lambda-memorydb/template.yaml",
        "memoryDBClusterSG protects memoryDBCluster",
        102,
    ),
    (
        "aws-samples__serverless-patterns/apigw-lambda-opensearch-serverless-nextgen/template.yaml",
        "SetupPipelineFunction logsTo SetupPipelineFunctionLogGroup",
        311,
    ),
    (
        "aws-samples__serverless-patterns/eventbridge-schedule-to-ssm-sam/template.yaml",
        "EC2InstanceLinux assumes SSMInstanceRole",
        67,
    ),
    (
        "aws-samples__serverless-patterns/msk-lambda-schema-avro-java-sam/MSKAndKafkaClientEC2.yaml",
        "CredentialsSecret encryptsWith CredentialsKMSKey",
        1194,
    ),
    (
        "aws-samples__serverless-patterns/sns-firehose-opensearch/template.yml",
        "LambdaInvocationsAlarm notifies MySNSTopic",
        206,
    ),
    (
        "aws-solutions__aws-waf-security-automations/deployment/aws-waf-security-automations.template",
        "ApiGatewayBadBot delivers BadBotParser",
        2271,
    ),
    (
        "aws-solutions__aws-waf-security-automations/deployment/aws-waf-security-automations.template",
        "ApiGatewayBadBot logsTo ApiGatewayBadBotStageAccessLogGroup",
        2328,
    ),
    (
        "aws-solutions__aws-waf-security-automations/deployment/aws-waf-security-automations.template",
        "ReputationListsParserEventsRule delivers ReputationListsParser",
        2148,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/services/CloudFormation/Elasticache-snapshot.template",
        "RedisSubnetGroup containedIn VPC",
        182,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/services/ECS/ECS_Schedule_Example.template",
        "ECSTG delivers service",
        473,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/services/ECS/ECS_Schedule_Example.template",
        "taskdefinition logsTo CloudwatchLogsGroup",
        234,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/services/NeptuneDB/Neptune.yaml",
        "NeptunePrimaryGremlinRequestsPerSecAlarm notifies NeptuneAlarmTopic",
        644,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.yaml",
        "ALBExternalAccessSG protects EC2Instance",
        472,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.yaml",
        "CloudFrontDistribution delivers OriginALB",
        640,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.yaml",
        "LoggingBucket encryptsWith LoggingBucketKMSKey",
        435,
    ),
    (
        "awslabs__aws-cloudformation-templates/aws/solutions/TaggingRootVolumesInEC2/Tagging_Root_volume.yaml",
        "LinuxInstance assumes InstanceRole",
        83,
    ),
    (
        "awslabs__aws-cloudformation-templates/community/codestar/python-webservice-lambda/template.yml",
        "SyncResources dependsOn SyncInitialResources",
        758,
    ),
    (
        "stelligent__cfn_nag/github-action/tests/bad_template.yml",
        "EnergyDataCrawler assumes DataLakeWorkflowRole",
        137,
    ),
    (
        "stelligent__cfn_nag/github-action/tests/bad_template.yml",
        "EnergyDataTrigger delivers EnergyDataCrawler",
        151,
    ),
    (
        "stelligent__cfn_nag/spec/test_templates/e2e/ElastiCache.template",
        "WebServerSecurityGroup protects WebServerInstance",
        336,
    ),
    (
        "stelligent__cfn_nag/spec/test_templates/json/security_group/ip6_security_groups_open_to_world.json",
        "InstanceSecurityGroup2 containedIn VPC",
        138,
    ),
    (
        "widdix__aws-cf-templates/ecs/cluster-cost-optimized.yaml",
        "AutoScalingGroupLifecycleHookQueue deadLettersTo AutoScalingGroupLifecycleHookDeadLetterQueue",
        910,
    ),
    (
        "widdix__aws-cf-templates/ecs/cluster.yaml",
        "AutoScalingGroupTerminatingLifecycleHook notifies AutoScalingGroupLifecycleHookQueue",
        1035,
    ),
    (
        "widdix__aws-cf-templates/ecs/cluster.yaml",
        "DrainInstanceLambda logsTo DrainInstanceLogGroup",
        1518,
    ),
    (
        "widdix__aws-cf-templates/fargate/service-cluster-alb.yaml",
        "TargetGroup delivers Service",
        683,
    ),
    (
        "widdix__aws-cf-templates/jenkins/jenkins2-ha-agents.yaml",
        "AgentLaunchTemplate assumes AgentIAMRole",
        2151,
    ),
    (
        "widdix__aws-cf-templates/jenkins/jenkins2-ha-agents.yaml",
        "AgentTerminatingLifecycleHookQueue deadLettersTo AgentTerminatingLifecycleHookDeadLetterQueue",
        2230,
    ),
    (
        "widdix__aws-cf-templates/jenkins/jenkins2-ha.yaml",
        "MasterELBTargetGroup delivers MasterASG",
        1086,
    ),
    (
        "widdix__aws-cf-templates/vpc/vpc-2azs.yaml",
        "NetworkAclEntryInPublicAllowAll containedIn NetworkAclPublic",
        246,
    ),
    (
        "widdix__aws-cf-templates/vpc/vpc-4azs.yaml",
        "NetworkAclPublic protects SubnetBPublic",
        382,
    ),
];
