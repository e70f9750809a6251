//! Metric learning against the reference values, by the path that the public API takes; the laws of geometric means;
//! and everything a caller can get wrong.

use nearfar::metric::gmml::{geodesic, objective_at, regularised};
use nearfar::metric::naive::{Fate, Naive, threshold};
use nearfar::metric::request::{self, Gmml, PairedPoints, Points};
use nearfar::metric::spd::residual;
use nearfar::metric::{Matrix, descent, geometric_mean::Geodesic};
use nearfar::rng::{Rng, Stream};
use serde_json::Value;

fn gmml_file() -> Value {
    serde_json::from_str(include_str!("oracle/gmml.json")).expect("JSON")
}

fn naive_file() -> Value {
    serde_json::from_str(include_str!("oracle/naive_objective.json")).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// Nested lists of numbers, flattened row-major.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().expect("a number")],
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn indices(value: &Value) -> Vec<u32> {
    numbers(value).iter().map(|&row| row as u32).collect()
}

fn matrix(value: &Value) -> Matrix {
    let rows = list(value).len();
    Matrix::from_row_slice(rows, numbers(value).len() / rows, &numbers(value))
}

/// A case's points and pairs, as a caller gives them.
struct Case {
    x: Vec<f64>,
    rows: usize,
    dim: usize,
    similar: Vec<u32>,
    dissimilar: Vec<u32>,
}

impl Case {
    fn of(case: &Value) -> Self {
        let rows = list(&case["X"]).len();
        let x = numbers(&case["X"]);
        Self {
            dim: x.len() / rows,
            x,
            rows,
            similar: indices(&case["similar_pairs"]),
            dissimilar: indices(&case["dissimilar_pairs"]),
        }
    }

    fn points(&self) -> Points<'_> {
        Points::new("x", &self.x, self.rows, self.dim).expect("good points")
    }

    fn paired(&self) -> PairedPoints<'_> {
        PairedPoints::new(self.points(), &self.similar, &self.dissimilar).expect("good pairs")
    }

    fn gmml(&self, t: f64, lambda: f64, prior: Option<&[f64]>) -> Result<Gmml, String> {
        request::gmml(&self.paired(), t, lambda, prior)
    }
}

/// Relative to the larger of 1 and the expected size.
fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    let off = (found - expected).abs() / expected.abs().max(1.0);
    assert!(
        off <= tolerance,
        "{what}: {found} for {expected}, off by {off}"
    );
}

fn close(found: &Matrix, expected: &Matrix, tolerance: f64, what: &str) {
    let off = residual(found, expected);
    assert!(
        off <= tolerance,
        "{what}: relative Frobenius error {off}, allowed {tolerance}"
    );
}

#[test]
fn comparisons_fail_on_what_is_off() {
    let a = Matrix::identity(3, 3);
    let wrong = &a * (1.0 + 1e-6);
    assert!(std::panic::catch_unwind(|| close(&wrong, &a, 1e-7, "")).is_err());
    assert!(std::panic::catch_unwind(|| near(1.0 + 1e-6, 1.0, 1e-7, "")).is_err());
    close(&wrong, &a, 1e-5, "");
}

