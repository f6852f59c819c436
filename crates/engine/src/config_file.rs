//! `config.toml` on disk: settings that people can read and edit. Their comments, their order and keys that this version does not
//! know survive writing. A file that cannot be understood is used as far as it can be and never overwritten without a copy.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::{
    access::CredentialChoice,
    decimal, files,
    settings::{self, Amount, BudgetLines, SettingProblem, Settings, Theme},
};

/// What says in a budget that nothing is limited; to leave the key out means the default.
const UNLIMITED: &str = "unlimited";

/// Digits of a USD behind the point: a billionth is the least that is counted.
const USD_PLACES: usize = 9;

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

/// Every table of the file.
const SECTIONS: &[&str] = &[
    "bedrock",
    "budgets",
    "budgets.all",
    "budgets.missions",
    "budgets.mentor",
];

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
    "bedrock.credentials",
    "bedrock.profile",
    "bedrock.region",
    "bedrock.model",
    "bedrock.mentor_model",
    "bedrock.calls_at_once",
    "bedrock.sqs_strict",
    "bedrock.visibility_minutes",
    "budgets.all.ten_minutes_usd",
    "budgets.all.ten_minutes_tokens",
    "budgets.all.day_usd",
    "budgets.all.day_tokens",
    "budgets.all.month_usd",
    "budgets.all.month_tokens",
    "budgets.missions.ten_minutes_usd",
    "budgets.missions.ten_minutes_tokens",
    "budgets.missions.day_usd",
    "budgets.missions.day_tokens",
    "budgets.missions.month_usd",
    "budgets.missions.month_tokens",
    "budgets.mentor.ten_minutes_usd",
    "budgets.mentor.ten_minutes_tokens",
    "budgets.mentor.day_usd",
    "budgets.mentor.day_tokens",
    "budgets.mentor.month_usd",
    "budgets.mentor.month_tokens",
];

/// Takes one key into the settings. `source` is the file's text: numbers with a point are read from it, not from the float in between.
fn take(settings: &mut Settings, key: &str, item: &Item, source: &str) -> Result<(), String> {
    let bedrock = &mut settings.bedrock;
    match key {
        "theme" => {
            let name = text(key, item)?;
            settings.theme = Theme::named(&name).ok_or_else(|| {
                format!("`theme` is \"system\", \"light\" or \"dark\", not \"{name}\"")
            })?;
        }
        "editor" => settings.editor = text_or_nothing(key, item)?,
        "custom_editor" => settings.custom_editor = texts(key, item)?,
        "open_editor_on_start" => settings.open_editor_on_start = yes_or_no(key, item)?,
        "workspaces" => settings.workspaces = text_or_nothing(key, item)?.map(PathBuf::from),
        "show_streak" => settings.show_streak = yes_or_no(key, item)?,
        "learner_name" => settings.learner_name = text(key, item)?,
        "welcomed" => settings.welcomed = yes_or_no(key, item)?,
        "bedrock.credentials" => {
            let name = text(key, item)?;
            bedrock.credentials = CredentialChoice::named(&name).ok_or_else(|| {
                format!("`{key}` is \"aws\", \"pasted\" or \"off\", not \"{name}\"")
            })?;
        }
        "bedrock.profile" => bedrock.profile = text_or_nothing(key, item)?,
        "bedrock.region" => bedrock.region = text_or_nothing(key, item)?,
        "bedrock.model" => bedrock.model = text(key, item)?,
        "bedrock.mentor_model" => bedrock.mentor_model = text_or_nothing(key, item)?,
        "bedrock.calls_at_once" => bedrock.calls_at_once = whole(key, item)?,
        "bedrock.sqs_strict" => bedrock.sqs_strict = yes_or_no(key, item)?,
        "bedrock.visibility_minutes" => bedrock.visibility_minutes = whole(key, item)?,
        _ => {
            if let Some((amount, places)) = amount_mut(settings, key) {
                *amount = limit(key, item, source, places)?;
            }
        }
    }
    Ok(())
}

