//! What of a reply is held until it is whole, and what flows on.

use super::*;

/// The parts of a reply that comes in so many characters at a time, prose put together.
fn parts(reply: &str, at_a_time: usize) -> Vec<Passage> {
    let mut passages = Passages::default();
    let characters: Vec<char> = reply.chars().collect();
    let mut found: Vec<Passage> = characters
        .chunks(at_a_time)
        .flat_map(|chunk| passages.push(&chunk.iter().collect::<String>()))
        .collect();
    found.extend(passages.finish());
    let mut all: Vec<Passage> = Vec::new();
    for part in found {
        match (all.last_mut(), part) {
            (Some(Passage::Prose(before)), Passage::Prose(more)) => before.push_str(&more),
            (_, part) => all.push(part),
        }
    }
    all
}

fn said(text: &str) -> Passage {
    Passage::Prose(text.to_owned())
}

fn change(raw: &str, readings: &[&str]) -> Passage {
    Passage::Change {
        raw: raw.to_owned(),
        readings: readings
            .iter()
            .map(|reading| (*reading).to_owned())
            .collect(),
    }
}

#[test]
fn changes_are_found_whatever_is_around_them() {
    let table = [
        (
            "Put:\n\n    A: 1\n    B:\n\n      C: 2\n\nThere.\n",
            vec![
                // The first line could be a key; what comes of it is not known here.
                change(
                    "Put:\n\n    A: 1\n    B:\n\n      C: 2\n",
                    &["Put:\n\n    A: 1\n    B:\n\n      C: 2\n"],
                ),
                said("\nThere.\n"),
            ],
        ),
        (
            "Put this there:\n\n    A: 1\n    B:\n      - c d e\n\nThen save it.\n",
            vec![
                said("Put this there:\n\n"),
                change(
                    "    A: 1\n    B:\n      - c d e\n",
                    &[
                        "    A: 1\n    B:\n      - c d e\n",
                        "    A: 1\n    B:\n        c d e\n",
                    ],
                ),
                said("\nThen save it.\n"),
            ],
        ),
        (
            "Now bare:\nNow it is\nA: 1\nB: 2",
            vec![
                said("Now bare:\nNow it is\n"),
                change("A: 1\nB: 2", &["A: 1\nB: 2"]),
            ],
        ),
        (
            "1. `A`: 1\n2. **B:** 2\n\n> Well then.\n",
            vec![
                change(
                    "1. `A`: 1\n2. **B:** 2\n",
                    &[
                        "1. `A`: 1\n2. **B:** 2\n",
                        "   A: 1\n2. **B:** 2\n",
                        "   A: 1\n   B: 2\n",
                    ],
                ),
                said("\n> Well then.\n"),
            ],
        ),
        (
            "> A: 1\n>\n> B: 2\n",
            vec![change("> A: 1\n>\n> B: 2\n", &["A: 1\n\nB: 2\n"])],
        ),
        (
            "So:\n\n- do it\n\n  ~~~yaml\n  A: 1\n  ~~~\n\n- and this",
            vec![
                change("So:\n", &["So:\n"]),
                said("\n- do it\n\n"),
                change("  ~~~yaml\n  A: 1\n  ~~~\n", &["  A: 1\n"]),
                said("\n- and this"),
            ],
        ),
        (
            "````markdown\nPut this:\n```yaml\nA: 1\n```\n````\n",
            vec![change(
                "````markdown\nPut this:\n```yaml\nA: 1\n```\n````\n",
                &["Put this:\n```yaml\nA: 1\n```\n", "A: 1\n"],
            )],
        ),
        (
            "There is:\n~~~\nPut these lines in:\nA: 1\n",
            vec![
                said("There is:\n"),
                change(
                    "~~~\nPut these lines in:\nA: 1\n",
                    &["Put these lines in:\nA: 1\n", "A: 1\n"],
                ),
            ],
        ),
        (
            "Here it is, as JSON:\n{\"A\": 1,\n\"B\": 2}\n\"Fan out\" means this.",
            vec![
                said("Here it is, as JSON:\n"),
                change("{\"A\": 1,\n\"B\": 2}\n", &["{\"A\": 1,\n\"B\": 2}\n"]),
                said("\"Fan out\" means this."),
            ],
        ),
        ("", vec![]),
    ];
    for (reply, expected) in table {
        for at_a_time in [1, 2, 3, 7, 1000] {
            assert_eq!(
                parts(reply, at_a_time),
                expected,
                "{reply:?}, {at_a_time} at a time"
            );
        }
    }
}

