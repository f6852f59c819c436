//! Putting a file in the place of what is known to stand there, and taking that back. Editors may write at every moment; what they wrote is not
//! deleted.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tempfile::{NamedTempFile, TempPath};

use super::{
    Content, hash, identity, read,
    staged::{beside, stage},
    sync_folder,
};

/// As `persist`, but only in the place of a file with this content, or of nothing. Nothing when that was not so: what else stands there
/// stays. What was done can be taken back as long as the result is kept.
pub(crate) fn persist_in_place_of(
    standing: Option<&[u8]>,
    staged: NamedTempFile,
    file: &Path,
) -> io::Result<Option<Replaced>> {
    let ours = Ours::of(&staged)?;
    let before = match standing {
        None => match staged.persist_noclobber(file) {
            Ok(_) => Before::Nothing,
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
            Err(failed) => return Err(failed.error),
        },
        Some(standing) => match exchange(staged.path(), file) {
            // What stood there is at the staged path now, where nobody else writes: it can be looked at in peace, and goes with `staged`.
            Ok(()) if holds(staged.path(), standing) => Before::Swapped { staged },
            // Somebody was faster: theirs goes back.
            Ok(()) => return put_back(staged, file, &ours).map(|()| None),
            // This system or file system cannot swap two names: look, and replace at once.
            Err(_) if holds(file, standing) => {
                let before = stage(file, standing)?;
                staged.persist(file).map_err(|error| error.error)?;
                Before::Copied { before }
            }
            Err(_) => return Ok(None),
        },
    };
    sync_folder(file);
    Ok(Some(Replaced {
        before,
        ours,
        file: file.to_owned(),
    }))
}

/// A file that was replaced. What stood there before goes when this is dropped.
pub(crate) struct Replaced {
    before: Before,
    ours: Ours,
    file: PathBuf,
}

enum Before {
    Nothing,
    /// At the path of `staged`, whose handle is of what stands in its place now.
    Swapped {
        staged: NamedTempFile,
    },
    Copied {
        before: NamedTempFile,
    },
}

/// A file that was written here, and with what: an editor may write into the same file, or put another in its place.
struct Ours {
    device: u64,
    inode: u64,
    hash: String,
}

impl Ours {
    fn of(staged: &NamedTempFile) -> io::Result<Ours> {
        let (device, inode, _) = identity(&staged.as_file().metadata()?);
        Ok(Ours {
            device,
            inode,
            hash: hash(&fs::read(staged.path())?),
        })
    }

    /// Whether it stands at a path, as it was written. Who owns it and who may read it is no matter.
    fn is_at(&self, path: &Path) -> bool {
        let is_same = fs::symlink_metadata(path).is_ok_and(|found| {
            let (device, inode, _) = identity(&found);
            (device, inode) == (self.device, self.inode)
        });
        is_same && matches!(read(path), Content::Bytes(bytes) if hash(&bytes) == self.hash)
    }
}

impl Replaced {
    /// Puts back what stood there, unless something else was saved there since. Needs no room on the disk.
    pub(crate) fn take_back(self) -> io::Result<()> {
        if !self.ours.is_at(&self.file) {
            tracing::warn!(
                file = %self.file.display(),
                "a template that could not be recorded was saved by another program since, and is left as that wrote it"
            );
            return Ok(());
        }
        match self.before {
            Before::Swapped { staged } => put_back(staged, &self.file, &self.ours),
            Before::Nothing => match take_away(&self.file, &self.ours)? {
                Some(ours) => ours.close(),
                None => Ok(()),
            },
            Before::Copied { before } => {
                let Some(_ours) = take_away(&self.file, &self.ours)? else {
                    return Ok(());
                };
                before
                    .persist_noclobber(&self.file)
                    .map_err(|failed| failed.error)?;
                sync_folder(&self.file);
                Ok(())
            }
        }
    }
}

/// After an exchange that should not have been. Whatever goes wrong, what is not ours is not deleted, and what is newest stands at the
/// template's path.
fn put_back(staged: NamedTempFile, file: &Path, ours: &Ours) -> io::Result<()> {
    // An editor that was there once more is newer than what was swapped out.
    if !ours.is_at(file) {
        return keep_beside(staged, file);
    }
    if exchange(staged.path(), file).is_err() {
        let (_, path) = staged.keep().map_err(|error| error.error)?;
        return fs::rename(path, file);
    }
    look_at_what_came_out(staged, file, ours)
}

/// Between looking and swapping an editor can have written as well: into our file, or another in its place. That is not ours to delete.
fn look_at_what_came_out(staged: NamedTempFile, file: &Path, ours: &Ours) -> io::Result<()> {
    if ours.is_at(staged.path()) {
        return Ok(());
    }
    exchange(staged.path(), file)?;
    keep_beside(staged, file)
}

/// Takes our file from the template's path; nothing, and the file stays, when an editor wrote it in the very moment.
fn take_away(file: &Path, ours: &Ours) -> io::Result<Option<TempPath>> {
    let (_, aside) = beside(file)?.into_parts();
    fs::rename(file, &aside)?;
    if ours.is_at(&aside) {
        return Ok(Some(aside));
    }
    match aside.persist_noclobber(file) {
        Ok(()) => Ok(None),
        Err(failed) => keep_path_beside(failed.path, file).map(|()| None),
    }
}

