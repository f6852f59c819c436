//! How an answer becomes writes and silences: a pure function from a script's answer to what is done on the socket, one thing after the other.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    answers::{self, Said},
    check::{Asked, Form},
    frames,
    script::{Answer, FaultKind, Split},
};

/// One thing to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Act {
    /// Waits until so long after the request.
    At(Duration),
    /// Writes the HTTP head.
    Head,
    /// Writes these bytes of the body at once.
    Write(Vec<u8>),
    /// Notes what was told, or is told next.
    Note(Note),
    /// Ends the HTTP body.
    Last,
    /// Closes the connection.
    Close,
    /// Resets the connection.
    Reset,
    /// Waits until the client gives up.
    Silence,
}

/// What is noted of a call while it is answered.
#[derive(Debug, PartialEq)]
pub(crate) enum Note {
    /// The first delta goes out next, with the run of writes that it is in.
    FirstDelta,
    /// The usage was told.
    Usage(Value),
}

/// Tokens read from and written to the prompt cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CacheUse {
    pub(crate) read: u64,
    pub(crate) written: u64,
}

/// What is done for an answer.
pub(crate) fn plan(
    answer: &Answer,
    asked: &Asked,
    said: &Said,
    cache: CacheUse,
    random: &mut fastrand::Rng,
) -> Vec<Act> {
    let mut plan = Plan {
        acts: Vec::new(),
        clock: Duration::ZERO,
    };
    plan.wait(answer.head_after_ms);
    plan.acts.push(Act::Head);
    plan.wait(answer.first_event_after_ms);
    plan.answer(answer, asked, said, cache, random);
    split(plan.acts, answer.split, random)
}

struct Plan {
    acts: Vec<Act>,
    /// The time that has passed, from the request, if nothing blocks.
    clock: Duration,
}

impl Plan {
    fn wait(&mut self, ms: u64) {
        self.wait_for(Duration::from_millis(ms));
    }

    fn wait_for(&mut self, time: Duration) {
        if !time.is_zero() {
            self.clock += time;
            self.acts.push(Act::At(self.clock));
        }
    }

    fn write(&mut self, bytes: Vec<u8>) {
        self.acts.push(Act::Write(bytes));
    }

    fn answer(
        &mut self,
        answer: &Answer,
        asked: &Asked,
        said: &Said,
        cache: CacheUse,
        random: &mut fastrand::Rng,
    ) {
        if let Some(fault) = &answer.fault
            && fault.after_deltas.is_none()
            && !self.fail(&fault.kind)
        {
            return;
        }
        self.write(frames::event(
            "messageStart",
            &json!({"p": "abcdefgh", "role": "assistant"}),
        ));
        let deltas = said.deltas(answer.pace.delta_chars, random);
        if !self.deltas(answer, asked, said, &deltas) {
            return;
        }
        if !deltas.is_empty() {
            self.write(frames::event(
                "contentBlockStop",
                &json!({"contentBlockIndex": 0, "p": "abc"}),
            ));
        }
        let reason = answer
            .stop_reason
            .as_deref()
            .unwrap_or(match (&asked.form, said.cut) {
                (_, true) => "max_tokens",
                (Form::Tool(_), false) => "tool_use",
                (Form::Text | Form::Json, false) => "end_turn",
            });
        self.write(frames::event(
            "messageStop",
            &json!({"p": "abcd", "stopReason": reason}),
        ));
        self.wait(answer.usage_after_ms);
        if !answer.without_usage {
            let usage = usage(asked, said, cache);
            self.write(frames::event(
                "metadata",
                &json!({"metrics": {"latencyMs": self.clock.as_millis() as u64}, "usage": usage}),
            ));
            self.acts.push(Act::Note(Note::Usage(usage)));
        }
        self.acts.push(Act::Last);
    }

