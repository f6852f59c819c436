//! "Did you mean": the nearest of some known names.

/// Longer names are not compared, so that hostile input stays cheap.
const LONGEST: usize = 64;
/// Of more candidates only the first are compared.
const MOST: usize = 2_000;

/// The candidate nearest to `name`, when it is near enough to be a typing slip. Of equally near ones, the first.
pub(crate) fn nearest<'n>(
    name: &str,
    candidates: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    // A third of the letters, but at least one and at most three.
    let allowed = (name.chars().count() / 3).clamp(1, 3);
    candidates
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST && candidate.len().abs_diff(name.len()) <= 3)
        .map(|candidate| (distance(&lower, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `, did you mean `X`?` or a full stop: the end of a sentence.
pub(crate) fn ending(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(
        || ".".to_owned(),
        |name| format!(", did you mean `{name}`?"),
    )
}

/// Letter case does not count: `!Getatt` is as near as can be.
fn distance(lower: &str, candidate: &str) -> usize {
    strsim::osa_distance(lower, &candidate.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_slips_and_nothing_else() {
        let names = ["GetAtt", "Ref", "Sub", "OrdersQueue"];
        for (written, expected) in [
            ("GetAttr", Some("GetAtt")),
            ("getatt", Some("GetAtt")),
            ("Rfe", Some("Ref")),
            ("OrderQueue", Some("OrdersQueue")),
            ("Bananas", None),
            ("", None),
        ] {
            assert_eq!(
                nearest(written, names.into_iter()),
                expected,
                "for {written:?}"
            );
        }
    }
}
