//! What principals may really do: policies as statements, and the decision over all that apply. Sentences are in `kinds/iam`.
//!
//! `text` compares patterns, `arn` knows what the texts of a template mean as ARNs, `action` what an action is on, `statement` reads
//! a policy document, `policies` finds every policy and whom it is attached to, `sam` what SAM adds, and `access` decides.

mod access;
mod action;
mod arn;
mod arn_types;
mod policies;
mod principal;
mod sam;
mod statement;
mod subject;
mod tables;
mod text;

pub(crate) use access::{Access, Finding, Ruling, Scope, Standing};
pub(crate) use action::{Action, Target, is_service, services};
pub(crate) use arn::Reach;
pub(crate) use policies::Origin;
pub(crate) use principal::{Asker, Conditional};
pub(crate) use statement::Effect;
pub(crate) use subject::{Subject, Subjects};
pub(crate) use text::Fit;
