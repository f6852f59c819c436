//! A template, or a piece of one, as a list of statements that do not depend on how it is written down: `key=value`, a list's value, a key
//! alone. Reads YAML and JSON line by line, broken ones too; text and code inside of a template are read the same way on both sides, and
//! so compare. Not a parser: nothing here knows what a template means.

/// One thing that a template says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// Lower case, logical ids as `@`.
    pub(super) text: String,
    /// The same with its logical ids; absent when it names none.
    pub(super) by_name: Option<String>,
}

impl Statement {
    /// The weight of one that says something of its own.
    pub(super) const SPECIFIC: u32 = 4;

    /// How much it gives away: a name or a number much, what any template could say less, a key next to nothing.
    pub(super) fn weight(&self) -> u32 {
        let Some((key, value)) = self.text.split_once('=') else {
            return 1;
        };
        let common = self.by_name.is_some() && !value.contains('$')
            || key == "type"
            || matches!(
                value,
                "true" | "false" | "allow" | "deny" | "*" | "retain" | "delete"
            )
            || value.starts_with("${@") && value.ends_with('}');
        if common { 2 } else { Self::SPECIFIC }
    }
}

/// Everything that a text says.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut reader = Reader::default();
    let mut found = Vec::new();
    for line in text.lines() {
        reader.read(line, &mut found);
    }
    reader.end(&mut found);
    found
}

/// What a line means can hang on the lines before it: a key waits for its value, a function for its arguments.
#[derive(Clone, Debug, Default)]
pub(super) struct Reader {
    key: Option<String>,
    call: Option<Call>,
}

/// A function whose arguments are being read.
#[derive(Clone, Debug)]
enum Call {
    Ref,
    /// With the logical id, once it was read.
    GetAtt(Option<String>),
    /// The condition's name comes first.
    If,
}

/// Keys that begin the body of a resource, a parameter or an output: the key before them is its logical id.
const BODY: &[&str] = &["type", "description", "value", "condition", "dependson"];

/// Keys whose value is a logical id.
const NAMES: &[&str] = &["dependson", "condition"];

/// JSON in a string in JSON is as deep as anyone goes.
const DEEPEST: u8 = 4;

impl Reader {
    /// Reads one line.
    pub(super) fn read(&mut self, line: &str, found: &mut Vec<Statement>) {
        self.line(line, found, 0);
    }

    /// A key that still waits has no value.
    pub(super) fn end(&mut self, found: &mut Vec<Statement>) {
        self.call = None;
        self.key_alone(found);
    }

    fn line(&mut self, line: &str, found: &mut Vec<Statement>, depth: u8) {
        let mut rest = line.trim();
        if rest.starts_with('#') || rest.starts_with("//") || rest == "---" {
            return;
        }
        while rest == "-" || rest.starts_with("- ") {
            self.open(found);
            rest = rest[1..].trim_start();
        }
        let mut in_flow = false;
        if let Some((key, after)) = block_key(rest) {
            in_flow = rest.starts_with('"');
            self.key(key, found);
            rest = after.trim_start();
        }
        while !rest.is_empty() {
            rest = self.next(rest, &mut in_flow, found, depth).trim_start();
        }
    }

