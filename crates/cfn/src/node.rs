//! The span tree: what was written, where, and nothing typed.

use smol_str::SmolStr;

use crate::Span;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands; for a tagged value it starts at the tag.
    pub span: Span,
}

impl Node {
    /// The text, when this is a scalar.
    pub fn as_text(&self) -> Option<&str> {
        self.as_scalar().map(|scalar| scalar.text.as_str())
    }

    /// The scalar, when this is one.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(scalar),
            NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => None,
        }
    }

    /// The elements, when this is a sequence.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::List(items) => Some(items),
            NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Function(_) => None,
        }
    }

    /// The members, when this is a mapping.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.kind {
            NodeKind::Map(entries) => Some(entries),
            NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Function(_) => None,
        }
    }

    /// The call, when this is a function.
    pub fn as_function(&self) -> Option<&Function> {
        match &self.kind {
            NodeKind::Function(function) => Some(function),
            NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }

    /// The member of a mapping with this key, with the place of the key. Looks at the members in turn.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map()?.iter().find(|entry| entry.key == key)
    }

    /// The value of a mapping under this key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// What kind of value this is, for messages: "text", "a list", "a mapping", "a function".
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Scalar(scalar) if scalar.is_missing() => "nothing",
            NodeKind::Scalar(_) => "text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a mapping",
            NodeKind::Function(_) => "a function",
        }
    }
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Text as it was written, never typed. A missing value is the empty plain text.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in document order. Of duplicate keys only the last is kept.
    Map(Vec<Entry>),
    /// `!Ref X`, `{"Ref": "X"}`, `!Sub ...`, `{"Fn::Sub": ...}`: both spellings are one shape.
    Function(Box<Function>),
}

/// A scalar's source text and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after unquoting and unescaping.
    pub text: SmolStr,
    /// How it was written.
    pub style: ScalarStyle,
}

impl Scalar {
    /// Whether it was written without quotes; only such text can be a boolean.
    pub fn is_plain(&self) -> bool {
        self.style == ScalarStyle::Plain
    }

    /// Whether it stands for no value: nothing was written (`Key:`), or YAML's own word for it.
    pub fn is_missing(&self) -> bool {
        self.is_plain() && matches!(self.text.as_str(), "" | "~" | "null")
    }
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarStyle {
    /// Unquoted.
    Plain,
    /// `'...'`
    SingleQuoted,
    /// `"..."`
    DoubleQuoted,
    /// `|` block.
    Literal,
    /// `>` block.
    Folded,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key's text.
    pub key: SmolStr,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// A call of an intrinsic function, whichever way it was spelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Which one.
    pub name: Intrinsic,
    /// The name's place (tag or key).
    pub name_span: Span,
    /// The argument in the long form's shape: `!GetAtt A.B.C` is the list `[A, B.C]` here.
    pub argument: Node,
}

/// The intrinsic functions that CloudFormation and SAM know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is AWS's own name")]
pub enum Intrinsic {
    Ref,
    Condition,
    And,
    Base64,
    Cidr,
    ContainsAny,
    EachMemberEquals,
    EachMemberIn,
    Equals,
    FindInMap,
    ForEach,
    GetAtt,
    GetAZs,
    GetStackOutput,
    If,
    ImportValue,
    Join,
    Length,
    Not,
    Or,
    RefAll,
    Select,
    Split,
    Sub,
    ToJsonString,
    Transform,
    ValueOf,
    ValueOfAll,
    /// A function that CloudFormation does not know; `unknown-function` says so, and it resolves to unknown.
    Other,
}

/// Every function with the name of its long form; a tag has the same name without `Fn::`.
const NAMES: &[(Intrinsic, &str)] = &[
    (Intrinsic::Ref, "Ref"),
    (Intrinsic::Condition, "Condition"),
    (Intrinsic::And, "Fn::And"),
    (Intrinsic::Base64, "Fn::Base64"),
    (Intrinsic::Cidr, "Fn::Cidr"),
    (Intrinsic::ContainsAny, "Fn::Contains"),
    (Intrinsic::EachMemberEquals, "Fn::EachMemberEquals"),
    (Intrinsic::EachMemberIn, "Fn::EachMemberIn"),
    (Intrinsic::Equals, "Fn::Equals"),
    (Intrinsic::FindInMap, "Fn::FindInMap"),
    (Intrinsic::ForEach, "Fn::ForEach"),
    (Intrinsic::GetAtt, "Fn::GetAtt"),
    (Intrinsic::GetAZs, "Fn::GetAZs"),
    (Intrinsic::GetStackOutput, "Fn::GetStackOutput"),
    (Intrinsic::If, "Fn::If"),
    (Intrinsic::ImportValue, "Fn::ImportValue"),
    (Intrinsic::Join, "Fn::Join"),
    (Intrinsic::Length, "Fn::Length"),
    (Intrinsic::Not, "Fn::Not"),
    (Intrinsic::Or, "Fn::Or"),
    (Intrinsic::RefAll, "Fn::RefAll"),
    (Intrinsic::Select, "Fn::Select"),
    (Intrinsic::Split, "Fn::Split"),
    (Intrinsic::Sub, "Fn::Sub"),
    (Intrinsic::ToJsonString, "Fn::ToJsonString"),
    (Intrinsic::Transform, "Fn::Transform"),
    (Intrinsic::ValueOf, "Fn::ValueOf"),
    (Intrinsic::ValueOfAll, "Fn::ValueOfAll"),
];

impl Intrinsic {
    /// The name of the long form, `Ref` or `Fn::Sub`; `Fn::Other` for one that CloudFormation does not know.
    pub fn long_name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(intrinsic, _)| *intrinsic == self)
            .map_or("Fn::Other", |(_, name)| name)
    }

    /// The name of the short form without its `!`: `Ref`, `Sub`.
    pub fn short_name(self) -> &'static str {
        let long = self.long_name();
        long.strip_prefix("Fn::").unwrap_or(long)
    }

    /// The function that a mapping's only key names: `Ref`, `Fn::Sub`, `Fn::ForEach::Loop`. `Condition` is left out, since
    /// only its place tells whether it is a function.
    pub fn from_long_name(name: &str) -> Option<Self> {
        if name.starts_with("Fn::ForEach::") {
            return Some(Self::ForEach);
        }
        NAMES
            .iter()
            .find(|(intrinsic, long)| *long == name && *intrinsic != Self::Condition)
            .map(|(intrinsic, _)| *intrinsic)
    }

    /// The function that a tag names, without its `!`.
    pub fn from_short_name(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, long)| long.strip_prefix("Fn::").unwrap_or(long) == name)
            .map(|(intrinsic, _)| *intrinsic)
    }

    /// Every function's long name, in AWS's alphabetical order.
    pub fn long_names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }
}
