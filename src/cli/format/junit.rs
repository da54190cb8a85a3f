//! JUnit XML: one test case a connector, failed where the check failed.

use std::fmt::Write;

use crate::{
    policy::{Finding, Severity},
    view::{Provenance, check::Checked, phrase},
};

pub(in crate::cli) fn of(results: &[Checked], provenance: &Provenance) -> String {
    let failures = results.iter().filter(|result| !result.is_passed()).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        xml,
        "<testsuites tests=\"{0}\" failures=\"{failures}\">",
        results.len()
    );
    let _ = writeln!(
        xml,
        "  <testsuite name=\"portolan check\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
        results.len()
    );
    let _ = writeln!(
        xml,
        "    <properties><property name=\"catalog\" value=\"{}\"/></properties>",
        escaped(&provenance.phrase())
    );
    for result in results {
        case(result, &mut xml);
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn case(result: &Checked, xml: &mut String) {
    let _ = writeln!(
        xml,
        "    <testcase classname=\"portolan.check\" name=\"{}\">",
        escaped(&result.label())
    );
    let text = |wanted: Severity| -> Vec<String> {
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
            .filter(|f| f.severity == wanted)
            .map(of)
            .collect()
    };
    let errors = text(Severity::Error);
    if let Some(first) = errors.first() {
        let _ = writeln!(
            xml,
            "      <failure message=\"{}\" type=\"{}\">{}</failure>",
            escaped(first),
            result.ruling.verdict,
            escaped(&errors.join("\n"))
        );
    }
    let told = [text(Severity::Warning), text(Severity::Note)].concat();
    let _ = writeln!(
        xml,
        "      <system-out>{}</system-out>",
        escaped(&told.join("\n"))
    );
    xml.push_str("    </testcase>\n");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
