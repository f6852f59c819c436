//! `parse`: the tree, its spans, and functions in every spelling.

mod support;

use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    let document = cfn::parse(text.as_bytes());
    let root = document.root.as_ref();
    let shown = root.map_or_else(|| "no tree\n".to_owned(), support::tree);
    expected.assert_eq(&(shown + &support::remarks(&document.diagnostics)));
}

#[test]
fn scalars_keep_text_style_and_place() {
    check(
        "date: 2012-10-17\nversion: 1.10\nyes: yes\nsingle: 'it''s'\ndouble: \"a\\tb\"\nnothing:\nnull: ~\nlast: \"\"",
        &expect![[r#"
            map 1:1-8:9
              date (1:1-5): "2012-10-17" Plain 1:7-17
              version (2:1-8): "1.10" Plain 2:10-14
              yes (3:1-4): "yes" Plain 3:6-9
              single (4:1-7): "it's" SingleQuoted 4:9-16
              double (5:1-7): "a\tb" DoubleQuoted 5:9-15
              nothing (6:1-8): "" Plain 6:9-9
              null (7:1-5): "~" Plain 7:7-8
              last (8:1-5): "" DoubleQuoted 8:7-9
        "#]],
    );
}

#[test]
fn block_scalars_end_with_their_last_character() {
    check(
        "literal: |\n  one\n  two\n\nfolded: >-\n  one\n  two\nlast: x\n",
        &expect![[r#"
            map 1:1-8:8
              literal (1:1-8): "one\ntwo\n" Literal 2:3-3:6
              folded (5:1-7): "one two" Folded 6:3-7:6
              last (8:1-5): "x" Plain 8:7-8
        "#]],
    );
}

#[test]
fn columns_count_characters() {
    check(
        "é: ü\nlist: [\"😀\", b]",
        &expect![[r#"
        map 1:1-2:15
          é (1:1-2): "ü" Plain 1:4-5
          list (2:1-5): list 2:7-15
            - "😀" DoubleQuoted 2:8-11
            - "b" Plain 2:13-14
    "#]],
    );
}

#[test]
fn byte_order_mark_and_crlf_move_nothing() {
    check(
        "\u{feff}a: 1\r\nb:\r\n  - x\r\n",
        &expect![[r#"
        map 1:1-3:6
          a (1:1-2): "1" Plain 1:4-5
          b (2:1-2): list 3:3-6
            - "x" Plain 3:5-6
    "#]],
    );
}

#[test]
fn json_is_read_by_the_same_path() {
    check(
        "{\n\t\"a\": [1, true, null],\n\t\"b\": {\"Ref\": \"X\"}, \"c\": \"\\u00e9\\/\"\n}",
        &expect![[r#"
            map 1:1-4:2
              a (2:2-5): list 2:7-22
                - "1" Plain 2:8-9
                - "true" Plain 2:11-15
                - "null" Plain 2:17-21
              b (3:2-5): Ref (3:8-13) 3:7-19
                "X" DoubleQuoted 3:15-18
              c (3:21-24): "é/" DoubleQuoted 3:26-36
        "#]],
    );
}

#[test]
fn short_and_long_forms_are_one_shape() {
    check(
        "- !Ref A\n- {Ref: A}\n- Ref: A\n",
        &expect![[r#"
        list 1:1-3:9
          - Ref (1:3-7) 1:3-9
            "A" Plain 1:8-9
          - Ref (2:4-7) 2:3-11
            "A" Plain 2:9-10
          - Ref (3:3-6) 3:3-9
            "A" Plain 3:8-9
    "#]],
    );
    check(
        "- !Sub \"${A}\"\n- Fn::Sub: \"${A}\"\n- !Sub\n  - \"${B}\"\n  - B: !Ref C\n",
        &expect![[r#"
            list 1:1-5:14
              - Sub (1:3-7) 1:3-14
                "${A}" DoubleQuoted 1:8-14
              - Sub (2:3-10) 2:3-18
                "${A}" DoubleQuoted 2:12-18
              - Sub (3:3-7) 3:3-5:14
                list 4:3-5:14
                  - "${B}" DoubleQuoted 4:5-11
                  - map 5:5-14
                    B (5:5-6): Ref (5:8-12) 5:8-14
                      "C" Plain 5:13-14
        "#]],
    );
}

#[test]
fn attributes_are_cut_at_the_first_dot() {
    check(
        "- !GetAtt A.B.C\n- !GetAtt 'A.Arn'\n- Fn::GetAtt: [A, Arn]\n- {\"Fn::GetAtt\": \"A.Arn\"}\n- !GetAtt A\n",
        &expect![[r#"
            list 1:1-5:12
              - GetAtt (1:3-10) 1:3-16
                list 1:11-16
                  - "A" Plain 1:11-12
                  - "B.C" Plain 1:13-16
              - GetAtt (2:3-10) 2:3-18
                list 2:11-18
                  - "A" SingleQuoted 2:12-13
                  - "Arn" SingleQuoted 2:14-17
              - GetAtt (3:3-13) 3:3-23
                list 3:15-23
                  - "A" Plain 3:16-17
                  - "Arn" Plain 3:19-22
              - GetAtt (4:4-16) 4:3-26
                list 4:18-25
                  - "A" DoubleQuoted 4:19-20
                  - "Arn" DoubleQuoted 4:21-24
              - GetAtt (5:3-10) 5:3-12
                list 5:11-12
                  - "A" Plain 5:11-12
        "#]],
    );
}

#[test]
fn a_tagged_block_starts_at_its_tag() {
    check(
        "a: !If\n  - C\n  - 1\n  - 2\nb: !Join\n  ['', []]\n",
        &expect![[r#"
            map 1:1-6:11
              a (1:1-2): If (1:4-7) 1:4-4:6
                list 2:3-4:6
                  - "C" Plain 2:5-6
                  - "1" Plain 3:5-6
                  - "2" Plain 4:5-6
              b (5:1-2): Join (5:4-9) 5:4-6:11
                list 6:3-11
                  - "" SingleQuoted 6:4-6
                  - list 6:8-10
        "#]],
    );
}

#[test]
fn condition_is_a_function_only_where_one_is_wanted() {
    check(
        "Conditions:\n  A: {Condition: B}\n  C: !Not [{Condition: A}]\nStatement:\n  - Condition: X\n  - !If [{Condition: A}, {Condition: A}, !Condition A]\n",
        &expect![[r#"
            map 1:1-6:55
              Conditions (1:1-11): map 2:3-3:27
                A (2:3-4): Condition (2:7-16) 2:6-20
                  "B" Plain 2:18-19
                C (3:3-4): Not (3:6-10) 3:6-27
                  list 3:11-27
                    - Condition (3:13-22) 3:12-26
                      "A" Plain 3:24-25
              Statement (4:1-10): list 5:3-6:55
                - map 5:5-17
                  Condition (5:5-14): "X" Plain 5:16-17
                - If (6:5-8) 6:5-55
                  list 6:9-55
                    - Condition (6:11-20) 6:10-24
                      "A" Plain 6:22-23
                    - map 6:26-40
                      Condition (6:27-36): "A" Plain 6:38-39
                    - Condition (6:42-52) 6:42-54
                      "A" Plain 6:53-54
        "#]],
    );
}

#[test]
fn yaml_tags_of_the_language_say_only_text() {
    check(
        "- !!str 5\n- ! 5\n- !!int \"5\"\n- !!map {a: b}\n",
        &expect![[r#"
            list 1:1-4:15
              - "5" DoubleQuoted 1:3-10
              - "5" DoubleQuoted 2:3-6
              - "5" DoubleQuoted 3:9-12
              - map 4:9-15
                a (4:10-11): "b" Plain 4:13-14
        "#]],
    );
}

#[test]
fn unknown_functions_are_named_and_kept() {
    check(
        "- !GetAttr A.B\n- Fn::Joim: [a, b]\n- {Fn::If: [a, b, c], Other: x}\n- !Wholly::Unknown {a: b}\n",
        &expect![[r#"
            list 1:1-4:26
              - Other (1:3-11) 1:3-15
                "A.B" Plain 1:12-15
              - Other (2:3-11) 2:3-19
                list 2:13-19
                  - "a" Plain 2:14-15
                  - "b" Plain 2:17-18
              - map 3:3-32
                Fn::If (3:4-10): list 3:12-21
                  - "a" Plain 3:13-14
                  - "b" Plain 3:16-17
                  - "c" Plain 3:19-20
                Other (3:23-28): "x" Plain 3:30-31
              - Other (4:3-19) 4:3-26
                map 4:20-26
                  a (4:21-22): "b" Plain 4:24-25
            1:3 warning unknown-function: CloudFormation has no function `!GetAttr`, did you mean `!GetAtt`?
            2:3 warning unknown-function: CloudFormation has no function `Fn::Joim`, did you mean `Fn::Join`?
            3:4 warning function-with-siblings: `Fn::If` has to be the only key of its mapping; beside other keys it is no function. Check the indentation.
            4:3 warning unknown-function: CloudFormation has no function `!Wholly::Unknown`.
        "#]],
    );
}

#[test]
fn of_duplicate_keys_the_last_counts() {
    check(
        "a: 1\nb: 2\na: 3\n",
        &expect![[r#"
        map 1:1-3:5
          b (2:1-2): "2" Plain 2:4-5
          a (3:1-2): "3" Plain 3:4-5
        3:1 warning duplicate-key: The key `a` is here twice: line 1 has it already. The last one counts.
    "#]],
    );
    // Above eight members the search is another one.
    check(
        "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\ni: 1\na: 2\n",
        &expect![[r#"
            map 1:1-10:5
              b (2:1-2): "1" Plain 2:4-5
              c (3:1-2): "1" Plain 3:4-5
              d (4:1-2): "1" Plain 4:4-5
              e (5:1-2): "1" Plain 5:4-5
              f (6:1-2): "1" Plain 6:4-5
              g (7:1-2): "1" Plain 7:4-5
              h (8:1-2): "1" Plain 8:4-5
              i (9:1-2): "1" Plain 9:4-5
              a (10:1-2): "2" Plain 10:4-5
            10:1 warning duplicate-key: The key `a` is here twice: line 1 has it already. The last one counts.
        "#]],
    );
    check(
        "x: {Ref: A, Ref: B}\n",
        &expect![[r#"
        map 1:1-20
          x (1:1-2): Ref (1:13-16) 1:4-20
            "B" Plain 1:18-19
        1:13 warning duplicate-key: The key `Ref` is here twice: line 1 has it already. The last one counts.
    "#]],
    );
}

#[test]
fn aliases_are_expanded_and_remarked_once() {
    check(
        "base: &base\n  a: 1\none: *base\ntwo:\n  <<: *base\n  b: 2\n",
        &expect![[r#"
            map 1:1-6:7
              base (1:1-5): map 2:3-7
                a (2:3-4): "1" Plain 2:6-7
              one (3:1-4): map 3:6-11
                a (2:3-4): "1" Plain 2:6-7
              two (4:1-4): map 5:3-6:7
                << (5:3-5): map 5:7-12
                  a (2:3-4): "1" Plain 2:6-7
                b (6:3-4): "2" Plain 6:6-7
            3:6 warning alias-or-merge: CloudFormation does not take YAML aliases: write the value out, or use a parameter or mapping.
            5:3 warning alias-or-merge: CloudFormation does not take YAML merge keys (`<<`): write the members out.
        "#]],
    );
}

#[test]
fn flush_continuation_lines_are_read_without_moving_places() {
    check(
        "a:\n  b: \"one\ntwo\n\n three\nfour\" # comment\n  c: 'x\ny'\nd: e\n",
        &expect![[r#"
            map 1:1-9:5
              a (1:1-2): map 2:3-8:3
                b (2:3-4): "one two\nthree four" DoubleQuoted 2:6-6:6
                c (7:3-4): "x y" SingleQuoted 7:6-8:3
              d (9:1-2): "e" Plain 9:4-5
        "#]],
    );
}

#[test]
fn account_ids_without_quotes() {
    check(
        "- 012345670123\n- 123456789012\n- \"012345670123\"\n- 192000000000\n- 0123\n",
        &expect![[r#"
            list 1:1-5:7
              - "012345670123" Plain 1:3-15
              - "123456789012" Plain 2:3-15
              - "012345670123" DoubleQuoted 3:3-17
              - "192000000000" Plain 4:3-15
              - "0123" Plain 5:3-7
            1:3 warning unquoted-account-id: `012345670123` is a number without quotes, and loses its leading zero. Write the account id as "012345670123".
            2:3 info unquoted-account-id: `123456789012` is read as a number. Account ids are text: write "123456789012", so that one with a leading zero works too.
        "#]],
    );
}

/// Found by fuzzing: the value was said to stand after a colon that is not there.
#[test]
fn a_key_without_a_colon_has_its_missing_value_inside_of_the_text() {
    check(
        "?",
        &expect![[r#"
        map 1:1-2
           (1:2-2): "" Plain 1:2-2
    "#]],
    );
    check(
        "? a\n? b\n: c\n",
        &expect![[r#"
        map 1:1-3:4
          a (1:3-4): "" Plain 2:1-1
          b (2:3-4): "c" Plain 3:3-4
    "#]],
    );
    check(
        "\"a\" :\nb:\n",
        &expect![[r#"
        map 1:1-2:3
          a (1:1-4): "" Plain 1:5-5
          b (2:1-2): "" Plain 2:3-3
    "#]],
    );
}
