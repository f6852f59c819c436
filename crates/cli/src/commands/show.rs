//! `mission show`: a mission to read, or in its single-file form for programs.

use std::fmt::Write as _;

use clap::Args;
use missions::Mission;

use crate::{
    args::Output,
    failure::{Exit, Failure},
    markdown,
    shell::Shell,
    source,
    text::{Ink, Paint, counted, safe, wrap},
};

/// Show a mission: the scenario and the criteria
#[derive(Debug, Args)]
#[command(after_help = "\
--format json prints the whole mission in its single-file form, starter and reference solution included.")]
pub(crate) struct ShowArgs {
    /// The id of a mission, or a mission's folder or file
    #[arg(value_name = "ID|FILE")]
    mission: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &ShowArgs, shell: &Shell) -> Result<Exit, Failure> {
    let mission = source::load(&args.mission, shell)?;
    if args.output.is_json() {
        shell.print(&format!("{}\n", mission.to_single_file_json()))?;
    } else {
        shell.print(&page(&mission, shell.paint, shell.width))?;
    }
    Ok(Exit::Passed)
}

fn page(mission: &Mission, paint: Paint, width: usize) -> String {
    let mut out = wrap(
        &paint.ink(Ink::Strong, &safe(&mission.title)),
        width,
        "",
        "",
    );
    let about = format!(
        "{}  {}, {} min, {}",
        mission.id,
        super::list::level(mission.level),
        mission.minutes,
        mission.services.join(" ")
    );
    let _ = writeln!(out, "\n{}\n", paint.ink(Ink::Quiet, &safe(&about)));
    out.push_str(&markdown::render(&mission.scenario, paint, width));
    let criteria = &mission.rubric.criteria;
    let _ = writeln!(
        out,
        "\n{}",
        paint.ink(
            Ink::Strong,
            &counted(criteria.len(), "criterion", "criteria")
        )
    );
    for criterion in criteria {
        let first = format!("  {}  ", paint.ink(Ink::Code, &safe(&criterion.id)));
        let points = if criterion.weight == 1.0 {
            String::new()
        } else {
            format!(" ({} points)", criterion.weight)
        };
        out.push_str(&wrap(
            &format!("{}{points}", safe(&criterion.label)),
            width,
            &first,
            "      ",
        ));
        out.push('\n');
    }
    out
}
