//! A mission in its single-file form, written one way: the same mission always gives the same text, whatever file or folder it was read
//! from. A number or `yes` in a criterion keeps whether it was quoted, since `yes` and "yes" are not the same to the grader.

use std::fmt::Write as _;

use cfn::{Node, NodeKind, Scalar};
use sha2::{Digest, Sha256};

use crate::{
    FORMAT, Mission,
    blanks::{Blank, BlankKind},
    origin::MissionOrigin,
};

/// Gives a mission its document and its version.
pub(crate) fn seal(mission: Mission, criteria: &Node) -> Mission {
    let document = write(&mission, criteria);
    sealed(mission, document)
}

/// As [`seal`], for a bare criteria list: its document is of the first form too.
pub(crate) fn seal_first_form(mission: Mission, criteria: &Node) -> Mission {
    let mut writer = Writer::default();
    if mission.title != mission.id {
        writer.text_field("title", &mission.title);
    }
    writer.field("successCriteria", criteria);
    sealed(mission, writer.out)
}

fn sealed(mission: Mission, document: String) -> Mission {
    let mut hasher = Sha256::new();
    // Of the first form the id is the file's name, and not in the document.
    hasher.update(&mission.id);
    hasher.update([0]);
    hasher.update(&document);
    let mut version = String::new();
    for byte in hasher.finalize() {
        let _ = write!(version, "{byte:02x}");
    }
    Mission {
        version,
        document,
        ..mission
    }
}

fn write(mission: &Mission, criteria: &Node) -> String {
    let mut writer = Writer::default();
    writer.line("format", FORMAT);
    writer.name("id", &mission.id);
    writer.text_field("title", &mission.title);
    writer.text_field("summary", &mission.summary);
    writer.line("level", mission.level.as_str());
    writer.texts(0, "services", &mission.services);
    writer.skills(mission);
    writer.line("minutes", &mission.minutes.to_string());
    writer.text_field("scenario", &mission.scenario);
    if !mission.parameters.is_empty() {
        writer.out.push_str("parameters:\n");
        for (name, value) in &mission.parameters {
            let _ = writeln!(writer.out, "  {}: {}", key(name), quoted(value));
        }
    }
    writer.field("criteria", criteria);
    if !mission.hints.is_empty() {
        writer.out.push_str("hints:\n");
        for (id, hints) in &mission.hints {
            writer.texts(2, id, hints);
        }
    }
    if !mission.given.is_empty() {
        writer.texts(0, "given", &mission.given);
    }
    if let Some(first) = &mission.follows {
        writer.name("follows", first);
    }
    if !mission.blanks.is_empty() {
        writer.out.push_str("blanks:\n");
        mission.blanks.iter().for_each(|blank| writer.blank(blank));
    }
    if let Some(origin) = &mission.origin {
        writer.origin(origin);
    }
    if !mission.sources.is_empty() {
        writer.texts(0, "sources", &mission.sources);
    }
    if let Some(starter) = &mission.starter {
        writer.text_field("starter", starter);
    }
    if let Some(solution) = &mission.solution {
        writer.text_field("solution", solution);
    }
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
}

