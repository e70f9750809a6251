//! Every operation on random shapes, tiles or not, against plain f64 loops.

use super::compare::{assert_close, assert_same_bits};
use super::losses::Case;
use super::reference;
use super::rig::Rig;
use nearfar::compute::{Activation, Backend, Below, Layer, Op, Optimizer};
use nearfar::contrastive::{Arrangement, Grouping, Loss, RowLoss, hard::Hard, info_nce::InfoNce};
use nearfar::for_loss;
use pollster::block_on;
use proptest::prelude::*;

/// A fixed pseudo-random value in [−1, 1), the same everywhere.
fn noise(seed: u64, i: usize) -> f32 {
    let mut x = (seed << 32 | i as u64)
        .wrapping_add(1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^= x >> 32;
    (x & 0xff_ffff) as f32 / 8_388_608.0 - 1.0
}

pub fn filled(seed: u64, len: usize) -> Vec<f32> {
    (0..len).map(|i| noise(seed, i)).collect()
}

pub fn wide(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&v| f64::from(v)).collect()
}

pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

/// A sum of k products of numbers up to 1 in f32: k·2⁻²³ at the very most.
fn sum_of(k: usize) -> f64 {
    1e-6 + k as f64 * 1.2e-7
}

pub fn similarity(backend: &impl Backend, cases: u32) {
    let shapes = (1usize..3, 1usize..70, 1usize..70, 1usize..40, any::<u32>());
    proptest!(config(cases), |((batch, rows, cols, dim, seed) in shapes)| {
        let u = filled(seed.into(), batch * rows * dim);
        let v = filled(u64::from(seed) + 1, batch * cols * dim);
        let mut rig = Rig::default();
        let (bu, bv, s) = (rig.given(&u), rig.given(&v), rig.wanted(batch * rows * cols));
        rig.op(Op::Similarity { u: bu, v: bv, s, batch, rows, cols, dim });
        let got = block_on(rig.run(backend, &[s]));
        let pairs = u.chunks_exact(rows * dim).zip(v.chunks_exact(cols * dim));
        let want: Vec<f64> =
            pairs.flat_map(|(u, v)| reference::product(&wide(u), &wide(v), dim)).collect();
        assert_close("s", &got[0], &want, sum_of(dim));
    });
}

const ACTIVATIONS: [Activation; 4] = [
    Activation::Identity,
    Activation::Relu,
    Activation::Tanh,
    Activation::Gelu,
];

pub fn dense(backend: &impl Backend, cases: u32) {
    let shapes = (1usize..70, 1usize..40, 1usize..40, 0usize..4, any::<u32>());
    proptest!(config(cases), |((rows, inputs, outputs, which, seed) in shapes)| {
        let seed = u64::from(seed);
        let activation = ACTIVATIONS[which];
        // Weights and bias apart and not at the start, as in a deeper network's flat buffer.
        let (weights, bias) = (5, 5 + inputs * outputs + 3);
        let layer = Layer { inputs, outputs, weights, bias, activation };
        let params = filled(seed, bias + outputs + 2);
        let x = filled(seed + 1, rows * inputs);
        let mut rig = Rig::default();
        let (p, bx) = (rig.given(&params), rig.given(&x));
        let (pre, y) = (rig.wanted(rows * outputs), rig.wanted(rows * outputs));
        rig.op(Op::Dense { params: p, layer, x: bx, pre, y, rows });
        let got = block_on(rig.run(backend, &[pre, y]));

        let w = wide(&params[weights..][..inputs * outputs]);
        let mut want = reference::product(&wide(&x), &w, inputs);
        for row in want.chunks_exact_mut(outputs) {
            for (value, b) in row.iter_mut().zip(&params[bias..]) {
                *value += f64::from(*b);
            }
        }
        if activation != Activation::Identity {
            assert_close("pre", &got[0], &want, sum_of(inputs));
        }
        for value in &mut want {
            *value = reference::activate(activation, *value);
        }
        // The activations' slopes are at most 1.13 (GELU).
        assert_close("y", &got[1], &want, 1.2 * sum_of(inputs));
    });
}

