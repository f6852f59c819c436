//! Prices as data: the list that came with the program, a person's own copy of it, and what tokens cost by it.

use std::{fs, io, path::Path, sync::OnceLock};

use llm::Usage;
use store::Tokens;
use toml_edit::{Document, Item, TableLike};

use crate::{
    EngineError,
    budget::{Price, PriceList},
    decimal, files,
};

/// The file's name in the config folder.
pub(crate) const FILE: &str = "prices.toml";

const BUNDLED: &str = include_str!("prices.toml");

/// USD per million tokens is thousands of nano-USD a token, so millions of them a thousand tokens: six digits behind the point are whole.
const PLACES: usize = 6;

/// The prices in force: those of the file when it is there and can be read whole.
pub(crate) fn load(file: &Path) -> PriceList {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return bundled(None),
        Err(error) => {
            return bundled(Some(format!(
                "{} cannot be read: {error}; the prices that came with the program are used",
                file.display()
            )));
        }
    };
    match parse(&text) {
        Ok((as_of, prices)) => PriceList {
            as_of,
            file: Some(file.to_owned()),
            prices,
            problem: None,
        },
        Err((line, message)) => bundled(Some(format!(
            "{}:{line}: {message}; the prices that came with the program are used",
            file.display()
        ))),
    }
}

/// Writes the bundled list to be edited; a file that is there is left.
pub(crate) fn write_if_absent(file: &Path) -> Result<(), EngineError> {
    if file.exists() {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| files::replace(file, BUNDLED.as_bytes()))
        .map_err(|error| EngineError::Unwritable {
            path: file.to_owned(),
            reason: error.to_string(),
        })
}

fn bundled(problem: Option<String>) -> PriceList {
    // Read once: each call asks for its price. A test reads the file that is compiled in; an empty list would still not make anything free, see
    // `PriceList::of`.
    static READ: OnceLock<(String, Vec<Price>)> = OnceLock::new();
    let (as_of, prices) = READ
        .get_or_init(|| parse(BUNDLED).unwrap_or_default())
        .clone();
    PriceList {
        as_of,
        file: None,
        prices,
        problem,
    }
}

fn parse(text: &str) -> Result<(String, Vec<Price>), (u32, String)> {
    let at = |span: Option<std::ops::Range<usize>>| line(text, span.map_or(0, |span| span.start));
    let document = Document::parse(text)
        .map_err(|error| (at(error.span()), error.message().replace('\n', ", ")))?;
    let as_of = match document.as_table().get("as_of") {
        Some(item) => day(item).ok_or_else(|| {
            let message = "`as_of` is the day of the prices, such as \"2026-06-01\"";
            (at(item.span()), message.to_owned())
        })?,
        None => return Err((1, "`as_of` is missing: the day of the prices".to_owned())),
    };
    let tables = document
        .as_table()
        .get("price")
        .and_then(Item::as_array_of_tables);
    let Some(tables) = tables.filter(|tables| !tables.is_empty()) else {
        return Err((1, "there is no `[[price]]` in it".to_owned()));
    };
    let mut prices = Vec::new();
    for table in tables {
        let price = price(table, text)
            .map_err(|(span, message)| (at(span.or_else(|| table.span())), message))?;
        prices.push(price);
    }
    Ok((as_of, prices))
}

type Misplaced = (Option<std::ops::Range<usize>>, String);

fn price(table: &dyn TableLike, text: &str) -> Result<Price, Misplaced> {
    let model = match table.get("model") {
        Some(item) => item
            .as_str()
            .map(|model| model.trim().to_ascii_lowercase())
            .filter(|model| !model.is_empty())
            .ok_or_else(|| {
                let message = "`model` is a part of a model's id, in quotes";
                (item.span(), message.to_owned())
            })?,
        None => return Err((None, "a `[[price]]` without a `model`".to_owned())),
    };
    let amount = |key: &str| match table.get(key) {
        Some(item) => decimal::scaled(item, text, PLACES)
            .map_err(|message| (item.span(), format!("`{key}`: {message}"))),
        None => Err((None, format!("the price of `{model}` has no `{key}`"))),
    };
    Ok(Price {
        input_nusd_per_1k: amount("input")?,
        output_nusd_per_1k: amount("output")?,
        cache_read_nusd_per_1k: amount("cache_read")?,
        cache_write_nusd_per_1k: amount("cache_write")?,
        model,
    })
}

