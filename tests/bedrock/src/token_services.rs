//! The two other AWS services that a profile may need before it can call Bedrock: STS (assume a role) and the SSO portal (role credentials). Keys
//! are made up, as everything here.

use serde_json::json;

use crate::http::Request;

/// The answer to a request for one of them: status, content type, body.
pub(crate) fn answer(request: &Request) -> Option<(u16, &'static str, String)> {
    let path = request.target.split('?').next().unwrap_or_default();
    match (request.method.as_str(), path) {
        ("POST", "/") => {
            let form = String::from_utf8_lossy(&request.body);
            let action = form
                .split('&')
                .find_map(|field| field.strip_prefix("Action="))?;
            matches!(action, "AssumeRole" | "AssumeRoleWithWebIdentity")
                .then(|| (200, "text/xml", assumed(action)))
        }
        ("GET", "/federation/credentials") => Some((200, "application/json", role_credentials())),
        _ => None,
    }
}

fn assumed(action: &str) -> String {
    format!(
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>\
         <AssumedRoleUser><AssumedRoleId>AROAFAKE:session</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/fake/session</Arn></AssumedRoleUser>\
         <Credentials><AccessKeyId>ASIAFAKEASSUMEDROLE0</AccessKeyId><SecretAccessKey>made-up</SecretAccessKey>\
         <SessionToken>made-up</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>\
         </{action}Result><ResponseMetadata><RequestId>fake</RequestId></ResponseMetadata></{action}Response>"
    )
}

fn role_credentials() -> String {
    json!({"roleCredentials": {
        "accessKeyId": "ASIAFAKESSOROLE00000",
        "secretAccessKey": "made-up",
        "sessionToken": "made-up",
        "expiration": 4_070_908_800_000_i64,
    }})
    .to_string()
}
