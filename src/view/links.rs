//! Where to read on about a connector. Addresses are built from facts; only https ones are offered.

use url::Url;

use crate::{
    catalog::Connector,
    text::{Word, words},
};

words! {
    /// What an address leads to, in the order in which people want it.
    pub enum Link("link") {
        Docs = "docs", "Documentation";
        MigrationGuide = "migration_guide", "Migration guide";
        SourceCode = "source_code", "Source code";
        Issues = "issues", "Issues";
        Image = "image", "Docker image";
        Metadata = "metadata", "Metadata";
        Erd = "erd", "Entity relations";
    }
}

/// The addresses of a connector, each with what it leads to.
pub fn of(connector: &Connector) -> Vec<(Link, String)> {
    let addresses = Link::ALL.iter().filter_map(|link| {
        let address = link.of(connector)?;
        Some((*link, address))
    });
    addresses.collect()
}

impl Link {
    /// Where it leads to for a connector; `None` where no address may be offered.
    pub fn of(self, connector: &Connector) -> Option<String> {
        let image = || {
            let image = connector.image.as_deref()?;
            Some((image, image.strip_prefix("airbyte/")?))
        };
        let address = match self {
            Self::Docs => connector.docs_url.as_ref().map(ToString::to_string),
            Self::Erd => connector.rare.erd.as_ref().map(ToString::to_string),
            Self::MigrationGuide => migration_guide(connector),
            Self::SourceCode => image().map(|(_, slug)| source_code(connector, slug)),
            Self::Issues => image().map(|(_, slug)| {
                format!("https://github.com/airbytehq/airbyte/issues?q=is%3Aissue+{slug}")
            }),
            Self::Image => image().map(|(image, _)| format!("https://hub.docker.com/r/{image}")),
            Self::Metadata => image().map(|(image, _)| {
                format!(
                    "https://connectors.airbyte.com/files/metadata/{image}/latest/metadata.yaml"
                )
            }),
        };
        https(&address?)
    }
}

fn source_code(connector: &Connector, slug: &str) -> String {
    if connector.level == crate::words::Level::Archived {
        return format!("https://github.com/airbytehq/connector-archive/tree/main/{slug}");
    }
    format!(
        "https://github.com/airbytehq/airbyte/tree/master/airbyte-integrations/connectors/{slug}"
    )
}

fn migration_guide(connector: &Connector) -> Option<String> {
    let guide = connector
        .breaking()
        .find_map(|change| change.guide.as_deref())?;
    Some(guide.split('#').next().unwrap_or(guide).to_owned())
}

/// An address that may be offered: https, with a host and without credentials; in its ASCII form.
pub fn https(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (url.scheme() == "https" && url.has_host() && is_plain && address.len() <= 2048)
        .then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{BreakingChange, Version},
        text::Text,
        words::Kind,
    };

    #[test]
    fn a_change_that_does_not_break_needs_no_guide() {
        let change = |version, is_breaking| BreakingChange {
            guide: Some(Text::url(&format!("https://docs.example.com/{version}#x"))),
            is_breaking,
            ..BreakingChange::new(Version::new(version))
        };
        let mut made = Connector::new(Text::name("source-a"), Kind::Source, Text::name("A"));
        made.breaking_changes = vec![change("3.0.0", false), change("2.0.0", true)].into();
        let guide = migration_guide(&made);
        assert_eq!(guide.as_deref(), Some("https://docs.example.com/2.0.0"));
    }

    #[test]
    fn only_plain_https_addresses_are_offered() {
        let table = [
            (
                "https://docs.airbyte.com/x",
                Some("https://docs.airbyte.com/x"),
            ),
            ("http://docs.airbyte.com/x", None),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("-rf", None),
            ("https://user:pw@x.com/", None),
            ("https://аpple.com/", Some("https://xn--pple-43d.com/")),
            ("https://x/?a=$(id)", Some("https://x/?a=$(id)")),
        ];
        for (address, expected) in table {
            assert_eq!(https(address).as_deref(), expected, "{address}");
        }
    }
}
