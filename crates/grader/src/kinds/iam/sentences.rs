//! What an `iam` check says of each outcome: sentences, places and parts. What the outcome is, is decided in `judge`.

mod lacking;

use cfn::Decision;

use super::{
    Expect, Iam, Missing, On,
    judge::{Judged, Verdict, near_miss},
};
use crate::{
    fields::shorten,
    iam::{Access, Conditional, Effect, Finding, Fit, Origin, Ruling, Standing, Subject},
    kinds::Outcome,
    report::{self, Evidence, Part},
    select::Select,
    world::World,
};

/// Most statements that are told of one by one.
const MOST_PARTS: usize = 20;
/// Most texts of one statement that are told of.
const MOST_TEXTS: usize = 3;

impl Iam {
    /// There is no `who`, or no `on`.
    pub(super) fn nobody(&self, world: &World<'_>, missing: Missing) -> Outcome {
        let select = match (missing, &self.on) {
            (Missing::On, On::Select(select)) => select,
            _ => &self.who,
        };
        if let Some(unexpanded) = select.unexpanded(world) {
            let message = format!(
                "Whether this holds cannot be decided: `{}` makes its resources only when the template is deployed.",
                unexpanded.key
            );
            return outcome(
                report::Verdict::Unknown,
                message,
                vec![Evidence::at(unexpanded.span)],
            );
        }
        if let Some(outcome) = nearest_of(world, select) {
            return outcome;
        }
        let mut message = format!("There is no {} in this template yet.", select.noun());
        let mut evidence = vec![Evidence::at(world.resources_span())];
        let misspelt = select
            .types
            .iter()
            .find_map(|type_name| world.misspelt(type_name));
        if let Some(misspelt) = misspelt {
            message.push(' ');
            message.push_str(&misspelt.sentence());
            evidence.push(misspelt.evidence());
        }
        Outcome {
            // Somebody is there who could have the right.
            nearness: if missing == Missing::On { 0.2 } else { 0.0 },
            ..outcome(report::Verdict::Fail, message, evidence)
        }
    }

    /// What the deciding pair came to.
    pub(super) fn told(&self, world: &World<'_>, access: &Access<'_>, judged: &Judged) -> Outcome {
        let teller = Teller {
            iam: self,
            world,
            access,
            judged,
        };
        let verdict = match &judged.verdict {
            Verdict::Pass | Verdict::PassIf => report::Verdict::Pass,
            Verdict::Unknown(_) => report::Verdict::Unknown,
            Verdict::Fail => report::Verdict::Fail,
        };
        // One more policy can give what is lacking, and what should not be there.
        let may_change = match self.expect {
            Expect::Allow | Expect::ExplicitDeny => report::Verdict::Fail,
            Expect::NotAllow => report::Verdict::Pass,
        };
        if verdict == may_change
            && let Some(outcome) = made_later(world)
        {
            return outcome;
        }
        let message = match &judged.verdict {
            Verdict::Pass | Verdict::PassIf => teller.met(),
            Verdict::Unknown(reason) => teller.undecided(reason),
            Verdict::Fail => teller.not_met(),
        };
        let told = outcome(verdict, message, teller.evidence());
        Outcome {
            parts: teller.parts(),
            nearness: match verdict {
                report::Verdict::Fail => judged.nearness(),
                _ => told.nearness,
            },
            ..told
        }
    }
}

/// A loop or macro may still make a policy.
fn made_later(world: &World<'_>) -> Option<Outcome> {
    let unexpanded = [
        "AWS::IAM::Policy",
        "AWS::IAM::RolePolicy",
        "AWS::IAM::ManagedPolicy",
    ]
    .iter()
    .find_map(|type_name| world.unexpanded(type_name))?;
    let message = format!(
        "Whether this holds cannot be decided: `{}` may make a policy when the template is deployed.",
        unexpanded.key
    );
    Some(outcome(
        report::Verdict::Unknown,
        message,
        vec![Evidence::at(unexpanded.span)],
    ))
}

