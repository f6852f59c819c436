//! What can be done to the queue, on the handle. Each is one transaction.

use rusqlite::Transaction;

use super::{
    Buried, Cause, Enqueued, Job, JobCounts, JobEvent, JobId, JobState, LeaseTerms, Leased, NewJob,
    Pause, PutBack, Receipt, Received,
};
use crate::{
    CallEnd, CallId, Charged, Limit, ReadyMission, Store, StoreError, budget, calls,
    tables::{budget as reservations, calls as call_rows, generated_missions, jobs},
    writer::WriteError,
};

/// Operations on the queue. Every one is one transaction and blocks.
///
/// Errors are the database's, and then nothing was changed. What a job can be in the way of, an old receipt or another state, is in the value.
impl Store {
    /// Writes the mission (`generating`), its job and its reservation, all or nothing.
    ///
    /// # Errors
    /// When it cannot be written, the mission's id is taken, the request is no JSON, or an amount is below zero.
    pub fn enqueue(&self, job: NewJob, limits: Vec<Limit>) -> Result<Enqueued, StoreError> {
        self.write("enqueueing a mission", move |transaction| {
            // First, so that nothing has to be taken back when a limit is in the way.
            let reserved = budget::reserve(transaction, job.reserve, &limits, None, job.at_ms)?;
            let reservation = match reserved {
                Ok(reservation) => reservation,
                Err(exceeded) => return Ok(Enqueued::OverBudget(exceeded)),
            };
            if !generated_missions::insert(transaction, &job)? {
                return Err(WriteError::Refused(format!(
                    "there is a mission `{}` already",
                    job.mission_id
                )));
            }
            let id = jobs::insert(transaction, &job.mission_id, job.at_ms)?;
            reservations::assign(transaction, reservation, id)?;
            jobs::tell(transaction, id, job.at_ms, "enqueued", "")?;
            Ok(Enqueued::Job(id))
        })
    }

