//! Losses of distances: tuples and uniformity. Judged by the reference values, by explicit loops in
//! f64 with central differences, and by each other.

use super::compare::{self, assert_close, assert_same_bits, assert_twins};
use super::oracle::{extent, flat, flat32, metric_losses, number, text};
use super::properties::{config, filled, wide};
use super::rig::Rig;
use nearfar::compute::{Backend, Op};
use nearfar::contrastive::tuple::{
    Tuple, TupleLoss, TupleRule, alignment::Alignment, margin::Margin, norm_penalty::NormPenalty,
    triplet::Triplet,
};
use nearfar::contrastive::uniformity::{LogSum, exponent, share};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::Value;

/// Either operation.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Tuple(TupleLoss),
    /// Of the rows from this one on.
    Uniformity(usize),
}

#[derive(Clone, Copy, Debug)]
struct Case {
    kind: Kind,
    rows: usize,
    count: usize,
    dim: usize,
    weight: f32,
    /// What outputs hold before: added to, where it is not 0.
    before: f32,
    gradient_wanted: bool,
}

struct Outcome {
    loss: f32,
    row_losses: Vec<f32>,
    gradient: Vec<f32>,
}

impl Case {
    fn new(kind: Kind, rows: usize, count: usize, dim: usize) -> Self {
        let (weight, before) = (1.0, 0.0);
        Case {
            kind,
            rows,
            count,
            dim,
            weight,
            before,
            gradient_wanted: true,
        }
    }

    /// Rows of z.
    fn height(&self) -> usize {
        match self.kind {
            Kind::Tuple(_) => self.rows * (2 + self.count),
            Kind::Uniformity(first) => first + self.rows,
        }
    }

    fn run(
        &self,
        backend: &impl Backend,
        values: &[f32],
        similar: Option<&[f32]>,
        normalize: bool,
    ) -> Outcome {
        let Case {
            kind,
            rows,
            count,
            dim,
            weight,
            before,
            gradient_wanted,
        } = *self;
        let height = self.height();
        let mut rig = Rig::default();
        let raw = rig.given(values);
        let similar = similar.map(|similar| rig.given(similar));
        let add = before != 0.0;
        let mut output = |len: usize| match add {
            true => rig.given(&vec![before; len]),
            false => rig.wanted(len),
        };
        let (dz, row_losses, loss) = (output(height * dim), output(rows), output(1));
        let (z, inverse_norm) = match normalize {
            true => (rig.wanted(height * dim), rig.wanted(height)),
            false => (raw, raw),
        };
        if normalize {
            rig.op(Op::Normalize {
                y: raw,
                z,
                inverse_norm,
                rows: height,
                dim,
            });
        }
        rig.op(match kind {
            Kind::Tuple(rule) => Op::Tuple {
                rule,
                rows,
                count,
                z,
                similar,
                dz: gradient_wanted.then_some(dz),
                row_losses,
                loss,
                dim,
                weight,
                add,
            },
            Kind::Uniformity(first) => Op::Uniformity {
                z,
                dz: gradient_wanted.then_some(dz),
                row_losses,
                loss,
                first,
                rows,
                dim,
                weight,
                add,
            },
        });
        let mut gradient = dz;
        if normalize {
            gradient = rig.wanted(height * dim);
            rig.op(Op::NormalizeBackward {
                z,
                inverse_norm,
                dz,
                dy: gradient,
                rows: height,
                dim,
            });
        }
        let outputs = block_on(rig.run(backend, &[loss, row_losses, gradient]));
        let [loss, row_losses, gradient] = <[_; 3]>::try_from(outputs).expect("three outputs");
        Outcome {
            loss: loss[0],
            row_losses,
            gradient,
        }
    }
}

/// Every case of `metric_losses.json` that is a loss of distances, within its own float32 tolerance.
pub fn oracle(backend: &impl Backend) {
    let mut seen = 0;
    for case in metric_losses()["cases"].as_array().expect("cases") {
        seen += u32::from(check_oracle(backend, case));
    }
    assert_eq!(seen, 10, "cases of distances in metric_losses.json");
}

