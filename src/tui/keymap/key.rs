//! One press of a key, however it was reported: read from events and from configuration, printed for people.
//! Knows no action.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::text::{Text, nearest};

/// A key with what was held down, in the one form that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    held: KeyModifiers,
}

/// Keys that have names: as printed, then as also read.
const NAMES: &[(KeyCode, &str, &[&str])] = &[
    (KeyCode::Enter, "Enter", &["return", "ret", "cr"]),
    (KeyCode::Esc, "Esc", &["escape"]),
    (KeyCode::Tab, "Tab", &[]),
    (KeyCode::Char(' '), "Space", &["spc"]),
    (KeyCode::Backspace, "Backspace", &["bs"]),
    (KeyCode::Delete, "Delete", &["del"]),
    (KeyCode::Insert, "Insert", &["ins"]),
    (KeyCode::Up, "Up", &[]),
    (KeyCode::Down, "Down", &[]),
    (KeyCode::Left, "Left", &[]),
    (KeyCode::Right, "Right", &[]),
    (KeyCode::Home, "Home", &[]),
    (KeyCode::End, "End", &[]),
    (KeyCode::PageUp, "PgUp", &["pageup", "page_up"]),
    (
        KeyCode::PageDown,
        "PgDn",
        &["pagedown", "page_down", "pgdown"],
    ),
    (KeyCode::BackTab, "BackTab", &[]),
];

/// What can be held down, in the order of printing; then as it is read.
const HELD: &[(KeyModifiers, &str, &[&str])] = &[
    (KeyModifiers::SHIFT, "Shift-", &["shift", "s"]),
    (
        KeyModifiers::ALT,
        "Alt-",
        &["alt", "meta", "option", "a", "m"],
    ),
    (KeyModifiers::CONTROL, "Ctrl-", &["ctrl", "control", "c"]),
];

/// Windows reports what AltGr writes with both held.
const ALT_GR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// What Ctrl makes of these is another key, or never arrives.
const REFUSED: &[(char, &str)] = &[
    ('h', "many terminals send it for Backspace"),
    ('8', "terminals send Backspace for it"),
    ('i', "terminals send Tab for it"),
    ('m', "terminals send Enter for it"),
    ('[', "terminals send Esc for it"),
    ('3', "terminals send Esc for it"),
    ('s', "many terminals stop their output at it"),
    ('q', "many terminals keep it for themselves"),
];

impl Key {
    /// The key of an event; a release is none.
    pub fn of(event: &KeyEvent) -> Option<Self> {
        let is_pressed = event.kind != KeyEventKind::Release;
        is_pressed.then(|| Self::new(event.code, event.modifiers))
    }

    fn new(code: KeyCode, held: KeyModifiers) -> Self {
        match code {
            KeyCode::BackTab => Self {
                code: KeyCode::Tab,
                held: held | KeyModifiers::SHIFT,
            },
            KeyCode::Char(c) => Self::character(c, held),
            code => Self { code, held },
        }
    }

    fn character(c: char, held: KeyModifiers) -> Self {
        let rest = held - KeyModifiers::SHIFT;
        if rest == ALT_GR && !c.is_ascii_alphabetic() {
            let is_text = !c.is_ascii_digit();
            let held = if is_text { rest - ALT_GR } else { rest };
            let code = KeyCode::Char(c);
            return Self { code, held };
        }
        let code = if rest.contains(KeyModifiers::CONTROL) {
            controlled(c.to_ascii_lowercase())
        } else if rest.is_empty() && held.contains(KeyModifiers::SHIFT) {
            KeyCode::Char(c.to_ascii_uppercase())
        } else if rest.is_empty() {
            KeyCode::Char(c)
        } else {
            KeyCode::Char(c.to_ascii_lowercase())
        };
        let held = match code {
            KeyCode::Char(_) => rest,
            _ => rest - KeyModifiers::CONTROL,
        };
        Self { code, held }
    }

    /// The character that the key writes where text is taken.
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.held.is_empty() && !c.is_control() => Some(c),
            _ => None,
        }
    }

    pub(super) fn has_ctrl(self) -> bool {
        self.held.contains(KeyModifiers::CONTROL)
    }

    /// Reads `g`, `^D`, `Ctrl-D`, `C-d`, `Alt-Left`, `Shift-Tab`, `F5`.
    pub fn parse(written: &str) -> Result<Self, String> {
        let (held, rest) = split(written);
        let Some(code) = code(rest) else {
            return Err(unknown(written));
        };
        if let KeyCode::Char(c) = code {
            check(c, held).map_err(|why| format!("\"{}\": {why}", Text::name(written)))?;
        }
        Ok(Self::new(code, held))
    }
}

/// Ctrl sends one of 32 codes, so that several keys share one.
fn controlled(c: char) -> KeyCode {
    match c {
        'h' | '8' => KeyCode::Backspace,
        'i' => KeyCode::Tab,
        'm' => KeyCode::Enter,
        '[' | '3' => KeyCode::Esc,
        '@' | '2' => KeyCode::Char(' '),
        '4' => KeyCode::Char('\\'),
        '5' => KeyCode::Char(']'),
        '6' => KeyCode::Char('^'),
        '7' | '/' => KeyCode::Char('_'),
        c => KeyCode::Char(c),
    }
}

