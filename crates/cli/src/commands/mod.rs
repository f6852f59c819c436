//! The subcommands, one a file.

mod add;
mod completions;
mod connect;
mod diagram;
mod doctor;
mod fill;
mod grade;
mod hint;
mod history;
mod list;
mod man;
mod mentor;
mod new;
mod open;
mod pack;
mod practice;
mod queue;
mod restore;
mod sabotage;
mod show;
mod solution;
mod start;
mod undo;
mod usage;
pub(crate) mod watch;

use clap::Subcommand;

pub(crate) use new::phase_line;

use crate::{
    failure::{Exit, Failure},
    shell::Shell,
};

/// What `mission` can be asked to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Start(start::StartArgs),
    Watch(watch::WatchArgs),
    Grade(grade::GradeArgs),
    Diagram(diagram::DiagramArgs),
    Fill(fill::FillArgs),
    Hint(hint::HintArgs),
    Open(open::OpenArgs),
    History(history::HistoryArgs),
    Restore(restore::RestoreArgs),
    Undo(undo::UndoArgs),
    Solution(solution::SolutionArgs),
    Sabotage(sabotage::SabotageArgs),
    Add(add::AddArgs),
    New(new::NewArgs),
    Queue(queue::QueueArgs),
    Usage(usage::UsageArgs),
    Connect(connect::ConnectArgs),
    Pack(pack::PackArgs),
    Practice(practice::PracticeArgs),
    Doctor(doctor::DoctorArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

impl Command {
    /// Whether failures are printed as JSON.
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Command::List(args) => args.output.is_json(),
            Command::Show(args) => args.output.is_json(),
            Command::Start(args) => args.output.is_json(),
            Command::Watch(args) => args.output.is_json(),
            Command::Grade(args) => args.format.is_json(),
            Command::Diagram(args) => args.is_json(),
            Command::Fill(args) => args.output.is_json(),
            Command::Hint(args) => args.output.is_json(),
            Command::Open(args) => args.output.is_json(),
            Command::History(args) => args.output.is_json(),
            Command::Restore(args) => args.output.is_json(),
            Command::Undo(args) => args.output.is_json(),
            Command::Solution(args) => args.output.is_json(),
            Command::Sabotage(args) => args.output.is_json(),
            Command::Add(args) => args.output.is_json(),
            Command::New(args) => args.output.is_json(),
            Command::Queue(args) => args.is_json(),
            Command::Usage(args) => args.is_json(),
            Command::Connect(args) => args.output.is_json(),
            Command::Pack(args) => args.is_json(),
            Command::Practice(args) => args.output.is_json(),
            Command::Doctor(args) => args.output.is_json(),
            Command::Completions(_) | Command::Man(_) => false,
        }
    }

    pub(crate) fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        match self {
            Command::List(args) => list::run(args, shell),
            Command::Show(args) => show::run(&args, shell),
            Command::Start(args) => start::run(&args, shell),
            Command::Watch(args) => watch::run(args, shell),
            Command::Grade(args) => grade::run(&args, shell),
            Command::Diagram(args) => diagram::run(&args, shell),
            Command::Fill(args) => fill::run(&args, shell),
            Command::Hint(args) => hint::run(&args, shell),
            Command::Open(args) => open::run(&args, shell),
            Command::History(args) => history::run(&args, shell),
            Command::Restore(args) => restore::run(&args, shell),
            Command::Undo(args) => undo::run(&args, shell),
            Command::Solution(args) => solution::run(&args, shell),
            Command::Sabotage(args) => sabotage::run(&args, shell),
            Command::Add(args) => add::run(&args, shell),
            Command::New(args) => new::run(&args, shell),
            Command::Queue(args) => queue::run(args, shell),
            Command::Usage(args) => usage::run(args, shell),
            Command::Connect(args) => connect::run(&args, shell),
            Command::Pack(args) => pack::run(args, shell),
            Command::Practice(args) => practice::run(&args, shell),
            Command::Doctor(args) => doctor::run(args, shell),
            Command::Completions(args) => completions::run(args, shell),
            Command::Man(args) => man::run(&args, shell),
        }
    }
}
