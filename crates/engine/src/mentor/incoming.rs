//! A reply as it comes in: what of it may be shown, what is being tried still, and what it all came to.

use std::sync::{Arc, Mutex};

use llm::StopReason;
use store::{CallId, ReplyState};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::{
    hold::{Hold, Trial},
    reply::End,
};
use crate::{
    EngineError,
    access::Problem,
    calls::Called,
    engine::lock,
    leak::{LeakGuard, Verdict},
};

/// What came in, and what of it was told.
pub(super) struct Incoming {
    text: Mutex<Text>,
    /// There is more to tell, or something was tried.
    pub(super) news: Notify,
    cancel: CancellationToken,
}

struct Text {
    shown: String,
    /// How much of it was told.
    told: usize,
    guard: Option<LeakGuard>,
    /// Behind the guard: what is shown comes through both.
    hold: Option<Hold>,
    is_withheld: bool,
}

impl Incoming {
    pub(super) fn new(
        guard: Option<LeakGuard>,
        hold: Option<Hold>,
        cancel: &CancellationToken,
    ) -> Arc<Incoming> {
        Arc::new(Incoming {
            text: Mutex::new(Text {
                shown: String::new(),
                told: 0,
                guard,
                hold,
                is_withheld: false,
            }),
            news: Notify::new(),
            cancel: cancel.clone(),
        })
    }

    /// Takes a delta. What would print the solution ends the call: nothing of it is shown, so nothing of it needs to be paid.
    pub(super) fn take(self: &Arc<Self>, delta: &str) {
        let mut text = lock(&self.text);
        if text.is_withheld {
            return;
        }
        let verdict = match &mut text.guard {
            Some(guard) => guard.push(delta),
            None => Verdict::Show(delta.to_owned()),
        };
        text.enter(&verdict);
        if text.is_withheld {
            self.cancel.cancel();
        }
        drop(text);
        self.try_next();
        self.news.notify_one();
    }

    /// Has the next change tried, where one waits and none is being tried. That takes as long as grading does, and the deltas behind it come
    /// in meanwhile.
    fn try_next(self: &Arc<Self>) {
        let next = lock(&self.text).hold.as_mut().and_then(Hold::next);
        if let Some(mut trial) = next {
            let incoming = Arc::clone(self);
            tokio::task::spawn_blocking(move || {
                let completes = trial.completes();
                incoming.tried(trial, completes);
            });
        }
    }

    fn tried(self: &Arc<Self>, trial: Trial, completes: bool) {
        let mut text = lock(&self.text);
        let shown = text.hold.as_mut().map(|hold| hold.tried(trial, completes));
        text.shown.push_str(&shown.unwrap_or_default());
        drop(text);
        self.try_next();
        self.news.notify_one();
    }

    /// The call has ended: looks at what is left of the reply, and waits until every change in it was tried, or somebody stops it.
    pub(super) async fn finish(self: &Arc<Self>) {
        lock(&self.text).finish(self.cancel.is_cancelled());
        self.try_next();
        while lock(&self.text).is_busy() {
            // A reply that prints the solution is cancelled from here, and nobody has stopped it.
            let is_withheld = lock(&self.text).is_withheld;
            tokio::select! {
                () = self.news.notified() => {}
                () = self.cancel.cancelled(), if !is_withheld => lock(&self.text).abandon(),
            }
        }
    }

    pub(super) fn untold(&self) -> String {
        let mut text = lock(&self.text);
        let news = text.shown[text.told..].to_owned();
        text.told = text.shown.len();
        news
    }

    pub(super) fn shown(&self) -> String {
        lock(&self.text).shown.clone()
    }

    /// What the call came to, as the end of an exchange.
    pub(super) fn end(
        &self,
        called: Result<Called, EngineError>,
        begun: Option<CallId>,
        explain: impl FnOnce(&llm::Failure) -> Problem,
    ) -> End {
        let text = lock(&self.text);
        let (state, reason) = match called {
            _ if text.is_withheld => (ReplyState::Withheld, Some(WITHHELD.to_owned())),
            Ok(Called::Reply { reply, .. }) => whole(&reply.stop, &text.shown),
            Ok(Called::Failed { failure, .. }) => {
                let problem = explain(&failure);
                let words = format!("{} {}", problem.message, problem.next_step);
                (ReplyState::Failed, Some(words))
            }
            Ok(Called::Cancelled { .. }) => (ReplyState::Stopped, None),
            Ok(Called::OverBudget(exceeded)) => {
                let problem = Problem::budget(&exceeded);
                let words = format!("{} {}", problem.message, problem.next_step);
                (ReplyState::Failed, Some(words))
            }
            // It is made under no lease.
            Ok(Called::Stale) => (ReplyState::Failed, None),
            Err(error) => (
                ReplyState::Failed,
                Some(format!(
                    "Nothing could be written down: {error}. Ask again when that is mended."
                )),
            ),
        };
        End {
            reply: text.shown.clone(),
            state,
            reason,
            call: begun,
        }
    }
}

impl Text {
    fn finish(&mut self, is_cancelled: bool) {
        let is_stopped = is_cancelled && !self.is_withheld;
        // The line that the model was in the middle of is looked at as if it were whole.
        if let Some(mut guard) = self.guard.take()
            && !self.is_withheld
        {
            let last = guard.finish();
            self.enter(&last);
        }
        if is_stopped {
            return self.abandon();
        }
        // What a change would have been is not known where the rest is held back.
        if let Some(hold) = &mut self.hold
            && !self.is_withheld
        {
            self.shown.push_str(&hold.finish());
        }
    }

