//! Where files come from: a folder on the disk, or one inside the binary. What is in them is not known here.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use include_dir::{Dir, DirEntry};

/// The largest mission, pack or template file, in bytes: CloudFormation's own limit for a template, rounded as it rounds.
pub(crate) const MOST_BYTES: usize = cfn::limits::S3_BYTES;

/// A folder and what is in it. Names are relative, with `/` between the parts.
pub(crate) trait Folder {
    fn read(&self, name: &str) -> Result<Cow<'_, [u8]>, ReadError>;

    /// Whether there is a file or folder of this name.
    fn has(&self, name: &str) -> bool;

    /// The folders directly in it, by name.
    fn folders(&self) -> Vec<String>;
}

/// Why a file cannot be used, as a sentence about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    Missing,
    IsFolder,
    TooLarge,
    Other(String),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => formatter.write_str("the file is missing"),
            Self::IsFolder => formatter.write_str("this is a folder, and a file is wanted"),
            Self::TooLarge => write!(
                formatter,
                "the file is too large: more than {MOST_BYTES} bytes are not read"
            ),
            Self::Other(reason) => write!(formatter, "the file cannot be read: {reason}"),
        }
    }
}

/// Reads a file on the disk, but never more than [`MOST_BYTES`] of it.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    // Asked first, since opening a folder fails in other words on each system.
    if path.is_dir() {
        return Err(ReadError::IsFolder);
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::Other(error.to_string()),
        })?;
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// A folder on the disk.
pub(crate) struct OnDisk<'p>(pub(crate) &'p Path);

impl OnDisk<'_> {
    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Folder for OnDisk<'_> {
    fn read(&self, name: &str) -> Result<Cow<'_, [u8]>, ReadError> {
        read_file(&self.at(name)).map(Cow::Owned)
    }

    fn has(&self, name: &str) -> bool {
        // A broken link is there too, and reading it says what is wrong.
        self.at(name).symlink_metadata().is_ok()
    }

    fn folders(&self) -> Vec<String> {
        let Ok(entries) = self.0.read_dir() else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }
}

/// A folder inside the binary.
pub(crate) struct Embedded(pub(crate) &'static Dir<'static>);

impl Embedded {
    fn entry(&self, name: &str) -> Option<&'static DirEntry<'static>> {
        self.0.get_entry(self.0.path().join(name))
    }
}

impl Folder for Embedded {
    fn read(&self, name: &str) -> Result<Cow<'_, [u8]>, ReadError> {
        match self.entry(name) {
            Some(DirEntry::File(file)) => Ok(Cow::Borrowed(file.contents())),
            Some(DirEntry::Dir(_)) => Err(ReadError::IsFolder),
            None => Err(ReadError::Missing),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn folders(&self) -> Vec<String> {
        self.0
            .dirs()
            .filter_map(|dir| dir.path().file_name()?.to_str().map(str::to_owned))
            .collect()
    }
}

/// A folder in a folder.
pub(crate) struct Inside<'f> {
    pub(crate) folder: &'f dyn Folder,
    pub(crate) name: &'f str,
}

impl Inside<'_> {
    fn at(&self, name: &str) -> String {
        format!("{}/{name}", self.name)
    }
}

impl Folder for Inside<'_> {
    fn read(&self, name: &str) -> Result<Cow<'_, [u8]>, ReadError> {
        self.folder.read(&self.at(name))
    }

    fn has(&self, name: &str) -> bool {
        self.folder.has(&self.at(name))
    }

    fn folders(&self) -> Vec<String> {
        Vec::new()
    }
}
