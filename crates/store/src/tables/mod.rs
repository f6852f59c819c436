//! One file a table: its migrations (SQL beside it) and every statement about it. Transactions and threads are the callers' affair.

pub(crate) mod attempts;
pub(crate) mod audit;
pub(crate) mod budget;
pub(crate) mod calls;
pub(crate) mod exchanges;
pub(crate) mod generated_missions;
pub(crate) mod hint_levels;
pub(crate) mod jobs;
pub(crate) mod responses;
pub(crate) mod reviews;
pub(crate) mod settings;
pub(crate) mod snapshots;
pub(crate) mod started_missions;
pub(crate) mod usage;
pub(crate) mod waiting_jobs;
mod words;