/// The inputs of a case in z's order and its loss, if that is one of distances.
fn kind_of(case: &Value) -> Option<(&'static [&'static str], Kind)> {
    let margin = || number(&case["margin"]) as f32;
    Some(match text(&case["loss_kind"]) {
        "triplet" => (
            &["anchor", "positive", "negative"],
            Kind::Tuple(TupleLoss::Triplet(Triplet {
                margin: margin(),
                squared: case["squared"].as_bool().expect("squared"),
            })),
        ),
        "contrastive_margin" => (
            &["x1", "x2"],
            Kind::Tuple(TupleLoss::Margin(Margin { margin: margin() })),
        ),
        "alignment" => (&["x", "y"], Kind::Tuple(TupleLoss::Alignment(Alignment))),
        "uniformity" => (&["x"], Kind::Uniformity(0)),
        _ => return None,
    })
}

fn check_oracle(backend: &impl Backend, case: &Value) -> bool {
    let Some((parts, kind)) = kind_of(case) else {
        return false;
    };
    let name = text(&case["name"]);
    let inputs = &case["inputs"];
    let values: Vec<f32> = parts
        .iter()
        .flat_map(|part| flat32(&inputs[*part]))
        .collect();
    let similar = case.get("is_similar").map(flat32);
    let first = &inputs[parts[0]];
    let (rows, dim) = (extent(first, 0), extent(first, 1));
    let normalize = case["normalize"].as_bool().unwrap_or(false);
    let setting = Case::new(kind, rows, parts.len().saturating_sub(2), dim);
    let got = setting.run(backend, &values, similar.as_deref(), normalize);

    let tolerance = &case["tolerance_float32"];
    let allowed = number(&tolerance["loss_abs"]);
    assert_close(name, &[got.loss], &[number(&case["loss"])], allowed);
    let per_anchor = flat(&case["loss_per_anchor"]);
    // The reference gives uniformity as one number.
    if matches!(kind, Kind::Tuple(_)) {
        let largest = per_anchor.iter().fold(1.0, |top: f64, v| top.max(v.abs()));
        let scaled = allowed * largest / number(&case["loss"]).abs().max(1.0);
        assert_close(name, &got.row_losses, &per_anchor, scaled);
    }
    let want: Vec<f64> = parts
        .iter()
        .flat_map(|part| flat(&case["gradients"][*part]))
        .collect();
    let allowed = number(&tolerance["gradient_abs"]);
    assert_close(name, &got.gradient, &want, allowed);
    true
}

/// The formulas themselves in f64, against the same references within 1e-10 and 1e-9.
pub fn oracle_double() {
    let mut seen = 0;
    for case in metric_losses()["cases"].as_array().expect("cases") {
        let Some((parts, kind)) = kind_of(case) else {
            continue;
        };
        let z: Vec<f64> = parts
            .iter()
            .flat_map(|part| flat(&case["inputs"][*part]))
            .collect();
        let first = &case["inputs"][parts[0]];
        let (rows, dim) = (extent(first, 0), extent(first, 1));
        let normalize = case["normalize"].as_bool().unwrap_or(false);
        let lengths: Vec<f64> = z
            .chunks(dim)
            .map(|row| match normalize {
                true => row.iter().map(|v| v * v).sum::<f64>().sqrt(),
                false => 1.0,
            })
            .collect();
        let z: Vec<f64> = (0..z.len()).map(|at| z[at] / lengths[at / dim]).collect();
        let similar = case.get("is_similar").map(flat32);
        let count = parts.len().saturating_sub(2);
        let (loss, mut gradient) = match kind {
            Kind::Tuple(rule) => tuple_double(rule, &z, [rows, count, dim], similar.as_deref()),
            Kind::Uniformity(_) => uniformity_double(&z, rows, dim),
        };
        if normalize {
            for (i, d) in gradient.chunks_mut(dim).enumerate() {
                let z = &z[i * dim..][..dim];
                let along: f64 = z.iter().zip(&*d).map(|(z, d)| z * d).sum();
                for (d, z) in d.iter_mut().zip(z) {
                    *d = (*d - z * along) / lengths[i];
                }
            }
        }
        let name = text(&case["name"]);
        // A margin is an f32, which 0.2 is not: it moves the loss of every anchor that has one.
        let margin = case["margin"].as_f64().unwrap_or(0.0);
        let active = flat(&case["loss_per_anchor"]);
        let active = active.iter().filter(|loss| **loss > 0.0).count() as f64 / rows as f64;
        let want = number(&case["loss"]) + active * (f64::from(margin as f32) - margin);
        assert!(
            (loss - want).abs() <= 1e-10 * want.abs().max(1.0),
            "{name}: {loss}, not {want}"
        );
        let want: Vec<f64> = parts
            .iter()
            .flat_map(|part| flat(&case["gradients"][*part]))
            .collect();
        let allowed = 1e-9 * number(&case["gradient_max_abs"]).max(1.0);
        assert_eq!(gradient.len(), want.len());
        for (at, (got, want)) in gradient.iter().zip(&want).enumerate() {
            assert!(
                (got - want).abs() <= allowed,
                "{name}[{at}]: {got}, not {want}"
            );
        }
        seen += 1;
    }
    assert_eq!(seen, 10);
}

