//! Secrets in every place where people leave them, and everything that looks like one and is none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a panic is how a test fails, in its helpers too; a skipped test says so"
)]

mod corpus;
mod planted;
mod table;

use std::time::Instant;

use super::{SecretKind, scrub};

#[test]
fn lines_stay_and_finds_are_told_in_order() {
    let text = "a: 1\nPassword: hunter2\n# owner: bob@example.com\n\nz: 123456789012\n";
    let scrubbed = scrub(text);
    assert_eq!(
        scrubbed.text,
        "a: 1\nPassword: REMOVED_PASSWORD\n# owner: REMOVED_EMAIL\n\nz: REMOVED_ACCOUNT_ID\n",
        "only the secrets are replaced"
    );
    let found: Vec<_> = scrubbed
        .found
        .iter()
        .map(|found| (found.kind, found.line))
        .collect();
    assert_eq!(
        found,
        [
            (SecretKind::Password, 2),
            (SecretKind::Email, 3),
            (SecretKind::AccountId, 5)
        ],
        "each with its line"
    );
}

#[test]
fn a_private_key_is_one_find_and_keeps_its_lines() {
    let text = "Key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIEpAIBAAKCAQEA7bq3\n  c2VjcmV0c2VjcmV0\n  Qw==\n  -----END RSA PRIVATE KEY-----\nNext: 1\n";
    let scrubbed = scrub(text);
    let lines: Vec<&str> = scrubbed.text.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "Key: |",
            "-----BEGIN RSA PRIVATE KEY-----",
            "REMOVED_PRIVATE_KEY",
            "REMOVED_PRIVATE_KEY",
            "REMOVED_PRIVATE_KEY",
            "-----END RSA PRIVATE KEY-----",
            "Next: 1"
        ],
        "what stands around the key stays"
    );
    assert_eq!(
        scrubbed.found.len(),
        1,
        "it is one key: {:?}",
        scrubbed.found
    );
}

#[test]
fn scrubbing_twice_is_scrubbing_once() {
    for sample in planted::samples() {
        let once = scrub(&sample.text);
        let twice = scrub(&once.text);
        assert_eq!(twice.text, once.text, "placeholders are no secrets");
        assert!(
            twice.found.is_empty(),
            "nothing is left to find: {:?} in\n{}",
            twice.found,
            once.text
        );
    }
}

#[test]
fn what_could_be_parsed_still_can() {
    for sample in planted::samples() {
        let before = cfn::parse(sample.text.as_bytes()).root.is_some();
        let after = scrub(&sample.text).text;
        assert_eq!(
            cfn::parse(after.as_bytes()).root.is_some(),
            before,
            "a placeholder is a scalar wherever it stands:\n{after}"
        );
        if serde_json::from_str::<serde_json::Value>(&sample.text).is_ok() {
            assert!(
                serde_json::from_str::<serde_json::Value>(&after).is_ok(),
                "JSON stays JSON:\n{after}"
            );
        }
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    let pieces = [
        "password",
        ":",
        "=",
        "\"",
        "'",
        "\\",
        "\\n",
        "é",
        "𝔘",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\n",
        "\r\n",
        " ",
        "  ",
        "- ",
        "!Sub ",
        "NoEcho: true",
        "Default: ",
        "Name: DB_PASSWORD",
        "Value: ",
        "|",
        "-----BEGIN PRIVATE KEY-----",
        "-----END ",
        "AKIAIOSFODNN7EXAMPLE",
        "a@b.cc",
        "123456789012",
        "{{resolve:",
        "}}",
        "--token",
        "<secret>",
        "is ",
        "://u:",
        "@",
        "\u{feff}",
        "\t",
        "#",
        "\"NoEcho\": \"true\"",
    ];
    let mut random = fastrand::Rng::with_seed(4);
    for _ in 0..3_000 {
        let text: String = (0..random.usize(1..40))
            .map(|_| pieces[random.usize(..pieces.len())])
            .collect();
        let scrubbed = scrub(&text);
        assert_eq!(
            scrubbed.text.matches('\n').count(),
            text.matches('\n').count(),
            "the lines stay: {text:?}"
        );
    }
}

/// How long 1.2 MB may take, in milliseconds. Regular expressions that are not optimised take many times as long, on a machine that
/// builds beside; then this says no more than that the time does not explode.
const MOST_MS: u128 = if cfg!(debug_assertions) {
    30_000
} else {
    1_000
};

#[test]
fn the_largest_template_takes_under_a_second() {
    let _ = scrub("the patterns are compiled once");
    let samples = planted::samples();
    let mut text = String::new();
    for sample in samples.iter().cycle() {
        text.push_str(&sample.text);
        text.push('\n');
        if text.len() >= 1_200_000 {
            break;
        }
    }
    let began = Instant::now();
    let found = scrub(&text).found.len();
    let took = began.elapsed().as_millis();
    println!("{} bytes with {found} finds: {took} ms", text.len());
    assert!(took < MOST_MS, "it took {took} ms");
}

#[test]
fn a_hostile_text_is_read_in_linear_time() {
    let _ = scrub("the patterns are compiled once");
    for piece in [
        "password: \"",
        "secret",
        "NoEcho: true\n",
        "{\"NoEcho\": true,",
        "-----BEGIN PRIVATE KEY-----\n",
        "Name: DB_PASSWORD\n",
        "a@",
        "1234567890",
        "://a:",
        "{{resolve:token",
        "mysql ",
        "curl ",
        "'",
        "- ",
        "{",
        "A1b2/",
        "echo x:",
        "token token ",
    ] {
        let text = piece.repeat(40_000 / piece.len());
        let twice = text.repeat(2);
        let time = |text: &str| {
            let began = Instant::now();
            let _ = scrub(text);
            began.elapsed().as_millis()
        };
        let (once, twice) = (time(&text), time(&twice));
        // Far from what a square would give on any machine, and far from what a busy machine does to a line.
        assert!(
            twice < 8 * once.max(200),
            "40 KB of {piece:?} took {once} ms, 80 KB {twice} ms"
        );
    }
}
