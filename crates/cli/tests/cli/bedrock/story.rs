//! The story: connect, price, a mission written, started, hinted, passed; and usage that adds up, in fair weather and in foul.

use std::{
    fs,
    time::{Duration, Instant},
};

use fake_bedrock::{Pace, Script};
use serde_json::Value;

use super::{Cloud, wait_until};

/// Of the default model, in billionths of a USD a token, as AWS published them: written here once more so that the program's own list is judged.
const INPUT_NUSD: u64 = 3_000;
const OUTPUT_NUSD: u64 = 15_000;
const CACHE_WRITE_NUSD: u64 = 3_750;
const CACHE_READ_NUSD: u64 = 300;

/// What a server told, added up.
#[derive(Debug, Default, PartialEq)]
struct Sum {
    input: u64,
    output: u64,
    cache_read: u64,
    cache_write: u64,
}

impl Sum {
    fn told_by(cloud: &Cloud) -> Sum {
        let mut sum = Sum::default();
        for usage in cloud
            .server
            .calls()
            .iter()
            .filter_map(|call| call.usage.as_ref())
        {
            let tokens = |name: &str| usage[name].as_u64().expect("a number of tokens");
            sum.input += tokens("inputTokens");
            sum.output += tokens("outputTokens");
            sum.cache_read += tokens("cacheReadInputTokens");
            sum.cache_write += tokens("cacheWriteInputTokens");
        }
        sum
    }

    fn of(totals: &Value) -> Sum {
        let tokens = |name: &str| totals[name].as_u64().expect("a number of tokens");
        Sum {
            input: tokens("inputTokens"),
            output: tokens("outputTokens"),
            cache_read: tokens("cacheReadTokens"),
            cache_write: tokens("cacheWriteTokens"),
        }
    }

    fn tokens(&self) -> u64 {
        self.input + self.output + self.cache_read + self.cache_write
    }

    fn nusd(&self) -> u64 {
        self.input * INPUT_NUSD
            + self.output * OUTPUT_NUSD
            + self.cache_write * CACHE_WRITE_NUSD
            + self.cache_read * CACHE_READ_NUSD
    }
}

/// Asserts that every call is in the ledger, and that it says to the token and to the billionth what the server told. All ends have to be known.
fn assert_usage_adds_up(cloud: &Cloud) {
    let usage = cloud.usage();
    let (told, totals) = (Sum::told_by(cloud), &usage["totals"]);
    assert_eq!(Sum::of(totals), told, "tokens, to the last one: {usage}");
    assert_eq!(
        totals["chargedTokens"],
        told.tokens(),
        "nothing else is charged: {usage}"
    );
    assert_eq!(totals["nusd"], told.nusd(), "to the billionth: {usage}");
    assert_eq!(
        totals["calls"],
        cloud.server.call_count(),
        "each call has its entry, and each entry was a call: {usage}"
    );
    for name in [
        "calls",
        "inputTokens",
        "outputTokens",
        "chargedTokens",
        "nusd",
    ] {
        let rows = usage["rows"].as_array().expect("rows").iter();
        let sum: u64 = rows.map(|row| row[name].as_u64().unwrap()).sum();
        assert_eq!(totals[name], sum, "{name}: the rows are the total: {usage}");
    }
    for budget in usage["budgets"].as_array().expect("budgets") {
        assert_eq!(
            (&budget["usedNusd"], &budget["reservedNusd"]),
            (&totals["nusd"], &0.into()),
            "budgets count the same, and nothing stays reserved: {budget}"
        );
    }
}

