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
    /// Ids of the blueprints that can meet all of it: asking only them is quicker, and without any there is nothing to look for.
    candidates: BTreeSet<&'w str>,
}

impl<'w> Wished<'w> {
    /// Makes them ready.
    ///
    /// # Errors
    /// When no mission can meet them.
    pub(super) fn of(wishes: &'w Wishes, all: &'w [Blueprint]) -> Result<Self, NoBlueprint> {
        let services: Vec<String> = wishes.services.iter().map(|name| plain(name)).collect();
        for (service, written) in services.iter().zip(&wishes.services) {
            if !all.iter().any(|one| has_service(one, service)) {
                return Err(no_service(
                    &format!("no blueprint has `{}`", short(written)),
                    all,
                ));
            }
        }
        let together = |one: &Blueprint| services.iter().all(|name| has_service(one, name));
        if !all.iter().any(together) {
            return Err(not_together(&wishes.services, all));
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
        let has_topic = |one: &Blueprint| {
            let mut stories = one.stories.iter();
            best == 0 || stories.any(|story| common(&topic, one, story) == best)
        };
        let has_skill = |one: &Blueprint| {
            let mut lessons = one.lessons.iter();
            skills.is_empty() || lessons.any(|lesson| skills.contains(&lesson.skill.as_str()))
        };
        let candidates: BTreeSet<&str> = (all.iter())
            .filter(|one| together(one) && has_topic(one) && has_skill(one))
            .map(|one| one.id.as_str())
            .collect();
        Ok(Self {
            wishes,
            services,
            skills,
            topic,
            best,
            candidates,
        })
    }

    /// Whether any blueprint can meet all of it, as far as that can be said without drawing.
    pub(super) fn may_be_met(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// Whether a mission of this blueprint may be what was wished for.
    pub(super) fn may_meet(&self, blueprint: &Blueprint) -> bool {
        self.candidates.contains(blueprint.id.as_str())
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
}

/// What is said when each of the wishes can be met, and all of them together by none of the missions that were looked at. `leaves_some` says
/// whether there are missions for wishes.
pub(super) fn none_together(
    wishes: &Wishes,
    all: &[Blueprint],
    leaves_some: impl Fn(&Wishes) -> bool,
) -> NoBlueprint {
    let without = without_one(wishes).into_iter();
    let mut without = without.filter(|(_, rest)| rest != wishes);
    let advice = match without.find(|(_, rest)| leaves_some(rest)) {
        Some((name, _)) => format!("without the {name} there are missions for the rest"),
        None => "leave some of them out".to_owned(),
    };
    none(
        &format!("no blueprint meets all of these wishes together; {advice}"),
        all,
    )
}

/// The wishes without one of them and that one's name, those first that narrow a mission least.
fn without_one(wishes: &Wishes) -> [(&'static str, Wishes); 4] {
    let rest = || wishes.clone();
    [
        (
            "level",
            Wishes {
                level: None,
                ..rest()
            },
        ),
        (
            "skills",
            Wishes {
                skills: Vec::new(),
                ..rest()
            },
        ),
        (
            "topic",
            Wishes {
                topic: String::new(),
                ..rest()
            },
        ),
        (
            "services",
            Wishes {
                services: Vec::new(),
                ..rest()
            },
        ),
    ]
}

fn has_service(blueprint: &Blueprint, service: &str) -> bool {
    services_of(blueprint).any(|name| plain(name) == service)
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
    crate::fields::shorten(text)
}

/// What there is, by the titles of some blueprints.
fn none(why: &str, all: &[Blueprint]) -> NoBlueprint {
    const MOST_TITLES: usize = 6;
    let titles: Vec<&str> = all.iter().map(|one| one.title.as_str()).collect();
    let more = match titles.len().saturating_sub(MOST_TITLES) {
        0 => String::new(),
        more => {
            format!("; and {more} more; `mission new --offline` without wishes draws any")
        }
    };
    let shown: Vec<&str> = titles.into_iter().take(MOST_TITLES).collect();
    NoBlueprint(format!("{why}; there are: {}{more}", shown.join("; ")))
}

/// What there is, by services.
fn no_service(why: &str, all: &[Blueprint]) -> NoBlueprint {
    let services: BTreeSet<&str> = all.iter().flat_map(services_of).collect();
    let services: Vec<&str> = services.into_iter().collect();
    NoBlueprint(format!("{why}; there are: {}", services.join(", ")))
}

/// Which services go with the first one, since all of them together do not.
fn not_together(names: &[String], all: &[Blueprint]) -> NoBlueprint {
    let first = names.first().map_or("", String::as_str);
    let with = |one: &&Blueprint| has_service(one, &plain(first));
    let services: BTreeSet<&str> = all.iter().filter(with).flat_map(services_of).collect();
    let services: Vec<&str> = services
        .into_iter()
        .filter(|name| plain(name) != plain(first))
        .collect();
    let wanted: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", short(name)))
        .collect();
    NoBlueprint(format!(
        "no blueprint has {} together; with {} there are: {}",
        wanted.join(" and "),
        wanted.first().map_or("", String::as_str),
        services.join(", ")
    ))
}

/// Every service that a mission of a blueprint may have.
fn services_of(blueprint: &Blueprint) -> impl Iterator<Item = &str> {
    let parts = blueprint.parts.iter().flat_map(|part| &part.services);
    let lessons = blueprint.lessons.iter().flat_map(|lesson| &lesson.services);
    let all = blueprint.services.iter().chain(parts).chain(lessons);
    all.map(String::as_str)
}
