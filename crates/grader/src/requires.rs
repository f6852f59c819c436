//! Which criteria need which: the ids in `requires` found, circles refused, and an order in which all can be evaluated.

use cfn::{Node, NodeKind, Span, suggest::did_you_mean};

use crate::{
    fields::{self, Problems, describe, shorten},
    rubric::mapping,
};

/// The criteria that each criterion requires, by position.
pub(crate) fn resolve(items: &[Node], ids: &[String], problems: &mut Problems) -> Vec<Vec<usize>> {
    items
        .iter()
        .map(|item| match requires_node(item) {
            Some(node) => resolve_one(node, ids, problems),
            None => Vec::new(),
        })
        .collect()
}

fn requires_node(item: &Node) -> Option<&Node> {
    mapping(item)?.get("requires")
}

fn resolve_one(node: &Node, ids: &[String], problems: &mut Problems) -> Vec<usize> {
    let NodeKind::List(items) = &node.kind else {
        problems.error(
            node.span,
            format!("`requires` must be a list of ids, not {}", describe(node)),
        );
        return Vec::new();
    };
    let mut required = Vec::new();
    for item in items {
        let Some(id) = fields::text("requires", item, problems) else {
            continue;
        };
        match ids.iter().position(|other| *other == id.text) {
            Some(index) if required.contains(&index) => problems.warning(
                item.span,
                format!("`requires` names `{}` twice", shorten(&id.text)),
            ),
            Some(index) => required.push(index),
            None => {
                let suggestion = did_you_mean(&id.text, ids.iter().map(String::as_str));
                problems.error(
                    item.span,
                    format!(
                        "`requires` names `{}`, which no criterion has as its id{suggestion}",
                        shorten(&id.text)
                    ),
                );
            }
        }
    }
    required
}

/// An order in which everything required comes first, and otherwise the author's. Every circle is one problem.
pub(crate) fn order(
    items: &[Node],
    ids: &[String],
    required: &[Vec<usize>],
    problems: &mut Problems,
) -> Vec<usize> {
    let mut search = Search {
        required,
        state: vec![State::New; items.len()],
        order: Vec::with_capacity(items.len()),
        circles: Vec::new(),
    };
    for start in 0..items.len() {
        search.from(start);
    }
    for circle in &search.circles {
        let names: Vec<String> = circle
            .iter()
            .filter_map(|index| ids.get(*index))
            .map(|id| format!("`{}`", shorten(id)))
            .collect();
        let first = circle.first().and_then(|index| items.get(*index));
        let span = first
            .and_then(requires_node)
            .map_or(Span::default(), |node| node.span);
        problems.error(
            span,
            format!("`requires` goes in a circle: {}", names.join(" needs ")),
        );
    }
    search.order
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the path from the start of the search.
    Open,
    Done,
}

struct Search<'r> {
    required: &'r [Vec<usize>],
    state: Vec<State>,
    order: Vec<usize>,
    /// Each from a criterion round to itself again.
    circles: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Depth first, on a stack of its own: a rubric may be as long as its file.
    fn from(&mut self, start: usize) {
        if self.state[start] != State::New {
            return;
        }
        self.state[start] = State::Open;
        // A criterion, and how many of its requirements have been followed.
        let mut stack = vec![(start, 0)];
        while let Some((criterion, followed)) = stack.last_mut() {
            let criterion = *criterion;
            let Some(next) = self.required[criterion].get(*followed).copied() else {
                self.state[criterion] = State::Done;
                self.order.push(criterion);
                stack.pop();
                continue;
            };
            *followed += 1;
            match self.state[next] {
                State::Done => {}
                State::New => {
                    self.state[next] = State::Open;
                    stack.push((next, 0));
                }
                State::Open => {
                    let mut circle: Vec<usize> = stack
                        .iter()
                        .map(|(open, _)| *open)
                        .skip_while(|open| *open != next)
                        .collect();
                    circle.push(next);
                    self.circles.push(circle);
                }
            }
        }
    }
}
