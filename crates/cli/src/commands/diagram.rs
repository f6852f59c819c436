//! `mission diagram`: the architecture of a template, drawn: of a file, or of a mission's saves.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use cfn::{Parameters, Severity, codes};
use clap::{Args, ValueEnum};
use diagram::{ItemKind, Scene};
use engine::{
    AttemptId, Engine, EngineError,
    diagram::{DiagramFormat, write_file},
};
use grader::Subject;
use missions::Mission;

use super::grade::parameter;
use crate::{
    data,
    failure::{Exit, Failure},
    shell::Shell,
    source, template,
};

/// Draw the architecture of a template
///
/// Of a file; with a mission, as it stands against its criteria, and with what is missing. Of a mission that you have started, its newest save;
/// without an argument, of the mission that you worked on last.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission diagram template.yaml
  mission diagram template.yaml --mission orders-survive-a-crash --format svg > architecture.svg
  mission diagram private-photo-bucket --output architecture.mmd
  cdk synth | mission diagram - --format dot | dot -Tpdf > architecture.pdf

Failing and missing parts do not change the exit code: grading is `mission grade`.")]
pub(crate) struct DiagramArgs {
    /// A CloudFormation template, YAML or JSON (`-` is the standard input), or the id of a mission
    #[arg(value_name = "TEMPLATE|ID")]
    subject: Option<PathBuf>,
    /// The id of a mission, a mission's folder or file, or a list of criteria (JSON or YAML)
    #[arg(short, long, value_name = "FILE|ID")]
    mission: Option<String>,
    /// A value for a template parameter or a pseudo parameter (`AWS::Region=eu-west-1`); the mission's own values win
    #[arg(short, long = "param", value_name = "K=V", value_parser = parameter)]
    parameters: Vec<(String, String)>,
    /// How to draw it [default: what the name of --output says, else text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// An SVG for a dark page
    #[arg(long)]
    dark: bool,
    /// Write into this file instead of to the standard output; replaced whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw this save of a started mission, as `mission history` numbers it
    #[arg(long, value_name = "SAVE")]
    attempt: Option<i64>,
    /// Fold this group (a VPC, a subnet); may be given more than once
    #[arg(long, value_name = "LOGICAL-ID")]
    collapse: Vec<String>,
}

/// What `mission diagram` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A drawing that stands alone
    Svg,
    /// Mermaid's flowchart, for Markdown
    Mermaid,
    /// Graphviz
    Dot,
    /// Lines for a terminal
    Text,
    /// Boxes, lines and their places as one JSON object
    Json,
}

impl DiagramArgs {
    pub(crate) fn is_json(&self) -> bool {
        self.format() == DiagramFormat::Json
    }

    fn format(&self) -> DiagramFormat {
        let format = self
            .format
            .or_else(|| self.output.as_deref().and_then(by_name));
        match format.unwrap_or(Format::Text) {
            Format::Svg if self.dark => DiagramFormat::SvgDark,
            Format::Svg => DiagramFormat::Svg,
            Format::Mermaid => DiagramFormat::Mermaid,
            Format::Dot => DiagramFormat::Dot,
            Format::Text => DiagramFormat::Text,
            Format::Json => DiagramFormat::Json,
        }
    }
}

/// The format that a file's name asks for.
fn by_name(file: &Path) -> Option<Format> {
    let ending = file.extension()?.to_str()?.to_lowercase();
    match ending.as_str() {
        "svg" => Some(Format::Svg),
        "mmd" | "mermaid" | "md" => Some(Format::Mermaid),
        "dot" | "gv" => Some(Format::Dot),
        "txt" => Some(Format::Text),
        "json" => Some(Format::Json),
        _ => None,
    }
}

pub(crate) fn run(args: &DiagramArgs, shell: &Shell) -> Result<Exit, Failure> {
    let format = args.format();
    if args.dark && format != DiagramFormat::SvgDark {
        return Err(Failure::usage(
            "--dark is for --format svg; the other formats have no colours of a page",
        ));
    }
    if let Some(output) = &args.output {
        check_output(output, args, shell)?;
    }
    let scene = folded(&source(args, shell)?, &args.collapse)?;
    let text = format
        .write(&scene, shell.width)
        .ok_or_else(|| Failure::internal("the format cannot be printed"))?;
    let Some(output) = &args.output else {
        shell.print(&text)?;
        return Ok(Exit::Passed);
    };
    let file = std::path::absolute(output)
        .map_err(|error| Failure::usage(format!("{}: {error}", output.display())))?;
    write_file(&file, format, text.as_bytes()).map_err(Failure::of_output)?;
    shell.say(&format!(
        "wrote {}",
        crate::text::safe(&output.to_string_lossy())
    ));
    Ok(Exit::Passed)
}

