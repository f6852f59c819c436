//! Whose rights are asked for: the roles behind a resource, or the service that acts for it.

use cfn::{Decision, Relation};

use super::{
    access::Access,
    arn::{Arn, Reach},
    principal::{Asker, service_name, service_of},
    text::pattern,
};
use crate::world::World;

/// Someone whose rights can be looked up.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The resource that holds the policies: a role, user, group, or a SAM function whose role is generated. `None` for a service.
    pub(crate) identity: Option<usize>,
    pub(crate) asker: Asker,
    /// For a sentence: "`WorkerRole`", "SNS for `Orders`".
    pub(crate) label: String,
    /// Why it is not certain that it is the one, as the end of a sentence.
    pub(crate) doubt: Option<String>,
}

/// Everyone whose rights a resource has.
#[derive(Clone, Debug)]
pub(crate) struct Subjects {
    pub(crate) all: Vec<Subject>,
    /// Why there may be another, as the end of a sentence: a role outside of the template.
    pub(crate) unknown: Option<String>,
}

impl Access<'_> {
    /// Whose rights the resource at this place has.
    pub(crate) fn subjects(&self, world: &World<'_>, index: usize) -> Subjects {
        let mut subjects = Subjects {
            all: Vec::new(),
            unknown: None,
        };
        let Some(resource) = self.names.resource(index) else {
            return subjects;
        };
        match resource.type_name {
            "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group" => {
                subjects.all.push(self.identity(index, None));
                return subjects;
            }
            "AWS::IAM::InstanceProfile" => {
                let roles = self.roles_of_profile(index);
                subjects
                    .all
                    .extend(roles.map(|role| self.identity(role, None)));
                return subjects;
            }
            "AWS::Serverless::Function" | "AWS::Serverless::StateMachine"
                if resource.properties.get("Role").is_none() =>
            {
                subjects.all.push(self.generated_role(index));
                return subjects;
            }
            _ => {}
        }
        for edge in world.graph().from(index, Relation::Assumes) {
            let doubt = (edge.certainty == Decision::Unknown).then(|| {
                format!(
                    "the role of `{}` depends on something that is not known",
                    resource.id
                )
            });
            match self.names.resource(edge.to).map(|to| to.type_name) {
                Some("AWS::IAM::InstanceProfile") => {
                    let roles = self.roles_of_profile(edge.to);
                    subjects
                        .all
                        .extend(roles.map(|role| self.identity(role, doubt.clone())));
                }
                Some(_) => subjects.all.push(self.identity(edge.to, doubt)),
                None => {}
            }
        }
        subjects.unknown = world
            .graph()
            .open_ends()
            .iter()
            .find(|end| end.resource == index && end.is_from && end.relation == Relation::Assumes)
            .map(|end| {
                format!(
                    "the role of `{}` is not in this template: {}",
                    resource.id, end.reason
                )
            });
        if let Some(name) = service_of(resource.type_name) {
            subjects.all.push(Subject {
                identity: None,
                asker: Asker::Service {
                    name,
                    source: self.names.arn(index),
                },
                label: format!("{} for `{}`", service_name(name), resource.id),
                doubt: None,
            });
        }
        subjects
    }

    fn identity(&self, index: usize, doubt: Option<String>) -> Subject {
        let id = self
            .names
            .resource(index)
            .map_or("", |resource| resource.id);
        Subject {
            identity: Some(index),
            asker: Asker::Identity(self.names.arn(index).unwrap_or_default()),
            label: format!("`{id}`"),
            doubt,
        }
    }

    /// The role that SAM makes for a function or state machine: `WorkerRole` for `Worker`.
    fn generated_role(&self, index: usize) -> Subject {
        let id = self
            .names
            .resource(index)
            .map_or("", |resource| resource.id);
        let arn = match Reach::of(&pattern(&format!("arn:aws:iam::*:role/{id}Role"))) {
            Reach::Arn(arn) => arn,
            Reach::Everything | Reach::Unknown(_) | Reach::Nothing => Arn::default(),
        };
        Subject {
            identity: Some(index),
            asker: Asker::Identity(arn),
            label: format!("`{id}`"),
            doubt: None,
        }
    }

    fn roles_of_profile(&self, index: usize) -> impl Iterator<Item = usize> {
        self.names
            .resource(index)
            .and_then(|profile| profile.properties.get("Roles"))
            .map(super::statement::one_or_many)
            .unwrap_or_default()
            .iter()
            .filter_map(|role| self.names.meant(role))
    }
}
