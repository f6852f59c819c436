//! The picture of a mission's template, now or at an attempt; positions stay put from one to the next. What is drawn is decided in the
//! crate `diagram`.

use std::{
    collections::BTreeSet,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use diagram::{Picture, Scene};
use grader::{Report, Subject};
use missions::Mission;
use store::AttemptId;

use crate::{
    Engine, EngineError,
    attempts::{parse_report, words},
    blanks::sheet,
    engine::lock,
    files,
};

/// Pictures are kept of so many missions and foldings; each is a few hundred kilobytes at most.
const MOST_DRAWN: usize = 16;
/// Larger pixels than a front end makes of the largest picture.
const MOST_PNG_BYTES: usize = 64 * 1024 * 1024;
const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The last part of every PNG, with its checksum.
const PNG_END: &[u8] = b"IEND\xaeB`\x82";

/// A form in which a picture is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagramFormat {
    /// A drawing, for a light page.
    Svg,
    /// A drawing, for a dark page.
    SvgDark,
    /// Pixels; the front end makes them.
    Png,
    /// Mermaid's `flowchart`.
    Mermaid,
    /// Graphviz.
    Dot,
    /// The scene as JSON.
    Json,
    /// Lines of text.
    Text,
}

impl DiagramFormat {
    /// How its files end, the usual way first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            DiagramFormat::Svg | DiagramFormat::SvgDark => &["svg"],
            DiagramFormat::Png => &["png"],
            DiagramFormat::Mermaid => &["mmd", "mermaid", "md"],
            DiagramFormat::Dot => &["dot", "gv"],
            DiagramFormat::Json => &["json"],
            DiagramFormat::Text => &["txt"],
        }
    }

    /// A scene in this form, lines of text at most `columns` wide; nothing for pixels, which only a front end makes.
    pub fn write(self, scene: &Scene, columns: usize) -> Option<String> {
        match self {
            DiagramFormat::Svg => Some(diagram::to_svg(scene, false)),
            DiagramFormat::SvgDark => Some(diagram::to_svg(scene, true)),
            DiagramFormat::Png => None,
            DiagramFormat::Mermaid => Some(diagram::to_mermaid(scene)),
            DiagramFormat::Dot => Some(diagram::to_dot(scene)),
            DiagramFormat::Json => Some(diagram::to_json(scene) + "\n"),
            DiagramFormat::Text => Some(diagram::to_text(scene, columns)),
        }
    }
}

/// A picture that was taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportedDiagram {
    /// Written to a file.
    Written(PathBuf),
    /// To be copied.
    Text(String),
}

/// The pictures that were drawn last, the newest at the end.
#[derive(Debug, Default)]
pub(crate) struct Drawn(Vec<Last>);

#[derive(Debug)]
struct Last {
    mission: String,
    collapsed: BTreeSet<String>,
    picture: Picture,
    scene: Scene,
}

/// How wide lines of text are that nobody measured a terminal for.
const COLUMNS: usize = 100;

impl Engine {
    /// Draws the newest attempt, or a given one; before the start the starter. `collapsed` names the groups that are folded. While blanks
    /// are open, nothing is drawn that says what a criterion still needs.
    ///
    /// # Errors
    /// [`EngineError::UnknownMission`]; [`EngineError::Unknown`]: the attempt is none, or of another mission.
    pub fn diagram(
        &self,
        id: &str,
        attempt: Option<AttemptId>,
        collapsed: &BTreeSet<String>,
    ) -> Result<Scene, EngineError> {
        let mission = self.mission(id)?;
        let attempt = match attempt {
            Some(attempt) => Some(attempt),
            None => self.newest_attempt(id)?.map(|newest| newest.id),
        };
        let (text, report) = match attempt {
            Some(attempt) => {
                let stored = self.save_of(id, attempt)?;
                let report = parse_report(&stored.report)?;
                (stored.snapshot, Some(report))
            }
            // Nothing was graded, so nothing is told of it.
            None => (
                mission.starter.clone().unwrap_or_default().into_bytes(),
                None,
            ),
        };
        let picture = fault_as_error(|| drawn_of(&mission, &text, report, collapsed))?;
        self.laid_out(id, collapsed, picture)
    }

    /// Gives a picture its places, those of the mission's last one where they still hold.
    fn laid_out(
        &self,
        id: &str,
        collapsed: &BTreeSet<String>,
        picture: Picture,
    ) -> Result<Scene, EngineError> {
        // Held while it is laid out: two requests for the same new picture must not give two layouts.
        let mut drawn = lock(&self.inner.drawn);
        let own = |last: &Last| last.mission == id;
        let same = drawn
            .0
            .iter()
            .rposition(|last| own(last) && last.collapsed == *collapsed);
        let before = same.or_else(|| drawn.0.iter().rposition(own));
        let before = before.map(|place| &drawn.0[place]);
        let (scene, _) = fault_as_error(|| {
            diagram::lay_out(&picture, before.map(|last| (&last.picture, &last.scene)))
        })?;
        // A save that is no template shows nothing, and the next one is drawn where it was.
        if picture.items.is_empty() {
            return Ok(scene);
        }
        if let Some(place) = same {
            drawn.0.remove(place);
        } else if drawn.0.len() >= MOST_DRAWN {
            drawn.0.remove(0);
        }
        drawn.0.push(Last {
            mission: id.to_owned(),
            collapsed: collapsed.clone(),
            picture,
            scene: scene.clone(),
        });
        Ok(scene)
    }

