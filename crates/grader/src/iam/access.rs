//! The decision: what all policies that apply say together about one action on one thing.
//!
//! # Rules
//! - An explicit Deny wins over every Allow, also when it reaches only a part of what is asked for.
//! - A Deny with a condition is not certain: it ends no Allow, and is told as a note.
//! - An Allow with a condition allows "under a condition", which is a pass with a note.
//! - An Allow must reach over all of what is asked for (every object of a bucket, every action of `s3:Get*`).
//! - A permission boundary takes away what it does not allow.
//! - A policy of the resource itself that allows a role, or the service that acts for a resource, is enough (one account).
//! - What a KMS key's policy does not leave to the account, no policy of a role allows.
//! - What depends on something that is not known is never decided.

use cfn::Span;

use super::{
    action::{Action, Need, Target, target, written_target},
    arn::Reach,
    names::Names,
    policies::{Attachment, Origin, Policies, Policy},
    principal::{Asker, Conditional, Meant, conditional},
    statement::{Effect, Statement},
    subject::Subject,
    text::{Fit, Steps},
};
use crate::{fields::shorten, world::World};

pub(super) fn only_known_later(text: &str) -> String {
    format!(
        "what `{}` means is only known when the stack is made",
        shorten(text)
    )
}

const UNKNOWN_PART: &str = "a part of a statement is not known";

/// Everything that decisions are made from.
#[derive(Debug)]
pub(crate) struct Access<'m> {
    pub(crate) names: Names<'m>,
    pub(crate) policies: &'m Policies,
    pub(super) steps: Steps,
}

/// A statement that has something to do with what is asked.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) policy: usize,
    /// In the policy.
    pub(crate) statement: usize,
    /// Where it shows: the statement, or where its policy is attached.
    pub(crate) span: Option<Span>,
    /// The resource in whose text that is.
    pub(crate) holder: Option<usize>,
    /// Where its policy is attached: the resource, and the path from its `Properties`; nothing for what SAM attaches.
    pub(crate) attached: Option<(usize, String)>,
    /// Whether it stands in a policy of the resource.
    pub(crate) is_of_resource: bool,
    pub(crate) action: Fit,
    pub(crate) resource: Fit,
    pub(crate) conditional: Conditional,
    /// Why it is not certain that it counts, as the end of a sentence.
    pub(crate) doubt: Option<String>,
    /// Whether the policy of a KMS key takes its force.
    pub(crate) is_blocked: bool,
}

impl Finding {
    /// How far it reaches over what is asked.
    pub(crate) fn reach(&self) -> Fit {
        if matches!(
            self.conditional,
            Conditional::Empty | Conditional::OtherSource | Conditional::OnlyServices
        ) {
            return Fit::None;
        }
        match (self.action.and(self.resource), &self.doubt) {
            (Fit::None, _) => Fit::None,
            (_, Some(_)) => Fit::Unknown,
            (fit, None) => fit,
        }
    }
}

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Standing {
    Allowed,
    /// Only under the condition of a statement.
    AllowedIf,
    /// Some of it.
    AllowedInPart,
    Denied,
    /// The boundary does not allow it.
    OutsideBoundary,
    /// No statement allows it.
    NotAllowed,
    /// Why it cannot be decided, as the end of a sentence.
    Unknown(String),
}

/// What was found about one action on one thing.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    /// The action, as it was asked for.
    pub(crate) action: String,
    /// What it is on, as a template would write it.
    pub(crate) on: String,
    pub(crate) standing: Standing,
    /// Every statement that has to do with it, in the order of the policies.
    pub(crate) findings: Vec<Finding>,
    /// The one that decided, in `findings`.
    pub(crate) deciding: Option<usize>,
}

impl<'m> Access<'m> {
    pub(crate) fn new(world: &'m World<'m>) -> Self {
        Self {
            names: Names::of(world.model),
            policies: world.policies(),
            steps: Steps::new(),
        }
    }

    /// Whether there was too much to compare.
    pub(crate) fn is_too_complex(&self) -> bool {
        self.steps.are_used_up()
    }

    pub(crate) fn policy(&self, finding: &Finding) -> Option<&Policy> {
        self.policies.get(finding.policy)
    }

    pub(crate) fn statement(&self, finding: &Finding) -> Option<&Statement> {
        self.policy(finding)?.statements.get(finding.statement)
    }

