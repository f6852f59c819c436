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

    /// The relation of this name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(relation, _)| *relation)
    }
}
