//! What SAM adds without being asked in so many words: the rights of a function's generated role, and the permissions of its
//! events. `Policies` is read in `policies`.
//! <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html>

use cfn::{Resource, Value};

use super::{
    names::Names,
    policies::{Attachment, Origin, Policies, Policy},
    principal::Principals,
    statement::{Actions, Condition, Effect, Resources, Statement, shown},
    tables,
};
use crate::walk::Place;

/// The function or state machine whose generated role has this logical id.
pub(crate) fn function_of_role(names: &Names<'_>, role: &str) -> Option<usize> {
    let index = names.index(
        role.trim_start_matches("${")
            .split(['.', '}'])
            .next()?
            .strip_suffix("Role")?,
    )?;
    let resource = names.resource(index)?;
    let is_sam = matches!(
        resource.type_name,
        "AWS::Serverless::Function" | "AWS::Serverless::StateMachine"
    );
    (is_sam && resource.properties.get("Role").is_none()).then_some(index)
}

/// The rights of the role that SAM makes for a function or state machine without one.
pub(crate) fn implied_rights(
    policies: &mut Policies,
    names: &Names<'_>,
    index: usize,
    resource: &Resource<'_>,
) {
    let properties = &resource.properties;
    let mut managed: Vec<(&str, Option<&Value<'_>>)> = Vec::new();
    if resource.type_name == "AWS::Serverless::Function" {
        managed.push(("service-role/AWSLambdaBasicExecutionRole", None));
        let tracing = properties.get("Tracing");
        if tracing.is_some_and(|value| value.as_text() != Some("Disabled")) {
            managed.push(("AWSXRayDaemonWriteAccess", tracing));
        }
        if let Some(network) = properties.get("VpcConfig") {
            managed.push((
                "service-role/AWSLambdaVPCAccessExecutionRole",
                Some(network),
            ));
        }
        for event in events(resource) {
            let policy = match event.get("Type").and_then(Value::as_text) {
                Some("SQS") => "service-role/AWSLambdaSQSQueueExecutionRole",
                Some("Kinesis") => "service-role/AWSLambdaKinesisExecutionRole",
                Some("DynamoDB") => "service-role/AWSLambdaDynamoDBExecutionRole",
                Some("MSK") => "service-role/AWSLambdaMSKExecutionRole",
                _ => continue,
            };
            managed.push((policy, Some(event)));
            let failure = event
                .get("Properties")
                .and_then(|value| value.get("DestinationConfig")?.get("OnFailure"));
            send(policies, names, index, failure, "Destination");
        }
    } else if properties
        .get("Tracing")
        .and_then(|value| value.get("Enabled")?.as_text())
        .is_some_and(|enabled| enabled.eq_ignore_ascii_case("true"))
    {
        managed.push(("AWSXRayDaemonWriteAccess", properties.get("Tracing")));
    }
    managed.dedup_by_key(|(name, _)| *name);
    for (name, value) in managed {
        let Some(statements) = tables::managed_policy(names, name) else {
            continue;
        };
        let label = format!("the AWS managed policy `{name}` that SAM adds");
        add(policies, index, label, statements, value);
    }
    send(
        policies,
        names,
        index,
        properties.get("DeadLetterQueue"),
        "TargetArn",
    );
    for outcome in ["OnSuccess", "OnFailure"] {
        let destination = properties
            .get("EventInvokeConfig")
            .and_then(|value| value.get("DestinationConfig")?.get(outcome));
        send(policies, names, index, destination, "Destination");
    }
}

fn events<'v, 't>(resource: &'v Resource<'t>) -> impl Iterator<Item = &'v Value<'t>> {
    resource
        .properties
        .get("Events")
        .and_then(Value::as_map)
        .unwrap_or_default()
        .iter()
        .map(|member| &member.value)
}

fn add(
    policies: &mut Policies,
    index: usize,
    label: String,
    statements: Vec<Statement>,
    value: Option<&Value<'_>>,
) {
    let policy = policies.push(Policy {
        label,
        holder: None,
        statements,
        doubt: None,
        origin: Origin::Sam,
    });
    policies.attach(
        index,
        Attachment {
            policy,
            span: value.map(|value| Place::of(None, value.node).mark()),
            holder: index,
            path: String::new(),
        },
    );
}

/// What a dead letter queue or a destination needs.
fn send(
    policies: &mut Policies,
    names: &Names<'_>,
    index: usize,
    destination: Option<&Value<'_>>,
    property: &str,
) {
    let Some(destination) = destination else {
        return;
    };
    let action = match destination.get("Type").and_then(Value::as_text) {
        Some("SQS") => "sqs:SendMessage",
        Some("SNS") => "sns:Publish",
        Some("Lambda") => "lambda:InvokeFunction",
        Some("EventBridge") => "events:PutEvents",
        _ => return,
    };
    let Some(target) = destination.get(property) else {
        return;
    };
    let statement = Statement {
        effect: Effect::Allow,
        may_deny: false,
        actions: Actions::of_texts([action], false),
        resources: Resources {
            items: vec![(names.reach(target), shown(target))],
            ..Resources::default()
        },
        principals: None,
        conditions: Vec::new(),
        number: 1,
        sid: None,
        span: None,
        path: String::new(),
    };
    let label = "a policy that SAM adds".to_owned();
    add(policies, index, label, vec![statement], Some(destination));
}

/// The permissions that a function's events bring: a service may invoke the function for the event's source.
pub(crate) fn implied_permissions(
    policies: &mut Policies,
    names: &Names<'_>,
    index: usize,
    resource: &Resource<'_>,
) {
    let mut statements = Vec::new();
    for event in events(resource) {
        let (service, source) = match event.get("Type").and_then(Value::as_text) {
            Some("Api") => ("apigateway.amazonaws.com", "RestApiId"),
            Some("HttpApi") => ("apigateway.amazonaws.com", "ApiId"),
            Some("S3") => ("s3.amazonaws.com", "Bucket"),
            Some("SNS") => ("sns.amazonaws.com", "Topic"),
            Some("CloudWatchLogs") => ("logs.amazonaws.com", "LogGroupName"),
            Some("IoTRule") => ("iot.amazonaws.com", ""),
            Some("Cognito") => ("cognito-idp.amazonaws.com", "UserPool"),
            Some("Schedule" | "CloudWatchEvent" | "EventBridgeRule") => {
                ("events.amazonaws.com", "")
            }
            _ => continue,
        };
        let source = event.get("Properties").and_then(|value| value.get(source));
        let conditions = source
            .and_then(|value| names.meant(value))
            .map(|source| Condition {
                operator: "ArnLike".to_owned(),
                key: "aws:sourcearn".to_owned(),
                values: vec![Ok(names.tokens_of_arn(source))],
                is_empty: false,
            });
        statements.push(Statement {
            effect: Effect::Allow,
            may_deny: false,
            actions: Actions::of_texts(["lambda:InvokeFunction"], false),
            resources: Resources::everything(),
            principals: Some(Principals::of_service(service)),
            conditions: conditions.into_iter().collect(),
            number: statements.len() + 1,
            sid: None,
            span: Some(Place::of(None, event.node).mark()),
            path: "Events".to_owned(),
        });
    }
    if !statements.is_empty() {
        let policy = policies.push(Policy {
            label: "a permission that SAM adds".to_owned(),
            holder: Some(index),
            statements,
            doubt: None,
            origin: Origin::Sam,
        });
        policies.guard(index, policy);
    }
}
