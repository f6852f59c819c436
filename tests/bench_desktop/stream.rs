//! The mentor's reply in the real window: from a delta's bytes to painted text, a minute of 200 tokens a second, and CPU at rest with Bedrock
//! connected. The bytes are real event-stream frames on a socket; the model is a script.

use std::{fmt::Write as _, time::Duration};

use fake_bedrock::{Answer, Content, Pace, Script, Step};
use serde_json::Value;

use crate::{
    load,
    mentor::Window,
    paint::{self, numbers},
    percentile, process, sorted,
    support::wait_for,
};

const QUESTIONS: usize = 60;
const REST: Duration = Duration::from_secs(30);
/// Left alone before the first delta: the question itself has been painted by then, and its price looked up.
const BEFORE_THE_FIRST_MS: u64 = 500;
const WORDS: usize = 12_000;
const WORDS_PER_PARAGRAPH: usize = 60;
const STREAM: Duration = Duration::from_secs(60);

/// Notes when the first text of each reply has been painted.
const NOTE_FIRST_TEXT: &str = r"
    const log = document.querySelector('[data-testid=mentor-log]');
    const seen = new WeakSet(log.querySelectorAll('[data-testid=exchange]'));
    window.firstTexts = [];
    new MutationObserver(() => {
        const newest = [...log.querySelectorAll('[data-testid=exchange]')].at(-1);
        if (!newest || seen.has(newest) || !newest.querySelector('.markdown')?.textContent.trim()) return;
        seen.add(newest);
        afterPaint((painted, asked, began) => window.firstTexts.push([asked, began, painted]));
    }).observe(log, { subtree: true, childList: true, characterData: true });
";

/// Asks the engine for something small and changes a text when the answer is there: what any answer costs that crosses into the page.
const BARE_COMMANDS: &str = r"
    const [count, done] = arguments;
    const place = document.body.appendChild(document.createElement('output'));
    place.style.cssText = 'position: fixed; bottom: 0; left: 0;';
    const took = [];
    const next = async () => {
        if (took.length === count) {
            place.remove();
            done(took);
            return;
        }
        const asked = Date.now();
        await window.__TAURI_INTERNALS__.invoke('get_budgets', {});
        requestAnimationFrame(() => {
            place.textContent = `${took.length}`;
            afterPaint((at) => {
                took.push(at - asked);
                setTimeout(() => void next(), 40 + (took.length * 7) % 23);
            });
        });
    };
    void next();
";

/// Changes a number where replies stand, 20 times a second: what any change there costs the window.
const COUNT_IN_THE_LOG: &str = r"
    const place = document.querySelector('[data-testid=mentor-log]').appendChild(document.createElement('div'));
    let number = 0;
    window.counting = setInterval(() => requestAnimationFrame(() => (place.textContent = `${number++}`)), 50);
    window.stopCounting = () => {
        clearInterval(window.counting);
        place.remove();
    };
";

/// Reads the newest reply as it grows: how many numbered words stand there, where one is out of order, and when each change was painted.
const FOLLOW: &str = r"
    const log = document.querySelector('[data-testid=mentor-log]');
    const before = log.querySelectorAll('[data-testid=exchange]').length;
    const stream = (window.stream = { words: 0, whileStreaming: 0, broken: [], paints: [], observer: null });
    let from = 0;
    stream.observer = new MutationObserver(() => {
        const exchanges = log.querySelectorAll('[data-testid=exchange]');
        const blocks = exchanges.length > before ? exchanges[before].querySelector('.markdown')?.children : undefined;
        if (!blocks?.length) return;
        // What is finished is not touched any more: only from the last block on is there something to read.
        for (; from < blocks.length; from += 1) {
            const numbers = (blocks[from].textContent.match(/\S+/g) ?? []).map((word) => Number(word.slice(1)));
            // The last word may be half of one; it is read again when more has come.
            if (from === blocks.length - 1) numbers.pop();
            if (numbers.length === 0) break;
            if (numbers[0] > stream.words || numbers.some((number, index) => number !== numbers[0] + index)) {
                stream.broken.push(`after w${stream.words - 1}: w${numbers[0]} to w${numbers.at(-1)}`);
            }
            stream.words = numbers.at(-1) + 1;
            if (from === blocks.length - 1) break;
        }
        if (exchanges[before].dataset.state === 'streaming') stream.whileStreaming = stream.words - 1;
        afterPaint((at) => stream.paints.push(at));
    });
    stream.observer.observe(log, { subtree: true, childList: true, characterData: true });
