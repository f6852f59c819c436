//! When a paused queue tries again by itself: a day's quota at midnight, credentials when a free look finds them, what only AWS knows by one job now
//! and then, everything when a person changed the settings that it may be about.

use std::time::Duration;

use llm::FailureKind;
use store::Pause;
use tokio::time::Instant;

use super::times::{QueueTimes, doubled};
use crate::{BedrockSettings, Budgets, Settings};

/// What the runner knows about the pause in force.
#[derive(Debug, Default)]
pub(super) struct PauseWatch {
    /// When the runner began: what paused the queue before that may be mended since.
    began_ms: i64,
    seen: Option<Seen>,
    /// The reason that a look found mended last, and how often in a row it came back without an answer in between.
    mended: Option<(String, u32)>,
}

#[derive(Debug)]
struct Seen {
    code: String,
    since_ms: i64,
    next_look: Option<Instant>,
}

/// What to do about a pause now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It is over.
    Over,
    /// Ask for credentials, which is free; it is over when they are good.
    Credentials,
    /// Let one job through: a call that is refused costs nothing.
    Try,
    /// Nothing before this moment.
    Wait(Option<Instant>),
}

impl PauseWatch {
    /// Of a runner that begins now.
    pub(super) fn new(now_ms: i64) -> PauseWatch {
        PauseWatch {
            began_ms: now_ms,
            ..PauseWatch::default()
        }
    }

    /// What to do about a pause. `changed`: settings or credentials are others than when this was asked last.
    pub(super) fn look(
        &mut self,
        pause: &Pause,
        changed: bool,
        now_ms: i64,
        now: Instant,
        times: &QueueTimes,
    ) -> Look {
        if pause.until_ms.is_some_and(|until| until <= now_ms) {
            return Look::Over;
        }
        let mends = mends(&pause.code);
        if changed {
            return match mends {
                MendedBy::Credentials => Look::Credentials,
                MendedBy::Aws | MendedBy::Person => Look::Over,
            };
        }
        let is_same = |seen: &&mut Seen| seen.code == pause.code && seen.since_ms == pause.since_ms;
        if self.seen.as_mut().filter(is_same).is_none() {
            let next_look = match mends {
                MendedBy::Credentials if pause.since_ms < self.began_ms => Some(now),
                MendedBy::Credentials => Some(now + self.wait(&pause.code, times)),
                MendedBy::Aws => {
                    // Counted from when it began, so that a restart does not put it off; a clock that was set makes it no later.
                    let waited = u64::try_from(now_ms.saturating_sub(pause.since_ms)).unwrap_or(0);
                    let waited = Duration::from_millis(waited);
                    Some(now + times.retry_paused.saturating_sub(waited))
                }
                MendedBy::Person => None,
            };
            self.seen = Some(Seen {
                code: pause.code.clone(),
                since_ms: pause.since_ms,
                next_look,
            });
        }
        let next_look = self.seen.as_ref().and_then(|seen| seen.next_look);
        match next_look {
            Some(at) if at <= now => match mends {
                MendedBy::Aws => Look::Try,
                MendedBy::Credentials | MendedBy::Person => Look::Credentials,
            },
            at => Look::Wait(at),
        }
    }

    /// Credentials were not good: again later.
    pub(super) fn still_bad(&mut self, now: Instant, times: &QueueTimes) {
        if let Some(seen) = &mut self.seen {
            seen.next_look = Some(now + times.recheck);
        }
    }

    /// One job was let through: the next one later.
    pub(super) fn tried(&mut self, now: Instant, times: &QueueTimes) {
        if let Some(seen) = &mut self.seen {
            seen.next_look = Some(now + times.retry_paused);
        }
    }

    /// A look found it mended. When the same reason comes back without an answer in between, the look cannot see it, and is taken less often.
    pub(super) fn mended(&mut self, code: &str) {
        self.seen = None;
        self.mended = Some(match self.mended.take() {
            Some((last, times)) if last == code => (last, times.saturating_add(1)),
            Some(_) | None => (code.to_owned(), 0),
        });
    }

    /// The model answered: what was mended was.
    pub(super) fn answered(&mut self) {
        self.mended = None;
    }

    fn wait(&self, code: &str, times: &QueueTimes) -> Duration {
        match &self.mended {
            Some((last, again)) if last == code => {
                doubled(times.recheck, times.recheck_cap, again.saturating_add(1))
            }
            Some(_) | None => times.recheck,
        }
    }
}

enum MendedBy {
    /// A free look at the credentials says whether it is mended, as far as that can be seen from here.
    Credentials,
    /// Somebody does something with AWS: allows it, fills in the form, subscribes, gets a quota. Only a call tells.
    Aws,
    /// Only what a person does here: another setting, a larger budget.
    Person,
}

/// Whether one job now and then tries what paused the queue.
pub(super) fn is_tried(code: &str) -> bool {
    matches!(mends(code), MendedBy::Aws)
}

/// What mends a pause of this code.
fn mends(code: &str) -> MendedBy {
    match code {
        // Of `access`: the vault is locked.
        "locked" => MendedBy::Credentials,
        "off" | "budget" => MendedBy::Person,
        code => match FailureKind::from_code(code) {
            Some(
                FailureKind::NoCredentials
                | FailureKind::ExpiredCredentials
                | FailureKind::InvalidCredentials
                | FailureKind::NoRegion
                | FailureKind::ClockSkew,
            ) => MendedBy::Credentials,
            Some(
                FailureKind::AccessDenied
                | FailureKind::AccessForm
                | FailureKind::Marketplace
                | FailureKind::ZeroQuota,
            ) => MendedBy::Aws,
            Some(_) | None => MendedBy::Person,
        },
    }
}

