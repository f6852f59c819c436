//! The fourteen operators: how each is written, and whether a found value passes. Which places are asked, and sentences, are in
//! `assert`.

use cfn::{Decision, Node, NodeKind, Span, Value, suggest::nearest};
use ipnet::IpNet;
use regex::{Regex, RegexBuilder};

use crate::{
    decimal::{Decimal, has_leading_zero},
    expected::Expected,
    fields::{Problems, describe, shorten, text},
    glob,
    inspect::{self, Answer},
    literal::{self, Literal},
    measure::{self, Different, Measure},
    select::Select,
    world::World,
};

/// A compiled operator with its value.
#[derive(Clone, Debug)]
pub(crate) enum Operator {
    Equals(Literal),
    NotEquals(Literal),
    Glob(Expected),
    Regex(Regex),
    OneOf(Vec<Literal>),
    Exists,
    Absent,
    Contains(Literal),
    RefersTo(Box<Select>),
    CidrWithin(IpNet),
    /// Numbers, and anything measured.
    Amount {
        comparison: Comparison,
        /// Several only for [`Comparison::Is`] and [`Comparison::IsNot`].
        bounds: Vec<Decimal>,
        /// The bounds as the author wrote them.
        written: Vec<String>,
    },
}

/// How an amount stands to a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Is,
    IsNot,
    More,
    AtLeast,
    Less,
    AtMost,
}

/// An operator's entry in the documentation.
#[derive(Clone, Copy, Debug)]
pub struct OperatorInfo {
    /// As `op` says it.
    pub name: &'static str,
    /// What it says of a value, as the end of a sentence.
    pub says: &'static str,
    /// What stands in `value`.
    pub value: &'static str,
    /// Whether a model may use it.
    pub for_models: bool,
}

/// Every operator, in the order of the criterion language.
pub const OPERATORS: &[OperatorInfo] = &[
    info(
        "equals",
        "is this value",
        "a text, number, boolean, list or mapping",
        true,
    ),
    info(
        "notEquals",
        "is not this value, or is not there",
        "as for `equals`",
        false,
    ),
    info(
        "glob",
        "is text that fits a pattern: `*` any run of characters, `?` one",
        "the pattern",
        true,
    ),
    info(
        "regex",
        "is text of which a part fits a regular expression; `^` and `$` hold it to the whole",
        "the expression",
        false,
    ),
    info("oneOf", "is one of these values", "a list", true),
    info("exists", "is there", "none", true),
    info("absent", "is not there", "none", true),
    info("gt", "is more than this number", "a number", false),
    info("gte", "is this number or more", "a number", true),
    info("lt", "is less than this number", "a number", false),
    info("lte", "is this number or less", "a number", true),
    info(
        "contains",
        "is a list with this element, a text with this part or a mapping with this key",
        "a text, number or boolean",
        true,
    ),
    info(
        "refersTo",
        "refers to such a resource of this template, by function or by its literal name",
        "a select: `{type: ..}`",
        true,
    ),
    info(
        "cidrWithin",
        "is an address range that lies in this one",
        "a range such as `10.0.0.0/16`",
        false,
    ),
];

const fn info(
    name: &'static str,
    says: &'static str,
    value: &'static str,
    for_models: bool,
) -> OperatorInfo {
    OperatorInfo {
        name,
        says,
        value,
        for_models,
    }
}

impl Operator {
    /// Compiles `op` with its `value`; `place` is the condition's, for a value that is missing.
    pub(crate) fn compile(
        (name, name_span): (&str, Span),
        value: Option<&Node>,
        (measure, measure_span): (Measure, Span),
        place: Span,
        problems: &mut Problems,
    ) -> Option<Self> {
        if !OPERATORS.iter().any(|operator| operator.name == name) {
            let near = nearest(name, OPERATORS.iter().map(|operator| operator.name));
            let suggestion =
                near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            problems.error(
                name_span,
                format!("unknown operator `{}`{suggestion}", shorten(name)),
            );
            return None;
        }
        if matches!(name, "exists" | "absent") {
            if let Some(value) = value {
                problems.error(value.span, format!("`{name}` takes no `value`"));
                return None;
            }
            if name == "exists" {
                return Some(Self::Exists);
            }
            return Some(Self::Absent);
        }
        let Some(value) = value else {
            problems.error(place, format!("`value` is missing: `{name}` needs one"));
            return None;
        };
        if let Some(comparison) = comparison(name, measure) {
            return amount(comparison, name, value, measure, problems);
        }
        if measure != Measure::Value {
            problems.error(
                measure_span,
                format!("`measure` has no meaning for `{name}`: leave it out"),
            );
            return None;
        }
        match name {
            "equals" => Literal::compile("value", value, problems).map(Self::Equals),
            "notEquals" => Literal::compile("value", value, problems).map(Self::NotEquals),
            "contains" => contains(value, problems),
            "oneOf" => one_of(value, problems),
            "glob" => pattern(value, problems),
            "regex" => regex(value, problems),
            "refersTo" => {
                let select = Select::compile("value", value, problems)?;
                // Each level would be worked out for every resource of the one above it.
                let nested = select
                    .conditions
                    .iter()
                    .any(|condition| matches!(condition.operator, Self::RefersTo(_)));
                if nested {
                    problems.error(
                        value.span,
                        "the value of `refersTo` cannot hold `refersTo` again: use a `graph`",
                    );
                    return None;
                }
                Some(Self::RefersTo(Box::new(select)))
            }
            _ => cidr(value, problems),
        }
    }