fn outcome(verdict: report::Verdict, message: String, evidence: Vec<Evidence>) -> Outcome {
    Outcome {
        message,
        evidence,
        ..Outcome::of(verdict)
    }
}

/// None is as `where` asks: the one that is nearest, and what it lacks.
fn nearest_of(world: &World<'_>, select: &Select) -> Option<Outcome> {
    let all = select.of_type_and_name(world);
    let unmet = |index: usize| {
        let judged = select.judge(index, world);
        judged
            .filter(|(_, judged)| judged.decision == Decision::False)
            .collect::<Vec<_>>()
    };
    let (index, unmet) = all
        .iter()
        .map(|index| (*index, unmet(*index)))
        .filter(|(_, unmet)| !unmet.is_empty())
        .min_by_key(|(_, unmet)| unmet.len())?;
    let resource = world.resource(index);
    let reasons: Vec<String> = unmet
        .iter()
        .map(|(assert, judged)| assert.sentence(resource, judged))
        .collect();
    let message = match all.len() {
        1 => format!(
            "`{}` is the only {}, and it is not the one that is asked for. {}",
            resource.id,
            select.noun(),
            reasons.join(" ")
        ),
        several => format!(
            "None of {} is the one that is asked for; `{}` is the nearest. {}",
            select.counted(several),
            resource.id,
            reasons.join(" ")
        ),
    };
    let evidence = unmet
        .iter()
        .map(|(assert, judged)| assert.evidence(resource, judged))
        .collect();
    Some(Outcome {
        nearness: 0.2,
        ..outcome(report::Verdict::Fail, message, evidence)
    })
}

/// What is needed to tell of a pair.
struct Teller<'t, 'm> {
    iam: &'t Iam,
    world: &'t World<'m>,
    access: &'t Access<'m>,
    judged: &'t Judged,
}

impl Teller<'_, '_> {
    /// "`WorkerRole`", "`Worker` (through `WorkerRole`)", "SNS for `Orders`".
    fn who(&self) -> String {
        let id = self.world.resource(self.judged.who).id;
        match &self.judged.subject {
            Some(subject) if subject.is_service() || subject.identity == Some(self.judged.who) => {
                subject.label.clone()
            }
            Some(subject) => format!("`{id}` (through {})", subject.label),
            None => format!("`{id}`"),
        }
    }

    /// What an action is on: the resource's id where the whole resource is meant.
    fn on(&self, ruling: &Ruling) -> String {
        match self
            .judged
            .on
            .map(|index| (index, self.world.resource(index).id))
        {
            Some((index, id))
                if matches!(self.iam.on, On::Select(_))
                    && self.access.own_text(index) == ruling.on =>
            {
                format!("`{id}`")
            }
            Some((_, id)) if ruling.on.is_empty() => format!("`{id}`"),
            _ => match &self.iam.on {
                On::Written(text) if ruling.on.is_empty() => format!("`{}`", shorten(text)),
                On::Written(_) | On::Select(_) => format!("`{}`", shorten(&ruling.on)),
            },
        }
    }

    /// "`ReadOrders` in `WorkerPolicy` (line 12)".
    fn phrase(&self, finding: &Finding) -> String {
        let (Some(policy), Some(statement)) =
            (self.access.policy(finding), self.access.statement(finding))
        else {
            return "a statement".to_owned();
        };
        let line = finding
            .span
            .map(|span| format!(" (line {})", span.start.line))
            .unwrap_or_default();
        if policy.origin != Origin::Template {
            return format!("{}{line}", policy.label);
        }
        let is_permission = finding
            .holder
            .is_some_and(|index| self.world.resource(index).type_name == "AWS::Lambda::Permission");
        if is_permission {
            return format!("{}{line}", policy.label);
        }
        format!("{} of {}{line}", statement.name(), policy.label)
    }

