//! Pictures made by hand: how they should look.

use diagram::{Dagre, ItemKind, Layout, Picture, Rows, lay_out};

use crate::check::{check, item, line, node, picture};

#[test]
fn nothing_is_a_picture_too() {
    let none = Picture {
        items: Vec::new(),
        connections: Vec::new(),
    };
    let (scene, _) = lay_out(&none, None);
    assert_eq!((scene.width, scene.height), (0.0, 0.0), "of no size");
    check(&scene);
}

#[test]
fn what_leads_on_stands_right_of_where_it_comes_from() {
    let (scene, anew) = lay_out(
        &picture(&[
            ("Orders", "Audit", "delivers"),
            ("Orders", "Jobs", "delivers"),
            ("Jobs", "Worker", "invokes"),
            ("Jobs", "Dead", "deadLettersTo"),
        ]),
        None,
    );
    assert!(anew, "there was nothing before it");
    check(&scene);
    let [orders, audit, jobs, worker, dead] =
        ["Orders", "Audit", "Jobs", "Worker", "Dead"].map(|id| node(&scene, id));
    assert!(
        orders.x < jobs.x && jobs.x < worker.x,
        "the way goes to the right"
    );
    assert_eq!(
        (audit.x, audit.width),
        (jobs.x, jobs.width),
        "what is reached at once makes a column"
    );
    assert_eq!(
        (dead.x, dead.width),
        (jobs.x, jobs.width),
        "dead letters are straight below their queue"
    );
    assert!(
        dead.y > jobs.y + jobs.height,
        "dead letters are below their queue"
    );
    assert!(
        scene.width < 720.0 && scene.height < 420.0,
        "the mock's picture fits its pane: {} by {}",
        scene.width,
        scene.height
    );
}

#[test]
fn single_boxes_make_a_grid() {
    let items = (0..12).map(|number| item(&format!("Bucket{number}"), "AWS::S3::Bucket"));
    let (scene, _) = lay_out(
        &Picture {
            items: items.collect(),
            connections: Vec::new(),
        },
        None,
    );
    check(&scene);
    let lefts: std::collections::BTreeSet<u64> =
        scene.nodes.iter().map(|node| node.x as u64).collect();
    assert!(
        (2..=5).contains(&lefts.len()),
        "a few columns that all rows share, not {lefts:?}"
    );
    assert!(
        scene.width < 900.0 && scene.height < 650.0,
        "twelve boxes fit a pane"
    );
}

#[test]
fn lines_between_the_same_boxes_are_apart() {
    let (scene, _) = lay_out(
        &picture(&[
            ("A", "B", "invokes"),
            ("A", "B", "invokes"),
            ("A", "B", "readsFrom"),
            ("B", "A", "invokes"),
            ("B", "A", "delivers"),
        ]),
        None,
    );
    check(&scene);
    for (place, one) in scene.edges.iter().enumerate() {
        for other in &scene.edges[place + 1..] {
            let ends = |edge: &diagram::Edge| {
                let mut ends = [edge.points[0], *edge.points.last().unwrap()];
                ends.sort_by(|one, other| one[0].total_cmp(&other[0]));
                ends
            };
            assert_ne!(
                ends(one),
                ends(other),
                "{} and {} have ways of their own",
                one.id,
                other.id
            );
            assert!(
                (one.label_at[1] - other.label_at[1]).abs() >= 12.0
                    || (one.label_at[0] - other.label_at[0]).abs()
                        >= (one.label_width + other.label_width) / 2.0,
                "the names of {} and {} can both be read",
                one.id,
                other.id
            );
        }
    }
}

#[test]
fn lines_to_themselves_are_loops() {
    let (scene, _) = lay_out(
        &picture(&[
            ("A", "A", "invokes"),
            ("A", "A", "delivers"),
            ("A", "B", "invokes"),
            ("C", "C", "invokes"),
        ]),
        None,
    );
    check(&scene);
    let lone = picture(&[("A", "A", "invokes")]);
    check(&lay_out(&lone, None).0);
}

/// A VPC with two subnets, a function and a database in them, and what is outside.
pub(crate) fn vpc() -> Picture {
    let mut items = vec![
        item("Vpc", "AWS::EC2::VPC"),
        item("Private", "AWS::EC2::Subnet"),
        item("Public", "AWS::EC2::Subnet"),
        item("Function", "AWS::Lambda::Function"),
        item("Database", "AWS::RDS::DBInstance"),
        item("Bastion", "AWS::EC2::Instance"),
        item("Api", "AWS::ApiGateway::RestApi"),
        item("Bucket", "AWS::S3::Bucket"),
    ];
    for (place, parent) in [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2)] {
        items[place].parent = Some(parent);
    }
    for group in &mut items[..3] {
        group.kind = ItemKind::Group;
    }
    Picture {
        items,
        connections: vec![
            line(6, 3, "invokes"),
            line(3, 4, "readsFrom"),
            line(5, 4, "connects"),
            line(3, 7, "writesTo"),
            line(0, 3, "routes"),
            line(4, 1, "routes"),
        ],
    }
}

