//! Terraform's own JSON as blocks: `.tf.json` files, which people write seldom and CDKTF always.

use super::{Attribute, Block, Label, NESTED, concerns, hcl, note, share};
use crate::scan::{
    Tool,
    finder::Finder,
    folder::Value,
    json,
    tree::{Node, Scalar},
};

pub(in crate::scan) fn read(text: &str, finder: &mut Finder<'_>) {
    let document = document(text, finder);
    // What synthesizes such a file signs it.
    let is_made = document
        .get("//")
        .is_some_and(|note| note.get("metadata").is_some());
    let tool = if is_made {
        Tool::Cdktf
    } else {
        Tool::Terraform
    };
    let Node::Map(entries) = document else {
        return;
    };
    for (keyword, held) in &entries {
        match keyword.text.as_str() {
            "locals" | "terraform" => bodies(held).for_each(|body| {
                note(block(&keyword.text, Vec::new(), body), tool, finder);
            }),
            "variable" | "output" | "module" => labelled(held, &mut |name, body| {
                note(block(&keyword.text, vec![label(name)], body), tool, finder);
            }),
            "resource" | "data" => labelled(held, &mut |kind, named| {
                if concerns(&keyword.text, &kind.text) {
                    labelled(named, &mut |name, body| {
                        note(
                            block(&keyword.text, vec![label(kind), label(name)], body),
                            tool,
                            finder,
                        );
                    });
                }
            }),
            _ => {}
        }
    }
}

/// The values of variables.
pub(in crate::scan) fn read_values(text: &str, finder: &mut Finder<'_>) {
    let document = document(text, finder);
    share(attributes(&document), "var", finder);
}

fn document(text: &str, finder: &mut Finder<'_>) -> Node {
    json::tree(text, 0).unwrap_or_else(|error| {
        json::fault(&error, 0, finder);
        match json::rough::tree(text, 0) {
            Node::List(mut roots) if !roots.is_empty() => roots.swap_remove(0),
            other => other,
        }
    })
}

/// A body, or several under one name.
fn bodies(held: &Node) -> impl Iterator<Item = &Node> {
    match held {
        Node::List(items) => items.as_slice(),
        _ => std::slice::from_ref(held),
    }
    .iter()
}

fn labelled(held: &Node, each: &mut dyn FnMut(&Scalar, &Node)) {
    for body in bodies(held) {
        if let Node::Map(entries) = body {
            for (name, inner) in entries {
                bodies(inner).for_each(|inner| each(name, inner));
            }
        }
    }
}

fn label(key: &Scalar) -> Label {
    Label {
        text: key.text.clone(),
        at: key.at.clone(),
    }
}

fn block(keyword: &str, labels: Vec<Label>, body: &Node) -> Block {
    let mut block = Block {
        keyword: keyword.to_owned(),
        labels,
        attributes: attributes(body),
    };
    if block.is_definition() {
        let held = NESTED.iter().filter_map(|name| body.get(name));
        block.attributes.extend(held.flat_map(attributes));
    }
    let said = super::SAYING.iter().filter_map(|name| body.get(name));
    let said = said.flat_map(bodies).flat_map(attributes);
    block.attributes.extend(said);
    block
}

fn attributes(body: &Node) -> Vec<Attribute> {
    let Node::Map(entries) = body else {
        return Vec::new();
    };
    let attributes = entries.iter().map(|(key, held)| {
        let scalar = held.scalar();
        Attribute {
            name: key.text.clone(),
            value: value(held),
            at: scalar.map_or(key.at.clone(), |scalar| scalar.at.clone()),
            written: scalar.map_or_else(String::new, |scalar| super::first_line(&scalar.text)),
        }
    });
    attributes.collect()
}

fn value(node: &Node) -> Value {
    match node {
        Node::Scalar(scalar) if scalar.text.contains("${") => {
            hcl_edit::parser::parse_template(&scalar.text)
                .map_or(Value::Other, |template| hcl::joined(&template))
        }
        Node::Scalar(scalar) => Value::Text(scalar.text.clone()),
        Node::List(items) => Value::List(items.iter().map(value).collect()),
        Node::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, held)| (key.text.clone(), value(held)))
                .collect(),
        ),
        Node::Empty => Value::Null,
    }
}
