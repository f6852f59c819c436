//! The screens of the picture, of the template in the window, of the time machine, of dropped files, of languages and of sizes.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use engine::{Clock, Engine, Home, Options, SystemClock};
use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
};
use missions::Mission;

use crate::{
    click,
    drag::{LET_GO, OVER, drag},
    go, half_solved, mission_named, open,
    practice::{MINUTE_MS, Nobody, Set},
    save,
    support::{Driver, TestHome, attribute, wait_for, write_settings},
};

/// Queues, topics and the connections that are missing between them.
const WITH_GHOSTS: &str = "orders-to-every-team";
/// Its saves are the time machine's.
pub(crate) const WITH_HISTORY: &str = "orders-survive-a-crash";
/// A network that holds subnets that hold instances.
const NETWORK: &str = "reels-off-the-toll-road";
const SAVES: usize = 20;

pub(crate) const CONTROL: char = '\u{E009}';
const HOME: char = '\u{E011}';

pub(crate) fn settings(theme: &str, more: &str) -> String {
    format!(
        "theme = \"{theme}\"\nopen_editor_on_start = false\nwelcomed = true\nlearner_name = \"Ada\"\n{more}"
    )
}

/// Draws them all in one theme and size.
pub(crate) async fn draw(target: &Path, theme: &str, width: u32, height: u32) {
    let shot = |name: &str| target.join(format!("{name}-{theme}-{width}.png"));
    let home = TestHome::new();
    write_settings(home.path(), &settings(theme, ""));
    save_many_times(home.path(), SAVES);
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = open(&driver, width, height).await;
    let template = start(&client, WITH_GHOSTS).await;
    draw_picture(&client, &shot, &template).await;
    draw_network(&client, &shot).await;
    draw_template(&client, &shot, &template).await;
    draw_time_machine(&client, &shot).await;
    draw_dropping(&client, &shot, home.path()).await;
    go(&client, "/settings/appearance").await;
    save(&client, &shot("settings-appearance")).await;
    client.close().await.expect("the session ends");
}

/// German, small and twice as large: a mission and, where it differs most, what is around it.
pub(crate) async fn draw_window(target: &Path, theme: &str) {
    for (name, more, width, height) in [
        ("german", "language = \"de\"\n", 1280, 800),
        ("small", "", 640, 480),
        ("twice", "zoom_percent = 200\n", 1280, 800),
    ] {
        let home = TestHome::new();
        write_settings(home.path(), &settings(theme, more));
        let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
        let client = open(&driver, width, height).await;
        let shot = |screen: &str| target.join(format!("{name}-{screen}-{theme}-{width}.png"));
        save(&client, &shot("missions")).await;
        let template = start(&client, WITH_GHOSTS).await;
        write(&client, &template, &half_solved(mission_named(WITH_GHOSTS))).await;
        save(&client, &shot("mission")).await;
        if name == "german" {
            go(&client, "/settings/appearance").await;
            save(&client, &shot("settings")).await;
        } else {
            show(&client, "[data-tab=architecture]").await;
            save(&client, &shot("architecture")).await;
            click(&client, "[data-tab=history]").await;
            save(&client, &shot("history")).await;
        }
        client.close().await.expect("the session ends");
    }
}

async fn draw_picture(client: &Client, shot: &impl Fn(&str) -> PathBuf, template: &str) {
    click(client, "[data-tab=architecture]").await;
    wait_for(client, "[data-testid=diagram-edge][data-state=ghost]").await;
    save(client, &shot("architecture")).await;
    // With the keyboard in it: what is walked to, and what it is about.
    run(
        client,
        "document.querySelector('[data-testid=diagram-node]').focus()",
    )
    .await;
    press(client, &[], '\u{E014}').await;
    save(client, &shot("architecture-walked")).await;
    press(client, &[], 'l').await;
    wait_for(client, "[data-testid=diagram-list]:not(.visually-hidden)").await;
    save(client, &shot("architecture-list")).await;
    leave_fields(client).await;
    press(client, &[], 'l').await;

    write(
        client,
        template,
        "Resources:\n  OrderEvents:\n    Type: AWS::SNS::Topic\n    Properties: [\n",
    )
    .await;
    wait_for(client, "[data-testid=diagram-unreadable]").await;
    save(client, &shot("architecture-unreadable")).await;
    write(
        client,
        template,
        "AWSTemplateFormatVersion: \"2010-09-09\"\nResources: {}\n",
    )
    .await;
    save(client, &shot("architecture-empty")).await;
    write(client, template, &half_solved(mission_named(WITH_GHOSTS))).await;
}

