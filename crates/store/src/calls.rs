//! Calls to a model, each written before it is made: whatever happens afterwards, it is known that it may have been paid.

use crate::{Exceeded, JobId, Limit, Purpose, Receipt, Reserve, Store, StoreError};

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
        self.input + self.output + self.cache_read + self.cache_write
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
    /// Writes a call before it is made, and reserves what it may use, in one transaction.
    pub fn begin_call(&self, call: NewCall, limits: Vec<Limit>) -> Result<Begun, StoreError> {
        todo!()
    }

    /// Ends a call: settles its reservation in the ledger and the counters, and keeps its answer when one is given, in one transaction. False
    /// when it had ended already (then nothing changed).
    pub fn end_call(
        &self,
        call: CallId,
        end: CallEnd,
        keep: Option<CachedResponse>,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// Ends, as unknown, calls of no job whose deadline has passed. Gives how many.
    pub fn end_overdue_calls(&self, now_ms: i64) -> Result<u32, StoreError> {
        todo!()
    }

    /// The newest calls first, before `before` when given.
    pub fn calls(&self, before: Option<CallId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        todo!()
    }

    /// A kept answer; counts the use.
    pub fn cached_response(&self, key: [u8; 32], now_ms: i64) -> Result<Option<String>, StoreError> {
        todo!()
    }

    /// Forgets kept answers, because they were not good enough.
    pub fn forget_cached(&self, keys: Vec<[u8; 32]>) -> Result<(), StoreError> {
        todo!()
    }
}
