//! A watch where there is no terminal: a line a graded save, for logs and for programs.

use engine::{AttemptId, Engine, Event, WatchPhase};
use grader::{Report, Verdict};
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::{
    failure::Failure,
    shell::Shell,
    text::{Paint, percent, safe},
};

pub(super) async fn run(
    engine: &Engine,
    id: &str,
    mut events: UnboundedReceiver<Event>,
    shell: &Shell,
    as_json: bool,
) -> Result<(), Failure> {
    let mut told = Told {
        attempt: None,
        phase: WatchPhase::Watching,
    };
    if let Some(watched) = engine.watch_state() {
        shell.say(&format!(
            "watching {}; Ctrl-C ends it",
            safe(&watched.template.to_string_lossy())
        ));
    }
    let mut end = std::pin::pin!(asked_to_end());
    loop {
        tell(engine, id, shell, as_json, &mut told)?;
        if shell.reader_gone() {
            return Ok(());
        }
        tokio::select! {
            event = events.recv() => if event.is_none() {
                return Ok(());
            },
            () = &mut end => return Ok(()),
        }
    }
}

/// What was printed last.
struct Told {
    attempt: Option<AttemptId>,
    phase: WatchPhase,
}

fn tell(
    engine: &Engine,
    id: &str,
    shell: &Shell,
    as_json: bool,
    told: &mut Told,
) -> Result<(), Failure> {
    let Some(watched) = engine.watch_state() else {
        return Ok(());
    };
    if let Some(attempt) = watched
        .attempt
        .filter(|attempt| Some(*attempt) != told.attempt)
    {
        let report = engine.attempt(attempt)?.report;
        if as_json {
            shell.print_json(
                &json!({ "missionId": id, "attemptId": attempt.0, "report": report }),
            )?;
        } else {
            shell.print(&(line(&report, shell.paint) + "\n"))?;
        }
        told.attempt = Some(attempt);
    }
    if watched.phase != told.phase {
        match &watched.phase {
            WatchPhase::Watching => shell.say("the template is back"),
            WatchPhase::Missing => {
                shell.warn("the template is not there; save it again and it goes on");
            }
            WatchPhase::Unreadable { reason } => {
                shell.warn(&format!("the template cannot be read: {reason}"));
            }
            WatchPhase::LinkElsewhere { target } => {
                shell.warn(&format!(
                    "the template became a link to {}, which is not followed",
                    target.display()
                ));
            }
        }
        told.phase = watched.phase;
    }
    Ok(())
}

/// `✗ fail     75 %  6 of 8  The next label  template.yaml:12:7`.
fn line(report: &Report, paint: Paint) -> String {
    let open = report
        .results
        .iter()
        .find(|result| result.verdict != Verdict::Pass);
    let verdict = paint.verdict(open.map_or(Verdict::Pass, |result| result.verdict));
    let score = format!(
        "{verdict} {:>5}  {} of {}",
        percent(report.score),
        report.passed,
        report.total
    );
    let Some(open) = open else {
        return format!("{score}  every criterion is met");
    };
    let place = open.evidence.first().map_or_else(String::new, |evidence| {
        format!(
            "  {}:{}:{}",
            safe(&report.template),
            evidence.line,
            evidence.column
        )
    });
    format!("{score}  {}{place}", safe(&open.label))
}

/// Ends when the system asks the process to. It listens from the call on, not from the first look at what is given back: whoever reads
/// our first line may ask at once.
pub(super) fn asked_to_end() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let signals = {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [
            SignalKind::interrupt(),
            SignalKind::terminate(),
            SignalKind::hangup(),
        ];
        kinds.map(|kind| signal(kind).ok())
    };
    async move {
        #[cfg(unix)]
        if let [Some(mut interrupt), Some(mut terminate), Some(mut hangup)] = signals {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            return;
        }
        let _ = tokio::signal::ctrl_c().await;
    }
}