#[test]
fn groups_hold_their_members_and_lines_cross_their_borders() {
    let (scene, _) = lay_out(&vpc(), None);
    check(&scene);
    let (api, vpc) = (node(&scene, "Api"), node(&scene, "Vpc"));
    assert!(
        api.x + api.width <= vpc.x || api.y + api.height <= vpc.y,
        "the caller is before the group that holds what it calls, left of it or above it"
    );
}

#[test]
fn rows_take_what_is_no_picture() {
    let mut picture = vpc();
    picture.items[0].parent = Some(5);
    picture.items[1].parent = Some(1);
    picture.items[2].parent = Some(900);
    picture.connections.push(line(3, 900, "invokes"));
    for layout in [&Rows as &dyn Layout, &Dagre] {
        let placed = layout.place(&picture).unwrap();
        assert_eq!(
            (placed.boxes.len(), placed.routes.len()),
            (picture.items.len(), picture.connections.len()),
            "everything has a place"
        );
    }
}

#[test]
fn hostile_names_have_boxes_of_a_readable_size() {
    let names = [
        "",
        "x",
        &"n".repeat(255),
        "\u{202e}תור־הזמנות",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        "\0\n\t",
    ];
    let items = names.map(|name| item(name, "Custom::Thing"));
    let (scene, _) = lay_out(
        &Picture {
            items: items.to_vec(),
            connections: vec![
                line(0, 2, "invokes"),
                line(2, 3, "invokes"),
                line(3, 4, "invokes"),
            ],
        },
        None,
    );
    check(&scene);
    for node in &scene.nodes {
        assert!(
            (110.0..=240.0).contains(&node.width),
            "{:?} is {} wide",
            node.label,
            node.width
        );
    }
}

/// Each box leads to four others, many of them far away: laid out as it is, its lines alone would take tens of thousands of places.
fn tangle(count: usize) -> Picture {
    let items = (0..count).map(|index| item(&format!("N{index}"), "AWS::SQS::Queue"));
    let lines = (0..count).flat_map(|index| {
        let targets = [index + 1, index * 7 + 3, index * 13 + 5, index * index + 11];
        targets.map(|to| line(index, to % count, "references"))
    });
    Picture {
        items: items.collect(),
        connections: lines.collect(),
    }
}

#[test]
fn a_tangle_is_drawn_too_and_in_columns() {
    let picture = tangle(200);
    assert!(
        Dagre.place(&picture).is_some(),
        "the layers are not given up"
    );
    let (scene, _) = lay_out(&picture, None);
    check(&scene);
    let onwards = scene.edges.iter().filter(|edge| {
        let (from, to) = (node(&scene, &edge.from), node(&scene, &edge.to));
        from.x < to.x
    });
    assert!(
        onwards.count() * 3 > scene.edges.len(),
        "a good part of the lines leads to the right"
    );
}

#[test]
fn a_chain_beside_dead_letters_is_level() {
    let (scene, _) = lay_out(
        &picture(&[
            ("Orders", "Audit", "delivers"),
            ("Orders", "Jobs", "delivers"),
            ("Jobs", "Worker", "invokes"),
            ("Jobs", "Dead", "deadLettersTo"),
        ]),
        None,
    );
    assert_eq!(
        node(&scene, "Jobs").y,
        node(&scene, "Worker").y,
        "the worker stands beside its queue, not beside the middle of queue and dead letters"
    );
}

/// Names of a chain that is as long as wanted.
const CHAIN: [&str; 9] = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];

/// A chain of so many boxes.
pub(crate) fn chain(count: usize) -> Picture {
    let lines: Vec<(&str, &str, &str)> = CHAIN[..count]
        .windows(2)
        .map(|pair| (pair[0], pair[1], "delivers"))
        .collect();
    picture(&lines)
}

#[test]
fn what_is_too_wide_for_a_pane_leads_down() {
    let (scene, _) = lay_out(&chain(8), None);
    check(&scene);
    for edge in &scene.edges {
        let (from, to) = (node(&scene, &edge.from), node(&scene, &edge.to));
        assert_eq!(from.x, to.x, "a chain is straight");
        assert!(
            to.y > from.y + from.height,
            "{} stands below {}",
            to.id,
            from.id
        );
        assert_eq!(
            (edge.points[0][1], edge.points[1][1]),
            (from.y + from.height, to.y),
            "{} leaves below and arrives above",
            edge.id
        );
    }
    assert!(
        scene.width < 440.0 && scene.height < 900.0,
        "it can be seen in a narrow pane: {} by {}",
        scene.width,
        scene.height
    );
}

#[test]
fn what_fits_a_pane_leads_to_the_right() {
    let (scene, _) = lay_out(&chain(3), None);
    let tops: std::collections::BTreeSet<u64> =
        scene.nodes.iter().map(|node| node.y as u64).collect();
    assert_eq!(tops.len(), 1, "a short chain is a row");
}
