//! The connectors that are one property of one resource (`rules`), or a resource that names both ends (`links`): type, path, relation,
//! and which way the edge goes. More of them is more data. Connectors with a rule of their own are in `connectors`.
//!
//! Paths go through lists without saying so; `[]` marks where a list is written, for advice. `*` is any key. Property names are those of
//! the CloudFormation resource reference.

mod links;
mod rules;

use super::Relation;

/// One connector.
pub(super) struct Rule {
    pub(super) path: &'static str,
    pub(super) relation: Relation,
    /// Whether the edge goes from the resource to what the property names, or the other way.
    pub(super) outwards: bool,
    pub(super) value: Wanted,
    /// Services whose bare names the property takes.
    pub(super) services: &'static [&'static str],
}

/// What is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Arn,
    /// A name or id: what `Ref` gives.
    Ref,
    /// An attribute by name.
    Attribute(&'static str),
}

const fn out(
    path: &'static str,
    relation: Relation,
    value: Wanted,
    services: &'static [&'static str],
) -> Rule {
    Rule {
        path,
        relation,
        outwards: true,
        value,
        services,
    }
}

const fn into(
    path: &'static str,
    relation: Relation,
    value: Wanted,
    services: &'static [&'static str],
) -> Rule {
    Rule {
        path,
        relation,
        outwards: false,
        value,
        services,
    }
}

/// A connector that is a resource of its own and names both ends.
pub(super) struct Link {
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) relation: Relation,
    /// Services whose bare names `from` and `to` take.
    pub(super) services: [&'static [&'static str]; 2],
}

const fn link(
    from: &'static str,
    to: &'static str,
    relation: Relation,
    services: [&'static [&'static str]; 2],
) -> Link {
    Link {
        from,
        to,
        relation,
        services,
    }
}

/// Whose bare names a property takes, as in [`super::Names::resource`].
mod services {
    pub(super) const BUS: &[&str] = &["events:event-bus/"];
    pub(super) const CLUSTER: &[&str] = &["ecs:cluster/"];
    pub(super) const DB_CLUSTER: &[&str] = &["rds:cluster:"];
    pub(super) const FIREHOSE: &[&str] = &["firehose"];
    pub(super) const FUNCTION: &[&str] = &["lambda"];
    pub(super) const KMS: &[&str] = &["kms"];
    pub(super) const LOGS: &[&str] = &["logs"];
    pub(super) const NONE: &[&str] = &[];
    pub(super) const PROFILE: &[&str] = &["iam:instance-profile/"];
    pub(super) const ROLE: &[&str] = &["iam:role/"];
    pub(super) const S3: &[&str] = &["s3"];
    pub(super) const SNS: &[&str] = &["sns"];
    pub(super) const STREAM: &[&str] = &["kinesis"];
    pub(super) const TABLE: &[&str] = &["dynamodb"];
}

/// A resource that stands between two others of one relation: what is hidden behind it is an edge too.
pub(super) struct Between {
    pub(super) type_name: &'static str,
    pub(super) relation: Relation,
}

/// An instance's profile holds its role; a subnet lies in a VPC, and so does what lies in the subnet.
pub(super) const BETWEEN: &[Between] = &[
    Between {
        type_name: "AWS::EC2::Subnet",
        relation: Relation::ContainedIn,
    },
    Between {
        type_name: "AWS::IAM::InstanceProfile",
        relation: Relation::Assumes,
    },
];

/// What a resource has from another that it names.
pub(super) struct Shared {
    pub(super) path: &'static str,
    pub(super) relation: Relation,
}

const fn shared_by(path: &'static str, relation: Relation) -> Shared {
    Shared { path, relation }
}

