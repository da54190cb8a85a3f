//! YAML as trees, from events: aliases are never expanded, and depth is bounded.

mod places;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{
    document,
    finder::Finder,
    tree::{Node, Scalar, too_deep},
};
use places::Places;

/// Deeper than any document is meant to be; the parser's own limit is a little higher.
const DEPTH: usize = 200;
/// Longer scalars are not repeated where an alias stands for them.
const REPEATED: usize = 256;

pub(super) fn read(text: &str, finder: &mut Finder<'_>) {
    if !document::concerns(text, finder.own()) && !is_suspicious(text) {
        return;
    }
    let mut reader = Reader::new(text);
    let told = reader.documents();
    for gap in reader.gaps() {
        claim_comments(text, gap, finder);
    }
    let read = told.as_ref().err().map_or(text.len(), |broken| broken.at);
    claim_lines(text, read, finder);
    for document in &reader.documents {
        document::read(document, text, finder);
    }
    if let Some(Broken { at, told }) = told.err()
        && !document::is_template(text)
    {
        finder.fault(Some(at), &told);
    }
}

/// Whether a text without a word of connectors is still to be parsed, since it may be an attack that is to be told.
fn is_suspicious(text: &str) -> bool {
    let is_indented =
        |line: &str| line.len() > 2 * DEPTH && line.trim_start().len() + 2 * DEPTH < line.len();
    too_deep(text, DEPTH) || text.lines().any(is_indented)
}

/// Marks the comments between two scalars.
fn claim_comments(text: &str, gap: std::ops::Range<usize>, finder: &mut Finder<'_>) {
    let mut from = gap.start;
    while let Some(hash) = text[from..gap.end].find('#') {
        let start = from + hash;
        let end = text[start..gap.end]
            .find('\n')
            .map_or(gap.end, |end| start + end);
        finder.claim(start..end);
        from = end;
    }
}

/// Marks what can only be a comment where the text was not read: whole lines, and those of Helm.
fn claim_lines(text: &str, from: usize, finder: &mut Finder<'_>) {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            finder.claim(at..at + line.len());
        }
        at += line.len();
    }
    let mut at = from;
    while let Some(start) = text[at..].find("/*") {
        let start = at + start;
        at = text[start..]
            .find("*/")
            .map_or(text.len(), |end| start + end + 2);
        if text[..start].trim_end_matches(['-', ' ']).ends_with("{{") {
            finder.claim(start..at);
        }
    }
}

struct Broken {
    at: usize,
    told: String,
}

/// A mapping or a list that is not yet at its end.
enum Open {
    List(Vec<Node>),
    Map(Vec<(Scalar, Node)>, Option<Scalar>, usize),
}

struct Reader<'t> {
    text: &'t str,
    places: Places<'t>,
    open: Vec<Open>,
    /// What short scalars aliases stand for.
    anchors: HashMap<usize, String>,
    documents: Vec<Node>,
    /// Where scalars and block texts stand, in their order.
    scalars: Vec<std::ops::Range<usize>>,
    /// How far the text was read.
    read: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            places: Places::of(text),
            open: Vec::new(),
            anchors: HashMap::new(),
            documents: Vec::new(),
            scalars: Vec::new(),
            read: text.len(),
        }
    }

    /// Reads all documents, or those before the fault and the part of the one that it stands in.
    fn documents(&mut self) -> Result<(), Broken> {
        for event in Parser::new_from_str(self.text) {
            let read = match event {
                Ok((event, span)) => self.event(event, span),
                Err(error) => Err(self.broken(&error)),
            };
            if let Err(broken) = &read {
                self.read = broken.at;
                while !self.open.is_empty() {
                    self.close();
                }
                return read;
            }
        }
        Ok(())
    }

    fn broken(&self, error: &ScanError) -> Broken {
        let told = match error.info() {
            info if info.contains("recursion limit") => "nested too deep".to_owned(),
            info => format!("this is not whole YAML: {info}"),
        };
        Broken {
            at: self.places.byte(error.marker().index()),
            told: format!("{told}; the rest was not read as a document"),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Broken> {
        let start = self.places.byte(span.start.index());
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let at = self.scalar_at(&text, style, start..self.places.byte(span.end.index()));
                self.scalars.push(at.clone());
                if anchor > 0 && text.len() <= REPEATED {
                    self.anchors.insert(anchor, text.clone().into_owned());
                }
                let text = text.into_owned();
                self.put(Node::Scalar(Scalar { text, at }));
            }
            Event::Alias(anchor) => {
                let at = start..self.places.byte(span.end.index());
                let text = self.anchors.get(&anchor).cloned();
                self.put(text.map_or(Node::Empty, |text| Node::Scalar(Scalar { text, at })));
            }
            Event::SequenceStart(..) => return self.deeper(Open::List(Vec::new()), start),
            Event::MappingStart(..) => {
                return self.deeper(Open::Map(Vec::new(), None, start), start);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn deeper(&mut self, open: Open, at: usize) -> Result<(), Broken> {
        if self.open.len() >= DEPTH {
            let told =
                format!("nested more than {DEPTH} deep; the rest was not read as a document");
            return Err(Broken { at, told });
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self) {
        let node = match self.open.pop() {
            Some(Open::List(items)) => Node::List(items),
            Some(Open::Map(entries, _, _)) => Node::Map(entries),
            None => return,
        };
        self.put(node);
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.documents.push(node),
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map(entries, key, start)) => match key.take() {
                Some(key) => entries.push((key, node)),
                // A key that is no scalar is none that anybody looks for.
                None => {
                    *key = Some(node.scalar().cloned().unwrap_or(Scalar {
                        text: String::new(),
                        at: *start..*start,
                    }));
                }
            },
        }
    }

    /// Where a scalar's own text stands: the parser counts an anchor, a tag and a comment after it as well.
    fn scalar_at(
        &self,
        text: &str,
        style: ScalarStyle,
        span: std::ops::Range<usize>,
    ) -> std::ops::Range<usize> {
        let whole = &self.text[span.clone()];
        let mut bare = whole;
        while bare.starts_with(['&', '!'])
            && !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
        {
            let word = bare.find(char::is_whitespace).unwrap_or(bare.len());
            bare = bare[word..].trim_start();
        }
        let skipped = whole.len() - bare.len();
        let quote = usize::from(matches!(
            style,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted
        ));
        let start = (span.start + skipped + quote).min(span.end);
        let rest = &self.text[start..span.end];
        if rest.starts_with(text) {
            return start..start + text.len();
        }
        start..span.end - quote.min(rest.len())
    }

    /// What stands between the scalars.
    fn gaps(&self) -> Vec<std::ops::Range<usize>> {
        let mut from = 0;
        let mut gaps = Vec::new();
        for scalar in &self.scalars {
            if scalar.start > from {
                gaps.push(from..scalar.start);
            }
            from = from.max(scalar.end);
        }
        gaps.push(from..self.read.max(from));
        gaps
    }
}

#[cfg(test)]
mod tests;
