//! The kind `property`: some resource of a type has a value.
//!
//! # What it checks
//! That the template has at least one resource of `resourceType` with the value `expected` at the path `property`.
//!
//! # Why it matters
//! Most of what a scenario asks for is one setting of one resource: a runtime, a time, a name, a switch.
//!
//! # Example
//! ```yaml
//! {resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180, label: Messages stay hidden for 180 s}
//! ```
//!
//! # Fix
//! Add the property to the resource, or change its value to the one that is asked for.

mod sentences;

use cfn::{Data, Decision, NodeKind, Resource, Span, suggest::nearest};

use crate::{
    expected::{self, Expected},
    fields::{self, Fields, Problems, describe},
    glob,
    kinds::Outcome,
    path::{Path, StepKind},
    remedy::Remedy,
    walk::{self, Arrival, Missing, Place, Why, walk},
    wording::{self, Shown},
    world::World,
};

pub(super) const FIELDS: &[&str] = &["resourceType", "property", "expected"];

/// A compiled `property` check.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    resource_type: String,
    path: Path,
    expected: Expected,
}

impl Property {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let resource_type = resource_type(fields, problems);
        let path = path(fields, problems);
        let expected = expected_scalar(fields, problems);
        Some(Self {
            resource_type: resource_type?,
            path: path?,
            expected: expected?,
        })
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let mut candidates = Vec::new();
        for resource in world.of_type(&self.resource_type) {
            if resource.presence == Decision::False {
                continue;
            }
            let candidate = Candidate {
                resource,
                finding: self.find(resource),
            };
            if let (Finding::Met(spot), Decision::True) = (&candidate.finding, resource.presence) {
                return self.met(resource, spot);
            }
            candidates.push(candidate);
        }
        let unknown = candidates.iter().find(|candidate| {
            matches!(candidate.finding, Finding::Met(_) | Finding::Unknown { .. })
        });
        if let Some(candidate) = unknown {
            self.undecided(candidate)
        } else if let Some(unexpanded) = world.unexpanded(&self.resource_type) {
            self.unexpanded(unexpanded)
        } else if let Some(nearest) = nearest_candidate(&candidates) {
            self.not_met(nearest, candidates.len())
        } else {
            self.no_resource(world)
        }
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let _ = world;
        None
    }

    /// What one resource has at the path: the best of all places that the path leads to.
    fn find(&self, resource: &Resource<'_>) -> Finding {
        let root = if self.path.of_attributes {
            &resource.attributes
        } else {
            &resource.properties
        };
        let mut best: Option<Finding> = None;
        walk(root, &self.path, &mut |arrival| {
            // The first place that meets it is enough, and is the one to show.
            if matches!(best, Some(Finding::Met(_))) {
                return;
            }
            let finding = self.judge(arrival, resource);
            if best
                .as_ref()
                .is_none_or(|best| finding.rank() > best.rank())
            {
                best = Some(finding);
            }
        });
        best.unwrap_or(Finding::Missing {
            depth: 0,
            because: Because::NotThere,
        })
    }

    fn judge(&self, arrival: Arrival<'_>, resource: &Resource<'_>) -> Finding {
        let all = self.path.steps.len();
        match arrival {
            Arrival::Found(found) => {
                let spot = Spot {
                    mark: found.place.mark(),
                    path: self.path_to(all, found.indices),
                    shown: found
                        .whole
                        .map_or_else(|| wording::found(found.value), wording::found_text),
                };
                let passes = |text: &str, plain: bool| self.expected.matches(text, plain);
                if walk::matches_any_text(found.value, &passes)
                    || found.whole.is_some_and(|text| passes(text, false))
                {
                    return Finding::Met(spot);
                }
                match &found.value.data {
                    Data::Unknown(unknown) => Finding::Unknown {
                        spot,
                        reason: unknown.reason.clone(),
                    },
                    _ if !found.certain => Finding::Unknown {
                        spot,
                        reason: UNSURE_TEXT.to_owned(),
                    },
                    Data::Text(text) => Finding::Wrong {
                        similarity: similarity(&text.resolved, &self.expected.text),
                        note: self.note(&text.resolved, text.plain),
                        spot,
                    },
                    Data::List(_) | Data::Map(_) | Data::Absent => Finding::Wrong {
                        similarity: 0,
                        note: None,
                        spot,
                    },
                }
            }
            Arrival::Unknown(stuck) => Finding::Unknown {
                spot: self.spot(stuck.place, stuck.depth, stuck.indices),
                reason: stuck.reason.into_owned(),
            },
            Arrival::Missing(missing) if !missing.certain => Finding::Unknown {
                spot: Spot {
                    mark: missing.container.span(),
                    path: self.path_to(all, missing.indices),
                    shown: wording::found(missing.container),
                },
                reason: UNSURE_TEXT.to_owned(),
            },
            Arrival::Missing(missing) => Finding::Missing {
                depth: missing.depth,
                because: self.because(&missing, resource),
            },
        }
    }

    fn spot(&self, place: Place, depth: usize, indices: &[usize]) -> Spot {
        Spot {
            mark: place.mark(),
            path: self.path_to(depth.max(1), indices),
            shown: Shown {
                text: String::new(),
                phrase: String::new(),
            },
        }
    }

    fn path_to(&self, steps: usize, indices: &[usize]) -> String {
        if steps == self.path.steps.len() && !self.path.is_open() {
            self.path.text.clone()
        } else {
            self.path.concrete(steps, indices)
        }
    }

    /// What a learner may have meant where the path found nothing.
    fn because(&self, missing: &Missing<'_>, resource: &Resource<'_>) -> Because {
        let so_far = || self.path_to(missing.depth, missing.indices);
        match missing.why {
            Why::NotJson => return Because::NotJson { holder: so_far() },
            Why::OtherShape if missing.depth > 0 => {
                return Because::OtherShape {
                    holder: so_far(),
                    shown: wording::found(missing.container).phrase,
                };
            }
            Why::NoKey | Why::NoElement | Why::OtherShape | Why::Absent => {}
        }
        let Some(StepKind::Key(key)) = self.path.steps.get(missing.depth).map(|step| &step.kind)
        else {
            return Because::NotThere;
        };
        if missing.depth == 0
            && !self.path.of_attributes
            && let Some(beside) = resource.attributes.member(&key.name)
        {
            return Because::BesideProperties {
                name: key.name.clone(),
                mark: Place::of(Some(beside.key_span), beside.value.node).mark(),
            };
        }
        let members = missing.container.as_map().unwrap_or_default();
        let near = nearest(&key.name, members.iter().map(|member| member.key.as_ref()));
        match members
            .iter()
            .find(|member| Some(member.key.as_ref()) == near)
        {
            Some(member) => Because::Typo {
                written: member.key.to_string(),
                meant: key.name.clone(),
                mark: member.key_span,
            },
            None => Because::NotThere,
        }
    }

    /// A reason that is easily overlooked.
    fn note(&self, found: &str, plain: bool) -> Option<&'static str> {
        if self.expected.is_boolean() && !plain && expected::boolean_word(found).is_some() {
            Some("In quotes it is text: write it without quotes.")
        } else if found.eq_ignore_ascii_case(&self.expected.text) {
            Some("Upper and lower case count.")
        } else if found.trim() == self.expected.text {
            Some("There is a space or a line end too many.")
        } else {
            None
        }
    }
}

