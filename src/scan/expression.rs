//! Expressions inside plain texts: `${TAG}`, `{{ tag }}`, `%s`. They stand for what only a run knows.

/// So far an expression is followed.
const LONGEST: usize = 120;

/// How long a run of bytes and expressions is, and whether there is an expression in it.
pub(super) fn length(text: &str, belongs: impl Fn(u8) -> bool) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut at, mut is_made) = (0, false);
    while at < bytes.len() {
        if belongs(bytes[at]) {
            at += 1;
        } else if let Some(length) = one(&text[at..]) {
            at += length;
            is_made = true;
        } else {
            break;
        }
    }
    (at, is_made)
}

/// How long the expression is that begins here, if one does.
fn one(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let word = |from: usize| {
        let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        bytes[from..].iter().take_while(is_word).count()
    };
    match bytes.first()? {
        b'$' => match bytes.get(1)? {
            b'{' => Some(1 + closed(&bytes[1..], b'{', b'}')?),
            b'(' => Some(1 + closed(&bytes[1..], b'(', b')')?),
            _ => Some(1 + word(1)).filter(|length| *length > 1),
        },
        b'{' => closed(bytes, b'{', b'}'),
        b'<' => closed(bytes, b'<', b'>'),
        b'%' if bytes.get(1) == Some(&b'(') => Some(1 + closed(&bytes[1..], b'(', b')')? + 1),
        b'%' => {
            let length = 1 + word(1);
            let closes = usize::from(bytes.get(length) == Some(&b'%'));
            Some(length + closes).filter(|length| *length > 1)
        }
        _ => None,
    }
    .filter(|length| text.is_char_boundary(*length))
}

/// How long it is from an opening bracket to the one that closes it, within the line.
fn closed(bytes: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().take(LONGEST).enumerate() {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at + 1);
            }
        } else if *byte == b'\n' {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_measured() {
        let table = [
            ("1.2 x", 3, false),
            ("${A:-${B}} x", 10, true),
            ("$A-1 x", 4, true),
            ("$(cat v) x", 8, true),
            ("{{ a }}", 7, true),
            ("{a}\"", 3, true),
            ("<a>", 3, true),
            ("%s'", 2, true),
            ("%(tag)s'", 7, true),
            ("%TAG%", 5, true),
            ("$ x", 0, false),
            ("${open", 0, false),
            ("%(a)é", 0, false),
        ];
        for (text, expected, is_made) in table {
            let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
            assert_eq!(length(text, belongs), (expected, is_made), "{text}");
        }
    }
}
