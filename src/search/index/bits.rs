//! A bit for each byte of a text. Knows nothing of the text, nor what its bits say.

use std::ops::Range;

/// A bit for each byte.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub fn with_capacity(bits: usize) -> Self {
        Self(Vec::with_capacity(bits.div_ceil(64)))
    }

    /// Nothing but these.
    pub fn reset(&mut self, bits: u64) {
        self.0.clear();
        self.0.push(bits);
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Makes room.
    pub fn grow(&mut self, bits: usize) {
        let words = bits.div_ceil(64);
        if self.0.len() < words {
            self.0.resize(words, 0);
        }
    }

    /// Sets what is set in a range of others; there must be room for it.
    pub fn copy(&mut self, others: &Self, range: Range<usize>, to: usize) {
        for start in range.clone().step_by(64) {
            let count = (range.end - start).min(64);
            let bits = others.word(start) & (u64::MAX >> (64 - count));
            if bits != 0 {
                self.add(to + (start - range.start), bits);
            }
        }
    }

    /// Sets up to sixty-four bits from anywhere on.
    fn add(&mut self, start: usize, bits: u64) {
        let (word, bit) = (start / 64, start % 64);
        if let Some(first) = self.0.get_mut(word) {
            *first |= bits << bit;
        }
        let rest = bits.checked_shr(64 - u32::try_from(bit).unwrap_or(0));
        if let (Some(rest @ 1..), Some(second)) = (rest, self.0.get_mut(word + 1)) {
            *second |= rest;
        }
    }

    /// Sixty-four bits from anywhere.
    pub fn word(&self, start: usize) -> u64 {
        let at = |word: usize| self.0.get(word).copied().unwrap_or(0);
        let (word, bit) = (start / 64, start % 64);
        match bit {
            0 => at(word),
            bit => at(word) >> bit | at(word + 1) << (64 - bit),
        }
    }

    pub fn set(&mut self, at: usize) {
        let word = at / 64;
        self.grow(at + 1);
        self.0[word] |= 1 << (at % 64);
    }

    pub fn has(&self, at: usize) -> bool {
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    pub fn bytes(&self) -> usize {
        self.0.len() * 8
    }
}
