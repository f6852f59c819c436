//! One file a table: its migrations (SQL beside it) and every statement about it. Transactions and threads are the callers' affair.

pub(crate) mod attempts;
pub(crate) mod hint_levels;
pub(crate) mod settings;
pub(crate) mod started_missions;
