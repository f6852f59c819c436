//! Names that lead nowhere and parameters that nothing uses. Looks at what is written, so that branches not taken count too.

use std::collections::BTreeSet;

use crate::{
    Diagnostic, Entry, Function, Intrinsic, Node, NodeKind, Position, ScalarStyle, Span, Template,
    checks::{Types, unknown_attribute},
    codes,
    diagnostic::Remarks,
    span::saturating,
    suggest,
    template::is_expanded_later,
};

use super::{
    conditions::condition_name,
    substitution::{Piece, pieces},
    world::PSEUDO_PARAMETERS,
};

/// For how many names a "did you mean" is looked for; a template with more has another problem.
const MOST_SUGGESTIONS: usize = 50;
/// In longer format texts a name's place is that of the whole text.
const LONGEST_COUNTED: usize = 16 * 1024;

pub(super) fn check<'t>(template: &Template<'t>, types: &Types, diagnostics: &mut Remarks) {
    let mut walk = Walk {
        template,
        types,
        used: BTreeSet::new(),
        diagnostics,
        suggestions: 0,
    };
    // What is made later may use and define any name.
    let trust = !template.is_open_ended();
    for section in [&template.conditions, &template.globals] {
        for entry in section.entries() {
            walk.member(entry, trust);
        }
    }
    for entry in template.resources.entries() {
        walk.resource(entry, trust);
    }
    for entry in template.outputs.entries() {
        walk.condition_of(&entry.value, trust);
        walk.member(entry, trust);
    }
    // Rules have functions of their own for names.
    for entry in template.rules.entries() {
        walk.member(entry, false);
    }
    let used = walk.used;
    if trust {
        remark_unused(template, &used, diagnostics);
    }
}

fn remark_unused(template: &Template<'_>, used: &BTreeSet<&str>, diagnostics: &mut Remarks) {
    for entry in template.parameters.entries() {
        if !used.contains(entry.key.as_str()) {
            let message = format!("Nothing uses the parameter `{}`.", entry.key);
            diagnostics.push(Diagnostic::info(
                codes::UNUSED_PARAMETER,
                entry.key_span,
                message,
            ));
        }
    }
}

struct Walk<'w, 't> {
    template: &'w Template<'t>,
    types: &'w Types,
    used: BTreeSet<&'t str>,
    diagnostics: &'w mut Remarks,
    suggestions: usize,
}

/// What a name may be.
#[derive(Clone, Copy)]
enum Wanted {
    ParameterOrResource,
    Resource,
    Condition,
    Mapping,
}

