//! What has to stay the same when a template or a rubric is said in another way. Messages may differ where several resources are equally
//! near; verdicts and points may not.

mod made;
mod rubric;
mod templates;
mod writing;

use std::sync::LazyLock;

use grader::{Report, Rubric, Subject, Verdict, grade};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::{Value as Json, json};

use made::templates;
use rubric::{alone, criteria};
use templates::{Resource, Value, renamed};
use writing::{Form, Style, written};

fn compiled(criteria: &[Json]) -> Rubric {
    crate::support::rubric(&Json::from(criteria).to_string())
}

fn graded(text: &str, rubric: &Rubric) -> Report {
    let parameters = cfn::Parameters::new();
    let subject = Subject {
        mission: "m",
        template: "t",
        text: text.as_bytes(),
        parameters: &parameters,
    };
    grade(subject, rubric)
}

/// Each criterion with its verdict and what it earns.
fn verdicts(report: &Report) -> Vec<(String, Verdict, f64)> {
    report
        .results
        .iter()
        .map(|result| (result.label.clone(), result.verdict, result.earned))
        .collect()
}

/// The rubric for templates whose resources have the names that they were made with; made once, since compiling takes as long as grading.
fn house() -> &'static Rubric {
    static HOUSE: LazyLock<Rubric> = LazyLock::new(|| compiled(&criteria(&str::to_owned)));
    &HOUSE
}

/// Both texts are graded alike.
fn alike(text: &str, other: &str, rubric: &Rubric) -> Result<(), TestCaseError> {
    let (report, changed) = (graded(text, rubric), graded(other, rubric));
    prop_assert_eq!(
        verdicts(&report),
        verdicts(&changed),
        "two ways to say the same\n{}\n{}",
        text,
        other
    );
    Ok(())
}

/// Criteria that may stand in a combination, each with something around it.
fn each(around: impl Fn(Json) -> Json) -> Rubric {
    let criteria: Vec<Json> = criteria(&str::to_owned)
        .iter()
        .map(|criterion| around(alone(criterion)))
        .collect();
    compiled(&criteria)
}

static EACH: LazyLock<Rubric> = LazyLock::new(|| each(|criterion| criterion));
static ALL_OF_EACH: LazyLock<Rubric> =
    LazyLock::new(|| each(|criterion| one_of("allOf", &criterion)));
static ANY_OF_EACH: LazyLock<Rubric> =
    LazyLock::new(|| each(|criterion| one_of("anyOf", &criterion)));
static NOT_NOT_EACH: LazyLock<Rubric> =
    LazyLock::new(|| each(|criterion| one_of("not", &one_of("not", &criterion))));

/// Criteria of which one resource more can only be good.
static ABOUT_ANY: LazyLock<Rubric> = LazyLock::new(|| {
    let about_any = |criterion: &Json| match criterion["kind"].as_str() {
        None | Some("graph") => true,
        Some("check") => criterion["match"].is_null(),
        _ => false,
    };
    let mut criteria = criteria(&str::to_owned);
    criteria.retain(about_any);
    compiled(&criteria)
});

fn other_name(id: &str) -> String {
    format!("The{}Of{}", id.to_uppercase(), id.len())
}

static WITH_OTHER_NAMES: LazyLock<Rubric> = LazyLock::new(|| compiled(&criteria(&other_name)));

fn one_of(kind: &str, criterion: &Json) -> Json {
    json!({"kind": kind, "label": criterion["label"].clone(), "of": [criterion]})
}

