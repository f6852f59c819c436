//! What the tests beside this file do to the real window and read from it: keys, routes, and the picture of a mission.

use std::{collections::BTreeMap, path::Path, time::Duration};

use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
};
use missions::{Catalogue, Mission};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{attribute, wait_for};

/// Keys without a sign of their own, as WebDriver calls them.
pub(super) const ENTER: char = '\u{E007}';
pub(super) const SHIFT: char = '\u{E008}';
pub(super) const CONTROL: char = '\u{E009}';
pub(super) const HOME: char = '\u{E011}';
pub(super) const LEFT: char = '\u{E012}';
pub(super) const RIGHT: char = '\u{E014}';
pub(super) const DOWN: char = '\u{E015}';
pub(super) const DELETE: char = '\u{E017}';

/// How long the window is given for what it does at once.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// Types on the keyboard, wherever the focus is.
pub(super) async fn press(client: &Client, keys: &str) {
    let typing = keys.chars().fold(keyboard(), stroke);
    perform(client, typing).await;
}

/// Presses a key while others are held.
pub(super) async fn chord(client: &Client, held: &[char], key: char) {
    perform(client, held_stroke(keyboard(), held, key)).await;
}

pub(super) fn keyboard() -> KeyActions {
    KeyActions::new("keyboard".to_owned())
}

/// Adds a press of a key.
pub(super) fn stroke(typing: KeyActions, value: char) -> KeyActions {
    typing
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value })
}

/// Adds a press of a key while others are held.
pub(super) fn held_stroke(typing: KeyActions, held: &[char], key: char) -> KeyActions {
    let down = |typing: KeyActions, value: &char| typing.then(KeyAction::Down { value: *value });
    let up = |typing: KeyActions, value: &char| typing.then(KeyAction::Up { value: *value });
    let typing = stroke(held.iter().fold(typing, down), key);
    held.iter().rev().fold(typing, up)
}

pub(super) async fn perform(client: &Client, typing: KeyActions) {
    client
        .perform_actions(typing)
        .await
        .expect("the keys are pressed");
}

/// Runs a script in the page and gives what it returns.
pub(super) async fn run(client: &Client, script: &str, arguments: Vec<Value>) -> Value {
    client
        .execute(script, arguments)
        .await
        .unwrap_or_else(|error| panic!("the page does not do `{}`: {error}", script.trim()))
}

pub(super) async fn go(client: &Client, route: &str) {
    let route = vec![json!(format!("#/{route}"))];
    run(client, "location.hash = arguments[0]", route).await;
}

/// Presses something by script: where the page is enlarged, WebDriver's own pointer misses.
pub(super) async fn activate(client: &Client, css: &str) {
    wait_for(client, css).await;
    let script = "document.querySelector(arguments[0]).click()";
    run(client, script, vec![json!(css)]).await;
}

pub(super) async fn is_there(client: &Client, css: &str) -> bool {
    client.find(Locator::Css(css)).await.is_ok()
}

