//! Changes in a reply that would complete the mission: below the last level a sentence stands in their place. A block of code is held until
//! it is closed, and tried on the learner's template; everything else flows on.

use std::sync::Arc;

use missions::Mission;

use crate::suggest::{
    fence::{Fences, Piece},
    readings,
};

/// Stands where a change stood.
const UNTIL_THE_LAST_LEVEL: &str =
    "(A change that would finish the mission is held back until the last level.)";

/// The same of a test, whose last level is one like the others.
const UNTIL_PASSED: &str = "(A change that would finish the mission is held back: this is a test.)";

/// Looks at the blocks of one reply.
pub(super) struct Hold {
    mission: Arc<Mission>,
    /// The learner's, as it was when the question was asked.
    template: Vec<u8>,
    /// The same with every change that was let through: pieces of a solution are one too.
    together: Option<String>,
    fences: Fences,
    sentence: &'static str,
}

impl Hold {
    pub(super) fn new(mission: &Arc<Mission>, template: &[u8], is_test: bool) -> Hold {
        Hold {
            mission: Arc::clone(mission),
            template: template.to_vec(),
            together: None,
            fences: Fences::default(),
            sentence: if is_test {
                UNTIL_PASSED
            } else {
                UNTIL_THE_LAST_LEVEL
            },
        }
    }

    /// Takes what came in, and gives what of it may be shown.
    pub(super) fn push(&mut self, text: &str) -> String {
        let pieces = self.fences.push(text);
        self.let_through(pieces)
    }

    /// The reply has ended.
    pub(super) fn finish(mut self) -> String {
        let pieces = self.fences.finish();
        self.let_through(pieces)
    }

    fn let_through(&mut self, pieces: Vec<Piece>) -> String {
        let mut shown = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => shown.push_str(&text),
                Piece::Block { raw, code } if !self.completes(&code) => shown.push_str(&raw),
                Piece::Block { raw, .. } => {
                    shown.push_str(self.sentence);
                    shown.push_str(if raw.ends_with('\n') { "\n" } else { "" });
                }
            }
        }
        shown
    }

    /// Whether a block may be meant as a change that completes the mission, alone or together with those before it.
    fn completes(&mut self, code: &str) -> bool {
        let alone = readings(&self.mission, &self.template, code);
        if alone.iter().any(|(_, completes)| *completes) {
            return true;
        }
        let Some(before) = &self.together else {
            self.together = alone.into_iter().next().map(|(text, _)| text);
            return false;
        };
        let with_others = readings(&self.mission, before.as_bytes(), code);
        if with_others.iter().any(|(_, completes)| *completes) {
            return true;
        }
        if let Some((text, _)) = with_others.into_iter().next() {
            self.together = Some(text);
        }
        false
    }
}
