//! When to look at a watched template. A pure state machine: what happened and when goes in, whether to look now comes out. It reads
//! no clock and no file.
//!
//! - A writer that closed the file, or a rename onto its name, left whole content: look at once.
//! - Any other change may be half of a save: look when it has been quiet for a while, and not too late.
//! - A look that found something doubtful (a text that does not parse, nothing there) is repeated before it is believed: most are
//!   saves in the middle.

/// Milliseconds of some clock that never goes back.
pub(crate) type Ms = u64;

/// After the last bare change, this long without another is a save.
pub(crate) const QUIET: Ms = 60;
/// After the first bare change, a look comes no later than this. Also the quiet time of a writer that still holds the file open.
pub(crate) const LATEST: Ms = 300;
/// A doubtful look is repeated after this.
pub(crate) const DOUBT: Ms = 150;
/// Doubt that events renew again and again ends here.
pub(crate) const LONGEST_DOUBT: Ms = 1000;

/// What happened to the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    /// Its content is whole: a writer closed it, or a rename put it there.
    Whole,
    /// A writer wrote, and will close the file where the system tells of that.
    Written,
    /// It came, went, something about it changed, or the poll found it another.
    Stirred,
    /// Nothing; time passed.
    Tick,
    /// A look is done, and found what can be believed.
    FoundSound,
    /// A look is done, and what it found may be half of a save.
    FoundDoubtful,
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing before [`Decider::due`].
    Wait,
    /// Look, and do not believe what is doubtful.
    Look,
    /// Look, and believe whatever there is.
    LookForGood,
}

/// The state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decider {
    /// The system tells when a writer closes a file (Linux), so a write alone says little.
    tells_of_closing: bool,
    /// A look is under way.
    looking: bool,
    /// Whole content arrived during the look.
    again: bool,
    quiet: Option<Span>,
    doubt: Option<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    since: Ms,
    until: Ms,
}

impl Decider {
    /// For a platform that tells, or does not tell, when a writer closes a file.
    pub(crate) fn new(tells_of_closing: bool) -> Decider {
        Decider {
            tells_of_closing,
            ..Decider::default()
        }
    }

    /// Takes what happened and says what to do. Times never go back.
    pub(crate) fn step(&mut self, happening: Happening, now: Ms) -> Step {
        match happening {
            Happening::Whole => {
                self.quiet = None;
                self.again = true;
            }
            Happening::Written => {
                self.wait_for_quiet(now, if self.tells_of_closing { LATEST } else { QUIET });
            }
            Happening::Stirred => self.wait_for_quiet(now, QUIET),
            Happening::Tick => {}
            Happening::FoundSound => {
                self.looking = false;
                self.doubt = None;
            }
            Happening::FoundDoubtful => {
                self.looking = false;
                let since = self.doubt.map_or(now, |doubt| doubt.since);
                self.doubt = Some(Span {
                    since,
                    until: (now + DOUBT).min(since + LONGEST_DOUBT).max(now),
                });
            }
        }
        self.decide(now)
    }

    /// When to call with [`Happening::Tick`], if nothing happens before.
    pub(crate) fn due(&self) -> Option<Ms> {
        if self.looking {
            return None;
        }
        let spans = [self.quiet, self.doubt];
        spans.into_iter().flatten().map(|span| span.until).min()
    }

    fn wait_for_quiet(&mut self, now: Ms, quiet: Ms) {
        let since = self.quiet.map_or(now, |span| span.since);
        self.quiet = Some(Span {
            since,
            until: (now + quiet).min(since + LATEST),
        });
    }

    fn decide(&mut self, now: Ms) -> Step {
        if self.looking {
            return Step::Wait;
        }
        let over = |span: Option<Span>| span.is_some_and(|span| span.until <= now);
        if over(self.doubt) {
            // Believed whatever it is, so the doubt is over before the look begins.
            self.begin_look();
            self.doubt = None;
            return Step::LookForGood;
        }
        if self.again || over(self.quiet) {
            self.begin_look();
            return Step::Look;
        }
        Step::Wait
    }

