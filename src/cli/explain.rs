//! `explain`: the policy itself, with its sources.

use serde::Serialize;

use super::{
    Answer, Outcome, args,
    failure::{Failure, Kind},
    session::{self, Session},
};
use crate::{
    policy::{CheckRule, Entry, Policy, Rule, Topic},
    text::{UnknownWord, Word, clean, nearest},
    view::{
        Role,
        json::Envelope,
        layout::{Page, muted, plain, span},
        phrase,
    },
    words::{Deployment, Footnote, Level, Stage},
};

#[derive(Serialize)]
struct Body<'a> {
    entries: Vec<EntryJson<'a>>,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct EntryJson<'a> {
    topic: Topic,
    word: &'a str,
    text: &'a str,
    source: String,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    rule: &'a str,
    aspect: &'static str,
    when: String,
    then: String,
    text: String,
    source: String,
}

/// What is asked about.
enum Subject {
    Everything,
    Topic(Topic, Option<&'static str>),
    Rules(Option<String>),
}

pub(super) fn run(args: &args::Explain, session: &mut Session<'_>) -> Outcome {
    let policy = session::policy()?;
    let subject = subject(args.topic.as_deref(), args.word.as_deref(), &policy)?;
    let entries = entries(&subject, &policy)?;
    let rules = rules(&subject, &policy);
    let own = own(&subject);
    if args.document.is_json() {
        let loaded = session.load()?;
        let outlook = session.outlook(&loaded, &policy);
        let provenance = session.provenance(&loaded);
        let body = Body {
            entries: entries.iter().map(entry_json).collect(),
            rules: rules
                .iter()
                .map(|rule| rule_json(rule))
                .chain(own.iter().map(|rule| own_json(*rule)))
                .collect(),
        };
        session.json(&Envelope::new(&outlook, &provenance, body))?;
    } else {
        let mut page = page(&entries, &rules);
        for rule in own {
            page.paragraph(
                vec![span(rule.word(), Role::Strong), muted("  check")],
                0,
                2,
            );
            page.paragraph(
                vec![
                    plain(format!("{} ", rule.label())),
                    muted(format!("[{OWN}]")),
                ],
                2,
                2,
            );
        }
        session.printer().page(&page)?;
    }
    Ok(Answer::Yes)
}

/// Who asks for what `check` asks for, unless a project or a command line says otherwise.
const OWN: &str = "portolan check; the project or the command line sets what is asked for";

/// The rules of `check` itself, which are no part of the policy.
fn own(subject: &Subject) -> Vec<CheckRule> {
    let is_meant = |rule: &CheckRule| match subject {
        Subject::Everything | Subject::Rules(None) => true,
        Subject::Rules(Some(asked)) => asked == rule.word(),
        Subject::Topic(..) => false,
    };
    CheckRule::ALL.iter().copied().filter(is_meant).collect()
}

fn own_json(rule: CheckRule) -> RuleJson<'static> {
    RuleJson {
        rule: rule.word(),
        aspect: "check",
        when: String::new(),
        then: String::new(),
        text: rule.label().to_owned(),
        source: OWN.to_owned(),
    }
}

fn subject(topic: Option<&str>, word: Option<&str>, policy: &Policy) -> Result<Subject, Failure> {
    let Some(topic) = topic else {
        return Ok(Subject::Everything);
    };
    if matches!(topic, "rule" | "rules") {
        return match word {
            Some(id) if policy.rule(id).is_none() => own_rule(id, policy),
            id => Ok(Subject::Rules(id.map(str::to_owned))),
        };
    }
    let Ok(found) = Topic::parse(topic) else {
        return bare(topic, word, policy);
    };
    let Some(word) = word else {
        return Ok(Subject::Topic(found, None));
    };
    let word = word_of(found, word).map_err(|unknown| Failure::usage(unknown.to_string()))?;
    Ok(Subject::Topic(found, Some(word)))
}

/// A word without its topic: `explain marketplace`, `explain level-airbyte-ready`.
fn bare(given: &str, word: Option<&str>, policy: &Policy) -> Result<Subject, Failure> {
    if word.is_none() {
        if policy.rule(given).is_some() {
            return Ok(Subject::Rules(Some(given.to_owned())));
        }
        let known = Topic::ALL
            .iter()
            .find_map(|topic| Some((*topic, word_of(*topic, given).ok()?)));
        if let Some((topic, word)) = known {
            return Ok(Subject::Topic(topic, Some(word)));
        }
    }
    let topics: Vec<&str> = Topic::ALL
        .iter()
        .map(|topic| topic.word())
        .chain(["rule"])
        .collect();
    let given = clean::line(given);
    let near = nearest::one(&given, topics.iter().copied());
    let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
    Err(Failure::usage(format!(
        "unknown topic \"{given}\"{hint} (one of: {})",
        topics.join(", ")
    )))
}

