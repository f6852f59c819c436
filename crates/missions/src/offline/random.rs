//! Random draws that are the same on every machine and for ever: a stream cipher with a published sequence, and our own way from its numbers
//! to an index.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use sha2::{Digest, Sha256};

use super::VERSION;
use crate::seeded::below;

/// A sequence of draws.
pub(super) struct Draws(ChaCha8Rng);

impl Draws {
    /// The draws for one purpose of a seed: what is drawn for one never disturbs another.
    pub(super) fn new(purpose: &str, seed: u64) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"mission-architect offline\0");
        hasher.update(VERSION.to_le_bytes());
        hasher.update(seed.to_le_bytes());
        hasher.update(purpose.as_bytes());
        Self(ChaCha8Rng::from_seed(hasher.finalize().into()))
    }

    /// A number from 0 to just below `count`; 0 when that is 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        usize::try_from(below(&mut self.0, count as u64)).unwrap_or(0)
    }

    /// One of them.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// True as often as not.
    pub(super) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    /// In a drawn order (Fisher and Yates).
    pub(super) fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
        items
    }

    /// A seed of ten digits at most, so that a person can copy it.
    pub(super) fn seed(&mut self) -> u64 {
        self.0.next_u64() >> 32
    }
}
