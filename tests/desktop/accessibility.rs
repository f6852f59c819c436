//! axe on every screen of the real window, in both themes, at 100 % and at 200 % (where a model answers, at one of both in each theme); and what axe does not look at: the contrast of words in
//! the picture.

use std::{cell::RefCell, fs, path::Path};

use fake_bedrock::Script;
use fantoccini::Client;
use serde_json::{Value, json};

use super::{
    editing_here::type_at_the_start,
    hands::{
        CONTROL, Picture, activate, begin, bundled, chord, go, is_there, press, run, save,
        solution, starter, until,
    },
    leave_data_of_a_newer_version, open, with_driver,
};
use crate::{
    drag::{LET_GO, OVER, drag},
    support::{TestHome, wait_for, write_settings},
    with_model::with_model,
};

/// Not welcomed yet: the welcome is a screen too.
const SETTINGS: &str = "open_editor_on_start = false\n";
const MISSION: &str = "orders-survive-a-crash";
const WITH_BLANKS: &str = "songs-that-come-back";
const ESCAPE: &str = "\u{E00C}";

#[test]
fn axe_finds_nothing_in_the_light_theme() {
    look_everywhere("light", 100);
}

#[test]
fn axe_finds_nothing_in_the_dark_theme() {
    look_everywhere("dark", 100);
}

#[test]
fn axe_finds_nothing_in_the_light_theme_twice_as_large() {
    look_everywhere("light", 200);
}

#[test]
fn axe_finds_nothing_in_the_dark_theme_twice_as_large() {
    look_everywhere("dark", 200);
}

fn look_everywhere(theme: &str, zoom: u32) {
    let home = TestHome::new();
    let settings = format!("{SETTINGS}theme = \"{theme}\"\nzoom_percent = {zoom}\n");
    with_driver(&home, &settings, async |driver| {
        let client = open(driver).await;
        let inspector = Inspector::of(&client).await;
        wait_for(&client, "[data-testid=welcome]").await;
        inspector.audit("welcome").await;
        activate(&client, "[data-testid=welcome-connect]").await;
        wait_for(&client, "[role=dialog] fieldset").await;
        inspector.audit("connect").await;
        press(&client, ESCAPE).await;
        gone(&client).await;
        activate(&client, "[data-testid=welcome-skip]").await;
        wait_for(&client, "[data-testid=mission-card]").await;
        inspector.audit("missions").await;
        dialogs(&inspector).await;
        dropped(&inspector, home.path()).await;
        go(&client, &format!("mission/{MISSION}")).await;
        wait_for(&client, "[data-testid=start-mission]").await;
        inspector.audit("brief").await;
        let template = begin(&client, MISSION).await;
        picture(&inspector, &template).await;
        texts(&inspector, &template).await;
        moments(&inspector, &template).await;
        begin(&client, WITH_BLANKS).await;
        wait_for(&client, "[data-testid=blanks-count]").await;
        inspector.audit("blanks").await;
        for screen in ["progress", "usage", "settings", "settings/appearance"] {
            go(&client, screen).await;
            wait_for(&client, "main h1").await;
            inspector.audit(screen).await;
        }
        inspector.end(&settings).await;
    });
}

#[test]
fn axe_finds_nothing_where_a_model_answers_in_the_light_theme() {
    look_where_a_model_answers("light", 100);
}

#[test]
fn axe_finds_nothing_where_a_model_answers_in_the_dark_theme_twice_as_large() {
    look_where_a_model_answers("dark", 200);
}

