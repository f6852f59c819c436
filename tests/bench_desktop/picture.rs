//! The architecture beside the criteria: from a save to both painted, frames while a large picture is moved, and typing in *Edit here* while
//! what was typed before is graded.

use std::{fmt::Write as _, fs, path::Path, time::Duration};

use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    wd::TimeoutConfiguration,
};
use serde_json::json;

use crate::{
    load,
    paint::{self, numbers},
    percentile, process, sorted,
    support::{Driver, TestHome, attribute, binary, wait_for, write_settings},
};

/// Its starter lacks a connection, which is drawn dashed; its solution lacks nothing.
const MISSION: &str = "orders-survive-a-crash";
const SAVES: usize = 200;
const PATIENCE: Duration = Duration::from_secs(5);
/// As for the other saves: the page is not asked in the meantime.
const LEFT_ALONE: Duration = Duration::from_millis(260);

const NODES: usize = 150;
/// Steps of the pointer, one a frame.
const STEPS: usize = 240;
const FRAME: Duration = Duration::from_millis(16);

const KEYS: usize = 240;
/// After so many keys the text is saved, and graded while the next ones are typed.
const KEYS_A_SAVE: usize = 12;

pub(crate) async fn measure() {
    let home = TestHome::new();
    write_settings(
        home.path(),
        "welcomed = true\nopen_editor_on_start = false\n",
    );
    let driver = Driver::start(home.path()).expect("a display and WebKitWebDriver");
    let client = driver.open(&binary("mission-architect")).await;
    let patient = TimeoutConfiguration::new(Some(Duration::from_secs(120)), None, None);
    client
        .update_timeouts(patient)
        .await
        .expect("a longer script timeout");
    wait_for(&client, "html[data-ready=true]").await;
    go(&client, &format!("mission/{MISSION}")).await;
    click(&client, "[data-testid=start-mission]").await;
    wait_for(&client, "[data-attempt-id] [data-testid=criterion]").await;
    let template = attribute(&client, "[data-testid=workspace-path]", "data-path").await;
    click(&client, "[data-tab=architecture]").await;
    wait_for(&client, "[data-testid=diagram-node]").await;
    paint::prepare(&client).await;
    let template = Path::new(&template);
    saves(&client, template).await;
    panning(&client, template).await;
    typing(&client).await;
    client.close().await.expect("the session ends");
}

