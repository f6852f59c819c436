//! Which relations become lines. What nesting or a badge says already is not drawn; references are drawn only where they say something
//! that nothing else does.

use std::collections::BTreeSet;

use cfn::{Decision, Edge, Relation};

use super::{
    BadgeKind,
    draft::Draft,
    folding::{SUBSCRIPTION, at},
    folds::{Form, fold_of},
};

/// Draws every edge of the graph that is one of the picture.
pub(super) fn draw(draft: &mut Draft<'_>) {
    for edge in draft.graph.edges() {
        let is_drawn = match edge.relation {
            Relation::Delivers
            | Relation::DeadLettersTo
            | Relation::Assumes
            | Relation::Protects
            | Relation::Notifies
            | Relation::LogsTo
            | Relation::EncryptsWith => true,
            // Nesting says it, or it is drawn below; references have rules of their own.
            Relation::ContainedIn
            | Relation::References
            | Relation::Reaches
            | Relation::DependsOn => false,
        };
        let is_said = is_said_of_the_function(draft, edge) || is_of_a_line(draft, edge);
        if is_drawn && edge.certainty != Decision::False && !is_said {
            for (from, to) in draft.pairs(edge.from, edge.to) {
                draft.add_edge(from, to, edge.relation, edge);
            }
        }
    }
    loops(draft);
    subscribers_outside(draft);
    said_by_a_property(draft);
    ways_out(draft);
    uses(draft);
}

/// What leads back to where it starts, which no relation between two resources says: a queue that sets its failures aside in itself.
const LOOPS: &[(&str, &str, Relation)] = &[
    (
        "AWS::S3::Bucket",
        "LoggingConfiguration.DestinationBucketName",
        Relation::LogsTo,
    ),
    (
        "AWS::SQS::Queue",
        "RedrivePolicy.deadLetterTargetArn",
        Relation::DeadLettersTo,
    ),
];

fn loops(draft: &mut Draft<'_>) {
    for (index, resource) in draft.model.resources.iter().enumerate() {
        let Some(at_box) = draft.box_of[index] else {
            continue;
        };
        for (type_name, path, relation) in LOOPS {
            if resource.type_name != *type_name {
                continue;
            }
            let targets = at(&resource.properties, path)
                .map_or_else(Vec::new, |value| draft.graph.targets(draft.model, value));
            if let Some((_, span)) = targets.iter().find(|(target, _)| *target == index) {
                let line = draft.line((at_box, at_box, *relation));
                line.place
                    .get_or_insert((span.start.line, span.start.column));
            }
        }
    }
}

/// Subscriptions of which one end is not in the template have boxes: an address that a topic writes to.
fn subscribers_outside(draft: &mut Draft<'_>) {
    for (index, resource) in draft.model.resources.iter().enumerate() {
        if resource.type_name != SUBSCRIPTION || draft.box_of[index].is_none() {
            continue;
        }
        let end = |path: &str| {
            let targets = draft
                .graph
                .targets(draft.model, resource.properties.get(path)?);
            targets.first().map(|(target, _)| *target)
        };
        let topic = end("TopicArn");
        let Some(other) = topic.or_else(|| end("Endpoint")) else {
            continue;
        };
        let Some(edge) = draft.graph.edge(index, Relation::References, other) else {
            continue;
        };
        for (subscription, there) in draft.pairs(index, other) {
            let (from, to) = if topic.is_some() {
                (there, subscription)
            } else {
                (subscription, there)
            };
            draft.add_edge(from, to, Relation::Delivers, &edge);
        }
    }
}

/// What an event source mapping cannot process goes from its source and from its function to the same place: one arrow says it.
fn is_said_of_the_function(draft: &Draft<'_>, edge: &Edge) -> bool {
    edge.relation == Relation::DeadLettersTo
        && edge.via.is_some_and(|via| {
            let mapping = &draft.model.resources[via];
            let mut others = draft.graph.to(edge.to, Relation::DeadLettersTo);
            mapping.type_name == "AWS::Lambda::EventSourceMapping"
                && !is_function(draft, edge.from)
                && others.any(|other| other.via == edge.via && is_function(draft, other.from))
        })
}

/// What a pipe has for itself, its role, does not belong to the box at which its line starts.
fn is_of_a_line(draft: &Draft<'_>, edge: &Edge) -> bool {
    let only_connects = fold_of(draft.model.resources[edge.from].type_name)
        .is_some_and(|fold| fold.hosts.is_empty());
    only_connects
        && draft.folding.form(edge.from) == Some(Form::Part)
        && matches!(
            edge.relation,
            Relation::Assumes | Relation::EncryptsWith | Relation::LogsTo
        )
}

fn is_function(draft: &Draft<'_>, resource: usize) -> bool {
    draft.model.resources[resource].counts_as("AWS::Lambda::Function")
}

