//! GitHub workflow commands: an annotation a finding that matters.

use crate::{policy::Severity, view::check::Checked};

pub(in crate::cli) fn of(results: &[Checked]) -> String {
    let mut lines = String::new();
    for result in results {
        for finding in &result.ruling.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => continue,
            };
            let title = property(&format!("{}: {}", result.label(), finding.rule));
            lines.push_str(&format!(
                "::{command} title={title}::{}\n",
                data(&finding.text)
            ));
        }
    }
    lines
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