    /// Its name in criteria.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Equals(_) => "equals",
            Self::NotEquals(_) => "notEquals",
            Self::Glob(_) => "glob",
            Self::Regex(_) => "regex",
            Self::OneOf(_) => "oneOf",
            Self::Exists => "exists",
            Self::Absent => "absent",
            Self::Contains(_) => "contains",
            Self::RefersTo(_) => "refersTo",
            Self::CidrWithin(_) => "cidrWithin",
            Self::Amount {
                comparison, bounds, ..
            } => match comparison {
                Comparison::Is if bounds.len() > 1 => "oneOf",
                Comparison::Is => "equals",
                Comparison::IsNot => "notEquals",
                Comparison::More => "gt",
                Comparison::AtLeast => "gte",
                Comparison::Less => "lt",
                Comparison::AtMost => "lte",
            },
        }
    }

    /// Whether a model may use it.
    pub(crate) fn is_for_models(&self) -> bool {
        OPERATORS
            .iter()
            .any(|operator| operator.name == self.name() && operator.for_models)
    }

    /// Whether a place where there is nothing passes.
    pub(crate) fn passes_missing(&self) -> bool {
        matches!(
            self,
            Self::Absent
                | Self::NotEquals(_)
                | Self::Amount {
                    comparison: Comparison::IsNot,
                    ..
                }
        )
    }

    /// Whether a found value passes.
    pub(crate) fn answer(
        &self,
        value: &Value<'_>,
        whole: Option<&str>,
        measure: Measure,
        world: &World<'_>,
    ) -> Answer {
        match self {
            Self::Equals(literal) => literal.answer(value, whole),
            Self::NotEquals(literal) => not(literal.answer(value, whole)),
            Self::Glob(pattern) => self.text(value, whole, &|text, _| pattern.matches(text, false)),
            Self::Regex(regex) => self.text(value, whole, &|text, _| regex.is_match(text)),
            Self::OneOf(literals) => {
                literal::any(literals.iter().map(|literal| literal.answer(value, whole)))
            }
            Self::Exists => exists(value),
            Self::Absent => not(exists(value)),
            Self::Contains(literal) => contains_it(value, literal),
            Self::RefersTo(select) => refers_to(value, select, world),
            Self::CidrWithin(range) => lies_within(value, range),
            Self::Amount {
                comparison, bounds, ..
            } if measure == Measure::Distinct => {
                let mut different = Different::default();
                different.add(
                    value
                        .as_list()
                        .unwrap_or(std::slice::from_ref(value))
                        .iter(),
                );
                match different.decide(&|amount| comparison.holds(amount, bounds)) {
                    Decision::True => Answer::Yes,
                    Decision::False => Answer::No,
                    Decision::Unknown => Answer::Unknown(different.reason.unwrap_or_default()),
                }
            }
            Self::Amount {
                comparison, bounds, ..
            } => match amount_of(value, measure) {
                Ok(Some(amount)) => of(comparison.holds(&amount, bounds)),
                Ok(None) => of(*comparison == Comparison::IsNot),
                Err(reason) => Answer::Unknown(reason),
            },
        }
    }

    fn text(
        &self,
        value: &Value<'_>,
        whole: Option<&str>,
        passes: &dyn Fn(&str, bool) -> bool,
    ) -> Answer {
        if inspect::any_text(value, whole, passes) {
            return Answer::Yes;
        }
        value.as_unknown().map_or(Answer::No, |unknown| {
            Answer::Unknown(unknown.reason.clone())
        })
    }
}

