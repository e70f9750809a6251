//! `cargo xtask bench`: the figures of the docs, from one browser run with the peers beside us, one of the losses beside
//! one another, and one of metric learning. `losses` or `metric` as the first argument runs only that; any other
//! arguments go to the first, alone.

use crate::shell::{Result, node, root, sh};
use crate::tools::npm_packages;
use crate::{build, system};

pub fn run(args: &[String]) -> Result {
    if system::chromium().is_none() {
        return Err("No Chromium on the PATH. Type: sudo apt-get install -y chromium".into());
    }
    npm_packages(&root())?;
    if args.first().is_some_and(|first| first == "losses") {
        build::site()?;
        return sh(node(&["bench/losses.mjs"]).args(&args[1..]));
    }
    if args.first().is_some_and(|first| first == "metric") {
        build::site()?;
        return sh(node(&["bench/metric.mjs"]).args(&args[1..]));
    }
    npm_packages(&root().join("bench"))?;
    build::site()?;
    sh(node(&["bench/run.mjs"]).args(args))?;
    if args.is_empty() {
        sh(&mut node(&["bench/losses.mjs"]))?;
        sh(&mut node(&["bench/metric.mjs"]))?;
    }
    Ok(())
}
