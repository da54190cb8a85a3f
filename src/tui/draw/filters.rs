//! The filters pane: every value with its count, how it stands in the query, and the answers about the contract.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{frame::Pane, put};
use crate::{
    search::{Facet, Standing, Wanted},
    text::{Word, width},
    tui::{
        action::Action,
        app::{App, Focus},
        context::Context,
        layout::inside,
        part::filters::{Contract, FilterLine},
        theme::Element,
        update::standing,
    },
    view::Role,
    words::{Answer, Deployment},
};

/// What stands around a key, also where there are no colours.
const KEY: (&str, &str) = ("<", ">");

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.areas.filters;
    let is_focused = app.focus == Focus::Filters;
    Pane {
        title: "Filters".to_owned(),
        note: String::new(),
        is_focused,
    }
    .draw(area, app, buffer);
    let content = inside(area);
    let view = app.filters.view;
    let lines = app.filters.lines.get(view.range()).unwrap_or_default();
    for (row, line) in lines.iter().enumerate() {
        let is_current = is_focused && view.offset + row == view.cursor;
        let row = Rect {
            y: content.y + u16::try_from(row).unwrap_or(0),
            height: 1,
            ..content
        };
        draw_line(line, is_current, (app, row), buffer);
    }
}

fn draw_line(line: &FilterLine, is_current: bool, (app, area): (&App, Rect), buffer: &mut Buffer) {
    let theme = app.theme;
    let (text, style) = match line {
        FilterLine::Blank => return,
        FilterLine::Heading(facet) => {
            let (name, key) = heading(*facet, app);
            let room = usize::from(area.width).saturating_sub(width::of(&key) + 1);
            let text = format!("{}{key}", width::fit(name, room));
            (text, theme.role(Role::Heading))
        }
        FilterLine::Value { value, count } => value_line(value, *count, app, area.width),
        FilterLine::Contract(question) => (contract(*question, app), Style::new()),
    };
    let style = if is_current {
        theme.element(Element::Selected)
    } else {
        style
    };
    let text = if is_current {
        width::fit(&text, usize::from(area.width))
    } else {
        text
    };
    put(buffer, area, 0, &text, style);
    if let (Some(at), false) = (text.rfind(KEY.0), is_current) {
        let key = text.get(at..).unwrap_or_default();
        let column = width::of(text.get(..at).unwrap_or_default());
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        put(buffer, area, column, key, theme.element(Element::Key));
    }
}

/// The facet's name, and the key that cycles through it.
fn heading(facet: Facet, app: &App) -> (&'static str, String) {
    let (name, action) = match facet {
        Facet::Level => ("Level", Some(Action::CycleLevel)),
        Facet::Stage => ("Stage", Some(Action::CycleStage)),
        Facet::On => ("Deployment", Some(Action::CycleDeployment)),
        Facet::Kind => ("Kind", Some(Action::CycleKind)),
        Facet::Language => ("Language", Some(Action::CycleLanguage)),
        Facet::Readiness => ("Readiness", Some(Action::CycleReadiness)),
        Facet::Type => ("Type", None),
        Facet::License => ("Licence", None),
        Facet::Support | Facet::Usage | Facet::Success => (facet.word(), None),
    };
    (
        name,
        action.map(|action| key(action, app)).unwrap_or_default(),
    )
}

/// The key that does it where the user is, so that it is no count; nothing where it is not bound.
fn key(action: Action, app: &App) -> String {
    let context = match app.focus {
        Focus::Filters => Context::Filters,
        Focus::Detail => Context::Detail,
        Focus::List | Focus::Query => Context::List,
    };
    let key = app.keymap.key_of(context, action);
    key.map_or_else(String::new, |key| format!("{}{key}{}", KEY.0, KEY.1))
}

fn value_line(value: &Wanted, count: usize, app: &App, columns: u16) -> (String, Style) {
    let query = &app.query.query;
    let mark = match (value, standing(query, value)) {
        (Wanted::On(on), _) if *on == app.world.profile.deployment => "(*)",
        (Wanted::On(_), _) => "( )",
        (_, Standing::Included) => "[x]",
        (_, Standing::Excluded) => "[-]",
        (_, Standing::Free) => "[ ]",
    };
    let count_text = count.to_string();
    let room = usize::from(columns).saturating_sub(mark.len() + count_text.len() + 3);
    let text = format!(
        "{mark} {} {count_text}",
        width::fit(&label(value, app), room)
    );
    let style = match standing(query, value) {
        Standing::Included => app.theme.role(Role::Strong),
        _ if count == 0 => app.theme.role(Role::Muted),
        _ => Style::new(),
    };
    (text, style)
}

fn label(value: &Wanted, app: &App) -> String {
    match value {
        Wanted::Level(level) => level.name_in(app.world.words).to_owned(),
        Wanted::Stage(stage) => stage.label().to_owned(),
        Wanted::On(Deployment::SelfManagedEnterprise) => "SM Enterprise".to_owned(),
        Wanted::On(Deployment::SelfManagedCommunity) => "SM Community".to_owned(),
        Wanted::On(Deployment::Powered) => "Powered".to_owned(),
        Wanted::On(deployment) => deployment.label().to_owned(),
        Wanted::Readiness(readiness) => {
            format!(
                "{} {}",
                app.world.glyphs.readiness(*readiness),
                readiness.word()
            )
        }
        other => other.word().to_owned(),
    }
}

fn contract(question: Contract, app: &App) -> String {
    let profile = app.world.profile;
    let (name, answer, action) = match question {
        Contract::PremiumSupport => ("Premium", profile.premium_support, Action::PremiumSupport),
        Contract::EnterpriseLicense => (
            "Licence",
            profile.enterprise_license,
            Action::EnterpriseLicense,
        ),
    };
    let answer = match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "?",
    };
    let told = format!("    {name}: {answer}  {}", key(action, app));
    told.trim_end().to_owned()
}
