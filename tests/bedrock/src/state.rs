//! What all connections share: the script and how far it is, what arrived, and what a cache of prompts would hold.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::{
    answers::{self, said},
    calls::Call,
    check::{Asked, Form},
    plan::{self, CacheUse, Note},
    script::{Answer, Content, Script, Step},
};

pub(crate) struct Shared {
    state: Mutex<State>,
    began: Instant,
    loud: bool,
}

pub(crate) struct State {
    script: Script,
    /// Calls answered by this script.
    answered: usize,
    /// Missions given since the server started.
    missions: usize,
    pub(crate) calls: Vec<Call>,
    /// Prefixes that a real cache would hold now.
    cached: HashSet<String>,
}

impl Shared {
    /// Before the first call.
    pub(crate) fn new(script: Script, loud: bool) -> Shared {
        Shared {
            state: Mutex::new(State {
                script,
                answered: 0,
                missions: 0,
                calls: Vec::new(),
                cached: HashSet::new(),
            }),
            began: Instant::now(),
            loud,
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic of one connection must not hide what the others saw.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    #[expect(clippy::print_stderr, reason = "the log of the program, on demand")]
    pub(crate) fn log(&self, line: &str) {
        if self.loud {
            eprintln!("{:>9.3} s  {line}", self.began.elapsed().as_secs_f64());
        }
    }

    /// Notes what a call gets.
    pub(crate) fn answered(&self, number: usize, how: &str, what: &dyn std::fmt::Debug) {
        let mut what = format!("{how} {what:?}");
        if let Some((end, _)) = what.char_indices().nth(120) {
            what.truncate(end);
        }
        self.state().calls[number].answered = what;
    }

    /// Notes what happened while a call was answered.
    pub(crate) fn note(&self, number: usize, note: Note) {
        // The wall clock, which another process can compare with its own.
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let mut state = self.state();
        let call = &mut state.calls[number];
        match note {
            Note::FirstDelta => {
                call.first_delta_unix_ms = now.ok().map(|now| now.as_secs_f64() * 1000.0);
            }
            Note::Usage(usage) => call.usage = Some(usage),
        }
    }
}

impl State {
    /// Begins another script.
    pub(crate) fn set_script(&mut self, script: Script) {
        self.script = script;
        self.answered = 0;
    }

    /// Begins another script; one without a pace takes that of the one before.
    pub(crate) fn set_script_at_same_pace(&mut self, script: Script) {
        let pace = script.pace.or(self.script.pace);
        self.set_script(Script { pace, ..script });
    }

    /// What the next call gets.
    pub(crate) fn next_step(&mut self) -> Step {
        let step = self.script.step(self.answered);
        self.answered += 1;
        step
    }

    /// What to do for a streamed answer.
    pub(crate) fn acts(&mut self, answer: &Answer, asked: &Asked, number: usize) -> Vec<plan::Act> {
        let mut random = fastrand::Rng::with_seed(self.script.seed.wrapping_add(number as u64));
        let said = said(
            &answer.content,
            asked,
            answer.fenced,
            self.mission(answer, asked),
        );
        let cache = self.cache(asked);
        plan::plan(answer, asked, &said, cache, &mut random)
    }

    /// The body of an answer that is not streamed.
    pub(crate) fn whole(&mut self, answer: &Answer, asked: &Asked) -> String {
        let said = said(
            &answer.content,
            asked,
            answer.fenced,
            self.mission(answer, asked),
        );
        let cache = self.cache(asked);
        let (content, reason) = match &asked.form {
            Form::Tool(name) => (
                json!({"toolUse": {"toolUseId": "tooluse_fake", "name": name, "input": serde_json::from_str::<Value>(&said.text).unwrap_or_default()}}),
                "tool_use",
            ),
            Form::Text | Form::Json => (json!({"text": said.text}), "end_turn"),
        };
        json!({
            "metrics": {"latencyMs": 1},
            "output": {"message": {"role": "assistant", "content": [content]}},
            "stopReason": if said.cut { "max_tokens" } else { reason },
            "usage": plan::usage(asked, &said, cache),
        })
        .to_string()
    }

    /// Counts a mission that is given; says how many were before.
    fn mission(&mut self, answer: &Answer, asked: &Asked) -> usize {
        let earlier = self.missions;
        if answer.content == Content::Ordinary && asked.form != Form::Text {
            self.missions += 1;
        }
        earlier
    }

    /// What of a prompt is read from the cache or written to it.
    fn cache(&mut self, asked: &Asked) -> CacheUse {
        let Some(prefix) = &asked.cacheable else {
            return CacheUse::default();
        };
        let tokens = answers::tokens(prefix.chars().count() as u64);
        if self.cached.insert(prefix.clone()) {
            CacheUse {
                read: 0,
                written: tokens,
            }
        } else {
            CacheUse {
                read: tokens,
                written: 0,
            }
        }
    }
}
