//! Ranges of addresses and ARNs: forms that are made of parts.

use std::net::IpAddr;

use super::Form;

/// A range in CIDR form. That the bits after the fixed ones are zero is form; which range it is, is not looked at.
pub(super) fn cidr(answer: &str) -> Form {
    let closed = closed_up(answer)?;
    let Some((address, bits)) = closed.split_once('/') else {
        let is_address = closed.parse::<IpAddr>().is_ok();
        return Err(match is_address {
            true => "is one address, without the number of fixed bits".to_owned(),
            false => "is no range of addresses".to_owned(),
        });
    };
    let Ok(address) = address.parse::<IpAddr>() else {
        return Err("has no address before the `/`".to_owned());
    };
    let (value, width) = match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    let is_number = !bits.is_empty() && bits.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = bits.len() == 1 || !bits.starts_with('0');
    let Some(bits) = bits
        .parse::<u32>()
        .ok()
        .filter(|bits| is_number && is_short && *bits <= width)
    else {
        return Err(format!(
            "needs a number of fixed bits after the `/`, from 0 to {width}"
        ));
    };
    let free = width - bits;
    let rest = match free {
        0 => 0,
        128 => value,
        free => value & ((1 << free) - 1),
    };
    if rest != 0 {
        return Err(format!(
            "is an address inside of a range: a range begins at its first address, whose bits after the first {bits} are all zero"
        ));
    }
    Ok(tidied(answer, closed))
}

/// `arn:partition:service:region:account:resource`; region and account may be empty, and `${...}` may stand in any part.
pub(super) fn arn(answer: &str) -> Form {
    let closed = closed_up(answer)?;
    let lower = closed
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("arn:"));
    if !lower {
        return Err("does not begin with `arn:`".to_owned());
    }
    let tidy = format!("arn:{}", closed.get(4..).unwrap_or_default());
    let without_symbols = without_symbols(&tidy);
    let parts: Vec<&str> = without_symbols.splitn(6, ':').collect();
    match parts.as_slice() {
        [_, partition, service, _, _, resource]
            if !partition.is_empty() && !service.is_empty() && !resource.is_empty() => {}
        [_, _, _, _, _, _] => {
            return Err("has an empty partition, service or resource".to_owned());
        }
        _ => {
            return Err(format!("has {} parts, and an ARN has six", parts.len()));
        }
    }
    Ok(tidied(answer, tidy))
}

/// Without the spaces at the ends and beside what divides the parts. Between two letters or digits a space is no slip: `40.1 0` may be `40.10`,
/// or `40.1` and something that was left over.
pub(super) fn closed_up(answer: &str) -> Result<String, String> {
    const DIVIDERS: [char; 3] = ['.', '/', ':'];
    let mut closed = String::new();
    for word in answer.split_whitespace() {
        let is_beside_divider = closed.ends_with(DIVIDERS) || word.starts_with(DIVIDERS);
        if !closed.is_empty() && !is_beside_divider {
            return Err("has a space in the middle of a part".to_owned());
        }
        closed.push_str(word);
    }
    Ok(closed)
}

fn tidied(answer: &str, tidy: String) -> Option<(String, String)> {
    let why = match answer.contains(char::is_whitespace) {
        true => "There are no spaces in it.",
        false => "It begins with `arn` in lower case.",
    };
    (tidy != answer).then(|| (tidy, why.to_owned()))
}

/// `${AWS::Region}` as one letter: the colons in it divide nothing.
fn without_symbols(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        out.push('x');
        rest = after;
    }
    out.push_str(rest);
    out
}
