//! Integrations in the body of an API: an OpenAPI document with `x-amazon-apigateway-integration`.
//!
//! # What it checks
//! Every `uri` in `Body` or `DefinitionBody` that names a function or another resource, and the `Target` of an HTTP API made in one go.
//!
//! # Why it matters
//! An API can be described as one document instead of a resource for each method. It delivers all the same.
//!
//! # Example
//! ```yaml
//! Api:
//!   Type: AWS::ApiGateway::RestApi
//!   Properties:
//!     Body:
//!       paths:
//!         /orders:
//!           post:
//!             x-amazon-apigateway-integration:
//!               uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations
//! ```
//!
//! # Fix
//! Name the function in the integration's `uri`.

use crate::{Data, Resource, Value};

use super::{
    super::{Relation, builder::Builder, ends::mark},
    integration,
};

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    for end in builder.ends(resource, "Target", &[]) {
        builder.add_end(index, Relation::Delivers, true, None, end);
    }
    for place in ["Body", "DefinitionBody"] {
        if let Some(body) = resource.properties.get(place) {
            value(builder, index, body);
        }
    }
}

fn value(builder: &mut Builder<'_, '_>, index: usize, found: &Value<'_>) {
    match &found.data {
        Data::Map(members) => {
            for member in members {
                let span = mark(member.key_span, member.value.node);
                let target = member
                    .value
                    .text()
                    .filter(|_| member.key == "uri")
                    .and_then(|text| builder.names.of_text(text, &[]));
                match target {
                    Some(to) => integration::deliver(builder, index, to, None, span),
                    None if matches!(
                        member.key.as_ref(),
                        "requestParameters" | "requestTemplates"
                    ) =>
                    {
                        integration::named_in(builder, &member.value, span)
                            .into_iter()
                            .for_each(|(to, span)| {
                                integration::deliver(builder, index, to, None, span);
                            });
                    }
                    None => value(builder, index, &member.value),
                }
            }
        }
        Data::List(items) => {
            for item in items {
                value(builder, index, item);
            }
        }
        Data::Text(_) | Data::Absent | Data::Unknown(_) => {}
    }
}
