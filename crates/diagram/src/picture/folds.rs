//! What is not drawn as a box: parts of others and badges on others. Which types they are is in `fold_table`, how the hosts are found in
//! `folding`.

use cfn::Relation;

use super::{BadgeKind, fold_table::FOLDS};

/// A type that is not drawn as a box where it has a host.
pub(super) struct Fold {
    pub(super) type_name: &'static str,
    pub(super) form: Form,
    /// Where its hosts are looked for; the first that gives any counts. None for what only ever connects.
    pub(super) hosts: &'static [Hosts],
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A sign on its host.
    Badge(BadgeKind),
    /// It goes up in its host: a stage in its API, a listener in its balancer, a subscription in the connection that it makes.
    Part,
}

/// Where hosts are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hosts {
    /// What a property names.
    At(&'static str),
    /// What has this relation to it.
    Of(Relation),
    /// What it has this relation to.
    To(Relation),
    /// What refers to it.
    Users,
}

/// How a type is folded.
pub(super) fn fold_of(type_name: &str) -> Option<&'static Fold> {
    FOLDS
        .binary_search_by_key(&type_name, |fold| fold.type_name)
        .ok()
        .and_then(|place| FOLDS.get(place))
}
