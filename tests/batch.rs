//! The next batch under the magnifying glass, around a point of one's choice. On the CPU backend.

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, Trouble, link};
use pollster::block_on;
use std::rc::Rc;

fn start(text: &str) -> Experiment<Cpu> {
    let config = link::decode(text).expect("a good link");
    block_on(Experiment::new(Rc::new(Cpu), config, "")).expect("an experiment")
}

/// Any point can be looked at among the negatives of the next batch, and where all views lie agrees with
/// the pictures.
#[test]
fn a_batch_can_be_had_around_any_point() {
    for link in [
        "v=1&seed=1&data=moons&batch=8",
        "v=1&seed=1&data=gaussian&batch=8",
    ] {
        let mut run = start(link);
        let drawn = block_on(run.batch()).expect("batch");
        let rows = run.dataset().rows;
        let other = (0..rows)
            .find(|&row| !drawn.indices.contains(&(row as u32)))
            .expect("8 of many");
        let picture = block_on(run.projection(2)).expect("2-D");
        let around = block_on(run.batch_around(Some(other), 2)).expect("batch");
        assert_eq!(around.indices[0], other as u32);
        assert_eq!(around.indices[1..], drawn.indices[1..], "the others stay");
        assert_eq!(around.anchor_point[0], other as u32);
        let [view1, view2] = run.views(other).expect("views");
        assert_eq!(view1, around.view1[..around.dim]);
        assert_eq!(view2, around.view2[..around.dim]);
        assert_eq!(around.data_xy.len(), 2 * 2 * around.indices.len());
        assert_eq!(around.embedding_xy.len(), 2 * 2 * around.indices.len());
        let again = block_on(run.batch()).expect("batch");
        assert_eq!(
            again,
            block_on(run.batch_around(Some(drawn.indices[3] as usize), 2)).expect("drawn anyway")
        );
        // Without augmentation a view is its point, and lies where the point lies.
        let mut plain = start(&format!(
            "{link}&augment.jitter=0&augment.scaling=0&augment.fresh=0"
        ));
        let batch = block_on(plain.batch_around(None, 2)).expect("batch");
        assert!(batch.embedding_xy.is_empty() || plain.config().encoder(batch.dim).dim() <= 2);
        let picture_of = |xy: &[f32], row: u32| [xy[2 * row as usize], xy[2 * row as usize + 1]];
        let shown = block_on(plain.projection(2)).expect("2-D");
        let batch = block_on(plain.batch_around(None, 2)).expect("batch");
        for (slot, &row) in batch.indices.iter().enumerate() {
            let data = picture_of(&plain.points_picture().xy, row);
            assert_eq!(
                data,
                picture_of(&batch.data_xy, slot as u32),
                "{link}: the same sums in the same order"
            );
            let embedding = picture_of(&shown.xy, row);
            let view = picture_of(&batch.embedding_xy, slot as u32);
            // Two encoder passes of different sizes may sum in different orders: rounding only.
            assert!(
                (0..2).all(|k| (embedding[k] - view[k]).abs() < 1e-5),
                "{embedding:?} {view:?}"
            );
        }
        assert_eq!(picture.dims, 2);
    }
    let mut run = start("v=1&seed=1&data=moons&batch=8");
    let beyond = run.dataset().rows;
    assert!(matches!(
        block_on(run.batch_around(Some(beyond), 2)),
        Err(Trouble::Input(_))
    ));
}

/// What a step has done to its own batch: the same views under the weights after it.
#[test]
fn a_batch_can_be_seen_again_after_its_step() {
    let mut run =
        start("v=1&seed=1&data=moons&batch=8&negatives=drawn&loss=info-nce&negatives.count=3");
    block_on(run.step(2)).expect("losses");
    let before = block_on(run.batch()).expect("batch");
    let mean = before.losses.iter().sum::<f32>() / before.losses.len() as f32;
    let loss = block_on(run.step(1)).expect("a loss")[0];
    assert!((mean - loss).abs() < 1e-5, "{mean} {loss}");
    let after = block_on(run.batch_of(before.step, None, 2)).expect("batch");
    assert_eq!(after.step, 3);
    assert_eq!(before.indices, after.indices);
    assert_eq!(before.candidate_point, after.candidate_point);
    assert_eq!(before.view1, after.view1);
    assert_eq!(before.view2, after.view2);
    assert_eq!(before.z.len(), after.z.len());
    assert_ne!(before.z, after.z);
    let width = after.z.len() / (after.data_xy.len() / 2);
    let length = after.z[..width].iter().map(|v| v * v).sum::<f32>();
    assert!((length - 1.0).abs() < 1e-5, "rows of length 1: {length}");
    let next = block_on(run.batch()).expect("batch");
    assert_ne!(next.indices, after.indices);
    for step in [0, 5] {
        let refused = block_on(run.batch_of(step, None, 2));
        assert!(
            matches!(&refused, Err(Trouble::Input(why)) if why.contains("it must be from 1 to 4")),
            "{refused:?}"
        );
    }
    for source in ["queue", "bank", "sampled"] {
        let mut run = start(&format!(
            "v=1&seed=1&data=moons&batch=8&loss=info-nce&negatives={source}"
        ));
        block_on(run.step(2)).expect("losses");
        let refused = block_on(run.batch_of(2, None, 2));
        assert!(
            matches!(&refused, Err(Trouble::Input(why)) if why.contains("from 3 to 3")),
            "{source}: {refused:?}"
        );
        block_on(run.batch_of(3, None, 2)).expect("the next one");
    }
}
