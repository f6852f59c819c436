//! One call of the keyring at a time, each with a time limit, and what a call and its caller agree on when the limit is reached. Knows
//! nothing of keyrings.

use std::{
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

const RUNNING: u8 = 0;
const DONE: u8 = 1;
const GIVEN_UP: u8 = 2;

/// On what a call and its caller agree.
#[derive(Debug, Default)]
pub(super) struct Ticket(AtomicU8);

impl Ticket {
    /// The call says that it happened; false when the caller has given it up.
    pub(super) fn done(&self) -> bool {
        self.settle(DONE)
    }

    /// The caller says that it waits no longer; false when it has happened.
    pub(super) fn give_up(&self) -> bool {
        self.settle(GIVEN_UP)
    }

    pub(super) fn is_given_up(&self) -> bool {
        self.0.load(Ordering::SeqCst) == GIVEN_UP
    }

    fn settle(&self, to: u8) -> bool {
        let settled = self
            .0
            .compare_exchange(RUNNING, to, Ordering::SeqCst, Ordering::SeqCst);
        settled.map_or_else(|stands| stands == to, |_| true)
    }
}

/// Calls go one at a time: the keyring's own library takes no more.
pub(super) struct Line {
    running: Option<Arc<Ticket>>,
    /// Entries that were changed although that was reported as failed.
    pub(super) gone_through: Vec<String>,
}

impl Line {
    /// Whether the call that runs was given up: no other is begun.
    pub(super) fn given_up(&self) -> bool {
        self.running
            .as_ref()
            .is_some_and(|ticket| ticket.is_given_up())
    }
}

static LINE: Mutex<Line> = Mutex::new(Line {
    running: None,
    gone_through: Vec::new(),
});
static NEXT: Condvar = Condvar::new();

pub(super) fn line() -> MutexGuard<'static, Line> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Leaves the line when a call ends, however it ends.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        line().running = None;
        NEXT.notify_all();
    }
}

/// Runs a call on a thread of its own and stops waiting after a while. The thread is left behind then, and until it ends no other call
/// is begun: they fail at once instead of piling up behind it.
pub(super) fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce(&Ticket) -> T + Send + 'static,
) -> Option<T> {
    let until = Instant::now() + patience;
    let ticket = Arc::new(Ticket::default());
    enter(&ticket, until)?;
    let (sender, receiver) = mpsc::sync_channel(1);
    let theirs = Arc::clone(&ticket);
    let leave = Leave;
    thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            let _leave = leave;
            let answer = work(&theirs);
            if theirs.done() {
                // Somebody waits for this.
                let _ = sender.send(answer);
            }
        })
        .ok()?;
    match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
        Ok(answer) => Some(answer),
        Err(mpsc::RecvTimeoutError::Timeout) if ticket.give_up() => None,
        // It happened in the last moment, so the answer is on its way.
        Err(_) => receiver.recv().ok(),
    }
}

/// Waits for the calls before this one; not for one that was given up.
fn enter(ticket: &Arc<Ticket>, until: Instant) -> Option<()> {
    let mut line = line();
    while line.running.is_some() {
        let left = until.saturating_duration_since(Instant::now());
        if line.given_up() || left.is_zero() {
            return None;
        }
        line = NEXT
            .wait_timeout(line, left)
            .unwrap_or_else(PoisonError::into_inner)
            .0;
    }
    line.running = Some(Arc::clone(ticket));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_waits_for_ever_is_given_up_and_holds_up_no_other() {
        let (go_on, wait) = mpsc::channel::<()>();
        let (ended, end) = mpsc::channel();
        let stuck = within(Duration::from_millis(20), move |ticket| {
            let _ = wait.recv();
            let happened = ticket.done();
            let _ = ended.send(happened);
        });
        assert_eq!(stuck, None, "nobody waits for ever");
        let began = Instant::now();
        let next = within(Duration::from_secs(60), |_| ());
        assert_eq!(next, None, "the keyring takes one call at a time");
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "a call behind one that was given up fails at once"
        );
        assert!(line().given_up(), "and the state tells");
        let _ = go_on.send(());
        assert_eq!(
            end.recv(),
            Ok(false),
            "the call learns that it was given up, and can undo what it did"
        );
        let until = Instant::now() + Duration::from_secs(30);
        let mut line = line();
        while line.running.is_some() && Instant::now() < until {
            line = NEXT
                .wait_timeout(line, Duration::from_millis(100))
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        drop(line);
        assert_eq!(
            within(Duration::from_secs(60), |_| 7),
            Some(7),
            "then calls are taken again"
        );
    }

    #[test]
    fn a_call_and_its_caller_agree_on_what_happened() {
        for _ in 0..2_000 {
            let ticket = Arc::new(Ticket::default());
            let theirs = Arc::clone(&ticket);
            let call = thread::spawn(move || theirs.done());
            let given_up = ticket.give_up();
            let done = call.join().unwrap_or(false);
            assert!(
                done != given_up,
                "exactly one of them is right: done {done}, given up {given_up}"
            );
        }
    }
}
