//! Figures of the real window: save to painted verdict and architecture, frames while it is moved, typing, a mentor's reply, a long list, start, memory and CPU at rest. Linux only, as it reads
//! `/proc`.
//! Run by `scripts/bench`; prints one line a figure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails by ending"
)]

mod many;
mod mentor;
mod paint;
mod picture;
mod process;
mod saves;
mod start;
mod stream;
#[path = "../support.rs"]
mod support;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|argument| argument == name);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        if runs("start") {
            start::measure().await;
        }
        if runs("saves") {
            saves::measure().await;
        }
        if runs("picture") {
            picture::measure().await;
        }
        if runs("stream") {
            stream::measure().await;
        }
        if runs("many") {
            many::measure().await;
        }
    });
}

/// How busy the machine was in the last minute, to stand beside a figure.
fn load() -> String {
    let loads = std::fs::read_to_string("/proc/loadavg").expect("/proc/loadavg");
    format!("load {}", loads.split(' ').next().unwrap_or_default())
}

/// The value below which a share of the sorted values lies (nearest rank).
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1]
}

/// Sorts figures that are never NaN.
fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}
