//! `config.toml` on disk: settings that people can read and edit. Their comments, their order and keys that this version does not
//! know survive writing. A file that cannot be understood is used as far as it can be and never overwritten without a copy.

mod keys;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use self::keys::{KEYS, Plain, SECTIONS, a, take, values};
use crate::{
    files,
    settings::{self, SettingProblem, Settings},
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
    for &section in SECTIONS {
        // What stands in a table's place goes; the copy has it.
        if standing
            .problems
            .iter()
            .any(|problem| problem.key == section)
        {
            remove(&mut document, section);
        }
    }
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
        Ok(document) => from_document(&document, text),
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

fn from_document(document: &Document<&str>, text: &str) -> Loaded {
    let mut loaded = Loaded::default();
    let at = |item: &Item| line_at(text.as_bytes(), item.span().map_or(0, |span| span.start));
    for &section in SECTIONS {
        match find(document.as_table(), section) {
            Some(item) if !item.is_table_like() => loaded.problems.push(SettingProblem {
                key: section,
                line: at(item),
                message: format!(
                    "`{section}` is a table, not {}; write [{section}] above its keys",
                    a(item)
                ),
            }),
            Some(_) | None => {}
        }
    }
    for &key in KEYS {
        let Some(item) = find(document.as_table(), key) else {
            continue;
        };
        let mut candidate = loaded.settings.clone();
        let taken = take(&mut candidate, key, item, text).and_then(|()| {
            let mut problems = settings::problems(&candidate).into_iter();
            match problems.find(|(named, _)| *named == key) {
                Some((_, message)) => Err(message),
                None => Ok(()),
            }
        });
        match taken {
            Ok(()) => loaded.settings = candidate,
            Err(message) => loaded.problems.push(SettingProblem {
                key,
                line: at(item),
                message,
            }),
        }
    }
    // `custom` without a program is found when both keys have been read.
    if let Err((key, message)) = settings::check(&loaded.settings) {
        let line = document.as_table().get("editor").map_or(1, at);
        loaded.problems.push(SettingProblem { key, line, message });
        loaded.settings.editor = None;
    }
    loaded.problems.sort_by_key(|problem| problem.line);
    loaded
}

/// What stands at a dotted key, however its tables are written.
fn find<'a>(table: &'a dyn TableLike, key: &str) -> Option<&'a Item> {
    match key.split_once('.') {
        None => table.get(key),
        Some((first, rest)) => find(table.get(first)?.as_table_like()?, rest),
    }
}

fn value(plain: Plain) -> Value {
    match plain {
        Plain::Text(text) => Value::from(text),
        Plain::Flag(flag) => Value::from(flag),
        Plain::Texts(texts) => Value::from(texts.into_iter().collect::<Array>()),
        // A decimal is a number of TOML as it is.
        Plain::Number(number) => number.parse().unwrap_or_else(|_| Value::from(number)),
    }
}

fn put(document: &mut DocumentMut, key: &str, plain: Plain) {
    let mut value = value(plain);
    let mut parts = key.split('.');
    let name = parts.next_back().unwrap_or(key);
    let folder = parts.try_fold(document.as_item_mut(), table_in);
    let Some(table) = folder.and_then(Item::as_table_like_mut) else {
        return;
    };
    match table.get_mut(name) {
        Some(Item::Value(standing)) => {
            // The comment behind a value belongs to the person, not to the value.
            *value.decor_mut() = standing.decor().clone();
            *standing = value;
        }
        Some(other) => *other = Item::Value(value),
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

fn remove(document: &mut DocumentMut, section: &str) {
    let mut parts = section.split('.');
    let name = parts.next_back().unwrap_or(section);
    let parent = parts.try_fold(document.as_item_mut(), table_in);
    if let Some(table) = parent.and_then(Item::as_table_like_mut) {
        table.remove(name);
    }
}

/// The table of a name, made when it is not there; what stands there and is no table is replaced (a copy of the file was kept).
fn table_in<'a>(parent: &'a mut Item, name: &str) -> Option<&'a mut Item> {
    // Within braces only braces can be written.
    let in_braces = parent.is_inline_table();
    let item = parent
        .as_table_like_mut()?
        .entry(name)
        .or_insert(Item::None);
    if !item.is_table_like() {
        *item = if in_braces {
            Item::Value(Value::InlineTable(InlineTable::new()))
        } else {
            let mut made = Table::new();
            // Its header is written when something stands in it.
            made.set_implicit(true);
            Item::Table(made)
        };
    }
    Some(item)
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
