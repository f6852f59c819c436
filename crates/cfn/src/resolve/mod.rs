//! Document + parameters -> [`Model`]: one world, every value worked out once.
//!
//! `world` knows what is given (parameters, mappings), `conditions` decides, `fold` works functions out, `sam` adds what SAM would,
//! `references` checks names. No file here knows criteria.

mod conditions;
mod fold;
mod references;
mod sam;
mod substitution;
mod world;

use crate::{
    Data, Decision, Diagnostic, Document, Entry, Member, Model, Node, Parameters, Position,
    Resource, Span, Template, Value, checks, codes, diagnostic::Remarks, limits,
    template::is_expanded_later,
};

use sam::Globals;
use world::World;

/// How the reason of a reference to nothing begins: nothing is unknown about it, it is a mistake.
pub(crate) const NOT_THERE: &str = "the template has no ";

pub(crate) fn resolve<'t>(document: &'t Document, parameters: &Parameters) -> Model<'t> {
    let mut model = Model {
        resources: Vec::new(),
        resources_span: None,
        diagnostics: Vec::new(),
    };
    let Some(root) = &document.root else {
        return model;
    };
    let mut remarks = Remarks::default();
    remark_size(document.size_bytes, &mut remarks);
    if let Some(template) = Template::read(root, &mut remarks) {
        let types = checks::types(&template);
        references::check(&template, &types, &mut remarks);
        checks::check(&template, &types, &mut remarks);
        model.resources_span = template.resources.span;
        let mut world = World::new(&template, parameters);
        conditions::decide_all(&mut world, &mut remarks);
        let globals = Globals::read(&world);
        model.resources = template
            .resources
            .entries()
            .iter()
            .filter(|entry| !is_expanded_later(&entry.key) && entry.value.as_map().is_some())
            .map(|entry| resource(&world, &globals, entry))
            .collect();
    }
    model.diagnostics = remarks.into_sorted();
    model
}

fn resource<'t>(world: &World<'_, 't>, globals: &Globals<'t>, entry: &'t Entry) -> Resource<'t> {
    let body = &entry.value;
    let type_name = body.get("Type").and_then(Node::as_text).unwrap_or_default();
    let attributes = attributes(world, body);
    let own = body.get("Properties").map(|node| world.value(node));
    let properties = own
        .filter(|value| matches!(value.data, Data::Map(_) | Data::Unknown(_)))
        .unwrap_or_else(|| empty(body));
    Resource {
        id: &entry.key,
        id_span: entry.key_span,
        type_name,
        also: sam::also(type_name),
        presence: presence(world, body),
        properties: globals.apply(world, type_name, &attributes, properties),
        attributes,
    }
}

fn empty(node: &Node) -> Value<'_> {
    Value {
        data: Data::Map(Vec::new()),
        node,
        function: None,
    }
}

/// Everything but `Properties`, which would be worked out twice.
fn attributes<'t>(world: &World<'_, 't>, body: &'t Node) -> Value<'t> {
    let members = body
        .as_map()
        .unwrap_or_default()
        .iter()
        .filter(|entry| entry.key != "Properties")
        .map(|entry| Member {
            key: entry.key.as_str().into(),
            key_span: entry.key_span,
            value: world.value(&entry.value),
        })
        .filter(|member| !matches!(member.value.data, Data::Absent))
        .collect();
    Value {
        data: Data::Map(members),
        node: body,
        function: None,
    }
}

fn presence(world: &World<'_, '_>, body: &Node) -> Decision {
    match body.get("Condition") {
        None => Decision::True,
        Some(node) => node
            .as_text()
            .map_or(Decision::Unknown, |name| world.condition(name)),
    }
}

fn remark_size(bytes: usize, diagnostics: &mut Remarks) {
    let start = Span::at(Position::START);
    if bytes > limits::S3_BYTES {
        let message = format!(
            "The template has {bytes} bytes; CloudFormation takes {} at most. Split it into nested stacks.",
            limits::S3_BYTES
        );
        diagnostics.push(Diagnostic::warning(codes::TOO_LARGE, start, message));
    } else if bytes > limits::INLINE_BYTES {
        let message = format!(
            "The template has {bytes} bytes. Above {} it has to be uploaded to S3 first; it cannot be given inline.",
            limits::INLINE_BYTES
        );
        diagnostics.push(Diagnostic::info(codes::TOO_LARGE, start, message));
    }
}
