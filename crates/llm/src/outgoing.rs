//! A request on its way out: passes its gate when the connection takes its body, which is after the connection was made, and not before.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{Intercept, context::BeforeTransmitInterceptorContextMut},
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::{body::SdkBody, config_bag::ConfigBag};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::SendGate;

/// Puts the gate into the way of a request.
#[derive(Debug)]
pub(crate) struct Watch(pub(crate) SendGate);

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    /// After signing: the body is the last thing that may change, and its bytes do not.
    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request_mut().body_mut();
        let inner = std::mem::replace(body, SdkBody::taken());
        *body = SdkBody::from_body_1_x(Watched {
            inner,
            gate: self.0.clone(),
        });
        Ok(())
    }
}

/// A body that passes the gate with its first bytes. HTTP asks for them when it has a connection to write them to; without them no model begins.
struct Watched {
    inner: SdkBody,
    gate: SendGate,
}

impl Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if !self.gate.pass() {
            return Poll::Ready(Some(Err("the request was called back".into())));
        }
        Pin::new(&mut self.inner).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    /// As exact as it was, or the request would be sent in chunks.
    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
