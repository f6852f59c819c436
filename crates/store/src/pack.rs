//! Texts made small and back again: alone, or as what differs from a base. Which text is whose base is decided in `tables::snapshots`.
//!
//! A base goes in as a zstd prefix, not as a dictionary: a text that happens to begin like a dictionary would be taken for one.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use zstd::zstd_safe::{CCtx, CParameter, DCtx, compress_bound, get_error_name};

/// Saving waits for it: the level at which a template of 50 KB takes well under a millisecond. Higher ones save some percent.
const LEVEL: i32 = 3;

/// No text is larger. A size that a damaged file claims must not be asked of the memory.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    /// The bytes themselves: what was written before there were others, and what does not get smaller.
    Plain,
    /// A zstd frame.
    Zstd,
    /// A zstd frame with the base's bytes as its prefix.
    ZstdBase,
}

/// A text as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) codec: Codec,
    pub(crate) content: Vec<u8>,
}

/// A text by itself.
pub(crate) fn alone(text: &[u8]) -> Packed {
    let frame = compress(text, None).filter(|frame| frame.len() < text.len());
    match frame {
        Some(content) => Packed {
            codec: Codec::Zstd,
            content,
        },
        None => Packed {
            codec: Codec::Plain,
            content: text.to_vec(),
        },
    }
}

/// What differs from a base; nothing when that is not smaller than the text.
pub(crate) fn against(base: &[u8], text: &[u8]) -> Option<Packed> {
    let content = compress(text, Some(base)).filter(|frame| frame.len() < text.len())?;
    Some(Packed {
        codec: Codec::ZstdBase,
        content,
    })
}

/// The text again. `size_bytes` is the text's; the base is that of [`Codec::ZstdBase`].
///
/// # Errors
/// A sentence, when it is damaged.
pub(crate) fn unpack(
    packed: Packed,
    size_bytes: usize,
    base: Option<&[u8]>,
) -> Result<Vec<u8>, String> {
    match (packed.codec, base) {
        (Codec::Plain, _) => Ok(packed.content),
        (Codec::Zstd, _) => decompress(&packed.content, size_bytes, None),
        (Codec::ZstdBase, Some(base)) => decompress(&packed.content, size_bytes, Some(base)),
        (Codec::ZstdBase, None) => Err("what it differs from is not there".to_owned()),
    }
}

/// `None` when zstd refuses, which it does only when memory is short: then the text stays as it is.
fn compress(text: &[u8], base: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut context = CCtx::try_create()?;
    context
        .set_parameter(CParameter::CompressionLevel(LEVEL))
        .ok()?;
    if let Some(base) = base {
        context.ref_prefix(base).ok()?;
    }
    let mut frame = Vec::with_capacity(compress_bound(text.len()));
    context.compress2(&mut frame, text).ok()?;
    frame.shrink_to_fit();
    Some(frame)
}

fn decompress(frame: &[u8], size_bytes: usize, base: Option<&[u8]>) -> Result<Vec<u8>, String> {
    if size_bytes > MOST_BYTES {
        return Err(format!("{size_bytes} bytes is no size of a text"));
    }
    let failed = |code: usize| get_error_name(code).to_owned();
    let mut context = DCtx::try_create().ok_or("there is not enough memory")?;
    if let Some(base) = base {
        context.ref_prefix(base).map_err(failed)?;
    }
    let mut text = Vec::with_capacity(size_bytes);
    context.decompress(&mut text, frame).map_err(failed)?;
    Ok(text)
}

impl ToSql for Codec {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(match self {
            Codec::Plain => "plain",
            Codec::Zstd => "zstd",
            Codec::ZstdBase => "zstd-base",
        }))
    }
}

impl FromSql for Codec {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "plain" => Ok(Codec::Plain),
            "zstd" => Ok(Codec::Zstd),
            "zstd-base" => Ok(Codec::ZstdBase),
            word => Err(FromSqlError::Other(
                format!("the codec `{word}` is unknown").into(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text of `size` bytes could be; the same each time.
    fn noise(size: usize) -> Vec<u8> {
        let mut state = 88_172_645_463_325_252_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        };
        (0..size).map(|_| next()).collect()
    }

    #[test]
    fn every_text_comes_back_to_the_byte() {
        let lines = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n".repeat(500);
        let mut dictionary = 0xEC30_A437_u32.to_le_bytes().to_vec();
        dictionary.extend(noise(1000));
        let texts: [(&[u8], &str); 7] = [
            (b"", "nothing"),
            (b"x", "one byte"),
            (lines.as_bytes(), "a template"),
            (&noise(50_000), "what does not get smaller"),
            (&[0; 4 * 1024 * 1024], "as large as templates get"),
            (&dictionary, "what looks like a dictionary of zstd"),
            (&noise(2_000_000), "larger than the usual window"),
        ];
        for (base, base_is) in &texts {
            for (text, why) in &texts {
                let packed = alone(text);
                let back = unpack(packed, text.len(), None);
                assert_eq!(back.as_deref(), Ok(*text), "alone: {why}");
                if let Some(packed) = against(base, text) {
                    let back = unpack(packed, text.len(), Some(base));
                    assert_eq!(back.as_deref(), Ok(*text), "{why}, against {base_is}");
                }
            }
        }
    }

    #[test]
    fn a_changed_line_costs_next_to_nothing() {
        let before = noise(40_000);
        let mut after = before.clone();
        after.splice(20_000..20_010, *b"another one");
        let packed = against(&before, &after).map(|packed| packed.content.len());
        assert!(
            packed.is_some_and(|bytes| bytes < 100),
            "even of what cannot be compressed: {packed:?} bytes"
        );
    }

    #[test]
    fn what_is_damaged_is_an_error() {
        let base = noise(5_000);
        let text = [&base[..], b"more"].concat();
        let packed = against(&base, &text).expect("it is smaller");
        let table = [
            (packed.content.clone(), text.len(), None, "without its base"),
            (
                packed.content[..packed.content.len() - 1].to_vec(),
                text.len(),
                Some(&base[..]),
                "cut off",
            ),
            (
                packed.content.clone(),
                text.len() - 1,
                Some(&base[..]),
                "larger than was said",
            ),
            (
                packed.content.clone(),
                usize::MAX,
                Some(&base[..]),
                "of a size that no memory has",
            ),
            (b"no frame".to_vec(), 8, Some(&base[..]), "no frame at all"),
        ];
        for (content, size, base, why) in table {
            let codec = packed.codec;
            let answer = unpack(Packed { codec, content }, size, base);
            assert!(answer.is_err(), "{why}");
        }
    }
}
