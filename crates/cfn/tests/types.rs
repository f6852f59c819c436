//! The table of resource types: what is known of it, and that its bytes are those that the script wrote. Remarks about templates
//! are tested in `checks`.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking; the crate itself does not"
)]

use cfn::types::{self, Kinds, Known, ResourceType};
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn known(type_name: &str) -> ResourceType {
    types::resource_type(type_name).expect(type_name)
}

/// What a dotted path finds, as one word or a path that is cut where it ends.
fn look_up(type_name: &str, path: &str) -> String {
    let keys: Vec<&str> = path.split('.').collect();
    match known(type_name).property(&keys) {
        Known::Yes => "yes".to_owned(),
        Known::Open => "open".to_owned(),
        Known::No { step, did_you_mean } => {
            let meant = did_you_mean.unwrap_or_default();
            format!("no `{}` ({meant})", keys[step])
        }
    }
}

#[test]
fn properties_are_known_however_deep() {
    let cases = [
        (
            "AWS::S3::Bucket",
            "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm",
            "yes",
        ),
        (
            "AWS::S3::Bucket",
            "Encryption",
            "no `Encryption` (BucketEncryption)",
        ),
        (
            "AWS::S3::Bucket",
            "BucketEncryption.ServerSideEncryptionConfig",
            "no `ServerSideEncryptionConfig` (ServerSideEncryptionConfiguration)",
        ),
        (
            "AWS::S3::Bucket",
            "Versioning.Status",
            "no `Versioning` (VersioningConfiguration)",
        ),
        ("AWS::S3::Bucket", "VersioningConfiguration.Status", "yes"),
        ("AWS::S3::Bucket", "Tags.Key", "yes"),
        ("AWS::S3::Bucket", "Tags.Name", "no `Name` ()"),
        ("AWS::S3::Bucket", "Quux", "no `Quux` ()"),
        ("AWS::Lambda::Function", "Runtime", "yes"),
        ("AWS::Lambda::Function", "runtime", "no `runtime` (Runtime)"),
        ("AWS::Lambda::Function", "Rutnime", "no `Rutnime` (Runtime)"),
        (
            "AWS::Lambda::Function",
            "LambdaRuntime",
            "no `LambdaRuntime` (Runtime)",
        ),
        (
            "AWS::Lambda::Function",
            "Timeout.Seconds",
            "no `Seconds` ()",
        ),
        // Environment variables, policy documents and text that may be JSON take any key.
        (
            "AWS::Lambda::Function",
            "Environment.Variables.STAGE",
            "open",
        ),
        (
            "AWS::Lambda::Function",
            "Environment.STAGE",
            "no `STAGE` ()",
        ),
        (
            "AWS::IAM::Role",
            "AssumeRolePolicyDocument.Statement.Effect",
            "open",
        ),
        (
            "AWS::IAM::Role",
            "Policies.PolicyDocument.Statement",
            "open",
        ),
        (
            "AWS::IAM::Role",
            "Policies.Document",
            "no `Document` (PolicyDocument)",
        ),
        (
            "AWS::StepFunctions::StateMachine",
            "DefinitionString.StartAt",
            "open",
        ),
        (
            "AWS::CloudWatch::Dashboard",
            "DashboardBody.widgets",
            "open",
        ),
        ("AWS::SQS::Queue", "RedrivePolicy.maxReceiveCount", "yes"),
        // Statements hold statements.
        (
            "AWS::WAFv2::WebACL",
            "Rules.Statement.NotStatement.Statement.AndStatement.Statements.OrStatement.Statements.GeoMatchStatement.CountryCodes",
            "yes",
        ),
        (
            "AWS::WAFv2::WebACL",
            "Rules.Statement.NotStatement.Statement.NotStatement.Statement.GeoStatement",
            "no `GeoStatement` ()",
        ),
        (
            "AWS::EC2::Instance",
            "BlockDeviceMappings.Ebs.VolumeSize",
            "yes",
        ),
        ("AWS::RDS::DBInstance", "StorageEncrypted", "yes"),
        ("AWS::DynamoDB::Table", "BillingMode", "yes"),
        (
            "AWS::EC2::SecurityGroup",
            "SecurityGroupIngress.CidrIp",
            "yes",
        ),
        ("AWS::Events::Rule", "Targets.DeadLetterConfig.Arn", "yes"),
        ("AWS::Serverless::Function", "CodeUri", "yes"),
        ("AWS::Serverless::Function", "CodeUri.Bucket", "yes"),
        ("AWS::Serverless::Function", "Events.Upload.Type", "open"),
        ("AWS::Serverless::Function", "Code", "no `Code` (CodeUri)"),
        ("AWS::Serverless::Api", "StageName", "yes"),
        (
            "AWS::CloudFormation::CustomResource",
            "Anything.At.All",
            "open",
        ),
        ("AWS::CloudFormation::Stack", "Parameters.VpcId", "open"),
    ];
    for (type_name, path, expected) in cases {
        assert_eq!(look_up(type_name, path), expected, "{path} of {type_name}");
    }
    assert_eq!(
        known("AWS::S3::Bucket").property(&[]),
        Known::Yes,
        "no keys lead to the properties themselves"
    );
}

