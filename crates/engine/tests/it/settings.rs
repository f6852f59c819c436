//! `config.toml`, as people write it and as they break it.

use std::fs;

use engine::{
    Amount, BedrockSettings, BudgetLines, Budgets, EngineError, Settings, Theme,
    access::CredentialChoice,
};

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

fn amount(nusd: Option<i64>, tokens: Option<i64>) -> Amount {
    Amount { nusd, tokens }
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
        language: Some("de-CH".to_owned()),
        zoom_percent: 125,
        icons: Some(folder.path().to_owned()),
        notify: false,
        welcomed: true,
        practice: engine::PracticeSettings::default(),
        bedrock: BedrockSettings {
            credentials: CredentialChoice::Pasted,
            profile: Some("work".to_owned()),
            region: Some("eu-central-1".to_owned()),
            model: "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1"
                .to_owned(),
            mentor_model: Some("eu.amazon.nova-micro-v1:0".to_owned()),
            calls_at_once: 3,
            sqs_strict: true,
            visibility_minutes: 7,
        },
        budgets: Budgets {
            all: BudgetLines {
                ten_minutes: amount(Some(100_000_000), None),
                day: amount(None, Some(50_000)),
                month: amount(Some(i64::MAX), Some(0)),
            },
            missions: BudgetLines {
                day: amount(Some(1), None),
                ..BudgetLines::default()
            },
            mentor: BudgetLines {
                ten_minutes: amount(Some(0), Some(1)),
                ..BudgetLines::default()
            },
        },
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
        (with_model("claude sonnet"), "a Bedrock model id"),
        (with_model(""), "a Bedrock model id"),
        (with_region("Frankfurt"), "is no region"),
        (with_region("eu-central"), "is no region"),
        (
            with_bedrock(|bedrock| bedrock.profile = Some("[default]".to_owned())),
            "without brackets",
        ),
        (
            with_bedrock(|bedrock| bedrock.mentor_model = Some("a\nb".to_owned())),
            "a Bedrock model id",
        ),
        (with_bedrock(|bedrock| bedrock.calls_at_once = 0), "1 to 50"),
        (
            with_bedrock(|bedrock| bedrock.calls_at_once = 51),
            "1 to 50",
        ),
        (
            with_bedrock(|bedrock| bedrock.visibility_minutes = 721),
            "1 to 720",
        ),
        (
            Settings {
                budgets: Budgets {
                    missions: BudgetLines {
                        month: amount(Some(-1), None),
                        ..BudgetLines::default()
                    },
                    ..Budgets::default()
                },
                ..Settings::default()
            },
            "less than nothing",
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

fn with_bedrock(edit: impl FnOnce(&mut BedrockSettings)) -> Settings {
    let mut settings = Settings::default();
    edit(&mut settings.bedrock);
    settings
}

fn with_model(model: &str) -> Settings {
    with_bedrock(|bedrock| bedrock.model = model.to_owned())
}

fn with_region(region: &str) -> Settings {
    with_bedrock(|bedrock| bedrock.region = Some(region.to_owned()))
}

#[test]
fn budgets_are_read_to_the_last_digit() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.config).unwrap();
    write(
        &home.config_file(),
        "[budgets.all]\nten_minutes_usd = 0.1 # a dime\nday_usd = \"unlimited\"\nmonth_usd = 1_000.000_000_001\n\n[budgets.mentor]\nday_usd = 0\nday_tokens = 20_000\nmonth_usd = \"2.50\"\n",
    );
    let desk = Desk::open(&home);
    assert_eq!(
        desk.engine.data_state().notices,
        [""; 0],
        "all is understood"
    );
    let budgets = desk.engine.settings().budgets;
    assert_eq!(
        budgets.all,
        BudgetLines {
            ten_minutes: amount(Some(100_000_000), None),
            day: amount(None, None),
            month: amount(Some(1_000_000_000_001), None),
        },
        "decimals are exact, and a limit can be taken away"
    );
    assert_eq!(
        budgets.mentor.day,
        amount(Some(0), Some(20_000)),
        "nothing is an amount too"
    );
    assert_eq!(
        budgets.mentor.month,
        amount(Some(2_500_000_000), None),
        "in quotes it means the same"
    );
    assert_eq!(
        budgets.missions,
        Budgets::default().missions,
        "what is not there is the default"
    );
}

