//! Presets: what each says of its two fixtures, of templates without its subjects, of what cannot be known, and of what is nearly
//! right. That a remedy mends a template is tested in `remedies`.

use expect_test::{Expect, expect};
use grader::language::presets;

use crate::support::{check, compiled, grade_with, show, verdict};

/// A preset's name and its fixtures: the one that passes and the one that fails.
pub(crate) const FIXTURES: &[(&str, &str, &str)] = &[
    (
        "s3-encrypted",
        include_str!("../fixtures/presets/s3-encrypted.pass.yaml"),
        include_str!("../fixtures/presets/s3-encrypted.fail.yaml"),
    ),
    (
        "s3-public-blocked",
        include_str!("../fixtures/presets/s3-public-blocked.pass.yaml"),
        include_str!("../fixtures/presets/s3-public-blocked.fail.yaml"),
    ),
    (
        "sg-not-open",
        include_str!("../fixtures/presets/sg-not-open.pass.yaml"),
        include_str!("../fixtures/presets/sg-not-open.fail.yaml"),
    ),
    (
        "iam-no-star",
        include_str!("../fixtures/presets/iam-no-star.pass.yaml"),
        include_str!("../fixtures/presets/iam-no-star.fail.yaml"),
    ),
    (
        "rds-encrypted",
        include_str!("../fixtures/presets/rds-encrypted.pass.yaml"),
        include_str!("../fixtures/presets/rds-encrypted.fail.yaml"),
    ),
    (
        "rds-not-public",
        include_str!("../fixtures/presets/rds-not-public.pass.yaml"),
        include_str!("../fixtures/presets/rds-not-public.fail.yaml"),
    ),
    (
        "logs-retention-set",
        include_str!("../fixtures/presets/logs-retention-set.pass.yaml"),
        include_str!("../fixtures/presets/logs-retention-set.fail.yaml"),
    ),
    (
        "no-hardcoded-secret",
        include_str!("../fixtures/presets/no-hardcoded-secret.pass.yaml"),
        include_str!("../fixtures/presets/no-hardcoded-secret.fail.yaml"),
    ),
    (
        "ddb-on-demand",
        include_str!("../fixtures/presets/ddb-on-demand.pass.yaml"),
        include_str!("../fixtures/presets/ddb-on-demand.fail.yaml"),
    ),
    (
        "no-nat-gateway",
        include_str!("../fixtures/presets/no-nat-gateway.pass.yaml"),
        include_str!("../fixtures/presets/no-nat-gateway.fail.yaml"),
    ),
    (
        "lambda-memory-max",
        include_str!("../fixtures/presets/lambda-memory-max.pass.yaml"),
        include_str!("../fixtures/presets/lambda-memory-max.fail.yaml"),
    ),
    (
        "no-hardcoded-arn",
        include_str!("../fixtures/presets/no-hardcoded-arn.pass.yaml"),
        include_str!("../fixtures/presets/no-hardcoded-arn.fail.yaml"),
    ),
    (
        "sqs-has-dlq",
        include_str!("../fixtures/presets/sqs-has-dlq.pass.yaml"),
        include_str!("../fixtures/presets/sqs-has-dlq.fail.yaml"),
    ),
    (
        "lambda-has-dlq",
        include_str!("../fixtures/presets/lambda-has-dlq.pass.yaml"),
        include_str!("../fixtures/presets/lambda-has-dlq.fail.yaml"),
    ),
    (
        "multi-az",
        include_str!("../fixtures/presets/multi-az.pass.yaml"),
        include_str!("../fixtures/presets/multi-az.fail.yaml"),
    ),
    (
        "backup-enabled",
        include_str!("../fixtures/presets/backup-enabled.pass.yaml"),
        include_str!("../fixtures/presets/backup-enabled.fail.yaml"),
    ),
    (
        "tls-only",
        include_str!("../fixtures/presets/tls-only.pass.yaml"),
        include_str!("../fixtures/presets/tls-only.fail.yaml"),
    ),
    (
        "versioning-on",
        include_str!("../fixtures/presets/versioning-on.pass.yaml"),
        include_str!("../fixtures/presets/versioning-on.fail.yaml"),
    ),
    (
        "deletion-protected",
        include_str!("../fixtures/presets/deletion-protected.pass.yaml"),
        include_str!("../fixtures/presets/deletion-protected.fail.yaml"),
    ),
];

fn criterion(preset: &str, args: &str) -> String {
    format!("- {{kind: preset, label: the criterion, preset: {preset}, args: {args}}}\n")
}

/// The only criterion of a preset's example.
fn example(documentation: &str) -> String {
    let (_, yaml) = documentation
        .split_once("```yaml\n")
        .expect("the documentation has an example");
    let (yaml, _) = yaml.split_once("```").expect("the example ends");
    format!("- {}", yaml.trim())
}

#[test]
fn every_preset_is_documented_and_its_example_passes() {
    assert_eq!(
        presets().len(),
        FIXTURES.len(),
        "every preset has fixtures, and no fixture is left over"
    );
    for help in presets() {
        let (preset, text) = (help.name, help.documentation);
        let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("# ")).collect();
        assert_eq!(
            headings,
            ["# What it checks", "# Why it matters", "# Example", "# Fix"],
            "{preset} has the headings that its page is made of"
        );
        let (_, good, bad) = FIXTURES
            .iter()
            .find(|(name, _, _)| *name == preset)
            .unwrap_or_else(|| panic!("{preset} has fixtures"));
        assert_eq!(
            verdict(good, &criterion(preset, "{}")),
            "pass",
            "{preset} passes on its own fixture"
        );
        assert_eq!(
            verdict(good, &example(&text)),
            "pass",
            "the example of {preset} passes on its fixture"
        );
        assert_eq!(
            verdict(bad, &criterion(preset, "{}")),
            "fail",
            "{preset} fails on its fixture"
        );
    }
}

