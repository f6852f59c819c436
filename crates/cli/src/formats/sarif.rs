//! `sarif`: SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>). Criteria and diagnostic codes are the
//! rules; what is not met is a result at its region, its parts beside it. What code hosts ask for beyond the schema is kept too: a
//! region and a level on each result, a full description and a help text on each rule
//! (<https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning>). There is no
//! `informationUri`, since the program has no page of its own, and no fingerprint for remarks, which hosts make from the line's text.

use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _};

use grader::{CriterionResult, Evidence, Part, Report, Verdict};
use missions::Mission;
use serde::Serialize;

use super::{Batch, Level, other_places, told_parts};
use crate::{failure::Failure, text::points};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What relative paths are relative to, by the name that hosts and viewers know; where it is, they say.
const SOURCE_ROOT: &str = "%SRCROOT%";

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
    automation_details: AutomationDetails,
    column_kind: &'static str,
    results: Vec<Found<'a>>,
}

/// Tells the runs of several missions on one commit apart; without it the second would replace the first.
#[derive(Serialize)]
struct AutomationDetails {
    id: String,
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
    full_description: Message<'a>,
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
    text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    /// What a link in the result's message leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(PartialEq, Serialize)]
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
        automation_details: AutomationDetails {
            id: format!("mission/{}/", batch.mission.id),
        },
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

const REMARK: &str = "A remark about the template's text, apart from any criterion.";

/// The criteria in their order, then the codes of remarks in theirs.
fn rules(batch: Batch<'_>) -> Vec<Rule<'_>> {
    let criteria = batch.mission.rubric.criteria.iter().map(|criterion| Rule {
        id: &criterion.id,
        short_description: message(&criterion.label),
        full_description: Message {
            text: full_description(batch.mission, &criterion.label, criterion.weight).into(),
        },
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
                full_description: message(REMARK),
                help: message(REMARK),
                properties: None,
            });
        }
    }
    rules
}

fn full_description(mission: &Mission, label: &str, weight: f64) -> String {
    let points = if weight == 1.0 {
        "1 point".to_owned()
    } else {
        format!("{} points", points(weight))
    };
    format!(
        "{}. A criterion of the mission “{}”, worth {points}.",
        label.trim_end_matches('.'),
        mission.title
    )
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
        let related_locations = related(&report.template, result);
        Some(Found {
            rule_id: &result.id,
            rule_index: index_of(&result.id),
            level: word(Level::of(result)?),
            message: Message {
                text: explained(result, &related_locations).into(),
            },
            locations: [location(&report.template, main_region(result))],
            related_locations,
            // A line that moved is still the same finding: there is one a criterion and template.
            partial_fingerprints: BTreeMap::from([(
                "missionCriterion/v1",
                format!("{}/{}", report.mission, result.id),
            )]),
        })
    });
    let remarks = report.diagnostics.iter().map(|diagnostic| Found {
        rule_id: &diagnostic.code,
        rule_index: index_of(&diagnostic.code),
        level: word(Level::of_remark(diagnostic)),
        message: Message {
            text: without_links(&diagnostic.message),
        },
        locations: [location(
            &report.template,
            Region {
                start_line: diagnostic.line,
                start_column: diagnostic.column,
                end_line: None,
                end_column: None,
            },
        )],
        related_locations: Vec::new(),
        partial_fingerprints: BTreeMap::new(),
    });
    criteria.chain(remarks).collect()
}

/// `locations` is for one place; others belong beside it (SARIF 2.1.0, 3.27.12). What is about the template as a whole is shown at its
/// beginning, since a host leaves out what has no region.
fn main_region(result: &CriterionResult) -> Region {
    result.evidence.first().map_or(
        Region {
            start_line: 1,
            start_column: 1,
            end_line: None,
            end_column: None,
        },
        region,
    )
}

/// The places of the parts, those that are not met first, then the criterion's other places. Each once.
fn related<'a>(template: &str, result: &'a CriterionResult) -> Vec<Location<'a>> {
    let mut parts: Vec<&Part> = told_parts(result).iter().collect();
    parts.sort_by_key(|part| match part.verdict {
        Verdict::Fail | Verdict::Partial | Verdict::Locked => 0,
        Verdict::Unknown => 1,
        Verdict::Pass => 2,
    });
    let of_parts = parts
        .into_iter()
        .filter_map(|part| Some((region(part.evidence.as_ref()?), part.text.as_str())));
    let others = other_places(result).map(|place| (region(place), "also here"));
    let main = (main_region(result), "also here");
    let mut told: Vec<(Region, &str)> = vec![main];
    for place in of_parts.chain(others) {
        if !told.contains(&place) {
            told.push(place);
        }
    }
    told.into_iter()
        .enumerate()
        .skip(1)
        .map(|(id, (region, text))| Location {
            id: Some(id),
            message: Some(Message {
                text: without_links(text),
            }),
            ..location(template, region)
        })
        .collect()
}

/// What is said of a criterion, then its parts, a line each with a link to its place: hosts show related places where a message leads to
/// them (SARIF 2.1.0, 3.11.6).
fn explained(result: &CriterionResult, related: &[Location<'_>]) -> String {
    let mut out = without_links(&format!("{}: {}", result.label, result.message)).into_owned();
    for part in told_parts(result) {
        let icon = match part.verdict {
            Verdict::Pass => "✓",
            Verdict::Unknown => "?",
            Verdict::Partial | Verdict::Fail | Verdict::Locked => "✗",
        };
        let text = without_links(&part.text);
        let _ = write!(out, "\n{icon} {text}");
        let Some(evidence) = &part.evidence else {
            continue;
        };
        let place = related.iter().find(|place| {
            place.physical_location.region == region(evidence)
                && place.message.as_ref().is_some_and(|said| said.text == text)
        });
        if let Some(id) = place.and_then(|place| place.id) {
            let _ = write!(out, " [line {}]({id})", evidence.line);
        }
    }
    out
}

/// A text of a template or a mission with nothing in it that a viewer would take for a link.
fn without_links(text: &str) -> Cow<'_, str> {
    if text.contains("](") {
        text.replace("](", "] (").into()
    } else {
        text.into()
    }
}

