//! Calls to a model, each written before it is made: whatever happens afterwards, it is known that it may have been paid.

use rusqlite::Transaction;

use crate::{
    Exceeded, JobId, Limit, Purpose, Receipt, Reserve, Store, StoreError, budget, queue,
    tables::{budget as reservations, calls, jobs, responses, waiting_jobs},
    writer::WriteError,
};

/// The number of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(pub i64);

/// A call that is about to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCall {
    /// The job and the lease under which it is made; absent for hints, questions and tests.
    pub job: Option<(JobId, Receipt)>,
    /// The mission it is about.
    pub mission_id: Option<String>,
    /// The model.
    pub model: String,
    /// The prompt's version.
    pub prompt_version: String,
    /// This start of the program.
    pub boot: String,
    /// When it is certain to have ended.
    pub deadline_ms: i64,
    /// What it may use. A job's open reservation is used up by it; what is more is reserved anew.
    pub reserve: Reserve,
    /// Now.
    pub at_ms: i64,
}

/// What beginning a call came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It may be made.
    Call(CallId),
    /// It may not: a limit would be exceeded.
    OverBudget(Exceeded),
    /// It may not: the lease is somebody else's.
    Stale,
}

/// Tokens used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Read, not from a cache.
    pub input: i64,
    /// Written.
    pub output: i64,
    /// Read from the prompt cache.
    pub cache_read: i64,
    /// Written to the prompt cache.
    pub cache_write: i64,
}

impl Tokens {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.input
            .saturating_add(self.output)
            .saturating_add(self.cache_read)
            .saturating_add(self.cache_write)
    }
}

/// What a call is charged at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charged {
    /// Nothing.
    Nothing,
    /// What the provider counted.
    Known {
        /// Tokens.
        tokens: Tokens,
        /// Billionths of a USD.
        nusd: i64,
    },
    /// Nobody knows: its whole reservation.
    Whole,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallEnd {
    /// When.
    pub at_ms: i64,
    /// A stable word: `ok`, `cancelled`, `unknown`, or the failure's code.
    pub outcome: String,
    /// A sentence; empty when it went well.
    pub message: String,
    /// What it is charged at.
    pub charged: Charged,
    /// To the first text.
    pub first_ms: Option<i64>,
    /// To the end.
    pub whole_ms: Option<i64>,
}

/// A call, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its number.
    pub id: CallId,
    /// The job.
    pub job: Option<JobId>,
    /// The mission.
    pub mission_id: Option<String>,
    /// What for.
    pub purpose: Purpose,
    /// The model.
    pub model: String,
    /// The prompt's version.
    pub prompt_version: String,
    /// When it began.
    pub started_at_ms: i64,
    /// What it was reserved at.
    pub reserved_nusd: i64,
    /// What it was reserved at.
    pub reserved_tokens: i64,
    /// How it ended; absent while it runs.
    pub end: Option<CallEnd>,
}

/// A whole answer that is kept, so that it is never paid twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedResponse {
    /// SHA-256 of the whole request.
    pub key: [u8; 32],
    /// The answer.
    pub text: String,
}

impl Store {
    /// Writes a call before it is made, and reserves what it may use, in one transaction. Of a job's own reservation nothing is left over: the
    /// call takes its place. Where it is no more than that, limits are not asked again.
    ///
    /// # Errors
    /// When it cannot be written, or an amount is below zero. The call may not be made then.
    pub fn begin_call(&self, call: NewCall, limits: Vec<Limit>) -> Result<Begun, StoreError> {
        self.write("beginning a call", move |transaction| {
            let mut standing = None;
            if let Some((job, receipt)) = &call.job {
                match jobs::held(transaction, receipt)? {
                    Some(held) if held.id == *job => {}
                    _ => return Ok(Begun::Stale),
                }
                standing = reservations::of_job(transaction, *job)?;
            }
            let reserved =
                budget::reserve(transaction, call.reserve, &limits, standing, call.at_ms)?;
            match reserved {
                Ok(reservation) => Ok(Begun::Call(calls::insert(transaction, &call, reservation)?)),
                Err(exceeded) => Ok(Begun::OverBudget(exceeded)),
            }
        })
    }