    fn begin_look(&mut self) {
        self.looking = true;
        self.again = false;
        self.quiet = None;
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::{Decider, Happening, Happening::*, Ms, Step};

    /// Plays happenings at their times, ticks included, and lists the looks.
    fn check(tells_of_closing: bool, happenings: &[(Ms, Happening)], looks: &Expect) {
        let mut decider = Decider::new(tells_of_closing);
        let mut said = String::new();
        let mut note = |at: Ms, step: Step| {
            if step != Step::Wait {
                let _ = writeln!(said, "{at} {step:?}");
            }
        };
        for &(at, happening) in happenings {
            while let Some(due) = decider.due().filter(|due| *due < at) {
                let step = decider.step(Tick, due);
                note(due, step);
                assert_ne!(
                    step,
                    Step::Wait,
                    "a tick that is due has to lead somewhere, or the watch would spin"
                );
            }
            note(at, decider.step(happening, at));
        }
        if let Some(due) = decider.due() {
            note(due, decider.step(Tick, due));
        }
        looks.assert_eq(&said);
    }

    #[test]
    fn whole_content_is_looked_at_at_once() {
        check(true, &[(5, Whole), (6, FoundSound)], &expect![["5 Look\n"]]);
    }

    #[test]
    fn an_in_place_save_is_one_look_where_closing_is_told() {
        let save = [
            (0, Written),
            (40, Written),
            (120, Written),
            (125, Whole),
            (126, FoundSound),
        ];
        check(true, &save, &expect![["125 Look\n"]]);
    }

    #[test]
    fn a_write_without_a_close_is_looked_at_when_quiet() {
        check(
            false,
            &[(0, Written), (40, Written)],
            &expect![["100 Look\n"]],
        );
        check(true, &[(0, Written)], &expect![["300 Look\n"]]);
    }

    #[test]
    fn endless_writing_is_looked_at_all_the_same() {
        let writes: Vec<_> = (0..20).map(|n| (n * 50, Written)).collect();
        // The first look never ends here, so there is no second.
        check(false, &writes, &expect![["300 Look\n"]]);
    }

    #[test]
    fn a_change_during_a_look_is_looked_at_after_it() {
        check(
            true,
            &[(0, Whole), (2, Whole), (9, FoundSound)],
            &expect![["0 Look\n9 Look\n"]],
        );
        check(
            true,
            &[(0, Whole), (2, Stirred), (9, FoundSound)],
            &expect![["0 Look\n62 Look\n"]],
        );
    }

    #[test]
    fn a_doubtful_find_is_looked_at_again_before_it_is_believed() {
        check(
            true,
            &[(0, Whole), (3, FoundDoubtful)],
            &expect![["0 Look\n153 LookForGood\n"]],
        );
    }

    #[test]
    fn half_a_save_is_forgotten_when_the_rest_comes() {
        let save = [
            (0, Whole),
            (3, FoundDoubtful),
            (50, Written),
            (60, Whole),
            (62, FoundSound),
        ];
        check(true, &save, &expect![["0 Look\n60 Look\n"]]);
    }

    #[test]
    fn doubt_ends_though_events_renew_it() {
        let mut happenings = vec![(0, Whole), (1, FoundDoubtful)];
        for n in 1..12 {
            happenings.extend([(n * 100, Whole), (n * 100 + 1, FoundDoubtful)]);
        }
        let mut decider = Decider::new(true);
        let believed = happenings.into_iter().any(|(at, happening)| {
            let ticked = decider.due().is_some_and(|due| due <= at)
                && decider.step(Tick, at) == Step::LookForGood;
            decider.step(happening, at) == Step::LookForGood || ticked
        });
        assert!(
            believed,
            "a text that stays broken has to be shown, however often it is written"
        );
    }

    #[test]
    fn a_template_that_is_gone_is_doubted_first() {
        let checkout = [
            (0, Stirred),
            (60, Tick),
            (61, FoundDoubtful),
            (90, Stirred),
            (92, Whole),
            (93, FoundSound),
        ];
        check(true, &checkout, &expect![["60 Look\n92 Look\n"]]);
    }
}
