//! The queue over a real server and a real database: it pauses for what a person has to mend and goes on by itself, waits for budgets, opens and closes
//! its breaker, and is run by one engine of many.

use std::{
    fs,
    time::{Duration, Instant},
};

use engine::{
    Event, JobRunner,
    access::CredentialChoice,
    generate::Phase,
    queue::{QueueTimes, RunUntil},
};
use fake_bedrock::{Answer, Content, Pace, Script, Server, Step};
use store::JobState;

use crate::yard::{Yard, quick};

fn endless() -> Script {
    Script::repeat(
        "endless",
        Step::Answer(Answer {
            content: Content::Words(3_000),
            pace: Pace {
                tokens_per_s: 100,
                ..Pace::default()
            },
            ..Answer::default()
        }),
    )
}

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
fn strict_as_sqs_throttles_count_and_the_third_is_the_last() {
    let server = Server::start(Script::named("throttled"));
    let yard = Yard::on(&server).quick();
    yard.change_settings(|settings| settings.bedrock.sqs_strict = true);
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    assert_eq!(server.call_count(), 3, "three receives");
}

#[test]
fn missing_credentials_pause_the_queue_and_it_goes_on_when_they_are_there() {
    let server = Server::start(Script::named("bedrock"));
    let folder = tempfile::tempdir().expect("a folder for AWS's files");
    let file = folder.path().join("credentials");
    let environment = llm::Environment::of([
        ("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server.endpoint()),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_SHARED_CREDENTIALS_FILE", file.display().to_string()),
        (
            "AWS_CONFIG_FILE",
            folder.path().join("config").display().to_string(),
        ),
    ]);
    let yard = Yard::on_aws(environment).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    let pause = yard.until("the queue is paused", || {
        yard.engine.queue_state().expect("it stands").pause
    });
    assert_eq!(pause.code, "no-credentials", "{pause:?}");
    assert!(
        pause.message.contains("Connect Bedrock") || pause.message.contains("aws configure"),
        "the next step is said: {pause:?}"
    );
    yard.until("the job is put back", || {
        (yard.job(job).state == JobState::Ready).then_some(())
    });
    assert_eq!(yard.job(job).receive_count, 0, "nothing is burnt");
    assert_eq!(
        yard.engine.generation(&mission).expect("it is there").phase,
        Phase::Paused,
        "and it is shown so"
    );
    assert_eq!(
        server.call_count(),
        0,
        "nothing was sent without a signature"
    );
    let began = Instant::now();
    fs::write(
        &file,
        "[default]\naws_access_key_id = AKIAFAKEFAKEFAKEFAKE\naws_secret_access_key = made-up\n",
    )
    .expect("the file is mended");
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "nobody had to say so: {:?}",
        began.elapsed()
    );
    assert_eq!(
        yard.engine.queue_state().expect("it stands").pause,
        None,
        "the pause is over"
    );
}

#[test]
fn a_pause_that_only_a_person_mends_stays_until_a_setting_changes() {
    let server = Server::start(Script::named("access-denied"));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let (_, other) = yard.ask("letters");
    let _queue = yard.run();
    yard.until("the queue is paused", || {
        yard.engine.queue_state().expect("it stands").pause
    });
    yard.until("nothing is under way", || {
        (yard.engine.queue_state().expect("it stands").counts.leased == 0).then_some(())
    });
    let calls = server.call_count();
    assert!(calls <= 2, "no more was tried than was under way: {calls}");
    let ticks = Instant::now();
    while ticks.elapsed() < Duration::from_millis(600) {
        let _ = yard.events.recv_timeout(Duration::from_millis(100));
        assert_eq!(server.call_count(), calls, "a free look does not end it");
    }
    server.set_script(Script::named("bedrock"));
    yard.change_settings(|settings| settings.bedrock.region = Some("eu-west-1".to_owned()));
    yard.until("both are ready", || {
        [job, other]
            .iter()
            .all(|job| yard.job(*job).state == JobState::Done)
            .then_some(())
    });
}

#[test]
fn switching_bedrock_off_pauses_and_on_goes_on() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    yard.change_settings(|settings| settings.bedrock.credentials = CredentialChoice::Off);
    let _queue = yard.run();
    let pause = yard.until("the queue is paused", || {
        yard.engine.queue_state().expect("it stands").pause
    });
    assert_eq!(pause.code, "off", "{pause:?}");
    yard.change_settings(|settings| settings.bedrock.credentials = CredentialChoice::Aws);
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(server.call_count(), 1, "nothing was sent while it was off");
}

#[test]
fn a_person_resumes_what_paused() {
    let server = Server::start(Script::named("zero-quota"));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the queue is paused", || {
        yard.engine.queue_state().expect("it stands").pause
    });
    server.set_script(Script::named("bedrock"));
    assert!(
        yard.engine.resume_queue().expect("resumed"),
        "it was paused"
    );
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
}

#[test]
fn the_breaker_opens_offers_the_rest_and_closes_by_an_answer() {
    let server = Server::start(Script::named("unavailable"));
    let yard = Yard::on(&server);
    yard.engine.set_queue_times(QueueTimes {
        breaker_first: Duration::from_secs(2),
        ..quick()
    });
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    let breaker = yard.until("the breaker opens", || {
        yard.engine.queue_state().expect("it stands").breaker
    });
    assert!(breaker.failures >= 5, "after five in a row: {breaker:?}");
    assert!(!breaker.message.is_empty(), "it says what failed");
    let calls = server.call_count();
    assert_eq!(calls, 5, "no call is made for nothing");
    let while_open = Instant::now();
    server.set_script(Script::named("bedrock"));
    while while_open.elapsed() < Duration::from_secs(1) {
        let _ = yard.events.recv_timeout(Duration::from_millis(50));
        assert_eq!(
            server.call_count(),
            calls,
            "nothing is asked while it is open"
        );
    }
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(
        yard.engine.queue_state().expect("it stands").breaker,
        None,
        "the answer closed it"
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
fn a_mission_that_never_fits_pauses_with_the_next_step() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    // Lowered after it was asked for, and used up by it alone: its own reservation was made under the old limit.
    yard.change_settings(|settings| settings.budgets.all.ten_minutes.nusd = Some(0));
    server.set_script(Script::named("throttled"));
    let _queue = yard.run();
    let pause = yard.until("the queue is paused", || {
        yard.engine.queue_state().expect("it stands").pause
    });
    assert_eq!(pause.code, "budget", "{pause:?}");
    assert!(
        pause.message.contains("Raise the budget in Settings"),
        "the next step is said: {pause:?}"
    );
    server.set_script(Script::named("bedrock"));
    yard.change_settings(|settings| settings.budgets.all.ten_minutes.nusd = None);
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
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
fn dead_letters_are_told_and_everything_else_is_told_often_enough() {
    let server = Server::start(Script::named("validation"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    let alarm = Event::DeadLetter {
        mission_id: mission,
    };
    yard.until("the alarm comes", || {
        yard.heard().contains(&alarm).then_some(())
    });
    let heard = yard.heard();
    assert!(
        heard.contains(&Event::QueueChanged) && heard.contains(&Event::UsageChanged),
        "the queue and the ledger are told of: {heard:?}"
    );
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
    while yard.events.try_recv().is_ok() {}
    let began = Instant::now();
    let mut told = 0;
    while began.elapsed() < Duration::from_secs(1) {
        if let Ok(Event::MissionChanged { .. }) =
            yard.events.recv_timeout(Duration::from_millis(50))
        {
            told += 1;
        }
    }
    assert!(
        (1..=5).contains(&told),
        "a hundred deltas a second are told {told} times"
    );
}
