//! What floats over the screens, and what they show when there is nothing, very much, or data that may not be touched.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use engine::{Engine, Home, Options, SystemClock};
use fantoccini::Client;

use crate::{
    architecture::{
        CONTROL, WITH_HISTORY, close_drawer, leave_fields, press, run, save_many_times, settings,
    },
    click, go, open,
    practice::Nobody,
    save,
    support::{Driver, TestHome, wait_for, write_settings},
    write,
};

const ESCAPE: char = '\u{E00C}';
/// So many saves that the line of them gets an overview.
const MANY_SAVES: usize = 1_000;

/// Draws them all in one theme and size.
pub(crate) async fn draw(target: &Path, theme: &str, width: u32, height: u32) {
    let shot = |name: &str| target.join(format!("{name}-{theme}-{width}.png"));

    let home = TestHome::new();
    write_settings(home.path(), &settings(theme, ""));
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = open(&driver, width, height).await;
    for (route, name) in [("/progress", "progress-empty"), ("/usage", "usage-empty")] {
        go(&client, route).await;
        save(&client, &shot(name)).await;
    }
    go(&client, "/missions").await;
    write(&client, "main .search input", "a mainframe").await;
    save(&client, &shot("missions-none-found")).await;
    client.close().await.expect("the session ends");

    let home = TestHome::new();
    write_settings(home.path(), &settings(theme, ""));
    save_many_times(home.path(), MANY_SAVES);
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = open(&driver, width, height).await;
    go(&client, &format!("/mission/{WITH_HISTORY}")).await;
    wait_for(&client, "[data-attempt-id] [data-testid=criterion]").await;
    leave_fields(&client).await;
    press(&client, &[CONTROL], 'k').await;
    wait_for(&client, "[role=dialog].palette").await;
    save(&client, &shot("palette")).await;
    press(&client, &[], ESCAPE).await;
    leave_fields(&client).await;
    press(&client, &[], '?').await;
    wait_for(&client, "[role=dialog] kbd").await;
    save(&client, &shot("keys")).await;
    press(&client, &[], ESCAPE).await;
    draw_many_saves(&client, &shot).await;
    client.close().await.expect("the session ends");

    draw_newer(target, theme, width, height).await;
    draw_moved_aside(target, theme, width, height).await;
}

async fn draw_many_saves(client: &Client, shot: &impl Fn(&str) -> PathBuf) {
    close_drawer(client).await;
    click(client, "[data-tab=history]").await;
    wait_for(client, "[data-testid=time-slider]").await;
    run(
        client,
        "document.querySelector('[data-testid=time-slider]').focus()",
    )
    .await;
    // Four hundred back: not at an end of the overview.
    for _ in 0..40 {
        press(client, &[], '\u{E00F}').await;
    }
    save(client, &shot("time-many-saves")).await;
    run(
        client,
        "document.querySelector('[data-testid=time-machine] [aria-haspopup=menu]').click()",
    )
    .await;
    wait_for(client, "[role=menu]").await;
    save(client, &shot("time-menu")).await;
    run(
        client,
        "document.querySelector('[role=menu] button:last-of-type').click()",
    )
    .await;
    wait_for(client, "[data-testid=delete-saves]").await;
    save(client, &shot("time-delete")).await;
    press(client, &[], ESCAPE).await;
}

/// What somebody sees who goes back to an older version of the program.
async fn draw_newer(target: &Path, theme: &str, width: u32, height: u32) {
    let home = TestHome::new();
    write_settings(home.path(), &settings(theme, ""));
    let of_home = Home::under(home.path());
    let database = of_home.database();
    let options = Options::new(of_home, Arc::new(SystemClock), Arc::new(Nobody));
    drop(Engine::open(options).expect("the data"));
    // `user_version` is the big-endian number at offset 60 of the header.
    let mut bytes = fs::read(&database).expect("the database");
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&database, bytes).expect("the database can be written");
    draw_start(
        &home,
        &target.join(format!("data-newer-{theme}-{width}.png")),
        width,
        height,
    )
    .await;
}

/// What somebody sees whose disk spoilt the data: it is kept beside new data.
async fn draw_moved_aside(target: &Path, theme: &str, width: u32, height: u32) {
    let home = TestHome::new();
    write_settings(home.path(), &settings(theme, ""));
    let database = Home::under(home.path()).database();
    fs::create_dir_all(database.parent().expect("a folder")).expect("the data folder");
    fs::write(&database, b"this is no database at all").expect("the file can be written");
    draw_start(
        &home,
        &target.join(format!("data-moved-aside-{theme}-{width}.png")),
        width,
        height,
    )
    .await;
}

async fn draw_start(home: &TestHome, file: &Path, width: u32, height: u32) {
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = open(&driver, width, height).await;
    save(&client, file).await;
    client.close().await.expect("the session ends");
}