async fn draw_network(client: &Client, shot: &impl Fn(&str) -> PathBuf) {
    start(client, NETWORK).await;
    click(client, "[data-tab=architecture]").await;
    wait_for(client, "[data-testid=diagram-node]").await;
    save(client, &shot("network")).await;
    let fold = "const groups = [...document.querySelectorAll('[data-testid=diagram-fold]')];
        groups[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true }))";
    run(client, fold).await;
    save(client, &shot("network-folded")).await;
}

async fn draw_template(client: &Client, shot: &impl Fn(&str) -> PathBuf, template: &str) {
    go(client, &format!("/mission/{WITH_GHOSTS}")).await;
    wait_for(client, "[data-attempt-id] [data-testid=criterion]").await;
    click(client, "[data-tab=template]").await;
    wait_for(client, "[data-testid=edit-here]").await;
    press(client, &[], '\u{E038}').await;
    save(client, &shot("template")).await;
    click(client, "[data-testid=edit-here]:not([disabled])").await;
    wait_for(client, "[data-testid=edit-save]").await;
    run(
        client,
        "document.querySelector('[data-editor]').shadowRoot.querySelector('.cm-content').focus()",
    )
    .await;
    press(client, &[CONTROL], HOME).await;
    for sign in "# Mine".chars() {
        press(client, &[], sign).await;
    }
    wait_for(client, "[data-testid=edit-bar] .dirty").await;
    save(client, &shot("edit-here")).await;
    let outside = format!(
        "# Written elsewhere\n{}",
        half_solved(mission_named(WITH_GHOSTS))
    );
    fs::write(template, outside).expect("a save");
    wait_for(client, "[data-testid=edit-conflict]").await;
    save(client, &shot("edit-conflict")).await;
    click(client, "[data-testid=edit-conflict] button").await;
    wait_for(client, "[data-testid=edit-merging]").await;
    save(client, &shot("edit-merging")).await;
    press(client, &[CONTROL], 'e').await;
}

async fn draw_time_machine(client: &Client, shot: &impl Fn(&str) -> PathBuf) {
    go(client, &format!("/mission/{WITH_HISTORY}")).await;
    wait_for(client, "[data-attempt-id] [data-testid=criterion]").await;
    close_drawer(client).await;
    click(client, "[data-tab=history]").await;
    click(client, "[data-tab=architecture]").await;
    wait_for(client, "[data-testid=time-slider]").await;
    save(client, &shot("time-machine")).await;
    leave_fields(client).await;
    for _ in 0..9 {
        press(client, &[], ',').await;
    }
    wait_for(client, "[data-testid=look-back]").await;
    save(client, &shot("time-machine-looking")).await;
    press(client, &[], 'v').await;
    for _ in 0..4 {
        press(client, &[], '.').await;
    }
    wait_for(client, "[data-testid=compared]").await;
    click(client, "[data-tab=changes]").await;
    save(client, &shot("time-compare")).await;
    leave_fields(client).await;
    press(client, &[], 'n').await;
    // What is wrong now against the last time that nothing was.
    let last_green = "const radio = document.querySelector('[data-tab=changes]').closest('section, div:has([role=tabpanel])')?.querySelectorAll('[role=radiogroup] input, [role=radiogroup] [role=radio]') ?? [];
        radio[2]?.click()";
    run(client, last_green).await;
    save(client, &shot("changes-last-green")).await;
}

/// Hands the window files as its own backend does when they are dragged onto it.
async fn draw_dropping(client: &Client, shot: &impl Fn(&str) -> PathBuf, home: &Path) {
    let file = home.join("from-a-colleague.yaml");
    let text = mission_named(WITH_HISTORY)
        .solution
        .as_deref()
        .expect("a solution");
    fs::write(&file, text).expect("a file");
    go(client, "/missions").await;
    drag(client, OVER, &file).await;
    wait_for(client, "[data-testid=drop-overlay]").await;
    save(client, &shot("drop-over")).await;
    drag(client, LET_GO, &file).await;
    wait_for(client, "[data-testid=dropped]").await;
    save(client, &shot("drop")).await;
    press(client, &[], '\u{E00C}').await;
}

pub(crate) async fn start(client: &Client, id: &str) -> String {
    go(client, &format!("/mission/{id}")).await;
    let start = "[data-testid=start-mission]:not([disabled])";
    wait_for(client, start).await;
    run(
        client,
        "document.querySelector('[data-testid=start-mission]').click()",
    )
    .await;
    wait_for(client, "[data-attempt-id] [data-testid=criterion]").await;
    if let Ok(close) = client
        .find(Locator::Css("[data-testid=notice] .close"))
        .await
    {
        // Gone by itself is as good.
        let _ = close.click().await;
    }
    close_drawer(client).await;
    attribute(client, "[data-testid=workspace-path]", "data-path").await
}

