//! From a plan to a mission: every text of the blueprint written out, put together as a mission file, and read back as any other is.

use std::{collections::BTreeMap, fmt::Write as _};

use minijinja::{Environment, Value};

use crate::{Mission, document::quoted, load::parse_mission};

use super::{
    VERSION,
    blueprint::{Blueprint, Lesson, Texts, variable},
    language::environment,
    plan::{Plan, Role},
    random::Draws,
};

/// What the list at a scenario's end is called.
const LIST: &str = "**What must be true at the end**";

/// The most complaints that a customer utters; the list says the rest.
const MOST_COMPLAINTS: usize = 3;

/// Writes a mission. It is checked as a file is, and not yet proved.
///
/// # Errors
/// Sentences about what is wrong with the blueprint.
pub(super) fn mission(plan: &Plan<'_>) -> Result<Mission, Vec<String>> {
    let text = Writer::new(plan).mission().map_err(|fault| vec![fault])?;
    let (mission, problems) = parse_mission("mission.yaml", text.as_bytes());
    if !problems.is_empty() {
        let sentence = |problem: &crate::Problem| {
            let at = text.lines().nth((problem.line as usize).saturating_sub(1));
            let at: String = at.unwrap_or_default().trim().chars().take(90).collect();
            format!("{} (at `{at}`)", problem.message)
        };
        return Err(problems.iter().map(sentence).collect());
    }
    mission.ok_or_else(|| vec!["the mission cannot be read back".to_owned()])
}

/// The id of a mission. The first version's has no number, and those of two versions never meet.
pub(super) fn mission_id(blueprint: &str, seed: u64, version: u32) -> String {
    match version {
        1 => format!("{blueprint}-{seed}"),
        _ => format!("{blueprint}-{seed}-v{version}"),
    }
}

/// The template as it is with some lessons broken, each in one way.
///
/// # Errors
/// A sentence about what is wrong with the blueprint.
pub(super) fn template(plan: &Plan<'_>, broken: &BTreeMap<&str, &str>) -> Result<String, String> {
    let writer = Writer::new(plan);
    writer.write("the template", &plan.blueprint.template, broken)
}

struct Writer<'p, 'b> {
    plan: &'p Plan<'b>,
    environment: Environment<'static>,
    /// Nothing is broken: what the sentences and criteria speak of.
    right: Value,
}

impl<'p, 'b> Writer<'p, 'b> {
    fn new(plan: &'p Plan<'b>) -> Self {
        Self {
            plan,
            environment: environment(),
            right: context(plan, &BTreeMap::new()),
        }
    }

    fn mission(&self) -> Result<String, String> {
        let plan = self.plan;
        let Blueprint { id, .. } = plan.blueprint;
        let mut draws = Draws::new(&format!("words of {id}"), plan.seed);
        let mut out = String::from("format: 1\n");
        let story = plan.story;
        field(&mut out, "id", &mission_id(id, plan.seed, VERSION));
        field(
            &mut out,
            "title",
            &self.one("a title", &story.titles, &mut draws)?,
        );
        let summary = self.one("a summary", &story.summaries, &mut draws)?;
        field(&mut out, "summary", &summary);
        field(&mut out, "level", plan.level().as_str());
        list(&mut out, 0, "services", &plan.services());
        self.skills(&mut out);
        let _ = writeln!(out, "minutes: {}", plan.minutes());
        field(&mut out, "scenario", &self.scenario(&mut draws)?);
        self.parameters(&mut out)?;
        out.push_str("criteria:\n");
        for (lesson, _) in plan.criteria() {
            self.criterion(&mut out, lesson, &mut draws)?;
        }
        self.hints(&mut out)?;
        self.given(&mut out);
        let seed = plan.seed;
        let _ = writeln!(
            out,
            "origin:\n  blueprint: {id}\n  version: {VERSION}\n  seed: {seed}"
        );
        self.sources(&mut out);
        let broken = plan
            .asked()
            .map(|(lesson, lack)| (lesson.id.as_str(), lack));
        field(&mut out, "starter", &template(plan, &broken.collect())?);
        field(&mut out, "solution", &template(plan, &BTreeMap::new())?);
        Ok(out)
    }

