//! The table `exchanges` and the index of its words.

use rusqlite::{Connection, OptionalExtension, Result, Row, named_params, params};
use rusqlite_migration::M;

use crate::{Asked, CallId, Exchange, Hit, MessageId, NewExchange, ReplyState};

pub(crate) const MIGRATION_10: M<'static> =
    M::up(include_str!("0010_exchanges.sql")).comment("conversations with the mentor");

/// All columns of an [`Exchange`], in the order in which [`read_exchange`] takes them.
const EXCHANGE: &str =
    "e.id, e.mission_id, e.level, e.criterion_id, e.question, e.reply, e.state, e.reason, e.model, e.at_ms, e.deadline_ms,
     e.ended_at_ms, coalesce(c.charged_nusd, 0), coalesce(c.charged_tokens, 0)";

/// Words of a query beyond this many are left out; nobody types them.
const MOST_WORDS: usize = 32;

pub(crate) fn insert(connection: &Connection, exchange: &NewExchange) -> Result<MessageId> {
    let level = match exchange.asked {
        Asked::Hint(level) => Some(level),
        Asked::Question => None,
    };
    connection
        .prepare_cached(
            "INSERT INTO exchanges (mission_id, level, criterion_id, state, model, at_ms, deadline_ms, question, reply)
             VALUES (?1, ?2, ?3, 'streaming', ?4, ?5, ?6, ?7, '')",
        )?
        .execute(params![
            exchange.mission_id,
            level,
            exchange.criterion_id,
            exchange.model,
            exchange.at_ms,
            exchange.deadline_ms,
            exchange.question,
        ])?;
    Ok(MessageId(connection.last_insert_rowid()))
}

/// Writes what came so far; nothing when the reply has ended.
pub(crate) fn keep(connection: &Connection, id: MessageId, reply: &str) -> Result<()> {
    connection
        .prepare_cached("UPDATE exchanges SET reply = ?2 WHERE id = ?1 AND state = 'streaming'")?
        .execute(params![id.0, reply])?;
    Ok(())
}

/// Writes how a reply ended; false when it had ended or is gone.
pub(crate) fn end(
    connection: &Connection,
    id: MessageId,
    reply: &str,
    state: ReplyState,
    reason: Option<&str>,
    call: Option<CallId>,
    at_ms: i64,
) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE exchanges SET reply = ?2, state = ?3, reason = ?4, call = ?5, ended_at_ms = ?6
             WHERE id = ?1 AND state = 'streaming'",
        )?
        .execute(params![
            id.0,
            reply,
            state,
            reason,
            call.map(|call| call.0),
            at_ms
        ])?;
    Ok(changed == 1)
}

/// A mission's exchanges, oldest first.
pub(crate) fn of_mission(
    connection: &Connection,
    mission_id: &str,
    now_ms: i64,
) -> Result<Vec<Exchange>> {
    connection
        .prepare_cached(&format!(
            "SELECT {EXCHANGE} FROM exchanges AS e LEFT JOIN calls AS c ON c.id = e.call
             WHERE e.mission_id = ?1 ORDER BY e.id"
        ))?
        .query_map([mission_id], |row| read_exchange(row, now_ms))?
        .collect()
}

pub(crate) fn get(connection: &Connection, id: MessageId, now_ms: i64) -> Result<Option<Exchange>> {
    connection
        .prepare_cached(&format!(
            "SELECT {EXCHANGE} FROM exchanges AS e LEFT JOIN calls AS c ON c.id = e.call WHERE e.id = ?1"
        ))?
        .query_row([id.0], |row| read_exchange(row, now_ms))
        .optional()
}

/// How the call of an exchange ended.
pub(crate) fn outcome(connection: &Connection, id: MessageId) -> Result<Option<String>> {
    connection
        .prepare_cached(
            "SELECT c.outcome FROM exchanges AS e JOIN calls AS c ON c.id = e.call WHERE e.id = ?1",
        )?
        .query_row([id.0], |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// Finds exchanges that have all words, the best first. The last word may be the beginning of one.
pub(crate) fn search(
    connection: &Connection,
    words: &str,
    mission_id: Option<&str>,
    limit: u32,
) -> Result<Vec<Hit>> {
    let Some(query) = query(words) else {
        return Ok(Vec::new());
    };
    connection
        .prepare_cached(
            "SELECT e.id, e.mission_id, e.at_ms, snippet(exchange_words, -1, char(2), char(3), '…', 24)
             FROM exchange_words JOIN exchanges AS e ON e.id = exchange_words.rowid
             WHERE exchange_words MATCH :query AND (:mission IS NULL OR e.mission_id = :mission)
             ORDER BY rank, e.id DESC LIMIT :limit",
        )?
        .query_map(
            named_params! {":query": query, ":mission": mission_id, ":limit": limit},
            |row| {
                Ok(Hit {
                    exchange: MessageId(row.get(0)?),
                    mission_id: row.get(1)?,
                    at_ms: row.get(2)?,
                    snippet: row.get(3)?,
                })
            },
        )?
        .collect()
}

pub(crate) fn delete_of_mission(connection: &Connection, mission_id: &str) -> Result<u32> {
    let deleted = connection
        .prepare_cached("DELETE FROM exchanges WHERE mission_id = ?1")?
        .execute([mission_id])?;
    Ok(u32::try_from(deleted).unwrap_or(u32::MAX))
}

/// Writes the index of words anew: what was deleted stands in it until then.
pub(crate) fn forget_deleted_words(connection: &Connection) -> Result<()> {
    connection.execute_batch("INSERT INTO exchange_words (exchange_words) VALUES ('rebuild')")
}

/// A query in FTS5's language (<https://sqlite.org/fts5.html#full_text_query_syntax>) that means the words of any text: each is a string, so
/// that nothing in it is an operator. Nothing when there is no word.
fn query(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(MOST_WORDS)
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| words.join(" ") + " *")
}

/// A reply that streams past its deadline ended with the program; so did one that was asked for later than its whole time from now, before
/// the clock was set back.
fn read_exchange(row: &Row<'_>, now_ms: i64) -> Result<Exchange> {
    let (at_ms, deadline_ms): (i64, i64) = (row.get(9)?, row.get(10)?);
    let mut state: ReplyState = row.get(6)?;
    let mut reason: Option<String> = row.get(7)?;
    let lost =
        deadline_ms <= now_ms || at_ms.saturating_sub(now_ms) > deadline_ms.saturating_sub(at_ms);
    if state == ReplyState::Streaming && lost {
        state = ReplyState::Failed;
        reason = Some("The program ended before the reply did. Ask again.".to_owned());
    }
    Ok(Exchange {
        id: MessageId(row.get(0)?),
        mission_id: row.get(1)?,
        asked: match row.get(2)? {
            Some(level) => Asked::Hint(level),
            None => Asked::Question,
        },
        criterion_id: row.get(3)?,
        question: row.get(4)?,
        reply: row.get(5)?,
        state,
        reason,
        model: row.get(8)?,
        at_ms,
        ended_at_ms: row.get(11)?,
        cost_nusd: row.get(12)?,
        tokens: row.get(13)?,
    })
}
