//! What criteria are about, for pictures: the resources that were found, the edges that are there, and what is not told.

use cfn::Parameters;
use grader::{Rubric, Sketch, Subject, Verdict, sketch};

fn sketches(template: &str, criteria: &str) -> Vec<Sketch> {
    let document = cfn::parse(criteria.as_bytes());
    let (rubric, problems) = Rubric::compile(document.root.as_ref().expect("criteria are YAML"));
    let rubric = rubric.unwrap_or_else(|| panic!("the criteria of a test are right: {problems:?}"));
    let subject = Subject {
        mission: "test",
        template: "template.yaml",
        text: template.as_bytes(),
        parameters: &Parameters::new(),
    };
    sketch(subject, &rubric)
}

/// One line a sketch: `id: queue=Jobs dead=- | queue deadLettersTo dead fail`.
fn said(sketches: &[Sketch]) -> String {
    let one = |sketch: &Sketch| {
        let nodes = sketch.nodes.iter().map(|node| {
            let name = if node.name.is_empty() {
                &node.noun
            } else {
                &node.name
            };
            format!("{name}={}", node.resource.as_deref().unwrap_or("-"))
        });
        let edges = sketch.edges.iter().map(|edge| {
            let verdict = match edge.verdict {
                Verdict::Pass => "pass",
                Verdict::Fail => "fail",
                Verdict::Unknown => "unknown",
                Verdict::Partial | Verdict::Locked => panic!("an edge is met, not met or unknown"),
            };
            format!(
                "{} {} {} {verdict}",
                sketch.nodes[edge.from].name,
                edge.relation.name(),
                sketch.nodes[edge.to].name
            )
        });
        let nodes: Vec<String> = nodes.collect();
        let edges: Vec<String> = edges.collect();
        format!(
            "{}: {} | {}",
            sketch.criterion,
            nodes.join(" "),
            edges.join(", ")
        )
    };
    sketches.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn check(template: &str, criteria: &str, expected: &str) {
    let said = said(&sketches(template, criteria));
    assert_eq!(said.trim(), expected.trim(), "{template}\n{criteria}");
}

const CHAIN: &str = "
- id: chain
  kind: graph
  label: Orders are worked off, failures set aside
  nodes: {queue: {type: AWS::SQS::Queue}, fn: {type: AWS::Lambda::Function}, dead: {type: AWS::SQS::Queue}}
  edges: [[queue, delivers, fn], [queue, deadLettersTo, dead]]
";

const WHOLE: &str = "
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}}
  Dead: {Type: AWS::SQS::Queue}
  Worker: {Type: AWS::Lambda::Function}
  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}}
";

const NO_DEAD: &str = "
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Worker: {Type: AWS::Lambda::Function}
  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}}
";

#[test]
fn a_graph_is_sketched_with_what_was_found_for_it() {
    check(
        WHOLE,
        CHAIN,
        "chain: queue=Jobs fn=Worker dead=Dead | queue delivers fn pass, queue deadLettersTo dead pass",
    );
    check(
        NO_DEAD,
        CHAIN,
        "chain: queue=Jobs fn=Worker dead=- | queue delivers fn pass, queue deadLettersTo dead fail",
    );
    check(
        "Resources: {}",
        CHAIN,
        "chain: queue=- fn=- dead=- | queue delivers fn fail, queue deadLettersTo dead fail",
    );
    check(
        &NO_DEAD.replace("!GetAtt Jobs.Arn", "!ImportValue jobs"),
        CHAIN,
        "chain: queue=Jobs fn=Worker dead=- | queue delivers fn unknown, queue deadLettersTo dead fail",
    );
}