#[test]
fn nothing_of_a_reply_is_lost() {
    for reply in [
        "a\r\n\r\n\tA: 1\r\n",
        "ä: 1\n\n\n",
        "   \n",
        "Ünïcödé wörds `ünd: sö` on\n    ```\n x",
        "- \n-\n1.\n",
        "A:\n  - |\n    text\n\n    more\nB",
    ] {
        for at_a_time in [1, 2, 5, 1000] {
            let all: String = parts(reply, at_a_time)
                .into_iter()
                .map(|part| match part {
                    Passage::Prose(text) => text,
                    Passage::Change { raw, .. } => raw,
                })
                .collect();
            assert_eq!(all, reply, "{at_a_time} at a time");
        }
    }
}

#[test]
fn more_readings_than_anybody_tries_are_not_looked_for() {
    // Prose and keys in turn, in a block: each key is a change of its own, as an item of a list and as none.
    let lines = |most: usize| -> String {
        (0..most)
            .map(|at| format!("and there is this one\n- A{at}: 1\n"))
            .collect()
    };
    for (most, expected) in [(20, 1 + 2 * 20), (2_000, MOST_READINGS + 1)] {
        // In a block in a block as well.
        for (open, close) in [("```\n", "```\n"), ("~~~~\n~~~\n", "~~~\n~~~~\n")] {
            let reply = format!("{open}{}{close}", lines(most));
            let found = parts(&reply, 1000);
            let [Passage::Change { readings, .. }] = found.as_slice() else {
                panic!("it is one block: {} parts", found.len());
            };
            let around = usize::from(open.starts_with("~~~~"));
            assert_eq!(
                readings.len(),
                (expected + around).min(MOST_READINGS + 1),
                "{most} in {open:?}"
            );
        }
    }
}

#[test]
fn words_without_blanks_flow_on_too() {
    for mark in ["", "> - "] {
        let mut passages = Passages::default();
        let (mut came, mut shown) = (0, String::new());
        let words = "これは待ち行列の設定についての段落です。".repeat(20);
        let reply = format!("{mark}{words}");
        for character in reply.chars() {
            came += character.len_utf8();
            for part in passages.push(&character.to_string()) {
                match part {
                    Passage::Prose(text) => shown.push_str(&text),
                    Passage::Change { raw, .. } => panic!("held: {raw}"),
                }
            }
            assert!(
                came - shown.len() < LONGEST_BEGINNING + mark.len(),
                "{mark:?}: what is no key flows on, and {came} bytes came"
            );
        }
        assert_eq!(shown, reply, "{mark:?}: before its line has ended");
    }
}

#[test]
fn blanks_do_not_hide_a_key() {
    let reply = format!("{}A: 1\n", " ".repeat(LONGEST_BEGINNING + 50));
    for at_a_time in [1, 7, 1000] {
        assert_eq!(
            parts(&reply, at_a_time),
            [change(&reply, &[&reply])],
            "{at_a_time} at a time"
        );
    }
}

#[test]
fn prose_flows_on_at_once() {
    let mut passages = Passages::default();
    let mut push = |text: &str| -> String {
        passages
            .push(text)
            .into_iter()
            .map(|part| match part {
                Passage::Prose(text) => text,
                Passage::Change { raw, .. } => panic!("held: {raw}"),
            })
            .collect()
    };
    assert_eq!(push("Look"), "", "this could be a key");
    assert_eq!(push(" at"), "Look at", "and is none");
    assert_eq!(
        push(" `Jobs: it` th"),
        " `Jobs: it` th",
        "nor is what follows"
    );
    assert_eq!(push("ere.\n- The"), "ere.\n", "a list's item");
    assert_eq!(push(" queue"), "- The queue", "of words");
    assert_eq!(push(".\nNote: the"), ".\n", "a key and a value");
    assert_eq!(
        push(" queue keeps what was sent there until"),
        "Note: the queue keeps what was sent there until",
        "a value of so many words is a sentence"
    );
}
