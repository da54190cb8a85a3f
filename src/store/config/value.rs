//! What a single TOML value can be read as, each with one phrase for what it should have been.

use toml::de::DeValue;
use url::Url;

use crate::{
    date::{self, Date},
    store::fetch::address,
    text::{Text, Word},
    words::Answer,
};

/// A value, or what is wrong with it.
pub(in crate::store) type Taken<T> = Result<T, String>;

/// A cleaned, non-empty text.
pub(in crate::store) fn text(value: &DeValue) -> Taken<Text> {
    let text = Text::name(string(value)?);
    if text.is_empty() {
        return Err("expected a text, found none".to_owned());
    }
    Ok(text)
}

/// A path or a pattern of paths, as it was written.
pub(in crate::store) fn path(value: &DeValue) -> Taken<String> {
    let given = string(value)?;
    if given.trim().is_empty() || given.chars().any(char::is_control) {
        return Err(format!(
            "expected a path, as in \"infra/**\", found \"{}\"",
            Text::name(given)
        ));
    }
    Ok(given.to_owned())
}

/// A word of a vocabulary, or one of its aliases.
pub(in crate::store) fn word<W: Word>(value: &DeValue) -> Taken<W> {
    W::parse(string(value)?).map_err(|unknown| unknown.to_string())
}

/// Yes or no, as a word or as TOML's own.
pub(in crate::store) fn answer(value: &DeValue) -> Taken<Answer> {
    match value.as_bool() {
        Some(true) => Ok(Answer::Yes),
        Some(false) => Ok(Answer::No),
        None => word(value),
    }
}

/// TOML's own yes or no.
pub(in crate::store) fn switch(value: &DeValue) -> Taken<bool> {
    value
        .as_bool()
        .ok_or_else(|| format!("expected true or false, found {}", kind(value)))
}

/// A name that the reader of the setting knows and this layer does not.
pub(in crate::store) fn name(value: &DeValue) -> Taken<Text> {
    let given = text(value)?;
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    if given.bytes().all(is_plain) {
        Ok(given)
    } else {
        Err(format!(
            "expected a name of letters, digits and hyphens, found \"{given}\""
        ))
    }
}

/// A number of days, bare or as in `30d`, `4w`, `24h`.
pub(in crate::store) fn days(value: &DeValue) -> Taken<i64> {
    let written = match value {
        DeValue::Integer(number) => number.to_string(),
        DeValue::String(text) => text.to_string(),
        other => {
            return Err(format!(
                "expected days, as in \"30d\", found {}",
                kind(other)
            ));
        }
    };
    date::span(&written).ok_or_else(|| {
        let given = Text::name(&written);
        format!("expected days, as in \"30d\", found \"{given}\"")
    })
}

/// A day, as a TOML date or as text.
pub(in crate::store) fn day(value: &DeValue) -> Taken<Date> {
    let written = match value {
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::String(text) => text.to_string(),
        other => {
            return Err(format!(
                "expected a date, as in 2026-12-31, found {}",
                kind(other)
            ));
        }
    };
    date::parse(&written).ok_or_else(|| {
        let given = Text::name(&written);
        format!("expected a date, as in 2026-12-31, found \"{given}\"")
    })
}

/// An address that can be fetched safely: HTTPS, or this very machine.
pub(in crate::store) fn address(value: &DeValue) -> Taken<Url> {
    let given = string(value)?;
    let wrong = || {
        let given = Text::url(&address::shown_text(given));
        format!("expected an https:// address, found \"{given}\"")
    };
    let url = Url::parse(given).map_err(|_| wrong())?;
    let is_safe = match url.scheme() {
        "https" => url.has_host(),
        "http" => address::is_loopback(&url),
        _ => false,
    };
    if !is_safe {
        return Err(wrong());
    }
    address::check(&url).map_err(|error| error.trouble.to_string())?;
    Ok(url)
}

/// At least one of something, alone or in an array.
pub(in crate::store) fn some<T>(
    read: impl Fn(&DeValue) -> Taken<T>,
) -> impl Fn(&DeValue) -> Taken<Vec<T>> {
    move |value| {
        let Some(array) = value.as_array() else {
            return read(value).map(|one| vec![one]);
        };
        if array.is_empty() {
            return Err("expected at least one, found none".to_owned());
        }
        array
            .iter()
            .map(|element| read(element.get_ref()))
            .collect()
    }
}

fn string<'v>(value: &'v DeValue) -> Taken<&'v str> {
    value
        .as_str()
        .ok_or_else(|| format!("expected a string, found {}", kind(value)))
}

fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Deployment, Level};

    fn read<T: std::fmt::Debug>(source: &str, read: impl Fn(&DeValue) -> Taken<T>) -> String {
        match read(DeValue::parse(source).unwrap().get_ref()) {
            Ok(value) => format!("{value:?}"),
            Err(message) => message,
        }
    }

    #[test]
    fn values_are_read_in_every_spelling() {
        assert_eq!(read("true", answer), "Yes");
        assert_eq!(read("'No'", answer), "No");
        assert_eq!(read("'oss'", word::<Deployment>), "SelfManagedCommunity");
        assert_eq!(read("false", switch), "false");
        assert_eq!(read("30", days), "30");
        assert_eq!(read("'4w'", days), "28");
        assert_eq!(read("2026-12-31", day), "2026-12-31");
        assert_eq!(read("'2026-12-31'", day), "2026-12-31");
        assert_eq!(read("2026-12-31T10:00:00Z", day), "2026-12-31");
        assert_eq!(read("'certified'", some(word::<Level>)), "[Airbyte]");
        assert_eq!(
            read("['enterprise', 'airbyte']", some(word::<Level>)),
            "[Enterprise, Airbyte]"
        );
    }

    #[test]
    fn a_wrong_value_is_told_with_what_was_expected() {
        assert_eq!(
            read("'on'", switch),
            "expected true or false, found a string"
        );
        assert_eq!(read("1", answer), "expected a string, found an integer");
        assert_eq!(
            read("-3", days),
            "expected days, as in \"30d\", found \"-3\""
        );
        assert_eq!(
            read("0x1e", days),
            "expected days, as in \"30d\", found \"0x1e\""
        );
        assert_eq!(
            read("10:00:00", day),
            "expected a date, as in 2026-12-31, found \"10:00:00\""
        );
        assert_eq!(read("[]", some(text)), "expected at least one, found none");
        assert_eq!(read("\"\"", text), "expected a text, found none");
        assert_eq!(
            read("'dark\u{9b}'", name),
            "expected a name of letters, digits and hyphens, found \"dark\u{fffd}\""
        );
        let clod = read("'clod'", word::<Deployment>);
        assert!(
            clod.starts_with("unknown deployment \"clod\"; did you mean \"cloud\"?"),
            "{clod}"
        );
    }

    #[test]
    fn only_safe_addresses_are_taken() {
        let table = [
            ("https://connectors.example.com/oss_registry.json", true),
            ("http://127.0.0.1:8080/x", true),
            ("http://[::1]/x", true),
            ("http://localhost/x", true),
            ("http://example.com/x", false),
            ("ftp://example.com/x", false),
            ("file:///etc/passwd", false),
            ("example.com", false),
            ("https://", false),
        ];
        for (given, is_safe) in table {
            let taken = address(DeValue::parse(&format!("'{given}'")).unwrap().get_ref());
            assert_eq!(taken.is_ok(), is_safe, "{given}: {taken:?}");
        }
    }
}
