//! Reads the shipped tables: a header line `class,feature,…`, then one row a line, the class by name
//! and the features as plain numbers. Strict: these files are ours, so anything odd is a broken
//! download and said so, never repaired.

use super::{Dataset, Kind};
use crate::number;

/// A table as it stands in the file.
pub struct Table {
    pub features: Vec<String>,
    /// In order of first appearance.
    pub class_names: Vec<String>,
    pub labels: Vec<u32>,
    /// \[rows, features\], row-major.
    pub values: Vec<f64>,
}

/// Parses the text of `file`, which must hold `rows` rows: a download can break off between two lines.
/// Errors name the file, the line, and what was expected there.
pub fn parse(file: &str, rows: usize, text: &str) -> Result<Table, String> {
    let mut lines = text.lines();
    let mut header = lines.next().unwrap_or("").split(',');
    if header.next() != Some("class") {
        return Err(format!(
            "{file} does not begin with the column \"class\"; it should be the file shipped with the site."
        ));
    }
    let features: Vec<String> = header.map(String::from).collect();
    let mut table = Table {
        features,
        class_names: Vec::new(),
        labels: Vec::new(),
        values: Vec::new(),
    };
    for (index, text) in lines.enumerate() {
        let line = index + 2;
        let (class, cells) = match text.split_once(',') {
            Some((class, cells)) => (class, Some(cells)),
            None => (text, None),
        };
        let known = table.class_names.iter().position(|name| name == class);
        let label = known.unwrap_or(table.class_names.len());
        if known.is_none() {
            table.class_names.push(class.into());
        }
        table.labels.push(label as u32);
        if let Some(cells) = cells
            && let Err(cell) = numbers(cells, &mut table.values)
        {
            return Err(format!(
                "Line {line} of {file} has \"{cell}\" where a number should be."
            ));
        }
        if table.values.len() != table.labels.len() * table.features.len() {
            let expected = table.features.len();
            return Err(format!(
                "Line {line} of {file} does not have {expected} numbers after its class."
            ));
        }
    }
    let found = table.labels.len();
    if found != rows || table.features.is_empty() {
        return Err(format!(
            "{file} has {found} rows of data where {rows} should be; load it again."
        ));
    }
    Ok(table)
}

/// Appends the numbers of a line; the cell that is none is the error. Pixels are whole numbers of a digit or two, and a
/// hundred thousand of them: they are read in passing, before the code that reads any number is warm.
fn numbers<'a>(cells: &'a str, values: &mut Vec<f64>) -> Result<(), &'a str> {
    let bytes = cells.as_bytes();
    let (mut start, mut whole, mut odd) = (0, 0_u32, false);
    for at in 0..=bytes.len() {
        match bytes.get(at) {
            Some(digit @ b'0'..=b'9') => {
                whole = whole.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
            }
            Some(b',') | None => {
                let cell = &cells[start..at];
                let plain = (1..=9).contains(&cell.len()) && !odd;
                let value = if plain {
                    Some(f64::from(whole))
                } else {
                    number::parse(cell)
                };
                values.push(value.filter(|value| value.is_finite()).ok_or(cell)?);
                (start, whole, odd) = (at + 1, 0, false);
            }
            Some(_) => odd = true,
        }
    }
    Ok(())
}

impl Table {
    /// Every feature with mean 0 and standard deviation 1 over all rows (population; a constant one
    /// becomes 0), so that no unit of measurement counts for more than another.
    pub fn standardised(self) -> Dataset {
        let (rows, dim) = (self.labels.len(), self.features.len());
        let mut x = vec![0.0; rows * dim];
        for feature in 0..dim {
            let column = || self.values.iter().skip(feature).step_by(dim);
            let mean = column().sum::<f64>() / rows as f64;
            let variance = column().map(|v| (v - mean) * (v - mean)).sum::<f64>() / rows as f64;
            let sd = if variance > 0.0 { variance.sqrt() } else { 1.0 };
            for (row, value) in column().enumerate() {
                x[row * dim + feature] = ((value - mean) / sd) as f32;
            }
        }
        Dataset {
            kind: Kind::Table {
                features: self.features,
            },
            raw: Some(self.values),
            ..Dataset::of_points(x, dim, self.labels, self.class_names)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_kept() {
        let table =
            parse("t.csv", 3, "class,a,b\nx,1,2.5\ny,-3,4e1\nx,0,0\n").expect("well-formed");
        assert_eq!(table.features, ["a", "b"]);
        assert_eq!(table.class_names, ["x", "y"]);
        assert_eq!(table.labels, [0, 1, 0]);
        assert_eq!(table.values, [1.0, 2.5, -3.0, 40.0, 0.0, 0.0]);
    }

    #[test]
    fn broken_files_are_named_with_their_line() {
        let message = |text| parse("t.csv", 1, text).err().unwrap_or_default();
        assert!(message("").contains("begin with the column"));
        assert!(message("<html>").contains("t.csv"));
        assert!(message("class,a\n").contains("0 rows"));
        assert!(message("class\nx\n").contains("1 rows"));
        assert!(message("class,a\nx,1\nx,2\n").contains("2 rows of data where 1"));
        assert!(message("class,a\nx,1\nx,1,2\n").contains("Line 3"));
        assert!(message("class,a,b\nx,1\n").contains("Line 2"));
        assert!(message("class,a\nx,one\n").contains("\"one\""));
        assert!(message("class,a\nx,NaN\n").contains("NaN"));
        assert!(message("class,a\nx,\n").contains("Line 2"));
    }

    #[test]
    fn standardised_features_have_mean_0_and_deviation_1_and_constant_ones_are_0() {
        let text = "class,a,b\nx,1,7\nx,2,7\nx,3,7\nx,6,7\n";
        let data = parse("t.csv", 4, text).expect("well-formed").standardised();
        // mean 3, variance (4+1+0+9)/4 = 3.5
        let sd = 3.5_f64.sqrt();
        let expected: Vec<f32> = [-2.0, -1.0, 0.0, 3.0]
            .iter()
            .map(|v| (v / sd) as f32)
            .collect();
        let a: Vec<f32> = data.x.iter().step_by(2).copied().collect();
        assert_eq!(a, expected);
        assert!(data.x.iter().skip(1).step_by(2).all(|&b| b == 0.0));
    }
}
