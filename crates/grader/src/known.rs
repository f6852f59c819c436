//! Holds what a rubric names against the resource types that AWS has: a type or property that is not there is most likely a slip.

use cfn::{
    Span,
    types::{self, Known},
};

use crate::{
    fields::{Problems, shorten},
    path::{Path, StepKind},
};

/// What may stand beside `Properties`.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html>
const ATTRIBUTES: &[&str] = &[
    "Condition",
    "Connectors",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "IgnoreGlobals",
    "Metadata",
    "Type",
    "UpdatePolicy",
    "UpdateReplacePolicy",
];

/// Warns of a type that AWS does not have; refuses it in a generated rubric.
pub(crate) fn check_type(name: &str, span: Span, problems: &mut Problems) {
    if !name.contains("::") {
        problems.doubt(
            span,
            format!(
                "`{}` does not look like a resource type such as AWS::S3::Bucket",
                shorten(name)
            ),
        );
        return;
    }
    if !types::is_checkable(name) || types::resource_type(name).is_some() {
        return;
    }
    let suggestion = types::nearest_type(name)
        .map_or_else(String::new, |near| format!(", did you mean `{near}`?"));
    problems.doubt(
        span,
        format!("AWS has no resource type `{}`{suggestion}", shorten(name)),
    );
}

/// Warns of a path that none of the types has; refuses it in a generated rubric.
pub(crate) fn check_path(types: &[String], path: &Path, span: Span, problems: &mut Problems) {
    let keys = keys(path);
    if path.of_attributes {
        if let Some(first) = keys.first()
            && !ATTRIBUTES.contains(first)
        {
            let suggestion = cfn::suggest::nearest(first, ATTRIBUTES.iter().copied())
                .map_or_else(String::new, |near| format!(", did you mean `@{near}`?"));
            problems.doubt(span, format!("a resource has no `@{first}`{suggestion}"));
        }
        return;
    }
    let mut first_doubt = None;
    for name in types {
        let Some(known) = types::resource_type(name) else {
            return;
        };
        match known.property(&keys) {
            Known::Yes | Known::Open => return,
            Known::No { step, did_you_mean } => {
                first_doubt.get_or_insert((name, step, did_you_mean));
            }
        }
    }
    let Some((name, step, did_you_mean)) = first_doubt else {
        return;
    };
    let written = keys.get(..=step).unwrap_or(&keys).join(".");
    let suggestion =
        did_you_mean.map_or_else(String::new, |near| format!(", did you mean `{near}`?"));
    problems.doubt(span, format!("{name} has no `{written}`{suggestion}"));
}

/// The keys of a path as far as the type says what is there: not into functions and texts.
fn keys(path: &Path) -> Vec<&str> {
    let mut keys = Vec::new();
    for step in &path.steps {
        match &step.kind {
            StepKind::Key(key) if key.function.is_some() => break,
            StepKind::Key(key) if key.index.is_some() => {}
            StepKind::Key(key) => keys.push(key.name.as_str()),
            StepKind::Index(_) | StepKind::Every | StepKind::Where(_) => {}
            StepKind::Json => break,
        }
    }
    keys
}
