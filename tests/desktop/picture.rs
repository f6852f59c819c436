//! The picture of the architecture in the real window: it follows what another program saves, and stays where it is as far as it can.

use super::{
    SETTINGS,
    hands::{Picture, activate, begin, bundled, run, save, solution, starter, until},
    open, with_driver,
};
use crate::support::{TestHome, wait_for};

/// Its starter has both queues, and not the connection that a criterion asks for.
const WITH_GHOST: &str = "orders-survive-a-crash";
/// The lines that make the ghost a connection.
const REDRIVE: &str = "      VisibilityTimeout: 30\n      RedrivePolicy:\n        deadLetterTargetArn: !GetAtt FailedOrders.Arn\n        maxReceiveCount: 5\n";

#[test]
fn a_save_from_outside_turns_a_ghost_into_what_it_stood_for_and_moves_nothing() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let template = begin(&client, WITH_GHOST).await;
        activate(&client, "[data-tab=architecture]").await;
        let mission = bundled(WITH_GHOST);
        let before = Picture::when(&client, "the missing connection is drawn", |picture| {
            picture.has_state("ghost")
        })
        .await;
        before.assert_sound();

        let (old, rest) = ("      VisibilityTimeout: 30\n", starter(mission));
        assert!(rest.contains(old), "the starter still has the line");
        let connected = rest.replacen(old, REDRIVE, 1);
        save(&client, &template, &connected).await;
        let after = Picture::when(&client, "the connection is there", |picture| {
            !picture.has_state("ghost") && picture.edges.values().any(|edge| edge.state == "pass")
        })
        .await;
        after.assert_sound();
        assert_eq!(
            after.places(),
            before.places(),
            "no box moves when what was drawn dashed becomes real"
        );

        let values = connected.replace("maxReceiveCount: 5", "maxReceiveCount: 7");
        save(&client, &template, &values).await;
        let drawn = "return document.querySelector('[data-testid=criterion][data-criterion-id=tries]').dataset.verdict";
        until(&client, "the value is graded", drawn, |verdict| {
            verdict == "fail"
        })
        .await;
        let third = Picture::read(&client).await;
        assert_eq!(third.places(), after.places(), "a value moves no box");
        let ends = |picture: &Picture| -> Vec<_> {
            picture.edges.values().map(|edge| edge.ends).collect()
        };
        assert_eq!(ends(&third), ends(&after), "nor a line");

        save(&client, &template, solution(mission)).await;
        wait_for(&client, "[data-testid=score][data-score='1']").await;
        let whole = Picture::when(&client, "nothing fails any more", |picture| {
            !picture.has_state("ghost") && !picture.has_state("fail")
        })
        .await;
        whole.assert_sound();
        client.close().await.expect("the session ends");
    });
}

/// What has no picture says why, and what can be read again is drawn again.
#[test]
fn a_template_that_cannot_be_read_keeps_its_last_picture_and_says_so() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let template = begin(&client, WITH_GHOST).await;
        activate(&client, "[data-tab=architecture]").await;
        let before = Picture::read(&client).await;
        save(&client, &template, "Resources:\n  Orders: [unfinished\n").await;
        let said = wait_for(&client, "[data-testid=diagram-unreadable]").await;
        let said = said.text().await.expect("a text");
        assert!(said.contains("line"), "it says where: {said}");
        let meanwhile = Picture::read(&client).await;
        assert_eq!(
            meanwhile.places(),
            before.places(),
            "the last picture stays while somebody is typing"
        );

        save(&client, &template, "Resources: {}\n").await;
        wait_for(
            &client,
            "[data-testid=diagram-empty], [data-testid=diagram-node]",
        )
        .await;
        save(&client, &template, starter(bundled(WITH_GHOST))).await;
        let again = Picture::when(&client, "it is drawn again", |picture| {
            picture.nodes.len() == before.nodes.len()
        })
        .await;
        again.assert_sound();
        client.close().await.expect("the session ends");
    });
}

/// The list says what the picture says: for who cannot see it, and for who would rather read.
#[test]
fn the_list_has_every_box_badge_and_connection_of_the_picture() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        begin(&client, WITH_GHOST).await;
        activate(&client, "[data-tab=architecture]").await;
        Picture::read(&client).await;
        const TWINS: &str = "const ids = (css, name) => [...new Set([...document.querySelectorAll(css)].map(one => one.dataset[name]))].sort();
            return { drawn: ids('[data-testid=diagram-node], [data-testid=diagram-badge]', 'id'),
                listed: ids('[data-testid=diagram-list] [data-list-id]', 'listId'),
                lines: ids('[data-testid=diagram-edge]', 'id'), named: ids('[data-testid=diagram-list] [data-list-edge]', 'listEdge') }";
        let twins = run(&client, TWINS, Vec::new()).await;
        assert!(
            twins["drawn"]
                .as_array()
                .is_some_and(|drawn| drawn.len() >= 3),
            "something is drawn: {twins}"
        );
        assert_eq!(twins["drawn"], twins["listed"], "boxes and badges");
        assert_eq!(twins["lines"], twins["named"], "connections");
        client.close().await.expect("the session ends");
    });
}

/// Enlarged, the picture is the same one: boxes are as far from each other as they are large.
#[test]
fn the_picture_keeps_its_shape_with_text_twice_as_large() {
    const SCALES: &str = r"
        const seen = [...document.querySelectorAll('[data-testid=diagram-node]:not(.open)')].map(node => {
            const [x, y] = node.getAttribute('transform').match(/-?\d+(\.\d+)?/g).map(Number);
            const box = node.querySelector('.box');
            const mark = node.querySelector('.mark')?.getBoundingClientRect();
            const { left, top, width, right, bottom } = box.getBoundingClientRect();
            const inside = mark === undefined || (mark.left >= left && mark.right <= right && mark.top >= top && mark.bottom <= bottom);
            return { x, y, left, top, inside, scale: width / Number(box.getAttribute('width')) };
        });
        const [first, ...rest] = seen;
        const off = (one) => Math.max(Math.abs(one.left - first.left - (one.x - first.x) * first.scale),
            Math.abs(one.top - first.top - (one.y - first.y) * first.scale));
        return { boxes: seen.length, off: Math.max(...rest.map(off)), inside: seen.every(one => one.inside) };
    ";
    let home = TestHome::new();
    let settings = format!("{SETTINGS}zoom_percent = 200\n");
    with_driver(&home, &settings, async |driver| {
        let client = open(driver).await;
        begin(&client, WITH_GHOST).await;
        activate(&client, "[data-tab=architecture]").await;
        Picture::read(&client).await.assert_sound();
        let seen = until(&client, "the picture is at rest", SCALES, |seen| {
            seen["off"].as_f64().is_some_and(|off| off < 2.0)
        })
        .await;
        assert!(seen["boxes"].as_u64() >= Some(3), "it has boxes: {seen}");
        assert_eq!(seen["inside"], true, "marks are on their boxes: {seen}");
        client.close().await.expect("the session ends");
    });
}
