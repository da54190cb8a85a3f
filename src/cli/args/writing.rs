//! How a command writes what it has to tell. Knows no command.

use clap::{Args, ValueEnum, builder::EnumValueParser};

/// The formats of a command.
pub trait Format: ValueEnum + Copy + Eq + Send + Sync + 'static {
    const HELP: &'static str;
    /// What `--json` asks for.
    const JSON: Self;
}

/// The format that a command line asks for, by either of its options.
#[derive(Debug, Args, Clone, PartialEq, Eq)]
pub struct Writing<F: Format> {
    #[arg(long, value_name = "FORMAT", conflicts_with = "json", help = F::HELP, value_parser = EnumValueParser::<F>::new())]
    format: Option<F>,
    /// The same as --format json
    #[arg(long)]
    json: bool,
}

impl<F: Format> Writing<F> {
    /// What is asked for, if anything is.
    pub fn wanted(&self) -> Option<F> {
        if self.json {
            Some(F::JSON)
        } else {
            self.format
        }
    }

    pub fn is_json(&self) -> bool {
        self.wanted() == Some(F::JSON)
    }
}

impl<F: Format> Default for Writing<F> {
    fn default() -> Self {
        Self {
            format: None,
            json: false,
        }
    }
}

const HELP: &str = "How to write it";
const LIST_HELP: &str = "How to write it; a table on a terminal, else tsv";

macro_rules! formats {
    ($($Format:ident($help:expr);)+) => {
        $(impl Format for super::$Format {
            const HELP: &'static str = $help;
            const JSON: Self = Self::Json;
        })+
    };
}

formats! {
    ListFormat(LIST_HELP);
    DeadlineFormat(LIST_HELP);
    DocumentFormat(HELP);
    CheckFormat(HELP);
}
