//! Readings in the short form that the readers' tests compare.

use super::{Pin, Reading, What, finder::Finder};

/// `line:column written = what @ pin` for each mention, then the faults.
pub(super) fn told(reading: &Reading) -> Vec<String> {
    let mentions = reading.mentions.iter().map(|mention| {
        let place = mention.place;
        let (what, pin) = (what(&mention.what), pin(&mention.pin));
        format!(
            "{}:{} {} = {what}{pin}",
            place.line, place.column, mention.written
        )
    });
    let faults = reading.faults.iter().map(|fault| {
        let place = fault.place.map_or_else(String::new, |place| {
            format!("{}:{} ", place.line, place.column)
        });
        format!("{place}fault: {}", fault.text)
    });
    mentions.chain(faults).collect()
}

/// What one reader finds in a text, and what it marks as explained.
pub(super) fn alone(reader: fn(&str, &mut Finder<'_>), text: &str) -> Vec<String> {
    let mut finder = Finder::new(text);
    reader(text, &mut finder);
    told(&finder.reading())
}

/// Whether a reader leaves a word of a text to those who know less.
pub(super) fn leaves(reader: fn(&str, &mut Finder<'_>), text: &str, word: &str) -> bool {
    let mut finder = Finder::new(text);
    reader(text, &mut finder);
    let at = text.find(word).unwrap();
    finder.is_free(&(at..at + word.len()))
}

fn what(what: &What) -> String {
    match what {
        What::Image(image) => format!("image {image}"),
        What::Slug(slug) => format!("slug {slug}"),
        What::AnySlug(slug) => format!("any slug {slug}"),
        What::Definition(id) => format!("definition {id}"),
        What::AnyId(id) => format!("any id {id}"),
        What::Beside(id, other) => format!("{id} beside {}", self::what(other)),
        What::Name(kind, name) => format!("name {kind:?} {name}"),
        What::AnyName(name) => format!("any name {name}"),
        What::Own(slug) => format!("own {slug}"),
        What::Connection(id) => format!("connection {id}"),
        What::Reference(to) => format!("reference {to}"),
    }
}

fn pin(pin: &Pin) -> String {
    match pin {
        Pin::Impossible => String::new(),
        Pin::Missing => " @ missing".to_owned(),
        Pin::At(version) => format!(" @ {version}"),
        Pin::Digest(digest) => format!(" @ digest {digest}"),
        Pin::Unsettled(written) => format!(" @ unsettled {written}"),
    }
}
