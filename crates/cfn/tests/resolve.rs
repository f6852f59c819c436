//! `resolve`: what a template says in one world.

mod support;

use expect_test::{Expect, expect};

use support::parameters;

fn check_with(text: &str, given: &[(&str, &str)], expected: &Expect) {
    let document = cfn::parse(text.as_bytes());
    assert!(
        document.root.is_some(),
        "the text can be read: {:?}",
        document.diagnostics
    );
    let model = cfn::resolve(&document, &parameters(given));
    expected.assert_eq(&(support::model(&model) + &support::remarks(&model.diagnostics)));
}

fn check(text: &str, expected: &Expect) {
    check_with(text, &[], expected);
}

/// One resource with these properties, in a template with something of everything.
fn properties(properties: &str) -> String {
    let indented: String = properties
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    format!(
        r#"Parameters:
  Stage: {{Type: String, Default: prod}}
  Flag: {{Type: String, Default: true}}
  Name: {{Type: String}}
  Subnets: {{Type: "List<AWS::EC2::Subnet::Id>", Default: "a, b"}}
  Ids: {{Type: CommaDelimitedList}}
  Ami: {{Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /aws/ami}}
Mappings:
  Sizes:
    prod: {{Memory: 512, Zones: [x, y]}}
    012345670123: {{Memory: 1}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Not [!Condition IsProd]
  Undecided: !Equals [!Ref Name, x]
Resources:
  B: {{Type: "AWS::S3::Bucket"}}
  A:
    Type: Own::X::Y
    Properties:
{indented}  Use:
    Type: Own::Use::All
    Condition: Undecided
    Properties:
      All: [!Ref Stage, !Ref Flag, !Ref Name, !Ref Subnets, !Ref Ids, !Ref Ami]
"#
    )
}

/// The properties of `A` and what is remarked.
fn check_properties_with(text: &str, given: &[(&str, &str)], expected: &Expect) {
    let text = properties(text);
    let document = cfn::parse(text.as_bytes());
    assert!(
        document.root.is_some(),
        "the text can be read: {:?}",
        document.diagnostics
    );
    let mut model = cfn::resolve(&document, &parameters(given));
    model.resources.retain(|resource| resource.id == "A");
    let shown = support::model(&model) + &support::remarks(&model.diagnostics);
    expected.assert_eq(&shown);
}

fn check_properties(text: &str, expected: &Expect) {
    check_properties_with(text, &[], expected);
}

#[test]
fn references_in_every_spelling_are_one_value() {
    check_properties(
        "Ref: !Ref B\nLong: {Ref: B}\nSub: !Sub \"${B}\"\nJoin: !Join ['', [!Ref B]]",
        &expect![[r#"
            A Own::X::Y True
                Ref: "${B}" canonical=${B} first=B
                Long: "${B}" canonical=${B} first=B
                Sub: "${B}" canonical=${B} first=${B}
                Join: "${B}" canonical=${B}
        "#]],
    );
    check_properties(
        "GetAtt: !GetAtt B.Arn\nLong: {\"Fn::GetAtt\": [B, Arn]}\nSub: !Sub \"${B.Arn}\"\nText: {\"Fn::GetAtt\": B.Arn}",
        &expect![[r#"
            A Own::X::Y True
                GetAtt: "${B.Arn}" canonical=${B.Arn} first=B.Arn
                Long: "${B.Arn}" canonical=${B.Arn} first=B.Arn
                Sub: "${B.Arn}" canonical=${B.Arn} first=${B.Arn}
                Text: "${B.Arn}" canonical=${B.Arn} first=B.Arn
        "#]],
    );
}

#[test]
fn parameters_are_given_or_default_or_unknown() {
    let text = "Stage: !Ref Stage\nFlag: !Ref Flag\nName: !Ref Name\nAmi: !Ref Ami\nSubnets: !Ref Subnets\nIds: !Ref Ids";
    check_properties(
        text,
        &expect![[r#"
            A Own::X::Y True
                Stage: "prod" plain canonical=${Stage} first=Stage
                Flag: "true" plain canonical=${Flag} first=Flag
                Name: unknown: the parameter `Name` has no value canonical=${Name} first=Name
                Ami: unknown: the parameter `Ami` is read from SSM when the stack is made canonical=${Ami} first=Ami
                Subnets: list
                  - "a"
                  - "b"
                Ids: unknown: the parameter `Ids` has no value canonical=${Ids} first=Ids
        "#]],
    );
    let given = [
        ("Stage", "dev"),
        ("Name", "n"),
        ("Ami", "ami-1"),
        ("Ids", "i,  j"),
        ("Subnets", ""),
    ];
    check_properties_with(
        text,
        &given,
        &expect![[r#"
            A Own::X::Y True
                Stage: "dev" plain canonical=${Stage} first=Stage
                Flag: "true" plain canonical=${Flag} first=Flag
                Name: "n" plain canonical=${Name} first=Name
                Ami: "ami-1" plain canonical=${Ami} first=Ami
                Subnets: list
                Ids: list
                  - "i"
                  - "j"
        "#]],
    );
}

#[test]
fn pseudo_parameters_stay_symbolic_unless_given() {
    let text = "Region: !Ref AWS::Region\nArn: !Sub \"arn:${AWS::Partition}:s3:::${B}\"";
    check_properties(
        text,
        &expect![[r#"
            A Own::X::Y True
                Region: "${AWS::Region}" canonical=${AWS::Region} first=AWS::Region
                Arn: "arn:${AWS::Partition}:s3:::${B}" canonical=arn:${AWS::Partition}:s3:::${B} first=arn:${AWS::Partition}:s3:::${B}
        "#]],
    );
    check_properties_with(
        text,
        &[("AWS::Region", "eu-west-1")],
        &expect![[r#"
            A Own::X::Y True
                Region: "eu-west-1" canonical=${AWS::Region} first=AWS::Region
                Arn: "arn:${AWS::Partition}:s3:::${B}" canonical=arn:${AWS::Partition}:s3:::${B} first=arn:${AWS::Partition}:s3:::${B}
        "#]],
    );
}

#[test]
fn sub_folds_variables_and_keeps_escapes() {
    check_properties(
        "A: !Sub \"${Stage}-orders\"\nB: !Sub [\"${X}-${Stage}\", {X: !Ref B}]\nC: !Sub \"${!Literal} ${Name}\"\nD: !Sub \"${ Stage }\"\nE: !Sub plain",
        &expect![[r#"
            A Own::X::Y True
                A: "prod-orders" canonical=${Stage}-orders first=${Stage}-orders
                B: "${B}-prod" canonical=${B}-${Stage} first=${X}-${Stage}
                C: unknown: the parameter `Name` has no value canonical=${!Literal} ${Name} first=${!Literal} ${Name}
                D: "prod" canonical=${Stage} first=${ Stage }
                E: "plain" canonical=plain first=plain
        "#]],
    );
}

#[test]
fn join_select_and_split() {
    check_properties(
        "A: !Join [\"\", [\"arn:aws:s3:::\", !Ref B, /, !Ref Stage]]\nB: !Join [\",\", !Ref Subnets]\nC: !Join [\",\", !Ref Ids]\nD: !Join [\"-\", [a, !Ref Name]]",
        &expect![[r#"
            A Own::X::Y True
                A: "arn:aws:s3:::${B}/prod" canonical=arn:aws:s3:::${B}/${Stage}
                B: "a,b" canonical=${Subnets}
                C: unknown: the parameter `Ids` has no value canonical=${Ids}
                D: unknown: the parameter `Name` has no value canonical=a-${Name}
        "#]],
    );
    check_properties(
        "A: !Select [1, [a, b]]\nB: !Select [\"1\", !Ref Subnets]\nC: !Select [0, !Split [\"-\", !Sub \"${Stage}-x\"]]\nD: !Select [2, [a]]\nE: !Select [0, !Ref Ids]\nF: !Select [0, !GetAZs \"\"]\nG: !Split [\":\", !GetAtt B.Arn]",
        &expect![[r#"
            A Own::X::Y True
                A: "b" plain canonical=b
                B: "b" canonical=b
                C: "prod" canonical=prod
                D: unknown: `Fn::Select` asks for element 2, counted from 0, of 1
                E: unknown: the parameter `Ids` has no value canonical=${Ids[0]}
                F: unknown: `Fn::GetAZs` is only known when the stack is made canonical=${Fn::GetAZs()[0]}
                G: unknown: `${B.Arn}` is only known when the stack is made
        "#]],
    );
}

/// What was joined with a comma is taken apart at the same commas: no id, name or ARN has one in it.
#[test]
fn split_folds_what_was_joined() {
    check_properties(
        "A: !Split [\",\", !Join [\",\", [!Ref B, x, !GetAtt B.Arn]]]\nB: !Select [1, !Split [\",\", !Sub \"${B},${B}-y\"]]\nC: !Split [\",\", !Join [\",\", [!Ref B, !Ref Name]]]\nD: !Split [\"-\", !Join [\"-\", [!Ref B, x]]]",
        &expect![[r#"
            A Own::X::Y True
                A: list
                  - "${B}" canonical=${B} first=B
                  - "x"
                  - "${B.Arn}" canonical=${B.Arn} first=B.Arn
                B: "${B}-y" canonical=${B}-y
                C: unknown: the parameter `Name` has no value
                D: unknown: `${B}-x` is only known when the stack is made
        "#]],
    );
    // What a nested stack gives may be a whole list in one text.
    check_properties(
        "A: !Split [\",\", !GetAtt B.Outputs.Subnets]\nB: !Split [\",\", !GetAtt B.Subnets]",
        &expect![[r#"
            A Own::X::Y True
                A: unknown: `${B.Outputs.Subnets}` is only known when the stack is made
                B: unknown: `${B.Subnets}` is only known when the stack is made
            21:33 warning unknown-attribute: `B` (AWS::S3::Bucket) has no attribute `Outputs.Subnets`.
            22:33 warning unknown-attribute: `B` (AWS::S3::Bucket) has no attribute `Subnets`.
        "#]],
    );
}

#[test]
fn find_in_map_looks_up_and_falls_back() {
    check_properties(
        "A: !FindInMap [Sizes, !Ref Stage, Memory]\nB: !FindInMap [Sizes, !Ref Stage, Zones]\nC: !FindInMap [Sizes, dev, Memory]\nD: !FindInMap [Sizes, dev, Memory, {DefaultValue: 128}]\nE: !FindInMap [Sizes, !Ref AWS::Region, Memory]\nF: !FindInMap [Sizes, \"012345670123\", Memory]",
        &expect![[r#"
            A Own::X::Y True
                A: "512" plain canonical=512
                B: list
                  - "x" plain
                  - "y" plain
                C: unknown: the mapping `Sizes` has no `dev` with `Memory`
                D: "128" plain canonical=128
                E: unknown: `Fn::FindInMap` needs a key that is only known when the stack is made canonical=${Fn::FindInMap(Sizes,${AWS::Region},Memory)}
                F: "1" plain canonical=1
        "#]],
    );
}

#[test]
fn if_is_its_chosen_branch() {
    check_properties(
        "A: !If [IsProd, 30, 3]\nB: !If [IsTest, 30, !Ref \"AWS::NoValue\"]\nC: !If [Undecided, 1, 2]\nD: !If [IsProd, !If [IsTest, 1, !Ref B], 2]\nE: [!If [IsTest, x, !Ref AWS::NoValue], y]\nF: !If [!Equals [a, a], yes, no]\nG: !If [IsProd]",
        &expect![[r#"
            A Own::X::Y True
                A: "30" plain
                C: unknown: the condition `Undecided` cannot be decided
                D: "${B}" canonical=${B} first=B
                E: list
                  - "y" plain
                F: "yes" plain
                G: unknown: `Fn::If` needs a condition and two values
        "#]],
    );
}

#[test]
fn other_functions() {
    check_properties(
        "A: {\"Fn::Base64\": !Sub \"echo ${Stage}\"}\nB: !Base64 text\nC: {\"Fn::Length\": !Ref Subnets}\nD: !ImportValue net-vpc\nE: !ImportValue {\"Fn::Sub\": \"${Stage}-vpc\"}\nF: !Cidr [10.0.0.0/16, 6, 8]\nG: {\"Fn::Transform\": {Name: M}}\nH: {\"Fn::ToJsonString\": {a: b}}\nI: !GetAttr B.Arn\nJ: {\"Fn::ForEach::X\": [X, [1], {}], K: 1}\nL: !Equals [a, b]",
        &expect![[r#"
            A Own::X::Y True
                A: "echo prod" canonical=echo ${Stage} first=echo ${Stage}
                B: "text" canonical=text first=text
                C: "2" plain
                D: unknown: `Fn::ImportValue` is only known when the stack is made canonical=${Fn::ImportValue(net-vpc)} first=net-vpc
                E: unknown: `Fn::ImportValue` is only known when the stack is made canonical=${Fn::ImportValue(${Stage}-vpc)}
                F: unknown: `Fn::Cidr` is only known when the stack is made canonical=${Fn::Cidr(10.0.0.0/16,6,8)}
                G: unknown: `Fn::Transform` is not expanded here
                H: unknown: `Fn::ToJsonString` is not expanded here
                I: unknown: CloudFormation does not know this function first=B.Arn
                J: map
                  Fn::ForEach::X: unknown: `Fn::ForEach::X` is not expanded here
                  K: "1" plain
                L: "false" plain
        "#]],
    );
}

#[test]
fn conditions_have_three_values() {
    let text = |condition: &str| {
        format!(
            "Parameters:\n  P: {{Type: String}}\nConditions:\n  T: !Equals [a, a]\n  F: !Equals [a, b]\n  U: !Equals [!Ref P, a]\n  R: !Equals [!Ref AWS::Region, us-east-1]\n  S: !Equals [!Ref AWS::Region, !Sub \"${{AWS::Region}}\"]\n  X: {condition}\nResources:\n  A: {{Type: Own::X::B, Condition: X}}\n"
        )
    };
    let mut shown = String::new();
    for condition in [
        "!And [!Condition T, !Condition T]",
        "!And [!Condition T, !Condition U]",
        "!And [!Condition F, !Condition U]",
        "!Or [!Condition F, !Condition U]",
        "!Or [!Condition T, !Condition U]",
        "!Or [!Condition F, !Condition F]",
        "!Not [!Condition F]",
        "!Not [!Condition U]",
        "{Condition: T}",
        "{\"Fn::And\": [{\"Condition\": \"T\"}, {\"Fn::Not\": [{\"Condition\": \"F\"}]}]}",
        "!Condition R",
        "!Condition S",
        "!Equals [\"${AWS::Region}\", b]",
        "!Condition Missing",
        "text",
        "!Not [!Condition T, !Condition T]",
    ] {
        let text = text(condition);
        let document = cfn::parse(text.as_bytes());
        let model = cfn::resolve(&document, &parameters(&[]));
        let presence = model.resources[0].presence;
        shown.push_str(&format!("{condition} -> {presence:?}\n"));
    }
    expect![[r#"
        !And [!Condition T, !Condition T] -> True
        !And [!Condition T, !Condition U] -> Unknown
        !And [!Condition F, !Condition U] -> False
        !Or [!Condition F, !Condition U] -> Unknown
        !Or [!Condition T, !Condition U] -> True
        !Or [!Condition F, !Condition F] -> False
        !Not [!Condition F] -> True
        !Not [!Condition U] -> Unknown
        {Condition: T} -> True
        {"Fn::And": [{"Condition": "T"}, {"Fn::Not": [{"Condition": "F"}]}]} -> True
        !Condition R -> Unknown
        !Condition S -> True
        !Equals ["${AWS::Region}", b] -> False
        !Condition Missing -> Unknown
        text -> Unknown
        !Not [!Condition T, !Condition T] -> Unknown
    "#]]
    .assert_eq(&shown);
}

#[test]
fn conditions_that_need_each_other_are_unknown() {
    check(
        "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n  C: !Condition C\n  D: !Condition E\n  E: !Equals [a, a]\nResources:\n  R: {Type: Own::X::X, Condition: A}\n  S: {Type: Own::X::X, Condition: D}\n",
        &expect![[r#"
            R Own::X::X Unknown
            S Own::X::X True
            3:6 error condition-cycle: The conditions `B` and `A` need each other: neither can be decided.
            4:6 error condition-cycle: The condition `C` needs itself, so it cannot be decided.
        "#]],
    );
}

/// Deciding one after the other by recursion would overflow the stack.
#[test]
fn a_long_chain_of_conditions_is_decided() {
    let mut text = String::from("Conditions:\n  C0: !Equals [a, a]\n");
    for index in (1..30_000).rev() {
        text.push_str(&format!("  C{index}: !Condition C{}\n", index - 1));
    }
    text.push_str("Resources:\n  A: {Type: Own::X::B, Condition: C29999}\n");
    check(
        &text,
        &expect![[r#"
            A Own::X::B True
            1:1 info too-large: The template has 817842 bytes. Above 51200 it has to be uploaded to S3 first; it cannot be given inline.
        "#]],
    );
}

/// As deep as may be read, in a test thread's small stack.
#[test]
fn the_deepest_values_are_resolved() {
    let sub = "{\"Fn::Join\": [\"\", [".repeat(64) + "x" + &"]]}".repeat(64);
    let text = format!("Resources: {{A: {{Type: Own::X::B, Properties: {{C: {sub}}}}}}}");
    check(
        &text,
        &expect![[r#"
            A Own::X::B True
                C: "x" canonical=x
        "#]],
    );
}

#[test]
fn references_to_nothing_are_remarked() {
    check(
        r#"Conditions:
  Known: !Equals [a, b]
  Bad: !Condition Knwon
Resources:
  Queue:
    Type: Own::SQS::Queue
    DependsOn: [Topic, Quueue]
    Condition: Missing
    Properties:
      A: !Ref Quue
      B: !GetAtt Topic.Arn
      C: !Sub "x ${Quueue.Arn} ${AWS::Regoin} ${V}"
      D: !Sub
        - "${V} ${W}"
        - V: !Ref Queue
      E: !If [Knwon, 1, 2]
      F: !FindInMap [Map, a, b]
      G: !Sub |

        first
        é ${Nope} here
      H: {"Fn::ForEach::L": [X, [1], {"${X}": !Ref X}], I: 1}
Outputs:
  O: {Value: !Ref Queue, Condition: Other}
"#,
        &expect![[r#"
            Queue Own::SQS::Queue Unknown
                A: unknown: the template has no `Quue` canonical=${Quue} first=Quue
                B: unknown: the template has no `Topic` canonical=${Topic.Arn} first=Topic.Arn
                C: unknown: the template has no `Quueue` canonical=x ${Quueue.Arn} ${AWS::Regoin} ${V} first=x ${Quueue.Arn} ${AWS::Regoin} ${V}
                D: unknown: the template has no `W` canonical=${Queue} ${W} first=${V} ${W}
                E: unknown: the condition `Knwon` cannot be decided
                F: unknown: there is no mapping `Map`
                G: unknown: the template has no `Nope` canonical=
            first
            é ${Nope} here
             first=
            first
            é ${Nope} here

                H: map
                  Fn::ForEach::L: unknown: `Fn::ForEach::L` is not expanded here
                  I: "1" plain
            3:19 error dangling-reference: The template has no condition `Knwon`, did you mean `Known`?
            7:17 error dangling-reference: The template has no resource `Topic`.
            7:24 error dangling-reference: The template has no resource `Quueue`, did you mean `Queue`?
            8:16 error dangling-reference: The template has no condition `Missing`.
            10:15 error dangling-reference: The template has no parameter or resource `Quue`, did you mean `Queue`?
            11:18 error dangling-reference: The template has no resource `Topic`.
            12:18 error dangling-reference: The template has no resource `Quueue`, did you mean `Queue`?
            12:32 error dangling-reference: The template has no parameter or resource `AWS::Regoin`, did you mean `AWS::Region`?
            12:47 error dangling-reference: The template has no parameter or resource `V`.
            14:17 error dangling-reference: The template has no parameter or resource `W`.
            16:15 error dangling-reference: The template has no condition `Knwon`, did you mean `Known`?
            17:22 error dangling-reference: The template has no mapping `Map`.
            21:11 error dangling-reference: The template has no parameter or resource `Nope`.
            24:37 error dangling-reference: The template has no condition `Other`.
        "#]],
    );
}

#[test]
fn thousands_of_references_to_nothing_are_cut_short() {
    let mut text = String::from("Resources:\n");
    for number in 0..500 {
        text.push_str(&format!("  Queue{number}: {{Type: 'AWS::SQS::Queue'}}\n"));
    }
    text.push_str("Outputs:\n");
    for number in 0..20_000 {
        text.push_str(&format!("  O{number}: {{Value: !Ref Queue{number}x}}\n"));
    }
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &cfn::Parameters::new());
    let dangling: Vec<&str> = model
        .diagnostics
        .iter()
        .filter(|remark| remark.code == cfn::codes::DANGLING_REFERENCE)
        .map(|remark| remark.message.as_str())
        .collect();
    assert_eq!(
        model.diagnostics.len(),
        1_000,
        "nobody reads more remarks than that"
    );
    let guesses = dangling
        .iter()
        .filter(|message| message.contains("did you mean"))
        .count();
    assert_eq!(
        guesses, 50,
        "each guess looks at every name, so only the first get one"
    );
    assert_eq!(
        dangling[0], "The template has no parameter or resource `Queue0x`, did you mean `Queue0`?",
        "the first ones are worth it"
    );
}

#[test]
fn parameters_that_nothing_uses_are_remarked() {
    check(
        "Parameters:\n  Used: {Type: String}\n  InSub: {Type: String}\n  Unused: {Type: String}\nResources:\n  A:\n    Type: Own::X::X\n    Properties: {A: !Ref Used, B: !Sub \"${InSub}\"}\n",
        &expect![[r#"
            A Own::X::X True
                A: unknown: the parameter `Used` has no value canonical=${Used} first=Used
                B: unknown: the parameter `InSub` has no value canonical=${InSub} first=${InSub}
            4:3 info unused-parameter: Nothing uses the parameter `Unused`.
        "#]],
    );
}

#[test]
fn macros_may_define_anything() {
    check(
        "Transform: [MyMacro]\nParameters:\n  P: {Type: String}\nResources:\n  A: {Type: Own::X::X, Properties: {A: !Ref Made}}\n",
        &expect![[r#"
            A Own::X::X True
                A: "${Made}" canonical=${Made} first=Made
        "#]],
    );
    check(
        "Resources:\n  Fn::ForEach::Topics:\n    - Name\n    - [a, b]\n    - 'Topic${Name}': {Type: AWS::SNS::Topic}\n  A: {Type: Own::X::X, Properties: {A: !Ref Topica}}\n",
        &expect![[r#"
            A Own::X::X True
                A: "${Topica}" canonical=${Topica} first=Topica
        "#]],
    );
    check(
        "Resources:\n  Net: {Type: My::Vpc::MODULE}\n  A: {Type: Own::X::X, Properties: {A: !Ref NetVpc, B: !Ref Nothing}}\n",
        &expect![[r#"
            Net My::Vpc::MODULE True
            A Own::X::X True
                A: "${NetVpc}" canonical=${NetVpc} first=NetVpc
                B: unknown: the template has no `Nothing` canonical=${Nothing} first=Nothing
            3:61 error dangling-reference: The template has no parameter or resource `Nothing`.
        "#]],
    );
}

#[test]
fn texts_that_are_no_templates() {
    check(
        "- a\n- b\n",
        &expect![[r#"
        1:1 error not-a-template: A template is a mapping with `Resources:`, but this file is a list.
    "#]],
    );
    check(
        "just text\n",
        &expect![[r#"
        1:1 error not-a-template: A template is a mapping with `Resources:`, but this file is text.
    "#]],
    );
    check(
        "resources:\n  A: {Type: Own::X::B}\n",
        &expect![[r#"
        1:1 error no-resources: The template has no `Resources`. Is `resources` meant? Capitals count.
    "#]],
    );
    check(
        "Resources:\n",
        &expect![[r#"
        1:1 error no-resources: The template has no resources. They stand under `Resources:`.
    "#]],
    );
    check(
        "Resources: {}\nOutputs: []\n",
        &expect![[r#"
        1:1 error no-resources: The template has no resources. They stand under `Resources:`.
        2:1 error not-a-mapping: `Outputs` has to be a mapping from names to values, but it is a list.
    "#]],
    );
    check(
        "Resources: [a]\n",
        &expect![[r#"
        1:1 error not-a-mapping: `Resources` has to be a mapping from names to values, but it is a list.
    "#]],
    );
    check(
        "Parameters:\n  P: String\nResources:\n  A: text\n  B: {Properties: {}}\n  C: {Type: }\n  D: {Type: Own::X::X, Properties: [a]}\n  E:\n",
        &expect![[r#"
            B  True
            C  True
            D Own::X::X True
            2:3 error not-a-mapping: The parameter `P` has to be a mapping with a `Type`, but it is text.
            2:3 info unused-parameter: Nothing uses the parameter `P`.
            4:3 error not-a-mapping: The resource `A` has to be a mapping with a `Type`, but it is text. Check the indentation.
            5:3 error missing-type: The resource `B` needs a `Type`, such as `Type: AWS::S3::Bucket`.
            6:12 error missing-type: The resource `C` needs a `Type`, such as `Type: AWS::S3::Bucket`.
            7:24 error not-a-mapping: `Properties` of `D` has to be a mapping, but it is a list.
            8:3 error not-a-mapping: The resource `E` has to be a mapping with a `Type`, but it is nothing. Check the indentation.
        "#]],
    );
}

#[test]
fn more_than_five_hundred_resources() {
    let mut text = String::from("Resources:\n");
    for index in 0..502 {
        text.push_str(&format!("  R{index}: {{Type: Own::X::X}}\n"));
    }
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &parameters(&[]));
    expect![[r#"
        502:3 error too-many-resources: This is resource 501; CloudFormation takes 500 in one template.
    "#]].assert_eq(&support::remarks(&model.diagnostics));
}

#[test]
fn sam_globals_apply() {
    check(
        r#"Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 3
    Layers: [a]
    Environment: {Variables: {A: 1, B: 1}}
    VpcConfig: !If [X, {}, !Ref AWS::NoValue]
  Api: {Auth: {DefaultAuthorizer: x}}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 30
      Layers: [b]
      Environment: {Variables: {B: 2, C: 2}}
      Role: !GetAtt FRole.Arn
      Url: !Sub "https://${ServerlessRestApi}"
  G: {Type: AWS::Serverless::Function}
  H:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Timeout, Layers, Environment]
  I: {Type: AWS::Serverless::Function, IgnoreGlobals: '*'}
  L: {Type: AWS::Lambda::Function}
  T: {Type: AWS::Serverless::SimpleTable}
"#,
        &expect![[r#"
            F AWS::Serverless::Function True also AWS::Lambda::Function
                Timeout: "30" plain
                Layers: list
                  - "a" plain
                  - "b" plain
                Environment: map
                  Variables: map
                    B: "2" plain
                    C: "2" plain
                    A: "1" plain
                Role: "${FRole.Arn}" canonical=${FRole.Arn} first=FRole.Arn
                Url: "https://${ServerlessRestApi}" canonical=https://${ServerlessRestApi} first=https://${ServerlessRestApi}
                Runtime: "nodejs22.x" plain
                VpcConfig: unknown: the condition `X` cannot be decided
            G AWS::Serverless::Function True also AWS::Lambda::Function
                Runtime: "nodejs22.x" plain
                Timeout: "3" plain
                Layers: list
                  - "a" plain
                Environment: map
                  Variables: map
                    A: "1" plain
                    B: "1" plain
                VpcConfig: unknown: the condition `X` cannot be decided
            H AWS::Serverless::Function True also AWS::Lambda::Function
                Runtime: "nodejs22.x" plain
                VpcConfig: unknown: the condition `X` cannot be decided
            I AWS::Serverless::Function True also AWS::Lambda::Function
            L AWS::Lambda::Function True
            T AWS::Serverless::SimpleTable True also AWS::DynamoDB::Table
            8:21 error dangling-reference: The template has no condition `X`.
            18:7 warning unknown-property: AWS::Serverless::Function has no `Url`, as far as is known here.
            24:3 warning missing-property: AWS::Lambda::Function needs `Code` and `Role`.
        "#]],
    );
    check(
        "Resources:\n  F: {Type: AWS::Serverless::Function}\n",
        &expect![[r#"
            F AWS::Serverless::Function True also AWS::Lambda::Function
            2:3 error missing-transform: This is SAM, which needs the line `Transform: AWS::Serverless-2016-10-31` at the top of the template.
        "#]],
    );
}

#[test]
fn attributes_are_the_resource_without_its_properties() {
    let text = "Resources:\n  A:\n    Type: Own::X::X\n    DependsOn: B\n    DeletionPolicy: !If [C, Retain, Delete]\n    Properties: {P: 1}\n  B: {Type: Own::X::X}\nConditions:\n  C: !Equals [a, a]\n";
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &parameters(&[]));
    let attributes = &model.resources[0].attributes;
    let keys: Vec<&str> = attributes
        .as_map()
        .unwrap_or_default()
        .iter()
        .map(|member| member.key.as_ref())
        .collect();
    assert_eq!(
        keys,
        ["Type", "DependsOn", "DeletionPolicy"],
        "Properties are elsewhere"
    );
    let policy = attributes.get("DeletionPolicy").expect("it is there");
    assert_eq!(
        policy.as_text(),
        Some("Retain"),
        "functions are worked out here too"
    );
    assert_eq!(
        support::span(policy.span()),
        "5:29-35",
        "the chosen branch's place"
    );
}

#[test]
fn json_and_yaml_resolve_to_the_same() {
    let yaml = properties(
        "A: !If [IsProd, !Sub \"${Stage}-${B.Arn}\", x]\nB: !Join [\"\", [a, !Ref Name]]\nC: [!GetAtt B.Arn, !Ref AWS::NoValue]\nD: !FindInMap [Sizes, !Ref Stage, Zones]",
    );
    let yaml = cfn::parse(yaml.as_bytes());
    let json = support::to_json(yaml.root.as_ref().expect("a tree"));
    let json = cfn::parse(json.as_bytes());
    let shown = |document| {
        let model = cfn::resolve(document, &parameters(&[]));
        // JSON has no text without quotes here.
        support::model(&model).replace(" plain", "")
    };
    assert_eq!(shown(&json), shown(&yaml), "one template in two spellings");
}

/// Two gigabytes of text, from a template of half a megabyte.
#[test]
fn growth_is_bounded() {
    let long = "x".repeat(100_000);
    let names: Vec<String> = (0..20_000)
        .map(|index| format!("        A{index}: !Sub \"${{P}}\"\n"))
        .collect();
    let text = format!(
        "Parameters:\n  P: {{Type: String, Default: {long}}}\nResources:\n  R:\n    Type: Own::X::X\n    Properties:\n{}",
        names.concat().replace("        ", "      ")
    );
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &parameters(&[]));
    let members = model.resources[0].properties.as_map().unwrap_or_default();
    assert!(
        members[0].value.as_text().is_some(),
        "the first is worked out"
    );
    let last = members.last().and_then(|member| member.value.as_unknown());
    let reason = last.map(|unknown| unknown.reason.as_str());
    assert_eq!(
        reason,
        Some("the template grows too large to work this out"),
        "and the last is not"
    );
}