#[test]
fn what_is_said_when_it_passes() {
    said(
        |(_, good, _)| good,
        &expect![[r#"
            s3-encrypted: c1 Pass 1/1: Both buckets are encrypted.
              7:45-7:65 in "Logs" at "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm"
              - Pass: `Logs` is encrypted: `BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm` is `AES256`.
              - Pass: `Photos` is encrypted: `BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm` is `aws:kms`.
            s3-public-blocked: c1 Pass 1/1: `Logs` blocks public access in all four ways.
              2:3-2:7 in "Logs" at "PublicAccessBlockConfiguration"
              - Pass: `Logs` blocks public access in all four ways.
            sg-not-open: c1 Pass 1/1: Both security groups and rules let nobody in who is not meant.
              5:3-5:6 in "Web"
              - Pass: `Web` lets nobody in who is not meant.
              - Pass: `FromWeb` lets nobody in who is not meant.
            iam-no-star: c1 Pass 1/1: `Role` allows single actions on single resources.
              4:3-4:7 in "Role"
              - Pass: `Role` allows single actions on single resources.
            rds-encrypted: c1 Pass 1/1: Both databases are encrypted.
              4:36-4:58 in "Orders" at "StorageEncrypted"
              - Pass: `Orders` is encrypted: `StorageEncrypted` is true.
              - Pass: `Cluster` is encrypted: `StorageEncrypted` is true.
            rds-not-public: c1 Pass 1/1: All 3 databases are private.
              4:36-4:58 in "Orders" at "PubliclyAccessible"
              - Pass: `Orders` is private: `PubliclyAccessible` is no.
              - Pass: `Cluster` is an Aurora cluster, whose instances say whether they are public.
              - Pass: `Writer` is private: `PubliclyAccessible` is false.
            logs-retention-set: c1 Pass 1/1: Both log groups let their logs go.
              4:18-4:37 in "Logs" at "RetentionInDays"
              - Pass: `Logs` lets its logs go: `RetentionInDays` is 14.
              - Pass: `Fixed` is of the class `DELIVERY`, whose logs go by themselves.
            no-hardcoded-secret: c1 Pass 1/1: All 3 resources with secrets take them from outside the template.
              8:7-8:40 in "Db" at "MasterUserPassword"
              - Pass: `Db` takes `MasterUserPassword` from outside the template.
              - Pass: `Other` takes `MasterUserPassword` from outside the template.
              - Pass: `Fn` takes `Environment.Variables.TOKEN` from outside the template.
            ddb-on-demand: c1 Pass 1/1: `Orders` is on demand: `BillingMode` is `PAY_PER_REQUEST`.
              4:18-4:46 in "Orders" at "BillingMode"
              - Pass: `Orders` is on demand: `BillingMode` is `PAY_PER_REQUEST`.
            no-nat-gateway: c1 Pass 1/1: There is no NAT gateway in this template.
              1:1-1:10
            lambda-memory-max: c1 Pass 1/1: Both functions are small enough.
              4:18-4:33 in "Resize" at "MemorySize"
              - Pass: `Resize` is small enough: `MemorySize` is 256.
              - Pass: `Hello` has 128 MB, as it has no `MemorySize`.
            no-hardcoded-arn: c1 Pass 1/1: `Role` has ARNs that work in every account and region.
              2:3-2:7 in "Role"
              - Pass: `Role` has ARNs that work in every account and region.
            sqs-has-dlq: c1 Pass 1/1: `Jobs` has the dead-letter queue `DeadJobs`.
              6:9-6:50 in "Jobs" at "RedrivePolicy.deadLetterTargetArn"
              - Pass: `Jobs` has the dead-letter queue `DeadJobs`.
            lambda-has-dlq: c1 Pass 1/1: All 3 functions keep what they fail at.
              2:3-2:14 in "OrderWorker"
              - Pass: `OrderWorker` keeps what it fails at through `DeadLetterConfig.TargetArn`.
              - Pass: `MailWorker` keeps what it fails at through `DestinationConfig.OnFailure.Destination` of `MailInvoke`.
              - Pass: `JobWorker` keeps what it fails at in the dead-letter queue of `Jobs`.
            multi-az: c1 Pass 1/1: Both resources that can be in several zones are spread over several zones.
              4:36-4:49 in "Db" at "MultiAZ"
              - Pass: `Db` runs in two zones: `MultiAZ` is true.
              - Pass: `Group` is in at least two zones.
            backup-enabled: c1 Pass 1/1: All 4 resources that hold data have backups.
              4:36-4:60 in "Db" at "BackupRetentionPeriod"
              - Pass: `Db` has backups: `BackupRetentionPeriod` is 7.
              - Pass: `Orders` has backups: `PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled` is true.
              - Pass: `Files` has backups: `BackupPolicy.Status` is `ENABLED`.
              - Pass: `Carts` is backed up by `Chosen`.
            tls-only: c1 Pass 1/1: `Logs` is only reached over TLS, as `LogsPolicy` says.
              2:3-2:7 in "Logs"
              - Pass: `Logs` is only reached over TLS, as `LogsPolicy` says.
            versioning-on: c1 Pass 1/1: `Logs` keeps old versions: `VersioningConfiguration.Status` is `Enabled`.
              5:33-5:48 in "Logs" at "VersioningConfiguration.Status"
              - Pass: `Logs` keeps old versions: `VersioningConfiguration.Status` is `Enabled`.
            deletion-protected: c1 Pass 1/1: All 4 resources that hold data are protected.
              4:36-4:60 in "Db" at "DeletionProtection"
              - Pass: `Db` is protected: `DeletionProtection` is true.
              - Pass: `Old` outlives its stack: `DeletionPolicy` is `Snapshot`.
              - Pass: `Orders` is protected: `DeletionProtectionEnabled` is true.
              - Pass: `Logs` outlives its stack: `DeletionPolicy` is `Retain`."#]],
    );
}

#[test]
fn what_is_said_when_it_fails() {
    said(
        |(_, _, bad)| bad,
        &expect![[r#"
            s3-encrypted: c1 Fail 0/1: 3 buckets, of which 2 are not right yet; `Logs` is not encrypted: it has no `BucketEncryption`.
              8:3-8:7 in "Logs" at "BucketEncryption"
              18:15-18:36 in "Videos" at "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm"
              - Pass: `Photos` is encrypted: `BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm` is `AES256`.
              - Fail: `Logs` is not encrypted: it has no `BucketEncryption`.
              - Fail: `Videos` is not encrypted as asked: `BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm` is `AES-256`, needs `AES256` or `aws:kms` or `aws:kms:dsse`.
            s3-public-blocked: c1 Fail 0/1: `Logs` can be made public: `PublicAccessBlockConfiguration.RestrictPublicBuckets` is false, needs true.
              9:9-9:37 in "Logs" at "PublicAccessBlockConfiguration.RestrictPublicBuckets"
              - Fail: `Logs` can be made public: `PublicAccessBlockConfiguration.RestrictPublicBuckets` is false, needs true.
            sg-not-open: c1 Fail 0/1: 2 security groups and rules, of which 2 are not right yet; `Web` lets everybody in `0.0.0.0/0` in on the ports 20 to 30: `SecurityGroupIngress[1].CidrIp`.
              15:11-15:28 in "Web" at "SecurityGroupIngress[1].CidrIp"
              21:7-21:21 in "Everything" at "CidrIpv6"
              - Fail: `Web` lets everybody in `0.0.0.0/0` in on the ports 20 to 30: `SecurityGroupIngress[1].CidrIp`.
              - Fail: `Everything` lets everybody in `::/0` in on all ports: `CidrIpv6`.
            iam-no-star: c1 Fail 0/1: 3 roles and policies, of which 3 are not right yet; `Role` allows too much: `Policies[0].PolicyDocument.Statement[0].Resource` is `*`.
              11:17-11:30 in "Role" at "Policies[0].PolicyDocument.Statement[0].Resource"
              18:11-18:17 in "Everything" at "PolicyDocument.Statement.Action"
              23:27-23:70 in "Admin" at "ManagedPolicyArns[0]"
              - Fail: `Role` allows too much: `Policies[0].PolicyDocument.Statement[0].Resource` is `*`.
              - Fail: `Everything` allows too much: `PolicyDocument.Statement.Action` is `s3:*`.
              - Fail: `Admin` has `AdministratorAccess`, which allows far too much.
            rds-encrypted: c1 Fail 0/1: 2 databases, of which 2 are not right yet; `Orders` is not encrypted: `StorageEncrypted` is false, needs true.
              6:7-6:30 in "Orders" at "StorageEncrypted"
              7:3-7:10 in "Cluster" at "StorageEncrypted"
              - Fail: `Orders` is not encrypted: `StorageEncrypted` is false, needs true.
              - Fail: `Cluster` is not encrypted: it has no `StorageEncrypted`.
            rds-not-public: c1 Fail 0/1: 3 databases, of which 2 are not right yet; `Orders` may be public: it has no `PubliclyAccessible`.
              2:3-2:9 in "Orders" at "PubliclyAccessible"
              14:7-14:31 in "Writer" at "PubliclyAccessible"
              - Fail: `Orders` may be public: it has no `PubliclyAccessible`.
              - Pass: `Cluster` is an Aurora cluster, whose instances say whether they are public.
              - Fail: `Writer` may be public: `PubliclyAccessible` is true, needs false.
            logs-retention-set: c1 Fail 0/1: 2 log groups, of which 2 are not right yet; `Logs` keeps its logs for ever: add `RetentionInDays`.
              2:3-2:7 in "Logs" at "RetentionInDays"
              7:7-7:26 in "Odd" at "RetentionInDays"
              - Fail: `Logs` keeps its logs for ever: add `RetentionInDays`.
              - Fail: `Odd` does not let its logs go as asked: `RetentionInDays` is 10, needs a number of days that CloudWatch Logs takes, such as 14.
            no-hardcoded-secret: c1 Fail 0/1: 3 resources with secrets, of which 3 are not right yet; `Db` has a secret in `MasterUserPassword`: it is written out.
              8:7-8:41 in "Db" at "MasterUserPassword"
              14:11-14:37 in "Fn" at "Environment.Variables.DB_PASSWORD"
              22:15-22:36 in "Task" at "ContainerDefinitions[0].Environment[0].Value"
              - Fail: `Db` has a secret in `MasterUserPassword`: it is written out.
              - Fail: `Fn` has a secret in `Environment.Variables.DB_PASSWORD`: the parameter `Password` has a `Default`, which is written out.
              - Fail: `Task` has a secret in `ContainerDefinitions[0].Environment[0].Value`: it is written out.
            ddb-on-demand: c1 Fail 0/1: `Orders` is not on demand: `BillingMode` is `PROVISIONED`, needs `PAY_PER_REQUEST`.
              5:7-5:31 in "Orders" at "BillingMode"
              - Fail: `Orders` is not on demand: `BillingMode` is `PROVISIONED`, needs `PAY_PER_REQUEST`.
            no-nat-gateway: c1 Fail 0/1: `Nat` is a NAT gateway, which costs money every hour.
              4:3-4:6 in "Nat"
              - Fail: `Nat` is a NAT gateway, which costs money every hour.
            lambda-memory-max: c1 Fail 0/1: `Resize` has too much memory: `MemorySize` is 1024, needs at most 512.
              5:7-5:23 in "Resize" at "MemorySize"
              - Fail: `Resize` has too much memory: `MemorySize` is 1024, needs at most 512.
            no-hardcoded-arn: c1 Fail 0/1: `Role` has the account id written out in the ARN at `Policies[0].PolicyDocument.Statement[0].Resource`.
              11:17-11:66 in "Role" at "Policies[0].PolicyDocument.Statement[0].Resource"
              - Fail: `Role` has the account id written out in the ARN at `Policies[0].PolicyDocument.Statement[0].Resource`.
            sqs-has-dlq: c1 Fail 0/1: 2 queues; `Orders` has no dead-letter queue: it has no `RedrivePolicy`.
              10:3-10:9 in "Orders" at "RedrivePolicy"
              - Pass: `Jobs` has the dead-letter queue `DeadJobs`.
              - Fail: `Orders` has no dead-letter queue: it has no `RedrivePolicy`.
            lambda-has-dlq: c1 Fail 0/1: 2 functions, of which 2 are not right yet; `OrderWorker` drops what it fails at: it has no `DeadLetterConfig` and no `OnFailure` destination.
              2:3-2:14 in "OrderWorker" at "DeadLetterConfig"
              4:3-4:12 in "JobWorker" at "DeadLetterConfig"
              - Fail: `OrderWorker` drops what it fails at: it has no `DeadLetterConfig` and no `OnFailure` destination.
              - Fail: `JobWorker` drops what it fails at: it has no `DeadLetterConfig` and no `OnFailure` destination.
            multi-az: c1 Fail 0/1: 3 resources that can be in several zones, of which 3 are not right yet; `Db` runs in one zone: it has no `MultiAZ`.
              2:3-2:5 in "Db" at "MultiAZ"
              17:7-17:14 in "Balancer" at "Subnets"
              20:3-20:10 in "Cluster"
              - Fail: `Db` runs in one zone: it has no `MultiAZ`.
              - Fail: `Balancer` is in one zone: `Subnets` names only one.
              - Fail: `Cluster` runs in one zone: it has one instance in this template, needs two.
            backup-enabled: c1 Fail 0/1: 3 resources that hold data, of which 3 are not right yet; `Db` keeps no backups for as long as asked: `BackupRetentionPeriod` is 0, needs at least 1.
              6:7-6:31 in "Db" at "BackupRetentionPeriod"
              7:3-7:9 in "Orders" at "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"
              11:33-11:49 in "Files" at "BackupPolicy.Status"
              - Fail: `Db` keeps no backups for as long as asked: `BackupRetentionPeriod` is 0, needs at least 1.
              - Fail: `Orders` has no backups: it has no `PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled`.
              - Fail: `Files` has no backups: `BackupPolicy.Status` is `DISABLED`, needs ENABLED.
            tls-only: c1 Fail 0/1: `Logs` is still reached without TLS: the statement of `LogsPolicy` does not deny `s3:GetObject` and `s3:PutObject`.
              10:13-10:14 in "LogsPolicy" at "PolicyDocument.Statement"
              - Fail: `Logs` is still reached without TLS: the statement of `LogsPolicy` does not deny `s3:GetObject` and `s3:PutObject`.
            versioning-on: c1 Fail 0/1: `Logs` keeps no old versions: `VersioningConfiguration.Status` is `Suspended`, needs `Enabled`.
              6:9-6:26 in "Logs" at "VersioningConfiguration.Status"
              - Fail: `Logs` keeps no old versions: `VersioningConfiguration.Status` is `Suspended`, needs `Enabled`.
            deletion-protected: c1 Fail 0/1: 2 resources that hold data, of which 2 are not right yet; `Orders` can be deleted: it has no `DeletionProtectionEnabled` and no `DeletionPolicy` that keeps it.
              2:3-2:9 in "Orders" at "DeletionProtectionEnabled"
              7:5-7:27 in "Logs" at "@DeletionPolicy"
              - Fail: `Orders` can be deleted: it has no `DeletionProtectionEnabled` and no `DeletionPolicy` that keeps it.
              - Fail: `Logs` is deleted with its stack: `DeletionPolicy` is `Delete`, needs `Retain`."#]],
    );
}

#[test]
fn what_is_said_without_anything_to_look_at() {
    let template = "Resources:\n  Role: {Type: AWS::IAM::Role}\n";
    said(
        |_| template,
        &expect![[r#"
            s3-encrypted: c1 Fail 0/1: There is no bucket in this template yet.
              1:1-1:10
            s3-public-blocked: c1 Fail 0/1: There is no bucket in this template yet.
              1:1-1:10
            sg-not-open: c1 Pass 1/1: There is no security group in this template, so none is open.
              1:1-1:10
            iam-no-star: c1 Pass 1/1: There is no policy in this template, so none allows too much.
              1:1-1:10
            rds-encrypted: c1 Fail 0/1: There is no database in this template yet.
              1:1-1:10
            rds-not-public: c1 Fail 0/1: There is no database in this template yet.
              1:1-1:10
            logs-retention-set: c1 Fail 0/1: There is no log group in this template yet.
              1:1-1:10
            no-hardcoded-secret: c1 Pass 1/1: There is no secret in this template.
              1:1-1:10
            ddb-on-demand: c1 Fail 0/1: There is no table in this template yet.
              1:1-1:10
            no-nat-gateway: c1 Pass 1/1: There is no NAT gateway in this template.
              1:1-1:10
            lambda-memory-max: c1 Fail 0/1: There is no function in this template yet.
              1:1-1:10
            no-hardcoded-arn: c1 Pass 1/1: There is no ARN in this template.
              1:1-1:10
            sqs-has-dlq: c1 Fail 0/1: There is no queue in this template yet that is not a dead-letter queue itself.
              1:1-1:10
            lambda-has-dlq: c1 Fail 0/1: There is no function to look at in this template yet.
              1:1-1:10
            multi-az: c1 Fail 0/1: There is nothing in this template yet that can be in several zones.
              1:1-1:10
            backup-enabled: c1 Fail 0/1: There is nothing in this template yet that holds data and can have backups.
              1:1-1:10
            tls-only: c1 Fail 0/1: There is no bucket, queue, topic or listener to look at in this template yet.
              1:1-1:10
            versioning-on: c1 Fail 0/1: There is no bucket in this template yet.
              1:1-1:10
            deletion-protected: c1 Fail 0/1: There is nothing in this template yet that holds data.
              1:1-1:10"#]],
    );
}

#[test]
fn loops_leave_it_open() {
    let template = "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All:\n    - Name\n    - [A]\n    - Thing${Name}: {Type: !Sub \"AWS::${Name}\"}\n";
    for (name, _, _) in FIXTURES {
        assert_eq!(
            verdict(template, &criterion(name, "{}")),
            "unknown",
            "{name}: the loop may make anything"
        );
    }
}

/// What each preset says of a template that is chosen from its fixtures.
fn said(
    template: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str,
    expected: &Expect,
) {
    let all: Vec<String> = FIXTURES
        .iter()
        .map(|fixture| {
            let report = grade_with(template(fixture), &criterion(fixture.0, "{}"), &[]);
            let shown = show(&report);
            let (_, shown) = shown
                .split_once('\n')
                .expect("a line of points comes first");
            let parts = report.results.iter().flat_map(|result| &result.parts);
            let parts: String = parts
                .map(|part| format!("\n  - {:?}: {}", part.verdict, part.text))
                .collect();
            format!("{}: {shown}{parts}", fixture.0)
        })
        .collect();
    expected.assert_eq(&all.join("\n"));
}

#[test]
fn wrong_names_and_args_are_refused_with_their_place() {
    let problems = |fields: &str| {
        let (_, problems) = compiled(&format!(
            "- {{kind: preset, label: the criterion, {fields}}}"
        ));
        problems
            .iter()
            .map(|problem| format!("{}: {}", problem.span.start.column, problem.message))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let all: Vec<String> = [
        "preset: s3-encrypt",
        "preset: s3-encryptde",
        "preset: nonsense",
        "args: {}",
        "preset: sg-not-open, args: {prot: 22}",
        "preset: sg-not-open, args: {what: 22}",
        "preset: versioning-on, args: {port: 22}",
        "preset: sg-not-open, args: {port: ssh}",
        "preset: sg-not-open, args: {port: [22, 70000]}",
        "preset: sg-not-open, args: {port: []}",
        "preset: sg-not-open, args: [22]",
        "preset: sg-not-open, args: {cidrs: {a: b}}",
        "preset: lambda-memory-max, args: {mb: [1, 2]}",
        "preset: multi-az, args: {types: 'AWS::RDS::DBInstnce'}",
        "preset: multi-az, args: {types: 'AWS::SNS::Topic'}",
        "preset: sg-not-open, args:",
        "preset: sg-not-open, args: {port: '22', cidrs: '0.0.0.0/0, ::/0'}",
    ]
    .iter()
    .map(|fields| match problems(fields).as_str() {
        "" => format!("{fields}\n  nothing"),
        problems => format!("{fields}\n  {problems}"),
    })
    .collect();
    expect![[r#"
        preset: s3-encrypt
          48: unknown preset `s3-encrypt`, did you mean `s3-encrypted`?
        preset: s3-encryptde
          48: unknown preset `s3-encryptde`, did you mean `s3-encrypted`?
        preset: nonsense
          48: unknown preset `nonsense`
        args: {}
          3: `preset` is missing
        preset: sg-not-open, args: {prot: 22}
          68: the preset `sg-not-open` has no arg `prot`, did you mean `port`?
        preset: sg-not-open, args: {what: 22}
          68: the preset `sg-not-open` has no arg `what`; it takes port, cidrs
        preset: versioning-on, args: {port: 22}
          70: the preset `versioning-on` takes no args, so `port` means nothing
        preset: sg-not-open, args: {port: ssh}
          74: `port` must be a number or a list of numbers, not the text `ssh`
        preset: sg-not-open, args: {port: [22, 70000]}
          79: `port` must be from 0 to 65535
        preset: sg-not-open, args: {port: []}
          74: `port` is empty
        preset: sg-not-open, args: [22]
          67: `args` must be a mapping from names to values, not a list
        preset: sg-not-open, args: {cidrs: {a: b}}
          75: `cidrs` must be text, not a mapping
        preset: lambda-memory-max, args: {mb: [1, 2]}
          78: `mb` must be a number, not a list
        preset: multi-az, args: {types: 'AWS::RDS::DBInstnce'}
          72: `types` cannot be `AWS::RDS::DBInstnce`, did you mean `AWS::RDS::DBInstance`?
        preset: multi-az, args: {types: 'AWS::SNS::Topic'}
          72: `types` cannot be `AWS::SNS::Topic`; it takes AWS::RDS::DBInstance, AWS::RDS::DBCluster, AWS::ElastiCache::ReplicationGroup, AWS::AutoScaling::AutoScalingGroup, AWS::ElasticLoadBalancingV2::LoadBalancer, AWS::ECS::Service
        preset: sg-not-open, args:
          nothing
        preset: sg-not-open, args: {port: '22', cidrs: '0.0.0.0/0, ::/0'}
          nothing"#]].assert_eq(&all.join("\n"));
}

/// Presets with args, on resources in one line each, and the verdict.
#[test]
fn nearly_right_is_not_right() {
    for (preset, args, resources, expected) in NEARLY {
        let resources: String = resources.iter().map(|line| format!("  {line}\n")).collect();
        let template = format!(
            "Transform: AWS::Serverless-2016-10-31\nParameters:\n  Given: {{Type: String}}\n  Shown: {{Type: String, NoEcho: false}}\n  Hidden: {{Type: String, NoEcho: true}}\nConditions:\n  Maybe: !Equals [!Ref Given, x]\nResources:\n{resources}"
        );
        assert_eq!(
            verdict(&template, &criterion(preset, args)),
            *expected,
            "{preset} {args} on\n{resources}"
        );
    }
}

type Nearly = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const NEARLY: &[Nearly] = &[
    // What cannot be known.
    (
        "s3-encrypted",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: !Ref Given}}]}}}",
        ],
        "unknown",
    ),
    (
        "s3-public-blocked",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {PublicAccessBlockConfiguration: {BlockPublicAcls: !Ref Given, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}}}",
        ],
        "unknown",
    ),
    (
        "s3-public-blocked",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {PublicAccessBlockConfiguration: {BlockPublicAcls: !Ref Given, BlockPublicPolicy: true, IgnorePublicAcls: true}}}",
        ],
        "fail",
    ),
    (
        "versioning-on",
        "{}",
        &["B: {Type: AWS::S3::Bucket, Condition: Maybe}"],
        "unknown",
    ),
    (
        "versioning-on",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Condition: Maybe, Properties: {VersioningConfiguration: {Status: Enabled}}}",
        ],
        "unknown",
    ),
    (
        "versioning-on",
        "{}",
        &["B: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: enabled}}}"],
        "fail",
    ),
    (
        "versioning-on",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}}}",
        ],
        "unknown",
    ),
    // Algorithms.
    (
        "s3-encrypted",
        "{algorithms: 'aws:kms'}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}]}}}",
        ],
        "fail",
    ),
    (
        "s3-encrypted",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{BucketKeyEnabled: true}]}}}",
        ],
        "fail",
    ),
    // Ports and ranges.
    (
        "sg-not-open",
        "{port: 22}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 23, ToPort: 65535, CidrIp: 0.0.0.0/0}]}}",
        ],
        "pass",
    ),
    (
        "sg-not-open",
        "{port: [22, 3389]}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 23, ToPort: 65535, CidrIp: 0.0.0.0/0}]}}",
        ],
        "fail",
    ),
    (
        "sg-not-open",
        "{port: '22'}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: '-1', CidrIp: 0.0.0.0/0}]}}",
        ],
        "fail",
    ),
    (
        "sg-not-open",
        "{}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 443, CidrIp: 0.0.0.0/0}]}}",
        ],
        "fail",
    ),
    (
        "sg-not-open",
        "{}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: {IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIpv6: '0:0:0:0:0:0:0:0/0'}}}",
        ],
        "fail",
    ),
    (
        "sg-not-open",
        "{port: 22}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Given}]}}",
        ],
        "unknown",
    ),
    (
        "sg-not-open",
        "{port: 22}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !Ref Given}]}}",
        ],
        "pass",
    ),
    (
        "sg-not-open",
        "{port: 22}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Sub '${Given}/32'}]}}",
        ],
        "pass",
    ),
    (
        "sg-not-open",
        "{port: 22}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: !Ref Given, ToPort: 22, CidrIp: 0.0.0.0/0}]}}",
        ],
        "unknown",
    ),
    (
        "sg-not-open",
        "{port: 22, cidrs: 10.0.0.0/8}",
        &[
            "G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}]}}",
        ],
        "fail",
    ),
    // Policies.
    (
        "iam-no-star",
        "{}",
        &[
            "F: {Type: AWS::Serverless::Function, Properties: {Policies: [{Statement: [{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::x'}]}]}}",
        ],
        "fail",
    ),
    (
        "iam-no-star",
        "{}",
        &["F: {Type: AWS::Serverless::Function, Properties: {Policies: AdministratorAccess}}"],
        "fail",
    ),
    (
        "iam-no-star",
        "{}",
        &[
            "P: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, NotAction: 'iam:*', Resource: x}]}}}",
        ],
        "fail",
    ),
    (
        "iam-no-star",
        "{}",
        &[
            "P: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: 'ec2:DescribeInstances', Resource: '*'}]}}}",
        ],
        "pass",
    ),
    (
        "iam-no-star",
        "{}",
        &[
            "P: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: !Ref Given, Resource: x}]}}}",
        ],
        "unknown",
    ),
    // Databases that take their settings from somewhere else.
    (
        "rds-encrypted",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: elsewhere}}"],
        "unknown",
    ),
    (
        "rds-encrypted",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance, Properties: {DBSnapshotIdentifier: old}}"],
        "unknown",
    ),
    (
        "rds-encrypted",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance, Properties: {StorageEncrypted: 'True'}}"],
        "fail",
    ),
    (
        "rds-not-public",
        "{}",
        &["D: {Type: AWS::RDS::DBCluster, Properties: {Engine: mysql}}"],
        "fail",
    ),
    // Retention.
    (
        "logs-retention-set",
        "{maxDays: 30}",
        &["L: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 60}}"],
        "fail",
    ),
    (
        "logs-retention-set",
        "{maxDays: 30}",
        &["L: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}"],
        "pass",
    ),
    // Secrets.
    (
        "no-hardcoded-secret",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: !Ref Hidden}}"],
        "pass",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: !Ref Shown}}"],
        "fail",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &[
            "F: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {clientSecret: abc}}}}",
        ],
        "fail",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &[
            "F: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {SECRET_NAME: abc, USE_TOKEN: true}}}}",
        ],
        "pass",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &[
            "I: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'}}",
        ],
        "fail",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &[
            "I: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 {'Fn::Sub': 'key=AKIAIOSFODNN7EXAMPLE ${Given}'}}}",
        ],
        "fail",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &["I: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 'echo AKIA'}}"],
        "pass",
    ),
    (
        "no-hardcoded-secret",
        "{}",
        &[
            "P: {Type: AWS::CodeBuild::Project, Properties: {Environment: {EnvironmentVariables: [{Name: TOKEN, Value: my-secret, Type: SECRETS_MANAGER}]}}}",
        ],
        "pass",
    ),
    // Tables.
    (
        "ddb-on-demand",
        "{}",
        &["T: {Type: AWS::DynamoDB::Table}"],
        "fail",
    ),
    (
        "ddb-on-demand",
        "{}",
        &[
            "T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}}}",
        ],
        "fail",
    ),
    (
        "ddb-on-demand",
        "{}",
        &["T: {Type: AWS::Serverless::SimpleTable}"],
        "pass",
    ),
    (
        "ddb-on-demand",
        "{}",
        &[
            "T: {Type: AWS::Serverless::SimpleTable, Properties: {ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}}}",
        ],
        "fail",
    ),
    (
        "ddb-on-demand",
        "{}",
        &["T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !Ref Given}}"],
        "unknown",
    ),
    // Functions.
    (
        "lambda-memory-max",
        "{mb: 256}",
        &["F: {Type: AWS::Serverless::Function, Properties: {MemorySize: 257}}"],
        "fail",
    ),
    (
        "lambda-memory-max",
        "{mb: 256}",
        &["F: {Type: AWS::Serverless::Function, Properties: {MemorySize: '256'}}"],
        "pass",
    ),
    (
        "lambda-memory-max",
        "{}",
        &["F: {Type: AWS::Lambda::Function, Properties: {MemorySize: !Ref Given}}"],
        "unknown",
    ),
    (
        "lambda-has-dlq",
        "{}",
        &[
            "F: {Type: AWS::Serverless::Function, Properties: {DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Q.Arn}}}",
        ],
        "pass",
    ),
    (
        "lambda-has-dlq",
        "{}",
        &[
            "F: {Type: AWS::Serverless::Function, Properties: {EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}}}",
        ],
        "pass",
    ),
    (
        "lambda-has-dlq",
        "{}",
        &[
            "F: {Type: AWS::Serverless::Function, Properties: {EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS}}}}}",
        ],
        "fail",
    ),
    (
        "lambda-has-dlq",
        "{}",
        &["F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {}}}"],
        "fail",
    ),
    (
        "lambda-has-dlq",
        "{functions: '*Worker'}",
        &[
            "JobWorker: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: x}}}",
            "Api: {Type: AWS::Lambda::Function}",
        ],
        "pass",
    ),
    // Queues.
    (
        "sqs-has-dlq",
        "{}",
        &[
            "A: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt A.Arn, maxReceiveCount: 5}}}",
        ],
        "fail",
    ),
    (
        "sqs-has-dlq",
        "{}",
        &[
            "A: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt B.Arn}}}",
            "B: {Type: AWS::SQS::Queue}",
        ],
        "fail",
    ),
    (
        "sqs-has-dlq",
        "{}",
        &[
            "A: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, RedrivePolicy: {deadLetterTargetArn: !GetAtt B.Arn, maxReceiveCount: 5}}}",
            "B: {Type: AWS::SQS::Queue}",
        ],
        "fail",
    ),
    (
        "sqs-has-dlq",
        "{}",
        &[
            "A: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:dead', maxReceiveCount: 5}}}",
            "B: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}",
        ],
        "pass",
    ),
    (
        "sqs-has-dlq",
        "{}",
        &[
            "A: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 5}}}",
        ],
        "pass",
    ),
    // ARNs.
    (
        "no-hardcoded-arn",
        "{}",
        &[
            "F: {Type: AWS::Lambda::Function, Properties: {Role: 'arn:aws:iam::123456789012:role/x'}}",
        ],
        "fail",
    ),
    (
        "no-hardcoded-arn",
        "{allow: [account, partition]}",
        &[
            "F: {Type: AWS::Lambda::Function, Properties: {Role: 'arn:aws:iam::123456789012:role/x'}}",
        ],
        "pass",
    ),
    (
        "no-hardcoded-arn",
        "{allow: 'arn:aws:lambda:*:layer:*'}",
        &[
            "F: {Type: AWS::Lambda::Function, Properties: {Layers: ['arn:aws:lambda:us-east-1:580247275435:layer:Insights:14']}}",
        ],
        "pass",
    ),
    (
        "no-hardcoded-arn",
        "{}",
        &[
            "F: {Type: AWS::Lambda::Function, Properties: {Role: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x'}}",
        ],
        "pass",
    ),
    (
        "no-hardcoded-arn",
        "{}",
        &[
            "S: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: '{\"Resource\": \"arn:aws:states:::sqs:sendMessage\"}'}}",
        ],
        "pass",
    ),
    (
        "no-hardcoded-arn",
        "{}",
        &[
            "S: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: '{\"Resource\": \"arn:aws:lambda:eu-west-1:1:function:x\"}'}}",
        ],
        "fail",
    ),
    // Zones.
    (
        "multi-az",
        "{}",
        &[
            "A: {Type: AWS::EC2::Subnet}",
            "B: {Type: AWS::EC2::Subnet}",
            "G: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [!Ref A, !Ref B]}}",
        ],
        "unknown",
    ),
    (
        "multi-az",
        "{}",
        &[
            "G: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [subnet-1, subnet-1]}}",
        ],
        "fail",
    ),
    (
        "multi-az",
        "{}",
        &[
            "G: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {AvailabilityZones: !GetAZs ''}}",
        ],
        "pass",
    ),
    (
        "multi-az",
        "{}",
        &[
            "C: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-mysql}}",
            "D: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref C}}",
            "E: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref C}}",
        ],
        "pass",
    ),
    (
        "multi-az",
        "{types: 'AWS::RDS::DBInstance'}",
        &[
            "D: {Type: AWS::RDS::DBInstance, Properties: {MultiAZ: true}}",
            "G: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [subnet-1]}}",
        ],
        "pass",
    ),
    (
        "multi-az",
        "{}",
        &[
            "S: {Type: AWS::ECS::Service, Properties: {NetworkConfiguration: {AwsvpcConfiguration: {Subnets: !Ref Given}}}}",
        ],
        "unknown",
    ),
    // Backups.
    (
        "backup-enabled",
        "{minDays: 7}",
        &["D: {Type: AWS::RDS::DBInstance, Properties: {BackupRetentionPeriod: 6}}"],
        "fail",
    ),
    (
        "backup-enabled",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance}"],
        "fail",
    ),
    (
        "backup-enabled",
        "{}",
        &[
            "T: {Type: AWS::Serverless::SimpleTable, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}}",
        ],
        "pass",
    ),
    (
        "backup-enabled",
        "{}",
        &[
            "T: {Type: AWS::DynamoDB::Table}",
            "S: {Type: AWS::Backup::BackupSelection, Properties: {BackupSelection: {Resources: [!GetAtt T.Arn]}}}",
        ],
        "pass",
    ),
    (
        "backup-enabled",
        "{}",
        &[
            "T: {Type: AWS::DynamoDB::Table}",
            "S: {Type: AWS::Backup::BackupSelection, Properties: {BackupSelection: {Resources: ['arn:aws:rds:*:*:db:*']}}}",
        ],
        "fail",
    ),
    (
        "backup-enabled",
        "{}",
        &[
            "T: {Type: AWS::DynamoDB::Table}",
            "S: {Type: AWS::Backup::BackupSelection, Properties: {BackupSelection: {Resources: ['arn:aws:dynamodb:*:*:table/*']}}}",
        ],
        "pass",
    ),
    (
        "backup-enabled",
        "{}",
        &[
            "T: {Type: AWS::DynamoDB::GlobalTable, Properties: {Replicas: [{Region: a, PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}, {Region: b}]}}",
        ],
        "fail",
    ),
    // TLS.
    (
        "tls-only",
        "{}",
        &[
            "L: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {Protocol: HTTP, DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}]}}",
        ],
        "pass",
    ),
    (
        "tls-only",
        "{}",
        &[
            "L: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {Protocol: HTTP, DefaultActions: [{Type: forward}]}}",
        ],
        "fail",
    ),
    (
        "tls-only",
        "{}",
        &[
            "Q: {Type: AWS::SQS::Queue}",
            "P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Q], PolicyDocument: {Statement: {Effect: Deny, Principal: {AWS: '*'}, Action: 'SQS:*', Resource: !GetAtt Q.Arn, Condition: {Bool: {'aws:securetransport': false}}}}}}",
        ],
        "pass",
    ),
    (
        "tls-only",
        "{}",
        &[
            "Q: {Type: AWS::SQS::Queue}",
            "P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Q], PolicyDocument: {Statement: {Effect: Deny, Principal: {AWS: '*'}, Action: 'sqs:*', Resource: !GetAtt Q.Arn, Condition: {Bool: {'aws:SecureTransport': true}}}}}}",
        ],
        "fail",
    ),
    (
        "tls-only",
        "{}",
        &[
            "T: {Type: AWS::SNS::Topic}",
            "P: {Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref T], PolicyDocument: {Statement: [{Effect: Deny, Principal: '*', Action: 'sns:Publish', Resource: !Ref T, Condition: {Bool: {'aws:SecureTransport': 'false'}}}]}}}",
        ],
        "pass",
    ),
    (
        "tls-only",
        "{}",
        &[
            "T: {Type: AWS::SNS::Topic}",
            "P: {Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref T], PolicyDocument: {Statement: [{Effect: Deny, Principal: '*', Action: 'sns:Publish', Resource: !Ref T, Condition: {Bool: {'aws:SecureTransport': 'false'}, StringEquals: {'aws:SourceAccount': '1'}}}]}}}",
        ],
        "fail",
    ),
    (
        "tls-only",
        "{}",
        &[
            "B: {Type: AWS::S3::Bucket, Properties: {BucketName: logs}}",
            "P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: logs, PolicyDocument: {Statement: [{Effect: Deny, Principal: '*', Action: '*', Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'], Condition: {Bool: {'aws:SecureTransport': 'false'}}}]}}}",
        ],
        "pass",
    ),
    // Deletion.
    (
        "deletion-protected",
        "{}",
        &["D: {Type: AWS::RDS::DBInstance, DeletionPolicy: Delete}"],
        "fail",
    ),
    (
        "deletion-protected",
        "{}",
        &["T: {Type: AWS::Serverless::SimpleTable}"],
        "fail",
    ),
    (
        "deletion-protected",
        "{}",
        &["T: {Type: AWS::Serverless::SimpleTable, DeletionPolicy: Retain}"],
        "pass",
    ),
    (
        "deletion-protected",
        "{}",
        &["U: {Type: AWS::Cognito::UserPool, Properties: {DeletionProtection: ACTIVE}}"],
        "pass",
    ),
    (
        "deletion-protected",
        "{types: 'AWS::DynamoDB::Table'}",
        &[
            "T: {Type: AWS::DynamoDB::Table, Properties: {DeletionProtectionEnabled: on}}",
            "B: {Type: AWS::S3::Bucket}",
        ],
        "pass",
    ),
];

