//! Speed of grading in process: every public template in `MISSION_CORPUS`, its largest one, and a generated template at
//! CloudFormation's limits. Prints the median of each file's own time, which criterion's averages do not show.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a bench reads files, measures time and reports to whoever runs it; the crate itself stays pure"
)]

use std::{fmt::Write, hint::black_box, path::Path, time::Instant};

use cfn::Parameters;
use criterion::Criterion;
use grader::{Rubric, Subject, grade};

const CRITERIA: &str = "
- {label: runtime, resourceType: 'AWS::Lambda::Function', property: Runtime, expected: 'nodejs*'}
- {label: encrypted, resourceType: 'AWS::S3::Bucket', property: 'BucketEncryption.ServerSideEncryptionConfiguration[*].ServerSideEncryptionByDefault.SSEAlgorithm', expected: AES256}
- {label: policy, resourceType: 'AWS::IAM::Role', property: 'AssumeRolePolicyDocument.Statement[?Effect=Allow].Principal.Service', expected: lambda.amazonaws.com}
- {label: billing, resourceType: 'AWS::DynamoDB::Table', property: BillingMode, expected: PAY_PER_REQUEST}
- {label: hidden, resourceType: 'AWS::SQS::Queue', property: VisibilityTimeout, expected: 180}
- {label: topic, resourceType: 'AWS::SNS::Topic', property: 'Tags[?Key=Team].Value', expected: orders}
- {label: kept, resourceType: 'AWS::S3::Bucket', property: '@DeletionPolicy', expected: Retain}
- {label: role, resourceType: 'AWS::Lambda::Function', property: Role, expected: '${Role.Arn}'}
";

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let document = cfn::parse(CRITERIA.as_bytes());
    let rubric = document.root.and_then(|root| Rubric::compile(&root).0);
    let rubric = rubric.unwrap_or_else(|| unreachable!("the criteria above are a rubric"));
    let generated = generated();
    measure(
        &mut criterion,
        &format!("generated, 500 resources, {} KB", generated.len() / 1024),
        generated.as_bytes(),
        &rubric,
    );
    match std::env::var_os("MISSION_CORPUS") {
        Some(corpus) => corpus_files(&mut criterion, Path::new(&corpus), &rubric),
        None => say("MISSION_CORPUS names no folder: only the generated template was measured"),
    }
    criterion.final_summary();
}

fn corpus_files(criterion: &mut Criterion, corpus: &Path, rubric: &Rubric) {
    let files = read_corpus(corpus);
    say_median("grading", &files, &|text| {
        black_box(graded(text, rubric));
    });
    say_median("of it, reading and resolving", &files, &|text| {
        read_and_resolve(text);
    });
    if let Some(largest) = files.iter().max_by_key(|text| text.len()) {
        let name = format!("largest public template, {} KB", largest.len() / 1024);
        measure(criterion, &name, largest, rubric);
    }
    criterion.bench_function(&format!("all {} files", files.len()), |bencher| {
        bencher.iter(|| {
            for text in &files {
                black_box(graded(text, rubric));
            }
        });
    });
}

fn read_corpus(corpus: &Path) -> Vec<Vec<u8>> {
    let index = std::fs::read(corpus.join("index.json")).unwrap_or_default();
    let index: serde_json::Value = serde_json::from_slice(&index).unwrap_or_default();
    let paths = index.as_array().map(Vec::as_slice).unwrap_or_default();
    paths
        .iter()
        .filter_map(|file| std::fs::read(corpus.join(file["path"].as_str()?)).ok())
        .collect()
}

fn say_median(what: &str, files: &[Vec<u8>], work: &dyn Fn(&[u8])) {
    let mut medians: Vec<u128> = files.iter().map(|text| median_nanos(text, work)).collect();
    medians.sort_unstable();
    let (Some(median), Some(slowest)) = (medians.get(medians.len() / 2), medians.last()) else {
        return say("the corpus is empty");
    };
    say(&format!(
        "{what}, {} files: median of a file {} µs, slowest {} µs",
        files.len(),
        median / 1000,
        slowest / 1000
    ));
}

/// Of eleven runs.
fn median_nanos(text: &[u8], work: &dyn Fn(&[u8])) -> u128 {
    let mut nanos: Vec<u128> = (0..11)
        .map(|_| {
            let start = Instant::now();
            work(text);
            start.elapsed().as_nanos()
        })
        .collect();
    nanos.sort_unstable();
    nanos[nanos.len() / 2]
}

/// The whole and its parts: grading is reading and resolving, which are `cfn`'s, and then the criteria.
fn measure(criterion: &mut Criterion, name: &str, text: &[u8], rubric: &Rubric) {
    criterion.bench_function(name, |bencher| bencher.iter(|| graded(text, rubric)));
    criterion.bench_function(&format!("{name}: reading"), |bencher| {
        bencher.iter(|| cfn::parse(text));
    });
    criterion.bench_function(&format!("{name}: reading and resolving"), |bencher| {
        bencher.iter(|| read_and_resolve(text));
    });
}

fn read_and_resolve(text: &[u8]) {
    let document = cfn::parse(text);
    black_box(cfn::resolve(&document, &Parameters::new()));
}

fn graded(text: &[u8], rubric: &Rubric) -> String {
    let parameters = Parameters::new();
    let subject = Subject {
        mission: "bench",
        template: "template.yaml",
        text,
        parameters: &parameters,
    };
    grade(subject, rubric).to_json()
}

/// 500 resources in about 1.2 MB: functions with code inline, roles with policies, queues and buckets.
fn generated() -> String {
    let mut text = String::from("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n");
    for number in 0..125 {
        let code = format!("          console.log('order {number}', event);\n").repeat(170);
        let _ = write!(
            text,
            "  Function{number}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: python3.13\n      Handler: index.handler\n      Role: !GetAtt Role{number}.Arn\n      Environment:\n        Variables:\n          QUEUE: !Ref Queue{number}\n          BUCKET: !Sub '${{Bucket{number}}}-${{AWS::Region}}'\n      Code:\n        ZipFile: |\n{code}"
        );
        let _ = write!(
            text,
            "  Role{number}:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n          - Effect: Allow\n            Principal: {{Service: ec2.amazonaws.com}}\n            Action: sts:AssumeRole\n"
        );
        let tags = "        - {Key: Team, Value: orders}\n".repeat(20);
        let _ = write!(
            text,
            "  Queue{number}:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 30\n      Tags:\n{tags}  Bucket{number}:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags:\n{tags}"
        );
    }
    text
}

fn say(text: &str) {
    eprintln!("{text}");
}