    /// Leases the job that has been due longest: a ready one, or one whose lease has run out. A job that was received too often already is dead
    /// instead, its mission failed, and the next one is taken.
    ///
    /// A clock that was set back hides no job: a due time farther away than the wait or lease was meant to be is brought back to that.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn lease(&self, terms: LeaseTerms, now_ms: i64) -> Result<Leased, StoreError> {
        Ok(self.receive(terms, now_ms)?.leased)
    }

    /// As [`Store::lease`]; says which jobs are dead by it, so that somebody can be told.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn receive(&self, terms: LeaseTerms, now_ms: i64) -> Result<Received, StoreError> {
        self.write("leasing a job", move |transaction| {
            if let Some(pause) = pause_in_force(transaction, now_ms)? {
                return Ok(Received {
                    leased: Leased::Paused(pause),
                    buried: Vec::new(),
                });
            }
            next_due(transaction, &terms, now_ms)
        })
    }

    /// As [`Store::receive`], also while the queue is paused: for the one job that tries whether the reason of the pause is still there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn receive_past_pause(
        &self,
        terms: LeaseTerms,
        now_ms: i64,
    ) -> Result<Received, StoreError> {
        self.write("leasing a job", move |transaction| {
            next_due(transaction, &terms, now_ms)
        })
    }

    /// Moves the end of a lease; false when the receipt is not the lease's any more (cancelled, expired and taken by another). It reaches at
    /// most as far from now as the lease was long; beyond that, the next [`Store::lease`] brings it back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn extend(&self, receipt: &Receipt, until_ms: i64) -> Result<bool, StoreError> {
        let receipt = receipt.clone();
        self.write("extending a lease", move |transaction| {
            Ok(jobs::extend(transaction, &receipt, until_ms)?)
        })
    }

    /// Puts a job back until `until_ms` (a day at most). With `burn` it counts as a receive and may be the last (`max_receives`); without, the
    /// receive is given back. The job's reservation is kept; one whose call has ended is gone already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_back(
        &self,
        receipt: &Receipt,
        now_ms: i64,
        until_ms: i64,
        cause: Cause,
        burn: bool,
        max_receives: u32,
    ) -> Result<PutBack, StoreError> {
        let receipt = receipt.clone();
        self.write("putting a job back", move |transaction| {
            let Some(held) = jobs::held(transaction, &receipt)? else {
                return Ok(PutBack::Stale);
            };
            if burn && held.receive_count >= max_receives {
                die(transaction, held.id, &held.mission_id, &cause, now_ms)?;
                return Ok(PutBack::Dead);
            }
            jobs::put_back(transaction, held.id, now_ms, until_ms, &cause, burn)?;
            let event = if burn { "retried" } else { "snoozed" };
            jobs::tell(transaction, held.id, now_ms, event, &cause.message)?;
            Ok(PutBack::Again)
        })
    }

    /// Makes every waiting job due at once: somebody wants it now, or what it waited for is there. Gives how many waited.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn hurry_jobs(&self, now_ms: i64) -> Result<u32, StoreError> {
        self.write("hurrying waiting jobs", move |transaction| {
            let hurried = jobs::hurry(transaction, now_ms)?;
            Ok(u32::try_from(hurried).unwrap_or(u32::MAX))
        })
    }

    /// Ends a job as dead, its mission failed for this cause, its reservation released. False when the receipt is stale.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn bury(&self, receipt: &Receipt, now_ms: i64, cause: Cause) -> Result<bool, StoreError> {
        let receipt = receipt.clone();
        self.write("burying a job", move |transaction| {
            let Some(held) = jobs::held(transaction, &receipt)? else {
                return Ok(false);
            };
            die(transaction, held.id, &held.mission_id, &cause, now_ms)?;
            Ok(true)
        })
    }

    /// The mission is ready and the job done, what is left of its reservation released, and the call that gave it ended when one is named. False
    /// when the receipt is stale: nothing changed then but the call's end, which happened all the same.
    ///
    /// # Errors
    /// When it cannot be written, or the mission's origin is no JSON.
    pub fn complete(
        &self,
        receipt: &Receipt,
        now_ms: i64,
        mission: ReadyMission,
        call: Option<(CallId, CallEnd)>,
    ) -> Result<bool, StoreError> {
        let receipt = receipt.clone();
        self.write("completing a job", move |transaction| {
            if let Some((call, end)) = &call {
                calls::end(transaction, *call, end, None)?;
            }
            let Some(held) = jobs::held(transaction, &receipt)? else {
                return Ok(false);
            };
            jobs::end(transaction, held.id, JobState::Done, None, now_ms)?;
            let ready =
                generated_missions::make_ready(transaction, &held.mission_id, &mission, now_ms)?;
            expect_generating(ready, &held.mission_id)?;
            reservations::release_job(transaction, held.id, now_ms)?;
            jobs::tell(transaction, held.id, now_ms, "done", "")?;
            Ok(true)
        })
    }

    /// Takes a ready or leased job back: its mission is `cancelled`, its reservation released. False when it had ended. A call that runs for it
    /// keeps its own reservation until it ends.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn cancel_job(&self, job: JobId, now_ms: i64) -> Result<bool, StoreError> {
        self.write("cancelling a job", move |transaction| {
            let Some(mission_id) = jobs::cancel(transaction, job, now_ms)? else {
                return Ok(false);
            };
            let cancelled = generated_missions::cancel(transaction, &mission_id, now_ms)?;
            expect_generating(cancelled, &mission_id)?;
            reservations::release_job(transaction, job, now_ms)?;
            jobs::tell(transaction, job, now_ms, "cancelled", "")?;
            Ok(true)
        })
    }

    /// Gives a dead (or cancelled) job all its receives again; its mission is `generating` again. False when it is neither, or was discarded.
    /// Nothing is reserved for it until its next call.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn redrive(&self, job: JobId, now_ms: i64) -> Result<bool, StoreError> {
        self.write("redriving a job", move |transaction| {
            let Some(mission_id) = jobs::redrive(transaction, job, now_ms)? else {
                return Ok(false);
            };
            if !generated_missions::try_again(transaction, &mission_id, now_ms)? {
                return Err(WriteError::Refused(format!(
                    "the mission `{mission_id}` has neither failed nor been cancelled"
                )));
            }
            jobs::tell(transaction, job, now_ms, "redriven", "")?;
            Ok(true)
        })
    }

    /// Removes a dead or cancelled job with its mission from what is shown; its history, calls and ledger stay. False when it is neither, or was
    /// discarded before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn discard_job(&self, job: JobId, now_ms: i64) -> Result<bool, StoreError> {
        self.write("discarding a job", move |transaction| {
            let Some(mission_id) = jobs::discard(transaction, job, now_ms)? else {
                return Ok(false);
            };
            generated_missions::discard(transaction, &mission_id, now_ms)?;
            jobs::tell(transaction, job, now_ms, "discarded", "")?;
            Ok(true)
        })
    }

    /// Takes up what another start of the program left: its leases are ready at once with their receive given back (one that was orphaned
    /// `max_orphanings` times in a row is dead: it may be what ends the program), its calls are ended as unknown and charged at their whole
    /// reservation. Only the owner of the job lock may ask for it. Calls of no job are left alone until their deadline. Gives the jobs, those
    /// that are dead now among them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn adopt_orphans(
        &self,
        boot: &str,
        max_orphanings: u32,
        now_ms: i64,
    ) -> Result<Vec<JobId>, StoreError> {
        let boot = boot.to_owned();
        self.write("taking up orphaned jobs", move |transaction| {
            for call in call_rows::orphans(transaction, &boot)? {
                calls::end(transaction, call, &lost(now_ms), None)?;
            }
            let mut adopted = Vec::new();
            for orphan in jobs::orphans(transaction, &boot)? {
                let detail = "The program ended while it worked on this.";
                jobs::tell(transaction, orphan.id, now_ms, "orphaned", detail)?;
                jobs::adopt(transaction, orphan.id, now_ms)?;
                let orphanings = orphan.orphanings_in_a_row.saturating_add(1);
                if orphanings >= max_orphanings {
                    let cause = always_orphaned(orphanings);
                    die(transaction, orphan.id, &orphan.mission_id, &cause, now_ms)?;
                }
                adopted.push(orphan.id);
            }
            Ok(adopted)
        })
    }

    /// Pauses the queue; a pause that is there already is replaced.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pause_queue(&self, pause: Pause) -> Result<(), StoreError> {
        self.write("pausing the queue", move |transaction| {
            Ok(jobs::put_pause(transaction, &pause)?)
        })
    }

    /// Ends a pause; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn resume_queue(&self) -> Result<bool, StoreError> {
        self.write("resuming the queue", |transaction| {
            Ok(jobs::end_pause(transaction)?)
        })
    }

    /// The pause in force. One that ends by itself is there until the next [`Store::lease`] after its end.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn queue_pause(&self) -> Result<Option<Pause>, StoreError> {
        self.read("reading the queue's pause", jobs::pause)
    }

    /// Jobs that are not done and not discarded, the newest first; with `all`, every one. At most `limit`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn jobs(&self, all: bool, limit: u32) -> Result<Vec<Job>, StoreError> {
        self.read("reading the queue", move |connection| {
            jobs::list(connection, all, limit)
        })
    }

    /// Jobs that are neither done nor discarded, the newest first: the newest `most`, and besides those that are worked on and the dead ones, `most`
    /// of each.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standing_jobs(&self, most: u32) -> Result<Vec<Job>, StoreError> {
        self.read("reading the queue", move |connection| {
            jobs::standing(connection, most)
        })
    }

    /// One job.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn job(&self, job: JobId) -> Result<Option<Job>, StoreError> {
        self.read("reading a job", move |connection| {
            jobs::get(connection, job)
        })
    }

    /// The newest job of a mission.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn job_of_mission(&self, mission_id: &str) -> Result<Option<Job>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading the job of a mission", move |connection| {
            jobs::of_mission(connection, &id)
        })
    }

    /// How many jobs stand where.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn job_counts(&self) -> Result<JobCounts, StoreError> {
        self.read("counting the jobs", jobs::counts)
    }

    /// A job's history, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn job_history(&self, job: JobId) -> Result<Vec<JobEvent>, StoreError> {
        self.read("reading the history of a job", move |connection| {
            jobs::history(connection, job)
        })
    }
}