#[test]
fn a_mission_is_priced_written_started_hinted_and_passed() {
    let cloud = Cloud::named("bedrock");
    let connected = cloud
        .run("connect --format json")
        .exits(0, "the keys of the environment work")
        .json();
    assert_eq!(
        connected["problem"],
        Value::Null,
        "all is well: {connected}"
    );

    let before = cloud.server.call_count();
    let price = cloud
        .run_all(["new", "--topic", "fan out order events", "--price"])
        .exits(0, "the price is said");
    assert!(
        price.stdout.contains("likely 0.0") && price.stdout.contains("Claude Sonnet 4.6"),
        "in USD, for which model: {}",
        price.stdout
    );
    assert_eq!(cloud.server.call_count(), before, "asking for it is free");

    let written = cloud
        .run_all([
            "new",
            "--topic",
            "fan out order events",
            "--services",
            "sns, SQS,",
            "--level",
            "associate",
            "--wait",
            "--format",
            "json",
        ])
        .exits(0, "the mission is written");
    assert!(
        written.stderr.contains("likely 0.0") && written.stderr.contains("the model writes"),
        "the price comes first, then what happens: {}",
        written.stderr
    );
    let mission = written.json();
    let id = mission["id"].as_str().expect("an id").to_owned();
    for field in [
        "title", "starter", "solution", "scenario", "criteria", "services",
    ] {
        assert!(
            !mission[field].is_null(),
            "{field} is in the single-file form"
        );
    }
    let shown = cloud
        .run(&format!("show {id} --format json"))
        .exits(0, "it can be shown")
        .json();
    assert_eq!(shown, mission, "show and new print the same");

    let started = cloud
        .run(&format!("start {id} --no-editor --format json"))
        .exits(0, "it can be started")
        .json();
    let template = started["template"].as_str().expect("the template's place");
    let graded = cloud
        .run(&format!("grade {template} --mission {id}"))
        .exits(1, "the starter is not the solution");
    assert!(
        graded.stdout.contains('✗'),
        "what is open is said: {}",
        graded.stdout
    );

    let hint = cloud
        .run_all(["hint", &id, "--ask", "What holds a message back?"])
        .exits(0, "the mentor answers");
    assert!(
        hint.stdout.contains("InvoiceInbox") && !hint.stdout.ends_with("\n\n"),
        "the whole reply, and one line end: {:?}",
        hint.stdout
    );
    assert!(
        hint.stderr.contains("likely 0.0") && hint.stderr.contains("that was 0.0"),
        "the price before and after: {}",
        hint.stderr
    );
    cloud
        .run(&format!("hint {id} --mentor --level 2"))
        .exits(0, "and gives hints of its own");

    let solution = mission["solution"].as_str().expect("the solution");
    fs::write(template, solution).unwrap();
    cloud
        .run(&format!("grade {template} --mission {id}"))
        .exits(0, "the solution passes");
    assert_usage_adds_up(&cloud);
}

#[test]
fn usage_is_told_to_people_and_to_spreadsheets() {
    let cloud = Cloud::named("bedrock");
    let empty = cloud.run("usage").exits(0, "nothing yet");
    assert!(
        empty.stdout.contains("nothing was asked of a model"),
        "that is said: {}",
        empty.stdout
    );
    let id = cloud.mission();
    cloud
        .run_all(["hint", &id, "--ask", "Why?"])
        .exits(0, "the mentor answers");
    let usage = cloud.usage();

    let csv = cloud.run("usage --format csv").exits(0, "as CSV").stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |name: &str| columns.iter().position(|found| found == name).unwrap();
    let purposes: Vec<&str> = rows.iter().map(|row| &row[column("purpose")]).collect();
    assert_eq!(purposes, ["mission", "question"], "a line for each purpose");
    let nusd: u64 = rows
        .iter()
        .map(|row| row[column("usd")].replace('.', "").parse::<u64>().unwrap())
        .sum();
    assert_eq!(
        usage["totals"]["nusd"], nusd,
        "all nine digits are in the file: {csv}"
    );
    let input: u64 = rows
        .iter()
        .map(|row| row[column("input_tokens")].parse::<u64>().unwrap())
        .sum();
    assert_eq!(
        usage["totals"]["inputTokens"], input,
        "and every token: {csv}"
    );

    let page = cloud.run("usage").exits(0, "for people").stdout;
    for words in [
        "Claude Sonnet 4.6",
        "mission",
        "question",
        "total",
        "this month",
        "of 10.00 USD",
    ] {
        assert!(page.contains(words), "{words} is on the page: {page}");
    }
    assert!(
        page.lines().all(|line| line.chars().count() <= 80),
        "it fits a terminal of 80 columns: {page}"
    );
}

#[test]
fn throttling_is_waited_out() {
    let cloud = Cloud::named("throttled-then-ordinary");
    let began = Instant::now();
    let ran = cloud
        .run_all(["new", "--wait", "--topic", "fan out"])
        .exits(0, "it is tried again until it is written");
    assert!(
        began.elapsed() < Duration::from_secs(45),
        "three throttles wait for 14 seconds at most: {:?}",
        began.elapsed()
    );
    assert!(
        ran.stderr.contains("trying again by itself"),
        "the wait is explained: {}",
        ran.stderr
    );
    let job = &cloud.jobs()[0];
    assert_eq!(
        (&job["state"], &job["receiveCount"], &job["snoozes"]),
        (&"done".into(), &1.into(), &3.into()),
        "throttles burn no receive: {job}"
    );
    let totals = &cloud.usage()["totals"];
    assert_eq!(
        (&totals["calls"], &totals["throttled"]),
        (&4.into(), &3.into()),
        "each is in the ledger"
    );
    assert_usage_adds_up(&cloud);
}

