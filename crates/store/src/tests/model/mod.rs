//! Random sequences of everything that the queue and the budget can do, held against a reference (`reference.rs`) after each step.
//!
//! `STORE_MODEL_SEQUENCES` says how many sequences; a small number by default, so that every run of the tests has some.

mod reference;

use proptest::{prelude::*, strategy::BoxedStrategy};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};

use self::reference::{
    Amount, CALL_MS, Charge, LIMITS, MAX_ORPHANINGS, MAX_RECEIVES, Model, Outcome, Step,
};
use super::{DAY, MINUTE, NOON, cause, ready};
use crate::{
    Begun, CallEnd, CallId, Charged, Enqueued, JobId, LeaseTerms, Leased, Limit, NewCall, NewJob,
    Pause, Purpose, PutBack, Receipt, Reserve, Store, StoreError, Tokens,
};

const SEQUENCES: &str = "STORE_MODEL_SEQUENCES";

fn config() -> ProptestConfig {
    let cases = std::env::var(SEQUENCES).map_or(300, |cases| cases.parse().expect("a number"));
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn the_queue_and_the_budget_do_as_the_model(sequential 1..60 => QueueAndBudget);
}

/// The store under test, with the names that it gave.
struct QueueAndBudget {
    store: Store,
    /// By the reference's places of leases.
    receipts: Vec<Receipt>,
    calls: Vec<CallId>,
    jobs: Vec<JobId>,
}

impl ReferenceStateMachine for Model {
    type State = Model;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Model> {
        // Near the end of a month and of a day, so that windows end within a sequence.
        let hour = 60 * MINUTE;
        prop_oneof![
            Just(Model::new(NOON)),
            Just(Model::new(NOON + 15 * DAY + 12 * hour - 20 * MINUTE)),
        ]
        .boxed()
    }

    fn transitions(model: &Model) -> BoxedStrategy<Step> {
        let job = 0..model.jobs.len() + 1;
        // Mostly the latest, now and then one that is long over, or never was.
        let leases = model.leases.len();
        let lease = prop_oneof![4 => leases.saturating_sub(3)..leases + 1, 1 => 0..leases + 1];
        let calls = model.calls.len();
        let call = prop_oneof![4 => calls.saturating_sub(3)..calls + 1, 1 => 0..calls + 1];
        let charge = || {
            prop_oneof![
                2 => (0..=100_i64).prop_map(Charge::Part),
                1 => Just(Charge::Nothing),
                1 => Just(Charge::Whole),
            ]
        };
        let wait = prop_oneof![6 => -MINUTE..40 * MINUTE, 1 => 0..3 * DAY];
        let clock = prop_oneof![
            8 => 0..12 * MINUTE,
            2 => 0..2 * DAY,
            1 => 0..40 * DAY,
            1 => -12 * MINUTE..0,
            1 => -40 * DAY..0,
        ];
        prop_oneof![
            6 => amount().prop_map(Step::Enqueue),
            8 => (1..45_i64).prop_map(|minutes| Step::Lease { visibility: minutes * MINUTE }),
            2 => (lease.clone(), wait.clone()).prop_map(|(lease, by)| Step::Extend { lease, by }),
            5 => (lease.clone(), wait, any::<bool>()).prop_map(|(lease, wait, burn)| Step::PutBack { lease, wait, burn }),
            1 => lease.clone().prop_map(|lease| Step::Bury { lease }),
            3 => (lease.clone(), proptest::option::of((call.clone(), charge())))
                .prop_map(|(lease, call)| Step::Complete { lease, call }),
            2 => job.clone().prop_map(|job| Step::Cancel { job }),
            2 => job.clone().prop_map(|job| Step::Redrive { job }),
            1 => job.prop_map(|job| Step::Discard { job }),
            1 => Just(Step::NewBoot),
            7 => (proptest::option::weighted(0.7, lease), amount()).prop_map(|(lease, amount)| Step::Begin { lease, amount }),
            5 => (call, charge()).prop_map(|(call, charge)| Step::End { call, charge }),
            1 => Just(Step::EndOverdue),
            6 => clock.prop_map(|by| Step::Clock { by }),
            1 => proptest::option::of(0..30 * MINUTE).prop_map(|length| Step::Pause { length }),
            2 => Just(Step::Resume),
            1 => Just(Step::Hurry),
        ]
        .boxed()
    }