#[test]
fn gmml_matches_the_reference_values() {
    for case in list(&gmml_file()["cases"]) {
        let name = case["name"].as_str().expect("a name");
        let (given, lambda) = (Case::of(case), number(&case["lambda"]));
        let prior = (!case["A0"].is_null()).then(|| numbers(&case["A0"]));
        let allowed = number(&case["tolerance"]["float64_A_rel_frobenius"]);
        for (t, solution) in case["solutions_by_t"].as_object().expect("solutions") {
            let what = format!("{name}, t = {t}");
            let t: f64 = t.parse().expect("a number");
            let found = given.gmml(t, lambda, prior.as_deref()).expect(name);
            close(&found.a, &matrix(&solution["A"]), allowed, &what);
            close(&found.s, &matrix(&case["S"]), 1e-12, &format!("{what}: S"));
            close(&found.d, &matrix(&case["D"]), 1e-12, &format!("{what}: D"));
            let l = matrix(&solution["L_cholesky_upper"]);
            close(&found.l, &l, 10.0 * allowed, &format!("{what}: L"));
            close(
                &(found.l.transpose() * &found.l),
                &found.a,
                1e-9,
                &format!("{what}: LᵀL"),
            );
            let ten = 10.0 * allowed;
            near(
                found.parts[0],
                number(&solution["h_similar"]),
                ten,
                &format!("{what}: tr(AS)"),
            );
            near(
                found.parts[1],
                number(&solution["h_dissimilar"]),
                ten,
                &format!("{what}: tr(A⁻¹D)"),
            );

            let lengths = solution.get("riemannian_distance_to_S_inv");
            if let (Some(to_s), Some(to_d)) = (lengths, solution.get("riemannian_distance_to_D")) {
                let prior = prior
                    .as_ref()
                    .map(|prior| Matrix::from_row_slice(given.dim, given.dim, prior));
                let (s, d) = regularised(&found.s, &found.d, lambda, prior.as_ref()).expect(name);
                let length = geodesic(&s, &d).expect(name).length();
                near(
                    t * length,
                    number(to_s),
                    ten.max(1e-8),
                    &format!("{what}: t·δ"),
                );
                near(
                    (1.0 - t) * length,
                    number(to_d),
                    ten.max(1e-8),
                    &format!("{what}: (1−t)·δ"),
                );
            }
        }
        let t = number(&case["distance_t"]);
        let a = given.gmml(t, lambda, prior.as_deref()).expect(name).a;
        let pairs = given
            .points()
            .pairs("pairs", &indices(&case["distance_pairs"]))
            .expect(name);
        let expected = numbers(&case["squared_mahalanobis_distance"]);
        for (found, expected) in request::pair_distances(&given.points(), &pairs, &a)
            .iter()
            .zip(expected)
        {
            near(*found, expected, 10.0 * allowed, &format!("{name}: d_A"));
        }
    }
}

#[test]
fn geometric_means_match_the_reference_values_and_obey_their_laws() {
    for case in list(&gmml_file()["geometric_mean_identities"]) {
        let [x, y, c] = ["X", "Y", "C"].map(|key| matrix(&case[key]));
        let dim = x.nrows();
        let what = format!("{dim} × {dim}");
        let mean = |x: &Matrix, y: &Matrix, t: f64| {
            request::mean(x.transpose().as_slice(), y.transpose().as_slice(), dim, t)
                .expect("definite")
        };
        for (t, expected) in case["sharp_by_t"].as_object().expect("by t") {
            let t: f64 = t.parse().expect("a number");
            let found = mean(&x, &y, t);
            close(&found, &matrix(expected), 1e-9, &format!("{what}, t = {t}"));
            close(
                &found,
                &mean(&y, &x, 1.0 - t),
                1e-9,
                "X #_t Y = Y #_{1−t} X",
            );
            let inverse = |m: &Matrix| m.clone().try_inverse().expect("invertible");
            close(
                &inverse(&found),
                &mean(&inverse(&x), &inverse(&y), t),
                1e-8,
                "(X #_t Y)⁻¹ = X⁻¹ #_t Y⁻¹",
            );
            let log_det = |m: &Matrix| m.determinant().ln();
            near(
                log_det(&found),
                (1.0 - t) * log_det(&x) + t * log_det(&y),
                1e-9,
                "log det",
            );
        }
        let half = mean(&x, &y, 0.5);
        close(
            &(&half * x.clone().try_inverse().expect("invertible") * &half),
            &y,
            1e-9,
            "G X⁻¹ G = Y",
        );
        let congruent = |m: &Matrix| {
            let product = &c * m * c.transpose();
            (&product + product.transpose()) * 0.5
        };
        close(
            &mean(&congruent(&x), &congruent(&y), 0.5),
            &matrix(&case["congruence_sharp_half"]),
            1e-8,
            "C(X#Y)Cᵀ",
        );
        let length = Geodesic::between(&x, &y).expect("definite").length();
        near(
            length,
            number(&case["riemannian_distance"]),
            1e-9,
            "δ(X, Y)",
        );
        // Read as a transpose, the lecture's formula returns Y, which the mean is not.
        assert!(residual(&half, &matrix(&case["literal_lecture_formula"])) > 1e-3);
    }
}