";

/// What was followed, and the whole text as it stands in the end.
const FOLLOWED: &str = r"
    window.stream.observer.disconnect();
    const newest = [...document.querySelectorAll('[data-testid=exchange]')].at(-1);
    const text = [...newest.querySelector('.markdown').children].flatMap((block) => block.textContent.match(/\S+/g) ?? []).join(' ');
    const { whileStreaming, broken, paints } = window.stream;
    return { text, whileStreaming, broken: broken.slice(0, 5), paints, state: newest.dataset.state };
";

pub(crate) async fn measure() {
    let window = Window::open(|_| ()).await;
    rest(&window, "on the list of missions").await;
    window.meet_the_mentor().await;
    let bare = bare_commands(&window).await;
    first_deltas(&window, &bare).await;
    paint::run(&window.client, COUNT_IN_THE_LOG, Vec::new()).await;
    let bare = process::shares(window.pid, Duration::from_secs(15)).await;
    paint::run(&window.client, "window.stopCounting()", Vec::new()).await;
    println!(
        "a number that changes 20 times a second in the same place: CPU {} ({})",
        cpu(bare),
        load()
    );
    // The last level is not held back by the check for the solution, so all of it is one paragraph without end.
    long_stream(
        &window,
        "one paragraph without end",
        Script::named("long-stream"),
        None,
    )
    .await;
    long_stream(
        &window,
        "paragraphs of 60 words, looked through for the solution",
        in_paragraphs(),
        Some("Tell me everything about buckets."),
    )
    .await;
    rest(&window, "on a mission with its conversation").await;
    window.close().await;
}

async fn rest(window: &Window, place: &str) {
    // What a screen does when it opens is not rest.
    tokio::time::sleep(Duration::from_secs(5)).await;
    let share = process::cpu_share(window.pid, REST).await;
    println!(
        "CPU at rest {place}, Bedrock connected, nothing in the queue: {:.2} % of a core over {} s ({})",
        share * 100.0,
        REST.as_secs(),
        load()
    );
}

async fn bare_commands(window: &Window) -> Vec<f64> {
    let took = window
        .client
        .execute_async(BARE_COMMANDS, vec![QUESTIONS.into()])
        .await
        .expect("the engine answers");
    let took = sorted(numbers(&took));
    println!(
        "a bare command and its paint, there and back: {} ({})",
        summary(&took),
        load()
    );
    took
}

/// Asks, and holds when text was painted against when the server wrote the first delta.
async fn first_deltas(window: &Window, bare: &[f64]) {
    paint::run(&window.client, NOTE_FIRST_TEXT, Vec::new()).await;
    for (what, answer) in [
        ("three words or more", spoken(30, 40)),
        (
            "a word, so that three deltas are waited for",
            spoken(5, 200),
        ),
    ] {
        window
            .server
            .set_script(Script::repeat("a reply", Step::Answer(answer)));
        let mut waits = Vec::new();
        let mut parts: [Vec<f64>; 3] = Default::default();
        for _ in 0..QUESTIONS {
            let number = window.server.call_count();
            let before = first_texts(window).await.len();
            window.ask("Where do I begin?").await;
            let call = window.call(number, |call| call.ended_at_ms.is_some()).await;
            wait_for(&window.client, "[data-testid=mentor-send]").await;
            let mut painted = first_texts(window).await;
            while painted.len() == before {
                // The reply stands there, and its frame is still to come.
                tokio::time::sleep(Duration::from_millis(50)).await;
                painted = first_texts(window).await;
            }
            assert_eq!(painted.len(), before + 1, "one reply, one first text");
            let written = call.first_delta_unix_ms.expect("a delta was written");
            let [asked, began, painted] = painted[before];
            assert!(
                painted >= written - 1.0,
                "painted before it was written: {painted} and {written}"
            );
            waits.push(painted - written);
            for (part, took) in
                parts
                    .iter_mut()
                    .zip([asked - written, began - asked, painted - began])
            {
                part.push(took);
            }
        }
        let waits = sorted(waits);
        let [to_page, to_frame, in_frame] = parts.map(sorted);
        println!(
            "first delta ({what}) from the socket to painted text: {}, {QUESTIONS} questions; of it to the page {}, then to the next frame {}, in it {}; \
             median against a bare command {:.2} ({})",
            summary(&waits),
            summary(&to_page),
            summary(&to_frame),
            summary(&in_frame),
            percentile(&waits, 0.5) / percentile(bare, 0.5),
            load()
        );
    }
}