pub fn dense_backward(backend: &impl Backend, cases: u32) {
    let shapes = (1usize..70, 1usize..40, 1usize..40, 0usize..4, any::<u32>());
    proptest!(config(cases), |((rows, inputs, outputs, which, seed) in shapes)| {
        let seed = u64::from(seed);
        let activation = ACTIVATIONS[which];
        let (weights, bias) = (5, 5 + inputs * outputs + 3);
        // This layer's own activation must not matter: dpre is already behind it.
        let layer = Layer { inputs, outputs, weights, bias, activation: Activation::Tanh };
        let params = filled(seed, bias + outputs + 2);
        let x = filled(seed + 1, rows * inputs);
        let upstream = filled(seed + 2, rows * outputs);
        let pre: Vec<f32> =
            filled(seed + 3, rows * inputs).iter().map(|v| 3.0 * v).collect();
        let mut rig = Rig::default();
        let (p, bx, d) = (rig.given(&params), rig.given(&x), rig.given(&upstream));
        let (bpre, grads) = (rig.given(&pre), rig.wanted(params.len()));
        let out = rig.wanted(rows * inputs);
        let below = Some(Below { pre: bpre, activation, dpre: out });
        rig.op(Op::DenseBackward { params: p, grads, layer, x: bx, dpre: d, below, rows });
        let got = block_on(rig.run(backend, &[grads, out]));

        let (x, upstream) = (wide(&x), wide(&upstream));
        let (xt, dt) = (reference::transposed(&x, inputs), reference::transposed(&upstream, outputs));
        let dw = reference::product(&dt, &xt, rows);
        assert_close("dW", &got[0][weights..][..inputs * outputs], &dw, sum_of(rows));
        let db: Vec<f64> = dt.chunks_exact(rows).map(|c| c.iter().sum()).collect();
        assert_close("db", &got[0][bias..][..outputs], &db, sum_of(rows));
        for untouched in [0..weights, weights + inputs * outputs..bias] {
            prop_assert!(got[0][untouched].iter().all(|&v| v == Rig::RUBBISH), "wrote elsewhere");
        }
        let w = wide(&params[weights..][..inputs * outputs]);
        let mut dx = reference::product(&upstream, &reference::transposed(&w, inputs), outputs);
        for (value, pre) in dx.iter_mut().zip(&pre) {
            *value *= reference::derivative(activation, f64::from(*pre));
        }
        // f32's derivatives of tanh and GELU are good to a few 1e-7, times a sum of up to √outputs.
        assert_close("dx", &got[1], &dx, 1.2 * sum_of(outputs) + 1e-6 * outputs as f64);
    });
}

/// Includes a row of zeros, a tiny and a huge one. z is good to 4 roundings; dy to 1e-5 of the
/// largest term, as a difference of two.
pub fn normalize(backend: &impl Backend, cases: u32) {
    let shapes = (1usize..70, 1usize..40, any::<u32>());
    proptest!(config(cases), |((rows, dim, seed) in shapes)| {
        let mut y = filled(seed.into(), rows * dim);
        let scales = [1.0, 0.0, 1e-9, 1e9];
        for (i, row) in y.chunks_exact_mut(dim).enumerate() {
            row.iter_mut().for_each(|v| *v *= scales[i % 4]);
        }
        let upstream = filled(u64::from(seed) + 1, rows * dim);
        let mut rig = Rig::default();
        let (by, dz) = (rig.given(&y), rig.given(&upstream));
        let (z, inverse_norm) = (rig.wanted(rows * dim), rig.wanted(rows));
        let dy = rig.wanted(rows * dim);
        rig.op(Op::Normalize { y: by, z, inverse_norm, rows, dim });
        rig.op(Op::NormalizeBackward { z, inverse_norm, dz, dy, rows, dim });
        let got = block_on(rig.run(backend, &[z, dy]));
        for i in 0..rows {
            let at = i * dim..(i + 1) * dim;
            let (y, dz) = (wide(&y[at.clone()]), wide(&upstream[at.clone()]));
            let norm = y.iter().map(|v| v * v).sum::<f64>().sqrt().max(1e-12);
            let z: Vec<f64> = y.iter().map(|v| v / norm).collect();
            assert_close("z", &got[0][at.clone()], &z, 5e-7);
            let along: f64 = z.iter().zip(&dz).map(|(z, d)| z * d).sum();
            let zero = z.iter().all(|&v| v == 0.0);
            let scale = if zero { 0.0 } else { 1.0 / norm };
            let dy: Vec<f64> = z.iter().zip(&dz).map(|(z, d)| (d - z * along) * scale).collect();
            assert_close("dy", &got[1][at], &dy, 1e-5 * scale * (1.0 + along.abs()));
        }
    });
}

