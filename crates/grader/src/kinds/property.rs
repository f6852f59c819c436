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

use cfn::{Decision, NodeKind, Resource, Value};

use crate::{
    expected::Expected,
    fields::{self, Fields, Problems, describe},
    glob,
    inspect::{self, Answer, Finding, Test},
    kinds::Outcome,
    known,
    path::Path,
    remedy::{Change, Remedy},
    sketch::Drawing,
    wording,
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
        let resource_type = fields.resource_type("resourceType", problems);
        let path = fields.path("property", problems);
        if let (Some(path), Some(type_name), Some(node)) =
            (&path, &resource_type, fields.get("property"))
        {
            let types = std::slice::from_ref(type_name);
            known::check_path(types, path, node.span, problems);
        }
        let expected = expected_scalar(fields, problems);
        Some(Self {
            resource_type: resource_type?,
            path: path?,
            expected: expected?,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let mut candidates = Vec::new();
        for resource in world.of_type(&self.resource_type) {
            if resource.presence == Decision::False {
                continue;
            }
            let candidate = Candidate {
                resource,
                finding: inspect::best(resource, &self.path, self),
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
            Outcome {
                nearness: (1.0 + nearest.finding.nearness(&self.path)) / 2.0,
                ..self.not_met(nearest, candidates.len())
            }
        } else {
            self.no_resource(world)
        }
    }

    /// The resource that is missing, when there is none of the type.
    pub(super) fn draw(&self, world: &World<'_>) -> Option<Drawing> {
        let types = std::slice::from_ref(&self.resource_type);
        Drawing::of_missing(world, types, None, &[])
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let candidates: Vec<Candidate<'_>> = world
            .present_of_type(&self.resource_type)
            .map(|index| {
                let resource = world.resource(index);
                Candidate {
                    resource,
                    finding: inspect::best(resource, &self.path, self),
                }
            })
            .collect();
        let value = (!self.expected.is_wild()).then(|| self.expected.json());
        let needed = wording::needed(&self.expected).into_owned();
        let Some(nearest) = nearest_candidate(&candidates) else {
            return Some(Remedy::of_new_resource_with(
                world,
                &self.resource_type,
                &self.path.text,
                &needed,
                value,
            ));
        };
        let resource = nearest.resource;
        let place = nearest.finding.evidence(resource, &self.path, None);
        let path = match &nearest.finding {
            Finding::Met(_) => return None,
            Finding::Missing { so_far, .. } if !so_far.is_empty() => so_far.clone(),
            Finding::Missing { .. } => self.path.text.clone(),
            Finding::Unknown { spot, .. } | Finding::Wrong { spot, .. } => spot.path.clone(),
        };
        let changes = match value {
            Some(value) if !path.contains(['?', '(']) => vec![Change::Set {
                resource: resource.id.to_owned(),
                path: path.replace("[*]", "[0]"),
                value,
            }],
            _ => Vec::new(),
        };
        Some(Remedy::of_properties(
            &wording::with_article(&wording::noun(&self.resource_type)),
            resource,
            place.line,
            std::slice::from_ref(&self.path.text),
            &[format!("`{}`: {needed}", self.path.text)],
            changes,
        ))
    }
}

impl Test for Property {
    fn answer(&self, value: &Value<'_>, whole: Option<&str>) -> Answer {
        let passes = |text: &str, plain: bool| self.expected.matches(text, plain);
        if inspect::any_text(value, whole, &passes) {
            return Answer::Yes;
        }
        match value.as_unknown() {
            Some(unknown) => Answer::Unknown(unknown.reason.clone()),
            None => Answer::No,
        }
    }

    fn similarity(&self, text: &str) -> usize {
        inspect::similarity(text, &self.expected.text)
    }

    fn note(&self, text: &str, plain: bool) -> Option<&'static str> {
        self.expected.note(text, plain)
    }
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

struct Candidate<'m> {
    resource: &'m Resource<'m>,
    finding: Finding,
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
