//! A D-Bus session with a keyring of its own: the test runs itself again inside of it, stage by stage.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What the session has.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keyring {
    /// GNOME Keyring, unlocked.
    Unlocked,
    /// GNOME Keyring, locked, and no display to ask for its password on.
    Locked,
    /// GNOME Keyring, locked, whose prompt never answers.
    Silent,
    /// GNOME Keyring, unlocked, with a bus that lets nobody speak to it.
    Denied,
    /// A bus and no keyring, nor one that could be started.
    Absent,
    /// No bus.
    NoBus,
}

/// One stage: the session it runs in, and what it does there with the test's folder.
pub(super) type Stage = (Keyring, fn(&Path));

/// Which stage of the test this process is to run.
const STAGE: &str = "MISSION_VAULT_STAGE";
const FOLDER: &str = "MISSION_VAULT_FOLDER";

/// Runs the stages of a test one after another, each in a process and a session of its own, on one folder: what the keyring keeps in one
/// is there in the next. `test` is the test's own path in this crate.
pub(super) fn stages(test: &str, stages: &[Stage]) {
    if let (Ok(stage), Some(folder)) = (env::var(STAGE), env::var_os(FOLDER)) {
        let (_, body) = stages[stage.parse::<usize>().unwrap()];
        body(Path::new(&folder));
        return;
    }
    if let Some(missing) = missing() {
        skip(&missing);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (index, (keyring, _)) in stages.iter().enumerate() {
        let output = command(*keyring, folder.path())
            .arg(env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(STAGE, index.to_string())
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            output.status.success() && said.contains("1 passed"),
            "stage {index} of {test}, {keyring:?}: {}\n{said}",
            output.status
        );
    }
}

/// Says that a test was skipped, unless the caller has promised all that it needs: then nothing may be skipped.
fn skip(reason: &str) {
    assert!(
        env::var_os("MISSION_TEST_WINDOW").is_none_or(|promise| promise != "required"),
        "MISSION_TEST_WINDOW=required, but {reason}"
    );
    println!("skipped: {reason}");
}

fn missing() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("sessions are made on Linux only".to_owned());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    [
        "dbus-run-session",
        "dbus-send",
        "gnome-keyring-daemon",
        "timeout",
        "sh",
    ]
    .iter()
    .find(|program| !env::split_paths(&path).any(|folder| folder.join(program).is_file()))
    .map(|program| format!("`{program}` is not installed"))
}

/// A command that runs a program inside of the session. Nothing of the desktop that runs the tests is in its environment.
fn command(keyring: Keyring, folder: &Path) -> Command {
    let run = folder.join("run");
    for made in [folder.join("share"), folder.join("home"), run.clone()] {
        fs::create_dir_all(made).unwrap();
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).unwrap();
    }
    // The daemon says that it has begun a little before it is on the bus.
    let on_the_bus = "for try in $(seq 300); do dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true && break; sleep 0.1; done";
    let begin = match keyring {
        Keyring::Unlocked | Keyring::Denied => {
            format!(
                "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; {on_the_bus}"
            )
        }
        Keyring::Locked | Keyring::Silent => {
            format!(
                "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; {on_the_bus}"
            )
        }
        Keyring::Absent | Keyring::NoBus => ":".to_owned(),
    };
    let mut command = Command::new("timeout");
    command.arg("120");
    if !matches!(keyring, Keyring::NoBus) {
        let config = bus(keyring, folder);
        command
            .arg("dbus-run-session")
            .arg(format!("--config-file={}", config.display()))
            .arg("--");
    }
    command
        .args(["sh", "-c", &format!("{begin}; exec \"$0\" \"$@\"")])
        .env("HOME", folder.join("home"))
        .env("XDG_DATA_HOME", folder.join("share"))
        .env("XDG_RUNTIME_DIR", &run);
    for unset in [
        "DBUS_SESSION_BUS_ADDRESS",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "GNOME_KEYRING_CONTROL",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "NEXTEST",
    ] {
        command.env_remove(unset);
    }
    command
}

/// A bus that starts no service but what the stage needs.
fn bus(keyring: Keyring, folder: &Path) -> PathBuf {
    let services = folder.join("services");
    fs::create_dir_all(&services).unwrap();
    let prompter = services.join("prompter.service");
    let _ = fs::remove_file(&prompter);
    if matches!(keyring, Keyring::Silent) {
        // Takes longer than anybody waits, and never says that it is there.
        fs::write(
            prompter,
            "[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sleep 8\n",
        )
        .unwrap();
    }
    let deny = if matches!(keyring, Keyring::Denied) {
        "<deny send_interface=\"org.freedesktop.Secret.Service\"/>"
    } else {
        ""
    };
    let config = folder.join("bus.conf");
    fs::write(
        &config,
        format!(
            "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
             \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type>\
             <listen>unix:dir={}</listen><servicedir>{}</servicedir><policy context=\"default\">\
             <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>{deny}</policy>\
             <limit name=\"service_start_timeout\">60000</limit></busconfig>\n",
            folder.join("run").display(),
            services.display()
        ),
    )
    .unwrap();
    config
}
