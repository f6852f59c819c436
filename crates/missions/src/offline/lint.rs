//! Whether a blueprint is sound before anything is made of it: names, references, what is never used, what is never drawn.

use std::collections::BTreeSet;

use crate::{fields::is_kebab_case, skills::is_skill};

use super::{
    Blueprints,
    blueprint::{Blueprint, Word, value, variable},
    plan::{LESSONS, Plan, Role},
};

/// Seeds in which everything has to occur at least once.
const SEEDS: u64 = 2_000;

impl Blueprints {
    /// What is wrong with the blueprints, a sentence each.
    pub fn lint(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for blueprint in self.all() {
            let mut found = Vec::new();
            names(blueprint, &mut found);
            stories(blueprint, &mut found);
            lessons(blueprint, &mut found);
            unused(blueprint, &mut found);
            if found.is_empty() {
                reachable(blueprint, &mut found);
            }
            faults.extend(
                found
                    .into_iter()
                    .map(|fault| format!("{}: {fault}", blueprint.id)),
            );
        }
        faults
    }
}

fn names(blueprint: &Blueprint, faults: &mut Vec<String>) {
    let mut seen = BTreeSet::from(["asked".to_owned()]);
    let words = blueprint
        .stories
        .first()
        .into_iter()
        .flat_map(|story| story.words.keys());
    let ids = (blueprint.parts.iter().map(|part| &part.id))
        .chain(blueprint.lessons.iter().map(|lesson| &lesson.id));
    for id in ids.clone() {
        if !is_kebab_case(id) {
            faults.push(format!("`{id}` is not kebab case"));
        }
    }
    for name in blueprint
        .values
        .keys()
        .chain(words)
        .cloned()
        .chain(ids.map(|id| variable(id)))
    {
        if !seen.insert(name.clone()) {
            faults.push(format!("two things are called `{name}`"));
        }
    }
    for (name, choices) in &blueprint.values {
        if choices.count() < 2 {
            faults.push(format!("the value `{name}` has one choice only"));
        }
    }
}

fn stories(blueprint: &Blueprint, faults: &mut Vec<String>) {
    if blueprint.stories.len() < 3 {
        faults.push("fewer than three stories".to_owned());
    }
    let Some(first) = blueprint.stories.first() else {
        return;
    };
    let wanted: BTreeSet<&String> = first.words.keys().collect();
    for story in &blueprint.stories {
        let there: BTreeSet<&String> = story.words.keys().collect();
        for name in wanted.symmetric_difference(&there) {
            faults.push(format!(
                "the stories `{}` and `{}` do not both have the word `{name}`",
                first.id, story.id
            ));
        }
    }
}

fn lessons(blueprint: &Blueprint, faults: &mut Vec<String>) {
    if blueprint.lessons.len() < 7 {
        faults.push("fewer than seven lessons".to_owned());
    }
    for lesson in &blueprint.lessons {
        let id = &lesson.id;
        if !is_skill(&lesson.skill) {
            faults.push(format!("`{}` of `{id}` is no skill", lesson.skill));
        }
        if !["function", "security", "cost", "reliability"].contains(&lesson.tag.as_str()) {
            faults.push(format!("`{}` of `{id}` is no tag", lesson.tag));
        }
        if !(1..=3).contains(&lesson.weight) || !(1..=3).contains(&lesson.effort) {
            faults.push(format!("weight and effort of `{id}` are 1 to 3"));
        }
        if lesson.lacks.is_empty()
            || lesson
                .lacks
                .keys()
                .any(|lack| ["right", "absent"].contains(&lack.as_str()))
        {
            faults.push(format!(
                "`{id}` lacks nothing, or in a way with a name that is taken"
            ));
        }
        let known = |name: &String| {
            blueprint.lessons.iter().any(|one| one.id == *name)
                || blueprint.parts.iter().any(|part| part.id == *name)
        };
        for name in lesson
            .needs
            .iter()
            .chain(&lesson.excludes)
            .chain(&lesson.requires)
        {
            if !known(name) {
                faults.push(format!(
                    "`{id}` names `{name}`, which is neither a lesson nor a part"
                ));
            }
        }
    }
}

