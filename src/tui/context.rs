//! Where keys are pressed: each context has a key map of its own, and falls back to the general one.

use super::action::Action;
use crate::text::{Word, words};

words! {
    /// A context of the key map; the words are those of the configuration, `[keys.list]`.
    pub enum Context("key context") {
        /// Everywhere but in text.
        General = "general", "anywhere";
        List = "list", "list";
        Filters = "filters", "filters";
        Detail = "detail", "detail";
        /// The search line has the focus: printable keys are text.
        Query = "query", "search line";
        /// Over `query`, while completions are on display.
        Offer = "offer", "completions";
        /// A menu is open: printable keys narrow it.
        Menu = "menu", "menu";
        Compare = "compare", "comparison";
        Chart = "chart", "chart";
        Check = "check", "check";
        /// Choosing for a script: over `list` and `query`.
        Pick = "pick", "pick";
    }
}

impl Context {
    /// Whether printable keys are text here, so that none of them can be a command.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Query | Self::Offer | Self::Menu)
    }

    /// What an action does when it is asked for here.
    pub fn label_of(self, action: Action) -> &'static str {
        match (self, action) {
            (Self::Compare | Self::Chart | Self::Check, Action::Quit) => "back to the list",
            (Self::Detail, Action::Open) => "the detail alone, or back to the list",
            _ => action.label(),
        }
    }
}
