//! The page for authors.

use std::fmt::Write as _;

use grader::language;

const TEMPLATE: &str = include_str!("page.md");

/// The files in which kinds are documented, in the language's order.
const KINDS: &[(&str, &str)] = &[
    ("property", include_str!("../../src/kinds/property.rs")),
    ("check", include_str!("../../src/kinds/check.rs")),
    ("graph", include_str!("../../src/kinds/graph.rs")),
    ("iam", include_str!("../../src/kinds/iam.rs")),
    ("preset", include_str!("../../src/kinds/preset.rs")),
    ("allOf", include_str!("../../src/kinds/all_of.rs")),
    ("anyOf", include_str!("../../src/kinds/any_of.rs")),
    ("not", include_str!("../../src/kinds/not.rs")),
];

/// The whole page.
pub(crate) fn page() -> String {
    TEMPLATE
        .replace("<!-- kinds -->\n", &kinds())
        .replace("<!-- operators -->\n", &operators())
        .replace(
            "<!-- measures -->\n",
            &words("measure", "compares", language::measures()),
        )
        .replace(
            "<!-- relations -->\n",
            &words("relation", "a to b, when", language::relations()),
        )
        .replace("<!-- presets -->\n", &presets())
}

fn kinds() -> String {
    let mut text = String::new();
    for kind in language::kinds() {
        let Some((_, source)) = KINDS.iter().find(|(name, _)| *name == kind.name) else {
            if kind.name == "guard" {
                text.push_str(
                    "## The kind `guard`\n\nThe name is kept for rules of CloudFormation Guard. It is refused with a clear message today.\n\n",
                );
                continue;
            }
            panic!("the kind `{}` has no file here", kind.name);
        };
        let fields: Vec<String> = kind
            .fields
            .iter()
            .map(|field| format!("`{field}`"))
            .collect();
        let _ = writeln!(
            text,
            "## The kind `{}`\n\nIts fields: {}.\n\n{}\n",
            kind.name,
            fields.join(", "),
            bold_headings(&doc(source))
        );
    }
    text.trim_end().to_owned() + "\n"
}

/// A file's `//!` lines below the first paragraph, which is for those who read the code.
fn doc(source: &str) -> String {
    let lines: Vec<&str> = source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let start = lines.iter().position(|line| line.starts_with("# "));
    let start = start.unwrap_or_else(|| panic!("a doc comment without headings: {lines:?}"));
    lines[start..].join("\n")
}

/// The headings of doc comments as bold words: the page has headings of its own.
fn bold_headings(doc: &str) -> String {
    let mut in_code = false;
    doc.lines()
        .map(|line| {
            in_code ^= line.starts_with("```");
            match line.strip_prefix("# ") {
                Some(heading) if !in_code => format!("**{heading}**"),
                _ => line.to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
        .replace("**\n", "**\n\n")
        .replace("**\n\n\n", "**\n\n")
}

fn operators() -> String {
    let mut text = String::from("| op | passes when the value | `value` |\n|---|---|---|\n");
    for operator in language::OPERATORS {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} |",
            operator.name, operator.says, operator.value
        );
    }
    text
}

fn words(name: &str, says: &str, words: impl Iterator<Item = language::Word>) -> String {
    let mut text = format!("| {name} | {says} |\n|---|---|\n");
    for word in words {
        let _ = writeln!(text, "| `{}` | {} |", word.name, word.says);
    }
    text
}

fn presets() -> String {
    let mut text = String::new();
    for preset in language::presets() {
        let doc = preset.documentation;
        let start = doc.find("# ").unwrap_or_default();
        let _ = writeln!(
            text,
            "### `{}`\n\n{}\n",
            preset.name,
            bold_headings(&doc[start..])
        );
        if preset.args.is_empty() {
            continue;
        }
        text.push_str("| arg | is | otherwise |\n|---|---|---|\n");
        for (name, kind, default) in &preset.args {
            let default = default
                .as_ref()
                .map_or_else(|| "left out".to_owned(), |default| format!("`{default}`"));
            let _ = writeln!(text, "| `{name}` | {kind} | {default} |");
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
