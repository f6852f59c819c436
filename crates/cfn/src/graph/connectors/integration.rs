//! What an API's integration with a service itself names in the request that it makes.
//!
//! # What it checks
//! Tables, state machines, buses, queues and streams that are named in `RequestTemplates` or `RequestParameters` of an integration
//! (`arn:aws:apigateway:<region>:dynamodb:action/PutItem`), whatever the kind of API. A
//! function is named in the `Uri` itself.
//!
//! # Why it matters
//! An API can write to a table or start a workflow with no function between. Which one stands in a text, and nowhere else.
//!
//! # Example
//! ```yaml
//! Post:
//!   Type: AWS::ApiGateway::Method
//!   Properties:
//!     RestApiId: !Ref Api
//!     ResourceId: !GetAtt Api.RootResourceId
//!     HttpMethod: POST
//!     AuthorizationType: AWS_IAM
//!     Integration:
//!       Type: AWS
//!       IntegrationHttpMethod: POST
//!       Credentials: !GetAtt ApiRole.Arn
//!       Uri: !Sub arn:aws:apigateway:${AWS::Region}:dynamodb:action/PutItem
//!       RequestTemplates:
//!         application/json: !Sub '{"TableName": "${Dishes}", "Item": {"id": {"S": "$context.requestId"}}}'
//! ```
//!
//! # Fix
//! Name the resource in the request template, by `!Sub`.

use crate::{Data, Resource, Span, Value};

use super::super::{
    Relation,
    builder::{Builder, Link},
    ends::{self, Named, element, mark},
};

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    // That of an HTTP or WebSocket API is a resource of its own.
    let (integration, api) = match resource.properties.get("Integration") {
        Some(integration) => (integration, "RestApiId"),
        None => (&resource.properties, "ApiId"),
    };
    let apis = ends::ends(&builder.names, &resource.properties, api, &[]);
    let mut found = Vec::new();
    for place in ["RequestParameters", "RequestTemplates"] {
        if let Some(member) = integration.member(place) {
            let span = mark(member.key_span, member.value.node);
            found.extend(named_in(builder, &member.value, span));
        }
    }
    if let Some(Named::Resource(api)) = apis.first().map(|end| &end.named) {
        for (to, span) in found {
            deliver(builder, *api, to, Some(index), span);
        }
    }
}

/// What the texts below a value name, with the place of each.
pub(super) fn named_in(
    builder: &Builder<'_, '_>,
    value: &Value<'_>,
    span: Span,
) -> Vec<(usize, Span)> {
    match &value.data {
        Data::Map(members) => members
            .iter()
            .flat_map(|member| {
                let span = mark(member.key_span, member.value.node);
                named_in(builder, &member.value, span)
            })
            .collect(),
        Data::List(items) => items
            .iter()
            .flat_map(|item| named_in(builder, item, element(item, span)))
            .collect(),
        Data::Text(text) if text.is_symbolic() => builder
            .names
            .resources_in(&text.resolved)
            .into_iter()
            .map(|to| (to, span))
            .collect(),
        Data::Text(_) | Data::Absent | Data::Unknown(_) => Vec::new(),
    }
}

/// Adds the edge, unless it is a role that the text names.
pub(super) fn deliver(
    builder: &mut Builder<'_, '_>,
    from: usize,
    to: usize,
    via: Option<usize>,
    span: Span,
) {
    if !builder.type_name(to).starts_with("AWS::IAM::") {
        builder.add(Link {
            from,
            relation: Relation::Delivers,
            to,
            via,
            span,
            uncertain: false,
        });
    }
}
