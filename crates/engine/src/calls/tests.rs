//! A call and its entry, over a model in memory: what is charged when, and what is kept.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails, in its helpers too"
)]

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use llm::{FailureKind, Output, SendGate, Speaker, Turn, Usage};
use missions::Catalogue;
use tempfile::TempDir;

use super::*;
use crate::{EventSink, Home, Options, SystemClock};

struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}

/// What the model in memory does.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Answers(u64),
    IsCut,
    SaysNothingOfUsage,
    Fails(Charge),
    HangsAfterText,
    /// Its credentials or its connection never come.
    HangsUnsent,
    Panics,
}

struct InMemory {
    does: Does,
    asked: AtomicUsize,
}

impl InMemory {
    fn that(does: Does) -> InMemory {
        InMemory {
            does,
            asked: AtomicUsize::new(0),
        }
    }
}

impl Model for InMemory {
    fn converse<'a>(
        &'a self,
        _request: &'a Request,
        gate: &'a SendGate,
        on_delta: &'a mut (dyn FnMut(&str) + Send),
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::SeqCst);
            if self.does == Does::HangsUnsent {
                return std::future::pending().await;
            }
            assert!(gate.pass(), "nobody called it back");
            on_delta("text");
            let (output, stop) = match self.does {
                Does::Answers(output) => (Some(output), StopReason::EndTurn),
                Does::IsCut => (Some(1), StopReason::MaxTokens),
                Does::SaysNothingOfUsage => (None, StopReason::EndTurn),
                Does::Fails(charge) => {
                    return Err(Failure {
                        kind: FailureKind::Internal,
                        message: "It failed.".to_owned(),
                        charge,
                        retry_after: None,
                        request_id: None,
                    });
                }
                Does::HangsAfterText | Does::HangsUnsent => std::future::pending().await,
                Does::Panics => panic!("a fault of the model's client"),
            };
            Ok(Reply {
                text: "text".to_owned(),
                stop,
                usage: output.map(|output| Usage {
                    input: 10,
                    output,
                    ..Usage::default()
                }),
                first_delta: None,
                whole: Duration::from_millis(5),
            })
        })
    }
}

fn engine() -> (Engine, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::under(folder.path());
    static NONE: Catalogue = Catalogue { packs: Vec::new() };
    let options = Options::new(home, Arc::new(SystemClock), Arc::new(Nobody));
    (Engine::open_with(options, &NONE).unwrap(), folder)
}

fn plan(cached: bool) -> Plan {
    Plan {
        purpose: Purpose::Question,
        mission_id: None,
        job: None,
        prompt_version: "a test".to_owned(),
        request: Request {
            model: "global.anthropic.claude-sonnet-4-6".to_owned(),
            system: Vec::new(),
            turns: vec![Turn {
                speaker: Speaker::User,
                text: "Why?".to_owned(),
                cache: false,
            }],
            output: Output::Text,
            max_tokens: 100,
        },
        cached,
    }
}

async fn ask(engine: &Engine, model: &InMemory, cached: bool) -> Called {
    let mut ignore = |_: &str| {};
    let cancel = CancellationToken::new();
    engine
        .call(model, plan(cached), &mut ignore, &cancel)
        .await
        .unwrap()
}

fn charges(engine: &Engine) -> Vec<Charged> {
    let calls = engine.inner.store.calls(None, 10).unwrap();
    let audit = engine.inner.store.audit().unwrap();
    assert_eq!(audit.disagreements, [""; 0], "the ledger adds up");
    let ends = calls.into_iter().map(|call| call.end.unwrap().charged);
    ends.collect()
}

fn counted(output: i64) -> Charged {
    let tokens = store::Tokens {
        input: 10,
        output,
        ..store::Tokens::default()
    };
    Charged::Known {
        tokens,
        nusd: 10 * 3_000 + output * 15_000,
    }
}

#[tokio::test]
async fn what_a_call_is_charged_at_follows_from_how_it_ended() {
    let usage = Usage {
        input: 10,
        output: 2,
        ..Usage::default()
    };
    for (does, charged) in [
        (Does::Answers(7), counted(7)),
        (Does::IsCut, counted(1)),
        (Does::SaysNothingOfUsage, Charged::Whole),
        (Does::Fails(Charge::Nothing), Charged::Nothing),
        (Does::Fails(Charge::Known(usage)), counted(2)),
        (Does::Fails(Charge::Unknown), Charged::Whole),
    ] {
        let (engine, _folder) = engine();
        ask(&engine, &InMemory::that(does), false).await;
        assert_eq!(charges(&engine), [charged], "one call, charged as it ended");
    }
}

