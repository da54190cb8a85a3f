//! A list that mostly holds one, and then takes no more memory than that one. Knows nothing of what it holds.

use std::ops::Deref;

use super::Text;

/// Things in their order; texts, where nothing else is said.
#[derive(Debug, Clone)]
pub struct Few<T = Text>(Kept<T>);

#[derive(Debug, Clone)]
enum Kept<T> {
    None,
    One(T),
    Many(Box<[T]>),
}

impl<T> Few<T> {
    pub const NONE: Self = Self(Kept::None);

    pub fn one(one: T) -> Self {
        Self(Kept::One(one))
    }

    pub fn into_vec(self) -> Vec<T> {
        match self.0 {
            Kept::None => Vec::new(),
            Kept::One(one) => vec![one],
            Kept::Many(many) => many.into_vec(),
        }
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        match &self.0 {
            Kept::None => &[],
            Kept::One(one) => std::slice::from_ref(one),
            Kept::Many(many) => many,
        }
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T> From<Vec<T>> for Few<T> {
    fn from(all: Vec<T>) -> Self {
        all.into_iter().collect()
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut all = all.into_iter();
        let Some(first) = all.next() else {
            return Self::NONE;
        };
        Self(match all.next() {
            None => Kept::One(first),
            Some(second) => Kept::Many([first, second].into_iter().chain(all).collect()),
        })
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: serde::Serialize> serde::Serialize for Few<T> {
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
            assert_eq!(few, texts.iter().cloned().collect());
            assert_eq!(few.into_vec(), texts);
        }
        assert_ne!(Few::from(all[..1].to_vec()), Few::from(all[1..2].to_vec()));
        assert_eq!(size_of::<Option<Few>>(), 24);
    }
}
