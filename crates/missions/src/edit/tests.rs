//! Texts that are changed: what goes, what stays, and what is left alone.

#![allow(clippy::panic, reason = "a test that cannot go on says why")]

use super::{Op, Source, child, proven, together};

/// The text after a change at the way of keys and indices.
fn check(text: &str, way: &str, op: &Op, expected: Option<&str>) {
    let document = cfn::parse(text.as_bytes());
    let root = document.root.as_ref().expect("it is a tree");
    let mut node = root;
    let mut address = Vec::new();
    for step in way.split('.') {
        let index = match node.as_map() {
            Some(entries) => entries.iter().position(|entry| entry.key == step),
            None => step.parse().ok(),
        };
        let index = index.unwrap_or_else(|| panic!("{way}: {step} is there"));
        address.push(index);
        node = child(node, index).expect("it is there");
    }
    let source = Source::of(text.as_bytes()).expect("it is UTF-8");
    let new = proven(&source, root, &address, op).map(|way| {
        let new = together(&source, root, &[&way]).expect("it was proven");
        String::from_utf8(new).expect("it stays UTF-8")
    });
    assert_eq!(new.as_deref(), expected, "{way} of {text:?}");
}

const BLOCK: &str = "# head\nA:\n  # of b\n  b: 1 # one\n  c: # two\n    - x\n    - y # why\n\n  d: >\n    folded\n    text\n\nE:\n  - f: 1\n    g: [h, i, j]\n  - {k: 1, l: 2}\n";

#[test]
fn entries_and_elements_go_with_their_lines() {
    check(
        BLOCK,
        "A.b",
        &Op::Remove,
        Some(&BLOCK.replace("  b: 1 # one\n", "")),
    );
    check(
        BLOCK,
        "A.c",
        &Op::Remove,
        Some(&BLOCK.replace("  c: # two\n    - x\n    - y # why\n", "")),
    );
    check(
        BLOCK,
        "A.c.1",
        &Op::Remove,
        Some(&BLOCK.replace("    - y # why\n", "")),
    );
    check(
        BLOCK,
        "A.d",
        &Op::Remove,
        Some(&BLOCK.replace("  d: >\n    folded\n    text\n\n", "")),
    );
    check(
        BLOCK,
        "E.0.f",
        &Op::Remove,
        Some(&BLOCK.replace("f: 1\n    g", "g")),
    );
    check(
        BLOCK,
        "E.0.g.0",
        &Op::Remove,
        Some(&BLOCK.replace("h, i", "i")),
    );
    check(
        BLOCK,
        "E.0.g.2",
        &Op::Remove,
        Some(&BLOCK.replace("i, j", "i")),
    );
    check(
        BLOCK,
        "E.1.k",
        &Op::Remove,
        Some(&BLOCK.replace("k: 1, l", "l")),
    );
    check(
        BLOCK,
        "E.1",
        &Op::Remove,
        Some(&BLOCK.replace("  - {k: 1, l: 2}\n", "")),
    );
    let windows = BLOCK.replace('\n', "\r\n");
    check(
        &windows,
        "A.b",
        &Op::Remove,
        Some(&windows.replace("  b: 1 # one\r\n", "")),
    );
}

#[test]
fn the_only_one_stays() {
    check("A:\n  b: 1\n", "A.b", &Op::Remove, None);
    check("A: [b]\n", "A.0", &Op::Remove, None);
}

#[test]
fn json_keeps_its_commas() {
    let json = "{\n  \"a\": 1,\n  \"b\": {\"c\": \"#\", \"d\": 2},\n  \"e\": [1, 2]\n}\n";
    check(
        json,
        "a",
        &Op::Remove,
        Some(&json.replace("\"a\": 1,\n  ", "")),
    );
    check(
        json,
        "b",
        &Op::Remove,
        Some(&json.replace("\"b\": {\"c\": \"#\", \"d\": 2},\n  ", "")),
    );
    check(
        json,
        "e",
        &Op::Remove,
        Some(&json.replace(",\n  \"e\": [1, 2]", "")),
    );
    check(
        json,
        "b.c",
        &Op::Value("*".to_owned()),
        Some(&json.replace('#', "*")),
    );
    check(
        json,
        "e",
        &Op::Value("*".to_owned()),
        Some(&json.replace("[1, 2]", "\"*\"")),
    );
    check(
        json,
        "a",
        &Op::Value("7".to_owned()),
        Some(&json.replace("\"a\": 1", "\"a\": 7")),
    );
}

#[test]
fn values_are_replaced_as_they_were_written() {
    let text = "a: 'it''s' # x\nb: !Sub \"${A.Arn}/*\"\nc: !GetAtt A.Arn\nd:\n  - s3:GetObject\ne: [p, q]\nf:\n  Fn::Sub: z\n";
    check(
        text,
        "a",
        &Op::Value("it's not".to_owned()),
        Some(&text.replace("it''s", "it''s not")),
    );
    check(
        text,
        "b.0",
        &Op::Within(2..3, "Bee".to_owned()),
        Some(&text.replace("${A", "${Bee")),
    );
    check(
        text,
        "b",
        &Op::Value("*".to_owned()),
        Some(&text.replace("!Sub \"${A.Arn}/*\"", "\"*\"")),
    );
    check(
        text,
        "c.0.0",
        &Op::Within(0..1, "Bee".to_owned()),
        Some(&text.replace("GetAtt A", "GetAtt Bee")),
    );
    check(
        text,
        "d.0",
        &Op::Value("*".to_owned()),
        Some(&text.replace("s3:GetObject", "\"*\"")),
    );
    check(
        text,
        "d",
        &Op::Value("s3:*".to_owned()),
        Some(&text.replace("\n  - s3:GetObject", " s3:*")),
    );
    check(
        text,
        "e",
        &Op::Value("*".to_owned()),
        Some(&text.replace("[p, q]", "\"*\"")),
    );
    check(
        text,
        "e.1",
        &Op::Value("yes".to_owned()),
        Some(&text.replace("q]", "yes]")),
    );
    check(
        text,
        "f",
        &Op::Value("y".to_owned()),
        Some(&text.replace("\n  Fn::Sub: z", " y")),
    );
}
