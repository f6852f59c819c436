//! `logs-retention-set`: every log group says how long it keeps its logs.
//!
//! # What it checks
//! Each `AWS::Logs::LogGroup` has a `RetentionInDays` that CloudWatch Logs takes (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400,
//! 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653), and with `maxDays` no more than that. Log groups of the class `DELIVERY` have a
//! fixed time and are right. Only log groups of the template are looked at: a function without one gets a log group from AWS, which
//! keeps everything for ever.
//!
//! # Why it matters
//! A log group without a retention keeps its logs for ever, and every month costs a little more.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Logs go after a month at the latest, preset: logs-retention-set, args: {maxDays: 30}, tag: cost}
//! ```
//!
//! # Fix
//! Logs are kept as long as someone needs them and no longer, since AWS keeps them for ever unless it is told. Add `RetentionInDays`
//! with one of the numbers of days that CloudWatch Logs takes, such as 14 or 30.

use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix},
    subject::{Ask, Look, Subject, number, of_types},
};
use crate::world::World;

const PATH: &str = "RetentionInDays";
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const DAYS: &[u16] = &[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];
/// What a hint proposes where nothing longer is forbidden.
const USUAL: u16 = 14;

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    of_types(world, &["AWS::Logs::LogGroup"])
        .iter()
        .map(|group| one(group, args.number("maxDays")))
        .collect()
}

fn one(group: &Subject<'_>, most: Option<f64>) -> Finding {
    if group.text("LogGroupClass") == Some("DELIVERY") {
        let sentence = format!(
            "`{}` is of the class `DELIVERY`, whose logs go by themselves.",
            group.id()
        );
        return group.good(At::Resource, sentence);
    }
    let allowed = |days: &&u16| most.is_none_or(|most| f64::from(**days) <= most);
    let proposed = DAYS
        .iter()
        .filter(allowed)
        .rfind(|days| **days <= USUAL)
        .copied()
        .unwrap_or(1);
    let needs = match most {
        Some(most) => format!("at most {most}, and a number of days that CloudWatch Logs takes"),
        None => "a number of days that CloudWatch Logs takes, such as 14".to_owned(),
    };
    let fix = Fix::set(
        group,
        format!("Write `{PATH}: {proposed}`."),
        &[(PATH, json!(proposed))],
    );
    let look = group.look(PATH);
    if matches!(look, Look::Missing) {
        let at_most = most.map_or_else(String::new, |most| format!(", at most {most}"));
        let sentence = format!(
            "`{}` keeps its logs for ever: add `{PATH}`{at_most}.",
            group.id()
        );
        return group.bad(At::Missing(PATH), sentence, fix);
    }
    let ask = Ask {
        path: PATH,
        fits: &|text, _| {
            number(text).is_some_and(|found| {
                DAYS.iter()
                    .filter(allowed)
                    .any(|days| f64::from(*days) == found)
            })
        },
        needs: &needs,
        good: "lets its logs go",
        bad: "does not let its logs go as asked",
        missing: "",
        fix,
    };
    group.ask_at(look, ask)
}
