//! Civil dates: reading them strictly and counting days. There is no clock in here: today is always handed in.

pub use jiff::civil::Date;

/// Reads `YYYY-MM-DD`, or the day of a longer ISO date-time as it was written; a time zone does not move it.
pub fn parse(text: &str) -> Option<Date> {
    let (day, rest) = text.as_bytes().split_first_chunk()?;
    let day = civil(day)?;
    // What passed is ASCII, so a letter begins behind it.
    let rest = text.get(text.len() - rest.len()..)?;
    let is_real =
        rest.is_empty() || is_usual_time(rest) || (rest.starts_with(['T', ' ']) && is_moment(text));
    is_real.then_some(day)
}

/// `YYYY-MM-DD`; there is no year 0. All digits are looked at together.
pub(crate) fn civil(day: &[u8; 10]) -> Option<Date> {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = day else {
        return None;
    };
    let digits = u64::from_le_bytes([y0, y1, y2, y3, m0, m1, d0, d1]) ^ (EACH * u64::from(b'0'));
    // A sum passes the highest bit from ten on.
    let odd = ((digits & (EACH * 0x7f)) + EACH * (0x80 - 10)) | digits;
    if odd & (EACH * 0x80) != 0 {
        return None;
    }
    // Two digits are one number, in the first byte of both.
    let pairs = (digits * 10 + (digits >> 8)).to_le_bytes();
    let [centuries, _, years, _, month, _, day, _] = pairs.map(u8::cast_signed);
    let year = i16::from(centuries) * 100 + i16::from(years);
    if year == 0 {
        return None;
    }
    Date::new(year, month, day).ok()
}

/// Whether it is the time of a moment as registries write it, which needs no other parser: `T10:00:00.124Z`.
fn is_usual_time(text: &str) -> bool {
    let Some((time, rest)) = text.split_at_checked("T00:00:00".len()) else {
        return false;
    };
    let &[b'T', h, hour, b':', m, minute, b':', s, second] = time.as_bytes() else {
        return false;
    };
    let numbers = [(h, hour, 24), (m, minute, 60), (s, second, 60)];
    let is_real = numbers.iter().all(|(tens, ones, limit)| {
        let [tens, ones] = [tens, ones].map(|digit| digit.wrapping_sub(b'0'));
        tens < 10 && ones < 10 && tens * 10 + ones < *limit
    });
    let rest = rest.strip_suffix('Z').unwrap_or(rest);
    let digits = rest.strip_prefix('.').unwrap_or("0");
    let is_fraction = matches!(digits.len(), 1..=9) && digits.bytes().all(|b| b.is_ascii_digit());
    is_real && is_fraction && (rest.is_empty() || rest.starts_with('.'))
}

/// Whether a date-time has a real time, and a real offset if any.
fn is_moment(text: &str) -> bool {
    const DAY: i32 = 24 * 3600;
    let read = jiff::fmt::temporal::Pieces::parse(text);
    read.is_ok_and(|pieces| {
        let offset = pieces.to_numeric_offset();
        pieces.time().is_some() && offset.is_none_or(|offset| offset.seconds().abs() < DAY)
    })
}

