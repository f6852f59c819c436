//! Real templates, when `MISSION_CORPUS` names a folder of them: nothing panics, the graph is the same twice, and a sample of edges that
//! were each looked up in their template is there.

use std::{collections::BTreeMap, fs, path::PathBuf};

use cfn::{Graph, Parameters, Relation};

/// File, edge, line.
type Sample = (&'static str, &'static str, u32);

/// Each was read in its template: the property at the line says it.
#[rustfmt::skip]
const SAMPLE: &[Sample] = &[
    ("aws-samples__serverless-patterns/apigw-lambda-sfn-transcribe-translate-polly-sam/template.yaml", "Orchestrator delivers transcribeCheck", 350),
    ("aws-samples__serverless-patterns/apigw-vpclink-alb-ecs/template.yaml", "ProductsRestAPI delivers ApplicationLoadBalancer", 600),
    ("aws-cloudformation__rain/test/webapp/webapp-pkg.yaml", "SiteDistribution delivers SiteContentBucket", 56),
    ("awslabs__aws-cloudformation-templates/community/services/EFS/efs_with_automount_to_ec2.json", "ElasticLoadBalancer delivers AutoScalingGroup", 323),
    ("widdix__aws-cf-templates/ecs/cluster-cost-optimized.yaml", "DefaultTargetGroup delivers AutoScalingGroup", 857),
    ("aws-cloudformation__aws-cloudformation-templates/ECS/FargateLaunchType/clusters/private-vpc.json", "PrivateLoadBalancerListener delivers DummyTargetGroupPrivate", 556),
    ("aws-samples__serverless-patterns/eventbridge-pipes-sqs-to-timestream/template.yaml", "Source delivers TimestreamTargetTable", 88),
    ("aws-solutions__aws-waf-security-automations/deployment/aws-waf-security-automations.template", "ReputationListsParserEventsRule delivers ReputationListsParser", 2148),
    ("aws-cloudformation__aws-cloudformation-templates/Solutions/WebApp/webapp.yaml", "RestApi delivers TestResourceHandler", 690),
    ("aws-cloudformation__aws-cloudformation-templates/Solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.json", "OriginALBTG delivers EC2Instance", 762),
    ("aws-samples__serverless-patterns/apigw-client-certificate/template.yaml", "AppApi delivers AppFunction", 30),
    ("aws-samples__serverless-patterns/apigw-lambda-opensearch-serverless-nextgen/template.yaml", "SearchApi delivers DeleteFunction", 566),
    ("widdix__aws-cf-templates/ecs/cluster-cost-optimized.yaml", "LoadBalancer delivers DefaultTargetGroup", 557),
    ("aws-cloudformation__aws-cloudformation-templates/CloudFormation/StackSets/log-setup-management.json", "CentralEventRule deadLettersTo DeadLetterQueue", 219),
    ("aws-samples__serverless-patterns/qldb-kinesis-lambda-dynamodb/template.yaml", "QldbStreamsDynamoDBLambdaFunction deadLettersTo StreamsFailureQueue", 128),
    ("aws-samples__serverless-patterns/qldb-kinesis-lambda-dynamodb/template.yaml", "QLDBDynamoDBKinesis deadLettersTo StreamsFailureQueue", 128),
    ("widdix__aws-cf-templates/jenkins/jenkins2-ha-agents.yaml", "AgentTerminatingLifecycleHookQueue deadLettersTo AgentTerminatingLifecycleHookDeadLetterQueue", 2230),
    ("aws-cloudformation__aws-cloudformation-templates/CloudFormation/StackSets/log-setup-management-pkg.json", "CentralEventBus deadLettersTo DeadLetterQueue", 34),
    ("aws-cloudformation__aws-cloudformation-templates/CloudFormation/StackSets/log-setup-management-pkg.json", "CentralEventRule deadLettersTo DeadLetterQueue", 219),
    ("aws-samples__serverless-patterns/stepfunctions-fargate-lambda/template.yaml", "TaskDefinition assumes ECSTaskRole", 107),
    ("aws-solutions__aws-waf-security-automations/deployment/aws-waf-security-automations.template", "BadBotParser assumes LambdaRoleBadBot", 2196),
    ("aws-samples__serverless-patterns/documentdb-lambda-java-sam/DocumentDBAndMongoClientEC2.yaml", "DocumentDBClientEC2Instance assumes EC2InstanceProfile", 360),
    ("aws-cloudformation__aws-cloudformation-templates/Solutions/VSCode/VSCodeServer.yaml", "InstanceProfile assumes InstanceRole", 112),
    ("aws-quickstart__quickstart-linux-bastion/templates/linux-bastion-entrypoint-existing-vpc.template.yaml", "BastionLaunchTemplate assumes BastionHostProfile", 855),
    ("aws-samples__serverless-patterns/apigw-rest-api-batch-sam/template.yaml", "ComputeEnvironment assumes BatchServiceRole", 228),
    ("aws-cloudformation__rain/test/templates/whatsapp_vpc.yaml", "PrivateSubnet1 containedIn VPC", 226),
    ("aws-samples__serverless-patterns/apigw-http-api-lambda-rds-proxy/template-rds-proxy.yaml", "dbNode1 containedIn dbCluster", 203),
    ("aws-samples__serverless-patterns/apigw-vpclink-alb-ecs/template.yaml", "NatGateway2 containedIn PublicSubnet2", 120),
    ("aws-cloudformation__aws-cloudformation-templates/EKS/template.json", "ControlPlane containedIn PublicSubnet1", 589),
    ("aws-cloudformation__aws-cloudformation-templates/ECS/EC2LaunchType/clusters/public-vpc.json", "PublicRoute containedIn PublicRouteTable", 171),
    ("awslabs__aws-cloudformation-templates/community/services/EFS/efs_with_automount_to_ec2.json", "EFSSecurityGroup protects EFSMountTarget2", 200),
    ("aws-cloudformation__aws-cloudformation-templates/EKS/template.json", "ControlPlaneSecurityGroup protects ControlPlane", 584),
    ("widdix__aws-cf-templates/jenkins/jenkins2-ha.yaml", "MasterStorageSG protects MasterStorage", 354),
    ("aws-cloudformation__aws-cloudformation-templates/Solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.yaml", "ALBExternalAccessSG protects EC2Instance", 475),
    ("aws-cloudformation__aws-cloudformation-templates/ECS/EC2LaunchType/clusters/private-vpc.json", "PrivateLoadBalancerSG protects PrivateLoadBalancer", 733),
    ("widdix__aws-cf-templates/fargate/service-cloudmap.yaml", "CPUUtilizationLowAlarm notifies ScaleDownPolicy", 709),
    ("aws-cloudformation__rain/internal/cmd/build/tmpl/ec2/autoscaling.yaml", "CPUAlarmHigh notifies WebServerScaleUpPolicy", 217),
    ("aws-cloudformation__cfn-lint/test/fixtures/templates/quickstart/cis_benchmark.yaml", "ConsoleSigninWithoutMFACloudWatchAlarm notifies SnsTopicForCloudWatchEvents", 1741),
    ("widdix__aws-cf-templates/security/cloudtrail.yaml", "Trail notifies TrailTopic", 278),
    ("aws-cloudformation__rain/test/templates/build/webapp/webapp.yaml", "SiteDistribution logsTo SiteCloudFrontLogsBucket", 105),
    ("aws-samples__serverless-patterns/eventbridge-pipes-sqs-to-timestream/template.yaml", "TimestreamPipe logsTo CloudwatchLogGroup", 105),
    ("aws-cloudformation__rain/test/webapp/webapp-pkl-pkg.yaml", "SiteContentBucket logsTo SiteContentLogBucket", 508),
    ("aws-samples__serverless-patterns/apigw-lambda-sfn-transcribe-translate-polly-sam/template.yaml", "AuthorizerLambda logsTo AuthorizerLogGroup", 110),
    ("widdix__aws-cf-templates/fargate/service-dedicated-alb.yaml", "TaskDefinition logsTo LogGroup", 752),
    ("aws-samples__serverless-patterns/msk-lambda-iam-node-sam/MSKAndKafkaClientEC2.yaml", "CredentialsSecret encryptsWith CredentialsKMSKey", 1122),
    ("aws-cloudformation__aws-cloudformation-templates/Solutions/CloudFrontCustomOriginLambda@Edge/CloudFront.yaml", "LoggingBucket encryptsWith LoggingBucketKMSKey", 431),
    ("aws-cloudformation__aws-cloudformation-templates/CloudFormation/StackSets/log-setup-management.json", "CentralEventLog encryptsWith CentralEventLogKey", 78),
    ("aws-samples__serverless-patterns/rabbitmq-private-lambda-java-sam/RabbitMQAndClientEC2.yaml", "NATEIP3 dependsOn GatewayAttachement", 207),
    ("aws-solutions__aws-waf-security-automations/deployment/aws-waf-security-automations-webacl.template", "TimerReputationV4 dependsOn TimerScannersV4", 220),
];

