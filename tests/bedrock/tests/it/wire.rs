use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use fake_bedrock::{Authorization, Content, Pace, Script, Server, Step, named_scripts};
use serde_json::json;

const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=AKIAX/20260601/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=00";

/// Sends one call on a connection of its own and reads to its end.
fn post(server: &Server, target: &str, authorization: Option<&str>, body: &str) -> String {
    let mut stream = connect(server);
    send(
        &mut stream,
        target,
        authorization,
        body,
        "connection: close\r\n",
    );
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.endpoint().trim_start_matches("http://"))
        .expect("the server listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a timeout can be set");
    stream
}

fn send(stream: &mut TcpStream, target: &str, authorization: Option<&str>, body: &str, more: &str) {
    let authorization = authorization
        .map(|value| format!("authorization: {value}\r\n"))
        .unwrap_or_default();
    let request = format!(
        "POST {target} HTTP/1.1\r\nhost: here\r\n{authorization}{more}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream
        .write_all(request.as_bytes())
        .expect("the request is taken");
}

fn question() -> String {
    json!({"messages": [{"role": "user", "content": [{"text": "Why?"}]}]}).to_string()
}

/// Waits for a condition; a test that waits longer than this has failed.
fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::yield_now();
    }
}

#[test]
fn every_named_script_is_found_by_a_name_of_its_own_and_survives_json() {
    let all = named_scripts();
    assert!(
        all.len() >= 30,
        "the issue asks for 30 scripts, there are {}",
        all.len()
    );
    for named in &all {
        let found = Script::named(&named.script.name);
        assert_eq!(
            found, named.script,
            "two scripts share the name {}",
            named.script.name
        );
        let text = serde_json::to_string(&named.script).expect("a script can be written");
        let read: Script = serde_json::from_str(&text).expect("a written script can be read");
        assert_eq!(
            read, named.script,
            "a script of a file is the script that was meant"
        );
    }
}

#[test]
fn a_call_without_authorization_is_refused_and_noted() {
    let server = Server::start(Script::default());
    let answer = post(&server, "/model/m/converse-stream", None, &question());
    assert!(
        answer.starts_with("HTTP/1.1 403") && answer.contains("MissingAuthenticationToken"),
        "a client that does not sign must not get through: {answer}"
    );
    assert_eq!(
        server.calls()[0].authorization,
        Authorization::None,
        "it was noted as what it was"
    );
}

#[test]
fn an_arn_in_the_path_is_decoded_and_keys_are_noted_without_their_secrets() {
    let server = Server::start(Script::repeat("none", Step::HangUp));
    post(
        &server,
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fx/converse-stream",
        Some(SIGNED),
        &question(),
    );
    post(
        &server,
        "/model/m/converse",
        Some("Bearer secret-key-1234"),
        &question(),
    );
    let calls = server.calls();
    assert_eq!(
        calls[0].model, "arn:aws:bedrock:us-east-1:1:inference-profile/x",
        "the slash of an ARN travels escaped"
    );
    assert!(
        matches!(&calls[0].authorization, Authorization::SigV4 { access_key_id, region, .. } if access_key_id == "AKIAX" && region == "us-east-1"),
        "tests have to see which key signed: {:?}",
        calls[0].authorization
    );
    let noted = serde_json::to_string(&calls).expect("calls can be written");
    assert!(
        noted.contains("1234") && !noted.contains("secret-key"),
        "of a bearer key only its end is kept: {noted}"
    );
}

#[test]
fn a_client_that_closes_is_seen_at_once() {
    let server = Server::start(Script::named("silence-between"));
    let mut stream = connect(&server);
    send(
        &mut stream,
        "/model/m/converse-stream",
        Some(SIGNED),
        &question(),
        "",
    );
    let mut first = [0; 16];
    stream.read_exact(&mut first).expect("the head arrives");
    assert_eq!(
        server.calls()[0].closed_by_client_at_ms,
        None,
        "it is open still"
    );
    drop(stream);
    wait_until("the server has seen the close", || {
        server.calls()[0].closed_by_client_at_ms.is_some()
    });
}

#[test]
fn steps_come_in_order_and_a_storm_is_drawn_by_its_seed() {
    let server = Server::start(Script::named("throttled-then-ordinary"));
    let statuses: Vec<bool> = (0..5)
        .map(|_| {
            post(&server, "/model/m/converse", Some(SIGNED), &question())
                .starts_with("HTTP/1.1 200")
        })
        .collect();
    assert_eq!(
        statuses,
        [false, false, false, true, true],
        "three refusals, then answers"
    );
    let storm = Script::named("throttle-storm");
    let refused = (0..2000)
        .filter(|call| matches!(storm.step(*call), Step::Refuse(_)))
        .count();
    assert!(
        (1860..=1940).contains(&refused),
        "about 95 of 100 are throttled, not {refused} of 2000"
    );
    assert_eq!(
        storm.step(17),
        storm.step(17),
        "the same call draws the same"
    );
}