#[test]
fn tables_keep_what_people_wrote_in_them() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.config).unwrap();
    let written = "theme = \"dark\"\n\n# the way to the model\n[bedrock]\nmodel = \"m1\" # mine\nlater = 1\n\n[budgets.all] # careful\nday_usd = 0.50\n\n[other]\nx = 1\n";
    write(&home.config_file(), written);
    let desk = Desk::open(&home);
    assert_eq!(
        desk.engine.data_state().notices,
        [""; 0],
        "all is understood"
    );
    let mut settings = desk.engine.settings();
    settings.bedrock.model = "m2".to_owned();
    settings.bedrock.region = Some("eu-west-1".to_owned());
    settings.budgets.missions.day.tokens = Some(9);
    desk.engine
        .put_settings(settings)
        .expect("they are written");
    assert_eq!(
        read(&home.config_file()),
        "theme = \"dark\"\n\n# the way to the model\n[bedrock]\nmodel = \"m2\" # mine\nlater = 1\nregion = \"eu-west-1\"\n\n[budgets.all] # careful\nday_usd = 0.50\n\n[budgets.missions]\nday_tokens = 9\n\n[other]\nx = 1\n",
        "only what changed is written; 0.50 stays 0.50"
    );
}

#[test]
fn tables_may_be_written_in_any_way_of_toml() {
    for written in [
        "bedrock.calls_at_once = 2\nbudgets.mentor.day_tokens = 5\n",
        "bedrock = { calls_at_once = 2 }\nbudgets = { mentor = { day_tokens = 5 } }\n",
        "[bedrock]\ncalls_at_once = 2\n[budgets]\nmentor.day_tokens = 5\n",
    ] {
        let (_folder, home) = home();
        fs::create_dir_all(&home.config).unwrap();
        write(&home.config_file(), written);
        let desk = Desk::open(&home);
        let mut settings = desk.engine.settings();
        assert_eq!(
            (
                settings.bedrock.calls_at_once,
                settings.budgets.mentor.day.tokens
            ),
            (2, Some(5)),
            "{written} is read"
        );
        settings.bedrock.sqs_strict = true;
        settings.budgets.missions.month.nusd = Some(1_250_000_000);
        settings.budgets.mentor.day.tokens = Some(6);
        desk.engine
            .put_settings(settings.clone())
            .expect("they are written");
        let again = Desk::open(&home);
        assert_eq!(
            again.engine.settings(),
            settings,
            "{written} is written back, and is now {}",
            read(&home.config_file())
        );
        assert_eq!(
            again.engine.data_state().notices,
            [""; 0],
            "and nothing is wrong with it"
        );
    }
}

#[test]
fn what_is_wrong_in_a_table_has_its_line() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.config).unwrap();
    write(
        &home.config_file(),
        "budgets = 3\n[bedrock]\ncredentials = \"iam\"\nregion = \"here\"\ncalls_at_once = 99\nvisibility_minutes = -1\nsqs_strict = \"no\"\nmodel = \"good\"\n",
    );
    let desk = Desk::open(&home);
    let notices = desk.engine.data_state().notices;
    let expected = [
        ":1: `budgets` is a table",
        ":3: `bedrock.credentials` is",
        ":4: `here` is no region",
        ":5: 99 calls at once",
        ":6: `bedrock.visibility_minutes` is a whole number",
        ":7: `bedrock.sqs_strict` is true or false",
    ];
    assert_eq!(notices.len(), expected.len(), "every mistake: {notices:#?}");
    for (notice, expected) in notices.iter().zip(expected) {
        assert!(notice.contains(expected), "{expected}: {notice}");
    }
    let settings = desk.engine.settings();
    assert_eq!(settings.bedrock.model, "good", "what is right is used");
    assert_eq!(
        settings.budgets,
        Budgets::default(),
        "the rest is the default"
    );
    desk.engine
        .put_settings(settings.clone())
        .expect("saving mends the file");
    assert_eq!(
        Desk::open(&home).engine.data_state().notices,
        [""; 0],
        "and a copy of the broken one is kept: {}",
        read(&home.config.join("config.toml.broken-1"))
    );
    for amount in ["-1", "1e3", "inf", "true", "0.1234567891", "\"none\""] {
        write(
            &home.config_file(),
            format!("[budgets.all]\nday_usd = {amount}\n"),
        );
        let notices = desk.engine.data_state().notices;
        assert!(
            notices.len() == 1 && notices[0].contains(":2: `budgets.all.day_usd` is a number"),
            "{amount} is no budget, and the default holds: {notices:?}"
        );
        assert_eq!(
            desk.engine.settings().budgets,
            Budgets::default(),
            "{amount}: a budget that is not understood does not lift the limit"
        );
    }
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
