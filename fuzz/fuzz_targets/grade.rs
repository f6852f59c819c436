//! Hands what libFuzzer makes up to `fuzz::grade`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::grade(input));
