//! The gradient check of every loss that the page offers: card × source of negatives × oracle × normalisation.
//! What `plan` computes as ∂loss/∂z is held to central differences of the loss's value in f64, so a pair
//! formula that does not belong to its row formula is found, and a new card is checked unasked.

use super::compare::assert_close;
use super::properties::{filled, wide};
use super::reference;
use super::rig::Rig;
use nearfar::compute::{Backend, Groups};
use nearfar::contrastive::objective::{Site, Term};
use nearfar::contrastive::tuple::{Tuple, TupleRule};
use nearfar::contrastive::{Arrangement, Grouping, LOSSES, Objective};
use nearfar::experiment::{Config, Task, Value, defaults};
use nearfar::for_loss;
use pollster::block_on;

const DIM: usize = 3;
/// Training points, as many rows as a bank has.
const TRAIN: usize = 20;

pub fn gradient_check(backend: &impl Backend) {
    let mut seen = 0;
    for card in LOSSES {
        for source in card.negatives {
            for oracle in [false, true].into_iter().take(1 + usize::from(card.oracle)) {
                for normalize in [true, false] {
                    check(backend, card.name, source, oracle, normalize);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 80, "{seen} combinations");
}

fn check(backend: &impl Backend, loss: &str, source: &str, oracle: bool, normalize: bool) {
    let what = format!("{loss}, {source}, oracle {oracle}, normalize {normalize}");
    let config = config(loss, source, oracle, normalize);
    let arrangement = config.arrangement(TRAIN);
    let rows = arrangement.rows();
    let mut z = filled(7, rows * DIM);
    if normalize {
        for row in z.chunks_exact_mut(DIM) {
            let norm = row.iter().map(|v| v * v).sum::<f32>().sqrt();
            row.iter_mut().for_each(|v| *v /= norm);
        }
    }
    // Two views are of one class; a memory has rows that are not there yet.
    let half = rows / 2;
    let group = |row: usize| match arrangement {
        Arrangement::Shared { .. } if row % 7 == 6 => -1.0,
        _ => (row % half * 5 % 3) as f32,
    };
    let groups: Vec<f32> = (0..rows).map(group).collect();
    let grouping = config.grouping().map(|(grouping, _)| grouping);
    let objective = config.objective(0);
    let constant = matches!(arrangement, Arrangement::Shared { .. });

    let mut rig = Rig::default();
    let given = rig.given(&z);
    let of_rows = rig.given(&groups);
    let (dz, row_losses, mean) = (
        rig.wanted(rows * DIM),
        rig.wanted(arrangement.anchors()),
        rig.wanted(1),
    );
    let ops = objective.ops(&Site {
        arrangement,
        groups: grouping.map(|grouping| Groups {
            grouping,
            buffer: of_rows,
            offset: 0,
        }),
        constant,
        temperature: config.temperature(),
        unit_rows: normalize,
        similar: None,
        z: given,
        dz: Some(dz),
        row_losses,
        loss: mean,
        dim: DIM,
    });
    ops.into_iter().for_each(|op| rig.op(op));
    let outputs = block_on(rig.run(backend, &[mean, dz]));

    let value = |z: &[f64]| {
        let groups = grouping.map(|grouping| (grouping, groups.as_slice()));
        value(
            &objective,
            arrangement,
            groups,
            config.temperature().into(),
            z,
        )
    };
    let z = wide(&z);
    // f32 sums of a few dozen terms; a loss of size L is rounded to L/2²⁴ or so.
    let want = value(&z);
    assert_close(&what, &outputs[0], &[want], 2e-6 * (1.0 + want.abs()));
    let trained = if constant {
        arrangement.anchors()
    } else {
        rows
    };
    let differences: Vec<f64> = (0..trained * DIM)
        .map(|k| reference::central_difference(value, &z, k, 1e-5))
        .collect();
    let largest = differences
        .iter()
        .fold(0.0, |top: f64, slope| top.max(slope.abs()));
    assert!(largest > 1e-3, "{what}: nothing is learned");
    assert_close(
        &what,
        &outputs[1][..trained * DIM],
        &differences,
        2e-6 * (1.0 + largest),
    );
}

fn config(loss: &str, source: &str, oracle: bool, normalize: bool) -> Config {
    let mut config = defaults(Task::Contrastive, "gaussian").expect("a data set");
    let settings = [
        ("batch", Value::Number(6.0)),
        ("loss", Value::text(loss)),
        ("negatives", Value::text(source)),
        ("negatives.oracle", Value::Bool(oracle)),
        ("encoder.normalize", Value::Bool(normalize)),
    ];
    let smaller = [
        ("negatives.count", Value::Number(3.0)),
        ("negatives.size", Value::Number(16.0)),
    ];
    for (path, value) in settings {
        config.set(path, &value).expect(path);
    }
    for (path, value) in smaller {
        // Only some sources have them.
        let _ = config.set(path, &value);
    }
    config
}

/// The objective's value in f64, by explicit loops over the relations.
fn value(
    objective: &Objective,
    arrangement: Arrangement,
    groups: Option<(Grouping, &[f32])>,
    temperature: f64,
    z: &[f64],
) -> f64 {
    let row = |i: usize| &z[i * DIM..][..DIM];
    let distance = |i, j| -> f64 {
        let pairs = row(i).iter().zip(row(j));
        pairs.map(|(a, b)| (a - b) * (a - b)).sum()
    };
    let norm = |i| row(i).iter().map(|v| v * v).sum::<f64>();
    let rows = arrangement.rows();
    let terms = objective.terms().iter().map(|term| match *term {
        Term::Similarities(loss) => for_loss!(loss, formula => {
            reference::contrastive(formula, arrangement, groups, temperature, z, DIM).loss
        }),
        Term::Distances { rule, weight } => {
            let (anchors, count) = match arrangement {
                Arrangement::Explicit { rows, count } => (rows, count),
                _ => (rows / 2, 0),
            };
            let of = |i: usize, negative: Option<usize>| {
                let tuple = Tuple {
                    norms: norm(i) + norm(i + anchors),
                    positive: distance(i, i + anchors),
                    negative: negative.map(|j| distance(i, j)),
                    similar: true,
                };
                rule.rule(&tuple).loss
            };
            let of_anchor = |i: usize| match count {
                0 => of(i, None),
                _ => {
                    let own = 2 * anchors + i * count..2 * anchors + (i + 1) * count;
                    own.map(|j| of(i, Some(j))).sum::<f64>() / count as f64
                }
            };
            f64::from(weight) * (0..anchors).map(of_anchor).sum::<f64>() / anchors as f64
        }
        Term::Uniformity { weight } => {
            let mut exponentials = Vec::new();
            for i in 0..rows {
                for j in 0..i {
                    exponentials.push((-2.0 * distance(i, j)).exp());
                }
            }
            let mean = exponentials.iter().sum::<f64>() / exponentials.len() as f64;
            f64::from(weight) * mean.ln()
        }
    });
    terms.sum()
}