fn check(c: char, held: KeyModifiers) -> Result<(), String> {
    if held.contains(KeyModifiers::SHIFT) {
        if held != KeyModifiers::SHIFT {
            return Err("terminals do not tell Shift beside Ctrl or Alt".to_owned());
        }
        if !c.is_ascii_alphabetic() {
            return Err("write the character that Shift makes of it".to_owned());
        }
    }
    if held == ALT_GR && !c.is_ascii_alphanumeric() {
        return Err("on Windows, AltGr writes it".to_owned());
    }
    let refused = held.contains(KeyModifiers::CONTROL).then(|| {
        let is_meant = |(refused, _): &&(char, _)| *refused == c.to_ascii_lowercase();
        REFUSED.iter().find(is_meant)
    });
    match refused.flatten() {
        Some((_, why)) => Err((*why).to_owned()),
        None => Ok(()),
    }
}

/// Splits what is held down off a written key.
fn split(written: &str) -> (KeyModifiers, &str) {
    let mut held = KeyModifiers::NONE;
    let mut rest = written;
    while let Some((modifier, after)) = prefix(rest) {
        held |= modifier;
        rest = after;
    }
    (held, rest)
}

fn prefix(written: &str) -> Option<(KeyModifiers, &str)> {
    let found = if let Some(after) = written.strip_prefix('^') {
        (KeyModifiers::CONTROL, after)
    } else {
        let (name, after) = written.split_once(['-', '+'])?;
        let asked = name.to_ascii_lowercase();
        let is_meant = |(.., names): &&(_, _, &[&str])| names.contains(&asked.as_str());
        (HELD.iter().find(is_meant)?.0, after)
    };
    Some(found).filter(|(_, after)| !after.is_empty())
}

fn code(written: &str) -> Option<KeyCode> {
    let mut characters = written.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(KeyCode::Char(c));
    }
    let asked = written.to_ascii_lowercase();
    let is_meant = |(_, name, others): &&(KeyCode, &str, &[&str])| {
        name.eq_ignore_ascii_case(&asked) || others.contains(&asked.as_str())
    };
    let named = NAMES.iter().find(is_meant).map(|(code, ..)| *code);
    named.or_else(|| function(&asked))
}

fn function(asked: &str) -> Option<KeyCode> {
    let number: u8 = asked.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

fn unknown(written: &str) -> String {
    let (_, rest) = split(written);
    let asked = rest.to_ascii_lowercase();
    let spellings: Vec<String> = NAMES
        .iter()
        .flat_map(|(_, name, others)| std::iter::once(name).chain(others.iter()))
        .map(|name| name.to_ascii_lowercase())
        .collect();
    let given = Text::name(written);
    if let Some(near) = nearest::one(&asked, spellings.iter().map(String::as_str)) {
        let named = code(near).map_or_else(String::new, name);
        return format!("unknown key \"{given}\"; did you mean \"{named}\"?");
    }
    if rest == written && written.chars().count() <= 3 && !written.is_empty() {
        let parted: Vec<String> = written.chars().map(String::from).collect();
        let parted = Text::name(&parted.join(" "));
        return format!("unknown key \"{given}\"; a sequence is written with blanks, \"{parted}\"");
    }
    format!("unknown key \"{given}\"; keys are written as in \"g g\", \"^D\", \"Alt-F\", \"F5\"")
}

fn name(code: KeyCode) -> String {
    let named = NAMES.iter().find(|(known, ..)| *known == code);
    match (named, code) {
        (Some((_, name, _)), _) => (*name).to_owned(),
        (None, KeyCode::Char(c)) => c.to_string(),
        (None, KeyCode::F(number)) => format!("F{number}"),
        (None, other) => other.to_string(),
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = name(self.code);
        let is_single = name.chars().count() == 1;
        for (modifier, word, _) in HELD {
            if self.held.contains(*modifier) {
                let is_short = is_single && *modifier == KeyModifiers::CONTROL;
                f.write_str(if is_short { "^" } else { word })?;
            }
        }
        if is_single && !self.held.is_empty() {
            return f.write_str(&name.to_ascii_uppercase());
        }
        f.write_str(&name)
    }
}

/// Reads keys that are pressed one after the other: `g g`.
pub fn parse(written: &str) -> Result<Vec<Key>, String> {
    let keys: Vec<Key> = written
        .split_whitespace()
        .map(Key::parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err("no key is given".to_owned());
    }
    Ok(keys)
}

/// Prints keys as a person reads them: `^D`, `g g`, `Enter`.
pub fn spell(keys: &[Key]) -> String {
    let spelt: Vec<String> = keys.iter().map(ToString::to_string).collect();
    spelt.join(" ")
}

#[cfg(test)]
mod tests;
