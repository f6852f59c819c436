//! The moment at which a request goes out: what is broken off or given up before it costs nothing, over real sockets and real programs.

use std::{
    io::Read,
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use fake_bedrock::{Script, Server};
use llm::{Access, Bedrock, Charge, Environment, Model, SendGate, Timers};

#[cfg(unix)]
use crate::program::of_program;
use crate::support::{HASTY, PATIENT, ask, connect, question, wait_until};

/// Somebody who takes connections and never shakes hands for TLS: a connection to it is being made for ever. Says when one has begun.
async fn unfinished(timers: Timers) -> (Bedrock, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it has one");
    let (begun, connected) = channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut hello = [0];
            if stream.read(&mut hello).is_ok_and(|read| read > 0) && begun.send(()).is_err() {
                return;
            }
            // Until the other side gives up.
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
    });
    let environment = Environment::of([
        (
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
            format!("https://{address}"),
        ),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_ACCESS_KEY_ID", "AKIAFAKEFAKEFAKEFAKE".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "made-up".to_owned()),
        ("HOME", "/nowhere".to_owned()),
    ]);
    let access = Access {
        environment,
        ..Access::default()
    };
    let bedrock = Bedrock::connect(access).await.expect("all is given");
    (bedrock.with_timers(timers), connected)
}

/// Begins a call and breaks it off as soon as a condition holds; gives whether it could be called back.
async fn called_back(bedrock: Bedrock, what: &str, condition: impl Fn() -> bool) -> bool {
    let gate = SendGate::new();
    let sending = gate.clone();
    let task = tokio::spawn(async move {
        let request = question();
        bedrock.converse(&request, &sending, &mut |_| {}).await
    });
    wait_until(what, Duration::from_secs(20), condition).await;
    task.abort();
    assert!(
        task.await.is_err_and(|error| error.is_cancelled()),
        "it was under way when it was broken off"
    );
    gate.shut()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_waits_for_a_program_has_not_gone_out() {
    let server = Server::start(Script::default());
    let flags = tempfile::tempdir().expect("a folder");
    let (begun, waits) = (flags.path().join("begun"), flags.path().join("waits"));
    std::fs::write(&waits, "").expect("a file to wait for");
    // It ends with the test, whose folder goes then.
    let script = format!(
        "touch {}\nwhile [ -e {} ]; do sleep 0.05; done",
        begun.display(),
        waits.display()
    );
    let (_files, bedrock) = of_program(&server, &script).await;
    assert!(
        called_back(bedrock, "the program runs", || begun.exists()).await,
        "without keys nothing can have gone out"
    );
    assert_eq!(server.call_count(), 0, "and nothing did");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_whose_connection_is_being_made_has_not_gone_out() {
    let (bedrock, connected) = unfinished(PATIENT).await;
    let is_connected = || connected.try_recv().is_ok();
    assert!(
        called_back(bedrock, "the connection is begun", is_connected).await,
        "no connection, nothing sent"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_is_given_up_before_its_connection_was_made_costs_nothing() {
    let (bedrock, _connected) = unfinished(HASTY).await;
    let began = Instant::now();
    let failure = bedrock
        .converse(&question(), &SendGate::new(), &mut |_| {})
        .await
        .expect_err("nobody answers");
    assert_eq!(
        failure.charge,
        Charge::Nothing,
        "nothing went out in {:?}: {failure}",
        began.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_was_called_back_is_not_sent() {
    let server = Server::start(Script::default());
    let bedrock = connect(&server, PATIENT).await;
    let gate = SendGate::new();
    assert!(gate.shut(), "nothing went out yet");
    let failure = bedrock
        .converse(&question(), &gate, &mut |_| panic!("nothing is answered"))
        .await
        .expect_err("it was called back");
    assert_eq!(failure.charge, Charge::Nothing, "{failure}");
    assert_eq!(server.call_count(), 0, "no request arrived");
    let (answer, _) = ask(&bedrock, &question()).await;
    assert!(
        answer.is_ok(),
        "the next one goes out all the same: {answer:?}"
    );
}
