//! Values that hold all that they stand for, so that they mean the same in another folder.

use super::{DEPTH, Head, Named, Naming, Scope, Settler, Value};

/// The attributes of a block that another folder may ask for.
const ATTRIBUTES: &[&str] = &[
    "id",
    "definition_id",
    "connector_name",
    "connector_version",
    "docker_repository",
    "docker_image_tag",
];

impl<'v> Settler<'v> {
    /// A value without the names of this folder, and the given name that led to it.
    pub(in crate::scan::folder) fn whole(
        &self,
        value: &'v Value,
        scope: &Scope<'v>,
    ) -> (Value, Option<String>) {
        self.steps.set(0);
        self.by.take();
        let whole = self.closed(value, scope);
        (whole, self.by.take())
    }

    fn closed(&self, value: &'v Value, scope: &Scope<'v>) -> Value {
        if let Value::Either(sides) = value {
            let sides = sides.iter().map(|side| self.closed(side, scope));
            return Value::Either(sides.collect());
        }
        if self.depth.get() > DEPTH {
            return Value::Other;
        }
        self.depth.set(self.depth.get() + 1);
        let whole = self.closed_one(value, scope);
        self.depth.set(self.depth.get() - 1);
        whole
    }

    fn closed_one(&self, value: &'v Value, scope: &Scope<'v>) -> Value {
        match self.head(value, scope) {
            Head::Open => self
                .elements(value, scope)
                .map_or(Value::Other, |elements| {
                    let named = elements.into_iter();
                    Value::Map(
                        named
                            .map(|(key, head)| (key.into_owned(), self.held(head)))
                            .collect(),
                    )
                }),
            head => self.held(head),
        }
    }

    fn held(&self, head: Head<'v>) -> Value {
        let none = Vec::new();
        match head {
            Head::Null => Value::Null,
            Head::Text(text) => Value::Text(text.into_owned()),
            Head::List(items) => {
                Value::List(items.iter().map(|item| self.closed(item, &none)).collect())
            }
            Head::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| (key.clone(), self.closed(value, &none)));
                Value::Map(entries.collect())
            }
            Head::Connector(what, pin) => Value::Connector(what, pin),
            Head::Block(naming, bound) => self.block(naming, &bound),
            Head::Open => Value::Other,
        }
    }

    fn block(&self, naming: &'v Naming, bound: &Scope<'v>) -> Value {
        let is_one = !bound.is_empty() || naming.each.is_none();
        if !is_one {
            let blocks = self.plain(&Head::Block(naming, Vec::new()));
            let blocks = blocks.unwrap_or_default().into_iter();
            return Value::Map(
                blocks
                    .map(|(key, block)| (key.into_owned(), self.held(block)))
                    .collect(),
            );
        }
        let is_known = |name: &&&str| matches!(naming.name, Named::By(..)) || name.ends_with("id");
        let attributes = ATTRIBUTES.iter().filter(is_known).map(|name| {
            let head = self.attribute(naming, name, bound);
            ((*name).to_owned(), self.held(head))
        });
        Value::Map(attributes.collect())
    }
}