#[test]
fn a_stream_that_is_cut_is_asked_for_again() {
    let cloud = Cloud::named("cut-then-ordinary");
    let id = cloud.mission();
    cloud
        .run(&format!("show {id}"))
        .exits(0, "the mission is whole");
    let totals = cloud.usage()["totals"].clone();
    assert_eq!(
        (&totals["calls"], &totals["unknown"]),
        (&2.into(), &1.into()),
        "what the cut call cost is not known, so it was charged whole: {totals}"
    );
    let told = Sum::told_by(&cloud);
    assert_eq!(
        Sum::of(&totals),
        told,
        "what is known is told apart: {totals}"
    );
    assert!(
        totals["chargedTokens"].as_u64().unwrap() > told.tokens(),
        "and more is charged than was told: {totals}"
    );
}

#[test]
fn a_mission_that_is_killed_while_it_is_written_goes_on_afterwards() {
    let cloud = Cloud::playing(Script::then_ordinary(
        "stuck, then ordinary",
        vec![super::stuck(fake_bedrock::Content::Ordinary)],
    ));
    let mut writing = cloud.start("new --wait --topic queues");
    writing.hears("the model writes");
    cloud.wait_for_calls(1);
    writing.kill();

    let job = cloud.jobs()[0].clone();
    assert_eq!(job["state"], "leased", "the dead process had it: {job}");
    let began = Instant::now();
    cloud
        .run("queue run --until-empty")
        .exits(0, "the orphan is taken up and written");
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "at once, not when its lease has run out: {:?}",
        began.elapsed()
    );
    let job = cloud.jobs()[0].clone();
    assert_eq!(job["state"], "done", "one job, done once: {job}");
    let id = job["missionId"].as_str().unwrap();
    cloud.run(&format!("show {id}")).exits(0, "it is there");
    let totals = cloud.usage()["totals"].clone();
    assert_eq!(
        (&totals["calls"], &totals["unknown"]),
        (&2.into(), &1.into()),
        "the call that was cut off is in the ledger, charged whole: {totals}"
    );
    assert_eq!(cloud.server.call_count(), 2, "nothing else was asked");
}

#[test]
fn a_reply_is_printed_as_it_comes() {
    let cloud = Cloud::playing(Script::repeat(
        "stuck",
        super::stuck(fake_bedrock::Content::Words(200)),
    ));
    let asking = cloud.start_all(["hint", "private-photo-bucket", "--ask", "Why?"]);
    let first = asking.first_output();
    assert!(first.starts_with("w0"), "the beginning: {first:?}");
    assert_eq!(
        cloud.server.calls()[0].ended_at_ms,
        None,
        "while the model has not ended"
    );
}

#[test]
fn a_long_reply_comes_whole_and_in_order() {
    let script = Script::repeat(
        "words",
        fake_bedrock::Step::Answer(fake_bedrock::Answer {
            content: fake_bedrock::Content::Words(600),
            pace: Pace {
                tokens_per_s: 2_000,
                ..Pace::default()
            },
            ..fake_bedrock::Answer::default()
        }),
    );
    let cloud = Cloud::playing(script);
    let ran = cloud
        .run_all(["hint", "private-photo-bucket", "--ask", "Count."])
        .exits(0, "it answers");
    let expected: Vec<String> = (0..600).map(|number| format!("w{number}")).collect();
    let words: Vec<&str> = ran.stdout.split_whitespace().collect();
    assert_eq!(words, expected, "no word is lost or moved");
}

#[test]
fn two_processes_share_one_queue() {
    let cloud = Cloud::named("bedrock");
    let mut runner = cloud.start("queue run");
    let pid_file = cloud.place.home().join("data/engine.pid");
    wait_until("the runner has the lock", || {
        fs::read_to_string(&pid_file).is_ok_and(|pid| pid.trim() == runner.pid().to_string())
    });
    let ran = cloud
        .run_all(["new", "--wait", "--topic", "topics"])
        .exits(0, "the other process writes it, and this one sees the end");
    let id = ran.stdout.trim_end().to_owned();
    runner.hears(&format!("{id}: ready"));
    runner.interrupt();
    runner.ends().exits(0, "until Ctrl-C");
    assert_eq!(cloud.server.call_count(), 1, "it was written once");
}
