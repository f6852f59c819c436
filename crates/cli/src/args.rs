//! The command line as a whole. What a subcommand takes is beside what it does, in `commands`.

use std::{
    env,
    io::{self, Write},
};

use clap::{Args, Parser, ValueEnum};

use crate::{
    commands::Command,
    failure::{Exit, Failure},
    shell::Color,
};

/// What `mission` alone prints.
pub(crate) const FIRST_STEPS: &str = "\
mission: hands-on AWS missions, graded on every save

  mission list                   what there is, and how far you are
  mission watch                  go on with your mission, or begin with the first one
  mission grade FILE -m MISSION  grade a template once, for CI

`mission help` shows everything.
";

const EXAMPLES: &str = "\
Examples:
  mission list
  mission start private-photo-bucket
  mission watch
  mission grade template.yaml --mission private-photo-bucket
  mission grade *.yaml --mission ./my-mission --format junit > report.xml

Exit codes:
  0  done, and all that was graded passed
  1  graded below --fail-under; or still locked; or a check of `mission doctor` failed
  2  the command line makes no sense
  3  a template cannot be read or parsed
  4  a mission or a pack is not valid
  5  everything else
  6  there are no credentials for the model, or it refused
  7  a budget would be exceeded; nothing was paid
  8  a mission or a reply failed for good

Environment:
  MISSION_ARCHITECT_HOME        one folder for all that the program writes
  MISSION_ARCHITECT_PASSPHRASE  opens the encrypted file of credentials where nobody can be asked
  AWS_PROFILE, AWS_REGION, AWS_BEARER_TOKEN_BEDROCK, AWS_ENDPOINT_URL_BEDROCK_RUNTIME ...
                                as the AWS tools read them
  NO_COLOR, CLICOLOR, CLICOLOR_FORCE   as everywhere";

/// Hands-on AWS missions in a terminal and in CI
///
/// A mission is a customer's problem, a CloudFormation template to begin with, and criteria. Edit the template in your own editor;
/// each save is graded, with the line that is wrong. Nothing needs an account or a network; with Amazon Bedrock connected, missions are
/// written for you and a mentor answers.
#[derive(Debug, Parser)]
#[command(name = "mission", version, after_help = EXAMPLES, max_term_width = 100, disable_help_subcommand = false)]
pub(crate) struct Cli {
    /// When to colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    /// Tell on stderr what is done (-vv, -vvv: more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// `--format human|json`, as nearly every subcommand takes it.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Output {
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: OutputFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    #[default]
    Human,
    /// One JSON value
    Json,
}

impl Output {
    pub(crate) fn is_json(self) -> bool {
        self.format == OutputFormat::Json
    }
}

/// Prints help, the version, or why the command line makes no sense, as JSON when the command line asked for that.
pub(crate) fn refuse(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        // Help and version. A reader that has gone has what it wanted.
        let _ = error.print();
        return Exit::Passed;
    }
    if asks_for_json(env::args_os().filter_map(|argument| argument.into_string().ok())) {
        let rendered = error.render().to_string();
        let (first, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
        let failure = Failure::usage(first.trim_start_matches("error: ")).with_detail(rest.trim());
        let _ = writeln!(
            io::stderr(),
            "{}",
            serde_json::to_string(&failure).unwrap_or_default()
        );
    } else {
        let _ = error.print();
    }
    Exit::Usage
}

/// Whether `--format json` or `jsonl` is among arguments that could not be parsed.
fn asks_for_json(arguments: impl Iterator<Item = String>) -> bool {
    let arguments: Vec<String> = arguments.take_while(|argument| argument != "--").collect();
    let is_json = |value: &str| value == "json" || value == "jsonl";
    let joined = arguments
        .iter()
        .filter_map(|argument| argument.strip_prefix("--format="))
        .any(is_json);
    joined
        || arguments
            .windows(2)
            .any(|pair| matches!(pair, [name, value] if name == "--format" && is_json(value)))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn json_is_asked_for_in_either_spelling() {
        let asks = |line: &str| asks_for_json(line.split(' ').map(str::to_owned));
        assert!(asks("mission grade --format json"), "two words");
        assert!(asks("mission grade --format=jsonl x"), "one word");
        assert!(!asks("mission grade --format human json"), "another format");
        assert!(
            !asks("mission grade -- --format json"),
            "after -- there are names only"
        );
    }
}