fn check(found: &impl std::fmt::Debug, expected: &Expect) {
    expected.assert_eq(&format!("{found:?}"));
}

#[test]
fn a_type_tells_what_it_has_and_needs() {
    let queue = known("AWS::SQS::Queue");
    check(
        &queue.attributes(),
        &expect![[r#"["Arn", "QueueName", "QueueUrl"]"#]],
    );
    check(&queue.required(), &expect!["[]"]);
    let function = known("AWS::Lambda::Function");
    check(&function.required(), &expect![[r#"["Code", "Role"]"#]]);
    check(
        &function.properties(&["Code"]),
        &expect![[
            r#"["ImageUri", "S3Bucket", "S3Key", "S3ObjectStorageMode", "S3ObjectVersion", "SourceKMSKeyArn", "ZipFile"]"#
        ]],
    );
    check(
        &function.properties(&["Tags"]),
        &expect![[r#"["Key", "Value"]"#]],
    );
    check(&function.properties(&["Nothing"]), &expect!["[]"]);
    check(
        &function.values(&["PackageType"]),
        &expect![[r#"Some(["Image", "Zip"])"#]],
    );
    check(&function.values(&["Handler"]), &expect!["None"]);
    check(
        &function.values(&["Architectures"]),
        &expect![[r#"Some(["arm64", "x86_64"])"#]],
    );
    assert!(
        function.is_read_only("Arn") && !function.is_read_only("Role"),
        "only AWS sets a function's ARN"
    );
    let sam = known("AWS::Serverless::Function");
    assert!(
        sam.attributes().contains(&"Arn"),
        "SAM's function gives what the function it makes gives"
    );
}

#[test]
fn kinds_tell_what_may_stand_there() {
    let cases = [
        ("AWS::Lambda::Function", "Runtime", Kinds::TEXT),
        ("AWS::Lambda::Function", "Timeout", Kinds::INTEGER),
        ("AWS::Lambda::Function", "Tags", Kinds::LIST),
        ("AWS::Lambda::Function", "Tags.Key", Kinds::TEXT),
        ("AWS::Lambda::Function", "Environment", Kinds::MAPPING),
        ("AWS::RDS::DBInstance", "MultiAZ", Kinds::BOOLEAN),
        (
            "AWS::SQS::Queue",
            "RedrivePolicy",
            Kinds::MAPPING.or(Kinds::TEXT),
        ),
    ];
    for (type_name, path, expected) in cases {
        let keys: Vec<&str> = path.split('.').collect();
        assert_eq!(
            known(type_name).kinds(&keys),
            Some(expected),
            "what may stand in {path} of {type_name}"
        );
    }
    assert_eq!(
        known("AWS::Lambda::Function").kinds(&["Environment", "Variables", "A"]),
        None,
        "of a free-form mapping nothing is known"
    );
}

#[test]
fn attributes_are_told_from_what_is_none() {
    let attribute = |type_name, name| match known(type_name).attribute(name) {
        Known::Yes => "yes".to_owned(),
        Known::Open => "open".to_owned(),
        Known::No { did_you_mean, .. } => format!("no ({})", did_you_mean.unwrap_or_default()),
    };
    let cases = [
        ("AWS::SQS::Queue", "Arn", "yes"),
        ("AWS::SQS::Queue", "arn", "no (Arn)"),
        ("AWS::SQS::Queue", "Url", "no ()"),
        // What can be set may be asked for or not: AWS does not say.
        ("AWS::SQS::Queue", "DelaySeconds", "open"),
        ("AWS::RDS::DBInstance", "Endpoint.Address", "yes"),
        (
            "AWS::RDS::DBInstance",
            "Endpoint.Adress",
            "no (Endpoint.Address)",
        ),
        ("AWS::CloudFormation::Stack", "Outputs.VpcId", "open"),
        ("AWS::CloudFormation::Stack", "VpcId", "no ()"),
        ("AWS::CloudFormation::CustomResource", "Anything", "open"),
        ("AWS::Serverless::Api", "Stage", "yes"),
        ("AWS::Serverless::Function", "Arn", "yes"),
        ("AWS::Serverless::Function", "Name", "no ()"),
        ("AWS::SQS::Queue", "", "no ()"),
        ("AWS::SQS::Queue", ".", "no ()"),
    ];
    for (type_name, name, expected) in cases {
        assert_eq!(
            attribute(type_name, name),
            expected,
            "{name} of {type_name}"
        );
    }
}

#[test]
fn types_are_found_by_their_exact_name_and_slips_are_not() {
    assert!(
        types::resource_type("AWS::S3::Bukcet").is_none(),
        "there is no such type"
    );
    let cases = [
        ("AWS::S3::Bukcet", Some("AWS::S3::Bucket")),
        ("AWS::Sqs::Queue", Some("AWS::SQS::Queue")),
        ("AWS:Lambda:Function", Some("AWS::Lambda::Function")),
        ("AWS::Kms::Secret", Some("AWS::SecretsManager::Secret")),
        (
            "AWS::Serverless::Functions",
            Some("AWS::Serverless::Function"),
        ),
        ("AWS::Nothing::AtAll", None),
        ("", None),
        ("::", None),
    ];
    for (name, expected) in cases {
        assert_eq!(
            types::nearest_type(name),
            expected,
            "the type nearest to {name:?}"
        );
    }
}

fn notice(field: &str) -> &'static str {
    let start = format!("- {field}: ");
    include_str!("../src/types/NOTICE.md")
        .lines()
        .find_map(|line| line.strip_prefix(&start))
        .expect(field)
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn the_table_is_the_one_that_the_script_wrote() {
    let table = include_bytes!("../src/types/table.bin");
    assert_eq!(
        format!("{:016x}", fnv1a(table)),
        notice("FNV-1a, 64 bits"),
        "the bytes are the script's own"
    );
    assert_eq!(notice("Bytes"), table.len().to_string(), "none is cut off");
    let names: Vec<&str> = types::type_names().collect();
    assert_eq!(
        notice("Types"),
        names.len().to_string(),
        "every type has a name"
    );
    assert!(
        names.len() >= 1_800,
        "AWS has about 1,900 types: {}",
        names.len()
    );
    assert!(names.is_sorted(), "types are in alphabetical order");
    for name in names {
        let found = known(name);
        assert_eq!(found.name(), name, "a type is found by its own name");
        assert!(types::is_checkable(name), "{name} is AWS's own");
        assert!(!found.properties(&[]).is_empty(), "{name} has properties");
        assert!(
            found
                .required()
                .iter()
                .all(|property| found.property(&[property]) != Known::Open),
            "what {name} needs is known"
        );
    }
}

proptest! {
    #[test]
    fn any_names_are_answered(
        index in 0..1_800_usize,
        keys in prop::collection::vec("[A-Za-z.*:é]{0,12}|Tags|Statement|Rules|Key", 0..12),
        name in ".{0,40}",
    ) {
        let type_name = types::type_names().nth(index).unwrap_or_default();
        let found = known(type_name);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        if let Known::No { step, .. } = found.property(&keys) {
            prop_assert!(step < keys.len(), "the step is one of those asked for");
            prop_assert!(found.properties(&keys).is_empty(), "nothing is below what is not there");
        }
        for key in found.properties(&keys) {
            let mut keys = keys.clone();
            keys.push(key);
            prop_assert_eq!(found.property(&keys), Known::Yes, "what is listed is there");
        }
        let _ = (found.values(&keys), found.kinds(&keys), found.attribute(&name));
        let _ = (types::resource_type(&name), types::nearest_type(&name));
    }
}