    /// Reads what comes next on a line and gives what is left of it.
    fn next<'l>(
        &mut self,
        rest: &'l str,
        in_flow: &mut bool,
        found: &mut Vec<Statement>,
        depth: u8,
    ) -> &'l str {
        let first = rest.as_bytes()[0];
        match first {
            b'{' | b'}' | b']' | b',' | b'[' => {
                // Braces inside of code are not ours, but the same on both sides.
                *in_flow = true;
                if first == b'[' {
                    self.open(found);
                }
                &rest[1..]
            }
            b'#' => "",
            b'|' | b'>' if is_block_mark(rest) => {
                self.key_alone(found);
                ""
            }
            b'!' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let (tag, after) = word(&rest[1..]);
                self.function(tag, found);
                after
            }
            b'"' | b'\'' => self.quoted(rest, in_flow, found, depth),
            _ if *in_flow => self.flow(rest, found),
            _ => {
                let end = rest.find(" #").unwrap_or(rest.len());
                self.scalar(rest[..end].trim_end().trim_end_matches(','), found);
                ""
            }
        }
    }

    fn quoted<'l>(
        &mut self,
        rest: &'l str,
        in_flow: &mut bool,
        found: &mut Vec<Statement>,
        depth: u8,
    ) -> &'l str {
        let (text, after) = unquote(rest);
        let after = after.trim_start();
        if let Some(value) = after.strip_prefix(':') {
            *in_flow = true;
            self.key(&text, found);
            return value;
        }
        if text.contains('\n') && depth < DEEPEST {
            self.call = None;
            self.key_alone(found);
            for line in text.lines() {
                self.line(line, found, depth + 1);
            }
            self.key_alone(found);
        } else {
            self.scalar(&text, found);
        }
        after
    }

    /// A plain scalar or key between braces.
    fn flow<'l>(&mut self, rest: &'l str, found: &mut Vec<Statement>) -> &'l str {
        let end = rest.find([',', ']', '}']).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        if let Some((key, _)) = piece.split_once(": ") {
            self.key(key.trim(), found);
            return &rest[key.len() + 1..];
        }
        let end = piece.find(" #").unwrap_or(piece.len());
        match piece.trim_end().strip_suffix(':') {
            Some(key) => self.key(key, found),
            None => self.scalar(piece[..end].trim_end(), found),
        }
        if end < piece.len() { "" } else { after }
    }

    fn key(&mut self, key: &str, found: &mut Vec<Statement>) {
        self.call = None;
        if key == "Ref" || key.starts_with("Fn::") {
            self.function(key, found);
            return;
        }
        let key = key.to_lowercase();
        if BODY.contains(&key.as_str()) {
            self.key = None;
        }
        self.key_alone(found);
        self.key = Some(key);
    }

    fn function(&mut self, name: &str, found: &mut Vec<Statement>) {
        self.call = match name.trim_start_matches("Fn::") {
            "Ref" => Some(Call::Ref),
            "GetAtt" => Some(Call::GetAtt(None)),
            "If" => Some(Call::If),
            // Its text says what it is.
            "Sub" => None,
            _ => {
                self.key_alone(found);
                None
            }
        };
    }

    /// A list begins. The arguments of a function are one, and no list of values.
    fn open(&mut self, found: &mut Vec<Statement>) {
        if self.call.is_none() {
            self.key_alone(found);
        }
    }

    fn scalar(&mut self, text: &str, found: &mut Vec<Statement>) {
        if text.is_empty() {
            return;
        }
        match self.call.take() {
            None => {
                let (general, named) = generalised(text);
                let is_name = self.key.as_deref().is_some_and(|key| NAMES.contains(&key));
                if is_name {
                    self.value("@", Some(text), found);
                } else {
                    self.value(&general, named.as_deref(), found);
                }
            }
            Some(Call::Ref) if text.starts_with("AWS::") => {
                self.value(&format!("ref {text}"), None, found);
            }
            Some(Call::Ref) => self.value("ref @", Some(&format!("ref {text}")), found),
            Some(Call::GetAtt(None)) => match text.split_once('.') {
                Some((id, attribute)) => self.attribute(id, attribute, found),
                None => self.call = Some(Call::GetAtt(Some(text.to_owned()))),
            },
            Some(Call::GetAtt(Some(id))) => self.attribute(&id, text, found),
            Some(Call::If) => self.key_alone(found),
        }
    }

    fn attribute(&mut self, id: &str, attribute: &str, found: &mut Vec<Statement>) {
        let named = format!("att {id}.{attribute}");
        self.value(&format!("att @.{attribute}"), Some(&named), found);
    }

    fn value(&mut self, value: &str, named: Option<&str>, found: &mut Vec<Statement>) {
        let key = self.key.take().unwrap_or_default();
        let statement = |value: &str| {
            let words: Vec<&str> = value.split_whitespace().collect();
            format!("{key}={}", words.join(" ").to_lowercase())
        };
        found.push(Statement {
            text: statement(value),
            by_name: named.map(statement),
        });
    }

    fn key_alone(&mut self, found: &mut Vec<Statement>) {
        if let Some(text) = self.key.take() {
            found.push(Statement {
                text,
                by_name: None,
            });
        }
    }
}

/// A key at the beginning of a line: one word before a colon.
fn block_key(rest: &str) -> Option<(&str, &str)> {
    if rest.starts_with(['"', '\'']) {
        let quote = &rest[..1];
        let end = rest[1..].find(quote)? + 1;
        let after = rest[end + 1..].trim_start().strip_prefix(':')?;
        let key = &rest[1..end];
        return (!key.contains('\\')).then_some((key, after));
    }
    let end = rest.find(':')?;
    let mut colon = end;
    // `AWS::Region` and `aws:SourceArn` have colons of their own.
    while !rest[colon + 1..].is_empty() && !rest[colon + 1..].starts_with(' ') {
        colon += 1 + rest[colon + 1..].find(':')?;
    }
    let key = &rest[..colon];
    let is_word = !key.is_empty()
        && !key.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | '[' | ','))
        && !key.starts_with(['!', '&', '*', '|', '>', '%', '@', '`']);
    is_word.then_some((key, &rest[colon + 1..]))
}

fn is_block_mark(rest: &str) -> bool {
    let mark = rest.split(" #").next().unwrap_or(rest).trim_end();
    mark.len() <= 3
        && mark[1..]
            .chars()
            .all(|c| matches!(c, '+' | '-') || c.is_ascii_digit())
}

fn word(rest: &str) -> (&str, &str) {
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}'))
        .unwrap_or(rest.len());
    rest.split_at(end)
}

/// The text of a quoted scalar and what follows it; one that is not closed on its line ends with the line.
fn unquote(rest: &str) -> (String, &str) {
    let quote = rest.as_bytes()[0] as char;
    let mut text = String::new();
    let mut characters = rest[1..].char_indices();
    while let Some((at, c)) = characters.next() {
        if c == quote {
            let after = &rest[1 + at + 1..];
            if quote == '\'' && after.starts_with('\'') {
                text.push('\'');
                characters.next();
                continue;
            }
            return (text, after);
        }
        if c == '\\' && quote == '"' {
            match characters.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push(' '),
                Some((_, escaped)) => text.push(escaped),
                None => {}
            }
        } else {
            text.push(c);
        }
    }
    (text, "")
}

/// A text with `${Id}` as `${@}`; and as it is, when that makes a difference.
fn generalised(text: &str) -> (String, Option<String>) {
    let mut general = String::with_capacity(text.len());
    let mut rest = text;
    let mut named = false;
    while let Some(start) = rest.find("${") {
        let (before, from) = rest.split_at(start + 2);
        general.push_str(before);
        let end = from.find('}').unwrap_or(from.len());
        let name = &from[..end];
        rest = &from[end..];
        if name.starts_with("AWS::") || name.starts_with('!') {
            general.push_str(name);
            continue;
        }
        named = true;
        general.push('@');
        general.push_str(name.find('.').map_or("", |dot| &name[dot..]));
    }
    general.push_str(rest);
    let by_name = named.then(|| text.to_owned());
    (general, by_name)
}
