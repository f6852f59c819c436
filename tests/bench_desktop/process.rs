//! What `/proc` says of a process and everything below it.

use std::{collections::BTreeMap, fs, time::Duration};

/// Clock ticks a second, as Linux reports them to programs on every platform that Tauri supports.
const TICKS_PER_SECOND: f64 = 100.0;

/// Fields of `/proc/<pid>/stat` after the command's name, from `state` on.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let after_name = text.rsplit_once(')')?.1;
    Some(after_name.split_whitespace().map(str::to_owned).collect())
}

/// The first process below `ancestor` whose program has this name.
pub(crate) fn find_below(ancestor: u32, program: &str) -> Option<u32> {
    tree(ancestor).into_iter().find(|pid| {
        fs::read_link(format!("/proc/{pid}/exe"))
            .is_ok_and(|path| path.file_name().is_some_and(|name| name == program))
    })
}

/// A process and all its descendants.
pub(crate) fn tree(root: u32) -> Vec<u32> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc")
        .expect("/proc can be listed")
        .flatten()
    {
        let Some(pid) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        if let Some(parent) = stat(pid).and_then(|fields| fields.get(1)?.parse().ok()) {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = vec![root];
    let mut next = 0;
    while let Some(pid) = found.get(next).copied() {
        found.extend(children.get(&pid).into_iter().flatten());
        next += 1;
    }
    found
}

/// When a process began, in milliseconds since the Unix epoch, to 10 ms.
pub(crate) fn began_ms(pid: u32) -> f64 {
    let ticks: f64 = stat(pid).expect("the process runs")[19]
        .parse()
        .expect("a start time");
    let boot = fs::read_to_string("/proc/stat").expect("/proc/stat");
    // `btime` counts whole seconds; the clock and the uptime together are finer.
    assert!(boot.contains("btime"), "Linux");
    let uptime: f64 = fs::read_to_string("/proc/uptime")
        .expect("/proc/uptime")
        .split_whitespace()
        .next()
        .and_then(|seconds| seconds.parse().ok())
        .expect("an uptime");
    now_ms() - (uptime - ticks / TICKS_PER_SECOND) * 1000.0
}

pub(crate) fn now_ms() -> f64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970")
        .as_secs_f64()
        * 1000.0
}

/// Proportional set size of a process and its descendants, in MiB: shared pages are divided among those that share them.
pub(crate) fn memory_mib(root: u32) -> f64 {
    let kib: f64 = tree(root)
        .into_iter()
        .filter_map(|pid| fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok())
        .filter_map(|text| {
            let line = text
                .lines()
                .find(|line| line.starts_with("Pss:"))?
                .to_owned();
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        })
        .sum();
    kib / 1024.0
}

/// CPU over a while, each a share of one core.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// All of it.
    pub(crate) whole: f64,
    /// What stands in for a graphics card: Mesa's software rasteriser. None where there is a card.
    pub(crate) rasteriser: f64,
}

/// CPU of a process and its descendants over a while, as a share of one core.
pub(crate) async fn cpu_share(root: u32, over: Duration) -> f64 {
    shares(root, over).await.whole
}

/// The same, with what of it stands in for a graphics card. Threads that end meanwhile do not count.
pub(crate) async fn shares(root: u32, over: Duration) -> Share {
    let before = cpu_seconds(root);
    tokio::time::sleep(over).await;
    let (mut whole, mut rasteriser) = (0.0, 0.0);
    for (thread, (name, seconds)) in cpu_seconds(root) {
        let used = seconds - before.get(&thread).map_or(0.0, |(_, seconds)| *seconds);
        whole += used;
        if name.starts_with("llvmpipe") {
            rasteriser += used;
        }
    }
    Share {
        whole: whole / over.as_secs_f64(),
        rasteriser: rasteriser / over.as_secs_f64(),
    }
}

/// Name and CPU time of each thread.
fn cpu_seconds(root: u32) -> BTreeMap<String, (String, f64)> {
    let threads = tree(root).into_iter().flat_map(|pid| {
        fs::read_dir(format!("/proc/{pid}/task"))
            .into_iter()
            .flatten()
            .flatten()
    });
    threads
        .filter_map(|thread| {
            let text = fs::read_to_string(thread.path().join("stat")).ok()?;
            let (name, fields) = text.rsplit_once(')')?;
            let name = name.split_once('(')?.1.to_owned();
            let fields: Vec<&str> = fields.split_whitespace().collect();
            let ticks = |index: usize| fields[index].parse::<f64>().unwrap_or(0.0);
            let seconds = (ticks(11) + ticks(12)) / TICKS_PER_SECOND;
            Some((thread.path().display().to_string(), (name, seconds)))
        })
        .collect()
}
