//! What the queue and the budget are, said as simply as it can be: lists that are walked through, sums that are added up anew each time.
//! No statement of the store is repeated here.

use crate::{JobState, Purpose, Window};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
pub(super) const MAX_RECEIVES: u32 = 3;
pub(super) const MAX_ORPHANINGS: u32 = 2;
/// How long a call of no job may take.
pub(super) const CALL_MS: i64 = 2 * MINUTE;

/// Window, purposes (empty: all), billionths of a USD, tokens.
pub(super) type ModelLimit = (Window, &'static [Purpose], Option<i64>, Option<i64>);

/// Low enough to be in the way now and then.
pub(super) const LIMITS: &[ModelLimit] = &[
    (Window::TenMinutes, &[], Some(400), None),
    (Window::Day, &[], Some(900), Some(90)),
    (Window::Month, &[], Some(2000), None),
    (
        Window::Day,
        &[Purpose::Hint, Purpose::Question],
        Some(150),
        None,
    ),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) purpose: Purpose,
    pub(super) nusd: i64,
    pub(super) tokens: i64,
}

#[derive(Clone, Debug)]
pub(super) struct ModelJob {
    pub(super) state: JobState,
    pub(super) discarded: bool,
    pub(super) receives: u32,
    pub(super) snoozes: u32,
    pub(super) snoozes_in_a_row: u32,
    pub(super) orphanings_in_a_row: u32,
    pub(super) visible_at: i64,
    pub(super) wait: i64,
    /// The lease in force, by its place in all leases ever given.
    pub(super) lease: Option<usize>,
    boot: u32,
    /// Its open reservation.
    pub(super) reserved: Option<Amount>,
}

#[derive(Clone, Debug)]
pub(super) struct ModelCall {
    pub(super) job: Option<usize>,
    boot: u32,
    started: i64,
    pub(super) reserved: Amount,
    pub(super) ended: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Charge {
    Nothing,
    /// Part of what was reserved, in percent.
    Part(i64),
    Whole,
}

/// Jobs, leases and calls are named by places in lists of all that ever were; a place beyond the list is one that never was.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Enqueue(Amount),
    Lease {
        visibility: i64,
    },
    Extend {
        lease: usize,
        by: i64,
    },
    PutBack {
        lease: usize,
        wait: i64,
        burn: bool,
    },
    Bury {
        lease: usize,
    },
    Complete {
        lease: usize,
        call: Option<(usize, Charge)>,
    },
    Cancel {
        job: usize,
    },
    Redrive {
        job: usize,
    },
    Discard {
        job: usize,
    },
    NewBoot,
    Begin {
        lease: Option<usize>,
        amount: Amount,
    },
    End {
        call: usize,
        charge: Charge,
    },
    EndOverdue,
    Clock {
        by: i64,
    },
    Pause {
        length: Option<i64>,
    },
    Resume,
    Hurry,
}

/// What a step comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    Done,
    /// It changed nothing, because a receipt or a state was in the way.
    Refused,
    OverBudget,
    Leased {
        job: usize,
        receives: u32,
        snoozes: u32,
    },
    NothingDue {
        next: Option<i64>,
    },
    Paused {
        until: Option<i64>,
    },
    Again,
    Dead,
    /// Jobs that were taken up.
    Adopted(Vec<usize>),
    /// How many it did something to.
    Counted(u32),
    /// The call is not there at all.
    NoSuchCall,
}

#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) now: i64,
    pub(super) boot: u32,
    /// Since and until.
    pub(super) pause: Option<(i64, Option<i64>)>,
    pub(super) jobs: Vec<ModelJob>,
    /// The job that each lease was of.
    pub(super) leases: Vec<usize>,
    pub(super) calls: Vec<ModelCall>,
    /// When, and what.
    pub(super) settled: Vec<(i64, Amount)>,
    pub(super) outcome: Outcome,
    clock_went_back: bool,
}

impl Model {
    pub(super) fn new(now: i64) -> Self {
        Self {
            now,
            boot: 0,
            pause: None,
            jobs: Vec::new(),
            leases: Vec::new(),
            calls: Vec::new(),
            settled: Vec::new(),
            outcome: Outcome::Done,
            clock_went_back: false,
        }
    }

