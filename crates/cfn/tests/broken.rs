//! Texts that cannot be read: each has one located error in a learner's words, and nothing panics or hangs.

mod support;

use cfn::codes;
use expect_test::{Expect, expect};

fn check(bytes: &[u8], expected: &Expect) {
    let document = cfn::parse(bytes);
    assert!(
        document.root.is_none(),
        "a text that cannot be read has no tree"
    );
    expected.assert_eq(&support::remarks(&document.diagnostics));
}

fn only_code(bytes: &[u8]) -> &'static str {
    let document = cfn::parse(bytes);
    let codes: Vec<&str> = document
        .diagnostics
        .iter()
        .map(|remark| remark.code)
        .collect();
    assert_eq!(codes.len(), 1, "one remark is wanted, not {codes:?}");
    codes[0]
}

#[test]
fn nothing_to_read() {
    check(
        b"",
        &expect![[r#"
        1:1 error empty: The file is empty. A template starts with `Resources:`.
    "#]],
    );
    check(
        b"# only a comment\n",
        &expect![[r#"
        1:1 error empty: The file is empty. A template starts with `Resources:`.
    "#]],
    );
    check(
        b"---\n",
        &expect![[r#"
        1:1 error empty: The file is empty. A template starts with `Resources:`.
    "#]],
    );
}

#[test]
fn not_text() {
    check(
        b"a: 1\nb: caf\xe9\n",
        &expect![[r#"
        2:7 error not-utf8: Line 2 has bytes that are not UTF-8. Save the file as UTF-8.
    "#]],
    );
    check(
        b"\xff\xfea\0",
        &expect![[r#"
        1:1 error not-utf8: The file is saved as UTF-16. Save it as UTF-8.
    "#]],
    );
    check(
        b"a: 1\nbb\0b: 2\n",
        &expect![[r#"
        2:3 error not-text: Line 2 has a NUL character, which no template has. Is this a binary file?
    "#]],
    );
}

#[test]
fn bad_indentation() {
    check(
        b"a:\n  b: 1\n c: 2\n",
        &expect![[r#"
        3:2 error syntax: The indentation does not fit: this line has to line up with the keys or the `-` of its block. (the parser says: while parsing a block mapping, did not find expected key)
    "#]],
    );
    check(
        b"a:\n  - x\n - y\n",
        &expect![[r#"
        3:2 error syntax: The indentation does not fit: this line has to line up with the keys or the `-` of its block. (the parser says: while parsing a block mapping, did not find expected key)
    "#]],
    );
    check(
        b"Resources:\n  A: x\n    Type: y\n",
        &expect![[r#"
        3:9 error syntax: A `key: value` is not expected here. Either the indentation is wrong, or a text with `: ` in it needs quotes. (the parser says: mapping values are not allowed in this context)
    "#]],
    );
}

#[test]
fn missing_colon_or_space() {
    check(
        b"a: 1\nb\nc: 2\n",
        &expect![[r#"
        2:1 error syntax: A key without its colon: write `Key: value`, with a space after the colon, and indent it like its neighbours. (the parser says: simple key expected ':')
    "#]],
    );
    check(
        b"Description: note: this\n",
        &expect![[r#"
        1:18 error syntax: A `key: value` is not expected here. Either the indentation is wrong, or a text with `: ` in it needs quotes. (the parser says: mapping values are not allowed in this context)
    "#]],
    );
}

#[test]
fn quotes_and_brackets_that_stay_open() {
    check(
        b"a: \"one\nb: 2\n",
        &expect![[r#"
        1:4 error syntax: This quote is never closed, or the lines after it are not indented. (the parser says: invalid indentation in multiline quoted scalar)
    "#]],
    );
    check(
        b"a: 'one\nb: two\nc: three\n",
        &expect![[r#"
        1:4 error syntax: This quote is never closed, or the lines after it are not indented. (the parser says: invalid indentation in multiline quoted scalar)
    "#]],
    );
    check(
        b"a: [1, 2\nb: 3\n",
        &expect![[r#"
            2:2 error syntax: A `key: value` is not expected here. Is a bracket before it still open? (the parser says: illegal placement of ':' indicator)
        "#]],
    );
    check(
        b"{\"a\": {\"b\": 1",
        &expect![[r#"
        1:7 error syntax: The bracket `{` is never closed. Is the file complete? (the parser says: unclosed bracket '{')
    "#]],
    );
    check(
        b"{\"a\": 1 \"b\": 2}",
        &expect![[r#"
        1:12 error syntax: Inside of `{ }` a comma or the closing bracket is missing before this. (the parser says: while parsing a flow mapping, did not find expected ',' or '}')
    "#]],
    );
    check(
        b"{\"a\": [1}",
        &expect![[r#"
        1:7 error syntax: The bracket `[` is closed by `}`. (the parser says: mismatched bracket '[' closed by '}')
    "#]],
    );
    check(
        b"a: \"x\" y\n",
        &expect![[r#"
        1:8 error syntax: There is more text after the closing quote. Put all of it into the quotes, or a comma between two values. (the parser says: invalid trailing content after double-quoted scalar)
    "#]],
    );
}

#[test]
fn characters_that_start_something_else() {
    check(
        b"Action: *\n",
        &expect![[r#"
        1:9 error syntax: A value that starts with `*` or `&` is read as a YAML alias. Put it into quotes: "*". (the parser says: while scanning an anchor or alias, did not find expected alphabetic or numeric character)
    "#]],
    );
    check(
        b"Domain: *.example.com\n",
        &expect![[r#"
        1:9 error syntax: A value that starts with `*` or `&` is read as a YAML alias. Put it into quotes: "*". (the parser says: while parsing node, found unknown anchor)
    "#]],
    );
    check(
        b"a: @b\n",
        &expect![[r#"
        1:4 error syntax: A text cannot start with `@` here. Put the value into quotes. (the parser says: unexpected character: `@')
    "#]],
    );
    check(
        b"a: \"\\d\"\n",
        &expect![[r#"
        1:4 error syntax: A `\` in "double quotes" starts an escape, and this is none. Write `\\`, or use 'single quotes'. (the parser says: while parsing a quoted scalar, found unknown escape character)
    "#]],
    );
}

#[test]
fn tabs() {
    check(
        b"a:\n\tb: 1\n",
        &expect![[r#"
        2:1 error tab-indentation: This line is indented with a tab. YAML takes only spaces: replace each tab with two spaces.
    "#]],
    );
    check(
        b"a:\n  b: 1\n\tc: 2\n",
        &expect![[r#"
            3:1 error tab-indentation: This line is indented with a tab. YAML takes only spaces: replace each tab with two spaces.
        "#]],
    );
    check(
        b"a:\n  - b: 1\n  \tc: 2\n",
        &expect![[r#"
            3:3 error tab-indentation: This line is indented with a tab. YAML takes only spaces: replace each tab with two spaces.
        "#]],
    );
}

#[test]
fn a_second_document_is_not_read() {
    let document = cfn::parse(b"a: 1\n---\nb: [\n");
    assert!(document.root.is_some(), "the first document is read");
    expect![[r#"
        2:1 error second-document: A second YAML document starts here. CloudFormation takes one a file; only the first is read.
    "#]].assert_eq(&support::remarks(&document.diagnostics));
}

#[test]
fn keys_that_are_not_text() {
    let document = cfn::parse(b"a: {{ name }}\nb: 1\n");
    expect![[r#"
        1:5 error key-not-text: A key must be text, but this is a mapping. A placeholder such as `{{ name }}` has to be filled in, or quoted.
    "#]].assert_eq(&support::remarks(&document.diagnostics));
}

#[test]
fn every_prefix_of_a_template_ends_in_a_tree_or_an_error() {
    let text = "Resources:\n  A: !If [X, {b: \"c\\n\"}, 'd']\n  B: &x |\n    text\n  C: *x\n  D: {\"Fn::Sub\": [\"${E}\", {E: 1}]}\n";
    for end in 0..text.len() {
        let document = cfn::parse(&text.as_bytes()[..end]);
        assert!(
            document.root.is_some() || !document.diagnostics.is_empty(),
            "the first {end} bytes give neither a tree nor an error"
        );
    }
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [150, 199] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        let document = cfn::parse(text.as_bytes());
        assert!(document.root.is_some(), "{depth} levels are read");
    }
    let cases = [
        ("brackets", "[".repeat(201) + &"]".repeat(201)),
        ("many brackets", "[".repeat(100_000)),
        ("braces", "{a: ".repeat(5_000)),
        ("dashes", "- ".repeat(50_000)),
        ("functions", "!If [".repeat(101) + &"]".repeat(101)),
        (
            "keys",
            (0..300).map(|depth| " ".repeat(depth) + "a:\n").collect(),
        ),
    ];
    for (name, text) in cases {
        assert_eq!(only_code(text.as_bytes()), codes::TOO_DEEP, "for {name}");
    }
}

/// Aliases put deep values into deep places.
#[test]
fn depth_counts_through_aliases() {
    let deep = "[".repeat(120) + &"]".repeat(120);
    let text = format!(
        "a: &a {deep}\nb: {}*a {}\n",
        "[".repeat(120),
        "]".repeat(120)
    );
    let document = cfn::parse(text.as_bytes());
    assert!(document.root.is_none(), "240 levels are too deep");
    assert_eq!(
        only_code(text.as_bytes()),
        codes::TOO_DEEP,
        "and it says so"
    );
}

#[test]
fn a_billion_laughs_end_in_an_error() {
    let mut text = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..12 {
        let previous = format!("*a{}", level - 1);
        let items = [previous.as_str(); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let document = cfn::parse(text.as_bytes());
    assert!(document.root.is_none(), "the expansion is refused");
    let last = document.diagnostics.iter().map(|remark| remark.code).max();
    assert!(
        document
            .diagnostics
            .iter()
            .any(|remark| remark.code == codes::ALIAS_EXPANSION),
        "the remarks name the expansion, not only {last:?}"
    );
    check(
        b"a: &a [*a]\n",
        &expect![[r#"
        1:8 error alias-or-merge: This alias stands inside of the value that it names, so it would never end.
    "#]],
    );
}

#[test]
fn size_has_two_soft_limits_and_a_hard_one() {
    let of_size = |bytes: usize| {
        let start = "Resources: {A: {Type: Own::X::B}}\n#";
        start.to_owned() + &"x".repeat(bytes - start.len())
    };
    let remarks = |bytes: usize| {
        let text = of_size(bytes);
        let document = cfn::parse(text.as_bytes());
        let model = cfn::resolve(&document, &Default::default());
        support::remarks(document.diagnostics.iter().chain(&model.diagnostics))
    };
    expect![[r#""#]].assert_eq(&remarks(51_200));
    expect![[r#"
        1:1 info too-large: The template has 51201 bytes. Above 51200 it has to be uploaded to S3 first; it cannot be given inline.
    "#]].assert_eq(&remarks(51_201));
    expect![[r#"
        1:1 warning too-large: The template has 1000001 bytes; CloudFormation takes 1000000 at most. Split it into nested stacks.
    "#]].assert_eq(&remarks(1_000_001));
    expect![[r#"
        1:1 error too-large: The file has 4194305 bytes. More than 4194304 bytes are not read; CloudFormation takes 1 MB at most.
    "#]].assert_eq(&remarks(4 * 1024 * 1024 + 1));
}

/// Each of twenty thousand flush lines would have the text read again.
#[test]
fn repair_is_bounded() {
    let text = format!("a: \"{}\"\n", "x\n".repeat(20_000));
    assert_eq!(
        only_code(text.as_bytes()),
        codes::SYNTAX,
        "it gives up and says why"
    );
}

#[test]
fn every_code_is_named_once() {
    let mut all = codes::ALL.to_vec();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), codes::ALL.len(), "codes are unique");
    for code in all {
        let well_formed = code
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(well_formed, "`{code}` is lower case with hyphens");
    }
}

/// Each of these once took minutes; a test that hangs is how they fail.
#[test]
fn hostile_texts_end() {
    let names = "${a}".repeat(100_000);
    let properties: String = (0..5_000)
        .map(|index| format!("    P{index}: 1\n"))
        .collect();
    let functions: String = (0..2_000)
        .map(|index| format!("  F{index}: {{Type: AWS::Serverless::Function}}\n"))
        .collect();
    let cases = [
        format!("Resources: {{A: {{Type: Own::X::B, Properties: {{A: !Sub \"{names}\"}}}}}}"),
        format!("Globals:\n  Function:\n{properties}Resources:\n{functions}"),
        "a: 1\n".repeat(50_000),
    ];
    for text in cases {
        let document = cfn::parse(text.as_bytes());
        let model = cfn::resolve(&document, &cfn::Parameters::new());
        let remarks = document.diagnostics.len() + model.diagnostics.len();
        assert!(
            remarks <= 2_001,
            "{remarks} remarks are more than anyone reads"
        );
    }
}

/// Found by fuzzing: the parser ended lines at `\r` alone, and what was said of bytes and indentation did not.
#[test]
fn lines_that_end_in_a_carriage_return_alone_are_counted_alike() {
    check(
        b"a: 1\rb: \0\r",
        &expect![[r#"
            2:4 error not-text: Line 2 has a NUL character, which no template has. Is this a binary file?
        "#]],
    );
    check(
        b"a: 1\r\nb:\rc: caf\xe9\n",
        &expect![[r#"
        3:7 error not-utf8: Line 3 has bytes that are not UTF-8. Save the file as UTF-8.
    "#]],
    );
    check(
        b"a:\r\r  b, \r c: d: 1\r",
        &expect![[r#"
        4:3 error syntax: A `key: value` is not expected here. Either the indentation is wrong, or a text with `: ` in it needs quotes. (the parser says: mapping values are not allowed in this context)
    "#]],
    );
}
