//! `no-hardcoded-arn`: ARNs name no account, region or partition in so many words.
//!
//! # What it checks
//! No ARN in any property has an account id of twelve digits, a region such as `us-east-1`, or a partition such as `aws` written out.
//! `allow` says what may stay: the words `account`, `region` and `partition`, and patterns for whole ARNs. AWS's own managed policies
//! (`arn:aws:iam::aws:policy/...`) and Step Functions integrations (`arn:aws:states:::...`) name nothing of yours and may always stay. A template
//! without ARNs passes.
//!
//! # Why it matters
//! A template with an account or region in it works in one place only, and in the wrong place it reaches for resources of another
//! stage.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No account and no region in an ARN, preset: no-hardcoded-arn, args: {allow: [partition]}, tag: reliability}
//! ```
//!
//! # Fix
//! A template that works in every account and region asks AWS where it is. Take the ARN from the resource with `!GetAtt`, or build it
//! with `!Sub` and `${AWS::Partition}`, `${AWS::Region}` and `${AWS::AccountId}`.

use cfn::{Intrinsic, Value};
use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix, set},
    subject::{Spot, Subject, all, fits_pattern, texts, written},
};
use crate::world::World;

/// Longer texts than any ARN may be are cut: S3 keys have at most 1024 bytes.
const LONGEST: usize = 2048;

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let allow = args.texts("allow");
    all(world)
        .iter()
        .filter_map(|subject| one(subject, allow))
        .collect()
}

/// `None` for a resource without ARNs.
fn one(subject: &Subject<'_>, allow: &[String]) -> Option<Finding> {
    let id = subject.id();
    let mut finding = None;
    let mut has_arns = false;
    let mut visit = |path: &str, spot: Spot<'_>| {
        let Some(text) = written(spot.value) else {
            return;
        };
        has_arns |= text.contains("arn:");
        if finding.is_some() {
            return;
        }
        let fixed = portable(&text, allow);
        if let Some(first) = fixed.first {
            let sentence = format!("`{id}` has {first} written out in the ARN at `{path}`.");
            let fix = fix(id, path, spot.value, &text, &fixed.text);
            finding = Some(subject.bad(At::Property(path, spot.mark), sentence, fix));
        }
    };
    let mut path = String::new();
    texts(
        &subject.resource.properties,
        subject.resource.id_span,
        &mut path,
        &mut visit,
    );
    finding.or_else(|| {
        has_arns.then(|| {
            let sentence = format!("`{id}` has ARNs that work in every account and region.");
            subject.good(At::Resource, sentence)
        })
    })
}

fn fix(id: &str, path: &str, value: &Value<'_>, text: &str, fixed: &str) -> Fix {
    let advice = Fix::advice(format!(
        "At `{path}` use `!Sub` with `${{AWS::Partition}}`, `${{AWS::Region}}` and `${{AWS::AccountId}}` in the place of what is written out."
    ));
    let format = match &value.function {
        // A `${` of a plain text is not CloudFormation's, and has to stay so.
        None if text.contains("${") => return advice,
        None => fixed,
        Some(function) if function.name == Intrinsic::Sub => match function.argument.as_text() {
            Some(written) if !written.contains("${!") => fixed,
            _ => return advice,
        },
        Some(_) => return advice,
    };
    advice.and([set(id, path, json!({"Fn::Sub": format}))])
}

/// A text with its ARNs made portable.
struct Portable {
    text: String,
    /// What was written out first: "the account id".
    first: Option<&'static str>,
}

fn portable(text: &str, allow: &[String]) -> Portable {
    let mut out = String::new();
    let mut first = None;
    let mut rest = text;
    while let Some(at) = rest.find("arn:") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let is_word = before
            .chars()
            .next_back()
            .is_some_and(|char| char.is_alphanumeric() || char == '-');
        let arn = Arn::read(from).filter(|_| !is_word);
        let Some(arn) = arn else {
            out.push_str("arn:");
            rest = from.get(4..).unwrap_or_default();
            continue;
        };
        let found = arn.written_out(allow);
        first = first.or(found.first().map(|part| part.name()));
        out.push_str(&arn.with(&found));
        rest = from.get(arn.length()..).unwrap_or_default();
    }
    out.push_str(rest);
    Portable { text: out, first }
}

/// The parts of an ARN before its resource.
struct Arn<'t> {
    partition: &'t str,
    service: &'t str,
    region: &'t str,
    account: &'t str,
    /// With what follows the last colon, as far as an ARN may go.
    whole: &'t str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartOfArn {
    Partition,
    Region,
    Account,
}

impl PartOfArn {
    fn name(self) -> &'static str {
        match self {
            Self::Partition => "the partition",
            Self::Region => "the region",
            Self::Account => "the account id",
        }
    }
}

impl<'t> Arn<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let end = text
            .char_indices()
            .take_while(|(at, char)| {
                *at < LONGEST && !char.is_whitespace() && !matches!(char, '"' | '\'' | ',' | '<')
            })
            .last()
            .map_or(0, |(at, char)| at + char.len_utf8());
        let whole = text.get(..end)?;
        let mut parts = colons(whole);
        let (_, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
        let (region, account) = (parts.next()?, parts.next()?);
        Some(Self {
            partition,
            service,
            region,
            account,
            whole,
        })
    }

    /// Up to the resource.
    fn length(&self) -> usize {
        "arn:".len()
            + self.partition.len()
            + self.service.len()
            + self.region.len()
            + self.account.len()
            + 3
    }

    fn written_out(&self, allow: &[String]) -> Vec<PartOfArn> {
        let integration =
            self.service == "states" && self.region.is_empty() && self.account.is_empty();
        let managed = self.service == "iam" && self.account == "aws";
        if integration
            || managed
            || allow
                .iter()
                .any(|pattern| fits_pattern(pattern, self.whole))
        {
            return Vec::new();
        }
        let account =
            self.account.len() == 12 && self.account.bytes().all(|byte| byte.is_ascii_digit());
        let partition = matches!(self.partition.split('-').next(), Some("aws"));
        [
            (PartOfArn::Account, account, "account"),
            (PartOfArn::Region, is_region(self.region), "region"),
            (PartOfArn::Partition, partition, "partition"),
        ]
        .into_iter()
        .filter(|(_, is_there, word)| *is_there && !allow.iter().any(|allowed| allowed == word))
        .map(|(part, _, _)| part)
        .collect()
    }

    /// The ARN up to its resource, with symbols for what is written out.
    fn with(&self, written_out: &[PartOfArn]) -> String {
        let part = |part: PartOfArn, text: &str, symbol: &str| {
            if written_out.contains(&part) {
                symbol.to_owned()
            } else {
                text.to_owned()
            }
        };
        format!(
            "arn:{}:{}:{}:{}",
            part(PartOfArn::Partition, self.partition, "${AWS::Partition}"),
            self.service,
            part(PartOfArn::Region, self.region, "${AWS::Region}"),
            part(PartOfArn::Account, self.account, "${AWS::AccountId}"),
        )
    }
}

/// The pieces between colons, where the colons of `${AWS::Region}` do not count.
fn colons(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    let mut before = ' ';
    text.split(move |char: char| {
        match char {
            '{' if before == '$' => inside = true,
            '}' => inside = false,
            _ => {}
        }
        before = char;
        char == ':' && !inside
    })
}

/// `us-east-1`, `us-gov-west-1`.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let (Some(number), Some(area)) = (parts.last(), parts.first()) else {
        return false;
    };
    parts.len() >= 3
        && number.len() == 1
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && (2..=4).contains(&area.len())
        && parts
            .iter()
            .take(parts.len() - 1)
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}
