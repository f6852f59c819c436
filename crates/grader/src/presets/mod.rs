//! Named security, cost and reliability checks: one file each, and the table that brings them together. How what they find becomes
//! a verdict is not here, but in the kind `preset`.

mod args;
mod backup_enabled;
mod databases;
mod ddb_on_demand;
mod dead_letters;
mod deletion_protected;
mod finding;
mod iam_no_star;
mod lambda_has_dlq;
mod lambda_memory_max;
mod logs_retention_set;
mod multi_az;
mod no_hardcoded_arn;
mod no_hardcoded_secret;
mod no_nat_gateway;
mod rds_encrypted;
mod rds_not_public;
mod s3_encrypted;
mod s3_public_blocked;
mod sg_not_open;
mod sqs_has_dlq;
mod subject;
mod tls_only;
mod versioning_on;

pub(crate) use args::{ArgDefault, ArgInfo, ArgKind, Args};
pub(crate) use finding::Finding;

use crate::world::World;

/// A preset's entry in the table.
#[derive(Debug)]
pub(crate) struct PresetInfo {
    /// What `preset` says.
    pub(crate) name: &'static str,
    /// The text of its file, which opens with what a user reads about it.
    source: &'static str,
    /// What it takes beside its name.
    pub(crate) args: &'static [ArgInfo],
    /// Whether a template without anything that it is about passes: it asks for something not to be there.
    pub(crate) is_prohibition: bool,
    /// The types that it is about; none when it is about every type.
    pub(crate) types: &'static [&'static str],
    /// Several of what it is about: "2 buckets".
    pub(crate) many: &'static str,
    /// What they are when all of them are right: "All 3 buckets are encrypted."
    pub(crate) all_good: &'static str,
    /// Said when there is nothing that it is about. A whole sentence.
    pub(crate) absent: &'static str,
    /// Holds every resource that it is about against it, in document order.
    pub(crate) check: fn(&World<'_>, &Args) -> Vec<Finding>,
}

impl PresetInfo {
    /// Whether it asks for a place for what fails.
    pub(crate) fn asks_for_dead_letters(&self) -> bool {
        matches!(self.name, "sqs-has-dlq" | "lambda-has-dlq")
    }

    /// The text about it, with the headings What it checks, Why it matters, Example and Fix: the `//!` lines of its file.
    pub(crate) fn documentation(&self) -> String {
        let lines = self
            .source
            .lines()
            .map_while(|line| line.strip_prefix("//!"));
        lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The idea behind it, for the first step of a hint: the first sentence under Fix.
    pub(crate) fn concept(&self) -> String {
        let documentation = self.documentation();
        let fix = documentation
            .split_once("# Fix\n")
            .map_or("", |(_, fix)| fix)
            .replace('\n', " ");
        match fix.split_once(". ") {
            Some((first, _)) => format!("{first}."),
            None => fix,
        }
    }
}

/// What authors and learners read about a preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresetHelp {
    /// Its name in criteria.
    pub name: &'static str,
    /// Markdown, with the headings What it checks, Why it matters, Example and Fix.
    pub documentation: String,
    /// Its args: name, what it may be, and the value when it is left out.
    pub args: Vec<(&'static str, &'static str, Option<String>)>,
}

/// Every preset, in the order of the criterion language.
pub fn presets() -> Vec<PresetHelp> {
    PRESETS
        .iter()
        .map(|info| PresetHelp {
            name: info.name,
            documentation: info.documentation(),
            args: info
                .args
                .iter()
                .map(|arg| {
                    let default = arg.default.map(|default| match default {
                        ArgDefault::Number(number) => number.to_string(),
                        ArgDefault::Texts(texts) => texts.join(", "),
                    });
                    (arg.name, arg.kind.describe(), default)
                })
                .collect(),
        })
        .collect()
}

const DATABASES: &[&str] = &[databases::INSTANCE, databases::CLUSTER];
const FUNCTIONS: &[&str] = &["AWS::Lambda::Function"];
/// What S3 encrypts objects with.
const ALGORITHMS: &[&str] = &["AES256", "aws:kms", "aws:kms:dsse"];

