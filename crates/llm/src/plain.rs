//! Makes a service's own message fit for a person: one short line without anything that looks like a key, a header or an account.

/// The longest message that is passed on, in characters.
const MOST_CHARS: usize = 400;

/// What of a service's message may be shown; `None` when nothing is left.
pub(crate) fn harmless(message: &str) -> Option<String> {
    // What follows repeats headers of the request, the signed ones with their values.
    let end = message
        .find("The Canonical String")
        .unwrap_or(message.len());
    let line = message[..end].lines().next().unwrap_or_default();
    let mut shown = String::new();
    for (at, word) in line.split_whitespace().enumerate() {
        if at > 0 {
            shown.push(' ');
        }
        shown.push_str(&without_secrets(word));
    }
    if let Some((cut, _)) = shown.char_indices().nth(MOST_CHARS) {
        shown.truncate(cut);
        shown.push_str(" ...");
    }
    (!shown.is_empty()).then_some(shown)
}

/// A word with what looks like a secret or an account id replaced.
fn without_secrets(word: &str) -> String {
    let mut shown = String::new();
    let mut run = String::new();
    for character in word.chars() {
        if is_of_key(character) {
            run.push(character);
        } else {
            shown.push_str(&without_secret(&run));
            run.clear();
            if !character.is_control() {
                shown.push(character);
            }
        }
    }
    shown.push_str(&without_secret(&run));
    shown
}

fn is_of_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '=' | '_' | '-')
}

fn without_secret(run: &str) -> String {
    let kind = if run.len() == 12 && run.chars().all(|character| character.is_ascii_digit()) {
        "[account id]"
    } else if is_access_key_id(run) {
        "[access key id]"
    } else if run.starts_with("ABSK") || run.starts_with("bedrock-api-key-") || is_random(run) {
        "[key]"
    } else {
        return run.to_owned();
    };
    kind.to_owned()
}

/// Unique ids of IAM: four letters of the kind, then capitals and digits.
fn is_access_key_id(run: &str) -> bool {
    run.len() >= 16
        && ["AKIA", "ASIA", "AROA", "AIDA"]
            .iter()
            .any(|kind| run.starts_with(kind))
        && run
            .chars()
            .all(|character| character.is_ascii_uppercase() || character.is_ascii_digit())
}

/// Long, and of small letters, capitals and digits at once: no word, no path and no model id looks like that.
fn is_random(run: &str) -> bool {
    run.len() >= 32
        && run.contains(|character: char| character.is_ascii_lowercase())
        && run.contains(|character: char| character.is_ascii_uppercase())
        && run.contains(|character: char| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn keys_and_accounts_are_replaced_and_the_sentence_stays() {
        for (message, shown) in [
            (
                "Too many tokens, please wait.",
                "Too many tokens, please wait.",
            ),
            (
                "User: arn:aws:iam::123456789012:user/learner is not authorized to perform: bedrock:InvokeModelWithResponseStream",
                "User: arn:aws:iam::[account id]:user/learner is not authorized to perform: bedrock:InvokeModelWithResponseStream",
            ),
            (
                "The key AKIAIOSFODNN7EXAMPLE is unknown",
                "The key [access key id] is unknown",
            ),
            (
                "bad key ABSKQmVkcm9ja0FQSUtleS1hYmNkZWZnaGlqa2w=",
                "bad key [key]",
            ),
            (
                "secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "secret [key]",
            ),
            (
                "Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput",
                "Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput",
            ),
            (
                "It does not match. The Canonical String for this request should have been 'POST",
                "It does not match.",
            ),
            ("first line\nauthorization: Bearer x", "first line"),
        ] {
            assert_eq!(
                harmless(message).as_deref(),
                Some(shown),
                "what is shown must say what is wrong and nothing that is secret"
            );
        }
        assert_eq!(harmless(" \n "), None, "an empty message is no message");
        let long = "word ".repeat(500);
        assert!(
            harmless(&long).is_some_and(|shown| shown.len() < 500),
            "a message has to fit a screen"
        );
    }
}
