//! What principals may really do: policies as statements, and the decision over all that apply. Sentences are in `kinds/iam`.
//!
//! `text` compares patterns, `arn` knows what the texts of a template mean as ARNs, `action` what an action is on, `statement` reads
//! a policy document, `policies` finds the policies of roles, users and groups, `resource_policies` those of resources, `sam` what SAM adds;
//! `subject` says whose rights a resource has, `access` decides, and `scope` says what reaches too far.

mod access;
mod action;
mod arn;
mod arn_types;
mod names;
mod policies;
mod principal;
mod resource_policies;
mod sam;
mod scope;
mod statement;
mod subject;
mod tables;
mod text;

pub(crate) use access::{Access, Finding, Ruling, Standing};
pub(crate) use action::{Action, Target, is_service, services};
pub(crate) use arn::{Arn, Reach};
pub(crate) use names::Names;
pub(crate) use policies::{Origin, Policies};
pub(crate) use principal::{Asker, Conditional};
pub(crate) use scope::Scope;
pub(crate) use statement::Effect;
pub(crate) use subject::{Subject, Subjects};
pub(crate) use text::Fit;
