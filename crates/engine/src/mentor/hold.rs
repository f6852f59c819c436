//! Changes in a reply that would complete the mission: below the last level a sentence stands in their place. What may be a change is held
//! until it is whole, and tried on the learner's template; everything else flows on. Trying takes as long as grading does, so that it is
//! done on a thread of its own, and what comes behind waits its turn.

use std::{collections::VecDeque, sync::Arc};

use missions::Mission;

use super::passages::{Passage, Passages};
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
            Some(Passage::Change { raw, readings }) => Some(Trial {
                judge,
                raw,
                readings,
            }),
            Some(Passage::Prose(_)) | None => None,
        }
    }

    /// Takes a trial back. Gives what may be shown: the change, or the sentence in its place, and the prose behind it.
    pub(super) fn tried(&mut self, trial: Trial, completes: bool) -> String {
        let mut shown = if !completes {
            trial.raw
        } else if trial.raw.ends_with('\n') {
            format!("{}\n", self.sentence)
        } else {
            self.sentence.to_owned()
        };
        self.judge = Some(trial.judge);
        shown.push_str(&self.prose());
        shown
    }

    /// Whether nothing waits and nothing is being tried.
    pub(super) fn is_idle(&self) -> bool {
        self.judge.is_some() && self.waiting.is_empty()
    }
}

/// A change that is being tried.
pub(super) struct Trial {
    judge: Judge,
    raw: String,
    readings: Vec<String>,
}

impl Trial {
    /// Whether the change would complete the mission. Blocks.
    pub(super) fn completes(&mut self) -> bool {
        (self.judge)(&self.readings)
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
    /// whole may have words around it (`Add:`, `Why: ...`): then its parts are changes.
    fn completes(&mut self, change: &[String]) -> bool {
        let mut left: VecDeque<(Vec<String>, u8)> = VecDeque::from([(change.to_vec(), 0)]);
        let mut most = MOST_PARTS;
        while let Some((readings, depth)) = left.pop_front().filter(|_| most > 0) {
            most -= 1;
            match self.reads(&readings) {
                Outcome::Completes => return true,
                Outcome::Applies => {}
                Outcome::IsNone if depth < DEEPEST => {
                    let parts: Vec<String> = readings.iter().flat_map(|code| parts(code)).collect();
                    // In their order, and before what comes behind.
                    for part in parts.into_iter().rev() {
                        left.push_front((vec![part], depth + 1));
                    }
                }
                Outcome::IsNone => {}
            }
        }
        false
    }

    /// Tries what one change may be meant as, and goes on from what is likely.
    fn reads(&mut self, change: &[String]) -> Outcome {
        let mut with_others = None;
        for code in change {
            let alone = readings(&self.mission, &self.template, code);
            let after = match &self.together {
                Some(before) => readings(&self.mission, before.as_bytes(), code),
                None => Vec::new(),
            };
            if alone.iter().chain(&after).any(|(_, completes)| *completes) {
                return Outcome::Completes;
            }
            let likely = if self.together.is_some() {
                after
            } else {
                alone
            };
            let likely = likely.into_iter().next().map(|(text, _)| text);
            with_others = with_others.or(likely);
        }
        if with_others.is_none() {
            return Outcome::IsNone;
        }
        self.together = with_others;
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
}

/// Parts of one change that are tried; a reply of a mentor has fewer lines.
const MOST_PARTS: usize = 200;

/// Parts of parts of parts are not looked for.
const DEEPEST: u8 = 3;

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
