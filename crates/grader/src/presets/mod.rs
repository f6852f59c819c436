//! Named security, cost and reliability checks: one file each, and the table that brings them together.
