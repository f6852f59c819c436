//! Where the window was and how large: kept in a small file beside the data, looked at again when it opens. What a page remembers of itself, such
//! as the widths of its panes, is the page's.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Monitor, WebviewWindow, WindowEvent};
use tokio::sync::Notify;

const FILE: &str = "window.json";
/// A window that is dragged moves many times a second; it is written down when it has come to rest.
const REST: Duration = Duration::from_millis(500);
/// As `minWidth` and `minHeight` of tauri.conf.json.
const LEAST: (f64, f64) = (640.0, 480.0);
/// So much of the upper edge has to be on a screen that the window can be taken hold of and moved.
const HOLD: (f64, f64) = (120.0, 32.0);

/// In logical pixels, so that it means the same on a screen with another scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Placement {
    /// Of the outer upper left corner; nothing where the desktop decides.
    pub(crate) position: Option<(f64, f64)>,
    /// Of what is inside, when it is not maximised.
    pub(crate) size: (f64, f64),
    pub(crate) maximised: bool,
}

/// A screen, in logical pixels.
#[derive(Clone, Copy, Debug)]
struct Screen {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// What was kept, made to fit the screens that are there now. Nothing at a first start, and when the file says nothing of use.
pub(crate) fn remembered(app: &AppHandle, data: &Path) -> Option<Placement> {
    let kept = fs::read(data.join(FILE)).ok()?;
    let kept: Placement = serde_json::from_slice(&kept).ok()?;
    let screens = app.available_monitors().unwrap_or_default();
    fitted(kept, &screens.iter().map(screen).collect::<Vec<_>>())
}

fn screen(monitor: &Monitor) -> Screen {
    let position = monitor.position().to_logical::<f64>(monitor.scale_factor());
    let size = monitor.size().to_logical::<f64>(monitor.scale_factor());
    Screen {
        left: position.x,
        top: position.y,
        width: size.width,
        height: size.height,
    }
}

/// No smaller than the window can be and no larger than the largest screen; at its place only where it can be taken hold of there.
fn fitted(kept: Placement, screens: &[Screen]) -> Option<Placement> {
    let (width, height) = kept.size;
    if !(width.is_finite() && height.is_finite()) {
        return None;
    }
    let most = |side: fn(&Screen) -> f64| screens.iter().map(side).fold(0.0, f64::max);
    let fit = |length: f64, least: f64, most: f64| {
        // Without a screen that is known, the desktop knows better.
        let most = if most > 0.0 { most } else { length };
        length.min(most).max(least)
    };
    let size = (
        fit(width, LEAST.0, most(|screen| screen.width)),
        fit(height, LEAST.1, most(|screen| screen.height)),
    );
    let position = kept.position.filter(|corner| {
        screens
            .iter()
            .any(|screen| can_be_held(*corner, size.0, screen))
    });
    Some(Placement {
        position,
        size,
        maximised: kept.maximised,
    })
}

fn can_be_held((left, top): (f64, f64), width: f64, screen: &Screen) -> bool {
    if !(left.is_finite() && top.is_finite()) {
        return false;
    }
    let across = (left + width).min(screen.left + screen.width) - left.max(screen.left);
    let down = screen.top + screen.height - top;
    across >= HOLD.0 && down >= HOLD.1 && top >= screen.top
}

/// Keeps where a window is, from now until it closes.
pub(crate) fn keep(window: &WebviewWindow, data: &Path, placed: Option<Placement>) {
    let keeper = Arc::new(Keeper {
        file: data.join(FILE),
        written: Mutex::new(placed),
    });
    let moved = Arc::new(Notify::new());
    tauri::async_runtime::spawn(write_at_rest(
        Arc::clone(&keeper),
        window.clone(),
        Arc::clone(&moved),
    ));
    let watched = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => moved.notify_one(),
        // At once: what is left to a timer is lost with the process.
        WindowEvent::CloseRequested { .. } => keeper.look(&watched),
        _ => {}
    });
}

async fn write_at_rest(keeper: Arc<Keeper>, window: WebviewWindow, moved: Arc<Notify>) {
    loop {
        moved.notified().await;
        while tokio::time::timeout(REST, moved.notified()).await.is_ok() {}
        let (keeper, window) = (Arc::clone(&keeper), window.clone());
        // It asks the window's thread and writes a file: both may take a moment.
        if tauri::async_runtime::spawn_blocking(move || keeper.look(&window))
            .await
            .is_err()
        {
            return;
        }
    }
}

struct Keeper {
    file: PathBuf,
    /// What the file says; held while it is written, so that an older placement never follows a newer one.
    written: Mutex<Option<Placement>>,
}

impl Keeper {
    /// Looks where the window is and writes it down when that is new.
    fn look(&self, window: &WebviewWindow) {
        let Ok(Some(now)) = now(window) else { return };
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let next = following(*written, now);
        if *written == Some(next) {
            return;
        }
        match write(&self.file, &next) {
            Ok(()) => *written = Some(next),
            // It opens where the desktop puts it the next time, which is no reason to trouble anybody.
            Err(error) => tracing::debug!(%error, "the window's place was not kept"),
        }
    }
}