    pub(super) fn step(&mut self, step: &Step) {
        self.outcome = match *step {
            Step::Enqueue(amount) => self.enqueue(amount),
            Step::Lease { visibility } => self.lease(visibility),
            Step::Extend { lease, by } => match self.holder(lease) {
                Some(job) => {
                    self.jobs[job].visible_at = self.now + by;
                    Outcome::Done
                }
                None => Outcome::Refused,
            },
            Step::PutBack { lease, wait, burn } => self.put_back(lease, wait, burn),
            Step::Bury { lease } => match self.holder(lease) {
                Some(job) => {
                    self.end_job(job, JobState::Dead);
                    Outcome::Done
                }
                None => Outcome::Refused,
            },
            Step::Complete { lease, call } => self.complete(lease, call),
            Step::Cancel { job } => match self.jobs.get(job).map(|job| job.state) {
                Some(JobState::Ready | JobState::Leased) => {
                    self.end_job(job, JobState::Cancelled);
                    Outcome::Done
                }
                _ => Outcome::Refused,
            },
            Step::Redrive { job } => self.redrive(job),
            Step::Discard { job } => match self.jobs.get_mut(job) {
                Some(job)
                    if !job.discarded
                        && matches!(job.state, JobState::Dead | JobState::Cancelled) =>
                {
                    job.discarded = true;
                    Outcome::Done
                }
                _ => Outcome::Refused,
            },
            Step::NewBoot => self.new_boot(),
            Step::Begin { lease, amount } => self.begin(lease, amount),
            Step::End { call, charge } => self.end(call, charge),
            Step::EndOverdue => self.end_overdue(),
            Step::Clock { by } => {
                self.now += by;
                self.clock_went_back |= by < 0;
                Outcome::Done
            }
            Step::Pause { length } => {
                self.pause = Some((self.now, length.map(|length| self.now + length)));
                Outcome::Done
            }
            Step::Hurry => self.hurry(),
            Step::Resume => {
                if self.pause.take().is_some() {
                    Outcome::Done
                } else {
                    Outcome::Refused
                }
            }
        };
        self.no_overspending();
    }

    /// The job of a lease in force.
    fn holder(&self, lease: usize) -> Option<usize> {
        let job = *self.leases.get(lease)?;
        (self.jobs[job].lease == Some(lease)).then_some(job)
    }

    fn enqueue(&mut self, amount: Amount) -> Outcome {
        if !self.fits(amount, None) {
            return Outcome::OverBudget;
        }
        self.jobs.push(ModelJob {
            state: JobState::Ready,
            discarded: false,
            receives: 0,
            snoozes: 0,
            snoozes_in_a_row: 0,
            orphanings_in_a_row: 0,
            visible_at: self.now,
            wait: 0,
            lease: None,
            boot: 0,
            reserved: Some(amount),
        });
        Outcome::Done
    }

    fn lease(&mut self, visibility: i64) -> Outcome {
        if let Some((since, until)) = self.pause {
            match until {
                Some(until) if until <= self.now => self.pause = None,
                Some(until) if since > self.now => {
                    let until = Some(self.now + (until - since));
                    self.pause = Some((self.now, until));
                    return Outcome::Paused { until };
                }
                until => return Outcome::Paused { until },
            }
        }
        for job in &mut self.jobs {
            if active(job) && job.visible_at > self.now + job.wait {
                job.visible_at = self.now + job.wait;
            }
        }
        loop {
            let next = (0..self.jobs.len())
                .filter(|job| active(&self.jobs[*job]))
                .min_by_key(|job| (self.jobs[*job].visible_at, *job));
            let Some(next) = next else {
                return Outcome::NothingDue { next: None };
            };
            if self.jobs[next].visible_at > self.now {
                return Outcome::NothingDue {
                    next: Some(self.jobs[next].visible_at),
                };
            }
            if self.jobs[next].receives >= MAX_RECEIVES {
                self.end_job(next, JobState::Dead);
                continue;
            }
            self.leases.push(next);
            let job = &mut self.jobs[next];
            job.state = JobState::Leased;
            job.lease = Some(self.leases.len() - 1);
            job.boot = self.boot;
            job.receives += 1;
            job.wait = visibility.min(DAY);
            job.visible_at = self.now + job.wait;
            return Outcome::Leased {
                job: next,
                receives: job.receives,
                snoozes: job.snoozes_in_a_row,
            };
        }
    }

