//! One connector's check as a document: the verdict, each rule of the check with how it went, then the reasons.

use crate::{
    catalog::Connector,
    policy::{Outcome, Requirement, Severity, Tried, Usage},
    text::Word,
    view::{
        Glyphs, Outlook, Role,
        layout::{Page, Span, muted, plain, span},
        phrase, reasoned,
    },
};

/// Whether a connector passes a requirement, rule by rule.
pub fn rules_page(
    connector: &Connector,
    outlook: &Outlook<'_>,
    requirement: &Requirement,
    glyphs: Glyphs,
) -> Page {
    let assessment = outlook.assess(connector);
    let ruling = requirement.rule_on(connector, &assessment, Usage::default(), outlook.today);
    let mut page = Page::default();
    page.paragraph(headline(connector, ruling.is_passed(), glyphs), 0, 2);
    let verdict = ruling.verdict;
    page.paragraph(
        vec![
            span(
                format!("{} {}", glyphs.readiness(verdict), verdict.label()),
                Role::Verdict(verdict),
            ),
            plain(format!(" on {}", outlook.profile.deployment.label())),
        ],
        0,
        2,
    );
    page.heading("Rules");
    page.paragraph(
        vec![muted(format!(
            "asked by {}",
            phrase::source(&requirement.source)
        ))],
        2,
        2,
    );
    for tried in requirement.tried(connector, (&assessment, &ruling), outlook.today) {
        page.paragraph(rule(&tried, glyphs), 2, 4);
    }
    page.heading("Why");
    for why in &assessment.reasons {
        page.paragraph(reasoned::reason(why, glyphs), 2, 4);
    }
    page
}

fn headline(connector: &Connector, is_passed: bool, glyphs: Glyphs) -> Vec<Span> {
    let (mark, role) = reasoned::passed(is_passed, glyphs);
    let word = if is_passed { "passes" } else { "does not pass" };
    vec![
        span(format!("{mark} "), role),
        span(connector.name.as_str(), Role::Title),
        plain(format!(" {word}")),
        muted(glyphs.separator()),
        muted(connector.slug.as_str()),
    ]
}

fn rule(tried: &Tried, glyphs: Glyphs) -> Vec<Span> {
    let ((mark, role), word) = match tried.outcome {
        Outcome::Passed => (reasoned::passed(true, glyphs), "passed"),
        Outcome::Failed => (reasoned::passed(false, glyphs), "failed"),
        Outcome::Noticed => (
            reasoned::severity(Severity::Warning, glyphs),
            "worth a look",
        ),
        Outcome::NotAsked => (reasoned::severity(Severity::Note, glyphs), "not asked"),
    };
    vec![
        span(format!("{mark} "), role),
        span(tried.rule.as_str(), Role::Strong),
        span(format!(" {word}: "), role),
        plain(tried.text.as_str()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Catalog, Listing},
        date,
        policy::{Policy, Profile},
        text::Text,
        view::layout::Line,
        words::{Kind, Level, Readiness, Stage},
    };

    #[test]
    fn the_page_tells_every_rule_and_then_why() {
        let mut connector = Connector::new(Text::name("source-a"), Kind::Source, Text::name("A"));
        connector.level = Level::Marketplace;
        connector.stage = Stage::Alpha;
        connector.cloud.listing = Listing::Listed;
        let (catalog, _) = Catalog::of(vec![connector.clone()]);
        let policy = Policy::bundled().unwrap();
        let today = date::parse("2026-03-01").unwrap();
        let outlook = Outlook::new(&catalog, &policy, Profile::default(), today);
        let strict = Requirement {
            require: Readiness::Ready,
            ..Requirement::default()
        };
        let of = |requirement: &Requirement| {
            let page = rules_page(&connector, &outlook, requirement, Glyphs::Ascii);
            let lines: Vec<String> = page.lines(500).iter().map(Line::text).collect();
            lines
        };
        let passed = of(&Requirement::default());
        assert_eq!(
            passed[..2],
            ["ok A passes - source-a", "! CAUTION on Cloud"]
        );
        assert_eq!(passed[4], "  asked by portolan's default");
        assert_eq!(
            passed[5],
            "  ok check-readiness passed: The verdict is caution; caution or better is asked for."
        );
        assert_eq!(
            passed[6],
            "  - check-level not asked: The level is marketplace; any level passes."
        );
        let why = passed.iter().position(|line| line == "Why").unwrap();
        assert_eq!(why, 5 + 10 + 1);
        assert!(passed[why + 1].starts_with("  ! "), "{passed:?}");
        let failed = of(&strict);
        assert_eq!(failed[0], "FAIL A does not pass - source-a");
        assert!(
            failed[5].starts_with("  FAIL check-readiness failed: "),
            "{failed:?}"
        );
    }
}
