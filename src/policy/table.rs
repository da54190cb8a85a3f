//! Ordered rules compiled to a total table: one cell for every case, filled by the first rule that holds.
//! Knows no file format and no connector.

use super::{
    PolicyError,
    axis::{AXES, Axis, Facts},
    rule::Rule,
};

/// The place of a rule in the policy.
pub(super) type RuleAt = usize;

/// What an aspect concludes in every case that it can meet.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// The axes that tell its cases apart, each with the distance between neighbours on it.
    reads: Vec<(Axis, usize)>,
    cells: Vec<(T, RuleAt)>,
}

impl<T: Copy> Table<T> {
    /// Fills every case. `first` is the place of the first of the rules in the policy.
    pub(super) fn compile(
        aspect: &str,
        axes: &[Axis],
        rules: &[(Rule, T)],
        first: RuleAt,
    ) -> Result<Self, PolicyError> {
        check_read(aspect, axes, rules)?;
        let mut decides = vec![false; rules.len()];
        let mut cells = Vec::new();
        let mut case = Some(Facts::default());
        while let Some(facts) = case {
            let at = rules
                .iter()
                .position(|(rule, _)| rule.when.holds(&facts, axes))
                .ok_or_else(|| hole(aspect, axes, &facts))?;
            decides[at] = true;
            cells.push((rules[at].1, first + at));
            case = next(facts, axes);
        }
        match decides.iter().position(|decides| !decides) {
            Some(at) => Err(PolicyError::Shadowed {
                aspect: aspect.to_owned(),
                rule: rules[at].0.id.to_string(),
            }),
            None => Ok(Self {
                reads: strides(axes),
                cells,
            }),
        }
    }

    pub(super) fn of(&self, facts: &Facts) -> T {
        self.cells[self.cell(facts)].0
    }

    pub(super) fn rule(&self, facts: &Facts) -> RuleAt {
        self.cells[self.cell(facts)].1
    }

    /// Always in range: each axis contributes less than its own share of the cells.
    fn cell(&self, facts: &Facts) -> usize {
        self.reads
            .iter()
            .map(|(axis, stride)| facts.at(*axis) * stride)
            .sum()
    }
}

fn check_read<T>(aspect: &str, axes: &[Axis], rules: &[(Rule, T)]) -> Result<(), PolicyError> {
    for (rule, _) in rules {
        if let Some((axis, _)) = rule.when.clauses().find(|(axis, _)| !axes.contains(axis)) {
            return Err(PolicyError::NotRead {
                aspect: aspect.to_owned(),
                rule: rule.id.to_string(),
                axis: axis.to_string(),
            });
        }
    }
    Ok(())
}

/// The next case in the order of the cells: the last axis turns fastest.
fn next(mut facts: Facts, axes: &[Axis]) -> Option<Facts> {
    for axis in axes.iter().rev() {
        if facts.at(*axis) + 1 < axis.vocabulary().size {
            facts.step(*axis);
            return Some(facts);
        }
        facts.reset(*axis);
    }
    None
}

fn strides(axes: &[Axis]) -> Vec<(Axis, usize)> {
    let mut stride = 1;
    let mut strides: Vec<(Axis, usize)> = Vec::with_capacity(AXES);
    for axis in axes.iter().rev() {
        strides.push((*axis, stride));
        stride *= axis.vocabulary().size;
    }
    strides
}

fn hole(aspect: &str, axes: &[Axis], facts: &Facts) -> PolicyError {
    let words = axes.iter().map(|axis| {
        let word = axis.vocabulary().words().nth(facts.at(*axis));
        format!("{axis}={}", word.unwrap_or_default())
    });
    PolicyError::Hole {
        aspect: aspect.to_owned(),
        case: words.collect::<Vec<_>>().join(" "),
    }
}
