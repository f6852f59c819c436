//! A rubric and how it is compiled from a file's tree: what every kind of criterion shares. Kinds are compiled in `kinds`.

use std::collections::BTreeMap;

use cfn::{Node, NodeKind, Severity, Span, suggest::did_you_mean};

use crate::{
    decimal,
    fields::{self, Fields, Problems, describe},
    generated,
    kinds::{Check, KINDS, KindInfo},
    requires,
};

/// Most criteria in a mission.
pub const MAX_CRITERIA: usize = 40;

/// Most criteria in a mission of a pack.
pub const MAX_CRITERIA_IN_PACK: usize = 200;

/// Highest weight: sums of weights stay exact.
const MAX_WEIGHT: f64 = 1_000_000.0;

/// Shortest label, in characters.
const MIN_LABEL_CHARS: usize = 3;

/// The fields of every kind.
pub(crate) const COMMON_FIELDS: &[&str] = &[
    "kind",
    "id",
    "label",
    "weight",
    "requires",
    "hint",
    "tag",
    "partial",
    "ifUnknown",
    "sealed",
];

/// Compiled criteria, ready to grade with.
#[derive(Clone, Debug)]
pub struct Rubric {
    /// In the author's order.
    pub criteria: Vec<Criterion>,
    /// The order of evaluation: what is required comes before what requires it.
    pub(crate) order: Vec<usize>,
}

/// One compiled criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Unique in the rubric.
    pub id: String,
    /// What a learner reads.
    pub label: String,
    /// `property`, ...
    pub kind: &'static str,
    /// Points, more than 0.
    pub weight: f64,
    /// Where it stands in its file.
    pub span: Span,
    /// Ids of the criteria that must pass before this one counts.
    pub requires: Vec<String>,
    /// The author's static hint.
    pub hint: Option<String>,
    /// What it is about.
    pub tag: Option<Tag>,
    /// Whether a part of it earns a part of its weight; without meaning for `property`.
    pub partial: bool,
    /// What is made of an undecidable criterion.
    pub if_unknown: IfUnknown,
    /// Whether what it expects is kept from the learner: in a test, not in a lesson.
    pub sealed: bool,
    pub(crate) check: Check,
    /// [`Criterion::requires`] as places in [`Rubric::criteria`].
    pub(crate) required: Vec<usize>,
}

/// What a criterion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// It has to work.
    Function,
    /// It has to be safe.
    Security,
    /// It has to be cheap.
    Cost,
    /// It has to last.
    Reliability,
    /// More than was asked.
    Bonus,
}

impl Tag {
    const WORDS: &'static [(&'static str, Tag)] = &[
        ("function", Tag::Function),
        ("security", Tag::Security),
        ("cost", Tag::Cost),
        ("reliability", Tag::Reliability),
        ("bonus", Tag::Bonus),
    ];

    /// The word in a mission file.
    pub fn as_str(self) -> &'static str {
        match self {
            Tag::Function => "function",
            Tag::Security => "security",
            Tag::Cost => "cost",
            Tag::Reliability => "reliability",
            Tag::Bonus => "bonus",
        }
    }
}

/// What is made of a criterion that cannot be decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IfUnknown {
    /// It earns nothing and is shown as unknown, never as wrong.
    #[default]
    Fail,
    /// It counts as met.
    Pass,
    /// It is left out of the totals, and locks nothing.
    Skip,
}

impl IfUnknown {
    const WORDS: &'static [(&'static str, IfUnknown)] = &[
        ("fail", IfUnknown::Fail),
        ("pass", IfUnknown::Pass),
        ("skip", IfUnknown::Skip),
    ];
}

/// Something wrong with a rubric, with its place in the file it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether it stops the rubric from being used.
    pub severity: Severity,
    /// A sentence an author understands.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Rubric {
    /// Compiles the criteria list of a mission file, a bare list of the first form, or an object with `successCriteria`.
    /// Gives every problem at once, in the order of their places; there is a rubric only when none of them is an error.
    pub fn compile(node: &Node) -> (Option<Rubric>, Vec<Problem>) {
        Self::compile_with_limit(node, MAX_CRITERIA)
    }

    /// As [`Rubric::compile`], with another limit than [`MAX_CRITERIA`] to the number of criteria.
    pub fn compile_with_limit(node: &Node, limit: usize) -> (Option<Rubric>, Vec<Problem>) {
        Self::compile_into(Problems::default(), node, limit, |_, _| {})
    }

    /// As [`Rubric::compile`], for criteria that a model wrote: 3 to 8 criteria of weight 1 to 3, a smaller set of kinds, operators
    /// and relations, no combinations, and no resource type or property that is not known.
    pub fn compile_generated(node: &Node) -> (Option<Rubric>, Vec<Problem>) {
        let problems = Problems {
            refuse_doubtful: true,
            ..Problems::default()
        };
        Self::compile_into(problems, node, MAX_CRITERIA, generated::restrict)
    }

    fn compile_into(
        mut problems: Problems,
        node: &Node,
        limit: usize,
        restrict: fn(&Rubric, &mut Problems),
    ) -> (Option<Rubric>, Vec<Problem>) {
        let rubric = match criteria_list(node, &mut problems) {
            Some(items) => compile_list(node.span, items, limit, &mut problems),
            None => None,
        };
        if let Some(rubric) = &rubric {
            restrict(rubric, &mut problems);
        }
        let rubric = if problems.has_error() { None } else { rubric };
        let mut found = problems.found;
        found.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        (rubric, found)
    }

    /// The criterion with this id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }
}

