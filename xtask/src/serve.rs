//! `cargo xtask serve`: the site of `dist/` on loopback, built again when a file changes.
//!
//! It serves as a plain static host does, with no header that such a host would not send, so that what works
//! here works there. One thing is added: pages get a script that loads them again after a build.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::build;
use crate::shell::{Result, root};

/// Counts the builds; a page that sees it change loads itself again.
static BUILD: AtomicU64 = AtomicU64::new(1);

const RELOAD: &str = "\
let seen; setInterval(async () => {
  const now = await fetch('/.build', { cache: 'no-store' }).then((r) => r.text()).catch(() => seen);
  if (seen !== undefined && now !== seen) location.reload();
  seen = now;
}, 1000);
";

pub fn run(args: &[String]) -> Result {
    let port = match args {
        [] => 8080,
        [flag, port] if flag == "--port" => port
            .parse()
            .map_err(|_| format!("--port is `{port}`; a number from 1 to 65535 is right."))?,
        _ => return Err("`serve` takes no arguments but `--port N`.".into()),
    };
    let dist = build::site()?;
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!(
        "\nNearfar is at \x1b[1mhttp://{address}/\x1b[0m (Ctrl-C stops it; it builds again when a file changes)"
    );
    thread::spawn(watch);
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        thread::spawn(move || answer(stream, &dist));
    }
    Ok(())
}

/// The port asked for, or one of the next twenty, or any.
fn listen(port: u16) -> Result<TcpListener> {
    (port..port.saturating_add(20))
        .chain([0])
        .find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok())
        .ok_or_else(|| "No port on 127.0.0.1 is free.".to_string())
}

/// Looks at the files' times twice a second: no watcher library, the same on every system.
fn watch() {
    let (mut engine, mut pages) = (newest(&ENGINE), newest(&PAGES));
    loop {
        thread::sleep(Duration::from_millis(500));
        let (engine_now, pages_now) = (newest(&ENGINE), newest(&PAGES));
        if (engine_now, pages_now) == (engine, pages) {
            continue;
        }
        let built = if engine_now == engine {
            Ok(())
        } else {
            build::engine()
        }
        .and_then(|()| build::pages());
        (engine, pages) = (engine_now, pages_now);
        match built {
            Ok(_) => {
                BUILD.fetch_add(1, Ordering::Relaxed);
                println!("Built; open pages load themselves again.");
            }
            Err(message) => eprintln!("{message}\nThe last build that worked is still served."),
        }
    }
}

const ENGINE: [&str; 4] = ["src", "shaders", "Cargo.toml", "Cargo.lock"];
const PAGES: [&str; 4] = ["www", "index.html", "vite.config.js", "package-lock.json"];

/// The number of files and the time of the newest change under `paths`.
fn newest(paths: &[&str]) -> (usize, SystemTime) {
    let mut stack: Vec<PathBuf> = paths.iter().map(|path| root().join(path)).collect();
    let (mut count, mut time) = (0, SystemTime::UNIX_EPOCH);
    while let Some(path) = stack.pop() {
        // What the build itself writes.
        if path.ends_with("www/pkg") {
            continue;
        }
        if let Ok(entries) = fs::read_dir(&path) {
            stack.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(changed) = fs::metadata(&path).and_then(|data| data.modified()) {
            count += 1;
            time = time.max(changed);
        }
    }
    (count, time)
}

fn answer(mut stream: TcpStream, dist: &Path) {
    let mut request = String::new();
    let limit = Some(Duration::from_secs(10));
    if stream.set_read_timeout(limit).is_err()
        || BufReader::new(&stream).read_line(&mut request).is_err()
    {
        return;
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    let path = target.split(['?', '#']).next().unwrap_or("/");
    let (status, kind, body) = match (method, path) {
        ("GET" | "HEAD", "/.build") => (
            "200 OK",
            "text/plain",
            BUILD.load(Ordering::Relaxed).to_string().into(),
        ),
        ("GET" | "HEAD", "/.reload.js") => ("200 OK", "text/javascript", RELOAD.into()),
        ("GET" | "HEAD", path) => file(dist, path),
        _ => (
            "405 Method Not Allowed",
            "text/plain",
            b"Only GET and HEAD.".to_vec(),
        ),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // A page that goes away in the middle of an answer is no fault of ours.
    let sent = stream.write_all(head.as_bytes());
    if method != "HEAD" && sent.is_ok() {
        let _ = stream.write_all(&body);
    }
}

type Answer = (&'static str, &'static str, Vec<u8>);

fn file(dist: &Path, path: &str) -> Answer {
    let relative = PathBuf::from(path.trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let mut file = dist.join(&relative);
    if file.is_dir() {
        file.push("index.html");
    }
    match fs::read(&file) {
        Ok(mut body) if inside => {
            let kind = mime(&file);
            if kind.starts_with("text/html") {
                body.extend_from_slice(b"<script type=\"module\" src=\"/.reload.js\"></script>\n");
            }
            ("200 OK", kind, body)
        }
        _ => (
            "404 Not Found",
            "text/plain",
            format!("There is no {path}.").into_bytes(),
        ),
    }
}

fn mime(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