/// Leases the job that has been due longest, and ends those on the way that had their last receive.
fn next_due(
    transaction: &Transaction<'_>,
    terms: &LeaseTerms,
    now_ms: i64,
) -> Result<Received, WriteError> {
    jobs::survive_clock_set_back(transaction, now_ms)?;
    let mut buried = Vec::new();
    while let Some(due) = jobs::due(transaction, now_ms)? {
        if due.state == JobState::Leased {
            let detail = "The lease ran out before its work had ended.";
            jobs::tell(transaction, due.id, now_ms, "expired", detail)?;
        }
        if due.receive_count >= terms.max_receives {
            let cause = used_up(due.receive_count);
            die(transaction, due.id, &due.mission_id, &cause, now_ms)?;
            buried.push(Buried {
                job: due.id,
                mission_id: due.mission_id,
            });
            continue;
        }
        let lease = jobs::lease(transaction, due.id, terms, now_ms)?;
        jobs::tell(transaction, due.id, now_ms, "leased", "")?;
        return Ok(Received {
            leased: Leased::Job(lease),
            buried,
        });
    }
    Ok(Received {
        leased: Leased::Nothing {
            next_due_ms: jobs::next_due_ms(transaction)?,
        },
        buried,
    })
}

/// Ends a job as dead, its mission as failed, and releases what was reserved.
fn die(
    transaction: &Transaction<'_>,
    job: JobId,
    mission_id: &str,
    cause: &Cause,
    now_ms: i64,
) -> Result<(), WriteError> {
    jobs::end(transaction, job, JobState::Dead, Some(cause), now_ms)?;
    let failed = generated_missions::fail(transaction, mission_id, &cause.message, now_ms)?;
    expect_generating(failed, mission_id)?;
    reservations::release_job(transaction, job, now_ms)?;
    jobs::tell(transaction, job, now_ms, "dead", &cause.message)?;
    Ok(())
}

