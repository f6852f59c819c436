//! Event-stream frames of a Converse stream, written by the SDK's own encoder.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use serde_json::{Value, json};

/// An event with a JSON payload.
pub(crate) fn event(event_type: &str, payload: &Value) -> Vec<u8> {
    raw_event(event_type, payload.to_string().into_bytes())
}

/// An event with any payload.
pub(crate) fn raw_event(event_type: &str, payload: Vec<u8>) -> Vec<u8> {
    frame(
        &[
            (":event-type", event_type),
            (":content-type", "application/json"),
            (":message-type", "event"),
        ],
        payload,
    )
}

/// A modelled exception.
pub(crate) fn exception(exception_type: &str, message: &str) -> Vec<u8> {
    frame(
        &[
            (":exception-type", exception_type),
            (":content-type", "application/json"),
            (":message-type", "exception"),
        ],
        json!({ "message": message }).to_string().into_bytes(),
    )
}

/// An error that is in no model.
pub(crate) fn error(code: &str, message: &str) -> Vec<u8> {
    frame(
        &[
            (":error-code", code),
            (":error-message", message),
            (":message-type", "error"),
        ],
        Vec::new(),
    )
}

/// The same frame with a checksum that does not fit.
pub(crate) fn with_bad_crc(mut frame: Vec<u8>) -> Vec<u8> {
    if let Some(last) = frame.last_mut() {
        *last ^= 0x55;
    }
    frame
}

#[expect(
    clippy::expect_used,
    reason = "frames of this server are far below the format's limits"
)]
fn frame(headers: &[(&str, &str)], payload: Vec<u8>) -> Vec<u8> {
    let mut message = Message::new(payload);
    for (name, value) in headers {
        message = message.add_header(Header::new(
            (*name).to_owned(),
            HeaderValue::String((*value).to_owned().into()),
        ));
    }
    let mut bytes = Vec::new();
    write_message_to(&message, &mut bytes).expect("a frame within the limits of the format");
    bytes
}
