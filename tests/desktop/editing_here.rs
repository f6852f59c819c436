//! *Edit here* in the real window: under the strict policy, and beside another program that writes the same file.

use std::fs;

use fantoccini::Client;
use serde_json::{Value, json};

use super::{
    SETTINGS,
    hands::{
        CONTROL, HOME, activate, begin, bundled, chord, go, is_there, press, run, starter, until,
    },
    look, open, wait_until, with_driver,
};
use crate::support::{TestHome, attribute, wait_for};

const MISSION: &str = "orders-survive-a-crash";
const MINE: &str = "# mine\n";
const THEIRS: &str = "# theirs\n";

/// Notes what the page's policy forbids from now on.
const LISTEN: &str = "window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
        window.violations.push(`${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`))";

#[test]
fn a_change_from_outside_under_unsaved_typing_loses_neither_version() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let template = begin(&client, MISSION).await;
        let before = starter(bundled(MISSION));
        run(&client, LISTEN, Vec::new()).await;
        edit_here(&client).await;
        type_at_the_start(&client, MINE).await;
        wait_for(&client, "[data-testid=edit-bar] .dirty").await;

        let theirs = format!("{THEIRS}{before}");
        fs::write(&template, &theirs).expect("another program writes the file");
        wait_for(&client, "[data-testid=edit-conflict]").await;
        // Neither is chosen yet, and no key chooses for the learner.
        chord(&client, &[CONTROL], 's').await;
        until(
            &client,
            "it says that something has to be decided",
            "return document.querySelector('[data-testid=edit-bar] [role=status]').textContent",
            |said| said.as_str().is_some_and(|said| !said.trim().is_empty()),
        )
        .await;
        assert_eq!(
            fs::read_to_string(&template).expect("the template"),
            theirs,
            "what another program wrote is not written over"
        );
        assert!(
            editor_text(&client).await.starts_with(MINE.trim()),
            "what was typed is still there"
        );

        // Their version; what was typed comes back with undo and becomes the learner's next save.
        press_banner(&client, 3).await;
        until(
            &client,
            "their text is in the editor",
            EDITOR_TEXT,
            |text| {
                text.as_str()
                    .is_some_and(|text| text.starts_with(THEIRS.trim()))
            },
        )
        .await;
        focus_editor(&client).await;
        chord(&client, &[CONTROL], 'z').await;
        until(
            &client,
            "undo brings back what was typed",
            EDITOR_TEXT,
            |text| {
                text.as_str()
                    .is_some_and(|text| text.starts_with(MINE.trim()))
            },
        )
        .await;
        chord(&client, &[CONTROL], 's').await;
        let mine = format!("{MINE}{before}");
        wait_until("it is saved", || {
            fs::read_to_string(&template).is_ok_and(|text| text == mine)
        });

        // The other way round: mine is kept, and theirs is a save that can be gone back to.
        type_at_the_start(&client, MINE).await;
        fs::write(&template, &theirs).expect("another program writes the file again");
        wait_for(&client, "[data-testid=edit-conflict]").await;
        press_banner(&client, 2).await;
        let twice = format!("{MINE}{mine}");
        wait_until("mine is in the file", || {
            fs::read_to_string(&template).is_ok_and(|text| text == twice)
        });
        let kept = look(home.path());
        let saves = kept.attempts(MISSION).expect("the saves");
        let texts: Vec<String> = saves
            .iter()
            .map(|save| {
                let detail = kept.attempt(save.id).expect("a save");
                String::from_utf8_lossy(&detail.snapshot).into_owned()
            })
            .collect();
        for (what, text) in [("theirs", &theirs), ("mine", &mine), ("both", &twice)] {
            assert!(texts.contains(text), "`{what}` is among the saves");
        }
        assert_eq!(
            run(&client, "return window.violations", Vec::new()).await,
            Value::Array(Vec::new()),
            "the editor does nothing that the page's policy forbids"
        );
        client.close().await.expect("the session ends");
    });
}

#[test]
fn what_was_typed_and_not_saved_is_there_after_a_restart() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let template = begin(&client, MISSION).await;
        edit_here(&client).await;
        type_at_the_start(&client, MINE).await;
        wait_for(&client, "[data-testid=edit-bar] .dirty").await;
        until(
            &client,
            "the draft is written down",
            "return Object.entries(localStorage).some(([, value]) => value.includes('# mine'))",
            |is| *is == json!(true),
        )
        .await;
        client.close().await.expect("the session ends");
        assert_eq!(
            fs::read_to_string(&template).expect("the template"),
            starter(bundled(MISSION)),
            "nothing is saved that was not asked for"
        );

        let client = open(driver).await;
        go(&client, &format!("mission/{MISSION}")).await;
        activate(&client, "[data-tab=template]").await;
        wait_for(&client, "[data-testid=edit-draft]").await;
        activate(&client, "[data-testid=edit-draft] button").await;
        until(&client, "the draft is in the editor", EDITOR_TEXT, |text| {
            text.as_str()
                .is_some_and(|text| text.starts_with(MINE.trim()))
        })
        .await;
        client.close().await.expect("the session ends");
    });
}

/// A file that is written over by a rename, as many editors do, while nothing was typed: the editor shows what is in it.
#[test]
fn without_unsaved_typing_the_editor_follows_the_file() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let template = begin(&client, MISSION).await;
        edit_here(&client).await;
        let theirs = format!("{THEIRS}{}", starter(bundled(MISSION)));
        let beside = format!("{template}.new");
        fs::write(&beside, &theirs).expect("a file");
        fs::rename(&beside, &template).expect("it takes the other's place");
        until(&client, "the editor follows", EDITOR_TEXT, |text| {
            text.as_str()
                .is_some_and(|text| text.starts_with(THEIRS.trim()))
        })
        .await;
        assert!(
            !is_there(&client, "[data-testid=edit-conflict]").await,
            "there is nothing to decide"
        );
        client.close().await.expect("the session ends");
    });
}

async fn edit_here(client: &Client) {
    activate(client, "[data-tab=template]").await;
    activate(client, "[data-testid=edit-here]:not([disabled])").await;
    wait_for(client, "[data-testid=edit-save]").await;
    focus_editor(client).await;
}

async fn focus_editor(client: &Client) {
    until(
        client,
        "the editor has the focus",
        "const content = document.querySelector('[data-editor]')?.shadowRoot?.querySelector('.cm-content');
         if (content?.isContentEditable !== true) return false;
         content.focus();
         return document.activeElement?.shadowRoot?.activeElement === content",
        |is| *is == json!(true),
    )
    .await;
}

/// Types in the editor once it has the focus.
pub(super) async fn type_at_the_start(client: &Client, text: &str) {
    focus_editor(client).await;
    chord(client, &[CONTROL], HOME).await;
    press(client, &text.replace('\n', "\u{E007}")).await;
}

/// The lines that are in sight.
const EDITOR_TEXT: &str = "const host = document.querySelector('[data-editor]');
    return [...host?.shadowRoot?.querySelectorAll('.cm-line') ?? []].map(line => line.textContent).join('\\n')";

async fn editor_text(client: &Client) -> String {
    let text = run(client, EDITOR_TEXT, Vec::new()).await;
    text.as_str().unwrap_or_default().to_owned()
}

/// Presses a button of what is said about the conflict, from 1: merge, mine, theirs.
async fn press_banner(client: &Client, number: usize) {
    let css = format!("[data-testid=edit-conflict] button:nth-of-type({number})");
    attribute(client, &css, "type").await;
    activate(client, &css).await;
}
