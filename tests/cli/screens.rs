//! What people see, at a fixed day: on terminals of several widths, and in a pipe. Called in process, with a host that
//! claims to be a terminal.

use std::ffi::OsString;

use jiff::Timestamp;
use portolan::{
    cli::{self, Colours, Host, Seat, Tty},
    store::environment::Environment,
    text::width,
    view::Glyphs,
};

/// A terminal of so many columns, or a pipe.
#[derive(Clone, Copy)]
struct Screen {
    width: Option<usize>,
    colours: Colours,
    glyphs: Glyphs,
}

const PIPE: Screen = Screen {
    width: None,
    colours: Colours::Never,
    glyphs: Glyphs::Unicode,
};

fn terminal(width: usize) -> Screen {
    Screen {
        width: Some(width),
        ..PIPE
    }
}

/// Standard output and, behind a rule, standard error.
fn seen(screen: Screen, line: &str) -> String {
    let ask = |name: &str| {
        name.starts_with("XDG_")
            .then(|| OsString::from("/nonexistent"))
    };
    let tty = Tty {
        is_terminal: screen.width.is_some(),
        width: screen.width,
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let host = Host {
        environment: Environment::of(&ask),
        now: "2026-11-20T08:00:00Z".parse().unwrap(),
        clock: Timestamp::now,
        folder: None,
        stdout: tty,
        stderr: tty,
        colours: screen.colours,
        glyphs: screen.glyphs,
        seat: Seat::of(false, || false, &Environment::default()),
        browser: &|_| Err("nothing here starts the browser".to_owned()),
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
    };
    let words = line.split_whitespace().chain(["--as-of", "2026-03-10"]);
    let arguments = ["portolan"].into_iter().chain(words).map(OsString::from);
    let status = cli::run(arguments, host);
    let (out, err) = (
        String::from_utf8(out).unwrap(),
        String::from_utf8(err).unwrap(),
    );
    format!("{out}--- {status}\n{err}")
}

#[test]
fn show_is_a_page_at_any_width() {
    for width in [120, 80, 40] {
        insta::assert_snapshot!(
            format!("show_source_hubspot_at_{width}"),
            seen(
                terminal(width),
                "show source-hubspot --premium-support yes --on cloud"
            )
        );
    }
    for slug in [
        "source-greenhouse",
        "source-punk-api",
        "source-netsuite-enterprise",
    ] {
        insta::assert_snapshot!(
            format!("show_{slug}"),
            seen(terminal(80), &format!("show {slug} --on smc"))
        );
    }
    insta::assert_snapshot!("show_in_a_pipe", seen(PIPE, "show destination-bigquery"));
}

#[test]
fn list_fits_its_columns_to_the_width() {
    for width in [120, 80, 40] {
        insta::assert_snapshot!(
            format!("list_google_at_{width}"),
            seen(terminal(width), "list google --kind source")
        );
    }
    insta::assert_snapshot!(
        "list_in_a_pipe",
        seen(PIPE, "list google --kind destination")
    );
    insta::assert_snapshot!(
        "list_markdown",
        seen(PIPE, "list postgres --format markdown")
    );
    insta::assert_snapshot!("list_nothing", seen(terminal(80), "list hbusopt"));
}

#[test]
fn compare_stacks_where_it_does_not_fit() {
    for width in [120, 80, 40] {
        insta::assert_snapshot!(
            format!("compare_at_{width}"),
            seen(
                terminal(width),
                "compare source-postgres source-mysql source-greenhouse"
            )
        );
    }
}

#[test]
fn check_prints_a_line_and_the_reasons_under_it() {
    let line = "check source-hubspot@4.0.0 source-greenhouse source-punk-api source-hubsopt";
    insta::assert_snapshot!("check_at_100", seen(terminal(100), line));
    insta::assert_snapshot!("check_in_a_pipe", seen(PIPE, line));
    insta::assert_snapshot!(
        "check_on_ascii",
        seen(
            Screen {
                glyphs: Glyphs::Ascii,
                ..terminal(60)
            },
            "check source-greenhouse --require ready --max-level airbyte"
        )
    );
}

#[test]
fn deadlines_are_a_table_or_stacked() {
    for width in [100, 40] {
        insta::assert_snapshot!(
            format!("deadlines_at_{width}"),
            seen(terminal(width), "deadlines --within 30d")
        );
    }
    insta::assert_snapshot!("deadlines_in_a_pipe", seen(PIPE, "deadlines --within 30d"));
}

#[test]
fn explain_quotes_its_sources() {
    for (name, line) in [
        ("explain_level_marketplace", "explain level marketplace"),
        ("explain_footnotes", "explain footnote"),
        ("explain_rule", "explain rule level-airbyte-ready"),
    ] {
        insta::assert_snapshot!(name, seen(terminal(80), line));
    }
}

#[test]
fn what_goes_wrong_is_said_in_a_line_and_a_hint() {
    insta::assert_snapshot!(
        [
            "show postgres",
            "show source-postgrs",
            "list --level galactic",
            "explain weather",
            "check source-faker@banana"
        ]
        .map(|line| format!("$ portolan {line}\n{}", seen(terminal(80), line)))
        .join("\n")
    );
}

const LINES: [&str; 15] = [
    "deadlines --all",
    "show source-hubspot",
    "show destination-bigquery --premium-support no --on sme",
    "show source-netsuite-enterprise",
    "show source-zendesk-support",
    "list --all",
    "list google",
    "list --fields readiness,name,slug,level,stage",
    "check source-hubspot@1.0.0 source-punk-api",
    "compare source-postgres source-mysql",
    "compare source-postgres source-mysql source-hubspot source-greenhouse",
    "explain",
    "changes --since 2025-01-01",
    "info",
    "list nothing-like-this",
];

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [20, 33, 59, 80, 200] {
        for line in LINES {
            let text = seen(terminal(width), line);
            let out = text.split("--- ").next().unwrap();
            for shown in out.lines() {
                assert!(
                    width::of(shown) <= width,
                    "{line} at {width}: {shown:?} is {} wide",
                    width::of(shown)
                );
                assert_eq!(shown.trim_end(), shown, "{line} at {width}");
            }
        }
    }
}

#[test]
fn any_width_is_drawn() {
    for width in [0, 1, 10, 65_535] {
        for line in LINES {
            seen(terminal(width), line);
        }
    }
}

#[test]
fn a_terminal_is_painted_and_reads_the_same() {
    let painted = Screen {
        colours: Colours::OnTerminals,
        ..terminal(80)
    };
    for line in LINES {
        let text = seen(painted, line);
        let bare: String = text
            .split('\x1b')
            .enumerate()
            .map(|(at, part)| {
                if at == 0 {
                    part
                } else {
                    part.split_once('m').unwrap().1
                }
            })
            .collect();
        let trim = |text: &str| {
            text.lines()
                .map(str::trim_end)
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(trim(&bare), trim(&seen(terminal(80), line)), "{line}");
    }
    assert!(seen(painted, "show source-hubspot").contains("\x1b["));
}

#[test]
fn ascii_is_enough_for_all_of_our_own_marks() {
    let ascii = Screen {
        glyphs: Glyphs::Ascii,
        ..terminal(80)
    };
    for line in LINES {
        let text = seen(ascii, line);
        let foreign: String = text.chars().filter(|c| !c.is_ascii()).collect();
        // Names of connectors and quoted sections keep their letters.
        let marks = [
            '●', '◐', '◕', '○', '✔', '✖', '▸', '█', '▕', '▏', '…', '→', '›', '—', '◆', '·',
        ];
        assert!(!foreign.contains(marks), "{line}: {foreign}");
    }
}
