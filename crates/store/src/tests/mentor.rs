//! Conversations: replies that are filled as they come, and every text as a query.

use proptest::prelude::*;

use super::{MINUTE, NOON, begin, call_end, home, known, number, open, reserve, sound};
use crate::{Asked, Exchange, MessageId, NewExchange, Purpose, ReplyState, Store};

fn question(mission_id: &str, words: &str) -> NewExchange {
    NewExchange {
        mission_id: mission_id.to_owned(),
        asked: Asked::Question,
        criterion_id: None,
        question: words.to_owned(),
        model: "model".to_owned(),
        at_ms: NOON,
        deadline_ms: NOON + 2 * MINUTE,
    }
}

/// An exchange that went well.
fn asked(store: &Store, mission_id: &str, words: &str, reply: &str) -> MessageId {
    let id = store
        .begin_exchange(question(mission_id, words))
        .expect("written");
    assert!(
        store
            .end_exchange(id, reply, ReplyState::Done, None, None, NOON + 1)
            .expect("written"),
        "it ends once"
    );
    id
}

fn read(store: &Store, id: MessageId, now_ms: i64) -> Exchange {
    store.exchange(id, now_ms).expect("read").expect("there")
}

fn found(store: &Store, words: &str) -> Vec<i64> {
    let mut found: Vec<_> = store
        .search_conversations(words, None, 50)
        .unwrap_or_else(|error| panic!("{words:?} is a query: {error}"))
        .iter()
        .map(|hit| hit.exchange.0)
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn a_reply_is_there_while_it_comes() {
    let (_folder, file) = home();
    let store = open(&file);
    let id = store
        .begin_exchange(NewExchange {
            asked: Asked::Hint(3),
            criterion_id: Some("c1".to_owned()),
            ..question("m", "A similar example, please.")
        })
        .expect("written");
    store.keep_reply(id, "Think of a").expect("written");
    let so_far = read(&store, id, NOON + 1);
    assert_eq!(
        (
            so_far.reply.as_str(),
            so_far.state,
            so_far.asked,
            so_far.criterion_id.as_deref()
        ),
        (
            "Think of a",
            ReplyState::Streaming,
            Asked::Hint(3),
            Some("c1")
        ),
        "what came so far"
    );
    let call = begin(&store, None, reserve(Purpose::Hint, 50, 5), NOON);
    store
        .end_call(call, call_end(NOON + 2, known(30, 3)), None)
        .expect("settled");
    let withheld = Some("It was about to print the solution.".to_owned());
    assert!(
        store
            .end_exchange(
                id,
                "Think of a queue.",
                ReplyState::Withheld,
                withheld.clone(),
                Some(call),
                NOON + 2
            )
            .expect("written"),
        "an end"
    );
    assert!(
        !store
            .end_exchange(id, "other", ReplyState::Done, None, None, NOON + 3)
            .expect("asked"),
        "one only"
    );
    store.keep_reply(id, "late").expect("asked");
    let whole = read(&store, id, NOON + 9 * MINUTE);
    assert_eq!(
        (
            whole.reply.as_str(),
            whole.state,
            &whole.reason,
            whole.cost_nusd,
            whole.tokens,
            whole.ended_at_ms
        ),
        (
            "Think of a queue.",
            ReplyState::Withheld,
            &withheld,
            30,
            3,
            Some(NOON + 2)
        ),
        "nothing that comes later changes it"
    );
    assert_eq!(
        store.conversation("m", NOON).expect("read"),
        [whole],
        "it is the mission's conversation"
    );
    sound(&store, "at the end");
}

#[test]
fn a_reply_that_nobody_ends_is_shown_as_failed() {
    let store = Store::in_memory().expect("memory");
    let id = store
        .begin_exchange(question("m", "Why?"))
        .expect("written");
    store.keep_reply(id, "Because").expect("written");
    for (now_ms, state) in [
        (NOON + 2 * MINUTE - 1, ReplyState::Streaming),
        (NOON + 2 * MINUTE, ReplyState::Failed),
        (NOON - 2 * MINUTE, ReplyState::Streaming),
        (NOON - 2 * MINUTE - 1, ReplyState::Failed),
    ] {
        let exchange = read(&store, id, now_ms);
        assert_eq!(exchange.state, state, "at {now_ms}");
        assert_eq!(exchange.reply, "Because", "what came is kept");
        assert_eq!(
            exchange.reason.is_some(),
            state == ReplyState::Failed,
            "with a reason"
        );
    }
    assert!(
        store
            .end_exchange(id, "Because.", ReplyState::Streaming, None, None, NOON)
            .is_err(),
        "streaming is no end"
    );
}

#[test]
fn words_are_found_in_questions_and_replies() {
    let (_folder, file) = home();
    let store = open(&file);
    let one = asked(
        &store,
        "m",
        "Why is the dead-letter queue empty?",
        "Look at `maxReceiveCount`.",
    );
    let two = asked(&store, "n", "Où est la clé?", "In **KMS**. It's \"there\".");
    for (words, expected) in [
        ("queue", vec![one]),
        ("QUEUE dead", vec![one]),
        ("maxreceive", vec![one]),
        ("ou cle", vec![two]),
        ("it's \"there\"", vec![two]),
        ("kms queue", vec![]),
        ("dead-letter", vec![one]),
        ("queue AND", vec![]),
        ("NOT", vec![]),
        ("e*", vec![one, two]),
        ("", vec![]),
        (" \t\n", vec![]),
        ("*", vec![]),
        ("\" OR \"", vec![]),
        ("question:kms", vec![]),
        ("que\0ue", vec![]),
    ] {
        let expected: Vec<i64> = expected.iter().map(|id| id.0).collect();
        assert_eq!(found(&store, words), expected, "{words:?}");
    }
    let hits = store
        .search_conversations("kms", Some("n"), 5)
        .expect("found");
    assert_eq!(
        hits[0].snippet, "In **\u{2}KMS\u{3}**. It's \"there\".",
        "what was found is marked"
    );
    assert_eq!(
        store
            .search_conversations("kms", Some("m"), 5)
            .expect("asked"),
        [],
        "one mission's only"
    );
}

#[test]
fn the_index_follows_what_is_written_and_deleted() {
    let (_folder, file) = home();
    let store = open(&file);
    let id = store
        .begin_exchange(question("m", "Why?"))
        .expect("written");
    store.keep_reply(id, "first words").expect("written");
    assert_eq!(found(&store, "first"), [id.0], "while it comes");
    store.keep_reply(id, "other words").expect("written");
    assert_eq!(
        found(&store, "first"),
        Vec::<i64>::new(),
        "not what it replaced"
    );
    let other = asked(&store, "n", "words too", "");
    assert_eq!(
        store.forget_conversation("m").expect("written"),
        1,
        "one exchange"
    );
    assert_eq!(found(&store, "words"), [other.0], "it is found no more");
    assert!(
        !store
            .end_exchange(id, "late", ReplyState::Done, None, None, NOON)
            .expect("asked"),
        "and what comes later has no place"
    );
    store.with_writer(|connection| {
        connection
            .execute(
                "INSERT INTO exchange_words (exchange_words) VALUES ('integrity-check')",
                [],
            )
            .expect("the index is what the texts say");
    });
    assert_eq!(
        number(&store, "SELECT count(*) FROM exchanges"),
        1,
        "the other conversation stays"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_query(words in any::<String>(), signs in "[\"'*^:+() \u{0}-\u{3}a-cANDORNOT-]{0,24}") {
        let store = Store::in_memory().expect("memory");
        let id = asked(&store, "m", &words, &signs);
        // Only that it is answered: what counts as a letter is the tokenizer's affair.
        found(&store, &words);
        found(&store, &signs);
        prop_assert_eq!(found(&store, &format!("{signs} zebra")), Vec::<i64>::new(), "a word that is not there");
        prop_assert_eq!(store.forget_conversation("m").expect("deleted"), 1, "{:?} is deleted", id);
    }
}
