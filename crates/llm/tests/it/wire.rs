//! What goes over the wire.

use fake_bedrock::{Authorization, Call, Script, Server};
use llm::{Block, Output, Request, Speaker, Structured, Turn};
use serde_json::{Value, json};

use crate::support::{PATIENT, SCHEMA, ask, connect, mission, question};

async fn sent(request: &Request) -> Call {
    let server = Server::start(Script::default());
    let (result, _) = ask(&connect(&server, PATIENT).await, request).await;
    assert!(result.is_ok(), "the server takes what is sent: {result:?}");
    server.calls().remove(0)
}

#[tokio::test]
async fn a_question_is_sent_with_a_bound_and_without_knobs() {
    let call = sent(&question()).await;
    assert_eq!(
        call.model, "global.anthropic.claude-sonnet-4-6",
        "the profile's id is in the path"
    );
    assert_eq!(
        call.operation, "converse-stream",
        "progress, cancel and stalls need a stream"
    );
    assert_eq!(
        call.body,
        json!({
            "system": [{"text": "You are a mentor."}],
            "messages": [{"role": "user", "content": [{"text": "Why does my queue lose messages?"}]}],
            "inferenceConfig": {"maxTokens": 1000},
        }),
        "exactly this: newer models answer 400 to temperature, top_p and top_k"
    );
    assert!(
        matches!(&call.authorization, Authorization::SigV4 { region, service, session: false, .. } if region == "us-east-1" && service == "bedrock"),
        "signed for Bedrock in the region: {:?}",
        call.authorization
    );
    assert!(
        call.headers["user-agent"].contains("aws-sdk-rust"),
        "the SDK says who it is"
    );
}

#[tokio::test]
async fn an_arn_is_one_segment_of_the_path() {
    let arn = "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/a1b2c3";
    let request = Request {
        model: arn.to_owned(),
        ..question()
    };
    assert_eq!(
        sent(&request).await.model,
        arn,
        "a slash that is not escaped is another path"
    );
}

#[tokio::test]
async fn the_answers_bound_is_cut_to_what_the_model_writes_at_most() {
    let request = Request {
        max_tokens: 1_000_000,
        ..question()
    };
    assert_eq!(
        sent(&request).await.body["inferenceConfig"]["maxTokens"],
        64_000,
        "more is answered with 400, and reserves quota"
    );
}

#[tokio::test]
async fn structured_output_carries_its_schema_as_text() {
    let call = sent(&mission(Structured::JsonSchema)).await;
    let format = &call.body["outputConfig"]["textFormat"];
    assert_eq!(format["type"], "json_schema", "Converse's own way");
    assert_eq!(
        format["structure"]["jsonSchema"],
        json!({"schema": SCHEMA, "name": "mission", "description": "A mission for a learner."}),
        "a schema whose text changes is compiled for minutes again, so that not a byte may differ"
    );
    assert_eq!(call.body.get("toolConfig"), None, "one way is enough");
}

#[tokio::test]
async fn a_forced_tool_is_the_only_tool_and_has_to_be_called() {
    let call = sent(&mission(Structured::ForcedTool)).await;
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(
        call.body["toolConfig"],
        json!({
            "tools": [{"toolSpec": {"name": "mission", "description": "A mission for a learner.", "inputSchema": {"json": schema}}}],
            "toolChoice": {"tool": {"name": "mission"}},
        }),
        "the model has no other way to answer"
    );
    assert_eq!(call.body.get("outputConfig"), None, "one way is enough");
}

#[tokio::test]
async fn without_either_the_schema_stands_in_the_prompt() {
    let call = sent(&mission(Structured::Prompt)).await;
    let system = call.body["system"].as_array().unwrap();
    assert_eq!(
        system.len(),
        2,
        "the instruction comes after the caller's own"
    );
    let instruction = system[1]["text"].as_str().unwrap();
    assert!(
        instruction.contains(SCHEMA) && instruction.contains("one JSON object and nothing else"),
        "{instruction}"
    );
    assert_eq!(
        call.body.get("outputConfig"),
        None,
        "a model of this kind would answer 400"
    );
    assert_eq!(call.body.get("toolConfig"), None, "the same");
}

#[tokio::test]
async fn cache_points_go_only_where_the_model_caches_and_enough_stands_before_them() {
    let long = "The same long instructions. ".repeat(400);
    let cached = |model: &str, text: &str| Request {
        model: model.to_owned(),
        system: vec![
            Block {
                text: text.to_owned(),
                cache: true,
            },
            Block {
                text: "Short.".to_owned(),
                cache: false,
            },
        ],
        turns: vec![
            Turn {
                speaker: Speaker::User,
                text: "One".to_owned(),
                cache: true,
            },
            Turn {
                speaker: Speaker::Assistant,
                text: "Two".to_owned(),
                cache: false,
            },
            Turn {
                speaker: Speaker::User,
                text: "Three".to_owned(),
                cache: false,
            },
        ],
        ..question()
    };
    let point = json!({"cachePoint": {"type": "default"}});
    let call = sent(&cached("global.anthropic.claude-sonnet-4-6", &long)).await;
    assert_eq!(
        call.body["system"],
        json!([{"text": long}, point, {"text": "Short."}]),
        "right after what is the same"
    );
    assert_eq!(
        call.body["messages"][0]["content"],
        json!([{"text": "One"}, point]),
        "and in the conversation"
    );
    assert_eq!(
        call.body["messages"][1]["role"], "assistant",
        "turns keep their speakers"
    );
    for (why, request) in [
        (
            "the model does not cache",
            cached("us.meta.llama3-3-70b-instruct-v1:0", &long),
        ),
        (
            "it is too short to be cached",
            cached("global.anthropic.claude-sonnet-4-6", "Brief."),
        ),
        (
            "nobody knows the model",
            cached("somebody.new-model-v9:0", &long),
        ),
    ] {
        let body = sent(&request).await.body.to_string();
        assert!(!body.contains("cachePoint"), "{why}: {body:.200}");
    }
}

#[tokio::test]
async fn no_more_than_four_cache_points_are_sent() {
    let long = "The same long instructions. ".repeat(400);
    let request = Request {
        system: (0..6)
            .map(|_| Block {
                text: long.clone(),
                cache: true,
            })
            .collect(),
        ..question()
    };
    let call = sent(&request).await;
    let system = call.body["system"].as_array().unwrap();
    let points = system
        .iter()
        .filter(|block| block.get("cachePoint").is_some())
        .count();
    assert_eq!(points, 4, "Bedrock refuses a fifth");
    assert!(
        system.last().unwrap().get("cachePoint").is_some(),
        "the last covers the most"
    );
}

#[tokio::test]
async fn a_schema_that_is_no_object_is_refused_before_anything_is_sent() {
    let server = Server::start(Script::default());
    let mut request = mission(Structured::ForcedTool);
    if let Output::Json { schema, .. } = &mut request.output {
        *schema = "[]".to_owned();
    }
    let (result, _) = ask(&connect(&server, PATIENT).await, &request).await;
    assert_eq!(
        result.expect_err("no object").kind,
        llm::FailureKind::Invalid,
        "it can never work"
    );
    assert_eq!(server.call_count(), 0, "and costs nothing");
}
