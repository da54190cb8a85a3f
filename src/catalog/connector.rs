//! One connector: what was published about it, cleaned, with nothing concluded from it.

use crate::{
    date::Date,
    text::{Few, Text, words},
    words::{Grade, Kind, Level, Registry, Stage},
};

use super::{BreakingChange, Docs, Own, Rare, Seldom, Version};

/// What tells one connector from another: its definition id, or its image where it has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub Text);

/// A connector as published. In a large catalog the memory of each is waited for: what is read of all of them, for
/// verdicts, order and search, stands first and together.
#[derive(Debug, Clone, PartialEq)]
#[repr(C)]
pub struct Connector {
    /// The last part of the image's name: `source-postgres`. Not always unique.
    pub slug: Text,
    pub name: Text,
    pub kind: Kind,
    pub level: Level,
    pub stage: Stage,
    /// Built by the user and read from the user's own file.
    pub is_own: bool,
    /// The day on which it was first missing from a registry that had it.
    pub removed: Option<Date>,
    pub first_released: Option<Date>,
    pub version_released: Option<Date>,
    pub metrics: Option<Metrics>,
    pub cloud: Side,
    pub oss: Side,
    /// States in which it was seen to have changed, oldest first. The last one still holds.
    pub history: Few<State>,
    /// All that was declared, sorted by version, newest first; `breaking` leaves out what does not break.
    pub breaking_changes: Seldom<Vec<BreakingChange>>,
    /// The level as the registry wrote it; `None` when it wrote nothing, as in the files of 2023.
    pub level_word: Option<Text>,
    pub id: Option<Text>,
    pub image: Option<Text>,
    pub version: Option<Version>,
    /// `api`, `database`, `file`, `vectorstore`, `message_queue` or a newer word.
    pub subtype: Option<Text>,
    pub license: Option<Text>,
    pub languages: Few,
    pub docs_url: Option<Docs>,
    /// `None`: not declared, so every host is allowed. Empty: none is.
    pub allowed_hosts: Option<Few>,
    /// Airbyte's internal scores.
    pub support_score: Option<i64>,
    pub quality_score: Option<i64>,
    pub rare: Rare,
}

/// A connector's place in one of the two registries.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side {
    pub listing: Listing,
    /// Image and version, where they differ from the connector's.
    pub own: Seldom<Own>,
    /// Whether image and version were not told for this registry and are taken to be the connector's own: where both
    /// registries list a connector, the composite registry has the Cloud entry alone.
    pub is_presumed: bool,
}

impl Side {
    /// A place of which nothing but the listing is told.
    pub fn of(listing: Listing) -> Self {
        Self {
            listing,
            ..Self::default()
        }
    }
}

words! {
    /// Whether a registry offers a connector.
    #[derive(Default)]
    pub enum Listing("listing") {
        Listed = "listed", "listed";
        /// Published, but visible to granted workspaces only.
        Granted = "granted", "granted";
        Absent = "absent", "absent";
        /// Published, and marked as taken back: told outright, where an absence may say nothing.
        Tombstoned = "tombstoned", "tombstoned";
        /// That registry was not at hand.
        #[default]
        Unknown = "unknown", "unknown";
    }
}

impl Listing {
    /// Whether it is offered, where that is known.
    pub fn is_offered(self) -> Option<bool> {
        match self {
            Self::Listed | Self::Granted => Some(true),
            Self::Absent | Self::Tombstoned => Some(false),
            Self::Unknown => None,
        }
    }

    pub fn of(offered: Option<bool>) -> Self {
        match offered {
            Some(true) => Self::Listed,
            Some(false) => Self::Absent,
            None => Self::Unknown,
        }
    }
}

/// How often it is used and how often its syncs succeed, as Airbyte publishes it; one of the two is known at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metrics {
    pub usage: Option<Grade>,
    pub sync_success: Option<Grade>,
    pub as_of: Option<Date>,
}

impl Metrics {
    /// `None` where nothing was measured: a day alone says nothing.
    pub fn of(
        usage: Option<Grade>,
        sync_success: Option<Grade>,
        as_of: Option<Date>,
    ) -> Option<Self> {
        (usage.is_some() || sync_success.is_some()).then_some(Self {
            usage,
            sync_success,
            as_of,
        })
    }
}

/// What a snapshot of that day showed. The change itself happened between it and the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub as_of: Date,
    pub level: Level,
    pub stage: Stage,
    pub cloud: Option<bool>,
    pub oss: Option<bool>,
    pub version: Option<Version>,
    /// The display name of that day, where it was another.
    pub name: Option<Box<Text>>,
}

impl State {
    /// Whether level, stage or availability differ.
    pub fn is_another_standing(&self, other: &Self) -> bool {
        let standing = |state: &Self| (state.level, state.stage, state.cloud, state.oss);
        standing(self) != standing(other)
    }

    /// Whether it tells nothing but another version than the state before it.
    pub fn is_same_but_for_version(&self, before: &Self) -> bool {
        !self.is_another_standing(before) && self.name == before.name
    }
}

