//! The verdict and why.

use crate::{
    catalog::{Version, successor},
    date,
    policy::Reason,
    text::Word,
    view::{
        Role,
        layout::{Page, muted, plain, span},
        provenance, reasoned,
    },
    words::{Availability, Channel, Level, Maintainer, Sla},
};

use super::{Subject, upgrades};

pub(super) fn write(subject: &Subject<'_>, page: &mut Page) {
    let judgement = &subject.assessment.judgement;
    let readiness = judgement.readiness;
    let mut spans = vec![
        span(
            format!(
                "{} {}",
                subject.glyphs.readiness(readiness),
                readiness.label()
            ),
            Role::Verdict(readiness),
        ),
        plain(" on "),
        plain(provenance::profile_phrase(
            &subject.outlook.profile,
            subject.provenance.is_deployment_given,
        )),
    ];
    if judgement.wants_license(&subject.outlook.profile) {
        spans.push(span(", with an enterprise licence only", Role::Alert));
    }
    if judgement.is_derived {
        spans.push(muted(", derived from the release stage"));
    }
    page.blank();
    page.paragraph(spans, 0, 2);
    if let Some(due) = upgrades::nearest(subject) {
        page.paragraph(due, 2, 4);
    }
    for sentence in summary(subject) {
        page.paragraph(vec![plain(sentence)], 2, 2);
    }
}

fn summary(subject: &Subject<'_>) -> Vec<String> {
    let connector = subject.connector;
    let judgement = &subject.assessment.judgement;
    let here = judgement.here();
    let level = connector.level.name_in(subject.outlook.words);
    let mut sentences = vec![match connector.level {
        Level::Unknown => match &connector.level_word {
            Some(word) => format!("The catalog calls its level \"{word}\", a word not known here."),
            None => "The catalog states no support level for it.".to_owned(),
        },
        Level::Custom => "A custom connector: you maintain it yourself.".to_owned(),
        _ if judgement.maintainer == Maintainer::Unknown => {
            format!("{level} connector; who maintains it now cannot be told.")
        }
        _ => format!(
            "{level} connector, maintained by {}.",
            judgement.maintainer.label()
        ),
    }];
    // A custom connector lives in its workspace, whatever became of what was published about it.
    if connector.level != Level::Custom {
        sentences.extend(whereabouts(subject));
    }
    if connector
        .version
        .as_ref()
        .is_some_and(Version::is_prerelease)
    {
        sentences
            .push("What the registry calls its current version is a release candidate.".to_owned());
    }
    sentences.extend(advice(subject));
    if here.support != Channel::NotApplicable {
        sentences.push(support(here.support, here.sla));
    }
    sentences
}

/// What became of a connector that is not offered here.
fn whereabouts(subject: &Subject<'_>) -> Option<String> {
    let connector = subject.connector;
    let here = subject.assessment.judgement.here();
    if let Some((after, by)) = connector.vanished(&subject.outlook.catalog.snapshots) {
        let when = date::between(after, by);
        Some(if connector.is_forgotten() {
            format!("Its metadata vanished {when}, when no registry offered it.")
        } else {
            format!("It went missing from the registries {when}.")
        })
    } else if connector.is_withdrawn() {
        Some("It is in neither registry: withdrawn, though never called archived.".to_owned())
    } else {
        (here.availability == Availability::NotAvailable).then(|| elsewhere(subject))
    }
}

/// What to do about a connector that is gone.
fn advice(subject: &Subject<'_>) -> Vec<String> {
    let connector = subject.connector;
    if !connector.is_gone() || connector.level == Level::Custom {
        return Vec::new();
    }
    let mut advice = vec![if connector.level == Level::Archived {
        "Do not add it. Where it still runs it gets no more updates: plan to move away; its code stays in the archive."
    } else {
        "Do not add it. Where it still runs, look for another connector before it stops working."
    }
    .to_owned()];
    advice
        .extend(successor::of(&connector.slug).map(|slug| format!("{slug} has taken its place.")));
    advice
}

fn elsewhere(subject: &Subject<'_>) -> String {
    let places: Vec<&str> = subject
        .assessment
        .judgement
        .placements
        .iter()
        .filter(|placement| {
            !matches!(
                placement.availability,
                Availability::NotAvailable | Availability::Unknown
            )
        })
        .map(|placement| placement.deployment.label())
        .collect();
    let here = subject.outlook.profile.deployment.label();
    if places.is_empty() {
        format!("It is not offered on {here}.")
    } else {
        format!(
            "It is not offered on {here}; it is on {}.",
            places.join(", ")
        )
    }
}

fn support(channel: Channel, sla: Sla) -> String {
    let help = match channel {
        Channel::Portal => "Help comes through Airbyte's support portal",
        Channel::BestEffort => "Airbyte helps with best efforts",
        Channel::Slack => "Help comes from the community Slack only",
        Channel::None | Channel::NotApplicable => {
            return "It comes without support and without an SLA.".to_owned();
        }
    };
    let sla = match sla {
        Sla::Yes => "with an SLA",
        Sla::WithPremiumSupport => "with an SLA only if your contract includes Premium Support",
        Sla::No => "without an SLA",
    };
    format!("{help}, {sla}.")
}

pub(super) fn why(subject: &Subject<'_>, page: &mut Page) {
    let footnotes = &subject.assessment.footnotes;
    let is_footnote = |reason: &&Reason| footnotes.iter().any(|(_, note)| note.rule == reason.rule);
    let reasons = subject
        .assessment
        .reasons
        .iter()
        .filter(|reason| !is_footnote(reason));
    let (notes, reasons): (Vec<&Reason>, Vec<&Reason>) =
        reasons.partition(|reason| subject.outlook.policy.is_note(&reason.rule));
    for (title, reasons) in [("Why", reasons), ("Worth knowing", notes)] {
        if !reasons.is_empty() {
            page.heading(title);
        }
        for reason in reasons {
            page.paragraph(reasoned::reason(reason, subject.glyphs), 2, 4);
        }
    }
}
