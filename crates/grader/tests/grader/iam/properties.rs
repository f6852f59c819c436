//! What holds for every policy: adding an Allow takes nothing away, adding a Deny takes it away for certain, and nothing that
//! people write makes the evaluator panic.

use grader::Verdict;
use proptest::prelude::*;

use super::{ask, template};

/// Statements that have something or nothing to do with reading the bucket.
fn statement(effect: &'static str) -> impl Strategy<Value = String> {
    let actions = prop::sample::select(
        &[
            "'s3:GetObject'",
            "'s3:Get*'",
            "'s3:*'",
            "'*'",
            "['s3:PutObject', 's3:GetObject']",
            "'sqs:SendMessage'",
            "!Ref Stage",
            "'s3:?etObject'",
        ][..],
    );
    let resources = prop::sample::select(
        &[
            "'*'",
            "!Sub '${Data.Arn}/*'",
            "!GetAtt Data.Arn",
            "!Sub '${Other.Arn}/*'",
            "[!GetAtt Data.Arn, !Sub '${Data.Arn}/*']",
            "'arn:aws:s3:::*'",
            "!Ref BucketArn",
            "!Sub '${Data.Arn}/public/*'",
        ][..],
    );
    let keys = prop::sample::select(
        &[
            ("Action", "Resource"),
            ("NotAction", "Resource"),
            ("Action", "NotResource"),
        ][..],
    );
    let conditions =
        prop::sample::select(&["", ", Condition: {Bool: {'aws:SecureTransport': true}}"][..]);
    (actions, resources, keys, conditions).prop_map(move |(action, resource, keys, condition)| {
        format!(
            "- {{Effect: {effect}, {}: {action}, {}: {resource}{condition}}}",
            keys.0, keys.1
        )
    })
}

fn any_statement() -> impl Strategy<Value = String> {
    prop_oneof![3 => statement("Allow"), 1 => statement("Deny")]
}

const READ: &str = "Worker s3:GetObject Data allow";

/// Fragments of policies, right and wrong.
const WORDS: &[&str] = &[
    "      Policies:\n",
    "        - PolicyName: p\n",
    "          PolicyDocument:\n",
    "            Statement:\n",
    "              - Effect: Allow\n",
    "                Action: 's3:*'\n",
    "                Action: [1, [a], {b: c}, !Ref Stage]\n",
    "                NotAction: ''\n",
    "                Resource: '*'\n",
    "                Resource: [!GetAtt Data.Arn, 5, {a: b}, !Sub '${Data']\n",
    "                Resource: 'arn:aws:::::::'\n",
    "                NotResource: arn\n",
    "                Principal: '*'\n",
    "                Principal: {AWS: [!Ref Stage, 123456789012], Service: {a: b}}\n",
    "                NotPrincipal: [a]\n",
    "                Condition: x\n",
    "                Condition: {ArnLike: {aws:SourceArn: [!Ref News, {}]}, Bool: y}\n",
    "      ManagedPolicyArns: [5, arn:aws:iam::aws:policy/, !Ref Worker, {a: b}]\n",
    "      ManagedPolicyArns: AmazonS3FullAccess\n",
    "      PermissionsBoundary: [a]\n",
    "      PermissionsBoundary: !Ref Worker\n",
    "      Groups: {a: b}\n",
    "  P:\n",
    "    Type: AWS::IAM::Policy\n",
    "    Type: AWS::SQS::QueuePolicy\n",
    "    Type: AWS::Lambda::Permission\n",
    "    Type: AWS::Serverless::Function\n",
    "    Type: AWS::IAM::ManagedPolicy\n",
    "    Properties:\n",
    "      PolicyDocument: {Statement: {Effect: Deny}}\n",
    "      PolicyDocument: '{}'\n",
    "      Roles: [!Ref Worker, !Ref P, {}]\n",
    "      Queues: !Ref Jobs\n",
    "      FunctionName: !Ref Fn\n",
    "      Events: {A: {Type: SQS}, B: x, C: {Type: SNS, Properties: {Topic: !Ref News}}}\n",
    "      Policies: [SQSPollerPolicy: 5, S3ReadPolicy: {BucketName: [a]}, {Statement: [[]]}, {}]\n",
    "      BucketName: !Sub '${Data}${Data.Arn}'\n",
    "      Role: !GetAtt Worker.Arn\n",
    "  Fn::ForEach::L: [a, [b], {}]\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_more_allow_takes_nothing_away(
        before in prop::collection::vec(any_statement(), 1..4),
        more in statement("Allow"),
        at in 0_usize..4,
    ) {
        let first = ask(&template(&before.join("\n")), READ);
        let mut after = before.clone();
        after.insert(at.min(before.len()), more);
        let second = ask(&template(&after.join("\n")), READ);
        if first.verdict == Verdict::Pass {
            prop_assert_eq!(second.verdict, Verdict::Pass, "{:?}: {}", after, second.message);
        }
    }

    #[test]
    fn a_deny_ends_every_allow(before in prop::collection::vec(any_statement(), 1..4), at in 0_usize..4) {
        let mut after = before;
        let deny = "- {Effect: Deny, Action: 's3:GetObject', Resource: !Sub '${Data.Arn}/*'}".to_owned();
        after.insert(at.min(after.len()), deny);
        let template = template(&after.join("\n"));
        let allow = ask(&template, READ);
        prop_assert_eq!(allow.verdict, Verdict::Fail, "{:?}: {}", &after, allow.message);
        let denied = ask(&template, "Worker s3:GetObject Data explicitDeny");
        prop_assert_eq!(denied.verdict, Verdict::Pass, "{:?}: {}", &after, denied.message);
        let not_allowed = ask(&template, "Worker s3:GetObject Data notAllow");
        prop_assert_eq!(not_allowed.verdict, Verdict::Pass, "{:?}: {}", &after, not_allowed.message);
    }

    #[test]
    fn allow_and_not_allow_never_both_hold(statements in prop::collection::vec(any_statement(), 0..4)) {
        let template = template(&statements.join("\n"));
        let allow = ask(&template, READ).verdict;
        let not_allow = ask(&template, "Worker s3:GetObject Data notAllow").verdict;
        prop_assert!(
            !(allow == Verdict::Pass && not_allow == Verdict::Pass),
            "{:?}", statements
        );
    }

    #[test]
    fn any_policy_is_judged(words in prop::collection::vec(prop::sample::select(WORDS), 0..30)) {
        let text = format!("\n  Worker:\n    Type: AWS::IAM::Role\n    Properties:\n{}", words.concat());
        let template = template(&text);
        for question in [READ, "* s3:* * notAllow", "* * * explicitDeny", "News sqs:SendMessage Jobs allow service", "Worker s3:Get* ${Data.Arn}/x allow thisResource"] {
            let result = ask(&template, question);
            prop_assert_eq!(&result, &ask(&template, question), "twice the same");
            prop_assert!(!result.message.is_empty(), "every verdict has a sentence");
        }
    }
}
