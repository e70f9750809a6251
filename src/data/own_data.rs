//! Data of one's own: numbers that somebody has brought, beside the config that names them by their fingerprint.
//!
//! Whoever reads files (the page, not the engine) hands over a [`Content`]; what must hold of it is checked here.

use super::{Card, Dataset, Form, Kind, Recommended, digest};
use crate::number;

/// The most there may be, and the fewest rows that can be split and learned from.
pub const MOST_ROWS: usize = 50_000;
pub const MOST_COLUMNS: usize = 784;
pub const MOST_CLASSES: usize = 100;
pub const FEWEST_ROWS: usize = 8;

/// Between names in a text of several.
pub const BETWEEN: char = '\0';

pub static TABLE: Card = Card {
    name: "own-table",
    title: "Your own data",
    about: "A table of your own, standardised. It stays on this device; a link carries it only where it is small.",
    source: "A file of your own",
    license: "",
    file: None,
    form: Form::Table,
    image: None,
    knobs: &[],
    recommended: Recommended {
        batch: 32,
        ..Recommended::TABLE
    },
    make: |_, _, _| Err(missing("")),
};

pub static IMAGES: Card = Card {
    name: "own-images",
    title: "Your own images",
    about: "Grey images of your own, a pixel a column. They stay on this device; a link carries them only where they are small.",
    form: Form::Image,
    image: None,
    recommended: Recommended {
        train: 0.7,
        augment: &[
            ("shift", 1.0),
            ("rotation", 15.0),
            ("scaling", 0.15),
            ("noise", 0.1),
        ],
        ..Recommended::TOY
    },
    ..TABLE
};

/// Whether a data set is somebody's own.
pub fn is_own(card: &Card) -> bool {
    [TABLE.name, IMAGES.name].contains(&card.name)
}

/// What somebody has brought: parsed, complete, no cell missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// \[rows, features\], row-major; of images from 0 to 1.
    pub x: Vec<f32>,
    pub rows: usize,
    /// Of an image; 0 and 0 of a table.
    pub width: usize,
    pub height: usize,
    /// Names, with [`BETWEEN`] between them.
    pub features: String,
    /// Names of the classes, likewise; empty where there are no labels.
    pub classes: String,
    /// Class of each row; empty where there are none.
    pub labels: Vec<u32>,
}

/// Why data that a config names are not there.
pub fn missing(hash: &str) -> String {
    match hash {
        "" => "data.hash is empty, so no data of your own are named; hand them to addData, which gives the data part of a config.".into(),
        hash => format!(
            "The data with fingerprint {hash} are not here; a config only names them. Give the file they are from to addData first."
        ),
    }
}

/// Whether a text is what [`Content::hash`] gives.
pub fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

impl Content {
    /// The fingerprint: FNV-1a, 64 bits, over sizes, values, labels and names (`www/lab/tables.js` has it too).
    pub fn hash(&self) -> String {
        let sizes = [self.rows, self.width, self.height].map(|size| size as u32);
        let values = self.x.iter().map(|value| value.to_bits());
        let names = [&self.features, "\n", &self.classes].map(str::bytes);
        let names = names.into_iter().flatten().map(u32::from);
        digest::hex(
            sizes
                .into_iter()
                .chain(values)
                .chain(self.labels.iter().copied())
                .chain(names),
        )
    }

    /// The data set, if everything is as it must be. `raw`: keeps the values as they were measured too.
    pub fn dataset(self, card: &Card, hash: &str, raw: bool) -> Result<Dataset, String> {
        let found = self.hash();
        if found != hash {
            return Err(format!(
                "The data that were given have the fingerprint {found}; the config names {}.",
                if hash.is_empty() { "none" } else { hash }
            ));
        }
        let names = |text: &str| match text {
            "" => Vec::new(),
            text => text.split(BETWEEN).map(String::from).collect::<Vec<_>>(),
        };
        let (features, classes) = (names(&self.features), names(&self.classes));
        let (rows, dim) = (self.rows, features.len());
        within("rows", rows, FEWEST_ROWS, MOST_ROWS)?;
        within("features", dim, 1, MOST_COLUMNS)?;
        if self.x.len() != rows * dim {
            return Err(format!(
                "Your data have {} values; {rows} rows of {dim} features are {}.",
                self.x.len(),
                rows * dim
            ));
        }
        if let Some(at) = self.x.iter().position(|value| !value.is_finite()) {
            return Err(format!(
                "Row {} of your data, column {}, is no finite number.",
                at / dim + 1,
                features[at % dim]
            ));
        }
        if !classes.is_empty() || !self.labels.is_empty() {
            within("classes", classes.len(), 2, MOST_CLASSES)?;
            let wrong = |&&label: &&u32| label as usize >= classes.len();
            if self.labels.len() != rows || self.labels.iter().any(|l| wrong(&l)) {
                return Err(format!(
                    "Your data must have a label for each of the {rows} rows, from 0 to {}.",
                    classes.len() - 1
                ));
            }
        }
        let image = card.form == Form::Image;
        let pixels = self.width.saturating_mul(self.height);
        if image && pixels != dim {
            return Err(format!(
                "Images of {} × {} have {pixels} pixels; your data have {dim} columns.",
                self.width, self.height
            ));
        }
        if image && !self.x.iter().all(|value| (0.0..=1.0).contains(value)) {
            return Err("The pixels of your images must be from 0 to 1.".into());
        }
        // Without labels all points are of one kind, and nothing that needs labels is measured.
        let (labels, class_names) = match classes.is_empty() {
            true => (vec![0; rows], vec!["row".to_owned()]),
            false => (self.labels, classes),
        };
        if image {
            let (width, height) = (self.width, self.height);
            return Ok(Dataset {
                kind: Kind::Images { width, height },
                ..Dataset::of_points(self.x, dim, labels, class_names)
            });
        }
        let measured = raw.then(|| self.x.iter().copied().map(f64::from).collect());
        let mut x = self.x;
        standardise(&mut x, dim);
        Ok(Dataset {
            kind: Kind::Table { features },
            raw: measured,
            ..Dataset::of_points(x, dim, labels, class_names)
        })
    }
}

