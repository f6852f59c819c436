//! Names that mean something in one form or another.

use diagram::{Picture, Scene, State, lay_out, to_dot, to_mermaid, to_svg, to_text};
use unicode_width::UnicodeWidthStr;

use crate::small::{item, line};

const NAMES: [&str; 13] = [
    "",
    "end",
    "\"]; drop",
    "</text><script>alert(1)</script>",
    "a\\\" -> b [label=\"x\\n",
    "`**bold** _it_ $x$`",
    "#quot;&amp;&#34;",
    "line\nbreak\r\n\ttab",
    "\u{1b}[31mred\u{7}",
    "\u{202e}txet\u{2066}",
    "Jo\u{200b}bs\u{200d}\u{61c}\u{200f}\u{feff}",
    "👩‍👩‍👧‍👦 大文字の名前がとても長い",
    "%%{init: {}}%% click n0 href \"javascript:x\"",
];

fn scene() -> Scene {
    let long = "n".repeat(255);
    let names = NAMES.into_iter().chain([long.as_str()]);
    let items: Vec<_> = names.map(|name| item(name, name, State::Fail)).collect();
    let last = items.len() - 1;
    let connections = (0..last).map(|index| line(index, index + 1, "invokes", State::Pass));
    let picture = Picture {
        connections: connections.collect(),
        items,
    };
    lay_out(&picture, None).0
}

#[test]
fn svg_stays_xml() {
    let svg = to_svg(&scene(), false);
    let allowed = [
        "svg", "title", "desc", "rect", "g", "text", "path", "circle",
    ];
    let mut open: Vec<&str> = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap();
        assert!(!after.contains('>'), "text is escaped: {after}");
        for entity in after.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;", "quot;", "#39;"]
                    .iter()
                    .any(|known| entity.starts_with(known)),
                "an entity that XML knows: {entity}"
            );
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "elements are closed in order");
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        assert!(allowed.contains(&name), "no other element than ours: {tag}");
        assert_eq!(
            tag.matches('"').count() % 2,
            0,
            "attributes are whole: {tag}"
        );
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "every element is closed: {open:?}");
    assert!(
        svg.chars().all(|sign| sign == '\n' || !sign.is_control()),
        "no sign that XML refuses"
    );
}

#[test]
fn mermaid_has_one_statement_a_line() {
    let text = to_mermaid(&scene());
    for line in text.lines().skip(1) {
        let line = line.trim();
        let is_box = line.starts_with('n') && line.contains("[\"") && line.ends_with("\"]");
        let is_line = line.contains(" -->|\"") || line.contains(" ==>|\"");
        let is_style = ["classDef ", "class ", "linkStyle "]
            .iter()
            .any(|word| line.starts_with(word));
        assert!(is_box || is_line || is_style, "a statement of ours: {line}");
        assert!(
            line.matches('"').count() <= 2
                && !line.contains("<script")
                && !line.contains("click n0 href \""),
            "a name stays a name: {line}"
        );
        let label = line
            .split('"')
            .nth(1)
            .unwrap_or_default()
            .replace("<br/>", "");
        assert!(
            !label.contains(['<', '>', '`', '[', ']']),
            "nothing of a name is markup: {label}"
        );
    }
}

#[test]
fn dot_has_one_statement_a_line() {
    for line in to_dot(&scene()).lines().skip(1) {
        let escaped = line.replace("\\\\", "").replace("\\\"", "");
        assert_eq!(
            escaped.matches('"').count() % 2,
            0,
            "strings are whole: {line}"
        );
        assert!(
            line == "}" || line.ends_with(';'),
            "a statement of ours: {line}"
        );
    }
}

#[test]
fn no_form_has_a_sign_that_nobody_sees() {
    for text in [
        to_svg(&scene(), false),
        to_mermaid(&scene()),
        to_dot(&scene()),
        to_text(&scene(), 80),
    ] {
        let unseen = |sign: &char| *sign != '\n' && diagram::is_unseen(*sign);
        assert_eq!(
            text.chars().find(unseen),
            None,
            "a name must not look like another: {text}"
        );
    }
}

#[test]
fn text_fits_its_terminal() {
    for width in [0, 30, 40, 80] {
        for line in to_text(&scene(), width).lines() {
            assert!(line.width() <= width.max(30), "{width} columns: {line}");
            assert!(
                !line.contains(['\u{1b}', '\u{202e}', '\u{7}']),
                "nothing acts on the terminal: {line:?}"
            );
        }
    }
}
