//! TypeScript and JavaScript programs: CDKTF, Pulumi and the API's client.

use super::{
    code::{Call, Code},
    finder::{Finder, Tool},
    language::Language,
    names::Names,
    program::{self, Program},
    prose,
};

/// Reads a program; its comments count as explained.
pub(super) fn read(text: &str, finder: &mut Finder<'_>) {
    let code = Code::of(text, Language::Script);
    let names = Names::of_script(&code);
    let mut program = Program::new(code, names);
    for said in std::mem::take(&mut program.code.said) {
        finder.claim(said);
    }
    if super::interest::speaks_of_airbyte(text) {
        let runner = program.is_imported(&[Tool::Api]);
        for call in program.code.calls() {
            program.script_call(&call, finder);
            if let Some(runner) = runner {
                program.connection(&call, runner, finder);
            }
        }
        program.bodies(finder);
        prose::claim(&program.code, finder);
    }
}

impl Program<'_> {
    fn script_call(&self, call: &Call<'_>, finder: &mut Finder<'_>) {
        let full = self.names.full(&call.path);
        let is_class = program::class(&self.names.last(&call.path)).is_some();
        if let Some(tool @ (Tool::Pulumi | Tool::Cdktf)) =
            full.iter().find_map(|full| program::owner(full))
            && (call.is_new || !is_class)
        {
            self.resource(call, tool, finder);
        }
    }
}