    fn put_back(&mut self, lease: usize, wait: i64, burn: bool) -> Outcome {
        let Some(job) = self.holder(lease) else {
            return Outcome::Refused;
        };
        if burn && self.jobs[job].receives >= MAX_RECEIVES {
            self.end_job(job, JobState::Dead);
            return Outcome::Dead;
        }
        let job = &mut self.jobs[job];
        job.state = JobState::Ready;
        job.lease = None;
        job.orphanings_in_a_row = 0;
        job.wait = wait.clamp(0, DAY);
        job.visible_at = self.now + job.wait;
        if burn {
            job.snoozes_in_a_row = 0;
        } else {
            job.receives -= 1;
            job.snoozes += 1;
            job.snoozes_in_a_row += 1;
        }
        Outcome::Again
    }

    fn complete(&mut self, lease: usize, call: Option<(usize, Charge)>) -> Outcome {
        if let Some((call, charge)) = call
            && self.end(call, charge) == Outcome::NoSuchCall
        {
            return Outcome::NoSuchCall;
        }
        match self.holder(lease) {
            Some(job) => {
                self.end_job(job, JobState::Done);
                Outcome::Done
            }
            None => Outcome::Refused,
        }
    }

    fn end_job(&mut self, job: usize, state: JobState) {
        let job = &mut self.jobs[job];
        job.state = state;
        job.lease = None;
        job.reserved = None;
    }

    fn redrive(&mut self, job: usize) -> Outcome {
        let now = self.now;
        match self.jobs.get_mut(job) {
            Some(job)
                if !job.discarded && matches!(job.state, JobState::Dead | JobState::Cancelled) =>
            {
                job.state = JobState::Ready;
                job.receives = 0;
                job.snoozes_in_a_row = 0;
                job.orphanings_in_a_row = 0;
                job.visible_at = now;
                job.wait = 0;
                Outcome::Done
            }
            _ => Outcome::Refused,
        }
    }

    fn hurry(&mut self) -> Outcome {
        let mut hurried = 0;
        for job in &mut self.jobs {
            if job.state == JobState::Ready && job.visible_at > self.now {
                job.visible_at = self.now;
                job.wait = 0;
                hurried += 1;
            }
        }
        Outcome::Counted(hurried)
    }

    fn new_boot(&mut self) -> Outcome {
        self.boot += 1;
        for call in 0..self.calls.len() {
            if self.calls[call].job.is_some() && self.calls[call].boot != self.boot {
                self.end(call, Charge::Whole);
            }
        }
        let mut adopted = Vec::new();
        for number in 0..self.jobs.len() {
            let now = self.now;
            let job = &mut self.jobs[number];
            if job.state != JobState::Leased || job.boot == self.boot {
                continue;
            }
            adopted.push(number);
            job.state = JobState::Ready;
            job.lease = None;
            job.receives -= 1;
            job.orphanings_in_a_row += 1;
            job.visible_at = now;
            job.wait = 0;
            if job.orphanings_in_a_row >= MAX_ORPHANINGS {
                self.end_job(number, JobState::Dead);
            }
        }
        Outcome::Adopted(adopted)
    }

    fn begin(&mut self, lease: Option<usize>, amount: Amount) -> Outcome {
        let job = match lease.map(|lease| self.holder(lease)) {
            Some(None) => return Outcome::Refused,
            Some(Some(job)) => Some(job),
            None => None,
        };
        let standing = job.and_then(|job| self.jobs[job].reserved);
        let is_no_more = standing.is_some_and(|standing| {
            standing.purpose == amount.purpose
                && amount.nusd <= standing.nusd
                && amount.tokens <= standing.tokens
        });
        if !is_no_more && !self.fits(amount, job) {
            return Outcome::OverBudget;
        }
        if let Some(job) = job {
            self.jobs[job].reserved = None;
        }
        self.calls.push(ModelCall {
            job,
            boot: self.boot,
            started: self.now,
            reserved: amount,
            ended: false,
        });
        Outcome::Done
    }

    fn end(&mut self, call: usize, charge: Charge) -> Outcome {
        let now = self.now;
        let Some(call) = self.calls.get_mut(call) else {
            return Outcome::NoSuchCall;
        };
        if call.ended {
            return Outcome::Refused;
        }
        call.ended = true;
        let reserved = call.reserved;
        match charge {
            Charge::Nothing => {}
            Charge::Part(_) | Charge::Whole => {
                self.settled.push((now, charged(reserved, charge)));
            }
        }
        Outcome::Done
    }

