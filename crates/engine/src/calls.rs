//! One call to the model with its entry in the ledger: written before it is made, settled after it, whatever happens in between.

use llm::{Failure, Model, Reply, Request};
use store::{CallId, Exceeded, JobId, Purpose, Receipt};
use tokio_util::sync::CancellationToken;

use crate::{Engine, EngineError};

/// A call to be made.
pub(crate) struct Plan {
    /// What for.
    pub(crate) purpose: Purpose,
    /// The mission it is about.
    pub(crate) mission_id: Option<String>,
    /// The job and the lease under which it is made.
    pub(crate) job: Option<(JobId, Receipt)>,
    /// The prompt's version.
    pub(crate) prompt_version: String,
    /// What is asked.
    pub(crate) request: Request,
    /// Whether a whole answer is looked for among the kept ones, and kept.
    pub(crate) cached: bool,
}

/// How a call ended.
pub(crate) enum Called {
    /// With a reply; from the response cache there is no call.
    Reply {
        /// The reply.
        reply: Reply,
        /// The call; absent when the answer was a kept one.
        call: Option<CallId>,
        /// The key under which a whole answer is kept now.
        key: Option<[u8; 32]>,
    },
    /// Without.
    Failed {
        /// Why.
        failure: Failure,
        /// The call.
        call: CallId,
    },
    /// It was broken off from here; what had come was charged as far as it is known.
    Cancelled {
        /// The call.
        call: CallId,
    },
    /// It was not made: a limit would be exceeded.
    OverBudget(Exceeded),
    /// It was not made: the lease is somebody else's.
    Stale,
}

impl Engine {
    /// Makes one call. Text is handed to `on_delta` as it arrives. When `cancel` is cancelled the connection is closed at once.
    pub(crate) async fn call(
        &self,
        model: &dyn Model,
        plan: Plan,
        on_delta: &mut (dyn FnMut(&str) + Send),
        cancel: &CancellationToken,
    ) -> Result<Called, EngineError> {
        todo!()
    }
}