/// Missions that are written, one that failed, what was asked and what that costs. A server on this machine plays the model.
fn look_where_a_model_answers(theme: &str, zoom: u32) {
    with_model(Script::default(), async |driver, home, server| {
        let settings =
            format!("{SETTINGS}welcomed = true\ntheme = \"{theme}\"\nzoom_percent = {zoom}\n");
        write_settings(home.path(), &settings);
        let client = open(driver).await;
        let inspector = Inspector::of(&client).await;
        ask_for_a_mission(&client, "Orders that reach three teams").await;
        wait_for(&client, "[data-testid=generation][data-state=ready]").await;
        server.set_script(Script::named("validation"));
        ask_for_a_mission(&client, "A cheaper image archive").await;
        wait_for(&client, "[data-testid=generation][data-state=failed]").await;
        inspector.audit("generated missions").await;
        go(&client, "usage/queue").await;
        wait_for(&client, "[data-testid=job][data-job-state=dead]").await;
        inspector.audit("usage with a dead letter").await;

        server.set_script(Script::default());
        begin(&client, MISSION).await;
        if !is_there(&client, "[data-testid=mentor]").await {
            activate(&client, ".mentor-toggle").await;
        }
        fill(
            &client,
            "[data-testid=mentor-question]",
            "Where do I begin?",
        )
        .await;
        activate(&client, "[data-testid=mentor-send]:not([disabled])").await;
        wait_for(&client, "[data-testid=exchange][data-state=done]").await;
        inspector.audit("an answer of the mentor").await;
        fill(&client, "[data-testid=mentor-question]", "And then?").await;
        activate(&client, ".tools > .worded:not([disabled])").await;
        wait_for(&client, "[data-testid=mentor-sent] pre").await;
        inspector.audit("what is sent").await;
        inspector.end(&settings).await;
    });
}

async fn ask_for_a_mission(client: &Client, topic: &str) {
    go(client, "missions/new").await;
    fill(client, "[data-testid=new-topic]", topic).await;
    wait_for(client, "[data-testid=new-price]").await;
    activate(client, "[data-testid=new-ask]:not([disabled])").await;
}

async fn fill(client: &Client, css: &str, text: &str) {
    wait_for(client, css).await;
    let focus = "document.querySelector(arguments[0]).focus()";
    run(client, focus, vec![json!(css)]).await;
    press(client, text).await;
}

#[test]
fn axe_finds_nothing_on_data_that_may_not_be_touched() {
    let home = TestHome::new();
    leave_data_of_a_newer_version(home.path());
    for (theme, zoom) in [("light", 100), ("dark", 100), ("light", 200), ("dark", 200)] {
        let settings = format!("{SETTINGS}theme = \"{theme}\"\nzoom_percent = {zoom}\n");
        with_driver(&home, &settings, async |driver| {
            let client = open(driver).await;
            let inspector = Inspector::of(&client).await;
            wait_for(&client, "main.refused").await;
            inspector.audit("data of a newer version").await;
            inspector.end(&settings).await;
        });
    }
}

/// A file that is dropped: over the window, and what can be done with it.
async fn dropped(inspector: &Inspector<'_>, home: &Path) {
    let client = inspector.client;
    let file = home.join("from-a-colleague.yaml");
    fs::write(&file, solution(bundled(MISSION))).expect("a file");
    drag(client, OVER, &file).await;
    wait_for(client, "[data-testid=drop-overlay]").await;
    inspector.audit("a file over the window").await;
    drag(client, LET_GO, &file).await;
    wait_for(client, "[data-testid=dropped] .primary").await;
    inspector.audit("a dropped template").await;
    press(client, ESCAPE).await;
    gone(client).await;
}

/// What floats over the screens.
async fn dialogs(inspector: &Inspector<'_>) {
    let client = inspector.client;
    for (route, name) in [
        ("missions/new", "new mission"),
        ("missions/offline", "offline mission"),
    ] {
        go(client, route).await;
        wait_for(client, "[role=dialog]").await;
        inspector.audit(name).await;
        go(client, "missions").await;
        gone(client).await;
    }
    chord(client, &[CONTROL], 'k').await;
    wait_for(client, "[role=dialog] input").await;
    inspector.audit("palette").await;
    press(client, ESCAPE).await;
    gone(client).await;
    run(client, "document.querySelector('main').focus()", Vec::new()).await;
    press(client, "?").await;
    wait_for(client, "[role=dialog]").await;
    inspector.audit("keys").await;
    press(client, ESCAPE).await;
    gone(client).await;
}

