//! Every policy of a template, and whom or what it is attached to. What policies say together is decided in `access`; what SAM adds
//! is in `sam`.

use std::collections::BTreeMap;

use cfn::{Decision, Resource, Span, Value};

use super::{
    names::Names,
    resource_policies::resource_is_needed,
    sam,
    statement::{
        Statement, one_or_many, presence_reason, read_document, read_statements, unknown_policy,
    },
    tables,
};
use crate::walk::Place;

/// A policy.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// What to call it, in marks where it is a name: "`Worker`", "the AWS managed policy `AmazonS3FullAccess`".
    pub(crate) label: String,
    /// The resource that it is written in.
    pub(crate) holder: Option<usize>,
    pub(crate) statements: Vec<Statement>,
    /// Why it is not certain that it is there, as the end of a sentence.
    pub(crate) doubt: Option<String>,
    pub(crate) origin: Origin,
}

/// Who wrote a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The template's author.
    Template,
    /// AWS, or someone outside of the template.
    Elsewhere,
    /// SAM, from a policy template or from what a function is connected with.
    Sam,
}

/// A policy that an identity has.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) policy: usize,
    /// Where it is attached.
    pub(crate) span: Option<Span>,
    /// The resource in which it is attached.
    pub(crate) holder: usize,
    /// From that resource's `Properties`.
    pub(crate) path: String,
}

/// Every policy of a template.
#[derive(Debug, Default)]
pub(crate) struct Policies {
    all: Vec<Policy>,
    of_identity: BTreeMap<usize, Vec<Attachment>>,
    boundaries: BTreeMap<usize, Attachment>,
    of_resource: BTreeMap<usize, Vec<usize>>,
    groups: BTreeMap<usize, Vec<usize>>,
    managed: BTreeMap<String, usize>,
    by_name: BTreeMap<(Kind, String), usize>,
}

/// What a policy can be attached to by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Role,
    User,
    Group,
    ManagedPolicy,
    Other,
}

