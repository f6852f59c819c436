//! The program as a citizen of a shell: colours, pipes, help, completions, manual.

use std::{fs, process::Stdio};

use crate::support::{HALF, MISSION, Place, Ran};

#[test]
fn colours_follow_the_conventions() {
    let place = Place::new();
    place.write("half.yaml", HALF);
    let coloured = |line: &str, variables: &[(&str, &str)]| {
        let mut command = place.command(line.split(' '));
        command.envs(variables.iter().copied());
        Ran::of(command.output().unwrap()).stdout.contains('\u{1b}')
    };
    let grade = "grade half.yaml -m criteria.json";
    let always = format!("{grade} --color always");
    let never = format!("{grade} --color never");
    type Variables<'a> = &'a [(&'a str, &'a str)];
    let table: &[(&str, Variables<'_>, bool, &str)] = &[
        (grade, &[], false, "a pipe is no terminal"),
        (&always, &[], true, "asked for"),
        (
            &always,
            &[("NO_COLOR", "1")],
            true,
            "the command line is nearer than the environment",
        ),
        (grade, &[("CLICOLOR_FORCE", "1")], true, "forced"),
        (
            grade,
            &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
            false,
            "NO_COLOR wins",
        ),
        (&never, &[("CLICOLOR_FORCE", "1")], false, "asked not to"),
        (grade, &[("CLICOLOR_FORCE", "0")], false, "not forced"),
    ];
    for (line, variables, expected, why) in table {
        assert_eq!(
            coloured(line, variables),
            *expected,
            "{line} {variables:?}: {why}"
        );
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let place = Place::new();
    for line in [
        "list",
        "completions bash",
        "man",
        "--help",
        "show private-photo-bucket",
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = place
            .command(line.split(' '))
            .stdout(Stdio::from(writer))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{line} | head ends quietly");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "",
            "{line} | head has nothing to say"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_an_error() {
    let place = Place::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = place
        .command(["list"])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(5),
        "a report that was not written must not look like success"
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("could not be written"),
        "the reason is said: {said}"
    );
}

#[test]
fn help_leads_on() {
    let place = Place::new();
    let ran = place.run("").exits(0, "the program alone");
    assert!(
        ran.stdout.contains("mission watch"),
        "the next step is said: {}",
        ran.stdout
    );
    let help = place.run("--help").exits(0, "help").stdout;
    for command in [
        "list",
        "show",
        "start",
        "watch",
        "grade",
        "diagram",
        "hint",
        "add",
        "new",
        "queue",
        "usage",
        "connect",
        "pack",
        "doctor",
        "completions",
        "man",
    ] {
        assert!(
            help.contains(&format!("\n  {command} ")),
            "{command} is in the help: {help}"
        );
    }
    assert!(help.contains("Exit codes:"), "scripts need them: {help}");
    place.run("--version").exits(0, "the version");
    place.run("help grade").exits(0, "help for a command");
}

#[test]
fn completions_and_manual_know_every_command() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = place.run(&format!("completions {shell}")).exits(0, shell);
        assert!(
            ran.stdout.contains("grade") && ran.stdout.contains("fail-under"),
            "{shell} knows the options"
        );
        for word in ["until-empty", "redrive", "mentor-model", "price", "ask"] {
            assert!(ran.stdout.contains(word), "{shell} knows {word}");
        }
    }
    place.run("completions tcsh").exits(2, "no such shell");
    let page = place.run("man").exits(0, "the manual").stdout;
    assert!(
        page.contains(".TH mission") && page.contains("Exit codes"),
        "a page for man: {page}"
    );
    place.run("man --dir pages").exits(0, "every page");
    let pages: Vec<String> = fs::read_dir(place.work().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for page in [
        "mission.1",
        "mission-grade.1",
        "mission-watch.1",
        "mission-pack-check.1",
        "mission-new.1",
        "mission-queue-run.1",
        "mission-queue-redrive.1",
        "mission-usage.1",
        "mission-connect.1",
    ] {
        assert!(
            pages.iter().any(|name| name == page),
            "{page} is written: {pages:?}"
        );
    }
}

#[test]
fn commands_that_ask_a_model_tell_their_exit_codes() {
    let place = Place::new();
    for command in ["new", "hint", "queue run", "connect"] {
        let help = place
            .run(&format!("{command} --help"))
            .exits(0, "help")
            .stdout;
        assert!(
            help.contains("xits with 6"),
            "{command}: scripts branch on it: {help}"
        );
        assert!(
            help.lines().all(|line| line.chars().count() <= 100),
            "{command}: no line is broken twice: {help}"
        );
    }
    let help = place.run("--help").exits(0, "help").stdout;
    for code in ["  6  ", "  7  ", "  8  "] {
        assert!(help.contains(code), "{code}: {help}");
    }
}

#[test]
fn the_doctor_says_what_works() {
    let place = Place::new();
    let ran = place.run("doctor --format json");
    assert!(
        ran.code == 0 || ran.code == 1,
        "1 when a check failed, and nothing else: {}",
        ran.stderr
    );
    let checks = ran.json()["checks"]
        .as_array()
        .expect("a list of checks")
        .clone();
    assert!(!checks.is_empty(), "something was looked at");
    let failed = checks.iter().any(|check| check["state"] == "failed");
    assert_eq!(
        ran.code == 1,
        failed,
        "the exit code says whether one failed: {checks:?}"
    );
    let human = place.run("doctor");
    assert_eq!(
        human.code, ran.code,
        "the format does not change the outcome"
    );
}

#[test]
fn data_and_messages_are_apart() {
    let place = Place::new();
    let ran = place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "started");
    let path = ran.stdout.trim_end();
    assert!(
        fs::metadata(path).is_ok(),
        "stdout is the template's path and nothing else: {:?}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("mission watch"),
        "what to do next is said beside it: {}",
        ran.stderr
    );
}
