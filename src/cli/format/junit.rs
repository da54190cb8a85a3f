//! JUnit XML: one test case a connector, failed where the check failed; a suite a file.

use std::io::{Result, Write};

use crate::{
    policy::Finding,
    view::{
        Provenance,
        check::{Checked, Gravity, Report, Trouble},
        phrase,
    },
};

/// The suite of what is named on the command line.
const NAMED: &str = "portolan check";
/// The suite of what could not be read, or otherwise keeps the check from being whole.
const UNREAD: &str = "troubles";

/// What a check came to.
pub(in crate::cli) struct Run<'a> {
    pub results: &'a [Checked],
    pub report: Option<&'a Report>,
    pub provenance: &'a Provenance,
}

pub(in crate::cli) fn write(run: &Run<'_>, to: &mut dyn Write) -> Result<()> {
    let losses: Vec<&Trouble> = run
        .report
        .into_iter()
        .flat_map(|report| &report.troubles)
        .filter(|trouble| trouble.gravity == Gravity::Loss)
        .collect();
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(to, "<testsuites {}>", Counts::of(run.results, &losses))?;
    // Nothing to check is a suite without cases, not a document without suites.
    if run.results.is_empty() && losses.is_empty() {
        suite(&[], run.provenance, to)?;
    }
    for cases in run.results.chunk_by(|a, b| a.file() == b.file()) {
        suite(cases, run.provenance, to)?;
    }
    if !losses.is_empty() {
        unread(&losses, to)?;
    }
    writeln!(to, "</testsuites>")
}

struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn of(results: &[Checked], losses: &[&Trouble]) -> Self {
        let errors = losses.iter().filter(|loss| loss.is_failing).count();
        Self {
            tests: results.len() + losses.len(),
            failures: results.iter().filter(|result| !result.is_passed()).count(),
            errors,
            skipped: losses.len() - errors,
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"",
            self.tests, self.failures, self.errors, self.skipped
        )
    }
}

/// What one file names, or the command line.
fn suite(results: &[Checked], provenance: &Provenance, to: &mut dyn Write) -> Result<()> {
    let name = escaped(results.first().and_then(Checked::file).unwrap_or(NAMED));
    let counts = Counts::of(results, &[]);
    writeln!(to, "  <testsuite name=\"{name}\" {counts}>")?;
    writeln!(
        to,
        "    <properties><property name=\"catalog\" value=\"{}\"/></properties>",
        escaped(&provenance.phrase())
    )?;
    for result in results {
        case(result, to)?;
    }
    writeln!(to, "  </testsuite>")
}

/// What was not read is skipped, and an error where that fails the check.
fn unread(losses: &[&Trouble], to: &mut dyn Write) -> Result<()> {
    let counts = Counts::of(&[], losses);
    writeln!(to, "  <testsuite name=\"{UNREAD}\" {counts}>")?;
    for loss in losses {
        let (file, text) = (escaped(&loss.file), escaped(&loss.text));
        let (place, line) = match loss.place {
            None => (String::new(), String::new()),
            Some((line, column)) => (format!(" at {line}:{column}"), format!(" line=\"{line}\"")),
        };
        writeln!(
            to,
            "    <testcase classname=\"{file}\" name=\"{UNREAD}{place}\" file=\"{file}\"{line}>"
        )?;
        if loss.is_failing {
            writeln!(
                to,
                "      <error message=\"{text}\" type=\"unread\">{text}</error>"
            )?;
        } else {
            writeln!(to, "      <skipped message=\"{text}\"/>")?;
        }
        writeln!(to, "    </testcase>")?;
    }
    writeln!(to, "  </testsuite>")
}

/// Two uses in one file are told apart by their places.
fn case(result: &Checked, to: &mut dyn Write) -> Result<()> {
    let label = escaped(&result.label());
    match &result.spot {
        None => writeln!(
            to,
            "    <testcase classname=\"portolan.check\" name=\"{label}\">"
        )?,
        Some(spot) => writeln!(
            to,
            "    <testcase classname=\"{0}\" name=\"{label} at {1}:{2}\" file=\"{0}\" line=\"{1}\">",
            escaped(&spot.file),
            spot.line,
            spot.column
        )?,
    }
    let ruling = &result.said.ruling;
    let (failing, told): (Vec<&Finding>, Vec<&Finding>) = ruling
        .findings
        .iter()
        .partition(|finding| ruling.fails(finding));
    let failing: Vec<String> = failing.into_iter().map(sentence).collect();
    if let Some(first) = failing.first() {
        writeln!(
            to,
            "      <failure message=\"{}\" type=\"{}\">{}</failure>",
            escaped(first),
            ruling.verdict,
            escaped(&failing.join("\n"))
        )?;
    }
    let told: Vec<String> = told.into_iter().map(sentence).collect();
    writeln!(
        to,
        "      <system-out>{}</system-out>",
        escaped(&told.join("\n"))
    )?;
    writeln!(to, "    </testcase>")
}

fn sentence(finding: &Finding) -> String {
    let source = phrase::source(&finding.source);
    format!("{} [{source}; {}]", finding.text, finding.rule)
}

/// Text for an element or an attribute: marks as entities, and what XML 1.0 cannot hold replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_xml(c) => out.push(c),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out
}

/// The production `Char` of XML 1.0.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_what_is_no_character_of_xml_are_replaced() {
        let table = [
            ("a <b> & \"c\"", "a &lt;b&gt; &amp; &quot;c&quot;"),
            ("]]>", "]]&gt;"),
            ("a\0b\u{1b}[2J", "a\u{fffd}b\u{fffd}[2J"),
            (
                "\u{fffe}\u{ffff}\u{b}\u{c}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            ("日本 é 🎉", "日本 é 🎉"),
        ];
        for (text, expected) in table {
            assert_eq!(escaped(text), expected, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_escaped_can_stand_in_a_document(raw in proptest::collection::vec(proptest::char::any(), 0..60)) {
            let raw: String = raw.into_iter().collect();
            let shown = escaped(&raw);
            proptest::prop_assert!(shown.chars().all(|c| is_xml(c) && !matches!(c, '<' | '>' | '"')));
            for after in shown.split('&').skip(1) {
                let name = after.split(';').next().unwrap_or_default();
                proptest::prop_assert!(["amp", "lt", "gt", "quot"].contains(&name), "{shown}");
            }
        }
    }
}
