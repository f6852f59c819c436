//! What is said when something is not allowed: why, and what the nearest statement lacks.

use super::{Teller, marked};
use crate::{
    fields::shorten,
    iam::{Conditional, Finding, Fit, Origin, Reach, Ruling, Standing, Subject, Target},
    kinds::iam::{MaxScope, judge::near_miss},
};

impl Teller<'_, '_> {
    /// Why something is not allowed, and what the nearest statement lacks.
    pub(super) fn lacking(&self, who: &str, ruling: &Ruling) -> String {
        let (action, on) = (&ruling.action, self.on(ruling));
        let by = ruling
            .decided_by()
            .map_or_else(|| "a statement".to_owned(), |finding| self.phrase(finding));
        match &ruling.standing {
            Standing::Allowed | Standing::AllowedIf => self.too_wide(who, ruling),
            Standing::Denied => format!(
                "{who} may not `{action}` on {on}: {by} denies it, and a Deny wins over every Allow."
            ),
            Standing::OutsideBoundary => format!(
                "{who} may not `{action}` on {on}: {by} allows it, but its permission boundary does not."
            ),
            Standing::AllowedInPart => {
                let finding = ruling.decided_by();
                let resources = finding
                    .and_then(|finding| self.access.statement(finding))
                    .map(|statement| match finding {
                        Some(finding) if finding.resource == Fit::Part => {
                            format!("it on {}", statement.shown_resources())
                        }
                        _ => format!("only {}", statement.shown_actions()),
                    })
                    .unwrap_or_default();
                match finding {
                    Some(finding) if finding.resource == Fit::Part => format!(
                        "{who} may `{action}` only on a part of {on}: {by} allows {resources}."
                    ),
                    _ => format!(
                        "{who} may do only a part of `{action}` on {on}: {by} allows {resources}."
                    ),
                }
            }
            Standing::NotAllowed | Standing::Unknown(_) => self.nearest(who, ruling),
        }
    }

    fn nearest(&self, who: &str, ruling: &Ruling) -> String {
        let (action, on) = (&ruling.action, self.on(ruling));
        let Some((finding, _)) = near_miss(self.access, ruling) else {
            let is_service = self
                .judged
                .subject
                .as_ref()
                .is_some_and(Subject::is_service);
            if is_service {
                let owner = self
                    .judged
                    .on
                    .map_or(on, |index| format!("`{}`", self.world.resource(index).id));
                return format!("No policy of {owner} allows `{action}` to {who}: add one.");
            }
            return format!(
                "{who} has no statement that allows `{action}` on {on}: add one to its `Policies`."
            );
        };
        let by = self.phrase(finding);
        let Some(statement) = self.access.statement(finding) else {
            return String::new();
        };
        if finding.is_blocked {
            return format!(
                "{who} may not `{action}` on {on}: {by} allows it, but the key's own policy leaves that neither to the account nor to this role."
            );
        }
        if finding.conditional == Conditional::Empty {
            return format!(
                "{who} may not `{action}` on {on}: {by} does not count, because its `Condition` has nothing in it: write what it asks for, or leave it out."
            );
        }
        if finding.conditional == Conditional::OtherSource {
            return format!(
                "{who} may not `{action}` on {on}: {by} allows it only for another source (`SourceArn`)."
            );
        }
        if finding.conditional == Conditional::OnlyServices {
            return format!(
                "{who} may not `{action}` on {on}: {by} allows it only to a service that acts for a resource (`aws:SourceArn`)."
            );
        }
        match finding.resource {
            Fit::None if statement.resources.is_missing => {
                format!(
                    "{who} may not `{action}` on {on}: {by} allows the action, but has no `Resource`, and does not count without one."
                )
            }
            Fit::None => format!(
                "{who} may not `{action}` on {on}: {by} allows {} on {}, and not on `{}`.{}",
                statement.shown_actions(),
                statement.shown_resources(),
                shorten(&ruling.on),
                self.hint(finding, ruling)
            ),
            Fit::Whole | Fit::Part | Fit::Unknown => format!(
                "{who} may not `{action}` on {on}: {by} is the nearest and allows only {} there.",
                statement.shown_actions()
            ),
        }
    }

