//! Where each resource of a template is drawn: as a box of its own, as a part of others, as a badge on others. Which types fold is in
//! `folds`.

use std::collections::BTreeSet;

use cfn::{Decision, Graph, Model, Relation, Value};

use super::folds::{Form, Hosts, fold_of};

/// Most boxes that one resource is drawn on; one that has more is hostile.
const MOST_HOSTS: usize = 50;

/// Longest row of parts in parts; one that has more is hostile.
const DEEPEST: usize = 32;

/// What leads from a topic to somebody, who may be outside of the template.
pub(super) const SUBSCRIPTION: &str = "AWS::SNS::Subscription";

/// Where each resource of the model is drawn.
pub(super) struct Folding {
    /// By place in the model: the resources that have boxes on which it is drawn. Itself alone when it has a box; none when a condition
    /// takes it away.
    anchors: Vec<Vec<usize>>,
    /// By place in the model.
    forms: Vec<Option<Form>>,
}

impl Folding {
    /// `boxed` are resources that get a box in any case.
    pub(super) fn of(model: &Model<'_>, graph: &Graph, boxed: &BTreeSet<usize>) -> Self {
        let connected = connected(model, graph);
        let forms = model.resources.iter().enumerate().map(|(index, resource)| {
            let fold = fold_of(resource.type_name)?;
            let has_a_box = boxed.contains(&index)
                || is_a_source(graph, index, fold.form)
                // An end outside of the template is drawn as the subscription, or nothing would say that it is there.
                || resource.type_name == SUBSCRIPTION && connected[index].is_none();
            (!has_a_box).then_some(fold.form)
        });
        let forms: Vec<Option<Form>> = forms.collect();
        let mut folding = Finding {
            model,
            graph,
            forms,
            connected,
            found: vec![Progress::NotAsked; model.resources.len()],
            is_of_lines: vec![false; model.resources.len()],
        };
        for index in 0..model.resources.len() {
            folding.anchors(index, 0);
        }
        let Finding {
            mut forms,
            found,
            is_of_lines,
            ..
        } = folding;
        for (form, is_of_lines) in forms.iter_mut().zip(&is_of_lines) {
            if *is_of_lines {
                *form = Some(Form::Part);
            }
        }
        let anchors: Vec<Vec<usize>> = found.into_iter().map(Progress::into_anchors).collect();
        for (index, (form, anchors)) in forms.iter_mut().zip(&anchors).enumerate() {
            if anchors.contains(&index) {
                *form = None;
            }
        }
        Self { anchors, forms }
    }

    /// The resources on whose boxes a resource is drawn.
    pub(super) fn anchors(&self, index: usize) -> &[usize] {
        self.anchors.get(index).map_or(&[], Vec::as_slice)
    }

    /// How it is folded; nothing for what has a box.
    pub(super) fn form(&self, index: usize) -> Option<Form> {
        self.forms.get(index).copied().flatten()
    }

    /// Whether it has a box of its own.
    pub(super) fn is_box(&self, index: usize) -> bool {
        self.anchors(index) == [index]
    }
}

/// A log group from which something goes on is more than where logs end.
fn is_a_source(graph: &Graph, index: usize, form: Form) -> bool {
    form == Form::Badge(super::BadgeKind::Logs)
        && graph.from(index, Relation::Delivers).next().is_some()
}

/// For each resource that connects two others, where the first such edge starts.
fn connected(model: &Model<'_>, graph: &Graph) -> Vec<Option<usize>> {
    let mut connected = vec![None; model.resources.len()];
    for edge in graph.edges() {
        if let Some(place) = edge.via.and_then(|via| connected.get_mut(via)) {
            place.get_or_insert(edge.from);
        }
    }
    connected
}

#[derive(Clone)]
enum Progress {
    NotAsked,
    Asking,
    Known(Vec<usize>),
}

