//! One resource as a preset reads it: values at paths of plain keys, and what is asked of one. Paths with `[*]` and JSON texts
//! are read in `walk`; what is good or bad is each preset's own.

use std::{borrow::Cow, collections::BTreeMap};

use cfn::{Data, Decision, Resource, Span, Text, Value};

use super::finding::{At, Finding, Fix};
use crate::{
    decimal::is_number,
    expected::Expected,
    glob::Glob,
    walk::{Place, is_unexpanded},
    wording,
    world::World,
};

/// A resource of the template.
#[derive(Clone, Copy)]
pub(super) struct Subject<'m> {
    /// Place in the model.
    pub(super) index: usize,
    pub(super) resource: &'m Resource<'m>,
}

/// What stands at a path.
#[derive(Clone, Copy)]
pub(super) enum Look<'v> {
    Found(Spot<'v>),
    Missing,
    /// What it is, or whether it is there, cannot be known.
    Unknown {
        /// The end of a sentence.
        reason: &'v str,
        mark: Span,
    },
}

/// A value and the place that an editor marks.
#[derive(Clone, Copy)]
pub(super) struct Spot<'v> {
    pub(super) value: &'v Value<'v>,
    pub(super) mark: Span,
}

/// Every resource that a condition does not take away, in document order.
pub(super) fn all<'m>(world: &World<'m>) -> Vec<Subject<'m>> {
    (0..world.model.resources.len())
        .map(|index| subject(world, index))
        .filter(|subject| subject.resource.presence != Decision::False)
        .collect()
}

/// Those of some types, in document order.
pub(super) fn of_types<'m>(world: &World<'m>, types: &[&str]) -> Vec<Subject<'m>> {
    let mut indices: Vec<usize> = types
        .iter()
        .flat_map(|type_name| world.present_of_type(type_name))
        .collect();
    indices.sort_unstable();
    indices.dedup();
    indices
        .into_iter()
        .map(|index| subject(world, index))
        .collect()
}

fn subject<'m>(world: &World<'m>, index: usize) -> Subject<'m> {
    Subject {
        index,
        resource: world.resource(index),
    }
}

/// The present resources of some types by their logical ids.
pub(super) fn by_id<'m>(world: &World<'m>, types: &[&str]) -> BTreeMap<&'m str, Subject<'m>> {
    of_types(world, types)
        .into_iter()
        .map(|subject| (subject.resource.id, subject))
        .collect()
}

impl<'m> Subject<'m> {
    pub(super) fn id(&self) -> &'m str {
        self.resource.id
    }

    pub(super) fn is(&self, type_name: &str) -> bool {
        self.resource.counts_as(type_name)
    }

    /// Whether it is one of SAM's own types.
    pub(super) fn is_sam(&self) -> bool {
        self.resource.type_name.starts_with("AWS::Serverless::")
    }

    /// What stands at keys with dots between them, from `Properties` or, with `@`, from the resource itself.
    pub(super) fn look(&self, path: &str) -> Look<'m> {
        match path.strip_prefix('@') {
            Some(path) => look_in(&self.resource.attributes, path),
            None => look_in(&self.resource.properties, path),
        }
    }

    /// Whether something may stand at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        !matches!(self.look(path), Look::Missing)
    }

    /// The written text at a path, when it is known.
    pub(super) fn text(&self, path: &str) -> Option<&'m str> {
        match self.look(path) {
            Look::Found(spot) => spot.value.as_text(),
            Look::Missing | Look::Unknown { .. } => None,
        }
    }

    /// Asks for one value.
    pub(super) fn ask(&self, ask: Ask<'_>) -> Finding {
        self.ask_at(self.look(ask.path), ask)
    }

    /// Asks for one value that has been looked up already; the path is only said.
    pub(super) fn ask_at(&self, look: Look<'_>, ask: Ask<'_>) -> Finding {
        let Ask {
            path,
            fits,
            needs,
            good,
            bad,
            missing,
            fix,
        } = ask;
        let id = self.id();
        match judge(look, fits) {
            Judged::Met(mark, shown) => self.good(
                At::Property(path, mark),
                format!(
                    "`{id}` {good}: `{path}` is {}.",
                    shown.trim_end_matches(',')
                ),
            ),
            Judged::Wrong(mark, shown) => {
                let comma = if shown.ends_with(',') { "" } else { "," };
                self.bad(
                    At::Property(path, mark),
                    format!("`{id}` {bad}: `{path}` is {shown}{comma} needs {needs}."),
                    fix,
                )
            }
            Judged::Missing => self.bad(
                At::Missing(path),
                format!("`{id}` {bad}: it has no `{path}`{missing}."),
                fix,
            ),
            Judged::Unknown(mark, reason) => self.undecided(At::Property(path, mark), &reason),
        }
    }
}

