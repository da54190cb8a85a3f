//! The places where files name connectors: each becomes a result, unless it names none. What is said of one connector is
//! said once, wherever it is asked for in the same way, and a file that never ends is told up to a measure.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use crate::{
    catalog::Connector,
    cli::reading::{self, Found, Written},
    policy::{CheckRule, Finding, Requirement, Severity},
    scan::{Answer, Resolver, What},
    text::{self, Text},
    view::check::{Checked, Gravity, Said, Trouble},
    words::Kind,
};

use super::judge::{Case, Judge};

/// So many places of one file are told.
const PLACES: usize = 10_000;
/// So many different connectors, or versions of them, of one file are told.
const DIFFERENT: usize = 1_000;

/// What was found in files: the results in the order of the places, and what is left untold.
#[derive(Default)]
pub(super) struct Uses {
    pub results: Vec<Checked>,
    pub untold: Vec<Trouble>,
}

pub(super) fn all(files: Vec<Found>, judge: &Judge<'_>) -> Uses {
    let mut desk = Desk {
        resolver: Resolver::new(judge.outlook.catalog),
        judge,
        said: HashMap::new(),
    };
    let mut uses = Uses::default();
    for found in files {
        desk.file(found, &mut uses);
    }
    uses
}

/// How a connector is written down, and what is asked of it: the same requirement is the same memory.
type Key = (Written, *const Requirement);

/// Where what was said once is looked up.
struct Desk<'a> {
    resolver: Resolver<'a>,
    judge: &'a Judge<'a>,
    said: HashMap<Key, Rc<Said>>,
}

impl Desk<'_> {
    fn file(&mut self, found: Found, uses: &mut Uses) {
        let requirement = self.judge.requirements.at(Some(&found.file));
        let mut measure = Measure::default();
        for mention in found.mentions {
            let answer = self.resolver.resolve(&mention);
            if answer == Answer::Nothing {
                continue;
            }
            let (spot, written) = reading::taken_apart(&found.file, mention);
            let key = (written, Rc::as_ptr(&requirement));
            if !measure.holds(&key.0) {
                continue;
            }
            let said = self.said.entry(key).or_insert_with_key(|(written, _)| {
                let said = said(answer, written, (&requirement, self.judge));
                Rc::new(said)
            });
            uses.results.push(Checked {
                input: spot.written.to_string(),
                spot: Some(spot),
                said: Rc::clone(said),
            });
        }
        uses.untold.extend(measure.untold(&found.file));
    }
}

/// How much of a file was told.
#[derive(Default)]
struct Measure {
    places: usize,
    different: HashSet<Written>,
    untold: usize,
}

impl Measure {
    /// Whether one more is told.
    fn holds(&mut self, written: &Written) -> bool {
        let is_new = !self.different.contains(written);
        let is_full = self.places >= PLACES || (is_new && self.different.len() >= DIFFERENT);
        if is_full {
            self.untold += 1;
            return false;
        }
        self.places += 1;
        if is_new {
            self.different.insert(written.clone());
        }
        true
    }

    fn untold(&self, file: &str) -> Option<Trouble> {
        (self.untold > 0).then(|| Trouble {
            file: file.to_owned(),
            place: None,
            text: format!(
                "{} in this file left out: only the first {PLACES} places are told, and the first {DIFFERENT} different connectors and versions",
                text::count(self.untold, "more place", "more places")
            ),
            gravity: Gravity::Loss,
            is_failing: false,
        })
    }
}

fn said(
    answer: Answer<'_>,
    written: &Written,
    (requirement, judge): (&Rc<Requirement>, &Judge<'_>),
) -> Said {
    let (version, pinning) = reading::asked(&written.pin);
    let asked = Case {
        version,
        pinning,
        requirement: Rc::clone(requirement),
    };
    let name = name(&written.what);
    match answer {
        Answer::Connector(connector) => judge.known(connector, &asked),
        Answer::Many(candidates) => match judge.meant(&candidates).as_slice() {
            [connector] => judge.known(connector, &asked),
            [] => asked.untold(ambiguous(&candidates)),
            meant => asked.untold(ambiguous(meant)),
        },
        Answer::Custom(why) => judge.custom(&asked, (name, kind(&written.what)), why),
        Answer::Missing(_) => {
            let name = name.strip_prefix("airbyte/").unwrap_or(name);
            judge.unknown(&asked, name)
        }
        Answer::NeedsInstance | Answer::Nothing => asked.untold(needs_instance()),
        Answer::Contradiction(owner) => asked.untold(contradiction(owner, name)),
        Answer::Unsettled => asked.untold(requirement.unsettled(name)),
    }
}

/// The name in it, without what says which sort of name it is.
fn name(what: &What) -> &str {
    match what {
        What::Image(name)
        | What::Slug(name)
        | What::AnySlug(name)
        | What::Own(name)
        | What::Definition(name)
        | What::AnyId(name)
        | What::Name(_, name)
        | What::AnyName(name)
        | What::Connection(name)
        | What::Reference(name) => name,
        What::Beside(_, other) => name(other),
    }
}

fn needs_instance() -> Finding {
    let text = "It is a connection's id: only the Airbyte instance knows which connectors it runs.";
    Finding::of_check(CheckRule::NeedsInstance, Severity::Note, text.to_owned())
}

fn contradiction(owner: &Connector, beside: &str) -> Finding {
    let (owner, beside) = (&owner.slug, Text::name(beside));
    let text = format!("The id is {owner}'s, and \"{beside}\" beside it names another connector.");
    Finding::of_check(CheckRule::Ambiguous, Severity::Warning, text)
}

fn ambiguous(candidates: &[&Connector]) -> Finding {
    let slugs: Vec<&str> = candidates.iter().map(|c| c.slug.as_str()).collect();
    let count = slugs.len();
    let text = format!("It could be {count} connectors: {}.", slugs.join(", "));
    Finding::of_check(CheckRule::Ambiguous, Severity::Warning, text)
}

fn kind(what: &What) -> Kind {
    if let What::Name(kind, _) = what {
        return *kind;
    }
    let tail = name(what).rsplit('/').next().unwrap_or_default();
    if tail.starts_with("destination") {
        Kind::Destination
    } else {
        Kind::Source
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::{Pin, Tool};

    fn written(number: usize) -> Written {
        Written {
            what: What::Slug("source-a".to_owned()),
            tool: Tool::Image,
            pin: Pin::At(format!("1.0.{number}")),
        }
    }

    #[test]
    fn a_file_is_told_up_to_a_measure_and_the_rest_is_counted() {
        let mut same = Measure::default();
        let held = (0..PLACES + 5).filter(|_| same.holds(&written(0)));
        assert_eq!(held.count(), PLACES);
        let told = same.untold("a.yml").unwrap();
        assert!(told.text.starts_with("5 more places"), "{told}");
        assert_eq!(told.gravity, Gravity::Loss);

        let mut different = Measure::default();
        let held = (0..DIFFERENT + 5).filter(|number| different.holds(&written(*number)));
        assert_eq!(held.count(), DIFFERENT);
        // What was told before goes on being told.
        assert!(different.holds(&written(0)));
        assert_eq!(different.untold, 5);
        assert!(Measure::default().untold("a.yml").is_none());
    }
}
