//! What a program asked of the terminal, read off the bytes that it wrote.

use std::collections::BTreeSet;

/// The private modes that were set and those that were reset, once each.
pub(crate) fn private_modes(bytes: &[u8]) -> (BTreeSet<u16>, BTreeSet<u16>) {
    let mut modes = (BTreeSet::new(), BTreeSet::new());
    for (parameters, end) in controls(bytes) {
        let Some(numbers) = parameters.strip_prefix('?') else {
            continue;
        };
        let numbers = numbers
            .split(';')
            .filter_map(|number| number.parse::<u16>().ok());
        match end {
            'h' => modes.0.extend(numbers),
            'l' => modes.1.extend(numbers),
            _ => {}
        }
    }
    modes
}

/// Questions that the terminal would answer on the program's input.
pub(crate) fn queries(bytes: &[u8]) -> Vec<String> {
    let is_query = |(parameters, end): &(String, char)| match end {
        'n' | 'c' => true,
        'u' => parameters == "?",
        'q' => parameters.starts_with('>'),
        'p' => parameters.ends_with('$'),
        't' => parameters.split(';').next().is_some_and(|kind| {
            matches!(
                kind,
                "11" | "13" | "14" | "15" | "16" | "18" | "19" | "20" | "21"
            )
        }),
        _ => false,
    };
    let asked = controls(bytes).into_iter().filter(is_query);
    let asked = asked.map(|(parameters, end)| format!("CSI {parameters}{end}"));
    let text = String::from_utf8_lossy(bytes);
    let osc = text.split("\x1b]").skip(1).filter_map(|rest| {
        let body = rest.split(['\x07', '\x1b']).next()?;
        (body.ends_with('?')).then(|| format!("OSC {body}"))
    });
    asked.chain(osc).collect()
}

/// The colours that were asked for, as parameters of SGR; the default colours are none.
pub(crate) fn colours(bytes: &[u8]) -> Vec<String> {
    let is_colour = |code: &str| {
        code.parse()
            .is_ok_and(|code: u16| matches!(code, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107))
    };
    let sgr = controls(bytes).into_iter().filter(|(_, end)| *end == 'm');
    sgr.map(|(parameters, _)| parameters)
        .filter(|parameters| parameters.split([';', ':']).any(is_colour))
        .collect()
}

/// Control sequences: their parameters and how they end.
fn controls(bytes: &[u8]) -> Vec<(String, char)> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    let parsed = sequences.filter_map(|rest| {
        let end = rest.find(|c: char| ('\x40'..='\x7e').contains(&c))?;
        let (parameters, end) = rest.split_at(end);
        Some((parameters.to_owned(), end.chars().next()?))
    });
    parsed.collect()
}

#[test]
fn traffic_is_read_right() {
    let bytes = b"\x1b[?1000;1006h\x1b[31;1m\x1b[39mc\x1b[?25l\x1b[6n\x1b[>0q\x1b]11;?\x07\x1b[38;5;2m\x1b[22;0t\x1b[18t";
    let (set, reset) = private_modes(bytes);
    assert_eq!(set, [1000, 1006].into());
    assert_eq!(reset, [25].into());
    assert_eq!(queries(bytes), ["CSI 6n", "CSI >0q", "CSI 18t", "OSC 11;?"]);
    assert_eq!(colours(bytes), ["31;1", "38;5;2"]);
}
