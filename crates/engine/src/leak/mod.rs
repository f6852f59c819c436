//! Whether a mentor's reply prints the reference solution: what the solution has and neither the starter nor the learner's own template
//! has, looked for in the reply in whatever form it is written. Knows nothing of models; a reply that tells the solution in prose, without
//! a word of code, is beyond it.
//!
//! Texts are compared statement by statement (see `statements`), so that indentation, JSON instead of YAML, comments and other logical ids
//! make no difference. A statement that says something of its own (`VisibilityTimeout: 180`) weighs more than one that any template could
//! have (`Resource: !GetAtt Queue.Arn`), so that a worked example of a similar case passes.

mod guard;
mod statements;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

pub use self::guard::{LeakGuard, Verdict};
use self::statements::{Statement, statements};

/// What a reply is held against.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'t> {
    /// The reference solution.
    pub solution: &'t str,
    /// What the learner started from.
    pub starter: &'t str,
    /// The learner's template as it is now; may be broken or empty.
    pub learner: &'t str,
}

/// How much of the solution a reply prints. Holds nothing of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leak {
    /// How many statements of the solution's own it printed, with the line that is too much.
    pub printed: usize,
    /// How many there are.
    pub of: usize,
    /// The line of the reply that is too much, from 1.
    pub line: u32,
}

/// Whether a whole text prints the solution, or a large part of it.
pub fn leaks(answer: &str, reference: &Reference<'_>) -> Option<Leak> {
    let mut guard = LeakGuard::new(reference);
    guard.push(answer).leak().or_else(|| guard.finish().leak())
}

/// Of what the solution adds, this much in hundredths is *most of it*. Two bundled missions of which one has a queue like the other's have
/// 60 in common.
const MOST: u32 = 65;

/// So much of it must not be printed even in pieces far apart.
const NEARLY_ALL: u32 = 90;

/// And this much is a large part of any solution: sixteen statements that say something of their own.
const LARGE_PART: u32 = 16 * Statement::SPECIFIC;

/// What only the solution says, and how much of it was seen lately.
///
/// A reply that prints the solution says one thing of it after another. One that prints something else hits upon a statement of the solution
/// here and there, for templates have a vocabulary in common. So what is seen is weighed as in a local alignment: a new statement of the
/// solution adds its weight, and code that is neither of the solution nor known to the learner takes some away again, never below nothing.
#[derive(Clone, Debug)]
struct Ledger {
    /// What only the solution says.
    own: HashMap<String, Own>,
    /// What the learner knows already.
    known: HashSet<String>,
    /// So much of it in a row is too much.
    enough: u32,
    /// And so much of it anywhere.
    nearly_all: u32,
    seen: u32,
}

#[derive(Clone, Debug)]
struct Own {
    weight: u32,
    /// The statement with the solution's own logical ids, where it names some.
    by_name: Option<String>,
    seen: u32,
}

impl Ledger {
    fn new(reference: &Reference<'_>) -> Ledger {
        let known: HashSet<String> = [reference.starter, reference.learner]
            .into_iter()
            .flat_map(statements)
            .map(|statement| statement.text)
            .collect();
        let own: HashMap<String, Own> = statements(reference.solution)
            .into_iter()
            .filter(|statement| !known.contains(&statement.text))
            .map(|statement| {
                let own = Own {
                    weight: statement.weight(),
                    by_name: statement.by_name,
                    seen: 0,
                };
                (statement.text, own)
            })
            .collect();
        let all: u32 = own.values().map(|own| own.weight).sum();
        Ledger {
            enough: (all * MOST)
                .div_ceil(100)
                .clamp(Statement::SPECIFIC, LARGE_PART),
            nearly_all: (all * NEARLY_ALL).div_ceil(100).max(Statement::SPECIFIC),
            own,
            known,
            seen: 0,
        }
    }

    /// Enters what a line says. What a line of prose says beside the solution counts for nothing.
    fn enter(&mut self, statements: &[Statement], is_code: bool) {
        for statement in statements {
            match self.own.get_mut(&statement.text) {
                Some(own) => {
                    // Named as the solution names it, even a statement that anyone could make is the solution's.
                    let named = own.by_name.is_some() && own.by_name == statement.by_name;
                    let weight = if named {
                        Statement::SPECIFIC
                    } else {
                        own.weight
                    };
                    self.seen += weight.saturating_sub(own.seen);
                    own.seen = own.seen.max(weight);
                }
                None if is_code && !self.known.contains(&statement.text) => {
                    self.seen = self.seen.saturating_sub(statement.weight() / 2);
                }
                None => {}
            }
        }
    }

    /// Whether what was seen is too much.
    fn leak(&self, line: u32) -> Option<Leak> {
        let printed = || self.own.values().map(|own| own.seen).sum::<u32>();
        let too_much = self.seen >= self.enough || printed() >= self.nearly_all;
        too_much.then(|| Leak {
            printed: self.own.values().filter(|own| own.seen > 0).count(),
            of: self.own.len(),
            line,
        })
    }
}
