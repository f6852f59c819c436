//! Changes in a reply that would complete the mission: below the last level a sentence stands in their place. What may be a change is held
//! until it is whole, and tried on the learner's template; everything else flows on. Trying takes as long as grading does, so that it is
//! done on a thread of its own, and what comes behind waits its turn.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use missions::Mission;

use super::passages::{MOST_READINGS, Passage, Passages};
use crate::suggest::readings;

/// Stands where a change stood.
const UNTIL_THE_LAST_LEVEL: &str =
    "(A change that would finish the mission is held back until the last level.)";

/// The same of a test, whose last level is one like the others.
const UNTIL_PASSED: &str = "(A change that would finish the mission is held back: this is a test.)";

/// Whether a change, in any of its readings, would complete the mission. Slow.
pub(super) type Judge = Box<dyn FnMut(&[String]) -> bool + Send + Sync>;

/// Looks at the changes of one reply.
pub(super) struct Hold {
    passages: Passages,
    /// What was not looked at yet, in order.
    waiting: VecDeque<Passage>,
    /// Absent while it is at work.
    judge: Option<Judge>,
    /// The change that it is at work on, as it stands in the reply.
    trying: String,
    sentence: &'static str,
}

impl Hold {
    pub(super) fn new(mission: &Arc<Mission>, template: &[u8], is_test: bool) -> Hold {
        let mut tried = Tried {
            mission: Arc::clone(mission),
            template: template.to_vec(),
            together: None,
        };
        let sentence = if is_test {
            UNTIL_PASSED
        } else {
            UNTIL_THE_LAST_LEVEL
        };
        Hold::with(Box::new(move |change| tried.completes(change)), sentence)
    }

    pub(super) fn with(judge: Judge, sentence: &'static str) -> Hold {
        Hold {
            passages: Passages::default(),
            waiting: VecDeque::new(),
            judge: Some(judge),
            trying: String::new(),
            sentence,
        }
    }

    /// Takes what came in, and gives what of it may be shown at once.
    pub(super) fn push(&mut self, text: &str) -> String {
        let passages = self.passages.push(text);
        self.queue(passages)
    }

    /// The reply has ended. Gives what of the rest may be shown at once.
    pub(super) fn finish(&mut self) -> String {
        let passages = self.passages.finish();
        self.queue(passages)
    }

    fn queue(&mut self, passages: Vec<Passage>) -> String {
        self.waiting.extend(passages);
        // Behind a change that is being tried everything waits.
        if self.judge.is_some() {
            self.prose()
        } else {
            String::new()
        }
    }

    /// The prose that waits for nothing.
    fn prose(&mut self) -> String {
        let is_prose = |passage: &Passage| matches!(passage, Passage::Prose(_));
        let ready = self.waiting.iter().take_while(|next| is_prose(next));
        let ready = ready.count();
        let texts = self
            .waiting
            .drain(..ready)
            .filter_map(|passage| match passage {
                Passage::Prose(text) => Some(text),
                Passage::Change { .. } => None,
            });
        texts.collect()
    }

    /// The next change to be tried, with who tries it; nothing when there is none, or one is being tried.
    pub(super) fn next(&mut self) -> Option<Trial> {
        if !matches!(self.waiting.front(), Some(Passage::Change { .. })) {
            return None;
        }
        let judge = self.judge.take()?;
        match self.waiting.pop_front() {
            Some(Passage::Change { raw, readings }) => {
                self.trying = raw;
                Some(Trial { judge, readings })
            }
            Some(Passage::Prose(_)) | None => None,
        }
    }

    /// Takes a trial back. Gives what may be shown: the change, or the sentence in its place, and the prose behind it.
    pub(super) fn tried(&mut self, trial: Trial, completes: bool) -> String {
        let raw = std::mem::take(&mut self.trying);
        let mut shown = if completes {
            in_place_of(&raw, self.sentence)
        } else {
            raw
        };
        self.judge = Some(trial.judge);
        shown.push_str(&self.prose());
        shown
    }

    /// Nobody waits for what is being tried, nor for what was to be. Gives what may be shown: the sentence in the place of every change that
    /// was whole, and the prose behind them. Of the line or the block that was coming in nobody has seen anything, and nobody will.
    pub(super) fn abandon(mut self) -> String {
        let mut shown = if self.judge.is_some() {
            String::new()
        } else {
            in_place_of(&self.trying, self.sentence)
        };
        for passage in self.waiting.drain(..) {
            match passage {
                Passage::Prose(text) => shown.push_str(&text),
                Passage::Change { raw, .. } => {
                    shown.push_str(&in_place_of(&raw, self.sentence));
                }
            }
        }
        shown
    }

