//! Dead letters: how a job becomes one, who hears of it, and what can be done about it.

use engine::{Event, generate::Phase};
use fake_bedrock::{Script, Server};
use store::JobState;

use crate::yard::Yard;

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
