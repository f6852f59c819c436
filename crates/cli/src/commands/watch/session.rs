//! A watch on a terminal: events and keys in, the screen drawn anew. What a key does is done by the engine.

use std::io;

use crossterm::event::{Event as TerminalEvent, EventStream};
use engine::{AttemptId, Engine, EngineError, Event, Origin};
use futures_lite::StreamExt;
use tokio::sync::mpsc::UnboundedReceiver;

use super::{
    keys::{self, Action},
    lines::asked_to_end,
    screen::Screen,
    view::{self, State},
};
use crate::{commands::hint::no_hints, failure::Failure, shell::Shell, text::Paint};

pub(super) async fn on_a_terminal(
    engine: &Engine,
    id: &str,
    mut events: UnboundedReceiver<Event>,
    shell: &Shell,
) -> Result<(), Failure> {
    let failed =
        |error: io::Error| Failure::internal(format!("the terminal does not answer: {error}"));
    let mut session = Session::new(engine, id, shell.paint)?;
    let mut keys = EventStream::new();
    session.screen = Some(Screen::take().map_err(failed)?);
    session.draw().map_err(failed)?;
    let mut end = std::pin::pin!(asked_to_end());
    loop {
        tokio::select! {
            event = events.recv() => {
                if event.is_none() {
                    return Ok(());
                }
                // A save makes several events, and one picture.
                while events.try_recv().is_ok() {}
                session.refresh()?;
            }
            key = keys.next() => match key {
                Some(Ok(TerminalEvent::Key(key))) => match keys::action(key) {
                    Some(Action::Quit) => return Ok(()),
                    Some(action) => session.act(action),
                    None => continue,
                },
                Some(Ok(TerminalEvent::Resize(..))) => {}
                Some(Ok(_)) => continue,
                Some(Err(error)) => return Err(failed(error)),
                // The terminal was closed.
                None => return Ok(()),
            },
            () = &mut end => return Ok(()),
        }
        session.draw().map_err(failed)?;
    }
}

struct Session<'a> {
    engine: &'a Engine,
    id: &'a str,
    paint: Paint,
    state: State,
    /// The attempt that the picture is of.
    shown: Option<AttemptId>,
    /// How far `r` has gone back since the last save.
    gone_back_to: Option<AttemptId>,
    screen: Option<Screen>,
}

impl<'a> Session<'a> {
    fn new(engine: &'a Engine, id: &'a str, paint: Paint) -> Result<Session<'a>, Failure> {
        let watched = engine
            .watch_state()
            .ok_or_else(|| Failure::internal("the watch has ended"))?;
        let state = State {
            title: engine.mission(id)?.title.clone(),
            template: watched.template.display().to_string(),
            phase: watched.phase,
            polling: watched.polling,
            report: None,
            grade_us: None,
            focus: None,
            hints: None,
            listed: false,
            said: None,
        };
        let mut session = Session {
            engine,
            id,
            paint,
            state,
            shown: None,
            gone_back_to: None,
            screen: None,
        };
        session.refresh()?;
        Ok(session)
    }

    /// Events carry ids only: what they are about is asked for.
    fn refresh(&mut self) -> Result<(), Failure> {
        let Some(watched) = self.engine.watch_state() else {
            return Ok(());
        };
        self.state.phase = watched.phase;
        self.state.polling = watched.polling;
        self.state.grade_us = watched.grade_us;
        if let Some(attempt) = watched
            .attempt
            .filter(|attempt| Some(*attempt) != self.shown)
        {
            let detail = self.engine.attempt(attempt)?;
            // The learner has gone on; what a key did before is old news.
            if detail.summary.origin == Origin::Save {
                self.gone_back_to = None;
                self.state.said = None;
            }
            self.state.report = Some(detail.report);
            self.shown = Some(attempt);
        }
        self.state.keep_focus_open();
        self.refresh_hints()
    }

    fn refresh_hints(&mut self) -> Result<(), Failure> {
        let all = self.engine.hints(self.id)?;
        self.state.hints = all
            .into_iter()
            .find(|hints| Some(&hints.criterion_id) == self.state.focus.as_ref());
        Ok(())
    }

    /// Does what a key asks for. What goes wrong is said on the screen; the watch goes on.
    fn act(&mut self, action: Action) {
        let done = match action {
            Action::Hint => self.hint(),
            Action::Next => {
                self.state.focus_next();
                self.state.listed = false;
                Ok(None)
            }
            Action::List => {
                self.state.listed = !self.state.listed;
                Ok(None)
            }
            Action::Open => self.open(),
            Action::Restore => self.restore(),
            Action::Undo => self.undo(),
            Action::Redraw | Action::Quit => Ok(None),
        };
        let hints = self.refresh_hints();
        self.state.said = match (done, hints) {
            (Ok(said), Ok(())) => said,
            (Err(error), _) => Some(error.to_string()),
            (_, Err(failure)) => Some(failure.message),
        };
    }

    fn hint(&mut self) -> Result<Option<String>, EngineError> {
        let Some(criterion) = self.state.focus.clone() else {
            return Ok(Some("every criterion is met".to_owned()));
        };
        let hints = self.engine.reveal_hint(self.id, &criterion)?;
        self.state.listed = false;
        let before = self.state.hints.as_ref();
        let nothing_new = before.map_or(0, |hints| hints.revealed.len()) == hints.revealed.len();
        Ok(nothing_new.then(|| match hints.none {
            Some(none) => no_hints(none).to_owned(),
            None => "that was the last hint".to_owned(),
        }))
    }

    fn open(&self) -> Result<Option<String>, EngineError> {
        let place = self
            .state
            .focused()
            .and_then(|result| result.evidence.first());
        let (line, column) = place.map_or((1, 1), |evidence| (evidence.line, evidence.column));
        let launched = self.engine.open_editor(self.id, line, column)?;
        Ok(Some(format!("opened in {} at line {line}", launched.label)))
    }

    /// Puts back the save before; pressed again, the one before that.
    fn restore(&mut self) -> Result<Option<String>, EngineError> {
        // What was saved a moment ago is a save too, whether or not its event has come.
        let standing = self.engine.grade_now(self.id)?.attempt;
        let attempts = self.engine.attempts(self.id)?;
        let from = self.gone_back_to.unwrap_or(standing);
        let content = attempts
            .iter()
            .find(|attempt| attempt.id == standing)
            .map(|attempt| &attempt.content_hash);
        let before = attempts
            .iter()
            .rev()
            .find(|attempt| attempt.id < from && Some(&attempt.content_hash) != content);
        let Some(before) = before else {
            return Ok(Some("there is no earlier save".to_owned()));
        };
        self.engine.restore(before.id)?;
        self.gone_back_to = Some(before.id);
        Ok(Some(
            "the save before is back in the template; u takes that back".to_owned(),
        ))
    }

    fn undo(&mut self) -> Result<Option<String>, EngineError> {
        self.engine.undo_restore(self.id)?;
        self.gone_back_to = None;
        Ok(Some("the template is as it was before".to_owned()))
    }

    fn draw(&mut self) -> io::Result<()> {
        let (width, height) = Screen::size();
        // The last column stays free: some terminals go to the next line when it is written.
        let lines = view::lines(&self.state, self.paint, width.saturating_sub(1), height);
        match &mut self.screen {
            Some(screen) => screen.draw(&lines),
            None => Ok(()),
        }
    }
}
