//! How tests show trees, values and remarks as text.

#![allow(
    dead_code,
    reason = "each test binary uses some of it; a module shared by tests has no other users"
)]

use std::fmt::Write as _;

use cfn::{Data, Diagnostic, Model, Node, NodeKind, Parameters, Severity, Span, Value};

/// `1:2-3` for a stretch in one line, `1:2-3:4` for a longer one.
pub(crate) fn span(span: Span) -> String {
    let (start, end) = (span.start, span.end);
    if start.line == end.line {
        format!("{}:{}-{}", start.line, start.column, end.column)
    } else {
        format!(
            "{}:{}-{}:{}",
            start.line, start.column, end.line, end.column
        )
    }
}

pub(crate) fn tree(node: &Node) -> String {
    let mut out = String::new();
    write_tree(&mut out, 0, "", node);
    out
}

fn write_tree(out: &mut String, depth: usize, label: &str, node: &Node) {
    let indent = "  ".repeat(depth);
    let place = span(node.span);
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let _ = writeln!(
                out,
                "{indent}{label}{:?} {:?} {place}",
                scalar.text, scalar.style
            );
        }
        NodeKind::List(items) => {
            let _ = writeln!(out, "{indent}{label}list {place}");
            for item in items {
                write_tree(out, depth + 1, "- ", item);
            }
        }
        NodeKind::Map(entries) => {
            let _ = writeln!(out, "{indent}{label}map {place}");
            for entry in entries {
                let key = format!("{} ({}): ", entry.key, span(entry.key_span));
                write_tree(out, depth + 1, &key, &entry.value);
            }
        }
        NodeKind::Function(function) => {
            let name = format!("{:?} ({})", function.name, span(function.name_span));
            let _ = writeln!(out, "{indent}{label}{name} {place}");
            write_tree(out, depth + 1, "", &function.argument);
        }
    }
}

pub(crate) fn remarks<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let mut out = String::new();
    for remark in diagnostics {
        let severity = match remark.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let start = remark.span.start;
        let _ = writeln!(
            out,
            "{}:{} {severity} {}: {}",
            start.line, start.column, remark.code, remark.message
        );
    }
    out
}

/// Resources with presence and properties.
pub(crate) fn model(model: &Model<'_>) -> String {
    let mut out = String::new();
    for resource in &model.resources {
        let _ = write!(
            out,
            "{} {} {:?}",
            resource.id, resource.type_name, resource.presence
        );
        for also in resource.also {
            let _ = write!(out, " also {also}");
        }
        out.push('\n');
        write_value(&mut out, 1, "", &resource.properties);
    }
    out
}

fn write_value(out: &mut String, depth: usize, label: &str, value: &Value<'_>) {
    let indent = "  ".repeat(depth);
    let forms = |canonical: &Option<_>, first_form: &Option<_>| {
        let mut forms = String::new();
        if let Some(canonical) = canonical {
            let _ = write!(forms, " canonical={canonical}");
        }
        if let Some(first_form) = first_form {
            let _ = write!(forms, " first={first_form}");
        }
        forms
    };
    match &value.data {
        Data::Text(text) => {
            let plain = if text.plain { " plain" } else { "" };
            let _ = writeln!(
                out,
                "{indent}{label}{:?}{plain}{}",
                text.resolved,
                forms(&text.canonical, &text.first_form)
            );
        }
        Data::List(items) => {
            let _ = writeln!(out, "{indent}{label}list");
            for item in items {
                write_value(out, depth + 1, "- ", item);
            }
        }
        Data::Map(members) => {
            if !label.is_empty() {
                let _ = writeln!(out, "{indent}{label}map");
            }
            for member in members {
                write_value(out, depth + 1, &format!("{}: ", member.key), &member.value);
            }
        }
        Data::Absent => {
            let _ = writeln!(out, "{indent}{label}absent");
        }
        Data::Unknown(unknown) => {
            let _ = writeln!(
                out,
                "{indent}{label}unknown: {}{}",
                unknown.reason,
                forms(&unknown.canonical, &unknown.first_form)
            );
        }
    }
}

pub(crate) fn parameters(given: &[(&str, &str)]) -> Parameters {
    given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// A tree written as JSON in the same order, functions in their long form.
pub(crate) fn to_json(node: &Node) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    match &node.kind {
        NodeKind::Scalar(scalar) => text(&scalar.text),
        NodeKind::List(items) => {
            let items: Vec<String> = items.iter().map(to_json).collect();
            format!("[{}]", items.join(", "))
        }
        NodeKind::Map(entries) => {
            let member =
                |entry: &cfn::Entry| format!("{}: {}", text(&entry.key), to_json(&entry.value));
            let members: Vec<String> = entries.iter().map(member).collect();
            format!("{{{}}}", members.join(", "))
        }
        NodeKind::Function(function) => {
            let name = text(function.name.long_name());
            format!("{{{name}: {}}}", to_json(&function.argument))
        }
    }
}
