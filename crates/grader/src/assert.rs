//! A condition on one resource: a path, an operator, a value.

/// A compiled condition.
#[derive(Clone, Debug)]
pub(crate) struct Assert {}