    /// What an action means on a resource.
    pub(crate) fn target(&self, resource: usize, action: &Action) -> Target {
        target(&self.names, resource, action)
    }

    /// What a text of a criterion means.
    pub(crate) fn written_target(&self, text: &str) -> Target {
        written_target(&self.names, text)
    }

    /// Decides each thing that the action needs.
    pub(crate) fn rule(
        &self,
        subject: &Subject,
        action: &Action,
        target: &Target,
        resource: Option<usize>,
    ) -> Vec<Ruling> {
        match target {
            Target::Everything => vec![self.rule_one(subject, action, None, resource)],
            Target::Arns(needs) => needs
                .iter()
                .map(|need| self.rule_one(subject, action, Some(need), resource))
                .collect(),
            Target::Unknown(reason) => vec![Ruling {
                action: action.text.clone(),
                on: String::new(),
                standing: Standing::Unknown(reason.clone()),
                findings: Vec::new(),
                deciding: None,
            }],
        }
    }

    fn rule_one(
        &self,
        subject: &Subject,
        action: &Action,
        need: Option<&Need>,
        resource: Option<usize>,
    ) -> Ruling {
        let findings = self.findings(subject, action, need, resource);
        let (standing, deciding) = self.decide(subject, action, need, &findings);
        let standing = match (standing, &subject.doubt) {
            (Standing::Allowed | Standing::AllowedIf, Some(doubt)) => {
                Standing::Unknown(doubt.clone())
            }
            (standing, _) => standing,
        };
        Ruling {
            action: action.text.clone(),
            on: need.map_or_else(|| "*".to_owned(), |need| need.text.clone()),
            standing,
            findings,
            deciding,
        }
    }

    fn decide(
        &self,
        subject: &Subject,
        action: &Action,
        need: Option<&Need>,
        findings: &[Finding],
    ) -> (Standing, Option<usize>) {
        let find = |wanted: &dyn Fn(&Finding, &Effect) -> bool| {
            findings.iter().position(|finding| {
                self.statement(finding)
                    .is_some_and(|statement| wanted(finding, &statement.effect))
            })
        };
        let holds = |finding: &Finding| finding.conditional == Conditional::Holds;
        let denied = find(&|finding, effect| {
            *effect == Effect::Deny
                && holds(finding)
                && matches!(finding.reach(), Fit::Whole | Fit::Part)
        });
        if let Some(denied) = denied {
            return (Standing::Denied, Some(denied));
        }
        let allows = |finding: &Finding, effect: &Effect, reach: Fit| {
            *effect == Effect::Allow && !finding.is_blocked && finding.reach() == reach
        };
        let allowed =
            find(&|finding, effect| allows(finding, effect, Fit::Whole) && holds(finding));
        let allowed_if = find(&|finding, effect| allows(finding, effect, Fit::Whole));
        let may_deny = find(&|finding, effect| {
            !matches!(effect, Effect::Allow)
                && holds(finding)
                && finding.reach() == Fit::Unknown
                && self.may_deny(finding)
        });
        if let Some(by) = allowed.or(allowed_if) {
            if let Some(denying) = may_deny {
                return (self.undecided(findings, denying), Some(denying));
            }
            return match self.bounded(subject, action, need) {
                Bounded::Allowed if allowed.is_some() => (Standing::Allowed, Some(by)),
                Bounded::Allowed | Bounded::AllowedIf => (Standing::AllowedIf, Some(by)),
                Bounded::Not => (Standing::OutsideBoundary, Some(by)),
                Bounded::Unknown(reason) => (Standing::Unknown(reason), Some(by)),
            };
        }
        let unknown = find(&|finding, effect| {
            *effect != Effect::Deny && !finding.is_blocked && finding.reach() == Fit::Unknown
        });
        if let Some(unknown) = unknown {
            return (self.undecided(findings, unknown), Some(unknown));
        }
        match find(&|finding, effect| allows(finding, effect, Fit::Part)) {
            Some(part) => (Standing::AllowedInPart, Some(part)),
            None => (Standing::NotAllowed, None),
        }
    }

