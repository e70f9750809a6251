//! Sorting, compiled once: each use of the standard library's sorts brings some 5 kB of wasm of its own.

use std::cmp::Ordering;

/// The numbers 0 to `count` − 1 in the order of what they stand for; equals keep theirs.
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let values = [3, 1, 2, 1, 3, 0];
        let sorted = order(values.len(), &|a, b| values[a].cmp(&values[b]));
        assert_eq!(sorted, [5, 1, 3, 2, 0, 4]);
    }
}
