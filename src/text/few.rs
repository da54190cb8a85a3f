//! A list of texts that mostly holds one, and then takes no more memory than that text. Knows nothing of what they say.

use std::ops::Deref;

use super::Text;

/// Texts in their order.
#[derive(Debug, Clone, Default)]
pub struct Few(Kept);

#[derive(Debug, Clone, Default)]
enum Kept {
    #[default]
    None,
    One(Text),
    Many(Box<[Text]>),
}

impl Few {
    pub fn one(text: Text) -> Self {
        Self(Kept::One(text))
    }
}

impl Deref for Few {
    type Target = [Text];
    fn deref(&self) -> &[Text] {
        match &self.0 {
            Kept::None => &[],
            Kept::One(text) => std::slice::from_ref(text),
            Kept::Many(texts) => texts,
        }
    }
}

impl PartialEq for Few {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Few {}

impl From<Vec<Text>> for Few {
    fn from(texts: Vec<Text>) -> Self {
        texts.into_iter().collect()
    }
}

impl FromIterator<Text> for Few {
    fn from_iter<I: IntoIterator<Item = Text>>(texts: I) -> Self {
        let mut texts = texts.into_iter();
        let Some(first) = texts.next() else {
            return Self::default();
        };
        Self(match texts.next() {
            None => Kept::One(first),
            Some(second) => Kept::Many([first, second].into_iter().chain(texts).collect()),
        })
    }
}

impl<'a> IntoIterator for &'a Few {
    type Item = &'a Text;
    type IntoIter = std::slice::Iter<'a, Text>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl serde::Serialize for Few {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_stays_as_it_was() {
        let all: Vec<Text> = ["a", "b", "", &"x".repeat(100)].map(Text::name).to_vec();
        for length in 0..=all.len() {
            let texts = all[..length].to_vec();
            let few = Few::from(texts.clone());
            assert_eq!(*few, *texts);
            assert_eq!(few, texts.into_iter().collect());
        }
        assert_ne!(Few::from(all[..1].to_vec()), Few::from(all[1..2].to_vec()));
        assert_eq!(size_of::<Option<Few>>(), 24);
    }
}