    /// Whether nothing waits and nothing is being tried.
    pub(super) fn is_idle(&self) -> bool {
        self.judge.is_some() && self.waiting.is_empty()
    }
}

fn in_place_of(raw: &str, sentence: &str) -> String {
    let end = if raw.ends_with('\n') { "\n" } else { "" };
    format!("{sentence}{end}")
}

/// A change that is being tried.
pub(super) struct Trial {
    judge: Judge,
    readings: Vec<String>,
}

impl Trial {
    /// Whether the change would complete the mission. Blocks. A fault of the program holds the change back, and not the reply up.
    pub(super) fn completes(&mut self) -> bool {
        let judged = catch_unwind(AssertUnwindSafe(|| (self.judge)(&self.readings)));
        judged.unwrap_or(true)
    }
}

/// The learner's template and what was let through.
struct Tried {
    mission: Arc<Mission>,
    /// As it was when the question was asked.
    template: Vec<u8>,
    /// The same with every change that was let through: pieces of a solution are one too.
    together: Option<String>,
}

impl Tried {
    /// Whether a change may be meant as one that completes the mission, alone or together with those before it. What cannot be applied as a
    /// whole may have words around it (`Add:`, `Why: ...`): then its parts are changes. What is more than anybody tries is taken for one that
    /// completes: whoever wants to see the solution asks for a lot around it.
    fn completes(&mut self, change: &[String]) -> bool {
        if change.len() > MOST_READINGS {
            return true;
        }
        let mut left: VecDeque<(Vec<String>, u8)> = VecDeque::from([(change.to_vec(), 0)]);
        let mut effort = MOST_EFFORT;
        while let Some((readings, depth)) = left.pop_front() {
            match self.reads(&readings, &mut effort) {
                Outcome::Completes | Outcome::IsTooMuch => return true,
                Outcome::Applies => {}
                Outcome::IsNone => {
                    // The last reading is without marks, and what is meant as a rule.
                    let parts = readings.iter().rev().flat_map(|code| parts(code));
                    let parts: Vec<String> = parts.collect();
                    if depth >= DEEPEST && !parts.is_empty() {
                        return true;
                    }
                    // In their order, and before what comes behind.
                    for part in parts.into_iter().rev() {
                        left.push_front((vec![part], depth + 1));
                    }
                }
            }
        }
        false
    }

    /// Tries what one change may be meant as, and goes on from what is likely. Readings may be lines of one block with words between them, so
    /// that each is tried together with those before it as well.
    fn reads(&mut self, change: &[String], effort: &mut usize) -> Outcome {
        let mut so_far: Option<String> = None;
        for code in change {
            let templates = [
                Some(self.template.as_slice()),
                self.together.as_ref().map(String::as_bytes),
                so_far.as_ref().map(String::as_bytes),
            ];
            let mut likely = None;
            for template in templates.into_iter().flatten() {
                if *effort == 0 {
                    return Outcome::IsTooMuch;
                }
                let found = readings(&self.mission, template, code);
                *effort = effort.saturating_sub(1 + found.len());
                if found.iter().any(|(_, completes)| *completes) {
                    return Outcome::Completes;
                }
                likely = found.into_iter().next().map(|(text, _)| text);
            }
            so_far = likely.or(so_far);
        }
        if so_far.is_none() {
            return Outcome::IsNone;
        }
        self.together = so_far;
        Outcome::Applies
    }
}

/// What came of a change.
enum Outcome {
    Completes,
    /// It is one, and leaves something to do.
    Applies,
    /// It is no change of this template.
    IsNone,
    /// Nobody knows: more of it is left than is tried.
    IsTooMuch,
}

/// How much of one change is tried: each reading of each part counts as one on each template that it is tried on, and so does each
/// template that is graded for it. A list with marks has three readings, so that this is enough for one of 100 lines, and ends within seconds
/// whatever a change is.
const MOST_EFFORT: usize = 600;

/// So deep are parts of parts looked for. JSON takes two for each of its levels, and a policy in it has six.
const DEEPEST: u8 = 16;

/// The entries of a piece of YAML, each with the lines that stand further right; of a single one, the lines below it.
fn parts(code: &str) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let full = || {
        code.split_inclusive('\n')
            .filter(|line| !line.trim().is_empty())
    };
    let least = full().map(indent).min().unwrap_or(0);
    let mut parts: Vec<String> = Vec::new();
    for line in full() {
        match parts.last_mut() {
            Some(part) if indent(line) > least => part.push_str(line),
            Some(_) | None => parts.push(line.to_owned()),
        }
    }
    if let [only] = parts.as_slice() {
        let below = only.split_once('\n').map(|(_, below)| below.to_owned());
        return below
            .filter(|below| !below.is_empty())
            .into_iter()
            .collect();
    }
    parts
}
