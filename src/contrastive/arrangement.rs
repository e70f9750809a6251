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
    /// All `rows` are anchors and candidates; which are whose positives, only their groups say
    /// ([`Grouping::Together`]). The mean is taken over the `counted` anchors that have a positive.
    Among { rows: usize, counted: usize },
}

/// What a row's group (a class, a place in a memory) changes in the relations. A group below zero: the
/// row is not there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// Rows of the anchor's group are none of its negatives.
    Apart,
    /// Rows of the anchor's group are its positives.
    Together,
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
            Self::Among { rows, .. } => rows,
        }
    }

    /// Anchors the mean is taken over. (`Symmetric`: `rows`, each the mean of its row and its column.)
    pub fn anchors(&self) -> usize {
        match *self {
            Self::InBatch { rows }
            | Self::Symmetric { rows }
            | Self::Explicit { rows, .. }
            | Self::Shared { rows, .. }
            | Self::Among { rows, .. } => rows,
            Self::TwoViews { rows } => 2 * rows,
        }
    }

    /// How many anchors' losses the mean divides by: those that have a positive.
    pub fn counted(&self) -> usize {
        match *self {
            Self::Among { counted, .. } => counted.max(1),
            other => other.anchors(),
        }
    }

    /// Softmaxes evaluated: one an anchor, two (its row's and its column's) where `Symmetric`.
    pub fn softmaxes(&self) -> usize {
        match *self {
            Self::Symmetric { rows } => 2 * rows,
            other => other.counted(),
        }
    }

    /// The row of z that is anchor `i`'s positive, where its place alone says so.
    pub fn positive(&self, i: usize) -> Option<usize> {
        match *self {
            Self::InBatch { rows } | Self::Explicit { rows, .. } | Self::Shared { rows, .. } => {
                Some(i + rows)
            }
            Self::Symmetric { rows } | Self::TwoViews { rows } => Some((i + rows) % (2 * rows)),
            Self::Among { .. } => None,
        }
    }

    /// Negatives of each anchor; at most so many where groups have a say.
    pub fn negatives(&self) -> usize {
        match *self {
            Self::InBatch { rows } | Self::Symmetric { rows } => rows - 1,
            Self::TwoViews { rows } => 2 * rows - 2,
            Self::Explicit { count, .. } | Self::Shared { count, .. } => count,
            Self::Among { rows, .. } => rows - 1,
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
            Self::Among { .. } => decide(false, j != i),
        }
    }

    /// The same where the rows have groups \[rows of z\].
    pub fn grouped_relation(
        &self,
        i: usize,
        j: usize,
        grouping: Grouping,
        groups: &[f32],
    ) -> Relation {
        match (self.relation(i, j), grouping) {
            (Relation::Negative, _) if groups[j] < 0.0 => Relation::Excluded,
            (Relation::Negative, Grouping::Apart) if groups[j] == groups[i] => Relation::Excluded,
            (Relation::Negative, Grouping::Together) if groups[j] == groups[i] => {
                Relation::Positive
            }
            (relation, _) => relation,
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
                    let positive = arrangement.positive(i).expect("by place");
                    assert_eq!(relations[positive], Relation::Positive);
                    assert_eq!(count(Relation::Positive), 1, "{arrangement:?}, anchor {i}");
                    assert_eq!(count(Relation::Negative), arrangement.negatives());
                }
            }
        }
    }
}