/// The UTC day of a moment: deadlines are days, and no time zone may move them.
pub fn of(moment: jiff::Timestamp) -> Date {
    moment.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The day `days` before a date, saturating at the calendar's ends.
pub fn days_before(date: Date, days: i64) -> Date {
    date.saturating_sub(jiff::SignedDuration::from_hours(days.saturating_mul(24)))
}

/// When something happened that two looks saw: `between 2025-04-10 and 2025-09-03`, or `by` the later of them.
pub fn between(after: Option<Date>, by: Date) -> String {
    match after {
        Some(after) if after != by => format!("between {after} and {by}"),
        _ => format!("by {by}"),
    }
}

/// Reads a span as whole days: `30d`, `4w`, `2m` (of thirty days), `1y`, `24h` (a started day counts), or a bare number
/// of days.
pub fn span(text: &str) -> Option<i64> {
    const CENTURIES: i64 = 366 * 1000;
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let number: i64 = digits.parse().ok().filter(|n| *n <= CENTURIES)?;
    let days = match unit.trim_start().to_ascii_lowercase().as_str() {
        "" | "d" | "day" | "days" => number,
        "w" | "week" | "weeks" => number * 7,
        "m" | "mo" | "month" | "months" => number * 30,
        "y" | "year" | "years" => number * 365,
        "h" | "hour" | "hours" => (number + 23) / 24,
        _ => return None,
    };
    (days <= CENTURIES).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_read() {
        let table = [
            ("2026-02-28", Some((2026, 2, 28))),
            ("2025-01-25T14:20:19.323502", Some((2025, 1, 25))),
            ("2026-02-30", None),
            ("0000-00-00", None),
            ("99999-01-01", None),
            ("2026-2-3", None),
            ("2026-02-28junk", None),
            ("", None),
            ("2026-02-28T", None),
            ("2026-02-28 ", None),
            ("2026-02-28 soon", None),
            ("2026-02-28T25:00:00", None),
            ("2026-02-28T10:61:00Z", None),
            ("2026-01-01T00:00:00+25:00", None),
            ("2026-01-01T00:00:00+24:00", None),
            ("2026-01-01T00:00:00+02:60", None),
            ("2026-01-01T00:00:00+02:00x", None),
            ("2026-01-01 00:00:00", Some((2026, 1, 1))),
            ("2026-01-01T00:00Z", Some((2026, 1, 1))),
            ("2026-03-31T00:00:00+14:00", Some((2026, 3, 31))),
            ("2026-03-31T23:00:00-1200", Some((2026, 3, 31))),
            ("2026-08-01T10:00:00.124+00:00", Some((2026, 8, 1))),
        ];
        for (text, expected) in table {
            let read = parse(text).map(|d| (d.year(), d.month(), d.day()));
            assert_eq!(
                read.map(|(y, m, d)| (i32::from(y), i32::from(m), i32::from(d))),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn every_byte_of_a_day_counts() {
        let usual = b"1987-02-03";
        for at in 0..usual.len() {
            for byte in 0..=u8::MAX {
                let mut day = *usual;
                day[at] = byte;
                let text = str::from_utf8(&day).ok();
                let expected = text.and_then(|text| text.parse::<Date>().ok());
                let expected = expected.filter(|_| byte.is_ascii_digit() || day == *usual);
                assert_eq!(
                    civil(&day),
                    expected.filter(|day| day.year() > 0),
                    "{day:?}"
                );
            }
        }
        assert_eq!(civil(b"0000-01-01"), None);
        assert_eq!(civil(b"9999-12-31"), Date::new(9999, 12, 31).ok());
    }

    #[test]
    fn usual_times_read_as_any_time_does() {
        let usual = [
            "T00:00:00",
            "T23:59:59Z",
            "T10:00:00.1Z",
            "T10:00:00.123456789",
        ];
        let unusual = [
            "T10:00:00.1234567890",
            "T10:00:00.",
            "T10:00:00.Z",
            "T24:00:00",
            "T10:60:00Z",
            "T10:00:60Z",
            "T1a:00:00Z",
            "T10:00:00ZZ",
            "T10:00:00 ",
            "T10-00-00",
            "T10:00:00+00:00",
            "T10:00:00.12a",
            "T10:00",
            "",
            "T10:00:0é",
        ];
        for rest in usual {
            assert!(is_usual_time(rest), "{rest}");
            assert!(is_moment(&format!("2026-02-28{rest}")), "{rest}");
        }
        assert_eq!(unusual.map(is_usual_time), [false; 15]);
    }

    #[test]
    fn days_are_counted_over_leap_days_and_backwards() {
        let day = |text| parse(text).unwrap();
        assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(days_between(day("2026-03-01"), day("2026-02-28")), -1);
        assert_eq!(days_before(day("2026-03-01"), 1), day("2026-02-28"));
    }

    #[test]
    fn spans_are_whole_days() {
        let table = [
            ("30d", Some(30)),
            ("4w", Some(28)),
            ("24h", Some(1)),
            ("25 hours", Some(2)),
            ("2m", Some(60)),
            ("1 year", Some(365)),
            ("99999y", None),
            ("0", Some(0)),
            ("7", Some(7)),
            ("-7d", None),
            ("1.5d", None),
            ("d", None),
            ("30x", None),
            ("99999999999999999999d", None),
            ("366000w", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(span(text), expected, "{text}");
        }
    }
}
