//! Copying: by a tool of the system, or by the terminal itself (OSC 52). Writes nothing to the terminal; what is to be
//! written is handed to its owner.

use std::time::Duration;

use crossterm::{Command, clipboard::CopyToClipboard};

use super::outside::{Fault, Outside};
use crate::launch::Clipboard;

/// The tools that take a text from their standard input, as they are tried.
const TOOLS: &[&[&str]] = &[
    &["pbcopy"],
    &["wl-copy", "--type", "text/plain"],
    &["xclip", "-selection", "clipboard", "-in"],
    &["xsel", "--clipboard", "--input"],
    &["termux-clipboard-set"],
    &["clip.exe"],
];
const PATIENCE: Duration = Duration::from_secs(2);
/// Terminals drop longer sequences.
const OSC52_CAP: usize = 74_994;

/// How the terminal's own way is called in messages.
pub const TERMINAL: &str = "the terminal (OSC 52)";

/// A way to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Tool,
    Terminal,
}

/// The ways to try, in their order. Over SSH a tool would fill the clipboard of the other machine.
pub fn ways(wish: Clipboard, is_remote: bool) -> &'static [Way] {
    match (wish, is_remote) {
        (Clipboard::Off, _) => &[],
        (Clipboard::Native, _) => &[Way::Tool],
        (Clipboard::Osc52, _) | (Clipboard::Auto, true) => &[Way::Terminal],
        (Clipboard::Auto, false) => &[Way::Tool, Way::Terminal],
    }
}

/// Copies by the first tool that takes the text; says which, or why none did.
pub fn by_tool(text: &str, outside: &Outside) -> Result<String, String> {
    let mut why = None;
    for argv in TOOLS {
        let Some(name) = argv.first() else { continue };
        match outside.feed(argv, text, PATIENCE) {
            Ok(()) => return Ok((*name).to_owned()),
            Err(Fault::Absent) => {}
            Err(Fault::Failed) => why = why.or(Some(format!("{name} failed"))),
            Err(Fault::Stuck) => why = why.or(Some(format!("{name} did not end"))),
        }
    }
    Err(why.unwrap_or_else(|| "there is no wl-copy, xclip, xsel or pbcopy".to_owned()))
}

/// The sequence that has the terminal copy a text.
pub fn sequence(text: &str) -> Result<String, String> {
    let mut sequence = String::new();
    let command = CopyToClipboard::to_clipboard_from(text);
    let written = command.write_ansi(&mut sequence);
    if written.is_err() || sequence.len() > OSC52_CAP {
        return Err("it is too long for the terminal's clipboard".to_owned());
    }
    Ok(sequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_asked_in_base64_and_nothing_of_the_text_is_seen() {
        let table = [
            ("source-s3", "\x1b]52;c;c291cmNlLXMz\x1b\\"),
            ("", "\x1b]52;c;\x1b\\"),
            ("é\n\x1b\x07", "\x1b]52;c;w6kKGwc=\x1b\\"),
        ];
        for (text, expected) in table {
            assert_eq!(sequence(text).as_deref(), Ok(expected));
        }
        assert!(sequence(&"x".repeat(50_000)).is_ok());
        assert!(sequence(&"x".repeat(60_000)).is_err());
    }

    #[test]
    fn over_ssh_only_the_terminal_reaches_the_user_s_clipboard() {
        let both: &[Way] = &[Way::Tool, Way::Terminal];
        let table = [
            (Clipboard::Auto, false, both),
            (Clipboard::Auto, true, &[Way::Terminal]),
            (Clipboard::Native, true, &[Way::Tool]),
            (Clipboard::Osc52, false, &[Way::Terminal]),
            (Clipboard::Off, false, &[]),
        ];
        for (wish, is_remote, expected) in table {
            assert_eq!(ways(wish, is_remote), expected, "{wish:?} {is_remote}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_first_tool_that_works_takes_the_text() {
        use crate::tui::outside::tests::Programs;

        let programs = Programs::new();
        let none = by_tool("x", &programs.outside());
        assert_eq!(
            none.unwrap_err(),
            "there is no wl-copy, xclip, xsel or pbcopy"
        );
        programs.add("wl-copy", "exit 1");
        let failed = by_tool("x", &programs.outside());
        assert_eq!(failed.unwrap_err(), "wl-copy failed");
        programs.add(
            "xclip",
            "printf '%s ' \"$@\" > \"$LOG\"; /bin/cat >> \"$LOG\"; printf . >> \"$LOG\"",
        );
        let copied = by_tool("source-s3", &programs.outside());
        assert_eq!(copied.as_deref(), Ok("xclip"));
        assert_eq!(programs.logged(), "-selection clipboard -in source-s3");
    }
}
