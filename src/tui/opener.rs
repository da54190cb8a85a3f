//! Opening an address: by the program that the user or the system has for it, which gets it as one argument.

use std::time::{Duration, Instant};

use super::outside::{Fault, Outside};
use crate::{launch::Opening, view::links};

/// What opens addresses here, as it is tried.
const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else if cfg!(windows) {
    &[&["rundll32", "url.dll,FileProtocolHandler"]]
} else {
    &[&["xdg-open"], &["wslview"], &["termux-open-url"]]
};
/// One that ran for so long had opened something.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens an address; it comes back when the opener does. Says why nothing was opened.
pub fn open(address: &str, opening: &Opening, outside: &Outside) -> Result<(), String> {
    let address = links::https(address).ok_or("only https addresses are opened")?;
    let browser = match opening {
        Opening::Nowhere(why) => return Err(nowhere(why)),
        Opening::Here { browser } => browser.as_deref().filter(|name| is_program(name)),
    };
    let own: Option<&[&str]> = browser.as_ref().map(std::slice::from_ref);
    let mut why = None;
    for argv in own.into_iter().chain(OPENERS.iter().copied()) {
        let begun = Instant::now();
        match outside.run(&[argv, &[&address]].concat()) {
            Ok(()) => return Ok(()),
            Err(Fault::Absent) => {}
            Err(Fault::Failed | Fault::Stuck) if begun.elapsed() > PATIENCE => return Ok(()),
            Err(Fault::Failed | Fault::Stuck) => {
                why = why.or(argv.first().map(|name| format!("{name} failed")));
            }
        }
    }
    Err(why.unwrap_or_else(|| "there is nothing to open addresses with".to_owned()))
}

/// What is said where nobody would see it open.
pub fn nowhere(why: &str) -> String {
    format!("{why} nothing is opened here")
}

/// `$BROWSER` may be a line for a shell, or a list; only the name of a program is taken.
fn is_program(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "./_+-".contains(c);
    !name.is_empty() && !name.starts_with('-') && name.chars().all(is_plain)
}

#[cfg(test)]
#[cfg(all(unix, not(target_os = "macos")))]
mod tests {
    use super::*;
    use crate::tui::outside::tests::Programs;

    const LOGS: &str =
        "printf '%s|' \"$0\" \"$#\" \"$@\" \"$BROWSER\" > \"$LOG\"; printf . >> \"$LOG\"";

    fn here(browser: Option<&str>) -> Opening {
        let browser = browser.map(str::to_owned);
        Opening::Here { browser }
    }

    fn logged(browser: Option<&str>, address: &str) -> String {
        let programs = Programs::new();
        programs.add("xdg-open", LOGS);
        programs.add("my-browser", LOGS);
        open(address, &here(browser), &programs.outside()).unwrap();
        let log = programs.logged();
        let (program, rest) = log.split_once('|').unwrap();
        format!("{} {rest}", program.rsplit('/').next().unwrap())
    }

    #[test]
    fn an_address_is_one_argument_whatever_is_in_it() {
        let address = "https://x.example/?a=$(id)&b=`id`;c='d'%20--e";
        let expected = links::https(address).unwrap();
        assert_eq!(logged(None, address), format!("xdg-open 1|{expected}||"));
        let named = logged(Some("my-browser"), address);
        assert_eq!(named, format!("my-browser 1|{expected}||"));
    }

    #[test]
    fn a_browser_that_is_more_than_a_name_is_passed_over() {
        for browser in ["my-browser %s", "my-browser:w3m", "$(id)", "", "-x", "gone"] {
            let logged = logged(Some(browser), "https://x.example/");
            assert!(logged.starts_with("xdg-open "), "{browser:?}: {logged}");
        }
    }

    #[test]
    fn nothing_is_opened_that_is_not_https_or_where_nobody_would_see_it() {
        let programs = Programs::new();
        let outside = programs.outside();
        let told = |address, opening: &Opening| open(address, opening, &outside).unwrap_err();
        for address in [
            "http://x.example/",
            "file:///etc/passwd",
            "-x",
            "javascript:1",
        ] {
            assert_eq!(
                told(address, &here(None)),
                "only https addresses are opened"
            );
        }
        let address = "https://x.example/";
        let nowhere = Opening::Nowhere("over SSH");
        assert_eq!(told(address, &nowhere), "over SSH nothing is opened here");
        let nothing = told(address, &here(None));
        assert_eq!(nothing, "there is nothing to open addresses with");
        programs.add("xdg-open", "exit 3");
        assert_eq!(told(address, &here(None)), "xdg-open failed");
    }
}