impl Connector {
    /// A connector of which nothing but its names is known.
    pub fn new(slug: Text, kind: Kind, name: Text) -> Self {
        Self {
            slug,
            id: None,
            kind,
            name,
            image: None,
            version: None,
            level: Level::Unknown,
            level_word: None,
            stage: Stage::None,
            subtype: None,
            license: None,
            languages: Few::NONE,
            docs_url: None,
            first_released: None,
            version_released: None,
            removed: None,
            cloud: Side::default(),
            oss: Side::default(),
            breaking_changes: Seldom::default(),
            metrics: None,
            history: Few::NONE,
            allowed_hosts: None,
            support_score: None,
            quality_score: None,
            is_own: false,
            rare: Rare::default(),
        }
    }

    /// Gives back the memory that its lists do not need: there are many connectors, and most lists hold one element.
    pub(super) fn tighten(&mut self) {
        self.breaking_changes.tighten();
        self.rare.tighten();
    }

    pub fn key(&self) -> Key {
        Key(self.key_text().clone())
    }

    pub(super) fn key_text(&self) -> &Text {
        self.id
            .as_ref()
            .or(self.image.as_ref())
            .unwrap_or(&self.slug)
    }

    pub fn side(&self, registry: Registry) -> &Side {
        match registry {
            Registry::Cloud => &self.cloud,
            Registry::Oss => &self.oss,
        }
    }

    pub fn side_mut(&mut self, registry: Registry) -> &mut Side {
        match registry {
            Registry::Cloud => &mut self.cloud,
            Registry::Oss => &mut self.oss,
        }
    }

    /// The image that a registry runs.
    pub fn image_on(&self, registry: Registry) -> Option<&Text> {
        self.side(registry)
            .own
            .image
            .as_ref()
            .or(self.image.as_ref())
    }

    /// The version that a registry offers.
    pub fn version_on(&self, registry: Registry) -> Option<&Version> {
        let own = self.version.as_ref();
        self.side(registry).own.version.as_ref().or(own)
    }

    /// In neither registry and not said to be archived. Enterprise and custom connectors need no registry.
    pub fn is_withdrawn(&self) -> bool {
        !matches!(
            self.level,
            Level::Archived | Level::Enterprise | Level::Custom
        ) && self.removed.is_none()
            && self.cloud.listing.is_offered() == Some(false)
            && self.oss.listing.is_offered() == Some(false)
    }

    /// No longer on offer: left out of lists unless asked for.
    pub fn is_gone(&self) -> bool {
        self.removed.is_some() || self.level == Level::Archived || self.is_withdrawn()
    }

    /// It vanished when no registry offered it: gone are its metadata alone.
    pub fn is_forgotten(&self) -> bool {
        let before = |day| self.history.iter().rfind(|state| state.as_of < day);
        let last = self.removed.and_then(before);
        last.is_some_and(|state| (state.cloud, state.oss) == (Some(false), Some(false)))
    }

    /// The last look that still had it, as far as looks are known, and the first that did not.
    pub fn vanished(&self, snapshots: &[Date]) -> Option<(Option<Date>, Date)> {
        let by = self.removed?;
        let after = snapshots.iter().filter(|day| **day < by).max();
        Some((after.copied(), by))
    }

    /// The slug without its kind: `postgres`.
    pub fn tail(&self) -> &str {
        let slug = self.slug.as_str();
        Kind::split_slug(slug).map_or(slug, |(_, tail)| tail)
    }

    /// The declared changes that do break, the newest first.
    pub fn breaking(&self) -> impl Iterator<Item = &BreakingChange> {
        self.breaking_changes
            .iter()
            .filter(|change| change.is_breaking)
    }

    /// Whether a declared change is beyond the version that a registry offers: announced, and asked of nobody yet.
    pub fn is_announced(&self, change: &BreakingChange, on: Registry) -> bool {
        let offered = self.version_on(on);
        offered.is_some_and(|offered| offered.is_behind(&change.version))
    }

    /// The upgrade deadlines that hold for what a registry offers and have not passed on a day, each with its change.
    pub fn deadlines_ahead(
        &self,
        today: Date,
        on: Registry,
    ) -> impl Iterator<Item = (Date, &BreakingChange)> {
        self.breaking()
            .filter(move |change| !self.is_announced(change, on))
            .filter_map(|change| Some((change.deadline?, change)))
            .filter(move |(deadline, _)| *deadline >= today)
    }

    /// The nearest of them.
    pub fn next_deadline(&self, today: Date, on: Registry) -> Option<Date> {
        let days = self.deadlines_ahead(today, on).map(|(day, _)| day);
        days.min()
    }

    /// The day by which its level, stage or availability was last seen to have moved.
    pub fn last_moved(&self) -> Option<Date> {
        let mut moved = self.history.windows(2).filter_map(|pair| match pair {
            [old, new] if old.is_another_standing(new) => Some(new.as_of),
            _ => None,
        });
        self.removed.or_else(|| moved.next_back())
    }

    /// The state that a snapshot taken now would show.
    pub fn state(&self, as_of: Date) -> State {
        State {
            as_of,
            level: self.level,
            stage: self.stage,
            cloud: self.cloud.listing.is_offered(),
            oss: self.oss.listing.is_offered(),
            version: self.version.clone(),
            name: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connector_takes_no_more_room_than_it_did() {
        let sizes = [
            ("connector", size_of::<Connector>(), 416),
            ("side", size_of::<Side>(), 16),
            ("state", size_of::<State>(), 32),
            ("change", size_of::<BreakingChange>(), 80),
        ];
        for (what, size, most) in sizes {
            assert!(size <= most, "{what}: {size}");
        }
    }
}
