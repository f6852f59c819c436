//! A place of its own for each test: a home, a folder to work in, and the program.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A bundled mission that tests use.
pub(crate) const MISSION: &str = "private-photo-bucket";

/// A criteria list of the first form, for a bucket that is versioned.
pub(crate) const CRITERIA: &str = r#"[
  {"resourceType": "AWS::S3::Bucket", "property": "VersioningConfiguration.Status", "expected": "Enabled", "label": "Versions are kept"},
  {"resourceType": "AWS::S3::Bucket", "property": "BucketName", "expected": "photos", "label": "The bucket has its name"}
]"#;

/// Meets both of [`CRITERIA`].
pub(crate) const GOOD: &str = "Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: photos
      VersioningConfiguration:
        Status: Enabled
";

/// Meets one of [`CRITERIA`].
pub(crate) const HALF: &str = "Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: photos
      VersioningConfiguration:
        Status: Suspended
";

pub(crate) struct Place {
    home: TempDir,
    work: TempDir,
}

/// What a run of the program left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Place {
        let place = Place {
            home: TempDir::new().unwrap(),
            work: TempDir::new().unwrap(),
        };
        place.write("criteria.json", CRITERIA);
        place
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn work(&self) -> &Path {
        self.work.path()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The program, in this place and without what the developer's own environment says.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mission"));
        command
            .args(arguments)
            .current_dir(self.work())
            .stdin(Stdio::null());
        for name in [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "TERM",
            "RUST_BACKTRACE",
            // No session bus, so no keyring: neither by its address nor by its usual place.
            "DBUS_SESSION_BUS_ADDRESS",
            "XDG_RUNTIME_DIR",
        ] {
            command.env_remove(name);
        }
        // Nor the developer's credentials, in whichever way they are set.
        let theirs = |name: &std::ffi::OsString| {
            let name = name.to_string_lossy();
            name.starts_with("AWS_") || name.starts_with("MISSION_ARCHITECT_")
        };
        for (name, _) in std::env::vars_os().filter(|(name, _)| theirs(name)) {
            command.env_remove(name);
        }
        command
            .env("HOME", self.work())
            .env("AWS_CONFIG_FILE", self.work().join("aws-config"))
            .env(
                "AWS_SHARED_CREDENTIALS_FILE",
                self.work().join("aws-credentials"),
            )
            .env("MISSION_ARCHITECT_HOME", self.home());
        command
    }

    /// Runs a command line that is split at spaces.
    pub(crate) fn run(&self, line: &str) -> Ran {
        self.run_all(line.split_whitespace())
    }

    pub(crate) fn run_all<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }
}

impl Ran {
    pub(crate) fn of(output: Output) -> Ran {
        Ran {
            code: output
                .status
                .code()
                .expect("the program has to end by itself"),
            stdout: String::from_utf8(output.stdout).expect("what is printed is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("what is said is UTF-8"),
        }
    }

    /// Asserts the exit code; the message has what was said.
    pub(crate) fn exits(self, code: i32, why: &str) -> Ran {
        assert_eq!(
            self.code, code,
            "{why}\nstdout: {}\nstderr: {}",
            self.stdout, self.stderr
        );
        assert!(
            !self.stderr.contains("something went wrong inside"),
            "{why}: the program has a fault: {}",
            self.stderr
        );
        self
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout has to be JSON: {error}: {}", self.stdout))
    }

    /// The last line of stderr as the error that `--format json` promises.
    pub(crate) fn json_error(&self) -> serde_json::Value {
        let last = self.stderr.lines().last().unwrap_or_default();
        let error: serde_json::Value = serde_json::from_str(last)
            .unwrap_or_else(|error| panic!("an error has to be JSON: {error}: {}", self.stderr));
        assert!(
            error["code"].is_string() && error["message"].is_string(),
            "an error has a code and a message: {error}"
        );
        error
    }
}

/// The reference solution of [`MISSION`], from the program itself.
pub(crate) fn solution(place: &Place) -> String {
    let shown = place
        .run(&format!("show {MISSION} --format json"))
        .exits(0, "a bundled mission can be shown")
        .json();
    shown["solution"]
        .as_str()
        .expect("a bundled mission has a solution")
        .to_owned()
}
