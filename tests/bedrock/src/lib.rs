//! Plays Amazon Bedrock.
