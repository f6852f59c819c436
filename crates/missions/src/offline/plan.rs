//! What a mission will be, before a word of it is written: which story, which parts, which lessons and how each is broken. All of it is drawn
//! from the seed.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Value;

use crate::Level;

use super::{
    blueprint::{Blueprint, Lesson, Otherwise, Story, Word, value},
    random::Draws,
};

/// How many lessons a mission has.
pub(super) const LESSONS: std::ops::RangeInclusive<usize> = 4..=7;

/// How many it is to have, the smaller numbers more often.
const WANTED: [usize; 6] = [4, 4, 5, 5, 6, 7];

/// The most effort of a mission of foundation level, and of associate level.
const FOUNDATION_EFFORT: u32 = 7;
const ASSOCIATE_EFFORT: u32 = 11;

/// A mission's plan.
pub(super) struct Plan<'b> {
    pub(super) blueprint: &'b Blueprint,
    pub(super) seed: u64,
    pub(super) story: &'b Story,
    /// The parts that are there.
    pub(super) parts: BTreeSet<&'b str>,
    /// One a lesson, in the blueprint's order.
    pub(super) roles: Vec<(&'b Lesson, Role<'b>)>,
    /// Drawn values and the story's words, by name.
    pub(super) values: BTreeMap<&'b str, Value>,
}

/// What a lesson is to a mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'b> {
    /// Neither template has it.
    Absent,
    /// Both templates have it, and nobody speaks of it.
    Given,
    /// Both templates have it, and a criterion sees that it stays.
    Guard,
    /// The starter lacks it in this way.
    Asked(&'b str),
}

impl<'b> Plan<'b> {
    /// Draws a plan.
    pub(super) fn draw(blueprint: &'b Blueprint, seed: u64) -> Option<Self> {
        let mut draws = Draws::new(&format!("plan of {}", blueprint.id), seed);
        let story = draws.one(&blueprint.stories)?;
        let parts = parts(blueprint, &mut draws);
        let mut roles = roles(blueprint, &parts, &mut draws);
        guard(&mut roles, &mut draws);
        let mut values = BTreeMap::new();
        for (name, choices) in &blueprint.values {
            values.insert(name.as_str(), choices.at(draws.below(choices.count())));
        }
        for (name, word) in &story.words {
            let value = match word {
                Word::OneOf(choices) => value(draws.one(choices)),
                Word::This(this) => value(Some(this)),
            };
            values.insert(name.as_str(), value);
        }
        Some(Self {
            blueprint,
            seed,
            story,
            parts,
            roles,
            values,
        })
    }

    /// Lessons with a criterion: those that are asked for, and guards.
    pub(super) fn criteria(&self) -> impl Iterator<Item = (&'b Lesson, Role<'b>)> {
        self.roles
            .iter()
            .copied()
            .filter(|(_, role)| matches!(role, Role::Asked(_) | Role::Guard))
    }

    /// Lessons that the starter lacks, each with how.
    pub(super) fn asked(&self) -> impl Iterator<Item = (&'b Lesson, &'b str)> {
        self.roles.iter().filter_map(|(lesson, role)| match role {
            Role::Asked(lack) => Some((*lesson, *lack)),
            Role::Absent | Role::Given | Role::Guard => None,
        })
    }

    /// How much it asks for.
    pub(super) fn level(&self) -> Level {
        let asked = self.asked().map(|(lesson, _)| lesson.effort).sum::<u32>();
        let effort = self.blueprint.effort + asked;
        if effort <= FOUNDATION_EFFORT {
            Level::Foundation
        } else if effort <= ASSOCIATE_EFFORT {
            Level::Associate
        } else {
            Level::Professional
        }
    }

    /// How long it takes, rounded up to five minutes.
    pub(super) fn minutes(&self) -> u32 {
        let asked = self.asked().map(|(lesson, _)| lesson.minutes).sum::<u32>();
        (self.blueprint.minutes + asked).div_ceil(5) * 5
    }

    /// Every service that the templates have, those of the blueprint first.
    pub(super) fn services(&self) -> Vec<&'b str> {
        let parts = self.blueprint.parts.iter();
        let parts = parts.filter(|part| self.parts.contains(part.id.as_str()));
        let lessons = self.roles.iter();
        let lessons = lessons.filter(|(_, role)| *role != Role::Absent);
        let all = (self.blueprint.services.iter())
            .chain(parts.flat_map(|part| &part.services))
            .chain(lessons.flat_map(|(lesson, _)| &lesson.services));
        let mut services: Vec<&str> = Vec::new();
        for service in all {
            if !services.contains(&service.as_str()) {
                services.push(service);
            }
        }
        services
    }
}

