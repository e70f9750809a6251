//! Runs on data of one's own: named by fingerprint, trained with and without labels, and refused where they are not there.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::data::own_data::Content;
use nearfar::evaluate::pca;
use nearfar::experiment::metric::MetricRun;
use nearfar::experiment::{Config, Experiment, Given, Trouble, link};
use pollster::block_on;
use std::rc::Rc;

/// Two classes, apart along the first of `dim` features.
fn content(rows: usize, dim: usize, labelled: bool) -> Content {
    let class = |row: usize| row % 2;
    let value = |row: usize, at: usize| {
        let noise = ((row * 7919 + at * 104_729) % 1000) as f32 / 1000.0;
        noise
            + if at == 0 {
                4.0 * class(row) as f32
            } else {
                0.0
            }
    };
    let cells = (0..rows).flat_map(|row| (0..dim).map(move |at| value(row, at)));
    let names: Vec<String> = (0..dim).map(|at| format!("f{at}")).collect();
    Content {
        x: cells.collect(),
        rows,
        features: names.join("\0"),
        classes: if labelled { "a\0b" } else { "" }.into(),
        labels: match labelled {
            true => (0..rows).map(|row| class(row) as u32).collect(),
            false => Vec::new(),
        },
        ..Content::default()
    }
}

fn config(content: &Content, more: &str) -> Config {
    let link = format!(
        "v=1&seed=1&data=own-table&data.hash={}&batch=8{more}",
        content.hash()
    );
    let config = link::decode(&link).expect("a good link");
    assert!(link::encode(&config).contains(&format!("data.hash={}", content.hash())));
    config
}

fn refused<T>(found: Result<T, Trouble>) -> String {
    match found.err() {
        Some(Trouble::Input(message)) => message,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_table_trains_and_is_judged_by_its_labels() {
    let own = content(40, 3, true);
    let config = config(&own, "");
    let mut run =
        block_on(Experiment::new(Rc::new(Cpu), config, Given::Own(own))).expect("it starts");
    block_on(run.step(3)).expect("finite losses");
    let found = block_on(run.metrics()).expect("measured");
    assert_eq!(found.raw.probe_accuracy, 1.0);
    assert_eq!(
        run.info().features.as_deref(),
        Some(&["f0", "f1", "f2"].map(String::from)[..])
    );
}

#[test]
fn without_labels_it_trains_and_nothing_that_needs_them_is_a_number() {
    let own = content(40, 3, false);
    let given = || Given::Own(own.clone());
    let mut run =
        block_on(Experiment::new(Rc::new(Cpu), config(&own, ""), given())).expect("it starts");
    block_on(run.step(3)).expect("finite losses");
    let found = block_on(run.metrics()).expect("measured");
    for accuracies in [found.raw, found.now.accuracies, found.untrained.accuracies] {
        assert!(accuracies.knn_accuracy.is_nan() && accuracies.probe_accuracy.is_nan());
    }
    assert!(found.inside.expect("negatives").false_share.is_nan());
    assert!(found.now.alignment.is_finite());
    assert!(refused(block_on(run.labelled(4))).contains("no labels"));
    for more in ["&loss=supcon", "&negatives.oracle=true"] {
        let run = block_on(Experiment::new(Rc::new(Cpu), config(&own, more), given()));
        assert!(refused(run).contains("your data have none"), "{more}");
    }
}

#[test]
fn a_metric_is_learned_of_labelled_tables() {
    let own = content(40, 3, true);
    let given = |content: &Content| Given::Own(content.clone());
    let of = |content: &Content, more: &str| {
        let link = format!(
            "v=1&seed=1&task=metric&data=own-table&data.hash={}{more}",
            content.hash()
        );
        MetricRun::new(
            Rc::new(Cpu),
            link::decode(&link).expect("a good link"),
            given(content),
        )
    };
    let mut run = of(&own, "&data.standardize=false").expect("it starts");
    assert_eq!(run.points()[..3], own.x[..3], "as measured");
    assert_eq!(
        block_on(run.metrics()).expect("measured").now.knn_accuracy,
        1.0
    );
    let plain = content(40, 3, false);
    assert!(refused(of(&plain, "")).contains("no labels to make pairs of"));
    let drawn = "&pairs.source=drawn&pairs.similar=0-2,4-6&pairs.dissimilar=0-1&objective.lambda=1";
    let mut run = of(&plain, drawn).expect("pairs drawn by hand need no labels");
    assert!(
        block_on(run.metrics())
            .expect("measured")
            .now
            .knn_accuracy
            .is_nan()
    );
    assert!(refused(block_on(run.trial(0))).contains("no labels"));
    assert!(refused(of(&content(20, 300, true), "")).contains("256"));
}

#[test]
fn data_that_are_not_there_are_named() {
    let own = content(40, 3, true);
    let named = config(&own, "");
    let hash = own.hash();
    let missing = refused(block_on(Experiment::new(Rc::new(Cpu), named.clone(), "")));
    assert!(
        missing.contains(&hash) && missing.contains("not here"),
        "{missing}"
    );
    let other = Given::Own(content(41, 3, true));
    let wrong = refused(block_on(Experiment::new(Rc::new(Cpu), named, other)));
    assert!(wrong.contains(&hash), "{wrong}");
    let moons = link::decode("data=moons").expect("moons");
    let misplaced = refused(block_on(Experiment::new(
        Rc::new(Cpu),
        moons,
        Given::Own(own),
    )));
    assert!(misplaced.contains("own-table or own-images"), "{misplaced}");
    for bad in ["0123", "0123456789ABCDEF", "<img src=x>"] {
        let message = link::decode(&format!("data=own-table&data.hash={bad}")).expect_err(bad);
        assert!(message.contains("a fingerprint of 16 digits"), "{message}");
    }
}

/// Of many features only the strongest directions are looked for; they are the ones that the full search finds.
#[test]
fn the_picture_of_many_features_shows_the_strongest_directions() {
    let (rows, dim) = (60, 300);
    let x: Vec<f32> = (0..rows * dim)
        .map(|i| {
            let (row, at) = (i / dim, i % dim);
            let spread = match at {
                5 => 9.0,
                7 => 4.0,
                _ => 0.02,
            };
            spread * (((row * 7919 + at * 104_729 + row * at) % 997) as f32 / 997.0 - 0.5)
        })
        .collect();
    let found = pca(&x, rows, dim, 2);
    assert!(found.components[5].abs() > 0.99 && found.components[dim + 7].abs() > 0.99);
    let narrow: Vec<f32> = x
        .chunks_exact(dim)
        .flat_map(|row| row[..200].to_vec())
        .collect();
    let full = pca(&narrow, rows, 200, 2);
    for (a, b) in found.projection.iter().zip(&full.projection) {
        assert!((a - b).abs() < 0.05, "{a} {b}");
    }
    assert!((found.explained_variance_ratio[0] - full.explained_variance_ratio[0]).abs() < 0.01);
}
