//! Which resources a criterion is about: by type, logical id and conditions.

use cfn::{Decision, Node, NodeKind};

use crate::{
    assert::{Assert, Judged},
    expected::Expected,
    fields::{Fields, Problems, describe, shorten, text},
    glob, known,
    rubric::mapping,
    wording,
    world::World,
};

const FIELDS: &[&str] = &["type", "name", "where"];

/// A compiled `{type, name, where}`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Select {
    /// At least one; a resource is of one of them.
    pub(crate) types: Vec<String>,
    /// A glob over logical ids.
    pub(crate) name: Option<Expected>,
    /// All hold.
    pub(crate) conditions: Vec<Assert>,
}

impl Select {
    /// Reads the field `field`; its problems are noted with their places.
    pub(crate) fn compile(field: &str, node: &Node, problems: &mut Problems) -> Option<Self> {
        let Some(fields) = mapping(node) else {
            problems.error(
                node.span,
                format!(
                    "`{field}` must be a mapping with `type`, not {}",
                    describe(node)
                ),
            );
            return None;
        };
        if fields.entries.is_empty() {
            problems.error(
                node.span,
                format!("`{field}` is empty: say which resources are meant with `type`"),
            );
            return None;
        }
        fields.refuse_others(&format!("`{field}`"), FIELDS, problems);
        let types = types(&fields, problems);
        let name = match fields.get("name") {
            Some(_) => Some(name(&fields, problems)?),
            None => None,
        };
        let conditions = match fields.get("where") {
            Some(node) => {
                Assert::compile_list("where", node, types.as_deref().unwrap_or(&[]), problems)?
            }
            None => Vec::new(),
        };
        Some(Self {
            types: types?,
            name,
            conditions,
        })
    }

    /// The resources that it selects, in document order, as places in the model: with [`Decision::True`], or with
    /// [`Decision::Unknown`] when their presence or a condition cannot be decided. Those that are certainly not selected are left out.
    pub(crate) fn resources(&self, world: &World<'_>) -> Vec<(usize, Decision)> {
        self.of_type_and_name(world)
            .into_iter()
            .filter_map(|index| match self.decide(index, world) {
                Decision::False => None,
                decision => Some((index, decision)),
            })
            .collect()
    }

    /// Whether a resource of the right type and name is selected.
    fn decide(&self, index: usize, world: &World<'_>) -> Decision {
        let resource = world.resource(index);
        let mut all = resource.presence;
        for condition in &self.conditions {
            match condition.judge(resource, world).decision {
                Decision::True => {}
                Decision::False => return Decision::False,
                Decision::Unknown => all = Decision::Unknown,
            }
        }
        all
    }

    /// The resources of its types and name that may exist, in document order, whatever its conditions say.
    pub(crate) fn of_type_and_name(&self, world: &World<'_>) -> Vec<usize> {
        let mut indices: Vec<usize> = self
            .types
            .iter()
            .flat_map(|type_name| world.present_of_type(type_name))
            .filter(|index| {
                let id = world.resource(*index).id;
                self.name
                    .as_ref()
                    .is_none_or(|name| name.matches(id, false))
            })
            .collect();
        indices.sort_unstable();
        indices.dedup();
        indices
    }

    /// Each condition with what a resource has for it.
    pub(crate) fn judge<'s>(
        &'s self,
        index: usize,
        world: &World<'_>,
    ) -> impl Iterator<Item = (&'s Assert, Judged)> {
        let resource = world.resource(index);
        self.conditions
            .iter()
            .map(move |condition| (condition, condition.judge(resource, world)))
    }

    /// Why it is not known whether a resource is selected, as the end of a sentence; nothing where it is known.
    pub(crate) fn doubt(&self, index: usize, world: &World<'_>) -> Option<String> {
        let resource = world.resource(index);
        if resource.presence == Decision::Unknown {
            return Some(format!(
                "whether `{}` is created depends on a condition that is not known",
                resource.id
            ));
        }
        self.judge(index, world)
            .find_map(|(assert, judged)| assert.doubt(resource, &judged))
    }

    /// A loop or macro that may make such resources.
    pub(crate) fn unexpanded<'w>(
        &self,
        world: &'w World<'_>,
    ) -> Option<&'w crate::world::Unexpanded<'w>> {
        self.types
            .iter()
            .find_map(|type_name| world.unexpanded(type_name))
    }

    /// A noun for what it selects: "queue", "queue named `Jobs*`", "function or state machine".
    pub(crate) fn noun(&self) -> String {
        let nouns = self.nouns(wording::noun, wording::words);
        self.with_name(wording::or(&nouns))
    }

    /// The noun for several.
    pub(crate) fn nouns_of_many(&self) -> String {
        let nouns = self.nouns(wording::plural, wording::words_for_many);
        self.with_name(wording::or(&nouns))
    }

    /// `a queue`, `an alarm`.
    pub(crate) fn noun_with_article(&self) -> String {
        wording::with_article(&self.noun())
    }

    /// `1 queue`, `3 queues`.
    pub(crate) fn counted(&self, count: usize) -> String {
        match count {
            1 => format!("1 {}", self.noun()),
            count => format!("{count} {}", self.nouns_of_many()),
        }
    }

    /// What its types are called. Beside others a type without a noun is called by the words of its name, so that not all of the
    /// sentence is in capitals.
    fn nouns(&self, of: fn(&str) -> String, in_words: fn(&str) -> String) -> Vec<String> {
        let mut nouns: Vec<String> = Vec::new();
        for type_name in &self.types {
            let noun = if self.types.len() > 1 && !wording::is_well_known(type_name) {
                in_words(type_name)
            } else {
                of(type_name)
            };
            if !nouns.contains(&noun) {
                nouns.push(noun);
            }
        }
        nouns
    }

    fn with_name(&self, noun: String) -> String {
        match &self.name {
            Some(name) => format!("{noun} named `{}`", shorten(&name.text)),
            None => noun,
        }
    }
}

fn types(fields: &Fields<'_>, problems: &mut Problems) -> Option<Vec<String>> {
    let node = fields.required("type", problems)?;
    let NodeKind::List(items) = &node.kind else {
        let scalar = text("type", node, problems)?;
        known::check_type(&scalar.text, node.span, problems);
        return Some(vec![scalar.text.to_string()]);
    };
    if items.is_empty() {
        problems.error(
            node.span,
            "`type` is an empty list: at least one type is needed",
        );
        return None;
    }
    let types: Vec<_> = items
        .iter()
        .map(|item| {
            let scalar = text("type", item, problems)?;
            known::check_type(&scalar.text, item.span, problems);
            Some(scalar.text.to_string())
        })
        .collect();
    types.into_iter().collect()
}

fn name(fields: &Fields<'_>, problems: &mut Problems) -> Option<Expected> {
    let (scalar, span) = fields.text("name", problems)?;
    if scalar.text.chars().count() > glob::MAX_CHARS {
        problems.error(
            span,
            format!(
                "`name` is a pattern of more than {} characters",
                glob::MAX_CHARS
            ),
        );
        return None;
    }
    Some(Expected::pattern(&scalar.text))
}