#[test]
fn what_has_the_wrong_value_is_still_what_is_meant() {
    let patient = CHAIN.replace(
        "queue: {type: AWS::SQS::Queue}",
        "queue: {type: AWS::SQS::Queue, where: [{property: VisibilityTimeout, op: gte, value: 180}]}",
    );
    check(
        NO_DEAD,
        &patient,
        "chain: queue=Jobs fn=Worker dead=- | queue delivers fn pass, queue deadLettersTo dead fail",
    );
    let named = CHAIN.replace(
        "queue: {type: AWS::SQS::Queue}",
        "queue: {type: AWS::SQS::Queue, name: Jobs, where: [{property: VisibilityTimeout, op: gte, value: 180}]}",
    );
    let sketches = sketches("Resources: {Jobs: {Type: AWS::SQS::Queue}}", &named);
    assert_eq!(
        said(&sketches),
        "chain: queue=Jobs fn=- dead=- | queue delivers fn fail, queue deadLettersTo dead fail",
        "the only queue is the one that is named, and not the dead-letter queue"
    );
    assert_eq!(
        (
            sketches[0].nodes[0].id.as_deref(),
            sketches[0].nodes[1].id.as_deref()
        ),
        (Some("Jobs"), None),
        "the name that is asked for"
    );
}

#[test]
fn combinations_are_sketched_as_far_as_they_ask_for_something() {
    let of = |kind: &str, of: &str| {
        format!("- id: c\n  kind: {kind}\n  label: A combination\n  of:\n{of}")
    };
    let topic = "    - {kind: graph, label: Told, nodes: {fn: {type: AWS::Lambda::Function}, topic: {type: AWS::SNS::Topic}}, edges: [[fn, deadLettersTo, topic]]}\n";
    let queue = "    - {kind: graph, label: Worked off, nodes: {queue: {type: AWS::SQS::Queue}, fn: {type: AWS::Lambda::Function}}, edges: [[queue, delivers, fn]]}\n";
    let both = format!("{topic}{queue}");
    check(
        NO_DEAD,
        &of("allOf", &both),
        "c: fn=Worker topic=- | fn deadLettersTo topic fail\nc: queue=Jobs fn=Worker | queue delivers fn pass",
    );
    check(
        NO_DEAD,
        &of("anyOf", &both),
        "c: queue=Jobs fn=Worker | queue delivers fn pass",
    );
    check(NO_DEAD, &of("not", &both), "");
    let nested = format!(
        "    - kind: anyOf\n      label: One of them\n      of:\n  {}  {}",
        topic.replace("    -", "      -"),
        queue.replace("    -", "      -")
    );
    check(
        NO_DEAD,
        &of("allOf", &nested),
        "c: queue=Jobs fn=Worker | queue delivers fn pass",
    );
}

#[test]
fn what_is_not_there_at_all_is_sketched_alone() {
    for (criteria, expected) in [
        (
            "- {id: c, resourceType: AWS::CloudWatch::Alarm, property: Threshold, expected: 1, label: It rings}",
            "c: alarm=- |",
        ),
        (
            "- {id: c, kind: check, label: There is a bucket, select: {type: AWS::S3::Bucket, name: Logs}}",
            "c: bucket=- |",
        ),
        (
            "- {id: c, kind: check, label: There is no bucket, select: {type: AWS::S3::Bucket}, match: none}",
            "",
        ),
        (
            "- {id: c, kind: check, label: At most one, select: {type: AWS::S3::Bucket}, count: {max: 1}}",
            "",
        ),
        (
            "- {id: c, kind: check, label: There is a queue, select: {type: AWS::SQS::Queue}}",
            "",
        ),
        (
            "- {id: c, kind: preset, label: No message gets lost, preset: sqs-has-dlq}",
            "c: source=Jobs dead=- | source deadLettersTo dead fail",
        ),
    ] {
        check(NO_DEAD, criteria, expected);
    }
    check(
        WHOLE,
        "- {id: c, kind: preset, label: No message gets lost, preset: sqs-has-dlq}",
        "c: source=Jobs dead=Dead | source deadLettersTo dead pass",
    );
}

