//! Graphics drivers under which a web view of WebKitGTK stays blank or ends, and what is said to it then. Linux only.
//!
//! It is said by environment variables, which have to be there before the first thread; setting one of the own process is `unsafe`, so the program
//! starts itself once more with them.

use std::ffi::OsString;

/// Says that this process was started again, and with what: it is not started a third time.
const MARK: &str = engine::launch::GRAPHICS_MARK;
/// There when NVIDIA's own driver drives a screen; nouveau has neither of the two faults.
const NVIDIA: &str = "/proc/driver/nvidia/version";
/// Keeps NVIDIA's driver from a protocol error that ends the connection with a Wayland compositor ("Error 71", tauri issue 10702).
const NO_EXPLICIT_SYNC: &str = "__NV_DISABLE_EXPLICIT_SYNC";
/// Draws without DMA-BUF, which NVIDIA's driver cannot allocate under X11: the window stays blank (tauri issue 9394).
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts the program again with what its graphics driver needs. Returns when nothing is needed, or when it cannot be started again: the window may
/// work all the same. Call it before any thread runs.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    {
        let needed = workarounds(std::path::Path::new(NVIDIA).exists(), |name| {
            std::env::var_os(name)
        });
        if !needed.is_empty() {
            start_again(&needed);
        }
    }
}

/// Which variables to set, all of them to `1`. One that the learner has set, to whatever, is theirs.
fn workarounds(nvidia: bool, environment: impl Fn(&str) -> Option<OsString>) -> Vec<&'static str> {
    let set = |name| environment(name).is_some_and(|value| !value.is_empty());
    if !nvidia || environment(MARK).is_some() {
        return Vec::new();
    }
    // GTK takes Wayland where there is one, unless it was told otherwise.
    let told_x11 = environment("GDK_BACKEND")
        .is_some_and(|backend| backend.to_string_lossy().starts_with("x11"));
    let wanted = if set("WAYLAND_DISPLAY") && !told_x11 {
        NO_EXPLICIT_SYNC
    } else if set("DISPLAY") {
        NO_DMABUF
    } else {
        return Vec::new();
    };
    // Drawing without DMA-BUF goes round both faults: who has chosen that needs nothing else.
    if environment(wanted).is_some() || environment(NO_DMABUF).is_some() {
        return Vec::new();
    }
    vec![wanted]
}

/// In the same process, so that whoever waits for it goes on waiting for the right one.
#[cfg(target_os = "linux")]
fn start_again(needed: &[&str]) {
    use std::os::unix::process::CommandExt;

    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let mut command = std::process::Command::new(program);
    command
        .args(std::env::args_os().skip(1))
        .env(MARK, needed.join(","));
    for name in needed {
        command.env(name, "1");
    }
    // It only comes back when it failed; there is no log yet to say so in, and the window may open all the same.
    let _failed = command.exec();
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    /// What is set for a machine with these variables.
    fn check(nvidia: bool, environment: &[(&str, &str)], expected: &[&str], why: &str) {
        let found = workarounds(nvidia, |name| {
            environment
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        });
        assert_eq!(found, expected, "{why}");
    }

    const WAYLAND: (&str, &str) = ("WAYLAND_DISPLAY", "wayland-0");
    const X11: (&str, &str) = ("DISPLAY", ":0");

    #[test]
    fn each_fault_of_the_driver_has_its_own_way_round() {
        check(
            true,
            &[WAYLAND, X11],
            &[NO_EXPLICIT_SYNC],
            "Wayland with XWayland beside it",
        );
        check(true, &[WAYLAND], &[NO_EXPLICIT_SYNC], "Wayland alone");
        check(true, &[X11], &[NO_DMABUF], "X11");
        check(
            true,
            &[WAYLAND, X11, ("GDK_BACKEND", "x11")],
            &[NO_DMABUF],
            "X11 on a Wayland desktop, as the learner asked for",
        );
        check(
            true,
            &[("WAYLAND_DISPLAY", ""), X11],
            &[NO_DMABUF],
            "an empty name is no display",
        );
    }

    #[test]
    fn other_machines_are_left_alone() {
        check(false, &[WAYLAND, X11], &[], "another driver");
        check(
            true,
            &[],
            &[],
            "no display: the program ends with a word about that",
        );
    }

    #[test]
    fn what_the_learner_set_is_theirs() {
        check(
            true,
            &[WAYLAND, (NO_EXPLICIT_SYNC, "0")],
            &[],
            "switched off on purpose",
        );
        check(
            true,
            &[X11, (NO_DMABUF, "0")],
            &[],
            "switched off on purpose",
        );
        check(
            true,
            &[WAYLAND, (NO_DMABUF, "1")],
            &[],
            "the other way round is enough",
        );
    }

    #[test]
    fn a_program_that_was_started_again_is_not_started_a_third_time() {
        check(true, &[WAYLAND, (MARK, "1")], &[], "its mark is there");
    }
}
