//! Moving a damaged database out of the way. Nothing is ever deleted: a tool may still get something out of it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{StoreError, copy::with_suffix};

const CONTEXT: &str = "moving a damaged database aside";

/// What belongs to a database file, by the end of the name. The log goes first: were the process to end in between, a new database would
/// take an old log for its own.
const PARTS: &[&str] = &["-wal", "-shm", ""];

/// Renames the file with its `-wal` and `-shm` to the first free `.corrupt-N`, so that SQLite still finds them together.
pub(crate) fn move_aside(file: &Path) -> Result<PathBuf, StoreError> {
    let to = free_name(file);
    for part in PARTS {
        let from = with_suffix(file, part);
        match fs::rename(&from, with_suffix(&to, part)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::io(CONTEXT, &from, &error)),
        }
    }
    Ok(to)
}

fn free_name(file: &Path) -> PathBuf {
    let mut number = 1_u32;
    loop {
        let name = with_suffix(file, &format!(".corrupt-{number}"));
        let taken = PARTS
            .iter()
            .any(|part| fs::symlink_metadata(with_suffix(&name, part)).is_ok());
        if !taken {
            return name;
        }
        number += 1;
    }
}
