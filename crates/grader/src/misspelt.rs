//! A resource whose type is nearly the one that is missing. The types that exist for certain are not taken for slips.

use cfn::{Resource, Span, Value, suggest::nearest};

use crate::{report::Evidence, wording, world::World};

/// A slip, and what is meant.
pub(crate) struct Misspelt<'m> {
    resource: &'m Resource<'m>,
    /// Where its type stands.
    span: Span,
    meant: String,
}

impl<'m> World<'m> {
    /// A resource whose type is nearly this one.
    pub(crate) fn misspelt(&self, type_name: &str) -> Option<Misspelt<'m>> {
        let unknown_types = self.types().filter(|name| !wording::is_well_known(name));
        let near = nearest(type_name, unknown_types)?;
        let resource = self.of_type(near).next()?;
        let span = resource
            .attributes
            .get("Type")
            .map_or(resource.id_span, Value::span);
        Some(Misspelt {
            resource,
            span,
            meant: type_name.to_owned(),
        })
    }
}

impl Misspelt<'_> {
    /// A question.
    pub(crate) fn sentence(&self) -> String {
        let (written, meant) = (self.resource.type_name, &self.meant);
        let line = self.span.start.line;
        let parts: Vec<&str> = written.split("::").collect();
        let well_formed = parts.len() >= 3
            && parts.iter().all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        if well_formed {
            format!("Did you mean `{meant}` where line {line} says `{written}`?")
        } else {
            format!("`{written}` on line {line} is not a type; did you mean `{meant}`?")
        }
    }

    /// Where it stands.
    pub(crate) fn evidence(&self) -> Evidence {
        Evidence {
            resource: Some(self.resource.id.to_owned()),
            path: Some("@Type".to_owned()),
            found: Some(self.resource.type_name.to_owned()),
            expected: Some(self.meant.clone()),
            ..Evidence::at(self.span)
        }
    }
}
