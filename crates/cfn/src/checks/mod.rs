//! A template held against the resource types that AWS has: one file a remark. Looks at what is written, so that branches not taken
//! count too. Says nothing where something that is not expanded here (a macro, a loop, an include) may change what stands there.
//!
//! Names that lead nowhere are found in `resolve`, which asks here for the attributes of resources.

mod missing_property;
pub(crate) mod unknown_attribute;
mod unknown_property;
mod unknown_type;

use crate::{
    Entry, Intrinsic, Node, NodeKind, Span, Template,
    diagnostic::Remarks,
    template::is_expanded_later,
    types::{self, Place, ResourceType, Step},
};

/// For how many names of a template a "did you mean" is looked for; one with more has another problem.
const MOST_SUGGESTIONS: u32 = 50;

/// The types of a template's resources, by their place in it.
pub(crate) struct Types(Vec<Option<ResourceType>>);

impl Types {
    /// The type of the resource at this place, when it is known.
    pub(crate) fn get(&self, index: usize) -> Option<&ResourceType> {
        self.0.get(index)?.as_ref()
    }
}

/// Looks every resource's type up, once for all checks.
pub(crate) fn types(template: &Template<'_>) -> Types {
    let entries = template.resources.entries().iter();
    Types(
        entries
            .map(|entry| types::resource_type(type_node(entry)?.as_text()?))
            .collect(),
    )
}

fn type_node(resource: &Entry) -> Option<&Node> {
    resource.value.get("Type")
}

pub(crate) fn check(template: &Template<'_>, types: &Types, diagnostics: &mut Remarks) {
    if template.is_open_ended() {
        return;
    }
    let mut walk = Walk {
        resource_type: None,
        keys: Vec::new(),
        suggestions: 0,
        diagnostics,
    };
    for (entry, known) in template.resources.entries().iter().zip(&types.0) {
        if walk.diagnostics.is_full() {
            return;
        }
        walk.resource(template, entry, known.as_ref());
    }
}

/// The way through a resource's properties, along with its type.
struct Walk<'w> {
    resource_type: Option<&'w ResourceType>,
    /// The keys on the way, below `Properties`.
    keys: Vec<&'w str>,
    suggestions: u32,
    diagnostics: &'w mut Remarks,
}

impl<'w> Walk<'w> {
    fn resource(
        &mut self,
        template: &Template<'_>,
        entry: &'w Entry,
        known: Option<&'w ResourceType>,
    ) {
        let Some(members) = entry.value.as_map() else {
            return;
        };
        self.resource_type = known;
        let has_strangers = self.resource_attributes(members);
        let Some(resource_type) = known else {
            if let Some(node) = type_node(entry)
                && let Some(name) = node.as_text()
            {
                let remark = unknown_type::remark(name, node.span, self.may_suggest());
                remark
                    .into_iter()
                    .for_each(|found| self.diagnostics.push(found));
            }
            return;
        };
        let place = resource_type.root();
        match entry.value.get("Properties") {
            Some(node) if !is_nothing(node) => self.value(place, node, entry.key_span),
            // What was meant as `Properties`, or belongs there, is remarked already.
            Some(_) | None if !has_strangers && !has_globals(template, resource_type) => {
                self.missing(place, &[], &[], entry.key_span);
            }
            Some(_) | None => {}
        }
    }

    /// What stands beside `Properties`; whether any of it should not.
    fn resource_attributes(&mut self, members: &'w [Entry]) -> bool {
        let mut has_strangers = false;
        for member in members {
            if types::RESOURCE_ATTRIBUTES.contains(&member.key.as_str()) || is_function(&member.key)
            {
                continue;
            }
            has_strangers = true;
            let may_suggest = self.may_suggest();
            let remark =
                unknown_property::beside_properties(self.resource_type, member, may_suggest);
            self.diagnostics.push(remark);
        }
        has_strangers
    }

    /// A value that stands in a place of the type; `named` is where a remark about all of it belongs.
    fn value(&mut self, place: Place, node: &'w Node, named: Span) {
        if place.takes_anything() {
            return;
        }
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::Map(members) => self.mapping(place, members, named),
            NodeKind::List(items) => {
                if let Some(element) = place.element() {
                    for item in items {
                        self.value(element, item, Span::at(item.span.start));
                    }
                }
            }
            NodeKind::Function(function) => {
                if function.name == Intrinsic::If
                    && let Some([_, branches @ ..]) = function.argument.as_list()
                {
                    for branch in branches {
                        self.value(place, branch, named);
                    }
                }
            }
        }
    }

    fn mapping(&mut self, place: Place, members: &'w [Entry], named: Span) {
        let mut meant = Vec::new();
        for member in members {
            if self.diagnostics.is_full() {
                return;
            }
            if is_function(&member.key) {
                continue;
            }
            match place.step(&member.key) {
                Step::To(next) => {
                    self.keys.push(&member.key);
                    self.value(next, &member.value, member.key_span);
                    self.keys.pop();
                }
                Step::Open => {}
                Step::Nowhere => meant.extend(self.unknown(place, member)),
            }
        }
        self.missing(place, members, &meant, named);
    }

    /// Remarks a key that is not there, and gives the one that may be meant.
    fn unknown(&mut self, place: Place, member: &Entry) -> Option<&'static str> {
        let resource_type = self.resource_type?;
        let may_suggest = self.may_suggest();
        let meant = if may_suggest {
            types::near(&member.key, place.settable_names())
        } else {
            None
        };
        let remark = unknown_property::remark(resource_type, &self.keys, member, meant);
        self.diagnostics.push(remark);
        meant
    }

    /// Remarks what a mapping needs and does not have, without what a slip in it was meant to be.
    fn missing(&mut self, place: Place, members: &[Entry], meant: &[&str], named: Span) {
        if members.iter().any(|member| is_function(&member.key)) {
            return;
        }
        let missing: Vec<&str> = place
            .required()
            .filter(|name| !meant.contains(name) && !members.iter().any(|m| m.key == *name))
            .collect();
        if let Some(resource_type) = self.resource_type
            && !missing.is_empty()
        {
            let remark = missing_property::remark(resource_type, &self.keys, &missing, named);
            self.diagnostics.push(remark);
        }
    }

    fn may_suggest(&mut self) -> bool {
        self.suggestions += 1;
        self.suggestions <= MOST_SUGGESTIONS
    }
}

/// A function's name as a key beside others: what it makes is not known, and that it is no function there is remarked elsewhere.
fn is_function(key: &str) -> bool {
    key.starts_with("Fn::") || key == "Ref" || is_expanded_later(key)
}

fn is_nothing(node: &Node) -> bool {
    node.as_scalar().is_some_and(crate::Scalar::is_missing)
}

/// Whether SAM's `Globals` give this type properties.
fn has_globals(template: &Template<'_>, resource_type: &ResourceType) -> bool {
    let short = resource_type.name().strip_prefix("AWS::Serverless::");
    short.is_some_and(|short| template.globals.has(short))
}

/// `` `a`, `b` and `c` ``.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
