//! The real window with a model: a server on this machine plays Amazon Bedrock with real frames. A mission is written, started, asked about and
//! passed; the same through throttles, a cut and a kill; what a hostile model writes is shown and does nothing.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    net::TcpListener,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use engine::{Home, usage::UsageRange};
use fake_bedrock::{Script, Server};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use store::{Asked, NewExchange, ReplyState, Store};

use crate::{
    desktop::{click, look, skip},
    support::{Driver, TestHome, attribute, binary, wait_for, write_settings},
};

const SETTINGS: &str = "welcomed = true\nopen_editor_on_start = false\n";

/// What the app sees of AWS: the server, made-up keys, and no configuration of whoever runs the test.
fn surroundings(home: &Path, server: &Server) -> BTreeMap<String, String> {
    let mut variables: BTreeMap<String, String> = server
        .environment()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    for (name, file) in [
        ("AWS_CONFIG_FILE", "aws-config"),
        ("AWS_SHARED_CREDENTIALS_FILE", "aws-credentials"),
    ] {
        variables.insert(name.to_owned(), home.join(file).display().to_string());
    }
    variables
}

pub(crate) fn with_model(script: Script, body: impl AsyncFnOnce(&Driver, &TestHome, &Server)) {
    let home = TestHome::new();
    write_settings(home.path(), SETTINGS);
    let server = Server::start(script);
    match Driver::start_in(home.path(), &surroundings(home.path(), &server)) {
        Ok(driver) => {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(body(&driver, &home, &server));
        }
        Err(reason) => skip(&reason),
    }
}

async fn open(driver: &Driver) -> Client {
    driver.open(&binary("mission-architect")).await
}

async fn go(client: &Client, route: &str) {
    client
        .execute(
            "location.hash = arguments[0]",
            vec![json!(format!("#/{route}"))],
        )
        .await
        .expect("the route");
}

async fn write(client: &Client, css: &str, text: &str) {
    let field = wait_for(client, css).await;
    field.click().await.expect("a field can be clicked");
    field
        .send_keys(text)
        .await
        .expect("a field can be typed in");
}

/// Asks for a mission through the dialog, price first.
async fn ask_for_a_mission(client: &Client, topic: &str) {
    go(client, "missions").await;
    click(client, "[data-testid=new-mission-button]").await;
    write(client, "[data-testid=new-topic]", topic).await;
    wait_for(client, "[data-testid=new-price]").await;
    click(client, "[data-testid=new-ask]:not([disabled])").await;
}

/// Saves the reference solution and waits until the window says that all is met.
async fn pass(client: &Client, home: &Path, mission_id: &str) {
    let template = attribute(client, "[data-testid=workspace-path]", "data-path").await;
    let mission = look(home).mission(mission_id).expect("the mission");
    let solution = mission.solution.as_deref().expect("a solution");
    fs::write(&template, solution).expect("the template can be written");
    wait_for(client, "[data-testid=score][data-score='1']").await;
}

#[test]
fn a_mission_is_written_asked_about_and_passed_in_the_real_window() {
    with_model(Script::default(), async |driver, home, server| {
        let client = open(driver).await;
        ask_for_a_mission(&client, "orders that fan out").await;
        let ready = "[data-testid=generation][data-state=ready]";
        let mission_id = attribute(&client, ready, "data-mission-id").await;
        click(&client, ready).await;
        click(&client, "[data-testid=start-mission]").await;
        wait_for(&client, "[data-testid=criterion][data-verdict=fail]").await;

        if client
            .find(Locator::Css("[data-testid=mentor]"))
            .await
            .is_err()
        {
            click(&client, "[data-testid=mentor-button]").await;
        }
        write(
            &client,
            "[data-testid=mentor-question]",
            "Where do I begin?",
        )
        .await;
        click(&client, "[data-testid=mentor-send]").await;
        wait_for(&client, "[data-testid=exchange][data-state=done]").await;
        click(&client, "[data-testid=mentor-level-1]").await;
        let both = "[data-testid=exchange][data-state=done] ~ [data-testid=exchange][data-state=done], \
                    li:has([data-testid=exchange][data-state=done]) ~ li [data-testid=exchange][data-state=done]";
        wait_for(&client, both).await;

        pass(&client, home.path(), &mission_id).await;
        go(&client, "usage").await;
        wait_for(&client, "[data-testid=adds-up]").await;

        let report = look(home.path())
            .usage(UsageRange::All)
            .expect("the usage can be read");
        assert_eq!(
            report.disagreements,
            Vec::<String>::new(),
            "the ledger, the counters and the calls say the same"
        );
        let calls: u64 = report.rows.iter().map(|row| row.calls).sum();
        assert_eq!(
            calls,
            u64::try_from(server.call_count()).expect("a count"),
            "every call that the server saw is entered, and no other"
        );
        assert_eq!(calls, 3, "the mission, the question and the hint");
        client.close().await.expect("the session ends");
    });
}

