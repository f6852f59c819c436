//! Paths into a resource: `A.B[0].C`, `A[*].B`, `A[?Key=Value].B`, `['a.b']`, `@DeletionPolicy`, `Definition(json).StartAt`.
//! Only their syntax; `walk` follows them.

use cfn::Intrinsic;

use crate::expected::Expected;

/// Most steps in a path.
pub(crate) const MAX_STEPS: usize = 32;

/// A parsed path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path {
    /// As the author wrote it.
    pub(crate) text: String,
    /// Whether it starts with `@`: relative to the resource itself and not to its `Properties`.
    pub(crate) of_attributes: bool,
    pub(crate) steps: Vec<Step>,
}

/// One step and how it was written, dot or brackets included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) kind: StepKind,
    source: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StepKind {
    Key(Key),
    /// `[0]`
    Index(usize),
    /// `[*]`
    Every,
    /// `[?Key=Value]`
    Where(Filter),
    /// `(json)`
    Json,
}

/// A name after a dot, or in `['...']`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub(crate) name: String,
    /// The function that the name may also mean: `Ref`, `Fn::Sub`, `!Sub`.
    pub(crate) function: Option<Intrinsic>,
    /// The index that the name means on a list: the first form wrote `Tags.0.Value`.
    pub(crate) index: Option<usize>,
}

/// What is in `[?Key=Value]`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Filter {
    /// Keys from the element to the value compared.
    pub(crate) keys: Vec<String>,
    pub(crate) expected: Expected,
}

/// What is wrong with a path's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathError {
    /// Characters before the place.
    pub(crate) offset: usize,
    /// A sentence an author understands.
    pub(crate) message: String,
}

impl Path {
    pub(crate) fn parse(text: &str) -> Result<Self, PathError> {
        let mut parser = Parser {
            chars: text.chars().collect(),
            at: 0,
        };
        let of_attributes = parser.eat('@');
        let steps = parser.steps(of_attributes)?;
        Ok(Self {
            text: text.to_owned(),
            of_attributes,
            steps,
        })
    }

    /// Whether different places of one resource can be meant.
    pub(crate) fn is_open(&self) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step.kind, StepKind::Every | StepKind::Where(_)))
    }

    /// How many steps lead into the document of a policy, when some do: what comes after them is in the policy.
    pub(crate) fn policy_from(&self) -> Option<usize> {
        let mut in_sam = false;
        let at = self.steps.iter().position(|step| match &step.kind {
            StepKind::Key(key) => {
                // A SAM function's `Policies` hold statements without a document around them.
                let is_document = POLICY_DOCUMENTS.contains(&key.name.as_str())
                    || (in_sam && key.name == "Statement");
                in_sam |= key.name == "Policies";
                is_document
            }
            StepKind::Index(_) | StepKind::Every | StepKind::Where(_) | StepKind::Json => false,
        });
        at.map(|at| at + 1)
    }

    /// The first `steps` steps as text, with the element that was taken in the place of each step into a list; nothing where one value
    /// stood for a list of one.
    pub(crate) fn concrete(&self, steps: usize, indices: &[Option<usize>]) -> String {
        let mut text = String::from(if self.of_attributes { "@" } else { "" });
        let mut indices = indices.iter();
        for step in self.steps.iter().take(steps) {
            let into_a_list = matches!(
                step.kind,
                StepKind::Every | StepKind::Where(_) | StepKind::Index(_)
            );
            match if into_a_list { indices.next() } else { None } {
                Some(Some(index)) => text.push_str(&format!("[{index}]")),
                Some(None) => {}
                None => text.push_str(&step.source),
            }
        }
        text
    }
}

