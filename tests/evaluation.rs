//! kNN, linear probe, alignment, uniformity and PCA against the reference values, in 32-bit inputs.

use nearfar::evaluate::linear_probe::{self, Options, Probe};
use nearfar::evaluate::{
    Metric, Neighbors, Pca, accuracy, alignment, knn, neighbors, pca, uniformity,
};
use nearfar::rng::{Rng, Stream};
use serde_json::Value;

fn reference(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("JSON");
    file["cases"].as_array().expect("cases").clone()
}

fn evaluation() -> Vec<Value> {
    reference(include_str!("oracle/evaluation.json"))
}

/// Nested lists of numbers, flattened row-major.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().expect("a number")],
    }
}

fn floats(value: &Value) -> Vec<f32> {
    numbers(value).iter().map(|&v| v as f32).collect()
}

fn whole(value: &Value) -> Vec<u32> {
    numbers(value).iter().map(|&v| v as u32).collect()
}

fn width(value: &Value) -> usize {
    value[0].as_array().expect("rows").len()
}

/// The largest |a − b| over the largest |b|.
fn relative_error(found: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let largest =
        |values: &mut dyn Iterator<Item = f64>| values.fold(0.0_f64, |a, b| a.max(b.abs()));
    let difference = largest(&mut found.iter().zip(expected).map(|(a, b)| a - b));
    difference / largest(&mut expected.iter().copied()).max(1e-300)
}

#[test]
fn the_comparison_sees_a_wrong_entry() {
    assert_eq!(relative_error(&[1.0, -2.0], &[1.0, -2.0]), 0.0);
    assert!((relative_error(&[1.0, -2.002], &[1.0, -2.0]) - 1e-3).abs() < 1e-9);
}

/// Neighbours exact where the k-th and the next differ by more than 1e-5 (below, f32 inputs may
/// swap them); predictions and accuracy exact.
#[test]
fn knn_equals_the_reference() {
    let (mut compared, mut exact) = (0, 0);
    for case in evaluation() {
        let dim = width(&case["train_embeddings"]);
        let (train, test) = (
            floats(&case["train_embeddings"]),
            floats(&case["test_embeddings"]),
        );
        let (train_labels, test_labels) =
            (whole(&case["train_labels"]), whole(&case["test_labels"]));
        for setting in case["knn"].as_array().expect("settings") {
            let metric = if setting["metric"] == "cosine" {
                Metric::Cosine
            } else {
                Metric::Euclidean
            };
            let k = setting["k"].as_u64().expect("k") as usize;
            let predicted = knn(&train, &train_labels, &test, dim, k, metric);
            assert_eq!(
                predicted,
                whole(&setting["prediction"]),
                "{} {metric:?} {k}",
                case["name"]
            );
            let expected = setting["accuracy"].as_f64().expect("accuracy");
            assert!((accuracy(&predicted, &test_labels) - expected).abs() < 1e-12);
            compared += 1;
            if setting["smallest_gap_at_k"].as_f64().expect("gap") > 1e-5 {
                let search = Neighbors::new(&train, dim, metric);
                let found: Vec<u32> = test
                    .chunks_exact(dim)
                    .flat_map(|query| search.nearest(query, k, None))
                    .map(|neighbor| neighbor.index)
                    .collect();
                assert_eq!(
                    found,
                    whole(&setting["neighbor_indices"]),
                    "{} {metric:?} {k}",
                    case["name"]
                );
                exact += 1;
            }
        }
    }
    assert_eq!((compared, exact), (18, 14));
}

