//! Whether all texts of a list differ, told without comparing them. Knows nothing of what they say.

/// Texts that are no further apart than this are told from each other; more of them in one place are a bad chance, or
/// made to be so.
const STEPS: usize = 64;

/// Whether all of them differ for certain; `false` is no verdict.
pub(super) fn surely_differ<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> bool {
    let mut marks = vec![0; (2 * texts.len()).next_power_of_two()];
    let mut texts = texts;
    texts.all(|text| put(&mut marks, mark(text)))
}

/// Whether a mark was not there and has found a place. There are as many places as a power of two.
fn put(marks: &mut [u64], mark: u64) -> bool {
    let last = marks.len() - 1;
    // The upper half depends on all letters.
    let [.., a, b, c, d] = mark.to_le_bytes();
    let first = u32::from_le_bytes([a, b, c, d]) as usize;
    for step in 0..STEPS {
        match &mut marks[first.wrapping_add(step) & last] {
            free @ 0 => {
                *free = mark;
                return true;
            }
            taken if *taken == mark => return false,
            _ => {}
        }
    }
    false
}

/// The same for the same text, and hardly ever for another one; never 0.
fn mark(text: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (eights, rest) = text.as_bytes().as_chunks();
    let joined = |mark: u64, eight: u64| (mark.rotate_left(5) ^ eight).wrapping_mul(FACTOR);
    let mark = eights.iter().fold(text.len() as u64, |mark, eight| {
        joined(mark, u64::from_le_bytes(*eight))
    });
    let rest = rest
        .iter()
        .fold(0, |rest, byte| rest << 8 | u64::from(*byte));
    joined(mark, rest) | 1
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn many_alike_that_differ_are_seen_to() {
        for count in [0, 1, 2, 3, 690, 20_000] {
            let texts: Vec<String> = (0..count)
                .map(|at| format!("{at:08x}-fb51-4045-bacc-9619e31c43ea"))
                .collect();
            assert!(surely_differ(texts.iter().map(String::as_str)), "{count}");
        }
        let texts: Vec<String> = (0..20_000).map(|at| format!("airbyte/{at}")).collect();
        assert!(surely_differ(texts.iter().map(String::as_str)));
    }

    #[test]
    fn what_cannot_be_told_apart_is_no_verdict() {
        let mut full = vec![7; 64];
        assert!(!put(&mut full, 9));
    }

    proptest::proptest! {
        #[test]
        fn what_surely_differs_does(texts in proptest::collection::vec("[ab]{0,9}", 0..12)) {
            let different: HashSet<_> = texts.iter().collect();
            let differ = different.len() == texts.len();
            proptest::prop_assert_eq!(surely_differ(texts.iter().map(String::as_str)), differ);
        }
    }
}
