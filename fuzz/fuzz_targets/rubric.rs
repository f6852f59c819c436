//! Hands what libFuzzer makes up to `fuzz::rubric`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::rubric(input));