    fn apply(mut model: Model, step: &Step) -> Model {
        model.step(step);
        model
    }
}

fn amount() -> impl Strategy<Value = Amount> {
    let purpose = prop_oneof![
        4 => Just(Purpose::Mission),
        1 => Just(Purpose::Repair),
        2 => Just(Purpose::Hint),
        1 => Just(Purpose::Question),
        1 => Just(Purpose::Test),
    ];
    (purpose, 0..120_i64, 0..12_i64).prop_map(|(purpose, nusd, tokens)| Amount {
        purpose,
        nusd,
        tokens,
    })
}

impl StateMachineTest for QueueAndBudget {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        Self {
            store: Store::in_memory().expect("memory"),
            receipts: Vec::new(),
            calls: Vec::new(),
            jobs: Vec::new(),
        }
    }

    fn apply(mut this: Self, model: &Model, step: Step) -> Self {
        let outcome = this.step(model, &step);
        assert_eq!(
            outcome, model.outcome,
            "the store does as the model after {step:?}"
        );
        this
    }

    fn check_invariants(this: &Self, model: &Model) {
        this.jobs_are(model);
        this.budget_is(model);
    }

    fn teardown(this: Self, model: Model) {
        for (number, job) in this.jobs.iter().enumerate() {
            let history = this.store.job_history(*job).expect("read");
            let times = |event: &str| history.iter().filter(|entry| entry.event == event).count();
            assert!(
                times("done") <= 1,
                "the mission of job {number} was ready at most once: {history:?}"
            );
            assert_eq!(
                (times("enqueued"), times("leased")),
                (1, model.leases.iter().filter(|job| **job == number).count()),
                "its history is whole"
            );
        }
        super::sound(&this.store, "at the end of the sequence");
    }
}

impl QueueAndBudget {
    fn step(&mut self, model: &Model, step: &Step) -> Outcome {
        let store = &self.store;
        let now = model.now;
        let yes = |answer: Result<bool, StoreError>| {
            if answer.expect("answered") {
                Outcome::Done
            } else {
                Outcome::Refused
            }
        };
        match step {
            Step::Enqueue(amount) => self.enqueue(*amount, now),
            Step::Lease { visibility } => self.lease(model, *visibility),
            Step::Extend { lease, by } => yes(store.extend(&self.receipt(*lease), now + by)),
            Step::PutBack { lease, wait, burn } => {
                let receipt = self.receipt(*lease);
                let back = store.put_back(
                    &receipt,
                    now,
                    now + wait,
                    cause("put back"),
                    *burn,
                    MAX_RECEIVES,
                );
                match back.expect("answered") {
                    PutBack::Again => Outcome::Again,
                    PutBack::Dead => Outcome::Dead,
                    PutBack::Stale => Outcome::Refused,
                }
            }
            Step::Bury { lease } => yes(store.bury(&self.receipt(*lease), now, cause("buried"))),
            Step::Complete { lease, call } => {
                let call =
                    call.map(|(call, charge)| (self.call(call), self.end(model, call, charge)));
                let names_none = call
                    .as_ref()
                    .is_some_and(|(call, _)| !self.calls.contains(call));
                match store.complete(&self.receipt(*lease), now, ready("Ready"), call) {
                    Err(_) if names_none => Outcome::NoSuchCall,
                    answer => yes(answer),
                }
            }
            Step::Cancel { job } => yes(store.cancel_job(self.job(*job), now)),
            Step::Redrive { job } => yes(store.redrive(self.job(*job), now)),
            Step::Discard { job } => yes(store.discard_job(self.job(*job), now)),
            Step::NewBoot => {
                let adopted = store
                    .adopt_orphans(&boot(model.boot), MAX_ORPHANINGS, now)
                    .expect("answered");
                let place = |job| self.jobs.iter().position(|known| *known == job);
                Outcome::Adopted(adopted.into_iter().filter_map(place).collect())
            }
            Step::Begin { lease, amount } => self.begin(model, *lease, *amount),
            Step::End { call, charge } => {
                match store.end_call(self.call(*call), self.end(model, *call, *charge), None) {
                    Err(_) if *call >= self.calls.len() => Outcome::NoSuchCall,
                    answer => yes(answer),
                }
            }
            Step::EndOverdue => Outcome::Counted(store.end_overdue_calls(now).expect("answered")),
            Step::Clock { .. } => Outcome::Done,
            Step::Pause { length } => {
                let pause = Pause {
                    code: "pause".to_owned(),
                    message: "Paused.".to_owned(),
                    since_ms: now,
                    until_ms: length.map(|length| now + length),
                };
                store.pause_queue(pause).expect("answered");
                Outcome::Done
            }
            Step::Hurry => Outcome::Counted(store.hurry_jobs(now).expect("answered")),
            Step::Resume => yes(store.resume_queue()),
        }
    }

