//! One pair of who and what: the rulings on every action, and whether they are what is expected.

use cfn::Decision;

use super::{Expect, Iam, MaxScope, On};
use crate::iam::{
    Access, Action, Arn, Conditional, Effect, Finding, Fit, Ruling, Scope, Standing, Subject,
    Subjects, Target,
};

/// How a pair stands to what is expected.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    Pass,
    /// Only under a condition of a statement.
    PassIf,
    /// Why, as the end of a sentence.
    Unknown(String),
    Fail,
}

impl Verdict {
    pub(super) fn nearness(&self) -> usize {
        match self {
            Self::Pass => 3,
            Self::PassIf => 2,
            Self::Unknown(_) => 1,
            Self::Fail => 0,
        }
    }
}

/// A statement that reaches further than `maxScope` lets it.
#[derive(Clone, Debug)]
pub(super) struct TooWide {
    /// In the rulings of a pair.
    ruling: usize,
    /// In the findings of that ruling.
    pub(super) finding: usize,
    /// What of its resources reaches too far.
    pub(super) texts: Vec<String>,
}

/// A pair, judged.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    pub(super) who: usize,
    pub(super) on: Option<usize>,
    /// Absent when nobody's rights are behind `who`.
    pub(super) subject: Option<Subject>,
    /// One for each action and thing it needs.
    pub(super) rulings: Vec<Ruling>,
    /// The ruling that is not as expected; the first one otherwise.
    pub(super) at: usize,
    /// The allowing statements that reach too far.
    pub(super) too_wide: Vec<TooWide>,
    /// How near it is to being met.
    pub(super) rank: usize,
    /// How many pairs there were.
    pub(super) pairs: usize,
}

impl Judged {
    fn new(verdict: Verdict, who: usize, on: Option<usize>) -> Self {
        Self {
            verdict,
            who,
            on,
            subject: None,
            rulings: Vec::new(),
            at: 0,
            too_wide: Vec::new(),
            rank: 0,
            pairs: 1,
        }
    }

    pub(super) fn too_complex(who: (usize, Decision)) -> Self {
        let reason = "there are too many policies and resources to compare".to_owned();
        Self::new(Verdict::Unknown(reason), who.0, None)
    }

    /// The ruling to tell of.
    pub(super) fn ruling(&self) -> Option<&Ruling> {
        self.rulings.get(self.at)
    }

    /// The statement of that ruling that reaches too far.
    pub(super) fn too_wide(&self) -> Option<&TooWide> {
        self.too_wide.iter().find(|wide| wide.ruling == self.at)
    }

    /// What of a finding's statement reaches too far; nothing when none of it does.
    pub(super) fn further(&self, finding: &Finding) -> Option<&[String]> {
        self.too_wide.iter().find_map(|wide| {
            let other = self.rulings.get(wide.ruling)?.findings.get(wide.finding)?;
            let same = (other.policy, other.statement) == (finding.policy, finding.statement);
            same.then_some(wide.texts.as_slice())
        })
    }
}

/// Most pairs of statements, or of their resources, that are compared with each other.
const MOST_COMPARED: usize = 1_000;

impl Iam {
    /// Each subject behind `who`, judged on one thing.
    pub(super) fn judge_pair(
        &self,
        access: &Access<'_>,
        who: usize,
        on: Option<usize>,
        subjects: &Subjects,
        selected: &[Arn],
    ) -> Vec<Judged> {
        let resource = on.or_else(|| self.written_resource(access));
        let mut all: Vec<Judged> = subjects
            .all
            .iter()
            .map(|subject| self.judge_subject(access, who, resource, subject, selected))
            .collect();
        if let Some(reason) = &subjects.unknown {
            all.push(Judged::new(Verdict::Unknown(reason.clone()), who, resource));
        } else if all.is_empty() {
            all.push(Judged::new(Verdict::Fail, who, resource));
        }
        all
    }

    /// The resource that a text such as `${Data.Arn}/*` begins with.
    fn written_resource(&self, access: &Access<'_>) -> Option<usize> {
        let On::Written(text) = &self.on else {
            return None;
        };
        let (_, symbol) = text.split_once("${")?;
        let id = symbol.split(['.', '}']).next()?;
        access.names.index(id)
    }