fn squared(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| (x - y) * (x - y)).sum()
}

fn tuple_double(
    rule: TupleLoss,
    z: &[f64],
    [rows, count, dim]: [usize; 3],
    similar: Option<&[f32]>,
) -> (f64, Vec<f64>) {
    let row = |i: usize| &z[i * dim..][..dim];
    let mut gradient = vec![0.0; z.len()];
    let mut total = 0.0;
    for i in 0..rows {
        let slopes = rule.rule(&Tuple {
            norms: row(i).iter().chain(row(rows + i)).map(|v| v * v).sum(),
            positive: squared(row(i), row(rows + i)),
            negative: (count > 0).then(|| squared(row(i), row(2 * rows + i))),
            similar: similar.is_none_or(|similar| similar[i] == 1.0),
        });
        total += slopes.loss;
        for (other, slope) in [(rows + i, slopes.positive), (2 * rows + i, slopes.negative)] {
            for k in 0..if slope == 0.0 { 0 } else { dim } {
                let push = 2.0 * slope * (row(i)[k] - row(other)[k]) / rows as f64;
                gradient[i * dim + k] += push;
                gradient[other * dim + k] -= push;
            }
        }
    }
    (total / rows as f64, gradient)
}

fn uniformity_double(z: &[f64], rows: usize, dim: usize) -> (f64, Vec<f64>) {
    let row = |i: usize| &z[i * dim..][..dim];
    let mut sum = LogSum::<f64>::EMPTY;
    for i in 0..rows {
        for j in 0..i {
            sum.add(exponent(squared(row(i), row(j))));
        }
    }
    let pairs = rows * (rows - 1);
    let loss = sum.log_mean(pairs / 2);
    let mut gradient = vec![0.0; z.len()];
    for i in 0..rows {
        for j in (0..rows).filter(|&j| j != i) {
            let c = -8.0 / pairs as f64 * share(squared(row(i), row(j)), loss);
            for k in 0..dim {
                gradient[i * dim + k] += c * (row(i)[k] - row(j)[k]);
            }
        }
    }
    (loss, gradient)
}

/// Row losses and the loss in f64, by the definitions: loops apart from the kernels' formulas.
fn reference(case: &Case, z: &[f64], similar: Option<&[f32]>) -> (Vec<f64>, f64) {
    let Case {
        kind,
        rows,
        count,
        dim,
        ..
    } = *case;
    let row = |i: usize| &z[i * dim..][..dim];
    let d2 = |i, j| -> f64 {
        row(i)
            .iter()
            .zip(row(j))
            .map(|(a, b)| (a - b).powi(2))
            .sum()
    };
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let hinge = |margin: f32, d: f64| (f64::from(margin) - d).max(0.0);
    match kind {
        Kind::Uniformity(first) => {
            let log_mean = |terms: Vec<f64>| {
                let top = terms.iter().fold(f64::MIN, |top, v| top.max(*v));
                let sum: f64 = terms.iter().map(|v| (v - top).exp()).sum();
                match terms.len() {
                    0 => 0.0,
                    n => top + (sum / n as f64).ln(),
                }
            };
            let pair = |i: usize, j: usize| -2.0 * d2(first + i, first + j);
            let others = |i: usize| (0..rows).filter(|&j| j != i).map(|j| pair(i, j)).collect();
            let pairs = (0..rows).flat_map(|i| (0..i).map(move |j| pair(i, j)));
            (
                (0..rows).map(|i| log_mean(others(i))).collect(),
                log_mean(pairs.collect()),
            )
        }
        Kind::Tuple(rule) => {
            let losses: Vec<f64> = (0..rows)
                .map(|i| {
                    let near = d2(i, rows + i);
                    let far: Vec<f64> = (0..count)
                        .map(|k| d2(i, 2 * rows + i * count + k))
                        .collect();
                    match rule {
                        TupleLoss::Triplet(Triplet { margin, squared }) => {
                            let d = |d2: f64| if squared { d2 } else { d2.sqrt() };
                            let terms: Vec<f64> = far
                                .iter()
                                .map(|&far| (d(near) - d(far) + f64::from(margin)).max(0.0))
                                .collect();
                            mean(&terms)
                        }
                        TupleLoss::Margin(Margin { margin }) => {
                            let pair = match similar {
                                Some(similar) if similar[i] == 0.0 => {
                                    0.5 * hinge(margin, near.sqrt()).powi(2)
                                }
                                _ => 0.5 * near,
                            };
                            let terms: Vec<f64> = far
                                .iter()
                                .map(|far| 0.5 * hinge(margin, far.sqrt()).powi(2))
                                .collect();
                            pair + if count > 0 { mean(&terms) } else { 0.0 }
                        }
                        TupleLoss::Alignment(_) => near,
                        TupleLoss::NormPenalty(NormPenalty { l2 }) => {
                            let squares = row(i).iter().chain(row(rows + i)).map(|v| v * v);
                            f64::from(l2) * squares.sum::<f64>()
                        }
                    }
                })
                .collect();
            let loss = mean(&losses);
            (losses, loss)
        }
    }
}

