//! Reads a stream of events to its end, under the timers of the model.

use std::time::Duration;

use aws_sdk_bedrockruntime::{
    operation::{RequestId, converse_stream::ConverseStreamOutput},
    types::{ContentBlockDelta, ConverseStreamOutput as Event, TokenUsage},
};
use tokio::time::{Instant, timeout_at};

use crate::{
    Failure, FailureKind, Reply, StopReason, Timers, Usage,
    classify::{self, Progress},
};

/// How long usage is waited for after the answer: it comes with the last event, at once or not at all.
const USAGE_WAIT: Duration = Duration::from_secs(3);

/// When a call is given up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadlines {
    /// When it was sent.
    pub(crate) began: Instant,
    /// How long what may take.
    pub(crate) timers: Timers,
}

impl Deadlines {
    /// Waits for something until either its own time or that of the whole call is over.
    pub(crate) async fn wait<T>(
        &self,
        from: Instant,
        most: Duration,
        future: impl Future<Output = T>,
    ) -> Result<T, Late> {
        let whole = self.began + self.timers.whole;
        let own = from + most;
        timeout_at(own.min(whole), future).await.map_err(|_| {
            if own <= whole {
                Late::Silent(most)
            } else {
                Late::Whole(self.timers.whole)
            }
        })
    }
}

/// What was waited for too long.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Late {
    /// The next event.
    Silent(Duration),
    /// The end.
    Whole(Duration),
}

impl Late {
    /// The failure that it is; what was charged is not known, because the model may be working still.
    pub(crate) fn failure(self, progress: Progress) -> Failure {
        let message = match self {
            Late::Silent(time) => {
                format!("The model went silent: nothing came for {}.", seconds(time))
            }
            Late::Whole(time) => format!(
                "The answer took longer than {} and was given up.",
                seconds(time)
            ),
        };
        Failure {
            message,
            charge: progress.charge(FailureKind::Stalled),
            ..classify::sentence(FailureKind::Stalled)
        }
    }
}

fn seconds(time: Duration) -> String {
    format!("{} seconds", time.as_secs_f64().round().max(1.0))
}

/// Reads the answer. `tool` says whether the text is the input of a forced tool.
pub(crate) async fn read(
    mut output: ConverseStreamOutput,
    deadlines: Deadlines,
    tool: bool,
    on_delta: &mut (dyn FnMut(&str) + Send),
) -> Result<Reply, Failure> {
    let request_id = output.request_id().map(str::to_owned);
    let mut answer = Answer::new(tool);
    let mut last = deadlines.began;
    let failure = loop {
        // Until the answer is over its lack is a failure; after that only usage is missing.
        let most = match (answer.stop.is_some(), answer.progress.events) {
            (true, _) => USAGE_WAIT,
            (false, 0) => deadlines.timers.first_event,
            (false, _) => deadlines.timers.between_events,
        };
        match deadlines.wait(last, most, output.stream.recv()).await {
            Ok(Ok(Some(event))) => {
                last = Instant::now();
                answer.take(event, deadlines.began, on_delta);
            }
            Ok(Ok(None)) => break classify::sentence(FailureKind::Interrupted),
            Ok(Err(error)) => break classify::broken(&error, answer.progress),
            Err(late) => break late.failure(answer.progress),
        }
    };
    answer.end(deadlines.began, on_delta).ok_or(Failure {
        charge: answer.progress.charge(failure.kind),
        request_id,
        ..failure
    })
}

/// What has arrived.
struct Answer {
    /// Whether the tool's input is the answer.
    tool: bool,
    text: String,
    /// Text beside a forced tool: the answer when the tool was not called.
    beside: String,
    stop: Option<StopReason>,
    first_delta: Option<Duration>,
    progress: Progress,
}

impl Answer {
    fn new(tool: bool) -> Answer {
        Answer {
            tool,
            text: String::new(),
            beside: String::new(),
            stop: None,
            first_delta: None,
            progress: Progress::default(),
        }
    }

    fn take(&mut self, event: Event, began: Instant, on_delta: &mut (dyn FnMut(&str) + Send)) {
        self.progress.events += 1;
        match event {
            Event::ContentBlockDelta(event) => match event.delta {
                Some(ContentBlockDelta::Text(text)) if self.tool => self.beside.push_str(&text),
                Some(ContentBlockDelta::Text(text)) => self.say(&text, began, on_delta),
                Some(ContentBlockDelta::ToolUse(part)) if self.tool => {
                    self.say(&part.input, began, on_delta);
                }
                // Reasoning, citations and what is new are not part of an answer; a tool that was not asked for has nothing to say.
                _ => {}
            },
            Event::MessageStop(event) => self.stop = Some(stop_reason(event.stop_reason.as_str())),
            Event::Metadata(event) => {
                self.progress.usage = event.usage.as_ref().map(usage);
            }
            // Beginnings and ends of blocks hold nothing that an answer needs; new events are allowed by the protocol.
            _ => {}
        }
    }

    fn say(&mut self, text: &str, began: Instant, on_delta: &mut (dyn FnMut(&str) + Send)) {
        if text.is_empty() {
            return;
        }
        self.first_delta.get_or_insert_with(|| began.elapsed());
        self.text.push_str(text);
        on_delta(text);
    }

    /// The reply, if the model said that it had stopped.
    fn end(&mut self, began: Instant, on_delta: &mut (dyn FnMut(&str) + Send)) -> Option<Reply> {
        let stop = self.stop.take()?;
        if self.text.is_empty() && !self.beside.is_empty() {
            let beside = std::mem::take(&mut self.beside);
            self.say(&beside, began, on_delta);
        }
        Some(Reply {
            text: std::mem::take(&mut self.text),
            stop,
            usage: self.progress.usage,
            first_delta: self.first_delta,
            whole: began.elapsed(),
        })
    }
}

fn stop_reason(reason: &str) -> StopReason {
    match reason {
        "end_turn" => StopReason::EndTurn,
        "tool_use" => StopReason::ToolUse,
        "stop_sequence" => StopReason::StopSequence,
        "max_tokens" => StopReason::MaxTokens,
        "model_context_window_exceeded" => StopReason::ContextWindow,
        "guardrail_intervened" => StopReason::Guardrail,
        "content_filtered" => StopReason::ContentFiltered,
        "malformed_model_output" | "malformed_tool_use" => StopReason::Malformed,
        other => StopReason::Other(other.to_owned()),
    }
}

fn usage(usage: &TokenUsage) -> Usage {
    let count = |tokens: i32| u64::try_from(tokens).unwrap_or(0);
    Usage {
        input: count(usage.input_tokens),
        output: count(usage.output_tokens),
        cache_read: usage.cache_read_input_tokens.map_or(0, count),
        cache_write: usage.cache_write_input_tokens.map_or(0, count),
    }
}
