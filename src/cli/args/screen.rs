//! The options of what is done on a screen: how the browser looks, and what a pick asks for.

use clap::Args;

use super::Facets;
use crate::{
    cli::value::{Offering, WordParser},
    launch::Palette,
    view::{outlook::Scope, snippet::Snippet},
};

/// How the browser looks.
#[derive(Debug, Args, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// The browser's colours: terminal, dark, light or plain
    #[arg(long, value_name = "THEME", value_parser = Offering::<Palette>::new(),
        hide_possible_values = true, help_heading = "Browser")]
    pub theme: Option<String>,
    /// Leave the mouse to the terminal
    #[arg(long, help_heading = "Browser")]
    pub no_mouse: bool,
    /// Draw with ASCII only
    #[arg(long, help_heading = "Browser")]
    pub ascii: bool,
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Pick {
    /// Words and field:value terms to start with
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub facets: Facets,
    /// Archived, withdrawn and removed connectors too
    #[arg(long)]
    pub all: bool,
    /// Several may be chosen
    #[arg(short, long)]
    pub multi: bool,
    /// What to print of each: slug, name, id, image, json, terraform, pyairbyte, url or markdown
    #[arg(long = "as", value_name = "FORM", default_value = "slug",
        value_parser = WordParser::<Snippet>::new(), hide_possible_values = true, hide_default_value = true)]
    pub form: Snippet,
    /// End each with a NUL instead of a newline
    #[arg(short = '0', long)]
    pub print0: bool,
    /// Take the only match without asking
    #[arg(short = '1', long = "select-1")]
    pub select_one: bool,
    /// Exit 1 without asking when nothing matches
    #[arg(long = "exit-0")]
    pub exit_empty: bool,
    #[command(flatten)]
    pub looks: Looks,
}

impl Pick {
    pub fn scope(&self) -> Scope {
        Scope::of(self.all)
    }
}
