//! What is spent: prices, quotes, budgets, and a ledger that adds up to the token.

use std::fs;

use engine::{
    Amount,
    access::CredentialChoice,
    mentor::MentorAnswer,
    usage::{UsageRange, UsageReport},
};
use fake_bedrock::{Answer, Content, Pace, Script, Step, Then};
use store::{Charged, Purpose, ReplyState, Store, Window};

use crate::{
    desk::ID,
    wire::{NOON, PATIENCE, Wire, began, hint, listener, question},
};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

fn store(wire: &Wire) -> Store {
    Store::open(&wire.home.database()).expect("it opens").0
}

fn usage(wire: &Wire, range: UsageRange) -> UsageReport {
    let report = wire.engine.usage(range).expect("the usage");
    assert_eq!(report.disagreements, [""; 0], "the ledger adds up");
    report
}

/// Words of a known count: each is one token of the answer.
fn words(count: u32) -> Step {
    Step::Answer(Answer {
        content: Content::Words(count),
        ..Answer::default()
    })
}

fn named(name: &str) -> Step {
    Script::named(name).step(0)
}

#[test]
fn usage_adds_up_to_the_token_after_a_mixture() {
    let steps = vec![
        words(10),
        named("throttled"),
        named("cut-in-frame"),
        words(25),
        named("usage-missing"),
        named("access-denied"),
        named("silence-between"),
        words(7),
    ];
    let wire = Wire::playing(Script::of("a mixture", steps, Then::RepeatLast));
    wire.start();
    for _ in 0..4 {
        wire.exchange(hint(1));
    }
    for _ in 0..3 {
        wire.exchange(question("Why?"));
    }
    wire.wait(wire.engine.test_model()).expect("it is tested");
    let report = usage(&wire, UsageRange::Day);
    let row = |purpose| {
        let mut rows = report.rows.iter();
        rows.find(|row| row.purpose == purpose)
            .expect("it was used")
            .clone()
    };
    let (hints, questions, tests) = (
        row(Purpose::Hint),
        row(Purpose::Question),
        row(Purpose::Test),
    );
    assert_eq!(
        (hints.calls, hints.failed, hints.throttled, hints.unknown),
        (4, 2, 1, 1),
        "a throttle and a cut: {hints:?}"
    );
    assert_eq!(
        (
            questions.calls,
            questions.failed,
            questions.throttled,
            questions.unknown
        ),
        (3, 2, 0, 2),
        "no usage, no access, silence: {questions:?}"
    );
    assert_eq!(
        (tests.calls, tests.failed),
        (1, 0),
        "the test went well: {tests:?}"
    );
    assert_eq!(
        (
            hints.tokens.output,
            questions.tokens.output,
            tests.tokens.output
        ),
        (35, 0, 7),
        "as the server counted what it wrote"
    );
    let calls = store(&wire).calls(None, 100).expect("the calls");
    assert_eq!(
        calls.len(),
        wire.server.call_count(),
        "every call has its entry"
    );
    let of_calls = calls.iter().fold((0, 0), |(nusd, tokens), call| {
        match call.end.as_ref().expect("it has ended").charged {
            Charged::Nothing => (nusd, tokens),
            Charged::Known {
                tokens: known,
                nusd: paid,
            } => (nusd + paid, tokens + known.total()),
            Charged::Whole => (nusd + call.reserved_nusd, tokens + call.reserved_tokens),
        }
    });
    let of_rows = report.rows.iter().fold((0, 0), |(nusd, tokens), row| {
        (nusd + row.nusd, tokens + row.charged_tokens)
    });
    let of_days = report.days.iter().fold((0, 0), |(nusd, tokens), day| {
        (nusd + day.nusd, tokens + day.tokens)
    });
    let audit = store(&wire).audit().expect("it is audited");
    let of_ledger = (audit.ledger_nusd, audit.ledger_tokens);
    let of_replies = wire.engine.conversation(ID).expect("the conversation");
    let of_replies: i64 = of_replies.iter().map(|exchange| exchange.cost_nusd).sum();
    assert_eq!(of_rows, of_calls, "the screen shows what the calls say");
    assert_eq!(of_rows, of_days, "by day it is the same");
    assert_eq!(of_rows, of_ledger, "and so is the ledger");
    assert_eq!(
        of_replies + tests.nusd,
        of_ledger.0,
        "the prices on the replies, and the test, are all that was spent"
    );
    assert_eq!(audit.open_nusd, (0, 0), "nothing is left reserved");
    assert!(
        report.latency.calls == 4
            && report.latency.first_p50_ms.is_some()
            && report.latency.whole_p95_ms >= report.latency.first_p50_ms,
        "four went well, with how long they took: {:?}",
        report.latency
    );
}

