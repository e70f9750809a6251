//! Label efficiency: accuracy against the number of labels, for five ways to use them.
//!
//!     cargo run --release --example labels [seeds] [link]

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, Labelled, link};
use std::error::Error;
use std::rc::Rc;

const SETS: [(&str, &[usize]); 2] = [
    ("v=1&seed=1&data=few-labels", &[8, 16, 40, 100, 400]),
    ("v=1&seed=1&steps=300", &[10, 20, 50, 100, 200, 500]),
];
type Method = (&'static str, fn(&Labelled) -> f64);
const METHODS: [Method; 5] = [
    ("pretrained, linear probe", |found| found.probe),
    ("pretrained, fine-tuned", |found| found.fine_tuned),
    ("from scratch", |found| found.scratch),
    ("raw features, linear probe", |found| found.raw),
    ("untrained encoder, linear probe", |found| found.untrained),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seeds: u32 = arguments.next().map_or(Ok(10), |text| text.parse())?;
    let only = arguments.next();
    for (text, sizes) in SETS {
        if only.as_ref().is_some_and(|only| only != text) {
            continue;
        }
        let mut found: Vec<Vec<Labelled>> = Vec::new();
        for seed in 1..=seeds {
            let mut config = link::decode(text)?;
            config.seed = seed;
            let file = match config.data.card.file {
                Some(file) => std::fs::read_to_string(format!("www/public/{file}"))?,
                None => String::new(),
            };
            let steps = config.steps;
            let mut run = pollster::block_on(Experiment::new(Rc::new(Cpu), config, &file))?;
            pollster::block_on(run.step(steps))?;
            let each = sizes.iter().map(|&n| pollster::block_on(run.labelled(n)));
            found.push(each.collect::<Result<_, _>>()?);
        }
        println!(
            "\n## `{text}`, {seeds} seeds\n\n| | {} |",
            sizes
                .iter()
                .map(|n| format!("n = {n}"))
                .collect::<Vec<_>>()
                .join(" | ")
        );
        println!("|---|{}", "---|".repeat(sizes.len()));
        for (name, of) in METHODS {
            let cells = (0..sizes.len()).map(|at| {
                let values: Vec<f64> = found.iter().map(|run| 100.0 * of(&run[at])).collect();
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                let square = values
                    .iter()
                    .map(|value| (value - mean).powi(2))
                    .sum::<f64>();
                format!(
                    "{mean:.1} ± {:.1}",
                    (square / (values.len() as f64 - 1.0).max(1.0)).sqrt()
                )
            });
            println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
        }
    }
    Ok(())
}
