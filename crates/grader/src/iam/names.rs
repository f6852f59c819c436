//! The names and ARNs of a template's resources, and what its texts mean with them: `${Data.Arn}/*` is the ARN of `Data` and what follows.
//! Which type has which ARN is in `arn_types`, how ARNs compare in `arn`.

use cfn::{Data, Model, Resource, Value};

use super::{
    arn::{ACCOUNT, Arn, PARTITION, REGION, Reach},
    arn_types::{ArnType, Fields, RefGives},
    statement::shown,
    text::{Token, pattern, token},
};

const STACK_NAME: &str = "AWS::StackName";

/// Longest text in tokens. No ARN comes near it.
const MAX_TOKENS: usize = 2_000;
/// How many names within names are followed.
const MAX_DEPTH: usize = 3;

/// The names and ARNs of a template's resources.
#[derive(Debug)]
pub(crate) struct Names<'m> {
    pub(crate) model: &'m Model<'m>,
    types: Vec<Option<&'static ArnType>>,
    ids: std::collections::BTreeMap<&'m str, usize>,
}

impl<'m> Names<'m> {
    pub(crate) fn of(model: &'m Model<'m>) -> Self {
        let types = model
            .resources
            .iter()
            .map(|resource| ArnType::of(resource.type_name))
            .collect();
        let ids = model
            .resources
            .iter()
            .enumerate()
            .map(|(index, resource)| (resource.id, index))
            .collect();
        Self { model, types, ids }
    }

    pub(crate) fn resource(&self, index: usize) -> Option<&'m Resource<'m>> {
        self.model.resources.get(index)
    }

