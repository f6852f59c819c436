//! A condition on one resource: a path, an operator, a value. Which resources are asked is in `select` and in the
//! kinds, what is said of them in `sentences`.

mod remedy;
mod sentences;

use cfn::{Decision, Node, Resource, Span, Value};

use crate::{
    fields::{Problems, describe},
    inspect::{self, Answer, Because, Finding, Spot, Test},
    known,
    measure::{Different, Measure},
    operator::Operator,
    path::Path,
    report::{Evidence, Part, Verdict},
    rubric::mapping,
    select::Select,
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

    /// What a resource has to refer to, where that is what it asks for.
    pub(crate) fn asks_to_refer_to(&self) -> Option<&Select> {
        match &self.operator {
            Operator::RefersTo(select) if self.each != Each::None => Some(select),
            _ => None,
        }
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
