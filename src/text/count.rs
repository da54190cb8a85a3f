//! Numbers with what they count: one of it, or many. Knows what is counted only by its two words.

use std::fmt::Display;

/// `1 entry`, `2 entries`.
pub fn count<N: From<u8> + PartialEq + Copy + Display>(number: N, one: &str, many: &str) -> String {
    let noun = if number == N::from(1) { one } else { many };
    format!("{number} {noun}")
}

/// `1 day`, `3 days`.
pub fn days(number: i64) -> String {
    count(number, "day", "days")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1_usize, "more entry", "more entries"), "1 more entry");
        assert_eq!(
            count(2_usize, "more entry", "more entries"),
            "2 more entries"
        );
        assert_eq!(count(0_usize, "file", "files"), "0 files");
        let told = [-3, 0, 1, 2].map(days);
        assert_eq!(told, ["-3 days", "0 days", "1 day", "2 days"]);
    }
}
