//! Connectors with a rule of their own: one file each. Those that are one property, or a resource that names both ends, are in `table`.
//!
//! A `AWS::Lambda::Permission` alone is no delivery: it permits one, and somebody else has to make it.

mod api_body;
mod attributes;
mod event_pattern;
mod integration;
mod log_group_name;
mod sam_events;
mod tasks;

use crate::Resource;

use super::builder::Builder;

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
