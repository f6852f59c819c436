//! Which criteria no mutation tells apart: that only ever fail together, and so ask for the same.

use grader::{Report, Verdict};

use super::trials::fails;

/// Pairs of criteria, by their places in the rubric, the earlier first.
pub(super) struct Pairs {
    left: Vec<(usize, usize)>,
}

impl Pairs {
    /// Each of the criteria with each other.
    pub(super) fn of(criteria: impl Iterator<Item = usize>) -> Self {
        let criteria: Vec<usize> = criteria.collect();
        let mut left = Vec::new();
        for (place, first) in criteria.iter().enumerate() {
            let later = criteria.get(place + 1..).unwrap_or_default();
            left.extend(later.iter().map(|second| (*first, *second)));
        }
        Self { left }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// Whether a criterion is in one of them with another that `counts`.
    pub(super) fn has(&self, criterion: usize, counts: impl Fn(usize) -> bool) -> bool {
        self.left.iter().any(|(first, second)| {
            *first == criterion && counts(*second) || *second == criterion && counts(*first)
        })
    }

    /// Takes out the pairs of which the report fails one and passes the other. What is locked or unknown says nothing.
    pub(super) fn part(&mut self, report: &Report) {
        let result = |index: usize| report.results.get(index);
        let fails = |index| result(index).is_some_and(fails);
        let passes = |index| result(index).is_some_and(|result| result.verdict == Verdict::Pass);
        self.left.retain(|(first, second)| {
            !(fails(*first) && passes(*second) || passes(*first) && fails(*second))
        });
    }

    /// Each criterion that is like an earlier one, with the first that it is like.
    pub(super) fn repeated(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.left.iter().enumerate().filter_map(|(place, pair)| {
            let before = self.left.get(..place).unwrap_or_default();
            let is_first = !before.iter().any(|(_, second)| *second == pair.1);
            is_first.then_some((pair.1, pair.0))
        })
    }
}