#[tokio::test]
async fn a_whole_answer_is_paid_once() {
    let (engine, _folder) = engine();
    let model = InMemory::that(Does::Answers(7));
    let Called::Reply { call, key, .. } = ask(&engine, &model, true).await else {
        panic!("it answers");
    };
    assert!(
        call.is_some() && key.is_some(),
        "the first is a call, and is kept"
    );
    let Called::Reply {
        reply,
        call,
        key: again,
    } = ask(&engine, &model, true).await
    else {
        panic!("it is kept");
    };
    assert_eq!(
        (reply.text.as_str(), call),
        ("text", None),
        "the second is no call"
    );
    assert_eq!(again, key, "under the same key");
    assert_eq!(
        model.asked.load(Ordering::SeqCst),
        1,
        "the model was asked once"
    );
    engine
        .inner
        .store
        .forget_cached(vec![key.unwrap()])
        .unwrap();
    ask(&engine, &model, true).await;
    assert_eq!(
        model.asked.load(Ordering::SeqCst),
        2,
        "forgotten, it is asked again"
    );
    let (engine, _folder) = self::engine();
    let cut = InMemory::that(Does::IsCut);
    ask(&engine, &cut, true).await;
    ask(&engine, &cut, true).await;
    assert_eq!(
        cut.asked.load(Ordering::SeqCst),
        2,
        "an answer that is cut is not kept"
    );
}

#[tokio::test]
async fn a_call_that_was_cancelled_before_it_was_made_costs_nothing() {
    let (engine, _folder) = engine();
    let model = InMemory::that(Does::Answers(7));
    let cancel = CancellationToken::new();
    cancel.cancel();
    let mut ignore = |_: &str| {};
    let called = engine
        .call(&model, plan(false), &mut ignore, &cancel)
        .await
        .unwrap();
    assert!(
        matches!(called, Called::Cancelled { .. }),
        "it is cancelled"
    );
    assert_eq!(model.asked.load(Ordering::SeqCst), 0, "nothing was sent");
    assert_eq!(charges(&engine), [Charged::Nothing], "nor charged");
}

#[tokio::test]
async fn a_call_that_nobody_waits_for_any_more_is_ended_and_charged_whole() {
    for does in [Does::HangsAfterText, Does::Panics] {
        let (engine, _folder) = engine();
        let (told, text) = tokio::sync::oneshot::channel();
        let mut told = Some(told);
        let asking = engine.clone();
        let task = tokio::spawn(async move {
            let mut hear = move |_: &str| {
                if let Some(told) = told.take() {
                    let _ = told.send(());
                }
            };
            let model = InMemory::that(does);
            let cancel = CancellationToken::new();
            let called = asking.call(&model, plan(false), &mut hear, &cancel).await;
            called.map(|_| ())
        });
        text.await.unwrap();
        task.abort();
        assert!(task.await.is_err(), "the task is gone");
        let deadline = Instant::now() + Duration::from_secs(30);
        while engine.inner.store.calls(None, 1).unwrap()[0].end.is_none() {
            assert!(
                Instant::now() < deadline,
                "the call is ended by a thread of its own"
            );
            tokio::task::yield_now().await;
        }
        assert_eq!(charges(&engine), [Charged::Whole], "it had begun");
    }
}

#[tokio::test]
async fn a_call_that_is_broken_off_before_anything_was_sent_costs_nothing() {
    for is_dropped in [false, true] {
        let (engine, _folder) = engine();
        let model = Arc::new(InMemory::that(Does::HangsUnsent));
        let cancel = CancellationToken::new();
        let task = tokio::spawn({
            let (engine, model, cancel) = (engine.clone(), Arc::clone(&model), cancel.clone());
            async move {
                let mut ignore = |_: &str| {};
                let called = engine.call(model.as_ref(), plan(false), &mut ignore, &cancel);
                called.await.map(|_| ())
            }
        });
        let deadline = Instant::now() + Duration::from_secs(30);
        let waits = |what: &str| assert!(Instant::now() < deadline, "{what}");
        while model.asked.load(Ordering::SeqCst) == 0 {
            waits("the call begins");
            tokio::task::yield_now().await;
        }
        if is_dropped {
            task.abort();
        } else {
            cancel.cancel();
        }
        while engine.inner.store.calls(None, 1).unwrap()[0].end.is_none() {
            waits("the call is ended");
            tokio::task::yield_now().await;
        }
        assert_eq!(
            charges(&engine),
            [Charged::Nothing],
            "nothing went out, so that nothing is on the bill (dropped: {is_dropped})"
        );
    }
}

#[tokio::test]
async fn a_call_over_its_budget_is_not_made() {
    let (engine, _folder) = engine();
    let mut settings = engine.settings();
    settings.budgets.mentor.day.tokens = Some(100);
    engine.put_settings(settings).unwrap();
    let model = InMemory::that(Does::Answers(7));
    let called = ask(&engine, &model, false).await;
    assert!(
        matches!(called, Called::OverBudget(exceeded) if exceeded.limit.tokens == Some(100)),
        "the limit is named"
    );
    assert_eq!(model.asked.load(Ordering::SeqCst), 0, "nothing was sent");
    assert_eq!(charges(&engine), [], "and nothing entered");
}