#[test]
fn sealed_and_locked_criteria_tell_nothing() {
    let with = |field: &str| CHAIN.replace("  kind: graph", &format!("  kind: graph\n  {field}"));
    check(NO_DEAD, &with("sealed: true"), "");
    let lock = "- {id: lock, kind: check, label: A topic, select: {type: AWS::SNS::Topic}}\n";
    check(
        NO_DEAD,
        &format!("{lock}{}", with("requires: [lock]")),
        "lock: topic=- |",
    );
    let open = lock.replace("SNS::Topic", "SQS::Queue");
    check(
        NO_DEAD,
        &format!("{open}{}", with("requires: [lock]")),
        "chain: queue=Jobs fn=Worker dead=- | queue delivers fn pass, queue deadLettersTo dead fail",
    );
    // A criterion behind a locked one is locked too, and one that is left out locks nothing.
    let two = format!(
        "{lock}- {{id: next, kind: check, label: A queue, requires: [lock], select: {{type: AWS::SQS::Queue}}}}\n{}",
        with("requires: [next]")
    );
    check(NO_DEAD, &two, "lock: topic=- |");
    let skipped = format!(
        "- {{id: lock, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 1, ifUnknown: skip, label: A delay}}\n{}",
        with("requires: [lock]")
    );
    check(
        &NO_DEAD.replace(
            "Jobs: {Type: AWS::SQS::Queue}",
            "Jobs: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !ImportValue delay}}",
        ),
        &skipped,
        "chain: queue=Jobs fn=Worker dead=- | queue delivers fn pass, queue deadLettersTo dead fail",
    );
}

#[test]
fn a_text_that_cannot_be_read_has_no_sketch() {
    for text in ["", "words", "- a", "{", "\u{feff}"] {
        check(text, CHAIN, "");
    }
}

#[test]
fn a_missing_resource_comes_with_what_it_would_refer_to() {
    const TEMPLATE: &str = "
Resources:
  Table: {Type: AWS::EC2::RouteTable}
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
";
    let references = |subnet: &str| -> Vec<(String, String)> {
        let criteria = format!(
            "
- id: routed
  kind: check
  label: A subnet knows the way
  select: {{type: AWS::EC2::SubnetRouteTableAssociation, where: [{{property: RouteTableId, op: refersTo, value: {{type: AWS::EC2::RouteTable}}}}]}}
  assert: [{{property: SubnetId, op: refersTo, value: {{type: AWS::EC2::Subnet{subnet}}}}}]
"
        );
        let sketches = sketches(TEMPLATE, &criteria);
        let references = sketches
            .iter()
            .flat_map(|sketch| &sketch.nodes[0].refers_to);
        references
            .map(|reference| (reference.property.clone(), reference.resource.clone()))
            .collect()
    };
    let pair = |property: &str, resource: &str| (property.to_owned(), resource.to_owned());
    assert_eq!(
        references(", name: B"),
        [pair("RouteTableId", "Table"), pair("SubnetId", "B")],
        "both ends, those of `where` first"
    );
    assert_eq!(
        references(""),
        [pair("RouteTableId", "Table")],
        "which of two subnets is not said"
    );
}

#[test]
fn a_right_is_sketched_with_who_is_missing() {
    const RIGHT: &str = "
- id: sends
  kind: iam
  label: The topic may send
  who: {type: AWS::SNS::Topic}
  action: sqs:SendMessage
  on: {type: AWS::SQS::Queue}
  expect: allow
";
    check(
        "Resources: {Jobs: {Type: AWS::SQS::Queue}}",
        RIGHT,
        "sends: topic=- | ",
    );
    check(
        "Resources: {Other: {Type: AWS::S3::Bucket}}",
        RIGHT,
        "sends: topic=- | \nsends: queue=- | ",
    );
    check(
        "Resources: {Jobs: {Type: AWS::SQS::Queue}}",
        &RIGHT.replace("allow", "notAllow"),
        "",
    );
}
