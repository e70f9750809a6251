//! A whole run's draws, and a picture, as wasm in a browser: the same bits as natively.
#![cfg(target_arch = "wasm32")]

mod pictures;

use std::rc::Rc;

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, link};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_default_run_is_golden() {
    let golden: serde_json::Value =
        serde_json::from_str(include_str!("golden/digits.json")).expect("JSON");
    let config = link::decode(golden["link"].as_str().expect("a link")).expect("decodes");
    let text = include_str!("../www/public/data/digits.csv");
    let mut run = Experiment::new(Rc::new(Cpu), config, text)
        .await
        .expect("opens");
    let digests = serde_json::to_value(run.digests()).expect("serialises");
    for key in ["data", "weights", "batches", "views"] {
        assert_eq!(digests[key], golden[key], "{key}");
    }
}

#[wasm_bindgen_test]
fn the_scatter_plot_is_golden() {
    assert_eq!(pictures::digest_of_many_marks(), pictures::GOLDEN);
}