async fn gone(client: &Client) {
    until(
        client,
        "the dialog is gone",
        "return document.querySelector('[role=dialog]') === null",
        |gone| *gone == json!(true),
    )
    .await;
}

/// The architecture: with a ghost, as a list, of a text that cannot be read.
async fn picture(inspector: &Inspector<'_>, template: &str) {
    let client = inspector.client;
    activate(client, "[data-tab=architecture]").await;
    Picture::when(client, "something is missing", |picture| {
        picture.has_state("ghost")
    })
    .await;
    inspector.audit("architecture").await;
    inspector.words_in_the_picture().await;
    press_key(client, "l").await;
    wait_for(client, "[data-testid=diagram-list]:not(.visually-hidden)").await;
    inspector.audit("architecture as a list").await;
    press_key(client, "l").await;
    save(client, template, "Resources:\n  Orders: [unfinished\n").await;
    wait_for(client, "[data-testid=diagram-unreadable]").await;
    inspector
        .audit("architecture of an unreadable template")
        .await;
}

/// The template read and edited, written elsewhere meanwhile, and what changed.
async fn texts(inspector: &Inspector<'_>, template: &str) {
    let client = inspector.client;
    activate(client, "[data-tab=template]").await;
    let drawn = "return document.querySelector('[data-editor]')?.shadowRoot?.querySelector('.cm-line') != null";
    until(client, "the template is shown", drawn, |is| {
        *is == json!(true)
    })
    .await;
    inspector.audit("template").await;
    activate(client, "[data-testid=edit-here]:not([disabled])").await;
    wait_for(client, "[data-testid=edit-save]").await;
    inspector.audit("edit here").await;
    type_at_the_start(client, "# mine").await;
    wait_for(client, "[data-testid=edit-bar] .dirty").await;
    let outside = format!("# Written elsewhere\n{}", starter(bundled(MISSION)));
    fs::write(template, outside).expect("another program writes the file");
    wait_for(client, "[data-testid=edit-conflict]").await;
    inspector.audit("edited here and elsewhere").await;
    activate(client, "[data-testid=edit-conflict] button").await;
    wait_for(client, "[data-testid=edit-merging]").await;
    inspector.audit("merging").await;
    chord(client, &[CONTROL], 'e').await;
    wait_for(client, "[data-testid=edit-here]").await;
    activate(client, "[data-tab=changes]").await;
    wait_for(client, "[data-tab=changes][aria-selected=true]").await;
    inspector.audit("changes").await;
}

/// The time machine, a look back, the mentor, a hint, and all passed.
async fn moments(inspector: &Inspector<'_>, template: &str) {
    let client = inspector.client;
    let mission = bundled(MISSION);
    save(client, template, starter(mission)).await;
    activate(client, "[data-testid=hint-button]").await;
    wait_for(client, "[data-testid=hints]").await;
    inspector.audit("a hint").await;
    if is_there(client, ".mentor-toggle").await {
        activate(client, ".mentor-toggle").await;
        inspector.audit("the mentor's drawer").await;
        press(client, ESCAPE).await;
    }
    activate(client, "[data-tab=history]").await;
    wait_for(client, "[data-testid=time-slider]").await;
    inspector.audit("time machine").await;
    activate(client, "[data-testid=time-machine] [aria-haspopup=menu]").await;
    activate(client, "[role=menu] button:last-of-type").await;
    wait_for(client, "[data-testid=delete-saves]").await;
    inspector.audit("deleting saves").await;
    press(client, ESCAPE).await;
    until(
        client,
        "the question is gone",
        "return document.querySelector('[data-testid=delete-saves]') === null",
        |gone| *gone == json!(true),
    )
    .await;
    press_key(client, ",").await;
    wait_for(client, "[data-testid=look-back]").await;
    press_key(client, "v").await;
    press_key(client, ",").await;
    wait_for(client, "[data-testid=compared]").await;
    inspector.audit("two saves compared").await;
    press_key(client, "n").await;
    activate(client, "[data-tab=criteria]").await;
    save(client, template, solution(mission)).await;
    wait_for(client, "[data-testid=full-pass]").await;
    inspector.audit("passed").await;
    activate(client, "[data-testid=sabotage]:not([disabled])").await;
    activate(client, "[data-testid=start-mission]:not([disabled])").await;
    wait_for(client, "[data-testid=criterion][data-verdict=fail]").await;
    inspector.audit("broken on purpose").await;
}

