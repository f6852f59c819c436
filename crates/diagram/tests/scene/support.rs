//! What the tests share: bundled missions, pictures as lines of text, and the invariants that every picture keeps.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::{Path, PathBuf},
};

use cfn::Parameters;
use diagram::{ItemKind, Picture, State, picture};
use grader::{Report, Rubric, Subject, grade};

/// A mission's files.
pub(crate) struct Mission {
    /// Folder and name: `networking/two-harbours-one-ledger`.
    pub(crate) name: String,
    pub(crate) rubric: Rubric,
    pub(crate) parameters: Parameters,
    pub(crate) starter: String,
    pub(crate) solution: String,
}

/// Every bundled mission, in the order of their names.
pub(crate) fn missions() -> Vec<Mission> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../missions");
    let mut missions = Vec::new();
    for pack in folders(&root) {
        for folder in folders(&pack) {
            missions.push(mission(&root, &folder));
        }
    }
    assert!(missions.len() >= 48, "the bundled missions are found");
    missions
}

fn mission(root: &Path, folder: &Path) -> Mission {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a mission's file");
    let document = cfn::parse(read("mission.yaml").as_bytes());
    let file = document.root.as_ref().expect("a mission file is YAML");
    let (rubric, problems) = Rubric::compile(file.get("criteria").expect("criteria"));
    let parameters = file.get("parameters").and_then(cfn::Node::as_map);
    let parameters = parameters.unwrap_or_default().iter().map(|entry| {
        let value = entry.value.as_text().expect("a parameter is a text");
        (entry.key.to_string(), value.to_owned())
    });
    Mission {
        name: folder
            .strip_prefix(root)
            .expect("a folder in it")
            .display()
            .to_string(),
        rubric: rubric.unwrap_or_else(|| panic!("{}: {problems:?}", folder.display())),
        parameters: parameters.collect(),
        starter: read("starter.yaml"),
        solution: read("solution.yaml"),
    }
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).expect("a folder of missions");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// A rubric of a list of criteria.
pub(crate) fn rubric(criteria: &str) -> Rubric {
    let document = cfn::parse(criteria.as_bytes());
    let (rubric, problems) = Rubric::compile(document.root.as_ref().expect("criteria are YAML"));
    rubric.unwrap_or_else(|| panic!("the criteria of a test are right: {problems:?}"))
}

/// A template graded and drawn.
pub(crate) fn drawn(text: &str, rubric: Option<&Rubric>, parameters: &Parameters) -> Picture {
    drawn_with(text, rubric, parameters, &BTreeSet::new())
}

pub(crate) fn drawn_with(
    text: &str,
    rubric: Option<&Rubric>,
    parameters: &Parameters,
    collapsed: &BTreeSet<String>,
) -> Picture {
    let subject = Subject {
        mission: "test",
        template: "template.yaml",
        text: text.as_bytes(),
        parameters,
    };
    let report: Option<Report> = rubric.map(|rubric| grade(subject, rubric));
    let picture = picture(subject, rubric, report.as_ref(), collapsed);
    check_invariants(&picture);
    picture
}

/// What holds for every picture.
pub(crate) fn check_invariants(picture: &Picture) {
    let mut ids = BTreeSet::new();
    for (place, item) in picture.items.iter().enumerate() {
        assert!(ids.insert(&item.id), "the id {} is there once", item.id);
        if let Some(parent) = item.parent {
            assert!(parent < place, "{} comes after what holds it", item.id);
            assert_eq!(
                picture.items[parent].kind,
                ItemKind::Group,
                "{} lies in a group",
                item.id
            );
            assert!(
                !picture.items[parent].collapsed,
                "what lies in a folded group is not drawn: {}",
                item.id
            );
        }
        assert_eq!(
            item.kind == ItemKind::Ghost,
            item.state == State::Ghost,
            "only what is missing is a ghost: {}",
            item.id
        );
    }
    let mut connection_ids = BTreeSet::new();
    for connection in &picture.connections {
        assert!(
            connection_ids.insert(&connection.id),
            "the id {} is there once",
            connection.id
        );
        assert!(
            connection.from < picture.items.len() && connection.to < picture.items.len(),
            "both ends of {} are there",
            connection.id
        );
        assert!(
            connection.from != connection.to
                || picture.items[connection.from].kind == ItemKind::Resource,
            "{} leads elsewhere, or from a resource to itself",
            connection.id
        );
        for (inner, outer) in [
            (connection.from, connection.to),
            (connection.to, connection.from),
        ] {
            assert!(
                !is_inside(picture, inner, outer),
                "{} does not lead from a group to what it holds",
                connection.id
            );
        }
        assert!(
            cfn::Relation::named(connection.relation).is_some(),
            "{} has a relation of the criterion language",
            connection.id
        );
    }
}

fn is_inside(picture: &Picture, inner: usize, outer: usize) -> bool {
    let mut at = picture.items[inner].parent;
    while let Some(parent) = at {
        if parent == outer {
            return true;
        }
        at = picture.items[parent].parent;
    }
    false
}

/// A picture as lines: what holds what, with states and badges, then connections.
pub(crate) fn described(picture: &Picture) -> String {
    let mut text = String::new();
    let mut depths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut order: Vec<usize> = Vec::new();
    visit(picture, None, &mut order);
    for place in order {
        let item = &picture.items[place];
        let depth = item.parent.map_or(0, |parent| depths[&parent] + 1);
        depths.insert(place, depth);
        let _ = write!(text, "{}{}", "  ".repeat(depth), item.label);
        if item.kind != ItemKind::Ghost {
            let _ = write!(text, " ({})", diagram::service(&item.type_name).name);
        }
        let _ = write!(text, "{}", state(item.state));
        for badge in &item.badges {
            let _ = write!(
                text,
                " +{} {}{}",
                badge.kind.name(),
                badge.id,
                state(badge.state)
            );
        }
        if item.collapsed {
            let _ = write!(text, " holds {}", item.holds);
        }
        text.push('\n');
    }
    for connection in &picture.connections {
        let _ = write!(
            text,
            "{} {} {}{}",
            picture.items[connection.from].label,
            connection.relation,
            picture.items[connection.to].label,
            state(connection.state)
        );
        if let Some(via) = &connection.via {
            let _ = write!(text, " via {via}");
        }
        text.push('\n');
    }
    text
}

fn visit(picture: &Picture, parent: Option<usize>, order: &mut Vec<usize>) {
    for (place, item) in picture.items.iter().enumerate() {
        if item.parent == parent {
            order.push(place);
            visit(picture, Some(place), order);
        }
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::None => "",
        State::Pass => " ✓",
        State::Unknown => " ?",
        State::Fail => " ✗",
        State::Ghost => " ░",
    }
}
