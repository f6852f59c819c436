//! Dead letters: how a job becomes one, who hears of it, and what can be done about it.

use engine::{Event, generate::Phase};
use fake_bedrock::{Script, Server};
use store::{JobState, LeaseTerms, Leased};

use crate::yard::{Yard, endless};

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
fn three_bad_answers_are_a_dead_letter_with_its_reasons_and_it_can_be_redriven() {
    let server = Server::start(Script::named("unsolvable"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    let alarm = Event::DeadLetter {
        mission_id: mission.clone(),
    };
    yard.until("the alarm is given", || {
        yard.heard().contains(&alarm).then_some(())
    });
    assert_eq!(
        server.call_count(),
        6,
        "three attempts of a call and its repair: a kept answer that is no good is not taken twice"
    );
    let generation = yard.engine.generation(&mission).expect("it is there");
    let reason = generation.card.reason.expect("a reason");
    assert!(
        reason.contains("solution") && generation.phase == Phase::Failed,
        "the mission says why: {reason}"
    );
    server.set_script(Script::named("bedrock"));
    assert!(yard.engine.redrive(job).expect("redriven"), "it was dead");
    yard.until("it is ready after all", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    let generation = yard.engine.generation(&mission).expect("it is there");
    assert_eq!(
        (generation.phase, generation.card.reason),
        (Phase::Ready, None),
        "the old reason is gone"
    );
    yard.audit();
}

#[test]
fn a_dead_one_can_be_discarded_and_its_calls_stay() {
    let server = Server::start(Script::named("on-demand"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    assert!(
        yard.engine.discard_generation(&mission).expect("discarded"),
        "it was dead"
    );
    assert!(
        yard.engine
            .generations(None, None, 10)
            .expect("listed")
            .is_empty(),
        "it is shown no more"
    );
    assert_eq!(yard.calls().len(), 1, "what happened stays in the ledger");
    assert!(
        !yard.engine.discard_generation(&mission).unwrap_or(false),
        "once is enough"
    );
}

#[test]
fn a_job_whose_leases_all_ran_out_is_told_of_when_the_queue_comes_to_it() {
    let server = Server::start(endless());
    let yard = Yard::on(&server).quick();
    yard.change_settings(|settings| settings.bedrock.calls_at_once = 1);
    let (first, _) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the one place is taken", || {
        let now = yard.engine.generation(&first).expect("it is there");
        (now.received > 0).then_some(())
    });
    let (mission, job) = yard.ask("letters");
    // Three workers that came to no end, one after the other.
    for receive in 0..3 {
        let terms = LeaseTerms {
            boot: "a worker that hangs".to_owned(),
            visibility_ms: 0,
            max_receives: 3,
        };
        let due = yard.job(job).visible_at_ms + receive;
        let leased = yard.store().lease(terms, due).expect("leased");
        assert!(
            matches!(&leased, Leased::Job(lease) if lease.job == job),
            "it is due: {leased:?}"
        );
    }
    assert!(
        yard.engine.cancel_generation(&first).expect("cancelled"),
        "the place is free again"
    );
    let alarm = Event::DeadLetter {
        mission_id: mission.clone(),
    };
    let changed = Event::MissionChanged {
        mission_id: mission.clone(),
    };
    yard.until("the alarm is given", || {
        let heard = yard.heard();
        let at = heard.iter().position(|event| *event == alarm)?;
        heard[at..].contains(&changed).then_some(())
    });
    assert_eq!(yard.job(job).state, JobState::Dead, "it had its last lease");
    let generation = yard.engine.generation(&mission).expect("it is there");
    assert_eq!(generation.phase, Phase::Failed, "its mission says so");
    assert_eq!(server.call_count(), 1, "and nobody asked for it again");
}

#[test]
fn a_window_beside_another_runner_hears_of_its_dead_letters() {
    let server = Server::start(Script::named("validation"));
    let runner = Yard::on(&server).quick();
    runner.change_settings(|settings| settings.budgets.all = engine::BudgetLines::default());
    let window = Yard::at(&runner.home, &server).quick();
    let _queue = runner.run();
    runner.until("the other process has the lock", || {
        runner.engine.runs_jobs().then_some(())
    });
    let _waiting = window.run();
    // The first ones may have died before the window began to look.
    let mut asked = Vec::new();
    let dead = window.until("the window hears of one", || {
        asked.push(runner.ask("parcels").0);
        window.heard().into_iter().find_map(|event| match event {
            Event::DeadLetter { mission_id } => Some(mission_id),
            _ => None,
        })
    });
    assert!(asked.contains(&dead), "of one that was asked for: {dead}");
    assert!(!window.engine.runs_jobs(), "the other one did the work");
    window.until("and that its mission is another", || {
        window
            .heard()
            .iter()
            .any(|event| matches!(event, Event::MissionChanged { mission_id } if *mission_id == dead))
            .then_some(())
    });
}
