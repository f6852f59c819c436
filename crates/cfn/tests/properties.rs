//! What holds for any text: no panic, a tree or an error, places in order, the same result each time.

mod support;

use cfn::{Node, NodeKind, Parameters, Severity};
use proptest::prelude::*;

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let document = cfn::parse(bytes);
    let model = cfn::resolve(&document, &Parameters::new());
    let has_error = document
        .diagnostics
        .iter()
        .any(|remark| remark.severity == Severity::Error && remark.span.start.line > 0);
    prop_assert!(
        document.root.is_some() || has_error,
        "neither a tree nor a located error"
    );
    if let Some(root) = &document.root {
        places_in_order(root)?;
    }
    let again = cfn::parse(bytes);
    prop_assert_eq!(
        &again.root,
        &document.root,
        "the same bytes give the same tree"
    );
    let model_again = cfn::resolve(&again, &Parameters::new());
    prop_assert_eq!(
        support::model(&model_again),
        support::model(&model),
        "the same tree gives the same model"
    );
    Ok(())
}

fn places_in_order(node: &Node) -> Result<(), TestCaseError> {
    prop_assert!(
        node.span.start <= node.span.end && node.span.start.line > 0 && node.span.start.column > 0,
        "a place ends before it starts: {:?}",
        node.span
    );
    match &node.kind {
        NodeKind::Scalar(_) => Ok(()),
        NodeKind::List(items) => items.iter().try_for_each(places_in_order),
        NodeKind::Map(entries) => entries
            .iter()
            .try_for_each(|entry| places_in_order(&entry.value)),
        NodeKind::Function(function) => places_in_order(&function.argument),
    }
}

/// Pieces that templates, and broken ones, are made of.
const PIECES: &[&str] = &[
    "Resources:\n",
    "Conditions:\n",
    "Parameters:\n",
    "Mappings:\n",
    "Globals:\n",
    "  A:\n",
    "  B:\n",
    "    Type: AWS::Serverless::Function\n",
    "    Properties:\n",
    "      Name: ",
    "    Condition: A\n",
    "    Default: x\n",
    "- ",
    "  - ",
    "!Ref A",
    "!Ref B\n",
    "!Sub \"${A}-${B.C}\"\n",
    "!GetAtt A.B\n",
    "!If [A, B, !Ref AWS::NoValue]\n",
    "!Join ['', [a, !Ref B]]\n",
    "!Select [0, !Split [',', 'a,b']]\n",
    "!FindInMap [A, B, C]\n",
    "!Equals [!Ref A, x]\n",
    "!And [!Condition A, !Condition B]\n",
    "!Not [{Condition: B}]\n",
    "{\"Ref\": \"A\"}\n",
    "{\"Fn::Sub\": [\"${X}\", {\"X\": 1}]}\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    ": ",
    ":",
    "\"",
    "'",
    "\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "|\n",
    ">-\n",
    "#",
    "&a ",
    "*a\n",
    "<<: *a\n",
    "---\n",
    "...\n",
    "? ",
    "!",
    "!!str ",
    "%",
    "@",
    "\\",
    "é",
    "😀",
    "\u{feff}",
    "0",
    "012345670123\n",
    "Fn::ForEach::X:\n",
    "Fn::Transform: x\n",
];

fn pieces_of_templates() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,120}") {
        check(text.as_bytes())?;
    }

    #[test]
    fn fragments(text in pieces_of_templates()) {
        check(text.as_bytes())?;
    }
}
