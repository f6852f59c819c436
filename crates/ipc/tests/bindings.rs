//! The committed TypeScript types are those that the code makes.

use std::{fs, path::Path};

/// `UPDATE_BINDINGS=1` writes the file instead of comparing it.
#[test]
fn committed_bindings_are_those_of_the_code() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings/index.ts");
    let wanted = ipc::typescript();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::write(&file, &wanted).expect("the bindings file can be written");
    }
    let committed = fs::read_to_string(&file)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        committed == wanted,
        "ui/src/bindings/index.ts is not what crates/ipc makes: run `scripts/bindings` and commit the result"
    );
}
