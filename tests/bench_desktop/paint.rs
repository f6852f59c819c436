//! When something was painted in the window, as the page itself notes it: in the first task after the frame that shows it. Times are milliseconds
//! since the Unix epoch, by the machine's clock, so that other processes' times can be held against them; the page knows whole ones.

use fantoccini::Client;
use serde_json::Value;

/// Gives the page `afterPaint(work)`: calls `work` with the time at which what was changed just now has been painted, and with the times at which
/// that frame was asked for and began. A change that is made in a frame is painted in that frame, any other in the next one.
const AFTER_PAINT: &str = r"
    if (window.afterPaint) return;
    let inFrame = false;
    let asked = 0;
    let began = 0;
    // One for all: WebKit hands messages through another process, which does not forget a channel soon.
    const channel = new MessageChannel();
    const due = [];
    channel.port1.onmessage = () => due.shift()();
    const soon = (work) => {
        due.push(work);
        channel.port2.postMessage(null);
    };
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (work) => {
        if (!inFrame) asked = Date.now();
        return frame((time) => {
            if (!inFrame) {
                inFrame = true;
                began = Date.now();
                soon(() => (inFrame = false));
            }
            work(time);
        });
    };
    window.afterPaint = (work) => {
        const note = () => soon(() => work(Date.now(), asked, began));
        if (inFrame) note();
        else frame(note);
    };
";

/// Makes the page able to say when something was painted.
pub(crate) async fn prepare(client: &Client) {
    run(client, AFTER_PAINT, Vec::new()).await;
}

/// Runs a script in the page.
pub(crate) async fn run(client: &Client, script: &str, arguments: Vec<Value>) -> Value {
    client
        .execute(script, arguments)
        .await
        .unwrap_or_else(|error| panic!("the page does not do `{}`: {error}", script.trim()))
}

/// A list of times or of how long something took.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_f64)
        .collect()
}
