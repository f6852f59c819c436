//! `mission list`: the missions, and how far the learner is with each.

use clap::Args;
use engine::{MissionKind, MissionOverview, MissionSource, PackOverview, Standing};
use grader::Verdict;
use ipc::PackDto;
use missions::{Catalogue, Level};
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, Paint, columns, counted, percent, safe, wrap},
};

/// List the missions and how far you are
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: ListArgs, shell: &Shell) -> Result<Exit, Failure> {
    let known = data::open(shell).and_then(|engine| Ok(engine.overview()?));
    let packs = match known {
        Ok(packs) => packs,
        // What there is to do can be said without the learner's data.
        Err(failure) => {
            shell.warn(&format!(
                "what you have done is not known: {}",
                failure.message
            ));
            bundled()
        }
    };
    if args.output.is_json() {
        let packs: Vec<PackDto> = packs.into_iter().map(PackDto::from).collect();
        shell.print_json(&json!({ "packs": packs }))?;
    } else {
        let text: Vec<String> = packs
            .iter()
            .map(|pack| table(pack, shell.paint, shell.width))
            .collect();
        shell.print(&text.join("\n"))?;
    }
    Ok(Exit::Passed)
}

fn bundled() -> Vec<PackOverview> {
    let overview = |mission: &missions::Mission| MissionOverview {
        id: mission.id.clone(),
        title: mission.title.clone(),
        summary: mission.summary.clone(),
        level: mission.level,
        services: mission.services.clone(),
        skills: mission.skills.clone(),
        minutes: mission.minutes,
        criteria: mission.rubric.criteria.len(),
        kind: MissionKind::Build,
        source: MissionSource::Bundled,
        standing: Standing::default(),
    };
    let packs = Catalogue::bundled().packs.iter().map(|pack| PackOverview {
        id: pack.id.clone(),
        title: pack.title.clone(),
        summary: pack.summary.clone(),
        missions: pack.missions.iter().map(overview).collect(),
    });
    packs.collect()
}

fn table(pack: &PackOverview, paint: Paint, width: usize) -> String {
    let done = pack
        .missions
        .iter()
        .filter(|mission| mission.standing.passed_at_ms.is_some())
        .count();
    let all = counted(pack.missions.len(), "mission", "missions");
    let mut out = format!(
        "{}  {done} of {all} passed\n",
        paint.ink(Ink::Strong, &safe(&pack.title))
    );
    let widest = pack
        .missions
        .iter()
        .map(|mission| columns(&mission.id))
        .max()
        .unwrap_or(0);
    for mission in &pack.missions {
        let (icon, ink, state) = state(&mission.standing);
        let room = " ".repeat(widest.saturating_sub(columns(&mission.id)));
        let first = format!(
            "  {} {}{room}  ",
            paint.ink(ink, icon),
            paint.ink(Ink::Code, &safe(&mission.id))
        );
        let rest = " ".repeat(columns(&first));
        let about = format!(
            "{}, {}, {} min, {state}",
            mission.services.join(" "),
            level(mission.level),
            mission.minutes
        );
        out.push_str(&wrap(&safe(&mission.title), width, &first, &rest));
        out.push('\n');
        out.push_str(&rest);
        out.push_str(&paint.ink(Ink::Quiet, &safe(&about)));
        out.push('\n');
    }
    out
}

fn state(standing: &Standing) -> (&'static str, Ink, String) {
    match (&standing.latest, standing.passed_at_ms) {
        (_, Some(_)) => ("✓", Ink::Pass, "passed".to_owned()),
        (Some(latest), None) => {
            let met = standing
                .verdicts
                .iter()
                .filter(|verdict| **verdict == Verdict::Pass)
                .count();
            (
                "▸",
                Ink::Warning,
                format!(
                    "started, {met} of {} met, {}",
                    latest.total,
                    percent(latest.score)
                ),
            )
        }
        (None, None) if standing.template.is_some() => ("▸", Ink::Warning, "started".to_owned()),
        (None, None) => ("○", Ink::Quiet, "new".to_owned()),
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Foundation => "foundation",
        Level::Associate => "associate",
        Level::Professional => "professional",
    }
}
