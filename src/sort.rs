//! Sorting lists that are mostly short, by one piece of code for all of them: the library's own sort is made anew for
//! each type and order, at some four kilobytes of program each time. Lists that may be long and are waited for use that.

use std::cmp::Ordering;

/// Sorts; what is equal stays as it stood.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    arrange(order, &mut |a, b| items.swap(a, b));
}

pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

pub fn plain<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// Which item belongs in each place.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Brings each item to its place. One that made room stands where the item went that took its place.
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for place in 0..order.len() {
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        order[place] = from;
        if from != place {
            swap(place, from);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_list_is_sorted_as_the_library_does(items in proptest::collection::vec((0..9_u8, any::<u16>()), 0..80)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorted = items;
            by_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(&sorted, &expected);
            expected.sort_by(|a, b| b.cmp(a));
            by(&mut sorted, |a, b| b.cmp(a));
            prop_assert_eq!(&sorted, &expected);
            plain(&mut sorted);
            expected.reverse();
            prop_assert_eq!(&sorted, &expected);
        }
    }
}