    /// Whoever stops a reply does not wait for what is being tried.
    fn abandon(&mut self) {
        if let Some(hold) = self.hold.take() {
            self.shown.push_str(&hold.abandon());
        }
    }

    fn is_busy(&self) -> bool {
        self.hold.as_ref().is_some_and(|hold| !hold.is_idle())
    }

    fn enter(&mut self, verdict: &Verdict) {
        match &mut self.hold {
            Some(hold) => self.shown.push_str(&hold.push(verdict.show())),
            None => self.shown.push_str(verdict.show()),
        }
        self.is_withheld = verdict.leak().is_some();
    }
}

const WITHHELD: &str = "The reply was about to print the solution, so the rest is held back. The solution unlocks when every criterion has passed; ask for a hint of the next level instead.";

/// How a reply stands that the model ended by itself.
fn whole(stop: &StopReason, text: &str) -> (ReplyState, Option<String>) {
    let broken = |words: &str| (ReplyState::Failed, Some(words.to_owned()));
    match stop {
        StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence
            if text.trim().is_empty() =>
        {
            broken("The model gave an empty answer. Ask again, or in other words.")
        }
        StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence => {
            (ReplyState::Done, None)
        }
        StopReason::MaxTokens => broken(
            "The answer reached its limit of length and is cut here. Ask for one part of it.",
        ),
        StopReason::ContextWindow => broken(
            "The answer is cut here: template and conversation fill the model's context. Delete this mission's conversation, or choose a model with a larger context.",
        ),
        StopReason::Guardrail => broken(
            "A guardrail of your AWS account ended the answer. Ask in other words, or ask whoever looks after the account.",
        ),
        StopReason::ContentFiltered => {
            broken("The provider's content filter ended the answer. Ask in other words.")
        }
        StopReason::Malformed | StopReason::Other(_) => broken(
            "The model ended its answer for a reason that this version does not know. Ask again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn a_change_that_is_being_tried_keeps_nobody_waiting_and_its_place() {
        let (decide, decision) = channel();
        let decision = Mutex::new(decision);
        let judge = move |change: &[String]| {
            assert_eq!(change, ["A: 1\n"], "what stands between the marks");
            lock(&decision).recv().expect("somebody decides")
        };
        let hold = Hold::with(Box::new(judge), "(Held back.)");
        let incoming = Incoming::new(None, Some(hold), &CancellationToken::new());
        let block = "```yaml\nA: 1\n```\n";
        // Were it tried here, this would never come back: nobody has decided yet.
        incoming.take(&format!("Before it.\n{block}Behind it.\n{block}"));
        incoming.take("The end");
        assert_eq!(incoming.untold(), "Before it.\n", "what is known is told");
        decide.send(false).expect("it is tried");
        decide.send(true).expect("and so is the other");
        incoming.finish().await;
        assert_eq!(
            incoming.untold(),
            format!("{block}Behind it.\n(Held back.)\nThe end"),
            "everything in its order"
        );
    }

    #[tokio::test]
    async fn a_fault_of_the_judge_holds_back_what_it_was_at_and_ends() {
        let judge = |change: &[String]| {
            assert_ne!(change, ["A: 1\n"], "a fault of the program, and meant");
            false
        };
        let hold = Hold::with(Box::new(judge), "(Held back.)");
        let incoming = Incoming::new(None, Some(hold), &CancellationToken::new());
        incoming.take("```\nA: 1\n```\nBehind it.\n```\nB: 1\n```\n");
        ends(&incoming).await;
        assert_eq!(
            incoming.untold(),
            "(Held back.)\nBehind it.\n```\nB: 1\n```\n",
            "the one change is held back, and the next is tried"
        );
    }

    #[tokio::test]
    async fn stop_waits_for_nothing_that_is_tried() {
        let block = "```\nA: 1\n```\n";
        for is_at_its_end in [false, true] {
            let (decide, decision) = channel();
            let decision = Mutex::new(decision);
            let (begin, begun) = channel();
            let judge = move |_: &[String]| {
                begin.send(()).expect("somebody counts");
                // It ends when the test does.
                lock(&decision).recv().unwrap_or(false)
            };
            let hold = Hold::with(Box::new(judge), "(Held back.)");
            let cancel = CancellationToken::new();
            let incoming = Incoming::new(None, Some(hold), &cancel);
            incoming.take(&format!(
                "Before it.\n{block}Behind it.\n{block}The end.\nA:"
            ));
            if is_at_its_end {
                let ending = tokio::spawn({
                    let incoming = Arc::clone(&incoming);
                    async move { ends(&incoming).await }
                });
                tokio::task::yield_now().await;
                cancel.cancel();
                ending.await.expect("it ends");
            } else {
                cancel.cancel();
                ends(&incoming).await;
            }
            let last = if is_at_its_end { "(Held back.)" } else { "" };
            assert_eq!(
                incoming.untold(),
                format!("Before it.\n(Held back.)\nBehind it.\n(Held back.)\nThe end.\n{last}"),
                "what nobody has tried is held back, and half a line is not shown"
            );
            drop(decide);
            assert!(
                begun.iter().count() <= 1,
                "what waits is not tried any more"
            );
        }
    }

    /// Fails the test where it would hang.
    async fn ends(incoming: &Arc<Incoming>) {
        let patience = std::time::Duration::from_secs(30);
        tokio::time::timeout(patience, incoming.finish())
            .await
            .expect("the exchange ends");
    }
}