/// Two steps of each optimiser against the formulas in f64; 1e-6 is a few roundings of numbers of
/// order 1. The second step's bias correction and momentum differ from the first's.
pub fn optimize(backend: &impl Backend, cases: u32) {
    proptest!(config(cases), |(len in 1usize..300, seed: u32, adam: bool)| {
        let (w, g) = (filled(seed.into(), len), filled(u64::from(seed) + 1, len));
        let (lr, decay) = (0.1, 0.01);
        let optimizer = if adam {
            let (beta1, beta2, eps) = (0.9, 0.999, 1e-8);
            Optimizer::Adam { lr, beta1, beta2, eps, weight_decay: decay }
        } else {
            Optimizer::Sgd { lr, momentum: 0.9, weight_decay: decay }
        };
        let mut rig = Rig::default();
        let (params, grads) = (rig.given(&w), rig.given(&g));
        let state = rig.given(&vec![0.0; 2 * len]);
        rig.op(Op::Optimize { optimizer, params, grads, state, len });
        let got = block_on(rig.run_steps(backend, &[params], 2));
        let want: Vec<f64> = w.iter().zip(&g).map(|(&w, &g)| {
            let (mut w, g) = (f64::from(w), f64::from(g));
            let (mut m, mut v) = (0.0, 0.0);
            for t in 1..=2 {
                let g = g + f64::from(decay) * w;
                if adam {
                    let (beta1, beta2) = (f64::from(0.9_f32), f64::from(0.999_f32));
                    m = beta1 * m + (1.0 - beta1) * g;
                    v = beta2 * v + (1.0 - beta2) * g * g;
                    let (m, v) = (m / (1.0 - beta1.powi(t)), v / (1.0 - beta2.powi(t)));
                    w -= f64::from(lr) * m / (v.sqrt() + 1e-8);
                } else {
                    m = f64::from(0.9_f32) * m + g;
                    w -= f64::from(lr) * m;
                }
            }
            w
        }).collect();
        assert_close("params", &got[0], &want, 2e-6);
    });
}

fn arrangements(rows: usize, count: usize) -> [Arrangement; 5] {
    [
        Arrangement::InBatch { rows },
        Arrangement::Symmetric { rows },
        Arrangement::TwoViews { rows },
        Arrangement::Explicit { rows, count },
        Arrangement::Shared { rows, count },
    ]
}

/// Loss and gradient against f64, on shapes that are no multiples of anything, normalised or not, for
/// every loss with every arrangement and grouping it can have.
pub fn contrastive(backend: &impl Backend, cases: u32) {
    let shapes = (1usize..70, 1usize..40, 1usize..30);
    let settings = (0.02f32..2.0, any::<bool>(), any::<u32>(), 0usize..10_000);
    proptest!(config(cases), |((rows, dim, count) in shapes, (t, normalize, seed, which) in settings)| {
        let all = reference::combinations();
        let (loss, like, grouping) = all[which % all.len()];
        let arrangement = sized(like, rows, count);
        block_on(check(backend, (loss, arrangement, grouping), dim, t, normalize, seed.into()));
    });
}

/// An arrangement of the same kind.
fn sized(like: Arrangement, rows: usize, count: usize) -> Arrangement {
    match like {
        Arrangement::Among { .. } => Arrangement::Among {
            rows,
            counted: rows,
        },
        Arrangement::InBatch { .. } => Arrangement::InBatch { rows },
        Arrangement::Symmetric { .. } => Arrangement::Symmetric { rows },
        Arrangement::TwoViews { .. } => Arrangement::TwoViews { rows },
        Arrangement::Explicit { .. } => Arrangement::Explicit { rows, count },
        Arrangement::Shared { .. } => Arrangement::Shared { rows, count },
    }
}

/// The same on a few shapes of several blocks in each direction, and larger dimensions.
pub fn contrastive_large(backend: &impl Backend) {
    for (which, (loss, like, grouping)) in reference::combinations().into_iter().enumerate() {
        let (rows, dim, t) = [
            (230, 17, 0.1),
            (201, 64, 0.07),
            (150, 33, 0.5),
            (123, 20, 0.3),
        ][which % 4];
        let count = if matches!(like, Arrangement::Explicit { .. }) {
            107
        } else {
            217
        };
        for normalize in [true, false] {
            let what = (loss, sized(like, rows, count), grouping);
            block_on(check(backend, what, dim, t, normalize, rows as u64));
        }
    }
}