    fn judge_subject(
        &self,
        access: &Access<'_>,
        who: usize,
        on: Option<usize>,
        subject: &Subject,
        selected: &[Arn],
    ) -> Judged {
        let mut judged = Judged {
            subject: Some(subject.clone()),
            ..Judged::new(Verdict::Pass, who, on)
        };
        let mut worst: Option<(usize, Verdict)> = None;
        for action in &self.actions {
            let target = match (&self.on, on) {
                (On::Written(text), _) => access.written_target(text),
                (On::Select(_), Some(index)) => access.target(index, action),
                (On::Select(_), None) => Target::Everything,
            };
            let start = judged.rulings.len();
            judged
                .rulings
                .extend(access.rule(subject, action, &target, on));
            for (index, verdict) in self.verdicts(access, action, start, &mut judged, selected) {
                if worst
                    .as_ref()
                    .is_none_or(|(_, worst)| verdict.nearness() < worst.nearness())
                {
                    worst = Some((index, verdict));
                }
            }
        }
        if let Some((at, verdict)) = worst {
            judged.at = at;
            judged.verdict = verdict;
        }
        if judged.verdict == Verdict::Fail {
            judged.rank = judged.rank(access);
        } else {
            judged.too_wide.clear();
        }
        judged
    }

    /// The verdict on each ruling of an action.
    fn verdicts(
        &self,
        access: &Access<'_>,
        action: &Action,
        start: usize,
        judged: &mut Judged,
        selected: &[Arn],
    ) -> Vec<(usize, Verdict)> {
        let rulings = judged.rulings.get(start..).unwrap_or_default();
        match self.expect {
            Expect::Allow => {
                let mut too_wide = Vec::new();
                let verdicts = rulings
                    .iter()
                    .enumerate()
                    .map(|(index, ruling)| {
                        let (verdict, wide) =
                            self.allow(access, action, ruling, judged.on, selected);
                        too_wide.extend(wide.into_iter().map(|(finding, texts)| TooWide {
                            ruling: start + index,
                            finding,
                            texts,
                        }));
                        (start + index, verdict)
                    })
                    .collect();
                judged.too_wide.extend(too_wide);
                verdicts
            }
            Expect::NotAllow => {
                // Full access is not given as soon as one part of it is lacking.
                let whole =
                    action.is_full_access() || matches!(&self.on, On::Written(on) if on == "*");
                let verdicts: Vec<(usize, Verdict)> = rulings
                    .iter()
                    .enumerate()
                    .map(|(index, ruling)| (start + index, not_allow(access, ruling, whole)))
                    .collect();
                let passing = verdicts
                    .iter()
                    .find(|(_, verdict)| *verdict == Verdict::Pass);
                match passing {
                    Some(passing) if whole => vec![passing.clone()],
                    _ => verdicts,
                }
            }
            Expect::ExplicitDeny => rulings
                .iter()
                .enumerate()
                .map(|(index, ruling)| (start + index, explicit_deny(access, ruling)))
                .collect(),
        }
    }

