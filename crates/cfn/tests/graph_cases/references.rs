//! `references` and `reaches`.

use cfn::{Decision, Relation};

use crate::support::{Case, check, with};

const CASES: &[Case] = &[
    (
        "every function, in a list and in a mapping",
        "
Hub:
  Type: AWS::Lambda::Function
  Properties:
    Environment:
      Variables:
        A: !Ref A
        B: !GetAtt B.Arn
        C: !Sub 'x-${C.Arn}-${!D}-${AWS::Region}'
        E: !Sub ['${one}-${E}', {one: !Ref F, two: x}]
    Layers:
      - !Ref G
      - !Join ['', [a, !Ref H]]
A: {Type: AWS::SQS::Queue}
B: {Type: AWS::SQS::Queue}
C: {Type: AWS::SQS::Queue}
D: {Type: AWS::SQS::Queue}
E: {Type: AWS::SQS::Queue}
F: {Type: AWS::SQS::Queue}
G: {Type: AWS::SQS::Queue}
H: {Type: AWS::SQS::Queue}",
        &[
            "Hub references A @6",
            "Hub references B @7",
            "Hub references C @8",
            "Hub references E @9",
            "Hub references F @9",
            "Hub references G @11",
            "Hub references H @12",
        ],
    ),
    (
        "functions within functions",
        "
Hub: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: {'Fn::Base64': !Sub '${A}'}}, Description: !Select [0, !Split ['/', !GetAtt B.Arn]], Role: {'Fn::ToJsonString': {x: !Ref C}}}}
A: {Type: AWS::SQS::Queue}
B: {Type: AWS::SQS::Queue}
C: {Type: AWS::SQS::Queue}",
        &[
            "Hub references A @1",
            "Hub references B @1",
            "Hub references C @1",
        ],
    ),
    (
        "a variable of Sub hides a resource; text without Sub is text",
        "
Hub: {Type: AWS::Lambda::Function, Properties: {Description: !Sub ['${A}', {A: x}], Role: '${B}'}}
A: {Type: AWS::SQS::Queue}
B: {Type: AWS::SQS::Queue}",
        &["-"],
    ),
    (
        "waiting is a reference, and itself is none",
        "
Hub: {Type: AWS::SQS::Queue, DependsOn: A, Properties: {QueueName: !Ref Hub}}
A: {Type: AWS::SQS::Queue}",
        &["Hub references A @1", "Hub dependsOn A @1"],
    ),
    (
        "twice is once, where it is first; what is not a property is not looked at",
        "
Hub:
  Type: AWS::Lambda::Function
  Metadata: {x: !Ref B}
  Properties:
    Description: !Ref A
    FunctionName: !Ref A
A: {Type: AWS::SQS::Queue}
B: {Type: AWS::SQS::Queue}",
        &["Hub references A @5"],
    ),
];

#[test]
fn every_reference_is_seen_once() {
    check(CASES, &[Relation::ContainedIn]);
}

/// Each queue names the next, eight in a row.
fn chain() -> String {
    let mut text = String::new();
    for step in 0..8 {
        let next = step + 1;
        text += &format!(
            "Q{step}: {{Type: AWS::SQS::Queue, Properties: {{QueueName: !Ref Q{next}}}}}\n"
        );
    }
    text + "Q8: {Type: AWS::SQS::Queue}"
}

#[test]
fn six_references_in_a_row_reach_and_seven_do_not() {
    with(&chain(), |_, graph| {
        let reaches = |to| graph.edge(0, Relation::Reaches, to);
        assert!(reaches(1).is_some(), "one reference reaches");
        let far = reaches(6).expect("six references reach");
        assert_eq!(
            (far.from, far.to, far.span.start.line),
            (0, 6, 2),
            "shown at the first step"
        );
        assert_eq!(reaches(7), None, "seven are too many");
        assert_eq!(graph.edge(1, Relation::Reaches, 0), None, "not backwards");
        assert_eq!(
            graph.from(0, Relation::Reaches).count() + graph.to(6, Relation::Reaches).count(),
            0,
            "it is asked for, not kept"
        );
    });
}

#[test]
fn a_certain_way_comes_before_a_shorter_one_that_is_not() {
    let text = "
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [Prod, !Ref C, x], Tags: [!Ref B]}}
  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref C}}
  C: {Type: AWS::SQS::Queue}
  D: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [Prod, !Ref A, x]}}";
    with(text, |_, graph| {
        let certainty = |from, to| {
            graph
                .edge(from, Relation::Reaches, to)
                .map(|edge| edge.certainty)
        };
        assert_eq!(certainty(0, 2), Some(Decision::True), "by way of B");
        assert_eq!(
            certainty(3, 2),
            Some(Decision::Unknown),
            "there is no other way"
        );
    });
}
