//! Ordered rules compiled to a total table: one cell for every case, filled by the first rule that holds.
//! Knows no file format and no connector.

use super::{
    PolicyError,
    axis::{AXES, Axis, Facts},
    rule::Rule,
};

/// The place of a rule in the policy.
pub(super) type RuleAt = usize;

/// Some of the rules of an aspect, a bit for each.
type Held = u128;
const RULES: usize = Held::BITS as usize;

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
        if rules.len() > RULES {
            let what = format!("more than {RULES} rules on {aspect}");
            return Err(PolicyError::Shape(what));
        }
        let all = (0..rules.len()).fold(0, |held: Held, at| held | 1 << at);
        let mut filling = Filling {
            accepting: axes.iter().map(|axis| accepting(*axis, rules)).collect(),
            case: Facts::default(),
            decided: Vec::new(),
        };
        if filling.fill(axes, 0, all).is_none() {
            return Err(hole(aspect, axes, &filling.case));
        }
        let mut decides = vec![false; rules.len()];
        for at in &filling.decided {
            decides[*at] = true;
        }
        if let Some(at) = decides.iter().position(|decides| !decides) {
            return Err(PolicyError::Shadowed {
                aspect: aspect.to_owned(),
                rule: rules[at].0.id.to_string(),
            });
        }
        let cell = |at: usize| (rules[at].1, first + at);
        Ok(Self {
            reads: strides(axes),
            cells: filling.decided.into_iter().map(cell).collect(),
        })
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

/// For each word of an axis, the rules that accept it.
fn accepting<T>(axis: Axis, rules: &[(Rule, T)]) -> Vec<Held> {
    let accepts = |word| {
        let each = rules.iter().enumerate();
        each.filter(|(_, (rule, _))| rule.when.accepts(axis, word))
            .fold(0, |held, (at, _)| held | 1 << at)
    };
    (0..axis.vocabulary().size).map(accepts).collect()
}

/// A walk through all cases, the last axis turning fastest: each turn leaves fewer rules that may hold.
struct Filling {
    /// By axis and word.
    accepting: Vec<Vec<Held>>,
    case: Facts,
    /// For each case passed, the rule that decides it.
    decided: Vec<usize>,
}

impl Filling {
    /// Turns the axes from a place on, with the rules that still may hold. `None` at a case in which none does.
    fn fill(&mut self, axes: &[Axis], from: usize, held: Held) -> Option<()> {
        let Some(turned) = axes.get(from) else {
            self.decided.push(held.trailing_zeros() as usize);
            return (held != 0).then_some(());
        };
        for word in 0..self.accepting[from].len() {
            self.fill(axes, from + 1, held & self.accepting[from][word])?;
            self.case.step(*turned);
        }
        self.case.reset(*turned);
        Some(())
    }
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
