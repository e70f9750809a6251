//! The generator against Random123's known answers, and the shape of what is drawn from it.

use nearfar::rng::{Rng, Stream, threefry2x32};

/// `kat_vectors` of Random123 1.14, lines `threefry2x32 20`.
#[test]
pub fn threefry_gives_random123s_known_answers() {
    assert_eq!(threefry2x32([0, 0], [0, 0]), [0x6b20_0159, 0x99ba_4efe]);
    assert_eq!(
        threefry2x32([u32::MAX; 2], [u32::MAX; 2]),
        [0x1cb9_96fc, 0xbb00_2be7]
    );
    assert_eq!(
        threefry2x32([0x1319_8a2e, 0x0370_7344], [0x243f_6a88, 0x85a3_08d3]),
        [0xc492_3a9c, 0x483d_f7a0]
    );
}

#[test]
fn draws_are_the_blocks_of_their_counter() {
    let mut rng = Rng::at(7, Stream::Augment, 3);
    let drawn: Vec<u32> = (0..4).map(|_| rng.next_u32()).collect();
    let key = [7, Stream::Augment as u32];
    let expected = [threefry2x32(key, [3, 0]), threefry2x32(key, [3, 1])].concat();
    assert_eq!(drawn, expected);
}

#[test]
fn streams_indices_and_seeds_are_independent_sequences() {
    let first = |mut rng: Rng| (rng.next_u32(), rng.next_u32());
    let base = first(Rng::new(1, Stream::Data));
    assert_eq!(base, first(Rng::at(1, Stream::Data, 0)));
    assert_ne!(base, first(Rng::new(2, Stream::Data)));
    assert_ne!(base, first(Rng::new(1, Stream::Init)));
    assert_ne!(base, first(Rng::at(1, Stream::Data, 1)));
}

/// Bands of five standard errors at n = 100,000: a right generator fails one in a million times,
/// and the seed is fixed.
#[test]
fn uniforms_and_normals_have_their_moments() {
    let n = 100_000;
    let mut rng = Rng::new(1, Stream::Probe);
    let uniforms: Vec<f64> = (0..n).map(|_| f64::from(rng.uniform())).collect();
    let normals: Vec<f64> = (0..n).map(|_| f64::from(rng.normal())).collect();
    let moment = |x: &[f64], power: i32| x.iter().map(|v| v.powi(power)).sum::<f64>() / n as f64;
    let root = f64::from(n).sqrt();
    assert!(uniforms.iter().all(|u| (0.0..1.0).contains(u)));
    assert!((moment(&uniforms, 1) - 0.5).abs() < 5.0 * 0.289 / root);
    assert!(moment(&normals, 1).abs() < 5.0 / root);
    assert!((moment(&normals, 2) - 1.0).abs() < 5.0 * 1.414 / root);
    assert!(moment(&normals, 3).abs() < 5.0 * 3.873 / root);
    assert!((moment(&normals, 4) - 3.0).abs() < 5.0 * 9.798 / root);
    // Neighbours in the sequence, and the two of a Box–Muller pair, are uncorrelated.
    let lag: f64 = normals.windows(2).map(|w| w[0] * w[1]).sum::<f64>() / n as f64;
    assert!(lag.abs() < 5.0 / root);
}

/// Chi-squared over 7 cells, 6 degrees of freedom: 33.1 is exceeded once in 100,000.
#[test]
fn below_is_uniform_and_in_range() {
    let mut rng = Rng::new(3, Stream::Batch);
    let mut counts = [0_u32; 7];
    for _ in 0..70_000 {
        counts[rng.below(7) as usize] += 1;
    }
    let chi: f64 = counts
        .iter()
        .map(|&c| (f64::from(c) - 10_000.0).powi(2) / 10_000.0)
        .sum();
    assert!(chi < 33.1, "chi-squared {chi}, counts {counts:?}");
    assert_eq!(rng.below(1), 0);
    assert_eq!(rng.below(0), 0);
    // More than half the words are turned away here: an implementation without rejection is biased
    // towards even cells of this n by a factor of two.
    let n = (1 << 31) + 1;
    let low = (0..20_000).filter(|_| rng.below(n) < n / 2).count();
    assert!(
        (low as f64 - 10_000.0).abs() < 5.0 * 70.7,
        "{low} of 20000 in the lower half"
    );
}

#[test]
fn permutations_hold_every_number_once_and_all_orders_occur() {
    let mut rng = Rng::new(5, Stream::Split);
    let mut order = rng.permutation(1000);
    assert_ne!(order, (0..1000).collect::<Vec<_>>());
    order.sort_unstable();
    assert_eq!(order, (0..1000).collect::<Vec<_>>());
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..6000 {
        *seen.entry(rng.permutation(3)).or_insert(0_u32) += 1;
    }
    assert_eq!(seen.len(), 6);
    // 6 cells of 1000, 5 degrees of freedom: 30.9 is exceeded once in 100,000.
    let chi: f64 = seen
        .values()
        .map(|&c| (f64::from(c) - 1000.0).powi(2) / 1000.0)
        .sum();
    assert!(chi < 30.9, "chi-squared {chi}");
}

/// Golden values (the normals also by a separate implementation in Python): what these are on one machine they must be on every other, natively and in wasm.
#[test]
fn the_first_draws_never_change() {
    let mut rng = Rng::new(1, Stream::Data);
    let bits: Vec<u32> = (0..4).map(|_| rng.normal().to_bits()).collect();
    assert_eq!(bits, NORMALS);
    assert_eq!(Rng::new(1, Stream::Batch).permutation(8), PERMUTATION);
}

/// A million normals reach rare corners of the logarithm and the sine; this digest came out of wasm.
#[test]
fn a_million_normals_are_those_of_wasm() {
    let mut rng = Rng::new(9, Stream::Init);
    let normals: Vec<f32> = (0..1_000_000).map(|_| rng.normal()).collect();
    assert_eq!(nearfar::data::digest(&normals), "96968f92d06dc11c");
}

const NORMALS: [u32; 4] = [1_062_464_329, 1_016_111_460, 1_055_701_507, 1_052_553_191];
const PERMUTATION: [u32; 8] = [6, 5, 2, 7, 3, 0, 1, 4];
