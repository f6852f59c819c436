//! The typed view of a template: its sections by name, and what is wrong with their shape. Values are resolved elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Diagnostic, Document, Entry, Intrinsic, Node, NodeKind, Span, codes, diagnostic::Remarks,
    limits, suggest,
};

/// SAM's transform.
const SERVERLESS: &str = "AWS::Serverless-2016-10-31";
/// Transforms that add neither names nor resources of their own.
const HARMLESS_TRANSFORMS: &[&str] = &[
    "AWS::LanguageExtensions",
    "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16",
];

/// A template's sections.
#[derive(Clone, Debug, Default)]
pub struct Template<'t> {
    /// `Parameters`.
    pub parameters: Section<'t>,
    /// `Mappings`.
    pub mappings: Section<'t>,
    /// `Conditions`.
    pub conditions: Section<'t>,
    /// `Resources`, loops left out.
    pub resources: Section<'t>,
    /// `Outputs`.
    pub outputs: Section<'t>,
    /// `Rules`.
    pub rules: Section<'t>,
    /// SAM's `Globals`.
    pub globals: Section<'t>,
    /// `Metadata`.
    pub metadata: Option<&'t Node>,
    /// The names in `Transform`.
    pub transforms: Vec<&'t str>,
    /// Where the first of SAM's own resource types stands.
    serverless: Option<Span>,
    /// Logical ids of resources that stand for several: SAM's own types, and CloudFormation modules.
    makers: BTreeSet<&'t str>,
    /// Whether something that is not expanded here (a loop, a macro, an include) may add resources and names.
    open_ended: bool,
}

/// One section that is a mapping from names to values.
#[derive(Clone, Debug, Default)]
pub struct Section<'t> {
    /// Where the section's key stands.
    pub span: Option<Span>,
    entries: &'t [Entry],
    index_by_name: BTreeMap<&'t str, usize>,
}

impl<'t> Section<'t> {
    /// The members in document order.
    pub fn entries(&self) -> &'t [Entry] {
        self.entries
    }

    /// The member with this name.
    pub fn entry(&self, name: &str) -> Option<&'t Entry> {
        self.index_by_name
            .get(name)
            .map(|index| &self.entries[*index])
    }

    /// The value under this name.
    pub fn get(&self, name: &str) -> Option<&'t Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// The place of the member with this name among the entries.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.index_by_name.get(name).copied()
    }

    /// Whether it has this name.
    pub fn has(&self, name: &str) -> bool {
        self.index_by_name.contains_key(name)
    }

    /// The names in document order.
    pub fn names(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}

impl<'t> Template<'t> {
    /// The sections of a document. `None` when it is no template at all.
    pub fn of(document: &'t Document) -> Option<Self> {
        Self::read(document.root.as_ref()?, &mut Remarks::default())
    }

    /// Reads the sections of a root. `None`, and an error, when it is no template at all.
    pub(crate) fn read(root: &'t Node, diagnostics: &mut Remarks) -> Option<Self> {
        let Some(entries) = root.as_map() else {
            let message = format!(
                "A template is a mapping with `Resources:`, but this file is {}.",
                root.describe()
            );
            let place = Span::at(root.span.start);
            diagnostics.push(Diagnostic::error(codes::NOT_A_TEMPLATE, place, message));
            return None;
        };
        let mut template = Self::default();
        for entry in entries {
            // `Fn::ForEach` or `Fn::Transform` as the only key of a section: all of it is made later.
            template.open_ended |= entry.value.as_function().is_some();
            match entry.key.as_str() {
                "Parameters" => template.parameters = section(entry, diagnostics),
                "Mappings" => template.mappings = section(entry, diagnostics),
                "Conditions" => template.conditions = section(entry, diagnostics),
                "Resources" => template.resources = section(entry, diagnostics),
                "Outputs" => template.outputs = section(entry, diagnostics),
                "Rules" => template.rules = section(entry, diagnostics),
                "Globals" => template.globals = section(entry, diagnostics),
                "Metadata" => template.metadata = Some(&entry.value),
                "Transform" => template.read_transforms(&entry.value),
                _ => template.open_ended |= is_expanded_later(&entry.key),
            }
        }
        template.check_resources(root, diagnostics);
        template.check_parameters(diagnostics);
        template.check_transform(diagnostics);
        Some(template)
    }

