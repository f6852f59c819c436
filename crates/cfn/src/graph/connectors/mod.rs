//! Connectors with a rule of their own: one file each. Those that are one property, or a resource that names both ends, are in `table`.
//!
//! A `AWS::Lambda::Permission` alone is no delivery: it permits one, and somebody else has to make it.

mod api_body;
mod attributes;
mod event_pattern;
mod integration;
mod log_group_name;
mod sam_events;
mod subscription;
mod tasks;

use crate::{Data, Intrinsic, Resource, Span, Value};

use super::{OpenEnd, Relation, builder::Builder};

pub(super) use subscription::fits_protocol;

/// Adds the edges of one resource.
pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    match resource.type_name {
        "AWS::Serverless::Function" => {
            sam_events::add(builder, index, resource);
        }
        "AWS::Serverless::StateMachine" => {
            sam_events::add(builder, index, resource);
            tasks::add(builder, index, resource);
        }
        "AWS::StepFunctions::StateMachine" => tasks::add(builder, index, resource),
        "AWS::ApiGateway::RestApi"
        | "AWS::ApiGatewayV2::Api"
        | "AWS::Serverless::Api"
        | "AWS::Serverless::HttpApi" => api_body::add(builder, index, resource),
        "AWS::ApiGateway::Method" | "AWS::ApiGatewayV2::Integration" => {
            integration::add(builder, index, resource);
        }
        "AWS::Events::Rule" => {
            event_pattern::add(builder, index, &resource.properties, "EventPattern");
        }
        "AWS::Logs::LogGroup" => log_group_name::add(builder, index, resource),
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => attributes::add(builder, index, resource),
        _ => {}
    }
}

/// Says that a whole document (an API's body, a definition) cannot be known, so that what it delivers to is not known either. A text
/// that a function puts together is known well enough, and so is a choice, by its branches.
fn not_known(builder: &mut Builder<'_, '_>, index: usize, document: &Value<'_>, span: Span) {
    let Data::Unknown(unknown) = &document.data else {
        return;
    };
    let readable = document.canonical().is_some()
        || document.function.as_ref().is_some_and(|function| {
            matches!(
                function.name,
                Intrinsic::If | Intrinsic::Join | Intrinsic::Sub | Intrinsic::ToJsonString
            )
        });
    if !readable {
        builder.open(OpenEnd {
            resource: index,
            is_from: true,
            relation: Relation::Delivers,
            span,
            reason: unknown.reason.clone(),
        });
    }
}