/// In quotes or as TOML's own date.
fn day(item: &Item) -> Option<String> {
    let day = match item.as_datetime() {
        Some(date) => date.to_string(),
        None => item.as_str()?.to_owned(),
    };
    let shape = day.len() == 10
        && day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape.then_some(day)
}

fn line(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    let ends = before.iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}

impl PriceList {
    /// The price of a model, and whether it is its own: one that is not listed costs the dearest of each column.
    pub(crate) fn of(&self, model: &str) -> (Price, bool) {
        let id = model.to_ascii_lowercase();
        let own = self
            .prices
            .iter()
            .filter(|price| id.contains(&price.model))
            .max_by_key(|price| price.model.len());
        match own {
            Some(price) => (price.clone(), true),
            None => (self.dearest(), false),
        }
    }

    fn dearest(&self) -> Price {
        let most = |of: fn(&Price) -> i64| self.prices.iter().map(of).max().unwrap_or(i64::MAX);
        Price {
            model: String::new(),
            input_nusd_per_1k: most(|price| price.input_nusd_per_1k),
            output_nusd_per_1k: most(|price| price.output_nusd_per_1k),
            cache_read_nusd_per_1k: most(|price| price.cache_read_nusd_per_1k),
            cache_write_nusd_per_1k: most(|price| price.cache_write_nusd_per_1k),
        }
    }
}

impl Price {
    /// What tokens cost, in billionths of a USD, rounded up once.
    pub(crate) fn cost_nusd(&self, tokens: Tokens) -> i64 {
        let of = |tokens: i64, per_1k: i64| i128::from(tokens.max(0)) * i128::from(per_1k);
        let thousandfold = of(tokens.input, self.input_nusd_per_1k)
            + of(tokens.output, self.output_nusd_per_1k)
            + of(tokens.cache_read, self.cache_read_nusd_per_1k)
            + of(tokens.cache_write, self.cache_write_nusd_per_1k);
        i64::try_from((thousandfold + 999) / 1000).unwrap_or(i64::MAX)
    }
}