fn location(template: &str, region: Region) -> Location<'static> {
    let uri = uri(template, Paths::HERE);
    let is_below_root = !uri.starts_with("file:") && !uri.starts_with("..") && uri != "-";
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: Artifact {
                uri,
                uri_base_id: is_below_root.then_some(SOURCE_ROOT),
            },
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

/// How a system writes paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paths {
    Slashes,
    /// Backslashes are slashes too, and a path may begin with a drive or with a server.
    Windows,
}

impl Paths {
    const HERE: Paths = if cfg!(windows) {
        Paths::Windows
    } else {
        Paths::Slashes
    };
}

/// A relative reference as it was given, or `file:` for an absolute path; everything but unreserved characters is percent-encoded
/// (RFC 3986).
fn uri(template: &str, paths: Paths) -> String {
    let path = match paths {
        Paths::Slashes => template.to_owned(),
        Paths::Windows => {
            let plain = template.strip_prefix(r"\\?\").unwrap_or(template);
            plain.replace('\\', "/")
        }
    };
    // Hosts compare with paths that do not begin like this.
    let path = path.strip_prefix("./").unwrap_or(&path);
    let has_drive = paths == Paths::Windows
        && matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let mut out = match (paths, path) {
        (Paths::Windows, path) if path.starts_with("//") => "file:".to_owned(),
        (Paths::Slashes | Paths::Windows, path) if path.starts_with('/') => "file://".to_owned(),
        (Paths::Slashes | Paths::Windows, _) if has_drive => "file:///".to_owned(),
        (Paths::Slashes | Paths::Windows, _) => String::new(),
    };
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            b':' if has_drive && at == 1 => out.push(':'),
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
    use serde_json::Value;

    use super::{super::samples, Paths, uri};

    /// As OASIS publishes it; its notice is beside it.
    const SCHEMA_OF_SARIF: &str = include_str!("expected/sarif-schema-2.1.0.json");

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
    fn every_sample_is_valid_sarif() {
        let mut schema: Value =
            serde_json::from_str(SCHEMA_OF_SARIF).expect("the standard's schema is JSON");
        // A slip of the standard: a bracket that nothing opened makes these no regular expressions. We write no `language`.
        for definition in ["run", "toolComponent"] {
            let language = &mut schema["definitions"][definition]["properties"]["language"];
            let removed = language.as_object_mut().and_then(|it| it.remove("pattern"));
            assert!(
                removed.is_some(),
                "the slip of `{definition}` was mended: this can go"
            );
        }
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .expect("the standard's schema is one");
        let mut unlisted = samples::all_verdicts();
        unlisted.rename(r"C:\work\mein Ordner\template.yaml");
        let mut nothing = samples::all_verdicts();
        nothing.without_evidence();
        let samples = [
            ("every verdict", samples::all_verdicts()),
            ("hostile texts", samples::hostile()),
            ("a path of Windows", unlisted),
            ("no evidence", nothing),
        ];
        for (what, sample) in samples {
            let json = super::render(sample.batch()).expect("any value can be written");
            let log: Value = serde_json::from_str(&json).expect("it has to be JSON");
            let wrong: Vec<String> = validator
                .iter_errors(&log)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{what} breaks the schema: {wrong:#?}");
            let results = log["runs"][0]["results"].as_array().expect("a list");
            assert!(!results.is_empty(), "{what} has something to say");
            for result in results {
                let place = &result["locations"][0]["physicalLocation"];
                assert!(
                    place["region"]["startLine"].as_u64() >= Some(1) && result["level"].is_string(),
                    "{what}: a host leaves out what has no region or no level: {result}"
                );
            }
            let mut log = log;
            log["runs"][0]["results"][0]["level"] = "bad".into();
            assert!(
                !validator.is_valid(&log),
                "a schema that takes all proves nothing"
            );
        }
    }

    #[test]
    fn a_template_cannot_make_a_link() {
        let json = super::render(samples::hostile().batch()).expect("any value can be written");
        assert!(
            !json.contains("](https:"),
            "a viewer would follow it: {json}"
        );
        assert!(json.contains("] (https:"), "the words are there: {json}");
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
            ("./a/t.yaml", "a/t.yaml", "from here"),
            (
                "/tmp/t.yaml",
                "file:///tmp/t.yaml",
                "an absolute path is a URI of its own",
            ),
            (
                r"C:\t.yaml",
                "C%3A%5Ct.yaml",
                "a file's name may have these",
            ),
        ];
        for (path, expected, why) in table {
            assert_eq!(uri(path, Paths::Slashes), expected, "{why}");
        }
        let table = [
            (r"C:\a b\t.yaml", "file:///C:/a%20b/t.yaml", "a drive"),
            (
                r"\\?\C:\t.yaml",
                "file:///C:/t.yaml",
                "a path of any length",
            ),
            (r"\\nas\share\t.yaml", "file://nas/share/t.yaml", "a server"),
            (r".\a\t.yaml", "a/t.yaml", "from here"),
        ];
        for (path, expected, why) in table {
            assert_eq!(uri(path, Paths::Windows), expected, "{why}");
        }
    }
}