#[test]
fn two_missions_have_two_titles_and_no_script_of_texts_gives_one_to_a_question() {
    let server = Server::start(Script::default());
    let schema = json!({"type": "object"}).to_string();
    let wanted = json!({
        "messages": [{"role": "user", "content": [{"text": "A mission"}]}],
        "outputConfig": {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": {"schema": schema}}}},
    })
    .to_string();
    let title = |answer: &str| {
        let at = answer.find("\\\"title\\\"").expect("a mission has a title");
        answer[at..at + 80].to_owned()
    };
    let first = post(&server, "/model/m/converse", Some(SIGNED), &wanted);
    let second = post(&server, "/model/m/converse", Some(SIGNED), &wanted);
    assert_ne!(
        title(&first),
        title(&second),
        "a list of missions with one title each cannot be looked at"
    );
    let hint = post(&server, "/model/m/converse", Some(SIGNED), &question());
    assert!(
        !hint.contains("\\\"title\\\""),
        "a question gets a hint: {hint}"
    );
}

#[test]
fn what_bedrock_refuses_is_refused() {
    let server = Server::start(Script::repeat(
        "text",
        Step::Answer(fake_bedrock::Answer {
            content: Content::Text("ok".to_owned()),
            ..Default::default()
        }),
    ));
    let bounded =
        json!({"type": "object", "properties": {"a": {"type": "string", "maxLength": 3}}})
            .to_string();
    for (why, body) in [
        ("no turn", json!({"messages": []})),
        (
            "prefill",
            json!({"messages": [{"role": "user", "content": [{"text": "a"}]}, {"role": "assistant", "content": [{"text": "{"}]}]}),
        ),
        (
            "two turns of one role",
            json!({"messages": [{"role": "user", "content": [{"text": "a"}]}, {"role": "user", "content": [{"text": "b"}]}]}),
        ),
        (
            "blank text",
            json!({"messages": [{"role": "user", "content": [{"text": " "}]}]}),
        ),
        (
            "a bound in a schema",
            json!({
                "messages": [{"role": "user", "content": [{"text": "a"}]}],
                "outputConfig": {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": {"schema": bounded}}}},
            }),
        ),
    ] {
        let answer = post(
            &server,
            "/model/m/converse",
            Some(SIGNED),
            &body.to_string(),
        );
        assert!(
            answer.starts_with("HTTP/1.1 400"),
            "{why} has to be refused: {answer}"
        );
    }
}

#[test]
fn a_script_of_a_file_is_read_and_keeps_the_pace_of_the_one_before() {
    let pace = Pace {
        tokens_per_s: 50,
        ..Pace::default()
    };
    let server = Server::start(Script::named("bedrock").with_pace(pace));
    let file = json!({"steps": [
        {"refuse": {"status": 429, "type": "ThrottlingException", "message": "Wait."}},
        {"answer": {"content": {"text": "0123456789".repeat(8)}, "fault": {"afterDeltas": 90, "kind": "endWithoutStop"}}},
    ], "then": {"chance": {"probability": 1.0, "step": "hangUp", "otherwise": "hangUp"}}});
    let answer = post(&server, "/script", None, &file.to_string());
    assert!(
        answer.starts_with("HTTP/1.1 200"),
        "a person writes scripts of their own: {answer}"
    );
    assert!(
        post(
            &server,
            "/model/m/converse-stream",
            Some(SIGNED),
            &question()
        )
        .contains("Wait."),
        "the first step"
    );
    let began = Instant::now();
    let streamed = post(
        &server,
        "/model/m/converse-stream",
        Some(SIGNED),
        &question(),
    );
    // 80 characters are 20 tokens: 0.4 s at 50 a second.
    assert!(
        began.elapsed() >= Duration::from_millis(350),
        "the pace stays: {:?}",
        began.elapsed()
    );
    assert!(
        streamed.contains("contentBlockDelta") && !streamed.contains("messageStop"),
        "the second step"
    );
    assert_eq!(
        post(
            &server,
            "/model/m/converse-stream",
            Some(SIGNED),
            &question()
        ),
        "",
        "then it hangs up"
    );
    assert!(
        post(&server, "/script", None, "nonsense").starts_with("HTTP/1.1 400"),
        "and is told when it is none"
    );
}