/// Every preset, in the order of the criterion language.
pub(crate) const PRESETS: &[PresetInfo] = &[
    PresetInfo {
        name: "s3-encrypted",
        source: include_str!("s3_encrypted.rs"),
        args: &[ArgInfo {
            name: "algorithms",
            kind: ArgKind::Words(ALGORITHMS),
            default: Some(ArgDefault::Texts(ALGORITHMS)),
        }],
        is_prohibition: false,
        types: &["AWS::S3::Bucket"],
        many: "buckets",
        all_good: "are encrypted",
        absent: "There is no bucket in this template yet.",
        check: s3_encrypted::check,
    },
    PresetInfo {
        name: "s3-public-blocked",
        source: include_str!("s3_public_blocked.rs"),
        args: &[],
        is_prohibition: false,
        types: &["AWS::S3::Bucket"],
        many: "buckets",
        all_good: "block public access",
        absent: "There is no bucket in this template yet.",
        check: s3_public_blocked::check,
    },
    PresetInfo {
        name: "sg-not-open",
        source: include_str!("sg_not_open.rs"),
        args: &[
            ArgInfo {
                name: "port",
                kind: ArgKind::Numbers {
                    least: 0.0,
                    most: 65535.0,
                },
                default: None,
            },
            ArgInfo {
                name: "cidrs",
                kind: ArgKind::Texts,
                default: Some(ArgDefault::Texts(&["0.0.0.0/0", "::/0"])),
            },
        ],
        is_prohibition: true,
        types: &["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"],
        many: "security groups and rules",
        all_good: "let nobody in who is not meant",
        absent: "There is no security group in this template, so none is open.",
        check: sg_not_open::check,
    },
    PresetInfo {
        name: "iam-no-star",
        source: include_str!("iam_no_star.rs"),
        args: &[],
        is_prohibition: true,
        types: iam_no_star::TYPES,
        many: "roles and policies",
        all_good: "allow single actions on single resources",
        absent: "There is no policy in this template, so none allows too much.",
        check: iam_no_star::check,
    },
    PresetInfo {
        name: "rds-encrypted",
        source: include_str!("rds_encrypted.rs"),
        args: &[],
        is_prohibition: false,
        types: DATABASES,
        many: "databases",
        all_good: "are encrypted",
        absent: "There is no database in this template yet.",
        check: rds_encrypted::check,
    },
    PresetInfo {
        name: "rds-not-public",
        source: include_str!("rds_not_public.rs"),
        args: &[],
        is_prohibition: false,
        types: DATABASES,
        many: "databases",
        all_good: "are private",
        absent: "There is no database in this template yet.",
        check: rds_not_public::check,
    },
    PresetInfo {
        name: "logs-retention-set",
        source: include_str!("logs_retention_set.rs"),
        args: &[ArgInfo {
            name: "maxDays",
            kind: ArgKind::Number {
                least: 1.0,
                most: 3653.0,
            },
            default: None,
        }],
        is_prohibition: false,
        types: &["AWS::Logs::LogGroup"],
        many: "log groups",
        all_good: "let their logs go",
        absent: "There is no log group in this template yet.",
        check: logs_retention_set::check,
    },
    PresetInfo {
        name: "no-hardcoded-secret",
        source: include_str!("no_hardcoded_secret.rs"),
        args: &[],
        is_prohibition: true,
        types: &[],
        many: "resources with secrets",
        all_good: "take them from outside the template",
        absent: "There is no secret in this template.",
        check: no_hardcoded_secret::check,
    },
    PresetInfo {
        name: "ddb-on-demand",
        source: include_str!("ddb_on_demand.rs"),
        args: &[],
        is_prohibition: false,
        types: &["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"],
        many: "tables",
        all_good: "are on demand",
        absent: "There is no table in this template yet.",
        check: ddb_on_demand::check,
    },
    PresetInfo {
        name: "no-nat-gateway",
        source: include_str!("no_nat_gateway.rs"),
        args: &[],
        is_prohibition: true,
        types: &["AWS::EC2::NatGateway"],
        many: "NAT gateways",
        all_good: "are needed",
        absent: "There is no NAT gateway in this template.",
        check: no_nat_gateway::check,
    },
    PresetInfo {
        name: "lambda-memory-max",
        source: include_str!("lambda_memory_max.rs"),
        args: &[ArgInfo {
            name: "mb",
            kind: ArgKind::Number {
                least: 128.0,
                most: 10240.0,
            },
            default: Some(ArgDefault::Number(512.0)),
        }],
        is_prohibition: false,
        types: FUNCTIONS,
        many: "functions",
        all_good: "are small enough",
        absent: "There is no function in this template yet.",
        check: lambda_memory_max::check,
    },
    PresetInfo {
        name: "no-hardcoded-arn",
        source: include_str!("no_hardcoded_arn.rs"),
        args: &[ArgInfo {
            name: "allow",
            kind: ArgKind::Texts,
            default: None,
        }],
        is_prohibition: true,
        types: &[],
        many: "resources with ARNs",
        all_good: "work in every account and region",
        absent: "There is no ARN in this template.",
        check: no_hardcoded_arn::check,
    },
    PresetInfo {
        name: "sqs-has-dlq",
        source: include_str!("sqs_has_dlq.rs"),
        args: &[],
        is_prohibition: false,
        types: &["AWS::SQS::Queue"],
        many: "queues",
        all_good: "have a dead-letter queue",
        absent: "There is no queue in this template yet that is not a dead-letter queue itself.",
        check: sqs_has_dlq::check,
    },
    PresetInfo {
        name: "lambda-has-dlq",
        source: include_str!("lambda_has_dlq.rs"),
        args: &[ArgInfo {
            name: "functions",
            kind: ArgKind::Texts,
            default: Some(ArgDefault::Texts(&["*"])),
        }],
        is_prohibition: false,
        types: FUNCTIONS,
        many: "functions",
        all_good: "keep what they fail at",
        absent: "There is no function to look at in this template yet.",
        check: lambda_has_dlq::check,
    },
    PresetInfo {
        name: "multi-az",
        source: include_str!("multi_az.rs"),
        args: &[ArgInfo {
            name: "types",
            kind: ArgKind::Words(multi_az::TYPES),
            default: None,
        }],
        is_prohibition: false,
        types: multi_az::TYPES,
        many: "resources that can be in several zones",
        all_good: "are spread over several zones",
        absent: "There is nothing in this template yet that can be in several zones.",
        check: multi_az::check,
    },
    PresetInfo {
        name: "backup-enabled",
        source: include_str!("backup_enabled.rs"),
        args: &[
            ArgInfo {
                name: "minDays",
                kind: ArgKind::Number {
                    least: 1.0,
                    most: 35.0,
                },
                default: Some(ArgDefault::Number(1.0)),
            },
            ArgInfo {
                name: "types",
                kind: ArgKind::Words(backup_enabled::TYPES),
                default: None,
            },
        ],
        is_prohibition: false,
        types: backup_enabled::TYPES,
        many: "resources that hold data",
        all_good: "have backups",
        absent: "There is nothing in this template yet that holds data and can have backups.",
        check: backup_enabled::check,
    },
    PresetInfo {
        name: "tls-only",
        source: include_str!("tls_only.rs"),
        args: &[ArgInfo {
            name: "types",
            kind: ArgKind::Words(tls_only::TYPES),
            default: None,
        }],
        is_prohibition: false,
        types: tls_only::TYPES,
        many: "buckets, queues, topics and listeners",
        all_good: "are only reached over TLS",
        absent: "There is no bucket, queue, topic or listener to look at in this template yet.",
        check: tls_only::check,
    },
    PresetInfo {
        name: "versioning-on",
        source: include_str!("versioning_on.rs"),
        args: &[],
        is_prohibition: false,
        types: &["AWS::S3::Bucket"],
        many: "buckets",
        all_good: "keep old versions",
        absent: "There is no bucket in this template yet.",
        check: versioning_on::check,
    },
    PresetInfo {
        name: "deletion-protected",
        source: include_str!("deletion_protected.rs"),
        args: &[ArgInfo {
            name: "types",
            kind: ArgKind::Words(deletion_protected::TYPES),
            default: None,
        }],
        is_prohibition: false,
        types: deletion_protected::TYPES,
        many: "resources that hold data",
        all_good: "are protected",
        absent: "There is nothing in this template yet that holds data.",
        check: deletion_protected::check,
    },
];
