//! Hints, one level at a time, and the reference solution behind the first full pass. A criterion has the hints that its author
//! wrote; where there are none, the grader's remedy for the template as it is now is told in the same three steps.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use grader::{Change, Criterion, Remedy, Report, Subject, Verdict};
use missions::Mission;
use store::{HintLevel, StartedMission};

use crate::{
    CriterionHints, Engine, EngineError, Event, HintSource, NoHints,
    attempts::grade_text,
    files::{self, Content},
    suggest::proof_of_changes,
};

/// Concept, where, kind of value.
const LEVELS: usize = 3;

impl Engine {
    /// The hints of each criterion that have been revealed, in the rubric's order.
    pub fn hints(&self, id: &str) -> Result<Vec<CriterionHints>, EngineError> {
        let mission = self.mission(id)?;
        let started = self.inner.store.started(id)?;
        let levels = self.inner.store.hint_levels(id)?;
        let mut look = None;
        let mut all = Vec::with_capacity(mission.rubric.criteria.len());
        for criterion in &mission.rubric.criteria {
            let hints = match authored(&mission, criterion) {
                Some(standing) => standing.shown(criterion, &levels),
                None => {
                    let look = match &mut look {
                        Some(look) => look,
                        empty => empty.insert(self.look(&mission, started.as_ref())?),
                    };
                    let standing = look.hints(&mission, criterion);
                    look.proven(&mission, &standing, standing.shown(criterion, &levels))
                }
            };
            all.push(hints);
        }
        Ok(all)
    }

    /// Reveals the next hint of a criterion. When all are revealed, or there is none, nothing changes.
    pub fn reveal_hint(&self, id: &str, criterion: &str) -> Result<CriterionHints, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let known = mission.rubric.criterion(criterion);
        let criterion = known.ok_or_else(|| EngineError::Unknown {
            what: "criterion",
            id: criterion.to_owned(),
        })?;
        let (standing, look) = match authored(&mission, criterion) {
            Some(standing) => (standing, None),
            None => {
                let look = self.look(&mission, Some(&started))?;
                (look.hints(&mission, criterion), Some(look))
            }
        };
        let shown = || {
            let shown = standing.shown(criterion, &self.inner.store.hint_levels(id)?);
            Ok::<_, EngineError>(match &look {
                Some(look) => look.proven(&mission, &standing, shown),
                None => shown,
            })
        };
        let before = shown()?;
        let next = before.revealed.len() + 1;
        if next > before.available {
            return Ok(before);
        }
        for key in &standing.keys {
            let level = u8::try_from(next).unwrap_or(u8::MAX);
            self.inner.store.reveal_hint(id, key, level)?;
        }
        self.emit(Event::MissionChanged {
            mission_id: id.to_owned(),
        });
        shown()
    }

    /// The reference solution; locked before the first full pass.
    pub fn solution(&self, id: &str) -> Result<String, EngineError> {
        let mission = self.mission(id)?;
        let passed = self
            .inner
            .store
            .started(id)?
            .is_some_and(|started| started.passed_at_ms.is_some());
        if !passed {
            return Err(EngineError::SolutionLocked);
        }
        let solution = mission.solution.clone();
        solution.ok_or_else(|| EngineError::Unknown {
            what: "reference solution of",
            id: id.to_owned(),
        })
    }

    fn look(
        &self,
        mission: &Mission,
        started: Option<&StartedMission>,
    ) -> Result<Look, EngineError> {
        Look::at(mission, self.template_now(mission, started)?)
    }

    /// The template that a hint is about: the learner's file as it is now, so that the lines are real; while it cannot be read, its newest
    /// save; before the start, what would be started with.
    pub(crate) fn template_now(
        &self,
        mission: &Mission,
        started: Option<&StartedMission>,
    ) -> Result<Vec<u8>, EngineError> {
        let starter = || mission.starter.clone().unwrap_or_default().into_bytes();
        let Some(started) = started else {
            return Ok(starter());
        };
        match files::read(&started.template) {
            Content::Bytes(text) => Ok(text),
            Content::Missing | Content::Unreadable(_) | Content::LinkElsewhere(_) => {
                match self.newest_attempt(&mission.id)? {
                    Some(newest) => Ok(self.stored_attempt(newest.id)?.snapshot),
                    None => Ok(starter()),
                }
            }
        }
    }
}

