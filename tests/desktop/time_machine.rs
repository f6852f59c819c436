//! The time machine in the real window: a mission's saves gone through by key, with everything that is shown following, and a way back.

use std::fs;

use fantoccini::Client;

use super::{
    SETTINGS,
    hands::{
        HOME, LEFT, Picture, RIGHT, SHIFT, activate, begin, bundled, chord, press, run, save,
        shown_attempt, solution, starter, until,
    },
    open, with_driver,
};
use crate::support::{TestHome, attribute, wait_for};

const MISSION: &str = "orders-survive-a-crash";

#[test]
fn saves_are_gone_through_by_key_and_everything_shows_that_moment() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let template = begin(&client, MISSION).await;
        let mission = bundled(MISSION);
        let half = starter(mission).replacen("VisibilityTimeout: 30", "VisibilityTimeout: 181", 1);
        let broken = format!("{half}\n# later\n");
        let texts = [starter(mission), &half, solution(mission), &broken];
        let mut attempts = vec![shown_attempt(&client).await];
        for text in &texts[1..] {
            save(&client, &template, text).await;
            attempts.push(shown_attempt(&client).await);
        }
        activate(&client, "[data-tab=history]").await;
        activate(&client, "[data-tab=template]").await;
        let slider = wait_for(&client, "[data-testid=time-slider]").await;
        run(
            &client,
            "document.querySelector('[data-testid=time-slider]').focus()",
            Vec::new(),
        )
        .await;
        let count = slider.attr("aria-valuemax").await.expect("an attribute");
        assert_eq!(
            count.as_deref(),
            Some("4"),
            "each save is there, the start among them"
        );

        // Back one by one: the moment, its text and its verdicts.
        for (at, text) in texts.iter().enumerate().rev() {
            moment(&client, &attempts[at]).await;
            shows_text(&client, text).await;
            if at > 0 {
                press(&client, &LEFT.to_string()).await;
            }
        }
        // The picture shows the moment too: the starter's has a ghost, the solution's has none.
        activate(&client, "[data-tab=architecture]").await;
        Picture::when(&client, "the start is drawn", |picture| {
            picture.has_state("ghost")
        })
        .await;
        run(
            &client,
            "document.querySelector('[data-testid=time-slider]').focus()",
            Vec::new(),
        )
        .await;
        press(&client, &format!("{RIGHT}{RIGHT}")).await;
        moment(&client, &attempts[2]).await;
        Picture::when(&client, "the solution is drawn", |picture| {
            !picture.has_state("ghost") && !picture.has_state("fail")
        })
        .await;
        press(&client, &HOME.to_string()).await;
        moment(&client, &attempts[0]).await;

        // The last save at which all was met, restored as a new one, and taken back.
        chord(&client, &[SHIFT], 'l').await;
        moment(&client, &attempts[2]).await;
        chord(&client, &[SHIFT], 'r').await;
        until_file(&template, solution(mission));
        wait_for(&client, "[data-testid=score][data-score='1']").await;
        let restored = attribute(&client, "[data-testid=moment]", "data-attempt").await;
        assert!(
            !attempts.contains(&restored),
            "a restored moment is a save of its own: {restored} and {attempts:?}"
        );
        press(&client, "u").await;
        until_file(&template, &broken);
        wait_for(&client, "[data-testid=score]:not([data-score='1'])").await;
        client.close().await.expect("the session ends");
    });
}

/// Waits until a moment is looked at: what is said about it and the criteria are of one save.
async fn moment(client: &Client, attempt: &str) {
    wait_for(
        client,
        &format!("[data-testid=moment][data-attempt='{attempt}']"),
    )
    .await;
    wait_for(
        client,
        &format!("[data-testid=criteria][data-attempt-id='{attempt}'], [data-testid=time-machine]"),
    )
    .await;
}

/// The text in the template tab, in CodeMirror or before it is there. CodeMirror draws the lines in sight only, so the first are compared.
async fn shows_text(client: &Client, text: &str) {
    const SHOWN: &str = "const host = document.querySelector('[data-editor]');
        const lines = host?.shadowRoot?.querySelectorAll('.cm-line');
        return lines === undefined ? [] : [...lines].slice(0, 14).map(line => line.querySelector('.cm-widgetBuffer') ? null : line.textContent)";
    let wanted: Vec<&str> = text.split('\n').take(9).collect();
    until(
        client,
        "the template of that moment is shown",
        SHOWN,
        |shown| {
            let shown = shown.as_array().map(Vec::as_slice).unwrap_or_default();
            shown.len() >= wanted.len()
                && shown.iter().zip(&wanted).all(|(shown, wanted)| {
                    shown.as_str().is_none_or(|shown| shown.starts_with(wanted))
                })
        },
    )
    .await;
}

fn until_file(template: &str, text: &str) {
    super::wait_until("the file is written", || {
        fs::read_to_string(template).is_ok_and(|now| now == text)
    });
}