#[test]
fn h_is_least_at_the_closed_form_and_scales_as_it_should() {
    let file = gmml_file();
    let case = &file["scaling_and_minimality"];
    let [s, d, a] = ["S", "D", "A"].map(|key| matrix(&case[key]));
    let geodesic_of = |s: &Matrix, d: &Matrix| geodesic(s, d).expect("definite");
    close(&geodesic_of(&s, &d).at(0.5), &a, 1e-9, "A");
    let least: f64 = objective_at(&geodesic_of(&s, &d), 0.5).iter().sum();
    near(least, number(&case["h_min"]), 1e-10, "h");
    near(
        descent::value(&a, &s, &d),
        least,
        1e-10,
        "h by its definition",
    );
    near(
        descent::value(&Matrix::identity(3, 3), &s, &d),
        number(&case["h_at_identity"]),
        1e-10,
        "h(I)",
    );
    for other in list(&case["other_A"]) {
        let value = descent::value(&matrix(&other["A"]), &s, &d);
        near(value, number(&other["h"]), 1e-10, "h elsewhere");
        assert!(value > least);
    }
    let (s, d) = (s * number(&case["a"]), d * number(&case["b"]));
    for t in [0.5, 0.25] {
        let expected = matrix(&case[format!("A_after_scaling_t_{t}")]);
        close(&geodesic_of(&s, &d).at(t), &expected, 1e-9, "scaled");
    }
}

#[test]
fn both_descents_fall_onto_the_closed_form_and_never_rise() {
    let mut rng = Rng::new(5, Stream::Data);
    for dim in [1, 2, 5, 9] {
        let mut definite = || {
            let root = Matrix::from_fn(dim, dim, |_, _| f64::from(rng.normal()));
            &root * root.transpose() + Matrix::identity(dim, dim) * 0.3
        };
        let (s, d) = (definite(), definite() * 40.0);
        let geodesic = geodesic(&s, &d).expect("definite");
        let least: f64 = objective_at(&geodesic, 0.5).iter().sum();
        type Step = fn(&Matrix, &Matrix, &Matrix, f64) -> Result<Matrix, String>;
        let steps: [(&str, Step, f64); 2] = [
            ("natural", descent::natural, 1e-6),
            ("Euclidean", descent::euclidean, 0.2),
        ];
        for (name, step, reach) in steps {
            let mut a = Matrix::identity(dim, dim);
            let mut value = descent::value(&a, &s, &d);
            for _ in 0..400 {
                a = step(&a, &s, &d, 0.5).expect("finite");
                let next = descent::value(&a, &s, &d);
                assert!(
                    next <= value * (1.0 + 1e-12),
                    "{name} rose from {value} to {next}"
                );
                value = next;
            }
            assert!(value >= least * (1.0 - 1e-9));
            assert!(
                value - least <= reach * least,
                "{name}, d = {dim}: {value} of {least}"
            );
        }
    }
}

