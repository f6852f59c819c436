//! Hands what libFuzzer makes up to `fuzz::resolve`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::resolve(input));
