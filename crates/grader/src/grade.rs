//! A template and a rubric to a report: verdicts, what they earn, and remarks about the text. How one check is evaluated is
//! in `kinds`.

use cfn::{Diagnostic, Document, Model, Severity, codes};

use crate::{
    kinds::Outcome,
    remedy::Remedy,
    report::{CriterionResult, Evidence, Report, ReportDiagnostic, SCHEMA_VERSION, Verdict},
    rubric::{Criterion, IfUnknown, Rubric},
    world::{FIRST_CHARACTER, World},
};

/// What is graded, beside the rubric.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The mission's id, as it goes into the report.
    pub mission: &'a str,
    /// The template's name, as it goes into the report.
    pub template: &'a str,
    /// The template.
    pub text: &'a [u8],
    /// Values for its parameters.
    pub parameters: &'a cfn::Parameters,
}

/// Grades a template. Never fails: a text that cannot be read scores 0 and says why in `diagnostics`.
pub fn grade(subject: Subject<'_>, rubric: &Rubric) -> Report {
    let document = cfn::parse(subject.text);
    let model = cfn::resolve(&document, subject.parameters);
    let graded = match unreadable(&document, &model) {
        Some(why) => unreadable_results(why, rubric),
        None => results(&World::new(&document, &model), rubric),
    };
    report(
        subject,
        graded,
        diagnostics(&document.diagnostics, &model.diagnostics),
    )
}

/// The smallest edit of a template that would make a criterion pass, told in three steps: hints that need no author. `None` when
/// the criterion passes, is sealed or cannot be decided, when the text cannot be read, and when no edit can be told.
pub fn remedy(subject: Subject<'_>, criterion: &Criterion) -> Option<Remedy> {
    if criterion.sealed {
        return None;
    }
    let document = cfn::parse(subject.text);
    let model = cfn::resolve(&document, subject.parameters);
    if unreadable(&document, &model).is_some() {
        return None;
    }
    let world = World::new(&document, &model);
    match criterion.check.evaluate(&world).verdict {
        Verdict::Fail | Verdict::Partial => criterion.check.remedy(&world),
        Verdict::Pass | Verdict::Unknown | Verdict::Locked => None,
    }
}

/// A result, and whether it is part of the totals.
struct Graded {
    result: CriterionResult,
    counts: bool,
}

fn report(subject: Subject<'_>, graded: Vec<Graded>, diagnostics: Vec<ReportDiagnostic>) -> Report {
    let counted = || {
        graded
            .iter()
            .filter(|graded| graded.counts)
            .map(|graded| &graded.result)
    };
    // Not `sum()`, which is -0 when nothing counts.
    let earned = counted().fold(0.0, |sum, result| sum + result.earned);
    let possible = counted().fold(0.0, |sum, result| sum + result.weight);
    Report {
        schema_version: SCHEMA_VERSION,
        grader_version: env!("CARGO_PKG_VERSION").to_owned(),
        mission: subject.mission.to_owned(),
        template: subject.template.to_owned(),
        score: if possible > 0.0 {
            earned / possible
        } else {
            0.0
        },
        earned: without_noise(earned),
        possible: without_noise(possible),
        passed: counted()
            .filter(|result| result.verdict == Verdict::Pass)
            .count(),
        total: counted().count(),
        results: graded.into_iter().map(|graded| graded.result).collect(),
        diagnostics,
    }
}

/// 0.1 + 0.2 is 0.3 to a reader. Only what floating point added goes; no weight is small enough to vanish.
fn without_noise(sum: f64) -> f64 {
    let rounded = (sum * 1e9).round() / 1e9;
    if (rounded - sum).abs() <= sum.abs() * 1e-12 {
        rounded
    } else {
        sum
    }
}

/// Whether nothing can be graded: the text cannot be parsed, or is no template.
pub(crate) fn is_unreadable(document: &Document, model: &Model<'_>) -> bool {
    unreadable(document, model).is_some()
}

/// The reason why nothing can be graded, when nothing can.
fn unreadable<'d>(document: &'d Document, model: &'d Model<'_>) -> Option<Unreadable<'d>> {
    let first = |diagnostics: &'d [Diagnostic], code: Option<&str>| {
        diagnostics.iter().find(|diagnostic| {
            diagnostic.severity == Severity::Error
                && code.is_none_or(|code| diagnostic.code == code)
        })
    };
    if document.root.is_none() {
        return Some(Unreadable(first(&document.diagnostics, None)));
    }
    let not_a_template = Some(codes::NOT_A_TEMPLATE);
    first(&model.diagnostics, not_a_template)
        .or_else(|| first(&document.diagnostics, not_a_template))
        .map(|diagnostic| Unreadable(Some(diagnostic)))
}

#[derive(Clone, Copy)]
struct Unreadable<'d>(Option<&'d Diagnostic>);

fn unreadable_results(why: Unreadable<'_>, rubric: &Rubric) -> Vec<Graded> {
    let (message, span) = match why.0 {
        Some(diagnostic) => (
            format!("The template cannot be read: {}", diagnostic.message),
            diagnostic.span,
        ),
        None => ("The template cannot be read.".to_owned(), FIRST_CHARACTER),
    };
    rubric
        .criteria
        .iter()
        .map(|criterion| Graded {
            result: result(
                criterion,
                Verdict::Fail,
                0.0,
                message.clone(),
                vec![Evidence::at(span)],
            ),
            counts: true,
        })
        .collect()
}

