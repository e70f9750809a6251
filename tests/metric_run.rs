//! Experiments with task "metric": the closed form at once, descents that reach it, the naive objective's three fates,
//! live changes, checkpoints, and the honest lesson of raw Wine.

mod sets;

use nearfar::compute::cpu::Cpu;
use nearfar::compute::distances::{nearest, scatter, squared_distances};
use nearfar::experiment::metric::{MetricRun, Trial};
use nearfar::experiment::{Trouble, Value, link, presets};
use nearfar::metric::Matrix;
use nearfar::metric::scatter::of_pairs;
use nearfar::metric::spd::residual;
use nearfar::rng::{Rng, Stream};
use pollster::block_on;
use std::rc::Rc;

fn open(settings: &str) -> Result<MetricRun<Cpu>, Trouble> {
    let config = link::decode(&["v=1&seed=1&task=metric&", settings].concat()).expect(settings);
    let file = sets::text(config.data.card);
    MetricRun::new(Rc::new(Cpu), config, &file)
}

fn start(settings: &str) -> MetricRun<Cpu> {
    open(settings).unwrap_or_else(|error| panic!("{settings}: {error}"))
}

fn number(value: f64) -> Value {
    Value::Number(value)
}

#[test]
fn the_closed_form_is_there_at_once_and_descents_reach_it() {
    for settings in ["data=moons", "data=iris", "data=wine", "data=nuisance"] {
        let mut run = start(settings);
        let report = run.report().expect(settings);
        let least = report.closed_form.expect("geometric");
        assert!(
            (report.value - least).abs() < 1e-9 * least,
            "{settings}: t = ½ is the minimum"
        );
        assert!(
            report.identities.len() == 4 && report.identities.iter().all(|one| one.holds),
            "{:?}",
            report.identities
        );
        assert_eq!(report.verdict.kind, "optimal");
        let losses = run.step(100).expect(settings);
        assert!(
            losses.windows(2).all(|two| two[1] <= two[0] * 1.000_001),
            "{settings}: h never rises"
        );
        let found = run.objectives(100);
        assert_eq!(found.from, 100);
        let reached = found.values[0][0];
        assert!(
            reached < least * 1.01 && reached > least * 0.999_999,
            "{settings}: {reached} of {least}"
        );
        run.set("objective.t", &number(0.25)).expect("live");
        assert!(run.report().expect(settings).value > least);
    }
}

#[test]
fn the_naive_objective_meets_its_three_fates() {
    let mut run = start("data=moons&objective=naive");
    let star = run.report().expect("a report").threshold.expect("naive").0;
    let fate = |run: &mut MetricRun<Cpu>, lambda: f64, cap: f64| {
        run.set("objective.lambda", &number(lambda))
            .expect("in range");
        run.set("objective.trace_cap", &number(cap))
            .expect("in range");
        run.step(600).expect("finite");
        let report = run.report().expect("a report");
        let text = report.verdict.text.clone();
        assert!(text.contains("λ") && text.ends_with('.'), "{text}");
        (
            report.verdict.kind,
            report.spectrum.values.clone(),
            report.value,
        )
    };
    let (kind, values, value) = fate(&mut run, 0.5 * star, 0.0);
    assert_eq!(kind, "collapses");
    assert!(values[0] < 1e-9 && value.abs() < 1e-6, "{values:?}");
    let mut run = start("data=moons&objective=naive");
    let (kind, values, value) = fate(&mut run, 1.5 * star, 0.0);
    assert_eq!(kind, "unbounded");
    assert!(values[0] > 5.0 && value < 0.0, "{values:?}");
    let mut run = start("data=moons&objective=naive");
    let (kind, values, _) = fate(&mut run, 1.5 * star, 2.0);
    assert_eq!(kind, "rank-one");
    assert!(
        (values[0] - 2.0).abs() < 1e-6 && values[1].abs() < 1e-6,
        "{values:?}"
    );
}

