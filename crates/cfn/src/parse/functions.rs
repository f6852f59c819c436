//! Short tags and long forms of functions -> one shape. What a function means is no matter here.

use std::collections::BTreeMap;

use granit_parser::{Span as ParserSpan, Tag};

use crate::{
    Diagnostic, Entry, Function, Intrinsic, Node, NodeKind, Scalar, ScalarStyle, Span, codes,
    diagnostic::Remarks, suggest,
};

use super::repair::Repairs;

/// A tag that says something: a function's name, or that the scalar is text.
pub(super) struct TagUse {
    means: Means,
    span: Span,
}

enum Means {
    Text,
    Function(Intrinsic),
    /// Its name as written, without the `!`.
    UnknownFunction(String),
}

impl TagUse {
    /// `None` for YAML's own tags other than `!!str`: nothing is typed here, so they say nothing.
    pub(super) fn new(tag: &Tag, span: &ParserSpan, repairs: &Repairs) -> Option<Self> {
        let is_text =
            tag.is_yaml_core_schema_tag("str") || (tag.suffix().is_empty() || tag.suffix() == "!");
        if !is_text && tag.handle() != "!" {
            return None;
        }
        let tag_span = span.tag_span()?;
        let means = if is_text {
            Means::Text
        } else {
            Intrinsic::from_short_name(tag.suffix()).map_or_else(
                || Means::UnknownFunction(tag.suffix().to_owned()),
                Means::Function,
            )
        };
        Some(Self {
            means,
            span: Span {
                start: repairs.position(&tag_span.start),
                end: repairs.position(&tag_span.end),
            },
        })
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.means, Means::Text)
    }
}

/// The function that a tag makes of a value.
pub(super) fn tagged(tag: &TagUse, argument: Node, diagnostics: &mut Remarks) -> Node {
    let span = Span {
        start: tag.span.start.min(argument.span.start),
        end: argument.span.end.max(tag.span.end),
    };
    let name = match &tag.means {
        Means::Text => return Node { span, ..argument },
        Means::Function(name) => *name,
        Means::UnknownFunction(written) => {
            remark_unknown_tag(written, tag.span, diagnostics);
            Intrinsic::Other
        }
    };
    function(name, tag.span, argument, span)
}

fn remark_unknown_tag(written: &str, span: Span, diagnostics: &mut Remarks) {
    let known = Intrinsic::long_names().map(|name| name.strip_prefix("Fn::").unwrap_or(name));
    let suggestion = suggest::nearest(written, known).map(|name| format!("!{name}"));
    let message = format!(
        "CloudFormation has no function `!{written}`{}",
        suggest::ending(suggestion.as_deref())
    );
    diagnostics.push(Diagnostic::warning(codes::UNKNOWN_FUNCTION, span, message));
}

/// What a mapping is: a function when its only key names one, else its members, of duplicate keys the last.
pub(super) fn mapping(mut entries: Vec<Entry>, diagnostics: &mut Remarks) -> NodeKind {
    drop_duplicates(&mut entries, diagnostics);
    if entries.len() == 1
        && let Some(name) = long_name(&entries[0], diagnostics)
        && let Some(entry) = entries.pop()
    {
        let span = entry.value.span;
        return function(name, entry.key_span, entry.value, span).kind;
    }
    for entry in &entries {
        remark_siblings(entry, diagnostics);
    }
    NodeKind::Map(entries)
}

/// `{Condition: X}` names a condition only where a condition is wanted; in an IAM statement it is a key like any other.
pub(super) fn mark_conditions_section(root: &mut Node) {
    let NodeKind::Map(sections) = &mut root.kind else {
        return;
    };
    for section in sections {
        if section.key == "Conditions"
            && let NodeKind::Map(conditions) = &mut section.value.kind
        {
            for condition in conditions {
                mark_condition(&mut condition.value);
            }
        }
    }
}

fn mark_condition(node: &mut Node) {
    let NodeKind::Map(entries) = &mut node.kind else {
        return;
    };
    let is_condition = entries.len() == 1
        && entries[0].key == "Condition"
        && entries[0].value.as_scalar().is_some();
    if is_condition && let Some(entry) = entries.pop() {
        node.kind = function(Intrinsic::Condition, entry.key_span, entry.value, node.span).kind;
    }
}

fn function(name: Intrinsic, name_span: Span, mut argument: Node, span: Span) -> Node {
    match name {
        Intrinsic::GetAtt => split_attribute(&mut argument),
        Intrinsic::And | Intrinsic::Or | Intrinsic::Not => {
            if let NodeKind::List(items) = &mut argument.kind {
                items.iter_mut().for_each(mark_condition);
            }
        }
        Intrinsic::If => {
            if let NodeKind::List(items) = &mut argument.kind
                && let Some(first) = items.first_mut()
            {
                mark_condition(first);
            }
        }
        _ => {}
    }
    Node {
        kind: NodeKind::Function(Box::new(Function {
            name,
            name_span,
            argument,
        })),
        span,
    }
}

