//! `cargo xtask test`: natively, as wasm, and in two browsers.

use std::fs;
use std::process::Command;

use crate::shell::{Result, cargo, node, root, sh};
use crate::tools::{npm_packages, wasm_bindgen, wasm_cargo, wasm_target};
use crate::{build, system};

const PARTS: [&str; 3] = ["native", "wasm", "browser"];

pub fn run(args: &[String]) -> Result {
    if let Some(unknown) = args.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return Err(format!(
            "There is no part `{unknown}`; there are {}.",
            PARTS.join(", ")
        ));
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    system::test_packages()?;
    if wanted("native") {
        native()?;
    }
    if wanted("wasm") {
        wasm()?;
    }
    if wanted("browser") {
        browser()?;
    }
    println!(
        "\nAll tests passed: {}.",
        if args.is_empty() {
            PARTS.join(", ")
        } else {
            args.join(", ")
        }
    );
    Ok(())
}

/// Unit, oracle and property tests, and the shaders on a native Vulkan adapter.
fn native() -> Result {
    sh(&mut cargo(&["test", "--workspace"]))
}

/// The tests that run as wasm, in headless Chromium (its flags are in webdriver.json).
fn wasm() -> Result {
    let tests = test_files("tests", ".rs");
    let tests: Vec<&str> = tests
        .iter()
        .filter_map(|file| file.strip_suffix(".rs"))
        .collect();
    let tests = tests.into_iter().filter(|name| name.starts_with("wasm"));
    let mut args: Vec<&str> = tests.flat_map(|name| ["--test", name]).collect();
    if args.is_empty() {
        return Ok(());
    }
    args.insert(0, "test");
    let mut cargo = wasm_cargo(wasm_target()?, &args);
    let runner = wasm_bindgen()?.join("wasm-bindgen-test-runner");
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    sh(&mut cargo)
}

/// The site itself, built as it ships, in Chromium on both backends and in Firefox.
fn browser() -> Result {
    npm_packages(&root())?;
    build::site()?;
    sh(&mut node_tests("tests/browser"))
}

/// `node --test` over the `*.test.mjs` of `folder`, one file at a time: two browsers at once on two
/// cores measure each other.
fn node_tests(folder: &str) -> Command {
    let mut node = node(&["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    node.args(
        test_files(folder, ".test.mjs")
            .into_iter()
            .map(|file| format!("{folder}/{file}")),
    );
    node
}

fn test_files(folder: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    names.sort();
    names
}
