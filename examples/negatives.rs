//! Measures what negatives do: the numbers behind the captions of the scenes on negatives, and the table of losses.
//!
//!     cargo run --release --example negatives [seeds] [section]
//!
//! Prints Markdown: accuracy in per cent on the held-out points, mean ± standard deviation over the seeds, and the
//! paired difference to the first line with the number of seeds in which it is above 0. All lines of a section share
//! data, split, initial weights, batches and views, seed by seed. The sections named "losses on …" are put together at
//! the end, losses against data sets: `docs/losses.md`.

use nearfar::compute::cpu::Cpu;
use nearfar::contrastive::{LOSSES, own};
use nearfar::experiment::{Experiment, link};
use std::collections::VecDeque;
use std::error::Error;
use std::rc::Rc;
use std::sync::Mutex;

/// What is compared: a setting as a link, and what each line changes.
struct Section {
    name: String,
    base: String,
    lines: Vec<(String, String)>,
}

impl Section {
    fn new(name: &str, base: &str, lines: &[(&str, &str)]) -> Self {
        Self {
            name: name.into(),
            base: base.into(),
            lines: lines
                .iter()
                .map(|(name, link)| (name.to_string(), link.to_string()))
                .collect(),
        }
    }
}

const ORDER: &str = "v=1&seed=1&data=gaussian";
const BIG: &str = "v=1&seed=1&data=gaussian&data.superclasses=4&data.subclasses=3&data.signal=8&data.sep=5&data.subsep=1.8&encoder.dim=8";
const HOT: &str = "v=1&seed=1&data=gaussian&encoder.dim=16&batch=128";
const COLD: &str = "v=1&seed=1&data=gaussian&data.means=4&batch=128";

