//! Templates put together from choices, as data: what they say, and apart from it how they are written. Which laws hold for them is not
//! here.

use std::fmt::Write as _;

use proptest::prelude::*;

/// A value of a property.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A number or a boolean: without quotes in every form.
    Plain(&'static str),
    Text(&'static str),
    /// `!Ref` of a resource.
    Ref(String),
    /// `!GetAtt` of a resource.
    Att(String, &'static str),
    /// `!Ref` of a parameter, by its place in [`PARAMETERS`].
    Parameter(usize),
    /// A text with a resource's `Ref` in it: before, resource, after.
    Around(&'static str, String, &'static str),
    /// `!If` on the condition `Production`.
    If(Box<Value>, Box<Value>),
    NoValue,
    List(Vec<Value>),
    Map(Vec<(&'static str, Value)>),
}

/// A resource.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) id: String,
    pub(super) type_name: &'static str,
    /// Beside its properties.
    pub(super) attributes: Vec<(&'static str, Value)>,
    pub(super) properties: Vec<(&'static str, Value)>,
}

/// Parameters of every template: name and default, which is written as it stands here.
const PARAMETERS: &[(&str, &str)] = &[
    ("Stage", "\"prod\""),
    ("Patience", "180"),
    ("Engine", "\"nodejs22.x\""),
    ("Paying", "\"PAY_PER_REQUEST\""),
];

/// How a template is written; what it says stays the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) form: Form,
    /// `{"Ref": ..}` for `!Ref ..`, and so on; JSON has nothing else.
    pub(super) long: bool,
    /// `!Sub "${X}"` for `!Ref X`.
    pub(super) sub_for_ref: bool,
    /// `!Sub "${X.Arn}"` for `!GetAtt X.Arn`.
    pub(super) sub_for_att: bool,
    /// A parameter's default in the place of its name.
    pub(super) inlined: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Block,
    Flow,
    Json,
}

impl Style {
    pub(super) const PLAIN: Self = Self {
        form: Form::Block,
        long: false,
        sub_for_ref: false,
        sub_for_att: false,
        inlined: false,
    };
}

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

/// The members that are there.
type Members = Vec<(&'static str, Value)>;

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
        Box::new(choices.one(&[Value::Text("PROVISIONED"), Value::NoValue])),
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

/// Gives every resource another logical id, in its own place and wherever it is named.
pub(super) fn renamed(resources: &[Resource], name: &dyn Fn(&str) -> String) -> Vec<Resource> {
    let members = |members: &Members| -> Members {
        members
            .iter()
            .map(|(key, value)| (*key, renamed_value(value, name)))
            .collect()
    };
    resources
        .iter()
        .map(|resource| Resource {
            id: name(&resource.id),
            type_name: resource.type_name,
            attributes: members(&resource.attributes),
            properties: members(&resource.properties),
        })
        .collect()
}

fn renamed_value(value: &Value, name: &dyn Fn(&str) -> String) -> Value {
    let again = |value: &Value| renamed_value(value, name);
    match value {
        Value::Ref(id) => Value::Ref(name(id)),
        Value::Att(id, attribute) => Value::Att(name(id), attribute),
        Value::Around(before, id, after) => Value::Around(before, name(id), after),
        Value::If(yes, no) => Value::If(Box::new(again(yes)), Box::new(again(no))),
        Value::List(items) => Value::List(items.iter().map(again).collect()),
        Value::Map(members) => Value::Map(
            members
                .iter()
                .map(|(key, value)| (*key, again(value)))
                .collect(),
        ),
        Value::Plain(_) | Value::Text(_) | Value::Parameter(_) | Value::NoValue => value.clone(),
    }
}

/// The template as text.
pub(super) fn written(resources: &[Resource], style: Style) -> String {
    let mut parameters: Vec<(String, Tree)> = Vec::new();
    for (name, default) in PARAMETERS {
        let declaration = vec![
            ("Type".to_owned(), Tree::Leaf("\"String\"".to_owned())),
            ("Default".to_owned(), Tree::Leaf((*default).to_owned())),
        ];
        parameters.push(((*name).to_owned(), Tree::Map(declaration)));
    }
    let stage = tree(&Value::Parameter(0), style);
    let production = call(
        "Equals",
        Tree::List(vec![stage, Tree::Leaf("\"prod\"".into())]),
        style,
    );
    let resources = resources
        .iter()
        .map(|resource| {
            let mut members = vec![(
                "Type".to_owned(),
                tree(&Value::Text(resource.type_name), style),
            )];
            for (key, value) in &resource.attributes {
                members.push(((*key).to_owned(), attribute(value, style)));
            }
            if !resource.properties.is_empty() {
                members.push(("Properties".to_owned(), map(&resource.properties, style)));
            }
            (resource.id.clone(), Tree::Map(members))
        })
        .collect();
    let root = Tree::Map(vec![
        ("Parameters".to_owned(), Tree::Map(parameters)),
        (
            "Conditions".to_owned(),
            Tree::Map(vec![("Production".to_owned(), production)]),
        ),
        ("Resources".to_owned(), Tree::Map(resources)),
    ]);
    let mut text = String::new();
    match style.form {
        Form::Block => block(&mut text, &root, 0),
        Form::Flow | Form::Json => flow(&mut text, &root, style.form),
    }
    text
}

/// What is written, functions spelled out.
enum Tree {
    /// As it stands, quotes included.
    Leaf(String),
    Tagged(&'static str, Box<Tree>),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

fn map(members: &[(&'static str, Value)], style: Style) -> Tree {
    Tree::Map(
        members
            .iter()
            .map(|(key, value)| ((*key).to_owned(), tree(value, style)))
            .collect(),
    )
}

/// Names in `DependsOn` are plain texts.
fn attribute(value: &Value, style: Style) -> Tree {
    match value {
        Value::Ref(id) => quoted(id),
        Value::List(items) => Tree::List(items.iter().map(|item| attribute(item, style)).collect()),
        other => tree(other, style),
    }
}

fn quoted(text: &str) -> Tree {
    Tree::Leaf(serde_json::Value::from(text).to_string())
}

fn call(name: &'static str, argument: Tree, style: Style) -> Tree {
    if style.long || style.form == Form::Json {
        let name = if name == "Ref" {
            name.to_owned()
        } else {
            format!("Fn::{name}")
        };
        Tree::Map(vec![(name, argument)])
    } else {
        Tree::Tagged(name, Box::new(argument))
    }
}

fn tree(value: &Value, style: Style) -> Tree {
    let reference = |name: &str| {
        if style.sub_for_ref {
            call("Sub", quoted(&format!("${{{name}}}")), style)
        } else {
            call("Ref", quoted(name), style)
        }
    };
    match value {
        Value::Plain(text) => Tree::Leaf((*text).to_owned()),
        Value::Text(text) => quoted(text),
        Value::Ref(id) => reference(id),
        Value::Att(id, attribute) if style.sub_for_att => {
            call("Sub", quoted(&format!("${{{id}.{attribute}}}")), style)
        }
        Value::Att(id, attribute) if style.long || style.form == Form::Json => call(
            "GetAtt",
            Tree::List(vec![quoted(id), quoted(attribute)]),
            style,
        ),
        Value::Att(id, attribute) => call("GetAtt", Tree::Leaf(format!("{id}.{attribute}")), style),
        Value::Parameter(place) if style.inlined => Tree::Leaf(PARAMETERS[*place].1.to_owned()),
        Value::Parameter(place) => reference(PARAMETERS[*place].0),
        Value::Around(before, id, after) => {
            let end = if after.contains('}') { "" } else { "}" };
            call(
                "Sub",
                quoted(&format!("{before}${{{id}{end}{after}")),
                style,
            )
        }
        Value::If(yes, no) => {
            let arguments = vec![quoted("Production"), tree(yes, style), tree(no, style)];
            call("If", Tree::List(arguments), style)
        }
        Value::NoValue => call("Ref", quoted("AWS::NoValue"), style),
        Value::List(items) => Tree::List(items.iter().map(|item| tree(item, style)).collect()),
        Value::Map(members) => map(members, style),
    }
}

fn flow(text: &mut String, tree: &Tree, form: Form) {
    let separated = |text: &mut String, index: usize| {
        if index > 0 {
            text.push_str(", ");
        }
    };
    match tree {
        Tree::Leaf(leaf) => text.push_str(leaf),
        Tree::Tagged(name, argument) => {
            let _ = write!(text, "!{name} ");
            flow(text, argument, form);
        }
        Tree::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separated(text, index);
                flow(text, item, form);
            }
            text.push(']');
        }
        Tree::Map(members) => {
            text.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                separated(text, index);
                if form == Form::Json || key.contains(':') {
                    let _ = write!(text, "\"{key}\": ");
                } else {
                    let _ = write!(text, "{key}: ");
                }
                flow(text, value, form);
            }
            text.push('}');
        }
    }
}

/// What stands after a key or a dash, line end included.
fn block(text: &mut String, tree: &Tree, depth: usize) {
    let indent = "  ".repeat(depth);
    match tree {
        Tree::Leaf(leaf) => {
            let _ = writeln!(text, " {leaf}");
        }
        Tree::Tagged(name, argument) => {
            let _ = write!(text, " !{name}");
            block(text, argument, depth);
        }
        Tree::List(items) if items.is_empty() => text.push_str(" []\n"),
        Tree::Map(members) if members.is_empty() => text.push_str(" {}\n"),
        Tree::List(items) => {
            text.push('\n');
            for item in items {
                let _ = write!(text, "{indent}-");
                block(text, item, depth + 1);
            }
        }
        Tree::Map(members) => {
            text.push('\n');
            for (key, value) in members {
                let _ = write!(text, "{indent}{key}:");
                block(text, value, depth + 1);
            }
        }
    }
}
