//! Reading a learner's template without trusting what stands at its path, and replacing files whole. Knows nothing of missions.

mod placing;
mod staged;

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Component, Path, PathBuf},
    time::SystemTime,
};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

pub(crate) use placing::persist_in_place_of;
pub(crate) use staged::{stage, sweep};

/// Larger templates are not read at all; the grader would refuse them anyway.
pub(crate) const MOST_BYTES: u64 = cfn::limits::HARD_BYTES as u64;

/// What stands at a template's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A file that could be read whole.
    Bytes(Vec<u8>),
    /// Nothing.
    Missing,
    /// Something that cannot be read; the sentence says why.
    Unreadable(String),
    /// A link to somewhere outside of the template's folder, not followed.
    LinkElsewhere(PathBuf),
}

/// What `stat` says of a path, to notice changes that no event told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    len: u64,
    modified: Option<SystemTime>,
    /// Device, inode and change time, where the platform has them.
    identity: (u64, u64, i64),
}

/// Why a file cannot be written, with the next step where there is one, and without the name of the one that is written first and then moved,
/// which the system's own words have.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its folder is not there".to_owned(),
        io::ErrorKind::NotADirectory => "what should be its folder is a file".to_owned(),
        io::ErrorKind::PermissionDenied => "its folder may not be written into".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "its folder can only be read".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; free some space, then try again".to_owned()
        }
        other => other.to_string(),
    }
}

