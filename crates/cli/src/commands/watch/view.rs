//! What the screen shows, as lines. Pure: a state and a size in, lines out.

use engine::{CriterionHints, HintSource, WatchPhase};
use grader::{CriterionResult, Report, Verdict};

use super::keys;
use crate::{
    formats::{evidence_line, other_places, part_lines, told_parts},
    markdown,
    text::{Ink, Paint, columns, percent, safe, shorten, wrap},
};

/// All that the screen shows.
pub(super) struct State {
    pub(super) title: String,
    /// As the learner knows it: the whole path.
    pub(super) template: String,
    pub(super) phase: WatchPhase,
    pub(super) polling: Option<String>,
    /// The newest report; absent before the first.
    pub(super) report: Option<Report>,
    pub(super) grade_us: Option<u64>,
    /// The id of the criterion that is looked at.
    pub(super) focus: Option<String>,
    /// The hints of that criterion.
    pub(super) hints: Option<CriterionHints>,
    pub(super) listed: bool,
    /// What the last key did.
    pub(super) said: Option<String>,
}

impl State {
    /// The criterion that is looked at.
    pub(super) fn focused(&self) -> Option<&CriterionResult> {
        let focus = self.focus.as_ref()?;
        self.report
            .as_ref()?
            .results
            .iter()
            .find(|result| result.id == *focus)
    }

    /// Looks at the next criterion that is not met, after the one that is looked at now.
    pub(super) fn focus_next(&mut self) {
        let Some(report) = &self.report else {
            return;
        };
        let results = &report.results;
        let now = results
            .iter()
            .position(|result| Some(&result.id) == self.focus.as_ref());
        let start = now.map_or(0, |at| at + 1);
        let order = (0..results.len()).map(|step| &results[(start + step) % results.len()]);
        let next = order
            .into_iter()
            .find(|result| result.verdict != Verdict::Pass);
        self.focus = next.map(|result| result.id.clone());
    }

    /// Looks at an open criterion: the one that was looked at while it is open, else the first.
    pub(super) fn keep_focus_open(&mut self) {
        if self
            .focused()
            .is_none_or(|result| result.verdict == Verdict::Pass)
        {
            self.focus = None;
            self.focus_next();
        }
    }
}

/// Lines no wider than `width` and no more than `height`.
pub(super) fn lines(state: &State, paint: Paint, width: usize, height: usize) -> Vec<String> {
    let width = width.max(20);
    let mut top = vec![
        header(state, paint, width),
        paint.ink(Ink::Quiet, &end_of(&safe(&state.template), width)),
    ];
    if let Some(trouble) = trouble(state) {
        top.extend(block(&trouble, Ink::Warning, paint, width));
    }
    let mut bottom = Vec::new();
    if let Some(said) = &state.said {
        bottom.extend(block(said, Ink::Info, paint, width));
    }
    bottom.push(footer(state, paint, width));
    let room = height.saturating_sub(top.len() + bottom.len()).max(1);
    let mut middle = if state.listed {
        list(state, paint, width)
    } else {
        focus(state, paint, width)
    };
    if middle.len() > room {
        middle.truncate(room - 1);
        middle.push(quiet("…", paint, width));
    }
    top.extend(middle);
    top.extend(bottom);
    top
}

fn header(state: &State, paint: Paint, width: usize) -> String {
    let Some(report) = &state.report else {
        return paint.ink(Ink::Strong, &shorten(&safe(&state.title), width));
    };
    let score = format!(
        "{}  {} of {}",
        percent(report.score),
        report.passed,
        report.total
    );
    let title = shorten(
        &safe(&state.title),
        width.saturating_sub(columns(&score) + 2),
    );
    let gap = " ".repeat(width.saturating_sub(columns(&title) + columns(&score)));
    let ink = if report.passed_all() {
        Ink::Pass
    } else {
        Ink::Strong
    };
    format!(
        "{}{gap}{}",
        paint.ink(Ink::Strong, &title),
        paint.ink(ink, &score)
    )
}

/// What keeps saves from being graded.
fn trouble(state: &State) -> Option<String> {
    match &state.phase {
        WatchPhase::Watching => state
            .polling
            .clone()
            .map(|why| format!("saves are looked for every two seconds: {why}")),
        WatchPhase::Missing => {
            Some("the template is not there; save it again and it goes on".to_owned())
        }
        WatchPhase::Unreadable { reason } => Some(format!("the template cannot be read: {reason}")),
        WatchPhase::LinkElsewhere { target } => Some(format!(
            "the template became a link to {}, which is not followed; start the mission again to work there",
            target.display()
        )),
    }
}