fn resource_type(fields: &Fields<'_>, problems: &mut Problems) -> Option<String> {
    let (scalar, span) = fields.required_text("resourceType", problems)?;
    if !scalar.text.contains("::") {
        problems.warning(
            span,
            format!(
                "`{}` does not look like a resource type such as AWS::S3::Bucket",
                fields::shorten(&scalar.text)
            ),
        );
    }
    Some(scalar.text.to_string())
}

fn path(fields: &Fields<'_>, problems: &mut Problems) -> Option<Path> {
    let (scalar, span) = fields.required_text("property", problems)?;
    Path::parse(&scalar.text)
        .map_err(|error| {
            problems.error(
                within(span, &scalar.text, error.offset),
                format!("`property`: {}", error.message),
            );
        })
        .ok()
}

/// The place of one character of a scalar's text; the whole scalar where quotes or line ends make that unsure.
fn within(span: Span, text: &str, offset: usize) -> Span {
    let width = span.end.column.saturating_sub(span.start.column) as usize;
    let quotes = width.wrapping_sub(text.chars().count());
    if span.start.line != span.end.line || !matches!(quotes, 0 | 2) {
        return span;
    }
    let Ok(before) = u32::try_from(offset + quotes / 2) else {
        return span;
    };
    let mut place = span;
    place.start.column += before;
    place.end.column = place.start.column + 1;
    place
}

