//! "Did you mean": the nearest of some known names. Templates, criteria and mission files share it, so that they call the same
//! slips slips. What is done with a name is said elsewhere.

/// Longer names are not compared, so that hostile input stays cheap.
const LONGEST: usize = 100;
/// Of more candidates only the first are compared.
const MOST: usize = 2_000;

/// The candidate that `name` is most likely a typing slip of; the first of equally near ones, and never `name` itself. Letter
/// case does not count: `!Getatt` is as near as can be.
pub fn nearest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let letters = Letters::of(&lower);
    // One slip in a short name, two in a longer one; more would call different names typos.
    let allowed = (name.chars().count() / 3).clamp(1, 2);
    let mut best: Option<(usize, &'n str)> = None;
    for candidate in candidates.into_iter().take(MOST) {
        // A letter has up to four bytes. Most names are told apart here, without an edit distance.
        if candidate == name
            || candidate.len() > LONGEST
            || candidate.len().abs_diff(name.len()) > 4 * allowed
            || letters.at_least_apart(candidate) > allowed
        {
            continue;
        }
        let other = candidate.to_lowercase();
        let distance = strsim::osa_distance(&lower, &other);
        // A name of which no letter is left is another name.
        if distance <= allowed
            && distance < lower.len().max(other.len())
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each ASCII letter is in a name, whatever its case.
struct Letters {
    counts: [u8; 128],
    length: usize,
    is_ascii: bool,
}

impl Letters {
    /// Of a name in lower case, which [`LONGEST`] keeps from counting too far.
    fn of(lower: &str) -> Self {
        let mut counts = [0; 128];
        for byte in lower.bytes().filter(u8::is_ascii) {
            counts[usize::from(byte)] += 1;
        }
        Self {
            counts,
            length: lower.len(),
            is_ascii: lower.is_ascii(),
        }
    }

    /// No fewer slips than this turn one name into the other, since each brings or takes one letter at most. Cheap, where an
    /// edit distance takes the product of both lengths.
    fn at_least_apart(&self, other: &str) -> usize {
        if !self.is_ascii || !other.is_ascii() {
            return 0;
        }
        let mut left = self.counts;
        let mut shared = 0;
        for byte in other.bytes() {
            let count = &mut left[usize::from(byte.to_ascii_lowercase())];
            if *count > 0 {
                *count -= 1;
                shared += 1;
            }
        }
        self.length.max(other.len()) - shared
    }
}

/// `, did you mean `X`?` or nothing: the end of a sentence.
pub fn did_you_mean<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |near| format!(", did you mean `{near}`?"))
}

/// `, did you mean `X`?` or a full stop: the end of a sentence.
pub(crate) fn ending(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(
        || ".".to_owned(),
        |name| format!(", did you mean `{name}`?"),
    )
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::{Letters, nearest};

    fn check(name: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(
            nearest(name, candidates.iter().copied()),
            expected,
            "the nearest to {name:?} among {candidates:?}"
        );
    }

    #[test]
    fn slips_are_found_and_other_names_are_not() {
        let functions = ["GetAtt", "Ref", "Sub", "OrdersQueue"];
        check("GetAttr", &functions, Some("GetAtt"));
        check("getatt", &functions, Some("GetAtt"));
        check("Rfe", &functions, Some("Ref"));
        check("OrderQueue", &functions, Some("OrdersQueue"));
        check("Bananas", &functions, None);
        check("", &functions, None);
        check("Runtime", &["Role", "Runtme", "Handler"], Some("Runtme"));
        check("Runtime", &["Rutnime"], Some("Rutnime"));
        check("Runtime", &["Timeout"], None);
        check(
            "AWS::SQS::Queue",
            &["AWS::SQS:Queue"],
            Some("AWS::SQS:Queue"),
        );
        check("AWS::SQS::Queue", &["AWS::SQS::QueuePolicy"], None);
        check("Code", &["Name"], None);
        check("Id", &["Ids", "Ip"], Some("Ids"));
        check("A", &["B", ""], None);
        check("Key", &["Key"], None);
        check("Größe", &["Grösse", "Grüße"], Some("Grüße"));
        check("Straẞe", &["Strasse", "Straße"], Some("Straße"));
    }

    proptest! {
        #[test]
        fn counting_letters_never_claims_too_much(a in "[a-cA-C]{0,8}", b in "[a-cA-C]{0,8}") {
            let (a, b) = (a.to_lowercase(), b);
            let distance = strsim::osa_distance(&a, &b.to_lowercase());
            let least = Letters::of(&a).at_least_apart(&b);
            prop_assert!(least <= distance, "{a} and {b}: {least} is more than {distance}");
        }
    }
}
