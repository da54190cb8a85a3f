//! The most that the scorer could give to letters in order, told from the letters of the index alone: what cannot come
//! to the floor need not be scored. It is never below the score; how near it comes is only a matter of speed.

/// Longer texts and words are left to the scorer.
const LONGEST: usize = 128;
/// Less than anything.
const NONE: i32 = i32::MIN / 2;

const HIT: i32 = 16;
const WORD_START: i32 = 8;
const TEXT_START: i32 = 16;
const ADJACENT: i32 = 4;
const GAP: i32 = 4;
const LONGER_GAP: i32 = 1;

/// Whether letters stand in a text in order.
pub(super) fn is_in_order(text: &[u8], word: &[u8]) -> bool {
    let mut letters = text.iter();
    word.iter()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

/// Scores by the letter at which an alignment stands.
struct Row {
    /// Where the letter is hit.
    hit: [i32; LONGEST],
    /// Where it is passed over.
    passed: [i32; LONGEST],
    best: i32,
}

/// The most that a text could be worth, whose letters are a word's in order; words begin where `is_start` says.
pub(super) fn most(text: &[u8], is_start: impl Fn(usize) -> bool, word: &[u8]) -> i32 {
    if text.len() > LONGEST || word.len() > LONGEST {
        return i32::MAX;
    }
    let mut bonus = [0; LONGEST];
    for (at, bonus) in bonus.iter_mut().enumerate().take(text.len()) {
        *bonus = match at.checked_sub(1).and_then(|before| text.get(before)) {
            None => TEXT_START,
            // A capital behind a digit counts as a start, and the index does not tell it.
            Some(before) if before.is_ascii_digit() || is_start(at) => WORD_START,
            Some(_) => 0,
        };
    }
    let empty = || Row {
        hit: [NONE; LONGEST],
        passed: [NONE; LONGEST],
        best: NONE,
    };
    let mut rows = [empty(), empty()];
    rows[1].passed = [-1; LONGEST];
    rows[1].best = -1;
    let mut from = 0;
    for letter in word {
        let Some(first) = text[from..].iter().position(|other| other == letter) else {
            return NONE;
        };
        let [row, before] = &mut rows;
        follow(row, before, (text, &bonus), (*letter, from + first));
        from += first + 1;
        rows.reverse();
    }
    // The scorer looks at one cell of the last row but one, too.
    rows[0].best.max(rows[1].best)
}

/// Fills in the row of a letter. The scorer keeps two rows, and begins each with a cell of the row that it had before:
/// whatever stood there may go on.
fn follow(
    row: &mut Row,
    before: &Row,
    (text, bonus): (&[u8], &[i32; LONGEST]),
    (letter, first): (u8, usize),
) {
    let mut passed = row.best - LONGER_GAP;
    let mut hit = NONE;
    for at in first..text.len() {
        passed = (passed - LONGER_GAP).max(hit - GAP);
        hit = NONE;
        if text[at] == letter {
            let last = at.checked_sub(1);
            let is_doubled = last.is_some_and(|last| text[last] == letter);
            let near = if is_doubled || at == first {
                WORD_START
            } else {
                ADJACENT
            };
            let (joined, apart) = match last {
                Some(last) => (before.hit[last], before.passed[last]),
                None => (NONE, before.best),
            };
            hit = HIT + (joined + near.max(bonus[at])).max(apart + bonus[at]);
        }
        row.hit[at] = hit;
        row.passed[at] = passed;
        row.best = row.best.max(hit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::letters::Letters;
    use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

    fn of(text: &str, word: &str) -> Option<i32> {
        let letters = Letters::of(text);
        let is_start = |at| letters.gaps.contains(&at) || letters.humps.contains(&at);
        let bytes = letters.text.as_bytes();
        is_in_order(bytes, word.as_bytes()).then(|| most(bytes, is_start, word.as_bytes()))
    }

    #[test]
    fn a_beginning_is_worth_what_the_scorer_gives_and_strewn_letters_less() {
        assert_eq!(of("google", "goo"), Some(31 + 24 + 24));
        assert_eq!(of("google", "oog1"), None);
        assert!(of("Zapier Supported Storage", "ates").is_some_and(|most| most < 4 * 18));
        assert_eq!(of(&"ab".repeat(100), "ab"), Some(i32::MAX));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 4000, ..Default::default() })]

        #[test]
        fn it_is_never_below_the_score(text in "[a-cA-C1 ._()-]{0,24}", word in "[a-c1]{3,9}") {
            let score = SkimMatcherV2::default().ignore_case().fuzzy_match(&text, &word);
            if let Some(score) = score {
                let most = of(&text, &word);
                proptest::prop_assert!(most.is_some_and(|most| i64::from(most) >= score), "{most:?} {score}");
            }
        }
    }
}
