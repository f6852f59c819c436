//! The queue pauses for what a person has to mend, says so with the next step, and goes on by itself when it is mended.

use std::{
    fs,
    time::{Duration, Instant},
};

use engine::{access::CredentialChoice, generate::Phase, queue::QueueTimes};
use fake_bedrock::{Script, Server};
use store::JobState;

use crate::yard::{Yard, quick};

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
    // Whatever is asked from here on is answered, and counted at the end.
    server.set_script(Script::named("bedrock"));
    yard.change_settings(|settings| settings.bedrock.region = Some("eu-west-1".to_owned()));
    yard.until("both are ready", || {
        [job, other]
            .iter()
            .all(|job| yard.job(*job).state == JobState::Done)
            .then_some(())
    });
    assert_eq!(
        server.call_count(),
        calls + 2,
        "nothing was asked before the setting changed"
    );
}

#[test]
fn what_only_aws_knows_to_be_mended_is_tried_by_one_job_now_and_then() {
    let server = Server::start(Script::named("access-denied"));
    let yard = Yard::on(&server);
    yard.engine.set_queue_times(QueueTimes {
        retry_paused: Duration::from_millis(300),
        ..quick()
    });
    let jobs: Vec<_> = (0..3).map(|n| yard.ask(&format!("topic {n}")).1).collect();
    let _queue = yard.run();
    // The three that began together have ended by then, and with them who wrote the pause last.
    let (pause, first) = yard.until("the queue is paused, and nothing is under way", || {
        let state = yard.engine.queue_state().expect("it stands");
        let pause = state.pause.filter(|_| state.counts.leased == 0)?;
        Some((pause, server.call_count()))
    });
    yard.until("it is tried twice more", || {
        (server.call_count() >= first + 2).then_some(())
    });
    let calls = server.calls();
    for (earlier, later) in calls[first - 1..].iter().zip(&calls[first..]) {
        assert!(
            earlier.ended_at_ms.is_some_and(|end| end <= later.at_ms),
            "one at a time: {earlier:?}, then {later:?}"
        );
    }
    let still = yard.engine.queue_state().expect("it stands").pause;
    assert_eq!(
        still.map(|still| (still.code, still.since_ms)),
        Some((pause.code, pause.since_ms)),
        "meanwhile it is paused as it was"
    );
    server.set_script(Script::named("bedrock"));
    yard.until("all are ready, and nobody had to say so", || {
        let is_done = |job: &store::JobId| yard.job(*job).state == JobState::Done;
        jobs.iter().all(is_done).then_some(())
    });
    assert_eq!(
        yard.engine.queue_state().expect("it stands").pause,
        None,
        "the answer ended the pause"
    );
    for job in jobs {
        assert_eq!(yard.job(job).receive_count, 1, "a refusal burns nothing");
    }
    let charged = yard.charged();
    assert_eq!(
        charged.trim_start_matches('0'),
        "kkk",
        "refused calls cost nothing: {charged}"
    );
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
