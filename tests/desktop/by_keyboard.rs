//! A whole mission without a pointer: found, started, solved in the window, its picture walked through. Nothing here clicks, and no script
//! does anything but read.

use std::{fs, time::Instant};

use fantoccini::Client;

use super::{
    SETTINGS,
    hands::{
        CONTROL, DELETE, DOWN, ENTER, HOME, LEFT, RIGHT, SHIFT, bundled, chord, held_stroke,
        keyboard, perform, press, run, solution, stroke, until,
    },
    open, with_driver,
};
use crate::support::{TestHome, attribute, wait_for};

/// Short, and with several boxes and connections.
const MISSION: &str = "alarm-before-customers-call";

#[test]
fn a_mission_is_found_started_solved_and_looked_at_by_keyboard_alone() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let mission = bundled(MISSION);
        wait_for(&client, "[data-testid=mission-card]").await;
        press(&client, "/").await;
        wait_for(&client, "input:focus").await;
        press(&client, &mission.title).await;
        let found = "return [...document.querySelectorAll('[data-testid=mission-card]')].map(card => card.dataset.missionId)";
        until(&client, "the search finds it", found, |ids| {
            ids.as_array()
                .is_some_and(|ids| ids.len() == 1 && ids[0] == MISSION)
        })
        .await;
        press(&client, &DOWN.to_string()).await;
        wait_for(&client, "[data-testid=mission-card]:focus").await;
        press(&client, &ENTER.to_string()).await;
        wait_for(&client, "[data-testid=start-mission]:not([disabled])").await;
        press(&client, "s").await;
        wait_for(&client, "[data-testid=criterion][data-verdict=fail]").await;
        let template = attribute(&client, "[data-testid=workspace-path]", "data-path").await;

        act(&client, "Edit here").await;
        wait_for(&client, "[data-testid=edit-save]").await;
        until(
            &client,
            "the focus is in the template",
            "return document.activeElement?.shadowRoot?.activeElement?.isContentEditable === true",
            |is| is == true,
        )
        .await;
        let began = Instant::now();
        retype(&client, solution(mission)).await;
        println!(
            "{} signs typed in {:.1} s",
            solution(mission).len(),
            began.elapsed().as_secs_f64()
        );
        chord(&client, &[CONTROL], 's').await;
        for criterion in &mission.rubric.criteria {
            let passed = format!(
                "[data-testid=criterion][data-criterion-id='{}'][data-verdict=pass]",
                criterion.id
            );
            wait_for(&client, &passed).await;
        }
        wait_for(&client, "[data-testid=score][data-score='1']").await;
        assert_eq!(
            fs::read_to_string(&template).expect("the template"),
            solution(mission),
            "what was typed is what was saved, sign by sign"
        );
        // Typing is over: the keys of the window are its own again.
        chord(&client, &[CONTROL], 'e').await;
        wait_for(&client, "[data-testid=edit-here]").await;

        walk_the_picture(&client).await;
        client.close().await.expect("the session ends");
    });
}

/// Runs an action by its name, as who does not know its key would.
async fn act(client: &Client, name: &str) {
    chord(client, &[CONTROL], 'k').await;
    wait_for(client, "[role=dialog] input:focus").await;
    press(client, name).await;
    // Others may have the name in theirs; their order is the palette's.
    let chosen = "return document.querySelector('[role=dialog] [data-selected] .label')?.textContent ?? null";
    let mut label = until(client, "the palette offers something", chosen, |label| {
        !label.is_null()
    })
    .await;
    for _ in 0..6 {
        if label == name {
            break;
        }
        press(client, &DOWN.to_string()).await;
        label = run(client, chosen, Vec::new()).await;
    }
    assert_eq!(label, name, "the palette offers it");
    press(client, &ENTER.to_string()).await;
    until(
        client,
        "the palette is gone",
        "return document.querySelector('[role=dialog]') === null",
        |gone| gone == true,
    )
    .await;
}

/// Selects all and types a text over it. The editor indents new lines by itself, so each is selected back to its start first.
async fn retype(client: &Client, text: &str) {
    chord(client, &[CONTROL], 'a').await;
    press(client, &DELETE.to_string()).await;
    for (number, line) in text.split('\n').enumerate() {
        let mut typing = keyboard();
        if number > 0 {
            typing = stroke(typing, ENTER);
            typing = held_stroke(typing, &[SHIFT], HOME);
            typing = stroke(typing, DELETE);
        }
        typing = line.chars().fold(typing, stroke);
        perform(client, typing).await;
    }
}

/// Every box is reached by arrow keys, and each says by itself what it is.
async fn walk_the_picture(client: &Client) {
    act(client, "Architecture").await;
    wait_for(client, "[data-testid=diagram-node]").await;
    let focused = "const at = document.activeElement; return at?.dataset.testid === 'diagram-node' ? at.dataset.id : null";
    let first = until(client, "the focus is in the picture", focused, |id| {
        !id.is_null()
    })
    .await;
    let count = run(
        client,
        "return document.querySelectorAll('[data-testid=diagram-node]').length",
        Vec::new(),
    )
    .await;
    let count = count.as_u64().expect("a number");
    assert!(
        count >= 4,
        "there is something to walk through: {count} boxes"
    );

    // Along a connection and back.
    press(client, &HOME.to_string()).await;
    let mut seen = std::collections::BTreeSet::new();
    let mut walked = false;
    for key in [RIGHT, LEFT, RIGHT, DOWN, LEFT, DOWN, RIGHT, DOWN, LEFT] {
        let here = run(client, focused, Vec::new()).await;
        seen.insert(here.to_string());
        press(client, &key.to_string()).await;
        let there = run(client, focused, Vec::new()).await;
        assert!(!there.is_null(), "an arrow key never loses the focus");
        walked |= here != there;
        seen.insert(there.to_string());
    }
    assert!(
        walked,
        "arrow keys lead from box to box, beginning at {first}"
    );
    assert!(
        seen.len() >= 3,
        "more than two boxes were come to by arrow keys: {seen:?}"
    );
    let named = "const at = document.activeElement; return at.getAttribute('aria-label')";
    let name = run(client, named, Vec::new()).await;
    assert!(
        name.as_str()
            .is_some_and(|name| name.contains("met") || name.contains("pass")),
        "a box says how it stands: {name}"
    );
}
