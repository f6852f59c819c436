//! The language of a blueprint's texts: Jinja as minijinja has it, strict, with filters for prose, and nothing that is not written the same
//! everywhere.

use minijinja::{
    Environment, ErrorKind, Output, State, UndefinedBehavior, Value, syntax::SyntaxConfig,
    value::ValueKind,
};

/// What writes texts out.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    // The markers are those that it has by itself, so that this never fails.
    if let Ok(syntax) = syntax.keep_trailing_newline(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(format_value);
    environment.add_filter("upfirst", |text: String| up_first(&text));
    environment.add_filter("an", |text: String| with_article(&text));
    environment.add_filter("in_words", in_words);
    environment.add_filter("time", time);
    environment
}

/// Booleans as YAML has them; numbers with a point never, since they are not the same everywhere.
fn format_value(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let refuse = |what| Err(minijinja::Error::new(ErrorKind::BadSerialization, what));
    if value.is_undefined() || value.is_none() {
        return refuse("nothing would be written here");
    }
    if value.is_number() && !value.is_integer() {
        return refuse("a number with a point would be written here; divide with `//`");
    }
    let written = match bool::try_from(value.clone()) {
        Ok(is_true) if value.kind() == ValueKind::Bool => {
            write!(out, "{is_true}")
        }
        _ => write!(out, "{value}"),
    };
    written.map_err(minijinja::Error::from)
}

fn up_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// "a table", "an order". By its first letter, which is right for the words of blueprints; where it is not, write the article.
fn with_article(text: &str) -> String {
    let vowel = text
        .chars()
        .next()
        .is_some_and(|first| "aeiouAEIOU".contains(first));
    format!("{} {text}", if vowel { "an" } else { "a" })
}

/// Numbers up to twelve in words, as prose has them.
fn in_words(number: u64) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let word = usize::try_from(number)
        .ok()
        .and_then(|place| WORDS.get(place));
    word.map_or_else(|| grouped(number), |word| (*word).to_owned())
}

/// 12345 as "12,345".
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Seconds in the largest unit that leaves no rest: 180 is "3 minutes", 90 is "90 seconds".
fn time(seconds: u64) -> String {
    const UNITS: [(u64, &str); 4] = [
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let fits = |(size, _): &&(u64, &str)| seconds >= *size && seconds.is_multiple_of(*size);
    let (size, unit) = UNITS.iter().find(fits).copied().unwrap_or((1, "second"));
    let count = seconds / size;
    format!(
        "{} {unit}{}",
        grouped(count),
        if count == 1 { "" } else { "s" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_prose_has_them() {
        let times = [
            (1, "1 second"),
            (90, "90 seconds"),
            (180, "3 minutes"),
            (3_600, "1 hour"),
            (345_600, "4 days"),
            (0, "0 seconds"),
        ];
        for (seconds, text) in times {
            assert_eq!(time(seconds), text, "{seconds} seconds");
        }
        let words = [
            (3, "three"),
            (12, "twelve"),
            (13, "13"),
            (12_345, "12,345"),
            (1_000_000, "1,000,000"),
        ];
        for (number, text) in words {
            assert_eq!(in_words(number), text, "{number}");
        }
        assert_eq!(
            (with_article("order"), up_first("straße")),
            ("an order".to_owned(), "Straße".to_owned()),
            "articles and capitals"
        );
    }

    #[test]
    fn what_cannot_be_written_the_same_everywhere_is_refused() {
        let environment = environment();
        for text in [
            "{{ 1 / 2 }}",
            "{{ none }}",
            "{{ nowhere }}",
            "{% if nowhere %}x{% endif %}",
        ] {
            assert!(
                environment.render_str(text, ()).is_err(),
                "`{text}` is refused"
            );
        }
        assert_eq!(
            environment
                .render_str("{{ 7 // 2 }} {{ true }} {{ 1 == 2 }}", ())
                .expect("it is written"),
            "3 true false",
            "whole numbers and YAML's booleans"
        );
    }
}