/// A template with its verdicts, for criteria that have no author's hints.
struct Look {
    text: Vec<u8>,
    report: Report,
    is_readable: bool,
}

impl Look {
    fn at(mission: &Mission, text: Vec<u8>) -> Result<Look, EngineError> {
        let graded = grade_text(mission, "template.yaml".as_ref(), text, Instant::now())?;
        let is_readable = cfn::parse(&graded.bytes).root.is_some()
            && !(graded.report.diagnostics.iter())
                .any(|remark| remark.code == cfn::codes::NOT_A_TEMPLATE);
        Ok(Look {
            text: graded.bytes,
            report: graded.report,
            is_readable,
        })
    }

    fn hints(&self, mission: &Mission, criterion: &Criterion) -> Hints {
        let mut results = self.report.results.iter();
        let verdict = results
            .find(|result| result.id == criterion.id)
            .map(|result| result.verdict);
        let none = |why| Hints {
            texts: Vec::new(),
            keys: Vec::new(),
            source: HintSource::Grader,
            none: Some(why),
            changes: Vec::new(),
        };
        if !self.is_readable {
            return none(NoHints::Unreadable);
        }
        match verdict {
            Some(Verdict::Pass) => return none(NoHints::Met),
            Some(Verdict::Unknown) => return none(NoHints::Undecided),
            // What is locked may be worked on all the same.
            Some(Verdict::Fail | Verdict::Partial | Verdict::Locked) | None => {}
        }
        if criterion.sealed {
            return none(NoHints::Sealed);
        }
        let subject = Subject {
            mission: &mission.id,
            template: "template.yaml",
            text: &self.text,
            parameters: &mission.parameters,
        };
        // A fault of the grader takes the hint away, not the window.
        let remedy = catch_unwind(AssertUnwindSafe(|| grader::remedy(subject, criterion)));
        match remedy.ok().flatten() {
            Some(remedy) => Hints {
                texts: [&remedy.concept, &remedy.place, &remedy.value]
                    .map(|step| markdown(step))
                    .into(),
                keys: keys(criterion, &remedy),
                source: HintSource::Grader,
                none: None,
                changes: remedy.changes,
            },
            None => none(NoHints::NoEdit),
        }
    }

    /// What the edit would do is said with its value, and not before: that it would complete the mission is a hint too.
    fn proven(&self, mission: &Mission, standing: &Hints, shown: CriterionHints) -> CriterionHints {
        let is_told = shown.available > 0 && shown.revealed.len() == shown.available;
        let proof =
            is_told.then(|| proof_of_changes(mission, &self.text, &self.report, &standing.changes));
        CriterionHints { proof, ..shown }
    }
}

/// All hints of a criterion, and what its level is recorded under.
struct Hints {
    texts: Vec<String>,
    /// The lowest of these levels counts.
    keys: Vec<String>,
    source: HintSource,
    none: Option<NoHints>,
    /// What the last of the grader's says, as edits. An author's hints say what they like.
    changes: Vec<Change>,
}

impl Hints {
    fn shown(&self, criterion: &Criterion, levels: &[HintLevel]) -> CriterionHints {
        let level_of = |key: &String| {
            let level = levels.iter().find(|level| level.criterion_id == *key);
            level.map_or(0, |level| usize::from(level.level))
        };
        let level = self.keys.iter().map(level_of).min().unwrap_or(0);
        CriterionHints {
            criterion_id: criterion.id.clone(),
            revealed: self.texts[..level.min(self.texts.len())].to_vec(),
            available: self.texts.len(),
            source: self.source,
            none: self.none,
            proof: None,
        }
    }
}