fn criteria_list<'n>(node: &'n Node, problems: &mut Problems) -> Option<&'n [Node]> {
    let (name, list) = match &node.kind {
        NodeKind::Map(entries) => {
            let found = entries.iter().find(|entry| entry.key == "successCriteria");
            ("`successCriteria`", found.map(|entry| &entry.value))
        }
        NodeKind::List(_) | NodeKind::Scalar(_) | NodeKind::Function(_) => {
            ("the criteria", Some(node))
        }
    };
    let Some(list) = list else {
        problems.error(
            node.span,
            "criteria are a list, or an object with a list in `successCriteria`",
        );
        return None;
    };
    let NodeKind::List(items) = &list.kind else {
        problems.error(
            list.span,
            format!("{name} must be a list, not {}", describe(list)),
        );
        return None;
    };
    Some(items)
}

fn compile_list(
    span: Span,
    items: &[Node],
    limit: usize,
    problems: &mut Problems,
) -> Option<Rubric> {
    if items.is_empty() {
        problems.error(span, "there are no criteria: at least one is needed");
        return None;
    }
    if let Some(first) = items.get(limit) {
        problems.error(
            first.span,
            format!("{} criteria are too many: at most {limit}", items.len()),
        );
    }
    // What is over the limit is not looked at: hostile files stay cheap.
    let items = &items[..items.len().min(limit)];
    let ids = ids(items, problems);
    let required = requires::resolve(items, &ids, problems);
    let order = requires::order(items, &ids, &required, problems);
    let mut criteria = Vec::new();
    for ((item, id), required) in items.iter().zip(&ids).zip(required) {
        criteria.extend(criterion(item, id, required, &ids, problems));
    }
    (criteria.len() == items.len()).then_some(Rubric { criteria, order })
}

/// Every criterion's id: the given one, or one made from its position that no given one has.
fn ids(items: &[Node], problems: &mut Problems) -> Vec<String> {
    let mut taken: BTreeMap<&str, Span> = BTreeMap::new();
    let given: Vec<Option<&str>> = items
        .iter()
        .map(|item| {
            let (id, span) = mapping(item)?.text("id", problems)?;
            if let Some(first) = taken.get(id.text.as_str()) {
                problems.error(
                    span,
                    format!(
                        "the id `{}` is already taken on line {}",
                        fields::shorten(&id.text),
                        first.start.line
                    ),
                );
            } else {
                taken.insert(&id.text, span);
            }
            Some(id.text.as_str())
        })
        .collect();
    given
        .iter()
        .enumerate()
        .map(|(index, id)| match id {
            Some(id) => (*id).to_owned(),
            None => {
                let mut made = format!("c{}", index + 1);
                while taken.contains_key(made.as_str()) {
                    made.push('x');
                }
                made
            }
        })
        .collect()
}

/// The fields of an item that is a mapping.
pub(crate) fn mapping(item: &Node) -> Option<Fields<'_>> {
    match &item.kind {
        NodeKind::Map(entries) => Some(Fields {
            entries,
            span: item.span,
            depth: 0,
        }),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Function(_) => None,
    }
}