/// Where the window is; nothing while it is out of sight.
fn now(window: &WebviewWindow) -> tauri::Result<Option<Placement>> {
    if window.is_minimized()? || window.is_fullscreen()? {
        return Ok(None);
    }
    let scale = window.scale_factor()?;
    let position = window.outer_position()?.to_logical::<f64>(scale);
    let size = window.inner_size()?.to_logical::<f64>(scale);
    Ok(Some(Placement {
        position: Some((position.x, position.y)),
        size: (size.width, size.height),
        maximised: window.is_maximized()?,
    }))
}

/// A maximised window keeps the size and place that it goes back to.
fn following(before: Option<Placement>, now: Placement) -> Placement {
    match before {
        Some(before) if now.maximised => Placement {
            maximised: true,
            ..before
        },
        _ => now,
    }
}

/// Whole or not at all.
fn write(file: &Path, placement: &Placement) -> io::Result<()> {
    let unfinished = file.with_extension("json.new");
    fs::write(&unfinished, serde_json::to_vec(placement)?)?;
    fs::rename(unfinished, file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    const LAPTOP: Screen = Screen {
        left: 0.0,
        top: 0.0,
        width: 1440.0,
        height: 900.0,
    };
    const BESIDE: Screen = Screen {
        left: 1440.0,
        top: -200.0,
        width: 2560.0,
        height: 1440.0,
    };

    fn at(position: (f64, f64), size: (f64, f64)) -> Placement {
        Placement {
            position: Some(position),
            size,
            maximised: false,
        }
    }

    /// Where a window opens that was left at `kept`.
    fn check(
        kept: Placement,
        screens: &[Screen],
        position: Option<(f64, f64)>,
        size: (f64, f64),
        why: &str,
    ) {
        let fitted = fitted(kept, screens).unwrap();
        assert_eq!(fitted.position, position, "place: {why}");
        assert_eq!(fitted.size, size, "size: {why}");
    }

    #[test]
    fn a_window_opens_where_it_was() {
        let size = (1280.0, 800.0);
        let both = [LAPTOP, BESIDE];
        check(
            at((80.0, 40.0), size),
            &[LAPTOP],
            Some((80.0, 40.0)),
            size,
            "on the one screen",
        );
        check(
            at((2000.0, -100.0), size),
            &both,
            Some((2000.0, -100.0)),
            size,
            "on the second",
        );
        check(
            at((-900.0, 40.0), size),
            &[LAPTOP],
            Some((-900.0, 40.0)),
            size,
            "mostly out, but it can be held",
        );
    }

    #[test]
    fn one_that_could_not_be_taken_hold_of_opens_where_the_desktop_puts_it() {
        let size = (1280.0, 800.0);
        check(
            at((2000.0, -100.0), size),
            &[LAPTOP],
            None,
            size,
            "the second screen is gone",
        );
        check(
            at((80.0, 880.0), size),
            &[LAPTOP],
            None,
            size,
            "below the edge but for a strip",
        );
        check(
            at((80.0, -40.0), size),
            &[LAPTOP],
            None,
            size,
            "its title is above the edge",
        );
        check(
            at((-1200.0, 40.0), size),
            &[LAPTOP],
            None,
            size,
            "only a strip at the right is left",
        );
        check(
            at((f64::NAN, 0.0), size),
            &[LAPTOP],
            None,
            size,
            "no place at all",
        );
        check(
            at((80.0, 40.0), size),
            &[],
            None,
            size,
            "no screen is known",
        );
    }

    #[test]
    fn it_is_as_large_as_it_was_within_what_is_possible() {
        let place = (0.0, 0.0);
        check(
            at(place, (10.0, 10.0)),
            &[LAPTOP],
            Some(place),
            LEAST,
            "smaller than it can be",
        );
        check(
            at(place, (5000.0, 5000.0)),
            &[LAPTOP],
            Some(place),
            (1440.0, 900.0),
            "larger than the screen",
        );
        check(
            at(place, (5000.0, 300.0)),
            &[],
            None,
            (5000.0, 480.0),
            "no screen is known",
        );
        assert_eq!(
            fitted(at(place, (f64::INFINITY, 300.0)), &[LAPTOP]),
            None,
            "a size that is none"
        );
    }

    #[test]
    fn a_maximised_window_keeps_what_it_goes_back_to() {
        let before = at((80.0, 40.0), (1280.0, 800.0));
        let large = Placement {
            maximised: true,
            ..at((0.0, 0.0), (1440.0, 860.0))
        };
        let kept = following(Some(before), large);
        assert_eq!(kept.size, before.size, "its size before");
        assert_eq!(kept.position, before.position, "its place before");
        assert!(kept.maximised, "and that it is maximised");
        assert_eq!(
            following(Some(kept), before),
            before,
            "then it is where it is"
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        let placement = at((80.5, 40.0), (1280.0, 800.0));
        write(&file, &placement).unwrap();
        let read: Placement = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert_eq!(read, placement, "the same as was written");
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 1, "nothing unfinished is left beside it");
    }
}
