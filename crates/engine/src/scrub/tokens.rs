//! Secrets that are known by their form, wherever they stand: one table, one row a form.

use std::sync::LazyLock;

use regex::Regex;

use super::{Secret, SecretKind, page::Page};

/// A form: a pattern whose first group, or all of it, is the secret, and what else must hold of it.
struct Form {
    pattern: &'static str,
    kind: SecretKind,
    holds: fn(&Page<'_>, std::ops::Range<usize>) -> bool,
}

const fn form(pattern: &'static str, kind: SecretKind) -> Form {
    Form {
        pattern,
        kind,
        holds: stands_alone,
    }
}

const fn form_if(
    pattern: &'static str,
    kind: SecretKind,
    holds: fn(&Page<'_>, std::ops::Range<usize>) -> bool,
) -> Form {
    Form {
        pattern,
        kind,
        holds,
    }
}

use SecretKind::{
    AccessKeyId, AccountId, BedrockKey, Email, Password, PrivateKey, SecretAccessKey, SessionToken,
    Token,
};

/// Forms that begin with letters of their own, and need nothing else than to stand alone. They are looked for all at once.
const PREFIXED: &[(&str, SecretKind)] = &[
    (r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}", AccessKeyId),
    (
        r"(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|FQoDYXdz|AQoDYXdz)[A-Za-z0-9/+=%]{40,}",
        SessionToken,
    ),
    (r"ABSK[A-Za-z0-9+/]{24,}={0,2}", BedrockKey),
    (
        r"bedrock-api-key-(?:YmVkcm9jay5hbWF6b25hd3M[A-Za-z0-9+/=_%.-]*|[A-Za-z0-9+/=_%]{40,})",
        BedrockKey,
    ),
    // The base64 of `-----BEGIN`, followed by that of a private key's kind.
    (
        r"LS0tLS1CRUdJTi(?:BSU0EgUFJJVkFUR|BQUklWQVRF|BPUEVOU1NI|BFQyBQUklWQVRF|BFTkNSWVBURU)[A-Za-z0-9+/=]{16,}",
        PrivateKey,
    ),
    (r"AGE-SECRET-KEY-1[A-Z0-9]{20,}", PrivateKey),
    (r"gh[pousr]_[A-Za-z0-9]{20,}", Token),
    (r"github_pat_[A-Za-z0-9_]{20,}", Token),
    (r"gl(?:pat|ptt|dt|rt|cbt|soat)-[A-Za-z0-9_-]{20,}", Token),
    (r"xox[abeoprs]-[A-Za-z0-9-]{10,}", Token),
    (r"xapp-[0-9]-[A-Za-z0-9-]{10,}", Token),
    (r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}", Token),
    (r"whsec_[A-Za-z0-9+/]{16,}", Token),
    (
        r"eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}",
        Token,
    ),
    (r"AIza[A-Za-z0-9_-]{35}", Token),
    (r"GOCSPX-[A-Za-z0-9_-]{20,}", Token),
    (r"ya29\.[A-Za-z0-9_-]{20,}", Token),
    (r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", Token),
    (r"(?:SK|AC)[0-9a-f]{32}", Token),
    (r"npm_[A-Za-z0-9]{36}", Token),
    (r"pypi-AgE[A-Za-z0-9_-]{20,}", Token),
    (r"hf_[A-Za-z0-9]{30,}", Token),
    (r"do[opr]_v1_[a-f0-9]{64}", Token),
    (r"NRAK-[A-Z0-9]{27}", Token),
    (r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}", Token),
    (r"sq0[a-z]{3}-[A-Za-z0-9_-]{22,}", Token),
    (r"key-[0-9a-f]{32}", Token),
    (r"ATATT3[A-Za-z0-9_=-]{40,}", Token),
    (r"hv[sbr]\.[A-Za-z0-9_-]{24,}", Token),
    (r"dckr_pat_[A-Za-z0-9_-]{20,}", Token),
    (r"dapi[0-9a-f]{32}", Token),
    (r"gl(?:sa|c)_[A-Za-z0-9_=+/]{32,}", Token),
    (r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}", Token),
    (r"lin_api_[A-Za-z0-9]{32,}", Token),
];

/// Forms that take a look of their own: the first group, or all of it, is the secret.
const FORMS: &[Form] = &[
    form_if(r"[A-Za-z0-9/+]{40,}", SecretAccessKey, is_secret_access_key),
    form(
        r"https://hooks\.slack\.com/(?:services|workflows)/([A-Za-z0-9/]{20,})",
        Token,
    ),
    form(
        r"https://(?:[a-z]+\.)?discord(?:app)?\.com/api/webhooks/([0-9]+/[A-Za-z0-9_-]{20,})",
        Token,
    ),
    form_if(r"sk-[A-Za-z0-9_-]{20,}", Token, is_mixed),
    form(r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", Token),
    form(r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,}", Token),
    form_if(
        r"(?i:bearer|basic)[ \t]+([A-Za-z0-9._~+/-]{16,}=*)",
        Token,
        is_mixed,
    ),
    form_if(
        r#"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^ \t\r\n/:@"'<>]{0,200}:([^ \t\r\n/@"'<>]{1,200})@"#,
        Password,
        is_literal,
    ),
    form_if(r"[0-9]{12}", AccountId, is_account_id),
    form_if(r"[0-9]{4}-[0-9]{4}-[0-9]{4}", AccountId, is_account_id),
    form_if(
        r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}",
        Email,
        is_address,
    ),
];

struct Compiled {
    /// All of [`PREFIXED`].
    prefixed: Regex,
    /// Each of them, at the beginning of a text, to say which one it was.
    kinds: Vec<(Regex, SecretKind)>,
    forms: Vec<(Regex, &'static Form)>,
}

static COMPILED: LazyLock<Option<Compiled>> = LazyLock::new(|| compile().ok());

fn compile() -> Result<Compiled, regex::Error> {
    let all: Vec<String> = PREFIXED
        .iter()
        .map(|(pattern, _)| format!("(?:{pattern})"))
        .collect();
    Ok(Compiled {
        prefixed: Regex::new(&all.join("|"))?,
        kinds: PREFIXED
            .iter()
            .map(|(pattern, kind)| Ok((Regex::new(&format!("^(?:{pattern})"))?, *kind)))
            .collect::<Result<_, regex::Error>>()?,
        forms: FORMS
            .iter()
            .map(|form| Ok((Regex::new(form.pattern)?, form)))
            .collect::<Result<_, regex::Error>>()?,
    })
}

pub(super) fn find(page: &Page<'_>) -> Vec<Secret> {
    let mut found = Vec::new();
    let Some(compiled) = COMPILED.as_ref() else {
        return found;
    };
    for hit in compiled.prefixed.find_iter(page.text) {
        let kind = compiled
            .kinds
            .iter()
            .find(|(pattern, _)| pattern.is_match(hit.as_str()));
        if let Some((_, kind)) = kind.filter(|_| stands_alone(page, hit.range())) {
            found.push(Secret::new(hit.range(), *kind));
        }
    }
    for (pattern, form) in &compiled.forms {
        let mut add = |range: Range| {
            let range = unescaped(page, range);
            if (form.holds)(page, range.clone()) {
                found.push(Secret::new(range, form.kind));
            }
        };
        if pattern.captures_len() > 1 {
            pattern
                .captures_iter(page.text)
                .filter_map(|captures| captures.get(1))
                .for_each(|group| add(group.range()));
        } else {
            pattern
                .find_iter(page.text)
                .for_each(|all| add(all.range()));
        }
    }
    found
}

type Range = std::ops::Range<usize>;

/// Without the letter of a `\n` that stands spelled out before it.
fn unescaped(page: &Page<'_>, range: Range) -> Range {
    let is_escape = page.before(range.start) == Some(b'\\')
        && matches!(page.at(range.start), Some(b'n' | b't' | b'r'));
    range.start + usize::from(is_escape)..range.end
}

/// Not a piece of a longer word.
fn stands_alone(page: &Page<'_>, range: Range) -> bool {
    let is_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    // `\n` spelled out in JSON ends what stands before it and begins what follows.
    let escaped = range.start >= 2
        && page.bytes()[range.start - 2] == b'\\'
        && matches!(page.bytes()[range.start - 1], b'n' | b't' | b'r');
    (escaped || !is_word(page.before(range.start))) && !is_word(page.at(range.end))
}

/// Has a digit and a letter, as what was made at random has.
fn is_mixed(page: &Page<'_>, range: Range) -> bool {
    let text = &page.bytes()[range.clone()];
    stands_alone(page, range)
        && text.iter().any(u8::is_ascii_digit)
        && text.iter().any(u8::is_ascii_alphabetic)
}

/// Not a reference, a variable, or stars.
fn is_literal(page: &Page<'_>, range: Range) -> bool {
    let text = &page.text[range];
    !text.contains("${")
        && !text.contains("{{")
        && !text.starts_with(['$', '%', '<', '{', '('])
        && !text
            .bytes()
            .all(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.'))
}

/// Exactly 40 characters that look as if made at random: changing their class (upper, lower, digit, sign) most of the time, as words,
/// paths, hashes in hex and names in camel case do not.
fn is_secret_access_key(page: &Page<'_>, range: Range) -> bool {
    let beside =
        |byte: Option<u8>| byte.is_some_and(|byte| matches!(byte, b'-' | b'_' | b'.' | b'$'));
    let text = &page.bytes()[range.clone()];
    if text.len() != 40
        || beside(page.before(range.start))
        || beside(page.at(range.end))
        || page.at(range.end) == Some(b'=')
    {
        return false;
    }
    let class = |byte: &u8| match byte {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    let has = |wanted: u8| text.iter().any(|byte| class(byte) == wanted);
    let changes = text
        .windows(2)
        .filter(|pair| class(&pair[0]) != class(&pair[1]))
        .count();
    let mut distinct = [false; 256];
    text.iter()
        .for_each(|byte| distinct[usize::from(*byte)] = true);
    let distinct = distinct.iter().filter(|seen| **seen).count();
    has(0) && has(1) && has(2) && changes >= 16 && distinct >= 20
}

/// Twelve digits that are no part of a number, of a UUID or of a time.
fn is_account_id(page: &Page<'_>, range: Range) -> bool {
    if !stands_alone(page, range.clone()) {
        return false;
    }
    // A round number of bytes, or a placeholder of nothing but zeros.
    if page.text[range.clone()].ends_with("000000") {
        return false;
    }
    let digit = |at: Option<u8>| at.is_some_and(|byte| byte.is_ascii_digit());
    let joined =
        |byte: Option<u8>, beyond: Option<u8>| matches!(byte, Some(b'.' | b'-')) && digit(beyond);
    let before = range.start.checked_sub(2).and_then(|at| page.at(at));
    let is_decimal = page.before(range.start) == Some(b'.') && digit(before)
        || page.at(range.end) == Some(b'.') && digit(page.at(range.end + 1));
    let dashed = page.text[range.clone()].contains('-');
    let is_longer_number = dashed
        && (joined(page.before(range.start), before)
            || joined(page.at(range.end), page.at(range.end + 1)));
    !is_decimal && !is_longer_number && !ends_uuid(page, range)
}

/// Whether this is the last group of a UUID.
fn ends_uuid(page: &Page<'_>, range: Range) -> bool {
    let Some(start) = range.start.checked_sub(24) else {
        return false;
    };
    page.bytes()[start..range.start]
        .iter()
        .enumerate()
        .all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Not what git and ssh write before a host, nor a package with its version.
fn is_address(page: &Page<'_>, range: Range) -> bool {
    let Some((name, host)) = page.text[range.clone()].split_once('@') else {
        return false;
    };
    let is_version = host.starts_with(|c: char| c.is_ascii_digit());
    // `//user:password@host` is looked at as a whole; `//user@host` is no address either.
    let from = page.boundary(range.start.saturating_sub(300));
    let before = &page.text[from..range.start];
    let word = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
        .map_or(before, |at| &before[at..]);
    let is_in_url = word
        .rfind("://")
        .is_some_and(|at| !word[at + 3..].contains('/'));
    name != "git" && !is_version && !is_in_url
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_form_is_understood() {
        assert!(
            super::COMPILED.is_some(),
            "a pattern that does not compile would switch the search off in silence"
        );
    }
}
