//! Tests by what they are about; what they share is here.

mod bundled;
mod bundled_words;
mod loading;
mod new_fields;
mod packs;
mod proofs;
mod round_trip;
mod schemas;

use std::{fmt::Write as _, fs, path::Path};

use crate::Problem;

/// One line a problem: `file:line:column: severity: message`.
pub(super) fn lines(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        let file = problem.file.display().to_string().replace('\\', "/");
        let severity = match problem.severity {
            cfn::Severity::Error => "error",
            cfn::Severity::Warning => "warning",
            cfn::Severity::Info => "info",
        };
        let _ = writeln!(
            text,
            "{file}:{}:{}: {severity}: {}",
            problem.line, problem.column, problem.message
        );
    }
    text
}

/// Writes files into a folder, with the folders above them.
pub(super) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    }
}

/// A template in which nothing is set.
pub(super) const STARTER: &str = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n";

/// A template that meets [`MISSION`].
pub(super) const SOLUTION: &str = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 180\n";

/// A good `mission.yaml`.
pub(super) const MISSION: &str = r#"format: 1
id: slow-jobs
title: Slow jobs
summary: Jobs come back before they are done.
level: foundation
services: [sqs]
skills: [messaging.visibility]
minutes: 10
scenario: |
  Jobs take **three minutes**.

  Fix the queue.
parameters: {Stage: prod, Account: 012345678901}
criteria:
  - id: timeout
    label: Jobs stay hidden for three minutes
    resourceType: AWS::SQS::Queue
    property: VisibilityTimeout
    expected: 180
hints:
  timeout: [A message in flight is hidden., Look at `VisibilityTimeout`., "A number of seconds."]
sources: [Amazon SQS visibility timeout]
"#;
