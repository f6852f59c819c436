//! One mission file's text to a mission: the format of `mission.yaml`, and the first form, a bare list of criteria.

use std::path::Path;

use cfn::{Document, Node, Position, Severity, codes, suggest::did_you_mean};

use crate::{
    FORMAT, Level, Mission, Problem, blanks, criteria, document,
    fields::{Fields, describe, is_kebab_case, shorten},
    origin,
    problems::{Problems, has_error},
    skills,
    source::{Folder, ReadError},
    template::{self, Inline},
};

/// Shortest and longest mission, in minutes.
pub(crate) const MINUTES: std::ops::RangeInclusive<u32> = 1..=600;

const FIELDS: &[&str] = &[
    "format",
    "id",
    "title",
    "summary",
    "level",
    "services",
    "skills",
    "minutes",
    "scenario",
    "parameters",
    "criteria",
    "hints",
    "given",
    "follows",
    "blanks",
    "origin",
    "sources",
    "starter",
    "solution",
];

/// What stands around a mission file, and how strictly it is read.
#[derive(Clone, Copy)]
pub(crate) struct Around<'f> {
    /// Where `starter.yaml` and `solution.yaml` are when they are not inline.
    pub(crate) folder: Option<&'f dyn Folder>,
    /// What the id has to be, and why: "its folder's name".
    pub(crate) id: Option<(&'f str, &'static str)>,
    /// The most criteria.
    pub(crate) limit: usize,
    /// Whether starter and solution are parsed to find their errors. What was proved before need not be.
    pub(crate) check_templates: bool,
}

/// Reads a mission file. Problems name it `file`, and the files beside it by their names.
pub(crate) fn read(
    file: &Path,
    bytes: &[u8],
    around: Around<'_>,
) -> (Option<Mission>, Vec<Problem>) {
    let mut problems = Problems::of(file);
    let parsed = cfn::parse(bytes);
    remark(&parsed, &mut problems);
    let Some(root) = &parsed.root else {
        return (None, problems.into_sorted());
    };
    let is_first_form = root.as_list().is_some()
        || (root.get("successCriteria").is_some() && root.get("format").is_none());
    let (mission, beside) = if is_first_form {
        (first_form(file, root, around, &mut problems), Vec::new())
    } else {
        // There is a tree, so it is UTF-8.
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let mut reader = Reader {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            around,
            problems: &mut problems,
            beside: Vec::new(),
        };
        (reader.mission(root), reader.beside)
    };
    let mut found = problems.into_sorted();
    found.extend(beside);
    (mission.filter(|_| !has_error(&found)), found)
}

/// What the parser said, as far as it is about a mission file: it speaks of templates, and the last of two keys is no matter of taste
/// here.
pub(crate) fn remark(parsed: &Document, problems: &mut Problems) {
    for diagnostic in &parsed.diagnostics {
        let at = diagnostic.span.start;
        match diagnostic.code {
            codes::EMPTY => problems.error(Position::START, "the file is empty"),
            codes::DUPLICATE_KEY => problems.error(at, &diagnostic.message),
            codes::UNKNOWN_FUNCTION => {
                problems.error(
                    at,
                    "a `!` tag has no meaning here; put the text into quotes",
                );
            }
            _ if diagnostic.severity == Severity::Error => problems.error(at, &diagnostic.message),
            _ => {}
        }
    }
}

/// The first form ever used: criteria and nothing else that counts. Its other fields are left alone, since programs wrote them.
fn first_form(
    file: &Path,
    root: &Node,
    around: Around<'_>,
    problems: &mut Problems,
) -> Option<Mission> {
    let rubric = criteria::compile(root, around.limit, problems);
    let id = file.file_stem()?.to_string_lossy().into_owned();
    let title = root.get("title").and_then(Node::as_text).unwrap_or(&id);
    let mission = Mission {
        title: title.to_owned(),
        summary: String::new(),
        level: Level::Foundation,
        services: Vec::new(),
        skills: Vec::new(),
        criterion_skills: std::collections::BTreeMap::new(),
        minutes: 0,
        scenario: String::new(),
        parameters: cfn::Parameters::new(),
        rubric: rubric?,
        hints: std::collections::BTreeMap::new(),
        starter: None,
        solution: None,
        given: Vec::new(),
        follows: None,
        blanks: Vec::new(),
        origin: None,
        sources: Vec::new(),
        version: String::new(),
        document: String::new(),
        id,
    };
    let list = root.get("successCriteria").unwrap_or(root);
    Some(document::seal_first_form(mission, list))
}

