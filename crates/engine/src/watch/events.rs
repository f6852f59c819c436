//! What a raw file event means for one template in a watched folder.

use std::{ffi::OsStr, path::Path};

use notify::{
    Event, EventKind,
    event::{AccessKind, AccessMode, ModifyKind, RenameMode},
};

use super::decide::Happening;

/// What the event means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Something happened to the template.
    Template(Happening),
    /// The watched folder itself went, or the system lost events: watch it anew.
    Folder,
}

/// What an event means; nothing when it is about another file, or only about reading.
pub(crate) fn meaning(event: &Event, folder: &Path, name: &OsStr) -> Option<Meaning> {
    if event.need_rescan() {
        return Some(Meaning::Folder);
    }
    let is_ours = |path: &Path| path.file_name() == Some(name) && path != folder;
    if event.paths.iter().any(|path| is_ours(path)) {
        // The last path of a rename is where the file is now.
        let arrived = event.paths.last().is_some_and(|path| is_ours(path));
        return happening(event.kind, arrived).map(Meaning::Template);
    }
    let went = matches!(
        event.kind,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    (went && event.paths.iter().any(|path| path == folder)).then_some(Meaning::Folder)
}

fn happening(kind: EventKind, arrived: bool) -> Option<Happening> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Happening::Whole),
        EventKind::Access(_) => None,
        // FSEvents does not say which end of a rename this is; a look that finds nothing is doubted.
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Some(Happening::Stirred),
        EventKind::Modify(ModifyKind::Name(_)) if arrived => Some(Happening::Whole),
        EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_)) => {
            Some(Happening::Stirred)
        }
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any | ModifyKind::Other) => {
            Some(Happening::Written)
        }
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => {
            Some(Happening::Stirred)
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, MetadataKind, RemoveKind};

    use super::*;

    #[test]
    fn events_mean_what_editors_do() {
        use EventKind::{Access, Create, Modify, Remove};
        use Happening::{Stirred, Whole, Written};
        let ours = "/w/template.yaml";
        let close = Access(AccessKind::Close(AccessMode::Write));
        let rename = |mode| Modify(ModifyKind::Name(mode));
        let table = [
            (
                close,
                vec![ours],
                Some(Meaning::Template(Whole)),
                "closed after writing",
            ),
            (close, vec!["/w/other.yaml"], None, "another file"),
            (
                Access(AccessKind::Open(AccessMode::Any)),
                vec![ours],
                None,
                "our own reading",
            ),
            (
                rename(RenameMode::To),
                vec![ours],
                Some(Meaning::Template(Whole)),
                "a rename onto the name",
            ),
            (
                rename(RenameMode::Both),
                vec!["/w/t.tmp", ours],
                Some(Meaning::Template(Whole)),
                "both ends of it",
            ),
            (
                rename(RenameMode::Both),
                vec![ours, "/w/t~"],
                Some(Meaning::Template(Stirred)),
                "vim's backup",
            ),
            (
                rename(RenameMode::From),
                vec![ours],
                Some(Meaning::Template(Stirred)),
                "one end of that",
            ),
            (
                rename(RenameMode::Any),
                vec![ours],
                Some(Meaning::Template(Whole)),
                "FSEvents' rename",
            ),
            (
                Modify(ModifyKind::Data(DataChange::Any)),
                vec![ours],
                Some(Meaning::Template(Written)),
                "a write",
            ),
            (
                Modify(ModifyKind::Metadata(MetadataKind::Any)),
                vec![ours],
                Some(Meaning::Template(Stirred)),
                "chmod",
            ),
            (
                Create(CreateKind::File),
                vec![ours],
                Some(Meaning::Template(Stirred)),
                "made",
            ),
            (
                Remove(RemoveKind::File),
                vec![ours],
                Some(Meaning::Template(Stirred)),
                "deleted",
            ),
            (
                Remove(RemoveKind::Folder),
                vec!["/w"],
                Some(Meaning::Folder),
                "the folder was deleted",
            ),
            (
                rename(RenameMode::From),
                vec!["/w"],
                Some(Meaning::Folder),
                "the folder was moved",
            ),
            (Create(CreateKind::Folder), vec!["/w"], None, "nothing went"),
        ];
        for (kind, paths, expected, why) in table {
            let event = paths
                .into_iter()
                .fold(Event::new(kind), |event, path| event.add_path(path.into()));
            let found = meaning(&event, Path::new("/w"), OsStr::new("template.yaml"));
            assert_eq!(found, expected, "{why}: {event:?}");
        }
    }

    #[test]
    fn lost_events_are_made_up_for() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        let found = meaning(&lost, Path::new("/w"), OsStr::new("template.yaml"));
        assert_eq!(
            found,
            Some(Meaning::Folder),
            "an overflow says nothing of files, so everything is looked at"
        );
    }
}
