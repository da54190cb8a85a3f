//! JSON that is not whole: what stands in it as far as it can be told, without a parser that gives up. What was cut
//! off is closed where it ends, what is nested too deep is left out, and what is no JSON is passed over.

use crate::scan::tree::{Node, Scalar};

use super::DEPTH;

/// A mapping or a list that is not yet at its end.
enum Open {
    List(Vec<Node>),
    Map(Vec<(Scalar, Node)>, Option<Scalar>),
}

/// All that can be told of a text that begins at a byte of its file.
pub(in crate::scan) fn tree(text: &str, from: usize) -> Node {
    let mut reader = Reader {
        text,
        from,
        open: Vec::new(),
        roots: Vec::new(),
        too_deep: 0,
    };
    let mut at = 0;
    while at < text.len() {
        at = reader.step(at);
    }
    while !reader.open.is_empty() {
        reader.close();
    }
    Node::List(reader.roots)
}

struct Reader<'t> {
    text: &'t str,
    from: usize,
    open: Vec<Open>,
    roots: Vec<Node>,
    /// How many brackets are open beyond those that are read.
    too_deep: usize,
}

impl Reader<'_> {
    /// Reads what stands at a byte, and tells where it ends.
    fn step(&mut self, at: usize) -> usize {
        match self.text.as_bytes()[at] {
            b'{' => self.deeper(Open::Map(Vec::new(), None)),
            b'[' => self.deeper(Open::List(Vec::new())),
            b'}' | b']' if self.too_deep > 0 => self.too_deep -= 1,
            b'}' | b']' => self.close(),
            b',' => self.forget_key(),
            b'"' => return self.string(at + 1),
            b'/' if self.text[at..].starts_with("//") => {
                return self.text[at..]
                    .find('\n')
                    .map_or(self.text.len(), |end| at + end);
            }
            byte if is_word(byte) => return self.word(at),
            _ => {}
        }
        at + 1
    }

    fn deeper(&mut self, open: Open) {
        if self.open.len() < DEPTH && self.too_deep == 0 {
            self.open.push(open);
        } else {
            self.too_deep += 1;
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::List(items)) => self.put(Node::List(items)),
            Some(Open::Map(entries, _)) => self.put(Node::Map(entries)),
            None => {}
        }
    }

    fn forget_key(&mut self) {
        if let Some(Open::Map(_, key)) = self.open.last_mut() {
            *key = None;
        }
    }

    /// A string, if it ends in its line; after one that does not, the line is lost.
    fn string(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while end < bytes.len() && !matches!(bytes[end], b'"' | b'\n') {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = end.min(bytes.len());
        if bytes.get(end) != Some(&b'"') {
            return end;
        }
        let quoted = &self.text[start - 1..=end];
        let text = serde_json::from_str(quoted).unwrap_or_else(|_| quoted.replace('"', ""));
        self.scalar(text, start..end, end + 1);
        end + 1
    }

    fn word(&mut self, start: usize) -> usize {
        let rest = &self.text.as_bytes()[start..];
        let end = start + rest.iter().take_while(|byte| is_word(**byte)).count();
        let text = self.text[start..end].to_owned();
        self.scalar(text, start..end, end);
        end
    }

    /// A key where a colon follows and one is missing, a value otherwise.
    fn scalar(&mut self, text: String, at: std::ops::Range<usize>, after: usize) {
        let is_key = self.text[after..].trim_start().starts_with(':');
        let scalar = Scalar {
            text,
            at: self.from + at.start..self.from + at.end,
        };
        match self.open.last_mut() {
            _ if self.too_deep > 0 => {}
            Some(Open::Map(_, key)) if is_key => *key = Some(scalar),
            _ if scalar.text == "null" => self.put(Node::Empty),
            _ => self.put(Node::Scalar(scalar)),
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.roots.push(node),
            Some(Open::List(items)) => items.push(node),
            // What has no key is none of the mapping's.
            Some(Open::Map(entries, key)) => entries.extend(key.take().map(|key| (key, node))),
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+')
}
