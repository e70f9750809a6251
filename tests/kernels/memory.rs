//! Rows that outlive a step, against the reference values and plain loops.

use super::compare::assert_close;
use super::oracle::{extent, flat, flat32, infonce, list, number};
use super::properties::filled;
use super::rig::Rig;
use nearfar::compute::{Backend, Memory, Op};

/// MoCo's enqueue (around the queue's end) and momentum update, as the oracle has them.
pub async fn oracle_moco(backend: &impl Backend) {
    let file = infonce();
    let case = list(&file["cases"])
        .iter()
        .find(|case| case["loss_kind"] == "moco")
        .expect("a MoCo case");
    let inputs = &case["inputs"];
    let [keys, queue] = ["key", "queue"].map(|part| flat32(&inputs[part]));
    let (batch, dim) = (extent(&inputs["key"], 0), extent(&inputs["key"], 1));
    let size = extent(&inputs["queue"], 0);
    // The step at which a ring that started at 0 has its pointer where the case has it.
    let pointer = number(&inputs["queue_pointer"]) as usize;
    let step = (0..size)
        .find(|step| step * batch % size == pointer)
        .expect("a step") as u32
        + 1;

    let mut rig = Rig::default();
    let z = rig.given(&[keys.as_slice(), &queue].concat());
    let momentum = &case["momentum_update"];
    let leader = rig.given(&flat32(&momentum["theta_query"]));
    let follower = rig.given(&flat32(&momentum["theta_key"]));
    rig.op(Op::Copy {
        from: z,
        from_at: 0,
        to: z,
        to_at: batch * dim,
        len: batch * dim,
        ring: Some(size * dim),
    });
    rig.op(Op::Follow {
        leader,
        follower,
        len: extent(&momentum["theta_key"], 0),
        momentum: number(&momentum["m"]) as f32,
    });
    let got = rig.run_at(backend, &[z, follower], step, 1).await;
    // Copies: to the rounding of the reference's numbers to f32.
    let want = flat(&case["queue_after_enqueue"]);
    assert_close("the queue", &got[0][batch * dim..], &want, 1e-7);
    assert_close("θ_k", &got[1], &flat(&momentum["theta_key_after"]), 1e-6);
}

/// A queue over many steps holds the last rows, first in, first out.
pub async fn ring(backend: &impl Backend) {
    let (batch, size) = (5, 13);
    for steps in [1, 2, 3, 4, 9, 300] {
        let mut rig = Rig::default();
        let from = rig.given(&filled(1, batch + 3));
        let to = rig.given(&vec![-1.0; size + 2]);
        rig.op(Op::Copy {
            from,
            from_at: 3,
            to,
            to_at: 2,
            len: batch,
            ring: Some(size),
        });
        let got = rig.run_at(backend, &[to], 1, steps).await;
        let mut want = vec![-1.0; size + 2];
        for step in 0..steps as usize {
            for (i, value) in filled(1, batch + 3)[3..].iter().enumerate() {
                want[2 + (step * batch + i) % size] = f64::from(*value);
            }
        }
        assert_close(&format!("after {steps} steps"), &got[0], &want, 0.0);
    }
}

/// PIRL's bank: entries are fetched by index, and move towards what is seen.
pub async fn bank(backend: &impl Backend) {
    let (rows, len, dim) = (3, 6, 5);
    let bank = 2 * rows;
    let z = filled(4, (bank + len) * dim);
    let index = [7.0, 4.0, 0.0, 5.0];
    for unit in [true, false] {
        let mut rig = Rig::default();
        let buffer = rig.given(&z);
        let memory = Memory {
            z: buffer,
            bank,
            len,
            index: rig.given(&index),
            index_at: 1,
            rows,
            dim,
        };
        rig.op(Op::Recall { memory, to: rows });
        rig.op(Op::Remember {
            memory,
            from: 0,
            momentum: 0.75,
            unit,
        });
        let got = rig.run_at(backend, &[buffer], 1, 1).await;
        let mut want: Vec<f64> = z.iter().map(|&x| f64::from(x)).collect();
        for i in 0..rows {
            let entry = (bank + index[1 + i] as usize) * dim;
            let old = want[entry..entry + dim].to_vec();
            want[(rows + i) * dim..][..dim].copy_from_slice(&old);
            let mut new: Vec<f64> = (0..dim)
                .map(|k| 0.75 * old[k] + 0.25 * want[i * dim + k])
                .collect();
            if unit {
                let length = new.iter().map(|x| x * x).sum::<f64>().sqrt();
                new.iter_mut().for_each(|x| *x /= length);
            }
            want[entry..entry + dim].copy_from_slice(&new);
        }
        assert_close("the bank", &got[0], &want, 1e-6);
    }
}
