//! From the numbers of a stream cipher to an index, the same on every machine and for ever: the ways of libraries change.

use rand_chacha::{ChaCha8Rng, rand_core::Rng as _};

/// A number from 0 to just below `count`; 0 when that is 0. By multiplication (Lemire): the bias is below `count` in 2^64.
pub(crate) fn below(draws: &mut ChaCha8Rng, count: u64) -> u64 {
    let wide = u128::from(draws.next_u64()) * u128::from(count);
    u64::try_from(wide >> 64).unwrap_or(0)
}
