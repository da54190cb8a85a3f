//! Bodies of requests to Airbyte's API inside other texts: a command line's, a string's. `"sourceType":"jira"` counts
//! where the text evidently talks to the API, and if the catalog knows such a connector.

use std::ops::Range;

use memchr::memmem;

use crate::scan::{
    finder::{Finder, Pin, Tool, What},
    image::is_tail,
    keys::API_TYPES,
};

/// What stands in a text that talks to the API.
const TALK: &[&str] = &[
    "api.airbyte.com",
    "/v1/sources",
    "/v1/destinations",
    "sources/create",
    "destinations/create",
];

pub(in crate::scan) fn read(finder: &mut Finder<'_>) {
    let text = finder.text();
    let stands = |word: &str| memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    if !API_TYPES.iter().any(|(key, _)| stands(key)) || !TALK.iter().any(|talk| stands(talk)) {
        return;
    }
    for (key, kind) in API_TYPES {
        for start in memmem::find_iter(text.as_bytes(), key) {
            let Some(at) = value(text, start + key.len()).filter(|at| finder.is_free(at)) else {
                continue;
            };
            let slug = kind.slug(&text[at.clone()]);
            finder.add(at, Tool::Api, What::AnySlug(slug), Pin::Impossible);
        }
    }
}

/// Where the value stands after a key that ends here: `": "jira"`, `\":\"jira\"`, `' => 'jira'`.
fn value(text: &str, key: usize) -> Option<Range<usize>> {
    /// More than this stands between no key and its value.
    const BETWEEN: usize = 24;
    let joins = |byte: &&u8| b" \t\\\"':,=>".contains(byte);
    let rest = &text.as_bytes()[key..];
    let between = rest.iter().take(BETWEEN).take_while(joins).count();
    let (glue, start) = (&rest[..between], key + between);
    let is_quoted = matches!(glue.last(), Some(b'"' | b'\''));
    let is_joined = glue.iter().any(|byte| b":,=".contains(byte));
    let belongs = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || **byte == b'-';
    let length = rest[between..].iter().take(65).take_while(belongs).count();
    let after = text.as_bytes().get(start + length);
    let is_whole = matches!(after, Some(b'"' | b'\'' | b'\\'));
    let is_value = is_quoted && is_joined && is_whole && is_tail(&text[start..start + length]);
    is_value.then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(text: &str) -> Vec<What> {
        let mut finder = Finder::new(text);
        read(&mut finder);
        finder.finds().map(|(_, find)| find.what).collect()
    }

    #[test]
    fn bodies_are_found_in_other_texts() {
        let talk = "curl -X POST https://api.airbyte.com/v1/sources -d ";
        let slug = |slug: &str| vec![What::AnySlug(slug.to_owned())];
        let table = [
            (
                r#"'{"configuration":{"sourceType":"jira"}}'"#,
                slug("source-jira"),
            ),
            (r#""{\"sourceType\": \"jira\"}""#, slug("source-jira")),
            (
                "destinationType => 'google-sheets',",
                slug("destination-google-sheets"),
            ),
            ("body.put(\"sourceType\", \"jira\")", slug("source-jira")),
            ("sourceType: string", vec![]),
            ("\"sourceType\": \"$TYPE\"", vec![]),
            ("\"sourceType\": \"", vec![]),
            ("sourceType", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(types(&format!("{talk}{text}")), expected, "{text}");
            assert!(types(text).is_empty(), "{text}");
        }
    }
}
