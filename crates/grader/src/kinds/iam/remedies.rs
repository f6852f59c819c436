//! The smallest edit that makes an `iam` check pass: a statement to add, to narrow or to take away.

use cfn::{NodeKind, Value};
use serde_json::{Value as Json, json};

use super::{
    Expect, Iam, Missing, On,
    judge::{Judged, Verdict, near_miss},
};
use crate::{
    iam::{Access, Effect, Finding, Fit, Origin, Reach, Ruling, Standing},
    remedy::{Change, Remedy, free_id, written},
    wording,
    world::World,
};

impl Iam {
    /// A role, a function or a bucket is lacking.
    pub(super) fn remedy_for_missing(&self, world: &World<'_>, missing: Missing) -> Option<Remedy> {
        let select = match (missing, &self.on) {
            (Missing::On, On::Select(select)) => select,
            _ => &self.who,
        };
        let conditions: Vec<_> = select.conditions.iter().collect();
        Some(Remedy::of_new_resource(
            world,
            select.types.first()?,
            select.name.as_ref(),
            &conditions,
        ))
    }

    pub(super) fn remedy_for(
        &self,
        world: &World<'_>,
        access: &Access<'_>,
        judged: &Judged,
    ) -> Option<Remedy> {
        if judged.verdict != Verdict::Fail {
            return None;
        }
        let ruling = judged.ruling()?;
        let mender = Mender {
            iam: self,
            world,
            access,
            judged,
        };
        match self.expect {
            Expect::Allow => mender.allow(ruling),
            Expect::NotAllow => mender.take_away(ruling, &Effect::Allow),
            Expect::ExplicitDeny => mender.add_statement("Deny"),
        }
    }
}

struct Mender<'t, 'm> {
    iam: &'t Iam,
    world: &'t World<'m>,
    access: &'t Access<'m>,
    judged: &'t Judged,
}

impl Mender<'_, '_> {
    fn allow(&self, ruling: &Ruling) -> Option<Remedy> {
        if let Some(wide) = self.judged.too_wide() {
            return self.narrow(ruling.findings.get(wide.finding)?, ruling);
        }
        match ruling.standing {
            Standing::Denied => self.take_away(ruling, &Effect::Deny),
            Standing::AllowedInPart => self.narrow(ruling.decided_by()?, ruling),
            // What a boundary is to allow is somebody else's decision.
            Standing::OutsideBoundary => Some(Remedy {
                changes: Vec::new(),
                ..self.told(
                    "A permission boundary is the most that a role may have, whatever its policies allow.".to_owned(),
                    self.place_of(self.judged.subject.as_ref()?.identity?, "PermissionsBoundary"),
                    format!("Let the boundary allow `{}` on `{}` too.", ruling.action, ruling.on),
                    Vec::new(),
                )
            }),
            Standing::Allowed
            | Standing::AllowedIf
            | Standing::NotAllowed
            | Standing::Unknown(_) => match self.mistaken_resource(ruling) {
                Some(finding) => self.narrow(finding, ruling),
                None if self.judged.subject.as_ref()?.is_service() => self.let_service(ruling),
                None => self.add_statement("Allow"),
            },
        }
    }

