//! What only the system can give: browsers, a Vulkan adapter that needs no GPU, and PyTorch.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Result, command, find, output, sh};

/// The first ESR whose release builds have WebGPU on Linux, behind a preference.
const FIREFOX_WITH_WEBGPU: u32 = 153;

/// What the tests need, each with the Debian package it comes in.
pub fn test_packages() -> Result {
    let mut wanted = Vec::new();
    if chromium().is_none() {
        wanted.push("chromium");
    }
    if find("chromedriver").is_none() {
        wanted.push("chromium-driver");
    }
    if firefox_version().is_none_or(|version| version < FIREFOX_WITH_WEBGPU) {
        wanted.push("firefox-esr");
    }
    if !vulkan_driver() {
        wanted.extend(["mesa-vulkan-drivers", "libvulkan1"]);
    }
    if !torch() {
        wanted.push("python3-torch");
    }
    install(&wanted)
}

/// Installs the package of every path that does not exist.
pub fn packages(wanted: &[(&str, &str)]) -> Result {
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|(path, _)| !Path::new(path).exists())
        .map(|&(_, package)| package)
        .collect();
    install(&missing)
}

pub fn chromium() -> Option<PathBuf> {
    browser(
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    )
}

pub fn firefox() -> Option<PathBuf> {
    browser("FIREFOX", &["firefox-esr", "firefox"])
}

/// Of "Mozilla Firefox 153.7.0esr", 153.
fn firefox_version() -> Option<u32> {
    let says = output(command(firefox()?).arg("--version"))?;
    let numbers = says.split_whitespace().last()?;
    numbers.split('.').next()?.parse().ok()
}

/// The browser that the variable names, or the first of `names` on the PATH.
fn browser(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file());
    named.or_else(|| names.iter().find_map(|name| find(name)))
}

fn vulkan_driver() -> bool {
    let dirs = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
    dirs.iter()
        .any(|dir| std::fs::read_dir(dir).is_ok_and(|mut files| files.next().is_some()))
}

/// Whether a Python that the tests try can run the scripts that the page exports.
fn torch() -> bool {
    let tried = ["python3", "/usr/bin/python3"];
    tried
        .iter()
        .any(|python| output(command(python).args(["-c", "import numpy, torch"])).is_some())
}

/// By apt where we are root on Debian; else says the line to type.
fn install(packages: &[&str]) -> Result {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let root = output(command("id").arg("-u")).is_some_and(|id| id == "0");
    if !(root && Path::new("/etc/debian_version").exists()) {
        return Err(format!(
            "Missing: {list}. Type: sudo apt-get install -y {list}"
        ));
    }
    println!("Installing {list}.");
    // The package lists of a fresh image are empty, or name browsers of half a year ago. What they know may
    // still be had where they cannot be renewed.
    let renewed = sh(&mut apt(&["update"]));
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    sh(install.args(packages)).or_else(|failed| renewed.and(Err(failed)))
}

fn apt(args: &[&str]) -> Command {
    let mut apt = command("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive")
        .arg("-qq")
        .args(args);
    apt
}
