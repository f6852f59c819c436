//! Reading the templates that a command line names.

use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

/// Larger than this is refused without being read.
const MOST_BYTES: u64 = cfn::limits::HARD_BYTES as u64;

/// What stands for the standard input.
pub(crate) const STDIN: &str = "-";

/// Reads a template; an error is a sentence that follows its name. Pipes are read (`<(...)`), folders are not.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    if path == Path::new(STDIN) {
        return read_limited(io::stdin().lock(), 0);
    }
    if waits_for_a_writer(path) {
        return Err(
            "is a named pipe, which may never have a writer; `-` reads the standard input"
                .to_owned(),
        );
    }
    let file = File::open(path).map_err(|error| explain(path, &error))?;
    let found = file.metadata().map_err(|error| explain(path, &error))?;
    if found.is_dir() {
        return Err("is a folder, not a template; name the files in it".to_owned());
    }
    if found.len() > MOST_BYTES {
        return Err(too_large(&found.len().to_string()));
    }
    read_limited(file, usize::try_from(found.len()).unwrap_or(0))
}

/// Whether opening could wait for ever: a named pipe, but not one that a shell has opened already for `<(...)`.
#[cfg(unix)]
fn waits_for_a_writer(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    const OPEN: &[&str] = &["/dev/fd", "/dev/stdin", "/proc/self/fd"];
    path.metadata()
        .is_ok_and(|found| found.file_type().is_fifo())
        && !OPEN.iter().any(|place| path.starts_with(place))
}

#[cfg(not(unix))]
fn waits_for_a_writer(_path: &Path) -> bool {
    false
}

fn read_limited(source: impl Read, expected_bytes: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(expected_bytes + 1);
    let read = source.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    match read {
        Err(error) => Err(format!("cannot be read: {error}")),
        Ok(_) if bytes.len() as u64 > MOST_BYTES => {
            Err(too_large(&format!("more than {MOST_BYTES}")))
        }
        Ok(_) => Ok(bytes),
    }
}

fn too_large(bytes: &str) -> String {
    format!(
        "has {bytes} bytes; at most {MOST_BYTES} are read, and CloudFormation takes {} at most",
        cfn::limits::S3_BYTES
    )
}

fn explain(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "does not exist".to_owned(),
        // Windows refuses to open a folder as a file.
        _ if path.is_dir() => "is a folder, not a template; name the files in it".to_owned(),
        ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
