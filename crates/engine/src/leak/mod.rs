//! Whether a mentor's reply prints the reference solution: what the solution has and neither the starter nor the learner's own template
//! has, looked for in the reply in whatever form it is written. Knows nothing of models; a text that says the solution in prose is beyond
//! it.

/// What a reply is held against.
#[derive(Clone, Copy)]
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
    /// How many statements of the solution's own it printed, up to and with the line that is too much.
    pub printed: usize,
    /// How many there are.
    pub of: usize,
    /// The line of the reply that is too much, from 1.
    pub line: u32,
}
