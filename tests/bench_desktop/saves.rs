//! Save to painted verdict in the real window, in each of the ways in which editors save.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::Path,
    process::Command,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use fantoccini::Client;

use crate::{
    percentile, process, sorted,
    support::{Driver, TestHome, attribute, binary, wait_for, write_settings},
};

const SAVES: usize = 200;
const TOUCHES: usize = 20;
const PATIENCE: Duration = Duration::from_secs(5);

/// One way of saving. Gives the time at which the content was whole, in milliseconds since the Unix epoch.
type Save = fn(&Path, &[u8]) -> f64;

const STYLES: &[(&str, Save)] = &[
    ("in place", in_place),
    ("truncate, three chunks", three_chunks),
    ("temp and rename", temp_and_rename),
    ("vim backup", vim_backup),
    ("vim backupcopy", vim_backup_copy),
    ("JetBrains", jetbrains),
    ("VS Code", vs_code),
    ("git checkout", git_checkout),
];

fn in_place(file: &Path, content: &[u8]) -> f64 {
    fs::write(file, content).expect("a save");
    process::now_ms()
}

fn three_chunks(file: &Path, content: &[u8]) -> f64 {
    let mut target = OpenOptions::new()
        .write(true)
        .truncate(true)
        .open(file)
        .expect("a save");
    for chunk in content.chunks(content.len() / 3 + 1) {
        target.write_all(chunk).expect("a save");
        target.flush().expect("a save");
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(target);
    process::now_ms()
}

fn temp_and_rename(file: &Path, content: &[u8]) -> f64 {
    let beside = file.with_extension("yaml.tmp");
    fs::write(&beside, content).expect("a save");
    fs::rename(&beside, file).expect("a save");
    process::now_ms()
}

/// Renames the old file to `name~`, writes a new one, removes the backup.
fn vim_backup(file: &Path, content: &[u8]) -> f64 {
    let backup = file.with_extension("yaml~");
    fs::rename(file, &backup).expect("a save");
    fs::write(file, content).expect("a save");
    let whole = process::now_ms();
    fs::remove_file(&backup).expect("a save");
    whole
}

/// Copies the old file to `name~`, writes in place with fsync, removes the backup.
fn vim_backup_copy(file: &Path, content: &[u8]) -> f64 {
    let backup = file.with_extension("yaml~");
    fs::copy(file, &backup).expect("a save");
    let mut target = File::create(file).expect("a save");
    target.write_all(content).expect("a save");
    target.sync_all().expect("a save");
    drop(target);
    let whole = process::now_ms();
    fs::remove_file(&backup).expect("a save");
    whole
}

/// Writes `name___jb_tmp___`, renames the old one away, renames the new one in place.
fn jetbrains(file: &Path, content: &[u8]) -> f64 {
    let (new, old) = (
        file.with_extension("yaml___jb_tmp___"),
        file.with_extension("yaml___jb_old___"),
    );
    fs::write(&new, content).expect("a save");
    fs::rename(file, &old).expect("a save");
    fs::rename(&new, file).expect("a save");
    let whole = process::now_ms();
    fs::remove_file(&old).expect("a save");
    whole
}

/// Writes in place without truncating first, then cuts to length.
fn vs_code(file: &Path, content: &[u8]) -> f64 {
    let mut target = OpenOptions::new().write(true).open(file).expect("a save");
    target.write_all(content).expect("a save");
    target.set_len(content.len() as u64).expect("a save");
    drop(target);
    process::now_ms()
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@example.com",
            "-c",
            "core.autocrlf=false",
        ])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(
        done.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// Commits the content aside, goes back to it. Git takes longer to end than to write, so the file's own time is taken.
fn git_checkout(file: &Path, content: &[u8]) -> f64 {
    let folder = file.parent().expect("a folder");
    let branch = format!(
        "b{:x}",
        content.iter().fold(7_u64, |hash, byte| hash
            .wrapping_mul(31)
            .wrapping_add(u64::from(*byte)))
    );
    git(folder, &["checkout", "-q", &branch, "--", "template.yaml"]);
    let modified = fs::metadata(file)
        .and_then(|metadata| metadata.modified())
        .expect("a time");
    modified
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_secs_f64()
        * 1000.0
}

/// Commits both contents to branches of a repository beside the template, so that a checkout is all that a save costs.
fn prepare_git(file: &Path, contents: &[Vec<u8>]) {
    let folder = file.parent().expect("a folder");
    git(folder, &["init", "-q"]);
    for content in contents {
        let branch = format!(
            "b{:x}",
            content.iter().fold(7_u64, |hash, byte| hash
                .wrapping_mul(31)
                .wrapping_add(u64::from(*byte)))
        );
        git(folder, &["checkout", "-q", "--orphan", &branch]);
        fs::write(file, content).expect("a save");
        git(folder, &["add", "template.yaml"]);
        git(folder, &["commit", "-q", "-m", "content"]);
    }
}

/// Notes when each newly graded attempt has been painted: in the first task after the frame in which the list said its number.
const NOTE_PAINTS: &str = r"
    window.paints = [];
    const list = document.querySelector('[data-attempt-id]');
    new MutationObserver(() => {
        const attempt = list.dataset.attemptId;
        requestAnimationFrame(() => {
            const afterFrame = new MessageChannel();
            afterFrame.port1.onmessage = () => window.paints.push([attempt, performance.timeOrigin + performance.now()]);
            afterFrame.port2.postMessage(null);
        });
    }).observe(list, { attributes: true, attributeFilter: ['data-attempt-id'] });
";

async fn paints(client: &Client) -> Vec<f64> {
    let value = client
        .execute("return window.paints.map(paint => paint[1])", Vec::new())
        .await
        .expect("the paints");
    value
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(serde_json::Value::as_f64)
        .collect()
}

/// How long a save is left alone before the window is asked: each question costs the page time, and a learner's saves are never
/// closer than this.
const LEFT_ALONE: Duration = Duration::from_millis(220);

/// The paint after those seen; nothing when a save was missed.
async fn next_paint(client: &Client, seen: usize) -> Option<f64> {
    let began = SystemTime::now();
    loop {
        tokio::time::sleep(LEFT_ALONE).await;
        if let Some(painted) = paints(client).await.get(seen) {
            return Some(*painted);
        }
        if began.elapsed().map_or(true, |elapsed| elapsed > PATIENCE) {
            return None;
        }
    }
}

pub(crate) async fn measure() {
    let home = TestHome::new();
    write_settings(
        home.path(),
        "welcomed = true\nopen_editor_on_start = false\n",
    );
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = driver.open(&binary("mission-architect")).await;
    let id = attribute(&client, "[data-testid=mission-card]", "data-mission-id").await;
    wait_for(&client, "[data-testid=mission-card]")
        .await
        .click()
        .await
        .expect("a click");
    wait_for(&client, "[data-testid=start-mission]")
        .await
        .click()
        .await
        .expect("a click");
    let template = attribute(&client, "[data-testid=workspace-path]", "data-path").await;
    let template = Path::new(&template);
    wait_for(&client, "[data-attempt-id] [data-testid=criterion]").await;
    client
        .execute(NOTE_PAINTS, Vec::new())
        .await
        .expect("the observer");

    let mission = missions::Catalogue::bundled()
        .mission(&id)
        .expect("a bundled mission");
    let starter = mission.starter.clone().expect("a starter").into_bytes();
    let solution = mission.solution.clone().expect("a solution").into_bytes();
    let contents = [solution, starter];
    prepare_git(template, &contents);
    tokio::time::sleep(Duration::from_secs(2)).await;

    for (name, save) in STYLES {
        let mut waits = Vec::new();
        let before = paints(&client).await.len();
        let mut missed = 0;
        for number in 0..SAVES {
            let seen = paints(&client).await.len();
            // The other content than the one that stands there, so that each save changes the verdicts.
            let now = fs::read(template).expect("the template");
            let content = if now == contents[0] {
                &contents[1]
            } else {
                &contents[0]
            };
            let whole = save(template, content);
            match next_paint(&client, seen).await {
                Some(painted) => waits.push(painted - whole),
                None => missed += 1,
            }
            // Not in step with the frames or with the watcher's own timers.
            tokio::time::sleep(Duration::from_millis((number as u64 * 7) % 23)).await;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        let graded = paints(&client).await.len() - before;
        let waits = sorted(waits);
        println!(
            "save to painted verdict, {name}: p50 {:.0} ms, p95 {:.0} ms, max {:.0} ms, {SAVES} saves, {missed} missed, {} re-grades too many",
            percentile(&waits, 0.5),
            percentile(&waits, 0.95),
            percentile(&waits, 1.0),
            graded.saturating_sub(SAVES - missed),
        );
    }

    let before = paints(&client).await.len();
    for _ in 0..TOUCHES {
        File::options()
            .append(true)
            .open(template)
            .and_then(|file| file.set_modified(SystemTime::now()))
            .expect("a touch");
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    println!(
        "re-grades for {TOUCHES} touches: {}",
        paints(&client).await.len() - before
    );

    let pid = process::find_below(driver.process.id(), "mission-architect")
        .expect("the app runs below the driver");
    tokio::time::sleep(Duration::from_secs(5)).await;
    let share = process::cpu_share(pid, Duration::from_secs(30)).await;
    println!(
        "CPU at rest with a mission watched: {:.2} % of a core over 30 s",
        share * 100.0
    );
    client.close().await.expect("the session ends");
}