    /// A mistake that is easily made in `Resource`.
    fn hint(&self, finding: &Finding, ruling: &Ruling) -> String {
        let Some(statement) = self.access.statement(finding) else {
            return String::new();
        };
        let is_written_here = self
            .access
            .policy(finding)
            .is_some_and(|policy| policy.origin == Origin::Template);
        for (reach, text) in &statement.resources.items {
            if is_written_here && self.lacks_sub(reach, text) {
                return format!(
                    " `{}` is only text as it stands: put `!Sub` before it.",
                    shorten(text)
                );
            }
            if *reach == Reach::Nothing {
                let id = self
                    .judged
                    .on
                    .map(|index| self.world.resource(index).id)
                    .filter(|id| *text == format!("${{{id}}}"));
                return match id {
                    Some(id) => {
                        format!(
                            " `!Ref {id}` is not its ARN: write {}.",
                            in_yaml(&ruling.on)
                        )
                    }
                    None if text.contains("${") => {
                        format!(" `{}` is no ARN.", shorten(text))
                    }
                    None => format!(" `{}` is no ARN: an ARN begins with `arn:`.", shorten(text)),
                };
            }
            if text.starts_with("${")
                && *reach != Reach::Everything
                && ruling.on == format!("{text}/*")
            {
                return " The ARN of the objects in a bucket ends in `/*`.".to_owned();
            }
        }
        if ruling.on.strip_suffix("/*").is_none()
            && statement
                .resources
                .items
                .iter()
                .any(|(_, text)| *text == format!("{}/*", ruling.on))
        {
            return " This action is on the bucket itself, whose ARN has no `/*`.".to_owned();
        }
        String::new()
    }

    /// Whether a text names resources of the template as `!Sub` would, and is written without it.
    fn lacks_sub(&self, reach: &Reach, text: &str) -> bool {
        let mut symbols = text
            .split("${")
            .skip(1)
            .filter_map(|rest| rest.split(['.', '}']).next())
            .peekable();
        // The value of a parameter is in the text already, and so its symbol says nothing.
        symbols.peek().is_some()
            && symbols.all(|id| id.starts_with("AWS::") || self.access.names.index(id).is_some())
            && match self.access.written_target(text) {
                Target::Arns(needs) => needs
                    .iter()
                    .flat_map(|need| &need.any_of)
                    .all(|arn| *reach != Reach::Arn(arn.clone())),
                Target::Everything | Target::Unknown(_) => false,
            }
    }

    fn too_wide(&self, who: &str, ruling: &Ruling) -> String {
        let (action, on) = (&ruling.action, self.on(ruling));
        let Some((finding, texts)) = self
            .judged
            .too_wide()
            .and_then(|wide| Some((ruling.findings.get(wide.finding)?, &wide.texts)))
        else {
            return format!("{who} may `{action}` on {on}, but not only there.");
        };
        let advice = match self.iam.max_scope {
            MaxScope::Service => "Name the service's own resources instead.".to_owned(),
            MaxScope::ThisResource | MaxScope::Any => {
                format!("Name only `{}` there.", shorten(&ruling.on))
            }
        };
        format!(
            "{who} may `{action}` on {on}, but {} reaches further: {}. {advice}",
            self.phrase(finding),
            marked(texts)
        )
    }
}

/// An ARN as a template has it: `!GetAtt Jobs.Arn`, `!Sub "${Data.Arn}/*"`.
fn in_yaml(text: &str) -> String {
    let symbol = text
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'))
        .filter(|name| !name.contains(['$', '}']));
    match symbol {
        Some(name) if name.contains('.') => format!("`!GetAtt {name}`"),
        Some(name) => format!("`!Ref {name}`"),
        None => format!("`!Sub \"{}\"`", shorten(text)),
    }
}
