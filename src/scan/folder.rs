//! What the files of a folder, and the folders that call each other, tell each other: the values behind names, and
//! the places that wait for them. Knows no syntax.

mod modules;
mod settle;

use std::collections::{HashMap, HashSet};

use crate::words::Kind;

use super::{Mention, Pin, Place, Reading, Tool, What, image::Image};

pub(super) use modules::join;

use settle::{Bound, Settler};

/// An expression, as far as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
    /// Names and indices, such as `local.images["postgres"].tag`.
    Path(Vec<Step>),
    /// The parts of a template.
    Joined(Vec<Self>),
    Call(String, Vec<Self>),
    /// `{ for key, item in over : name => item }`
    Each(Box<Each>),
    /// One of these, which only a run decides: the two sides of a condition.
    Either(Vec<Self>),
    /// A connector that another folder told.
    Connector(What, Pin),
    /// What is not understood.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Name(String),
    At(Value),
}

/// A collection made of another one's elements, each as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Each {
    pub key: Option<String>,
    pub item: String,
    pub over: Value,
    /// What the elements are called; the place in a list otherwise.
    pub name: Option<Value>,
    /// What the elements are made into.
    pub made: Value,
}

/// How a connector is told where a value may stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Naming {
    pub name: Named,
    pub pin: Pinning,
    /// The collection whose every element is one of these.
    pub each: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Fixed(What),
    By(Form, Value),
}

/// What the text of a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Definition,
    Slug,
    Image,
    Display(Kind),
    /// The address of one of Airbyte's Terraform modules.
    Module,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pinning {
    Impossible,
    Missing,
    /// The value, and how it is written.
    At(Value, String),
}

/// A place that names a connector by a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// As it is shown; what it means is filled in later.
    pub mention: Mention,
    pub naming: Naming,
}

/// What one file gives to its folder, and what it wants from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// `local.x` and `var.y`, and what stands behind them.
    pub values: Vec<(String, Value)>,
    /// What tells a connector under a name, such as `data.airbyte_connector_configuration.x`.
    pub namings: Vec<(String, Naming)>,
    pub sites: Vec<Site>,
    pub calls: Vec<Call>,
}

/// A use of a module that stands in another folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub name: String,
    /// The way to the folder, such as `../modules/source`.
    pub folder: String,
    /// The collection for whose every element it is called.
    pub each: Option<Value>,
    pub given: Vec<Given>,
}

/// What a call hands to one of the module's variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub name: String,
    pub value: Value,
    /// Where it stands; what it means is filled in later.
    pub mention: Mention,
    pub until: Place,
}

/// All names of a folder.
#[derive(Debug, Default)]
struct Names {
    values: HashMap<String, Value>,
    namings: HashMap<String, Naming>,
}

impl Names {
    fn take(&mut self, shared: &mut Shared) {
        self.values.extend(shared.values.drain(..));
        self.namings.extend(shared.namings.drain(..));
    }
}

impl Reading {
    /// Settles what this file alone can; the folder may know more.
    pub(super) fn settle_alone(&mut self) {
        if self.shared.sites.is_empty() {
            return;
        }
        let mut names = Names::default();
        names.take(&mut self.shared.clone());
        let none = Bound::new();
        let settler = Settler::new(&names, &none);
        self.forget_sites();
        for site in &self.shared.sites {
            let found = settler.all(&site.naming, &site.mention.written);
            let mentions = found.into_iter().map(|found| site.filled(found));
            self.mentions.extend(mentions);
        }
    }

    /// Drops what the sites were settled to with less.
    fn forget_sites(&mut self) {
        let sites: HashSet<_> = self.shared.sites.iter().map(Site::key).collect();
        self.mentions
            .retain(|mention| !sites.contains(&(mention.place, mention.tool)));
    }
}

impl Site {
    fn key(&self) -> (Place, Tool) {
        (self.mention.place, self.mention.tool)
    }

    fn filled(&self, found: settle::Found) -> Mention {
        Mention {
            what: found.what,
            pin: found.pin,
            ..self.mention.clone()
        }
    }
}

/// The order in which files speak: a later one is believed. The values of variables come after their defaults, and
/// `*.auto.tfvars` after `terraform.tfvars`; those that nobody asked for are not heard.
fn rank(path: &str) -> Option<(u8, &str)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stage = match name {
        "terraform.tfvars" => 2,
        "terraform.tfvars.json" => 3,
        _ if name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json") => 4,
        _ if name.ends_with(".tfvars") || name.ends_with(".tfvars.json") => return None,
        // `override.tf` and its like change what the others say.
        _ if name
            .split('.')
            .next()
            .is_some_and(|stem| stem.ends_with("override")) =>
        {
            1
        }
        _ => 0,
    };
    Some((stage, name))
}

impl Form {
    /// What a text stands for, and the version that it tells itself.
    fn read(self, text: &str) -> (What, Option<Pin>) {
        match self {
            Self::Definition => (What::Definition(text.to_owned()), None),
            Self::Display(kind) => (What::Name(kind, text.to_owned()), None),
            Self::Slug if !text.contains('/') => (What::Slug(text.to_owned()), None),
            Self::Slug | Self::Image => {
                let image = Image::of(text);
                (What::Image(image.repository), Some(image.pin))
            }
            Self::Module => super::terraform::module(text)
                .map_or((What::Reference(text.to_owned()), None), |(what, pin)| {
                    (what, Some(pin))
                }),
        }
    }
}

#[cfg(test)]
mod tests;
