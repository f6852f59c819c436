//! `mission pack check` for people: a table, and each finding with its place and the mutation that showed it.

use crate::text::{Ink, Paint, columns, counted, percent, safe, shorten, wrap};

use super::{Checked, ProblemLine, ProvedCriterion, ProvedMission};

/// What a row of the table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// A mission each in a pack, a criterion each where there is one mission.
    AsFits,
    /// A criterion each.
    Criteria,
}

/// The widest column of ids; longer ones are cut, in the table only.
const WIDEST_ID: usize = 32;

/// The narrowest column of mutations, on a terminal of hardly any width.
const NARROWEST: usize = 16;

/// In the place of what would have been proved of a mission; the finding below says why.
const NOT_LOADED: &str = "could not be read";

/// All that was checked, then how many missions are proved.
pub(super) fn page(all: &[Checked], rows: Rows, paint: Paint, width: usize) -> String {
    let mut out = String::new();
    for (index, checked) in all.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let by_criterion = rows == Rows::Criteria || checked.pack.is_none();
        out.push_str(&paint.ink(Ink::Strong, &safe(&checked.folder)));
        out.push('\n');
        if by_criterion {
            for mission in &checked.missions {
                out.push_str(&of_criteria(mission, paint, width));
            }
        } else if !checked.missions.is_empty() {
            out.push_str(&of_missions(&checked.missions, paint));
        }
        for problem in &checked.problems {
            out.push_str(&finding(problem, paint, width));
        }
        out.push_str(&end(checked, paint));
    }
    out.push_str(&total(all, paint));
    out
}

/// One line a mission.
fn of_missions(missions: &[ProvedMission], paint: Paint) -> String {
    let ids = missions.iter().map(|mission| mission.id.as_str());
    let wide = id_width("mission", ids);
    let head = format!(
        "    {:wide$}  starter  solution  can fail  alone  mutations",
        "mission"
    );
    let mut out = format!("{}\n", paint.ink(Ink::Quiet, &head));
    for mission in missions {
        if !mission.loaded {
            out.push_str(&format!(
                "  {} {}  {NOT_LOADED}\n",
                mark(mission, paint),
                cell(&mission.id, wide)
            ));
            continue;
        }
        let all = mission.criteria.len();
        let of = |is: fn(&ProvedCriterion) -> bool| {
            let count = mission.criteria.iter().filter(|one| is(one)).count();
            format!("{count}/{all}")
        };
        out.push_str(&format!(
            "  {} {}  {:>7}  {:>8}  {:>8}  {:>5}  {:>9}\n",
            mark(mission, paint),
            cell(&mission.id, wide),
            score(mission.starter_score),
            score(mission.solution_score),
            of(|one| one.leaves_another == Some(true)),
            of(|one| one.alone == Some(true)),
            mission.mutations
        ));
    }
    out
}

/// One line a criterion, or more where the mutation needs them.
fn of_criteria(mission: &ProvedMission, paint: Paint, width: usize) -> String {
    if !mission.loaded {
        return format!(
            "  {} {}: {NOT_LOADED}\n",
            mark(mission, paint),
            paint.ink(Ink::Strong, &safe(&mission.id))
        );
    }
    let mut out = format!(
        "  {} {}: starter {}, solution {}, {}\n",
        mark(mission, paint),
        paint.ink(Ink::Strong, &safe(&mission.id)),
        score(mission.starter_score),
        score(mission.solution_score),
        counted(mission.mutations, "mutation", "mutations")
    );
    if mission.criteria.is_empty() {
        return out;
    }
    let ids = mission.criteria.iter().map(|one| one.id.as_str());
    let wide = id_width("criterion", ids);
    let head = format!("    {:wide$}  starter  alone  line  failed by", "criterion");
    out.push_str(&paint.ink(Ink::Quiet, &head));
    out.push('\n');
    for one in &mission.criteria {
        let line = one
            .line
            .map_or_else(|| "-".to_owned(), |line| line.to_string());
        let first = format!(
            "    {}  {}  {}  {line:>4}  ",
            cell(&one.id, wide),
            of_starter(one, paint),
            alone(one, paint)
        );
        let indent = columns(&first);
        let by = safe(one.failed_by.as_deref().unwrap_or("NOTHING"));
        for (index, line) in folded(&by, width.saturating_sub(indent)).iter().enumerate() {
            let before = match index {
                0 => first.clone(),
                _ => " ".repeat(indent),
            };
            out.push_str(&format!("{before}{line}\n"));
        }
    }
    out
}

