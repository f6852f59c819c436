//! Policies of resources: who may use a queue, a bucket, a function. Policies of roles, users and groups are in `policies`.

use cfn::{Resource, Value};

use super::{
    names::Names,
    policies::{Kind, Origin, Policies, Policy},
    principal::Principals,
    statement::{
        Actions, Condition, Effect, Resources, Statement, one_or_many, presence_reason,
        read_statements,
    },
};

impl Policies {
    /// A policy about who may use a resource: written in the resource, or beside it.
    pub(super) fn resource_policy(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
    ) {
        let beside = RESOURCE_POLICIES
            .iter()
            .find(|(type_name, ..)| *type_name == resource.type_name);
        if let Some((_, property, target)) = beside {
            let policy = self.document(names, index, property, true);
            self.need_resources(policy, resource.type_name);
            let targets = resource.properties.get(target).map(one_or_many);
            for value in targets.unwrap_or_default() {
                if let Some(target) = self.named(names, Kind::Other, value) {
                    self.guard(target, policy);
                }
            }
            return;
        }
        for (_, property) in OWN_POLICIES
            .iter()
            .filter(|(type_name, _)| *type_name == resource.type_name)
        {
            if resource.properties.get(property).is_some() {
                let policy = self.document(names, index, property, true);
                self.need_resources(policy, resource.type_name);
                self.guard(index, policy);
            }
        }
    }

    pub(super) fn permission(&mut self, names: &Names<'_>, index: usize, resource: &Resource<'_>) {
        let properties = &resource.properties;
        let Some(mut function) = properties
            .get("FunctionName")
            .and_then(|value| self.named(names, Kind::Other, value))
        else {
            return;
        };
        // An alias or a version stands for its function.
        if let Some(named) = names.resource(function)
            && named.type_name != "AWS::Lambda::Function"
            && let Some(behind) = named
                .properties
                .get("FunctionName")
                .and_then(|value| names.meant(value))
        {
            function = behind;
        }
        let mut conditions = Vec::new();
        for (property, operator, key) in [
            ("SourceArn", "ArnLike", "aws:sourcearn"),
            ("SourceAccount", "StringEquals", "aws:sourceaccount"),
            ("PrincipalOrgID", "StringEquals", "aws:principalorgid"),
            (
                "EventSourceToken",
                "StringEquals",
                "lambda:eventsourcetoken",
            ),
        ] {
            if let Some(value) = properties.get(property) {
                conditions.push(Condition {
                    operator: operator.to_owned(),
                    key: key.to_owned(),
                    values: vec![names.tokens(value)],
                    is_empty: false,
                });
            }
        }
        let actions = properties
            .get("Action")
            .map(one_or_many)
            .unwrap_or_default();
        let statement = Statement {
            effect: Effect::Allow,
            may_deny: false,
            actions: Actions::of_texts(actions.iter().filter_map(Value::as_text), false),
            resources: Resources::everything(),
            principals: Some(Principals::of_permission(
                names,
                properties.get("Principal"),
            )),
            conditions,
            number: 1,
            sid: None,
            span: Some(resource.id_span),
            path: String::new(),
        };
        let policy = self.push(Policy {
            label: format!("`{}`", resource.id),
            holder: Some(index),
            statements: vec![statement],
            doubt: presence_reason(resource.presence, resource.id),
            origin: Origin::Template,
        });
        self.guard(function, policy);
    }

    pub(super) fn event_bus_policy(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
    ) {
        let properties = &resource.properties;
        let Some(bus) = properties
            .get("EventBusName")
            .and_then(|value| self.named(names, Kind::Other, value))
        else {
            return;
        };
        let mut statements = Vec::new();
        if let Some(value) = properties.get("Statement") {
            read_statements(names, value, "Statement", true, &mut statements);
        } else if let Some(action) = properties.get("Action").and_then(Value::as_text) {
            statements.push(Statement {
                effect: Effect::Allow,
                may_deny: false,
                actions: Actions::of_texts([action], false),
                resources: Resources::everything(),
                principals: Some(Principals::of_permission(
                    names,
                    properties.get("Principal"),
                )),
                conditions: Vec::new(),
                number: 1,
                sid: None,
                span: Some(resource.id_span),
                path: String::new(),
            });
        }
        let policy = self.push(Policy {
            label: format!("`{}`", resource.id),
            holder: Some(index),
            statements,
            doubt: presence_reason(resource.presence, resource.id),
            origin: Origin::Template,
        });
        self.guard(bus, policy);
    }
}

/// Where a statement has to name a resource: a key takes one without `Resource` and does nothing with it, the others refuse the policy.
/// Repositories take no `Resource` at all, and a file system's own policy is on that file system when it names none. Source: "Elements in a
/// key policy" in the KMS Developer Guide, and the `Resource` of each service's guide.
const RESOURCE_NEEDED: &[&str] = &[
    "AWS::ApiGateway::RestApi",
    "AWS::KMS::Key",
    "AWS::Kinesis::ResourcePolicy",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::TopicInlinePolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueueInlinePolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::SecretsManager::ResourcePolicy",
];

/// Resources that are policies of other resources: the document's property, and the one that names the resource.
const RESOURCE_POLICIES: &[(&str, &str, &str)] = &[
    (
        "AWS::Kinesis::ResourcePolicy",
        "ResourcePolicy",
        "ResourceArn",
    ),
    ("AWS::S3::BucketPolicy", "PolicyDocument", "Bucket"),
    ("AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", "Topics"),
    ("AWS::SQS::QueueInlinePolicy", "PolicyDocument", "Queue"),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", "Queues"),
    (
        "AWS::SecretsManager::ResourcePolicy",
        "ResourcePolicy",
        "SecretId",
    ),
];

/// Whether a statement in a policy of this type says nothing without a resource.
pub(super) fn resource_is_needed(type_name: &str) -> bool {
    RESOURCE_NEEDED.contains(&type_name)
}

/// Properties in which a resource holds its own policy.
const OWN_POLICIES: &[(&str, &str)] = &[
    ("AWS::ApiGateway::RestApi", "Policy"),
    ("AWS::Backup::BackupVault", "AccessPolicy"),
    ("AWS::ECR::Repository", "RepositoryPolicyText"),
    ("AWS::EFS::FileSystem", "FileSystemPolicy"),
    ("AWS::Events::EventBus", "Policy"),
    ("AWS::KMS::Key", "KeyPolicy"),
    ("AWS::OpenSearchService::Domain", "AccessPolicies"),
];