/// What the provider counted, as the ledger counts.
pub(crate) fn tokens(usage: Usage) -> Tokens {
    let count = |tokens: u64| i64::try_from(tokens).unwrap_or(i64::MAX);
    Tokens {
        input: count(usage.input),
        output: count(usage.output),
        cache_read: count(usage.cache_read),
        cache_write: count(usage.cache_write),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is how a test fails")]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_came_with_the_program_is_understood() {
        let list = bundled(None);
        assert_eq!(list.as_of, "2026-06-01", "the prices have their day");
        let table = [
            ("global.anthropic.claude-sonnet-4-6", 3_000_000, 15_000_000),
            (
                "us.anthropic.claude-sonnet-4-20250514-v1:0",
                3_000_000,
                15_000_000,
            ),
            (
                "global.anthropic.claude-haiku-4-5-20251001-v1:0",
                1_000_000,
                5_000_000,
            ),
            ("global.anthropic.claude-opus-4-7", 5_000_000, 25_000_000),
            (
                "us.anthropic.claude-opus-4-1-20250805-v1:0",
                15_000_000,
                75_000_000,
            ),
            (
                "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-micro-v1:0",
                35_000,
                140_000,
            ),
            ("amazon.nova-lite-v1:0", 60_000, 240_000),
            ("amazon.nova-pro-v1:0", 800_000, 3_200_000),
        ];
        for (model, input, output) in table {
            let (price, known) = list.of(model);
            assert!(known, "{model} is in the list");
            assert_eq!(
                (price.input_nusd_per_1k, price.output_nusd_per_1k),
                (input, output),
                "{model}"
            );
        }
        for price in list
            .prices
            .iter()
            .filter(|price| price.model.contains("claude"))
        {
            assert_eq!(
                (
                    price.cache_write_nusd_per_1k * 4,
                    price.cache_read_nusd_per_1k * 10
                ),
                (price.input_nusd_per_1k * 5, price.input_nusd_per_1k),
                "{}: writing the cache costs a quarter more than reading, reading it a tenth",
                price.model
            );
        }
        let (dearest, known) = list.of("application-inference-profile/abc123");
        assert!(!known, "an id that says nothing is not guessed");
        assert_eq!(
            dearest.output_nusd_per_1k, 75_000_000,
            "it counts as the dearest"
        );
    }

    #[test]
    fn a_profile_of_one_part_of_the_world_costs_a_tenth_more_than_the_global_one() {
        let list = bundled(None);
        for model in [
            "claude-sonnet-4-5-20250929-v1:0",
            "claude-sonnet-4-6",
            "claude-haiku-4-5-20251001-v1:0",
            "claude-opus-4-5-20251101-v1:0",
            "claude-opus-4-6-v1",
            "claude-opus-4-7",
        ] {
            let columns = |id: &str| {
                let (price, known) = list.of(id);
                assert!(known, "{id} is in the list");
                [
                    price.input_nusd_per_1k,
                    price.output_nusd_per_1k,
                    price.cache_read_nusd_per_1k,
                    price.cache_write_nusd_per_1k,
                ]
            };
            let dearer = columns(&format!("global.anthropic.{model}")).map(|nusd| nusd / 10 * 11);
            for prefix in ["us.", "eu.", "jp.", "au.", "apac.", "us-gov.", ""] {
                let id = format!("{prefix}anthropic.{model}");
                assert_eq!(
                    columns(&id),
                    dearer,
                    "{id}: a tenth more in every column, or budgets are overrun"
                );
                let arn = format!("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/{id}");
                assert_eq!(columns(&arn), dearer, "{arn}: its ARN costs the same");
            }
        }
        assert_eq!(
            list.of("eu.anthropic.claude-sonnet-4-20250514-v1:0").0,
            list.of("global.anthropic.claude-sonnet-4-20250514-v1:0").0,
            "an older one costs the same everywhere"
        );
    }

    #[test]
    fn a_call_is_rounded_up_once() {
        let (nova, _) = bundled(None).of("amazon.nova-micro-v1:0");
        let cost = |input, output, cache_read, cache_write| {
            nova.cost_nusd(Tokens {
                input,
                output,
                cache_read,
                cache_write,
            })
        };
        assert_eq!(cost(0, 0, 0, 0), 0, "nothing costs nothing");
        assert_eq!(cost(1, 0, 0, 0), 35, "35 billionths a token, exactly");
        assert_eq!(cost(0, 0, 1, 0), 9, "8.75 is rounded up");
        assert_eq!(
            cost(1, 1, 2, 0),
            35 + 140 + 18,
            "17.5 is rounded up once, not twice"
        );
        assert_eq!(cost(i64::MAX, i64::MAX, 0, 0), i64::MAX, "no overflow");
        let (sonnet, _) = bundled(None).of("global.anthropic.claude-sonnet-4-6");
        let mission = Tokens {
            input: 1_500,
            output: 2_500,
            cache_read: 0,
            cache_write: 0,
        };
        assert_eq!(
            sonnet.cost_nusd(mission),
            42_000_000,
            "a mission costs about 0.042 USD"
        );
    }

    #[test]
    fn a_mistake_has_its_line() {
        let good = "as_of = 2026-07-01\n[[price]]\nmodel = \"x\"\ninput = 1\noutput = 2\ncache_read = 0\ncache_write = 0\n";
        let (as_of, prices) = parse(good).unwrap();
        assert_eq!(
            (as_of.as_str(), prices.len()),
            ("2026-07-01", 1),
            "a date of TOML will do"
        );
        let table = [
            (
                "as_of = 2026-07-01",
                "as_of = \"soon\"",
                1,
                "`as_of` is the day",
            ),
            ("as_of = 2026-07-01\n", "", 1, "`as_of` is missing"),
            ("model = \"x\"", "model = 7", 3, "`model` is a part"),
            ("output = 2", "output = -2", 5, "`output`"),
            ("output = 2", "output = 2e1", 5, "`output`"),
            ("output = 2", "output = true", 5, "`output`"),
            ("output = 2\n", "", 2, "has no `output`"),
            ("output = 2", "output = ", 5, ""),
        ];
        for (from, to, line, says) in table {
            let (found, message) = parse(&good.replace(from, to)).unwrap_err();
            assert_eq!(found, line, "{to}: {message}");
            assert!(message.contains(says), "{to}: {message}");
        }
        assert!(
            parse("as_of = 2026-07-01\n").is_err(),
            "no price at all is no list"
        );
    }
}
