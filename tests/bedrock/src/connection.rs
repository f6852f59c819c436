//! One connection: reads requests one after the other, notes each call, answers it as the script says, and sees when the client closes first.

use std::io;

use serde_json::{Value, json};
use tokio::{
    io::AsyncReadExt,
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    time::Instant,
};

use crate::{
    calls::{Authorization, Call},
    check::{self, Asked},
    http::{self, Request},
    play::{After, play},
    script::{Refusal, Script, Step},
    state::Shared,
    token_services,
};

/// Serves a connection until either side closes it.
pub(crate) async fn serve(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut reader, mut writer) = stream.into_split();
    let mut buffer = Vec::new();
    while let Some(request) = http::read_request(&mut reader, &mut buffer).await? {
        let after = if let Some((model, operation)) = model_call(&request) {
            call(
                shared,
                &request,
                model,
                operation,
                &mut reader,
                &mut buffer,
                &mut writer,
            )
            .await?
        } else {
            let (status, content_type, body) = other(shared, &request);
            let headers = [("content-type", content_type)];
            http::write_whole(&mut writer, status, &headers, body.as_bytes()).await?;
            After::KeepAlive
        };
        let last = request
            .header("connection")
            .is_some_and(|value| value.eq_ignore_ascii_case("close"));
        if last || after == After::Close {
            break;
        }
    }
    Ok(())
}

/// Model and operation of `POST /model/{id}/converse-stream` and `/converse`.
fn model_call(request: &Request) -> Option<(String, String)> {
    let path = request.target.split('?').next()?;
    let (model, operation) = path.strip_prefix("/model/")?.rsplit_once('/')?;
    (request.method == "POST" && matches!(operation, "converse-stream" | "converse"))
        .then(|| (http::percent_decode(model), operation.to_owned()))
}

fn other(shared: &Shared, request: &Request) -> (u16, &'static str, String) {
    if let Some(answer) = token_services::answer(request) {
        shared.log("keys made up for a role");
        return answer;
    }
    match (request.method.as_str(), request.target.as_str()) {
        ("GET", "/calls") => {
            let calls = serde_json::to_string_pretty(&shared.state().calls).unwrap_or_default();
            (200, "application/json", calls)
        }
        ("POST", "/script") => match read_script(&request.body) {
            Ok(script) => {
                shared.log(&format!("script {}", script.name));
                shared.state().set_script_at_same_pace(script);
                (200, "application/json", "{}".to_owned())
            }
            Err(message) => (400, "text/plain", message),
        },
        _ => (
            404,
            "application/json",
            json!({"message": "This server has POST /model/{id}/converse-stream, POST /model/{id}/converse, GET /calls and POST /script."}).to_string(),
        ),
    }
}

/// A script's name, or a script.
fn read_script(body: &[u8]) -> Result<Script, String> {
    let text = String::from_utf8_lossy(body);
    match Script::find(text.trim()) {
        Some(script) => Ok(script),
        None => serde_json::from_str(&text).map_err(|error| {
            format!("This is neither the name of a script nor a script: {error}\n")
        }),
    }
}

