//! What one resource has at a path, held against a test: where it passes, where it does not, and why nothing is there. Which of
//! several places counts, and whole sentences, are the caller's.

use cfn::{
    Data, Resource, Span, Value,
    suggest::nearest,
    types::{Known, resource_type},
};

use crate::{
    fields,
    path::{Path, StepKind},
    report::Evidence,
    walk::{self, Arrival, Missing, Place, Why, walk},
    wording::{self, Shown},
};

/// The end of a sentence about a JSON text with an unknown part.
const UNSURE_TEXT: &str = "a part of the text around it is not known";

/// What a found value is held against.
pub(crate) trait Test {
    /// Whether a known or unknown value passes. `whole` is the first form of the function in whose argument the path ended.
    fn answer(&self, value: &Value<'_>, whole: Option<&str>) -> Answer;

    /// How near a text is to passing, in thousandths.
    fn similarity(&self, text: &str) -> usize;

    /// A reason for not passing that is easily overlooked.
    fn note(&self, _text: &str, _plain: bool) -> Option<&'static str> {
        None
    }
}

/// A test's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    /// Why, as the end of a sentence.
    Unknown(String),
}

/// What a resource has at a place that the path leads to.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    /// It passes.
    Met(Spot),
    Unknown {
        spot: Spot,
        /// As the end of a sentence.
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
        /// Where it would be expected: the path so far, elements in the place of `[*]`.
        so_far: String,
        because: Because,
    },
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) mark: Span,
    pub(crate) path: String,
    pub(crate) shown: Shown,
}

/// Why a property is not there, as far as it can be told.
#[derive(Clone, Debug)]
pub(crate) enum Because {
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

/// Every place that `path` leads to in `resource`, in document order. At least one unless a list on the way is empty, and then that
/// is said as missing: never none.
pub(crate) fn findings(
    resource: &Resource<'_>,
    path: &Path,
    test: &dyn Test,
    visit: &mut dyn FnMut(Finding),
) {
    walk(root(resource, path), path, &mut |arrival| {
        visit(judge(resource, path, test, arrival));
    });
}

/// The place that is nearest to passing; the first that passes, when one does.
pub(crate) fn best(resource: &Resource<'_>, path: &Path, test: &dyn Test) -> Finding {
    let mut best: Option<Finding> = None;
    walk(root(resource, path), path, &mut |arrival| {
        // The first place that meets it is enough, and is the one to show.
        if matches!(best, Some(Finding::Met(_))) {
            return;
        }
        let finding = judge(resource, path, test, arrival);
        if best
            .as_ref()
            .is_none_or(|best| finding.rank() > best.rank())
        {
            best = Some(finding);
        }
    });
    best.unwrap_or_else(|| Finding::Missing {
        depth: 0,
        so_far: String::new(),
        because: Because::NotThere,
    })
}

/// What the path starts from: the properties, or for `@` the resource itself.
pub(crate) fn root<'r>(resource: &'r Resource<'_>, path: &Path) -> &'r Value<'r> {
    if path.of_attributes {
        &resource.attributes
    } else {
        &resource.properties
    }
}

fn judge(resource: &Resource<'_>, path: &Path, test: &dyn Test, arrival: Arrival<'_>) -> Finding {
    let all = path.steps.len();
    match arrival {
        Arrival::Found(found) => {
            let spot = Spot {
                mark: found.place.mark(),
                path: path_to(path, all, found.indices),
                shown: found
                    .whole
                    .map_or_else(|| wording::found(found.value), wording::found_text),
            };
            match test.answer(found.value, found.whole) {
                Answer::Yes => Finding::Met(spot),
                Answer::Unknown(reason) => Finding::Unknown { spot, reason },
                Answer::No if !found.certain => Finding::Unknown {
                    spot,
                    reason: UNSURE_TEXT.to_owned(),
                },
                Answer::No => match &found.value.data {
                    Data::Text(text) => Finding::Wrong {
                        similarity: test.similarity(&text.resolved),
                        note: test.note(&text.resolved, text.plain),
                        spot,
                    },
                    Data::List(_) | Data::Map(_) | Data::Absent | Data::Unknown(_) => {
                        Finding::Wrong {
                            similarity: 0,
                            note: None,
                            spot,
                        }
                    }
                },
            }
        }
        Arrival::Unknown(stuck) => Finding::Unknown {
            spot: Spot {
                mark: stuck.place.mark(),
                path: path_to(path, stuck.depth.max(1), stuck.indices),
                shown: Shown::nothing(),
            },
            reason: stuck.reason.into_owned(),
        },
        Arrival::Missing(missing) if !missing.certain => Finding::Unknown {
            spot: Spot {
                mark: missing.container.span(),
                path: path_to(path, all, missing.indices),
                shown: wording::found(missing.container),
            },
            reason: UNSURE_TEXT.to_owned(),
        },
        Arrival::Missing(missing) => Finding::Missing {
            depth: missing.depth,
            so_far: path_to(path, all, missing.indices),
            because: because(resource, path, &missing),
        },
    }
}

fn path_to(path: &Path, steps: usize, indices: &[Option<usize>]) -> String {
    let as_written = !path.is_open() && indices.iter().all(Option::is_some);
    if steps == path.steps.len() && as_written {
        path.text.clone()
    } else {
        path.concrete(steps, indices)
    }
}

