//! Secrets that are known by their name: `Password: ...`, `"DB_TOKEN": "..."`, `--api-key ...`, `<password>...`, in templates, scripts
//! and comments; and the options of programs that take a password without saying so.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    Secret, SecretKind, hidden,
    page::Page,
    value::{self, Place, Value, is_expression, is_literal, is_sentence, looks_made},
};

/// Something that every name of a secret has in it.
static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i-u)pass|pwd|secret|token|api[_-]?key|(?:access|private|auth|license|account|shared|signing|storage|subscription|encryption|hmac)[_-]?key|credential|authorization").ok()
});

/// Programs and statements whose argument is a password: the first group is it.
const OPTIONS: &[&str] = &[
    r#"(?i)(?-u:\b)identified\s+(?:with\s+\w+\s+)?by\s+\\?['"]([^'"\s\\]{1,200})"#,
    r#"(?i)(?-u:\b)convertto-securestring\s+(?:-string\s+)?\\?["']([^"'\\\n]{1,200})"#,
    r#"(?-u:\b)sshpass\s+-p\s*\\?['"]?([^\s'"\\]{1,200})"#,
    r#"(?-u:\b)mysql(?:admin|dump|sh)?\s[^\n|;]{0,200}?-p\\?['"]?([^\s'"\\]{1,200})"#,
    r#"(?-u:\b)curl\s[^\n|;]{0,200}?(?:-u|--user)\s+\\?['"]?[^\s:'"]{1,100}:([^\s'"\\]{1,200})"#,
    r#"(?i)(?-u:\b)net\s+user\s+\S{1,100}\s+\\?["']?([^\s"'/\\]{1,200})"#,
    r#"(?-u:\b)echo\s+\\?['"]?[\w.-]{1,100}:([^\s'"|\\]{1,200})\\?['"]?\s*\|\s*(?:sudo\s+)?chpasswd"#,
    r#"(?-u:\b)echo\s+\\?['"]?([^\s'"|\\]{1,200})\\?['"]?\s*\|\s*(?:sudo\s+)?passwd\s"#,
    r#"(?-u:\b)redis-cli\s[^\n|;]{0,200}?-a\s+\\?['"]?([^\s'"\\]{1,200})"#,
];

static COMPILED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    OPTIONS
        .iter()
        .filter_map(|pattern| Regex::new(pattern).ok())
        .collect()
});

/// What a name says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) kind: SecretKind,
    /// Whether any literal is a secret under it, as under the name of a password; else only one that looks made.
    any_literal: bool,
}

pub(super) fn find(page: &Page<'_>) -> Vec<Secret> {
    let mut found = options(page);
    let mut done = 0;
    for word in WORDS.iter().flat_map(|words| words.find_iter(page.text)) {
        if word.start() < done {
            continue;
        }
        let name = name_around(page, word.range());
        done = name.end;
        if let Some(meaning) = meaning(&page.text[name.clone()]) {
            found.extend(after(page, &name, meaning));
        }
    }
    found
}

fn options(page: &Page<'_>) -> Vec<Secret> {
    let mut found = Vec::new();
    for pattern in COMPILED.iter() {
        let passwords = pattern
            .captures_iter(page.text)
            .filter_map(|captures| captures.get(1));
        found.extend(
            passwords
                .filter(|password| {
                    is_literal(password.as_str()) && !password.as_str().starts_with('-')
                })
                .map(|password| Secret::new(password.range(), SecretKind::Password)),
        );
    }
    found
}

const LONGEST_NAME: usize = 80;

/// The whole name that a word is part of.
fn name_around(page: &Page<'_>, word: Range<usize>) -> Range<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
    let bytes = page.bytes();
    let before = bytes[..word.start]
        .iter()
        .rev()
        .take(LONGEST_NAME)
        .take_while(|byte| is_part(byte))
        .count();
    let after = bytes[word.end..]
        .iter()
        .take(LONGEST_NAME)
        .take_while(|byte| is_part(byte))
        .count();
    word.start - before..word.end + after
}