/// What is in a group of subnets lies in its subnets; what is started from a template has the template's role and guards.
const SHARED: &[(&str, &[Shared])] = &[
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &[
            shared_by("LaunchConfigurationName", Relation::Assumes),
            shared_by("LaunchConfigurationName", Relation::Protects),
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Assumes),
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Protects),
            shared_by(MIXED, Relation::Assumes),
            shared_by(MIXED, Relation::Protects),
        ],
    ),
    (
        "AWS::DAX::Cluster",
        &[shared_by("SubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::DMS::ReplicationInstance",
        &[shared_by(
            "ReplicationSubnetGroupIdentifier",
            Relation::ContainedIn,
        )],
    ),
    (
        "AWS::DocDB::DBCluster",
        &[shared_by("DBSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::DocDB::DBInstance",
        &[
            shared_by("DBClusterIdentifier", Relation::ContainedIn),
            shared_by("DBClusterIdentifier", Relation::Protects),
        ],
    ),
    (
        "AWS::EC2::Instance",
        &[
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Assumes),
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Protects),
            shared_by(
                "NetworkInterfaces[].NetworkInterfaceId",
                Relation::ContainedIn,
            ),
            shared_by("NetworkInterfaces[].NetworkInterfaceId", Relation::Protects),
        ],
    ),
    (
        "AWS::ECS::Service",
        &[
            shared_by("TaskDefinition", Relation::Assumes),
            shared_by("TaskDefinition", Relation::LogsTo),
        ],
    ),
    (
        "AWS::EKS::Nodegroup",
        &[shared_by("LaunchTemplate.Id", Relation::Protects)],
    ),
    (
        "AWS::ElastiCache::CacheCluster",
        &[shared_by("CacheSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &[shared_by("CacheSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::MemoryDB::Cluster",
        &[shared_by("SubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::Neptune::DBCluster",
        &[shared_by("DBSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::Neptune::DBInstance",
        &[
            shared_by("DBClusterIdentifier", Relation::ContainedIn),
            shared_by("DBClusterIdentifier", Relation::Protects),
        ],
    ),
    (
        "AWS::RDS::DBCluster",
        &[shared_by("DBSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::RDS::DBInstance",
        &[
            shared_by("DBClusterIdentifier", Relation::ContainedIn),
            shared_by("DBClusterIdentifier", Relation::Protects),
            shared_by("DBSubnetGroupName", Relation::ContainedIn),
        ],
    ),
    (
        "AWS::Redshift::Cluster",
        &[shared_by("ClusterSubnetGroupName", Relation::ContainedIn)],
    ),
];

const MIXED: &str =
    "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId";

/// A resource that stands for another one: an edge to it, or from it, is one of the other too.
pub(super) struct Behind {
    pub(super) type_name: &'static str,
    pub(super) path: &'static str,
    pub(super) relation: Relation,
    /// Whether it stands where edges start, or where they end.
    pub(super) at_the_start: bool,
    pub(super) services: &'static [&'static str],
}

const fn behind(
    type_name: &'static str,
    path: &'static str,
    relation: Relation,
    at_the_start: bool,
    services: &'static [&'static str],
) -> Behind {
    Behind {
        type_name,
        path,
        relation,
        at_the_start,
        services,
    }
}

pub(super) const BEHIND: &[Behind] = &[
    behind(
        "AWS::ApiGateway::Stage",
        "RestApiId",
        Relation::LogsTo,
        true,
        services::NONE,
    ),
    behind(
        "AWS::ApiGateway::Stage",
        "RestApiId",
        Relation::Protects,
        false,
        services::NONE,
    ),
    behind(
        "AWS::ApiGatewayV2::Stage",
        "ApiId",
        Relation::LogsTo,
        true,
        services::NONE,
    ),
    behind(
        "AWS::ApiGatewayV2::Stage",
        "ApiId",
        Relation::Protects,
        false,
        services::NONE,
    ),
    behind(
        "AWS::ElasticLoadBalancingV2::Listener",
        "LoadBalancerArn",
        Relation::Delivers,
        true,
        services::NONE,
    ),
    behind(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "ListenerArn",
        Relation::Delivers,
        true,
        services::NONE,
    ),
    behind(
        "AWS::KMS::Alias",
        "TargetKeyId",
        Relation::EncryptsWith,
        false,
        services::KMS,
    ),
    behind(
        "AWS::Kinesis::StreamConsumer",
        "StreamARN",
        Relation::Delivers,
        true,
        services::STREAM,
    ),
    behind(
        "AWS::Lambda::Alias",
        "FunctionName",
        Relation::Delivers,
        false,
        services::FUNCTION,
    ),
    behind(
        "AWS::Lambda::Version",
        "FunctionName",
        Relation::Delivers,
        false,
        services::FUNCTION,
    ),
];

/// The rules of a type.
pub(super) fn rules(type_name: &str) -> &'static [Rule] {
    rows(rules::RULES, type_name)
}

/// The links of a type.
pub(super) fn links(type_name: &str) -> &'static [Link] {
    rows(links::LINKS, type_name)
}

/// What resources of a type have from others.
pub(super) fn shared(type_name: &str) -> &'static [Shared] {
    rows(SHARED, type_name)
}

fn rows<T>(table: &'static [(&str, &[T])], type_name: &str) -> &'static [T] {
    table
        .binary_search_by_key(&type_name, |(known, _)| known)
        .map_or(&[], |place| table[place].1)
}

/// Whether a property can name a resource of this type for a relation. A security group's place may hold
/// `!GetAtt Network.DefaultSecurityGroup`: that is no group of the template.
pub(super) fn accepts(relation: Relation, path: &str, type_name: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let of = |types: &[&str]| types.contains(&type_name);
    match relation {
        Relation::Assumes if last.contains("Profile") || path.contains("InstanceProfile") => {
            of(&["AWS::IAM::InstanceProfile"])
        }
        Relation::Assumes => of(&["AWS::IAM::Role", "AWS::IAM::InstanceProfile"]),
        Relation::EncryptsWith => of(&["AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias"]),
        Relation::ContainedIn if last.contains("Subnet") || last.starts_with("VPCZone") => {
            of(&["AWS::EC2::Subnet"])
        }
        Relation::ContainedIn if last == "VpcId" => of(&["AWS::EC2::VPC"]),
        Relation::Protects if last.contains("SecurityGroup") || last.contains("Group") => {
            of(&["AWS::EC2::SecurityGroup"])
        }
        Relation::DeadLettersTo => of(&[
            "AWS::Events::EventBus",
            "AWS::Lambda::Function",
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::Serverless::Function",
        ]),
        Relation::LogsTo => of(&[
            "AWS::KinesisFirehose::DeliveryStream",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
        ]),
        Relation::Delivers | Relation::Notifies => !type_name.starts_with("AWS::IAM::"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{SHARED, links::LINKS, rules::RULES};

    #[test]
    fn the_tables_are_sorted() {
        assert!(
            RULES.windows(2).all(|pair| pair[0].0 < pair[1].0)
                && LINKS.windows(2).all(|pair| pair[0].0 < pair[1].0)
                && SHARED.windows(2).all(|pair| pair[0].0 < pair[1].0),
            "types are looked up by binary search"
        );
        assert!(
            RULES
                .iter()
                .all(|(_, rules)| rules.windows(2).all(|pair| pair[0].path <= pair[1].path)),
            "rules read best in order"
        );
    }
}