#[test]
fn a_budget_frees_up_as_time_passes() {
    let wire = Wire::playing(Script::repeat("words", words(10)));
    wire.start();
    let quote = wire
        .engine
        .mentor_context(ID, &hint(1))
        .expect("the context")
        .quote;
    assert_eq!(quote.exceeds, None, "the usual budget is enough");
    // Room for what one hint may cost, and not for a second one beside what the first really cost.
    let mut settings = wire.engine.settings();
    settings.budgets.all.ten_minutes = Amount {
        nusd: Some(quote.most_nusd),
        tokens: None,
    };
    wire.engine
        .put_settings(settings)
        .expect("they are written");
    assert_eq!(
        wire.exchange(hint(1)).state,
        ReplyState::Done,
        "the first is asked"
    );
    wire.engine
        .forget_conversation(ID)
        .expect("the same request again");
    let MentorAnswer::OverBudget(quote) = wire.ask(hint(1)).1 else {
        panic!("the second has no room");
    };
    let exceeded = quote.exceeds.expect("it is said what stands in the way");
    assert_eq!(
        (exceeded.limit.window, exceeded.fits_at_ms),
        (Window::TenMinutes, Some(NOON + 10 * MINUTE)),
        "and when it fits"
    );
    let budgets = wire.engine.budgets().expect("the budgets");
    let state = budgets
        .iter()
        .find(|state| state.limit.window == Window::TenMinutes)
        .expect("the limit is shown");
    assert!(
        state.used_nusd > 0 && state.reserved_nusd == 0,
        "with what is used: {state:?}"
    );
    wire.clock.turn(10 * MINUTE + 1);
    assert_eq!(
        wire.exchange(hint(1)).state,
        ReplyState::Done,
        "later there is room again"
    );
}

#[test]
fn each_purpose_has_its_own_budget() {
    let wire = Wire::with(
        Script::named("bedrock"),
        |_, _| {},
        |settings| {
            settings.budgets.mentor.day.tokens = Some(100);
            settings.budgets.missions.day.nusd = Some(0);
        },
    );
    wire.start();
    assert!(
        matches!(wire.ask(question("Why?")).1, MentorAnswer::OverBudget(quote)
            if quote.exceeds.as_ref().is_some_and(|exceeded| exceeded.limit.tokens == Some(100) && exceeded.fits_at_ms.is_none())),
        "a hundred tokens are too few for any question"
    );
    let test = wire.wait(wire.engine.test_model()).expect("it is tested");
    assert_eq!(
        test.problem, None,
        "a test is neither a mission nor the mentor"
    );
    let mut settings = wire.engine.settings();
    settings.budgets.all.month.nusd = Some(0);
    wire.engine
        .put_settings(settings)
        .expect("they are written");
    let test = wire.wait(wire.engine.test_model()).expect("it is tested");
    let problem = test.problem.expect("nothing at all may be spent");
    assert_eq!(
        problem.code, "budget",
        "a budget for everything holds for tests too: {problem:?}"
    );
    let steps: Vec<_> = test.steps.iter().map(|step| (step.id, step.good)).collect();
    assert_eq!(
        steps.last(),
        Some(&("model", false)),
        "the model was not asked: {steps:?}"
    );
    assert_eq!(wire.server.call_count(), 1, "the first test alone was sent");
}

