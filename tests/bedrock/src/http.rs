//! As much HTTP/1.1 as an AWS client speaks: requests with a length or in chunks, answers with a length or in chunks.

use std::io;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::tcp::{OwnedReadHalf, OwnedWriteHalf},
};

const MOST_HEAD_BYTES: usize = 64 * 1024;
const MOST_BODY_BYTES: usize = 32 * 1024 * 1024;

/// A request that was read whole.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A header by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }

    /// All headers, their names in lower case.
    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

/// Reads the next request; `None` when the client has closed the connection between two.
pub(crate) async fn read_request(
    reader: &mut OwnedReadHalf,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<Request>> {
    let (mut request, head_bytes) = loop {
        if let Some(parsed) = parse_head(buffer)? {
            break parsed;
        }
        if buffer.len() > MOST_HEAD_BYTES {
            return Err(invalid("the head is too long"));
        }
        if reader.read_buf(buffer).await? == 0 {
            return if buffer.is_empty() {
                Ok(None)
            } else {
                Err(io::ErrorKind::UnexpectedEof.into())
            };
        }
    };
    buffer.drain(..head_bytes);
    let chunked = request
        .header("transfer-encoding")
        .is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
    request.body = if chunked {
        read_chunks(reader, buffer).await?
    } else {
        let length = match request.header("content-length") {
            Some(value) => value
                .trim()
                .parse()
                .map_err(|_| invalid("content-length is no number"))?,
            None => 0,
        };
        take(reader, buffer, length).await?
    };
    Ok(Some(request))
}

fn parse_head(buffer: &[u8]) -> io::Result<Option<(Request, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    let status = parsed
        .parse(buffer)
        .map_err(|error| invalid(&error.to_string()))?;
    let httparse::Status::Complete(head_bytes) = status else {
        return Ok(None);
    };
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: origin_form(parsed.path.unwrap_or_default()).to_owned(),
        headers: parsed
            .headers
            .iter()
            .map(|header| {
                (
                    header.name.to_ascii_lowercase(),
                    String::from_utf8_lossy(header.value).into_owned(),
                )
            })
            .collect(),
        body: Vec::new(),
    };
    Ok(Some((request, head_bytes)))
}

/// A target without scheme and host, which a client writes to a proxy: this server can play one.
fn origin_form(target: &str) -> &str {
    match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |path| &rest[path..]),
        None => target,
    }
}

async fn take(
    reader: &mut OwnedReadHalf,
    buffer: &mut Vec<u8>,
    length: usize,
) -> io::Result<Vec<u8>> {
    if length > MOST_BODY_BYTES {
        return Err(invalid("the body is too long"));
    }
    while buffer.len() < length {
        if reader.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(buffer.drain(..length).collect())
}

async fn read_chunks(reader: &mut OwnedReadHalf, buffer: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let (head_bytes, length) = loop {
            match httparse::parse_chunk_size(buffer).map_err(|_| invalid("a chunk has no size"))? {
                httparse::Status::Complete((head_bytes, length)) => break (head_bytes, length),
                httparse::Status::Partial => {
                    if reader.read_buf(buffer).await? == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
            }
        };
        buffer.drain(..head_bytes);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > MOST_BODY_BYTES || body.len() > MOST_BODY_BYTES {
            return Err(invalid("the body is too long"));
        }
        // Each chunk and the end of all are followed by an empty line; trailers are not spoken here.
        let mut chunk = take(reader, buffer, length + 2).await?;
        chunk.truncate(length);
        body.append(&mut chunk);
        if length == 0 {
            return Ok(body);
        }
    }
}

/// Writes a whole answer.
pub(crate) async fn write_whole(
    writer: &mut OwnedWriteHalf,
    status: u16,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<()> {
    let length = body.len().to_string();
    let mut bytes = head(status, headers, &[("content-length", &length)]);
    bytes.extend_from_slice(body);
    writer.write_all(&bytes).await?;
    writer.flush().await
}

/// Begins an answer in chunks.
pub(crate) async fn write_chunked_head(
    writer: &mut OwnedWriteHalf,
    headers: &[(&str, &str)],
) -> io::Result<()> {
    writer
        .write_all(&head(200, headers, &[("transfer-encoding", "chunked")]))
        .await?;
    writer.flush().await
}

/// Writes one chunk in one write.
pub(crate) async fn write_chunk(writer: &mut OwnedWriteHalf, bytes: &[u8]) -> io::Result<()> {
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend_from_slice(bytes);
    chunk.extend_from_slice(b"\r\n");
    writer.write_all(&chunk).await?;
    writer.flush().await
}

/// Ends an answer in chunks.
pub(crate) async fn write_last_chunk(writer: &mut OwnedWriteHalf) -> io::Result<()> {
    writer.write_all(b"0\r\n\r\n").await?;
    writer.flush().await
}

fn head(status: u16, headers: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
    for (name, value) in headers.iter().chain(more) {
        head.push_str(name);
        head.push_str(": ");
        head.push_str(value);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    head.into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        424 => "Failed Dependency",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

/// Decodes `%3A` and the like.
pub(crate) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = escape {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