fn parts<'b>(blueprint: &'b Blueprint, draws: &mut Draws) -> BTreeSet<&'b str> {
    let mut parts = BTreeSet::new();
    for part in &blueprint.parts {
        let fits = part.needs.iter().all(|id| parts.contains(id.as_str()))
            && !part.excludes.iter().any(|id| parts.contains(id.as_str()));
        if draws.coin() && fits {
            parts.insert(part.id.as_str());
        }
    }
    parts
}

/// Chooses the lessons in a drawn order, each with those that it needs, as far as they go together.
fn roles<'b>(
    blueprint: &'b Blueprint,
    parts: &BTreeSet<&'b str>,
    draws: &mut Draws,
) -> Vec<(&'b Lesson, Role<'b>)> {
    let wanted = draws.one(&WANTED).copied().unwrap_or(*LESSONS.start());
    let mut there = parts.clone();
    let mut asked: Vec<&str> = Vec::new();
    for lesson in draws.shuffled(blueprint.lessons.iter().collect()) {
        let mut together = Vec::new();
        if with_needs(blueprint, lesson, &there, &mut together)
            && asked.len() + together.len() <= wanted
        {
            there.extend(&together);
            asked.extend(together);
        }
    }
    // What is not asked for may stand in the templates all the same; what it needs has been decided by then, in the blueprint's order.
    let mut roles = Vec::new();
    for lesson in &blueprint.lessons {
        let id = lesson.id.as_str();
        let lacks: Vec<&String> = lesson.lacks.keys().collect();
        let (lack, otherwise) = (draws.one(&lacks), draws.one(&lesson.otherwise));
        let role = match lack {
            Some(lack) if asked.contains(&id) => Role::Asked(lack),
            _ if otherwise == Some(&Otherwise::Given)
                && goes_with(blueprint, lesson, &there)
                && lesson
                    .needs
                    .iter()
                    .all(|need| there.contains(need.as_str())) =>
            {
                there.insert(id);
                Role::Given
            }
            _ => Role::Absent,
        };
        roles.push((lesson, role));
    }
    roles
}

/// Adds a lesson and those that it needs to `together`; false when they do not go with what is there.
fn with_needs<'b>(
    blueprint: &'b Blueprint,
    lesson: &'b Lesson,
    there: &BTreeSet<&'b str>,
    together: &mut Vec<&'b str>,
) -> bool {
    let id = lesson.id.as_str();
    if there.contains(id) || together.contains(&id) {
        return true;
    }
    let mut all = there.clone();
    all.extend(together.iter());
    if !goes_with(blueprint, lesson, &all) {
        return false;
    }
    together.push(id);
    lesson.needs.iter().all(|need| {
        let needed = blueprint.lessons.iter().find(|one| one.id == *need);
        needed.map_or(there.contains(need.as_str()), |needed| {
            with_needs(blueprint, needed, there, together)
        })
    })
}

/// Whether nothing that is there excludes a lesson, or is excluded by it.
fn goes_with(blueprint: &Blueprint, lesson: &Lesson, there: &BTreeSet<&str>) -> bool {
    let excluded =
        |other: &Lesson| there.contains(other.id.as_str()) && other.excludes.contains(&lesson.id);
    !(lesson.excludes.iter().any(|id| there.contains(id.as_str()))
        || blueprint.lessons.iter().any(excluded))
}

/// Makes one of the given lessons a guard in half of the missions, as long as the starter stays far from a pass.
fn guard(roles: &mut [(&Lesson, Role<'_>)], draws: &mut Draws) {
    let wants_one = draws.coin();
    let asked: u32 = (roles.iter())
        .filter(|(_, role)| matches!(role, Role::Asked(_)))
        .map(|(lesson, _)| lesson.weight)
        .sum();
    let fits = |(lesson, role): &(&Lesson, Role<'_>)| {
        *role == Role::Given && lesson.kept.is_some() && lesson.weight * 2 <= asked
    };
    let places: Vec<usize> = (roles.iter().enumerate())
        .filter(|(_, one)| fits(one))
        .map(|(place, _)| place)
        .collect();
    let chosen = draws.one(&places).filter(|_| wants_one);
    if let Some((_, role)) = chosen.and_then(|place| roles.get_mut(*place)) {
        *role = Role::Guard;
    }
}
