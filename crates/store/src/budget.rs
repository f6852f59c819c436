//! Budgets: limits, reservations and the append-only ledger. What a model costs is not known here; amounts come in and are added up.
//!
//! Amounts are `_nusd`, billionths of a USD, and tokens (input, output, cache reads and writes together). A limit is held against what was
//! settled in its window and everything that is reserved now, in the one statement that reserves: two callers cannot both take the last cent.

use rusqlite::{Connection, Transaction};

use crate::{
    Store, StoreError,
    tables::{audit, budget as rows},
    writer::WriteError,
};

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Writing a mission.
    Mission,
    /// Mending one that was not accepted.
    Repair,
    /// A hint.
    Hint,
    /// A free question.
    Question,
    /// A tiny call that tests the connection.
    Test,
}

impl Purpose {
    /// Every one.
    pub const ALL: [Purpose; 5] = [
        Purpose::Mission,
        Purpose::Repair,
        Purpose::Hint,
        Purpose::Question,
        Purpose::Test,
    ];
}

/// A stretch of time that a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// The last ten minutes.
    TenMinutes,
    /// The day, UTC, as AWS bills.
    Day,
    /// The calendar month, UTC, as AWS bills.
    Month,
}

/// A limit. Fields that are absent do not limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The stretch of time.
    pub window: Window,
    /// What it is about; empty for everything.
    pub purposes: Vec<Purpose>,
    /// Billionths of a USD.
    pub nusd: Option<i64>,
    /// Tokens.
    pub tokens: Option<i64>,
}

/// The most that a call may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reserve {
    /// What for.
    pub purpose: Purpose,
    /// Billionths of a USD.
    pub nusd: i64,
    /// Tokens.
    pub tokens: i64,
}

/// When to ask again where only what others have reserved is in the way: most calls end within a minute, and most are charged at less than they
/// reserved. Jobs that wait for it are hurried when a call ends.
pub const RESERVED_WAIT_MS: i64 = 60 * 1000;

/// A limit that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// The limit.
    pub limit: Limit,
    /// Settled in its window.
    pub used_nusd: i64,
    /// Settled in its window.
    pub used_tokens: i64,
    /// Reserved now.
    pub reserved_nusd: i64,
    /// Reserved now.
    pub reserved_tokens: i64,
    /// When enough of the window will have passed for this reservation to fit, if nothing else is used; absent when it never will, because it
    /// is more than the limit. Where nothing but open reservations is in the way, which nobody knows the end of, it is [`RESERVED_WAIT_MS`] later.
    pub fits_at_ms: Option<i64>,
}

/// How a limit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitState {
    /// The limit.
    pub limit: Limit,
    /// Settled in its window.
    pub used_nusd: i64,
    /// Settled in its window.
    pub used_tokens: i64,
    /// Reserved now.
    pub reserved_nusd: i64,
    /// Reserved now.
    pub reserved_tokens: i64,
    /// When the window began.
    pub since_ms: i64,
}

/// The ledger held against the counters; equal unless something is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Sum of the ledger.
    pub ledger_nusd: i64,
    /// Sum of the ledger.
    pub ledger_tokens: i64,
    /// Sum of the counters.
    pub counted_nusd: i64,
    /// Sum of the counters.
    pub counted_tokens: i64,
    /// Open reservations by the ledger, and by the table.
    pub open_nusd: (i64, i64),
    /// Sentences on what does not agree; empty when all does.
    pub disagreements: Vec<String>,
}

impl Store {
    /// How limits stand.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn limit_states(
        &self,
        limits: Vec<Limit>,
        now_ms: i64,
    ) -> Result<Vec<LimitState>, StoreError> {
        self.read("reading the budget", move |connection| {
            let standing = rows::standing(connection, &limits, now_ms)?;
            let states = standing.into_iter().filter_map(|standing| {
                Some(LimitState {
                    limit: limits.get(standing.place)?.clone(),
                    used_nusd: standing.used_nusd,
                    used_tokens: standing.used_tokens,
                    reserved_nusd: standing.reserved_nusd,
                    reserved_tokens: standing.reserved_tokens,
                    since_ms: standing.since_ms,
                })
            });
            Ok(states.collect())
        })
    }

    /// The limit that a reservation would exceed now, if any; nothing is written. For a price shown before it is paid.
    ///
    /// # Errors
    /// When the database cannot be read, or an amount is below zero.
    pub fn would_exceed(
        &self,
        reserve: Reserve,
        limits: Vec<Limit>,
        now_ms: i64,
    ) -> Result<Option<Exceeded>, StoreError> {
        let context = "reading the budget";
        check_amounts(reserve).map_err(|reason| StoreError::failed(context, reason))?;
        self.read(context, move |connection| {
            let snapshot = connection.unchecked_transaction()?;
            exceeded(&snapshot, reserve, &limits, None, now_ms)
        })
    }

    /// Adds the ledger up and compares it with the counters and with the calls.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit(&self) -> Result<Audit, StoreError> {
        self.read("auditing the budget", |connection| {
            // One state of the database for all of it.
            let snapshot = connection.unchecked_transaction()?;
            audit::run(&snapshot)
        })
    }
}

