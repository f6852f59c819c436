//! Settings that a load balancer has as pairs of key and value.
//!
//! # What it checks
//! The bucket in `LoadBalancerAttributes` under the key `access_logs.s3.bucket`.
//!
//! # Why it matters
//! Access logs of a balancer are the only record of who asked for what, and they are off until a bucket is named.
//!
//! # Example
//! ```yaml
//! Balancer:
//!   Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!   Properties:
//!     LoadBalancerAttributes: [{Key: access_logs.s3.bucket, Value: !Ref AccessLogs}]
//! ```
//!
//! # Fix
//! Add the pair, and one that sets `access_logs.s3.enabled` to true.

use crate::Resource;

use super::super::{Relation, builder::Builder, ends};

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    let attributes = resource.properties.get("LoadBalancerAttributes");
    for pair in attributes
        .and_then(|value| value.as_list())
        .unwrap_or_default()
    {
        if pair.get("Key").and_then(|key| key.as_text()) == Some("access_logs.s3.bucket") {
            for end in ends::ends(&builder.names, pair, "Value", &["s3"]) {
                builder.add_end(index, Relation::LogsTo, true, None, end);
            }
        }
    }
}