impl<'t> Walk<'_, 't> {
    fn resource(&mut self, entry: &'t Entry, trust: bool) {
        self.condition_of(&entry.value, trust);
        if let Some(depends_on) = entry.value.get("DependsOn") {
            let names = depends_on
                .as_list()
                .unwrap_or(std::slice::from_ref(depends_on));
            for node in names {
                if let Some(name) = node.as_text() {
                    self.name(name, node.span, Wanted::Resource, trust);
                }
            }
        }
        self.member(entry, trust);
    }

    /// The `Condition` of a resource or output.
    fn condition_of(&mut self, body: &'t Node, trust: bool) {
        if let Some(node) = body.get("Condition")
            && let Some(name) = node.as_text()
        {
            self.name(name, node.span, Wanted::Condition, trust);
        }
    }

    fn member(&mut self, entry: &'t Entry, trust: bool) {
        // A loop's body uses names that only exist inside of it.
        self.node(&entry.value, trust && !is_expanded_later(&entry.key));
    }

    fn node(&mut self, node: &'t Node, trust: bool) {
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::List(items) => items.iter().for_each(|item| self.node(item, trust)),
            NodeKind::Map(entries) => entries.iter().for_each(|entry| self.member(entry, trust)),
            NodeKind::Function(function) => self.function(function, trust),
        }
    }

    fn function(&mut self, function: &'t Function, trust: bool) {
        let argument = &function.argument;
        let first = argument.as_list().and_then(<[Node]>::first);
        let trust = trust
            && !matches!(
                function.name,
                Intrinsic::ForEach | Intrinsic::Transform | Intrinsic::Other
            );
        match function.name {
            Intrinsic::Ref => self.named(Some(argument), Wanted::ParameterOrResource, trust),
            Intrinsic::GetAtt => {
                self.named(first, Wanted::Resource, trust);
                if let Some([id, name]) = argument.as_list()
                    && let (Some(id), Some(text)) = (id.as_text(), name.as_text())
                {
                    self.attribute(id, text, name.span, trust);
                }
            }
            Intrinsic::FindInMap => self.named(first, Wanted::Mapping, trust),
            Intrinsic::Sub => self.substitution(argument, trust),
            Intrinsic::Condition | Intrinsic::If => {
                if let Some(name) = condition_name(function) {
                    let place = first.unwrap_or(argument).span;
                    self.name(name, place, Wanted::Condition, trust);
                }
            }
            _ => {}
        }
        self.node(argument, trust);
    }

    fn named(&mut self, node: Option<&'t Node>, wanted: Wanted, trust: bool) {
        if let Some(node) = node
            && let Some(name) = node.as_text()
        {
            self.name(name, node.span, wanted, trust);
        }
    }

    fn substitution(&mut self, argument: &'t Node, trust: bool) {
        let (format, variables) = match argument.as_list() {
            Some(parts) => (parts.first(), parts.get(1)),
            None => (Some(argument), None),
        };
        let Some(node) = format else { return };
        let Some(text) = node.as_text() else { return };
        let variables: BTreeSet<&str> = variables
            .and_then(Node::as_map)
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        for piece in pieces(text) {
            if let Piece::Name(name, at) = piece
                && !variables.contains(name)
            {
                let (id, attribute, wanted) = match name.split_once('.') {
                    Some((id, attribute)) => (id, Some(attribute), Wanted::Resource),
                    None => (name, None, Wanted::ParameterOrResource),
                };
                // Counting characters for each of a million names would never end.
                let place = if self.diagnostics.is_full() || text.len() > LONGEST_COUNTED {
                    node.span
                } else {
                    place_in_text(node, text, at, name)
                };
                self.name(id, place, wanted, trust);
                if let Some(attribute) = attribute {
                    self.attribute(id, attribute, place, trust);
                }
            }
        }
    }

    fn attribute(&mut self, id: &str, name: &str, place: Span, trust: bool) {
        if !trust || self.diagnostics.is_full() {
            return;
        }
        let resources = &self.template.resources;
        if let Some(found) = resources.index(id).and_then(|index| self.types.get(index)) {
            let remark = unknown_attribute::remark(id, found, name, place);
            remark
                .into_iter()
                .for_each(|remark| self.diagnostics.push(remark));
        }
    }

    fn name(&mut self, name: &'t str, place: Span, wanted: Wanted, trust: bool) {
        let template = self.template;
        let found = match wanted {
            Wanted::ParameterOrResource => {
                if template.parameters.has(name) {
                    self.used.insert(name);
                    return;
                }
                template.resources.has(name)
                    || PSEUDO_PARAMETERS.contains(&name)
                    || template.may_generate(name)
            }
            Wanted::Resource => template.resources.has(name) || template.may_generate(name),
            Wanted::Condition => template.conditions.has(name),
            Wanted::Mapping => template.mappings.has(name),
        };
        if !found && trust {
            self.remark(name, place, wanted);
        }
    }

    fn remark(&mut self, name: &str, place: Span, wanted: Wanted) {
        let template = self.template;
        let kind = match wanted {
            Wanted::ParameterOrResource => "parameter or resource",
            Wanted::Resource => "resource",
            Wanted::Condition => "condition",
            Wanted::Mapping => "mapping",
        };
        if self.diagnostics.is_full() {
            return;
        }
        self.suggestions += 1;
        let suggestion = if self.suggestions > MOST_SUGGESTIONS {
            None
        } else {
            match wanted {
                Wanted::ParameterOrResource => suggest::nearest(
                    name,
                    template
                        .parameters
                        .names()
                        .chain(template.resources.names())
                        .chain(PSEUDO_PARAMETERS.iter().copied()),
                ),
                Wanted::Resource => suggest::nearest(name, template.resources.names()),
                Wanted::Condition => suggest::nearest(name, template.conditions.names()),
                Wanted::Mapping => suggest::nearest(name, template.mappings.names()),
            }
        };
        let message = format!(
            "The template has no {kind} `{name}`{}",
            suggest::ending(suggestion)
        );
        self.diagnostics
            .push(Diagnostic::error(codes::DANGLING_REFERENCE, place, message));
    }
}

/// Where a `${Name}` stands: exact in a text of one line or a literal block, else the whole text.
fn place_in_text(node: &Node, text: &str, at: usize, name: &str) -> Span {
    let Some(scalar) = node.as_scalar() else {
        return node.span;
    };
    let before = &text[..at];
    let quote = match scalar.style {
        ScalarStyle::Plain => 0,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
        ScalarStyle::Literal => return place_in_block(node.span.start, text, at, name),
        ScalarStyle::Folded => return node.span,
    };
    if node.span.start.line != node.span.end.line {
        return node.span;
    }
    let start = node.span.start.right(quote + before.chars().count());
    Span {
        start,
        end: start.right(name.chars().count() + 3),
    }
}

/// A literal block's place is its first line that is not empty, after the indentation, which is the same for all of its lines.
fn place_in_block(start: Position, text: &str, at: usize, name: &str) -> Span {
    let empty_lines = text.bytes().take_while(|byte| *byte == b'\n').count();
    let before = &text[..at];
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let in_line = before.rsplit('\n').next().unwrap_or_default();
    let line = saturating(lines.saturating_sub(empty_lines)).saturating_add(start.line);
    let place = Position { line, ..start }.right(in_line.chars().count());
    Span {
        start: place,
        end: place.right(name.chars().count() + 3),
    }
}