/// One value that is asked for.
pub(super) struct Ask<'a> {
    pub(super) path: &'a str,
    /// Whether a text is right; the second argument says whether it was written without quotes.
    pub(super) fits: &'a dyn Fn(&str, bool) -> bool,
    /// The end of "... is 30, needs ".
    pub(super) needs: &'a str,
    /// "is encrypted".
    pub(super) good: &'a str,
    /// "is not encrypted".
    pub(super) bad: &'a str,
    /// What follows on "it has no `StorageEncrypted`": nothing, or a reason.
    pub(super) missing: &'a str,
    pub(super) fix: Fix,
}

/// What a value is, held against what is asked for.
pub(super) enum Judged {
    /// With the value as a phrase.
    Met(Span, String),
    Wrong(Span, String),
    Missing,
    /// With the reason, as the end of a sentence.
    Unknown(Span, String),
}

pub(super) fn judge(look: Look<'_>, fits: &dyn Fn(&str, bool) -> bool) -> Judged {
    let spot = match look {
        Look::Found(spot) => spot,
        Look::Missing => return Judged::Missing,
        Look::Unknown { reason, mark } => return Judged::Unknown(mark, reason.to_owned()),
    };
    let shown = wording::found(spot.value).phrase;
    match &spot.value.data {
        Data::Text(text) if fits(&text.resolved, text.plain) => Judged::Met(spot.mark, shown),
        Data::Text(text) if text.is_symbolic() => Judged::Unknown(spot.mark, later(text)),
        Data::Unknown(unknown) => Judged::Unknown(spot.mark, unknown.reason.clone()),
        Data::Text(_) | Data::List(_) | Data::Map(_) | Data::Absent => {
            Judged::Wrong(spot.mark, shown)
        }
    }
}

/// Why a text with symbols in it cannot be compared.
pub(super) fn later(text: &Text<'_>) -> String {
    format!(
        "`{}` is only known when the stack is made",
        crate::fields::shorten(&text.resolved)
    )
}

/// What stands at keys with dots between them; an empty path is the value itself.
pub(super) fn look_in<'v>(root: &'v Value<'v>, path: &str) -> Look<'v> {
    let mut spot = Spot {
        value: root,
        mark: Place::of(None, root.node).mark(),
    };
    for key in path.split('.').filter(|key| !key.is_empty()) {
        match &spot.value.data {
            Data::Map(members) => {
                let found = members.iter().find(|member| member.key == key);
                let later = || members.iter().find(|member| is_unexpanded(&member.key));
                match (found, later()) {
                    (Some(member), _) => {
                        spot = Spot {
                            value: &member.value,
                            mark: Place::of(Some(member.key_span), member.value.node).mark(),
                        };
                    }
                    (None, Some(member)) => {
                        return Look::Unknown {
                            reason: "what a loop or macro makes is only known when the stack is made",
                            mark: member.key_span,
                        };
                    }
                    (None, None) => return Look::Missing,
                }
            }
            Data::Unknown(unknown) => {
                return Look::Unknown {
                    reason: &unknown.reason,
                    mark: spot.mark,
                };
            }
            Data::Text(_) | Data::List(_) | Data::Absent => return Look::Missing,
        }
    }
    match &spot.value.data {
        Data::Absent => Look::Missing,
        Data::Unknown(unknown) if unknown.canonical.is_none() => Look::Unknown {
            reason: &unknown.reason,
            mark: spot.mark,
        },
        Data::Unknown(_) | Data::Text(_) | Data::List(_) | Data::Map(_) => Look::Found(spot),
    }
}