/// When the frame with the first text of each reply was asked for, when it began and when it was painted, until now.
async fn first_texts(window: &Window) -> Vec<[f64; 3]> {
    let texts = paint::run(&window.client, "return window.firstTexts", Vec::new()).await;
    let texts = texts.as_array().expect("a list");
    texts
        .iter()
        .map(|times| numbers(times).try_into().expect("three times"))
        .collect()
}

/// A short reply at a model's pace.
fn spoken(delta_chars: u32, tokens_per_s: u32) -> Answer {
    Answer {
        content: Content::Text(
            "Think about who may read what lies in it, and who decides that: the bucket itself says so.".to_owned(),
        ),
        pace: Pace {
            delta_chars,
            tokens_per_s,
        },
        first_event_after_ms: BEFORE_THE_FIRST_MS,
        ..Answer::default()
    }
}

/// Numbered words in paragraphs, 200 a second: a word and its space have a token and a half.
fn in_paragraphs() -> Script {
    let mut text = String::new();
    for number in 0..WORDS {
        let end = if (number + 1) % WORDS_PER_PARAGRAPH == 0 {
            "\n\n"
        } else {
            " "
        };
        let _ = write!(text, "w{number}{end}");
    }
    let seconds = STREAM.as_secs_f64();
    let tokens_per_s = (text.len() as f64 / 4.0 / seconds).round() as u32;
    let answer = Answer {
        content: Content::Text(text),
        pace: Pace {
            delta_chars: 6,
            tokens_per_s,
        },
        ..Answer::default()
    };
    Script::repeat("paragraphs", Step::Answer(answer))
}

/// A minute of words: none lost, none out of order, and what they cost. Without a question everything is asked for.
async fn long_stream(window: &Window, what: &str, script: Script, question: Option<&str>) {
    window.server.set_script(script);
    paint::run(&window.client, FOLLOW, Vec::new()).await;
    let number = window.server.call_count();
    match question {
        Some(question) => window.ask(question).await,
        None => window.click("[data-testid=mentor-level-4]").await,
    }
    window
        .call(number, |call| call.first_delta_unix_ms.is_some())
        .await;
    let share = process::shares(window.pid, STREAM).await;
    let load = load();
    window.call(number, |call| call.ended_at_ms.is_some()).await;
    wait_for(&window.client, "[data-testid=mentor-send]").await;
    let seen = paint::run(&window.client, FOLLOWED, Vec::new()).await;
    let expected: Vec<String> = (0..WORDS).map(|number| format!("w{number}")).collect();
    assert_eq!(seen["state"], "done", "the reply is whole");
    assert_eq!(
        seen["text"].as_str(),
        Some(expected.join(" ").as_str()),
        "every word stands there, in order"
    );
    assert_eq!(
        seen["broken"],
        Value::Array(Vec::new()),
        "no word was ever missing or out of order while the reply came in"
    );
    let paints = sorted(numbers(&seen["paints"]));
    let gaps = sorted(paints.windows(2).map(|pair| pair[1] - pair[0]).collect());
    println!(
        "{WORDS} words in {:.1} s, {what}: all there and in order, w{} and all before it painted before the reply's end was told; CPU {} over {} s; \
         {} painted frames, between them {} ({load})",
        (paints[paints.len() - 1] - paints[0]) / 1000.0,
        seen["whileStreaming"],
        cpu(share),
        STREAM.as_secs(),
        paints.len(),
        summary(&gaps),
    );
}

fn cpu(share: process::Share) -> String {
    format!(
        "{:.1} % of a core ({:.1} % without the software rasteriser)",
        share.whole * 100.0,
        (share.whole - share.rasteriser) * 100.0
    )
}

fn summary(sorted: &[f64]) -> String {
    format!(
        "p50 {:.0} ms, p95 {:.0} ms, max {:.0} ms",
        percentile(sorted, 0.5),
        percentile(sorted, 0.95),
        percentile(sorted, 1.0)
    )
}
