//! What the programs of the tools have in common: whose a name is, which connector a class stands for, and how a
//! value becomes a version. Knows no language.

use std::{cell::RefCell, collections::HashSet, ops::Range};

use crate::words::Kind;

use super::{
    code::{Argument, Call, Code},
    finder::{Finder, Pin, Tool, What},
    image::{Image, is_slug, is_tail},
    keys::{IDS, KIND_IDS, TYPES},
    names::{Names, Value},
};

/// A program, and the names in it.
pub(super) struct Program<'t> {
    pub(super) code: Code<'t>,
    pub(super) names: Names<'t>,
    /// What a caller hands on, by the function that asks: each is told once.
    handed: RefCell<HashSet<(usize, String)>>,
}

/// Modules by how their names begin.
const MODULES: &[(&str, Tool)] = &[
    ("dagster_airbyte", Tool::Dagster),
    ("prefect_airbyte", Tool::Prefect),
    ("airflow.providers.airbyte", Tool::Airflow),
    ("airbyte_api", Tool::Api),
    ("airbyte-api", Tool::Api),
    ("airbyte.models", Tool::Api),
    ("pulumi_airbyte", Tool::Pulumi),
    ("airbyte", Tool::Pyairbyte),
];

/// Modules that are made from the provider's schema, in a folder of one's choice, by what stands in their names.
const GENERATED: &[(&str, Tool)] = &[
    ("pulumi/airbyte", Tool::Pulumi),
    ("pulumi-airbyte", Tool::Pulumi),
    ("sdks/airbyte", Tool::Pulumi),
    ("imports.airbyte", Tool::Cdktf),
    ("imports/airbyte", Tool::Cdktf),
    ("providers/airbyte", Tool::Cdktf),
    ("provider_airbyte", Tool::Cdktf),
    ("provider-airbyte", Tool::Cdktf),
];

/// Whose a name is, by what it is in full.
pub(super) fn owner(full: &str) -> Option<Tool> {
    let is_in = |module: &str| {
        let below = full.strip_prefix(module);
        below.is_some_and(|below| below.is_empty() || below.starts_with(['.', '/']))
    };
    let named = MODULES.iter().find(|(module, _)| is_in(module));
    let generated = || GENERATED.iter().find(|(part, _)| full.contains(part));
    named.or_else(generated).map(|(_, tool)| *tool)
}

/// Endings of classes that describe a connector's parts, and not a connector.
const PARTS: &[&str] = &[
    "Args",
    "Config",
    "Definition",
    "OutputReference",
    "Params",
    "Request",
    "Response",
    "State",
];

/// The connector that a class stands for by its name: `SourceHubspot`, `DataAirbyteSourceHubspot`.
pub(super) fn class(name: &str) -> Option<(Kind, &str)> {
    let name = name.strip_prefix("DataAirbyte").unwrap_or(name);
    let source = name.strip_prefix("Source").map(|rest| (Kind::Source, rest));
    let destination = || {
        name.strip_prefix("Destination")
            .map(|rest| (Kind::Destination, rest))
    };
    source
        .or_else(destination)
        .filter(|(_, rest)| is_class(rest))
}

/// The same where the kind stands last: `HubspotSource`.
pub(super) fn class_before(name: &str) -> Option<(Kind, &str)> {
    let source = name.strip_suffix("Source").map(|rest| (Kind::Source, rest));
    let destination = || {
        name.strip_suffix("Destination")
            .map(|rest| (Kind::Destination, rest))
    };
    let class = source
        .or_else(destination)
        .filter(|(_, rest)| is_class(rest));
    // Dagster's own, whose type is told by an argument.
    class.filter(|(_, rest)| !matches!(*rest, "Airbyte" | "GeneratedAirbyte"))
}

fn is_class(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
        && rest != "Custom"
        && !PARTS.iter().any(|part| rest.ends_with(part))
        && !rest.contains("Configuration")
}

impl<'t> Program<'t> {
    pub(super) fn new(code: Code<'t>, names: Names<'t>) -> Self {
        Self {
            code,
            names,
            handed: RefCell::default(),
        }
    }

    /// Whether it is the first time that a function asks for what it calls so.
    pub(super) fn is_first_asked(&self, at: usize, name: &str) -> bool {
        let function = self.code.function(at);
        self.handed.borrow_mut().insert((function, name.to_owned()))
    }

    pub(super) fn value(&self, argument: &Argument<'_>) -> Value {
        self.names.value(&self.code, &argument.value)
    }

