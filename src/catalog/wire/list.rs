//! A list of entries, read one by one: a bad one is noted and stepped over. Knows the caps, and not what an entry is.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

use crate::text;

use super::{
    WireError,
    field::Object,
    place,
    walker::{Bad, Walker, reason},
    warnings::{Lost, Spot, Warnings, firm},
};

const ENTRY_BYTES: usize = 2 << 20;

/// The fields that may name an entry, in every format, best first.
const NAMING: [&str; 16] = [
    "name",
    "name_oss",
    "name_cloud",
    "slug",
    "dockerRepository",
    "dockerRepository_oss",
    "dockerRepository_cloud",
    "image",
    "sourceDefinitionId",
    "destinationDefinitionId",
    "definitionId",
    "sourceDefinitionId_oss",
    "sourceDefinitionId_cloud",
    "destinationDefinitionId_oss",
    "destinationDefinitionId_cloud",
    "id",
];

/// What reads an entry that stands as it nearly always does: adds it, and answers how long it is.
type Quick<'q, 'a, E> = &'q dyn Fn(&'a str, &mut Vec<E>) -> Option<usize>;

/// Nearly all entries that are read so are longer.
const QUICK_BYTES: usize = 512;

/// What a walker takes for an entry.
type Reading<'a, T> = fn(&mut Walker<'a>) -> Result<Result<Object<'a, Box<T>>, Bad<'a>>, WireError>;

/// The lists of one file.
pub(super) struct Lists {
    pub warnings: Warnings,
    entries: usize,
    is_begun: bool,
    cap: usize,
}

impl Lists {
    /// At most `cap` entries are read.
    pub(super) fn new(warnings: Warnings, cap: usize) -> Self {
        Self {
            warnings,
            entries: 0,
            is_begun: false,
            cap,
        }
    }

    /// Reads the list that stands next: what `take` makes of each entry that is a `T`, unless it loses it.
    pub(super) fn read<'a, T: Deserialize<'a>, E>(
        &mut self,
        walker: &mut Walker<'a>,
        list: &'static str,
        take: impl FnMut(&T, &mut Spot) -> Result<E, Lost>,
    ) -> Result<Vec<E>, WireError> {
        self.read_by(walker, list, (None, Walker::try_value), take)
    }

    /// The same for entries that hold far more than is asked of them.
    pub(super) fn read_some<'a, T: Deserialize<'a>, E>(
        &mut self,
        walker: &mut Walker<'a>,
        list: &'static str,
        take: impl FnMut(&T, &mut Spot) -> Result<E, Lost>,
    ) -> Result<Vec<E>, WireError> {
        self.read_by(walker, list, (None, Walker::try_some_of), take)
    }

    /// The same for entries of which nearly all can be read by `quick`.
    pub(super) fn read_quickly<'a, T: Deserialize<'a>, E>(
        &mut self,
        walker: &mut Walker<'a>,
        list: &'static str,
        quick: Quick<'_, 'a, E>,
        take: impl FnMut(&T, &mut Spot) -> Result<E, Lost>,
    ) -> Result<Vec<E>, WireError> {
        let read = self.read_by(walker, list, (Some(quick), Walker::try_value), take);
        read.map(|mut entries| {
            entries.shrink_to_fit();
            entries
        })
    }