/// The output must say which form it has, and must not be something that is read here or that a learner works on.
fn check_output(output: &Path, args: &DiagramArgs, shell: &Shell) -> Result<(), Failure> {
    let shown = crate::text::safe(&output.to_string_lossy());
    if args.format.is_none() && by_name(output).is_none() {
        return Err(Failure::usage(format!(
            "{shown} does not end as a format does: .svg, .mmd, .mermaid, .md, .dot, .gv, .txt or .json; choose another name, or give --format too"
        )));
    }
    let Ok(place) = fs::canonicalize(output) else {
        // Nothing is there to be lost.
        return Ok(());
    };
    let mission = args.mission.as_deref().map(Path::new);
    let read = args.subject.as_deref().into_iter().chain(mission);
    let mut read = read.filter_map(|file| fs::canonicalize(file).ok());
    if read.any(|file| file == place) {
        return Err(Failure::usage(format!(
            "{shown} is what is drawn, and stays; choose another name"
        )));
    }
    if let Some(engine) = engine(shell)? {
        engine.refuse_template(&place)?;
    }
    Ok(())
}

/// What is drawn.
enum Source {
    /// A template's text.
    Text {
        name: String,
        text: Vec<u8>,
        mission: Option<Mission>,
        parameters: Parameters,
    },
    /// A save of the learner's, or what they start with.
    Learner {
        engine: Engine,
        id: String,
        attempt: Option<AttemptId>,
    },
    /// What a mission starts with.
    Starter { mission: Mission, text: Vec<u8> },
}

impl Source {
    fn draw(&self, collapsed: &BTreeSet<String>) -> Result<Scene, Failure> {
        let (subject, rubric) = match self {
            Source::Learner {
                engine,
                id,
                attempt,
            } => {
                return engine
                    .diagram(id, *attempt, collapsed)
                    .map_err(|error| Failure::of_save(error, Some(id)));
            }
            Source::Text {
                name,
                text,
                mission,
                parameters,
            } => (
                Subject {
                    mission: mission.as_ref().map_or("", |mission| &mission.id),
                    template: name,
                    text,
                    parameters,
                },
                mission.as_ref().map(|mission| &mission.rubric),
            ),
            Source::Starter { mission, text } => (
                Subject {
                    mission: &mission.id,
                    template: "starter.yaml",
                    text,
                    parameters: &mission.parameters,
                },
                None,
            ),
        };
        let report = rubric.map(|rubric| grader::grade(subject, rubric));
        let picture = diagram::picture(subject, rubric, report.as_ref(), collapsed);
        Ok(diagram::lay_out(&picture, None).0)
    }
}

/// The scene with these groups folded, each of which there has to be.
fn folded(source: &Source, collapse: &[String]) -> Result<Scene, Failure> {
    let scene = source.draw(&BTreeSet::new())?;
    if collapse.is_empty() {
        return Ok(scene);
    }
    let groups = scene
        .nodes
        .iter()
        .filter(|node| node.kind == ItemKind::Group);
    let groups: Vec<&str> = groups.map(|group| group.id.as_str()).collect();
    if let Some(unknown) = collapse.iter().find(|id| !groups.contains(&id.as_str())) {
        let there_are = match groups.is_empty() {
            true => "this template has none; leave --collapse out".to_owned(),
            false => format!("there are {}", groups.join(", ")),
        };
        return Err(Failure::usage(crate::text::safe(&format!(
            "there is no group `{unknown}`: {there_are}"
        ))));
    }
    source.draw(&collapse.iter().cloned().collect())
}

fn source(args: &DiagramArgs, shell: &Shell) -> Result<Source, Failure> {
    match (&args.subject, &args.mission) {
        (Some(path), mission) if mission.is_some() || is_template(path, shell)? => {
            if args.attempt.is_some() {
                return Err(Failure::usage(
                    "--attempt is a save of a started mission; leave the template out",
                ));
            }
            let mission = mission
                .as_deref()
                .map(|mission| source::load(mission, shell));
            of_file(path, mission.transpose()?, args, shell)
        }
        (subject, mission) => {
            if !args.parameters.is_empty() {
                return Err(Failure::usage(
                    "--param is for a template; a mission has values of its own",
                ));
            }
            let wanted = mission
                .clone()
                .or_else(|| subject.as_ref().map(|id| id.to_string_lossy().into_owned()));
            of_mission(wanted, args.attempt.map(AttemptId), shell)
        }
    }
}

/// Whether an argument is a template rather than a mission's id. A file that happens to be named as a mission is named as `./ID`.
fn is_template(path: &Path, shell: &Shell) -> Result<bool, Failure> {
    if path == Path::new(template::STDIN) || is_path(path) {
        return Ok(true);
    }
    Ok(path.is_file() && !is_mission(&path.to_string_lossy(), shell)?)
}

/// Whether this can be nothing but a path: ids have neither separators nor dots.
fn is_path(path: &Path) -> bool {
    path.extension().is_some() || path.components().count() != 1 || path.starts_with(".")
}

fn is_mission(id: &str, shell: &Shell) -> Result<bool, Failure> {
    if missions::bundled_mission(id).is_some() {
        return Ok(true);
    }
    Ok(engine(shell)?.is_some_and(|engine| engine.mission(id).is_ok()))
}

