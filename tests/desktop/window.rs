//! The window itself: its size and its text's, small windows, and the learner's language.

use fantoccini::Client;
use serde_json::{Value, json};

use super::{
    SETTINGS,
    hands::{CONTROL, activate, begin, chord, go, is_there, run, until},
    open, text, wait_until, with_driver,
};
use crate::support::{TestHome, wait_for};

const MISSION: &str = "orders-survive-a-crash";

#[test]
fn size_and_zoom_are_there_again_after_a_restart() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        wait_for(&client, "html[data-ready=true]").await;
        client
            .set_window_size(1020, 710)
            .await
            .expect("the window takes a size");
        let kept = engine::Home::under(home.path()).data.join("window.json");
        wait_until("the window's size is written down", || {
            std::fs::read_to_string(&kept)
                .is_ok_and(|kept| kept.contains("1020") && kept.contains("710"))
        });
        let width = run(&client, "return innerWidth", Vec::new()).await;
        chord(&client, &[CONTROL], '+').await;
        chord(&client, &[CONTROL], '+').await;
        let narrower = until(
            &client,
            "the text is larger, and fewer of it fit",
            "return innerWidth",
            |now| now.as_f64() < width.as_f64().map(|width| width * 0.9),
        )
        .await;
        let config = home.path().join("config/config.toml");
        wait_until("the zoom is written down", || {
            std::fs::read_to_string(&config).is_ok_and(|config| config.contains("zoom_percent"))
        });
        client.close().await.expect("the session ends");

        let client = open(driver).await;
        wait_for(&client, "html[data-ready=true]").await;
        until(
            &client,
            "the window is as wide, and its text as large",
            "return innerWidth",
            |now| *now == narrower,
        )
        .await;
        let (width, height) = client.get_window_size().await.expect("a size");
        assert_eq!(
            (width, height),
            (1020, 710),
            "the size that it was left with"
        );
        client.close().await.expect("the session ends");
    });
}

/// Every control that is shown: brought into sight, it can be pressed. Gives those that cannot.
const OUT_OF_REACH: &str = r"
    const missed = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > innerWidth + 1) missed.push(`the page is ${page.scrollWidth} px wide in a window of ${innerWidth}`);
    const controls = document.querySelectorAll('button, a[href], input, select, textarea, [role=tab], [role=slider]');
    for (const control of controls) {
        const hidden = !control.checkVisibility({ checkVisibilityCSS: true }) || control.closest('[inert], .visually-hidden, [aria-hidden=true]')
            || control.matches('.skip, .visually-hidden');
        // What an input is pressed by is its label.
        const pressed = control.closest('label') ?? control;
        if (hidden || pressed.getBoundingClientRect().width <= 1) continue;
        pressed.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const { left, top, width, height } = pressed.getBoundingClientRect();
        const name = `${control.tagName} ${(control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 40)}`;
        const at = [left + width / 2, top + height / 2];
        if (left < -1 || left + Math.min(width, innerWidth - 40) > innerWidth + 1) { missed.push(`${name}: cut off at the side`); continue; }
        const found = document.elementFromPoint(...at);
        if (found === null || !(pressed.contains(found) || found.contains(pressed))) {
            missed.push(`${name}: under ${found?.tagName ?? 'nothing'}.${found?.getAttribute?.('class') ?? ''} at ${at.map(Math.round)}`);
        }
    }
    return missed;
";

async fn assert_in_reach(client: &Client, screen: &str) {
    // What glides or is loaded comes to rest.
    let missed = until_settled(client).await;
    assert_eq!(
        missed,
        Value::Array(Vec::new()),
        "all of `{screen}` can be reached"
    );
}

async fn until_settled(client: &Client) -> Value {
    let mut last = run(client, OUT_OF_REACH, Vec::new()).await;
    for _ in 0..40 {
        if last == Value::Array(Vec::new()) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        last = run(client, OUT_OF_REACH, Vec::new()).await;
    }
    last
}

fn every_screen_in_reach(settings: &str, width: u32, height: u32) {
    let home = TestHome::new();
    with_driver(&home, settings, async |driver| {
        let client = open(driver).await;
        client
            .set_window_size(width, height)
            .await
            .expect("the window takes a size");
        wait_for(&client, "[data-testid=mission-card]").await;
        assert_in_reach(&client, "missions").await;
        go(&client, &format!("mission/{MISSION}")).await;
        wait_for(&client, "[data-testid=start-mission]").await;
        assert_in_reach(&client, "brief").await;
        begin(&client, MISSION).await;
        for (tab, there) in [
            ("architecture", "[data-testid=diagram-node]"),
            ("template", "[data-testid=edit-here]"),
            ("changes", "[data-tab=changes][aria-selected=true]"),
            ("history", "[data-testid=time-slider]"),
        ] {
            activate(&client, &format!("[data-tab={tab}]")).await;
            wait_for(&client, there).await;
            assert_in_reach(&client, tab).await;
        }
        for screen in ["progress", "usage", "settings"] {
            go(&client, screen).await;
            wait_for(&client, "main h1").await;
            assert_in_reach(&client, screen).await;
        }
        client.close().await.expect("the session ends");
    });
}

#[test]
fn everything_can_be_reached_in_a_window_of_640_by_480() {
    every_screen_in_reach(SETTINGS, 640, 480);
}

#[test]
fn everything_can_be_reached_with_text_twice_as_large() {
    every_screen_in_reach(&format!("{SETTINGS}zoom_percent = 200\n"), 1280, 800);
}

#[test]
fn the_window_speaks_the_language_of_the_settings() {
    let home = TestHome::new();
    let settings = format!("{SETTINGS}language = \"de\"\n");
    with_driver(&home, &settings, async |driver| {
        let client = open(driver).await;
        until(
            &client,
            "the page says which language it speaks",
            "return document.documentElement.lang",
            |language| *language == json!("de"),
        )
        .await;
        let nav = text(&client, "nav").await;
        assert!(
            nav.contains("Missionen") && nav.contains("Einstellungen"),
            "the navigation is German: {nav}"
        );
        begin(&client, MISSION).await;
        let tabs = run(
            &client,
            "return [...document.querySelectorAll('[role=tab]')].map(tab => tab.textContent)",
            Vec::new(),
        )
        .await
        .to_string();
        for word in ["Auftrag", "Kriterien", "Verlauf", "Architektur", "Vorlage"] {
            assert!(tabs.contains(word), "`{word}` is a tab: {tabs}");
        }
        activate(&client, "[data-tab=architecture]").await;
        wait_for(&client, "[data-testid=diagram-node]").await;
        assert!(
            !is_there(&client, "[data-testid=watch-banner]").await,
            "nothing is wrong"
        );
        client.close().await.expect("the session ends");
    });
}
