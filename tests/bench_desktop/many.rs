//! A hundred thousand generated missions in the real window: from asking for their list to its painted first page.

use std::{fs, path::Path};

use engine::Home;
use store::{ReadyMission, Store};

use crate::{
    load,
    mentor::Window,
    paint::{self, numbers},
    percentile, sorted,
    support::wait_for,
};

const MISSIONS: usize = 100_000;
const VISITS: usize = 40;

/// Leaves for another screen, comes back, and notes when the first page of the list has been painted; so many times.
const VISIT: &str = r"
    const [visits, done] = arguments;
    const took = [];
    const until = (isSo, then) => {
        if (isSo()) return then();
        const observer = new MutationObserver(() => {
            if (!isSo()) return;
            observer.disconnect();
            then();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    };
    const rows = () => document.querySelectorAll('[data-testid=generation]').length;
    const visit = () => {
        if (took.length === visits) return done(took);
        location.hash = '#/progress';
        until(() => rows() === 0, () => setTimeout(() => {
            const asked = Date.now();
            location.hash = '#/missions';
            until(() => rows() > 0, () => afterPaint((at) => {
                took.push(at - asked);
                setTimeout(visit, 300);
            }));
        }, 300 + (took.length * 7) % 23));
    };
    visit();
";

/// Asks for a page alone, without a screen.
const ASK: &str = r"
    const [count, done] = arguments;
    const took = [];
    const next = async () => {
        if (took.length === count) return done(took);
        const asked = performance.now();
        const page = await window.__TAURI_INTERNALS__.invoke('list_generations', { after: null, state: null, limit: 12 });
        took.push(performance.now() - asked);
        if (page.generations.length !== 12) return done(['not a page']);
        setTimeout(() => void next(), 40);
    };
    void next();
";

pub(crate) async fn measure() {
    let window = Window::open(fill).await;
    wait_for(&window.client, "[data-testid=generation]").await;
    paint::prepare(&window.client).await;
    for (what, script) in [
        (
            "from asking for the screen to its painted first page",
            VISIT,
        ),
        ("`list_generations` alone, there and back", ASK),
    ] {
        let took = window
            .client
            .execute_async(script, vec![VISITS.into()])
            .await
            .expect("the list is shown");
        let took = sorted(numbers(&took));
        assert_eq!(took.len(), VISITS, "each visit found a page");
        println!(
            "{MISSIONS} generated missions, {what}: p50 {:.0} ms, p95 {:.0} ms, max {:.0} ms, {VISITS} times ({})",
            percentile(&took, 0.5),
            percentile(&took, 0.95),
            percentile(&took, 1.0),
            load()
        );
    }
    window.close().await;
}

/// Puts the missions into the store. In memory first: each is a commit of its own, and a disk would take minutes for them.
fn fill(home: &Path) {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    let folder = folder.expect("a temporary folder");
    let aside = Home::under(folder.path());
    let target = Home::under(home).database();
    for file in [aside.database(), target.clone()] {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the data folder");
    }
    let (store, _) = Store::open(&aside.database()).expect("a database");
    for number in 0..MISSIONS {
        let at_ms = 1_781_524_800_000 + i64::try_from(number).expect("a small number");
        let put = store.put_ready(&format!("generated-{number}"), "{}", mission(number), at_ms);
        assert!(put.expect("it is written"), "no two have one id");
    }
    drop(store);
    fs::copy(aside.database(), &target).expect("the database is copied");
    let (store, _) = Store::open(&target).expect("the copy is a database");
    let [_, ready, ..] = store.generated_counts().expect("counts");
    assert_eq!(ready, MISSIONS as u64, "the copy is whole");
}

fn mission(number: usize) -> ReadyMission {
    ReadyMission {
        title: format!("Orders that fan out, part {number}"),
        summary: "A shop's orders reach two consumers, and none is lost when one of them is down."
            .to_owned(),
        level: "associate".to_owned(),
        services: vec!["sns".to_owned(), "sqs".to_owned(), "lambda".to_owned()],
        skills: vec!["resilience".to_owned(), "decoupling".to_owned()],
        minutes: 30,
        criteria: 6,
        document: "x".repeat(6_000),
        version: format!("{number:064x}"),
        origin: "{}".to_owned(),
    }
}
