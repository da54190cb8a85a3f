//! GitHub workflow commands: an annotation a finding that matters.

use crate::{
    policy::{Finding, Severity},
    view::check::Checked,
};

pub(in crate::cli) fn of(results: &[Checked]) -> String {
    let lines = results.iter().flat_map(|result| {
        let findings = result.ruling.findings.iter();
        findings.filter_map(|finding| annotation(result, finding))
    });
    lines.collect()
}

fn annotation(result: &Checked, finding: &Finding) -> Option<String> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => return None,
    };
    let title = property(&format!("{}: {}", result.label(), finding.rule));
    Some(format!(
        "::{command} title={title}::{}\n",
        data(&finding.text)
    ))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(property("a: 5%, b"), "a%3A 5%25%2C b");
        assert_eq!(data("two\nlines"), "two%0Alines");
    }
}
