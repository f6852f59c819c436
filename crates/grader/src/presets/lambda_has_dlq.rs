//! `lambda-has-dlq`: what a function fails at is kept.
//!
//! # What it checks
//! Each `AWS::Lambda::Function` and `AWS::Serverless::Function` has one of: `DeadLetterConfig` (`DeadLetterQueue` in SAM); an `OnFailure` destination
//! in an `AWS::Lambda::EventInvokeConfig`, in SAM's `EventInvokeConfig`, in an `AWS::Lambda::EventSourceMapping` or in a SAM event; or an event source
//! that is a queue of the template with a `RedrivePolicy`, which keeps what fails by itself. All functions count, also those that are
//! only called and waited for; `functions` (patterns for logical ids) says which ones to look at.
//!
//! # Why it matters
//! An event that a function fails at is tried twice more and then dropped without a trace. A dead-letter queue keeps it.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No event gets lost, preset: lambda-has-dlq, args: {functions: "*Worker"}, tag: reliability}
//! ```
//!
//! # Fix
//! An event that a function fails at goes to a queue, where someone can look at it. Add a queue, name it in
//! `DeadLetterConfig.TargetArn`, and let the function's role send messages to it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{
    Args, Finding,
    dead_letters::free_id,
    finding::{At, Fix, set},
    subject::{Look, Spot, Subject, by_id, fits_pattern, look_in, of_types, push_key, referred},
};
use crate::{remedy::Change, world::World};

const FUNCTION: &str = "AWS::Lambda::Function";
const ON_FAILURE: &str = "DestinationConfig.OnFailure.Destination";

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let patterns = args.texts("functions");
    let places = Places::of(world);
    of_types(world, &[FUNCTION])
        .iter()
        .filter(|function| {
            patterns
                .iter()
                .any(|pattern| fits_pattern(pattern, function.id()))
        })
        .map(|function| one(world, function, &places))
        .collect()
}

/// Resources that say for a function what becomes of failures.
struct Places<'m> {
    queues: BTreeMap<&'m str, Subject<'m>>,
    /// By the function's logical id or name.
    by_function: BTreeMap<String, Vec<Subject<'m>>>,
}

impl<'m> Places<'m> {
    fn of(world: &World<'m>) -> Self {
        let mut by_function: BTreeMap<String, Vec<Subject<'m>>> = BTreeMap::new();
        let types = [
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::EventSourceMapping",
        ];
        for subject in of_types(world, &types) {
            if let Look::Found(spot) = subject.look("FunctionName") {
                let name = referred(spot.value).or_else(|| spot.value.as_text().map(str::to_owned));
                if let Some(name) = name {
                    by_function.entry(name).or_default().push(subject);
                }
            }
        }
        Self {
            queues: by_id(world, &["AWS::SQS::Queue"]),
            by_function,
        }
    }