    /// Takes a picture along: into a file, replaced whole, or as text when there is no `file`. `png` is what the front end made.
    ///
    /// # Errors
    /// As [`Engine::diagram`]. [`EngineError::Request`]: the file's name does not end as the format does, it is no plain file or a
    /// mission's template, or the pixels are none. [`EngineError::Unwritable`]: then a file that was there is as it was.
    pub fn export_diagram(
        &self,
        id: &str,
        attempt: Option<AttemptId>,
        collapsed: &BTreeSet<String>,
        format: DiagramFormat,
        file: Option<PathBuf>,
        png: Option<Vec<u8>>,
    ) -> Result<ExportedDiagram, EngineError> {
        if let Some(file) = &file {
            check_file(file, format)?;
            self.refuse_template(file)?;
        }
        let scene = self.diagram(id, attempt, collapsed)?;
        let content = match format.write(&scene, COLUMNS) {
            Some(text) => text.into_bytes(),
            None => check_png(png)?,
        };
        let Some(file) = file else {
            return String::from_utf8(content)
                .map(ExportedDiagram::Text)
                .map_err(|_| {
                    EngineError::Request("a PNG is written to a file; choose one".to_owned())
                });
        };
        write_file(&file, format, &content)?;
        Ok(ExportedDiagram::Written(file))
    }

    /// Refuses a file that is the template of a started mission, by whatever way it is named: a template may be JSON, as a picture may.
    ///
    /// # Errors
    /// [`EngineError::Request`]: it is one.
    pub fn refuse_template(&self, file: &Path) -> Result<(), EngineError> {
        let Ok(place) = fs::canonicalize(file) else {
            // Nothing is there to be lost.
            return Ok(());
        };
        let is_there = |template: &Path| fs::canonicalize(template).is_ok_and(|own| own == place);
        let started = self.inner.store.all_started()?;
        match started.iter().find(|one| is_there(&one.template)) {
            Some(own) => Err(EngineError::Request(format!(
                "{} is the template of the mission `{}` and stays; choose another name",
                file.display(),
                own.mission_id
            ))),
            None => Ok(()),
        }
    }
}

/// Writes a picture into a file, whole or not at all.
///
/// # Errors
/// As [`Engine::export_diagram`].
pub fn write_file(file: &Path, format: DiagramFormat, content: &[u8]) -> Result<(), EngineError> {
    check_file(file, format)?;
    files::replace(file, content).map_err(|error| EngineError::Unwritable {
        path: file.to_owned(),
        reason: files::why(&error),
    })
}

/// The picture of a text as it may be shown.
fn drawn_of(
    mission: &Mission,
    text: &[u8],
    report: Option<Report>,
    collapsed: &BTreeSet<String>,
) -> Picture {
    let subject = Subject {
        mission: &mission.id,
        template: "template.yaml",
        text,
        parameters: &mission.parameters,
    };
    let Some(report) = report else {
        return diagram::picture(subject, None, None, collapsed);
    };
    let blanks = sheet(mission, text);
    // A ghost is often the answer to a blank.
    let rubric = Some(&mission.rubric).filter(|_| blanks.is_answered());
    let told = blanks.told(mission, report);
    diagram::picture(subject, rubric, Some(&told), collapsed)
}

/// A fault of the program in one picture must not end the window.
fn fault_as_error<T>(work: impl FnOnce() -> T) -> Result<T, EngineError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| EngineError::Damaged {
        context: "drawing stopped on a fault of the program",
        reason: words(&panic),
    })
}

/// A name that does not end like the format is mostly a slip, and may be the template's.
fn check_file(file: &Path, format: DiagramFormat) -> Result<(), EngineError> {
    let refused = |reason: String| Err(EngineError::Request(reason));
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let endings = format.extensions();
    if !endings.contains(&ending.as_str()) {
        return refused(format!(
            "{} does not end in .{}; choose another name",
            file.display(),
            endings.join(" or .")
        ));
    }
    if !file.is_absolute() {
        return refused(format!(
            "{} is not a whole path; choose a folder",
            file.display()
        ));
    }
    match file.symlink_metadata() {
        Ok(found) if !found.is_file() => refused(format!(
            "{} is there and is not a plain file; choose another name",
            file.display()
        )),
        // Nothing is there, or writing will say what is wrong.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The pixels, when they are a whole PNG.
fn check_png(png: Option<Vec<u8>>) -> Result<Vec<u8>, EngineError> {
    let Some(png) = png else {
        return Err(EngineError::Request(
            "there are no pixels to write; export an SVG instead".to_owned(),
        ));
    };
    if png.len() > MOST_PNG_BYTES {
        return Err(EngineError::Request(format!(
            "the PNG has {} bytes and at most {MOST_PNG_BYTES} are written; export an SVG instead",
            png.len()
        )));
    }
    if !png.starts_with(PNG_START) || !png.ends_with(PNG_END) {
        return Err(EngineError::Request(
            "what was drawn is no whole PNG; export an SVG instead".to_owned(),
        ));
    }
    Ok(png)
}
