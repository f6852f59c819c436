//! Answers and what becomes of them.
