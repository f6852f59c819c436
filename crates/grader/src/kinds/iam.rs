//! The kind `iam`: what a role, or whatever runs with its rights, really may do.
//!
//! # What it checks
//! That somebody (`who`: roles, users and groups, or functions, tasks, instances and state machines with the rights of their role)
//! may do an `action` on something (`on`), with all policies taken together: inline, attached, AWS managed, of SAM and of the
//! resource itself. `expect: allow` asks for one such pair; `notAllow` and `explicitDeny` ask it of every pair, and for at least
//! one. A service that acts for a resource may be `who` too: a topic that sends to a queue. `maxScope: thisResource` fails when the
//! statement that allows it reaches further than the resources that `on` selects; `service` when it reaches further than one
//! service (`*`).
//!
//! A pattern is one thing: `s3:Get*` is allowed only by a statement that covers all of it. For `notAllow` a pattern such as
//! `s3:Delete*` is allowed as soon as a part of it is; `*` and `s3:*` mean full access, and `on: "*"` means everything at once.
//! An Allow with a condition is a pass with a note, and no pass for `notAllow`. A Deny with a condition is a note for `allow`, is
//! not enough for `notAllow`, and a pass with a note for `explicitDeny`.
//!
//! # Why it matters
//! Most templates that deploy and do not work lack a permission, and most that are broken into have too many.
//!
//! # Example
//! ```yaml
//! kind: iam
//! label: The function may read the data bucket, and only that
//! who: {type: AWS::Lambda::Function}
//! action: s3:GetObject
//! on: {type: AWS::S3::Bucket}
//! expect: allow
//! maxScope: thisResource
//! ```
//!
//! # Fix
//! The message names the statement that decides and its line, or the nearest one and what it lacks. Change that statement, or add
//! one to the role's `Policies`.

mod judge;
mod remedies;
mod sentences;

use cfn::{Decision, NodeKind, suggest::nearest};

use crate::{
    assert::Assert,
    expected::Expected,
    fields::{self, Fields, Problems, describe, shorten},
    glob,
    iam::{Access, Action, Arn, is_service, services},
    kinds::Outcome,
    remedy::Remedy,
    select::Select,
    sketch::Drawing,
    world::World,
};

use judge::{Judged, Verdict};

pub(super) const FIELDS: &[&str] = &["who", "action", "on", "expect", "maxScope"];

/// Most pairs of `who` and `on` that are looked at.
const MAX_PAIRS: usize = 10_000;

/// A compiled `iam`.
#[derive(Clone, Debug)]
pub(crate) struct Iam {
    who: Select,
    /// At least one.
    actions: Vec<Action>,
    on: On,
    expect: Expect,
    max_scope: MaxScope,
}

