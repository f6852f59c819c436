//! Reads a Converse request and refuses what Bedrock refuses, so that a wrong request fails here too and not only in an account. Knows the rules
//! that our requests could break, not all of them.

use serde_json::Value;

use crate::script::Refusal;

/// What a request asks for.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The form of the answer.
    pub(crate) form: Form,
    /// `inferenceConfig.maxTokens`.
    pub(crate) max_tokens: Option<u64>,
    /// Characters of the system prompt and of all turns.
    pub(crate) input_chars: u64,
    /// What stands before the last cache point.
    pub(crate) cacheable: Option<String>,
}

/// The form of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text.
    Text,
    /// JSON as text: by `outputConfig`, or because the system prompt says so.
    Json,
    /// The input of this tool.
    Tool(String),
}

/// Bounds that Bedrock's structured output does not take.
const REFUSED_IN_SCHEMAS: [&str; 9] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "maxItems",
    "oneOf",
];

/// Reads a request.
pub(crate) fn read(body: &Value) -> Result<Asked, Refusal> {
    let mut texts = Texts::default();
    check_blocks(&body["system"], "system", &mut texts)?;
    check_turns(body, &mut texts)?;
    Ok(Asked {
        form: form(body)?,
        max_tokens: body["inferenceConfig"]["maxTokens"].as_u64(),
        input_chars: texts.all.chars().count() as u64,
        cacheable: texts
            .cacheable_bytes
            .map(|bytes| texts.all[..bytes].to_owned()),
    })
}

#[derive(Default)]
struct Texts {
    all: String,
    cacheable_bytes: Option<usize>,
}

fn check_turns(body: &Value, texts: &mut Texts) -> Result<(), Refusal> {
    let turns = body["messages"].as_array().map_or(&[][..], Vec::as_slice);
    if turns.is_empty() {
        return Err(invalid(
            "The value at messages is empty. Provide at least one message.",
        ));
    }
    for (index, turn) in turns.iter().enumerate() {
        let expected = if index % 2 == 0 { "user" } else { "assistant" };
        if turn["role"] != expected {
            return Err(invalid(
                "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.",
            ));
        }
        check_blocks(
            &turn["content"],
            &format!("messages.{index}.content"),
            texts,
        )?;
    }
    if turns.len().is_multiple_of(2) {
        return Err(invalid(
            "This model does not support assistant message prefill. The conversation must end with a user message.",
        ));
    }
    Ok(())
}

fn check_blocks(blocks: &Value, path: &str, texts: &mut Texts) -> Result<(), Refusal> {
    for (index, block) in blocks.as_array().into_iter().flatten().enumerate() {
        if let Some(text) = block["text"].as_str() {
            if text.trim().is_empty() {
                return Err(invalid(&format!(
                    "The text field in the ContentBlock object at {path}.{index} is blank. Add text to the text field, and try again."
                )));
            }
            texts.all.push_str(text);
        } else if block.get("cachePoint").is_some() {
            texts.cacheable_bytes = Some(texts.all.len());
        }
    }
    Ok(())
}

fn form(body: &Value) -> Result<Form, Refusal> {
    let format = &body["outputConfig"]["textFormat"];
    if !format.is_null() {
        // The schema travels as text inside of the JSON.
        let schema: Value = format["structure"]["jsonSchema"]["schema"]
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or_else(|| invalid("The JSON schema of outputConfig is not valid JSON."))?;
        if let Some(bound) = refused_bound(&schema) {
            return Err(invalid(&format!(
                "output_config.format.schema: property '{bound}' is not supported"
            )));
        }
        return Ok(Form::Json);
    }
    if let Some(tool) = body["toolConfig"]["toolChoice"]["tool"]["name"].as_str() {
        let known = body["toolConfig"]["tools"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|spec| {
                spec["toolSpec"]["name"] == tool
                    && spec["toolSpec"]["inputSchema"]["json"].is_object()
            });
        return if known {
            Ok(Form::Tool(tool.to_owned()))
        } else {
            Err(invalid("The tool of toolChoice is not among the tools."))
        };
    }
    let in_prompt = body["system"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|block| block["text"].as_str())
        .any(|text| text.contains("JSON schema"));
    Ok(if in_prompt { Form::Json } else { Form::Text })
}

fn refused_bound(schema: &Value) -> Option<&'static str> {
    match schema {
        Value::Object(fields) => REFUSED_IN_SCHEMAS
            .into_iter()
            // A property may be called like a bound; then its value is a schema, an object.
            .find(|bound| fields.get(*bound).is_some_and(|value| !value.is_object()))
            .or_else(|| fields.values().find_map(refused_bound)),
        Value::Array(items) => items.iter().find_map(refused_bound),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn invalid(message: &str) -> Refusal {
    Refusal {
        status: 400,
        error_type: "ValidationException".to_owned(),
        message: message.to_owned(),
        retry_after_s: None,
    }
}
