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
        Action::CopyQuery => return Some(copy_query(app)),
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

/// The query as it stands, so that `portolan list` reads it from a command line.
fn copy_query(app: &mut App) -> Vec<Effect> {
    let query = app.query.line.text().trim();
    if query.is_empty() {
        app.notices.say_instead("there is no query to copy");
        return Vec::new();
    }
    vec![Effect::Copy(for_a_shell(query), Reason::Wanted)]
}

/// In quotes where a shell would take a letter for more than itself, or a first dash for an option.
fn for_a_shell(query: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " :,._-/@+%=".contains(c);
    if query.chars().all(is_plain) && !query.starts_with('-') && !query.contains(" -") {
        return query.to_owned();
    }
    let quoted = format!("'{}'", query.replace('\'', r"'\''"));
    if query.starts_with('-') {
        return format!("-- {quoted}");
    }
    quoted
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_quoted_where_a_shell_would_read_it_otherwise() {
        for (query, expected) in [
            (
                "postgres level:airbyte,enterprise",
                "postgres level:airbyte,enterprise",
            ),
            ("due:<30d", "'due:<30d'"),
            ("s3 | gcs", "'s3 | gcs'"),
            ("crm -kind:source", "'crm -kind:source'"),
            ("-kind:source", "-- '-kind:source'"),
            ("'exact !not", r"''\''exact !not'"),
            ("a\\b $HOME `x`", r"'a\b $HOME `x`'"),
        ] {
            assert_eq!(for_a_shell(query), expected, "{query}");
        }
    }
}