#[test]
fn a_part_of_the_resources_earns_a_part() {
    check(
        "Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Enabled}}}\n  B: {Type: AWS::S3::Bucket}\n",
        "- {kind: preset, label: the criterion, preset: versioning-on, partial: true, weight: 4}\n",
        &expect![[r#"
            2/4 points, 0 of 1 passed
            c1 Partial 2/4: 2 buckets; `B` keeps no old versions: it has no `VersioningConfiguration.Status`.
              3:3-3:4 in "B" at "VersioningConfiguration.Status""#]],
    );
}

#[test]
fn secrets_are_never_printed() {
    let fixture = FIXTURES
        .iter()
        .find(|(name, _, _)| *name == "no-hardcoded-secret");
    let (_, _, bad) = fixture.expect("the preset has fixtures");
    let report = grade_with(bad, &criterion("no-hardcoded-secret", "{}"), &[]).to_json();
    assert!(bad.contains("hunter2"), "the fixture has a secret");
    assert!(!report.contains("hunter2"), "the report has none of it");
}

#[test]
fn every_public_template_gets_a_verdict_from_every_preset() {
    let Some(corpus) = std::env::var_os("MISSION_CORPUS") else {
        println!("skipped: MISSION_CORPUS names no folder of templates");
        return;
    };
    let corpus = std::path::Path::new(&corpus);
    let index = std::fs::read(corpus.join("index.json")).expect("the corpus has an index");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let criteria: String = FIXTURES
        .iter()
        .map(|(name, _, _)| criterion(name, "{}"))
        .collect();
    let mut verdicts = std::collections::BTreeMap::new();
    for file in index.as_array().expect("the index is a list") {
        let path = file["path"].as_str().expect("every file has a path");
        let text = std::fs::read(corpus.join(path)).expect("every file of the index is there");
        let report = grade_with(&String::from_utf8_lossy(&text), &criteria, &[]);
        for (result, (name, _, _)) in report.results.iter().zip(FIXTURES) {
            let verdict = format!("{:?}", result.verdict);
            *verdicts.entry((*name, verdict)).or_insert(0) += 1;
        }
    }
    for (name, _, _) in FIXTURES {
        for verdict in ["Pass", "Fail"] {
            assert!(
                verdicts.contains_key(&(*name, verdict.to_owned())),
                "{name} tells public templates apart: {verdicts:?}"
            );
        }
    }
}

#[test]
fn what_is_looked_at_is_what_is_named() {
    let template = "
Resources:
  A: {Type: AWS::SQS::Queue}
  B: {Type: AWS::SQS::Queue}
  C: {Type: AWS::S3::Bucket}
";
    let message = |args: &str| {
        let report = grade_with(template, &criterion("tls-only", args), &[]);
        report.results[0].message.clone()
    };
    let queues = message("{types: AWS::SQS::Queue}");
    assert!(queues.starts_with("2 queues, "), "only queues: {queues}");
    let all = message("{}");
    assert!(
        all.starts_with("3 buckets, queues, topics and listeners, "),
        "several types: {all}"
    );
}

#[test]
fn a_log_group_without_days_keeps_its_logs_for_ever() {
    let template = "Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n";
    for (args, expected) in [
        (
            "{}",
            "`Logs` keeps its logs for ever: add `RetentionInDays`.",
        ),
        (
            "{maxDays: 30}",
            "`Logs` keeps its logs for ever: add `RetentionInDays`, at most 30.",
        ),
    ] {
        let report = grade_with(template, &criterion("logs-retention-set", args), &[]);
        assert_eq!(report.results[0].message, expected, "with {args}");
    }
}

#[test]
fn a_token_is_found_however_short_its_text_and_wherever_it_is() {
    let verdict_of = |text: &str| {
        let template = format!(
            "Resources:\n  Fn: {{Type: AWS::Lambda::Function, Properties: {{Layers: [{{Deep: '{text}'}}]}}}}\n"
        );
        verdict(&template, &criterion("no-hardcoded-secret", "{}"))
    };
    // Put together here, so that no scanner takes them for real ones.
    for (text, expected, why) in [
        (format!("xoxb-{}", "1".repeat(10)), "fail", "the shortest"),
        (format!("xoxb-{}", "1".repeat(9)), "pass", "a digit short"),
        (format!("AKIA{}", "A".repeat(16)), "fail", "an access key"),
        (format!("AKIA{}", "A".repeat(15)), "pass", "a letter short"),
    ] {
        assert_eq!(verdict_of(&text), expected, "{why}: {text}");
    }
}

#[test]
fn a_dead_letter_queue_that_is_not_there_keeps_nothing() {
    let template = |arn: &str| {
        format!(
            "Parameters: {{Elsewhere: {{Type: String}}}}\nResources:\n  Jobs: {{Type: AWS::SQS::Queue, Properties: {{RedrivePolicy: {{deadLetterTargetArn: {arn}, maxReceiveCount: 5}}}}}}\n"
        )
    };
    for (arn, expected) in [
        ("!GetAtt Gone.Arn", "fail"),
        ("!Sub '${Gone.Arn}'", "fail"),
        ("!Ref Elsewhere", "pass"),
        ("!ImportValue dead-jobs", "pass"),
    ] {
        assert_eq!(
            verdict(&template(arn), &criterion("sqs-has-dlq", "{}")),
            expected,
            "{arn}: what the template does not have keeps nothing; a queue of another stack may"
        );
    }
}
