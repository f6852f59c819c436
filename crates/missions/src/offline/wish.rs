//! Whether a plan is what was wished for, and what to say when none can be.

use std::collections::BTreeSet;

use super::{
    NoBlueprint, Wishes,
    blueprint::{Blueprint, Story},
    plan::Plan,
};

/// Words that say nothing about what a mission is about.
const EMPTY_WORDS: &[&str] = &[
    "about",
    "a",
    "an",
    "and",
    "amazon",
    "app",
    "application",
    "aws",
    "build",
    "can",
    "data",
    "for",
    "from",
    "how",
    "in",
    "into",
    "is",
    "it",
    "its",
    "learn",
    "make",
    "me",
    "mission",
    "my",
    "new",
    "of",
    "on",
    "one",
    "or",
    "our",
    "out",
    "practise",
    "practice",
    "service",
    "set",
    "setup",
    "simple",
    "small",
    "some",
    "something",
    "that",
    "the",
    "their",
    "this",
    "to",
    "up",
    "us",
    "use",
    "using",
    "want",
    "we",
    "what",
    "when",
    "which",
    "with",
    "work",
    "you",
    "your",
];

/// Wishes, made ready for asking many plans.
pub(super) struct Wished<'w> {
    wishes: &'w Wishes,
    services: Vec<String>,
    /// Skills that some blueprint has.
    skills: Vec<&'w str>,
    topic: BTreeSet<String>,
    /// The most words of the topic that a blueprint and one of its stories have together.
    best: usize,
}

impl<'w> Wished<'w> {
    /// Makes them ready.
    ///
    /// # Errors
    /// When no mission can meet them.
    pub(super) fn of(wishes: &'w Wishes, all: &[Blueprint]) -> Result<Self, NoBlueprint> {
        let services: Vec<String> = wishes.services.iter().map(|name| plain(name)).collect();
        for (service, written) in services.iter().zip(&wishes.services) {
            if !all.iter().any(|one| has_service(one, service)) {
                return Err(none(&format!("no blueprint has `{}`", short(written)), all));
            }
        }
        let together = |one: &Blueprint| services.iter().all(|name| has_service(one, name));
        if !all.iter().any(together) {
            let names: Vec<String> = wishes
                .services
                .iter()
                .map(|name| format!("`{}`", short(name)))
                .collect();
            return Err(none(
                &format!("no blueprint has {} together", names.join(" and ")),
                all,
            ));
        }
        let known = |skill: &&str| {
            all.iter()
                .any(|one| one.lessons.iter().any(|lesson| lesson.skill == **skill))
        };
        let skills: Vec<&str> = wishes
            .skills
            .iter()
            .map(String::as_str)
            .filter(known)
            .collect();
        if let (Some(first), true) = (wishes.skills.first(), skills.is_empty()) {
            return Err(none(
                &format!("no blueprint practises `{}`", short(first)),
                all,
            ));
        }
        let topic = words(&wishes.topic);
        let stories = all
            .iter()
            .flat_map(|one| one.stories.iter().map(move |story| (one, story)));
        let best = stories
            .map(|(one, story)| common(&topic, one, story))
            .max()
            .unwrap_or(0);
        if best == 0 && !wishes.topic.trim().is_empty() {
            return Err(none(
                &format!("no blueprint is about `{}`", short(wishes.topic.trim())),
                all,
            ));
        }
        Ok(Self {
            wishes,
            services,
            skills,
            topic,
            best,
        })
    }

    /// Whether a mission of this plan is what was wished for.
    pub(super) fn meets(&self, plan: &Plan<'_>) -> bool {
        let services = || {
            let there: Vec<String> = plan.services().into_iter().map(plain).collect();
            self.services.iter().all(|name| there.contains(name))
        };
        let skills = || {
            self.skills.is_empty()
                || plan
                    .asked()
                    .any(|(lesson, _)| self.skills.contains(&lesson.skill.as_str()))
        };
        self.wishes.level.is_none_or(|level| plan.level() == level)
            && (self.best == 0 || common(&self.topic, plan.blueprint, plan.story) == self.best)
            && services()
            && skills()
    }

    /// What is said when each of the wishes can be met, and all of them together in none of the seeds that were tried.
    pub(super) fn none_together(&self, all: &[Blueprint]) -> NoBlueprint {
        none(
            "no blueprint meets all of these wishes together; leave one of them out",
            all,
        )
    }
}

fn has_service(blueprint: &Blueprint, service: &str) -> bool {
    let parts = blueprint.parts.iter().flat_map(|part| &part.services);
    let lessons = blueprint.lessons.iter().flat_map(|lesson| &lesson.services);
    blueprint
        .services
        .iter()
        .chain(parts)
        .chain(lessons)
        .any(|name| plain(name) == service)
}

/// How many words of a topic a blueprint has, or one of its stories.
fn common(topic: &BTreeSet<String>, blueprint: &Blueprint, story: &Story) -> usize {
    if topic.is_empty() {
        return 0;
    }
    let mut theirs = words(&blueprint.title);
    let texts = (blueprint.keywords.iter())
        .chain(&blueprint.services)
        .chain(blueprint.lessons.iter().map(|lesson| &lesson.skill))
        .chain([&blueprint.id, &story.id])
        .chain(story.titles.all());
    for text in texts {
        theirs.extend(words(text));
    }
    topic.intersection(&theirs).count()
}

/// The words of a text that say something, lower case and in the singular.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|char: char| !char.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(&word.as_str()))
        .map(singular)
        .collect()
}

/// "queues" and "queue" are one word, and "policies" and "policy"; what else it cuts, it cuts on both sides.
fn singular(word: String) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => match word.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => word,
        },
    }
}

/// `API Gateway`, `api-gateway` and `apigateway` are one service.
fn plain(service: &str) -> String {
    service
        .chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn short(text: &str) -> String {
    crate::fields::shorten(text).to_string()
}

fn none(why: &str, all: &[Blueprint]) -> NoBlueprint {
    let there: Vec<String> = all
        .iter()
        .map(|one| format!("{} ({})", one.title, one.services.join(", ")))
        .collect();
    NoBlueprint(format!("{why}; there are: {}", there.join("; ")))
}
