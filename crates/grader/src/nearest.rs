//! "Did you mean": the nearest of some names. What is done with it is said elsewhere.

/// Longer names are not compared, so that hostile input stays cheap.
const MAX_BYTES: usize = 100;

/// The candidate that `name` is most likely a typo of; the first of equally near ones. Not `name` itself.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let folded = fold(name)?;
    // One slip in a short name, two in a longer one; more would call different names typos.
    let allowed = if folded.len() < 4 { 1 } else { 2 };
    let mut best: Option<(usize, &'c str)> = None;
    for candidate in candidates {
        // Most names are told apart by their length alone, in bytes near enough.
        if candidate == name || candidate.len().abs_diff(name.len()) > allowed {
            continue;
        }
        let Some(other) = fold(candidate) else {
            continue;
        };
        let distance = strsim::osa_distance(&folded, &other);
        if distance <= allowed
            && distance < folded.len().max(other.len())
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Lower case; `None` when too long to be a name.
fn fold(name: &str) -> Option<String> {
    (name.len() <= MAX_BYTES).then(|| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(
            nearest(name, candidates.iter().copied()),
            expected,
            "the nearest to {name} among {candidates:?}"
        );
    }

    #[test]
    fn typos_are_found_and_other_names_are_not() {
        check("Runtime", &["Role", "Runtme", "Handler"], Some("Runtme"));
        check("Runtime", &["RunTime"], Some("RunTime"));
        check("Runtime", &["Rutnime"], Some("Rutnime"));
        check("Runtime", &["Timeout"], None);
        check(
            "AWS::SQS::Queue",
            &["AWS::SQS:Queue"],
            Some("AWS::SQS:Queue"),
        );
        check("AWS::SQS::Queue", &["AWS::SQS::QueuePolicy"], None);
        check("Id", &["Ids", "Ip"], Some("Ids"));
        check("A", &["B"], None);
        check("Key", &["Key"], None);
        check("", &["a", ""], None);
    }
}
