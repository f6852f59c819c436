//! Templates put together from choices: a dozen types that have to do with each other, each there or not, wired in one way or another.

use proptest::prelude::*;

use super::templates::{Members, Resource, Value};

/// Any template of [`resources`].
pub(super) fn templates() -> impl Strategy<Value = Vec<Resource>> {
    prop::collection::vec(any::<u8>(), MOST_CHOICES)
        .prop_map(|bytes| resources(&mut Choices { bytes, at: 0 }))
}

/// More than [`resources`] asks for: when they end, what is left is left out.
const MOST_CHOICES: usize = 240;

/// What is left to chance; 0 is always the shortest way, so that a counterexample shrinks.
struct Choices {
    bytes: Vec<u8>,
    at: usize,
}

impl Choices {
    fn below(&mut self, bound: u8) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        byte % bound
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    fn one(&mut self, of: &[Value]) -> Value {
        of[usize::from(self.below(of.len() as u8))].clone()
    }
}

fn reference(id: &str) -> Value {
    Value::Ref(id.to_owned())
}

fn arn(id: &str) -> Value {
    Value::Att(id.to_owned(), "Arn")
}

fn maybe(choices: &mut Choices, to: &mut Members, key: &'static str, values: &[Value]) {
    if choices.yes() {
        let value = choices.one(values);
        to.push((key, value));
    }
}

fn resources(choices: &mut Choices) -> Vec<Resource> {
    type Make = fn(&mut Choices) -> (Members, Members);
    const ALL: &[(&str, &str, Make)] = &[
        ("Jobs", "AWS::SQS::Queue", jobs),
        ("Dead", "AWS::SQS::Queue", bare),
        ("Orders", "AWS::SNS::Topic", orders),
        ("Work", "AWS::Lambda::Function", work),
        ("WorkRole", "AWS::IAM::Role", role),
        ("ToJobs", "AWS::SNS::Subscription", to_jobs),
        ("Feed", "AWS::Lambda::EventSourceMapping", feed),
        ("Later", "AWS::Lambda::Function", work),
        ("Items", "AWS::DynamoDB::Table", items),
        ("Data", "AWS::S3::Bucket", data),
        ("More", "AWS::IAM::Policy", more),
        ("Door", "AWS::SQS::QueuePolicy", door),
        ("Alarm", "AWS::CloudWatch::Alarm", alarm),
        ("Log", "AWS::Logs::LogGroup", log),
        ("Rule", "AWS::Events::Rule", rule),
        ("Key", "AWS::KMS::Key", bare),
        ("Net", "AWS::EC2::VPC", bare),
        ("NetA", "AWS::EC2::Subnet", subnet),
        ("NetB", "AWS::EC2::Subnet", subnet),
        ("Group", "AWS::EC2::SecurityGroup", group),
    ];
    ALL.iter()
        .filter_map(|(id, type_name, make)| {
            let is_there = choices.below(4) > 0;
            let (mut attributes, properties) = make(choices);
            if choices.below(6) == 1 {
                attributes.push(("Condition", Value::Text("Production")));
            }
            is_there.then(|| Resource {
                id: (*id).to_owned(),
                type_name,
                attributes,
                properties,
            })
        })
        .collect()
}

fn bare(_: &mut Choices) -> (Members, Members) {
    (Vec::new(), Vec::new())
}

fn jobs(choices: &mut Choices) -> (Members, Members) {
    let mut properties = Vec::new();
    let patience = [Value::Plain("30"), Value::Plain("180"), Value::Parameter(1)];
    maybe(choices, &mut properties, "VisibilityTimeout", &patience);
    let redrive = |count| {
        Value::Map(vec![
            ("deadLetterTargetArn", arn("Dead")),
            ("maxReceiveCount", Value::Plain(count)),
        ])
    };
    maybe(
        choices,
        &mut properties,
        "RedrivePolicy",
        &[redrive("3"), redrive("10")],
    );
    maybe(
        choices,
        &mut properties,
        "KmsMasterKeyId",
        &[reference("Key"), Value::Text("alias/aws/sqs")],
    );
    maybe(
        choices,
        &mut properties,
        "QueueName",
        &[Value::Text("jobs")],
    );
    (Vec::new(), properties)
}

fn orders(choices: &mut Choices) -> (Members, Members) {
    let mut properties = Vec::new();
    let subscription = |protocol, id| {
        Value::List(vec![Value::Map(vec![
            ("Protocol", Value::Text(protocol)),
            ("Endpoint", arn(id)),
        ])])
    };
    let both = [subscription("lambda", "Work"), subscription("sqs", "Jobs")];
    maybe(choices, &mut properties, "Subscription", &both);
    (Vec::new(), properties)
}