    fn end_overdue(&mut self) -> Outcome {
        let mut ended = 0;
        for number in 0..self.calls.len() {
            let call = &self.calls[number];
            let overdue = call.started + CALL_MS <= self.now || call.started - self.now > CALL_MS;
            if call.job.is_none() && !call.ended && overdue {
                self.end(number, Charge::Whole);
                ended += 1;
            }
        }
        Outcome::Counted(ended)
    }

    /// Whether an amount fits into every limit about its purpose, if a job's own reservation were not there.
    fn fits(&self, amount: Amount, without: Option<usize>) -> bool {
        LIMITS.iter().all(|limit| {
            if !covers(limit, amount.purpose) {
                return true;
            }
            let used = self.used(limit);
            let open = self.open(limit, without);
            within(
                limit,
                (
                    used.0 + open.0 + amount.nusd,
                    used.1 + open.1 + amount.tokens,
                ),
            )
        })
    }

    /// Settled in a limit's window.
    pub(super) fn used(&self, limit: &ModelLimit) -> (i64, i64) {
        let now = self.now;
        sum(self
            .settled
            .iter()
            .filter(|(at, _)| match limit.0 {
                Window::TenMinutes => *at > now - 10 * MINUTE && *at <= now + DAY,
                Window::Day => at.div_euclid(DAY) == now.div_euclid(DAY),
                Window::Month => month(*at) == month(now),
            })
            .map(|(_, amount)| amount)
            .filter(|amount| covers(limit, amount.purpose)))
    }

    /// Reserved now.
    pub(super) fn open(&self, limit: &ModelLimit, without: Option<usize>) -> (i64, i64) {
        let of_jobs = self
            .jobs
            .iter()
            .enumerate()
            .filter(|(number, _)| Some(*number) != without)
            .filter_map(|(_, job)| job.reserved.as_ref());
        let of_calls = self
            .calls
            .iter()
            .filter(|call| !call.ended)
            .map(|call| &call.reserved);
        sum(of_jobs
            .chain(of_calls)
            .filter(|amount| covers(limit, amount.purpose)))
    }

    /// While no clock goes back, no sum is ever beyond its limit, whatever happens. (A day that comes again has been spent from before.)
    fn no_overspending(&self) {
        if self.clock_went_back {
            return;
        }
        for limit in LIMITS {
            let (used, open) = (self.used(limit), self.open(limit, None));
            assert!(
                within(limit, (used.0 + open.0, used.1 + open.1)),
                "the model itself overspends {limit:?}: {used:?} and {open:?}"
            );
        }
    }
}

pub(super) fn charged(reserved: Amount, charge: Charge) -> Amount {
    let percent = match charge {
        Charge::Nothing => 0,
        Charge::Part(percent) => percent,
        Charge::Whole => 100,
    };
    Amount {
        nusd: reserved.nusd * percent / 100,
        tokens: reserved.tokens * percent / 100,
        ..reserved
    }
}

pub(super) fn active(job: &ModelJob) -> bool {
    matches!(job.state, JobState::Ready | JobState::Leased)
}

fn covers(limit: &ModelLimit, purpose: Purpose) -> bool {
    limit.1.is_empty() || limit.1.contains(&purpose)
}

fn within(limit: &ModelLimit, sum: (i64, i64)) -> bool {
    limit.2.is_none_or(|most| sum.0 <= most) && limit.3.is_none_or(|most| sum.1 <= most)
}

fn sum<'a>(amounts: impl Iterator<Item = &'a Amount>) -> (i64, i64) {
    amounts.fold((0, 0), |sum, amount| {
        (sum.0 + amount.nusd, sum.1 + amount.tokens)
    })
}

/// Year and month of a time in 2026 or 2027, by counting days.
fn month(at: i64) -> (i64, usize) {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const NEW_YEAR_2026: i64 = 20_454;
    let mut day = at.div_euclid(DAY) - NEW_YEAR_2026;
    let year = 2026 + day.div_euclid(365);
    day = day.rem_euclid(365);
    let mut month = 0;
    while day >= LENGTHS[month] {
        day -= LENGTHS[month];
        month += 1;
    }
    (year, month)
}
