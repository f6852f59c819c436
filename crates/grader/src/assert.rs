//! A condition on one resource: a path, an operator, a value. Which resources are asked is in `select` and in the kinds.

mod remedy;

use cfn::{Decision, Node, Resource, Span, Value};

use crate::{
    decimal::Decimal,
    fields::{Problems, describe, shorten},
    inspect::{self, Answer, Because, Finding, Spot, Test, end_of_sentence},
    known,
    measure::{Different, Measure},
    operator::{Comparison, Operator},
    path::Path,
    report::{Evidence, Part, Verdict},
    rubric::mapping,
    walk::{Arrival, walk},
    wording::Shown,
    world::World,
};

const FIELDS: &[&str] = &["property", "op", "value", "measure", "each"];

/// A compiled condition.
#[derive(Clone, Debug)]
pub(crate) struct Assert {
    pub(crate) path: Path,
    pub(crate) operator: Operator,
    measure: Measure,
    each: Each,
}

/// Which of the places that a path with `[*]` leads to have to pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Each {
    #[default]
    Any,
    All,
    None,
}

impl Each {
    const WORDS: &'static [(&'static str, Each)] =
        &[("any", Each::Any), ("all", Each::All), ("none", Each::None)];
}

/// Whether a condition holds for a resource, and the place that decides it.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    pub(crate) decision: Decision,
    pub(crate) finding: Finding,
}

impl Assert {
    /// Reads a list of conditions on resources of some types, every problem noted.
    pub(crate) fn compile_list(
        field: &str,
        node: &Node,
        types: &[String],
        problems: &mut Problems,
    ) -> Option<Vec<Self>> {
        let Some(items) = node.as_list() else {
            problems.error(
                node.span,
                format!(
                    "`{field}` must be a list of conditions, not {}",
                    describe(node)
                ),
            );
            return None;
        };
        let compiled: Vec<_> = items
            .iter()
            .map(|item| Self::compile(item, types, problems))
            .collect();
        compiled.into_iter().collect()
    }

    fn compile(node: &Node, types: &[String], problems: &mut Problems) -> Option<Self> {
        let Some(fields) = mapping(node) else {
            problems.error(
                node.span,
                format!(
                    "a condition is a mapping with `property` and `op`, not {}",
                    describe(node)
                ),
            );
            return None;
        };
        fields.refuse_others("a condition", FIELDS, problems);
        let path = fields.path("property", problems);
        if let (Some(path), Some(node)) = (&path, fields.get("property")) {
            known::check_path(types, path, node.span, problems);
        }
        let measure = fields.word("measure", Measure::WORDS, problems);
        let each = fields.word("each", Each::WORDS, problems);
        // Without `op`, a value is compared and no value asks for anything.
        let op = match (fields.get("op"), fields.get("value")) {
            (Some(_), _) => {
                let (scalar, span) = fields.text("op", problems)?;
                (scalar.text.as_str(), span)
            }
            (None, Some(_)) => ("equals", fields.span),
            (None, None) => ("exists", fields.span),
        };
        let measure_span = fields.get("measure").map_or(fields.span, |node| node.span);
        let operator = Operator::compile(
            op,
            fields.get("value"),
            (measure.unwrap_or_default(), measure_span),
            fields.span,
            problems,
        );
        let path = path?;
        if each.is_some() && !path.is_open() {
            let span = fields.get("each").map_or(fields.span, |node| node.span);
            problems.warning(
                span,
                "`each` only has a meaning for a path with `[*]` or `[?..]`",
            );
        }
        Some(Self {
            path,
            operator: operator?,
            measure: measure.unwrap_or_default(),
            each: each.unwrap_or_default(),
        })
    }