pub(crate) async fn close_drawer(client: &Client) {
    if client
        .find(Locator::Css(".mentor-toggle[aria-expanded=true]"))
        .await
        .is_ok()
    {
        run(client, "document.querySelector('.mentor-toggle').click()").await;
    }
}

/// Saves a text and waits until the window shows what came of it.
async fn write(client: &Client, template: &str, text: &str) {
    let before = attribute(client, "[data-attempt-id]", "data-attempt-id").await;
    fs::write(template, text).expect("a save");
    let newer = format!("[data-attempt-id]:not([data-attempt-id='{before}'])");
    wait_for(client, &newer).await;
}

pub(crate) async fn run(client: &Client, script: &str) {
    client
        .execute(script, Vec::new())
        .await
        .unwrap_or_else(|error| panic!("the page does not do `{script}`: {error}"));
}

/// Keys of the window are letters in a field.
pub(crate) async fn leave_fields(client: &Client) {
    run(client, "document.querySelector('main').focus()").await;
}

pub(crate) async fn press(client: &Client, held: &[char], key: char) {
    let mut typing = KeyActions::new("keyboard".to_owned());
    for value in held {
        typing = typing.then(KeyAction::Down { value: *value });
    }
    typing = typing
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key });
    for value in held {
        typing = typing.then(KeyAction::Up { value: *value });
    }
    client.perform_actions(typing).await.expect("a key");
}

async fn show(client: &Client, css: &str) {
    wait_for(client, css).await;
    run(
        client,
        &format!("document.querySelector('{css}').scrollIntoView()"),
    )
    .await;
}

/// Works on a mission, for an hour when it is twenty saves: forwards most of the time, back once in twenty, a text that cannot be read, all
/// met near the end, and one more save after that.
pub(crate) fn save_many_times(home: &Path, saves: usize) {
    let mission = mission_named(WITH_HISTORY);
    let texts = on_the_way(mission, saves);
    let pauses: Vec<i64> = (0..texts.len())
        .map(|number| {
            let minutes = if number == 11 {
                24
            } else {
                1 + number as i64 % 4
            };
            minutes * MINUTE_MS
        })
        .collect();
    let began = SystemClock.now_ms() - pauses.iter().sum::<i64>() - MINUTE_MS;
    let clock = Arc::new(Set(AtomicI64::new(began)));
    let options = Options::new(Home::under(home), clock.clone(), Arc::new(Nobody));
    let engine = Engine::open(options).expect("the data");
    let started = engine.start(&mission.id, None).expect("a start");
    for (text, pause) in texts.iter().zip(pauses) {
        clock.0.fetch_add(pause, Ordering::SeqCst);
        fs::write(&started.template, text).expect("a save");
        engine.grade_now(&mission.id).expect("a grading");
    }
}

/// Texts between the starter and the solution.
fn on_the_way(mission: &Mission, saves: usize) -> Vec<String> {
    let (starter, solution) = (
        mission.starter.as_deref().expect("a starter"),
        mission.solution.as_deref().expect("a solution"),
    );
    let difference = similar::TextDiff::from_lines(starter, solution);
    let changes: Vec<usize> = (0..difference.ops().len())
        .filter(|index| difference.ops()[*index].tag() != similar::DiffTag::Equal)
        .collect();
    let with = |taken: usize| {
        let mut text = String::new();
        for (index, op) in difference.ops().iter().enumerate() {
            let solved = changes
                .iter()
                .position(|change| *change == index)
                .is_some_and(|at| at < taken);
            let (lines, range) = if solved {
                (solution, op.new_range())
            } else {
                (starter, op.old_range())
            };
            text.extend(
                lines
                    .split_inclusive('\n')
                    .skip(range.start)
                    .take(range.len()),
            );
        }
        text
    };
    let whole = changes.len();
    let mut texts = Vec::new();
    for number in 1..saves {
        let forwards = number * whole / (saves - 4);
        let text = match number % SAVES {
            6 => format!("{}      Unfinished: [\n", with(forwards)),
            9 => with(forwards.saturating_sub(2)),
            _ if number + 2 >= saves => {
                format!("{}# {number}\n", with(whole.saturating_sub(1)))
            }
            _ => format!("{}# {number}\n", with(forwards.min(whole))),
        };
        texts.push(text);
    }
    texts
}