impl Progress {
    fn into_anchors(self) -> Vec<usize> {
        match self {
            Self::Known(anchors) => anchors,
            Self::NotAsked | Self::Asking => Vec::new(),
        }
    }
}

struct Finding<'m, 'v> {
    model: &'m Model<'v>,
    graph: &'m Graph,
    forms: Vec<Option<Form>>,
    connected: Vec<Option<usize>>,
    found: Vec<Progress>,
    /// What belongs to nothing but lines: the role of a pipe. It is no sign of the box at which the line starts.
    is_of_lines: Vec<bool>,
}

impl Finding<'_, '_> {
    /// Hosts may be folded themselves: a rule into its listener, that into its balancer. What leads back to itself, or nowhere, gets a
    /// box.
    fn anchors(&mut self, index: usize, depth: usize) -> Vec<usize> {
        match self.found.get(index) {
            Some(Progress::Known(anchors)) => return anchors.clone(),
            Some(Progress::NotAsked) => {}
            Some(Progress::Asking) | None => return Vec::new(),
        }
        self.found[index] = Progress::Asking;
        let is_there = self
            .model
            .resources
            .get(index)
            .is_some_and(|resource| resource.presence != Decision::False);
        let mut anchors = Vec::new();
        if is_there {
            let hosts = if depth < DEEPEST {
                self.hosts(index)
            } else {
                Vec::new()
            };
            let is_badge = matches!(self.forms[index], Some(Form::Badge(_)));
            let mut others = Vec::new();
            for host in hosts {
                let found = self.anchors(host, depth + 1);
                if !is_badge || !self.is_a_line(host) {
                    others.extend_from_slice(&found);
                }
                anchors.extend(found);
            }
            if !others.is_empty() {
                anchors = others;
            } else if is_badge && !anchors.is_empty() {
                self.is_of_lines[index] = true;
            }
            anchors.sort_unstable();
            anchors.dedup();
            anchors.truncate(MOST_HOSTS);
            if anchors.is_empty() {
                anchors.push(index);
            }
        }
        self.found[index] = Progress::Known(anchors.clone());
        anchors
    }

    /// Whether it is drawn as a line and nothing else, or belongs to what is.
    fn is_a_line(&self, index: usize) -> bool {
        let only_connects = fold_of(self.model.resources[index].type_name)
            .is_some_and(|fold| fold.hosts.is_empty());
        self.is_of_lines[index] || only_connects && self.connected[index].is_some()
    }

    fn hosts(&self, index: usize) -> Vec<usize> {
        let Some(resource) = self.model.resources.get(index) else {
            return Vec::new();
        };
        let Some(fold) = fold_of(resource.type_name).filter(|_| self.forms[index].is_some()) else {
            return Vec::new();
        };
        let candidates = fold.hosts.iter().map(|hosts| {
            let mut found: Vec<usize> = match *hosts {
                Hosts::At(path) => at(&resource.properties, path).map_or_else(Vec::new, |value| {
                    let targets = self.graph.targets(self.model, value);
                    targets.into_iter().map(|(index, _)| index).collect()
                }),
                Hosts::Of(relation) => self
                    .graph
                    .to(index, relation)
                    .map(|edge| edge.from)
                    .collect(),
                Hosts::To(relation) => self
                    .graph
                    .from(index, relation)
                    .map(|edge| edge.to)
                    .collect(),
                Hosts::Users => self
                    .graph
                    .to(index, Relation::References)
                    .map(|edge| edge.from)
                    .collect(),
            };
            found.retain(|host| *host != index);
            found.truncate(MOST_HOSTS);
            found
        });
        let found = candidates.into_iter().find(|found| !found.is_empty());
        found.unwrap_or_else(|| self.connected[index].into_iter().collect())
    }
}

/// The value at a path of keys.
pub(super) fn at<'v, 't>(value: &'v Value<'t>, path: &str) -> Option<&'v Value<'t>> {
    path.split('.').try_fold(value, |value, key| value.get(key))
}
