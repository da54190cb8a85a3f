//! HCL as blocks: `.tf` and `.tofu` files, and the `.tfvars` beside them.

use std::ops::Range;

use hcl_edit::{
    Span,
    expr::{Expression, ForExpr, ObjectKey, Traversal, TraversalOperator},
    structure::{Block as HclBlock, Body},
    template::{Element, Template},
};

use super::{Attribute, Block, Label, NESTED, comments, concerns, note, rough, share};
use crate::scan::{
    Tool,
    finder::Finder,
    folder::{Each, Step, Value},
};

/// The parser takes ever longer for each key of one object, so larger texts are read in parts.
const WHOLE: usize = 256 * 1024;
/// Nobody writes more than this by hand.
const LARGEST: usize = 2 * 1024 * 1024;

pub(in crate::scan) fn read(text: &str, finder: &mut Finder<'_>) {
    comments::claim(text, finder);
    if text.len() > LARGEST {
        return finder.fault(None, "too large for Terraform: its blocks were not read");
    }
    if text.len() > WHOLE {
        return rough::read(text, finder);
    }
    let source = unmarked(text);
    match hcl_edit::parser::parse_body(source.text) {
        Ok(body) => blocks(&body, source, finder),
        Err(error) => {
            let at = source.from + error.location().offset();
            let told = format!(
                "this is not whole HCL: {}; the file was read only roughly",
                error.message()
            );
            finder.fault(Some(at), &told);
            rough::read(text, finder);
        }
    }
}

/// The values of variables.
pub(in crate::scan) fn read_values(text: &str, finder: &mut Finder<'_>) {
    comments::claim(text, finder);
    if text.len() > WHOLE {
        return finder.fault(None, "too large for a file of variables: not read");
    }
    match hcl_edit::parser::parse_body(text) {
        Ok(body) => share(attributes(&body, Source { text, from: 0 }), "var", finder),
        Err(error) => {
            let told = format!(
                "this is not whole HCL: {}; its variables were not read",
                error.message()
            );
            finder.fault(Some(error.location().offset()), &told);
        }
    }
}

/// The text without a byte order mark.
fn unmarked(text: &str) -> Source<'_> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    Source {
        text: bare,
        from: text.len() - bare.len(),
    }
}

/// A text, and where it begins in its file.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub text: &'t str,
    pub from: usize,
}

pub(super) fn blocks(body: &Body, source: Source<'_>, finder: &mut Finder<'_>) {
    for found in body.blocks() {
        let label = found.labels.first().map_or("", |label| label.as_str());
        if concerns(found.ident.as_str(), label) {
            note(block(found, source), Tool::Terraform, finder);
        }
    }
}

fn block(found: &HclBlock, source: Source<'_>) -> Block {
    let labels = found.labels.iter().map(|label| Label {
        text: label.as_str().to_owned(),
        at: source.at(label.span()).0,
    });
    let mut block = Block {
        keyword: found.ident.as_str().to_owned(),
        labels: labels.collect(),
        attributes: attributes(&found.body, source),
    };
    if block.is_definition() {
        block.attributes.extend(nested(&found.body, source));
    }
    let inner = found.body.blocks();
    let said = inner.filter(|inner| super::SAYING.contains(&inner.ident.as_str()));
    let said = said.flat_map(|inner| attributes(&inner.body, source));
    block.attributes.extend(said);
    block
}

fn attributes(body: &Body, source: Source<'_>) -> Vec<Attribute> {
    let attributes = body.attributes();
    let named = attributes.map(|found| (found.key.as_str().to_owned(), &found.value));
    named
        .map(|(name, held)| attribute(name, held, source))
        .collect()
}

/// What a definition holds one level below, as some providers have it.
fn nested(body: &Body, source: Source<'_>) -> Vec<Attribute> {
    let held = body
        .attributes()
        .filter(|found| NESTED.contains(&found.key.as_str()));
    let objects = held.filter_map(|found| found.value.as_object());
    let inner = objects.flat_map(|object| object.iter());
    let named = inner.filter_map(|(key, held)| Some((name(key)?, held.expr())));
    named
        .map(|(name, held)| attribute(name, held, source))
        .collect()
}

