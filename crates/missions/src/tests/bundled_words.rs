//! What the texts of bundled missions may name: no account, address or domain that could be somebody's.

use std::net::Ipv4Addr;

use crate::{Catalogue, catalogue::bundled_packs};

/// The account of the AWS documentation.
const ACCOUNT: &str = "123456789012";

/// Endings that make a word with a dot in it a domain, and not a path into a template.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "edu", "gov", "io", "dev", "app", "ai", "co", "eu", "uk", "de", "fr",
    "nl", "es", "it", "ch", "at", "se", "no", "info", "biz", "cloud", "online", "shop", "store",
];

/// Of AWS, and what RFC 2606 keeps for examples.
const DOMAINS: &[&str] = &["amazonaws.com", "example.com", "example.org", "example.net"];

/// Everything that a learner may read of each mission, with its id; and the packs' own words.
fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for read in bundled_packs(false) {
        let pack = read.pack.expect("a pack");
        all.push((pack.id.clone(), format!("{} {}", pack.title, pack.summary)));
    }
    for mission in Catalogue::bundled().missions() {
        all.push((mission.id.clone(), mission.document.clone()));
    }
    all
}

/// Runs of characters that `belongs` takes, without dots at their ends.
fn words(text: &str, belongs: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c: char| !belongs(c))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
}

/// Accounts, addresses and domains in a text that must not be there.
fn foreign(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for number in words(text, |c| c.is_ascii_digit()) {
        let is_bytes = number
            .parse()
            .is_ok_and(|bytes: u64| bytes.is_multiple_of(1 << 30));
        if number.len() == 12 && number != ACCOUNT && !is_bytes {
            found.push(format!("the account {number}"));
        }
    }
    for word in words(text, |c| c.is_ascii_digit() || c == '.') {
        if let Ok(address) = word.parse::<Ipv4Addr>()
            && !may_be_named(address)
        {
            found.push(format!("the address {address}"));
        }
    }
    for word in words(text, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-') {
        let lower = word.to_ascii_lowercase();
        let ending = lower.rsplit_once('.').map(|(_, ending)| ending);
        let is_domain = ending.is_some_and(|ending| TOP_LEVEL.contains(&ending));
        let is_ours = DOMAINS
            .iter()
            .any(|known| lower == *known || lower.ends_with(&format!(".{known}")));
        if is_domain && !is_ours {
            found.push(format!("the domain {word}"));
        }
    }
    for word in words(text, |c| c.is_ascii_alphanumeric()) {
        let is_key = word.len() == 20 && (word.starts_with("AKIA") || word.starts_with("ASIA"));
        if is_key && !word.ends_with("EXAMPLE") {
            found.push(format!("the access key {word}"));
        }
    }
    found
}

/// Private, for documentation (RFC 5737), of the machine or the link itself, or everywhere.
fn may_be_named(address: Ipv4Addr) -> bool {
    address.is_private()
        || address.is_documentation()
        || address.is_unspecified()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        // Ranges of VPCs that AWS suggests when private ones run out (RFC 6598).
        || (address.octets()[0] == 100 && (64..128).contains(&address.octets()[1]))
}

#[test]
fn no_mission_names_what_could_be_somebodys() {
    let mut said = String::new();
    for (id, text) in texts() {
        for what in foreign(&text) {
            said.push_str(&format!("{id}: {what}\n"));
        }
    }
    assert_eq!(said, "", "only what documentation is given for examples");
}

#[test]
fn what_could_be_somebodys_is_found() {
    for (text, wanted) in [
        ("arn:aws:iam::210987654321:root", "the account 210987654321"),
        ("from 8.8.8.8/32 only", "the address 8.8.8.8"),
        ("write to ann@shop.io.", "the domain shop.io"),
        (
            "AKIAIOSFODNN7ABCDEFG",
            "the access key AKIAIOSFODNN7ABCDEFG",
        ),
    ] {
        assert_eq!(foreign(text), [wanted], "{text}");
    }
    for text in [
        "123456789012 10.0.0.0/16 203.0.113.7 0.0.0.0/0 https://api.example.com lambda.amazonaws.com",
        "Queue.Arn and index.handler, version 2012-10-17, 1.5 MB",
        "AKIAIOSFODNN7EXAMPLE",
        // 100 GiB in bytes.
        "BytesScannedCutoffPerQuery: 107374182400",
    ] {
        assert_eq!(foreign(text), [""; 0], "{text} is for everybody");
    }
}
