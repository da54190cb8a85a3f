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

/// The candidates that one begins, else those that it is a part of; none where they are many. What separates words does
/// not matter.
pub fn begun<'a>(asked: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const FEW: usize = 3;
    const PART: usize = 3;
    let letters = |text: &str| text.replace(['-', '_', ' '], "");
    let asked = letters(asked);
    if asked.is_empty() {
        return Vec::new();
    }
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let all = |is_hit: &dyn Fn(&str) -> bool| -> Vec<&'a str> {
        let hits = candidates.iter().copied();
        hits.filter(|candidate| is_hit(&letters(candidate)))
            .collect()
    };
    let mut found = all(&|candidate| candidate.starts_with(asked.as_str()));
    if found.is_empty() && asked.chars().count() >= PART {
        found = all(&|candidate| candidate.contains(asked.as_str()));
    }
    if found.len() > FEW { Vec::new() } else { found }
}

/// Words as they are offered for one that is none: `; did you mean "airbyte" or "archived"?`; nothing without any.
pub fn offered(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    if quoted.is_empty() {
        return String::new();
    }
    format!("; did you mean {}?", quoted.join(" or "))
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

    #[test]
    fn a_beginning_or_a_part_offers_all_that_it_could_become() {
        let known = ["airbyte", "archived", "self_managed", "manifest-only"];
        assert_eq!(begun("air", known), ["airbyte"]);
        assert_eq!(begun("a", known), ["airbyte", "archived"]);
        assert_eq!(begun("selfmanaged", known), ["self_managed"]);
        assert_eq!(begun("only", known), ["manifest-only"]);
        assert_eq!(begun("y", known), [""; 0]);
        assert_eq!(begun("", known), [""; 0]);
        assert_eq!(offered(&["a", "b"]), "; did you mean \"a\" or \"b\"?");
    }
}
