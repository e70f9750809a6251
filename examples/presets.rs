//! Measures every preset: the numbers that captions may use.
//!
//!     cargo run --release --example presets [seeds] [preset]
//!
//! Prints a Markdown table: mean ± standard deviation over the seeds, accuracies in per cent on the
//! held-out points.

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::presets::PRESETS;
use nearfar::experiment::{Experiment, Trouble};
use std::rc::Rc;
use std::time::Instant;

const COLUMNS: [&str; 17] = [
    "5-NN raw",
    "5-NN untrained",
    "5-NN",
    "probe raw",
    "probe untrained",
    "probe",
    "1 label a class: raw",
    "untrained",
    "trained",
    "5 labels a class: raw",
    "untrained",
    "trained",
    "alignment untrained",
    "alignment",
    "uniformity untrained",
    "uniformity",
    "loss",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seeds: u32 = arguments.next().map_or(Ok(10), |text| text.parse())?;
    let only = arguments.next();
    println!("| preset | {} | ms a step |", COLUMNS.join(" | "));
    println!("|---|{}", "---|".repeat(COLUMNS.len() + 1));
    let contrastive = |link: &str| !link.contains("task=");
    for preset in PRESETS
        .iter()
        .filter(|preset| contrastive(preset.link))
        .filter(|preset| only.as_ref().is_none_or(|id| id == preset.id))
    {
        let mut rows = Vec::new();
        let mut time = 0.0;
        for seed in 1..=seeds {
            let mut config = preset.config()?;
            config.seed = seed;
            let file = match config.data.card.file {
                Some(file) => std::fs::read_to_string(format!("www/public/{file}"))?,
                None => String::new(),
            };
            let steps = config.steps;
            let start = Instant::now();
            rows.push(pollster::block_on(measure(config, &file))?);
            time += start.elapsed().as_secs_f64() * 1e3 / steps as f64 / f64::from(seeds);
        }
        let cells: Vec<String> = (0..COLUMNS.len())
            .map(|column| mean_and_deviation(&rows, column))
            .collect();
        println!("| {} | {} | {time:.1} |", preset.id, cells.join(" | "));
    }
    Ok(())
}

async fn measure(
    config: nearfar::experiment::Config,
    file: &str,
) -> Result<[f64; COLUMNS.len()], Trouble> {
    let steps = config.steps;
    let mut experiment = Experiment::new(Rc::new(Cpu), config, file).await?;
    let few_before = few_labels(&mut experiment).await?;
    experiment.step(steps).await?;
    let metrics = experiment.metrics().await?;
    let few = few_labels(&mut experiment).await?;
    let (now, before) = (metrics.now, metrics.untrained);
    Ok([
        100.0 * metrics.raw.knn_accuracy,
        100.0 * before.accuracies.knn_accuracy,
        100.0 * now.accuracies.knn_accuracy,
        100.0 * metrics.raw.probe_accuracy,
        100.0 * before.accuracies.probe_accuracy,
        100.0 * now.accuracies.probe_accuracy,
        few[0][1],
        few_before[0][0],
        few[0][0],
        few[1][1],
        few_before[1][0],
        few[1][0],
        before.alignment,
        now.alignment,
        before.uniformity,
        now.uniformity,
        f64::from(metrics.loss),
    ])
}

/// With 1 and 5 labels a class, the means of ten draws of them: \[embedding, raw\] each.
async fn few_labels(experiment: &mut Experiment<Cpu>) -> Result<[[f64; 2]; 2], Trouble> {
    let mut few = [[0.0; 2]; 2];
    for (few, per_class) in few.iter_mut().zip([1, 5]) {
        for draw in 0..10 {
            let [embedding, raw] = experiment.few_label_accuracy(per_class, draw).await?;
            few[0] += 10.0 * embedding;
            few[1] += 10.0 * raw;
        }
    }
    Ok(few)
}

fn mean_and_deviation(rows: &[[f64; COLUMNS.len()]], column: usize) -> String {
    let count = rows.len() as f64;
    let mean = rows.iter().map(|row| row[column]).sum::<f64>() / count;
    let square = rows
        .iter()
        .map(|row| (row[column] - mean).powi(2))
        .sum::<f64>();
    format!(
        "{mean:.2} ± {:.2}",
        (square / (count - 1.0).max(1.0)).sqrt()
    )
}