fn kinds(margin: f32, first: usize) -> [Kind; 6] {
    [
        Kind::Tuple(TupleLoss::Triplet(Triplet {
            margin,
            squared: false,
        })),
        Kind::Tuple(TupleLoss::Triplet(Triplet {
            margin,
            squared: true,
        })),
        Kind::Tuple(TupleLoss::Margin(Margin { margin })),
        Kind::Tuple(TupleLoss::Alignment(Alignment)),
        Kind::Tuple(TupleLoss::NormPenalty(NormPenalty { l2: 0.02 })),
        Kind::Uniformity(first),
    ]
}

fn labels(rows: usize) -> Vec<f32> {
    (0..rows).map(|i| f32::from(i % 3 != 1)).collect()
}

/// Losses against f64 and gradients against central differences of it, set and added, on odd sizes.
pub fn properties(backend: &impl Backend, cases: u32) {
    let shapes = (1usize..40, 0usize..4, 1usize..20, 0usize..6, 0usize..3);
    let settings = (0.1f32..3.0, any::<bool>(), any::<bool>(), any::<u32>());
    proptest!(config(cases), |((rows, count, dim, which, first) in shapes,
                               (margin, labelled, add, seed) in settings)| {
        let kind = kinds(margin, first)[which];
        let count = if which < 2 { count.max(1) } else { count };
        let mut case = Case::new(kind, rows, count, dim);
        if add {
            (case.weight, case.before) = (0.7, 0.25);
        }
        let values = filled(seed.into(), case.height() * dim);
        let similar = labels(rows);
        let similar = labelled.then_some(similar.as_slice());
        let got = case.run(backend, &values, similar, false);
        let again = case.run(backend, &values, similar, false);

        let z = wide(&values);
        let (weight, before) = (f64::from(case.weight), f64::from(case.before));
        let out = |v: f64| before + weight * v;
        let (row_losses, loss) = reference(&case, &z, similar);
        let row_losses: Vec<f64> = row_losses.into_iter().map(out).collect();
        let largest = row_losses.iter().fold(1.0, |top: f64, v| top.max(v.abs()));
        // A distance is a sum of dim squares, uniformity one of rows exponentials: some roundings each.
        let off = (4.0 + dim as f64 / 2.0 + (rows as f64).sqrt()) * 1.2e-7 * largest;
        let what = format!("{case:?}");
        assert_close(&what, &got.row_losses, &row_losses, off);
        assert_close(&what, &[got.loss], &[out(loss)], off);

        // Some ten coordinates; where a hinge opens within the step, a difference is no derivative.
        let h = 1e-5;
        let all = case.height() * dim;
        for at in (0..all).step_by(1 + all / 10) {
            let moved = |by: f64| {
                let mut z = z.clone();
                z[at] += by;
                reference(&case, &z, similar).1
            };
            let [far_down, down, up, far_up] = [-2.0 * h, -h, h, 2.0 * h].map(moved);
            let want = (up - down) / (2.0 * h);
            if (want - (far_up - far_down) / (4.0 * h)).abs() > 1e-6 {
                continue;
            }
            // Rows that uniformity leaves alone keep what they had.
            if let (Kind::Uniformity(first), false) = (case.kind, add) && at < first * dim {
                prop_assert_eq!(got.gradient[at], Rig::RUBBISH);
                continue;
            }
            assert_close(&what, &[got.gradient[at]], &[out(want)], 2e-6 + 10.0 * off / rows as f64);
        }
        assert_same_bits(&what, &got.gradient, &again.gradient);
        assert_same_bits(&what, &got.row_losses, &again.row_losses);
    });
}