async fn check(
    backend: &impl Backend,
    (loss, arrangement, grouping): (Loss, Arrangement, Option<Grouping>),
    dim: usize,
    temperature: f32,
    normalize: bool,
    seed: u64,
) {
    let mut rows = filled(seed, arrangement.rows() * dim);
    if normalize {
        // Here, not on the backend, so that only the loss is judged.
        for row in rows.chunks_exact_mut(dim) {
            let norm = row.iter().map(|v| v * v).sum::<f32>().sqrt();
            row.iter_mut().for_each(|v| *v /= norm);
        }
    }
    // A few classes; of a memory's rows, some are not there yet.
    let group = |i: usize| match filled(seed + 9, arrangement.rows())[i] {
        v if v < -0.8 && matches!(arrangement, Arrangement::Shared { .. }) => -1.0,
        v => (4.0 * v).floor().abs(),
    };
    let groups = grouping.map(|grouping| {
        (
            grouping,
            (0..arrangement.rows()).map(group).collect::<Vec<_>>(),
        )
    });
    let case = Case {
        objective: loss,
        arrangement,
        groups: groups.clone(),
        temperature,
        normalize: false,
        dim,
    };
    let got = case.run_unit(backend, &rows, normalize).await;
    let again = case.run_unit(backend, &rows, normalize).await;
    let z = wide(&rows);
    let groups = groups
        .as_ref()
        .map(|(grouping, groups)| (*grouping, groups.as_slice()));
    let (want, powers, terms) = for_loss!(loss, formula => (
        reference::contrastive(formula, arrangement, groups, temperature.into(), &z, dim),
        formula.powers(),
        formula.term(0.0_f32).is_some(),
    ));
    let what =
        format!("{loss:?}, {arrangement:?}, {grouping:?}, dim {dim}, temperature {temperature}");
    // A similarity of size L is off by up to (dim/4 + 3) roundings of L/2²⁴ or so; a loss is as far
    // off times its slope, and a coefficient relatively so, times the power it is taken to.
    let power = f64::from(powers.0.max(1.0));
    let off = 2e-6 + power * (1.0 + want.largest) * (3.0 + dim as f64 / 4.0) * 1.2e-7;
    let sum = if terms { 1e-7 * want.loss.abs() } else { 0.0 };
    let slope = want.steepest.max(1.0);
    assert_close(&what, &[got.loss], &[want.loss], off * slope + sum);
    assert_close(
        &what,
        &got.row_losses,
        &want.row_losses,
        off * slope + 8.0 * sum,
    );
    // Each coefficient acts as anchor and as candidate.
    let tallest = z.iter().fold(0.0, |top: f64, v| top.max(v.abs()));
    let largest = want
        .gradient
        .iter()
        .fold(0.0, |top: f64, v| top.max(v.abs()));
    let unit = 4.0 * slope * tallest / (f64::from(temperature) * arrangement.counted() as f64);
    assert_close(
        &what,
        &got.gradient,
        &want.gradient,
        off * slope * (unit + largest),
    );
    assert_same_bits(&what, &got.gradient, &again.gradient);
    assert_same_bits(&what, &[got.loss], &[again.loss]);
}

/// β = 0 and τ⁺ = 0 is NT-Xent to the last bits' rounding; β = 0 is the debiased loss; both with the other at work
/// are something else.
pub fn laws(backend: &impl Backend) {
    let (rows, dim) = (37, 9);
    // Views that are near each other, so that the correction has something to subtract.
    let mut z = filled(5, rows * dim);
    let near = filled(6, rows * dim);
    z.extend_from_within(..);
    z[rows * dim..]
        .iter_mut()
        .zip(near)
        .for_each(|(v, noise)| *v += 0.3 * noise);
    let run = |objective| {
        let case = Case {
            objective,
            arrangement: Arrangement::TwoViews { rows },
            groups: None,
            temperature: 0.4,
            normalize: true,
            dim,
        };
        block_on(case.run(backend, &z))
    };
    let hard = |tau_plus, beta| {
        run(Loss::Hard(Hard {
            tau_plus,
            beta,
            detached: false,
            floor: -2.5,
        }))
    };
    let nt_xent = run(Loss::InfoNce(InfoNce));
    let same = hard(0.0, 0.0);
    assert_close("β = 0, τ⁺ = 0", &[same.loss], &wide(&[nt_xent.loss]), 1e-6);
    assert_close(
        "β = 0, τ⁺ = 0",
        &same.gradient,
        &wide(&nt_xent.gradient),
        1e-6,
    );
    for (other, what) in [(hard(0.1, 0.0), "τ⁺"), (hard(0.0, 0.5), "β")] {
        assert!(
            (other.loss - nt_xent.loss).abs() > 1e-2,
            "{what} does nothing"
        );
    }
    // As β → 0 the two sums merge continuously into the one.
    let [near, at] = [hard(0.1, 1e-4), hard(0.1, 0.0)];
    assert_close("β → 0", &[near.loss], &wide(&[at.loss]), 1e-3);
    assert_close("β → 0", &near.gradient, &wide(&at.gradient), 1e-4);
}

