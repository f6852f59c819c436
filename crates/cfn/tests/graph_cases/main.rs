//! The resource graph by a second hand: cases and edges of real templates that were written without knowing the first ones (`graph`),
//! and were judged by the AWS documentation where the two differed. What both said alike is only there.

#![allow(missing_docs, reason = "tests have no readers of documentation")]
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests read the corpus and say when there is none; the crate itself does not"
)]

mod advice;
mod corpus;
mod dead_letters;
mod delivers;
mod lookups;
mod other_relations;
mod references;
mod sam;
mod support;
mod worlds;
