//! Files that are written beside another before they are moved into its place, and what is left of them when a process dies meanwhile.

use std::{
    fs::{self, Metadata},
    io::{self, Write},
    path::Path,
    time::{Duration, SystemTime},
};

use tempfile::NamedTempFile;

use super::identity;

/// How the files begin that are made beside a template for a moment.
const STAGED: &str = ".mission-architect-";

/// How many characters follow.
const STAGED_RANDOM: usize = 6;

/// What a process leaves that dies between writing and moving is not taken away before this: another may be at it.
const STAGED_FOR: Duration = Duration::from_secs(60 * 60);

/// The first half of `replace`, with all that is likely to fail (room, permissions): the content, beside the file.
pub(crate) fn stage(file: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut staged = beside(file)?;
    staged.write_all(content)?;
    if let Ok(standing) = fs::metadata(file) {
        staged.as_file().set_permissions(standing.permissions())?;
    }
    staged.as_file().sync_all()?;
    Ok(staged)
}

/// An empty file beside another.
pub(super) fn beside(file: &Path) -> io::Result<NamedTempFile> {
    let folder = file
        .parent()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it has no folder"))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED).rand_bytes(STAGED_RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Before the umask, as any new file; `tempfile` alone would make it the owner's only.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Takes away what processes that died left beside a template: what was to be written, or what stood there and is an attempt since before it was
/// replaced. What cannot be taken away stays.
pub(crate) fn sweep(folder: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| {
            name.strip_prefix(STAGED).is_some_and(|random| {
                random.len() == STAGED_RANDOM && random.bytes().all(|c| c.is_ascii_alphanumeric())
            })
        });
        // Of the entry itself: a link is not followed.
        let Some(found) = entry.metadata().ok().filter(|_| is_ours) else {
            continue;
        };
        let is_old = now
            .duration_since(last_changed(&found))
            .is_ok_and(|age| age >= STAGED_FOR);
        if found.is_file()
            && is_old
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::debug!(%error, "an old staged file is left");
        }
    }
}

/// When a file was last written, moved or swapped. What was swapped out was written long before.
fn last_changed(found: &Metadata) -> SystemTime {
    let (_, _, nanoseconds) = identity(found);
    let changed = u64::try_from(nanoseconds)
        .ok()
        .and_then(|since| SystemTime::UNIX_EPOCH.checked_add(Duration::from_nanos(since)));
    let modified = found.modified().ok();
    // Without any time it is new, and stays.
    changed
        .max(modified)
        .unwrap_or_else(|| SystemTime::UNIX_EPOCH + Duration::from_secs(u64::from(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_files_of_ours_are_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("template.yaml");
        fs::write(&file, "Resources: {}\n").expect("written");
        let staged = stage(&file, b"left").expect("staged");
        let (_, left) = staged.keep().expect("a process that died left it");
        // Swapped out a moment ago, written long before.
        fs::File::options()
            .write(true)
            .open(&left)
            .and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH))
            .expect("set");
        let others = [
            "template.yaml.kept-1",
            ".mission-architect-abc",
            ".mission-architect-abc.def",
            ".mission-architect-abcdefg",
            ".mission-architect-",
            "x.mission-architect-abcdef",
        ];
        for name in others {
            fs::write(folder.path().join(name), "not ours").expect("written");
        }
        let a_folder = folder.path().join(".mission-architect-folder");
        fs::create_dir(&a_folder).expect("made");
        #[cfg(unix)]
        std::os::unix::fs::symlink(&file, folder.path().join(".mission-architect-linked"))
            .expect("linked");
        let count = || fs::read_dir(folder.path()).expect("read").count();
        let before = count();
        if cfg!(unix) {
            sweep(folder.path(), SystemTime::now() + STAGED_FOR / 2);
            assert!(left.exists(), "another process may be at it");
        }
        sweep(folder.path(), SystemTime::now() + STAGED_FOR * 2);
        assert!(!left.exists(), "nobody is at it any more");
        assert_eq!(count(), before - 1, "and all else stays");
    }
}
