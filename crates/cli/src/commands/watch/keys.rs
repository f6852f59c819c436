//! What a key means.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a learner can ask for with one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Hint,
    Next,
    List,
    Open,
    Restore,
    Undo,
    Quit,
    /// Draw everything anew, as Ctrl-L does everywhere.
    Redraw,
}

/// The keys, as the last line of the screen shows them.
pub(super) const HELP: &str = "h hint  n next  l list  o open  r restore  u undo  q quit";

/// For a narrow terminal.
pub(super) const SHORT_HELP: &str = "keys: h n l o r u q";

pub(super) fn action(key: KeyEvent) -> Option<Action> {
    // Windows tells of releases too.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    match key.code {
        // In raw mode the terminal sends no signal.
        KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => {
            Some(Action::Quit)
        }
        KeyCode::Char('l') if key.modifiers.contains(KeyModifiers::CONTROL) => Some(Action::Redraw),
        KeyCode::Char(_)
            if key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            None
        }
        KeyCode::Char(letter) => match letter.to_ascii_lowercase() {
            'h' => Some(Action::Hint),
            'n' => Some(Action::Next),
            'l' => Some(Action::List),
            'o' => Some(Action::Open),
            'r' => Some(Action::Restore),
            'u' => Some(Action::Undo),
            'q' => Some(Action::Quit),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_keys_and_ctrl_c() {
        let plain = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        let ctrl = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        let mut released = plain('q');
        released.kind = KeyEventKind::Release;
        let table = [
            (plain('h'), Some(Action::Hint), "a hint"),
            (
                KeyEvent::new(KeyCode::Char('N'), KeyModifiers::SHIFT),
                Some(Action::Next),
                "with caps lock on",
            ),
            (plain('q'), Some(Action::Quit), "quit"),
            (ctrl('c'), Some(Action::Quit), "as everywhere"),
            (ctrl('h'), None, "backspace of some terminals is no hint"),
            (released, None, "a release is not another press"),
            (plain('x'), None, "no such key"),
        ];
        for (key, expected, why) in table {
            assert_eq!(action(key), expected, "{why}");
        }
    }

    #[test]
    fn every_key_of_the_help_works() {
        for word in HELP.split("  ") {
            let letter = word.chars().next().expect("an entry begins with its key");
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            assert!(action(key).is_some(), "{word:?} is promised on the screen");
        }
    }
}
