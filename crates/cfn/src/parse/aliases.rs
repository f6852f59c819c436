//! YAML anchors and aliases: CloudFormation does not take them, but a tree can be shown all the same, within a budget.

use std::collections::BTreeMap;

use crate::{Node, NodeKind, limits};

/// Anchored values by the parser's number for them.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    values: BTreeMap<usize, Anchored>,
    spent: usize,
}

#[derive(Debug)]
struct Anchored {
    node: Node,
    size: Size,
}

/// What a value costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// Values in it, itself included.
    pub(super) nodes: usize,
    /// How deep it is, itself included.
    pub(super) depth: usize,
}

/// Why an alias gives no value.
#[derive(Debug)]
pub(super) enum NoValue {
    /// The anchored value is not complete yet: the alias is inside of it.
    Itself,
    /// The budget is spent.
    TooMany,
}

impl Anchors {
    /// Remembers an anchored value. Its copy counts against the budget too: anchors inside anchors are copied once a level.
    pub(super) fn remember(&mut self, id: usize, node: &Node) -> Result<(), NoValue> {
        let size = measure(node);
        self.spend(size)?;
        let node = node.clone();
        self.values.insert(id, Anchored { node, size });
        Ok(())
    }

    /// A copy of an anchored value.
    pub(super) fn expand(&mut self, id: usize) -> Result<(Node, Size), NoValue> {
        let size = self.values.get(&id).ok_or(NoValue::Itself)?.size;
        self.spend(size)?;
        let anchored = self.values.get(&id).ok_or(NoValue::Itself)?;
        Ok((anchored.node.clone(), size))
    }

    fn spend(&mut self, size: Size) -> Result<(), NoValue> {
        self.spent = self.spent.saturating_add(size.nodes);
        if self.spent > limits::ALIAS_NODES {
            return Err(NoValue::TooMany);
        }
        Ok(())
    }
}

fn measure(node: &Node) -> Size {
    let inner = match &node.kind {
        NodeKind::Scalar(_) => Size::default(),
        NodeKind::List(items) => items.iter().map(measure).fold(Size::default(), beside),
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| measure(&entry.value))
            .fold(Size::default(), beside),
        NodeKind::Function(function) => measure(&function.argument),
    };
    Size {
        nodes: inner.nodes + 1,
        depth: inner.depth + 1,
    }
}

fn beside(a: Size, b: Size) -> Size {
    Size {
        nodes: a.nodes + b.nodes,
        depth: a.depth.max(b.depth),
    }
}