/// The properties that hold a policy. In a policy AWS takes one value wherever it takes a list.
const POLICY_DOCUMENTS: &[&str] = &[
    "AccessPolicies",
    "AccessPolicy",
    "AssumeRolePolicyDocument",
    "FileSystemPolicy",
    "KeyPolicy",
    "Policy",
    "PolicyDocument",
    "RepositoryPolicyText",
    "ResourcePolicy",
];

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn steps(&mut self, of_attributes: bool) -> Result<Vec<Step>, PathError> {
        let mut steps: Vec<Step> = Vec::new();
        while self.at < self.chars.len() || steps.is_empty() {
            let start = self.at;
            if steps.len() == MAX_STEPS {
                return Err(error(
                    start,
                    format!("the path has more than {MAX_STEPS} steps"),
                ));
            }
            let kind = match self.peek() {
                Some('[') => self.bracket()?,
                Some('(') if !steps.is_empty() => self.parenthesis()?,
                Some('.') if !steps.is_empty() => {
                    self.at += 1;
                    self.bare_key()?
                }
                None if of_attributes => {
                    return Err(error(start, "an attribute's name is missing after `@`"));
                }
                None => return Err(error(start, "the path is empty")),
                Some(_) if steps.is_empty() => self.bare_key()?,
                Some(char) => {
                    return Err(error(
                        start,
                        format!("`.` or `[` must stand before `{char}`"),
                    ));
                }
            };
            steps.push(Step {
                kind,
                source: self.between(start, self.at),
            });
        }
        Ok(steps)
    }

    fn bare_key(&mut self) -> Result<StepKind, PathError> {
        let start = self.at;
        while let Some(char) = self.peek() {
            match char {
                '.' | '[' | '(' => break,
                ']' | ')' | '\'' | '"' | '@' | '*' => {
                    return Err(error(
                        self.at,
                        format!(
                            "`{char}` cannot stand in a key; a key with special characters is written ['...']"
                        ),
                    ));
                }
                char if char.is_whitespace() => {
                    return Err(error(
                        self.at,
                        "a space cannot stand in a path; a key with a space is written ['...']",
                    ));
                }
                _ => self.at += 1,
            }
        }
        if self.at == start {
            return Err(error(start, "a key is missing here"));
        }
        let name = self.between(start, self.at);
        Ok(StepKind::Key(Key {
            function: function_named(&name),
            index: digits(&name),
            name,
        }))
    }

    /// From `[` to `]`.
    fn bracket(&mut self) -> Result<StepKind, PathError> {
        let open = self.at;
        self.at += 1;
        let kind = match self.peek() {
            Some('\'' | '"') => StepKind::Key(Key {
                name: self.quoted()?,
                function: None,
                index: None,
            }),
            Some('?') => {
                self.at += 1;
                StepKind::Where(self.filter()?)
            }
            Some('*') => {
                self.at += 1;
                StepKind::Every
            }
            _ => {
                let start = self.at;
                let text = self.until(&[']']);
                match digits(&text) {
                    Some(index) => StepKind::Index(index),
                    None => {
                        return Err(error(
                            start,
                            "in brackets stands a number from 0, `*`, `?Key=Value` or a key in quotes",
                        ));
                    }
                }
            }
        };
        if self.eat(']') {
            Ok(kind)
        } else if self.at == self.chars.len() {
            Err(error(open, "this `[` is not closed"))
        } else {
            Err(error(self.at, "`]` is missing here"))
        }
    }

    fn filter(&mut self) -> Result<Filter, PathError> {
        let start = self.at;
        let key = self.until(&['=', ']']);
        if !self.eat('=') {
            return Err(error(self.at, "a filter is written [?Key=Value]"));
        }
        let keys: Vec<String> = key.split('.').map(str::to_owned).collect();
        if keys.iter().any(String::is_empty) {
            return Err(error(start, "the filter's key is missing"));
        }
        let expected = match self.peek() {
            Some('\'' | '"') => Expected::exactly(&self.quoted()?, false),
            Some(']') | None => {
                return Err(error(
                    self.at,
                    "the filter's value is missing; an empty text is written ''",
                ));
            }
            Some(_) => Expected::exactly(&self.until(&[']']), true),
        };
        Ok(Filter { keys, expected })
    }

    /// From a quote to the same quote; a backslash takes the meaning of a quote or a backslash.
    fn quoted(&mut self) -> Result<String, PathError> {
        let open = self.at;
        let quote = self.chars[open];
        self.at += 1;
        let mut text = String::new();
        while let Some(char) = self.peek() {
            self.at += 1;
            if char == quote {
                return Ok(text);
            }
            match (char, self.peek()) {
                ('\\', Some(next)) if next == quote || next == '\\' => {
                    text.push(next);
                    self.at += 1;
                }
                _ => text.push(char),
            }
        }
        Err(error(open, "this quote is not closed"))
    }

    fn parenthesis(&mut self) -> Result<StepKind, PathError> {
        let start = self.at;
        for char in "(json)".chars() {
            if !self.eat(char) {
                return Err(error(start, "only `(json)` can stand in parentheses"));
            }
        }
        Ok(StepKind::Json)
    }

    fn until(&mut self, ends: &[char]) -> String {
        let start = self.at;
        while self.peek().is_some_and(|char| !ends.contains(&char)) {
            self.at += 1;
        }
        self.between(start, self.at)
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, char: char) -> bool {
        let eaten = self.peek() == Some(char);
        self.at += usize::from(eaten);
        eaten
    }

    fn between(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }
}

fn error(offset: usize, message: impl Into<String>) -> PathError {
    PathError {
        offset,
        message: message.into(),
    }
}

fn function_named(name: &str) -> Option<Intrinsic> {
    match name.strip_prefix('!') {
        Some(short) => Intrinsic::from_short_name(short),
        None if name == Intrinsic::Condition.long_name() => Some(Intrinsic::Condition),
        None => Intrinsic::from_long_name(name),
    }
}

