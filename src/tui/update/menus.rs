//! Menus: opening them, and what taking a choice does.

use super::{act as act_on, edit};
use crate::{
    text::Word,
    tui::{
        action::Action,
        app::App,
        context::Context,
        effect::Effect,
        event::Reason,
        part::menu::{Choice, Item, Menu, build, legend},
    },
    view::{
        links,
        order::{Direction, Sort},
    },
};

/// Opens the menu that an action asks for; `None` when it asks for none.
pub(super) fn open(app: &mut App, action: Action) -> Option<Vec<Effect>> {
    let context = app.context();
    let menu = match action {
        Action::Help => help(app),
        Action::Palette => build::palette(context, &app.keymap),
        Action::Copy => build::copy(context, &app.keymap),
        Action::OpenMore => build::open(app.selected().map(links::of).unwrap_or_default()),
        Action::Sort => build::sort(),
        Action::ReverseSort => {
            reverse(app);
            return Some(Vec::new());
        }
        Action::Views => {
            let misunderstood = |query: &str| app.query.read(query).misunderstood();
            build::views(
                &app.settings.views,
                app.world.catalog.look_before(),
                misunderstood,
            )
        }
        Action::SaveView => return Some(save_view(app)),
        Action::Pins => kept("Pins", &app.memory.pins, app),
        Action::Recents => kept("Recently opened", &app.memory.recents, app),
        _ => return None,
    };
    if menu.items.is_empty() {
        app.notices
            .say_instead(format!("{}: nothing yet", menu.title));
    } else {
        app.menu = Some(menu);
    }
    Some(Vec::new())
}

/// The keys that hold here, and what the marks of the list say where it is in sight.
fn help(app: &App) -> Menu {
    let mut menu = build::help(&app.contexts(), &app.keymap);
    if matches!(app.context(), Context::List | Context::Query) {
        menu.items.extend(legend::items(app.world.glyphs));
    }
    menu
}

/// Connectors that were kept by their keys; those that the catalog lost are left out.
fn kept(title: &str, keys: &[String], app: &App) -> Menu {
    let connectors = app.world.catalog.connectors();
    let find = |key: &String| {
        connectors
            .iter()
            .find(|connector| *connector.key().0 == *key.as_str())
    };
    let item = |connector: &crate::catalog::Connector| Item {
        keys: String::new(),
        label: format!("{} ({})", connector.name, connector.kind.word()),
        hint: connector.slug.to_string(),
        choice: Choice::Connector(connector.key()),
    };
    Menu::new(title, keys.iter().filter_map(find).map(item).collect())
}

fn save_view(app: &mut App) -> Vec<Effect> {
    let query = app
        .query
        .line
        .text()
        .replace('\\', "\\\\")
        .replace('"', "\\\"");
    let sort = app.list.sort.map_or_else(String::new, |sort| {
        format!("sort = \"{}\"\n", sort.column.word())
    });
    let view = format!("[[view]]\nname = \"My view\"\nquery = \"{query}\"\n{sort}");
    vec![Effect::Copy(view, Reason::View)]
}

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(menu) = &mut app.menu else {
        return Vec::new();
    };
    if menu.act(action) {
        return Vec::new();
    }
    match action {
        Action::Back => app.menu = None,
        Action::Open | Action::Accept => {
            let choice = menu.chosen().map(|item| item.choice.clone());
            app.menu = None;
            return choice.map(|choice| take(app, choice)).unwrap_or_default();
        }
        _ => {}
    }
    Vec::new()
}

fn take(app: &mut App, choice: Choice) -> Vec<Effect> {
    match choice {
        Choice::Do(action) => return act_on(app, action),
        Choice::Sort(column) => sort(app, column),
        Choice::View(query, column) => {
            if let Some(column) = column {
                let direction = Direction::Ascending;
                app.list.sort = Some(Sort { column, direction });
            }
            edit::replace(app, &query);
            app.requery();
            edit::tell_problems(app);
        }
        Choice::Open(address) => return vec![Effect::Open(address)],
        Choice::Connector(key) => {
            let taken = crate::tui::part::chart::Taken::Connector(key);
            super::go::take(app, Some(taken));
        }
        Choice::Nothing => {}
    }
    Vec::new()
}

/// Sorts by a column; by the same one again reverses.
fn sort(app: &mut App, column: crate::view::columns::Column) {
    let direction = match app.list.sort {
        Some(sort) if sort.column == column => sort.direction.reversed(),
        _ => Direction::Ascending,
    };
    app.list.sort = Some(Sort { column, direction });
    app.requery();
    tell_order(app);
}

fn reverse(app: &mut App) {
    if let Some(sort) = &mut app.list.sort {
        sort.direction = sort.direction.reversed();
        app.requery();
        tell_order(app);
    } else {
        let told = app.with_key("no order is chosen yet", Action::Sort, "chooses one");
        app.notices.say_instead(told);
    }
}

fn tell_order(app: &mut App) {
    if let Some(sort) = app.list.sort {
        app.notices.say_instead(format!("sorted {sort}"));
    }
}