fn attribute(name: String, held: &Expression, source: Source<'_>) -> Attribute {
    let (at, written) = source.at(held.span());
    Attribute {
        name,
        value: value(held),
        at,
        written,
    }
}

impl Source<'_> {
    /// Where something stands in the file, without its quotes, and how it is written there.
    fn at(self, span: Option<Range<usize>>) -> (Range<usize>, String) {
        let span = span.unwrap_or_default();
        let whole = self.text.get(span.clone()).unwrap_or_default();
        let bare = whole
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let written = bare.unwrap_or(whole);
        let start = self.from + span.start + usize::from(bare.is_some());
        (start..start + written.len(), super::first_line(written))
    }
}

fn value(expression: &Expression) -> Value {
    match expression {
        Expression::Null(_) => Value::Null,
        Expression::Bool(is_true) => Value::Text(is_true.value().to_string()),
        Expression::Number(number) => Value::Text(number.value().to_string()),
        Expression::String(text) => Value::Text(text.value().clone()),
        Expression::Array(array) => Value::List(array.iter().map(value).collect()),
        Expression::Object(object) => {
            let entries = object
                .iter()
                .filter_map(|(key, held)| Some((name(key)?, value(held.expr()))));
            Value::Map(entries.collect())
        }
        Expression::StringTemplate(template) => joined(template),
        Expression::HeredocTemplate(heredoc) => joined(&heredoc.template),
        Expression::Parenthesis(inner) => value(inner.inner()),
        Expression::Variable(ident) => Value::Path(vec![Step::Name(ident.as_str().to_owned())]),
        Expression::FuncCall(call) if !call.name.is_namespaced() => {
            let given = call.args.iter().map(value).collect();
            Value::Call(call.name.name.as_str().to_owned(), given)
        }
        Expression::Traversal(traversal) => path(traversal),
        Expression::ForExpr(projection) => each(projection),
        Expression::Conditional(choice) => {
            Value::Either(vec![value(&choice.true_expr), value(&choice.false_expr)])
        }
        Expression::FuncCall(_) | Expression::UnaryOp(_) | Expression::BinaryOp(_) => Value::Other,
    }
}

fn name(key: &ObjectKey) -> Option<String> {
    match key {
        ObjectKey::Ident(ident) => Some(ident.as_str().to_owned()),
        ObjectKey::Expression(expression) => expression.as_str().map(str::to_owned),
    }
}

/// The parts of a template.
pub(super) fn joined(template: &Template) -> Value {
    let parts = template.iter().map(|element| match element {
        Element::Literal(text) => Value::Text(text.value().clone()),
        Element::Interpolation(inner) => value(&inner.expr),
        Element::Directive(_) => Value::Other,
    });
    Value::Joined(parts.collect())
}

fn path(traversal: &Traversal) -> Value {
    let steps = traversal
        .operators
        .iter()
        .map(|operator| match operator.value() {
            TraversalOperator::GetAttr(name) => Some(Step::Name(name.as_str().to_owned())),
            TraversalOperator::Index(index) => Some(Step::At(value(index))),
            TraversalOperator::LegacyIndex(index) => {
                Some(Step::At(Value::Text(index.value().to_string())))
            }
            TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => None,
        });
    let Some(steps) = steps.collect::<Option<Vec<_>>>() else {
        return Value::Other;
    };
    if let Expression::Variable(first) = &traversal.expr {
        let first = Step::Name(first.as_str().to_owned());
        return Value::Path(std::iter::once(first).chain(steps).collect());
    }
    steps
        .into_iter()
        .fold(value(&traversal.expr), |from, step| {
            let key = match step {
                Step::Name(name) => Value::Text(name),
                Step::At(index) => index,
            };
            Value::Call("lookup".to_owned(), vec![from, key])
        })
}

fn each(projection: &ForExpr) -> Value {
    if projection.grouping || projection.cond.is_some() {
        return Value::Other;
    }
    let intro = &projection.intro;
    Value::Each(Box::new(Each {
        key: intro.key_var.as_ref().map(|key| key.as_str().to_owned()),
        item: intro.value_var.as_str().to_owned(),
        over: value(&intro.collection_expr),
        name: projection.key_expr.as_ref().map(value),
        made: value(&projection.value_expr),
    }))
}