/// Waits until a script gives what `holds` says it should, and gives that.
pub(super) async fn until(
    client: &Client,
    what: &str,
    script: &str,
    holds: impl Fn(&Value) -> bool,
) -> Value {
    let began = std::time::Instant::now();
    loop {
        let value = run(client, script, Vec::new()).await;
        if holds(&value) {
            return value;
        }
        assert!(
            began.elapsed() < PATIENCE,
            "waited in vain until {what}; last: {value}"
        );
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

pub(super) fn bundled(id: &str) -> &'static Mission {
    Catalogue::bundled()
        .mission(id)
        .unwrap_or_else(|| panic!("`{id}` is a bundled mission"))
}

pub(super) fn starter(mission: &Mission) -> &str {
    mission.starter.as_deref().expect("a starter")
}

pub(super) fn solution(mission: &Mission) -> &str {
    mission.solution.as_deref().expect("a solution")
}

/// Opens a mission and starts it by script. Gives the path of its template.
pub(super) async fn begin(client: &Client, id: &str) -> String {
    go(client, &format!("mission/{id}")).await;
    activate(client, "[data-testid=start-mission]:not([disabled])").await;
    wait_for(client, "[data-attempt-id] [data-testid=criterion]").await;
    attribute(client, "[data-testid=workspace-path]", "data-path").await
}

/// Saves a template from outside and waits until the window shows the attempt that came of it.
pub(super) async fn save(client: &Client, template: impl AsRef<Path>, text: &str) {
    let before = shown_attempt(client).await;
    std::fs::write(template, text).expect("the template can be written");
    let newer = format!("[data-attempt-id]:not([data-attempt-id='{before}'])");
    wait_for(client, &newer).await;
}

pub(super) async fn shown_attempt(client: &Client) -> String {
    attribute(client, "[data-attempt-id]", "data-attempt-id").await
}

/// The picture as it stands in the page, in its own coordinates: how it is moved and enlarged plays no part.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(super) struct Picture {
    pub(super) nodes: BTreeMap<String, Node>,
    pub(super) edges: BTreeMap<String, Edge>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(super) struct Node {
    pub(super) state: String,
    /// A group that is open, which holds others.
    pub(super) open: bool,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(super) struct Edge {
    pub(super) state: String,
    /// Where its line begins and ends.
    pub(super) ends: [[f64; 2]; 2],
}

const READ_PICTURE: &str = r"
    const numbers = (text) => (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
    const nodes = {}, edges = {};
    for (const node of document.querySelectorAll('[data-testid=diagram-node]')) {
        const [x, y] = numbers(node.getAttribute('transform'));
        const box = node.querySelector('.box');
        nodes[node.dataset.id] = { state: node.dataset.state, open: node.classList.contains('open'), x, y,
            width: Number(box.getAttribute('width')), height: Number(box.getAttribute('height')) };
    }
    for (const edge of document.querySelectorAll('[data-testid=diagram-edge]')) {
        const wire = numbers(edge.querySelector('.wire').getAttribute('d'));
        edges[edge.dataset.id] = { state: edge.dataset.state, ends: [wire.slice(0, 2), wire.slice(-2)] };
    }
    return { nodes, edges };
";

impl Picture {
    /// Reads what is drawn now.
    pub(super) async fn read(client: &Client) -> Picture {
        wait_for(client, "[data-testid=diagram-node]").await;
        let read = run(client, READ_PICTURE, Vec::new()).await;
        serde_json::from_value(read).expect("the picture has a shape")
    }

    /// Waits until what is drawn is as `holds` says. The picture comes a moment after the verdicts.
    pub(super) async fn when(
        client: &Client,
        what: &str,
        holds: impl Fn(&Picture) -> bool,
    ) -> Picture {
        let began = std::time::Instant::now();
        loop {
            let picture = Picture::read(client).await;
            if holds(&picture) {
                return picture;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "waited in vain until {what}: {picture:#?}"
            );
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    pub(super) fn has_state(&self, state: &str) -> bool {
        self.nodes.values().any(|node| node.state == state)
            || self.edges.values().any(|edge| edge.state == state)
    }

    /// Where each box is.
    pub(super) fn places(&self) -> BTreeMap<&str, [f64; 4]> {
        let place = |node: &Node| [node.x, node.y, node.width, node.height];
        self.nodes
            .iter()
            .map(|(id, node)| (id.as_str(), place(node)))
            .collect()
    }

    /// No two boxes overlap that do not hold each other, and every line begins and ends at the border of a box.
    pub(super) fn assert_sound(&self) {
        let closed: Vec<_> = self.nodes.iter().filter(|(_, node)| !node.open).collect();
        for (index, (id, node)) in closed.iter().enumerate() {
            for (other_id, other) in &closed[index + 1..] {
                let apart = node.x + node.width <= other.x
                    || other.x + other.width <= node.x
                    || node.y + node.height <= other.y
                    || other.y + other.height <= node.y;
                assert!(apart, "`{id}` and `{other_id}` do not overlap");
            }
        }
        for (id, edge) in &self.edges {
            for end in edge.ends {
                let nearest = self
                    .nodes
                    .values()
                    .map(|node| node.to_border(end))
                    .fold(f64::INFINITY, f64::min);
                assert!(
                    nearest <= 1.0,
                    "`{id}` ends at a box, not {nearest:.1} px from the nearest border: {end:?}"
                );
            }
        }
    }
}

impl Node {
    /// How far a point is from the border of the box, on either side of it.
    fn to_border(&self, [x, y]: [f64; 2]) -> f64 {
        let beside = |at: f64, from: f64, length: f64| (from - at).max(at - from - length);
        let (across, down) = (
            beside(x, self.x, self.width),
            beside(y, self.y, self.height),
        );
        if across <= 0.0 && down <= 0.0 {
            return -across.max(down);
        }
        across.max(0.0).hypot(down.max(0.0))
    }
}
