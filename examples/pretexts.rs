//! What a pretext is worth: a linear probe on n labels, of what it has taught, of the untrained encoder and of the raw
//! features; for words, what their vectors know. Means and standard deviations over seeds, in per cent.
//!
//! `cargo run --release --example pretexts [seeds]`: 10 where left out, half a minute on one core.

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, Metrics, link};
use pollster::block_on;
use std::rc::Rc;

const DIGITS: &str = include_str!("../www/public/data/digits.csv");
const LINKS: [&str; 7] = [
    "data=sentences",
    "data=sentences&pretext=cbow",
    "data=digits&pretext=rotation",
    "data=digits&pretext=patch-location",
    "data=letters&pretext=rotation",
    "data=letters&pretext=patch-location",
    "data=letters",
];
const LABELS: [usize; 3] = [10, 50, 200];

fn main() {
    let seeds = std::env::args()
        .nth(1)
        .map_or(10, |seeds| seeds.parse().expect("a number of seeds"));
    let given: Vec<String> = std::env::args().skip(2).collect();
    let links: Vec<&str> = match given.is_empty() {
        true => LINKS.to_vec(),
        false => given.iter().map(String::as_str).collect(),
    };
    for link in links {
        let mut rows: Vec<(String, Vec<f64>)> = Vec::new();
        let mut note = |name: String, value: f64| match rows.iter_mut().find(|row| row.0 == name) {
            Some(row) => row.1.push(100.0 * value),
            None => rows.push((name, vec![100.0 * value])),
        };
        for seed in 1..=seeds {
            let (mut run, metrics) = trained(&format!("{link}&seed={seed}"));
            if let Some(sentences) = metrics.now.accuracies.sentence_accuracy {
                let of = |what: &str| [what, " of word vectors"].concat();
                let [now, before] = [metrics.now, metrics.untrained].map(|all| all.accuracies);
                note(of("category, 3-NN,"), now.knn_accuracy);
                note(of("the same untrained,"), before.knn_accuracy);
                note(of("opinion of sentences"), sentences);
                note(
                    of("the same untrained"),
                    before.sentence_accuracy.unwrap_or(f64::NAN),
                );
                note(of("analogies"), now.analogy_accuracy.unwrap_or(f64::NAN));
                note(
                    of("the same untrained."),
                    before.analogy_accuracy.unwrap_or(f64::NAN),
                );
                continue;
            }
            let right = metrics.pretext.expect("a pretext");
            note(
                format!("the pretext (guessing: {:.1} %)", 100.0 * right.chance),
                right.accuracy,
            );
            for n in LABELS {
                let found = block_on(run.labelled(n)).expect("labels");
                note(format!("n = {n}: pretext"), found.probe);
                note(format!("n = {n}: untrained"), found.untrained);
                note(format!("n = {n}: raw"), found.raw);
                note(
                    format!("n = {n}: gain"),
                    found.probe - found.untrained.max(found.raw),
                );
            }
        }
        print(link, &rows);
    }
}

fn trained(text: &str) -> (Experiment<Cpu>, Metrics) {
    let config = link::decode(text).expect("a link");
    let steps = config.steps;
    let mut run = block_on(Experiment::new(Rc::new(Cpu), config, DIGITS)).expect("an experiment");
    block_on(run.step(steps)).expect("losses");
    let metrics = block_on(run.metrics()).expect("metrics");
    (run, metrics)
}

fn print(title: &str, rows: &[(String, Vec<f64>)]) {
    println!("{title}");
    for (name, values) in rows {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0);
        println!("  {name:32} {mean:6.1} ± {:.1}", variance.sqrt());
    }
}