#[test]
fn drawn_pairs_move_the_metric_at_once() {
    let mut run = start("data=moons&pairs.source=drawn&objective.lambda=1");
    let before = run.report().expect("a report");
    assert!(
        residual(&before.a, &Matrix::identity(2, 2)) < 1e-12,
        "no pairs: the Euclidean metric"
    );
    let rows = |rows: &[f64]| Value::List(rows.iter().copied().map(Value::Number).collect());
    run.set("pairs.similar", &rows(&[0.0, 1.0, 3.0, 8.0]))
        .expect("live");
    run.set("pairs.dissimilar", &rows(&[0.0, 9.0]))
        .expect("live");
    let after = run.report().expect("a report");
    assert_eq!((after.similar_count, after.dissimilar_count), (2, 1));
    assert_eq!(after.similar[0].0, [0, 1]);
    assert!(residual(&after.a, &before.a) > 1e-3);
    assert_eq!(
        link::encode(run.config())
            .split('&')
            .find(|part| part.starts_with("pairs.similar")),
        Some("pairs.similar=0-1,3-8")
    );

    for (value, says) in [
        (rows(&[1.0]), "1 row numbers"),
        (rows(&[2.0, 2.0]), "joins row 2 to itself"),
        (rows(&[0.0, 5000.0]), "names row 5000"),
    ] {
        let error = run
            .set("pairs.similar", &value)
            .expect_err("wrong")
            .to_string();
        assert!(error.contains(says), "{error}");
    }
    assert_eq!(
        run.report().expect("a report").similar_count,
        2,
        "the run is as it was"
    );
}

#[test]
fn what_is_singular_is_said_and_what_mends_it() {
    let says = |settings: &str, parts: &[&str]| {
        let error = open(settings)
            .err()
            .unwrap_or_else(|| panic!("{settings} should be refused"))
            .to_string();
        assert!(parts.iter().all(|part| error.contains(part)), "{error}");
    };
    says(
        "data=moons&pairs.source=drawn",
        &["no similar pairs", "S is zero", "objective.lambda above 0"],
    );
    says(
        "data=digits&objective.lambda=0",
        &["S is singular", "of 64", "lambda"],
    );
    says(
        "data=breast-cancer&pairs.count=20",
        &["is singular", "of 30"],
    );
    says(
        "data=iris&pairs.similar=0-1,5-150",
        &["names row 150", "149"],
    );
    says(
        "data=iris&data.train=3&neighbors=5",
        &["neighbors is 5", "which is 3"],
    );
}

#[test]
fn a_checkpoint_goes_on_with_the_same_bits() {
    for settings in [
        "data=wine",
        "data=iris&objective=naive&objective.lambda=0.01",
    ] {
        let mut run = start(settings);
        run.step(7).expect(settings);
        let kept = run.checkpoint();
        let expected = run.step(9).expect(settings);
        let mut other = start(settings);
        other.restore(&kept).expect(settings);
        assert_eq!(other.step_count(), 7);
        assert_eq!(other.step(9).expect(settings), expected);
        assert_eq!(other.objectives(0), run.objectives(0));
        let mut wrong = kept.clone();
        wrong.params.pop();
        assert!(other.restore(&wrong).is_err());
    }
}

#[test]
fn noise_puts_pairs_on_the_wrong_side() {
    let flipped = |settings: &str| start(settings).report().expect("a report");
    assert_eq!(flipped("data=iris").flipped_count, 0);
    let sampled = flipped("data=iris&pairs.count=2000&pairs.noise=0.25");
    assert_eq!(sampled.similar_count + sampled.dissimilar_count, 2000);
    assert!(
        (420..580).contains(&sampled.flipped_count),
        "{}",
        sampled.flipped_count
    );
    let all = flipped("data=iris&pairs.source=all&pairs.noise=0.25");
    // 105 training points: 3 classes of 35.
    assert_eq!(all.similar_count + all.dissimilar_count, 105 * 104 / 2);
    assert_eq!(all.flipped_count, 1365, "a quarter of 5460");
    // Wrong supervision costs: the metric moves towards one that knows no classes.
    let clean = flipped("data=iris&pairs.source=all");
    let spread = |values: &[f64]| values[0] / values[values.len() - 1];
    assert!(spread(&all.spectrum.values) < spread(&clean.spectrum.values));
}

/// Mean errors over splits, in percent: Euclidean, standardised, t = 0, t = ½, best t.
fn errors(settings: &str, splits: u32) -> [f64; 5] {
    let run = start(settings);
    let trials: Vec<Trial> = (0..splits)
        .map(|index| block_on(run.trial(index)).expect(settings))
        .collect();
    let mean =
        |of: fn(&Trial) -> f64| 100.0 * trials.iter().map(of).sum::<f64>() / f64::from(splits);
    [
        mean(|trial| trial.errors.euclidean),
        mean(|trial| trial.errors.standardised),
        mean(|trial| trial.errors.whitening),
        mean(|trial| trial.errors.gmml),
        mean(|trial| trial.errors.best),
    ]
}

