//! Budgets of the settings as limits of the store, and what something costs before it is paid.

use llm::{Output, Request};
use store::{Exceeded, Limit, LimitState, Purpose, Reserve, Tokens, Window};

use crate::{Budgets, Engine, EngineError, prices, settings::BudgetLines};

/// What a request costs, before it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The model.
    pub model: String,
    /// What people call it.
    pub model_label: String,
    /// What is likely, in billionths of a USD.
    pub likely_nusd: i64,
    /// What it may cost at most: one call and, of a mission, its repair. Each call is reserved at its own most before it is made.
    pub most_nusd: i64,
    /// Tokens at most.
    pub most_tokens: i64,
    /// The day of the prices, `YYYY-MM-DD`.
    pub prices_as_of: String,
    /// Whether the model is in the price list; otherwise the dearest price of the list is used, and said.
    pub price_known: bool,
    /// The limit that stands in the way of the first call, if one does.
    pub exceeds: Option<Exceeded>,
}

/// One model's price. A USD per million tokens is a million billionths of a USD per thousand tokens.
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

/// What a request costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Costs {
    /// What is likely.
    pub(crate) likely_nusd: i64,
    /// What one call may use at most; this is what is reserved before it is made.
    pub(crate) first: Reserve,
    /// The same, with the repair of a mission that is not accepted at once.
    pub(crate) most: Reserve,
}

impl Engine {
    /// The prices in force: `prices.toml` in the config folder, else those that came with the program.
    pub fn prices(&self) -> PriceList {
        prices::load(&self.inner.home.config.join(prices::FILE))
    }

    /// Writes the bundled prices to `prices.toml`, to be edited; a file that is there is left. Gives its path.
    pub fn write_price_file(&self) -> Result<std::path::PathBuf, EngineError> {
        let file = self.inner.home.config.join(prices::FILE);
        prices::write_if_absent(&file)?;
        Ok(file)
    }

    /// How the budgets of the settings stand.
    pub fn budgets(&self) -> Result<Vec<LimitState>, EngineError> {
        let now_ms = self.inner.clock.now_ms();
        self.end_overdue_calls(now_ms);
        Ok(self.inner.store.limit_states(self.limits(), now_ms)?)
    }

    /// Ends calls whose maker is long gone, so that their reservations do not stand in the way for ever. That this cannot be written now is no
    /// reason to show nothing.
    pub(crate) fn end_overdue_calls(&self, now_ms: i64) {
        if let Err(error) = self.inner.store.end_overdue_calls(now_ms) {
            tracing::warn!(%error, "overdue calls could not be ended");
        }
    }

    /// The budgets of the settings, as the store holds calls against them.
    pub(crate) fn limits(&self) -> Vec<Limit> {
        limits(&self.settings().budgets)
    }

    /// What a request costs; nothing is read but the prices.
    pub(crate) fn costs(&self, request: &Request, purpose: Purpose) -> Costs {
        costs(&self.prices(), request, purpose)
    }

    /// What a request costs, for people, and whether a budget stands in its way now.
    pub(crate) fn quote(&self, request: &Request, purpose: Purpose) -> Result<Quote, EngineError> {
        let prices = self.prices();
        let costs = costs(&prices, request, purpose);
        let now_ms = self.inner.clock.now_ms();
        self.end_overdue_calls(now_ms);
        let exceeds = self
            .inner
            .store
            .would_exceed(costs.first, self.limits(), now_ms)?;
        Ok(Quote {
            model: request.model.clone(),
            model_label: llm::capabilities(&request.model).label,
            likely_nusd: costs.likely_nusd,
            most_nusd: costs.most.nusd,
            most_tokens: costs.most.tokens,
            price_known: prices.of(&request.model).1,
            prices_as_of: prices.as_of,
            exceeds,
        })
    }
}

fn limits(budgets: &Budgets) -> Vec<Limit> {
    let of = |lines: &BudgetLines, purposes: &[Purpose]| {
        let windows = [
            (Window::TenMinutes, lines.ten_minutes),
            (Window::Day, lines.day),
            (Window::Month, lines.month),
        ];
        windows.map(|(window, amount)| Limit {
            window,
            purposes: purposes.to_vec(),
            nusd: amount.nusd,
            tokens: amount.tokens,
        })
    };
    [
        of(&budgets.all, &[]),
        of(&budgets.missions, &[Purpose::Mission, Purpose::Repair]),
        of(&budgets.mentor, &[Purpose::Hint, Purpose::Question]),
    ]
    .into_iter()
    .flatten()
    .filter(|limit| limit.nusd.is_some() || limit.tokens.is_some())
    .collect()
}

/// The grader's own words about an answer, handed back for a repair: at most 6 KB of text.
const GRADERS_WORDS: i64 = 2_500;

fn costs(prices: &PriceList, request: &Request, purpose: Purpose) -> Costs {
    let (price, _) = prices.of(&request.model);
    let input = input_tokens(request);
    let most_output = i64::from(request.max_tokens);
    // A cache point makes a first call write what later ones read; a person pays no more than this, whichever it is.
    let dearest = |input: i64, output: i64| {
        let fresh = Tokens {
            input,
            output,
            ..Tokens::default()
        };
        let cached = Tokens {
            cache_write: input,
            output,
            ..Tokens::default()
        };
        match has_cache_point(request) {
            true => price.cost_nusd(fresh).max(price.cost_nusd(cached)),
            false => price.cost_nusd(fresh),
        }
    };
    let first = Reserve {
        purpose,
        nusd: dearest(input, most_output),
        tokens: input.saturating_add(most_output),
    };
    let most = match purpose {
        Purpose::Mission => {
            let again = input
                .saturating_add(most_output)
                .saturating_add(GRADERS_WORDS);
            Reserve {
                purpose,
                nusd: first.nusd.saturating_add(dearest(again, most_output)),
                tokens: first
                    .tokens
                    .saturating_add(again.saturating_add(most_output)),
            }
        }
        Purpose::Repair | Purpose::Hint | Purpose::Question | Purpose::Test => first,
    };
    let likely = Tokens {
        input,
        output: likely_output(purpose).min(most_output),
        ..Tokens::default()
    };
    Costs {
        likely_nusd: price.cost_nusd(likely),
        first,
        most,
    }
}

/// What answers measured in tokens, for each purpose.
fn likely_output(purpose: Purpose) -> i64 {
    match purpose {
        Purpose::Mission | Purpose::Repair => 2_500,
        Purpose::Hint => 250,
        Purpose::Question => 400,
        Purpose::Test => 5,
    }
}

/// A cautious over-estimate of everything that is read.
fn input_tokens(request: &Request) -> i64 {
    let system = request.system.iter().map(|block| block.text.as_str());
    let turns = request.turns.iter().map(|turn| turn.text.as_str());
    let output = match &request.output {
        Output::Text => None,
        Output::Json { schema, .. } => Some(schema.as_str()),
    };
    // Each message and a forced tool come with words of the provider's own.
    const AROUND: u64 = 16;
    const TOOL: u64 = 500;
    let texts = system.chain(turns);
    let read: u64 = texts
        .map(|text| llm::estimate_tokens(text) + AROUND)
        .chain(output.map(|schema| llm::estimate_tokens(schema) + TOOL))
        .sum();
    i64::try_from(read).unwrap_or(i64::MAX)
}

fn has_cache_point(request: &Request) -> bool {
    request.system.iter().any(|block| block.cache) || request.turns.iter().any(|turn| turn.cache)
}
