//! How many tokens a text has, at most, for quotes and reservations. Tokenisers of the models are not public; this errs on the dear side.

/// A cautious over-estimate of the tokens of a text, for any model on Bedrock.
///
/// English prose has about 4 characters a token, code and CloudFormation about 3, JSON with many short keys less. So each run of ASCII letters
/// counts a token per 3 letters begun, each digit run one per 2 digits begun (tokenisers cut numbers short), each punctuation character one, each run of
/// white space one when it is longer than a single blank (a single blank belongs to the word after it), and each character beyond ASCII two, which
/// covers scripts where one character is more than one token. It has not been held against a real tokeniser: a reservation that is too small shows as a charge above it, and the
/// ledger takes the charge.
#[must_use]
pub fn estimate_tokens(text: &str) -> u64 {
    let mut tokens = 0_u64;
    let mut run = Run {
        class: Class::Blank,
        length: 0,
    };
    for character in text.chars() {
        let class = Class::of(character);
        if class == run.class {
            run.length += 1;
        } else {
            tokens += run.tokens();
            run = Run { class, length: 1 };
        }
    }
    tokens + run.tokens()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Blank,
    Punctuation,
    Beyond,
}

impl Class {
    fn of(character: char) -> Class {
        match character {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            character if character.is_whitespace() => Class::Blank,
            character if character.is_ascii() => Class::Punctuation,
            _ => Class::Beyond,
        }
    }
}

struct Run {
    class: Class,
    length: u64,
}

impl Run {
    fn tokens(&self) -> u64 {
        match self.class {
            Class::Letter => self.length.div_ceil(3),
            Class::Digit => self.length.div_ceil(2),
            // Long indentation is cut into several tokens.
            Class::Blank if self.length <= 1 => 0,
            Class::Blank => self.length.div_ceil(8),
            Class::Punctuation => self.length,
            Class::Beyond => self.length * 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::estimate_tokens;

    #[test]
    fn the_estimate_is_above_a_count_of_words_and_signs_and_not_absurdly_so() {
        // Rough counts by hand, a token a word or a sign: at least these, at most twice.
        for (text, real) in [
            ("Hello, world!", 4),
            ("The quick brown fox jumps over the lazy dog.", 10),
            ("AWSTemplateFormatVersion: '2010-09-09'", 16),
            (
                "    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 180\n",
                25,
            ),
            ("{\"id\":\"runtime\",\"order\":1,\"weight\":1}", 17),
        ] {
            let estimated = estimate_tokens(text);
            assert!(
                estimated >= real && estimated <= real * 2 + 4,
                "{text:?}: {estimated} for about {real} tokens: a quote has to be above the bill, and near it"
            );
        }
    }

    #[test]
    fn nothing_is_nothing_and_more_text_is_never_fewer_tokens() {
        assert_eq!(estimate_tokens(""), 0, "an empty prompt costs nothing");
        let text = "Résumé 日本語 { \"a\": [1, 2, 3] }\n\n\tword";
        let mut before = 0;
        for (at, _) in text.char_indices() {
            let now = estimate_tokens(&text[..at]);
            assert!(
                now >= before,
                "a longer text must not be cheaper: {:?}",
                &text[..at]
            );
            before = now;
        }
    }
}
