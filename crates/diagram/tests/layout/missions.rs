//! The bundled missions, starters and solutions, as a learner sees them.

use diagram::{Scene, lay_out};

use crate::{
    check::check,
    lines::{knots, over_boxes},
    support::{drawn, missions},
};

/// Every starter and solution with its name.
fn scenes() -> Vec<(String, Scene)> {
    let mut scenes = Vec::new();
    for mission in missions() {
        for (name, text) in [
            ("starter", &mission.starter),
            ("solution", &mission.solution),
        ] {
            let picture = drawn(text, Some(&mission.rubric), &mission.parameters);
            scenes.push((
                format!("{} {name}", mission.name),
                lay_out(&picture, None).0,
            ));
        }
    }
    scenes
}

#[test]
fn no_line_of_a_mission_runs_over_a_foreign_box_or_has_a_knot() {
    let mut lines = 0;
    let mut wrong: Vec<String> = Vec::new();
    for (name, scene) in scenes() {
        check(&scene);
        lines += scene.edges.len();
        let found = [over_boxes(&scene), knots(&scene)].concat();
        wrong.extend(found.iter().map(|what| format!("{name}: {what}")));
    }
    assert!(lines > 300, "there are lines to look at: {lines}");
    assert!(wrong.is_empty(), "every line can be followed: {wrong:#?}");
}

#[test]
fn a_mission_that_is_solved_step_by_step_stays_a_picture_that_can_be_followed() {
    let mut wrong: Vec<String> = Vec::new();
    for mission in missions() {
        let rubric = Some(&mission.rubric);
        let starter = drawn(&mission.starter, rubric, &mission.parameters);
        let solution = drawn(&mission.solution, rubric, &mission.parameters);
        let (first, _) = lay_out(&starter, None);
        let (last, _) = lay_out(&solution, Some((&starter, &first)));
        check(&last);
        let (back, _) = lay_out(&starter, Some((&solution, &last)));
        check(&back);
        for scene in [&last, &back] {
            let found = [over_boxes(scene), knots(scene)].concat();
            wrong.extend(found.iter().map(|what| format!("{}: {what}", mission.name)));
        }
    }
    assert!(wrong.is_empty(), "every line can be followed: {wrong:#?}");
}