impl Policies {
    /// Reads the policies of a template.
    pub(crate) fn of(names: &Names<'_>) -> Self {
        let mut policies = Self::default();
        policies.index_names(names);
        let resources = || {
            names
                .model
                .resources
                .iter()
                .enumerate()
                .filter(|(_, resource)| resource.presence != Decision::False)
        };
        // Managed policies first, so that roles find them.
        let mut own_managed = BTreeMap::new();
        for (index, resource) in resources() {
            if resource.type_name == "AWS::IAM::ManagedPolicy" {
                let policy = policies.document(names, index, "PolicyDocument", false);
                own_managed.insert(index, policy);
            }
        }
        for (index, resource) in resources() {
            policies.read(names, index, resource, &own_managed);
        }
        policies
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Policy> {
        self.all.get(index)
    }

    /// The policies of a role, user, group or SAM function, those of a user's groups included.
    pub(crate) fn of_identity(&self, identity: usize) -> impl Iterator<Item = &Attachment> {
        let groups = self.groups.get(&identity).into_iter().flatten().copied();
        std::iter::once(identity)
            .chain(groups)
            .filter_map(|holder| self.of_identity.get(&holder))
            .flatten()
    }

    pub(crate) fn boundary(&self, identity: usize) -> Option<&Attachment> {
        self.boundaries.get(&identity)
    }

    /// The policies that a resource has itself.
    pub(crate) fn of_resource(&self, resource: usize) -> impl Iterator<Item = usize> {
        self.of_resource
            .get(&resource)
            .into_iter()
            .flatten()
            .copied()
    }

    fn index_names(&mut self, names: &Names<'_>) {
        for (index, resource) in names.model.resources.iter().enumerate() {
            let kind = match resource.type_name {
                "AWS::IAM::Role" => Kind::Role,
                "AWS::IAM::User" => Kind::User,
                "AWS::IAM::Group" => Kind::Group,
                "AWS::IAM::ManagedPolicy" => Kind::ManagedPolicy,
                _ => Kind::Other,
            };
            let name = names
                .arn_type(index)
                .and_then(|known| known.name(&resource.properties));
            if let Some(name) = name.and_then(Value::as_text) {
                self.by_name.entry((kind, name.to_owned())).or_insert(index);
            }
        }
    }

    /// The resource that a value names: by function, or by the name that it is given.
    pub(super) fn named(&self, names: &Names<'_>, kind: Kind, value: &Value<'_>) -> Option<usize> {
        if let Some(index) = names.meant(value) {
            return Some(index);
        }
        if let (Kind::Role, Some(form)) = (kind, value.first_form())
            && let Some(function) = sam::function_of_role(names, form)
        {
            return Some(function);
        }
        let text = value.as_text()?;
        let last = text.rsplit(['/', ':']).next()?;
        let key = |name: &str| (kind, name.to_owned());
        self.by_name
            .get(&key(text))
            .or_else(|| self.by_name.get(&key(last)))
            .copied()
    }

    pub(super) fn push(&mut self, policy: Policy) -> usize {
        self.all.push(policy);
        self.all.len() - 1
    }

    pub(super) fn attach(&mut self, identity: usize, attachment: Attachment) {
        self.of_identity
            .entry(identity)
            .or_default()
            .push(attachment);
    }

    pub(super) fn guard(&mut self, resource: usize, policy: usize) {
        self.of_resource.entry(resource).or_default().push(policy);
    }

    /// Takes the force of a policy's statements that name no resource where one has to be named.
    pub(super) fn need_resources(&mut self, policy: usize, type_name: &str) {
        if let Some(policy) = self.all.get_mut(policy)
            && resource_is_needed(type_name)
        {
            for statement in &mut policy.statements {
                statement.resources.is_needed = true;
            }
        }
    }

    /// The policy in a property of a resource.
    pub(super) fn document(
        &mut self,
        names: &Names<'_>,
        holder: usize,
        property: &str,
        of_resource: bool,
    ) -> usize {
        let resource = names.resource(holder);
        let statements = resource
            .and_then(|resource| resource.properties.get(property))
            .map(|document| read_document(names, document, property, of_resource))
            .unwrap_or_default();
        let label = resource.map_or_else(String::new, |resource| format!("`{}`", resource.id));
        self.push(Policy {
            label,
            holder: Some(holder),
            statements,
            doubt: resource.and_then(|resource| presence_reason(resource.presence, resource.id)),
            origin: Origin::Template,
        })
    }

    fn read(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
        own_managed: &BTreeMap<usize, usize>,
    ) {
        match resource.type_name {
            "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group" => {
                self.inline(names, index, resource);
                self.attached(names, index, resource, "ManagedPolicyArns", own_managed);
                self.read_boundary(names, index, resource, own_managed);
                self.read_groups(names, index, resource);
            }
            "AWS::IAM::UserToGroupAddition" => self.add_to_group(names, resource),
            "AWS::IAM::ManagedPolicy" => {
                if let Some(policy) = own_managed.get(&index) {
                    self.attach_by_name(names, index, resource, *policy);
                }
            }
            "AWS::IAM::Policy" => {
                let policy = self.document(names, index, "PolicyDocument", false);
                self.attach_by_name(names, index, resource, policy);
            }
            "AWS::IAM::RolePolicy" => {
                self.attach_one(names, index, resource, Kind::Role, "RoleName");
            }
            "AWS::IAM::UserPolicy" => {
                self.attach_one(names, index, resource, Kind::User, "UserName");
            }
            "AWS::IAM::GroupPolicy" => {
                self.attach_one(names, index, resource, Kind::Group, "GroupName");
            }
            "AWS::Serverless::Function" | "AWS::Serverless::StateMachine" => {
                if resource.properties.get("Role").is_none() {
                    self.attached(names, index, resource, "Policies", own_managed);
                    self.read_boundary(names, index, resource, own_managed);
                    sam::implied_rights(self, names, index, resource);
                }
                sam::implied_permissions(self, names, index, resource);
            }
            "AWS::Lambda::Permission" => self.permission(names, index, resource),
            "AWS::Events::EventBusPolicy" => self.event_bus_policy(names, index, resource),
            _ => self.resource_policy(names, index, resource),
        }
    }

    /// `Policies` of a role, user or group.
    fn inline(&mut self, names: &Names<'_>, index: usize, resource: &Resource<'_>) {
        let Some(value) = resource.properties.get("Policies") else {
            return;
        };
        if value.as_unknown().is_some() {
            self.unknown(index, value, "Policies");
            return;
        }
        for (number, item) in value.as_list().unwrap_or_default().iter().enumerate() {
            let path = format!("Policies[{number}]");
            let Some(document) = item.get("PolicyDocument") else {
                if item.as_unknown().is_some() {
                    self.unknown(index, item, &path);
                }
                continue;
            };
            let name = item.get("PolicyName").and_then(Value::as_text);
            let label = name.map_or_else(
                || format!("`{path}`"),
                |name| format!("`{}`", crate::fields::shorten(name)),
            );
            let statements =
                read_document(names, document, &format!("{path}.PolicyDocument"), false);
            self.attach_written(index, resource, &path, label, statements, item);
        }
    }

    fn attach_written(
        &mut self,
        index: usize,
        resource: &Resource<'_>,
        path: &str,
        label: String,
        statements: Vec<Statement>,
        item: &Value<'_>,
    ) {
        let policy = self.push(Policy {
            label,
            holder: Some(index),
            statements,
            doubt: presence_reason(resource.presence, resource.id),
            origin: Origin::Template,
        });
        self.attach(index, attachment(policy, item, index, path));
    }

    /// A policy of which nothing is known.
    fn unknown(&mut self, index: usize, value: &Value<'_>, path: &str) {
        let reason = value
            .as_unknown()
            .map_or("it is not known", |unknown| &unknown.reason);
        let span = Place::of(None, value.node).mark();
        let statement = unknown_policy(reason, Some(span), path, 1, false);
        let policy = self.push(Policy {
            label: format!("`{path}`"),
            holder: Some(index),
            statements: vec![statement],
            doubt: None,
            origin: Origin::Elsewhere,
        });
        self.attach(index, attachment(policy, value, index, path));
    }

    /// `ManagedPolicyArns`, and the `Policies` of SAM, which may be anything.
    fn attached(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
        property: &str,
        own_managed: &BTreeMap<usize, usize>,
    ) {
        let Some(value) = resource.properties.get(property) else {
            return;
        };
        for (number, item) in one_or_many(value).iter().enumerate() {
            let path = match value.as_list() {
                Some(_) => format!("{property}[{number}]"),
                None => property.to_owned(),
            };
            if property == "Policies"
                && let Some(members) = item.as_map()
            {
                if let Some(value) = item.get("Statement") {
                    let mut statements = Vec::new();
                    read_statements(
                        names,
                        value,
                        &format!("{path}.Statement"),
                        false,
                        &mut statements,
                    );
                    self.attach_written(
                        index,
                        resource,
                        &path,
                        format!("`{path}`"),
                        statements,
                        item,
                    );
                }
                for member in members {
                    if let Some(statements) =
                        tables::sam_template(names, &member.key, &member.value)
                    {
                        let policy = self.push(Policy {
                            label: format!("`{}`", member.key),
                            holder: None,
                            statements,
                            doubt: None,
                            origin: Origin::Sam,
                        });
                        let span = Some(Place::of(Some(member.key_span), member.value.node).mark());
                        let path = format!("{path}.{}", member.key);
                        self.attach(
                            index,
                            Attachment {
                                policy,
                                span,
                                holder: index,
                                path,
                            },
                        );
                    }
                }
                continue;
            }
            let policy = self.managed(names, item, own_managed);
            self.attach(index, attachment(policy, item, index, &path));
        }
    }

    /// The managed policy that a value names.
    fn managed(
        &mut self,
        names: &Names<'_>,
        value: &Value<'_>,
        own_managed: &BTreeMap<usize, usize>,
    ) -> usize {
        let own = self
            .named(names, Kind::ManagedPolicy, value)
            .and_then(|index| own_managed.get(&index));
        if let Some(policy) = own {
            return *policy;
        }
        let text = value
            .as_text()
            .or_else(|| value.as_unknown()?.canonical.as_deref());
        let name = text.and_then(aws_managed_name);
        let key = name.or(text).unwrap_or_default();
        if let Some(policy) = self.managed.get(key) {
            return *policy;
        }
        let statements = name.and_then(|name| tables::managed_policy(names, name));
        let (label, statements) = match (name, statements) {
            (Some(name), Some(statements)) => {
                (format!("the AWS managed policy `{name}`"), statements)
            }
            (Some(name), None) => {
                let reason =
                    format!("what the AWS managed policy `{name}` allows is not known here");
                (
                    format!("the AWS managed policy `{name}`"),
                    vec![unknown_policy(&reason, None, "", 1, false)],
                )
            }
            (None, _) => {
                let shown = super::statement::shown(value);
                let reason = format!(
                    "`{}` is a policy outside of this template",
                    crate::fields::shorten(&shown)
                );
                (
                    format!("`{}`", crate::fields::shorten(&shown)),
                    vec![unknown_policy(&reason, None, "", 1, false)],
                )
            }
        };
        let key = key.to_owned();
        let policy = self.push(Policy {
            label,
            holder: None,
            statements,
            doubt: None,
            origin: Origin::Elsewhere,
        });
        self.managed.insert(key, policy);
        policy
    }

    fn read_boundary(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
        own_managed: &BTreeMap<usize, usize>,
    ) {
        if let Some(value) = resource.properties.get("PermissionsBoundary") {
            let policy = self.managed(names, value, own_managed);
            let attachment = attachment(policy, value, index, "PermissionsBoundary");
            self.boundaries.insert(index, attachment);
        }
    }

    fn read_groups(&mut self, names: &Names<'_>, index: usize, resource: &Resource<'_>) {
        let groups = resource.properties.get("Groups").map(one_or_many);
        for group in groups.unwrap_or_default() {
            if let Some(group) = self.named(names, Kind::Group, group) {
                self.groups.entry(index).or_default().push(group);
            }
        }
    }

    fn add_to_group(&mut self, names: &Names<'_>, resource: &Resource<'_>) {
        let Some(group) = resource
            .properties
            .get("GroupName")
            .and_then(|value| self.named(names, Kind::Group, value))
        else {
            return;
        };
        let users = resource.properties.get("Users").map(one_or_many);
        for user in users.unwrap_or_default() {
            if let Some(user) = self.named(names, Kind::User, user) {
                self.groups.entry(user).or_default().push(group);
            }
        }
    }

    /// A policy that lists its `Roles`, `Users` and `Groups`.
    fn attach_by_name(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
        policy: usize,
    ) {
        for (property, kind) in [
            ("Roles", Kind::Role),
            ("Users", Kind::User),
            ("Groups", Kind::Group),
        ] {
            let listed = resource.properties.get(property).map(one_or_many);
            for (number, value) in listed.unwrap_or_default().iter().enumerate() {
                if let Some(identity) = self.named(names, kind, value) {
                    let path = format!("{property}[{number}]");
                    self.attach(identity, attachment(policy, value, index, &path));
                }
            }
        }
    }

    fn attach_one(
        &mut self,
        names: &Names<'_>,
        index: usize,
        resource: &Resource<'_>,
        kind: Kind,
        property: &str,
    ) {
        let policy = self.document(names, index, "PolicyDocument", false);
        if let Some(value) = resource.properties.get(property)
            && let Some(identity) = self.named(names, kind, value)
        {
            self.attach(identity, attachment(policy, value, index, property));
        }
    }
}

fn attachment(policy: usize, value: &Value<'_>, holder: usize, path: &str) -> Attachment {
    Attachment {
        policy,
        span: Some(Place::of(None, value.node).mark()),
        holder,
        path: path.to_owned(),
    }
}

/// `service-role/AWSLambdaBasicExecutionRole` of its ARN, in whichever partition; or the name alone, as SAM takes it.
fn aws_managed_name(text: &str) -> Option<&str> {
    match text.split_once(":iam::aws:policy/") {
        Some((_, name)) => Some(name),
        None => (!text.is_empty() && !text.contains([':', '$', ' '])).then_some(text),
    }
}