    fn enqueue(&mut self, amount: Amount, now: i64) -> Outcome {
        // Asked for first: it is the same answer, and writes nothing.
        let fits = self
            .store
            .would_exceed(asked(amount), limits(), now)
            .expect("answered")
            .is_none();
        let job = NewJob {
            mission_id: format!("m{}", self.jobs.len()),
            title: "Title".to_owned(),
            request: "{}".to_owned(),
            model: "model".to_owned(),
            reserve: asked(amount),
            at_ms: now,
        };
        let enqueued = self.store.enqueue(job, limits()).expect("answered");
        assert_eq!(
            fits,
            matches!(enqueued, Enqueued::Job(_)),
            "what was shown before is what happens"
        );
        match enqueued {
            Enqueued::Job(job) => {
                self.jobs.push(job);
                Outcome::Done
            }
            Enqueued::OverBudget(_) => Outcome::OverBudget,
        }
    }

    fn lease(&mut self, model: &Model, visibility: i64) -> Outcome {
        let terms = LeaseTerms {
            boot: boot(model.boot),
            visibility_ms: visibility,
            max_receives: MAX_RECEIVES,
        };
        match self.store.lease(terms, model.now).expect("answered") {
            Leased::Job(lease) => {
                assert!(
                    !self.receipts.contains(&lease.receipt),
                    "no receipt is given twice"
                );
                self.receipts.push(lease.receipt);
                Outcome::Leased {
                    job: self
                        .jobs
                        .iter()
                        .position(|job| *job == lease.job)
                        .expect("a known job"),
                    receives: lease.receive_count,
                    snoozes: lease.snoozes,
                }
            }
            Leased::Nothing { next_due_ms } => Outcome::NothingDue { next: next_due_ms },
            Leased::Paused(pause) => Outcome::Paused {
                until: pause.until_ms,
            },
        }
    }

    fn begin(&mut self, model: &Model, lease: Option<usize>, amount: Amount) -> Outcome {
        let job = lease.map(|lease| {
            let job = model.leases.get(lease).copied().unwrap_or(usize::MAX);
            (self.job(job), self.receipt(lease))
        });
        let call = NewCall {
            job,
            mission_id: None,
            model: "model".to_owned(),
            prompt_version: "1".to_owned(),
            boot: boot(model.boot),
            deadline_ms: model.now + CALL_MS,
            reserve: asked(amount),
            at_ms: model.now,
        };
        match self.store.begin_call(call, limits()).expect("answered") {
            Begun::Call(call) => {
                self.calls.push(call);
                Outcome::Done
            }
            Begun::OverBudget(_) => Outcome::OverBudget,
            Begun::Stale => Outcome::Refused,
        }
    }

    fn receipt(&self, lease: usize) -> Receipt {
        let never = Receipt("never given".to_owned());
        self.receipts.get(lease).cloned().unwrap_or(never)
    }

    fn job(&self, job: usize) -> JobId {
        self.jobs.get(job).copied().unwrap_or(JobId(-1))
    }

    fn call(&self, call: usize) -> CallId {
        self.calls.get(call).copied().unwrap_or(CallId(-1))
    }