/// Notes when criteria and picture have both been painted as a save made them: all met and nothing missing, or neither.
const NOTE_BOTH: &str = r"
    window.both = [];
    const look = () => {
        const solved = document.querySelector('[data-testid=score]').dataset.score === '1';
        const ghost = document.querySelector('[data-testid=diagram-edge][data-state=ghost]') !== null;
        return solved === ghost ? null : solved;
    };
    let last = look();
    new MutationObserver(() => {
        const now = look();
        if (now === null || now === last) return;
        last = now;
        afterPaint((at) => window.both.push(at));
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-score', 'data-state'] });
";

async fn saves(client: &Client, template: &Path) {
    let mission = missions::Catalogue::bundled()
        .mission(MISSION)
        .expect("a bundled mission");
    let starter = mission.starter.as_deref().expect("a starter");
    let solution = mission.solution.as_deref().expect("a solution");
    paint::run(client, NOTE_BOTH, Vec::new()).await;
    let mut waits = Vec::new();
    let mut missed = 0;
    for number in 0..SAVES {
        let seen = both(client).await.len();
        let text = if number % 2 == 0 { solution } else { starter };
        let beside = template.with_extension("yaml.tmp");
        fs::write(&beside, text).expect("a save");
        fs::rename(&beside, template).expect("a save");
        let whole = process::now_ms();
        match next(client, seen).await {
            Some(painted) => waits.push(painted - whole),
            None => missed += 1,
        }
        // Not in step with the frames or with the watcher's own timers.
        tokio::time::sleep(Duration::from_millis((number as u64 * 7) % 23)).await;
    }
    let waits = sorted(waits);
    println!(
        "save to painted criteria and architecture, temp and rename: p50 {:.0} ms, p95 {:.0} ms, max {:.0} ms, {SAVES} saves, {missed} missed ({})",
        percentile(&waits, 0.5),
        percentile(&waits, 0.95),
        percentile(&waits, 1.0),
        load()
    );
}

async fn both(client: &Client) -> Vec<f64> {
    numbers(&paint::run(client, "return window.both", Vec::new()).await)
}

async fn next(client: &Client, seen: usize) -> Option<f64> {
    let began = std::time::Instant::now();
    loop {
        tokio::time::sleep(LEFT_ALONE).await;
        if let Some(painted) = both(client).await.get(seen) {
            return Some(*painted);
        }
        if began.elapsed() > PATIENCE {
            return None;
        }
    }
}

/// Notes how long each frame took, until it is stopped.
const NOTE_FRAMES: &str = r"
    window.frames = [];
    let before = null;
    const frame = (now) => {
        if (before !== null) window.frames.push(now - before);
        before = now;
        if (window.frames !== null && !window.framesEnd) requestAnimationFrame(frame);
    };
    window.framesEnd = false;
    requestAnimationFrame(frame);
";

/// A square of 40 pixels in a layer of its own, moved in every frame: what any movement costs in this window, whatever is drawn in it.
const MOVE_A_SQUARE: &str = r"
    const square = document.createElement('div');
    square.id = 'moved-square';
    Object.assign(square.style, {
        position: 'fixed', top: '200px', left: '700px', width: '40px', height: '40px', background: 'currentColor', willChange: 'transform',
    });
    document.body.append(square);
    let step = 0;
    const move = () => {
        step += 1;
        square.style.transform = `translate(${(step % 80) * 3}px, 0)`;
        if (square.isConnected) requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
";

async fn panning(client: &Client, template: &Path) {
    fs::write(template, large_template()).expect("a save");
    // What the mission asks for and this template has not is drawn beside them.
    let drawn = format!(
        "[data-testid=diagram-node][data-id=Worker{}]",
        NODES / 3 - 1
    );
    wait_for(client, &drawn).await;
    // At 100 %, where a picture of this size does not fit: that is what is moved.
    paint::run(
        client,
        "document.querySelector('[data-testid=diagram-node][tabindex=\"0\"]').focus()",
        Vec::new(),
    )
    .await;
    press(client, &[], '0').await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let room = client
        .find(Locator::Css("[data-testid=diagram] .room"))
        .await
        .expect("the room of the picture");
    let at_rest = frames(client, async || {
        tokio::time::sleep(Duration::from_secs(3)).await;
    })
    .await;
    paint::run(client, MOVE_A_SQUARE, Vec::new()).await;
    let square = frames(client, async || {
        tokio::time::sleep(Duration::from_secs(4)).await;
    })
    .await;
    paint::run(
        client,
        "document.querySelector('#moved-square').remove()",
        Vec::new(),
    )
    .await;
    let moved = frames(client, async || {
        let mut hand = MouseActions::new("hand".to_owned())
            .then(PointerAction::MoveToElement {
                element: room.clone(),
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            });
        for step in 0..STEPS {
            // There and back, so that the pointer stays in the window.
            let along = if step / 40 % 2 == 0 { -6.0 } else { 6.0 };
            hand = hand.then(PointerAction::MoveBy {
                duration: Some(FRAME),
                x: along,
                y: along / 3.0,
            });
        }
        let hand = hand.then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
        client
            .perform_actions(hand)
            .await
            .expect("the picture is dragged");
    })
    .await;
    for (what, frames) in [
        ("at rest", &at_rest),
        ("while a square of 40 pixels moves over it", &square),
        ("while it is dragged", &moved),
    ] {
        let late = frames.iter().filter(|frame| **frame > 25.0).count();
        println!(
            "frames of a picture of {NODES} nodes, {what}: p50 {:.1} ms, p95 {:.1} ms, max {:.0} ms, {} frames, {:.1} a second, {late} later than 25 ms ({})",
            percentile(frames, 0.5),
            percentile(frames, 0.95),
            percentile(frames, 1.0),
            frames.len(),
            1000.0 * frames.len() as f64 / frames.iter().sum::<f64>(),
            load()
        );
    }
}

async fn frames(client: &Client, work: impl AsyncFnOnce()) -> Vec<f64> {
    paint::run(client, NOTE_FRAMES, Vec::new()).await;
    work().await;
    let noted = paint::run(
        client,
        "window.framesEnd = true; return window.frames",
        Vec::new(),
    )
    .await;
    sorted(numbers(&noted))
}

/// Topics that deliver to queues that functions read, through subscriptions and mappings: a third of the nodes of each kind.
fn large_template() -> String {
    let mut text = "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n".to_owned();
    for number in 0..NODES / 3 {
        let _ = write!(
            text,
            "  Topic{number}:\n    Type: AWS::SNS::Topic\n  \
               Queue{number}:\n    Type: AWS::SQS::Queue\n  \
               Heard{number}:\n    Type: AWS::SNS::Subscription\n    Properties:\n      TopicArn: !Ref Topic{number}\n      \
               Protocol: sqs\n      Endpoint: !GetAtt Queue{number}.Arn\n  \
               Worker{number}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: index.handler\n      \
               Role: arn:aws:iam::123456789012:role/worker\n      Code:\n        ZipFile: exports.handler = async () => {{}}\n  \
               Read{number}:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      EventSourceArn: !GetAtt Queue{number}.Arn\n      \
               FunctionName: !Ref Worker{number}\n"
        );
    }
    text
}

/// Notes how long it takes from a key to the frame that shows it.
const NOTE_KEYS: &str = r"
    window.keys = [];
    let pressed = null;
    addEventListener('keydown', () => (pressed = Date.now()), true);
    document.querySelector('[data-editor]').shadowRoot.addEventListener('input', () => {
        const from = pressed;
        afterPaint((at) => window.keys.push(at - from));
    }, true);
    document.querySelector('[data-editor]').shadowRoot.querySelector('.cm-content').focus();
";

async fn typing(client: &Client) {
    click(client, "[data-tab=template]").await;
    click(client, "[data-testid=edit-here]:not([disabled])").await;
    wait_for(client, "[data-testid=edit-save]").await;
    paint::run(client, NOTE_KEYS, Vec::new()).await;
    press(client, &['\u{E009}'], '\u{E011}').await;
    press(client, &[], '#').await;
    // The same keys without a save first: what typing itself costs here.
    for saves in [false, true] {
        let before = attribute(client, "[data-attempt-id]", "data-attempt-id").await;
        paint::run(client, "window.keys = []", Vec::new()).await;
        for key in 0..KEYS {
            let sign = char::from(b'a' + (key % 26) as u8);
            press(client, &[], sign).await;
            if saves && key % KEYS_A_SAVE == KEYS_A_SAVE - 1 {
                press(client, &['\u{E009}'], 's').await;
            }
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        let after = attribute(client, "[data-attempt-id]", "data-attempt-id").await;
        let graded: i64 =
            after.parse::<i64>().expect("a number") - before.parse::<i64>().expect("a number");
        let keys = sorted(numbers(
            &paint::run(client, "return window.keys", Vec::new()).await,
        ));
        println!(
            "typing in Edit here, {NODES} resources, from a key to the frame that shows it: p50 {:.0} ms, p95 {:.0} ms, max {:.0} ms, {} keys, \
             {graded} saves graded meanwhile ({})",
            percentile(&keys, 0.5),
            percentile(&keys, 0.95),
            percentile(&keys, 1.0),
            keys.len(),
            load()
        );
    }
}

async fn press(client: &Client, held: &[char], key: char) {
    let mut typing = KeyActions::new("keyboard".to_owned());
    for value in held {
        typing = typing.then(KeyAction::Down { value: *value });
    }
    typing = typing
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key });
    for value in held {
        typing = typing.then(KeyAction::Up { value: *value });
    }
    client.perform_actions(typing).await.expect("a key");
}

async fn click(client: &Client, css: &str) {
    wait_for(client, css).await.click().await.expect("a click");
}

async fn go(client: &Client, route: &str) {
    paint::run(
        client,
        "location.hash = arguments[0]",
        vec![json!(format!("#/{route}"))],
    )
    .await;
}