#[test]
fn on_wine_most_of_the_gain_is_feature_scale() {
    let [euclidean, standardised, whitening, gmml, best] =
        errors("data=wine&data.standardize=false", 20);
    assert!(
        (25.0..36.0).contains(&euclidean),
        "Euclidean, raw: {euclidean}"
    );
    assert!((25.0..36.0).contains(&gmml), "t = ½, raw: {gmml}");
    assert!((1.0..4.5).contains(&whitening), "t = 0, raw: {whitening}");
    assert!(best < 5.0 && standardised < 6.0, "{best}, {standardised}");
    for error in errors("data=wine", 20) {
        assert!(error < 6.0, "standardised: {error}");
    }
}

#[test]
fn metrics_and_neighbours_are_those_of_the_metric() {
    let mut run = start("data=wine&data.standardize=false&objective.t=0");
    let scores = block_on(run.metrics()).expect("scores");
    assert!(
        scores.now.knn_accuracy > 0.93 && scores.raw.knn_accuracy < 0.8,
        "{scores:?}"
    );
    let (rows, similarities) = block_on(run.neighbors(3, 4)).expect("neighbours");
    assert_eq!(rows.len(), 4);
    for (row, similarity) in rows.iter().zip(similarities) {
        let [_, after] = run.pair(3, *row as usize).expect("rows");
        assert!(
            (after + f64::from(similarity)).abs() < 1e-4 * after,
            "{after} {similarity}"
        );
    }
}

#[test]
fn every_metric_preset_runs_and_its_caption_ends() {
    let metric: Vec<_> = presets::PRESETS
        .iter()
        .filter(|preset| preset.link.contains("task=metric"))
        .collect();
    assert!(metric.len() >= 5);
    for preset in metric {
        let config = preset.config().expect(preset.id);
        let file = sets::text(config.data.card);
        let mut run = MetricRun::new(Rc::new(Cpu), config, &file).expect(preset.id);
        run.step(3).expect(preset.id);
        let report = run.report().expect(preset.id);
        assert!(
            report.identities.iter().all(|identity| identity.holds),
            "{}: {:?}",
            preset.id,
            report.identities
        );
        block_on(run.metrics()).expect(preset.id);
    }
}

#[test]
fn the_kernel_only_chooses_and_float64_decides() {
    let mut rng = Rng::new(3, Stream::Data);
    let dim = 16;
    let mut points = |rows: usize| {
        (0..rows * dim)
            .map(|i| f64::from(rng.normal()) * (1.0 + (i % dim) as f64 * 9.0))
            .collect::<Vec<f64>>()
    };
    let (x, queries) = (points(1500), points(70));
    let found = block_on(nearest(&Cpu, &x, &queries, dim, 7)).expect("runs");
    let square =
        |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
    for (query, rows) in found.indices.chunks(7).enumerate() {
        let at = &queries[query * dim..][..dim];
        let mut all: Vec<(f64, u32)> = x
            .chunks(dim)
            .zip(0..)
            .map(|(point, row)| (square(at, point), row))
            .collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let expected: Vec<u32> = all[..7].iter().map(|one| one.1).collect();
        assert_eq!(rows, expected);
        assert_eq!(found.squared[query * 7], all[0].0);
    }

    let distances = block_on(squared_distances(&Cpu, &queries, &x, dim)).expect("runs");
    let exact = square(&queries[..dim], &x[..dim]);
    assert!((f64::from(distances[0]) - exact).abs() < 1e-4 * exact);

    let pairs: Vec<[u32; 2]> = (0..3000).map(|i| [i % 1500, (i * 7 + 1) % 1500]).collect();
    let by_kernel = Matrix::from_row_slice(
        dim,
        dim,
        &block_on(scatter(&Cpu, &x, dim, &pairs)).expect("runs"),
    );
    let off = residual(&by_kernel, &of_pairs(&x, dim, &pairs));
    assert!(off < 1e-6, "{off}");
}
