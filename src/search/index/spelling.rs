//! All that a connector is called, as it is put down in the book. Most names are short and plain: those are read letter
//! by letter without a question asked, because a question whose answer is new each time costs more than the letter.

use super::{alias::Aliases, bits::Bits, book::Mark};
use crate::{
    catalog::Connector,
    search::{
        heritage,
        letters::{Letters, bit, mask},
    },
};

/// As many letters as there are bits in a word.
const SHORT: usize = 64;

/// What a plain letter is, and anything else between letters.
#[derive(Clone, Copy)]
struct Sort {
    /// As it is compared.
    letter: u8,
    is_letter: bool,
    is_small: bool,
    is_capital: bool,
    /// The bit of a mask.
    bit: u64,
}

const SORTS: [Sort; 128] = {
    let mut sorts = [Sort::of(0); 128];
    let mut byte = 0;
    while byte < 128 {
        sorts[byte as usize] = Sort::of(byte);
        byte += 1;
    }
    sorts
};

impl Sort {
    const fn of(byte: u8) -> Self {
        let letter = byte.to_ascii_lowercase();
        let is_letter = byte.is_ascii_alphanumeric();
        Self {
            letter,
            is_letter,
            is_small: byte.is_ascii_lowercase(),
            is_capital: byte.is_ascii_uppercase(),
            bit: if is_letter { bit(letter as u32) } else { 0 },
        }
    }
}

/// One spelling.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    pub text: String,
    /// The letters before which something separated words.
    pub gaps: Bits,
    /// The capitals that follow a small letter.
    pub humps: Bits,
    /// The letters that occur.
    mask: u64,
}

impl Spelling {
    /// Another one in the same memory.
    fn reread(&mut self, original: &str) {
        self.text.clear();
        if original.len() <= SHORT && original.is_ascii() {
            self.read_short(original);
        } else {
            self.read_any(original);
        }
    }

    fn read_short(&mut self, original: &str) {
        let mut letters = [0; SHORT];
        let (mut count, mut mask, mut gaps, mut humps) = (0, 0, 0, 0);
        let mut before = Sort::of(b' ');
        for byte in original.bytes() {
            let sort = SORTS[usize::from(byte & 0x7f)];
            // What is no letter is overwritten by the next one.
            letters[count % SHORT] = sort.letter;
            mask |= sort.bit;
            gaps |= u64::from(sort.is_letter && !before.is_letter) << (count % SHORT);
            humps |= u64::from(sort.is_capital && before.is_small) << (count % SHORT);
            count += usize::from(sort.is_letter);
            before = sort;
        }
        self.mask = mask;
        if let Ok(text) = std::str::from_utf8(&letters[..count]) {
            self.text.push_str(text);
        }
        // Nothing stands before the first.
        self.gaps.reset(gaps & !1);
        self.humps.reset(humps);
    }

    fn read_any(&mut self, original: &str) {
        let letters = Letters::of(original);
        for (bits, places) in [
            (&mut self.gaps, &letters.gaps),
            (&mut self.humps, &letters.humps),
        ] {
            bits.reset(0);
            for at in places {
                bits.set(*at);
            }
        }
        self.mask = mask(&letters.text);
        self.text = letters.text;
    }
}

/// The spellings of one connector, the strongest first; none twice. One connector after the other is read into the
/// same memory.
#[derive(Default)]
pub(super) struct Spellings {
    shelf: Vec<(Mark, Spelling)>,
    count: usize,
}

impl Spellings {
    pub fn all(&self) -> &[(Mark, Spelling)] {
        &self.shelf[..self.count]
    }

    /// The letters that occur.
    pub fn mask(&self) -> u64 {
        let masks = self.all().iter().map(|(_, spelling)| spelling.mask);
        masks.fold(0, |all, one| all | one)
    }

    pub fn read(&mut self, connector: &Connector, aliases: &Aliases<'_>) {
        self.count = 0;
        self.put(Mark::Name, &connector.name);
        self.put(Mark::Tail, connector.tail());
        if let [(mark, name), (_, tail), ..] = self.shelf.as_mut_slice() {
            let is_same = name.text == tail.text && name.gaps == tail.gaps && tail.humps.is_empty();
            if is_same {
                *mark = Mark::Both;
                self.count = 1;
            }
        }
        if let Some((bare, rest)) = connector.name.split_once('(') {
            self.add(Mark::Bare, bare);
            let inner = rest.split('(');
            inner
                .filter_map(|rest| rest.split(')').next())
                .for_each(|acronym| self.add(Mark::Acronym, acronym));
        }
        heritage::former(connector).for_each(|name| self.add(Mark::Former, name));
        aliases.each(connector, |alias| self.add(Mark::Alias, alias));
    }

    fn put(&mut self, mark: Mark, text: &str) {
        if self.shelf.len() == self.count {
            self.shelf.push((mark, Spelling::default()));
        }
        let (place, spelling) = &mut self.shelf[self.count];
        *place = mark;
        spelling.reread(text);
        self.count += 1;
    }

    /// Unless it is empty, or the letters are those of another.
    fn add(&mut self, mark: Mark, text: &str) {
        self.put(mark, text);
        let Some(((_, new), before)) = self.all().split_last() else {
            return;
        };
        if new.text.is_empty() || before.iter().any(|(_, known)| known.text == new.text) {
            self.count -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{search::Alone, text::Text, words::Kind};

    proptest::proptest! {
        #[test]
        fn a_short_text_reads_as_any_other(text in "([a-cX-Z0-2]{0,3}[ -~\\x00-\\x1f\\x7f]?){0,16}") {
            let (mut short, mut any) = (Spelling::default(), Spelling::default());
            short.reread("What was there (before)");
            short.reread(&text);
            any.read_any("What was there (before)");
            any.read_any(&text);
            proptest::prop_assert!(text.len() <= SHORT);
            proptest::prop_assert_eq!(short, any);
        }
    }

    #[test]
    fn what_stands_in_parentheses_is_a_spelling_each() {
        let table: [(&str, &[&str]); 5] = [
            ("Plain", &["plain", "slug"]),
            ("A b (CD)", &["abcd", "slug", "ab", "cd"]),
            ("A (b) c (d)", &["abcd", "slug", "a", "b", "d"]),
            ("A (b (c))", &["abc", "slug", "a", "b", "c"]),
            ("(b(c", &["bc", "slug", "b", "c"]),
        ];
        let aliases = Aliases::of(&[], &Alone);
        let mut spellings = Spellings::default();
        for (name, expected) in table {
            let (slug, name) = (Text::name("source-slug"), Text::name(name));
            spellings.read(&Connector::new(slug, Kind::Source, name), &aliases);
            let texts = spellings.all().iter();
            let texts: Vec<&str> = texts.map(|(_, one)| one.text.as_str()).collect();
            assert_eq!(texts, expected);
        }
    }

    #[test]
    fn the_last_letter_of_a_short_text_is_read_like_the_first_of_a_long_one() {
        for letters in [SHORT - 1, SHORT, SHORT + 1] {
            let text = "aB ".repeat(SHORT)[..letters].to_owned();
            let mut spelling = Spelling::default();
            spelling.reread(&text);
            let known = Letters::of(&text);
            assert_eq!(spelling.text, known.text);
            let bits =
                |bits: &Bits| -> Vec<usize> { (0..SHORT).filter(|at| bits.has(*at)).collect() };
            assert_eq!(
                (bits(&spelling.gaps), bits(&spelling.humps)),
                (known.gaps, known.humps)
            );
        }
    }
}
