//! The settings in force. How they are kept in `config.toml` is in `config_file`.

use std::path::PathBuf;

use crate::{Home, access::CredentialChoice, config_file};

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Light, dark, or what the system says.
    pub theme: Theme,
    /// A launcher's id from [`crate::launch::LAUNCHERS`], `custom`, or nothing: the first one found.
    pub editor: Option<String>,
    /// The program and arguments of `custom`, with `{file}` `{line}` `{column}`; never given to a shell.
    pub custom_editor: Vec<String>,
    /// Whether starting a mission opens the editor.
    pub open_editor_on_start: bool,
    /// Where workspaces are made, when not [`crate::Home::workspaces`].
    pub workspaces: Option<PathBuf>,
    /// Whether Progress shows a streak.
    pub show_streak: bool,
    /// The learner's name, shown in Progress; may be empty.
    pub learner_name: String,
    /// Whether the welcome screen was left.
    pub welcomed: bool,
    /// How the model is reached and how hard it is asked.
    pub bedrock: BedrockSettings,
    /// What may be spent.
    pub budgets: Budgets,
    /// Whether and how what was hard comes back.
    pub practice: PracticeSettings,
    /// The window's language, as `en` or `de`; absent: what the system says.
    pub language: Option<String>,
    /// How large the window's text is, in percent: 80 to 200.
    pub zoom_percent: u32,
    /// The learner's own folder of service icons.
    pub icons: Option<PathBuf>,
    /// Whether the desktop is told of what happens while the window is not in front.
    pub notify: bool,
}

impl Settings {
    /// Those in `config.toml`, with defaults for what it does not say or says in vain. For a shell that needs them before its engine is open.
    #[must_use]
    pub fn read(home: &Home) -> Settings {
        config_file::load(&home.config_file()).settings
    }
}

/// Whether and how what was hard comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PracticeSettings {
    /// The switch.
    pub spaced_return: bool,
    /// How well it should still be known when it comes back, in percent: 70 to 97.
    pub retention_percent: u32,
}

impl Default for PracticeSettings {
    /// Nine in ten, as FSRS itself does.
    fn default() -> PracticeSettings {
        PracticeSettings {
            spaced_return: true,
            retention_percent: 90,
        }
    }
}

/// How the model is reached and how hard it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BedrockSettings {
    /// Where credentials come from.
    pub credentials: CredentialChoice,
    /// The AWS profile; absent: the environment's, or `default`.
    pub profile: Option<String>,
    /// The region; absent: the profile's or the environment's.
    pub region: Option<String>,
    /// The model, inference profile or ARN that writes missions.
    pub model: String,
    /// The one for hints and questions; absent: the same.
    pub mentor_model: Option<String>,
    /// How many calls may be under way at once, 1 to 50.
    pub calls_at_once: u32,
    /// Whether throttles and the like count as receives, as they would in SQS.
    pub sqs_strict: bool,
    /// How long a leased job is nobody else's without a heartbeat, 1 to 720.
    pub visibility_minutes: u32,
}

/// What may be spent, by purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// For everything together.
    pub all: BudgetLines,
    /// For writing and mending missions.
    pub missions: BudgetLines,
    /// For hints and questions.
    pub mentor: BudgetLines,
}

/// The limits of one purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetLines {
    /// In the last ten minutes.
    pub ten_minutes: Amount,
    /// In the day, UTC.
    pub day: Amount,
    /// In the calendar month, UTC.
    pub month: Amount,
}

/// A limit; fields that are absent do not limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Billionths of a USD.
    pub nusd: Option<i64>,
    /// Tokens.
    pub tokens: Option<i64>,
}

impl BedrockSettings {
    /// The model of the mentor.
    pub fn for_mentor(&self) -> &str {
        self.mentor_model.as_deref().unwrap_or(&self.model)
    }
}

impl Default for BedrockSettings {
    fn default() -> BedrockSettings {
        BedrockSettings {
            credentials: CredentialChoice::default(),
            profile: None,
            region: None,
            model: "global.anthropic.claude-sonnet-4-6".to_owned(),
            mentor_model: None,
            calls_at_once: 10,
            sqs_strict: false,
            visibility_minutes: 30,
        }
    }
}

impl Default for Budgets {
    /// Enough for a course of missions, and no more than a learner would shrug at.
    fn default() -> Budgets {
        let usd = |usd: i64| Amount {
            nusd: Some(usd * 1_000_000_000),
            tokens: None,
        };
        Budgets {
            all: BudgetLines {
                ten_minutes: usd(1),
                day: usd(3),
                month: usd(10),
            },
            missions: BudgetLines::default(),
            mentor: BudgetLines::default(),
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: Theme::System,
            editor: None,
            custom_editor: Vec::new(),
            // A mission is worked on in an editor; the first one found is better than none.
            open_editor_on_start: true,
            workspaces: None,
            show_streak: true,
            learner_name: String::new(),
            welcomed: false,
            bedrock: BedrockSettings::default(),
            budgets: Budgets::default(),
            practice: PracticeSettings::default(),
            language: None,
            zoom_percent: 100,
            icons: None,
            notify: true,
        }
    }
}

/// The window's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// What the system says.
    #[default]
    System,
    /// Paper.
    Light,
    /// Blueprint.
    Dark,
}

impl Theme {
    /// As `config.toml` names it.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub fn named(name: &str) -> Option<Theme> {
        [Theme::System, Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }
}

