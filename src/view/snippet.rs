//! What can be taken away from a connector: nine texts to copy or to print, each inert, or the reason why there is none.

use std::fmt::Write;

use crate::{
    catalog::Connector,
    text::{self, Text, Word, words},
    words::Kind,
};

use super::{Outlook, json::ConnectorJson, links};

words! {
    /// A text that is made from a connector.
    pub enum Snippet("form") {
        Slug = "slug", "the slug";
        Name = "name", "the name";
        Id = "id", "the definition id" | "definition_id";
        Image = "image", "image:tag";
        Url = "url", "the documentation's address" | "docs" | "docs_url";
        Json = "json", "JSON";
        Markdown = "markdown", "a Markdown row" | "md";
        Terraform = "terraform", "a Terraform block" | "tf";
        Pyairbyte = "pyairbyte", "a PyAirbyte line" | "python";
    }
}

/// The fact without which there is nothing to take, as a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub &'static str);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

type Taken = Result<String, Missing>;

impl Snippet {
    /// The text for a connector as the profile's side of the registry has it.
    pub fn of(self, connector: &Connector, outlook: &Outlook<'_>) -> Taken {
        let taken = match self {
            Self::Slug => Ok(connector.slug.to_string()),
            Self::Name => Ok(connector.name.to_string()),
            Self::Id => id(connector),
            Self::Image => image(connector, outlook),
            Self::Url => url(connector),
            Self::Json => json(connector, outlook),
            Self::Markdown => Ok(markdown(connector, outlook)),
            Self::Terraform => terraform(connector, outlook),
            Self::Pyairbyte => pyairbyte(connector, outlook),
        }?;
        if taken.is_empty() {
            return Err(Missing("nothing is known there"));
        }
        Ok(taken)
    }
}

fn id(connector: &Connector) -> Taken {
    let id = connector.id.as_ref().map(Text::to_string);
    id.ok_or(Missing("no definition id is known of it"))
}

fn url(connector: &Connector) -> Taken {
    let docs = connector.docs_url.as_ref().map(ToString::to_string);
    let docs = docs.ok_or(Missing("no documentation is known of it"))?;
    links::https(&docs).ok_or(Missing("its documentation has no https address"))
}

fn json(connector: &Connector, outlook: &Outlook<'_>) -> Taken {
    let object = ConnectorJson::new(connector, &outlook.assess(connector));
    text::json::pretty(&object).map_err(|_| Missing("it cannot be written as JSON"))
}

/// An image without its tag, and the tag.
struct Artefact<'a> {
    image: &'a str,
    tag: &'a str,
}

impl<'a> Artefact<'a> {
    /// As the profile's registry publishes it; the connector's own where that registry says nothing else.
    fn of(connector: &'a Connector, outlook: &Outlook<'_>) -> Result<Self, Missing> {
        let image = outlook.image(connector).map(Text::as_str);
        let image = image.ok_or(Missing("no image is known of it"))?;
        let version = outlook.version(connector);
        let version = version.ok_or(Missing("no version is known of it"))?;
        let tag = version.as_str();
        match (is_image(image), is_tag(tag)) {
            (true, true) => Ok(Self { image, tag }),
            (false, _) => Err(Missing("its image has a name that no registry allows")),
            (true, false) => Err(Missing("its version cannot be the tag of an image")),
        }
    }
}

/// What may be pasted into a shell: nothing in it means anything there.
fn is_image(image: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"./_-".contains(&b);
    !image.is_empty() && !image.starts_with('-') && image.bytes().all(is_plain)
}

fn is_tag(tag: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    !tag.is_empty() && tag.bytes().all(is_plain)
}

fn image(connector: &Connector, outlook: &Outlook<'_>) -> Taken {
    let Artefact { image, tag } = Artefact::of(connector, outlook)?;
    Ok(format!("{image}:{tag}"))
}

/// A row for a table of name, kind, level, stage, version and verdict.
fn markdown(connector: &Connector, outlook: &Outlook<'_>) -> String {
    let name = escaped(&connector.name);
    let name = match url(connector) {
        Ok(url) => format!("[{name}]({})", url.replace('(', "%28").replace(')', "%29")),
        Err(_) => name,
    };
    let version = outlook.version(connector).map_or("", |v| v.as_str());
    let readiness = outlook.judge(connector).readiness.word();
    let cells = [
        name,
        connector.kind.word().to_owned(),
        connector.level.name_in(outlook.words).to_owned(),
        connector.stage.label().to_owned(),
        escaped(version),
        format!("{readiness} on {}", outlook.profile.deployment.label()),
    ];
    format!("| {} |", cells.join(" | "))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '[' | ']' | '<' | '>' | '`' | '*' | '_') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The data source and resource of Airbyte's provider since 1.0; the user fills in the configuration.
fn terraform(connector: &Connector, outlook: &Outlook<'_>) -> Taken {
    let Artefact { tag, .. } = Artefact::of(connector, outlook)?;
    let name = published(connector).ok_or(Missing(
        "Terraform finds only connectors that Airbyte publishes",
    ))?;
    let label = connector.tail().replace(['-', '.'], "_");
    let label = if is_label(&label) {
        label
    } else {
        "this".to_owned()
    };
    let kind = connector.kind.word();
    let found = format!("data.airbyte_connector_configuration.{label}");
    let mut block = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        block,
        r#"data "airbyte_connector_configuration" "{label}" {{
  connector_name    = "{name}"
  connector_version = "{tag}"
  configuration     = {{}}
}}

resource "airbyte_{kind}" "{label}" {{
  name          = "{}"
  workspace_id  = var.workspace_id
  definition_id = {found}.definition_id
  configuration = {found}.configuration_json
}}"#,
        in_hcl(&connector.name)
    );
    Ok(block)
}

/// The name by which tools look a connector of Airbyte's up: `source-postgres`. One registry may call it otherwise.
fn published(connector: &Connector) -> Option<&str> {
    let name = connector.image.as_deref()?.strip_prefix("airbyte/")?;
    let is_plain = is_image(name) && !name.contains('/');
    is_plain.then_some(name)
}

fn is_label(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_lowercase())
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn in_hcl(text: &str) -> String {
    quotable(text).replace("${", "$${").replace("%{", "%%{")
}

fn quotable(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// One line; a connector that Airbyte does not publish is named by its image.
fn pyairbyte(connector: &Connector, outlook: &Outlook<'_>) -> Taken {
    let Artefact { image, tag } = Artefact::of(connector, outlook)?;
    let get = match connector.kind {
        Kind::Source => "get_source",
        Kind::Destination => "get_destination",
    };
    if let Some(name) = published(connector) {
        return Ok(format!(r#"ab.{get}("{name}", version="{tag}")"#));
    }
    let slug = quotable(&connector.slug);
    Ok(format!(
        r#"ab.{get}("{slug}", docker_image="{image}:{tag}")"#
    ))
}

#[cfg(test)]
mod tests;
