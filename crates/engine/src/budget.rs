//! Budgets of the settings as limits of the store, and what something costs before it is paid.

use store::{Exceeded, LimitState};

use crate::{Engine, EngineError};

/// What a request costs, before it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The model.
    pub model: String,
    /// What people call it.
    pub model_label: String,
    /// What is likely, in billionths of a USD.
    pub likely_nusd: i64,
    /// What it may cost at most, and what is reserved: one call and its repair.
    pub most_nusd: i64,
    /// Tokens at most.
    pub most_tokens: i64,
    /// The day of the prices, `YYYY-MM-DD`.
    pub prices_as_of: String,
    /// Whether the model is in the price list; otherwise the dearest price of the list is used, and said.
    pub price_known: bool,
    /// The limit that stands in the way, if one does.
    pub exceeds: Option<Exceeded>,
}

/// One model's price, in thousandths of a USD per million tokens, which is nano-USD a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// The part of a model's id that it is for, for example `claude-sonnet-4`.
    pub model: String,
    /// Billionths of a USD a thousand input tokens.
    pub input_nusd_per_1k: i64,
    /// The same for output.
    pub output_nusd_per_1k: i64,
    /// The same for what is read from a prompt cache.
    pub cache_read_nusd_per_1k: i64,
    /// The same for what is written to one.
    pub cache_write_nusd_per_1k: i64,
}

/// The prices in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceList {
    /// `YYYY-MM-DD`.
    pub as_of: String,
    /// The file that they were read from, when the learner edited one; otherwise they came with the program.
    pub file: Option<std::path::PathBuf>,
    /// The prices.
    pub prices: Vec<Price>,
    /// What is wrong with the file, with its line; the bundled prices are used then.
    pub problem: Option<String>,
}

impl Engine {
    /// The prices in force: `prices.toml` in the config folder, else those that came with the program.
    pub fn prices(&self) -> PriceList {
        todo!()
    }

    /// Writes the bundled prices to `prices.toml`, to be edited; a file that is there is left. Gives its path.
    pub fn write_price_file(&self) -> Result<std::path::PathBuf, EngineError> {
        todo!()
    }

    /// How the budgets of the settings stand.
    pub fn budgets(&self) -> Result<Vec<LimitState>, EngineError> {
        todo!()
    }
}