/// Ends the app as a power cut would: without a word.
fn kill_the_app(driver: &Driver) {
    let pid = driver.process.id();
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"))
        .expect("the driver's children");
    for child in children.split_whitespace() {
        let done = Command::new("kill")
            .args(["-9", child])
            .status()
            .expect("kill runs");
        assert!(done.success(), "the app runs until it is killed");
    }
}

#[test]
fn a_mission_survives_throttles_a_cut_and_a_kill_of_the_window() {
    let script = Script::named("bad-day").with_pace(fake_bedrock::Pace {
        tokens_per_s: 400,
        ..fake_bedrock::Pace::default()
    });
    with_model(script, async |driver, home, server| {
        let client = open(driver).await;
        ask_for_a_mission(&client, "a day when nothing goes well").await;
        wait_for(&client, "[data-testid=generation][data-state=generating]").await;
        let began = Instant::now();
        while server.call_count() < 2 {
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "the queue tries again by itself after a failure"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        kill_the_app(driver);
        // The session went with the app, and its driver still waits for it: there is nobody to say goodbye to.
        drop(client);
        let again = Driver::start_in(home.path(), &surroundings(home.path(), server))
            .expect("there was a display a moment ago");
        let client = open(&again).await;
        go(&client, "missions").await;
        let ready = "[data-testid=generation][data-state=ready]";
        let began = Instant::now();
        while client.find(Locator::Css(ready)).await.is_err() {
            assert!(
                began.elapsed() < Duration::from_secs(90),
                "what a crash left behind is taken up and ends"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let mission_id = attribute(&client, ready, "data-mission-id").await;
        click(&client, ready).await;
        click(&client, "[data-testid=start-mission]").await;
        pass(&client, home.path(), &mission_id).await;
        client.close().await.expect("the session ends");

        let report = look(home.path())
            .usage(UsageRange::All)
            .expect("the usage can be read");
        let entered: u64 = report.rows.iter().map(|row| row.calls).sum();
        let seen = u64::try_from(server.call_count()).expect("a count");
        assert!(
            seen <= entered,
            "no call without an entry: {seen} seen, {entered} entered"
        );
        assert_eq!(
            report.disagreements,
            Vec::<String>::new(),
            "the ledger adds up after a kill"
        );
    });
}

/// Counts connections; whatever connects was led here by hostile text.
fn canary() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = listener.local_addr().expect("its address");
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 1024]);
        }
    });
    (format!("http://{address}/canary"), asked)
}

/// What the front end's own tests are made of, with an address that is listened to.
fn hostile_answers(canary: &str) -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/tests/hostile.json");
    let text = fs::read_to_string(file).expect("the hostile answers");
    let answers: Vec<String> = serde_json::from_str(&text).expect("a list of texts");
    answers
        .iter()
        .map(|answer| {
            answer
                .replace("http://127.0.0.1:9/canary", canary)
                .replace("//127.0.0.1:9/canary", canary.trim_start_matches("http:"))
        })
        .collect()
}