fn focus(state: &State, paint: Paint, width: usize) -> Vec<String> {
    let Some(report) = &state.report else {
        return vec![quiet("waiting for the first save", paint, width)];
    };
    let Some(result) = state.focused() else {
        let done = "every criterion is met; `mission solution` has ours to compare with";
        let mut lines = remarks(report, "", paint, width);
        lines.extend(block(done, Ink::Pass, paint, width));
        return lines;
    };
    let mut lines = remarks(report, &result.message, paint, width);
    let place = report
        .results
        .iter()
        .position(|other| other.id == result.id)
        .map_or(0, |at| at + 1);
    let counter = format!("{place}/{} ", report.results.len());
    lines.push(criterion(result, &counter, paint, width));
    lines.extend(indented(&safe(&result.message), width));
    let name = state
        .template
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(&state.template);
    for part in told_parts(result) {
        for line in part_lines(name, part, Paint::default()) {
            let line = format!("  {line}");
            lines.push(match part.verdict {
                Verdict::Pass => quiet(&line, paint, width),
                Verdict::Partial | Verdict::Fail | Verdict::Unknown | Verdict::Locked => {
                    shorten(&line, width)
                }
            });
        }
    }
    for evidence in other_places(result).take(3) {
        // Cut before it is coloured: a cut in a colour would colour all that follows.
        lines.push(quiet(
            &format!(
                "  {}",
                evidence_line(name, evidence, &result.message, Paint::default())
            ),
            paint,
            width,
        ));
    }
    if let Some(hints) = &state.hints {
        lines.extend(revealed(hints, width));
    }
    lines
}

/// The newest first: it is the one that was asked for, and the others may not fit.
fn revealed(hints: &CriterionHints, width: usize) -> Vec<String> {
    let from = match hints.source {
        HintSource::Author => "",
        HintSource::Grader => " from the grader",
    };
    let mut lines = Vec::new();
    for (index, hint) in hints.revealed.iter().enumerate().rev() {
        // Without colours, since these lines may be cut.
        let plain = markdown::render(hint, Paint::default(), usize::MAX);
        let text = format!("hint {} of {}{from}: {plain}", index + 1, hints.available);
        for line in text.lines().filter(|line| !line.is_empty()) {
            if line.starts_with(' ') {
                // Code keeps its lines.
                lines.push(shorten(line, width));
            } else {
                lines.extend(indented(line, width));
            }
        }
    }
    lines
}

/// The worst thing about the text, unless `said` has told it.
fn remarks(report: &Report, said: &str, paint: Paint, width: usize) -> Vec<String> {
    let error = report
        .diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == "error");
    let Some(error) = error.filter(|error| !said.contains(&error.message)) else {
        return Vec::new();
    };
    block(
        &format!(
            "line {}, column {}: {}",
            error.line, error.column, error.message
        ),
        Ink::Fail,
        paint,
        width,
    )
}

fn list(state: &State, paint: Paint, width: usize) -> Vec<String> {
    let results = state.report.iter().flat_map(|report| &report.results);
    results
        .map(|result| {
            let mark = if Some(&result.id) == state.focus.as_ref() {
                "▸ "
            } else {
                "  "
            };
            criterion(result, mark, paint, width)
        })
        .collect()
}

fn criterion(result: &CriterionResult, before: &str, paint: Paint, width: usize) -> String {
    let verdict = paint.verdict(result.verdict);
    let taken = columns(before) + columns(&verdict) + 1;
    format!(
        "{before}{verdict} {}",
        shorten(&safe(&result.label), width.saturating_sub(taken))
    )
}

fn footer(state: &State, paint: Paint, width: usize) -> String {
    let graded = state.grade_us.map_or_else(String::new, |us| {
        format!("  graded in {}.{} ms", us / 1000, us / 100 % 10)
    });
    let keys = if columns(keys::HELP) <= width {
        keys::HELP
    } else {
        keys::SHORT_HELP
    };
    quiet(&format!("{keys}{graded}"), paint, width)
}

/// The end of a path is what tells it from others.
fn end_of(path: &str, width: usize) -> String {
    let mut rest = path;
    while columns(rest) >= width && columns(path) > width {
        let mut characters = rest.chars();
        if characters.next().is_none() {
            break;
        }
        rest = characters.as_str();
    }
    if rest.len() == path.len() {
        path.to_owned()
    } else {
        format!("…{rest}")
    }
}

fn quiet(text: &str, paint: Paint, width: usize) -> String {
    paint.ink(Ink::Quiet, &shorten(text, width))
}

fn indented(text: &str, width: usize) -> Vec<String> {
    wrap(text, width, "  ", "  ")
        .lines()
        .map(|line| shorten(line, width))
        .collect()
}

fn block(text: &str, ink: Ink, paint: Paint, width: usize) -> Vec<String> {
    wrap(&safe(text), width, "", "")
        .lines()
        .map(|line| paint.ink(ink, &shorten(line, width)))
        .collect()
}

#[cfg(test)]
mod tests;
