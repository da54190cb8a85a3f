//! What can stand in a file of any kind: images, packages that a command installs, ids. Comments are left out.

mod argument;
mod body;
mod image;
pub(super) mod package;
pub(super) mod uuid;

use super::{
    finder::Finder,
    language::Language,
    lex::{Lexer, Part},
};
use package::Where;

/// Reads what no other reader has explained.
pub(super) fn read(finder: &mut Finder<'_>) {
    image::read(finder);
    package::read(finder, Where::Commands);
    uuid::read(finder);
    body::read(finder);
}

/// Reads packages in a file that asks for them wherever it names one.
pub(super) fn read_packages(finder: &mut Finder<'_>) {
    package::read(finder, Where::Anywhere);
}

/// Explains comments: what they name is not used.
pub(super) fn claim_comments(language: Language, finder: &mut Finder<'_>) {
    if language == Language::Plain {
        return;
    }
    for token in Lexer::new(finder.text(), language) {
        if token.part == Part::Comment {
            finder.claim(token.at);
        }
    }
}
