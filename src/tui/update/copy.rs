//! Taking things away: what is copied and what is opened.

use crate::{
    launch::Opening,
    tui::{action::Action, app::App, effect::Effect, event::Reason, opener},
    view::{links::Link, snippet::Snippet},
};

/// Copies or opens; `None` when the action is neither.
pub(super) fn act(app: &mut App, action: Action) -> Option<Vec<Effect>> {
    let snippet = match action {
        Action::CopySlug => Snippet::Slug,
        Action::CopyName => Snippet::Name,
        Action::CopyId => Snippet::Id,
        Action::CopyImage => Snippet::Image,
        Action::CopyUrl => Snippet::Url,
        Action::CopyJson => Snippet::Json,
        Action::CopyMarkdown => Snippet::Markdown,
        Action::CopyTerraform => Snippet::Terraform,
        Action::CopyPyairbyte => Snippet::Pyairbyte,
        Action::OpenDocs => return Some(open(app, Link::Docs)),
        Action::OpenGuide => return Some(open(app, Link::MigrationGuide)),
        Action::OpenSource => return Some(open(app, Link::SourceCode)),
        Action::OpenIssues => return Some(open(app, Link::Issues)),
        _ => return None,
    };
    Some(copy(app, snippet))
}

/// The marked connectors, or the selected one.
fn copy(app: &mut App, snippet: Snippet) -> Vec<Effect> {
    let marked = app.marked();
    let chosen = if marked.is_empty() {
        app.selected().into_iter().collect()
    } else {
        marked
    };
    let outlook = app.world.outlook();
    let taken: Result<Vec<String>, _> = chosen
        .iter()
        .map(|connector| snippet.of(connector, &outlook))
        .collect();
    match taken {
        Ok(texts) if texts.is_empty() => Vec::new(),
        Ok(texts) => vec![Effect::Copy(texts.join("\n"), Reason::Wanted)],
        Err(missing) => {
            app.notices.say_instead(missing.to_string());
            Vec::new()
        }
    }
}

fn open(app: &mut App, link: Link) -> Vec<Effect> {
    let Some(connector) = app.selected() else {
        return Vec::new();
    };
    if let Some(address) = link.of(connector) {
        app.notices.say_instead(match &app.settings.opening {
            Opening::Here { .. } => format!("opening {address}"),
            Opening::Nowhere(why) => format!("{}: {address}", opener::nowhere(why)),
        });
        vec![Effect::Open(address)]
    } else {
        app.notices
            .say_instead("no such link is known for this connector");
        Vec::new()
    }
}
