//! The augmentations: what each does and how much, and golden digests that every machine must repeat.

mod sets;

use nearfar::data::{Augmenter, CARDS, Form, card, own_data::is_own};
use sets::{make, named, strengths, views};

#[test]
fn a_view_without_augmentation_is_the_point_itself() {
    for card in CARDS.iter().filter(|card| !is_own(card)) {
        let data = make(card, 1);
        assert_eq!(views(&data, &[], data.rows), data.x, "{}", card.name);
    }
}

#[test]
fn what_does_not_apply_is_refused_by_name() {
    let digits = named("digits");
    let message =
        Augmenter::new(&digits, &strengths(&[("jitter", 0.1)])).expect_err("not for images");
    assert!(
        message.contains("augment.jitter") && message.contains("image"),
        "{message}"
    );
    assert!(Augmenter::new(&named("moons"), &strengths(&[("shift", 1.0)])).is_err());
    assert!(Augmenter::new(&named("iris"), &strengths(&[("fresh", 1.0)])).is_err());
    let message = Augmenter::new(&digits, &strengths(&[("shift", 3.5)])).expect_err("too far");
    assert!(
        message.contains("augment.shift") && message.contains("from 0 to 3"),
        "{message}"
    );
    assert!(Augmenter::new(&digits, &[0.0]).is_err());
    assert!(Augmenter::new(&digits, &strengths(&[("noise", f64::NAN)])).is_err());
}

fn mean(x: impl Iterator<Item = f64> + Clone) -> f64 {
    x.clone().sum::<f64>() / x.count() as f64
}

/// Moments of 2,400 × dim draws, within 5 standard errors of their own.
#[test]
fn jitter_moves_signal_and_nuisance_by_their_own_scale() {
    let data = named("few-labels");
    let (count, dim) = (data.rows, data.dim);
    let moved = views(&data, &[("jitter", 1.0)], count);
    let square = |feature: usize| {
        mean(
            (0..count)
                .map(|r| f64::from(moved[r * dim + feature] - data.x[r * dim + feature]).powi(2)),
        )
    };
    let error = 5.0 * (2.0 / count as f64).sqrt();
    for feature in 0..dim {
        let expected: f64 = if feature < 8 { 0.25 } else { 4.0 };
        let got = square(feature);
        assert!(
            (got / expected - 1.0).abs() < error,
            "feature {feature}: {got} for {expected}"
        );
    }
}

#[test]
fn rotation_and_scaling_keep_the_plane_a_plane() {
    let data = named("moons");
    let norm = |x: &[f32]| f64::from(x[0]).hypot(f64::from(x[1]));
    let turned = views(&data, &[("rotation", 30.0)], data.rows);
    let mut largest: f64 = 0.0;
    for (a, b) in data.x.chunks_exact(2).zip(turned.chunks_exact(2)) {
        // f32 rounding of two products and a sum.
        assert!((norm(a) - norm(b)).abs() < 1e-6);
        let cross = f64::from(a[0]) * f64::from(b[1]) - f64::from(a[1]) * f64::from(b[0]);
        largest = largest.max((cross / norm(a) / norm(b)).asin().abs());
    }
    let degrees = largest.to_degrees();
    assert!((29.0..30.01).contains(&degrees), "largest turn {degrees}°");
    let scaled = views(&data, &[("scaling", 0.2)], data.rows);
    let ratios: Vec<f64> = data
        .x
        .chunks_exact(2)
        .zip(scaled.chunks_exact(2))
        .map(|(a, b)| norm(b) / norm(a))
        .collect();
    assert!(ratios.iter().all(|r| (0.799..1.201).contains(r)));
    assert!(ratios.iter().any(|r| *r < 0.82) && ratios.iter().any(|r| *r > 1.18));
}

#[test]
fn masking_and_erasing_blank_their_share() {
    let wine = named("wine");
    let masked = views(&wine, &[("masking", 0.3)], 2000);
    let share = masked.iter().filter(|v| **v == 0.0).count() as f64 / masked.len() as f64;
    // 26,000 draws: 5 standard errors are 0.0142.
    assert!((share - 0.3).abs() < 0.0142, "{share}");
    let mut white = named("digits");
    white.x.fill(1.0);
    let erased = views(&white, &[("erasing", 0.5)], 1000);
    for image in erased.chunks_exact(64) {
        let blank = image.iter().filter(|v| **v == 0.0).count();
        // A 4×4 square, at worst cut to 2×2 in a corner.
        assert!((4..=16).contains(&blank), "{blank}");
    }
}

#[test]
fn image_moves_keep_most_of_the_ink_and_stay_within_their_bounds() {
    let digits = named("digits");
    let moved = views(
        &digits,
        &[("shift", 1.0), ("rotation", 15.0), ("scaling", 0.15)],
        digits.rows,
    );
    assert_ne!(moved, digits.x);
    // Bilinear weights are convex: no pixel beyond paper and ink (f32 rounding of four products).
    assert!(moved.iter().all(|v| (0.0..=1.000_001).contains(v)));
    let ink = |x: &[f32]| mean(x.iter().map(|v| f64::from(*v)));
    let kept = ink(&moved) / ink(&digits.x);
    assert!((0.9..1.1).contains(&kept), "ink kept: {kept}");
}

#[test]
fn fresh_draws_come_from_the_anchors_class() {
    let data = named("gaussian");
    assert_eq!(data.form(), Form::Latent);
    let latent = data.latent.clone().expect("drawn from a model");
    let count = 12_000;
    let fresh = views(&data, &[("fresh", 1.0)], count);
    for class in 0..6 {
        let mine: Vec<&[f32]> = fresh
            .chunks_exact(data.dim)
            .enumerate()
            .filter(|(row, _)| data.labels[row % data.rows] == class)
            .map(|(_, x)| x)
            .collect();
        for feature in 0..data.dim {
            let (expected, sd) = if feature < latent.signal {
                (
                    f64::from(latent.means[class as usize * latent.signal + feature]),
                    0.5,
                )
            } else {
                (0.0, 2.0)
            };
            let got = mean(mine.iter().map(|x| f64::from(x[feature])));
            assert!((got - expected).abs() < 5.0 * sd / (mine.len() as f64).sqrt());
        }
    }
    // The class means belong to their own knob: another seed leaves them alone, another draw does not.
    assert_eq!(
        make(card("gaussian").expect("card"), 2).latent,
        Some(latent.clone())
    );
    let mut values = card("gaussian").expect("card").defaults();
    *values.last_mut().expect("means") = 3.0;
    assert_ne!(
        card("gaussian")
            .expect("card")
            .build(&values, 1, "")
            .expect("data")
            .latent,
        Some(latent)
    );
}

#[test]
fn golden_digests() {
    sets::golden_digests();
}
