//! The theorem's constructed task: its rate is what it says, and the slopes are the predicted ones.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::theorem::{Setting, Violation, table};

const NS: [usize; 7] = [20, 40, 80, 160, 320, 640, 1280];

fn slope(alpha: f64, beta: Option<f64>, violation: Violation) -> f64 {
    let setting = Setting {
        alpha,
        violation,
        ..Setting::default()
    };
    table(&setting, beta, &NS, (1, 40), 0.05)
        .expect("a table")
        .curve
        .slope
}

/// (J0 σ² k + c) m^−α, as the module derives, but for the rounding of J.
#[test]
fn the_weak_rate_is_alpha() {
    for alpha in [0.25, 0.5, 0.75, 1.0] {
        let setting = Setting {
            alpha,
            ..Setting::default()
        };
        let error = |m: f64| {
            let count = setting.coordinates(m);
            count * setting.weak_noise.powi(2) * setting.features as f64 / m + setting.tail(count)
        };
        let rate = (error(1e3) / error(1e5)).ln() / 100f64.ln();
        assert!((rate - alpha).abs() < 0.01, "{alpha}: {rate}");
        // The coefficients have the energy that the tail says.
        let energy: f64 = (100..5000).map(|j| setting.coefficient(j).powi(2)).sum();
        let said = setting.tail(100.0) - setting.tail(5000.0);
        assert!((energy - said).abs() < 1e-9, "{alpha}: {energy} {said}");
    }
}

#[test]
fn slopes_are_the_predicted_ones() {
    for (alpha, beta) in [(1.0, 0.5), (0.5, 1.0), (1.0, 1.0), (0.5, 2.0), (1.0, 2.0)] {
        let (found, predicted) = (
            slope(alpha, Some(beta), Violation::None),
            -(alpha * beta).min(1.0),
        );
        assert!(
            (found - predicted).abs() < 0.1,
            "α {alpha}, β {beta}: {found}, not {predicted}"
        );
    }
    for alpha in [0.5, 0.75, 1.0] {
        let found = slope(alpha, None, Violation::None);
        assert!(
            (found + alpha).abs() < 0.1,
            "from scratch, α {alpha}: {found}"
        );
    }
    // Predictions can be missed.
    let missed = slope(1.0, Some(2.0), Violation::MissingPart);
    assert!(missed > -0.1, "the risk comes to rest: {missed}");
    let heavy = slope(1.0, Some(2.0), Violation::HeavyNoise);
    assert!(heavy > -0.85, "no 1/n with heavy noise: {heavy}");
}

#[test]
fn bands_bound_and_seeds() {
    let setting = Setting::default();
    let found = table(&setting, Some(1.0), &NS, (1, 40), 0.05)
        .expect("a table")
        .curve;
    for i in 0..NS.len() {
        assert!(
            found.low[i] < found.risk[i]
                && found.risk[i] < found.high[i]
                && found.risk[i] < found.bound[i]
        );
    }
    let [low, high] = found.interval;
    assert!(low < found.slope && found.slope < high);
    let again = table(&setting, Some(1.0), &NS, (1, 40), 0.05)
        .expect("a table")
        .curve;
    assert_eq!(found, again, "the same seeds, the same numbers");
    let other = table(&setting, Some(1.0), &NS, (2, 40), 0.05)
        .expect("a table")
        .curve;
    assert_ne!(found.risk, other.risk);
    // More seeds, a narrower interval.
    let more = table(&setting, Some(1.0), &NS, (1, 100), 0.05)
        .expect("a table")
        .curve;
    assert!(more.interval[1] - more.interval[0] < high - low);
}

#[test]
fn what_is_wrong_is_named() {
    let good = Setting::default();
    for (setting, beta, ns, seeds, delta, why) in [
        (
            Setting { alpha: 0.1, ..good },
            1.0,
            &NS[..],
            10,
            0.05,
            "alpha is 0.1; it must be from 0.25 to 1.",
        ),
        (
            Setting {
                alpha: f64::NAN,
                ..good
            },
            1.0,
            &NS,
            10,
            0.05,
            "alpha is NaN",
        ),
        (
            Setting {
                weak_noise: -1.0,
                ..good
            },
            1.0,
            &NS,
            10,
            0.05,
            "weakNoise is -1",
        ),
        (
            Setting {
                features: 0,
                ..good
            },
            1.0,
            &NS,
            10,
            0.05,
            "features is 0",
        ),
        (
            good,
            9.0,
            &NS,
            10,
            0.05,
            "beta is 9; it must be from 0.1 to 4.",
        ),
        (good, 1.0, &NS, 1, 0.05, "seeds is 1"),
        (good, 1.0, &NS, 10, 0.0, "delta is 0"),
        (good, 1.0, &NS[..3], 10, 0.05, "n must be 4 to 20 numbers"),
        (
            good,
            1.0,
            &[2, 4, 8, 16],
            10,
            0.05,
            "must lie within 5 and 100000",
        ),
        (
            Setting {
                alpha: 0.25,
                ..good
            },
            3.0,
            &NS,
            10,
            0.05,
            "Take a larger alpha",
        ),
    ] {
        let message = table(&setting, Some(beta), ns, (1, seeds), delta).expect_err(why);
        assert!(message.contains(why) && message.ends_with('.'), "{message}");
    }
}
