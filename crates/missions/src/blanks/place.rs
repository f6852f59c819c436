//! How the blanks of a mission stand in a learner's text.

use std::ops::Range;

use cfn::{Document, Node, Position, ScalarStyle, Severity};

use super::{
    Blank,
    pattern::Pattern,
    site::{Site, Trail, described, with_marker},
};
use crate::{
    Mission,
    edit::{Source, Written, at},
    fields::shorten,
};

/// A blank and how it stands in a learner's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The blank's id.
    pub id: String,
    /// The resource that it is in.
    pub resource: Option<String>,
    /// The path of the property that it is in or is the name of, from the resource.
    pub path: String,
    /// How it stands.
    pub state: State,
}

/// How a blank stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not answered: its marker is there, or nothing is.
    Empty(Place),
    /// Answered.
    Filled {
        /// The answer, without quotes.
        answer: String,
        /// Where.
        place: Place,
    },
    /// It cannot be found; a sentence that says what to do.
    Lost(String),
}

/// Where a blank, or its answer, stands; from 1, on one line, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The first column.
    pub column: u32,
    /// The column after the last.
    pub end_column: u32,
}

/// The blanks of a mission as they stand in a text, in the order of the starter.
pub fn place(mission: &Mission, text: &[u8]) -> Vec<Placed> {
    let starter = cfn::parse(mission.starter.as_deref().unwrap_or_default().as_bytes());
    let document = cfn::parse(text);
    let source = Source::of(text);
    let view = View::of(mission, &starter, &document, source.as_ref());
    view.in_order()
        .into_iter()
        .map(|index| view.placed(index))
        .collect()
}

/// A mission's starter and a learner's text, side by side.
pub(super) struct View<'v> {
    blanks: &'v [Blank],
    markers: Vec<String>,
    starter: Option<&'v Node>,
    document: &'v Document,
    source: Option<&'v Source<'v>>,
}

/// A blank that was found.
pub(super) struct Found {
    pub(super) site: Site,
    /// The bytes of the answer, or of the marker.
    pub(super) stretch: Range<usize>,
    /// The same within the value.
    pub(super) inside: Range<usize>,
    /// What stands there.
    pub(super) answer: String,
    /// The scalar or key that it is in; absent when a function or a list stands there.
    pub(super) written: Option<Written>,
    /// Whether the answer is the whole of the scalar or key.
    pub(super) is_whole: bool,
}

impl<'v> View<'v> {
    pub(super) fn of(
        mission: &'v Mission,
        starter: &'v Document,
        document: &'v Document,
        source: Option<&'v Source<'v>>,
    ) -> Self {
        Self {
            blanks: &mission.blanks,
            markers: mission.blanks.iter().map(Blank::marker).collect(),
            starter: starter.root.as_ref(),
            document,
            source,
        }
    }

