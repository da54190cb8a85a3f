//! The nearest known words to one that is not known.

use strsim::damerau_levenshtein;

/// The single nearest candidate, if it is near enough to be what was meant.
pub fn one<'a>(asked: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    some(asked, candidates, 1).into_iter().next()
}

/// Up to `limit` near candidates, the nearest first; ties keep the order given.
pub fn some<'a>(
    asked: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Vec<&'a str> {
    // Longer inputs are not misspelt names, and the distance is quadratic.
    if asked.chars().count() > 64 {
        return Vec::new();
    }
    let reach = (asked.chars().count() / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 128)
        .map(|candidate| (distance(asked, candidate), candidate))
        .filter(|(distance, _)| *distance <= reach)
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.dedup_by_key(|(_, candidate)| *candidate);
    near.truncate(limit);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

fn distance(asked: &str, candidate: &str) -> usize {
    if asked.len() >= 4 && candidate.starts_with(asked) {
        return 1;
    }
    damerau_levenshtein(asked, candidate)
}

/// How many slips of the finger lie between two words, each letter touched once at most.
pub(crate) fn slips(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word_and_nonsense_finds_none() {
        let known = ["hubspot", "github", "mysql"];
        assert_eq!(one("hubsopt", known), Some("hubspot"));
        assert_eq!(one("mysq", known), Some("mysql"));
        assert_eq!(one("elephant", known), None);
    }
}