/// A setting that cannot be used, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SettingProblem {
    /// The key; empty when the file as a whole cannot be read.
    pub(crate) key: &'static str,
    /// From 1.
    pub(crate) line: u32,
    /// A sentence.
    pub(crate) message: String,
}

/// What is wrong with settings, whoever wrote them: the key and a sentence; the first one.
pub(crate) fn check(settings: &Settings) -> Result<(), (&'static str, String)> {
    match problems(settings).into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(()),
    }
}

/// Everything that is wrong with settings: the key, as `config.toml` has it, and a sentence.
pub(crate) fn problems(settings: &Settings) -> Vec<(&'static str, String)> {
    let bedrock = &settings.bedrock;
    [
        ("custom_editor", custom_editor(settings)),
        ("editor", editor(settings)),
        ("workspaces", workspaces(settings)),
        ("bedrock.profile", profile(bedrock)),
        ("bedrock.region", region(bedrock)),
        ("bedrock.model", model(&bedrock.model)),
        (
            "bedrock.mentor_model",
            bedrock.mentor_model.as_deref().and_then(model),
        ),
        (
            "bedrock.calls_at_once",
            within(bedrock.calls_at_once, 1..=50, "calls at once"),
        ),
        (
            "bedrock.visibility_minutes",
            within(bedrock.visibility_minutes, 1..=720, "minutes"),
        ),
        ("budgets", negative(&settings.budgets)),
        (
            "practice.retention_percent",
            within(settings.practice.retention_percent, 70..=97, "percent"),
        ),
        ("language", language(settings)),
        (
            "zoom_percent",
            within(settings.zoom_percent, 80..=200, "percent"),
        ),
        ("icons", icons(settings)),
    ]
    .into_iter()
    .filter_map(|(key, problem)| Some((key, problem?)))
    .collect()
}

fn custom_editor(settings: &Settings) -> Option<String> {
    let is_empty = |part: &String| part.trim().is_empty();
    (settings.editor.as_deref() == Some("custom") && settings.custom_editor.iter().all(is_empty))
        .then(|| {
            "a custom editor needs a program, for example [\"my-editor\", \"{file}\"]".to_owned()
        })
}

fn editor(settings: &Settings) -> Option<String> {
    let id = settings.editor.as_deref()?;
    (id != "custom" && !crate::launch::is_known(id))
        .then(|| format!("there is no editor `{id}`; `mission doctor` lists them"))
}

fn workspaces(settings: &Settings) -> Option<String> {
    let folder = settings.workspaces.as_ref()?;
    (!folder.is_absolute()).then(|| format!("the folder {} has to be absolute", folder.display()))
}

/// Which languages there are is the front end's to know; this is only the form of a language tag (BCP 47).
fn language(settings: &Settings) -> Option<String> {
    let language = settings.language.as_deref()?;
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (!language.split('-').all(part))
        .then(|| format!("`{language}` is no language; one looks like en or de"))
}

fn icons(settings: &Settings) -> Option<String> {
    let folder = settings.icons.as_ref()?;
    (!folder.is_absolute()).then(|| format!("the folder {} has to be absolute", folder.display()))
}

fn profile(bedrock: &BedrockSettings) -> Option<String> {
    let name = bedrock.profile.as_deref()?;
    let odd = |c: char| c.is_control() || matches!(c, '[' | ']');
    (name.trim().is_empty() || name.contains(odd))
        .then(|| "an AWS profile is named as in ~/.aws/config, without brackets".to_owned())
}

/// As AWS names them: `eu-central-1`, `us-gov-west-1`.
fn region(bedrock: &BedrockSettings) -> Option<String> {
    let region = bedrock.region.as_deref()?;
    let parts: Vec<&str> = region.split('-').collect();
    let is_shaped = parts.len() >= 3
        && region.len() <= 32
        && parts.iter().enumerate().all(|(at, part)| {
            let all = |is: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|byte| is(&byte));
            if at + 1 == parts.len() {
                all(u8::is_ascii_digit)
            } else {
                all(u8::is_ascii_lowercase)
            }
        });
    (!is_shaped).then(|| format!("`{region}` is no region; one looks like eu-central-1"))
}

/// A model id, an inference profile's id or an ARN of either; the letters and the length are those of Bedrock's `modelId`.
pub(crate) fn model(id: &str) -> Option<String> {
    let known = |c: char| c.is_ascii_alphanumeric() || "-._:/".contains(c);
    (id.is_empty() || id.len() > 2048 || !id.chars().all(known)).then(|| {
        "a model is a Bedrock model id, an inference profile or an ARN, such as global.anthropic.claude-sonnet-4-6".to_owned()
    })
}

fn within(found: u32, range: std::ops::RangeInclusive<u32>, what: &str) -> Option<String> {
    (!range.contains(&found)).then(|| {
        format!(
            "{found} {what} are not possible; {} to {} are",
            range.start(),
            range.end()
        )
    })
}

/// A budget of the window; `config.toml` cannot say one.
fn negative(budgets: &Budgets) -> Option<String> {
    let lines = [&budgets.all, &budgets.missions, &budgets.mentor];
    lines
        .iter()
        .flat_map(|lines| [lines.ten_minutes, lines.day, lines.month])
        .flat_map(|amount| [amount.nusd, amount.tokens])
        .flatten()
        .any(|amount| amount < 0)
        .then(|| "a budget cannot be less than nothing".to_owned())
}
