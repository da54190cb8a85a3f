//! The menus there are, each built from a table: help and the palette from the live key map, so that they never lie.

use serde::Deserialize;

use super::{Choice, Item, Menu};
use crate::{
    date::Date,
    launch::SavedView,
    text::Word,
    tui::{action::Action, context::Context, keymap::Keymap},
    view::{columns::Column, links::Link},
};

/// More keys of one action than these are not told.
const KEYS_TOLD: usize = 3;

/// What is copied, in the order of the menu.
const COPIED: [Action; 10] = [
    Action::CopySlug,
    Action::CopyName,
    Action::CopyUrl,
    Action::CopyImage,
    Action::CopyId,
    Action::CopyJson,
    Action::CopyMarkdown,
    Action::CopyTerraform,
    Action::CopyPyairbyte,
    Action::CopyQuery,
];

/// The columns worth sorting by, and what comes first.
const SORTED: [(Column, &str); 11] = [
    (Column::Readiness, "ready first"),
    (Column::Name, "A to Z"),
    (Column::Level, "Airbyte's own first"),
    (Column::Stage, "alpha first"),
    (Column::Deadline, "the nearest first"),
    (Column::LevelChanged, "the longest ago first"),
    (Column::VersionReleased, "the longest ago first"),
    (Column::Usage, "the least used first"),
    (Column::Success, "the least successful first"),
    (Column::Kind, "destinations first"),
    (Column::Slug, "A to Z"),
];

/// What means something only where text is edited or a choice is open.
const NOT_COMMANDS: [Action; 18] = [
    Action::LeaveQuery,
    Action::Complete,
    Action::TextLeft,
    Action::TextRight,
    Action::TextWordLeft,
    Action::TextWordRight,
    Action::TextHome,
    Action::TextEnd,
    Action::DeleteBack,
    Action::DeleteForward,
    Action::DeleteWord,
    Action::DeleteWordForward,
    Action::DeleteToStart,
    Action::DeleteToEnd,
    Action::Accept,
    Action::MarkAndDown,
    Action::Palette,
    Action::Noop,
];

/// Nobody looks for these by name.
const MOVING: [Action; 13] = [
    Action::Up,
    Action::Down,
    Action::Left,
    Action::Right,
    Action::PageUp,
    Action::PageDown,
    Action::HalfUp,
    Action::HalfDown,
    Action::First,
    Action::Last,
    Action::NextPane,
    Action::PreviousPane,
    Action::Back,
];

const VIEWS: &str = include_str!("../../../../assets/views.json");
/// Stands in a built-in view for the day of the last snapshot but one.
const SNAPSHOT: &str = "{snapshot}";

/// The keys that are valid where they are looked up in these contexts, one after the other.
pub fn help(contexts: &[Context], keymap: &Keymap) -> Menu {
    let mut told: Vec<(Action, Vec<String>)> = Vec::new();
    for (keys, action) in keymap.bindings_over(contexts) {
        match told.iter_mut().find(|(other, _)| *other == action) {
            Some((_, all)) => all.push(keys),
            None => told.push((action, vec![keys])),
        }
    }
    let context = contexts.last().copied().unwrap_or(Context::General);
    let items = told.into_iter().map(|(action, mut keys)| {
        keys.truncate(KEYS_TOLD);
        command(context, action, keys.join(", "))
    });
    Menu::new(&format!("Keys: {}", context.label()), items.collect())
}

/// Every command, with its key in a context if it has one; what a hand on the arrows knows comes last.
pub fn palette(context: Context, keymap: &Keymap) -> Menu {
    let actions = Action::ALL.iter().copied();
    let (moving, others): (Vec<_>, Vec<_>) = actions
        .filter(|action| !NOT_COMMANDS.contains(action))
        .partition(|action| MOVING.contains(action));
    let commands = others.into_iter().chain(moving);
    let items = commands.map(|action| command(context, action, key(context, keymap, action)));
    Menu::new("Commands", items.collect())
}

/// What can be copied of a connector.
pub fn copy(context: Context, keymap: &Keymap) -> Menu {
    let items = COPIED.map(|action| command(context, action, key(context, keymap, action)));
    Menu::new("Copy", items.into())
}

fn key(context: Context, keymap: &Keymap, action: Action) -> String {
    keymap.key_of(context, action).unwrap_or_default()
}

fn command(context: Context, action: Action, keys: String) -> Item {
    Item {
        keys,
        label: context.label_of(action).to_owned(),
        // The word that the configuration binds a key to.
        hint: action.word().to_owned(),
        choice: Choice::Do(action),
    }
}

/// What the list can be sorted by.
pub fn sort() -> Menu {
    let item =
        |(column, first): (Column, &str)| keyless(column.label(), first, Choice::Sort(column));
    Menu::new("Sort by", SORTED.map(item).into())
}

/// Where to read on.
pub fn open(links: Vec<(Link, String)>) -> Menu {
    let item = |(link, address): (Link, String)| {
        keyless(link.label(), &address, Choice::Open(address.clone()))
    };
    Menu::new("Open", links.into_iter().map(item).collect())
}

