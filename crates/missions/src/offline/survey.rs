//! What is looked at in a mission beyond its proof, for who writes blueprints and for tests: that each lesson breaks its own criterion, that the
//! starter differs from the solution only where a lesson says so, and how many different missions there are.

use std::collections::{BTreeMap, BTreeSet};

use grader::{Report, Subject, Verdict};

use crate::Mission;

use super::{
    blueprints::proved,
    plan::{Plan, Role},
    write,
};

/// A mission and what it was made of.
#[derive(Debug)]
pub struct Made {
    /// The mission, proved.
    pub mission: Mission,
    /// The blueprint's id.
    pub blueprint: String,
    /// What is in it, in a few words: story, parts, and each lesson with how it is broken.
    pub plan: String,
}

/// What many missions had in common.
#[derive(Debug, Default)]
pub struct Survey {
    /// Criteria, written out; each is a rubric that some mission has.
    rubrics: BTreeSet<String>,
    /// Which lessons each blueprint asks together, numbers and names aside.
    shapes: BTreeSet<String>,
    /// How many missions of each level.
    pub levels: BTreeMap<&'static str, usize>,
}

impl Survey {
    /// Notes a mission.
    pub fn note(&mut self, made: &Made) {
        let document = &made.mission.document;
        let criteria = document.find("\ncriteria:\n").unwrap_or(0);
        let end = document.find("\nhints:\n").unwrap_or(document.len());
        self.rubrics
            .insert(document.get(criteria..end).unwrap_or_default().to_owned());
        let ids: Vec<&str> = made
            .mission
            .rubric
            .criteria
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        self.shapes.insert(format!(
            "{}: {} {:?}",
            made.blueprint,
            ids.join(" "),
            made.mission.given
        ));
        *self.levels.entry(made.mission.level.as_str()).or_default() += 1;
    }

    /// How many different rubrics there were, every word and number counted.
    pub fn rubrics(&self) -> usize {
        self.rubrics.len()
    }

    /// How many different sets of criteria there were, whatever the names and numbers in them.
    pub fn shapes(&self) -> usize {
        self.shapes.len()
    }
}

/// Makes a mission and looks at all of it.
pub(super) fn made(plan: &Plan<'_>) -> Result<Made, Vec<String>> {
    let mission = proved(plan)?;
    let mut faults = Vec::new();
    clean(&mission, &mut faults);
    each_breaks_its_own(plan, &mission, &mut faults)?;
    reads_well(&mission, &mut faults);
    if faults.is_empty() {
        Ok(Made {
            mission,
            blueprint: plan.blueprint.id.clone(),
            plan: described(plan),
        })
    } else {
        faults.push(described(plan));
        Err(faults)
    }
}

pub(super) fn described(plan: &Plan<'_>) -> String {
    let parts: Vec<&str> = plan.parts.iter().copied().collect();
    let lessons: Vec<String> = (plan.roles.iter())
        .filter_map(|(lesson, role)| match role {
            Role::Absent => None,
            Role::Given => Some(format!("{} given", lesson.id)),
            Role::Guard => Some(format!("{} guarded", lesson.id)),
            Role::Asked(lack) => Some(format!("{} {lack}", lesson.id)),
        })
        .collect();
    format!(
        "story {}; parts {}; {}",
        plan.story.id,
        parts.join(" "),
        lessons.join(", ")
    )
}

/// CloudFormation and our table of types have nothing to say about either template.
fn clean(mission: &Mission, faults: &mut Vec<String>) {
    for (name, text) in [
        ("starter", &mission.starter),
        ("solution", &mission.solution),
    ] {
        let text = text.as_deref().unwrap_or_default();
        for found in grade(mission, text).diagnostics {
            if found.severity != "info" {
                faults.push(format!("{name}:{}: {}", found.line, found.message));
            }
        }
        if text.contains("\n\n\n") {
            faults.push(format!("the {name} has two empty lines in a row"));
        }
        if text.lines().any(|line| line.trim_end() != line) {
            faults.push(format!("a line of the {name} ends in blanks"));
        }
    }
}

/// Broken alone, a lesson fails its own criterion; and what the starter changes is what its lessons change one by one.
fn each_breaks_its_own(
    plan: &Plan<'_>,
    mission: &Mission,
    faults: &mut Vec<String>,
) -> Result<(), Vec<String>> {
    let solution = mission.solution.as_deref().unwrap_or_default();
    let mut owned = BTreeSet::new();
    for (lesson, lack) in plan.asked() {
        let broken = BTreeMap::from([(lesson.id.as_str(), lack)]);
        let text = write::template(plan, &broken).map_err(|fault| vec![fault])?;
        owned.extend(changed(solution, &text));
        let report = grade(mission, &text);
        if passes(&report, &lesson.id) {
            faults.push(format!("`{}` broken as `{lack}` still passes", lesson.id));
        }
    }
    let starter = mission.starter.as_deref().unwrap_or_default();
    for line in changed(solution, starter) {
        // Lines that stand together come and go together, so that a line may be of two lessons.
        if !owned.contains(&line) {
            faults.push(format!("no lesson owns the difference `{}`", line.1.trim()));
        }
    }
    Ok(())
}

/// Lines of one text that the other has fewer of: true for those of the second.
fn changed(before: &str, after: &str) -> BTreeSet<(bool, String)> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for line in before.lines() {
        *counts.entry(line).or_default() -= 1;
    }
    for line in after.lines() {
        *counts.entry(line).or_default() += 1;
    }
    let changed = counts.into_iter().filter(|(_, count)| *count != 0);
    changed
        .map(|(line, count)| (count > 0, line.to_owned()))
        .collect()
}

/// What a person would stumble on.
fn reads_well(mission: &Mission, faults: &mut Vec<String>) {
    let story = mission
        .scenario
        .split("**What must")
        .next()
        .unwrap_or_default();
    let words = story.split_whitespace().count();
    if !(90..=240).contains(&words) {
        faults.push(format!(
            "the story has {words} words; 100 to 220 are wanted"
        ));
    }
    let hints = mission.hints.values().flatten();
    let texts = hints.chain([&mission.scenario, &mission.title, &mission.summary]);
    for text in texts {
        for slip in ["{{", "{%", " ,", " .", "..", "  ", "``"] {
            if text.contains(slip) {
                faults.push(format!(
                    "`{slip}` in: {}",
                    text.chars().take(120).collect::<String>()
                ));
            }
        }
    }
    if mission.title.chars().count() > 60 || mission.summary.chars().count() > 120 {
        faults.push(format!(
            "too long for a card: {} / {}",
            mission.title, mission.summary
        ));
    }
}

fn passes(report: &Report, id: &str) -> bool {
    report
        .results
        .iter()
        .any(|result| result.id == id && result.verdict == Verdict::Pass)
}

fn grade(mission: &Mission, text: &str) -> Report {
    let subject = Subject {
        mission: &mission.id,
        template: "",
        text: text.as_bytes(),
        parameters: &mission.parameters,
    };
    grader::grade(subject, &mission.rubric)
}
