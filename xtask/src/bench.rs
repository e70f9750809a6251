//! `cargo xtask bench`: the figures of the docs, from one browser run with the peers beside us.

use crate::shell::{Result, node, root, sh};
use crate::tools::npm_packages;
use crate::{build, system};

pub fn run(args: &[String]) -> Result {
    if system::chromium().is_none() {
        return Err("No Chromium on the PATH. Type: sudo apt-get install -y chromium".into());
    }
    npm_packages(&root())?;
    npm_packages(&root().join("bench"))?;
    build::site()?;
    let mut bench = node(&["bench/run.mjs"]);
    sh(bench.args(args))
}