/// The user's views and the built-in ones. `since` is the day of the last snapshot but one; of a query it can be told
/// what is not understood.
pub fn views(
    own: &[SavedView],
    since: Option<Date>,
    misunderstood: impl Fn(&str) -> Option<String>,
) -> Menu {
    let item = |SavedView { name, query, sort }: SavedView| {
        // What is wrong stands first: the end of a hint may find no room, and all of it on a small screen.
        let order = sort.map_or_else(String::new, |column| format!(", by {}", column.word()));
        let (name, hint) = match misunderstood(&query) {
            Some(problem) => (
                format!("{name} (misunderstood)"),
                format!("{problem}: {query}"),
            ),
            None => (name, format!("{query}{order}")),
        };
        keyless(&name, &hint, Choice::View(query, sort))
    };
    let own = own.iter().cloned();
    let mut items: Vec<Item> = own.chain(built_in_views(since)).map(item).collect();
    items.push(command(Context::List, Action::SaveView, String::new()));
    Menu::new("Views", items)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct View {
    name: String,
    query: String,
    #[serde(default)]
    sort: Option<Column>,
}

#[expect(
    clippy::expect_used,
    reason = "the table is compiled in, and a test reads it"
)]
fn built_in_views(since: Option<Date>) -> Vec<SavedView> {
    let views: Vec<View> = serde_json::from_str(VIEWS).expect("the built-in views are right");
    let day = since.map(|day| day.to_string());
    let filled = |view: View| {
        let query = match &day {
            Some(day) => view.query.replace(SNAPSHOT, day),
            None => view.query,
        };
        (!query.contains(SNAPSHOT)).then_some(SavedView {
            name: view.name,
            query,
            sort: view.sort,
        })
    };
    views.into_iter().filter_map(filled).collect()
}

fn keyless(label: &str, hint: &str, choice: Choice) -> Item {
    Item {
        keys: String::new(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        choice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{date, search::Query};

    #[test]
    fn help_tells_the_live_keys_of_a_context_each_action_once() {
        let keymap = Keymap::default();
        for context in Context::ALL {
            let menu = help(&[*context], &keymap);
            let mut actions: Vec<_> = menu.items.iter().map(|item| &item.label).collect();
            actions.sort_unstable();
            actions.dedup();
            assert_eq!(actions.len(), menu.items.len(), "{context}");
            assert!(menu.items.iter().all(|item| !item.keys.is_empty()));
        }
        let list = help(&[Context::List], &keymap);
        let keys = |label: &str| list.items.iter().find(|i| i.label == label).unwrap();
        assert_eq!(keys("up").keys, "Up, k, ^P");
        assert_eq!(keys("check").keys, "x");
        assert_eq!(keys("quit").keys, "q");
        for context in [Context::Compare, Context::Chart, Context::Check] {
            let over = help(&[context], &keymap);
            let label = over.items.iter().find(|item| item.keys == "q");
            assert_eq!(label.unwrap().label, "back to the list");
            let hints = keymap.hints(&[context]);
            assert_eq!(hints.last(), Some(&("q".to_owned(), "back")));
        }
        assert!(
            help(&[Context::Query], &keymap)
                .items
                .iter()
                .all(|i| i.keys != "q")
        );
    }

    #[test]
    fn what_lies_over_another_context_hides_its_keys() {
        let keymap = Keymap::default();
        let menu = help(&[Context::Pick, Context::Query], &keymap);
        let of = |key: &str| menu.items.iter().find(|item| item.keys == key);
        assert_eq!(of("Enter").map(|item| item.hint.as_str()), Some("accept"));
        assert!(menu.items.iter().all(|item| item.hint != "leave_query"));
    }

    #[test]
    fn the_palette_holds_every_command_and_the_copies_their_sequences() {
        let keymap = Keymap::default();
        let menu = palette(Context::List, &keymap);
        assert_eq!(menu.items.len(), Action::ALL.len() - NOT_COMMANDS.len());
        let place = |word: &str| menu.items.iter().position(|item| item.hint == word);
        assert!(place("up") > place("quit") && place("quit").is_some());
        let copies = copy(Context::List, &keymap);
        let keys: Vec<_> = copies.items.iter().map(|item| item.keys.as_str()).collect();
        let expected = [
            "y y", "y n", "y u", "y i", "y d", "y j", "y m", "y f", "y p", "y /",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn every_built_in_view_is_understood() {
        let day = date::parse("2026-02-28").unwrap();
        let views = built_in_views(Some(day));
        assert_eq!(views.len(), 5);
        for SavedView { name, query, .. } in &views {
            assert_eq!(Query::parse(query).problems, [], "{name}: {query}");
        }
        assert_eq!(views[4].query, "changed:>2026-02-28");
        assert_eq!(views[3].sort, Some(Column::Deadline));
        assert_eq!(built_in_views(None).len(), 4);
    }

    #[test]
    fn own_views_come_first_and_the_last_line_saves_one() {
        let own = ["kind:source", "lvel:x s:y"].map(|query| SavedView {
            name: "Mine".into(),
            query: query.into(),
            sort: None,
        });
        let misunderstood = |query: &str| Query::parse(query).misunderstood();
        let menu = views(&own, None, misunderstood);
        for (item, view) in menu.items.iter().zip(&own) {
            assert_eq!(item.choice, Choice::View(view.query.clone(), None));
        }
        assert_eq!(menu.items[0].hint, "kind:source");
        assert_eq!(
            menu.items[1].hint,
            "(1 of 2) unknown field \"lvel\"; did you mean level:?; taken as text: lvel:x s:y"
        );
        let names = [&menu.items[0].label, &menu.items[1].label];
        assert_eq!(names, ["Mine", "Mine (misunderstood)"]);
        let last = menu.items.last().map(|item| item.choice.clone());
        assert_eq!(last, Some(Choice::Do(Action::SaveView)));
    }

    #[test]
    fn links_are_offered_by_their_names() {
        let links = [Link::Docs, Link::Issues];
        let menu = open(links.map(|link| (link, format!("https://{link}/"))).into());
        let offered: Vec<_> = menu.items.iter().map(|item| item.label.as_str()).collect();
        assert_eq!(offered, ["Documentation", "Issues"]);
        let choice = Choice::Open("https://issues/".to_owned());
        assert_eq!(menu.items[1].choice, choice);
        assert_eq!(open(Vec::new()).items, []);
    }
}