    /// The place of the resource with this logical id.
    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    pub(crate) fn arn_type(&self, index: usize) -> Option<&'static ArnType> {
        self.types.get(index).copied().flatten()
    }

    /// The ARN of a resource.
    pub(crate) fn arn(&self, index: usize) -> Option<Arn> {
        match Reach::of(&self.arn_tokens(index, 0)) {
            Reach::Arn(arn) => Some(arn),
            Reach::Everything | Reach::Unknown(_) | Reach::Nothing => None,
        }
    }

    /// The ARN of a resource as a text.
    pub(crate) fn tokens_of_arn(&self, index: usize) -> Vec<Token> {
        self.arn_tokens(index, 0)
    }

    /// What a value of `Resource`, `TargetArn` and the like reaches.
    pub(crate) fn reach(&self, value: &Value<'_>) -> Reach {
        match self.tokens(value).as_deref().map(Reach::of) {
            Ok(Reach::Unknown(reason)) => Reach::Unknown(
                value
                    .as_unknown()
                    .map_or(reason, |unknown| unknown.reason.clone()),
            ),
            Ok(reach) => reach,
            Err(reason) => Reach::Unknown(reason.clone()),
        }
    }

    /// A value's text as tokens, names expanded; else as the end of a sentence why there is none.
    pub(crate) fn tokens(&self, value: &Value<'_>) -> Result<Vec<Token>, String> {
        let mut tokens = Vec::new();
        self.push_value(value, 0, &mut tokens)?;
        Ok(tokens)
    }

    /// A criterion's text, in which `${Id.Arn}` names a resource of the template.
    pub(crate) fn tokens_of_pattern(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.push_text(text, 0, &mut tokens);
        tokens
    }

    /// The single resource whose ARN or name a value is: `!Ref Data`, `!GetAtt Data.Arn`, or its written name.
    pub(crate) fn meant(&self, value: &Value<'_>) -> Option<usize> {
        let form = value.first_form()?;
        let id = form.split('.').next()?;
        self.index(id.trim_start_matches("${").trim_end_matches('}'))
    }

    fn push_value(
        &self,
        value: &Value<'_>,
        depth: usize,
        tokens: &mut Vec<Token>,
    ) -> Result<(), String> {
        match &value.data {
            Data::Text(text) if text.canonical.is_some() => {
                self.push_text(&text.resolved, depth, tokens);
            }
            // Without a function, `${` is nothing but these two characters.
            Data::Text(text) => tokens.extend(text.resolved.chars().take(MAX_TOKENS).map(token)),
            Data::Unknown(unknown) => match &unknown.canonical {
                Some(text) => self.push_text(text, depth, tokens),
                None => return Err(unknown.reason.clone()),
            },
            Data::List(_) | Data::Map(_) | Data::Absent => {
                return Err("it is not a text".to_owned());
            }
        }
        if tokens.len() > MAX_TOKENS {
            return Err("its text is too long".to_owned());
        }
        Ok(())
    }

    fn push_text(&self, text: &str, depth: usize, tokens: &mut Vec<Token>) {
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            let (before, symbol) = rest.split_at(start);
            tokens.extend(before.chars().map(token));
            let inside = symbol.get(2..).unwrap_or_default();
            let Some(end) = inside.find('}') else {
                rest = symbol;
                break;
            };
            if tokens.len() > MAX_TOKENS {
                return;
            }
            self.push_symbol(inside.get(..end).unwrap_or_default(), depth, tokens);
            rest = inside.get(end + 1..).unwrap_or_default();
        }
        tokens.extend(rest.chars().take(MAX_TOKENS).map(token));
    }

    /// What `${Name}` or `${Name.Attribute}` stands for.
    fn push_symbol(&self, name: &str, depth: usize, tokens: &mut Vec<Token>) {
        let (id, attribute) = match name.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (name, None),
        };
        let Some(index) = self.index(id) else {
            // `${aws:username}` is a variable of the policy language, the same wherever it is used.
            let is_variable = name.contains(':') && !name.contains("::");
            tokens.push(if is_variable {
                Token::Made(name.to_owned())
            } else {
                Token::Open(name.to_owned())
            });
            return;
        };
        let made = || Token::Made(name.to_owned());
        match (self.arn_type(index), attribute) {
            // What the type's Ref gives is not known: as a whole text it is taken for the ARN.
            (None, None | Some("Arn")) => tokens.extend(self.arn_tokens(index, depth)),
            (None, Some(_)) => tokens.push(made()),
            (Some(known), None) => match known.reference {
                RefGives::Arn => tokens.extend(self.arn_tokens(index, depth)),
                RefGives::Name => self.push_name(index, depth, tokens),
                RefGives::Other => tokens.push(made()),
            },
            (Some(known), Some(attribute)) => {
                if attribute == known.arn_attribute {
                    tokens.extend(self.arn_tokens(index, depth));
                } else if known.name_attributes.contains(&attribute) {
                    self.push_name(index, depth, tokens);
                } else if matches!(attribute, "StreamArn" | "LatestStreamArn") {
                    tokens.extend(self.arn_tokens(index, depth));
                    tokens.extend("/stream/".chars().map(token));
                    tokens.push(Token::Made(format!("{id}.StreamLabel")));
                } else if attribute.ends_with("Arn") || attribute.ends_with("ARN") {
                    Self::push_arn_of_attribute(name, tokens);
                } else {
                    tokens.push(made());
                }
            }
        }
    }

    /// The name of a resource: the one that is written, else one that AWS makes.
    pub(crate) fn name_tokens(&self, index: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.push_name(index, 0, &mut tokens);
        tokens
    }

    fn push_name(&self, index: usize, depth: usize, tokens: &mut Vec<Token>) {
        let Some(resource) = self.resource(index) else {
            return;
        };
        let written = self
            .arn_type(index)
            .and_then(|known| known.name(&resource.properties));
        let length = tokens.len();
        match written {
            Some(value) if depth < MAX_DEPTH && !refers_to_itself(value, resource.id) => {
                if self.push_value(value, depth + 1, tokens).is_err() {
                    tokens.truncate(length);
                    tokens.push(Token::Open(format!("the name of {}", resource.id)));
                }
            }
            _ => {
                // CloudFormation makes `stack-Data-1ABC2DEF` of the stack's name and the logical id.
                if self
                    .arn_type(index)
                    .is_some_and(ArnType::is_named_after_stack)
                {
                    tokens.push(Token::Open(STACK_NAME.to_owned()));
                    tokens.push(Token::Char('-'));
                }
                tokens.push(Token::Made(resource.id.to_owned()));
            }
        }
    }

    fn arn_tokens(&self, index: usize, depth: usize) -> Vec<Token> {
        let Some(resource) = self.resource(index) else {
            return Vec::new();
        };
        let mut tokens: Vec<Token> = "arn:".chars().map(token).collect();
        let open = |name: &str| Token::Open(name.to_owned());
        tokens.push(open(PARTITION));
        tokens.push(Token::Char(':'));
        let Some(known) = self.arn_type(index) else {
            for field in ["service", "region", "account", "ARN"] {
                tokens.push(open(&format!("the {field} of {}", resource.id)));
                tokens.push(Token::Char(':'));
            }
            tokens.pop();
            return tokens;
        };
        tokens.extend(known.service.chars().map(token));
        tokens.push(Token::Char(':'));
        if known.fields == Fields::All {
            tokens.push(open(REGION));
        }
        tokens.push(Token::Char(':'));
        if known.fields != Fields::Neither {
            tokens.push(open(ACCOUNT));
        }
        tokens.push(Token::Char(':'));
        self.push_rest(index, known, depth, &mut tokens);
        tokens
    }

    /// What stands before the name in an ARN: a schedule's group, a table's database.
    fn push_before(&self, index: usize, before: &str, depth: usize, tokens: &mut Vec<Token>) {
        let mut rest = before;
        while let Some((text, property, default, after)) = next_property(rest) {
            tokens.extend(text.chars().map(token));
            let value = self
                .resource(index)
                .and_then(|resource| resource.properties.get(property));
            match value {
                Some(value) if depth < MAX_DEPTH => {
                    let length = tokens.len();
                    if self.push_value(value, depth + 1, tokens).is_err() {
                        tokens.truncate(length);
                        tokens.push(Token::Open(property.to_owned()));
                    }
                }
                Some(_) => tokens.push(Token::Open(property.to_owned())),
                None => tokens.extend(default.chars().map(token)),
            }
            rest = after;
        }
        tokens.extend(rest.chars().map(token));
    }

    /// What follows the account in a type's ARN, as a template would write it.
    pub(super) fn rest_text(&self, index: usize, known: &ArnType) -> String {
        let id = self.resource(index).map_or("", |resource| resource.id);
        let (before, after) = known.rest.split_once("{}").unwrap_or((known.rest, ""));
        let (mut out, mut rest) = (String::new(), before);
        while let Some((text, property, default, after)) = next_property(rest) {
            let value = self
                .resource(index)
                .and_then(|resource| resource.properties.get(property));
            out.push_str(text);
            out.push_str(&value.map_or_else(|| default.to_owned(), shown));
            rest = after;
        }
        format!("{out}{rest}${{{id}}}{after}")
    }

    /// The ARN that an attribute gives, of something that the resource has beside itself: an alarm, a secret, a log group. The same
    /// attribute is the same thing wherever it is named.
    fn push_arn_of_attribute(name: &str, tokens: &mut Vec<Token>) {
        let open = |name: &str| Token::Open(name.to_owned());
        let made = Token::Made(name.to_owned());
        let (service, rest) = if name.ends_with(".MasterUserSecret.SecretArn") {
            (pattern("secretsmanager"), pattern("secret:"))
        } else {
            (vec![open(&format!("the service of {name}"))], Vec::new())
        };
        let colon = || std::iter::once(Token::Char(':'));
        tokens.extend(pattern("arn:"));
        tokens.push(open(PARTITION));
        tokens.extend(colon().chain(service).chain(colon()));
        tokens.push(open(REGION));
        tokens.extend(colon());
        tokens.push(open(ACCOUNT));
        tokens.extend(colon().chain(rest));
        tokens.push(made);
    }

    /// The part of the ARN after the account.
    fn push_rest(&self, index: usize, known: &ArnType, depth: usize, tokens: &mut Vec<Token>) {
        let id = self.resource(index).map_or("", |resource| resource.id);
        let (before, after) = known.rest.split_once("{}").unwrap_or((known.rest, ""));
        self.push_before(index, before, depth, tokens);
        let start = tokens.len();
        self.push_name(index, depth, tokens);
        // `/app/key` follows `parameter` without a second slash, and a role's name its path.
        if known.service == "ssm" && tokens.get(start) == Some(&Token::Char('/')) {
            tokens.remove(start);
        }
        if known.service == "iam"
            && let Some(path) = self
                .resource(index)
                .and_then(|resource| resource.properties.get("Path")?.as_text())
        {
            let path = path.trim_start_matches('/');
            tokens.splice(start..start, path.chars().take(512).map(Token::Char));
        }
        for char in after.chars() {
            tokens.push(match char {
                // The six characters at the end of a secret's ARN.
                '%' => Token::MadeChar(format!("{id}.suffix")),
                '#' => Token::Made(format!("{id}.revision")),
                '*' => Token::AnyRun,
                char => Token::Char(char),
            });
        }
    }
}

/// `schedule/`, `GroupName`, `default` and `/` of `schedule/{GroupName=default}/`.
fn next_property(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inner, after) = rest.split_once('}')?;
    let (property, default) = inner.split_once('=').unwrap_or((inner, "*"));
    Some((before, property, default, after))
}

fn refers_to_itself(value: &Value<'_>, id: &str) -> bool {
    value
        .canonical()
        .is_some_and(|text| text.contains(&format!("${{{id}")))
}
