//! What the presets about RDS share: which database answers for itself, and which one takes its settings from a cluster or another
//! database. What is asked of them is each preset's own.

use std::collections::BTreeMap;

use super::subject::{Look, Subject, by_id, of_types, referred};
use crate::world::World;

pub(super) const INSTANCE: &str = "AWS::RDS::DBInstance";
pub(super) const CLUSTER: &str = "AWS::RDS::DBCluster";

/// Where an instance has its storage settings from.
pub(super) enum Settings {
    /// It is a cluster, or an instance of its own.
    Own,
    /// From a cluster or database of this template, which is looked at itself.
    FromTemplate,
    /// From something that is not in this template; the end of a sentence.
    FromOutside(String),
}

/// The databases of a template, and who takes settings from whom.
pub(super) struct Databases<'m> {
    pub(super) all: Vec<Subject<'m>>,
    by_id: BTreeMap<&'m str, Subject<'m>>,
}

impl<'m> Databases<'m> {
    pub(super) fn of(world: &World<'m>) -> Self {
        Self {
            all: of_types(world, &[INSTANCE, CLUSTER]),
            by_id: by_id(world, &[INSTANCE, CLUSTER]),
        }
    }

    /// Whose the settings of storage, backup and protection are.
    pub(super) fn settings(&self, subject: &Subject<'_>) -> Settings {
        for (path, what) in [
            ("DBClusterIdentifier", "its cluster"),
            (
                "SourceDBInstanceIdentifier",
                "the database that it is a replica of",
            ),
        ] {
            if !subject.is(INSTANCE) {
                break;
            }
            let Look::Found(spot) = subject.look(path) else {
                continue;
            };
            return if self.is_here(spot.value) {
                Settings::FromTemplate
            } else {
                Settings::FromOutside(format!("{what} is not in this template"))
            };
        }
        Settings::Own
    }

    fn is_here(&self, value: &cfn::Value<'_>) -> bool {
        if let Some(id) = referred(value) {
            return self.by_id.contains_key(id.as_str());
        }
        value.as_text().is_some_and(|name| {
            self.all.iter().any(|other| {
                other.text("DBClusterIdentifier") == Some(name) && other.is(CLUSTER)
                    || other.text("DBInstanceIdentifier") == Some(name)
            })
        })
    }

    /// How many instances of the template are members of a cluster.
    pub(super) fn members(&self, cluster: &Subject<'_>) -> usize {
        self.all
            .iter()
            .filter(|other| other.is(INSTANCE))
            .filter(|other| match other.look("DBClusterIdentifier") {
                Look::Found(spot) => match referred(spot.value) {
                    Some(id) => id == cluster.id(),
                    None => {
                        spot.value.as_text().is_some()
                            && spot.value.as_text() == cluster.text("DBClusterIdentifier")
                    }
                },
                Look::Missing | Look::Unknown { .. } => false,
            })
            .count()
    }
}

/// Whether a cluster is one of Aurora, whose instances are resources of their own; `None` when its engine is not known.
pub(super) fn is_aurora(cluster: &Subject<'_>) -> Option<bool> {
    cluster
        .text("Engine")
        .map(|engine| engine.starts_with("aurora"))
}
