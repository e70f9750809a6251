//! Label efficiency: where pretraining knows what the labels would have to teach, few labels are enough.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, Trouble, link};
use pollster::block_on;
use std::rc::Rc;

fn start(text: &str) -> Experiment<Cpu> {
    let config = link::decode(text).expect("a good link");
    block_on(Experiment::new(Rc::new(Cpu), config, "")).expect("it starts")
}

#[test]
fn few_labels_win_where_augmentations_know_the_noise() {
    let mut run = start("v=1&seed=1&data=few-labels");
    block_on(run.step(300)).expect("losses");
    let before = block_on(run.embeddings()).expect("z");
    let metrics = block_on(run.metrics()).expect("metrics");
    let few = block_on(run.labelled(8)).expect("8 labels");
    assert!(few.probe > 0.8 && few.fine_tuned > 0.6, "{few:?}");
    assert!(
        few.scratch < 0.45 && few.raw < 0.45 && few.untrained < 0.35,
        "{few:?}"
    );
    let many = block_on(run.labelled(400)).expect("400 labels");
    assert!(
        many.raw > 0.9 && many.scratch > few.scratch + 0.3,
        "{many:?}"
    );
    // Looking changes nothing.
    assert_eq!(block_on(run.embeddings()).expect("z"), before);
    assert_eq!(block_on(run.metrics()).expect("metrics"), metrics);
    assert_eq!(
        block_on(run.labelled(8)).expect("8 labels"),
        few,
        "the same labels"
    );
    let losses = block_on(run.step(2)).expect("it goes on");
    let mut straight = start("v=1&seed=1&data=few-labels");
    let expected = block_on(straight.step(302)).expect("losses");
    assert_eq!(losses, expected[300..]);
}

#[test]
fn an_untrained_run_has_two_equal_ways() {
    let mut run = start("v=1&seed=2&data=moons&optimizer=sgd");
    let found = block_on(run.labelled(20)).expect("20 labels");
    assert_eq!(found.probe, found.untrained);
    assert_eq!(found.fine_tuned, found.scratch);
}

#[test]
fn numbers_of_labels_are_checked() {
    let mut run = start("v=1&seed=1&data=moons");
    for n in [0, 1, 100_000] {
        let refused = block_on(run.labelled(n));
        assert!(
            matches!(&refused, Err(Trouble::Input(why)) if why.contains("it must be from 2, one label for each class")),
            "{refused:?}"
        );
    }
}
