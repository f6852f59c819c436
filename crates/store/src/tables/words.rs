//! How enums are written: one word a variant, the same that the tables' `CHECK`s know.

use rusqlite::{
    Result, ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

use crate::{GeneratedState, JobState, Purpose, ReplyState};

/// Writes and reads an enum as words.
macro_rules! words {
    ($type:ident, $what:literal, $($variant:ident => $word:literal),+ $(,)?) => {
        impl $type {
            /// The word that is stored.
            pub(crate) const fn word(self) -> &'static str {
                match self {
                    $($type::$variant => $word,)+
                }
            }
        }

        impl ToSql for $type {
            fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.word()))
            }
        }

        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok($type::$variant),)+
                    word => Err(FromSqlError::Other(format!("`{word}` is no {}", $what).into())),
                }
            }
        }
    };
}

words!(JobState, "state of a job",
    Ready => "ready", Leased => "leased", Done => "done", Dead => "dead", Cancelled => "cancelled");
words!(GeneratedState, "state of a generated mission",
    Generating => "generating", Ready => "ready", Failed => "failed", Cancelled => "cancelled");
words!(Purpose, "purpose of a call",
    Mission => "mission", Repair => "repair", Hint => "hint", Question => "question", Test => "test");
words!(ReplyState, "state of a reply",
    Streaming => "streaming", Done => "done", Stopped => "stopped", Failed => "failed", Withheld => "withheld");
