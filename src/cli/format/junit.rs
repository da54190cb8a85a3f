//! JUnit XML: one test case a connector, failed where the check failed; a suite a file.

use std::fmt::Write;

use crate::{
    policy::Finding,
    view::{Provenance, check::Checked, phrase},
};

/// The suite of what is named on the command line.
const NAMED: &str = "portolan check";

pub(in crate::cli) fn of(results: &[Checked], provenance: &Provenance) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(xml, "<testsuites {}>", counts(results));
    // Nothing to check is a suite without cases, not a document without suites.
    if results.is_empty() {
        suite(&[], provenance, &mut xml);
    }
    for cases in results.chunk_by(|a, b| file(a) == file(b)) {
        suite(cases, provenance, &mut xml);
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn file(result: &Checked) -> Option<&str> {
    result.spot.as_ref().map(|spot| spot.file.as_str())
}

fn counts(results: &[Checked]) -> String {
    let failures = results.iter().filter(|result| !result.is_passed()).count();
    format!("tests=\"{}\" failures=\"{failures}\"", results.len())
}

/// What one file names, or the command line.
fn suite(results: &[Checked], provenance: &Provenance, xml: &mut String) {
    let name = results.first().and_then(file).unwrap_or(NAMED);
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" {} errors=\"0\" skipped=\"0\">",
        escaped(name),
        counts(results)
    );
    let _ = writeln!(
        xml,
        "    <properties><property name=\"catalog\" value=\"{}\"/></properties>",
        escaped(&provenance.phrase())
    );
    for result in results {
        case(result, xml);
    }
    xml.push_str("  </testsuite>\n");
}

/// Two uses in one file are told apart by their places.
fn case(result: &Checked, xml: &mut String) {
    let label = escaped(&result.label());
    let _ = match &result.spot {
        None => writeln!(
            xml,
            "    <testcase classname=\"portolan.check\" name=\"{label}\">"
        ),
        Some(spot) => writeln!(
            xml,
            "    <testcase classname=\"{0}\" name=\"{label} at {1}:{2}\" file=\"{0}\" line=\"{1}\">",
            escaped(&spot.file),
            spot.line,
            spot.column
        ),
    };
    let text = |is_failing: bool| -> Vec<String> {
        let of = |finding: &Finding| {
            format!(
                "{} [{}; {}]",
                finding.text,
                phrase::source(&finding.source),
                finding.rule
            )
        };
        result
            .ruling
            .findings
            .iter()
            .filter(|finding| result.ruling.fails(finding) == is_failing)
            .map(of)
            .collect()
    };
    let failing = text(true);
    if let Some(first) = failing.first() {
        let _ = writeln!(
            xml,
            "      <failure message=\"{}\" type=\"{}\">{}</failure>",
            escaped(first),
            result.ruling.verdict,
            escaped(&failing.join("\n"))
        );
    }
    let told = text(false);
    let _ = writeln!(
        xml,
        "      <system-out>{}</system-out>",
        escaped(&told.join("\n"))
    );
    xml.push_str("    </testcase>\n");
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
