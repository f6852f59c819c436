//! The screens that have more to show when a model answers; a server on this machine plays it.

use std::{collections::BTreeMap, path::Path};

use fake_bedrock::{Answer, Content, Script, Server, Step};
use fantoccini::Client;

use crate::{
    click, go, open, save,
    support::{Driver, TestHome, wait_for, write_settings},
    write,
};

/// Draws them all in one theme and size.
pub(crate) async fn draw(target: &Path, theme: &str, width: u32, height: u32) {
    connect(target, theme, width, height).await;
    with_bedrock(target, theme, width, height).await;
}

/// A driver for windows that find the server where Bedrock would be, and made-up keys.
fn driver_beside(server: &Server, home: &TestHome) -> Driver {
    let mut variables: BTreeMap<String, String> = server
        .environment()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    for name in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        variables.insert(
            name.to_owned(),
            home.path().join(name).display().to_string(),
        );
    }
    Driver::start_in(home.path(), &variables).expect("a display and WebKitWebDriver")
}

/// *Connect Bedrock* on the first screen, after its test call.
async fn connect(target: &Path, theme: &str, width: u32, height: u32) {
    let home = TestHome::new();
    let server = Server::start(Script::default());
    write_settings(
        home.path(),
        &format!("theme = \"{theme}\"\nopen_editor_on_start = false\n"),
    );
    let driver = driver_beside(&server, &home);
    let client = open(&driver, width, height).await;
    click(&client, "[data-testid=welcome-connect]").await;
    click(&client, "[data-testid=connect-test]:not([disabled])").await;
    wait_for(&client, "[data-testid=test-result]").await;
    save(
        &client,
        &target.join(format!("connect-{theme}-{width}.png")),
    )
    .await;
    client.close().await.expect("the session ends");
}

/// A mission that is written, asked about and paid for.
async fn with_bedrock(target: &Path, theme: &str, width: u32, height: u32) {
    let home = TestHome::new();
    let shot = |name: &str| target.join(format!("{name}-{theme}-{width}.png"));
    let server = Server::start(Script::default());
    write_settings(
        home.path(),
        &format!(
            "theme = \"{theme}\"\nopen_editor_on_start = false\nwelcomed = true\nlearner_name = \"Ada\"\n"
        ),
    );
    let driver = driver_beside(&server, &home);
    let client = open(&driver, width, height).await;

    ask_for_a_mission(&client, "Order events that reach three teams", None).await;
    let ready = "[data-testid=generation][data-state=ready]";
    wait_for(&client, ready).await;
    // A dead letter beside it, for its reason and the badge.
    server.set_script(Script::named("validation"));
    ask_for_a_mission(&client, "A cheaper image archive", None).await;
    wait_for(&client, "[data-testid=generation][data-state=failed]").await;
    server.set_script(Script::named("throttled"));
    ask_for_a_mission(
        &client,
        "Backups that can be restored",
        Some(&shot("new-mission")),
    )
    .await;
    wait_for(&client, "[data-testid=generation][data-phase=snoozed]").await;
    client
        .execute(
            "document.querySelector('[data-testid=generated]').scrollIntoView()",
            Vec::new(),
        )
        .await
        .expect("the list is there");
    save(&client, &shot("generated")).await;

    server.set_script(Script::default());
    click(&client, ready).await;
    click(&client, "[data-testid=start-mission]").await;
    wait_for(&client, "[data-attempt-id] [data-testid=criterion]").await;
    if client
        .find(fantoccini::Locator::Css("[data-testid=mentor]"))
        .await
        .is_err()
    {
        click(&client, "[data-testid=mentor-button]").await;
    }
    write(
        &client,
        "[data-testid=mentor-question]",
        "Why does the queue need a policy as well?",
    )
    .await;
    click(&client, "[data-testid=mentor-send]").await;
    wait_for(&client, "[data-testid=exchange][data-state=done]").await;
    save(&client, &shot("mentor")).await;

    suggestion(&client, &server).await;
    save(&client, &shot("mentor-proof")).await;
    sent(&client).await;
    save(&client, &shot("mentor-sent")).await;

    go(&client, "/usage").await;
    wait_for(&client, "[data-testid=adds-up]").await;
    save(&client, &shot("usage")).await;
    go(&client, "/usage/queue").await;
    wait_for(&client, "[data-testid=job][data-job-state=dead]").await;
    save(&client, &shot("queue")).await;
    go(&client, "/settings").await;
    client
        .execute(
            "document.querySelector('[data-testid=in-force]').scrollIntoView({block: 'center'})",
            Vec::new(),
        )
        .await
        .expect("what is in force is there");
    save(&client, &shot("settings-model")).await;
    client.close().await.expect("the session ends");
}

/// What a question would send, word for word.
async fn sent(client: &Client) {
    write(
        client,
        "[data-testid=mentor-question]",
        "What happens to an order that fails twice?",
    )
    .await;
    client
        .execute(
            "document.querySelector('.tools > .worded:not([disabled])').click()",
            Vec::new(),
        )
        .await
        .expect("what is sent can be asked for");
    wait_for(client, "[data-testid=mentor-sent] pre").await;
}

/// A reply with a change in it, which is tried on the learner's own template.
async fn suggestion(client: &Client, server: &Server) {
    go(client, "/mission/orders-survive-a-crash").await;
    click(client, "[data-testid=start-mission]").await;
    wait_for(client, "[data-attempt-id] [data-testid=criterion]").await;
    server.set_script(Script::repeat(
        "a change",
        Step::Answer(Answer {
            content: Content::Text(SUGGESTION.to_owned()),
            ..Answer::default()
        }),
    ));
    if client
        .find(fantoccini::Locator::Css("[data-testid=mentor]"))
        .await
        .is_err()
    {
        click(client, "[data-testid=mentor-button]").await;
    }
    write(
        client,
        "[data-testid=mentor-question]",
        "How long should an order stay hidden?",
    )
    .await;
    click(client, "[data-testid=mentor-send]").await;
    wait_for(client, "[data-testid=code-check] [data-testid=proof]").await;
}

const SUGGESTION: &str = "A function that runs for 30 seconds may be tried again while it is still at work. AWS asks for *six times* the \
function's timeout:\n\n```yaml\nResources:\n  Orders:\n    Properties:\n      VisibilityTimeout: 180\n```\n\nThe message comes back only when nobody has deleted it by then.";

/// Asks through the dialog; drawn, when somebody wants it, with its price.
async fn ask_for_a_mission(client: &Client, topic: &str, picture: Option<&Path>) {
    go(client, "/missions").await;
    click(client, "[data-testid=new-mission-button]").await;
    write(client, "[data-testid=new-topic]", topic).await;
    wait_for(client, "[data-testid=new-price]").await;
    if let Some(picture) = picture {
        save(client, picture).await;
    }
    click(client, "[data-testid=new-ask]:not([disabled])").await;
}
