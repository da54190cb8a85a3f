//! Ordered rules compiled to a total table: one cell for every case, filled by the first rule that holds.
//! Knows no file format and no connector.

use super::{
    PolicyError,
    axis::{Axis, Facts},
    rule::Rule,
};

/// The place of a rule in the policy.
pub(super) type RuleAt = usize;

/// Some of the rules of an aspect, a bit for each.
type Held = u64;
const RULES: usize = Held::BITS as usize;

/// What an aspect concludes in every case that it can meet.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// The axes that tell its cases apart, each with the distance between neighbours on it.
    reads: Vec<(Axis, usize)>,
    /// For each case the rule that decides it, counted from the first of the aspect.
    cells: Vec<u8>,
    /// What each of the rules concludes.
    conclusions: Vec<T>,
    /// The place of the first of them in the policy.
    first: RuleAt,
}

impl<T: Copy> Table<T> {
    /// Fills every case. The conclusions are those of the last of the rules.
    pub(super) fn compile(
        aspect: &str,
        axes: &[Axis],
        rules: &[Rule],
        conclusions: Vec<T>,
    ) -> Result<Self, PolicyError> {
        let first = rules.len() - conclusions.len();
        let reads = strides(axes);
        let cells = cells(aspect, &reads, &rules[first..])?;
        Ok(Self {
            reads,
            cells,
            conclusions,
            first,
        })
    }

    pub(super) fn of(&self, facts: &Facts) -> T {
        self.conclusions[self.decider(facts)]
    }

    pub(super) fn rule(&self, facts: &Facts) -> RuleAt {
        self.first + self.decider(facts)
    }

    /// Always in range: each axis contributes less than its own share of the cells.
    fn decider(&self, facts: &Facts) -> usize {
        let strides = self.reads.iter();
        let cell: usize = strides.map(|(axis, stride)| facts.at(*axis) * stride).sum();
        usize::from(self.cells[cell])
    }
}

fn cells(aspect: &str, reads: &[(Axis, usize)], rules: &[Rule]) -> Result<Vec<u8>, PolicyError> {
    check_read(aspect, reads, rules)?;
    if rules.len() > RULES {
        let what = format!("more than {RULES} rules on {aspect}");
        return Err(PolicyError::Shape(what));
    }
    let all = (0..rules.len()).fold(0, |held: Held, at| held | 1 << at);
    let mut filling = Filling::of(reads, rules);
    if filling.fill(0, all).is_none() {
        return Err(hole(aspect, reads, &filling.case));
    }
    match rules.get((!filling.decides).trailing_zeros() as usize) {
        None => Ok(filling.cells),
        Some(rule) => Err(PolicyError::Shadowed {
            aspect: aspect.to_owned(),
            rule: rule.id.to_owned(),
        }),
    }
}

fn check_read(aspect: &str, reads: &[(Axis, usize)], rules: &[Rule]) -> Result<(), PolicyError> {
    let is_read = |axis: Axis| reads.iter().any(|(read, _)| *read == axis);
    for rule in rules {
        if let Some(axis) = rule.when.mentioned().find(|axis| !is_read(*axis)) {
            return Err(PolicyError::NotRead {
                aspect: aspect.to_owned(),
                rule: rule.id.to_owned(),
                axis: axis.to_string(),
            });
        }
    }
    Ok(())
}

/// For each word of an axis, the rules that accept it.
fn accepting(axis: Axis, rules: &[Rule]) -> Vec<Held> {
    let accepts = |word| {
        let each = rules.iter().enumerate();
        each.filter(|(_, rule)| rule.when.accepts(axis, word))
            .fold(0, |held, (at, _)| held | 1 << at)
    };
    (0..axis.vocabulary().size).map(accepts).collect()
}

/// How many of the axes a rule must see turned before it holds whatever the others show.
fn settled(rule: &Rule, reads: &[(Axis, usize)]) -> usize {
    let last = reads
        .iter()
        .rposition(|(axis, _)| rule.when.mentions(*axis));
    last.map_or(0, |last| last + 1)
}

/// A walk through all cases, the last axis turning fastest: each turn leaves fewer rules that may hold. Where the
/// first of them asks for nothing more, all cases behind are its own; where a word leaves the same as the one before,
/// they are decided alike.
struct Filling<'a> {
    reads: &'a [(Axis, usize)],
    /// By axis and word.
    accepting: Vec<Vec<Held>>,
    /// By rule.
    settled: Vec<usize>,
    case: Facts,
    /// For each case passed, the rule that decides it.
    cells: Vec<u8>,
    /// The rules that decide any.
    decides: Held,
}