fn work(choices: &mut Choices) -> (Members, Members) {
    let mut attributes = Vec::new();
    maybe(
        choices,
        &mut attributes,
        "DependsOn",
        &[
            reference("Items"),
            Value::List(vec![reference("Jobs"), reference("Log")]),
        ],
    );
    let mut properties = vec![("Role", arn("WorkRole"))];
    maybe(
        choices,
        &mut properties,
        "Runtime",
        &[Value::Text("python3.13"), Value::Parameter(2)],
    );
    maybe(
        choices,
        &mut properties,
        "MemorySize",
        &[Value::Plain("128"), Value::Plain("3008")],
    );
    let dead = Value::Map(vec![("TargetArn", arn("Dead"))]);
    maybe(choices, &mut properties, "DeadLetterConfig", &[dead]);
    let variables = |value| Value::Map(vec![("Variables", Value::Map(vec![("TABLE", value)]))]);
    let values = [
        variables(reference("Items")),
        variables(Value::Around("x-", "Items".into(), "")),
    ];
    maybe(choices, &mut properties, "Environment", &values);
    let inside = Value::Map(vec![
        (
            "SecurityGroupIds",
            Value::List(vec![Value::Att("Group".into(), "GroupId")]),
        ),
        (
            "SubnetIds",
            Value::List(vec![reference("NetA"), reference("NetB")]),
        ),
    ]);
    maybe(choices, &mut properties, "VpcConfig", &[inside]);
    (attributes, properties)
}

fn statement(choices: &mut Choices) -> Value {
    let effect = choices.one(&[
        Value::Text("Allow"),
        Value::Text("Allow"),
        Value::Text("Deny"),
    ]);
    let action = choices.one(&[
        Value::Text("s3:GetObject"),
        Value::Text("*"),
        Value::List(vec![Value::Text("sqs:*"), Value::Text("dynamodb:Get*")]),
    ]);
    let resource = choices.one(&[
        Value::Text("*"),
        Value::Around("", "Data".into(), ".Arn}/*"),
        arn("Items"),
        Value::List(vec![arn("Jobs"), arn("Dead")]),
    ]);
    let not = choices.below(8) == 1;
    let mut members = vec![
        ("Effect", effect),
        (if not { "NotAction" } else { "Action" }, action),
        ("Resource", resource),
    ];
    if choices.below(4) == 1 {
        let equal = Value::Map(vec![("aws:RequestedRegion", Value::Text("eu-west-1"))]);
        members.push(("Condition", Value::Map(vec![("StringEquals", equal)])));
    }
    Value::Map(members)
}

fn document(choices: &mut Choices) -> Value {
    let mut statements = vec![statement(choices)];
    if choices.yes() {
        statements.push(statement(choices));
    }
    Value::Map(vec![
        ("Version", Value::Text("2012-10-17")),
        ("Statement", Value::List(statements)),
    ])
}

