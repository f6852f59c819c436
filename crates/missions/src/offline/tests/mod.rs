//! Tests of the offline generator: that its blueprints are sound, that a seed gives the same bytes for ever, that wishes are met or refused, and
//! that everything that it makes is proved.

mod bytes;
mod proofs;
mod sound;
mod wishes;
