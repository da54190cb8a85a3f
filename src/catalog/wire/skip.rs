//! Steps over JSON values: what stands there must be JSON, and is not looked at for anything else. Takes what the parser
//! takes where it ignores a value, faster, and to any depth. Knows no error: the parser words those.

/// A place in a JSON text. `None` from any step means that no JSON stands there.
pub(super) struct Skipper<'a> {
    text: &'a str,
    /// What is not taken yet.
    rest: &'a [u8],
}

impl<'a> Skipper<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let rest = text.as_bytes();
        Self { text, rest }
    }

    /// How much was taken.
    #[inline]
    pub(super) fn place(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// The text between two places.
    #[inline]
    pub(super) fn between(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text.get(start..end)
    }

    /// The next byte that is no blank; it is not taken.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// Takes a byte if it is the next one behind blanks.
    #[inline]
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        self.peek();
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        self.accept(byte).then_some(())
    }

    /// Takes a value of any kind.
    #[inline]
    pub(super) fn value(&mut self) -> Option<()> {
        match self.peek() {
            // Many are texts, and nothing is open in them.
            Some(b'"') => self.string().map(drop),
            _ => self.nested(),
        }
    }

    fn nested(&mut self) -> Option<()> {
        let mut open = Open::default();
        loop {
            self.peek();
            match self.rest {
                [b'"', ..] => {
                    self.string()?;
                }
                [b'{', inner @ ..] => {
                    self.rest = inner;
                    if !self.accept(b'}') {
                        self.key()?;
                        open.push(Kind::Object);
                        continue;
                    }
                }
                [b'[', inner @ ..] => {
                    self.rest = inner;
                    if !self.accept(b']') {
                        open.push(Kind::List);
                        continue;
                    }
                }
                [b't', b'r', b'u', b'e', rest @ ..]
                | [b'f', b'a', b'l', b's', b'e', rest @ ..]
                | [b'n', b'u', b'l', b'l', rest @ ..] => self.rest = rest,
                _ => self.number()?,
            }
            if self.is_over(&mut open)? {
                return Some(());
            }
        }
    }

    /// Takes what stands behind a value, up to the next one. Whether there is no more of them.
    #[inline]
    fn is_over(&mut self, open: &mut Open) -> Option<bool> {
        loop {
            let Some(kind) = open.innermost() else {
                return Some(true);
            };
            if self.accept(b',') {
                if kind == Kind::Object {
                    self.key()?;
                }
                return Some(false);
            }
            self.take(kind.end())?;
            open.pop();
        }
    }

    #[inline]
    fn key(&mut self) -> Option<()> {
        self.peek();
        self.string()?;
        self.take(b':')
    }

    /// Takes a text with its quotes. Whether anything in it is escaped.
    #[inline]
    pub(super) fn string(&mut self) -> Option<bool> {
        let [b'"', rest @ ..] = self.rest else {
            return None;
        };
        match behind_plain(rest) {
            [b'"', behind @ ..] => {
                self.rest = behind;
                Some(false)
            }
            other => {
                self.rest = behind_escaped(other)?;
                Some(true)
            }
        }
    }

    pub(super) fn number(&mut self) -> Option<()> {
        let ([b'-', rest @ ..] | rest) = self.rest;
        let mut rest = match rest {
            // No number has a zero before its other digits.
            [b'0', b'0'..=b'9', ..] => return None,
            [b'0', rest @ ..] => rest,
            _ => behind_digits(rest)?,
        };
        if let [b'.', fraction @ ..] = rest {
            rest = behind_digits(fraction)?;
        }
        if let [b'e' | b'E', b'+' | b'-', power @ ..] | [b'e' | b'E', power @ ..] = rest {
            rest = behind_digits(power)?;
        }
        self.rest = rest;
        Some(())
    }

    pub(super) fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }
}

/// Behind the end of a text, from something in it that is not plain. Kept apart, so that plain texts need less.
#[cold]
#[inline(never)]
fn behind_escaped(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        rest = match rest {
            [b'"', behind @ ..] => return Some(behind),
            [b'\\', escape @ ..] => behind_plain(behind_escape(escape)?),
            _ => return None,
        }
    }
}

/// A half of a pair may stand alone: nobody asked for the letter.
fn behind_escape(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
            rest @ ..,
        ] => Some(rest),
        [b'u', a, b, c, d, rest @ ..] => {
            let digits = [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit);
            digits.then_some(rest)
        }
        _ => None,
    }
}

/// One digit must stand there.
fn behind_digits(rest: &[u8]) -> Option<&[u8]> {
    let [b'0'..=b'9', behind @ ..] = rest else {
        return None;
    };
    let mut behind = behind;
    while let [b'0'..=b'9', rest @ ..] = behind {
        behind = rest;
    }
    Some(behind)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Object,
}

impl Kind {
    #[inline]
    fn end(self) -> u8 {
        match self {
            Self::List => b']',
            Self::Object => b'}',
        }
    }
}

/// The lists and objects that are open, innermost last: one bit for each, so that no depth costs much.
#[derive(Default)]
struct Open {
    depth: usize,
    /// The innermost ones, the last in the lowest bit.
    bits: u64,
    /// Whole words of those further out.
    outer: Vec<u64>,
}

impl Open {
    #[inline]
    fn push(&mut self, kind: Kind) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.bits);
        }
        self.depth += 1;
        self.bits = self.bits << 1 | u64::from(kind == Kind::Object);
    }

    #[inline]
    fn pop(&mut self) {
        self.depth -= 1;
        self.bits >>= 1;
        if self.depth.is_multiple_of(64) {
            self.bits = self.outer.pop().unwrap_or_default();
        }
    }

    #[inline]
    fn innermost(&self) -> Option<Kind> {
        match (self.depth, self.bits & 1) {
            (0, _) => None,
            (_, 0) => Some(Kind::List),
            _ => Some(Kind::Object),
        }
    }
}

/// From the first quote, backslash or control on; eight bytes are looked at together.
#[inline]
pub(super) fn behind_plain(mut rest: &[u8]) -> &[u8] {
    while let [a, b, c, d, e, f, g, h, behind @ ..] = rest {
        let ends = ends(u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]));
        if ends != 0 {
            return rest
                .get(ends.trailing_zeros() as usize / 8..)
                .unwrap_or_default();
        }
        rest = behind;
    }
    while let [b' ' | b'!' | b'#'..=b'[' | b']'..=u8::MAX, behind @ ..] = rest {
        rest = behind;
    }
    rest
}

/// The highest bit of each byte that is a quote, a backslash or a control; beyond the first of them also of others.
#[inline]
fn ends(eight: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(EACH * u64::from(limit)) & !bytes;
    // With this bit turned the quote stands right behind the controls, where the blank was.
    let controls_and_quote = below(eight ^ (EACH * 0b10), b' ' + 1);
    let backslash = below(eight ^ (EACH * u64::from(b'\\')), 1);
    (controls_and_quote | backslash) & (EACH << 7)
}

#[cfg(test)]
mod tests;