/// Which row stands where does not matter: the mean loss stays, the gradient moves with the rows.
/// Sums run in another order, hence 2e-6 of the gradient's scale.
pub fn permutation(backend: &impl Backend) {
    let (rows, dim) = (37, 9);
    let z = filled(3, 2 * rows * dim);
    let moved_to = |i: usize| (i * 10 + 3) % rows;
    let mut moved = z.clone();
    for i in 0..rows {
        for half in [0, rows] {
            moved[(half + moved_to(i)) * dim..][..dim]
                .copy_from_slice(&z[(half + i) * dim..][..dim]);
        }
    }
    for which in 0..3 {
        let objective = Loss::InfoNce(InfoNce);
        let arrangement = arrangements(rows, 1)[which];
        let case = Case {
            objective,
            arrangement,
            groups: None,
            temperature: 0.3,
            normalize: true,
            dim,
        };
        let (a, b) =
            block_on(async { (case.run(backend, &z).await, case.run(backend, &moved).await) });
        assert_close("loss", &[b.loss], &wide(&[a.loss]), 2e-6);
        for i in 0..2 * rows {
            let to = i / rows * rows + moved_to(i % rows);
            let want = wide(&a.gradient[i * dim..][..dim]);
            assert_close("gradient", &b.gradient[to * dim..][..dim], &want, 2e-6);
        }
    }
}

/// Values at which naive forms overflow or divide by zero: all results finite, and the closed forms
/// where there are any.
pub fn extremes(backend: &impl Backend) {
    let objective = Loss::InfoNce(InfoNce);
    let run = |arrangement, temperature, normalize, rows: &[f32], dim| {
        let case = Case {
            objective,
            arrangement,
            groups: None,
            temperature,
            normalize,
            dim,
        };
        let got = block_on(case.run(backend, rows));
        let all = got
            .gradient
            .iter()
            .chain(&got.row_losses)
            .chain([&got.loss]);
        assert!(
            all.into_iter().all(|v| v.is_finite()),
            "{arrangement:?} is not finite"
        );
        got
    };
    for which in 0..5 {
        let arrangement = arrangements(5, 1)[which];
        let len = arrangement.rows() * 4;
        // Logits of ±1e3 and more, from raw dot products and from a small temperature.
        let large: Vec<f32> = filled(1, len).iter().map(|v| 40.0 * v).collect();
        run(arrangement, 1.0, false, &large, 4);
        run(arrangement, 0.01, true, &large, 4);
        // Equal rows: log(negatives + 1), whatever the temperature; nothing to gain by moving.
        let closed_form = f64::from(arrangement.negatives() as f32).ln_1p();
        for temperature in [0.01, 0.5] {
            let equal = run(arrangement, temperature, true, &vec![0.5; len], 4);
            // The loss is a difference of two logits of size 1/temperature.
            let off = 1e-6 + 1.2e-7 / f64::from(temperature);
            assert_close("equal rows", &[equal.loss], &[closed_form], off);
            assert_close(
                "equal rows",
                &equal.gradient,
                &vec![0.0; len],
                2e-6 / f64::from(temperature),
            );
        }
        let zero = run(arrangement, 0.1, true, &vec![0.0; len], 4);
        assert_close("zero rows", &[zero.loss], &[closed_form], 2e-6);
        assert_close("zero rows", &zero.gradient, &vec![0.0; len], 0.0);
    }
    // One row, no negatives: nothing to tell apart.
    for which in 0..3 {
        let arrangement = arrangements(1, 0)[which];
        for normalize in [true, false] {
            let lone = run(arrangement, 0.1, normalize, &filled(2, 2 * 5), 5);
            assert_close("no negatives", &[lone.loss], &[0.0], 0.0);
            assert_close("no negatives", &lone.gradient, &[0.0; 10], 0.0);
        }
    }
}
