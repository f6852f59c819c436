//! `mission grade`: templates in, reports out. Opens no database, so that it is quick and leaves nothing behind.

mod progress;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    thread,
};

use cfn::{Parameters, codes};
use clap::Args;
use grader::{CriterionResult, Report, ReportDiagnostic, SCHEMA_VERSION, Subject, Verdict};
use missions::Mission;
use rayon::prelude::*;

use progress::Progress;

use crate::{
    failure::{Exit, Failure},
    formats::{self, Batch, Format},
    shell::Shell,
    source, template,
};

/// Grade templates against a mission
///
/// Nothing is recorded, and nothing but the templates and the mission is read. Several templates are graded at once; a bad one does
/// not stop the others, and the worst outcome is the exit code (5, 4, 3, 1, 0).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission grade template.yaml --mission private-photo-bucket
  mission grade stacks/*.yaml -m ./missions/our-standard --format sarif > mission.sarif
  cdk synth | mission grade - -m criteria.json --format json | jq .score
  mission grade t.yaml -m orders-survive-a-crash --param Stage=prod --fail-under 0.8

A remark that is not about a criterion never changes the exit code.")]
pub(crate) struct GradeArgs {
    /// CloudFormation templates, YAML or JSON; `-` is the standard input
    #[arg(required = true, value_name = "TEMPLATE")]
    templates: Vec<PathBuf>,
    /// The id of a bundled mission, a mission's folder or file, or a list of criteria (JSON or YAML)
    #[arg(short, long, value_name = "FILE|ID")]
    mission: String,
    /// A value for a template parameter or a pseudo parameter (`AWS::Region=eu-west-1`); the mission's own values win
    #[arg(short, long = "param", value_name = "K=V", value_parser = parameter)]
    parameters: Vec<(String, String)>,
    /// The lowest score, 0 to 1, that is not a failure
    #[arg(long, default_value = "1.0", value_name = "S", value_parser = share)]
    fail_under: f64,
    /// How many templates to grade at once [default: the number of cores]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// How to print the reports
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
}

pub(super) fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("a parameter is NAME=VALUE".to_owned()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a score is a number from 0 to 1".to_owned()),
    }
}

/// What became of one template.
struct Outcome {
    report: Report,
    exit: Exit,
    /// Why it could not be graded.
    failure: Option<Failure>,
    /// Those of `--param` that the template has.
    known_parameters: Vec<String>,
}

pub(crate) fn run(args: &GradeArgs, shell: &Shell) -> Result<Exit, Failure> {
    check(args)?;
    let mission = source::load(&args.mission, shell)?;
    let given: Parameters = args.parameters.iter().cloned().collect();
    let mut parameters = given.clone();
    for (name, value) in &mission.parameters {
        if parameters
            .insert(name.clone(), value.clone())
            .is_some_and(|given| given != *value)
        {
            shell.warn(&format!(
                "the mission sets `{name}` to `{value}`; --param does not change that"
            ));
        }
    }
    let grading = Grading {
        mission: &mission,
        parameters: &parameters,
        given: &given,
        fail_under: args.fail_under,
    };
    let outcomes = all(&grading, &args.templates, args.jobs)?;
    warn_of_unused(&given, &outcomes, shell);
    let mut exit = Exit::Passed;
    let mut reports = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        exit = exit.max(outcome.exit);
        if let Some(failure) = &outcome.failure {
            shell.fail(failure, args.format.is_json());
        }
        reports.push(outcome.report);
    }
    let batch = Batch {
        mission: &mission,
        reports: &reports,
    };
    shell.print(&formats::render(args.format, batch, shell.paint)?)?;
    Ok(exit)
}

fn check(args: &GradeArgs) -> Result<(), Failure> {
    if args.format == Format::Json && args.templates.len() > 1 {
        return Err(Failure::usage(
            "--format json prints the report of one template; use --format jsonl for several",
        ));
    }
    if args
        .templates
        .iter()
        .filter(|path| *path == Path::new(template::STDIN))
        .count()
        > 1
    {
        return Err(Failure::usage(
            "`-`, the standard input, can be graded once",
        ));
    }
    Ok(())
}

fn all(
    grading: &Grading<'_>,
    templates: &[PathBuf],
    jobs: Option<u16>,
) -> Result<Vec<Outcome>, Failure> {
    // A pool costs more than grading one template.
    if let [only] = templates {
        return Ok(vec![grading.one(only)]);
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = jobs.map_or(cores, usize::from).min(templates.len());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Failure::internal(format!("no threads to grade on: {error}")))?;
    let progress = Progress::new(templates.len());
    let outcomes = pool.install(|| {
        let graded = templates.par_iter().map(|path| {
            let outcome = grading.one(path);
            progress.step();
            outcome
        });
        graded.collect()
    });
    progress.end();
    Ok(outcomes)
}

/// What all templates are graded with.
struct Grading<'a> {
    mission: &'a Mission,
    parameters: &'a Parameters,
    given: &'a Parameters,
    fail_under: f64,
}

impl Grading<'_> {
    fn one(&self, path: &Path) -> Outcome {
        let name = path.to_string_lossy();
        let text = match template::read(path) {
            Ok(text) => text,
            Err(reason) => {
                return self.not_graded(&name, Failure::template(format!("{name} {reason}")));
            }
        };
        let subject = Subject {
            mission: &self.mission.id,
            template: &name,
            text: &text,
            parameters: self.parameters,
        };
        // A fault in grading one template must not take the others along. The panic hook has said it.
        match catch_unwind(AssertUnwindSafe(|| {
            grader::grade(subject, &self.mission.rubric)
        })) {
            Ok(report) => self.graded(report, &text),
            Err(_) => self.not_graded(
                &name,
                Failure::internal(format!("{name} could not be graded")),
            ),
        }
    }

    fn graded(&self, report: Report, text: &[u8]) -> Outcome {
        let failure = unparsable(&report, text);
        let exit = match &failure {
            Some(failure) => failure.exit,
            // Sums of weights have noise in their last digits.
            None if report.total > 0 && report.score + 1e-9 >= self.fail_under => Exit::Passed,
            None => Exit::Below,
        };
        Outcome {
            known_parameters: self.known(text),
            report,
            exit,
            failure,
        }
    }

    /// Those of `--param` that a template declares. The report does not say, so it is only asked for when there is something to ask.
    fn known(&self, text: &[u8]) -> Vec<String> {
        if self.given.is_empty() {
            return Vec::new();
        }
        let document = cfn::parse(text);
        let declared = document
            .root
            .as_ref()
            .and_then(|root| root.get("Parameters"))
            .and_then(|section| section.as_map());
        declared
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.key.to_string())
            .collect()
    }

    /// The report of a template that was not graded: the same shape, so that a consumer sees every template.
    fn not_graded(&self, name: &str, failure: Failure) -> Outcome {
        let criteria = &self.mission.rubric.criteria;
        let results = criteria.iter().map(|criterion| CriterionResult {
            id: criterion.id.clone(),
            label: criterion.label.clone(),
            kind: criterion.kind.to_owned(),
            verdict: Verdict::Fail,
            earned: 0.0,
            weight: criterion.weight,
            message: format!("The template was not graded: {}.", failure.message),
            evidence: Vec::new(),
            parts: Vec::new(),
        });
        let diagnostic = ReportDiagnostic {
            severity: "error".to_owned(),
            code: failure.code.clone(),
            message: failure.message.clone(),
            line: 1,
            column: 1,
        };
        let report = Report {
            schema_version: SCHEMA_VERSION,
            grader_version: env!("CARGO_PKG_VERSION").to_owned(),
            mission: self.mission.id.clone(),
            template: name.to_owned(),
            score: 0.0,
            earned: 0.0,
            possible: criteria.iter().map(|criterion| criterion.weight).sum(),
            passed: 0,
            total: criteria.len(),
            results: results.collect(),
            diagnostics: vec![diagnostic],
        };
        Outcome {
            report,
            exit: failure.exit,
            failure: Some(failure),
            known_parameters: Vec::new(),
        }
    }
}

/// Why there is no tree to grade, when there is none. Errors in a text that was graded all the same are not among them.
fn unparsable(report: &Report, text: &[u8]) -> Option<Failure> {
    let error = |code: Option<&str>| {
        report.diagnostics.iter().find(|diagnostic| {
            diagnostic.severity == "error" && code.is_none_or(|code| diagnostic.code == code)
        })
    };
    error(None)?;
    let not_a_template = error(Some(codes::NOT_A_TEMPLATE));
    // Only a text with errors is parsed again to ask.
    let why = not_a_template.or_else(|| {
        if cfn::parse(text).root.is_none() {
            error(None)
        } else {
            None
        }
    })?;
    let place = format!("{}:{}:{}", report.template, why.line, why.column);
    let failure = Failure::template(format!("{place}: {}", why.message));
    Some(Failure {
        code: "unparsable".to_owned(),
        ..failure
    })
}

fn warn_of_unused(given: &Parameters, outcomes: &[Outcome], shell: &Shell) {
    for name in given.keys().filter(|name| !name.starts_with("AWS::")) {
        if !outcomes
            .iter()
            .any(|outcome| outcome.known_parameters.contains(name))
        {
            shell.warn(&format!(
                "--param {name}: no template has a parameter of that name"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_split_at_the_first_sign() {
        assert_eq!(
            parameter("A=b=c"),
            Ok(("A".to_owned(), "b=c".to_owned())),
            "a value may have one too"
        );
        assert_eq!(
            parameter("A="),
            Ok(("A".to_owned(), String::new())),
            "an empty value is a value"
        );
        assert!(
            parameter("A").is_err() && parameter("=b").is_err(),
            "both parts are needed"
        );
    }

    #[test]
    fn a_score_is_a_share() {
        assert_eq!(share("0.8"), Ok(0.8), "a share");
        for wrong in ["-0.1", "1.1", "80%", "NaN", ""] {
            assert!(share(wrong).is_err(), "{wrong} is no share");
        }
    }

    #[test]
    fn the_worst_outcome_is_the_exit_code() {
        let worst = [Exit::Passed, Exit::Template, Exit::Below]
            .into_iter()
            .max();
        assert_eq!(
            worst,
            Some(Exit::Template),
            "codes are in the order of their weight"
        );
    }
}
