//! The blanks of the bundled missions: each is found, takes its right answer as it is, and does not show it as an example.

use grader::Subject;

use crate::{
    Catalogue, Mission,
    blanks::{Answered, State, correct, fill, place},
};

fn missions() -> impl Iterator<Item = &'static Mission> {
    let all = Catalogue::bundled().missions();
    all.filter(|mission| !mission.blanks.is_empty())
}

fn answers(mission: &Mission) -> Vec<(String, String)> {
    let solution = mission.solution.as_deref().unwrap_or_default();
    place(mission, solution.as_bytes())
        .into_iter()
        .map(|placed| match placed.state {
            State::Filled { answer, .. } => (placed.id, answer),
            other => panic!(
                "{}: the solution answers `{}`: {other:?}",
                mission.id, placed.id
            ),
        })
        .collect()
}

#[test]
fn each_path_has_a_mission_with_blanks() {
    let count = missions().count();
    assert!(
        count >= 2,
        "there are missions with blanks, and not {count}"
    );
}

#[test]
fn the_right_answers_make_a_template_that_passes() {
    for mission in missions() {
        let mut text = mission.starter.clone().unwrap_or_default().into_bytes();
        for placed in place(mission, &text) {
            assert!(
                matches!(placed.state, State::Empty(_)),
                "{}: `{}` is empty in the starter: {:?}",
                mission.id,
                placed.id,
                placed.state
            );
        }
        for (blank, answer) in answers(mission) {
            let good = Answered::Good {
                answer: answer.clone(),
                correction: None,
            };
            assert_eq!(
                correct(mission, &text, &blank, &answer),
                Ok(good),
                "{}: the right answer to `{blank}` is good as it is",
                mission.id
            );
            text = fill(mission, &text, &blank, &answer).unwrap_or_else(|error| {
                panic!("{}: `{blank}` takes its answer: {error}", mission.id)
            });
        }
        let subject = Subject {
            mission: &mission.id,
            template: "template.yaml",
            text: &text,
            parameters: &mission.parameters,
        };
        let report = grader::grade(subject, &mission.rubric);
        assert!(
            report.passed_all(),
            "{}: the right answers pass:\n{}",
            mission.id,
            String::from_utf8_lossy(&text)
        );
    }
}

#[test]
fn examples_show_the_form_and_not_the_answer() {
    for mission in missions() {
        let starter = mission.starter.as_deref().unwrap_or_default().as_bytes();
        for (id, answer) in answers(mission) {
            let blank = mission.blanks.iter().find(|blank| blank.id == id);
            let blank = blank.expect("it was found by its id");
            assert!(
                !blank.example.eq_ignore_ascii_case(&answer),
                "{}: the example of `{id}` is the answer",
                mission.id
            );
            let example = Answered::Good {
                answer: blank.example.clone(),
                correction: None,
            };
            assert_eq!(
                correct(mission, starter, &id, &blank.example),
                Ok(example),
                "{}: the example of `{id}` has the form that is asked for",
                mission.id
            );
        }
    }
}