fn shuffled() -> impl Strategy<Value = (Vec<Resource>, Vec<Resource>)> {
    templates().prop_flat_map(|resources| (Just(resources.clone()), Just(resources).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_resources_changes_nothing((resources, other) in shuffled()) {
        alike(&written(&resources, Style::PLAIN), &written(&other, Style::PLAIN), house())?;
    }

    #[test]
    fn forms_and_spellings_of_functions_change_nothing(resources in templates(), way in prop::sample::select(&[(Form::Block, true), (Form::Flow, false), (Form::Flow, true), (Form::Json, true)])) {
        let (form, long) = way;
        alike(&written(&resources, Style::PLAIN), &written(&resources, Style { form, long, ..Style::PLAIN }), house())?;
    }

    #[test]
    fn a_substitution_of_one_name_is_a_reference(resources in templates(), form in prop::sample::select(&[Form::Block, Form::Flow, Form::Json])) {
        let style = Style { form, ..Style::PLAIN };
        alike(&written(&resources, style), &written(&resources, Style { sub_for_ref: true, ..style }), house())?;
    }

    #[test]
    fn a_substitution_of_one_attribute_is_that_attribute(resources in templates(), form in prop::sample::select(&[Form::Block, Form::Flow, Form::Json])) {
        let style = Style { form, ..Style::PLAIN };
        alike(&written(&resources, style), &written(&resources, Style { sub_for_att: true, ..style }), house())?;
    }

    #[test]
    fn a_default_is_as_good_as_its_value(resources in templates()) {
        alike(&written(&resources, Style::PLAIN), &written(&resources, Style { inlined: true, ..Style::PLAIN }), house())?;
    }

    #[test]
    fn names_are_but_names(resources in templates()) {
        let report = graded(&written(&resources, Style::PLAIN), house());
        let text = written(&renamed(&resources, &other_name), Style::PLAIN);
        let changed = graded(&text, &WITH_OTHER_NAMES);
        prop_assert_eq!(verdicts(&report), verdicts(&changed), "other names for the same\n{}", text);
    }

    #[test]
    fn what_has_to_do_with_nothing_changes_nothing(resources in templates(), at in any::<prop::sample::Index>()) {
        let mut more = resources.clone();
        more.insert(at.index(resources.len() + 1), Resource {
            id: "Apart".to_owned(),
            type_name: "AWS::SSM::Parameter",
            attributes: Vec::new(),
            properties: vec![("Type", Value::Text("String")), ("Value", Value::Text("x"))],
        });
        alike(&written(&resources, Style::PLAIN), &written(&more, Style::PLAIN), house())?;
    }

    /// One more resource of a type that is asked for can only help a criterion about any of them.
    #[test]
    fn one_more_takes_nothing_away(resources in templates(), type_name in prop::sample::select(&["AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::SNS::Topic", "AWS::IAM::Role", "AWS::S3::Bucket", "AWS::EC2::Subnet"])) {
        let mut more = resources.clone();
        more.push(Resource { id: "Apart".to_owned(), type_name, attributes: Vec::new(), properties: Vec::new() });
        let text = written(&more, Style::PLAIN);
        let (before, after) = (graded(&written(&resources, Style::PLAIN), &ABOUT_ANY), graded(&text, &ABOUT_ANY));
        for (before, after) in before.results.iter().zip(&after.results) {
            prop_assert!(
                before.verdict != Verdict::Pass || after.verdict == Verdict::Pass,
                "it passed, and with one more it is {:?}: {}\n{}", after.verdict, after.message, text
            );
            // What cannot be decided earns nothing, and one resource more may be what was meant by a name that nothing has.
            prop_assert!(
                after.earned >= before.earned || after.verdict == Verdict::Unknown,
                "it earned {}, and with one more {}: {}\n{}", before.earned, after.earned, after.message, text
            );
        }
    }

    #[test]
    fn all_or_any_of_one_is_that_one(resources in templates(), kind in prop::sample::select(&["allOf", "anyOf"])) {
        let changed = if kind == "allOf" { &ALL_OF_EACH } else { &ANY_OF_EACH };
        let text = written(&resources, Style::PLAIN);
        prop_assert_eq!(verdicts(&graded(&text, &EACH)), verdicts(&graded(&text, changed)), "{} of one\n{}", kind, text);
    }

    #[test]
    fn not_twice_is_not_at_all(resources in templates()) {
        let text = written(&resources, Style::PLAIN);
        prop_assert_eq!(verdicts(&graded(&text, &EACH)), verdicts(&graded(&text, &NOT_NOT_EACH)), "not not\n{}", text);
    }

    #[test]
    fn only_the_ratio_of_weights_counts(resources in templates(), weights in prop::collection::vec(1u32..100, house().criteria.len()), factor in prop::sample::select(&[0.25, 3.0, 1000.0])) {
        let weighed = |factor: f64| -> Rubric {
            let mut rubric = house().clone();
            for (criterion, weight) in rubric.criteria.iter_mut().zip(&weights) {
                criterion.weight = f64::from(*weight) * factor;
            }
            rubric
        };
        let text = written(&resources, Style::PLAIN);
        let (report, scaled) = (graded(&text, &weighed(1.0)), graded(&text, &weighed(factor)));
        prop_assert!((report.score - scaled.score).abs() < 1e-9, "{} and {}", report.score, scaled.score);
    }
}

/// The laws say nothing about templates that are all alike, or criteria that are never met.
#[test]
fn no_criterion_is_without_an_opposite() {
    let rubric = house();
    let mut runner = TestRunner::deterministic();
    let mut seen: Vec<[bool; 2]> = vec![[false; 2]; rubric.criteria.len()];
    for _ in 0..200 {
        let resources = templates()
            .new_tree(&mut runner)
            .expect("a template")
            .current();
        for (result, seen) in graded(&written(&resources, Style::PLAIN), rubric)
            .results
            .iter()
            .zip(&mut seen)
        {
            seen[0] |= result.verdict == Verdict::Pass;
            seen[1] |= result.verdict != Verdict::Pass;
        }
    }
    for (criterion, seen) in rubric.criteria.iter().zip(seen) {
        assert_eq!(
            seen,
            [true, true],
            "{} is met and is not met",
            criterion.label
        );
    }
}
