//! Queries that nobody would type: whatever is pasted or given at the start, there is a frame, and what was not read is
//! said.

use portolan::{
    launch::{Many, Purpose},
    tui::event::Event,
};

use crate::stage::Stage;

/// What is pasted, and what must be said of it.
fn strange() -> Vec<(String, &'static str)> {
    let table = [
        ("stripe|||hubspot", "one bar with blanks around it"),
        (
            "||| ''' ^^^ $$$ !!! --- ,,, <>=",
            "one bar with blanks around it",
        ),
        ("level:\"zzz", "unknown level"),
        ("due:\"\"\"", "wants a value"),
        ("\"unbalanced postgres", ""),
        ("e\u{301}\u{302}\u{303}\u{304}postgres", ""),
        ("\u{301}\u{301}\u{301}", ""),
        ("\u{202e}sergtsop \u{2066}x", ""),
        (
            "\u{645}\u{631}\u{62d}\u{628} \u{5e9}\u{5dc}\u{5d5}\u{5dd}",
            "",
        ),
        ("level:\u{645}\u{631}\u{62d}\u{628}\u{627}", "unknown level"),
        ("\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{feff}", ""),
        ("\u{0}\u{1b}[2J\u{7}\u{9b}31m", ""),
    ];
    let table = table.map(|(text, said)| (text.to_owned(), said));
    let long = [
        "a", "a ", "ab | ", "!a ", "\u{8a9e}", "level:x,", "\"", "e\u{301}",
    ];
    let long = long.map(|piece| (piece.repeat(10_000 / piece.len()), ""));
    table.into_iter().chain(long).collect()
}

/// The frame in one line, which holds nothing that would disturb a terminal.
fn held(stage: &Stage, text: &str) -> String {
    let frame = stage.frame();
    let is_odd =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}');
    assert!(!frame.contains(is_odd), "{text:?}\n{frame}");
    frame
}

#[test]
fn whatever_is_pasted_is_answered_and_what_is_wrong_is_said() {
    for (text, said) in strange() {
        for (width, height) in [(120, 36), (40, 12)] {
            let mut stage = Stage::new(width, height);
            stage.press("/").happen(Event::Paste(text.clone()));
            let frame = held(&stage, &text);
            let is_wide = width > 100;
            assert!(!is_wide || frame.contains(said), "{said}\n{frame}");
            stage.press("x<C-e><C-u>");
            assert_eq!(stage.query(), "", "{text:?}");
            held(&stage, &text);
        }
    }
}

#[test]
fn whatever_is_given_to_a_pick_is_answered() {
    for (text, _) in strange() {
        let mut pick = Stage::with(80, 24, |launch| {
            launch.query.clone_from(&text);
            launch.purpose = Purpose::Pick(Many::Several);
        });
        held(&pick, &text);
        pick.press("<C-u>");
        assert_eq!(pick.query(), "", "{text:?}");
    }
}
