//! Short templates in, one line for each edge out.

use cfn::{Decision, Graph, Model, Parameters, Relation};

/// Why a case is there, its template, and the edges that it has: `Orders delivers Jobs via Sub @3`, `?` at the end for one that is
/// not certain; `-` for none.
pub(crate) type Case = (&'static str, &'static str, &'static [&'static str]);

/// A text without `Resources` is the resources alone, one to a line.
pub(crate) fn whole(text: &str) -> String {
    if text.contains("\nResources:") || text.starts_with('{') {
        return text.to_owned();
    }
    let lines = text.trim_matches('\n').lines();
    let indented: String = lines.map(|line| format!("  {line}\n")).collect();
    format!("Resources:\n{indented}")
}

/// Calls with the model and graph of a text.
pub(crate) fn with<T>(text: &str, act: impl FnOnce(&Model<'_>, &Graph) -> T) -> T {
    let text = whole(text);
    let document = cfn::parse(text.as_bytes());
    assert!(document.root.is_some(), "cannot be read:\n{text}");
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    assert_eq!(
        graph.edges(),
        Graph::of(&model).edges(),
        "the same model has the same edges twice"
    );
    act(&model, &graph)
}

/// The edges as lines, those of some relations left out.
pub(crate) fn lines(text: &str, left_out: &[Relation]) -> Vec<String> {
    with(text, |model, graph| {
        let id = |index: usize| model.resources[index].id;
        let shown = graph
            .edges()
            .iter()
            .filter(|edge| !left_out.contains(&edge.relation));
        // Lines count from the first resource.
        shown
            .map(|edge| {
                let via = edge
                    .via
                    .map_or(String::new(), |via| format!(" via {}", id(via)));
                let doubt = match edge.certainty {
                    Decision::True => "",
                    Decision::Unknown => " ?",
                    Decision::False => " never",
                };
                let first = u32::from(whole(text) != text);
                format!(
                    "{} {} {}{via} @{}{doubt}",
                    id(edge.from),
                    edge.relation.name(),
                    id(edge.to),
                    edge.span.start.line - first
                )
            })
            .collect()
    })
}

/// Every case at once, so that one change is seen whole.
pub(crate) fn check(cases: &[Case], left_out: &[Relation]) {
    let mut wrong = String::new();
    for (why, text, expected) in cases {
        let found = lines(text, left_out);
        let expected: Vec<String> = expected
            .iter()
            .filter(|line| **line != "-")
            .map(|line| (*line).to_owned())
            .collect();
        if found != expected {
            wrong += &format!("{why}\n  expected {expected:#?}\n  found {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "cases that differ:\n{wrong}");
}