fn results(world: &World<'_>, rubric: &Rubric) -> Vec<Graded> {
    let mut graded: Vec<Option<Graded>> = rubric.criteria.iter().map(|_| None).collect();
    for index in &rubric.order {
        let Some(criterion) = rubric.criteria.get(*index) else {
            continue;
        };
        // A criterion that is left out locks nothing.
        let unmet: Vec<&str> = criterion
            .required
            .iter()
            .filter_map(|required| graded.get(*required)?.as_ref())
            .filter(|graded| graded.counts && graded.result.verdict != Verdict::Pass)
            .map(|graded| graded.result.label.as_str())
            .collect();
        let one = if unmet.is_empty() {
            settle(criterion, criterion.check.evaluate(world))
        } else {
            locked(criterion, &unmet)
        };
        if let Some(place) = graded.get_mut(*index) {
            *place = Some(one);
        }
    }
    graded.into_iter().flatten().collect()
}

fn locked(criterion: &Criterion, unmet: &[&str]) -> Graded {
    let message = format!("Locked: first comes “{}”.", unmet.join("”, “"));
    Graded {
        result: result(criterion, Verdict::Locked, 0.0, message, Vec::new()),
        counts: true,
    }
}

/// What a check's outcome earns, `ifUnknown` applied.
fn settle(criterion: &Criterion, outcome: Outcome) -> Graded {
    let Outcome {
        verdict,
        share,
        message,
        evidence,
        parts,
        // Only a combination asks for it.
        nearness: _,
    } = outcome;
    let weight = criterion.weight;
    let (verdict, earned, message, counts) = match (verdict, criterion.if_unknown) {
        (Verdict::Pass, _) => (Verdict::Pass, weight, message, true),
        (Verdict::Partial, _) if criterion.partial => {
            (Verdict::Partial, weight * share, message, true)
        }
        (Verdict::Partial | Verdict::Fail, _) => (Verdict::Fail, 0.0, message, true),
        (Verdict::Unknown, IfUnknown::Pass) => (
            Verdict::Pass,
            weight,
            format!("{message} The mission counts that as met."),
            true,
        ),
        (Verdict::Unknown, IfUnknown::Skip) => (
            Verdict::Unknown,
            0.0,
            format!("{message} The mission leaves it out of the score."),
            false,
        ),
        (Verdict::Unknown, IfUnknown::Fail) => (Verdict::Unknown, 0.0, message, true),
        (Verdict::Locked, _) => (Verdict::Locked, 0.0, message, true),
    };
    let mut result = result(criterion, verdict, earned, message, evidence);
    result.parts = parts;
    if criterion.sealed {
        seal(&mut result);
    }
    if !counts {
        result.weight = 0.0;
    }
    Graded { result, counts }
}

/// Takes out of a result whatever says what is expected: sentences, parts, and the expected value itself.
fn seal(result: &mut CriterionResult) {
    let place = result.evidence.first();
    let place = match place.and_then(|place| Some((place.resource.as_deref()?, place.line))) {
        Some((resource, line)) if result.verdict != Verdict::Pass => {
            format!(" Look at `{resource}`, line {line}.")
        }
        _ => String::new(),
    };
    let verdict = match result.verdict {
        // What is said of a pass says as much: `not` tells what was not found, and a pattern is not what was written.
        Verdict::Pass => "This is met",
        Verdict::Unknown => "This cannot be decided",
        Verdict::Partial => "This is met in part",
        Verdict::Fail | Verdict::Locked => "This is not met yet",
    };
    result.message = format!("{verdict}; what is expected is sealed.{place}");
    result.parts.clear();
    for place in &mut result.evidence {
        place.expected = None;
        // A filter says what it looks for.
        if let Some(path) = &mut place.path
            && let Some(filter) = path.find("[?")
        {
            path.truncate(filter);
        }
    }
}

fn result(
    criterion: &Criterion,
    verdict: Verdict,
    earned: f64,
    message: String,
    evidence: Vec<Evidence>,
) -> CriterionResult {
    CriterionResult {
        id: criterion.id.clone(),
        label: criterion.label.clone(),
        kind: criterion.kind.to_owned(),
        verdict,
        earned,
        weight: criterion.weight,
        message,
        evidence,
        parts: Vec::new(),
    }
}

/// Both lists as one, in the order of their places.
fn diagnostics(of_text: &[Diagnostic], of_model: &[Diagnostic]) -> Vec<ReportDiagnostic> {
    let mut all: Vec<&Diagnostic> = of_text.iter().chain(of_model).collect();
    all.sort_by(|a, b| {
        let key = |diagnostic: &Diagnostic| {
            (
                diagnostic.span.start,
                diagnostic.severity,
                diagnostic.code,
                diagnostic.span.end,
            )
        };
        (key(a), &a.message).cmp(&(key(b), &b.message))
    });
    all.dedup();
    all.into_iter()
        .map(|diagnostic| ReportDiagnostic {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            }
            .to_owned(),
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            line: diagnostic.span.start.line,
            column: diagnostic.span.start.column,
        })
        .collect()
}
