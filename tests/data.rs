//! The data sets, the split and the thumbnails: what they must satisfy.

mod sets;

use nearfar::data::{
    Augmenter, CARDS, Card, Form, Kind, Thumbnail, card, own_data::is_own, split, thumbnail,
    train_rows,
};
use sets::{make, named, strengths, text};

#[test]
fn every_card_is_complete_and_makes_well_formed_data() {
    for card in CARDS.iter().filter(|card| !is_own(card)) {
        let name = card.name;
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{name}"
        );
        assert!(card.about.ends_with('.') && !card.title.is_empty() && !card.source.is_empty());
        assert_eq!(
            card.file.is_some(),
            !card.license.is_empty(),
            "{name}: a file needs a licence"
        );
        assert_eq!(CARDS.iter().filter(|c| c.name == name).count(), 1);
        let data = make(card, 1);
        assert_eq!(data.x.len(), data.rows * data.dim, "{name}");
        assert_eq!(data.labels.len(), data.rows);
        assert_eq!(data.jitter_scale.len(), data.dim);
        assert!(
            data.x.iter().all(|v| v.is_finite() && v.abs() < 30.0),
            "{name}"
        );
        assert_eq!(data.form(), card.form, "{name}");
        for class in 0..data.classes() as u32 {
            assert!(
                data.labels.contains(&class),
                "{name} has no row of class {class}"
            );
        }
        assert!(data.labels.iter().all(|&l| (l as usize) < data.classes()));
        for knob in card.knobs {
            assert!(
                knob.min <= knob.default && knob.default <= knob.max,
                "{name}.{}",
                knob.id
            );
            assert!(knob.help.ends_with('.'), "{name}.{}", knob.id);
            assert_eq!(card.knobs.iter().filter(|k| k.id == knob.id).count(), 1);
        }
        let recommended = &card.recommended;
        let train = train_rows(data.rows, recommended.train).expect("a train count");
        assert!(
            recommended.batch <= train || card.form == Form::Text,
            "{name}: the batch must fit the training rows"
        );
        assert!(
            Augmenter::new(&data, &strengths(recommended.augment)).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn a_seed_is_a_data_set_and_the_ends_of_every_knob_work() {
    for card in CARDS.iter().filter(|card| !is_own(card)) {
        let (a, b) = (make(card, 1), make(card, 1));
        assert_eq!(a, b);
        // A vocabulary is the same whatever is said with it.
        let drawn = card.file.is_none() && card.form != Form::Text;
        assert_eq!(drawn, make(card, 2).x != a.x, "{}", card.name);
        for (index, knob) in card.knobs.iter().enumerate() {
            for end in [knob.min, knob.max] {
                let mut values = card.defaults();
                values[index] = end;
                let data = card
                    .build(&values, 1, &text(card))
                    .expect("an end of the range");
                assert!(
                    data.x.iter().all(|v| v.is_finite()),
                    "{} {} {end}",
                    card.name,
                    knob.id
                );
            }
            let mut values = card.defaults();
            values[index] = knob.max + 1.0;
            let message = card.build(&values, 1, "").expect_err("out of range");
            assert!(message.contains(&format!("data.{}", knob.id)), "{message}");
            values[index] = f64::NAN;
            assert!(card.build(&values, 1, "").is_err());
        }
    }
}

#[test]
fn real_sets_have_their_published_sizes_and_names() {
    let size = |name: &str| {
        let data = named(name);
        (data.rows, data.dim, data.classes())
    };
    assert_eq!(size("digits"), (1797, 64, 10));
    assert_eq!(size("iris"), (150, 4, 3));
    assert_eq!(size("wine"), (178, 13, 3));
    assert_eq!(size("breast-cancer"), (569, 30, 2));
    let digits = named("digits");
    assert_eq!(
        digits.kind,
        Kind::Images {
            width: 8,
            height: 8
        }
    );
    assert!(
        digits
            .x
            .iter()
            .all(|v| (0.0..=1.0).contains(v) && (v * 16.0).fract() == 0.0)
    );
    // The first row is a nought; 178 noughts in all (the UCI description's counts).
    assert_eq!(digits.labels.iter().filter(|&&l| l == 0).count(), 178);
    assert_eq!(
        &digits.x[..8],
        [0.0, 0.0, 5.0, 13.0, 9.0, 1.0, 0.0, 0.0].map(|v| v / 16.0)
    );
    let iris = named("iris");
    assert_eq!(iris.class_names, ["setosa", "versicolor", "virginica"]);
    let Kind::Table { features } = &iris.kind else {
        panic!("iris is a table")
    };
    assert_eq!(features[2], "petal length (cm)");
    // The published mean 5.8433 and deviation 0.8253 of sepal length, first flower 5.1.
    assert!((iris.x[0] - (5.1 - 5.843_333) / 0.825_301).abs() < 1e-4);
}

#[test]
fn a_broken_file_is_an_error_that_names_it() {
    for card in CARDS.iter().filter(|card| card.file.is_some()) {
        for broken in ["", "<!doctype html>", "class,a\nx,1\nx,oops\n"] {
            let message = card.build(&[], 1, broken).expect_err("broken");
            assert!(
                message.contains(".csv") && message.ends_with('.'),
                "{message}"
            );
        }
    }
    let digits = card("digits").expect("digits");
    let narrow = format!("class,a\n{}", "3,17\n".repeat(1797));
    let message = digits.build(&[], 1, &narrow).expect_err("one pixel");
    assert!(message.contains("64 pixels"));
    let whole = text(digits);
    let half: String = whole
        .lines()
        .take(900)
        .map(|line| format!("{line}\n"))
        .collect();
    let message = digits.build(&[], 1, &half).expect_err("broken off");
    assert!(
        message.contains("899 rows") && message.contains("1797"),
        "{message}"
    );
}

#[test]
fn the_split_is_stratified_seeded_and_complete() {
    let digits = named("digits");
    let first = split(digits.rows, &digits.labels, 1200, 1);
    assert_eq!((first.train.len(), first.test.len()), (1200, 597));
    let mut all = [first.train.clone(), first.test.clone()].concat();
    all.sort_unstable();
    assert_eq!(all, (0..1797).collect::<Vec<u32>>());
    for class in 0..10 {
        let count = |rows: &[u32]| {
            rows.iter()
                .filter(|&&r| digits.labels[r as usize] == class)
                .count() as f64
        };
        let (train, total) = (
            count(&first.train),
            count(&first.train) + count(&first.test),
        );
        assert!(
            (train - total * 1200.0 / 1797.0).abs() < 1.0,
            "class {class}: {train} of {total}"
        );
    }
    assert_eq!(first, split(digits.rows, &digits.labels, 1200, 1));
    assert_ne!(first, split(digits.rows, &digits.labels, 1200, 2));
    // Degenerate wishes stay within bounds.
    assert_eq!(split(3, &[0, 0, 1], 9, 1).train, [0, 1, 2]);
    assert_eq!(split(0, &[], 0, 1).train.len(), 0);
}

#[test]
fn train_is_a_fraction_or_a_count() {
    assert_eq!(train_rows(150, 0.7), Ok(105));
    assert_eq!(train_rows(1797, 1200.0), Ok(1200));
    for bad in [
        0.0,
        -1.0,
        1.0,
        12.5,
        149.0,
        1e9,
        f64::NAN,
        f64::INFINITY,
        0.001,
    ] {
        let message = train_rows(150, bad).expect_err("no such split");
        assert!(
            message.contains("data.train") && message.contains("148"),
            "{message}"
        );
    }
}

/// The small pictures of the page's menu, as JSON: points in a square of 100 (y down) with a digit
/// to base 36 for the class of each, or grey levels of 0 to 16.
fn thumbnails() -> String {
    let numbers = |values: Vec<i64>| {
        values
            .iter()
            .map(i64::to_string)
            .collect::<Vec<_>>()
            .join(",")
    };
    let entry = |card: &&Card| {
        let picture = match thumbnail(&make(card, 1), 150) {
            Thumbnail::Points { xy, labels } => {
                let at = |(i, v): (usize, &f32)| {
                    let sign = if i % 2 == 0 { 1.0 } else { -1.0 };
                    (50.0 + sign * 48.0 * v).round() as i64
                };
                let digit = |label: &u32| char::from_digit(*label, 36);
                let classes: String = labels.iter().filter_map(digit).collect();
                let xy = numbers(xy.iter().enumerate().map(at).collect());
                format!(r#"{{"classes":"{classes}","xy":[{xy}]}}"#)
            }
            Thumbnail::Images {
                width,
                height,
                pixels,
            } => {
                let pixels = numbers(pixels.iter().map(|v| (v * 16.0).round() as i64).collect());
                format!(r#"{{"width":{width},"height":{height},"pixels":[{pixels}]}}"#)
            }
        };
        format!(r#""{}":{picture}"#, card.name)
    };
    format!(
        "{{\n{}\n}}\n",
        CARDS
            .iter()
            .filter(|card| !is_own(card))
            .map(entry)
            .collect::<Vec<_>>()
            .join(",\n")
    )
}

/// The shipped file is a copy of what the data sets say; `NEARFAR_BLESS=1` writes it anew.
#[test]
fn shipped_thumbnails_are_those_of_the_data() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/www/public/data/thumbnails.json"
    );
    let made = thumbnails();
    if std::env::var_os("NEARFAR_BLESS").is_some() {
        std::fs::write(path, &made).expect("a writable file");
    }
    let shipped = std::fs::read_to_string(path).expect("the shipped file");
    assert!(
        shipped == made,
        "run NEARFAR_BLESS=1 cargo test --test data to write {path} anew"
    );
    serde_json::from_str::<serde_json::Value>(&made).expect("JSON");
}
