//! A test run where there is no network: its own child, in a network namespace that has a loopback interface and no route. WebDriver speaks
//! over that loopback, the display and the session bus are sockets in the file system.

use std::{
    fs,
    io::ErrorKind,
    net::{SocketAddr, TcpStream},
    process::Command,
    time::Duration,
};

/// Set in the child.
const INSIDE: &str = "MISSION_TEST_CUT_OFF";

/// An administrator needs no namespace for users; everybody else does.
const WAYS: &[&str] = &["-n", "-rn"];

const LOOPBACK_UP: &str = "ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null";

/// Runs the body of the test `name` (as the harness calls it) without a network where this machine permits that; elsewhere as it is, and says so. On a
/// machine of CI that promises a window it fails instead: nobody reads what passed, and the promise would be lost without a word.
pub(super) fn cut_off(name: &str, body: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        assert_cut_off();
        return body();
    }
    let Some(way) = WAYS.iter().find(|way| permitted(way)) else {
        assert!(
            !is_promised(),
            "CI is set and MISSION_TEST_WINDOW=required, but `unshare` may not make a network namespace here: permit unprivileged user namespaces"
        );
        println!("not cut off: `unshare` may not make a network namespace here");
        return body();
    };
    let program = std::env::current_exe().expect("the running program has a path");
    let done = Command::new("unshare")
        .args([
            *way,
            "sh",
            "-c",
            &format!("({LOOPBACK_UP}) && exec \"$@\""),
            "sh",
        ])
        .arg(program)
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, "1")
        .status()
        .expect("unshare starts");
    assert!(done.success(), "without a network: {done}");
}

fn is_promised() -> bool {
    let window = std::env::var_os("MISSION_TEST_WINDOW");
    std::env::var_os("CI").is_some() && window.is_some_and(|promise| promise == "required")
}

fn permitted(way: &str) -> bool {
    if !cfg!(target_os = "linux") {
        return false;
    }
    let tried = Command::new("unshare")
        .args([way, "sh", "-c", LOOPBACK_UP])
        .output();
    tried.is_ok_and(|done| done.status.success())
}

/// The child proves that it is where it should be: no route, and no way to an address that nobody has.
fn assert_cut_off() {
    let routes = fs::read_to_string("/proc/self/net/route").expect("the routes");
    assert_eq!(
        routes.lines().count(),
        1,
        "a heading and no route:\n{routes}"
    );
    let elsewhere = SocketAddr::from(([192, 0, 2, 1], 443));
    let refused = TcpStream::connect_timeout(&elsewhere, Duration::from_secs(5))
        .expect_err("there is no way out");
    assert_eq!(
        refused.kind(),
        ErrorKind::NetworkUnreachable,
        "it is unreachable at once: {refused}"
    );
    println!("cut off: there is a loopback interface and no route");
}