fn own_rule(id: &str, policy: &Policy) -> Result<Subject, Failure> {
    if CheckRule::of(id).is_some() {
        return Ok(Subject::Rules(Some(id.to_owned())));
    }
    let ids = policy
        .rules()
        .iter()
        .map(|rule| rule.id)
        .chain(CheckRule::ALL.iter().map(|rule| rule.word()));
    let near = nearest::some(id, ids, 3);
    let failure = Failure::new(
        Kind::NotFound,
        format!("no rule is called \"{}\"", clean::line(id)),
    );
    Err(match near.as_slice() {
        [] => failure.hinted("`portolan explain rule` lists all rules"),
        near => failure.hinted(format!("nearest: {}", near.join(", "))),
    })
}

fn word_of(topic: Topic, word: &str) -> Result<&'static str, UnknownWord> {
    Ok(match topic {
        Topic::Level => Level::parse(word)?.word(),
        Topic::Stage => Stage::parse(word)?.word(),
        Topic::Deployment => Deployment::parse(word)?.word(),
        Topic::Footnote => Footnote::parse(word)?.word(),
    })
}

fn entries(subject: &Subject, policy: &Policy) -> Result<Vec<Entry>, Failure> {
    let is_meant = |entry: &Entry| match subject {
        Subject::Everything => true,
        Subject::Topic(topic, word) => {
            entry.topic == *topic && word.is_none_or(|word| entry.word == word)
        }
        Subject::Rules(_) => false,
    };
    let read = policy.glossary();
    let mut entries = read.map_err(|error| session::unusable(&error))?;
    entries.retain(is_meant);
    Ok(entries)
}

fn rules<'a>(subject: &Subject, policy: &'a Policy) -> Vec<&'a Rule> {
    let is_meant = |rule: &&Rule| match subject {
        Subject::Everything | Subject::Rules(None) => true,
        Subject::Topic(topic, word) => word.is_some_and(|word| mentions(rule, *topic, word)),
        Subject::Rules(Some(id)) => rule.id == id,
    };
    policy.rules().iter().filter(is_meant).collect()
}

fn mentions(rule: &Rule, topic: Topic, word: &str) -> bool {
    use crate::policy::Axis;
    let axis = match topic {
        Topic::Level => Axis::Level,
        Topic::Stage => Axis::Stage,
        Topic::Deployment => Axis::Deployment,
        Topic::Footnote => return rule.then.iter().any(|(_, then)| *then == word),
    };
    rule.mentions(axis, word)
}

fn entry_json(entry: &Entry) -> EntryJson<'_> {
    EntryJson {
        topic: entry.topic,
        word: entry.word,
        text: &entry.text,
        source: phrase::source(&entry.source),
    }
}

fn rule_json(rule: &Rule) -> RuleJson<'_> {
    RuleJson {
        rule: rule.id,
        aspect: rule.aspect.name(),
        when: rule.when.to_string(),
        then: then(rule),
        text: rule.outline(),
        source: phrase::source(&rule.source()),
    }
}

fn then(rule: &Rule) -> String {
    let pairs: Vec<String> = rule
        .then
        .iter()
        .map(|(what, is)| format!("{what}: {is}"))
        .collect();
    pairs.join(", ")
}

fn page(entries: &[Entry], rules: &[&Rule]) -> Page {
    let mut page = Page::default();
    let mut last = None;
    for entry in entries {
        if last != Some((entry.topic, entry.word)) {
            page.paragraph(
                vec![
                    span(entry.word, Role::Title),
                    muted(format!("  {}", entry.topic.word())),
                ],
                0,
                2,
            );
            last = Some((entry.topic, entry.word));
        }
        page.paragraph(
            vec![
                plain(format!("{} ", entry.text)),
                muted(format!("[{}]", phrase::source(&entry.source))),
            ],
            2,
            2,
        );
    }
    if !rules.is_empty() && !entries.is_empty() {
        page.heading("Rules");
    }
    for rule in rules {
        page.paragraph(
            vec![
                span(rule.id, Role::Strong),
                muted(format!("  {}", rule.aspect.name())),
            ],
            0,
            2,
        );
        page.paragraph(vec![muted(condition(rule))], 2, 4);
        page.paragraph(
            vec![
                plain(format!("{} ", rule.outline())),
                muted(format!("[{}]", phrase::source(&rule.source()))),
            ],
            2,
            2,
        );
    }
    page
}

fn condition(rule: &Rule) -> String {
    let when = if rule.when.holds_always() {
        rule.when.to_string()
    } else {
        format!("when {}", rule.when)
    };
    match then(rule).as_str() {
        "" => when,
        then => format!("{when}: {then}"),
    }
}
