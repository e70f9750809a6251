//! What training makes of augmentations: invariance where they are on, and collapse where nothing pushes.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, link};
use pollster::block_on;
use std::rc::Rc;

fn start(text: &str) -> Experiment<Cpu> {
    let config = link::decode(text).expect("a good link");
    let digits = include_str!("../www/public/data/digits.csv");
    let file = if config.data.card.file.is_some() {
        digits
    } else {
        ""
    };
    block_on(Experiment::new(Rc::new(Cpu), config, file)).expect("it starts")
}

#[test]
fn training_makes_embeddings_invariant() {
    for (link, expected) in [
        (
            "v=1&seed=1&batch=64",
            &["shift", "rotation", "scaling", "noise"][..],
        ),
        ("v=1&seed=1&data=gaussian", &["fresh"]),
        ("v=1&seed=1&data=moons&augment.jitter=0", &[]),
    ] {
        let mut run = start(link);
        let before = block_on(run.metrics()).expect("metrics").invariance;
        let names: Vec<&str> = before.iter().map(|one| one.augmentation).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        let mut wanted = expected.to_vec();
        wanted.sort_unstable();
        assert_eq!(sorted, wanted, "{link}");
        for one in &before {
            assert_eq!(one.untrained, one.now, "{link}");
            assert!(one.now > 0.02 && one.now < 2.0, "{link}: {one:?}");
        }
        block_on(run.step(150)).expect("losses");
        let after = block_on(run.metrics()).expect("metrics").invariance;
        let mean = |of: &dyn Fn(usize) -> f64| (0..after.len()).map(of).sum::<f64>();
        assert!(
            expected.is_empty()
                || mean(&|at| after[at].now) < 0.8 * mean(&|at| after[at].untrained),
            "{link}: {after:?}"
        );
    }
}

/// Alignment alone is best where all points are one; with uniformity beside it they are not.
#[test]
fn without_a_push_embeddings_collapse() {
    let measured = |link: &str| {
        let mut run = start(link);
        block_on(run.step(150)).expect("losses");
        block_on(run.metrics()).expect("metrics").now
    };
    let alone = measured("v=1&seed=1&data=moons&loss=align-uniform&loss.lambda=0");
    let both = measured("v=1&seed=1&data=moons&loss=align-uniform");
    assert!(alone.spread < 0.01 && alone.uniformity > -0.1, "{alone:?}");
    assert!(both.spread > 0.5 && both.effective_rank > 2.0, "{both:?}");
}
