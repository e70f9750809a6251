//! The split into train and test: stratified and seeded.

use crate::number;
use crate::order::order;
use crate::rng::{Rng, Stream};

/// Row numbers, ascending, each row in exactly one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub train: Vec<u32>,
    pub test: Vec<u32>,
}

impl Split {
    /// Which of `rows` rows are held out: 1 = test.
    pub fn held_out(&self, rows: usize) -> Vec<u8> {
        let mut held_out = vec![0; rows];
        self.test.iter().for_each(|&row| held_out[row as usize] = 1);
        held_out
    }
}

/// The number of training rows that `train` asks for: a fraction below 1, or a count.
/// At least two rows must be left on each side, or nothing can be trained or tested.
pub fn train_rows(rows: usize, train: f64) -> Result<usize, String> {
    let count = if train < 1.0 {
        libm::round(rows as f64 * train)
    } else {
        train
    };
    if train > 0.0 && count.fract() == 0.0 && count >= 2.0 && count + 2.0 <= rows as f64 {
        return Ok(count as usize);
    }
    let most = rows.saturating_sub(2);
    let train = number::format(train);
    Err(format!(
        "data.train is {train}; it must be a fraction between 0 and 1, or a whole number of rows from 2 to {most} (the data set has {rows})."
    ))
}

/// Splits `rows` rows so that `train` of them (capped at `rows`) are for training and every class has
/// its share of both, to within one row. Quotas by largest remainder, ties to the smaller class.
pub fn split(rows: usize, labels: &[u32], train: usize, seed: u32) -> Split {
    let labels = &labels[..rows.min(labels.len())];
    let rows = labels.len();
    let train = train.min(rows);
    let classes = labels.iter().max().map_or(0, |&label| label as usize + 1);
    let mut members = vec![Vec::new(); classes];
    for (row, &label) in labels.iter().enumerate() {
        members[label as usize].push(row as u32);
    }
    let mut quota: Vec<usize> = members
        .iter()
        .map(|m| m.len() * train / rows.max(1))
        .collect();
    let remainder = |class: usize| members[class].len() * train % rows;
    let by_remainder = order(classes, &|a, b| remainder(b).cmp(&remainder(a)));
    let missing = train - quota.iter().sum::<usize>();
    for &class in &by_remainder[..missing] {
        quota[class] += 1;
    }

    let mut is_train = vec![false; rows];
    for (class, rows_of_class) in members.iter_mut().enumerate() {
        Rng::at(seed, Stream::Split, class as u32).shuffle(rows_of_class);
        for &row in &rows_of_class[..quota[class]] {
            is_train[row as usize] = true;
        }
    }
    let (train, test) = (0..rows as u32).partition(|&row| is_train[row as usize]);
    Split { train, test }
}