    fn end(&self, model: &Model, call: usize, charge: Charge) -> CallEnd {
        let charged = match (charge, model.calls.get(call)) {
            (Charge::Nothing, _) => Charged::Nothing,
            (Charge::Whole, _) | (_, None) => Charged::Whole,
            (Charge::Part(_), Some(known)) => {
                let part = reference::charged(known.reserved, charge);
                let tokens = Tokens {
                    input: part.tokens / 2,
                    output: part.tokens - part.tokens / 2,
                    ..Tokens::default()
                };
                Charged::Known {
                    tokens,
                    nusd: part.nusd,
                }
            }
        };
        CallEnd {
            at_ms: model.now,
            outcome: "ok".to_owned(),
            message: String::new(),
            charged,
            first_ms: None,
            whole_ms: None,
        }
    }

    /// Each job and its mission stand where the model's do.
    fn jobs_are(&self, model: &Model) {
        let found = self.store.with_writer(|connection| {
            connection
                .prepare_cached(
                    "SELECT j.state, m.state, j.discarded, m.discarded, receive_count, snoozes, snoozes_in_a_row, orphanings_in_a_row,
                         visible_at_ms, wait_ms, receipt
                     FROM jobs AS j JOIN generated_missions AS m USING (mission_id) ORDER BY j.id",
                )
                .expect("prepared")
                .query_map([], |row| {
                    let counts: [u32; 4] = [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
                    let states: (String, String) = (row.get(0)?, row.get(1)?);
                    let discarded: (bool, bool) = (row.get(2)?, row.get(3)?);
                    let times: (i64, i64) = (row.get(8)?, row.get(9)?);
                    Ok((states, discarded, counts, times, row.get::<_, Option<String>>(10)?))
                })
                .expect("asked")
                .collect::<Result<Vec<_>, _>>()
                .expect("read")
        });
        let expected: Vec<_> = model
            .jobs
            .iter()
            .map(|job| {
                let mission = match job.state.word() {
                    "ready" | "leased" => "generating",
                    "done" => "ready",
                    "dead" => "failed",
                    cancelled => cancelled,
                };
                (
                    (job.state.word().to_owned(), mission.to_owned()),
                    (job.discarded, job.discarded),
                    [
                        job.receives,
                        job.snoozes,
                        job.snoozes_in_a_row,
                        job.orphanings_in_a_row,
                    ],
                    (job.visible_at, job.wait),
                    job.lease.map(|lease| self.receipts[lease].0.clone()),
                )
            })
            .collect();
        assert_eq!(found, expected, "jobs and missions stand as in the model");
    }

    /// The ledger, the counters and the limits say what the model adds up.
    fn budget_is(&self, model: &Model) {
        let audit = self.store.audit().expect("audited");
        assert_eq!(
            audit.disagreements,
            Vec::<String>::new(),
            "the ledger, its counters and the calls agree"
        );
        assert_eq!(
            (audit.ledger_nusd, audit.ledger_tokens),
            model.settled.iter().fold((0, 0), |sum, (_, amount)| (
                sum.0 + amount.nusd,
                sum.1 + amount.tokens
            )),
            "all that was ever charged"
        );
        let states = self
            .store
            .limit_states(limits(), model.now)
            .expect("answered");
        for (limit, state) in LIMITS.iter().zip(states) {
            assert_eq!(
                (
                    (state.used_nusd, state.used_tokens),
                    (state.reserved_nusd, state.reserved_tokens)
                ),
                (model.used(limit), model.open(limit, None)),
                "used and reserved of {limit:?}"
            );
        }
        let open = super::number(&self.store, "SELECT count(*) FROM reservations");
        let calls = model.calls.iter().filter(|call| !call.ended).count();
        let waiting = model
            .jobs
            .iter()
            .filter(|job| reference::active(job))
            .count();
        assert!(
            usize::try_from(open).expect("a count") <= calls + waiting,
            "no more open reservations ({open}) than running calls ({calls}) and waiting jobs ({waiting})"
        );
    }
}

fn boot(number: u32) -> String {
    format!("boot {number}")
}

fn asked(amount: Amount) -> Reserve {
    Reserve {
        purpose: amount.purpose,
        nusd: amount.nusd,
        tokens: amount.tokens,
    }
}

fn limits() -> Vec<Limit> {
    LIMITS
        .iter()
        .map(|(window, purposes, nusd, tokens)| Limit {
            window: *window,
            purposes: purposes.to_vec(),
            nusd: *nusd,
            tokens: *tokens,
        })
        .collect()
}