    /// The blanks by where they stand in the starter.
    fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<(Position, usize)> = (0..self.blanks.len())
            .map(|index| (self.start_in_starter(index), index))
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, index)| index).collect()
    }

    fn start_in_starter(&self, index: usize) -> Position {
        let last = Position {
            line: u32::MAX,
            column: u32::MAX,
        };
        let start = || {
            let root = self.starter?;
            let site = self.site_in_starter(index)?;
            let node = at(root, &site.address)?;
            let marker = self.markers.get(index)?;
            Some(match site.key {
                Some(key) => node.as_map()?.get(key)?.key_span.start,
                None => {
                    let before = node.as_text()?.find(marker.as_str())?;
                    node.span.start.right(before)
                }
            })
        };
        start().unwrap_or(last)
    }

    pub(super) fn site_in_starter(&self, index: usize) -> Option<Site> {
        with_marker(self.starter?, self.markers.get(index)?)
            .into_iter()
            .next()
    }

    /// The text of the starter that a blank is in, as a pattern, and whether it was written without quotes.
    pub(super) fn pattern(&self, index: usize) -> Option<(Pattern, bool)> {
        let root = self.starter?;
        let site = self.site_in_starter(index)?;
        let pattern = Pattern::of(site.text(root)?, &self.markers)?;
        let is_plain = match site.key {
            Some(_) => true,
            None => at(root, &site.address)?.as_scalar()?.style == ScalarStyle::Plain,
        };
        Some((pattern, is_plain))
    }

    fn placed(&self, index: usize) -> Placed {
        let id = self.blanks.get(index).map(|blank| blank.id.clone());
        let found = self.find(index);
        let (resource, path) = match (&found, self.document.root.as_ref()) {
            (Ok(found), Some(root)) => described(root, &found.site),
            _ => match (self.starter, self.site_in_starter(index)) {
                (Some(root), Some(site)) => described(root, &site),
                _ => (None, String::new()),
            },
        };
        let state = match found {
            Ok(found) => self.state(index, &found),
            Err(why) => match self.seen(index) {
                Some(place) => State::Empty(place),
                None => State::Lost(why),
            },
        };
        Placed {
            id: id.unwrap_or_default(),
            resource,
            path,
            state,
        }
    }

    fn state(&self, index: usize, found: &Found) -> State {
        let place = self.place_of(found.stretch.clone());
        if found.answer.is_empty() || Some(&found.answer) == self.markers.get(index) {
            return State::Empty(place);
        }
        State::Filled {
            answer: found.answer.clone(),
            place,
        }
    }

    fn place_of(&self, stretch: Range<usize>) -> Place {
        let position = |offset| {
            self.source
                .map_or(Position::START, |source| source.position(offset))
        };
        let (start, end) = (position(stretch.start), position(stretch.end));
        Place {
            line: start.line,
            column: start.column,
            end_column: end.column,
        }
    }

    /// The marker in a text that cannot be read as a tree, when it is there once.
    fn seen(&self, index: usize) -> Option<Place> {
        if self.document.root.is_some() {
            return None;
        }
        let (text, marker) = (self.source?.text, self.markers.get(index)?);
        let mut found = text.match_indices(marker.as_str());
        let (start, _) = found.next()?;
        found
            .next()
            .is_none()
            .then(|| self.place_of(start..start + marker.len()))
    }

    /// Finds a blank, or says in a sentence why not.
    pub(super) fn find(&self, index: usize) -> Result<Found, String> {
        let (Some(root), Some(source)) = (self.document.root.as_ref(), self.source) else {
            return Err(self.unreadable());
        };
        let marker = self
            .markers
            .get(index)
            .map(String::as_str)
            .unwrap_or_default();
        let mut marked = with_marker(root, marker);
        let site = match marked.pop() {
            Some(only) if marked.is_empty() => Some(only),
            _ => self.follow(root, index),
        };
        let site = site.ok_or_else(|| self.gone(index))?;
        self.found(root, source, index, site).ok_or_else(|| {
            format!(
                "What stands for `{marker}` is written over several lines now. Answer it in the file, or write `{marker}` in its place."
            )
        })
    }

    fn follow(&self, root: &Node, index: usize) -> Option<Site> {
        let trail = Trail {
            markers: &self.markers,
            blank: index,
        };
        trail.follow(self.starter?, root, &self.site_in_starter(index)?)
    }

    fn found(&self, root: &Node, source: &Source<'_>, index: usize, site: Site) -> Option<Found> {
        let node = at(root, &site.address)?;
        let written = match site.key {
            Some(key) => {
                let entry = node.as_map()?.get(key)?;
                Some(Written::of_key(source, entry.key_span, &entry.key)?)
            }
            None if node.as_scalar().is_none() => None,
            None => Some(Written::of(source, node)?),
        };
        let Some(written) = written else {
            let stretch = source.range(node.span)?;
            return Some(Found {
                answer: source.text.get(stretch.clone())?.to_owned(),
                inside: 0..stretch.len(),
                site,
                stretch,
                written: None,
                is_whole: true,
            });
        };
        let text = site.text(root)?;
        let inside = self.inside(text, index)?;
        let answer = text.get(inside.clone())?.to_owned();
        let stretch = written.stretch(source, text, inside.clone())?;
        Some(Found {
            is_whole: inside == (0..text.len()),
            stretch: (!answer.contains('\n')).then_some(stretch)?,
            inside,
            answer,
            site,
            written: Some(written),
        })
    }

    /// Where in a text the marker or the answer is.
    fn inside(&self, text: &str, index: usize) -> Option<Range<usize>> {
        let marker = self.markers.get(index)?;
        match text.find(marker.as_str()) {
            Some(start) => Some(start..start + marker.len()),
            None => self.pattern(index)?.0.stretch(text, index),
        }
    }

    fn unreadable(&self) -> String {
        let mut errors = self.document.diagnostics.iter();
        match errors.find(|one| one.severity == Severity::Error) {
            Some(error) => format!(
                "The template cannot be read as it is. Line {}: {}",
                error.span.start.line, error.message
            ),
            None => "The template cannot be read as it is.".to_owned(),
        }
    }

    fn gone(&self, index: usize) -> String {
        let marker = self
            .markers
            .get(index)
            .map(String::as_str)
            .unwrap_or_default();
        let described = || Some(described(self.starter?, &self.site_in_starter(index)?));
        let place = match described() {
            Some((Some(resource), path)) => {
                format!("`{}` of `{}`", shorten(&path), shorten(&resource))
            }
            Some((None, path)) => format!("`{}`", shorten(&path)),
            None => "The blank".to_owned(),
        };
        format!(
            "{place} is not where it was, or is written in another way. Answer it in the file, or write `{marker}` where it belongs."
        )
    }
}