#[test]
fn the_naive_objective_matches_the_reference_values() {
    for case in list(&naive_file()["cases"]) {
        let name = case["name"].as_str().expect("a name");
        let given = Case::of(case);
        let [lambda, step_size] = ["lambda", "step_size"].map(|key| number(&case[key]));
        let trajectory = list(&case["trajectory"]);
        let steps = trajectory.last().expect("entries")["step"]
            .as_u64()
            .expect("a step") as usize;
        let found =
            request::naive(&given.paired(), lambda, steps, Some(step_size), None).expect(name);
        near(
            found.lambda_star,
            number(&case["lambda_star"]),
            1e-8,
            &format!("{name}: λ*"),
        );
        let collapses = lambda < found.lambda_star;
        assert_eq!(
            found.fate,
            if collapses {
                Fate::Collapses
            } else {
                Fate::Unbounded
            },
            "{name}"
        );
        for entry in trajectory {
            let step = entry["step"].as_u64().expect("a step") as usize;
            let what = format!("{name}, step {step}");
            near(
                found.objectives[step],
                number(&entry["objective"]),
                1e-8,
                &what,
            );
            near(found.traces[step], number(&entry["trace_A"]), 1e-8, &what);
            if let Some(a) = entry.get("A") {
                let run = request::naive(&given.paired(), lambda, step, Some(step_size), None)
                    .expect(name);
                let off = (run.a - matrix(a)).norm();
                assert!(
                    off <= 1e-8 * number(&entry["trace_A"]).max(1.0),
                    "{what}: A is off by {off}"
                );
            }
        }
        let (s, d) = (matrix(&case["S"]), matrix(&case["D"]));
        let problem = Naive::new(&s, &d, lambda, None).expect(name);
        let least = problem.spectrum.values.last().copied().expect("values");
        near(
            least,
            number(&case["min_eigenvalue_of_S_minus_lambda_D"]),
            1e-8,
            name,
        );
        let each: f64 = problem
            .spectrum
            .values
            .iter()
            .map(|&value| value.min(0.0).powi(2))
            .sum();
        near(
            -step_size * each,
            number(&case["asymptotic_objective_change_per_step"]),
            1e-8,
            name,
        );

        // The direction is generalised: D x = S x / λ*.
        let (star, direction) = threshold(&s, &d).expect(name);
        let x = Matrix::from_column_slice(direction.len(), 1, &direction);
        close(
            &(&d * &x * star),
            &(&s * &x),
            1e-8,
            &format!("{name}: direction"),
        );

        // Capped at trace 1, the answer has rank one (where M is negative somewhere).
        let minimum = &case["trace_constrained_minimum"];
        if !collapses {
            let run = request::naive(&given.paired(), lambda, 4000, None, Some(1.0)).expect(name);
            assert_eq!(run.fate, Fate::RankOne);
            let value = run.objectives.last().copied().expect("values");
            near(
                value,
                number(&minimum["value"]),
                1e-6,
                &format!("{name}: capped"),
            );
            close(
                &run.a,
                &matrix(&minimum["A"]),
                1e-3,
                &format!("{name}: rank one"),
            );
            assert!(run.traces.last().is_some_and(|trace| *trace <= 1.0 + 1e-9));
        }
    }
}

