//! Sentences in the strings of programs: what an error or a help text names is spoken of, and not used.

use super::{code::Code, finder::Finder, lex::Part};

/// Explains the strings that speak of images.
pub(super) fn claim(code: &Code<'_>, finder: &mut Finder<'_>) {
    for at in 0..code.len() {
        let Some(token) = code.token(at) else {
            continue;
        };
        let is_string = matches!(token.part, Part::Quoted { .. });
        let text = code.text().get(token.at.clone()).unwrap_or_default();
        if is_string && is_sentence(text) {
            finder.claim(token.at.clone());
        }
    }
}

/// What runs an image, or names one for others to run.
const COMMANDS: &[&str] = &[
    "FROM ", "crane ", "docker ", "image:", "image=", "podman ", "skopeo ",
];

/// Whether a string speaks of an image: neither the image alone nor a command that runs it.
fn is_sentence(text: &str) -> bool {
    let names_image = ["/source-", "/destination-"]
        .iter()
        .any(|part| text.contains(part));
    let is_file = text.contains('\n');
    if !names_image || is_file || COMMANDS.iter().any(|command| text.contains(command)) {
        return false;
    }
    let mut depth = 0_usize;
    let told = text.chars().filter(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    let told: String = told.collect();
    let is_word = |word: &str| !word.contains('/') && word.chars().any(char::is_alphabetic);
    let words = told.split_whitespace().filter(|word| is_word(word));
    told.contains(' ') && words.count() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_images_and_commands() {
        let table = [
            ("'airbyte/source-x:1.0'", false),
            ("f\"airbyte/source-x:{ tag }\"", false),
            ("'airbyte/source-x:1 airbyte/source-y:2'", false),
            ("'docker run --rm airbyte/source-x:1 spec'", false),
            ("'''FROM x\nairbyte/source-x is y'''", false),
            ("'no image at all'", false),
            ("'Wants an image such as airbyte/source-x:1.0.'", true),
            ("f'{name} is no airbyte/source-x:1'", true),
            ("'e.g. airbyte/source-x:1'", true),
        ];
        for (text, expected) in table {
            assert_eq!(is_sentence(text), expected, "{text}");
        }
    }
}