    /// A statement that cannot be read may deny; a whole policy outside of the template hardly ever does.
    fn may_deny(&self, finding: &Finding) -> bool {
        self.policy(finding)
            .is_some_and(|policy| policy.origin == Origin::Template)
            && self
                .statement(finding)
                .is_some_and(|statement| statement.effect == Effect::Deny || statement.may_deny)
    }

    fn undecided(&self, findings: &[Finding], at: usize) -> Standing {
        Standing::Unknown(
            findings
                .get(at)
                .map_or_else(|| UNKNOWN_PART.to_owned(), |finding| self.reason(finding)),
        )
    }

    /// Why it is not known how far a statement reaches, as the end of a sentence.
    pub(crate) fn reason(&self, finding: &Finding) -> String {
        let reason = finding.doubt.clone().or_else(|| {
            let statement = self.statement(finding)?;
            if let Effect::Unknown(reason) = &statement.effect {
                return Some(reason.clone());
            }
            if let (Fit::Unknown, Some(reason)) = (finding.action, &statement.actions.unknown) {
                return Some(reason.clone());
            }
            let items = &statement.resources.items;
            let unknown = items.iter().find_map(|(reach, _)| match reach {
                Reach::Unknown(reason) => Some(reason.clone()),
                Reach::Arn(_) | Reach::Everything | Reach::Nothing => None,
            });
            unknown.or_else(|| {
                let (_, text) = items.iter().find(|(_, text)| text.contains("${"))?;
                Some(only_known_later(text))
            })
        });
        reason.unwrap_or_else(|| UNKNOWN_PART.to_owned())
    }

    fn bounded(&self, subject: &Subject, action: &Action, need: Option<&Need>) -> Bounded {
        let Some(boundary) = subject
            .identity
            .and_then(|identity| self.policies.boundary(identity))
        else {
            return Bounded::Allowed;
        };
        let mut findings = Vec::new();
        self.look(
            &mut findings,
            subject,
            boundary.policy,
            Some(boundary),
            action,
            need,
        );
        let mut best = Bounded::Not;
        for (index, finding) in findings.iter().enumerate() {
            let Some(statement) = self.statement(finding) else {
                continue;
            };
            match (&statement.effect, finding.reach(), &finding.conditional) {
                (Effect::Allow, Fit::Whole, Conditional::Holds) => return Bounded::Allowed,
                (Effect::Allow, Fit::Whole, _) => best = Bounded::AllowedIf,
                (Effect::Allow | Effect::Unknown(_), Fit::Unknown, _) if best == Bounded::Not => {
                    let reason = match self.undecided(&findings, index) {
                        Standing::Unknown(reason) => reason,
                        _ => String::new(),
                    };
                    best = Bounded::Unknown(reason);
                }
                _ => {}
            }
        }
        best
    }

    /// The statements about an action or a thing, those of the boundary that deny included.
    fn findings(
        &self,
        subject: &Subject,
        action: &Action,
        need: Option<&Need>,
        resource: Option<usize>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(identity) = subject.identity {
            for attachment in self.policies.of_identity(identity) {
                self.look(
                    &mut findings,
                    subject,
                    attachment.policy,
                    Some(attachment),
                    action,
                    need,
                );
            }
            if self.key_policy_blocks(subject, action, resource) {
                for finding in &mut findings {
                    finding.is_blocked = true;
                }
            }
            if let Some(boundary) = self.policies.boundary(identity) {
                let before = findings.len();
                self.look(
                    &mut findings,
                    subject,
                    boundary.policy,
                    Some(boundary),
                    action,
                    need,
                );
                let of_boundary = findings.split_off(before);
                findings.extend(of_boundary.into_iter().filter(|finding| {
                    self.statement(finding)
                        .is_some_and(|statement| statement.effect == Effect::Deny)
                }));
            }
        }
        for policy in resource
            .into_iter()
            .flat_map(|resource| self.policies.of_resource(resource))
        {
            self.look(&mut findings, subject, policy, None, action, need);
        }
        findings
    }