    /// Whether it holds for a resource.
    pub(crate) fn judge(&self, resource: &Resource<'_>, world: &World<'_>) -> Judged {
        if self.measure == Measure::Distinct && self.path.is_open() {
            return self.judge_distinct(resource);
        }
        let asked = Asked {
            assert: self,
            world,
        };
        let finding = match self.each {
            Each::Any if !self.operator.passes_missing() => {
                inspect::best(resource, &self.path, &asked)
            }
            Each::Any | Each::All | Each::None => self.decisive(resource, &asked),
        };
        self.decide(finding)
    }

    /// The place that decides, when not simply the best one does.
    fn decisive(&self, resource: &Resource<'_>, asked: &Asked<'_>) -> Finding {
        // How much a place says against the whole, or for it where one is enough; the first of equal ones is kept.
        let says = |finding: &Finding| match (self.passes(finding), self.each) {
            (Decision::Unknown, _) => 1,
            (Decision::True, Each::All) | (Decision::False, Each::Any | Each::None) => 0,
            (Decision::False, Each::All) | (Decision::True, Each::Any | Each::None) => 2,
        };
        let mut decisive: Option<Finding> = None;
        inspect::findings(resource, &self.path, asked, &mut |finding| {
            if decisive
                .as_ref()
                .is_none_or(|kept| says(&finding) > says(kept))
            {
                decisive = Some(finding);
            }
        });
        decisive.unwrap_or(Finding::Missing {
            depth: 0,
            so_far: String::new(),
            because: Because::NotThere,
        })
    }

    /// Whether one place passes.
    fn passes(&self, finding: &Finding) -> Decision {
        match finding {
            Finding::Met(_) => Decision::True,
            Finding::Unknown { .. } => Decision::Unknown,
            Finding::Wrong { .. } => Decision::False,
            Finding::Missing { .. } => Decision::of(self.operator.passes_missing()),
        }
    }

    fn decide(&self, finding: Finding) -> Judged {
        let passes = self.passes(&finding);
        Judged {
            decision: match self.each {
                Each::Any | Each::All => passes,
                Each::None => !passes,
            },
            finding,
        }
    }

    /// `measure: distinct` over all places of an open path: they are counted together.
    fn judge_distinct(&self, resource: &Resource<'_>) -> Judged {
        let mut different = Different::default();
        let mut unknown: Option<(Span, String)> = None;
        let mut last: Option<Span> = None;
        walk(
            inspect::root(resource, &self.path),
            &self.path,
            &mut |arrival| match arrival {
                Arrival::Found(found) => {
                    let value = found.value;
                    different.add(
                        value
                            .as_list()
                            .unwrap_or(std::slice::from_ref(value))
                            .iter(),
                    );
                    last = Some(found.place.mark());
                }
                Arrival::Unknown(stuck) => {
                    unknown = Some((stuck.place.mark(), stuck.reason.into_owned()));
                }
                Arrival::Missing(_) => {}
            },
        );
        let decision = match &self.operator {
            Operator::Amount {
                comparison, bounds, ..
            } => different.decide(&|amount| comparison.holds(amount, bounds)),
            _ => Decision::False,
        };
        let mark = last.unwrap_or(resource.id_span);
        let (_, most) = different.range();
        if let Some((mark, reason)) = unknown {
            let spot = self.spot(mark, most);
            return Judged {
                decision: Decision::Unknown,
                finding: Finding::Unknown { spot, reason },
            };
        }
        let spot = self.spot(mark, most);
        let finding = match (decision, last) {
            (Decision::True, _) => Finding::Met(spot),
            (Decision::Unknown, _) => Finding::Unknown {
                spot,
                reason: different.reason.unwrap_or_default(),
            },
            (Decision::False, Some(_)) => Finding::Wrong {
                spot,
                similarity: 0,
                note: None,
            },
            (Decision::False, None) => Finding::Missing {
                depth: 0,
                so_far: self.path.text.clone(),
                because: Because::NotThere,
            },
        };
        Judged { decision, finding }
    }

    fn spot(&self, mark: Span, different: usize) -> Spot {
        let text = match different {
            1 => "1 different value".to_owned(),
            count => format!("{count} different values"),
        };
        Spot {
            mark,
            path: self.path.text.clone(),
            shown: Shown {
                phrase: text.clone(),
                text,
            },
        }
    }

