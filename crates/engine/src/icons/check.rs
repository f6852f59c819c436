//! Whether a file is an icon and nothing else. It goes into an image of a page, where nothing in it runs or loads; it is checked all the
//! same, since it came from anywhere.

use std::sync::LazyLock;

use regex::Regex;

/// What an SVG must not have: scripts, handlers, references to elsewhere, entities, pages in it, changes of its attributes over time.
static REFUSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        <\s*/?\s*([a-z]+:)?(script|foreignobject|iframe|object|embed|handler|listener|set|animate[a-z]*|image|feimage|link|meta|audio|video)\b
        | <!\s*(entity|doctype) | <\?\s*xml-stylesheet
        | [\s"'/]on[a-z]+\s*=
        | (java|vb)script\s*: | data\s*: | @import | expression\s*\(
        "#,
    )
    .ok()
});

/// Where an SVG refers to something: `href="#a"`, `url(#a)` are within it.
static REFERENCES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:\b(?:href|src)\s*=\s*["']?|url\s*\(\s*["']?)\s*(.?)"#).ok()
});

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The media type of an icon; nothing for anything else.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(PNG) {
        return Some("image/png");
    }
    let text = std::str::from_utf8(bytes).ok()?;
    is_plain_svg(text).then_some("image/svg+xml")
}

fn is_plain_svg(text: &str) -> bool {
    let (Some(refused), Some(references)) = (&*REFUSED, &*REFERENCES) else {
        return false;
    };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_svg = start.starts_with('<') && text.contains("<svg");
    // A character reference could spell anything.
    is_svg
        && !text.contains("&#")
        && !text.contains('\\')
        && !refused.is_match(text)
        && references
            .captures_iter(text)
            .all(|found| found.get(1).is_some_and(|first| first.as_str() == "#"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 64 64\">{inside}</svg>"
        )
    }

    #[test]
    fn the_patterns_are_in_order() {
        assert!(REFUSED.is_some() && REFERENCES.is_some(), "they compile");
    }

    #[test]
    fn drawings_are_icons() {
        for inside in [
            "<path d=\"M0 0h64v64H0z\" fill=\"#e7157b\"/>",
            "<defs><linearGradient id=\"a\"><stop offset=\"0%\"/></linearGradient></defs><rect fill=\"url(#a)\"/>",
            "<use xlink:href=\"#a\"/><title>Offset, once on = it</title>",
            "<style>.a{fill:url('#b')}</style>",
        ] {
            assert_eq!(
                kind(svg(inside).as_bytes()),
                Some("image/svg+xml"),
                "{inside}"
            );
        }
        assert_eq!(kind(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"), "a PNG");
    }

    #[test]
    fn what_could_do_anything_is_none() {
        for inside in [
            "<script>1</script>",
            "<SCRIPT xlink:href='#a'/>",
            "<svg:script/>",
            "<rect onload=\"1\"/>",
            "<rect\nonclick = '1'/>",
            "<foreignObject><p/></foreignObject>",
            "<image href=\"#a\"/>",
            "<use href=\"https://example.com/a.svg#b\"/>",
            "<use href='//example.com/a'/>",
            "<a xlink:href=\"javascript:1\"><path/></a>",
            "<use href=\"&#104;ttp://example.com\"/>",
            "<rect fill=\"url(http://example.com/a)\"/>",
            "<style>@import 'a.css';</style>",
            "<style>.a{fill:u\\72l(http://example.com)}</style>",
            "<set attributeName=\"href\" to=\"x\"/>",
            "<animate attributeName=\"href\"/>",
        ] {
            assert_eq!(kind(svg(inside).as_bytes()), None, "{inside}");
        }
        let entity = format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", svg(""));
        for text in [entity.as_str(), "", "no drawing", "<html></html>", "\u{0}"] {
            assert_eq!(kind(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(kind(b"<svg \xff/>"), None, "not text");
    }
}
