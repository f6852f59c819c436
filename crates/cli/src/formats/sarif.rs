//! `sarif`: SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>). Criteria and diagnostic codes are the
//! rules; what is not met is a result at its region.

use std::path::Path;

use grader::{Evidence, Report};
use missions::Mission;
use serde::Serialize;

use super::{Batch, Level};
use crate::failure::Failure;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message<'a>,
    help: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Tags>,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'static>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

pub(super) fn render(batch: Batch<'_>) -> Result<String, Failure> {
    let rules = rules(batch);
    let results = batch
        .reports
        .iter()
        .flat_map(|report| found(report, &rules))
        .collect();
    let driver = Driver {
        name: "mission",
        version: env!("CARGO_PKG_VERSION"),
        rules,
    };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        results,
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    let json = serde_json::to_string_pretty(&log)
        .map_err(|error| Failure::internal(format!("the SARIF could not be written: {error}")))?;
    Ok(json + "\n")
}

/// The criteria in their order, then the codes of remarks in theirs.
fn rules(batch: Batch<'_>) -> Vec<Rule<'_>> {
    let criteria = batch.mission.rubric.criteria.iter().map(|criterion| Rule {
        id: &criterion.id,
        short_description: message(&criterion.label),
        help: message(help(batch.mission, &criterion.id).unwrap_or(&criterion.label)),
        properties: criterion.tag.map(|tag| Tags {
            tags: [tag.as_str()],
        }),
    });
    let mut rules: Vec<Rule<'_>> = criteria.collect();
    for diagnostic in batch.reports.iter().flat_map(|report| &report.diagnostics) {
        if !rules.iter().any(|rule| rule.id == diagnostic.code) {
            rules.push(Rule {
                id: &diagnostic.code,
                short_description: message(&diagnostic.code),
                help: message("A remark about the template's text, apart from any criterion."),
                properties: None,
            });
        }
    }
    rules
}

/// The first hint says what it is about and gives nothing away.
fn help<'a>(mission: &'a Mission, id: &str) -> Option<&'a str> {
    let authored = mission.hints.get(id).and_then(|hints| hints.first());
    let of_criterion = mission
        .rubric
        .criterion(id)
        .and_then(|criterion| criterion.hint.as_ref());
    authored.or(of_criterion).map(String::as_str)
}

fn found<'a>(report: &'a Report, rules: &[Rule<'_>]) -> Vec<Found<'a>> {
    let index_of = |id: &str| rules.iter().position(|rule| rule.id == id);
    let criteria = report.results.iter().filter_map(|result| {
        let mut places = result
            .evidence
            .iter()
            .map(|evidence| location(&report.template, Some(region(evidence))));
        // `locations` is for one place; others belong beside it (SARIF 2.1.0, 3.27.12).
        let first = places
            .next()
            .unwrap_or_else(|| location(&report.template, None));
        let others = places.map(|place| Location {
            message: Some(message("also here")),
            ..place
        });
        Some(Found {
            rule_id: &result.id,
            rule_index: index_of(&result.id),
            level: word(Level::of(result)?),
            message: Message {
                text: format!("{}: {}", result.label, result.message).into(),
            },
            locations: [first],
            related_locations: others.collect(),
        })
    });
    let remarks = report.diagnostics.iter().map(|diagnostic| Found {
        rule_id: &diagnostic.code,
        rule_index: index_of(&diagnostic.code),
        level: word(Level::of_remark(diagnostic)),
        message: message(&diagnostic.message),
        locations: [location(
            &report.template,
            Some(Region {
                start_line: diagnostic.line,
                start_column: diagnostic.column,
                end_line: None,
                end_column: None,
            }),
        )],
        related_locations: Vec::new(),
    });
    criteria.chain(remarks).collect()
}

fn location(template: &str, region: Option<Region>) -> Location {
    let artifact_location = Artifact { uri: uri(template) };
    Location {
        physical_location: PhysicalLocation {
            artifact_location,
            region,
        },
        message: None,
    }
}

fn region(evidence: &Evidence) -> Region {
    Region {
        start_line: evidence.line,
        start_column: evidence.column,
        end_line: Some(evidence.end_line),
        end_column: Some(evidence.end_column),
    }
}

fn message(text: &str) -> Message<'_> {
    Message { text: text.into() }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// A relative reference as it was given, or `file:` for an absolute path; everything but unreserved characters is percent-encoded
/// (RFC 3986).
fn uri(template: &str) -> String {
    use std::fmt::Write as _;
    let path = if cfg!(windows) {
        template.replace('\\', "/")
    } else {
        template.to_owned()
    };
    let mut out = String::with_capacity(path.len());
    if Path::new(template).is_absolute() {
        out.push_str(if path.starts_with('/') {
            "file://"
        } else {
            "file:///"
        });
    }
    let is_drive = cfg!(windows) && Path::new(template).is_absolute();
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            b':' if is_drive && at == 1 => out.push(':'),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use super::super::samples;

    #[test]
    fn criteria_are_rules_and_what_is_not_met_are_results() {
        let sample = samples::all_verdicts();
        let json = super::render(sample.batch()).expect("plain values can be written");
        let own_version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
        let json = json.replace(&own_version, "\"VERSION\"");
        expect_file!["expected/all_verdicts.sarif"].assert_eq(&json);
    }

    #[test]
    fn hostile_values_read_back() {
        let json = super::render(samples::hostile().batch()).expect("any value can be written");
        let log: serde_json::Value = serde_json::from_str(&json).expect("it has to be JSON");
        let results = log["runs"][0]["results"]
            .as_array()
            .expect("a list of results");
        let rules = log["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .expect("a list of rules");
        for result in results {
            let index = usize::try_from(
                result["ruleIndex"]
                    .as_u64()
                    .expect("every result has its rule"),
            )
            .expect("small");
            assert_eq!(
                result["ruleId"], rules[index]["id"],
                "the index has to lead to the rule of that id"
            );
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                .as_str()
                .unwrap_or_default();
            assert!(
                uri.bytes().all(|byte| byte.is_ascii_graphic()),
                "a URI is plain ASCII: {uri}"
            );
            assert!(
                !uri.contains([' ', ':', '<', '"']),
                "reserved characters are encoded: {uri}"
            );
        }
    }

    #[test]
    fn uris_are_encoded() {
        let table = [
            ("template.yaml", "template.yaml", "a plain name stays"),
            (
                "a b/ü.yaml",
                "a%20b/%C3%BC.yaml",
                "spaces and other letters",
            ),
            (
                "x:y#?.yaml",
                "x%3Ay%23%3F.yaml",
                "what would be a scheme, a fragment or a query",
            ),
            ("100%.yaml", "100%25.yaml", "the sign itself"),
            ("-", "-", "the standard input"),
        ];
        for (path, expected, why) in table {
            assert_eq!(super::uri(path), expected, "{why}");
        }
        if cfg!(unix) {
            assert_eq!(
                super::uri("/tmp/t.yaml"),
                "file:///tmp/t.yaml",
                "an absolute path is a URI of its own"
            );
        }
    }
}
