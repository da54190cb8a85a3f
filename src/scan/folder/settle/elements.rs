//! The elements of collections, with the keys that they are repeated under.

use super::{DEPTH, ELEMENTS, Each, Elements, Head, STEPS, Scope, Settler, Value, each};

impl<'v> Settler<'v> {
    /// The elements of a collection with their keys; a list's stand for themselves.
    pub(in crate::scan::folder) fn elements(
        &self,
        over: &'v Value,
        scope: &Scope<'v>,
    ) -> Option<Elements<'v>> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > STEPS || self.depth.get() > DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let elements = match over {
            Value::Call(name, given) => self.made(name, given, scope),
            Value::Each(each) => self.projected(each, scope),
            Value::Path(steps) => match self.alias(steps) {
                Some(value) => self.elements(value, &Vec::new()),
                None => self.plain(&self.path(steps, scope)),
            },
            _ => self.plain(&self.head(over, scope)),
        };
        self.depth.set(self.depth.get() - 1);
        elements.filter(|elements| elements.len() <= ELEMENTS)
    }

    pub(super) fn plain(&self, head: &Head<'v>) -> Option<Elements<'v>> {
        match head {
            Head::List(items) if items.len() <= ELEMENTS => {
                let heads = items.iter().map(|item| self.head(item, &Vec::new()));
                let keyed = heads.enumerate().map(|(at, head)| match &head {
                    Head::Text(text) => (text.clone(), head),
                    _ => (at.to_string().into(), head),
                });
                Some(keyed.collect())
            }
            Head::Map(entries) if entries.len() <= ELEMENTS => {
                let heads = entries
                    .iter()
                    .map(|(key, value)| (key.into(), self.head(value, &Vec::new())));
                Some(heads.collect())
            }
            Head::Block(naming, bound) if bound.is_empty() => {
                let elements = self.elements(naming.each.as_ref()?, &Vec::new())?;
                let blocks = elements.into_iter().map(|(key, value)| {
                    let bound = each(key.clone(), value);
                    (key, Head::Block(naming, bound))
                });
                Some(blocks.collect())
            }
            _ => None,
        }
    }

    fn made(&self, name: &str, given: &'v [Value], scope: &Scope<'v>) -> Option<Elements<'v>> {
        match (name, given) {
            (
                "toset" | "tolist" | "tomap" | "nonsensitive" | "values" | "distinct" | "compact",
                [one],
            ) => self.elements(one, scope),
            ("keys", [one]) => {
                let elements = self.elements(one, scope)?.into_iter();
                Some(
                    elements
                        .map(|(key, _)| (key.clone(), Head::Text(key)))
                        .collect(),
                )
            }
            ("merge" | "concat" | "setunion", given) => {
                let parts: Option<Vec<_>> =
                    given.iter().map(|one| self.elements(one, scope)).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    fn projected(&self, made: &'v Each, scope: &Scope<'v>) -> Option<Elements<'v>> {
        let elements = self.elements(&made.over, scope)?.into_iter();
        let bound = elements.enumerate().map(|(at, (key, item))| {
            let mut scope = scope.clone();
            scope.extend(made.key.clone().map(|name| (name, Head::Text(key))));
            scope.push((made.item.clone(), item));
            let name = match made.name.as_ref().map(|name| self.head(name, &scope)) {
                None => at.to_string().into(),
                Some(Head::Text(name)) => name,
                Some(_) => return None,
            };
            Some((name, self.head(&made.made, &scope)))
        });
        bound.collect()
    }
}
