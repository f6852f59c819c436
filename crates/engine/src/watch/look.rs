//! One look at the watched template: read, compare, grade, record, tell. Runs on a blocking thread.

use std::{sync::atomic::Ordering, time::Instant};

use cfn::codes;
use grader::Report;
use store::Origin;

use super::{Shared, decide::Happening};
use crate::{
    Engine, Event, WatchPhase,
    attempts::grade_text,
    engine::lock,
    files::{self, Content, Fingerprint},
};

/// What a look found.
pub(super) struct Found {
    pub(super) happening: Happening,
    /// The file's `stat` from before it was read.
    pub(super) fingerprint: Option<Fingerprint>,
}

/// Looks. With `for_good`, even half a save is believed.
pub(super) fn look(engine: &Engine, shared: &Shared, for_good: bool) -> Found {
    let fingerprint = files::fingerprint(&shared.template);
    let recording = lock(&engine.inner.recording);
    let began = Instant::now();
    let content = files::read(&shared.template);
    let finding = if shared.stopped.load(Ordering::Acquire) {
        Finding::Same
    } else {
        judge(engine, shared, content, began, for_good)
    };
    // Whoever hears of it may ask the engine at once.
    drop(recording);
    Found {
        happening: tell(engine, shared, finding),
        fingerprint,
    }
}

enum Finding {
    /// What was seen last.
    Same,
    /// Not believed yet.
    Doubtful,
    /// Another content than before, and its attempt is news.
    News(store::AttemptId),
    /// No content.
    Phase(WatchPhase),
}

fn judge(
    engine: &Engine,
    shared: &Shared,
    content: Content,
    began: Instant,
    for_good: bool,
) -> Finding {
    let bytes = match content {
        Content::Bytes(bytes) => bytes,
        Content::LinkElsewhere(target) => {
            return Finding::Phase(WatchPhase::LinkElsewhere { target });
        }
        // Between deleting and making anew, or held by the program that writes it.
        Content::Missing | Content::Unreadable(_) if !for_good => return Finding::Doubtful,
        Content::Missing => return Finding::Phase(WatchPhase::Missing),
        Content::Unreadable(reason) => return Finding::Phase(WatchPhase::Unreadable { reason }),
    };
    if shared.has_seen(&files::hash(&bytes)) {
        return Finding::Same;
    }
    let recorded = grade_text(&shared.mission, &shared.template, bytes, began).and_then(|text| {
        if !for_good && may_be_half(&text.report) {
            return Ok(Finding::Doubtful);
        }
        let recorded = engine.record(&shared.mission, &text, Origin::Save)?;
        let is_news = shared.note(&text, recorded, engine.inner.clock.now_ms());
        Ok(if is_news {
            Finding::News(recorded.attempt)
        } else {
            Finding::Same
        })
    });
    recorded.unwrap_or_else(|error| {
        tracing::error!(%error, "a save was not graded");
        Finding::Phase(WatchPhase::Unreadable {
            reason: format!("this save could not be graded and kept: {error}"),
        })
    })
}

fn tell(engine: &Engine, shared: &Shared, finding: Finding) -> Happening {
    match finding {
        Finding::Doubtful => return Happening::FoundDoubtful,
        Finding::Same => {
            if shared.enter(WatchPhase::Watching) {
                engine.emit(Event::WatchChanged);
            }
        }
        Finding::News(attempt_id) => {
            engine.emit(Event::AttemptGraded {
                mission_id: shared.mission.id.clone(),
                attempt_id,
            });
            engine.emit(Event::WatchChanged);
        }
        Finding::Phase(phase) => {
            if shared.enter(phase) {
                engine.emit(Event::WatchChanged);
            }
        }
    }
    Happening::FoundSound
}

/// Whether the text is broken in a way that a half-written template is.
fn may_be_half(report: &Report) -> bool {
    const BROKEN: &[&str] = &[
        codes::SYNTAX,
        codes::TAB_INDENTATION,
        codes::EMPTY,
        codes::NOT_UTF8,
        codes::NOT_TEXT,
        codes::NOT_A_TEMPLATE,
        codes::NO_RESOURCES,
        codes::NOT_A_MAPPING,
        codes::MISSING_TYPE,
    ];
    report
        .diagnostics
        .iter()
        .any(|diagnostic| BROKEN.contains(&diagnostic.code.as_str()))
}
