//! `mission diagram`: the architecture of a template, drawn: of a file, or of a mission's saves.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use cfn::{Parameters, Severity, codes};
use clap::{Args, ValueEnum};
use diagram::Scene;
use engine::{
    AttemptId, Engine,
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
    let scene = scene(args, shell)?;
    let text = format
        .write(&scene, shell.width)
        .ok_or_else(|| Failure::internal("the format cannot be printed"))?;
    let Some(output) = &args.output else {
        shell.print(&text)?;
        return Ok(Exit::Passed);
    };
    let file = std::path::absolute(output)
        .map_err(|error| Failure::usage(format!("{}: {error}", output.display())))?;
    write_file(&file, format, text.as_bytes())?;
    shell.say(&format!(
        "wrote {}",
        crate::text::safe(&output.to_string_lossy())
    ));
    Ok(Exit::Passed)
}

fn scene(args: &DiagramArgs, shell: &Shell) -> Result<Scene, Failure> {
    let collapsed: BTreeSet<String> = args.collapse.iter().cloned().collect();
    match (&args.subject, &args.mission) {
        (Some(path), mission) if mission.is_some() || is_template(path) => {
            if args.attempt.is_some() {
                return Err(Failure::usage(
                    "--attempt is a save of a started mission; leave the template out",
                ));
            }
            let mission = mission
                .as_deref()
                .map(|mission| source::load(mission, shell));
            of_file(path, mission.transpose()?.as_ref(), args, &collapsed, shell)
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
            of_mission(wanted, args.attempt.map(AttemptId), &collapsed, shell)
        }
    }
}

/// Whether an argument is a template rather than a mission's id.
fn is_template(path: &Path) -> bool {
    path == Path::new(template::STDIN)
        || path.extension().is_some()
        || path.components().count() != 1
        || path.is_file()
}

fn of_file(
    path: &Path,
    mission: Option<&Mission>,
    args: &DiagramArgs,
    collapsed: &BTreeSet<String>,
    shell: &Shell,
) -> Result<Scene, Failure> {
    let name = path.to_string_lossy();
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
    let subject = Subject {
        mission: mission.map_or("", |mission| &mission.id),
        template: &name,
        text: &text,
        parameters: &parameters,
    };
    let rubric = mission.map(|mission| &mission.rubric);
    let report = rubric.map(|rubric| grader::grade(subject, rubric));
    let picture = diagram::picture(subject, rubric, report.as_ref(), collapsed);
    Ok(diagram::lay_out(&picture, None).0)
}

/// The sentence with its place when there is no template in a text.
fn unparsable(name: &str, text: &[u8], parameters: &Parameters) -> Result<(), Failure> {
    let document = cfn::parse(text);
    let model = cfn::resolve(&document, parameters);
    let mut remarks = document.diagnostics.iter().chain(&model.diagnostics);
    let why = remarks.find(|remark| {
        remark.severity == Severity::Error
            && (document.root.is_none() || remark.code == codes::NOT_A_TEMPLATE)
    });
    let Some(why) = why else {
        return Ok(());
    };
    let (line, column) = (why.span.start.line, why.span.start.column);
    let failure = Failure::template(format!("{name}:{line}:{column}: {}", why.message));
    Err(Failure {
        code: "unparsable".to_owned(),
        ..failure
    })
}

/// Of the learner's own saves; of a mission that is not started, its starter. Where there is no data yet, none is made.
fn of_mission(
    wanted: Option<String>,
    attempt: Option<AttemptId>,
    collapsed: &BTreeSet<String>,
    shell: &Shell,
) -> Result<Scene, Failure> {
    let has_data = data::home()?.database().is_file();
    let engine = has_data.then(|| data::open(shell)).transpose()?;
    if let Some(engine) = engine {
        let id = match wanted {
            Some(wanted) => wanted,
            None => worked_on_last(&engine)?.ok_or_else(nothing_started)?,
        };
        if Path::new(&id).exists() {
            return of_starter(&id, attempt, collapsed, shell);
        }
        return Ok(engine.diagram(&id, attempt, collapsed)?);
    }
    of_starter(
        &wanted.ok_or_else(nothing_started)?,
        attempt,
        collapsed,
        shell,
    )
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

fn of_starter(
    wanted: &str,
    attempt: Option<AttemptId>,
    collapsed: &BTreeSet<String>,
    shell: &Shell,
) -> Result<Scene, Failure> {
    let mission = source::load(wanted, shell)?;
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
    let subject = Subject {
        mission: &mission.id,
        template: "starter.yaml",
        text: starter.as_bytes(),
        parameters: &mission.parameters,
    };
    let picture = diagram::picture(subject, None, None, collapsed);
    Ok(diagram::lay_out(&picture, None).0)
}