/// References that are relations of their own, though criteria have no word for them: what an alarm watches, where a route leads.
const TELLING: &[(&str, &[&str])] = &[
    (
        "AWS::Backup::BackupSelection",
        &["BackupSelection.Resources"],
    ),
    ("AWS::CloudWatch::Alarm", &["Dimensions", "Metrics"]),
    ("AWS::CloudWatch::CompositeAlarm", &["AlarmRule"]),
    (
        "AWS::EC2::Route",
        &[
            "CarrierGatewayId",
            "EgressOnlyInternetGatewayId",
            "GatewayId",
            "InstanceId",
            "NatGatewayId",
            "NetworkInterfaceId",
            "TransitGatewayId",
            "VpcEndpointId",
            "VpcPeeringConnectionId",
        ],
    ),
    ("AWS::EC2::TransitGatewayAttachment", &["TransitGatewayId"]),
    (
        "AWS::EC2::TransitGatewayVpcAttachment",
        &["TransitGatewayId"],
    ),
    ("AWS::EC2::VPCPeeringConnection", &["VpcId", "PeerVpcId"]),
    (
        "AWS::EC2::VPNConnection",
        &["CustomerGatewayId", "TransitGatewayId", "VpnGatewayId"],
    ),
    ("AWS::Glue::Crawler", &["DatabaseName", "Targets"]),
    (
        "AWS::Route53::RecordSet",
        &["AliasTarget", "HealthCheckId", "ResourceRecords"],
    ),
    ("AWS::Route53::RecordSetGroup", &["RecordSets"]),
    ("AWS::SecretsManager::SecretTargetAttachment", &["TargetId"]),
];

/// What goes out of a subnet goes by its table: subnet, table, gateway in a row.
fn ways_out(draft: &mut Draft<'_>) {
    const BINDS: &str = "AWS::EC2::SubnetRouteTableAssociation";
    for (index, resource) in draft.model.resources.iter().enumerate() {
        if resource.type_name != BINDS || resource.presence == Decision::False {
            continue;
        }
        let end = |path: &str| {
            let value = resource.properties.get(path)?;
            let targets = draft.graph.targets(draft.model, value);
            targets.first().map(|(target, _)| *target)
        };
        let (Some(subnet), Some(table)) = (end("SubnetId"), end("RouteTableId")) else {
            continue;
        };
        let Some(edge) = draft.graph.edge(index, Relation::References, subnet) else {
            continue;
        };
        for (from, to) in draft.pairs(subnet, table) {
            if !draft.are_joined(from, to) {
                draft.add_edge(from, to, Relation::References, &edge);
            }
        }
    }
}

fn said_by_a_property(draft: &mut Draft<'_>) {
    for (index, resource) in draft.model.resources.iter().enumerate() {
        let Ok(row) = TELLING.binary_search_by_key(&resource.type_name, |(known, _)| known) else {
            continue;
        };
        if resource.presence == Decision::False {
            continue;
        }
        let mut seen = BTreeSet::new();
        for value in TELLING[row]
            .1
            .iter()
            .filter_map(|path| at(&resource.properties, path))
        {
            for (target, _) in draft.graph.targets(draft.model, value) {
                if seen.insert(target) {
                    reference(draft, index, target);
                }
            }
        }
    }
}

/// Draws a reference of the graph, where the two have no other line.
fn reference(draft: &mut Draft<'_>, from: usize, to: usize) {
    let Some(edge) = draft.graph.edge(from, Relation::References, to) else {
        return;
    };
    for (start, end) in draft.pairs(from, to) {
        if !draft.are_joined(start, end) {
            draft.add_edge(start, end, Relation::References, &edge);
        }
    }
}

/// What runs code or jobs.
const ACTORS: &[&str] = &[
    "AWS::AppRunner::Service",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Backup::BackupPlan",
    "AWS::Batch::JobDefinition",
    "AWS::CodeBuild::Project",
    "AWS::EC2::Instance",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
    "AWS::Glue::Job",
    "AWS::Lambda::Function",
    "AWS::Serverless::Function",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::StateMachine",
];

/// What code reads, writes and calls.
const USED: &[&str] = &[
    "AWS::Backup::BackupVault",
    "AWS::DAX::Cluster",
    "AWS::DocDB::DBCluster",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::EFS::FileSystem",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::Events::EventBus",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Lambda::Function",
    "AWS::MemoryDB::Cluster",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchServerless::Collection",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBProxy",
    "AWS::Redshift::Cluster",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SSM::Parameter",
    "AWS::SecretsManager::Secret",
    "AWS::Serverless::Function",
    "AWS::Serverless::SimpleTable",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::StateMachine",
];

/// What code uses, said by its settings or its role: the arrow that an architect draws from a function to its table.
fn uses(draft: &mut Draft<'_>) {
    for edge in draft.graph.edges() {
        // A policy lets somebody in, and a key or a group that is named is not what it encrypts or guards.
        let says_nothing = draft.folding.form(edge.from) == Some(Form::Badge(BadgeKind::Policy))
            || matches!(draft.folding.form(edge.to), Some(Form::Badge(_)));
        if edge.relation != Relation::References || says_nothing {
            continue;
        }
        for (from, to) in draft.pairs(edge.from, edge.to) {
            let is_use = ACTORS.binary_search(&draft.type_of(from)).is_ok()
                && USED.binary_search(&draft.type_of(to)).is_ok();
            if is_use && !draft.are_joined(from, to) {
                draft.add_edge(from, to, Relation::References, edge);
            }
        }
    }
}
