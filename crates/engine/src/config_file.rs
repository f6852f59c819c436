//! `config.toml` on disk: settings that people can read and edit. Their comments, their order and keys that this version does not
//! know survive writing. A file that cannot be understood is used as far as it can be and never overwritten without a copy.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml_edit::{Array, Document, DocumentMut, Item, Value};

use crate::{
    files,
    settings::{self, SettingProblem, Settings, Theme},
};

/// What reading `config.toml` found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loaded {
    /// The settings; a default where the file says nothing or nothing usable.
    pub(crate) settings: Settings,
    /// What cannot be used, in the order of the file.
    pub(crate) problems: Vec<SettingProblem>,
}

/// Reads the file; one that is not there is empty.
pub(crate) fn load(file: &Path) -> Loaded {
    match fs::read(file) {
        Ok(bytes) => parse(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Loaded::default(),
        Err(error) => whole_file(1, format!("it cannot be read: {error}")),
    }
}

/// Writes settings into the file as it is now. A file with problems is kept as `config.toml.broken-1` first.
pub(crate) fn save(file: &Path, settings: &Settings) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let standing = parse(&bytes);
    if !standing.problems.is_empty() {
        fs::copy(file, broken_copy(file))?;
    }
    let mut document: DocumentMut = std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or_default();
    for (key, value) in values(settings) {
        let unusable = standing.problems.iter().any(|problem| problem.key == key);
        let unchanged = values(&standing.settings).contains(&(key, value.clone()));
        // A key that says the same already keeps its very spelling; a default that nobody wrote down stays unwritten.
        if unusable || !unchanged {
            put(&mut document, key, value);
        }
    }
    files::replace(file, document.to_string().as_bytes())
}

fn parse(bytes: &[u8]) -> Loaded {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = line_at(bytes, error.valid_up_to());
            return whole_file(line, "it is not UTF-8".to_owned());
        }
    };
    match Document::parse(text) {
        Ok(document) => from_document(&document, bytes),
        Err(error) => {
            let line = line_at(bytes, error.span().map_or(0, |span| span.start));
            whole_file(line, error.message().replace('\n', ", "))
        }
    }
}

fn whole_file(line: u32, message: String) -> Loaded {
    Loaded {
        settings: Settings::default(),
        problems: vec![SettingProblem {
            key: "",
            line,
            message,
        }],
    }
}

fn from_document(document: &Document<&str>, bytes: &[u8]) -> Loaded {
    let mut loaded = Loaded::default();
    for &key in KEYS {
        let Some(item) = document.as_table().get(key) else {
            continue;
        };
        let mut candidate = loaded.settings.clone();
        let taken =
            take(&mut candidate, key, item).and_then(|()| match settings::check(&candidate) {
                Err((named, message)) if named == key => Err(message),
                _ => Ok(()),
            });
        match taken {
            Ok(()) => loaded.settings = candidate,
            Err(message) => loaded.problems.push(SettingProblem {
                key,
                line: line_at(bytes, item.span().map_or(0, |span| span.start)),
                message,
            }),
        }
    }
    // `custom` without a program is found when both keys have been read.
    if let Err((key, message)) = settings::check(&loaded.settings) {
        let place = document.as_table().get("editor").and_then(Item::span);
        let line = line_at(bytes, place.map_or(0, |span| span.start));
        loaded.problems.push(SettingProblem { key, line, message });
        loaded.settings.editor = None;
    }
    loaded.problems.sort_by_key(|problem| problem.line);
    loaded
}

/// Every key of the file, in the order in which they are written.
const KEYS: &[&str] = &[
    "theme",
    "editor",
    "custom_editor",
    "open_editor_on_start",
    "workspaces",
    "show_streak",
    "learner_name",
    "welcomed",
];