/// What a learner may have meant where the path found nothing.
fn because(resource: &Resource<'_>, path: &Path, missing: &Missing<'_>) -> Because {
    let so_far = || path_to(path, missing.depth, missing.indices);
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
    let Some(StepKind::Key(key)) = path.steps.get(missing.depth).map(|step| &step.kind) else {
        return Because::NotThere;
    };
    if missing.depth == 0
        && !path.of_attributes
        && let Some(beside) = resource.attributes.member(&key.name)
    {
        return Because::BesideProperties {
            name: key.name.clone(),
            mark: Place::of(Some(beside.key_span), beside.value.node).mark(),
        };
    }
    let members = missing.container.as_map().unwrap_or_default();
    let near = |is_slip: &dyn Fn(&str) -> bool| {
        let written = members.iter().map(|member| member.key.as_ref());
        let name = nearest(&key.name, written.filter(|name| is_slip(name)))?;
        members.iter().find(|member| member.key.as_ref() == name)
    };
    let is_slip = |name: &str| !is_of_type(resource, path, missing.depth, name);
    // The table of types is only asked when there is something to ask about.
    let slip = near(&|_| true).and_then(|_| near(&is_slip));
    match slip {
        Some(member) => Because::Typo {
            written: member.key.to_string(),
            meant: key.name.clone(),
            mark: member.key_span,
        },
        None => Because::NotThere,
    }
}

/// Whether a resource's type has a property of this name where the path has come to: `CidrIpv6` is no slip for `CidrIp`.
fn is_of_type(resource: &Resource<'_>, path: &Path, depth: usize, name: &str) -> bool {
    let Some(known) = resource_type(resource.type_name).filter(|_| !path.of_attributes) else {
        return false;
    };
    let steps = path.steps.iter().take(depth);
    let keys = steps.filter_map(|step| match &step.kind {
        StepKind::Key(key) => Some(key.name.as_str()),
        StepKind::Index(_) | StepKind::Every | StepKind::Where(_) | StepKind::Json => None,
    });
    let keys: Vec<&str> = keys.chain([name]).collect();
    known.property(&keys) == Known::Yes
}

impl Finding {
    /// How near it is to being met.
    pub(crate) fn rank(&self) -> (usize, usize, usize) {
        match self {
            Self::Met(_) => (3, 0, 0),
            Self::Unknown { .. } => (2, 0, 0),
            Self::Wrong { similarity, .. } => (1, *similarity, 0),
            Self::Missing { depth, because, .. } => {
                let explained = usize::from(!matches!(because, Because::NotThere));
                (0, *depth, explained)
            }
        }
    }

    /// How much of what a path leads to is there, 0 to 1: a wrong value is more than none.
    pub(crate) fn nearness(&self, path: &Path) -> f64 {
        match self {
            Self::Met(_) => 1.0,
            Self::Unknown { .. } | Self::Wrong { .. } => 0.5,
            Self::Missing { depth, .. } => 0.4 * (*depth as f64) / (path.steps.len().max(1) as f64),
        }
    }

    /// The place, when there is one.
    pub(crate) fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Met(spot) | Self::Unknown { spot, .. } | Self::Wrong { spot, .. } => Some(spot),
            Self::Missing { .. } => None,
        }
    }

    /// Where it shows: the place found, or the resource's name for what is missing.
    pub(crate) fn evidence(
        &self,
        resource: &Resource<'_>,
        path: &Path,
        expected: Option<&str>,
    ) -> Evidence {
        let expected = expected.map(str::to_owned);
        match self.spot() {
            Some(spot) => Evidence {
                resource: Some(resource.id.to_owned()),
                path: Some(spot.path.clone()),
                found: (!spot.shown.phrase.is_empty()).then(|| spot.shown.text.clone()),
                expected,
                ..Evidence::at(spot.mark)
            },
            None => Evidence {
                resource: Some(resource.id.to_owned()),
                path: Some(path.text.clone()),
                expected,
                ..Evidence::at(resource.id_span)
            },
        }
    }
}

impl Because {
    /// A sentence, when there is something to say.
    pub(crate) fn explained(&self, id: &str) -> Option<String> {
        match self {
            Self::NotThere => None,
            Self::Typo {
                written,
                meant,
                mark,
            } => Some(format!(
                "It has `{}` on line {}: did you mean `{meant}`?",
                fields::shorten(written),
                mark.start.line
            )),
            Self::BesideProperties { name, mark } => Some(format!(
                "`{name}` on line {} stands beside `Properties` of `{id}`, not in it: move it there.",
                mark.start.line
            )),
            Self::OtherShape { holder, shown } => {
                Some(format!("`{holder}` is {}.", end_of_sentence(shown)))
            }
            Self::NotJson { holder } => Some(format!("`{holder}` is not JSON text.")),
        }
    }
}

/// A phrase as the last words of a sentence.
pub(crate) fn end_of_sentence(phrase: &str) -> &str {
    phrase.trim_end_matches(',')
}

/// How much two texts have in common at both ends, in thousandths. Linear, since it is asked of every candidate.
pub(crate) fn similarity(found: &str, expected: &str) -> usize {
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

/// Whether one of the texts that mean this value passes, those of the function around the path's end included.
pub(crate) fn any_text(
    value: &Value<'_>,
    whole: Option<&str>,
    passes: &dyn Fn(&str, bool) -> bool,
) -> bool {
    walk::matches_any_text(value, passes) || whole.is_some_and(|text| passes(text, false))
}