    fn met(&self) -> String {
        let who = self.who();
        let mut sentences = match self.iam.expect {
            Expect::Allow => vec![self.allowed(&who)],
            Expect::NotAllow => vec![self.not_allowed_as_asked(&who)],
            Expect::ExplicitDeny => vec![self.denied_as_asked(&who)],
        };
        if self.judged.verdict == Verdict::PassIf {
            sentences.push("It holds only under the condition of that statement.".to_owned());
        }
        if let Some(note) = self.conditional_deny() {
            sentences.push(note);
        }
        capitalised(&sentences.join(" "))
    }

    fn allowed(&self, who: &str) -> String {
        let mut all: Vec<String> = Vec::new();
        for ruling in &self.judged.rulings {
            let by = ruling
                .decided_by()
                .map_or_else(|| "a statement".to_owned(), |finding| self.phrase(finding));
            let one = format!(
                "`{}` on {} ({by} allows it)",
                ruling.action,
                self.on(ruling)
            );
            if !all.contains(&one) {
                all.push(one);
            }
        }
        match all.as_slice() {
            [_] => {
                let Some(ruling) = self.judged.rulings.first() else {
                    return String::new();
                };
                let by = ruling
                    .decided_by()
                    .map_or_else(|| "a statement".to_owned(), |finding| self.phrase(finding));
                format!(
                    "{who} may `{}` on {}: {by} allows it.",
                    ruling.action,
                    self.on(ruling)
                )
            }
            all => format!("{who} may {}.", all.join(", ")),
        }
    }

    fn not_allowed_as_asked(&self, who: &str) -> String {
        let Some(ruling) = self.judged.ruling() else {
            return String::new();
        };
        let (action, on) = (&ruling.action, self.on(ruling));
        let why = match (&ruling.standing, ruling.decided_by()) {
            (Standing::Denied, Some(finding)) => format!("{} denies it", self.phrase(finding)),
            (Standing::OutsideBoundary, _) => {
                "the permission boundary does not allow it".to_owned()
            }
            (Standing::AllowedInPart, Some(finding)) => {
                format!("{} allows only a part of it", self.phrase(finding))
            }
            _ => "no statement allows it".to_owned(),
        };
        let also = match self.judged.pairs {
            0 | 1 => String::new(),
            pairs => format!(" The same holds for all {pairs} pairs that were looked at."),
        };
        format!("{who} may not `{action}` on {on}: {why}.{also}")
    }

    fn denied_as_asked(&self, who: &str) -> String {
        let Some(ruling) = self.judged.ruling() else {
            return String::new();
        };
        let by = self
            .denying(ruling)
            .map_or_else(|| "a statement".to_owned(), |finding| self.phrase(finding));
        format!(
            "{by} denies {who} `{}` on {}.",
            ruling.action,
            self.on(ruling)
        )
    }

