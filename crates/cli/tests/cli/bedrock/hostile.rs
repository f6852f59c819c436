//! What comes from outside is shown on a terminal, and does nothing to it.

use fake_bedrock::{Answer, Content, Refusal, Script, Step};

use super::Cloud;
use crate::support::MISSION;

#[test]
fn what_a_server_says_cannot_steer_the_terminal() {
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m bad\r\nerror: \u{202e}fake";
    let cloud = Cloud::playing(Script::repeat(
        "hostile refusal",
        Step::Refuse(Refusal {
            status: 400,
            error_type: "ValidationException".to_owned(),
            message: hostile.to_owned(),
            retry_after_s: None,
        }),
    ));
    let steers = |text: &str| {
        text.chars()
            .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}')
    };
    for line in [
        "new --wait --topic queues",
        "hint private-photo-bucket --ask why",
        "connect",
        "doctor --online",
        "queue list",
        "queue history 1",
        "queue redrive 1",
        "queue run --until-empty",
    ] {
        let ran = cloud.run(line);
        assert!(
            !steers(&ran.stdout) && !steers(&ran.stderr),
            "{line}: {:?} {:?}",
            ran.stdout,
            ran.stderr
        );
    }
}

#[test]
fn what_a_model_says_cannot_steer_the_terminal() {
    let text = "a \u{1b}[31mred\u{1b}[0m word\u{7}\n\u{1b}]8;;http://127.0.0.1:9/\u{1b}\\link\u{9b}2J\u{202e}\n";
    let hostile = Script::repeat(
        "hostile text",
        Step::Answer(Answer {
            content: Content::Text(text.to_owned()),
            ..Answer::default()
        }),
    );
    for script in [hostile, Script::named("hostile-markdown")] {
        let name = script.name.clone();
        let cloud = Cloud::playing(script);
        let ran = cloud
            .run_all(["--color", "always", "hint", MISSION, "--ask", "Show me."])
            .exits(0, &name);
        assert!(!ran.stdout.is_empty(), "{name}: it is shown");
        assert!(
            !ran.stdout
                .chars()
                .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'),
            "{name}: as text and nothing else: {:?}",
            ran.stdout
        );
    }
}
