//! `sqs-has-dlq`: every queue has a dead-letter queue.
//!
//! # What it checks
//! Each `AWS::SQS::Queue` that is not a dead-letter queue itself has a `RedrivePolicy` with `deadLetterTargetArn` and `maxReceiveCount`, and the
//! target is another queue, first-in-first-out when the queue is. A queue is a dead-letter queue when anything sends its failures
//! there, or when it has a `RedriveAllowPolicy`.
//!
//! # Why it matters
//! A message that cannot be processed comes back again and again, until it expires and is gone. A dead-letter queue takes it out of
//! the way and keeps it for someone to look at.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No message gets lost, preset: sqs-has-dlq, tag: reliability}
//! ```
//!
//! # Fix
//! A message that fails again and again goes to a queue of its own, where someone can look at it. Add a second queue, and to the first
//! a `RedrivePolicy` with its ARN as `deadLetterTargetArn` and a `maxReceiveCount` such as 5.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{
    Args, Finding,
    dead_letters::{free_id, targets},
    finding::{At, Fix, set},
    subject::{Judged, Look, Subject, by_id, is_true, judge, look_in, number, of_types, referred},
};
use crate::{remedy::Change, world::World};

const QUEUE: &str = "AWS::SQS::Queue";
const POLICY: &str = "RedrivePolicy";
const TARGET: &str = "RedrivePolicy.deadLetterTargetArn";
const COUNT: &str = "RedrivePolicy.maxReceiveCount";

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    let targets = targets(world);
    let queues = by_id(world, &[QUEUE]);
    of_types(world, &[QUEUE])
        .iter()
        .filter(|queue| {
            let named = queue
                .text("QueueName")
                .is_some_and(|name| targets.contains(name));
            !(named || targets.contains(queue.id()) || queue.has("RedriveAllowPolicy"))
        })
        .map(|queue| one(world, queue, &queues))
        .collect()
}

fn one(world: &World<'_>, queue: &Subject<'_>, queues: &BTreeMap<&str, Subject<'_>>) -> Finding {
    let id = queue.id();
    let fix = || new_queue(world, queue);
    let policy = match queue.look(POLICY) {
        Look::Found(spot) => spot,
        Look::Missing => {
            let sentence = format!("`{id}` has no dead-letter queue: it has no `{POLICY}`.");
            return queue.bad(At::Missing(POLICY), sentence, fix());
        }
        Look::Unknown { reason, mark } => {
            return queue.undecided(At::Property(POLICY, mark), reason);
        }
    };
    // A policy may be a JSON text too, which is taken as it is.
    if let Some(text) = policy.value.as_text() {
        return match serde_json::from_str::<Json>(text) {
            Ok(json) if json.get("deadLetterTargetArn").is_some() && json.get("maxReceiveCount").is_some() => {
                queue.good(At::Property(POLICY, policy.mark), format!("`{id}` has a dead-letter queue."))
            }
            _ => queue.bad(
                At::Property(POLICY, policy.mark),
                format!("`{id}` has no dead-letter queue: `{POLICY}` has no `deadLetterTargetArn` and `maxReceiveCount`."),
                fix(),
            ),
        };
    }
    let target = match queue.look(TARGET) {
        Look::Found(spot) => spot,
        Look::Missing => {
            let sentence = format!("`{id}` has no dead-letter queue: it has no `{TARGET}`.");
            return queue.bad(At::Missing(TARGET), sentence, fix());
        }
        Look::Unknown { reason, mark } => {
            return queue.undecided(At::Property(TARGET, mark), reason);
        }
    };
    let count_fix = Fix::set(
        queue,
        format!("Write 5 at `{COUNT}`."),
        &[(COUNT, json!(5))],
    );
    match judge(look_in(policy.value, "maxReceiveCount"), &|text, _| {
        number(text).is_some_and(|count| (1.0..=1000.0).contains(&count))
    }) {
        Judged::Met(..) => {}
        Judged::Missing => {
            let sentence = format!("`{id}` never gives a message up: it has no `{COUNT}`.");
            return queue.bad(At::Missing(COUNT), sentence, count_fix);
        }
        Judged::Wrong(mark, shown) => {
            let shown = shown.trim_end_matches(',');
            let sentence =
                format!("`{id}` never gives a message up: `{COUNT}` is {shown}, needs 1 to 1000.");
            return queue.bad(At::Property(COUNT, mark), sentence, count_fix);
        }
        Judged::Unknown(mark, reason) => {
            return queue.undecided(At::Property(COUNT, mark), &reason);
        }
    }
    let other = referred(target.value);
    let at = At::Property(TARGET, target.mark);
    if let Some(unknown) = target.value.as_unknown()
        && unknown.is_dangling()
    {
        let reason = &unknown.reason;
        let sentence =
            format!("`{id}` has no dead-letter queue: {reason}, which `{TARGET}` names.");
        return queue.bad(at, sentence, fix());
    }
    match other.as_deref() {
        Some(other) if other == id => {
            let sentence =
                format!("`{id}` is its own dead-letter queue, so its failures come back.");
            queue.bad(at, sentence, fix())
        }
        Some(other) => match queues.get(other) {
            Some(found) if is_fifo(found) != is_fifo(queue) => {
                let kind = if is_fifo(queue) {
                    "first-in-first-out as well"
                } else {
                    "a standard queue as well"
                };
                let sentence = format!(
                    "`{id}` cannot use `{other}` as its dead-letter queue, which has to be {kind}."
                );
                queue.bad(at, sentence, fix())
            }
            _ => queue.good(at, format!("`{id}` has the dead-letter queue `{other}`.")),
        },
        None => queue.good(at, format!("`{id}` has a dead-letter queue.")),
    }
}

fn is_fifo(queue: &Subject<'_>) -> bool {
    matches!(judge(queue.look("FifoQueue"), &is_true), Judged::Met(..))
}

fn new_queue(world: &World<'_>, queue: &Subject<'_>) -> Fix {
    let id = queue.id();
    let dead = free_id(world, &format!("{id}DeadLetters"));
    // Two weeks, the longest that SQS keeps a message.
    let mut properties = json!({"MessageRetentionPeriod": 1_209_600});
    if is_fifo(queue)
        && let Some(properties) = properties.as_object_mut()
    {
        properties.insert("FifoQueue".to_owned(), json!(true));
    }
    let policy =
        json!({"deadLetterTargetArn": {"Fn::GetAtt": [dead, "Arn"]}, "maxReceiveCount": 5});
    Fix::advice(format!(
        "Add a queue `{dead}`, and to `{id}` the property `{POLICY}` with `deadLetterTargetArn: !GetAtt {dead}.Arn` and `maxReceiveCount: 5`."
    ))
    .and([
        Change::AddResource {
            id: dead,
            type_name: QUEUE.to_owned(),
            properties,
        },
        set(id, POLICY, policy),
    ])
}
