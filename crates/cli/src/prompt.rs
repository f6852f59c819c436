//! What is asked of the person at the terminal: yes or no, and secrets, which are never echoed and never taken from the command line, where
//! other users of the machine could read them.

use std::{
    env,
    io::{self, BufRead, IsTerminal, Write},
};

use engine::{
    Engine,
    access::CredentialChoice,
    vault::{FileState, VaultState},
};
use secrecy::{ExposeSecret, SecretString};

use crate::{failure::Failure, runtime, shell::Shell};

/// Gives the passphrase of the encrypted file where nobody can be asked.
pub(crate) const PASSPHRASE: &str = "MISSION_ARCHITECT_PASSPHRASE";

/// Whether there is a person to ask.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question that is answered with yes by pressing return. Without a person it is yes: a script said what it wants.
pub(crate) fn confirm(question: &str) -> bool {
    if !is_interactive() {
        return true;
    }
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{question} [Y/n] ");
    let _ = stderr.flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    let answer = answer.trim().to_lowercase();
    // The end of the input is no answer.
    matches!(read, Ok(1..)) && (answer.is_empty() || answer == "y" || answer == "yes")
}

/// Asks before something is lost: only a typed yes is one. Nothing without a person, who has to say it on the command line.
pub(crate) fn confirm_loss(question: &str) -> Option<bool> {
    if !is_interactive() {
        return None;
    }
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{question} [y/N] ");
    let _ = stderr.flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    let answer = answer.trim().to_lowercase();
    Some(matches!(read, Ok(1..)) && (answer == "y" || answer == "yes"))
}

/// A secret: typed without an echo, or a line of standard input.
pub(crate) fn secret(name: &str) -> Result<SecretString, Failure> {
    let read = if io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{name}: "))
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map(|_| line)
    };
    let text =
        read.map_err(|error| Failure::usage(format!("{name} could not be read: {error}")))?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Failure::usage(format!(
            "{name} is empty; type it, or give it as a line of standard input"
        )));
    }
    Ok(text.to_owned().into())
}

/// The passphrase from the environment, else from the person.
pub(crate) fn passphrase(question: &str) -> Result<SecretString, Failure> {
    match env::var(PASSPHRASE) {
        Ok(text) if !text.is_empty() => Ok(text.into()),
        _ => secret(question),
    }
}

/// A passphrase for a new file: whoever types it does so twice, since nobody sees what is typed.
pub(crate) fn new_passphrase() -> Result<SecretString, Failure> {
    let first = passphrase("Passphrase for the encrypted file")?;
    let is_typed = io::stdin().is_terminal() && env::var_os(PASSPHRASE).is_none();
    if is_typed {
        let again = secret("The same again")?;
        if first.expose_secret() != again.expose_secret() {
            return Err(Failure::usage(
                "the two passphrases differ, and nothing was kept; try again",
            ));
        }
    }
    Ok(first)
}

/// Unlocks the encrypted file when the credentials in use are in it and nowhere else. Where nobody can be asked and the environment says nothing, it
/// stays locked, and whatever needs it says so.
pub(crate) fn unlock_if_needed(engine: &Engine, shell: &Shell) -> Result<(), Failure> {
    if engine.settings().bedrock.credentials != CredentialChoice::Pasted {
        return Ok(());
    }
    let VaultState {
        in_keyring,
        in_memory,
        file,
        ..
    } = runtime::wait(engine.model_access())??.vault;
    let is_needed = in_keyring.is_none() && in_memory.is_none() && file == FileState::Locked;
    let can_be_had = is_interactive() || env::var_os(PASSPHRASE).is_some();
    if is_needed && can_be_had {
        engine.unlock_credentials(passphrase("Passphrase of the encrypted credentials")?)?;
        shell.say("the encrypted credentials are unlocked for this command");
    }
    Ok(())
}
