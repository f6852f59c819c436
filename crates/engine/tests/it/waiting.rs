//! Jobs that wait for a budget: what only others have reserved is waited for a short while, what is spent ends a run that is to end, and what a killed
//! program had reserved is given back.

use std::time::{Duration, Instant};

use engine::queue::RunUntil;
use fake_bedrock::{Script, Server};
use store::{Begun, CallEnd, CallId, Charged, JobState, NewCall, Purpose, Reserve, Tokens};

use crate::yard::{MODEL, Yard};

/// Nothing but a month's budget of this much.
fn month(yard: &Yard, nusd: i64) {
    yard.change_settings(|settings| {
        settings.budgets.all = engine::BudgetLines::default();
        settings.budgets.all.month.nusd = Some(nusd);
    });
}

/// What is reserved now.
fn reserved(yard: &Yard) -> i64 {
    let states = yard.engine.budgets().expect("the budgets are read");
    states
        .iter()
        .map(|state| state.reserved_nusd)
        .max()
        .expect("there is a budget")
}

/// A hint of another process, with what it has reserved, which is over by then.
fn hint(yard: &Yard, nusd: i64, over_at_ms: i64) -> CallId {
    let call = NewCall {
        job: None,
        mission_id: None,
        model: MODEL.to_owned(),
        prompt_version: "1".to_owned(),
        boot: "another process".to_owned(),
        deadline_ms: over_at_ms,
        reserve: Reserve {
            purpose: Purpose::Hint,
            nusd,
            tokens: 1,
        },
        at_ms: over_at_ms - 900_000,
    };
    match yard.store().begin_call(call, Vec::new()) {
        Ok(Begun::Call(call)) => call,
        other => panic!("it may be made: {other:?}"),
    }
}

/// The hint's reply has come, and cost this much.
fn end(yard: &Yard, hint: CallId, nusd: i64) {
    let end = CallEnd {
        at_ms: now_ms(),
        outcome: "ok".to_owned(),
        message: String::new(),
        charged: Charged::Known {
            tokens: Tokens::default(),
            nusd,
        },
        first_ms: None,
        whole_ms: None,
    };
    yard.store().end_call(hint, end, None).expect("it ends");
}

fn now_ms() -> i64 {
    engine::Clock::now_ms(&engine::SystemClock)
}

#[test]
fn a_run_that_is_to_end_ends_when_all_that_is_left_waits_for_a_budget() {
    let server = Server::start(Script::named("repaired"));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let first = reserved(&yard);
    let earlier = hint(&yard, first, now_ms() + 600_000);
    end(&yard, earlier, first);
    // Room for the first call, and none for the repair after it, which would fit into a month in which nothing was spent.
    month(&yard, first * 2 + first / 4);
    let run = yard.engine.run_queue_until(RunUntil::Empty);
    let state = yard
        .runtime
        .block_on(async { tokio::time::timeout(Duration::from_secs(60), run).await })
        .expect("it does not wait for the next month")
        .expect("it ran");
    assert_eq!(
        (state.counts.ready, state.counts.leased, state.pause),
        (1, 0, None),
        "the job is kept, and nothing is paused"
    );
    let job = yard.job(job);
    assert_eq!(
        (job.state, job.last_code.as_deref(), job.receive_count),
        (JobState::Ready, Some("budget"), 0),
        "it says what it waits for, and nothing is burnt"
    );
    yard.audit();
}

#[test]
fn a_job_that_only_reservations_hold_up_goes_on_when_their_call_ends_and_not_next_month() {
    let server = Server::start(Script::named("repaired"));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let first = reserved(&yard);
    let hint = hint(&yard, first, now_ms() + 600_000);
    // Room for the first call and the hint; for the repair only when the hint has cost less than was reserved for it.
    month(&yard, first * 2);
    let _queue = yard.run();
    let waiting = yard.until("it waits for the budget", || {
        let job = yard.job(job);
        (job.state == JobState::Ready && job.last_code.as_deref() == Some("budget")).then_some(job)
    });
    let wait_ms = waiting.visible_at_ms - waiting.changed_at_ms;
    assert!(
        wait_ms <= store::RESERVED_WAIT_MS,
        "it is looked at again soon, not when the month has passed: {wait_ms} ms"
    );
    let ended = Instant::now();
    end(&yard, hint, 1);
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert!(
        ended.elapsed() < Duration::from_secs(30),
        "the end of the call hurried it: {:?}",
        ended.elapsed()
    );
    yard.audit();
}

#[test]
fn what_a_killed_program_had_reserved_is_given_back_by_an_unattended_queue() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server).quick();
    hint(&yard, 1_000, now_ms() - 1);
    assert_eq!(yard.charged(), "r", "nobody has ended it");
    let _queue = yard.run();
    yard.until("its reservation is no more", || {
        (yard.charged() == "w").then_some(())
    });
    yard.audit();
}
