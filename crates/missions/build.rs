//! Builds the crate again when a bundled mission changes: the macro that embeds the folder does not tell Cargo.

fn main() {
    println!("cargo::rerun-if-changed=../../missions");
}