/// `A.B.C` -> `[A, B.C]`, each with its place.
fn split_attribute(argument: &mut Node) {
    let NodeKind::Scalar(scalar) = &argument.kind else {
        return;
    };
    let style = scalar.style;
    let part = |text: &str, span| Node {
        kind: NodeKind::Scalar(Scalar {
            text: text.into(),
            style,
        }),
        span,
    };
    let span = argument.span;
    let items = match scalar.text.split_once('.') {
        Some((id, attribute)) => {
            // Inside quotes the text starts one further on; block scalars have no places inside a line.
            let quote = usize::from(matches!(
                style,
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted
            ));
            let in_line = span.start.line == span.end.line;
            if in_line {
                let start = span.start.right(quote);
                let dot = start.right(id.chars().count());
                let attribute_start = dot.right(1);
                let end = attribute_start.right(attribute.chars().count());
                vec![
                    part(id, Span { start, end: dot }),
                    part(
                        attribute,
                        Span {
                            start: attribute_start,
                            end,
                        },
                    ),
                ]
            } else {
                vec![part(id, span), part(attribute, span)]
            }
        }
        None => vec![part(&scalar.text, span)],
    };
    argument.kind = NodeKind::List(items);
}

/// The function of a long form, unknown `Fn::` names included.
fn long_name(entry: &Entry, diagnostics: &mut Remarks) -> Option<Intrinsic> {
    if entry.key != "Ref" && !entry.key.starts_with("Fn::") {
        return None;
    }
    let known = Intrinsic::from_long_name(&entry.key);
    if known.is_none() {
        remark_unknown_long(entry, diagnostics);
    }
    Some(known.unwrap_or(Intrinsic::Other))
}

fn remark_unknown_long(entry: &Entry, diagnostics: &mut Remarks) {
    let suggestion = suggest::nearest(&entry.key, Intrinsic::long_names());
    let message = format!(
        "CloudFormation has no function `{}`{}",
        entry.key,
        suggest::ending(suggestion)
    );
    diagnostics.push(Diagnostic::warning(
        codes::UNKNOWN_FUNCTION,
        entry.key_span,
        message,
    ));
}

/// `Fn::If` beside other keys is what a slip of indentation makes. Transforms and loops may have siblings.
fn remark_siblings(entry: &Entry, diagnostics: &mut Remarks) {
    if !entry.key.starts_with("Fn::") {
        return;
    }
    match Intrinsic::from_long_name(&entry.key) {
        Some(Intrinsic::Transform | Intrinsic::ForEach) => {}
        Some(_) => {
            let message = format!(
                "`{}` has to be the only key of its mapping; beside other keys it is no function. Check the indentation.",
                entry.key
            );
            diagnostics.push(Diagnostic::warning(
                codes::FUNCTION_WITH_SIBLINGS,
                entry.key_span,
                message,
            ));
        }
        None => remark_unknown_long(entry, diagnostics),
    }
}

/// Keeps the last of duplicate keys, at its own place.
fn drop_duplicates(entries: &mut Vec<Entry>, diagnostics: &mut Remarks) {
    /// Up to here, comparing each with each is quicker than an index.
    const SMALL: usize = 8;
    let unique = if entries.len() <= SMALL {
        entries
            .iter()
            .enumerate()
            .all(|(index, entry)| entries[..index].iter().all(|other| other.key != entry.key))
    } else {
        let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        keys.sort_unstable();
        keys.windows(2).all(|pair| pair[0] != pair[1])
    };
    if unique {
        return;
    }
    let mut first_by_key: BTreeMap<&str, Span> = BTreeMap::new();
    let mut last_by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        last_by_key.insert(&entry.key, index);
        let Some(first) = first_by_key.get(entry.key.as_str()) else {
            first_by_key.insert(&entry.key, entry.key_span);
            continue;
        };
        let message = format!(
            "The key `{}` is here twice: line {} has it already. The last one counts.",
            entry.key, first.start.line
        );
        diagnostics.push(Diagnostic::warning(
            codes::DUPLICATE_KEY,
            entry.key_span,
            message,
        ));
    }
    let mut keep: Vec<bool> = vec![false; entries.len()];
    for index in last_by_key.into_values() {
        keep[index] = true;
    }
    let mut keep = keep.into_iter();
    entries.retain(|_| keep.next().unwrap_or(true));
}
