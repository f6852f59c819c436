//! Properties by what is lost when they go. Names are CloudFormation's.

use super::breaks::Kind;

/// Properties that are taken away, and what is lost.
const REMOVED: &[(&str, Kind)] = &[
    ("BucketEncryption", Kind::Encryption),
    ("EnableKeyRotation", Kind::Encryption),
    ("EncryptionAtRestOptions", Kind::Encryption),
    ("EncryptionConfiguration", Kind::Encryption),
    ("KmsKeyArn", Kind::Encryption),
    ("KmsKeyId", Kind::Encryption),
    ("KmsMasterKeyId", Kind::Encryption),
    ("NodeToNodeEncryptionOptions", Kind::Encryption),
    ("SSESpecification", Kind::Encryption),
    ("SqsManagedSseEnabled", Kind::Encryption),
    ("StorageEncrypted", Kind::Encryption),
    ("StreamEncryption", Kind::Encryption),
    ("DeadLetterConfig", Kind::DeadLetter),
    ("DeadLetterQueue", Kind::DeadLetter),
    ("DestinationConfig", Kind::DeadLetter),
    ("OnFailure", Kind::DeadLetter),
    ("RedrivePolicy", Kind::DeadLetter),
    ("BackupPolicy", Kind::Retention),
    ("BackupRetentionPeriod", Kind::Retention),
    ("DeletionPolicy", Kind::Retention),
    ("LifecycleConfiguration", Kind::Retention),
    ("MessageRetentionPeriod", Kind::Retention),
    ("ObjectLockConfiguration", Kind::Retention),
    ("PointInTimeRecoverySpecification", Kind::Retention),
    ("RetentionInDays", Kind::Retention),
    ("TimeToLiveSpecification", Kind::Retention),
    ("UpdateReplacePolicy", Kind::Retention),
    ("VersioningConfiguration", Kind::Retention),
    ("PublicAccessBlockConfiguration", Kind::PublicAccess),
    ("AlarmActions", Kind::Setting),
    ("DependsOn", Kind::Setting),
    ("ReservedConcurrentExecutions", Kind::Setting),
    ("TracingConfig", Kind::Setting),
    ("VpcConfig", Kind::Setting),
];

/// Properties with the value that opens what they close.
const OPENED: &[(&str, &str, Kind)] = &[
    ("AssociatePublicIpAddress", "true", Kind::PublicAccess),
    ("BlockPublicAcls", "false", Kind::PublicAccess),
    ("BlockPublicPolicy", "false", Kind::PublicAccess),
    ("CidrIp", "0.0.0.0/0", Kind::PublicAccess),
    ("CidrIpv6", "::/0", Kind::PublicAccess),
    ("IgnorePublicAcls", "false", Kind::PublicAccess),
    ("MapPublicIpOnLaunch", "true", Kind::PublicAccess),
    ("PubliclyAccessible", "true", Kind::PublicAccess),
    ("RestrictPublicBuckets", "false", Kind::PublicAccess),
    ("Scheme", "internet-facing", Kind::PublicAccess),
    ("ViewerProtocolPolicy", "allow-all", Kind::PublicAccess),
    ("AtRestEncryptionEnabled", "false", Kind::Encryption),
    ("EnableKeyRotation", "false", Kind::Encryption),
    ("Encrypted", "false", Kind::Encryption),
    ("KmsMasterKeyId", "alias/aws/sqs", Kind::Encryption),
    ("SSEEnabled", "false", Kind::Encryption),
    ("StorageEncrypted", "false", Kind::Encryption),
    ("TransitEncryptionEnabled", "false", Kind::Encryption),
    ("BackupRetentionPeriod", "0", Kind::Retention),
    ("DeletionPolicy", "Delete", Kind::Retention),
    ("DeletionProtection", "false", Kind::Retention),
    ("DeletionProtectionEnabled", "false", Kind::Retention),
    ("PointInTimeRecoveryEnabled", "false", Kind::Retention),
    ("UpdateReplacePolicy", "Delete", Kind::Retention),
    ("MultiAZ", "false", Kind::Zone),
];

/// What is lost when a property is taken away, when that is a story of its own.
pub(super) fn removed(key: &str) -> Option<Kind> {
    let found = REMOVED.iter().find(|(name, _)| *name == key);
    found.map(|(_, kind)| *kind)
}

/// The values that open what a property closes.
pub(super) fn opened(key: &str) -> impl Iterator<Item = (&'static str, Kind)> {
    let found = OPENED.iter().filter(move |(name, _, _)| *name == key);
    found.map(|(_, value, kind)| (*value, *kind))
}

/// An older version of a runtime, of which there is one.
pub(super) fn older_runtime(runtime: &str) -> Option<&'static str> {
    let older = [
        ("nodejs", "nodejs18.x"),
        ("python", "python3.8"),
        ("java", "java8.al2"),
        ("dotnet", "dotnet6"),
        ("ruby", "ruby2.7"),
    ];
    let found = older.iter().find(|(name, _)| runtime.starts_with(name));
    found.map(|(_, old)| *old).filter(|old| *old != runtime)
}
