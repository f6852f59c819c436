//! From a [`Request`] to what the SDK sends. Temperature, top_p and top_k are never sent: newer models refuse them. maxTokens always is.

use aws_sdk_bedrockruntime::{
    Client,
    error::BuildError,
    operation::converse_stream::builders::ConverseStreamFluentBuilder,
    types::{
        CachePointBlock, CachePointType, ContentBlock, ConversationRole, InferenceConfiguration,
        JsonSchemaDefinition, Message, OutputConfig, OutputFormat, OutputFormatStructure,
        OutputFormatType, SpecificToolChoice, SystemContentBlock, Tool, ToolChoice,
        ToolConfiguration, ToolInputSchema, ToolSpecification,
    },
};
use aws_smithy_types::{Document, Number};
use serde_json::Value;

use crate::{Capabilities, Failure, FailureKind, Output, Request, Speaker, Structured};

/// How many cache points a request may hold
/// (<https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html>).
const MOST_CACHE_POINTS: usize = 4;

/// Builds a call of `ConverseStream`.
///
/// # Errors
/// [`FailureKind::Invalid`] when a schema is no JSON object or a turn is empty; nothing was sent then.
pub(crate) fn build(
    client: &Client,
    request: &Request,
    capabilities: &Capabilities,
) -> Result<ConverseStreamFluentBuilder, Failure> {
    let caches = cache_points(request, capabilities);
    let max_tokens = request.max_tokens.min(capabilities.max_output_tokens);
    let mut call = client
        .converse_stream()
        .model_id(&request.model)
        .inference_config(
            InferenceConfiguration::builder()
                .max_tokens(i32::try_from(max_tokens).unwrap_or(i32::MAX))
                .build(),
        );
    for (index, block) in request.system.iter().enumerate() {
        call = call.system(SystemContentBlock::Text(block.text.clone()));
        if caches.contains(&index) {
            call = call.system(SystemContentBlock::CachePoint(cache_point()?));
        }
    }
    for (index, turn) in request.turns.iter().enumerate() {
        let mut message = Message::builder()
            .role(match turn.speaker {
                Speaker::User => ConversationRole::User,
                Speaker::Assistant => ConversationRole::Assistant,
            })
            .content(ContentBlock::Text(turn.text.clone()));
        if caches.contains(&(request.system.len() + index)) {
            message = message.content(ContentBlock::CachePoint(cache_point()?));
        }
        call = call.messages(message.build().map_err(unbuilt)?);
    }
    structure(call, &request.output)
}

fn structure(
    call: ConverseStreamFluentBuilder,
    output: &Output,
) -> Result<ConverseStreamFluentBuilder, Failure> {
    let Output::Json {
        name,
        description,
        schema,
        structured,
    } = output
    else {
        return Ok(call);
    };
    match structured {
        Structured::JsonSchema => Ok(call.output_config(
            text_format(name, description, schema).map_err(unbuilt)?,
        )),
        Structured::ForcedTool => {
            let schema = object(schema)?;
            Ok(call.tool_config(forced_tool(name, description, schema).map_err(unbuilt)?))
        }
        Structured::Prompt => Ok(call.system(SystemContentBlock::Text(format!(
            "Answer with one JSON object and nothing else: no Markdown fence, no text before it or after it. {description} The object has to be valid \
             against this JSON schema, with every field present:\n{schema}"
        )))),
    }
}

/// Converse's own structured output; the schema travels as text.
fn text_format(name: &str, description: &str, schema: &str) -> Result<OutputConfig, BuildError> {
    let schema = JsonSchemaDefinition::builder()
        .name(name)
        .description(description)
        .schema(schema)
        .build()?;
    let format = OutputFormat::builder()
        .r#type(OutputFormatType::JsonSchema)
        .structure(OutputFormatStructure::JsonSchema(schema))
        .build()?;
    Ok(OutputConfig::builder().text_format(format).build())
}

fn forced_tool(
    name: &str,
    description: &str,
    schema: Document,
) -> Result<ToolConfiguration, BuildError> {
    let tool = ToolSpecification::builder()
        .name(name)
        .description(description)
        .input_schema(ToolInputSchema::Json(schema))
        .build()?;
    let choice = SpecificToolChoice::builder().name(name).build()?;
    ToolConfiguration::builder()
        .tools(Tool::ToolSpec(tool))
        .tool_choice(ToolChoice::Tool(choice))
        .build()
}

fn object(schema: &str) -> Result<Document, Failure> {
    match serde_json::from_str(schema) {
        Ok(schema @ Value::Object(_)) => Ok(document(schema)),
        Ok(_) | Err(_) => Err(Failure::unsent(
            FailureKind::Invalid,
            "The schema of the answer is no JSON object.",
        )),
    }
}

fn document(value: Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Bool(value),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(number.as_f64().unwrap_or_default()),
        }),
        Value::String(text) => Document::String(text),
        Value::Array(items) => Document::Array(items.into_iter().map(document).collect()),
        Value::Object(fields) => Document::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name, document(value)))
                .collect(),
        ),
    }
}

/// After which texts a cache point goes, by their number among blocks and turns: where one is wished for and enough stands before it. A point after
/// too little is refused by some models. The last ones count when there are too many, because each covers all before it.
fn cache_points(request: &Request, capabilities: &Capabilities) -> Vec<usize> {
    let Some(least_tokens) = capabilities.cache_from_tokens else {
        return Vec::new();
    };
    let blocks = request
        .system
        .iter()
        .map(|block| (&block.text, block.cache));
    let turns = request.turns.iter().map(|turn| (&turn.text, turn.cache));
    let mut chars = 0;
    let mut points = Vec::new();
    for (index, (text, cache)) in blocks.chain(turns).enumerate() {
        chars += text.chars().count();
        // Four characters a token: an under-estimate, where the quote's estimate is an over-estimate.
        if cache && chars / 4 >= least_tokens as usize {
            points.push(index);
        }
    }
    points.split_off(points.len().saturating_sub(MOST_CACHE_POINTS))
}

fn cache_point() -> Result<CachePointBlock, Failure> {
    CachePointBlock::builder()
        .r#type(CachePointType::Default)
        .build()
        .map_err(unbuilt)
}

/// The SDK names the field that is missing, and no value.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that `map_err` wants"
)]
fn unbuilt(error: BuildError) -> Failure {
    Failure::unsent(
        FailureKind::Invalid,
        format!("The request could not be put together: {error}."),
    )
}
