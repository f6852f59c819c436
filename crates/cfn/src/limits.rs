//! What a template may cost. The first three are CloudFormation's own quotas
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>), the others keep hostile input linear.

/// The largest template that CloudFormation takes inline, in bytes.
pub const INLINE_BYTES: usize = 51_200;
/// The largest template that CloudFormation takes from S3, in bytes.
pub const S3_BYTES: usize = 1_000_000;
/// The most resources that one template may have.
pub const RESOURCES: usize = 500;
/// Larger than this is not read at all, in bytes.
pub const HARD_BYTES: usize = 4 * 1024 * 1024;
/// The deepest nesting that is read; a tagged list or mapping counts twice.
pub const DEPTH: usize = 200;
/// How many values all aliases together may expand to.
pub const ALIAS_NODES: usize = 250_000;
/// How many texts may be folded and values copied while resolving: bytes of text plus 64 for each value.
pub(crate) const RESOLVE_COST: usize = 64 * 1024 * 1024;
