//! What building needs beyond rustup, Node and npm, and how it is got without a question:
//! the wasm target, wasm-bindgen's command at the crate's exact version, the npm packages of the lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Result, cargo, command, find, node, output, root, sh};
use crate::system;

pub const WASM: &str = "wasm32-unknown-unknown";

/// Where the standard library for wasm comes from.
#[derive(Clone, Copy, PartialEq)]
pub enum WasmStd {
    /// Ready-made, by `rustup target add`.
    Rustup,
    /// Built from Debian's `rust-web-src` with Debian's compiler, where the target cannot be downloaded.
    Debian,
}

/// Finds or gets the wasm target.
pub fn wasm_target() -> Result<WasmStd> {
    if has_rustup_target() {
        return Ok(WasmStd::Rustup);
    }
    println!("The compiler's {WASM} target is missing: adding it.");
    if sh(command("rustup").args(["target", "add", WASM])).is_ok() && has_rustup_target() {
        return Ok(WasmStd::Rustup);
    }
    println!("rustup could not add the target; Debian has the sources of the standard library.");
    system::packages(&[
        ("/usr/bin/rustc", "rustc-web"),
        ("/usr/lib/rustlib/src", "rust-web-src"),
    ])?;
    Ok(WasmStd::Debian)
}

fn has_rustup_target() -> bool {
    output(command("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .is_some_and(|dir| fs::read_dir(dir).is_ok_and(|mut files| files.next().is_some()))
}

/// `cargo <args> --target wasm32-unknown-unknown`, with whichever standard library there is.
pub fn wasm_cargo(std: WasmStd, args: &[&str]) -> Command {
    let (verb, rest) = args.split_first().unwrap_or((&"build", &[]));
    let mut cargo = cargo(&[verb, "--target", WASM]);
    if std == WasmStd::Debian {
        // build-std is unstable, so a stable cargo has to be told that we mean it. Debian's package has no
        // linker for wasm of its own; rustup's toolchain brings rust-lld.
        cargo
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            .arg("-Zbuild-std=std,panic_abort");
        if let Some(lld) = rustup_lld() {
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", lld);
        }
    }
    cargo.args(rest);
    cargo
}

fn rustup_lld() -> Option<PathBuf> {
    let sysroot = PathBuf::from(output(command("rustc").args(["--print", "sysroot"]))?);
    let hosts = fs::read_dir(sysroot.join("lib/rustlib")).ok()?;
    hosts
        .flatten()
        .map(|host| host.path().join("bin/rust-lld"))
        .find(|lld| lld.is_file())
}

/// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner` at the version of Cargo.lock: its output
/// and the crate's must be of one version, to the last digit.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let version = locked_version("wasm-bindgen")?;
    let cache = cache_dir().join(format!("wasm-bindgen-{version}"));
    let on_path = find("wasm-bindgen").and_then(|file| file.parent().map(Path::to_path_buf));
    let places = [
        Some(root().join(".tools/bin")),
        Some(cache.join("bin")),
        on_path,
    ];
    for dir in places.into_iter().flatten() {
        let says = output(command(dir.join("wasm-bindgen")).arg("--version")).unwrap_or_default();
        if says.split_whitespace().nth(1) == Some(version.as_str()) {
            return Ok(dir);
        }
    }
    println!("Building wasm-bindgen's command {version}: once, about three minutes.");
    let into = cache.display().to_string();
    let mut install = cargo(&[
        "install",
        "wasm-bindgen-cli",
        "--version",
        &version,
        "--root",
        &into,
    ]);
    // Away from the repository, whose settings are for wasm and not for tools.
    sh(install.current_dir(std::env::temp_dir()))?;
    Ok(cache.join("bin"))
}

fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}."))?;
    let name = format!("name = \"{package}\"\nversion = \"");
    lock.split_once(&name)
        .and_then(|(_, rest)| rest.split('"').next())
        .map(str::to_string)
        .ok_or_else(|| format!("Cargo.lock has no package `{package}`."))
}

/// Outside the repository, so that a fresh clone finds what an earlier one built.
fn cache_dir() -> PathBuf {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    base.or(home)
        .map_or_else(|| root().join(".tools"), |dir| dir.join("nearfar"))
}

/// Installs the packages of `folder`'s lock file, unless that very lock file is installed.
pub fn npm_packages(folder: &Path) -> Result {
    let lock = fs::read_to_string(folder.join("package-lock.json")).map_err(|error| {
        format!(
            "{}/package-lock.json cannot be read: {error}.",
            folder.display()
        )
    })?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    node_version()?;
    // No package of ours needs its install script, so none gets to run one.
    let mut npm = command("npm");
    npm.current_dir(folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    sh(&mut npm)?;
    fs::write(&stamp, lock)
        .map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))
}

fn node_version() -> Result {
    let version = output(&mut node(&["--version"])).unwrap_or_default();
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|n| n.parse::<u32>().unwrap_or(0));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if find("npm").is_none() || major == 0 {
        return Err("Node and npm are needed: install Node 20.19 or later from nodejs.org.".into());
    }
    if (major, minor) < (20, 19) {
        return Err(format!(
            "Node {version} is too old: install 20.19 or later from nodejs.org."
        ));
    }
    Ok(())
}