/// Whether a name says that its value is a secret: by its last words.
pub(super) fn meaning(name: &str) -> Option<Name> {
    let mut words = words_of(name);
    while words.len() > 1
        && words.last().is_some_and(|last| {
            ["value", "text", "plain", "plaintext", "string", "literal"].contains(&last.as_str())
                || last.bytes().all(|byte| byte.is_ascii_digit())
        })
    {
        words.pop();
    }
    let last = words.last()?.as_str();
    let before = words
        .len()
        .checked_sub(2)
        .map_or("", |at| words[at].as_str());
    let password = Some(Name {
        kind: SecretKind::Password,
        any_literal: true,
    });
    let made = |kind| {
        Some(Name {
            kind,
            any_literal: false,
        })
    };
    if ["password", "passwd", "passphrase", "passcode", "pwd"]
        .iter()
        .any(|end| last.ends_with(end))
        || last == "pass"
        || last == "passwords"
    {
        return password;
    }
    match last {
        "key" => match before {
            "access" | "secret" => made(SecretKind::SecretAccessKey),
            "api" | "private" | "auth" | "license" | "account" | "shared" | "signing"
            | "storage" | "subscription" | "encryption" | "hmac" => made(SecretKind::Token),
            _ => None,
        },
        "token" => match before {
            "session" | "security" => made(SecretKind::SessionToken),
            // Of lists and of requests that may be repeated; nobody's secret.
            "next" | "page" | "continuation" | "pagination" | "starting" | "task" | "last"
            | "request" => None,
            _ => made(SecretKind::Token),
        },
        "credential" | "credentials" | "authorization" => made(SecretKind::Token),
        _ if last.ends_with("apikey") || last.ends_with("authkey") => made(SecretKind::Token),
        _ if last.ends_with("accesskey") || last.ends_with("secretkey") => {
            made(SecretKind::SecretAccessKey)
        }
        _ if last.ends_with("token") || last.ends_with("secret") => made(SecretKind::Token),
        _ => None,
    }
}

/// A name's words in lower case: `DBPassword2`, `db_password` and `db-password` begin alike.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let characters: Vec<char> = name.chars().collect();
    let mut word = String::new();
    for (at, c) in characters.iter().enumerate() {
        let previous = at.checked_sub(1).map(|at| characters[at]);
        let next = characters.get(at + 1);
        let begins = c.is_ascii_uppercase()
            && previous.is_some_and(|previous| {
                previous.is_ascii_lowercase()
                    || previous.is_ascii_digit()
                    || previous.is_ascii_uppercase() && next.is_some_and(char::is_ascii_lowercase)
            })
            || c.is_ascii_digit() && previous.is_some_and(|previous| !previous.is_ascii_digit());
        if begins || !c.is_ascii_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// The secret that a name has beside it.
fn after(page: &Page<'_>, name: &Range<usize>, meaning: Name) -> Vec<Secret> {
    if is_part_of_reference(page, name.start) {
        return Vec::new();
    }
    let Some((separator, at)) = separator(page, name) else {
        return Vec::new();
    };
    let place = place(page, name, separator);
    if place != Place::Inline && separator == Separator::Colon {
        if let Some(lines) = hidden::block_scalar(page, name.start, at) {
            return accepted_lines(page, lines, meaning);
        }
        // A parameter with a name like that, with or without `NoEcho`.
        if let Some(value) = hidden::default_of(page, name.start, at) {
            return accepted(page, &value, meaning, Place::Block, name, separator);
        }
    }
    value::read(page, at, place).map_or_else(Vec::new, |value| {
        accepted(page, &value, meaning, place, name, separator)
    })
}

fn accepted(
    page: &Page<'_>,
    value: &Value,
    meaning: Name,
    place: Place,
    name: &Range<usize>,
    separator: Separator,
) -> Vec<Secret> {
    let text = &page.text[value.range.clone()];
    let is_one = is_literal(text)
        && if !meaning.any_literal {
            looks_made(text) && (value.is_quoted || !is_expression(text))
        } else if value.is_quoted {
            !is_sentence(text) && (place != Place::Inline || text.len() > 2)
        } else {
            !is_expression(text)
                && !is_sentence(text)
                && (place != Place::Inline || stands_out(page, text, name, separator))
        };
    if is_one {
        vec![Secret::new(value.range.clone(), kind(meaning.kind, text))]
    } else {
        Vec::new()
    }
}

fn accepted_lines(page: &Page<'_>, lines: Vec<Range<usize>>, meaning: Name) -> Vec<Secret> {
    let is_one = lines.iter().all(|line| {
        let text = &page.text[line.clone()];
        is_literal(text)
            && !is_sentence(text)
            && (meaning.any_literal && !text.contains(' ') || looks_made(text))
    });
    if !is_one {
        return Vec::new();
    }
    lines
        .into_iter()
        .enumerate()
        .map(|(index, range)| Secret {
            kind: kind(meaning.kind, &page.text[range.clone()]),
            range,
            continues: index > 0,
        })
        .collect()
}

/// A password in a script or a sentence without quotes: not the next word, nor a variable.
fn stands_out(page: &Page<'_>, text: &str, name: &Range<usize>, separator: Separator) -> bool {
    let bare = text.trim_end_matches(['.', ',', ':', '!', '?']);
    let name = &page.text[name.clone()];
    if bare.len() < 4 || bare.eq_ignore_ascii_case(name) || bare.starts_with('-') {
        return false;
    }
    let has_sign = bare
        .bytes()
        .any(|byte| byte.is_ascii_digit() || b"!@#%^*+?~=".contains(&byte));
    // `export PASSWORD=swordfish`, `--password=swordfish`
    let is_assigned = separator == Separator::Equals
        && (!name.bytes().any(|byte| byte.is_ascii_lowercase()) || name.starts_with('-'));
    has_sign || is_assigned
}

/// A secret access key has forty characters and a session token more; else it is somebody else's.
fn kind(named: SecretKind, text: &str) -> SecretKind {
    match named {
        SecretKind::SecretAccessKey if text.len() != 40 => SecretKind::Token,
        SecretKind::SessionToken if text.len() < 100 => SecretKind::Token,
        other => other,
    }
}

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Colon,
    /// `=` with nothing around it.
    Equals,
    /// `=` with blanks, `:=`, `=>`.
    Assignment,
    /// `<password>`
    Tag,
    /// `--password secret`
    Blank,
    /// `the password is ...`
    Is,
}

