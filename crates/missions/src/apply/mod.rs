//! A suggested change made on a template in memory, so that the result can be graded. What comes out is for the grader: it says what the
//! changed template says, on one line, with nothing of its layout. Changing a learner's own file is in `edit`.

mod block;
mod diff;
mod place;
mod tree;

#[cfg(test)]
mod tests;

use cfn::Node;
use grader::Change;

use crate::prove::flat_text;

pub use block::{Readings, read};

/// Longer suggestions are not read, in bytes: as large as a template that CloudFormation takes.
pub const MOST_BYTES: usize = cfn::limits::S3_BYTES;

/// Why a change cannot be made; a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CannotApply(pub String);

/// A template with the grader's edits made, in their order.
///
/// # Errors
/// When the template cannot be read, or has not what an edit is about.
pub fn changes(template: &[u8], changes: &[Change]) -> Result<String, CannotApply> {
    let mut root = root_of(template)?;
    for change in changes {
        match change {
            Change::Set {
                resource,
                path,
                value,
            } => {
                let value = tree::of_json(value)?;
                place::set(tree::resource(&mut root, resource)?, path, &value)?;
            }
            Change::Remove { resource, path } => {
                place::remove(tree::resource(&mut root, resource)?, path)?;
            }
            Change::AddResource {
                id,
                type_name,
                properties,
            } => {
                let properties = tree::of_json(properties)?;
                tree::add_resource(&mut root, id, type_name, properties)?;
            }
            Change::RemoveResource { id } => tree::remove_resource(&mut root, id)?,
        }
    }
    Ok(flat_text(&root))
}

/// The template's tree, when it is one.
fn root_of(template: &[u8]) -> Result<Node, CannotApply> {
    let root = cfn::parse(template).root;
    root.filter(|root| root.as_map().is_some()).ok_or_else(|| {
        cannot("Your template cannot be read as it is now, so no change can be tried on it. Mend the error that grading names first.")
    })
}

fn cannot(sentence: impl Into<String>) -> CannotApply {
    CannotApply(sentence.into())
}
