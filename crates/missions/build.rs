//! Builds the crate again when a bundled mission or a blueprint changes: the macro that embeds a folder does not tell Cargo.

fn main() {
    println!("cargo::rerun-if-changed=../../missions");
    println!("cargo::rerun-if-changed=blueprints");
}
