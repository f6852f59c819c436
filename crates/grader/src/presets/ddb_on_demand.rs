//! `ddb-on-demand`: every table is paid by the request.
//!
//! # What it checks
//! Each `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable` has `BillingMode: PAY_PER_REQUEST`, and neither it nor an index of it has a
//! `ProvisionedThroughput`, which AWS refuses beside it. SAM's `AWS::Serverless::SimpleTable` is on demand when it has no
//! `ProvisionedThroughput`.
//!
//! # Why it matters
//! Provisioned capacity is paid by the hour, used or not, and too little of it turns requests away. On demand costs nothing while
//! nothing happens and grows by itself. A table without `BillingMode` is provisioned.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: The table costs nothing while it is idle, preset: ddb-on-demand, tag: cost}
//! ```
//!
//! # Fix
//! A table on demand is paid by the request and needs no guess of its load. Write `BillingMode: PAY_PER_REQUEST` and take
//! `ProvisionedThroughput` away, from the table and from its indexes.

use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix, remove},
    subject::{Ask, Look, Subject, element_path, elements, look_in, of_types},
};
use crate::{remedy::Change, world::World};

const PATH: &str = "BillingMode";
const THROUGHPUT: &str = "ProvisionedThroughput";
const INDEXES: &str = "GlobalSecondaryIndexes";

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    of_types(
        world,
        &["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"],
    )
    .iter()
    .map(one)
    .collect()
}

fn one(table: &Subject<'_>) -> Finding {
    let id = table.id();
    let leftovers = leftovers(table);
    let removals: Vec<Change> = leftovers.iter().map(|(path, _)| remove(id, path)).collect();
    let of_sam = table.is("AWS::Serverless::SimpleTable");
    if !of_sam {
        let finding = table.ask(Ask {
            path: PATH,
            fits: &|text, _| text == "PAY_PER_REQUEST",
            needs: "`PAY_PER_REQUEST`",
            good: "is on demand",
            bad: "is not on demand",
            missing: ", and without it a table is `PROVISIONED`",
            fix: Fix::set(
                table,
                format!("Write `{PATH}: PAY_PER_REQUEST`, and take every `{THROUGHPUT}` away."),
                &[(PATH, json!("PAY_PER_REQUEST"))],
            )
            .and(removals.clone()),
        });
        if finding.decision != cfn::Decision::True || leftovers.is_empty() {
            return finding;
        }
    }
    let Some((path, look)) = leftovers.first() else {
        return table.good(
            At::Resource,
            format!("`{id}` is on demand, as it has no `{THROUGHPUT}`."),
        );
    };
    let mark = match look {
        Look::Found(spot) => spot.mark,
        Look::Unknown { reason, mark } => {
            return table.undecided(At::Property(path, *mark), reason);
        }
        Look::Missing => table.resource.id_span,
    };
    let sentence = if of_sam {
        format!("`{id}` is not on demand: it has `{path}`.")
    } else {
        format!("`{id}` is on demand, so AWS refuses its `{path}`.")
    };
    let fix = Fix::advice(format!("Take `{THROUGHPUT}` away.")).and(removals);
    table.bad(At::Property(path, mark), sentence, fix)
}

/// Every throughput of the table and its indexes, with its path.
fn leftovers<'m>(table: &Subject<'m>) -> Vec<(String, Look<'m>)> {
    let mut found = vec![(THROUGHPUT.to_owned(), table.look(THROUGHPUT))];
    if let Look::Found(spot) = table.look(INDEXES) {
        found.extend(elements(spot).into_iter().map(|(index, element)| {
            let path = format!("{}.{THROUGHPUT}", element_path(INDEXES, index));
            (path, look_in(element.value, THROUGHPUT))
        }));
    }
    found.retain(|(_, look)| !matches!(look, Look::Missing));
    found
}