/// The learner's data; where there is none yet, none is made.
fn engine(shell: &Shell) -> Result<Option<Engine>, Failure> {
    let has_data = data::home()?.database().is_file();
    has_data.then(|| data::open(shell)).transpose()
}

fn of_file(
    path: &Path,
    mission: Option<Mission>,
    args: &DiagramArgs,
    shell: &Shell,
) -> Result<Source, Failure> {
    let name = path.to_string_lossy().into_owned();
    let text =
        template::read(path).map_err(|reason| Failure::template(format!("{name} {reason}")))?;
    let mut parameters: Parameters = args.parameters.iter().cloned().collect();
    for (name, value) in mission.iter().flat_map(|mission| &mission.parameters) {
        if parameters
            .insert(name.clone(), value.clone())
            .is_some_and(|given| given != *value)
        {
            shell.warn(&format!(
                "the mission sets `{name}` to `{value}`; --param does not change that"
            ));
        }
    }
    unparsable(&name, &text, &parameters)?;
    Ok(Source::Text {
        name,
        text,
        mission,
        parameters,
    })
}

/// The sentence with its place when there is no template in a text, or none of its resources can be read.
fn unparsable(name: &str, text: &[u8], parameters: &Parameters) -> Result<(), Failure> {
    let document = cfn::parse(text);
    let model = cfn::resolve(&document, parameters);
    let mut remarks = document.diagnostics.iter().chain(&model.diagnostics);
    let why = remarks.find(|remark| {
        let is_no_mapping = remark.code == codes::NOT_A_MAPPING && model.resources.is_empty();
        remark.severity == Severity::Error
            && (document.root.is_none() || remark.code == codes::NOT_A_TEMPLATE || is_no_mapping)
    });
    let Some(why) = why else {
        return Ok(());
    };
    let (line, column) = (why.span.start.line, why.span.start.column);
    let failure = Failure::template(format!("{name}:{line}:{column}: {}", why.message));
    Err(Failure {
        code: "unparsable".to_owned(),
        ..failure
    }
    .with_detail("nothing can be drawn of it; mend it there, then draw it again"))
}

/// Of the learner's own saves; of a mission that is not started, its starter.
fn of_mission(
    wanted: Option<String>,
    attempt: Option<AttemptId>,
    shell: &Shell,
) -> Result<Source, Failure> {
    let Some(engine) = engine(shell)? else {
        return of_starter(&wanted.ok_or_else(nothing_started)?, attempt, shell);
    };
    let id = match wanted {
        Some(wanted) => wanted,
        None => worked_on_last(&engine)?.ok_or_else(nothing_started)?,
    };
    let path = Path::new(&id);
    if is_path(path) || path.join("mission.yaml").is_file() {
        return of_starter(&id, attempt, shell);
    }
    let mission = match engine.mission(&id) {
        Err(EngineError::UnknownMission { .. }) if path.exists() => {
            return of_starter(&id, attempt, shell);
        }
        mission => mission?,
    };
    let drawn = match attempt {
        Some(save) => Some(save),
        None => engine.attempts(&id)?.last().map(|newest| newest.id),
    };
    if let Some(save) = drawn {
        let stored = engine
            .save_of(&id, save)
            .map_err(|error| Failure::of_save(error, Some(&id)))?;
        let name = format!("save {} of {id}", save.0);
        unparsable(&name, &stored.snapshot, &mission.parameters).map_err(|failure| {
            failure.with_detail(format!(
                "mend the template and save it, or draw an earlier save with --attempt; `mission history {id}` lists them"
            ))
        })?;
    }
    Ok(Source::Learner {
        engine,
        id,
        attempt,
    })
}

fn nothing_started() -> Failure {
    Failure::usage("no mission is started; name a template, or a mission of `mission list`")
}

fn worked_on_last(engine: &Engine) -> Result<Option<String>, Failure> {
    let packs = engine.overview()?.into_iter();
    let missions = packs.flat_map(|pack| pack.missions);
    let started = missions.filter(|mission| mission.standing.template.is_some());
    Ok(started
        .max_by_key(|mission| mission.standing.touched_at_ms)
        .map(|mission| mission.id))
}

fn of_starter(wanted: &str, attempt: Option<AttemptId>, shell: &Shell) -> Result<Source, Failure> {
    let path = Path::new(wanted);
    let is_on_disk = is_path(path) || path.join("mission.yaml").is_file();
    // A file that happens to be named as a mission is not meant.
    let bundled = (!is_on_disk).then(|| missions::bundled_mission(wanted));
    let mission = match bundled.flatten() {
        Some(bundled) => bundled,
        None => source::load(wanted, shell)?,
    };
    if attempt.is_some() {
        return Err(Failure::mission(format!(
            "`{}` is not started, so it has no saves; `mission start` starts it",
            mission.id
        )));
    }
    let Some(starter) = &mission.starter else {
        return Err(Failure::usage(format!(
            "{wanted} has criteria and no starter; name a template too"
        )));
    };
    let text = starter.clone().into_bytes();
    Ok(Source::Starter { mission, text })
}
