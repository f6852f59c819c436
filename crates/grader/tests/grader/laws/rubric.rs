//! Criteria of every kind that say something about the templates of `templates`. None of them names a function or a place in the text.

use serde_json::{Value as Json, json};

/// Every criterion; resources are named by what `name` makes of their ids.
pub(super) fn criteria(name: &dyn Fn(&str) -> String) -> Vec<Json> {
    [
        properties(name),
        checks(name),
        graphs(name),
        access(name),
        presets(),
        combinations(name),
    ]
    .concat()
}

fn properties(name: &dyn Fn(&str) -> String) -> Vec<Json> {
    vec![
        json!({"label": "runtime", "resourceType": "AWS::Lambda::Function", "property": "Runtime", "expected": "nodejs*"}),
        json!({"label": "patience", "resourceType": "AWS::SQS::Queue", "property": "VisibilityTimeout", "expected": 180}),
        json!({"label": "private", "resourceType": "AWS::S3::Bucket", "property": "PublicAccessBlockConfiguration.BlockPublicAcls", "expected": true}),
        json!({"label": "target", "resourceType": "AWS::SNS::Subscription", "property": "Endpoint", "expected": format!("${{{}.Arn}}", name("Jobs"))}),
    ]
}

fn checks(name: &dyn Fn(&str) -> String) -> Vec<Json> {
    let jobs = json!({"type": "AWS::SQS::Queue", "name": name("Jobs")});
    vec![
        json!({"kind": "check", "label": "waits", "partial": true, "select": jobs, "assert": [
            {"property": "VisibilityTimeout", "op": "gte", "value": "3 minutes", "measure": "seconds"},
            {"property": "RedrivePolicy.maxReceiveCount", "op": "lte", "value": 5},
            {"property": "RedrivePolicy.deadLetterTargetArn", "op": "refersTo", "value": {"type": "AWS::SQS::Queue", "name": name("Dead")}}]}),
        json!({"kind": "check", "label": "all paid by use", "match": "all", "count": {"min": 1}, "select": {"type": "AWS::DynamoDB::Table"}, "assert": [
            {"property": "BillingMode", "op": "oneOf", "value": ["PAY_PER_REQUEST"]}]}),
        json!({"kind": "check", "label": "none large", "match": "none", "select": {"type": "AWS::Lambda::Function"}, "assert": [{"property": "MemorySize", "op": "gt", "value": 1024}]}),
        json!({"kind": "check", "label": "kept", "select": {"type": "AWS::S3::Bucket", "where": [{"property": "BucketEncryption", "op": "exists"}]}, "assert": [
            {"property": "@DeletionPolicy", "value": "Retain"}]}),
        json!({"kind": "check", "label": "several", "select": {"type": ["AWS::Lambda::Function", "AWS::SQS::Queue"]}, "count": {"min": 3}}),
        json!({"kind": "check", "label": "refers", "partial": true, "select": {"type": "AWS::Lambda::Function"}, "assert": [
            {"property": "Role", "op": "refersTo", "value": {"type": "AWS::IAM::Role"}},
            {"property": "DeadLetterConfig.TargetArn", "op": "refersTo", "value": {"type": "AWS::SQS::Queue"}},
            {"property": "Environment.Variables.TABLE", "op": "refersTo", "value": {"type": "AWS::DynamoDB::Table"}}]}),
    ]
}