    /// Writes the deltas; says whether the answer goes on after them.
    fn deltas(&mut self, answer: &Answer, asked: &Asked, said: &Said, deltas: &[String]) -> bool {
        let fault_at = answer
            .fault
            .as_ref()
            .and_then(|fault| fault.after_deltas)
            .map(|at| at.min(deltas.len()));
        if let (Form::Tool(name), false) = (&asked.form, deltas.is_empty()) {
            self.write(frames::event(
                "contentBlockStart",
                &json!({"contentBlockIndex": 0, "start": {"toolUse": {"name": name, "toolUseId": "tooluse_fake"}}}),
            ));
        }
        for index in 0..=deltas.len() {
            if let Some(pause) = answer.pause
                && pause.after_deltas == index
            {
                self.wait(pause.ms);
            }
            if let Some(fault) = &answer.fault
                && fault_at == Some(index)
                && !self.fail(&fault.kind)
            {
                return false;
            }
            let Some(delta) = deltas.get(index) else {
                continue;
            };
            if answer.pace.tokens_per_s > 0 {
                let tokens = if said.by_word {
                    1.0
                } else {
                    delta.chars().count() as f64 / 4.0
                };
                self.wait_for(Duration::from_secs_f64(
                    tokens / f64::from(answer.pace.tokens_per_s),
                ));
            }
            let payload = match &asked.form {
                Form::Tool(_) => json!({"toolUse": {"input": delta}}),
                Form::Text | Form::Json => json!({"text": delta}),
            };
            if index == 0 {
                self.acts.push(Act::Note(Note::FirstDelta));
            }
            self.write(frames::event("contentBlockDelta", &delta_event(&payload)));
        }
        true
    }

    /// Fails in this way; says whether the answer goes on nevertheless.
    fn fail(&mut self, kind: &FaultKind) -> bool {
        let delta = || {
            frames::event(
                "contentBlockDelta",
                &delta_event(&json!({"text": "never to be shown"})),
            )
        };
        match kind {
            FaultKind::Silence => self.acts.push(Act::Silence),
            FaultKind::BadCrc => {
                self.write(frames::with_bad_crc(delta()));
                // Open until the client has seen it: the checksum and nothing else has to end the call.
                self.acts.push(Act::Silence);
            }
            FaultKind::CutInFrame => {
                self.write(half(delta()));
                self.acts.push(Act::Close);
            }
            FaultKind::CutBetweenFrames => self.acts.push(Act::Close),
            FaultKind::Reset => self.acts.push(Act::Reset),
            FaultKind::EndInFrame => {
                self.write(half(delta()));
                self.acts.push(Act::Last);
            }
            FaultKind::EndWithoutStop => self.acts.push(Act::Last),
            FaultKind::NotJson => {
                self.write(frames::raw_event(
                    "contentBlockDelta",
                    b"{\"delta\": {\"text\": ".to_vec(),
                ));
                self.acts.push(Act::Silence);
            }
            FaultKind::UnknownEvent => {
                self.write(frames::event(
                    "somethingNew",
                    &json!({"contentBlockIndex": 0}),
                ));
                return true;
            }
            FaultKind::Exception {
                exception_type,
                message,
            } => {
                self.write(frames::exception(exception_type, message));
                self.acts.push(Act::Last);
            }
            FaultKind::Error { code, message } => {
                self.write(frames::error(code, message));
                self.acts.push(Act::Last);
            }
        }
        false
    }
}

fn delta_event(delta: &Value) -> Value {
    json!({"contentBlockIndex": 0, "delta": delta, "p": "abcdefghijklm"})
}

fn half(mut frame: Vec<u8>) -> Vec<u8> {
    frame.truncate(frame.len() / 2);
    frame
}

/// `usage`, as Bedrock counts it: `inputTokens` without what came from or went to the cache.
pub(crate) fn usage(asked: &Asked, said: &Said, cache: CacheUse) -> Value {
    let input = answers::tokens(asked.input_chars).saturating_sub(cache.read + cache.written);
    let output = said.tokens();
    json!({
        "inputTokens": input,
        "outputTokens": output,
        "totalTokens": input + output + cache.read + cache.written,
        "cacheReadInputTokens": cache.read,
        "cacheWriteInputTokens": cache.written,
    })
}

/// Cuts runs of writes between which nothing else happens.
fn split(acts: Vec<Act>, how: Split, random: &mut fastrand::Rng) -> Vec<Act> {
    if how == Split::Frames {
        return acts;
    }
    let mut done = Vec::new();
    let mut run: Vec<u8> = Vec::new();
    for act in acts {
        if let Act::Write(bytes) = act {
            run.extend(bytes);
        } else if act == Act::Note(Note::FirstDelta) {
            // Noted before the run that it is in, which stays one.
            done.push(act);
        } else {
            cut_run(&mut run, how, random, &mut done);
            done.push(act);
        }
    }
    cut_run(&mut run, how, random, &mut done);
    done
}

fn cut_run(run: &mut Vec<u8>, how: Split, random: &mut fastrand::Rng, done: &mut Vec<Act>) {
    let mut rest = run.as_slice();
    while !rest.is_empty() {
        let length = match how {
            Split::Frames => rest.len(),
            Split::Bytes => 1,
            Split::Anywhere => random.usize(1..=400).min(rest.len()),
        };
        done.push(Act::Write(rest[..length].to_vec()));
        rest = &rest[length..];
    }
    run.clear();
}