    /// For `allow`, with the statements that reach too far.
    fn allow(
        &self,
        access: &Access<'_>,
        action: &Action,
        ruling: &Ruling,
        on: Option<usize>,
        selected: &[Arn],
    ) -> (Verdict, Vec<(usize, Vec<String>)>) {
        let verdict = match &ruling.standing {
            Standing::Allowed => Verdict::Pass,
            Standing::AllowedIf => Verdict::PassIf,
            Standing::Unknown(reason) => return (Verdict::Unknown(reason.clone()), Vec::new()),
            Standing::AllowedInPart
            | Standing::Denied
            | Standing::OutsideBoundary
            | Standing::NotAllowed => return (Verdict::Fail, Vec::new()),
        };
        let mut own = on.map(|index| access.scope_of(index)).unwrap_or_default();
        if let On::Written(text) = &self.on
            && let Target::Arns(needs) = access.written_target(text)
        {
            let needs = needs.into_iter().flat_map(|need| need.any_of).collect();
            own = access.scope_of_written(needs, own);
        }
        let scopes = match (self.max_scope, &self.on) {
            (MaxScope::Any, _) => return (verdict, Vec::new()),
            (MaxScope::Service, _) => vec![Scope::Service],
            // Nothing is further than everything.
            (MaxScope::ThisResource, On::Written(text)) if text == "*" => {
                return (verdict, Vec::new());
            }
            // Most statements name one resource, and all that is selected is compared only when that one is not enough.
            (MaxScope::ThisResource, _) if selected.len() > own.len() => {
                vec![Scope::Within(&own), Scope::Within(selected)]
            }
            (MaxScope::ThisResource, _) => vec![Scope::Within(&own)],
        };
        let mut too_wide = Vec::new();
        for (index, finding) in ruling.findings.iter().enumerate() {
            let counts =
                finding.reach() == Fit::Whole && !finding.is_blocked && is_allow(access, finding);
            if !counts {
                continue;
            }
            let mut further = Ok(Vec::new());
            for scope in &scopes {
                further = access.further_than(finding, scope, action);
                if further.as_ref().is_ok_and(Vec::is_empty) {
                    break;
                }
            }
            match further {
                Ok(further) if further.is_empty() => {}
                Ok(further) => too_wide.push((index, further)),
                Err(reason) if too_wide.is_empty() => {
                    return (Verdict::Unknown(reason), Vec::new());
                }
                // One that certainly reaches too far is enough.
                Err(_) => {}
            }
        }
        if too_wide.is_empty() {
            (verdict, too_wide)
        } else {
            (Verdict::Fail, too_wide)
        }
    }
}

fn is_allow(access: &Access<'_>, finding: &Finding) -> bool {
    access
        .statement(finding)
        .is_some_and(|statement| statement.effect == Effect::Allow)
}

fn is_deny(access: &Access<'_>, finding: &Finding) -> bool {
    access
        .statement(finding)
        .is_some_and(|statement| statement.effect == Effect::Deny)
}

fn not_allow(access: &Access<'_>, ruling: &Ruling, whole: bool) -> Verdict {
    match &ruling.standing {
        Standing::Allowed | Standing::AllowedIf => Verdict::Fail,
        Standing::AllowedInPart if whole => Verdict::Pass,
        Standing::AllowedInPart => Verdict::Fail,
        Standing::OutsideBoundary | Standing::NotAllowed => Verdict::Pass,
        Standing::Unknown(reason) => Verdict::Unknown(reason.clone()),
        Standing::Denied if whole || deny_is_enough(access, ruling) => Verdict::Pass,
        Standing::Denied => Verdict::Fail,
    }
}

/// Whether nothing that is allowed is left over by the Denies: one of them reaches over all that is asked, or over just what is
/// allowed.
fn deny_is_enough(access: &Access<'_>, ruling: &Ruling) -> bool {
    let counts = |finding: &&Finding| {
        finding.conditional == Conditional::Holds
            && matches!(finding.reach(), Fit::Whole | Fit::Part)
    };
    let denies: Vec<&Finding> = ruling
        .findings
        .iter()
        .filter(|finding| is_deny(access, finding))
        .filter(counts)
        .collect();
    if denies.iter().any(|finding| finding.reach() == Fit::Whole) {
        return true;
    }
    let allows: Vec<&Finding> = ruling
        .findings
        .iter()
        .filter(|finding| is_allow(access, finding) && !finding.is_blocked)
        .filter(|finding| finding.reach() != Fit::None)
        .collect();
    // People write a handful; what is more is not worth comparing each with each.
    denies.len() * allows.len() <= MOST_COMPARED
        && allows.iter().all(|allow| {
            denies
                .iter()
                .any(|deny| deny.action == Fit::Whole && lists_all(access, deny, allow))
        })
}