impl Comparison {
    pub(crate) fn holds(self, amount: &Decimal, bounds: &[Decimal]) -> bool {
        let against = |passes: fn(&Decimal, &Decimal) -> bool| {
            bounds.first().is_some_and(|bound| passes(amount, bound))
        };
        match self {
            Self::Is => bounds.contains(amount),
            Self::IsNot => !bounds.contains(amount),
            Self::More => against(|amount, bound| amount > bound),
            Self::AtLeast => against(|amount, bound| amount >= bound),
            Self::Less => against(|amount, bound| amount < bound),
            Self::AtMost => against(|amount, bound| amount <= bound),
        }
    }
}

/// How an operator compares amounts; texts are only compared as amounts when they are measured.
fn comparison(name: &str, measure: Measure) -> Option<Comparison> {
    match name {
        "gt" => Some(Comparison::More),
        "gte" => Some(Comparison::AtLeast),
        "lt" => Some(Comparison::Less),
        "lte" => Some(Comparison::AtMost),
        "equals" | "oneOf" if measure != Measure::Value => Some(Comparison::Is),
        "notEquals" if measure != Measure::Value => Some(Comparison::IsNot),
        _ => None,
    }
}

fn amount(
    comparison: Comparison,
    name: &str,
    value: &Node,
    measure: Measure,
    problems: &mut Problems,
) -> Option<Operator> {
    let nodes = match &value.kind {
        NodeKind::List(items) if name == "oneOf" => items.as_slice(),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => {
            std::slice::from_ref(value)
        }
    };
    if nodes.is_empty() {
        problems.error(
            value.span,
            "`value` is an empty list: nothing is one of none",
        );
        return None;
    }
    let mut bounds = Vec::new();
    let mut written = Vec::new();
    for node in nodes {
        let amount = node.as_text().and_then(|text| measure.amount(text));
        let Some(amount) = amount else {
            let example = match measure {
                Measure::Bytes => "an amount such as `512 MB`",
                Measure::Seconds => "a time such as `180` or `5 minutes`",
                Measure::Value | Measure::Length | Measure::Distinct => "a number",
            };
            problems.error(
                node.span,
                format!(
                    "`value` of `{name}` must be {example}, not {}",
                    describe(node)
                ),
            );
            return None;
        };
        bounds.push(amount);
        written.extend(node.as_text().map(str::to_owned));
    }
    Some(Operator::Amount {
        comparison,
        bounds,
        written,
    })
}

fn contains(value: &Node, problems: &mut Problems) -> Option<Operator> {
    let literal = Literal::compile("value", value, problems)?;
    if literal
        .as_scalar()
        .is_some_and(|expected| expected.text.is_empty())
    {
        problems.error(value.span, "every text contains the empty text");
        return None;
    }
    Some(Operator::Contains(literal))
}

fn one_of(value: &Node, problems: &mut Problems) -> Option<Operator> {
    let NodeKind::List(items) = &value.kind else {
        problems.error(
            value.span,
            format!("`value` of `oneOf` must be a list, not {}", describe(value)),
        );
        return None;
    };
    if items.is_empty() {
        problems.error(
            value.span,
            "`value` is an empty list: nothing is one of none",
        );
        return None;
    }
    items
        .iter()
        .map(|item| Literal::compile("value", item, problems))
        .collect::<Option<_>>()
        .map(Operator::OneOf)
}

fn pattern(value: &Node, problems: &mut Problems) -> Option<Operator> {
    let scalar = text("value", value, problems)?;
    if scalar.text.chars().count() > glob::MAX_CHARS {
        problems.error(
            value.span,
            format!(
                "`value` is a pattern of more than {} characters",
                glob::MAX_CHARS
            ),
        );
        return None;
    }
    Some(Operator::Glob(Expected::pattern(&scalar.text)))
}

fn regex(value: &Node, problems: &mut Problems) -> Option<Operator> {
    /// A compiled expression of this size is more than any text of a template needs.
    const MOST_BYTES: usize = 1 << 20;
    let scalar = text("value", value, problems)?;
    let regex = RegexBuilder::new(&scalar.text)
        .size_limit(MOST_BYTES)
        .dfa_size_limit(MOST_BYTES)
        .build();
    match regex {
        Ok(regex) => Some(Operator::Regex(regex)),
        Err(error) => {
            // The library draws the place over several lines; its last line says what is wrong.
            let said = error.to_string();
            let reason = said.lines().last().unwrap_or_default();
            let reason = reason.strip_prefix("error: ").unwrap_or(reason);
            problems.error(
                value.span,
                format!("`value` is not a regular expression: {}", shorten(reason)),
            );
            None
        }
    }
}