fn criterion(
    item: &Node,
    id: &str,
    required: Vec<usize>,
    ids: &[String],
    problems: &mut Problems,
) -> Option<Criterion> {
    let Some(fields) = mapping(item) else {
        problems.error(
            item.span,
            format!(
                "a criterion is a mapping with fields, not {}",
                describe(item)
            ),
        );
        return None;
    };
    let label = label(&fields, problems);
    let weight = weight(&fields, problems);
    let hint = fields.text("hint", problems);
    let tag = fields.word("tag", Tag::WORDS, problems);
    let if_unknown = fields.word("ifUnknown", IfUnknown::WORDS, problems);
    let partial = fields.boolean("partial", problems);
    let sealed = fields.boolean("sealed", problems);
    let (kind, named_at) = kind(&fields, problems)?;
    unknown_fields(&fields, kind, problems);
    let check = kind.compile(&fields, named_at, problems);
    Some(Criterion {
        id: id.to_owned(),
        label: label?,
        kind: kind.name,
        weight: weight?,
        span: item.span,
        requires: required
            .iter()
            .filter_map(|index| ids.get(*index).cloned())
            .collect(),
        hint: hint.map(|(scalar, _)| scalar.text.to_string()),
        tag,
        partial: partial.unwrap_or_default(),
        if_unknown: if_unknown.unwrap_or_default(),
        sealed: sealed.unwrap_or_default(),
        check: check?,
        required,
    })
}

/// A criterion inside of a combination: its label, and what it checks. Weight, requirements and the like are the combination's own.
pub(crate) fn nested(
    item: &Node,
    depth: usize,
    problems: &mut Problems,
) -> Option<(String, Check)> {
    let Some(fields) = mapping(item) else {
        problems.error(
            item.span,
            format!(
                "a criterion is a mapping with fields, not {}",
                describe(item)
            ),
        );
        return None;
    };
    let fields = Fields { depth, ..fields };
    let label = label(&fields, problems);
    let (kind, named_at) = kind(&fields, problems)?;
    unknown_fields(&fields, kind, problems);
    if let Some(node) = fields.get("sealed") {
        problems.error(
            node.span,
            "`sealed` inside of a combination would still be told by it: write it on the combination",
        );
    }
    for name in ["weight", "requires", "partial", "ifUnknown"] {
        if let Some(node) = fields.get(name) {
            problems.warning(
                node.span,
                format!(
                    "`{name}` has no meaning inside of a combination: write it on the combination"
                ),
            );
        }
    }
    let check = kind.compile(&fields, named_at, problems);
    Some((label?, check?))
}

fn label(fields: &Fields<'_>, problems: &mut Problems) -> Option<String> {
    let (label, span) = fields.required_text("label", problems)?;
    if label.text.trim().chars().count() < MIN_LABEL_CHARS {
        problems.error(
            span,
            format!("`label` is too short: at least {MIN_LABEL_CHARS} characters"),
        );
        return None;
    }
    Some(label.text.to_string())
}

fn weight(fields: &Fields<'_>, problems: &mut Problems) -> Option<f64> {
    let Some(node) = fields.get("weight") else {
        return Some(1.0);
    };
    let number = match &node.kind {
        NodeKind::Scalar(scalar) if scalar.is_plain() && decimal::is_number(&scalar.text) => {
            scalar.text.parse::<f64>().ok()
        }
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => None,
    };
    match number {
        Some(weight) if weight > 0.0 && weight <= MAX_WEIGHT => Some(weight),
        Some(_) => {
            problems.error(
                node.span,
                format!("`weight` must be more than 0 and at most {MAX_WEIGHT}"),
            );
            None
        }
        None => {
            problems.error(
                node.span,
                format!(
                    "`weight` must be a number more than 0, not {}",
                    describe(node)
                ),
            );
            None
        }
    }
}

/// The kind and where it is named.
fn kind(fields: &Fields<'_>, problems: &mut Problems) -> Option<(&'static KindInfo, Span)> {
    if fields.get("kind").is_none() {
        return Some((KindInfo::DEFAULT, fields.span));
    }
    let (name, span) = fields.text("kind", problems)?;
    let kind = KindInfo::named(&name.text);
    if kind.is_none() {
        let suggestion = did_you_mean(
            &name.text,
            KINDS
                .iter()
                .filter(|kind| kind.is_supported())
                .map(|kind| kind.name),
        );
        problems.error(
            span,
            format!("unknown kind `{}`{suggestion}", fields::shorten(&name.text)),
        );
    }
    kind.map(|kind| (kind, span))
}

fn unknown_fields(fields: &Fields<'_>, kind: &KindInfo, problems: &mut Problems) {
    let known = || COMMON_FIELDS.iter().chain(kind.fields).copied();
    for entry in fields.entries {
        if known().any(|name| name == entry.key) {
            continue;
        }
        let name = fields::shorten(&entry.key);
        let owner = KINDS
            .iter()
            .find(|other| other.fields.contains(&entry.key.as_str()));
        let message = if let Some(owner) = owner {
            format!(
                "`{name}` is a field of kind `{}`, not of `{}`",
                owner.name, kind.name
            )
        } else {
            let suggestion = did_you_mean(&entry.key, known());
            format!("unknown field `{name}`{suggestion}")
        };
        problems.error(entry.key_span, message);
    }
}