fn within(what: &str, count: usize, least: usize, most: usize) -> Result<(), String> {
    if (least..=most).contains(&count) {
        return Ok(());
    }
    Err(format!(
        "Your data have {} {what}; there must be from {least} to {}.",
        number::format(count as f64),
        number::format(most as f64)
    ))
}

/// As [`super::csv::Table::standardised`], in place: there may be as many as 39 million values.
fn standardise(x: &mut [f32], dim: usize) {
    let rows = (x.len() / dim.max(1)).max(1) as f64;
    let mut means = vec![0.0_f64; dim];
    let mut squares = vec![0.0_f64; dim];
    for row in x.chunks_exact(dim) {
        means
            .iter_mut()
            .zip(row)
            .for_each(|(mean, &value)| *mean += f64::from(value));
    }
    means.iter_mut().for_each(|mean| *mean /= rows);
    for row in x.chunks_exact(dim) {
        for ((square, &mean), &value) in squares.iter_mut().zip(&means).zip(row) {
            let away = f64::from(value) - mean;
            *square += away * away;
        }
    }
    let deviation = |square: &f64| {
        if *square > 0.0 {
            (square / rows).sqrt()
        } else {
            1.0
        }
    };
    let deviations: Vec<f64> = squares.iter().map(deviation).collect();
    for row in x.chunks_exact_mut(dim) {
        for ((value, &mean), &deviation) in row.iter_mut().zip(&means).zip(&deviations) {
            *value = ((f64::from(*value) - mean) / deviation) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        Content {
            x: (0..16).map(|i| (i * i % 7) as f32).collect(),
            rows: 8,
            features: "a\0b".into(),
            classes: "x\0<b>y</b>".into(),
            labels: vec![0, 1, 0, 1, 0, 1, 0, 1],
            ..Content::default()
        }
    }

    fn refused(content: Content, card: &Card) -> String {
        let hash = content.hash();
        content.dataset(card, &hash, false).expect_err("refused")
    }

    #[test]
    fn a_table_is_standardised_and_keeps_what_was_measured() {
        let given = content();
        let data = given
            .clone()
            .dataset(&TABLE, &given.hash(), true)
            .expect("well-formed");
        assert_eq!((data.rows, data.dim, data.classes()), (8, 2, 2));
        assert_eq!(data.class_names[1], "<b>y</b>");
        let raw: Vec<f64> = given.x.iter().copied().map(f64::from).collect();
        assert_eq!(data.raw, Some(raw));
        for feature in 0..2 {
            let column = || data.x.iter().skip(feature).step_by(2);
            assert!(column().sum::<f32>().abs() < 1e-5);
            assert!((column().map(|v| v * v).sum::<f32>() / 8.0 - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn without_labels_all_points_are_of_one_kind() {
        let given = Content {
            labels: Vec::new(),
            classes: String::new(),
            ..content()
        };
        let hash = given.hash();
        let data = given.dataset(&TABLE, &hash, false).expect("well-formed");
        assert_eq!((data.classes(), data.labels), (1, vec![0; 8]));
    }

    #[test]
    fn a_fingerprint_is_of_all_of_it() {
        let first = content().hash();
        assert!(is_hash(&first) && !is_hash("0123") && !is_hash("0123456789ABCDEF"));
        let mut others = [content(), content(), content(), content(), content()];
        others[0].x[3] = 0.5;
        others[1].labels[0] = 1;
        others[2].features = "a\0c".into();
        others[3].classes = "x\0y".into();
        others[4].width = 1;
        assert!(others.iter().all(|other| other.hash() != first));
    }

    #[test]
    fn what_cannot_be_is_refused_in_a_sentence() {
        let with = |change: fn(&mut Content)| {
            let mut changed = content();
            change(&mut changed);
            refused(changed, &TABLE)
        };
        let wrong = content().dataset(&TABLE, "0123456789abcdef", false);
        assert!(
            wrong
                .expect_err("another")
                .contains("names 0123456789abcdef")
        );
        assert!(with(|c| c.x[3] = f32::NAN).contains("Row 2 of your data, column b"));
        assert!(with(|c| c.rows = 7).contains("7 rows"));
        assert!(with(|c| c.rows = 60_000).contains("to 50000"));
        assert!(with(|c| c.rows = 9).contains("16 values"));
        assert!(with(|c| c.labels[2] = 2).contains("from 0 to 1"));
        assert!(with(|c| c.labels.truncate(3)).contains("a label for each"));
        assert!(with(|c| c.classes = "x".into()).contains("1 classes"));
        assert!(with(|c| c.features = "a\0".repeat(800)).contains("to 784"));
        assert!(refused(content(), &IMAGES).contains("2 columns"));
        let image = Content {
            width: 2,
            height: 1,
            ..content()
        };
        assert!(refused(image, &IMAGES).contains("from 0 to 1"));
        assert!(
            (TABLE.make)(&[], 1, "")
                .expect_err("empty")
                .contains("data.hash")
        );
    }
}
