//! Positions stay put from save to save.

use diagram::{Scene, State, lay_out};
use proptest::prelude::*;

use crate::{
    check::{check, item, line, node, picture},
    generated::pictures,
    hand::chain,
};

const BEFORE: [(&str, &str, &str); 3] = [
    ("Orders", "Audit", "delivers"),
    ("Orders", "Jobs", "delivers"),
    ("Jobs", "Worker", "invokes"),
];

#[test]
fn a_save_that_changes_values_moves_nothing() {
    let old = picture(&BEFORE);
    let (before, _) = lay_out(&old, None);
    let mut new = old.clone();
    new.items[1].state = State::Fail;
    new.items[1].place = Some((40, 3));
    new.connections[0].state = State::Pass;
    new.connections[0].criteria = vec!["c1".to_owned()];
    let (after, anew) = lay_out(&new, Some((&old, &before)));
    assert!(!anew, "states and lines are no topology");
    assert_eq!(after.nodes[1].state, State::Fail, "the new state is drawn");
    assert_eq!(after.nodes[1].line, Some(40), "the new line is linked");
    assert_eq!(after.edges[0].state, State::Pass, "the new state is drawn");
    for (old, new) in before.nodes.iter().zip(&after.nodes) {
        assert_eq!(
            [old.x, old.y, old.width, old.height],
            [new.x, new.y, new.width, new.height],
            "{} stays",
            old.id
        );
    }
    for (old, new) in before.edges.iter().zip(&after.edges) {
        assert_eq!(
            (&old.points, old.label_at),
            (&new.points, new.label_at),
            "{} stays",
            old.id
        );
    }
}

#[test]
fn a_new_box_goes_into_free_space_beside_its_neighbour() {
    let old = picture(&BEFORE);
    let (before, _) = lay_out(&old, None);
    let more = [&BEFORE[..], &[("Jobs", "Dead", "deadLettersTo")]].concat();
    let (after, anew) = lay_out(&picture(&more), Some((&old, &before)));
    assert!(anew, "the topology is another");
    check(&after);
    for old in &before.nodes {
        let new = node(&after, &old.id);
        assert_eq!([old.x, old.y], [new.x, new.y], "{} stays", old.id);
    }
    let (jobs, dead) = (node(&after, "Jobs"), node(&after, "Dead"));
    assert!(
        dead.y > jobs.y && (dead.x - jobs.x).abs() < jobs.width,
        "dead letters are below their queue"
    );
}

#[test]
fn what_is_removed_leaves_the_others_where_they_are() {
    let old = picture(&BEFORE);
    let (before, _) = lay_out(&old, None);
    let (after, _) = lay_out(&picture(&BEFORE[1..]), Some((&old, &before)));
    check(&after);
    for new in &after.nodes {
        let old = node(&before, &new.id);
        assert_eq!([old.x, old.y], [new.x, new.y], "{} stays", new.id);
    }
}

#[test]
fn another_template_is_laid_out_from_the_start() {
    let old = picture(&BEFORE);
    let (before, _) = lay_out(&old, None);
    let new = picture(&[("X", "Y", "invokes"), ("Y", "Z", "invokes")]);
    assert_eq!(
        lay_out(&new, Some((&old, &before))).0,
        lay_out(&new, None).0,
        "nothing of it was there"
    );
}

#[test]
fn a_small_change_does_not_turn_the_picture() {
    let (short, long) = (chain(3), chain(8));
    let is_row = |scene: &Scene| scene.nodes[0].y == scene.nodes[1].y;
    let (row, _) = lay_out(&short, None);
    assert!(is_row(&row), "three boxes make a row");
    let (after, _) = lay_out(&chain(4), Some((&short, &row)));
    check(&after);
    assert!(is_row(&after), "with one more it is still a row");
    let (column, _) = lay_out(&long, None);
    assert!(!is_row(&column), "eight boxes make a column");
    let (after, _) = lay_out(&chain(7), Some((&long, &column)));
    check(&after);
    assert!(!is_row(&after), "with one less it is still a column");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A save adds a box with a line, removes the last one, or adds a line.
    #[test]
    fn changes_keep_every_truth(picture in pictures(20), change in 0..3_u8, at in 0..20_usize) {
        prop_assume!(!picture.items.is_empty());
        let (before, _) = lay_out(&picture, None);
        let mut new = picture.clone();
        let count = new.items.len();
        match change {
            0 => {
                new.items.push(item("New", "AWS::SNS::Topic"));
                new.connections.push(line(at % count, count, "delivers"));
            }
            1 => {
                new.items.pop();
                new.connections.retain(|line| line.from < count - 1 && line.to < count - 1);
            }
            _ => new.connections.push(line(at % count, (at * 7) % count, "writesTo")),
        }
        let (after, _) = lay_out(&new, Some((&picture, &before)));
        check(&after);
    }
}
