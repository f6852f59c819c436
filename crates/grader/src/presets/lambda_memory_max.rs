//! `lambda-memory-max`: no function has more memory than allowed.
//!
//! # What it checks
//! `MemorySize` of each `AWS::Lambda::Function` and `AWS::Serverless::Function` is at most `mb` (512 when not given), SAM's `Globals`
//! included. A function that says nothing has 128 MB. There has to be a function.
//!
//! # Why it matters
//! A function is paid by its memory times its time, so memory that it does not use is money for nothing. More memory also brings
//! more processor, so measure before going lower.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Functions stay small, preset: lambda-memory-max, args: {mb: 256}, tag: cost}
//! ```
//!
//! # Fix
//! A function has the memory that it needs and no more, since memory is what is paid for. Lower `MemorySize` to what is allowed.

use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix},
    subject::{Ask, Subject, number, of_types},
};
use crate::world::World;

const PATH: &str = "MemorySize";
/// What Lambda gives a function that says nothing, in MB.
const UNSAID: f64 = 128.0;

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let most = args.number("mb").unwrap_or(UNSAID);
    of_types(world, &["AWS::Lambda::Function"])
        .iter()
        .map(|function| one(function, most))
        .collect()
}

fn one(function: &Subject<'_>, most: f64) -> Finding {
    if !function.has(PATH) && most >= UNSAID {
        let sentence = format!(
            "`{}` has {UNSAID} MB, as it has no `{PATH}`.",
            function.id()
        );
        return function.good(At::Resource, sentence);
    }
    function.ask(Ask {
        path: PATH,
        fits: &|text, _| number(text).is_some_and(|found| found <= most),
        needs: &format!("at most {most}"),
        good: "is small enough",
        bad: "has too much memory",
        missing: ", which means 128",
        fix: Fix::set(
            function,
            format!("Write `{PATH}: {most}` or less."),
            &[(PATH, json!(most as u32))],
        ),
    })
}
