//! What a preset may be told: `args`, checked when a rubric is compiled. What an argument means is the preset's own.

use cfn::{Node, NodeKind, suggest::did_you_mean};

use crate::{
    decimal::is_number,
    fields::{self, Problems, describe, shorten},
};

/// An argument that a preset takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArgInfo {
    pub(crate) name: &'static str,
    pub(crate) kind: ArgKind,
    /// `None` when leaving it out means something that no value says.
    pub(crate) default: Option<ArgDefault>,
}

/// What an argument may be. Numbers are also taken as text, since a model writes every value as text; a single value is a list of
/// one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ArgKind {
    /// A number with both ends included.
    Number { least: f64, most: f64 },
    /// A number or a list of numbers.
    Numbers { least: f64, most: f64 },
    /// A text or a list of texts.
    Texts,
    /// A list of words of a closed set.
    Words(&'static [&'static str]),
}

impl ArgKind {
    /// What it is, for authors.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Number { .. } => "a number",
            Self::Numbers { .. } => "a number or a list of numbers",
            Self::Texts | Self::Words(_) => "a text or a list of texts",
        }
    }
}

/// The value of an argument that is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ArgDefault {
    Number(f64),
    Texts(&'static [&'static str]),
}

/// What a criterion says to its preset, defaults filled in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Args(Vec<(&'static str, ArgValue)>);

#[derive(Clone, Debug)]
enum ArgValue {
    Numbers(Vec<f64>),
    Texts(Vec<String>),
}

impl Args {
    /// Reads the field `args`; its problems are noted with their places.
    pub(crate) fn compile(
        node: Option<&Node>,
        preset: &str,
        infos: &'static [ArgInfo],
        problems: &mut Problems,
    ) -> Option<Self> {
        let entries = match node.map(|node| (node, &node.kind)) {
            None => &[][..],
            Some((_, NodeKind::Map(entries))) => entries,
            Some((_, NodeKind::Scalar(scalar))) if fields::is_null(scalar) => &[],
            Some((node, _)) => {
                problems.error(
                    node.span,
                    format!(
                        "`args` must be a mapping from names to values, not {}",
                        describe(node)
                    ),
                );
                return None;
            }
        };
        let mut all_right = true;
        for entry in entries {
            if !infos.iter().any(|info| info.name == entry.key) {
                all_right = false;
                let message = unknown_arg(&entry.key, preset, infos);
                problems.error(entry.key_span, message);
            }
        }
        let mut args = Vec::new();
        for info in infos {
            match entries.iter().find(|entry| entry.key == info.name) {
                Some(entry) => match read(info, &entry.value, problems) {
                    Some(value) => args.push((info.name, value)),
                    None => all_right = false,
                },
                None => args.extend(info.default.map(|default| (info.name, value_of(default)))),
            }
        }
        all_right.then_some(Self(args))
    }

    fn get(&self, name: &str) -> Option<&ArgValue> {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// An argument's number, when it has one.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.numbers(name).first().copied()
    }

    /// An argument's numbers; none when it is left out.
    pub(crate) fn numbers(&self, name: &str) -> &[f64] {
        match self.get(name) {
            Some(ArgValue::Numbers(numbers)) => numbers,
            Some(ArgValue::Texts(_)) | None => &[],
        }
    }

    /// An argument's texts; none when it is left out.
    pub(crate) fn texts(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(ArgValue::Texts(texts)) => texts,
            Some(ArgValue::Numbers(_)) | None => &[],
        }
    }

    /// Whether a type is among the texts of an argument, or the argument is left out.
    pub(crate) fn takes(&self, name: &str, type_name: &str) -> bool {
        match self.get(name) {
            Some(ArgValue::Texts(texts)) => texts.iter().any(|text| text == type_name),
            Some(ArgValue::Numbers(_)) | None => true,
        }
    }
}

