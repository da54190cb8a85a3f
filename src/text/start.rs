//! Beginnings that are known when the program is built: they are compared in a few steps, without a call.

/// What stands behind a beginning, where a text has it.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "a beginning of known length is compared in a few steps"
)]
pub(crate) fn behind<'a, const LENGTH: usize>(
    text: &'a str,
    start: &[u8; LENGTH],
) -> Option<&'a str> {
    let has_it = text.as_bytes().first_chunk() == Some(start);
    has_it.then(|| text.get(LENGTH..))?
}

/// Literals joined, as bytes of known length.
macro_rules! joined {
    ($($part:literal),+) => {
        const {
            match concat!($($part),+).as_bytes().first_chunk::<{ concat!($($part),+).len() }>() {
                Some(bytes) => bytes,
                None => unreachable!(),
            }
        }
    };
}
pub(crate) use joined;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_so_has_something_behind() {
        let start = joined!("ab", "\"");
        for (text, expected) in [
            ("ab\"c", Some("c")),
            ("ab\"", Some("")),
            ("ab", None),
            ("aB\"c", None),
            ("", None),
        ] {
            assert_eq!(behind(text, start), expected, "{text}");
        }
    }
}
