//! The arrays of an answer as one list of criteria in the criterion language.

use cfn::{Entry, Node, NodeKind, Position, Scalar, ScalarStyle, Span, types::Kinds};

use super::answer::{
    Assert, Check, Criteria, Edge, Graph, GraphNode, Head, Iam, Match, Preset, Property,
};
use super::values::{Meaning, items, kinds, meaning};

/// The criteria as the grader reads them.
pub(super) struct Merged {
    pub(super) node: Node,
    /// The path in the answer of each node, by the line of its span: they stand in no text, so their lines number them.
    paths: Vec<String>,
}

impl Merged {
    /// Where in the answer something stands.
    pub(super) fn path(&self, span: Span) -> &str {
        let index = usize::try_from(span.start.line).unwrap_or(usize::MAX);
        self.paths.get(index).map_or("criteria", String::as_str)
    }
}

/// Merges the arrays in the order of `order`; of equal ones the earlier array comes first.
pub(super) fn merge(criteria: &Criteria) -> Merged {
    let mut builder = Builder {
        paths: vec!["criteria".to_owned()],
    };
    let mut heads: Vec<Head<'_>> = criteria.heads().collect();
    heads.sort_by_key(|head| head.order);
    let items = heads
        .iter()
        .filter_map(|head| builder.criterion(criteria, head))
        .collect();
    Merged {
        node: Node {
            kind: NodeKind::List(items),
            span: numbered(0),
        },
        paths: builder.paths,
    }
}

fn numbered(number: usize) -> Span {
    Span::at(Position {
        line: u32::try_from(number).unwrap_or(u32::MAX),
        column: 1,
    })
}

struct Builder {
    paths: Vec<String>,
}

