//! The queue over a real server and a real database: it waits for budgets and for the database, opens and closes its breaker, and is run by one
//! engine of many. Pauses are in `pausing`, dead letters in `dead_letters`.

use std::time::{Duration, Instant};

use engine::{
    Event, JobRunner,
    generate::Phase,
    queue::{QueueTimes, RunUntil},
};
use fake_bedrock::{Pace, Script, Server};
use store::JobState;

use crate::yard::{Yard, endless, quick};

#[test]
fn a_storm_of_throttles_kills_nothing() {
    let server = Server::start(Script::named("throttle-half"));
    let yard = Yard::on(&server).quick();
    yard.change_settings(|settings| settings.budgets.all = engine::BudgetLines::default());
    let jobs: Vec<_> = (0..6).map(|n| yard.ask(&format!("topic {n}")).1).collect();
    let _queue = yard.run();
    yard.until("all are ready", || {
        jobs.iter()
            .all(|job| yard.job(*job).state == JobState::Done)
            .then_some(())
    });
    for job in jobs {
        assert_eq!(
            yard.job(job).receive_count,
            1,
            "a throttle burns no receive"
        );
    }
    yard.audit();
}

#[test]
fn the_breaker_opens_offers_the_rest_and_closes_by_an_answer() {
    let server = Server::start(Script::named("unavailable"));
    let yard = Yard::on(&server);
    yard.engine.set_queue_times(QueueTimes {
        breaker_first: Duration::from_secs(2),
        backoff_cap: Duration::from_millis(20),
        ..quick()
    });
    yard.change_settings(|settings| settings.bedrock.calls_at_once = 1);
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    let breaker = yard.until("the breaker opens", || {
        yard.engine.queue_state().expect("it stands").breaker
    });
    assert_eq!(
        breaker.failures, 100,
        "with one call at once, a hundred in a row say that none is answered: {breaker:?}"
    );
    assert!(!breaker.message.is_empty(), "it says what failed");
    let calls = server.call_count();
    assert_eq!(calls, 100, "no call is made for nothing");
    server.set_script(Script::named("bedrock"));
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(
        yard.engine.queue_state().expect("it stands").breaker,
        None,
        "the answer closed it"
    );
    let calls = server.calls();
    let opened = calls[99].ended_at_ms.expect("the last one ended");
    let open_for = calls[100].at_ms - opened;
    assert!(
        open_for >= 1_900,
        "nothing was asked while it was open, for two seconds: {open_for} ms"
    );
}

#[test]
fn a_budget_that_frees_up_is_waited_for_and_a_raised_one_is_used_at_once() {
    let server = Server::start(Script::named("usage-missing"));
    let yard = Yard::on(&server).quick();
    let first = {
        let (_, job) = yard.ask("parcels");
        let _queue = yard.run();
        yard.until("the first is ready", || {
            (yard.job(job).state == JobState::Done).then_some(())
        });
        yard.calls()[0].reserved_nusd
    };
    // Its reservation is settled: the whole. There is room for one more, once; the repair of it has none.
    server.set_script(Script::named("repaired"));
    yard.change_settings(|settings| {
        settings.budgets.all.ten_minutes.nusd = Some(first * 2 + first / 4);
        settings.budgets.all.day.nusd = None;
        settings.budgets.all.month.nusd = None;
    });
    let (mission, job) = yard.ask("letters");
    let _queue = yard.run();
    yard.until("it waits for the budget", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.phase == Phase::WaitsForBudget).then_some(())
    });
    let waiting = yard.engine.generation(&mission).expect("it is there");
    assert!(
        waiting
            .last_error
            .as_deref()
            .is_some_and(|said| said.contains("budget")),
        "it says so: {waiting:?}"
    );
    assert_eq!(
        yard.job(job).receive_count,
        0,
        "waiting for money burns nothing"
    );
    assert_eq!(
        yard.engine.queue_state().expect("it stands").pause,
        None,
        "other jobs may fit: the queue is not paused"
    );
    yard.change_settings(|settings| settings.budgets.all.ten_minutes.nusd = None);
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    yard.audit();
}