fn role(choices: &mut Choices) -> (Members, Members) {
    let trust = Value::Map(vec![
        ("Effect", Value::Text("Allow")),
        (
            "Principal",
            Value::Map(vec![("Service", Value::Text("lambda.amazonaws.com"))]),
        ),
        ("Action", Value::Text("sts:AssumeRole")),
    ]);
    let mut properties = vec![(
        "AssumeRolePolicyDocument",
        Value::Map(vec![("Statement", Value::List(vec![trust]))]),
    )];
    let inline = Value::Map(vec![
        ("PolicyName", Value::Text("own")),
        ("PolicyDocument", document(choices)),
    ]);
    maybe(
        choices,
        &mut properties,
        "Policies",
        &[Value::List(vec![inline])],
    );
    let managed = |arn| Value::List(vec![Value::Text(arn)]);
    let both = [
        managed("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
        managed("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
    ];
    maybe(choices, &mut properties, "ManagedPolicyArns", &both);
    (Vec::new(), properties)
}

fn more(choices: &mut Choices) -> (Members, Members) {
    let properties = vec![
        ("PolicyName", Value::Text("more")),
        ("Roles", Value::List(vec![reference("WorkRole")])),
        ("PolicyDocument", document(choices)),
    ];
    (Vec::new(), properties)
}

fn door(choices: &mut Choices) -> (Members, Members) {
    let statement = Value::Map(vec![
        (
            "Effect",
            choices.one(&[Value::Text("Allow"), Value::Text("Deny")]),
        ),
        (
            "Principal",
            choices.one(&[Value::Text("*"), Value::Map(vec![("AWS", arn("WorkRole"))])]),
        ),
        ("Action", Value::Text("sqs:SendMessage")),
        ("Resource", arn("Jobs")),
    ]);
    let properties = vec![
        ("Queues", Value::List(vec![reference("Jobs")])),
        (
            "PolicyDocument",
            Value::Map(vec![("Statement", Value::List(vec![statement]))]),
        ),
    ];
    (Vec::new(), properties)
}

fn to_jobs(choices: &mut Choices) -> (Members, Members) {
    let mut properties = vec![
        ("TopicArn", reference("Orders")),
        ("Protocol", Value::Text("sqs")),
        ("Endpoint", arn("Jobs")),
    ];
    let redrive = Value::Map(vec![("deadLetterTargetArn", arn("Dead"))]);
    maybe(choices, &mut properties, "RedrivePolicy", &[redrive]);
    (Vec::new(), properties)
}

fn feed(choices: &mut Choices) -> (Members, Members) {
    let mut properties = vec![
        ("EventSourceArn", arn("Jobs")),
        (
            "FunctionName",
            choices.one(&[reference("Work"), arn("Work")]),
        ),
    ];
    maybe(choices, &mut properties, "BatchSize", &[Value::Plain("10")]);
    (Vec::new(), properties)
}

fn items(choices: &mut Choices) -> (Members, Members) {
    let mut properties = Vec::new();
    let either = Value::If(
        Box::new(Value::Text("PAY_PER_REQUEST")),
        Box::new(choices.one(&[Value::Text("PROVISIONED"), Value::Absent])),
    );
    maybe(
        choices,
        &mut properties,
        "BillingMode",
        &[Value::Parameter(3), Value::Text("PROVISIONED"), either],
    );
    (Vec::new(), properties)
}

fn data(choices: &mut Choices) -> (Members, Members) {
    let mut attributes = Vec::new();
    maybe(
        choices,
        &mut attributes,
        "DeletionPolicy",
        &[Value::Text("Retain"), Value::Text("Delete")],
    );
    let mut properties = Vec::new();
    let kms = Value::Map(vec![
        ("SSEAlgorithm", Value::Text("aws:kms")),
        ("KMSMasterKeyID", reference("Key")),
    ]);
    let rule = Value::Map(vec![("ServerSideEncryptionByDefault", kms)]);
    let encryption = Value::Map(vec![(
        "ServerSideEncryptionConfiguration",
        Value::List(vec![rule]),
    )]);
    maybe(choices, &mut properties, "BucketEncryption", &[encryption]);
    let block = |value| {
        Value::Map(
            [
                "BlockPublicAcls",
                "BlockPublicPolicy",
                "IgnorePublicAcls",
                "RestrictPublicBuckets",
            ]
            .map(|key| (key, Value::Plain(value)))
            .into(),
        )
    };
    maybe(
        choices,
        &mut properties,
        "PublicAccessBlockConfiguration",
        &[block("true"), block("false")],
    );
    let event = Value::Map(vec![
        ("Event", Value::Text("s3:ObjectCreated:*")),
        ("Function", arn("Work")),
    ]);
    let notify = Value::Map(vec![("LambdaConfigurations", Value::List(vec![event]))]);
    maybe(
        choices,
        &mut properties,
        "NotificationConfiguration",
        &[notify],
    );
    let versions = Value::Map(vec![("Status", Value::Text("Enabled"))]);
    maybe(
        choices,
        &mut properties,
        "VersioningConfiguration",
        &[versions],
    );
    (attributes, properties)
}

fn alarm(choices: &mut Choices) -> (Members, Members) {
    let mut properties = Vec::new();
    maybe(
        choices,
        &mut properties,
        "AlarmActions",
        &[Value::List(vec![reference("Orders")])],
    );
    (Vec::new(), properties)
}

fn log(choices: &mut Choices) -> (Members, Members) {
    let mut properties = Vec::new();
    maybe(
        choices,
        &mut properties,
        "LogGroupName",
        &[Value::Around("/aws/lambda/", "Work".into(), "")],
    );
    maybe(
        choices,
        &mut properties,
        "RetentionInDays",
        &[Value::Plain("14")],
    );
    (Vec::new(), properties)
}

fn rule(choices: &mut Choices) -> (Members, Members) {
    let target = choices.one(&[arn("Work"), arn("Jobs")]);
    let target = Value::Map(vec![("Id", Value::Text("a")), ("Arn", target)]);
    let properties = vec![
        ("ScheduleExpression", Value::Text("rate(5 minutes)")),
        ("Targets", Value::List(vec![target])),
    ];
    (Vec::new(), properties)
}

fn subnet(choices: &mut Choices) -> (Members, Members) {
    let properties = vec![
        ("VpcId", reference("Net")),
        (
            "AvailabilityZone",
            choices.one(&[Value::Text("eu-west-1a"), Value::Text("eu-west-1b")]),
        ),
    ];
    (Vec::new(), properties)
}

fn group(choices: &mut Choices) -> (Members, Members) {
    let ingress = Value::Map(vec![
        ("IpProtocol", Value::Text("tcp")),
        (
            "FromPort",
            choices.one(&[Value::Plain("22"), Value::Plain("443")]),
        ),
        ("ToPort", Value::Plain("443")),
        (
            "CidrIp",
            choices.one(&[Value::Text("0.0.0.0/0"), Value::Text("10.0.0.0/8")]),
        ),
    ]);
    let mut properties = vec![("VpcId", reference("Net"))];
    maybe(
        choices,
        &mut properties,
        "SecurityGroupIngress",
        &[Value::List(vec![ingress])],
    );
    (Vec::new(), properties)
}
