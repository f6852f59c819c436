//! What a `property` check says of each outcome: sentences and evidence. What the outcome is, is decided beside it.

use cfn::{Resource, Span};

use super::{Candidate, Property};
use crate::{
    inspect::{Finding, Spot, end_of_sentence},
    kinds::Outcome,
    report::{Evidence, Verdict},
    wording,
    world::{Unexpanded, World},
};

impl Property {
    pub(super) fn met(&self, resource: &Resource<'_>, spot: &Spot) -> Outcome {
        let message = format!(
            "`{}` of `{}` is {}.",
            spot.path,
            resource.id,
            end_of_sentence(&spot.shown.phrase)
        );
        outcome(Verdict::Pass, message, vec![self.evidence(resource, spot)])
    }

    pub(super) fn not_met(&self, candidate: &Candidate<'_>, candidates: usize) -> Outcome {
        let resource = candidate.resource;
        let id = resource.id;
        let needed = wording::needed(&self.expected);
        let among = wording::counted(candidates, &self.resource_type);
        match &candidate.finding {
            Finding::Wrong { spot, note, .. } => {
                let (path, found) = (&spot.path, &spot.shown.phrase);
                let comma = if found.ends_with(',') { "" } else { "," };
                let mut message = if candidates == 1 {
                    format!("`{path}` of `{id}` is {found}{comma} needs {needed}.")
                } else {
                    format!(
                        "{among}; `{id}` is the nearest and only `{path}` is wrong: {found}{comma} needs {needed}."
                    )
                };
                if let Some(note) = note {
                    message.push(' ');
                    message.push_str(note);
                }
                outcome(Verdict::Fail, message, vec![self.evidence(resource, spot)])
            }
            Finding::Missing { because, .. } => {
                let path = &self.path.text;
                let mut message = if candidates == 1 {
                    format!("`{id}` has no `{path}` yet; it needs {needed}.")
                } else {
                    format!(
                        "{among}; `{id}` is the nearest and has no `{path}` yet; it needs {needed}."
                    )
                };
                if let Some(explained) = because.explained(id) {
                    message.push(' ');
                    message.push_str(&explained);
                }
                let evidence = Evidence {
                    resource: Some(id.to_owned()),
                    path: Some(path.clone()),
                    expected: Some(self.expected.text.clone()),
                    ..Evidence::at(resource.id_span)
                };
                outcome(Verdict::Fail, message, vec![evidence])
            }
            Finding::Met(_) | Finding::Unknown { .. } => self.undecided(candidate),
        }
    }

    pub(super) fn undecided(&self, candidate: &Candidate<'_>) -> Outcome {
        let id = candidate.resource.id;
        let (message, spot) = match &candidate.finding {
            Finding::Unknown { spot, reason } => (
                format!("`{}` of `{id}` cannot be decided: {reason}.", spot.path),
                Some(spot),
            ),
            Finding::Met(spot) => (
                format!(
                    "`{}` of `{id}` is right, but whether `{id}` is created at all cannot be decided: its condition depends on something that is not known.",
                    spot.path
                ),
                Some(spot),
            ),
            Finding::Wrong { .. } | Finding::Missing { .. } => {
                (format!("`{id}` cannot be decided."), None)
            }
        };
        let evidence = spot.map(|spot| self.evidence(candidate.resource, spot));
        outcome(Verdict::Unknown, message, evidence.into_iter().collect())
    }

    /// No resource meets it, but a macro or a loop may still make one that does.
    pub(super) fn unexpanded(&self, unexpanded: &Unexpanded<'_>) -> Outcome {
        let message = format!(
            "Whether some {} meets this cannot be decided: `{}` makes its resources only when the template is deployed.",
            self.resource_type, unexpanded.key
        );
        let evidence = self.expecting(unexpanded.span);
        outcome(Verdict::Unknown, message, vec![evidence])
    }

    pub(super) fn no_resource(&self, world: &World<'_>) -> Outcome {
        let type_name = &self.resource_type;
        let mut absent = world.of_type(type_name);
        let count = absent.len();
        if let Some(first) = absent.next() {
            let message = match count {
                1 => format!(
                    "`{}` is {}, and it is not created: its condition is false.",
                    first.id,
                    wording::the_only(type_name)
                ),
                count => format!(
                    "{}, and none is created: their conditions are false.",
                    wording::counted(count, type_name)
                ),
            };
            let evidence = Evidence {
                resource: Some(first.id.to_owned()),
                ..self.expecting(first.id_span)
            };
            return outcome(Verdict::Fail, message, vec![evidence]);
        }
        let mut message = format!("There is no {type_name} in this template yet.");
        let mut evidence = vec![self.expecting(world.resources_span())];
        if let Some(misspelt) = world.misspelt(type_name) {
            message.push(' ');
            message.push_str(&misspelt.sentence());
            evidence.push(misspelt.evidence());
        }
        outcome(Verdict::Fail, message, evidence)
    }

    fn expecting(&self, span: Span) -> Evidence {
        Evidence {
            path: Some(self.path.text.clone()),
            expected: Some(self.expected.text.clone()),
            ..Evidence::at(span)
        }
    }

    fn evidence(&self, resource: &Resource<'_>, spot: &Spot) -> Evidence {
        let found = &spot.shown.text;
        Evidence {
            resource: Some(resource.id.to_owned()),
            path: Some(spot.path.clone()),
            found: (!spot.shown.phrase.is_empty()).then(|| found.clone()),
            expected: Some(self.expected.text.clone()),
            ..Evidence::at(spot.mark)
        }
    }
}

fn outcome(verdict: Verdict, message: String, evidence: Vec<Evidence>) -> Outcome {
    Outcome {
        message,
        evidence,
        ..Outcome::of(verdict)
    }
}