/// A field's name and its value.
type Field = (&'static str, Node);

impl Builder {
    fn criterion(&mut self, criteria: &Criteria, head: &Head<'_>) -> Option<Node> {
        let path = head.path();
        let mut fields = vec![
            ("id", self.text(&format!("{path}.id"), head.id)),
            ("kind", self.text(&path, head.kind)),
            ("label", self.text(&format!("{path}.label"), head.label)),
            (
                "weight",
                self.plain(&format!("{path}.weight"), &head.weight.to_string()),
            ),
        ];
        fields.extend(match head.kind {
            "property" => self.property(&path, criteria.property.get(head.index)?),
            "check" => self.check(&path, criteria.check.get(head.index)?),
            "graph" => self.graph(&path, criteria.graph.get(head.index)?),
            "iam" => self.iam(&path, criteria.iam.get(head.index)?),
            _ => self.preset(&path, criteria.preset.get(head.index)?),
        });
        Some(self.map(&path, fields))
    }

    fn property(&mut self, path: &str, property: &Property) -> Vec<Field> {
        let kinds = kinds(&property.resource_type, &property.property);
        vec![
            (
                "resourceType",
                self.text(&format!("{path}.resourceType"), &property.resource_type),
            ),
            (
                "property",
                self.text(&format!("{path}.property"), &property.property),
            ),
            (
                "expected",
                self.value(&format!("{path}.expected"), &property.expected, kinds),
            ),
        ]
    }

    fn check(&mut self, path: &str, check: &Check) -> Vec<Field> {
        let mut fields = vec![
            (
                "select",
                self.select(&format!("{path}.resourceType"), &check.resource_type),
            ),
            (
                "match",
                self.text(&format!("{path}.match"), word(check.matching)),
            ),
        ];
        if let Some(min) = least(check) {
            let at = format!("{path}.min");
            let min = self.plain(&at, &min.to_string());
            fields.push(("count", self.map(&at, vec![("min", min)])));
        }
        if !check.asserts.is_empty() {
            let asserts = check.asserts.iter().enumerate();
            let asserts = asserts
                .map(|(index, assert)| {
                    self.assert(
                        &format!("{path}.assert[{index}]"),
                        &check.resource_type,
                        assert,
                    )
                })
                .collect();
            fields.push(("assert", self.list(&format!("{path}.assert"), asserts)));
        }
        fields
    }

    fn assert(&mut self, path: &str, type_name: &str, assert: &Assert) -> Node {
        let mut fields = vec![
            (
                "property",
                self.text(&format!("{path}.property"), &assert.property),
            ),
            ("op", self.text(&format!("{path}.op"), &assert.op)),
        ];
        let at = format!("{path}.value");
        let kinds = kinds(type_name, &assert.property);
        let value = match assert.op.as_str() {
            "exists" | "absent" => None,
            "gte" | "lte" => Some(self.plain(&at, assert.value.trim())),
            "glob" => Some(self.text(&at, &assert.value)),
            "refersTo" => Some(self.select(&at, assert.value.trim())),
            "oneOf" => {
                let items = items(&assert.value);
                let items = items
                    .iter()
                    .map(|item| self.value(&at, item, kinds))
                    .collect();
                Some(self.list(&at, items))
            }
            _ => Some(self.value(&at, &assert.value, kinds)),
        };
        fields.extend(value.map(|value| ("value", value)));
        self.map(path, fields)
    }

    fn graph(&mut self, path: &str, graph: &Graph) -> Vec<Field> {
        let nodes = graph
            .nodes
            .iter()
            .enumerate()
            .map(
                |(
                    index,
                    GraphNode {
                        name,
                        resource_type,
                    },
                )| {
                    let at = format!("{path}.nodes[{index}]");
                    let value = self.select(&format!("{at}.resourceType"), resource_type);
                    self.entry(&format!("{at}.name"), name, value)
                },
            )
            .collect();
        let edges = graph
            .edges
            .iter()
            .enumerate()
            .map(|(index, Edge { from, relation, to })| {
                let at = format!("{path}.edges[{index}]");
                let ends = vec![
                    self.text(&format!("{at}.from"), from),
                    self.text(&format!("{at}.relation"), relation),
                    self.text(&format!("{at}.to"), to),
                ];
                self.list(&at, ends)
            })
            .collect();
        let nodes = self.node(&format!("{path}.nodes"), NodeKind::Map(nodes));
        vec![
            ("nodes", nodes),
            ("edges", self.list(&format!("{path}.edges"), edges)),
        ]
    }

    fn iam(&mut self, path: &str, iam: &Iam) -> Vec<Field> {
        let at = format!("{path}.onType");
        let on = if iam.on_type.contains("::") && !iam.on_type.starts_with("arn:") {
            self.select(&at, &iam.on_type)
        } else {
            self.text(&at, &iam.on_type)
        };
        let mut fields = vec![
            (
                "who",
                self.select(&format!("{path}.whoType"), &iam.who_type),
            ),
            ("action", self.text(&format!("{path}.action"), &iam.action)),
            ("on", on),
            ("expect", self.text(&format!("{path}.expect"), &iam.expect)),
        ];
        // All fields are always there in an answer; elsewhere it says nothing.
        if iam.expect == "allow" && iam.max_scope != "any" {
            fields.push((
                "maxScope",
                self.text(&format!("{path}.maxScope"), &iam.max_scope),
            ));
        }
        fields
    }

    fn preset(&mut self, path: &str, preset: &Preset) -> Vec<Field> {
        let mut fields = vec![(
            "preset",
            self.text(&format!("{path}.preset"), &preset.preset),
        )];
        if !preset.args.is_empty() {
            let args = preset
                .args
                .iter()
                .enumerate()
                .map(|(index, arg)| {
                    let at = format!("{path}.args[{index}]");
                    let items = items(&arg.value);
                    let value_at = format!("{at}.value");
                    let value = match items.as_slice() {
                        [_, _, ..] => {
                            let items = items
                                .iter()
                                .map(|item| self.text(&value_at, item))
                                .collect();
                            self.list(&value_at, items)
                        }
                        _ => self.text(&value_at, arg.value.trim()),
                    };
                    self.entry(&format!("{at}.name"), &arg.name, value)
                })
                .collect();
            fields.push((
                "args",
                self.node(&format!("{path}.args"), NodeKind::Map(args)),
            ));
        }
        fields
    }

    fn select(&mut self, path: &str, type_name: &str) -> Node {
        let type_name = self.text(path, type_name);
        self.map(path, vec![("type", type_name)])
    }

    /// A value to compare with, where values of some `kinds` may stand.
    fn value(&mut self, path: &str, text: &str, kinds: Option<Kinds>) -> Node {
        match meaning(text, kinds) {
            Meaning::Plain => self.plain(path, text),
            Meaning::Text(text) => self.text(path, &text),
        }
    }

    fn text(&mut self, path: &str, text: &str) -> Node {
        self.scalar(path, text, ScalarStyle::DoubleQuoted)
    }

    fn plain(&mut self, path: &str, text: &str) -> Node {
        self.scalar(path, text, ScalarStyle::Plain)
    }

    fn scalar(&mut self, path: &str, text: &str, style: ScalarStyle) -> Node {
        let text = text.into();
        self.node(path, NodeKind::Scalar(Scalar { text, style }))
    }

    fn list(&mut self, path: &str, items: Vec<Node>) -> Node {
        self.node(path, NodeKind::List(items))
    }

    fn map(&mut self, path: &str, fields: Vec<Field>) -> Node {
        let entries = fields
            .into_iter()
            .map(|(name, value)| Entry {
                key: name.into(),
                key_span: value.span,
                value,
            })
            .collect();
        self.node(path, NodeKind::Map(entries))
    }

    fn entry(&mut self, path: &str, name: &str, value: Node) -> Entry {
        Entry {
            key: name.into(),
            key_span: self.number(path),
            value,
        }
    }

    fn node(&mut self, path: &str, kind: NodeKind) -> Node {
        Node {
            kind,
            span: self.number(path),
        }
    }

    fn number(&mut self, path: &str) -> Span {
        self.paths.push(path.to_owned());
        numbered(self.paths.len() - 1)
    }
}

fn word(matching: Match) -> &'static str {
    match matching {
        Match::Any => "any",
        Match::All => "all",
        Match::None => "none",
    }
}

/// How many resources a check asks for. `min` is always there in an answer, so the one that says nothing, or the opposite of the
/// rest, is left out: all of none is nothing, and none without a condition is the absence of such a resource.
fn least(check: &Check) -> Option<i64> {
    match (check.matching, check.asserts.is_empty()) {
        (Match::All, _) => Some(check.min.max(1)),
        (Match::None, true) => None,
        (Match::Any | Match::None, _) => (check.min > 0).then_some(check.min),
    }
}
