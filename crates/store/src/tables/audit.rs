//! The ledger held against everything that is worked out from it or beside it. Reads only.

use rusqlite::{Connection, Result, Row};

use crate::Audit;

/// What must be so, and a query for the rows that are not: each gives the sentence's ending.
const RULES: &[(&str, &str)] = &[
    (
        "the counter of a day is not the ledger's sum",
        "SELECT concat_ws(' ', purpose, start_ms, counted.nusd, counted.tokens, entries.nusd, entries.tokens)
         FROM (SELECT purpose, start_ms, nusd, tokens FROM counters WHERE period = 'day') AS counted
         FULL JOIN (SELECT purpose, unixepoch(at_ms / 1000, 'unixepoch', 'start of day') * 1000 AS start_ms,
                           sum(charged_nusd) AS nusd, sum(charged_tokens) AS tokens
                    FROM ledger WHERE entry = 'settle' GROUP BY 1, 2) AS entries USING (purpose, start_ms)
         WHERE counted.nusd IS NOT entries.nusd OR counted.tokens IS NOT entries.tokens",
    ),
    (
        "the counter of a month is not the ledger's sum",
        "SELECT concat_ws(' ', purpose, start_ms, counted.nusd, counted.tokens, entries.nusd, entries.tokens)
         FROM (SELECT purpose, start_ms, nusd, tokens FROM counters WHERE period = 'month') AS counted
         FULL JOIN (SELECT purpose, unixepoch(at_ms / 1000, 'unixepoch', 'start of month') * 1000 AS start_ms,
                           sum(charged_nusd) AS nusd, sum(charged_tokens) AS tokens
                    FROM ledger WHERE entry = 'settle' GROUP BY 1, 2) AS entries USING (purpose, start_ms)
         WHERE counted.nusd IS NOT entries.nusd OR counted.tokens IS NOT entries.tokens",
    ),
    (
        "the counter of open reservations is not the ledger's sum",
        "SELECT concat_ws(' ', purpose, counted.nusd, counted.tokens, entries.nusd, entries.tokens)
         FROM (SELECT purpose, nusd, tokens FROM counters WHERE period = 'open') AS counted
         FULL JOIN (SELECT purpose, sum(reserved_nusd) AS nusd, sum(reserved_tokens) AS tokens FROM ledger GROUP BY 1) AS entries
             USING (purpose)
         WHERE counted.nusd IS NOT entries.nusd OR counted.tokens IS NOT entries.tokens",
    ),
    (
        "an open reservation is not what the ledger says of it",
        "SELECT concat_ws(' ', number, open.nusd, open.tokens, entries.nusd, entries.tokens)
         FROM (SELECT id AS number, nusd, tokens FROM reservations) AS open
         FULL JOIN (SELECT reservation AS number, sum(reserved_nusd) AS nusd, sum(reserved_tokens) AS tokens
                    FROM ledger GROUP BY reservation HAVING count(*) FILTER (WHERE entry <> 'reserve') = 0) AS entries USING (number)
         WHERE open.nusd IS NOT entries.nusd OR open.tokens IS NOT entries.tokens",
    ),
    (
        "a reservation did not end with what it began with",
        "SELECT reservation FROM ledger GROUP BY reservation
         HAVING count(*) FILTER (WHERE entry = 'reserve') <> 1
             OR (count(*) = 2 AND (sum(reserved_nusd) <> 0 OR sum(reserved_tokens) <> 0))",
    ),
    (
        "an open reservation is neither a running call's nor a waiting job's",
        "SELECT id FROM reservations
         WHERE CASE WHEN job IS NULL THEN NOT EXISTS (SELECT 1 FROM calls WHERE reservation = reservations.id AND ended_at_ms IS NULL)
               ELSE NOT EXISTS (SELECT 1 FROM jobs WHERE id = reservations.job AND state IN ('ready', 'leased')) END",
    ),
    (
        "a running call has not reserved what it says",
        "SELECT calls.id FROM calls LEFT JOIN reservations ON reservations.id = calls.reservation
         WHERE ended_at_ms IS NULL
           AND (nusd IS NOT reserved_nusd OR tokens IS NOT reserved_tokens OR calls.purpose IS NOT reservations.purpose)",
    ),
    (
        "an ended call was not charged in the ledger as it says",
        "SELECT calls.id FROM calls LEFT JOIN ledger ON ledger.reservation = calls.reservation AND ledger.entry <> 'reserve'
         WHERE ended_at_ms IS NOT NULL
           AND (ledger.charged_nusd IS NOT calls.charged_nusd OR ledger.charged_tokens IS NOT calls.charged_tokens
                OR ledger.purpose IS NOT calls.purpose OR ledger.at_ms IS NOT calls.ended_at_ms)",
    ),
    (
        "something was charged that is no call",
        "SELECT ledger.id FROM ledger LEFT JOIN calls ON calls.reservation = ledger.reservation
         WHERE entry = 'settle' AND calls.id IS NULL",
    ),
];

/// How many of a kind are told; the first ones say enough.
const TOLD: usize = 5;

pub(crate) fn run(connection: &Connection) -> Result<Audit> {
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (ledger_nusd, ledger_tokens) = connection.query_row(
        "SELECT coalesce(sum(charged_nusd), 0), coalesce(sum(charged_tokens), 0) FROM ledger",
        [],
        pair,
    )?;
    let (counted_nusd, counted_tokens) = connection.query_row(
        "SELECT coalesce(sum(nusd), 0), coalesce(sum(tokens), 0) FROM counters WHERE period = 'day'",
        [],
        pair,
    )?;
    let open_nusd = connection.query_row(
        "SELECT (SELECT coalesce(sum(reserved_nusd), 0) FROM ledger), (SELECT coalesce(sum(nusd), 0) FROM reservations)",
        [],
        pair,
    )?;
    let mut disagreements = Vec::new();
    for (what, query) in RULES {
        let mut statement = connection.prepare_cached(query)?;
        let rows = statement.query_map([], |row| row.get::<_, rusqlite::types::Value>(0))?;
        for which in rows.take(TOLD) {
            disagreements.push(format!("{what}: {}", told(which?)));
        }
    }
    Ok(Audit {
        ledger_nusd,
        ledger_tokens,
        counted_nusd,
        counted_tokens,
        open_nusd,
        disagreements,
    })
}

fn told(value: rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Text(text) => text,
        rusqlite::types::Value::Integer(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}