impl Writer {
    /// A field whose value needs no quotes.
    fn line(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.out, "{name}: {value}");
    }

    /// An id, which may be a word that says something else without quotes.
    fn name(&mut self, field: &str, id: &str) {
        let _ = writeln!(self.out, "{field}: {}", plain(id));
    }

    fn text_field(&mut self, name: &str, text: &str) {
        let _ = write!(self.out, "{name}: ");
        self.text(0, text);
    }

    fn texts(&mut self, indent: usize, name: &str, texts: &[String]) {
        let _ = write!(self.out, "{:indent$}{}:", "", key(name));
        if texts.is_empty() {
            self.out.push_str(" []");
        }
        self.out.push('\n');
        for text in texts {
            let _ = writeln!(self.out, "{:indent$}  - {}", "", quoted(text));
        }
    }

    /// A list, or which criteria practise each, where the mission says it.
    fn skills(&mut self, mission: &Mission) {
        if mission.criterion_skills.is_empty() {
            self.texts(0, "skills", &mission.skills);
            return;
        }
        self.out.push_str("skills:\n");
        for skill in &mission.skills {
            let criteria = mission.rubric.criteria.iter().map(|one| &one.id);
            let practises = |id: &&String| matches!(mission.criterion_skills.get(*id), Some(all) if all.contains(skill));
            let ids: Vec<String> = criteria.filter(practises).cloned().collect();
            self.texts(2, skill, &ids);
        }
    }

    fn blank(&mut self, blank: &Blank) {
        let _ = writeln!(self.out, "  {}:", key(&blank.id));
        let _ = writeln!(self.out, "    type: {}", blank.kind.as_str());
        let _ = writeln!(self.out, "    ask: {}", quoted(&blank.ask));
        let _ = writeln!(self.out, "    example: {}", quoted(&blank.example));
        match &blank.kind {
            BlankKind::Integer { min, max } => {
                let _ = writeln!(self.out, "    min: {min}\n    max: {max}");
            }
            BlankKind::Duration { unit, min, max } => {
                let unit = unit.as_str();
                let _ = writeln!(self.out, "    unit: {unit}\n    min: {min}\n    max: {max}");
            }
            BlankKind::Enum { values } => self.texts(4, "values", values),
            BlankKind::Cidr
            | BlankKind::Arn
            | BlankKind::Runtime
            | BlankKind::LogicalId
            | BlankKind::Property
            | BlankKind::Action => {}
        }
    }

    fn origin(&mut self, origin: &MissionOrigin) {
        let _ = match origin {
            MissionOrigin::Blueprint {
                blueprint,
                version,
                seed,
            } => writeln!(
                self.out,
                "origin:\n  blueprint: {}\n  version: {version}\n  seed: {seed}",
                plain(blueprint)
            ),
            MissionOrigin::Sabotage { mission, changes } => writeln!(
                self.out,
                "origin:\n  sabotaged: {}\n  changes: {changes}",
                plain(mission)
            ),
        };
    }

    fn field(&mut self, name: &str, node: &Node) {
        let _ = write!(self.out, "{name}:");
        self.value(0, node);
    }

    /// A text after `key: `, as a block when it has lines and a block can hold it.
    fn text(&mut self, indent: usize, text: &str) {
        if !fits_block(text) {
            let _ = writeln!(self.out, "{}", quoted(text));
            return;
        }
        let body = text.strip_suffix('\n');
        self.out.push_str(match body {
            None => "|-\n",
            Some(body) if body.ends_with('\n') => "|+\n",
            Some(_) => "|\n",
        });
        for line in body.unwrap_or(text).split('\n') {
            if !line.is_empty() {
                let _ = write!(self.out, "{:indent$}  {line}", "");
            }
            self.out.push('\n');
        }
    }

    /// A value after `key:` or `-`, with its line end.
    fn value(&mut self, indent: usize, node: &Node) {
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                let _ = writeln!(self.out, " {}", as_written(scalar));
            }
            NodeKind::List(items) if items.is_empty() => self.out.push_str(" []\n"),
            NodeKind::List(items) => {
                self.out.push('\n');
                for item in items {
                    let _ = write!(self.out, "{:indent$}  -", "");
                    self.value(indent + 2, item);
                }
            }
            NodeKind::Map(entries) if entries.is_empty() => self.out.push_str(" {}\n"),
            NodeKind::Map(entries) => {
                self.out.push('\n');
                for entry in entries {
                    let _ = write!(self.out, "{:indent$}  {}:", "", key(&entry.key));
                    self.value(indent + 2, &entry.value);
                }
            }
            NodeKind::Function(function) => {
                self.out.push('\n');
                let _ = write!(
                    self.out,
                    "{:indent$}  {}:",
                    "",
                    key(function.name.long_name())
                );
                self.value(indent + 2, &function.argument);
            }
        }
    }
}

/// A kebab-case id, in quotes only where it would be nothing, a boolean or a number without them.
fn plain(id: &str) -> String {
    if is_word(id) || is_number(id) {
        quoted(id)
    } else {
        id.to_owned()
    }
}

/// A scalar without quotes stays so where that says something: numbers, the booleans of YAML 1.1, nothing. Everywhere else the grader
/// makes no difference, so there is one way to write it.
pub(crate) fn as_written(scalar: &Scalar) -> String {
    if scalar.is_plain() && (is_word(&scalar.text) || is_number(&scalar.text)) {
        scalar.text.to_string()
    } else {
        quoted(&scalar.text)
    }
}

fn is_word(text: &str) -> bool {
    const WORDS: &[&str] = &["", "~", "null", "true", "false", "yes", "no", "on", "off"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether it may be a number to the grader, whichever way it is written; `inf` is none.
fn is_number(text: &str) -> bool {
    text.contains(|char: char| char.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

/// A key, quoted when it is not a plain word.
fn key(name: &str) -> String {
    let mut chars = name.chars();
    let is_word = chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && chars.all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char));
    if is_word {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A `|` block holds lines of ordinary characters, the first of which tells the indentation.
fn fits_block(text: &str) -> bool {
    let first = text.chars().next();
    text.contains('\n')
        && !text.starts_with([' ', '\n', '\t', '#'])
        && first.is_some()
        && text.chars().all(|char| char == '\n' || is_printable(char))
        // A tab or a space alone on a line would be taken for indentation, or its absence.
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

/// <https://yaml.org/spec/1.2.2/#51-character-set>, without what some readers take for a line's end.
fn is_printable(char: char) -> bool {
    matches!(char, '\t' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}'
        | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// In double quotes, on one line; every other character that is not printable as an escape.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            char if is_printable(char) => out.push(char),
            char => {
                let _ = write!(out, "\\u{:04x}", u32::from(char));
            }
        }
    }
    out.push('"');
    out
}
