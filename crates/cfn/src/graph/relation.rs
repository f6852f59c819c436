//! The closed set of relations.

/// What one resource can have to do with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn` from one to the other.
    References,
    /// At most six [`Relation::References`] in a row.
    Reaches,
    /// An explicit `DependsOn`.
    DependsOn,
    /// Events, messages, records or calls go from one to the other.
    Delivers,
    /// What cannot be delivered or processed goes there.
    DeadLettersTo,
    /// Runs with the rights of a role.
    Assumes,
    /// Lies in a network, a table, a balancer.
    ContainedIn,
    /// A security group, firewall or authorizer guards it.
    Protects,
    /// An alarm, budget or lifecycle hook tells it.
    Notifies,
    /// Its logs go there.
    LogsTo,
    /// A KMS key encrypts it.
    EncryptsWith,
}

/// Every relation with its name in criteria.
const NAMES: &[(Relation, &str)] = &[
    (Relation::References, "references"),
    (Relation::Reaches, "reaches"),
    (Relation::DependsOn, "dependsOn"),
    (Relation::Delivers, "delivers"),
    (Relation::DeadLettersTo, "deadLettersTo"),
    (Relation::Assumes, "assumes"),
    (Relation::ContainedIn, "containedIn"),
    (Relation::Protects, "protects"),
    (Relation::Notifies, "notifies"),
    (Relation::LogsTo, "logsTo"),
    (Relation::EncryptsWith, "encryptsWith"),
];

impl Relation {
    /// Every relation, in the order of the criterion language.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(relation, _)| *relation)
    }

    /// Its name in criteria.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(relation, _)| *relation == self)
            .map_or("", |(_, name)| name)
    }

    /// When it holds, as the end of a sentence; connectors are named, since they are not nodes.
    pub fn holds_when(self) -> &'static str {
        match self {
            Self::References => "a `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn` leads from a to b",
            Self::Reaches => "at most six `references` in a row lead from a to b",
            Self::DependsOn => "a has b in its `DependsOn`",
            Self::Delivers => {
                "events, messages, records or calls go from a to b: by an SNS subscription (a resource or inline), a Lambda event source mapping, an S3 notification, the targets of an EventBridge rule, a schedule, a pipe, the `Events` of a SAM function, an API Gateway integration, a task of a Step Functions state machine, a log subscription filter, or the stream of a table or Kinesis stream to its consumer"
            }
            Self::DeadLettersTo => {
                "what a cannot deliver or process goes to b: `RedrivePolicy`, `DeadLetterConfig`, an `OnFailure` destination, the dead-letter queue of a rule's target, a schedule or a pipe"
            }
            Self::Assumes => {
                "a (a function, task, instance by its profile, state machine, ...) runs with the role b"
            }
            Self::ContainedIn => {
                "a lies in b: a subnet in a VPC, an instance, function or cluster in a subnet or VPC, a route in a route table, a listener on a load balancer"
            }
            Self::Protects => {
                "a (a security group, a web ACL by its association, an authorizer) guards b"
            }
            Self::Notifies => "a (an alarm, a budget, a lifecycle hook) sends its news to b",
            Self::LogsTo => {
                "a writes its logs to b: a log group, a flow log's destination, an access log bucket, a trail's bucket"
            }
            Self::EncryptsWith => "a is encrypted with the KMS key b",
        }
    }

    /// The relation of this name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(relation, _)| *relation)
    }
}