/// Those of the mission, else the one that stands at the criterion itself.
fn authored(mission: &Mission, criterion: &Criterion) -> Option<Hints> {
    let of_mission = mission.hints.get(&criterion.id).into_iter().flatten();
    let mut texts: Vec<String> = of_mission.take(LEVELS).cloned().collect();
    if texts.is_empty() {
        texts.extend(criterion.hint.clone());
    }
    (!texts.is_empty()).then(|| Hints {
        texts,
        keys: vec![criterion.id.clone()],
        source: HintSource::Author,
        none: None,
        changes: Vec::new(),
    })
}

/// What the level of a remedy is recorded under: the criterion with each thing that the remedy touches. When the template moves on
/// and the remedy is about something else, its value has not been asked for; what is left of the same remedy has been.
fn keys(criterion: &Criterion, remedy: &Remedy) -> Vec<String> {
    let changes = remedy.changes.iter();
    let mut touched: Vec<String> = changes
        .map(|change| match change {
            Change::Set { resource, path, .. } | Change::Remove { resource, path } => {
                format!("{resource}.{path}")
            }
            Change::AddResource { type_name, .. } => format!("+{type_name}"),
            Change::RemoveResource { id } => format!("-{id}"),
        })
        .collect();
    if touched.is_empty() {
        touched.push(without_line(&format!(
            "{} {}",
            remedy.concept, remedy.place
        )));
    }
    touched.sort_unstable();
    touched.dedup();
    touched
        .iter()
        .map(|touched| format!("{}#{touched}", criterion.id))
        .collect()
}

/// The number after `line` moves with every edit.
fn without_line(place: &str) -> String {
    let mut pieces = place.split("line ");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("line ");
        out.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// A step of a remedy as Markdown, as authors write their hints: a sentence whose only marks are the `code` in it, and from the first
/// line's end on, YAML.
fn markdown(step: &str) -> String {
    let (sentence, yaml) = step.split_once('\n').unwrap_or((step, ""));
    let mut out = sentence_markdown(sentence);
    if !yaml.trim().is_empty() {
        // A fence longer than any in the text, so that a template's value cannot close it.
        let ticks = yaml.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(ticks.max(2) + 1);
        out.push_str(&format!("\n\n{fence}yaml\n{}\n{fence}", yaml.trim_end()));
    }
    out
}

fn sentence_markdown(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut pieces = sentence.split('`').peekable();
    let mut is_code = false;
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        if is_code && !is_last {
            out.push_str(&format!("`{piece}`"));
        } else {
            // An odd backtick opens nothing.
            out.push_str(if is_code { "\\`" } else { "" });
            for c in piece.chars() {
                if c.is_ascii_punctuation()
                    && !matches!(c, '.' | ',' | ':' | ';' | '/' | '"' | '\'')
                {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        is_code = !is_code;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_on_another_line() {
        assert_eq!(
            without_line("Look at `S3`, line 12: `A[0]` is meant."),
            "Look at `S3`, line : `A[0]` is meant.",
            "only the line goes"
        );
    }

    #[test]
    fn a_step_shows_what_it_says_and_nothing_else() {
        let table = [
            ("Look at `Jobs`, line 9.", "Look at `Jobs`, line 9."),
            (
                "It needs arn:*:x/*, not <b>.",
                "It needs arn:\\*:x/\\*, not \\<b\\>.",
            ),
            ("One ` alone.", "One \\` alone."),
            (
                "For example:\nA:\n  B: 1\n",
                "For example:\n\n```yaml\nA:\n  B: 1\n```",
            ),
            ("So:\nA: \"````\"", "So:\n\n`````yaml\nA: \"````\"\n`````"),
        ];
        for (step, expected) in table {
            assert_eq!(markdown(step), expected, "{step}");
        }
    }
}
