//! Reading what lies far apart in memory. Touched one right after the other, several things are waited for together;
//! read one by one, each is waited for alone. Knows nothing of what is read.

use std::hint::black_box;

/// So many are fetched before they are read.
const AHEAD: usize = 32;

/// All of these, some at a time: what is needed of those is touched before the first of them is told.
pub(super) fn fetched<'a, T>(all: &'a [T], fetch: impl Fn(&'a [T])) -> impl Iterator<Item = &'a T> {
    all.chunks(AHEAD).flat_map(move |some| {
        fetch(some);
        some
    })
}

/// Touches one thing of each. The less is done between two, the more of them are waited for together: several things
/// are touched one after the other.
pub(super) fn touch<'a, T, R>(some: &'a [T], part: impl Fn(&'a T) -> R) {
    for one in some {
        black_box(part(one));
    }
}
