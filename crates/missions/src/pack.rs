//! A pack: `pack.yaml`, and a folder (or a single file) for each of its missions.

use std::path::{Path, PathBuf};

use cfn::{Node, Severity};
use grader::MAX_CRITERIA_IN_PACK;

use crate::{
    Mission, Pack, Problem,
    fields::{Fields, is_kebab_case, shorten},
    problems::{Problems, whole_file},
    single::{self, Around},
    source::{Folder, Inside},
};

pub(crate) const PACK_FILE: &str = "pack.yaml";

const FIELDS: &[&str] = &["format", "id", "title", "summary", "missions"];

/// What could be read of a pack.
pub(crate) struct ReadPack {
    /// With the missions that have no error; absent when `pack.yaml` itself has one that leaves nothing to show.
    pub(crate) pack: Option<Pack>,
    /// What its list names, each once: missions that could not be loaded too.
    pub(crate) named: Vec<String>,
    /// Those of `pack.yaml` first, then those of each mission in the pack's order.
    pub(crate) problems: Vec<Problem>,
}

/// Reads a pack's folder. `name` is what it is called, which the pack's id has to be.
pub(crate) fn read(folder: &dyn Folder, name: Option<&str>, check_templates: bool) -> ReadPack {
    let nothing = |problems| ReadPack {
        pack: None,
        named: Vec::new(),
        problems,
    };
    let bytes = match folder.read(PACK_FILE) {
        Ok(bytes) => bytes,
        Err(error) => return nothing(vec![whole_file(Path::new(PACK_FILE), error.to_string())]),
    };
    let mut problems = Problems::of(PACK_FILE);
    let parsed = cfn::parse(&bytes);
    single::remark(&parsed, &mut problems);
    let Some(fields) = parsed
        .root
        .as_ref()
        .and_then(|root| Fields::of(root, "a pack", &mut problems))
    else {
        return nothing(problems.into_sorted());
    };
    fields.refuse_unknown(FIELDS, &mut problems);
    single::check_format(fields, &mut problems);
    let id = single::id(
        fields,
        name.map(|name| (name, "its folder's name")),
        &mut problems,
    );
    let title = fields.text("title", &mut problems);
    let summary = fields.text("summary", &mut problems);
    let ids = mission_ids(fields, folder, &mut problems);

    let mut missions = Vec::new();
    let mut of_missions = Vec::new();
    for (mission, found) in ids
        .iter()
        .filter(|id| is_kebab_case(id))
        .map(|id| read_mission(folder, id, check_templates))
    {
        missions.extend(mission);
        of_missions.extend(found);
    }
    let mut problems = problems.into_sorted();
    problems.extend(of_missions);
    let pack = match (id, title, summary) {
        (Some(id), Some((title, _)), Some((summary, _))) => Some(Pack {
            id,
            title: title.to_owned(),
            summary: summary.to_owned(),
            missions,
        }),
        _ => None,
    };
    ReadPack {
        pack,
        named: ids.into_iter().map(str::to_owned).collect(),
        problems,
    }
}

/// The ids in the list, each once. Those that are not kebab case are not looked for.
fn mission_ids<'n>(
    fields: Fields<'n>,
    folder: &dyn Folder,
    problems: &mut Problems,
) -> Vec<&'n str> {
    let Some(listed) = fields.texts("missions", problems) else {
        return Vec::new();
    };
    let mut ids: Vec<(&str, &Node)> = Vec::new();
    for (id, node) in listed {
        let at = node.span.start;
        if !is_kebab_case(id) {
            problems.error(
                at,
                format!("`{}` is no mission's id, which is kebab case", shorten(id)),
            );
            if !ids.iter().any(|(taken, _)| *taken == id) {
                ids.push((id, node));
            }
        } else if let Some((_, first)) = ids.iter().find(|(taken, _)| *taken == id) {
            let line = first.span.start.line;
            problems.error(at, format!("`{id}` is in the list already, on line {line}"));
        } else {
            ids.push((id, node));
        }
    }
    if let Some(node) = fields.get("missions")
        && node.as_list().is_some_and(<[Node]>::is_empty)
    {
        problems.error(node.span.start, "the pack has no missions");
    }
    let ids: Vec<&str> = ids.into_iter().map(|(id, _)| id).collect();
    for name in folder.folders() {
        if !ids.contains(&name.as_str()) && folder.has(&format!("{name}/mission.yaml")) {
            let at = fields
                .get("missions")
                .map_or(cfn::Position::START, |node| node.span.start);
            let message = format!(
                "the mission in the folder `{name}` is not in the list, so nobody will see it"
            );
            problems.push(Severity::Warning, at, message);
        }
    }
    ids
}

/// A mission's folder `id`, or its single file `id.yaml`.
pub(crate) fn read_mission(
    folder: &dyn Folder,
    id: &str,
    check_templates: bool,
) -> (Option<Mission>, Vec<Problem>) {
    let alone = format!("{id}.yaml");
    let inside = Inside { folder, name: id };
    let is_alone = !folder.has(id) && folder.has(&alone);
    let (file, beside, why): (_, Option<&dyn Folder>, _) = if is_alone {
        (PathBuf::from(&alone), None, "its file's name")
    } else {
        (
            PathBuf::from("mission.yaml"),
            Some(&inside),
            "its folder's name",
        )
    };
    let bytes = if is_alone {
        folder.read(&alone)
    } else {
        inside.read("mission.yaml")
    };
    let (mission, mut problems) = match bytes {
        Ok(bytes) => single::read(
            &file,
            &bytes,
            Around {
                folder: beside,
                id: Some((id, why)),
                limit: MAX_CRITERIA_IN_PACK,
                check_templates,
            },
        ),
        Err(error) => (None, vec![whole_file(&file, error.to_string())]),
    };
    if !is_alone {
        for problem in &mut problems {
            problem.file = Path::new(id).join(&problem.file);
        }
    }
    (mission, problems)
}