#[test]
fn days_and_months_begin_anew() {
    let wire = Wire::playing(Script::repeat("words", words(10)));
    wire.start();
    wire.exchange(hint(1));
    let first = usage(&wire, UsageRange::Month);
    assert_eq!(first.rows.len(), 1, "it is in this month");
    wire.clock.turn(2 * DAY);
    wire.exchange(hint(1));
    assert_eq!(
        usage(&wire, UsageRange::Day).rows[0].calls,
        1,
        "one in the last day"
    );
    assert_eq!(
        usage(&wire, UsageRange::Week).rows[0].calls,
        2,
        "both in the last week"
    );
    assert_eq!(usage(&wire, UsageRange::Week).days.len(), 2, "on two days");
    wire.clock.turn(20 * DAY);
    assert_eq!(
        usage(&wire, UsageRange::Month).rows,
        [],
        "July has nothing yet"
    );
    assert_eq!(
        usage(&wire, UsageRange::All).rows[0].calls,
        2,
        "all of it has both"
    );
    let budgets = wire.engine.budgets().expect("the budgets");
    assert!(
        budgets.iter().all(|state| state.used_nusd == 0),
        "a new month, a new budget: {budgets:?}"
    );
}

#[test]
fn prices_can_be_edited() {
    let wire = Wire::playing(Script::repeat("words", words(1_000)));
    wire.start();
    let bundled = wire.engine.prices();
    assert_eq!(
        (bundled.file, bundled.problem),
        (None, None),
        "those of the program"
    );
    let before = wire.exchange(hint(3)).cost_nusd;
    let file = wire.engine.write_price_file().expect("it is written");
    assert_eq!(
        wire.engine.prices().prices,
        bundled.prices,
        "a copy to be edited says the same"
    );
    let text = fs::read_to_string(&file).expect("it is there");
    let dearer = text.replace("input = 3\noutput = 15\n", "input = 30\noutput = 150\n");
    fs::write(&file, dearer.replace("2026-06-01", "2027-01-01")).expect("it is edited");
    wire.engine
        .forget_conversation(ID)
        .expect("the same request again");
    let exchange = wire.exchange(hint(3));
    assert_eq!(
        exchange.cost_nusd,
        before * 10,
        "the price in the file counts at once"
    );
    let context = wire
        .engine
        .mentor_context(ID, &hint(1))
        .expect("the context");
    assert_eq!(context.quote.prices_as_of, "2027-01-01", "with its day");
    wire.engine.write_price_file().expect("it is there already");
    assert!(
        fs::read_to_string(&file)
            .expect("it is there")
            .contains("output = 150"),
        "what a person wrote is left"
    );
    fs::write(&file, text.replace("output = 15\n", "output = fifteen\n")).expect("it is broken");
    let broken = wire.engine.prices();
    let problem = broken.problem.expect("it is said");
    assert!(
        problem.contains("prices.toml:11: "),
        "with its line: {problem}"
    );
    assert_eq!(
        (broken.file, broken.prices),
        (None, bundled.prices),
        "and the program's own prices are used"
    );
}

#[test]
fn a_model_without_a_price_counts_as_the_dearest() {
    let wire = Wire::with(
        Script::repeat("words", words(100)),
        |_, _| {},
        |settings| {
            settings.bedrock.mentor_model = Some(
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc"
                    .to_owned(),
            );
        },
    );
    wire.start();
    let quote = wire
        .engine
        .mentor_context(ID, &hint(1))
        .expect("the context")
        .quote;
    assert!(!quote.price_known, "that is said: {quote:?}");
    let exchange = wire.exchange(hint(1));
    let calls = store(&wire).calls(None, 1).expect("the calls");
    let Charged::Known { tokens, nusd } = calls[0].end.as_ref().expect("it has ended").charged
    else {
        panic!("the provider counted");
    };
    assert_eq!(
        (nusd, nusd),
        (
            exchange.cost_nusd,
            tokens.input * 15_000 + tokens.output * 75_000
        ),
        "15 and 75 USD a million, the dearest of the list"
    );
}

