//! Public templates, when the folder with them is named by `MISSION_CORPUS`.

use std::path::Path;

use grader::{Subject, grade};

use crate::support::rubric;

const CRITERIA: &str = "
- {label: runtime, resourceType: 'AWS::Lambda::Function', property: Runtime, expected: 'nodejs*'}
- {label: encrypted, resourceType: 'AWS::S3::Bucket', property: 'BucketEncryption.ServerSideEncryptionConfiguration[*].ServerSideEncryptionByDefault.SSEAlgorithm', expected: AES256}
- {label: policy, resourceType: 'AWS::IAM::Role', property: 'AssumeRolePolicyDocument.Statement[?Effect=Allow].Principal.Service', expected: lambda.amazonaws.com, weight: 2}
- {label: table, resourceType: 'AWS::DynamoDB::Table', property: BillingMode, expected: PAY_PER_REQUEST, requires: [c1]}
- {label: machine, resourceType: 'AWS::StepFunctions::StateMachine', property: DefinitionString(json).StartAt, expected: '*', ifUnknown: skip}
- {label: kept, resourceType: 'AWS::RDS::DBInstance', property: '@DeletionPolicy', expected: Snapshot, ifUnknown: pass}
";

#[test]
fn every_public_template_is_graded_twice_alike() {
    let Some(corpus) = std::env::var_os("MISSION_CORPUS") else {
        println!("skipped: MISSION_CORPUS names no folder of templates");
        return;
    };
    let corpus = Path::new(&corpus);
    let index = std::fs::read(corpus.join("index.json")).expect("the corpus has an index");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let files = index.as_array().expect("the index is a list");
    let rubric = rubric(CRITERIA);
    let parameters = cfn::Parameters::new();
    let mut passed = 0;
    for file in files {
        let path = file["path"].as_str().expect("every file has a path");
        let text = std::fs::read(corpus.join(path)).expect("every file of the index is there");
        let subject = Subject {
            mission: "corpus",
            template: path,
            text: &text,
            parameters: &parameters,
        };
        let report = grade(subject, &rubric);
        assert_eq!(
            report.to_json(),
            grade(subject, &rubric).to_json(),
            "{path} gives the same bytes twice"
        );
        passed += report.passed;
    }
    assert!(
        passed > 20,
        "criteria are met by many public templates: {passed}"
    );
}