    /// Ends a call: settles its reservation in the ledger and the counters, and keeps its answer when one is given, in one transaction. False
    /// when it had ended already (then nothing changed).
    ///
    /// # Errors
    /// When it cannot be written, there is no such call, or it is charged at less than zero.
    pub fn end_call(
        &self,
        call: CallId,
        end: CallEnd,
        keep: Option<CachedResponse>,
    ) -> Result<bool, StoreError> {
        self.write("ending a call", move |transaction| {
            self::end(transaction, call, &end, keep.as_ref())
        })
    }

    /// Ends, as unknown, calls of no job whose deadline has passed. Gives how many.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_overdue_calls(&self, now_ms: i64) -> Result<u32, StoreError> {
        let context = "ending overdue calls";
        // There is hardly ever one, and a reader finds that out without waiting for whoever writes.
        let overdue = self.read(context, move |connection| {
            calls::overdue(connection, now_ms)
        })?;
        if overdue.is_empty() {
            return Ok(0);
        }
        self.write(context, move |transaction| {
            let mut ended = 0;
            for call in calls::overdue(transaction, now_ms)? {
                ended += u32::from(end(transaction, call, &queue::lost(now_ms), None)?);
            }
            Ok(ended)
        })
    }

    /// The newest calls first, before `before` when given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn calls(&self, before: Option<CallId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        self.read("reading the calls", move |connection| {
            calls::page(connection, before, limit)
        })
    }

    /// A kept answer; counts the use.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn cached_response(
        &self,
        key: [u8; 32],
        now_ms: i64,
    ) -> Result<Option<String>, StoreError> {
        let context = "reading a kept answer";
        // Most are not there, and a reader finds that out without waiting for whoever writes.
        if self
            .read(context, move |connection| responses::get(connection, &key))?
            .is_none()
        {
            return Ok(None);
        }
        self.write(context, move |transaction| {
            let text = responses::get(transaction, &key)?;
            responses::used(transaction, &key, now_ms)?;
            Ok(text)
        })
    }

    /// Forgets kept answers, because they were not good enough.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_cached(&self, keys: Vec<[u8; 32]>) -> Result<(), StoreError> {
        self.write("forgetting kept answers", move |transaction| {
            for key in &keys {
                responses::delete(transaction, key)?;
            }
            Ok(())
        })
    }
}

/// Ends a call once, in a transaction that others add to. False when it had ended.
pub(crate) fn end(
    transaction: &Transaction<'_>,
    call: CallId,
    end: &CallEnd,
    keep: Option<&CachedResponse>,
) -> Result<bool, WriteError> {
    let Some(running) = calls::running(transaction, call)? else {
        if calls::exists(transaction, call)? {
            return Ok(false);
        }
        return Err(WriteError::Refused(format!("there is no call {}", call.0)));
    };
    let reserved = running.open.reserve;
    let charge = charge(end.charged, reserved).map_err(WriteError::Refused)?;
    calls::end(transaction, call, end, charge)?;
    match end.charged {
        Charged::Nothing => reservations::release(transaction, running.open, end.at_ms)?,
        Charged::Known { .. } | Charged::Whole => {
            reservations::settle(transaction, running.open, charge, end.at_ms)?;
        }
    }
    if let Some(response) = keep {
        responses::put(transaction, response, &running.model, reserved.purpose)?;
    }
    waiting_jobs::hurry_for_budget(transaction, end.at_ms, waiting_jobs::HURRIED)?;
    Ok(true)
}

/// Billionths of a USD and tokens.
fn charge(charged: Charged, reserved: Reserve) -> Result<(i64, i64), String> {
    match charged {
        Charged::Nothing => Ok((0, 0)),
        Charged::Whole => Ok((reserved.nusd, reserved.tokens)),
        Charged::Known { tokens, nusd } => {
            let counted = [
                tokens.input,
                tokens.output,
                tokens.cache_read,
                tokens.cache_write,
            ];
            if nusd < 0 || counted.iter().any(|count| *count < 0) {
                return Err("a call cannot be charged at less than zero".to_owned());
            }
            Ok((nusd, tokens.total()))
        }
    }
}