/// A waiting job's mission is `generating`; were it not, nothing may be changed.
fn expect_generating(was_generating: bool, mission_id: &str) -> Result<(), WriteError> {
    if was_generating {
        return Ok(());
    }
    Err(WriteError::Refused(format!(
        "the mission `{mission_id}` is not being generated, although its job is in the queue"
    )))
}

/// The pause, unless it has ended by itself; then it is taken away. One that began in the future was written before the clock was set back:
/// it is to last as long from now as it was meant to.
fn pause_in_force(transaction: &Transaction<'_>, now_ms: i64) -> Result<Option<Pause>, WriteError> {
    let Some(mut pause) = jobs::pause(transaction)? else {
        return Ok(None);
    };
    let Some(until_ms) = pause.until_ms else {
        return Ok(Some(pause));
    };
    if until_ms <= now_ms {
        jobs::end_pause(transaction)?;
        return Ok(None);
    }
    if pause.since_ms > now_ms {
        let length_ms = until_ms.saturating_sub(pause.since_ms).max(0);
        pause.since_ms = now_ms;
        pause.until_ms = Some(now_ms.saturating_add(length_ms));
        jobs::put_pause(transaction, &pause)?;
    }
    Ok(Some(pause))
}

fn used_up(receive_count: u32) -> Cause {
    Cause {
        code: "receives-used-up".to_owned(),
        message: format!(
            "It was tried {receive_count} times, and the last time did not come to an end. Redrive it to try again."
        ),
    }
}

fn always_orphaned(orphanings: u32) -> Cause {
    Cause {
        code: "orphaned".to_owned(),
        message: format!(
            "The program ended {orphanings} times in a row while it worked on this mission. Redrive it to try again."
        ),
    }
}

/// How a call ends that nobody will hear of any more.
pub(crate) fn lost(now_ms: i64) -> CallEnd {
    CallEnd {
        at_ms: now_ms,
        outcome: "unknown".to_owned(),
        message: "The program ended before the call did. It may have been answered, so it is charged at all that was reserved for it."
            .to_owned(),
        charged: Charged::Whole,
        first_ms: None,
        whole_ms: None,
    }
}