fn cidr(value: &Node, problems: &mut Problems) -> Option<Operator> {
    let range = value.as_text().and_then(range_of);
    if range.is_none() {
        problems.error(
            value.span,
            format!(
                "`value` must be an address range such as `10.0.0.0/16`, not {}",
                describe(value)
            ),
        );
    }
    range.map(Operator::CidrWithin)
}

/// A range, or a single address.
fn range_of(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .ok()
}

/// Whether there is a value; a choice that cannot be made may come out as nothing.
fn exists(value: &Value<'_>) -> Answer {
    match (&value.function, value.as_unknown()) {
        (Some(function), Some(unknown)) if function.name == cfn::Intrinsic::If => {
            Answer::Unknown(unknown.reason.clone())
        }
        _ => Answer::Yes,
    }
}

fn contains_it(value: &Value<'_>, literal: &Literal) -> Answer {
    if let Some(items) = value.as_list() {
        return literal::any(items.iter().map(|item| literal.answer(item, None)));
    }
    let Some(expected) = literal.as_scalar() else {
        return value.as_unknown().map_or(Answer::No, |unknown| {
            Answer::Unknown(unknown.reason.clone())
        });
    };
    if value.get(&expected.text).is_some()
        || inspect::any_text(value, None, &|text, _| text.contains(&expected.text))
    {
        return Answer::Yes;
    }
    value.as_unknown().map_or(Answer::No, |unknown| {
        Answer::Unknown(unknown.reason.clone())
    })
}

fn refers_to(value: &Value<'_>, select: &Select, world: &World<'_>) -> Answer {
    let targets = world.graph().targets(world.model, value);
    let selected = select.resources(world);
    let meant = targets
        .iter()
        .filter_map(|(target, _)| selected.iter().find(|(index, _)| index == target));
    let mut answer = Answer::No;
    for (index, decision) in meant {
        match decision {
            Decision::True => return Answer::Yes,
            Decision::Unknown => {
                let id = world.resource(*index).id;
                let doubt = select.doubt(*index, world);
                answer = Answer::Unknown(
                    doubt.unwrap_or_else(|| format!("whether `{id}` is meant is not known")),
                );
            }
            Decision::False => {}
        }
    }
    match (&answer, value.as_unknown()) {
        (Answer::No, Some(unknown)) if targets.is_empty() => {
            Answer::Unknown(unknown.reason.clone())
        }
        _ => answer,
    }
}

fn lies_within(value: &Value<'_>, outer: &IpNet) -> Answer {
    if let Some(unknown) = value.as_unknown() {
        return Answer::Unknown(unknown.reason.clone());
    }
    let Some(text) = value.text() else {
        return Answer::No;
    };
    match range_of(&text.resolved) {
        Some(inner) => of(outer.contains(&inner)),
        None if text.is_symbolic() => Answer::Unknown(KNOWN_LATER.to_owned()),
        None => Answer::No,
    }
}

/// What is measured of a value: none when it is no such amount, a reason when it cannot be known.
fn amount_of(value: &Value<'_>, measure: Measure) -> Result<Option<Decimal>, String> {
    if let Some(unknown) = value.as_unknown() {
        return Err(unknown.reason.clone());
    }
    match measure {
        Measure::Length => match measure::length(value) {
            Some(length) => Ok(Some(length)),
            None => Err(KNOWN_LATER.to_owned()),
        },
        Measure::Value | Measure::Bytes | Measure::Seconds | Measure::Distinct => {
            let Some(text) = value.text() else {
                return Ok(None);
            };
            if text.is_symbolic() {
                return Err(KNOWN_LATER.to_owned());
            }
            Ok(measure
                .amount(&text.resolved)
                .filter(|_| !has_leading_zero(&text.resolved)))
        }
    }
}

const KNOWN_LATER: &str = "its value is only known when the stack is made";

fn of(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::No }
}

fn not(answer: Answer) -> Answer {
    match answer {
        Answer::Yes => Answer::No,
        Answer::No => Answer::Yes,
        Answer::Unknown(reason) => Answer::Unknown(reason),
    }
}