/// The separator after a name, and where it ends.
fn separator(page: &Page<'_>, name: &Range<usize>) -> Option<(Separator, usize)> {
    let mut at = name.end;
    for quote in ["\\\"", "\"", "'", "`"] {
        if page.text[at..].starts_with(quote) {
            at += quote.len();
            break;
        }
    }
    if at == name.end && page.before(name.start) == Some(b'<') && page.at(at) == Some(b'>') {
        return Some((Separator::Tag, at + 1));
    }
    let blank = page.skip_spaces(at);
    let rest = &page.text[blank..page.line_end(blank)];
    if rest.starts_with("==") || rest.starts_with("=~") {
        return None;
    }
    for (sign, separator) in [
        (":=", Separator::Assignment),
        ("=>", Separator::Assignment),
        (":", Separator::Colon),
        ("=", Separator::Equals),
    ] {
        if rest.starts_with(sign) {
            let end = blank + sign.len();
            let apart = blank > at || page.at(end) == Some(b' ');
            let separator = match separator {
                Separator::Equals if apart => Separator::Assignment,
                other => other,
            };
            // `name::more` is one word.
            return (!(separator == Separator::Colon && page.at(end) == Some(b':')))
                .then_some((separator, end));
        }
    }
    for verb in ["is ", "was "] {
        if blank > at && rest.starts_with(verb) {
            return Some((Separator::Is, blank + verb.len()));
        }
    }
    let is_option = page.text[name.clone()].starts_with('-')
        && page
            .before(name.start)
            .is_none_or(|byte| byte.is_ascii_whitespace() || byte == b'"' || byte == b'\'');
    (is_option && blank > at && at == name.end).then_some((Separator::Blank, blank))
}

/// Where a name stands: as a key of YAML or JSON, or somewhere in a text.
fn place(page: &Page<'_>, name: &Range<usize>, separator: Separator) -> Place {
    if separator != Separator::Colon {
        return Place::Inline;
    }
    let line = page.line(page.index_of(name.start));
    let from = page.boundary(line.start.max(name.start.saturating_sub(200)));
    let before = page.text[from..name.start].trim_end_matches(['"', '\'']);
    let trimmed = before.trim_end();
    if trimmed.ends_with(['{', ',']) && !trimmed.ends_with("\\n,") {
        return Place::Flow;
    }
    let is_first =
        from == line.start && trimmed.trim_start_matches(['-', ' ', '\t', '?']).is_empty();
    match (is_first, before.len() + from < name.start) {
        (true, true) => Place::Flow,
        (true, false) => Place::Block,
        (false, _) => Place::Inline,
    }
}

/// Whether a place is inside of `{{resolve:...}}`, or of a longer word with colons, such as an ARN.
fn is_part_of_reference(page: &Page<'_>, at: usize) -> bool {
    if page.before(at) == Some(b':') {
        return true;
    }
    let from = page.boundary(
        page.line(page.index_of(at))
            .start
            .max(at.saturating_sub(300)),
    );
    let before = &page.text[from..at];
    before
        .rfind("{{resolve:")
        .is_some_and(|opened| !before[opened..].contains("}}"))
}

#[cfg(test)]
mod tests {
    use super::{COMPILED, OPTIONS, WORDS};

    #[test]
    fn every_pattern_is_understood() {
        assert!(WORDS.is_some(), "names are looked for");
        assert_eq!(
            COMPILED.len(),
            OPTIONS.len(),
            "a pattern that does not compile would be left out in silence"
        );
    }
}