#[test]
fn ties_go_to_the_smaller_row_and_the_smaller_label() {
    let train = [0.0, 1.0, 1.0, 2.0];
    let search = Neighbors::new(&train, 1, Metric::Euclidean);
    let found: Vec<(u32, f32)> = search
        .nearest(&[1.0], 4, None)
        .iter()
        .map(|n| (n.index, n.distance))
        .collect();
    assert_eq!(found, [(1, 0.0), (2, 0.0), (0, 1.0), (3, 1.0)]);
    assert_eq!(
        search
            .nearest(&[1.0], 2, Some(1))
            .iter()
            .map(|n| n.index)
            .collect::<Vec<_>>(),
        [2, 0]
    );
    assert_eq!(
        knn(&train, &[3, 2, 1, 0], &[1.0], 1, 2, Metric::Euclidean),
        [1]
    );
    assert_eq!(
        knn(&train, &[3, 2, 1, 0], &[1.0], 1, 99, Metric::Euclidean),
        [0]
    );
    // Nothing to look at, and nothing to look among.
    assert_eq!(
        knn(&train, &[3, 2, 1, 0], &[1.0], 1, 0, Metric::Euclidean),
        [0]
    );
    assert_eq!(knn(&[], &[], &[1.0], 1, 3, Metric::Cosine), [0]);
}

/// A diverged run must neither panic nor hang; what comes out means nothing.
#[test]
fn embeddings_that_are_not_numbers_do_no_harm() {
    let z = [f32::NAN, 1.0, f32::INFINITY, 2.0];
    assert_eq!(knn(&z, &[0, 1], &z, 2, 1, Metric::Cosine).len(), 2);
    assert_eq!(knn(&z, &[0, 1], &z, 2, 2, Metric::Euclidean).len(), 2);
    assert!(
        linear_probe::fit(&z, &[0, 1], 2, 2, 0.1, true)
            .predict(&z)
            .len()
            == 2
    );
    assert!(uniformity(&z, 2).is_nan() && alignment(&z, &z, 2).is_nan());
}

#[test]
fn neighbours_of_a_row_leave_it_out_and_report_cosines() {
    let z = [1.0, 0.0, 0.0, 2.0, 3.0, 3.0, -1.0, 0.0, 0.0, 0.0];
    let (indices, similarities) = neighbors(&z, 2, 0, 4);
    assert_eq!(indices, [2, 1, 4, 3]);
    let expected = [0.5_f32.sqrt(), 0.0, 0.0, -1.0];
    // One rounding of each of two norms, a product and 1 − (1 − x).
    assert!(
        similarities
            .iter()
            .zip(expected)
            .all(|(a, b)| (a - b).abs() < 3e-7),
        "{similarities:?}"
    );
}