impl<'a> Filling<'a> {
    fn of(reads: &'a [(Axis, usize)], rules: &[Rule]) -> Self {
        let axes = reads.iter().map(|(axis, _)| *axis);
        let rules_settled = rules.iter().map(|rule| settled(rule, reads));
        Self {
            reads,
            accepting: axes.map(|axis| accepting(axis, rules)).collect(),
            settled: rules_settled.collect(),
            case: Facts::default(),
            cells: Vec::with_capacity(cases(reads)),
            decides: 0,
        }
    }

    /// Turns the axes from a place on, with the rules that still may hold. `None` at a case in which none does.
    fn fill(&mut self, from: usize, held: Held) -> Option<()> {
        let first = held.trailing_zeros();
        if *self.settled.get(first as usize)? <= from {
            let cell = u8::try_from(first).ok()?;
            let behind = cases(&self.reads[from..]);
            self.cells.extend(std::iter::repeat_n(cell, behind));
            self.decides |= 1 << first;
            return Some(());
        }
        let (turned, stride) = *self.reads.get(from)?;
        let mut before = None;
        for word in 0..self.accepting[from].len() {
            let left = held & self.accepting[from][word];
            if before == Some(left) {
                self.cells.extend_from_within(self.cells.len() - stride..);
            } else {
                self.fill(from + 1, left)?;
            }
            before = Some(left);
            self.case.step(turned);
        }
        self.case.reset(turned);
        Some(())
    }
}

/// How many cases some axes tell apart.
fn cases(reads: &[(Axis, usize)]) -> usize {
    let first = reads.first();
    first.map_or(1, |(axis, stride)| axis.vocabulary().size * stride)
}

fn strides(axes: &[Axis]) -> Vec<(Axis, usize)> {
    let mut stride = 1;
    let mut strides: Vec<(Axis, usize)> = axes.iter().map(|axis| (*axis, 0)).collect();
    for (axis, own) in strides.iter_mut().rev() {
        *own = stride;
        stride *= axis.vocabulary().size;
    }
    strides
}

fn hole(aspect: &str, reads: &[(Axis, usize)], facts: &Facts) -> PolicyError {
    let words = reads.iter().map(|(axis, _)| {
        let word = axis.vocabulary().words().nth(facts.at(*axis));
        format!("{axis}={}", word.unwrap_or_default())
    });
    PolicyError::Hole {
        aspect: aspect.to_owned(),
        case: words.collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::{Aspect, Policy};

    use super::*;

    /// Every case of an aspect, and for each the rule of the table and the first that holds when all are tried.
    fn assert_first_that_holds<T: Copy>(table: &Table<T>, aspect: Aspect, policy: &Policy) {
        let axes: Vec<Axis> = table.reads.iter().map(|(axis, _)| *axis).collect();
        assert_eq!(table.cells.len(), cases(&table.reads));
        for cell in 0..table.cells.len() {
            let mut facts = Facts::default();
            for (axis, stride) in &table.reads {
                let word = cell / stride % axis.vocabulary().size;
                (0..word).for_each(|_| facts.step(*axis));
            }
            let is_first = |rule: &Rule| rule.aspect == aspect && rule.when.holds(&facts, &axes);
            let first = policy.rules().iter().position(is_first);
            assert_eq!(Some(table.rule(&facts)), first, "{aspect:?} {facts:?}");
        }
    }

    #[test]
    fn every_case_is_decided_by_the_first_rule_that_holds() {
        let policy = Policy::bundled().unwrap();
        assert_first_that_holds(&policy.level, Aspect::Level, &policy);
        assert_first_that_holds(&policy.access, Aspect::Access, &policy);
        assert_first_that_holds(&policy.stage, Aspect::Stage, &policy);
        assert_first_that_holds(&policy.support, Aspect::Support, &policy);
        assert_first_that_holds(&policy.sla, Aspect::Sla, &policy);
        assert_first_that_holds(&policy.maintainer, Aspect::Maintainer, &policy);
        assert_first_that_holds(&policy.promise, Aspect::Promise, &policy);
        assert_first_that_holds(&policy.pin, Aspect::Pin, &policy);
        assert_first_that_holds(&policy.deadline, Aspect::Deadline, &policy);
        assert_first_that_holds(&policy.scope, Aspect::Scope, &policy);
    }
}