#[test]
fn what_is_off_costs_nothing() {
    let wire = Wire::to("bedrock");
    let mut settings = wire.engine.settings();
    settings.bedrock.credentials = CredentialChoice::Off;
    wire.engine
        .put_settings(settings)
        .expect("they are written");
    wire.start();
    wire.ask(hint(1));
    assert_eq!(usage(&wire, UsageRange::All).rows, [], "nothing was used");
}

#[test]
fn many_questions_at_once_do_not_overspend() {
    let wire = Wire::playing(Script::repeat("words", words(5)));
    wire.start();
    let quote = wire
        .engine
        .mentor_context(ID, &question("Why?"))
        .expect("the context")
        .quote;
    let mut settings = wire.engine.settings();
    // Three and a half of them.
    settings.budgets.mentor.day.nusd = Some(quote.most_nusd * 7 / 2);
    wire.engine
        .put_settings(settings)
        .expect("they are written");
    let limit = quote.most_nusd * 7 / 2;
    let asking: Vec<_> = (0..24)
        .map(|_| {
            let engine = wire.engine.clone();
            let (sink, _) = listener();
            wire.runtime
                .spawn(async move { engine.ask_mentor(ID, question("Why?"), sink).await })
        })
        .collect();
    let mut asked = 0;
    for task in asking {
        match wire
            .wait(task)
            .expect("the task ends")
            .expect("it was asked")
        {
            MentorAnswer::Ended(exchange) => asked += u32::from(exchange.state == ReplyState::Done),
            MentorAnswer::OverBudget(_) => {}
            MentorAnswer::NotConnected(problem) => panic!("it is connected: {problem:?}"),
        }
    }
    let spent: i64 = usage(&wire, UsageRange::All)
        .rows
        .iter()
        .map(|row| row.nusd)
        .sum();
    assert!(
        asked > 0 && spent <= limit,
        "{asked} were asked for {spent} of {limit}"
    );
}

#[test]
fn a_paid_answer_survives_a_database_that_is_locked() {
    let slow = Step::Answer(Answer {
        content: Content::Words(12),
        pace: Pace {
            tokens_per_s: 20,
            ..Pace::default()
        },
        ..Answer::default()
    });
    let wire = Wire::playing(Script::repeat("slow", slow));
    wire.start();
    let (sink, heard) = listener();
    let engine = wire.engine.clone();
    let asking = wire
        .runtime
        .spawn(async move { engine.ask_mentor(ID, hint(1), sink).await });
    began(&heard);
    heard.recv_timeout(PATIENCE).expect("some text");
    let locked = store::trouble::hold_lock(&wire.home.database()).expect("it is locked");
    let answer = wire
        .wait(asking)
        .expect("the task ends")
        .expect("it was asked");
    let MentorAnswer::Ended(exchange) = answer else {
        panic!("it was asked: {answer:?}");
    };
    assert_eq!(
        (exchange.state, exchange.reply.split_whitespace().count()),
        (ReplyState::Done, 12),
        "the whole reply is shown: {exchange:?}"
    );
    assert!(
        exchange
            .reason
            .as_ref()
            .is_some_and(|reason| reason.contains("tried again by itself")),
        "and that it is not kept yet: {exchange:?}"
    );
    drop(locked);
    wire.until("the call and the reply are written down", || {
        let end = store(&wire).calls(None, 1).expect("the calls")[0]
            .end
            .clone();
        let kept = wire.engine.conversation(ID).expect("the conversation");
        end.is_some() && kept[0].state == ReplyState::Done
    });
    let call = store(&wire).calls(None, 1).expect("the calls").remove(0);
    assert!(
        matches!(call.end.map(|end| end.charged), Some(Charged::Known { tokens, .. }) if tokens.output == 12),
        "with what the provider counted, not whole"
    );
    let kept = wire.engine.conversation(ID).expect("the conversation");
    assert_eq!(
        kept[0].reply, exchange.reply,
        "nothing of the reply is lost"
    );
    usage(&wire, UsageRange::All);
}
