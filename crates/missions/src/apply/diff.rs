//! A unified diff, applied strictly: every line that it says is there has to be there, in one place only or at the line that it names.

use super::{CannotApply, cannot};

/// A run of lines that are there, with what they become.
#[derive(Debug, Default)]
struct Hunk<'t> {
    /// The line that it says it begins at, from 1.
    at: Option<usize>,
    old: Vec<&'t str>,
    new: Vec<&'t str>,
}

/// Whether a text can only be a diff. A list of YAML has lines that begin with `-` too; none of its lines begins with `+` or `@@`.
pub(super) fn is_diff(text: &str) -> bool {
    let mut lines = text.lines().peekable();
    let mut is_changed = false;
    while let Some(line) = lines.next() {
        if line.starts_with("@@ ") || line == "@@" {
            return true;
        }
        if line.starts_with("--- ") && lines.peek().is_some_and(|next| next.starts_with("+++ ")) {
            return true;
        }
        let marked = line.is_empty() || line.starts_with([' ', '+', '-']);
        if !marked {
            return false;
        }
        is_changed |= line.starts_with('+');
    }
    is_changed
}

/// The text with the diff applied. Line ends are line feeds afterwards.
pub(super) fn apply(text: &str, diff: &str) -> Result<String, CannotApply> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let hunks = hunks(diff)?;
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    let mut done = 0;
    for hunk in &hunks {
        let start = find(&lines, done, hunk)?;
        out.extend(&lines[done..start]);
        out.extend(&hunk.new);
        done = start + hunk.old.len();
    }
    out.extend(&lines[done..]);
    let mut changed = out.join("\n");
    changed.push('\n');
    Ok(changed)
}

fn hunks(diff: &str) -> Result<Vec<Hunk<'_>>, CannotApply> {
    let mut hunks: Vec<Hunk<'_>> = Vec::new();
    let mut lines = diff.lines().peekable();
    let mut files = 0;
    while let Some(line) = lines.next() {
        if line.starts_with("--- ") && lines.peek().is_some_and(|next| next.starts_with("+++ ")) {
            lines.next();
            files += 1;
            if files > 1 {
                return Err(cannot(
                    "It is a difference of several files, and there is one template.",
                ));
            }
            continue;
        }
        if line.starts_with("@@") {
            hunks.push(Hunk {
                at: stated(line),
                ..Hunk::default()
            });
            continue;
        }
        if hunks.is_empty() {
            // What git writes above a file's first line, or a difference without a place.
            if files == 0 && line.starts_with(['d', 'i', 'n', 'o']) {
                continue;
            }
            hunks.push(Hunk::default());
        }
        let Some(hunk) = hunks.last_mut() else {
            continue;
        };
        let (mark, rest) = (line.chars().next(), line.get(1..).unwrap_or_default());
        match mark {
            Some('+') => hunk.new.push(rest),
            Some('-') => hunk.old.push(rest),
            // An editor takes the blank of an empty line away.
            None | Some(' ') => {
                hunk.old.push(rest);
                hunk.new.push(rest);
            }
            // `\ No newline at end of file`
            Some('\\') => {}
            Some(_) => {
                return Err(cannot(format!(
                    "It is no difference that can be applied: the line `{}` says neither that it stays, nor that it comes or goes.",
                    crate::fields::shorten(line)
                )));
            }
        }
    }
    for hunk in &mut hunks {
        trim(hunk);
    }
    hunks.retain(|hunk| hunk.old != hunk.new);
    if hunks.is_empty() {
        return Err(cannot("It is a difference that changes nothing."));
    }
    Ok(hunks)
}

/// The line of `@@ -12,3 +12,4 @@`.
fn stated(line: &str) -> Option<usize> {
    let after = line.split_once('-')?.1;
    let end = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    after[..end].parse().ok()
}

/// Empty lines at the end of a block of code are no lines of the template.
fn trim(hunk: &mut Hunk<'_>) {
    while hunk.old.last() == Some(&"") && hunk.new.last() == Some(&"") {
        hunk.old.pop();
        hunk.new.pop();
    }
}

/// Where a hunk's lines stand: the only place from `from` on, of several the stated one.
fn find(lines: &[&str], from: usize, hunk: &Hunk<'_>) -> Result<usize, CannotApply> {
    let stated = hunk.at.and_then(|at| at.checked_sub(1));
    if hunk.old.is_empty() {
        // `@@ -3,0 +4 @@` says after which line.
        return hunk
            .at
            .filter(|at| (from..=lines.len()).contains(at))
            .ok_or_else(|| {
                cannot("It only adds lines, and does not say between which of yours they go.")
            });
    }
    let rest = lines.get(from..).unwrap_or_default();
    let fits = |window: &&[&str]| {
        let mut pairs = window.iter().zip(&hunk.old);
        pairs.all(|(one, other)| one.trim_end() == other.trim_end())
    };
    let mut places = rest
        .windows(hunk.old.len())
        .enumerate()
        .filter(|(_, window)| fits(window))
        .map(|(at, _)| from + at);
    match (places.next(), places.next()) {
        (None, _) => Err(cannot(
            "It is a difference that does not fit your template: the lines that it keeps or takes away are not there as they are written.",
        )),
        (Some(only), None) => Ok(only),
        (Some(first), Some(second)) => std::iter::once(first)
            .chain(std::iter::once(second))
            .chain(places)
            .find(|place| Some(*place) == stated)
            .ok_or_else(|| cannot("It is a difference that fits several places of your template.")),
    }
}