/// Whether every resource of one statement is listed in another.
fn lists_all(access: &Access<'_>, wide: &Finding, narrow: &Finding) -> bool {
    let (Some(wide), Some(narrow)) = (access.statement(wide), access.statement(narrow)) else {
        return false;
    };
    let (wide, narrow) = (&wide.resources, &narrow.resources);
    !wide.is_negated
        && !narrow.is_negated
        && !narrow.is_missing
        && wide.items.len() * narrow.items.len() <= MOST_COMPARED
        && narrow
            .items
            .iter()
            .all(|(reach, _)| wide.items.iter().any(|(other, _)| other == reach))
}

fn explicit_deny(access: &Access<'_>, ruling: &Ruling) -> Verdict {
    let mut verdict = Verdict::Fail;
    for finding in ruling
        .findings
        .iter()
        .filter(|finding| is_deny(access, finding))
    {
        match (finding.reach(), &finding.conditional) {
            (Fit::Whole, Conditional::Holds) => return Verdict::Pass,
            (Fit::Whole, _) => verdict = Verdict::PassIf,
            (Fit::Unknown, _) if verdict == Verdict::Fail => {
                let reason = access.reason(finding);
                verdict = Verdict::Unknown(reason);
            }
            _ => {}
        }
    }
    verdict
}

impl Judged {
    /// What may not be there at all decides nothing.
    pub(super) fn doubt(&mut self, expect: Expect, doubt: Option<&str>) {
        if let Some(doubt) = doubt
            && !matches!(self.verdict, Verdict::Unknown(_))
            && (self.verdict != Verdict::Fail || expect != Expect::Allow)
        {
            self.verdict = Verdict::Unknown(doubt.to_owned());
        }
    }

    /// How much of what is asked is there, 0 to 1: somebody and something are.
    pub(super) fn nearness(&self) -> f64 {
        let most = 100.0 * self.rulings.len().max(1) as f64;
        0.4 + 0.5 * (self.rank as f64 / most).min(1.0)
    }

    fn rank(&self, access: &Access<'_>) -> usize {
        let met = self
            .rulings
            .iter()
            .filter(|ruling| matches!(ruling.standing, Standing::Allowed | Standing::AllowedIf))
            .count();
        let Some(ruling) = self.ruling() else {
            return met;
        };
        let near = match ruling.standing {
            Standing::Allowed | Standing::AllowedIf => 60,
            Standing::AllowedInPart => 50,
            Standing::Denied | Standing::OutsideBoundary => 40,
            Standing::NotAllowed | Standing::Unknown(_) => {
                near_miss(access, ruling).map_or(0, |(_, nearness)| nearness)
            }
        };
        100 * met + near + 1
    }
}

/// The allowing statement that comes nearest to what is asked, with how near: one with the action first, then one on the thing.
pub(super) fn near_miss<'r>(
    access: &Access<'_>,
    ruling: &'r Ruling,
) -> Option<(&'r Finding, usize)> {
    let mut best: Option<(&Finding, usize)> = None;
    for finding in ruling
        .findings
        .iter()
        .filter(|finding| is_allow(access, finding))
    {
        let nearness = match (finding.action, finding.resource) {
            _ if finding.is_blocked => 35,
            _ if finding.conditional == Conditional::Empty && finding.action == Fit::Whole => 34,
            _ if finding.conditional == Conditional::OtherSource => 34,
            // What is written for a service is hardly what a role's author meant.
            _ if finding.conditional == Conditional::OnlyServices => 5,
            (Fit::Whole, Fit::None) => 30,
            (Fit::Part, Fit::None) => 10,
            (Fit::Part, _) => 25,
            (Fit::None, Fit::Whole | Fit::Part)
                if is_same_service(access, finding, &ruling.action) =>
            {
                20
            }
            _ => continue,
        };
        if best.is_none_or(|(_, best)| nearness > best) {
            best = Some((finding, nearness));
        }
    }
    best
}

fn is_same_service(access: &Access<'_>, finding: &Finding, action: &str) -> bool {
    let service = |text: &str| {
        text.split(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    access.statement(finding).is_some_and(|statement| {
        statement
            .actions
            .items
            .iter()
            .any(|(_, text)| service(text) == service(action))
    })
}
