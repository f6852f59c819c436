//! Settings that a load balancer has as pairs of key and value.
//!
//! # What it checks
//! The bucket in `LoadBalancerAttributes` under the key `access_logs.s3.bucket`, when `access_logs.s3.enabled` is true.
//!
//! # Why it matters
//! Access logs of a balancer are the only record of who asked for what, and they are off unless somebody turns them on.
//!
//! # Example
//! ```yaml
//! Balancer:
//!   Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!   Properties:
//!     LoadBalancerAttributes:
//!       - {Key: access_logs.s3.enabled, Value: "true"}
//!       - {Key: access_logs.s3.bucket, Value: !Ref AccessLogs}
//! ```
//!
//! # Fix
//! Add the pair, and one that sets `access_logs.s3.enabled` to true.

use crate::{Data, Decision, Resource, Value};

use super::super::{Relation, builder::Builder, ends};

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    let Some(attributes) = resource.properties.get("LoadBalancerAttributes") else {
        return;
    };
    let pairs = attributes.as_list().unwrap_or_default();
    let of = |key: &'static str| {
        pairs
            .iter()
            .filter(move |pair| pair.get("Key").and_then(Value::as_text) == Some(key))
    };
    // A pair that a condition may put there is as good as one that is there, with a doubt.
    let maybe = pairs.iter().any(|pair| pair.as_unknown().is_some());
    let switch = of("access_logs.s3.enabled").next_back();
    let enabled = match switch
        .and_then(|pair| pair.get("Value"))
        .map(|value| &value.data)
    {
        Some(Data::Text(text)) => Decision::of(text.resolved.eq_ignore_ascii_case("true")),
        Some(Data::Unknown(_)) => Decision::Unknown,
        _ if maybe => Decision::Unknown,
        _ => Decision::False,
    };
    if enabled == Decision::False {
        return;
    }
    for pair in of("access_logs.s3.bucket") {
        for mut end in ends::ends(&builder.names, pair, "Value", &["s3"]) {
            end.uncertain |= enabled == Decision::Unknown;
            builder.add_end(index, Relation::LogsTo, true, None, end);
        }
    }
}
