//! The server as a program, for looking at Mission Architect without an account. Needs no credentials; nothing leaves the machine.

use std::process::ExitCode;

use clap::Parser;
use fake_bedrock::{Pace, Script, Server, named_scripts};

/// Plays Amazon Bedrock on this machine.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The name of a built-in script, or a JSON file with one.
    #[arg(long, value_name = "NAME|FILE.json", default_value = "bedrock")]
    script: String,
    /// Tokens a second of each answer; 0 for no pauses.
    #[arg(long, value_name = "TOKENS_PER_S", default_value_t = 80)]
    pace: u32,
    /// Seed of what is drawn.
    #[arg(long)]
    seed: Option<u64>,
    /// Lists the built-in scripts.
    #[arg(long)]
    list: bool,
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program's own output"
)]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.list {
        for named in named_scripts() {
            println!("{:<28} {}", named.script.name, named.about);
        }
        return ExitCode::SUCCESS;
    }
    let script = match script(&arguments) {
        Ok(script) => script,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let name = script.name.clone();
    match Server::start_on(arguments.port, script, true) {
        Ok(server) => {
            println!("{}", server.endpoint());
            println!();
            for (variable, value) in server.environment() {
                println!("export {variable}={value}");
            }
            eprintln!(
                "Playing the script {name}. GET /calls shows what arrived; POST /script takes the name of another script, or a script."
            );
            server.wait();
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The port {} cannot be used: {error}", arguments.port);
            ExitCode::FAILURE
        }
    }
}

fn script(arguments: &Arguments) -> Result<Script, String> {
    let mut script = match Script::find(&arguments.script) {
        Some(script) => script,
        None if arguments.script.ends_with(".json") => {
            let text = std::fs::read_to_string(&arguments.script)
                .map_err(|error| format!("{} cannot be read: {error}", arguments.script))?;
            serde_json::from_str(&text)
                .map_err(|error| format!("{} is no script: {error}", arguments.script))?
        }
        None => {
            return Err(format!(
                "There is no script called {}. --list shows all.",
                arguments.script
            ));
        }
    };
    if let Some(seed) = arguments.seed {
        script = script.with_seed(seed);
    }
    Ok(script.with_pace(Pace {
        tokens_per_s: arguments.pace,
        ..Pace::default()
    }))
}
