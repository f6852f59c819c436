//! A template beside another text, line by line.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};
use store::{Attempt, AttemptId};

use crate::{
    Against, ComparedLine, Comparison, Engine, EngineError, LineChange, history::is_green,
};

/// More lines than this are not compared: no one reads them, and a file of line ends alone could have millions.
const MOST_LINES: usize = 20_000;

/// After this the difference is approximated; it is still a correct one, only longer than it has to be.
const DEADLINE: Duration = Duration::from_millis(500);

impl Engine {
    /// The template of a mission (or of an attempt), with a line diff against something. Before a mission is started its template is
    /// its starter; the save before the first is the starter too.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]: one of the attempts is none, or of another mission. [`EngineError::SolutionLocked`].
    /// [`EngineError::Request`]: there is no green save up to this one.
    pub fn compare(
        &self,
        id: &str,
        attempt: Option<AttemptId>,
        against: Against,
    ) -> Result<Comparison, EngineError> {
        let mission = self.mission(id)?;
        let attempts = self.inner.store.attempts(id)?;
        let place = match attempt {
            None => attempts.len().checked_sub(1),
            Some(wanted) => Some(
                (attempts.iter().position(|listed| listed.id == wanted)).ok_or_else(|| {
                    EngineError::Unknown {
                        what: "attempt",
                        id: wanted.0.to_string(),
                    }
                })?,
            ),
        };
        let starter = || mission.starter.clone().unwrap_or_default().into_bytes();
        let snapshot = |place: usize| {
            self.stored_attempt(attempts[place].id)
                .map(|stored| stored.snapshot)
        };
        let newer = place.map_or_else(|| Ok(starter()), &snapshot)?;
        let older = match against {
            Against::Starter => starter(),
            Against::Previous => match place.and_then(|place| place.checked_sub(1)) {
                Some(before) => snapshot(before)?,
                None => starter(),
            },
            Against::LastGreen => {
                let up_to = &attempts[..place.map_or(0, |place| place + 1)];
                let green = up_to.iter().rposition(is_green).ok_or_else(|| {
                    EngineError::Request(
                        "no save up to this one meets every criterion; compare it with the starter or with another save"
                            .to_owned(),
                    )
                })?;
                snapshot(green)?
            }
            Against::Attempt(other) => {
                let unknown = || EngineError::Unknown {
                    what: "attempt",
                    id: other.0.to_string(),
                };
                let listed = attempts.iter().position(|listed| listed.id == other);
                snapshot(listed.ok_or_else(unknown)?)?
            }
            Against::Solution => self.solution(id)?.into_bytes(),
        };
        Ok(compare(&older, &newer))
    }
}

impl Engine {
    /// What changed from one save of a mission to another as a unified diff, with three lines around each change. Empty when they are the
    /// same; line ends count. Of each text the first 20,000 lines are compared.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]: one of the two is none, or of another mission.
    pub fn unified(&self, id: &str, from: AttemptId, to: AttemptId) -> Result<String, EngineError> {
        let [older, newer] = [self.save_of(id, from)?, self.save_of(id, to)?];
        let older = String::from_utf8_lossy(&older.snapshot);
        let newer = String::from_utf8_lossy(&newer.snapshot);
        let older: Vec<&str> = older.split_inclusive('\n').take(MOST_LINES).collect();
        let newer: Vec<&str> = newer.split_inclusive('\n').take(MOST_LINES).collect();
        let difference = TextDiff::configure()
            .timeout(DEADLINE)
            .newline_terminated(true)
            .diff_slices(&older, &newer);
        let names = [from, to].map(|save| format!("save {}", save.0));
        Ok(difference
            .unified_diff()
            .header(&names[0], &names[1])
            .to_string())
    }

    /// A save of this mission and no other.
    ///
    /// # Errors
    /// [`EngineError::Unknown`].
    pub fn save_of(&self, id: &str, attempt: AttemptId) -> Result<Attempt, EngineError> {
        let stored = self.stored_attempt(attempt)?;
        if stored.summary.mission_id == id {
            return Ok(stored);
        }
        Err(EngineError::Unknown {
            what: "attempt",
            id: attempt.0.to_string(),
        })
    }
}

pub(crate) fn compare(older: &[u8], newer: &[u8]) -> Comparison {
    let older = String::from_utf8_lossy(older);
    let lossy = std::str::from_utf8(newer).is_err();
    let newer = String::from_utf8_lossy(newer);
    // Without line ends: an editor that writes CRLF has not changed every line.
    let old_lines: Vec<&str> = older.lines().take(MOST_LINES).collect();
    let new_lines: Vec<&str> = newer.lines().take(MOST_LINES).collect();
    let truncated =
        older.lines().nth(MOST_LINES).is_some() || newer.lines().nth(MOST_LINES).is_some();
    let difference = TextDiff::configure()
        .timeout(DEADLINE)
        .diff_slices(&old_lines, &new_lines);
    let lines = difference
        .iter_all_changes()
        .map(|change| ComparedLine {
            change: match change.tag() {
                ChangeTag::Equal => LineChange::Same,
                ChangeTag::Insert => LineChange::Added,
                ChangeTag::Delete => LineChange::Removed,
            },
            old_line: change.old_index().map(from_one),
            new_line: change.new_index().map(from_one),
            text: change.value().to_owned(),
        })
        .collect();
    Comparison {
        lines,
        lossy,
        truncated,
    }
}

fn from_one(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}
