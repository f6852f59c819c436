//! The table `snapshots`: texts by their hash, templates and reports, each kept once and small. How they are made small is in `pack`.
//!
//! A text is written as what differs from the base of the text before it. No base has a base, so that any text is read in two steps. A base
//! is left when what is written against it weighs as much as the base itself: until then each text would have cost more alone.

use rusqlite::{Connection, OptionalExtension, Result, params, types::Type};
use rusqlite_migration::M;
use sha2::{Digest, Sha256};

use crate::{
    error::Damage,
    pack::{self, Packed},
};

pub(crate) const MIGRATION_13: M<'static> = M::up(include_str!("0013_packed_snapshots.sql"))
    .comment("small snapshots and reports, verdicts of each save, when deleted saves were made");

/// A text's SHA-256.
pub(crate) type Hash = [u8; 32];

/// The hash of a text, under which it is kept.
pub(crate) fn hash(text: &[u8]) -> Hash {
    Sha256::digest(text).into()
}

/// Keeps a text; does nothing when it is there, whole. `like` is the hash of one that it probably differs little from.
pub(crate) fn put(connection: &Connection, text: &[u8], like: Option<Hash>) -> Result<Hash> {
    let hash = hash(text);
    let is_there = connection
        .prepare_cached("SELECT 1 FROM snapshots WHERE hash = ?1")?
        .exists([hash])?;
    if is_there {
        return match get(connection, hash) {
            Err(error) if is_damage(&error) => mend(connection, hash, text),
            found => found.map(|_| hash),
        };
    }
    let base = match like {
        Some(like) => base_for(connection, like)?,
        None => None,
    };
    let (packed, base) = match base.and_then(|base| Some((base.pack(text)?, base.hash))) {
        Some((packed, base)) => (packed, Some(base)),
        None => (pack::alone(text), None),
    };
    connection
        .prepare_cached(
            "INSERT INTO snapshots (hash, codec, size_bytes, content, base) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            hash,
            packed.codec,
            saturating(text.len()),
            packed.content,
            base,
        ])?;
    Ok(hash)
}

/// Writes a damaged text anew, now that somebody has it; with it come back those that are written against it.
fn mend(connection: &Connection, hash: Hash, text: &[u8]) -> Result<Hash> {
    let packed = pack::alone(text);
    connection
        .prepare_cached(
            "UPDATE snapshots SET codec = ?2, size_bytes = ?3, content = ?4, base = NULL WHERE hash = ?1",
        )?
        .execute(params![
            hash,
            packed.codec,
            saturating(text.len()),
            packed.content,
        ])?;
    Ok(hash)
}

/// A text that others may be written against.
struct Base {
    hash: Hash,
    text: Vec<u8>,
    /// What it takes itself, and what is written against it already, in bytes.
    weight: i64,
    carried: i64,
}

impl Base {
    fn pack(&self, text: &[u8]) -> Option<Packed> {
        let packed = pack::against(&self.text, text)?;
        (self
            .carried
            .saturating_add(saturating(packed.content.len()))
            <= self.weight)
            .then_some(packed)
    }
}

