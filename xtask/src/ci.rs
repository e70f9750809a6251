//! `cargo xtask ci`: all that has to hold before a change goes in, cheapest first.

use std::time::Instant;

use crate::shell::{Result, cargo, find, node, root, sh};
use crate::tools::{WasmStd, npm_packages, wasm_cargo, wasm_target};
use crate::{system, test};

type Check = (&'static str, fn() -> Result);

const CHECKS: [Check; 7] = [
    ("format", || sh(&mut cargo(&["fmt", "--all", "--check"]))),
    ("lints", lints),
    ("documentation", || {
        sh(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
    }),
    ("licences", licences),
    ("tests", || test::run(&[])),
    ("JavaScript types", types),
    ("size", || sh(&mut node(&["xtask/size.mjs", "--check"]))),
];

pub fn run() -> Result {
    system::test_packages()?;
    let mut times = Vec::new();
    for (name, check) in CHECKS {
        println!("\n\x1b[1m== {name}\x1b[0m");
        let start = Instant::now();
        check()?;
        times.push(format!("{name} {:.0} s", start.elapsed().as_secs_f64()));
    }
    println!("\nEverything holds: {}.", times.join(", "));
    Ok(())
}

fn lints() -> Result {
    sh(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    let std = wasm_target()?;
    if std == WasmStd::Debian {
        println!(
            "Debian's standard library is of another compiler than clippy: wasm is only compiled."
        );
        return sh(&mut wasm_cargo(std, &["check", "--lib"]));
    }
    sh(&mut wasm_cargo(
        std,
        &["clippy", "--lib", "--", "-D", "warnings"],
    ))
}

/// After the tests: the types of the engine are those that wasm-bindgen wrote beside it.
fn types() -> Result {
    npm_packages(&root())?;
    sh(&mut node(&[
        "node_modules/typescript/bin/tsc",
        "--project",
        "tsconfig.json",
    ]))
}

/// Offline: the advisory database is out of reach from some networks.
fn licences() -> Result {
    if find("cargo-deny").is_none() {
        println!("cargo-deny is not installed: not checked.");
        return Ok(());
    }
    sh(&mut cargo(&[
        "deny",
        "--offline",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}
