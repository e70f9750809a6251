//! The static site: wasm by cargo, glue by wasm-bindgen, smaller by wasm-opt, pages by Vite.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::shell::{Result, command, node, root, sh};
use crate::tools::{WASM, npm_packages, wasm_bindgen, wasm_cargo, wasm_target};

/// Builds everything; gives the folder of the site.
pub fn site() -> Result<PathBuf> {
    engine()?;
    pages()
}

/// `www/pkg`: the engine as wasm with its JavaScript glue.
pub fn engine() -> Result {
    let start = Instant::now();
    let std = wasm_target()?;
    let bindgen = wasm_bindgen()?;
    npm_packages(&root())?;

    println!("Compiling the engine. The first time takes a minute or two, later ones seconds.");
    sh(&mut wasm_cargo(std, &["build", "--release", "--lib"]))?;
    let wasm = target_dir().join(WASM).join("release/nearfar.wasm");
    let pkg = root().join("www/pkg");
    // Without the default path, a bundler finds exactly the one reference to the wasm that www/ writes.
    sh(command(bindgen.join("wasm-bindgen"))
        .args([
            "--target",
            "web",
            "--omit-default-module-path",
            "--out-name",
            "nearfar",
            "--out-dir",
        ])
        .arg(&pkg)
        .arg(&wasm))?;

    let bound = pkg.join("nearfar_bg.wasm");
    let before = size(&bound);
    let mut optimise = node(&[
        "node_modules/binaryen/bin/wasm-opt",
        "-Os",
        "--enable-simd",
        "--enable-bulk-memory",
    ]);
    // What the compiler's baseline for wasm uses; wasm-opt assumes less where it is not told.
    optimise.args([
        "--enable-mutable-globals",
        "--enable-sign-ext",
        "--enable-nontrapping-float-to-int",
    ]);
    optimise.args([
        "--enable-multivalue",
        "--enable-reference-types",
        "--strip-producers",
        "-o",
    ]);
    sh(optimise.arg(&bound).arg(&bound))?;
    println!(
        "Engine: {} bytes of wasm, {} before wasm-opt, in {:.0} s.",
        size(&bound),
        before,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// `dist`: the pages and `nearfar.js`, from `www/` and what [`engine`] made.
pub fn pages() -> Result<PathBuf> {
    npm_packages(&root())?;
    sh(&mut node(&[
        "node_modules/vite/bin/vite.js",
        "build",
        "--logLevel",
        "warn",
    ]))?;
    sh(&mut node(&["xtask/size.mjs"]))?;
    Ok(root().join("dist"))
}

/// Where cargo puts what it builds.
fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn size(file: &std::path::Path) -> u64 {
    fs::metadata(file).map_or(0, |data| data.len())
}
