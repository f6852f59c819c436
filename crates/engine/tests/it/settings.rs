//! `config.toml`, as people write it and as they break it.

use std::fs;

use engine::{EngineError, Settings, Theme};

use crate::desk::{Desk, ID, home, read, write};

#[test]
fn comments_and_unknown_keys_survive() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.config).unwrap();
    let written = "# mine\ntheme = \"dark\" # at night\nfuture = [1, 2]\n\n[plugins]\na = true\n";
    write(&home.config_file(), written);
    let desk = Desk::open(&home);
    let settings = desk.engine.settings();
    assert_eq!(settings.theme, Theme::Dark, "the file is read");
    assert_eq!(
        desk.engine.data_state().notices,
        [""; 0],
        "an unknown key is no mistake"
    );
    desk.engine
        .put_settings(Settings {
            theme: Theme::Light,
            learner_name: "Ada".to_owned(),
            ..settings
        })
        .expect("they are written");
    assert_eq!(
        read(&home.config_file()),
        "# mine\ntheme = \"light\" # at night\nfuture = [1, 2]\nlearner_name = \"Ada\"\n\n[plugins]\na = true\n",
        "only what changed is written, where it belongs"
    );
}

#[test]
fn what_is_written_is_what_is_read() {
    let (folder, home) = home();
    let all = Settings {
        theme: Theme::Dark,
        editor: Some("custom".to_owned()),
        custom_editor: vec![
            "ed".to_owned(),
            "{file}".to_owned(),
            "it's \"quoted\"".to_owned(),
        ],
        open_editor_on_start: true,
        workspaces: Some(folder.path().join("elsewhere")),
        show_streak: true,
        learner_name: "Ünï\nçödé".to_owned(),
        welcomed: true,
    };
    Desk::open(&home)
        .engine
        .put_settings(all.clone())
        .expect("they are written");
    let desk = Desk::open(&home);
    assert_eq!(
        desk.engine.settings(),
        all,
        "every setting survives a restart"
    );
    assert!(
        desk.start().starts_with(folder.path().join("elsewhere")),
        "the workspace folder is used"
    );
    desk.engine
        .put_settings(Settings::default())
        .expect("they are taken back");
    assert_eq!(
        Desk::open(&home).engine.settings(),
        Settings::default(),
        "a setting can be taken away again"
    );
}

#[test]
fn a_broken_file_stops_nothing_and_is_kept() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.config).unwrap();
    let broken = "theme = \"dark\"\neditor = \"vim\nwelcomed = true\n";
    write(&home.config_file(), broken);
    let desk = Desk::open(&home);
    assert_eq!(
        desk.engine.settings(),
        Settings::default(),
        "the defaults hold"
    );
    let notices = desk.engine.data_state().notices;
    assert!(
        notices[0].contains("config.toml:2: "),
        "the place is said: {notices:?}"
    );
    assert_eq!(
        read(&home.config_file()),
        broken,
        "the file is left as it is"
    );
    let settings = Settings {
        welcomed: true,
        ..Settings::default()
    };
    desk.engine
        .put_settings(settings.clone())
        .expect("saving from the window works");
    assert_eq!(
        read(&home.config.join("config.toml.broken-1")),
        broken,
        "the broken file is kept beside it"
    );
    assert_eq!(
        Desk::open(&home).engine.settings(),
        settings,
        "the new file is a good one"
    );
    assert_eq!(
        desk.engine.data_state().notices,
        [""; 0],
        "there is nothing to say any more"
    );
}

#[test]
fn one_wrong_value_does_not_spoil_the_rest() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.config).unwrap();
    write(
        &home.config_file(),
        "learner_name = \"Ada\"\ntheme = \"purple\"\nwelcomed = \"yes\"\n",
    );
    let desk = Desk::open(&home);
    assert_eq!(
        desk.engine.settings().learner_name,
        "Ada",
        "what is right is used"
    );
    let notices = desk.engine.data_state().notices;
    assert_eq!(notices.len(), 2, "every mistake at once: {notices:?}");
    assert!(
        notices[0].contains("config.toml:2: `theme` is"),
        "with its line: {notices:?}"
    );
    assert!(
        notices[1].contains("config.toml:3: `welcomed` is true or false"),
        "with its line: {notices:?}"
    );
}

#[test]
fn a_file_that_is_edited_meanwhile_is_read_again() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    assert_eq!(desk.engine.settings().theme, Theme::System, "the default");
    write(&home.config_file(), "theme = \"dark\"\n");
    assert_eq!(
        desk.engine.settings().theme,
        Theme::Dark,
        "a person's edit holds at once"
    );
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let table = [
        (
            Settings {
                editor: Some("emacs-in-the-cloud".to_owned()),
                ..Settings::default()
            },
            "there is no editor",
        ),
        (
            Settings {
                editor: Some("custom".to_owned()),
                ..Settings::default()
            },
            "needs a program",
        ),
        (
            Settings {
                workspaces: Some("relative".into()),
                ..Settings::default()
            },
            "has to be absolute",
        ),
    ];
    for (settings, why) in table {
        match desk.engine.put_settings(settings) {
            Err(EngineError::Setting { message, .. }) => {
                assert!(message.contains(why), "{message}");
            }
            other => panic!("{why}: {other:?}"),
        }
    }
    assert!(!home.config_file().exists(), "nothing was written");
}

#[cfg(unix)]
#[test]
fn the_editor_is_started_with_the_place() {
    use std::{os::unix::fs::PermissionsExt, process::Command};
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk
        .engine
        .start(
            ID,
            Some(&folder.path().join("it's \"my\" folder; -rf $HOME")),
        )
        .expect("the mission starts")
        .template;
    // The fake editor writes its arguments into a pipe; reading from that waits until it has run.
    let (editor, pipe) = (
        folder.path().join("fake editor"),
        folder.path().join("pipe"),
    );
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo runs")
            .success(),
        "the pipe is made"
    );
    write(
        &editor,
        format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", pipe.display()),
    );
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let custom_editor = [
        &*editor.to_string_lossy(),
        "--at",
        "{line}:{column}",
        "{file}",
    ]
    .map(str::to_owned)
    .to_vec();
    let settings = Settings {
        editor: Some("custom".to_owned()),
        custom_editor,
        ..Settings::default()
    };
    desk.engine
        .put_settings(settings)
        .expect("they are written");
    let launched = desk.engine.open_editor(ID, 12, 7).expect("it starts");
    let expected = ["--at", "12:7", &*template.to_string_lossy()];
    assert_eq!(launched.command[1..], expected, "what was run is told");
    assert_eq!(
        read(&pipe).lines().collect::<Vec<_>>(),
        expected,
        "each argument arrives as one"
    );
    fs::remove_file(&editor).unwrap();
    match desk.engine.open_editor(ID, 1, 1) {
        Err(EngineError::Launch(message)) => {
            assert!(message.contains("was not found"), "{message}");
        }
        other => panic!("the editor is gone: {other:?}"),
    }
}
