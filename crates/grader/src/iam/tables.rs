//! The tables of what AWS managed policies and SAM policy templates allow: how their lines are read. Their sources are named at
//! their tops.

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use cfn::Value;

use super::{
    arn::Reach,
    names::Names,
    statement::{Actions, Condition, Effect, Resources, Statement, unknown_policy},
    text::{Token, pattern, token},
};

const MANAGED: &str = include_str!("tables/managed_policies.txt");
const SAM_TEMPLATES: &str = include_str!("tables/sam_policy_templates.txt");

/// The statements of an AWS managed policy, by its name with or without the path before it (`service-role/`). `None` for one that the
/// table does not have.
pub(crate) fn managed_policy(names: &Names<'_>, name: &str) -> Option<Vec<Statement>> {
    let (header, lines) = section(managed_index().get(name)?)?;
    let no_values = |_: &str| None;
    let mut statements: Vec<Statement> = lines
        .enumerate()
        .map(|(index, line)| statement(names, line, index + 1, &no_values))
        .collect();
    if header.ends_with(" partial") {
        let reason = format!("not all that the AWS managed policy `{name}` allows is known here");
        statements.push(unknown_policy(
            &reason,
            None,
            "",
            statements.len() + 1,
            false,
        ));
    }
    Some(statements)
}

/// The statements of a SAM policy template with its parameters' values. `None` for a name that is no template.
pub(crate) fn sam_template(
    names: &Names<'_>,
    name: &str,
    parameters: &Value<'_>,
) -> Option<Vec<Statement>> {
    let (_, lines) = section(sam_index().get(name)?)?;
    let value = |parameter: &str| {
        let value = parameters.get(parameter)?;
        let written = value
            .canonical()
            .or_else(|| value.as_text().map(Cow::Borrowed))
            .map(Cow::into_owned);
        Some((names.tokens(value), written))
    };
    Some(
        lines
            .enumerate()
            .map(|(index, line)| statement(names, line, index + 1, &value))
            .collect(),
    )
}

/// What begins at a heading, by what it is looked for with.
type Index = BTreeMap<&'static str, &'static str>;

/// AWS managed policies, by their names with the path before them and without; of two with one name the first.
fn managed_index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::new();
        for (name, section) in sections(MANAGED) {
            index.entry(name).or_insert(section);
            if let Some((_, last)) = name.rsplit_once('/') {
                index.entry(last).or_insert(section);
            }
        }
        index
    })
}

fn sam_index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| sections(SAM_TEMPLATES).collect())
}

/// Each name of a table, and the rest of the table from its heading on.
fn sections(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest = table;
    table.split_inclusive('\n').filter_map(move |line| {
        let here = rest;
        rest = rest.get(line.len()..).unwrap_or_default();
        let name = line.split([' ', '\n', '\r']).next()?;
        (!line.starts_with([' ', '#']) && !name.is_empty()).then_some((name, here))
    })
}

/// The heading, and the lines below it.
fn section(text: &'static str) -> Option<(&'static str, impl Iterator<Item = &'static str>)> {
    let mut lines = text.lines();
    let header = lines.next()?;
    Some((
        header,
        lines
            .take_while(|line| line.starts_with(' '))
            .map(str::trim),
    ))
}

/// What stands for `{TableName}`; `None` when it was not given.
type Values<'v> = dyn Fn(&str) -> Option<Given> + 'v;

/// The value of a parameter of a SAM policy template, and how the template writes it.
type Given = (Result<Vec<Token>, String>, Option<String>);

fn statement(names: &Names<'_>, line: &str, number: usize, values: &Values<'_>) -> Statement {
    let mut parts = line.split(" | ");
    let mut words = parts.next().unwrap_or_default().split(' ');
    let verb = words.next().unwrap_or_default();
    let actions: Vec<String> = words.flat_map(ungrouped).collect();
    let resources = parts.next().unwrap_or_default();
    let conditions = parts.next().map(|_| Condition {
        operator: String::new(),
        key: String::new(),
        values: Vec::new(),
        is_empty: false,
    });
    Statement {
        effect: if verb.starts_with("deny") {
            Effect::Deny
        } else {
            Effect::Allow
        },
        may_deny: false,
        actions: Actions::of_texts(
            actions.iter().map(String::as_str),
            verb.ends_with("-except"),
        ),
        resources: Resources {
            items: resources
                .split(' ')
                .map(|text| (reach(names, text, values), filled(text, values)))
                .collect(),
            ..Resources::default()
        },
        principals: None,
        conditions: conditions.into_iter().collect(),
        number,
        sid: None,
        span: None,
        path: String::new(),
    }
}

