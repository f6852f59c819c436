//! Draws the bundled missions, starter and solution, and any templates that are named, as SVG into a folder, and says of each how large it
//! is, how much of its size it keeps in a small pane, how many of its lines run over boxes that they have nothing to do with, and how many
//! have knots: `cargo run -p diagram --example pictures -- FOLDER [TEMPLATE...]`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a tool for those who work on the layout reads and writes files; the crate itself stays pure"
)]

use std::{collections::BTreeSet, path::Path};

use cfn::Parameters;
use diagram::{Scene, lay_out, picture, to_svg};
use grader::Subject;

#[path = "../tests/layout/lines.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod lines;
#[path = "../tests/scene/support.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod support;

/// The pane of a window of 1280 by 800 pixels.
const PANE: [f64; 2] = [440.0, 600.0];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    println!("name width height scale over knots");
    for mission in support::missions() {
        for (name, text) in [
            ("starter", &mission.starter),
            ("solution", &mission.solution),
        ] {
            let drawn = support::drawn(text, Some(&mission.rubric), &mission.parameters);
            let name = format!("{}-{name}", mission.name.replace('/', "-"));
            put(folder, &name, &lay_out(&drawn, None).0);
        }
    }
    let parameters = Parameters::new();
    for path in arguments {
        let text = std::fs::read(&path).unwrap();
        let subject = Subject {
            mission: "example",
            template: &path,
            text: &text,
            parameters: &parameters,
        };
        let drawn = picture(subject, None, None, &BTreeSet::new());
        let name = Path::new(&path).file_stem().unwrap().to_string_lossy();
        put(
            folder,
            &format!("template-{name}"),
            &lay_out(&drawn, None).0,
        );
    }
}

fn put(folder: &Path, name: &str, scene: &Scene) {
    std::fs::write(
        folder.join(name).with_extension("svg"),
        to_svg(scene, false),
    )
    .unwrap();
    let scale = (PANE[0] / scene.width).min(PANE[1] / scene.height).min(1.0);
    let (over, knots) = (lines::over_boxes(scene), lines::knots(scene));
    println!(
        "{name} {} {} {scale:.2} {} {}  {}",
        scene.width,
        scene.height,
        over.len(),
        knots.len(),
        [over, knots].concat().join("; ")
    );
}