/// f32 inputs: weights 1e-2 relative, objective 1e-5, accuracies exact, as the reference states for
/// them; the fit itself is in f64 and in fact far closer.
#[test]
fn the_linear_probe_equals_the_reference() {
    let mut compared = 0;
    for case in evaluation() {
        let dim = width(&case["train_embeddings"]);
        let (train, test) = (
            floats(&case["train_embeddings"]),
            floats(&case["test_embeddings"]),
        );
        let (train_labels, test_labels) =
            (whole(&case["train_labels"]), whole(&case["test_labels"]));
        let classes = case["n_classes"].as_u64().expect("classes") as usize;
        for expected in case["linear_probe"].as_array().expect("probes") {
            let l2 = expected["l2"].as_f64().expect("l2");
            let standardize = expected["standardize"].as_bool().expect("standardize");
            let probe = linear_probe::fit(&train, &train_labels, dim, classes, l2, standardize);
            let name = format!("{} l2 {l2}: {} iterations", case["name"], probe.iterations);
            let weights = relative_error(&probe.weights, &numbers(&expected["weights"]));
            let biases = relative_error(&probe.biases, &numbers(&expected["biases_centered"]));
            let objective =
                (probe.objective - expected["objective"].as_f64().expect("objective")).abs();
            println!(
                "{name}: weights {weights:.1e}, biases {biases:.1e}, objective {objective:.1e}"
            );
            assert!(
                weights < 1e-4 && biases < 1e-4,
                "{name}: weights {weights:e}, biases {biases:e}"
            );
            assert!(objective < 1e-7, "{name}: objective {objective:e}");
            assert!(relative_error(&probe.mean, &numbers(&expected["mean"])) < 1e-6);
            assert!(relative_error(&probe.std, &numbers(&expected["std"])) < 1e-6);
            let probabilities = probe.probabilities(&test[..5 * dim]);
            let first = relative_error(
                &probabilities,
                &numbers(&expected["test_probabilities_first5"]),
            );
            assert!(first < 1e-4, "{name}: probabilities {first:e}");
            for (x, y, key) in [
                (&train, &train_labels, "accuracy_train"),
                (&test, &test_labels, "accuracy"),
            ] {
                let expected = expected[key].as_f64().expect("accuracy");
                assert!(
                    (probe.accuracy(x, y) - expected).abs() < 1e-12,
                    "{name} {key}"
                );
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 6);
}

/// `rows` points of `classes` overlapping Gaussian classes in `dim` correlated dimensions.
fn correlated(rows: usize, dim: usize, classes: usize) -> (Vec<f32>, Vec<u32>) {
    let mut rng = Rng::new(1, Stream::Probe);
    let means: Vec<f32> = (0..classes * dim).map(|_| rng.normal()).collect();
    let mut x = Vec::new();
    let labels: Vec<u32> = (0..rows).map(|row| (row % classes) as u32).collect();
    for &label in &labels {
        let common = 3.0 * rng.normal();
        x.extend((0..dim).map(|i| means[label as usize * dim + i] + common + 1.5 * rng.normal()));
    }
    (x, labels)
}

#[test]
fn a_probe_at_its_minimum_cannot_be_improved_and_a_warm_start_finds_the_same_one() {
    let (x, labels) = correlated(400, 12, 5);
    let options = Options {
        l2: 1.0 / 400.0,
        standardize: true,
        tolerance: 1e-9,
        start: None,
    };
    let cold = linear_probe::fit_with(&x, &labels, 12, 5, &options);
    assert!(cold.iterations < 60, "{} iterations", cold.iterations);
    let nudged = Probe {
        weights: cold.weights.iter().map(|w| w * 1.1).collect(),
        ..cold.clone()
    };
    let warm = linear_probe::fit_with(
        &x,
        &labels,
        12,
        5,
        &Options {
            start: Some(&nudged),
            ..options
        },
    );
    assert!(
        warm.iterations < cold.iterations,
        "{} of {}",
        warm.iterations,
        cold.iterations
    );
    assert!(relative_error(&warm.weights, &cold.weights) < 1e-6);
    assert!((warm.objective - cold.objective).abs() < 1e-12);
}

#[test]
fn degenerate_probes_stay_finite() {
    let finite = |probe: &Probe| {
        probe
            .weights
            .iter()
            .chain(&probe.biases)
            .all(|v| v.is_finite())
    };
    // A constant feature, one class, separable classes with a small penalty, fewer rows than features.
    assert!(finite(&linear_probe::fit(
        &[1.0, 1.0, 1.0],
        &[0, 1, 0],
        1,
        2,
        0.01,
        true
    )));
    assert!(finite(&linear_probe::fit(
        &[1.0, 2.0],
        &[0, 0],
        1,
        1,
        0.01,
        true
    )));
    let apart = linear_probe::fit(&[-1.0, -2.0, 1.0, 2.0], &[0, 0, 1, 1], 1, 2, 1e-6, true);
    assert!(finite(&apart));
    assert_eq!(apart.predict(&[-3.0, 3.0]), [0, 1]);
    assert!(finite(&linear_probe::fit(
        &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
        &[0, 1],
        3,
        2,
        0.01,
        true
    )));
}

fn normalised(x: &[f64], dim: usize) -> Vec<f32> {
    let unit = |row: &[f64]| {
        let norm = row.iter().map(|v| v * v).sum::<f64>().sqrt().max(1e-12);
        row.iter().map(|v| (v / norm) as f32).collect::<Vec<_>>()
    };
    x.chunks_exact(dim).flat_map(unit).collect()
}

/// To the 32-bit tolerance that each case states.
#[test]
fn alignment_and_uniformity_equal_the_reference() {
    let mut compared = 0;
    for case in reference(include_str!("oracle/metric_losses.json")) {
        let Some(kind) = case["loss_kind"].as_str() else {
            continue;
        };
        let x = &case["inputs"]["x"];
        let found = match kind {
            "alignment" => {
                let dim = width(x);
                let y = normalised(&numbers(&case["inputs"]["y"]), dim);
                alignment(&normalised(&numbers(x), dim), &y, dim)
            }
            "uniformity" => uniformity(&normalised(&numbers(x), width(x)), width(x)),
            _ => continue,
        };
        let expected = case["loss"].as_f64().expect("loss");
        let tolerance = case["tolerance_float32"]["loss_abs"]
            .as_f64()
            .expect("tolerance");
        assert!(
            (found - expected).abs() < tolerance,
            "{}: {found} for {expected}",
            case["name"]
        );
        compared += 1;
    }
    assert!(compared >= 4, "{compared} cases");
    assert_eq!(uniformity(&[1.0, 0.0], 2), 0.0);
    assert_eq!(uniformity(&[1.0, 0.0, 1.0, 0.0], 2), 0.0);
}

/// 1e-4, as the reference states for f32 inputs; the sign of a component is free.
#[test]
fn pca_equals_the_reference() {
    for case in evaluation() {
        let dim = width(&case["train_embeddings"]);
        let x = floats(&case["train_embeddings"]);
        let rows = x.len() / dim;
        let expected = &case["pca"];
        let found = pca(&x, rows, dim, 2);
        assert!(relative_error(&found.mean, &numbers(&expected["mean"])) < 1e-6);
        for (ours, theirs) in [
            (&found.explained_variance, "explained_variance"),
            (&found.explained_variance_ratio, "explained_variance_ratio"),
        ] {
            assert!(
                relative_error(ours, &numbers(&expected[theirs])) < 1e-5,
                "{theirs}"
            );
        }
        let mut reference = found.clone();
        reference.components = numbers(&expected["components_up_to_sign"]);
        reference.projection = floats(&expected["projection_up_to_sign"]);
        let mut aligned = found.clone();
        aligned.align_to(&reference);
        assert!(
            relative_error(&aligned.components, &reference.components) < 1e-4,
            "{}",
            case["name"]
        );
        let wide = |x: &[f32]| x.iter().map(|&v| f64::from(v)).collect::<Vec<_>>();
        assert!(relative_error(&wide(&aligned.projection), &wide(&reference.projection)) < 1e-4);
        assert!(relative_error(&wide(&found.project(&x)), &wide(&found.projection)) < 1e-6);
    }
}

#[test]
fn components_keep_their_order_and_sign_when_variances_cross() {
    let axes = |a: f32, b: f32| [a, 0.0, -a, 0.0, 0.0, b, 0.0, -b];
    let before = pca(&axes(2.0, 1.9), 4, 2, 2);
    let mut after = pca(&axes(1.9, 2.0), 4, 2, 2);
    assert_eq!(after.components, [0.0, 1.0, 1.0, 0.0]);
    after.align_to(&before);
    assert_eq!(after.components, before.components);
    assert_eq!(after.projection, axes(1.9, 2.0));
    assert!(after.explained_variance[0] < after.explained_variance[1]);
    let mut flipped = Pca {
        components: before.components.iter().map(|c| -c).collect(),
        ..before.clone()
    };
    flipped.align_to(&before);
    assert_eq!(flipped.components, before.components);
    // Another shape has nothing to continue.
    let mut other = pca(&[1.0, 2.0, 3.0], 3, 1, 1);
    let copy = other.clone();
    other.align_to(&before);
    assert_eq!(other, copy);
}

#[test]
fn pca_of_nothing_much_is_finite() {
    let still = pca(&[1.0; 12], 4, 3, 2);
    assert!(still.projection.iter().all(|v| *v == 0.0));
    assert_eq!(still.explained_variance_ratio, [0.0; 3]);
    assert_eq!(pca(&[1.0, 2.0], 1, 2, 3).projection, [0.0, 0.0]);
    assert!(pca(&[], 0, 0, 2).projection.is_empty());
    // A diverged run: no hang, no panic, no variance claimed.
    let diverged = pca(&[1.0, f32::NAN, 2.0, f32::INFINITY], 2, 2, 2);
    assert_eq!(diverged.explained_variance, [0.0, 0.0]);
}
