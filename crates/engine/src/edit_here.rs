//! *Edit here*: the learner's template in the window. A save replaces the file whole, and never one that was changed from outside since
//! the text was read. How a text becomes bytes again is in `line_ends`.

mod line_ends;
#[cfg(test)]
mod tests;

use std::{
    fs,
    path::Path,
    sync::{Arc, MutexGuard},
    time::Instant,
};

use missions::Mission;
use store::Origin;

use crate::{
    Engine, EngineError, Graded,
    attempts::{GradedText, Recorded, grade_text},
    engine::lock,
    files::{self, Content},
};
use line_ends::Written;

/// The `hash` of a template that is not there.
const NOTHING: &str = "nothing";

/// Larger texts are not edited here: CloudFormation takes no larger ones, from wherever it reads them.
const MOST_BYTES: usize = cfn::limits::S3_BYTES;

/// The template as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateText {
    /// With `\n` alone between lines; the file's own line ends and byte order mark are kept when it is saved.
    pub text: String,
    /// What the file's bytes are, to be given back with a save.
    pub hash: String,
    /// Why it cannot be edited here (not UTF-8, too large, not writable, not there), as a sentence. A template that is not there can
    /// be saved all the same, with the hash that is given here: that makes it anew.
    pub locked: Option<String>,
}

/// What came of a save.
#[derive(Clone, Debug)]
pub enum SavedTemplate {
    /// Written and graded.
    Saved {
        /// The grading.
        graded: Graded,
        /// Of the file now.
        hash: String,
    },
    /// The file was changed from outside: nothing was written.
    Conflict {
        /// What stands there, kept as an attempt by now. Its hash saves over it.
        theirs: TemplateText,
    },
}

impl Engine {
    /// Reads the template of a started mission for editing.
    ///
    /// # Errors
    /// [`EngineError::NotStarted`]. What is wrong with the file itself is [`TemplateText::locked`].
    pub fn template_text(&self, id: &str) -> Result<TemplateText, EngineError> {
        Ok(Standing::read(&self.started(id)?.template).text())
    }

    /// Saves a text, if the file still is what `hash` says. What stood there is an attempt before it is replaced.
    ///
    /// # Errors
    /// [`EngineError::Unwritable`]: the file is as it was, and so is the history.
    /// [`EngineError::Store`]: it could not be kept (a full disk), and so the file is as it was.
    pub fn save_template(
        &self,
        id: &str,
        text: &str,
        hash: &str,
    ) -> Result<SavedTemplate, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let template = &started.template;
        let recording = lock(&self.inner.recording);
        let standing = Standing::read(template);
        if standing.hash() != hash {
            let kept = self.keep_found(&mission, template, &standing)?;
            self.announce_kept(recording, id, kept);
            return Ok(SavedTemplate::Conflict {
                theirs: standing.text(),
            });
        }
        let bytes = standing.with(template, text)?;
        if standing.bytes() == Some(&bytes) {
            let text = grade_text(&mission, template, bytes, Instant::now())?;
            let recorded = self.record(&mission, &text, Origin::Save)?;
            self.announce(recording, id, &text, recorded);
            return Ok(saved(text, recorded));
        }
        self.keep_found(&mission, template, &standing)?;
        match self.put_in_place_of(&mission, template, standing.bytes(), bytes)? {
            Some((text, recorded)) => {
                self.announce(recording, id, &text, recorded);
                Ok(saved(text, recorded))
            }
            None => {
                let standing = Standing::read(template);
                let kept = self.keep_found(&mission, template, &standing)?;
                self.announce_kept(recording, id, kept);
                Ok(SavedTemplate::Conflict {
                    theirs: standing.text(),
                })
            }
        }
    }

    /// What stands there as an attempt, if there is anything that can be read. Nothing when the newest attempt has it.
    fn keep_found(
        &self,
        mission: &Arc<Mission>,
        template: &Path,
        standing: &Standing,
    ) -> Result<Option<(GradedText, Recorded)>, EngineError> {
        let Some(bytes) = standing.bytes() else {
            return Ok(None);
        };
        let newest = self.newest_attempt(&mission.id)?;
        if newest.is_some_and(|newest| newest.content_hash == standing.hash()) {
            return Ok(None);
        }
        let text = grade_text(mission, template, bytes.to_vec(), Instant::now())?;
        let recorded = self.record(mission, &text, Origin::Save)?;
        Ok(Some((text, recorded)))
    }

    fn announce_kept(
        &self,
        recording: MutexGuard<'_, ()>,
        id: &str,
        kept: Option<(GradedText, Recorded)>,
    ) {
        if let Some((text, recorded)) = kept {
            self.announce(recording, id, &text, recorded);
        }
    }
}