    /// A KMS key whose policy does not leave the action to the account.
    fn key_policy_blocks(
        &self,
        subject: &Subject,
        action: &Action,
        resource: Option<usize>,
    ) -> bool {
        let is_key = |index: &usize| {
            self.names
                .resource(*index)
                .is_some_and(|resource| resource.type_name == "AWS::KMS::Key")
        };
        let Some(key) = resource.filter(is_key) else {
            return false;
        };
        let mut policies = self.policies.of_resource(key).peekable();
        // Without a policy of its own it has the default one, which leaves everything to the account.
        policies.peek().is_some()
            && !policies
                .filter_map(|policy| self.policies.get(policy))
                .flat_map(|policy| &policy.statements)
                .any(|statement| {
                    let means = statement
                        .principals
                        .as_ref()
                        .map(|principals| principals.mean(&subject.asker, &self.steps));
                    statement.effect != Effect::Deny
                        && !statement.resources.is_missing
                        && means != Some(Meant::No)
                        && matches!(
                            statement.actions.fit(action, &self.steps),
                            Fit::Whole | Fit::Unknown
                        )
                })
    }

    /// Adds the statements of a policy that have to do with the action or the thing.
    fn look(
        &self,
        findings: &mut Vec<Finding>,
        subject: &Subject,
        index: usize,
        attachment: Option<&Attachment>,
        action: &Action,
        need: Option<&Need>,
    ) {
        let Some(policy) = self.policies.get(index) else {
            return;
        };
        for (number, statement) in policy.statements.iter().enumerate() {
            let fit = statement.actions.fit(action, &self.steps);
            // Statements about other actions of the service are told of when nothing is nearer.
            if fit == Fit::None && !statement.actions.name_service_of(action) {
                continue;
            }
            let resource = self.resource_fit(statement, need);
            if fit == Fit::None && resource == Fit::None {
                continue;
            }
            let mut doubt = policy.doubt.clone();
            match (&statement.principals, &statement.effect) {
                (None, _) => {}
                (Some(principals), effect) => {
                    match (principals.mean(&subject.asker, &self.steps), effect) {
                        (Meant::Yes, _) | (Meant::ByAccount, Effect::Deny) => {}
                        (Meant::No | Meant::ByAccount, _) => continue,
                        (Meant::Unknown(reason), _) => doubt = Some(reason),
                    }
                }
            }
            if let Effect::Unknown(reason) = &statement.effect {
                doubt.get_or_insert_with(|| reason.clone());
            }
            findings.push(Finding {
                policy: index,
                statement: number,
                span: statement.span.or_else(|| attachment?.span),
                holder: policy
                    .holder
                    .or(attachment.map(|attachment| attachment.holder)),
                attached: attachment
                    .filter(|attachment| !attachment.path.is_empty())
                    .map(|attachment| (attachment.holder, attachment.path.clone())),
                is_of_resource: statement.principals.is_some(),
                action: fit,
                resource,
                conditional: conditional(&statement.conditions, &subject.asker, &self.steps),
                doubt,
                is_blocked: false,
            });
        }
    }

    fn resource_fit(&self, statement: &Statement, need: Option<&Need>) -> Fit {
        let resources = &statement.resources;
        if resources.is_missing {
            // Some policies of resources may leave it out; another policy without it is refused by AWS.
            return if statement.principals.is_some() && !resources.is_needed {
                Fit::Whole
            } else {
                Fit::None
            };
        }
        let listed = resources
            .items
            .iter()
            .fold(Fit::None, |best, (reach, text)| {
                let own_api = statement.principals.is_some() && text.starts_with("execute-api:/");
                best.or(match (reach, need) {
                    (Reach::Nothing, _) if own_api => Fit::Whole,
                    (reach, Some(need)) => need
                        .any_of
                        .iter()
                        .fold(Fit::None, |best, arn| best.or(reach.fit(arn, &self.steps))),
                    (Reach::Everything, None) => Fit::Whole,
                    (Reach::Arn(_), None) => Fit::Part,
                    (Reach::Unknown(_), None) => Fit::Unknown,
                    (Reach::Nothing, None) => Fit::None,
                })
            });
        if resources.is_negated {
            listed.inverted()
        } else {
            listed
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Bounded {
    Allowed,
    AllowedIf,
    Not,
    Unknown(String),
}

impl Ruling {
    /// The statement that decided, when one did.
    pub(crate) fn decided_by(&self) -> Option<&Finding> {
        self.findings.get(self.deciding?)
    }
}

impl Subject {
    /// Whether it is a service that acts for a resource.
    pub(crate) fn is_service(&self) -> bool {
        matches!(self.asker, Asker::Service { .. })
    }
}
