//! The wasm-bindgen boundary, and nothing else: JavaScript's values in, the engine's answers out.
//!
//! Two instances of the same module run: one on the page's thread ([`page`]: links, presets, pictures,
//! validation), one in a worker ([`engine`], [`run`]). Whatever a person can do wrong comes back as an
//! `Error` with a name and a whole sentence; a panic is a bug of ours, is reported to the page, and
//! costs one worker.

pub mod backend;
pub mod engine;
pub mod error;
pub mod metric;
pub mod object;
pub mod page;
pub mod run;
pub mod theorem;

use wasm_bindgen::prelude::*;

/// A panic is written to the console and told to `callback` before it traps.
#[wasm_bindgen]
pub fn on_panic(callback: js_sys::Function) {
    std::panic::set_hook(Box::new(move |info| {
        console_error_panic_hook::hook(info);
        // Nothing can be done about a callback that throws while we are going down.
        let _ = callback.call1(&JsValue::NULL, &JsValue::from_str(&info.to_string()));
    }));
}

/// Panics, so that what happens then can be seen and tested.
#[wasm_bindgen]
pub fn trap() {
    panic!("a trap that was asked for");
}
