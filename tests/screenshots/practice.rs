//! The screens of what needs no model: blanks, a mission made offline, a template broken on purpose, what is due again.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use engine::{Clock, Engine, Event, EventSink, Home, Options, SystemClock};
use fantoccini::Client;
use missions::{BlankKind, Catalogue, DurationUnit, Mission};

use crate::{
    click, go, open, save,
    support::{Driver, TestHome, attribute, wait_for, write_settings},
    write,
};

/// Enter, as WebDriver calls it.
const ENTER: char = '\u{E007}';
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
pub(crate) const MINUTE_MS: i64 = 60 * 1000;
/// Missions that were passed some days or weeks before, one after the other.
const PRACTISED: usize = 3;
const BETWEEN_MS: i64 = 110 * 60 * MINUTE_MS;

pub(crate) async fn draw(target: &Path, theme: &str, width: u32, height: u32) {
    let home = TestHome::new();
    let shot = |name: &str| target.join(format!("{name}-{theme}-{width}.png"));
    write_settings(
        home.path(),
        &format!(
            "theme = \"{theme}\"\nopen_editor_on_start = false\nwelcomed = true\nlearner_name = \"Ada\"\n"
        ),
    );
    let passed = practise_long_ago(home.path());
    let without_hints = add_without_hints(home.path());
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = open(&driver, width, height).await;

    draw_blanks(&client, &shot).await;
    draw_practice(&client, &shot).await;
    draw_made_offline(&client, &shot).await;
    draw_hint_proof(&client, &shot, &without_hints).await;
    draw_sabotage(&client, &shot, &passed).await;
    client.close().await.expect("the session ends");
}

async fn draw_blanks(client: &Client, shot: &impl Fn(&str) -> PathBuf) {
    let (with_blanks, duration, unit) = mission_with_duration();
    let answer = match unit {
        DurationUnit::Seconds | DurationUnit::Minutes => "5min",
        DurationUnit::Hours | DurationUnit::Days => "3d",
    };
    go(client, &format!("/mission/{}", with_blanks.id)).await;
    start(client).await;
    wait_for(client, "[data-testid=blanks-count]").await;
    save(client, &shot("blanks")).await;
    write(
        client,
        &format!("[data-blank='{duration}']"),
        &format!("{answer}{ENTER}"),
    )
    .await;
    wait_for(client, "[data-testid=blank-keep]").await;
    save(client, &shot("blanks-corrected")).await;
}

async fn draw_practice(client: &Client, shot: &impl Fn(&str) -> PathBuf) {
    go(client, "/progress").await;
    wait_for(client, "[data-testid=practise]").await;
    save(client, &shot("practice")).await;
    show(client, "[data-testid=skill-map]").await;
    save(client, &shot("skill-map")).await;
    go(client, "/settings/practice").await;
    wait_for(client, "#practice").await;
    save(client, &shot("settings-practice")).await;
}

async fn draw_made_offline(client: &Client, shot: &impl Fn(&str) -> PathBuf) {
    go(client, "/missions/offline").await;
    write(
        client,
        "[data-testid=new-topic]",
        "A shop that loses orders",
    )
    .await;
    save(client, &shot("new-mission-offline")).await;
    click(client, "[data-testid=new-make]:not([disabled])").await;
    start(client).await;
    save(client, &shot("offline-mission")).await;
}

/// A mission whose author wrote no hints: they are the grader's, and the last of them says what its change would do.
async fn draw_hint_proof(client: &Client, shot: &impl Fn(&str) -> PathBuf, mission: &str) {
    go(client, &format!("/mission/{mission}")).await;
    start(client).await;
    let press = async |css: &str| {
        wait_for(client, css).await;
        client
            .execute(
                "document.querySelector(arguments[0]).click()",
                vec![css.into()],
            )
            .await
            .expect("it can be pressed");
    };
    // The button at the criterion shows the first.
    press("[data-testid=hint-button]").await;
    for level in 1..=3 {
        if level > 1 {
            press("[data-testid=hint-next]").await;
        }
        wait_for(
            client,
            &format!("[data-testid=hints] ol > li:nth-child({level})"),
        )
        .await;
    }
    show(client, "[data-testid=hints] [data-testid=proof]").await;
    save(client, &shot("hint-proof")).await;
}

