//! Comments, strings and words of every language, whole and broken.

use super::*;

/// Comments in brackets, strings in angles, words and signs as they stand.
fn shown(text: &str, language: Language) -> String {
    let shown = Lexer::new(text, language).map(|token| {
        let piece = &text[token.at];
        match token.part {
            Part::Comment => format!("[{}]", piece.trim_end()),
            Part::Quoted {
                opening,
                closing,
                is_made,
            } => {
                let made = if is_made { "~" } else { "" };
                format!("{made}<{}>", &piece[opening..piece.len() - closing])
            }
            Part::Word | Part::Sign(_) => piece.to_owned(),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn comments_and_strings_are_told_from_code() {
    use Language::{
        Batch, Braces, Hash, Hcl, Ini, Jsonnet, Lua, Markup, Powershell, Python, Ruby, Script, Sql,
    };
    let table = [
        (Python, "a = '#b' # c\nd", "a = <#b> [# c] d"),
        (Python, "'''a\n# b''' c", "<a\n# b> c"),
        (Python, r#"rb"a\"b" f'{x}' f'x' "#, r#"<a\"b> ~<{x}> <x>"#),
        (Python, "x = 'open\ny", "x = <open> y"),
        (Python, "\"\"\"open\nx 'y'", "<open> x <y>"),
        (Python, "prefix'a'", "prefix <a>"),
        (Script, "a // b\nc /* d\n*/ e", "a [// b] c [/* d\n*/] e"),
        (
            Script,
            "`a ${b + `c ${d}`} e` f",
            "~<a ${b + `c ${d}`} e> f",
        ),
        (Script, "'https://x' + y", "<https://x> + y"),
        (
            Script,
            "x = /['\"]/g; 'a' // b",
            "x = /['\"]/ g ; <a> [// b]",
        ),
        (Script, "a / 2 / b // c", "a / 2 / b [// c]"),
        (Script, "`open ${", "~<open ${>"),
        (Script, "`open ${\na `b\n' c", "<open ${> a <b> < c>"),
        (Braces, "fn a<'b>() {} // c", "fn a < ' b > ( ) { } [// c]"),
        (Braces, "`raw\\` x \"\"\"a\n\"\"\" y", "<raw\\> x <a\n> y"),
        (Hash, "a: b#c # d", "a : b # c [# d]"),
        (
            Hash,
            "a: {# b\nc #} d ${#e}",
            "a : [{# b\nc #}] d $ { # e }",
        ),
        (Hash, "a {# b\nc", "a [{# b] c"),
        (Ini, "a = b ; c\n# d", "a = b [; c] [# d]"),
        (
            Batch,
            "REM a\nb\n:: c\n@rem d\ne",
            "[REM a] b [:: c] [@rem d] e",
        ),
        (Powershell, "<# a\nb #>\nc # d", "[<# a\nb #>] c [# d]"),
        (Ruby, "=begin\na\n=end\nb # c", "[=begin\na\n=end] b [# c]"),
        (
            Jsonnet,
            "a: 'https://b' // c\n# d",
            "a : <https://b> [// c] [# d]",
        ),
        (Lua, "--[[ a\nb ]] c -- d", "[--[[ a\nb ]]] c [-- d]"),
        (Sql, "a {# b\n#} c", "a [{# b\n#}] c"),
        (Hash, "it's a # b", "it ' s a [# b]"),
        (Hash, "k: \"a # b\" # c", "k : <a # b> [# c]"),
        (
            Hcl,
            "a = \"//b\" // c\n# d\n/* e",
            "a = <//b> [// c] [# d] [/* e]",
        ),
        (Sql, "select 'a--b' -- c\nx", "select <a--b> [-- c] x"),
        (Markup, "<a><!-- b\n--></a>", "< a > [<!-- b\n-->] < / a >"),
    ];
    for (language, text, expected) in table {
        assert_eq!(shown(text, language), expected, "{text}");
    }
}

const ALL: [Language; 14] = [
    Language::Ini,
    Language::Batch,
    Language::Powershell,
    Language::Ruby,
    Language::Jsonnet,
    Language::Lua,
    Language::Python,
    Language::Script,
    Language::Braces,
    Language::Hcl,
    Language::Hash,
    Language::Sql,
    Language::Markup,
    Language::Plain,
];

proptest::proptest! {
    #[test]
    fn pieces_stand_one_after_the_other_in_any_text(
        text in r#"([a-z'"`#/*${}\\\n é<!>()-]|"""|'''|f"|-->){0,60}"#,
    ) {
        for language in ALL {
            let mut end = 0;
            for token in Lexer::new(&text, language) {
                proptest::prop_assert!(token.at.start >= end && !token.at.is_empty());
                proptest::prop_assert!(text.get(token.at.clone()).is_some());
                if let Part::Quoted { opening, closing, .. } = token.part {
                    proptest::prop_assert!(opening + closing <= token.at.len());
                }
                end = token.at.end;
            }
        }
    }
}