/// The settings that the queue depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OurSettings {
    pub(super) bedrock: BedrockSettings,
    pub(super) budgets: Budgets,
}

impl From<Settings> for OurSettings {
    fn from(settings: Settings) -> OurSettings {
        OurSettings {
            bedrock: settings.bedrock,
            budgets: settings.budgets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(code: &str, until_ms: Option<i64>) -> Pause {
        Pause {
            code: code.to_owned(),
            message: String::new(),
            since_ms: 1,
            until_ms,
        }
    }

    #[test]
    fn a_pause_with_an_end_is_over_then_and_not_before() {
        let (now, times) = (Instant::now(), QueueTimes::default());
        let mut watch = PauseWatch::default();
        let quota = pause(FailureKind::DailyQuota.code(), Some(1_000));
        assert_eq!(
            watch.look(&quota, false, 999, now, &times),
            Look::Wait(None),
            "the day is not over"
        );
        assert_eq!(
            watch.look(&quota, false, 1_000, now, &times),
            Look::Over,
            "now it is"
        );
    }

    #[test]
    fn credentials_are_looked_at_every_minute_and_less_often_when_that_does_not_help() {
        let (start, times) = (Instant::now(), QueueTimes::default());
        let minute = Duration::from_secs(60);
        let mut watch = PauseWatch::default();
        let expired = pause(FailureKind::ExpiredCredentials.code(), None);
        assert_eq!(
            watch.look(&expired, false, 0, start, &times),
            Look::Wait(Some(start + minute)),
            "in a minute"
        );
        let later = start + minute;
        assert_eq!(
            watch.look(&expired, false, 0, later, &times),
            Look::Credentials,
            "now"
        );
        watch.still_bad(later, &times);
        assert_eq!(
            watch.look(&expired, false, 0, later, &times),
            Look::Wait(Some(later + minute)),
            "again in a minute"
        );
        for minutes in [2, 4, 8, 16, 16] {
            watch.mended(&expired.code);
            assert_eq!(
                watch.look(&expired, false, 0, later, &times),
                Look::Wait(Some(later + minute * minutes)),
                "it looked mended and was not: {minutes} minutes"
            );
        }
        watch.answered();
        watch.mended(&expired.code);
        watch.answered();
        assert_eq!(
            watch.look(&expired, false, 0, later, &times),
            Look::Wait(Some(later + minute)),
            "an answer starts over"
        );
    }

    #[test]
    fn a_pause_of_before_the_start_is_looked_at_once_at_the_start() {
        let (now, times) = (Instant::now(), QueueTimes::default());
        let mut watch = PauseWatch::new(2);
        let earlier = pause(FailureKind::NoCredentials.code(), None);
        assert_eq!(
            watch.look(&earlier, false, 2, now, &times),
            Look::Credentials,
            "the environment may be another one than that of the start before"
        );
        watch.still_bad(now, &times);
        assert_eq!(
            watch.look(&earlier, false, 2, now, &times),
            Look::Wait(Some(now + times.recheck)),
            "and then as often as always"
        );
        assert_eq!(
            PauseWatch::new(2).look(&pause("budget", None), false, 2, now, &times),
            Look::Wait(None),
            "what only a person mends is not tried by itself"
        );
    }

    #[test]
    fn what_only_aws_knows_is_tried_every_quarter_of_an_hour() {
        let (start, times) = (Instant::now(), QueueTimes::default());
        let quarter = Duration::from_secs(15 * 60);
        for kind in [
            FailureKind::AccessDenied,
            FailureKind::AccessForm,
            FailureKind::Marketplace,
            FailureKind::ZeroQuota,
        ] {
            let denied = pause(kind.code(), None);
            let mut watch = PauseWatch::default();
            let first = watch.look(&denied, false, 1, start, &times);
            assert_eq!(first, Look::Wait(Some(start + quarter)), "{kind:?}: later");
            let later = start + quarter;
            assert_eq!(
                watch.look(&denied, false, 1, later, &times),
                Look::Try,
                "{kind:?}: now"
            );
            watch.tried(later, &times);
            assert_eq!(
                watch.look(&denied, false, 1, later, &times),
                Look::Wait(Some(later + quarter)),
                "{kind:?}: one job, and then as long again"
            );
            let hour_ms = 60 * 60 * 1000;
            assert_eq!(
                PauseWatch::new(hour_ms).look(&denied, false, hour_ms, start, &times),
                Look::Try,
                "{kind:?}: at a start, when it was long enough before"
            );
        }
    }

    #[test]
    fn a_changed_setting_is_tried_at_once() {
        let (now, times) = (Instant::now(), QueueTimes::default());
        for (code, look) in [
            (FailureKind::AccessDenied.code(), Look::Over),
            (FailureKind::ZeroQuota.code(), Look::Over),
            ("budget", Look::Over),
            ("off", Look::Over),
            ("locked", Look::Credentials),
            (FailureKind::NoCredentials.code(), Look::Credentials),
            (FailureKind::ClockSkew.code(), Look::Credentials),
        ] {
            let mut watch = PauseWatch::default();
            assert_eq!(
                watch.look(&pause(code, None), true, 0, now, &times),
                look,
                "{code} after a change"
            );
        }
        let mut watch = PauseWatch::default();
        assert_eq!(
            watch.look(&pause("budget", None), false, 0, now, &times),
            Look::Wait(None),
            "nothing else ends what only a person can"
        );
    }
}