    /// What it asks for, for the end of `needs ...`.
    pub(crate) fn needed(&self) -> String {
        let phrase = self.needed_of_one();
        match self.each {
            Each::Any | Each::All => phrase,
            Each::None => match &self.operator {
                Operator::Exists => "nothing there".to_owned(),
                Operator::Contains(literal) => format!("none with {} in it", literal.needed()),
                Operator::RefersTo(_) => format!("no {}", phrase.trim_start_matches("a ")),
                Operator::NotEquals(literal) => format!("{} everywhere", literal.needed()),
                Operator::Absent => "something there".to_owned(),
                Operator::Equals(_)
                | Operator::Glob(_)
                | Operator::Regex(_)
                | Operator::OneOf(_)
                | Operator::CidrWithin(_)
                | Operator::Amount { .. } => format!("none that is {phrase}"),
            },
        }
    }

    fn needed_of_one(&self) -> String {
        match &self.operator {
            Operator::Equals(literal) => literal.needed().into_owned(),
            Operator::NotEquals(literal) => format!("anything but {}", literal.needed()),
            Operator::Glob(pattern) => crate::wording::needed(pattern).into_owned(),
            Operator::Regex(regex) => format!("text that fits `{}`", shorten(regex.as_str())),
            Operator::OneOf(literals) => {
                one_of(literals.iter().map(|literal| literal.needed().into_owned()))
            }
            Operator::Exists => "a value".to_owned(),
            Operator::Absent => "to be left out".to_owned(),
            Operator::Contains(literal) => format!("{} in it", literal.needed()),
            Operator::RefersTo(select) => format!("a reference to {}", select.noun_with_article()),
            Operator::CidrWithin(range) => format!("a range within {range}"),
            Operator::Amount {
                comparison,
                bounds,
                written,
            } => {
                let amounts = bounds.iter().zip(written).map(|(bound, written)| {
                    // What the author wrote with a unit says it best.
                    match Decimal::parse(written) {
                        Some(_) => format!("{written}{}", self.measure.unit(bound)),
                        None => written.clone(),
                    }
                });
                let amounts = one_of(amounts);
                let is_length = self.measure == Measure::Length;
                let of_length = |words: &str, amounts: &str| {
                    let length = if is_length { "a length of " } else { "" };
                    format!("{length}{words} {amounts}")
                };
                match comparison {
                    Comparison::Is if is_length => format!("a length of {amounts}"),
                    Comparison::Is => amounts,
                    Comparison::IsNot => format!("anything but {amounts}"),
                    Comparison::More => of_length("more than", &amounts),
                    Comparison::AtLeast => of_length("at least", &amounts),
                    Comparison::Less => of_length("less than", &amounts),
                    Comparison::AtMost => of_length("at most", &amounts),
                }
            }
        }
    }

    /// What it asks for, as evidence shows it.
    fn expected(&self) -> String {
        match &self.operator {
            Operator::Equals(literal) => literal.text(),
            Operator::Glob(pattern) => pattern.text.clone(),
            _ => self.needed(),
        }
    }

