//! The theorem's table: excess risk against n for several β, slopes with intervals, predictions.
//!
//!     cargo run --release --example theorem [seeds]

use nearfar::theorem::{Setting, Violation, table};
use std::error::Error;

const NS: [usize; 7] = [20, 40, 80, 160, 320, 640, 1280];

fn main() -> Result<(), Box<dyn Error>> {
    let seeds = std::env::args()
        .nth(1)
        .map_or(Ok(40), |text| text.parse())?;
    for (alpha, betas) in [
        (1.0, &[0.25, 0.5, 0.75, 1.0, 1.5, 2.0][..]),
        (0.5, &[0.5, 1.0, 1.5, 2.0]),
    ] {
        for (name, violation) in Violation::ALL {
            let setting = Setting {
                alpha,
                violation,
                ..Setting::default()
            };
            println!("\n## α = {alpha}, violated: {name} ({seeds} seeds)\n");
            println!(
                "| β | {} | slope | predicted |",
                NS.map(|n| format!("n = {n}")).join(" | ")
            );
            println!("|---|{}", "---|".repeat(NS.len() + 2));
            for beta in betas.iter().copied().map(Some).chain([None]) {
                let found = table(&setting, beta, &NS, (1, seeds), 0.05)?;
                let curve = found.curve;
                let risks: Vec<String> =
                    curve.risk.iter().map(|risk| format!("{risk:.4}")).collect();
                let [low, high] = curve.interval;
                println!(
                    "| {} | {} | {:.2} ({low:.2} … {high:.2}) | {:.2} |",
                    beta.map_or("from scratch".into(), |beta| beta.to_string()),
                    risks.join(" | "),
                    curve.slope,
                    curve.predicted
                );
            }
        }
    }
    Ok(())
}
