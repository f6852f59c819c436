//! Pictures for the tests of single steps of a layout.

use crate::{
    picture::{Connection, Item, ItemKind, Picture},
    scene::State,
};

/// So many queues, and lines between them.
pub(super) fn picture(count: usize, lines: &[(usize, usize)]) -> Picture {
    let items = (0..count).map(|index| Item {
        id: format!("N{index}"),
        label: format!("N{index}"),
        type_name: "AWS::SQS::Queue".to_owned(),
        kind: ItemKind::Resource,
        state: State::None,
        parent: None,
        collapsed: false,
        holds: 0,
        badges: Vec::new(),
        criteria: Vec::new(),
        place: None,
    });
    let connections = lines
        .iter()
        .enumerate()
        .map(|(index, (from, to))| Connection {
            id: format!("L{index}"),
            from: *from,
            to: *to,
            relation: "delivers",
            state: State::None,
            via: None,
            criteria: Vec::new(),
            place: None,
        });
    Picture {
        items: items.collect(),
        connections: connections.collect(),
    }
}