/// The elements of a list with their indices; where AWS takes one mapping for a list of one, that.
pub(super) fn elements(spot: Spot<'_>) -> Vec<(Option<usize>, Spot<'_>)> {
    match &spot.value.data {
        Data::List(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                let mark = Place::of(None, item.node).mark();
                (Some(index), Spot { value: item, mark })
            })
            .collect(),
        Data::Map(_) | Data::Text(_) | Data::Unknown(_) => vec![(None, spot)],
        Data::Absent => Vec::new(),
    }
}

/// `path[0]`, or the path itself for what is no list.
pub(super) fn element_path(path: &str, index: Option<usize>) -> String {
    index.map_or_else(|| path.to_owned(), |index| format!("{path}[{index}]"))
}

/// The text of a value with references as symbols: `${Jobs.Arn}`, `arn:aws:s3:::${Logs}/*`.
pub(super) fn written<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    value
        .canonical()
        .or_else(|| value.as_text().map(Cow::Borrowed))
}

/// The logical id, or parameter, of a value that is one reference and nothing else.
pub(super) fn referred(value: &Value<'_>) -> Option<String> {
    let canonical = value.canonical()?;
    let inner = canonical.strip_prefix("${")?.strip_suffix('}')?;
    if inner.contains("${") {
        return None;
    }
    inner.split('.').next().map(str::to_owned)
}

/// The names in a text's symbols: `Logs` in `arn:aws:s3:::${Logs}/*`.
pub(super) fn mentioned(text: &str) -> impl Iterator<Item = &str> {
    text.split("${")
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .filter_map(|(name, _)| name.split('.').next())
}

/// Calls `visit` with every text below a value, and the path of each.
pub(super) fn texts<'v>(
    value: &'v Value<'v>,
    mark: Span,
    path: &mut String,
    visit: &mut dyn FnMut(&str, Spot<'v>),
) {
    match &value.data {
        Data::Text(_) | Data::Unknown(_) => visit(path, Spot { value, mark }),
        Data::Absent => {}
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let length = path.len();
                path.push_str(&format!("[{index}]"));
                texts(item, Place::of(None, item.node).mark(), path, visit);
                path.truncate(length);
            }
        }
        Data::Map(members) => {
            for member in members {
                let length = path.len();
                push_key(path, &member.key);
                let mark = Place::of(Some(member.key_span), member.value.node).mark();
                texts(&member.value, mark, path, visit);
                path.truncate(length);
            }
        }
    }
}

/// Adds a key to a path, in brackets when it is no plain name.
pub(super) fn push_key(path: &mut String, key: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':');
    if !key.is_empty() && key.bytes().all(plain) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    } else {
        path.push_str(&format!("['{key}']"));
    }
}

/// Whether a text fits a pattern with `*` and `?`.
pub(super) fn fits_pattern(pattern: &str, text: &str) -> bool {
    Glob::new(pattern).map_or_else(|| pattern == text, |glob| glob.matches(text))
}

/// Whether a text is the boolean `true`, by the rules of expected values.
pub(super) fn is_true(text: &str, plain: bool) -> bool {
    Expected::exactly("true", true).matches(text, plain)
}

/// Whether a text is the boolean `false`, by the rules of expected values.
pub(super) fn is_false(text: &str, plain: bool) -> bool {
    Expected::exactly("false", true).matches(text, plain)
}

/// The text's number.
pub(super) fn number(text: &str) -> Option<f64> {
    if is_number(text) {
        text.parse().ok()
    } else {
        None
    }
}
