//! What was used, added up; answers that are kept.

use super::{DAY, NOON, begin, call_end, home, known, number, open, reserve, sound};
use crate::{CachedResponse, CallEnd, Charged, Latency, Purpose, Store, Tokens, UsageDay};

fn ended(store: &Store, purpose: Purpose, at_ms: i64, outcome: &str, charged: Charged) {
    let call = begin(store, None, reserve(purpose, 100, 10), at_ms);
    let end = CallEnd {
        outcome: outcome.to_owned(),
        first_ms: Some(at_ms % 1000),
        whole_ms: Some(at_ms % 1000 * 10),
        ..call_end(at_ms + 5, charged)
    };
    store.end_call(call, end, None).expect("ended");
}

#[test]
fn sums_by_model_and_purpose_are_the_ledgers() {
    let (_folder, file) = home();
    let store = open(&file);
    let tokens = Tokens {
        input: 1,
        output: 2,
        cache_read: 3,
        cache_write: 4,
    };
    ended(
        &store,
        Purpose::Mission,
        NOON,
        "ok",
        Charged::Known { tokens, nusd: 40 },
    );
    ended(
        &store,
        Purpose::Mission,
        NOON + 1,
        "throttled",
        Charged::Nothing,
    );
    ended(
        &store,
        Purpose::Mission,
        NOON + 2,
        "unknown",
        Charged::Whole,
    );
    ended(&store, Purpose::Hint, NOON + 3, "cancelled", known(7, 2));
    begin(&store, None, reserve(Purpose::Test, 1, 1), NOON + 4);
    let rows: Vec<_> = store
        .usage(NOON, NOON + 100)
        .expect("read")
        .into_iter()
        .map(|row| {
            (
                row.purpose,
                [row.calls, row.failed, row.throttled, row.unknown],
                row.tokens.total(),
                row.charged_tokens,
                row.nusd,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (Purpose::Mission, [3, 2, 1, 1], 10, 20, 140),
            (Purpose::Hint, [1, 0, 0, 0], 2, 2, 7),
            (Purpose::Test, [1, 0, 0, 0], 0, 0, 0),
        ],
        "the dearest first; a cancelled call has not failed, a running one is there"
    );
    let audit = store.audit().expect("audited");
    assert_eq!(
        (audit.ledger_nusd, audit.ledger_tokens),
        (147, 22),
        "to the token"
    );
    sound(&store, "at the end");
}

#[test]
fn sums_by_day_leave_empty_days_out() {
    let store = Store::in_memory().expect("memory");
    for at_ms in [NOON, NOON + 1, NOON + 2 * DAY, NOON + 9 * DAY] {
        ended(&store, Purpose::Hint, at_ms, "ok", known(5, 2));
    }
    let midnight = NOON - DAY / 2;
    assert_eq!(
        store.usage_by_day(NOON, NOON + 9 * DAY).expect("read"),
        [
            UsageDay {
                start_ms: midnight,
                calls: 2,
                tokens: 4,
                nusd: 10
            },
            UsageDay {
                start_ms: midnight + 2 * DAY,
                calls: 1,
                tokens: 2,
                nusd: 5
            },
        ],
        "by days of UTC; the end of the stretch is not in it"
    );
}

#[test]
fn latency_is_by_nearest_rank() {
    let store = Store::in_memory().expect("memory");
    assert_eq!(
        store.latency(0, i64::MAX).expect("read"),
        Latency::default(),
        "of nothing there is none"
    );
    for number in 1..=20 {
        ended(&store, Purpose::Hint, NOON + number, "ok", known(1, 1));
    }
    ended(
        &store,
        Purpose::Hint,
        NOON + 999,
        "stalled",
        Charged::Nothing,
    );
    assert_eq!(
        store.latency(0, i64::MAX).expect("read"),
        Latency {
            calls: 20,
            first_p50_ms: Some(10),
            first_p95_ms: Some(19),
            whole_p50_ms: Some(100),
            whole_p95_ms: Some(190),
        },
        "of those that went well"
    );
}

#[test]
fn answers_are_kept_counted_and_bounded() {
    let (_folder, file) = home();
    let store = open(&file);
    let key = |number: u32| {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&number.to_be_bytes());
        key
    };
    let keep = |number: u32, text: &str| {
        let call = begin(&store, None, reserve(Purpose::Mission, 1, 1), NOON);
        let response = CachedResponse {
            key: key(number),
            text: text.to_owned(),
        };
        store
            .end_call(call, call_end(NOON, known(1, 1)), Some(response))
            .expect("ended");
    };
    keep(0, "old");
    keep(1, "first");
    keep(0, "new");
    assert_eq!(
        store
            .cached_response(key(0), NOON)
            .expect("read")
            .as_deref(),
        Some("new"),
        "the latest answer"
    );
    assert_eq!(
        store.cached_response(key(9), NOON).expect("read"),
        None,
        "never asked"
    );
    store.cached_response(key(1), NOON + 1).expect("read");
    store.cached_response(key(1), NOON + DAY).expect("read");
    let uses = |from_ms, to_ms| -> u64 {
        let rows = store.usage(from_ms, to_ms).expect("read");
        rows.iter().map(|row| row.answers_from_cache).sum()
    };
    assert_eq!(
        (
            uses(NOON, NOON + 10),
            uses(NOON, NOON + DAY),
            uses(NOON + DAY, NOON + 2 * DAY)
        ),
        (2, 3, 1),
        "counted by day"
    );
    store.forget_cached(vec![key(0), key(77)]).expect("written");
    assert_eq!(
        store.cached_response(key(0), NOON).expect("read"),
        None,
        "it was not good enough"
    );
    store.with_writer(|connection| {
        connection
            .execute_batch("PRAGMA synchronous = OFF")
            .expect("faster: this is about counting");
    });
    for number in 2..502 {
        keep(number, "more");
    }
    assert_eq!(
        number(&store, "SELECT count(*) FROM responses"),
        500,
        "no more than that"
    );
    assert_eq!(
        (
            store.cached_response(key(1), NOON).expect("read"),
            store
                .cached_response(key(2), NOON)
                .expect("read")
                .as_deref()
        ),
        (None, Some("more")),
        "the oldest went"
    );
    sound(&store, "at the end");
}
