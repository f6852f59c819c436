//! The `${...}` of `Fn::Sub`.

/// A piece of a format text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'s> {
    /// Text that stays as it is.
    Literal(&'s str),
    /// `${!Name}`: stands for the text `${Name}`.
    Escaped(&'s str),
    /// `${Name}` or `${Name.Attribute}`, without spaces around; and where it starts, in bytes.
    Name(&'s str, usize),
}

/// The pieces of a format text in order. A `${` that is never closed is literal.
pub(super) fn pieces(format: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &format[at..];
        if rest.is_empty() {
            return None;
        }
        let open = find_open(rest).filter(|open| rest[*open..].contains('}'));
        match open {
            None => {
                at = format.len();
                Some(Piece::Literal(rest))
            }
            Some(0) => {
                let close = rest.find('}').unwrap_or(rest.len() - 1);
                let inner = &rest[2..close];
                let start = at;
                at += close + 1;
                Some(match inner.strip_prefix('!') {
                    Some(escaped) => Piece::Escaped(escaped),
                    None => Piece::Name(inner.trim(), start),
                })
            }
            Some(open) => {
                at += open;
                Some(Piece::Literal(&rest[..open]))
            }
        }
    })
}

/// Where the first `${` is. Format texts are short, and a search for a text builds tables first that cost more than they save.
fn find_open(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| pair == b"${")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::pieces;

    fn check(format: &str, expected: &Expect) {
        expected.assert_eq(&format!("{:?}", pieces(format).collect::<Vec<_>>()));
    }

    #[test]
    fn cuts_a_format_at_its_names() {
        check("plain", &expect![[r#"[Literal("plain")]"#]]);
        check(
            "a-${B}-${ C.Arn }",
            &expect![[r#"[Literal("a-"), Name("B", 2), Literal("-"), Name("C.Arn", 7)]"#]],
        );
        check(
            "${!Keep}$",
            &expect![[r#"[Escaped("Keep"), Literal("$")]"#]],
        );
        check("$ {x} ${", &expect![[r#"[Literal("$ {x} ${")]"#]]);
        check("", &expect![[r#"[]"#]]);
    }
}
