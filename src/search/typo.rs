//! One slip of the finger: a letter too many, too few or wrong, or two that changed places.

/// Shorter words are one slip away from too many others.
pub(super) const FROM: usize = 4;

/// Whether two words differ by exactly one slip.
pub(super) fn is_slip(asked: &str, known: &str) -> bool {
    let lengths = asked.len().abs_diff(known.len());
    // A letter has at most four bytes.
    if lengths > 4 || asked == known {
        return false;
    }
    let same = |(a, b): &(char, char)| a == b;
    let start = asked.chars().zip(known.chars()).take_while(same);
    let start: usize = start.map(|(c, _)| c.len_utf8()).sum();
    let (asked, known) = (&asked[start..], &known[start..]);
    let end = asked
        .chars()
        .rev()
        .zip(known.chars().rev())
        .take_while(same);
    let end: usize = end.map(|(c, _)| c.len_utf8()).sum();
    let asked: Vec<char> = asked[..asked.len() - end].chars().take(3).collect();
    let known: Vec<char> = known[..known.len() - end].chars().take(3).collect();
    match (asked.as_slice(), known.as_slice()) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places() {
        let table = [
            ("hubsopt", "hubspot", true),
            ("hubspott", "hubspot", true),
            ("hubspo", "hubspot", true),
            ("hubspat", "hubspot", true),
            ("ubspot", "hubspot", true),
            ("hubspot", "hubspot", false),
            ("hbusopt", "hubspot", false),
            ("hub", "hubspot", false),
            ("caß", "cas", true),
            ("日木語", "日本語", true),
            ("aa", "aaa", true),
            ("", "a", true),
            ("", "", false),
        ];
        for (asked, known, expected) in table {
            assert_eq!(is_slip(asked, known), expected, "{asked} {known}");
            assert_eq!(is_slip(known, asked), expected, "{known} {asked}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_slip_is_what_damerau_counts_as_one(a in "[ab語]{0,6}", b in "[ab語]{0,6}") {
            let slips = crate::text::nearest::slips(&a, &b);
            proptest::prop_assert_eq!(is_slip(&a, &b), slips == 1);
        }
    }
}
