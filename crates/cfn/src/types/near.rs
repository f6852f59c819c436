//! The name that a learner may have meant. Beside typing slips ([`suggest`]) AWS's own names are long where people's are short:
//! `Encryption` for `BucketEncryption`.

use crate::suggest;

use super::type_names;

/// Shorter words are in too many names.
const SHORTEST_WORD: usize = 4;
/// Longer names are not compared, so that hostile input stays cheap.
const LONGEST: usize = 100;

/// The candidate nearest to `name`: a typing slip, else the shortest that starts or ends with it, else the longest that it starts or
/// ends with.
pub(crate) fn near(
    name: &str,
    candidates: impl IntoIterator<Item = &'static str>,
) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let candidates: Vec<&'static str> = candidates.into_iter().collect();
    suggest::nearest(name, candidates.iter().copied())
        .or_else(|| {
            let longer = candidates.iter().filter(|other| has_at_an_end(other, name));
            longer.min_by_key(|other| other.len()).copied()
        })
        .or_else(|| {
            let shorter = candidates.iter().filter(|other| has_at_an_end(name, other));
            // The first of equally long ones.
            shorter.rev().max_by_key(|other| other.len()).copied()
        })
}

/// Whether the longer name starts or ends with the shorter one, whatever the case of letters.
fn has_at_an_end(longer: &str, shorter: &str) -> bool {
    let Some(rest) = longer.len().checked_sub(shorter.len()) else {
        return false;
    };
    let same = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(shorter));
    shorter.len() >= SHORTEST_WORD
        && rest > 0
        && (same(longer.get(..shorter.len())) || same(longer.get(rest..)))
}

/// The type nearest to a name: a typing slip, else the only type of any service with the same last part.
pub(super) fn type_name(name: &str) -> Option<&'static str> {
    // Two slips at most; and `suggest` does not look at thousands of candidates.
    let alike = type_names().filter(|other| other.len().abs_diff(name.len()) <= 2);
    suggest::nearest(name, alike).or_else(|| {
        let (_, last) = name.rsplit_once("::")?;
        let mut same = type_names().filter(|other| {
            let part = other.rsplit_once("::").map(|(_, part)| part);
            part.is_some_and(|part| part.eq_ignore_ascii_case(last))
        });
        same.next().filter(|_| same.next().is_none())
    })
}
