//! Twins: images that Airbyte's Cloud runs in the place of a connector's own. Only Airbyte has them; that somebody
//! else's image has such a name proves nothing.

const OWNER: &str = "airbyte/";
const ENDING: &str = "-strict-encrypt";
/// The one that is named otherwise.
const ODD: (&str, &str) = ("airbyte/source-file-secure", "airbyte/source-file");

/// The image whose place a twin takes; `None` for an image that is no twin.
pub(super) fn base_of(image: &str) -> Option<&str> {
    if image == ODD.0 {
        return Some(ODD.1);
    }
    let base = image.strip_suffix(ENDING)?;
    base.strip_prefix(OWNER)
        .is_some_and(|slug| !slug.is_empty())
        .then_some(base)
}

/// An image without what marks a twin.
pub fn folded(image: &str) -> &str {
    base_of(image).unwrap_or(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_airbytes_own_twins_are_folded() {
        let table = [
            (
                "airbyte/source-mysql-strict-encrypt",
                Some("airbyte/source-mysql"),
            ),
            ("airbyte/source-file-secure", Some("airbyte/source-file")),
            ("airbyte/source-mysql", None),
            ("airbyte/source-vault-secure", None),
            ("acme/source-vault-secure", None),
            ("acme/source-mysql-strict-encrypt", None),
            ("acme/airbyte/source-mysql-strict-encrypt", None),
            ("airbyte/-strict-encrypt", None),
        ];
        for (image, base) in table {
            assert_eq!(base_of(image), base, "{image}");
        }
    }
}