    fn read_by<'a, T: Deserialize<'a>, E>(
        &mut self,
        walker: &mut Walker<'a>,
        list: &'static str,
        (quick, reading): (Option<Quick<'_, 'a, E>>, Reading<'a, T>),
        mut take: impl FnMut(&T, &mut Spot) -> Result<E, Lost>,
    ) -> Result<Vec<E>, WireError> {
        let most = walker.rest().len() / QUICK_BYTES;
        // One list holds them all; of many, none is expected to.
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let room = quick.filter(|_| is_first).map_or(0, |_| most.min(self.cap));
        let mut read = Vec::with_capacity(room);
        match walker.peek() {
            Some(b'[') => {}
            Some(b'n') => return walker.value::<Option<IgnoredAny>>().map(|_| read),
            _ => return Err(walker.error(format!("\"{list}\" with something else than a list"))),
        }
        walker.list(|walker, index| {
            self.entries += 1;
            if self.entries > self.cap {
                return walker.value::<IgnoredAny>().map(drop);
            }
            walker.peek();
            let before = read.len();
            let quickly = |text| {
                let length = quick?(text, &mut read)?;
                (length <= ENTRY_BYTES).then_some(((), length))
            };
            if walker.quickly(quickly).is_some() {
                return Ok(());
            }
            read.truncate(before);
            let found = Found::next(walker, reading)?;
            let mut spot = Spot {
                warnings: &mut self.warnings,
                list,
                index,
                entry: None,
            };
            match found.taken(&mut spot, &mut take) {
                Ok(entry) => read.push(entry),
                Err(why) => spot.lose(why),
            }
            Ok(())
        })?;
        Ok(read)
    }

    /// Ends the reading.
    pub(super) fn finish(mut self) -> Warnings {
        if let Some(more) = self.entries.checked_sub(self.cap).filter(|more| *more > 0) {
            self.warnings.loss(
                None,
                None,
                format!(
                    "{} beyond the first {} not read",
                    text::count(more, "entry", "entries"),
                    self.cap
                ),
            );
        }
        self.warnings
    }
}

/// Adds what a list held. A file mostly has one, and its entries are large: they stay where they are.
pub(super) fn add<E>(entries: &mut Vec<E>, more: Vec<E>) {
    if entries.is_empty() {
        *entries = more;
    } else {
        entries.extend(more);
    }
}

/// What stands in an entry's place.
struct Found<'a, T> {
    raw: &'a str,
    read: Result<Object<'a, Box<T>>, Bad<'a>>,
}

impl<'a, T: Deserialize<'a>> Found<'a, T> {
    fn next(walker: &mut Walker<'a>, reading: Reading<'a, T>) -> Result<Self, WireError> {
        let start = walker.place();
        let read = reading(walker)?;
        let raw = walker.since(start);
        Ok(Self { raw, read })
    }

    fn taken<E>(
        self,
        spot: &mut Spot,
        take: &mut impl FnMut(&T, &mut Spot) -> Result<E, Lost>,
    ) -> Result<E, Lost> {
        let raw = self.raw;
        let taken = self.made(spot, take);
        if taken.is_err() && spot.entry.is_none() {
            spot.entry = name_in(raw);
        }
        taken
    }

    fn made<E>(
        self,
        spot: &mut Spot,
        take: &mut impl FnMut(&T, &mut Spot) -> Result<E, Lost>,
    ) -> Result<E, Lost> {
        let lost = |message: &str| Lost {
            field: String::new(),
            message: message.to_owned(),
        };
        if self.raw.len() > ENTRY_BYTES {
            return Err(lost("larger than 2 MiB"));
        }
        match self.read {
            Ok(value) => {
                let entry = firm("", value.object())?;
                take(entry.ok_or_else(|| lost("null"))?, spot)
            }
            Err(bad) => Err(fault(&bad)),
        }
    }
}

/// What is wrong with an entry that is lost, and where.
fn fault(bad: &Bad<'_>) -> Lost {
    Lost {
        field: place::of(&bad.error, bad.raw),
        message: reason(&bad.error),
    }
}

/// What names an entry that could not be used: its name, else its image without the path, else its id.
fn name_in(raw: &str) -> Option<String> {
    let fields: BTreeMap<Cow<str>, &RawValue> = serde_json::from_str(raw).ok()?;
    NAMING.iter().find_map(|field| {
        let text: String = serde_json::from_str(fields.get(*field)?.get()).ok()?;
        let is_image = field.starts_with("dockerRepository") || *field == "image";
        let path = text.rsplit('/').next().filter(|_| is_image);
        let text = path.unwrap_or(&text).trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}