fn saved(text: GradedText, recorded: Recorded) -> SavedTemplate {
    SavedTemplate::Saved {
        hash: text.hash,
        graded: Graded {
            report: text.report,
            attempt: recorded.attempt,
            changed: recorded.is_new,
        },
    }
}

/// What was found at the template's path, and whether it may be written.
struct Standing {
    content: Content,
    /// Why it may not.
    not_writable: Option<String>,
}

impl Standing {
    fn read(template: &Path) -> Standing {
        Standing {
            content: files::read(template),
            not_writable: not_writable(template),
        }
    }

    fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Missing | Content::Unreadable(_) | Content::LinkElsewhere(_) => None,
        }
    }

    fn hash(&self) -> String {
        self.bytes().map_or_else(|| NOTHING.to_owned(), files::hash)
    }

    /// Why it cannot be edited. A file that is not there is no such reason for a save.
    fn locked(&self) -> Option<String> {
        match &self.content {
            Content::Bytes(bytes) if std::str::from_utf8(bytes).is_err() => Some(
                "it is not UTF-8 text; save it as UTF-8 in your editor, then it can be edited here"
                    .to_owned(),
            ),
            Content::Bytes(bytes) if bytes.len() > MOST_BYTES => Some(format!(
                "it has {} bytes, and CloudFormation takes at most {MOST_BYTES}; shorten it in your editor",
                bytes.len()
            )),
            Content::Bytes(_) | Content::Missing => self.not_writable.clone(),
            Content::Unreadable(reason) => Some(reason.clone()),
            Content::LinkElsewhere(target) => Some(format!(
                "it became a link to {}; start the mission again to work there",
                target.display()
            )),
        }
    }

    fn text(&self) -> TemplateText {
        let text = self.bytes().map_or_else(String::new, |bytes| {
            line_ends::shown(&String::from_utf8_lossy(bytes))
        });
        let gone = || {
            "it is not there any more; save to make it anew, or start the mission again to bring it back as it was last saved"
                .to_owned()
        };
        let missing = self.content == Content::Missing;
        TemplateText {
            text,
            hash: self.hash(),
            locked: self.locked().or_else(|| missing.then(gone)),
        }
    }

    /// The bytes that the file has when `text` is saved into it.
    fn with(&self, template: &Path, text: &str) -> Result<Vec<u8>, EngineError> {
        let unwritable = |reason| EngineError::Unwritable {
            path: template.to_owned(),
            reason,
        };
        if let Some(reason) = self.locked() {
            return Err(unwritable(reason));
        }
        let as_it_is = self.bytes().map_or_else(Written::default, |bytes| {
            Written::of(&String::from_utf8_lossy(bytes))
        });
        let bytes = as_it_is.write(text).into_bytes();
        if bytes.len() > MOST_BYTES {
            return Err(unwritable(format!(
                "the text has {} bytes, and CloudFormation takes at most {MOST_BYTES}; shorten it",
                bytes.len()
            )));
        }
        Ok(bytes)
    }
}

/// Why the system, or whoever owns the file, does not want it to be replaced.
fn not_writable(template: &Path) -> Option<String> {
    let is_read_only =
        |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().readonly());
    // The folder's own write bit says nothing on Windows.
    let folder = template.parent().filter(|_| cfg!(unix));
    if is_read_only(template) {
        Some("it is read-only; allow writing it, then it can be edited here".to_owned())
    } else if folder.is_some_and(is_read_only) {
        Some("its folder is read-only; allow writing there, then it can be edited here".to_owned())
    } else {
        None
    }
}
