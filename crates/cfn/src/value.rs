//! The resolved model: what the template says in one world of parameter values.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{Diagnostic, Intrinsic, Node, Span};

/// Values for template parameters, by name.
pub type Parameters = BTreeMap<String, String>;

/// A decision that may not be possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Decided: yes.
    True,
    /// Decided: no.
    False,
    /// Not decidable from what is known.
    Unknown,
}

impl Decision {
    /// Decided by what is known.
    pub fn of(yes: bool) -> Self {
        if yes { Self::True } else { Self::False }
    }
}

impl std::ops::Not for Decision {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A template in one world: parameters given, mappings looked up, conditions decided once.
#[derive(Clone, Debug)]
pub struct Model<'t> {
    /// Every resource in document order, absent ones included (see [`Resource::presence`]).
    pub resources: Vec<Resource<'t>>,
    /// Where the `Resources` key stands, when it does.
    pub resources_span: Option<Span>,
    /// Remarks that need the model: dangling references, unused parameters.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'t> Model<'t> {
    /// The resource with this logical id. Looks at the resources in turn.
    pub fn resource(&self, id: &str) -> Option<&Resource<'t>> {
        self.resources.iter().find(|resource| resource.id == id)
    }
}

/// One resource.
#[derive(Clone, Debug)]
pub struct Resource<'t> {
    /// Its logical id.
    pub id: &'t str,
    /// Where the logical id stands.
    pub id_span: Span,
    /// The type as written, for example `AWS::Serverless::Function`.
    pub type_name: &'t str,
    /// What else it counts as, for example `AWS::Lambda::Function`.
    pub also: &'static [&'static str],
    /// Whether its condition lets it exist.
    pub presence: Decision,
    /// `Properties`, SAM Globals merged in; an empty map when there are none.
    pub properties: Value<'t>,
    /// The resource itself, for `@` paths: `DependsOn`, `DeletionPolicy`, `Metadata`, `Condition`, ...
    pub attributes: Value<'t>,
}

impl Resource<'_> {
    /// Whether it counts as this type, SAM's aliases included.
    pub fn counts_as(&self, type_name: &str) -> bool {
        self.type_name == type_name || self.also.contains(&type_name)
    }
}

/// A resolved value and where it was written.
#[derive(Clone, Debug)]
pub struct Value<'t> {
    /// What it is.
    pub data: Data<'t>,
    /// The written value that this came from: the chosen branch of an `If`, but the `Ref` itself and not what it names.
    pub node: &'t Node,
    /// The function that stood here before it was resolved, for path steps such as `Ref` and `Fn::Sub`. A decided `Fn::If` is
    /// transparent: it leaves no trace but the chosen branch, whose own function this is.
    pub function: Option<FunctionUse<'t>>,
}

impl<'t> Value<'t> {
    /// The known text's resolved form.
    pub fn as_text(&self) -> Option<&str> {
        self.text().map(|text| text.resolved.as_ref())
    }