/// What a card says of a mission without a summary: the first sentence of its scenario, cut to the width of a card.
pub(crate) fn first_sentence(scenario: &str) -> String {
    const WIDTH: usize = 90;
    let words: Vec<&str> = scenario
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let paragraph = words.join(" ");
    let sentence = paragraph
        .split_inclusive(". ")
        .next()
        .unwrap_or_default()
        .trim_end();
    if sentence.chars().count() <= WIDTH {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(WIDTH - 1).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{whole_words}…")
}

struct Reader<'a, 'f> {
    text: &'a str,
    around: Around<'f>,
    problems: &'a mut Problems,
    /// Problems of the files beside the mission.
    beside: Vec<Problem>,
}

impl Reader<'_, '_> {
    /// Every field is read whatever became of the others, so that all problems are found at once.
    fn mission(&mut self, root: &Node) -> Option<Mission> {
        let fields = Fields::of(root, "a mission", self.problems)?;
        fields.refuse_unknown(FIELDS, self.problems);
        check_format(fields, self.problems);
        let id = id(fields, self.around.id, self.problems);
        let title = fields.text("title", self.problems);
        let given_summary = match fields.get("summary") {
            Some(_) => fields
                .text("summary", self.problems)
                .map(|(text, _)| Some(text.to_owned())),
            None => Some(None),
        };
        let level = level(fields, self.problems);
        let services = self.services(fields);
        let ids = fields
            .get("criteria")
            .filter(|node| node.as_list().is_some())
            .map(criteria::ids);
        let skills = skills::read(fields, ids.as_deref(), self.problems);
        let minutes = self.minutes(fields);
        let scenario = fields.text("scenario", self.problems);
        let parameters = fields
            .get("parameters")
            .map(|node| criteria::parameters(node, self.problems));
        let criteria = fields.required("criteria", self.problems);
        let rubric = criteria
            .filter(|node| self.is_list(node))
            .and_then(|node| criteria::compile(node, self.around.limit, self.problems));
        // Ids are held against a list only; that it is none is said already.
        let listed = criteria.filter(|node| node.as_list().is_some());
        let hints = fields
            .get("hints")
            .map(|node| criteria::hints(node, listed, self.problems));
        let sources = match fields.get("sources") {
            Some(_) => fields.texts("sources", self.problems),
            None => Some(Vec::new()),
        };
        let given = self.given(fields, ids.as_deref());
        let follows = self.follows(fields);
        let origin = origin::read(fields, self.problems);
        let starter = self.template(fields, "starter");
        let blanks = blanks::read(fields, starter.as_deref(), self.problems);
        let solution = self.template(fields, "solution");
        let skills = skills?;
        let mission = Mission {
            id: id?,
            title: title?.0.to_owned(),
            summary: given_summary?
                .unwrap_or_else(|| first_sentence(scenario.map_or("", |text| text.0))),
            level: level?,
            services: services?,
            skills: skills.names,
            criterion_skills: skills.of_criteria,
            minutes: minutes?,
            scenario: scenario?.0.to_owned(),
            parameters: parameters.unwrap_or_default(),
            rubric: rubric?,
            hints: hints.unwrap_or_default(),
            starter: Some(starter?),
            solution: Some(solution?),
            given,
            follows,
            blanks,
            origin,
            sources: owned(sources?),
            version: String::new(),
            document: String::new(),
        };
        Some(document::seal(mission, criteria?))
    }

    fn services(&mut self, fields: Fields<'_>) -> Option<Vec<String>> {
        let services = fields.texts("services", self.problems)?;
        for (service, node) in &services {
            if !is_kebab_case(service) {
                let message = format!(
                    "the service `{}` must be lower case, as in `api-gateway`",
                    shorten(service)
                );
                self.problems.error(node.span.start, message);
            }
        }
        Some(owned(services))
    }

    /// Ids of criteria that the starter meets on purpose.
    fn given(&mut self, fields: Fields<'_>, criteria: Option<&[String]>) -> Vec<String> {
        if fields.get("given").is_none() {
            return Vec::new();
        }
        let mut given: Vec<String> = Vec::new();
        for (id, node) in fields.texts("given", self.problems).unwrap_or_default() {
            if !skills::is_criterion(id, node, criteria, self.problems) {
                continue;
            }
            if given.iter().any(|known| known == id) {
                let message = format!("`{}` is in `given` already", shorten(id));
                self.problems.error(node.span.start, message);
            } else {
                given.push(id.to_owned());
            }
        }
        given
    }

    /// The id of the mission whose second part this is.
    fn follows(&mut self, fields: Fields<'_>) -> Option<String> {
        fields.get("follows")?;
        let (id, node) = fields.text("follows", self.problems)?;
        if !is_kebab_case(id) {
            let message = format!("`{}` is no mission's id, which is kebab case", shorten(id));
            self.problems.error(node.span.start, message);
            return None;
        }
        Some(id.to_owned())
    }

    fn minutes(&mut self, fields: Fields<'_>) -> Option<u32> {
        let node = fields.required("minutes", self.problems)?;
        let minutes = node
            .as_text()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|text| text.parse().ok())
            .filter(|minutes| MINUTES.contains(minutes));
        if minutes.is_none() {
            let message = format!(
                "`minutes` must be a whole number from {} to {}, not {}",
                MINUTES.start(),
                MINUTES.end(),
                describe(node)
            );
            self.problems.error(node.span.start, message);
        }
        minutes
    }

    /// The list only: an object with `successCriteria` is another form, and has no place inside of this one.
    fn is_list(&mut self, criteria: &Node) -> bool {
        let is_list = criteria.as_list().is_some();
        if !is_list {
            let message = format!("`criteria` must be a list, not {}", describe(criteria));
            self.problems.error(criteria.span.start, message);
        }
        is_list
    }

    /// The starter or the solution: inline, else the file beside the mission.
    fn template(&mut self, fields: Fields<'_>, name: &'static str) -> Option<String> {
        let file = format!("{name}.yaml");
        let Some(node) = fields.get(name) else {
            return match self.around.folder {
                Some(folder) => self.template_file(folder, &file),
                None => {
                    fields.required(name, self.problems);
                    None
                }
            };
        };
        if self.around.folder.is_some_and(|folder| folder.has(&file)) {
            let message = format!("`{name}` is written here and in {file}: keep one of them");
            self.problems.error(node.span.start, message);
        }
        let (text, node) = fields.text(name, self.problems)?;
        if self.around.check_templates {
            Inline::new(text, node, self.text).check(name, self.problems);
        }
        Some(text.to_owned())
    }

    fn template_file(&mut self, folder: &dyn Folder, file: &str) -> Option<String> {
        let bytes = match folder.read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.refuse_file(file, &error);
                return None;
            }
        };
        if self.around.check_templates {
            self.beside.extend(template::check_file(file, &bytes));
        }
        match String::from_utf8(bytes.into_owned()) {
            Ok(text) => Some(text),
            Err(error) => {
                if !self.around.check_templates {
                    self.refuse_file(file, &ReadError::Other(error.to_string()));
                }
                None
            }
        }
    }

    fn refuse_file(&mut self, file: &str, error: &ReadError) {
        self.beside.push(crate::problems::whole_file(
            Path::new(file),
            error.to_string(),
        ));
    }
}