/// Puts answers into a mission's conversation as the mentor would have.
fn converse(home: &Path, mission_id: &str, answers: &[String]) {
    let (store, _) = Store::open(&Home::under(home).database()).expect("the data");
    for (number, answer) in answers.iter().enumerate() {
        let at_ms = i64::try_from(number).expect("a small number");
        let exchange = store
            .begin_exchange(NewExchange {
                mission_id: mission_id.to_owned(),
                asked: Asked::Question,
                criterion_id: None,
                question: format!("question {number}"),
                model: "a-model".to_owned(),
                at_ms,
                deadline_ms: at_ms + 1,
            })
            .expect("an exchange");
        store
            .end_exchange(exchange, answer, ReplyState::Done, None, None, at_ms + 1)
            .expect("its reply");
    }
}

/// Every element and attribute that a reply may be made of.
const LOOK_AROUND: &str = r"
    const elements = new Set(['P','UL','OL','LI','PRE','CODE','EM','STRONG','DEL','S','BLOCKQUOTE','H1','H2','H3','H4','H5','H6','HR','BR','TABLE','THEAD',
        'TBODY','TR','TH','TD','SPAN','DIV','BUTTON','SECTION','ARTICLE','SVG','PATH','LINE','CIRCLE','RECT','POLYLINE','POLYGON','TIME','SUP','SUB','DL','DT','DD']);
    const found = new Set();
    for (const element of document.querySelectorAll('[data-testid=mentor-log] *')) {
        const name = element.tagName.toUpperCase();
        if (!elements.has(name)) found.add('<' + name + '>');
        for (const attribute of element.attributes) {
            const called = attribute.name.toLowerCase();
            if (called.startsWith('on') || ['href', 'xlink:href', 'src', 'srcset', 'srcdoc', 'action', 'formaction', 'ping', 'poster', 'background',
                'data'].includes(called)) found.add(name + '[' + called + ']');
        }
    }
    return { found: [...found], ran: typeof globalThis.hostileRan, shown: document.querySelectorAll('[data-testid=exchange]').length,
        at: location.href, title: document.title };
";

#[test]
fn five_hundred_hostile_answers_do_nothing_in_the_real_window() {
    with_model(
        Script::named("hostile-markdown"),
        async |driver, home, _server| {
            let (address, asked) = canary();
            let answers = hostile_answers(&address);
            assert!(
                answers.len() >= 500,
                "{} hostile answers are too few",
                answers.len()
            );
            let mission_id = "private-photo-bucket";
            look(home.path())
                .start(mission_id, None)
                .expect("the mission starts");
            converse(home.path(), mission_id, &answers);

            let client = open(driver).await;
            go(&client, &format!("mission/{mission_id}")).await;
            wait_for(&client, "[data-testid=criterion]").await;
            if client
                .find(Locator::Css("[data-testid=mentor]"))
                .await
                .is_err()
            {
                click(&client, "[data-testid=mentor-button]").await;
            }
            wait_for(&client, "[data-testid=exchange]").await;
            // One more comes through the socket, as it would from a model.
            write(&client, "[data-testid=mentor-question]", "And now?").await;
            click(&client, "[data-testid=mentor-send]").await;
            let all = answers.len() + 1;
            let began = Instant::now();
            let around = loop {
                let around = client
                    .execute(LOOK_AROUND, Vec::new())
                    .await
                    .expect("the page can be looked at");
                let streamed = client
                    .find(Locator::Css(
                        "[data-testid=mentor-log] [data-state=streaming]",
                    ))
                    .await;
                if around["shown"] == json!(all) && streamed.is_err() {
                    break around;
                }
                assert!(
                    began.elapsed() < Duration::from_secs(60),
                    "all answers are shown, {all} of them: {around}"
                );
                tokio::time::sleep(Duration::from_millis(100)).await;
            };
            assert_eq!(
                around["found"],
                Value::Array(Vec::new()),
                "nothing but harmless elements"
            );
            assert_eq!(around["ran"], "undefined", "no script ran");
            assert!(
                around["at"]
                    .as_str()
                    .is_some_and(|at| at.starts_with("tauri:")),
                "the window is still the app: {}",
                around["at"]
            );
            assert_eq!(
                asked.load(Ordering::SeqCst),
                0,
                "nobody asked the canary for anything"
            );
            client.close().await.expect("the session ends");
        },
    );
}
