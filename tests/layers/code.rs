//! A source as the checks read it: without comments, without what stands in quotes, without what only tests see; and
//! the paths that it names, each whole.

/// What the program itself runs.
pub fn lived(text: &str) -> String {
    let mut code = bare(text);
    while let Some(start) = code.find(TEST_ONLY) {
        let item = start + TEST_ONLY.len();
        let end = item + item_length(&code[item..]);
        code.replace_range(start..end, "");
    }
    code
}

const TEST_ONLY: &str = "#[cfg(test)]";

fn bare(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            'r' => raw(rest),
            '\'' => letter(rest),
            _ => 0,
        };
        if length == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            rest = &rest[length..];
        }
    }
    code
}

fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn raw(text: &str) -> usize {
    let behind = text[1..].trim_start_matches('#');
    let Some(inside) = behind.strip_prefix('"') else {
        return 0;
    };
    let marks = &text[1..text.len() - behind.len()];
    let end = format!("\"{marks}");
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    text.len() - inside.len() + length
}

/// A character in quotes; a lifetime is none.
fn letter(text: &str) -> usize {
    match text[1..].chars().next() {
        Some('\\') => text[3..].find('\'').map_or(0, |at| at + 4),
        Some(c) if text[1 + c.len_utf8()..].starts_with('\'') => c.len_utf8() + 2,
        _ => 0,
    }
}

/// How long the item is that an attribute stands before.
fn item_length(code: &str) -> usize {
    let mut start = 0;
    loop {
        start = code.len() - code[start..].trim_start().len();
        if !code[start..].starts_with("#[") {
            break;
        }
        start += code[start..].find(']').unwrap() + 1;
    }
    let is_bodied = is_bodied(&code[start..]);
    let mut depth = 0;
    for (at, c) in code.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && (c == ';' || c == '}' && is_bodied) {
            return at + 1;
        }
    }
    panic!("what {TEST_ONLY} stands before does not end")
}

/// Whether an item ends with its body; others end with a semicolon.
fn is_bodied(item: &str) -> bool {
    let mut words = tokens(item).into_iter();
    let word = words.find(|word| {
        is_word(word) && !matches!(*word, "pub" | "crate" | "super" | "in" | "unsafe")
    });
    match word {
        Some("fn" | "impl" | "mod" | "struct" | "enum" | "trait") => true,
        Some("use" | "type" | "static" | "const") => false,
        other => panic!("{TEST_ONLY} stands before what is no item: {other:?}"),
    }
}

/// Words, pairs of colons, and signs.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_outside = |c: char| !c.is_alphanumeric() && c != '_';
        let length = match rest.find(is_outside).unwrap_or(rest.len()) {
            0 if rest.starts_with("::") => 2,
            0 => first.len_utf8(),
            word => word,
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Every import and every path of two names or more that a module's code holds; those into this crate begin with
/// `crate`, whatever they are written from.
pub fn paths(code: &str, module: &[&str]) -> Vec<String> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    // The open blocks, each with the name of the module that it is.
    let mut blocks: Vec<Option<&str>> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at]);
        let is_import = before(1) == "use";
        if is_word(token) || is_import {
            let mut paths = Vec::new();
            let end = tree(&tokens, at, &mut Vec::new(), &mut paths);
            if is_import || end > at + 1 {
                let inline = blocks.iter().flatten();
                let here: Vec<&str> = module.iter().chain(inline).copied().collect();
                found.extend(paths.iter().map(|path| resolved(path, &here)));
            }
            at = end;
            continue;
        }
        match *token {
            "{" => blocks.push((before(2) == "mod").then(|| before(1))),
            "}" => drop(blocks.pop()),
            _ => {}
        }
        at += 1;
    }
    found
}

/// Reads `a::{b, c::d}`, and says where it ends.
fn tree<'a>(
    tokens: &[&'a str],
    mut at: usize,
    above: &mut Vec<&'a str>,
    paths: &mut Vec<Vec<&'a str>>,
) -> usize {
    let is = |at: usize, what: &str| tokens.get(at) == Some(&what);
    if is(at, "{") {
        at += 1;
        while at < tokens.len() && !is(at, "}") {
            at = tree(tokens, at, above, paths);
        }
        return at + 1;
    }
    let is_branch = is(at + 1, "::") && tokens.get(at + 2).is_some_and(|t| is_word(t) || *t == "{");
    if is_word(tokens[at]) && is_branch {
        above.push(tokens[at]);
        let end = tree(tokens, at + 2, above, paths);
        above.pop();
        return end;
    }
    if is_word(tokens[at]) {
        paths.push(above.iter().chain([&tokens[at]]).copied().collect());
    }
    at + 1
}

fn resolved(path: &[&str], here: &[&str]) -> String {
    let mut above = here.to_vec();
    let mut rest = path;
    while let Some((first, behind)) = rest.split_first() {
        match *first {
            "crate" => above.clear(),
            "self" => {}
            "super" => drop(above.pop()),
            _ => break,
        }
        rest = behind;
    }
    if rest.len() == path.len() {
        return path.join("::");
    }
    let whole: Vec<&str> = ["crate"]
        .into_iter()
        .chain(above)
        .chain(rest.iter().copied())
        .collect();
    whole.join("::")
}
