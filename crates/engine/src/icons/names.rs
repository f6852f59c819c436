//! Which name a resource type's icon has in AWS's own package, whose files are called `Arch_Amazon-Simple-Queue-Service_48.svg`,
//! `Arch_AWS-Lambda_64.svg`, `Res_Amazon-Simple-Storage-Service_Bucket_48.svg`. Names only; files are not looked at here.
//!
//! Names are compared without blanks, case, `Amazon` and `AWS`: AWS changes those between its packages.

/// A file's name, taken apart.
pub(super) struct Named {
    /// What it is of, as it is compared.
    pub(super) name: String,
    /// Less is better: drawings before pixels, 48 and 64 before other sizes, light before dark.
    pub(super) rank: u32,
}

/// Nothing for what is no icon.
pub(super) fn of_file(file: &str) -> Option<Named> {
    let (stem, ending) = file.rsplit_once('.')?;
    let of_ending = match ending.to_ascii_lowercase().as_str() {
        "svg" => 0,
        "png" => 100,
        _ => return None,
    };
    let stem = ["Arch_", "Res_", "arch_", "res_"]
        .iter()
        .find_map(|prefix| stem.strip_prefix(prefix))
        .unwrap_or(stem);
    let mut parts: Vec<&str> = stem.split(['_', '@']).collect();
    let mut of_size = 3;
    let mut of_theme = 0;
    while parts.len() > 1 {
        let Some(last) = parts.last() else { break };
        let digits = last.trim_end_matches('x');
        if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
            of_size = match digits {
                "48" => 0,
                "64" => 1,
                "32" => 2,
                _ => of_size,
            };
        } else if last.eq_ignore_ascii_case("dark") {
            of_theme = 10;
        } else if !last.eq_ignore_ascii_case("light") {
            break;
        }
        parts.pop();
    }
    let name = compared(&parts.join(" "));
    (!name.is_empty()).then_some(Named {
        name,
        rank: of_ending + of_theme + of_size,
    })
}

/// The names that a type's icon may have, the most fitting first.
pub(super) fn of_type(type_name: &str) -> Vec<String> {
    let mut parts = type_name.split("::");
    // SAM's types are those of the services that they become.
    let type_name = match type_name {
        "AWS::Serverless::Function" => "AWS::Lambda::Function",
        "AWS::Serverless::Api" | "AWS::Serverless::HttpApi" => "AWS::ApiGateway::RestApi",
        "AWS::Serverless::SimpleTable" => "AWS::DynamoDB::Table",
        "AWS::Serverless::StateMachine" => "AWS::StepFunctions::StateMachine",
        other => other,
    };
    let (Some(_), Some(_)) = (parts.next(), parts.next()) else {
        return Vec::new();
    };
    let mut parts = type_name.split("::").skip(1);
    let service = parts.next().unwrap_or_default();
    let resource = parts.next().unwrap_or_default();
    let mut names: Vec<String> = TYPES
        .iter()
        .filter(|(known, _)| *known == type_name)
        .map(|(_, name)| compared(name))
        .collect();
    let of_service = SERVICES.iter().filter(|(known, _)| *known == service);
    let of_service: Vec<String> = of_service.map(|(_, name)| compared(name)).collect();
    names.extend(of_service.iter().cloned());
    names.push(compared(service));
    // Where there are no icons of services, those of resources will do.
    for name in of_service.iter().chain([&compared(service)]) {
        names.push(format!("{name}{}", compared(resource)));
    }
    names
}

fn compared(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.eq_ignore_ascii_case("amazon") && !word.eq_ignore_ascii_case("aws"))
        .flat_map(str::chars)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Types whose icon is not that of their service.
const TYPES: &[(&str, &str)] = &[
    ("AWS::EC2::VPC", "Virtual Private Cloud"),
    ("AWS::EC2::Subnet", "Virtual Private Cloud"),
    ("AWS::EC2::RouteTable", "Virtual Private Cloud"),
    ("AWS::EC2::InternetGateway", "Virtual Private Cloud"),
    ("AWS::EC2::NatGateway", "Virtual Private Cloud"),
    ("AWS::EC2::NetworkAcl", "Virtual Private Cloud"),
    ("AWS::EC2::SecurityGroup", "Virtual Private Cloud"),
    ("AWS::EC2::VPCEndpoint", "PrivateLink"),
    ("AWS::EC2::TransitGateway", "Transit Gateway"),
    ("AWS::EC2::VPNConnection", "Site-to-Site VPN"),
    ("AWS::EC2::ClientVpnEndpoint", "Client VPN"),
    ("AWS::EC2::Volume", "Elastic Block Store"),
    ("AWS::RDS::DBCluster", "Aurora"),
    ("AWS::Logs::LogGroup", "CloudWatch"),
];

