//! What is known of each spelling of a catalog's own words. There are few of them, and many connectors that use each:
//! looking is faster than hashing. Knows nothing of what the words mean.

use std::collections::HashMap;

/// As many as are looked through; the others of a catalog that has more are hashed.
const FEW: usize = 12;

/// A value for each spelling.
#[derive(Debug)]
pub struct Spelt<'s, V> {
    few: Vec<(&'s str, V)>,
    others: HashMap<&'s str, V>,
}

impl<'s, V> Spelt<'s, V> {
    /// The value of a spelling, made where it is seen for the first time.
    pub fn of(&mut self, word: &'s str, make: impl FnOnce() -> V) -> &mut V {
        match self.few.iter().position(|(known, _)| *known == word) {
            Some(at) => &mut self.few[at].1,
            None if self.few.len() < FEW => {
                let at = self.few.len();
                self.few.push((word, make()));
                &mut self.few[at].1
            }
            None => self.others.entry(word).or_insert_with(make),
        }
    }
}

impl<V> Default for Spelt<'_, V> {
    fn default() -> Self {
        Self {
            few: Vec::new(),
            others: HashMap::new(),
        }
    }
}

impl<'s, V> IntoIterator for Spelt<'s, V> {
    type Item = (&'s str, V);
    type IntoIter = std::iter::Chain<
        std::vec::IntoIter<(&'s str, V)>,
        std::collections::hash_map::IntoIter<&'s str, V>,
    >;
    fn into_iter(self) -> Self::IntoIter {
        self.few.into_iter().chain(self.others)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn few_and_many_are_counted_alike() {
        for distinct in [0, 1, FEW, FEW + 1, 5 * FEW] {
            let words: Vec<String> = (0..distinct).map(|at| format!("w{at}")).collect();
            let all = words.iter().chain(words.iter().skip(1)).chain(&words);
            let mut spelt = Spelt::default();
            let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
            for word in all {
                *spelt.of(word, || 0) += 1;
                *expected.entry(word).or_default() += 1;
            }
            assert_eq!(spelt.into_iter().collect::<BTreeMap<_, usize>>(), expected);
        }
    }
}
