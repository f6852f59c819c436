//! Does on a socket what a plan says.

use std::io;

use tokio::{
    net::tcp::OwnedWriteHalf,
    time::{Instant, sleep_until},
};

use crate::{
    http,
    plan::{Act, Note},
};

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// It can take another request.
    KeepAlive,
    /// It is to be closed.
    Close,
}

/// Plays a plan whose times count from `began`; `noted` hears what is to be noted of the call.
pub(crate) async fn play(
    writer: &mut OwnedWriteHalf,
    acts: Vec<Act>,
    began: Instant,
    request_id: &str,
    noted: impl Fn(Note),
) -> io::Result<After> {
    for act in acts {
        match act {
            Act::At(time) => sleep_until(began + time).await,
            Act::Head => {
                http::write_chunked_head(
                    writer,
                    &[
                        ("content-type", "application/vnd.amazon.eventstream"),
                        ("x-amzn-requestid", request_id),
                    ],
                )
                .await?;
            }
            Act::Write(bytes) => http::write_chunk(writer, &bytes).await?,
            Act::Note(note) => noted(note),
            Act::Last => {
                http::write_last_chunk(writer).await?;
                return Ok(After::KeepAlive);
            }
            Act::Close => return Ok(After::Close),
            Act::Reset => {
                writer.as_ref().set_zero_linger()?;
                return Ok(After::Close);
            }
            Act::Silence => std::future::pending::<()>().await,
        }
    }
    Ok(After::Close)
}
