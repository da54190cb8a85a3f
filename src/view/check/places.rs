//! The places of a scan, grouped by file: each with its line, a mark under what stands there, and the findings.
//! What was told of one place is not told again of the next.

use std::collections::HashMap;

use crate::{
    policy::{Finding, RuleId, Severity},
    text::Word,
    view::{
        Glyphs, Outlook, Role,
        layout::{Excerpt, Page, Span, muted, span},
        reasoned,
    },
    words::Readiness,
};

use super::{Checked, Detail, Spot, headline, untold, verdict_of};

type How<'a, 'o> = (&'a Outlook<'o>, Detail, Glyphs);

/// The results of files, a page a file, so that a large tree is never whole in memory.
pub struct Places<'a, 'o> {
    how: How<'a, 'o>,
    told: HashMap<String, &'a Spot>,
    is_first: bool,
}

impl<'a, 'o> Places<'a, 'o> {
    /// `is_first` says that nothing stands before the first page.
    pub fn new(how: How<'a, 'o>, is_first: bool) -> Self {
        Self {
            how,
            told: HashMap::new(),
            is_first,
        }
    }

    /// The results of one file.
    pub fn page(&mut self, results: &'a [Checked]) -> Page {
        let mut page = Page::default();
        let spots = results.iter().filter_map(|result| {
            let spot = result.spot.as_ref()?;
            Some((result, spot))
        });
        for (at, (result, spot)) in spots.enumerate() {
            if at == 0 {
                if !self.is_first {
                    page.blank();
                }
                self.is_first = false;
                page.paragraph(vec![span(&*spot.file, Role::Heading)], 0, 2);
            }
            place(result, spot, self.how, &mut self.told, &mut page);
        }
        page
    }
}

fn place<'a>(
    result: &'a Checked,
    spot: &'a Spot,
    how: How<'_, '_>,
    told: &mut HashMap<String, &'a Spot>,
    page: &mut Page,
) {
    let (outlook, detail, glyphs) = how;
    page.paragraph(head(result, spot, (outlook, glyphs)), 2, 6);
    let shown = shown(result, detail);
    if shown.is_empty() {
        return;
    }
    page.excerpt(excerpt(result, spot), 4);
    let key = |finding: &Finding| match &result.said.connector {
        // What only the instance knows is the same of every connection.
        None if finding.severity == Severity::Note => finding.text.clone(),
        _ => format!("{}\n{}", result.subject(finding), finding.text),
    };
    let mut before = None;
    for finding in &shown {
        if let Some(first) = told.get(&key(finding)) {
            before.get_or_insert(*first);
        } else {
            told.insert(key(finding), spot);
            page.paragraph(reasoned::finding(finding, glyphs), 4, 6);
        }
    }
    match before {
        Some(first) => {
            let text = format!("{} as at {}", glyphs.bullet(), first.line_name());
            page.paragraph(vec![muted(text)], 4, 6);
        }
        None => untold(result.said.ruling.findings.len() - shown.len(), 6, page),
    }
}

fn head(result: &Checked, spot: &Spot, (outlook, glyphs): (&Outlook<'_>, Glyphs)) -> Vec<Span> {
    let place = muted(format!("{}:{}  ", spot.line, spot.column));
    let mut spans = vec![place];
    if result.said.connector.is_some() {
        spans.extend(headline(result, outlook.profile.deployment.label(), glyphs));
        return spans;
    }
    // What no catalog knows has passed nothing: it is merely not refused.
    let mark = if result.is_passed() {
        reasoned::severity(Severity::Note, glyphs)
    } else {
        reasoned::passed(false, glyphs)
    };
    spans.extend(verdict_of(result, mark));
    spans
}

/// Of a place that is well, a line is enough: the policy's reasons are told with its name.
fn shown(result: &Checked, detail: Detail) -> Vec<&Finding> {
    let is_told = |finding: &&Finding| match finding.severity {
        Severity::Error | Severity::Warning => true,
        Severity::Note if detail == Detail::Everything => true,
        Severity::Note => matches!(finding.rule, RuleId::Check(_)),
    };
    result.said.ruling.findings.iter().filter(is_told).collect()
}

fn excerpt(result: &Checked, spot: &Spot) -> Excerpt {
    Excerpt {
        line: spot.line,
        text: spot.source.to_string(),
        from: spot.indent,
        length: spot.length(),
        role: if result.is_passed() {
            Role::Alert
        } else {
            Role::Verdict(Readiness::Avoid)
        },
    }
}