    /// A statement with the right actions whose resources are all this resource in the wrong form: without `/*`, a URL, not an ARN.
    fn mistaken_resource<'r>(&self, ruling: &'r Ruling) -> Option<&'r Finding> {
        let (finding, _) = near_miss(self.access, ruling)?;
        let statement = self.access.statement(finding)?;
        let id = self.world.resource(self.judged.on?).id;
        let is_own = |(reach, text): &(Reach, String)| {
            *reach == Reach::Nothing
                || text.starts_with(&format!("${{{id}."))
                || text.contains(&format!("${{{id}}}"))
        };
        let is_mistaken = finding.action == Fit::Whole
            && finding.resource == Fit::None
            && !finding.is_of_resource
            && self.access.policy(finding)?.origin == Origin::Template
            && !statement.resources.items.is_empty()
            && !statement.resources.is_negated
            && statement.actions.items.len() == 1
            && statement.resources.items.iter().all(is_own);
        is_mistaken.then_some(finding)
    }

    /// Another `Resource` for a statement of the template.
    fn narrow(&self, finding: &Finding, ruling: &Ruling) -> Option<Remedy> {
        let policy = self.access.policy(finding)?;
        let statement = self.access.statement(finding)?;
        let concept =
            "A statement reaches exactly as far as its `Resource`. Give each statement what its actions need, and no more."
                .to_owned();
        if policy.origin != Origin::Template || statement.resources.is_negated {
            let place = format!("It is {} that decides here.", policy.label);
            let value = format!(
                "Write a statement of your own with `Resource`: `{}`, and take the other away.",
                ruling.on
            );
            return Some(self.told(concept, place, value, Vec::new()));
        }
        let holder = finding.holder?;
        let mut needs: Vec<&str> = Vec::new();
        for ruling in &self.judged.rulings {
            let is_here = ruling.findings.iter().any(|other| {
                (other.policy, other.statement) == (finding.policy, finding.statement)
                    && other.action != Fit::None
            });
            if is_here && !needs.contains(&ruling.on.as_str()) {
                needs.push(&ruling.on);
            }
        }
        let value = match needs.as_slice() {
            [one] => arn_json(one),
            all => Json::Array(all.iter().map(|text| arn_json(text)).collect()),
        };
        let change = Change::Set {
            resource: self.world.resource(holder).id.to_owned(),
            path: statement.resources.path.clone(),
            value,
        };
        let place = self.place(finding)?;
        Some(self.told(
            concept,
            place,
            format!("Its `Resource` has to be `{}`.", needs.join("` and `")),
            vec![change],
        ))
    }

    /// The statement or attachment that is in the way.
    fn take_away(&self, ruling: &Ruling, effect: &Effect) -> Option<Remedy> {
        let finding = [Fit::Whole, Fit::Part].into_iter().find_map(|wanted| {
            ruling.findings.iter().find(|finding| {
                finding.reach() == wanted
                    && self
                        .access
                        .statement(finding)
                        .is_some_and(|statement| statement.effect == *effect)
            })
        })?;
        let policy = self.access.policy(finding)?;
        let statement = self.access.statement(finding)?;
        let concept = match effect {
            Effect::Deny => {
                "An explicit Deny wins over every Allow: as long as it stands, nothing else helps."
            }
            Effect::Allow | Effect::Unknown(_) => {
                "Least privilege: a role has the permissions that its work needs, and no others."
            }
        };
        let place = self.place(finding)?;
        if policy.origin != Origin::Template {
            let value = format!(
                "Detach {} there, and write a narrower policy instead.",
                policy.label
            );
            let detach = finding
                .attached
                .as_ref()
                .map(|(holder, path)| Change::Remove {
                    resource: self.world.resource(*holder).id.to_owned(),
                    path: path.clone(),
                });
            return Some(self.told(
                concept.to_owned(),
                place,
                value,
                detach.into_iter().collect(),
            ));
        }
        let holder = self.world.resource(finding.holder?).id.to_owned();
        let is_element = statement.path.ends_with(']');
        let only = statement.actions.items.len() == 1 && !statement.actions.is_negated;
        let position = statement
            .actions
            .items
            .iter()
            .position(|(_, text)| text.eq_ignore_ascii_case(&ruling.action));
        let (path, value) = match (only, position) {
            (true, _) if is_element => (
                statement.path.clone(),
                "Take this statement away.".to_owned(),
            ),
            (false, Some(position)) if !statement.actions.is_negated => (
                format!("{}.Action[{position}]", statement.path),
                format!("Take `{}` out of its `Action`.", ruling.action),
            ),
            _ => {
                let value = format!(
                    "Narrow the statement so that it no longer reaches `{}` on `{}`.",
                    ruling.action, ruling.on
                );
                return Some(self.told(concept.to_owned(), place, value, Vec::new()));
            }
        };
        let change = Change::Remove {
            resource: holder,
            path,
        };
        Some(self.told(concept.to_owned(), place, value, vec![change]))
    }

    /// A new statement in the first inline policy, or a new inline policy.
    fn add_statement(&self, effect: &str) -> Option<Remedy> {
        let identity = self.judged.subject.as_ref()?.identity?;
        let resource = self.world.resource(identity);
        let statement = self.statement(effect);
        let is_sam = resource.type_name.starts_with("AWS::Serverless::");
        let policies = resource.properties.get("Policies");
        let first = policies
            .and_then(|value| value.as_list()?.first())
            .and_then(|policy| policy.get("PolicyDocument")?.get("Statement"))
            .filter(|_| !is_sam);
        let (path, value) = match (first, policies) {
            (Some(statements), _) => {
                let path = "Policies[0].PolicyDocument.Statement".to_owned();
                match written_items(statements) {
                    Some(count) => (format!("{path}[{count}]"), statement),
                    None => (
                        path,
                        json!([crate::remedy::json_of(statements.node), statement]),
                    ),
                }
            }
            (None, None) => ("Policies[0]".to_owned(), self.policy(is_sam, &statement)),
            (None, Some(value)) => match written_items(value) {
                Some(count) => (
                    format!("Policies[{count}]"),
                    self.policy(is_sam, &statement),
                ),
                None => (
                    "Policies".to_owned(),
                    json!([
                        crate::remedy::json_of(value.node),
                        self.policy(is_sam, &statement)
                    ]),
                ),
            },
        };
        let concept = match effect {
            "Deny" => {
                "What no statement allows is forbidden anyway; an explicit Deny keeps it so whatever is allowed later."
            }
            _ => {
                "What no statement allows is forbidden. A role needs one Allow with the action and with the ARN it is done on."
            }
        };
        let change = Change::Set {
            resource: resource.id.to_owned(),
            path: path.clone(),
            value,
        };
        let value = format!(
            "Add this statement:\n{}",
            written(std::slice::from_ref(&change))
        );
        Some(self.told(
            concept.to_owned(),
            self.place_of(identity, "Policies"),
            value,
            vec![change],
        ))
    }

    fn policy(&self, is_sam: bool, statement: &Json) -> Json {
        let document = json!({"Version": "2012-10-17", "Statement": [statement]});
        if is_sam {
            document
        } else {
            json!({"PolicyName": "Permissions", "PolicyDocument": document})
        }
    }

    /// What is asked for, as a statement.
    fn statement(&self, effect: &str) -> Json {
        let one_or_many = |all: Vec<Json>| match <[Json; 1]>::try_from(all) {
            Ok([one]) => one,
            Err(all) => Json::Array(all),
        };
        let actions = self
            .iam
            .actions
            .iter()
            .map(|action| Json::from(action.text.as_str()));
        let mut resources: Vec<&str> = Vec::new();
        for ruling in &self.judged.rulings {
            if !resources.contains(&ruling.on.as_str()) {
                resources.push(&ruling.on);
            }
        }
        let resources = resources.into_iter().map(arn_json).collect();
        json!({
            "Effect": effect,
            "Action": one_or_many(actions.collect()),
            "Resource": one_or_many(resources),
        })
    }

    /// A policy of the resource for the service that acts.
    fn let_service(&self, ruling: &Ruling) -> Option<Remedy> {
        use crate::iam::Asker;
        let Asker::Service { name, .. } = &self.judged.subject.as_ref()?.asker else {
            return None;
        };
        let target = self.world.resource(self.judged.on?);
        let source = arn_json(&self.access.own_text(self.judged.who));
        let (type_name, properties) = match target.type_name {
            "AWS::Lambda::Function" | "AWS::Serverless::Function" => (
                "AWS::Lambda::Permission",
                json!({
                    "Action": "lambda:InvokeFunction",
                    "FunctionName": {"Ref": target.id},
                    "Principal": name,
                    "SourceArn": source,
                }),
            ),
            "AWS::SQS::Queue" => (
                "AWS::SQS::QueuePolicy",
                self.beside("Queues", &json!([{"Ref": target.id}]), name, &source),
            ),
            "AWS::SNS::Topic" => (
                "AWS::SNS::TopicPolicy",
                self.beside("Topics", &json!([{"Ref": target.id}]), name, &source),
            ),
            "AWS::S3::Bucket" => (
                "AWS::S3::BucketPolicy",
                self.beside("Bucket", &json!({"Ref": target.id}), name, &source),
            ),
            _ => return None,
        };
        let change = Change::AddResource {
            id: free_id(self.world, type_name),
            type_name: type_name.to_owned(),
            properties,
        };
        let value = format!(
            "Add this resource:\n{}",
            written(std::slice::from_ref(&change))
        );
        Some(self.told(
            "A service has no role here: what it calls has to let it in, by a policy of its own."
                .to_owned(),
            format!(
                "`{}` (line {}) needs {} ({type_name}) that allows `{}`.",
                target.id,
                target.id_span.start.line,
                wording::with_article(&wording::noun(type_name)),
                ruling.action
            ),
            value,
            vec![change],
        ))
    }

    fn beside(&self, property: &str, target: &Json, service: &str, source: &Json) -> Json {
        let mut statement = self.statement("Allow");
        if let Some(members) = statement.as_object_mut() {
            members.insert("Principal".to_owned(), json!({"Service": service}));
            members.insert(
                "Condition".to_owned(),
                json!({"ArnEquals": {"aws:SourceArn": source}}),
            );
        }
        json!({
            property: target,
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        })
    }

    fn place(&self, finding: &Finding) -> Option<String> {
        let policy = self.access.policy(finding)?;
        let statement = self.access.statement(finding)?;
        let line = finding.span?.start.line;
        Some(match policy.origin {
            Origin::Template => format!(
                "Look at {} of {}, line {line}.",
                statement.name(),
                policy.label
            ),
            Origin::Elsewhere | Origin::Sam => format!("Look at line {line}: {}.", policy.label),
        })
    }

    fn place_of(&self, index: usize, property: &str) -> String {
        let resource = self.world.resource(index);
        let line = resource
            .properties
            .member(property)
            .map_or(resource.id_span.start.line, |member| {
                member.key_span.start.line
            });
        format!("Look at `{property}` of `{}`, line {line}.", resource.id)
    }

    fn told(&self, concept: String, place: String, value: String, changes: Vec<Change>) -> Remedy {
        Remedy {
            concept,
            place,
            value,
            changes,
        }
    }
}

/// How many elements are written in a list; `None` for anything else.
fn written_items(value: &Value<'_>) -> Option<usize> {
    match &value.node.kind {
        NodeKind::List(items) => Some(items.len()),
        NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Function(_) => None,
    }
}

/// `${Data.Arn}` as `Fn::GetAtt`, a longer text as `Fn::Sub`.
fn arn_json(text: &str) -> Json {
    let symbol = text
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'))
        .filter(|name| !name.contains(['$', '{', ':']));
    match symbol.map(|name| (name, name.split_once('.'))) {
        Some((_, Some((id, attribute)))) => json!({"Fn::GetAtt": [id, attribute]}),
        Some((id, None)) => json!({"Ref": id}),
        None if text.contains("${") => json!({"Fn::Sub": text}),
        None => Json::from(text),
    }
}