/// Lines of at most `room` columns, cut at spaces; a longer path after its dots, and a longer name where the line ends.
fn folded(text: &str, room: usize) -> Vec<String> {
    let room = room.max(NARROWEST);
    let mut lines = vec![String::new()];
    for piece in text
        .split_inclusive(' ')
        .flat_map(|word| pieces(word, room))
    {
        match lines.last_mut() {
            Some(line) if columns(line) + columns(piece.trim_end()) <= room => {
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A word, with the space after it; in pieces when it is longer than a line.
fn pieces(word: &str, room: usize) -> Vec<String> {
    if columns(word.trim_end()) <= room {
        return vec![word.to_owned()];
    }
    let mut pieces = Vec::new();
    for part in word.split_inclusive('.') {
        let mut piece = String::new();
        for c in part.chars() {
            if columns(&piece) == room {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(c);
        }
        pieces.push(piece);
    }
    pieces
}

fn of_starter(one: &ProvedCriterion, paint: Paint) -> String {
    match (one.met_by_starter, one.given) {
        (false, false) => "no     ".to_owned(),
        (true, true) => "given  ".to_owned(),
        (true, false) => paint.ink(Ink::Warning, "YES    "),
        (false, true) => paint.ink(Ink::Warning, "LACKS  "),
    }
}

fn alone(one: &ProvedCriterion, paint: Paint) -> String {
    let others = one.also_fails.as_ref().map_or(0, Vec::len);
    match (one.leaves_another, others) {
        (None, _) => paint.ink(Ink::Fail, "-    "),
        (Some(true), 0) => "yes  ".to_owned(),
        (Some(true), others) => format!("{:<5}", format!("+{others}")),
        (Some(false), _) => paint.ink(Ink::Fail, "ALL  "),
    }
}

/// The place alone on its line, so that a terminal or an editor finds it; then the sentence, and the mutation.
fn finding(problem: &ProblemLine, paint: Paint, width: usize) -> String {
    let ink = match problem.severity {
        "error" => Ink::Fail,
        "warning" => Ink::Warning,
        _ => Ink::Info,
    };
    let mut out = format!(
        "  {}:{}:{}: {} [{}]\n",
        safe(&problem.path),
        problem.line,
        problem.column,
        paint.ink(ink, problem.severity),
        problem.code
    );
    let indent = "      ";
    out.push_str(&wrap(&safe(&problem.message), width, indent, indent));
    out.push('\n');
    if let Some(mutation) = &problem.mutation {
        let shown = format!("shown by: {}", safe(mutation));
        out.push_str(&wrap(&shown, width, indent, indent));
        out.push('\n');
    }
    out
}

fn end(checked: &Checked, paint: Paint) -> String {
    let proved = checked.missions.iter().filter(|one| one.valid).count();
    let (ink, word) = match checked.valid {
        true => (Ink::Pass, "valid"),
        false => (Ink::Fail, "not valid"),
    };
    format!(
        "  {}: {proved} of {} proved{}\n",
        paint.ink(ink, word),
        counted(checked.missions.len(), "mission", "missions"),
        counts(&checked.problems.iter())
    )
}

/// Only where there is more than one to sum.
fn total(all: &[Checked], paint: Paint) -> String {
    if all.len() < 2 {
        return String::new();
    }
    let missions = || all.iter().flat_map(|checked| &checked.missions);
    let proved = missions().filter(|one| one.valid).count();
    let (ink, word) = match all.iter().all(|checked| checked.valid) {
        true => (Ink::Pass, "all valid"),
        false => (Ink::Fail, "not all valid"),
    };
    format!(
        "\n{}: {proved} of {} proved{}\n",
        paint.ink(ink, word),
        counted(missions().count(), "mission", "missions"),
        counts(&all.iter().flat_map(|checked| &checked.problems))
    )
}

/// `, 1 error, 2 warnings`, of what there is.
fn counts<'p>(problems: &(impl Iterator<Item = &'p ProblemLine> + Clone)) -> String {
    let of = |severity: &str| {
        let all = problems.clone();
        all.filter(|one| one.severity == severity).count()
    };
    let mut out = String::new();
    for (severity, many) in [("error", "errors"), ("warning", "warnings")] {
        let count = of(severity);
        if count > 0 {
            out.push_str(&format!(", {}", counted(count, severity, many)));
        }
    }
    out
}

fn mark(mission: &ProvedMission, paint: Paint) -> String {
    match mission.valid {
        true => paint.ink(Ink::Pass, "✓"),
        false => paint.ink(Ink::Fail, "✗"),
    }
}

fn score(score: Option<f64>) -> String {
    score.map_or_else(|| "none".to_owned(), percent)
}

fn id_width<'i>(head: &str, ids: impl Iterator<Item = &'i str>) -> usize {
    let widest = ids.map(columns).max().unwrap_or(0);
    widest.max(head.len()).min(WIDEST_ID)
}

fn cell(text: &str, wide: usize) -> String {
    let text = shorten(&safe(text), wide);
    let room = wide.saturating_sub(columns(&text));
    format!("{text}{}", " ".repeat(room))
}