#[test]
fn wrong_input_is_named_with_what_would_be_right() {
    let x: Vec<f64> = (0..12)
        .map(f64::from)
        .map(|v| (v * v * 1.7).sin())
        .collect();
    let case = |x: &[f64], similar: &[u32], dissimilar: &[u32]| -> Result<Gmml, String> {
        let points = Points::new("x", x, 4, 3)?;
        request::gmml(
            &PairedPoints::new(points, similar, dissimilar)?,
            0.5,
            0.0,
            None,
        )
    };
    let many = [0, 1, 1, 2, 2, 3, 0, 3];
    let says = |found: Result<Gmml, String>, parts: &[&str]| {
        let message = found.expect_err("an error");
        assert!(
            parts.iter().all(|part| message.contains(part)),
            "{message}\nlacks one of {parts:?}"
        );
    };
    says(
        case(&x[..11], &many, &many),
        &["x has 11 numbers", "rows × dim"],
    );
    let mut broken = x.clone();
    broken[5] = f64::NAN;
    says(case(&broken, &many, &many), &["x[5] is NaN"]);
    says(
        case(&x, &[0, 1, 2], &many),
        &["similar has 3 row numbers", "two for each pair"],
    );
    says(case(&x, &many, &[0, 4]), &["dissimilar[1] is 4", "below 4"]);
    says(
        case(&x, &[], &many),
        &["similar has no pairs", "S is zero", "lambda"],
    );
    says(
        case(&x, &many, &[]),
        &["dissimilar has no pairs", "D is zero", "lambda"],
    );
    // Three dimensions and two pairs: S cannot have full rank.
    says(
        case(&x, &[0, 1, 1, 2], &many),
        &[
            "S is singular",
            "rank is 2 of 3",
            "smallest eigenvalue 0",
            "lambda",
        ],
    );
    says(
        case(&x, &many, &[0, 1]),
        &["D is singular", "rank is 1 of 3", "lambda"],
    );

    let points = Points::new("x", &x, 4, 3).expect("good");
    let pairs = PairedPoints::new(points, &many, &many).expect("good");
    says(
        request::gmml(&pairs, 1.5, 0.0, None),
        &["t is 1.5", "0 to 1"],
    );
    says(request::gmml(&pairs, f64::NAN, 0.0, None), &["t is NaN"]);
    says(
        request::gmml(&pairs, 0.5, -1.0, None),
        &["lambda is -1", "from 0"],
    );
    says(
        request::gmml(&pairs, 0.5, 1.0, Some(&[1.0; 4])),
        &["prior has 4 numbers", "dim × dim"],
    );
    let indefinite = [1.0, 2.0, 0.0, 2.0, 1.0, 0.0, 0.0, 0.0, 1.0];
    says(
        request::gmml(&pairs, 0.5, 1.0, Some(&indefinite)),
        &["prior is indefinite", "smallest eigenvalue -1"],
    );

    let identity = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];
    let mean = |x: &[f64], y: &[f64]| request::mean(x, y, 3, 0.5).expect_err("an error");
    let skew = [1.0, 0.5, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];
    assert!(
        mean(&identity, &skew).contains("y is not symmetric: its entry [1, 0] is 0, [0, 1] is 0.5")
    );
    assert!(
        mean(&indefinite, &identity).contains("x is indefinite: its rank is 2 of 3"),
        "{}",
        mean(&indefinite, &identity)
    );
    assert!(mean(&identity, &[0.0; 9]).contains("y is singular: its rank is 0 of 3"));

    let naive = |lambda, steps, size, cap| {
        request::naive(&pairs, lambda, steps, size, cap).expect_err("an error")
    };
    assert!(naive(f64::INFINITY, 5, None, None).contains("lambda is"));
    assert!(naive(1.0, 200_000, None, None).contains("steps is 200000"));
    assert!(naive(1.0, 5, Some(0.0), None).contains("stepSize is 0"));
    assert!(naive(1.0, 5, None, Some(-2.0)).contains("traceCap is -2"));
    assert!(
        request::metric(&indefinite, 3)
            .expect_err("an error")
            .contains("A is indefinite")
    );
    request::metric(&[0.0; 9], 3).expect("a metric may be zero");
}

#[test]
fn lambda_mends_what_is_singular_and_results_stay_finite() {
    let x = [0.0, 0.0, 1.0, 0.0, 0.0, 1e-9, 1e6, 1.0];
    for (similar, dissimilar) in [
        (vec![0, 1], vec![2, 3]),
        (vec![], vec![0, 3]),
        (vec![0, 0], vec![1, 1]),
        (vec![], vec![]),
    ] {
        let points = Points::new("x", &x, 4, 2).expect("good");
        let pairs = PairedPoints::new(points, &similar, &dissimilar).expect("good");
        assert!(
            request::gmml(&pairs, 0.5, 0.0, None).is_err(),
            "{similar:?} {dissimilar:?}"
        );
        let found = request::gmml(&pairs, 0.5, 0.1, None).expect("regularised");
        assert!(
            found
                .a
                .iter()
                .chain(&found.parts)
                .all(|value| value.is_finite()),
            "{:?}",
            found.a
        );
    }
}
