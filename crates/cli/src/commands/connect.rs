//! `mission connect`: which credentials, which region and which model are used, tried with a tiny call.

use clap::{Args, ValueEnum};
use engine::{
    Engine,
    access::{CredentialChoice, ModelTest},
    vault::{Place, Secrets},
};
use ipc::ModelTestDto;
use serde_json::json;

use crate::{
    args::Output,
    failure::{Exit, Failure},
    prompt, runtime,
    shell::Shell,
    text::{Ink, safe},
};

/// Connect Amazon Bedrock, and try it with a tiny call
///
/// Without options: tries what is set. Secrets are typed without an echo, or read as lines of standard input; they are never taken from the
/// command line, where others could read them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission connect --profile work --region eu-central-1
  mission connect --bearer                       a Bedrock API key, kept in the system's keyring
  mission connect --access-key-id AKIA... --keep file
  mission connect --off

MISSION_ARCHITECT_PASSPHRASE gives the passphrase of the file where nobody can be asked.

Exits with 6 when the model cannot be reached, or secrets cannot be kept in that place or had from
it, and 7 when a budget has no room for the call. What is wrong, and what to do, is said.")]
pub(crate) struct ConnectArgs {
    /// Use AWS's own chain: the environment, this profile, IAM Identity Center, an assumed role
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", group = "how")]
    profile: Option<String>,
    /// Paste a Bedrock API key
    #[arg(long, group = "how")]
    bearer: bool,
    /// Paste access keys: this id, then their secret
    #[arg(long, value_name = "ID", group = "how")]
    access_key_id: Option<String>,
    /// The access keys are temporary: a session token is asked for as well
    #[arg(long, requires = "access_key_id")]
    session: bool,
    /// Do not use Bedrock
    #[arg(long, group = "how")]
    off: bool,
    /// Forget what is kept in a place
    #[arg(long, value_enum, value_name = "PLACE", group = "how")]
    forget: Option<KeepArg>,
    /// Where pasted credentials are kept
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "PLACE",
        conflicts_with_all = ["profile", "off", "forget"]
    )]
    keep: KeepArg,
    /// The region [default: the profile's or the environment's]
    #[arg(long, value_name = "R")]
    region: Option<String>,
    /// The model, inference profile or ARN that writes missions
    #[arg(long, value_name = "M")]
    model: Option<String>,
    /// Another one for hints and questions
    #[arg(long, value_name = "M")]
    mentor_model: Option<String>,
    /// Make no call
    #[arg(long)]
    no_test: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum KeepArg {
    /// The system's keyring
    #[default]
    Keyring,
    /// A file under a passphrase
    File,
}

impl From<KeepArg> for Place {
    fn from(keep: KeepArg) -> Place {
        match keep {
            KeepArg::Keyring => Place::Keyring,
            KeepArg::File => Place::File,
        }
    }
}

pub(crate) fn run(args: &ConnectArgs, shell: &Shell) -> Result<Exit, Failure> {
    let (engine, mut events) = runtime::open_listening(shell)?;
    if let Some(place) = args.forget {
        return forget(&engine, place.into(), args.output, shell);
    }
    paste(&engine, args)?;
    set(&engine, args)?;
    if args.off || args.no_test {
        return untried(args, shell);
    }
    prompt::unlock_if_needed(&engine, shell)?;
    let test = runtime::wait_or_stop(&mut events, engine.test_model())??;
    tell(test, args.output, shell)
}

fn untried(args: &ConnectArgs, shell: &Shell) -> Result<Exit, Failure> {
    if args.output.is_json() {
        shell.print_json(&json!({"off": args.off, "tried": false}))?;
    } else if args.off {
        shell.say("Bedrock is off; everything that needs no model works on");
    } else {
        shell.say("kept, and not tried; `mission connect` tries it");
    }
    Ok(Exit::Passed)
}

fn forget(engine: &Engine, place: Place, output: Output, shell: &Shell) -> Result<Exit, Failure> {
    let forgotten = engine.forget_credentials(place)?;
    if output.is_json() {
        shell.print_json(&json!({ "forgotten": forgotten }))?;
    } else if forgotten {
        shell.say("forgotten");
    } else {
        shell.say("nothing was kept there");
    }
    Ok(Exit::Passed)
}

fn paste(engine: &Engine, args: &ConnectArgs) -> Result<(), Failure> {
    let secrets = if args.bearer {
        Secrets::BearerKey(prompt::secret("Bedrock API key")?)
    } else if let Some(id) = &args.access_key_id {
        Secrets::AccessKeys {
            access_key_id: id.clone(),
            secret_access_key: prompt::secret("Secret access key")?,
            session_token: args
                .session
                .then(|| prompt::secret("Session token"))
                .transpose()?,
        }
    } else {
        return Ok(());
    };
    let passphrase = match args.keep {
        KeepArg::Keyring => None,
        KeepArg::File => Some(prompt::new_passphrase()?),
    };
    Ok(engine.save_credentials(secrets, args.keep.into(), passphrase)?)
}

/// What was said is set; the rest stays.
fn set(engine: &Engine, args: &ConnectArgs) -> Result<(), Failure> {
    let standing = engine.settings();
    let mut settings = standing.clone();
    let bedrock = &mut settings.bedrock;
    let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(profile) = &args.profile {
        bedrock.credentials = CredentialChoice::Aws;
        bedrock.profile = some(profile);
    }
    if args.off {
        bedrock.credentials = CredentialChoice::Off;
    }
    if let Some(region) = &args.region {
        bedrock.region = some(region);
    }
    if let Some(model) = args.model.as_ref().and_then(some) {
        bedrock.model = model;
    }
    if let Some(model) = &args.mentor_model {
        bedrock.mentor_model = some(model);
    }
    if settings != standing {
        engine.put_settings(settings)?;
    }
    Ok(())
}

fn tell(test: ModelTest, output: Output, shell: &Shell) -> Result<Exit, Failure> {
    let problem = test.problem.clone();
    if output.is_json() {
        shell.print_json(&ModelTestDto::from(test))?;
    } else {
        let lines: String = test
            .steps
            .iter()
            .map(|step| {
                let mark = if step.good {
                    shell.paint.ink(Ink::Pass, "✓ ok    ")
                } else {
                    shell.paint.ink(Ink::Fail, "✗ failed")
                };
                format!("{mark}  {:<12} {}\n", step.id, safe(&step.message))
            })
            .collect();
        shell.print(&lines)?;
        if let Some(first_ms) = test.first_ms {
            shell.say(&format!(
                "connected: the first text came after {first_ms} ms, for {} USD",
                ipc::dollars(test.cost_nusd)
            ));
        }
    }
    match problem {
        None => Ok(Exit::Passed),
        Some(problem) => Err(Failure::not_connected(&problem)),
    }
}