/// The base of a text, or the text itself. Nothing when it is damaged: a new text must not suffer from an old one.
fn base_for(connection: &Connection, like: Hash) -> Result<Option<Base>> {
    let found = connection
        .prepare_cached("SELECT coalesce(base, hash) FROM snapshots WHERE hash = ?1")?
        .query_row([like], |row| row.get::<_, Hash>(0))
        .optional()?;
    let Some(hash) = found else {
        return Ok(None);
    };
    let (weight, carried) = connection
        .prepare_cached(
            "SELECT length(content), (SELECT coalesce(sum(length(content)), 0) FROM snapshots WHERE base = ?1)
             FROM snapshots WHERE hash = ?1",
        )?
        .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // Not read at all once it carries enough.
    if carried >= weight {
        return Ok(None);
    }
    match get(connection, hash) {
        Ok(text) => Ok(Some(Base {
            hash,
            text,
            weight,
            carried,
        })),
        Err(error) if is_damage(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A text. One that is not what it was when it was kept is an error, and never given.
pub(crate) fn get(connection: &Connection, hash: Hash) -> Result<Vec<u8>> {
    Reader::new(connection).get(hash)
}

/// Reads several texts; what many of them are written against is made out once.
pub(crate) struct Reader<'a> {
    connection: &'a Connection,
    base: Option<(Hash, Vec<u8>)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Reader<'a> {
        Reader {
            connection,
            base: None,
        }
    }

    /// See [`get`].
    pub(crate) fn get(&mut self, hash: Hash) -> Result<Vec<u8>> {
        let stored = Stored::find(self.connection, hash)?;
        let base = match stored.base {
            None => None,
            Some(base) => Some(self.base(base)?),
        };
        let text = stored.unpack(base)?;
        if self::hash(&text) == hash {
            Ok(text)
        } else {
            Err(damage("it is not what was saved"))
        }
    }

    fn base(&mut self, hash: Hash) -> Result<&[u8]> {
        if self
            .base
            .as_ref()
            .is_none_or(|(at_hand, _)| *at_hand != hash)
        {
            let stored = Stored::find(self.connection, hash)?;
            if stored.base.is_some() {
                return Err(damage("what it differs from has a base itself"));
            }
            // Not hashed: the text that is made out with it is.
            self.base = Some((hash, stored.unpack(None)?));
        }
        Ok(self.base.as_ref().map_or(&[], |(_, text)| text))
    }
}

/// A text as it stands in the table.
struct Stored {
    packed: Packed,
    size_bytes: i64,
    base: Option<Hash>,
}

impl Stored {
    fn find(connection: &Connection, hash: Hash) -> Result<Stored> {
        connection
            .prepare_cached(
                "SELECT codec, content, size_bytes, base FROM snapshots WHERE hash = ?1",
            )?
            .query_row([hash], |row| {
                Ok(Stored {
                    packed: Packed {
                        codec: row.get(0)?,
                        content: row.get(1)?,
                    },
                    size_bytes: row.get(2)?,
                    base: row.get(3)?,
                })
            })
            .optional()?
            .ok_or_else(|| damage("it is not there"))
    }

    fn unpack(self, base: Option<&[u8]>) -> Result<Vec<u8>> {
        let size = usize::try_from(self.size_bytes).map_err(|error| damage(error.to_string()))?;
        pack::unpack(self.packed, size, base).map_err(damage)
    }
}

/// A text that no attempt has any more.
const UNUSED: &str = "NOT EXISTS (SELECT 1 FROM attempts WHERE snapshot = snapshots.hash)
    AND NOT EXISTS (SELECT 1 FROM attempts WHERE packed_report = snapshots.hash)";

/// Removes the texts that no attempt has any more. What is deleted for good must not stay as the base of what is left: that is written
/// alone first. One that is damaged keeps its base, since it could come back with it.
pub(crate) fn delete_unused(connection: &Connection) -> Result<()> {
    connection.execute(
        &format!("DELETE FROM snapshots WHERE base IS NOT NULL AND {UNUSED}"),
        [],
    )?;
    for hash in left_on_unused_bases(connection)? {
        match get(connection, hash) {
            Ok(text) => {
                mend(connection, hash, &text)?;
            }
            Err(error) if is_damage(&error) => {}
            Err(error) => return Err(error),
        }
    }
    connection.execute(
        &format!(
            "DELETE FROM snapshots WHERE base IS NULL AND {UNUSED}
             AND NOT EXISTS (SELECT 1 FROM snapshots AS other WHERE other.base = snapshots.hash)"
        ),
        [],
    )?;
    Ok(())
}

fn left_on_unused_bases(connection: &Connection) -> Result<Vec<Hash>> {
    connection
        .prepare(&format!(
            "SELECT hash FROM snapshots AS kept
             WHERE base IN (SELECT hash FROM snapshots WHERE base IS NULL AND {UNUSED})"
        ))?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn damage(reason: impl Into<String>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(Damage(reason.into())))
}

/// Whether it is about one text, and not about the database.
fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::FromSqlConversionFailure(..))
}

/// SQLite's integers are signed.
fn saturating(number: usize) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
