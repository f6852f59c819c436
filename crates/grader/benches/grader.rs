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

/// Twenty criteria, every kind among them.
const CRITERIA: &str = "
- {label: runtime, resourceType: 'AWS::Lambda::Function', property: Runtime, expected: 'nodejs*'}
- {label: encrypted, resourceType: 'AWS::S3::Bucket', property: 'BucketEncryption.ServerSideEncryptionConfiguration[*].ServerSideEncryptionByDefault.SSEAlgorithm', expected: AES256}
- {label: policy, resourceType: 'AWS::IAM::Role', property: 'AssumeRolePolicyDocument.Statement[?Effect=Allow].Principal.Service', expected: lambda.amazonaws.com}
- {label: kept, resourceType: 'AWS::S3::Bucket', property: '@DeletionPolicy', expected: Retain}
- {kind: check, label: on demand, select: {type: 'AWS::DynamoDB::Table'}, match: all, count: {min: 1}, assert: [{property: BillingMode, op: equals, value: PAY_PER_REQUEST}]}
- {kind: check, label: hidden, select: {type: 'AWS::SQS::Queue'}, assert: [{property: VisibilityTimeout, op: gte, value: 3 minutes, measure: seconds}, {property: KmsMasterKeyId, op: exists}]}
- {kind: check, label: private, select: {type: 'AWS::S3::Bucket'}, match: all, count: {min: 1}, partial: true, assert: [{property: PublicAccessBlockConfiguration.BlockPublicAcls, op: equals, value: true}, {property: PublicAccessBlockConfiguration.BlockPublicPolicy, op: equals, value: true}]}
- {kind: check, label: one gateway, select: {type: 'AWS::EC2::NatGateway'}, count: {max: 1}}
- {kind: check, label: dead letters, select: {type: 'AWS::Lambda::Function'}, assert: [{property: DeadLetterConfig.TargetArn, op: refersTo, value: {type: 'AWS::SQS::Queue'}}]}
- {kind: check, label: small ranges, select: {type: 'AWS::EC2::Subnet'}, match: none, assert: [{property: CidrBlock, op: cidrWithin, value: 172.16.0.0/12}]}
- {kind: graph, label: fan out, nodes: {topic: {type: 'AWS::SNS::Topic'}, queue: {type: 'AWS::SQS::Queue'}, worker: {type: 'AWS::Lambda::Function'}, dead: {type: 'AWS::SQS::Queue'}}, edges: [[topic, delivers, queue], [queue, delivers, worker], [queue, deadLettersTo, dead]]}
- {kind: graph, label: two zones, nodes: {vpc: {type: 'AWS::EC2::VPC'}, a: {type: 'AWS::EC2::Subnet'}, b: {type: 'AWS::EC2::Subnet'}}, edges: [[a, containedIn, vpc], [b, containedIn, vpc]], differ: [[a, b, AvailabilityZone]]}
- {kind: graph, label: has a role, nodes: {fn: {type: 'AWS::Lambda::Function'}, role: {type: 'AWS::IAM::Role'}}, edges: [[fn, assumes, role]]}
- {kind: iam, label: may read, who: {type: 'AWS::Lambda::Function'}, action: 's3:GetObject', on: {type: 'AWS::S3::Bucket'}, expect: allow, maxScope: thisResource}
- {kind: iam, label: may not delete, who: {type: 'AWS::IAM::Role'}, action: 's3:DeleteBucket', on: '*', expect: notAllow}
- {kind: preset, label: closed, preset: sg-not-open, args: {port: 22}}
- {kind: preset, label: no secrets, preset: no-hardcoded-secret}
- {kind: anyOf, label: either, of: [{kind: preset, label: queue, preset: sqs-has-dlq}, {kind: preset, label: function, preset: lambda-has-dlq}]}
- {kind: not, label: no star, of: [{kind: iam, label: star, who: {type: 'AWS::IAM::Role'}, action: '*', on: '*', expect: allow}]}
- {kind: allOf, label: both, of: [{kind: check, label: topic, select: {type: 'AWS::SNS::Topic'}}, {kind: preset, label: logs, preset: logs-retention-set}]}
";

/// Six queues in a row, which no template here has: the search has to try.
const CHAIN: &str = "
- kind: graph
  label: six in a row
  nodes: {a: {type: 'AWS::SQS::Queue'}, b: {type: 'AWS::SQS::Queue'}, c: {type: 'AWS::SQS::Queue'}, d: {type: 'AWS::SQS::Queue'}, e: {type: 'AWS::SQS::Queue'}, f: {type: 'AWS::SQS::Queue'}}
  edges: [[a, deadLettersTo, b], [b, deadLettersTo, c], [c, deadLettersTo, d], [d, deadLettersTo, e], [e, deadLettersTo, f], [f, references, a]]
";

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let rubric = rubric(CRITERIA);
    let generated = generated();
    measure(
        &mut criterion,
        &format!("generated, 500 resources, {} KB", generated.len() / 1024),
        generated.as_bytes(),
        &rubric,
    );
    let chain = chain();
    let six = self::rubric(CHAIN);
    criterion.bench_function("a graph of six nodes over 500 queues", |bencher| {
        bencher.iter(|| graded(chain.as_bytes(), &six));
    });
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

fn rubric(text: &str) -> Rubric {
    let document = cfn::parse(text.as_bytes());
    let rubric = document.root.and_then(|root| Rubric::compile(&root).0);
    rubric.unwrap_or_else(|| unreachable!("the criteria above are a rubric"))
}

/// 500 queues, in a ring of dead-letter queues, each referring to five others.
fn chain() -> String {
    let mut text = String::from("Resources:\n");
    for number in 0..500 {
        let next = (number + 1) % 500;
        let _ = write!(
            text,
            "  Queue{number}:\n    Type: AWS::SQS::Queue\n    Properties:\n      RedrivePolicy: {{deadLetterTargetArn: !GetAtt Queue{next}.Arn, maxReceiveCount: 3}}\n      Tags:\n"
        );
        for other in 2..6 {
            let other = (number + other) % 500;
            let _ = writeln!(text, "        - {{Key: near, Value: !Ref Queue{other}}}");
        }
    }
    text
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
