//! Speed of pictures in process: from a template's text with its report to a scene with places, at several sizes, in parts that hang
//! together, all in one piece, and in dense tangles; and a save that changes only values. With `MISSION_CORPUS`, the median and the slowest of its templates.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a bench reads files, measures time and reports to whoever runs it; the crate itself stays pure"
)]

use std::{collections::BTreeSet, fmt::Write, hint::black_box, path::Path, time::Instant};

use cfn::Parameters;
use criterion::Criterion;
use diagram::{Picture, lay_out, picture};
use grader::{Report, Rubric, Subject, grade};

#[path = "../tests/layout/check.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "shared with the tests, which may panic"
)]
mod by_hand;

use by_hand::{item, line};

/// What is asked for in every size: something that is there, and something that is missing and drawn as a ghost.
const CRITERIA: &str = "
- {kind: graph, label: fan out, nodes: {topic: {type: 'AWS::SNS::Topic'}, queue: {type: 'AWS::SQS::Queue'}, worker: {type: 'AWS::Lambda::Function'}}, edges: [[topic, delivers, queue], [queue, delivers, worker]]}
- {kind: graph, label: set aside, nodes: {worker: {type: 'AWS::Lambda::Function'}, dead: {type: 'AWS::SQS::Queue'}}, edges: [[worker, deadLettersTo, dead]]}
- {label: runtime, resourceType: 'AWS::Lambda::Function', property: Runtime, expected: 'nodejs*'}
";

/// How many boxes are drawn, and what a picture may cost in milliseconds.
const SIZES: [(usize, u32); 4] = [(15, 6), (50, 25), (150, 100), (500, 500)];
/// Boxes of one step: a topic, a queue, its dead letters, a function, a bucket.
const STEP: usize = 5;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let rubric = rubric();
    for (boxes, most_ms) in SIZES {
        for (shape, together) in [("in parts of 15", 3), ("in one piece", usize::MAX)] {
            let text = template(boxes, together);
            let report = graded(&text, &rubric);
            let drawn = draw(&text, &rubric, &report);
            let name = format!("{} boxes {shape} (under {most_ms} ms)", drawn.items.len());
            criterion.bench_function(&format!("scene and layout, {name}"), |bencher| {
                bencher.iter(|| lay_out(&draw(&text, &rubric, &report), None));
            });
            let (scene, _) = lay_out(&drawn, None);
            criterion.bench_function(
                &format!("layout of it after a save of values, {name} (under 1 ms)"),
                |bencher| {
                    bencher.iter(|| {
                        let (after, anew) = lay_out(&drawn, Some((&drawn, &scene)));
                        assert!(!anew, "the topology is the same");
                        after
                    });
                },
            );
        }
    }
    for (boxes, most_ms) in SIZES.into_iter().skip(1) {
        let drawn = tangle(boxes);
        criterion.bench_function(
            &format!(
                "layout of a tangle, {boxes} boxes and twice as many lines (under {most_ms} ms)"
            ),
            |bencher| bencher.iter(|| lay_out(&drawn, None)),
        );
    }
    match std::env::var_os("MISSION_CORPUS") {
        Some(corpus) => of_corpus(Path::new(&corpus)),
        None => eprintln!("MISSION_CORPUS names no folder: only generated templates were measured"),
    }
    criterion.final_summary();
}

fn of_corpus(corpus: &Path) {
    let index = std::fs::read(corpus.join("index.json")).unwrap_or_default();
    let index: serde_json::Value = serde_json::from_slice(&index).unwrap_or_default();
    let paths = index.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut times: Vec<(u128, usize, &str)> = Vec::new();
    for path in paths.iter().filter_map(|file| file["path"].as_str()) {
        let Ok(text) = std::fs::read(corpus.join(path)) else {
            continue;
        };
        let began = Instant::now();
        let drawn = picture(
            subject(&text, &Parameters::new()),
            None,
            None,
            &BTreeSet::new(),
        );
        black_box(lay_out(&drawn, None));
        times.push((began.elapsed().as_micros(), drawn.items.len(), path));
    }
    times.sort_unstable();
    let (Some(median), Some(slowest)) = (times.get(times.len() / 2), times.last()) else {
        return eprintln!("the corpus is empty");
    };
    eprintln!(
        "{} templates: median {} µs, slowest {} µs ({} boxes, {})",
        times.len(),
        median.0,
        slowest.0,
        slowest.1,
        slowest.2
    );
}