fn sections() -> Vec<Section> {
    let mut all = vec![
        Section::new(
            "order_holds",
            ORDER,
            &[
                ("uniform", "loss=nt-xent"),
                ("debiased τ⁺ = 1/6", "loss=debiased&loss.tau_plus=0.1667"),
                (
                    "hard β = 0.25",
                    "loss=hard&loss.tau_plus=0.1667&loss.beta=0.25",
                ),
                ("true negatives", "loss=nt-xent&negatives.oracle=true"),
                (
                    "true negatives, hard β = 0.25",
                    "loss=hard&loss.beta=0.25&negatives.oracle=true",
                ),
                ("uniform at τ = 0.2", "loss=nt-xent&loss.temperature=0.2"),
            ],
        ),
        Section::new(
            "hard_wins_big",
            BIG,
            &[
                ("uniform", "loss=nt-xent"),
                ("debiased τ⁺ = 1/12", "loss=debiased&loss.tau_plus=0.0833"),
                (
                    "hard β = 0.5",
                    "loss=hard&loss.tau_plus=0.0833&loss.beta=0.5",
                ),
                ("true negatives", "loss=nt-xent&negatives.oracle=true"),
                ("uniform at τ = 0.2", "loss=nt-xent&loss.temperature=0.2"),
                ("uniform at τ = 0.1", "loss=nt-xent&loss.temperature=0.1"),
            ],
        ),
        Section::new(
            "hard_wins_because_t_is_high",
            HOT,
            &[
                ("uniform at τ = 1", "loss=nt-xent&loss.temperature=1"),
                (
                    "debiased at τ = 1",
                    "loss=debiased&loss.temperature=1&loss.tau_plus=0.1667",
                ),
                (
                    "hard β = 0.5 at τ = 1",
                    "loss=hard&loss.temperature=1&loss.tau_plus=0.1667&loss.beta=0.5",
                ),
                ("uniform at τ = 0.2", "loss=nt-xent&loss.temperature=0.2"),
            ],
        ),
        Section::new(
            "hard_loses",
            COLD,
            &[
                ("uniform at τ = 0.2", "loss=nt-xent&loss.temperature=0.2"),
                (
                    "debiased at τ = 0.2",
                    "loss=debiased&loss.temperature=0.2&loss.tau_plus=0.1667",
                ),
                (
                    "hard β = 1 at τ = 0.2",
                    "loss=hard&loss.temperature=0.2&loss.tau_plus=0.1667&loss.beta=1",
                ),
                (
                    "true negatives",
                    "loss=nt-xent&loss.temperature=0.2&negatives.oracle=true",
                ),
            ],
        ),
        Section::new(
            "debiased_loses",
            "v=1&seed=1&data=moons",
            &[
                ("uniform", "loss=nt-xent"),
                ("debiased τ⁺ = 0.05", "loss=debiased&loss.tau_plus=0.05"),
                ("debiased τ⁺ = 0.5", "loss=debiased&loss.tau_plus=0.5"),
                ("true negatives", "loss=nt-xent&negatives.oracle=true"),
            ],
        ),
        Section::new(
            "digits",
            "v=1&seed=1",
            &[
                ("uniform", "loss=nt-xent"),
                ("debiased τ⁺ = 0.1", "loss=debiased&loss.tau_plus=0.1"),
                ("hard β = 0.5", "loss=hard&loss.tau_plus=0.1&loss.beta=0.5"),
                ("hard β = 5", "loss=hard&loss.tau_plus=0.1&loss.beta=5"),
                ("true negatives", "loss=nt-xent&negatives.oracle=true"),
            ],
        ),
        Section::new(
            "memory",
            "v=1&seed=1&data=gaussian&loss=info-nce&batch=16&steps=400",
            &[
                ("the batch's 15 others", "negatives=batch"),
                (
                    "queue of 256, m = 0.98",
                    "negatives=queue&negatives.size=256&negatives.momentum=0.98",
                ),
                (
                    "queue of 256, m = 0.5",
                    "negatives=queue&negatives.size=256&negatives.momentum=0.5",
                ),
                ("bank of 1000", "negatives=bank"),
                ("a batch of 128", "negatives=batch&batch=128"),
            ],
        ),
        Section::new(
            "memory of 200 points",
            "v=1&seed=1&data=gaussian&data.train=200&loss=info-nce&batch=16&steps=400",
            &[
                ("the batch's 15 others", "negatives=batch"),
                ("bank", "negatives=bank"),
            ],
        ),
        Section::new(
            "sampled",
            "v=1&seed=1&data=gaussian&loss=info-nce&negatives=sampled&negatives.count=32",
            &[
                ("β = 0", "negatives.hardness=0"),
                ("β = 0.25", "negatives.hardness=0.25"),
                ("β = 1", "negatives.hardness=1"),
                ("β = 3", "negatives.hardness=3"),
            ],
        ),
    ];
    for (data, base) in [("gaussian", ORDER), ("digits", "v=1&seed=1")] {
        all.push(Section::new(
            &format!("weak supervision on {data}"),
            &format!("{base}&loss=supcon"),
            &[
                ("the classes", "loss.noise=0"),
                ("noise 0.3", "loss.noise=0.3"),
                ("noise 0.6", "loss.noise=0.6"),
                ("noise 0.9", "loss.noise=0.9"),
                ("noise 1: nothing is told", "loss.noise=1"),
                ("pairs of classes", "loss.coarse=2"),
                (
                    "pairs of classes, noise 0.3",
                    "loss.coarse=2&loss.noise=0.3",
                ),
                ("no label: NT-Xent", "loss=nt-xent"),
            ],
        ));
    }
    for (name, base, knob, values) in [
        (
            "beta sweep",
            format!("{ORDER}&loss=hard&loss.tau_plus=0.1667"),
            "loss.beta",
            &[0.0, 0.125, 0.25, 0.5, 1.0, 2.0, 5.0][..],
        ),
        (
            "temperature sweep",
            format!("{ORDER}&loss=nt-xent"),
            "loss.temperature",
            &[0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0],
        ),
    ] {
        let lines = values
            .iter()
            .map(|value| (format!("{value}"), format!("{knob}={value}")));
        all.push(Section {
            name: name.into(),
            base,
            lines: lines.collect(),
        });
    }
    let sets = [
        "moons",
        "circles",
        "spirals",
        "blobs",
        "nuisance",
        "gaussian",
        "few-labels",
        "digits",
    ];
    for data in sets {
        // One's own is NT-Xent until somebody edits it.
        let lines = LOSSES
            .iter()
            .filter(|card| card.name != own::CARD.name)
            .map(|card| (card.title.to_string(), format!("loss={}", card.name)));
        let oracle = (
            "NT-Xent, true negatives".to_string(),
            "loss=nt-xent&negatives.oracle=true".to_string(),
        );
        all.push(Section {
            name: format!("losses on {data}"),
            base: format!("v=1&seed=1&data={data}"),
            lines: lines.chain([oracle]).collect(),
        });
    }
    all
}

/// 5-NN and linear probe on the held-out points, in per cent.
type Accuracy = [f64; 2];

/// What one run gave: accuracies when trained, untrained and of the raw features; and of the negatives at the last
/// step, in per cent: how many are false, what these weigh under q_β, and how many anchors are clamped.
#[derive(Clone, Copy)]
struct Found {
    accuracies: [Accuracy; 3],
    inside: [f64; 3],
}

fn run(base: &str, change: &str, seed: u32) -> Result<Found, Box<dyn Error>> {
    // What a line changes stands in the base too, at times: the line's word counts.
    let changed: Vec<&str> = change
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .collect();
    let kept = base.split('&').filter(|pair| {
        pair.split('=')
            .next()
            .is_none_or(|key| !changed.contains(&key))
    });
    let whole = kept.chain([change]).collect::<Vec<_>>().join("&");
    let mut config = link::decode(&whole)?;
    config.seed = seed;
    let file = match config.data.card.file {
        Some(file) => std::fs::read_to_string(format!("www/public/{file}"))?,
        None => String::new(),
    };
    let steps = config.steps;
    pollster::block_on(async {
        let mut experiment = Experiment::new(Rc::new(Cpu), config, &file).await?;
        experiment.step(steps).await?;
        let metrics = experiment.metrics().await?;
        let accuracies = [
            metrics.now.accuracies,
            metrics.untrained.accuracies,
            metrics.raw,
        ];
        let inside = metrics.inside.map_or([0.0; 3], |inside| {
            [inside.false_share, inside.false_weight, inside.clamped]
        });
        Ok(Found {
            accuracies: accuracies.map(|a| [100.0 * a.knn_accuracy, 100.0 * a.probe_accuracy]),
            inside: inside.map(|share| 100.0 * share),
        })
    })
}

fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>();
    (mean, (square / (count - 1.0).max(1.0)).sqrt())
}

fn written(values: &[f64]) -> String {
    let (mean, deviation) = mean_and_deviation(values);
    format!("{mean:.1} ± {deviation:.1}")
}

fn difference(values: &[f64], first: &[f64]) -> String {
    let paired: Vec<f64> = values.iter().zip(first).map(|(a, b)| a - b).collect();
    let better = paired
        .iter()
        .filter(|difference| **difference > 0.0)
        .count();
    let (mean, deviation) = mean_and_deviation(&paired);
    format!("{mean:+.1} ± {deviation:.1} ({better}/{})", paired.len())
}

/// A line's name, and its linear probe and 5-NN as they are written.
type Line = (String, [String; 2]);

fn print(section: &Section, seeds: u32) -> Result<Vec<Line>, Box<dyn Error>> {
    let jobs: Vec<(usize, u32)> = (0..section.lines.len())
        .flat_map(|line| (1..=seeds).map(move |seed| (line, seed)))
        .collect();
    let queue = Mutex::new(VecDeque::from(jobs));
    let results = Mutex::new(vec![vec![None; seeds as usize]; section.lines.len()]);
    let failed = Mutex::new(None);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((line, seed)) =
                    queue.lock().ok().and_then(|mut queue| queue.pop_front())
                {
                    let done = run(&section.base, &section.lines[line].1, seed)
                        .map_err(|why| why.to_string());
                    match (done, results.lock(), failed.lock()) {
                        (Ok(found), Ok(mut results), _) => {
                            results[line][seed as usize - 1] = Some(found)
                        }
                        (Err(why), _, Ok(mut failed)) => {
                            *failed = Some(format!("{}: {why}", section.lines[line].0))
                        }
                        _ => {}
                    }
                }
            });
        }
    });
    if let Some(why) = failed.into_inner()? {
        return Err(why.into());
    }
    let results = results.into_inner()?;
    let column = |line: usize, kind: usize, which: usize| -> Vec<f64> {
        results[line]
            .iter()
            .flatten()
            .map(|found| found.accuracies[kind][which])
            .collect()
    };
    println!(
        "\n## {}\n\n`{}`, {seeds} seeds\n",
        section.name, section.base
    );
    println!(
        "| | linear probe | to the first | 5-NN | to the first | false negatives | their weight | clamped |\n|---|---|---|---|---|---|---|---|"
    );
    let mut lines = Vec::new();
    for (name, kind) in [("raw features", 2), ("untrained", 1)] {
        let [knn, probe] = [0, 1].map(|which| written(&column(0, kind, which)));
        println!("| {name} | {probe} | | {knn} | | | | |");
        lines.push((name.to_string(), [probe, knn]));
    }
    for (line, (name, _)) in section.lines.iter().enumerate() {
        let [knn, probe] = [0, 1].map(|which| written(&column(line, 0, which)));
        let [to_knn, to_probe] = [0, 1].map(|which| match line {
            0 => String::new(),
            _ => difference(&column(line, 0, which), &column(0, 0, which)),
        });
        let inside = [0, 1, 2].map(|which| {
            let values: Vec<f64> = results[line]
                .iter()
                .flatten()
                .map(|found| found.inside[which])
                .collect();
            format!("{:.0}", mean_and_deviation(&values).0)
        });
        println!(
            "| {name} | {probe} | {to_probe} | {knn} | {to_knn} | {} |",
            inside.join(" | ")
        );
        lines.push((name.clone(), [probe, knn]));
    }
    Ok(lines)
}

/// Losses against data sets: one table for the linear probe, one for 5-NN.
fn print_matrices(columns: &[(&str, Vec<Line>)]) {
    let Some((_, first)) = columns.first() else {
        return;
    };
    for (which, title) in [(0, "Linear probe"), (1, "5-NN")] {
        let names: Vec<&str> = columns.iter().map(|(data, _)| *data).collect();
        println!("\n## {title}\n\n| | {} |", names.join(" | "));
        println!("|---|{}", "---|".repeat(columns.len()));
        for (row, (name, _)) in first.iter().enumerate() {
            let cells: Vec<&str> = columns
                .iter()
                .map(|(_, lines)| lines[row].1[which].as_str())
                .collect();
            println!("| {name} | {} |", cells.join(" | "));
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seeds: u32 = arguments.next().map_or(Ok(10), |text| text.parse())?;
    let only = arguments.next().unwrap_or_default();
    let sections = sections();
    let mut columns = Vec::new();
    for section in sections
        .iter()
        .filter(|section| section.name.contains(&only))
    {
        let lines = print(section, seeds)?;
        if let Some(data) = section.name.strip_prefix("losses on ") {
            columns.push((data, lines));
        }
    }
    print_matrices(&columns);
    Ok(())
}
