//! The learner's own folder of downloaded service icons (settings, `icons.folder`): which file belongs to a resource type. Nothing of
//! it is bundled or kept.

mod check;
mod names;

use std::{
    collections::HashMap,
    fs, io,
    io::Read,
    path::{Path, PathBuf},
    time::SystemTime,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{Engine, EngineError, engine::lock};

/// An icon of the learner's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnIcon {
    /// The resource type it was asked for.
    pub type_name: String,
    /// `data:image/svg+xml;base64,...` or `data:image/png;base64,...`.
    pub data_url: String,
}

/// Deeper folders are not looked into.
const DEEPEST: usize = 4;

/// More files and folders than this are not looked at: AWS's package has about 5,000.
const MOST_ENTRIES: usize = 20_000;

/// Larger files are no icons, in bytes.
const MOST_BYTES: u64 = 64 * 1024;

/// At most so many types are answered for at once.
const MOST_TYPES: usize = 1_000;

/// What was found in a folder.
#[derive(Debug)]
pub(crate) struct Found {
    folder: PathBuf,
    modified: Option<SystemTime>,
    /// The best file of each name.
    files: HashMap<String, File>,
    /// What was asked for already; nothing where there is no icon.
    icons: HashMap<String, Option<String>>,
}

#[derive(Debug)]
struct File {
    path: PathBuf,
    /// Less is better.
    rank: u32,
}

impl Engine {
    /// The icons for these types, those without a file left out; empty while no folder is set. Files that could do anything in a page (a
    /// script, a reference to elsewhere) are left out too.
    ///
    /// # Errors
    /// [`EngineError::Request`] when the folder cannot be read.
    pub fn own_icons(&self, types: &[String]) -> Result<Vec<OwnIcon>, EngineError> {
        let Some(folder) = self.settings().icons else {
            *lock(&self.inner.icons) = None;
            return Ok(Vec::new());
        };
        let modified = modified(&folder)?;
        let mut cached = lock(&self.inner.icons);
        let is_known = (cached.as_ref())
            .is_some_and(|found| found.folder == folder && found.modified == modified);
        if !is_known {
            *cached = None;
        }
        let found = match &mut *cached {
            Some(found) => found,
            empty => empty.insert(Found {
                files: files(&folder)?,
                icons: HashMap::new(),
                folder,
                modified,
            }),
        };
        let icons = types.iter().take(MOST_TYPES).filter_map(|type_name| {
            Some(OwnIcon {
                type_name: type_name.clone(),
                data_url: found.icon(type_name)?,
            })
        });
        Ok(icons.collect())
    }
}

impl Found {
    fn icon(&mut self, type_name: &str) -> Option<String> {
        if let Some(known) = self.icons.get(type_name) {
            return known.clone();
        }
        let icon = self.file(type_name).and_then(data_url);
        self.icons.insert(type_name.to_owned(), icon.clone());
        icon
    }

    fn file(&self, type_name: &str) -> Option<&Path> {
        names::of_type(type_name)
            .iter()
            .find_map(|name| self.files.get(name))
            .map(|file| file.path.as_path())
    }
}

fn modified(folder: &Path) -> Result<Option<SystemTime>, EngineError> {
    let found = fs::metadata(folder).map_err(|error| unreadable(folder, &error))?;
    if !found.is_dir() {
        return Err(unreadable(
            folder,
            &io::Error::other("it is a file, and a folder is wanted"),
        ));
    }
    Ok(found.modified().ok())
}

fn unreadable(folder: &Path, error: &io::Error) -> EngineError {
    EngineError::Request(format!(
        "The folder of your icons, {}, cannot be read: {error}. Choose another one in Settings, or none.",
        folder.display()
    ))
}

/// The best file of each name below a folder.
fn files(folder: &Path) -> Result<HashMap<String, File>, EngineError> {
    let mut found: HashMap<String, File> = HashMap::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    let mut looked_at = 0;
    while let Some((inside, depth)) = folders.pop() {
        let entries = match fs::read_dir(&inside) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(unreadable(folder, &error)),
            // One that is closed to us does not close the others.
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            looked_at += 1;
            if looked_at > MOST_ENTRIES {
                tracing::warn!(
                    most = MOST_ENTRIES,
                    "the folder of icons has more than is looked at"
                );
                return Ok(found);
            }
            // Links are not followed, so that no circle is walked.
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() && depth < DEEPEST {
                folders.push((entry.path(), depth + 1));
            } else if kind.is_file() {
                enter(&mut found, entry.path());
            }
        }
    }
    Ok(found)
}

fn enter(found: &mut HashMap<String, File>, path: PathBuf) {
    let Some(named) = path
        .file_name()
        .and_then(|name| names::of_file(name.to_str()?))
    else {
        return;
    };
    let file = File {
        path,
        rank: named.rank,
    };
    match found.get(&named.name) {
        // The order of a folder's files is nobody's; the path settles it.
        Some(standing) if (standing.rank, &standing.path) <= (file.rank, &file.path) => {}
        Some(_) | None => {
            found.insert(named.name, file);
        }
    }
}

/// A file as a data URL, when it is an icon and nothing else.
fn data_url(file: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    fs::File::open(file)
        .and_then(|opened| opened.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .ok()?;
    if bytes.len() as u64 > MOST_BYTES {
        return None;
    }
    let kind = check::kind(&bytes)?;
    Some(format!("data:{kind};base64,{}", STANDARD.encode(&bytes)))
}
