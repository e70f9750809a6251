//! `cargo xtask …`: everything one does to Nearfar, by one command each.
//!
//! Each command first gets what it needs and lacks ([`tools`], [`system`]), says what it does, and stops
//! with one sentence when it cannot go on.

mod bench;
mod build;
mod ci;
mod serve;
mod shell;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]   build, serve on 127.0.0.1, build again when a file changes
  build              write the static site to dist/
  test [PART …]      run the tests; parts: native, wasm, browser (default: all)
  bench [ARGS …]     measure against other libraries, in one browser run (--help lists its options)
  bench losses […]   measure the losses beside NT-Xent alone
  bench metric […]   measure metric learning alone, against Python's metric-learn
  ci                 everything that has to hold: format, lints, docs, types, licences, tests, size
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let result = match command.as_str() {
        "serve" => serve::run(&rest),
        "build" => build::site().map(|_| ()),
        "test" => test::run(&rest),
        "bench" => bench::run(&rest),
        "ci" => ci::run(),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no command `{other}`.\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}