    /// Writes one text of several out.
    fn one(&self, what: &str, texts: &Texts, draws: &mut Draws) -> Result<String, String> {
        let text = draws.one(texts.all()).map_or("", String::as_str);
        Ok(self.right(what, text)?.trim().to_owned())
    }

    fn right(&self, what: &str, text: &str) -> Result<String, String> {
        self.rendered(what, text, &self.right)
    }

    fn write(
        &self,
        what: &str,
        text: &str,
        broken: &BTreeMap<&str, &str>,
    ) -> Result<String, String> {
        self.rendered(what, text, &context(self.plan, broken))
    }

    fn rendered(&self, what: &str, text: &str, context: &Value) -> Result<String, String> {
        let written = self.environment.render_str(text, context.clone());
        written.map_err(|error| {
            let line = error
                .line()
                .map_or(String::new(), |line| format!(", line {line}"));
            format!("{what}{line}: {error}")
        })
    }

    /// Which criteria practise which skill, in the order of the criteria.
    fn skills(&self, out: &mut String) {
        let mut skills: Vec<(&str, Vec<&str>)> = Vec::new();
        for (lesson, _) in self.plan.criteria() {
            match skills.iter_mut().find(|(skill, _)| *skill == lesson.skill) {
                Some((_, ids)) => ids.push(&lesson.id),
                None => skills.push((&lesson.skill, vec![&lesson.id])),
            }
        }
        out.push_str("skills:\n");
        for (skill, ids) in skills {
            list(out, 2, skill, &ids);
        }
    }

    fn scenario(&self, draws: &mut Draws) -> Result<String, String> {
        let story = self.plan.story;
        let mut paragraphs = paragraphs(&self.one("the opening", &story.opening, draws)?);
        let plaint = self.one("the plaint", &story.plaint, draws)?;
        let complaints = self.complaints(draws)?;
        paragraphs.push(one_line(&format!("{plaint} {complaints}")));
        paragraphs.extend(self::paragraphs(&self.one(
            "the closing",
            &story.closing,
            draws,
        )?));
        paragraphs.push(LIST.to_owned());
        let mut told = Vec::new();
        for (lesson, role) in self.plan.criteria() {
            let texts = match (role, &lesson.kept) {
                (Role::Guard, Some(kept)) => kept,
                _ => &lesson.told,
            };
            let what = format!("what is told of `{}`", lesson.id);
            told.push(format!("- {}", one_line(&self.one(&what, texts, draws)?)));
        }
        paragraphs.push(told.join("\n"));
        paragraphs.push(format!(
            "*Made on this machine from the blueprint `{}`, seed {}. No AI wrote it.*",
            self.plan.blueprint.id, self.plan.seed
        ));
        Ok(paragraphs.join("\n\n"))
    }

    /// What the customer says of some of what is wrong. Nobody complains of a roof's colour where there is no roof: a lesson that needs
    /// another one that is missing too is left to the list.
    fn complaints(&self, draws: &mut Draws) -> Result<String, String> {
        let is_asked = |id: &String| self.plan.asked().any(|(lesson, _)| lesson.id == *id);
        let asked: Vec<_> = (self.plan.asked())
            .filter(|(lesson, _)| !lesson.needs.iter().any(is_asked))
            .filter_map(|(lesson, lack)| Some((lesson, lesson.lacks.get(lack)?)))
            .filter(|(_, texts)| !texts.all().is_empty())
            .collect();
        let places: Vec<usize> = draws.shuffled((0..asked.len()).collect());
        let mut complaints = Vec::new();
        for place in places.into_iter().take(MOST_COMPLAINTS) {
            if let Some((lesson, texts)) = asked.get(place) {
                let what = format!("a complaint of `{}`", lesson.id);
                complaints.push(self.one(&what, texts, draws)?);
            }
        }
        Ok(complaints.join(" "))
    }

    fn parameters(&self, out: &mut String) -> Result<(), String> {
        if self.plan.blueprint.parameters.is_empty() {
            return Ok(());
        }
        out.push_str("parameters:\n");
        for (name, value) in &self.plan.blueprint.parameters {
            let value = self.right(&format!("the parameter `{name}`"), value)?;
            let _ = writeln!(out, "  {name}: {}", quoted(value.trim()));
        }
        Ok(())
    }

