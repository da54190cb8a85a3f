//! iCalendar (RFC 5545): a deadline a day-long event, with reminders before. What stands in it changes with the catalog
//! and not from day to day, reminders that have passed aside.

use crate::{
    date::{self, Date},
    text::Text,
    view::{Provenance, deadlines::Due, links},
};

/// The longest line, in octets, without its end.
const LINE: usize = 75;
/// More places than these are counted.
const PLACES: usize = 20;
const END: &str = "\r\n";

/// A calendar must hold something; where there is no deadline, it holds the time zone of its dates.
const ZONE: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// How many days before a reminder is due.
const REMINDERS: [i64; 3] = [30, 7, 1];

pub(in crate::cli) fn of(dues: &[Due<'_>], provenance: &Provenance) -> String {
    let mut calendar = Calendar::default();
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line(concat!(
        "PRODID:-//portolan//portolan ",
        env!("CARGO_PKG_VERSION"),
        "//EN"
    ));
    calendar.line("CALSCALE:GREGORIAN");
    calendar.text("X-WR-CALNAME", "Airbyte connectors: upgrade deadlines");
    for due in dues {
        event(due, provenance, &mut calendar);
    }
    if dues.is_empty() {
        for line in ZONE {
            calendar.line(line);
        }
    }
    calendar.line("END:VCALENDAR");
    calendar.0
}

fn event(due: &Due<'_>, provenance: &Provenance, calendar: &mut Calendar) {
    let version = &due.pending.change.version;
    let summary = format!("Last day to upgrade {} to {version}", due.connector.slug);
    calendar.line("BEGIN:VEVENT");
    calendar.text(
        "UID",
        &format!("{}-{version}@portolan", due.connector.key().0),
    );
    let known = provenance.as_of.filter(|day| *day <= provenance.today);
    let stamp = known.unwrap_or(provenance.today);
    calendar.line(&format!("DTSTAMP:{}T000000Z", day(stamp)));
    calendar.line(&format!("DTSTART;VALUE=DATE:{}", day(due.deadline)));
    let after = date::days_before(due.deadline, -1);
    calendar.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
    calendar.text("SUMMARY", &summary);
    calendar.text("DESCRIPTION", &description(due, provenance.as_of));
    let guide = due.pending.change.guide.as_deref();
    if let Some(guide) = guide.and_then(links::https) {
        calendar.line(&format!("URL:{guide}"));
    }
    calendar.line("TRANSP:TRANSPARENT");
    for trigger in triggers(due.days_left) {
        calendar.line("BEGIN:VALARM");
        calendar.line("ACTION:DISPLAY");
        calendar.text("DESCRIPTION", &summary);
        calendar.line(&format!("TRIGGER:{trigger}"));
        calendar.line("END:VALARM");
    }
    calendar.line("END:VEVENT");
}

/// The reminders that have not passed; on the day itself where all have.
fn triggers(days_left: i64) -> Vec<String> {
    let ahead = REMINDERS.iter().filter(|days| **days <= days_left);
    let triggers: Vec<String> = ahead.map(|days| format!("-P{days}D")).collect();
    if triggers.is_empty() {
        vec!["PT0S".to_owned()]
    } else {
        triggers
    }
}

fn description(due: &Due<'_>, as_of: Option<Date>) -> String {
    let connector = due.connector;
    let mut lines = vec![
        format!("{} ({})", connector.name, connector.slug),
        due.pending.consequence.clone(),
    ];
    let streams: Vec<&str> = due
        .pending
        .change
        .streams
        .iter()
        .map(Text::as_str)
        .collect();
    if !streams.is_empty() {
        lines.push(format!("Streams: {}.", streams.join(", ")));
    }
    lines.extend(
        due.pending
            .change
            .guide
            .as_ref()
            .map(|guide| format!("Guide: {guide}")),
    );
    lines.extend(
        due.used_in(PLACES)
            .map(|places| format!("Used in {places}.")),
    );
    lines.extend(as_of.map(|day| format!("From a catalog of {day}.")));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn day(day: Date) -> String {
    day.to_string().replace('-', "")
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    fn text(&mut self, property: &str, text: &str) {
        self.line(&format!("{property}:{}", escaped(text)));
    }

    /// Writes a line, folded where it is too long: what goes on begins with a blank.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.0.push_str(END);
                self.0.push(' ');
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str(END);
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(
            escaped("a, b; c\\d\ne: f\r"),
            "a\\, b\\; c\\\\d\\ne: f\u{fffd}"
        );
    }

    #[test]
    fn reminders_that_have_passed_are_left_out_and_one_is_always_left() {
        let table: [(i64, &[&str]); 7] = [
            (31, &["-P30D", "-P7D", "-P1D"]),
            (30, &["-P30D", "-P7D", "-P1D"]),
            (29, &["-P7D", "-P1D"]),
            (6, &["-P1D"]),
            (1, &["-P1D"]),
            (0, &["PT0S"]),
            (-5, &["PT0S"]),
        ];
        for (days_left, expected) in table {
            assert_eq!(triggers(days_left), expected, "{days_left}");
        }
    }

    #[test]
    fn a_calendar_without_deadlines_is_still_one() {
        let provenance = Provenance {
            origin: "bundled",
            path: None,
            as_of: None,
            fetched_at: None,
            entries: 0,
            warnings: Vec::new(),
            today: date::parse("2026-03-01").unwrap(),
            clock: date::parse("2026-03-01").unwrap(),
            max_age: 30,
            is_deployment_given: true,
        };
        let calendar = of(&[], &provenance);
        assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(calendar.contains("BEGIN:VTIMEZONE\r\n"));
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    }

    proptest::proptest! {
        #[test]
        fn folded_lines_are_short_and_unfold_to_what_was_written(text in "\\PC{0,200}") {
            let mut calendar = Calendar::default();
            calendar.text("SUMMARY", &text);
            for line in calendar.0.split(END) {
                proptest::prop_assert!(line.len() <= LINE, "{line}");
            }
            let unfolded = calendar.0.replace("\r\n ", "");
            proptest::prop_assert_eq!(unfolded, format!("SUMMARY:{}\r\n", escaped(&text)));
        }
    }
}
