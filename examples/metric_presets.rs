//! Measures every metric-learning preset: the numbers that captions may use.
//!
//!     cargo run --release --example metric_presets [seeds] [splits] [preset, or a link]
//!
//! Prints two Markdown tables: the runs at their last step over the seeds, and kNN errors in per cent over the splits of
//! seed 1, both as mean ± standard deviation.

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::link;
use nearfar::experiment::metric::{MetricRun, Trial};
use nearfar::experiment::presets::PRESETS;
use pollster::block_on;
use std::error::Error;
use std::rc::Rc;

const RUN: &str = "| preset | kNN Euclidean % | kNN under A % | pairs flipped | λ* | largest eigenvalue | smallest | tr A | h or f | least h | fate |";
const TRIALS: &str = "| preset | Euclidean | standardised | t = 0 | t = ½ | best t by CV |";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seeds: u32 = arguments.next().map_or(Ok(10), |text| text.parse())?;
    let splits: u32 = arguments.next().map_or(Ok(20), |text| text.parse())?;
    let only = arguments.next();
    let metric = PRESETS
        .iter()
        .filter(|preset| preset.link.contains("task=metric"));
    let links: Vec<(&str, &str)> = match only.as_deref() {
        Some(link) if link.contains('=') => vec![("link", link)],
        Some(id) => metric
            .filter(|preset| preset.id == id)
            .map(|preset| (preset.id, preset.link))
            .collect(),
        None => metric.map(|preset| (preset.id, preset.link)).collect(),
    };

    println!("{RUN}\n|{}", "---|".repeat(11));
    for &(id, link) in &links {
        let mut columns: Vec<Vec<f64>> = vec![Vec::new(); 9];
        let mut fate = "";
        for seed in 1..=seeds {
            let mut run = open(link, seed)?;
            run.step(run.config().steps)?;
            let report = run.report()?;
            let scores = block_on(run.metrics())?;
            let values = &report.spectrum.values;
            let star = report.threshold.as_ref();
            let row = [
                100.0 * scores.raw.knn_accuracy,
                100.0 * scores.now.knn_accuracy,
                report.flipped_count as f64,
                star.map_or(f64::NAN, |threshold| threshold.0),
                values[0],
                values[values.len() - 1],
                values.iter().sum(),
                report.value,
                report.closed_form.unwrap_or(f64::NAN),
            ];
            columns
                .iter_mut()
                .zip(row)
                .for_each(|(column, value)| column.push(value));
            fate = report.verdict.kind;
        }
        let cells: Vec<String> = columns.iter().map(|column| summary(column)).collect();
        println!("| {id} | {} | {fate} |", cells.join(" | "));
    }

    println!("\n{TRIALS}\n|{}", "---|".repeat(6));
    for (id, link) in links.iter().filter(|(_, link)| !link.contains("naive")) {
        let run = open(link, 1)?;
        let mut trials: Vec<Trial> = Vec::new();
        for index in 0..splits {
            trials.push(block_on(run.trial(index))?);
        }
        let columns: [fn(&Trial) -> f64; 5] = [
            |trial| trial.errors.euclidean,
            |trial| trial.errors.standardised,
            |trial| trial.errors.whitening,
            |trial| trial.errors.gmml,
            |trial| trial.errors.best,
        ];
        let cells = columns.map(|of| {
            let column: Vec<f64> = trials.iter().map(|trial| 100.0 * of(trial)).collect();
            summary(&column)
        });
        println!("| {id} | {} |", cells.join(" | "));
    }
    Ok(())
}

fn open(link: &str, seed: u32) -> Result<MetricRun<Cpu>, Box<dyn Error>> {
    let mut config = link::decode(link)?;
    config.seed = seed;
    let file = match config.data.card.file {
        Some(file) => std::fs::read_to_string(format!("www/public/{file}"))?,
        None => String::new(),
    };
    Ok(MetricRun::new(Rc::new(Cpu), config, &file)?)
}

/// Mean ± sample standard deviation.
fn summary(values: &[f64]) -> String {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum();
    format!(
        "{mean:.4} ± {:.4}",
        (squares / (count - 1.0).max(1.0)).sqrt()
    )
}
