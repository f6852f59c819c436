//! What a criterion is about, for pictures: which resources it found for its nodes, which of its edges are there, and what is missing.
//! Verdicts of whole criteria are in the report.

use cfn::{Document, Model, Relation};

use crate::{
    assert::Assert,
    grade::{Subject, is_unreadable},
    report::Verdict,
    rubric::{Criterion, IfUnknown, Rubric},
    wording,
    world::World,
};

/// One drawing of a criterion: a `graph`, a resource that is missing, a queue with its dead-letter queue. A criterion that combines
/// several has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// The criterion's id.
    pub criterion: String,
    /// In the criterion's order.
    pub nodes: Vec<SketchNode>,
    /// In the criterion's order.
    pub edges: Vec<SketchEdge>,
}

/// A node of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchNode {
    /// Its name in the criterion: `dead`.
    pub name: String,
    /// The logical id of the resource that was found for it, or that is nearest to what is asked for; `None` when nothing of its type
    /// and name is left.
    pub resource: Option<String>,
    /// The types that it may have; empty when the criterion does not say.
    pub types: Vec<String>,
    /// The logical id that the criterion asks for, where only one will do.
    pub id: Option<String>,
    /// What it is called in a sentence: `queue`, `function or state machine`.
    pub noun: String,
    /// What the conditions of a missing resource say that it refers to, in their order: to which route table a route would belong. Only
    /// what is there, and only where one alone will do.
    pub refers_to: Vec<SketchReference>,
}

/// A reference that a missing resource would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchReference {
    /// The property that would hold it, as the criterion writes it.
    pub property: String,
    /// The logical id of what it would refer to.
    pub resource: String,
}

/// An edge of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchEdge {
    /// A place in [`Sketch::nodes`].
    pub from: usize,
    /// What is asked for.
    pub relation: Relation,
    /// A place in [`Sketch::nodes`].
    pub to: usize,
    /// [`Verdict::Pass`], [`Verdict::Fail`] or [`Verdict::Unknown`].
    pub verdict: Verdict,
}

/// The sketches of every criterion that may be shown: none of sealed and locked ones, none below a `not`, and of an `anyOf` only the
/// way that is met or nearest. Empty for a text that cannot be read.
pub fn sketch(subject: Subject<'_>, rubric: &Rubric) -> Vec<Sketch> {
    let document = cfn::parse(subject.text);
    let model = cfn::resolve(&document, subject.parameters);
    sketch_of(&document, &model, rubric)
}

/// As [`sketch`], for a template that has been read already.
pub fn sketch_of(document: &Document, model: &Model<'_>, rubric: &Rubric) -> Vec<Sketch> {
    if is_unreadable(document, model) {
        return Vec::new();
    }
    let world = World::new(document, model);
    let mut locks = Locks {
        rubric,
        world: &world,
        met: vec![None; rubric.criteria.len()],
    };
    let mut sketches = Vec::new();
    let mut drawings = Vec::new();
    for criterion in &rubric.criteria {
        if criterion.sealed || locks.is_locked(criterion) {
            continue;
        }
        criterion.check.draw(&world, &mut drawings);
        sketches.extend(drawings.drain(..).map(|drawing| Sketch {
            criterion: criterion.id.clone(),
            nodes: drawing.nodes,
            edges: drawing.edges,
        }));
    }
    sketches
}

/// A sketch that does not know yet whose it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    pub(crate) nodes: Vec<SketchNode>,
    pub(crate) edges: Vec<SketchEdge>,
}

impl Drawing {
    /// One node alone: a resource that is asked for where there is none of its type and name, and nothing that may make one. What its
    /// conditions name comes with it.
    pub(crate) fn of_missing(
        world: &World<'_>,
        types: &[String],
        id: Option<String>,
        conditions: &[&Assert],
    ) -> Option<Self> {
        let may_be_there = types.iter().any(|type_name| {
            let named = |index: usize| {
                id.as_deref()
                    .is_none_or(|id| world.resource(index).id == id)
            };
            world.present_of_type(type_name).any(named) || world.unexpanded(type_name).is_some()
        });
        (!may_be_there && !types.is_empty()).then(|| Self {
            nodes: vec![SketchNode {
                refers_to: references(world, conditions),
                ..SketchNode::missing("", types, id)
            }],
            edges: Vec::new(),
        })
    }
}

/// What conditions say that a resource refers to.
fn references(world: &World<'_>, conditions: &[&Assert]) -> Vec<SketchReference> {
    let mut references: Vec<SketchReference> = Vec::new();
    for condition in conditions {
        let Some(select) = condition.asks_to_refer_to() else {
            continue;
        };
        let [only] = select.of_type_and_name(world)[..] else {
            continue;
        };
        let resource = world.resource(only).id;
        if references.iter().all(|known| known.resource != resource) {
            references.push(SketchReference {
                property: condition.path.text.clone(),
                resource: resource.to_owned(),
            });
        }
    }
    references
}

impl SketchNode {
    /// A node for which there is no resource.
    pub(crate) fn missing(name: &str, types: &[String], id: Option<String>) -> Self {
        let mut nouns: Vec<String> = Vec::new();
        for type_name in types {
            let noun = if wording::is_well_known(type_name) {
                wording::noun(type_name)
            } else {
                wording::words(type_name)
            };
            if !nouns.contains(&noun) {
                nouns.push(noun);
            }
        }
        Self {
            name: name.to_owned(),
            resource: None,
            types: types.to_vec(),
            id,
            noun: wording::or(&nouns),
            refers_to: Vec::new(),
        }
    }
}

/// Which criteria are met, as far as somebody asks: grading all of them only to know what is locked would cost more than the picture.
struct Locks<'w> {
    rubric: &'w Rubric,
    world: &'w World<'w>,
    met: Vec<Option<bool>>,
}

impl Locks<'_> {
    /// Whether a criterion that it requires is not met. Rubrics have no circles, which is checked when they are compiled.
    fn is_locked(&mut self, criterion: &Criterion) -> bool {
        criterion
            .required
            .iter()
            .any(|required| !self.is_met(*required))
    }

    /// Whether a criterion locks nothing: it is met, or left out of the totals.
    fn is_met(&mut self, index: usize) -> bool {
        if let Some(met) = self.met.get(index).copied().flatten() {
            return met;
        }
        let rubric = self.rubric;
        let Some(criterion) = rubric.criteria.get(index) else {
            return true;
        };
        let met = !self.is_locked(criterion)
            && match criterion.check.evaluate(self.world).verdict {
                Verdict::Pass => true,
                Verdict::Unknown => criterion.if_unknown != IfUnknown::Fail,
                Verdict::Partial | Verdict::Fail | Verdict::Locked => false,
            };
        if let Some(place) = self.met.get_mut(index) {
            *place = Some(met);
        }
        met
    }
}