    /// Whether SAM, a module, a loop, a macro or an include may make something of this name.
    pub fn may_generate(&self, name: &str) -> bool {
        self.open_ended || self.is_made_name(name)
    }

    /// Whether names that the text does not have may exist all the same, as macros and loops make them.
    pub fn is_open_ended(&self) -> bool {
        self.open_ended
    }

    /// SAM and modules name what they add after the resource they add it to: `OrdersRole`, `OrdersApiPermission`.
    fn is_made_name(&self, name: &str) -> bool {
        let made_by_sam = name.starts_with("Serverless") || name == "CodeDeployServiceRole";
        if self.serverless.is_some() && made_by_sam {
            return true;
        }
        !self.makers.is_empty()
            && name
                .char_indices()
                .skip(1)
                .any(|(end, _)| self.makers.contains(&name[..end]))
    }

    fn read_transforms(&mut self, node: &'t Node) {
        match &node.kind {
            NodeKind::Scalar(scalar) => self.transforms.push(&scalar.text),
            NodeKind::List(items) => {
                for item in items {
                    match item.as_text() {
                        Some(name) => self.transforms.push(name),
                        None => self.open_ended = true,
                    }
                }
            }
            NodeKind::Map(_) | NodeKind::Function(_) => self.open_ended = true,
        }
        self.open_ended |= self
            .transforms
            .iter()
            .any(|name| *name != SERVERLESS && !HARMLESS_TRANSFORMS.contains(name));
    }

    fn check_resources(&mut self, root: &Node, diagnostics: &mut Remarks) {
        let mut count = 0;
        for entry in self.resources.entries() {
            if is_expanded_later(&entry.key) {
                self.open_ended = true;
                continue;
            }
            count += 1;
            if count == limits::RESOURCES + 1 {
                let message = format!(
                    "This is resource {count}; CloudFormation takes {} in one template.",
                    limits::RESOURCES
                );
                let place = entry.key_span;
                diagnostics.push(Diagnostic::error(codes::TOO_MANY_RESOURCES, place, message));
            }
            match check_resource(entry, diagnostics) {
                Made::Itself => {}
                Made::Serverless => {
                    self.serverless.get_or_insert(entry.key_span);
                    self.makers.insert(&entry.key);
                }
                Made::Module => {
                    self.makers.insert(&entry.key);
                }
                Made::Anything => self.open_ended = true,
            }
        }
        if count == 0 && !self.open_ended {
            remark_no_resources(root, self.resources.span, diagnostics);
        }
    }

    fn check_parameters(&self, diagnostics: &mut Remarks) {
        for entry in self.parameters.entries() {
            if entry.value.as_map().is_none() && !is_expanded_later(&entry.key) {
                let message = format!(
                    "The parameter `{}` has to be a mapping with a `Type`, but it is {}.",
                    entry.key,
                    entry.value.describe()
                );
                diagnostics.push(Diagnostic::error(
                    codes::NOT_A_MAPPING,
                    entry.key_span,
                    message,
                ));
            }
        }
    }

    fn check_transform(&self, diagnostics: &mut Remarks) {
        if self.transforms.contains(&SERVERLESS) || self.open_ended {
            return;
        }
        if let Some(place) = self.serverless.or(self.globals.span) {
            let message = format!(
                "This is SAM, which needs the line `Transform: {SERVERLESS}` at the top of the template."
            );
            diagnostics.push(Diagnostic::error(codes::MISSING_TRANSFORM, place, message));
        }
    }
}

/// Loops and transforms in a key's place: what they make is not known here.
pub(crate) fn is_expanded_later(key: &str) -> bool {
    // Asked for every key of a template, so the many that are no function are told apart first.
    key.starts_with("Fn::")
        && matches!(
            Intrinsic::from_long_name(key),
            Some(Intrinsic::ForEach | Intrinsic::Transform)
        )
}