/// Names that no text has.
fn unused(blueprint: &Blueprint, faults: &mut Vec<String>) {
    let texts = texts(blueprint);
    let is_used = |name: &str| {
        texts.iter().any(|text| {
            text.split(|char: char| !(char.is_alphanumeric() || char == '_'))
                .any(|word| word == name)
        })
    };
    let words = blueprint
        .stories
        .iter()
        .flat_map(|story| story.words.keys());
    for name in blueprint.values.keys().chain(words) {
        if !is_used(name) {
            faults.push(format!("`{name}` is used nowhere"));
        }
    }
    for part in &blueprint.parts {
        if !is_used(&variable(&part.id)) {
            faults.push(format!("the part `{}` changes nothing", part.id));
        }
    }
    for lesson in &blueprint.lessons {
        let name = lesson.variable();
        if !is_used(&name) && !is_used(&format!("{name}_is")) {
            faults.push(format!("the lesson `{}` changes nothing", lesson.id));
        }
    }
}

fn texts(blueprint: &Blueprint) -> Vec<&str> {
    let mut all: Vec<&str> = vec![&blueprint.template];
    for story in &blueprint.stories {
        for texts in [
            &story.titles,
            &story.summaries,
            &story.opening,
            &story.plaint,
            &story.closing,
        ] {
            all.extend(texts.all().iter().map(String::as_str));
        }
    }
    for lesson in &blueprint.lessons {
        all.push(&lesson.criterion);
        all.extend(lesson.hints.iter().map(String::as_str));
        let texts = [
            Some(&lesson.label),
            Some(&lesson.told),
            lesson.kept.as_ref(),
        ];
        for texts in texts.into_iter().flatten().chain(lesson.lacks.values()) {
            all.extend(texts.all().iter().map(String::as_str));
        }
    }
    all.extend(blueprint.parameters.values().map(String::as_str));
    all
}

/// Everything that can be drawn is drawn within some thousand seeds.
fn reachable(blueprint: &Blueprint, faults: &mut Vec<String>) {
    let mut missing: BTreeSet<String> = everything(blueprint);
    let mut fewest = usize::MAX;
    for seed in 0..SEEDS {
        let Some(plan) = Plan::draw(blueprint, seed) else {
            continue;
        };
        for name in drawn(&plan) {
            missing.remove(&name);
        }
        fewest = fewest.min(plan.asked().count());
    }
    faults.extend(
        missing
            .into_iter()
            .map(|name| format!("{name} is never drawn")),
    );
    if !LESSONS.contains(&fewest) {
        faults.push(format!(
            "some seed asks {fewest} lessons only; loosen what lessons need and exclude"
        ));
    }
}

fn everything(blueprint: &Blueprint) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (name, choices) in &blueprint.values {
        all.extend((0..choices.count()).map(|place| chosen(name, &choices.at(place))));
    }
    for story in &blueprint.stories {
        all.insert(format!("the story `{}`", story.id));
        for (name, word) in &story.words {
            if let Word::OneOf(choices) = word {
                let values = choices.iter().map(|choice| value(Some(choice)));
                all.extend(values.map(|value| chosen(&format!("{}.{name}", story.id), &value)));
            }
        }
    }
    for part in &blueprint.parts {
        all.insert(format!("the part `{}`", part.id));
    }
    for lesson in &blueprint.lessons {
        all.extend(
            lesson
                .lacks
                .keys()
                .map(|lack| format!("`{}` as `{lack}`", lesson.id)),
        );
        if lesson.kept.is_some() {
            all.insert(format!("`{}` as a guard", lesson.id));
        }
    }
    all
}

fn drawn(plan: &Plan<'_>) -> Vec<String> {
    let mut all = vec![format!("the story `{}`", plan.story.id)];
    for (name, value) in &plan.values {
        if plan.blueprint.values.contains_key(*name) {
            all.push(chosen(name, value));
        } else {
            all.push(chosen(&format!("{}.{name}", plan.story.id), value));
        }
    }
    all.extend(plan.parts.iter().map(|part| format!("the part `{part}`")));
    for (lesson, role) in &plan.roles {
        match role {
            Role::Asked(lack) => all.push(format!("`{}` as `{lack}`", lesson.id)),
            Role::Guard => all.push(format!("`{}` as a guard", lesson.id)),
            Role::Given | Role::Absent => {}
        }
    }
    all
}

fn chosen(name: &str, value: &minijinja::Value) -> String {
    format!("`{name}` as `{value}`")
}