/// Equal rows, zeros, far rows, margins that are kept, a single row: finite, and the closed forms.
pub fn extremes(backend: &impl Backend) {
    let finite = |case: &Case, values: &[f32], similar: Option<&[f32]>| {
        let got = case.run(backend, values, similar, false);
        let all = got.gradient.iter().chain(&got.row_losses);
        assert!(all.chain([&got.loss]).all(|v| v.is_finite()), "{case:?}");
        got
    };
    let (rows, dim) = (5, 3);
    let dissimilar = [0.0; 5];
    for kind in kinds(1.0, 0) {
        let case = Case::new(kind, rows, 2, dim);
        let len = case.height() * dim;
        for level in [0.0, 0.5, 1e6] {
            let got = finite(&case, &vec![level; len], Some(&dissimilar));
            let norms = 0.02 * 6.0 * f64::from(level) * f64::from(level);
            let want = match kind {
                Kind::Tuple(TupleLoss::Triplet(_)) => 1.0,
                // The pair and its negatives, ½ margin² each.
                Kind::Tuple(TupleLoss::Margin(_)) => 1.0,
                Kind::Tuple(TupleLoss::NormPenalty(_)) => norms,
                _ => 0.0,
            };
            assert_close("equal rows", &[got.loss], &[want], 1e-6 * want);
            if !matches!(kind, Kind::Tuple(TupleLoss::NormPenalty(_))) {
                assert_close("equal rows", &got.gradient, &vec![0.0; len], 0.0);
            }
        }
        // Far apart: no exponential of such a distance is above 0.
        let far: Vec<f32> = filled(1, len).iter().map(|v| 1e4 * v).collect();
        finite(&case, &far, None);
    }
    // Without a gradient: the same losses, and nothing written.
    for mut case in kinds(1.0, 1).map(|kind| Case::new(kind, 7, 2, dim)) {
        let values = filled(4, case.height() * dim);
        let with = case.run(backend, &values, None, false);
        case.gradient_wanted = false;
        let without = case.run(backend, &values, None, false);
        assert_same_bits("no gradient", &[without.loss], &[with.loss]);
        assert_same_bits("no gradient", &without.row_losses, &with.row_losses);
        assert!(without.gradient.iter().all(|&v| v == Rig::RUBBISH));
    }
    // Anchors on their positives, negatives beyond the margin: nothing to gain.
    let case = Case::new(kinds(1.0, 0)[0], 1, 1, 2);
    let got = finite(&case, &[0.0, 0.0, 0.0, 0.0, 3.0, 0.0], None);
    assert_close("kept margin", &[got.loss], &[0.0], 0.0);
    assert_close("kept margin", &got.gradient, &[0.0; 6], 0.0);
    let got = finite(&Case::new(Kind::Uniformity(0), 1, 0, 2), &[0.3, -2.0], None);
    assert_close(
        "a single row",
        &[got.loss, got.row_losses[0]],
        &[0.0; 2],
        0.0,
    );
    assert_close("a single row", &got.gradient, &[0.0; 2], 0.0);
}

/// The CPU's kernels and this backend's, with more rows than a workgroup has threads.
pub fn twins(backend: &impl Backend) {
    for (rows, count, dim) in [(1, 1, 1), (67, 3, 5), (300, 2, 33)] {
        for kind in kinds(2.0, 3) {
            let case = Case::new(kind, rows, count, dim);
            let values = filled(9, case.height() * dim);
            let similar = labels(rows);
            let cpu = case.run(&nearfar::compute::cpu::Cpu, &values, Some(&similar), false);
            let gpu = case.run(backend, &values, Some(&similar), false);
            let name = format!("{case:?}");
            let from = if let Kind::Uniformity(first) = kind {
                first * dim
            } else {
                0
            };
            for (cpu, gpu) in [
                (&[cpu.loss][..], &[gpu.loss][..]),
                (&cpu.row_losses, &gpu.row_losses),
                (&cpu.gradient[from..], &gpu.gradient[from..]),
            ] {
                // Both in f32 with sums in other orders, as far as 300 terms lead apart.
                assert_twins(&name, compare::Cpu(cpu), compare::Gpu(gpu), 5e-6);
            }
        }
    }
}