fn section<'t>(entry: &'t Entry, diagnostics: &mut Remarks) -> Section<'t> {
    let entries = match &entry.value.kind {
        NodeKind::Map(entries) => entries.as_slice(),
        NodeKind::Scalar(scalar) if scalar.is_missing() => &[],
        NodeKind::Function(_) => &[],
        NodeKind::Scalar(_) | NodeKind::List(_) => {
            let message = format!(
                "`{}` has to be a mapping from names to values, but it is {}.",
                entry.key,
                entry.value.describe()
            );
            diagnostics.push(Diagnostic::error(
                codes::NOT_A_MAPPING,
                entry.key_span,
                message,
            ));
            &[]
        }
    };
    Section {
        span: Some(entry.key_span),
        entries,
        index_by_name: entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.key.as_str(), index))
            .collect(),
    }
}

fn remark_no_resources(root: &Node, section: Option<Span>, diagnostics: &mut Remarks) {
    let section_is_empty = root.get("Resources").is_none_or(|node| {
        node.as_map().is_some() || node.as_scalar().is_some_and(crate::Scalar::is_missing)
    });
    if !section_is_empty {
        // It is no mapping, which has been said.
        return;
    }
    let keys = || root.as_map().unwrap_or_default().iter();
    let slip = suggest::nearest("Resources", keys().map(|entry| entry.key.as_str()))
        .filter(|key| section.is_none() && *key != "Resources")
        .and_then(|key| root.entry(key));
    let (place, message) = match slip {
        Some(entry) => (
            entry.key_span,
            format!(
                "The template has no `Resources`. Is `{}` meant? Capitals count.",
                entry.key
            ),
        ),
        None => (
            section.unwrap_or(Span::at(root.span.start)),
            "The template has no resources. They stand under `Resources:`.".to_owned(),
        ),
    };
    diagnostics.push(Diagnostic::error(codes::NO_RESOURCES, place, message));
}

/// What a resource turns into when the stack is made.
enum Made {
    Itself,
    Serverless,
    Module,
    Anything,
}

fn check_resource(entry: &Entry, diagnostics: &mut Remarks) -> Made {
    let id = &entry.key;
    match &entry.value.kind {
        NodeKind::Map(_) => {}
        // An include or macro makes the resource.
        NodeKind::Function(_) => return Made::Anything,
        NodeKind::Scalar(_) | NodeKind::List(_) => {
            let message = format!(
                "The resource `{id}` has to be a mapping with a `Type`, but it is {}. Check the indentation.",
                entry.value.describe()
            );
            diagnostics.push(Diagnostic::error(
                codes::NOT_A_MAPPING,
                entry.key_span,
                message,
            ));
            return Made::Itself;
        }
    }
    check_properties(entry, diagnostics);
    let type_node = entry.value.get("Type");
    match type_node.map(|node| &node.kind) {
        Some(NodeKind::Scalar(scalar)) if scalar.text.starts_with("AWS::Serverless::") => {
            Made::Serverless
        }
        Some(NodeKind::Scalar(scalar)) if scalar.text.ends_with("::MODULE") => Made::Module,
        Some(NodeKind::Scalar(scalar)) if !scalar.is_missing() => Made::Itself,
        // A tool's own function fills it in.
        Some(NodeKind::Function(_)) => Made::Anything,
        None | Some(NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_)) => {
            let place = type_node.map_or(entry.key_span, |node| node.span);
            let message =
                format!("The resource `{id}` needs a `Type`, such as `Type: AWS::S3::Bucket`.");
            diagnostics.push(Diagnostic::error(codes::MISSING_TYPE, place, message));
            Made::Itself
        }
    }
}

fn check_properties(entry: &Entry, diagnostics: &mut Remarks) {
    let Some(properties) = entry.value.entry("Properties") else {
        return;
    };
    let wrong = match &properties.value.kind {
        NodeKind::Map(_) | NodeKind::Function(_) => false,
        NodeKind::Scalar(scalar) => !scalar.is_missing(),
        NodeKind::List(_) => true,
    };
    if wrong {
        let message = format!(
            "`Properties` of `{}` has to be a mapping, but it is {}.",
            entry.key,
            properties.value.describe()
        );
        diagnostics.push(Diagnostic::error(
            codes::NOT_A_MAPPING,
            properties.key_span,
            message,
        ));
    }
}
