//! What is learnt: a mission's skills, and which criteria practise each.

use std::collections::BTreeMap;

use cfn::{Node, Severity, suggest::did_you_mean};

use crate::{
    fields::{Fields, is_kebab_case, shorten, texts},
    problems::Problems,
};

/// Skills in the order in which they stand, and those of each criterion; the second is empty where skills are only listed.
#[derive(Default)]
pub(crate) struct Skills {
    pub(crate) names: Vec<String>,
    pub(crate) of_criteria: BTreeMap<String, Vec<String>>,
}

/// Reads `skills`: a list, or a mapping of each skill to the criteria that practise it. `criteria` are the ids that there are; none when
/// they could not be read, which is said elsewhere.
pub(crate) fn read(
    fields: Fields<'_>,
    criteria: Option<&[String]>,
    problems: &mut Problems,
) -> Option<Skills> {
    let node = fields.required("skills", problems)?;
    match node.as_map() {
        Some(_) => practised(node, criteria, problems),
        None => {
            let listed = texts(node, "`skills`", problems)?;
            for (skill, node) in &listed {
                check(skill, node.span.start, problems);
            }
            Some(Skills {
                names: listed
                    .into_iter()
                    .map(|(name, _)| name.to_owned())
                    .collect(),
                of_criteria: BTreeMap::new(),
            })
        }
    }
}

fn practised(node: &Node, criteria: Option<&[String]>, problems: &mut Problems) -> Option<Skills> {
    let fields = Fields::of(node, "`skills`", problems)?;
    let mut skills = Skills::default();
    for entry in fields.entries() {
        check(&entry.key, entry.key_span.start, problems);
        let what = format!("the criteria of the skill `{}`", shorten(&entry.key));
        let Some(ids) = texts(&entry.value, &what, problems) else {
            continue;
        };
        if ids.is_empty() {
            let message = format!(
                "no criterion practises the skill `{}`: name one, or leave the skill out",
                shorten(&entry.key)
            );
            problems.error(entry.value.span.start, message);
        }
        for (id, at) in ids {
            if !is_criterion(id, at, criteria, problems) {
                continue;
            }
            let of_one = skills.of_criteria.entry(id.to_owned()).or_default();
            if of_one.iter().any(|known| entry.key == *known) {
                let message = format!("`{}` practises this skill already", shorten(id));
                problems.error(at.span.start, message);
            } else {
                of_one.push(entry.key.to_string());
            }
        }
        skills.names.push(entry.key.to_string());
    }
    for id in criteria.unwrap_or_default() {
        if !skills.of_criteria.contains_key(id) {
            let message =
                format!("the criterion `{id}` practises no skill, so it never comes back");
            problems.push(Severity::Warning, node.span.start, message);
        }
    }
    Some(skills)
}

/// Whether an id is a criterion's; what is none is a problem.
pub(crate) fn is_criterion(
    id: &str,
    node: &Node,
    criteria: Option<&[String]>,
    problems: &mut Problems,
) -> bool {
    let Some(criteria) = criteria else {
        return true;
    };
    let is_known = criteria.iter().any(|known| known == id);
    if !is_known {
        let near = did_you_mean(id, criteria.iter().map(String::as_str));
        let message = format!("`{}` is no criterion's id{near}", shorten(id));
        problems.error(node.span.start, message);
    }
    is_known
}

fn check(skill: &str, at: cfn::Position, problems: &mut Problems) {
    if !is_skill(skill) {
        let message = format!(
            "the skill `{}` must be lower case with a dot, as in `messaging.dead-letter`",
            shorten(skill)
        );
        problems.error(at, message);
    }
}

/// Lower-case words with a dot between them: `messaging.dead-letter`.
pub(crate) fn is_skill(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_kebab_case)
}