fn rubric() -> Rubric {
    let document = cfn::parse(CRITERIA.as_bytes());
    let rubric = document.root.and_then(|root| Rubric::compile(&root).0);
    rubric.unwrap_or_else(|| unreachable!("the criteria above are a rubric"))
}

fn subject<'t>(text: &'t [u8], parameters: &'t Parameters) -> Subject<'t> {
    Subject {
        mission: "bench",
        template: "template.yaml",
        text,
        parameters,
    }
}

fn graded(text: &str, rubric: &Rubric) -> Report {
    grade(subject(text.as_bytes(), &Parameters::new()), rubric)
}

fn draw(text: &str, rubric: &Rubric, report: &Report) -> Picture {
    let parameters = Parameters::new();
    picture(
        subject(text.as_bytes(), &parameters),
        Some(rubric),
        Some(report),
        &BTreeSet::new(),
    )
}

/// A template of about so many boxes: steps of a topic that delivers to a queue with dead letters, that a function works off, which keeps
/// its results in a bucket; `together` steps after each other hand on to the next. Roles, log groups, subscriptions and mappings besides.
fn template(boxes: usize, together: usize) -> String {
    let mut text = String::from("Resources:\n");
    let steps = boxes / STEP;
    for step in 0..steps {
        let next = step + 1;
        let hands_on = next < steps && next % together != 0;
        let target = if hands_on {
            format!("!Ref Topic{next}")
        } else {
            "none".to_owned()
        };
        let _ = write!(
            text,
            "  Topic{step}:\n    Type: AWS::SNS::Topic\n\
             \x20 Subscription{step}:\n    Type: AWS::SNS::Subscription\n    Properties: {{Protocol: sqs, TopicArn: !Ref Topic{step}, Endpoint: !GetAtt Queue{step}.Arn}}\n\
             \x20 Queue{step}:\n    Type: AWS::SQS::Queue\n    Properties: {{RedrivePolicy: {{deadLetterTargetArn: !GetAtt Dead{step}.Arn, maxReceiveCount: 3}}}}\n\
             \x20 Dead{step}:\n    Type: AWS::SQS::Queue\n\
             \x20 Mapping{step}:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: {{FunctionName: !Ref Worker{step}, EventSourceArn: !GetAtt Queue{step}.Arn}}\n\
             \x20 Worker{step}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: nodejs22.x\n      Role: !GetAtt Role{step}.Arn\n      Environment: {{Variables: {{BUCKET: !Ref Bucket{step}, NEXT: {target}}}}}\n\
             \x20 Role{step}:\n    Type: AWS::IAM::Role\n    Properties: {{AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Principal: {{Service: lambda.amazonaws.com}}, Action: 'sts:AssumeRole'}}]}}}}\n\
             \x20 Logs{step}:\n    Type: AWS::Logs::LogGroup\n    Properties: {{LogGroupName: !Sub '/aws/lambda/${{Worker{step}}}'}}\n\
             \x20 Bucket{step}:\n    Type: AWS::S3::Bucket\n"
        );
    }
    text
}

/// Boxes that each lead to two others, near and far: twice as many lines as boxes.
fn tangle(boxes: usize) -> Picture {
    let lines = (0..boxes).flat_map(|from| {
        let targets = [from + 1, from * 7 + 3];
        targets.map(|to| line(from, to % boxes, "delivers"))
    });
    Picture {
        items: (0..boxes)
            .map(|index| item(&format!("Queue{index}"), "AWS::SQS::Queue"))
            .collect(),
        connections: lines.collect(),
    }
}
