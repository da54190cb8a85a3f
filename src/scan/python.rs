//! Python programs: PyAirbyte, the API's client, Dagster, Airflow, Prefect, Pulumi and CDKTF.

use crate::words::Kind;

use super::{
    code::{Argument, Call, Code},
    finder::{Finder, Pin, Tool, What},
    generic::package,
    image::is_slug,
    language::Language,
    names::{Names, Value},
    program::{self, Program},
    prose,
};

/// Reads a program; its comments count as explained.
pub(super) fn read(text: &str, finder: &mut Finder<'_>) {
    let code = Code::of(text, Language::Python);
    let names = Names::of_python(&code);
    let mut program = Program::new(code, names);
    for said in std::mem::take(&mut program.code.said) {
        finder.claim(said);
    }
    if super::interest::speaks_of_airbyte(text) {
        if let Some(at) = program.code.unclosed {
            finder.fault(
                Some(at),
                "this string is never closed; the rest was read roughly",
            );
        }
        let runner = program.is_imported(RUNNERS);
        for call in program.code.calls() {
            program.python_call(&call, finder);
            if let Some(runner) = runner {
                program.connection(&call, runner, finder);
            }
        }
        program.bodies(finder);
        prose::claim(&program.code, finder);
    }
}

/// Functions of PyAirbyte whose first argument names a connector.
const GETTERS: &[&str] = &["get_source", "get_destination", "get_connector"];

/// Functions that take every connection of an instance.
const LOADERS: &[&str] = &[
    "build_airbyte_assets_definitions",
    "load_airbyte_asset_specs",
    "load_airbyte_cloud_asset_specs",
    "load_assets_from_airbyte_instance",
    "load_assets_from_connections",
];

/// Tools whose programs name connections.
const RUNNERS: &[Tool] = &[
    Tool::Airflow,
    Tool::Prefect,
    Tool::Dagster,
    Tool::Api,
    Tool::Pyairbyte,
];

impl Program<'_> {
    fn python_call(&self, call: &Call<'_>, finder: &mut Finder<'_>) {
        let last = self.names.last(&call.path);
        let full = self.names.full(&call.path);
        let tool = full.iter().find_map(|full| program::owner(full));
        if GETTERS.contains(&&*last) || last.starts_with("get_cloud_") {
            self.getter(call, &last, tool == Some(Tool::Pyairbyte), finder);
        }
        match tool {
            Some(tool @ (Tool::Pulumi | Tool::Cdktf | Tool::Api)) => {
                self.resource(call, tool, finder);
            }
            Some(Tool::Dagster) => self.dagster(call, &full, finder),
            Some(Tool::Prefect) if call.path.ends_with(&["AirbyteConnection", "load"]) => {
                if let Some(block) = self.code.arguments(call.open).first() {
                    self.add_connection(block, Tool::Prefect, finder);
                }
            }
            _ => {}
        }
    }

    /// `get_source("source-github", version="2.1.0")`.
    fn getter(&self, call: &Call<'_>, getter: &str, is_sure: bool, finder: &mut Finder<'_>) {
        let arguments = self.code.arguments(call.open);
        let named = |name: &str| {
            arguments
                .iter()
                .find(|argument| argument.name == Some(name))
        };
        let first = arguments.first().filter(|argument| argument.name.is_none());
        let Some(name) = first.or_else(|| named("name")) else {
            return;
        };
        let value = self.value(name);
        let is_slug = matches!(&value, Value::Text(text) if is_slug(text));
        let is_nothing = matches!(&value, Value::Text(text) if !may_be_name(text));
        if is_nothing || !(is_slug || is_sure && GETTERS.contains(&getter)) {
            return;
        }
        let (what, pin) = match value {
            Value::Text(text) => self.built(&named, getter, text, finder),
            Value::Word(name) | Value::Open(name) => {
                (What::Reference(name), self.pin(named("version")))
            }
        };
        let at = self.place(name);
        let is_new = match &what {
            What::Reference(word) => self.is_first_asked(call.open, word),
            _ => true,
        };
        if is_new && finder.is_free(&at) {
            finder.add(at, Tool::Pyairbyte, what, pin);
        }
    }

    /// What runs under a connector's name: what was published, or a build of one's own.
    fn built<'a>(
        &self,
        named: &impl Fn(&str) -> Option<&'a Argument<'a>>,
        getter: &str,
        name: String,
        finder: &mut Finder<'_>,
    ) -> (What, Pin) {
        if let Some(argument) = named("docker_image")
            && let Some((image, pin)) = self.image(argument)
        {
            finder.claim(self.code.place(&argument.value));
            return (What::Image(image), pin);
        }
        let asked = self.pin(named("version"));
        if let Some(argument) = named("pip_url")
            && let Value::Text(url) = self.value(argument)
        {
            finder.claim(self.code.place(&argument.value));
            return match package::whole(&url) {
                Some(pin) => (What::Slug(name), pin),
                None => (What::Own(name), Pin::Unsettled(url)),
            };
        }
        for build in ["local_executable", "source_manifest"] {
            let Some(argument) = named(build) else {
                continue;
            };
            match self.value(argument) {
                Value::Word(word) if matches!(&*word, "None" | "True" | "False") => {}
                Value::Text(of) | Value::Word(of) | Value::Open(of) => {
                    return (What::Own(name), Pin::Unsettled(of));
                }
            }
        }
        let what = match getter {
            _ if is_slug(&name) => What::Slug(name),
            "get_destination" => What::Name(Kind::Destination, name),
            "get_source" => What::Name(Kind::Source, name),
            _ => What::AnyName(name),
        };
        (what, asked)
    }

    /// Managed elements, and what takes connections from an instance.
    fn dagster(&self, call: &Call<'_>, full: &[String], finder: &mut Finder<'_>) {
        let last = self.names.last(&call.path);
        if LOADERS.contains(&&*last) {
            let what = What::Connection(last.clone());
            finder.add(call.at.clone(), Tool::Dagster, what, Pin::Impossible);
        }
        let is_generated = full.iter().any(|full| full.contains(".generated"));
        if let Some((kind, name)) = program::class_before(&last).filter(|_| is_generated) {
            let what = What::Name(kind, name.to_owned());
            finder.add(call.at.clone(), Tool::Dagster, what, Pin::Impossible);
        }
        for setting in self.code.arguments(call.open) {
            let kind = match setting.name {
                Some("source_type") => Kind::Source,
                Some("destination_type") => Kind::Destination,
                _ => continue,
            };
            if let Value::Text(name) = self.value(&setting) {
                let at = self.place(&setting);
                finder.add(at, Tool::Dagster, What::Name(kind, name), Pin::Impossible);
            }
        }
        if last == "build_airbyte_assets"
            && let Some(first) = self.code.arguments(call.open).first()
            && first.name.is_none()
        {
            self.add_connection(first, Tool::Dagster, finder);
        }
    }
}

/// Whether a text could be what somebody calls a connector; what an unclosed string holds is not.
fn may_be_name(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.' | '/');
    !text.is_empty() && text.len() <= 80 && text.chars().all(fits)
}
