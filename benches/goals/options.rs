//! What the command line of the measurement says.

pub(crate) struct Options {
    pub(crate) form: Form,
    /// How often each program is started.
    pub(crate) runs: usize,
    /// Whether the program is built from nothing, which takes minutes.
    pub(crate) builds: bool,
    /// Whether nothing is measured, and the linker's list of what runs first is written anew.
    pub(crate) orders: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    Markdown,
}

impl Options {
    /// Words that are not known, such as cargo's own `--bench`, mean nothing.
    pub(crate) fn of(words: &[String]) -> Self {
        let has = |wanted: &str| words.iter().any(|word| word == wanted);
        let told = words.iter().skip_while(|word| *word != "--runs").nth(1);
        Self {
            form: if has("--markdown") {
                Form::Markdown
            } else {
                Form::Plain
            },
            runs: told.and_then(|runs| runs.parse().ok()).unwrap_or(15),
            builds: has("--build"),
            orders: has("--order"),
        }
    }
}
