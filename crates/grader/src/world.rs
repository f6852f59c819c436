//! The resolved template as criteria look at it: resources by type, and their graph. Nothing is compared here.

use std::{cell::OnceCell, collections::BTreeMap};

use cfn::{Decision, Document, Graph, Intrinsic, Model, Node, NodeKind, Position, Resource, Span};

use crate::{
    iam::{Names, Policies},
    report::Evidence,
    walk::is_unexpanded,
};

/// A template in one world of parameter values, indexed.
pub(crate) struct World<'m> {
    pub(crate) model: &'m Model<'m>,
    document: &'m Document,
    /// Places in [`Model::resources`].
    by_type: BTreeMap<&'m str, Vec<usize>>,
    unexpanded: Vec<Unexpanded<'m>>,
    graph: OnceCell<Graph>,
    policies: OnceCell<Policies>,
}

/// A loop or macro among the resources, which only AWS expands.
pub(crate) struct Unexpanded<'m> {
    pub(crate) key: &'m str,
    pub(crate) span: Span,
    /// The types that it makes; `None` when they cannot be told.
    types: Option<Vec<&'m str>>,
}

impl<'m> World<'m> {
    pub(crate) fn new(document: &'m Document, model: &'m Model<'m>) -> Self {
        let mut by_type: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, resource) in model.resources.iter().enumerate() {
            by_type.entry(resource.type_name).or_default().push(index);
            for also in resource.also {
                if *also != resource.type_name {
                    by_type.entry(also).or_default().push(index);
                }
            }
        }
        Self {
            model,
            document,
            by_type,
            unexpanded: unexpanded(document),
            graph: OnceCell::new(),
            policies: OnceCell::new(),
        }
    }

    /// Who has to do with whom. Built when a criterion first asks.
    pub(crate) fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::of(self.model))
    }

    /// A parameter as it is declared, which says whether its value is hidden and given from outside.
    pub(crate) fn parameter(&self, name: &str) -> Option<&'m Node> {
        let root = self.document.root.as_ref()?;
        root.get("Parameters")?.get(name)
    }

    /// Every policy of the template. Read when a criterion first asks.
    pub(crate) fn policies(&self) -> &Policies {
        self.policies
            .get_or_init(|| Policies::of(&Names::of(self.model)))
    }

    /// A resource as evidence: its name.
    pub(crate) fn place(&self, index: usize) -> Evidence {
        let resource = self.resource(index);
        Evidence {
            resource: Some(resource.id.to_owned()),
            ..Evidence::at(resource.id_span)
        }
    }

    /// The resource at a place in the model.
    pub(crate) fn resource(&self, index: usize) -> &'m Resource<'m> {
        &self.model.resources[index]
    }

    /// The resources that count as this type, in document order, those that a condition takes away included; as places in the model.
    pub(crate) fn indices_of_type(&self, type_name: &str) -> &[usize] {
        self.by_type.get(type_name).map_or(&[], Vec::as_slice)
    }

    /// As [`World::indices_of_type`], without those that a condition certainly takes away.
    pub(crate) fn present_of_type(&self, type_name: &str) -> impl Iterator<Item = usize> {
        self.indices_of_type(type_name)
            .iter()
            .copied()
            .filter(|index| self.resource(*index).presence != Decision::False)
    }

    /// The resources themselves, as in [`World::indices_of_type`].
    pub(crate) fn of_type(
        &self,
        type_name: &str,
    ) -> impl ExactSizeIterator<Item = &'m Resource<'m>> {
        self.indices_of_type(type_name)
            .iter()
            .map(|index| self.resource(*index))
    }

    /// Every type in the template, in alphabetical order.
    pub(crate) fn types(&self) -> impl Iterator<Item = &'m str> {
        self.by_type.keys().copied()
    }

    /// Where a missing resource is missing from.
    pub(crate) fn resources_span(&self) -> Span {
        self.model.resources_span.unwrap_or(FIRST_CHARACTER)
    }
}

impl<'m> World<'m> {
    /// The first loop or macro, whatever it makes.
    pub(crate) fn any_unexpanded(&self) -> Option<&Unexpanded<'m>> {
        self.unexpanded.first()
    }

    /// A loop or macro that may make resources of this type.
    pub(crate) fn unexpanded(&self, type_name: &str) -> Option<&Unexpanded<'m>> {
        self.unexpanded.iter().find(|unexpanded| {
            unexpanded.types.as_ref().is_none_or(|types| {
                types.iter().any(|made| {
                    // SAM's own types count as others too.
                    *made == type_name
                        || made.contains("${")
                        || made.starts_with("AWS::Serverless::")
                })
            })
        })
    }
}

fn unexpanded(document: &Document) -> Vec<Unexpanded<'_>> {
    let root = document.root.as_ref().and_then(Node::as_map);
    let resources = root
        .unwrap_or_default()
        .iter()
        .find(|entry| entry.key == "Resources");
    match resources.map(|entry| &entry.value.kind) {
        Some(NodeKind::Map(entries)) => entries
            .iter()
            .filter(|entry| is_unexpanded(&entry.key))
            .map(|entry| Unexpanded {
                key: &entry.key,
                span: entry.key_span,
                types: types_of_loop(&entry.value),
            })
            .collect(),
        // The only key among the resources.
        Some(NodeKind::Function(function))
            if matches!(function.name, Intrinsic::ForEach | Intrinsic::Transform) =>
        {
            vec![Unexpanded {
                key: function.name.long_name(),
                span: function.name_span,
                types: types_of_loop(&function.argument),
            }]
        }
        Some(NodeKind::Function(_) | NodeKind::List(_) | NodeKind::Scalar(_)) | None => Vec::new(),
    }
}

/// The types in the body of a `Fn::ForEach`, which is the last element of its argument. Loops in loops are not looked into.
fn types_of_loop(argument: &Node) -> Option<Vec<&str>> {
    let NodeKind::List(items) = &argument.kind else {
        return None;
    };
    let body = items.last()?.as_map()?;
    body.iter()
        .map(|entry| entry.value.get("Type")?.as_text())
        .collect()
}

/// Line 1, column 1: where remarks about a whole text stand.
pub(crate) const FIRST_CHARACTER: Span = Span {
    start: Position { line: 1, column: 1 },
    end: Position { line: 1, column: 2 },
};
