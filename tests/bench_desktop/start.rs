//! Start to first useful paint, and memory at rest, as ratios to a bare window built in the same run.

use std::time::Duration;

use crate::{
    percentile, process, sorted,
    support::{Driver, TestHome, binary, wait_for, write_settings},
};

const RUNS: usize = 15;
const REST: Duration = Duration::from_secs(4);

struct Started {
    paint_ms: f64,
    memory_mib: f64,
}

async fn start(program: &str) -> Started {
    let home = TestHome::new();
    write_settings(home.path(), "welcomed = true\n");
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = driver.open(&binary(program)).await;
    wait_for(&client, "html[data-ready=true]").await;
    let painted = client
        .execute("return performance.timeOrigin + performance.getEntriesByName('first-useful-paint')[0].startTime", Vec::new())
        .await
        .expect("the mark")
        .as_f64()
        .expect("a number");
    let pid =
        process::find_below(driver.process.id(), program).expect("the app runs below the driver");
    let paint_ms = painted - process::began_ms(pid);
    tokio::time::sleep(REST).await;
    let memory_mib = process::memory_mib(pid);
    client.close().await.expect("the session ends");
    Started {
        paint_ms,
        memory_mib,
    }
}

pub(crate) async fn measure() {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    // In turn, so that a machine that slows down slows both. The first of each warms the page cache and does not count.
    for run in 0..=RUNS {
        let pair = (start("mission-architect").await, start("bare_window").await);
        if run > 0 {
            ours.push(pair.0);
            bare.push(pair.1);
        }
    }
    report(
        "start to first useful paint",
        "ms",
        &ours,
        &bare,
        |started| started.paint_ms,
    );
    report(
        "memory at rest, PSS of all processes",
        "MiB",
        &ours,
        &bare,
        |started| started.memory_mib,
    );
}

fn report(
    name: &str,
    unit: &str,
    ours: &[Started],
    bare: &[Started],
    figure: impl Fn(&Started) -> f64,
) {
    let median = |values: Vec<f64>| percentile(&sorted(values), 0.5);
    let ratio = median(
        ours.iter()
            .zip(bare)
            .map(|(a, b)| figure(a) / figure(b))
            .collect(),
    );
    println!(
        "{name}: app {:.0} {unit}, bare window {:.0} {unit}, ratio {ratio:.2} (medians of {RUNS} pairs)",
        median(ours.iter().map(&figure).collect()),
        median(bare.iter().map(&figure).collect()),
    );
}
