//! Who is compared with whom: the `relation` part of a loss.
//!
//! All embeddings of one loss lie in one matrix z, anchors first, then positives, then any explicit
//! negatives; so one encoder pass, one normalisation and one gradient buffer serve every arrangement.

/// The layout of z, and which rows are anchors, positives and negatives of one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// z = [anchors; positives], each `rows`. Anchor i against every positive row: j = i is its
    /// positive, the others are its negatives.
    InBatch { rows: usize },
    /// The same, half over the rows and half over the columns of the similarity matrix (CLIP).
    Symmetric { rows: usize },
    /// z = [view 1; view 2], each `rows`; all 2·rows are anchors, all 2·rows candidates; the positive
    /// of i is (i + rows) mod 2·rows, itself is left out (SimCLR).
    TwoViews { rows: usize },
    /// z = [anchors; positives; negatives], where anchor i has `count` negatives of its own, rows
    /// i·count.. of the negatives.
    Explicit { rows: usize, count: usize },
    /// z = [anchors; positives; negatives] with `count` negatives that all anchors share.
    Shared { rows: usize, count: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Positive,
    Negative,
    Excluded,
}

impl Arrangement {
    /// Rows of z.
    pub fn rows(&self) -> usize {
        match *self {
            Self::InBatch { rows } | Self::Symmetric { rows } | Self::TwoViews { rows } => 2 * rows,
            Self::Explicit { rows, count } => rows * (2 + count),
            Self::Shared { rows, count } => 2 * rows + count,
        }
    }

    /// Anchors the mean is taken over. (`Symmetric`: `rows`, each the mean of its row and its column.)
    pub fn anchors(&self) -> usize {
        match *self {
            Self::InBatch { rows }
            | Self::Symmetric { rows }
            | Self::Explicit { rows, .. }
            | Self::Shared { rows, .. } => rows,
            Self::TwoViews { rows } => 2 * rows,
        }
    }

    /// The row of z that is anchor `i`'s positive.
    pub fn positive(&self, i: usize) -> usize {
        match *self {
            Self::InBatch { rows } | Self::Explicit { rows, .. } | Self::Shared { rows, .. } => {
                i + rows
            }
            Self::Symmetric { rows } | Self::TwoViews { rows } => (i + rows) % (2 * rows),
        }
    }

    /// Negatives of each anchor.
    pub fn negatives(&self) -> usize {
        match *self {
            Self::InBatch { rows } | Self::Symmetric { rows } => rows - 1,
            Self::TwoViews { rows } => 2 * rows - 2,
            Self::Explicit { count, .. } | Self::Shared { count, .. } => count,
        }
    }

    /// What row `j` of z is to anchor `i` (a row of z too).
    pub fn relation(&self, i: usize, j: usize) -> Relation {
        let decide = |positive: bool, negative: bool| match (positive, negative) {
            (true, _) => Relation::Positive,
            (_, true) => Relation::Negative,
            _ => Relation::Excluded,
        };
        match *self {
            Self::InBatch { rows } => decide(j == i + rows, j >= rows),
            Self::Symmetric { rows } if i < rows => decide(j == i + rows, j >= rows),
            Self::Symmetric { rows } => decide(j + rows == i, j < rows),
            Self::TwoViews { rows } => decide(j == (i + rows) % (2 * rows), j != i),
            Self::Explicit { rows, count } => {
                let first = 2 * rows + i * count;
                decide(j == i + rows, (first..first + count).contains(&j))
            }
            Self::Shared { rows, .. } => decide(j == i + rows, j >= 2 * rows),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positive_and_negatives_agree_with_relation() {
        for rows in 1..5 {
            let arrangements = [
                Arrangement::InBatch { rows },
                Arrangement::Symmetric { rows },
                Arrangement::TwoViews { rows },
                Arrangement::Explicit { rows, count: 3 },
                Arrangement::Shared { rows, count: 3 },
            ];
            for arrangement in arrangements {
                for i in 0..arrangement.anchors() {
                    let relations = (0..arrangement.rows()).map(|j| arrangement.relation(i, j));
                    let relations: Vec<Relation> = relations.collect();
                    let count = |kind| relations.iter().filter(|&&r| r == kind).count();
                    assert_eq!(relations[arrangement.positive(i)], Relation::Positive);
                    assert_eq!(count(Relation::Positive), 1, "{arrangement:?}, anchor {i}");
                    assert_eq!(count(Relation::Negative), arrangement.negatives());
                }
            }
        }
    }
}