    /// The known text with its other forms.
    pub fn text(&self) -> Option<&Text<'t>> {
        match &self.data {
            Data::Text(text) => Some(text),
            Data::List(_) | Data::Map(_) | Data::Absent | Data::Unknown(_) => None,
        }
    }

    /// The elements, when it is a sequence.
    pub fn as_list(&self) -> Option<&[Value<'t>]> {
        match &self.data {
            Data::List(items) => Some(items),
            Data::Text(_) | Data::Map(_) | Data::Absent | Data::Unknown(_) => None,
        }
    }

    /// The members, when it is a mapping.
    pub fn as_map(&self) -> Option<&[Member<'t>]> {
        match &self.data {
            Data::Map(members) => Some(members),
            Data::Text(_) | Data::List(_) | Data::Absent | Data::Unknown(_) => None,
        }
    }

    /// Why it cannot be known, when it cannot.
    pub fn as_unknown(&self) -> Option<&Unknown<'t>> {
        match &self.data {
            Data::Unknown(unknown) => Some(unknown),
            Data::Text(_) | Data::List(_) | Data::Map(_) | Data::Absent => None,
        }
    }

    /// The member with this key, with the place of the key. Looks at the members in turn.
    pub fn member(&self, key: &str) -> Option<&Member<'t>> {
        self.as_map()?.iter().find(|member| member.key == key)
    }

    /// The value under this key.
    pub fn get(&self, key: &str) -> Option<&Value<'t>> {
        self.member(key).map(|member| &member.value)
    }

    /// Where it was written.
    pub fn span(&self) -> Span {
        self.node.span
    }

    /// The function as written, in one spelling, for texts, unknowns and lists alike: `${Subnets}` for a list parameter.
    pub fn canonical(&self) -> Option<Cow<'_, str>> {
        match &self.data {
            Data::Text(text) => text.canonical.as_deref().map(Cow::Borrowed),
            Data::Unknown(unknown) => unknown.canonical.as_deref().map(Cow::Borrowed),
            Data::List(_) => self
                .first_form()
                .map(|name| Cow::Owned(format!("${{{name}}}"))),
            Data::Map(_) | Data::Absent => None,
        }
    }

    /// What the first form of criteria compared, for texts, unknowns and lists alike: `Subnets` for `!Ref Subnets`.
    pub fn first_form(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => text.first_form.as_deref(),
            Data::Unknown(unknown) => unknown.first_form.as_deref(),
            Data::List(_) => match &self.function {
                Some(function) if function.name == Intrinsic::Ref => function.argument.as_text(),
                _ => None,
            },
            Data::Map(_) | Data::Absent => None,
        }
    }
}

/// The function behind a resolved value.
#[derive(Clone, Debug)]
pub struct FunctionUse<'t> {
    /// Which one.
    pub name: Intrinsic,
    /// Its argument, resolved.
    pub argument: Box<Value<'t>>,
}

/// What a resolved [`Value`] is.
#[derive(Clone, Debug)]
pub enum Data<'t> {
    /// Text that is known.
    Text(Text<'t>),
    /// A sequence without its absent elements.
    List(Vec<Value<'t>>),
    /// A mapping without its absent members, in document order.
    Map(Vec<Member<'t>>),
    /// `AWS::NoValue`, or the branch of a false condition that has none.
    Absent,
    /// It depends on something that is not known.
    Unknown(Unknown<'t>),
}

/// A member of a [`Data::Map`].
#[derive(Clone, Debug)]
pub struct Member<'t> {
    /// The key's text.
    pub key: Cow<'t, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Value<'t>,
}

/// A known text, with the other texts that mean the same value.
#[derive(Clone, Debug)]
pub struct Text<'t> {
    /// Parameters, mappings and conditions folded in; references to resources and pseudo parameters stay symbolic
    /// (`${Orders.Arn}`, `${AWS::Region}`).
    pub resolved: Cow<'t, str>,
    /// The function as written, in one spelling: `${Stage}-orders`. Absent when it is not a function.
    pub canonical: Option<Cow<'t, str>>,
    /// What the first form of criteria compared: `X` for `!Ref X`, `X.Arn` for `!GetAtt X.Arn`, the format for `!Sub`.
    /// Absent when it is not a function.
    pub first_form: Option<Cow<'t, str>>,
    /// Whether it was written without quotes (only such text can be a boolean).
    pub plain: bool,
}

impl Text<'_> {
    /// Whether the resolved text still has symbols of resources or pseudo parameters in it, so that two different texts may be
    /// equal after all. A written text is never symbolic, whatever it looks like.
    pub fn is_symbolic(&self) -> bool {
        self.canonical.is_some() && self.resolved.contains("${")
    }
}

/// A value that cannot be known, and what can be said of it all the same.
#[derive(Clone, Debug)]
pub struct Unknown<'t> {
    /// Why, as the end of a sentence: "the parameter `Stage` has no value".
    pub reason: String,
    /// As in [`Text::canonical`].
    pub canonical: Option<Cow<'t, str>>,
    /// As in [`Text::first_form`].
    pub first_form: Option<Cow<'t, str>>,
}

impl Unknown<'_> {
    /// Whether it refers to something that the template does not have: a mistake, whatever the parameters are.
    pub fn is_dangling(&self) -> bool {
        self.reason.starts_with(crate::resolve::NOT_THERE)
    }
}
