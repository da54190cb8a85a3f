//! What each word of the policy means, for people who ask: it is read when they do.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    text::{Word, words},
    words::{Deployment, Footnote, Level, Readiness, Stage},
};

use super::{
    PolicyError, Source,
    cited::{Citation, Documents},
};

words! {
    /// A vocabulary that the policy explains.
    pub enum Topic("topic") {
        Level = "level", "level" | "levels" | "support_level";
        Stage = "stage", "stage" | "stages" | "release_stage";
        Deployment = "deployment", "deployment" | "deployments";
        Footnote = "footnote", "footnote" | "footnotes";
        Readiness = "readiness", "readiness" | "verdict" | "verdicts";
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
            Self::Readiness => of::<Readiness>(),
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

/// The entries as the policy file writes them.
#[derive(Debug)]
pub(super) struct Glossary {
    pub(super) documents: Documents,
    pub(super) entries: &'static RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile<'a> {
    topic: &'a str,
    word: &'a str,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    source: Citation<'a>,
}

impl Glossary {
    /// Reads the entries; each is checked as it is read.
    pub(super) fn read(&self) -> Result<Vec<Entry>, PolicyError> {
        let files: Vec<EntryFile<'_>> = serde_json::from_str(self.entries.get())
            .map_err(|e| PolicyError::Shape(format!("glossary: {e}")))?;
        files.into_iter().map(|file| self.entry(file)).collect()
    }

    fn entry(&self, file: EntryFile<'static>) -> Result<Entry, PolicyError> {
        let name = format!("{} {}", file.topic, file.word);
        let topic =
            Topic::parse(file.topic).map_err(|unknown| PolicyError::word(&name, &unknown))?;
        let Some(word) = topic.words().find(|word| *word == file.word) else {
            let what = format!("no {topic} is called \"{}\"", file.word);
            return Err(PolicyError::Unknown { rule: name, what });
        };
        if file.text.trim().is_empty() {
            let what = "is empty".to_owned();
            return Err(PolicyError::Text { rule: name, what });
        }
        let cited = file.source.among(&self.documents, &name)?;
        cited.check(&name)?;
        Ok(Entry {
            topic,
            word,
            text: file.text.into_owned(),
            source: cited.source(),
        })
    }
}
