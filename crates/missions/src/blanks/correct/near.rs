//! The one word that an answer can only be a slip of.

/// Of a shorter word too little is left after a slip.
const SHORTEST: usize = 3;

/// The only candidate that differs by case, or else by one slip (a letter more, less, other, or two that changed places). Numbers in it are
/// the same numbers: a digit is never a slip.
pub(super) fn only_near<'c>(
    answer: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let lower = answer.to_lowercase();
    let mut by_case = Vec::new();
    let mut by_slip = Vec::new();
    for candidate in candidates {
        let other = candidate.to_lowercase();
        if lower == other {
            by_case.push(candidate);
        } else if is_slip(&lower, &other) {
            by_slip.push(candidate);
        }
    }
    only(by_case.clone()).or_else(|| by_case.is_empty().then(|| only(by_slip)).flatten())
}

/// The same candidate may be there twice.
fn only(mut candidates: Vec<&str>) -> Option<&str> {
    candidates.dedup();
    match candidates.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

fn is_slip(answer: &str, candidate: &str) -> bool {
    let (answer_length, length) = (answer.chars().count(), candidate.chars().count());
    length >= SHORTEST
        && answer_length.abs_diff(length) <= 1
        && numbers(answer).eq(numbers(candidate))
        && strsim::osa_distance(answer, candidate) == 1
}

/// The runs of digits of a text, in order.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_numeric())
        .filter(|run| !run.is_empty())
}