fn digits(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let shown = match Path::parse(text) {
            Ok(path) => path
                .steps
                .iter()
                .map(|step| match &step.kind {
                    StepKind::Key(key) => match key.function {
                        Some(function) => format!("{} or {function:?}", key.name),
                        None => key.name.clone(),
                    },
                    StepKind::Index(index) => format!("#{index}"),
                    StepKind::Every => "every".to_owned(),
                    StepKind::Where(filter) => {
                        format!("{}={}", filter.keys.join("/"), filter.expected.text)
                    }
                    StepKind::Json => "json".to_owned(),
                })
                .collect::<Vec<_>>()
                .join(" | "),
            Err(problem) => format!(
                "{text}\n{}^ {}",
                " ".repeat(problem.offset),
                problem.message
            ),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn every_form_is_read() {
        check("Runtime", &expect!["Runtime"]);
        check("A.B[0].C", &expect!["A | B | #0 | C"]);
        check("A[0][1]", &expect!["A | #0 | #1"]);
        check("A[*].B", &expect!["A | every | B"]);
        check("A[?Key=Value].B", &expect!["A | Key=Value | B"]);
        check("A[?B.C='x]y'].D", &expect!["A | B/C=x]y | D"]);
        check("A[?Key='']", &expect!["A | Key="]);
        check("['a.b'].c", &expect!["a.b | c"]);
        check(r#"A["it's"]['a\'b\\c']"#, &expect![[r"A | it's | a'b\c"]]);
        check("Tags.0.Value", &expect!["Tags | 0 | Value"]);
        check("@Metadata.x", &expect!["Metadata | x"]);
        check("@DependsOn[*]", &expect!["DependsOn | every"]);
        check(
            "Role.Fn::GetAtt[0]",
            &expect!["Role | Fn::GetAtt or GetAtt | #0"],
        );
        check("Role.!Sub", &expect!["Role | !Sub or Sub"]);
        check("Role.Ref", &expect!["Role | Ref or Ref"]);
        check("D(json).StartAt", &expect!["D | json | StartAt"]);
        check("Ä.ö", &expect!["Ä | ö"]);
    }

    #[test]
    fn mistakes_are_located() {
        check(
            "",
            &expect![[r#"

            ^ the path is empty"#]],
        );
        check(
            "@",
            &expect![[r#"
            @
             ^ an attribute's name is missing after `@`"#]],
        );
        check(
            "A..B",
            &expect![[r#"
            A..B
              ^ a key is missing here"#]],
        );
        check(
            "A.",
            &expect![[r#"
            A.
              ^ a key is missing here"#]],
        );
        check(
            ".A",
            &expect![[r#"
            .A
            ^ a key is missing here"#]],
        );
        check(
            "A[0",
            &expect![[r#"
            A[0
             ^ this `[` is not closed"#]],
        );
        check(
            "A[-1]",
            &expect![[r#"
            A[-1]
              ^ in brackets stands a number from 0, `*`, `?Key=Value` or a key in quotes"#]],
        );
        check(
            "A[*x]",
            &expect![[r#"
            A[*x]
               ^ `]` is missing here"#]],
        );
        check(
            "A[?Key]",
            &expect![[r#"
            A[?Key]
                  ^ a filter is written [?Key=Value]"#]],
        );
        check(
            "A[?=x]",
            &expect![[r#"
            A[?=x]
               ^ the filter's key is missing"#]],
        );
        check(
            "A[?Key=]",
            &expect![[r#"
            A[?Key=]
                   ^ the filter's value is missing; an empty text is written ''"#]],
        );
        check(
            "A['x]",
            &expect![[r#"
            A['x]
              ^ this quote is not closed"#]],
        );
        check(
            "A[0]B",
            &expect![[r#"
            A[0]B
                ^ `.` or `[` must stand before `B`"#]],
        );
        check(
            "A(xml)",
            &expect![[r#"
            A(xml)
             ^ only `(json)` can stand in parentheses"#]],
        );
        check(
            "A B",
            &expect![[r#"
            A B
             ^ a space cannot stand in a path; a key with a space is written ['...']"#]],
        );
        check(
            "A.*",
            &expect![[r#"
            A.*
              ^ `*` cannot stand in a key; a key with special characters is written ['...']"#]],
        );
        check(
            "A[99999999999999999999999]",
            &expect![[r#"
            A[99999999999999999999999]
              ^ in brackets stands a number from 0, `*`, `?Key=Value` or a key in quotes"#]],
        );
    }

    #[test]
    fn thirty_two_steps_and_no_more() {
        let deep = |steps: usize| vec!["a"; steps].join(".");
        assert!(Path::parse(&deep(32)).is_ok(), "32 steps are allowed");
        assert_eq!(
            Path::parse(&deep(33)).map_err(|problem| problem.message),
            Err("the path has more than 32 steps".to_owned()),
            "33 are not"
        );
    }

    #[test]
    fn concrete_names_the_element_taken() {
        let path = Path::parse("@A[*].B[?K=v]['c.d']").unwrap();
        let taken = [Some(1), Some(2)];
        assert_eq!(path.concrete(9, &taken), "@A[1].B[2]['c.d']", "whole");
        assert_eq!(path.concrete(2, &taken), "@A[1]", "two steps");
        assert_eq!(
            path.concrete(9, &[None, Some(2)]),
            "@A.B[2]['c.d']",
            "one value that stands for a list has no index"
        );
        assert!(path.is_open(), "a star is open");
    }
}
