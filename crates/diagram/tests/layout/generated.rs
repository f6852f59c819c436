//! Pictures at random.

use diagram::{ItemKind, Layout, Picture, Rows, lay_out};
use proptest::prelude::*;

use crate::check::{check, item, line};

const RELATIONS: [&str; 5] = [
    "invokes",
    "delivers",
    "deadLettersTo",
    "references",
    "readsFrom",
];

/// Pictures of up to `most` boxes; a group is a box that others lie in.
pub(crate) fn pictures(most: usize) -> impl Strategy<Value = Picture> {
    let boxes = prop::collection::vec((0..most, 0..4_usize, 0..60_usize), 0..most);
    let lines = prop::collection::vec((0..most, 0..most, 0..RELATIONS.len()), 0..2 * most);
    (boxes, lines).prop_map(|(boxes, lines)| {
        let mut items: Vec<diagram::Item> = Vec::new();
        for (index, (parent, chance, length)) in boxes.iter().enumerate() {
            let mut item = item(
                &format!("N{index}{}", "o".repeat(*length)),
                "AWS::SQS::Queue",
            );
            if *chance == 0 && index > 0 {
                let parent = parent % index;
                item.parent = Some(parent);
                items[parent].kind = ItemKind::Group;
            }
            items.push(item);
        }
        let count = items.len();
        let connections =
            lines
                .iter()
                .enumerate()
                .filter(|_| count > 0)
                .map(|(index, (from, to, relation))| {
                    let mut line = line(from % count, to % count, RELATIONS[*relation]);
                    line.id = format!("{} {index}", line.id);
                    line
                });
        Picture {
            connections: connections.collect(),
            items,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_picture_is_drawn(picture in pictures(28)) {
        let (scene, _) = lay_out(&picture, None);
        check(&scene);
        prop_assert_eq!(lay_out(&picture, None).0, scene, "the same picture is drawn the same");
    }

    #[test]
    fn rows_draw_every_picture(picture in pictures(28)) {
        let placed = Rows.place(&picture);
        prop_assert!(placed.is_some(), "rows never fail");
    }
}