    /// Where an argument's text stands: inside its quotes where it is a single string.
    pub(super) fn place(&self, argument: &Argument<'_>) -> Range<usize> {
        let single = (argument.value.len() == 1).then(|| self.code.literal(argument.value.start));
        single
            .flatten()
            .unwrap_or_else(|| self.code.place(&argument.value))
    }

    pub(super) fn is_imported(&self, tools: &[Tool]) -> Option<Tool> {
        let mut owners = self.names.modules().filter_map(owner);
        owners.find(|owner| tools.contains(owner))
    }

    /// The version that an argument asks for; none where it is absent or empty.
    pub(super) fn pin(&self, argument: Option<&Argument<'_>>) -> Pin {
        let Some(argument) = argument else {
            return Pin::Missing;
        };
        match self.value(argument) {
            Value::Text(version) if version.trim().is_empty() => Pin::Missing,
            Value::Text(version) => Pin::At(version.trim().to_owned()),
            Value::Word(word) if matches!(&*word, "None" | "null" | "undefined") => Pin::Missing,
            Value::Word(expression) | Value::Open(expression) => Pin::Unsettled(expression),
        }
    }

    /// The arguments of a call, and the entries of the objects among them.
    pub(super) fn settings(&self, call: &Call<'_>) -> Vec<Argument<'t>> {
        let mut settings = self.code.arguments(call.open);
        let objects = settings.iter().filter(|argument| {
            argument.name.is_none() && self.code.is_sign(argument.value.start, b'{')
        });
        let inner: Vec<_> = objects
            .flat_map(|argument| self.code.arguments(argument.value.start))
            .collect();
        settings.extend(inner);
        settings
    }

    /// A resource of Terraform's provider as CDKTF and Pulumi have it, or a class of the API's client.
    pub(super) fn resource(&self, call: &Call<'_>, tool: Tool, finder: &mut Finder<'_>) {
        let last = self.names.last(&call.path);
        let settings = self.settings(call);
        let named = |names: &[&str]| {
            settings
                .iter()
                .find(|setting| setting.name.is_some_and(|name| names.contains(&name)))
        };
        if let Some(name) = named(&["connector_name", "connectorName"]) {
            let pin = self.pin(named(&["connector_version", "connectorVersion"]));
            let what = match self.value(name) {
                Value::Text(slug) => What::Slug(slug),
                Value::Word(name) | Value::Open(name) => What::Reference(name),
            };
            finder.add(self.place(name), tool, what, pin);
        }
        if let Some(repository) = named(&["docker_repository", "dockerRepository"])
            && let Value::Text(image) = self.value(repository)
        {
            let tag = self.pin(named(&["docker_image_tag", "dockerImageTag"]));
            let image = What::Image(Image::of(&image).repository);
            finder.add(self.place(repository), tool, image, tag);
        }
        if let Some(id) = named(&IDS).or_else(|| named(&KIND_IDS)) {
            self.definition(id, tool, finder);
        }
        if let Some((kind, name)) = class(&last) {
            let what = What::Name(kind, name.to_owned());
            finder.add(call.at.clone(), tool, what, Pin::Impossible);
        }
    }

    fn definition(&self, id: &Argument<'_>, tool: Tool, finder: &mut Finder<'_>) {
        let what = match self.value(id) {
            Value::Text(id) => What::Definition(id),
            // A look-up in the same program: what it looks up is a find of its own.
            Value::Open(path)
                if path.ends_with("efinition_id") || path.ends_with("efinitionId") =>
            {
                return;
            }
            Value::Word(name) | Value::Open(name) => What::Reference(name),
        };
        finder.add(self.place(id), tool, what, Pin::Impossible);
    }

    /// Connections, which the instance alone can follow.
    pub(super) fn connection(&self, call: &Call<'_>, tool: Tool, finder: &mut Finder<'_>) {
        const NAMES: &[&str] = &["connection_id", "connectionId"];
        for setting in self.settings(call) {
            if setting.name.is_some_and(|name| NAMES.contains(&name)) {
                self.add_connection(&setting, tool, finder);
            }
        }
    }

    pub(super) fn add_connection(
        &self,
        setting: &Argument<'_>,
        tool: Tool,
        finder: &mut Finder<'_>,
    ) {
        let (id, is_told) = match self.value(setting) {
            Value::Text(id) => (id, true),
            Value::Word(id) | Value::Open(id) => {
                let is_told = is_setting(&id);
                (id, is_told)
            }
        };
        let at = self.place(setting);
        if is_told && finder.is_free(&at) {
            finder.add(at, tool, What::Connection(id), Pin::Impossible);
        }
    }

    /// An image that is given whole.
    pub(super) fn image(&self, argument: &Argument<'_>) -> Option<(String, Pin)> {
        match self.value(argument) {
            Value::Text(text) => {
                let image = Image::of(&text);
                let slug = image.repository.rsplit('/').next();
                let is_connector = text.contains('/') && slug.is_some_and(is_slug);
                is_connector.then_some((image.repository, image.pin))
            }
            Value::Word(_) | Value::Open(_) => None,
        }
    }

    /// `"sourceType": "hubspot"`: the body of a request to the API.
    pub(super) fn bodies(&self, finder: &mut Finder<'_>) {
        const CONTEXT: &[&str] = &[
            "api.airbyte.com",
            "airbyte_api",
            "airbyte-api",
            "/v1/sources",
            "/v1/destinations",
        ];
        let text = self.code.text();
        let is_sure = CONTEXT.iter().any(|context| text.contains(context));
        for at in 0..self.code.len() {
            let key = self
                .code
                .literal(at)
                .and_then(|at| text.get(at))
                .or_else(|| self.code.word(at));
            let typed = key.and_then(|key| TYPES.iter().find(|(known, _)| *known == key));
            let Some((_, kind)) = typed else {
                continue;
            };
            let is_entry = self.code.is_sign(at + 1, b':');
            if let Some(value) = self.code.literal(at + 2).filter(|_| is_entry)
                && is_tail(&text[value.clone()])
                && finder.is_free(&value)
            {
                let slug = kind.slug(&text[value.clone()]);
                let what = if is_sure {
                    What::Slug(slug)
                } else {
                    What::AnySlug(slug)
                };
                finder.add(value, Tool::Api, what, Pin::Impossible);
            }
        }
    }
}

/// Whether an expression names something that is set outside of the program, and is not handed on from a caller.
fn is_setting(expression: &str) -> bool {
    let is_path = |c: char| c.is_alphanumeric() || "_.$".contains(c);
    if !expression.chars().all(is_path) {
        return expression.contains(['"', '\'', '`']);
    }
    let is_constant = |name: &str| {
        name.contains(|c: char| c.is_uppercase()) && !name.contains(|c: char| c.is_lowercase())
    };
    let (first, last) = (
        expression.split('.').next().unwrap_or_default(),
        expression.rsplit('.').next().unwrap_or_default(),
    );
    let is_of_settings = || {
        let first = first.to_ascii_lowercase();
        ["config", "settings", "env"]
            .iter()
            .any(|word| first.contains(word))
    };
    is_constant(last) || first != last && is_of_settings()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_for_connectors() {
        let table = [
            ("SourceHubspot", Some((Kind::Source, "Hubspot"))),
            (
                "DestinationS3DataLake",
                Some((Kind::Destination, "S3DataLake")),
            ),
            ("DataAirbyteSourceGithub", Some((Kind::Source, "Github"))),
            ("Source", None),
            ("SourceCustom", None),
            ("Sourcery", None),
            ("SourcePostgresArgs", None),
            ("SourceCreateRequest", None),
            ("Resource", None),
        ];
        for (name, expected) in table {
            assert_eq!(class(name), expected, "{name}");
        }
        assert_eq!(
            class_before("S3Destination"),
            Some((Kind::Destination, "S3"))
        );
        assert_eq!(class_before("AirbyteSource"), None);
        assert_eq!(class_before("Source"), None);
    }

    #[test]
    fn settings_are_told_from_what_callers_hand_on() {
        let table = [
            ("connection_id", false),
            ("self.connection_id", false),
            ("str(connection_id)", false),
            ("None", false),
            ("undefined", false),
            ("AIRBYTE_CONNECTION_ID", true),
            ("settings.connection_id", true),
            ("os.environ[\"CONNECTION\"]", true),
            ("Variable.get('airbyte')", true),
            ("process.env.CONNECTION_ID", true),
        ];
        for (expression, expected) in table {
            assert_eq!(is_setting(expression), expected, "{expression}");
        }
    }

    #[test]
    fn modules_have_owners() {
        let table = [
            ("airbyte.get_source", Some(Tool::Pyairbyte)),
            ("airbyte_api.models.SourceX", Some(Tool::Api)),
            ("airbyte_cdk.sources.Source", None),
            ("airbyte_helpers.SourceX", None),
            ("my_airbyte_api.models.SourceX", None),
            ("./airbyte/services.SourceService", None),
            ("airbyte.models.shared.SourceX", Some(Tool::Api)),
            (
                "./.gen/providers/airbyte/source-x.SourceX",
                Some(Tool::Cdktf),
            ),
            ("@pulumi/airbyte.SourceX", Some(Tool::Pulumi)),
        ];
        for (full, expected) in table {
            assert_eq!(owner(full), expected, "{full}");
        }
    }
}
