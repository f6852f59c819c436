//! Answers that are words of a closed list: enums, runtimes, and the names that the template and its resource types have.

use cfn::{Document, Intrinsic, Node, NodeKind, types::resource_type};

use super::{Form, near::only_near, tables::RUNTIMES};
use crate::{
    Mission,
    blanks::{place::View, site::Site},
    edit::{Source, at, child},
};

/// The names that an answer may be a slip of.
#[derive(Default)]
pub(super) struct Words {
    /// Logical ids of the template's resources and parameters.
    ids: Vec<String>,
    /// Properties, or attributes, that there are in the blank's place.
    properties: Vec<String>,
    /// Actions of the starter, the solution and the learner's text.
    pub(super) actions: Vec<String>,
    /// Whether the blank is a key.
    is_key: bool,
}

impl Words {
    /// Those for one blank of a mission.
    pub(super) fn of(mission: &Mission, text: &[u8], index: usize) -> Self {
        let starter = cfn::parse(mission.starter.as_deref().unwrap_or_default().as_bytes());
        let document = cfn::parse(text);
        let source = Source::of(text);
        let view = View::of(mission, &starter, &document, source.as_ref());
        let site = view.find(index).ok().map(|found| found.site);
        let mut words = Self {
            is_key: site.as_ref().is_some_and(|site| site.key.is_some()),
            ..Self::default()
        };
        let solution = cfn::parse(mission.solution.as_deref().unwrap_or_default().as_bytes());
        for Document { root, .. } in [&starter, &solution, &document] {
            if let Some(root) = root {
                actions(root, &mut words.actions);
            }
        }
        words.actions.sort_unstable();
        words.actions.dedup();
        if let Some(root) = &document.root {
            words.ids = ids(root);
            if let Some(site) = &site {
                words.properties = properties(root, site);
            }
        }
        words
    }

    pub(super) fn logical_id(&self, answer: &str) -> Form {
        let bare = without_colon(answer, self.is_key);
        if !is_name(bare) {
            return Err("is no logical id".to_owned());
        }
        // A key names something new.
        let known: &[String] = if self.is_key { &[] } else { &self.ids };
        Ok(spelt(answer, bare, known.iter().map(String::as_str)))
    }

    pub(super) fn property(&self, answer: &str) -> Form {
        let bare = without_colon(answer, self.is_key);
        if !bare.split('.').all(is_name) {
            return Err("is no name of a property".to_owned());
        }
        Ok(spelt(
            answer,
            bare,
            self.properties.iter().map(String::as_str),
        ))
    }
}

/// One of a few words.
pub(super) fn one_of(answer: &str, values: &[String]) -> Form {
    if values.iter().any(|value| value == answer) {
        return Ok(None);
    }
    match only_near(answer, values.iter().map(String::as_str)) {
        Some(near) => Ok(Some((near.to_owned(), written(near)))),
        None => Err("is none of the words to choose from".to_owned()),
    }
}

/// The identifier of a Lambda runtime: one that was known when this was written, or one of a later version.
pub(super) fn runtime(answer: &str) -> Form {
    if RUNTIMES.contains(&answer) || is_later_version(answer) {
        return Ok(None);
    }
    match only_near(answer, RUNTIMES.iter().copied()) {
        Some(near) => Ok(Some((near.to_owned(), written(near)))),
        None => {
            let lower = answer.to_lowercase();
            match is_later_version(&lower) {
                true => Ok(Some((lower.clone(), written(&lower)))),
                false => Err("is not how the identifier of a runtime is written".to_owned()),
            }
        }
    }
}

fn is_later_version(text: &str) -> bool {
    let is_number = |text: &str| {
        !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let after = |name: &str| text.strip_prefix(name);
    let nodejs = after("nodejs").and_then(|rest| rest.strip_suffix(".x"));
    let python = after("python3.");
    let ruby = after("ruby3.").or_else(|| after("ruby4."));
    let java = after("java").map(|rest| rest.strip_suffix(".al2").unwrap_or(rest));
    let dotnet = after("dotnet");
    let numbers = [nodejs, python, ruby, java, dotnet];
    numbers.into_iter().flatten().any(is_number)
}

fn written(near: &str) -> String {
    format!("It is written `{near}`.")
}

/// Spelt as one of the known names, when it can only be that.
fn spelt<'k>(
    answer: &str,
    bare: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<(String, String)> {
    let is_known = known.clone().any(|name| name == bare);
    let near = only_near(bare, known).filter(|_| !is_known);
    match near {
        Some(near) => Some((near.to_owned(), written(near))),
        None if bare != answer => Some((
            bare.to_owned(),
            "The colon after it is in the template already.".to_owned(),
        )),
        None => None,
    }
}

fn without_colon(answer: &str, is_key: bool) -> &str {
    match answer.strip_suffix(':') {
        Some(bare) if is_key => bare.trim_end(),
        _ => answer,
    }
}

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>: letters and digits.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn ids(root: &Node) -> Vec<String> {
    let sections = ["Resources", "Parameters"];
    sections
        .iter()
        .filter_map(|section| root.get(section)?.as_map())
        .flatten()
        .map(|entry| entry.key.to_string())
        .filter(|id| is_name(id))
        .collect()
}

fn actions(node: &Node, found: &mut Vec<String>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let is_action = scalar.text.split_once(':').is_some_and(|(service, name)| {
                let is_service = !service.is_empty()
                    && service.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
                    });
                is_service
                    && name.starts_with(|char: char| char.is_ascii_uppercase())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            if is_action {
                found.push(scalar.text.to_string());
            }
        }
        NodeKind::List(items) => items.iter().for_each(|item| actions(item, found)),
        NodeKind::Map(entries) => entries
            .iter()
            .for_each(|entry| actions(&entry.value, found)),
        NodeKind::Function(function) => actions(&function.argument, found),
    }
}

/// The properties that may be where a key is; of the second half of a `GetAtt`, what the first half's type gives.
fn properties(root: &Node, site: &Site) -> Vec<String> {
    let owned = |names: Vec<&'static str>| names.into_iter().map(str::to_owned).collect();
    let type_of = |id: &str| {
        let name = root.get("Resources")?.get(id)?.get("Type")?.as_text()?;
        resource_type(name)
    };
    let Some(_) = site.key else {
        let parent = site.address.get(..site.address.len().saturating_sub(2));
        let attributes = || {
            let function = at(root, parent?)?.as_function()?;
            let id = function.argument.as_list()?.first()?.as_text()?;
            (function.name == Intrinsic::GetAtt).then(|| type_of(id))?
        };
        return attributes().map_or_else(Vec::new, |found| owned(found.attributes()));
    };
    let mut node = root;
    let mut keys = Vec::new();
    for index in &site.address {
        if let Some(entry) = node.as_map().and_then(|entries| entries.get(*index)) {
            keys.push(entry.key.as_str());
        }
        match child(node, *index) {
            Some(next) => node = next,
            None => return Vec::new(),
        }
    }
    match keys.as_slice() {
        ["Resources", id, "Properties", below @ ..] => {
            type_of(id).map_or_else(Vec::new, |found| owned(found.properties(below)))
        }
        _ => Vec::new(),
    }
}
