//! The key under which a whole answer is kept: a hash of everything that was asked.

use llm::{Output, Request, Speaker, Structured};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// SHA-256 of the request as JSON with its keys in order. Two requests share it only when the provider would be sent the same.
pub(super) fn of(request: &Request) -> [u8; 32] {
    Sha256::digest(canonical(request).to_string().as_bytes()).into()
}

/// `serde_json` keeps the keys of an object sorted; the version comes first in meaning, so that a later form never meets an older one.
fn canonical(request: &Request) -> Value {
    // Taken apart whole, so that a new field of a request cannot be forgotten here.
    let Request {
        model,
        system,
        turns,
        output,
        max_tokens,
    } = request;
    json!({
        "version": 1,
        "model": model,
        "system": system.iter().map(|block| json!([block.text, block.cache])).collect::<Vec<_>>(),
        "turns": turns.iter().map(|turn| {
            let speaker = match turn.speaker {
                Speaker::User => "user",
                Speaker::Assistant => "assistant",
            };
            json!([speaker, turn.text, turn.cache])
        }).collect::<Vec<_>>(),
        "output": match output {
            Output::Text => Value::Null,
            Output::Json { name, description, schema, structured } => {
                let structured = match structured {
                    Structured::JsonSchema => "json-schema",
                    Structured::ForcedTool => "forced-tool",
                    Structured::Prompt => "prompt",
                };
                json!([name, description, schema, structured])
            }
        },
        "maxTokens": max_tokens,
    })
}

#[cfg(test)]
mod tests {
    use llm::{Block, Turn};

    use super::*;

    #[test]
    fn every_part_of_a_request_counts() {
        let turn = |speaker, text: &str| Turn {
            speaker,
            text: text.to_owned(),
            cache: false,
        };
        let base = Request {
            model: "m".to_owned(),
            system: vec![Block {
                text: "s".to_owned(),
                cache: true,
            }],
            turns: vec![turn(Speaker::User, "ab"), turn(Speaker::Assistant, "c")],
            output: Output::Text,
            max_tokens: 10,
        };
        let json = |structured| Output::Json {
            name: "n",
            description: "d",
            schema: "{}".to_owned(),
            structured,
        };
        let change = |edit: &dyn Fn(&mut Request)| {
            let mut changed = base.clone();
            edit(&mut changed);
            changed
        };
        let all = [
            base.clone(),
            change(&|request| request.model = "n".to_owned()),
            change(&|request| request.system[0].text = "t".to_owned()),
            change(&|request| request.system[0].cache = false),
            change(&|request| request.turns[0].speaker = Speaker::Assistant),
            // The same letters, cut elsewhere.
            change(&|request| {
                request.turns = vec![turn(Speaker::User, "a"), turn(Speaker::Assistant, "bc")];
            }),
            change(&|request| request.turns[1].cache = true),
            change(&|request| request.output = json(Structured::JsonSchema)),
            change(&|request| request.output = json(Structured::Prompt)),
            change(&|request| request.max_tokens = 11),
        ];
        for (one, first) in all.iter().enumerate() {
            assert_eq!(
                of(first),
                of(&first.clone()),
                "the same request has the same key"
            );
            for second in &all[one + 1..] {
                assert_ne!(of(first), of(second), "{second:?} is another request");
            }
        }
    }
}