    fn criterion(
        &self,
        out: &mut String,
        lesson: &Lesson,
        draws: &mut Draws,
    ) -> Result<(), String> {
        let id = &lesson.id;
        let label = self.one(&format!("the label of `{id}`"), &lesson.label, draws)?;
        let _ = writeln!(
            out,
            "  - id: {id}\n    label: {}",
            quoted(&one_line(&label))
        );
        let _ = writeln!(
            out,
            "    weight: {}\n    tag: {}",
            lesson.weight, lesson.tag
        );
        let required: Vec<&str> = (lesson.requires.iter())
            .filter(|id| self.plan.criteria().any(|(other, _)| other.id == **id))
            .map(String::as_str)
            .collect();
        if !required.is_empty() {
            list(out, 4, "requires", &required);
        }
        let fields = self.right(&format!("the criterion `{id}`"), &lesson.criterion)?;
        for line in fields.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(out, "    {line}");
        }
        Ok(())
    }

    fn hints(&self, out: &mut String) -> Result<(), String> {
        out.push_str("hints:\n");
        for (lesson, _) in self.plan.criteria() {
            let mut hints = Vec::new();
            for hint in &lesson.hints {
                let hint = self.right(&format!("a hint of `{}`", lesson.id), hint)?;
                hints.push(one_line(&hint));
            }
            let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
            list(out, 2, &lesson.id, &hints);
        }
        Ok(())
    }

    fn given(&self, out: &mut String) {
        let given: Vec<&str> = (self.plan.criteria())
            .filter(|(_, role)| *role == Role::Guard)
            .map(|(lesson, _)| lesson.id.as_str())
            .collect();
        if !given.is_empty() {
            list(out, 0, "given", &given);
        }
    }

    fn sources(&self, out: &mut String) {
        let of_lessons = self.plan.criteria().flat_map(|(lesson, _)| &lesson.sources);
        let mut sources: Vec<&str> = Vec::new();
        for source in self.plan.blueprint.sources.iter().chain(of_lessons) {
            if !sources.contains(&source.as_str()) {
                sources.push(source);
            }
        }
        list(out, 0, "sources", &sources);
    }
}

fn field(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "{name}: {}", quoted(text));
}

fn list(out: &mut String, indent: usize, name: &str, texts: &[&str]) {
    let _ = write!(out, "{:indent$}{name}:", "");
    if texts.is_empty() {
        out.push_str(" []");
    }
    out.push('\n');
    for text in texts {
        let _ = writeln!(out, "{:indent$}  - {}", "", quoted(text));
    }
}

/// Paragraphs, each on one line: an author breaks lines where the file gets wide.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(one_line)
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What texts can speak of: drawn values and words; for each part whether it is there; for each lesson whether it is right, `x_is` with its state,
/// and `asked.x`, whether there is a criterion about it.
fn context(plan: &Plan<'_>, broken: &BTreeMap<&str, &str>) -> Value {
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for (name, value) in &plan.values {
        all.insert((*name).to_owned(), value.clone());
    }
    for part in &plan.blueprint.parts {
        let is_there = plan.parts.contains(part.id.as_str());
        all.insert(variable(&part.id), Value::from(is_there));
    }
    let mut asked: BTreeMap<String, bool> = BTreeMap::new();
    for (lesson, role) in &plan.roles {
        let state = match broken.get(lesson.id.as_str()) {
            Some(lack) => lack,
            None if *role == Role::Absent => "absent",
            None => "right",
        };
        all.insert(lesson.variable(), Value::from(state == "right"));
        all.insert(format!("{}_is", lesson.variable()), Value::from(state));
        asked.insert(
            lesson.variable(),
            matches!(role, Role::Asked(_) | Role::Guard),
        );
    }
    all.insert("asked".to_owned(), Value::from_pairs(asked));
    Value::from_pairs(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_two_versions_never_meet() {
        assert_eq!(
            mission_id("queue-worker", 7, 1),
            "queue-worker-7",
            "the first version"
        );
        assert_eq!(
            mission_id("queue-worker", 7, 2),
            "queue-worker-7-v2",
            "a later one"
        );
    }
}