fn unknown_arg(name: &str, preset: &str, infos: &[ArgInfo]) -> String {
    let shown = shorten(name);
    if infos.is_empty() {
        return format!("the preset `{preset}` takes no args, so `{shown}` means nothing");
    }
    let suggestion = did_you_mean(name, infos.iter().map(|info| info.name));
    if !suggestion.is_empty() {
        return format!("the preset `{preset}` has no arg `{shown}`{suggestion}");
    }
    let known: Vec<&str> = infos.iter().map(|info| info.name).collect();
    format!(
        "the preset `{preset}` has no arg `{shown}`; it takes {}",
        known.join(", ")
    )
}

fn value_of(default: ArgDefault) -> ArgValue {
    match default {
        ArgDefault::Number(number) => ArgValue::Numbers(vec![number]),
        ArgDefault::Texts(texts) => {
            ArgValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
        }
    }
}

fn read(info: &ArgInfo, node: &Node, problems: &mut Problems) -> Option<ArgValue> {
    let items = match (&node.kind, info.kind) {
        (NodeKind::List(items), ArgKind::Numbers { .. } | ArgKind::Texts | ArgKind::Words(_)) => {
            items.as_slice()
        }
        _ => std::slice::from_ref(node),
    };
    if items.is_empty() {
        problems.error(node.span, format!("`{}` is empty", info.name));
        return None;
    }
    match info.kind {
        ArgKind::Number { least, most } | ArgKind::Numbers { least, most } => {
            let numbers: Vec<Option<f64>> = items
                .iter()
                .map(|item| read_number(info, item, least..=most, problems))
                .collect();
            Some(ArgValue::Numbers(
                numbers.into_iter().collect::<Option<_>>()?,
            ))
        }
        ArgKind::Texts => {
            let texts: Vec<Option<Vec<String>>> = items
                .iter()
                .map(|item| read_texts(info, item, problems))
                .collect();
            let texts: Option<Vec<Vec<String>>> = texts.into_iter().collect();
            Some(ArgValue::Texts(texts?.concat()))
        }
        ArgKind::Words(words) => {
            let texts: Vec<Option<Vec<String>>> = items
                .iter()
                .map(|item| {
                    let texts = read_texts(info, item, problems)?;
                    known_words(info, words, texts, item, problems)
                })
                .collect();
            let texts: Option<Vec<Vec<String>>> = texts.into_iter().collect();
            Some(ArgValue::Texts(texts?.concat()))
        }
    }
}

fn read_number(
    info: &ArgInfo,
    node: &Node,
    range: std::ops::RangeInclusive<f64>,
    problems: &mut Problems,
) -> Option<f64> {
    let number = node
        .as_text()
        .filter(|text| is_number(text))
        .and_then(|text| text.parse::<f64>().ok());
    match number {
        Some(number) if range.contains(&number) => Some(number),
        Some(_) => {
            problems.error(
                node.span,
                format!(
                    "`{}` must be from {} to {}",
                    info.name,
                    range.start(),
                    range.end()
                ),
            );
            None
        }
        None => {
            let wanted = info.kind.describe();
            problems.error(
                node.span,
                format!("`{}` must be {wanted}, not {}", info.name, describe(node)),
            );
            None
        }
    }
}

/// A text, in which a model may have put several with commas between them.
fn read_texts(info: &ArgInfo, node: &Node, problems: &mut Problems) -> Option<Vec<String>> {
    let scalar = fields::text(info.name, node, problems)?;
    Some(
        scalar
            .text
            .split(',')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

fn known_words(
    info: &ArgInfo,
    words: &'static [&'static str],
    texts: Vec<String>,
    node: &Node,
    problems: &mut Problems,
) -> Option<Vec<String>> {
    for text in &texts {
        if !words.contains(&text.as_str()) {
            let suggestion = did_you_mean(text, words.iter().copied());
            let ending = if suggestion.is_empty() {
                format!("; it takes {}", words.join(", "))
            } else {
                suggestion
            };
            problems.error(
                node.span,
                format!("`{}` cannot be `{}`{ending}", info.name, shorten(text)),
            );
            return None;
        }
    }
    Some(texts)
}