/// `s3:GetObject,PutObject` -> both with their prefix.
fn ungrouped(group: &str) -> Vec<String> {
    match group.split_once(':') {
        Some((service, actions)) => actions
            .split(',')
            .map(|action| format!("{service}:{action}"))
            .collect(),
        None => vec![group.to_owned()],
    }
}

fn shown(text: &str) -> String {
    text.replace(":@:", ":${AWS::Region}:${AWS::AccountId}:")
}

/// A text of the table as a message shows it: `table/{TableName}` with what the template gives for it.
fn filled(text: &str, values: &Values<'_>) -> String {
    let text = shown(text);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((parameter, end)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        let is_symbol = before.ends_with('$');
        match values(parameter).and_then(|(_, written)| written) {
            Some(written) if !is_symbol => {
                let repeats = out.ends_with("parameter/") && written.starts_with('/');
                out.push_str(if repeats {
                    written.trim_start_matches('/')
                } else {
                    &written
                });
            }
            _ => {
                out.push('{');
                out.push_str(parameter);
                out.push('}');
            }
        }
        rest = end;
    }
    out.push_str(rest);
    out
}

fn reach(names: &Names<'_>, text: &str, values: &Values<'_>) -> Reach {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((parameter, end)) = after.split_once('}') else {
            break;
        };
        push(names, before, &mut tokens);
        match values(parameter) {
            Some((Ok(value), _)) => push_value(value, &mut tokens),
            Some((Err(reason), _)) => return Reach::Unknown(reason),
            None => return Reach::Nothing,
        }
        rest = end;
    }
    push(names, rest, &mut tokens);
    Reach::of(&tokens)
}

fn push(names: &Names<'_>, text: &str, tokens: &mut Vec<Token>) {
    let text = shown(text);
    if text.contains("${") {
        tokens.extend(names.tokens_of_pattern(&text));
    } else {
        tokens.extend(text.chars().map(token));
    }
}

/// A template that wants a name does not reach anything with an ARN in its place, and the mistake shows.
fn push_value(value: Vec<Token>, tokens: &mut Vec<Token>) {
    let is_parameter = tokens.ends_with(&pattern("parameter/"));
    let has_slash = value.first() == Some(&Token::Char('/'));
    tokens.extend(
        value
            .into_iter()
            .skip(usize::from(is_parameter && has_slash)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for table in [MANAGED, SAM_TEMPLATES] {
            let mut headers: Vec<&str> = Vec::new();
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                if !line.starts_with(' ') {
                    headers.push(line.split(' ').next().unwrap());
                    continue;
                }
                let parts: Vec<&str> = line.trim().split(" | ").collect();
                assert!(
                    matches!(parts.len(), 2 | 3) && parts.get(2).is_none_or(|last| *last == "if"),
                    "actions, resources, and perhaps a condition: {line}"
                );
                let mut words = parts[0].split(' ');
                assert!(
                    matches!(words.next(), Some("allow" | "deny" | "allow-except")),
                    "a verb: {line}"
                );
                for action in words.flat_map(ungrouped) {
                    let service = action.split(':').next().unwrap().to_owned();
                    assert!(
                        action == "*" || super::super::action::is_service(&service.to_lowercase()),
                        "a known service: {action} in {line}"
                    );
                }
                for resource in parts[1].split(' ') {
                    assert!(
                        resource == "*"
                            || resource.starts_with("arn:")
                            || resource.starts_with('{'),
                        "an ARN: {resource} in {line}"
                    );
                }
            }
            let all = headers.len();
            assert!(all >= 60, "at least sixty policies: {all}");
            headers.sort_unstable();
            headers.dedup();
            assert_eq!(headers.len(), all, "each policy once");
        }
    }
}
