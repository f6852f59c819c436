//! How far a statement reaches beyond what is asked for. Whether it allows it is decided in `access`.

use super::{
    access::{Access, Finding, only_known_later},
    action::{Action, own_scope, own_text},
    arn::{Arn, Reach},
    policies::Origin,
    text::{Fit, Steps, Token},
};

impl Access<'_> {
    /// The texts of a statement's resources that reach further than one resource and what is below it; an unknown one is the
    /// error. Patterns of services that the action is not of are left out: it can do nothing there.
    pub(crate) fn further_than(
        &self,
        finding: &Finding,
        scope: &Scope<'_>,
        action: &Action,
    ) -> Result<Vec<String>, String> {
        let Some(statement) = self.statement(finding) else {
            return Ok(Vec::new());
        };
        if finding.is_of_resource {
            return Ok(Vec::new());
        }
        if statement.resources.is_negated {
            return Ok(vec![statement.shown_resources()]);
        }
        let from_sam = self
            .policy(finding)
            .is_some_and(|policy| policy.origin == Origin::Sam);
        let mut further = Vec::new();
        for (reach, text) in &statement.resources.items {
            match reach {
                Reach::Nothing => {}
                Reach::Everything => further.push(text.clone()),
                Reach::Unknown(reason) => return Err(reason.clone()),
                Reach::Arn(arn) => {
                    let other_service = match (arn.service(), action.service()) {
                        (Some(theirs), Some(asked)) => theirs != asked,
                        _ => false,
                    };
                    if other_service {
                        continue;
                    }
                    match scope.holds(arn, from_sam, &self.steps) {
                        Fit::Whole => {}
                        Fit::Unknown => {
                            return Err(only_known_later(text));
                        }
                        Fit::Part | Fit::None => further.push(text.clone()),
                    }
                }
            }
        }
        Ok(further)
    }

    /// A resource's ARN as a template writes it.
    pub(crate) fn own_text(&self, resource: usize) -> String {
        own_text(&self.names, resource)
    }

    /// What belongs to a resource alone.
    pub(crate) fn scope_of(&self, resource: usize) -> Vec<Arn> {
        own_scope(&self.names, resource)
    }

    /// What belongs to ARNs that are written out, where `own` is the scope of the resource that they begin with: all of that when they
    /// are the whole resource, and nothing else of it when they are a part of it or beside it: a folder, an index, its secret.
    pub(crate) fn scope_of_written(&self, needs: Vec<Arn>, own: Vec<Arn>) -> Vec<Arn> {
        let is_same = |one: &Arn, other: &Arn| {
            one.fit(other, &self.steps) == Fit::Whole && other.fit(one, &self.steps) == Fit::Whole
        };
        let is_whole = |need: &Arn| own.iter().any(|arn| is_same(arn, need));
        if needs.iter().all(is_whole) {
            return own.into_iter().chain(needs).collect();
        }
        // A bucket's own ARN gives no object, and often stands in one list with them.
        let buckets = own.into_iter().filter(|arn| {
            arn.service().as_deref() == Some("s3")
                && !arn
                    .rest
                    .iter()
                    .any(|token| matches!(token, Token::AnyRun | Token::AnyChar))
        });
        needs.into_iter().chain(buckets).collect()
    }
}

/// How far an allowing statement may reach.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    /// Over these ARNs.
    Within(&'a [Arn]),
    /// Over one service.
    Service,
}

impl Scope<'_> {
    fn holds(self, arn: &Arn, from_sam: bool, steps: &Steps) -> Fit {
        match self {
            Self::Service => match arn.service() {
                Some(_) => Fit::Whole,
                None => Fit::None,
            },
            Self::Within(scope) => {
                let fit = |allowed: &Arn| {
                    let plain = allowed.fit(arn, steps);
                    // `LambdaInvokePolicy` and `SNSCrudPolicy` end in a star that their user cannot take away.
                    if from_sam && plain != Fit::Whole {
                        allowed.followed_by("*").fit(arn, steps)
                    } else {
                        plain
                    }
                };
                scope
                    .iter()
                    .fold(Fit::None, |best, allowed| best.or(fit(allowed)))
            }
        }
    }
}