#[test]
fn of_two_engines_on_one_home_one_runs_and_the_other_takes_over() {
    let server = Server::start(Script::named("bedrock"));
    let one = Yard::on(&server).quick();
    let other = Yard::at(&one.home, &server).quick();
    let queue = one.run();
    one.until("the first has the lock", || {
        one.engine.runs_jobs().then_some(())
    });
    let waiting = other.run();
    assert_eq!(
        other.engine.job_runner(),
        JobRunner::Other {
            pid: Some(std::process::id())
        },
        "the second can say who has it"
    );
    let (mission, job) = other.ask("parcels");
    other.until("the first works for the second", || {
        (other.job(job).state == JobState::Done).then_some(())
    });
    assert!(
        other.engine.mission(&mission).is_ok(),
        "and both have the mission"
    );
    assert!(!other.engine.runs_jobs(), "the second never had the lock");
    drop(queue);
    other.until("the second takes over", || {
        other.engine.runs_jobs().then_some(())
    });
    one.until("the first knows", || {
        matches!(one.engine.job_runner(), JobRunner::Other { .. }).then_some(())
    });
    let (_, job) = one.ask("letters");
    one.until("the second works for the first", || {
        (one.job(job).state == JobState::Done).then_some(())
    });
    drop(waiting);
    one.until("the lock is let go", || {
        (one.engine.job_runner() == JobRunner::ThisEngine).then_some(())
    });
    assert_eq!(server.call_count(), 2, "nothing was done twice");
}

#[test]
fn running_until_empty_ends_when_all_is_done_and_when_it_is_paused() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server).quick();
    let jobs: Vec<_> = (0..3).map(|n| yard.ask(&format!("topic {n}")).1).collect();
    let state = yard
        .runtime
        .block_on(yard.engine.run_queue_until(RunUntil::Empty))
        .expect("it ran");
    assert_eq!(
        (state.counts.ready, state.counts.leased, state.running),
        (0, 0, false),
        "nothing is left, and nobody runs"
    );
    for job in jobs {
        assert_eq!(yard.job(job).state, JobState::Done, "each is done");
    }
    server.set_script(Script::named("expired-token"));
    yard.ask("parcels");
    let state = yard
        .runtime
        .block_on(yard.engine.run_queue_until(RunUntil::Empty))
        .expect("it ran");
    assert_eq!(
        state.pause.map(|pause| pause.code).as_deref(),
        Some("expired-credentials"),
        "a paused queue is left to the person"
    );
}

#[test]
fn a_database_that_another_program_locks_is_said_and_waited_for() {
    let server = Server::start(Script::named("bedrock").with_pace(Pace {
        tokens_per_s: 2_000,
        ..Pace::default()
    }));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("text comes", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.received > 0).then_some(())
    });
    let lock = store::trouble::hold_lock(&yard.home.database()).expect("it is locked");
    let trouble = yard.until("the trouble is said", || {
        yard.engine.queue_state().expect("it can be read").trouble
    });
    assert!(
        trouble.contains("locked by another program") && trouble.contains("by itself"),
        "what it is and what to do: {trouble}"
    );
    drop(lock);
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    yard.until("the trouble is over", || {
        yard.engine
            .queue_state()
            .expect("it stands")
            .trouble
            .is_none()
            .then_some(())
    });
    assert_eq!(
        server.call_count(),
        1,
        "the answer was kept, not paid again"
    );
    yard.audit();
}

#[test]
fn text_that_comes_is_told_four_times_a_second_at_most() {
    let server = Server::start(endless());
    let yard = Yard::on(&server).quick();
    let (mission, _) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("text comes", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.received > 20).then_some(())
    });
    let told = || {
        let heard = yard.heard().into_iter();
        heard
            .filter(|event| matches!(event, Event::MissionChanged { .. }))
            .count()
    };
    let (before, began) = (told(), Instant::now());
    yard.until("it is told five times", || {
        (told() >= before + 5).then_some(())
    });
    // The first may come at once.
    assert!(
        began.elapsed() >= Duration::from_millis(4 * 240),
        "a hundred deltas a second are told five times in {:?}",
        began.elapsed()
    );
}

#[test]
fn a_screen_is_given_two_hundred_jobs_and_the_dead_letters_besides() {
    let server = Server::start(Script::named("validation"));
    let yard = Yard::on(&server).quick();
    yard.change_settings(|settings| settings.budgets.all = engine::BudgetLines::default());
    let (_, dead) = yard.ask("parcels");
    let queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(dead).state == JobState::Dead).then_some(())
    });
    drop(queue);
    yard.until("nobody leases any more", || {
        (!yard.engine.runs_jobs()).then_some(())
    });
    let waiting: Vec<_> = (0..203)
        .map(|n| yard.ask(&format!("topic {n}")).1)
        .collect();
    let shown = yard.engine.standing_jobs().expect("listed");
    let shown: Vec<_> = shown.iter().map(|job| job.id).collect();
    assert_eq!(shown.len(), 201, "not every one that there is");
    assert_eq!(
        (shown.first(), shown.last()),
        (waiting.last(), Some(&dead)),
        "the newest first, and the old dead letter is not lost among them"
    );
}
