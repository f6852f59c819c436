//! Where calls go: the region, and an endpoint that is set for it or that is its own.

use aws_config::profile::ProfileSet;
use aws_runtime::env_config::property::PropertiesKey;
use aws_sdk_bedrockruntime::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};

use crate::{Environment, Failure, FailureKind};

/// The region: given, else of the environment, else of the profile. Never asked of the network.
pub(crate) fn region(
    given: Option<&str>,
    environment: &Environment,
    set: &ProfileSet,
) -> Result<String, Failure> {
    let region = given
        .filter(|region| !region.trim().is_empty())
        .map(str::to_owned)
        .or_else(|| environment.get("AWS_REGION"))
        .or_else(|| environment.get("AWS_DEFAULT_REGION"))
        .or_else(|| set.get("region").map(str::to_owned))
        .ok_or_else(|| {
            Failure::unsent(
                FailureKind::NoRegion,
                "No AWS region is set: neither here, nor in AWS_REGION, nor in the profile.",
            )
        })?;
    let region = region.trim().to_owned();
    let is_plausible = region.chars().all(|character| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
    });
    if is_plausible {
        Ok(region)
    } else {
        Err(Failure::unsent(
            FailureKind::NoRegion,
            "What is set as the AWS region is none; it should look like us-east-1.",
        ))
    }
}

/// Whether the endpoints of FIPS 140 are asked for.
pub(crate) fn use_fips(environment: &Environment, set: &ProfileSet) -> bool {
    setting(
        environment,
        set,
        "AWS_USE_FIPS_ENDPOINT",
        "use_fips_endpoint",
    )
    .as_deref()
        == Some("true")
}

/// A setting of the environment, else of the profile.
fn setting(
    environment: &Environment,
    set: &ProfileSet,
    variable: &str,
    key: &str,
) -> Option<String> {
    environment
        .get(variable)
        .or_else(|| set.get(key).map(str::to_owned))
        .map(|value| value.trim().to_lowercase())
}

/// An endpoint that the environment or the profile names: for Bedrock before one for all services.
pub(crate) fn configured(
    environment: &Environment,
    set: &ProfileSet,
) -> Result<Option<String>, Failure> {
    let ignored = setting(
        environment,
        set,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "ignore_configured_endpoint_urls",
    );
    if ignored.as_deref() == Some("true") {
        return Ok(None);
    }
    let url = environment
        .get("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")
        .or_else(|| environment.get("AWS_ENDPOINT_URL"))
        .or_else(|| of_services(set))
        .or_else(|| set.get("endpoint_url").map(str::to_owned))
        .map(|url| url.trim().trim_end_matches('/').to_owned())
        .filter(|url| !url.is_empty());
    match url {
        Some(url) if host(&url).is_none_or(str::is_empty) => Err(Failure::unsent(
            FailureKind::Unknown,
            "The endpoint that is set for Bedrock is no address of http:// or https://.",
        )),
        url => Ok(url),
    }
}

/// The endpoint of the `services` section that the profile names. The reference writes `bedrock_runtime` there
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>); the SDK's own reader knows `bedrock-runtime` alone.
fn of_services(set: &ProfileSet) -> Option<String> {
    let services = set.get("services")?;
    ["bedrock_runtime", "bedrock-runtime"]
        .into_iter()
        .find_map(|service| {
            let key = PropertiesKey::builder()
                .section_key("services")
                .section_name(services)
                .property_name(service)
                .sub_property_name("endpoint_url")
                .build()
                .ok()?;
            set.other_sections().get(&key).cloned()
        })
}

/// The region's own endpoint, by the SDK's rules.
pub(crate) async fn of_region(region: &str, use_fips: bool) -> Result<String, Failure> {
    let no_endpoint = || {
        Failure::unsent(
            FailureKind::NoRegion,
            format!("The SDK knows no Bedrock endpoint in the region {region}."),
        )
    };
    let params = Params::builder()
        .region(region)
        .use_fips(use_fips)
        .build()
        .map_err(|_| no_endpoint())?;
    let endpoint = DefaultResolver::new()
        .resolve_endpoint(&params)
        .await
        .map_err(|_| no_endpoint())?;
    Ok(endpoint.url().to_owned())
}

/// The host of a URL of http or https, without user, port and path.
fn host(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host))
}

/// Whether an endpoint belongs to AWS: a private one of a VPC does as well.
pub(crate) fn is_aws(endpoint: &str) -> bool {
    endpoint.starts_with("https://")
        && host(endpoint).is_some_and(|host| {
            [
                ".amazonaws.com",
                ".amazonaws.com.cn",
                ".api.aws",
                ".api.amazonwebservices.com.cn",
            ]
            .iter()
            .any(|suffix| host.ends_with(suffix))
        })
}

#[cfg(test)]
mod tests {
    use super::is_aws;

    #[test]
    fn only_hosts_of_aws_over_tls_count_as_its_own() {
        for (endpoint, expected) in [
            ("https://bedrock-runtime.us-east-1.amazonaws.com", true),
            ("https://bedrock-runtime.cn-north-1.amazonaws.com.cn", true),
            (
                "https://vpce-1-2.bedrock-runtime.us-east-1.vpce.amazonaws.com",
                true,
            ),
            ("http://bedrock-runtime.us-east-1.amazonaws.com", false),
            ("http://127.0.0.1:4000", false),
            ("https://amazonaws.com.example.org", false),
            ("https://bedrock.amazonaws.com@example.org/", false),
            ("https://example.org/.amazonaws.com", false),
            ("https://evilamazonaws.com", false),
        ] {
            assert_eq!(
                is_aws(endpoint),
                expected,
                "{endpoint}: keys go to whoever this is"
            );
        }
    }
}
