//! What needs a model, against a server that plays Amazon Bedrock: its requests are signed and its answers are framed as the real one's.

mod changes;
mod confidential;
mod connect;
mod hostile;
mod interrupted;
mod queue;
mod refused;
mod story;

use std::{
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use fake_bedrock::{Answer, Content, Pause, Script, Server, Step};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::{Place, Ran};

/// Longer than anything here takes; whoever waits so long has failed.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// A place whose environment leads to a server of its own.
pub(super) struct Cloud {
    pub(super) place: Place,
    pub(super) server: Server,
}

impl Cloud {
    pub(super) fn playing(script: Script) -> Cloud {
        Cloud {
            place: Place::new(),
            server: Server::start(script),
        }
    }

    pub(super) fn named(script: &str) -> Cloud {
        Cloud::playing(Script::named(script))
    }

    /// The program with keys that are made up and this server.
    pub(super) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.place.command(arguments);
        command.envs(self.server.environment());
        command
    }

    pub(super) fn run(&self, line: &str) -> Ran {
        self.run_all(line.split_whitespace())
    }

    pub(super) fn run_all<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// The program with this server and region, and without keys.
    pub(super) fn without_keys(&self, line: &str) -> Command {
        let mut command = self.command(line.split_whitespace());
        command
            .env_remove("AWS_ACCESS_KEY_ID")
            .env_remove("AWS_SECRET_ACCESS_KEY");
        command
    }

    pub(super) fn start(&self, line: &str) -> Running {
        self.start_all(line.split_whitespace())
    }

    pub(super) fn start_all<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Running {
        Running::of(self.command(arguments))
    }

    /// Writes `config.toml`.
    pub(super) fn configure(&self, text: &str) {
        let file = self.place.home().join("config/config.toml");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    /// A mission that was written, and its id.
    pub(super) fn mission(&self) -> String {
        let ran = self
            .run_all(["new", "--wait", "--topic", "fan out order events"])
            .exits(0, "a mission is written");
        ran.stdout.trim_end().to_owned()
    }

    /// All jobs, as `queue list` prints them.
    pub(super) fn jobs(&self) -> Vec<Value> {
        let listed = self
            .run("queue list --all --format json")
            .exits(0, "the queue can be looked at")
            .json();
        listed["jobs"].as_array().expect("a list of jobs").clone()
    }

    pub(super) fn usage(&self) -> Value {
        let ran = self
            .run("usage --format json --range all")
            .exits(0, "usage can be looked at");
        assert_eq!(ran.stderr, "", "the ledger adds up, so nothing is said");
        ran.json()
    }

    /// Waits until so many calls have arrived.
    pub(super) fn wait_for_calls(&self, calls: usize) {
        wait_until("the calls arrive", || self.server.call_count() >= calls);
    }
}

/// An answer that stops in its middle and waits for whoever hears it to go away.
pub(super) fn stuck(content: Content) -> Step {
    Step::Answer(Answer {
        content,
        pause: Some(Pause {
            after_deltas: 8,
            ms: 3_600_000,
        }),
        ..Answer::default()
    })
}

pub(super) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < until, "waited too long until {what}");
        // Another look a little later; the processes that are waited for need the processor.
        thread::park_timeout(Duration::from_millis(5));
    }
}

/// A run of the program that goes on; ended with the test.
pub(super) struct Running {
    child: Child,
    stdout: Receiver<Vec<u8>>,
    stderr: Receiver<String>,
    said: Vec<String>,
}

impl Running {
    pub(super) fn of(mut command: Command) -> Running {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let err = BufReader::new(child.stderr.take().unwrap());
        let (send_bytes, stdout) = channel();
        let (send_line, stderr) = channel();
        thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(read @ 1..) = out.read(&mut piece) {
                if send_bytes.send(piece[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        thread::spawn(move || {
            for line in err.lines().map_while(Result::ok) {
                if send_line.send(line).is_err() {
                    return;
                }
            }
        });
        Running {
            child,
            stdout,
            stderr,
            said: Vec::new(),
        }
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until a line of stderr has these words.
    pub(super) fn hears(&mut self, words: &str) {
        loop {
            match self.stderr.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.said.push(line);
                    if self.said.last().is_some_and(|line| line.contains(words)) {
                        return;
                    }
                }
                Err(error) => panic!("`{words}` was not said ({error}): {:?}", self.said),
            }
        }
    }

    /// The first piece of stdout.
    pub(super) fn first_output(&self) -> String {
        let piece = self.stdout.recv_timeout(PATIENCE);
        String::from_utf8(piece.expect("something has to be printed")).unwrap()
    }

    /// Presses Ctrl-C.
    pub(super) fn interrupt(&self) {
        self.signal(Signal::INT);
    }

    /// Asks it to end, as a service's manager does.
    pub(super) fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// As `kill -9`, or the battery.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for its end; what was not read of stdout yet, and all of stderr.
    pub(super) fn ends(mut self) -> Ran {
        let until = Instant::now() + PATIENCE;
        let status: ExitStatus = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > until {
                let _ = self.child.kill();
                panic!("it did not end: {:?}", self.said);
            }
            // Its next line, its end or a moment, whichever is first.
            match self.stderr.recv_timeout(Duration::from_millis(5)) {
                Ok(line) => self.said.push(line),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        };
        self.said.extend(self.stderr.iter());
        let printed: Vec<u8> = self.stdout.iter().flatten().collect();
        Ran {
            code: status.code().expect("it ends by itself"),
            stdout: String::from_utf8(printed).unwrap(),
            stderr: self.said.join("\n") + "\n",
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every file below a folder.
pub(super) fn files_below(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found
}