    /// A whole sentence about a resource.
    pub(crate) fn sentence(&self, resource: &Resource<'_>, judged: &Judged) -> String {
        let id = resource.id;
        let path = &self.path.text;
        let needed = self.needed();
        match (judged.decision, &judged.finding) {
            (_, Finding::Unknown { spot, reason }) => {
                format!("`{}` of `{id}` cannot be decided: {reason}.", spot.path)
            }
            (Decision::True, Finding::Met(spot) | Finding::Wrong { spot, .. }) => format!(
                "`{}` of `{id}` is {}.",
                spot.path,
                end_of_sentence(&spot.shown.phrase)
            ),
            (Decision::True, Finding::Missing { .. }) => {
                format!("`{id}` has no `{path}`, as it should be.")
            }
            (_, Finding::Met(spot)) => format!(
                "`{}` of `{id}` is {}; {}.",
                spot.path,
                end_of_sentence(&spot.shown.phrase),
                self.forbidden()
            ),
            (_, Finding::Wrong { spot, note, .. }) => {
                let found = &spot.shown.phrase;
                if matches!(self.operator, Operator::Absent) {
                    return format!("`{id}` has `{}`; it must not be there.", spot.path);
                }
                let comma = if found.ends_with(',') { "" } else { "," };
                let mut text = format!(
                    "`{}` of `{id}` is {found}{comma} needs {needed}.",
                    spot.path
                );
                if let Some(note) = note {
                    text.push(' ');
                    text.push_str(note);
                }
                text
            }
            (
                _,
                Finding::Missing {
                    because, so_far, ..
                },
            ) => {
                let place = if so_far.is_empty() { path } else { so_far };
                if self.each == Each::None {
                    return format!("`{id}` has no `{place}`; it needs {needed}.");
                }
                let mut text = format!("`{id}` has no `{place}` yet; it needs {needed}.");
                if let Some(explained) = because.explained(id) {
                    text.push(' ');
                    text.push_str(&explained);
                }
                text
            }
        }
    }

    /// What no place may be, with `each: none`: the end of a sentence that names one that is.
    fn forbidden(&self) -> String {
        match &self.operator {
            Operator::Exists => "none may be there".to_owned(),
            Operator::Contains(literal) => format!("none may have {} in it", literal.needed()),
            Operator::RefersTo(select) => {
                format!("none may refer to {}", select.noun_with_article())
            }
            Operator::CidrWithin(range) => format!("none may lie within {range}"),
            Operator::NotEquals(literal) => format!("each has to be {}", literal.needed()),
            Operator::Amount {
                comparison: Comparison::IsNot,
                written,
                ..
            } => format!("each has to be {}", one_of(written.iter().cloned())),
            Operator::Amount { .. } if self.measure == Measure::Length => {
                format!("none may have {}", self.needed_of_one())
            }
            Operator::Absent
            | Operator::Equals(_)
            | Operator::Glob(_)
            | Operator::Regex(_)
            | Operator::OneOf(_)
            | Operator::Amount { .. } => format!("none may be {}", self.needed_of_one()),
        }
    }

    /// A whole sentence about a resource that meets what none of its kind may, with `match: none`; `noun` is what it is.
    pub(crate) fn sentence_of_none(
        &self,
        resource: &Resource<'_>,
        judged: &Judged,
        noun: &str,
    ) -> String {
        let id = resource.id;
        let path = &self.path.text;
        let rule = match &self.operator {
            _ if self.each != Each::Any => format!("that must be so for no {noun}"),
            Operator::Exists => format!("no {noun} may have it"),
            Operator::Absent => format!("every {noun} needs it"),
            Operator::Contains(literal) => {
                format!("no {noun} may have {} in it", literal.needed())
            }
            Operator::RefersTo(select) => {
                format!(
                    "no {noun} may refer to {} there",
                    select.noun_with_article()
                )
            }
            Operator::NotEquals(literal) => {
                format!("every {noun} needs {} there", literal.needed())
            }
            Operator::Equals(_)
            | Operator::Glob(_)
            | Operator::Regex(_)
            | Operator::OneOf(_)
            | Operator::CidrWithin(_)
            | Operator::Amount { .. } => {
                format!("no {noun} may have {} there", self.needed_of_one())
            }
        };
        match &judged.finding {
            Finding::Met(spot) | Finding::Wrong { spot, .. } | Finding::Unknown { spot, .. } => {
                format!(
                    "`{}` of `{id}` is {}; {rule}.",
                    spot.path,
                    end_of_sentence(&spot.shown.phrase)
                )
            }
            Finding::Missing { .. } => format!("`{id}` has no `{path}`; {rule}."),
        }
    }

