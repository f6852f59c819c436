//! What would be run, for each style and for file names that try to be more. Programs are empty files in a temporary folder.
#![cfg(target_os = "linux")]

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use expect_test::{Expect, expect};

use super::*;

/// The command for an editor, with the folder of programs shown as `$BIN`.
fn check(editor: Option<&str>, custom: &[&str], installed: &[&str], file: &str, expected: &Expect) {
    let bin = tempfile::tempdir().expect("a temporary folder");
    for name in installed {
        let program = bin.path().join(name);
        fs::write(&program, "").expect("the fake program is written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))
            .expect("it becomes a program");
    }
    let environment = Environment {
        path: vec![bin.path().to_owned()],
        has_display: true,
        ..Environment::default()
    };
    let settings = Settings {
        editor: editor.map(str::to_owned),
        custom_editor: custom.iter().map(|part| (*part).to_owned()).collect(),
        ..Settings::default()
    };
    let place = Place {
        file: Path::new(file),
        line: 12,
        column: 7,
    };
    let said = match command(&settings, &environment, place) {
        Ok(command) => format!("{:?}", command.launched().command),
        Err(error) => format!("error: {error}"),
    };
    expected.assert_eq(&said.replace(&*bin.path().to_string_lossy(), "$BIN"));
}

#[test]
fn each_style_says_the_line_in_its_own_way() {
    let file = "/w/template.yaml";
    check(
        Some("vscode"),
        &[],
        &["code"],
        file,
        &expect![[r#"["$BIN/code", "--goto", "/w/template.yaml:12:7"]"#]],
    );
    check(
        Some("zed"),
        &[],
        &["zeditor"],
        file,
        &expect![[r#"["$BIN/zeditor", "/w/template.yaml:12:7"]"#]],
    );
    check(
        Some("sublime"),
        &[],
        &["subl"],
        file,
        &expect![[r#"["$BIN/subl", "/w/template.yaml:12:7"]"#]],
    );
    check(
        Some("pycharm"),
        &[],
        &["pycharm.sh"],
        file,
        &expect![[r#"["$BIN/pycharm.sh", "--line", "12", "--column", "7", "/w/template.yaml"]"#]],
    );
    check(
        Some("vim"),
        &[],
        &["vim", "konsole"],
        file,
        &expect![[
            r#"["$BIN/konsole", "-e", "$BIN/vim", "+call cursor(12,7)", "--", "/w/template.yaml"]"#
        ]],
    );
    check(
        Some("system"),
        &[],
        &["xdg-open"],
        file,
        &expect![[r#"["$BIN/xdg-open", "/w/template.yaml"]"#]],
    );
}

#[test]
fn a_file_name_is_one_argument_whatever_it_holds() {
    let file = "/w/it's $(rm -rf) \"; & {line}/-template.yaml";
    check(
        Some("vscode"),
        &[],
        &["code"],
        file,
        &expect![[
            r#"["$BIN/code", "--goto", "/w/it's $(rm -rf) \"; & {line}/-template.yaml:12:7"]"#
        ]],
    );
    check(
        Some("custom"),
        &["ed", "--at={line}:{column}", "{file}"],
        &["ed"],
        file,
        &expect![[r#"["$BIN/ed", "--at=12:7", "/w/it's $(rm -rf) \"; & {line}/-template.yaml"]"#]],
    );
}

#[test]
fn a_custom_command_without_a_file_gets_it_at_the_end() {
    check(
        Some("custom"),
        &["ed", "-w"],
        &["ed"],
        "/w/t.yaml",
        &expect![[r#"["$BIN/ed", "-w", "/w/t.yaml"]"#]],
    );
}

#[test]
fn an_unset_editor_is_the_first_that_is_there() {
    check(
        None,
        &[],
        &["subl", "cursor"],
        "/w/t.yaml",
        &expect![[r#"["$BIN/cursor", "--goto", "/w/t.yaml:12:7"]"#]],
    );
    // Vim without a terminal to draw in is not there.
    check(
        None,
        &[],
        &["vim", "xdg-open"],
        "/w/t.yaml",
        &expect![[r#"["$BIN/xdg-open", "/w/t.yaml"]"#]],
    );
}

#[test]
fn what_is_missing_is_said_with_the_next_step() {
    check(
        Some("zed"),
        &[],
        &[],
        "/w/t.yaml",
        &expect![
            "error: Zed was not found; install it (with its command `zeditor`), or choose another editor in Settings"
        ],
    );
    check(
        Some("custom"),
        &["./ed"],
        &["ed"],
        "/w/t.yaml",
        &expect!["error: ./ed was not found; write its whole path in Settings"],
    );
    check(
        Some("vim"),
        &[],
        &["vim"],
        "/w/t.yaml",
        &expect![
            "error: no terminal was found for Vim in a terminal; install one, or choose another editor in Settings"
        ],
    );
    check(
        None,
        &[],
        &[],
        "/w/t.yaml",
        &expect![
            "error: no editor was found; install one of the list in Settings, or set a command of your own there"
        ],
    );
}

#[test]
fn programs_with_extensions_are_found_as_windows_finds_them() {
    let bin = tempfile::tempdir().expect("a temporary folder");
    for name in ["code", "code.cmd"] {
        let program = bin.path().join(name);
        fs::write(&program, "").expect("the fake program is written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))
            .expect("it becomes a program");
    }
    let environment = Environment {
        path: vec![bin.path().to_owned()],
        path_extensions: vec!["exe".to_owned(), "cmd".to_owned()],
        ..Environment::default()
    };
    let found = find::named("code", &environment);
    assert_eq!(
        found,
        Some(bin.path().join("code.cmd")),
        "a script for another system beside it is passed over"
    );
}