/// A key of the window, from where no field takes it.
async fn press_key(client: &Client, key: &str) {
    run(client, "document.querySelector('main').focus()", Vec::new()).await;
    press(client, key).await;
}

struct Inspector<'window> {
    client: &'window Client,
    /// What was found so far, screen by screen: all of it is worth knowing.
    found: RefCell<Vec<String>>,
}

impl<'window> Inspector<'window> {
    async fn of(client: &'window Client) -> Inspector<'window> {
        wait_for(client, "html[data-ready=true]").await;
        let axe = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/ui/node_modules/axe-core/axe.min.js"
        );
        let axe = fs::read_to_string(axe).expect("axe-core is installed with the front end");
        // Sent as the script itself: the page's policy forbids adding one to the page.
        run(client, &axe, Vec::new()).await;
        Inspector {
            client,
            found: RefCell::default(),
        }
    }

    /// Ends the session and says what was found in a window of these settings.
    async fn end(self, settings: &str) {
        let client = self.client.clone();
        client.close().await.expect("the session ends");
        let found = self.found.take();
        assert!(
            found.is_empty(),
            "nothing is found with these settings:\n{settings}\n{}",
            found.join("\n")
        );
    }

    async fn audit(&self, screen: &str) {
        const RUN: &str = "const done = arguments[arguments.length - 1];
            // Colours in the middle of a transition are nobody's colours.
            Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => null)))
                .then(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
                .then(result => done(result.violations.map(violation =>
                    violation.id + ': ' + violation.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))))
                .catch(error => done([String(error)]));";
        let found = self.client.execute_async(RUN, Vec::new()).await;
        self.note(screen, &found.expect("axe runs"));
    }

    fn note(&self, screen: &str, found: &Value) {
        let found = found.as_array().expect("a list");
        let lines = found.iter().map(|one| format!("{screen}: {one}"));
        self.found.borrow_mut().extend(lines);
    }

    /// axe leaves out what is drawn: each word of the picture against what it stands on.
    async fn words_in_the_picture(&self) {
        const FAINT: &str = r"
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const rgb = (colour, under = [255, 255, 255]) => {
                canvas.fillStyle = `rgb(${under})`;
                canvas.fillRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const light = (colour) => {
                const [r, g, b] = colour.map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const paper = rgb(getComputedStyle(document.querySelector('[data-testid=diagram]')).backgroundColor);
            const faint = [];
            let words = 0;
            for (const text of document.querySelectorAll('[data-testid=diagram] text')) {
                if (!text.checkVisibility({ checkVisibilityCSS: true }) || text.textContent.trim() === '') continue;
                words++;
                const box = text.closest('[data-testid=diagram-node]')?.querySelector('.box');
                const under = box ? rgb(getComputedStyle(box).fill, paper) : paper;
                const [one, other] = [light(rgb(getComputedStyle(text).fill, under)), light(under)];
                const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (ratio < 4.5) faint.push(`${text.textContent}: ${ratio.toFixed(2)}`);
            }
            return { words, faint };
        ";
        let seen = run(self.client, FAINT, Vec::new()).await;
        assert!(
            seen["words"].as_u64() > Some(4),
            "the picture has words: {seen}"
        );
        self.note("a contrast of 4.5 in the picture", &seen["faint"]);
    }
}