    /// Why it is not decided for a resource, as the end of a sentence; nothing where it is.
    pub(crate) fn doubt(&self, resource: &Resource<'_>, judged: &Judged) -> Option<String> {
        match (judged.decision, &judged.finding) {
            (Decision::Unknown, Finding::Unknown { spot, reason }) => Some(format!(
                "`{}` of `{}` is not known, as {reason}",
                spot.path, resource.id
            )),
            _ => None,
        }
    }

    /// The rest of "only `VisibilityTimeout` is wrong: 30, needs at least 180".
    pub(crate) fn only_wrong(&self, resource: &Resource<'_>, judged: &Judged) -> String {
        let needed = self.needed();
        match (&judged.finding, &self.operator) {
            (Finding::Wrong { spot, note, .. }, operator)
                if judged.decision == Decision::False && !matches!(operator, Operator::Absent) =>
            {
                let found = &spot.shown.phrase;
                let comma = if found.ends_with(',') { "" } else { "," };
                let note = note.map_or_else(String::new, |note| format!(" {note}"));
                format!(
                    "and only `{}` is wrong: {found}{comma} needs {needed}.{note}",
                    spot.path
                )
            }
            (Finding::Missing { because, .. }, _) if judged.decision == Decision::False => {
                let explained = because
                    .explained(resource.id)
                    .map_or_else(String::new, |text| format!(" {text}"));
                format!(
                    "and has no `{}` yet; it needs {needed}.{explained}",
                    self.path.text
                )
            }
            _ => format!("but {}", self.sentence(resource, judged)),
        }
    }

    /// How much of it is there, 0 to 1.
    pub(crate) fn nearness(&self, judged: &Judged) -> f64 {
        match judged.decision {
            Decision::True => 1.0,
            Decision::False | Decision::Unknown => judged.finding.nearness(&self.path),
        }
    }

    /// Where it shows.
    pub(crate) fn evidence(&self, resource: &Resource<'_>, judged: &Judged) -> Evidence {
        judged
            .finding
            .evidence(resource, &self.path, Some(&self.expected()))
    }

    /// The sentence with its place and verdict.
    pub(crate) fn part(&self, resource: &Resource<'_>, judged: &Judged) -> Part {
        Part {
            verdict: match judged.decision {
                Decision::True => Verdict::Pass,
                Decision::False => Verdict::Fail,
                Decision::Unknown => Verdict::Unknown,
            },
            text: self.sentence(resource, judged),
            evidence: Some(self.evidence(resource, judged)),
        }
    }
}

/// A condition that is asked in a world.
struct Asked<'a> {
    assert: &'a Assert,
    world: &'a World<'a>,
}

impl Test for Asked<'_> {
    fn answer(&self, value: &Value<'_>, whole: Option<&str>) -> Answer {
        let Assert {
            operator, measure, ..
        } = self.assert;
        operator.answer(value, whole, *measure, self.world)
    }

    fn similarity(&self, text: &str) -> usize {
        match &self.assert.operator {
            Operator::Equals(literal) => literal
                .as_scalar()
                .map_or(0, |expected| inspect::similarity(text, &expected.text)),
            Operator::Glob(pattern) => inspect::similarity(text, &pattern.text),
            _ => 0,
        }
    }

    fn note(&self, text: &str, plain: bool) -> Option<&'static str> {
        match &self.assert.operator {
            Operator::Equals(literal) => literal.as_scalar()?.note(text, plain),
            _ => None,
        }
    }
}

/// `a`, `a or b`, `one of a, b or c`.
fn one_of(texts: impl Iterator<Item = String>) -> String {
    /// More are only counted.
    const MOST: usize = 6;
    let texts: Vec<String> = texts.collect();
    match texts.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} or {second}"),
        [all @ .., last] if texts.len() <= MOST => format!("one of {} or {last}", all.join(", ")),
        _ => format!(
            "one of {} and {} more",
            texts[..MOST].join(", "),
            texts.len() - MOST
        ),
    }
}
