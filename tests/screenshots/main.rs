//! Draws docs/screenshots from the real window, every screen in both themes. Run by `scripts/screenshots`. The first argument is the folder; a
//! second one names a part (`screens`, `model`, `practice`, `architecture`, `states`, `window`) that is drawn alone, while those screens are worked on;
//! a third one a theme.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a tool for developers ends when it fails"
)]

mod architecture;
#[path = "../drag.rs"]
mod drag;
mod model;
mod practice;
mod states;
#[path = "../support.rs"]
mod support;

use std::{fs, path::Path, time::Duration};

use fantoccini::Client;
use support::{Driver, TestHome, attribute, binary, wait_for, write_settings};

#[tokio::main]
async fn main() {
    let target = std::env::args().nth(1).expect("the folder to draw into");
    let target = Path::new(&target);
    fs::create_dir_all(target).expect("the folder");
    let part = std::env::args().nth(2);
    let only_theme = std::env::args().nth(3);
    let wanted = |name: &str| part.as_deref().is_none_or(|part| part == name);
    let parts = [
        "screens",
        "model",
        "practice",
        "architecture",
        "states",
        "window",
    ];
    assert!(
        parts.iter().any(|name| wanted(name)),
        "there is no part of that name; there are {}",
        parts.join(", ")
    );
    for theme in ["light", "dark"] {
        if only_theme.as_deref().is_some_and(|only| only != theme) {
            continue;
        }
        for (width, height) in [(1280, 800), (900, 700)] {
            if wanted("practice") {
                practice::draw(target, theme, width, height).await;
            }
            if wanted("screens") {
                draw(target, theme, width, height).await;
            }
            if wanted("model") {
                model::draw(target, theme, width, height).await;
            }
            if wanted("architecture") {
                architecture::draw(target, theme, width, height).await;
            }
            if wanted("states") {
                states::draw(target, theme, width, height).await;
            }
        }
        if wanted("window") {
            architecture::draw_window(target, theme).await;
        }
    }
}

async fn draw(target: &Path, theme: &str, width: u32, height: u32) {
    let home = TestHome::new();
    let shot = |name: &str| target.join(format!("{name}-{theme}-{width}.png"));

    write_settings(
        home.path(),
        &format!("theme = \"{theme}\"\nopen_editor_on_start = false\n"),
    );
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = open(&driver, width, height).await;
    save(&client, &shot("welcome")).await;
    client.close().await.expect("the session ends");

    write_settings(
        home.path(),
        &format!(
            "theme = \"{theme}\"\nopen_editor_on_start = false\nwelcomed = true\nlearner_name = \"Ada\"\n"
        ),
    );
    let client = open(&driver, width, height).await;
    pass_first_mission(&client).await;
    go(&client, "/missions").await;
    let cards = client
        .find_all(fantoccini::Locator::Css("[data-testid=mission-card]"))
        .await
        .expect("cards");
    cards[3].click().await.expect("a click");
    wait_for(&client, "[data-testid=start-mission]").await;
    save(&client, &shot("brief")).await;
    wait_for(&client, "[data-testid=start-mission]")
        .await
        .click()
        .await
        .expect("a click");
    wait_for(&client, "[data-attempt-id] [data-testid=criterion]").await;
    half_solve(&client).await;
    save(&client, &shot("mission")).await;
    for screen in ["missions", "progress", "settings"] {
        go(&client, &format!("/{screen}")).await;
        save(&client, &shot(screen)).await;
    }
    client.close().await.expect("the session ends");
}

async fn click(client: &Client, css: &str) {
    wait_for(client, css).await.click().await.expect("a click");
}

async fn write(client: &Client, css: &str, text: &str) {
    let field = wait_for(client, css).await;
    field.click().await.expect("a click");
    field.send_keys(text).await.expect("a text");
}

async fn open(driver: &Driver, width: u32, height: u32) -> Client {
    let client = driver.open(&binary("mission-architect")).await;
    client
        .set_window_size(width, height)
        .await
        .expect("the window's size");
    wait_for(&client, "html[data-ready=true]").await;
    client
}

async fn go(client: &Client, route: &str) {
    client
        .execute("location.hash = arguments[0]", vec![route.into()])
        .await
        .expect("the route");
    tokio::time::sleep(Duration::from_millis(600)).await;
}

async fn save(client: &Client, file: &Path) {
    // Fonts and the one animation come to rest.
    tokio::time::sleep(Duration::from_millis(900)).await;
    fs::write(file, client.screenshot().await.expect("a screenshot")).expect("the picture");
    println!("{}", file.display());
}

async fn pass_first_mission(client: &Client) {
    wait_for(client, "[data-testid=mission-card]")
        .await
        .click()
        .await
        .expect("a click");
    wait_for(client, "[data-testid=start-mission]")
        .await
        .click()
        .await
        .expect("a click");
    let template = attribute(client, "[data-testid=workspace-path]", "data-path").await;
    let mission = mission_of(&template);
    fs::write(&template, mission.solution.as_deref().expect("a solution")).expect("a save");
    wait_for(client, "[data-testid=score][data-score='1']").await;
}

/// The workspace's folder has the mission's name.
fn mission_of(template: &str) -> &'static missions::Mission {
    let id = Path::new(template)
        .parent()
        .and_then(Path::file_name)
        .expect("a folder")
        .to_string_lossy()
        .into_owned();
    mission_named(&id)
}

fn mission_named(id: &str) -> &'static missions::Mission {
    missions::Catalogue::bundled()
        .mission(id)
        .expect("a bundled mission")
}

/// Saves the mission on the screen half solved.
async fn half_solve(client: &Client) {
    let template = attribute(client, "[data-testid=workspace-path]", "data-path").await;
    let before = attribute(client, "[data-attempt-id]", "data-attempt-id").await;
    fs::write(&template, half_solved(mission_of(&template))).expect("a save");
    wait_for(
        client,
        &format!("[data-attempt-id]:not([data-attempt-id='{before}'])"),
    )
    .await;
}

/// The starter with every other difference to the solution taken over, so that some criteria pass and some do not.
fn half_solved(mission: &missions::Mission) -> String {
    let (starter, solution) = (
        mission.starter.as_deref().expect("a starter"),
        mission.solution.as_deref().expect("a solution"),
    );
    let difference = similar::TextDiff::from_lines(starter, solution);
    let mut text = String::new();
    for (number, group) in difference.ops().iter().enumerate() {
        let (old, new) = (group.old_range(), group.new_range());
        let (lines, range) = if number % 4 == 1 {
            (solution, new)
        } else {
            (starter, old)
        };
        text.extend(
            lines
                .split_inclusive('\n')
                .skip(range.start)
                .take(range.len()),
        );
    }
    text
}
