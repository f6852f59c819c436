//! Environment variables as a value: read from the process at the edge, or given by a test.

use std::{collections::BTreeMap, fmt};

/// Where environment variables come from. Nothing in this crate reads the process's environment by another way; the SDK's own token providers do,
/// for the folder of the SSO cache and for endpoints of STS and SSO.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment(Source);

#[derive(Clone, Default, PartialEq, Eq)]
enum Source {
    #[default]
    Process,
    Given(BTreeMap<String, String>),
}

impl Environment {
    /// The process's own.
    #[must_use]
    pub fn process() -> Environment {
        Environment(Source::Process)
    }

    /// These variables and no others.
    pub fn of<N: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Environment {
        Environment(Source::Given(
            variables
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        ))
    }

    /// A variable; one that is empty counts as absent, as for AWS's own tools.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        match &self.0 {
            Source::Process => std::env::var(name).ok(),
            Source::Given(variables) => variables.get(name).cloned(),
        }
        .filter(|value| !value.trim().is_empty())
    }

    /// The same for the SDK's own readers of configuration.
    pub(crate) fn for_sdk(&self) -> aws_types::os_shim_internal::Env {
        match &self.0 {
            Source::Process => aws_types::os_shim_internal::Env::real(),
            Source::Given(variables) => variables
                .clone()
                .into_iter()
                .collect::<std::collections::HashMap<_, _>>()
                .into(),
        }
    }
}

impl fmt::Debug for Environment {
    /// Names alone: values may be keys.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Process => formatter.write_str("Environment::process()"),
            Source::Given(variables) => formatter
                .debug_tuple("Environment")
                .field(&variables.keys())
                .finish(),
        }
    }
}