async fn draw_sabotage(client: &Client, shot: &impl Fn(&str) -> PathBuf, passed: &str) {
    go(client, &format!("/mission/{passed}")).await;
    wait_for(client, "[data-testid=sabotage]").await;
    save(client, &shot("passed")).await;
    click(client, "[data-testid=sabotage]").await;
    start(client).await;
    save(client, &shot("sabotage")).await;
}

async fn start(client: &Client) {
    click(client, "[data-testid=start-mission]").await;
    wait_for(client, "[data-attempt-id] [data-testid=criterion]").await;
    // What was said about the start need not be said in each picture after it.
    wait_for(client, "[data-testid=notice]").await;
    click(client, "[data-testid=notice] .close").await;
}

async fn show(client: &Client, css: &str) {
    attribute(client, css, "class").await;
    client
        .execute(
            "document.querySelector(arguments[0]).scrollIntoView()",
            vec![css.into()],
        )
        .await
        .expect("it is there");
}

/// A mission with a blank that takes a length of time, and that blank: there is something to correct about it.
fn mission_with_duration() -> (&'static Mission, &'static str, DurationUnit) {
    let missions = Catalogue::bundled()
        .packs
        .iter()
        .flat_map(|pack| &pack.missions);
    missions
        .flat_map(|mission| mission.blanks.iter().map(move |blank| (mission, blank)))
        .find_map(|(mission, blank)| match blank.kind {
            BlankKind::Duration { unit, .. } => Some((mission, blank.id.as_str(), unit)),
            _ => None,
        })
        .expect("a bundled mission with a length of time among its blanks")
}

/// Passes some missions as somebody did within two weeks: what the first ones taught is due again. Gives the first.
fn practise_long_ago(home: &Path) -> String {
    let clock = Arc::new(Set(AtomicI64::new(SystemClock.now_ms() - 14 * DAY_MS)));
    let options = Options::new(Home::under(home), clock.clone(), Arc::new(Nobody));
    let engine = Engine::open(options).expect("the data");
    let missions: Vec<&Mission> = Catalogue::bundled()
        .packs
        .iter()
        .flat_map(|pack| &pack.missions)
        // Those with blanks are drawn as they are before.
        .filter(|mission| mission.blanks.is_empty())
        .take(PRACTISED)
        .collect();
    for mission in &missions {
        let started = engine.start(&mission.id, None).expect("a start");
        clock.0.fetch_add(20 * MINUTE_MS, Ordering::SeqCst);
        let solution = mission.solution.as_deref().expect("a solution");
        fs::write(&started.template, solution).expect("a save");
        engine.grade_now(&mission.id).expect("a grading");
        clock.0.fetch_add(BETWEEN_MS, Ordering::SeqCst);
    }
    missions[0].id.clone()
}

/// Adds a mission of somebody's own who left out the hints. Gives its id.
fn add_without_hints(home: &Path) -> String {
    const SAME_WITH_HINTS: &str = "orders-survive-a-crash";
    const ID: &str = "orders-without-hints";
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("missions/foundations")
        .join(SAME_WITH_HINTS);
    let own = home.join(ID);
    fs::create_dir_all(&own).expect("a folder");
    for file in ["starter.yaml", "solution.yaml"] {
        fs::copy(bundled.join(file), own.join(file)).expect("a file of the mission");
    }
    let text = fs::read_to_string(bundled.join("mission.yaml")).expect("the mission");
    let (text, _) = text.split_once("\nhints:\n").expect("hints, at the end");
    fs::write(
        own.join("mission.yaml"),
        text.replacen(SAME_WITH_HINTS, ID, 1),
    )
    .expect("the mission");
    let options = Options::new(Home::under(home), Arc::new(SystemClock), Arc::new(Nobody));
    let engine = Engine::open(options).expect("the data");
    engine.add_mission(&own).expect("a mission that is proved")
}

/// A clock that is moved by hand.
pub(crate) struct Set(pub(crate) AtomicI64);

impl Clock for Set {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

pub(crate) struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}
