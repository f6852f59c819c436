//! A block of lines at the bottom of a terminal that is drawn anew in place, and the terminal's mode while it is there.

use std::{
    io::{self, IsTerminal, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
    cursor::{Hide, MoveToColumn, MoveUp, Show},
    execute, queue,
    style::Print,
    terminal::{self, Clear, ClearType},
};

use crate::text::columns;

/// Whether the terminal is in our mode, for whoever has to give it back: the guard, or the panic hook.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether there is a person at both ends.
pub(super) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Puts the terminal back into the mode it was in. Does nothing when it is.
pub(crate) fn give_terminal_back() {
    if TAKEN.swap(false, Ordering::AcqRel) {
        let _ = execute!(io::stdout(), Show);
        let _ = terminal::disable_raw_mode();
    }
}

/// The terminal while it is ours.
pub(super) struct Screen {
    /// How wide the lines are that stand there now.
    drawn: Vec<usize>,
}

impl Screen {
    pub(super) fn take() -> io::Result<Screen> {
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::Release);
        execute!(io::stdout(), Hide)?;
        Ok(Screen { drawn: Vec::new() })
    }

    /// Columns and rows.
    pub(super) fn size() -> (usize, usize) {
        usable(terminal::size().unwrap_or_default())
    }

    /// Replaces what was drawn. Lines are at most as wide as the terminal.
    pub(super) fn draw(&mut self, lines: &[String]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let (width, rows) = Screen::size();
        let above = rows_of(&self.drawn, width)
            .saturating_sub(1)
            .min(rows.saturating_sub(1));
        if above > 0 {
            queue!(out, MoveUp(u16::try_from(above).unwrap_or(u16::MAX)))?;
        }
        queue!(out, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                queue!(out, Print("\r\n"))?;
            }
            queue!(out, Print(line))?;
        }
        out.flush()?;
        self.drawn = lines.iter().map(|line| columns(line)).collect();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // The shell's prompt comes below.
        let _ = execute!(io::stdout(), Print("\r\n"));
        give_terminal_back();
    }
}

/// Rows that lines take; a terminal that became narrower has folded them.
fn rows_of(lines: &[usize], width: usize) -> usize {
    lines
        .iter()
        .map(|columns| columns.div_ceil(width.max(1)).max(1))
        .sum()
}

/// Some terminals (over ssh, in CI) say that they have no columns or no rows; they are taken as 80 by 24.
fn usable((columns, rows): (u16, u16)) -> (usize, usize) {
    let or = |number: u16, usual| match number {
        0 => usual,
        number => usize::from(number),
    };
    (or(columns, 80), or(rows, 24))
}

#[cfg(test)]
mod tests {
    use super::{rows_of, usable};

    #[test]
    fn folded_lines_take_more_rows() {
        assert_eq!(rows_of(&[0, 80, 10], 80), 3, "an empty line is a row");
        assert_eq!(rows_of(&[80, 81], 40), 5, "two rows and three");
        assert_eq!(rows_of(&[], 80), 0, "nothing was drawn");
    }

    #[test]
    fn a_terminal_without_a_size_has_the_usual_one() {
        for (said, taken) in [
            ((0, 0), (80, 24)),
            ((100, 0), (100, 24)),
            ((0, 50), (80, 50)),
            ((20, 4), (20, 4)),
        ] {
            assert_eq!(usable(said), taken, "a terminal that says {said:?}");
        }
    }
}