/// Keeps what is at the staged path under a name that is seen, and that nobody sweeps.
fn keep_beside(staged: NamedTempFile, file: &Path) -> io::Result<()> {
    keep_path_beside(staged.into_temp_path(), file)
}

fn keep_path_beside(mut path: TempPath, file: &Path) -> io::Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    for number in 1_u32.. {
        let kept = file.with_file_name(format!("{name}.kept-{number}"));
        match path.persist_noclobber(&kept) {
            Ok(()) => {
                tracing::warn!(kept = %kept.display(), "another program wrote the template while it was replaced; the older text is kept");
                return Ok(());
            }
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
                path = failed.path;
            }
            Err(failed) => {
                failed.path.keep().map_err(|kept| kept.error)?;
                return Err(failed.error);
            }
        }
    }
    Ok(())
}

fn holds(file: &Path, content: &[u8]) -> bool {
    matches!(read(file), Content::Bytes(bytes) if bytes == content)
}

/// Gives two files each other's names, in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

// Where two files can be swapped for certain.
#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const BEFORE: &[u8] = b"# before\n";
    const OURS: &[u8] = b"# ours\n";
    const EDITED: &[u8] = b"# an editor's\n";

    /// A folder with a file that was replaced.
    fn replaced(standing: Option<&[u8]>) -> (tempfile::TempDir, PathBuf, Replaced) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("template.yaml");
        if let Some(standing) = standing {
            fs::write(&file, standing).expect("written");
        }
        let staged = stage(&file, OURS).expect("staged");
        let replaced = persist_in_place_of(standing, staged, &file)
            .expect("nothing is wrong")
            .expect("nothing else stands there");
        (folder, file, replaced)
    }

    fn staged_of(replaced: Replaced) -> (NamedTempFile, Ours) {
        match replaced.before {
            Before::Swapped { staged } => (staged, replaced.ours),
            Before::Nothing | Before::Copied { .. } => panic!("this system swaps"),
        }
    }

    /// What is in a folder: names in order, and contents.
    fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut found: Vec<_> = entries
            .map(|entry| {
                let entry = entry.expect("an entry");
                let name = entry.file_name().to_string_lossy().into_owned();
                (name, fs::read(entry.path()).expect("a file"))
            })
            .collect();
        found.sort();
        found
    }

    fn named(name: &str, content: &[u8]) -> (String, Vec<u8>) {
        (name.to_owned(), content.to_vec())
    }

    #[test]
    fn what_was_replaced_is_taken_back_although_its_permissions_changed() {
        for standing in [Some(BEFORE), None] {
            let (folder, file, replaced) = replaced(standing);
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("changed");
            replaced.take_back().expect("taken back");
            let expected: Vec<_> = standing
                .map(|before| named("template.yaml", before))
                .into_iter()
                .collect();
            assert_eq!(
                contents(folder.path()),
                expected,
                "it is as it was: only the content says whose it is"
            );
        }
    }

    #[test]
    fn what_an_editor_wrote_into_the_file_stays() {
        for standing in [Some(BEFORE), None] {
            let (folder, file, replaced) = replaced(standing);
            fs::write(&file, EDITED).expect("saved");
            replaced.take_back().expect("nothing is wrong");
            assert_eq!(
                contents(folder.path()),
                [named("template.yaml", EDITED)],
                "it is newest"
            );
        }
    }

    #[test]
    fn what_an_editor_wrote_before_the_files_are_swapped_back_stays() {
        let (folder, file, replaced) = replaced(Some(BEFORE));
        let (staged, ours) = staged_of(replaced);
        fs::write(&file, EDITED).expect("saved into the same file");
        put_back(staged, &file, &ours).expect("nothing is wrong");
        assert_eq!(
            contents(folder.path()),
            [
                named("template.yaml", EDITED),
                named("template.yaml.kept-1", BEFORE)
            ],
            "nothing of others is deleted"
        );
    }

    #[test]
    fn what_an_editor_wrote_while_the_files_were_swapped_back_stays() {
        for in_place in [true, false] {
            let (folder, file, replaced) = replaced(Some(BEFORE));
            let (staged, ours) = staged_of(replaced);
            if in_place {
                fs::write(&file, EDITED).expect("saved into the same file");
            } else {
                let other = folder.path().join("other");
                fs::write(&other, EDITED).expect("written");
                fs::rename(&other, &file).expect("saved in its place");
            }
            exchange(staged.path(), &file).expect("swapped");
            look_at_what_came_out(staged, &file, &ours).expect("nothing is wrong");
            assert_eq!(
                contents(folder.path()),
                [
                    named("template.yaml", EDITED),
                    named("template.yaml.kept-1", BEFORE)
                ],
                "in place {in_place}: the newest is at its place, nothing of others is deleted"
            );
        }
    }

    #[test]
    fn what_an_editor_wrote_while_a_new_file_was_taken_away_stays() {
        let (folder, file, replaced) = replaced(None);
        fs::write(&file, EDITED).expect("saved into the same file");
        let taken = take_away(&file, &replaced.ours).expect("nothing is wrong");
        assert!(taken.is_none(), "there was nothing of ours");
        assert_eq!(
            contents(folder.path()),
            [named("template.yaml", EDITED)],
            "it is back at its place"
        );
    }
}
