//! Real templates, when the folder with them is named by `MISSION_CORPUS`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads files; the crate itself stays pure"
)]

use std::{collections::BTreeSet, path::Path};

use cfn::Parameters;
use diagram::{Dagre, Layout, lay_out, picture, to_dot, to_json, to_mermaid, to_svg, to_text};
use grader::Subject;

use crate::{
    check::check,
    lines::{knots, over_boxes},
};

/// Of a thousand lines, how many may run over a foreign box, and how many may have a knot.
const MOST_OVER_BOXES: usize = 2;
const MOST_KNOTS: usize = 2;

#[test]
fn every_public_template_is_drawn() {
    let Some(corpus) = std::env::var_os("MISSION_CORPUS") else {
        println!("skipped: MISSION_CORPUS names no folder of templates");
        return;
    };
    let corpus = Path::new(&corpus);
    let index = std::fs::read(corpus.join("index.json")).unwrap();
    let index: serde_json::Value = serde_json::from_slice(&index).unwrap();
    let files = index.as_array().unwrap();
    let parameters = Parameters::new();
    let (mut boxes, mut lines) = (0, 0);
    let (mut over, mut knotted) = (0, 0);
    for file in files {
        let path = file["path"].as_str().unwrap();
        let text = std::fs::read(corpus.join(path)).unwrap();
        let subject = Subject {
            mission: "corpus",
            template: path,
            text: &text,
            parameters: &parameters,
        };
        let picture = picture(subject, None, None, &BTreeSet::new());
        assert!(
            Dagre.place(&picture).is_some(),
            "{path} is laid out in layers"
        );
        // A panic further down says what is wrong, this where.
        println!("{path}");
        let (scene, _) = lay_out(&picture, None);
        check(&scene);
        for form in [
            to_json(&scene),
            to_svg(&scene, false),
            to_mermaid(&scene),
            to_dot(&scene),
            to_text(&scene, 80),
        ] {
            assert!(!form.is_empty(), "{path} has every form");
        }
        boxes += scene.nodes.len();
        lines += scene.edges.len();
        over += over_boxes(&scene).len();
        knotted += knots(&scene).len();
    }
    assert!(
        boxes > files.len() && lines > files.len(),
        "most templates have something to draw: {boxes} boxes and {lines} lines of {}",
        files.len()
    );
    println!("{lines} lines: {over} over foreign boxes, {knotted} with knots");
    assert!(
        over * 1000 <= MOST_OVER_BOXES * lines && knotted * 1000 <= MOST_KNOTS * lines,
        "nearly every line can be followed: of {lines}, {over} run over foreign boxes and {knotted} have knots"
    );
}
