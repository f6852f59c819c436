//! `mission hint --ask` and `--mentor`: the mentor's reply on stdout, as it comes; on stderr, below each block of code, what it would do to
//! the learner's template.

use std::sync::{Arc, Mutex, PoisonError};

use engine::{
    Engine, Exchange, MessageId, ReplyState,
    mentor::{MentorAnswer, MentorMessage, MentorRequest},
    suggest::fence::{Fences, Piece},
};
use ipc::{ExchangeDto, SuggestionDto};
use serde_json::{Value, json};

use crate::{
    failure::{Exit, Failure},
    prompt, runtime,
    shell::Shell,
    text::{safe, safe_lines},
};

/// Asks, and prints the reply. Ctrl-C stops it; what came is kept.
pub(crate) fn ask(
    engine: &Engine,
    mission_id: &str,
    request: MentorRequest,
    as_json: bool,
    shell: &Shell,
) -> Result<Exit, Failure> {
    prompt::unlock_if_needed(engine, shell)?;
    let context = engine.mentor_context(mission_id, &request)?;
    shell.say(&super::new::price_line(&context.quote));
    if !context.scrubbed.is_empty() {
        let found: Vec<String> = context
            .scrubbed
            .iter()
            .map(|(kind, line)| format!("{kind} in line {line}"))
            .collect();
        shell.say(&format!("left out of what is sent: {}", found.join(", ")));
    }
    let (sender, mut pieces) = tokio::sync::mpsc::unbounded_channel();
    let began = Arc::new(Mutex::new(None));
    let noted = Arc::clone(&began);
    let sink = Arc::new(move |message: MentorMessage| match message {
        MentorMessage::Began(id) => {
            *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(id);
        }
        // Whoever has gone reads no more; the reply is kept all the same.
        MentorMessage::Delta(text) => drop(sender.send(text)),
        MentorMessage::Ended(_) => {}
    });
    let mut out = Out {
        engine,
        mission_id,
        shell,
        fences: Fences::default(),
        is_quiet: as_json,
        ends_line: true,
    };
    let answer = runtime::wait(async {
        let mut interrupts = runtime::Interrupts::new();
        let asking = engine.ask_mentor(mission_id, request, sink);
        tokio::pin!(asking);
        loop {
            tokio::select! {
                biased;
                Some(text) = pieces.recv() => {
                    out.take(&text)?;
                    if shell.reader_gone() {
                        stop(engine, &began);
                    }
                }
                answer = &mut asking => {
                    while let Ok(text) = pieces.try_recv() {
                        out.take(&text)?;
                    }
                    return Ok::<MentorAnswer, Failure>(answer?);
                }
                () = interrupts.next() => {
                    // Once is enough for a reply that comes in. One that has not begun has nothing to keep.
                    if !stop(engine, &began) {
                        return Err(Failure::interrupted("stopped; nothing was asked"));
                    }
                }
            }
        }
    })??;
    out.end()?;
    match answer {
        MentorAnswer::Ended(exchange) => ended(engine, *exchange, as_json, shell),
        MentorAnswer::OverBudget(quote) => Err(super::new::over_budget(&quote)),
        MentorAnswer::NotConnected(problem) => Err(Failure::not_connected(&problem)),
    }
}

/// Stops a reply that comes in; false when there is none.
fn stop(engine: &Engine, began: &Mutex<Option<MessageId>>) -> bool {
    match *began.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(id) => engine.stop_mentor(id),
        None => false,
    }
}

/// Where the reply is printed as it comes.
struct Out<'a> {
    engine: &'a Engine,
    mission_id: &'a str,
    shell: &'a Shell,
    fences: Fences,
    /// Nothing is printed: the exchange is, as a whole, in the end.
    is_quiet: bool,
    ends_line: bool,
}

impl Out<'_> {
    fn take(&mut self, text: &str) -> Result<(), Failure> {
        let pieces = self.fences.push(text);
        self.show(pieces)
    }

    fn end(&mut self) -> Result<(), Failure> {
        let pieces = self.fences.finish();
        self.show(pieces)?;
        self.end_line()
    }

    fn show(&mut self, pieces: Vec<Piece>) -> Result<(), Failure> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.print(&text)?,
                Piece::Block { raw, code } => {
                    self.print(&raw)?;
                    if !self.is_quiet {
                        self.end_line()?;
                        let change = self.engine.check_suggestion(self.mission_id, &code)?;
                        self.shell.say(&safe(&change.summary()));
                    }
                }
            }
        }
        Ok(())
    }

    fn print(&mut self, text: &str) -> Result<(), Failure> {
        if self.is_quiet || text.is_empty() {
            return Ok(());
        }
        self.ends_line = text.ends_with('\n');
        self.shell.print(&safe_lines(text))
    }

    /// What comes next begins a line.
    fn end_line(&mut self) -> Result<(), Failure> {
        if self.ends_line {
            return Ok(());
        }
        self.print("\n")
    }
}

fn ended(
    engine: &Engine,
    exchange: Exchange,
    as_json: bool,
    shell: &Shell,
) -> Result<Exit, Failure> {
    let (id, state, cost) = (exchange.id, exchange.state, exchange.cost_nusd);
    let reason = exchange.reason.clone().unwrap_or_default();
    if as_json {
        shell.print_json(&with_suggestions(engine, exchange)?)?;
    }
    match state {
        ReplyState::Done | ReplyState::Streaming => {
            shell.say(&format!("that was {} USD", ipc::dollars(cost)));
            Ok(Exit::Passed)
        }
        ReplyState::Stopped => {
            shell.say("stopped; what came is kept");
            Ok(Exit::Passed)
        }
        ReplyState::Withheld => {
            shell.say(&safe(&reason));
            Ok(Exit::Passed)
        }
        ReplyState::Failed if engine.was_refused(id)? => Err(Failure::refused(reason)
            .with_detail("`mission doctor --online` tries the way to the model step by step")),
        ReplyState::Failed => Err(Failure::generation(reason)),
    }
}

/// The exchange, with what each block of code in the reply would do: `suggestions`, in the blocks' order.
fn with_suggestions(engine: &Engine, exchange: Exchange) -> Result<Value, Failure> {
    let mut fences = Fences::default();
    let mut pieces = fences.push(&exchange.reply);
    pieces.extend(fences.finish());
    let mut suggestions = Vec::new();
    for piece in pieces {
        if let Piece::Block { code, .. } = piece {
            let change = engine.check_suggestion(&exchange.mission_id, &code)?;
            suggestions.push(suggestion(SuggestionDto::from(change), Some(&code)));
        }
    }
    let mut told = serde_json::to_value(ExchangeDto::from(exchange)).unwrap_or_default();
    if let Some(fields) = told.as_object_mut() {
        fields.insert("suggestions".to_owned(), Value::Array(suggestions));
    }
    Ok(told)
}

/// A suggestion as JSON, with the change where it is not told elsewhere.
pub(crate) fn suggestion(suggestion: SuggestionDto, change: Option<&str>) -> Value {
    let mut told = serde_json::to_value(suggestion).unwrap_or_default();
    if let (Some(fields), Some(change)) = (told.as_object_mut(), change) {
        fields.insert("change".to_owned(), json!(change));
    }
    told
}