    fn about(&self, function: &Subject<'_>) -> impl Iterator<Item = &Subject<'m>> {
        let of = |name: Option<&str>| {
            name.and_then(|name| self.by_function.get(name))
                .into_iter()
                .flatten()
        };
        of(Some(function.id())).chain(of(function.text("FunctionName")))
    }

    /// The queue with a dead-letter queue that an event source names.
    fn safe_queue(&self, source: Look<'_>) -> Option<&'m str> {
        let Look::Found(spot) = source else {
            return None;
        };
        let queue = self.queues.get(referred(spot.value)?.as_str())?;
        queue.has("RedrivePolicy").then(|| queue.id())
    }
}

/// What keeps a function's failures.
enum Kept {
    /// The end of a sentence: "in `DeadLetterConfig`".
    Yes(String),
    No,
    Unknown(String, cfn::Span, String),
}

fn one(world: &World<'_>, function: &Subject<'_>, places: &Places<'_>) -> Finding {
    let id = function.id();
    match kept(function, places) {
        Kept::Yes(how) => function.good(
            At::Resource,
            format!("`{id}` keeps what it fails at {how}."),
        ),
        Kept::Unknown(path, mark, reason) => function.undecided(At::Property(&path, mark), &reason),
        Kept::No => {
            let path = own_path(function);
            let sentence = format!(
                "`{id}` drops what it fails at: it has no `{path}` and no `OnFailure` destination."
            );
            function.bad(At::Missing(path), sentence, fix(world, function))
        }
    }
}

fn own_path(function: &Subject<'_>) -> &'static str {
    if function.is_sam() {
        "DeadLetterQueue"
    } else {
        "DeadLetterConfig"
    }
}

fn kept(function: &Subject<'_>, places: &Places<'_>) -> Kept {
    let own = format!("{}.TargetArn", own_path(function));
    let in_sam = format!("EventInvokeConfig.{ON_FAILURE}");
    let mut unknown = None;
    let mut places_of_own = vec![own];
    if function.is_sam() {
        places_of_own.extend([
            in_sam,
            "EventInvokeConfig.DestinationConfig.OnFailure.Type".to_owned(),
        ]);
    }
    for path in places_of_own {
        match function.look(&path) {
            Look::Found(spot) if is_empty(&spot) => {}
            Look::Found(_) => return Kept::Yes(format!("through `{path}`")),
            Look::Missing => {}
            Look::Unknown { reason, mark } => {
                unknown.get_or_insert(Kept::Unknown(path, mark, reason.to_owned()));
            }
        }
    }
    for place in places.about(function) {
        let other = place.id();
        match place.look(ON_FAILURE) {
            Look::Found(spot) if !is_empty(&spot) => {
                return Kept::Yes(format!("through `{ON_FAILURE}` of `{other}`"));
            }
            Look::Found(_) | Look::Missing => {}
            Look::Unknown { reason, mark } => {
                unknown.get_or_insert(Kept::Unknown(
                    ON_FAILURE.to_owned(),
                    mark,
                    reason.to_owned(),
                ));
            }
        }
        if let Some(queue) = places.safe_queue(place.look("EventSourceArn")) {
            return Kept::Yes(format!("in the dead-letter queue of `{queue}`"));
        }
    }
    if let Look::Found(events) = function.look("Events") {
        for event in events.value.as_map().unwrap_or_default() {
            let inside = |path: &str| look_in(&event.value, path);
            if matches!(inside(&format!("Properties.{ON_FAILURE}")), Look::Found(_)) {
                let mut path = "Events".to_owned();
                push_key(&mut path, &event.key);
                return Kept::Yes(format!("through the `OnFailure` of `{path}`"));
            }
            if let Some(queue) = places.safe_queue(inside("Properties.Queue")) {
                return Kept::Yes(format!("in the dead-letter queue of `{queue}`"));
            }
        }
    }
    unknown.unwrap_or(Kept::No)
}

fn is_empty(spot: &Spot<'_>) -> bool {
    spot.value.as_text() == Some("")
}

fn fix(world: &World<'_>, function: &Subject<'_>) -> Fix {
    let id = function.id();
    let dead = free_id(world, &format!("{id}DeadLetters"));
    let arn = json!({"Fn::GetAtt": [dead, "Arn"]});
    let path = own_path(function);
    let (settings, role) = if function.is_sam() {
        (json!({"Type": "SQS", "TargetArn": arn}), "")
    } else {
        (
            json!({"TargetArn": arn}),
            " Let its role do `sqs:SendMessage` there.",
        )
    };
    Fix::advice(format!(
        "Add a queue `{dead}`, and to `{id}` the property `{path}` with `TargetArn: !GetAtt {dead}.Arn`.{role}"
    ))
    .and([
        Change::AddResource {
            id: dead,
            type_name: "AWS::SQS::Queue".to_owned(),
            properties: json!({"MessageRetentionPeriod": 1_209_600}),
        },
        set(id, path, settings),
    ])
}