fn graphs(name: &dyn Fn(&str) -> String) -> Vec<Json> {
    let function = json!({"type": "AWS::Lambda::Function"});
    let queue = json!({"type": "AWS::SQS::Queue"});
    vec![
        json!({"kind": "graph", "label": "fan-out", "partial": true, "nodes": {"topic": {"type": "AWS::SNS::Topic"}, "queue": queue, "worker": function},
            "edges": [["topic", "delivers", "queue"], ["queue", "delivers", "worker"], ["worker", "dependsOn", "queue"]]}),
        json!({"kind": "graph", "label": "letters", "nodes": {"queue": queue, "dead": {"type": "AWS::SQS::Queue", "name": name("Dead")}}, "edges": [["queue", "deadLettersTo", "dead"]]}),
        json!({"kind": "graph", "label": "network", "partial": true, "nodes": {"vpc": {"type": "AWS::EC2::VPC"}, "a": {"type": "AWS::EC2::Subnet"}, "b": {"type": "AWS::EC2::Subnet"}},
            "edges": [["a", "containedIn", "vpc"], ["b", "containedIn", "vpc"]], "differ": [["a", "b", "AvailabilityZone"]]}),
        json!({"kind": "graph", "label": "rights", "nodes": {"fn": function, "role": {"type": "AWS::IAM::Role"}, "table": {"type": "AWS::DynamoDB::Table"}},
            "edges": [["fn", "assumes", "role"], ["fn", "references", "table"]]}),
        json!({"kind": "graph", "label": "guards", "nodes": {"group": {"type": "AWS::EC2::SecurityGroup"}, "fn": function}, "edges": [["group", "protects", "fn"]]}),
        json!({"kind": "graph", "label": "told", "nodes": {"alarm": {"type": "AWS::CloudWatch::Alarm"}, "topic": {"type": "AWS::SNS::Topic"}}, "edges": [["alarm", "notifies", "topic"]]}),
        json!({"kind": "graph", "label": "logs", "nodes": {"fn": function, "log": {"type": "AWS::Logs::LogGroup"}}, "edges": [["fn", "logsTo", "log"]]}),
        json!({"kind": "graph", "label": "key", "nodes": {"it": {"type": ["AWS::SQS::Queue", "AWS::S3::Bucket"]}, "key": {"type": "AWS::KMS::Key"}}, "edges": [["it", "encryptsWith", "key"]]}),
        json!({"kind": "graph", "label": "far", "nodes": {"from": {"type": "AWS::Lambda::EventSourceMapping"}, "to": {"type": "AWS::IAM::Role"}}, "edges": [["from", "reaches", "to"]]}),
    ]
}

fn access(name: &dyn Fn(&str) -> String) -> Vec<Json> {
    vec![
        json!({"kind": "iam", "label": "reads", "who": {"type": "AWS::Lambda::Function"}, "action": "s3:GetObject", "on": {"type": "AWS::S3::Bucket"}, "expect": "allow", "maxScope": "thisResource"}),
        json!({"kind": "iam", "label": "may not delete", "who": {"type": "AWS::IAM::Role"}, "action": "dynamodb:DeleteTable", "on": {"type": "AWS::DynamoDB::Table"}, "expect": "notAllow"}),
        json!({"kind": "iam", "label": "is denied", "who": {"type": "AWS::IAM::Role"}, "action": "sqs:SendMessage", "on": {"type": "AWS::SQS::Queue", "name": name("Jobs")}, "expect": "explicitDeny"}),
    ]
}

fn presets() -> Vec<Json> {
    [
        "s3-encrypted",
        "s3-public-blocked",
        "sg-not-open",
        "iam-no-star",
        "logs-retention-set",
        "ddb-on-demand",
        "sqs-has-dlq",
        "versioning-on",
    ]
    .map(|preset| json!({"kind": "preset", "label": preset, "preset": preset}))
    .into()
}

fn combinations(name: &dyn Fn(&str) -> String) -> Vec<Json> {
    let [checks, graphs] = [checks(name), graphs(name)];
    let some = |kind: &str, of: &[&Json]| json!({"kind": kind, "label": kind, "of": of});
    let mut shares = some("allOf", &[&checks[2], &checks[4], &graphs[1]]);
    shares["partial"] = true.into();
    let of: Vec<Json> = shares["of"]
        .as_array()
        .into_iter()
        .flatten()
        .map(alone)
        .collect();
    shares["of"] = of.into();
    vec![
        shares,
        some("anyOf", &[&checks[3], &graphs[1], &alone(&checks[0])]),
        some("not", &[&checks[1], &graphs[3]]),
    ]
}

/// A criterion without what only counts outside of a combination.
pub(super) fn alone(criterion: &Json) -> Json {
    let mut criterion = criterion.clone();
    if let Some(fields) = criterion.as_object_mut() {
        fields.remove("partial");
    }
    criterion
}
