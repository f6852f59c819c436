//! Rubrics with every kind, operator, relation and preset, for templates that come without one.

use cfn::{Node, NodeKind};
use grader::{Problem, Rubric};

/// What the house asks of templates: a list of rubrics.
const TEXT: &str = include_str!("house_rubric.yaml");

thread_local! {
    // Compiled once a thread, since they are asked for millions of times.
    static RUBRICS: Vec<Rubric> = compiled().into_iter().filter_map(|(rubric, _)| rubric).collect();
}

/// Every rubric of the house, with what is wrong with it.
pub fn compiled() -> Vec<(Option<Rubric>, Vec<Problem>)> {
    let document = cfn::parse(TEXT.as_bytes());
    let groups = document.root.as_ref().and_then(Node::as_list);
    groups
        .unwrap_or_default()
        .iter()
        .map(Rubric::compile)
        .collect()
}

/// One rubric with the first two criteria of each of the house's: of every kind, and of every operator and relation some.
pub fn digest() -> Rubric {
    let document = cfn::parse(TEXT.as_bytes());
    let root = document.root.expect("the house's rubrics are YAML");
    let firsts = root.as_list().unwrap_or_default().iter();
    let firsts = firsts.flat_map(|group| group.as_list().unwrap_or_default().iter().take(2));
    let list = Node {
        kind: NodeKind::List(firsts.cloned().collect()),
        span: root.span,
    };
    let (rubric, problems) = Rubric::compile(&list);
    rubric.unwrap_or_else(|| panic!("the house's criteria compile together: {problems:?}"))
}

/// Uses the rubric of this number, counted round and round.
pub fn with(number: usize, use_it: impl FnOnce(&Rubric)) {
    RUBRICS.with(|rubrics| {
        if let Some(rubric) = number
            .checked_rem(rubrics.len())
            .and_then(|index| rubrics.get(index))
        {
            use_it(rubric);
        }
    });
}