#[derive(Clone, Debug)]
enum On {
    Select(Select),
    /// `*`, an ARN, `${Data.Arn}/*`.
    Written(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    Allow,
    NotAllow,
    ExplicitDeny,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum MaxScope {
    ThisResource,
    Service,
    #[default]
    Any,
}

impl Iam {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let who = fields
            .required("who", problems)
            .and_then(|node| Select::compile("who", node, problems));
        let actions = actions(fields, problems);
        let on = on(fields, problems);
        let expect = match fields.required("expect", problems) {
            Some(_) => fields.word("expect", EXPECTATIONS, problems),
            None => None,
        };
        let max_scope = match fields.get("maxScope") {
            Some(_) => fields.word("maxScope", SCOPES, problems)?,
            None => MaxScope::default(),
        };
        let expect = expect?;
        if let Some(node) = fields.get("maxScope")
            && expect != Expect::Allow
        {
            problems.warning(
                node.span,
                "`maxScope` only says something with `expect: allow`",
            );
        }
        Some(Self {
            who: who?,
            actions: actions?,
            on: on?,
            expect,
            max_scope,
        })
    }

    pub(crate) fn selects(&self) -> impl Iterator<Item = &Select> {
        let on = match &self.on {
            On::Select(select) => Some(select),
            On::Written(_) => None,
        };
        std::iter::once(&self.who).chain(on)
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let access = Access::new(world);
        match self.judge(world, &access) {
            Ok(judged) => self.told(world, &access, &judged),
            Err(missing) => self.nobody(world, missing),
        }
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let access = Access::new(world);
        match self.judge(world, &access) {
            Ok(judged) => self.remedy_for(world, &access, &judged),
            Err(missing) => self.remedy_for_missing(world, missing),
        }
    }

    /// Who is missing, and what they should have the right to.
    pub(super) fn draw(&self, world: &World<'_>, into: &mut Vec<Drawing>) {
        if self.expect != Expect::Allow {
            return;
        }
        for select in self.selects() {
            if select.of_type_and_name(world).is_empty() {
                let id = select.name.as_ref().and_then(Expected::only_text);
                let conditions: Vec<&Assert> = select.conditions.iter().collect();
                into.extend(Drawing::of_missing(world, &select.types, id, &conditions));
            }
        }
    }

    /// The pair that decides.
    fn judge(&self, world: &World<'_>, access: &Access<'_>) -> Result<Judged, Missing> {
        let whos = self.who.resources(world);
        if whos.is_empty() {
            return Err(Missing::Who);
        }
        let ons: Vec<Option<(usize, Decision)>> = match &self.on {
            On::Select(select) => select.resources(world).into_iter().map(Some).collect(),
            On::Written(_) => vec![None],
        };
        if ons.is_empty() {
            return Err(Missing::On);
        }
        let selected: Vec<Arn> = ons
            .iter()
            .flatten()
            .filter(|(_, decision)| *decision == Decision::True)
            .flat_map(|(index, _)| access.scope_of(*index))
            .collect();
        let mut best: Option<Judged> = None;
        let mut pairs = 0_usize;
        for who in &whos {
            let subjects = access.subjects(world, who.0);
            let doubt_of_who = self.doubt(&self.who, *who, world);
            for on in &ons {
                let doubt = doubt_of_who.clone().or_else(|| match (&self.on, on) {
                    (On::Select(select), Some(on)) => self.doubt(select, *on, world),
                    (On::Select(_) | On::Written(_), _) => None,
                });
                pairs += 1;
                if pairs > MAX_PAIRS || access.is_too_complex() {
                    return Ok(Judged::too_complex(*who));
                }
                let on = on.map(|(index, _)| index);
                for mut judged in self.judge_pair(access, who.0, on, &subjects, &selected) {
                    judged.doubt(self.expect, doubt.as_deref());
                    let decides = judged.verdict == Verdict::Pass && self.expect == Expect::Allow;
                    if best
                        .as_ref()
                        .is_none_or(|best| self.is_better(&judged, best))
                    {
                        best = Some(judged);
                    }
                    if decides {
                        break;
                    }
                }
                if self.expect == Expect::Allow
                    && best
                        .as_ref()
                        .is_some_and(|best| best.verdict == Verdict::Pass)
                {
                    return Ok(self.settled(access, best, whos.len(), *who));
                }
            }
        }
        Ok(self.settled(access, best, whos.len() * ons.len(), (0, Decision::True)))
    }

    /// Why it is not certain that a resource counts, as the end of a sentence.
    fn doubt(
        &self,
        select: &Select,
        (index, decision): (usize, Decision),
        world: &World<'_>,
    ) -> Option<String> {
        (decision == Decision::Unknown).then(|| {
            select.doubt(index, world).unwrap_or_else(|| {
                let id = world.resource(index).id;
                format!("whether `{id}` counts depends on something that is not known")
            })
        })
    }

    fn settled(
        &self,
        access: &Access<'_>,
        best: Option<Judged>,
        pairs: usize,
        who: (usize, Decision),
    ) -> Judged {
        match best {
            Some(judged) if !access.is_too_complex() => Judged { pairs, ..judged },
            Some(_) | None => Judged::too_complex(who),
        }
    }

    /// For `allow` the nearest pair decides; for the others the worst, the first of equals in both.
    fn is_better(&self, judged: &Judged, best: &Judged) -> bool {
        match self.expect {
            Expect::Allow => {
                (judged.verdict.nearness(), judged.rank) > (best.verdict.nearness(), best.rank)
            }
            Expect::NotAllow | Expect::ExplicitDeny => {
                judged.verdict.nearness() < best.verdict.nearness()
            }
        }
    }
}

/// What there is nothing of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Who,
    On,
}

