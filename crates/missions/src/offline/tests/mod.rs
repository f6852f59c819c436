//! Tests of the offline generator.