    /// The Deny that reaches furthest.
    fn denying<'r>(&self, ruling: &'r Ruling) -> Option<&'r Finding> {
        let denies = |wanted: Fit| {
            ruling.findings.iter().find(|finding| {
                self.effect(finding) == Some(&Effect::Deny) && finding.reach() == wanted
            })
        };
        denies(Fit::Whole)
            .or_else(|| denies(Fit::Part))
            .or_else(|| match self.judged.verdict {
                Verdict::Unknown(_) => denies(Fit::Unknown),
                _ => None,
            })
    }

    fn effect(&self, finding: &Finding) -> Option<&Effect> {
        self.access
            .statement(finding)
            .map(|statement| &statement.effect)
    }

    /// A Deny that may yet come in the way of an Allow.
    fn conditional_deny(&self) -> Option<String> {
        if self.iam.expect != Expect::Allow {
            return None;
        }
        let finding = self
            .judged
            .rulings
            .iter()
            .flat_map(|ruling| &ruling.findings)
            .find(|finding| {
                self.effect(finding) == Some(&Effect::Deny)
                    && finding.conditional == Conditional::Depends
                    && matches!(finding.reach(), Fit::Whole | Fit::Part)
            })?;
        Some(format!(
            "Note that {} denies it under a condition.",
            self.phrase(finding)
        ))
    }

    fn undecided(&self, reason: &str) -> String {
        match self.judged.ruling() {
            Some(ruling) => format!(
                "Whether {} may `{}` on {} cannot be decided: {reason}.",
                self.who(),
                ruling.action,
                self.on(ruling)
            ),
            None => format!("This cannot be decided: {reason}."),
        }
    }

    fn not_met(&self) -> String {
        let who = self.who();
        let Some(ruling) = self.judged.ruling() else {
            return format!(
                "{who} has no role yet, and so no rights: give it one with `{}`.",
                self.role_property()
            );
        };
        match self.iam.expect {
            Expect::Allow => capitalised(&self.lacking(&who, ruling)),
            Expect::NotAllow => {
                let by = self.allowing(ruling);
                let by =
                    by.map_or_else(|| "a statement".to_owned(), |finding| self.phrase(finding));
                let (action, on) = (&ruling.action, self.on(ruling));
                match &ruling.standing {
                    Standing::AllowedInPart => {
                        format!("{who} may `{action}` on a part of {on}: {by} allows it.")
                    }
                    Standing::Denied => format!(
                        "{who} may `{action}` on a part of {on}: {by} allows it, and the Deny does not reach over all of it."
                    ),
                    Standing::AllowedIf => format!(
                        "{who} may `{action}` on {on} whenever the condition of {by} holds, and it must never be allowed."
                    ),
                    _ => format!("{who} may `{action}` on {on}: {by} allows it."),
                }
            }
            Expect::ExplicitDeny => {
                let (action, on) = (&ruling.action, self.on(ruling));
                match self.denying(ruling) {
                    Some(finding) => format!(
                        "{} denies {who} only a part of `{action}` on {on}: widen it.",
                        self.phrase(finding)
                    ),
                    None => format!(
                        "No statement denies {who} `{action}` on {on}: add one with `Effect: Deny`. That nothing allows it is not enough here."
                    ),
                }
            }
        }
    }

    fn role_property(&self) -> &'static str {
        match self.world.resource(self.judged.who).type_name {
            "AWS::ECS::TaskDefinition" => "TaskRoleArn",
            "AWS::EC2::Instance" => "IamInstanceProfile",
            "AWS::StepFunctions::StateMachine" => "RoleArn",
            _ => "Role",
        }
    }

    /// The statement that allows what should not be allowed.
    fn allowing<'r>(&self, ruling: &'r Ruling) -> Option<&'r Finding> {
        let allows = |wanted: Fit| {
            ruling.findings.iter().find(|finding| {
                self.effect(finding) == Some(&Effect::Allow)
                    && finding.reach() == wanted
                    && !finding.is_blocked
            })
        };
        allows(Fit::Whole).or_else(|| allows(Fit::Part))
    }

    /// The finding that the message is about.
    fn shown(&self) -> Option<&Finding> {
        let ruling = self.judged.ruling()?;
        if let Some(wide) = self.judged.too_wide() {
            return ruling.findings.get(wide.finding);
        }
        match (self.iam.expect, &self.judged.verdict) {
            (Expect::ExplicitDeny, _) => self.denying(ruling),
            (Expect::NotAllow, Verdict::Fail) => self.allowing(ruling),
            _ => ruling
                .decided_by()
                .or_else(|| near_miss(self.access, ruling).map(|(finding, _)| finding)),
        }
    }

    fn evidence(&self) -> Vec<Evidence> {
        match self.shown().and_then(|finding| self.evidence_of(finding)) {
            Some(evidence) => vec![evidence],
            None => {
                let resource = self.world.resource(self.lacking_at());
                vec![Evidence {
                    resource: Some(resource.id.to_owned()),
                    ..Evidence::at(resource.id_span)
                }]
            }
        }
    }

    /// The resource that a statement is missing at: a service has no policy, and what it acts on has one, or a resource beside it.
    fn lacking_at(&self) -> usize {
        let is_service = self
            .judged
            .subject
            .as_ref()
            .is_some_and(Subject::is_service);
        let Some(on) = self.judged.on.filter(|_| is_service) else {
            return self.judged.who;
        };
        let mut policies = self.access.policies.of_resource(on);
        policies
            .find_map(|policy| self.access.policies.get(policy)?.holder)
            .unwrap_or(on)
    }

    fn evidence_of(&self, finding: &Finding) -> Option<Evidence> {
        let statement = self.access.statement(finding)?;
        Some(Evidence {
            resource: finding
                .holder
                .map(|index| self.world.resource(index).id.to_owned()),
            path: (!statement.path.is_empty()).then(|| statement.path.clone()),
            ..Evidence::at(finding.span?)
        })
    }

    /// One for each statement that has to do with it.
    fn parts(&self) -> Vec<Part> {
        let mut seen = Vec::new();
        let mut parts = Vec::new();
        for ruling in &self.judged.rulings {
            for finding in &ruling.findings {
                let key = (finding.policy, finding.statement);
                if finding.reach() == Fit::None || seen.contains(&key) || parts.len() == MOST_PARTS
                {
                    continue;
                }
                seen.push(key);
                parts.extend(self.part(finding));
            }
        }
        parts
    }

    fn part(&self, finding: &Finding) -> Option<Part> {
        let statement = self.access.statement(finding)?;
        let phrase = self.phrase(finding);
        let what = format!(
            "{} on {}",
            statement.shown_actions(),
            statement.shown_resources()
        );
        let wanted = match self.iam.expect {
            Expect::Allow => Effect::Allow,
            Expect::NotAllow | Expect::ExplicitDeny => Effect::Deny,
        };
        let conditional = finding.conditional != Conditional::Holds;
        let further = self.judged.further(finding);
        let verdict = match (&statement.effect, finding.reach()) {
            _ if further.is_some() => report::Verdict::Fail,
            (Effect::Unknown(_), _) | (_, Fit::Unknown) => report::Verdict::Unknown,
            (effect, fit) if *effect == wanted => match fit {
                Fit::Whole if !finding.is_blocked => report::Verdict::Pass,
                _ => report::Verdict::Fail,
            },
            // An Allow with a condition is an Allow; a Deny with one may not count.
            (Effect::Deny, _) if conditional => report::Verdict::Unknown,
            _ => report::Verdict::Fail,
        };
        let verb = match &statement.effect {
            Effect::Allow => "allows",
            Effect::Deny => "denies",
            Effect::Unknown(_) => "is not known and may allow or deny",
        };
        let text = match &statement.effect {
            Effect::Unknown(reason) => format!("{phrase} cannot be read: {reason}."),
            _ if conditional => format!("{phrase} {verb} {what}, under a condition."),
            _ => format!("{phrase} {verb} {what}."),
        };
        let text = match further {
            Some(further) => format!("{text} It reaches further than asked: {}.", marked(further)),
            None => text,
        };
        Some(Part {
            verdict,
            text: capitalised(&text),
            evidence: self.evidence_of(finding),
        })
    }
}

/// The first texts, in marks.
fn marked(texts: &[String]) -> String {
    let texts: Vec<String> = texts
        .iter()
        .take(MOST_TEXTS)
        .map(|text| mark(text))
        .collect();
    texts.join(", ")
}

fn mark(text: &str) -> String {
    if text.contains('`') {
        text.to_owned()
    } else {
        format!("`{}`", shorten(text))
    }
}

/// A sentence's first letter; a name in marks stays as it is.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