pub(crate) fn check_format(fields: Fields<'_>, problems: &mut Problems) {
    if let Some(node) = fields.required("format", problems)
        && node.as_text() != Some(FORMAT)
    {
        let message = format!(
            "`format` must be {FORMAT}, the only one that this program knows, not {}",
            describe(node)
        );
        problems.error(node.span.start, message);
    }
}

/// The id of a mission or a pack, and `wanted` with the reason why it has to be that.
pub(crate) fn id(
    fields: Fields<'_>,
    wanted: Option<(&str, &'static str)>,
    problems: &mut Problems,
) -> Option<String> {
    let (id, node) = fields.text("id", problems)?;
    let at = node.span.start;
    if !is_kebab_case(id) {
        let message = format!(
            "the id `{}` must be kebab case: lower-case letters, digits and single hyphens, at most 64 of them",
            shorten(id)
        );
        problems.error(at, message);
        return None;
    }
    if let Some((wanted, why)) = wanted
        && id != wanted
    {
        let message = format!("the id `{id}` must be `{}`, {why}", shorten(wanted));
        problems.error(at, message);
    }
    Some(id.to_owned())
}

fn level(fields: Fields<'_>, problems: &mut Problems) -> Option<Level> {
    let (word, node) = fields.text("level", problems)?;
    let level = Level::WORDS.iter().find(|(name, _)| *name == word);
    if level.is_none() {
        let words: Vec<&str> = Level::WORDS.iter().map(|(name, _)| *name).collect();
        let near = did_you_mean(word, words.iter().copied());
        let message = format!(
            "`level` must be one of {}, not `{}`{near}",
            words.join(", "),
            shorten(word)
        );
        problems.error(node.span.start, message);
    }
    level.map(|(_, level)| *level)
}

fn owned(texts: Vec<(&str, &Node)>) -> Vec<String> {
    texts.into_iter().map(|(text, _)| text.to_owned()).collect()
}
