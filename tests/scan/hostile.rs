//! Files that are cut off anywhere, or have something foreign in their middle or in a letter's place: they are read
//! without a panic, and every place that is told stands in them.

use portolan::scan::{self, Docs, Place};

use super::{below, corpus, folders};

const PIECES: &[&str] = &[
    "", "\u{0}", "\"", "${", "{{", "*/", "é\r\n", "&a *a", "<<EOT\n", "\\",
];
/// Every so many characters a file is cut; a prime, so that it falls on all sorts of places.
const STEP: usize = 13;

#[test]
fn a_file_may_be_cut_off_anywhere() {
    for root in below(&corpus()) {
        for (path, text) in folders(&root).into_values().flatten() {
            let cuts = text.char_indices().step_by(STEP).enumerate();
            for (turn, (at, letter)) in cuts {
                let piece = PIECES[turn % PIECES.len()];
                let (before, after) = text.split_at(at);
                holds(&path, before);
                holds(&path, &format!("{before}{piece}{after}"));
                let after = &after[letter.len_utf8()..];
                holds(&path, &format!("{before}🙂{after}"));
            }
        }
    }
}

fn holds(path: &str, text: &str) {
    let mut folder = [(
        path.to_owned(),
        scan::Reader::default().read(path, text, Docs::Skipped),
    )];
    scan::join(&mut folder);
    let reading = &folder[0].1;
    let mentions = reading.mentions.iter().map(|mention| mention.place);
    let faults = reading.faults.iter().filter_map(|fault| fault.place);
    for Place { line, column } in mentions.chain(faults) {
        let found = text.split('\n').nth(line - 1);
        let length = found.map(|line| line.chars().count());
        assert!(
            length.is_some_and(|length| column <= length + 1),
            "{path} {line}:{column}\n{text}"
        );
    }
}
