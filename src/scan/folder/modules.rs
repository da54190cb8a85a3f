//! Modules that stand in a folder of their own: each call of one is a use of what it names, where the call names it.
//! Calls are followed from the folders that nobody calls; how far is bounded, since modules may call each other.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Call, Given, Names, Site, Value, rank,
    settle::{Bound, Scope, Settler, each},
};
use crate::{
    scan::{Mention, Pin, Place, Reading, What},
    sort,
};

/// So deep may modules call modules.
const DEPTH: usize = 8;
/// So many places are settled for the calls of all modules together.
const PLACES: usize = 50_000;

/// What a folder holds; files by their place in the list.
struct Folder {
    path: String,
    names: Names,
    sites: Vec<(usize, Site)>,
    calls: Vec<(usize, Call)>,
}

/// Settles in all files what the files of each folder, and the folders that call each other, settle together.
pub(in crate::scan) fn join(files: &mut [(String, Reading)]) {
    let folders = folders(files);
    let mut tree = Tree::of(&folders);
    tree.visit_all();
    let mut told = tree.told;
    for (file, (_, reading)) in files.iter_mut().enumerate() {
        let Some(told) = told.remove(&file) else {
            continue;
        };
        let mentions = &mut reading.mentions;
        mentions.retain(|mention| !told.explains(mention.place));
        mentions.extend(told.mentions);
        sort::by_key(mentions, |mention| mention.place);
    }
}

/// Takes from the files what they share.
fn folders(files: &mut [(String, Reading)]) -> Vec<Folder> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    sort::by(&mut order, |a, b| {
        let key = |at: &usize| (folder(&files[*at].0), rank(&files[*at].0));
        key(a).cmp(&key(b))
    });
    let mut folders: Vec<Folder> = Vec::new();
    for at in order {
        let (path, reading) = &mut files[at];
        reading.forget_sites();
        let mut shared = std::mem::take(&mut reading.shared);
        let path_of = way(folder(path), "");
        if folders.last().is_none_or(|last| last.path != path_of) {
            folders.push(Folder {
                path: path_of,
                names: Names::default(),
                sites: Vec::new(),
                calls: Vec::new(),
            });
        }
        let is_heard = rank(path).is_some();
        if let Some(folder) = folders.last_mut() {
            let here = |site| (at, site);
            folder.sites.extend(shared.sites.drain(..).map(here));
            folder
                .calls
                .extend(shared.calls.drain(..).map(|call| (at, call)));
            if is_heard {
                folder.names.take(&mut shared);
            }
        }
    }
    // What waits for another module's outputs comes after it.
    for folder in &mut folders {
        folder.calls.sort_by_cached_key(|(_, call)| call.waits());
    }
    folders
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder that a way leads to from another.
fn way(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let root = if from.starts_with('/') { "/" } else { "" };
    for part in from.split('/').chain(to.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

impl Call {
    /// Whether anything given names another module.
    fn waits(&self) -> bool {
        let names = |value: &Value| format!("{value:?}").contains("Name(\"module\")");
        self.given.iter().any(|given| names(&given.value))
    }
}

/// What is told of one file.
#[derive(Default)]
struct Told {
    mentions: Vec<Mention>,
    seen: HashSet<(Place, What, Pin)>,
    /// What calls explain, from where to where.
    explained: BTreeMap<Place, Place>,
}

/// Where what a call gives stands.
#[derive(Clone, Copy)]
struct Origin<'t> {
    file: usize,
    given: &'t Given,
}

/// What a folder is visited with.
#[derive(Default)]
struct Visit<'t> {
    bound: Bound,
    origins: HashMap<String, Origin<'t>>,
    depth: usize,
}

struct Tree<'t> {
    folders: &'t [Folder],
    by_path: HashMap<&'t str, usize>,
    is_reached: Vec<bool>,
    left: usize,
    told: HashMap<usize, Told>,
}

impl<'t> Tree<'t> {
    fn of(folders: &'t [Folder]) -> Self {
        let paths = folders.iter().enumerate();
        Self {
            folders,
            by_path: paths.map(|(at, folder)| (&*folder.path, at)).collect(),
            is_reached: vec![false; folders.len()],
            left: PLACES,
            told: HashMap::new(),
        }
    }

    /// First the folders that nobody calls, then those that only call each other.
    fn visit_all(&mut self) {
        let all = self.folders.iter().enumerate();
        let called = all.flat_map(|(at, folder)| {
            let calls = folder.calls.iter();
            calls
                .filter_map(|(_, call)| self.target(at, call))
                .collect::<Vec<_>>()
        });
        let called: HashSet<usize> = called.collect();
        for at in 0..self.folders.len() {
            if !called.contains(&at) {
                self.visit(at, Visit::default());
            }
        }
        for at in 0..self.folders.len() {
            if !self.is_reached[at] {
                self.visit(at, Visit::default());
            }
        }
    }

