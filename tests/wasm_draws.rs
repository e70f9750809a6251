//! The draws as wasm, in a browser, bit for bit as natively: a shared link rests on them.
//! The files are the native ones; here their tests are called by name.
#![cfg(target_arch = "wasm32")]
#![allow(dead_code, unused_imports)] // of the native files only some functions are called

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

mod rng;
mod sets;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_generator_gives_random123s_known_answers() {
    rng::threefry_gives_random123s_known_answers();
}

#[wasm_bindgen_test]
fn golden_digests() {
    sets::golden_digests();
}
