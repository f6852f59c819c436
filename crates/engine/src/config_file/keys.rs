//! The keys of `config.toml`: what each takes, and how each is written.

use std::path::PathBuf;

use toml_edit::Item;

use crate::{
    access::CredentialChoice,
    decimal,
    settings::{Amount, BudgetLines, Settings, Theme},
};

/// What says in a budget that nothing is limited; to leave the key out means the default.
const UNLIMITED: &str = "unlimited";

/// Digits of a USD behind the point: a billionth is the least that is counted.
const USD_PLACES: usize = 9;

/// Every table of the file.
pub(super) const SECTIONS: &[&str] = &[
    "bedrock",
    "budgets",
    "budgets.all",
    "budgets.missions",
    "budgets.mentor",
    "practice",
];

/// Every key of the file, in the order in which they are written.
pub(super) const KEYS: &[&str] = &[
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
    "practice.spaced_return",
    "practice.retention_percent",
    "language",
    "zoom_percent",
    "icons",
    "notify",
];

/// Takes one key into the settings. `source` is the file's text: numbers with a point are read from it, not from the float in between.
pub(super) fn take(
    settings: &mut Settings,
    key: &str,
    item: &Item,
    source: &str,
) -> Result<(), String> {
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
        "practice.spaced_return" => settings.practice.spaced_return = yes_or_no(key, item)?,
        "practice.retention_percent" => settings.practice.retention_percent = whole(key, item)?,
        "language" => settings.language = text_or_nothing(key, item)?,
        "zoom_percent" => settings.zoom_percent = whole(key, item)?,
        "icons" => settings.icons = text_or_nothing(key, item)?.map(PathBuf::from),
        "notify" => settings.notify = yes_or_no(key, item)?,
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

pub(super) fn a(item: &Item) -> String {
    format!("a value of the kind {}", item.type_name())
}

/// The settings as they stand in the file, in the order of [`KEYS`]. Absent values are written as empty ones, so that a value can be taken
/// away.
pub(super) fn values(settings: &Settings) -> Vec<(&'static str, Plain)> {
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
    plain.push(Plain::Flag(settings.practice.spaced_return));
    plain.push(Plain::Number(
        settings.practice.retention_percent.to_string(),
    ));
    let icons = settings
        .icons
        .as_ref()
        .map(|folder| folder.to_string_lossy());
    plain.extend([
        text(settings.language.as_deref()),
        Plain::Number(settings.zoom_percent.to_string()),
        text(icons.as_deref()),
        Plain::Flag(settings.notify),
    ]);
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
pub(super) enum Plain {
    Text(String),
    Flag(bool),
    Texts(Vec<String>),
    /// As it is written: no float comes in between.
    Number(String),
}