    fn target(&self, from: usize, call: &Call) -> Option<usize> {
        let path = way(&self.folders[from].path, &call.folder);
        let found = self.by_path.get(&*path).copied();
        found.filter(|to| *to != from)
    }

    /// Tells what the folder mentions with what it is given, and gives back its outputs.
    fn visit(&mut self, at: usize, mut visit: Visit<'t>) -> Value {
        let folders = self.folders;
        let folder = &folders[at];
        self.is_reached[at] = true;
        for (file, call) in &folder.calls {
            if let Some(target) = self.target(at, call)
                && let Some(outputs) = self.call((at, *file), (call, target), &visit)
            {
                visit.bound.insert(format!("module.{}", call.name), outputs);
            }
        }
        let settler = Settler::new(&folder.names, &visit.bound);
        for (file, site) in &folder.sites {
            for found in settler.all(&site.naming, &site.mention.written) {
                let origin = found.by.as_ref().and_then(|by| visit.origins.get(by));
                self.tell((*file, site), origin.copied(), site.filled(found));
            }
        }
        let outputs = folder.names.values.iter().filter_map(|(name, value)| {
            let name = name.strip_prefix("output.")?;
            Some((name.to_owned(), settler.whole(value, &Vec::new()).0))
        });
        Value::Map(outputs.collect())
    }

    /// Follows a call, once for each element that it is repeated for.
    fn call(
        &mut self,
        (at, file): (usize, usize),
        (call, target): (&'t Call, usize),
        visit: &Visit<'t>,
    ) -> Option<Value> {
        let folders = self.folders;
        let settler = Settler::new(&folders[at].names, &visit.bound);
        let elements = call
            .each
            .as_ref()
            .map(|over| settler.elements(over, &Vec::new()));
        let none = Vec::new();
        let Some(Some(elements)) = elements else {
            let given = given((call, file), (&settler, &none), visit);
            return self.enter(target, given);
        };
        let mut outputs = Vec::new();
        for (key, value) in elements {
            let name = key.clone().into_owned();
            let given = given((call, file), (&settler, &each(key, value)), visit);
            outputs.push((name, self.enter(target, given)?));
        }
        Some(Value::Map(outputs))
    }

    /// Visits a called folder, as long as there is no end to it in sight.
    fn enter(&mut self, target: usize, visit: Visit<'t>) -> Option<Value> {
        let cost = self.folders[target].sites.len() + 1;
        self.left = self.left.checked_sub(cost)?;
        (visit.depth <= DEPTH).then(|| self.visit(target, visit))
    }

    fn tell(&mut self, (file, site): (usize, &Site), origin: Option<Origin<'t>>, found: Mention) {
        let Some(Origin { file, given }) = origin else {
            let told = self.told.entry(file).or_default();
            // A call that was followed knows better than what its argument looked like.
            if !told.explains(site.mention.place) {
                told.add(found);
            }
            return;
        };
        let told = self.told.entry(file).or_default();
        let start = given.mention.place;
        told.explained.insert(start, given.until);
        let (what, pin) = match found.what {
            What::Reference(_) => (given.mention.what.clone(), Pin::Impossible),
            what => (what, found.pin),
        };
        told.add(Mention {
            tool: found.tool,
            what,
            pin,
            ..given.mention.clone()
        });
    }
}

impl Told {
    fn explains(&self, place: Place) -> bool {
        let before = self.explained.range(..=place).next_back();
        before.is_some_and(|(_, until)| place < *until)
    }

    fn add(&mut self, mention: Mention) {
        let key = (mention.place, mention.what.clone(), mention.pin.clone());
        if self.seen.insert(key) {
            self.mentions.push(mention);
        }
    }
}

/// What a call gives, free of the names of the folder that it stands in.
fn given<'t, 'a>(
    (call, file): (&'t Call, usize),
    (settler, scope): (&Settler<'a>, &Scope<'a>),
    visit: &Visit<'t>,
) -> Visit<'t>
where
    't: 'a,
{
    let mut inner = Visit {
        depth: visit.depth + 1,
        ..Visit::default()
    };
    for given in &call.given {
        let name = format!("var.{}", given.name);
        let (value, by) = settler.whole(&given.value, scope);
        let outer = by.and_then(|by| visit.origins.get(&by)).copied();
        let origin = outer.unwrap_or(Origin { file, given });
        inner.bound.insert(name.clone(), value);
        inner.origins.insert(name, origin);
    }
    inner
}

#[cfg(test)]
mod tests;