/// The lines `A relation B @line` of each file by path, or `None` after a line that says that there is no corpus.
fn corpus() -> Option<BTreeMap<String, Vec<(Relation, String)>>> {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        println!("skipped: MISSION_CORPUS is not set");
        return None;
    };
    let index = fs::read(folder.join("index.json")).expect("the corpus has an index.json");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let entries = index.as_array().expect("the index is a list");
    let lines = |entry: &serde_json::Value| {
        let path = entry["path"].as_str().expect("path").to_owned();
        let bytes = fs::read(folder.join(&path)).expect("a file of the index can be read");
        let document = cfn::parse(&bytes);
        let model = cfn::resolve(&document, &Parameters::new());
        let graph = Graph::of(&model);
        let again = Graph::of(&model);
        assert_eq!(
            graph.edges(),
            again.edges(),
            "{path} has the same edges twice"
        );
        assert_eq!(
            graph.open_ends(),
            again.open_ends(),
            "{path} has the same open ends twice"
        );
        let id = |index: usize| model.resources[index].id;
        let lines = graph
            .edges()
            .iter()
            .map(|edge| {
                let (from, to) = (id(edge.from), id(edge.to));
                let line = edge.span.start.line;
                (
                    edge.relation,
                    format!("{from} {} {to} @{line}", edge.relation.name()),
                )
            })
            .collect();
        (path, lines)
    };
    Some(entries.iter().map(lines).collect())
}

#[test]
fn real_templates_have_the_edges_that_were_read_in_them() {
    let Some(files) = corpus() else { return };
    let mut counts: BTreeMap<Relation, usize> = BTreeMap::new();
    for (relation, _) in files.values().flatten() {
        *counts.entry(*relation).or_default() += 1;
    }
    for (relation, count) in &counts {
        println!("{count} {}", relation.name());
    }
    for relation in Relation::all().filter(|relation| *relation != Relation::Reaches) {
        assert!(
            counts.contains_key(&relation),
            "real templates have {}",
            relation.name()
        );
    }
    let mut missing = String::new();
    for (path, edge, line) in SAMPLE {
        let wanted = format!("{edge} @{line}");
        let found = files
            .get(*path)
            .is_some_and(|lines| lines.iter().any(|(_, text)| *text == wanted));
        if !found {
            missing += &format!("{path}: {wanted}\n");
        }
    }
    assert!(
        missing.is_empty(),
        "edges that are no longer found:\n{missing}"
    );
    assert!(SAMPLE.len() >= 48, "the sample is {} edges", SAMPLE.len());
}
