//! From a path or a text to a mission or a pack: which form it has, and what stands around it.

use std::path::Path;

use grader::{MAX_CRITERIA, MAX_CRITERIA_IN_PACK};

use crate::{
    Mission, Pack, Problem,
    pack::{self, ReadPack},
    problems::{has_error, whole_file},
    single::{self, Around},
    source::{OnDisk, read_file},
};

const MISSION_FILE: &str = "mission.yaml";

/// Loads a mission from a folder, a single file, or a criteria list of the first form; every problem at once. There is a mission only
/// when none of the problems is an error.
pub fn load_mission(path: &Path) -> (Option<Mission>, Vec<Problem>) {
    if path.is_dir() {
        return load_folder(path);
    }
    let bytes = match read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => return (None, vec![whole_file(path, error.to_string())]),
    };
    // `mission.yaml` of a mission's folder, named itself.
    let beside = path
        .file_name()
        .is_some_and(|name| name == MISSION_FILE)
        .then(|| OnDisk(path.parent().unwrap_or(Path::new(""))));
    let around = Around {
        folder: beside.as_ref().map(|folder| folder as _),
        id: None,
        limit: limit_at(path.parent().and_then(Path::parent)),
        check_templates: true,
    };
    single::read(path, &bytes, around)
}

/// Reads a mission's single-file form, as it is in [`Mission::document`]. `name` is what problems call the file; of a criteria list it is
/// the id too, without its ending.
pub fn parse_mission(name: &str, text: &[u8]) -> (Option<Mission>, Vec<Problem>) {
    let around = Around {
        folder: None,
        id: None,
        // It may come from a pack.
        limit: MAX_CRITERIA_IN_PACK,
        check_templates: true,
    };
    single::read(Path::new(name), text, around)
}

/// Loads a pack's folder; every problem at once. There is a pack only when none of the problems is an error.
pub fn load_pack(folder: &Path) -> (Option<Pack>, Vec<Problem>) {
    let ReadPack { pack, problems, .. } = read_pack(folder);
    (pack.filter(|_| !has_error(&problems)), problems)
}

/// As [`load_pack`], but with the missions that could be loaded beside those that could not.
pub(crate) fn read_pack(folder: &Path) -> ReadPack {
    if !folder.is_dir() {
        let message = if folder.exists() {
            "this is a file, and a pack's folder is wanted"
        } else {
            "there is no such folder"
        };
        return ReadPack {
            pack: None,
            named: Vec::new(),
            problems: vec![whole_file(folder, message)],
        };
    }
    let name = folder_name(folder);
    pack::read(&OnDisk(folder), name.as_deref(), true)
}

fn load_folder(path: &Path) -> (Option<Mission>, Vec<Problem>) {
    let folder = OnDisk(path);
    let bytes = match read_file(&path.join(MISSION_FILE)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = if path.join(pack::PACK_FILE).is_file() {
                "this is a pack's folder; name one of the missions in it".to_owned()
            } else {
                error.to_string()
            };
            return (None, vec![whole_file(Path::new(MISSION_FILE), message)]);
        }
    };
    // Only a pack finds its missions by their folders' names; a copy on its own may be called anything.
    let parent = path
        .canonicalize()
        .ok()
        .and_then(|path| path.parent().map(Path::to_owned));
    let in_pack = parent.as_deref().is_some_and(in_pack);
    let name = folder_name(path).filter(|_| in_pack);
    let around = Around {
        folder: Some(&folder),
        id: name.as_deref().map(|name| (name, "its folder's name")),
        limit: limit_at(parent.as_deref()),
        check_templates: true,
    };
    single::read(Path::new(MISSION_FILE), &bytes, around)
}

/// A folder's own name, also of `.` and `a/..`.
fn folder_name(folder: &Path) -> Option<String> {
    let whole = folder.canonicalize().ok()?;
    Some(whole.file_name()?.to_string_lossy().into_owned())
}

/// Whether a folder is a pack's.
fn in_pack(parent: &Path) -> bool {
    parent.join(pack::PACK_FILE).is_file()
}

/// How many criteria a mission may have whose folder stands in `parent`.
fn limit_at(parent: Option<&Path>) -> usize {
    if parent.is_some_and(in_pack) {
        MAX_CRITERIA_IN_PACK
    } else {
        MAX_CRITERIA
    }
}
