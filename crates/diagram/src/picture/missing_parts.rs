//! What is missing and would have no box: a route, an association, a policy. A line that it would make, or the box that it would be drawn
//! on, says so. What names neither becomes a ghost like any other, in `ghosts`.

use cfn::Relation;
use grader::{Sketch, SketchNode};

use super::{
    draft::Draft,
    folds::{Fold, Form, Hosts, fold_of},
    ghost_lines::missing,
    marks::mark,
};
use crate::scene::State;

/// A type that joins two others: the properties that name the start and the end of the line, and what it says.
struct Join {
    type_name: &'static str,
    from: &'static str,
    /// Empty where every other property leads to an end.
    to: &'static str,
    relation: Relation,
}

const JOINS: &[Join] = &[
    Join {
        type_name: "AWS::EC2::Route",
        from: "RouteTableId",
        to: "",
        relation: Relation::References,
    },
    Join {
        type_name: "AWS::EC2::SubnetRouteTableAssociation",
        from: "SubnetId",
        to: "RouteTableId",
        relation: Relation::References,
    },
    Join {
        type_name: "AWS::Lambda::EventSourceMapping",
        from: "EventSourceArn",
        to: "FunctionName",
        relation: Relation::Delivers,
    },
    Join {
        type_name: "AWS::Pipes::Pipe",
        from: "Source",
        to: "Target",
        relation: Relation::Delivers,
    },
    Join {
        type_name: "AWS::SNS::Subscription",
        from: "TopicArn",
        to: "Endpoint",
        relation: Relation::Delivers,
    },
];

/// Draws a missing resource that stands alone in its sketch and would be folded; whether there was something to draw it by.
pub(super) fn draw(draft: &mut Draft<'_>, sketch: &Sketch, criterion: usize) -> bool {
    let [node] = &sketch.nodes[..] else {
        return false;
    };
    let fold = node.types.first().and_then(|name| fold_of(name));
    let is_folded = node.types.iter().all(|name| fold_of(name).is_some());
    let Some(fold) = fold.filter(|_| is_folded && node.resource.is_none()) else {
        return false;
    };
    let named: Vec<(&str, usize)> = node
        .refers_to
        .iter()
        .filter_map(|reference| {
            let resource = draft.resource(&reference.resource)?;
            let is_drawn = !draft.boxes_of(resource).is_empty();
            is_drawn.then_some((reference.property.as_str(), resource))
        })
        .collect();
    if join(draft, node, &named, criterion) {
        return true;
    }
    let host = host(fold, &named);
    if let Some(host) = host {
        mark(draft, host, criterion, State::Fail);
    }
    host.is_some()
}

/// The lines that it would make; whether there are any.
fn join(
    draft: &mut Draft<'_>,
    node: &SketchNode,
    named: &[(&str, usize)],
    criterion: usize,
) -> bool {
    let join = JOINS.iter().find(|join| {
        node.types
            .first()
            .is_some_and(|name| name == join.type_name)
    });
    let Some(join) = join else {
        return false;
    };
    let start = named.iter().find(|(property, _)| *property == join.from);
    let Some(from) = start.and_then(|(_, start)| draft.boxes_of(*start).first().copied()) else {
        return false;
    };
    let mut is_joined = false;
    for (property, end) in named {
        let is_end = if join.to.is_empty() {
            *property != join.from
        } else {
            *property == join.to
        };
        let to = draft.boxes_of(*end).first().copied().filter(|_| is_end);
        if let Some(to) = to {
            is_joined |= missing(draft, criterion, from, join.relation, to);
        }
    }
    is_joined
}

/// What it would be drawn on: what the property names that says so, else what is named first.
fn host(fold: &Fold, named: &[(&str, usize)]) -> Option<usize> {
    let by_property = fold.hosts.iter().find_map(|hosts| match hosts {
        Hosts::At(path) => named.iter().find(|(property, _)| {
            property
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        }),
        Hosts::Of(_) | Hosts::To(_) | Hosts::Users => None,
    });
    let found = by_property.or_else(|| named.first().filter(|_| fold.form == Form::Part));
    found.map(|(_, resource)| *resource)
}