/// Reserves, or says which limit is in the way; then nothing was written. `instead` is a reservation that the new one replaces: what is no
/// more than it always fits, even where limits were lowered meanwhile.
pub(crate) fn reserve(
    transaction: &Transaction<'_>,
    asked: Reserve,
    limits: &[Limit],
    instead: Option<rows::Open>,
    now_ms: i64,
) -> Result<Result<i64, Exceeded>, WriteError> {
    check_amounts(asked).map_err(|reason| WriteError::Refused(reason.to_owned()))?;
    let certain = instead.is_some_and(|standing| {
        standing.reserve.purpose == asked.purpose
            && asked.nusd <= standing.reserve.nusd
            && asked.tokens <= standing.reserve.tokens
    });
    let number = instead.map(|standing| standing.id);
    let reserved = rows::reserve(transaction, asked, limits, number, certain, now_ms)?;
    if let Some(reservation) = reserved {
        if let Some(standing) = instead {
            rows::release(transaction, standing, now_ms)?;
        }
        return Ok(Ok(reservation));
    }
    match exceeded(transaction, asked, limits, number, now_ms)? {
        Some(exceeded) => Ok(Err(exceeded)),
        // Refused, and nothing says why: whatever it is, nothing may be spent on it.
        None => Err(WriteError::Refused(
            "the budget cannot be worked out, so nothing is spent".to_owned(),
        )),
    }
}

fn check_amounts(reserve: Reserve) -> Result<(), &'static str> {
    if reserve.nusd < 0 || reserve.tokens < 0 {
        return Err("an amount below zero cannot be reserved");
    }
    Ok(())
}

/// The first limit that a reservation does not fit into.
fn exceeded(
    connection: &Connection,
    asked: Reserve,
    limits: &[Limit],
    instead: Option<i64>,
    now_ms: i64,
) -> rusqlite::Result<Option<Exceeded>> {
    let Some(standing) = rows::first_exceeded(connection, asked, limits, instead, now_ms)? else {
        return Ok(None);
    };
    let Some(limit) = limits.get(standing.place) else {
        return Ok(None);
    };
    Ok(Some(Exceeded {
        limit: limit.clone(),
        used_nusd: standing.used_nusd,
        used_tokens: standing.used_tokens,
        reserved_nusd: standing.reserved_nusd,
        reserved_tokens: standing.reserved_tokens,
        fits_at_ms: fits_at_ms(connection, asked, limit, &standing, now_ms)?,
    }))
}

fn fits_at_ms(
    connection: &Connection,
    asked: Reserve,
    limit: &Limit,
    standing: &rows::Standing,
    now_ms: i64,
) -> rusqlite::Result<Option<i64>> {
    let fits = |nusd: i64, tokens: i64| {
        limit
            .nusd
            .is_none_or(|most| nusd.saturating_add(asked.nusd) <= most)
            && limit
                .tokens
                .is_none_or(|most| tokens.saturating_add(asked.tokens) <= most)
    };
    if !fits(0, 0) {
        return Ok(None);
    }
    let window_end_ms = rows::window_end_ms(connection, limit.window, now_ms)?;
    if fits(standing.used_nusd, standing.used_tokens) {
        return Ok(Some(now_ms.saturating_add(RESERVED_WAIT_MS)));
    }
    let rolls = limit.window == Window::TenMinutes;
    if !rolls || !fits(standing.reserved_nusd, standing.reserved_tokens) {
        return Ok(Some(window_end_ms));
    }
    let mut nusd = standing.used_nusd.saturating_add(standing.reserved_nusd);
    let mut tokens = standing
        .used_tokens
        .saturating_add(standing.reserved_tokens);
    for (leaves_at_ms, charged_nusd, charged_tokens) in rows::leaving(connection, limit, now_ms)? {
        nusd = nusd.saturating_sub(charged_nusd);
        tokens = tokens.saturating_sub(charged_tokens);
        if fits(nusd, tokens) {
            return Ok(Some(leaves_at_ms));
        }
    }
    Ok(Some(window_end_ms))
}