/// The amount of a budget's key, and how many digits it has behind the point.
fn amount_mut<'a>(settings: &'a mut Settings, key: &str) -> Option<(&'a mut Option<i64>, usize)> {
    let (purpose, line) = key.strip_prefix("budgets.")?.split_once('.')?;
    let lines = match purpose {
        "all" => &mut settings.budgets.all,
        "missions" => &mut settings.budgets.missions,
        "mentor" => &mut settings.budgets.mentor,
        _ => return None,
    };
    let (window, unit) = line.rsplit_once('_')?;
    let amount = match window {
        "ten_minutes" => &mut lines.ten_minutes,
        "day" => &mut lines.day,
        "month" => &mut lines.month,
        _ => return None,
    };
    match unit {
        "usd" => Some((&mut amount.nusd, USD_PLACES)),
        "tokens" => Some((&mut amount.tokens, 0)),
        _ => None,
    }
}

fn limit(key: &str, item: &Item, source: &str, places: usize) -> Result<Option<i64>, String> {
    if item.as_str() == Some(UNLIMITED) {
        return Ok(None);
    }
    decimal::scaled(item, source, places)
        .map(Some)
        .map_err(|why| format!("`{key}` is a number, or \"{UNLIMITED}\": {why}"))
}

fn whole(key: &str, item: &Item) -> Result<u32, String> {
    item.as_integer()
        .and_then(|number| u32::try_from(number).ok())
        .ok_or_else(|| format!("`{key}` is a whole number, not {}", a(item)))
}

/// An empty text is one that is not there, so that a value can be taken away.
fn text_or_nothing(key: &str, item: &Item) -> Result<Option<String>, String> {
    Ok(Some(text(key, item)?).filter(|text| !text.is_empty()))
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

/// The settings as they stand in the file, in the order of [`KEYS`]. Absent values are written as empty ones, so that a value can be taken
/// away.
fn values(settings: &Settings) -> Vec<(&'static str, Plain)> {
    let bedrock = &settings.bedrock;
    let text = |text: Option<&str>| Plain::Text(text.unwrap_or_default().to_owned());
    let folder = settings
        .workspaces
        .as_ref()
        .map(|folder| folder.to_string_lossy());
    let mut plain = vec![
        text(Some(settings.theme.name())),
        text(settings.editor.as_deref()),
        Plain::Texts(settings.custom_editor.clone()),
        Plain::Flag(settings.open_editor_on_start),
        text(folder.as_deref()),
        Plain::Flag(settings.show_streak),
        text(Some(&settings.learner_name)),
        Plain::Flag(settings.welcomed),
        text(Some(bedrock.credentials.name())),
        text(bedrock.profile.as_deref()),
        text(bedrock.region.as_deref()),
        text(Some(&bedrock.model)),
        text(bedrock.mentor_model.as_deref()),
        Plain::Number(bedrock.calls_at_once.to_string()),
        Plain::Flag(bedrock.sqs_strict),
        Plain::Number(bedrock.visibility_minutes.to_string()),
    ];
    let budgets = &settings.budgets;
    for lines in [&budgets.all, &budgets.missions, &budgets.mentor] {
        plain.extend(plain_lines(lines));
    }
    KEYS.iter().copied().zip(plain).collect()
}

fn plain_lines(lines: &BudgetLines) -> impl Iterator<Item = Plain> {
    let plain = |amount: Option<i64>, places| match amount {
        Some(amount) => Plain::Number(decimal::written(amount, places)),
        None => Plain::Text(UNLIMITED.to_owned()),
    };
    [lines.ten_minutes, lines.day, lines.month]
        .into_iter()
        .flat_map(move |Amount { nusd, tokens }| [plain(nusd, USD_PLACES), plain(tokens, 0)])
}

#[derive(Clone, PartialEq, Eq)]
enum Plain {
    Text(String),
    Flag(bool),
    Texts(Vec<String>),
    /// As it is written: no float comes in between.
    Number(String),
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