/// The service part of a type's name, and the name of the service in a file.
const SERVICES: &[(&str, &str)] = &[
    ("ACMPCA", "Private Certificate Authority"),
    ("Amplify", "Amplify"),
    ("ApiGateway", "API Gateway"),
    ("ApiGatewayV2", "API Gateway"),
    ("AppConfig", "AppConfig"),
    ("AppRunner", "App Runner"),
    ("AppSync", "AppSync"),
    ("ApplicationAutoScaling", "Application Auto Scaling"),
    ("Athena", "Athena"),
    ("AutoScaling", "EC2 Auto Scaling"),
    ("Backup", "Backup"),
    ("Batch", "Batch"),
    ("Bedrock", "Bedrock"),
    ("Budgets", "Budgets"),
    ("CertificateManager", "Certificate Manager"),
    ("CloudFormation", "CloudFormation"),
    ("CloudFront", "CloudFront"),
    ("CloudTrail", "CloudTrail"),
    ("CloudWatch", "CloudWatch"),
    ("CodeBuild", "CodeBuild"),
    ("CodeDeploy", "CodeDeploy"),
    ("CodePipeline", "CodePipeline"),
    ("Cognito", "Cognito"),
    ("Config", "Config"),
    ("DAX", "DynamoDB"),
    ("DMS", "Database Migration Service"),
    ("DocDB", "DocumentDB"),
    ("DynamoDB", "DynamoDB"),
    ("EC2", "EC2"),
    ("ECR", "Elastic Container Registry"),
    ("ECS", "Elastic Container Service"),
    ("EFS", "EFS"),
    ("EKS", "Elastic Kubernetes Service"),
    ("EMR", "EMR"),
    ("ElastiCache", "ElastiCache"),
    ("ElasticBeanstalk", "Elastic Beanstalk"),
    ("ElasticLoadBalancing", "Elastic Load Balancing"),
    ("ElasticLoadBalancingV2", "Elastic Load Balancing"),
    ("Events", "EventBridge"),
    ("FSx", "FSx"),
    ("GlobalAccelerator", "Global Accelerator"),
    ("Glue", "Glue"),
    ("GuardDuty", "GuardDuty"),
    ("IAM", "Identity and Access Management"),
    ("InspectorV2", "Inspector"),
    ("IoT", "IoT Core"),
    ("KMS", "Key Management Service"),
    ("Kinesis", "Kinesis Data Streams"),
    ("KinesisAnalyticsV2", "Managed Service for Apache Flink"),
    ("KinesisFirehose", "Data Firehose"),
    ("KinesisFirehose", "Kinesis Data Firehose"),
    ("LakeFormation", "Lake Formation"),
    ("Lambda", "Lambda"),
    ("Logs", "CloudWatch"),
    ("MSK", "Managed Streaming for Apache Kafka"),
    ("Macie", "Macie"),
    ("Neptune", "Neptune"),
    ("NetworkFirewall", "Network Firewall"),
    ("OpenSearchService", "OpenSearch Service"),
    ("Organizations", "Organizations"),
    ("Pipes", "EventBridge"),
    ("RDS", "RDS"),
    ("Redshift", "Redshift"),
    ("Route53", "Route 53"),
    ("Route53Resolver", "Route 53"),
    ("S3", "Simple Storage Service"),
    ("SES", "Simple Email Service"),
    ("SNS", "Simple Notification Service"),
    ("SQS", "Simple Queue Service"),
    ("SSM", "Systems Manager"),
    ("SageMaker", "SageMaker"),
    ("Scheduler", "EventBridge Scheduler"),
    ("Scheduler", "EventBridge"),
    ("SecretsManager", "Secrets Manager"),
    ("SecurityHub", "Security Hub"),
    ("ServiceDiscovery", "Cloud Map"),
    ("Shield", "Shield"),
    ("StepFunctions", "Step Functions"),
    ("Timestream", "Timestream"),
    ("Transfer", "Transfer Family"),
    ("WAF", "WAF"),
    ("WAFRegional", "WAF"),
    ("WAFv2", "WAF"),
    ("XRay", "X-Ray"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_types_meet() {
        let table = [
            ("Arch_Amazon-Simple-Queue-Service_48.svg", "AWS::SQS::Queue"),
            ("Arch_AWS-Lambda_64.svg", "AWS::Lambda::Function"),
            ("Arch_AWS-Lambda_64@5x.png", "AWS::Serverless::Function"),
            (
                "Res_Amazon-Simple-Storage-Service_Bucket_48_Light.svg",
                "AWS::S3::Bucket",
            ),
            ("Arch_AWS-AppSync_48.svg", "AWS::AppSync::GraphQLApi"),
            ("Arch_Amazon-API-Gateway_16.svg", "AWS::ApiGatewayV2::Api"),
            (
                "Arch_Amazon-Virtual-Private-Cloud_48.svg",
                "AWS::EC2::Subnet",
            ),
            ("amazon-ec2.svg", "AWS::EC2::Instance"),
            ("Arch_Amazon-Kendra_48.svg", "AWS::Kendra::Index"),
        ];
        for (file, type_name) in table {
            let named = of_file(file).expect("it is an icon").name;
            assert!(
                of_type(type_name).contains(&named),
                "{file} is {named}, and {type_name} looks for {:?}",
                of_type(type_name)
            );
        }
        assert!(of_type("Custom::Thing").len() > 1, "it may have its own");
        for nothing in ["", "Thing", "::"] {
            let _ = of_type(nothing);
        }
        assert!(
            ["readme.txt", "svg", "Arch_.svg", "a.svg.exe"]
                .iter()
                .all(|file| of_file(file).is_none()),
            "what is no icon"
        );
    }

    #[test]
    fn the_better_file_has_the_lower_rank() {
        let ranks = [
            "Arch_AWS-Lambda_48.svg",
            "Arch_AWS-Lambda_64.svg",
            "Arch_AWS-Lambda_32.svg",
            "Arch_AWS-Lambda_16.svg",
            "Arch_AWS-Lambda_48_Dark.svg",
            "Arch_AWS-Lambda_48.png",
            "Arch_AWS-Lambda_64.png",
        ]
        .map(|file| of_file(file).expect("it is an icon").rank);
        assert!(ranks.is_sorted(), "in this order: {ranks:?}");
    }

    #[test]
    fn services_are_in_order() {
        assert!(
            SERVICES.is_sorted_by(|one, other| one.0 <= other.0),
            "so that one is found where it is looked for"
        );
    }
}
