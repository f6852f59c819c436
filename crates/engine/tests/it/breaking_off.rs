//! Work that is broken off, by the service, by a person, by another process or by a crash: what becomes of the job, and what was paid.

use std::time::Instant;

use engine::generate::Phase;
use fake_bedrock::{Answer, Content, Fault, FaultKind, Script, Server, Step};
use store::{Charged, JobState, Purpose};

use crate::yard::{Yard, endless, long_answer};

#[test]
fn a_cancelled_call_is_closed_within_a_tenth_of_a_second() {
    let server = Server::start(endless());
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("text comes", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.phase == Phase::Writing && now.received > 0).then_some(())
    });
    let asked = Instant::now();
    assert!(
        yard.engine
            .cancel_generation(&mission)
            .expect("it is cancelled"),
        "it was running"
    );
    let closed = yard.until("the server sees the close", || {
        server.calls()[0]
            .closed_by_client_at_ms
            .map(|_| asked.elapsed())
    });
    // The transaction that writes the cancellation is part of it.
    assert!(closed.as_millis() < 100, "it took {closed:?}");
    assert_eq!(yard.job(job).state, JobState::Cancelled, "it says so");
    yard.until("the call is settled", || {
        yard.calls()[0].end.as_ref().map(|_| ())
    });
    assert_eq!(yard.charged(), "w", "nobody knows what came to be charged");
    assert_eq!(
        yard.engine.generation(&mission).expect("it is there").phase,
        Phase::Cancelled,
        "the mission too"
    );
    assert!(
        !yard.engine.cancel_generation(&mission).expect("again"),
        "it has ended"
    );
    server.set_script(Script::named("bedrock"));
    assert!(
        yard.engine
            .retry_generation(&mission)
            .expect("it is tried again"),
        "a cancelled one may"
    );
    yard.until("it is ready after all", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    yard.audit();
}

#[test]
fn a_job_that_is_run_here_and_cancelled_elsewhere_is_broken_off() {
    let server = Server::start(endless());
    let one = Yard::on(&server).quick();
    let other = Yard::at(&one.home, &server).quick();
    let (mission, job) = one.ask("parcels");
    let _queue = one.run();
    one.until("text comes", || {
        let now = one.engine.generation(&mission).expect("it is there");
        (now.received > 0).then_some(())
    });
    assert_eq!(
        other
            .engine
            .generation(&mission)
            .expect("it is there")
            .phase,
        Phase::Elsewhere,
        "the other sees that somebody works on it"
    );
    assert!(
        other.engine.cancel_job(job).expect("cancelled"),
        "it was running"
    );
    one.until("the server sees the close", || {
        server.calls()[0].closed_by_client_at_ms
    });
    assert_eq!(
        one.job(job).state,
        JobState::Cancelled,
        "it stays cancelled"
    );
}

#[test]
fn a_runner_that_is_dropped_puts_its_jobs_back_unburnt() {
    let server = Server::start(endless());
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let queue = yard.run();
    yard.until("text comes", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.received > 0).then_some(())
    });
    drop(queue);
    yard.until("the job is back", || {
        (yard.job(job).state == JobState::Ready).then_some(())
    });
    assert_eq!(yard.job(job).receive_count, 0, "nothing is burnt");
    yard.until("the lock is let go", || {
        (!yard.engine.runs_jobs()).then_some(())
    });
    server.set_script(Script::named("bedrock"));
    let _queue = yard.run();
    yard.until("another runner of the same engine goes on", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    yard.audit();
}

#[test]
fn a_stream_that_is_cut_is_tried_again_and_both_calls_are_in_the_ledger() {
    let server = Server::start(Script::named("cut-then-ordinary"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(
        yard.history(job),
        ["enqueued", "leased", "retried", "leased", "done"],
        "one receive was burnt"
    );
    assert_eq!(yard.charged(), "wk", "what nobody knows is charged whole");
    let card = yard.engine.generation(&mission).expect("it is there").card;
    let spent: i64 = yard.calls().iter().map(cost).sum();
    assert_eq!(card.cost_nusd, spent, "the mission says what both cost");
    yard.audit();
}

fn cost(call: &store::Call) -> i64 {
    match call.end.as_ref().map(|end| end.charged) {
        Some(Charged::Known { nusd, .. }) => nusd,
        Some(Charged::Whole) => call.reserved_nusd,
        Some(Charged::Nothing) | None => 0,
    }
}

/// An answer that ends in a throttle after so many pieces of text.
fn throttled(after_deltas: Option<usize>) -> Step {
    Step::Answer(Answer {
        fault: Some(Fault {
            after_deltas,
            kind: FaultKind::Exception {
                exception_type: "throttlingException".to_owned(),
                message: "Too many tokens, please wait before trying again.".to_owned(),
            },
        }),
        ..Answer::default()
    })
}

#[test]
fn throttles_in_the_middle_of_a_stream_are_charged_and_burn_a_receive_each() {
    let steps = vec![throttled(None), throttled(Some(10)), throttled(Some(400))];
    let server = Server::start(Script::then_ordinary("late-throttles", steps));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(
        yard.charged(),
        "0wwk",
        "before anything nothing, after that the whole"
    );
    let (job, _) = yard.engine.job(job).expect("it is there");
    assert_eq!(
        (job.receive_count, job.snoozes),
        (3, 1),
        "a throttle that cost nothing burns nothing, those that were charged do"
    );
    yard.audit();
}

#[test]
fn throttles_in_the_middle_of_every_stream_are_not_paid_for_without_end() {
    let server = Server::start(Script::repeat("late-throttles", throttled(Some(10))));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    assert_eq!(
        yard.charged(),
        "www",
        "three receives are the most that one wish may cost"
    );
    assert_eq!(
        yard.job(job).last_code.as_deref(),
        Some("throttled"),
        "and it says why"
    );
    yard.audit();
}

#[test]
fn what_was_paid_for_is_not_paid_again_after_a_crash() {
    let unsolvable = Step::Answer(Answer {
        content: Content::Unsolvable,
        ..Answer::default()
    });
    let steps = vec![unsolvable, long_answer()];
    let server = Server::start(Script::then_ordinary("crash-in-a-repair", steps));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let queue = yard.run();
    yard.until("the repair comes in", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.phase == Phase::Repairing && now.received > 0).then_some(())
    });
    std::mem::forget(queue);
    let (home, _folder) = yard.crash();
    let again = Yard::at(&home, &server).quick();
    let began = Instant::now();
    let _queue = again.run();
    again.until("the mission is ready", || {
        (again.job(job).state == JobState::Done).then_some(())
    });
    let history = again.history(job);
    assert!(
        began.elapsed().as_secs() < 20 && history.contains(&"orphaned".to_owned()),
        "it was taken up at once, not when its lease ran out: {history:?}"
    );
    let purposes: Vec<Purpose> = again.calls().iter().map(|call| call.purpose).collect();
    assert_eq!(
        purposes,
        [Purpose::Mission, Purpose::Repair, Purpose::Repair],
        "the first answer was kept; only the repair is asked for again"
    );
    assert_eq!(
        again.charged(),
        "kwk",
        "what came of the broken one nobody knows"
    );
    assert_eq!(again.job(job).receive_count, 1, "a crash burns nothing");
    again.audit();
}