async fn call(
    shared: &Shared,
    request: &Request,
    model: String,
    operation: String,
    reader: &mut OwnedReadHalf,
    buffer: &mut Vec<u8>,
    writer: &mut OwnedWriteHalf,
) -> io::Result<After> {
    let began = Instant::now();
    let body: Value = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
    let (number, asked) = note(shared, request, model, operation.clone(), body);
    let id = format!("00000000-0000-4000-8000-{number:012x}");
    let step = match asked {
        Err(refusal) => (Step::Refuse(refusal), None),
        Ok(asked) => (shared.state().next_step(), Some(asked)),
    };
    let answering = async {
        match step {
            (Step::Answer(answer), Some(asked)) if operation == "converse" => {
                let body = shared.state().whole(&answer, &asked);
                shared.answered(number, "answer", &answer.content);
                let headers = [
                    ("content-type", "application/json"),
                    ("x-amzn-requestid", &id),
                ];
                http::write_whole(writer, 200, &headers, body.as_bytes()).await?;
                Ok(After::KeepAlive)
            }
            (Step::Answer(answer), Some(asked)) => {
                let acts = shared.state().acts(&answer, &asked, number);
                shared.answered(number, "stream", &answer.content);
                let noted = |note| shared.note(number, note);
                play(writer, acts, began, &id, noted).await
            }
            (Step::Refuse(refusal), _) => {
                shared.answered(number, "refused", &(refusal.status, &refusal.error_type));
                refuse(writer, &refusal, &id).await
            }
            (
                Step::Page {
                    status,
                    content_type,
                    body,
                },
                _,
            ) => {
                shared.answered(number, "page", &status);
                let headers = [("content-type", content_type.as_str())];
                http::write_whole(writer, status, &headers, body.as_bytes()).await?;
                Ok(After::KeepAlive)
            }
            (Step::HangUp | Step::Answer(_), _) => {
                shared.answered(number, "hung up", &());
                Ok(After::Close)
            }
        }
    };
    let ended = tokio::select! {
        // Answers first: one that is over when the client closes was not cut by it.
        biased;
        ended = answering => ended,
        () = closed(reader, buffer) => Err(io::ErrorKind::ConnectionAborted.into()),
    };
    let now = shared.now_ms();
    let mut state = shared.state();
    let call = &mut state.calls[number];
    match &ended {
        Ok(_) => call.ended_at_ms = Some(now),
        Err(_) => call.closed_by_client_at_ms = Some(now),
    }
    let line = format!(
        "call {number} {} -> {}{}",
        call.model,
        call.answered,
        if ended.is_err() {
            ", closed by the client"
        } else {
            ""
        }
    );
    drop(state);
    shared.log(&line);
    ended
}

/// Notes a call that arrived; gives its number, and what it asks for if that is sound.
fn note(
    shared: &Shared,
    request: &Request,
    model: String,
    operation: String,
    body: Value,
) -> (usize, Result<Asked, Refusal>) {
    let authorization = Authorization::read(
        request.header("authorization"),
        request.header("x-amz-security-token").is_some(),
    );
    let asked = if authorization == Authorization::None {
        Err(Refusal {
            status: 403,
            error_type: "MissingAuthenticationTokenException".to_owned(),
            message: "Missing Authentication Token".to_owned(),
            retry_after_s: None,
        })
    } else {
        check::read(&body)
    };
    let at_ms = shared.now_ms();
    let mut state = shared.state();
    let number = state.calls.len();
    state.calls.push(Call {
        number,
        at_ms,
        model,
        operation,
        body,
        authorization,
        headers: request
            .headers()
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "authorization" | "x-amz-security-token"))
            .cloned()
            .collect(),
        answered: String::new(),
        first_delta_unix_ms: None,
        usage: None,
        ended_at_ms: None,
        closed_by_client_at_ms: None,
    });
    (number, asked)
}

async fn refuse(writer: &mut OwnedWriteHalf, refusal: &Refusal, id: &str) -> io::Result<After> {
    // As the service writes it; clients have to cut the namespace off.
    let error_type = format!(
        "{}:http://internal.amazon.com/coral/com.amazon.bedrock/",
        refusal.error_type
    );
    let retry_after = refusal.retry_after_s.map(|seconds| seconds.to_string());
    let mut headers = vec![
        ("content-type", "application/json"),
        ("x-amzn-errortype", error_type.as_str()),
        ("x-amzn-requestid", id),
    ];
    if let Some(seconds) = &retry_after {
        headers.push(("retry-after", seconds));
    }
    let body = json!({"message": refusal.message}).to_string();
    http::write_whole(writer, refusal.status, &headers, body.as_bytes()).await?;
    Ok(After::KeepAlive)
}

/// Waits until the client closes; what it sends before that is kept for the next request.
async fn closed(reader: &mut OwnedReadHalf, buffer: &mut Vec<u8>) {
    while let Ok(1..) = reader.read_buf(buffer).await {}
}
