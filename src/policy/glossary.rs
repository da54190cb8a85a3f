//! What each word of the policy means, for people who ask.

use crate::{
    text::{Word, words},
    words::{Deployment, Footnote, Level, Stage},
};

use super::Source;

words! {
    /// A vocabulary that the policy explains.
    pub enum Topic("topic") {
        Level = "level", "level" | "levels" | "support_level";
        Stage = "stage", "stage" | "stages" | "release_stage";
        Deployment = "deployment", "deployment" | "deployments";
        Footnote = "footnote", "footnote" | "footnotes";
    }
}

impl Topic {
    /// Its words, in the order in which they are explained.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        fn of<W: Word>() -> Vec<&'static str> {
            W::ALL.iter().map(|word| word.word()).collect()
        }
        let words = match self {
            Self::Level => of::<Level>(),
            Self::Stage => of::<Stage>(),
            Self::Deployment => of::<Deployment>(),
            Self::Footnote => of::<Footnote>(),
        };
        words.into_iter()
    }
}

/// What one document says of a word. A word has one entry or more, the newest document's first.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Entry {
    pub topic: Topic,
    pub word: &'static str,
    pub text: String,
    pub source: Source,
}