fn take(settings: &mut Settings, key: &str, item: &Item) -> Result<(), String> {
    match key {
        "theme" => {
            let name = text(key, item)?;
            settings.theme = Theme::named(&name).ok_or_else(|| {
                format!("`theme` is \"system\", \"light\" or \"dark\", not \"{name}\"")
            })?;
        }
        "editor" => settings.editor = Some(text(key, item)?).filter(|id| !id.is_empty()),
        "custom_editor" => settings.custom_editor = texts(key, item)?,
        "open_editor_on_start" => settings.open_editor_on_start = yes_or_no(key, item)?,
        "workspaces" => {
            settings.workspaces = Some(text(key, item)?)
                .filter(|folder| !folder.is_empty())
                .map(PathBuf::from);
        }
        "show_streak" => settings.show_streak = yes_or_no(key, item)?,
        "learner_name" => settings.learner_name = text(key, item)?,
        _ => settings.welcomed = yes_or_no(key, item)?,
    }
    Ok(())
}

fn text(key: &str, item: &Item) -> Result<String, String> {
    item.as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("`{key}` is a text in quotes, not {}", a(item)))
}

fn yes_or_no(key: &str, item: &Item) -> Result<bool, String> {
    item.as_bool()
        .ok_or_else(|| format!("`{key}` is true or false, not {}", a(item)))
}

fn texts(key: &str, item: &Item) -> Result<Vec<String>, String> {
    item.as_array()
        .and_then(|array| {
            array
                .iter()
                .map(|value| value.as_str().map(str::to_owned))
                .collect()
        })
        .ok_or_else(|| format!("`{key}` is a list of texts, such as [\"my-editor\", \"{{file}}\"]"))
}

fn a(item: &Item) -> String {
    format!("a value of the kind {}", item.type_name())
}

/// The settings as they stand in the file. Absent values are written as empty ones, so that a value can be taken away.
fn values(settings: &Settings) -> Vec<(&'static str, Plain)> {
    let workspaces = settings.workspaces.as_ref();
    vec![
        ("theme", Plain::Text(settings.theme.name().to_owned())),
        (
            "editor",
            Plain::Text(settings.editor.clone().unwrap_or_default()),
        ),
        (
            "custom_editor",
            Plain::Texts(settings.custom_editor.clone()),
        ),
        (
            "open_editor_on_start",
            Plain::Flag(settings.open_editor_on_start),
        ),
        (
            "workspaces",
            Plain::Text(
                workspaces.map_or_else(String::new, |folder| folder.to_string_lossy().into_owned()),
            ),
        ),
        ("show_streak", Plain::Flag(settings.show_streak)),
        ("learner_name", Plain::Text(settings.learner_name.clone())),
        ("welcomed", Plain::Flag(settings.welcomed)),
    ]
}

#[derive(Clone, PartialEq, Eq)]
enum Plain {
    Text(String),
    Flag(bool),
    Texts(Vec<String>),
}

fn put(document: &mut DocumentMut, key: &str, plain: Plain) {
    let mut value = match plain {
        Plain::Text(text) => Value::from(text),
        Plain::Flag(flag) => Value::from(flag),
        Plain::Texts(texts) => Value::from(texts.into_iter().collect::<Array>()),
    };
    match document.get_mut(key) {
        Some(Item::Value(standing)) => {
            // The comment behind a value belongs to the person, not to the value.
            *value.decor_mut() = standing.decor().clone();
            *standing = value;
        }
        Some(other) => *other = Item::Value(value),
        None => {
            document.insert(key, Item::Value(value));
        }
    }
}

/// The first free name of `config.toml.broken-1`, `-2`, ...
fn broken_copy(file: &Path) -> PathBuf {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    (1u32..)
        .map(|number| file.with_file_name(format!("{name}.broken-{number}")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| file.with_file_name(format!("{name}.broken")))
}

fn line_at(bytes: &[u8], offset: usize) -> u32 {
    let before = &bytes[..offset.min(bytes.len())];
    let ends = before.iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}
