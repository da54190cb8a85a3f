//! GitHub workflow commands: an annotation a finding that matters, in the file that it is about where there is one.

use std::io::{Result, Write};

use crate::{
    policy::{Finding, Severity},
    view::check::{Checked, Gravity, Report, Trouble},
};

pub(in crate::cli) fn write(
    results: &[Checked],
    report: Option<&Report>,
    to: &mut dyn Write,
) -> Result<()> {
    let lines = results.iter().flat_map(|result| {
        let findings = result.said.ruling.findings.iter();
        findings.filter_map(|finding| annotation(result, finding))
    });
    let troubles = report.into_iter().flat_map(|report| &report.troubles);
    let losses = troubles.filter(|trouble| trouble.gravity == Gravity::Loss);
    for line in lines.chain(losses.map(loss)) {
        to.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn annotation(result: &Checked, finding: &Finding) -> Option<String> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => return None,
    };
    let place = result.spot.as_ref().map_or_else(String::new, |spot| {
        format!(
            "file={},line={},col={},endColumn={},",
            property(&spot.file),
            spot.line,
            spot.column,
            spot.end_column()
        )
    });
    let title = property(&format!("{}: {}", result.label(), finding.rule));
    Some(format!(
        "::{command} {place}title={title}::{}\n",
        data(&finding.text)
    ))
}

fn loss(trouble: &Trouble) -> String {
    let place = trouble.place.map_or_else(String::new, |(line, column)| {
        format!(",line={line},col={column}")
    });
    let file = property(&trouble.file);
    let command = if trouble.is_failing {
        "error"
    } else {
        "warning"
    };
    format!(
        "::{command} file={file}{place},title=portolan check::{}\n",
        data(&trouble.text)
    )
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

    #[test]
    fn a_loss_is_told_where_it_happened() {
        let trouble = Trouble {
            file: "a,b.tf".to_owned(),
            place: Some((3, 4)),
            text: "50% of it".to_owned(),
            gravity: Gravity::Loss,
            is_failing: false,
        };
        let expected = "::warning file=a%2Cb.tf,line=3,col=4,title=portolan check::50%25 of it\n";
        assert_eq!(loss(&trouble), expected);
    }
}
