//! CloudFormation templates: text -> span tree -> resolved model -> resource graph.
//!
//! Nothing here does IO and nothing here can fail: a broken template is a [`Document`] with diagnostics. Criteria and reports do
//! not live here.

mod checks;
pub mod codes;
mod diagnostic;
mod graph;
pub mod limits;
mod node;
mod parse;
mod resolve;
mod span;
pub mod suggest;
mod template;
pub mod types;
mod value;

pub use diagnostic::{Diagnostic, Severity};
pub use graph::{Advice, Edge, Graph, Names, OpenEnd, Relation, switch_of};
pub use node::{Entry, Function, Intrinsic, Node, NodeKind, Scalar, ScalarStyle};
pub use span::{Position, Span};
pub use template::{Section, Template};
pub use value::{
    Data, Decision, FunctionUse, Member, Model, Parameters, Resource, Text, Unknown, Value,
};

/// A parsed text: the tree, when there is one, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The root; absent when the text is empty, not UTF-8, too large or not YAML or JSON.
    pub root: Option<Node>,
    /// Remarks in the order of their places. At least one error when `root` is absent.
    pub diagnostics: Vec<Diagnostic>,
    /// The length of the text.
    pub size_bytes: usize,
}

/// Parses any YAML or JSON text into a span tree. Functions are recognised; nothing else of CloudFormation is asked for, so that
/// mission files are read by the same code.
pub fn parse(bytes: &[u8]) -> Document {
    parse::parse(bytes)
}

/// Resolves a template in one world. A root that is no template (not a mapping, no `Resources`) gives an empty model with an
/// error among the diagnostics. A document without a root has said why already, and gets no second remark.
///
/// Besides template parameters, `parameters` may hold pseudo parameters (`AWS::Region`); those that it does not hold stay
/// symbolic.
pub fn resolve<'t>(document: &'t Document, parameters: &Parameters) -> Model<'t> {
    resolve::resolve(document, parameters)
}
