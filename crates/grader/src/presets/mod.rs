//! Named security, cost and reliability checks: one file each, and the table that brings them together.

/// Every preset with its documentation.
pub(crate) fn documented() -> impl Iterator<Item = (&'static str, String)> {
    std::iter::empty()
}