/// The content's SHA-256 in hex, as the store writes it.
pub(crate) fn hash(content: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(content) {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// What is said when the name was given to another file between looking and opening.
const REPLACED: &str = "it was replaced while it was read";

/// How often a file is looked at that is replaced again and again.
const MOST_LOOKS: usize = 5;

/// Reads a template: never a folder, a pipe, a link to elsewhere, or more than [`MOST_BYTES`]. A file that an editor replaces in this very
/// moment is read again.
pub(crate) fn read(template: &Path) -> Content {
    let was_replaced =
        |content: &Content| matches!(content, Content::Unreadable(why) if why.contains(REPLACED));
    let mut content = read_once(template);
    for _ in 1..MOST_LOOKS {
        if !was_replaced(&content) {
            break;
        }
        content = read_once(template);
    }
    content
}

fn read_once(template: &Path) -> Content {
    let found = match fs::symlink_metadata(template) {
        Ok(found) => found,
        Err(error) => return refused(&error),
    };
    if !found.file_type().is_symlink() {
        return read_file(template, Some(&found));
    }
    match link_target(template) {
        Ok(target) => read_file(&target, None),
        Err(content) => content,
    }
}

/// The `stat` of what [`read`] would read; nothing when there is nothing.
pub(crate) fn fingerprint(template: &Path) -> Option<Fingerprint> {
    let found = fs::metadata(template).ok()?;
    Some(Fingerprint {
        len: found.len(),
        modified: found.modified().ok(),
        identity: identity(&found),
    })
}

/// Which folder this is, so that one that was deleted and made again is told from the first.
pub(crate) fn folder_identity(folder: &Path) -> Option<(u64, u64, i64)> {
    let found = fs::metadata(folder).ok().filter(Metadata::is_dir)?;
    let (device, inode, _) = identity(&found);
    let born = found
        .created()
        .ok()
        .and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok())
        .map_or(0, |age| i64::try_from(age.as_millis()).unwrap_or(0));
    Some((device, inode, born))
}

/// Puts `content` in the place of a file, whole or not at all, and keeps the file's permissions.
pub(crate) fn replace(file: &Path, content: &[u8]) -> io::Result<()> {
    persist(stage(file, content)?, file)
}

/// The second half of [`replace`].
pub(crate) fn persist(staged: NamedTempFile, file: &Path) -> io::Result<()> {
    staged.persist(file).map_err(|error| error.error)?;
    sync_folder(file);
    Ok(())
}

/// A rename is on disk when its folder is. Not every file system can sync a folder, and the content is safe either way.
fn sync_folder(file: &Path) {
    if let Some(folder) = file.parent().filter(|_| cfg!(unix)) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// The most links that are followed from one to the next.
const MOST_LINKS: usize = 40;

/// The file that is replaced when a template is written. A link to a neighbour stays a link, also while that is not there.
pub(crate) fn behind_links(template: &Path) -> PathBuf {
    fs::canonicalize(template)
        .or_else(|_| behind_dangling(template))
        .unwrap_or_else(|_| template.to_owned())
}

/// What is missing at the end of links that each name a plain neighbour, which may be waited for; otherwise where they lead.
fn behind_dangling(link: &Path) -> Result<PathBuf, PathBuf> {
    let folder = link.parent().unwrap_or(Path::new(""));
    let mut at = link.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(stated) = fs::read_link(&at) else {
            return Ok(at);
        };
        at = folder.join(&stated);
        let mut parts = stated.components();
        if !matches!(
            (parts.next(), parts.next()),
            (Some(Component::Normal(_)), None)
        ) {
            return Err(at);
        }
    }
    Err(at)
}

/// Where a link leads, when that is inside of its own folder.
fn link_target(link: &Path) -> Result<PathBuf, Content> {
    let folder = link.parent().unwrap_or(Path::new(""));
    let Ok(target) = fs::canonicalize(link) else {
        return Err(match behind_dangling(link) {
            Ok(_) => Content::Missing,
            Err(target) => Content::LinkElsewhere(target),
        });
    };
    match fs::canonicalize(folder) {
        Ok(folder) if target.starts_with(&folder) => Ok(target),
        _ => Err(Content::LinkElsewhere(target)),
    }
}

fn read_file(path: &Path, listed: Option<&Metadata>) -> Content {
    let found = match listed.cloned().map_or_else(|| fs::metadata(path), Ok) {
        Ok(found) => found,
        Err(error) => return refused(&error),
    };
    if found.is_dir() {
        return Content::Unreadable(
            "it is a folder; remove it, or move it away, to put a template there".to_owned(),
        );
    }
    if !found.is_file() {
        return Content::Unreadable(
            "it is a pipe or a device, not a file; replace it with a template".to_owned(),
        );
    }
    if found.len() > MOST_BYTES {
        return too_large(found.len());
    }
    match read_limited(path, &found) {
        Ok(content) if content.len() as u64 > MOST_BYTES => too_large(content.len() as u64),
        Ok(content) => Content::Bytes(content),
        Err(error) => refused(&error),
    }
}

fn read_limited(path: &Path, listed: &Metadata) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // Between looking and opening, the name may have been given to a link: what was opened has to be what was looked at. On a mere
    // replacement the next look reads the new file.
    let opened = file.metadata()?;
    let (device, inode, _) = identity(&opened);
    let (listed_device, listed_inode, _) = identity(listed);
    if (device, inode) != (listed_device, listed_inode) {
        return Err(io::Error::new(io::ErrorKind::Interrupted, REPLACED));
    }
    let mut content = Vec::with_capacity(usize::try_from(opened.len()).unwrap_or(0));
    file.take(MOST_BYTES + 1).read_to_end(&mut content)?;
    Ok(content)
}

fn too_large(bytes: u64) -> Content {
    Content::Unreadable(format!(
        "it has {bytes} bytes and at most {MOST_BYTES} are read; CloudFormation takes at most {}",
        cfn::limits::S3_BYTES
    ))
}

fn refused(error: &io::Error) -> Content {
    match error.kind() {
        io::ErrorKind::NotFound => Content::Missing,
        io::ErrorKind::PermissionDenied => Content::Unreadable(
            "the system does not allow reading it; check its permissions, or close the program that holds it"
                .to_owned(),
        ),
        _ => Content::Unreadable(error.to_string()),
    }
}

#[cfg(unix)]
fn identity(found: &Metadata) -> (u64, u64, i64) {
    use std::os::unix::fs::MetadataExt;
    let changed = found
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(found.ctime_nsec());
    (found.dev(), found.ino(), changed)
}

#[cfg(not(unix))]
fn identity(_found: &Metadata) -> (u64, u64, i64) {
    (0, 0, 0)
}