const EXPECTATIONS: &[(&str, Expect)] = &[
    ("allow", Expect::Allow),
    ("notAllow", Expect::NotAllow),
    ("explicitDeny", Expect::ExplicitDeny),
];

const SCOPES: &[(&str, MaxScope)] = &[
    ("thisResource", MaxScope::ThisResource),
    ("service", MaxScope::Service),
    ("any", MaxScope::Any),
];

fn actions(fields: &Fields<'_>, problems: &mut Problems) -> Option<Vec<Action>> {
    let node = fields.required("action", problems)?;
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    if items.is_empty() {
        problems.error(
            node.span,
            "`action` is an empty list: at least one action is needed",
        );
    }
    let actions: Vec<Option<Action>> = items
        .iter()
        .map(|item| {
            let scalar = fields::text("action", item, problems)?;
            action(&scalar.text, item.span, problems)
        })
        .collect();
    let actions: Option<Vec<Action>> = actions.into_iter().collect();
    actions.filter(|actions| !actions.is_empty())
}

fn action(text: &str, span: cfn::Span, problems: &mut Problems) -> Option<Action> {
    if text.chars().count() > glob::MAX_CHARS {
        problems.error(
            span,
            format!("`action` is longer than {} characters", glob::MAX_CHARS),
        );
        return None;
    }
    if text == "*" {
        return Some(Action::new(text));
    }
    let (service, name) = text.split_once(':').unwrap_or((text, ""));
    if name.is_empty() || service.is_empty() || name.contains(':') || text.contains(' ') {
        problems.error(
            span,
            format!(
                "`action` must be a service and an action such as s3:GetObject, or `*`, not `{}`",
                shorten(text)
            ),
        );
        return None;
    }
    let prefix = service.to_ascii_lowercase();
    if !service.contains(['*', '?']) && !is_service(&prefix) {
        let suggestion = match nearest(&prefix, services()) {
            Some(known) => format!("; did you mean `{known}:{name}`?"),
            None => String::new(),
        };
        problems.warning(
            span,
            format!(
                "`{}` is no service that IAM is known to have{suggestion}",
                shorten(service)
            ),
        );
    }
    Some(Action::new(text))
}

fn on(fields: &Fields<'_>, problems: &mut Problems) -> Option<On> {
    let node = fields.required("on", problems)?;
    match &node.kind {
        NodeKind::Map(_) => Select::compile("on", node, problems).map(On::Select),
        NodeKind::Scalar(_) => {
            let scalar = fields::text("on", node, problems)?;
            let text = scalar.text.to_string();
            if text.chars().count() > glob::MAX_CHARS {
                problems.error(
                    node.span,
                    format!("`on` is longer than {} characters", glob::MAX_CHARS),
                );
                return None;
            }
            if text != "*" && !text.starts_with("arn:") && !text.starts_with("${") {
                problems.error(
                    node.span,
                    format!(
                        "`on` must be `*`, an ARN, an ARN of the template such as ${{Data.Arn}}/*, or a selection with `type`, not `{}`",
                        shorten(&text)
                    ),
                );
                return None;
            }
            Some(On::Written(text))
        }
        NodeKind::List(_) | NodeKind::Function(_) => {
            problems.error(
                node.span,
                format!(
                    "`on` must be text or a selection with `type`, not {}",
                    describe(node)
                ),
            );
            None
        }
    }
}
