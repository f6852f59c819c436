//! Templates that cannot be read or parsed: exit code 3, one sentence with a place, a report all the same.

use std::fs::{self, File};

use crate::support::{GOOD, Place};

fn deep() -> String {
    format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))
}

fn bomb() -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        text.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            [before.as_str(); 10].join(", ")
        ));
    }
    text + "Resources: *a11\n"
}

#[test]
fn each_is_refused_with_a_place_and_a_report() {
    let table: &[(&str, Vec<u8>, &str)] = &[
        ("empty.yaml", b"".to_vec(), "empty"),
        ("blank.yaml", b"\n# only a comment\n".to_vec(), "empty"),
        (
            "latin1.yaml",
            b"Resources:\n  # caf\xe9\n".to_vec(),
            "not-utf8",
        ),
        ("utf16.yaml", b"\xff\xfeR\0e\0".to_vec(), "not-utf8"),
        ("binary.yaml", b"PK\x03\x04\0\0".to_vec(), ""),
        ("deep.yaml", deep().into_bytes(), "too-deep"),
        ("bomb.yaml", bomb().into_bytes(), "alias-expansion"),
        (
            "half.yaml",
            b"Resources:\n  Bucket:\n    Type: \"AWS::S3::Buc".to_vec(),
            "syntax",
        ),
        (
            "half.json",
            b"{\"Resources\": {\"Bucket\": {".to_vec(),
            "syntax",
        ),
        ("list.yaml", b"- a\n- b\n".to_vec(), "not-a-template"),
        ("word.yaml", b"hello\n".to_vec(), "not-a-template"),
    ];
    let place = Place::new();
    for (name, content, code) in table {
        place.write(name, content);
        let ran = place
            .run(&format!("grade {name} -m criteria.json --format json"))
            .exits(3, name);
        let report = ran.json();
        assert_eq!(report["score"], 0, "{name} earns nothing");
        assert_eq!(
            report["template"], *name,
            "the report says which template it is of"
        );
        let first = &report["diagnostics"][0];
        assert!(
            first["line"].as_u64() >= Some(1),
            "{name}: the remark has a place: {report}"
        );
        if !code.is_empty() {
            let found = report["diagnostics"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|remark| remark["code"] == *code);
            assert!(found, "{name}: `{code}` is said: {report}");
        }
        let error = ran.json_error();
        assert_eq!(
            error["code"], "unparsable",
            "{name}: front ends branch on the code"
        );
        assert!(
            error["message"]
                .as_str()
                .unwrap_or_default()
                .starts_with(&format!("{name}:")),
            "{name}: located: {error}"
        );
        assert_eq!(
            ran.stderr.lines().count(),
            1,
            "{name}: one error, not many: {}",
            ran.stderr
        );
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let place = Place::new();
    fs::create_dir(place.work().join("folder")).unwrap();
    let table = [
        ("folder", "is a folder"),
        ("missing.yaml", "does not exist"),
        ("folder/missing.yaml", "does not exist"),
    ];
    for (name, words) in table {
        let ran = place
            .run(&format!("grade {name} -m criteria.json --format jsonl"))
            .exits(3, name);
        let report = ran.json();
        assert_eq!(
            report["diagnostics"][0]["code"], "unreadable",
            "{name}: a consumer of lines sees each template"
        );
        assert_eq!(
            report["results"].as_array().map(Vec::len),
            Some(2),
            "{name}: every criterion is in the report"
        );
        let error = ran.json_error();
        assert!(
            error["message"]
                .as_str()
                .unwrap_or_default()
                .contains(words),
            "{name}: {error}"
        );
    }
}

#[test]
fn a_gigabyte_is_refused_without_being_read() {
    let place = Place::new();
    // Sparse: it takes no room, and would take a second or two to read.
    File::create(place.work().join("huge.yaml"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    let ran = place
        .run("grade huge.yaml -m criteria.json")
        .exits(3, "too large");
    assert!(
        ran.stderr.contains("1073741824 bytes"),
        "the size is said: {}",
        ran.stderr
    );
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let path = place.write("secret.yaml", GOOD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let ran = place
        .run("grade secret.yaml -m criteria.json")
        .exits(3, "no permission");
    assert!(
        ran.stderr.contains("may not be read"),
        "the reason is said: {}",
        ran.stderr
    );
}

/// Also for root: nothing is mapped at the start of a process's memory, so reading it fails.
#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_read_is_refused() {
    let place = Place::new();
    let ran = place
        .run("grade /proc/self/mem -m criteria.json")
        .exits(3, "reading fails");
    assert!(
        ran.stderr.contains("/proc/self/mem cannot be read"),
        "the reason is said: {}",
        ran.stderr
    );
}

#[test]
#[cfg(unix)]
fn a_named_pipe_is_refused_and_one_that_a_shell_opened_is_read() {
    use std::process::{Command, Stdio};
    let place = Place::new();
    let pipe = place.work().join("pipe");
    match Command::new("mkfifo").arg(&pipe).status() {
        Ok(made) if made.success() => {
            let ran = place
                .run("grade pipe -m criteria.json")
                .exits(3, "nobody writes to it");
            assert!(
                ran.stderr.contains("pipe is a named pipe"),
                "the reason is said: {}",
                ran.stderr
            );
        }
        _ => println!("skipped the named pipe: there is no mkfifo"),
    }
    // What `<(...)` gives to a program.
    let good = place.write("good.yaml", GOOD);
    let mut writer = Command::new("cat")
        .arg(good)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let opened = writer.stdout.take().unwrap();
    let output = place
        .command(["grade", "/dev/fd/0", "-m", "criteria.json"])
        .stdin(opened)
        .output()
        .unwrap();
    writer.wait().unwrap();
    crate::support::Ran::of(output).exits(0, "a pipe that is open is read");
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read_to_its_end_and_no_further_than_the_limit() {
    let place = Place::new();
    let ran = place
        .run("grade /dev/zero -m criteria.json")
        .exits(3, "a device without an end");
    assert!(
        ran.stderr.contains("more than 4194304"),
        "the limit is said: {}",
        ran.stderr
    );
}

#[test]
fn a_second_document_is_a_remark_and_the_first_is_graded() {
    let place = Place::new();
    place.write("two.yaml", format!("{GOOD}---\nmore: 1\n"));
    let report = place
        .run("grade two.yaml -m criteria.json --format json")
        .exits(0, "the first is good")
        .json();
    assert_eq!(
        report["diagnostics"][0]["code"], "second-document",
        "it is said: {report}"
    );
}

#[test]
fn one_bad_template_never_stops_the_rest() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place.write("empty.yaml", "");
    let ran = place
        .run("grade missing.yaml good.yaml empty.yaml . -m criteria.json --format jsonl")
        .exits(3, "the worst wins");
    let templates: Vec<String> = ran
        .stdout
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON")["template"]
                .to_string()
        })
        .collect();
    assert_eq!(
        templates,
        [
            "\"missing.yaml\"",
            "\"good.yaml\"",
            "\"empty.yaml\"",
            "\".\""
        ],
        "all, in the order given"
    );
    assert_eq!(
        ran.stderr.lines().count(),
        3,
        "an error for each bad one: {}",
        ran.stderr
    );
}
