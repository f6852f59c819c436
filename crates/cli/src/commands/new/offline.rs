//! `mission new --offline`: a mission from a seed, without a model, an account or a network.

use engine::offline::{OfflineMission, OfflineRequest};

use crate::{
    failure::{Exit, Failure},
    runtime,
    shell::Shell,
    text::safe,
};

use super::NewArgs;

pub(super) fn run(args: &NewArgs, shell: &Shell) -> Result<Exit, Failure> {
    let (engine, _) = runtime::open_listening(shell)?;
    let made = engine.make_offline(&OfflineRequest {
        topic: args.topic.trim().to_owned(),
        services: args.service_names(),
        level: args.level.map(Into::into),
        skills: Vec::new(),
        seed: args.seed,
    })?;
    if args.output.is_json() {
        let mission = engine.mission(&made.mission_id)?;
        shell.print(&format!("{}\n", mission.to_single_file_json()))?;
    } else {
        shell.print(&format!("{}\n", made.mission_id))?;
    }
    shell.say(&said(&made, args.seed));
    Ok(Exit::Passed)
}

/// What it is and how it can be made again.
fn said(made: &OfflineMission, asked: Option<u64>) -> String {
    let OfflineMission {
        mission_id,
        title,
        seed,
        version,
        existed,
    } = made;
    let how = if *existed {
        "was made before and is kept as it was"
    } else {
        "made on this machine and proved; no AI wrote it"
    };
    let again = match asked {
        Some(asked) if asked != *seed => format!(
            "the mission of seed {asked} is not what you asked for, so other seeds were drawn from it; the seed of this mission is {seed}, which gives it again without your wishes"
        ),
        Some(_) | None => format!("its seed is {seed}, which gives it again"),
    };
    format!(
        "{}: {how}\n{again} (version {version} of the generator)\n`mission start {mission_id}` begins it",
        safe(title)
    )
}