fn expected_scalar(fields: &Fields<'_>, problems: &mut Problems) -> Option<Expected> {
    let node = fields.required("expected", problems)?;
    let NodeKind::Scalar(scalar) = &node.kind else {
        problems.error(
            node.span,
            format!(
                "`expected` must be text, a number or a boolean, not {}",
                describe(node)
            ),
        );
        return None;
    };
    if fields::is_null(scalar) {
        problems.error(node.span, "`expected` is empty; for empty text write \"\"");
        return None;
    }
    let expected = Expected::new(scalar);
    if expected.is_wild() && scalar.text.chars().count() > glob::MAX_CHARS {
        problems.error(
            node.span,
            format!(
                "`expected` is a pattern of more than {} characters",
                glob::MAX_CHARS
            ),
        );
        return None;
    }
    Some(expected)
}

/// The end of a sentence about a JSON text with an unknown part.
const UNSURE_TEXT: &str = "a part of the text around it is not known";

struct Candidate<'m> {
    resource: &'m Resource<'m>,
    finding: Finding,
}

/// What a resource has at the path.
enum Finding {
    Met(Spot),
    Unknown {
        spot: Spot,
        reason: String,
    },
    Wrong {
        spot: Spot,
        /// In thousandths.
        similarity: usize,
        note: Option<&'static str>,
    },
    Missing {
        /// Steps of the path that are there.
        depth: usize,
        because: Because,
    },
}

/// A value and its place.
struct Spot {
    mark: Span,
    path: String,
    shown: Shown,
}

/// Why a property is not there, as far as it can be told.
enum Because {
    NotThere,
    Typo {
        written: String,
        meant: String,
        mark: Span,
    },
    /// It was written as an attribute of the resource.
    BesideProperties {
        name: String,
        mark: Span,
    },
    OtherShape {
        holder: String,
        shown: String,
    },
    NotJson {
        holder: String,
    },
}

impl Finding {
    /// How near it is to being met.
    fn rank(&self) -> (usize, usize, usize) {
        match self {
            Self::Met(_) => (3, 0, 0),
            Self::Unknown { .. } => (2, 0, 0),
            Self::Wrong { similarity, .. } => (1, *similarity, 0),
            Self::Missing { depth, because } => {
                let explained = usize::from(!matches!(because, Because::NotThere));
                (0, *depth, explained)
            }
        }
    }
}

/// The candidate that is nearest to meeting it; the first of equally near ones.
fn nearest_candidate<'c, 'm>(candidates: &'c [Candidate<'m>]) -> Option<&'c Candidate<'m>> {
    let mut best: Option<&Candidate<'_>> = None;
    for candidate in candidates {
        if best.is_none_or(|best| candidate.finding.rank() > best.finding.rank()) {
            best = Some(candidate);
        }
    }
    best
}

/// How much two texts have in common at both ends, in thousandths. Linear, since it is asked of every candidate.
fn similarity(found: &str, expected: &str) -> usize {
    let same = |(a, b): &(u8, u8)| a.eq_ignore_ascii_case(b);
    let shorter = found.len().min(expected.len());
    let start = found.bytes().zip(expected.bytes()).take_while(same).count();
    let end = found
        .bytes()
        .rev()
        .zip(expected.bytes().rev())
        .take(shorter - start)
        .take_while(same)
        .count();
    (start + end) * 1000 / found.len().max(expected.len()).max(1)
}
